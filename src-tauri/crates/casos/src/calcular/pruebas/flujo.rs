//! `flujo`.

use super::*;

fn con_raiz(raiz: &str) -> String {
    format!(r#"{{"unidad_proceso":"h","unidad_ciclo":"h","horas_por_dia":"8","raiz":{raiz}}}"#)
}
fn tarea(n: &str) -> String {
    format!(r#"{{"tipo":"tarea","codigo":"t{n}","proceso":"{n}"}}"#)
}

#[test]
fn a_seed_gives_the_same_bytes() {
    let o18 = ejemplo("flujo").to_string();
    assert_eq!(correr("flujo", &o18).to_string(), correr("flujo", &o18).to_string());
    assert_ne!(correr("flujo", &o18)["simulacion"], correr("flujo", &o18.replace(r#""semilla":1"#, r#""semilla":2"#))["simulacion"]);
}

#[test]
fn without_a_cycle_it_is_the_process_in_the_other_unit_and_the_waiting() {
    let s = correr(
        "flujo",
        r#"{"unidad_proceso":"min","unidad_ciclo":"dia","horas_por_dia":"8","raiz":{"tipo":"secuencia","hijos":[{"tipo":"tarea","codigo":"a","proceso":"120","espera":"2"},{"tipo":"xor","ramas":[{"probabilidad":"1","nodo":null}]}]}}"#,
    );
    assert_eq!(["ciclo", "proceso", "eficiencia"].map(|c| exacto(&s, c)), ["2.25", "120", "11.1111111111"]);
    assert_eq!(
        (&s["eficiencia"]["numerador"], &s["eficiencia"]["denominador"], &s["simulacion"]),
        (&"2".into(), &"18".into(), &Value::Null)
    );
    assert_eq!(s["nodos"].as_array().unwrap().len(), 3, "a branch with nothing to do gives no row");
}

#[test]
fn a_process_that_takes_no_time_has_no_efficiency() {
    let s = correr(
        "flujo",
        r#"{"unidad_proceso":"h","unidad_ciclo":"h","horas_por_dia":"8","simulacion":{"semilla":0,"corridas":100},"raiz":{"tipo":"tarea","codigo":"a","proceso":"0"}}"#,
    );
    assert_eq!((visto(&s, "eficiencia"), exacto(&s, "eficiencia")), ("n/d".to_owned(), "null".to_owned()));
    assert_eq!((visto(&s, "simulacion.diferencia"), &s["simulacion"]["concuerda"]), ("n/d".to_owned(), &true.into()));
}

#[test]
fn every_faulty_field_is_named_at_once_and_in_order() {
    assert_eq!(campos("flujo", "{}"), ["unidad_proceso", "unidad_ciclo", "horas_por_dia", "raiz"]);
    assert_eq!(
        campos(
            "flujo",
            r#"{"raiz":{"tipo":"bucle"},"horas_por_dia":"0","simulacion":{"semilla":-1,"corridas":99,"x":1},"unidad_ciclo":"d","unidad_proceso":"h"}"#
        ),
        ["raiz.tipo", "horas_por_dia", "simulacion.semilla", "simulacion.corridas", "simulacion.x", "unidad_ciclo"]
    );
    for (h, mal) in [("24", false), ("24.01", true), ("-8", true), ("NaN", true)] {
        let json = con_raiz(&tarea("1")).replace(r#""horas_por_dia":"8""#, &format!(r#""horas_por_dia":"{h}""#));
        assert_eq!(calcular("flujo", json.as_bytes()).is_err(), mal, "{h}");
    }
    let de = |raiz: &str| campos("flujo", &con_raiz(raiz));
    assert_eq!(de(r#"{"tipo":"secuencia","hijos":[]}"#), ["raiz.hijos"]);
    assert_eq!(de(&format!(r#"{{"tipo":"and","ramas":[{}]}}"#, tarea("1"))), ["raiz.ramas"]);
    assert_eq!(de(r#"{"tipo":"xor","ramas":[]}"#), ["raiz.ramas"]);
    assert_eq!(de(r#"{"tipo":"tarea","codigo":"a","proceso":"1","ciclo":"2","espera":"1"}"#), ["raiz.ciclo"]);
    assert_eq!(de(r#"{"tipo":"tarea","proceso":"-1","hijos":[]}"#), ["raiz.proceso", "raiz.hijos", "raiz.codigo"]);
    assert_eq!(de(r#"{"tipo":"retrabajo","probabilidad":"1"}"#), ["raiz.probabilidad", "raiz.cuerpo"]);
    assert_eq!(de("null"), ["raiz"]);
    let xor = |p: &str, q: &str| {
        de(&format!(r#"{{"tipo":"xor","ramas":[{{"probabilidad":"{p}","nodo":null}},{{"nodo":{},"probabilidad":"{q}"}}]}}"#, tarea("-2")))
    };
    assert_eq!(xor("0.5", "0.4999999999"), ["raiz.ramas", "raiz.ramas[1].nodo.proceso"]);
    assert_eq!(xor("1.5", "-0.5"), ["raiz.ramas[0].probabilidad", "raiz.ramas[1].nodo.proceso", "raiz.ramas[1].probabilidad"]);
    assert_eq!(
        de(&format!(
            r#"{{"tipo":"secuencia","codigo":"s","hijos":[{},{},{{"tipo":"xor","ramas":[{{"probabilidad":"1"}}]}}]}}"#,
            tarea("1"),
            tarea("1")
        )),
        ["raiz.hijos[1].codigo", "raiz.hijos[2].ramas[0].nodo"]
    );
}

#[test]
fn a_rework_that_would_never_end_is_refused() {
    let json = con_raiz(r#"{"tipo":"retrabajo","probabilidad":"0.9999999999","cuerpo":{"tipo":"tarea","codigo":"a","proceso":"1"}}"#);
    let con = json.replace(r#""raiz""#, r#""simulacion":{"semilla":1,"corridas":1000000},"raiz""#);
    assert_eq!(campos("flujo", &con), ["simulacion.corridas"]);
    assert_eq!(correr("flujo", &json)["ciclo"]["valor"], "10000000000", "the closed formula has no such limit");
}
