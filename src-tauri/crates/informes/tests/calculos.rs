//! The annex of calculations: what it must say, and that equal figures give an equal paper.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, reason = "tests")]

#[path = "apoyo/geometria.rs"]
mod geometria;

use informes::calculos::{CifraDelAnexo, CifrasDeCalculos, Concepto, Cuadro, InsumoDelAnexo, SeccionDeCalculos, cifras_sha256, componer};
use informes::previsualizar;

fn muestra() -> CifrasDeCalculos {
    let dia = jiff::civil::date(2026, 11, 20);
    let concepto = |n: usize| Concepto {
        nombre: format!("Concepto {n}"),
        cifras: vec![CifraDelAnexo {
            nombre: "Una solicitud, quetzales".to_owned(),
            valor: "Q\u{a0}114.44 (de Q\u{a0}100.00 a Q\u{a0}130.00)".to_owned(),
            exacto: "Q\u{a0}114.4365".to_owned(),
            formula: "minutos ÷ 60 × valor de la hora".to_owned(),
        }],
        insumos: vec![InsumoDelAnexo {
            nombre: "Valor de una hora".to_owned(),
            valor: "24.61\u{a0}quetzales por hora".to_owned(),
            confianza: "Estimado".to_owned(),
            fuente: "Encuesta en ventanilla · 01/10/2026".to_owned(),
            quien: "Ana López, 20/11/2026".to_owned(),
        }],
        faltan: vec!["Falta la duración del paso 1.".to_owned(), format!("Falta el arancel {n}.")],
        notas: vec!["Es un valor esperado.".to_owned()],
    };
    CifrasDeCalculos {
        institucion: "Ministerio de Ambiente y Recursos Naturales".to_owned(),
        sigla: "MARN".to_owned(),
        momento: dia.at(10, 42, 0, 0),
        corte: dia,
        demostracion: true,
        credencial: "Con credencial".to_owned(),
        codigo: "3f9a12bc77de0142".to_owned(),
        tramite: "MARN-0003".to_owned(),
        nombre: "Actualización de instrumentos".to_owned(),
        pasos_de: "Situación actual".to_owned(),
        hallazgo: "Una solicitud le cuesta a la persona Q\u{a0}114.44".to_owned(),
        desde: dia,
        metodos: "Costo administrativo (versión 1)".to_owned(),
        redondeo: "La mitad sube.".to_owned(),
        secciones: vec![SeccionDeCalculos {
            titulo: "Lo que le cuesta a la persona".to_owned(),
            notas: vec!["Nota de la sección.".to_owned()],
            conceptos: (1..=30).map(concepto).collect(),
            cuadros: vec![Cuadro {
                titulo: "Cada paso".to_owned(),
                columnas: vec!["Paso".to_owned(), "Días".to_owned()],
                filas: vec![vec!["1. Recibir".to_owned(), "0.02".to_owned()], vec!["2. Firmar".to_owned(), String::new()]],
            }],
        }],
    }
}

#[test]
fn cada_cifra_lleva_formula_datos_fuente_fecha_autor_y_confianza() {
    let m = previsualizar(&componer(&muestra())).unwrap();
    geometria::revisar(&m);
    let texto: String = m.paginas.iter().map(informes::Pagina::texto).collect();
    for dicho in [
        "114.44",
        "exacto",
        "114.4365",
        "valor de la hora",
        "24.61",
        "Estimado",
        "Encuesta en ventanilla",
        "Ana López",
        "La mitad sube.",
        "Concepto 30",
        "2. Firmar",
    ] {
        assert!(texto.contains(dicho), "«{dicho}» is on the paper");
    }
    assert_eq!(texto.matches("Falta el arancel 30.").count(), 1, "what is missing is listed once, at the end");
    for p in &m.paginas {
        assert!(p.texto().contains("Datos de demostración"), "the demonstration says so on every page");
        assert!(p.texto().contains("3f9a12bc77de0142"), "the code is on every page");
    }
}

#[test]
fn un_dato_distinto_es_otro_papel_y_el_momento_no() {
    let una = muestra();
    let mut otra = muestra();
    otra.momento = jiff::civil::date(2026, 11, 21).at(8, 0, 0, 0);
    assert_eq!(cifras_sha256(&una), cifras_sha256(&otra), "printing later is the same paper");
    otra.secciones[0].conceptos[29].insumos[0].quien = "Mario".to_owned();
    assert_ne!(cifras_sha256(&una), cifras_sha256(&otra));
}
