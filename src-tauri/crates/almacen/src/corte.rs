//! The data file as it stood at a past moment: a private copy of the log up to it, projected anew.
//!
//! A report reprinted at a past cut-off must give the figures of then. The log holds them, so nothing
//! is stored for it: the entries up to the cut-off are folded into a temporary database.

use bitacora::{Asiento, ms_de};
use rusqlite::{Connection, params};

use crate::esquema::MIGRACIONES;
use crate::proyeccion;
use crate::valor::hash_de;
use crate::verificar::taller;
use crate::{Avance, FallaAlmacen};

/// A temporary database with the entries whose clock is at or before `hasta_ms`; it goes away when closed.
///
/// # Errors
/// [`FallaAlmacen::Cancelado`]; [`FallaAlmacen::Danado`] naming the entry.
pub(crate) fn al_corte(ruta: &std::path::Path, hasta_ms: u64, avance: &Avance) -> Result<Connection, FallaAlmacen> {
    let con = taller(ruta)?;
    {
        let corte = con.unchecked_transaction()?;
        for (_, sql) in MIGRACIONES {
            corte.execute_batch(sql)?;
        }
        corte.execute_batch(
            "INSERT INTO main.meta SELECT * FROM base.meta;
             INSERT INTO main.dispositivo SELECT * FROM base.dispositivo;
             INSERT INTO main.confianza_local SELECT * FROM base.confianza_local;",
        )?;
        let mut poner =
            corte.prepare("INSERT INTO main.asiento (n, hash, ambito, disp, seq, cuerpo, firma) VALUES (?, ?, ?, ?, ?, ?, ?)")?;
        let mut consulta = corte.prepare("SELECT n, hash, ambito, disp, seq, cuerpo, firma FROM base.asiento ORDER BY n")?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            if avance.cancelado() {
                return Err(FallaAlmacen::Cancelado);
            }
            let n: i64 = fila.get(0)?;
            let cuerpo = fila.get_ref(5)?.as_blob().unwrap_or_default();
            let asiento = Asiento::decodificar(cuerpo).map_err(|e| FallaAlmacen::Danado { detalle: format!("entry {n}: {e}") })?;
            if ms_de(asiento.hlc) <= hasta_ms {
                let hash = hash_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
                let firma: [u8; 64] = fila.get(6)?;
                poner.execute(params![n, hash.0, asiento.ambito, asiento.disp, asiento.seq.cast_signed(), cuerpo, firma])?;
            }
        }
        drop(filas);
        drop(consulta);
        drop(poner);
        proyeccion::rehacer(&corte, avance)?;
        corte.commit()?;
    }
    con.execute("DETACH base", [])?;
    Ok(con)
}
