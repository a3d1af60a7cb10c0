//! Weights from pairwise comparisons, with a warning when they contradict each other (`metodos.md` §2.9).
//!
//! The priority is the principal eigenvector by power iteration, or the geometric mean of each row; both are told
//! by name, because weights differ in the third decimal. Here the mathematics leaves the rationals: floats are used
//! inside and what comes out agrees between implementations to 0.000001, no closer. Judgements stay exact.
//!
//! Published source: T. L. Saaty, *The Analytic Hierarchy Process* (1980), whose table of random indices is
//! [`ri`]; other tables give another ratio for the same matrix. It is an option of the committee: no report may
//! attribute it to the guide.

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use super::cifra::{Aviso, Cifra, CodigoDeAviso};
use crate::cerrado;

cerrado! {
    /// How weights come out of a matrix.
    MetodoPrioridad { VectorPropio = "vector_propio" / "Vector propio principal", MediaGeometrica = "media_geometrica" / "Media geométrica por fila" }
}

/// Name of the table of [`ri`].
pub const TABLA_RI: &str = "Saaty";
/// Most elements that people compare reliably.
pub const MAXIMO: usize = 9;

/// The iteration stops when no component moves more than this.
const QUIETO: f64 = 1e-14;
/// A matrix of judgements settles in some hundreds of turns; this only bounds the loop.
const VUELTAS: usize = 100_000;
/// Two priorities this close share a position.
const IGUALES: f64 = 1e-9;
/// Above this ratio the judgements are called inconsistent.
const LIMITE_CR: f64 = 0.10;

/// The judgements of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Juicio {
    /// Weight of the person in the group, above 0.
    pub peso: BigRational,
    /// Strict upper triangle of the matrix, row by row: `n (n − 1) / 2` ratios from 1/9 to 9. The lower one is its
    /// reciprocal and cannot contradict it.
    pub triangulo: Vec<BigRational>,
}

/// Disagreement of a group about one pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispersion {
    /// Places of the two elements, the first below the second.
    pub par: (usize, usize),
    /// Least.
    pub minimo: BigRational,
    /// Most.
    pub maximo: BigRational,
    /// What the group says.
    pub media_geometrica: BigRational,
    /// Most over least.
    pub razon_max_min: BigRational,
}

/// Priorities and their consistency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prioridades {
    /// In the order of the elements, adding up to 1.
    pub prioridades: Vec<Cifra>,
    /// From 1.
    pub posiciones: Vec<usize>,
    /// λmax.
    pub lambda_max: Cifra,
    /// Consistency index.
    pub ci: Cifra,
    /// Random index of the table.
    pub ri: BigRational,
    /// Consistency ratio.
    pub cr: Cifra,
    /// Up to 0.10.
    pub consistente: bool,
    /// The pair whose judgement deviates most from its weights, when inconsistent.
    pub por_revisar: Option<(usize, usize)>,
    /// One for each pair; empty with one judge.
    pub dispersion: Vec<Dispersion>,
}

impl Prioridades {
    /// The warning of judgements that contradict each other; `campo` is the matrix' parent.
    #[must_use]
    pub fn aviso(&self, campo: &str, elementos: &[String]) -> Option<Aviso> {
        let revisar = self
            .por_revisar
            .and_then(|(i, j)| Some(format!(" Revise primero la comparación entre {} y {}.", elementos.get(i)?, elementos.get(j)?)));
        let mensaje = || {
            format!(
                "Los juicios se contradicen: la razón de consistencia es {} y no debería pasar de 0.10.{}",
                self.cr.mostrado(),
                revisar.unwrap_or_default()
            )
        };
        (!self.consistente).then(|| Aviso::new(CodigoDeAviso::Inconsistente, campo, mensaje()))
    }
}

/// Saaty's random index for `n` elements; zero below 3, where no contradiction is possible.
#[must_use]
pub fn ri(n: usize) -> BigRational {
    let centesimas = match n {
        3 => 58,
        4 => 90,
        5 => 112,
        6 => 124,
        7 => 132,
        8 => 141,
        9 => 145,
        _ => 0,
    };
    super::exacto::entero(centesimas) / super::exacto::entero(100)
}

/// The pairs of `n` elements, in the order of the triangle.
pub fn pares(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(move |i| (i + 1..n).map(move |j| (i, j)))
}

fn flotante(valor: &BigRational) -> f64 {
    valor.to_f64().unwrap_or_default()
}

fn exacta(valor: f64) -> BigRational {
    BigRational::from_float(valor).unwrap_or_else(BigRational::zero)
}

fn cifra(valor: f64) -> Cifra {
    Cifra::new(exacta(valor), "1")
}

/// Priorities of `n` elements (1 to 9) from the judgements of at least one person.
#[must_use]
pub fn priorizar(n: usize, juicios: &[Juicio], metodo: MetodoPrioridad) -> Prioridades {
    let grupo = agregar(n, juicios);
    let matriz = completar(n, &grupo);
    let pesos = match metodo {
        MetodoPrioridad::VectorPropio => vector_propio(&matriz),
        MetodoPrioridad::MediaGeometrica => media_geometrica(&matriz),
    };
    let lambda = producto(&matriz, &pesos).iter().zip(&pesos).map(|(aw, w)| aw / w).sum::<f64>() / n as f64;
    let ri = ri(n);
    let (ci, cr) = if n < 3 {
        (0.0, 0.0)
    } else {
        let ci = (lambda - n as f64) / (n as f64 - 1.0);
        (ci, ci / flotante(&ri))
    };
    let consistente = cr <= LIMITE_CR;
    let peso = |i: usize| pesos.get(i).copied().unwrap_or(1.0);
    let desvio = |((i, j), a): &((usize, usize), &f64)| (*a * peso(*j) / peso(*i)).ln().abs();
    let por_revisar = pares(n).zip(&grupo).max_by(|a, b| desvio(a).total_cmp(&desvio(b))).map(|(par, _)| par);
    Prioridades {
        posiciones: posiciones(&pesos),
        prioridades: pesos.iter().copied().map(cifra).collect(),
        lambda_max: cifra(lambda),
        ci: cifra(ci),
        ri,
        cr: cifra(cr),
        consistente,
        por_revisar: por_revisar.filter(|_| !consistente),
        dispersion: dispersion(n, juicios, &grupo),
    }
}

/// Priorities of the alternatives: Σ weight of the criterion × priority under it.
#[must_use]
pub fn globales(criterios: &Prioridades, por_criterio: &[Prioridades]) -> (Vec<Cifra>, Vec<usize>) {
    let n = por_criterio.first().map_or(0, |p| p.prioridades.len());
    let mut suma = vec![BigRational::zero(); n];
    for (w, bajo) in criterios.prioridades.iter().zip(por_criterio) {
        for (total, p) in suma.iter_mut().zip(&bajo.prioridades) {
            *total += &w.valor * &p.valor;
        }
    }
    let posiciones = posiciones(&suma.iter().map(flotante).collect::<Vec<_>>());
    (suma.into_iter().map(|v| Cifra::new(v, "1")).collect(), posiciones)
}

/// Direct scores as priorities: each over their sum. `None` when they are all 0.
#[must_use]
pub fn directos(puntajes: &[BigRational]) -> Option<Vec<BigRational>> {
    let suma = super::exacto::sumar(puntajes);
    (!suma.is_zero()).then(|| puntajes.iter().map(|p| p / &suma).collect())
}

/// What the group says of each pair: Π a^(peso / Σ pesos), whose reciprocal is the mean of the reciprocals.
fn agregar(n: usize, juicios: &[Juicio]) -> Vec<f64> {
    if let [uno] = juicios {
        return uno.triangulo.iter().map(flotante).collect();
    }
    let suma = super::exacto::sumar(juicios.iter().map(|j| &j.peso));
    let mut logaritmos = vec![0.0; n * n.saturating_sub(1) / 2];
    for j in juicios {
        let peso = flotante(&(&j.peso / &suma));
        for (total, a) in logaritmos.iter_mut().zip(&j.triangulo) {
            *total += peso * flotante(a).ln();
        }
    }
    logaritmos.into_iter().map(f64::exp).collect()
}

/// The whole matrix from its upper triangle.
fn completar(n: usize, triangulo: &[f64]) -> Vec<Vec<f64>> {
    let mut matriz = vec![vec![1.0; n]; n];
    for ((i, j), a) in pares(n).zip(triangulo) {
        let mut poner = |i: usize, j: usize, a: f64| {
            if let Some(celda) = matriz.get_mut(i).and_then(|fila| fila.get_mut(j)) {
                *celda = a;
            }
        };
        poner(i, j, *a);
        poner(j, i, 1.0 / a);
    }
    matriz
}

fn producto(matriz: &[Vec<f64>], w: &[f64]) -> Vec<f64> {
    matriz.iter().map(|fila| fila.iter().zip(w).map(|(a, w)| a * w).sum()).collect()
}

fn a_uno(w: Vec<f64>) -> Vec<f64> {
    let suma: f64 = w.iter().sum();
    w.into_iter().map(|x| x / suma).collect()
}

fn vector_propio(matriz: &[Vec<f64>]) -> Vec<f64> {
    let mut w = a_uno(vec![1.0; matriz.len()]);
    for _ in 0..VUELTAS {
        let siguiente = a_uno(producto(matriz, &w));
        let quieto = siguiente.iter().zip(&w).all(|(a, b)| (a - b).abs() <= QUIETO);
        w = siguiente;
        if quieto {
            break;
        }
    }
    w
}

fn media_geometrica(matriz: &[Vec<f64>]) -> Vec<f64> {
    a_uno(matriz.iter().map(|fila| (fila.iter().map(|a| a.ln()).sum::<f64>() / matriz.len() as f64).exp()).collect())
}

/// Position of each one, from 1 for the greatest.
fn posiciones(pesos: &[f64]) -> Vec<usize> {
    let mut orden: Vec<(usize, f64)> = pesos.iter().copied().enumerate().collect();
    orden.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let mut lugares: Vec<(usize, usize)> = Vec::with_capacity(orden.len());
    let mut cabeza = (1, f64::INFINITY);
    for (lugar, (i, peso)) in orden.into_iter().enumerate() {
        if cabeza.1 - peso > IGUALES {
            cabeza = (lugar + 1, peso);
        }
        lugares.push((i, cabeza.0));
    }
    lugares.sort_unstable();
    lugares.into_iter().map(|(_, posicion)| posicion).collect()
}

fn dispersion(n: usize, juicios: &[Juicio], grupo: &[f64]) -> Vec<Dispersion> {
    if juicios.len() < 2 {
        return Vec::new();
    }
    let par = |(k, (par, media)): (usize, ((usize, usize), &f64))| {
        let de_cada_uno = || juicios.iter().filter_map(|j| j.triangulo.get(k));
        let (minimo, maximo) = (de_cada_uno().min()?.clone(), de_cada_uno().max()?.clone());
        // A judgement is never 0.
        Some(Dispersion { par, razon_max_min: &maximo / &minimo, minimo, maximo, media_geometrica: exacta(*media) })
    };
    pares(n).zip(grupo).enumerate().filter_map(par).collect()
}

#[cfg(test)]
mod pruebas;
