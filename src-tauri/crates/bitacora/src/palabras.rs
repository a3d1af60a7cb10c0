//! Eight words that two people compare aloud: the first 88 bits of SHA-256 of a file.
//!
//! Eleven bits choose each word from a fixed list of 2,048, the Spanish one of BIP-39, whose words
//! differ in their first four letters without accents. People type and say them in many ways, so
//! they are compared without accents nor case.
//!
//! Callers: the alta and `confianza_local`, over the file of [`crate::solicitud`].

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

static LISTA: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("palabras/es.txt").lines().filter(|l| !l.starts_with('#')).collect());
/// How many words are compared.
pub const CUANTAS: usize = 8;
const BITS: u32 = 11;

/// The words of a file.
#[must_use]
pub fn palabras_de(archivo: &[u8]) -> [&'static str; CUANTAS] {
    let resumen = Sha256::digest(archivo);
    let bits = resumen.iter().take(CUANTAS * 11 / 8).fold(0u128, |acc, b| acc << 8 | u128::from(*b));
    std::array::from_fn(|i| {
        let corrimiento = BITS * u32::try_from(CUANTAS - 1 - i).unwrap_or(0);
        let cual = usize::try_from(bits >> corrimiento & 0x7ff).unwrap_or(0);
        LISTA.get(cual).copied().unwrap_or_default()
    })
}

/// Whether what somebody typed are the words of this file: in order, separated by anything that is
/// not a letter, without regard to accents or capitals.
#[must_use]
pub fn coinciden(archivo: &[u8], escritas: &str) -> bool {
    let dichas: String = plegar(escritas);
    let dichas: Vec<&str> = dichas.split(|c: char| !c.is_ascii_alphabetic()).filter(|p| !p.is_empty()).collect();
    dichas.len() == CUANTAS && palabras_de(archivo).iter().zip(dichas).all(|(palabra, dicha)| plegar(palabra) == dicha)
}

/// Small letters without accents, composed or not.
fn plegar(texto: &str) -> String {
    let sin_acento = |c: char| match c {
        'á' | 'à' | 'ä' | 'â' => Some('a'),
        'é' | 'è' | 'ë' | 'ê' => Some('e'),
        'í' | 'ì' | 'ï' | 'î' => Some('i'),
        'ó' | 'ò' | 'ö' | 'ô' => Some('o'),
        'ú' | 'ù' | 'ü' | 'û' => Some('u'),
        'ñ' => Some('n'),
        '\u{300}'..='\u{36f}' => None,
        otra => Some(otra),
    };
    texto.chars().flat_map(char::to_lowercase).filter_map(sin_acento).collect()
}
