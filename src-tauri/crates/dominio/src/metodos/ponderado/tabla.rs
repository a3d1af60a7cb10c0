//! Scores ready to be weighted over and over: what does not depend on the weights is done once.
//!
//! Everything is in whole numbers. A normalised score is `x · r / L`: x is the score over the common denominator of
//! its criterion, counted from the end of the scale that is worst; `L` is common to all the criteria and r brings
//! each one to it. A weight is `a / A`. Moving a weight changes the `a` and nothing else, so that two thousand
//! trámites are ranked again between two frames. What fits is computed in 128 bits; what does not, the same way in
//! numbers without limit.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::super::exacto::comun;
use super::{Alternativa, Criterio, Normalizacion, Sentido};

/// Bits that a product of 128 bits with sign may take.
const BITS: u64 = 126;
/// Percent of the criteria that must have data to compare.
const COMPARABLE: usize = 60;

/// A whole number of either width.
trait Entero: Clone + Ord + Signed + Into<BigInt> {
    /// Bits of its magnitude.
    fn bits(&self) -> u64;
}

impl Entero for i128 {
    fn bits(&self) -> u64 {
        u64::from(i128::BITS - self.unsigned_abs().leading_zeros())
    }
}

impl Entero for BigInt {
    fn bits(&self) -> u64 {
        BigInt::bits(self)
    }
}

/// Scores in whole numbers of one width.
#[derive(Clone, Debug)]
struct Notas<T> {
    /// Row by row; `None` is «sin dato».
    x: Vec<Option<T>>,
    /// What brings each criterion to the common part.
    r: Vec<T>,
}

/// Alternatives with their scores, ready to be weighted.
#[derive(Clone, Debug)]
pub struct Tabla {
    /// Place of each code in the alphabet of codes, which breaks ties.
    alfabeto: Vec<usize>,
    /// What a score of each criterion is over: the width of its scale, in the part of its scores.
    rangos: Vec<BigInt>,
    /// Common denominator.
    comun: BigInt,
    largas: Notas<BigInt>,
    cortas: Option<Notas<i128>>,
    /// Bits of the largest score over the common denominator.
    bits: u64,
}

/// An alternative in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Puesto {
    /// Place in the input.
    pub alternativa: usize,
    /// Exact; `None` without data, or with data for criteria of weight 0 only.
    pub puntaje: Option<BigRational>,
    /// From 1; equal scores share it. `None` when it does not compare.
    pub posicion: Option<usize>,
    /// Criteria with data.
    pub con_dato: usize,
}

/// How firm the first place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Firmeza {
    /// Nothing compares.
    SinPrimero,
    /// Several share it.
    Empate,
    /// One that compares lacks a datum: its rescaled weights would mean another denominator.
    NoDisponible,
    /// No change of one weight moves it.
    Estable,
    /// The smallest change of one weight that makes a rival reach it.
    Cambio {
        /// Place of the criterion.
        criterio: usize,
        /// Place of the rival in the input.
        rival: usize,
        /// Weight that makes them level.
        peso_critico: BigRational,
    },
}

/// A ranking, without what is only for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clasificacion {
    /// By position, then code; those that do not compare, last.
    pub puestos: Vec<Puesto>,
    /// How firm the first place is.
    pub firmeza: Firmeza,
}

/// Weights in whole numbers of a common part.
struct Pesos<T> {
    a: Vec<T>,
    total: T,
}

impl Tabla {
    /// Prepares the scores; each alternative has one for each criterion, in their order.
    #[must_use]
    pub fn new(criterios: &[Criterio], normalizacion: Normalizacion, alternativas: &[Alternativa]) -> Self {
        let m = criterios.len();
        let (mut rangos, mut columnas) = (Vec::with_capacity(m), Vec::with_capacity(m));
        for (k, c) in criterios.iter().enumerate() {
            let cruda = |x: &BigRational| match (normalizacion, &c.escala, c.sentido) {
                (Normalizacion::Escala, Some((minimo, _)), Sentido::MasEsMejor) => x - minimo,
                (Normalizacion::Escala, Some((_, maximo)), Sentido::MenosEsMejor) => maximo - x,
                (Normalizacion::Ninguna, ..) | (_, None, _) => x.clone(),
            };
            let columna: Vec<Option<BigRational>> =
                alternativas.iter().map(|a| a.puntajes.get(k).and_then(Option::as_ref).map(cruda)).collect();
            let ancho = match (normalizacion, &c.escala) {
                (Normalizacion::Escala, Some((minimo, maximo))) => maximo - minimo,
                _ => BigRational::one(),
            };
            let parte = columna.iter().flatten().fold(ancho.denom().clone(), |d, x| if x.is_integer() { d } else { comun(&d, x.denom()) });
            let en_partes = |x: &BigRational| x.numer() * (&parte / x.denom());
            columnas.push(columna.iter().map(|x| x.as_ref().map(en_partes)).collect::<Vec<_>>());
            // x over the width of the scale: both in the same part, which cancels out.
            rangos.push(en_partes(&ancho));
        }
        let todos = rangos.iter().fold(BigInt::one(), |d, r| comun(&d, r));
        let r: Vec<BigInt> = rangos.iter().map(|rango| &todos / rango).collect();
        let mayores = columnas.iter().zip(&r).flat_map(|(c, r)| c.iter().flatten().map(move |x| x.bits() + r.bits()));
        let bits = mayores.max().unwrap_or(0);
        let x: Vec<Option<BigInt>> =
            (0..alternativas.len()).flat_map(|j| columnas.iter().map(move |c| c.get(j).cloned().flatten())).collect();
        let largas = Notas { x, r };
        let mut por_codigo: Vec<usize> = (0..alternativas.len()).collect();
        por_codigo.sort_by_key(|i| alternativas.get(*i).map(|a| a.codigo.as_str()));
        let mut alfabeto = vec![0; por_codigo.len()];
        for (lugar, i) in por_codigo.into_iter().enumerate() {
            alfabeto.get_mut(i).into_iter().for_each(|l| *l = lugar);
        }
        Tabla { alfabeto, rangos, comun: todos, cortas: largas.cortas(), largas, bits }
    }

    /// Ranks with these weights, one for each criterion: 0 or more, adding up to 1.
    #[must_use]
    pub fn clasificar(&self, pesos: &[BigRational]) -> Clasificacion {
        let largos = Pesos::de(pesos);
        // The widest product compares two changes: D · (A − a) by A · d − D.
        let cabe = 2 * self.bits + 3 * largos.total.bits() + 4 <= BITS;
        match (&self.cortas, largos.cortos()) {
            (Some(notas), Some(cortos)) if cabe => self.clasificar_con(notas, &cortos),
            _ => self.clasificar_con(&self.largas, &largos),
        }
    }

    /// What each criterion contributes to an alternative, in their order; `None` where there is no datum.
    #[must_use]
    pub fn aportes(&self, alternativa: usize, pesos: &[BigRational]) -> Vec<Option<BigRational>> {
        let pesos = Pesos::de(pesos);
        let fila = self.largas.fila(alternativa);
        let con_dato = suma(fila.iter().zip(&pesos.a).filter(|(x, _)| x.is_some()).map(|(_, a)| a.clone()));
        let aporte = |((x, a), rango): ((&Option<BigInt>, &BigInt), &BigInt)| {
            let x = x.as_ref().filter(|_| !con_dato.is_zero())?;
            Some(BigRational::new_raw(a * x, rango * &con_dato))
        };
        fila.iter().zip(&pesos.a).zip(&self.rangos).map(aporte).collect()
    }

    fn clasificar_con<T: Entero>(&self, notas: &Notas<T>, pesos: &Pesos<T>) -> Clasificacion {
        let m = notas.r.len();
        let factores: Vec<T> = notas.r.iter().zip(&pesos.a).map(|(r, a)| r.clone() * a.clone()).collect();
        let sumas: Vec<Suma<T>> = (0..self.alfabeto.len()).map(|j| Suma::de(notas.fila(j), &factores, &pesos.a)).collect();
        let mut orden: Vec<(usize, &Suma<T>)> = sumas.iter().enumerate().collect();
        let letra = |i: usize| self.alfabeto.get(i);
        orden.sort_unstable_by(|(i, x), (j, y)| {
            let por_puntaje = match (x.compara(m), y.compara(m)) {
                (true, true) => y.frente_a(x),
                (uno, otro) => otro.cmp(&uno),
            };
            por_puntaje.then_with(|| letra(*i).cmp(&letra(*j)))
        });
        let mut anterior: Option<(&Suma<T>, usize)> = None;
        let puestos: Vec<Puesto> = orden
            .iter()
            .enumerate()
            .map(|(lugar, (i, s))| {
                let posicion = s.compara(m).then(|| match anterior {
                    Some((a, posicion)) if a.frente_a(s) == Ordering::Equal => posicion,
                    _ => lugar + 1,
                });
                anterior = posicion.map(|p| (*s, p));
                Puesto { alternativa: *i, puntaje: s.puntaje(&self.comun), posicion, con_dato: s.con_dato }
            })
            .collect();
        let firmeza = firmeza(notas, pesos, &sumas, &puestos);
        Clasificacion { puestos, firmeza }
    }
}

fn suma<T: Entero>(lista: impl Iterator<Item = T>) -> T {
    lista.fold(T::zero(), |t, x| t + x)
}

impl<T> Notas<T> {
    fn fila(&self, j: usize) -> &[Option<T>] {
        let m = self.r.len();
        self.x.get(j * m..(j + 1) * m).unwrap_or(&[])
    }
}

impl Notas<BigInt> {
    fn cortas(&self) -> Option<Notas<i128>> {
        let x = self.x.iter().map(|x| x.as_ref().map(|x| x.to_i128().ok_or(())).transpose()).collect::<Result<Vec<_>, ()>>();
        Some(Notas { x: x.ok()?, r: self.r.iter().map(ToPrimitive::to_i128).collect::<Option<_>>()? })
    }
}

impl Pesos<BigInt> {
    fn de(pesos: &[BigRational]) -> Self {
        let total = pesos.iter().fold(BigInt::one(), |d, w| comun(&d, w.denom()));
        Pesos { a: pesos.iter().map(|w| w.numer() * (&total / w.denom())).collect(), total }
    }

    fn cortos(&self) -> Option<Pesos<i128>> {
        Some(Pesos { a: self.a.iter().map(ToPrimitive::to_i128).collect::<Option<_>>()?, total: self.total.to_i128()? })
    }
}

/// Σ of an alternative over the criteria with data: of its weighted scores and of their weights.
struct Suma<T> {
    total: T,
    peso: T,
    con_dato: usize,
}

impl<T: Entero> Suma<T> {
    fn de(fila: &[Option<T>], factores: &[T], pesos: &[T]) -> Self {
        let cero = Suma { total: T::zero(), peso: T::zero(), con_dato: 0 };
        fila.iter().zip(factores.iter().zip(pesos)).fold(cero, |t, (x, (factor, peso))| match x {
            None => t,
            Some(x) => Suma { total: t.total + x.clone() * factor.clone(), peso: t.peso + peso.clone(), con_dato: t.con_dato + 1 },
        })
    }

    fn compara(&self, criterios: usize) -> bool {
        !self.peso.is_zero() && self.con_dato * 100 >= criterios * COMPARABLE
    }

    /// Order of their scores.
    fn frente_a(&self, otra: &Self) -> Ordering {
        if self.peso == otra.peso {
            return self.total.cmp(&otra.total);
        }
        (self.total.clone() * otra.peso.clone()).cmp(&(otra.total.clone() * self.peso.clone()))
    }

    fn puntaje(&self, comun: &BigInt) -> Option<BigRational> {
        // Not reduced: a common divisor for each of thousands costs more than the ranking.
        (!self.peso.is_zero()).then(|| BigRational::new_raw(self.total.clone().into(), Into::<BigInt>::into(self.peso.clone()) * comun))
    }
}

/// Looks for the smallest change of one weight that makes a rival reach the first place (`metodos.md` §2.8).
///
/// For the leader L, a rival and the criterion k, with `d_i = n_Li − n_ji` and `D = Σ a_i d_i` in whole numbers, the
/// weight that levels them is `(a_k d_k − D) / (A d_k − D)` and the change is `−D (A − a_k) / (A (A d_k − D))`:
/// the formulas of the document without their quotients.
fn firmeza<T: Entero>(notas: &Notas<T>, pesos: &Pesos<T>, sumas: &[Suma<T>], puestos: &[Puesto]) -> Firmeza {
    let lider = match puestos {
        [primero, segundo, ..] if primero.posicion.is_some() && primero.posicion == segundo.posicion => return Firmeza::Empate,
        [primero, ..] if primero.posicion.is_some() => primero.alternativa,
        _ => return Firmeza::SinPrimero,
    };
    let m = notas.r.len();
    if puestos.iter().any(|p| p.posicion.is_some() && p.con_dato < m) {
        return Firmeza::NoDisponible;
    }
    let total = |j: usize| sumas.get(j).map_or_else(T::zero, |s| s.total.clone());
    let del_lider = total(lider);
    let mut rivales: Vec<usize> = puestos.iter().filter(|p| p.posicion.is_some()).map(|p| p.alternativa).filter(|j| *j != lider).collect();
    rivales.sort_unstable();
    let rivales: Vec<(usize, T, &[Option<T>])> = rivales.into_iter().map(|j| (j, del_lider.clone() - total(j), notas.fila(j))).collect();
    let mut mejor: Option<Menor<T>> = None;
    for (k, ((r, a), del_lider)) in notas.r.iter().zip(&pesos.a).zip(notas.fila(lider)).enumerate() {
        let (Some(del_lider), false) = (del_lider, *a == pesos.total) else { continue };
        for (rival, ventaja, fila) in &rivales {
            let Some(Some(suyo)) = fila.get(k) else { continue };
            let d = (del_lider.clone() - suyo.clone()) * r.clone();
            let divisor = pesos.total.clone() * d.clone() - ventaja.clone();
            let critico = a.clone() * d - ventaja.clone();
            // From 0 to 1, whatever the sign of the divisor; and with none, no weight levels them.
            let admisible = match divisor.cmp(&T::zero()) {
                Ordering::Greater => !critico.is_negative() && critico <= divisor,
                Ordering::Less => !critico.is_positive() && critico >= divisor,
                Ordering::Equal => false,
            };
            if !admisible {
                continue;
            }
            let cambio = ventaja.clone() * (pesos.total.clone() - a.clone());
            if mejor.as_ref().is_none_or(|m| m.mayor_que(&cambio, &divisor)) {
                mejor = Some(Menor { cambio, divisor, critico, criterio: k, rival: *rival });
            }
        }
    }
    mejor.map_or(Firmeza::Estable, |m| Firmeza::Cambio {
        criterio: m.criterio,
        rival: m.rival,
        peso_critico: BigRational::new(m.critico.into(), m.divisor.into()),
    })
}

/// The smallest change so far: its size is `cambio / |divisor|`, but for what is common to all.
struct Menor<T> {
    cambio: T,
    divisor: T,
    critico: T,
    criterio: usize,
    rival: usize,
}

impl<T: Entero> Menor<T> {
    fn mayor_que(&self, cambio: &T, divisor: &T) -> bool {
        let (izquierda, derecha) = (self.cambio.bits() + divisor.bits(), cambio.bits() + self.divisor.bits());
        // A product has the bits of its factors, or one less: most are told apart without multiplying.
        if izquierda + 1 < derecha || derecha + 1 < izquierda {
            return izquierda > derecha;
        }
        self.cambio.clone() * divisor.abs() > cambio.clone() * self.divisor.abs()
    }
}
