//! What the layout draws on.
//!
//! Origin at the top left of the page, `y` grows downwards, points (1/72 inch). The PDF turns it
//! over; the recorder keeps it as is.

use crate::color::Color;
use crate::fuente::Peso;
use crate::imagen::Imagen;

/// One mark of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Marca {
    /// A run of text on its baseline.
    Texto(TextoPuesto),
    /// A filled or outlined rectangle.
    Rectangulo {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        ancho: f32,
        /// Height.
        alto: f32,
        /// Fill.
        relleno: Option<Color>,
        /// Outline and its thickness.
        borde: Option<(Color, f32)>,
    },
    /// A line.
    Linea {
        /// From.
        desde: (f32, f32),
        /// To.
        hasta: (f32, f32),
        /// Colour.
        color: Color,
        /// Thickness.
        grosor: f32,
    },
    /// A closed, filled polygon.
    Poligono {
        /// Corners.
        puntos: Vec<(f32, f32)>,
        /// Fill.
        relleno: Color,
    },
    /// A picture.
    Imagen {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        ancho: f32,
        /// Height.
        alto: f32,
        /// What is drawn.
        imagen: Imagen,
    },
    /// A place that leads to another of the same document. Nothing is drawn.
    Enlace {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        ancho: f32,
        /// Height.
        alto: f32,
        /// Where it leads.
        destino: Destino,
    },
}

/// A place inside the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Destino {
    /// What it is called while pages are filled: the name of a block, or `titulo·n` for the heading *n* from 0.
    pub nombre: String,
    /// Page, from 1.
    pub pagina: usize,
    /// Height on that page.
    pub y: f32,
}

/// A run of text in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct TextoPuesto {
    /// Left.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Size.
    pub tam: f32,
    /// Weight.
    pub peso: Peso,
    /// Colour.
    pub color: Color,
    /// Width by the font's own advances.
    pub ancho: f32,
    /// The text; every character has a glyph.
    pub texto: String,
}

/// One page of marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pagina {
    /// Width.
    pub ancho: f32,
    /// Height.
    pub alto: f32,
    /// In drawing order.
    pub marcas: Vec<Marca>,
}

/// A bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marcador {
    /// Title.
    pub titulo: String,
    /// 1 or 2.
    pub nivel: u8,
    /// Page, from 1.
    pub pagina: usize,
}

/// A document laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Maquetado {
    /// The pages.
    pub paginas: Vec<Pagina>,
    /// The bookmarks, in reading order.
    pub marcadores: Vec<Marcador>,
}

/// What pages are drawn on.
pub trait Lienzo {
    /// A new page of this size; later marks fall on it.
    fn pagina(&mut self, ancho: f32, alto: f32);
    /// One mark on the current page.
    fn marca(&mut self, marca: &Marca);
}

/// A canvas that only remembers: tests and the preview read it.
#[derive(Debug, Default)]
pub struct Grabador {
    /// What was drawn.
    pub paginas: Vec<Pagina>,
}

impl Lienzo for Grabador {
    fn pagina(&mut self, ancho: f32, alto: f32) {
        self.paginas.push(Pagina { ancho, alto, marcas: Vec::new() });
    }

    fn marca(&mut self, marca: &Marca) {
        if let Some(p) = self.paginas.last_mut() {
            p.marcas.push(marca.clone());
        }
    }
}

impl Maquetado {
    /// Draws all pages on a canvas.
    pub fn pintar(&self, lienzo: &mut impl Lienzo) {
        for p in &self.paginas {
            lienzo.pagina(p.ancho, p.alto);
            for m in &p.marcas {
                lienzo.marca(m);
            }
        }
    }
}

impl Pagina {
    /// The text of the page, a run a line, in drawing order.
    #[must_use]
    pub fn texto(&self) -> String {
        let mut salida = String::new();
        for m in &self.marcas {
            if let Marca::Texto(t) = m {
                salida.push_str(&t.texto);
                salida.push('\n');
            }
        }
        salida
    }
}
