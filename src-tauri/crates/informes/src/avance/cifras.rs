//! The figures of the report `avance`: everything it prints, already counted.

use dominio::Razon;
use dominio::fase::{EstadoFase, Fase};
use dominio::ficha::EstadoTramite;
use dominio::reglas::{EstadoHallazgo, Severidad};
use jiff::civil::{Date, DateTime};

use crate::rediseno::MedidaDelPapel;

/// Everything the report prints. Nothing is computed from it but sums of its own rows.
#[derive(Clone, Debug, PartialEq)]
pub struct CifrasDeAvance {
    /// Full name.
    pub institucion: String,
    /// `MARN`; empty when it has none.
    pub sigla: String,
    /// «Ministerio», «Gobernación departamental»…
    pub tipo: String,
    /// The institution's row of the list of 66 is «por confirmar por GAE».
    pub por_confirmar: bool,
    /// Cut-off of all figures.
    pub corte: Date,
    /// When they were computed, Guatemala time.
    pub momento: DateTime,
    /// Demonstration data: a band on every page.
    pub demostracion: bool,
    /// Who vouches: «Credencial de GAE vigente…» or «Sin credencial de GAE». Empty = nothing printed.
    pub credencial: String,
    /// First 16 hexadecimal characters of the root of the log.
    pub codigo: String,
    /// Members of the committee, in order.
    pub comite: Vec<Integrante>,
    /// Documents that create it: «Acuerdo 12-2026, 3 de marzo de 2026».
    pub documentos: Vec<String>,
    /// Roles marked as needed that nobody holds.
    pub roles_vacantes: Vec<String>,
    /// The nine phases, in the guide's order.
    pub fases: Vec<AvanceDeFase>,
    /// Phases that count over phases that apply.
    pub avance: Razon,
    /// The inventory in counts.
    pub inventario: ResumenDeInventario,
    /// Findings by rule; rules without findings may be left out or come with zeros.
    pub reglas: Vec<HallazgosDeRegla>,
    /// Trámites with at least one open finding, over all.
    pub con_hallazgos: Razon,
    /// The table of trámites, in the order to print.
    pub tramites: Vec<FilaDeTramite>,
    /// The findings one by one, by trámite, in the order to print.
    pub hallazgos: Vec<DetalleDeHallazgo>,
    /// What people changed in the fichas since the import, in the order to print.
    pub cambios: Vec<CambioDeFicha>,
    /// All such changes, when `cambios` holds only the last ones.
    pub cambios_en_total: u64,
    /// What is missing, one sentence each, most important first.
    pub faltantes: Vec<String>,
    /// The last closed round; `None` when none was closed.
    pub priorizacion: Option<PriorizacionDeAvance>,
    /// Trámites that were prioritised, with what their redesign changes, by code.
    pub redisenos: Vec<RedisenoDeAvance>,
    /// The measures of all of them added up, those of the law first.
    pub suma: Vec<MedidaSumada>,
    /// What changed since an earlier cut-off; `None` when nobody asked.
    pub comparacion: Option<QueCambio>,
}

/// The ranking of a closed round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriorizacionDeAvance {
    /// Name of the round.
    pub ronda: String,
    /// Day it was closed.
    pub cerrada_el: Option<Date>,
    /// Selected over those that counted.
    pub seleccionados: Razon,
    /// With a score over those that counted.
    pub comparables: Razon,
    /// How firm the first place is, one sentence.
    pub firmeza: String,
    /// The places, first one first.
    pub puestos: Vec<PuestoDeAvance>,
}

/// A place of the ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PuestoDeAvance {
    /// «1», «2 (empate)»; empty when it could not be scored.
    pub posicion: String,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Over 100, as shown; empty without score.
    pub puntaje: String,
    /// Selected.
    pub seleccionado: bool,
    /// Moved by hand, with its reason in the acta.
    pub a_mano: bool,
}

/// What the redesign of a trámite changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RedisenoDeAvance {
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// State of the trámite, in words.
    pub estado: String,
    /// Version delivered; `None` is a draft.
    pub version: Option<i64>,
    /// Day its approval was recorded.
    pub aprobado_el: Option<Date>,
    /// The measures, those of the law first.
    pub medidas: Vec<MedidaDelPapel>,
    /// Norms that must change.
    pub normas: Vec<NormaPorCambiar>,
    /// Today's and the proposed one.
    pub diagramas: Vec<crate::diagrama::Diagrama>,
}

/// A norm that must change for a redesign to be possible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NormaPorCambiar {
    /// «Acuerdo ministerial».
    pub acto: String,
    /// The norm; empty when it is not cited.
    pub norma: String,
    /// Who signs the change.
    pub firma: String,
}

/// A measure of all the redesigned trámites together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MedidaSumada {
    /// The sums.
    pub medida: MedidaDelPapel,
    /// Trámites added up, over the prioritised ones.
    pub comparables: Razon,
}

/// What changed between two cut-offs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueCambio {
    /// The earlier cut-off.
    pub antes: Date,
    /// Every figure that is compared, changed or not.
    pub cifras: Vec<CifraComparada>,
    /// Phases whose state changed.
    pub fases: Vec<FaseComparada>,
    /// Trámites that count now and did not: code and name.
    pub entraron: Vec<(String, String)>,
    /// Trámites that counted and do not any more.
    pub salieron: Vec<(String, String)>,
    /// Trámites whose state changed: code, name, before, now.
    pub avanzaron: Vec<TramiteComparado>,
}

/// A count at two cut-offs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CifraComparada {
    /// What it counts.
    pub que: String,
    /// At the earlier cut-off, with its base.
    pub antes: Razon,
    /// At this one.
    pub ahora: Razon,
    /// The denominators mean something: «59 de 66», not a bare count.
    pub con_base: bool,
}

/// A phase at two cut-offs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaseComparada {
    /// Which.
    pub fase: Fase,
    /// Its state before.
    pub antes: EstadoFase,
    /// Its state now.
    pub ahora: EstadoFase,
}

/// A trámite at two cut-offs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TramiteComparado {
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Its state before.
    pub antes: EstadoTramite,
    /// Its state now.
    pub ahora: EstadoTramite,
}

/// One member of the committee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Integrante {
    /// Post.
    pub cargo: String,
    /// Role in the committee.
    pub rol: String,
    /// Name.
    pub nombre: String,
}

/// One phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvanceDeFase {
    /// Which.
    pub fase: Fase,
    /// `6.1.3`; only four phases have one.
    pub codigo_guia: Option<String>,
    /// State.
    pub estado: EstadoFase,
    /// Date of the state.
    pub fecha: Option<Date>,
    /// Conditions of the completion rule.
    pub condiciones: Vec<Condicion>,
    /// Met over all.
    pub cumplidas: Razon,
    /// The rule of the ratio, in words: «condiciones de cierre cumplidas, regla 1».
    pub regla: String,
    /// Files that prove it.
    pub evidencias: u64,
}

/// One condition of a completion rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condicion {
    /// «Al menos 3 integrantes activos (hay 2)».
    pub texto: String,
    /// Met.
    pub cumple: bool,
}

/// The inventory in counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResumenDeInventario {
    /// Trámites that are not retired.
    pub tramites: u64,
    /// Requisitos of level 0.
    pub requisitos: u64,
    /// Pasos of level 0 of the current version.
    pub pasos: u64,
    /// Name of the category (empty = none) and its trámites, greatest first.
    pub por_categoria: Vec<(String, u64)>,
    /// State and its trámites, in the order of the states.
    pub por_estado: Vec<(EstadoTramite, u64)>,
    /// Complete fichas over all.
    pub fichas_completas: Razon,
    /// Trámites whose response time was read, over all.
    pub tiempos_legibles: Razon,
    /// Trámites whose cost is known, over all.
    pub costos_conocidos: Razon,
    /// Trámites with at least one sufficient legal basis, over all.
    pub con_base_legal: Razon,
    /// Import flags pending.
    pub banderas_pendientes: u64,
    /// When the committee closed it.
    pub cerrado_el: Option<Date>,
}

/// Open findings of one rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HallazgosDeRegla {
    /// `R2`.
    pub regla: String,
    /// «Pide una declaración jurada».
    pub titulo: String,
    /// «artículo 13 del Decreto 5-2021»; empty when it is a criterion of the tool.
    pub base: String,
    /// Open, severity alta.
    pub alta: u64,
    /// Open, severity media.
    pub media: u64,
    /// Open, severity baja.
    pub baja: u64,
    /// Open, quality of the datum.
    pub dato: u64,
    /// Trámites where at least one stands, over all.
    pub tramites: Razon,
    /// Accepted or discarded by a person.
    pub decididos: u64,
}

impl HallazgosDeRegla {
    /// Open findings of any severity.
    #[must_use]
    pub fn abiertos(&self) -> u64 {
        self.alta.saturating_add(self.media).saturating_add(self.baja).saturating_add(self.dato)
    }
}

/// One row of the table of trámites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilaDeTramite {
    /// `MARN-0012`.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Category; empty when none.
    pub categoria: String,
    /// State.
    pub estado: EstadoTramite,
    /// Requisitos of level 0.
    pub requisitos: u64,
    /// Pasos of level 0.
    pub pasos: u64,
    /// «10 días hábiles»; empty when not readable.
    pub tiempo: String,
    /// «Q 50.00», «Gratuito»; empty when not known.
    pub costo: String,
    /// Fields filled over fields asked.
    pub completitud: Razon,
    /// Open findings.
    pub hallazgos: u64,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetalleDeHallazgo {
    /// Code of the trámite.
    pub codigo: String,
    /// Name of the trámite.
    pub tramite: String,
    /// `R2`.
    pub regla: String,
    /// Severity.
    pub severidad: Severidad,
    /// State.
    pub estado: EstadoHallazgo,
    /// «Posible hallazgo: se pide declaración jurada.»
    pub mensaje: String,
    /// Where: «Requisito 5».
    pub donde: String,
    /// The words that fired it.
    pub fragmento: String,
    /// Reason of the decision; empty when open.
    pub justificacion: String,
}

/// One datum that a person changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CambioDeFicha {
    /// Day of the change, Guatemala time.
    pub fecha: Date,
    /// Code of the trámite.
    pub codigo: String,
    /// Name of the trámite.
    pub tramite: String,
    /// «Requisito 5: descripción».
    pub dato: String,
    /// Text before; empty when it was empty.
    pub antes: String,
    /// Text now; empty when it was cleared or retired.
    pub ahora: String,
}
