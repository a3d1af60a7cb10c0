//! The rules of the simplification of trámites, with no idea of files, windows or clocks.
//!
//! It owns the vocabulary of Decreto 5-2021 as types, the state machines, the findings R1–R15,
//! the completeness of a ficha, the progress of the phases and the reading of free texts of the
//! national catalogue. It refuses to know about SQLite, Tauri, keys or the present moment: time
//! and identifiers arrive as arguments.
//!
//! Callers: `almacen` (projections), `informes`, `datos_abiertos` and `casos`.

pub mod avance;
pub mod calendario;
pub mod campos;
pub mod cerrado;
pub mod comite;
pub mod completitud;
pub mod costos;
pub mod dato;
pub mod diagrama;
pub mod duplicados;
pub mod escritura;
pub mod fase;
pub mod ficha;
pub mod formato;
pub mod instituciones;
pub mod interpretacion;
pub mod metodos;
pub mod priorizacion;
pub mod razon;
pub mod rediseno;
pub mod reglas;
pub mod tablero;
pub mod territorio;
pub mod texto;
pub mod tramite_estado;

pub use dato::Dato;
pub use ficha::{BaseLegal, Entidad, Ficha, Paso, Requisito, Tiempo, Tramite};
pub use razon::Razon;
