//! The tables, indexes, views and triggers of the file against those that its migrations make.
//!
//! A trigger that somebody added could change what is saved, and a missing one lets the log be changed:
//! neither shows in any row. Each difference is named.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{ClaseDeProblema, Problema};
use crate::FallaAlmacen;
use crate::esquema::{self, Objeto};

type R<T> = Result<T, FallaAlmacen>;

/// Compares what the attached file `base` has with what its version must have.
pub(super) fn revisar_forma(con: &Connection, problemas: &mut Vec<Problema>) -> R<()> {
    let version: u32 = con.query_row("PRAGMA base.user_version", [], |f| f.get(0))?;
    let (hay, debe) = (esquema::objetos(con, "base")?, esquema::objetos_de_version(version)?);
    problemas.extend(diferencias(hay, debe).into_iter().map(|que| Problema::new(ClaseDeProblema::Estructura, que)));
    Ok(())
}

fn diferencias(hay: Vec<Objeto>, debe: Vec<Objeto>) -> Vec<String> {
    let por_nombre = |objetos: Vec<Objeto>| -> BTreeMap<(String, String), String> {
        objetos.into_iter().map(|(tipo, nombre, sql)| ((tipo, nombre), sql)).collect()
    };
    let (hay, debe) = (por_nombre(hay), por_nombre(debe));
    let falta = debe.keys().filter(|k| !hay.contains_key(k)).map(|(tipo, nombre)| format!("Falta {} «{nombre}».", en_palabras(tipo)));
    let sobra = hay
        .keys()
        .filter(|k| !debe.contains_key(k))
        .map(|(tipo, nombre)| format!("Sobra {} «{nombre}», que Diligencia no hizo.", en_palabras(tipo)));
    let otro = debe
        .iter()
        .filter(|(k, sql)| hay.get(k).is_some_and(|otro| otro != *sql))
        .map(|((tipo, nombre), _)| format!("No es como Diligencia lo hizo: {} «{nombre}».", en_palabras(tipo)));
    falta.chain(sobra).chain(otro).collect()
}

fn en_palabras(tipo: &str) -> &'static str {
    match tipo {
        "table" => "la tabla",
        "index" => "el índice",
        "view" => "la vista",
        "trigger" => "el disparador",
        _ => "el objeto",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_difference_is_named_and_equal_forms_have_none() {
        let objeto = |tipo: &str, nombre: &str, sql: &str| (tipo.to_owned(), nombre.to_owned(), sql.to_owned());
        let debe = || vec![objeto("table", "a", "1"), objeto("trigger", "b", "2"), objeto("index", "c", "3")];
        assert_eq!(diferencias(debe(), debe()), Vec::<String>::new());
        let hay = vec![objeto("table", "a", "otro"), objeto("index", "b", "2"), objeto("index", "c", "3"), objeto("view", "d", "4")];
        assert_eq!(
            diferencias(hay, debe()),
            [
                "Falta el disparador «b».",
                "Sobra el índice «b», que Diligencia no hizo.",
                "Sobra la vista «d», que Diligencia no hizo.",
                "No es como Diligencia lo hizo: la tabla «a»."
            ]
        );
    }
}
