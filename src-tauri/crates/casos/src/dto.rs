//! What crosses the boundary, in both directions: requests and results of every command.
//!
//! Each type exports its TypeScript twin to `ui/src/puente/generado/` (`make tipos`). Requests use
//! `deny_unknown_fields`; identifiers are text; money is whole centavos; a percentage is always a
//! [`RazonDto`] with its rule and cut-off; moments are RFC 3339 in UTC.

use std::collections::BTreeMap;

use dominio::Dato;
pub use dominio::fase::{EstadoFase, Fase};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod bpmn;
mod conflictos;
mod costos;
mod informes;
mod inventario;
mod metodos;
mod normas;
mod priorizacion;
mod rediseno;
mod respaldos;
mod revision;
mod tablero;

pub use bpmn::*;
pub use conflictos::*;
pub use costos::*;
pub use informes::*;
pub use inventario::*;
pub use metodos::*;
pub use normas::*;
pub use priorizacion::*;
pub use rediseno::*;
pub use respaldos::*;
pub use revision::*;
pub use tablero::*;

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

// ---------------------------------------------------------------- start and installation

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

// ---------------------------------------------------------------- home and journey

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

// ---------------------------------------------------------------- inventory

/// A page of the inventory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListarTramites {
    /// Words, accents ignored; also codes.
    pub texto: String,
    /// UUID, codigo or sigla (GAE).
    pub institucion: Option<String>,
    /// Exact category.
    pub categoria: Option<String>,
    /// State.
    pub estado: Option<dominio::ficha::EstadoTramite>,
    /// Only with an open finding of this rule (`R2`).
    pub regla: Option<String>,
    /// Only with open findings of at least this severity.
    pub severidad: Option<dominio::reglas::Severidad>,
    /// Only with import flags to resolve.
    pub con_banderas: bool,
    /// Only of this import.
    pub importacion: Option<String>,
    /// Exact unit.
    pub unidad: Option<String>,
    /// Complete fichas, or those that lack something.
    pub completitud: Option<CompletitudPedida>,
    /// Only with some datum that holds two values.
    pub con_conflictos: bool,
    /// Conditions on data of the trámite, at most 10; all must hold.
    pub condiciones: Vec<CondicionDeCampo>,
    /// Something of it changed on this day or later, `AAAA-MM-DD`.
    pub cambiado_desde: Option<String>,
    /// Nothing of it changed after this day, `AAAA-MM-DD`.
    pub sin_cambios_desde: Option<String>,
    /// Order.
    pub orden: OrdenTramites,
    /// Greatest first.
    pub descendente: bool,
    /// Columns that break the ties of `orden`, at most 5.
    pub luego: Vec<OrdenDeColumna>,
    /// Fields of class `tramite` that come with each row, with their padres; at most 30.
    pub columnas: Vec<String>,
    /// First row, from 0.
    pub desde: u32,
    /// At most 500; 0 = 100.
    pub cuantos: u32,
}

/// Column to sort by. With `texto` and `relevancia`, exact spellings rank first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrdenTramites {
    /// Best match first; by code without text.
    #[default]
    Relevancia,
    /// Code.
    Codigo,
    /// Name.
    Nombre,
    /// Unit.
    Unidad,
    /// Category.
    Categoria,
    /// Number of requisitos.
    Requisitos,
    /// Number of pasos.
    Pasos,
    /// Completeness.
    Completitud,
    /// Open findings.
    Hallazgos,
    /// State.
    Estado,
}

/// Rows and how many there are in all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PaginaTramites {
    /// All rows that match.
    pub total: u64,
    /// Position of the first row.
    pub desde: u32,
    /// The rows.
    pub filas: Vec<FilaTramite>,
}

/// One row of the inventory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FilaTramite {
    /// UUID.
    pub id: String,
    /// `MARN-0012`.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Sigla.
    pub institucion: String,
    /// Unit.
    pub unidad: String,
    /// Category.
    pub categoria: String,
    /// State.
    pub estado: dominio::ficha::EstadoTramite,
    /// Requisitos at the top level.
    pub requisitos: u32,
    /// Pasos at the top level.
    pub pasos: u32,
    /// «15 días (sin especificar)», «4 a 36 horas», or empty.
    pub tiempo: String,
    /// «Q 100.00», «Gratuito», or empty.
    pub costo: String,
    /// Fields with data / fields that the complete ficha needs.
    pub completitud: RazonDto,
    /// Open findings.
    pub hallazgos: u32,
    /// Worst open severity.
    pub severidad: Option<dominio::reglas::Severidad>,
    /// Import flags to resolve.
    pub banderas: u32,
    /// With `texto`: a fragment with the matches between U+2068 and U+2069; else null.
    pub fragmento: Option<String>,
    /// With `texto`: what the fragment is of.
    pub hallado: Option<HalladoEn>,
    /// The fields asked for in `columnas` that hold something, with their padres.
    pub celdas: BTreeMap<String, CeldaDto>,
}

/// Values to filter by, with counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Facetas {
    /// Categories.
    pub categorias: Vec<Faceta>,
    /// States.
    pub estados: Vec<Faceta>,
    /// Rules with open findings.
    pub reglas: Vec<Faceta>,
    /// Units.
    pub unidades: Vec<Faceta>,
    /// Institutions (GAE).
    pub instituciones: Vec<Faceta>,
    /// Trámites with import flags pending.
    pub con_banderas: u64,
}

/// One value to filter by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Faceta {
    /// Identifier to send.
    pub valor: String,
    /// Text to show.
    pub etiqueta: String,
    /// How many trámites.
    pub cuantos: u64,
}

/// Names one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PorId {
    /// UUID.
    pub id: String,
}

/// The whole sheet of one trámite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FichaDto {
    /// UUID of the trámite.
    pub id: String,
    /// Its row in the inventory (derived figures).
    pub resumen: FilaTramite,
    /// Class `tramite` (or `gae_tramite`).
    pub tramite: EntidadDto,
    /// In order.
    pub requisitos: Vec<EntidadDto>,
    /// In order, both versions.
    pub pasos: Vec<EntidadDto>,
    /// In order; `padre` says whose.
    pub base_legal: Vec<EntidadDto>,
    /// In order.
    pub tiempos: Vec<EntidadDto>,
    /// What is missing and why it matters.
    pub faltan: Vec<Faltante>,
    /// What contradicts itself, in the order of the sections.
    pub advertencias: Vec<AdvertenciaDto>,
    /// Requests by year and channel, in order.
    pub volumenes: Vec<EntidadDto>,
    /// Files attached, as they came.
    pub adjuntos: Vec<AdjuntoDto>,
    /// Findings, open first, worst first.
    pub hallazgos: Vec<HallazgoDto>,
    /// Import flags, pending first.
    pub banderas: Vec<BanderaDto>,
    /// Raw imported text by source column, to the last character.
    pub originales: Vec<OriginalDto>,
    /// States it may move to now, with the reason when blocked.
    pub transiciones: Vec<TransicionTramite>,
    /// Neighbours in the inventory by code.
    pub anterior: Option<String>,
    /// Next by code.
    pub siguiente: Option<String>,
}

/// One movement of a trámite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TransicionTramite {
    /// Target state.
    pub a: dominio::ficha::EstadoTramite,
    /// Text of the button: «Marcar la ficha completa».
    pub accion: String,
    /// Why it cannot be done now; null when it can.
    pub impedimento: Option<String>,
    /// Ask for a reason of at least ten characters.
    pub pide_motivo: bool,
}

/// Moves trámites to another state, all or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoverTramite {
    /// Which, 1 to 500.
    pub ids: Vec<String>,
    /// Target state.
    pub a: dominio::ficha::EstadoTramite,
    /// Reason; for «Suprimir» it names the norm or the acta.
    pub motivo: String,
}

/// One entity with its cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EntidadDto {
    /// UUID.
    pub id: String,
    /// `requisito`, `gae_requisito`, …
    pub clase: String,
    /// By field. A field without cell is empty and has no padres.
    pub celdas: BTreeMap<String, CeldaDto>,
}

/// One cell as shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CeldaDto {
    /// Shown value.
    pub valor: ValorDto,
    /// Heads that the screen saw: send them back when saving this cell.
    pub padres: Vec<String>,
    /// Two or more different values.
    pub conflicto: bool,
}

/// A field that the complete ficha needs and has no data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Faltante {
    /// Entity where it is missing.
    pub entidad: String,
    /// Class.
    pub clase: String,
    /// Field.
    pub campo: String,
    /// Section of the ficha.
    pub seccion: Seccion,
    /// Label.
    pub etiqueta: String,
    /// Why it matters.
    pub por_que: String,
}

/// Sections of the ficha, as tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Seccion {
    /// General.
    General,
    /// Requisitos.
    Requisitos,
    /// Pasos.
    Pasos,
    /// Tiempo y costo.
    TiempoCosto,
    /// Base legal.
    BaseLegal,
    /// Volumen.
    Volumen,
}

/// A field of the forms: one declaration for form, validation and help.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CampoDto {
    /// Class.
    pub clase: String,
    /// Field.
    pub campo: String,
    /// Label above.
    pub etiqueta: String,
    /// How it is typed.
    pub tipo: TipoDeCampoDto,
    /// Options of a list, in order.
    pub opciones: Vec<OpcionDto>,
    /// When it is needed.
    pub exigencia: ExigenciaDto,
    /// Section of the ficha; null for classes outside it.
    pub seccion: Option<Seccion>,
    /// Hint below the label.
    pub ayuda: String,
    /// Filled example.
    pub ejemplo: String,
    /// Typical mistake.
    pub error_frecuente: String,
    /// Greatest length in characters, or greatest integer.
    pub maximo: Option<u64>,
    /// A person may write it; false for what the import or a transition writes.
    pub editable: bool,
}

/// How a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TipoDeCampoDto {
    /// One line.
    Texto,
    /// Several lines.
    TextoLargo,
    /// Whole number.
    Entero,
    /// Decimal as text.
    Decimal,
    /// Whole centavos; the screen shows and reads `1,234.50`.
    Dinero,
    /// Closed list.
    Lista,
    /// `AAAA-MM-DD`.
    Fecha,
    /// Check box.
    Logico,
}

/// One option of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OpcionDto {
    /// Stored.
    pub id: String,
    /// Shown.
    pub etiqueta: String,
}

/// When a field is needed (`dominio.md` §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExigenciaDto {
    /// To save.
    Guardar,
    /// For the complete ficha.
    Ficha,
    /// Before the rediseño.
    Rediseno,
    /// Optional.
    Opcional,
}

/// A possible finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct HallazgoDto {
    /// Stable key `regla|tramite|donde|huella`, to decide on it.
    pub id: String,
    /// `R2`.
    pub regla: String,
    /// «Pide una declaración jurada».
    pub titulo: String,
    /// Severity.
    pub severidad: dominio::reglas::Severidad,
    /// UUID of the trámite.
    pub tramite: String,
    /// Its code.
    pub tramite_codigo: String,
    /// Its name.
    pub tramite_nombre: String,
    /// Class of the row that it speaks of (`tramite` for the sheet itself).
    pub clase: String,
    /// Entity it speaks of.
    pub entidad: String,
    /// Field it speaks of.
    pub campo: String,
    /// Position of the row in its list, from 1; null for the sheet itself.
    pub fila: Option<u32>,
    /// Fragment that fired it.
    pub fragmento: String,
    /// «Posible hallazgo: …».
    pub mensaje: String,
    /// «artículo 13 del Decreto 5-2021», or «criterio de la herramienta».
    pub fundamento: String,
    /// What to do.
    pub que_hacer: String,
    /// Draft text that could replace the row; null when there is none.
    pub texto_propuesto: Option<String>,
    /// Decision that the button records on the requisito.
    pub accion_sugerida: Option<dominio::ficha::AccionRequisito>,
    /// State.
    pub estado: dominio::reglas::EstadoHallazgo,
    /// Reason of the decision.
    pub justificacion: Option<String>,
}

/// Lists findings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListarHallazgos {
    /// UUID, codigo or sigla.
    pub institucion: Option<String>,
    /// Only this rule.
    pub regla: Option<String>,
    /// Only this state; null = open.
    pub estado: Option<dominio::reglas::EstadoHallazgo>,
    /// Only of trámites of this unit.
    pub unidad: Option<String>,
    /// Only of this severity.
    pub severidad: Option<dominio::reglas::Severidad>,
    /// First, from 0.
    pub desde: u32,
    /// At most 500; 0 = 100.
    pub cuantos: u32,
}

/// Findings and their counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PaginaHallazgos {
    /// All that match.
    pub total: u64,
    /// Open ones by rule, whatever the filter.
    pub por_regla: Vec<ConteoPorRegla>,
    /// The rows.
    pub hallazgos: Vec<HallazgoDto>,
}

/// Accepts, discards or reopens findings, of one trámite or of many: one save, one undo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecidirHallazgo {
    /// `id` of each finding, 1 to 500.
    pub ids: Vec<String>,
    /// New state.
    pub estado: dominio::reglas::EstadoHallazgo,
    /// Needed (10 letters) to discard.
    pub justificacion: String,
}

/// An import flag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BanderaDto {
    /// Cell `bandera_<codigo>_<campo>` of the trámite: write `resuelta` or `descartada` to close it.
    pub celda: String,
    /// `relleno`, `texto_no_dividido`, …
    pub codigo: String,
    /// Source column.
    pub campo: String,
    /// What it means and what to do.
    pub mensaje: String,
    /// `pendiente`, `resuelta`, `descartada`.
    pub estado: String,
}

/// Raw imported text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OriginalDto {
    /// Column as the source names it.
    pub columna: String,
    /// Text, to the last character.
    pub texto: String,
}

// ---------------------------------------------------------------- writing

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

// ---------------------------------------------------------------- history

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

// ---------------------------------------------------------------- import

/// Import, or its dry run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Importar {
    /// Handle of the chosen file.
    pub archivo: String,
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
    /// Institution for rows that name none.
    pub institucion: Option<String>,
    /// Sheet by its name or its number from 1; the best one when nobody says.
    #[ts(optional)]
    pub hoja: Option<String>,
    /// Row of the sheet with the headers; found when nobody says.
    #[ts(optional)]
    pub encabezado: Option<u32>,
    /// Columns whose meaning a person changed.
    #[ts(optional)]
    pub mapa: Option<Vec<ColumnaElegida>>,
    /// First record of `muestra`, from 0.
    #[ts(optional)]
    pub desde: Option<u32>,
    /// Only records of this situation in `muestra`.
    #[ts(optional)]
    pub situacion: Option<String>,
    /// Records about which a person decided; the rest go as proposed.
    #[ts(optional)]
    pub decisiones: Option<Vec<DecisionDeFila>>,
}

/// What a column means, said by a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ColumnaElegida {
    /// Header, or letters of the column.
    pub columna: String,
    /// One of `destinos`; empty to keep it only as original text.
    pub destino: String,
}

/// What a person decided about one record of an import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecisionDeFila {
    /// Record, as in `muestra`.
    pub fila: u32,
    /// False leaves it out: it waits, whole.
    pub aceptar: bool,
    /// Of an updated record, the fields to take; those proposed when nobody says.
    pub campos: Option<Vec<String>>,
}

/// What is in a workbook or CSV.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExaminarLibro {
    /// Handle of the chosen file.
    pub archivo: String,
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
    /// Sheet by its name or its number from 1; the best one when nobody says.
    pub hoja: Option<String>,
    /// Row of the sheet with the headers; found when nobody says.
    pub encabezado: Option<u32>,
}

/// Sheets, and the columns of one of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LibroExaminado {
    /// `xlsx`, `ods`, `csv`.
    pub formato: String,
    /// Encoding of a CSV.
    pub codificacion: String,
    /// Delimiter of a CSV.
    pub delimitador: String,
    /// Every sheet.
    pub hojas: Vec<HojaDeLibro>,
    /// The one that would be imported; null when none has a table.
    pub hoja: Option<String>,
    /// Its row with the headers.
    pub encabezado: Option<u32>,
    /// Its columns.
    pub columnas: Vec<ColumnaDeHoja>,
    /// What a column may mean.
    pub destinos: Vec<OpcionDto>,
    /// Sentences about the workbook.
    pub avisos: Vec<String>,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct HojaDeLibro {
    /// Name on its tab.
    pub nombre: String,
    /// Not shown by the workbook.
    pub oculta: bool,
    /// Rows with something in them.
    pub filas: u32,
    /// Columns of the widest.
    pub columnas: u32,
    /// It has a row of headers that are known.
    pub con_tabla: bool,
}

/// One column and what it would mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ColumnaDeHoja {
    /// `A`, `B`…
    pub letras: String,
    /// Header as written, or the letters.
    pub encabezado: String,
    /// One of `destinos`; null keeps it only as original text.
    pub destino: Option<String>,
    /// Up to three filled cells.
    pub muestras: Vec<String>,
}

/// Compute again what a sheet declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AuditarHoja {
    /// Handle of the chosen file.
    pub archivo: String,
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
    /// Sheet by its name or its number from 1; the one with most numbers when nobody says.
    pub hoja: Option<String>,
}

/// What does not add up in a sheet. Always «revisar»: a row may be the sum of rows that were not copied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AuditoriaDto {
    /// Sheet.
    pub hoja: String,
    /// Declared values that were computed again.
    pub revisados: u64,
    /// Those that add up.
    pub correctos: u64,
    /// The others.
    pub por_revisar: Vec<ValorPorRevisar>,
}

/// One declared value that does not add up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ValorPorRevisar {
    /// `producto_no_coincide`, `suma_no_coincide`, …
    pub tipo: String,
    /// Row of the sheet; null for the whole sheet.
    pub fila: Option<i64>,
    /// Letters of the column.
    pub columna: String,
    /// First text of the row.
    pub etiqueta: String,
    /// What should be there, as shown.
    pub esperado: Option<String>,
    /// What is there.
    pub encontrado: Option<String>,
    /// Found less expected, as shown.
    pub diferencia: Option<String>,
    /// Sentence.
    pub mensaje: String,
}

/// Format of an exported inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FormatoDeInventario {
    /// One workbook.
    Xlsx,
    /// One file a table.
    Csv,
    /// One file.
    Json,
    /// A folder of CSV with its description (Frictionless Data Package).
    Datapackage,
    /// A folder with a diagram of each version of each trámite.
    Bpmn,
}

/// Write the inventory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportarInventario {
    /// Format.
    pub formato: FormatoDeInventario,
    /// Only this institution; null for all of the file.
    pub institucion: Option<String>,
    /// Handle of the destination.
    pub destino: String,
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct InventarioExportado {
    /// Files.
    pub archivos: Vec<String>,
    /// Trámites.
    pub filas: u64,
    /// Cells of the workbook whose text did not fit.
    pub cortados: Vec<String>,
}

/// Write the template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirPlantilla {
    /// Handle of the destination.
    pub destino: String,
}

/// A field that an import would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DiferenciaDto {
    /// Field or list of the ficha.
    pub campo: String,
    /// Label.
    pub etiqueta: String,
    /// What the ficha has (cut at 300 characters).
    pub antes: String,
    /// What the file brings (cut at 300 characters).
    pub despues: String,
    /// It goes in unless a person says otherwise.
    pub aplica: bool,
    /// Why not, when it does not.
    pub motivo: Option<String>,
}

/// What an import did, or would do. `filas` = sum of the five counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ResultadoImportacion {
    /// File name.
    pub archivo: String,
    /// `csv` or `catalogo-json`.
    pub formato: String,
    /// `UTF-8`, `Windows-1252`; empty for JSON.
    pub codificacion: String,
    /// `,` or `;` or TAB; empty for JSON.
    pub delimitador: String,
    /// Records read.
    pub filas: u64,
    /// To be created.
    pub nuevas: u64,
    /// Already there, equal.
    pub iguales: u64,
    /// Already there, the source changed: fields that nobody edited are brought up to date.
    pub actualizadas: u64,
    /// Kept whole for a person: unknown or other institution.
    pub en_espera: u64,
    /// Unreadable records, kept in the report.
    pub rechazadas: u64,
    /// New and updated by institution.
    pub por_institucion: BTreeMap<String, u64>,
    /// Requisito rows.
    pub requisitos: u64,
    /// Paso rows.
    pub pasos: u64,
    /// All notices.
    pub avisos_total: u64,
    /// The first 1,000 notices.
    pub avisos: Vec<AvisoImportacion>,
    /// 300 records from `desde`, for the preview.
    pub muestra: Vec<FilaImportacion>,
    /// Sheet that was read, when the file has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hoja: Option<String>,
    /// Columns and what they meant, when the file is a sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub columnas: Option<Vec<ColumnaDeHoja>>,
    /// UUID of the import; null in a dry run.
    pub importacion: Option<String>,
}

/// A notice about one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AvisoImportacion {
    /// Record, from 1.
    pub fila: u64,
    /// Source column.
    pub campo: String,
    /// `tiempo_no_interpretado`, `otra_institucion`, …
    pub codigo: String,
    /// Sentence for people.
    pub mensaje: String,
    /// Text as it came (cut at 200 characters).
    pub original: String,
}

/// One record in the preview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FilaImportacion {
    /// Record, from 1.
    pub fila: u64,
    /// Name.
    pub nombre: String,
    /// Sigla, or the text when unknown.
    pub institucion: String,
    /// `nueva`, `igual`, `actualizada`, `en_espera`, `rechazada`.
    pub situacion: String,
    /// Reason when it waits or is rejected.
    pub motivo: Option<String>,
    /// Rows read.
    pub requisitos: u32,
    /// Rows read.
    pub pasos: u32,
    /// Notices.
    pub avisos: u32,
    /// What would change, field by field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub diferencias: Option<Vec<DiferenciaDto>>,
}

/// A past import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportacionDto {
    /// UUID.
    pub id: String,
    /// File name.
    pub archivo: String,
    /// Moment.
    pub cuando: String,
    /// Who.
    pub quien: String,
    /// Records.
    pub filas: u64,
    /// Created.
    pub nuevas: u64,
    /// Waiting.
    pub en_espera: u64,
    /// Already undone.
    pub deshecha: bool,
}

/// A record kept for a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FilaEnEspera {
    /// UUID.
    pub id: String,
    /// Record in its file.
    pub fila: u64,
    /// File.
    pub archivo: String,
    /// Name of the trámite.
    pub nombre: String,
    /// Institution as written.
    pub institucion: String,
    /// `otra_institucion`, `institucion_desconocida`, `id_repetido`.
    pub codigo: String,
    /// Sentence for people.
    pub mensaje: String,
}

/// What an undone import retired.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportacionDeshecha {
    /// Trámites retired.
    pub retiradas: u64,
    /// Trámites left because a person changed them later.
    pub conservadas: u64,
}

/// How a long job goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProgresoDto {
    /// Done.
    pub hechos: u64,
    /// Of; 0 = unknown.
    pub total: u64,
    /// «Leyendo trámites».
    pub que: String,
    /// The job is running.
    pub activo: bool,
}

// ---------------------------------------------------------------- report

/// Which report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirInforme {
    /// One of `informes_disponibles`: `avance`, `consolidado`, `ficha`, `priorizacion`, `calculos`, `rediseno`, `acta`.
    pub tipo: String,
    /// Trámite of `ficha` and `rediseno`: UUID or code.
    #[serde(default)]
    #[ts(optional)]
    pub tramite: Option<String>,
    /// What the annex `calculos` explains.
    #[serde(default)]
    #[ts(optional)]
    pub calculos: Option<CalculosPedidos>,
    /// Round of the acta `priorizacion`; null = the newest.
    #[serde(default)]
    #[ts(optional)]
    pub ronda: Option<String>,
    /// Phase of the `acta`: `conformacion_comite`, `inventario` or `priorizacion`.
    #[serde(default)]
    #[ts(optional)]
    pub fase: Option<dominio::fase::Fase>,
    /// UUID, codigo or sigla; null = own.
    pub institucion: Option<String>,
    /// `AAAA-MM-DD`, what was recorded up to that day; null = today.
    pub corte: Option<String>,
    /// Earlier cut-off for «Qué cambió», `AAAA-MM-DD`; null = the part is left out.
    #[serde(default)]
    #[ts(optional)]
    pub comparar: Option<String>,
    /// Sections by the identifiers of `informes_disponibles`; empty = those that come of themselves.
    pub secciones: Vec<String>,
    /// Form of the file; only to export.
    #[serde(default)]
    #[ts(optional)]
    pub formato: Option<FormatoDeInforme>,
    /// First page of the preview that is wanted, from 0.
    #[serde(default)]
    #[ts(optional)]
    pub desde: Option<u32>,
    /// How many pages of the preview; null = ten.
    #[serde(default)]
    #[ts(optional)]
    pub cuantos: Option<u32>,
    /// Handle of the destination; only to export.
    pub destino: Option<String>,
    /// Id of the job.
    pub trabajo: Option<String>,
}

/// The pages as drawn: the same marks that the PDF has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VistaPrevia {
    /// The pages of the window that was asked for.
    pub paginas: Vec<PaginaDto>,
    /// Place of the first of them, from 0.
    pub desde: u32,
    /// Pages of the whole report.
    pub total: u32,
    /// Code printed on each page.
    pub codigo: String,
    /// SHA-256 of the figures.
    pub cifras_sha256: String,
    /// Bookmarks of the whole report: title and page from 1.
    pub marcadores: Vec<MarcadorDto>,
}

/// One page; origin top left, points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PaginaDto {
    /// Width.
    pub ancho: f32,
    /// Height.
    pub alto: f32,
    /// In drawing order.
    pub marcas: Vec<MarcaDto>,
}

/// One mark of a page. Colours are `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum MarcaDto {
    /// A run of text on its baseline.
    Texto {
        /// Left.
        x: f32,
        /// Baseline.
        y: f32,
        /// Size.
        tam: f32,
        /// 400, 600 or 700.
        peso: u16,
        /// Colour.
        color: String,
        /// Width that the layout computed.
        ancho: f32,
        /// The run.
        texto: String,
    },
    /// A filled or outlined rectangle.
    Rectangulo {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        ancho: f32,
        /// Height.
        alto: f32,
        /// Fill.
        relleno: Option<String>,
        /// Outline.
        borde: Option<String>,
        /// Outline width.
        grosor: f32,
    },
    /// A line.
    Linea {
        /// From.
        x1: f32,
        /// From.
        y1: f32,
        /// To.
        x2: f32,
        /// To.
        y2: f32,
        /// Colour.
        color: String,
        /// Width.
        grosor: f32,
    },
    /// A closed polygon.
    Poligono {
        /// x, y pairs.
        puntos: Vec<(f32, f32)>,
        /// Fill.
        relleno: String,
    },
    /// A picture.
    Imagen {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        ancho: f32,
        /// Height.
        alto: f32,
        /// The picture itself, a `data:` address.
        uri: String,
        /// What it shows.
        alternativa: String,
    },
    /// A place that leads to another page of the document; nothing is drawn.
    Enlace {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        ancho: f32,
        /// Height.
        alto: f32,
        /// Page, from 1.
        pagina: u32,
    },
}

/// A bookmark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MarcadorDto {
    /// Title.
    pub titulo: String,
    /// Page, from 1.
    pub pagina: u32,
}

/// A report written to disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct InformeHecho {
    /// File name (never the path).
    pub archivo: String,
    /// Form of the file.
    pub formato: FormatoDeInforme,
    /// Pages of the PDF; 0 in another form.
    pub paginas: u32,
    /// Size.
    pub bytes: u64,
    /// Time it took.
    pub ms: u64,
    /// Cut-off of the figures, `AAAA-MM-DD`.
    pub corte: String,
    /// Code on each page: first 16 hexadecimal digits of the root of the log up to the cut-off.
    pub codigo: String,
    /// SHA-256 of the figures.
    pub cifras_sha256: String,
}

// ---------------------------------------------------------------- GAE and checks

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
