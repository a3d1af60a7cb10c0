//! The check of the whole file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ProblemaDto, Remedio};

/// Runs «Revisar base».
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Verificar {
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
}

/// Result of «Revisar base».
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VerificacionDto {
    /// No problem found.
    pub ok: bool,
    /// Asientos checked.
    pub asientos: u64,
    /// Root of the state, hexadecimal.
    pub raiz_estado: String,
    /// One sentence a problem.
    pub problemas: Vec<String>,
    /// The same, taken apart: what was found, what to do.
    pub detalle: Vec<ProblemaDto>,
    /// What is known and no new damage.
    pub avisos: Vec<String>,
    /// Entries that two persons withdrew: only their stub is left.
    pub retirados: u64,
    /// Attachments checked by their SHA-256.
    pub adjuntos: u64,
    /// What to offer first.
    pub remedio: Remedio,
}
