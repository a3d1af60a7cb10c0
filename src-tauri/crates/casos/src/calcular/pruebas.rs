//! The contract of each method through its one door: the worked examples of `metodos.md`, and bad input.
//!
//! `ejemplos/` holds the objects of Part 3 as the document prints them; they are never rewritten from our output.

mod ahp;
mod antes_despues;
mod costos;
mod entrada;
mod orden;

use serde_json::Value;

use super::calcular;
use crate::falla::Falla;

fn correr(metodo: &str, entrada: &str) -> Value {
    match calcular(metodo, entrada.as_bytes()) {
        Ok(valor) => valor,
        Err(falla) => panic!("{metodo}: {falla:?}"),
    }
}

/// The faulty fields, in the order in which they are told.
fn campos(metodo: &str, entrada: &str) -> Vec<String> {
    match calcular(metodo, entrada.as_bytes()) {
        Err(Falla::Campos(c)) => {
            assert!(c.iter().all(|c| c.mensaje.ends_with(['.', '!', '"'])), "sentences: {c:?}");
            c.into_iter().map(|c| c.campo).collect()
        }
        otra => panic!("{metodo}: {otra:?}"),
    }
}

/// What people see at a path of the result (`total.costo_anual`, `medidas/0/antes`…).
fn visto(valor: &Value, ruta: &str) -> String {
    let v = &valor.pointer(&format!("/{}", ruta.replace('.', "/"))).unwrap_or(&Value::Null)["mostrado"];
    v.as_str().unwrap_or("null").to_owned()
}

/// The exact value at a path.
fn exacto(valor: &Value, ruta: &str) -> String {
    let v = &valor.pointer(&format!("/{}", ruta.replace('.', "/"))).unwrap_or(&Value::Null)["valor"];
    v.as_str().unwrap_or("null").to_owned()
}

/// Warnings as (code, path).
fn advertencias(valor: &Value) -> Vec<(String, String)> {
    let texto = |v: &Value| v.as_str().unwrap().to_owned();
    valor["advertencias"].as_array().unwrap().iter().map(|a| (texto(&a["codigo"]), texto(&a["campo"]))).collect()
}

fn aviso(codigo: &str, campo: &str) -> (String, String) {
    (codigo.to_owned(), campo.to_owned())
}

macro_rules! del_contrato {
    ($($nombre:ident),+) => { $(
        #[test]
        fn $nombre() {
            let entrada = include_str!(concat!("ejemplos/", stringify!($nombre), ".entrada.json"));
            let salida: Value = serde_json::from_str(include_str!(concat!("ejemplos/", stringify!($nombre), ".salida.json"))).unwrap();
            let mut dado = correr(stringify!($nombre), entrada);
            if stringify!($nombre) == "pareto" {
                // The document prints the first element in full and leaves the others to the table of 2.10.
                dado["elementos"].as_array_mut().unwrap().truncate(1);
            }
            assert_eq!(dado, salida);
        }
    )+ };
}

/// Part 3, digit by digit.
mod contrato {
    use super::*;
    del_contrato!(costo_administrativo, ces, abc, antes_despues, ponderado, ahp, pareto, little);
}
