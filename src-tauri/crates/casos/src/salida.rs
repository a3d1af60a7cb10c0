//! Writing a file that leaves: temporary name, fsync, re-read, rename. Never a half file under
//! its final name, whatever happens in between.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::falla::Falla;

/// Writes `bytes` at `destino` or leaves what was there.
///
/// # Errors
/// [`Falla::Salida`] with the system's reason; the temporary file is removed.
pub fn escribir(destino: &Path, bytes: &[u8]) -> Result<(), Falla> {
    let parcial = parcial(destino);
    let hecho = escribir_parcial(&parcial, bytes).and_then(|()| fs::rename(&parcial, destino));
    if hecho.is_err() {
        let _ = fs::remove_file(&parcial);
    }
    hecho.map_err(Falla::Salida)?;
    sincronizar_carpeta(destino);
    Ok(())
}

/// The same for content that is written bit by bit. `f` gives what it made and the SHA-256 of what it
/// wrote, which is compared with what the medium kept.
///
/// # Errors
/// Those of `f`; [`Falla::Salida`]. Nothing is left under the final name then.
pub fn escribir_con<T>(destino: &Path, f: impl FnOnce(&mut File) -> Result<(T, [u8; 32]), Falla>) -> Result<T, Falla> {
    let parcial = parcial(destino);
    let hecho = (|| {
        let mut archivo = File::create(&parcial).map_err(Falla::Salida)?;
        let (hecho, suma) = f(&mut archivo)?;
        archivo.sync_all().map_err(Falla::Salida)?;
        drop(archivo);
        let mut releido = Testigo::new(std::io::sink());
        std::io::copy(&mut File::open(&parcial).map_err(Falla::Salida)?, &mut releido).map_err(Falla::Salida)?;
        if releido.terminar().1 != suma {
            return Err(Falla::MedioNoConfiable);
        }
        fs::rename(&parcial, destino).map_err(Falla::Salida)?;
        Ok(hecho)
    })();
    if hecho.is_err() {
        let _ = fs::remove_file(&parcial);
    }
    let hecho = hecho?;
    sincronizar_carpeta(destino);
    Ok(hecho)
}

/// Counts and digests what passes, so that what the medium kept can be compared.
pub(crate) struct Testigo<W> {
    salida: W,
    bytes: u64,
    suma: Sha256,
}

impl<W> Testigo<W> {
    pub fn new(salida: W) -> Self {
        Testigo { salida, bytes: 0, suma: Sha256::new() }
    }

    /// Bytes that passed and their SHA-256.
    pub fn terminar(self) -> (u64, [u8; 32]) {
        (self.bytes, self.suma.finalize().into())
    }
}

impl<W: Write> Write for Testigo<W> {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        let n = self.salida.write(buf)?;
        self.bytes += n as u64;
        self.suma.update(buf.get(..n).unwrap_or_default());
        Ok(n)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.salida.flush()
    }
}

/// Makes a folder that only its owner may enter, for a paper on its way to the system's viewer.
///
/// # Errors
/// [`Falla::Salida`], also when it is there already: nobody else may have prepared it.
pub(crate) fn carpeta_privada(carpeta: &Path) -> Result<(), Falla> {
    let mut hacer = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut hacer, 0o700);
    hacer.create(carpeta).map_err(Falla::Salida)
}

fn sincronizar_carpeta(destino: &Path) {
    if let Some(carpeta) = destino.parent().filter(|c| !c.as_os_str().is_empty()) {
        // The rename is durable once the folder is; not every file system lets a folder be opened.
        if let Ok(c) = File::open(carpeta) {
            let _ = c.sync_all();
        }
    }
}

fn parcial(destino: &Path) -> PathBuf {
    let mut nombre = destino.file_name().map(std::ffi::OsStr::to_os_string).unwrap_or_default();
    nombre.push(format!(".{}.parcial", std::process::id()));
    destino.with_file_name(nombre)
}

fn escribir_parcial(parcial: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut archivo = File::create(parcial)?;
    archivo.write_all(bytes)?;
    archivo.sync_all()?;
    drop(archivo);
    // A worn stick may accept the write and keep something else.
    let mut releido = Vec::with_capacity(bytes.len());
    File::open(parcial)?.read_to_end(&mut releido)?;
    if releido == bytes { Ok(()) } else { Err(std::io::Error::other("the medium did not keep what was written")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_stays_when_the_write_fails() {
        let carpeta = tempfile::tempdir().unwrap();
        let destino = carpeta.path().join("informe.pdf");
        escribir(&destino, b"uno").unwrap();
        escribir(&destino, b"dos").unwrap();
        assert_eq!(fs::read(&destino).unwrap(), b"dos");
        let sin_carpeta = carpeta.path().join("no").join("informe.pdf");
        assert!(matches!(escribir(&sin_carpeta, b"tres"), Err(Falla::Salida(_))));
        assert_eq!(fs::read_dir(carpeta.path()).unwrap().count(), 1, "no temporary file is left");
    }
}
