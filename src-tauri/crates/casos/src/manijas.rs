//! Opaque handles for files that a person chose: the page never sees a path.
//!
//! A handle is for one use (read, write or a folder), lives ten minutes and names one path. An invented,
//! reused for the other use or expired one is `sin_permiso`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::falla::Falla;

const VIDA_MS: u64 = 10 * 60 * 1000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Uso {
    Leer,
    Escribir,
    /// A folder where a batch is written.
    Carpeta,
}

#[derive(Debug)]
struct Manija {
    ruta: PathBuf,
    uso: Uso,
    vence: u64,
}

/// The handles given out in this run.
#[derive(Debug, Default)]
pub struct Manijas(Mutex<HashMap<String, Manija>>);

impl Manijas {
    fn mapa(&self) -> std::sync::MutexGuard<'_, HashMap<String, Manija>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn registrar(&self, ruta: &Path, uso: Uso, ahora: u64) -> Result<String, Falla> {
        let id = crate::contexto::token_al_azar().ok_or(Falla::Interno("the system gave no randomness"))?;
        let mut mapa = self.mapa();
        mapa.retain(|_, m| m.vence > ahora);
        mapa.insert(id.clone(), Manija { ruta: ruta.to_owned(), uso, vence: ahora + VIDA_MS });
        Ok(id)
    }

    /// The path behind a handle. A read handle serves the preview and then the import, so it stays
    /// until it expires; a write handle is used once.
    pub(crate) fn ruta(&self, id: &str, uso: Uso, ahora: u64) -> Result<PathBuf, Falla> {
        let mut mapa = self.mapa();
        let vigente = mapa.get(id).is_some_and(|m| m.uso == uso && m.vence > ahora);
        if !vigente {
            return Err(Falla::Permiso { motivo: "Vuelva a elegir el archivo: el permiso para usarlo terminó.".to_owned() });
        }
        let ruta = mapa.get(id).map(|m| m.ruta.clone()).unwrap_or_default();
        if uso == Uso::Escribir {
            mapa.remove(id);
        }
        Ok(ruta)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invented_reused_or_expired_handle_is_refused() {
        let m = Manijas::default();
        assert!(matches!(m.ruta("00", Uso::Leer, 0), Err(Falla::Permiso { .. })), "invented");
        let id = m.registrar(Path::new("informe.pdf"), Uso::Escribir, 0).unwrap();
        assert!(matches!(m.ruta(&id, Uso::Leer, 1), Err(Falla::Permiso { .. })), "a write handle does not read");
        assert_eq!(m.ruta(&id, Uso::Escribir, 1).unwrap(), PathBuf::from("informe.pdf"));
        assert!(matches!(m.ruta(&id, Uso::Escribir, 1), Err(Falla::Permiso { .. })), "used once");
        let id = m.registrar(Path::new("informe.pdf"), Uso::Leer, 0).unwrap();
        assert!(m.ruta(&id, Uso::Leer, VIDA_MS - 1).is_ok());
        assert!(matches!(m.ruta(&id, Uso::Leer, VIDA_MS), Err(Falla::Permiso { .. })), "expired after ten minutes");
    }
}
