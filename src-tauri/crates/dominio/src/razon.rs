//! A proportion that explains itself: numerator and denominator, never a bare percentage.

use serde::{Deserialize, Serialize};

/// `numerador / denominador`, both whole and not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
pub struct Razon {
    /// How many satisfy the rule.
    pub numerador: u64,
    /// Out of how many.
    pub denominador: u64,
}

impl Razon {
    /// A ratio as given; a zero denominator is kept and shows "n/d".
    #[must_use]
    pub const fn new(numerador: u64, denominador: u64) -> Self {
        Razon { numerador, denominador }
    }

    /// The percentage with `decimales` places, rounded half-up with integers; `None` when the
    /// denominator is zero (`metodos.md`, rule 4: never 0, 100 or infinity).
    ///
    /// ```
    /// use dominio::Razon;
    /// assert_eq!(Razon::new(59, 66).porcentaje(2).as_deref(), Some("89.39"));
    /// assert_eq!(Razon::new(59, 66).porcentaje(1).as_deref(), Some("89.4"));
    /// assert_eq!(Razon::new(1, 0).porcentaje(1), None);
    /// ```
    #[must_use]
    pub fn porcentaje(self, decimales: u32) -> Option<String> {
        if self.denominador == 0 {
            return None;
        }
        let escala = 10u128.pow(decimales.min(9));
        let n = u128::from(self.numerador) * 100 * escala;
        let d = u128::from(self.denominador);
        let redondeado = (2 * n + d) / (2 * d);
        let entero = redondeado / escala;
        let resto = redondeado % escala;
        Some(if decimales == 0 { entero.to_string() } else { format!("{entero}.{resto:0ancho$}", ancho = decimales as usize) })
    }
}
