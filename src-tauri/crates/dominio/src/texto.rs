//! Folding of text for search: no accents, no case, one blank; with the way back to the original.
//!
//! The folded text is pure ASCII so that whole-word patterns are cheap (R1–R15 run over every row
//! of 20,000 trámites), and each folded byte remembers where it came from, so that a finding quotes
//! the sheet as it was written. It does not decide what to look for and never changes stored text.
//!
//! Callers: [`crate::reglas`], search, and the interpretation of the national catalogue.

use unicode_normalization::UnicodeNormalization;

/// A text folded for search.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Plegado {
    texto: String,
    origen: Vec<u32>,
    largo_original: u32,
}

impl Plegado {
    /// Folds `original`: lower case, no marks, every blank run as one space, typographic dashes and
    /// quotes as ASCII, invisible characters (control, bidi, zero width, soft hyphen) dropped,
    /// letters that have no ASCII fold as `_` and other symbols as `?`.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let mut p = Plegado {
            texto: String::with_capacity(original.len()),
            origen: Vec::with_capacity(original.len()),
            largo_original: corto(original.len()),
        };
        for (desde, c) in original.char_indices() {
            let desde = corto(desde);
            if c.is_ascii_graphic() {
                p.push(c.to_ascii_lowercase(), desde);
            } else {
                p.push_plegado(c, desde);
            }
        }
        p
    }

    /// The folded text, pure ASCII.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.texto
    }

    /// Range of original bytes behind a range of folded bytes; marks that follow the last letter come along.
    #[must_use]
    pub fn rango_original(&self, rango: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let en = |i: usize| self.origen.get(i).copied().unwrap_or(self.largo_original) as usize;
        let desde = en(rango.start);
        desde..en(rango.end).max(desde)
    }

    fn push(&mut self, c: char, desde: u32) {
        self.texto.push(c);
        self.origen.push(desde);
    }

    fn push_plegado(&mut self, c: char, desde: u32) {
        if c.is_whitespace() {
            if !self.texto.ends_with(' ') {
                self.push(' ', desde);
            }
            return;
        }
        if es_invisible(c) {
            return;
        }
        let comun = match c {
            'á' | 'Á' | 'à' | 'À' | 'ä' | 'Ä' | 'â' | 'Â' => 'a',
            'é' | 'É' | 'è' | 'È' | 'ë' | 'Ë' | 'ê' | 'Ê' => 'e',
            'í' | 'Í' | 'ì' | 'Ì' | 'ï' | 'Ï' | 'î' | 'Î' => 'i',
            'ó' | 'Ó' | 'ò' | 'Ò' | 'ö' | 'Ö' | 'ô' | 'Ô' => 'o',
            'ú' | 'Ú' | 'ù' | 'Ù' | 'ü' | 'Ü' | 'û' | 'Û' => 'u',
            'ñ' | 'Ñ' => 'n',
            'ç' | 'Ç' => 'c',
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{b4}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' => '"',
            _ => '\0',
        };
        if comun != '\0' {
            self.push(comun, desde);
            return;
        }
        for d in std::iter::once(c).nfkd() {
            if unicode_normalization::char::is_combining_mark(d) {
                continue;
            }
            let mut escrito = false;
            for m in d.to_lowercase() {
                if m.is_ascii_graphic() {
                    self.push(m, desde);
                    escrito = true;
                }
            }
            if !escrito {
                self.push(if d.is_alphanumeric() { '_' } else { '?' }, desde);
            }
        }
    }
}

/// Offsets fit in 32 bits: a cell holds at most 64 KiB. Longer texts saturate instead of failing.
fn corto(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Control, bidirectional, zero-width and soft-hyphen characters: nobody sees them, so no rule may depend on them.
#[must_use]
pub fn es_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{61c}')
        || unicode_normalization::char::is_combining_mark(c)
}

/// Folds `t` and trims it: two texts with the same result differ only in accents, case, blanks or invisible characters.
#[must_use]
pub fn plegar(t: &str) -> String {
    Plegado::new(t).texto.trim().to_owned()
}

/// Composes to NFC: what is stored and shown.
#[must_use]
pub fn nfc(t: &str) -> String {
    t.nfc().collect()
}

/// Words only, folded, one space apart: punctuation and the number or bullet at the start do not count.
///
/// ```
/// use dominio::texto::normalizar;
/// assert_eq!(normalizar("3.- Fotocopia  del «DPI»."), "fotocopia del dpi");
/// assert_eq!(normalizar("2 fotografías"), "2 fotografias", "a number without a mark is part of the text");
/// ```
#[must_use]
pub fn normalizar(t: &str) -> String {
    let plegado = Plegado::new(t);
    let mut fuera = String::with_capacity(plegado.as_str().len());
    for p in palabras_normales(plegado.as_str()) {
        if !fuera.is_empty() {
            fuera.push(' ');
        }
        fuera.push_str(p);
    }
    fuera
}

/// The words of [`normalizar`], out of a text already folded.
fn palabras_normales(plegado: &str) -> impl Iterator<Item = &str> {
    sin_numeracion(plegado).split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|p| !p.is_empty())
}

/// The text without «3.-», «12)» or «4-» at its start.
fn sin_numeracion(plegado: &str) -> &str {
    let t = plegado.trim_start();
    let sin_digitos = t.trim_start_matches(|c: char| c.is_ascii_digit());
    let digitos = t.len() - sin_digitos.len();
    if (1..=2).contains(&digitos)
        && sin_digitos.starts_with(['.', ')', '-'])
        && !sin_digitos.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
    {
        sin_digitos
    } else {
        t
    }
}

/// `huella(&normalizar(t))` of a text already folded, without building the string.
#[must_use]
pub fn huella_normal(plegado: &Plegado) -> u64 {
    let mut h = FNV_BASE;
    for (i, p) in palabras_normales(plegado.as_str()).enumerate() {
        if i > 0 {
            h = fnv(h, b' ');
        }
        h = p.bytes().fold(h, fnv);
    }
    h
}

const FNV_BASE: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(h: u64, b: u8) -> u64 {
    (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
}

/// FNV-1a of 64 bits: a stable name for a text, the same on every machine. Not a defence against forgery.
#[must_use]
pub fn huella(t: &str) -> u64 {
    t.bytes().fold(FNV_BASE, fnv)
}
