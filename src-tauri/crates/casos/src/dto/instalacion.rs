//! Start and installation: whose the file is, and what this computer prefers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the window needs to draw its first screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EstadoInicial {
    /// The open installation; null on first start (ask «¿Qué va a hacer?»).
    pub instalacion: Option<InstalacionDto>,
    /// The 66, to choose from; all «por confirmar».
    pub instituciones: Vec<InstitucionDto>,
    /// Version of the program.
    pub version: String,
}

/// What this data file is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct InstalacionDto {
    /// Committee of one institution, or GAE.
    pub como: ComoInstalacion,
    /// The institution; null at GAE.
    pub institucion: Option<InstitucionDto>,
    /// Demonstration data: say it on every screen and page.
    pub demo: bool,
    /// Name of the person; empty until somebody writes it.
    pub persona: String,
    /// `integrante`, `coordinador`, `asesor`, `jefe`, `de_baja` or `sin_credencial`; shown in the title bar.
    pub credencial: String,
    /// Where the private key of this computer is: `llavero` or `archivo`.
    pub custodia: String,
    /// Bad entries that the daily look at a part of the log has found.
    pub danos_hallados: u64,
    /// True when the file is newer than the program or cannot be written.
    pub solo_lectura: bool,
    /// Trámites in the inventory.
    pub tramites: u64,
    /// What «Deshacer» would undo.
    pub deshacer: Option<String>,
    /// What «Rehacer» would redo.
    pub rehacer: Option<String>,
    /// Interface preferences of this computer: `tema` (claro|oscuro|sistema), `densidad` (comoda|compacta), …
    pub preferencias: BTreeMap<String, String>,
}

/// Which of the two workspaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComoInstalacion {
    /// Committee of one institution.
    Comite,
    /// Adviser of the Comisión GAE.
    Gae,
}

/// One of the 66.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct InstitucionDto {
    /// UUID, fixed in the shipped list; also the ámbito of its log.
    pub id: String,
    /// `MIN-MARN`.
    pub codigo: String,
    /// `MARN`.
    pub sigla: String,
    /// Full name.
    pub nombre: String,
    /// `ministerio`, `secretaria`, `gobernacion`, `comision`, `otra_dependencia`.
    pub tipo: String,
    /// Departamento of a gobernación.
    pub departamento: Option<String>,
    /// False: the list is «por confirmar por GAE».
    pub confirmada: bool,
}

/// Creates the data file and opens it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CrearInstalacion {
    /// Workspace.
    pub como: ComoInstalacion,
    /// UUID, codigo or sigla; needed for `comite`.
    pub institucion: Option<String>,
    /// With the demonstration data (MARN and its 104 real trámites for a committee).
    pub demo: bool,
    /// Name of the person; may be empty.
    pub persona: String,
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
}

/// One preference of this computer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuardarPreferencia {
    /// `[a-z_]{1,40}`.
    pub clave: String,
    /// At most 200 characters.
    pub valor: String,
}
