//! Rows of `tramite` and `hallazgo`, written only where they differ.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, mpsc};
use std::time::Duration;

use dominio::reglas::{CopiaDe, ListasDeReglas};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::derivar::{Derivado, derivar, rango};
use super::{Arbol, Proyector, cargar_arbol, copias};
use crate::FallaAlmacen;
use crate::tipos::{Cambio, ClaseDeCambio};

type R<T> = Result<T, FallaAlmacen>;

/// Trámites loaded and derived together: bounds memory in a large import.
const TANDA: usize = 128;

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

fn fila_de(arbol: &Arbol, d: &Derivado) -> [Value; 28] {
    let visible = arbol.raiz.borrado != 2;
    let blob = |b: &[u8]| Value::Blob(b.to_vec());
    let si = |b: bool| Value::Integer(i64::from(b));
    let n = |n: u32| Value::Integer(i64::from(n));
    let texto = |t: &str| Value::Text(t.to_owned());
    let razon = |n: u64| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
    [
        blob(arbol.raiz.uuid.as_bytes()),
        blob(arbol.raiz.ambito.as_bytes()),
        si(arbol.raiz.clase.starts_with("gae_")),
        si(visible),
        si(arbol.raiz.borrado == 1),
        si(visible && d.cuenta),
        texto(&d.codigo),
        texto(&dominio::texto::plegar(&d.codigo)),
        texto(&d.nombre),
        texto(&dominio::texto::plegar(&d.nombre)),
        texto(&d.unidad),
        texto(&d.categoria),
        texto(&d.clase),
        texto(d.estado.as_str()),
        d.id_catalogo.map_or(Value::Null, Value::Integer),
        n(d.requisitos),
        n(d.pasos),
        texto(&d.tiempo),
        texto(&d.costo),
        razon(d.completitud.numerador),
        razon(d.completitud.denominador),
        n(d.abiertos),
        d.severidad.map_or(Value::Null, |s| Value::Integer(rango(s))),
        n(d.banderas),
        Value::Integer(arbol.conflictos),
        d.importacion.map_or(Value::Null, |u| blob(u.as_bytes())),
        blob(&d.originales.0),
        texto(d.familia.as_str()),
    ]
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
    pub(super) fn encolar(&mut self, arbol: Arbol) -> R<()> {
        self.cola.listos.push((arbol.raiz.id, arbol, None));
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
        for (id, arbol, derivado) in hechas {
            self.escribir_tramite(id, &arbol, &derivado, &mut cambiadas)?;
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
                obras.push((*id, arbol, copia));
            }
            self.escribir_hechas(derivar_todas(obras))?;
        }
        let cambiadas = std::mem::take(&mut self.cola.cambiadas);
        for id in copias::afectados(self.con, &cambiadas)? {
            let copia = copias::buscar(self.con, id)?;
            if copia == copias::guardada(self.con, id)? {
                continue;
            }
            copias::guardar(self.con, id, copia.as_ref())?;
            let Some(arbol) = cargar_arbol(self.con, id)? else { continue };
            for (id, arbol, derivado) in derivar_todas(vec![(id, arbol, copia)]) {
                // Its lists did not change here, so nothing new can be affected.
                self.escribir_tramite(id, &arbol, &derivado, &mut copias::Cambiadas::default())?;
            }
        }
        Ok(())
    }

    fn escribir_tramite(&mut self, id: i64, arbol: &Arbol, d: &Derivado, cambiadas: &mut copias::Cambiadas) -> R<()> {
        let nueva = fila_de(arbol, d);
        let visible = arbol.raiz.borrado != 2;
        let indexado = if visible { d.indexado() } else { 0 };
        let anterior = self.fila_anterior(id)?;
        match &anterior {
            None => {
                let mut insertar = self.con.prepare_cached(include_str!("tramite_nuevo.sql"))?;
                let valores = std::iter::once(Value::Integer(id)).chain(nueva.iter().cloned()).chain([Value::Integer(indexado)]);
                insertar.execute(params_from_iter(valores))?;
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
        super::busqueda::actualizar(self.con, id, viejo_indexado, indexado, &d.indexable)?;
        if anterior.is_some() && viejo_indexado != indexado {
            self.con.prepare_cached("UPDATE tramite SET indexado = ? WHERE id = ?")?.execute(params![indexado, id])?;
        }
        if self.escribir_hallazgos(id, d, visible, anterior.is_none())? {
            self.cambios.insert(Cambio { entidad: ClaseDeCambio::Hallazgo, id: Some(arbol.raiz.uuid) });
        }
        // What another trámite's finding may quote or depend on.
        let identidad = |fila: &[Value; 28]| [3usize, 6, 27].map(|i| fila.get(i).cloned());
        let misma = anterior.as_ref().is_some_and(|(vieja, _)| identidad(vieja) == identidad(&nueva));
        copias::escribir_listas(self.con, id, &d.listas, visible, misma, cambiadas)
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
    fn escribir_hallazgos(&self, id: i64, d: &Derivado, visible: bool, es_nuevo: bool) -> R<bool> {
        let nuevos: Vec<[Value; 17]> = d.hallazgos.iter().enumerate().map(|(i, h)| fila_de_hallazgo(i, h, visible)).collect();
        if !es_nuevo {
            if hallazgos_anteriores(self.con, id)? == nuevos {
                return Ok(false);
            }
            self.con.prepare_cached("DELETE FROM hallazgo WHERE tramite = ?")?.execute([id])?;
        }
        let mut insertar = self.con.prepare_cached(include_str!("hallazgo_nuevo.sql"))?;
        for fila in &nuevos {
            insertar.execute(params_from_iter(std::iter::once(Value::Integer(id)).chain(fila.iter().cloned())))?;
        }
        Ok(!es_nuevo || !nuevos.is_empty())
    }
}

fn fila_de_hallazgo(orden: usize, d: &super::derivar::Decidido, visible: bool) -> [Value; 17] {
    let h = &d.hallazgo;
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
        texto(&h.fragmento),
        Value::Integer(h.huella.cast_signed()),
        texto(&h.mensaje),
        h.accion_sugerida.map_or(Value::Null, |a| texto(a.as_str())),
        h.texto_propuesto.as_deref().map_or(Value::Null, texto),
        texto(d.estado.as_str()),
        d.justificacion.as_deref().map_or(Value::Null, texto),
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

type Obra = (i64, Arbol, Option<CopiaDe>);
type Hecha = (i64, Arbol, Derivado);

// Compiling the lists costs more than judging a ficha with them.
static LISTAS: LazyLock<ListasDeReglas> = LazyLock::new(ListasDeReglas::default);

fn derivar_una((id, arbol, copia): Obra) -> Option<Hecha> {
    let derivado = derivar(arbol.raiz.uuid, arbol.raiz.ambito, &arbol.entidades, &LISTAS, copia)?;
    Some((id, arbol, derivado))
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
