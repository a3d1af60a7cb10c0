//! Little's law: what is in progress is what comes in times how long it stays (`metodos.md` §2.12).
//!
//! For a stable average. Exactly two are given and the third is computed. Published source: J. D. C. Little,
//! «A Proof for the Queuing Formula: L = λW», *Operations Research* 9 (1961).

use num_rational::BigRational;
use num_traits::Zero;

use super::cifra::Cifra;
use crate::cerrado;

cerrado! {
    /// The three quantities.
    Magnitud { TrabajoEnCurso = "trabajo_en_curso" / "Trabajo en curso", Tasa = "tasa" / "Tasa", Tiempo = "tiempo" / "Tiempo" }
}

/// Two of the three, each 0 or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dadas {
    /// Rate and time.
    TasaYTiempo(BigRational, BigRational),
    /// In progress and time.
    TrabajoYTiempo(BigRational, BigRational),
    /// In progress and rate.
    TrabajoYTasa(BigRational, BigRational),
}

/// The three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Little {
    /// The one that was not given.
    pub calculado: Magnitud,
    /// L, cases.
    pub trabajo_en_curso: Cifra,
    /// λ, cases per unit of time.
    pub tasa: Cifra,
    /// W.
    pub tiempo: Cifra,
}

/// Computes the third.
///
/// # Errors
/// The quantity that would divide and is zero.
pub fn calcular(dadas: Dadas, unidad_tiempo: &str) -> Result<Little, Magnitud> {
    let entre = |n: &BigRational, d: &BigRational, cual: Magnitud| if d.is_zero() { Err(cual) } else { Ok(n / d) };
    let (calculado, trabajo, tasa, tiempo) = match dadas {
        Dadas::TasaYTiempo(tasa, tiempo) => (Magnitud::TrabajoEnCurso, &tasa * &tiempo, tasa, tiempo),
        Dadas::TrabajoYTiempo(trabajo, tiempo) => (Magnitud::Tasa, trabajo.clone(), entre(&trabajo, &tiempo, Magnitud::Tiempo)?, tiempo),
        Dadas::TrabajoYTasa(trabajo, tasa) => (Magnitud::Tiempo, trabajo.clone(), tasa.clone(), entre(&trabajo, &tasa, Magnitud::Tasa)?),
    };
    Ok(Little {
        calculado,
        trabajo_en_curso: Cifra::new(trabajo, "caso"),
        tasa: Cifra::new(tasa, &format!("caso/{unidad_tiempo}")),
        tiempo: Cifra::new(tiempo, unidad_tiempo),
    })
}

#[cfg(test)]
mod pruebas {
    use proptest::prelude::*;

    use super::super::exacto::entero;
    use super::*;

    proptest! {
        #[test]
        fn cada_dos_dan_la_tercera(tasa in 1i64..9999, n in 1i64..9999, d in 1i64..999) {
            let (tasa, tiempo) = (entero(tasa), entero(n) / entero(d));
            let l = calcular(Dadas::TasaYTiempo(tasa.clone(), tiempo.clone()), "dia").unwrap();
            let trabajo = l.trabajo_en_curso.valor.clone();
            let por_tiempo = calcular(Dadas::TrabajoYTiempo(trabajo.clone(), tiempo), "dia").unwrap();
            let por_tasa = calcular(Dadas::TrabajoYTasa(trabajo, tasa), "dia").unwrap();
            prop_assert_eq!((&por_tiempo.tasa, &por_tasa.tiempo), (&l.tasa, &l.tiempo));
        }
    }

    #[test]
    fn no_se_divide_entre_cero() {
        let cero = || entero(0);
        assert_eq!(calcular(Dadas::TrabajoYTiempo(entero(4), cero()), "dia"), Err(Magnitud::Tiempo));
        assert_eq!(calcular(Dadas::TrabajoYTasa(cero(), cero()), "dia"), Err(Magnitud::Tasa));
        assert!(calcular(Dadas::TasaYTiempo(cero(), cero()), "dia").is_ok());
    }
}
