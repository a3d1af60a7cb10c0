//! Text as HTML: escaped, with its voices, its remarks and its links.

use std::fmt::Write as _;

use super::Pagina;
use crate::texto::{Texto, Voz};

/// A character that says nothing or that turns the reading order around: it is shown by its number.
const fn oculto(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

/// The text with nothing that could be markup, nor hide.
pub(super) fn escapar(texto: &str) -> String {
    let mut s = String::with_capacity(texto.len());
    for c in texto.chars() {
        match c {
            '&' => s.push_str("&amp;"),
            '<' => s.push_str("&lt;"),
            '>' => s.push_str("&gt;"),
            '"' => s.push_str("&quot;"),
            '\'' => s.push_str("&#39;"),
            '\r' => {}
            c if oculto(c) => {
                // Writing to a String never fails.
                let _ = write!(s, "[U+{:04X}]", u32::from(c));
            }
            c => s.push(c),
        }
    }
    s
}

/// The name of a place as an identifier: letters, digits and hyphens, whatever was written.
pub(super) fn ficha_de_enlace(nombre: &str) -> String {
    let mut s = String::from("d-");
    for c in nombre.chars() {
        if c.is_ascii_alphanumeric() {
            s.push(c);
        } else {
            let _ = write!(s, "-{:x}", u32::from(c));
        }
    }
    s
}

impl Pagina {
    /// The text with its voices; line feeds are line breaks.
    pub(super) fn texto(&mut self, texto: &Texto) -> String {
        let mut s = String::new();
        for t in &texto.0 {
            let dicho = escapar(&t.texto).replace('\n', "<br>");
            let dicho = match &t.enlace {
                Some(e) => format!("<a href=\"#{}\">{dicho}</a>", ficha_de_enlace(e)),
                None => dicho,
            };
            match t.voz {
                _ if dicho.is_empty() => {}
                Voz::Normal => s.push_str(&dicho),
                Voz::Fuerte => {
                    let _ = write!(s, "<strong>{dicho}</strong>");
                }
                Voz::Tenue => {
                    let _ = write!(s, "<span class=\"tenue\">{dicho}</span>");
                }
            }
            if let Some(nota) = &t.nota {
                let lugar = self.notas.iter().position(|n| n == nota);
                let n = lugar.unwrap_or(self.notas.len()) + 1;
                // Only the first mark of a remark is where its way back leads.
                let id = if lugar.is_none() { format!(" id=\"ref{n}\"") } else { String::new() };
                if lugar.is_none() {
                    self.notas.push(nota.clone());
                }
                let _ = write!(s, "<sup><a{id} href=\"#nota{n}\" aria-label=\"Nota {n}\">{n}</a></sup>");
            }
        }
        s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_person_wrote_is_markup() {
        assert_eq!(escapar("<b a=\"1\">&'\0\u{202e}ñ 👍"), "&lt;b a=&quot;1&quot;&gt;&amp;&#39;[U+0000][U+202E]ñ 👍");
        assert_eq!(ficha_de_enlace("Anexo <1>"), "d-Anexo-20-3c1-3e");
    }
}
