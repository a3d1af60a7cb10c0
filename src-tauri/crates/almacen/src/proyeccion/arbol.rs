//! Loads a trámite with its descendants: shown values, heads on request, conflicts.

use std::collections::{BTreeMap, HashMap};

use bitacora::admision::PREFIJO_GAE;
use bitacora::{Hash, Opid, texto_en};
use dominio::Dato;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::FallaAlmacen;
use crate::valor::{Columna, de_columna, uuid_de};

type R<T> = Result<T, FallaAlmacen>;

/// Bodies of asientos, read once while long texts are resolved.
pub(crate) struct Cuerpos<'c> {
    con: &'c Connection,
    leidos: HashMap<i64, Vec<u8>>,
    nombres: HashMap<i64, (Hash, [u8; 16])>,
}

impl<'c> Cuerpos<'c> {
    pub fn new(con: &'c Connection) -> Self {
        Cuerpos { con, leidos: HashMap::new(), nombres: HashMap::new() }
    }

    /// A long text in the body of an asiento.
    pub fn texto(&mut self, n: i64, posicion: u32) -> R<String> {
        if !self.leidos.contains_key(&n) {
            let cuerpo = self.con.prepare_cached("SELECT cuerpo FROM asiento WHERE n = ?")?.query_row([n], |f| f.get(0))?;
            self.leidos.insert(n, cuerpo);
        }
        let cuerpo = self.leidos.get(&n).map(Vec::as_slice).unwrap_or_default();
        texto_en(cuerpo, posicion).map(str::to_owned).map_err(|e| FallaAlmacen::Danado { detalle: format!("entry {n}: {e}") })
    }

    /// Hash and device of an asiento.
    pub fn nombre(&mut self, n: i64) -> R<(Hash, [u8; 16])> {
        if let Some(nombre) = self.nombres.get(&n) {
            return Ok(*nombre);
        }
        let mut consulta = self.con.prepare_cached("SELECT hash, disp FROM asiento WHERE n = ?")?;
        let nombre = consulta.query_row([n], |f| Ok((f.get::<_, [u8; 32]>(0)?, f.get(1)?)))?;
        let nombre = (Hash(nombre.0), nombre.1);
        self.nombres.insert(n, nombre);
        Ok(nombre)
    }
}

/// A head as read from `celda`.
pub(crate) struct CabezaLeida {
    pub n: i64,
    pub indice: u16,
    pub hlc: i64,
    pub valor: Dato,
}

/// The heads of one cell; never empty.
pub(crate) struct CeldaLeida {
    pub campo: String,
    pub cabezas: Vec<CabezaLeida>,
}

/// Cells of an entity, in order of field, long texts resolved.
pub(crate) fn celdas_de(con: &Connection, entidad: i64, cuerpos: &mut Cuerpos<'_>) -> R<Vec<CeldaLeida>> {
    let mut consulta = con.prepare_cached("SELECT campo, n, indice, hlc, valor FROM celda WHERE entidad = ?")?;
    let mut filas = consulta.query([entidad])?;
    let mut celdas: Vec<CeldaLeida> = Vec::new();
    while let Some(fila) = filas.next()? {
        let campo = fila.get_ref(0)?.as_str().unwrap_or_default();
        let n = fila.get(1)?;
        let valor = match de_columna(fila.get_ref(4)?)? {
            Columna::Aqui(dato) => dato,
            Columna::EnCuerpo(posicion) => Dato::Texto(cuerpos.texto(n, posicion)?),
        };
        let cabeza = CabezaLeida { n, indice: fila.get(2)?, hlc: fila.get(3)?, valor };
        match celdas.last_mut() {
            Some(celda) if celda.campo == campo => celda.cabezas.push(cabeza),
            _ => celdas.push(CeldaLeida { campo: campo.to_owned(), cabezas: vec![cabeza] }),
        }
    }
    Ok(celdas)
}

/// What ranks concurrent heads: (hlc, disp, opid).
type Rango = (i64, [u8; 16], Opid);

impl CeldaLeida {
    /// Two or more different values.
    pub fn conflicto(&self) -> bool {
        self.cabezas.iter().zip(self.cabezas.iter().skip(1)).any(|(a, b)| a.valor != b.valor)
    }

    /// The shown value: that of the head with the greatest (hlc, disp, opid).
    pub fn mostrado(mut self, cuerpos: &mut Cuerpos<'_>) -> R<Dato> {
        if self.cabezas.len() == 1 {
            return Ok(self.cabezas.pop().map(|c| c.valor).unwrap_or_default());
        }
        let mut mejor: Option<(Rango, Dato)> = None;
        for cabeza in self.cabezas {
            let (asiento, disp) = cuerpos.nombre(cabeza.n)?;
            let rango = (cabeza.hlc, disp, Opid { asiento, indice: cabeza.indice });
            if mejor.as_ref().is_none_or(|(otro, _)| *otro < rango) {
                mejor = Some((rango, cabeza.valor));
            }
        }
        Ok(mejor.map(|(_, valor)| valor).unwrap_or_default())
    }

    /// Names of the heads, sorted.
    pub fn padres(&self, cuerpos: &mut Cuerpos<'_>) -> R<Vec<Opid>> {
        let mut padres = Vec::with_capacity(self.cabezas.len());
        for cabeza in &self.cabezas {
            padres.push(Opid { asiento: cuerpos.nombre(cabeza.n)?.0, indice: cabeza.indice });
        }
        padres.sort_unstable();
        Ok(padres)
    }
}

/// Where an entity lives: its ámbito and its owner. Two places never share one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Lugar {
    pub ambito: [u8; 16],
    pub gae: bool,
}

/// A row of `entidad`.
#[derive(Clone)]
pub(crate) struct FilaEntidad {
    pub id: i64,
    pub uuid: Uuid,
    pub clase: String,
    pub ambito: Uuid,
    pub padre: Option<Uuid>,
    pub borrado: i64,
}

impl FilaEntidad {
    pub fn lugar(&self) -> Lugar {
        Lugar { ambito: self.ambito.into_bytes(), gae: self.clase.starts_with(PREFIJO_GAE) }
    }
}

pub(crate) fn fila_entidad(fila: &rusqlite::Row<'_>) -> R<FilaEntidad> {
    Ok(FilaEntidad {
        id: fila.get(0)?,
        uuid: uuid_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?,
        clase: fila.get(2)?,
        ambito: uuid_de(fila.get_ref(3)?.as_blob().unwrap_or_default())?,
        padre: fila.get::<_, Option<[u8; 16]>>(4)?.map(Uuid::from_bytes),
        borrado: fila.get(5)?,
    })
}

/// A row of `entidad` by its local number.
pub(crate) fn entidad_por_id(con: &Connection, id: i64) -> R<Option<FilaEntidad>> {
    let mut consulta = con.prepare_cached("SELECT id, uuid, clase, ambito, padre, borrado FROM entidad WHERE id = ?")?;
    let mut filas = consulta.query([id])?;
    filas.next()?.map(fila_entidad).transpose()
}

/// A row of `entidad` by its identity. An identifier is minted once; if somebody forged it in another
/// ámbito or under another owner, the one that was here first answers to it.
pub(crate) fn entidad_por_uuid(con: &Connection, uuid: Uuid) -> R<Option<FilaEntidad>> {
    let mut consulta =
        con.prepare_cached("SELECT id, uuid, clase, ambito, padre, borrado FROM entidad WHERE uuid = ? ORDER BY nacida, id LIMIT 1")?;
    let mut filas = consulta.query([uuid.into_bytes()])?;
    filas.next()?.map(fila_entidad).transpose()
}

/// Whether a class is that of a trámite, an institution's or GAE's.
pub(crate) fn es_tramite(clase: &str) -> bool {
    matches!(clase, "tramite" | "gae_tramite")
}

/// Every descendant, parents before children; a retired row hides what hangs from it unless `con_ocultas`.
pub(crate) fn descendientes(con: &Connection, raiz: Uuid, lugar: Lugar, con_ocultas: bool) -> R<Vec<FilaEntidad>> {
    let mut consulta =
        con.prepare_cached("SELECT id, uuid, clase, ambito, padre, borrado FROM entidad WHERE padre = ? AND ambito = ? AND gae = ?")?;
    let mut todas: Vec<FilaEntidad> = Vec::new();
    let mut desde = 0;
    let mut padre = Some(raiz);
    while let Some(uuid) = padre {
        let mut filas = consulta.query(params![uuid.into_bytes(), lugar.ambito, lugar.gae])?;
        while let Some(fila) = filas.next()? {
            let entidad = fila_entidad(fila)?;
            let repetida = entidad.uuid == raiz || todas.iter().any(|e| e.id == entidad.id);
            // A trámite is always the top of its own ficha, whatever its cell `padre` says.
            let ajena = repetida || es_tramite(&entidad.clase);
            if !ajena && (con_ocultas || entidad.borrado != 2) {
                todas.push(entidad);
            }
        }
        padre = todas.get(desde).map(|e| e.uuid);
        desde += 1;
    }
    Ok(todas)
}

/// A trámite and its visible descendants, ready for the rules.
pub(crate) struct Arbol {
    pub raiz: FilaEntidad,
    pub entidades: Vec<dominio::Entidad>,
    pub conflictos: i64,
}

/// Loads a trámite by the local number of its entity, in one query.
pub(crate) fn cargar_arbol(con: &Connection, id: i64) -> R<Option<Arbol>> {
    let Some(raiz) = entidad_por_id(con, id)? else { return Ok(None) };
    let mut cuerpos = Cuerpos::new(con);
    let mut consulta = con.prepare_cached(include_str!("arbol.sql"))?;
    let mut filas = consulta.query([id])?;
    let mut conflictos = 0;
    let mut entidades: Vec<dominio::Entidad> = Vec::new();
    let mut actual: Option<i64> = None;
    let mut celda: Option<CeldaLeida> = None;
    let cerrar = |celda: Option<CeldaLeida>, entidades: &mut Vec<dominio::Entidad>, cuerpos: &mut Cuerpos<'_>| -> R<i64> {
        // Retired and edited rows are shown, and the rules must not drop them: `borrado` is ours.
        let Some(celda) = celda.filter(|c| c.campo != "borrado") else { return Ok(0) };
        let conflicto = i64::from(celda.conflicto());
        let campo = celda.campo.clone();
        let valor = celda.mostrado(cuerpos)?;
        if let Some(entidad) = entidades.last_mut() {
            entidad.celdas.insert(campo, valor);
        }
        Ok(conflicto)
    };
    while let Some(fila) = filas.next()? {
        let entidad: i64 = fila.get(0)?;
        let campo = fila.get_ref(3)?.as_str().unwrap_or_default();
        if actual != Some(entidad) || celda.as_ref().is_some_and(|c| c.campo != campo) {
            conflictos += cerrar(celda.take(), &mut entidades, &mut cuerpos)?;
        }
        if actual != Some(entidad) {
            actual = Some(entidad);
            let id = uuid_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
            entidades.push(dominio::Entidad { id, clase: fila.get(2)?, celdas: BTreeMap::new() });
        }
        let n = fila.get(4)?;
        let valor = match de_columna(fila.get_ref(7)?)? {
            Columna::Aqui(dato) => dato,
            Columna::EnCuerpo(posicion) => Dato::Texto(cuerpos.texto(n, posicion)?),
        };
        let cabeza = CabezaLeida { n, indice: fila.get(5)?, hlc: fila.get(6)?, valor };
        celda.get_or_insert_with(|| CeldaLeida { campo: campo.to_owned(), cabezas: Vec::new() }).cabezas.push(cabeza);
    }
    conflictos += cerrar(celda, &mut entidades, &mut cuerpos)?;
    Ok(Some(Arbol { raiz, entidades, conflictos }))
}
