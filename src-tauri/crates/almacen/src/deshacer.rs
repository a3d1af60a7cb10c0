//! Undo and redo: new asientos that restore what was before, so they survive restarts and travel.
//!
//! An operation can be undone while everything it wrote is still as it left it (by value: a later
//! change that was itself undone does not count). Entities it made are retired; cells it changed get
//! their earlier value; entities it retired come back.

use std::collections::{BTreeMap, BTreeSet};

use bitacora::admision::Unificacion;
use bitacora::asiento::UNIFICAR;
use bitacora::{Asiento, Cabeza, Hash, Opid, Valor, fusion};
use dominio::Dato;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::almacen::Almacen;
use crate::consultas::historia;
use crate::operacion::Operacion;
use crate::proyeccion::{self, Cuerpos, FilaEntidad, asiento_de, asiento_o_talon, celdas_de, clave_de};
use crate::tipos::{Autor, Escritura, Hecho, LoteDeshecho, OperacionLeida};
use crate::tx::Tx;
use crate::valor::{a_dato, hash_de};
use crate::{Consultas, FallaAlmacen};

type R<T> = Result<T, FallaAlmacen>;

impl Almacen {
    /// Undoes the last operation that stands. Gives the operation undone.
    ///
    /// # Errors
    /// [`FallaAlmacen::NadaQueDeshacer`], [`FallaAlmacen::CambiadoDespues`].
    pub fn deshacer(&mut self, autor: &Autor) -> R<Hecho<Operacion>> {
        let Some(leida) = self.consultas().por_deshacer()? else { return Err(FallaAlmacen::NadaQueDeshacer) };
        self.invertir(Operacion::Deshacer, &leida, &leida, false, autor).map(|h| con_valor(h, leida.operacion))
    }

    /// Redoes the last operation undone, when nothing else was written since.
    ///
    /// # Errors
    /// [`FallaAlmacen::NadaQueDeshacer`], [`FallaAlmacen::CambiadoDespues`].
    pub fn rehacer(&mut self, autor: &Autor) -> R<Hecho<Operacion>> {
        let consultas = self.consultas();
        let Some(leida) = consultas.por_rehacer()? else { return Err(FallaAlmacen::NadaQueDeshacer) };
        if leida.operacion == Some(Operacion::Unificar) {
            let hecho = self.reunir_otra_vez(&leida, autor)?;
            return Ok(Hecho { valor: Operacion::Unificar, cambios: hecho.cambios, asientos: hecho.asientos });
        }
        let Some(anulacion) = consultas.anulacion_de(leida.clave)? else { return Err(FallaAlmacen::NadaQueDeshacer) };
        self.invertir(Operacion::Rehacer, &anulacion, &leida, false, autor).map(|h| con_valor(h, leida.operacion))
    }

    /// Undoes a whole import by its UUID. A trámite that a person changed later stays as it is: the
    /// work of a person is never hidden by a machine's undo. Gives how many it retired and kept.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExiste`], [`FallaAlmacen::NadaQueDeshacer`] when it is already undone,
    /// [`FallaAlmacen::CambiadoDespues`] when nothing of it is left as it came.
    pub fn deshacer_lote(&mut self, lote: Uuid, autor: &Autor) -> R<Hecho<LoteDeshecho>> {
        let leida = self.consultas().operacion(lote)?.filter(|o| o.operacion == Some(Operacion::Importar));
        let Some(leida) = leida else { return Err(FallaAlmacen::NoExiste { id: lote }) };
        if leida.deshecha {
            return Err(FallaAlmacen::NadaQueDeshacer);
        }
        self.invertir(Operacion::DeshacerImportacion, &leida, &leida, true, autor)
    }

    /// Writes the inverse of `que`, as `op`, naming `objetivo`. With `conserva`, what changed later is left as
    /// it is. Gives the trámites retired and kept.
    pub(crate) fn invertir(
        &mut self,
        op: Operacion,
        que: &OperacionLeida,
        objetivo: &OperacionLeida,
        conserva: bool,
        autor: &Autor,
    ) -> R<Hecho<LoteDeshecho>> {
        let frase = objetivo.operacion.map_or("Cambio de otra versión", Operacion::frase);
        let motivo = if op == Operacion::Rehacer { format!("Se rehízo: {frase}") } else { format!("Se deshizo: {frase}") };
        let grande = que.asientos >= crate::tx::ASIENTOS_MASIVO as u64;
        self.transar_con(op, autor, Some(objetivo.clave.into_bytes()), grande, |tx| {
            let inversa = Inversa::de(tx.con, que, conserva)?;
            inversa.escribir(tx, &motivo)
        })
    }
}

fn con_valor(hecho: Hecho<LoteDeshecho>, operacion: Option<Operacion>) -> Hecho<Operacion> {
    Hecho { valor: operacion.unwrap_or(Operacion::GuardarFicha), cambios: hecho.cambios, asientos: hecho.asientos }
}

/// First padres and last value that an operation gave to a cell of an entity that existed before.
struct CeldaDeOperacion {
    clase: String,
    padres: Vec<Opid>,
    despues: Valor,
    /// Number of the act that put a value beside those of the cell, when one did.
    reunida: Option<i64>,
}

/// What must be written to undo an operation, by ámbito.
#[derive(Default)]
struct Inversa {
    /// One group per asiento of the operation, newest first.
    restaurar: Vec<(Uuid, Vec<Escritura>)>,
    retirar: BTreeMap<Uuid, Vec<Uuid>>,
    tramites: u64,
    conservados: u64,
}

struct Choques {
    primero: Option<(Uuid, String)>,
    cuantos: u64,
}

impl Choques {
    fn anotar(&mut self, entidad: Uuid, campo: &str) {
        self.primero.get_or_insert_with(|| (entidad, campo.to_owned()));
        self.cuantos += 1;
    }
}

impl Inversa {
    /// With `conserva`, what changed later is left as it is instead of refusing the whole.
    fn de(con: &Connection, que: &OperacionLeida, conserva: bool) -> R<Inversa> {
        let numeros = numeros_de(con, que)?;
        let mut celdas: BTreeMap<(Uuid, String), CeldaDeOperacion> = BTreeMap::new();
        let mut grupos: BTreeMap<(i64, Uuid), Vec<(Uuid, String)>> = BTreeMap::new();
        let mut nacidas: BTreeMap<Uuid, (Uuid, Option<Uuid>, bool)> = BTreeMap::new();
        for n in &numeros {
            let asiento = asiento_de(con, *n)?;
            let reune = Unificacion::leer(&asiento).filter(|_| asiento.tipo == UNIFICAR);
            let ambito = Uuid::from_bytes(asiento.ambito);
            let mut minadas: BTreeMap<Uuid, bool> = BTreeMap::new();
            for op in asiento.ops {
                let uuid = Uuid::from_bytes(op.ent);
                let minada = match minadas.get(&uuid) {
                    Some(minada) => *minada,
                    None => {
                        let nacida = nacida_de(con, uuid)?;
                        let minada = nacida.as_ref().is_some_and(|(n, _, _)| numeros.contains(n));
                        if let (true, Some((_, padre, es_tramite))) = (minada, nacida) {
                            nacidas.insert(uuid, (ambito, padre, es_tramite));
                        }
                        minadas.insert(uuid, minada);
                        minada
                    }
                };
                if minada {
                    continue;
                }
                let celda = (uuid, op.campo);
                match celdas.get_mut(&celda) {
                    Some(previa) => previa.despues = op.valor,
                    None => {
                        grupos.entry((*n, ambito)).or_default().push(celda.clone());
                        let reunida = reune.filter(|u| u.queda == op.ent && op.padres.is_empty()).map(|_| *n);
                        celdas.insert(celda, CeldaDeOperacion { clase: op.clase, padres: op.padres, despues: op.valor, reunida });
                    }
                }
            }
        }
        let mut choques = Choques { primero: None, cuantos: 0 };
        let mut inversa = Inversa::default();
        for (uuid, (ambito, padre, es_tramite)) in &nacidas {
            if !es_tramite && padre.is_some_and(|p| nacidas.contains_key(&p)) {
                continue;
            }
            let antes = choques.cuantos;
            let presente = revisar_nacida(con, *uuid, &numeros, &mut choques)?;
            if conserva && choques.cuantos > antes {
                inversa.conservados += u64::from(*es_tramite);
                continue;
            }
            if presente {
                inversa.retirar.entry(*ambito).or_default().push(*uuid);
                inversa.tramites += u64::from(*es_tramite);
            }
        }
        for ((_, ambito), grupo) in grupos.into_iter().rev() {
            let mut escrituras = Vec::new();
            for celda in grupo {
                let Some(hecha) = celdas.get(&celda) else { continue };
                let vuelta = match hecha.reunida {
                    Some(n) => apartar(con, &celda, hecha, n, &numeros, &mut choques)?,
                    None => volver(con, &celda, hecha, &mut choques)?,
                };
                if let Some(vuelta) = vuelta {
                    match (vuelta.campo.as_str(), &vuelta.valor) {
                        ("borrado", Dato::Logico(true)) => inversa.retirar.entry(ambito).or_default().push(vuelta.entidad),
                        _ => escrituras.push(vuelta),
                    }
                }
            }
            inversa.restaurar.push((ambito, escrituras));
        }
        let queda_algo = !inversa.retirar.is_empty() || inversa.restaurar.iter().any(|(_, e)| !e.is_empty());
        match choques.primero.filter(|_| !(conserva && queda_algo)) {
            Some((entidad, campo)) => Err(FallaAlmacen::CambiadoDespues { entidad, campo, cuantas: choques.cuantos }),
            None => Ok(inversa),
        }
    }

    fn escribir(self, tx: &mut Tx<'_>, motivo: &str) -> R<LoteDeshecho> {
        for (ambito, escrituras) in self.restaurar {
            tx.escribir_sin_preguntar(ambito, escrituras, motivo)?;
        }
        for (ambito, entidades) in self.retirar {
            // One act per trámite: small asientos travel and are judged apart.
            for entidad in entidades.chunks(200) {
                tx.borrar(ambito, entidad, motivo)?;
            }
        }
        if tx.asientos.is_empty() {
            return Err(FallaAlmacen::NadaQueDeshacer);
        }
        Ok(LoteDeshecho { retirados: self.tramites, conservados: self.conservados })
    }
}

/// Numbers of the asientos of an operation.
pub(crate) fn numeros_de(con: &Connection, que: &OperacionLeida) -> R<BTreeSet<i64>> {
    let ultimo: i64 = con.query_row("SELECT ultimo FROM operacion WHERE n = ?", [que.n.cast_signed()], |f| f.get(0))?;
    let mut consulta = con.prepare("SELECT n, hash, cuerpo FROM asiento WHERE n BETWEEN ? AND ? ORDER BY n")?;
    let mut filas = consulta.query(params![que.n.cast_signed(), ultimo])?;
    let mut numeros = BTreeSet::new();
    // With every asiento of the range counted there is nobody else's in between.
    let todos = u64::try_from(ultimo).unwrap_or(0).saturating_sub(que.n) + 1 == que.asientos;
    while let Some(fila) = filas.next()? {
        let n: i64 = fila.get(0)?;
        let suyo = todos || {
            let hash = hash_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
            let cuerpo = fila.get_ref(2)?.as_blob().unwrap_or_default();
            if bitacora::Talon::decodificar(cuerpo).is_some() {
                continue;
            }
            let asiento = Asiento::decodificar(cuerpo).map_err(|e| FallaAlmacen::Danado { detalle: format!("entry {n}: {e}") })?;
            clave_de(&asiento, hash) == que.clave.into_bytes()
        };
        if suyo {
            numeros.insert(n);
        }
    }
    Ok(numeros)
}

fn nacida_de(con: &Connection, uuid: Uuid) -> R<Option<(i64, Option<Uuid>, bool)>> {
    Ok(con
        .prepare_cached("SELECT nacida, padre, clase FROM entidad WHERE uuid = ? ORDER BY nacida, id LIMIT 1")?
        .query_row([uuid.into_bytes()], |f| {
            let clase: String = f.get(2)?;
            let es_tramite = proyeccion::es_tramite(&clase);
            Ok((f.get(0)?, f.get::<_, Option<[u8; 16]>>(1)?.map(Uuid::from_bytes), es_tramite))
        })
        .optional()?)
}

/// Whether an entity made by the operation must be retired: false when somebody already did. Notes
/// every cell of it or of its rows that somebody else changed.
fn revisar_nacida(con: &Connection, uuid: Uuid, numeros: &BTreeSet<i64>, choques: &mut Choques) -> R<bool> {
    let Some(raiz) = proyeccion::entidad_por_uuid(con, uuid)? else { return Ok(false) };
    if raiz.borrado == 2 {
        return Ok(false);
    }
    let mut filas: Vec<FilaEntidad> = proyeccion::descendientes(con, uuid, raiz.lugar(), false)?;
    filas.insert(0, raiz);
    let mut cuerpos = Cuerpos::new(con);
    for fila in filas {
        for celda in celdas_de(con, fila.id, &mut cuerpos)? {
            if celda.cabezas.iter().all(|c| numeros.contains(&c.n)) {
                continue;
            }
            let escrito = valor_escrito(con, &fila, &celda.campo, numeros)?;
            let igual = |d: &Dato| match &escrito {
                Some(v) => a_dato(v.clone()) == *d,
                None => matches!(d, Dato::Nulo | Dato::Logico(false)),
            };
            if !celda.cabezas.iter().all(|c| igual(&c.valor)) {
                choques.anotar(fila.uuid, &celda.campo);
            }
        }
    }
    Ok(true)
}

/// Last value that the operation wrote in a cell of an entity it made.
fn valor_escrito(con: &Connection, fila: &FilaEntidad, campo: &str, numeros: &BTreeSet<i64>) -> R<Option<Valor>> {
    let mut escrito = None;
    // Walking the padres from the present heads reaches every write of the cell.
    for (n, op) in historia::escrituras_de(con, fila.id, campo)? {
        if numeros.contains(&n) && escrito.as_ref().is_none_or(|(otro, _)| *otro < n) {
            escrito = Some((n, op.valor));
        }
    }
    Ok(escrito.map(|(_, valor)| valor))
}

/// The write that gives a cell its earlier value; `None` when it already has it.
fn volver(con: &Connection, celda: &(Uuid, String), hecha: &CeldaDeOperacion, choques: &mut Choques) -> R<Option<Escritura>> {
    let (uuid, campo) = celda;
    let Some(entidad) = Consultas::new(con).entidad(*uuid)? else { return Ok(None) };
    let Some(actual) = entidad.celdas.get(campo) else { return Ok(None) };
    if actual.conflicto || actual.valor != a_dato(hecha.despues.clone()) {
        choques.anotar(*uuid, campo);
        return Ok(None);
    }
    let antes = match (valor_de_padres(con, &hecha.padres)?, campo.as_str()) {
        // An entity that was never retired comes back as «not retired».
        (Valor::Nulo, "borrado") => Dato::Logico(false),
        (valor, _) => a_dato(valor),
    };
    if antes == actual.valor {
        return Ok(None);
    }
    Ok(Some(Escritura { entidad: *uuid, clase: hecha.clase.clone(), campo: campo.clone(), valor: antes, padres: actual.padres.clone() }))
}

/// The write that leaves a cell with what it showed before an act put another value beside it.
fn apartar(
    con: &Connection,
    celda: &(Uuid, String),
    hecha: &CeldaDeOperacion,
    n: i64,
    numeros: &BTreeSet<i64>,
    choques: &mut Choques,
) -> R<Option<Escritura>> {
    let (uuid, campo) = celda;
    let Some(fila) = proyeccion::entidad_por_uuid(con, *uuid)? else { return Ok(None) };
    let Some(entidad) = Consultas::new(con).entidad(*uuid)? else { return Ok(None) };
    let Some(actual) = entidad.celdas.get(campo) else { return Ok(None) };
    let antes = historia::cabezas_antes_de(con, fila.id, campo, n)?;
    let escritos = historia::escrituras_de(con, fila.id, campo)?;
    let de_la_operacion: Vec<&Valor> = escritos.iter().filter(|(n, _)| numeros.contains(n)).map(|(_, op)| &op.valor).collect();
    let conocido = |valor: &Dato| {
        let igual = |v: &Valor| a_dato(v.clone()) == *valor;
        antes.iter().any(|c| igual(&c.valor)) || de_la_operacion.iter().any(|v| igual(v))
    };
    let mut cuerpos = Cuerpos::new(con);
    let presentes = celdas_de(con, fila.id, &mut cuerpos)?;
    if presentes.iter().filter(|c| c.campo == *campo).flat_map(|c| &c.cabezas).any(|c| !conocido(&c.valor)) {
        choques.anotar(*uuid, campo);
        return Ok(None);
    }
    let valor = fusion::mostrado(&antes).map(|c| a_dato(c.valor.clone())).unwrap_or_default();
    if !actual.conflicto && actual.valor == valor {
        return Ok(None);
    }
    Ok(Some(Escritura { entidad: *uuid, clase: hecha.clase.clone(), campo: campo.clone(), valor, padres: actual.padres.clone() }))
}

/// What a cell showed to whoever named these padres.
fn valor_de_padres(con: &Connection, padres: &[Opid]) -> R<Valor> {
    let mut cabezas = Vec::new();
    for opid in padres {
        let Some(n) = numero_de(con, &opid.asiento)? else { continue };
        let Some(asiento) = asiento_o_talon(con, n)? else { continue };
        if let Some(op) = asiento.ops.get(usize::from(opid.indice)) {
            cabezas.push(Cabeza { opid: *opid, hlc: asiento.hlc, disp: asiento.disp, valor: op.valor.clone() });
        }
    }
    Ok(fusion::mostrado(&cabezas).map(|c| c.valor.clone()).unwrap_or_default())
}

pub(crate) fn numero_de(con: &Connection, hash: &Hash) -> R<Option<i64>> {
    Ok(con.prepare_cached("SELECT n FROM asiento WHERE hash = ?")?.query_row([hash.0], |f| f.get(0)).optional()?)
}
