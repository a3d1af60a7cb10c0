//! Writing cells and rows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ValorDto;

/// One save: cells of one trámite (or member, document…), one asiento.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuardarCeldas {
    /// The cells, 1 to 2,000.
    pub celdas: Vec<CeldaNueva>,
    /// Reason; may be empty.
    pub motivo: String,
}

/// One cell to write.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CeldaNueva {
    /// Entity.
    pub entidad: String,
    /// Field.
    pub campo: String,
    /// New value. Text of a list is its identifier; text for whole numbers and money is refused.
    pub valor: ValorDto,
    /// Heads that the screen showed (empty for an empty cell).
    pub padres: Vec<String>,
}

/// Adds rows to a trámite or to the committee (typed or pasted): one asiento.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgregarFilas {
    /// Parent: the trámite (or requisito for its own base legal); null for `integrante`, `documento_conformacion`.
    pub padre: Option<String>,
    /// Class without prefix: `requisito`, `paso`, `base_legal`, `tiempo`, `volumen`, `integrante`, `documento_conformacion`.
    pub clase: String,
    /// Insert after this sibling; null = at the end.
    pub despues_de: Option<String>,
    /// Cells of each row, 1 to 500 rows.
    pub filas: Vec<BTreeMap<String, ValorDto>>,
}

/// Moves one row among its siblings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoverFila {
    /// The row.
    pub id: String,
    /// After this sibling; null = first.
    pub despues_de: Option<String>,
}

/// Retires rows (or whole trámites): reversible, with a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RetirarFilas {
    /// Which.
    pub ids: Vec<String>,
    /// At least 10 characters.
    pub motivo: String,
}

/// A trámite typed by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CrearTramite {
    /// Name, at least 5 letters.
    pub nombre: String,
    /// Code; null = the next free one.
    pub codigo: Option<String>,
    /// UUID, codigo or sigla; only GAE.
    pub institucion: Option<String>,
}

/// Names what a write made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Creados {
    /// UUIDs, in order.
    pub ids: Vec<String>,
}

/// Text being typed, kept against a crash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuardarBorrador {
    /// `entidad.campo`.
    pub clave: String,
    /// The text; null discards it.
    pub texto: Option<String>,
}

/// Drafts that a crash left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BorradorDto {
    /// `entidad.campo`.
    pub clave: String,
    /// The text.
    pub texto: String,
    /// Moment.
    pub cuando: String,
}
