//! Costo económico social: what a trámite costs to society, gathering its requirements and waiting for its answer
//! (`metodos.md` §2.2).
//!
//! `requisitos = F × Σ (horas × valor_hora + gastos_directos)` and `espera = F × dias × costo_dia`, the second only
//! where waiting stops the activity; F is the yearly volume of the modalidad, which is what is counted. A modalidad
//! whose yearly totals were computed elsewhere is only declared: its hours, trips and direct costs are unknown, and
//! an unknown is not a zero.
//!
//! The split and its names are public (the SIMPLIFICA family of Mexican programmes; Australia's *delay cost* is an
//! equivalent definition). The numeric parameters of the Mexican manual were not seen: nothing here claims identity
//! with it.

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::cifra::{Aviso, Cifra, CodigoDeAviso, Hoja, Proporcion, Total};
use super::exacto::{entero, por, sumar};
use crate::cerrado;

cerrado! {
    /// A type of day. There is no factor between the two: one becomes the other only through the calendar.
    TipoDeDia { Habil = "dia_habil" / "Día hábil", Calendario = "dia_calendario" / "Día calendario" }
}

/// What gathering one requirement takes, each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requisito {
    /// Hours, 0 or more.
    pub horas: BigRational,
    /// Money an hour, 0 or more.
    pub valor_hora: BigRational,
    /// Money, 0 or more.
    pub gastos_directos: BigRational,
    /// Trips, 0 or more.
    pub viajes: BigRational,
}

/// The wait for the answer; both in the same type of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Espera {
    /// Days, 0 or more.
    pub dias: BigRational,
    /// Money a day, 0 or more.
    pub costo_dia: BigRational,
    /// Only then it costs.
    pub detiene_actividad: bool,
}

/// How much is known of a modalidad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origen {
    /// Its requirements and its wait.
    Detallado {
        /// Cases a year, 0 or more.
        volumen_anual: BigRational,
        /// May be none.
        requisitos: Vec<Requisito>,
        /// If any.
        espera: Option<Espera>,
    },
    /// Yearly totals only.
    Declarado {
        /// Money a year.
        requisitos: BigRational,
        /// Money a year.
        espera: BigRational,
        /// How many modalidades the totals cover.
        cantidad: BigRational,
    },
}

/// A modalidad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modalidad {
    /// Code.
    pub codigo: String,
    /// What is known.
    pub origen: Origen,
}

/// What only a detailed modalidad has, a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detalle {
    /// F.
    pub volumen_anual: Cifra,
    /// Hours.
    pub horas: Cifra,
    /// Trips.
    pub viajes: Cifra,
    /// Direct costs.
    pub gastos_directos: Cifra,
    /// Money a case; `None` without cases.
    pub por_caso: Option<Cifra>,
}

/// A modalidad, costed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModalidadCosteada {
    /// Code.
    pub codigo: String,
    /// Gathering the requirements.
    pub requisitos: Cifra,
    /// Waiting.
    pub espera: Cifra,
    /// Both.
    pub total: Cifra,
    /// `None` when only declared.
    pub detalle: Option<Detalle>,
}

/// The cost of some modalidades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ces {
    /// In the order of the input.
    pub modalidades: Vec<ModalidadCosteada>,
    /// Gathering.
    pub requisitos: Cifra,
    /// Waiting.
    pub espera: Cifra,
    /// CES.
    pub total: Total,
    /// Modalidades counted.
    pub cantidad: Cifra,
    /// Hours, trips and direct costs; `None` if any modalidad is only declared.
    pub sumas: Option<(Cifra, Cifra, Cifra)>,
    /// requisitos / total.
    pub participacion_requisitos: Proporcion,
    /// espera / total.
    pub participacion_espera: Proporcion,
    /// total / cantidad; `None` when nothing is counted.
    pub por_modalidad: Option<Cifra>,
    /// Mean of the costs per case.
    pub promedio_simple: Option<Cifra>,
    /// Total cost over total volume.
    pub promedio_ponderado: Option<Cifra>,
    /// In the order of the result.
    pub avisos: Vec<Aviso>,
}

/// The cost of some modalidades.
#[must_use]
pub fn costear(hoja: &Hoja, modalidades: &[Modalidad]) -> Ces {
    let mut avisos = Vec::new();
    let mut cantidad = BigRational::zero();
    let mut filas = Vec::with_capacity(modalidades.len());
    for (i, m) in modalidades.iter().enumerate() {
        let fila = modalidad(m, hoja);
        match &m.origen {
            Origen::Declarado { cantidad: cuantas, .. } => cantidad += cuantas,
            Origen::Detallado { espera, .. } => {
                cantidad += BigRational::one();
                if espera.as_ref().is_some_and(|e| !e.detiene_actividad) {
                    let codigo = CodigoDeAviso::EsperaNoCuenta;
                    avisos.push(Aviso::de(codigo, format!("modalidades[{i}].espera")));
                }
            }
        }
        filas.push(fila);
    }
    let suma = |de: fn(&ModalidadCosteada) -> &Cifra| filas.iter().fold(BigRational::zero(), |t, m| t + &de(m).valor);
    let (requisitos, espera) = (suma(|m| &m.requisitos), suma(|m| &m.espera));
    let valor = &requisitos + &espera;
    let total = Total::new(hoja.dinero(valor.clone()), filas.iter().map(|m| &m.total));
    avisos.extend(total.aviso("total.total"));
    let detalles: Option<Vec<&Detalle>> = filas.iter().map(|m| m.detalle.as_ref()).collect();
    let sumas = detalles.map(|d| {
        let suma = |de: fn(&Detalle) -> &Cifra| d.iter().fold(BigRational::zero(), |t, x| t + &de(x).valor);
        (hoja.horas(suma(|d| &d.horas)), Cifra::new(suma(|d| &d.viajes), "viaje"), hoja.dinero(suma(|d| &d.gastos_directos)))
    });
    let (promedio_simple, promedio_ponderado) = promedios(&filas, hoja);
    Ces {
        requisitos: hoja.dinero(requisitos.clone()),
        espera: hoja.dinero(espera.clone()),
        participacion_requisitos: Proporcion::new(requisitos, valor.clone(), "requisitos / total"),
        participacion_espera: Proporcion::new(espera, valor.clone(), "espera / total"),
        por_modalidad: (!cantidad.is_zero()).then(|| hoja.dinero(valor / &cantidad)),
        cantidad: Cifra::new(cantidad, "modalidad"),
        modalidades: filas,
        total,
        sumas,
        promedio_simple,
        promedio_ponderado,
        avisos,
    }
}

fn modalidad(m: &Modalidad, hoja: &Hoja) -> ModalidadCosteada {
    let (requisitos, espera, detalle) = match &m.origen {
        Origen::Declarado { requisitos, espera, .. } => (requisitos.clone(), espera.clone(), None),
        Origen::Detallado { volumen_anual: f, requisitos, espera } => {
            let suma = |de: fn(&Requisito) -> BigRational| f * requisitos.iter().fold(BigRational::zero(), |t, r| t + de(r));
            let reunir = suma(|r| &r.horas * &r.valor_hora + &r.gastos_directos);
            let esperar = espera.as_ref().filter(|e| e.detiene_actividad).map_or_else(BigRational::zero, |e| f * &e.dias * &e.costo_dia);
            let detalle = Detalle {
                volumen_anual: Cifra::new(f.clone(), "caso"),
                horas: hoja.horas(suma(|r| r.horas.clone())),
                viajes: Cifra::new(suma(|r| r.viajes.clone()), "viaje"),
                gastos_directos: hoja.dinero(suma(|r| r.gastos_directos.clone())),
                por_caso: (!f.is_zero()).then(|| hoja.dinero((&reunir + &esperar) / f)),
            };
            (reunir, esperar, Some(detalle))
        }
    };
    ModalidadCosteada {
        codigo: m.codigo.clone(),
        total: hoja.dinero(&requisitos + &espera),
        requisitos: hoja.dinero(requisitos),
        espera: hoja.dinero(espera),
        detalle,
    }
}

/// Two different numbers, each with its name: the mean of the costs per case, and total cost over total volume.
fn promedios(filas: &[ModalidadCosteada], hoja: &Hoja) -> (Option<Cifra>, Option<Cifra>) {
    let con_casos: Vec<(&BigRational, &BigRational, &BigRational)> = filas
        .iter()
        .filter_map(|m| {
            let d = m.detalle.as_ref()?;
            Some((&d.por_caso.as_ref()?.valor, &m.total.valor, &d.volumen_anual.valor))
        })
        .collect();
    if con_casos.is_empty() {
        return (None, None);
    }
    let n = entero(i64::try_from(con_casos.len()).unwrap_or(i64::MAX));
    let simple = por(&sumar(con_casos.iter().map(|(por_caso, ..)| *por_caso)), &n.recip());
    let ponderado = sumar(con_casos.iter().map(|(_, total, _)| *total)) / sumar(con_casos.iter().map(|(.., f)| *f));
    (Some(hoja.dinero(simple)), Some(hoja.dinero(ponderado)))
}
