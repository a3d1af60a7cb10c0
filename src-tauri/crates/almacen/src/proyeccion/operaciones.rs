//! The table `operacion`: what people did, for Historial, undo and redo.

use std::collections::BTreeSet;

use bitacora::{Asiento, Hash};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::{Proyector, datos_de_operacion, ms_de_asiento, operacion_de};
use crate::FallaAlmacen;
use crate::operacion::Operacion;

/// Key of the operation of an asiento: its `lote`, or the first half of its own hash.
pub(crate) fn clave_de(asiento: &Asiento, hash: Hash) -> [u8; 16] {
    datos_de_operacion(asiento).lote.unwrap_or_else(|| hash.medio())
}

impl Proyector<'_> {
    pub(super) fn anotar_operacion(&self, n: i64, hash: Hash, asiento: &Asiento, raices: &BTreeSet<Uuid>) -> Result<(), FallaAlmacen> {
        let clave = clave_de(asiento, hash);
        let celdas = i64::try_from(asiento.ops.len()).unwrap_or(i64::MAX);
        let tramite = if raices.len() == 1 { raices.first().map(|u| u.into_bytes()) } else { None };
        let varios = raices.len() > 1;
        let previa = self
            .con
            .prepare_cached("SELECT n, tramite, varios FROM operacion WHERE clave = ?")?
            .query_row([clave], |f| Ok((f.get::<_, i64>(0)?, f.get::<_, Option<[u8; 16]>>(1)?, f.get::<_, bool>(2)?)))
            .optional()?;
        if let Some((primero, tramite_previo, varios_previo)) = previa {
            let varios = varios_previo || varios || (tramite.is_some() && tramite_previo.is_some() && tramite != tramite_previo);
            let tramite = if varios { None } else { tramite_previo.or(tramite) };
            self.con
                .prepare_cached(
                    "UPDATE operacion SET asientos = asientos + 1, ultimo = ?, celdas = celdas + ?, tramite = ?, varios = ? WHERE n = ?",
                )?
                .execute(params![n, celdas, tramite, varios, primero])?;
            return Ok(());
        }
        let datos = datos_de_operacion(asiento);
        self.con.prepare_cached(include_str!("operacion_nueva.sql"))?.execute(params![
            n,
            clave,
            datos.op,
            asiento.ambito,
            asiento.disp,
            asiento.actor,
            ms_de_asiento(asiento),
            asiento.motivo,
            celdas,
            tramite,
            varios,
            datos.deshace
        ])?;
        let Some(deshace) = datos.deshace else { return Ok(()) };
        match operacion_de(datos.op) {
            Some(Operacion::Deshacer | Operacion::DeshacerImportacion) => {
                self.marcar(deshace, Some(n))?;
                // Undoing an undone import brings the import back.
                self.revertir_marca(deshace, None)
            }
            Some(Operacion::Rehacer) => {
                self.marcar(deshace, None)?;
                self.revertir_marca(deshace, Some(n))
            }
            _ => Ok(()),
        }
    }

    fn marcar(&self, clave: [u8; 16], n: Option<i64>) -> Result<(), FallaAlmacen> {
        self.con.prepare_cached("UPDATE operacion SET deshecha_en = ? WHERE clave = ?")?.execute(params![n, clave])?;
        Ok(())
    }

    fn revertir_marca(&self, clave: [u8; 16], n: Option<i64>) -> Result<(), FallaAlmacen> {
        let objetivo: Option<[u8; 16]> = self
            .con
            .prepare_cached("SELECT deshace FROM operacion WHERE clave = ? AND op = 'deshacer_importacion'")?
            .query_row([clave], |f| f.get(0))
            .optional()?
            .flatten();
        objetivo.map_or(Ok(()), |o| self.marcar(o, n))
    }
}
