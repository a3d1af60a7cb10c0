//! `cpm` (`metodos.md` §3.11).

use dominio::metodos::cpm;
use serde_json::{Map, Value, json};

use super::entrada::{Fallas, Objeto};
use super::presentar::{aviso, cifra, explicacion};
use super::red::{self, ALCANCE, TRUNCADAS};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let mut fallas = Fallas::default();
    let raiz = Objeto::raiz(objeto);
    raiz.solo(&["unidad", "actividades"], &mut fallas);
    let unidad = raiz.texto("unidad", &mut fallas);
    let leida = red::leer(&raiz, &["duracion"], &mut fallas, |o, fallas| o.cantidad("duracion", fallas));
    let (unidad, leida) = fallas.en_orden(unidad.zip(leida), objeto)?;
    let c = cpm::calcular(&leida.red, &leida.datos);
    let rutas: Vec<Vec<&str>> = c.rutas_criticas.rutas.iter().map(|r| leida.nombrar(r)).collect();
    let avisos: Vec<Value> = c.rutas_criticas.truncadas.then(|| aviso("rutas_truncadas", "actividades", TRUNCADAS)).into_iter().collect();
    Ok(json!({
        "metodo": "cpm", "version": 1, "formula": "ruta más larga",
        "actividades": leida.actividades(&c.tiempos, &unidad),
        "duracion_total": cifra(&c.duracion_total, &unidad),
        "rutas_criticas": rutas,
        "explicacion": explicacion(
            "Cada actividad empieza cuando termina la última de sus predecesoras. La holgura es lo que puede esperar sin atrasar el final. La actividad sin holgura es crítica.",
            ALCANCE,
        ),
        "advertencias": avisos,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::presentar::pruebas::{fields, find, holds, run};
    use super::*;
    use proptest::prelude::*;

    const O19: &str = r#"{"unidad":"dia","actividades":[{"codigo":"A","duracion":"12"},{"codigo":"B","duracion":"10"},{"codigo":"C","duracion":"10","predecesoras":["A","B"]},{"codigo":"D","duracion":"5","predecesoras":["C"]},{"codigo":"E","duracion":"3","predecesoras":["C"]}]}"#;

    /// `O-19`, published; the row of B is written whole in the contract, and the rest in §2.12.
    #[test]
    fn o19_to_the_letter() {
        let s = run("cpm", O19);
        holds(
            &s,
            r#"{"metodo":"cpm","version":1,"formula":"ruta más larga","duracion_total":{"valor":"27","mostrado":"27.00","unidad":"dia"},"rutas_criticas":[["A","C","D"]],"advertencias":[]}"#,
        );
        holds(
            find(&s["actividades"], "B"),
            r#"{"codigo":"B","duracion":{"valor":"10","mostrado":"10.00","unidad":"dia"},"inicio_temprano":{"valor":"0","mostrado":"0.00","unidad":"dia"},"fin_temprano":{"valor":"10","mostrado":"10.00","unidad":"dia"},"inicio_tardio":{"valor":"2","mostrado":"2.00","unidad":"dia"},"fin_tardio":{"valor":"12","mostrado":"12.00","unidad":"dia"},"holgura_total":{"valor":"2","mostrado":"2.00","unidad":"dia"},"holgura_libre":{"valor":"2","mostrado":"2.00","unidad":"dia"},"critica":false}"#,
        );
        let fila = |c: &str| {
            let a = find(&s["actividades"], c);
            ["inicio_temprano", "fin_temprano", "inicio_tardio", "fin_tardio", "holgura_total"]
                .map(|k| a[k]["valor"].as_str().unwrap().to_owned())
        };
        assert_eq!(fila("A"), ["0", "12", "0", "12", "0"]);
        assert_eq!(fila("C"), ["12", "22", "12", "22", "0"]);
        assert_eq!(fila("D"), ["22", "27", "22", "27", "0"]);
        assert_eq!(fila("E"), ["22", "25", "24", "27", "2"]);
    }

    /// `O-20`, published.
    #[test]
    fn o20_lasts_14_by_a_d_e() {
        let s = run(
            "cpm",
            r#"{"unidad":"dia","actividades":[{"codigo":"A","duracion":"3"},{"codigo":"B","duracion":"3","predecesoras":["A"]},{"codigo":"C","duracion":"4","predecesoras":["A"]},{"codigo":"D","duracion":"6","predecesoras":["A"]},{"codigo":"E","duracion":"5","predecesoras":["B","C","D"]}]}"#,
        );
        assert_eq!((&s["duracion_total"]["valor"], &s["rutas_criticas"]), (&json!("14"), &json!([["A", "D", "E"]])));
        let holgura = |c: &str| find(&s["actividades"], c)["holgura_total"]["valor"].clone();
        assert_eq!((holgura("B"), holgura("C")), (json!("3"), json!("2")));
    }

    #[test]
    fn every_faulty_field_is_named_at_once_and_in_order() {
        assert_eq!(fields("cpm", "{}"), ["unidad", "actividades"]);
        assert_eq!(fields("cpm", r#"{"actividades":[],"otra":1,"unidad":" "}"#), ["actividades", "otra", "unidad"]);
        assert_eq!(fields("cpm", r#"{"unidad":"h","actividades":"A"}"#), ["actividades"]);
        for d in ["-1", "NaN", "1e3", "", "1,5", &format!("1{}", "0".repeat(40))] {
            assert_eq!(
                fields("cpm", &format!(r#"{{"unidad":"h","actividades":[{{"codigo":"A","duracion":"{d}"}}]}}"#)),
                ["actividades[0].duracion"],
                "{d}"
            );
        }
        for d in ["7", "null", "1e40", "[]", "{}", "true"] {
            assert_eq!(
                fields("cpm", &format!(r#"{{"unidad":"h","actividades":[{{"codigo":"A","duracion":{d}}}]}}"#)),
                ["actividades[0].duracion"],
                "{d}"
            );
        }
        assert_eq!(
            fields(
                "cpm",
                r#"{"unidad":3,"actividades":[{"codigo":"A","predecesoras":["Z",4,"B"],"x.y":1},7,{"codigo":"A","duracion":"1","predecesoras":"A"},{"duracion":"1","predecesoras":["A","A"]}]}"#
            ),
            [
                "unidad",
                "actividades[0].predecesoras[0]",
                "actividades[0].predecesoras[1]",
                "actividades[0].predecesoras[2]",
                "actividades[0].x.y",
                "actividades[0].duracion",
                "actividades[1]",
                "actividades[2].codigo",
                "actividades[2].predecesoras",
                "actividades[3].predecesoras[1]",
                "actividades[3].codigo",
            ]
        );
        let largo = "á".repeat(60);
        run("cpm", &format!(r#"{{"unidad":"h","actividades":[{{"codigo":"{largo}","nombre":"Revisión","duracion":"1"}}]}}"#));
        assert_eq!(
            fields("cpm", &format!(r#"{{"unidad":"h","actividades":[{{"codigo":"{largo}a","duracion":"1"}}]}}"#)),
            ["actividades[0].codigo"]
        );
    }

    #[test]
    fn a_cycle_names_every_activity_in_it_or_after_it() {
        let json = r#"{"unidad":"h","actividades":[{"codigo":"S","duracion":"1","predecesoras":["C"]},{"codigo":"A","duracion":"1"},{"codigo":"B","duracion":"1","predecesoras":["A","C"]},{"codigo":"C","duracion":"1","predecesoras":["B"]}]}"#;
        assert_eq!(fields("cpm", json), ["actividades[0].predecesoras", "actividades[2].predecesoras", "actividades[3].predecesoras"]);
        let propio = r#"{"unidad":"h","actividades":[{"codigo":"A","duracion":"1","predecesoras":["A"]}]}"#;
        assert_eq!(fields("cpm", propio), ["actividades[0].predecesoras"]);
    }

    #[test]
    fn the_largest_net_is_computed_and_its_paths_are_cut() {
        let una = |i: usize| if i < 2 { String::new() } else { format!(r#","predecesoras":["{}","{}"]"#, i / 2 * 2 - 2, i / 2 * 2 - 1) };
        let lista: Vec<String> = (0..10_000).map(|i| format!(r#"{{"codigo":"{i}","duracion":"0.1"{}}}"#, una(i))).collect();
        let s = run("cpm", &format!(r#"{{"unidad":"h","actividades":[{}]}}"#, lista.join(",")));
        assert_eq!((&s["duracion_total"]["valor"], &s["advertencias"][0]["codigo"]), (&json!("500"), &json!("rutas_truncadas")));
        let rutas = s["rutas_criticas"].as_array().unwrap();
        assert!(!rutas.is_empty() && rutas.iter().all(|r| r.as_array().unwrap().len() == 5_000));
    }

    #[test]
    fn an_input_that_is_wrong_everywhere_is_told_without_delay() {
        let muchos: Vec<String> = (0..200_000).map(|i| format!(r#""x{i}":0"#)).collect();
        let campos = fields("cpm", &format!("{{{}}}", muchos.join(",")));
        assert_eq!((campos.len(), campos[0].as_str(), campos[200_001].as_str()), (200_002, "x0", "actividades"));
    }

    proptest! {
        #[test]
        fn the_names_change_nothing_but_themselves(duraciones in proptest::collection::vec(0u32..50, 1..12), bits in any::<u64>(), tag in "[a-zñ]{1,8}") {
            let con = |nombre: &dyn Fn(usize) -> String| {
                let una = |(i, d): (usize, &u32)| {
                    let antes: Vec<String> = (0..i).filter(|p| bits >> ((i * 7 + p) % 64) & 1 == 1).map(nombre).collect();
                    json!({ "codigo": nombre(i), "duracion": d.to_string(), "predecesoras": antes })
                };
                json!({ "unidad": "dia", "actividades": duraciones.iter().enumerate().map(una).collect::<Vec<_>>() }).to_string()
            };
            let corto = run("cpm", &con(&|i| format!("<{i}>"))).to_string();
            let largo = run("cpm", &con(&|i| format!("<{tag}{i}>"))).to_string();
            prop_assert_eq!(corto, largo.replace(&format!("<{tag}"), "<"));
        }
    }
}
