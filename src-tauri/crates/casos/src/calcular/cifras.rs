//! The figures of a method as the contract writes them (`metodos.md` §3.2).

use dominio::metodos::cifra::{Aviso, Cifra, Hoja, ModoDeTasa, Proporcion, Total};
use dominio::metodos::exacto::decimal;
use num_rational::BigRational;
use serde_json::{Value, json};

use super::lector::Lector;

pub(super) fn cifra(c: &Cifra) -> Value {
    json!({ "valor": c.valor(), "mostrado": c.mostrado(), "unidad": c.unidad })
}

pub(super) fn cifra_o_nulo(c: Option<&Cifra>) -> Value {
    c.map_or(Value::Null, cifra)
}

pub(super) fn total(t: &Total) -> Value {
    json!({
        "valor": t.cifra.valor(), "mostrado": t.cifra.mostrado(), "unidad": t.cifra.unidad,
        "diferencia_por_redondeo": decimal(&t.diferencia),
    })
}

pub(super) fn proporcion(p: &Proporcion) -> Value {
    let porcentaje = p.porcentaje();
    json!({
        "numerador": decimal(&p.numerador), "denominador": decimal(&p.denominador), "regla": p.regla,
        "corte": p.corte.map(|d| d.to_string()), "unidad": "%",
        "valor": porcentaje.as_ref().map(Cifra::valor),
        "mostrado": porcentaje.as_ref().map_or_else(|| "n/d".to_owned(), Cifra::mostrado),
    })
}

pub(super) fn decimal_o_nulo(valor: Option<&BigRational>) -> Value {
    valor.map_or(Value::Null, |v| Value::String(decimal(v)))
}

pub(super) fn avisos(lista: &[Aviso]) -> Value {
    lista.iter().map(|a| json!({ "codigo": a.codigo.as_str(), "campo": a.campo, "mensaje": a.mensaje })).collect()
}

/// `moneda`, `decimales` and, where the method has rates, `modo_tasa` and `decimales_tasa`.
pub(super) fn hoja(o: &mut Lector<'_>, con_tasas: bool) -> Option<Hoja> {
    let moneda = o.moneda("moneda");
    let decimales = o.decimales("decimales");
    let (mut modo, mut decimales_tasa) = (Some(ModoDeTasa::SinRedondear), None);
    if con_tasas {
        modo = o.elegir_o("modo_tasa", ModoDeTasa::TODOS, ModoDeTasa::as_str, ModoDeTasa::SinRedondear);
        decimales_tasa = o.decimales("decimales_tasa");
        if modo == Some(ModoDeTasa::TasaRedondeada) && !o.hay("decimales_tasa") {
            o.falla("decimales_tasa", "Con la tasa redondeada, escriba a cuántos decimales.");
        }
    }
    Some(Hoja { moneda: moneda?, decimales, decimales_tasa, modo: modo? })
}
