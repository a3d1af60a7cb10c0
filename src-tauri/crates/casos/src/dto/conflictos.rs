//! Requests and results of the cells that wait for a person to choose a value.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ValorDto;

/// Which conflicts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct PedirConflictos {
    /// Code or acronym; null in GAE's file: of every institution.
    pub institucion: Option<String>,
    /// Only those of this round of prioritisation.
    pub ronda: Option<String>,
    /// Only those of this trámite and its rows.
    pub tramite: Option<String>,
}

/// A cell with two or more different values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ConflictoDto {
    /// Entity.
    pub entidad: String,
    /// Class, without the prefix of GAE's copies.
    pub clase: String,
    /// Field; `borrado` when one person retired the row and another changed it.
    pub campo: String,
    /// Label of the field.
    pub etiqueta: String,
    /// Of what, in words: «Demanda», «Ana López, MARN-0001»; empty when the label says it all.
    pub donde: String,
    /// Where it is in its round; null when it is of no round.
    pub lugar: Option<LugarEnRonda>,
    /// Every value, the one that screens show meanwhile first.
    pub valores: Vec<ValorEnDuda>,
    /// What the first of them wrote over; null: nothing.
    pub antes: ValorDto,
    /// This file may decide it.
    pub propio: bool,
}

/// Where a cell is in its round; what does not apply is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LugarEnRonda {
    /// Entity of the round.
    pub ronda: String,
    /// Code of the criterion, the first of the two in a comparison.
    pub criterio: String,
    /// Code of the second criterion.
    pub segundo: String,
    /// Entity of the person.
    pub votante: String,
    /// Entity of the trámite.
    pub tramite: String,
}

/// One of the values of a cell in conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ValorEnDuda {
    /// The value.
    pub valor: ValorDto,
    /// Person, or «sin nombre».
    pub quien: String,
    /// Moment, RFC 3339 UTC.
    pub cuando: String,
    /// What was said when it was written; the reason of a note.
    pub motivo: String,
    /// Written on this computer.
    pub de_aqui: bool,
    /// The one that screens show meanwhile.
    pub mostrado: bool,
}

/// Chooses a value over all the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResolverConflicto {
    /// Entity.
    pub entidad: String,
    /// Field.
    pub campo: String,
    /// One of the values, the one of before, or another that the field admits. For `borrado`, true retires.
    pub valor: ValorDto,
    /// Why; at least ten letters.
    pub motivo: String,
}
