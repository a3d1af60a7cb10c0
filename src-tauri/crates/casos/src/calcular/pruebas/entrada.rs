//! Bad input: every faulty field at once, by its path, in the order of the input.

use proptest::prelude::*;

use super::*;

/// Paths of an object, as JSON pointers and as the contract writes them.
fn hojas(valor: &Value, puntero: &str, ruta: &str, salida: &mut Vec<(String, String)>) {
    match valor {
        Value::Object(mapa) => {
            for (k, v) in mapa {
                let ruta = if ruta.is_empty() { k.clone() } else { format!("{ruta}.{k}") };
                hojas(v, &format!("{puntero}/{k}"), &ruta, salida);
            }
        }
        Value::Array(lista) => {
            for (i, v) in lista.iter().enumerate() {
                hojas(v, &format!("{puntero}/{i}"), &format!("{ruta}[{i}]"), salida);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => salida.push((puntero.to_owned(), ruta.to_owned())),
    }
}

/// Every leaf of every example, spoiled one by one, is the field that is named.
#[test]
fn cada_dato_de_cada_ejemplo_se_nombra_cuando_es_malo() {
    let grande = "1".repeat(41);
    for (metodo, _) in METODOS {
        let bueno = ejemplo(metodo);
        let mut rutas = Vec::new();
        hojas(&bueno, "", "", &mut rutas);
        for (puntero, ruta) in rutas {
            for malo in [serde_json::json!(7), serde_json::json!({}), serde_json::json!([[]]), serde_json::json!("")] {
                // A whole number is good where one is asked for, and a label may be empty.
                if malo == 7 && bueno.pointer(&puntero).unwrap().is_number() || malo == "" && ruta.ends_with("etiqueta") {
                    continue;
                }
                let mut entrada = bueno.clone();
                *entrada.pointer_mut(&puntero).unwrap() = malo.clone();
                let dados = campos(metodo, &entrada.to_string());
                assert_eq!(dados[0], ruta, "{metodo}: {malo} in {ruta} gave {dados:?}");
            }
            let texto = bueno.pointer(&puntero).unwrap().as_str().unwrap_or_default();
            let libre = ["codigo", "etiqueta"].iter().any(|c| ruta.ends_with(c));
            if texto.bytes().next().is_some_and(|b| b.is_ascii_digit()) && !libre {
                for malo in ["NaN", "Infinity", "1e3", "-1", "+1", "1,000", " 1", "0x1", "１", "1.12345678901", &grande] {
                    let mut entrada = bueno.clone();
                    *entrada.pointer_mut(&puntero).unwrap() = malo.into();
                    // Scores may be negative, and what a sheet declares: the contract's other figures may not.
                    if !(malo == "-1" && (ruta.contains("puntajes") || metodo == "auditoria")) {
                        assert_eq!(campos(metodo, &entrada.to_string())[0], ruta, "{metodo}: {malo} in {ruta}");
                    }
                }
            }
        }
    }
}

/// Every field of every example is there for something: without it, or with another beside it, it is named.
#[test]
fn lo_que_sobra_se_nombra() {
    for (metodo, _) in METODOS {
        let bueno = ejemplo(metodo);
        let mut rutas = Vec::new();
        hojas(&bueno, "", "", &mut rutas);
        let objetos: std::collections::BTreeSet<&str> =
            rutas.iter().filter_map(|(p, _)| p.rsplit_once('/').map(|(padre, _)| padre)).collect();
        for padre in objetos {
            let mut entrada = bueno.clone();
            let Some(mapa) = entrada.pointer_mut(padre).and_then(Value::as_object_mut) else { continue };
            mapa.insert("otra_cosa".to_owned(), Value::Null);
            let dados = campos(metodo, &entrada.to_string());
            assert!(dados.len() == 1 && dados[0].ends_with("otra_cosa"), "{metodo} {padre}: {dados:?}");
        }
    }
}

#[test]
fn lo_que_falta_se_nombra_donde_deberia_estar() {
    assert_eq!(campos("costo_administrativo", "{}"), ["moneda", "obligaciones"]);
    assert_eq!(campos("ces", "{}"), ["moneda", "parametros", "modalidades"]);
    assert_eq!(campos("abc", "{}"), ["moneda", "puestos", "pasos"]);
    assert_eq!(campos("antes_despues", "{}"), ["medidas"]);
    assert_eq!(campos("antes_despues", r#"{"medidas":[]}"#), ["medidas"]);
    assert_eq!(campos("ponderado", "{}"), ["criterios", "alternativas"]);
    assert_eq!(campos("ahp", "{}"), ["criterios"]);
    assert_eq!(campos("pareto", "{}"), ["unidad", "elementos"]);
    assert_eq!(campos("little", "{}"), ["unidad_tiempo", "entrada"]);
    for (metodo, _) in METODOS {
        assert_eq!(
            (campos(metodo, "[]"), campos(metodo, "nada"), campos(metodo, "\u{0}")),
            (vec!["entrada".to_owned()], vec!["entrada".to_owned()], vec!["entrada".to_owned()])
        );
    }
}

#[test]
fn costo_administrativo_dice_todo_lo_malo_a_la_vez() {
    let entrada = r#"{"moneda":"gtq","modo_tasa":"tasa_redondeada","decimales":7,"variacion_cantidad":"0","obligaciones":[
        {"codigo":"O","poblacion":"-1","frecuencia_anual":1,"cumplimiento":"1.01","actividades":[
            {"codigo":"A","horas":"1","minutos":"1","tarifa_hora":"1","gastos_generales":"10.1","proporcion_bau":"2"},
            {"codigo":"A","tarifa_hora":"1","viajes":"-1","externos":"x"}]},
        {"codigo":"","poblacion":"1","frecuencia_anual":"1","actividades":[]},7]}"#;
    assert_eq!(
        campos("costo_administrativo", entrada),
        [
            "moneda",
            "decimales",
            "variacion_cantidad",
            "obligaciones[0].poblacion",
            "obligaciones[0].frecuencia_anual",
            "obligaciones[0].cumplimiento",
            "obligaciones[0].actividades[0].horas",
            "obligaciones[0].actividades[0].gastos_generales",
            "obligaciones[0].actividades[0].proporcion_bau",
            "obligaciones[0].actividades[1].codigo",
            "obligaciones[0].actividades[1].viajes",
            "obligaciones[0].actividades[1].externos",
            "obligaciones[0].actividades[1].horas",
            "obligaciones[1].codigo",
            "obligaciones[1].actividades",
            "obligaciones[2]",
            "decimales_tasa",
        ]
    );
}

#[test]
fn ces_dice_todo_lo_malo_a_la_vez() {
    let entrada = r#"{"moneda":"GTQ","parametros":{"nombre":"n","fuente":" ","fecha":"2026-02-30"},"modalidades":[
        {"codigo":"A","volumen_anual":"1","requisitos":[{"codigo":"r","horas":"1"}],"espera":{"dias":"1","unidad_dias":"dia_habil","costo_dia":"1","unidad_costo_dia":"dia_calendario","detiene_actividad":"sí"}},
        {"codigo":"B","declarado":{"requisitos":"1","espera":"1","cantidad_modalidades":"-1"},"volumen_anual":"1","requisitos":[]},
        {"codigo":"C"}]}"#;
    assert_eq!(
        campos("ces", entrada),
        [
            "parametros.fuente",
            "parametros.fecha",
            "modalidades[0].requisitos[0].valor_hora",
            "modalidades[0].espera.unidad_costo_dia",
            "modalidades[0].espera.detiene_actividad",
            "modalidades[1].declarado",
            "modalidades[1].declarado.cantidad_modalidades",
            "modalidades[2].volumen_anual",
            "modalidades[2].requisitos",
        ]
    );
    let sin_fuente = r#"{"moneda":"GTQ","parametros":{"nombre":"n"},"modalidades":[{"codigo":"A","volumen_anual":"1","requisitos":[]}]}"#;
    assert_eq!(campos("ces", sin_fuente), ["parametros.fuente"]);
}

#[test]
fn abc_dice_todo_lo_malo_a_la_vez() {
    let entrada = r#"{"moneda":"GTQ","puestos":[{"codigo":"P","tarifa_minuto":"1","remuneracion_mensual":"1"},{"codigo":"Q","aportes":"1"},{"codigo":"R","remuneracion_mensual":"1"}],
        "pasos":[{"codigo":"S","puesto":"X","minutos":"1","veces":"-1"}],"identificables":[{"codigo":"i","tipo":"costo_fijo","cantidad":"1","costo_unitario":"1"}],
        "no_identificables":[{"codigo":"n","tipo":"costo_fijo","costo_anual":"1","inductor":{"nombre":"m2","parte":"3","total":"2"}},{"codigo":"o","tipo":"otro","costo_anual":"1","inductor":{"nombre":"m2","parte":"0","total":"0"}}]}"#;
    assert_eq!(
        campos("abc", entrada),
        [
            "puestos[0].tarifa_minuto",
            "puestos[1].tarifa_minuto",
            "pasos[0].puesto",
            "pasos[0].veces",
            "identificables[0].tipo",
            "no_identificables[0].inductor.parte",
            "no_identificables[1].tipo",
            "no_identificables[1].inductor.total",
            "minutos_mes",
            "volumen_anual",
        ]
    );
    let cero = r#"{"moneda":"GTQ","minutos_mes":"0","volumen_anual":"0","puestos":[{"codigo":"R","remuneracion_mensual":"1"}],"pasos":[],
        "no_identificables":[{"codigo":"n","tipo":"costo_fijo","costo_anual":"1","inductor":{"nombre":"m2","parte":"1","total":"2"}}]}"#;
    assert_eq!(campos("abc", cero), ["minutos_mes", "volumen_anual", "pasos"]);
}

#[test]
fn antes_despues_dice_todo_lo_malo_a_la_vez() {
    let entrada = r#"{"medidas":[{"codigo":"a","unidad":"","antes":"-1","despues":"1","por_transaccion":true,"validez_antes":"2"},
        {"codigo":"a","unidad":"h","antes":"1","despues":"1","por_transaccion":"no","validez_antes":"0","validez_despues":"indefinida"}],
        "cargas":{"moneda":"GTQ","poblacion":"1","frecuencia_anual":"1","tabla":[{"codigo":"t","costo_unitario":"1"},{"codigo":"t","costo_unitario":"-1"}],"antes":[{"codigo":"x","cantidad":"1"}],"despues":[{"codigo":"t","cantidad":"-1"}]}}"#;
    assert_eq!(
        campos("antes_despues", entrada),
        [
            "medidas[0].unidad",
            "medidas[0].antes",
            "medidas[0].validez_despues",
            "medidas[1].codigo",
            "medidas[1].por_transaccion",
            "medidas[1].validez_antes",
            "medidas[1].validez_despues",
            "cargas.tabla[1].codigo",
            "cargas.tabla[1].costo_unitario",
            "cargas.antes[0].codigo",
            "cargas.despues[0].cantidad",
            "transacciones",
        ]
    );
}

#[test]
fn ponderado_dice_todo_lo_malo_a_la_vez() {
    let entrada = r#"{"criterios":[{"codigo":"C1","peso":"0.5","sentido":"menos_es_mejor"},{"codigo":"C2","peso":"0.4","escala":{"minimo":"0","maximo":"5"}}],
        "alternativas":[{"codigo":"A","puntajes":{"C2":"6","C9":"1"}},{"codigo":"B","puntajes":{"C1":"x","C2":null}},{"codigo":"D","puntajes":[]}]}"#;
    assert_eq!(
        campos("ponderado", entrada),
        [
            "criterios",
            "criterios[0].sentido",
            "alternativas[0].puntajes.C2",
            "alternativas[0].puntajes.C9",
            "alternativas[0].puntajes.C1",
            "alternativas[1].puntajes.C1",
            "alternativas[2].puntajes",
        ]
    );
    let escala = r#"{"normalizacion":"escala","criterios":[{"codigo":"C1","peso":"1.5"},{"codigo":"C2","peso":"-0.5","escala":{"minimo":"5","maximo":"5"}}],"alternativas":[{"codigo":"A","puntajes":{"C1":"1","C2":"1"}}]}"#;
    assert_eq!(campos("ponderado", escala), ["criterios[0].peso", "criterios[0].escala", "criterios[1].peso", "criterios[1].escala"]);
    let casi = |peso: &str| {
        format!(
            r#"{{"criterios":[{{"codigo":"C1","peso":"{peso}"}},{{"codigo":"C2","peso":"0.5"}}],"alternativas":[{{"codigo":"A","puntajes":{{"C1":"1","C2":"1"}}}}]}}"#
        )
    };
    assert_eq!(campos("ponderado", &casi("0.4999999999")), ["criterios"]);
    assert_eq!(correr("ponderado", &casi("0.5000000000"))["primeros"], serde_json::json!(["A"]));
}

#[test]
fn pareto_y_little_dicen_todo_lo_malo() {
    let pareto = |umbrales: &str, monto: &str| {
        format!(r#"{{"unidad":"GTQ","umbrales":{umbrales},"elementos":[{{"codigo":"a","monto":"{monto}"}}]}}"#)
    };
    for (umbrales, esperado) in [
        (r#"["95","80"]"#, vec!["umbrales"]),
        (r#"["80","80"]"#, vec!["umbrales"]),
        (r#"["80"]"#, vec!["umbrales"]),
        (r#"["50","80","95"]"#, vec!["umbrales"]),
        (r#"["0","101"]"#, vec!["umbrales[0]", "umbrales[1]"]),
        (r#"[80,"95"]"#, vec!["umbrales[0]"]),
        ("80", vec!["umbrales"]),
    ] {
        assert_eq!(campos("pareto", &pareto(umbrales, "1")), esperado, "{umbrales}");
    }
    assert_eq!(campos("pareto", &pareto("null", "0.000")), ["elementos"]);
    assert_eq!(campos("pareto", &pareto("null", "-1")), ["elementos[0].monto"]);

    let little = |datos: &str| campos("little", &format!(r#"{{"unidad_tiempo":"dia"{datos}}}"#));
    assert_eq!(little(r#","tasa":"1""#), ["entrada"]);
    assert_eq!(little(r#","tasa":"1","tiempo":"1","trabajo_en_curso":"1""#), ["entrada"]);
    assert_eq!(little(r#","tasa":"0","trabajo_en_curso":"1""#), ["tasa"]);
    assert_eq!(little(r#","tiempo":"0.00","trabajo_en_curso":"0""#), ["tiempo"]);
    assert_eq!(little(r#","tiempo":"-2","trabajo_en_curso":3"#), ["tiempo", "trabajo_en_curso"]);
}

#[test]
fn los_limites_de_la_entrada() {
    let codigo = "ñ".repeat(60);
    let con = |codigo: &str| {
        format!(r#"{{"unidad":"GTQ","elementos":[{{"codigo":"{codigo}","nombre":"Licencia","monto":"999999999999999.9999999999"}}]}}"#)
    };
    assert_eq!(exacto(&correr("pareto", &con(&codigo)), "total"), "999999999999999.9999999999");
    assert_eq!(campos("pareto", &con(&format!("{codigo}ñ"))), ["elementos[0].codigo"]);
    let lista = |n: usize| {
        let filas: Vec<_> = (0..n).map(|i| format!(r#"{{"codigo":"{i}","monto":"1"}}"#)).collect();
        format!(r#"{{"unidad":"caso","elementos":[{}]}}"#, filas.join(","))
    };
    assert_eq!(visto(&correr("pareto", &lista(10_000)), "total"), "10,000");
    assert_eq!(campos("pareto", &lista(10_001)), ["elementos"]);
    assert_eq!(campos("pareto", &format!("{{{}}}", " ".repeat(super::super::LIMITE))), ["entrada"]);
}

/// Ten thousand modalidades with volumes of no common divisor: a mean of their costs is exact and does not take minutes.
#[test]
fn diez_mil_volumenes_distintos_no_detienen_el_promedio() {
    let filas: Vec<_> = (0..10_000u32)
        .map(|i| {
            format!(
                r#"{{"codigo":"{i}","volumen_anual":"{}","requisitos":[{{"codigo":"r","horas":"1","gastos_directos":"0.01"}}]}}"#,
                100_003 + 2 * i
            )
        })
        .collect();
    let entrada =
        format!(r#"{{"moneda":"GTQ","parametros":{{"nombre":"n","fuente":"f","valor_hora":"25"}},"modalidades":[{}]}}"#, filas.join(","));
    let dado = correr("ces", &entrada);
    assert_eq!([exacto(&dado, "promedio_simple"), exacto(&dado, "promedio_ponderado")], ["25.01", "25.01"]);
}

#[test]
fn diez_mil_inductores_distintos_tampoco() {
    let filas: Vec<_> = (0..10_000u32)
        .map(|i| {
            format!(
                r#"{{"codigo":"{i}","tipo":"costo_fijo","costo_anual":"1","inductor":{{"nombre":"m2","parte":"1","total":"{}"}}}}"#,
                100_003 + 2 * i
            )
        })
        .collect();
    let entrada = format!(
        r#"{{"moneda":"GTQ","volumen_anual":"4","puestos":[{{"codigo":"P","tarifa_minuto":"0"}}],"pasos":[{{"codigo":"S","puesto":"P","minutos":"1"}}],"no_identificables":[{}]}}"#,
        filas.join(",")
    );
    let dado = correr("abc", &entrada);
    let suma: f64 = (0..10_000u32).map(|i| 1.0 / f64::from(100_003 + 2 * i)).sum();
    assert!((exacto(&dado, "costo_anual").parse::<f64>().unwrap() - suma).abs() < 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    /// Whatever is written in a field, the answer is a result or a coded fault; never a panic.
    #[test]
    fn ninguna_entrada_detiene_el_programa(cual in 0usize..13, hoja in any::<prop::sample::Index>(), texto in "[-0-9./eNa]{0,12}|\\PC{0,8}") {
        let (metodo, _) = METODOS[cual];
        let mut entrada = ejemplo(metodo);
        let mut rutas = Vec::new();
        hojas(&entrada, "", "", &mut rutas);
        let (puntero, _) = &rutas[hoja.index(rutas.len())];
        *entrada.pointer_mut(puntero).unwrap() = texto.into();
        match calcular(metodo, entrada.to_string().as_bytes()) {
            Ok(v) => prop_assert_eq!(&v["metodo"], metodo),
            Err(Falla::Campos(c)) => prop_assert!(!c.is_empty()),
            Err(otra) => prop_assert!(false, "{:?}", otra),
        }
    }
}
