//! What the review of an inventory asks for: probable duplicates, two that are one, findings in bulk, their
//! trend, and the documents attached to a trámite.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConteoPorRegla, FilaTramite, RazonDto, Seccion, ValorDto};

/// Values that are each right and contradict one another: a warning beside a field, never a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdvertenciaDto {
    /// Entity.
    pub entidad: String,
    /// `tramite`, `requisito`, …
    pub clase: String,
    /// Field beside which it is shown.
    pub campo: String,
    /// Section where the field is.
    pub seccion: Seccion,
    /// Name of the field.
    pub etiqueta: String,
    /// What does not fit and what to do.
    pub mensaje: String,
}

/// A file attached to a trámite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdjuntoDto {
    /// Entity of class `adjunto`, for `abrir_adjunto` and `retirar_filas`.
    pub id: String,
    /// Name that people gave it.
    pub nombre: String,
    /// Media type recognised in its bytes.
    pub tipo: String,
    /// Size.
    pub bytes: u64,
}

/// Attaches a file that a person chose to a trámite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Adjuntar {
    /// UUID of the trámite.
    pub tramite: String,
    /// Id of the chosen file.
    pub archivo: String,
}

/// Two trámites of one institution whose names say the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ParejaDto {
    /// First by code.
    pub una: FilaTramite,
    /// Second.
    pub otra: FilaTramite,
    /// Words written the same out of all.
    pub parecido: RazonDto,
    /// The words are the same.
    pub mismo_nombre: bool,
}

/// Probable duplicates, the most alike first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ParejasDto {
    /// At most 200.
    pub parejas: Vec<ParejaDto>,
    /// There are more than those listed.
    pub hay_mas: bool,
    /// Pairs that somebody marked as different.
    pub distintas: u64,
}

/// Names two trámites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DosTramites {
    /// UUID.
    pub una: String,
    /// UUID.
    pub otra: String,
}

/// Records that two trámites that look alike are two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MarcarDistintos {
    /// UUID.
    pub una: String,
    /// UUID.
    pub otra: String,
    /// Why (10 characters).
    pub motivo: String,
}

/// A datum that both have, different.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DatoDistinto {
    /// Field of class `tramite`.
    pub campo: String,
    /// Its name on the form; the field itself when the form does not show it.
    pub etiqueta: String,
    /// Value of the first.
    pub de_una: ValorDto,
    /// Value of the second.
    pub de_otra: ValorDto,
}

/// Rows of one class in each of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilasDeAmbos {
    /// `requisito`, `paso`, …
    pub clase: String,
    /// Of the first.
    pub de_una: u32,
    /// Of the second.
    pub de_otra: u32,
    /// Of the second, with the same text as one of the first: they can be left out.
    pub repetidas: u32,
}

/// What joining two trámites would do. Nothing is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UnionPrevista {
    /// The first.
    pub una: FilaTramite,
    /// The second.
    pub otra: FilaTramite,
    /// Data to choose between.
    pub distintos: Vec<DatoDistinto>,
    /// Names of the data that only the second has, and that the joined one gains.
    pub gana: Vec<String>,
    /// Rows of each class.
    pub filas: Vec<FilasDeAmbos>,
    /// Why they cannot be joined now; null when they can.
    pub impedimento: Option<String>,
}

/// Joins two trámites: one save, one undo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnirTramites {
    /// UUID of the one whose data stand unless chosen otherwise.
    pub una: String,
    /// UUID of the other.
    pub otra: String,
    /// Fields that keep the value of the other one.
    pub de_otra: Vec<String>,
    /// Leave out the rows of the other one that repeat a text of the first.
    pub sin_repetidas: bool,
    /// Why (10 characters).
    pub motivo: String,
}

/// Groups the findings of one rule by what they say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgruparHallazgos {
    /// Rule: `R5`.
    pub regla: String,
    /// UUID, codigo or sigla.
    pub institucion: Option<String>,
    /// Only of trámites of this unit.
    pub unidad: Option<String>,
    /// State; null = open.
    pub estado: Option<dominio::reglas::EstadoHallazgo>,
}

/// Findings that say the same: «el documento lo posee una entidad pública (RENAP)».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GrupoDeHallazgos {
    /// What they say.
    pub que: String,
    /// How many.
    pub hallazgos: u64,
    /// In how many trámites.
    pub tramites: u64,
    /// Texts that fired them, the most frequent first, at most 4, with how many times.
    pub textos: Vec<TextoRepetido>,
    /// The findings, to decide on them together; at most 500.
    pub ids: Vec<String>,
}

/// A text and how many times it comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextoRepetido {
    /// As written.
    pub texto: String,
    /// Times.
    pub veces: u64,
}

/// Open findings through time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirTendencia {
    /// UUID, codigo or sigla.
    pub institucion: Option<String>,
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
}

/// Open findings at the end of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PuntoDeTendencia {
    /// Date.
    pub corte: String,
    /// All.
    pub abiertos: u64,
    /// By rule, the rules that have some.
    pub por_regla: Vec<ConteoPorRegla>,
}

/// Open findings through time, oldest first; the last point is today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TendenciaDto {
    /// At most 12.
    pub puntos: Vec<PuntoDeTendencia>,
    /// Rules with some finding at some point, with their title.
    pub reglas: BTreeMap<String, String>,
}
