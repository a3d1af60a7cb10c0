//! `antes_despues` and `little`.

use super::*;

#[test]
fn o08_setenta_y_nueve_horas_a_dos() {
    let dado = correr("antes_despues", r#"{"medidas":[{"codigo":"t","unidad":"h","antes":"79","despues":"2"}]}"#);
    assert_eq!([visto(&dado, "medidas.0.diferencia"), visto(&dado, "medidas.0.porcentaje")], ["77.00", "97.47"]);
}

/// The published 6 M is not the product of its inputs: it is recomputed, and the gap is for the audit.
#[test]
fn o09_un_titular_no_se_acepta_como_producto_de_sus_datos() {
    // 11 days less 34 hours, at 225 a day, is 9.583 days: 2,475.00 before and 318.75 after, per truck.
    let entrada = r#"{"transacciones":"27060","medidas":[{"codigo":"espera","unidad":"USD","antes":"2475","despues":"318.75","por_transaccion":true},{"codigo":"un_dia","unidad":"USD","antes":"225","despues":"0","por_transaccion":true}]}"#;
    let dado = correr("antes_despues", entrada);
    assert_eq!([visto(&dado, "medidas.0.ahorro_total"), visto(&dado, "medidas.1.ahorro_total")], ["58,348,125.00", "6,088,500.00"]);
}

#[test]
fn o10_por_anios_de_vigencia_y_lo_que_empeora_se_dice() {
    let medida = |antes: &str, despues: &str| {
        format!(
            r#"{{"medidas":[{{"codigo":"L","unidad":"USD","antes":"47","despues":"47","validez_antes":"{antes}","validez_despues":"{despues}"}}]}}"#
        )
    };
    let dado = correr("antes_despues", &medida("10", "4"));
    let n = |campo: &str| visto(&dado, &format!("medidas.0.normalizado.{campo}"));
    assert_eq!(
        [n("diez_anios_antes"), n("diez_anios_despues"), n("anual_antes"), n("anual_despues")],
        ["47.00", "117.50", "4.70", "11.75"]
    );
    assert_eq!(n("porcentaje"), "-150.00");
    assert_eq!(advertencias(&dado), [aviso("empeora", "medidas[0]")]);
    assert_eq!(visto(&correr("antes_despues", &medida("4", "10")), "medidas.0.normalizado.porcentaje"), "60.00");
}

#[test]
fn lo_que_empeora_se_muestra_y_un_inicio_en_cero_no_tiene_porcentaje() {
    let cargas = r#""cargas":{"moneda":"GTQ","poblacion":"10","frecuencia_anual":"1","tabla":[{"codigo":"a","costo_unitario":"5"}],"antes":[],"despues":[{"codigo":"a","cantidad":"2"}]}"#;
    let dado = correr("antes_despues", &format!(r#"{{"medidas":[{{"codigo":"p","unidad":"paso","antes":"0","despues":"3"}}],{cargas}}}"#));
    assert_eq!([visto(&dado, "medidas.0.porcentaje"), visto(&dado, "medidas.0.diferencia")], ["n/d", "-3"]);
    assert!(dado["medidas"][0]["porcentaje"]["valor"].is_null());
    assert_eq!([visto(&dado, "cargas.porcentaje"), visto(&dado, "cargas.ahorro_total")], ["n/d", "-100.00"]);
    assert_eq!(advertencias(&dado), [aviso("empeora", "medidas[0]"), aviso("empeora", "cargas")]);
}

/// Own example of 2.7: counts are rows with their unit.
#[test]
fn los_conteos_de_interacciones_son_medidas() {
    let filas = [
        ("paso", "6", "3", "3"),
        ("entidad", "2", "2", "0"),
        ("visita", "6", "0", "6"),
        ("documento", "5", "3", "2"),
        ("formulario", "1", "1", "0"),
    ];
    let medidas = filas.map(|(u, a, d, _)| format!(r#"{{"codigo":"{u}","unidad":"{u}","antes":"{a}","despues":"{d}"}}"#)).join(",");
    let dado = correr("antes_despues", &format!(r#"{{"medidas":[{medidas}]}}"#));
    for (i, (unidad, .., diferencia)) in filas.iter().enumerate() {
        assert_eq!(visto(&dado, &format!("medidas.{i}.diferencia")), *diferencia, "{unidad}");
    }
    assert_eq!(advertencias(&dado), []);
}

#[test]
fn o23_little_al_reves() {
    let dado = correr("little", r#"{"unidad_tiempo":"dia","tasa":"120","trabajo_en_curso":"240","tiempo":null}"#);
    assert_eq!((dado["calculado"].as_str(), visto(&dado, "tiempo")), (Some("tiempo"), "2.00".to_owned()));
    let dado = correr("little", r#"{"unidad_tiempo":"mes","trabajo_en_curso":"10","tiempo":"4"}"#);
    assert_eq!(
        (dado["calculado"].as_str(), visto(&dado, "tasa"), &dado["tasa"]["unidad"]),
        (Some("tasa"), "2.50".to_owned(), &"caso/mes".into())
    );
}
