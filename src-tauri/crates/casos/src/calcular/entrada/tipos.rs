//! The types of the contract (`metodos.md` §3.2), each read from its field, and the order of what is wrong.
//!
//! Here a field is asked for by name, in the order that suits the method; [`Fallas::en_orden`] then puts
//! what is wrong in the order of the input, so that a rule over several fields needs no second reading.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use dominio::metodos::exacto::entero;
use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::Signed;
use serde_json::{Map, Value};

use super::{Fallas, Objeto, elementos};
use crate::falla::Falla;

/// Characters of a code.
const CODIGO: usize = 60;

impl Fallas {
    /// The value, unless something was wrong: then every faulty field once, in the order of the input.
    pub fn en_orden<T>(mut self, valor: Option<T>, objeto: &Map<String, Value>) -> Result<T, Falla> {
        if let (Some(valor), true) = (valor, self.0.is_empty()) {
            return Ok(valor);
        }
        if self.0.is_empty() {
            self.poner("entrada", "No se pudo leer la entrada.");
        }
        let mut vistos = HashSet::new();
        self.0.retain(|f| vistos.insert(f.campo.clone()));
        let campos: Vec<String> = self.0.iter().map(|f| f.campo.clone()).collect();
        let lugares = Lugares::de(objeto, &campos);
        // The sort keeps the order in which the missing fields of one object were asked for.
        self.0.sort_by_cached_key(|f| lugares.orden(&f.campo));
        Err(Falla::Campos(self.0))
    }
}

/// Begin and end of the paths of interest in the input, counted as it is read.
struct Lugares<'i> {
    interes: HashSet<&'i str>,
    hallados: HashMap<&'i str, (usize, usize)>,
    cuenta: usize,
}

impl<'i> Lugares<'i> {
    /// One walk for all: an input may be wrong in half a million places.
    fn de(objeto: &Map<String, Value>, campos: &'i [String]) -> Self {
        let interes = campos.iter().flat_map(|c| [c.as_str(), padre(c)]).collect();
        let mut lugares = Lugares { interes, hallados: HashMap::new(), cuenta: 0 };
        lugares.mapa(objeto, &mut String::new());
        lugares
    }

    fn mapa(&mut self, mapa: &Map<String, Value>, ruta: &mut String) {
        let largo = ruta.len();
        for (campo, valor) in mapa {
            if largo > 0 {
                ruta.push('.');
            }
            ruta.push_str(campo);
            self.entrar(valor, ruta);
            ruta.truncate(largo);
        }
    }

    fn entrar(&mut self, valor: &Value, ruta: &mut String) {
        let desde = self.cuenta;
        self.cuenta += 1;
        if let Some(mapa) = valor.as_object() {
            self.mapa(mapa, ruta);
        }
        let largo = ruta.len();
        for (i, valor) in valor.as_array().into_iter().flatten().enumerate() {
            ruta.push_str(&format!("[{i}]"));
            self.entrar(valor, ruta);
            ruta.truncate(largo);
        }
        if let Some(esta) = self.interes.get(ruta.as_str()) {
            self.hallados.entry(esta).or_insert((desde, self.cuenta));
        }
        self.cuenta += 1;
    }

    /// What is not in the input comes where the object that should have it ends.
    fn orden(&self, campo: &str) -> usize {
        let falta = || self.hallados.get(padre(campo)).map_or(usize::MAX, |(_, hasta)| *hasta);
        self.hallados.get(campo).map_or_else(falta, |(desde, _)| *desde)
    }
}

/// Path of the object that has a field; empty for the whole input.
fn padre(campo: &str) -> &str {
    campo.rsplit_once('.').map_or("", |(antes, _)| antes)
}

/// An object at a path.
pub(in crate::calcular) fn objeto<'v>(valor: &'v Value, ruta: String, fallas: &mut Fallas) -> Option<Objeto<'v>> {
    let mapa = valor.as_object();
    if mapa.is_none() {
        fallas.poner(&ruta, "Debe ser un objeto.");
    }
    Some(Objeto { mapa: mapa?, ruta })
}

/// The items of a list of at least `minimo`, each with its path.
pub(in crate::calcular) fn lista<'v>(valor: &'v Value, ruta: &str, minimo: usize, fallas: &mut Fallas) -> Vec<(&'v Value, String)> {
    if minimo > 1 && valor.as_array().is_some_and(|l| l.len() < minimo) {
        fallas.poner(ruta, &format!("La lista debe tener {minimo} elementos o más."));
        return Vec::new();
    }
    elementos(valor, ruta, minimo, fallas)
}

/// Codes that must not repeat in their list, each with its path.
pub(in crate::calcular) fn codigos<'c>(lista: impl IntoIterator<Item = (&'c str, String)>, fallas: &mut Fallas) {
    let mut vistos = HashSet::new();
    for (codigo, ruta) in lista {
        if !vistos.insert(codigo) {
            fallas.poner(ruta, "Este código ya está en la lista.");
        }
    }
}

impl<'v> Objeto<'v> {
    /// Path of one of its fields.
    pub fn ruta(&self, campo: &str) -> String {
        self.en(campo)
    }

    /// Every other field is unknown.
    pub fn solo(&self, conocidos: &[&str], fallas: &mut Fallas) {
        self.recorrer(conocidos, fallas, |_, _, _, _| {});
    }

    /// A field that may be missing; `null` is missing.
    pub fn si_hay(&self, campo: &str) -> Option<&'v Value> {
        self.mapa.get(campo).filter(|v| !v.is_null())
    }

    /// A field that must be there; `null` is there.
    pub fn exigir(&self, campo: &str, fallas: &mut Fallas) -> Option<&'v Value> {
        self.falta(campo, fallas);
        self.mapa.get(campo)
    }

    /// What `lee` makes of a field that may be missing: the inner `None` is a faulty one.
    fn opcional<T>(&self, campo: &str, fallas: &mut Fallas, lee: impl FnOnce(&Value, &str, &mut Fallas) -> Option<T>) -> Option<Option<T>> {
        self.si_hay(campo).map(|v| lee(v, &self.en(campo), fallas))
    }

    /// `codigo`, and the `nombre` that may stand beside it.
    pub fn codigo(&self, obligatorio: bool, fallas: &mut Fallas) -> Option<String> {
        self.opcional("nombre", fallas, |v, ruta, fallas| super::texto(v, ruta, false, fallas));
        let valor = if obligatorio { self.exigir("codigo", fallas) } else { self.si_hay("codigo") };
        codigo(valor?, &self.en("codigo"), fallas)
    }

    /// A text that is not empty.
    pub fn texto(&self, campo: &str, fallas: &mut Fallas) -> Option<String> {
        super::texto(self.exigir(campo, fallas)?, &self.en(campo), true, fallas)
    }

    /// A decimal that is not negative.
    pub fn cantidad(&self, campo: &str, fallas: &mut Fallas) -> Option<BigRational> {
        cantidad(self.exigir(campo, fallas)?, &self.en(campo), fallas)
    }

    /// A decimal that is not negative, or what is used without it.
    pub fn cantidad_o(&self, campo: &str, defecto: BigRational, fallas: &mut Fallas) -> Option<BigRational> {
        self.opcional(campo, fallas, cantidad).unwrap_or(Some(defecto))
    }

    /// A decimal from 0 to 1.
    pub fn parte(&self, campo: &str, fallas: &mut Fallas) -> Option<BigRational> {
        let leida = self.cantidad(campo, fallas)?;
        if leida > entero(1) {
            fallas.poner(self.en(campo), "Debe estar entre 0 y 1.");
            return None;
        }
        Some(leida)
    }

    /// A whole number in a range.
    pub fn entero(&self, campo: &str, rango: RangeInclusive<i64>, fallas: &mut Fallas) -> Option<i64> {
        en_rango(self.exigir(campo, fallas)?, &self.en(campo), rango, fallas)
    }

    /// A whole number in a range: `Some(None)` when it is missing, `None` when it is faulty.
    pub fn entero_si_hay(&self, campo: &str, rango: RangeInclusive<i64>, fallas: &mut Fallas) -> Option<Option<i64>> {
        self.opcional(campo, fallas, |v, ruta, fallas| en_rango(v, ruta, rango, fallas)).map_or(Some(None), |leido| leido.map(Some))
    }

    /// A date.
    pub fn fecha(&self, campo: &str, fallas: &mut Fallas) -> Option<Date> {
        fecha(self.exigir(campo, fallas)?, &self.en(campo), fallas)
    }

    /// A date that may be missing; a faulty one is named and is then missing.
    pub fn fecha_si_hay(&self, campo: &str, fallas: &mut Fallas) -> Option<Date> {
        self.opcional(campo, fallas, fecha).flatten()
    }
}

fn codigo(valor: &Value, ruta: &str, fallas: &mut Fallas) -> Option<String> {
    let leido = valor.as_str().filter(|t| !t.trim().is_empty() && t.chars().count() <= CODIGO);
    if leido.is_none() {
        fallas.poner(ruta, "Debe ser un texto de 1 a 60 caracteres.");
    }
    leido.map(str::to_owned)
}

fn cantidad(valor: &Value, ruta: &str, fallas: &mut Fallas) -> Option<BigRational> {
    let leida = super::decimal(valor, ruta, fallas)?.valor;
    if leida.is_negative() {
        fallas.poner(ruta, "No puede ser negativo.");
        return None;
    }
    Some(leida)
}

fn en_rango(valor: &Value, ruta: &str, rango: RangeInclusive<i64>, fallas: &mut Fallas) -> Option<i64> {
    let leido = super::entero(valor, ruta, fallas)?;
    if !rango.contains(&leido) {
        let de = |n: i64| dominio::metodos::exacto::mostrado(&entero(n), 0);
        fallas.poner(ruta, &format!("Debe ser un número entero entre {} y {}.", de(*rango.start()), de(*rango.end())));
        return None;
    }
    Some(leido)
}

fn fecha(valor: &Value, ruta: &str, fallas: &mut Fallas) -> Option<Date> {
    let forma =
        |t: &&str| t.len() == 10 && t.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    let leida = valor.as_str().filter(forma).and_then(|t| t.parse().ok());
    if leida.is_none() {
        fallas.poner(ruta, "Debe ser una fecha del calendario, escrita AAAA-MM-DD.");
    }
    leida
}
