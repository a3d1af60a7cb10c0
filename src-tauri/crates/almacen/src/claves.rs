//! The device key and the mark: one pair of files per data file, in the user's own folder.
//!
//! They stay outside the database so that a copied database has no key. The operating system's
//! keyring may hold the seed later; the file, readable by its owner only, is what works everywhere.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use bitacora::{ClaveDispositivo, Hash};
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
    std::fs::create_dir_all(carpeta).map_err(|e| FallaAlmacen::de_archivo(carpeta, e))?;
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
    escribir().map_err(|e| FallaAlmacen::de_archivo(ruta, e))?;
    let clave = ClaveDispositivo::desde_semilla(semilla);
    zeroize::Zeroize::zeroize(&mut semilla);
    Ok(clave)
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
    pub fn leer(&self) -> Option<(i64, Hash)> {
        let texto = std::fs::read_to_string(&self.ruta).ok()?;
        let (n, hash) = texto.trim().split_once(' ')?;
        Some((n.parse().ok()?, hash.parse().ok()?))
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
        archivo.write_all(format!("{n:016} {hash}\n").as_bytes())
    }
}
