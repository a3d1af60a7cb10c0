//! `ces` (`metodos.md` §3.4).

use dominio::metodos::ces::{Ces, Espera, Modalidad, ModalidadCosteada, Origen, Requisito, TipoDeDia, costear};
use dominio::metodos::cifra::Cifra;
use num_rational::BigRational;
use serde_json::{Map, Value, json};

use super::cifras::{self, avisos, cifra, cifra_o_nulo, proporcion, total};
use super::lector::{Fallas, Lector, NO_NEGATIVO};
use crate::falla::Falla;

/// What only a detailed modalidad has.
const DETALLE: [&str; 3] = ["volumen_anual", "requisitos", "espera"];

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let (hoja, parametros, modalidades) = Fallas::leer(objeto, |o| {
        let hoja = cifras::hoja(o, false);
        let mut omision = None;
        let parametros = o.objeto("parametros", |p| {
            p.texto("nombre");
            p.texto("fuente");
            p.fecha_opcional("fecha");
            omision = p.numero_opcional("valor_hora", &NO_NEGATIVO);
            // One that is given and wrong is noted once, here; the requirements that lean on it are not at fault.
            Some((p.crudo().clone(), p.hay("valor_hora")))
        });
        let hay_omision = parametros.as_ref().is_some_and(|(_, hay)| *hay);
        let modalidades = o.filas("modalidades", 1, |m| modalidad(m, omision.as_ref(), hay_omision));
        Some((hoja?, parametros?.0, modalidades))
    })?;
    Ok(a_json(parametros, &costear(&hoja, &modalidades)))
}

fn modalidad(o: &mut Lector<'_>, omision: Option<&BigRational>, hay_omision: bool) -> Option<Modalidad> {
    let codigo = o.codigo();
    let declarado = o.objeto_opcional("declarado", |d| {
        let requisitos = d.numero("requisitos", &NO_NEGATIVO);
        let espera = d.numero("espera", &NO_NEGATIVO);
        let cantidad = d.numero("cantidad_modalidades", &NO_NEGATIVO);
        Some(Origen::Declarado { requisitos: requisitos?, espera: espera?, cantidad: cantidad? })
    });
    let detallada = DETALLE.iter().any(|c| o.hay(c));
    if !o.hay("declarado") || detallada {
        let volumen_anual = o.numero("volumen_anual", &NO_NEGATIVO);
        let requisitos = o.filas("requisitos", 0, |r| requisito(r, omision, hay_omision));
        let espera = o.objeto_opcional("espera", espera);
        if o.hay("declarado") {
            o.falla("declarado", "Una modalidad se detalla o se declara, pero no las dos cosas.");
        }
        return Some(Modalidad { codigo: codigo?, origen: Origen::Detallado { volumen_anual: volumen_anual?, requisitos, espera } });
    }
    // `null` in the fields of the other form is the same as leaving them out.
    DETALLE.iter().for_each(|c| o.pasar_por_alto(c));
    Some(Modalidad { codigo: codigo?, origen: declarado? })
}

fn requisito(o: &mut Lector<'_>, omision: Option<&BigRational>, hay_omision: bool) -> Option<Requisito> {
    o.codigo();
    let horas = o.numero("horas", &NO_NEGATIVO);
    let valor_hora = o.numero_opcional("valor_hora", &NO_NEGATIVO);
    if !o.hay("valor_hora") && !hay_omision {
        o.falla("valor_hora", "Falta el valor de la hora, aquí o en los parámetros.");
    }
    let gastos_directos = o.cero_o("gastos_directos", &NO_NEGATIVO);
    let viajes = o.cero_o("viajes", &NO_NEGATIVO);
    Some(Requisito {
        horas: horas?,
        valor_hora: valor_hora.or_else(|| omision.cloned())?,
        gastos_directos: gastos_directos?,
        viajes: viajes?,
    })
}

fn espera(o: &mut Lector<'_>) -> Option<Espera> {
    let dias = o.numero("dias", &NO_NEGATIVO);
    let unidad_dias = o.elegir("unidad_dias", TipoDeDia::TODOS, TipoDeDia::as_str);
    let costo_dia = o.numero("costo_dia", &NO_NEGATIVO);
    let unidad_costo = o.elegir("unidad_costo_dia", TipoDeDia::TODOS, TipoDeDia::as_str);
    let detiene_actividad = o.si_no("detiene_actividad");
    if unidad_dias.zip(unidad_costo).is_some_and(|(a, b)| a != b) {
        o.falla("unidad_costo_dia", "El costo debe ser del mismo tipo de día que la espera. Convierta antes los días con el calendario.");
    }
    Some(Espera { dias: dias?, costo_dia: costo_dia?, detiene_actividad: detiene_actividad? })
}

fn a_json(parametros: Map<String, Value>, c: &Ces) -> Value {
    let de = |cual: fn(&(Cifra, Cifra, Cifra)) -> &Cifra| cifra_o_nulo(c.sumas.as_ref().map(cual));
    json!({
        "metodo": "ces", "version": 1, "formula": "Σ (requisitos + espera)", "parametros": parametros,
        "modalidades": c.modalidades.iter().map(de_modalidad).collect::<Vec<_>>(),
        "total": {
            "requisitos": cifra(&c.requisitos), "espera": cifra(&c.espera), "total": total(&c.total),
            "horas_anuales": de(|s| &s.0), "viajes_anuales": de(|s| &s.1), "gastos_directos_anuales": de(|s| &s.2),
            "cantidad_modalidades": cifra(&c.cantidad),
        },
        "participacion_requisitos": proporcion(&c.participacion_requisitos),
        "participacion_espera": proporcion(&c.participacion_espera),
        "por_modalidad": cifra_o_nulo(c.por_modalidad.as_ref()),
        "promedio_simple": cifra_o_nulo(c.promedio_simple.as_ref()),
        "promedio_ponderado": cifra_o_nulo(c.promedio_ponderado.as_ref()),
        "advertencias": avisos(&c.avisos),
    })
}

fn de_modalidad(m: &ModalidadCosteada) -> Value {
    let d = m.detalle.as_ref();
    json!({
        "codigo": m.codigo, "origen": if d.is_some() { "detallado" } else { "declarado" },
        "volumen_anual": cifra_o_nulo(d.map(|d| &d.volumen_anual)),
        "requisitos": cifra(&m.requisitos), "espera": cifra(&m.espera), "total": cifra(&m.total),
        "horas_anuales": cifra_o_nulo(d.map(|d| &d.horas)), "viajes_anuales": cifra_o_nulo(d.map(|d| &d.viajes)),
        "gastos_directos_anuales": cifra_o_nulo(d.map(|d| &d.gastos_directos)),
        "por_caso": cifra_o_nulo(d.and_then(|d| d.por_caso.as_ref())),
    })
}
