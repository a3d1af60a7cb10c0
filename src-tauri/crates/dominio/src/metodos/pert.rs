//! PERT: a net whose activities have an optimistic, a likely and a pessimistic duration.
//!
//! `te = (a + 4m + b) / 6` and `σ² = ((b − a) / 6)²` for each activity; along a path they add up, and the
//! chance of ending within a term is the normal curve at `(plazo − duración) / σ`. Published source: Malcolm
//! and others, *Application of a Technique for Research and Development Program Evaluation* (1959), as
//! restated in `metodos.md` §2.12.
//!
//! The joint chance multiplies those of all the paths, as if they were independent. Paths that share
//! activities are not, and the answer says so. Callers: `casos::calcular`.

use std::cmp::Ordering;

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::cpm::{self, Cpm, Red};
use super::exacto::entero;
use super::irracional::{normal, raiz};
use super::rutas::{self, ACTIVIDADES};

/// Above so many paths only the critical ones are listed.
pub const RUTAS: usize = 1_000;
/// Most chances that are worked out: paths times terms.
const PROBABILIDADES: usize = 200_000;

/// The three durations of an activity: `0 ≤ a ≤ m ≤ b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimacion {
    /// Optimistic.
    pub a: BigRational,
    /// Most likely.
    pub m: BigRational,
    /// Pessimistic.
    pub b: BigRational,
}

impl Estimacion {
    /// Expected duration.
    #[must_use]
    pub fn esperada(&self) -> BigRational {
        (&self.a + entero(4) * &self.m + &self.b) / entero(6)
    }

    /// Variance.
    #[must_use]
    pub fn varianza(&self) -> BigRational {
        let sexto = (&self.b - &self.a) / entero(6);
        &sexto * &sexto
    }
}

/// How likely a path is to end within a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probabilidad {
    /// Deviations between the path and the term; `None` when nothing varies.
    pub z: Option<BigRational>,
    /// From 0 to 1.
    pub probabilidad: BigRational,
}

/// A path from a start to an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruta {
    /// Places of its activities.
    pub actividades: Vec<usize>,
    /// Sum of the expected durations.
    pub duracion: BigRational,
    /// Sum of the variances.
    pub varianza: BigRational,
    /// Root of the variance.
    pub desviacion: BigRational,
    /// As long as the whole.
    pub critica: bool,
    /// One for each term, in order.
    pub probabilidades: Vec<Probabilidad>,
}

/// The net with its paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pert {
    /// Times with the expected durations.
    pub cpm: Cpm,
    /// Of each activity.
    pub varianzas: Vec<BigRational>,
    /// The longest first, then the most variable, then in the order of the activities.
    pub rutas: Vec<Ruta>,
    /// There are paths that are not listed.
    pub truncadas: bool,
    /// Some activity is in more than one path, listed or not.
    pub comparten: bool,
    /// Product over the listed paths, one for each term.
    pub conjunta: Vec<BigRational>,
}

/// Paths and chances of a net; `estimaciones` in the order of its activities.
#[must_use]
pub fn calcular(red: &Red, estimaciones: &[Estimacion], plazos: &[BigRational]) -> Pert {
    let esperadas: Vec<BigRational> = estimaciones.iter().map(Estimacion::esperada).collect();
    let varianzas: Vec<BigRational> = estimaciones.iter().map(Estimacion::varianza).collect();
    let cpm = cpm::calcular(red, &esperadas);
    let cuenta = Cuenta::de(red);
    let cabe = cuenta.rutas <= RUTAS && cuenta.actividades <= ACTIVIDADES && cuenta.rutas.saturating_mul(plazos.len()) <= PROBABILIDADES;
    let (listadas, truncadas) = if cabe {
        let siguientes: Vec<Vec<usize>> = (0..estimaciones.len()).map(|i| red.sucesoras(i).to_vec()).collect();
        (rutas::enumerar(&red.iniciales(), &siguientes, RUTAS).rutas, false)
    } else {
        let cuantas = (PROBABILIDADES / plazos.len().max(1)).clamp(1, cpm.rutas_criticas.rutas.len().max(1));
        let criticas: Vec<_> = cpm.rutas_criticas.rutas.iter().take(cuantas).cloned().collect();
        let faltan = cuenta.rutas > criticas.len();
        (criticas, faltan)
    };
    let suma = |ruta: &[usize], de: &[BigRational]| ruta.iter().filter_map(|i| de.get(*i)).fold(BigRational::zero(), |t, x| t + x);
    let mut rutas: Vec<Ruta> = listadas
        .into_iter()
        .map(|actividades| {
            let (duracion, varianza) = (suma(&actividades, &esperadas), suma(&actividades, &varianzas));
            let desviacion = raiz(&varianza);
            let critica = duracion == cpm.duracion_total;
            let probabilidades = plazos.iter().map(|p| probabilidad(p, &duracion, &varianza)).collect();
            Ruta { actividades, duracion, varianza, desviacion, critica, probabilidades }
        })
        .collect();
    // The sort keeps the order of the activities among equals.
    rutas.sort_by(|x, y| y.duracion.cmp(&x.duracion).then_with(|| y.varianza.cmp(&x.varianza)));
    let conjunta = (0..plazos.len())
        .map(|k| rutas.iter().filter_map(|r| r.probabilidades.get(k)).fold(BigRational::one(), |p, x| acotar(p * &x.probabilidad)))
        .collect();
    Pert { cpm, varianzas, rutas, truncadas, comparten: cuenta.comparten, conjunta }
}

/// A product of a thousand chances would have fifty thousand digits; thirty decimals are carried.
fn acotar(valor: BigRational) -> BigRational {
    super::exacto::redondear(&valor, 30)
}

fn probabilidad(plazo: &BigRational, duracion: &BigRational, varianza: &BigRational) -> Probabilidad {
    let falta = plazo - duracion;
    if varianza.is_zero() {
        let a_tiempo = falta.cmp(&BigRational::zero()) != Ordering::Less;
        return Probabilidad { z: None, probabilidad: entero(i64::from(a_tiempo)) };
    }
    // The root of the whole quotient and not a quotient by a root: its digits are then all right.
    let z = raiz(&(&falta * &falta / varianza));
    let z = if falta < BigRational::zero() { -z } else { z };
    Probabilidad { probabilidad: normal(&z), z: Some(z) }
}

/// How many paths there are, without walking them.
struct Cuenta {
    rutas: usize,
    actividades: usize,
    comparten: bool,
}

impl Cuenta {
    fn de(red: &Red) -> Cuenta {
        let n = red.orden().len();
        let mut hasta = vec![1usize; n];
        let mut desde = vec![1usize; n];
        let total = |vecinas: &mut dyn Iterator<Item = usize>, lista: &[usize]| {
            vecinas.filter_map(|v| lista.get(v)).fold(0usize, |t, x| t.saturating_add(*x)).max(1)
        };
        for &i in red.orden() {
            let valor = total(&mut red.predecesoras(i), &hasta);
            hasta.get_mut(i).into_iter().for_each(|x| *x = valor);
        }
        for &i in red.orden().iter().rev() {
            let valor = total(&mut red.sucesoras(i).iter().copied(), &desde);
            desde.get_mut(i).into_iter().for_each(|x| *x = valor);
        }
        let por_cada_una: Vec<usize> = hasta.iter().zip(&desde).map(|(h, d)| h.saturating_mul(*d)).collect();
        Cuenta {
            rutas: red.iniciales().iter().filter_map(|i| desde.get(*i)).fold(0, |t, x| t.saturating_add(*x)),
            actividades: por_cada_una.iter().fold(0, |t, x| t.saturating_add(*x)),
            comparten: por_cada_una.iter().any(|x| *x > 1),
        }
    }
}

#[cfg(test)]
mod pruebas {
    use super::super::cpm::pruebas::red_al_azar;
    use super::super::exacto::mostrado;
    use super::*;
    use proptest::prelude::*;

    fn estimar(a: i64, m: i64, b: i64) -> Estimacion {
        Estimacion { a: entero(a), m: entero(m), b: entero(b) }
    }

    #[test]
    fn sin_variacion_la_probabilidad_es_uno_o_cero() {
        let red = Red::nueva(vec![vec![]]).unwrap();
        let p = calcular(&red, &[estimar(5, 5, 5)], &[entero(4), entero(5), entero(6)]);
        let chances: Vec<_> = p.rutas[0].probabilidades.iter().map(|p| (p.z.clone(), mostrado(&p.probabilidad, 0))).collect();
        assert_eq!(chances, [(None, "0".into()), (None, "1".into()), (None, "1".into())], "ending on the day is ending in time");
        assert!(!p.comparten);
    }

    #[test]
    fn con_mas_de_mil_rutas_solo_se_listan_las_criticas() {
        // Eleven layers of two, each waiting for both of the layer before: 2^11 paths; one of each is longer.
        let red = Red::nueva((0..22).map(|i| if i < 2 { vec![] } else { vec![i / 2 * 2 - 2, i / 2 * 2 - 1] }).collect()).unwrap();
        let estimaciones: Vec<_> = (0..22).map(|i| if i % 2 == 0 { estimar(1, 2, 9) } else { estimar(1, 1, 1) }).collect();
        let p = calcular(&red, &estimaciones, &[entero(40)]);
        assert_eq!((p.rutas.len(), p.truncadas, p.comparten, p.rutas[0].critica), (1, true, true, true));
        assert_eq!(p.conjunta[0], acotar(p.rutas[0].probabilidades[0].probabilidad.clone()));
    }

    proptest! {
        #[test]
        fn mas_plazo_nunca_baja_la_probabilidad(red in red_al_azar(9), x in 0i64..200, y in 0i64..200, abre in 0i64..9) {
            let r = Red::nueva(red.iter().map(|a| a.1.clone()).collect()).unwrap();
            let e: Vec<_> = red.iter().map(|a| estimar(a.0, a.0 + abre / 2, a.0 + abre)).collect();
            let p = calcular(&r, &e, &[entero(x.min(y)), entero(x.max(y))]);
            prop_assert!(p.conjunta[0] <= p.conjunta[1]);
            for ruta in &p.rutas {
                prop_assert!(ruta.probabilidades[0].probabilidad <= ruta.probabilidades[1].probabilidad);
                prop_assert!(p.conjunta[1] <= ruta.probabilidades[1].probabilidad.clone() + entero(1) / entero(1_000_000_000));
            }
        }

        #[test]
        fn alargar_un_pesimista_nunca_acorta_el_total(red in red_al_azar(12), cual in 0usize..12, mas in 0i64..50) {
            let r = Red::nueva(red.iter().map(|a| a.1.clone()).collect()).unwrap();
            let mut e: Vec<_> = red.iter().map(|a| estimar(a.0, a.0 + 1, a.0 + 2)).collect();
            let antes = calcular(&r, &e, &[]).cpm.duracion_total;
            let cual = cual % e.len();
            e[cual].b += entero(mas);
            prop_assert!(calcular(&r, &e, &[]).cpm.duracion_total >= antes);
        }

        #[test]
        fn con_una_sola_estimacion_pert_es_cpm(red in red_al_azar(10)) {
            let r = Red::nueva(red.iter().map(|a| a.1.clone()).collect()).unwrap();
            let d: Vec<_> = red.iter().map(|a| entero(a.0)).collect();
            let e: Vec<_> = red.iter().map(|a| estimar(a.0, a.0, a.0)).collect();
            let p = calcular(&r, &e, &[]);
            prop_assert_eq!(&p.cpm, &cpm::calcular(&r, &d));
            prop_assert_eq!(&p.rutas[0].duracion, &p.cpm.duracion_total);
        }
    }
}
