//! `avance_plan` (`metodos.md` §3.14).

mod lectura;

use dominio::metodos::avance_plan::{Conteos, CuentaDePeriodo, de};
use dominio::metodos::exacto::entero;
use jiff::civil::Date;
use num_rational::BigRational;
use serde_json::{Map, Value, json};

use self::lectura::{PeriodoLeido, Plan};
use super::presentar::{explicacion, proporcion};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let plan = lectura::leer(objeto)?;
    Ok(a_json(&plan))
}

/// A proportion of counts.
fn tasa(numerador: i64, denominador: i64, regla: &str, corte: Date) -> Value {
    let (n, d) = de(numerador, denominador);
    proporcion(&n, &d, regla, Some(corte.to_string()))
}

fn periodo(p: &PeriodoLeido, c: &CuentaDePeriodo) -> Value {
    let hasta = p.dias.hasta;
    let combinadas = (c.previstas_cumplidas + c.atrasadas_cumplidas, c.por_cumplir() + c.atrasadas_al_inicio);
    json!({
        "codigo": p.codigo, "desde": p.dias.desde.to_string(), "hasta": hasta.to_string(),
        "previstas": c.previstas, "cumplidas_antes": c.cumplidas_antes, "previstas_cumplidas": c.previstas_cumplidas,
        "anticipadas": c.anticipadas, "atrasadas_al_inicio": c.atrasadas_al_inicio, "atrasadas_cumplidas": c.atrasadas_cumplidas,
        "atrasadas_al_final": c.atrasadas_al_final(),
        "tasa_periodo": tasa(c.previstas_cumplidas, c.por_cumplir(), "previstas cumplidas / (previstas − cumplidas antes)", hasta),
        "tasa_recuperacion": tasa(c.atrasadas_cumplidas, c.atrasadas_al_inicio, "atrasadas cumplidas / atrasadas al inicio", hasta),
        "tasa_combinada": tasa(
            combinadas.0, combinadas.1, "(previstas cumplidas + atrasadas cumplidas) / (previstas − cumplidas antes + atrasadas al inicio)", hasta,
        ),
    })
}

fn a_json(plan: &Plan) -> Value {
    let (c, corte): (&Conteos, Date) = (&plan.conteos, plan.corte);
    let acumulado = c.acumulado.zip(plan.periodos.last()).map(|((previstas, cumplidas), ultimo)| {
        let regla = "cumplidas hasta el final del último período / previstas hasta entonces";
        json!({ "previstas": previstas, "previstas_cumplidas": cumplidas, "tasa": tasa(cumplidas, previstas, regla, ultimo.dias.hasta) })
    });
    let sobre_base = |n: &BigRational, regla: &str| proporcion(n, &entero(c.base()), regla, Some(corte.to_string()));
    let verificadas = c.verificadas.map(|n| sobre_base(&entero(n), "terminadas y verificadas / medidas no abandonadas"));
    let promedio = c.suma_avance.as_ref().map(|s| sobre_base(s, "suma de avances declarados / medidas no abandonadas"));
    json!({
        "metodo": "avance_plan", "version": 1, "formula": "terminadas / base", "corte": corte.to_string(),
        "conteo": {
            "medidas": c.medidas, "abandonadas": c.abandonadas, "base": c.base(), "terminadas": c.terminadas,
            "pendientes": c.base() - c.terminadas,
        },
        "periodos": plan.periodos.iter().zip(&c.periodos).map(|(p, c)| periodo(p, c)).collect::<Vec<_>>(),
        "acumulado": acumulado,
        "definiciones": {
            "terminadas": sobre_base(&entero(c.terminadas), "terminadas / medidas no abandonadas"),
            "avance_promedio": promedio,
            "verificadas": verificadas,
        },
        "explicacion": explicacion(
            "Se cuentan medidas: una medida a medias no está terminada. Las abandonadas salen de la base. Una medida anticipada se cuenta una sola vez, cuando se cumple.",
            "Las tres definiciones van juntas y ninguna sustituye a otra. Lo fechado después del corte no se cuenta.",
        ),
        "advertencias": [],
    })
}

#[cfg(test)]
mod tests {
    use super::super::presentar::pruebas::{fields, holds, run};

    /// `O-25`, published (Simplex+ 2016).
    #[test]
    fn o25_to_the_letter() {
        holds(
            &run(
                "avance_plan",
                r#"{"corte":"2017-02-22","conteos":{"medidas":255,"abandonadas":0,"terminadas":54,"verificadas":35,"suma_avance":"158.1"}}"#,
            ),
            r#"{"metodo":"avance_plan","version":1,"formula":"terminadas / base","corte":"2017-02-22","conteo":{"medidas":255,"abandonadas":0,"base":255,"terminadas":54,"pendientes":201},"periodos":[],"acumulado":null,"definiciones":{"terminadas":{"numerador":"54","denominador":"255","regla":"terminadas / medidas no abandonadas","corte":"2017-02-22","unidad":"%","valor":"21.1764705882","mostrado":"21.18"},"avance_promedio":{"numerador":"158.1","denominador":"255","regla":"suma de avances declarados / medidas no abandonadas","corte":"2017-02-22","unidad":"%","valor":"62","mostrado":"62.00"},"verificadas":{"numerador":"35","denominador":"255","regla":"terminadas y verificadas / medidas no abandonadas","corte":"2017-02-22","unidad":"%","valor":"13.7254901961","mostrado":"13.73"}},"advertencias":[]}"#,
        );
    }

    /// What §2.13 says of its own example.
    const PROPIO: &str = r#"{"conteo":{"medidas":12,"abandonadas":1,"base":11,"terminadas":7,"pendientes":4},"periodos":[{"codigo":"C1","previstas":5,"previstas_cumplidas":3,"anticipadas":1,"atrasadas_al_inicio":0,"atrasadas_al_final":2,"tasa_periodo":{"mostrado":"60.00"},"tasa_recuperacion":{"mostrado":"n/d"}},{"codigo":"C2","previstas":3,"previstas_cumplidas":2,"atrasadas_al_inicio":2,"atrasadas_cumplidas":1,"atrasadas_al_final":2,"tasa_periodo":{"mostrado":"66.67"},"tasa_recuperacion":{"mostrado":"50.00"},"tasa_combinada":{"numerador":"3","denominador":"5","mostrado":"60.00","corte":"2026-08-31"}}],"acumulado":{"previstas":8,"previstas_cumplidas":6,"tasa":{"mostrado":"75.00"}},"definiciones":{"terminadas":{"numerador":"7","denominador":"11","mostrado":"63.64"},"avance_promedio":{"numerador":"8.25","mostrado":"75.00"},"verificadas":{"numerador":"5","mostrado":"45.45"}},"advertencias":[]}"#;
    const PERIODOS: &str = r#""corte":"2026-08-31","periodos":[{"codigo":"C1","desde":"2026-01-01","hasta":"2026-04-30"},{"codigo":"C2","desde":"2026-05-01","hasta":"2026-08-31"}]"#;

    #[test]
    fn the_own_example_by_counts() {
        holds(
            &run(
                "avance_plan",
                &format!(
                    r#"{{{PERIODOS},"conteos":{{"medidas":12,"abandonadas":1,"verificadas":5,"suma_avance":"8.25","periodos":[{{"previstas":5,"previstas_cumplidas":3,"anticipadas":1}},{{"previstas":3,"previstas_cumplidas":2,"atrasadas_cumplidas":1}}]}}}}"#
                ),
            ),
            PROPIO,
        );
    }

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
        holds(&run("avance_plan", &format!(r#"{{{PERIODOS},"medidas":[{}]}}"#, medidas.join(","))), PROPIO);
    }

    #[test]
    fn what_nobody_counted_is_null_and_a_plan_of_nothing_has_no_percentage() {
        let s = run("avance_plan", r#"{"corte":"2026-08-31","conteos":{"medidas":3,"abandonadas":3,"terminadas":0}}"#);
        holds(&s, r#"{"definiciones":{"terminadas":{"valor":null,"mostrado":"n/d"},"avance_promedio":null,"verificadas":null}}"#);
        holds(&run("avance_plan", r#"{"corte":"2026-08-31","medidas":[]}"#), r#"{"conteo":{"base":0},"acumulado":null}"#);
    }

    #[test]
    fn every_faulty_field_is_named_at_once_and_in_order() {
        let de = |j: &str| fields("avance_plan", j);
        assert_eq!(de("{}"), ["corte", "medidas"]);
        assert_eq!(
            de(r#"{"corte":"2026-02-30","medidas":[],"conteos":{"medidas":1,"abandonadas":0,"terminadas":0}}"#),
            ["corte", "medidas"]
        );
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
        let de = |j: &str| fields("avance_plan", j);
        let dos = |a: &str, b: &str, resto: &str| {
            de(&format!(r#"{{{PERIODOS},"conteos":{{"medidas":20,"abandonadas":0{resto},"periodos":[{a},{b}]}}}}"#))
        };
        assert_eq!(
            dos(r#"{"previstas":5,"cumplidas_antes":1,"previstas_cumplidas":5}"#, r#"{"previstas":-1,"previstas_cumplidas":"1"}"#, ""),
            ["conteos.periodos[0].previstas_cumplidas", "conteos.periodos[1].previstas", "conteos.periodos[1].previstas_cumplidas"]
        );
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
        assert_eq!(
            de(&format!(r#"{{{PERIODOS},"conteos":{{"medidas":1,"abandonadas":2}}}}"#)),
            ["conteos.abandonadas", "conteos.periodos"]
        );
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
}
