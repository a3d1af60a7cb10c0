//! What a number may be, where a field is, and what was wrong with it.

use std::cell::RefCell;
use std::collections::HashSet;

use num_rational::BigRational;
use num_traits::{One, Signed};
use serde_json::{Map, Value};

use super::Lector;
use crate::dto::FallaDeCampo;
use crate::falla::Falla;

/// What a number may be, and what is said when it is not.
pub(in crate::calcular) struct Rango {
    pub admite: fn(&BigRational) -> bool,
    pub mensaje: &'static str,
}

/// Any.
pub(in crate::calcular) const CUALQUIERA: Rango = Rango { admite: |_| true, mensaje: "" };
/// 0 or more.
pub(in crate::calcular) const NO_NEGATIVO: Rango = Rango { admite: |v| !v.is_negative(), mensaje: "No puede ser negativo." };
/// Above 0.
pub(in crate::calcular) const POSITIVO: Rango = Rango { admite: BigRational::is_positive, mensaje: "Debe ser mayor que cero." };
/// From 0 to 1.
pub(in crate::calcular) const PARTE: Rango =
    Rango { admite: |v| !v.is_negative() && *v <= BigRational::one(), mensaje: "Debe estar entre 0 y 1." };
/// From 0 to 1, and below 1.
pub(in crate::calcular) const MENOS_DE_UNO: Rango = Rango {
    admite: |v| !v.is_negative() && *v < BigRational::one(),
    mensaje: "Debe ser 0 o más, y menor que 1: con 1 no terminaría nunca.",
};
/// Above 0 and up to 1.
pub(in crate::calcular) const PARTE_POSITIVA: Rango =
    Rango { admite: |v| v.is_positive() && *v <= BigRational::one(), mensaje: "Debe ser mayor que 0 y no pasar de 1." };

/// A place of the input: the path that people read, and its order.
#[derive(Clone, Default)]
pub(in crate::calcular) struct Lugar {
    pub texto: String,
    pub(super) orden: Vec<usize>,
}

impl Lugar {
    pub(super) fn campo(&self, campo: &str, orden: usize) -> Lugar {
        let texto = if self.texto.is_empty() { campo.to_owned() } else { format!("{}.{campo}", self.texto) };
        Lugar { texto, orden: self.con(orden) }
    }

    pub fn indice(&self, i: usize) -> Lugar {
        Lugar { texto: format!("{}[{i}]", self.texto), orden: self.con(i) }
    }

    fn con(&self, orden: usize) -> Vec<usize> {
        self.orden.iter().copied().chain([orden]).collect()
    }
}

/// What is wrong so far.
#[derive(Default)]
pub(in crate::calcular) struct Fallas(RefCell<Vec<(Vec<usize>, FallaDeCampo)>>);

impl Fallas {
    pub fn poner(&self, lugar: &Lugar, mensaje: impl Into<String>) {
        let falla = FallaDeCampo { campo: lugar.texto.clone(), mensaje: mensaje.into() };
        self.0.borrow_mut().push((lugar.orden.clone(), falla));
    }

    /// Reads the whole input: the value, unless something was wrong.
    pub fn leer<T>(objeto: &Map<String, Value>, lee: impl FnOnce(&mut Lector<'_>) -> Option<T>) -> Result<T, Falla> {
        let fallas = Fallas::default();
        let leido = Lector::leer(objeto, Lugar::default(), &fallas, lee);
        let mut todas = fallas.0.into_inner();
        if let (Some(valor), true) = (leido, todas.is_empty()) {
            return Ok(valor);
        }
        if todas.is_empty() {
            let campo = "entrada".to_owned();
            todas.push((Vec::new(), FallaDeCampo { campo, mensaje: "No se pudo leer la entrada.".to_owned() }));
        }
        // A field is told once; the sort keeps the order in which the missing ones of an object were asked for.
        let mut vistos = HashSet::new();
        todas.retain(|(_, falla)| vistos.insert(falla.campo.clone()));
        todas.sort_by(|(a, _), (b, _)| a.cmp(b));
        Err(Falla::Campos(todas.into_iter().map(|(_, falla)| falla).collect()))
    }
}
