//! A part: a CBOR sequence of [cuerpo, firma] in one zstd frame.
//!
//! Opening one needs no file and no lock, so that several threads may open several. The whole
//! sequence is walked before the first entry is given.

use std::io::Read;

use sha2::{Digest, Sha256};

use super::error::no_mas;
use super::{ErrorPaquete, Limite, Limites, ParteDeclarada, marco};
use crate::Hash;
use crate::cbor::{self, LectorCbor};

/// A part as stored, already equal to its hash.
#[derive(Clone, Debug)]
pub struct ParteCerrada {
    bytes: Vec<u8>,
    declarada: ParteDeclarada,
    limites: Limites,
}

impl ParteCerrada {
    /// `None` when the bytes are not the ones declared.
    pub(super) fn new(bytes: Vec<u8>, declarada: ParteDeclarada, limites: Limites) -> Option<Self> {
        let igual = bytes.len() as u64 == declarada.bytes && Hash(Sha256::digest(&bytes).into()) == declarada.sha256;
        igual.then_some(ParteCerrada { bytes, declarada, limites })
    }

    /// Opens and walks it; memory is bounded by the size declared in the manifest.
    ///
    /// # Errors
    /// [`ErrorPaquete::LimiteExcedido`] and [`ErrorPaquete::Estructura`]; the position of the latter
    /// counts from the start of the open part.
    pub fn abrir(&self) -> Result<ParteAbierta, ErrorPaquete> {
        let abierto = self.declarada.bytes_abierto;
        no_mas(Limite::ParteAbierta, abierto, self.limites.parte_abierta)?;
        marco::revisar(&self.bytes, abierto, &self.limites)?;
        let no = |que, posicion| ErrorPaquete::Estructura { que, posicion };
        let mut decodificador = zstd::stream::read::Decoder::with_buffer(self.bytes.as_slice())?.single_frame();
        decodificador.window_log_max(self.limites.ventana.max(1).ilog2())?;
        let mut abierta = Vec::with_capacity(usize::try_from(abierto).unwrap_or(0).saturating_add(1));
        // One byte more than declared: to see the end of the frame, or that it does not end there.
        let leido = decodificador.by_ref().take(abierto.saturating_add(1)).read_to_end(&mut abierta);
        leido.map_err(|_| no("zstd refuses the part", abierta.len() as u64))?;
        let hay = abierta.len() as u64;
        no_mas(Limite::ParteAbierta, hay, abierto)?;
        if hay < abierto {
            return Err(no("the part opens to less than declared", hay));
        }
        if !decodificador.finish().is_empty() {
            return Err(no("bytes after the zstd frame", hay));
        }
        ParteAbierta::desde_secuencia(abierta, self.declarada.n)
    }
}

/// One asiento as it travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entrada<'p> {
    /// Body, not yet read.
    pub cuerpo: &'p [u8],
    /// Signature, not yet checked.
    pub firma: &'p [u8; 64],
}

/// A part once open.
#[derive(Clone, Debug)]
pub struct ParteAbierta {
    bytes: Vec<u8>,
    // Where each body starts and ends; its signature lies two bytes further.
    tramos: Vec<(usize, usize)>,
}

/// Head of a byte string of 64 bytes.
const CABEZA_FIRMA: usize = 2;

impl ParteAbierta {
    /// Walks a sequence of exactly `n` pairs.
    ///
    /// # Errors
    /// [`ErrorPaquete::Estructura`], with the byte.
    pub fn desde_secuencia(bytes: Vec<u8>, n: u64) -> Result<Self, ErrorPaquete> {
        let mut tramos = Vec::new();
        let mut l = LectorCbor::new(&bytes);
        while l.posicion() < bytes.len() {
            let desde = l.posicion();
            let que = "a part is a sequence of pairs of body and signature of 64 bytes";
            let par = l.lista().and_then(|dos| {
                let cuerpo = l.bytes()?.len();
                let hasta = l.posicion();
                l.bytes_de::<64>()?;
                Ok((dos == 2).then_some((hasta - cuerpo, hasta)))
            });
            match par {
                Ok(Some(tramo)) => tramos.push(tramo),
                _ => return Err(ErrorPaquete::Estructura { que, posicion: desde as u64 }),
            }
        }
        if tramos.len() as u64 == n {
            Ok(ParteAbierta { bytes, tramos })
        } else {
            Err(ErrorPaquete::Estructura { que: "the part holds another number of entries", posicion: bytes.len() as u64 })
        }
    }

    /// How many entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tramos.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tramos.is_empty()
    }

    /// Entries in the order of the part.
    pub fn iter(&self) -> impl Iterator<Item = Entrada<'_>> {
        self.tramos.iter().filter_map(|&(desde, hasta)| {
            let firma = self.bytes.get(hasta + CABEZA_FIRMA..)?.first_chunk::<64>()?;
            Some(Entrada { cuerpo: self.bytes.get(desde..hasta)?, firma })
        })
    }
}

/// Appends one pair to a sequence.
pub(super) fn escribir_entrada(d: &mut Vec<u8>, cuerpo: &[u8], firma: &[u8; 64]) {
    cbor::lista(d, 2);
    cbor::bytes(d, cuerpo);
    cbor::bytes(d, firma);
}
