//! Attachments: bytes named by their SHA-256, in `adjuntos/<ab>/<sha256>` beside the data file.
//!
//! It owns the folder, the kinds that are accepted ([`TipoDeAdjunto`]) and the copy that the system's
//! viewer opens. It refuses to overwrite a file, to make a path of a name from outside, and to hand
//! out bytes that are not what their name says. A file that no row names is harmless; a row is
//! written only after its file is durable.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use bitacora::Hash;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::cerrojo::al_lado;
use crate::claves::sincronizar_carpeta;
use crate::{Avance, FallaAlmacen};

mod tipo;

pub use tipo::TipoDeAdjunto;

type R<T> = Result<T, FallaAlmacen>;

/// Largest attachment: 25 MiB.
pub const ADJUNTO_MAXIMO: u64 = 25 * 1024 * 1024;

fn carpeta(base: &Path) -> PathBuf {
    base.parent().unwrap_or(Path::new(".")).join("adjuntos")
}

fn lugar(base: &Path, nombre: &str) -> PathBuf {
    carpeta(base).join(nombre.get(..2).unwrap_or("00")).join(nombre)
}

/// Stores bytes of an accepted kind: what a person attaches.
pub(crate) fn guardar_reconocido(base: &Path, bytes: &[u8]) -> R<Hash> {
    if bytes.len() as u64 <= ADJUNTO_MAXIMO && TipoDeAdjunto::reconocer(bytes).is_none() {
        return Err(FallaAlmacen::AdjuntoNoReconocido);
    }
    guardar(base, bytes)
}

/// Stores bytes once, durably, under their name. What comes in a package is kept whatever it is: it is
/// opened only when its kind is accepted.
///
/// # Errors
/// [`FallaAlmacen::AdjuntoExcede`], [`FallaAlmacen::DiscoLleno`].
pub fn guardar(base: &Path, bytes: &[u8]) -> R<Hash> {
    let tamano = bytes.len() as u64;
    if tamano > ADJUNTO_MAXIMO {
        return Err(FallaAlmacen::AdjuntoExcede { bytes: tamano });
    }
    let suma = Hash(Sha256::digest(bytes).into());
    poner(base, &suma, bytes)?;
    Ok(suma)
}

/// Whether the bytes are here and are what their name says.
#[must_use]
pub fn esta(base: &Path, sha256: &Hash) -> bool {
    leer(base, &sha256.to_string()).is_ok()
}

/// Writes bytes under their name unless they are there already. A damaged file of that name is set
/// aside, never overwritten.
fn poner(base: &Path, suma: &Hash, bytes: &[u8]) -> R<()> {
    let nombre = suma.to_string();
    let destino = lugar(base, &nombre);
    let carpeta = destino.parent().unwrap_or(Path::new("."));
    if leer(base, &nombre).is_ok() {
        // Whoever wrote it may have died before its folders were synced.
        return sincronizar_hasta(carpeta, base).map_err(|e| FallaAlmacen::de_archivo(&destino, e));
    }
    let provisional = destino.with_extension(format!("{}.parcial", std::process::id()));
    let escribir = || -> std::io::Result<()> {
        std::fs::create_dir_all(carpeta)?;
        let mut archivo = File::create(&provisional)?;
        archivo.write_all(bytes)?;
        archivo.sync_all()?;
        if destino.exists() {
            std::fs::rename(&destino, libre(&destino, ".alterado"))?;
        }
        std::fs::rename(&provisional, &destino)?;
        sincronizar_hasta(carpeta, base)
    };
    let hecho = escribir();
    if hecho.is_err() {
        let _ = std::fs::remove_file(&provisional);
    }
    hecho.map_err(|e| FallaAlmacen::de_archivo(&destino, e))
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

/// The first of `ruta.sufijo`, `ruta.sufijo-2`… that nobody uses.
fn libre(ruta: &Path, sufijo: &str) -> PathBuf {
    let nombre = |n: u32| al_lado(ruta, &if n == 1 { sufijo.to_owned() } else { format!("{sufijo}-{n}") });
    (1..1_000).map(nombre).find(|r| !r.exists()).unwrap_or_else(|| nombre(1_000))
}

/// Reads an attachment and checks it against its name.
pub(crate) fn leer(base: &Path, sha256: &str) -> R<Vec<u8>> {
    let alterado = || FallaAlmacen::AdjuntoAlterado { sha256: sha256.to_owned() };
    // A name that is not a hash never becomes a path.
    let esperado: Hash = sha256.parse().map_err(|_| alterado())?;
    let ruta = lugar(base, &esperado.to_string());
    if std::fs::metadata(&ruta).map_err(|_| alterado())?.len() > ADJUNTO_MAXIMO {
        return Err(alterado());
    }
    let bytes = std::fs::read(ruta).map_err(|_| alterado())?;
    if Hash(Sha256::digest(&bytes).into()) == esperado { Ok(bytes) } else { Err(alterado()) }
}

/// Removes the bytes of an attachment; done already is no failure.
pub(crate) fn quitar(base: &Path, sha256: &str) -> R<()> {
    let ruta = lugar(base, sha256);
    match std::fs::remove_file(&ruta) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(FallaAlmacen::de_archivo(&ruta, e)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Attachments that the file names (its rows and its cells) and should have, with the name people gave
/// them. One that a package named and did not bring is known to be missing and is left out.
pub(crate) fn nombrados(con: &Connection) -> R<BTreeMap<String, String>> {
    let mut todos = BTreeMap::new();
    let mut no_llegaron = BTreeSet::new();
    let mut consulta = con.prepare("SELECT lower(hex(sha256)), estado = 'presente' FROM adjunto")?;
    let mut filas = consulta.query([])?;
    while let Some(fila) = filas.next()? {
        if fila.get(1)? {
            todos.insert(fila.get(0)?, String::new());
        } else {
            no_llegaron.insert(fila.get::<_, String>(0)?);
        }
    }
    // A file about to be migrated may not have these tables yet.
    if con.prepare("SELECT 1 FROM pragma_table_list WHERE name = 'celda'")?.exists([])? {
        let mut consulta = con.prepare(include_str!("adjunto/nombrados.sql"))?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            let (sha256, nombre): (String, Option<String>) = (fila.get(0)?, fila.get(1)?);
            if sha256.parse::<Hash>().is_ok() && !no_llegaron.contains(&sha256) {
                todos.insert(sha256, nombre.unwrap_or_default());
            }
        }
    }
    Ok(todos)
}

/// Copies attachments, by name, from beside one data file to beside another; what is there already
/// stays. Gives how many the source lacks or has damaged.
pub(crate) fn copiar_todos(de: &Path, a: &Path, nombres: &BTreeMap<String, String>, avance: &Avance) -> R<u64> {
    let mut faltan = 0;
    for nombre in nombres.keys() {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        let Ok(suma) = nombre.parse::<Hash>() else { continue };
        match leer(de, nombre) {
            Ok(bytes) => poner(a, &suma, &bytes)?,
            Err(_) if leer(a, nombre).is_ok() => {}
            Err(_) => faltan += 1,
        }
    }
    Ok(faltan)
}

/// Attachments that the file names and are missing or damaged on disk, by the name people gave them.
pub(crate) fn faltantes(base: &Path, nombres: &BTreeMap<String, String>) -> Vec<String> {
    let cual = |(sha256, nombre): (&String, &String)| if nombre.is_empty() { sha256.clone() } else { nombre.clone() };
    nombres.iter().filter(|(sha256, _)| leer(base, sha256).is_err()).map(cual).collect()
}

/// Files of the folder that no row names: left by a save that did not finish. Harmless; listed.
pub(crate) fn huerfanos(base: &Path, nombres: &BTreeMap<String, String>) -> R<Vec<String>> {
    let carpeta = carpeta(base);
    let leer_carpeta = |c: &Path| -> R<Vec<std::fs::DirEntry>> {
        match std::fs::read_dir(c) {
            Ok(entradas) => Ok(entradas.flatten().collect()),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(e) => Err(FallaAlmacen::de_archivo(c, e)),
        }
    };
    let mut hallados = BTreeSet::new();
    for grupo in leer_carpeta(&carpeta)?.into_iter().filter(|e| e.path().is_dir()) {
        for archivo in leer_carpeta(&grupo.path())? {
            let nombre = archivo.file_name().to_string_lossy().into_owned();
            if !nombres.contains_key(&nombre) {
                hallados.insert(nombre);
            }
        }
    }
    Ok(hallados.into_iter().collect())
}

/// A copy for the system's viewer, in a private folder, under a name that this program builds:
/// `adjunto-<8 hex>.<extension of the list>`. Nothing of the name people gave it is used.
///
/// # Errors
/// [`FallaAlmacen::AdjuntoAlterado`]; [`FallaAlmacen::AdjuntoNoReconocido`] for bytes that came in
/// before this list existed.
pub(crate) fn para_abrir(base: &Path, sha256: &str, carpeta: &Path) -> R<PathBuf> {
    let bytes = leer(base, sha256)?;
    let tipo = TipoDeAdjunto::reconocer(&bytes).ok_or(FallaAlmacen::AdjuntoNoReconocido)?;
    let ruta = carpeta.join(format!("adjunto-{}.{}", sha256.get(..8).unwrap_or("00000000"), tipo.extension()));
    let escribir = || -> std::io::Result<()> {
        crear_privada(carpeta)?;
        match std::fs::remove_file(&ruta) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let mut opciones = File::options();
        opciones.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut opciones, 0o600);
        opciones.open(&ruta)?.write_all(&bytes)?;
        marcar_de_afuera(&ruta)
    };
    escribir().map_err(|e| FallaAlmacen::de_archivo(&ruta, e))?;
    Ok(ruta)
}

/// A folder that only this person may read; one that is there already must be a folder, not a link.
fn crear_privada(carpeta: &Path) -> std::io::Result<()> {
    let mut nueva = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut nueva, 0o700);
    match nueva.create(carpeta) {
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists && std::fs::symlink_metadata(carpeta)?.is_dir() => Ok(()),
        otro => otro,
    }
}

/// Tells Windows that the file came from another computer, so that its programs open it with care.
#[cfg(windows)]
fn marcar_de_afuera(ruta: &Path) -> std::io::Result<()> {
    std::fs::write(al_lado(ruta, ":Zone.Identifier"), b"[ZoneTransfer]\r\nZoneId=3\r\n")
}

/// Only Windows has the mark.
#[cfg(not(windows))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape on every system")]
fn marcar_de_afuera(_: &Path) -> std::io::Result<()> {
    Ok(())
}
