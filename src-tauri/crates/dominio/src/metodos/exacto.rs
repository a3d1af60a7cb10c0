//! Decimals as text in, exact fractions inside, decimals as text out.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// A decimal as it was declared: its exact value and how many decimals it was written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Exact value.
    pub valor: BigRational,
    /// Decimals written.
    pub decimales: usize,
    /// As received.
    pub texto: String,
}

/// Ten to the `n`.
fn potencia(n: usize) -> BigInt {
    BigInt::from(10u8).pow(u32::try_from(n).unwrap_or(u32::MAX))
}

impl Decimal {
    /// Reads `-?` 1 to 15 digits, and optionally a point and 1 to 10 digits. Nothing else is a decimal.
    #[must_use]
    pub fn leer(texto: &str) -> Option<Decimal> {
        let (negativo, cuerpo) = texto.strip_prefix('-').map_or((false, texto), |c| (true, c));
        let (entera, fraccion) = cuerpo.split_once('.').map_or((cuerpo, None), |(e, f)| (e, Some(f)));
        let cifras = |t: &str, hasta: usize| (1..=hasta).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
        if !cifras(entera, 15) || !fraccion.is_none_or(|f| cifras(f, 10)) {
            return None;
        }
        let fraccion = fraccion.unwrap_or_default();
        let todas: BigInt = format!("{entera}{fraccion}").parse().ok()?;
        let valor = BigRational::new(if negativo { -todas } else { todas }, potencia(fraccion.len()));
        Some(Decimal { valor, decimales: fraccion.len(), texto: texto.to_owned() })
    }
}

/// Reads a decimal without sign, or two of them with `/` between; the divisor is not zero.
#[must_use]
pub fn leer_razon(texto: &str) -> Option<BigRational> {
    let sin_signo = |t: &str| Decimal::leer(t).filter(|_| !t.starts_with('-')).map(|d| d.valor);
    match texto.split_once('/') {
        None => sin_signo(texto),
        Some((n, d)) => {
            let divisor = sin_signo(d).filter(|d| !d.is_zero())?;
            Some(sin_signo(n)? / divisor)
        }
    }
}

/// The least common multiple of two denominators, which are above 0.
#[must_use]
pub fn comun(a: &BigInt, b: &BigInt) -> BigInt {
    if a == b {
        return a.clone();
    }
    // The fraction reduces itself: its denominator is b without what it shares with a.
    a * BigRational::new(a.clone(), b.clone()).denom()
}

/// The value in units of its last decimal, half-up. With integers: reducing the fraction of a sum of thousands
/// of unlike denominators takes longer than the sum.
fn en_unidades(valor: &BigRational, decimales: usize) -> BigInt {
    let dos = BigInt::from(2u8);
    let magnitud = (valor.numer().abs() * potencia(decimales) * &dos + valor.denom().abs()) / (valor.denom().abs() * dos);
    if valor.is_negative() { -magnitud } else { magnitud }
}

/// Half-up, away from zero, to `decimales`.
#[must_use]
pub fn redondear(valor: &BigRational, decimales: usize) -> BigRational {
    BigRational::new(en_unidades(valor, decimales), potencia(decimales))
}

/// The sum, exact. Its fraction is not reduced: halves are added to halves, so that thousands of unlike
/// denominators do not cost a common divisor each.
#[must_use]
pub fn sumar<'v>(sumandos: impl IntoIterator<Item = &'v BigRational>) -> BigRational {
    let mut nivel: Vec<BigRational> = sumandos.into_iter().cloned().collect();
    while nivel.len() > 1 {
        nivel = nivel
            .chunks(2)
            .map(|par| match par {
                [a, b] if a.denom() == b.denom() => BigRational::new_raw(a.numer() + b.numer(), a.denom().clone()),
                [a, b] => BigRational::new_raw(a.numer() * b.denom() + b.numer() * a.denom(), a.denom() * b.denom()),
                resto => resto.first().cloned().unwrap_or_else(BigRational::zero),
            })
            .collect();
    }
    nivel.pop().unwrap_or_else(BigRational::zero)
}

/// The product, not reduced: for what comes out of [`sumar`].
#[must_use]
pub fn por(a: &BigRational, b: &BigRational) -> BigRational {
    BigRational::new_raw(a.numer() * b.numer(), a.denom() * b.denom())
}

fn cifras(valor: &BigRational, decimales: usize) -> (bool, String, String) {
    let entero = en_unidades(valor, decimales);
    let texto = entero.abs().to_string();
    let lleno = format!("{}{texto}", "0".repeat((decimales + 1).saturating_sub(texto.len())));
    let (e, f) = lleno.split_at_checked(lleno.len() - decimales).unwrap_or((&lleno, ""));
    (entero.is_negative(), e.to_owned(), f.to_owned())
}

/// The value as a decimal: exact with at most 10 decimals, else half-up to 10; without trailing zeros.
#[must_use]
pub fn decimal(valor: &BigRational) -> String {
    let (negativo, e, f) = cifras(valor, 10);
    let f = f.trim_end_matches('0');
    let punto = if f.is_empty() { "" } else { "." };
    format!("{}{e}{punto}{f}", if negativo { "-" } else { "" })
}

/// The value for people: `decimales`, comma for thousands, point for decimals, no unit.
#[must_use]
pub fn mostrado(valor: &BigRational, decimales: usize) -> String {
    let (negativo, e, f) = cifras(valor, decimales);
    let mut con_comas = String::new();
    for (i, c) in e.chars().enumerate() {
        if i > 0 && (e.len() - i).is_multiple_of(3) {
            con_comas.push(',');
        }
        con_comas.push(c);
    }
    let punto = if f.is_empty() { "" } else { "." };
    format!("{}{con_comas}{punto}{f}", if negativo { "-" } else { "" })
}

/// A whole number.
#[must_use]
pub fn entero(n: i64) -> BigRational {
    BigRational::from_integer(BigInt::from(n))
}

#[cfg(test)]
mod pruebas {
    use super::*;

    fn de(t: &str) -> BigRational {
        leer_razon(t).unwrap()
    }

    #[test]
    fn solo_se_lee_un_decimal_bien_escrito() {
        for t in ["0", "-1", "123456789012345.1234567890", "007"] {
            assert!(Decimal::leer(t).is_some(), "{t}");
        }
        for t in ["", "-", "+1", "1.", ".5", "1e3", "1,000", " 1", "1234567890123456", "1.12345678901", "--1"] {
            assert!(Decimal::leer(t).is_none(), "{t}");
        }
        assert_eq!(leer_razon("5200/10560"), Some(de("65/132")));
        for t in ["1/0", "-1", "1/-2", "1/2/3", "a"] {
            assert!(leer_razon(t).is_none(), "{t}");
        }
    }

    #[test]
    fn se_redondea_hacia_arriba_en_la_mitad_y_lejos_del_cero() {
        for (t, k, r) in [("2.5", 0, "3"), ("12.345", 2, "12.35"), ("8.5", 0, "9"), ("0.04", 1, "0"), ("2/3", 2, "0.67")] {
            assert_eq!(decimal(&redondear(&de(t), k)), r, "{t}");
        }
        assert_eq!(decimal(&redondear(&-de("2.5"), 0)), "-3");
        assert_eq!(mostrado(&-de("571488"), 0), "-571,488");
        assert_eq!(mostrado(&de("1234567.005"), 2), "1,234,567.01");
        assert_eq!((mostrado(&de("0.05"), 2), decimal(&de("1/3"))), ("0.05".to_owned(), "0.3333333333".to_owned()));
        assert_eq!(decimal(&-de("1/100000000000")), "0", "no minus zero");
    }

    #[test]
    fn dos_denominadores_tienen_uno_comun() {
        for (a, b, c) in [(4, 6, 12), (1, 7, 7), (10, 100, 100), (9, 8, 72), (5, 5, 5)] {
            assert_eq!(comun(&BigInt::from(a), &BigInt::from(b)), BigInt::from(c), "{a} {b}");
        }
    }

    #[test]
    fn se_suman_miles_de_denominadores_distintos_sin_perder_nada() {
        assert_eq!(sumar([]), entero(0));
        assert_eq!(sumar(&["1/2", "1/3", "1/6", "-2", "0.25"].map(|t| t.strip_prefix('-').map_or_else(|| de(t), |t| -de(t)))), -de("0.75"));
        let quintos: Vec<BigRational> = (1..=3000).map(|n| BigRational::new(BigInt::from(1), BigInt::from(n * (n + 1)))).collect();
        assert_eq!(decimal(&sumar(&quintos)), decimal(&de("3000/3001")), "a telescoping series");
    }
}
