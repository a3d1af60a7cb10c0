//! The device key and the mark: one pair of files per data file, in the user's own folder.
//!
//! They stay outside the database so that a copied database has no key. A key is born in a file, readable
//! by its owner only, which is what works everywhere; [`custodia`] moves it to the system's keyring when
//! there is one.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use bitacora::{ClaveDispositivo, Hash};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::FallaAlmacen;
use crate::cerrojo::al_lado;
use crate::llavero::{LlaveroDelSistema, Semilla};

pub(crate) mod custodia;
mod marca;

pub use custodia::Custodia;
use custodia::Nota;
use marca::equipo_de;
pub(crate) use marca::{Marca, MarcaLeida};

type R<T> = Result<T, FallaAlmacen>;

/// Path of the key of a data file.
#[must_use]
pub fn ruta_de_clave(carpeta_usuario: &Path, base: Uuid) -> PathBuf {
    carpeta_usuario.join(format!("dispositivo-{}.clave", base.simple()))
}

/// Reads the key of this data file, and where it is kept; `None` when there is none here.
///
/// The keyring is asked only when a note in the folder, written on this same computer, says that the key is
/// there: a folder or a data file that was copied elsewhere has no key, as before.
///
/// # Errors
/// [`FallaAlmacen::ClaveIlegible`] when the file is not a key: it is never overwritten.
/// [`FallaAlmacen::LlaveroCerrado`] when the key is in a keyring that does not give it now: no other key is
/// minted for that, since it would cost the credencial. [`FallaAlmacen::SoloLectura`].
pub fn cargar(carpeta_usuario: &Path, base: Uuid, llavero: &dyn LlaveroDelSistema) -> R<Option<(ClaveDispositivo, Custodia)>> {
    let ruta = ruta_de_clave(carpeta_usuario, base);
    if let Some(semilla) = leer_semilla(&ruta)? {
        return Ok(Some((ClaveDispositivo::desde_semilla(*semilla), Custodia::Archivo)));
    }
    let Nota::EnLlavero { disp, equipo } = custodia::leer_nota(carpeta_usuario, base) else { return Ok(None) };
    if equipo != equipo_de(base) {
        return Ok(None);
    }
    let semilla = llavero.leer(&nombre_de(&disp)).map_err(|falla| FallaAlmacen::LlaveroCerrado { falla })?;
    let clave = semilla.map(|s| ClaveDispositivo::desde_semilla(*s)).filter(|c| c.dispositivo() == disp);
    Ok(clave.map(|c| (c, Custodia::Llavero)))
}

/// Where the key of a data file is, as its folder says; a file that has none yet will have it in a file.
#[must_use]
pub fn custodia_en(carpeta_usuario: &Path, base: Uuid) -> Custodia {
    let en_llavero =
        !ruta_de_clave(carpeta_usuario, base).exists() && matches!(custodia::leer_nota(carpeta_usuario, base), Nota::EnLlavero { .. });
    if en_llavero { Custodia::Llavero } else { Custodia::Archivo }
}

/// Mints a key, in its file: mode 0600, durable before it is used.
///
/// # Errors
/// [`FallaAlmacen::SoloLectura`], [`FallaAlmacen::DiscoLleno`].
pub(crate) fn crear(carpeta_usuario: &Path, base: Uuid) -> R<ClaveDispositivo> {
    let ruta = ruta_de_clave(carpeta_usuario, base);
    let mut semilla = Semilla::default();
    getrandom::fill(semilla.as_mut_slice()).map_err(|e| FallaAlmacen::de_archivo(&ruta, std::io::Error::other(e)))?;
    escribir_secreto(&ruta, &semilla)?;
    Ok(ClaveDispositivo::desde_semilla(*semilla))
}

/// The seed in a file; `None` when there is no such file.
fn leer_semilla(ruta: &Path) -> R<Option<Semilla>> {
    match std::fs::read_to_string(ruta).map(Zeroizing::new) {
        Ok(texto) => match texto.trim().parse::<Hash>() {
            Ok(semilla) => Ok(Some(Semilla::new(semilla.0))),
            Err(_) => Err(FallaAlmacen::ClaveIlegible { ruta: ruta.to_owned() }),
        },
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) if e.kind() == std::io::ErrorKind::InvalidData => Err(FallaAlmacen::ClaveIlegible { ruta: ruta.to_owned() }),
        Err(e) => Err(FallaAlmacen::de_archivo(ruta, e)),
    }
}

/// Sets the present key aside, under the name of its device, and mints another: the data file is a
/// copy, or went back in time. The old key only signs the hand-over to the new one.
pub(crate) fn renovar(carpeta_usuario: &Path, base: Uuid, presente: &ClaveDispositivo, custodia: Custodia) -> R<ClaveDispositivo> {
    let de = match custodia {
        Custodia::Archivo => ruta_de_clave(carpeta_usuario, base),
        // The note goes aside and the seed stays where it is, under the name of its device.
        Custodia::Llavero => custodia::ruta_de_nota(carpeta_usuario, base),
    };
    let aparte = ruta_de_anterior(carpeta_usuario, base, &presente.dispositivo());
    std::fs::rename(&de, &aparte).map_err(|e| FallaAlmacen::de_archivo(&de, e))?;
    crear(carpeta_usuario, base)
}

fn ruta_de_anterior(carpeta_usuario: &Path, base: Uuid, disp: &[u8; 16]) -> PathBuf {
    carpeta_usuario.join(format!("dispositivo-{}-{}.anterior", base.simple(), nombre_de(disp)))
}

/// Whether a device wrote from this folder before the present one.
pub(crate) fn fue_propia(carpeta_usuario: &Path, base: Uuid, disp: &[u8; 16]) -> bool {
    ruta_de_anterior(carpeta_usuario, base, disp).exists()
}

/// The key of a device that wrote before this one, when it is still on this computer.
pub(crate) fn anterior(carpeta_usuario: &Path, base: Uuid, disp: &[u8; 16], llavero: &dyn LlaveroDelSistema) -> Option<ClaveDispositivo> {
    let ruta = ruta_de_anterior(carpeta_usuario, base, disp);
    let semilla = match leer_semilla(&ruta) {
        Ok(semilla) => semilla?,
        // Not a seed: the note of one that is in the keyring.
        Err(_) => llavero.leer(&nombre_de(disp)).ok()??,
    };
    Some(ClaveDispositivo::desde_semilla(*semilla)).filter(|c| c.dispositivo() == *disp)
}

/// Name of a device, as people and the keyring see it.
fn nombre_de(disp: &[u8; 16]) -> String {
    Uuid::from_bytes(*disp).simple().to_string()
}

/// Writes a seed that only its owner may read, whole or not at all.
fn escribir_secreto(ruta: &Path, semilla: &Semilla) -> R<()> {
    let texto = Zeroizing::new(format!("{}\n", Hash(**semilla)));
    escribir_privado(ruta, texto.as_bytes())
}

/// Writes a small file of this folder: 0600, durable, under its name only when it is complete.
fn escribir_privado(ruta: &Path, bytes: &[u8]) -> R<()> {
    let carpeta = ruta.parent().unwrap_or(Path::new("."));
    crear_carpeta(carpeta).map_err(|e| FallaAlmacen::de_archivo(carpeta, e))?;
    let provisional = al_lado(ruta, ".parcial");
    let mut opciones = OpenOptions::new();
    opciones.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opciones, 0o600);
    let escribir = || -> std::io::Result<()> {
        let mut archivo = opciones.open(&provisional)?;
        archivo.write_all(bytes)?;
        archivo.sync_all()?;
        std::fs::rename(&provisional, ruta)?;
        sincronizar_carpeta(carpeta)
    };
    let hecho = escribir();
    if hecho.is_err() {
        let _ = std::fs::remove_file(&provisional);
    }
    hecho.map_err(|e| FallaAlmacen::de_archivo(ruta, e))
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
