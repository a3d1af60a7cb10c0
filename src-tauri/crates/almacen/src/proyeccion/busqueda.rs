//! The full-text index: touched only when the indexed text changed.

use rusqlite::{Connection, params};

use crate::FallaAlmacen;

/// Brings the index of one trámite from `viejo` to `nuevo` (0 = not indexed).
pub(super) fn actualizar(con: &Connection, id: i64, viejo: i64, nuevo: i64, textos: &[String; 4]) -> Result<(), FallaAlmacen> {
    if viejo == nuevo {
        return Ok(());
    }
    if viejo != 0 {
        con.prepare_cached("DELETE FROM busqueda WHERE rowid = ?")?.execute([id])?;
    }
    if nuevo != 0 {
        let [codigo, nombre, requisitos, normas] = textos;
        con.prepare_cached("INSERT INTO busqueda (rowid, codigo, nombre, requisitos, normas) VALUES (?, ?, ?, ?, ?)")?
            .execute(params![id, codigo, nombre, requisitos, normas])?;
    }
    Ok(())
}
