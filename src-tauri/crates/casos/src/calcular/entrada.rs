//! Reading an input strictly: each field is asked for by its name, and what is left over is unknown.

mod tipos;

use dominio::metodos::exacto::{Decimal, leer_razon};
use num_rational::BigRational;
use serde_json::{Map, Value};

use crate::dto::FallaDeCampo;
use crate::falla::Falla;
pub(super) use tipos::{codigos, lista, objeto};

/// Items of a list.
const LISTA: usize = 10_000;

/// What is wrong so far.
#[derive(Default)]
pub(super) struct Fallas(Vec<FallaDeCampo>);

impl Fallas {
    pub fn poner(&mut self, campo: impl Into<String>, mensaje: &str) {
        self.0.push(FallaDeCampo { campo: campo.into(), mensaje: mensaje.to_owned() });
    }

    /// The value, unless something was wrong.
    pub fn cerrar<T>(self, valor: T) -> Result<T, Falla> {
        if self.0.is_empty() { Ok(valor) } else { Err(Falla::Campos(self.0)) }
    }
}

/// An object at a path.
pub(super) struct Objeto<'v> {
    mapa: &'v Map<String, Value>,
    ruta: String,
}

impl<'v> Objeto<'v> {
    /// The whole input. Fields outside `conocidos` are unknown.
    pub fn raiz(mapa: &'v Map<String, Value>) -> Self {
        Objeto { mapa, ruta: String::new() }
    }

    fn en(&self, campo: &str) -> String {
        if self.ruta.is_empty() { campo.to_owned() } else { format!("{}.{campo}", self.ruta) }
    }

    /// Walks the fields in the order of the input: `lee` takes each known one; those missing come last.
    pub fn recorrer(&self, conocidos: &[&str], fallas: &mut Fallas, mut lee: impl FnMut(&str, &'v Value, String, &mut Fallas)) {
        for (campo, valor) in self.mapa {
            if conocidos.contains(&campo.as_str()) {
                lee(campo, valor, self.en(campo), fallas);
            } else {
                fallas.poner(self.en(campo), "Este dato no es de este método.");
            }
        }
    }

    pub fn falta(&self, campo: &str, fallas: &mut Fallas) {
        if !self.mapa.contains_key(campo) {
            fallas.poner(self.en(campo), "Falta este dato.");
        }
    }
}

/// The objects of a list, each with its path.
pub(super) fn objetos<'v>(valor: &'v Value, ruta: &str, minimo: usize, fallas: &mut Fallas) -> Vec<Objeto<'v>> {
    elementos(valor, ruta, minimo, fallas)
        .into_iter()
        .filter_map(|(v, ruta)| match v.as_object() {
            Some(mapa) => Some(Objeto { mapa, ruta }),
            None => {
                fallas.poner(ruta, "Debe ser un objeto.");
                None
            }
        })
        .collect()
}

fn elementos<'v>(valor: &'v Value, ruta: &str, minimo: usize, fallas: &mut Fallas) -> Vec<(&'v Value, String)> {
    match valor.as_array() {
        None => fallas.poner(ruta, "Debe ser una lista."),
        Some(l) if l.len() < minimo => fallas.poner(ruta, "La lista no puede estar vacía."),
        Some(l) if l.len() > LISTA => fallas.poner(ruta, "La lista admite hasta 10,000 elementos."),
        Some(l) => return l.iter().enumerate().map(|(i, v)| (v, format!("{ruta}[{i}]"))).collect(),
    }
    Vec::new()
}

pub(super) fn decimal(valor: &Value, ruta: &str, fallas: &mut Fallas) -> Option<Decimal> {
    let leido = valor.as_str().and_then(Decimal::leer);
    if leido.is_none() {
        fallas.poner(ruta, "Debe ser un número decimal escrito como texto, por ejemplo \"123.45\".");
    }
    leido
}

pub(super) fn decimales(valor: &Value, ruta: &str, fallas: &mut Fallas) -> Vec<Decimal> {
    elementos(valor, ruta, 1, fallas).into_iter().filter_map(|(v, ruta)| decimal(v, &ruta, fallas)).collect()
}

pub(super) fn razon(valor: &Value, ruta: &str, fallas: &mut Fallas) -> Option<BigRational> {
    let leida = valor.as_str().and_then(leer_razon);
    if leida.is_none() {
        fallas.poner(ruta, "Debe ser un decimal sin signo, o dos separados con /, escrito como texto.");
    }
    leida
}

pub(super) fn entero(valor: &Value, ruta: &str, fallas: &mut Fallas) -> Option<i64> {
    let leido = valor.as_i64();
    if leido.is_none() {
        fallas.poner(ruta, "Debe ser un número entero.");
    }
    leido
}

/// A text; `obligatorio` refuses an empty one.
pub(super) fn texto(valor: &Value, ruta: &str, obligatorio: bool, fallas: &mut Fallas) -> Option<String> {
    let leido = valor.as_str().filter(|t| !obligatorio || !t.trim().is_empty());
    if leido.is_none() {
        fallas.poner(ruta, if obligatorio { "Debe ser un texto que no esté vacío." } else { "Debe ser un texto." });
    }
    leido.map(str::to_owned)
}
