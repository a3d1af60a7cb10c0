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
use crate::rama::CausaDeRama;

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

/// Sets the present key aside, under the name of its device, and mints another: the data file is a
/// copy, or went back in time. The old key only signs the hand-over to the new one.
pub(crate) fn renovar(carpeta_usuario: &Path, base: Uuid, presente: &ClaveDispositivo) -> Result<ClaveDispositivo, FallaAlmacen> {
    let ruta = ruta_de_clave(carpeta_usuario, base);
    let aparte = ruta_de_anterior(carpeta_usuario, base, &presente.dispositivo());
    std::fs::rename(&ruta, &aparte).map_err(|e| FallaAlmacen::de_archivo(&ruta, e))?;
    crear(&ruta)
}

fn ruta_de_anterior(carpeta_usuario: &Path, base: Uuid, disp: &[u8; 16]) -> PathBuf {
    carpeta_usuario.join(format!("dispositivo-{}-{}.anterior", base.simple(), Uuid::from_bytes(*disp).simple()))
}

/// The key of a device that wrote before this one, when it is still on this computer.
pub(crate) fn anterior(carpeta_usuario: &Path, base: Uuid, disp: &[u8; 16]) -> Option<ClaveDispositivo> {
    let texto = std::fs::read_to_string(ruta_de_anterior(carpeta_usuario, base, disp)).ok()?;
    let semilla: Hash = texto.trim().parse().ok()?;
    Some(ClaveDispositivo::desde_semilla(semilla.0)).filter(|c| c.dispositivo() == *disp)
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

/// What the mark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MarcaLeida {
    /// There is none.
    NoEsta,
    /// A power cut left half of it.
    Rota,
    /// The key was minted and has not written yet.
    Nueva {
        /// Device of the key.
        disp: [u8; 16],
        /// Why it was minted.
        causa: CausaDeRama,
    },
    /// Last asiento written here, and the computer where it was written.
    Asiento {
        /// Its name.
        hash: Hash,
        /// Fingerprint of the computer; `None` where the system does not say.
        equipo: Option<String>,
    },
}

/// The last asiento written here, noted after each commit: a data file that lacks it went back in time.
///
/// One line: `<n> <hash> <computer> <sum>`, of fixed width; or `nueva <device> <cause>` until a minted key
/// writes for the first time.
#[derive(Debug)]
pub(crate) struct Marca {
    ruta: PathBuf,
    equipo: Option<String>,
    archivo: Option<File>,
}

impl Marca {
    pub fn new(carpeta_usuario: &Path, base: Uuid) -> Marca {
        Marca { ruta: ruta_de_marca(carpeta_usuario, base), equipo: equipo_de(base), archivo: None }
    }

    /// Fingerprint of this computer, different for each data file.
    pub fn equipo(&self) -> Option<&str> {
        self.equipo.as_deref()
    }

    /// What was noted last.
    ///
    /// A torn mark may be half of one and half of the next, and its hash nobody's: without its sum it
    /// would say that the data file went back in time.
    pub fn leer(&self) -> MarcaLeida {
        let texto = match std::fs::read_to_string(&self.ruta) {
            Ok(texto) => texto,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return MarcaLeida::NoEsta,
            Err(_) => return MarcaLeida::Rota,
        };
        let partes: Vec<&str> = texto.lines().next().unwrap_or_default().split_whitespace().collect();
        match partes.as_slice() {
            ["nueva", disp, causa] => {
                let causa = CausaDeRama::TODAS.iter().find(|c| c.as_str() == *causa);
                match (disp.parse::<Uuid>(), causa) {
                    (Ok(disp), Some(causa)) => MarcaLeida::Nueva { disp: disp.into_bytes(), causa: *causa },
                    _ => MarcaLeida::Rota,
                }
            }
            [n, hash, equipo, suma] if *suma == suma_de_marca(n, hash, equipo) => match hash.parse() {
                Ok(hash) => MarcaLeida::Asiento { hash, equipo: Some((*equipo).to_owned()).filter(|e| e != SIN_EQUIPO) },
                Err(_) => MarcaLeida::Rota,
            },
            _ => MarcaLeida::Rota,
        }
    }

    /// Notes an asiento. No fsync: a mark behind the data is normal after a power cut.
    pub fn poner(&mut self, n: i64, hash: &Hash) {
        // A mark that cannot be written only weakens the detection of copies; the save stands.
        let _ = self.escribir(n, hash);
    }

    /// Notes a key that has not written yet, durably: it is read again at the next start.
    pub fn poner_nueva(&mut self, disp: &[u8; 16], causa: CausaDeRama) -> Result<(), FallaAlmacen> {
        self.archivo = None;
        let carpeta = self.ruta.parent().unwrap_or(Path::new("."));
        let escribir = || -> std::io::Result<()> {
            let mut archivo = File::create(&self.ruta)?;
            writeln!(archivo, "nueva {} {}", Uuid::from_bytes(*disp).simple(), causa.as_str())?;
            archivo.sync_all()?;
            sincronizar_carpeta(carpeta)
        };
        escribir().map_err(|e| FallaAlmacen::de_archivo(&self.ruta, e))
    }

    fn escribir(&mut self, n: i64, hash: &Hash) -> std::io::Result<()> {
        use std::io::Seek;
        if self.archivo.is_none() {
            self.archivo = Some(OpenOptions::new().create(true).truncate(false).write(true).open(&self.ruta)?);
        }
        let Some(archivo) = &mut self.archivo else { return Ok(()) };
        archivo.rewind()?;
        let (n, hash, equipo) = (format!("{n:016}"), hash.to_string(), self.equipo.as_deref().unwrap_or(SIN_EQUIPO));
        let suma = suma_de_marca(&n, &hash, equipo);
        archivo.write_all(format!("{n} {hash} {equipo} {suma}\n").as_bytes())
    }
}

/// Eight hexadecimal digits that only this mark has.
fn suma_de_marca(n: &str, hash: &str, equipo: &str) -> String {
    let suma = Sha256::new().chain_update(n).chain_update(" ").chain_update(hash).chain_update(" ").chain_update(equipo).finalize();
    suma.iter().take(4).map(|b| format!("{b:02x}")).collect()
}

/// In the place of the computer's fingerprint, of the same width.
const SIN_EQUIPO: &str = "----------------";

/// Fingerprint of this computer for a data file: its system's identity, digested so that it is not
/// told. `None` where the system keeps none in a file (the check is then not made).
fn equipo_de(base: Uuid) -> Option<String> {
    let identidad = ["/etc/machine-id", "/var/lib/dbus/machine-id"].iter().find_map(|r| std::fs::read_to_string(r).ok())?;
    let identidad = identidad.trim();
    if identidad.is_empty() {
        return None;
    }
    let suma = Sha256::new().chain_update(b"diligencia/equipo/v1\0").chain_update(base.as_bytes()).chain_update(identidad).finalize();
    Some(suma.iter().take(8).map(|b| format!("{b:02x}")).collect())
}
