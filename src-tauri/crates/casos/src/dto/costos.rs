//! Requests and results of the parameters, the costs and the flow of one trámite.

pub use dominio::costos::parametros::UnidadDeParametro;
pub use dominio::costos::{Confianza, EstadoDeCifra, Lado};
use dominio::ficha::ActorPaso;
pub use dominio::ficha::VersionPaso;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::PorcentajeDto;

// ---------------------------------------------------------------- parameters

/// Whose parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirParametros {
    /// Code or acronym; needed in GAE's file.
    #[serde(default)]
    pub institucion: Option<String>,
}

/// The catalogue of an institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ParametrosDto {
    /// By code, newest first; every row that was ever written.
    pub parametros: Vec<ParametroDto>,
    /// Codes that the calculations know.
    pub conocidos: Vec<ConocidoDto>,
    /// The only default: minutes of work of a month.
    pub minutos_mes: String,
}

/// A row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ParametroDto {
    /// Entity.
    pub id: String,
    /// Code.
    pub codigo: String,
    /// For people.
    pub nombre: String,
    /// Decimal text.
    pub valor: String,
    /// Decimal text.
    pub valor_bajo: Option<String>,
    /// Decimal text.
    pub valor_alto: Option<String>,
    /// Unit.
    pub unidad: UnidadDeParametro,
    /// Where it comes from.
    pub fuente: String,
    /// From when it holds, `AAAA-MM-DD`.
    pub fecha: String,
    /// How much it is to be believed.
    pub confianza: Confianza,
    /// Only for this trámite.
    pub tramite: Option<String>,
    /// Who wrote it.
    pub quien: String,
    /// When, RFC 3339.
    pub cuando: String,
    /// In force today; an earlier row of the same code is not.
    pub vigente: bool,
}

/// A code that the calculations know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConocidoDto {
    /// Code, or its beginning when it ends in «_».
    pub codigo: String,
    /// For people.
    pub nombre: String,
    /// Units that it may have; the first is proposed.
    pub unidades: Vec<UnidadDeParametro>,
    /// What it is for.
    pub para_que: String,
}

/// A new row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnotarParametro {
    /// Code or acronym; needed in GAE's file without a trámite.
    #[serde(default)]
    pub institucion: Option<String>,
    /// Code.
    pub codigo: String,
    /// For people; empty takes that of the code.
    #[serde(default)]
    pub nombre: String,
    /// Decimal text, 0 or more.
    pub valor: String,
    /// Decimal text; empty without range.
    #[serde(default)]
    pub valor_bajo: String,
    /// Decimal text; empty without range.
    #[serde(default)]
    pub valor_alto: String,
    /// Unit.
    pub unidad: UnidadDeParametro,
    /// Where it comes from.
    pub fuente: String,
    /// From when it holds, `AAAA-MM-DD`.
    pub fecha: String,
    /// How much it is to be believed.
    pub confianza: Confianza,
    /// Only for this trámite.
    #[serde(default)]
    pub tramite: Option<String>,
}

// ---------------------------------------------------------------- explained figures

/// Values as shown, with the exact likely one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RangoDto {
    /// Least, as shown.
    pub bajo: String,
    /// Likely, as shown.
    pub valor: String,
    /// Greatest, as shown.
    pub alto: String,
    /// Likely, decimal text with at most 10 decimals.
    pub exacto: String,
    /// Nobody gave a range: the three are one.
    pub fijo: bool,
}

/// What goes into a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InsumoDto {
    /// For people.
    pub nombre: String,
    /// Value.
    pub valor: RangoDto,
    /// Unit.
    pub unidad: String,
    /// Where it comes from; null when nobody said.
    pub fuente: Option<String>,
    /// Date of the source, as written.
    pub fecha: Option<String>,
    /// How much it is to be believed.
    pub confianza: Confianza,
    /// Who wrote it; null when it was counted or is the default.
    pub quien: Option<String>,
    /// When it was written, RFC 3339.
    pub cuando: Option<String>,
}

/// Something that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FaltaDeCifra {
    /// A sentence for people.
    pub que: String,
    /// Code of the parameter to be written.
    pub parametro: Option<String>,
    /// Entity of the cell to be filled.
    pub entidad: Option<String>,
    /// Field of the cell to be filled.
    pub campo: Option<String>,
}

/// A figure with everything that explains it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CifraExplicada {
    /// Computed, unknown or left out.
    pub estado: EstadoDeCifra,
    /// The value; null unless computed.
    pub valor: Option<RangoDto>,
    /// What is known of it when something is missing: at least so much.
    pub conocido: Option<RangoDto>,
    /// `GTQ`, `h`, `viaje`, `dia_calendario`…
    pub unidad: String,
    /// In words.
    pub formula: String,
    /// What goes in.
    pub insumos: Vec<InsumoDto>,
    /// What is missing.
    pub faltan: Vec<FaltaDeCifra>,
    /// What else a reader must know.
    pub nota: Option<String>,
    /// Of a total: as shown, less its parts as shown, as shown; null when they agree.
    pub diferencia: Option<String>,
}

// ---------------------------------------------------------------- costs

/// Which costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirCostos {
    /// Trámite.
    pub id: String,
    /// Today's pasos or the proposed ones.
    pub version: VersionPaso,
}

/// The three currencies of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TresMonedas {
    /// Quetzales.
    pub dinero: CifraExplicada,
    /// Hours; null when it takes none.
    pub horas: Option<CifraExplicada>,
    /// Trips; null when it takes none.
    pub viajes: Option<CifraExplicada>,
}

/// A line of the cost table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineaDeCosto {
    /// Code.
    pub codigo: String,
    /// For people.
    pub nombre: String,
    /// Who bears it.
    pub lado: Lado,
    /// It is time put into money.
    pub oportunidad: bool,
    /// One request.
    pub caso: TresMonedas,
    /// The requests of a year.
    pub anio: TresMonedas,
}

/// The costs of one way of doing the trámite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CostosDeRuta {
    /// Name of the route; null when there is only one.
    pub nombre: Option<String>,
    /// Requests of a year.
    pub solicitudes: CifraExplicada,
    /// Lines of the person, then of the institution.
    pub lineas: Vec<LineaDeCosto>,
    /// `total_persona`, `total_persona_sin`, `total_institucion`. They are never added: the fee is in both.
    pub totales: Vec<LineaDeCosto>,
    /// Of the total of the person: `anual`, `diez_anios`; and the same without opportunity cost.
    pub vigencia: Vec<CifraConNombre>,
}

/// A figure that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CifraConNombre {
    /// Code.
    pub codigo: String,
    /// For people.
    pub nombre: String,
    /// The figure.
    pub cifra: CifraExplicada,
}

/// The costs of a trámite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CostosDto {
    /// Trámite.
    pub tramite: String,
    /// Whose pasos.
    pub version: VersionPaso,
    /// Day of the figures, `AAAA-MM-DD`.
    pub corte: String,
    /// One for each route.
    pub rutas: Vec<CostosDeRuta>,
    /// With several routes: the mean of a case, simple and weighted by the requests.
    pub promedios: Vec<CifraConNombre>,
    /// Every parameter that is missing, once.
    pub parametros_que_faltan: Vec<ParametroQueFalta>,
    /// Methods with their version.
    pub metodos: String,
    /// How every figure is rounded.
    pub redondeo: String,
}

/// A parameter to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ParametroQueFalta {
    /// Code.
    pub codigo: String,
    /// For people.
    pub nombre: String,
    /// What it is for.
    pub para_que: String,
    /// Units that it may have.
    pub unidades: Vec<UnidadDeParametro>,
    /// How many lines wait for it.
    pub lineas: u32,
}

// ---------------------------------------------------------------- flow

/// Which flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirFlujo {
    /// Trámite.
    pub id: String,
    /// Today's pasos or the proposed ones.
    pub version: VersionPaso,
    /// Day on which the request comes in; null: today.
    #[serde(default)]
    pub desde: Option<String>,
    /// Seed of the simulation; null: 1.
    #[serde(default)]
    pub semilla: Option<u64>,
    /// Runs of the simulation, 100 to 100,000; null: 1,000.
    #[serde(default)]
    pub corridas: Option<u32>,
}

/// The flow of a trámite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FlujoDto {
    /// Trámite.
    pub tramite: String,
    /// Whose pasos.
    pub version: VersionPaso,
    /// Day on which the request comes in.
    pub desde: String,
    /// Day of the figures.
    pub corte: String,
    /// One for each route.
    pub rutas: Vec<FlujoDeRuta>,
    /// Methods with their version.
    pub metodos: String,
    /// How every figure is rounded.
    pub redondeo: String,
}

/// The flow of one route.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FlujoDeRuta {
    /// Name of the route; null when there is only one.
    pub nombre: Option<String>,
    /// Work.
    pub proceso: CifraExplicada,
    /// From start to end.
    pub ciclo: CifraExplicada,
    /// Work over cycle; null when a time is missing.
    pub eficiencia: Option<PorcentajeDto>,
    /// In order.
    pub pasos: Vec<PasoDeFlujo>,
    /// Ways out of the decisions.
    pub caminos: Vec<CaminoDto>,
    /// Number of the paso that takes most of the time.
    pub cuello: Option<u32>,
    /// Numbers of the pasos of each critical path.
    pub rutas_criticas: Vec<Vec<u32>>,
    /// Null when a time is missing.
    pub simulacion: Option<SimulacionDto>,
    /// Chances of ending by a day; empty without three estimates.
    pub plazos: Vec<PlazoDto>,
    /// How the chances were reached; null without them.
    pub estimacion: Option<EstimacionDto>,
    /// Day on which a request that is never returned ends, working days and feriados counted.
    pub termina: Option<String>,
    /// Why there is no such day.
    pub sin_fecha: Option<String>,
    /// What a reader must know.
    pub notas: Vec<String>,
}

/// A step of the flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PasoDeFlujo {
    /// Entity.
    pub id: String,
    /// From 1.
    pub numero: u32,
    /// What is done.
    pub texto: String,
    /// Who does it.
    pub actor: Option<ActorPaso>,
    /// Minutes of work, once; null: nobody wrote it.
    pub trabajo: Option<RangoDto>,
    /// Minutes of wait before it, once; null: nobody wrote it.
    pub espera: Option<String>,
    /// Times a request, as expected.
    pub veces: String,
    /// Days of the cycle that it takes.
    pub esperado: String,
    /// Share of the cycle; null when a time is missing.
    pub participacion: Option<PorcentajeDto>,
    /// Days from the start, decimal text; null when a time is missing.
    pub inicio: Option<String>,
    /// Days from the start, decimal text.
    pub fin: Option<String>,
    /// Days that it may wait without delaying the end.
    pub holgura: Option<String>,
    /// It may not wait at all.
    pub critico: bool,
}

/// A way out of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaminoDto {
    /// Number of the decision.
    pub desde: u32,
    /// As written.
    pub resultado: String,
    /// Number of the paso it goes to; null: the next.
    pub hacia: Option<u32>,
    /// Percent as shown; null: nobody said.
    pub porcentaje: Option<String>,
}

/// What the runs gave, in days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SimulacionDto {
    /// Seed.
    pub semilla: u64,
    /// Runs.
    pub corridas: u32,
    /// Mean.
    pub media: String,
    /// Value that half of the runs do not pass.
    pub p50: String,
    /// Value that nine of ten runs do not pass.
    pub p90: String,
    /// Least.
    pub minimo: String,
    /// Greatest.
    pub maximo: String,
    /// Of the mean.
    pub error_estandar: String,
    /// Percent between the mean and the formula; null when the formula gives 0.
    pub diferencia: Option<String>,
    /// Near the formula.
    pub concuerda: bool,
    /// Why they differ, or not.
    pub explicacion: String,
}

/// The chance of ending by a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlazoDto {
    /// Calendar days.
    pub dias: String,
    /// That day, `AAAA-MM-DD`.
    pub fecha: String,
    /// It is the legal term.
    pub legal: bool,
    /// Percent on the longest path.
    pub probabilidad: String,
}

/// How the chances were reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EstimacionDto {
    /// Expected days of the longest path.
    pub esperada: String,
    /// Its deviation, days.
    pub desviacion: String,
    /// In words.
    pub formula: String,
}

// ---------------------------------------------------------------- annex

/// Which calculations are printed: those that the screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CalculosPedidos {
    /// Trámite: id or code.
    pub tramite: String,
    /// Today's pasos or the proposed ones.
    pub version: VersionPaso,
    /// Day on which the request comes in; null: today.
    #[serde(default)]
    pub desde: Option<String>,
    /// Seed of the simulation; null: 1.
    #[serde(default)]
    pub semilla: Option<u64>,
    /// Runs of the simulation; null: 1,000.
    #[serde(default)]
    pub corridas: Option<u32>,
}
