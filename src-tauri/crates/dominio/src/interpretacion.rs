//! Reading of the free texts of the national catalogue (`dominio.md` §4): lists of steps and
//! requirements become rows, times and fees become typed values, citations become norms.
//!
//! Everything here is deterministic and pure. What is not understood is kept whole and marked,
//! never dropped and never guessed. HTML is turned into [`Linea`]s elsewhere, because the rules
//! of a list do not depend on how its text was marked up.

pub mod banderas;
pub mod costos;
pub mod listas;
mod marcas;
pub mod normas;
pub mod pasos;
mod plegado;
pub mod requisitos;
pub mod tiempos;

pub use plegado::plegar;

/// One line of a text after its markup was undone: a paragraph, a `<br>` line or a list item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linea {
    /// Text with entities undone and spacing as written (runs of blanks tell items apart).
    pub texto: String,
    /// Set on the first line of a `<li>`: what its list says of it.
    pub item: Option<Item>,
    /// Depth of lists that enclose the line: 0 outside any list.
    pub profundidad: u8,
    /// Addresses of the links of the line, kept aside.
    pub enlaces: Vec<String>,
}

/// What an HTML list says of one of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Nesting, 0 for the outermost list.
    pub nivel: u8,
    /// Number in an ordered list, honouring `start` and `value`; `None` in a list of bullets.
    pub ordinal: Option<u32>,
}

impl Linea {
    /// A line outside any list.
    #[must_use]
    pub fn simple(texto: &str) -> Linea {
        Linea { texto: texto.to_owned(), ..Linea::default() }
    }

    /// Lines of a text without markup.
    #[must_use]
    pub fn de_texto(texto: &str) -> Vec<Linea> {
        texto.lines().filter(|l| !esta_en_blanco(l)).map(Linea::simple).collect()
    }
}

/// True for blanks, non-breaking spaces and zero-width marks.
#[must_use]
pub fn es_blanco(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// True when nothing but blanks is in the text.
#[must_use]
pub fn esta_en_blanco(texto: &str) -> bool {
    texto.chars().all(es_blanco)
}

/// The text without blanks at its ends and with one space for each run of blanks.
#[must_use]
pub fn compactar(texto: &str) -> String {
    let mut salida = String::with_capacity(texto.len());
    let mut pendiente = false;
    for c in texto.chars() {
        if es_blanco(c) {
            pendiente = !salida.is_empty();
        } else {
            if pendiente {
                salida.push(' ');
                pendiente = false;
            }
            salida.push(c);
        }
    }
    salida
}

/// Texts that people write to fill a field they cannot leave empty: «Pendiente», «....», «-».
#[must_use]
pub fn es_relleno(texto: &str) -> bool {
    if texto.chars().filter(|c| c.is_alphanumeric()).take(24).count() == 24 {
        return false;
    }
    let llano: String = compactar(texto).chars().filter(|c| c.is_alphanumeric() || *c == ' ').map(plegado::llana).collect();
    let llano = llano.trim();
    llano.is_empty() && !esta_en_blanco(texto)
        || matches!(llano, "pendiente" | "por definir" | "sin informacion" | "x" | "xx" | "xxx" | "xxxx" | "prueba" | "test" | "sd" | "nd")
}

#[cfg(test)]
mod pruebas {
    use super::*;

    #[test]
    fn los_rellenos_conocidos_se_reconocen() {
        for t in ["Pendiente", "....", "..", ".", "PENDIENTE.", " - ", "…"] {
            assert!(es_relleno(t), "{t:?}");
        }
        for t in ["", "  ", "4", "Formulario", "10 días"] {
            assert!(!es_relleno(t), "{t:?}");
        }
    }

    #[test]
    fn compactar_deja_un_solo_espacio() {
        assert_eq!(compactar("\u{a0} a\t\u{200b}b \n"), "a b");
    }
}
