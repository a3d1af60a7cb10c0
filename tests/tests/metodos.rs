//! Every worked example of the methods through the real console, digit by digit.
//!
//! The examples are beside the code that they judge, `casos/src/calcular/ejemplos/METODO.json`, and hold the numbers
//! of the document (published cases and its own), never our output. `salida` is what must be there: objects may carry
//! more fields and lists may not, unless they end in `{"y_otros": n}`; a message is free text. `rechaza` is the list
//! of faulty fields, in order.

use std::fs::File;
use std::path::PathBuf;

use pruebas::{Puesto, Salida, archivos, raiz};
use serde_json::Value;

fn ejemplos() -> Vec<(String, Value)> {
    let carpeta: PathBuf = raiz().join("src-tauri/crates/casos/src/calcular/ejemplos");
    let de = |ruta: PathBuf| {
        let lista: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(&ruta).unwrap()).unwrap();
        let metodo = ruta.file_stem().unwrap().to_string_lossy().into_owned();
        lista.into_iter().map(move |e| (metodo.clone(), e))
    };
    archivos(&carpeta, &["json"]).into_iter().flat_map(de).collect()
}

fn correr(puesto: &Puesto, metodo: &str, entrada: impl AsRef<[u8]>) -> Salida {
    let mut orden = puesto.orden(&["calcular", metodo]);
    orden.stdin(File::open(puesto.archivo("entrada.json", entrada)).unwrap());
    Salida::de(&mut orden)
}

/// The faulty fields of a refusal, whose last line of standard error is one JSON object and nothing goes to standard
/// output.
fn rechazados(salida: &Salida) -> Vec<String> {
    assert_eq!((salida.codigo, salida.salida.as_str()), (2, ""), "{}", salida.error);
    let falla: Value = serde_json::from_str(salida.error.lines().last().unwrap()).unwrap();
    assert_eq!(falla["codigo"], "campos_invalidos", "{falla}");
    let campos = falla["campos"].as_array().unwrap();
    assert!(campos.iter().all(|c| c["mensaje"].as_str().is_some_and(|m| !m.is_empty())), "{falla}");
    campos.iter().map(|c| c["campo"].as_str().unwrap().to_owned()).collect()
}

/// Where the result is not what the document says; nothing when it is.
fn comparar(dado: &Value, esperado: &Value, ruta: &str, faltas: &mut Vec<String>) {
    match (dado, esperado) {
        (Value::Object(d), Value::Object(e)) => {
            for (k, v) in e {
                let ruta = format!("{ruta}.{k}");
                match d.get(k) {
                    None => faltas.push(format!("{ruta} is missing")),
                    Some(d) if k == "mensaje" && v.is_string() => {
                        if d.as_str().is_none_or(str::is_empty) {
                            faltas.push(format!("{ruta} says nothing"));
                        }
                    }
                    Some(d) => comparar(d, v, &ruta, faltas),
                }
            }
        }
        (Value::Array(d), Value::Array(e)) => {
            let otros = e.last().and_then(|u| u["y_otros"].as_u64());
            let escritos = e.len() - usize::from(otros.is_some());
            if d.len() != escritos + otros.unwrap_or(0) as usize {
                faltas.push(format!("{ruta} has {} items and not {escritos} and {} more", d.len(), otros.unwrap_or(0)));
            }
            d.iter().zip(&e[..escritos]).enumerate().for_each(|(i, (d, e))| comparar(d, e, &format!("{ruta}[{i}]"), faltas));
        }
        _ if dado == esperado => {}
        _ => faltas.push(format!("{ruta}: {dado} and not {esperado}")),
    }
}

#[test]
fn every_example_of_the_document_gives_its_numbers() {
    let puesto = Puesto::new();
    let todos = ejemplos();
    let mut faltas = Vec::new();
    for (metodo, ejemplo) in &todos {
        let nombre = format!("{metodo} {}", ejemplo["ejemplo"].as_str().unwrap());
        let salida = correr(&puesto, metodo, ejemplo["entrada"].to_string());
        if let Some(campos) = ejemplo["rechaza"].as_array() {
            assert_eq!(rechazados(&salida), campos.iter().map(|c| c.as_str().unwrap()).collect::<Vec<_>>(), "{nombre}");
            continue;
        }
        assert_eq!(salida.codigo, 0, "{nombre}: {}", salida.error);
        let dado: Value = serde_json::from_str(&salida.salida).unwrap();
        comparar(&dado, &ejemplo["salida"], &nombre, &mut faltas);
        assert_eq!((&dado["metodo"], &dado["version"]), (&metodo.as_str().into(), &1.into()), "{nombre}");
        assert!(dado["formula"].as_str().is_some_and(|f| !f.is_empty()) && dado["advertencias"].is_array(), "{nombre}");
        assert!(dado["explicacion"]["calculo"].as_str().is_some_and(|f| !f.is_empty()), "{nombre}");
    }
    assert_eq!(faltas, Vec::<String>::new());
    assert!(todos.len() >= 49, "{} examples", todos.len());
    assert!(!puesto.base().exists(), "no data file is opened");
}

/// Negative control: one wrong digit, one item more and one field less are all told.
#[test]
fn a_wrong_digit_is_told() {
    let de = |dado: &str, esperado: &str| {
        let mut faltas = Vec::new();
        comparar(&serde_json::from_str(dado).unwrap(), &serde_json::from_str(esperado).unwrap(), "r", &mut faltas);
        faltas
    };
    assert_eq!(de(r#"{"a":[{"v":"27"}],"mas":1}"#, r#"{"a":[{"v":"28"}]}"#), [r#"r.a[0].v: "27" and not "28""#]);
    assert_eq!(de("[1,2]", "[1]").len(), 1);
    assert_eq!(de("[1,2,3]", r#"[1,{"y_otros":2}]"#), Vec::<String>::new());
    assert_eq!(de("[1,2,3]", r#"[1,{"y_otros":1}]"#).len(), 1);
    assert_eq!(de(r#"{"a":null}"#, r#"{"b":null}"#), ["r.b is missing"]);
}

#[test]
fn bad_input_is_refused_by_every_method_and_names_the_field() {
    let puesto = Puesto::new();
    let mut metodos: Vec<String> = ejemplos().into_iter().map(|(m, _)| m).collect();
    metodos.dedup();
    assert_eq!(metodos.len(), 13);
    for metodo in &metodos {
        for nada in ["[]", "", "NaN", "\"x\"", "{\"a\":NaN}", "{\"a\":1", "\u{feff}{}"] {
            assert_eq!(rechazados(&correr(&puesto, metodo, nada)), ["entrada"], "{metodo}: {nada}");
        }
        assert_eq!(rechazados(&correr(&puesto, metodo, [b'{', b'"', 0xff, b'"', b':', b'1', b'}'])), ["entrada"], "{metodo}: not UTF-8");
        assert_eq!(rechazados(&correr(&puesto, metodo, r#"{"nada_de_esto":1}"#))[0], "nada_de_esto", "{metodo}");
    }
    let grande = format!("{{\"x\":\"{}\"}}", "1".repeat(5 << 20));
    assert_eq!(rechazados(&correr(&puesto, "little", grande)), ["entrada"]);
    let hondo = format!("{}{}", r#"{"raiz":"#.repeat(200), "}".repeat(200));
    assert_eq!(rechazados(&correr(&puesto, "flujo", hondo)), ["entrada"]);
    assert_eq!(rechazados(&correr(&puesto, "promedio", "{}")), ["metodo"]);

    let de = |metodo: &str, entrada: &str| rechazados(&correr(&puesto, metodo, entrada));
    let diez_a_la_40 = format!("1{}", "0".repeat(40));
    for malo in ["-1", "NaN", "Infinity", "1e3", "1,5", diez_a_la_40.as_str()] {
        let entrada = format!(r#"{{"unidad_tiempo":"dia","tasa":"{malo}","tiempo":"4"}}"#);
        assert_eq!(de("little", &entrada), ["tasa"], "{malo}");
    }
    assert_eq!(de("little", r#"{"unidad_tiempo":"dia","tasa":"0","trabajo_en_curso":"4"}"#), ["tasa"]);
    assert_eq!(
        de(
            "flujo",
            r#"{"unidad_proceso":"h","unidad_ciclo":"h","horas_por_dia":"8","raiz":{"tipo":"xor","ramas":[{"probabilidad":"0.5","nodo":null},{"probabilidad":"0.4","nodo":null}]}}"#
        ),
        ["raiz.ramas"]
    );
    let ciclo = r#"{"unidad":"h","actividades":[{"codigo":"A","duracion":"1","predecesoras":["B"]},{"codigo":"B","duracion":"1","predecesoras":["A"]}]}"#;
    assert_eq!(de("cpm", ciclo), ["actividades[0].predecesoras", "actividades[1].predecesoras"]);
    assert_eq!(
        de("ponderado", r#"{"criterios":[{"codigo":"C","peso":"0.9"}],"alternativas":[{"codigo":"A","puntajes":{"C":"1"}}]}"#),
        ["criterios"]
    );
    assert_eq!(de("pareto", r#"{"unidad":"GTQ","elementos":[{"codigo":"a","monto":"0"}]}"#), ["elementos"]);
    let doble =
        r#"{"corte":"2026-08-31","medidas":[{"codigo":"A","prevista":"2026-01-01","cumplida":"2026-01-01","abandonada":"2026-01-01"}]}"#;
    assert_eq!(de("avance_plan", doble), ["medidas[0].abandonada"]);
}

/// A seed is a promise: the same bytes, run after run.
#[test]
fn the_simulation_is_the_same_bytes_with_the_same_seed() {
    let puesto = Puesto::new();
    let (_, ejemplo) = ejemplos().into_iter().find(|(m, _)| m == "flujo").unwrap();
    let una = correr(&puesto, "flujo", ejemplo["entrada"].to_string());
    assert_eq!(una.salida, correr(&puesto, "flujo", ejemplo["entrada"].to_string()).salida);
    let otra = ejemplo["entrada"].to_string().replace(r#""semilla":1,"#, r#""semilla":2,"#);
    assert_ne!(una.salida, correr(&puesto, "flujo", otra).salida);
}
