//! The value of one celda: the only four shapes that the log stores.

use serde::{Deserialize, Serialize};

/// A stored value. Money is whole centavos, dates are `AAAA-MM-DD`, decimals travel as text:
/// no floats, so that the same datum has the same bytes on every machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(untagged)]
pub enum Dato {
    /// Empty: the person has not said. It is not zero.
    #[default]
    Nulo,
    /// Yes or no.
    Logico(bool),
    /// An integer with |n| ≤ 2⁵³ − 1.
    Entero(i64),
    /// UTF-8 text of at most 64 KiB.
    Texto(String),
}

impl Dato {
    /// The text, when it is one.
    #[must_use]
    pub fn texto(&self) -> Option<&str> {
        if let Dato::Texto(t) = self { Some(t) } else { None }
    }

    /// The integer, when it is one.
    #[must_use]
    pub fn entero(&self) -> Option<i64> {
        if let Dato::Entero(n) = self { Some(*n) } else { None }
    }

    /// The truth value, when it is one.
    #[must_use]
    pub fn logico(&self) -> Option<bool> {
        if let Dato::Logico(b) = self { Some(*b) } else { None }
    }

    /// True when nothing was said: null, or text made of blanks.
    #[must_use]
    pub fn esta_vacio(&self) -> bool {
        match self {
            Dato::Nulo => true,
            Dato::Texto(t) => t.trim().is_empty(),
            Dato::Logico(_) | Dato::Entero(_) => false,
        }
    }
}

impl From<&str> for Dato {
    fn from(t: &str) -> Self {
        Dato::Texto(t.to_owned())
    }
}
impl From<String> for Dato {
    fn from(t: String) -> Self {
        Dato::Texto(t)
    }
}
impl From<i64> for Dato {
    fn from(n: i64) -> Self {
        Dato::Entero(n)
    }
}
impl From<bool> for Dato {
    fn from(b: bool) -> Self {
        Dato::Logico(b)
    }
}
