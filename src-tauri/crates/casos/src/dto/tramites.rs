//! The inventory as it is read: lists and filters, one ficha whole, its findings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AdjuntoDto, AdvertenciaDto, CompletitudPedida, CondicionDeCampo, ConteoPorRegla, HalladoEn, OrdenDeColumna, RazonDto, ValorDto,
};

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
