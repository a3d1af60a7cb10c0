//! `pert`.

use serde_json::json;

use super::*;

#[test]
fn the_paths_go_from_the_longest_and_most_variable() {
    let s = correr(
        "pert",
        r#"{"unidad":"h","actividades":[{"codigo":"A","a":"2","m":"2","b":"2"},{"codigo":"B","a":"1","m":"2","b":"3"},{"codigo":"C","a":"2","m":"2","b":"2"},{"codigo":"D","a":"3","m":"3","b":"3"}]}"#,
    );
    let rutas: Vec<&Value> = s["rutas"].as_array().unwrap().iter().map(|r| &r["actividades"][0]).collect();
    assert_eq!(rutas, ["D", "B", "A", "C"]);
    assert_eq!((&s["advertencias"], &s["probabilidad_conjunta"]), (&json!([]), &json!([])));
}

/// The page of `O-19` has an optimistic 6 above a pessimistic 4.
#[test]
fn an_optimistic_above_a_pessimistic_is_refused_at_a_or_b() {
    let con = |a: &str, m: &str, b: &str| {
        campos("pert", &format!(r#"{{"unidad":"dia","actividades":[{{"codigo":"X","a":"{a}","m":"{m}","b":"{b}"}}]}}"#))
    };
    assert_eq!(con("6", "5", "4"), ["actividades[0].a", "actividades[0].b"]);
    assert_eq!(con("6", "6", "4"), ["actividades[0].b"]);
    assert_eq!(con("6", "4", "4"), ["actividades[0].a"]);
    assert_eq!(con("-1", "NaN", "1e40"), ["actividades[0].a", "actividades[0].m", "actividades[0].b"]);
}

#[test]
fn every_faulty_field_is_named_at_once_and_in_order() {
    assert_eq!(campos("pert", "{}"), ["unidad", "actividades"]);
    assert_eq!(
        campos("pert", r#"{"actividades":[{"b":2,"codigo":"A","predecesoras":["A"],"duracion":"1"}],"plazos":["-5",5,"x"],"unidad":null}"#),
        [
            "actividades[0].b",
            "actividades[0].predecesoras",
            "actividades[0].duracion",
            "actividades[0].a",
            "actividades[0].m",
            "plazos[0]",
            "plazos[1]",
            "plazos[2]",
            "unidad",
        ]
    );
    assert_eq!(campos("pert", r#"{"unidad":"h","plazos":"5","actividades":[{"codigo":"A","a":"1","m":"1","b":"1"}]}"#), ["plazos"]);
}
