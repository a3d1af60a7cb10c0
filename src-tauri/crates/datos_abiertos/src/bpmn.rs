//! BPMN 2.0: the diagrams of other programs, read, counted, drawn and made pasos; ours, written.
//!
//! ```text
//! bytes ──Documento::leer──▶ Documento ──contar──▶ what `bpmn ver` says
//!                               ├──a_grafo──▶ dominio's Grafo, drawn with our own layout
//!                               └──a_pasos──▶ rows of pasos, and what had no place in them
//! Ficha, version ──escribir──▶ bytes that any reader of BPMN opens, and that come back as the same pasos
//! ```
//!
//! The bytes come from strangers: [`Documento::leer`] refuses what could surprise, with line and column, and
//! its time follows the size of the file. What a file says wrong (dangling arrows, repeated ids) is a
//! finding and never a crash.
//!
//! Callers: `casos` (import, export, drawing), through which the doors go.

mod actores;
mod codificacion;
mod contar;
mod documento;
mod duracion;
mod escribir;
mod falla;
mod grafo;
mod modelo;
mod pasos;
mod propio;
mod recorrido;
mod vocabulario;
mod xml;

pub use codificacion::Codificacion;
pub use contar::{AvisoDeBpmn, Cuenta, NoReconocido, contar};
pub use documento::{Documento, LimitesDeBpmn};
pub use escribir::{PorEscribir, RutaDibujada, con_uniones, escribir, escribir_ficha};
pub use falla::{CausaDeBpmn, FallaDeBpmn, Lugar};
pub use grafo::a_grafo;
pub use pasos::{PasosDeBpmn, a_pasos};

/// Namespace of our own data inside `extensionElements`.
pub const DLG: &str = "urn:x-diligencia:gt:bpmn/1";
