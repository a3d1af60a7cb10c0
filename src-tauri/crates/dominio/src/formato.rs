//! Figures, money, dates and times as people in Guatemala read them.
//!
//! `textos/formatos.ts` does the same in the window; both are tested against one table,
//! `datos/formatos_casos.json`, because `Intl` alone gives `89.4%` and `10:42 a. m.` for es-GT and
//! changes with the engine. Everything is computed with integers or on the text of the decimal.
//!
//! Spaces here are plain; whoever draws changes the one between a figure and its unit into a
//! no-break space, and a comparison of the two sides treats both as the same.

use jiff::civil::{Date, DateTime};

use crate::Razon;
use crate::ficha::{EstadoLectura, Moneda, Tiempo, TipoCosto, Tramite, UnidadTiempo};

const MESES: [&str; 12] =
    ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

/// Minus sign of shown figures, as wide as a digit; a hyphen would be read as a dash.
const MENOS: &str = "\u{2212}";

/// `1234` → `1,234`.
#[must_use]
pub fn entero(n: i64) -> String {
    let signo = if n < 0 { MENOS } else { "" };
    format!("{signo}{}", entero_sin_signo(n.unsigned_abs()))
}

/// `1234` → `1,234`.
#[must_use]
pub fn entero_sin_signo(n: u64) -> String {
    con_comas(&n.to_string())
}

fn con_comas(digitos: &str) -> String {
    let mut salida = String::with_capacity(digitos.len() + digitos.len() / 3);
    for (i, c) in digitos.chars().enumerate() {
        if i > 0 && (digitos.len() - i).is_multiple_of(3) {
            salida.push(',');
        }
        salida.push(c);
    }
    salida
}

/// Decimal text with thousands separated: `"1234.5"` → `1,234.5`. The decimals stay as they came;
/// text that is not a plain decimal comes back unchanged.
#[must_use]
pub fn decimal(texto: &str) -> String {
    let (signo, resto) = texto.strip_prefix('-').map_or(("", texto), |r| (MENOS, r));
    let (enteros, decimales) = resto.split_once('.').map_or((resto, None), |(e, d)| (e, Some(d)));
    let digitos = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if !digitos(enteros) || decimales.is_some_and(|d| !digitos(d)) {
        return texto.to_owned();
    }
    match decimales {
        Some(d) => format!("{signo}{}.{d}", con_comas(enteros)),
        None => format!("{signo}{}", con_comas(enteros)),
    }
}

/// Whole centavos: `123450` → `Q 1,234.50`, `USD 12.00`.
#[must_use]
pub fn dinero(centavos: i64, moneda: Moneda) -> String {
    let simbolo = match moneda {
        Moneda::Gtq => "Q",
        Moneda::Usd => "USD",
    };
    let signo = if centavos < 0 { MENOS } else { "" };
    let n = centavos.unsigned_abs();
    format!("{signo}{simbolo} {}.{:02}", entero_sin_signo(n / 100), n % 100)
}

/// `59/66` with one decimal → `89.4 %`; a zero denominator → `n/d`.
#[must_use]
pub fn porcentaje(razon: Razon, decimales: u32) -> String {
    razon.porcentaje(decimales).map_or_else(|| "n/d".to_owned(), |p| format!("{} %", decimal(&p)))
}

/// `59 de 66`.
#[must_use]
pub fn razon(razon: Razon) -> String {
    format!("{} de {}", entero_sin_signo(razon.numerador), entero_sin_signo(razon.denominador))
}

/// `89.4 % (59 de 66)`: a percentage never stands alone.
#[must_use]
pub fn razon_con_porcentaje(r: Razon) -> String {
    format!("{} ({})", porcentaje(r, 1), razon(r))
}

/// `20 de noviembre de 2026`.
#[must_use]
pub fn fecha_larga(fecha: Date) -> String {
    let mes = usize::try_from(fecha.month() - 1).ok().and_then(|i| MESES.get(i)).copied().unwrap_or_default();
    format!("{} de {mes} de {}", fecha.day(), fecha.year())
}

/// `20/11/2026`, for tables.
#[must_use]
pub fn fecha_corta(fecha: Date) -> String {
    format!("{:02}/{:02}/{:04}", fecha.day(), fecha.month(), fecha.year())
}

/// `10:42`, 24 hours.
#[must_use]
pub fn hora(momento: DateTime) -> String {
    format!("{:02}:{:02}", momento.hour(), momento.minute())
}

/// `20/11/2026 10:42`.
#[must_use]
pub fn fecha_y_hora(momento: DateTime) -> String {
    format!("{} {}", fecha_corta(momento.date()), hora(momento))
}

/// The word for that many: `1` → singular.
#[must_use]
pub const fn palabra<'a>(n: u64, uno: &'a str, varios: &'a str) -> &'a str {
    if n == 1 { uno } else { varios }
}

/// `1 trámite`, `1,204 trámites`.
#[must_use]
pub fn plural(n: u64, uno: &str, varios: &str) -> String {
    format!("{} {}", entero_sin_signo(n), palabra(n, uno, varios))
}

/// The article of the name of an institution, by its first word; `None` for a name that takes none or is not known.
fn articulo(nombre: &str) -> Option<&'static str> {
    match nombre.split_whitespace().next()? {
        "Ministerio" | "Consejo" | "Fondo" | "Instituto" | "Registro" | "Centro" | "Comité" | "Organismo" | "Programa" => Some("el"),
        "Secretaría" | "Comisión" | "Gobernación" | "Autoridad" | "Defensoría" | "Oficina" | "Dirección" | "Superintendencia"
        | "Unidad" | "Coordinadora" | "Academia" => Some("la"),
        _ => None,
    }
}

/// «el Ministerio de Economía», «la Secretaría…»: the name inside a sentence.
#[must_use]
pub fn con_articulo(nombre: &str) -> String {
    articulo(nombre).map_or_else(|| nombre.to_owned(), |a| format!("{a} {nombre}"))
}

/// «del Ministerio de Economía», «de la Secretaría…».
#[must_use]
pub fn de_la_institucion(nombre: &str) -> String {
    match articulo(nombre) {
        Some("el") => format!("del {nombre}"),
        Some(a) => format!("de {a} {nombre}"),
        None => format!("de {nombre}"),
    }
}

/// `a, b y c`; «y» becomes «e» before the sound *i*.
#[must_use]
pub fn enumerar(partes: &[&str]) -> String {
    unir(partes, |ultima| if suena_i(ultima) { "e" } else { "y" })
}

/// `a, b o c`; «o» becomes «u» before the sound *o*.
#[must_use]
pub fn alternativas(partes: &[&str]) -> String {
    unir(partes, |ultima| if suena_o(ultima) { "u" } else { "o" })
}

fn unir(partes: &[&str], nexo: impl Fn(&str) -> &'static str) -> String {
    match partes {
        [] => String::new(),
        [una] => (*una).to_owned(),
        [primeras @ .., ultima] => format!("{} {} {ultima}", primeras.join(", "), nexo(ultima)),
    }
}

fn inicio(palabra: &str) -> String {
    palabra.trim_start_matches(|c: char| !c.is_alphabetic()).chars().take(3).flat_map(char::to_lowercase).collect()
}
fn suena_i(palabra: &str) -> bool {
    let p = inicio(palabra);
    let i = |t: &str| t.starts_with(['i', 'í']);
    let sin_h = p.strip_prefix('h').unwrap_or(&p);
    i(sin_h) && !["hia", "hie", "hió", "ion"].contains(&p.as_str())
}
fn suena_o(palabra: &str) -> bool {
    let p = inicio(palabra);
    p.strip_prefix('h').unwrap_or(&p).starts_with(['o', 'ó'])
}

/// The unit in the number of its quantity: `horas` → «hora» for `"1"`.
#[must_use]
pub fn unidad_de_tiempo(cantidad: &str, unidad: UnidadTiempo) -> &'static str {
    let uno = es_uno(cantidad);
    match unidad {
        UnidadTiempo::Minutos if uno => "minuto",
        UnidadTiempo::Horas if uno => "hora",
        UnidadTiempo::DiasSinEspecificar if uno => "día (sin especificar)",
        UnidadTiempo::DiasHabiles if uno => "día hábil",
        UnidadTiempo::DiasCalendario if uno => "día calendario",
        UnidadTiempo::Semanas if uno => "semana",
        UnidadTiempo::Meses if uno => "mes",
        UnidadTiempo::Anios if uno => "año",
        UnidadTiempo::Desconocida => "(unidad desconocida)",
        UnidadTiempo::Minutos
        | UnidadTiempo::Horas
        | UnidadTiempo::DiasSinEspecificar
        | UnidadTiempo::DiasHabiles
        | UnidadTiempo::DiasCalendario
        | UnidadTiempo::Semanas
        | UnidadTiempo::Meses
        | UnidadTiempo::Anios => unidad.etiqueta(),
    }
}

fn es_uno(cantidad: &str) -> bool {
    cantidad.split_once('.').map_or(cantidad == "1", |(e, d)| e == "1" && d.bytes().all(|b| b == b'0'))
}

/// A quantity or a range with its unit: `14 días hábiles`, `de 4 a 36 horas`, `inmediato`.
#[must_use]
pub fn rango(minimo: &str, maximo: &str, unidad: UnidadTiempo) -> String {
    if minimo == maximo {
        if minimo == "0" {
            return "inmediato".to_owned();
        }
        return format!("{} {}", decimal(minimo), unidad_de_tiempo(minimo, unidad));
    }
    format!("de {} a {} {}", decimal(minimo), decimal(maximo), unidad_de_tiempo(maximo, unidad))
}

/// A stored time as people read it, or nothing when there is no value: a text that was not
/// understood is shown as the source wrote it by whoever asks for it, not as a figure.
#[must_use]
pub fn tiempo(t: &Tiempo) -> String {
    if t.estado == Some(EstadoLectura::SinInterpretar) {
        return String::new();
    }
    if let Some(c) = t.componentes.as_deref().and_then(componentes) {
        return c;
    }
    let unidad = t.unidad.unwrap_or(UnidadTiempo::Desconocida);
    match (t.minimo.as_deref(), t.maximo.as_deref()) {
        (Some(minimo), Some(maximo)) => rango(minimo, maximo, unidad),
        (Some(uno), None) => rango(uno, uno, unidad),
        (None, Some(tope)) if tope == "0" => rango(tope, tope, unidad),
        (None, Some(tope)) => format!("hasta {}", rango(tope, tope, unidad)),
        (None, None) => String::new(),
    }
}

/// `1 meses + 15 dias_sin_especificar` → `1 mes y 15 días (sin especificar)`.
fn componentes(texto: &str) -> Option<String> {
    let partes: Option<Vec<String>> = texto
        .split('+')
        .map(|p| {
            let (cantidad, unidad) = p.trim().split_once(' ')?;
            let unidad: UnidadTiempo = unidad.trim().parse().ok()?;
            Some(format!("{} {}", decimal(cantidad), unidad_de_tiempo(cantidad, unidad)))
        })
        .collect();
    let partes = partes?;
    let partes: Vec<&str> = partes.iter().map(String::as_str).collect();
    Some(enumerar(&partes))
}

/// The fee of a trámite: `Q 100.00`, `Gratuito`, `Variable`, or nothing when it is not known.
#[must_use]
pub fn costo(t: &Tramite) -> String {
    match (t.costo_tipo, t.costo_monto) {
        (Some(TipoCosto::Gratuito), _) => "Gratuito".to_owned(),
        (Some(TipoCosto::Fijo) | None, Some(monto)) => dinero(monto, t.costo_moneda.unwrap_or(Moneda::Gtq)),
        (Some(TipoCosto::Variable), Some(monto)) if monto > 0 => {
            format!("Variable, desde {}", dinero(monto, t.costo_moneda.unwrap_or(Moneda::Gtq)))
        }
        (Some(TipoCosto::Variable), _) => "Variable".to_owned(),
        (Some(TipoCosto::Fijo) | None, None) | (Some(TipoCosto::NoSabe), _) => String::new(),
    }
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn every_institution_of_the_list_takes_its_article() {
        assert_eq!(de_la_institucion("Ministerio de Economía"), "del Ministerio de Economía");
        assert_eq!(con_articulo("Secretaría de la Paz"), "la Secretaría de la Paz");
        assert_eq!(de_la_institucion("RENAP"), "de RENAP");
        for i in crate::instituciones::todas() {
            assert!(articulo(&i.nombre).is_some(), "{}", i.nombre);
        }
    }

    fn texto(v: &Value) -> &str {
        v.as_str().unwrap_or_else(|| panic!("{v} is not text"))
    }
    fn n(v: &Value) -> u64 {
        v.as_u64().unwrap_or_else(|| panic!("{v} is not a count"))
    }

    /// The table that the window's `formatos.ts` must satisfy too.
    #[test]
    fn la_tabla_compartida_de_formatos_se_cumple() {
        let casos: Vec<Value> = serde_json::from_str(include_str!("../datos/formatos_casos.json")).unwrap();
        assert!(casos.len() > 60);
        for caso in casos {
            let e = caso["entrada"].as_array().unwrap();
            let salida = match texto(&caso["funcion"]) {
                "entero" => entero(e[0].as_i64().unwrap()),
                "decimal" => decimal(texto(&e[0])),
                "dinero" => dinero(e[0].as_i64().unwrap(), texto(&e[1]).parse().unwrap()),
                "porcentaje" => porcentaje(Razon::new(n(&e[0]), n(&e[1])), u32::try_from(n(&e[2])).unwrap()),
                "razon" => razon(Razon::new(n(&e[0]), n(&e[1]))),
                "fecha_larga" => fecha_larga(texto(&e[0]).parse().unwrap()),
                "fecha_corta" => fecha_corta(texto(&e[0]).parse().unwrap()),
                "hora" => hora(texto(&e[0]).parse().unwrap()),
                "fecha_y_hora" => fecha_y_hora(texto(&e[0]).parse().unwrap()),
                "plural" => plural(n(&e[0]), texto(&e[1]), texto(&e[2])),
                "enumerar" => enumerar(&e.iter().map(texto).collect::<Vec<_>>()),
                "alternativas" => alternativas(&e.iter().map(texto).collect::<Vec<_>>()),
                "rango" => rango(texto(&e[0]), texto(&e[1]), texto(&e[2]).parse().unwrap()),
                otra => panic!("unknown function {otra}"),
            };
            assert_eq!(salida, texto(&caso["salida"]), "{caso}");
        }
    }

    fn de(minimo: &str, maximo: &str, unidad: UnidadTiempo) -> Tiempo {
        let opcional = |t: &str| (!t.is_empty()).then(|| t.to_owned());
        Tiempo { minimo: opcional(minimo), maximo: opcional(maximo), unidad: Some(unidad), ..Tiempo::default() }
    }

    #[test]
    fn los_tiempos_se_leen_como_se_guardaron() {
        assert_eq!(tiempo(&de("4", "36", UnidadTiempo::Horas)), "de 4 a 36 horas");
        assert_eq!(tiempo(&de("15", "", UnidadTiempo::DiasSinEspecificar)), "15 días (sin especificar)");
        assert_eq!(tiempo(&de("", "20", UnidadTiempo::DiasHabiles)), "hasta 20 días hábiles");
        assert_eq!(tiempo(&de("0", "0", UnidadTiempo::Minutos)), "inmediato");
        assert_eq!(tiempo(&Tiempo::default()), "");
        let compuesto = |c: &str| tiempo(&Tiempo { componentes: Some(c.into()), ..Tiempo::default() });
        assert_eq!(compuesto("1 meses + 15 dias_sin_especificar"), "1 mes y 15 días (sin especificar)");
        assert_eq!(compuesto("25 horas + 27 minutos"), "25 horas y 27 minutos");
    }

    #[test]
    fn un_texto_sin_interpretar_no_se_muestra_como_cifra() {
        let t = Tiempo {
            estado: Some(EstadoLectura::SinInterpretar),
            texto_original: Some(".....".into()),
            ..de("1", "1", UnidadTiempo::Horas)
        };
        assert_eq!(tiempo(&t), "");
    }

    #[test]
    fn el_costo_que_no_se_sabe_queda_vacio_y_nunca_en_cero() {
        let con = |tipo, monto| costo(&Tramite { costo_tipo: tipo, costo_monto: monto, ..Tramite::default() });
        assert_eq!(con(Some(TipoCosto::Fijo), Some(10_000)), "Q 100.00");
        assert_eq!(con(Some(TipoCosto::Gratuito), None), "Gratuito");
        assert_eq!(con(Some(TipoCosto::Variable), None), "Variable");
        assert_eq!(con(Some(TipoCosto::NoSabe), None), "");
        assert_eq!(con(None, None), "");
    }

    #[test]
    fn el_porcentaje_va_junto_a_sus_numeros() {
        assert_eq!(razon_con_porcentaje(Razon::new(59, 66)), "89.4 % (59 de 66)");
    }

    proptest! {
        #[test]
        fn quitar_las_comas_devuelve_el_numero(n: i64) {
            prop_assert_eq!(entero(n).replace(',', "").replace(MENOS, "-").parse::<i64>(), Ok(n));
            prop_assert_eq!(decimal(&n.to_string()), entero(n));
        }

        #[test]
        fn el_dinero_conserva_los_centavos(n in -1_000_000_000_000i64..1_000_000_000_000) {
            let t = dinero(n, Moneda::Gtq).replace(['Q', ' ', ',', '.'], "").replace(MENOS, "-");
            prop_assert_eq!(t.parse::<i64>(), Ok(n));
        }

        #[test]
        fn ningun_decimal_raro_hace_caer_el_formato(t in "\\PC{0,12}") {
            let _ = decimal(&t);
            let _ = rango(&t, "1", UnidadTiempo::Horas);
        }
    }
}
