//! The first screen, the nine phases and the committee.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EntidadDto, EvidenciaDto, OperacionDto, RazonDto};

/// Inicio: what is next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Inicio {
    /// The finding of the page: «104 trámites en el inventario; 61 tienen posibles hallazgos».
    pub titular: String,
    /// The one next thing to do.
    pub siguiente: SiguientePaso,
    /// Other things that wait, most useful first.
    pub pendientes: Vec<SiguientePaso>,
    /// Trámites in the inventory (class `interno` and suppressed are out).
    pub tramites: u64,
    /// Fichas complete / trámites.
    pub fichas_completas: RazonDto,
    /// Requisitos counted at the top level.
    pub requisitos: u64,
    /// Pasos counted at the top level.
    pub pasos: u64,
    /// Trámites with at least one open finding / trámites.
    pub con_hallazgos: RazonDto,
    /// Open findings by rule, most first.
    pub por_regla: Vec<ConteoPorRegla>,
    /// Legal deadlines, oldest first.
    pub plazos: Vec<PlazoLegal>,
    /// Phases that count / phases that apply.
    pub fases: RazonDto,
    /// Last changes.
    pub recientes: Vec<OperacionDto>,
    /// Rows of imports waiting for a person.
    pub filas_en_espera: u64,
}

/// One thing to do, with where to do it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SiguientePaso {
    /// «Importe el inventario de su institución».
    pub titulo: String,
    /// Why it matters, one sentence.
    pub motivo: String,
    /// Text of the button.
    pub accion: String,
    /// Route of the window: `importar`, `inventario`, `ficha/<id>`, `recorrido`, `comite`, `informes`, `hallazgos`.
    pub destino: String,
}

/// Findings of one rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ConteoPorRegla {
    /// `R2`.
    pub regla: String,
    /// «Pide una declaración jurada».
    pub titulo: String,
    /// Open ones.
    pub abiertos: u64,
    /// Trámites where they stand.
    pub tramites: u64,
    /// Worst severity.
    pub severidad: dominio::reglas::Severidad,
}

/// A legal term (`dominio.md` §10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PlazoLegal {
    /// What was due.
    pub nombre: String,
    /// `AAAA-MM-DD`, computed from `fecha_vigencia`.
    pub fecha: String,
    /// «vencido hace 1,800 días», neutral.
    pub situacion: String,
    /// The date is «por confirmar».
    pub por_confirmar: bool,
}

/// The journey: nine phases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Recorrido {
    /// In the guide's order.
    pub fases: Vec<FaseDto>,
    /// Phases that count / that apply.
    pub avance: RazonDto,
}

/// One phase of one institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FaseDto {
    /// `inventario`.
    pub fase: dominio::fase::Fase,
    /// «Inventario de trámites».
    pub nombre: String,
    /// `6.1.3`; only four phases have one.
    pub codigo_guia: Option<String>,
    /// One sentence of what it is for.
    pub proposito: String,
    /// State.
    pub estado: dominio::fase::EstadoFase,
    /// Its states reachable now, with the reason when blocked.
    pub transiciones: Vec<TransicionDto>,
    /// Each condition of the completion rule, met or not.
    pub condiciones: Vec<CondicionDto>,
    /// Met / all.
    pub cumplidas: RazonDto,
    /// Version of the completion rule.
    pub regla_version: u32,
    /// Date of the state.
    pub fecha: Option<String>,
    /// Attached evidence (names).
    pub evidencias: Vec<String>,
    /// The same with their ids, for `abrir_adjunto`.
    pub adjuntos: Vec<EvidenciaDto>,
    /// Route where the work of this phase is done; null when a later version brings it.
    pub destino: Option<String>,
}

/// One allowed movement of a phase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TransicionDto {
    /// Target state.
    pub a: dominio::fase::EstadoFase,
    /// Text of the button: «Entregar fase».
    pub accion: String,
    /// Why it cannot be done now; null when it can.
    pub impedimento: Option<String>,
}

/// One condition of a completion rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CondicionDto {
    /// «Al menos 3 integrantes activos (hay 2)».
    pub texto: String,
    /// Met?
    pub cumple: bool,
}

/// Moves a phase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoverFase {
    /// UUID, codigo or sigla; null = the installation's own.
    pub institucion: Option<String>,
    /// Which phase.
    pub fase: dominio::fase::Fase,
    /// Target state.
    pub a: dominio::fase::EstadoFase,
    /// Date of the fact, `AAAA-MM-DD`; null = today.
    pub fecha: Option<String>,
    /// Handle of the evidence file.
    pub evidencia: Option<String>,
    /// Reason.
    pub motivo: Option<String>,
}

/// Closes (or reopens) the inventory: the fact that its phase needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CerrarInventario {
    /// `AAAA-MM-DD`, or null to reopen.
    pub fecha: Option<String>,
}

/// The committee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ComiteDto {
    /// Members, in order (class `integrante`).
    pub integrantes: Vec<EntidadDto>,
    /// Documents that create it (class `documento_conformacion`).
    pub documentos: Vec<EntidadDto>,
    /// Roles that the default list marks as needed and nobody holds.
    pub roles_vacantes: Vec<String>,
}
