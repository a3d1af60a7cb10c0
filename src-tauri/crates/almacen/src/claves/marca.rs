//! The mark: the last asiento written on this computer, kept outside the database.
//!
//! A data file that lacks it went back in time, and one marked on another computer was copied; `rama`
//! decides what follows.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use bitacora::Hash;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::sincronizar_carpeta;
use crate::FallaAlmacen;
use crate::rama::CausaDeRama;

fn ruta_de_marca(carpeta_usuario: &Path, base: Uuid) -> PathBuf {
    carpeta_usuario.join(format!("marca-{}.txt", base.simple()))
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
pub(super) fn equipo_de(base: Uuid) -> Option<String> {
    let identidad = ["/etc/machine-id", "/var/lib/dbus/machine-id"].iter().find_map(|r| std::fs::read_to_string(r).ok())?;
    let identidad = identidad.trim();
    if identidad.is_empty() {
        return None;
    }
    let suma = Sha256::new().chain_update(b"diligencia/equipo/v1\0").chain_update(base.as_bytes()).chain_update(identidad).finalize();
    Some(suma.iter().take(8).map(|b| format!("{b:02x}")).collect())
}
