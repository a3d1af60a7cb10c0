//! The diagram of a procedure, drawn from its table of pasos.
//!
//! ```text
//! Ruta ──desde_pasos──▶ Grafo ──trazado::trazar──▶ Trazado ──▶ SVG on screen, vectors in the PDF, BPMN DI
//!                         └────texto::ruta──────▶ the same, read aloud
//! ```
//!
//! Nobody draws: the table is the editor, and the same table gives the same picture everywhere.

pub mod desde_pasos;
pub mod grafo;
pub mod texto;
pub mod trazado;

pub use grafo::{Arista, Carril, ClaseDeCarril, ClaseDeNodo, Grafo, Marca, Nodo};
pub use trazado::{Caja, Punto, Rotulo, Trazado, Trazo};
