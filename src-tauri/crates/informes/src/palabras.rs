//! Figures and dates inside a sentence: `dominio::formato` with spaces that do not break a line.

use dominio::{Razon, formato};
use jiff::civil::Date;

/// The text with its spaces made unbreakable: a figure never loses its unit at the end of a line.
#[must_use]
pub fn unido(texto: &str) -> String {
    texto.replace(' ', "\u{a0}")
}

/// `1,234`.
#[must_use]
pub fn numero(n: u64) -> String {
    formato::entero_sin_signo(n)
}

/// `104 trámites`, `1 trámite`.
#[must_use]
pub fn cuantos(n: u64, uno: &str, varios: &str) -> String {
    unido(&formato::plural(n, uno, varios))
}

/// `59 de 66`.
#[must_use]
pub fn de(razon: Razon) -> String {
    unido(&formato::razon(razon))
}

/// `89.4 %`; `n/d` when the denominator is zero.
#[must_use]
pub fn porcentaje(razon: Razon) -> String {
    unido(&formato::porcentaje(razon, 1))
}

/// `89.4 % (59 de 66)`: a percentage never stands alone.
#[must_use]
pub fn porcentaje_con_base(razon: Razon) -> String {
    format!("{} ({})", porcentaje(razon), de(razon))
}

/// `20 de noviembre de 2026`.
#[must_use]
pub fn fecha_larga(fecha: Date) -> String {
    unido(&formato::fecha_larga(fecha))
}

/// `20/11/2026`.
#[must_use]
pub fn fecha_corta(fecha: Date) -> String {
    formato::fecha_corta(fecha)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_porcentaje_nunca_va_solo_ni_se_parte() {
        assert_eq!(porcentaje_con_base(Razon::new(59, 66)), "89.4\u{a0}% (59\u{a0}de\u{a0}66)");
        assert_eq!(porcentaje_con_base(Razon::new(0, 0)), "n/d (0\u{a0}de\u{a0}0)", "no base, no percentage");
        assert_eq!(fecha_larga(jiff::civil::date(2026, 11, 20)), "20\u{a0}de\u{a0}noviembre\u{a0}de\u{a0}2026");
    }
}
