//! Ranking of trámites by criteria with declared weights: the weighted sum (`metodos.md` §2.8).
//!
//! `puntaje_j = Σ w_i × x_ij` with Σ w = 1 exactly. What has no datum leaves the denominator, with its completitud
//! beside it; under 60 % an alternative is *no comparable*: listed last, by code, without position. Ties are shown.
//! The default ranking of the product (`dominio.md` §6) is this formula. [`sensibilidad`] says how firm the first
//! place is. The guide of GAE sets no weights: who set these is told beside the result.

pub mod sensibilidad;

use std::cmp::Ordering;

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::cifra::{Aviso, Cifra, CodigoDeAviso, Proporcion};
use super::exacto::{entero, sumar};
use crate::cerrado;
use sensibilidad::Sensibilidad;

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

/// The score of a criterion as it is weighted.
fn normalizar(x: &BigRational, c: &Criterio, normalizacion: Normalizacion) -> BigRational {
    match (normalizacion, &c.escala) {
        (Normalizacion::Ninguna, _) | (Normalizacion::Escala, None) => x.clone(),
        (Normalizacion::Escala, Some((minimo, maximo))) => match c.sentido {
            Sentido::MasEsMejor => (x - minimo) / (maximo - minimo),
            Sentido::MenosEsMejor => (maximo - x) / (maximo - minimo),
        },
    }
}

/// Ranks the alternatives.
#[must_use]
pub fn ordenar(criterios: &[Criterio], normalizacion: Normalizacion, alternativas: &[Alternativa]) -> Orden {
    // Scores as they are weighted, in the order of the input: the sensitivity breaks its ties by it.
    let notas: Vec<Vec<Option<BigRational>>> = alternativas
        .iter()
        .map(|a| a.puntajes.iter().zip(criterios).map(|(x, c)| x.as_ref().map(|x| normalizar(x, c, normalizacion))).collect())
        .collect();
    let mut filas: Vec<(Fila, usize)> =
        alternativas.iter().zip(&notas).enumerate().map(|(i, (a, notas))| (fila(&a.codigo, notas, criterios), i)).collect();
    filas.sort_by(|(a, _), (b, _)| {
        let puntaje = |f: &Fila| f.puntaje.as_ref().filter(|_| f.comparable).map(|p| p.valor.clone());
        let por_puntaje = match (puntaje(a), puntaje(b)) {
            (Some(x), Some(y)) => y.cmp(&x),
            (x, y) => y.is_some().cmp(&x.is_some()),
        };
        por_puntaje.then_with(|| a.codigo.cmp(&b.codigo))
    });
    let empates = colocar(&mut filas);
    let primeros: Vec<(&str, usize)> = filas.iter().filter(|(f, _)| f.posicion == Some(1)).map(|(f, i)| (f.codigo.as_str(), *i)).collect();

    let mut avisos = Vec::new();
    avisos.extend(no_comparables(&filas));
    let comparables: Vec<(&str, &[Option<BigRational>], usize)> = {
        let mut en_orden: Vec<&(Fila, usize)> = filas.iter().filter(|(f, _)| f.comparable).collect();
        en_orden.sort_by_key(|(_, i)| *i);
        en_orden.into_iter().filter_map(|(f, i)| Some((f.codigo.as_str(), notas.get(*i)?.as_slice(), *i))).collect()
    };
    let sensibilidad = match primeros.as_slice() {
        [] => None,
        [(_, lider)] => match sensibilidad::calcular(criterios, &comparables, *lider) {
            Ok(Some(s)) => Some(s),
            Ok(None) => {
                let codigo = CodigoDeAviso::PrimerLugarEstable;
                avisos.push(Aviso::new(codigo, "criterios", codigo.etiqueta()));
                None
            }
            Err(codigo) => {
                avisos.push(Aviso::new(codigo, "alternativas", codigo.etiqueta()));
                None
            }
        },
        _ => {
            let codigo = CodigoDeAviso::EmpateEnPrimerLugar;
            avisos.push(Aviso::new(codigo, "alternativas", codigo.etiqueta()));
            None
        }
    };
    let primeros = primeros.into_iter().map(|(codigo, _)| codigo.to_owned()).collect();
    Orden { primeros, empates, sensibilidad, avisos, filas: filas.into_iter().map(|(f, _)| f).collect() }
}

fn fila(codigo: &str, notas: &[Option<BigRational>], criterios: &[Criterio]) -> Fila {
    let con_dato = || criterios.iter().zip(notas).filter_map(|(c, x)| x.as_ref().map(|x| (&c.peso, x)));
    let (n, m) = (con_dato().count(), criterios.len());
    let pesos = con_dato().fold(BigRational::zero(), |t, (w, _)| t + w);
    let aporte = |w: &BigRational, x: &BigRational| if pesos.is_one() { w * x } else { w * x / &pesos };
    let aportes: Vec<Option<BigRational>> =
        criterios.iter().zip(notas).map(|(c, x)| x.as_ref().filter(|_| !pesos.is_zero()).map(|x| aporte(&c.peso, x))).collect();
    let puntaje = (!pesos.is_zero()).then(|| Cifra::new(sumar(aportes.iter().flatten()), "1"));
    let cuantos = |n: usize| entero(i64::try_from(n).unwrap_or(i64::MAX));
    Fila {
        codigo: codigo.to_owned(),
        comparable: puntaje.is_some() && n * 100 >= m * 60,
        puntaje,
        posicion: None,
        completitud: Proporcion::new(cuantos(n), cuantos(m), "criterios con dato / criterios"),
        aportes,
    }
}

/// Gives each comparable row its position (1, 1, 3) and lists the ties.
fn colocar(filas: &mut [(Fila, usize)]) -> Vec<Vec<String>> {
    let mut empates: Vec<Vec<String>> = Vec::new();
    let mut grupo: Vec<String> = Vec::new();
    let mut anterior: Option<(BigRational, usize)> = None;
    for (lugar, (f, _)) in filas.iter_mut().filter(|(f, _)| f.comparable).enumerate() {
        let Some(puntaje) = f.puntaje.as_ref().map(|p| p.valor.clone()) else { continue };
        let posicion = match &anterior {
            Some((valor, posicion)) if valor.cmp(&puntaje) == Ordering::Equal => *posicion,
            _ => {
                empates.push(std::mem::take(&mut grupo));
                lugar + 1
            }
        };
        f.posicion = Some(posicion);
        grupo.push(f.codigo.clone());
        anterior = Some((puntaje, posicion));
    }
    empates.push(grupo);
    empates.retain(|g| g.len() > 1);
    empates
}

fn no_comparables(filas: &[(Fila, usize)]) -> Option<Aviso> {
    let codigos: Vec<&str> = filas.iter().filter(|(f, _)| !f.comparable).map(|(f, _)| f.codigo.as_str()).collect();
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
