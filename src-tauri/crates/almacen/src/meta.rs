//! What this data file is, in one small table, with a sum of its own.
//!
//! The log does not hold these values, so no chain would notice a wrong bit in them. The row `suma` is
//! SHA-256 over the others; it is written with each of them and asked for at open and by «Revisar base».
//! `proyector` is left out: a wrong one rebuilds the tables and so corrects itself.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::FallaAlmacen;

type R<T> = Result<T, FallaAlmacen>;

const SUMA: &str = "suma";

/// Writes a value and the sum.
pub(crate) fn poner(con: &Connection, clave: &str, valor: &str) -> R<()> {
    con.execute("INSERT OR REPLACE INTO meta (clave, valor) VALUES (?, ?)", [clave, valor])?;
    let suma = sumar(con, "main")?;
    con.execute("INSERT OR REPLACE INTO meta (clave, valor) VALUES (?, ?)", [SUMA, &suma])?;
    Ok(())
}

/// Reads a value.
pub(crate) fn leer(con: &Connection, clave: &str) -> R<Option<String>> {
    Ok(con.query_row("SELECT valor FROM meta WHERE clave = ?", [clave], |f| f.get(0)).optional()?)
}

/// Whether the values are those that were written.
pub(crate) fn entera(con: &Connection, base: &str) -> R<bool> {
    let guardada: Option<String> =
        con.query_row(&format!("SELECT valor FROM {base}.meta WHERE clave = ?"), [SUMA], |f| f.get(0)).optional()?;
    Ok(match guardada {
        Some(suma) => suma == sumar(con, base)?,
        None => false,
    })
}

/// Asked when the file is opened for writing. A file from before there was a sum receives it.
pub(crate) fn revisar(con: &Connection) -> R<()> {
    match leer(con, SUMA)? {
        Some(suma) if suma == sumar(con, "main")? => Ok(()),
        Some(_) => Err(FallaAlmacen::danado("the table «meta» is not as it was written")),
        None => {
            let suma = sumar(con, "main")?;
            con.execute("INSERT INTO meta (clave, valor) VALUES (?, ?)", [SUMA, &suma])?;
            Ok(())
        }
    }
}

fn sumar(con: &Connection, base: &str) -> R<String> {
    let sql = format!("SELECT clave, valor FROM {base}.meta WHERE clave NOT IN ('{SUMA}', 'proyector') ORDER BY clave");
    let mut consulta = con.prepare(&sql)?;
    let mut filas = consulta.query([])?;
    let mut suma = Sha256::new();
    while let Some(fila) = filas.next()? {
        for parte in [fila.get_ref(0)?, fila.get_ref(1)?] {
            let bytes = parte.as_bytes().unwrap_or_default();
            suma.update((bytes.len() as u64).to_be_bytes());
            suma.update(bytes);
        }
    }
    Ok(bitacora::Hash(suma.finalize().into()).to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn tabla() -> Connection {
        let con = Connection::open_in_memory().unwrap();
        con.execute_batch("CREATE TABLE meta (clave TEXT NOT NULL PRIMARY KEY, valor TEXT NOT NULL) STRICT, WITHOUT ROWID").unwrap();
        con
    }

    #[test]
    fn a_changed_value_or_key_is_seen_and_another_projector_is_not() {
        let con = tabla();
        poner(&con, "como", "comite").unwrap();
        poner(&con, "proyector", "3").unwrap();
        assert!(entera(&con, "main").unwrap());
        con.execute_batch("UPDATE meta SET valor = '' WHERE clave = 'proyector'").unwrap();
        assert!(revisar(&con).is_ok());
        for danino in ["UPDATE meta SET valor = 'comitf' WHERE clave = 'como'", "UPDATE meta SET clave = 'comn' WHERE clave = 'como'"] {
            let con = tabla();
            poner(&con, "como", "comite").unwrap();
            con.execute_batch(danino).unwrap();
            assert!(!entera(&con, "main").unwrap());
            assert!(matches!(revisar(&con), Err(FallaAlmacen::Danado { .. })), "{danino}");
        }
    }

    #[test]
    fn a_file_from_before_the_sum_receives_it_once() {
        let con = tabla();
        con.execute_batch("INSERT INTO meta VALUES ('como', 'gae')").unwrap();
        assert!(!entera(&con, "main").unwrap());
        revisar(&con).unwrap();
        assert!(entera(&con, "main").unwrap());
    }
}
