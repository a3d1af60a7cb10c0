//! The page twin: well formed whatever people wrote, the same words as the paper, nothing that runs.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, reason = "tests")]

#[path = "apoyo/muestra.rs"]
mod muestra;

use informes::avance::componer;
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

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
