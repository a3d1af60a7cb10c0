//! Where the mathematics leaves the fractions: the square root and the normal curve.
//!
//! The root is still carried in whole numbers, to twenty decimals cut off, so that rounding it to ten is
//! right in every case and on every machine. Only the curve uses binary floats (`metodos.md`, rule 1);
//! it agrees to better than 0.000001, and no closer is promised.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Decimals of a root.
const DECIMALES: u32 = 20;
/// Beyond so many deviations, ten decimals of the curve are all zeros or all nines.
const LEJOS: f64 = 8.0;

/// The square root, cut off at twenty decimals; zero for a negative value, which no method takes.
#[must_use]
pub fn raiz(valor: &BigRational) -> BigRational {
    let escala = BigInt::from(10u8).pow(DECIMALES);
    let dentro = (valor * (&escala * &escala)).floor().to_integer();
    let entera = if dentro.sign() == Sign::Minus { BigInt::zero() } else { dentro.sqrt() };
    BigRational::new(entera, escala)
}

/// How likely a normal variable of mean 0 and deviation 1 is to be at most `z`; from 0 to 1.
///
/// Φ(z) = ½ + φ(z) · (z + z³/3 + z⁵/15 + …), whose terms have one sign: nothing cancels.
#[must_use]
pub fn normal(z: &BigRational) -> BigRational {
    let x = z.to_f64().unwrap_or(0.0);
    if x.abs() > LEJOS || !x.is_finite() {
        return if z.is_negative() { BigRational::zero() } else { BigRational::one() };
    }
    let (mut termino, mut suma, mut impar) = (x, x, 1.0);
    while termino.abs() > suma.abs() * f64::EPSILON / 16.0 {
        impar += 2.0;
        termino *= x * x / impar;
        suma += termino;
    }
    let densidad = (-x * x / 2.0).exp() / std::f64::consts::TAU.sqrt();
    BigRational::from_float((0.5 + densidad * suma).clamp(0.0, 1.0)).unwrap_or_else(BigRational::zero)
}

#[cfg(test)]
mod pruebas {
    use super::super::exacto::{decimal, entero, leer_razon};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn la_raiz_se_corta_y_la_de_un_cuadrado_es_exacta() {
        assert_eq!(raiz(&leer_razon("12.25").unwrap()), leer_razon("3.5").unwrap());
        assert_eq!(decimal(&raiz(&entero(2))), "1.4142135624");
        assert_eq!((raiz(&entero(0)), raiz(&entero(-4))), (entero(0), entero(0)));
    }

    /// Table of the standard normal distribution: NIST/SEMATECH e-Handbook of Statistical Methods,
    /// 1.3.6.7.1 (there, the area from 0 to z).
    #[test]
    fn la_curva_es_la_de_la_tabla() {
        for (z, area) in [("0", "0.50000"), ("0.5", "0.69146"), ("1", "0.84134"), ("1.96", "0.97500"), ("3", "0.99865")] {
            let z = leer_razon(z).unwrap();
            assert_eq!(super::super::exacto::mostrado(&normal(&z), 5), area);
            assert_eq!(super::super::exacto::mostrado(&(BigRational::one() - normal(&-z)), 5), area, "both sides add up to 1");
        }
        assert_eq!((normal(&entero(40)), normal(&entero(-40))), (entero(1), entero(0)));
        let enorme = leer_razon("999999999999999").unwrap();
        assert_eq!(normal(&-(&enorme * &enorme)), entero(0));
    }

    proptest! {
        #[test]
        fn la_raiz_por_si_misma_vuelve(n in 0i64..1_000_000_000, d in 1i64..100_000) {
            let v = BigRational::new(n.into(), d.into());
            let r = raiz(&v);
            let paso = BigRational::new(BigInt::one(), BigInt::from(10u8).pow(DECIMALES));
            prop_assert!(&r * &r <= v);
            prop_assert!((&r + &paso) * (&r + &paso) > v);
        }

        #[test]
        fn la_curva_sube_y_no_sale_de_cero_a_uno(a in -9_000i64..9_000, b in -9_000i64..9_000) {
            let p = |n: i64| normal(&BigRational::new(n.into(), 1_000.into()));
            prop_assert!(p(a.min(b)) <= p(a.max(b)));
            prop_assert!(p(a) >= entero(0) && p(a) <= entero(1));
        }
    }
}
