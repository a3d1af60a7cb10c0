//! `cpm`.

use proptest::prelude::*;
use serde_json::json;

use super::*;

#[test]
fn every_faulty_field_is_named_at_once_and_in_order() {
    assert_eq!(campos("cpm", "{}"), ["unidad", "actividades"]);
    assert_eq!(campos("cpm", r#"{"actividades":[],"otra":1,"unidad":" "}"#), ["actividades", "otra", "unidad"]);
    assert_eq!(campos("cpm", r#"{"unidad":"h","actividades":"A"}"#), ["actividades"]);
    for d in ["-1", "NaN", "1e3", "", "1,5", &format!("1{}", "0".repeat(40))] {
        assert_eq!(
            campos("cpm", &format!(r#"{{"unidad":"h","actividades":[{{"codigo":"A","duracion":"{d}"}}]}}"#)),
            ["actividades[0].duracion"],
            "{d}"
        );
    }
    for d in ["7", "null", "1e40", "[]", "{}", "true"] {
        assert_eq!(
            campos("cpm", &format!(r#"{{"unidad":"h","actividades":[{{"codigo":"A","duracion":{d}}}]}}"#)),
            ["actividades[0].duracion"],
            "{d}"
        );
    }
    assert_eq!(
        campos(
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
    correr("cpm", &format!(r#"{{"unidad":"h","actividades":[{{"codigo":"{largo}","nombre":"Revisión","duracion":"1"}}]}}"#));
    assert_eq!(
        campos("cpm", &format!(r#"{{"unidad":"h","actividades":[{{"codigo":"{largo}a","duracion":"1"}}]}}"#)),
        ["actividades[0].codigo"]
    );
}

#[test]
fn a_cycle_names_every_activity_in_it_or_after_it() {
    let json = r#"{"unidad":"h","actividades":[{"codigo":"S","duracion":"1","predecesoras":["C"]},{"codigo":"A","duracion":"1"},{"codigo":"B","duracion":"1","predecesoras":["A","C"]},{"codigo":"C","duracion":"1","predecesoras":["B"]}]}"#;
    assert_eq!(campos("cpm", json), ["actividades[0].predecesoras", "actividades[2].predecesoras", "actividades[3].predecesoras"]);
    let propio = r#"{"unidad":"h","actividades":[{"codigo":"A","duracion":"1","predecesoras":["A"]}]}"#;
    assert_eq!(campos("cpm", propio), ["actividades[0].predecesoras"]);
}

#[test]
fn the_largest_net_is_computed_and_its_paths_are_cut() {
    let una = |i: usize| if i < 2 { String::new() } else { format!(r#","predecesoras":["{}","{}"]"#, i / 2 * 2 - 2, i / 2 * 2 - 1) };
    let lista: Vec<String> = (0..10_000).map(|i| format!(r#"{{"codigo":"{i}","duracion":"0.1"{}}}"#, una(i))).collect();
    let s = correr("cpm", &format!(r#"{{"unidad":"h","actividades":[{}]}}"#, lista.join(",")));
    assert_eq!((&s["duracion_total"]["valor"], &s["advertencias"][0]["codigo"]), (&json!("500"), &json!("rutas_truncadas")));
    let rutas = s["rutas_criticas"].as_array().unwrap();
    assert!(!rutas.is_empty() && rutas.iter().all(|r| r.as_array().unwrap().len() == 5_000));
}

#[test]
fn an_input_that_is_wrong_everywhere_is_told_without_delay() {
    let muchos: Vec<String> = (0..200_000).map(|i| format!(r#""x{i}":0"#)).collect();
    let campos = campos("cpm", &format!("{{{}}}", muchos.join(",")));
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
        let corto = correr("cpm", &con(&|i| format!("<{i}>"))).to_string();
        let largo = correr("cpm", &con(&|i| format!("<{tag}{i}>"))).to_string();
        prop_assert_eq!(corto, largo.replace(&format!("<{tag}"), "<"));
    }
}
