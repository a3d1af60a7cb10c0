//! The first bytes of a zstd frame, read here before the C library sees any of it.
//!
//! The signer of a part may be hostile, so window and size are bounded from its header; what the
//! library finds afterwards is bounded again by whoever reads. RFC 8878, §3.1.1.1.

use super::error::no_mas;
use super::{ErrorPaquete, Limite, Limites};

const MAGICO: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Refuses a frame that our writer would not make: other magic, dictionary, no checksum, no size or
/// another size than `abierto`, window over the limit.
pub(super) fn revisar(bytes: &[u8], abierto: u64, limites: &Limites) -> Result<(), ErrorPaquete> {
    let no = |que| ErrorPaquete::Estructura { que, posicion: 0 };
    let resto = bytes.strip_prefix(&MAGICO).ok_or_else(|| no("a part is one zstd frame"))?;
    let (&descriptor, resto) = resto.split_first().ok_or_else(|| no("zstd header ends here"))?;
    if descriptor & 0b0000_0011 != 0 {
        return Err(no("zstd dictionaries are not admitted"));
    }
    if descriptor & 0b0001_1100 != 0b0000_0100 {
        return Err(no("a zstd frame carries its checksum and no reserved bits"));
    }
    let segmento_unico = descriptor & 0b0010_0000 != 0;
    let (ventana, resto) = match resto.split_first() {
        Some(_) if segmento_unico => (None, resto),
        Some((&b, resto)) => {
            let base = 1u64 << (10 + (b >> 3));
            (Some(base + base / 8 * u64::from(b & 7)), resto)
        }
        None => return Err(no("zstd header ends here")),
    };
    let (cuantos, suma) = match (descriptor >> 6, segmento_unico) {
        (0, false) => return Err(no("a zstd frame declares its size")),
        (0, true) => (1, 0),
        (1, _) => (2, 256),
        (2, _) => (4, 0),
        _ => (8, 0),
    };
    let tamano = resto.get(..cuantos).ok_or_else(|| no("zstd header ends here"))?;
    let tamano = tamano.iter().rev().fold(0u64, |acc, b| acc << 8 | u64::from(*b)).saturating_add(suma);
    no_mas(Limite::ParteAbierta, tamano, limites.parte_abierta)?;
    // A frame of a single segment needs a window of its whole size.
    no_mas(Limite::Ventana, ventana.unwrap_or(tamano), limites.ventana)?;
    if tamano == abierto { Ok(()) } else { Err(no("the zstd frame and the manifest declare different sizes")) }
}
