//! Each stub against the two acts that its row names: without them somebody emptied a body by hand.

use std::collections::BTreeSet;

use bitacora::{Acto, Asiento, Hash, Rol, Talon};
use rusqlite::{Connection, OptionalExtension};

use super::{Problema, de_registro};
use crate::FallaAlmacen;
use crate::jueces::Jueces;
use crate::valor::hash_de;

type R<T> = Result<T, FallaAlmacen>;

/// First bytes of a stub, to find the few there are without reading every body.
const ES_TALON: &str = "substr(a.cuerpo, 1, 5) = x'A8001903E8'";

/// Looks at every stub of the attached file, and that no body stayed whose withdrawal is in effect. Gives how
/// many stubs there are.
pub(super) fn revisar(con: &Connection, problemas: &mut Vec<Problema>) -> R<u64> {
    let version: u32 = con.query_row("PRAGMA base.user_version", [], |f| f.get(0))?;
    if version < crate::esquema::ESQUEMA {
        return Ok(0);
    }
    let sql = format!(
        "SELECT a.n, a.cuerpo, r.coordinacion, r.gae FROM base.asiento a LEFT JOIN base.retirado r ON r.hash = a.hash AND r.talon = a.cuerpo
         WHERE {ES_TALON} ORDER BY a.n"
    );
    let mut consulta = con.prepare(&sql)?;
    let mut filas = consulta.query([])?;
    let (mut cuantos, mut hay) = (0u64, BTreeSet::new());
    while let Some(fila) = filas.next()? {
        let n: i64 = fila.get(0)?;
        let Some(talon) = Talon::decodificar(fila.get_ref(1)?.as_blob().unwrap_or_default()) else { continue };
        cuantos += 1;
        let actos: Option<(Vec<u8>, Vec<u8>)> = fila.get::<_, Option<Vec<u8>>>(2)?.zip(fila.get::<_, Option<Vec<u8>>>(3)?);
        let con_dos = match actos {
            Some((una, otra)) => ordena(con, hash_de(&una)?, &talon, Rol::Coordinador)? && ordena(con, hash_de(&otra)?, &talon, Rol::Jefe)?,
            None => false,
        };
        if !con_dos {
            problemas.push(de_registro(format!("El registro {n} está retirado y no están las dos firmas que lo ordenaron.")));
        }
        hay.insert(talon);
    }
    for (talon, _) in Jueces::cargar(con)?.retiros.vigentes().filter(|(t, _)| !hay.contains(t)) {
        if tiene_cuerpo(con, talon)? {
            problemas.push(de_registro(format!("El registro {} debe estar retirado y todavía tiene su contenido.", talon.hash)));
        }
    }
    Ok(cuantos)
}

/// Whether a stored act of that role names exactly this stub.
fn ordena(con: &Connection, acto: Hash, talon: &Talon, rol: Rol) -> R<bool> {
    let asiento = cuerpo_de(con, acto)?.and_then(|c| Asiento::decodificar(&c).ok());
    Ok(asiento.is_some_and(|a| a.rol == rol.numero() && matches!(Acto::de(&a), Acto::Retirar(r) if r.talones.contains(talon))))
}

fn tiene_cuerpo(con: &Connection, talon: &Talon) -> R<bool> {
    let asiento = cuerpo_de(con, talon.hash)?.and_then(|c| Asiento::decodificar(&c).ok());
    Ok(asiento.is_some_and(|a| Talon::de(&a, talon.hash).as_ref() == Some(talon)))
}

fn cuerpo_de(con: &Connection, hash: Hash) -> R<Option<Vec<u8>>> {
    Ok(con.prepare_cached("SELECT cuerpo FROM base.asiento WHERE hash = ?")?.query_row([hash.0], |f| f.get(0)).optional()?)
}
