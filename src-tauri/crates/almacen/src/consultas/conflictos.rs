//! What waits for a person: cells with two or more different values, and rows retired by one and
//! edited by another.

use std::collections::BTreeMap;

use bitacora::{Opid, ms_de};
use dominio::Dato;
use rusqlite::params;
use uuid::Uuid;

use super::{Consultas, R};
use crate::proyeccion::{Cuerpos, asiento_de, celdas_de, entidad_por_id};
use crate::valor::a_dato;

/// One of the values of a cell in conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValorEnConflicto {
    /// Its name.
    pub opid: Opid,
    /// The value.
    pub valor: Dato,
    /// Who wrote it.
    pub actor: Uuid,
    /// On which device.
    pub disp: [u8; 16],
    /// Milliseconds, UTC.
    pub ms: u64,
    /// Reason, or empty.
    pub motivo: String,
    /// It is the one that screens show meanwhile.
    pub mostrado: bool,
}

/// A cell that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflicto {
    /// Entity.
    pub entidad: Uuid,
    /// Its class.
    pub clase: String,
    /// Its institution.
    pub ambito: Uuid,
    /// Field; `borrado` when one person retired the row and another edited it.
    pub campo: String,
    /// Every value, the shown one first.
    pub valores: Vec<ValorEnConflicto>,
}

impl Consultas<'_> {
    /// Open conflicts, in order of entity and field.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn conflictos(&self, ambito: Option<Uuid>) -> R<Vec<Conflicto>> {
        let mut consulta = self.con.prepare_cached(include_str!("conflictos.sql"))?;
        let mut filas = consulta.query(params![ambito.map(Uuid::into_bytes)])?;
        let mut por_entidad: BTreeMap<Uuid, (i64, Vec<String>)> = BTreeMap::new();
        while let Some(fila) = filas.next()? {
            let uuid = crate::valor::uuid_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
            por_entidad.entry(uuid).or_insert((fila.get(0)?, Vec::new())).1.push(fila.get(2)?);
        }
        let mut conflictos = Vec::new();
        let mut cuerpos = Cuerpos::new(self.con);
        for (_, (id, campos)) in por_entidad {
            let Some(entidad) = entidad_por_id(self.con, id)? else { continue };
            for celda in celdas_de(self.con, id, &mut cuerpos)? {
                let editado = celda.campo == "borrado" && entidad.borrado == 1;
                if !campos.contains(&celda.campo) || !(editado || celda.conflicto()) {
                    continue;
                }
                let mut valores: Vec<(u64, ValorEnConflicto)> = Vec::new();
                for cabeza in &celda.cabezas {
                    let asiento = asiento_de(self.con, cabeza.n)?;
                    let opid = Opid { asiento: cuerpos.nombre(cabeza.n)?.0, indice: cabeza.indice };
                    let Some(op) = asiento.ops.get(usize::from(cabeza.indice)) else { continue };
                    let valor = ValorEnConflicto {
                        opid,
                        valor: a_dato(op.valor.clone()),
                        actor: Uuid::from_bytes(asiento.actor),
                        disp: asiento.disp,
                        ms: ms_de(asiento.hlc),
                        motivo: asiento.motivo.clone(),
                        mostrado: false,
                    };
                    valores.push((asiento.hlc, valor));
                }
                valores.sort_by_key(|(hlc, v)| std::cmp::Reverse((*hlc, v.disp, v.opid)));
                if let Some((_, primero)) = valores.first_mut() {
                    primero.mostrado = true;
                }
                conflictos.push(Conflicto {
                    entidad: entidad.uuid,
                    clase: entidad.clase.clone(),
                    ambito: entidad.ambito,
                    campo: celda.campo.clone(),
                    valores: valores.into_iter().map(|(_, v)| v).collect(),
                });
            }
        }
        Ok(conflictos)
    }
}
