//! Few trámites, most of the burden (`metodos.md` §2.10).
//!
//! Items by amount; class A while the cumulative share *before* the item is below the first threshold, B below the
//! second, C the rest, so the item that crosses the line is inside. Source of the example: 25 CFR 519–558, burden
//! published in the Federal Register.

use num_rational::BigRational;
use num_traits::Zero;

use super::cifra::{Cifra, Proporcion};
use super::exacto::entero;
use crate::cerrado;

cerrado! {
    /// Class of an item.
    Clase { A = "A" / "Pocos y vitales", B = "B" / "Intermedios", C = "C" / "Muchos y triviales" }
}

/// An item, in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elemento {
    /// Code.
    pub codigo: String,
    /// Amount.
    pub monto: Cifra,
    /// monto / total.
    pub participacion: Proporcion,
    /// Amounts down to this one.
    pub acumulado: Cifra,
    /// acumulado / total.
    pub acumulado_porcentaje: Proporcion,
    /// Class.
    pub clase: Clase,
}

/// The order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pareto {
    /// By amount, descending, then code.
    pub elementos: Vec<Elemento>,
    /// Of all.
    pub total: Cifra,
}

/// Orders and classifies. Amounts are 0 or more and not all 0; thresholds are percentages, ascending.
#[must_use]
pub fn ordenar(unidad: &str, umbrales: &[BigRational; 2], montos: &[(String, BigRational)]) -> Pareto {
    let mut orden: Vec<&(String, BigRational)> = montos.iter().collect();
    orden.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    let total = montos.iter().fold(BigRational::zero(), |t, (_, m)| t + m);
    let [corte_a, corte_b] = umbrales.clone().map(|u| u * &total / entero(100));
    let mut acumulado = BigRational::zero();
    let elementos = orden
        .into_iter()
        .map(|(codigo, monto)| {
            let clase = match &acumulado {
                antes if antes < &corte_a => Clase::A,
                antes if antes < &corte_b => Clase::B,
                _ => Clase::C,
            };
            acumulado += monto;
            Elemento {
                codigo: codigo.clone(),
                monto: Cifra::new(monto.clone(), unidad),
                participacion: Proporcion::new(monto.clone(), total.clone(), "monto / total"),
                acumulado: Cifra::new(acumulado.clone(), unidad),
                acumulado_porcentaje: Proporcion::new(acumulado.clone(), total.clone(), "acumulado / total"),
                clase,
            }
        })
        .collect();
    Pareto { elementos, total: Cifra::new(total, unidad) }
}

#[cfg(test)]
mod pruebas {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The order of the input changes nothing; shares accumulate to the whole; classes never go back.
        #[test]
        fn el_orden_de_la_entrada_no_importa(montos in prop::collection::vec(0i64..1000, 1..30), corte in 0usize..30) {
            prop_assume!(montos.iter().any(|m| *m > 0));
            let mut lista: Vec<_> = montos.iter().enumerate().map(|(i, m)| (format!("T{i}"), entero(*m))).collect();
            let umbrales = [entero(80), entero(95)];
            let p = ordenar("caso", &umbrales, &lista);
            let giro = corte % lista.len();
            lista.rotate_left(giro);
            prop_assert_eq!(&p, &ordenar("caso", &umbrales, &lista));
            prop_assert_eq!(&p.elementos.last().unwrap().acumulado, &p.total);
            prop_assert!(p.elementos.windows(2).all(|w| w[0].clase <= w[1].clase && w[0].monto.valor >= w[1].monto.valor));
            prop_assert_eq!(p.elementos[0].clase, Clase::A, "the first one is always vital");
        }
    }
}
