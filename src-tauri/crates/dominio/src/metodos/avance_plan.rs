//! Avance del plan: how much of the plan was done, and when it was due.
//!
//! Counts are of medidas; a partial one is not done. Abandoned ones leave the base and stay visible. Three
//! definitions stand side by side and none replaces another (`metodos.md` §2.13; the published case is
//! Simplex+ 2016, Portugal, where 54, 62 % and 35 of 255 were all said of one plan).
//!
//! Facts dated after the cut-off do not exist. Owns the counting from dated facts ([`contar`]) and from
//! counts already made ([`Conteos`]); whether the input is possible is the caller's to refuse. Callers:
//! `casos::calcular`.

use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// A span of days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Periodo {
    /// First day.
    pub desde: Date,
    /// Last day.
    pub hasta: Date,
}

/// A medida with its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medida {
    /// When it is due.
    pub prevista: Date,
    /// When it was done.
    pub cumplida: Option<Date>,
    /// When GAE verified it.
    pub verificada: Option<Date>,
    /// When it was given up.
    pub abandonada: Option<Date>,
    /// Declared progress, from 0 to 1.
    pub avance: BigRational,
}

impl Medida {
    /// The medida as it was known on a day.
    #[must_use]
    pub fn al(mut self, corte: Date) -> Medida {
        for hecho in [&mut self.cumplida, &mut self.verificada, &mut self.abandonada] {
            *hecho = hecho.filter(|d| *d <= corte);
        }
        self
    }
}

/// What happened in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CuentaDePeriodo {
    /// Due in it.
    pub previstas: i64,
    /// Of those, done before it began.
    pub cumplidas_antes: i64,
    /// Of those, done in it.
    pub previstas_cumplidas: i64,
    /// Done in it and due later.
    pub anticipadas: i64,
    /// Due before it and not done when it began.
    pub atrasadas_al_inicio: i64,
    /// Of those, done in it.
    pub atrasadas_cumplidas: i64,
}

impl CuentaDePeriodo {
    /// Due in the period and still to be done when it began.
    #[must_use]
    pub const fn por_cumplir(&self) -> i64 {
        self.previstas - self.cumplidas_antes
    }

    /// Late when it ends.
    #[must_use]
    pub const fn atrasadas_al_final(&self) -> i64 {
        self.atrasadas_al_inicio - self.atrasadas_cumplidas + self.por_cumplir() - self.previstas_cumplidas
    }

    /// Done in it, whenever they were due.
    #[must_use]
    pub const fn cumplidas(&self) -> i64 {
        self.previstas_cumplidas + self.anticipadas + self.atrasadas_cumplidas
    }
}

/// The counts of a plan at its cut-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conteos {
    /// All.
    pub medidas: i64,
    /// Given up.
    pub abandonadas: i64,
    /// Done.
    pub terminadas: i64,
    /// Done and verified; `None` when nobody counted them.
    pub verificadas: Option<i64>,
    /// Sum of declared progress, where one that is done is 1; `None` when nobody declared it.
    pub suma_avance: Option<BigRational>,
    /// In order.
    pub periodos: Vec<CuentaDePeriodo>,
    /// Due by the end of the last period, and done by then; `None` without periods.
    pub acumulado: Option<(i64, i64)>,
}

impl Conteos {
    /// What the percentages are taken over.
    #[must_use]
    pub const fn base(&self) -> i64 {
        self.medidas - self.abandonadas
    }
}

/// Due and done of a plan that is known only by its counts: the late ones it begins with are due too.
#[must_use]
pub fn acumular(periodos: &[CuentaDePeriodo]) -> Option<(i64, i64)> {
    let inicio = periodos.first()?.atrasadas_al_inicio;
    Some(periodos.iter().fold((inicio, 0), |(previstas, cumplidas), p| {
        (previstas + p.previstas, cumplidas + p.cumplidas_antes + p.previstas_cumplidas + p.atrasadas_cumplidas)
    }))
}

/// Counts medidas that are already cut off ([`Medida::al`]); periods in order and without overlap.
#[must_use]
pub fn contar(medidas: &[Medida], periodos: &[Periodo]) -> Conteos {
    let vivas: Vec<&Medida> = medidas.iter().filter(|m| m.abandonada.is_none()).collect();
    let cuantas = |f: &dyn Fn(&Medida) -> bool| -> i64 { i64::try_from(vivas.iter().filter(|m| f(m)).count()).unwrap_or(i64::MAX) };
    let suma_avance =
        vivas.iter().fold(BigRational::zero(), |t, m| t + if m.cumplida.is_some() { BigRational::one() } else { m.avance.clone() });
    let acumulado = periodos.last().map(|p| {
        let vencida = |m: &Medida| m.prevista <= p.hasta;
        (cuantas(&vencida), cuantas(&|m| vencida(m) && m.cumplida.is_some_and(|d| d <= p.hasta)))
    });
    let viva = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Conteos {
        medidas: viva(medidas.len()),
        abandonadas: viva(medidas.len() - vivas.len()),
        terminadas: cuantas(&|m| m.cumplida.is_some()),
        verificadas: Some(cuantas(&|m| m.cumplida.is_some() && m.verificada.is_some())),
        suma_avance: Some(suma_avance),
        periodos: periodos.iter().map(|p| contar_periodo(&vivas, *p)).collect(),
        acumulado,
    }
}

fn contar_periodo(vivas: &[&Medida], p: Periodo) -> CuentaDePeriodo {
    let mut cuenta = CuentaDePeriodo::default();
    for m in vivas {
        let antes = m.cumplida.is_some_and(|d| d < p.desde);
        let dentro = m.cumplida.is_some_and(|d| p.desde <= d && d <= p.hasta);
        if m.prevista > p.hasta {
            cuenta.anticipadas += i64::from(dentro);
        } else if m.prevista >= p.desde {
            cuenta.previstas += 1;
            cuenta.cumplidas_antes += i64::from(antes);
            cuenta.previstas_cumplidas += i64::from(dentro);
        } else if !antes {
            cuenta.atrasadas_al_inicio += 1;
            cuenta.atrasadas_cumplidas += i64::from(dentro);
        }
    }
    cuenta
}

#[cfg(test)]
mod pruebas {
    use super::super::exacto::entero;
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn dia(n: i64) -> Date {
        date(2026, 1, 1).checked_add(n.days()).unwrap()
    }
    fn medidas() -> impl Strategy<Value = Vec<Medida>> {
        let fecha = || proptest::option::of(0i64..400);
        proptest::collection::vec((0i64..400, fecha(), fecha(), any::<bool>()), 0..40).prop_map(|v| {
            let una = |(prevista, cumplida, verificada, abandona): (i64, Option<i64>, Option<i64>, bool)| Medida {
                prevista: dia(prevista),
                cumplida: cumplida.map(dia),
                verificada: cumplida.and(verificada).map(dia),
                abandonada: (cumplida.is_none() && abandona).then(|| dia(10)),
                avance: BigRational::new(1.into(), 4.into()),
            };
            v.into_iter().map(una).collect()
        })
    }

    #[test]
    fn lo_fechado_despues_del_corte_no_existe() {
        let m =
            Medida { prevista: dia(5), cumplida: Some(dia(9)), verificada: Some(dia(10)), abandonada: None, avance: BigRational::zero() };
        let al = |n| contar(&[m.clone().al(dia(n))], &[]);
        assert_eq!((al(8).terminadas, al(9).terminadas, al(9).verificadas, al(10).verificadas), (0, 1, Some(0), Some(1)));
        assert_eq!((al(8).acumulado, al(8).suma_avance), (None, Some(BigRational::zero())));
    }

    proptest! {
        #[test]
        fn las_cuentas_se_siguen_de_un_periodo_a_otro(lista in medidas(), partes in 1i64..6) {
            // Periods that touch: what one leaves late, the next one begins with.
            let largo = 400 / partes;
            let periodos: Vec<_> = (0..partes).map(|i| Periodo { desde: dia(i * largo), hasta: dia((i + 1) * largo - 1) }).collect();
            let corte = periodos.last().unwrap().hasta;
            let lista: Vec<_> = lista.into_iter().map(|m| m.al(corte)).collect();
            let c = contar(&lista, &periodos);
            for (a, b) in c.periodos.iter().zip(c.periodos.iter().skip(1)) {
                prop_assert_eq!(a.atrasadas_al_final(), b.atrasadas_al_inicio);
            }
            prop_assert_eq!(c.terminadas, c.periodos.iter().map(CuentaDePeriodo::cumplidas).sum::<i64>());
            prop_assert_eq!(c.acumulado, acumular(&c.periodos), "facts and counts tell the same");
            prop_assert!(c.terminadas <= c.base() && c.verificadas.unwrap() <= c.terminadas);
            prop_assert!(c.suma_avance.clone().unwrap() >= entero(c.terminadas) && c.suma_avance.unwrap() <= entero(c.medidas - c.abandonadas));
            let ultimo = c.periodos.last().unwrap();
            let (previstas, cumplidas) = c.acumulado.unwrap();
            prop_assert_eq!(previstas - cumplidas, ultimo.atrasadas_al_final());
        }
    }
}
