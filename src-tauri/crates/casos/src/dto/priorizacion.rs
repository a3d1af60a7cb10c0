//! Requests and results of the prioritisation.

use std::collections::BTreeMap;

pub use dominio::priorizacion::{Eje, EstadoRonda, ModoDeCorte, ModoDePesos, Movida, Origen};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EntidadDto, RazonDto};

/// Which round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirRonda {
    /// Code or acronym; needed in GAE's file.
    #[serde(default)]
    pub institucion: Option<String>,
    /// Null: the newest.
    #[serde(default)]
    pub ronda: Option<String>,
}

/// The rounds of an institution, and one of them open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PriorizacionDto {
    /// Newest first.
    pub rondas: Vec<RondaResumida>,
    /// The one asked for; null before the first.
    pub ronda: Option<RondaDto>,
    /// Criteria to choose from, those of the first nine marked.
    pub biblioteca: Vec<PlantillaDto>,
    /// Trámites that count.
    pub tramites: u64,
}

/// A round in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RondaResumida {
    /// Entity.
    pub id: String,
    /// Number.
    pub numero: i64,
    /// Name.
    pub nombre: String,
    /// Open or closed.
    pub estado: EstadoRonda,
    /// Day it was closed.
    pub cerrada_el: Option<String>,
}

/// A criterion of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlantillaDto {
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// What it asks.
    pub definicion: String,
    /// Points proposed.
    pub peso: i64,
    /// Source of the note.
    pub origen: Origen,
    /// Already in the round.
    pub usado: bool,
}

/// A round with what it needs to be worked on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RondaDto {
    /// The round itself: `nombre`, `modo_corte`, `corte`, `pesos_de`, `modo_pesos`.
    pub entidad: EntidadDto,
    /// Number.
    pub numero: i64,
    /// Open or closed.
    pub estado: EstadoRonda,
    /// Day it was closed.
    pub cerrada_el: Option<String>,
    /// In their order.
    pub criterios: Vec<CriterioDto>,
    /// In their order.
    pub votantes: Vec<VotanteDto>,
    /// Weights out of the comparisons of pairs, when somebody finished them.
    pub ahp: Option<AhpDto>,
    /// Notes that two persons gave two or more apart.
    pub desacuerdos: u64,
    /// Moves by hand.
    pub movimientos: Vec<MovimientoDto>,
    /// What is missing to close it; empty: it may be closed.
    pub faltan: Vec<FaltaParaCerrar>,
    /// Cells of the round that wait for somebody to choose a value.
    pub con_dos_valores: u64,
    /// What another program wrote out of scale and does not count, in sentences.
    pub fuera_de_escala: Vec<String>,
    /// Trámites selected, out of those that count.
    pub seleccionados: RazonDto,
    /// How firm the first place is, in words.
    pub firmeza: String,
}

/// Something that a round needs before it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FaltaParaCerrar {
    /// Which.
    pub codigo: CodigoDeFalta,
    /// In words.
    pub mensaje: String,
}

/// What a round may need before it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CodigoDeFalta {
    /// There are no trámites.
    Tramites,
    /// No criterion has points.
    Puntos,
    /// Nobody rates what people rate.
    Personas,
    /// Who set the weights.
    PesosDe,
    /// What the notes of somebody are based on.
    Bases,
    /// Which value stands where there are two.
    Valores,
}

/// A criterion of a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CriterioDto {
    /// Its cells: `nombre`, `definicion`, `origen`, `eje`, `peso`, `umbrales`, `nota_1`, `nota_3`, `nota_5`.
    pub entidad: EntidadDto,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Source of the note.
    pub origen: Origen,
    /// Points, decimal text.
    pub puntos: String,
    /// Points over the sum of the points.
    pub peso: PorcentajeDto,
    /// Trámites with a note under it.
    pub con_dato: RazonDto,
}

/// A percentage out of decimals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PorcentajeDto {
    /// Decimal text.
    pub numerador: String,
    /// Decimal text.
    pub denominador: String,
    /// What over what.
    pub regla: String,
    /// One decimal, half up; null without denominator.
    pub porcentaje: Option<String>,
}

/// Somebody who rates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VotanteDto {
    /// Its cells: `nombre`, `cargo`, `peso`, and `b_<criterio>`: what the notes under that criterion are based on.
    pub entidad: EntidadDto,
    /// Name.
    pub nombre: String,
    /// Notes given, out of those asked of persons.
    pub notas: RazonDto,
    /// Pairs compared, out of all pairs.
    pub pares: RazonDto,
    /// Codes of criteria rated without saying what the notes are based on.
    pub sin_base: Vec<String>,
    /// Weights of this person alone, when every pair is compared.
    pub ahp: Option<AhpDto>,
    /// `primero/segundo` → `3` or `1/3`.
    pub comparaciones: BTreeMap<String, String>,
}

/// Weights out of comparisons of pairs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AhpDto {
    /// In the order of the criteria: percentage with two decimals; they add up to 100.00.
    pub pesos: Vec<String>,
    /// Consistency ratio, four decimals.
    pub cr: String,
    /// CR of 0.10 or less.
    pub consistente: bool,
    /// The pair to look at first, by code, when it is not consistent.
    pub por_revisar: Option<(String, String)>,
    /// Who took part.
    pub personas: u64,
    /// Pairs where the group disagrees most: codes, least, most, and their ratio.
    pub dispersion: Vec<DispersionDto>,
}

/// Disagreement of the group about a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DispersionDto {
    /// Codes.
    pub par: (String, String),
    /// Least.
    pub minimo: String,
    /// Most.
    pub maximo: String,
    /// Geometric mean of the group.
    pub media: String,
}

/// A trámite moved by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MovimientoDto {
    /// Entity of the move, for `retirar_filas`.
    pub id: String,
    /// Trámite.
    pub tramite: String,
    /// Its code.
    pub codigo: String,
    /// Its name.
    pub nombre: String,
    /// In or out.
    pub hacia: Movida,
    /// Why.
    pub razon: String,
    /// Who wrote it.
    pub quien: String,
    /// When, RFC 3339.
    pub cuando: String,
}

/// Order of the list of a ranking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrdenDeClasificacion {
    /// By score.
    #[default]
    Posicion,
    /// Most disagreement first.
    Desacuerdo,
    /// Fewest data first.
    SinDato,
    /// By code.
    Codigo,
}

/// A page of the ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirClasificacion {
    /// Code or acronym; needed in GAE's file.
    #[serde(default)]
    pub institucion: Option<String>,
    /// Null: the newest.
    #[serde(default)]
    pub ronda: Option<String>,
    /// Points to try without saving them, by code of the criterion; null: those saved.
    #[serde(default)]
    pub puntos: Option<BTreeMap<String, String>>,
    /// Words of the code or the name.
    #[serde(default)]
    pub texto: String,
    /// Order.
    #[serde(default)]
    pub orden: OrdenDeClasificacion,
    /// The notes that this person gave, beside those of the group.
    #[serde(default)]
    pub votante: Option<String>,
    /// Best and worst position while each weight moves ten points.
    #[serde(default)]
    pub con_rangos: bool,
    /// First row.
    #[serde(default)]
    pub desde: u32,
    /// Rows; 0 is 100, at most 500.
    #[serde(default)]
    pub cuantos: u32,
}

/// A page of the ranking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ClasificacionDto {
    /// Rows that pass the words.
    pub total: u64,
    /// Selected, out of those that count.
    pub seleccionados: RazonDto,
    /// Trámites that compare, out of those that count.
    pub comparables: RazonDto,
    /// How firm the first place is, in words.
    pub firmeza: String,
    /// What changed since the round was closed, in words; empty when nothing did, or it is open.
    pub cambio: String,
    /// Weights used, in the order of the criteria.
    pub pesos: Vec<PorcentajeDto>,
    /// The page.
    pub filas: Vec<PuestoDto>,
}

/// A trámite in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PuestoDto {
    /// Trámite.
    pub tramite: String,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Null: no comparable.
    pub posicion: Option<u64>,
    /// Shares its position.
    pub empatado: bool,
    /// Over 100, two decimals; null without data.
    pub puntaje: Option<String>,
    /// Criteria with data.
    pub completitud: RazonDto,
    /// In the order of the criteria.
    pub notas: Vec<NotaDto>,
    /// Best and worst position, when asked for.
    pub rango: Option<(u64, u64)>,
    /// In the selection, moves by hand included.
    pub seleccionado: bool,
    /// Moved by hand.
    pub a_mano: Option<Movida>,
    /// Over 100, two decimals.
    pub impacto: Option<String>,
    /// Over 100, two decimals.
    pub factibilidad: Option<String>,
}

/// The note of a trámite under a criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotaDto {
    /// Of the group, two decimals at most; null: «sin dato».
    pub nota: Option<String>,
    /// It is the inventory's and nobody corrected it.
    pub automatica: bool,
    /// The measured value in words; empty when people rate it.
    pub valor: String,
    /// Points that it contributes to the score, two decimals.
    pub aporte: Option<String>,
    /// Distance between the furthest two persons.
    pub desacuerdo: u64,
    /// Note of each person, in the order of the round; null who did not rate.
    pub votos: Vec<Option<u64>>,
    /// What the person asked for says of its own note; empty when nothing.
    pub razon: String,
    /// What each person says of its note, in the order of the round; empty when nothing.
    pub razones: Vec<String>,
}

/// Begins a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IniciarRonda {
    /// Code or acronym; needed in GAE's file.
    #[serde(default)]
    pub institucion: Option<String>,
    /// Name.
    pub nombre: String,
    /// Criteria, points, cut and persons of this earlier round; null: the proposal of the product.
    #[serde(default)]
    pub como: Option<String>,
}

/// Adds a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgregarCriterio {
    /// Round.
    pub ronda: String,
    /// Code of the library; null: a new one that people rate.
    pub plantilla: Option<String>,
    /// Name, when it is not of the library.
    #[serde(default)]
    pub nombre: String,
}

/// Adds somebody who rates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgregarVotante {
    /// Round.
    pub ronda: String,
    /// Name.
    pub nombre: String,
    /// Post.
    #[serde(default)]
    pub cargo: String,
}

/// Sets the points of the criteria, all in one operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FijarPesos {
    /// Round.
    pub ronda: String,
    /// By code, decimal text of 0 or more.
    pub puntos: BTreeMap<String, String>,
    /// How they were set.
    pub modo: ModoDePesos,
}

/// One note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NotaNueva {
    /// Trámite.
    pub tramite: String,
    /// Code of the criterion.
    pub criterio: String,
    /// 1 to 5; null takes it back.
    pub nota: Option<u8>,
    /// Needed to correct the note of the inventory.
    #[serde(default)]
    pub razon: String,
}

/// Notes of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Calificar {
    /// Round.
    pub ronda: String,
    /// Person.
    pub votante: String,
    /// At most 500.
    #[serde(default)]
    pub notas: Vec<NotaNueva>,
    /// By code of the criterion: what all the notes of the person under it are based on.
    #[serde(default)]
    pub bases: BTreeMap<String, String>,
}

/// One comparison of two criteria by one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Comparar {
    /// Round.
    pub ronda: String,
    /// Person.
    pub votante: String,
    /// Code.
    pub primero: String,
    /// Code.
    pub segundo: String,
    /// `1`…`9` when the first matters more, `1/2`…`1/9` when the second does; null takes it back.
    pub valor: Option<String>,
}

/// What is done with a trámite by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoverSeleccion {
    /// Round.
    pub ronda: String,
    /// Trámite.
    pub tramite: String,
    /// Null goes back to what the order says.
    pub hacia: Option<Movida>,
    /// At least ten letters.
    pub razon: String,
}

/// Freezes the ranking of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CerrarRonda {
    /// Round.
    pub ronda: String,
}

/// What the burden of a trámite is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CargaDeTramite {
    /// Requests × requisitos.
    #[default]
    Requisitos,
    /// Requests × fee.
    Quetzales,
    /// Requests × days of answer.
    Dias,
}

/// The burden of the trámites, from the heaviest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PedirPareto {
    /// Code or acronym; needed in GAE's file.
    #[serde(default)]
    pub institucion: Option<String>,
    /// What is counted.
    #[serde(default)]
    pub carga: CargaDeTramite,
}

/// Few trámites, most of the burden.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ParetoDto {
    /// The formula in words.
    pub formula: String,
    /// Total with its unit.
    pub total: String,
    /// Trámites without the data that it needs, out of those that count.
    pub sin_dato: RazonDto,
    /// From the heaviest, at most 500.
    pub filas: Vec<FilaDePareto>,
    /// Trámites of class A, out of those with data.
    pub pocos: RazonDto,
}

/// A trámite of the Pareto.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilaDePareto {
    /// Trámite.
    pub tramite: String,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Amount with its unit.
    pub monto: String,
    /// Percentage of the total, two decimals.
    pub participacion: String,
    /// Percentage down to this one, two decimals.
    pub acumulado: String,
    /// A, B or C.
    pub clase: String,
}
