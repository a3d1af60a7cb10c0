//! Attachments: bytes named by their SHA-256, in `adjuntos/<ab>/<sha256>` beside the data file.

use std::io::Write;
use std::path::{Path, PathBuf};

use bitacora::Hash;
use sha2::{Digest, Sha256};

use crate::FallaAlmacen;
use crate::claves::sincronizar_carpeta;

/// Largest attachment: 25 MiB.
pub const ADJUNTO_MAXIMO: u64 = 25 * 1024 * 1024;

fn lugar(base: &Path, nombre: &str) -> PathBuf {
    let carpeta = base.parent().unwrap_or(Path::new(".")).join("adjuntos");
    carpeta.join(nombre.get(..2).unwrap_or("00")).join(nombre)
}

/// Stores bytes once, durably, under their name.
///
/// # Errors
/// [`FallaAlmacen::AdjuntoExcede`], [`FallaAlmacen::DiscoLleno`].
pub fn guardar(base: &Path, bytes: &[u8]) -> Result<Hash, FallaAlmacen> {
    let tamano = bytes.len() as u64;
    if tamano > ADJUNTO_MAXIMO {
        return Err(FallaAlmacen::AdjuntoExcede { bytes: tamano });
    }
    let suma = Hash(Sha256::digest(bytes).into());
    let destino = lugar(base, &suma.to_string());
    let carpeta = destino.parent().unwrap_or(Path::new("."));
    if leer(base, &suma.to_string()).is_ok() {
        // Whoever wrote it may have died before its folders were synced.
        sincronizar_hasta(carpeta, base).map_err(|e| FallaAlmacen::de_archivo(&destino, e))?;
        return Ok(suma);
    }
    let provisional = destino.with_extension("parcial");
    let escribir = || -> std::io::Result<()> {
        std::fs::create_dir_all(carpeta)?;
        let mut archivo = std::fs::File::create(&provisional)?;
        archivo.write_all(bytes)?;
        archivo.sync_all()?;
        std::fs::rename(&provisional, &destino)?;
        sincronizar_hasta(carpeta, base)
    };
    let hecho = escribir();
    if hecho.is_err() {
        let _ = std::fs::remove_file(&provisional);
    }
    hecho.map_err(|e| FallaAlmacen::de_archivo(&destino, e))?;
    Ok(suma)
}

/// Whether the bytes are here and are what their name says.
#[must_use]
pub fn esta(base: &Path, sha256: &Hash) -> bool {
    leer(base, &sha256.to_string()).is_ok()
}

/// Makes a name durable in its folder, and that folder in those above it down to the data file's: a
/// folder that was just made is otherwise lost with all it holds when the power goes.
fn sincronizar_hasta(carpeta: &Path, base: &Path) -> std::io::Result<()> {
    let raiz = base.parent().filter(|c| !c.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for cada in carpeta.ancestors().filter(|c| !c.as_os_str().is_empty()) {
        sincronizar_carpeta(cada)?;
        if cada == raiz {
            break;
        }
    }
    Ok(())
}

/// Reads an attachment and checks it against its name.
pub(crate) fn leer(base: &Path, sha256: &str) -> Result<Vec<u8>, FallaAlmacen> {
    let alterado = || FallaAlmacen::AdjuntoAlterado { sha256: sha256.to_owned() };
    // A name that is not a hash never becomes a path.
    let esperado: Hash = sha256.parse().map_err(|_| alterado())?;
    let bytes = std::fs::read(lugar(base, sha256)).map_err(|_| alterado())?;
    if Hash(Sha256::digest(&bytes).into()) == esperado { Ok(bytes) } else { Err(alterado()) }
}
