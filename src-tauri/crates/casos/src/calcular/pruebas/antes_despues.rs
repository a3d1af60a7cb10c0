//! `antes_despues` and `little`.

use super::*;

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

#[test]
fn little_da_tambien_la_tasa() {
    let dado = correr("little", r#"{"unidad_tiempo":"mes","trabajo_en_curso":"10","tiempo":"4"}"#);
    assert_eq!(
        (dado["calculado"].as_str(), visto(&dado, "tasa"), &dado["tasa"]["unidad"]),
        (Some("tasa"), "2.50".to_owned(), &"caso/mes".into())
    );
}
