//! How firm the first place is: the smallest change of *one* weight that makes a rival reach it, the other weights
//! being rescaled in proportion.
//!
//! For leader L, rival j and criterion k, with `d_i = x_Li − x_ji` and `D = Σ w_i d_i`:
//! `G = (D − w_k d_k) / (1 − w_k)`, `cambio = −D / (d_k − G)`, admissible if `0 ≤ w_k + cambio ≤ 1`.

use num_rational::BigRational;
use num_traits::{One, Signed};

use super::Criterio;
use crate::metodos::cifra::{Cifra, CodigoDeAviso};
use crate::metodos::exacto::sumar;

/// The change that is closest to moving the first place.
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

/// Code, scores as they are weighted, and place in the input.
pub(super) type Comparable<'a> = (&'a str, &'a [Option<BigRational>], usize);

/// The change of a weight `w` below 1 that makes leader and rival level: `d` is their difference under its criterion
/// and `total` the weighted one of all. `None` when no weight from 0 to 1 does it.
pub(super) fn cambio(w: &BigRational, d: &BigRational, total: &BigRational) -> Option<BigRational> {
    let resto = (total - w * d) / (BigRational::one() - w);
    if *d == resto {
        return None;
    }
    let cambio = -total / (d - resto);
    let critico = w + &cambio;
    (!critico.is_negative() && critico <= BigRational::one()).then_some(cambio)
}

/// Looks for the smallest change; `None` when no change of one weight moves the first place. Of two equal changes
/// the first criterion is told, then the first rival, in the order of the input.
///
/// # Errors
/// [`CodigoDeAviso::SensibilidadNoDisponible`] when one that compares lacks a datum: its rescaled weights would mean
/// another denominator.
pub(super) fn calcular(
    criterios: &[Criterio],
    comparables: &[Comparable<'_>],
    lider: usize,
) -> Result<Option<Sensibilidad>, CodigoDeAviso> {
    let completas: Option<Vec<(&str, Vec<&BigRational>, usize)>> = comparables
        .iter()
        .map(|(codigo, notas, i)| Some((*codigo, notas.iter().map(Option::as_ref).collect::<Option<Vec<_>>>()?, *i)))
        .collect();
    let completas = completas.ok_or(CodigoDeAviso::SensibilidadNoDisponible)?;
    let Some((_, del_lider, _)) = completas.iter().find(|(_, _, i)| *i == lider) else { return Ok(None) };
    // For each rival: D, and its differences criterion by criterion.
    let rivales: Vec<(&str, BigRational, Vec<BigRational>)> = completas
        .iter()
        .filter(|(_, _, i)| *i != lider)
        .map(|(codigo, notas, _)| {
            let d: Vec<BigRational> = del_lider.iter().zip(notas).map(|(l, j)| *l - *j).collect();
            let ponderadas: Vec<BigRational> = criterios.iter().zip(&d).map(|(c, d)| &c.peso * d).collect();
            (*codigo, sumar(&ponderadas), d)
        })
        .collect();
    let mut mejor: Option<(&Criterio, &str, BigRational)> = None;
    for (k, criterio) in criterios.iter().enumerate().filter(|(_, c)| !c.peso.is_one()) {
        let w = &criterio.peso;
        for (rival, total, d) in &rivales {
            let Some(propia) = d.get(k) else { continue };
            let Some(cambio) = cambio(w, propia, total) else { continue };
            if mejor.as_ref().is_none_or(|(_, _, menor)| cambio.abs() < menor.abs()) {
                mejor = Some((criterio, rival, cambio));
            }
        }
    }
    Ok(mejor.map(|(criterio, rival, cambio)| Sensibilidad {
        criterio: criterio.codigo.clone(),
        rival: rival.to_owned(),
        peso_actual: criterio.peso.clone(),
        peso_critico: &criterio.peso + &cambio,
        cambio: Cifra::new(cambio, "1"),
    }))
}
