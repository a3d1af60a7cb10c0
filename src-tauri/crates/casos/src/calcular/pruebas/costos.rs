//! `costo_administrativo`, `ces` and `abc`.

use super::*;

/// One obligation of one activity: cases, hours and rate.
fn una(poblacion: &str, horas: &str, tarifa: &str) -> String {
    format!(
        r#"{{"codigo":"{poblacion}-{horas}","poblacion":"{poblacion}","frecuencia_anual":"1","actividades":[{{"codigo":"A","horas":"{horas}","tarifa_hora":"{tarifa}"}}]}}"#
    )
}

fn costo(extra: &str, obligaciones: &[String]) -> Value {
    correr("costo_administrativo", &format!(r#"{{"moneda":"USD"{extra},"obligaciones":[{}]}}"#, obligaciones.join(",")))
}

/// 25 CFR 519–558, burden published in the Federal Register.
#[test]
fn o02_las_partes_que_si_multiplican() {
    let filas = [
        ("7", "80", "75", "42,000.00"),
        ("33", "5", "75", "12,375.00"),
        ("2", "30", "75", "4,500.00"),
        ("20", "0.5", "15", "150.00"),
        ("7", "40", "40", "11,200.00"),
        ("33", "10", "40", "13,200.00"),
        ("2", "20", "40", "1,600.00"),
    ];
    let dado = costo("", &filas.map(|(q, h, t, _)| una(q, h, t)));
    for (i, (.., total)) in filas.iter().enumerate() {
        assert_eq!(visto(&dado, &format!("obligaciones.{i}.costo_anual")), *total);
    }
}

#[test]
fn o04b_las_horas_se_suman_exactas_y_no_como_se_muestran() {
    let dado = costo(r#","decimales":0"#, &[una("5", "0.33", "24.61"), una("9", "0.25", "24.61"), una("1", "0.75", "24.61")]);
    assert_eq!(exacto(&dado, "total.horas_anuales"), "4.65");
    let vistas: Vec<_> = (0..3).map(|i| visto(&dado, &format!("obligaciones.{i}.horas_anuales"))).collect();
    assert_eq!((vistas, visto(&dado, "total.horas_anuales")), (vec!["2".to_owned(), "2".to_owned(), "1".to_owned()], "5".to_owned()));
    let dado = costo("", &[una("5", "0.33", "24.61"), una("9", "0.25", "24.61"), una("1", "0.75", "24.61")]);
    assert_eq!((exacto(&dado, "total.costo_anual"), visto(&dado, "total.costo_anual")), ("114.4365".to_owned(), "114.44".to_owned()));
    assert_eq!(exacto(&costo("", &[una("5", "1.33", "24.61")]), "total.costo_anual"), "163.6565");
}

/// ED 1845-0099: shown without decimals, the parts add up to 21 and the total is 20.
#[test]
fn las_partes_visibles_no_se_ajustan_y_la_diferencia_se_muestra() {
    let dado = costo(r#","decimales":0"#, &[una("20", "0.33", "0"), una("34", "0.25", "0"), una("6", "0.75", "0")]);
    let vistas: Vec<_> = (0..3).map(|i| visto(&dado, &format!("obligaciones.{i}.horas_anuales"))).collect();
    assert_eq!(vistas, ["7", "9", "5"]);
    let total = &dado["total"]["horas_anuales"];
    assert_eq!((&total["valor"], &total["mostrado"], &total["diferencia_por_redondeo"]), (&"19.6".into(), &"20".into(), &"-1".into()));
    assert_eq!(advertencias(&dado), [aviso("diferencia_por_redondeo", "total.horas_anuales")]);
}

#[test]
fn o04c_mil_horas_de_cuatro_maneras() {
    for (q, h, total) in [("1000", "1", "1000"), ("1", "1000", "1000"), ("4", "250", "1000"), ("12", "100", "1200")] {
        assert_eq!(exacto(&costo("", &[una(q, h, "1")]), "total.horas_anuales"), total, "{q} × {h}");
    }
    // 83.33 h is what twelve times needs for a thousand: 5,000 minutes.
    let minutos = r#"{"moneda":"USD","obligaciones":[{"codigo":"O","poblacion":"12","frecuencia_anual":"1","actividades":[{"codigo":"A","minutos":"5000","tarifa_hora":"1"}]}]}"#;
    let dado = correr("costo_administrativo", minutos);
    assert_eq!(visto(&dado, "obligaciones.0.actividades.0.horas"), "83.33");
    assert_eq!(exacto(&dado, "total.horas_anuales"), "1000");
}

/// Rule 3: 41.17 an hour with 55 % overhead, 45 minutes, 2,000 cases.
#[test]
fn las_dos_cadenas_de_tasa() {
    let con = |modo: &str| {
        let entrada = format!(
            r#"{{"moneda":"GTQ"{modo},"obligaciones":[{{"codigo":"O","nombre":"n","poblacion":"2000","frecuencia_anual":"1","actividades":[{{"codigo":"A","minutos":"45","tarifa_hora":"41.17","gastos_generales":"0.55"}}]}}]}}"#
        );
        correr("costo_administrativo", &entrada)
    };
    let exacta = con("");
    assert_eq!(exacto(&exacta, "obligaciones.0.actividades.0.tarifa_cargada"), "63.8135");
    assert_eq!((visto(&exacta, "total.costo_anual"), advertencias(&exacta)), ("95,720.25".to_owned(), vec![]));
    let redonda = con(r#","modo_tasa":"tasa_redondeada","decimales_tasa":2"#);
    assert_eq!(exacto(&redonda, "obligaciones.0.actividades.0.tarifa_cargada"), "63.81");
    assert_eq!((visto(&redonda, "total.costo_anual"), redonda["modo_tasa"].as_str()), ("95,715.00".to_owned(), Some("tasa_redondeada")));
    assert_eq!(advertencias(&redonda), [aviso("tasa_redondeada", "modo_tasa")]);
}

#[test]
fn la_carga_deja_fuera_lo_que_se_haria_de_todos_modos() {
    let entrada = r#"{"moneda":"GTQ","obligaciones":[{"codigo":"O","poblacion":"100","frecuencia_anual":"2","cumplimiento":"0.5","actividades":[
        {"codigo":"A","horas":"2","tarifa_hora":"25","externos":"10","viajes":"1","proporcion_bau":"0.25"},{"codigo":"B","horas":"0","tarifa_hora":"0","externos":"40","viajes":"2"}]}]}"#;
    let dado = correr("costo_administrativo", entrada);
    let o = |campo: &str| exacto(&dado, &format!("obligaciones.0.{campo}"));
    assert_eq!([o("cantidad"), o("precio"), o("costo_anual"), o("carga_anual")], ["100", "100", "10000", "8500"]);
    assert_eq!((visto(&dado, "total.viajes_anuales"), dado["sensibilidad"].is_null()), ("300".to_owned(), true));
}

/// Own example of 2.2: two detailed modalidades, of which the second's wait does not stop the activity.
#[test]
fn ces_detallado() {
    let entrada = r#"{"moneda":"GTQ","parametros":{"nombre":"valores","fuente":"encuesta","fecha":"2026-08-31","valor_hora":"25"},"modalidades":[
        {"codigo":"M1","volumen_anual":"1000","requisitos":[{"codigo":"R1","horas":"2","gastos_directos":"10","viajes":"1"},{"codigo":"R2","horas":"0.5","valor_hora":"40"}],
         "espera":{"dias":"20","unidad_dias":"dia_habil","costo_dia":"3.50","unidad_costo_dia":"dia_habil","detiene_actividad":true}},
        {"codigo":"M2","volumen_anual":"50","requisitos":[{"codigo":"R1","horas":"8","gastos_directos":"100","viajes":"3"}],
         "espera":{"dias":"9","unidad_dias":"dia_habil","costo_dia":"3.50","unidad_costo_dia":"dia_habil","detiene_actividad":false}}]}"#;
    let dado = correr("ces", entrada);
    let m = |i: usize, campo: &str| visto(&dado, &format!("modalidades.{i}.{campo}"));
    assert_eq!([m(0, "requisitos"), m(0, "espera"), m(0, "por_caso")], ["80,000.00", "70,000.00", "150.00"]);
    assert_eq!([m(1, "requisitos"), m(1, "espera"), m(1, "por_caso")], ["15,000.00", "0.00", "300.00"]);
    let t = |campo: &str| visto(&dado, campo);
    assert_eq!([t("total.total"), t("participacion_requisitos"), t("participacion_espera")], ["165,000.00", "57.58", "42.42"]);
    assert_eq!([t("total.horas_anuales"), t("total.viajes_anuales"), t("total.cantidad_modalidades")], ["2,900.00", "1,150", "2"]);
    assert_eq!([t("promedio_simple"), t("promedio_ponderado")], ["225.00", "157.14"]);
    assert_eq!(advertencias(&dado), [aviso("espera_no_cuenta", "modalidades[1].espera")]);
    assert_eq!(dado["parametros"]["valor_hora"], "25");
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

/// Own example of 2.6.
#[test]
fn abc_con_sueldo_material_e_inductor() {
    let entrada = r#"{"moneda":"GTQ","minutos_mes":"10560","volumen_anual":"400",
        "puestos":[{"codigo":"P","remuneracion_mensual":"4000","beneficios":"666.67","aportes":"426.80"}],
        "pasos":[{"codigo":"S1","puesto":"P","minutos":"10","veces":"2"},{"codigo":"S2","puesto":"P","minutos":"4"}],
        "identificables":[{"codigo":"papel","tipo":"material_fungible","cantidad":"6","costo_unitario":"0.15"}],
        "no_identificables":[{"codigo":"renta","tipo":"costo_fijo","costo_anual":"24000","inductor":{"nombre":"m2","parte":"12","total":"80"}}]}"#;
    let dado = correr("abc", entrada);
    assert_eq!(exacto(&dado, "puestos.0.tarifa_minuto"), "0.4823361742");
    assert_eq!(exacto(&dado, "mano_de_obra"), "11.5760681818");
    assert_eq!([visto(&dado, "identificables"), visto(&dado, "no_identificables")], ["0.90", "9.00"]);
    assert_eq!([visto(&dado, "costo_por_caso"), visto(&dado, "costo_anual")], ["21.48", "8,590.43"]);
}

/// O-12 (DESA): with the rates that the sheet shows, 0.114 and 0.143, the sum would be another.
#[test]
fn o12_la_tasa_que_se_muestra_no_es_la_que_se_multiplica() {
    let redonda = correr("abc", &ejemplo_con("abc", r#""modo_tasa":"tasa_redondeada","decimales_tasa":3"#));
    assert_eq!([exacto(&redonda, "puestos.0.tarifa_minuto"), exacto(&redonda, "puestos.0.tarifa_usada")], ["0.1136", "0.114"]);
    assert_eq!(exacto(&redonda, "mano_de_obra"), "3.998");
}
