//! The report avance: its words, its figures, its empty and its ugly cases.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, reason = "tests")]

#[path = "apoyo/geometria.rs"]
mod geometria;
#[path = "apoyo/muestra.rs"]
mod muestra;

use dominio::Razon;
use informes::avance::{CifrasDeAvance, Seccion, cifras_sha256, componer};
use informes::modelo::Bloque;
use informes::{Maquetado, previsualizar};

fn maquetar(c: &CifrasDeAvance) -> Maquetado {
    previsualizar(&componer(c, &[])).unwrap()
}

/// The pages as a person reads them: one line of paper a line of text.
fn leer(m: &Maquetado) -> String {
    let mut salida = String::new();
    for (i, p) in m.paginas.iter().enumerate() {
        salida.push_str(&format!("———— {}\n", i + 1));
        let mut textos = geometria::textos(p);
        textos.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
        for renglon in textos.chunk_by(|a, b| (a.y - b.y).abs() < 0.6) {
            let mut fin = f32::MIN;
            let mut renglon = renglon.to_vec();
            renglon.sort_by(|a, b| a.x.total_cmp(&b.x));
            for t in renglon {
                if fin > f32::MIN {
                    salida.push_str(if t.x - fin > 4.0 { "  |  " } else { "" });
                }
                salida.push_str(&t.texto);
                fin = t.x + t.ancho;
            }
            salida.push('\n');
        }
    }
    salida
}

#[test]
fn el_informe_de_tres_tramites_se_lee_asi() {
    insta::assert_snapshot!(leer(&maquetar(&muestra::cifras(3))));
}

#[test]
fn el_informe_de_104_tramites_cabe_en_sus_hojas() {
    let m = maquetar(&muestra::cifras(104));
    geometria::revisar(&m);
    let texto = leer(&m);
    for i in 1..=104 {
        assert!(texto.contains(&format!("MARN-{i:04}")), "MARN-{i:04} is missing");
    }
    assert!(!texto.contains("[U+"), "a fixed text uses a sign that the fonts lack");
    for p in &m.paginas {
        assert!(p.texto().contains("Datos de demostración"), "the demonstration says so on every page");
        assert!(p.texto().contains("3f9a12bc77de0142"), "the code is on every page");
    }
}

#[test]
fn una_institucion_sin_datos_tiene_informe() {
    let mut c = muestra::cifras(0);
    c.comite.clear();
    c.documentos.clear();
    c.roles_vacantes.clear();
    c.faltantes.clear();
    c.cambios.clear();
    c.cambios_en_total = 0;
    c.fases.clear();
    c.avance = Razon::new(0, 0);
    c.demostracion = false;
    c.credencial.clear();
    c.sigla.clear();
    let m = maquetar(&c);
    geometria::revisar(&m);
    let texto = leer(&m);
    let corrido = texto.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(corrido.contains("todavía no registra trámites"), "the title is the finding");
    assert!(texto.matches("Sin información registrada").count() >= 4, "each empty section says so");
    assert!(texto.contains("n/d"), "no base, no percentage");
    assert!(!texto.contains("0.0 %"), "nothing over nothing is not zero per cent");
    assert!(!texto.contains("demostración"));
}

#[test]
fn los_textos_enormes_no_rompen_la_hoja() {
    let mut c = muestra::cifras(8);
    let enorme = "Certificación ".repeat(80);
    c.institucion = format!("Comisión Presidencial {}", "para la Coordinación ".repeat(12));
    c.sigla.clear();
    c.credencial = enorme.clone();
    c.tramites[0].nombre.clone_from(&enorme);
    c.tramites[1].nombre = "SuperPalabraSinEspacios".repeat(40);
    c.tramites[2].costo.clone_from(&enorme);
    c.tramites[3].categoria = "Categoría".repeat(30);
    c.inventario.por_categoria.push(("Categoría".repeat(30), 1));
    c.comite[0].nombre.clone_from(&enorme);
    c.hallazgos[0].fragmento = "texto de la ficha ".repeat(700);
    c.hallazgos[0].tramite.clone_from(&enorme);
    c.faltantes = (0..30).map(|i| format!("{i}: {enorme}")).collect();
    c.fases[0].condiciones[0].texto = enorme;
    geometria::revisar(&maquetar(&c));
}

#[test]
fn todo_porcentaje_lleva_su_base() {
    let documento = componer(&muestra::cifras(104), &[]);
    let revisar = |t: &str| {
        // «80 %» inside a condition is a threshold of the rule, with its own base beside it.
        if t.contains('%') {
            assert!(t.contains("\u{a0}de\u{a0}") || t.contains(" de "), "a percentage without its base: {t}");
        }
    };
    let mut vistos = 0;
    for b in &documento.bloques {
        match b {
            Bloque::Cifras(cs) => {
                for c in cs.iter().filter(|c| c.valor.contains('%')) {
                    vistos += 1;
                    assert!(c.razon.is_some() && c.base.contains("de"), "{c:?}");
                }
            }
            Bloque::Tabla(t) => t.filas.iter().flat_map(|f| &f.celdas).for_each(|c| revisar(&c.texto.plano())),
            Bloque::Parrafo { texto, .. } | Bloque::Nota { texto, .. } => revisar(&texto.plano()),
            Bloque::Lista { elementos, .. } => elementos.iter().for_each(|e| revisar(&e.plano())),
            Bloque::Titulo { texto, .. } => revisar(texto),
            Bloque::Portada(_)
            | Bloque::Ficha(_)
            | Bloque::Grafico(_)
            | Bloque::Diagrama(_)
            | Bloque::Salto(_)
            | Bloque::Indice { .. }
            | Bloque::Destino(_)
            | Bloque::Firmas(_)
            | Bloque::Juntos(_) => {}
        }
    }
    assert!(vistos >= 8, "the cards were looked at");
}

#[test]
fn los_totales_son_la_suma_de_sus_filas() {
    let documento = componer(&muestra::cifras(104), &[]);
    let mut tablas = 0;
    for b in &documento.bloques {
        let Bloque::Tabla(t) = b else { continue };
        let Some(total) = t.filas.iter().find(|f| f.tipo == informes::modelo::TipoDeFila::Total) else { continue };
        tablas += 1;
        for (i, columna) in t.columnas.iter().enumerate() {
            // Trámites with several findings stand in several rows.
            if ["Del inventario", "Trámites", "Qué señala", "Regla"].contains(&columna.titulo.as_str()) && columna.titulo != "Trámites"
            {
                continue;
            }
            let valor = |f: &informes::modelo::Fila| f.celdas[i].texto.plano().replace(',', "").replace('–', "0").parse::<u64>().ok();
            let (Some(dicho), filas) = (valor(total), t.filas.iter().filter(|f| f.tipo == informes::modelo::TipoDeFila::Normal)) else {
                continue;
            };
            assert_eq!(filas.filter_map(valor).sum::<u64>(), dicho, "«{}» of {:?}", columna.titulo, t.titulo);
        }
    }
    assert_eq!(tablas, 3, "categories, states and rules");
}

#[test]
fn una_seccion_que_no_se_pide_no_esta() {
    let c = muestra::cifras(10);
    let todo = leer(&previsualizar(&componer(&c, &[])).unwrap());
    let solo = leer(&previsualizar(&componer(&c, &[Seccion::Fases])).unwrap());
    assert!(todo.contains("Posibles hallazgos abiertos por regla") && !solo.contains("Posibles hallazgos abiertos por regla"));
    assert!(solo.contains("Conformación de"));
    assert!(solo.contains("Notas de método"), "the notes are never left out");
    for s in Seccion::TODAS {
        assert_eq!(Seccion::desde(s.id()), Some(s));
    }
    assert_eq!(Seccion::desde("otra"), None);
}

#[test]
fn los_tramites_que_no_cuentan_se_dicen_aparte() {
    let mut c = muestra::cifras(10);
    c.inventario.tramites = 9;
    let texto = leer(&maquetar(&c));
    assert!(texto.contains("9 trámites;"), "the title counts what the figures count");
    let texto = texto.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(texto.contains("un trámite interno o suprimido, que no cuenta"));
}

#[test]
fn la_huella_cambia_con_cualquier_cifra_y_no_con_la_hora() {
    let base = muestra::cifras(5);
    let huella = cifras_sha256(&base);
    assert_eq!(huella.len(), 64);
    let cambios: [fn(&mut CifrasDeAvance); 8] = [
        |c| c.tramites[0].requisitos += 1,
        |c| c.tramites[0].nombre.push('.'),
        |c| c.fases[0].condiciones[0].cumple = false,
        |c| c.inventario.banderas_pendientes += 1,
        |c| c.reglas[0].dato += 1,
        |c| c.hallazgos[0].fragmento.push('!'),
        |c| c.cambios[0].ahora.push('x'),
        |c| c.corte = jiff::civil::date(2026, 11, 19),
    ];
    for (i, cambio) in cambios.iter().enumerate() {
        let mut c = base.clone();
        cambio(&mut c);
        assert_ne!(cifras_sha256(&c), huella, "change {i} is not seen");
    }
    let mut despues = base.clone();
    despues.momento = jiff::civil::date(2026, 11, 21).at(8, 0, 0, 0);
    assert_eq!(cifras_sha256(&despues), huella, "the same figures an hour later are the same figures");
}
