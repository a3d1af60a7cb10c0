//! A net of activities in the contract, which `cpm` and `pert` share.

use std::collections::HashMap;

use dominio::metodos::cpm::{Red, Tiempos};
use serde_json::{Map, Value, json};

use super::entrada::{self, Fallas, Objeto};
use super::presentar::cifra;

/// What is told when not all the paths are listed.
pub(super) const TRUNCADAS: &str = "Hay más rutas que las que se listan.";
/// Units and calendars, beside the figures.
pub(super) const ALCANCE: &str =
    "Los tiempos van en la unidad indicada y se cuentan desde el inicio. Para llegar a una fecha se usa el calendario con sus feriados.";

/// Activities with what each method asks of them.
pub(super) struct RedLeida<T> {
    pub codigos: Vec<String>,
    pub predecesoras: Vec<Vec<String>>,
    pub red: Red,
    pub datos: Vec<T>,
}

/// Reads `actividades`; `lee` takes the fields of each one that are `propios` of the method.
pub(super) fn leer<T>(
    raiz: &Objeto<'_>,
    propios: &[&str],
    fallas: &mut Fallas,
    lee: impl Fn(&Objeto<'_>, &mut Fallas) -> Option<T>,
) -> Option<RedLeida<T>> {
    let lista = entrada::objetos(raiz.exigir("actividades", fallas)?, &raiz.ruta("actividades"), 1, fallas);
    let conocidos = [&["codigo", "nombre", "predecesoras"][..], propios].concat();
    let (mut codigos, mut datos, mut antes) = (Vec::new(), Vec::new(), Vec::new());
    for o in &lista {
        o.solo(&conocidos, fallas);
        codigos.push(o.codigo(true, fallas));
        datos.push(lee(o, fallas));
        antes.push(predecesoras(o, fallas));
    }
    let con_ruta = codigos.iter().zip(&lista).filter_map(|(c, o)| Some((c.as_deref()?, o.ruta("codigo"))));
    entrada::codigos(con_ruta, fallas);
    let mut lugares = HashMap::new();
    for (i, c) in codigos.iter().enumerate() {
        if let Some(c) = c.as_deref() {
            lugares.entry(c).or_insert(i);
        }
    }
    let mut flechas = Vec::with_capacity(antes.len());
    for una in &antes {
        entrada::codigos(una.iter().map(|(c, ruta)| (c.as_str(), ruta.clone())), fallas);
        let mut lugares_de_una = Vec::with_capacity(una.len());
        for (codigo, ruta) in una {
            match lugares.get(codigo.as_str()) {
                Some(i) => lugares_de_una.push(*i),
                None => fallas.poner(ruta, "Ninguna actividad tiene este código."),
            }
        }
        flechas.push(lugares_de_una);
    }
    let red = match Red::nueva(flechas) {
        Ok(red) => Some(red),
        Err(en_ciclo) => {
            for o in en_ciclo.into_iter().filter_map(|i| lista.get(i)) {
                fallas.poner(o.ruta("predecesoras"), "Esta actividad está en un ciclo, o después de uno: no podría empezar nunca.");
            }
            None
        }
    };
    Some(RedLeida {
        codigos: codigos.into_iter().collect::<Option<_>>()?,
        predecesoras: antes.into_iter().map(|una| una.into_iter().map(|(c, _)| c).collect()).collect(),
        red: red?,
        datos: datos.into_iter().collect::<Option<_>>()?,
    })
}

fn predecesoras(o: &Objeto<'_>, fallas: &mut Fallas) -> Vec<(String, String)> {
    let Some(valor) = o.si_hay("predecesoras") else { return Vec::new() };
    let lista = entrada::lista(valor, &o.ruta("predecesoras"), 0, fallas);
    lista.into_iter().filter_map(|(v, ruta)| Some((entrada::texto(v, &ruta, true, fallas)?, ruta))).collect()
}

impl<T> RedLeida<T> {
    /// The codes of a path.
    pub fn nombrar(&self, ruta: &[usize]) -> Vec<&str> {
        ruta.iter().filter_map(|i| self.codigos.get(*i)).map(String::as_str).collect()
    }

    /// Each activity with its times, in the order of the input.
    pub fn actividades(&self, tiempos: &[Tiempos], unidad: &str) -> Vec<Map<String, Value>> {
        let una = |((codigo, antes), t): ((&String, &Vec<String>), &Tiempos)| {
            let mut m = Map::new();
            m.insert("codigo".to_owned(), json!(codigo));
            m.insert("predecesoras".to_owned(), json!(antes));
            let cifras = [
                ("duracion", &t.duracion),
                ("inicio_temprano", &t.inicio_temprano),
                ("fin_temprano", &t.fin_temprano),
                ("inicio_tardio", &t.inicio_tardio),
                ("fin_tardio", &t.fin_tardio),
                ("holgura_total", &t.holgura_total),
                ("holgura_libre", &t.holgura_libre),
            ];
            m.extend(cifras.map(|(k, v)| (k.to_owned(), cifra(v, unidad))));
            m.insert("critica".to_owned(), json!(t.critica));
            m
        };
        self.codigos.iter().zip(&self.predecesoras).zip(tiempos).map(una).collect()
    }
}
