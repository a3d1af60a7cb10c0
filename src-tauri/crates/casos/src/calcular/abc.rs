//! `abc` (`metodos.md` §3.5).

use dominio::metodos::abc::{
    CostoPorCaso, Datos, Identificable, NoIdentificable, PasoDeTrabajo, Puesto, TipoIdentificable, TipoNoIdentificable, costear,
    tarifa_minuto,
};
use num_rational::BigRational;
use num_traits::Zero;
use serde_json::{Map, Value, json};

use super::cifras::{self, avisos, cifra, cifra_o_nulo, total};
use super::lector::{Fallas, Lector, NO_NEGATIVO, POSITIVO};
use crate::falla::Falla;

/// What makes the rate of a salary.
const SUELDO: [&str; 3] = ["remuneracion_mensual", "beneficios", "aportes"];

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let datos = Fallas::leer(objeto, leer)?;
    Ok(a_json(&datos, &costear(&datos)))
}

fn leer(o: &mut Lector<'_>) -> Option<Datos> {
    let hoja = cifras::hoja(o, true);
    let minutos_mes = o.numero_opcional("minutos_mes", &POSITIVO);
    let volumen_anual = o.numero_opcional("volumen_anual", &NO_NEGATIVO);
    // Codes are looked for among those that were declared, also where the rest of the puesto is wrong.
    let mut codigos = Vec::new();
    let mut por_sueldo = false;
    let puestos = o.filas("puestos", 0, |p| {
        codigos.push(p.crudo().get("codigo").and_then(Value::as_str).map(str::to_owned));
        let sueldo = SUELDO.iter().any(|c| p.hay(c));
        por_sueldo |= p.hay("remuneracion_mensual");
        puesto(p, sueldo, minutos_mes.as_ref())
    });
    if por_sueldo && !o.hay("minutos_mes") {
        o.falla("minutos_mes", "Falta cuántos minutos se trabajan al mes.");
    }
    let pasos = o.filas("pasos", 1, |p| paso(p, &codigos));
    let identificables = o.filas_opcionales("identificables", identificable);
    let no_identificables = o.filas_opcionales("no_identificables", no_identificable);
    let por_repartir = o.crudo().get("no_identificables").and_then(Value::as_array).is_some_and(|l| !l.is_empty());
    if por_repartir && (!o.hay("volumen_anual") || volumen_anual.as_ref().is_some_and(Zero::is_zero)) {
        o.falla("volumen_anual", "Para repartir los costos no identificables, el volumen anual debe ser mayor que cero.");
    }
    Some(Datos { hoja: hoja?, volumen_anual, puestos, pasos, identificables, no_identificables })
}

fn puesto(o: &mut Lector<'_>, sueldo: bool, minutos_mes: Option<&BigRational>) -> Option<Puesto> {
    let codigo = o.codigo();
    let directa = o.numero_opcional("tarifa_minuto", &NO_NEGATIVO);
    let remuneracion = o.numero_opcional("remuneracion_mensual", &NO_NEGATIVO);
    let beneficios = o.cero_o("beneficios", &NO_NEGATIVO);
    let aportes = o.cero_o("aportes", &NO_NEGATIVO);
    match (o.hay("tarifa_minuto"), sueldo, o.hay("remuneracion_mensual")) {
        (true, true, _) => o.falla("tarifa_minuto", "Escriba la tarifa por minuto o la remuneración, pero no las dos."),
        (false, _, false) => o.falla("tarifa_minuto", "Falta la tarifa por minuto o la remuneración mensual."),
        (true, false, _) | (false, _, true) => {}
    }
    let tarifa = match directa {
        Some(tarifa) => Some(tarifa),
        // Without `minutos_mes` the fault is of the sheet, and is noted there once.
        None => remuneracion
            .zip(beneficios.zip(aportes))
            .map(|(r, (b, a))| minutos_mes.and_then(|m| tarifa_minuto(&r, &b, &a, m)).unwrap_or_else(BigRational::zero)),
    };
    Some(Puesto { codigo: codigo?, tarifa_minuto: tarifa? })
}

fn paso(o: &mut Lector<'_>, puestos: &[Option<String>]) -> Option<PasoDeTrabajo> {
    let codigo = o.codigo();
    let puesto = o.referencia("puesto");
    let lugar = puesto.as_ref().and_then(|p| puestos.iter().position(|q| q.as_ref() == Some(p)));
    // A puesto whose code cannot be read may be this one.
    if puesto.is_some() && lugar.is_none() && puestos.iter().all(Option::is_some) {
        o.falla("puesto", "No hay un puesto con este código.");
    }
    let minutos = o.numero("minutos", &NO_NEGATIVO);
    let veces = o.uno_o("veces", &NO_NEGATIVO);
    Some(PasoDeTrabajo { codigo: codigo?, puesto: lugar?, minutos: minutos?, veces: veces? })
}

fn identificable(o: &mut Lector<'_>) -> Option<Identificable> {
    o.codigo();
    o.elegir("tipo", TipoIdentificable::TODOS, TipoIdentificable::as_str);
    let cantidad = o.numero("cantidad", &NO_NEGATIVO);
    let costo_unitario = o.numero("costo_unitario", &NO_NEGATIVO);
    Some(Identificable { cantidad: cantidad?, costo_unitario: costo_unitario? })
}

fn no_identificable(o: &mut Lector<'_>) -> Option<NoIdentificable> {
    o.codigo();
    o.elegir("tipo", TipoNoIdentificable::TODOS, TipoNoIdentificable::as_str);
    let costo_anual = o.numero("costo_anual", &NO_NEGATIVO);
    let inductor = o.objeto("inductor", |i| {
        i.texto("nombre");
        let parte = i.numero("parte", &NO_NEGATIVO);
        let total = i.numero("total", &POSITIVO);
        if parte.as_ref().zip(total.as_ref()).is_some_and(|(p, t)| p > t) {
            i.falla("parte", "La parte no puede pasar del total del inductor.");
        }
        parte.zip(total)
    });
    let (parte, total) = inductor?;
    Some(NoIdentificable { costo_anual: costo_anual?, parte, total })
}

fn a_json(datos: &Datos, c: &CostoPorCaso) -> Value {
    let puestos: Vec<Value> = c
        .puestos
        .iter()
        .map(|p| json!({ "codigo": p.codigo, "tarifa_minuto": cifra(&p.exacta), "tarifa_usada": cifra(&p.usada) }))
        .collect();
    let pasos: Vec<Value> = c
        .pasos
        .iter()
        .map(|p| json!({ "codigo": p.codigo, "puesto": p.puesto, "minutos": cifra(&p.minutos), "costo": cifra(&p.costo) }))
        .collect();
    json!({
        "metodo": "abc", "version": 1, "formula": "Σ minutos × tarifa + identificables + no identificables",
        "modo_tasa": datos.hoja.modo.as_str(),
        "puestos": puestos, "pasos": pasos,
        "mano_de_obra": total(&c.mano_de_obra), "identificables": cifra(&c.identificables),
        "no_identificables": cifra(&c.no_identificables), "costo_por_caso": cifra(&c.costo_por_caso),
        "costo_anual": cifra_o_nulo(c.costo_anual.as_ref()),
        "advertencias": avisos(&c.avisos),
    })
}
