//! The board, what is under each of its figures, its trend, what changed, and one institution whole.

use std::collections::BTreeMap;

pub use dominio::instituciones::TipoInstitucion;
pub use dominio::tablero::{Cuales, NivelDeVerificacion, OrdenDelTablero, Voz};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConteoPorRegla, EntidadDto, EstadoFase, EvidenciaDto, Fase, FilaTramite, InstitucionDto, RazonDto, RedisenoEnLista};

/// Board as of a date, of the institutions that a filter lets through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct PedirTablero {
    /// `AAAA-MM-DD`; null = today.
    pub corte: Option<String>,
    /// An earlier cut-off to put beside; null = none.
    pub comparar: Option<String>,
    /// Kinds; empty = all.
    pub tipos: Vec<TipoInstitucion>,
    /// Departamentos of gobernaciones, by name; empty = all.
    pub departamentos: Vec<String>,
    /// Phase that `estados` and the order by phase look at; null = any.
    pub fase: Option<Fase>,
    /// Only institutions whose `fase` is in one of these; empty = all.
    pub estados: Vec<EstadoFase>,
    /// Words of the name, sigla, code or departamento, without accents or case.
    pub buscar: Option<String>,
    /// Null = by kind and name.
    pub orden: Option<OrdenDelTablero>,
    /// Greatest first.
    pub descendente: bool,
    /// First row, from 0.
    pub desde: u32,
    /// How many rows; null = all.
    pub cuantos: Option<u32>,
}

/// A percentage that GAE published, kept beside the computed one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportadoDto {
    /// The entity of class `gae_reportado` that GAE writes; null for those that come with the program.
    pub entidad: Option<EntidadDto>,
    /// Phase that it speaks of.
    pub fase: Fase,
    /// `AAAA-MM-DD`: the day it refers to.
    pub corte: String,
    /// As published, from 0 to 100.
    pub porcentaje: String,
    /// Where it was published.
    pub fuente: String,
    /// Another one of the same phase and day was written later, and that one stands.
    pub reemplazado: bool,
}

/// A ratio without its words: the rule is that of the phase it stands in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RazonBreve {
    /// How many.
    pub numerador: u64,
    /// Out of how many.
    pub denominador: u64,
    /// Two decimals; null = n/d.
    pub porcentaje: Option<String>,
}

/// The board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TableroDto {
    /// `AAAA-MM-DD`.
    pub corte: String,
    /// The earlier cut-off beside it.
    pub comparar: Option<String>,
    /// What it found, in one sentence.
    pub titular: String,
    /// Data of demonstration.
    pub demostracion: bool,
    /// Which institution is in which state is invented; say it wherever a name stands beside a state.
    pub asignacion_ficticia: bool,
    /// The sentence that says it; null outside the demonstration.
    pub aviso: Option<String>,
    /// Institutions in the file, whatever the filter.
    pub instituciones: u64,
    /// Rows that the filter lets through: every figure counts over them.
    pub total: u64,
    /// In the guide's order.
    pub fases: Vec<FaseDelTablero>,
    /// phase → type of institution → how many are pending.
    pub pendientes: BTreeMap<String, BTreeMap<String, u64>>,
    /// Texts ready to paste.
    pub listas: Vec<ListaDePendientes>,
    /// By kind, in the order of the pending lists.
    pub grupos: Vec<GrupoDelTablero>,
    /// The 22 departamentos, those that the filter leaves out included.
    pub mapa: Vec<TeselaDelMapa>,
    /// The rows asked for.
    pub filas: Vec<FilaDelTablero>,
    /// What was reported besides the phases, never computed here.
    pub acompanamiento: Vec<CifraReportada>,
    /// What the figures that cannot be known at a past cut-off are.
    pub notas: Vec<String>,
}

/// One phase over the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FaseDelTablero {
    /// Only four have one.
    pub codigo_guia: Option<String>,
    /// Identifier.
    pub fase: Fase,
    /// Name.
    pub nombre: String,
    /// Institutions whose state counts.
    pub numerador: u64,
    /// Institutions that apply.
    pub denominador: u64,
    /// Rule of the denominator: `instituciones` or `comites_conformados`.
    pub regla: String,
    /// The same in Spanish.
    pub regla_en_palabras: String,
    /// Two decimals; null = n/d.
    pub porcentaje: Option<String>,
    /// What GAE reported last at or before the cut-off, as text; null when nothing, or under a filter.
    pub reportado: Option<String>,
    /// Where it was reported.
    pub reportado_fuente: Option<String>,
    /// Cut-off of what was reported: show it whenever it is not the board's.
    pub reportado_corte: Option<String>,
    /// Institutions that it amounts to, over the same base; only at its own cut-off.
    pub equivale_a: Option<u64>,
    /// Computed minus reported, in institutions; only at its own cut-off.
    pub diferencia: Option<i64>,
    /// The same ratio at the earlier cut-off.
    pub antes: Option<RazonBreve>,
    /// Rows that do not count yet.
    pub pendientes: u64,
    /// In `en_proceso`: shown, never added to the numerator.
    pub en_proceso: u64,
    /// In `observada`.
    pub observadas: u64,
    /// In `no_iniciada`.
    pub no_iniciadas: u64,
    /// Out of the base because the phase does not apply.
    pub no_aplica: u64,
    /// The state counts, whoever proves it: the same as `numerador`.
    pub declarado: u64,
    /// It counts and a file proves it.
    pub con_evidencia: u64,
    /// GAE approved it.
    pub verificado: u64,
    /// By kind; those without rows in the base are left out.
    pub por_tipo: Vec<TipoEnFase>,
}

/// A phase over the rows of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TipoEnFase {
    /// Kind.
    pub tipo: TipoInstitucion,
    /// Rows that count.
    pub numerador: u64,
    /// Rows of the base.
    pub denominador: u64,
    /// Two decimals; null = n/d.
    pub porcentaje: Option<String>,
}

/// A text ready to paste: the paragraph of a phase (without kind) or the names of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ListaDePendientes {
    /// Phase.
    pub fase: Fase,
    /// Kind; null = the paragraph with the counts of all.
    pub tipo: Option<TipoInstitucion>,
    /// How many it names.
    pub cuantas: u64,
    /// The text.
    pub texto: String,
}

/// The rows of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct GrupoDelTablero {
    /// Kind.
    pub tipo: TipoInstitucion,
    /// Its name for several: «Gobernaciones departamentales».
    pub nombre: String,
    /// Rows.
    pub instituciones: u64,
    /// One a phase, in the guide's order.
    pub fases: Vec<RazonBreve>,
}

/// One departamento of the tile map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TeselaDelMapa {
    /// Name.
    pub departamento: String,
    /// Code of the INE, `01` to `22`.
    pub codigo: String,
    /// Name that fits in a tile.
    pub corto: String,
    /// Row, from 0 in the north.
    pub fila: u8,
    /// Column, from 0 in the west.
    pub columna: u8,
    /// Its gobernación; null when the file has none.
    pub institucion: Option<String>,
    /// The filter lets it through.
    pub dentro: bool,
    /// One a phase, in the guide's order; empty without institution.
    pub estados: Vec<EstadoFase>,
}

/// What one institution has in one phase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CeldaDelTablero {
    /// State that stands.
    pub estado: EstadoFase,
    /// State at the earlier cut-off, when it was another.
    pub antes: Option<EstadoFase>,
    /// Date of the fact.
    pub fecha: Option<String>,
    /// Files that prove it.
    pub evidencias: u32,
    /// How far it is proved.
    pub verificacion: NivelDeVerificacion,
    /// Who said it; null when nobody did.
    pub voz: Option<Voz>,
    /// The institution and GAE say different things.
    pub difiere: bool,
}

/// One institution on the board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FilaDelTablero {
    /// Identifier.
    pub institucion: String,
    /// `MIN-MARN`.
    pub codigo: String,
    /// `MARN`.
    pub sigla: String,
    /// Full name.
    pub nombre: String,
    /// Kind.
    pub tipo: TipoInstitucion,
    /// Departamento of a gobernación.
    pub departamento: Option<String>,
    /// False: «por confirmar por GAE».
    pub confirmada: bool,
    /// One a phase, in the guide's order.
    pub celdas: Vec<CeldaDelTablero>,
    /// Day of the last data of it in this file, at the cut-off; null = none.
    pub datos_del: Option<String>,
    /// Whose data those are.
    pub datos_de: Option<Voz>,
    /// Days from `datos_del` to the cut-off.
    pub dias: Option<u32>,
    /// Trámites that count.
    pub tramites: u64,
    /// Complete fichas; null at a past cut-off.
    pub fichas_completas: Option<u64>,
    /// Open findings; null at a past cut-off.
    pub hallazgos: Option<u64>,
    /// Phases that count / phases that apply.
    pub avance: RazonBreve,
}

/// A figure that somebody published and that this program does not compute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CifraReportada {
    /// Identifier.
    pub clave: String,
    /// What it counts.
    pub nombre: String,
    /// How many.
    pub valor: u64,
    /// Out of how many, when it was said.
    pub de: Option<u64>,
    /// Where it was published.
    pub fuente: String,
    /// Its cut-off.
    pub corte: String,
    /// What to know before repeating it.
    pub nota: Option<String>,
}

/// The rows under one figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirDetalle {
    /// The board where the figure stands; its window of rows is not looked at.
    #[serde(default)]
    pub tablero: PedirTablero,
    /// Phase.
    pub fase: Fase,
    /// Only of a kind.
    #[serde(default)]
    pub tipo: Option<TipoInstitucion>,
    /// Which rows.
    pub cuales: Cuales,
}

/// The rows under one figure: as many as the figure says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DetalleDelTablero {
    /// `AAAA-MM-DD`.
    pub corte: String,
    /// «Inventario de trámites · Pendientes · 14 gobernaciones departamentales».
    pub titulo: String,
    /// Phase.
    pub fase: Fase,
    /// Kind.
    pub tipo: Option<TipoInstitucion>,
    /// Which rows.
    pub cuales: Cuales,
    /// Same as the figure.
    pub total: u64,
    /// See [`TableroDto::asignacion_ficticia`].
    pub asignacion_ficticia: bool,
    /// All of them.
    pub filas: Vec<FilaDelTablero>,
    /// Text ready to paste, for pending ones.
    pub texto: Option<String>,
}

/// The board through time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct PedirTendenciaDelTablero {
    /// Filter; its cut-offs and its window are not looked at.
    pub tablero: PedirTablero,
    /// First cut-off; null = the first fact.
    pub desde: Option<String>,
    /// Last cut-off; null = today.
    pub hasta: Option<String>,
}

/// The phases at one cut-off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PuntoDelTablero {
    /// `AAAA-MM-DD`.
    pub corte: String,
    /// One a phase, in the guide's order.
    pub fases: Vec<RazonBreve>,
}

/// Up to twelve cut-offs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TendenciaDelTablero {
    /// What it found, in one sentence.
    pub titular: String,
    /// Oldest first.
    pub puntos: Vec<PuntoDelTablero>,
    /// See [`TableroDto::demostracion`].
    pub demostracion: bool,
}

/// What changed between two cut-offs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirCambios {
    /// Earlier cut-off.
    pub desde: String,
    /// Later cut-off; null = today.
    #[serde(default)]
    pub hasta: Option<String>,
    /// Only of one; null = all of the file.
    #[serde(default)]
    pub institucion: Option<String>,
    /// Count the findings at both cut-offs too: the log is read again, which takes long in a large file.
    #[serde(default)]
    pub con_hallazgos: bool,
    /// Id of the job, for `progreso` and `cancelar`.
    #[serde(default)]
    pub trabajo: Option<String>,
}

/// What changed, in words and in rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CambiosDto {
    /// Earlier cut-off.
    pub desde: String,
    /// Later cut-off.
    pub hasta: String,
    /// In one sentence.
    pub titular: String,
    /// One sentence a thing that changed; one that says so when nothing did.
    pub parrafos: Vec<String>,
    /// Each phase before and after.
    pub fases: Vec<CambioDeFase>,
    /// Phases of institutions that moved, by phase and institution.
    pub movimientos: Vec<FaseMovida>,
    /// Institutions with other trámites than before.
    pub tramites: Vec<TramitesCambiados>,
    /// Findings by rule at both cut-offs; null when they were not asked for.
    pub hallazgos: Option<Vec<HallazgosCambiados>>,
    /// See [`TableroDto::demostracion`].
    pub demostracion: bool,
    /// See [`TableroDto::asignacion_ficticia`].
    pub asignacion_ficticia: bool,
}

/// One phase before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CambioDeFase {
    /// Phase.
    pub fase: Fase,
    /// Name.
    pub nombre: String,
    /// Only four have one.
    pub codigo_guia: Option<String>,
    /// At the earlier cut-off.
    pub antes: RazonBreve,
    /// At the later one.
    pub ahora: RazonBreve,
    /// Numerator after minus before, in institutions.
    pub diferencia: i64,
}

/// A phase of an institution that is not as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FaseMovida {
    /// Institution.
    pub institucion: String,
    /// Its sigla.
    pub sigla: String,
    /// Its name.
    pub nombre: String,
    /// Kind.
    pub tipo: TipoInstitucion,
    /// Phase.
    pub fase: Fase,
    /// State before.
    pub de: EstadoFase,
    /// State after.
    pub a: EstadoFase,
    /// Date of the fact.
    pub fecha: Option<String>,
    /// Who said it.
    pub voz: Option<Voz>,
    /// It counts now and did not, or the other way.
    pub cuenta: bool,
}

/// Trámites of an institution that came or went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TramitesCambiados {
    /// Institution.
    pub institucion: String,
    /// Its sigla.
    pub sigla: String,
    /// Its name.
    pub nombre: String,
    /// Written for the first time between both cut-offs.
    pub agregados: u64,
    /// Retired or suppressed between both.
    pub retirados: u64,
}

/// Findings of one rule at both cut-offs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct HallazgosCambiados {
    /// `R2`.
    pub regla: String,
    /// What it looks for.
    pub titulo: String,
    /// Open at the earlier cut-off.
    pub antes: u64,
    /// Open at the later one.
    pub ahora: u64,
}

/// One institution whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirInstitucion {
    /// Identifier, code or sigla.
    pub institucion: String,
    /// `AAAA-MM-DD`; null = today. Only the phases follow it; the rest is of today.
    #[serde(default)]
    pub corte: Option<String>,
}

/// Everything of one institution, read only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct InstitucionEntera {
    /// Which.
    pub institucion: InstitucionDto,
    /// Cut-off of the phases.
    pub corte: String,
    /// See [`TableroDto::demostracion`].
    pub demostracion: bool,
    /// See [`TableroDto::asignacion_ficticia`].
    pub asignacion_ficticia: bool,
    /// Its row of the board.
    pub fila: FilaDelTablero,
    /// Its phases.
    pub fases: Vec<FaseDeInstitucion>,
    /// Phases that count / phases that apply.
    pub avance: RazonDto,
    /// Its committee.
    pub comite: ComiteResumido,
    /// Trámites by state; those without any are left out.
    pub tramites_por_estado: Vec<CuantosEnEstado>,
    /// Complete fichas / trámites that count.
    pub fichas_completas: RazonDto,
    /// Trámites with most to do first: at most ten.
    pub primeros_tramites: Vec<FilaTramite>,
    /// Open findings.
    pub hallazgos: Vec<ConteoPorRegla>,
    /// Ranking of its last closed round; null = none.
    pub priorizacion: Option<PriorizacionCerrada>,
    /// Its redesigns: at most eight.
    pub redisenos: Vec<RedisenoEnLista>,
    /// Cells with two values.
    pub conflictos: u64,
    /// Its trámites are GAE's reference copies, not what the institution sent.
    pub copias_de_referencia: bool,
}

/// A phase of an institution with what was said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FaseDeInstitucion {
    /// Phase.
    pub fase: Fase,
    /// Name.
    pub nombre: String,
    /// Only four have one.
    pub codigo_guia: Option<String>,
    /// What the board shows.
    pub celda: CeldaDelTablero,
    /// What the institution reports; null when it said nothing.
    pub dice_la_institucion: Option<EstadoFase>,
    /// What GAE recorded; null when it said nothing.
    pub dice_gae: Option<EstadoFase>,
    /// Files that prove it.
    pub evidencias: Vec<EvidenciaDto>,
    /// Movements up to the cut-off, newest first.
    pub movimientos: Vec<MovimientoDeFaseDto>,
}

/// One movement of a phase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MovimientoDeFaseDto {
    /// State it left.
    pub a: EstadoFase,
    /// Date of the fact.
    pub fecha: String,
    /// Who wrote it.
    pub voz: Voz,
    /// Reason, when one was written.
    pub motivo: String,
}

/// The committee in figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ComiteResumido {
    /// Active members.
    pub integrantes: u64,
    /// Obligatory roles without titular.
    pub roles_vacantes: Vec<String>,
    /// «Acuerdo 12-2021, 3 de septiembre de 2021».
    pub documentos: Vec<String>,
}

/// How many trámites in a state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CuantosEnEstado {
    /// State.
    pub estado: dominio::ficha::EstadoTramite,
    /// How many.
    pub cuantos: u64,
}

/// The ranking of a closed round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PriorizacionCerrada {
    /// Its name.
    pub ronda: String,
    /// When it was closed.
    pub cerrada_el: Option<String>,
    /// First ten.
    pub puestos: Vec<PuestoBreve>,
    /// Trámites in it.
    pub total: u64,
    /// Chosen ones.
    pub elegidos: u64,
}

/// A place in a ranking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PuestoBreve {
    /// Null: not comparable.
    pub posicion: Option<u64>,
    /// Trámite.
    pub tramite: String,
    /// Its code.
    pub codigo: String,
    /// Its name.
    pub nombre: String,
    /// Decimal text; null = without score.
    pub puntaje: Option<String>,
    /// Chosen.
    pub elegido: bool,
}

/// Puts the demonstration away.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct QuitarDemostracion {
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
}

/// The demonstration is away, and the first question is next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DemostracionQuitada {
    /// Where the verified copy is.
    pub copia: String,
    /// Its size.
    pub bytes: u64,
    /// The sentence that says it.
    pub mensaje: String,
}
