//! `cpm` (`metodos.md` §3.11).

use dominio::metodos::cifra::{Aviso, Cifra, CodigoDeAviso};
use dominio::metodos::cpm;
use serde_json::{Map, Value, json};

use super::cifras::{avisos, cifra};
use super::lector::{Fallas, NO_NEGATIVO};
use super::red;
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let (unidad, leida) = Fallas::leer(objeto, |o| {
        let unidad = o.unidad("unidad");
        let leida = red::leer(o, |a| a.numero("duracion", &NO_NEGATIVO));
        unidad.zip(leida)
    })?;
    let c = cpm::calcular(&leida.red, &leida.datos);
    let truncadas = c.rutas_criticas.truncadas.then(|| Aviso::de(CodigoDeAviso::RutasTruncadas, "actividades"));
    Ok(json!({
        "metodo": "cpm", "version": 1, "formula": "ruta más larga",
        "actividades": leida.actividades(&c.tiempos, &unidad),
        "duracion_total": cifra(&Cifra::new(c.duracion_total, &unidad)),
        "rutas_criticas": leida.rutas(&c.rutas_criticas.rutas),
        "advertencias": avisos(truncadas.as_slice()),
    }))
}
