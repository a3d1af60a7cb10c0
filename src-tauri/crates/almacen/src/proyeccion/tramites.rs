//! Rows of `tramite` and `hallazgo`, written only where they differ.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, mpsc};
use std::time::Duration;

use bitacora::Asiento;
use dominio::reglas::{CopiaDe, ListasDeReglas};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use uuid::Uuid;

use super::derivar::{Decidido, Derivado, derivar, rango};
use super::doblar::Enlace;
use super::{Arbol, FilaEntidad, Proyector, cargar_arbol, copias};
use crate::FallaAlmacen;
use crate::tipos::{Cambio, ClaseDeCambio};
use crate::valor::a_dato;

type R<T> = Result<T, FallaAlmacen>;

/// Trámites loaded and derived together: bounds memory in a large import.
const TANDA: usize = 32;

/// Columns of `tramite` after `id`, in the order of [`fila_de`].
const COLUMNAS: [&str; 28] = [
    "uuid",
    "ambito",
    "gae",
    "visible",
    "editado",
    "cuenta",
    "codigo",
    "codigo_clave",
    "nombre",
    "nombre_clave",
    "unidad",
    "categoria",
    "clase",
    "estado",
    "id_catalogo",
    "requisitos",
    "pasos",
    "tiempo",
    "costo",
    "con_dato",
    "exigidos",
    "hallazgos",
    "severidad",
    "banderas",
    "conflictos",
    "importacion",
    "originales",
    "familia",
];

fn fila_de(raiz: &FilaEntidad, conflictos: i64, d: &mut Derivado) -> [Value; 28] {
    let visible = raiz.borrado != 2;
    let blob = |b: &[u8]| Value::Blob(b.to_vec());
    let si = |b: bool| Value::Integer(i64::from(b));
    let n = |n: u32| Value::Integer(i64::from(n));
    let texto = |t: &mut String| Value::Text(std::mem::take(t));
    let razon = |n: u64| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
    let (codigo_clave, nombre_clave) = (dominio::texto::plegar(&d.codigo), dominio::texto::plegar(&d.nombre));
    [
        blob(raiz.uuid.as_bytes()),
        blob(raiz.ambito.as_bytes()),
        si(raiz.clase.starts_with("gae_")),
        si(visible),
        si(raiz.borrado == 1),
        si(visible && d.cuenta),
        texto(&mut d.codigo),
        Value::Text(codigo_clave),
        texto(&mut d.nombre),
        Value::Text(nombre_clave),
        texto(&mut d.unidad),
        texto(&mut d.categoria),
        texto(&mut d.clase),
        Value::Text(d.estado.as_str().to_owned()),
        d.id_catalogo.map_or(Value::Null, Value::Integer),
        n(d.requisitos),
        n(d.pasos),
        texto(&mut d.tiempo),
        texto(&mut d.costo),
        razon(d.completitud.numerador),
        razon(d.completitud.denominador),
        n(d.abiertos),
        d.severidad.map_or(Value::Null, |s| Value::Integer(rango(s))),
        n(d.banderas),
        Value::Integer(conflictos),
        d.importacion.map_or(Value::Null, |u| blob(u.as_bytes())),
        blob(&d.originales.0),
        Value::Text(d.familia.as_str().to_owned()),
    ]
}

/// A trámite to derive: read from the tables, or minted whole by an asiento.
pub(super) enum PorDerivar {
    Arbol(Arbol),
    Asiento(FilaEntidad, Box<Asiento>),
}

impl PorDerivar {
    fn arbol(self) -> Arbol {
        let (raiz, asiento) = match self {
            PorDerivar::Arbol(arbol) => return arbol,
            PorDerivar::Asiento(raiz, asiento) => (raiz, asiento),
        };
        let mut lugares: HashMap<[u8; 16], usize> = HashMap::new();
        let mut entidades: Vec<dominio::Entidad> = Vec::new();
        for op in asiento.ops {
            let lugar = *lugares.entry(op.ent).or_insert(entidades.len());
            if lugar == entidades.len() {
                entidades.push(dominio::Entidad { id: Uuid::from_bytes(op.ent), clase: op.clase.clone(), celdas: BTreeMap::new() });
            }
            if let Some(entidad) = entidades.get_mut(lugar) {
                if op.clase < entidad.clase {
                    entidad.clase = op.clase;
                }
                entidad.celdas.insert(op.campo, a_dato(op.valor));
            }
        }
        Arbol { raiz, entidades, conflictos: 0 }
    }
}

/// The rows of one trámite, ready to be written.
struct Hecha {
    id: i64,
    uuid: Uuid,
    visible: bool,
    fila: [Value; 28],
    indexado: i64,
    indexable: [String; 4],
    hallazgos: Vec<[Value; 17]>,
    listas: [copias::Extremos; 2],
    /// It has no row yet.
    es_nueva: bool,
}

/// Derivations under way on other threads, while this one writes.
#[derive(Default)]
pub(super) struct Cola {
    listos: Vec<Obra>,
    taller: Option<Taller>,
    cambiadas: copias::Cambiadas,
}

impl Proyector<'_> {
    /// Leaves a trámite minted whole to be derived; its row is written when the result is back.
    pub(super) fn encolar(&mut self, raiz: FilaEntidad, asiento: Asiento) -> R<()> {
        self.cola.listos.push(Obra { id: raiz.id, fuente: PorDerivar::Asiento(raiz, Box::new(asiento)), copia: None });
        if self.cola.listos.len() < TANDA {
            return Ok(());
        }
        let tanda = std::mem::take(&mut self.cola.listos);
        let taller = self.cola.taller.get_or_insert_with(Taller::abrir);
        taller.mandar(tanda)?;
        while let Some(hechas) = self.cola.taller.as_mut().map_or(Ok(None), |t| t.recoger(false))? {
            self.escribir_hechas(hechas)?;
        }
        Ok(())
    }

    fn escribir_hechas(&mut self, hechas: Vec<Hecha>) -> R<()> {
        let mut cambiadas = std::mem::take(&mut self.cola.cambiadas);
        for hecha in hechas {
            self.escribir_tramite(hecha, &mut cambiadas)?;
        }
        self.cola.cambiadas = cambiadas;
        Ok(())
    }

    /// Recomputes every trámite touched since the last call, then the copies among them (R12).
    pub fn derivar(&mut self) -> R<()> {
        let listos = std::mem::take(&mut self.cola.listos);
        match self.cola.taller.take() {
            Some(mut taller) => {
                taller.mandar(listos)?;
                while let Some(hechas) = taller.recoger(true)? {
                    self.escribir_hechas(hechas)?;
                }
            }
            None => self.escribir_hechas(derivar_todas(listos))?,
        }
        let sucios: Vec<i64> = std::mem::take(&mut self.sucios).into_iter().collect();
        for tanda in sucios.chunks(TANDA) {
            let mut obras = Vec::with_capacity(tanda.len());
            for id in tanda {
                let Some(arbol) = cargar_arbol(self.con, *id)? else { continue };
                let copia = copias::guardada(self.con, *id)?;
                obras.push(Obra { id: *id, fuente: PorDerivar::Arbol(arbol), copia });
            }
            self.escribir_hechas(derivar_todas(obras))?;
        }
        let cambiadas = std::mem::take(&mut self.cola.cambiadas);
        let mut comparador = copias::Comparador::new(self.con);
        for id in comparador.afectados(&cambiadas)? {
            let copia = comparador.buscar(id)?;
            if copia == copias::guardada(self.con, id)? {
                continue;
            }
            copias::guardar(self.con, id, copia.as_ref())?;
            let Some(arbol) = cargar_arbol(self.con, id)? else { continue };
            for hecha in derivar_todas(vec![Obra { id, fuente: PorDerivar::Arbol(arbol), copia }]) {
                // Its lists did not change here, so nothing new can be affected.
                self.escribir_tramite(hecha, &mut copias::Cambiadas::default())?;
            }
        }
        self.volcar_sumas()
    }

    fn escribir_tramite(&mut self, hecha: Hecha, cambiadas: &mut copias::Cambiadas) -> R<()> {
        let Hecha { id, uuid, visible, fila: nueva, indexado, indexable, hallazgos, listas, es_nueva } = hecha;
        let anterior = if es_nueva { None } else { self.fila_anterior(id)? };
        self.sumar_tramite(id, anterior.as_ref().map(|(vieja, _)| vieja), &nueva)?;
        match &anterior {
            None => {
                let mut insertar = self.con.prepare_cached(include_str!("tramite_nuevo.sql"))?;
                let mut enlace = Enlace::new();
                enlace.poner(&mut insertar, id)?;
                for valor in &nueva {
                    enlace.poner(&mut insertar, valor)?;
                }
                enlace.poner(&mut insertar, indexado)?;
                insertar.raw_execute()?;
            }
            Some((vieja, _)) => {
                let distintas: Vec<usize> = vieja.iter().zip(&nueva).enumerate().filter(|(_, (a, b))| a != b).map(|(i, _)| i).collect();
                if !distintas.is_empty() {
                    let asignaciones: Vec<String> = distintas.iter().filter_map(|i| COLUMNAS.get(*i)).map(|c| format!("{c} = ?")).collect();
                    let sql = format!("UPDATE tramite SET {} WHERE id = ?", asignaciones.join(", "));
                    let valores = distintas.iter().filter_map(|i| nueva.get(*i).cloned()).chain([Value::Integer(id)]);
                    self.con.prepare_cached(&sql)?.execute(params_from_iter(valores))?;
                }
            }
        }
        let viejo_indexado = anterior.as_ref().map_or(0, |(_, indexado)| *indexado);
        super::busqueda::actualizar(self.con, id, viejo_indexado, indexado, &indexable)?;
        if anterior.is_some() && viejo_indexado != indexado {
            self.con.prepare_cached("UPDATE tramite SET indexado = ? WHERE id = ?")?.execute(params![indexado, id])?;
        }
        if self.escribir_hallazgos(id, &hallazgos, anterior.is_none())? {
            self.cambios.insert(Cambio { entidad: ClaseDeCambio::Hallazgo, id: Some(uuid) });
        }
        // What another trámite's finding may quote or depend on.
        let identidad = |fila: &[Value; 28]| [3usize, 6, 27].map(|i| fila.get(i).cloned());
        let previa = match &anterior {
            None => copias::Previa::Ninguna,
            Some((vieja, _)) if identidad(vieja) == identidad(&nueva) => copias::Previa::Misma,
            Some(_) => copias::Previa::Otra,
        };
        copias::escribir_listas(self.con, id, listas, visible, previa, cambiadas)
    }

    fn fila_anterior(&self, id: i64) -> R<Option<([Value; 28], i64)>> {
        let mut consulta = self.con.prepare_cached(include_str!("tramite_fila.sql"))?;
        let fila = consulta
            .query_row([id], |f| {
                let mut valores: [Value; 28] = [const { Value::Null }; 28];
                for (i, valor) in valores.iter_mut().enumerate() {
                    *valor = f.get(i)?;
                }
                Ok((valores, f.get(28)?))
            })
            .optional()?;
        Ok(fila)
    }

    /// Replaces the findings of a trámite where they differ; true when something did.
    fn escribir_hallazgos(&self, id: i64, nuevos: &[[Value; 17]], es_nuevo: bool) -> R<bool> {
        if !es_nuevo {
            if hallazgos_anteriores(self.con, id)? == nuevos {
                return Ok(false);
            }
            self.con.prepare_cached("DELETE FROM hallazgo WHERE tramite = ?")?.execute([id])?;
        }
        if nuevos.is_empty() {
            return Ok(!es_nuevo);
        }
        let mut insertar = self.con.prepare_cached(include_str!("hallazgo_nuevo.sql"))?;
        for fila in nuevos {
            let mut enlace = Enlace::new();
            enlace.poner(&mut insertar, id)?;
            for valor in fila {
                enlace.poner(&mut insertar, valor)?;
            }
            insertar.raw_execute()?;
        }
        Ok(true)
    }
}

fn fila_de_hallazgo(orden: usize, d: Decidido, visible: bool) -> [Value; 17] {
    let h = d.hallazgo;
    let texto = |t: &str| Value::Text(t.to_owned());
    [
        Value::Integer(i64::try_from(orden).unwrap_or(i64::MAX)),
        texto(h.regla.as_str()),
        Value::Integer(i64::from(h.version)),
        Value::Integer(rango(h.severidad)),
        texto(h.clase),
        Value::Blob(h.entidad.as_bytes().to_vec()),
        texto(h.campo),
        h.fila.map_or(Value::Null, |f| Value::Integer(i64::from(f))),
        Value::Text(h.fragmento),
        Value::Integer(h.huella.cast_signed()),
        Value::Text(h.mensaje),
        h.accion_sugerida.map_or(Value::Null, |a| texto(a.as_str())),
        h.texto_propuesto.map_or(Value::Null, Value::Text),
        texto(d.estado.as_str()),
        d.justificacion.map_or(Value::Null, Value::Text),
        d.decision.map_or(Value::Null, |u| Value::Blob(u.as_bytes().to_vec())),
        Value::Integer(i64::from(visible)),
    ]
}

fn hallazgos_anteriores(con: &Connection, id: i64) -> R<Vec<[Value; 17]>> {
    let mut consulta = con.prepare_cached(include_str!("hallazgo_filas.sql"))?;
    let filas = consulta.query_map([id], |f| {
        let mut valores: [Value; 17] = [const { Value::Null }; 17];
        for (i, valor) in valores.iter_mut().enumerate() {
            *valor = f.get(i)?;
        }
        Ok(valores)
    })?;
    Ok(filas.collect::<Result<_, _>>()?)
}

/// A trámite to derive, with the copy noted for it.
struct Obra {
    id: i64,
    fuente: PorDerivar,
    copia: Option<CopiaDe>,
}

// Compiling the lists costs more than judging a ficha with them.
static LISTAS: LazyLock<ListasDeReglas> = LazyLock::new(ListasDeReglas::default);

fn derivar_una(obra: Obra) -> Option<Hecha> {
    let es_nueva = matches!(obra.fuente, PorDerivar::Asiento(..));
    let Arbol { raiz, entidades, conflictos } = obra.fuente.arbol();
    let mut d = derivar(raiz.uuid, raiz.ambito, &entidades, &LISTAS, obra.copia)?;
    let visible = raiz.borrado != 2;
    let indexado = if visible { d.indexado() } else { 0 };
    let hallazgos = std::mem::take(&mut d.hallazgos);
    Some(Hecha {
        id: obra.id,
        uuid: raiz.uuid,
        visible,
        fila: fila_de(&raiz, conflictos, &mut d),
        indexado,
        hallazgos: hallazgos.into_iter().enumerate().map(|(i, h)| fila_de_hallazgo(i, h, visible)).collect(),
        listas: d.listas.each_ref().map(copias::Extremos::de),
        indexable: d.indexable,
        es_nueva,
    })
}

// Asking the system opens six files of /proc and /sys: once is enough, a save has no time for it.
static HILOS: LazyLock<usize> = LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from).min(4));

/// Derives a batch, on several threads when it is worth it; the order of the results is that of the batch.
fn derivar_todas(obras: Vec<Obra>) -> Vec<Hecha> {
    if obras.len() < 16 || *HILOS < 2 {
        return obras.into_iter().filter_map(derivar_una).collect();
    }
    let por_hilo = obras.len().div_ceil(*HILOS);
    let mut trozos: Vec<Vec<Obra>> = Vec::new();
    let mut resto = obras;
    while !resto.is_empty() {
        let cola = resto.split_off(por_hilo.min(resto.len()));
        trozos.push(std::mem::replace(&mut resto, cola));
    }
    let (manda, recibe) = mpsc::channel();
    std::thread::scope(|ambito| {
        for (lugar, trozo) in trozos.into_iter().enumerate() {
            let manda = manda.clone();
            ambito.spawn(move || {
                let hechas: Vec<Hecha> = trozo.into_iter().filter_map(derivar_una).collect();
                // The receiver outlives every thread of this scope.
                let _ = manda.send((lugar, hechas));
            });
        }
    });
    drop(manda);
    let mut partes: Vec<_> = recibe.into_iter().collect();
    partes.sort_by_key(|(lugar, _)| *lugar);
    partes.into_iter().flat_map(|(_, hechas)| hechas).collect()
}

/// Threads that derive batches while the writer goes on. Dropped in the middle, they end by themselves.
struct Taller {
    manda: mpsc::SyncSender<Vec<Obra>>,
    recibe: mpsc::Receiver<Vec<Hecha>>,
    /// Batches sent and not yet back.
    pendientes: usize,
}

impl Taller {
    fn abrir() -> Taller {
        let hilos = HILOS.saturating_sub(1).max(1);
        // A short queue: an import must not pile up in memory when the threads are slower.
        let (manda, obras) = mpsc::sync_channel::<Vec<Obra>>(hilos);
        let (entrega, recibe) = mpsc::channel();
        let obras = Arc::new(Mutex::new(obras));
        for _ in 0..hilos {
            let (obras, entrega) = (Arc::clone(&obras), entrega.clone());
            std::thread::spawn(move || {
                loop {
                    let tanda = obras.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(tanda) = tanda else { break };
                    let hechas: Vec<Hecha> = tanda.into_iter().filter_map(derivar_una).collect();
                    if entrega.send(hechas).is_err() {
                        break;
                    }
                }
            });
        }
        Taller { manda, recibe, pendientes: 0 }
    }

    fn mandar(&mut self, tanda: Vec<Obra>) -> R<()> {
        self.pendientes += 1;
        self.manda.send(tanda).map_err(|_| terminado_antes())
    }

    /// A batch that is back; with `esperar`, the next one, and `None` only when there are no more.
    fn recoger(&mut self, esperar: bool) -> R<Option<Vec<Hecha>>> {
        if self.pendientes == 0 {
            return Ok(None);
        }
        let tanda = match esperar {
            true => Some(self.recibe.recv_timeout(ESPERA_MAXIMA).map_err(|_| terminado_antes())?),
            false => self.recibe.try_recv().ok(),
        };
        self.pendientes -= usize::from(tanda.is_some());
        Ok(tanda)
    }
}

/// Far longer than a batch may take: a thread that panicked must end the write, not hang it.
const ESPERA_MAXIMA: Duration = Duration::from_secs(120);

fn terminado_antes() -> FallaAlmacen {
    FallaAlmacen::danado("the threads that derive trámites ended early")
}

/// Numbers of trámites to look at again.
pub(super) type Numeros = BTreeSet<i64>;
