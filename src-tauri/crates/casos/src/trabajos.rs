//! Long work: what it has done so far, and how it is told to stop.
//!
//! Progress is asked for by polling, because both hosts (window and test host) can poll and it
//! needs no channel; the flag is read between items.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::dto::ProgresoDto;
use crate::falla::Falla;

/// One running job.
#[derive(Debug, Default)]
pub struct Trabajo {
    hechos: AtomicU64,
    total: AtomicU64,
    que: Mutex<&'static str>,
    cancelado: AtomicBool,
}

impl Trabajo {
    /// Says what is being done and how much there is of it (0 = unknown).
    pub fn etapa(&self, que: &'static str, total: u64) {
        *self.que.lock().unwrap_or_else(PoisonError::into_inner) = que;
        self.total.store(total, Ordering::Relaxed);
        self.hechos.store(0, Ordering::Relaxed);
    }

    /// Says how far it is, and stops here if the person cancelled.
    ///
    /// # Errors
    /// [`Falla::Cancelado`] when the person asked to stop.
    pub fn avanzar(&self, hechos: u64) -> Result<(), Falla> {
        self.hechos.store(hechos, Ordering::Relaxed);
        self.revisar()
    }

    /// Stops here if the person cancelled.
    ///
    /// # Errors
    /// [`Falla::Cancelado`] when the person asked to stop.
    pub fn revisar(&self) -> Result<(), Falla> {
        if self.cancelado() { Err(Falla::Cancelado) } else { Ok(()) }
    }

    /// True once the person asked to stop.
    #[must_use]
    pub fn cancelado(&self) -> bool {
        self.cancelado.load(Ordering::Relaxed)
    }

    /// Asks it to stop at the next item.
    pub fn cancelar(&self) {
        self.cancelado.store(true, Ordering::Relaxed);
    }

    fn foto(&self) -> ProgresoDto {
        ProgresoDto {
            hechos: self.hechos.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
            que: (*self.que.lock().unwrap_or_else(PoisonError::into_inner)).to_owned(),
            activo: true,
        }
    }
}

/// The jobs that run now, by the id that the caller chose.
#[derive(Debug, Default)]
pub struct Trabajos(Mutex<HashMap<String, Arc<Trabajo>>>);

/// Takes the job off the list when the verb ends, whatever way it ends.
#[derive(Debug)]
pub struct EnCurso<'a> {
    lista: &'a Trabajos,
    id: Option<String>,
    trabajo: Arc<Trabajo>,
}

impl std::ops::Deref for EnCurso<'_> {
    type Target = Trabajo;
    fn deref(&self) -> &Trabajo {
        &self.trabajo
    }
}

impl Drop for EnCurso<'_> {
    fn drop(&mut self) {
        if let Some(id) = &self.id {
            self.lista.mapa().remove(id);
        }
    }
}

impl Trabajos {
    fn mapa(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Trabajo>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Registers a job; a second one with the same id is refused.
    ///
    /// # Errors
    /// [`Falla::Campos`] when the id is too long or already running.
    pub fn empezar(&self, id: Option<&str>) -> Result<EnCurso<'_>, Falla> {
        let trabajo = Arc::new(Trabajo::default());
        if let Some(id) = id {
            if id.is_empty() || id.len() > 64 {
                return Err(Falla::campo("trabajo", "El identificador del trabajo debe tener de 1 a 64 caracteres."));
            }
            let mut mapa = self.mapa();
            if mapa.contains_key(id) {
                return Err(Falla::campo("trabajo", "Ese trabajo ya está en marcha. Espere a que termine o cancélelo."));
            }
            mapa.insert(id.to_owned(), Arc::clone(&trabajo));
        }
        Ok(EnCurso { lista: self, id: id.map(str::to_owned), trabajo })
    }

    /// Where a job is; an unknown one has ended.
    #[must_use]
    pub fn progreso(&self, id: &str) -> ProgresoDto {
        self.mapa().get(id).map(|t| t.foto()).unwrap_or(ProgresoDto { hechos: 0, total: 0, que: String::new(), activo: false })
    }

    /// Asks a job to stop; one that ended is no error.
    pub fn cancelar(&self, id: &str) {
        if let Some(t) = self.mapa().get(id) {
            t.cancelar();
        }
    }

    /// Asks every job to stop (Ctrl-C in the console, closing the window); false when none runs.
    pub fn cancelar_todos(&self) -> bool {
        let mapa = self.mapa();
        for t in mapa.values() {
            t.cancelar();
        }
        !mapa.is_empty()
    }
}
