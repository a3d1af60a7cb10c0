//! The device key and the mark: one pair of files per data file, in the user's own folder.
//!
//! They stay outside the database so that a copied database has no key. The operating system's
//! keyring may hold the seed later; the file, readable by its owner only, is what works everywhere.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use bitacora::{ClaveDispositivo, Hash};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::FallaAlmacen;

/// Path of the key of a data file.
#[must_use]
pub fn ruta_de_clave(carpeta_usuario: &Path, base: Uuid) -> PathBuf {
    carpeta_usuario.join(format!("dispositivo-{}.clave", base.simple()))
}

fn ruta_de_marca(carpeta_usuario: &Path, base: Uuid) -> PathBuf {
    carpeta_usuario.join(format!("marca-{}.txt", base.simple()))
}

/// Reads the key of this data file, or mints it (mode 0600, durable before it is used).
///
/// # Errors
/// [`FallaAlmacen::ClaveIlegible`] when the file is not a key: it is never overwritten.
/// [`FallaAlmacen::SoloLectura`], [`FallaAlmacen::DiscoLleno`].
pub fn cargar_o_crear(carpeta_usuario: &Path, base: Uuid) -> Result<ClaveDispositivo, FallaAlmacen> {
    let ruta = ruta_de_clave(carpeta_usuario, base);
    match std::fs::read_to_string(&ruta) {
        Ok(texto) => texto
            .trim()
            .parse::<Hash>()
            .map(|semilla| ClaveDispositivo::desde_semilla(semilla.0))
            .map_err(|_| FallaAlmacen::ClaveIlegible { ruta }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => crear(&ruta),
        Err(e) if e.kind() == std::io::ErrorKind::InvalidData => Err(FallaAlmacen::ClaveIlegible { ruta }),
        Err(e) => Err(FallaAlmacen::de_archivo(&ruta, e)),
    }
}

/// Sets the present key aside and mints another: the data file is a copy that went back in time.
pub(crate) fn renovar(carpeta_usuario: &Path, base: Uuid) -> Result<ClaveDispositivo, FallaAlmacen> {
    let ruta = ruta_de_clave(carpeta_usuario, base);
    let anterior = ruta.with_extension("clave.anterior");
    std::fs::rename(&ruta, &anterior).map_err(|e| FallaAlmacen::de_archivo(&ruta, e))?;
    crear(&ruta)
}

fn crear(ruta: &Path) -> Result<ClaveDispositivo, FallaAlmacen> {
    let carpeta = ruta.parent().unwrap_or(Path::new("."));
    crear_carpeta(carpeta).map_err(|e| FallaAlmacen::de_archivo(carpeta, e))?;
    let mut semilla = [0u8; 32];
    getrandom::fill(&mut semilla).map_err(|e| FallaAlmacen::de_archivo(ruta, std::io::Error::other(e)))?;
    let provisional = ruta.with_extension("clave.parcial");
    let mut opciones = OpenOptions::new();
    opciones.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opciones, 0o600);
    let escribir = || -> std::io::Result<()> {
        let mut archivo = opciones.open(&provisional)?;
        writeln!(archivo, "{}", Hash(semilla))?;
        archivo.sync_all()?;
        std::fs::rename(&provisional, ruta)?;
        sincronizar_carpeta(carpeta)
    };
    let hecho = escribir();
    if hecho.is_err() {
        let _ = std::fs::remove_file(&provisional);
    }
    hecho.map_err(|e| FallaAlmacen::de_archivo(ruta, e))?;
    let clave = ClaveDispositivo::desde_semilla(semilla);
    zeroize::Zeroize::zeroize(&mut semilla);
    Ok(clave)
}

/// Makes a folder with those above it, each durable in its own: a key in a folder that the power took is
/// a lost key. The last one is synced even when it was there, since whoever made it may not have done so.
pub(crate) fn crear_carpeta(carpeta: &Path) -> std::io::Result<()> {
    let faltan = carpeta.ancestors().take_while(|c| !c.as_os_str().is_empty() && !c.exists()).count();
    std::fs::create_dir_all(carpeta)?;
    for nueva in carpeta.ancestors().take(faltan.max(1)) {
        match nueva.parent() {
            Some(padre) if padre.as_os_str().is_empty() => sincronizar_carpeta(Path::new("."))?,
            // A folder above that may not be opened is not ours to sync.
            Some(padre) if nueva == carpeta && faltan == 0 => sincronizar_carpeta(padre).unwrap_or_default(),
            Some(padre) => sincronizar_carpeta(padre)?,
            None => {}
        }
    }
    Ok(())
}

/// Makes a rename inside a folder durable, where the system allows it.
pub(crate) fn sincronizar_carpeta(carpeta: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(carpeta)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = carpeta;
    Ok(())
}

/// The last asiento written here, noted after each commit: a data file that lacks it went back in time.
#[derive(Debug)]
pub(crate) struct Marca {
    ruta: PathBuf,
    archivo: Option<File>,
}

impl Marca {
    pub fn new(carpeta_usuario: &Path, base: Uuid) -> Marca {
        Marca { ruta: ruta_de_marca(carpeta_usuario, base), archivo: None }
    }

    /// Number and hash noted; `None` when there is no mark or it is torn.
    ///
    /// A torn mark may be half of one and half of the next, and its hash nobody's: without its sum it
    /// would say that the data file went back in time.
    pub fn leer(&self) -> Option<(i64, Hash)> {
        let texto = std::fs::read_to_string(&self.ruta).ok()?;
        let partes: Vec<&str> = texto.split_whitespace().collect();
        match partes.as_slice() {
            [n, hash, suma] if *suma == suma_de_marca(n, hash) => Some((n.parse().ok()?, hash.parse().ok()?)),
            _ => None,
        }
    }

    /// Notes an asiento. No fsync: a mark behind the data is normal after a power cut.
    pub fn poner(&mut self, n: i64, hash: &Hash) {
        // A mark that cannot be written only weakens the detection of copies; the save stands.
        let _ = self.escribir(n, hash);
    }

    fn escribir(&mut self, n: i64, hash: &Hash) -> std::io::Result<()> {
        use std::io::Seek;
        if self.archivo.is_none() {
            self.archivo = Some(OpenOptions::new().create(true).truncate(false).write(true).open(&self.ruta)?);
        }
        let Some(archivo) = &mut self.archivo else { return Ok(()) };
        archivo.rewind()?;
        let (n, hash) = (format!("{n:016}"), hash.to_string());
        let suma = suma_de_marca(&n, &hash);
        archivo.write_all(format!("{n} {hash} {suma}\n").as_bytes())
    }
}

/// Eight hexadecimal digits that only this mark has.
fn suma_de_marca(n: &str, hash: &str) -> String {
    let suma = Sha256::new().chain_update(n).chain_update(" ").chain_update(hash).finalize();
    suma.iter().take(4).map(|b| format!("{b:02x}")).collect()
}
