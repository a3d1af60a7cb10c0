//! From asientos to tables: the same code for a save, an import and a rebuild.
//!
//! [`Proyector::doblar`] folds one admitted asiento into `entidad`, `celda`, `superado` and
//! `operacion`; [`Proyector::derivar`] then recomputes, once, every trámite that was touched. Both
//! run inside the transaction that appends the asiento. What a table holds depends only on the
//! asientos folded, so that *rebuilt = incremental*.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use bitacora::admision::puede_ser_de_autoridad;
use bitacora::{Asiento, Cabeza, Cbor, Escritura, Opid, Sobre, Talon, Valor, ms_de};
use rusqlite::types::Value;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::jueces::{self, Jueces};
use crate::operacion::Operacion;
use crate::tipos::{Cambio, ClaseDeCambio};
use crate::valor::hash_de;
use crate::{Avance, FallaAlmacen};

mod arbol;
mod busqueda;
mod copias;
pub(crate) mod derivar;
mod doblar;
mod operaciones;
pub(crate) mod tablero;
mod tramites;

pub(crate) use arbol::{
    Arbol, CabezaLeida, CeldaLeida, Cuerpos, FilaEntidad, Lugar, cargar_arbol, celdas_de, descendientes, entidad_por_id, entidad_por_uuid,
    es_tramite, fila_entidad,
};
use doblar::Llegada;
pub(crate) use operaciones::clave_de;
use tablero::Sumas;
use tramites::Cola;

/// Version of this projector: a file written by another one is rebuilt at open.
pub(crate) const PROYECTOR: &str = "6";

/// Tables of the projection, children first.
pub(crate) const TABLAS: &[&str] = &[
    "hallazgo",
    "tramite_lista",
    "tramite",
    "operacion",
    "superado",
    "celda",
    "entidad",
    "acto",
    "juicio",
    "movimiento_fase",
    "suma_tramites",
    "dia_con_datos",
];

/// More changes of one kind than this are told as «many».
const CAMBIOS_POR_CLASE: usize = 200;

type R<T> = Result<T, FallaAlmacen>;

/// Deepest chain of parents that is followed; a longer one (or a cycle) stops there.
const HONDURA: usize = 8;

/// What is remembered of an entity while folding.
#[derive(Clone)]
struct Ent {
    id: i64,
    uuid: Uuid,
    clase: Rc<str>,
    lugar: Lugar,
    padre: Option<Uuid>,
    borrado: i64,
    /// Number of the asiento that minted it.
    nacida: i64,
}

impl Ent {
    fn es_tramite(&self) -> bool {
        es_tramite(&self.clase)
    }
}

/// Folds asientos and derives what they touched, over one connection inside one transaction.
pub(crate) struct Proyector<'c> {
    con: &'c Connection,
    /// Ámbito and owner of the asiento being folded: nothing of another one is read or changed.
    lugar: Lugar,
    entidades: HashMap<(Lugar, Uuid), Ent>,
    clases: HashSet<Rc<str>>,
    sucios: BTreeSet<i64>,
    cambios: BTreeSet<Cambio>,
    /// Trámites minted whole in one asiento, derived while the next ones are folded.
    cola: Cola,
    /// Trámites minted so far, to leave small writes alone.
    minados: usize,
    /// What is known of each ámbito and of the parents that did not arrive yet.
    llegada: Llegada,
    /// What the board counts and this transaction changed.
    sumas: Sumas,
}

impl<'c> Proyector<'c> {
    pub fn new(con: &'c Connection) -> Self {
        Proyector {
            con,
            lugar: Lugar::default(),
            entidades: HashMap::new(),
            clases: HashSet::new(),
            sucios: BTreeSet::new(),
            cambios: BTreeSet::new(),
            cola: Cola::default(),
            minados: 0,
            llegada: Llegada::default(),
            sumas: Sumas::default(),
        }
    }

    /// What changed, once [`Proyector::derivar`] ran; long lists of one kind become one «many».
    pub fn cambios(self) -> BTreeSet<Cambio> {
        let mut por_clase: BTreeMap<ClaseDeCambio, usize> = BTreeMap::new();
        self.cambios.iter().for_each(|c| *por_clase.entry(c.entidad).or_default() += 1);
        let muchos = |c: &Cambio| por_clase.get(&c.entidad).is_some_and(|n| *n > CAMBIOS_POR_CLASE);
        self.cambios.iter().map(|c| if muchos(c) { Cambio { id: None, ..*c } } else { *c }).collect()
    }

    /// Notes the padres of a write.
    fn superar(&self, entidad: i64, op: &Escritura) -> R<()> {
        for padre in &op.padres {
            self.con.prepare_cached("INSERT OR IGNORE INTO superado (entidad, campo, opid) VALUES (?, ?, ?)")?.execute(params![
                entidad,
                op.campo,
                padre.a_bytes()
            ])?;
        }
        Ok(())
    }

    /// Takes out of the heads of the cell the ones that the write names as padres.
    fn relevar(&self, entidad: i64, op: &Escritura) -> R<()> {
        if op.padres.is_empty() {
            return Ok(());
        }
        self.superar(entidad, op)?;
        for cabeza in cabezas_con_nombre(self.con, entidad, &op.campo)? {
            if op.padres.binary_search(&cabeza.opid).is_ok() {
                self.con.prepare_cached("DELETE FROM celda WHERE entidad = ? AND campo = ? AND n = ? AND indice = ?")?.execute(params![
                    entidad,
                    op.campo,
                    cabeza.n,
                    cabeza.opid.indice
                ])?;
            }
        }
        Ok(())
    }

    fn superado(&self, entidad: i64, campo: &str, opid: &Opid) -> R<bool> {
        Ok(self.con.prepare_cached("SELECT 1 FROM superado WHERE entidad = ? AND campo = ? AND opid = ?")?.exists(params![
            entidad,
            campo,
            opid.a_bytes()
        ])?)
    }

    /// Reads again the parent that the cell `padre` shows.
    fn reubicar(&mut self, uuid: Uuid) -> R<()> {
        let Some(ent) = self.conocer(uuid)? else { return Ok(()) };
        let padre = mostrado_en(self.con, ent.id, "padre")?.and_then(|c| uuid_de_valor(&c.valor));
        if padre != ent.padre {
            if let Some(padre) = padre {
                self.esperar_padre(padre)?;
            }
            self.con.prepare_cached("UPDATE entidad SET padre = ? WHERE id = ?")?.execute(params![padre.map(Uuid::into_bytes), ent.id])?;
            self.entidades.insert((self.lugar, uuid), Ent { padre, ..ent });
        }
        Ok(())
    }

    /// Walks up to the trámite, noting it and every ancestor whose retirement must be looked at again.
    fn subir(&mut self, desde: Uuid, raices: &mut BTreeSet<Uuid>, por_borrado: &mut BTreeSet<Uuid>) -> R<()> {
        let mut actual = Some(desde);
        for _ in 0..HONDURA {
            let Some(uuid) = actual else { break };
            let Some(ent) = self.conocer(uuid)? else { break };
            if ent.borrado != 0 {
                por_borrado.insert(uuid);
            }
            if ent.es_tramite() {
                raices.insert(uuid);
                self.sucios.insert(ent.id);
                break;
            }
            actual = ent.padre;
        }
        Ok(())
    }

    /// An entity is hidden only while all heads of `borrado` are true and everything that it and its
    /// visible descendants hold now was seen by who retired it. Children first.
    fn revisar_borrados(&mut self, por_borrado: BTreeSet<Uuid>) -> R<()> {
        let mut hondas = Vec::new();
        for uuid in por_borrado {
            hondas.push((self.hondura(uuid)?, uuid));
        }
        hondas.sort_by(|a, b| b.cmp(a));
        for (_, uuid) in hondas {
            let Some(ent) = self.conocer(uuid)? else { continue };
            let borrado = self.estado_de_borrado(&ent)?;
            if borrado != ent.borrado {
                self.con.prepare_cached("UPDATE entidad SET borrado = ? WHERE id = ?")?.execute(params![borrado, ent.id])?;
                self.entidades.insert((self.lugar, uuid), Ent { borrado, ..ent });
            }
        }
        Ok(())
    }

    fn hondura(&mut self, uuid: Uuid) -> R<usize> {
        let mut actual = Some(uuid);
        for hondura in 0..HONDURA {
            actual = match actual {
                Some(uuid) => self.conocer(uuid)?.and_then(|e| e.padre),
                None => return Ok(hondura),
            };
        }
        Ok(HONDURA)
    }

    fn estado_de_borrado(&mut self, ent: &Ent) -> R<i64> {
        let cabezas = cabezas_con_nombre(self.con, ent.id, "borrado")?;
        if cabezas.is_empty() || cabezas.iter().any(|c| !c.es_verdadera) {
            return Ok(0);
        }
        let mut cubre: BTreeSet<Opid> = BTreeSet::new();
        for cabeza in &cabezas {
            cubre.extend(asiento_de(self.con, cabeza.n)?.cubre());
        }
        let cubierta = |con: &Connection, id: i64, con_borrado: bool| -> R<bool> {
            Ok(opids_de(con, id)?.iter().all(|(campo, opid)| (!con_borrado && campo == "borrado") || cubre.contains(opid)))
        };
        if !cubierta(self.con, ent.id, false)? {
            return Ok(1);
        }
        for fila in descendientes(self.con, ent.uuid, ent.lugar, false)? {
            if !cubierta(self.con, fila.id, true)? {
                return Ok(1);
            }
        }
        Ok(2)
    }
}

/// One head with the number and the name of its asiento.
pub(crate) struct CabezaConNombre {
    pub n: i64,
    pub opid: Opid,
    pub es_verdadera: bool,
}

/// Heads of one cell, with their names.
pub(crate) fn cabezas_con_nombre(con: &Connection, entidad: i64, campo: &str) -> R<Vec<CabezaConNombre>> {
    let mut consulta = con.prepare_cached(
        "SELECT c.n, c.indice, a.hash, c.valor FROM celda c JOIN asiento a ON a.n = c.n WHERE c.entidad = ? AND c.campo = ?",
    )?;
    let mut filas = consulta.query(params![entidad, campo])?;
    let mut cabezas = Vec::new();
    while let Some(fila) = filas.next()? {
        let asiento = hash_de(fila.get_ref(2)?.as_blob().unwrap_or_default())?;
        cabezas.push(CabezaConNombre {
            n: fila.get(0)?,
            opid: Opid { asiento, indice: fila.get(1)? },
            es_verdadera: matches!(fila.get(3)?, Value::Blob(b) if b == [1]),
        });
    }
    Ok(cabezas)
}

/// Heads of every cell of an entity, by field.
pub(crate) fn opids_de(con: &Connection, entidad: i64) -> R<Vec<(String, Opid)>> {
    let mut consulta =
        con.prepare_cached("SELECT c.campo, c.indice, a.hash FROM celda c JOIN asiento a ON a.n = c.n WHERE c.entidad = ?")?;
    let mut filas = consulta.query([entidad])?;
    let mut opids = Vec::new();
    while let Some(fila) = filas.next()? {
        let asiento = hash_de(fila.get_ref(2)?.as_blob().unwrap_or_default())?;
        opids.push((fila.get(0)?, Opid { asiento, indice: fila.get(1)? }));
    }
    Ok(opids)
}

/// The asiento with this number; `None` when only its stub is left.
pub(crate) fn asiento_o_talon(con: &Connection, n: i64) -> R<Option<Asiento>> {
    let cuerpo: Vec<u8> = con.prepare_cached("SELECT cuerpo FROM asiento WHERE n = ?")?.query_row([n], |f| f.get(0))?;
    if Talon::decodificar(&cuerpo).is_some() {
        return Ok(None);
    }
    Asiento::decodificar(&cuerpo).map(Some).map_err(|e| FallaAlmacen::Danado { detalle: format!("entry {n}: {e}") })
}

/// The asiento with this number, which is not withdrawn.
pub(crate) fn asiento_de(con: &Connection, n: i64) -> R<Asiento> {
    let cuerpo: Vec<u8> = con.prepare_cached("SELECT cuerpo FROM asiento WHERE n = ?")?.query_row([n], |f| f.get(0))?;
    Asiento::decodificar(&cuerpo).map_err(|e| FallaAlmacen::Danado { detalle: format!("entry {n}: {e}") })
}

/// The shown head of one cell, with its value.
pub(crate) fn mostrado_en(con: &Connection, entidad: i64, campo: &str) -> R<Option<Cabeza>> {
    let mut cabezas = Vec::new();
    for cabeza in cabezas_con_nombre(con, entidad, campo)? {
        let asiento = asiento_de(con, cabeza.n)?;
        if let Some(op) = asiento.ops.get(usize::from(cabeza.opid.indice)) {
            cabezas.push(Cabeza { opid: cabeza.opid, hlc: asiento.hlc, disp: asiento.disp, valor: op.valor.clone() });
        }
    }
    Ok(bitacora::fusion::mostrado(&cabezas).cloned())
}

/// Empties the projection, keeping its tables.
pub(crate) fn vaciar(con: &Connection) -> R<()> {
    for tabla in TABLAS {
        con.execute(&format!("DELETE FROM {tabla}"), [])?;
    }
    con.execute("INSERT INTO busqueda (busqueda) VALUES ('delete-all')", [])?;
    Ok(())
}

/// «Everything»: after a rebuild every screen reads again.
pub(crate) fn todo_cambio() -> BTreeSet<Cambio> {
    use ClaseDeCambio as C;
    [C::Tramite, C::Fase, C::Institucion, C::Integrante, C::Importacion, C::Avance, C::Hallazgo, C::Otro]
        .map(|entidad| Cambio { entidad, id: None })
        .into()
}

/// Replays the log into empty tables. Gives how many asientos.
pub(crate) fn rehacer(con: &Connection, avance: &Avance) -> R<u64> {
    let jueces = Jueces::con_actos(con, actos_de_autoridad(con, "asiento", avance)?)?;
    rehacer_con(con, &jueces, avance)
}

/// The same with who counts already known.
pub(crate) fn rehacer_con(con: &Connection, jueces: &Jueces, avance: &Avance) -> R<u64> {
    let total: i64 = con.query_row("SELECT count(*) FROM asiento", [], |f| f.get(0))?;
    avance.poner_total(total.cast_unsigned());
    let mut proyector = Proyector::new(con);
    let mut consulta = con.prepare("SELECT n, hash, cuerpo FROM asiento ORDER BY n")?;
    let mut filas = consulta.query([])?;
    let mut hechos = 0u64;
    while let Some(fila) = filas.next()? {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        let n: i64 = fila.get(0)?;
        let hash = hash_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
        let cuerpo = fila.get_ref(2)?.as_blob().unwrap_or_default();
        hechos += 1;
        avance.poner_hechos(hechos);
        if Talon::decodificar(cuerpo).is_some() {
            crate::retirar::juzgar(con, n)?;
            continue;
        }
        let (asiento, posiciones) =
            Asiento::decodificar_con_posiciones(cuerpo).map_err(|e| FallaAlmacen::Danado { detalle: format!("entry {n}: {e}") })?;
        let sobre = Sobre::de(&asiento, hash);
        if jueces::anotar(con, n, &sobre.acto, jueces.juzgar(&sobre))? {
            proyector.doblar(n, hash, asiento, &posiciones)?;
        }
    }
    proyector.derivar()?;
    Ok(hechos)
}

/// The few asientos of a table that decide who counts, whatever their place in the log.
pub(crate) fn actos_de_autoridad(con: &Connection, tabla: &str, avance: &Avance) -> R<Vec<Sobre>> {
    let mut consulta = con.prepare(&format!("SELECT n, hash, cuerpo FROM {tabla} ORDER BY n"))?;
    let mut filas = consulta.query([])?;
    let mut actos = Vec::new();
    while let Some(fila) = filas.next()? {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        let cuerpo = fila.get_ref(2)?.as_blob().unwrap_or_default();
        if puede_ser_de_autoridad(cuerpo) {
            let sobre = jueces::sobre_de(fila.get(0)?, fila.get_ref(1)?.as_blob().unwrap_or_default(), cuerpo)?;
            if sobre.acto.es_de_autoridad() {
                actos.push(sobre);
            }
        }
    }
    Ok(actos)
}

fn uuid_de_valor(valor: &Valor) -> Option<Uuid> {
    if let Valor::Texto(t) = valor { t.parse().ok() } else { None }
}

/// What `datos` of an asiento says about its operation.
pub(crate) struct DatosDeOperacion<'a> {
    pub op: &'a str,
    pub lote: Option<[u8; 16]>,
    pub deshace: Option<[u8; 16]>,
}

pub(crate) fn datos_de_operacion(asiento: &Asiento) -> DatosDeOperacion<'_> {
    let de16 = |clave: &str| asiento.datos.get(clave).and_then(Cbor::bytes).and_then(|b| b.try_into().ok());
    DatosDeOperacion {
        op: asiento.datos.get("op").and_then(Cbor::texto).unwrap_or_default(),
        lote: de16("lote"),
        deshace: de16("deshace").or_else(|| de16("rehace")),
    }
}

pub(crate) fn operacion_de(op: &str) -> Option<Operacion> {
    op.parse().ok()
}

pub(crate) fn ms_de_asiento(asiento: &Asiento) -> i64 {
    ms_de(asiento.hlc).cast_signed()
}
