//! Reading an input by asking: each field is asked for once, by its name and its rule, and what was never asked for
//! is unknown.
//!
//! Every fault is kept with its place in the input, so that all are told at once and in its order, also those that
//! only show when two fields are seen together. Numbers are texts; an absent field and a `null` are the same for an
//! optional one. What a method computes with has already passed here.

mod fallas;
mod listas;

use std::ops::RangeInclusive;

use dominio::metodos::cifra::es_moneda;
use dominio::metodos::exacto::{self, Decimal, leer_razon};
use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::{One, Zero};
use serde_json::{Map, Value};

pub(super) use fallas::{CUALQUIERA, Fallas, Lugar, MENOS_DE_UNO, NO_NEGATIVO, PARTE, PARTE_POSITIVA, POSITIVO, Rango};

/// Characters of a code or a unit.
const CODIGO: usize = 60;
/// What was not written as text, which only a program does.
const NUMERO_SIN_COMILLAS: &str = "Debe ser un número escrito como texto, por ejemplo \"123.45\".";
const NO_ES_NUMERO: &str = "Debe ser un número como 123.45, con punto decimal, hasta 15 cifras enteras y hasta 10 decimales.";
const NO_ES_RAZON: &str = "Debe ser un número sin signo, como 0.5, o dos separados con /, como 1/3.";
/// Characters of any other text.
const TEXTO: usize = 2_000;

/// An object that is being read.
pub(super) struct Lector<'v> {
    mapa: &'v Map<String, Value>,
    pub lugar: Lugar,
    fallas: &'v Fallas,
    pedidos: Vec<&'static str>,
    ilegible: bool,
}

impl<'v> Lector<'v> {
    /// Reads an object; what `lee` does not ask for is unknown.
    fn leer<T>(mapa: &'v Map<String, Value>, lugar: Lugar, fallas: &'v Fallas, lee: impl FnOnce(&mut Lector<'v>) -> T) -> T {
        let mut lector = Lector { mapa, lugar, fallas, pedidos: Vec::new(), ilegible: false };
        let leido = lee(&mut lector);
        for (i, campo) in mapa.keys().enumerate() {
            if !lector.ilegible && !lector.pedidos.contains(&campo.as_str()) {
                fallas.poner(&lector.lugar.campo(campo, i), "Este dato no es de este método.");
            }
        }
        leido
    }

    /// Where a field is, or where it would be: missing ones come last.
    pub fn en(&self, campo: &str) -> Lugar {
        let orden = self.mapa.keys().position(|k| k == campo).unwrap_or(usize::MAX);
        self.lugar.campo(campo, orden)
    }

    /// Notes what only shows when several fields are seen together.
    pub fn falla(&self, campo: &str, mensaje: impl Into<String>) {
        self.fallas.poner(&self.en(campo), mensaje);
    }

    pub fn poner(&self, lugar: &Lugar, mensaje: impl Into<String>) {
        self.fallas.poner(lugar, mensaje);
    }

    /// A rule about the whole input, told last.
    pub fn falla_de_la_entrada(&self, mensaje: &str) {
        self.fallas.poner(&Lugar { texto: "entrada".to_owned(), orden: vec![usize::MAX] }, mensaje);
    }

    /// True when the field has a value, good or bad.
    pub fn hay(&self, campo: &str) -> bool {
        self.mapa.get(campo).is_some_and(|v| !v.is_null())
    }

    /// As received.
    pub fn crudo(&self) -> &'v Map<String, Value> {
        self.mapa
    }

    fn opcional(&mut self, campo: &'static str) -> Option<(&'v Value, Lugar)> {
        self.pedidos.push(campo);
        let valor = self.mapa.get(campo).filter(|v| !v.is_null())?;
        Some((valor, self.en(campo)))
    }

    fn obligatorio(&mut self, campo: &'static str) -> Option<(&'v Value, Lugar)> {
        self.pedidos.push(campo);
        match self.mapa.get(campo) {
            Some(valor) => Some((valor, self.en(campo))),
            None => {
                self.falla(campo, "Falta este dato.");
                None
            }
        }
    }

    fn un_decimal(&self, valor: &Value, lugar: &Lugar) -> Option<Decimal> {
        let leido = valor.as_str().and_then(Decimal::leer);
        if leido.is_none() {
            self.fallas.poner(lugar, if valor.is_number() { NUMERO_SIN_COMILLAS } else { NO_ES_NUMERO });
        }
        leido
    }

    fn un_numero(&self, valor: &Value, lugar: &Lugar, rango: &Rango) -> Option<BigRational> {
        let leido = self.un_decimal(valor, lugar)?.valor;
        if !(rango.admite)(&leido) {
            self.fallas.poner(lugar, rango.mensaje);
            return None;
        }
        Some(leido)
    }

    /// A number as it was declared, with how many decimals it was written.
    pub fn decimal(&mut self, campo: &'static str) -> Option<Decimal> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.un_decimal(valor, &lugar)
    }

    /// `None` also when it is wrong, which is noted.
    pub fn decimal_opcional(&mut self, campo: &'static str) -> Option<Decimal> {
        let (valor, lugar) = self.opcional(campo)?;
        self.un_decimal(valor, &lugar)
    }

    pub fn numero(&mut self, campo: &'static str, rango: &Rango) -> Option<BigRational> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.un_numero(valor, &lugar, rango)
    }

    /// `None` also when it is wrong, which is noted.
    pub fn numero_opcional(&mut self, campo: &'static str, rango: &Rango) -> Option<BigRational> {
        let (valor, lugar) = self.opcional(campo)?;
        self.un_numero(valor, &lugar, rango)
    }

    /// With a default.
    pub fn numero_o(&mut self, campo: &'static str, rango: &Rango, omision: BigRational) -> Option<BigRational> {
        if self.hay(campo) { self.numero_opcional(campo, rango) } else { self.opcional(campo).map_or(Some(omision), |_| None) }
    }

    pub fn cero_o(&mut self, campo: &'static str, rango: &Rango) -> Option<BigRational> {
        self.numero_o(campo, rango, BigRational::zero())
    }

    pub fn uno_o(&mut self, campo: &'static str, rango: &Rango) -> Option<BigRational> {
        self.numero_o(campo, rango, BigRational::one())
    }

    /// Decimals to show, 0 to 6. `None` also when it is wrong, which is noted.
    pub fn decimales(&mut self, campo: &'static str) -> Option<usize> {
        self.entero_opcional(campo, 0..=6).flatten().and_then(|n| usize::try_from(n).ok())
    }

    fn un_entero(&self, valor: &Value, lugar: &Lugar, rango: &RangeInclusive<i64>) -> Option<i64> {
        let leido = valor.as_i64().filter(|n| rango.contains(n));
        if leido.is_none() {
            let de = |n: &i64| exacto::mostrado(&exacto::entero(*n), 0);
            self.fallas.poner(lugar, format!("Debe ser un número entero de {} a {}.", de(rango.start()), de(rango.end())));
        }
        leido
    }

    /// A count.
    pub fn entero(&mut self, campo: &'static str, rango: RangeInclusive<i64>) -> Option<i64> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.un_entero(valor, &lugar, &rango)
    }

    /// The inner `None` is a missing one; the outer, one that is wrong.
    pub fn entero_opcional(&mut self, campo: &'static str, rango: RangeInclusive<i64>) -> Option<Option<i64>> {
        match self.opcional(campo) {
            None => Some(None),
            Some((valor, lugar)) => self.un_entero(valor, &lugar, &rango).map(Some),
        }
    }

    pub fn moneda(&mut self, campo: &'static str) -> Option<String> {
        let (valor, lugar) = self.obligatorio(campo)?;
        let leida = valor.as_str().filter(|t| es_moneda(t));
        if leida.is_none() {
            self.fallas.poner(&lugar, "Debe ser una moneda de tres letras mayúsculas, por ejemplo GTQ.");
        }
        leida.map(str::to_owned)
    }

    /// A text that is not empty.
    pub fn texto(&mut self, campo: &'static str) -> Option<String> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.un_texto(valor, &lugar, TEXTO)
    }

    pub fn texto_opcional(&mut self, campo: &'static str) -> Option<String> {
        let (valor, lugar) = self.opcional(campo)?;
        self.un_texto(valor, &lugar, TEXTO)
    }

    /// A unit: short, not empty.
    pub fn unidad(&mut self, campo: &'static str) -> Option<String> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.un_texto(valor, &lugar, CODIGO)
    }

    fn un_texto(&self, valor: &Value, lugar: &Lugar, maximo: usize) -> Option<String> {
        let leido = valor.as_str().filter(|t| !t.trim().is_empty() && t.chars().count() <= maximo);
        if leido.is_none() {
            self.fallas.poner(lugar, format!("Debe ser un texto que no esté vacío, de hasta {maximo} caracteres."));
        }
        leido.map(str::to_owned)
    }

    fn un_codigo(&self, valor: &Value, lugar: &Lugar) -> Option<String> {
        let leido = valor.as_str().filter(|t| !t.is_empty() && t.chars().count() <= CODIGO);
        if leido.is_none() {
            self.fallas.poner(lugar, "Debe ser un código: un texto de 1 a 60 caracteres.");
        }
        leido.map(str::to_owned)
    }

    /// Any text, also an empty one.
    pub fn cualquier_texto(&mut self, campo: &'static str) -> Option<String> {
        let (valor, lugar) = self.opcional(campo)?;
        if !valor.is_string() {
            self.fallas.poner(&lugar, "Debe ser un texto.");
        }
        valor.as_str().map(str::to_owned)
    }

    /// The code of a row, and the name that may stand beside it and is not computed with.
    pub fn codigo(&mut self) -> Option<String> {
        self.cualquier_texto("nombre");
        self.referencia("codigo")
    }

    /// The same, where the code may be missing.
    pub fn codigo_opcional(&mut self) -> Option<String> {
        if self.hay("codigo") {
            return self.codigo();
        }
        self.cualquier_texto("nombre");
        self.pasar_por_alto("codigo");
        None
    }

    /// The code of something in another list.
    pub fn referencia(&mut self, campo: &'static str) -> Option<String> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.un_codigo(valor, &lugar)
    }

    pub fn si_no(&mut self, campo: &'static str) -> Option<bool> {
        let (valor, lugar) = self.obligatorio(campo)?;
        if !valor.is_boolean() {
            self.fallas.poner(&lugar, "Debe ser true o false.");
        }
        valor.as_bool()
    }

    pub fn si_no_o(&mut self, campo: &'static str, omision: bool) -> Option<bool> {
        if self.hay(campo) { self.si_no(campo) } else { self.opcional(campo).map_or(Some(omision), |_| None) }
    }

    /// One of a closed list.
    pub fn elegir<T: Copy>(&mut self, campo: &'static str, todos: &[T], como: fn(T) -> &'static str) -> Option<T> {
        let (valor, lugar) = self.obligatorio(campo)?;
        let leido = todos.iter().copied().find(|t| valor.as_str() == Some(como(*t)));
        if leido.is_none() {
            let lista = todos.iter().map(|t| como(*t)).collect::<Vec<_>>().join(", ");
            self.fallas.poner(&lugar, format!("Debe ser uno de estos: {lista}."));
        }
        leido
    }

    pub fn elegir_o<T: Copy>(&mut self, campo: &'static str, todos: &[T], como: fn(T) -> &'static str, omision: T) -> Option<T> {
        if self.hay(campo) { self.elegir(campo, todos, como) } else { self.opcional(campo).map_or(Some(omision), |_| None) }
    }

    fn una_fecha(&self, valor: &Value, lugar: &Lugar) -> Option<Date> {
        let guion = |i| i == 4 || i == 7;
        let forma = |t: &&str| t.len() == 10 && t.bytes().enumerate().all(|(i, b)| if guion(i) { b == b'-' } else { b.is_ascii_digit() });
        let leida = valor.as_str().filter(forma).and_then(|t| t.parse().ok());
        if leida.is_none() {
            self.fallas.poner(lugar, "Debe ser una fecha real, escrita AAAA-MM-DD.");
        }
        leida
    }

    /// A real date, written AAAA-MM-DD.
    pub fn fecha(&mut self, campo: &'static str) -> Option<Date> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.una_fecha(valor, &lugar)
    }

    /// `None` also when it is wrong, which is noted.
    pub fn fecha_opcional(&mut self, campo: &'static str) -> Option<Date> {
        let (valor, lugar) = self.opcional(campo)?;
        self.una_fecha(valor, &lugar)
    }

    /// A field that was asked for and cannot be judged, because what it leans on could not be read.
    pub fn pasar_por_alto(&mut self, campo: &'static str) {
        drop(self.opcional(campo));
    }

    /// What kind of object this is could not be read: none of its other fields can be judged.
    pub fn ilegible(&mut self) {
        self.ilegible = true;
    }

    pub fn razon(&mut self, campo: &'static str) -> Option<BigRational> {
        let (valor, lugar) = self.obligatorio(campo)?;
        self.razon_en(valor, &lugar)
    }

    /// A number that stands at a place.
    pub fn numero_en(&self, valor: &Value, lugar: &Lugar, rango: &Rango) -> Option<BigRational> {
        self.un_numero(valor, lugar, rango)
    }

    /// A ratio that stands at a place.
    pub fn razon_en(&self, valor: &Value, lugar: &Lugar) -> Option<BigRational> {
        let leida = valor.as_str().and_then(leer_razon);
        if leida.is_none() {
            self.fallas.poner(lugar, if valor.is_number() { NUMERO_SIN_COMILLAS } else { NO_ES_RAZON });
        }
        leida
    }
}
