//! From bytes to text: UTF-8 first, Windows-1252 when that fails, never a replacement character.

use std::borrow::Cow;

use super::FallaDeLectura;

/// Encoding of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codificacion {
    /// UTF-8.
    Utf8,
    /// UTF-8 with its mark.
    Utf8ConMarca,
    /// Windows-1252: found because the bytes are not UTF-8; the preview shows it.
    Windows1252,
}

impl Codificacion {
    /// The name that people read.
    #[must_use]
    pub const fn etiqueta(self) -> &'static str {
        match self {
            Codificacion::Utf8 => "UTF-8",
            Codificacion::Utf8ConMarca => "UTF-8 con marca",
            Codificacion::Windows1252 => "Windows-1252",
        }
    }
}

/// Refuses what the first bytes tell to be another kind of file.
///
/// # Errors
/// [`FallaDeLectura`] with what it is.
pub fn primeros_bytes(bytes: &[u8]) -> Result<(), FallaDeLectura> {
    let empieza = |m: &[u8]| bytes.starts_with(m);
    if bytes.is_empty() {
        Err(FallaDeLectura::Vacio)
    } else if empieza(b"PK\x03\x04") || empieza(b"PK\x05\x06") {
        Err(FallaDeLectura::EsZip)
    } else if empieza(b"%PDF") {
        Err(FallaDeLectura::EsPdf)
    } else if empieza(&[0xFF, 0xFE]) || empieza(&[0xFE, 0xFF]) {
        Err(FallaDeLectura::Utf16)
    } else if empieza(&[0xD0, 0xCF, 0x11, 0xE0])
        || empieza(b"\x89PNG")
        || empieza(&[0xFF, 0xD8, 0xFF])
        || empieza(b"\x7FELF")
        || empieza(b"SQLite format 3")
    {
        Err(FallaDeLectura::NoEsTexto)
    } else if let Some(p) = bytes.iter().position(|b| *b == 0) {
        // UTF-16 without its mark has a NUL in every other byte.
        let muestra = bytes.get(..64.min(bytes.len())).unwrap_or(bytes);
        let nulos = muestra.iter().filter(|b| **b == 0).count();
        if nulos * 3 >= muestra.len() && muestra.len() >= 4 {
            Err(FallaDeLectura::Utf16)
        } else {
            Err(FallaDeLectura::Nulo { linea: linea_de(bytes, p) })
        }
    } else {
        Ok(())
    }
}

fn linea_de(bytes: &[u8], en: usize) -> usize {
    1 + bytes.iter().take(en).filter(|b| **b == b'\n').count()
}

/// The text and its encoding, without its mark.
///
/// # Errors
/// [`FallaDeLectura::ByteDesconocido`] with its place.
pub fn decodificar(bytes: &[u8]) -> Result<(Cow<'_, str>, Codificacion), FallaDeLectura> {
    let (cuerpo, marca) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).map_or((bytes, false), |b| (b, true));
    if let Ok(texto) = std::str::from_utf8(cuerpo) {
        return Ok((Cow::Borrowed(texto), if marca { Codificacion::Utf8ConMarca } else { Codificacion::Utf8 }));
    }
    if let Some(p) = cuerpo.iter().position(|b| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)) {
        let columna = cuerpo.iter().take(p).rev().take_while(|b| **b != b'\n').count() + 1;
        return Err(FallaDeLectura::ByteDesconocido { linea: linea_de(cuerpo, p), columna, byte: cuerpo.get(p).copied().unwrap_or(0) });
    }
    let (texto, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(cuerpo);
    Ok((texto, Codificacion::Windows1252))
}
