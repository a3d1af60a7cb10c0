//! The package `.dlg`: the bytes in which asientos travel from one machine to another.
//!
//! It owns the ZIP that holds them (stored entries, closed names, one fixed order), the signed
//! manifest, the parts (CBOR sequences in zstd) and the attachments by hash, in both directions. It
//! refuses everything that this writer would not have written, with the code of the row of the
//! table of refusals. It judges no asiento: what counts is the signature of each one, and that is
//! for whoever appends them. It opens no file and asks for no chance: readers, writers and the act
//! of signing are arguments. Hiding the content from others is [`crate::cifrado`].
//!
//! Callers: `almacen` and `casos`, on export and import.
//!
//! ```text
//! manifiesto.cbor            canonical CBOR, ≤ 1 MiB           [`Manifiesto`]
//! manifiesto.firma           Ed25519 of its hash, 64 bytes
//! asientos-0001.cbor.zst …   sequence of [cuerpo, firma]       [`ParteAbierta`]
//! adjuntos/<64 hex> …        bytes named by their SHA-256
//! ```
//!
//! The writer leaves nothing to choose, so that the same entries and the same manifest give the
//! same bytes, and the reader may demand each byte of the ZIP.

mod abrir;
mod acuse;
mod empacar;
mod error;
mod limites;
mod manifiesto;
mod marco;
mod parte;
mod zip;

use std::fmt;
use std::str::FromStr;

pub use abrir::{LectorAdjunto, PaqueteAbierto};
pub use acuse::Acuse;
pub use empacar::{Empacador, Sellado};
pub use error::{ErrorPaquete, Limite};
pub use limites::Limites;
pub use manifiesto::{
    AdjuntoDeclarado, Autor, Cabecera, Destinatario, Manifiesto, ParteDeclarada, VERSION, hash_de_manifiesto, nombre_de_parte,
};
pub use parte::{Entrada, ParteAbierta, ParteCerrada};

use crate::{Hash, NombreInvalido};

/// First bytes of a package that is only signed.
pub const PRIMEROS_BYTES: [u8; 4] = *b"PK\x03\x04";

/// What a package is read aloud by: first 8 hexadecimal digits of the hash of its manifest.
///
/// Shown `a1b2-c3d4`; without the hyphen in the name of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodigoPaquete(pub [u8; 4]);

impl CodigoPaquete {
    /// Of the package whose manifest has this hash.
    #[must_use]
    pub fn de(manifiesto: &Hash) -> Self {
        let [a, b, c, d, ..] = manifiesto.0;
        CodigoPaquete([a, b, c, d])
    }

    /// Name for the file: `SIGLAS_2021-12-03_a1b2c3d4.dlg`.
    ///
    /// `siglas` keeps its ASCII letters and digits, in capitals, at most 24 of them; with none left
    /// it is `PAQUETE`. `dia` is the day of the export as `AAAA-MM-DD`; other signs are dropped from
    /// it too, so that no name of a file is ever made of what somebody typed.
    #[must_use]
    pub fn nombre_de_archivo(&self, siglas: &str, dia: &str) -> String {
        let siglas: String = siglas.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
        let siglas = if siglas.is_empty() { "PAQUETE".to_owned() } else { siglas.to_ascii_uppercase() };
        let dia: String = dia.chars().filter(|c| c.is_ascii_digit() || *c == '-').take(10).collect();
        let [a, b, c, d] = self.0;
        format!("{siglas}_{dia}_{a:02x}{b:02x}{c:02x}{d:02x}.dlg")
    }
}

impl fmt::Display for CodigoPaquete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.0;
        write!(f, "{a:02x}{b:02x}-{c:02x}{d:02x}")
    }
}

impl FromStr for CodigoPaquete {
    type Err = NombreInvalido;
    /// Reads it as it is shown, with or without the hyphen, in either case.
    fn from_str(texto: &str) -> Result<Self, Self::Err> {
        let digitos: String = texto.trim().chars().filter(|c| *c != '-').collect();
        if digitos.len() != 8 || !digitos.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NombreInvalido);
        }
        u32::from_str_radix(&digitos, 16).map(|n| CodigoPaquete(n.to_be_bytes())).map_err(|_| NombreInvalido)
    }
}
