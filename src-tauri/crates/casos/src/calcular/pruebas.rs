//! The contract of each method through its one door: what its examples do not show, and bad input.
//!
//! `ejemplos/` holds every worked example of `metodos.md` with the numbers of the document, never rewritten from our
//! output; `tests/tests/metodos.rs` runs them through the real console.

mod ahp;
mod antes_despues;
mod auditoria;
mod avance_plan;
mod costos;
mod cpm;
mod entrada;
mod flujo;
mod orden;
mod pert;

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

/// Every method, with the examples of the document.
const METODOS: [(&str, &str); 13] = [
    ("abc", include_str!("ejemplos/abc.json")),
    ("ahp", include_str!("ejemplos/ahp.json")),
    ("antes_despues", include_str!("ejemplos/antes_despues.json")),
    ("auditoria", include_str!("ejemplos/auditoria.json")),
    ("avance_plan", include_str!("ejemplos/avance_plan.json")),
    ("ces", include_str!("ejemplos/ces.json")),
    ("costo_administrativo", include_str!("ejemplos/costo_administrativo.json")),
    ("cpm", include_str!("ejemplos/cpm.json")),
    ("flujo", include_str!("ejemplos/flujo.json")),
    ("little", include_str!("ejemplos/little.json")),
    ("pareto", include_str!("ejemplos/pareto.json")),
    ("pert", include_str!("ejemplos/pert.json")),
    ("ponderado", include_str!("ejemplos/ponderado.json")),
];

/// The inputs of a method in the document, the one of Part 3 first.
fn ejemplos(metodo: &str) -> Vec<Value> {
    let (_, texto) = METODOS.iter().find(|(m, _)| *m == metodo).unwrap();
    let lista: Vec<Value> = serde_json::from_str(texto).unwrap();
    lista.into_iter().map(|e| e["entrada"].clone()).collect()
}

/// The input of Part 3.
fn ejemplo(metodo: &str) -> Value {
    ejemplos(metodo).swap_remove(0)
}

/// The input of Part 3, with a field more in front.
fn ejemplo_con(metodo: &str, campos: &str) -> String {
    ejemplo(metodo).to_string().replacen('{', &format!("{{{campos},"), 1)
}

#[test]
fn each_method_has_examples_that_people_may_load_and_all_of_them_run() {
    let todos = super::ejemplos::todos().unwrap();
    for (metodo, _) in METODOS {
        assert!(todos.iter().any(|e| e.metodo == metodo), "{metodo} has no example to load");
    }
    for e in &todos {
        assert!(calcular(&e.metodo, e.entrada.to_string().as_bytes()).is_ok(), "{}: {}", e.metodo, e.titulo);
    }
}
