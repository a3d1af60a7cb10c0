//! `flujo` (`metodos.md` §3.10).

mod lectura;

use dominio::metodos::exacto::decimal;
use dominio::metodos::flujo::simulacion::{Simulacion, simular};
use dominio::metodos::flujo::{Fila, TipoDeNodo, esperar};
use num_rational::BigRational;
use serde_json::{Map, Value, json};

use self::lectura::{Corridas, Entrada};
use super::presentar::{DE_DESVIACION, aviso, cifra, cifra_con, explicacion, proporcion};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let e = lectura::leer(objeto)?;
    let filas = esperar(&e.raiz);
    let Some(todo) = filas.first() else { return Err(Falla::campo("raiz", "Falta este dato.")) };
    let corrida = match &e.simulacion {
        None => None,
        Some(c) => match simular(&e.raiz, &todo.duracion.ciclo, c.semilla, c.corridas) {
            Ok(s) => Some((c, s)),
            Err(_) => {
                let mensaje = "La simulación recorrería demasiadas tareas. Pida menos corridas o revise las probabilidades de retrabajo.";
                return Err(Falla::campo("simulacion.corridas", mensaje));
            }
        },
    };
    Ok(a_json(&e, &filas, todo, corrida))
}

fn a_json(e: &Entrada, filas: &[Fila], todo: &Fila, corrida: Option<(&Corridas, Simulacion)>) -> Value {
    let (proceso, ciclo) = (e.unidad_proceso.as_str(), e.unidad_ciclo.as_str());
    let nodo = |f: &Fila| {
        json!({
            "ruta": f.ruta, "tipo": f.tipo.as_str(), "codigo": f.codigo,
            "proceso": cifra(&f.duracion.proceso, proceso), "ciclo": cifra(&f.duracion.ciclo, ciclo),
        })
    };
    let mut avisos = Vec::new();
    if corrida.as_ref().is_some_and(|(_, s)| !s.concuerda) {
        // The one formula that is not exact: the mean of a maximum is not the maximum of the means.
        let paralelo = filas.iter().any(|f| f.tipo == TipoDeNodo::And);
        let mensaje = if paralelo {
            "La fórmula toma el máximo de los valores esperados de las ramas, y aquí las ramas varían: el tiempo real es mayor. Use la media de la simulación."
        } else {
            "La media de la simulación queda lejos del valor esperado. Pida más corridas."
        };
        avisos.push(aviso("simulacion_no_concuerda", "simulacion", mensaje));
    }
    let (horas_proceso, horas_ciclo) =
        (&todo.duracion.proceso * e.unidad_proceso.horas(&e.horas_por_dia), &todo.duracion.ciclo * e.unidad_ciclo.horas(&e.horas_por_dia));
    let regla = format!("horas de proceso / horas de ciclo (1 dia = {} h)", decimal(&e.horas_por_dia));
    json!({
        "metodo": "flujo", "version": 1, "formula": todo.tipo.formula(),
        "proceso": cifra(&todo.duracion.proceso, proceso), "ciclo": cifra(&todo.duracion.ciclo, ciclo),
        "eficiencia": proporcion(&horas_proceso, &horas_ciclo, &regla, None),
        "nodos": filas.iter().map(nodo).collect::<Vec<_>>(),
        "simulacion": corrida.map(|(c, s)| simulacion(c, &s, ciclo)),
        "horas_por_dia": decimal(&e.horas_por_dia), "es": "valor esperado",
        "explicacion": explicacion(
            "Una secuencia suma. De varias ramas posibles se suma cada una por su probabilidad. De varias ramas a la vez se toma la mayor. Un retrabajo divide entre 1 menos su probabilidad.",
            "Es un valor esperado: cada caso puede tardar más o menos. No descuenta feriados ni supone que alguien espere turno.",
        ),
        "advertencias": avisos,
    })
}

fn simulacion(c: &Corridas, s: &Simulacion, unidad: &str) -> Value {
    let de = |v: &BigRational| cifra(v, unidad);
    json!({
        "semilla": c.semilla, "corridas": c.corridas, "media": de(&s.media), "p50": de(&s.p50), "p90": de(&s.p90),
        "minimo": de(&s.minimo), "maximo": de(&s.maximo), "error_estandar": cifra_con(&s.error_estandar, unidad, DE_DESVIACION),
        "diferencia": s.diferencia.as_ref().map_or_else(|| json!({ "valor": null, "mostrado": "n/d", "unidad": "%" }), |d| cifra(d, "%")),
        "concuerda": s.concuerda,
    })
}

#[cfg(test)]
mod tests {
    use super::super::presentar::pruebas::{fields, holds, run};
    use super::*;

    const O18: &str = r#"{"unidad_proceso":"h","unidad_ciclo":"dia","horas_por_dia":"7.5","simulacion":{"semilla":1,"corridas":1000},"raiz":{"tipo":"and","ramas":[{"tipo":"xor","ramas":[{"probabilidad":"0.20","nodo":{"tipo":"tarea","codigo":"t1","proceso":"1","ciclo":"1"}},{"probabilidad":"0.80","nodo":{"tipo":"tarea","codigo":"t4","proceso":"2","ciclo":"4"}}]},{"tipo":"secuencia","hijos":[{"tipo":"retrabajo","probabilidad":"0.30","cuerpo":{"tipo":"tarea","codigo":"t2","proceso":"2","ciclo":"2"}},{"tipo":"tarea","codigo":"t3","proceso":"3","ciclo":"3"}]}]}}"#;

    fn con_raiz(raiz: &str) -> String {
        format!(r#"{{"unidad_proceso":"h","unidad_ciclo":"h","horas_por_dia":"8","raiz":{raiz}}}"#)
    }
    fn tarea(n: &str) -> String {
        format!(r#"{{"tipo":"tarea","codigo":"t{n}","proceso":"{n}"}}"#)
    }

    /// `O-18(i)`, published; of its eight nodes the contract writes three.
    #[test]
    fn o18_to_the_letter() {
        let mut s = run("flujo", O18);
        let rutas: Vec<&str> = s["nodos"].as_array().unwrap().iter().map(|n| n["ruta"].as_str().unwrap()).collect();
        assert_eq!(
            rutas,
            [
                "raiz",
                "raiz.ramas[0]",
                "raiz.ramas[0].ramas[0].nodo",
                "raiz.ramas[0].ramas[1].nodo",
                "raiz.ramas[1]",
                "raiz.ramas[1].hijos[0]",
                "raiz.ramas[1].hijos[0].cuerpo",
                "raiz.ramas[1].hijos[1]"
            ]
        );
        s["nodos"].as_array_mut().unwrap().truncate(3);
        holds(
            &s,
            r#"{"metodo":"flujo","version":1,"formula":"max de las ramas","proceso":{"valor":"5.8571428571","mostrado":"5.86","unidad":"h"},"ciclo":{"valor":"5.8571428571","mostrado":"5.86","unidad":"dia"},"eficiencia":{"numerador":"5.8571428571","denominador":"43.9285714286","regla":"horas de proceso / horas de ciclo (1 dia = 7.5 h)","corte":null,"unidad":"%","valor":"13.3333333333","mostrado":"13.33"},"nodos":[{"ruta":"raiz","tipo":"and","codigo":null,"proceso":{"valor":"5.8571428571","mostrado":"5.86","unidad":"h"},"ciclo":{"valor":"5.8571428571","mostrado":"5.86","unidad":"dia"}},{"ruta":"raiz.ramas[0]","tipo":"xor","codigo":null,"proceso":{"valor":"1.8","mostrado":"1.80","unidad":"h"},"ciclo":{"valor":"3.4","mostrado":"3.40","unidad":"dia"}},{"ruta":"raiz.ramas[0].ramas[0].nodo","tipo":"tarea","codigo":"t1","proceso":{"valor":"1","mostrado":"1.00","unidad":"h"},"ciclo":{"valor":"1","mostrado":"1.00","unidad":"dia"}}],"simulacion":{"semilla":1,"corridas":1000,"media":{"valor":"5.918","mostrado":"5.92","unidad":"dia"},"p50":{"valor":"5","mostrado":"5.00","unidad":"dia"},"p90":{"valor":"9","mostrado":"9.00","unidad":"dia"},"minimo":{"valor":"5","mostrado":"5.00","unidad":"dia"},"maximo":{"valor":"17","mostrado":"17.00","unidad":"dia"},"error_estandar":{"valor":"0.0528021218","mostrado":"0.0528","unidad":"dia"},"diferencia":{"valor":"1.0390243902","mostrado":"1.04","unidad":"%"},"concuerda":true},"advertencias":[]}"#,
        );
    }

    #[test]
    fn a_seed_gives_the_same_bytes() {
        assert_eq!(run("flujo", O18).to_string(), run("flujo", O18).to_string());
        assert_ne!(run("flujo", O18)["simulacion"], run("flujo", &O18.replace(r#""semilla":1"#, r#""semilla":2"#))["simulacion"]);
    }

    /// The own example of §2.11: AND( XOR(50 % 1 h, 50 % 9 h), 5 h ).
    #[test]
    fn branches_that_vary_are_told() {
        let s = run(
            "flujo",
            r#"{"unidad_proceso":"h","unidad_ciclo":"h","horas_por_dia":"8","simulacion":{"semilla":7,"corridas":10000},"raiz":{"tipo":"and","ramas":[{"tipo":"xor","ramas":[{"probabilidad":"0.5","nodo":{"tipo":"tarea","codigo":"a","proceso":"1"}},{"probabilidad":"0.5","nodo":{"tipo":"tarea","codigo":"b","proceso":"9"}}]},{"tipo":"tarea","codigo":"c","proceso":"5"}]}}"#,
        );
        holds(
            &s,
            r#"{"ciclo":{"valor":"5","mostrado":"5.00","unidad":"h"},"simulacion":{"media":{"valor":"6.9804"},"concuerda":false},"advertencias":[{"codigo":"simulacion_no_concuerda","campo":"simulacion","mensaje":"x"}]}"#,
        );
    }

    #[test]
    fn without_a_cycle_it_is_the_process_in_the_other_unit_and_the_waiting() {
        let s = run(
            "flujo",
            r#"{"unidad_proceso":"min","unidad_ciclo":"dia","horas_por_dia":"8","raiz":{"tipo":"secuencia","hijos":[{"tipo":"tarea","codigo":"a","proceso":"120","espera":"2"},{"tipo":"xor","ramas":[{"probabilidad":"1","nodo":null}]}]}}"#,
        );
        holds(
            &s,
            r#"{"ciclo":{"valor":"2.25"},"proceso":{"valor":"120"},"eficiencia":{"numerador":"2","denominador":"18","valor":"11.1111111111"},"simulacion":null}"#,
        );
        assert_eq!(s["nodos"].as_array().unwrap().len(), 3, "a branch with nothing to do gives no row");
    }

    #[test]
    fn a_process_that_takes_no_time_has_no_efficiency() {
        let s = run(
            "flujo",
            r#"{"unidad_proceso":"h","unidad_ciclo":"h","horas_por_dia":"8","simulacion":{"semilla":0,"corridas":100},"raiz":{"tipo":"tarea","codigo":"a","proceso":"0"}}"#,
        );
        holds(&s, r#"{"eficiencia":{"valor":null,"mostrado":"n/d"},"simulacion":{"diferencia":{"mostrado":"n/d"},"concuerda":true}}"#);
    }

    #[test]
    fn every_faulty_field_is_named_at_once_and_in_order() {
        assert_eq!(fields("flujo", "{}"), ["unidad_proceso", "unidad_ciclo", "horas_por_dia", "raiz"]);
        assert_eq!(
            fields(
                "flujo",
                r#"{"raiz":{"tipo":"bucle"},"horas_por_dia":"0","simulacion":{"semilla":-1,"corridas":99,"x":1},"unidad_ciclo":"d","unidad_proceso":"h"}"#
            ),
            ["raiz.tipo", "horas_por_dia", "simulacion.semilla", "simulacion.corridas", "simulacion.x", "unidad_ciclo"]
        );
        for (h, mal) in [("24", false), ("24.01", true), ("-8", true), ("NaN", true)] {
            let json = con_raiz(&tarea("1")).replace(r#""horas_por_dia":"8""#, &format!(r#""horas_por_dia":"{h}""#));
            assert_eq!(calcular(serde_json::from_str::<Value>(&json).unwrap().as_object().unwrap()).is_err(), mal, "{h}");
        }
        let de = |raiz: &str| fields("flujo", &con_raiz(raiz));
        assert_eq!(de(r#"{"tipo":"secuencia","hijos":[]}"#), ["raiz.hijos"]);
        assert_eq!(de(&format!(r#"{{"tipo":"and","ramas":[{}]}}"#, tarea("1"))), ["raiz.ramas"]);
        assert_eq!(de(r#"{"tipo":"xor","ramas":[]}"#), ["raiz.ramas"]);
        assert_eq!(de(r#"{"tipo":"tarea","codigo":"a","proceso":"1","ciclo":"2","espera":"1"}"#), ["raiz.ciclo"]);
        assert_eq!(de(r#"{"tipo":"tarea","proceso":"-1","hijos":[]}"#), ["raiz.proceso", "raiz.hijos", "raiz.codigo"]);
        assert_eq!(de(r#"{"tipo":"retrabajo","probabilidad":"1"}"#), ["raiz.probabilidad", "raiz.cuerpo"]);
        assert_eq!(de("null"), ["raiz"]);
        let xor = |p: &str, q: &str| {
            de(&format!(
                r#"{{"tipo":"xor","ramas":[{{"probabilidad":"{p}","nodo":null}},{{"nodo":{},"probabilidad":"{q}"}}]}}"#,
                tarea("-2")
            ))
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
        assert_eq!(fields("flujo", &con), ["simulacion.corridas"]);
        assert_eq!(run("flujo", &json)["ciclo"]["valor"], "10000000000", "the closed formula has no such limit");
    }
}
