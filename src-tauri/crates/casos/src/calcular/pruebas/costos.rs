//! `costo_administrativo`, `ces` and `abc`.

use super::*;

#[test]
fn la_carga_deja_fuera_lo_que_se_haria_de_todos_modos() {
    let entrada = r#"{"moneda":"GTQ","obligaciones":[{"codigo":"O","poblacion":"100","frecuencia_anual":"2","cumplimiento":"0.5","actividades":[
        {"codigo":"A","horas":"2","tarifa_hora":"25","externos":"10","viajes":"1","proporcion_bau":"0.25"},{"codigo":"B","horas":"0","tarifa_hora":"0","externos":"40","viajes":"2"}]}]}"#;
    let dado = correr("costo_administrativo", entrada);
    let o = |campo: &str| exacto(&dado, &format!("obligaciones.0.{campo}"));
    assert_eq!([o("cantidad"), o("precio"), o("costo_anual"), o("carga_anual")], ["100", "100", "10000", "8500"]);
    assert_eq!((visto(&dado, "total.viajes_anuales"), dado["sensibilidad"].is_null()), ("300".to_owned(), true));
}

/// Michoacán 2020, declared totals: 627 + 74 modalidades.
#[test]
fn o07_lo_declarado_cuenta_sus_modalidades_y_no_inventa_horas() {
    let declarado = |n: &str| {
        format!(
            r#"{{"moneda":"MXN","parametros":{{"nombre":"n","fuente":"f"}},"modalidades":[{{"codigo":"M","declarado":{{"requisitos":"2192000000","espera":"124000000","cantidad_modalidades":"{n}"}}}}]}}"#
        )
    };
    assert_eq!(visto(&correr("ces", &declarado("0")), "por_modalidad"), "null");
    // The two kinds that were published, 627 and 74, are the 701.
    let partida =
        declarado("627").replace("]}", r#",{"codigo":"N","declarado":{"requisitos":"0","espera":"0","cantidad_modalidades":"74"}}]}"#);
    let dado = correr("ces", &partida);
    assert_eq!([visto(&dado, "total.cantidad_modalidades"), visto(&dado, "por_modalidad")], ["701", "3,303,851.64"]);
    assert_eq!([visto(&dado, "participacion_requisitos"), visto(&dado, "participacion_espera")], ["94.65", "5.35"]);
    // An unknown is not a zero: with one modalidad only declared there are no total hours.
    let mixta = declarado("701").replace(
        r#""modalidades":["#,
        r#""modalidades":[{"codigo":"D","volumen_anual":"0","requisitos":[],"espera":null},{"codigo":"E","declarado":null,"volumen_anual":"3","requisitos":[{"codigo":"R","horas":"1","valor_hora":"1"}]},"#,
    );
    let dado = correr("ces", &mixta);
    assert_eq!((visto(&dado, "total.horas_anuales"), visto(&dado, "modalidades.0.horas_anuales")), ("null".to_owned(), "0.00".to_owned()));
    assert_eq!((visto(&dado, "modalidades.0.por_caso"), visto(&dado, "promedio_simple")), ("null".to_owned(), "1.00".to_owned()));
    assert_eq!(visto(&dado, "total.cantidad_modalidades"), "703");
}

/// O-12 (DESA): with the rates that the sheet shows, 0.114 and 0.143, the sum would be another.
#[test]
fn o12_la_tasa_que_se_muestra_no_es_la_que_se_multiplica() {
    let redonda = correr("abc", &ejemplo_con("abc", r#""modo_tasa":"tasa_redondeada","decimales_tasa":3"#));
    assert_eq!([exacto(&redonda, "puestos.0.tarifa_minuto"), exacto(&redonda, "puestos.0.tarifa_usada")], ["0.1136", "0.114"]);
    assert_eq!(exacto(&redonda, "mano_de_obra"), "3.998");
}
