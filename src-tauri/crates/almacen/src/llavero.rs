//! The operating system's keyring, as a place for the seed of the device key.
//!
//! It owns the three things that are asked of a keyring and the promise of how they are asked: never with
//! a dialog, never longer than a moment. A keyring that is locked, absent or slow is an error that the
//! caller answers by leaving the key in its file (`claves`). It refuses to know about data files, devices
//! and notes on disk.
//!
//! On Linux it speaks the Secret Service protocol over the session bus, and only the calls that cannot
//! open a dialog: the usual adapters unlock, prompt and wait for a person. On Windows it is the Credential
//! Manager. Elsewhere there is none. The kernel's own keyring (keyutils) is no answer: it forgets at
//! reboot.
//!
//! Callers: `claves`, through the [`LlaveroDelSistema`] that each door gives when it opens.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use zeroize::Zeroizing;

#[cfg(target_os = "linux")]
mod secret_service;
#[cfg(windows)]
mod windows;

/// The secret bytes of a device, wiped when dropped.
pub type Semilla = Zeroizing<[u8; 32]>;

/// Why a keyring did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FallaDeLlavero {
    /// There is no keyring: no session bus, no service, a system without one.
    #[error("there is no keyring")]
    NoHay,
    /// It is locked, and nobody is asked to open it.
    #[error("the keyring is locked")]
    Cerrado,
    /// It answered with an error, or not in time.
    #[error("the keyring does not answer as it should")]
    NoResponde,
}

/// A keyring. Each call ends within a few seconds and never asks anything of a person.
pub trait LlaveroDelSistema: Send + Sync + std::fmt::Debug {
    /// The seed kept under a name; `None` when the open keyring has none.
    ///
    /// # Errors
    /// [`FallaDeLlavero`]; a locked keyring is never taken for an empty one.
    fn leer(&self, nombre: &str) -> Result<Option<Semilla>, FallaDeLlavero>;

    /// Keeps a seed, in the place of the one of that name.
    ///
    /// # Errors
    /// [`FallaDeLlavero`].
    fn guardar(&self, nombre: &str, semilla: &Semilla) -> Result<(), FallaDeLlavero>;

    /// Forgets a seed; one that is not there is no error.
    ///
    /// # Errors
    /// [`FallaDeLlavero`].
    fn borrar(&self, nombre: &str) -> Result<(), FallaDeLlavero>;
}

/// No keyring: the key stays in its file.
#[derive(Clone, Copy, Debug, Default)]
pub struct SinLlavero;

impl LlaveroDelSistema for SinLlavero {
    fn leer(&self, _: &str) -> Result<Option<Semilla>, FallaDeLlavero> {
        Err(FallaDeLlavero::NoHay)
    }

    fn guardar(&self, _: &str, _: &Semilla) -> Result<(), FallaDeLlavero> {
        Err(FallaDeLlavero::NoHay)
    }

    fn borrar(&self, _: &str) -> Result<(), FallaDeLlavero> {
        Err(FallaDeLlavero::NoHay)
    }
}

/// A keyring that lives as long as the program, for tests: it can be locked, and can forget what it keeps.
#[derive(Debug, Default)]
pub struct LlaveroEnMemoria {
    dentro: Mutex<Dentro>,
}

#[derive(Default)]
struct Dentro {
    semillas: HashMap<String, Semilla>,
    falla: Option<FallaDeLlavero>,
    desmemoriado: bool,
}

impl std::fmt::Debug for Dentro {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dentro").field("cuantas", &self.semillas.len()).finish_non_exhaustive()
    }
}

impl LlaveroEnMemoria {
    fn con<T>(&self, f: impl FnOnce(&mut Dentro) -> T) -> T {
        f(&mut self.dentro.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Answers every call with an error from now on; `None` = works again.
    pub fn fallar(&self, falla: Option<FallaDeLlavero>) {
        self.con(|d| d.falla = falla);
    }

    /// Says yes to what it is given and keeps other bytes: what must be read back before it is believed.
    pub fn olvidar_lo_que_reciba(&self, si: bool) {
        self.con(|d| d.desmemoriado = si);
    }

    /// Throws everything away.
    pub fn vaciar(&self) {
        self.con(|d| d.semillas.clear());
    }

    /// How many seeds it keeps.
    #[must_use]
    pub fn cuantas(&self) -> usize {
        self.con(|d| d.semillas.len())
    }
}

impl LlaveroDelSistema for LlaveroEnMemoria {
    fn leer(&self, nombre: &str) -> Result<Option<Semilla>, FallaDeLlavero> {
        self.con(|d| d.falla.map_or_else(|| Ok(d.semillas.get(nombre).cloned()), Err))
    }

    fn guardar(&self, nombre: &str, semilla: &Semilla) -> Result<(), FallaDeLlavero> {
        self.con(|d| {
            if let Some(falla) = d.falla {
                return Err(falla);
            }
            let guardada = if d.desmemoriado { Semilla::default() } else { semilla.clone() };
            d.semillas.insert(nombre.to_owned(), guardada);
            Ok(())
        })
    }

    fn borrar(&self, nombre: &str) -> Result<(), FallaDeLlavero> {
        self.con(|d| {
            if let Some(falla) = d.falla {
                return Err(falla);
            }
            d.semillas.remove(nombre);
            Ok(())
        })
    }
}

/// Says «no» in the place of the name of a keyring: scripts, tests, machines where the key must stay in
/// its file.
const VARIABLE: &str = "DILIGENCIA_LLAVERO";

/// The keyring of this system, or none where there is none or `DILIGENCIA_LLAVERO=no` says so. Asks
/// nothing yet.
#[must_use]
pub fn del_sistema() -> Arc<dyn LlaveroDelSistema> {
    if std::env::var_os(VARIABLE).is_some_and(|v| v == "no") {
        return Arc::new(SinLlavero);
    }
    #[cfg(target_os = "linux")]
    return Arc::new(secret_service::ServicioDeSecretos::default());
    #[cfg(windows)]
    return Arc::new(windows::Credenciales);
    #[cfg(not(any(target_os = "linux", windows)))]
    Arc::new(SinLlavero)
}

/// What the keyring of a system is told about each seed, besides its name.
#[cfg(any(target_os = "linux", windows))]
const APLICACION: &str = "gt.diligencia.escritorio";

/// How people see the entry in the keyring's own window.
#[cfg(any(target_os = "linux", windows))]
fn rotulo(nombre: &str) -> String {
    format!("Diligencia: clave de este equipo ({})", nombre.chars().take(8).collect::<String>())
}
