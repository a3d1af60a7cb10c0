//! `pareto` (`metodos.md` §3.9).

use dominio::metodos::exacto::entero;
use dominio::metodos::pareto::{Clase, Elemento, Pareto, ordenar};
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde_json::{Map, Value, json};

use super::cifras::{cifra, proporcion};
use super::lector::{Fallas, Lector, NO_NEGATIVO, Rango};
use crate::falla::Falla;

const UMBRAL: Rango =
    Rango { admite: |v: &BigRational| v.is_positive() && *v <= entero(100), mensaje: "Debe ser mayor que 0 y no pasar de 100." };

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let (unidad, umbrales, montos) = Fallas::leer(objeto, |o| {
        let unidad = o.unidad("unidad");
        let umbrales = umbrales(o);
        let mut ilegible = false;
        let montos = o.filas("elementos", 1, |e| {
            let (codigo, monto) = (e.codigo(), e.numero("monto", &NO_NEGATIVO));
            ilegible |= monto.is_none();
            Some((codigo?, monto?))
        });
        if !ilegible && !montos.is_empty() && montos.iter().all(|(_, m)| m.is_zero()) {
            o.falla("elementos", "El total es cero: no hay nada que repartir.");
        }
        Some((unidad?, umbrales?, montos))
    })?;
    Ok(a_json(&ordenar(&unidad, &umbrales, &montos)))
}

fn umbrales(o: &mut Lector<'_>) -> Option<[BigRational; 2]> {
    const MENSAJE: &str = "Deben ser dos umbrales en orden ascendente, por ejemplo 80 y 95.";
    let Some(valores) = o.valores_opcionales("umbrales") else {
        return (!o.hay("umbrales")).then(|| [entero(80), entero(95)]);
    };
    let leidos: Vec<Option<BigRational>> = valores.iter().map(|(v, lugar)| o.numero_en(v, lugar, &UMBRAL)).collect();
    match leidos.as_slice() {
        [Some(a), Some(b)] if a < b => Some([a.clone(), b.clone()]),
        // Each one that is wrong is already noted.
        [None, _] | [_, None] => None,
        _ => {
            o.falla("umbrales", MENSAJE);
            None
        }
    }
}

fn a_json(p: &Pareto) -> Value {
    let vitales: Vec<&str> = p.elementos.iter().filter(|e| e.clase == Clase::A).map(|e| e.codigo.as_str()).collect();
    json!({
        "metodo": "pareto", "version": 1, "formula": "participación acumulada",
        "elementos": p.elementos.iter().map(de_elemento).collect::<Vec<_>>(),
        "total": cifra(&p.total), "vitales": vitales, "advertencias": [],
    })
}

fn de_elemento(e: &Elemento) -> Value {
    json!({
        "codigo": e.codigo, "monto": cifra(&e.monto), "participacion": proporcion(&e.participacion), "acumulado": cifra(&e.acumulado),
        "acumulado_porcentaje": proporcion(&e.acumulado_porcentaje), "clase": e.clase.as_str(),
    })
}
