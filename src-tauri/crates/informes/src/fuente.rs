//! The embedded fonts and their measures.
//!
//! Three static Latin cuts of Public Sans (SIL OFL), 1000 units an em, all digits of equal width.
//! How they were made is in `fuentes/LEEME.md`.

use std::collections::HashMap;
use std::sync::OnceLock;

use ttf_parser::{Face, GlyphId};

use crate::FallaDeInforme;

/// Weight of the letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Peso {
    /// 400.
    #[default]
    Normal,
    /// 600.
    Medio,
    /// 700.
    Fuerte,
}

impl Peso {
    /// All three, in order.
    pub const TODOS: [Peso; 3] = [Peso::Normal, Peso::Medio, Peso::Fuerte];

    /// 400, 600 or 700.
    #[must_use]
    pub const fn valor(self) -> u16 {
        match self {
            Peso::Normal => 400,
            Peso::Medio => 600,
            Peso::Fuerte => 700,
        }
    }

    /// PostScript name.
    #[must_use]
    pub const fn nombre(self) -> &'static str {
        match self {
            Peso::Normal => "PublicSans-Regular",
            Peso::Medio => "PublicSans-SemiBold",
            Peso::Fuerte => "PublicSans-Bold",
        }
    }

    /// The whole font file.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Peso::Normal => include_bytes!("../fuentes/PublicSans-Regular.ttf"),
            Peso::Medio => include_bytes!("../fuentes/PublicSans-SemiBold.ttf"),
            Peso::Fuerte => include_bytes!("../fuentes/PublicSans-Bold.ttf"),
        }
    }
}

/// Letters smaller than this are set without kerning: nobody sees it and the file is smaller.
const TAM_CON_KERNING: f32 = 11.0;

/// One weight, ready to measure.
#[derive(Debug)]
pub struct Fuente {
    glifos: Vec<u16>,
    /// By character, like `glifos`: the layout asks for millions of them.
    avances: Vec<u16>,
    /// The blank box's.
    avance_vacio: u16,
    pares: HashMap<(u16, u16), i16>,
}

/// The three weights.
#[derive(Debug)]
pub struct Fuentes {
    normal: Fuente,
    medio: Fuente,
    fuerte: Fuente,
}

/// One past the last character that the fonts may hold.
const FIN_DEL_MAPA: u32 = 0x2800;

impl Fuente {
    fn leer(peso: Peso) -> Option<Fuente> {
        let cara = Face::parse(peso.bytes(), 0).ok()?;
        if cara.units_per_em() != 1000 {
            return None;
        }
        let glifos: Vec<u16> = (0..FIN_DEL_MAPA).map(|c| char::from_u32(c).and_then(|c| cara.glyph_index(c)).map_or(0, |g| g.0)).collect();
        let avances = glifos.iter().map(|g| cara.glyph_hor_advance(GlyphId(*g)).unwrap_or(0)).collect();
        let avance_vacio = cara.glyph_hor_advance(GlyphId(0)).unwrap_or(0);
        let espacio = cara.glyph_index(' ')?.0;
        let mut pares = HashMap::new();
        for tabla in cara.tables().kern.into_iter().flat_map(|k| k.subtables) {
            if let ttf_parser::kern::Format::Format0(f) = tabla.format {
                for p in f.pairs {
                    let (a, b) = (p.left().0, p.right().0);
                    // Pairs with a space would make a line wider than the sum of its words.
                    if a != espacio && b != espacio {
                        pares.insert((a, b), p.value);
                    }
                }
            }
        }
        Some(Fuente { glifos, avances, avance_vacio, pares })
    }

    /// Glyph of a character; `None` = the font lacks it.
    #[must_use]
    pub fn glifo(&self, c: char) -> Option<u16> {
        let indice = usize::try_from(u32::from(c)).ok()?;
        self.glifos.get(indice).copied().filter(|g| *g != 0)
    }

    /// Advance of a character in thousandths of an em; the blank box's when it lacks it.
    #[must_use]
    pub fn avance(&self, c: char) -> u16 {
        self.avances.get(c as usize).copied().unwrap_or(self.avance_vacio)
    }

    /// How much nearer (negative) two characters are set, in thousandths of an em.
    #[must_use]
    pub fn par(&self, a: char, b: char) -> i16 {
        match (self.glifo(a), self.glifo(b)) {
            (Some(a), Some(b)) => self.pares.get(&(a, b)).copied().unwrap_or(0),
            _ => 0,
        }
    }
}

impl Fuentes {
    /// The fonts, read once.
    ///
    /// # Errors
    ///
    /// [`FallaDeInforme::Fuente`] names the one that cannot be read.
    pub fn leer() -> Result<&'static Fuentes, FallaDeInforme> {
        static LEIDAS: OnceLock<Result<Fuentes, FallaDeInforme>> = OnceLock::new();
        LEIDAS
            .get_or_init(|| {
                let una = |p: Peso| Fuente::leer(p).ok_or(FallaDeInforme::Fuente { nombre: p.nombre() });
                Ok(Fuentes { normal: una(Peso::Normal)?, medio: una(Peso::Medio)?, fuerte: una(Peso::Fuerte)? })
            })
            .as_ref()
            .map_err(Clone::clone)
    }

    /// One weight.
    #[must_use]
    pub const fn de(&self, peso: Peso) -> &Fuente {
        match peso {
            Peso::Normal => &self.normal,
            Peso::Medio => &self.medio,
            Peso::Fuerte => &self.fuerte,
        }
    }

    /// All weights have a glyph for it.
    #[must_use]
    pub fn tiene(&self, c: char) -> bool {
        Peso::TODOS.iter().all(|p| self.de(*p).glifo(c).is_some())
    }

    /// Width of a text in points.
    #[must_use]
    pub fn ancho(&self, texto: &str, peso: Peso, tam: f32) -> f32 {
        let f = self.de(peso);
        let mut milesimas: i32 = texto.chars().map(|c| i32::from(f.avance(c))).sum();
        if con_kerning(tam) {
            milesimas += texto.chars().zip(texto.chars().skip(1)).map(|(a, b)| i32::from(f.par(a, b))).sum::<i32>();
        }
        a_puntos(milesimas, tam)
    }
}

/// Letters of this size are kerned.
#[must_use]
pub fn con_kerning(tam: f32) -> bool {
    tam >= TAM_CON_KERNING
}

/// Thousandths of an em at a size, in points.
pub(crate) fn a_puntos(milesimas: i32, tam: f32) -> f32 {
    // A line of text is far below the 2²⁴ that f32 holds exactly.
    milesimas as f32 * tam / 1000.0
}

/// Height of the capitals, in ems.
pub const ALTO_DE_MAYUSCULA: f32 = 0.723;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn todas_las_cifras_ocupan_lo_mismo() {
        let fuentes = Fuentes::leer().unwrap();
        for peso in Peso::TODOS {
            let anchos: Vec<u16> = ('0'..='9').map(|c| fuentes.de(peso).avance(c)).collect();
            assert!(anchos.windows(2).all(|p| p[0] == p[1]), "{peso:?}: columns of figures must line up, {anchos:?}");
        }
    }

    #[test]
    fn every_sign_that_reports_use_has_a_glyph_in_every_weight() {
        let fuentes = Fuentes::leer().unwrap();
        let signos = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»—–…•→←↑↓≥≤≠×·°ªº‘’“”€$%§©®✓✗○●□■▪▲▼►─±½¼¾²³/\\|@#&*()[]{}<>_^~`'\"";
        let abc = ('a'..='z').chain('A'..='Z').chain('0'..='9').chain(['\u{a0}', ' ', '-', '.', ',', ';', ':', '!', '?']);
        for c in signos.chars().chain(abc) {
            assert!(fuentes.tiene(c), "no glyph for {c:?}, U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn one_glyph_stands_for_one_character_of_what_is_printed() {
        // Otherwise the text copied out of the PDF would be another character.
        let fuentes = Fuentes::leer().unwrap();
        let mut dueno: HashMap<u16, char> = HashMap::new();
        for c in (0x20..FIN_DEL_MAPA).filter_map(char::from_u32).filter(|c| *c != '\u{a0}') {
            if crate::texto::imprimible(&c.to_string(), fuentes) == c.to_string()
                && let Some(g) = fuentes.de(Peso::Normal).glifo(c)
                && let Some(otro) = dueno.insert(g, c)
            {
                panic!("{otro:?} (U+{:04X}) and {c:?} (U+{:04X}) share the glyph {g}", u32::from(otro), u32::from(c));
            }
        }
    }

    #[test]
    fn large_letters_are_kerned_and_small_ones_are_not() {
        let fuentes = Fuentes::leer().unwrap();
        let suelto = |t: &str, tam: f32| t.chars().map(|c| fuentes.ancho(&c.to_string(), Peso::Fuerte, tam)).sum::<f32>();
        assert!(fuentes.ancho("Tramo AV", Peso::Fuerte, 26.0) < suelto("Tramo AV", 26.0) - 0.5, "titles pull T and r together");
        assert!((fuentes.ancho("Tramo AV", Peso::Fuerte, 8.0) - suelto("Tramo AV", 8.0)).abs() < 0.01);
    }
}
