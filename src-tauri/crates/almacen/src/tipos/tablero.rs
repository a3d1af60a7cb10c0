//! What the board reads, as stored.

use dominio::fase::{EstadoFase, Fase};
use dominio::ficha::EstadoTramite;
use uuid::Uuid;

/// An institution that the file names, with the cells that GAE or its committee wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstitucionLeida {
    /// Identity, and ámbito of its log.
    pub id: Uuid,
    /// Code, or empty.
    pub codigo: String,
    /// Sigla, or empty.
    pub sigla: String,
    /// Name, or empty.
    pub nombre: String,
    /// Kind as written.
    pub tipo: String,
    /// Departamento.
    pub departamento: Option<String>,
    /// GAE confirmed the row.
    pub confirmada: bool,
}

/// A movement of a phase that stands: nobody undid it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovimientoLeido {
    /// Institution.
    pub ambito: Uuid,
    /// In GAE's cells.
    pub gae: bool,
    /// Phase.
    pub fase: Fase,
    /// State it left.
    pub estado: EstadoFase,
    /// Date of the fact; the day it was written when nobody said.
    pub fecha: jiff::civil::Date,
    /// Files that prove the phase after it.
    pub evidencias: u32,
    /// Its clock in the log.
    pub reloj: u64,
    /// Number of its asiento.
    pub n: u64,
}

/// Trámites of an institution that count, of one owner, day of arrival and state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SumaDeTramites {
    /// Institution.
    pub ambito: Uuid,
    /// GAE's reference copies.
    pub gae: bool,
    /// Day they came to exist.
    pub alta: jiff::civil::Date,
    /// State today.
    pub estado: EstadoTramite,
    /// How many.
    pub tramites: u64,
    /// With every demanded datum and no flag to resolve.
    pub completas: u64,
    /// Open findings.
    pub hallazgos: u64,
}

/// The first entity of a class that an institution wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrimerHecho {
    /// Institution.
    pub ambito: Uuid,
    /// Class.
    pub clase: String,
    /// Day.
    pub dia: jiff::civil::Date,
}
