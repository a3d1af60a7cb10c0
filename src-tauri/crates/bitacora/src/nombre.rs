//! Names by content: the hash of an asiento and the name of one of its writes.

use std::fmt;
use std::str::FromStr;

/// SHA-256 of an asiento's body with the prefix of the format: its name everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What `prev` and `cred` hold when there is nothing to name.
    pub const CERO: Hash = Hash([0; 32]);

    /// From stored bytes; `None` unless there are exactly 32.
    #[must_use]
    pub fn desde_bytes(bytes: &[u8]) -> Option<Hash> {
        bytes.try_into().ok().map(Hash)
    }

    /// First 8 bytes, as `visto` carries them.
    #[must_use]
    pub fn corto(&self) -> [u8; 8] {
        let mut corto = [0; 8];
        for (destino, origen) in corto.iter_mut().zip(self.0) {
            *destino = origen;
        }
        corto
    }

    /// First 16 bytes: the key of an operation of a single asiento.
    #[must_use]
    pub fn medio(&self) -> [u8; 16] {
        let mut medio = [0; 16];
        for (destino, origen) in medio.iter_mut().zip(self.0) {
            *destino = origen;
        }
        medio
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escribir_hex(f, &self.0)
    }
}

impl FromStr for Hash {
    type Err = NombreInvalido;
    fn from_str(texto: &str) -> Result<Self, Self::Err> {
        leer_hex(texto).map(Hash)
    }
}

/// Name of one write: hash of its asiento and its position, 34 bytes, 68 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opid {
    /// The asiento.
    pub asiento: Hash,
    /// Position in `ops`, from 0.
    pub indice: u16,
}

impl Opid {
    /// Bytes as signed and stored: hash ‖ position, big endian.
    #[must_use]
    pub fn a_bytes(&self) -> [u8; 34] {
        let mut bytes = [0; 34];
        let partes = self.asiento.0.into_iter().chain(self.indice.to_be_bytes());
        for (destino, origen) in bytes.iter_mut().zip(partes) {
            *destino = origen;
        }
        bytes
    }

    /// From stored bytes; `None` unless there are exactly 34.
    #[must_use]
    pub fn desde_bytes(bytes: &[u8]) -> Option<Opid> {
        let (hash, indice) = bytes.split_at_checked(32)?;
        Some(Opid { asiento: Hash::desde_bytes(hash)?, indice: u16::from_be_bytes(indice.try_into().ok()?) })
    }
}

impl fmt::Display for Opid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escribir_hex(f, &self.a_bytes())
    }
}

impl FromStr for Opid {
    type Err = NombreInvalido;
    fn from_str(texto: &str) -> Result<Self, Self::Err> {
        leer_hex::<34>(texto).and_then(|b| Opid::desde_bytes(&b).ok_or(NombreInvalido))
    }
}

/// A text that is not the hexadecimal name of an asiento or of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the hexadecimal name of an entry or a write")]
pub struct NombreInvalido;

fn escribir_hex(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    bytes.iter().try_for_each(|b| write!(f, "{b:02x}"))
}

fn leer_hex<const N: usize>(texto: &str) -> Result<[u8; N], NombreInvalido> {
    let mut bytes = [0; N];
    if texto.len() != N * 2 || !texto.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return Err(NombreInvalido);
    }
    for (i, destino) in bytes.iter_mut().enumerate() {
        *destino = texto.get(i * 2..i * 2 + 2).and_then(|par| u8::from_str_radix(par, 16).ok()).ok_or(NombreInvalido)?;
    }
    Ok(bytes)
}
