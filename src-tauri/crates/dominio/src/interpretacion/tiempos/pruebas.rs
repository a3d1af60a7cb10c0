use super::*;
use UnidadTiempo::{Anios, Desconocida, DiasCalendario, DiasHabiles, DiasSinEspecificar, Horas, Meses, Minutos, Semanas};

fn uno(texto: &str) -> TiempoLeido {
    let mut l = leer(texto);
    assert_eq!(l.len(), 1, "{texto}: {l:#?}");
    l.remove(0)
}

#[track_caller]
fn es(texto: &str, minimo: &str, maximo: &str, unidad: UnidadTiempo, banderas: &[CodigoBandera]) {
    let t = uno(texto);
    assert_eq!(
        (t.minimo.as_deref(), t.maximo.as_deref(), t.unidad, t.banderas.as_slice(), t.texto_original.as_str()),
        (Some(minimo), Some(maximo), Some(unidad), banderas, texto)
    );
}

#[test]
fn los_valores_y_rangos_de_la_tabla() {
    es("4 a 36 horas", "4", "36", Horas, &[]);
    es("2 a 3 días", "2", "3", DiasSinEspecificar, &[]);
    es("14 días hábiles", "14", "14", DiasHabiles, &[]);
    es("10 dias habiles", "10", "10", DiasHabiles, &[]);
    es("1 año", "1", "1", Anios, &[]);
    es("8 meses", "8", "8", Meses, &[]);
    es("15 días.", "15", "15", DiasSinEspecificar, &[]);
    es("De dos (2) a cinco (5) meses.", "2", "5", Meses, &[]);
    es("De una (1) a dos (2) semanas.", "1", "2", Semanas, &[]);
    es("24 – 48 horas.", "24", "48", Horas, &[]);
    es("15-60 días", "15", "60", DiasSinEspecificar, &[]);
    es("0.5 a 1 día", "0.5", "1", DiasSinEspecificar, &[]);
    es("72 hrs", "72", "72", Horas, &[]);
    es("6meses", "6", "6", Meses, &[]);
    es("10\u{a0} días\u{a0}hábiles", "10", "10", DiasHabiles, &[]);
    es("4 días laborables", "4", "4", DiasHabiles, &[]);
    es("30 días calendario", "30", "30", DiasCalendario, &[]);
    es("15 días a 20 días", "15", "20", DiasSinEspecificar, &[]);
    es("entre 5 y 10 días", "5", "10", DiasSinEspecificar, &[]);
    es("treinta minutos", "30", "30", Minutos, &[]);
}

#[test]
fn los_compuestos_guardan_sus_partes() {
    for (texto, partes) in [
        ("un mes con quince días", "1 meses + 15 dias_sin_especificar"),
        ("25 horas y 27 minutos", "25 horas + 27 minutos"),
        ("14 dias, 5 horas, 40 minutos", "14 dias_sin_especificar + 5 horas + 40 minutos"),
        ("15 días 05 horas 40 minutos", "15 dias_sin_especificar + 5 horas + 40 minutos"),
        ("17 días y Una hora.", "17 dias_sin_especificar + 1 horas"),
        ("15 días, 1.5 horas", "15 dias_sin_especificar + 1.5 horas"),
        ("11 meses con una semana y 4 días", "11 meses + 1 semanas + 4 dias_sin_especificar"),
        ("15-21 días con 5 horas", "15 a 21 dias_sin_especificar + 5 horas"),
        ("6 días con 60 minutos", "6 dias_sin_especificar + 60 minutos"),
    ] {
        let t = uno(texto);
        assert_eq!(t.componentes.as_deref(), Some(partes), "{texto}");
        assert!(t.banderas.is_empty(), "{texto}");
    }
}

#[test]
fn lo_que_no_es_un_tiempo_queda_entero_y_marcado() {
    for (texto, bandera) in [
        (".....", CodigoBandera::Relleno),
        ("Pendiente", CodigoBandera::Relleno),
        (".", CodigoBandera::Relleno),
        ("indefinido", CodigoBandera::Indefinido),
        ("varía por cada caso", CodigoBandera::Variable),
        ("Variable, según producto o servicio.", CodigoBandera::Variable),
        ("El tiempo depende de las evaluaciones teóricas y practicas", CodigoBandera::Variable),
        ("cuando se pueda", CodigoBandera::TiempoNoInterpretado),
    ] {
        let t = uno(texto);
        assert_eq!(
            (t.estado, t.banderas.as_slice(), t.unidad, t.texto_original.as_str()),
            (EstadoLectura::SinInterpretar, &[bandera][..], None, texto)
        );
    }
    assert_eq!(leer("  "), []);
}

#[test]
fn un_numero_solo_no_tiene_unidad() {
    for texto in ["1", "15", "0"] {
        let t = uno(texto);
        assert_eq!((t.minimo.as_deref(), t.unidad, t.estado), (Some(texto), Some(Desconocida), EstadoLectura::ConDuda));
    }
}

#[test]
fn inmediato_son_cero_minutos() {
    es("Inmediato.", "0", "0", Minutos, &[CodigoBandera::Inmediato]);
    es("Inmediata", "0", "0", Minutos, &[CodigoBandera::Inmediato]);
    es("Inmediato (despues del alta de la madre)", "0", "0", Minutos, &[CodigoBandera::Inmediato, CodigoBandera::TextoSobrante]);
}

#[test]
fn lo_que_sobra_se_avisa() {
    for texto in [
        "15 días respuesta de solicitud y confirmación",
        "15 días (depende de la carga laboral)",
        "15 días. ( 7 días de análisis, 5 días para otras opiniones).",
        "15 días 6",
    ] {
        es(texto, "15", "15", DiasSinEspecificar, &[CodigoBandera::TextoSobrante]);
    }
    let t = uno("Mínimo de 30 días");
    assert_eq!(
        (t.minimo.as_deref(), t.estado, t.banderas.as_slice()),
        (Some("30"), EstadoLectura::ConDuda, &[CodigoBandera::TextoSobrante][..])
    );
    es("Tiempo de respuesta: 5 días", "5", "5", DiasSinEspecificar, &[]);
}

#[track_caller]
fn casos(texto: &str, esperados: &[(&str, UnidadTiempo, Option<&str>)]) {
    let l = leer(texto);
    let vistos: Vec<_> = l.iter().map(|t| (t.maximo.as_deref().unwrap(), t.unidad.unwrap(), t.caso.as_deref())).collect();
    assert_eq!(vistos, esperados, "{texto}");
}

#[test]
fn cada_caso_es_una_fila() {
    casos(
        "CERTIFICACIONES VARIAS: 20 días hábiles. Observación al pie. CORRECCIONES: 5 días hábiles.",
        &[("20", DiasHabiles, Some("CERTIFICACIONES VARIAS")), ("5", DiasHabiles, Some("CORRECCIONES"))],
    );
    casos("ACTUALIZACIONES: 20 días hábiles.", &[("20", DiasHabiles, Some("ACTUALIZACIONES"))]);
    casos(
        "18 días (para NACIONALES), 10 días ( para EXTRANJERAS)",
        &[("18", DiasSinEspecificar, Some("NACIONALES")), ("10", DiasSinEspecificar, Some("EXTRANJERAS"))],
    );
    casos(
        "14 días NACIONAL,  4 días EXTRANJERA",
        &[("14", DiasSinEspecificar, Some("NACIONAL")), ("4", DiasSinEspecificar, Some("EXTRANJERA"))],
    );
    casos(
        "3 días para entrega en MARN Central y 5 días para Delegaciones Departamentales.",
        &[("3", DiasSinEspecificar, Some("entrega en MARN Central")), ("5", DiasSinEspecificar, Some("Delegaciones Departamentales"))],
    );
    casos(
        "30 días hábiles (si no existe ningún previo a solventar), o 90 días hábiles (en caso de que exista algún previo).",
        &[
            ("30", DiasHabiles, Some("si no existe ningún previo a solventar")),
            ("90", DiasHabiles, Some("en caso de que exista algún previo")),
        ],
    );
    casos(
        "15 días a 20 días verificación 24 a 48 horas registro y certificación.",
        &[("20", DiasSinEspecificar, Some("verificación")), ("48", Horas, Some("registro y certificación"))],
    );
    casos("Tiempo del trámite\t144 días y 1 Hora\t36 días y 5 horas", &[("144", DiasSinEspecificar, None)]);
}

#[test]
fn propuesto_y_estimado_se_distinguen() {
    let l = leer("20 días propuestos, tiempo real estimado 30 días");
    let v: Vec<_> = l.iter().map(|t| (t.maximo.as_deref().unwrap(), t.clase)).collect();
    assert_eq!(v, [("20", ClaseTiempo::Propuesto), ("30", ClaseTiempo::Estimado)]);
}

proptest::proptest! {
    #[test]
    fn ningun_texto_revienta_ni_se_pierde(texto in "(\\PC|días|horas| a |-|[0-9]|\\(|\\)|, | y |: ){0,40}") {
        for t in leer(&texto) {
            proptest::prop_assert_eq!(&t.texto_original, &texto);
        }
    }
}
