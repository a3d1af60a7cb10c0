//! One process per data file: an operating-system lock on a side file.
//!
//! The lock dies with its process, so a crash never leaves the file unusable. Who has it is written
//! in a second file, because a locked file cannot be read by others on every system.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::FallaAlmacen;

/// Held while the data file is open for writing.
#[derive(Debug)]
pub(crate) struct Cerrojo {
    _archivo: File,
    quien: PathBuf,
}

/// A file beside the data file: `base.dlgb` + `.cerrojo`.
pub(crate) fn al_lado(ruta: &Path, sufijo: &str) -> PathBuf {
    let mut nombre = ruta.as_os_str().to_owned();
    nombre.push(sufijo);
    PathBuf::from(nombre)
}

impl Cerrojo {
    /// Takes the lock, waiting for another process at most `espera`.
    pub fn tomar(ruta: &Path, programa: &str, espera: Duration) -> Result<Cerrojo, FallaAlmacen> {
        let lado = al_lado(ruta, ".cerrojo");
        let quien = al_lado(ruta, ".en-uso");
        let abrir = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&lado);
        let archivo = abrir.map_err(|e| FallaAlmacen::de_archivo(&lado, e))?;
        let limite = Instant::now() + espera;
        loop {
            match archivo.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < limite => std::thread::sleep(Duration::from_millis(50)),
                Err(TryLockError::WouldBlock) => {
                    let quien = std::fs::read_to_string(&quien).unwrap_or_default().trim().to_owned();
                    return Err(FallaAlmacen::EnUso { quien });
                }
                Err(TryLockError::Error(e)) => return Err(FallaAlmacen::de_archivo(&lado, e)),
            }
        }
        // Only informative: a failure to write it must not stop the work.
        let _ = File::create(&quien).and_then(|mut f| writeln!(f, "{} (proceso {})", programa, std::process::id()));
        Ok(Cerrojo { _archivo: archivo, quien })
    }
}

impl Drop for Cerrojo {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.quien);
    }
}
