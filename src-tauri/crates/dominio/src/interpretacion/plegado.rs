//! Folding for matching: one ASCII byte per character, so that a position in the folded text is
//! the position of a character of the original.

/// A text folded to lower-case ASCII beside the byte offsets of its characters.
pub(super) struct Plegado<'a> {
    original: &'a str,
    /// Folded text; byte `i` stands for the character `i` of the original.
    pub(super) llano: String,
    inicios: Vec<u32>,
}

impl<'a> Plegado<'a> {
    pub(super) fn nuevo(original: &'a str) -> Plegado<'a> {
        let mut llano = String::with_capacity(original.len());
        let mut inicios = Vec::with_capacity(original.len() + 1);
        for (i, c) in original.char_indices() {
            inicios.push(u32::try_from(i).unwrap_or(u32::MAX));
            llano.push(llana(c));
        }
        inicios.push(u32::try_from(original.len()).unwrap_or(u32::MAX));
        Plegado { original, llano, inicios }
    }

    /// The original text between two positions of the folded one.
    pub(super) fn tramo(&self, desde: usize, hasta: usize) -> &'a str {
        let (Some(a), Some(b)) = (self.inicios.get(desde), self.inicios.get(hasta)) else { return "" };
        self.original.get(*a as usize..*b as usize).unwrap_or("")
    }

    pub(super) fn largo(&self) -> usize {
        self.llano.len()
    }
}

/// The character without accent or case, as ASCII; `\u{1}` stands for anything else.
pub(super) fn llana(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\t' => ' ',
        _ if c.is_ascii() => c,
        'á' | 'à' | 'ä' | 'â' | 'ã' | 'Á' | 'À' | 'Ä' | 'Â' | 'Ã' => 'a',
        'é' | 'è' | 'ë' | 'ê' | 'É' | 'È' | 'Ë' | 'Ê' => 'e',
        'í' | 'ì' | 'ï' | 'î' | 'Í' | 'Ì' | 'Ï' | 'Î' => 'i',
        'ó' | 'ò' | 'ö' | 'ô' | 'õ' | 'Ó' | 'Ò' | 'Ö' | 'Ô' | 'Õ' => 'o',
        'ú' | 'ù' | 'ü' | 'û' | 'Ú' | 'Ù' | 'Ü' | 'Û' => 'u',
        'ñ' | 'Ñ' => 'n',
        'ç' | 'Ç' => 'c',
        '–' | '—' | '─' | '−' | '‐' | '‑' | '―' | '━' => '-',
        '“' | '”' | '«' | '»' | '„' => '"',
        '‘' | '’' | '´' => '\'',
        '°' | 'º' => 'o',
        'ª' => 'a',
        _ if super::es_blanco(c) => ' ',
        _ => '\u{1}',
    }
}

/// The text in lower-case ASCII without accents, with one space for each run of blanks.
#[must_use]
pub fn plegar(texto: &str) -> String {
    let mut salida = String::with_capacity(texto.len());
    for c in texto.chars() {
        let l = llana(c);
        if l == ' ' || l == '\n' || l == '\r' {
            if !salida.is_empty() && !salida.ends_with(' ') {
                salida.push(' ');
            }
        } else {
            salida.push(l);
        }
    }
    if salida.ends_with(' ') {
        salida.pop();
    }
    salida
}
