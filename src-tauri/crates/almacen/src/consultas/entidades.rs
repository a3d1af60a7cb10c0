//! Entities with their heads, fichas, and what hangs from what.

use std::collections::BTreeMap;

use dominio::Dato;
use rusqlite::params;
use uuid::Uuid;

use super::{Consultas, R};
use crate::proyeccion::{Cuerpos, FilaEntidad, celdas_de, descendientes, entidad_por_uuid, es_tramite, fila_entidad};
use crate::tipos::{Celda, EntidadLeida, FichaLeida, FiltroHallazgos};

/// Deepest chain of parents that is followed.
const HONDURA: usize = 8;

impl Consultas<'_> {
    pub(super) fn leer(&self, fila: FilaEntidad, cuerpos: &mut Cuerpos<'_>) -> R<EntidadLeida> {
        let mut celdas = BTreeMap::new();
        for celda in celdas_de(self.con, fila.id, cuerpos)? {
            let campo = celda.campo.clone();
            let conflicto = celda.conflicto();
            let padres = celda.padres(cuerpos)?;
            celdas.insert(campo, Celda { valor: celda.mostrado(cuerpos)?, padres, conflicto });
        }
        Ok(EntidadLeida {
            id: fila.uuid,
            clase: fila.clase,
            ambito: fila.ambito,
            padre: fila.padre,
            oculta: fila.borrado == 2,
            borrado_y_editado: fila.borrado == 1,
            celdas,
        })
    }

    /// Class of an entity, hidden or not; its cells are not read.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn clase(&self, id: Uuid) -> R<Option<String>> {
        Ok(entidad_por_uuid(self.con, id)?.map(|fila| fila.clase))
    }

    /// One entity with its heads, hidden or not.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn entidad(&self, id: Uuid) -> R<Option<EntidadLeida>> {
        let Some(fila) = entidad_por_uuid(self.con, id)? else { return Ok(None) };
        self.leer(fila, &mut Cuerpos::new(self.con)).map(Some)
    }

    /// Descendants of an entity by (orden, id); retired rows only with `con_ocultas`.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn descendientes(&self, id: Uuid, con_ocultas: bool) -> R<Vec<EntidadLeida>> {
        let Some(raiz) = entidad_por_uuid(self.con, id)? else { return Ok(Vec::new()) };
        self.descendientes_de(&raiz, con_ocultas, &mut Cuerpos::new(self.con))
    }

    fn descendientes_de(&self, raiz: &FilaEntidad, con_ocultas: bool, cuerpos: &mut Cuerpos<'_>) -> R<Vec<EntidadLeida>> {
        let mut leidas = Vec::new();
        for fila in descendientes(self.con, raiz.uuid, raiz.lugar(), con_ocultas)? {
            leidas.push(self.leer(fila, cuerpos)?);
        }
        por_orden(&mut leidas);
        Ok(leidas)
    }

    /// An entity with its visible descendants: what they share of the log is read once.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn con_descendientes(&self, id: Uuid) -> R<Option<(EntidadLeida, Vec<EntidadLeida>)>> {
        let Some(raiz) = entidad_por_uuid(self.con, id)? else { return Ok(None) };
        let mut cuerpos = Cuerpos::new(self.con);
        let filas = self.descendientes_de(&raiz, false, &mut cuerpos)?;
        Ok(Some((self.leer(raiz, &mut cuerpos)?, filas)))
    }

    /// Visible entities of a class without parent (`integrante`, `fase`, `importacion`, `fila_en_espera`, `persona`…), by (orden, id).
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn por_clase(&self, clase: &str, ambito: Option<Uuid>) -> R<Vec<EntidadLeida>> {
        let mut consulta = self.con.prepare_cached(include_str!("por_clase.sql"))?;
        let mut filas = consulta.query(params![clase, ambito.map(Uuid::into_bytes)])?;
        let mut cuerpos = Cuerpos::new(self.con);
        let mut leidas = Vec::new();
        while let Some(fila) = filas.next()? {
            leidas.push(self.leer(fila_entidad(fila)?, &mut cuerpos)?);
        }
        por_orden(&mut leidas);
        Ok(leidas)
    }

    /// How many visible entities of a class without parent.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn cuantas(&self, clase: &str, ambito: Option<Uuid>) -> R<u64> {
        let mut consulta = self.con.prepare_cached(
            "SELECT count(*) FROM entidad WHERE clase = ?1 AND (?2 IS NULL OR ambito = ?2) AND padre IS NULL AND borrado <> 2",
        )?;
        let n: i64 = consulta.query_row(params![clase, ambito.map(Uuid::into_bytes)], |f| f.get(0))?;
        Ok(crate::valor::natural(n))
    }

    /// A visible trámite with its rows and findings.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn ficha(&self, id: Uuid) -> R<Option<FichaLeida>> {
        let Some(fila) = self.fila_tramite(id)? else { return Ok(None) };
        let Some((tramite, filas)) = self.con_descendientes(id)? else { return Ok(None) };
        let filtro = FiltroHallazgos { tramite: Some(id), cuantos: u32::MAX, ..FiltroHallazgos::default() };
        let hallazgos = self.hallazgos_de(&filtro, true)?;
        Ok(Some(FichaLeida { fila, tramite, filas, hallazgos }))
    }

    /// The trámite at the top of an entity (itself, for a trámite); `None` for other classes.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn tramite_de(&self, id: Uuid) -> R<Option<Uuid>> {
        let mut actual = Some(id);
        for _ in 0..HONDURA {
            let Some(uuid) = actual else { break };
            let Some(fila) = entidad_por_uuid(self.con, uuid)? else { break };
            if es_tramite(&fila.clase) {
                return Ok(Some(uuid));
            }
            actual = fila.padre;
        }
        Ok(None)
    }
}

fn por_orden(leidas: &mut [EntidadLeida]) {
    let orden = |e: &EntidadLeida| e.valor("orden").and_then(Dato::texto).unwrap_or_default().to_owned();
    leidas.sort_by_cached_key(|e| (orden(e), e.id));
}
