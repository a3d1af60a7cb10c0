//! `avance_plan`.

use super::*;

const PERIODOS: &str = r#""corte":"2026-08-31","periodos":[{"codigo":"C1","desde":"2026-01-01","hasta":"2026-04-30"},{"codigo":"C2","desde":"2026-05-01","hasta":"2026-08-31"}]"#;

/// The same plan by the facts of each medida, with facts after the cut-off that do not count.
#[test]
fn the_own_example_by_facts() {
    let m = |codigo: u32, prevista: &str, resto: &str| format!(r#"{{"codigo":"M{codigo}","prevista":"{prevista}"{resto}}}"#);
    let ok = r#","verificada":"2026-08-31""#;
    let medidas = [
        m(1, "2026-04-30", &format!(r#","cumplida":"2026-01-01"{ok}"#)),
        m(2, "2026-04-30", &format!(r#","cumplida":"2026-04-30"{ok}"#)),
        m(3, "2026-02-01", &format!(r#","cumplida":"2026-03-01"{ok}"#)),
        m(4, "2026-02-01", &format!(r#","cumplida":"2026-05-01"{ok}"#)),
        m(5, "2026-02-01", r#","avance":"0.75","cumplida":"2026-09-01","verificada":"2026-09-02""#),
        m(6, "2026-05-01", &format!(r#","cumplida":"2026-08-31"{ok}"#)),
        m(7, "2026-08-31", r#","cumplida":"2026-06-01","verificada":"2026-09-01""#),
        m(8, "2026-08-31", r#","avance":"0.5","cumplida":null"#),
        m(9, "2026-12-31", r#","cumplida":"2026-02-01","avance":"0.1""#),
        m(10, "2026-12-31", r#","abandonada":"2026-09-30""#),
        m(11, "2026-12-31", ""),
        m(12, "2026-03-01", r#","abandonada":"2026-08-31","avance":"1""#),
    ];
    let por_hechos = correr("avance_plan", &format!(r#"{{{PERIODOS},"medidas":[{}]}}"#, medidas.join(",")));
    let por_conteos = ejemplos("avance_plan").swap_remove(1);
    assert_eq!(por_hechos, correr("avance_plan", &por_conteos.to_string()));
}

#[test]
fn what_nobody_counted_is_null_and_a_plan_of_nothing_has_no_percentage() {
    let s = correr("avance_plan", r#"{"corte":"2026-08-31","conteos":{"medidas":3,"abandonadas":3,"terminadas":0}}"#);
    let d = &s["definiciones"];
    assert_eq!((visto(d, "terminadas"), exacto(d, "terminadas")), ("n/d".to_owned(), "null".to_owned()));
    assert!(d["avance_promedio"].is_null() && d["verificadas"].is_null());
    let s = correr("avance_plan", r#"{"corte":"2026-08-31","medidas":[]}"#);
    assert_eq!((&s["conteo"]["base"], &s["acumulado"]), (&0.into(), &Value::Null));
}

#[test]
fn every_faulty_field_is_named_at_once_and_in_order() {
    let de = |j: &str| campos("avance_plan", j);
    assert_eq!(de("{}"), ["corte", "medidas"]);
    assert_eq!(de(r#"{"corte":"2026-02-30","medidas":[],"conteos":{"medidas":1,"abandonadas":0,"terminadas":0}}"#), ["corte", "medidas"]);
    assert_eq!(
        de(
            r#"{"corte":"2026-08-31","periodos":[{"codigo":"C","desde":"2026-05-01","hasta":"2026-04-30"},{"codigo":"C","desde":"2026-04-30","hasta":"2026-09-01"},{"codigo":"D","desde":"20260101"}],"medidas":[]}"#
        ),
        ["periodos[0].hasta", "periodos[1].codigo", "periodos[1].desde", "periodos[1].hasta", "periodos[2].desde", "periodos[2].hasta",]
    );
    assert_eq!(
        de(
            r#"{"corte":"2026-08-31","medidas":[{"codigo":"A","prevista":"2026-01-01","cumplida":"2026-01-01","abandonada":"2026-02-01"},{"codigo":"A","prevista":"2026-01-01","verificada":"2026-01-01","avance":"1.01"},{"avance":0.5,"cumplida":7},{"codigo":"B","prevista":"2026-01-01","cumplida":"2026-09-01","abandonada":"2026-08-01"}]}"#
        ),
        [
            "medidas[0].abandonada",
            "medidas[1].codigo",
            "medidas[1].verificada",
            "medidas[1].avance",
            "medidas[2].avance",
            "medidas[2].cumplida",
            "medidas[2].codigo",
            "medidas[2].prevista",
        ]
    );
}

#[test]
fn counts_that_cannot_be_are_refused_where_they_are() {
    let de = |j: &str| campos("avance_plan", j);
    let dos = |a: &str, b: &str, resto: &str| {
        de(&format!(r#"{{{PERIODOS},"conteos":{{"medidas":20,"abandonadas":0{resto},"periodos":[{a},{b}]}}}}"#))
    };
    assert_eq!(
        dos(r#"{"previstas":5,"cumplidas_antes":1,"previstas_cumplidas":5}"#, r#"{"previstas":-1,"previstas_cumplidas":"1"}"#, ""),
        ["conteos.periodos[0].previstas_cumplidas", "conteos.periodos[1].previstas", "conteos.periodos[1].previstas_cumplidas"]
    );
    // One that was done early was counted then; two were not.
    let temprana = r#"{"previstas":5,"previstas_cumplidas":3,"anticipadas":1}"#;
    let con = |n: u8| format!(r#"{{"previstas":3,"cumplidas_antes":{n},"previstas_cumplidas":1}}"#);
    assert_eq!(dos(temprana, &con(2), ""), ["conteos.periodos[1].cumplidas_antes"]);
    assert_eq!(dos(&con(1), temprana, ""), ["conteos.periodos[0].cumplidas_antes"]);
    let s =
        correr("avance_plan", &format!(r#"{{{PERIODOS},"conteos":{{"medidas":20,"abandonadas":0,"periodos":[{temprana},{}]}}}}"#, con(1)));
    assert_eq!((&s["conteo"]["terminadas"], &s["acumulado"]["previstas_cumplidas"]), (&5.into(), &5.into()));
    assert_eq!(
        dos(
            r#"{"previstas":5,"previstas_cumplidas":3}"#,
            r#"{"previstas":1,"previstas_cumplidas":1,"atrasadas_al_inicio":1,"atrasadas_cumplidas":3}"#,
            r#","terminadas":9"#
        ),
        ["conteos.periodos[1].atrasadas_al_inicio", "conteos.periodos[1].atrasadas_cumplidas"]
    );
    assert_eq!(
        dos(
            r#"{"previstas":5,"previstas_cumplidas":3}"#,
            r#"{"previstas":1,"previstas_cumplidas":1}"#,
            r#","terminadas":5,"verificadas":6"#
        ),
        ["conteos.terminadas", "conteos.verificadas"]
    );
    assert_eq!(de(&format!(r#"{{{PERIODOS},"conteos":{{"medidas":1,"abandonadas":2}}}}"#)), ["conteos.abandonadas", "conteos.periodos"]);
    assert_eq!(de(r#"{"corte":"2026-08-31","conteos":{"medidas":5,"abandonadas":0}}"#), ["conteos.terminadas"]);
    assert_eq!(
        de(r#"{"corte":"2026-08-31","conteos":{"suma_avance":"5.1","medidas":5,"abandonadas":0,"terminadas":6,"otra":1}}"#),
        ["conteos.suma_avance", "conteos.terminadas", "conteos.otra"]
    );
    assert_eq!(
        de(r#"{"corte":"2026-08-31","conteos":{"medidas":1e40,"abandonadas":1.0,"terminadas":9999999999999999}}"#),
        ["conteos.medidas", "conteos.abandonadas", "conteos.terminadas"]
    );
    assert_eq!(de(r#"{"corte":"2026-08-31","conteos":[]}"#), ["conteos"]);
}
