//! `pert` (`metodos.md` §3.12).

use dominio::metodos::cifra::{Aviso, Cifra, CodigoDeAviso};
use dominio::metodos::exacto::decimal;
use dominio::metodos::pert::{self, Estimacion, Pert, Ruta};
use num_rational::BigRational;
use serde_json::{Map, Value, json};

use super::cifras::{avisos, cifra};
use super::lector::{Fallas, Lector, NO_NEGATIVO};
use super::red::{self, RedLeida};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let (unidad, plazos, leida) = Fallas::leer(objeto, |o| {
        let unidad = o.unidad("unidad");
        let plazos: Vec<BigRational> =
            o.valores_opcionales("plazos").iter().flatten().filter_map(|(v, lugar)| o.numero_en(v, lugar, &NO_NEGATIVO)).collect();
        let leida = red::leer(o, estimacion);
        Some((unidad?, plazos, leida?))
    })?;
    let p = pert::calcular(&leida.red, &leida.datos, &plazos);
    Ok(a_json(&p, &leida, &plazos, &unidad))
}

fn estimacion(o: &mut Lector<'_>) -> Option<Estimacion> {
    let [a, m, b] = ["a", "m", "b"].map(|c| o.numero(c, &NO_NEGATIVO));
    if a.as_ref().zip(m.as_ref()).is_some_and(|(a, m)| a > m) {
        o.falla("a", "La duración optimista no puede ser mayor que la más probable.");
    }
    if m.as_ref().zip(b.as_ref()).is_some_and(|(m, b)| m > b) {
        o.falla("b", "La duración pesimista no puede ser menor que la más probable.");
    }
    Some(Estimacion { a: a?, m: m?, b: b? })
}

fn probabilidad(valor: &BigRational) -> Value {
    cifra(&Cifra::new(valor.clone(), "1"))
}

fn ruta(r: &Ruta, leida: &RedLeida<Estimacion>, plazos: &[BigRational], unidad: &str) -> Value {
    let probabilidades: Vec<Value> = plazos
        .iter()
        .zip(&r.probabilidades)
        .map(|(plazo, p)| json!({ "plazo": decimal(plazo), "z": p.z.as_ref().map(decimal), "probabilidad": probabilidad(&p.probabilidad) }))
        .collect();
    json!({
        "actividades": leida.nombrar(&r.actividades), "duracion": cifra(&Cifra::new(r.duracion.clone(), unidad)),
        "varianza": decimal(&r.varianza), "desviacion": cifra(&Cifra::desviacion(r.desviacion.clone(), unidad)), "critica": r.critica,
        "probabilidades": probabilidades,
    })
}

fn a_json(p: &Pert, leida: &RedLeida<Estimacion>, plazos: &[BigRational], unidad: &str) -> Value {
    let mut actividades = leida.actividades(&p.cpm.tiempos, unidad);
    for ((a, varianza), e) in actividades.iter_mut().zip(&p.varianzas).zip(&leida.datos) {
        let datos = [("a", &e.a), ("m", &e.m), ("b", &e.b), ("varianza", varianza)];
        a.extend(datos.map(|(k, v)| (k.to_owned(), json!(decimal(v)))));
    }
    let mut lista = Vec::new();
    if p.truncadas || p.cpm.rutas_criticas.truncadas {
        lista.push(Aviso::de(CodigoDeAviso::RutasTruncadas, "actividades"));
    }
    if p.comparten {
        lista.push(Aviso::de(CodigoDeAviso::RutasCompartenActividades, "actividades"));
    }
    let primera = p.rutas.first();
    let conjunta: Vec<Value> =
        plazos.iter().zip(&p.conjunta).map(|(plazo, p)| json!({ "plazo": decimal(plazo), "probabilidad": probabilidad(p) })).collect();
    json!({
        "metodo": "pert", "version": 1, "formula": "te = (a + 4m + b) / 6",
        "actividades": actividades,
        "duracion_esperada": cifra(&Cifra::new(p.cpm.duracion_total.clone(), unidad)),
        "varianza": primera.map(|r| decimal(&r.varianza)),
        "desviacion": primera.map(|r| cifra(&Cifra::desviacion(r.desviacion.clone(), unidad))),
        "rutas_criticas": leida.rutas(&p.cpm.rutas_criticas.rutas),
        "rutas": p.rutas.iter().map(|r| ruta(r, leida, plazos, unidad)).collect::<Vec<_>>(),
        "probabilidad_conjunta": conjunta,
        "advertencias": avisos(&lista),
    })
}
