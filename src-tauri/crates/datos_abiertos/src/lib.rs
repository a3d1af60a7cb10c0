//! Foreign and open formats: bytes in, rows out.
//!
//! Owns the reading of the national catalogue's public exports (CSV and JSON, the shapes A–F of
//! `dominio.md` §4.6) and the undoing of HTML. It refuses to know about files, the store or who is
//! importing: bytes arrive as a slice, and what comes out is data.
//!
//! The way through:
//!
//! ```text
//! bytes ──catalogo::leer──▶ Lectura { filas: [FilaDelCatalogo], rechazadas } ──catalogo::interpretar──▶ TramiteImportado
//! ```
//!
//! [`catalogo::leer`] finds out encoding, delimiter and shape, and keeps every character of every
//! field; a record that cannot be read is a rejected row with its reason, and the counts add up.
//! [`catalogo::interpretar`] is pure and independent for each row, so a caller may spread the rows
//! over threads. What it does not understand it leaves whole, with a flag and a sentence in
//! Spanish for a person.
//!
//! [`diagrama_svg::escribir`] gives a diagram as a drawing that any browser opens.
//!
//! Callers: `casos` (import), through which the doors go.

pub mod bpmn;
pub mod catalogo;
pub mod diagrama_svg;
pub mod html;
pub mod libro;
pub mod sueltas;
pub mod tablas;
