//! `costo_administrativo` (`metodos.md` §3.3).

use dominio::metodos::costo_administrativo::{Actividad, ActividadCosteada, Costo, Datos, Obligacion, ObligacionCosteada, costear};
use dominio::metodos::exacto::{decimal, entero};
use num_rational::BigRational;
use num_traits::Signed;
use serde_json::{Map, Value, json};

use super::cifras::{self, avisos, cifra, total};
use super::lector::{Fallas, Lector, NO_NEGATIVO, PARTE, PARTE_POSITIVA, Rango};
use crate::falla::Falla;

/// A share added to a rate: beyond ten times the rate, a percentage was written instead of a share.
const GASTOS: Rango =
    Rango { admite: |v: &BigRational| !v.is_negative() && *v <= entero(10), mensaje: "Debe estar entre 0 y 10: «0.55» es 55 %." };

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let datos = Fallas::leer(objeto, |o| {
        let hoja = cifras::hoja(o, true);
        let variacion = o.numero_opcional("variacion_cantidad", &PARTE_POSITIVA);
        let obligaciones = o.filas("obligaciones", 1, obligacion);
        Some(Datos { hoja: hoja?, variacion, obligaciones })
    })?;
    Ok(a_json(&datos, &costear(&datos)))
}

fn obligacion(o: &mut Lector<'_>) -> Option<Obligacion> {
    let codigo = o.codigo();
    let poblacion = o.numero("poblacion", &NO_NEGATIVO);
    let frecuencia_anual = o.numero("frecuencia_anual", &NO_NEGATIVO);
    let cumplimiento = o.uno_o("cumplimiento", &PARTE);
    let actividades = o.filas("actividades", 1, actividad);
    Some(Obligacion {
        codigo: codigo?,
        poblacion: poblacion?,
        frecuencia_anual: frecuencia_anual?,
        cumplimiento: cumplimiento?,
        actividades,
    })
}

fn actividad(o: &mut Lector<'_>) -> Option<Actividad> {
    let codigo = o.codigo();
    let horas = o.numero_opcional("horas", &NO_NEGATIVO);
    let minutos = o.numero_opcional("minutos", &NO_NEGATIVO);
    if o.hay("horas") == o.hay("minutos") {
        o.falla("horas", "Escriba las horas o los minutos, y solo uno de los dos.");
    }
    let tarifa_hora = o.numero("tarifa_hora", &NO_NEGATIVO);
    let gastos_generales = o.cero_o("gastos_generales", &GASTOS);
    let externos = o.cero_o("externos", &NO_NEGATIVO);
    let viajes = o.cero_o("viajes", &NO_NEGATIVO);
    let proporcion_bau = o.cero_o("proporcion_bau", &PARTE);
    Some(Actividad {
        codigo: codigo?,
        horas: horas.or_else(|| minutos.map(|m| m / entero(60)))?,
        tarifa_hora: tarifa_hora?,
        gastos_generales: gastos_generales?,
        externos: externos?,
        viajes: viajes?,
        proporcion_bau: proporcion_bau?,
    })
}

fn a_json(datos: &Datos, c: &Costo) -> Value {
    let rango = c
        .rango
        .as_ref()
        .map(|r| json!({ "variacion": decimal(&r.variacion), "costo_anual_bajo": cifra(&r.bajo), "costo_anual_alto": cifra(&r.alto) }));
    json!({
        "metodo": "costo_administrativo", "version": 1, "formula": "P × Q", "modo_tasa": datos.hoja.modo.as_str(),
        "obligaciones": c.obligaciones.iter().map(de_obligacion).collect::<Vec<_>>(),
        "total": {
            "horas_anuales": total(&c.horas_anuales), "viajes_anuales": cifra(&c.viajes_anuales),
            "costo_anual": total(&c.costo_anual), "carga_anual": total(&c.carga_anual),
        },
        "sensibilidad": rango,
        "advertencias": avisos(&c.avisos),
    })
}

fn de_obligacion(o: &ObligacionCosteada) -> Value {
    json!({
        "codigo": o.codigo, "cantidad": cifra(&o.cantidad), "precio": cifra(&o.precio), "horas_anuales": cifra(&o.horas_anuales),
        "viajes_anuales": cifra(&o.viajes_anuales), "costo_anual": cifra(&o.costo_anual), "carga_anual": cifra(&o.carga_anual),
        "actividades": o.actividades.iter().map(de_actividad).collect::<Vec<_>>(),
    })
}

fn de_actividad(a: &ActividadCosteada) -> Value {
    json!({
        "codigo": a.codigo, "tarifa_cargada": cifra(&a.tarifa_cargada), "horas": cifra(&a.horas), "costo_unitario": cifra(&a.costo_unitario),
        "horas_anuales": cifra(&a.horas_anuales), "viajes_anuales": cifra(&a.viajes_anuales), "costo_anual": cifra(&a.costo_anual),
    })
}
