//! `pert` (`metodos.md` §3.12).

use dominio::metodos::exacto::decimal;
use dominio::metodos::pert::{self, Estimacion, Pert, Ruta};
use num_rational::BigRational;
use num_traits::Signed;
use serde_json::{Map, Value, json};

use super::entrada::{self, Fallas, Objeto};
use super::presentar::{DE_DESVIACION, aviso, cifra, cifra_con, explicacion};
use super::red::{self, ALCANCE, RedLeida, TRUNCADAS};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let mut fallas = Fallas::default();
    let raiz = Objeto::raiz(objeto);
    raiz.solo(&["unidad", "plazos", "actividades"], &mut fallas);
    let unidad = raiz.texto("unidad", &mut fallas);
    let plazos = plazos(&raiz, &mut fallas);
    let leida = red::leer(&raiz, &["a", "m", "b"], &mut fallas, estimacion);
    let (unidad, leida) = fallas.en_orden(unidad.zip(leida), objeto)?;
    let p = pert::calcular(&leida.red, &leida.datos, &plazos);
    Ok(a_json(&p, &leida, &plazos, &unidad))
}

fn plazos(raiz: &Objeto<'_>, fallas: &mut Fallas) -> Vec<BigRational> {
    let Some(valor) = raiz.si_hay("plazos") else { return Vec::new() };
    let lista = entrada::lista(valor, "plazos", 0, fallas);
    let leer = |(v, ruta): (&Value, String)| {
        let plazo = entrada::decimal(v, &ruta, fallas)?.valor;
        if plazo.is_negative() {
            fallas.poner(ruta, "No puede ser negativo.");
        }
        Some(plazo)
    };
    lista.into_iter().filter_map(leer).collect()
}

fn estimacion(o: &Objeto<'_>, fallas: &mut Fallas) -> Option<Estimacion> {
    let [a, m, b] = ["a", "m", "b"].map(|c| o.cantidad(c, fallas));
    if let (Some(a), Some(m)) = (&a, &m)
        && a > m
    {
        fallas.poner(o.ruta("a"), "La duración optimista no puede ser mayor que la más probable.");
    }
    if let (Some(m), Some(b)) = (&m, &b)
        && m > b
    {
        fallas.poner(o.ruta("b"), "La duración pesimista no puede ser menor que la más probable.");
    }
    Some(Estimacion { a: a?, m: m?, b: b? })
}

fn ruta(r: &Ruta, leida: &RedLeida<Estimacion>, plazos: &[BigRational], unidad: &str) -> Value {
    let probabilidades: Vec<Value> = plazos
        .iter()
        .zip(&r.probabilidades)
        .map(|(plazo, p)| json!({ "plazo": decimal(plazo), "z": p.z.as_ref().map(decimal), "probabilidad": cifra(&p.probabilidad, "1") }))
        .collect();
    json!({
        "actividades": leida.nombrar(&r.actividades), "duracion": cifra(&r.duracion, unidad), "varianza": decimal(&r.varianza),
        "desviacion": cifra_con(&r.desviacion, unidad, DE_DESVIACION), "critica": r.critica, "probabilidades": probabilidades,
    })
}

fn a_json(p: &Pert, leida: &RedLeida<Estimacion>, plazos: &[BigRational], unidad: &str) -> Value {
    let mut actividades = leida.actividades(&p.cpm.tiempos, unidad);
    for ((a, varianza), e) in actividades.iter_mut().zip(&p.varianzas).zip(&leida.datos) {
        let datos = [("a", &e.a), ("m", &e.m), ("b", &e.b), ("varianza", varianza)];
        a.extend(datos.map(|(k, v)| (k.to_owned(), json!(decimal(v)))));
    }
    let mut avisos = Vec::new();
    if p.truncadas || p.cpm.rutas_criticas.truncadas {
        avisos.push(aviso("rutas_truncadas", "actividades", TRUNCADAS));
    }
    if p.comparten {
        let mensaje =
            "Hay rutas que comparten actividades. La probabilidad conjunta supone que son independientes y es solo una aproximación.";
        avisos.push(aviso("rutas_comparten_actividades", "actividades", mensaje));
    }
    let primera = p.rutas.first();
    let criticas: Vec<Vec<&str>> = p.cpm.rutas_criticas.rutas.iter().map(|r| leida.nombrar(r)).collect();
    let conjunta: Vec<Value> =
        plazos.iter().zip(&p.conjunta).map(|(plazo, p)| json!({ "plazo": decimal(plazo), "probabilidad": cifra(p, "1") })).collect();
    json!({
        "metodo": "pert", "version": 1, "formula": "te = (a + 4m + b) / 6",
        "actividades": actividades,
        "duracion_esperada": cifra(&p.cpm.duracion_total, unidad),
        "varianza": primera.map(|r| decimal(&r.varianza)),
        "desviacion": primera.map(|r| cifra_con(&r.desviacion, unidad, DE_DESVIACION)),
        "rutas_criticas": criticas,
        "rutas": p.rutas.iter().map(|r| ruta(r, leida, plazos, unidad)).collect::<Vec<_>>(),
        "probabilidad_conjunta": conjunta,
        "supuesto": "supone independencia",
        "explicacion": explicacion(
            "La duración esperada de cada actividad pesa cuatro veces la más probable. La varianza es el cuadrado de (b − a) / 6. Las dos se suman a lo largo de cada ruta, y la probabilidad sale de la curva normal con z = (plazo − duración) / σ.",
            ALCANCE,
        ),
        "advertencias": avisos,
    })
}

#[cfg(test)]
mod tests {
    use super::super::presentar::pruebas::{fields, find, holds, run};
    use super::*;

    /// `O-22`, published.
    fn o22() -> Value {
        let filas = "A 5,5,7 · B 1,2,5 · C 5,5,5;A · D 4,8,13;A · E 1,10,17;B,C · F 1,5,7;D · G 2,6,9;D · H 4,4,6;E,F · I 2,7,10;G,H · J 2,4,7;I · K 6,10,13;I · L 2,6,6;J · M 2,2,3;K · N 7,7,12;L,M";
        let una = |fila: &str| {
            let (codigo, resto) = fila.split_once(' ').unwrap();
            let (numeros, antes) = resto.split_once(';').unwrap_or((resto, ""));
            let n: Vec<&str> = numeros.split(',').collect();
            let antes: Vec<&str> = antes.split(',').filter(|a| !a.is_empty()).collect();
            json!({ "codigo": codigo, "a": n[0], "m": n[1], "b": n[2], "predecesoras": antes })
        };
        json!({ "unidad": "dia", "plazos": ["55"], "actividades": filas.split(" · ").map(una).collect::<Vec<_>>() })
    }

    #[test]
    fn o22_to_the_letter() {
        let s = run("pert", &o22().to_string());
        holds(
            find(&s["actividades"], "B"),
            r#"{"codigo":"B","varianza":"0.4444444444","duracion":{"valor":"2.3333333333","mostrado":"2.33","unidad":"dia"},"inicio_temprano":{"valor":"0","mostrado":"0.00","unidad":"dia"},"fin_temprano":{"valor":"2.3333333333","mostrado":"2.33","unidad":"dia"},"inicio_tardio":{"valor":"8","mostrado":"8.00","unidad":"dia"},"fin_tardio":{"valor":"10.3333333333","mostrado":"10.33","unidad":"dia"},"holgura_total":{"valor":"8","mostrado":"8.00","unidad":"dia"},"holgura_libre":{"valor":"8","mostrado":"8.00","unidad":"dia"},"critica":false}"#,
        );
        holds(
            &s,
            r#"{"metodo":"pert","version":1,"formula":"te = (a + 4m + b) / 6","duracion_esperada":{"valor":"50.8333333333","mostrado":"50.83","unidad":"dia"},"varianza":"11.1944444444","desviacion":{"valor":"3.3458099833","mostrado":"3.3458","unidad":"dia"},"rutas_criticas":[["A","C","E","H","I","K","M","N"]],"probabilidad_conjunta":[{"plazo":"55","probabilidad":{"valor":"0.8610769486","mostrado":"0.8611","unidad":"1"}}],"advertencias":[{"codigo":"rutas_comparten_actividades","campo":"actividades","mensaje":"Las rutas comparten actividades."}]}"#,
        );
        holds(
            &s["rutas"][0],
            r#"{"actividades":["A","C","E","H","I","K","M","N"],"duracion":{"valor":"50.8333333333","mostrado":"50.83","unidad":"dia"},"varianza":"11.1944444444","desviacion":{"valor":"3.3458099833","mostrado":"3.3458","unidad":"dia"},"critica":true,"probabilidades":[{"plazo":"55","z":"1.2453387035","probabilidad":{"valor":"0.8934963627","mostrado":"0.8935","unidad":"1"}}]}"#,
        );
        assert_eq!(s["rutas"].as_array().unwrap().len(), 8);
        let de = |c: &str, k: &str| find(&s["actividades"], c)[k]["mostrado"].as_str().unwrap().to_owned();
        let pares = [
            ("A", "fin_temprano", "5.33"),
            ("B", "inicio_tardio", "8.00"),
            ("B", "holgura_total", "8.00"),
            ("D", "inicio_temprano", "5.33"),
            ("D", "fin_tardio", "15.33"),
            ("D", "holgura_total", "1.83"),
            ("E", "inicio_temprano", "10.33"),
            ("E", "fin_temprano", "20.00"),
            ("E", "holgura_total", "0.00"),
            ("F", "inicio_temprano", "13.50"),
            ("F", "fin_temprano", "18.17"),
            ("F", "holgura_total", "1.83"),
            ("G", "holgura_total", "5.00"),
            ("J", "holgura_total", "2.50"),
            ("L", "holgura_total", "2.50"),
        ];
        for (c, k, esperado) in pares {
            assert_eq!(de(c, k), esperado, "{c} {k}");
        }
    }

    #[test]
    fn the_paths_go_from_the_longest_and_most_variable() {
        let s = run(
            "pert",
            r#"{"unidad":"h","actividades":[{"codigo":"A","a":"2","m":"2","b":"2"},{"codigo":"B","a":"1","m":"2","b":"3"},{"codigo":"C","a":"2","m":"2","b":"2"},{"codigo":"D","a":"3","m":"3","b":"3"}]}"#,
        );
        let rutas: Vec<&Value> = s["rutas"].as_array().unwrap().iter().map(|r| &r["actividades"][0]).collect();
        assert_eq!(rutas, ["D", "B", "A", "C"]);
        assert_eq!((&s["advertencias"], &s["probabilidad_conjunta"]), (&json!([]), &json!([])));
    }

    /// The page of `O-19` has an optimistic 6 above a pessimistic 4.
    #[test]
    fn an_optimistic_above_a_pessimistic_is_refused_at_a_or_b() {
        let con = |a: &str, m: &str, b: &str| {
            fields("pert", &format!(r#"{{"unidad":"dia","actividades":[{{"codigo":"X","a":"{a}","m":"{m}","b":"{b}"}}]}}"#))
        };
        assert_eq!(con("6", "5", "4"), ["actividades[0].a", "actividades[0].b"]);
        assert_eq!(con("6", "6", "4"), ["actividades[0].b"]);
        assert_eq!(con("6", "4", "4"), ["actividades[0].a"]);
        assert_eq!(con("-1", "NaN", "1e40"), ["actividades[0].a", "actividades[0].m", "actividades[0].b"]);
    }

    #[test]
    fn every_faulty_field_is_named_at_once_and_in_order() {
        assert_eq!(fields("pert", "{}"), ["unidad", "actividades"]);
        assert_eq!(
            fields(
                "pert",
                r#"{"actividades":[{"b":2,"codigo":"A","predecesoras":["A"],"duracion":"1"}],"plazos":["-5",5,"x"],"unidad":null}"#
            ),
            [
                "actividades[0].b",
                "actividades[0].predecesoras",
                "actividades[0].duracion",
                "actividades[0].a",
                "actividades[0].m",
                "plazos[0]",
                "plazos[1]",
                "plazos[2]",
                "unidad",
            ]
        );
        assert_eq!(fields("pert", r#"{"unidad":"h","plazos":"5","actividades":[{"codigo":"A","a":"1","m":"1","b":"1"}]}"#), ["plazos"]);
    }
}
