//! The figures of the report `consolidado`: those of the board, already counted.

use dominio::Razon;
use dominio::fase::{EstadoFase, Fase};
use dominio::tablero::NivelDeVerificacion;
use jiff::civil::{Date, DateTime};

/// Everything the report prints. Nothing is computed from it but sums of its own rows.
#[derive(Clone, Debug, PartialEq)]
pub struct CifrasDeConsolidado {
    /// Cut-off of all figures.
    pub corte: Date,
    /// Moment of the last change that they hold, Guatemala time.
    pub momento: DateTime,
    /// Demonstration data: a band on every page.
    pub demostracion: bool,
    /// Which institution has which state is invented: the sentence that says it, on every page.
    pub ficticia: Option<String>,
    /// «Con credencial».
    pub credencial: String,
    /// First 16 hexadecimal characters of the root of the log.
    pub codigo: String,
    /// Facts of before the cut-off were recorded after it.
    pub tardios: bool,
    /// What the board found, one sentence.
    pub titular: String,
    /// Institutions.
    pub instituciones: u64,
    /// Rows of the list that are «por confirmar por GAE».
    pub por_confirmar: u64,
    /// The phases, in the guide's order.
    pub fases: Vec<FaseDelConjunto>,
    /// Paragraphs and lists of pending institutions.
    pub listas: Vec<ListaDelConjunto>,
    /// Kinds, in the order of the lists.
    pub grupos: Vec<GrupoDelConjunto>,
    /// Institutions, by kind and name.
    pub filas: Vec<FilaDelConjunto>,
    /// The departamentos.
    pub mapa: Vec<Tesela>,
    /// What was reported besides the phases.
    pub acompanamiento: Vec<Acompanamiento>,
    /// The phases through time.
    pub tendencia: TendenciaDelConjunto,
    /// What changed since an earlier cut-off; `None` when nobody asked.
    pub cambio: Option<CambioDelConjunto>,
    /// What the figures are.
    pub notas: Vec<String>,
}

/// What was reported of a phase, beside what is calculated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reportada {
    /// «65».
    pub porcentaje: String,
    /// Where.
    pub fuente: String,
    /// Its own cut-off.
    pub corte: Option<Date>,
    /// Institutions that it amounts to; only at its own cut-off.
    pub equivale_a: Option<u64>,
    /// Calculated minus reported, in institutions; only at its own cut-off.
    pub diferencia: Option<i64>,
}

/// One phase over all institutions.
#[derive(Clone, Debug, PartialEq)]
pub struct FaseDelConjunto {
    /// Which.
    pub fase: Fase,
    /// `6.1.1`; only four have one.
    pub codigo_guia: Option<String>,
    /// Institutions that count over those that apply.
    pub razon: Razon,
    /// The denominator in words.
    pub regla: String,
    /// What GAE reported.
    pub reportada: Option<Reportada>,
    /// Rows that do not count yet.
    pub pendientes: u64,
    /// In course.
    pub en_proceso: u64,
    /// With observations.
    pub observadas: u64,
    /// Not begun.
    pub no_iniciadas: u64,
    /// Out of the base.
    pub no_aplica: u64,
    /// Counted, whoever proves it.
    pub declarado: u64,
    /// Counted and proved by a file.
    pub con_evidencia: u64,
    /// Approved by GAE.
    pub verificado: u64,
}

/// A text of pending institutions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListaDelConjunto {
    /// Phase.
    pub fase: Fase,
    /// Kind; `None` = the paragraph of the phase.
    pub tipo: Option<String>,
    /// How many it names.
    pub cuantas: u64,
    /// The text.
    pub texto: String,
}

/// The institutions of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrupoDelConjunto {
    /// «Ministerios».
    pub nombre: String,
    /// How many.
    pub instituciones: u64,
    /// One a phase.
    pub fases: Vec<Razon>,
}

/// One institution in one phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CeldaDelConjunto {
    /// State.
    pub estado: EstadoFase,
    /// Day of the fact.
    pub fecha: Option<Date>,
    /// How far it is proved.
    pub nivel: NivelDeVerificacion,
    /// The institution and GAE say different things.
    pub difiere: bool,
}

/// One institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilaDelConjunto {
    /// Place of its kind in the groups.
    pub grupo: usize,
    /// `MARN`.
    pub sigla: String,
    /// Name.
    pub nombre: String,
    /// One a phase.
    pub celdas: Vec<CeldaDelConjunto>,
    /// Day of the last data of it.
    pub datos_del: Option<Date>,
    /// Days from then to the cut-off.
    pub dias: Option<u32>,
    /// Whose data those are.
    pub datos_de: String,
    /// Trámites that count.
    pub tramites: u64,
    /// Complete fichas; `None` at a past cut-off.
    pub fichas_completas: Option<u64>,
    /// Open findings; `None` at a past cut-off.
    pub hallazgos: Option<u64>,
    /// Phases that count over those that apply.
    pub avance: Razon,
}

/// One departamento.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tesela {
    /// Code of the INE.
    pub codigo: String,
    /// Name.
    pub departamento: String,
    /// One state a phase; empty without gobernación in the file.
    pub estados: Vec<EstadoFase>,
}

/// A figure that was published and is not computed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acompanamiento {
    /// What it counts.
    pub nombre: String,
    /// How many.
    pub valor: u64,
    /// Out of how many.
    pub de: Option<u64>,
    /// Where it was published.
    pub fuente: String,
    /// What to know before repeating it.
    pub nota: String,
}

/// The phases at several cut-offs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TendenciaDelConjunto {
    /// What it found.
    pub titular: String,
    /// Cut-off and one ratio a phase, oldest first.
    pub puntos: Vec<(Date, Vec<Razon>)>,
}

/// What changed between two cut-offs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CambioDelConjunto {
    /// The earlier cut-off.
    pub desde: Date,
    /// One sentence.
    pub titular: String,
    /// One sentence a thing that changed.
    pub parrafos: Vec<String>,
    /// Each phase before and now.
    pub fases: Vec<(Fase, Razon, Razon)>,
    /// Institutions that moved.
    pub movimientos: Vec<MovimientoDelConjunto>,
    /// Sigla, name, trámites that came and went.
    pub tramites: Vec<(String, String, u64, u64)>,
}

/// A phase of an institution that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovimientoDelConjunto {
    /// Its sigla.
    pub sigla: String,
    /// Its name.
    pub nombre: String,
    /// Phase.
    pub fase: Fase,
    /// State before.
    pub de: EstadoFase,
    /// State now.
    pub a: EstadoFase,
    /// Day of the fact.
    pub fecha: Option<Date>,
}
