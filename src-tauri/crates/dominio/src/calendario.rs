//! Días hábiles, feriados and the legal terms of Decreto 5-2021.
//!
//! A working term becomes a date only through a calendar of feriados: there is no conversion
//! factor. Rules and dates are those of `dominio.md` §10. No source settles whether the start day
//! counts, so it is an argument ([`Computo`]) whose default does not count it.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

use crate::cerrado;
use crate::formato::plural;

/// Entry into force of Decreto 5-2021 as GAE writes it; configurable, «por confirmar».
pub const FECHA_VIGENCIA: Date = date(2021, 8, 31);

cerrado! {
    /// Unit of a term. «Días» alone does not exist.
    UnidadDePlazo {
        DiasHabiles = "dias_habiles" / "días hábiles", DiasCalendario = "dias_calendario" / "días calendario", Semanas = "semanas" / "semanas",
        Meses = "meses" / "meses", Anios = "anios" / "años",
    }
}
cerrado! {
    /// Whether the start day counts.
    Computo { DesdeElDiaSiguiente = "desde_el_dia_siguiente" / "Desde el día siguiente", DesdeElMismoDia = "desde_el_mismo_dia" / "Desde el mismo día" }
}
cerrado! {
    /// Where a feriado holds.
    Alcance {
        Nacional = "nacional" / "Nacional", Departamental = "departamental" / "Departamental", Municipal = "municipal" / "Municipal",
        Institucional = "institucional" / "Institucional",
    }
}
cerrado! {
    /// How much of the day.
    Jornada { Completa = "completa" / "Día completo", Media = "media" / "Medio día" }
}
cerrado! {
    /// How sure a rule or a date is.
    Certeza { Citado = "citado" / "Con fuente", PorConfirmar = "por_confirmar" / "Por confirmar" }
}

/// One feriado.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feriado {
    /// Day.
    pub fecha: Date,
    /// Name.
    pub nombre: String,
    /// Where it holds.
    pub alcance: Alcance,
    /// Whole or half day.
    pub jornada: Jornada,
    /// Does not count in a term of días hábiles.
    pub inhabil_para_plazos: bool,
    /// Norm, when one is known.
    pub referencia: Option<String>,
    /// How sure it is.
    pub certeza: Certeza,
}

/// A term: so many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plazo {
    /// How many.
    pub cantidad: u32,
    /// Of what.
    pub unidad: UnidadDePlazo,
}

/// Why a date could not be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErrorPlazo {
    /// The calendar does not reach that year: never a guess.
    #[error("the calendar has no feriados for {0}")]
    SinCalendario(i16),
    /// The date is outside what a calendar date can hold.
    #[error("the date is out of range")]
    FueraDeRango,
}

impl ErrorPlazo {
    /// The sentence that people read.
    #[must_use]
    pub fn mensaje(self) -> String {
        match self {
            ErrorPlazo::SinCalendario(anio) => {
                format!("El calendario de feriados no tiene el año {anio}. Agregue sus feriados para calcular la fecha.")
            }
            ErrorPlazo::FueraDeRango => "La fecha queda fuera del calendario. Revise la cantidad del plazo.".to_owned(),
        }
    }
}

/// The feriados of a span of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendario {
    desde: i16,
    hasta: i16,
    dias: BTreeMap<Date, Vec<Feriado>>,
}

impl Calendario {
    /// National feriados of the years `desde..=hasta`, from their rules.
    #[must_use]
    pub fn nacional(desde: i16, hasta: i16) -> Self {
        let mut calendario = Calendario { desde, hasta, dias: BTreeMap::new() };
        for anio in desde..=hasta {
            for feriado in feriados_nacionales(anio) {
                calendario.agregar(feriado);
            }
        }
        calendario
    }

    /// Adds a row: a local patron day, a day given by acuerdo gubernativo. It does not widen the years.
    pub fn agregar(&mut self, feriado: Feriado) {
        self.dias.entry(feriado.fecha).or_default().push(feriado);
    }

    /// Feriados of a day.
    #[must_use]
    pub fn feriados(&self, dia: Date) -> &[Feriado] {
        self.dias.get(&dia).map_or(&[], Vec::as_slice)
    }

    /// Monday to Friday, and not a row with `inhabil_para_plazos`.
    ///
    /// # Errors
    ///
    /// [`ErrorPlazo::SinCalendario`] when the calendar does not reach that year.
    pub fn es_dia_habil(&self, dia: Date) -> Result<bool, ErrorPlazo> {
        if dia.year() < self.desde || dia.year() > self.hasta {
            return Err(ErrorPlazo::SinCalendario(dia.year()));
        }
        let fin_de_semana = matches!(dia.weekday(), Weekday::Saturday | Weekday::Sunday);
        Ok(!fin_de_semana && !self.feriados(dia).iter().any(|f| f.inhabil_para_plazos))
    }

    /// Días hábiles after `desde`, up to `hasta` included; 0 when `hasta` is not later.
    ///
    /// # Errors
    ///
    /// [`ErrorPlazo::SinCalendario`] when the calendar does not reach some of the years.
    pub fn dias_habiles_entre(&self, desde: Date, hasta: Date) -> Result<u32, ErrorPlazo> {
        let mut dia = desde;
        let mut cuenta = 0;
        while dia < hasta {
            dia = dia.tomorrow().map_err(|_| ErrorPlazo::FueraDeRango)?;
            cuenta += u32::from(self.es_dia_habil(dia)?);
        }
        Ok(cuenta)
    }
}

/// Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm of 1876).
#[must_use]
pub fn pascua(anio: i16) -> Date {
    let y = i32::from(anio);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let entero = |v: i32| i8::try_from(v).unwrap_or(1);
    Date::new(anio, entero(n / 31), entero(n % 31 + 1)).unwrap_or(Date::ZERO)
}

/// 30 June moves (Decreto 19-2018): Tuesday and Wednesday to the Monday before, Thursday to
/// Sunday to the Monday after.
#[must_use]
pub fn dia_del_ejercito(anio: i16) -> Option<Date> {
    let dia = Date::new(anio, 6, 30).ok()?;
    let mover = match dia.weekday() {
        Weekday::Monday => 0,
        Weekday::Tuesday => -1,
        Weekday::Wednesday => -2,
        Weekday::Thursday => 4,
        Weekday::Friday => 3,
        Weekday::Saturday => 2,
        Weekday::Sunday => 1,
    };
    dia.checked_add(Span::new().days(mover)).ok()
}

/// The national feriados of a year, in order. Half days are listed and do not stop a term: whether
/// they do is «por confirmar».
#[must_use]
pub fn feriados_nacionales(anio: i16) -> Vec<Feriado> {
    const FIJOS: [(i8, i8, &str); 6] = [
        (1, 1, "Año Nuevo"),
        (5, 1, "Día del Trabajo"),
        (9, 15, "Día de la Independencia"),
        (10, 20, "Día de la Revolución de 1944"),
        (11, 1, "Día de Todos los Santos"),
        (12, 25, "Navidad"),
    ];
    const MEDIOS: [(i8, i8, &str); 2] = [(12, 24, "Nochebuena"), (12, 31, "Fin de Año")];
    const SANTOS: [(i64, &str); 3] = [(3, "Jueves Santo"), (2, "Viernes Santo"), (1, "Sábado Santo")];
    let domingo = pascua(anio);
    let antes = |dias: i64| domingo.checked_sub(dias.days()).ok();
    let mut salida = Vec::with_capacity(13);
    let mut poner = |fecha: Option<Date>, nombre: &str, jornada: Jornada, referencia: Option<&str>| {
        if let Some(fecha) = fecha {
            let completa = jornada == Jornada::Completa;
            salida.push(Feriado {
                fecha,
                nombre: nombre.to_owned(),
                alcance: Alcance::Nacional,
                jornada,
                inhabil_para_plazos: completa,
                referencia: referencia.map(str::to_owned),
                certeza: if completa { Certeza::Citado } else { Certeza::PorConfirmar },
            });
        }
    };
    for (mes, dia, nombre) in FIJOS {
        poner(Date::new(anio, mes, dia).ok(), nombre, Jornada::Completa, None);
    }
    for (dias, nombre) in SANTOS {
        poner(antes(dias), nombre, Jornada::Completa, None);
    }
    poner(dia_del_ejercito(anio), "Día del Ejército", Jornada::Completa, Some("Decreto 19-2018"));
    poner(antes(4), "Miércoles Santo", Jornada::Media, None);
    for (mes, dia, nombre) in MEDIOS {
        poner(Date::new(anio, mes, dia).ok(), nombre, Jornada::Media, None);
    }
    salida.sort_by_key(|f| f.fecha);
    salida
}

/// Last day to answer. Whether the first day counts is in `computo`: no source settles it.
/// Días hábiles skip weekends and the feriados of `calendario`; months and years keep the day,
/// clamped to month end.
///
/// # Errors
///
/// [`ErrorPlazo::SinCalendario`] when días hábiles reach a year without feriados, never a guess;
/// [`ErrorPlazo::FueraDeRango`] when the date does not exist.
pub fn vence(recibido: Date, plazo: Plazo, computo: Computo, calendario: &Calendario) -> Result<Date, ErrorPlazo> {
    let cantidad = i64::from(plazo.cantidad);
    let sumar = |span: Result<Span, jiff::Error>| span.and_then(|s| recibido.checked_add(s)).map_err(|_| ErrorPlazo::FueraDeRango);
    let menos_uno = match computo {
        Computo::DesdeElDiaSiguiente => 0,
        Computo::DesdeElMismoDia => 1,
    };
    let fecha = match plazo.unidad {
        UnidadDePlazo::DiasHabiles => return dias_habiles(recibido, plazo.cantidad, computo, calendario),
        UnidadDePlazo::DiasCalendario => sumar(Span::new().try_days(cantidad)),
        UnidadDePlazo::Semanas => sumar(Span::new().try_weeks(cantidad)),
        UnidadDePlazo::Meses => sumar(Span::new().try_months(cantidad)),
        UnidadDePlazo::Anios => sumar(Span::new().try_years(cantidad)),
    }?;
    if plazo.cantidad == 0 {
        return Ok(fecha);
    }
    fecha.checked_sub(Span::new().days(menos_uno)).map_err(|_| ErrorPlazo::FueraDeRango)
}

fn dias_habiles(recibido: Date, cantidad: u32, computo: Computo, calendario: &Calendario) -> Result<Date, ErrorPlazo> {
    let mut dia = recibido;
    let mut faltan = cantidad;
    if computo == Computo::DesdeElMismoDia && faltan > 0 && calendario.es_dia_habil(dia)? {
        faltan -= 1;
    }
    while faltan > 0 {
        dia = dia.tomorrow().map_err(|_| ErrorPlazo::FueraDeRango)?;
        faltan -= u32::from(calendario.es_dia_habil(dia)?);
    }
    Ok(dia)
}

/// One term of the law with its computed date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlazoDeLey {
    /// Identifier.
    pub id: &'static str,
    /// What was due.
    pub nombre: &'static str,
    /// Term.
    pub plazo: Plazo,
    /// Date computed from the entry into force.
    pub fecha: Date,
    /// The date was computed, not read: «por confirmar».
    pub por_confirmar: bool,
}

/// The terms of `dominio.md` §10, oldest first. The term is cited; its date is computed.
#[must_use]
pub fn plazos_de_ley(fecha_vigencia: Date) -> Vec<PlazoDeLey> {
    const FILAS: [(&str, &str, u32, UnidadDePlazo); 5] = [
        ("formularios_en_portal", "Formularios y solicitudes en el portal", 6, UnidadDePlazo::Meses),
        ("plan_de_simplificacion", "Plan de simplificación, con presupuesto de equipo y programas", 6, UnidadDePlazo::Meses),
        ("procedimientos_ajustados", "Procedimientos, planes y políticas ajustados a la ley", 6, UnidadDePlazo::Meses),
        ("medios_electronicos", "Medios electrónicos con la información requerida", 1, UnidadDePlazo::Anios),
        ("tramites_en_linea", "Sistemas para hacer el trámite por medios electrónicos", 2, UnidadDePlazo::Anios),
    ];
    FILAS
        .into_iter()
        .filter_map(|(id, nombre, cantidad, unidad)| {
            let plazo = Plazo { cantidad, unidad };
            let sin_feriados = Calendario { desde: 0, hasta: 0, dias: BTreeMap::new() };
            let fecha = vence(fecha_vigencia, plazo, Computo::DesdeElDiaSiguiente, &sin_feriados).ok()?;
            Some(PlazoDeLey { id, nombre, plazo, fecha, por_confirmar: true })
        })
        .collect()
}

/// «vencido hace 1,545 días», «vence hoy», «vence en 3 días»: calendar days, said without alarm.
#[must_use]
pub fn situacion(fecha: Date, hoy: Date) -> String {
    let dias = hoy.duration_since(fecha).as_hours() / 24;
    let cuantos = plural(dias.unsigned_abs(), "día", "días");
    match dias.signum() {
        0 => "vence hoy".to_owned(),
        1 => format!("vencido hace {cuantos}"),
        _ => format!("vence en {cuantos}"),
    }
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use proptest::prelude::*;

    const HABILES: UnidadDePlazo = UnidadDePlazo::DiasHabiles;

    #[test]
    fn la_pascua_es_la_de_la_tabla() {
        for esperada in [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28)] {
            assert_eq!(pascua(esperada.year()), esperada);
        }
    }

    #[test]
    fn el_treinta_de_junio_se_mueve_segun_el_decreto_19_2018() {
        for esperado in [date(2025, 6, 30), date(2026, 6, 29), date(2027, 6, 28)] {
            assert_eq!(dia_del_ejercito(esperado.year()), Some(esperado));
        }
        for anio in 2018..2100 {
            let dia = dia_del_ejercito(anio).unwrap();
            assert_eq!(dia.weekday(), Weekday::Monday, "{anio}");
            let salto = (dia.duration_since(date(anio, 6, 30)).as_hours() / 24).abs();
            assert!(salto <= 4, "{anio}: {salto}");
        }
    }

    #[test]
    fn los_feriados_de_2026_son_los_de_la_ley() {
        let dias: Vec<String> =
            feriados_nacionales(2026).into_iter().filter(|f| f.inhabil_para_plazos).map(|f| f.fecha.to_string()).collect();
        assert_eq!(
            dias,
            [
                "2026-01-01",
                "2026-04-02",
                "2026-04-03",
                "2026-04-04",
                "2026-05-01",
                "2026-06-29",
                "2026-09-15",
                "2026-10-20",
                "2026-11-01",
                "2026-12-25"
            ]
        );
        let medios: Vec<_> = feriados_nacionales(2026).into_iter().filter(|f| f.jornada == Jornada::Media).map(|f| f.nombre).collect();
        assert_eq!(medios, ["Miércoles Santo", "Nochebuena", "Fin de Año"]);
    }

    #[test]
    fn cinco_dias_habiles_desde_el_10_de_septiembre_vencen_el_18() {
        let calendario = Calendario::nacional(2026, 2026);
        let inicio = date(2026, 9, 10);
        let plazo = Plazo { cantidad: 5, unidad: HABILES };
        let fin = vence(inicio, plazo, Computo::DesdeElDiaSiguiente, &calendario).unwrap();
        assert_eq!(fin, date(2026, 9, 18));
        assert_eq!(fin.duration_since(inicio).as_hours() / 24, 8, "eight calendar days later");
        assert_eq!(calendario.dias_habiles_entre(inicio, fin), Ok(5));
        assert_eq!(vence(inicio, plazo, Computo::DesdeElMismoDia, &calendario), Ok(date(2026, 9, 17)));
    }

    #[test]
    fn un_dia_agregado_por_acuerdo_tambien_es_inhabil() {
        let mut calendario = Calendario::nacional(2025, 2025);
        assert_eq!(calendario.es_dia_habil(date(2025, 11, 3)), Ok(true));
        calendario.agregar(Feriado {
            fecha: date(2025, 11, 3),
            nombre: "Asueto".into(),
            alcance: Alcance::Nacional,
            jornada: Jornada::Completa,
            inhabil_para_plazos: true,
            referencia: Some("Acuerdo Gubernativo 186-2025".into()),
            certeza: Certeza::Citado,
        });
        assert_eq!(calendario.es_dia_habil(date(2025, 11, 3)), Ok(false));
        assert_eq!(calendario.es_dia_habil(date(2025, 12, 24)), Ok(true), "a half day does not stop a term");
    }

    #[test]
    fn un_calendario_que_no_llega_no_adivina() {
        let calendario = Calendario::nacional(2026, 2026);
        let salida = vence(date(2026, 12, 28), Plazo { cantidad: 10, unidad: HABILES }, Computo::DesdeElDiaSiguiente, &calendario);
        assert_eq!(salida, Err(ErrorPlazo::SinCalendario(2027)));
        assert_eq!(
            ErrorPlazo::SinCalendario(2027).mensaje(),
            "El calendario de feriados no tiene el año 2027. Agregue sus feriados para calcular la fecha."
        );
    }

    #[test]
    fn los_plazos_de_la_ley_conservan_el_dia_hasta_el_fin_de_mes() {
        let fechas: Vec<String> = plazos_de_ley(FECHA_VIGENCIA).iter().map(|p| p.fecha.to_string()).collect();
        assert_eq!(fechas, ["2022-02-28", "2022-02-28", "2022-02-28", "2022-08-31", "2023-08-31"]);
        assert!(plazos_de_ley(FECHA_VIGENCIA).iter().all(|p| p.por_confirmar));
    }

    #[test]
    fn la_situacion_se_dice_en_dias_y_sin_alarma() {
        let hoy = date(2026, 11, 21);
        assert_eq!(situacion(date(2022, 2, 28), hoy), "vencido hace 1,727 días");
        assert_eq!(situacion(date(2026, 11, 20), hoy), "vencido hace 1 día");
        assert_eq!(situacion(hoy, hoy), "vence hoy");
        assert_eq!(situacion(date(2026, 11, 24), hoy), "vence en 3 días");
    }

    #[test]
    fn un_mes_desde_el_31_de_enero_vence_el_ultimo_de_febrero() {
        let calendario = Calendario::nacional(2026, 2026);
        let en = |unidad, cantidad| vence(date(2026, 1, 31), Plazo { cantidad, unidad }, Computo::DesdeElDiaSiguiente, &calendario);
        assert_eq!(en(UnidadDePlazo::Meses, 1), Ok(date(2026, 2, 28)));
        assert_eq!(en(UnidadDePlazo::Semanas, 2), Ok(date(2026, 2, 14)));
        assert_eq!(en(UnidadDePlazo::DiasCalendario, 30), Ok(date(2026, 3, 2)));
        assert_eq!(en(UnidadDePlazo::Anios, u32::MAX), Err(ErrorPlazo::FueraDeRango));
    }

    proptest! {
        #[test]
        fn la_pascua_siempre_es_domingo_entre_marzo_22_y_abril_25(anio in 1583i16..4000) {
            let d = pascua(anio);
            prop_assert_eq!(d.weekday(), Weekday::Sunday);
            prop_assert!(d >= date(anio, 3, 22) && d <= date(anio, 4, 25));
        }

        #[test]
        fn el_ultimo_dia_de_un_plazo_habil_es_habil_y_la_cuenta_cuadra(dias in 0i64..700, cantidad in 1u32..60) {
            let calendario = Calendario::nacional(2024, 2027);
            let inicio = date(2024, 1, 1).checked_add(dias.days()).unwrap();
            let fin = vence(inicio, Plazo { cantidad, unidad: HABILES }, Computo::DesdeElDiaSiguiente, &calendario).unwrap();
            prop_assert_eq!(calendario.es_dia_habil(fin), Ok(true));
            prop_assert_eq!(calendario.dias_habiles_entre(inicio, fin), Ok(cantidad));
        }

        #[test]
        fn un_plazo_mas_largo_nunca_vence_antes(dias in 0i64..700, a in 0u32..40, b in 0u32..40) {
            let calendario = Calendario::nacional(2024, 2027);
            let inicio = date(2024, 1, 1).checked_add(dias.days()).unwrap();
            for unidad in UnidadDePlazo::TODOS.iter().take(4) {
                let fin = |cantidad| vence(inicio, Plazo { cantidad, unidad: *unidad }, Computo::DesdeElDiaSiguiente, &calendario);
                if let (Ok(corto), Ok(largo)) = (fin(a.min(b)), fin(a.max(b))) {
                    prop_assert!(corto <= largo);
                }
            }
        }
    }
}
