//! Past values and operations, read from the log itself.

use std::collections::BTreeSet;

use bitacora::{Asiento, Cabeza, Escritura, Hash, Opid, Valor, fusion, ms_de};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::{Consultas, R};
use crate::FallaAlmacen;
use crate::deshacer::numero_de;
use crate::operacion::Operacion;
use crate::proyeccion::{asiento_o_talon, cabezas_con_nombre, datos_de_operacion, descendientes, entidad_por_uuid, operacion_de};
use crate::retirar::quien_retiro;
use crate::tipos::{OperacionLeida, Pagina, VersionDeCelda};
use crate::valor::{a_dato, natural, uuid_de};

/// Every write of one cell, walking back from its heads by their padres: (number of the asiento, write).
pub(crate) fn escrituras_de(con: &Connection, entidad: i64, campo: &str) -> R<Vec<(i64, Escritura)>> {
    Ok(recorrer(con, entidad, campo)?.0.into_iter().filter_map(|p| p.op().map(|op| (p.n, op))).collect())
}

/// Heads of one cell as they were before the asiento number `antes_de` landed here.
pub(crate) fn cabezas_antes_de(con: &Connection, entidad: i64, campo: &str, antes_de: i64) -> R<Vec<Cabeza>> {
    let pasado: Vec<Pasado> = recorrer(con, entidad, campo)?.0.into_iter().filter(|p| p.n < antes_de).collect();
    let superados: BTreeSet<Opid> = pasado.iter().filter_map(Pasado::op).flat_map(|op| op.padres).collect();
    Ok(pasado.iter().filter(|p| !superados.contains(&p.opid)).map(Pasado::cabeza).collect())
}

struct Pasado {
    n: i64,
    opid: Opid,
    asiento: Asiento,
}

impl Pasado {
    fn op(&self) -> Option<Escritura> {
        self.asiento.ops.get(usize::from(self.opid.indice)).cloned()
    }

    fn cabeza(&self) -> Cabeza {
        let valor = self.op().map(|op| op.valor).unwrap_or_default();
        Cabeza { opid: self.opid, hlc: self.asiento.hlc, disp: self.asiento.disp, valor }
    }
}

/// A write that somebody replaced and whose asiento was withdrawn since.
struct Ido {
    n: i64,
    opid: Opid,
}

/// The writes of a cell, newest first, and the ones of which only the name is left.
fn recorrer(con: &Connection, entidad: i64, campo: &str) -> R<(Vec<Pasado>, Vec<Ido>)> {
    let mut pendientes: Vec<(i64, Opid)> = cabezas_con_nombre(con, entidad, campo)?.into_iter().map(|c| (c.n, c.opid)).collect();
    let mut vistos: BTreeSet<Opid> = BTreeSet::new();
    let (mut pasado, mut idos) = (Vec::new(), Vec::new());
    while let Some((n, opid)) = pendientes.pop() {
        if !vistos.insert(opid) {
            continue;
        }
        let Some(asiento) = asiento_o_talon(con, n)? else {
            idos.push(Ido { n, opid });
            continue;
        };
        let Some(op) = asiento.ops.get(usize::from(opid.indice)) else { continue };
        // A padre of another cell has no effect, so it is not followed either.
        if op.campo != campo {
            continue;
        }
        for padre in &op.padres {
            if let Some(n) = numero_de(con, &padre.asiento)? {
                pendientes.push((n, *padre));
            }
        }
        pasado.push(Pasado { n, opid, asiento });
    }
    pasado.sort_by_key(|p| std::cmp::Reverse((p.asiento.hlc, p.opid)));
    Ok((pasado, idos))
}

impl Consultas<'_> {
    /// Past values of one cell, newest first.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExiste`], [`FallaAlmacen::Danado`].
    pub fn historial_de_celda(&self, entidad: Uuid, campo: &str) -> R<Vec<VersionDeCelda>> {
        let Some(fila) = entidad_por_uuid(self.con, entidad)? else { return Err(FallaAlmacen::NoExiste { id: entidad }) };
        self.versiones(entidad, fila.id, campo)
    }

    /// Past values of every cell of an entity and its descendants (retired ones included), newest first.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExiste`], [`FallaAlmacen::Danado`].
    pub fn historial_de_entidad(&self, entidad: Uuid) -> R<Vec<VersionDeCelda>> {
        let Some(raiz) = entidad_por_uuid(self.con, entidad)? else { return Err(FallaAlmacen::NoExiste { id: entidad }) };
        let mut versiones = Vec::new();
        let filas = descendientes(self.con, entidad, raiz.lugar(), true)?;
        for fila in std::iter::once(raiz).chain(filas) {
            let mut consulta = self.con.prepare_cached("SELECT DISTINCT campo FROM celda WHERE entidad = ?")?;
            let campos: Vec<String> = consulta.query_map([fila.id], |f| f.get(0))?.collect::<Result<_, _>>()?;
            for campo in campos {
                versiones.extend(self.versiones(fila.uuid, fila.id, &campo)?);
            }
        }
        versiones.sort_by_key(|v| std::cmp::Reverse((v.ms, v.opid)));
        Ok(versiones)
    }

    fn versiones(&self, entidad: Uuid, id: i64, campo: &str) -> R<Vec<VersionDeCelda>> {
        let (pasado, idos) = recorrer(self.con, id, campo)?;
        let mut versiones = Vec::new();
        for p in &pasado {
            let Some(op) = p.op() else { continue };
            let padres: Vec<Cabeza> = pasado.iter().filter(|q| op.padres.contains(&q.opid)).map(Pasado::cabeza).collect();
            versiones.push(VersionDeCelda {
                entidad,
                campo: campo.to_owned(),
                opid: p.opid,
                antes: a_dato(fusion::mostrado(&padres).map_or(Valor::Nulo, |c| c.valor.clone())),
                despues: a_dato(op.valor),
                actor: Uuid::from_bytes(p.asiento.actor),
                rol: p.asiento.rol,
                ms: ms_de(p.asiento.hlc),
                motivo: p.asiento.motivo.clone(),
                operacion: operacion_de(datos_de_operacion(&p.asiento).op),
            });
        }
        for ido in idos {
            // Who withdrew it, when and why, in the place of what it said.
            let Some(acto) = quien_retiro(self.con, ido.n)? else { continue };
            versiones.push(VersionDeCelda {
                entidad,
                campo: campo.to_owned(),
                opid: ido.opid,
                antes: a_dato(Valor::Nulo),
                despues: a_dato(Valor::Nulo),
                actor: acto.actor,
                rol: acto.rol,
                ms: acto.ms,
                motivo: acto.motivo,
                operacion: Some(Operacion::Retirar),
            });
        }
        versiones.sort_by_key(|v| std::cmp::Reverse((v.ms, v.opid)));
        Ok(versiones)
    }

    /// Operations, newest first.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn operaciones(&self, desde: u32, cuantas: u32) -> R<Pagina<OperacionLeida>> {
        let total: i64 = self.con.prepare_cached("SELECT count(*) FROM operacion")?.query_row([], |f| f.get(0))?;
        let sql = concat!(include_str!("operacion.sql"), " ORDER BY o.n DESC LIMIT ?1 OFFSET ?2");
        let mut consulta = self.con.prepare_cached(sql)?;
        let mut filas = consulta.query(params![cuantas, desde])?;
        let mut leidas = Vec::new();
        while let Some(fila) = filas.next()? {
            leidas.push(leer_operacion(fila)?);
        }
        Ok(Pagina { total: natural(total), filas: leidas })
    }

    /// One operation by its key (the `lote` of an import).
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn operacion(&self, clave: Uuid) -> R<Option<OperacionLeida>> {
        self.una(concat!(include_str!("operacion.sql"), " WHERE o.clave = ?1"), params![clave.into_bytes()])
    }

    /// What «Deshacer» would undo: the last operation of this computer that stands.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn por_deshacer(&self) -> R<Option<OperacionLeida>> {
        let sql = concat!(include_str!("operacion.sql"), " WHERE o.deshecha_en IS NULL AND o.disp = ?1 ORDER BY o.n DESC");
        let mut consulta = self.con.prepare_cached(sql)?;
        let mut filas = consulta.query(params![self.dispositivo()?])?;
        while let Some(fila) = filas.next()? {
            let leida = leer_operacion(fila)?;
            if leida.operacion.is_some_and(Operacion::se_deshace) {
                return Ok(Some(leida));
            }
        }
        Ok(None)
    }

    /// What «Rehacer» would redo: the last operation undone, while nothing else was written after.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn por_rehacer(&self) -> R<Option<OperacionLeida>> {
        let disp = self.dispositivo()?;
        let sql =
            concat!(include_str!("operacion.sql"), " WHERE o.deshecha_en IS NOT NULL AND o.disp = ?1 ORDER BY o.deshecha_en DESC LIMIT 1");
        let Some(leida) = self.una(sql, params![disp])? else { return Ok(None) };
        let Some(anulacion) = self.anulacion_de(leida.clave)? else { return Ok(None) };
        if anulacion.operacion != Some(Operacion::Deshacer) {
            return Ok(None);
        }
        let sql = "SELECT op FROM operacion WHERE disp = ?1 AND n > ?2";
        let mut consulta = self.con.prepare_cached(sql)?;
        let mut filas = consulta.query(params![disp, anulacion.n.cast_signed()])?;
        while let Some(fila) = filas.next()? {
            let op: String = fila.get(0)?;
            if operacion_de(&op).is_some_and(Operacion::se_deshace) {
                return Ok(None);
            }
        }
        Ok(Some(leida))
    }

    /// The operation that undid this one and still stands.
    pub(crate) fn anulacion_de(&self, clave: Uuid) -> R<Option<OperacionLeida>> {
        let sql = concat!(include_str!("operacion.sql"), " WHERE o.n = (SELECT x.deshecha_en FROM operacion x WHERE x.clave = ?1)");
        self.una(sql, params![clave.into_bytes()])
    }

    fn una(&self, sql: &str, valores: impl rusqlite::Params) -> R<Option<OperacionLeida>> {
        let mut consulta = self.con.prepare_cached(sql)?;
        let mut filas = consulta.query(valores)?;
        filas.next()?.map(leer_operacion).transpose()
    }

    /// Number of an asiento in this file, by its hash.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn numero_de_asiento(&self, hash: &Hash) -> R<Option<u64>> {
        Ok(numero_de(self.con, hash)?.map(natural))
    }

    /// Milliseconds of the first operation of all; `None` for an empty log.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn primer_cambio(&self) -> R<Option<u64>> {
        let ms: Option<i64> = self.con.prepare_cached("SELECT min(ms) FROM operacion")?.query_row([], |f| f.get(0))?;
        Ok(ms.map(natural))
    }

    /// The greatest clock of an operation, whatever computer wrote it; `None` for an empty log.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn momento_mas_reciente(&self) -> R<Option<u64>> {
        let ms: Option<i64> = self.con.prepare_cached("SELECT max(ms) FROM operacion")?.query_row([], |f| f.get(0))?;
        Ok(ms.map(natural))
    }

    /// Milliseconds of the last operation; `None` for an empty log.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn ultimo_cambio(&self) -> R<Option<u64>> {
        let ms: Option<i64> =
            self.con.prepare_cached("SELECT ms FROM operacion ORDER BY n DESC LIMIT 1")?.query_row([], |f| f.get(0)).optional()?;
        Ok(ms.map(natural))
    }
}

fn leer_operacion(fila: &Row<'_>) -> R<OperacionLeida> {
    let op: String = fila.get("op")?;
    Ok(OperacionLeida {
        n: natural(fila.get("n")?),
        clave: uuid_de(fila.get_ref("clave")?.as_blob().unwrap_or_default())?,
        operacion: operacion_de(&op),
        tramite: fila.get::<_, Option<[u8; 16]>>("tramite")?.map(Uuid::from_bytes),
        tramite_nombre: fila.get("tramite_nombre")?,
        ambito: uuid_de(fila.get_ref("ambito")?.as_blob().unwrap_or_default())?,
        celdas: natural(fila.get("celdas")?),
        asientos: natural(fila.get("asientos")?),
        actor: uuid_de(fila.get_ref("actor")?.as_blob().unwrap_or_default())?,
        ms: natural(fila.get("ms")?),
        motivo: fila.get("motivo")?,
        deshecha: fila.get::<_, Option<i64>>("deshecha_en")?.is_some(),
    })
}
