//! `ponderado` and `pareto`.

use super::*;

/// Own example of 2.8: scaled, one without datum.
const ESCALADO: &str = r#"{"normalizacion":"escala","criterios":[{"codigo":"demanda","peso":"0.6","escala":{"minimo":"0","maximo":"5"}},{"codigo":"dias","peso":"0.4","sentido":"menos_es_mejor","escala":{"minimo":"0","maximo":"60"}}],
    "alternativas":[{"codigo":"T1","puntajes":{"demanda":"4","dias":"30"}},{"codigo":"T2","puntajes":{"demanda":"3","dias":"6"}},{"codigo":"T3","puntajes":{"demanda":"5","dias":null}}]}"#;

#[test]
fn quien_gana_en_todo_es_estable() {
    let entrada = r#"{"criterios":[{"codigo":"C1","peso":"0.5"},{"codigo":"C3","peso":"0.5"}],"alternativas":[{"codigo":"A","puntajes":{"C1":"8","C3":"5"}},{"codigo":"B","puntajes":{"C1":"6","C3":"4"}}]}"#;
    let dado = correr("ponderado", entrada);
    assert_eq!((dado["sensibilidad"].is_null(), advertencias(&dado)), (true, vec![aviso("primer_lugar_estable", "criterios")]));
}

#[test]
fn los_empates_se_muestran_y_no_hay_sensibilidad_en_un_empate() {
    let entrada = r#"{"criterios":[{"codigo":"C","peso":"1"}],"alternativas":[{"codigo":"Z","puntajes":{"C":"2"}},{"codigo":"A","puntajes":{"C":"2.0"}},{"codigo":"M","puntajes":{"C":"1"}},{"codigo":"N","puntajes":{"C":null}}]}"#;
    let dado = correr("ponderado", entrada);
    let visto: Vec<_> =
        dado["alternativas"].as_array().unwrap().iter().map(|f| (f["codigo"].as_str().unwrap(), f["posicion"].as_i64())).collect();
    assert_eq!(visto, [("A", Some(1)), ("Z", Some(1)), ("M", Some(3)), ("N", None)]);
    assert_eq!((&dado["primeros"], &dado["empates"]), (&serde_json::json!(["A", "Z"]), &serde_json::json!([["A", "Z"]])));
    assert!(dado["sensibilidad"].is_null() && dado["alternativas"][3]["puntaje"].is_null());
    assert_eq!(advertencias(&dado), [aviso("no_comparable", "alternativas"), aviso("empate_en_primer_lugar", "alternativas")]);
}

/// The order is one, whatever the order in which the criteria are written.
#[test]
fn el_orden_de_los_criterios_en_el_archivo_no_importa() {
    let entrada: Value = serde_json::from_str(ESCALADO).unwrap();
    let mut al_reves = entrada.clone();
    al_reves["criterios"].as_array_mut().unwrap().reverse();
    let (uno, otro) = (correr("ponderado", &entrada.to_string()), correr("ponderado", &al_reves.to_string()));
    assert_eq!((&uno["alternativas"], &uno["primeros"]), (&otro["alternativas"], &otro["primeros"]));
    // Of two criteria, more of one is less of the other: the first that is written is told.
    assert_eq!([&uno["sensibilidad"]["criterio"], &otro["sensibilidad"]["criterio"]], ["demanda", "dias"]);
    assert_eq!(exacto(&otro, "sensibilidad.cambio"), "-0.0666666667");
}

#[test]
fn pareto_empata_por_codigo_y_acepta_otros_umbrales() {
    let entrada = r#"{"unidad":"caso","umbrales":["50","100"],"elementos":[{"codigo":"b","monto":"1"},{"codigo":"a","monto":"1"},{"codigo":"c","monto":"0"}]}"#;
    let dado = correr("pareto", entrada);
    let filas: Vec<_> =
        dado["elementos"].as_array().unwrap().iter().map(|e| (e["codigo"].as_str().unwrap(), e["clase"].as_str().unwrap())).collect();
    assert_eq!(filas, [("a", "A"), ("b", "B"), ("c", "C")]);
    assert_eq!(dado["vitales"], serde_json::json!(["a"]));
}
