//! `ahp`.

use super::*;

fn tres(matriz: &str) -> String {
    format!(r#"{{"criterios":{{"elementos":["a","b","c"],"juicios":[{{"matriz":{matriz}}}]}}}}"#)
}
fn pesos(dado: &Value, ruta: &str) -> Vec<String> {
    let lista = dado.pointer(ruta).unwrap().as_array().unwrap();
    lista.iter().map(|e| e["prioridad"]["mostrado"].as_str().unwrap().to_owned()).collect()
}
/// Agreement that is promised between implementations.
fn cerca(dado: &Value, ruta: &str, esperado: f64) {
    let valor: f64 = exacto(dado, ruta).parse().unwrap();
    assert!((valor - esperado).abs() < 0.000_001, "{ruta}: {valor} and not {esperado}");
}

#[test]
fn o17_los_dos_metodos_coinciden_en_una_matriz_consistente() {
    let media = correr("ahp", &ejemplo_con("ahp", r#""metodo_prioridad":"media_geometrica""#));
    assert_eq!(media["metodo_prioridad"], "media_geometrica");
    for (i, esperado) in [2.0 / 3.0, 1.0 / 9.0, 2.0 / 9.0].into_iter().enumerate() {
        cerca(&media, &format!("criterios.elementos.{i}.prioridad"), esperado);
    }
    assert_eq!((visto(&media, "criterios.cr"), media["criterios"]["consistente"].as_bool()), ("0.0000".to_owned(), Some(true)));
}

#[test]
fn una_matriz_consistente_solo_a_medias() {
    let dado = correr("ahp", &tres(r#"[["1","3","5"],["1/3","1","4"],["1/5","0.25","1"]]"#));
    assert_eq!(pesos(&dado, "/criterios/elementos"), ["0.6267", "0.2797", "0.0936"]);
    assert_eq!(["lambda_max", "ci", "cr"].map(|c| visto(&dado, &format!("criterios.{c}"))), ["3.0858", "0.0429", "0.0739"]);
    assert_eq!((dado["criterios"]["consistente"].as_bool(), advertencias(&dado)), (Some(true), vec![]));
}

#[test]
fn un_circulo_de_juicios_es_inconsistente_y_no_un_error() {
    let dado = correr("ahp", &tres(r#"[["1","3","1/3"],["1/3","1","3"],["3","1/3","1"]]"#));
    assert_eq!(pesos(&dado, "/criterios/elementos"), ["0.3333", "0.3333", "0.3333"]);
    let posiciones: Vec<_> = dado["criterios"]["elementos"].as_array().unwrap().iter().map(|e| e["posicion"].as_i64().unwrap()).collect();
    assert_eq!(posiciones, [1, 1, 1]);
    assert_eq!(["lambda_max", "ci", "cr"].map(|c| visto(&dado, &format!("criterios.{c}"))), ["4.3333", "0.6667", "1.1494"]);
    assert_eq!(advertencias(&dado), [aviso("inconsistente", "criterios")]);
}

#[test]
fn un_grupo_muestra_su_desacuerdo() {
    let entrada = r#"{"criterios":{"elementos":["a","b"],"juicios":[{"persona":"P1","matriz":[["1","4"],["1/4","1"]]},{"persona":"P2","peso":"1","matriz":[["1","1"],["1","1"]]}]}}"#;
    let dado = correr("ahp", entrada);
    cerca(&dado, "criterios.elementos.0.prioridad", 2.0 / 3.0);
    cerca(&dado, "criterios.elementos.1.prioridad", 1.0 / 3.0);
    let d = &dado["criterios"]["dispersion"][0];
    assert_eq!([&d["a"], &d["b"], &d["minimo"], &d["maximo"], &d["media_geometrica"], &d["razon_max_min"]], ["a", "b", "1", "4", "2", "4"]);
    assert_eq!([visto(&dado, "criterios.ci"), visto(&dado, "criterios.cr")], ["0.0000", "0.0000"]);
}

#[test]
fn la_jerarquia_pondera_las_prioridades_de_cada_criterio() {
    let dos = |a: &str, b: &str| format!(r#"{{"juicios":[{{"matriz":[["1","{a}"],["{b}","1"]]}}]}}"#);
    let entrada = format!(
        r#"{{"criterios":{{"elementos":["C1","C2"],"juicios":[{{"matriz":[["1","3"],["1/3","1"]]}}]}},"alternativas":{{"elementos":["X","Y"],"por_criterio":{{"C2":{},"C1":{}}}}}}}"#,
        dos("1/4", "4"),
        dos("4", "1/4"),
    );
    let dado = correr("ahp", &entrada);
    // 0.75 × 0.8 + 0.25 × 0.2.
    cerca(&dado, "alternativas.global.0.prioridad", 0.65);
    cerca(&dado, "alternativas.global.1.prioridad", 0.35);
    cerca(&dado, "alternativas.por_criterio.C2.elementos.1.prioridad", 0.8);
    assert_eq!(
        (&dado["alternativas"]["global"][1]["posicion"], &dado["alternativas"]["por_criterio"]["C1"]["ri"]),
        (&2.into(), &"0".into())
    );
}

#[test]
fn una_matriz_mala_nombra_su_celda() {
    let de = |matriz: &str| campos("ahp", &tres(matriz));
    let en = |celda: &str| vec![format!("criterios.juicios[0].matriz{celda}")];
    assert_eq!(de(r#"[["1","3","5"],["0.33","1","4"],["1/5","1/4","1"]]"#), en("[1][0]"), "0.33 is not a third");
    assert_eq!(de(r#"[["2","3","5"],["1/3","1","4"],["1/5","1/4","1"]]"#), en("[0][0]"));
    assert_eq!(de(r#"[["1","10","5"],["1/10","1","4"],["1/5","1/4","1"]]"#), [en("[0][1]"), en("[1][0]")].concat());
    assert_eq!(de(r#"[["1",null,"5"],["1/3","1","NaN"],["1/5","0","1"]]"#), [en("[0][1]"), en("[1][2]"), en("[2][1]")].concat());
    assert_eq!(de(r#"[["1","-3","5"],["1/3",1,"4"],["1/5","1/0","1"]]"#), [en("[0][1]"), en("[1][1]"), en("[2][1]")].concat());
    for talla in [r#"[["1","3"],["1/3","1"]]"#, r#"[["1","3","5"],["1/3","1"],["1/5","1/4","1"]]"#, "[]", "[1,2,3]", r#""3""#] {
        assert_eq!(de(talla), en(""), "{talla}");
    }
}

#[test]
fn los_elementos_son_de_uno_a_nueve_y_los_criterios_los_que_son() {
    let n = |n: usize| {
        let elementos: Vec<_> = (0..n).map(|i| format!("e{i}")).collect();
        serde_json::json!({ "criterios": { "elementos": elementos, "juicios": [{ "matriz": vec![vec!["1"; n]; n] }] } }).to_string()
    };
    assert_eq!(visto(&correr("ahp", &n(1)), "criterios.elementos.0.prioridad"), "1.0000");
    assert_eq!(visto(&correr("ahp", &n(9)), "criterios.lambda_max"), "9.0000");
    assert_eq!(campos("ahp", &n(0)), ["criterios.elementos"]);
    assert_eq!(campos("ahp", &n(10)), ["criterios.elementos"]);
    let entrada = r#"{"criterios":{"elementos":["a","a"],"juicios":[]},"alternativas":{"elementos":[],"por_criterio":{}}}"#;
    assert_eq!(
        campos("ahp", entrada),
        ["criterios.elementos[1]", "criterios.juicios", "alternativas.elementos", "alternativas.por_criterio.a"]
    );
    let entrada = r#"{"criterios":{"elementos":["a","b"],"juicios":[{"peso":"0","matriz":[["1","1"],["1","1"]]}]},"alternativas":{"elementos":["x"],"por_criterio":{"c":{},"b":{"juicios":[{"matriz":[["2"]]}]}}},"metodo_prioridad":"otro"}"#;
    assert_eq!(
        campos("ahp", entrada),
        [
            "criterios.juicios[0].peso",
            "alternativas.por_criterio.c",
            "alternativas.por_criterio.b.juicios[0].matriz[0][0]",
            "alternativas.por_criterio.a",
            "metodo_prioridad",
        ]
    );
}
