//! CPM: which activities decide the date, by the longest path of the net.
//!
//! Forward, an activity starts when the last of its predecessors ends; backward from the longest end, it
//! may wait until its first successor can wait no longer. What it may wait is its slack; without any it is
//! critical. Published source of the rule: Kelley and Walker, *Critical-Path Planning and Scheduling*
//! (1959), as restated in `metodos.md` §2.12.
//!
//! Owns the net ([`Red`], which cannot hold a cycle) and its times. It knows neither units nor calendars: a
//! net counted in days says nothing of feriados. Callers: `casos::calcular`, and [`super::pert`], which
//! gives it expected durations.

use num_rational::BigRational;
use num_traits::Zero;

use super::rutas::{self, Rutas};

/// Most critical paths that are listed.
const RUTAS_CRITICAS: usize = 10_000;

/// Who waits for whom, without cycles. Activities are their place in the list, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Red {
    predecesoras: Vec<Vec<usize>>,
    sucesoras: Vec<Vec<usize>>,
    /// Each one after all its predecessors.
    orden: Vec<usize>,
}

impl Red {
    /// The net in which activity *i* waits for `predecesoras[i]`.
    ///
    /// # Errors
    ///
    /// Every activity that is in a cycle or after one, ascending. A place outside the list is ignored.
    pub fn nueva(predecesoras: Vec<Vec<usize>>) -> Result<Red, Vec<usize>> {
        let n = predecesoras.len();
        let mut sucesoras = vec![Vec::new(); n];
        let mut faltan = vec![0usize; n];
        for (i, antes) in predecesoras.iter().enumerate() {
            for &p in antes {
                if let (Some(s), Some(f)) = (sucesoras.get_mut(p), faltan.get_mut(i)) {
                    s.push(i);
                    *f += 1;
                }
            }
        }
        let mut orden: Vec<usize> = (0..n).filter(|i| faltan.get(*i) == Some(&0)).collect();
        let mut visto = 0;
        while let Some(&i) = orden.get(visto) {
            visto += 1;
            for &s in sucesoras.get(i).into_iter().flatten() {
                if let Some(f) = faltan.get_mut(s) {
                    *f -= 1;
                    if *f == 0 {
                        orden.push(s);
                    }
                }
            }
        }
        if orden.len() == n {
            return Ok(Red { predecesoras, sucesoras, orden });
        }
        Err((0..n).filter(|i| faltan.get(*i).is_some_and(|f| *f > 0)).collect())
    }

    /// Those that an activity waits for, in the order given.
    pub fn predecesoras(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.predecesoras.get(i).into_iter().flatten().copied()
    }

    /// Those that wait for an activity, ascending.
    #[must_use]
    pub fn sucesoras(&self, i: usize) -> &[usize] {
        self.sucesoras.get(i).map_or(&[], Vec::as_slice)
    }

    /// Every activity, after all its predecessors.
    #[must_use]
    pub fn orden(&self) -> &[usize] {
        &self.orden
    }

    /// Activities that wait for none, ascending.
    #[must_use]
    pub fn iniciales(&self) -> Vec<usize> {
        (0..self.orden.len()).filter(|i| self.predecesoras.get(*i).is_none_or(Vec::is_empty)).collect()
    }
}

/// When an activity may and must happen, in the unit of its duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiempos {
    /// How long it takes.
    pub duracion: BigRational,
    /// Soonest start.
    pub inicio_temprano: BigRational,
    /// Soonest end.
    pub fin_temprano: BigRational,
    /// Latest start that delays nothing at the end.
    pub inicio_tardio: BigRational,
    /// Latest end.
    pub fin_tardio: BigRational,
    /// What it may wait without delaying the end.
    pub holgura_total: BigRational,
    /// What it may wait without delaying any other.
    pub holgura_libre: BigRational,
    /// It may not wait at all.
    pub critica: bool,
}

/// The net with its times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cpm {
    /// In the order of the activities.
    pub tiempos: Vec<Tiempos>,
    /// The longest path.
    pub duracion_total: BigRational,
    /// From an activity without predecessors to one that ends last, in the order of the activities.
    pub rutas_criticas: Rutas,
}

/// Times of a net whose activities take `duraciones`, in the same order; none is negative.
#[must_use]
pub fn calcular(red: &Red, duraciones: &[BigRational]) -> Cpm {
    let tiempos = tiempos(red, duraciones);
    let duracion_total = tiempos.iter().map(|t| &t.fin_temprano).max().cloned().unwrap_or_else(BigRational::zero);
    let critica = |i: &usize| tiempos.get(*i).is_some_and(|t| t.critica);
    let ajustadas: Vec<Vec<usize>> = tiempos
        .iter()
        .enumerate()
        .map(|(i, t)| {
            let pegada = |s: &usize| critica(s) && tiempos.get(*s).is_some_and(|x| x.inicio_temprano == t.fin_temprano);
            if t.critica { red.sucesoras(i).iter().copied().filter(pegada).collect() } else { Vec::new() }
        })
        .collect();
    let iniciales: Vec<usize> = red.iniciales().into_iter().filter(critica).collect();
    let rutas_criticas = rutas::enumerar(&iniciales, &ajustadas, RUTAS_CRITICAS);
    Cpm { tiempos, duracion_total, rutas_criticas }
}

fn tiempos(red: &Red, duraciones: &[BigRational]) -> Vec<Tiempos> {
    let cero = BigRational::zero;
    let duracion = |i: usize| duraciones.get(i).cloned().unwrap_or_else(cero);
    let mut fin = vec![cero(); duraciones.len()];
    let mut inicio = fin.clone();
    for &i in red.orden() {
        let antes = red.predecesoras(i).filter_map(|p| fin.get(p)).max().cloned().unwrap_or_else(cero);
        poner(&mut fin, i, &antes + duracion(i));
        poner(&mut inicio, i, antes);
    }
    let total = fin.iter().max().cloned().unwrap_or_else(cero);
    let mut tarde = vec![total.clone(); duraciones.len()];
    for &i in red.orden().iter().rev() {
        let limite = red.sucesoras(i).iter().filter_map(|s| Some(tarde.get(*s)? - duracion(*s))).min();
        poner(&mut tarde, i, limite.unwrap_or_else(|| total.clone()));
    }
    inicio
        .iter()
        .zip(&fin)
        .zip(&tarde)
        .enumerate()
        .map(|(i, ((inicio_temprano, fin_temprano), fin_tardio))| {
            let siguiente = red.sucesoras(i).iter().filter_map(|s| inicio.get(*s)).min().unwrap_or(&total);
            let holgura_total = fin_tardio - fin_temprano;
            Tiempos {
                duracion: duracion(i),
                inicio_temprano: inicio_temprano.clone(),
                fin_temprano: fin_temprano.clone(),
                inicio_tardio: fin_tardio - duracion(i),
                fin_tardio: fin_tardio.clone(),
                critica: holgura_total.is_zero(),
                holgura_total,
                holgura_libre: siguiente - fin_temprano,
            }
        })
        .collect()
}

fn poner(lista: &mut [BigRational], i: usize, valor: BigRational) {
    if let Some(lugar) = lista.get_mut(i) {
        *lugar = valor;
    }
}

#[cfg(test)]
pub(super) mod pruebas {
    use super::super::exacto::{decimal, entero};
    use super::*;
    use proptest::prelude::*;

    /// A net written as the table of a book: name, duration, predecessors by their names.
    fn de(filas: &[(char, i64, &str)]) -> Cpm {
        let lugar = |c: char| filas.iter().position(|f| f.0 == c).unwrap();
        let red = Red::nueva(filas.iter().map(|f| f.2.chars().map(lugar).collect()).collect()).unwrap();
        calcular(&red, &filas.iter().map(|f| entero(f.1)).collect::<Vec<_>>())
    }
    /// Any net without cycles: each activity waits only for earlier ones.
    pub fn red_al_azar(hasta: usize) -> impl Strategy<Value = Vec<(i64, Vec<usize>)>> {
        proptest::collection::vec((0i64..20, any::<u16>()), 1..hasta).prop_map(|v| {
            let antes = |i: usize, bits: u16| (0..i).filter(|p| bits >> (p % 16) & 1 == 1).collect();
            v.iter().enumerate().map(|(i, (d, bits))| (*d, antes(i, *bits))).collect()
        })
    }
    fn calcular_red(red: &[(i64, Vec<usize>)]) -> Cpm {
        let r = Red::nueva(red.iter().map(|a| a.1.clone()).collect()).unwrap();
        calcular(&r, &red.iter().map(|a| entero(a.0)).collect::<Vec<_>>())
    }
    /// The longest path, by trying all of them.
    fn mas_larga(red: &[(i64, Vec<usize>)], i: usize) -> i64 {
        red[i].0 + red[i].1.iter().map(|p| mas_larga(red, *p)).max().unwrap_or(0)
    }

    #[test]
    fn o19_la_ruta_a_c_d_dura_27() {
        let c = de(&[('A', 12, ""), ('B', 10, ""), ('C', 10, "AB"), ('D', 5, "C"), ('E', 3, "C")]);
        let columna = |f: fn(&Tiempos) -> &BigRational| c.tiempos.iter().map(|t| decimal(f(t))).collect::<Vec<_>>();
        assert_eq!(columna(|t| &t.inicio_temprano), ["0", "0", "12", "22", "22"]);
        assert_eq!(columna(|t| &t.fin_temprano), ["12", "10", "22", "27", "25"]);
        assert_eq!(columna(|t| &t.inicio_tardio), ["0", "2", "12", "22", "24"]);
        assert_eq!(columna(|t| &t.fin_tardio), ["12", "12", "22", "27", "27"]);
        assert_eq!(columna(|t| &t.holgura_total), ["0", "2", "0", "0", "2"]);
        assert_eq!((decimal(&c.duracion_total), c.rutas_criticas.rutas), ("27".to_owned(), vec![vec![0, 2, 3]]));
    }

    #[test]
    fn un_ciclo_nombra_a_los_que_estan_en_el_y_despues() {
        // 0 → 1 ⇄ 2 → 3, and 4 alone.
        assert_eq!(Red::nueva(vec![vec![], vec![0, 2], vec![1], vec![2], vec![]]), Err(vec![1, 2, 3]));
        assert_eq!(Red::nueva(vec![vec![0]]), Err(vec![0]), "one that waits for itself");
    }

    #[test]
    fn un_hito_de_duracion_cero_cierra_la_ruta_critica() {
        let c = de(&[('A', 5, ""), ('H', 0, "A"), ('B', 5, "")]);
        assert_eq!(c.rutas_criticas.rutas, [vec![0, 1], vec![2]], "two critical paths, each whole");
    }

    proptest! {
        #[test]
        fn el_total_es_la_ruta_mas_larga(red in red_al_azar(12)) {
            let c = calcular_red(&red);
            let larga = (0..red.len()).map(|i| mas_larga(&red, i)).max().unwrap();
            prop_assert_eq!(&c.duracion_total, &entero(larga));
            prop_assert!(!c.rutas_criticas.rutas.is_empty());
            for ruta in &c.rutas_criticas.rutas {
                prop_assert_eq!(ruta.iter().map(|i| red[*i].0).sum::<i64>(), larga);
            }
        }

        #[test]
        fn lo_critico_no_tiene_holgura_y_la_libre_no_pasa_de_la_total(red in red_al_azar(40)) {
            let c = calcular_red(&red);
            for t in &c.tiempos {
                prop_assert_eq!(t.critica, t.holgura_total.is_zero());
                prop_assert!(t.holgura_libre >= entero(0) && t.holgura_libre <= t.holgura_total);
                prop_assert_eq!(&t.inicio_tardio - &t.inicio_temprano, t.holgura_total.clone());
            }
            if !c.rutas_criticas.truncadas {
                let en_ruta = |i: usize| c.rutas_criticas.rutas.iter().any(|r| r.contains(&i));
                prop_assert!(c.tiempos.iter().enumerate().all(|(i, t)| t.critica == en_ruta(i)));
            }
        }

        #[test]
        fn el_orden_en_que_se_escriben_no_cambia_nada(red in red_al_azar(20)) {
            let n = red.len();
            let al_reves: Vec<_> = red.iter().rev().map(|(d, a)| (*d, a.iter().map(|p| n - 1 - p).collect())).collect();
            let (a, b) = (calcular_red(&red), calcular_red(&al_reves));
            prop_assert_eq!(a.duracion_total, b.duracion_total);
            prop_assert_eq!(a.tiempos, b.tiempos.into_iter().rev().collect::<Vec<_>>());
        }
    }
}
