//! `avance_plan` (`metodos.md` §3.14).

mod lectura;

use dominio::metodos::avance_plan::{Conteos, CuentaDePeriodo};
use dominio::metodos::cifra::Proporcion;
use dominio::metodos::exacto::entero;
use jiff::civil::Date;
use num_rational::BigRational;
use serde_json::{Map, Value, json};

use self::lectura::{PeriodoLeido, Plan};
use super::cifras::proporcion;
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let plan = lectura::leer(objeto)?;
    Ok(a_json(&plan))
}

/// A proportion of counts.
fn tasa(numerador: i64, denominador: i64, regla: &'static str, corte: Date) -> Value {
    proporcion(&Proporcion::new(entero(numerador), entero(denominador), regla).al(corte))
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
    let sobre_base = |n: BigRational, regla: &'static str| proporcion(&Proporcion::new(n, entero(c.base()), regla).al(corte));
    let verificadas = c.verificadas.map(|n| sobre_base(entero(n), "terminadas y verificadas / medidas no abandonadas"));
    let promedio = c.suma_avance.clone().map(|s| sobre_base(s, "suma de avances declarados / medidas no abandonadas"));
    json!({
        "metodo": "avance_plan", "version": 1, "formula": "terminadas / base", "corte": corte.to_string(),
        "conteo": {
            "medidas": c.medidas, "abandonadas": c.abandonadas, "base": c.base(), "terminadas": c.terminadas,
            "pendientes": c.base() - c.terminadas,
        },
        "periodos": plan.periodos.iter().zip(&c.periodos).map(|(p, c)| periodo(p, c)).collect::<Vec<_>>(),
        "acumulado": acumulado,
        "definiciones": {
            "terminadas": sobre_base(entero(c.terminadas), "terminadas / medidas no abandonadas"),
            "avance_promedio": promedio,
            "verificadas": verificadas,
        },
        "advertencias": [],
    })
}
