//! `little` (`metodos.md` §3.13).

use dominio::metodos::little::{self, Dadas, Little, Magnitud};
use serde_json::{Map, Value, json};

use super::cifras::cifra;
use super::lector::{Fallas, NO_NEGATIVO};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let resultado = Fallas::leer(objeto, |o| {
        let unidad = o.unidad("unidad_tiempo");
        let trabajo = o.numero_opcional(Magnitud::TrabajoEnCurso.as_str(), &NO_NEGATIVO);
        let tasa = o.numero_opcional(Magnitud::Tasa.as_str(), &NO_NEGATIVO);
        let tiempo = o.numero_opcional(Magnitud::Tiempo.as_str(), &NO_NEGATIVO);
        if Magnitud::TODOS.iter().filter(|m| o.hay(m.as_str())).count() != 2 {
            o.falla_de_la_entrada("Escriba exactamente dos: el trabajo en curso, la tasa o el tiempo.");
        }
        let dadas = match (trabajo, tasa, tiempo) {
            (None, Some(tasa), Some(tiempo)) => Dadas::TasaYTiempo(tasa, tiempo),
            (Some(trabajo), None, Some(tiempo)) => Dadas::TrabajoYTiempo(trabajo, tiempo),
            (Some(trabajo), Some(tasa), None) => Dadas::TrabajoYTasa(trabajo, tasa),
            _ => return None,
        };
        // The unit is only written beside: a zero is told even if it is missing.
        match little::calcular(dadas, unidad.as_deref().unwrap_or_default()) {
            Ok(l) => Some(l),
            Err(cero) => {
                o.falla(cero.as_str(), "No puede ser cero: se divide entre este dato.");
                None
            }
        }
    })?;
    Ok(a_json(&resultado))
}

fn a_json(l: &Little) -> Value {
    json!({
        "metodo": "little", "version": 1, "formula": "L = λ × W", "calculado": l.calculado.as_str(),
        "trabajo_en_curso": cifra(&l.trabajo_en_curso), "tasa": cifra(&l.tasa), "tiempo": cifra(&l.tiempo),
        "advertencias": [],
    })
}
