//! What the screen «Informes» asks for: which papers there are, their forms, batches, past exports, the code
//! of a paper and the letterhead.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AdjuntoDto, CalculosPedidos, EntidadDto, Fase};

/// Form of an exported report. All say the same figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FormatoDeInforme {
    /// The paper.
    #[default]
    Pdf,
    /// One self-contained page for a browser.
    Html,
    /// A ZIP with each table as XLSX and CSV.
    Tablas,
}

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AmbitoDeInforme {
    /// One institution.
    Institucion,
    /// The 66.
    Conjunto,
    /// One trámite.
    Tramite,
}

/// A part of a report that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeccionDeInforme {
    /// For `secciones`.
    pub id: String,
    /// Name.
    pub titulo: String,
    /// It comes when nobody chooses.
    pub de_base: bool,
}

/// One kind of report that this data file can print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InformeDisponible {
    /// For `tipo`.
    pub tipo: String,
    /// Name.
    pub titulo: String,
    /// What it is for, one sentence.
    pub descripcion: String,
    /// What it is about.
    pub ambito: AmbitoDeInforme,
    /// Parts, in the order of the paper; empty when they cannot be chosen.
    pub secciones: Vec<SeccionDeInforme>,
    /// Phases of an `acta`; empty for the others.
    pub fases: Vec<Fase>,
    /// It takes an earlier cut-off.
    pub con_corte: bool,
    /// It can tell what changed since another cut-off.
    pub con_comparacion: bool,
    /// It can be printed for many institutions at once.
    pub por_lote: bool,
}

/// The same report for many institutions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirLote {
    /// A type with `por_lote`.
    pub tipo: String,
    /// UUID, codigo or sigla of each; empty = all of this file.
    pub instituciones: Vec<String>,
    /// `AAAA-MM-DD`; null = today.
    pub corte: Option<String>,
    /// Earlier cut-off for «Qué cambió».
    #[serde(default)]
    #[ts(optional)]
    pub comparar: Option<String>,
    /// As in [`super::PedirInforme`].
    pub secciones: Vec<String>,
    /// Form of the files.
    #[serde(default)]
    #[ts(optional)]
    pub formato: Option<FormatoDeInforme>,
    /// Handle of the folder.
    pub carpeta: String,
    /// Id of the job.
    pub trabajo: Option<String>,
}

/// What happened with one institution of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InformeDeLote {
    /// Its sigla.
    pub institucion: String,
    /// Its name.
    pub nombre: String,
    /// File written; null when none was.
    pub archivo: Option<String>,
    /// Pages of the PDF; 0 in another form.
    pub paginas: u32,
    /// Code on each page.
    pub codigo: Option<String>,
    /// SHA-256 of the figures.
    pub cifras_sha256: Option<String>,
    /// Why there is no file, one sentence; null when there is.
    pub falla: Option<String>,
}

/// A batch that ended or was cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LoteHecho {
    /// One an institution, in the order of the list.
    pub informes: Vec<InformeDeLote>,
    /// Files written.
    pub hechos: u32,
    /// Institutions asked for.
    pub total: u32,
    /// The person stopped it: what was written stays, whole.
    pub cancelado: bool,
    /// File of the list with the codes.
    pub indice: String,
    /// For «Abrir carpeta».
    pub carpeta: String,
    /// Cut-off of the figures.
    pub corte: String,
    /// Time it took, in milliseconds.
    pub ms: u64,
}

/// A report that this computer exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportacionDto {
    /// Type of the report.
    pub tipo: String,
    /// Its name.
    pub titulo: String,
    /// Sigla of the institution; empty for the 66.
    pub institucion: String,
    /// Code of the trámite; empty when it is not about one.
    pub tramite: String,
    /// Cut-off, `AAAA-MM-DD`.
    pub corte: String,
    /// When it was exported, RFC 3339.
    pub momento: String,
    /// Code on each page.
    pub codigo: String,
    /// SHA-256 of the figures.
    pub cifras_sha256: String,
    /// File name (never the path).
    pub archivo: String,
    /// Form of the file.
    pub formato: FormatoDeInforme,
    /// Pages of the PDF; 0 in another form.
    pub paginas: u32,
    /// Size.
    pub bytes: u64,
}

/// A paper whose code is looked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VerificarPapel {
    /// The 16 hexadecimal digits at the foot of the page.
    pub codigo: String,
    /// Cut-off printed on it, `AAAA-MM-DD`; null = looked for day by day.
    pub corte: Option<String>,
    /// Id of the job.
    pub trabajo: Option<String>,
}

/// What this data file says of the code of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PapelVerificado {
    /// This file holds the data that the paper was printed from.
    pub coincide: bool,
    /// The code as it was read.
    pub codigo: String,
    /// Cut-off at which it matches.
    pub corte: Option<String>,
    /// Moment of the last entry that counts, RFC 3339.
    pub momento: Option<String>,
    /// Entries of the log up to it.
    pub asientos: Option<u64>,
    /// Exports of this computer with that code.
    pub exportaciones: Vec<ExportacionDto>,
    /// `raiz_no_coincide`, or null.
    pub problema: Option<String>,
    /// What it means and what to do.
    pub mensaje: String,
}

/// The letterhead of an institution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct PedirMembrete {
    /// UUID, codigo or sigla; null = own.
    pub institucion: Option<String>,
}

/// The letterhead, as data that people edit with `guardar_celdas` and `agregar_filas`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MembreteDto {
    /// The entity of class `membrete`; null when nothing was written yet (`agregar_filas` creates it).
    pub entidad: Option<EntidadDto>,
    /// Logo: a PNG among the attachments of the letterhead.
    pub logo: Option<AdjuntoDto>,
    /// Rows of class `firma`, in order.
    pub firmas: Vec<EntidadDto>,
    /// Why a value cannot be printed, one sentence each.
    pub avisos: Vec<String>,
}

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
