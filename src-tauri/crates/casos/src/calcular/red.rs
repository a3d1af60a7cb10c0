//! A net of activities in the contract, which `cpm` and `pert` share.

use std::collections::HashMap;

use dominio::metodos::cifra::Cifra;
use dominio::metodos::cpm::{Red, Tiempos};
use serde_json::{Map, Value, json};

use super::cifras::cifra;
use super::lector::{Lector, Lugar};

/// Activities with what each method asks of them.
pub(super) struct RedLeida<T> {
    codigos: Vec<String>,
    predecesoras: Vec<Vec<String>>,
    pub red: Red,
    pub datos: Vec<T>,
}

/// An activity as it was read; what could not be is already noted.
struct Leida<T> {
    codigo: Option<String>,
    predecesoras: Vec<(String, Lugar)>,
    en_predecesoras: Lugar,
    datos: Option<T>,
}

/// Reads `actividades`; `lee` takes what the method asks of each one.
pub(super) fn leer<T>(o: &mut Lector<'_>, lee: impl Fn(&mut Lector<'_>) -> Option<T>) -> Option<RedLeida<T>> {
    let leidas: Vec<Leida<T>> = o.filas("actividades", 1, |a| {
        let (codigo, datos) = (a.codigo(), lee(a));
        Some(Leida { codigo, predecesoras: a.codigos_opcionales("predecesoras"), en_predecesoras: a.en("predecesoras"), datos })
    });
    let mut lugares = HashMap::new();
    for (i, leida) in leidas.iter().enumerate() {
        if let Some(codigo) = leida.codigo.as_deref() {
            lugares.entry(codigo).or_insert(i);
        }
    }
    let mut flechas = Vec::with_capacity(leidas.len());
    for leida in &leidas {
        let mut antes = Vec::with_capacity(leida.predecesoras.len());
        for (codigo, lugar) in &leida.predecesoras {
            match lugares.get(codigo.as_str()) {
                Some(i) => antes.push(*i),
                None => o.poner(lugar, "Ninguna actividad tiene este código."),
            }
        }
        flechas.push(antes);
    }
    let red = Red::nueva(flechas).map_err(|en_ciclo| {
        for leida in en_ciclo.into_iter().filter_map(|i| leidas.get(i)) {
            o.poner(&leida.en_predecesoras, "Esta actividad está en un ciclo, o después de uno: no podría empezar nunca.");
        }
    });
    let mut salida = RedLeida { codigos: Vec::new(), predecesoras: Vec::new(), red: red.ok()?, datos: Vec::new() };
    for leida in leidas {
        salida.codigos.push(leida.codigo?);
        salida.predecesoras.push(leida.predecesoras.into_iter().map(|(codigo, _)| codigo).collect());
        salida.datos.push(leida.datos?);
    }
    Some(salida)
}

impl<T> RedLeida<T> {
    /// The codes of a path.
    pub fn nombrar(&self, ruta: &[usize]) -> Vec<&str> {
        ruta.iter().filter_map(|i| self.codigos.get(*i)).map(String::as_str).collect()
    }

    /// The codes of some paths.
    pub fn rutas(&self, rutas: &[Vec<usize>]) -> Vec<Vec<&str>> {
        rutas.iter().map(|r| self.nombrar(r)).collect()
    }

    /// Each activity with its times, in the order of the input.
    pub fn actividades(&self, tiempos: &[Tiempos], unidad: &str) -> Vec<Map<String, Value>> {
        let una = |((codigo, antes), t): ((&String, &Vec<String>), &Tiempos)| {
            let mut m = Map::new();
            m.insert("codigo".to_owned(), json!(codigo));
            m.insert("predecesoras".to_owned(), json!(antes));
            let tiempos = [
                ("duracion", &t.duracion),
                ("inicio_temprano", &t.inicio_temprano),
                ("fin_temprano", &t.fin_temprano),
                ("inicio_tardio", &t.inicio_tardio),
                ("fin_tardio", &t.fin_tardio),
                ("holgura_total", &t.holgura_total),
                ("holgura_libre", &t.holgura_libre),
            ];
            m.extend(tiempos.map(|(k, v)| (k.to_owned(), cifra(&Cifra::new(v.clone(), unidad)))));
            m.insert("critica".to_owned(), json!(t.critica));
            m
        };
        self.codigos.iter().zip(&self.predecesoras).zip(tiempos).map(una).collect()
    }
}
