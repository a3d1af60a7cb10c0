//! Requests and results of the methods used with the numbers of the person, without any trámite.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// A method and its input, as `metodos.md` §3 writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirCalculo {
    /// `pareto`, `ahp`, …
    pub metodo: String,
    /// Its object; numbers that are not counts are texts.
    #[ts(type = "unknown")]
    pub entrada: Value,
}

/// The result of a method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CalculoDto {
    /// Its object, with the explanation that stands beside the figures.
    #[ts(type = "unknown")]
    pub resultado: Value,
}

/// A worked example that people may load.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EjemploDeMetodo {
    /// Which method.
    pub metodo: String,
    /// What it shows.
    pub titulo: String,
    /// Where its numbers come from.
    pub fuente: String,
    /// The input.
    #[ts(type = "unknown")]
    pub entrada: Value,
}
