//! Text with a voice, and what happens to characters that the fonts do not have.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::fuente::Fuentes;

/// A text whose parts may speak louder or softer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texto(pub Vec<Tramo>);

/// A part of a text in one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tramo {
    /// The words.
    pub texto: String,
    /// How they are said.
    pub voz: Voz,
    /// A remark at the foot of the page, its mark after these words.
    pub nota: Option<String>,
    /// The name of the [`crate::modelo::Bloque::Destino`] that these words lead to.
    pub enlace: Option<String>,
}

impl Tramo {
    /// Words in a voice.
    #[must_use]
    pub fn new(texto: impl Into<String>, voz: Voz) -> Self {
        Tramo { texto: texto.into(), voz, nota: None, enlace: None }
    }
}

/// How a part of a text is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voz {
    /// As the rest of the block.
    #[default]
    Normal,
    /// Bold.
    Fuerte,
    /// Grey.
    Tenue,
}

impl Texto {
    /// The same text followed by a part in the normal voice.
    #[must_use]
    pub fn y(self, texto: &str) -> Self {
        self.con(texto, Voz::Normal)
    }

    /// The same text followed by a bold part.
    #[must_use]
    pub fn fuerte(self, texto: &str) -> Self {
        self.con(texto, Voz::Fuerte)
    }

    /// The same text followed by a grey part.
    #[must_use]
    pub fn tenue(self, texto: &str) -> Self {
        self.con(texto, Voz::Tenue)
    }

    fn con(mut self, texto: &str, voz: Voz) -> Self {
        self.0.push(Tramo::new(texto, voz));
        self
    }

    /// The same text with a remark at the foot of the page; its number goes after the last word.
    ///
    /// Numbers run through the document in reading order; the same remark, word for word, keeps its number and is
    /// printed again at the foot of each page that has its mark.
    #[must_use]
    pub fn al_pie(mut self, nota: &str) -> Self {
        self.0.push(Tramo { nota: Some(nota.to_owned()), ..Tramo::new("", Voz::Normal) });
        self
    }

    /// The same text followed by words that lead to a [`crate::modelo::Bloque::Destino`] of this document. A name that
    /// no block has leaves plain words.
    #[must_use]
    pub fn enlace(mut self, texto: &str, destino: &str) -> Self {
        self.0.push(Tramo { enlace: Some(destino.to_owned()), ..Tramo::new(texto, Voz::Normal) });
        self
    }

    /// The words alone.
    #[must_use]
    pub fn plano(&self) -> String {
        self.0.iter().map(|t| t.texto.as_str()).collect()
    }

    /// No words at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|t| t.texto.trim().is_empty())
    }
}

impl From<&str> for Texto {
    fn from(texto: &str) -> Self {
        Texto::default().y(texto)
    }
}

impl From<String> for Texto {
    fn from(texto: String) -> Self {
        Texto(vec![Tramo::new(texto, Voz::Normal)])
    }
}

/// Longest text that is printed; beyond it the cut is shown with [`MARCA_DE_CORTE`].
pub const LARGO_MAXIMO: usize = 20_000;

/// What follows a text cut for its length.
pub const MARCA_DE_CORTE: &str = " […]";

/// A point where a line may break without a visible sign.
pub(crate) const CORTE_INVISIBLE: char = '\u{200b}';

/// The text as it can be printed: composed (NFC), every character with a glyph, control and
/// bidirectional marks and characters that the fonts lack as a visible escape, `[U+202E]`.
///
/// Line feeds stay; tabs become spaces; soft hyphens and zero-width spaces become invisible
/// places to break.
///
/// ```
/// use informes::fuente::Fuentes;
/// use informes::texto::imprimible;
/// let f = Fuentes::leer()?;
/// assert_eq!(imprimible("Año\u{202e}2021", f), "Año[U+202E]2021");
/// assert_eq!(imprimible("tra\u{301}mite", f), "trámite");
/// # Ok::<(), informes::FallaDeInforme>(())
/// ```
#[must_use]
pub fn imprimible<'a>(texto: &'a str, fuentes: &Fuentes) -> Cow<'a, str> {
    if texto.len() <= LARGO_MAXIMO && texto.chars().all(|c| canonico(c) == Some(c) && fuentes.tiene(c)) {
        return Cow::Borrowed(texto);
    }
    let compuesto: Cow<'_, str> = if is_nfc(texto) { Cow::Borrowed(texto) } else { Cow::Owned(texto.nfc().collect()) };
    let mut salida = String::with_capacity(compuesto.len());
    for (i, c) in compuesto.chars().enumerate() {
        if i >= LARGO_MAXIMO {
            salida.push_str(MARCA_DE_CORTE);
            break;
        }
        match canonico(c) {
            Some('\n') => salida.push('\n'),
            Some(CORTE_INVISIBLE) => salida.push(CORTE_INVISIBLE),
            Some(d) if fuentes.tiene(d) => salida.push(d),
            Some(_) => salida.push_str(&format!("[U+{:04X}]", u32::from(c))),
            None => {}
        }
    }
    Cow::Owned(salida)
}

/// The character that is drawn for another: one glyph must not stand for two characters, or the
/// text copied out of the PDF would be either of them. `None` = nothing is drawn.
const fn canonico(c: char) -> Option<char> {
    Some(match c {
        '\t' | '\u{b}' | '\u{c}' | '\u{2003}' | '\u{2002}' | '\u{2007}' => ' ',
        '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{ad}' | '\u{200b}' => CORTE_INVISIBLE,
        '\u{202f}' | '\u{2009}' | '\u{200a}' => '\u{a0}',
        '\u{2010}' | '\u{2011}' | '\u{2043}' => '-',
        '\u{2015}' => '—',
        '\u{2714}' | '\u{f0fc}' => '✓',
        '\u{2610}' => '□',
        '\u{25b6}' => '►',
        '\u{f0b7}' | '\u{2219}' => '•',
        // A carriage return precedes its line feed; a byte-order mark and an emoji selector say nothing.
        '\r' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' => return None,
        otro => otro,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn impreso(t: &str) -> String {
        imprimible(t, Fuentes::leer().unwrap()).into_owned()
    }

    #[test]
    fn lo_que_no_se_puede_imprimir_se_ve() {
        assert_eq!(impreso("a\u{0}b"), "a[U+0000]b", "a NUL is seen, not swallowed");
        assert_eq!(impreso("\u{202e}osrever"), "[U+202E]osrever", "no text turns the reading order around");
        assert_eq!(impreso("listo 👍🏽"), "listo [U+1F44D][U+1F3FD]");
        assert_eq!(impreso("日本"), "[U+65E5][U+672C]");
        assert_eq!(impreso("x\u{0301}"), "x[U+0301]", "an accent that composes with nothing");
    }

    #[test]
    fn los_signos_del_catalogo_se_leen() {
        assert_eq!(impreso("● DPI\u{200b}/RTU\tcopia \u{f0fc} sí ‐ no ──"), "● DPI\u{200b}/RTU copia ✓ sí - no ──");
        assert_eq!(impreso("uno\r\ndos"), "uno\ndos");
    }

    #[test]
    fn un_texto_demasiado_largo_muestra_donde_se_corto() {
        let t = impreso(&"ñ".repeat(LARGO_MAXIMO + 5));
        assert!(t.ends_with(MARCA_DE_CORTE));
        assert_eq!(t.chars().count(), LARGO_MAXIMO + MARCA_DE_CORTE.chars().count());
    }
}
