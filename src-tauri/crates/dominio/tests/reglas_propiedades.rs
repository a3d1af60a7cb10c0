//! What holds for any sheet: accents, case, order and repetition do not change what is found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, dead_code, reason = "tests")]

#[path = "comun/fichas.rs"]
mod fichas;

use std::collections::BTreeSet;

use dominio::ficha::Ficha;
use dominio::reglas::{Hallazgo, Regla, Severidad, huella_de_lista, parecido, son_copia};
use dominio::texto::{Plegado, huella, huella_normal, normalizar, plegar};
use fichas::{Caso, catalogo};
use proptest::prelude::*;

/// What must survive a cosmetic change: which rule, where, how serious, which fragment.
fn esencia(h: &[Hallazgo]) -> BTreeSet<(Regla, String, String, u64, Severidad)> {
    h.iter().map(|h| (h.regla, h.entidad.to_string(), h.campo.to_owned(), h.huella, h.severidad)).collect()
}

/// Applies a change to every free text of a sheet.
fn en_todo_texto(ficha: &mut Ficha, cambio: &dyn Fn(&str) -> String) {
    let t = &mut ficha.tramite;
    for campo in [&mut t.nombre, &mut t.descripcion, &mut t.resultado, &mut t.notas_requisitos, &mut t.notas_pasos].into_iter().flatten() {
        *campo = cambio(campo);
    }
    for r in &mut ficha.requisitos {
        r.texto = cambio(&r.texto);
        r.grupo = r.grupo.as_deref().map(cambio);
    }
    for p in &mut ficha.pasos {
        p.texto = cambio(&p.texto);
        p.grupo = p.grupo.as_deref().map(cambio);
    }
    for b in &mut ficha.base_legal {
        b.texto = cambio(&b.texto);
    }
}

fn sin_largos(h: Vec<Hallazgo>) -> Vec<Hallazgo> {
    // A fragment cut at 200 characters is cut elsewhere when marks are added to it.
    h.into_iter().filter(|h| normalizar(&h.fragmento).len() < 90).collect()
}

fn comparar(cambio: &dyn Fn(&str) -> String, que: &str) {
    for (id, caso) in catalogo() {
        let mut cambiada = caso.clone();
        en_todo_texto(&mut cambiada.ficha, cambio);
        let (antes, despues) = (esencia(&sin_largos(caso.hallazgos())), esencia(&sin_largos(cambiada.hallazgos())));
        assert_eq!(antes, despues, "{id}: {que} changed what is found");
    }
}

#[test]
fn las_mayusculas_no_cambian_los_hallazgos() {
    comparar(&|t| t.to_uppercase(), "upper case");
    comparar(&|t| t.to_lowercase(), "lower case");
}

#[test]
fn las_tildes_de_cualquier_forma_no_cambian_los_hallazgos() {
    comparar(&dominio::texto::nfc, "NFC");
    comparar(
        &|t| t.chars().flat_map(|c| if "aeiouAEIOU".contains(c) { vec![c, '\u{301}'] } else { vec![c] }).collect(),
        "a combining accent on every vowel",
    );
}

#[test]
fn los_caracteres_invisibles_no_cambian_los_hallazgos() {
    comparar(
        &|t| t.chars().flat_map(|c| if c == 'a' { vec!['\u{ad}', c, '\u{200b}'] } else { vec![c] }).collect(),
        "soft hyphens and zero-width spaces",
    );
    comparar(&|t| t.replace(' ', "\u{a0} "), "no-break spaces");
}

#[test]
fn evaluar_dos_veces_da_lo_mismo() {
    for (id, caso) in catalogo() {
        assert_eq!(caso.hallazgos(), caso.hallazgos(), "{id}");
    }
}

#[test]
fn invertir_el_orden_de_las_filas_conserva_el_conjunto() {
    for (id, caso) in catalogo() {
        let mut invertida = caso.clone();
        invertida.ficha.requisitos.reverse();
        invertida.ficha.pasos.reverse();
        invertida.ficha.base_legal.reverse();
        // A pasted block and the first row under a heading are about order by nature.
        let sin_orden =
            |c: &Caso| esencia(&c.hallazgos().into_iter().filter(|h| h.regla != Regla::R12 && h.campo != "grupo").collect::<Vec<_>>());
        assert_eq!(sin_orden(&caso), sin_orden(&invertida), "{id}");
    }
}

#[test]
fn una_fila_ajena_no_cambia_los_hallazgos_de_las_demas() {
    for (id, caso) in catalogo() {
        let con_mas = caso.clone().requisito("Formulario de solicitud completo");
        let sin_conteo = |c: &Caso| {
            esencia(
                &c.hallazgos()
                    .into_iter()
                    .filter(|h| h.regla != Regla::R14 && !(h.regla == Regla::R11 && h.campo == "requisitos"))
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(sin_conteo(&caso), sin_conteo(&con_mas), "{id}");
    }
}

proptest! {
    #[test]
    fn plegar_es_ascii_e_idempotente(t in "\\PC{0,80}") {
        let una = plegar(&t);
        prop_assert!(una.is_ascii());
        prop_assert_eq!(plegar(&una), una.clone());
    }

    #[test]
    fn el_rango_original_siempre_corta_entre_caracteres(t in ".{0,60}", a in 0usize..80, b in 0usize..80) {
        let p = Plegado::new(&t);
        let r = p.rango_original(a.min(b)..a.max(b));
        prop_assert!(t.get(r).is_some(), "the quote must be sliceable");
    }

    #[test]
    fn lo_hallado_en_el_plegado_se_cita_del_original(antes in "[a-zñáé ]{0,20}", despues in "[a-zñáé ]{0,20}") {
        let t = format!("{antes}|DeclaraCIÓN JURADA|{despues}");
        let p = Plegado::new(&t);
        let i = p.as_str().find("declaracion jurada").unwrap();
        prop_assert_eq!(t.get(p.rango_original(i..i + 18)), Some("DeclaraCIÓN JURADA"));
    }

    #[test]
    fn la_huella_directa_es_la_del_texto_normalizado(t in ".{0,60}") {
        prop_assert_eq!(huella_normal(&Plegado::new(&t)), huella(&normalizar(&t)));
    }

    #[test]
    fn evaluar_nunca_falla_con_texto_cualquiera(t in ".{0,120}", u in "[ -~áéíóúñ]{0,120}") {
        let caso = Caso::en_orden().nombre(&t).requisito(&u).requisito(&t).paso(None, &u).con(|f| {
            f.tramite.descripcion = Some(u.clone());
            f.tramite.notas_requisitos = Some(t.clone());
            f.base_legal[0].texto = u.clone();
        });
        prop_assert_eq!(caso.hallazgos(), caso.hallazgos());
    }

    #[test]
    fn la_huella_de_una_lista_no_depende_del_orden_ni_de_las_repeticiones(lineas in prop::collection::vec("[a-z ]{1,12}", 0..12)) {
        let h = huella_de_lista(&lineas);
        let mut otra = lineas.clone();
        otra.reverse();
        otra.extend(lineas.iter().map(|l| l.to_uppercase()));
        prop_assert_eq!(&h, &huella_de_lista(&otra));
        prop_assert_eq!((h.minima, h.maxima), (h.lineas.first().copied().unwrap_or(0), h.lineas.last().copied().unwrap_or(0)));
    }

    #[test]
    fn el_parecido_es_simetrico_y_uno_consigo_mismo(a in prop::collection::vec("[a-e]{1,2}", 0..10), b in prop::collection::vec("[a-e]{1,2}", 0..10)) {
        let (a, b) = (huella_de_lista(&a), huella_de_lista(&b));
        prop_assert_eq!(parecido(&a, &b), parecido(&b, &a));
        let r = parecido(&a, &a);
        prop_assert_eq!(r.numerador, r.denominador);
        prop_assert_eq!(son_copia(&a, &b), son_copia(&b, &a));
    }
}

#[test]
fn nueve_de_diez_lineas_son_copia_y_ocho_no() {
    let lista = |n: usize, propias: usize| {
        (0..n).map(|i| format!("linea comun {i}")).chain((0..propias).map(|i| format!("linea {n} propia {i}"))).collect::<Vec<_>>()
    };
    let base = huella_de_lista(&lista(9, 0));
    assert!(son_copia(&base, &huella_de_lista(&lista(9, 1))), "9 of 10");
    assert!(!son_copia(&base, &huella_de_lista(&lista(9, 2))), "9 of 11");
    let corta = huella_de_lista(&lista(3, 0));
    assert!(!son_copia(&corta, &corta), "three lines say too little");
}

#[test]
fn la_numeracion_y_las_vinetas_no_cuentan_en_la_huella() {
    let a = huella_de_lista(&["1. Formulario", "2) Copia del DPI", "• Recibo"]);
    let b = huella_de_lista(&["Recibo.", "copia del dpi", "3.- FORMULARIO"]);
    assert_eq!(a, b);
    assert_ne!(huella_de_lista(&["2 fotografías"]), huella_de_lista(&["fotografías"]), "a quantity is not a number of list");
}
