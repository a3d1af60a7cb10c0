//! `ahp`.

use super::*;

fn tres(matriz: &str) -> String {
    format!(r#"{{"criterios":{{"elementos":["a","b","c"],"juicios":[{{"matriz":{matriz}}}]}}}}"#)
}
/// Agreement that is promised between implementations.
fn cerca(dado: &Value, ruta: &str, esperado: f64) {
    let valor: f64 = exacto(dado, ruta).parse().unwrap();
    assert!((valor - esperado).abs() < 0.000_001, "{ruta}: {valor} and not {esperado}");
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
