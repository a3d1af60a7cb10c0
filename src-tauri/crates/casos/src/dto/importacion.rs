//! Bringing a sheet in: what was understood, what waits, what came of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::OpcionDto;

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
