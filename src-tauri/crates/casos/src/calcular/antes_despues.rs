//! `antes_despues` (`metodos.md` §3.6).

use std::collections::HashMap;

use dominio::metodos::antes_despues::{AntesYDespues, Cargas, CargasComparadas, Comparacion, Estimacion, Medida, Normalizado, comparar};
use num_rational::BigRational;
use num_traits::Zero;
use serde_json::{Map, Value, json};

use super::cifras::{avisos, cifra, cifra_o_nulo, proporcion};
use super::lector::{Fallas, Lector, NO_NEGATIVO, POSITIVO};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let (medidas, transacciones, cargas) = Fallas::leer(objeto, |o| {
        let transacciones = o.numero_opcional("transacciones", &NO_NEGATIVO);
        let mut por_transaccion = false;
        let medidas = o.filas_opcionales("medidas", |m| {
            let leida = medida(m);
            por_transaccion |= m.crudo().get("por_transaccion") == Some(&Value::Bool(true));
            leida
        });
        if por_transaccion && !o.hay("transacciones") {
            o.falla("transacciones", "Falta cuántas transacciones se multiplican.");
        }
        let cargas = o.objeto_opcional("cargas", estimacion);
        let sin_medidas = o.crudo().get("medidas").is_none_or(|m| m.is_null() || m.as_array().is_some_and(Vec::is_empty));
        if sin_medidas && !o.hay("cargas") {
            o.falla("medidas", "Escriba al menos una medida, o las cargas.");
        }
        Some((medidas, transacciones, cargas))
    })?;
    Ok(a_json(&comparar(&medidas, transacciones.as_ref(), cargas.as_ref())))
}

fn medida(o: &mut Lector<'_>) -> Option<Medida> {
    let codigo = o.codigo();
    let unidad = o.unidad("unidad");
    let antes = o.numero("antes", &NO_NEGATIVO);
    let despues = o.numero("despues", &NO_NEGATIVO);
    let por_transaccion = o.si_no_o("por_transaccion", false);
    let validez_antes = o.numero_opcional("validez_antes", &POSITIVO);
    let validez_despues = o.numero_opcional("validez_despues", &POSITIVO);
    let falta = match (o.hay("validez_antes"), o.hay("validez_despues")) {
        (true, false) => Some("validez_despues"),
        (false, true) => Some("validez_antes"),
        (true, true) | (false, false) => None,
    };
    if let Some(campo) = falta {
        o.falla(campo, "Para comparar por año hacen falta las dos vigencias, en años. Una vigencia indefinida no tiene cifra anual.");
    }
    Some(Medida {
        codigo: codigo?,
        unidad: unidad?,
        antes: antes?,
        despues: despues?,
        por_transaccion: por_transaccion?,
        validez: validez_antes.zip(validez_despues),
    })
}

fn estimacion(o: &mut Lector<'_>) -> Option<Estimacion> {
    let moneda = o.moneda("moneda");
    let poblacion = o.numero("poblacion", &NO_NEGATIVO);
    let frecuencia_anual = o.numero("frecuencia_anual", &NO_NEGATIVO);
    // A load whose cost is wrong is in the table all the same.
    let mut tabla: HashMap<String, BigRational> = HashMap::new();
    let mut ilegible = false;
    o.filas("tabla", 0, |t| {
        let codigo = t.codigo();
        let costo = t.numero("costo_unitario", &NO_NEGATIVO);
        ilegible |= codigo.is_none();
        tabla.insert(codigo?, costo.unwrap_or_else(BigRational::zero));
        Some(())
    });
    let mut lado = |campo| -> Cargas {
        o.filas(campo, 0, |c| {
            let codigo = c.codigo();
            let costo = codigo.as_ref().and_then(|k| tabla.get(k));
            if codigo.is_some() && costo.is_none() && !ilegible {
                c.falla("codigo", "Esta carga no está en la tabla.");
            }
            let cantidad = c.numero("cantidad", &NO_NEGATIVO);
            costo.cloned().zip(cantidad)
        })
    };
    let (antes, despues) = (lado("antes"), lado("despues"));
    Some(Estimacion { moneda: moneda?, poblacion: poblacion?, frecuencia_anual: frecuencia_anual?, antes, despues })
}

fn a_json(a: &AntesYDespues) -> Value {
    json!({
        "metodo": "antes_despues", "version": 1, "formula": "antes − después",
        "medidas": a.medidas.iter().map(de_medida).collect::<Vec<_>>(),
        "cargas": a.cargas.as_ref().map(de_cargas),
        "advertencias": avisos(&a.avisos),
    })
}

fn de_medida(c: &Comparacion) -> Value {
    let [antes, despues, ahorro] = c.totales.as_ref().map_or([None, None, None], |[a, d, r]| [Some(a), Some(d), Some(r)]);
    json!({
        "codigo": c.codigo, "antes": cifra(&c.antes), "despues": cifra(&c.despues), "diferencia": cifra(&c.diferencia),
        "porcentaje": proporcion(&c.porcentaje),
        "total_antes": cifra_o_nulo(antes), "total_despues": cifra_o_nulo(despues), "ahorro_total": cifra_o_nulo(ahorro),
        "normalizado": c.normalizado.as_ref().map(de_normalizado),
    })
}

fn de_normalizado(n: &Normalizado) -> Value {
    json!({
        "anual_antes": cifra(&n.anual_antes), "anual_despues": cifra(&n.anual_despues),
        "diez_anios_antes": cifra(&n.diez_anios_antes), "diez_anios_despues": cifra(&n.diez_anios_despues),
        "porcentaje": proporcion(&n.porcentaje),
    })
}

fn de_cargas(c: &CargasComparadas) -> Value {
    json!({
        "unitario_antes": cifra(&c.unitario_antes), "unitario_despues": cifra(&c.unitario_despues),
        "total_antes": cifra(&c.total_antes), "total_despues": cifra(&c.total_despues),
        "ahorro_total": cifra(&c.ahorro_total), "porcentaje": proporcion(&c.porcentaje),
    })
}
