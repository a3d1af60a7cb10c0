//! The small parts that every report is made of.

use crate::modelo::{Bloque, Celda, EstiloDeParrafo};
use crate::texto::Texto;

/// A heading of level 1, with a short name for the bookmark.
pub(crate) fn titulo(texto: impl Into<String>, marcador: &str) -> Bloque {
    Bloque::Titulo { nivel: 1, texto: texto.into(), marcador: Some(marcador.to_owned()) }
}

/// Body text.
pub(crate) fn parrafo(texto: impl Into<Texto>) -> Bloque {
    Bloque::Parrafo { texto: texto.into(), estilo: EstiloDeParrafo::Normal }
}

/// Small print.
pub(crate) fn menor(texto: impl Into<Texto>) -> Bloque {
    Bloque::Parrafo { texto: texto.into(), estilo: EstiloDeParrafo::Menor }
}

/// The text, or a dash: an empty cell could be a mistake of the paper.
pub(crate) fn o_raya(texto: &str) -> Celda {
    if texto.trim().is_empty() { Celda::from(Texto::default().tenue("—")) } else { Celda::from(texto) }
}
