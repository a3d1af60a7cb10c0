//! From the bytes of a file to its text: UTF-8 or UTF-16, and nothing that could confuse a tilde.
//!
//! A file that declares another encoding is refused, with one exception that cannot confuse anything:
//! when every byte is ASCII, ISO-8859-1 (which the reference models of the working group declare),
//! Windows-1252 and their kin say the same as UTF-8. It is read, and a notice says so.

use super::falla::{CausaDeBpmn, FallaDeBpmn, Lugar};

/// How the bytes of a file become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codificacion {
    /// UTF-8, with or without its mark.
    Utf8 {
        /// Begins with the mark of order.
        marca: bool,
    },
    /// UTF-16.
    Utf16 {
        /// Most significant byte first.
        mayor_primero: bool,
        /// Begins with the mark of order.
        marca: bool,
    },
}

impl Codificacion {
    /// A text in the bytes of this encoding, without the mark of order.
    pub(super) fn codificar(self, texto: &str) -> Vec<u8> {
        match self {
            Codificacion::Utf8 { .. } => texto.as_bytes().to_vec(),
            Codificacion::Utf16 { mayor_primero, .. } => {
                texto.encode_utf16().flat_map(|u| if mayor_primero { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
            }
        }
    }

    /// The mark of order with which the file begins.
    pub(super) fn marca(self) -> &'static [u8] {
        match self {
            Codificacion::Utf8 { marca: true } => &[0xEF, 0xBB, 0xBF],
            Codificacion::Utf16 { mayor_primero: true, marca: true } => &[0xFE, 0xFF],
            Codificacion::Utf16 { mayor_primero: false, marca: true } => &[0xFF, 0xFE],
            Codificacion::Utf8 { marca: false } | Codificacion::Utf16 { marca: false, .. } => &[],
        }
    }
}

/// A text with how it was written.
#[derive(Debug)]
pub(super) struct Decodificado {
    pub texto: String,
    pub codificacion: Codificacion,
    /// An encoding declared that is not the one it was read with; its bytes are all ASCII.
    pub otra_declarada: Option<String>,
}

fn falla(causa: CausaDeBpmn, lugar: Lugar) -> FallaDeBpmn {
    FallaDeBpmn { causa, lugar }
}

/// The encoding that the declaration names, with the byte where its name begins.
fn declarada(texto: &str) -> Option<(&str, usize)> {
    let cabeza = texto.strip_prefix("<?xml")?;
    let cabeza = cabeza.split_once("?>")?.0;
    let desde = cabeza.find("encoding")?;
    let resto = cabeza.get(desde + "encoding".len()..)?;
    let igual = resto.trim_start().strip_prefix('=')?.trim_start();
    let comilla = igual.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let valor = igual.get(1..)?.split(comilla).next()?;
    let lugar = (valor.as_ptr() as usize).saturating_sub(texto.as_ptr() as usize);
    Some((valor, lugar))
}

/// Encodings whose first 128 bytes are ASCII.
fn ascii_por_debajo(nombre: &str) -> bool {
    let n = nombre.to_ascii_lowercase();
    n == "us-ascii" || n == "ascii" || n == "latin1" || ["iso-8859-", "windows-125", "cp125"].iter().any(|p| n.starts_with(p))
}

fn de_utf16(bytes: &[u8], mayor_primero: bool, marca: bool) -> Result<Decodificado, FallaDeBpmn> {
    let (pares, sobra) = bytes.as_chunks::<2>();
    let unidades = pares.iter().map(|p| if mayor_primero { u16::from_be_bytes(*p) } else { u16::from_le_bytes(*p) });
    let mut texto = String::with_capacity(bytes.len());
    for letra in char::decode_utf16(unidades) {
        match letra {
            Ok(c) => texto.push(c),
            Err(_) => return Err(falla(CausaDeBpmn::Bytes { nombre: "UTF-16" }, Lugar::de(&texto, texto.len()))),
        }
    }
    if !sobra.is_empty() {
        return Err(falla(CausaDeBpmn::Bytes { nombre: "UTF-16" }, Lugar::de(&texto, texto.len())));
    }
    if let Some((nombre, byte)) = declarada(&texto)
        && !nombre.to_ascii_lowercase().starts_with("utf-16")
    {
        return Err(falla(CausaDeBpmn::Codificacion { nombre: nombre.to_owned() }, Lugar::de(&texto, byte)));
    }
    Ok(Decodificado { texto, codificacion: Codificacion::Utf16 { mayor_primero, marca }, otra_declarada: None })
}

/// Reads the text of a file.
pub(super) fn decodificar(bytes: &[u8]) -> Result<Decodificado, FallaDeBpmn> {
    // Without its mark, UTF-16 shows in the zero beside the first «<».
    match bytes {
        [] => return Err(falla(CausaDeBpmn::Vacio, Lugar::PRINCIPIO)),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            return Err(falla(CausaDeBpmn::Codificacion { nombre: "UTF-32".to_owned() }, Lugar::PRINCIPIO));
        }
        [0xFE, 0xFF, resto @ ..] => return de_utf16(resto, true, true),
        [0xFF, 0xFE, resto @ ..] => return de_utf16(resto, false, true),
        [0, b'<', ..] => return de_utf16(bytes, true, false),
        [b'<', 0, ..] => return de_utf16(bytes, false, false),
        _ => {}
    }
    let (marca, cuerpo) = match bytes {
        [0xEF, 0xBB, 0xBF, resto @ ..] => (true, resto),
        _ => (false, bytes),
    };
    // The declaration is ASCII in all of them: it is looked at before the bytes are judged.
    let ascii = cuerpo.iter().position(|b| !b.is_ascii());
    let cabeza = std::str::from_utf8(cuerpo.get(..ascii.unwrap_or(cuerpo.len()).min(400)).unwrap_or_default()).unwrap_or_default();
    let mut otra_declarada = None;
    if let Some((nombre, byte)) = declarada(cabeza)
        && !matches!(nombre.to_ascii_lowercase().as_str(), "utf-8" | "utf8")
    {
        if ascii.is_some() || !ascii_por_debajo(nombre) {
            return Err(falla(CausaDeBpmn::Codificacion { nombre: nombre.to_owned() }, Lugar::de(cabeza, byte)));
        }
        otra_declarada = Some(nombre.to_owned());
    }
    match std::str::from_utf8(cuerpo) {
        Ok(t) => Ok(Decodificado { texto: t.to_owned(), codificacion: Codificacion::Utf8 { marca }, otra_declarada }),
        Err(e) => {
            let bueno = cuerpo.get(..e.valid_up_to()).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default();
            let causa = if bueno.trim_start().starts_with('<') { CausaDeBpmn::Bytes { nombre: "UTF-8" } } else { CausaDeBpmn::NoEsXml };
            Err(falla(causa, Lugar::de(bueno, bueno.len())))
        }
    }
}
