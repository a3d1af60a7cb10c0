//! What the board reads: movements of phases, sums of trámites, days with data.
//!
//! Sums gather in memory while a transaction folds and are written once, when it derives: a write that
//! touches one trámite changes one or two rows, however many trámites the institution has.

use std::collections::{HashMap, HashSet};

use bitacora::admision::PREFIJO_GAE;
use bitacora::{Asiento, Hash, Valor, ms_de};
use dominio::fase::{Fase, id_de_fase};
use rusqlite::params;
use rusqlite::types::Value;
use uuid::Uuid;

use super::operaciones::clave_de;
use super::{Lugar, Proyector, datos_de_operacion};
use crate::FallaAlmacen;

type R<T> = Result<T, FallaAlmacen>;

/// Milliseconds of a day, and those that Guatemala is behind UTC (no summer time).
const DIA_MS: u64 = 86_400_000;
const ATRASO_MS: u64 = 6 * 3_600_000;

/// Days since 1970 in Guatemala of a clock.
pub(crate) fn dia_de(hlc: u64) -> i64 {
    (ms_de(hlc).saturating_sub(ATRASO_MS) / DIA_MS).cast_signed()
}

/// Institution, owner, day it came to exist, state.
type Clave = (Vec<u8>, bool, i64, String);

/// What a transaction changed and has not written yet.
#[derive(Default)]
pub(super) struct Sumas {
    tramites: HashMap<Clave, [i64; 3]>,
    dias: HashSet<(Lugar, i64)>,
}

/// What a row of `tramite` adds: institution, owner, state and (trámites, complete, findings).
fn aporte(fila: &[Value; 28]) -> Option<(Vec<u8>, bool, String, [i64; 3])> {
    let entero = |i: usize| match fila.get(i) {
        Some(Value::Integer(n)) => *n,
        _ => 0,
    };
    if entero(5) != 1 {
        return None;
    }
    let (Some(Value::Blob(ambito)), Some(Value::Text(estado))) = (fila.get(1), fila.get(13)) else { return None };
    let completa = entero(19) == entero(20) && entero(23) == 0;
    Some((ambito.clone(), entero(2) == 1, estado.clone(), [1, i64::from(completa), entero(21)]))
}

impl Proyector<'_> {
    /// Notes the day and, when the asiento moves a phase, the movement.
    pub(super) fn anotar_para_el_tablero(&mut self, n: i64, hash: Hash, asiento: &Asiento) -> R<()> {
        let dia = dia_de(asiento.hlc);
        if self.sumas.dias.insert((self.lugar, dia)) {
            self.con.prepare_cached("INSERT OR IGNORE INTO dia_con_datos (ambito, gae, dia) VALUES (?, ?, ?)")?.execute(params![
                self.lugar.ambito,
                self.lugar.gae,
                dia
            ])?;
        }
        let mueve = |clase: &str| clase.strip_prefix(PREFIJO_GAE).unwrap_or(clase) == "fase";
        for (i, op) in asiento.ops.iter().enumerate() {
            if op.campo == "estado" && mueve(&op.clase) {
                self.anotar_movimiento(n, hash, asiento, i)?;
            }
        }
        Ok(())
    }

    fn anotar_movimiento(&self, n: i64, hash: Hash, asiento: &Asiento, i: usize) -> R<()> {
        let Some(op) = asiento.ops.get(i) else { return Ok(()) };
        let ambito = Uuid::from_bytes(asiento.ambito);
        let Some(fase) = Fase::TODOS.iter().find(|f| id_de_fase(ambito, **f).as_bytes() == &op.ent) else { return Ok(()) };
        let escrito = |campo: &str| asiento.ops.iter().find(|o| o.ent == op.ent && o.campo == campo).map(|o| &o.valor);
        let texto = |v: Option<&Valor>| match v {
            Some(Valor::Texto(t)) => Some(t.clone()),
            _ => None,
        };
        let cuantas = |t: &str| serde_json::from_str::<Vec<Uuid>>(t).map_or(0, |v| i64::try_from(v.len()).unwrap_or(i64::MAX));
        let evidencias = escrito("evidencia").map(|v| if let Valor::Texto(t) = v { cuantas(t) } else { 0 });
        let datos = datos_de_operacion(asiento);
        self.con.prepare_cached(include_str!("movimiento_nuevo.sql"))?.execute(params![
            n,
            self.lugar.ambito,
            self.lugar.gae,
            fase.as_str(),
            asiento.hlc.cast_signed(),
            texto(Some(&op.valor)),
            texto(escrito("fecha")),
            evidencias,
            datos.op,
            clave_de(asiento, hash),
            datos.deshace
        ])?;
        Ok(())
    }

    /// Takes out of the sums what a trámite added and puts in what it adds now.
    pub(super) fn sumar_tramite(&mut self, id: i64, vieja: Option<&[Value; 28]>, nueva: &[Value; 28]) -> R<()> {
        let (antes, ahora) = (vieja.and_then(aporte), aporte(nueva));
        if antes == ahora {
            return Ok(());
        }
        let hlc: i64 = self.con.prepare_cached("SELECT nacida_hlc FROM entidad WHERE id = ?")?.query_row([id], |f| f.get(0))?;
        let alta = dia_de(hlc.cast_unsigned());
        for (aporte, signo) in [(antes, -1), (ahora, 1)] {
            let Some((ambito, gae, estado, cuanto)) = aporte else { continue };
            let suma = self.sumas.tramites.entry((ambito, gae, alta, estado)).or_default();
            suma.iter_mut().zip(cuanto).for_each(|(s, c)| *s += signo * c);
        }
        Ok(())
    }

    /// Writes what gathered. A row that comes to nothing goes away: rebuilt tables never had it.
    pub(super) fn volcar_sumas(&mut self) -> R<()> {
        for ((ambito, gae, alta, estado), [tramites, completas, hallazgos]) in std::mem::take(&mut self.sumas.tramites) {
            if [tramites, completas, hallazgos] == [0; 3] {
                continue;
            }
            self.con
                .prepare_cached(include_str!("suma_nueva.sql"))?
                .execute(params![ambito, gae, alta, estado, tramites, completas, hallazgos])?;
            if tramites < 0 {
                self.con
                    .prepare_cached("DELETE FROM suma_tramites WHERE ambito = ? AND gae = ? AND alta = ? AND estado = ? AND tramites = 0")?
                    .execute(params![ambito, gae, alta, estado])?;
            }
        }
        Ok(())
    }
}
