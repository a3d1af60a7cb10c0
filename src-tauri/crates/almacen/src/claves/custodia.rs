//! Where the key of this computer is kept, and the move from the file to the keyring and back.
//!
//! The move loses nothing at any cut: the seed is given to the keyring, read back and compared; then a note
//! says that it is there; only then is the file removed. While there is a file, the file is the key. The
//! note carries the fingerprint of the computer, so that a folder copied elsewhere has no key, and a person
//! who wants the file leaves that in the same note.
//!
//! A new key is not minted because a keyring is locked: that would cost the credencial. Writing waits for
//! the keyring and reading goes on.
//!
//! Callers: `casos`, from the window (after its first screen) and from «identidad custodia» of the console.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bitacora::ClaveDispositivo;
use uuid::Uuid;

use super::{crear_carpeta, equipo_de, escribir_privado, escribir_secreto, leer_semilla, nombre_de, ruta_de_clave, sincronizar_carpeta};
use crate::almacen::Almacen;
use crate::llavero::LlaveroDelSistema;
use crate::{Consultas, FallaAlmacen};

type R<T> = Result<T, FallaAlmacen>;

/// Where a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Custodia {
    /// In a file that only its owner may read.
    Archivo,
    /// In the system's keyring.
    Llavero,
}

impl Custodia {
    /// Identifier in console and bridge.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Custodia::Archivo => "archivo",
            Custodia::Llavero => "llavero",
        }
    }
}

/// What the note beside the keys says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Nota {
    /// Nothing: the key is in its file, or there is none.
    NoHay,
    /// The key is in the keyring.
    EnLlavero {
        /// Device of the key.
        disp: [u8; 16],
        /// Fingerprint of the computer; `None` where the system does not say.
        equipo: Option<String>,
    },
    /// A person wants it in the file.
    EnArchivo,
}

pub(super) fn ruta_de_nota(carpeta: &Path, base: Uuid) -> PathBuf {
    carpeta.join(format!("dispositivo-{}.llavero", base.simple()))
}

pub(super) fn leer_nota(carpeta: &Path, base: Uuid) -> Nota {
    let Ok(texto) = std::fs::read_to_string(ruta_de_nota(carpeta, base)) else { return Nota::NoHay };
    match texto.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["llavero", disp, resto @ ..] => disp
            .parse::<Uuid>()
            .map_or(Nota::NoHay, |d| Nota::EnLlavero { disp: d.into_bytes(), equipo: resto.first().map(|e| (*e).to_owned()) }),
        ["archivo"] => Nota::EnArchivo,
        _ => Nota::NoHay,
    }
}

/// A key that is about to go to the keyring: what is needed to take it there without holding the data file.
#[derive(Debug)]
pub struct Mudanza {
    carpeta: PathBuf,
    base: Uuid,
    disp: [u8; 16],
    llavero: Arc<dyn LlaveroDelSistema>,
}

/// A key that the keyring has, read back and compared; its file is still there.
#[derive(Debug)]
pub struct Llevada {
    disp: [u8; 16],
}

impl Mudanza {
    /// Gives the seed to the keyring and reads it back. May take some seconds where a keyring is slow.
    ///
    /// # Errors
    /// [`FallaAlmacen::LlaveroCerrado`]: the key stays in its file. [`FallaAlmacen::ClaveIlegible`].
    pub fn llevar(self) -> R<Llevada> {
        let ruta = ruta_de_clave(&self.carpeta, self.base);
        let semilla = leer_semilla(&ruta)?.ok_or_else(|| FallaAlmacen::ClaveIlegible { ruta: ruta.clone() })?;
        if ClaveDispositivo::desde_semilla(*semilla).dispositivo() != self.disp {
            return Err(FallaAlmacen::ClaveIlegible { ruta });
        }
        let cerrado = |falla| FallaAlmacen::LlaveroCerrado { falla };
        let nombre = nombre_de(&self.disp);
        self.llavero.guardar(&nombre, &semilla).map_err(cerrado)?;
        match self.llavero.leer(&nombre).map_err(cerrado)? {
            Some(leida) if *leida == *semilla => Ok(Llevada { disp: self.disp }),
            Some(_) | None => Err(cerrado(crate::llavero::FallaDeLlavero::NoResponde)),
        }
    }
}

impl Almacen {
    /// Where the key of this computer is.
    #[must_use]
    pub fn custodia(&self) -> Custodia {
        self.custodia
    }

    /// What is needed to take the key to the keyring; `None` when it is there already, or when a person
    /// asked for the file.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn preparar_mudanza(&self) -> R<Option<Mudanza>> {
        let base = Consultas::new(&self.con).instalacion()?.base;
        let carpeta = self.carpeta_usuario.clone();
        let queda = self.custodia == Custodia::Llavero || leer_nota(&carpeta, base) == Nota::EnArchivo;
        Ok((!queda).then(|| Mudanza { carpeta, base, disp: self.disp, llavero: Arc::clone(&self.llavero) }))
    }

    /// The keyring has the key: notes it, and removes the file. Does nothing when another key took the place
    /// of that one meanwhile.
    ///
    /// # Errors
    /// [`FallaAlmacen::DiscoLleno`], [`FallaAlmacen::SoloLectura`]: the key is still in its file.
    pub fn concluir_mudanza(&mut self, llevada: &Llevada) -> R<()> {
        if llevada.disp != self.disp || self.custodia == Custodia::Llavero {
            return Ok(());
        }
        let base = Consultas::new(&self.con).instalacion()?.base;
        let nota = format!("llavero {} {}\n", nombre_de(&self.disp), equipo_de(base).unwrap_or_default());
        escribir_privado(&ruta_de_nota(&self.carpeta_usuario, base), nota.as_bytes())?;
        borrar(&ruta_de_clave(&self.carpeta_usuario, base))?;
        self.custodia = Custodia::Llavero;
        Ok(())
    }

    /// Takes the key to where a person wants it, which is remembered.
    ///
    /// # Errors
    /// [`FallaAlmacen::LlaveroCerrado`], [`FallaAlmacen::DiscoLleno`], [`FallaAlmacen::SoloLectura`]: the key
    /// is where it was.
    pub fn mudar_clave(&mut self, a: Custodia) -> R<()> {
        let base = Consultas::new(&self.con).instalacion()?.base;
        let nota = ruta_de_nota(&self.carpeta_usuario, base);
        match (self.custodia, a) {
            (Custodia::Archivo, Custodia::Llavero) => {
                let carpeta = self.carpeta_usuario.clone();
                let mudanza = Mudanza { carpeta, base, disp: self.disp, llavero: Arc::clone(&self.llavero) };
                let llevada = mudanza.llevar()?;
                self.concluir_mudanza(&llevada)
            }
            (Custodia::Llavero, Custodia::Archivo) => {
                let nombre = nombre_de(&self.disp);
                let cerrado = |falla| FallaAlmacen::LlaveroCerrado { falla };
                let semilla = self.llavero.leer(&nombre).map_err(cerrado)?;
                let semilla = semilla.ok_or(cerrado(crate::llavero::FallaDeLlavero::NoResponde))?;
                crear_carpeta(&self.carpeta_usuario).map_err(|e| FallaAlmacen::de_archivo(&self.carpeta_usuario, e))?;
                escribir_secreto(&ruta_de_clave(&self.carpeta_usuario, base), &semilla)?;
                self.custodia = Custodia::Archivo;
                escribir_privado(&nota, b"archivo\n")?;
                // The file is the key already: what stays in the keyring is a copy that nobody reads.
                let _ = self.llavero.borrar(&nombre);
                Ok(())
            }
            (Custodia::Archivo, Custodia::Archivo) => escribir_privado(&nota, b"archivo\n"),
            (Custodia::Llavero, Custodia::Llavero) => Ok(()),
        }
    }
}

fn borrar(ruta: &Path) -> R<()> {
    std::fs::remove_file(ruta).map_err(|e| FallaAlmacen::de_archivo(ruta, e))?;
    let carpeta = ruta.parent().unwrap_or(Path::new("."));
    sincronizar_carpeta(carpeta).map_err(|e| FallaAlmacen::de_archivo(carpeta, e))
}
