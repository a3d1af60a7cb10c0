//! The page twin: well formed whatever people wrote, the same words as the paper, nothing that runs.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, reason = "tests")]

#[path = "apoyo/muestra.rs"]
mod muestra;

use informes::avance::componer;
use informes::modelo::{Bloque, Celda, Columna, Fila, Tabla, TipoDeFila, Tono};
use informes::{html, tablas};
use proptest::prelude::*;

const VACIAS: [&str; 9] = ["meta", "img", "br", "link", "input", "hr", "rect", "line", "polygon"];

/// Every element that opens closes, in order; gives the names of those that were used.
fn elementos(pagina: &str) -> std::collections::BTreeSet<String> {
    let (mut abiertos, mut vistos) = (Vec::new(), std::collections::BTreeSet::new());
    let cuerpo = pagina.strip_prefix("<!DOCTYPE html>").unwrap();
    let mut resto = cuerpo;
    while let Some(i) = resto.find('<') {
        let fin = i + resto[i..].find('>').expect("a tag that does not end");
        let dentro = &resto[i + 1..fin];
        resto = &resto[fin + 1..];
        if let Some(nombre) = dentro.strip_prefix('/') {
            assert_eq!(abiertos.pop().as_deref(), Some(nombre), "closes what is open");
            continue;
        }
        let nombre: String = dentro.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        assert!(!nombre.is_empty(), "«<» of a text was not escaped: {dentro:.60}");
        if nombre == "style" {
            resto = &resto[resto.find("</style>").unwrap()..];
        }
        if !VACIAS.contains(&nombre.as_str()) && !dentro.ends_with('/') {
            abiertos.push(nombre.clone());
        }
        vistos.insert(nombre);
    }
    assert_eq!(abiertos, Vec::<String>::new(), "everything closes");
    vistos
}

#[test]
fn the_page_says_every_figure_of_the_report_with_heads_in_its_tables() {
    let c = muestra::cifras(40);
    let d = componer(&c, &[]);
    let pagina = html::escribir(&d).unwrap();
    let usados = elementos(&pagina);
    for no in ["script", "iframe", "link", "object", "form"] {
        assert!(!usados.contains(no), "{no}");
    }
    assert!(pagina.contains("<html lang=\"es-GT\">") && !pagina.contains("http://") && !pagina.contains("https://"));
    let mut llano = String::new();
    for trozo in pagina.split('<') {
        llano.push_str(trozo.split_once('>').map_or(trozo, |(_, texto)| texto));
    }
    let llano = llano.replace('\u{a0}', " ").replace('\u{2011}', "-");
    for t in tablas::recoger(&d) {
        for celda in t
            .filas
            .iter()
            .flatten()
            .flat_map(|c| c.lines())
            .filter(|c| c.chars().any(|x| x.is_ascii_digit()) && !c.contains(['<', '&', '"', '\'']))
        {
            assert!(llano.contains(celda.trim()), "«{celda}» of «{}» is not on the page", t.titulo);
        }
    }
    assert_eq!(pagina.matches("<table>").count(), pagina.matches("<caption").count());
    assert!(pagina.contains("scope=\"col\"") && pagina.contains("scope=\"row\""));
    assert_eq!(html::escribir(&d).unwrap(), pagina, "the same data, the same page");
}

/// The number after `nombre="` in a tag; 1 when it is not there.
fn atributo(etiqueta: &str, nombre: &str) -> usize {
    etiqueta.split_once(&format!("{nombre}=\"")).and_then(|(_, r)| r.split_once('"')).map_or(1, |(n, _)| n.parse().unwrap())
}

/// Every row of a body has as many columns as the table, with what comes down from above and no cell over another.
fn encaja(pagina: &str, columnas: usize) {
    for cuerpo in pagina.split("<tbody>").skip(1) {
        let cuerpo = cuerpo.split("</tbody>").next().unwrap();
        let mut bajan = vec![0_usize; columnas];
        let filas: Vec<&str> = cuerpo.split("<tr").skip(1).collect();
        for fila in &filas {
            let mut ocupadas: Vec<bool> = bajan.iter().map(|n| *n > 0).collect();
            bajan.iter_mut().for_each(|n| *n = n.saturating_sub(1));
            for etiqueta in fila.split('<').filter(|e| e.starts_with("td") || e.starts_with("th")) {
                let etiqueta = etiqueta.split('>').next().unwrap();
                let desde = ocupadas.iter().position(|o| !o).expect("a cell too many");
                for i in desde..desde + atributo(etiqueta, "colspan") {
                    assert!(!ocupadas[i], "one cell over another: {fila}");
                    ocupadas[i] = true;
                    bajan[i] = atributo(etiqueta, "rowspan") - 1;
                }
            }
            assert!(ocupadas.iter().all(|o| *o), "a hole: {fila}");
        }
        assert!(bajan.iter().all(|n| *n == 0), "a cell goes on below its body");
    }
}

#[test]
fn a_cell_over_rows_takes_the_place_of_those_it_covers() {
    let fila = |a: &str, b: &str| Fila::new(vec![a.into(), b.into(), "1".into()]);
    let t = Tabla {
        columnas: vec![Columna::justa("A").que_une().que_encabeza(), Columna::justa("B").que_une(), Columna::numero("C")],
        filas: vec![fila("MARN", "x"), fila("MARN", "x"), fila("MARN", "y"), Fila::grupo("Otro"), fila("MARN", "y")],
        ..Tabla::default()
    };
    let mut d = componer(&muestra::cifras(1), &[]);
    d.bloques = vec![Bloque::Tabla(t)];
    let pagina = html::escribir(&d).unwrap();
    encaja(&pagina, 3);
    assert!(pagina.contains("<th scope=\"row\" rowspan=\"3\">MARN</th><td rowspan=\"2\">x</td>"), "{pagina}");
    assert_eq!((pagina.matches(">MARN<").count(), pagina.matches(">x<").count()), (2, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn cells_over_rows_and_columns_leave_no_hole(
        unen in prop::collection::vec(any::<bool>(), 1..6),
        filas in prop::collection::vec((prop::collection::vec((0..2_u8, 0..4_u16), 0..7), 0..9_u8), 1..30),
    ) {
        let n = unen.len();
        let columnas = unen.into_iter().map(|une| Columna { une, ..Columna::justa("A") }).collect();
        let filas = filas
            .into_iter()
            .map(|(celdas, tipo)| Fila {
                celdas: celdas.into_iter().map(|(t, abarca)| Celda { abarca, ..Celda::from(["a", "b"][usize::from(t)]) }).collect(),
                tipo: match tipo { 0 => TipoDeFila::Grupo, 1 => TipoDeFila::Total, _ => TipoDeFila::Normal },
            })
            .collect();
        let mut d = componer(&muestra::cifras(1), &[]);
        d.bloques = vec![Bloque::Tabla(Tabla { columnas, filas, ..Tabla::default() })];
        let pagina = html::escribir(&d).unwrap();
        elementos(&pagina);
        encaja(&pagina, n);
    }

    #[test]
    fn no_text_of_a_person_becomes_markup(texto in "\\PC{0,40}|[<>&\"'/=\u{0}\u{202e}a-z ]{0,60}") {
        let mut c = muestra::cifras(3);
        c.institucion.clone_from(&texto);
        c.tramites[0].nombre = format!("</td></table><script>alert(1)</script>{texto}");
        c.hallazgos[0].fragmento = format!("<img src=x onerror=y>{texto}");
        c.faltantes = vec![texto.clone(), "javascript:alert(1)".to_owned()];
        let pagina = html::escribir(&componer(&c, &[])).unwrap();
        let usados = elementos(&pagina);
        prop_assert!(!usados.contains("script") && !usados.contains("img"));
        let escondidos = pagina.contains(['\u{0}', '\u{202e}']);
        prop_assert!(!escondidos);
    }
}

#[test]
fn a_cell_over_rows_is_one_head_and_a_letter_is_said_in_full() {
    let mut d = componer(&muestra::cifras(1), &[]);
    d.bloques = vec![Bloque::Tabla(Tabla {
        columnas: vec![Columna::justa("Fase").que_encabeza().que_une(), Columna::justa("Institución"), Columna::justa("Estado")],
        filas: vec![
            Fila::new(vec!["Inventario".into(), "MARN".into(), Celda::estado(Tono::Bien, "A").por("Aprobada")]),
            Fila::new(vec!["Inventario".into(), "MSPAS".into()]),
            Fila::new(vec![Celda::default(), "MINECO".into()]),
        ],
        ..Tabla::default()
    })];
    let pagina = html::escribir(&d).unwrap();
    elementos(&pagina);
    assert!(pagina.contains("<th scope=\"row\" rowspan=\"2\">Inventario</th><td>MARN</td>"), "{pagina}");
    assert!(pagina.contains("<tr><td>MSPAS</td><td></td></tr>"), "what is covered above is not written, what is missing is blank");
    assert!(pagina.contains(">Aprobada</span>") && !pagina.contains(">A</span>"));
    assert_eq!(tablas::recoger(&d)[0].filas, [["Inventario", "MARN", "Aprobada"], ["Inventario", "MSPAS", ""], ["", "MINECO", ""]]);
}
