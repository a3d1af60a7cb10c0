//! What was done, by whom and when.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ValorDto;

/// Names one cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PorCelda {
    /// Entity.
    pub entidad: String,
    /// Field.
    pub campo: String,
}

/// One past value of a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VersionDeCelda {
    /// Field.
    pub campo: String,
    /// Entity.
    pub entidad: String,
    /// Value before (of the first padre).
    pub antes: ValorDto,
    /// Value written.
    pub despues: ValorDto,
    /// Person, or «sin nombre».
    pub quien: String,
    /// Moment, RFC 3339 UTC.
    pub cuando: String,
    /// Reason.
    pub motivo: String,
    /// Phrase of the operation.
    pub operacion: String,
}

/// Pages the history of the whole file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListarHistorial {
    /// First, from 0 (newest).
    pub desde: u32,
    /// At most 500; 0 = 100.
    pub cuantos: u32,
}

/// One operation of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OperacionDto {
    /// Number in this file.
    pub n: u64,
    /// «Cambió un dato de la ficha».
    pub frase: String,
    /// Trámite it touched, if one.
    pub tramite: Option<String>,
    /// Its name.
    pub tramite_nombre: Option<String>,
    /// Cells written.
    pub celdas: u32,
    /// Who.
    pub quien: String,
    /// When, RFC 3339 UTC.
    pub cuando: String,
    /// Reason.
    pub motivo: String,
    /// Undone by a later operation.
    pub deshecha: bool,
}

/// A page of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PaginaHistorial {
    /// All operations.
    pub total: u64,
    /// Newest first.
    pub operaciones: Vec<OperacionDto>,
}
