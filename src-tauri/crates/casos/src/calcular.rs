//! The methods in their JSON contract: one object in, one object out, no data file.
//!
//! Every faulty field is named at once, in the order of the input, by its path. Numbers that are not
//! counts are texts, and JSON numbers are refused for them.

mod abc;
mod ahp;
mod antes_despues;
mod auditoria;
mod avance_plan;
mod ces;
mod cifras;
mod costo_administrativo;
mod cpm;
mod ejemplos;
mod explicacion;
mod flujo;
mod lector;
mod little;
mod pareto;
mod pert;
mod ponderado;
mod red;

use serde_json::{Map, Value};

use crate::dto::{CalculoDto, EjemploDeMetodo, Nada, PedirCalculo};
use crate::falla::Falla;
use crate::sesion::Sesion;

/// Largest input, bytes.
pub const LIMITE: usize = 5 * 1024 * 1024;

/// From the object of the input to that of the result.
type Verbo = fn(&Map<String, Value>) -> Result<Value, Falla>;

/// Every method by its name.
const METODOS: [(&str, Verbo); 13] = [
    ("abc", abc::calcular),
    ("ahp", ahp::calcular),
    ("antes_despues", antes_despues::calcular),
    ("auditoria", auditoria::calcular),
    ("avance_plan", avance_plan::calcular),
    ("ces", ces::calcular),
    ("costo_administrativo", costo_administrativo::calcular),
    ("cpm", cpm::calcular),
    ("flujo", flujo::calcular),
    ("little", little::calcular),
    ("pareto", pareto::calcular),
    ("pert", pert::calcular),
    ("ponderado", ponderado::calcular),
];

fn verbo_de(metodo: &str) -> Result<Verbo, Falla> {
    let hallado = METODOS.iter().find(|(nombre, _)| *nombre == metodo).map(|(_, verbo)| *verbo);
    hallado.ok_or_else(|| {
        let nombres = METODOS.map(|(nombre, _)| nombre).join(", ");
        let mensaje = format!("No existe el método «{}». Use uno de estos: {nombres}.", crate::sesion::recortar(metodo, 40));
        Falla::campo("metodo", mensaje)
    })
}

/// Runs a method.
///
/// # Errors
/// `campos_invalidos` with every faulty field; `metodo` for an unknown one, `entrada` for what is no
/// object.
pub fn calcular(metodo: &str, json: &[u8]) -> Result<Value, Falla> {
    let verbo = verbo_de(metodo)?;
    if json.len() > LIMITE {
        return Err(Falla::campo("entrada", "La entrada mide más de 5 MiB."));
    }
    let malo = || Falla::campo("entrada", "La entrada debe ser un objeto JSON en UTF-8.");
    let valor: Value = serde_json::from_slice(json).map_err(|_| malo())?;
    con_explicacion(metodo, verbo, valor.as_object().ok_or_else(malo)?)
}

fn con_explicacion(metodo: &str, verbo: Verbo, objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let mut salida = verbo(objeto)?;
    if let Some(campos) = salida.as_object_mut() {
        campos.insert("explicacion".to_owned(), explicacion::de(metodo));
    }
    Ok(salida)
}

impl Sesion {
    /// Runs a method with the numbers of the person. It reads no data and keeps nothing.
    ///
    /// # Errors
    /// As [`calcular`].
    pub fn calcular(&self, pide: PedirCalculo) -> Result<CalculoDto, Falla> {
        let verbo = verbo_de(&pide.metodo)?;
        let objeto = pide.entrada.as_object().ok_or_else(|| Falla::campo("entrada", "Faltan los datos del método."))?;
        Ok(CalculoDto { resultado: con_explicacion(&pide.metodo, verbo, objeto)? })
    }

    /// The worked examples that people may load, by method.
    ///
    /// # Errors
    /// None today; the signature is that of every verb.
    pub fn ejemplos_de_metodos(&self, _: Nada) -> Result<Vec<EjemploDeMetodo>, Falla> {
        ejemplos::todos()
    }
}

#[cfg(test)]
mod pruebas;
