//! What crosses the boundary, in both directions: requests and results of every command.
//!
//! Each type exports its TypeScript twin to `ui/src/puente/generado/` (`make tipos`). Requests use
//! `deny_unknown_fields`; identifiers are text; money is whole centavos; a percentage is always a
//! [`RazonDto`] with its rule and cut-off; moments are RFC 3339 in UTC.

use dominio::Dato;
pub use dominio::fase::{EstadoFase, Fase};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod bpmn;
mod conflictos;
mod costos;
mod escritura;
mod historial;
mod importacion;
mod informes;
mod instalacion;
mod inventario;
mod metodos;
mod normas;
mod priorizacion;
mod recorrido;
mod rediseno;
mod respaldos;
mod revision;
mod tablero;
mod tramites;
mod verificacion;

pub use bpmn::*;
pub use conflictos::*;
pub use costos::*;
pub use escritura::*;
pub use historial::*;
pub use importacion::*;
pub use informes::*;
pub use instalacion::*;
pub use inventario::*;
pub use metodos::*;
pub use normas::*;
pub use priorizacion::*;
pub use recorrido::*;
pub use rediseno::*;
pub use respaldos::*;
pub use revision::*;
pub use tablero::*;
pub use tramites::*;
pub use verificacion::*;

/// A stored value as JSON: null, boolean, integer or text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "null | boolean | number | string")]
#[serde(transparent)]
pub struct ValorDto(pub Dato);

/// Request without arguments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nada {}

/// Result of a write: the value, what changed, and what the person reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Hecho<T> {
    /// Result of the verb.
    pub valor: T,
    /// What the screen must read again.
    pub cambios: Vec<CambioDto>,
    /// Moment of the save, RFC 3339 UTC; null when nothing had to be written.
    pub guardado: Option<String>,
    /// Phrase of what «Deshacer» would undo now; null when there is nothing.
    pub deshacer: Option<String>,
    /// Phrase of what «Rehacer» would redo now.
    pub rehacer: Option<String>,
}

/// One thing that changed: `tramite`, `fase`, `institucion`, `integrante`, `importacion`, `avance`, `hallazgo`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct CambioDto {
    /// Kind of thing.
    pub entidad: String,
    /// Which one; null when many.
    pub id: Option<String>,
}

/// A proportion that explains itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RazonDto {
    /// How many.
    pub numerador: u64,
    /// Out of how many.
    pub denominador: u64,
    /// What is counted, in Spanish.
    pub regla: String,
    /// Cut-off date, `AAAA-MM-DD`.
    pub corte: Option<String>,
    /// With one decimal, half-up, without the sign: `"89.4"`; null when the denominator is 0 (show «n/d»).
    pub porcentaje: Option<String>,
}

/// The error that every command may give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FallaDto {
    /// Closed list; the screen branches on it.
    pub codigo: crate::falla::CodigoFalla,
    /// Spanish sentence: what happened, what was kept, what to do.
    pub mensaje: String,
    /// One entry a field, in the order of the form.
    pub campos: Vec<FallaDeCampo>,
    /// Number to look up in the log file; only with `interno` and damage.
    pub incidente: Option<String>,
}

/// A message for one field. `campo` is `clase.campo`, or the argument's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FallaDeCampo {
    /// Which field.
    pub campo: String,
    /// What is wrong and what to do.
    pub mensaje: String,
}
