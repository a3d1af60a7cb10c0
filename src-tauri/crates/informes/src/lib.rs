//! Paper: a document with meaning, its layout, its charts and its PDF.
//!
//! A report is a [`modelo::Documento`]: titles, paragraphs, tables and figures that know what they
//! are. [`maquetacion`] turns it into pages of positioned marks with the real advances of the
//! embedded fonts; [`lienzo::Lienzo`] is what those marks are drawn on. Two canvases implement it:
//! the PDF ([`exportar_pdf`]) and a recorder ([`previsualizar`]), so the screen and the tests see
//! exactly what is printed.
//!
//! It owns typography, pagination and the wording of the reports. It computes no figure: figures
//! arrive counted, each with its base, in structs such as [`avance::CifrasDeAvance`]. It refuses
//! clocks and randomness: equal figures give equal bytes. It never writes files.
//!
//! Callers: `casos` (preview and export). Known limit: the PDF carries no structure tree, so no
//! PDF/UA or PDF/A is claimed.

pub mod acta;
pub mod avance;
pub mod calculos;
pub mod color;
pub mod consolidado;
pub mod diagrama;
pub mod falla;
pub mod ficha;
pub mod fuente;
pub mod grafico;
pub mod html;
mod huella;
pub mod imagen;
pub mod lienzo;
pub mod maquetacion;
pub mod modelo;
pub mod palabras;
mod pdf;
mod piezas;
pub mod priorizacion;
pub mod qr;
pub mod rediseno;
mod subconjunto;
pub mod tablas;
pub mod texto;
mod unidas;

pub use avance::{CifrasDeAvance, cifras_sha256};
pub use falla::FallaDeInforme;
pub use lienzo::{Maquetado, Marca, Marcador, Pagina};
pub use modelo::Documento;
pub use pdf::{Pdf, Progreso, exportar_pdf, imprimir};

/// The pages of a document as they will be printed, for the screen and for tests.
///
/// # Errors
///
/// [`FallaDeInforme::Fuente`] if an embedded font cannot be read (a broken build, never the data).
pub fn previsualizar(documento: &Documento) -> Result<Maquetado, FallaDeInforme> {
    maquetacion::maquetar(documento)
}
