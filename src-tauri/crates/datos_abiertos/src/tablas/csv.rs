//! The tables as CSV: UTF-8 with its mark, CRLF, every field quoted, and no text that a spreadsheet
//! would run (`estandares.md` §6).

use super::filas::Valor;
use super::{ColumnaDeTabla, TipoDeColumna};

/// True for a text that a program of spreadsheets could take for a formula, neutralised or not.
fn dispara(texto: &str) -> bool {
    let sin_comillas = texto.trim_start_matches('\'');
    let blancos = ['\u{20}', '\u{A0}', '\u{3000}', '\u{FEFF}'];
    let resto = sin_comillas.trim_start_matches(blancos);
    resto.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

/// The text with an apostrophe before it when it could be taken for a formula.
///
/// [`restituir`] is its exact inverse, for every text.
#[must_use]
pub fn neutralizar(texto: &str) -> std::borrow::Cow<'_, str> {
    if dispara(texto) { format!("'{texto}").into() } else { texto.into() }
}

/// The text as it was before [`neutralizar`].
#[must_use]
pub fn restituir(texto: &str) -> &str {
    match texto.strip_prefix('\'') {
        Some(resto) if dispara(resto) => resto,
        Some(_) | None => texto,
    }
}

fn campo(salida: &mut String, texto: &str) {
    salida.push('"');
    for (i, tramo) in texto.split('"').enumerate() {
        if i > 0 {
            salida.push_str("\"\"");
        }
        salida.push_str(tramo);
    }
    salida.push('"');
}

/// The mark and the header row of a table.
#[must_use]
pub fn encabezado(columnas: &[ColumnaDeTabla]) -> String {
    let mut salida = String::from("\u{FEFF}");
    for (i, c) in columnas.iter().enumerate() {
        if i > 0 {
            salida.push(',');
        }
        campo(&mut salida, c.id);
    }
    salida.push_str("\r\n");
    salida
}

/// Adds a row. Only texts are neutralised: −5 stays a number.
pub fn fila(salida: &mut String, columnas: &[ColumnaDeTabla], valores: &[Valor<'_>]) {
    for (i, valor) in valores.iter().enumerate() {
        if i > 0 {
            salida.push(',');
        }
        let es_texto = columnas.get(i).is_some_and(|c| c.tipo == TipoDeColumna::Texto);
        match valor {
            Valor::Texto(t) if es_texto => campo(salida, &neutralizar(t)),
            otro @ (Valor::Nada | Valor::Texto(_) | Valor::Numero(_) | Valor::Logico(_)) => campo(salida, otro.texto()),
        }
    }
    salida.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_neutralised_and_apostrophes_of_people_are_not_lost() {
        for (t, e) in [
            ("=1+1", "'=1+1"),
            ("'=1", "''=1"),
            ("''@x", "'''@x"),
            ("O'Brien", "O'Brien"),
            ("'hola", "'hola"),
            ("  =1", "'  =1"),
            ("\u{A0}+1", "'\u{A0}+1"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            ("", ""),
            ("-", "'-"),
        ] {
            assert_eq!(neutralizar(t), e);
            assert_eq!(restituir(e), t);
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(t in any::<String>()) {
            let e = neutralizar(&t);
            prop_assert_eq!(restituir(&e), t.as_str());
        }
        #[test]
        fn texts_near_the_edge_come_back_and_never_start_a_formula(t in "['=+@ \u{A0}\u{3000}\u{FEFF}\t\r\n＝＋－＠x-]{0,8}") {
            let e = neutralizar(&t);
            prop_assert_eq!(restituir(&e), t.as_str());
            prop_assert!(!e.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
        /// Negative control: without the apostrophes inside `dispara`, `'=1` would come back as `=1`.
        #[test]
        fn an_apostrophe_before_a_formula_needs_another(n in 1usize..5) {
            let t = format!("{}=1", "'".repeat(n));
            prop_assert_eq!(neutralizar(&t).len(), t.len() + 1);
        }
    }
}
