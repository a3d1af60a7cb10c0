use super::super::rutas::rutas;
use super::*;
use crate::ficha::{ActorPaso, Paso, VersionPaso};
use crate::metodos::exacto::{decimal, mostrado};
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

const PIDE: Peticion = Peticion { desde: date(2026, 9, 11), semilla: 1, corridas: 1_000 };

fn paso(n: u128, minutos: i64, espera: i64, resultados: &str) -> Paso {
    Paso {
        id: Uuid::from_u128(n),
        texto: format!("Paso de prueba {n}"),
        actor: Some(ActorPaso::Institucion),
        duracion_minutos: Some(minutos),
        espera_minutos: Some(espera),
        decision: !resultados.is_empty(),
        resultados: (!resultados.is_empty()).then(|| resultados.to_owned()),
        ..Paso::default()
    }
}

fn de(pasos: Vec<Paso>) -> Flujo {
    let ficha = Ficha { pasos, ..Ficha::default() };
    let rutas = rutas(&ficha, VersionPaso::Actual);
    flujo(&ficha, &rutas[0], PIDE)
}

fn valor(x: &Explicada) -> String {
    x.valor.as_ref().map_or_else(|| "sin dato".to_owned(), |r| mostrado(&r.probable, 4))
}

#[test]
fn el_regreso_y_lo_que_va_a_la_vez_dan_los_numeros_del_ejemplo() {
    // metodos.md 2.11: a loop of 2 h at 30 % is 2.857 h, and 3 h more are 5.857.
    let f = de(vec![paso(1, 60, 0, ""), paso(2, 60, 0, "cumple / no cumple: paso 1, 30 %"), paso(3, 180, 0, "")]);
    assert_eq!(valor(&f.proceso), "5.8571");
    assert_eq!(f.pasos.iter().map(|p| decimal(&p.veces)).collect::<Vec<_>>(), ["1.4285714286", "1.4285714286", "1"]);
    assert_eq!(f.cuello, Some(2));
    assert!(f.simulacion.as_ref().unwrap().concuerda);
    assert!(f.diferencia.unwrap().contains("azar"));
    let juntos = de(vec![paso(1, 60, 0, "a la vez: 2 / 3"), paso(2, 108, 0, ""), paso(3, 240, 0, ""), paso(4, 0, 60, "")]);
    assert_eq!(valor(&juntos.proceso), "5.0000", "of what runs together, the longest");
    assert_eq!(juntos.red.as_ref().unwrap().rutas_criticas.rutas, [vec![0, 2, 3]]);
    assert_eq!(mostrado(&(juntos.red.unwrap().tiempos[1].holgura_total.clone() * entero(MINUTOS_DIA)), 0), "132");
}

#[test]
fn un_salto_se_multiplica_por_su_probabilidad() {
    let f = de(vec![paso(1, 60, 0, "completo: paso 3, 80 % / incompleto"), paso(2, 100, 0, ""), paso(3, 60, 0, "")]);
    assert_eq!(f.proceso.valor.as_ref().map(|r| r.probable.clone()), Some(entero(140) / entero(60)));
    assert_eq!(f.caminos.len(), 2);
    assert_eq!(f.caminos[1].probabilidad.as_ref().map(decimal).as_deref(), Some("0.2"));
}

#[test]
fn lo_que_falta_se_nombra_y_no_se_supone() {
    let mut sin = paso(2, 0, 30, "");
    sin.duracion_minutos = None;
    let f = de(vec![paso(1, 60, 0, ""), sin]);
    assert_eq!(f.proceso.estado, super::super::EstadoDeCifra::SinDato);
    assert_eq!(f.proceso.conocido.as_ref().map(|r| decimal(&r.probable)).as_deref(), Some("1"), "at least what is known");
    assert!(f.proceso.faltan[0].que.contains("duración del paso 2"), "{:?}", f.proceso.faltan);
    assert!(f.simulacion.is_none() && f.red.is_none() && f.termina.is_err() && f.eficiencia.is_none());
    let f = de(vec![paso(1, 60, 0, ""), paso(2, 60, 0, "cumple / no cumple: paso 1")]);
    assert!(f.proceso.faltan[0].que.contains("con qué frecuencia"));
    let f = de(vec![paso(1, 60, 0, ""), paso(2, 60, 0, "cumple: 50 % / no cumple: paso 1, 30 %")]);
    assert!(f.proceso.faltan[0].que.contains("suman 80.00 %"));
    let f = de(vec![paso(1, 60, 0, ""), paso(2, 60, 0, "cumple / no cumple")]);
    assert_eq!(valor(&f.proceso), "2.0000");
    assert!(f.notas[0].contains("no dicen a qué paso"));
    assert_eq!(de(vec![]).proceso.estado, super::super::EstadoDeCifra::SinDato);
}

#[test]
fn las_devueltas_de_la_ficha_son_la_probabilidad_del_unico_regreso() {
    let mut ficha = Ficha { pasos: vec![paso(1, 60, 0, ""), paso(2, 60, 0, "cumple / no cumple: paso 1")], ..Ficha::default() };
    ficha.tramite.volumen_anual = Some(1_000);
    ficha.tramite.volumen_previos = Some(200);
    let rutas = rutas(&ficha, VersionPaso::Actual);
    assert_eq!(valor(&flujo(&ficha, &rutas[0], PIDE).proceso), "2.5000");
}

#[test]
fn con_tres_estimaciones_hay_probabilidad_y_fecha() {
    let dia = MINUTOS_DIA;
    let mut a = paso(1, 2 * dia, 0, "");
    a.duracion_minima = Some(dia);
    a.duracion_maxima = Some(9 * dia);
    let mut ficha = Ficha { pasos: vec![a, paso(2, 60, dia, "")], ..Ficha::default() };
    ficha.tramite.plazo_legal = Some(8);
    ficha.tramite.plazo_legal_unidad = Some(crate::ficha::UnidadTiempo::DiasCalendario);
    let rutas = rutas(&ficha, VersionPaso::Actual);
    let f = flujo(&ficha, &rutas[0], PIDE);
    let x = f.a_tiempo.unwrap();
    // te = (1 + 8 + 9) / 6 = 3 days, and a day and an hour more.
    assert_eq!(mostrado(&x.pert.cpm.duracion_total, 4), "4.0417");
    let (i, _) = x.plazos.iter().enumerate().find(|(_, (d, _))| *d == entero(8)).unwrap();
    let p = &x.pert.rutas[0].probabilidades[i].probabilidad;
    assert!(*p > entero(99) / entero(100) && *p < entero(1), "{}", decimal(p));
    // Friday and Monday are worked (15 September rests), a day of waiting, then an hour.
    assert_eq!(f.termina, Ok(date(2026, 9, 16)));
}

#[test]
fn los_regresos_que_se_cruzan_se_rehusan() {
    let f = de(vec![
        paso(1, 1, 0, ""),
        paso(2, 1, 0, "sigue / salta: paso 5, 50 %"),
        paso(3, 1, 0, ""),
        paso(4, 1, 0, ""),
        paso(5, 1, 0, "bien / mal: paso 4, 10 %"),
    ]);
    assert!(f.proceso.faltan.iter().any(|x| x.que.contains("se cruzan")), "{:?}", f.proceso.faltan);
}

proptest! {
    /// The longest path of the net, with each step as many times as expected, is the value of the closed formula.
    #[test]
    fn la_red_y_la_formula_coinciden(minutos in proptest::collection::vec((1i64..500, 0i64..2_000), 3..8), r in 0i64..90, donde in 0usize..8) {
        let n = minutos.len();
        let k = 1 + donde % (n - 1);
        let pasos = minutos.iter().enumerate().map(|(i, (m, e))| {
            let resultados = if i == k { format!("bien / mal: paso {}, {r} %", 1 + k / 2) } else { String::new() };
            paso(i as u128 + 1, *m, *e, &resultados)
        });
        let f = de(pasos.collect());
        let ciclo = f.ciclo.valor.clone().unwrap().probable;
        prop_assert_eq!(&f.red.unwrap().duracion_total, &ciclo);
        let suma: BigRational = f.pasos.iter().map(|p| dias(&p.esperado)).sum();
        prop_assert_eq!(suma, ciclo);
        prop_assert!(f.simulacion.is_some());
    }
}
