//! `auditoria` (`metodos.md` §3.15).

use dominio::metodos::auditoria::{Auditoria, Declarado, Factor, FilaDeProducto, Hallazgo, Lugar, Porcentaje, Reparto, Suma, auditar};
use dominio::metodos::cifra::{Cifra, ModoDeTasa};
use num_traits::Zero;
use serde_json::{Map, Value, json};

use super::lector::{Fallas, Lector};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let declarado = Fallas::leer(objeto, |o| {
        Some(Declarado {
            filas: o.filas_opcionales("filas", fila),
            sumas: o.filas_opcionales("sumas", suma),
            porcentajes: o.filas_opcionales("porcentajes", porcentaje),
            repartos: o.filas_opcionales("repartos", reparto),
        })
    })?;
    Ok(a_json(&auditar(&declarado)))
}

/// Where an item stands, which every one may say.
fn lugar(o: &mut Lector<'_>) -> Lugar {
    Lugar { fila: o.entero_opcional("fila", i64::MIN..=i64::MAX).flatten(), etiqueta: o.cualquier_texto("etiqueta") }
}

fn fila(o: &mut Lector<'_>) -> Option<FilaDeProducto> {
    let lugar = lugar(o);
    let factores = o.filas("factores", 1, factor);
    Some(FilaDeProducto { lugar, factores, producto: o.decimal("producto")? })
}

fn factor(o: &mut Lector<'_>) -> Option<Factor> {
    o.texto("nombre");
    let valor = o.razon("valor");
    let mostrado = o.decimal_opcional("mostrado");
    Some(Factor { valor: valor?, mostrado })
}

fn suma(o: &mut Lector<'_>) -> Option<Suma> {
    let lugar = lugar(o);
    let sumandos = o.lista_de_decimales("sumandos");
    Some(Suma { lugar, sumandos, total: o.decimal("total")? })
}

fn porcentaje(o: &mut Lector<'_>) -> Option<Porcentaje> {
    let lugar = lugar(o);
    // `null` is an answer: the numerator was not published. Without the field nothing was said.
    let sin_numerador = o.crudo().get("numerador").is_some_and(Value::is_null);
    let numerador = if sin_numerador { o.decimal_opcional("numerador") } else { o.decimal("numerador") };
    let denominador = o.decimal("denominador");
    if sin_numerador && denominador.as_ref().is_some_and(|d| !d.valor.is_integer() && !d.valor.is_zero()) {
        o.falla("denominador", "Sin numerador, el denominador debe ser un número entero.");
    }
    let porcentaje = o.decimal("porcentaje");
    o.texto("regla");
    Some(Porcentaje { lugar, numerador, denominador: denominador?, porcentaje: porcentaje? })
}

fn reparto(o: &mut Lector<'_>) -> Option<Reparto> {
    Some(Reparto { lugar: lugar(o), porcentajes: o.lista_de_decimales("porcentajes") })
}

fn cifra(c: &Option<Cifra>) -> Value {
    c.as_ref().map_or(Value::Null, |c| json!({ "valor": c.valor(), "mostrado": c.mostrado() }))
}

fn hallazgo(h: &Hallazgo) -> Value {
    let mut valor = json!({
        "tipo": h.tipo.as_str(), "seccion": h.seccion.as_str(), "indice": h.indice, "fila": h.lugar.fila, "etiqueta": h.lugar.etiqueta,
        "esperado": cifra(&h.esperado), "encontrado": h.encontrado, "diferencia": cifra(&h.diferencia), "estado": "revisar",
        "mensaje": h.tipo.etiqueta(),
    });
    if let (Some((exactas, redondas)), Some(objeto)) = (&h.indices, valor.as_object_mut()) {
        objeto.insert("indices".to_owned(), json!({ "sin_redondear": exactas, "tasa_redondeada": redondas }));
    }
    valor
}

/// The audit as its contract says.
fn a_json(a: &Auditoria) -> Value {
    let [filas, sumas, porcentajes, repartos] = a.revisadas;
    let inferencias: Vec<Value> =
        a.inferencias.iter().map(|i| json!({ "indice": i.indice, "etiqueta": i.etiqueta, "candidatos": i.candidatos })).collect();
    let reglas: Vec<Vec<&str>> = a.reglas_por_fila.iter().map(|r| r.iter().copied().map(ModoDeTasa::as_str).collect()).collect();
    json!({
        "metodo": "auditoria", "version": 1, "formula": "se recalcula cada valor declarado",
        "revisadas": { "filas": filas, "sumas": sumas, "porcentajes": porcentajes, "repartos": repartos },
        "correctas": a.correctas,
        "hallazgos": a.hallazgos.iter().map(hallazgo).collect::<Vec<_>>(),
        "inferencias": inferencias,
        "reglas_por_fila": reglas,
        "advertencias": [],
    })
}
