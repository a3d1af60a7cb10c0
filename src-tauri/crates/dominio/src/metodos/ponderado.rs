//! Ranking of trámites by criteria with declared weights: the weighted sum (`metodos.md` §2.8).
//!
//! `puntaje_j = Σ w_i × x_ij` with Σ w = 1 exactly. What has no datum leaves the denominator, with its completitud
//! beside it; under 60 % an alternative is *no comparable*: listed last, by code, without position. Ties are shown.
//! The default ranking of the product (`dominio.md` §6) is this formula. The sensitivity says how firm the first
//! place is. [`tabla`] computes; here the result is dressed for people. The guide of GAE sets no weights: who set these is told beside the result.

pub mod tabla;

use num_rational::BigRational;

use super::cifra::{Aviso, Cifra, CodigoDeAviso, Proporcion};
use super::exacto::entero;
use crate::cerrado;
use tabla::{Firmeza, Puesto, Tabla};

cerrado! {
    /// What is done to the scores before they are weighted.
    Normalizacion { Ninguna = "ninguna" / "Ninguna", Escala = "escala" / "De 0 a 1 según la escala" }
}
cerrado! {
    /// Which end of the scale is better.
    Sentido { MasEsMejor = "mas_es_mejor" / "Más es mejor", MenosEsMejor = "menos_es_mejor" / "Menos es mejor" }
}

/// Codes that a warning names before it only counts.
const NOMBRADAS: usize = 10;

/// A criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterio {
    /// Code.
    pub codigo: String,
    /// 0 to 1; those of all criteria add up to 1.
    pub peso: BigRational,
    /// Only with a scale may less be better.
    pub sentido: Sentido,
    /// Least and most, in this order; needed to normalise.
    pub escala: Option<(BigRational, BigRational)>,
}

/// What is ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternativa {
    /// Code.
    pub codigo: String,
    /// One for each criterion, in their order; `None` is «sin dato».
    pub puntajes: Vec<Option<BigRational>>,
}

/// A row of the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fila {
    /// Code.
    pub codigo: String,
    /// `None` without data, or with data for criteria of weight 0 only.
    pub puntaje: Option<Cifra>,
    /// From 1; equal scores share it. `None` when it does not compare.
    pub posicion: Option<usize>,
    /// Has enough data.
    pub comparable: bool,
    /// Criteria with data over criteria.
    pub completitud: Proporcion,
    /// What each criterion contributes, in their order.
    pub aportes: Vec<Option<BigRational>>,
}

/// How firm the first place is: the change of one weight that is closest to moving it, the others being rescaled in
/// proportion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensibilidad {
    /// Criterion whose weight changes.
    pub criterio: String,
    /// Who reaches the leader.
    pub rival: String,
    /// Weight now.
    pub peso_actual: BigRational,
    /// Weight that makes them equal.
    pub peso_critico: BigRational,
    /// The second less the first.
    pub cambio: Cifra,
}

/// The ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orden {
    /// By position, then code; those that do not compare, last.
    pub filas: Vec<Fila>,
    /// Codes of the first place.
    pub primeros: Vec<String>,
    /// Codes that share a position, best first.
    pub empates: Vec<Vec<String>>,
    /// How firm the first place is.
    pub sensibilidad: Option<Sensibilidad>,
    /// In the order of the result.
    pub avisos: Vec<Aviso>,
}

/// Ranks the alternatives.
#[must_use]
pub fn ordenar(criterios: &[Criterio], normalizacion: Normalizacion, alternativas: &[Alternativa]) -> Orden {
    let tabla = Tabla::new(criterios, normalizacion, alternativas);
    let pesos: Vec<BigRational> = criterios.iter().map(|c| c.peso.clone()).collect();
    let clasificacion = tabla.clasificar(&pesos);
    let codigo = |i: usize| alternativas.get(i).map(|a| a.codigo.clone()).unwrap_or_default();
    let fila = |p: Puesto| Fila {
        codigo: codigo(p.alternativa),
        comparable: p.posicion.is_some(),
        puntaje: p.puntaje.map(|v| Cifra::new(v, "1")),
        posicion: p.posicion,
        completitud: Proporcion::new(cuantos(p.con_dato), cuantos(criterios.len()), "criterios con dato / criterios"),
        aportes: tabla.aportes(p.alternativa, &pesos),
    };
    let filas: Vec<Fila> = clasificacion.puestos.into_iter().map(fila).collect();
    let mut avisos: Vec<Aviso> = no_comparables(&filas).into_iter().collect();
    let mut avisar = |codigo, campo| avisos.push(Aviso::de(codigo, campo));
    let mut sensibilidad = None;
    match clasificacion.firmeza {
        Firmeza::SinPrimero => {}
        Firmeza::Empate => avisar(CodigoDeAviso::EmpateEnPrimerLugar, "alternativas"),
        Firmeza::NoDisponible => avisar(CodigoDeAviso::SensibilidadNoDisponible, "alternativas"),
        Firmeza::Estable => avisar(CodigoDeAviso::PrimerLugarEstable, "criterios"),
        Firmeza::Cambio { criterio, rival, peso_critico } => {
            sensibilidad = criterios.get(criterio).map(|c| Sensibilidad {
                criterio: c.codigo.clone(),
                rival: codigo(rival),
                peso_actual: c.peso.clone(),
                cambio: Cifra::new(&peso_critico - &c.peso, "1"),
                peso_critico,
            });
        }
    }
    let codigos = |filas: &[Fila]| filas.iter().map(|f| f.codigo.clone()).collect::<Vec<_>>();
    let grupos = || filas.chunk_by(|a, b| a.posicion.is_some() && a.posicion == b.posicion);
    Orden {
        primeros: grupos().next().filter(|g| g.iter().all(|f| f.comparable)).map(codigos).unwrap_or_default(),
        empates: grupos().filter(|g| g.len() > 1).map(codigos).collect(),
        sensibilidad,
        avisos,
        filas,
    }
}

fn cuantos(n: usize) -> BigRational {
    entero(i64::try_from(n).unwrap_or(i64::MAX))
}

fn no_comparables(filas: &[Fila]) -> Option<Aviso> {
    let codigos: Vec<&str> = filas.iter().filter(|f| !f.comparable).map(|f| f.codigo.as_str()).collect();
    let nombradas = codigos.iter().take(NOMBRADAS).copied().collect::<Vec<_>>().join(", ");
    let resto = match codigos.len().saturating_sub(NOMBRADAS) {
        0 => String::new(),
        n => format!(" y {n} más"),
    };
    (!codigos.is_empty()).then(|| {
        let mensaje = format!("No se comparan por falta de datos: {nombradas}{resto}.");
        Aviso::new(CodigoDeAviso::NoComparable, "alternativas", mensaje)
    })
}

#[cfg(test)]
mod pruebas;
