//! Requests and results of the redesign of one trámite, and of those of an institution.

pub use dominio::diagrama::{ClaseDeCarril, ClaseDeNodo, Marca};
use dominio::ficha::{AccionRequisito, ActorPaso, EstadoTramite, VersionPaso};
pub use dominio::rediseno::medidas::Medida;
pub use dominio::rediseno::sugerencias::Principio;
pub use dominio::rediseno::{ActoLegal, EstadoEscenario, EstadoReforma};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AdjuntoDto, CifraExplicada, PorcentajeDto};

// ---------------------------------------------------------------- what is decided

/// What is done with one requisito or paso.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecisionDto {
    /// The requisito or paso of today.
    pub donde: String,
    /// Identifier of the action, of the list of requisitos or of that of pasos.
    pub accion: String,
    /// The one it is joined with.
    #[serde(default)]
    pub con: Option<String>,
    /// What stands in its place.
    #[serde(default)]
    pub texto: Option<String>,
    /// Minutes of work, when they change.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub duracion_minutos: Option<i64>,
    /// Minutes of wait, when they change.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub espera_minutos: Option<i64>,
    /// Why.
    #[serde(default)]
    pub justificacion: Option<String>,
}

/// Tries some decisions without saving them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EnsayarCambios {
    /// Trámite.
    pub id: String,
    /// Decisions.
    pub decisiones: Vec<DecisionDto>,
    /// Fee proposed, in centavos; null when it does not change.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub arancel: Option<i64>,
    /// Indirect cost proposed, in centavos; null when it does not change.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub costo_indirecto: Option<i64>,
    /// With every measure explained, which takes longer.
    #[serde(default)]
    pub explicar: bool,
}

/// What some decisions would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EnsayoDto {
    /// Every measure, both sides.
    pub medidas: Vec<MedidaBreve>,
    /// The same explained, when asked for.
    pub explicadas: Option<Vec<MedidaDto>>,
    /// Acts that they need, the heaviest first.
    pub actos: Vec<ActoDto>,
    /// Pasos of today that would be left without reason.
    pub sobran: Vec<PasoQueSobra>,
    /// What to think about before saving.
    pub advertencias: Vec<AdvertenciaDeEnsayo>,
}

/// A measure for people, both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MedidaBreve {
    /// Which.
    pub medida: Medida,
    /// Its name.
    pub nombre: String,
    /// One of the four of the law.
    pub de_ley: bool,
    /// Unit of both.
    pub unidad: String,
    /// As shown; null when it is not known.
    pub antes: Option<String>,
    /// As shown; null when it is not known.
    pub despues: Option<String>,
    /// Before less after, as shown; null when a side is not known.
    pub diferencia: Option<String>,
    /// What the change is.
    pub sentido: Sentido,
    /// Of before; null from zero.
    pub porcentaje: Option<PorcentajeDto>,
    /// Why it cannot be compared.
    pub sin_comparar: Option<String>,
    /// What is gained in a year, as shown.
    pub anual: Option<String>,
}

/// What a change is for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sentido {
    /// Less than before.
    Mejora,
    /// The same.
    Igual,
    /// More than before: shown as such, never hidden.
    Empeora,
    /// A side is missing.
    SinDato,
}

/// A measure with everything that explains it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MedidaDto {
    /// For people.
    pub breve: MedidaBreve,
    /// Today.
    pub antes: CifraExplicada,
    /// As proposed.
    pub despues: CifraExplicada,
    /// In a year.
    pub anual: Option<CifraExplicada>,
}

/// A legal act, with what it would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActoDto {
    /// The act.
    pub acto: ActoLegal,
    /// Its name.
    pub nombre: String,
    /// The norm that is changed.
    pub norma: Option<String>,
    /// The norm is the trámite's, to be confirmed for the requisito.
    pub heredada: bool,
    /// Who may sign it.
    pub firma: String,
    /// Why this act.
    pub por_que: String,
    /// Requisitos that change with it.
    pub requisitos: Vec<String>,
    /// Draft.
    pub borrador: String,
}

/// A paso that only read what would no longer be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PasoQueSobra {
    /// Paso of today.
    pub id: String,
    /// Its number.
    pub numero: u32,
    /// What it says.
    pub texto: String,
}

/// Something to think about before saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdvertenciaDeEnsayo {
    /// What it is.
    pub codigo: CodigoDeEnsayo,
    /// The requisito or paso.
    pub donde: Option<String>,
    /// For people.
    pub mensaje: String,
}

/// What a warning of a trial is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CodigoDeEnsayo {
    /// A screen in place of a paper before the redesign is approved.
    DigitalAntesDeAprobar,
    /// A reason is missing.
    SinJustificacion,
    /// What is asked instead is missing.
    SinTexto,
    /// A decision that cannot be applied.
    Imposible,
    /// Nothing is left to be done.
    SinPasos,
}

// ---------------------------------------------------------------- the redesign of one

/// The redesign of one trámite, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RedisenoDto {
    /// Trámite.
    pub tramite: String,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// State.
    pub estado: EstadoTramite,
    /// Cut-off, `AAAA-MM-DD`.
    pub corte: String,
    /// Every requisito, with what is known to decide about it.
    pub requisitos: Vec<RequisitoDeRediseno>,
    /// Pasos of today.
    pub actuales: Vec<PasoDeRediseno>,
    /// Pasos as proposed.
    pub propuestos: Vec<PasoDeRediseno>,
    /// Measures of today and of the propuesta.
    pub medidas: Vec<MedidaDto>,
    /// Acts that the decisions need.
    pub actos: Vec<ActoDto>,
    /// Scenarios, oldest first.
    pub escenarios: Vec<EscenarioDto>,
    /// What the data suggest.
    pub sugerencias: Vec<SugerenciaDto>,
    /// Reforms that are followed.
    pub reformas: Vec<ReformaDto>,
    /// Versions delivered, newest first.
    pub entregas: Vec<EntregaDto>,
    /// What is missing to deliver it.
    pub faltan: Vec<FaltaDeRediseno>,
    /// A screen in place of a paper needs a reason, because no redesign is approved.
    pub digital_espera: bool,
}

/// A requisito, to be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequisitoDeRediseno {
    /// Requisito.
    pub id: String,
    /// From 1 among those of level 0; null for what hangs from another.
    pub numero: Option<u32>,
    /// What is asked.
    pub texto: String,
    /// «Solo si…».
    pub condicion: Option<String>,
    /// Heading.
    pub grupo: Option<String>,
    /// Decision.
    pub accion: Option<AccionRequisito>,
    /// Why.
    pub justificacion: Option<String>,
    /// What is asked instead.
    pub texto_propuesto: Option<String>,
    /// The one it is joined with.
    pub se_une_con: Option<String>,
    /// Norms that ask for it, as cited.
    pub normas: Vec<String>,
    /// Act that its decision needs.
    pub acto: Option<ActoDto>,
    /// Open possible findings about it.
    pub hallazgos: Vec<String>,
    /// Numbers of the pasos of today that read it.
    pub usado_en: Vec<u32>,
    /// Some paso says what it reads and none reads this.
    pub sin_uso: bool,
}

/// A paso, in brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PasoDeRediseno {
    /// Paso.
    pub id: String,
    /// Its number.
    pub numero: u32,
    /// What is done.
    pub texto: String,
    /// Who does it.
    pub actor: Option<ActorPaso>,
    /// Unit.
    pub unidad: Option<String>,
    /// Minutes of work.
    #[ts(type = "number | null")]
    pub duracion_minutos: Option<i64>,
    /// Minutes of wait.
    #[ts(type = "number | null")]
    pub espera_minutos: Option<i64>,
    /// Requisitos that it reads.
    pub requisitos: Vec<String>,
    /// The paso of today that it comes from.
    pub origen: Option<String>,
}

/// A scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EscenarioDto {
    /// Scenario.
    pub id: String,
    /// Name.
    pub nombre: String,
    /// State.
    pub estado: EstadoEscenario,
    /// Why it was chosen or discarded.
    pub motivo: Option<String>,
    /// Fee proposed, in centavos.
    #[ts(type = "number | null")]
    pub arancel: Option<i64>,
    /// Indirect cost proposed, in centavos.
    #[ts(type = "number | null")]
    pub costo_indirecto: Option<i64>,
    /// Decisions.
    pub decisiones: Vec<DecisionDto>,
    /// What it would change.
    pub medidas: Vec<MedidaBreve>,
    /// Acts that it needs, the heaviest first.
    pub actos: Vec<ActoDto>,
    /// Why it can no longer be applied: the ficha changed.
    pub imposible: Option<String>,
}

/// Something that the data suggest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SugerenciaDto {
    /// Principle.
    pub principio: Principio,
    /// Its name.
    pub nombre: String,
    /// What it asks.
    pub pregunta: String,
    /// What to do.
    pub texto: String,
    /// What was found.
    pub evidencia: String,
    /// Rows it speaks of, the one that changes first.
    pub filas: Vec<String>,
    /// Decisions that a tick records, one for each row that changes; empty when a person must think it out.
    pub decisiones: Vec<DecisionDto>,
    /// It waits for the approval of the redesign.
    pub espera_aprobacion: bool,
}

/// A reform that is followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReformaDto {
    /// Reform.
    pub id: String,
    /// Act.
    pub acto: ActoLegal,
    /// Its name.
    pub nombre: String,
    /// Norm that is changed.
    pub norma: Option<String>,
    /// Requisitos that depend on it.
    pub requisitos: Vec<String>,
    /// Draft.
    pub texto: Option<String>,
    /// Who signs it.
    pub firma: Option<String>,
    /// State.
    pub estado: EstadoReforma,
    /// States that may follow.
    pub siguientes: Vec<EstadoReforma>,
    /// Number with which it was published.
    pub numero: Option<String>,
    /// Date of publication.
    pub fecha: Option<String>,
    /// Why it was given up.
    pub motivo: Option<String>,
    /// Days in its state, counted from the day it entered it.
    #[ts(type = "number")]
    pub dias: i64,
}

/// A delivered version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EntregaDto {
    /// Delivery.
    pub id: String,
    /// Number.
    #[ts(type = "number")]
    pub version: i64,
    /// SHA-256 of what was delivered.
    pub huella: String,
    /// Day.
    pub fecha: String,
    /// Who delivered it.
    pub quien: String,
    /// The present content is exactly that.
    pub vigente: bool,
    /// Day of its approval.
    pub aprobada_el: Option<String>,
    /// File that approves it.
    pub archivo: Option<AdjuntoDto>,
}

/// Something that is missing to deliver the redesign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FaltaDeRediseno {
    /// What.
    pub codigo: CodigoDePendiente,
    /// For people.
    pub texto: String,
    /// How many.
    pub cuantos: u32,
}

/// What is missing, where a screen can take the person to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CodigoDePendiente {
    /// Data of the ficha that the redesign needs.
    DatosDeLaFicha,
    /// Pasos of today.
    PasosActuales,
    /// Pasos as proposed.
    PasosPropuestos,
    /// Two laptops chose a scenario each: the propuesta holds the pasos of both.
    DosElegidos,
    /// Requisitos without decision.
    RequisitosSinDecidir,
    /// Decisions without reason.
    DecisionesSinRazon,
    /// Requisitos that need a reform that nobody wrote.
    ReformasSinEscribir,
    /// One of the four measures.
    Medidas,
}

// ---------------------------------------------------------------- writing

/// Saves a scenario whole: what it had is replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuardarEscenario {
    /// Trámite.
    pub tramite: String,
    /// Scenario; null for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// Name.
    pub nombre: String,
    /// Fee proposed, in centavos.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub arancel: Option<i64>,
    /// Indirect cost proposed, in centavos; null when it does not change.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub costo_indirecto: Option<i64>,
    /// Decisions.
    pub decisiones: Vec<DecisionDto>,
}

/// Chooses a scenario as the propuesta, or discards it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecidirEscenario {
    /// Scenario.
    pub id: String,
    /// True makes it the propuesta.
    pub elegir: bool,
    /// Why, at least ten letters.
    pub motivo: String,
}

/// Writes or corrects a reform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuardarReforma {
    /// Trámite.
    pub tramite: String,
    /// Reform; null for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// Act.
    pub acto: ActoLegal,
    /// Norm that is changed.
    pub norma: String,
    /// Requisitos that depend on it.
    pub requisitos: Vec<String>,
    /// Draft.
    pub texto: String,
    /// Who signs it.
    pub firma: String,
}

/// Moves a reform along its states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoverReforma {
    /// Reform.
    pub id: String,
    /// Next state.
    pub a: EstadoReforma,
    /// Number, when it is published.
    #[serde(default)]
    pub numero: String,
    /// Date, when it is published.
    #[serde(default)]
    pub fecha: String,
    /// Why, when it is given up.
    #[serde(default)]
    pub motivo: String,
}

/// Approves a delivered version with the file that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AprobarRediseno {
    /// Delivery.
    pub entrega: String,
    /// Handle of the chosen file.
    pub archivo: String,
    /// Date of the approval.
    pub fecha: String,
}

// ---------------------------------------------------------------- many

/// The redesigns of an institution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirRedisenos {
    /// Code or acronym; needed in GAE's file.
    #[serde(default)]
    pub institucion: Option<String>,
}

/// Before and after of the trámites that were selected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RedisenosDto {
    /// Cut-off.
    pub corte: String,
    /// Trámites in redesign or beyond, by code.
    pub filas: Vec<RedisenoEnLista>,
    /// Sums by unit, by name.
    pub unidades: Vec<SumaDeRediseno>,
    /// Sum of all.
    pub total: SumaDeRediseno,
}

/// A trámite of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RedisenoEnLista {
    /// Trámite.
    pub tramite: String,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Unit that runs it.
    pub unidad: Option<String>,
    /// State.
    pub estado: EstadoTramite,
    /// Requisitos decided.
    pub decididos: u32,
    /// Requisitos in all.
    pub requisitos: u32,
    /// There are pasos proposed.
    pub con_propuesta: bool,
    /// Last version delivered.
    #[ts(type = "number | null")]
    pub entregada: Option<i64>,
    /// Measures, both sides.
    pub medidas: Vec<MedidaBreve>,
}

/// A sum of what can be compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SumaDeRediseno {
    /// Unit; null for all.
    pub nombre: Option<String>,
    /// Trámites in it.
    pub tramites: u32,
    /// By measure: sum of both sides over the trámites that can be compared.
    pub medidas: Vec<SumaDeMedida>,
}

/// A measure, summed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SumaDeMedida {
    /// The sum, as a measure.
    pub breve: MedidaBreve,
    /// Trámites whose both sides are known, in one unit.
    pub comparables: u32,
    /// Trámites in all.
    pub de: u32,
}

/// Which diagram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirDiagrama {
    /// Trámite.
    pub id: String,
    /// Today's pasos or the proposed ones.
    pub version: VersionPaso,
    /// Decisions to be tried: the proposed pasos are then those that they would give.
    #[serde(default)]
    pub decisiones: Vec<DecisionDto>,
}

/// The diagram of each route of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DiagramasDto {
    /// In the order of the routes; empty without pasos.
    pub rutas: Vec<DiagramaDto>,
}

/// The diagram of one route: the same places that the PDF and the BPMN file use, in points of 1/96 inch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DiagramaDto {
    /// Name of the route; null when it is the only one.
    pub ruta: Option<String>,
    /// Whole width.
    pub ancho: i32,
    /// Whole height.
    pub alto: i32,
    /// Width of the headings of the lanes.
    pub encabezado: i32,
    /// From top to bottom.
    pub carriles: Vec<CarrilDto>,
    /// In the order of the table.
    pub nodos: Vec<NodoDto>,
    /// In the order of the table.
    pub aristas: Vec<AristaDto>,
    /// The same, told in words.
    pub lineas: Vec<LineaDeDiagrama>,
}

/// Text in its box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RotuloDto {
    /// Left side.
    pub x: i32,
    /// Top side.
    pub y: i32,
    /// Width.
    pub ancho: i32,
    /// Height.
    pub alto: i32,
    /// Lines that fit.
    pub lineas: Vec<String>,
}

/// A lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarrilDto {
    /// Name.
    pub nombre: String,
    /// Whose it is.
    pub clase: ClaseDeCarril,
    /// From side to side, with its heading in lines.
    pub rotulo: RotuloDto,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NodoDto {
    /// What it is.
    pub clase: ClaseDeNodo,
    /// What it says, whole.
    pub texto: String,
    /// The paso it comes from.
    pub paso: Option<String>,
    /// Number of that paso.
    pub numero: Option<u32>,
    /// Place of its lane.
    pub carril: u32,
    /// What the propuesta does with it.
    pub marca: Option<Marca>,
    /// Its shape, with what is written inside.
    pub figura: RotuloDto,
    /// What is written beside it.
    pub aparte: Option<RotuloDto>,
    /// Document that it takes.
    pub entra: Option<RotuloDto>,
    /// Document that it gives.
    pub sale: Option<RotuloDto>,
    /// Place of the line that tells it.
    pub linea: u32,
}

/// An arrow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AristaDto {
    /// Place of the node it leaves.
    pub de: u32,
    /// Place of the node it reaches.
    pub a: u32,
    /// What must happen to go this way.
    pub texto: String,
    /// It goes back.
    pub regreso: bool,
    /// Points `[x, y]`.
    pub puntos: Vec<[i32; 2]>,
    /// Where its text is written.
    pub rotulo: Option<RotuloDto>,
}

/// A line of the route in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineaDeDiagrama {
    /// Number of the paso.
    pub numero: Option<u32>,
    /// The paso.
    pub paso: Option<String>,
    /// What is done and by whom.
    pub texto: String,
    /// Where it goes, when it is not just the next.
    pub destinos: Vec<DestinoDto>,
}

/// Where a line goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DestinoDto {
    /// Place of the line it reaches.
    pub linea: u32,
    /// A sentence.
    pub texto: String,
}
