//! How a sheet shows a number: as a date, as a percentage, with so many decimals or leading zeros.
//!
//! A workbook keeps one number and a format code; «00123», «15 %» and «2023-09-07» are all numbers
//! inside. Decimals are handled as text, so a value with two decimals keeps exactly those two.

use super::{Celda, Numero};

/// What a format code makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Formato {
    /// As it is.
    General,
    /// Between `minimo` and `maximo` decimals, at least `ceros` whole digits.
    Numero { minimo: u8, maximo: u8, ceros: u8, porcentaje: bool },
    /// A moment: its day, its hour, or both.
    Fecha { dia: bool, hora: bool },
}

/// Code of a built-in format (ECMA-376, 18.8.30); those that depend on the language are dates.
pub(super) fn incorporado(id: u32) -> Formato {
    let codigo = match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => "hh:mm:ss",
        22 => "yyyy-mm-dd hh:mm",
        _ => return Formato::General,
    };
    interpretar(codigo)
}

/// Reads a format code: its first section, without colours, quoted texts and fillers.
pub(super) fn interpretar(codigo: &str) -> Formato {
    let mut limpio = String::new();
    let mut letras = codigo.chars();
    let mut pasado = false;
    while let Some(c) = letras.next() {
        match c {
            ';' => break,
            '"' => {
                letras.by_ref().take_while(|x| *x != '"').for_each(drop);
            }
            '\\' | '_' | '*' => {
                letras.next();
            }
            '[' => {
                let dentro: String = letras.by_ref().take_while(|x| *x != ']').collect();
                let dentro = dentro.to_ascii_lowercase();
                pasado |= !dentro.is_empty() && dentro.chars().all(|x| matches!(x, 'h' | 'm' | 's'));
            }
            otra => limpio.push(otra.to_ascii_lowercase()),
        }
    }
    if limpio.contains("general") || limpio.contains('@') {
        return Formato::General;
    }
    let tiene = |cuales: &[char]| limpio.contains(cuales);
    if pasado || tiene(&['y', 'd', 'h', 's', 'm']) {
        let hora = pasado || tiene(&['h', 's']);
        return Formato::Fecha { dia: tiene(&['y', 'd']) || !hora, hora };
    }
    let (entera, fraccion) = limpio.split_once('.').unwrap_or((&limpio, ""));
    let cuenta = |t: &str, de: &[char]| u8::try_from(t.chars().filter(|c| de.contains(c)).count()).unwrap_or(u8::MAX);
    let fraccion: String = fraccion.chars().take_while(|c| matches!(c, '0' | '#' | '?')).collect();
    if !tiene(&['0', '#', '?']) || limpio.contains("e+") || limpio.contains('/') {
        return Formato::General;
    }
    Formato::Numero {
        minimo: cuenta(&fraccion, &['0']),
        maximo: cuenta(&fraccion, &['0', '#', '?']),
        ceros: cuenta(entera, &['0']),
        porcentaje: tiene(&['%']),
    }
}

/// The cell of a number. `crudo` is what the file keeps; what is no number stays text.
pub(super) fn celda(crudo: &str, formato: Formato, desde_1904: bool) -> Celda {
    let crudo = crudo.trim();
    // The digits of a double are noise after the fifteenth: its shortest form is what was typed.
    let Some(doble) = crudo.parse::<f64>().ok().filter(|d| d.is_finite() && d.abs() < 1e18 && (*d == 0.0 || d.abs() > 1e-15)) else {
        return if crudo.is_empty() { Celda::Vacia } else { Celda::Texto(crudo.to_owned()) };
    };
    let valor = sin_ceros(&format!("{doble}"));
    match formato {
        Formato::Fecha { dia, hora } => fecha(doble, dia, hora, desde_1904).map_or_else(|| general(valor), Celda::Fecha),
        Formato::General => general(valor),
        Formato::Numero { minimo, maximo, ceros, porcentaje } => {
            let base = if porcentaje { por_cien(&valor) } else { valor.clone() };
            let mut mostrado = redondear(&base, maximo);
            while decimales(&mostrado) > minimo && mostrado.ends_with('0') {
                mostrado.pop();
            }
            let mostrado = rellenar(mostrado.trim_end_matches('.'), ceros);
            let d = decimales(&mostrado);
            let mostrado = if porcentaje { format!("{mostrado}%") } else { mostrado };
            Celda::Numero(Numero { valor, mostrado, decimales: d, porcentaje })
        }
    }
}

fn general(valor: String) -> Celda {
    let decimales = decimales(&valor);
    Celda::Numero(Numero { mostrado: valor.clone(), valor, decimales, porcentaje: false })
}

pub(super) fn decimales(texto: &str) -> u8 {
    texto.split_once('.').map_or(0, |(_, d)| u8::try_from(d.len()).unwrap_or(u8::MAX))
}

/// `-0` and trailing zeros of the fraction mean nothing.
fn sin_ceros(texto: &str) -> String {
    let corto = if texto.contains('.') { texto.trim_end_matches('0').trim_end_matches('.') } else { texto };
    if corto == "-0" { "0".to_owned() } else { corto.to_owned() }
}

fn por_cien(valor: &str) -> String {
    let (signo, cuerpo) = valor.strip_prefix('-').map_or(("", valor), |c| ("-", c));
    let (entera, fraccion) = cuerpo.split_once('.').unwrap_or((cuerpo, ""));
    let mut cifras: String = fraccion.to_owned();
    while cifras.len() < 2 {
        cifras.push('0');
    }
    let (dos, resto) = cifras.split_at_checked(2).unwrap_or((&cifras, ""));
    let entera = format!("{entera}{dos}");
    let entera = entera.trim_start_matches('0');
    let entera = if entera.is_empty() { "0" } else { entera };
    sin_ceros(&if resto.is_empty() { format!("{signo}{entera}") } else { format!("{signo}{entera}.{resto}") })
}

/// Half-up, away from zero (`metodos.md`, rule 2), over the digits of the text.
pub(super) fn redondear(valor: &str, decimales: u8) -> String {
    let (signo, cuerpo) = valor.strip_prefix('-').map_or(("", valor), |c| ("-", c));
    let (entera, fraccion) = cuerpo.split_once('.').unwrap_or((cuerpo, ""));
    let k = usize::from(decimales);
    let mut cifras: Vec<u8> = entera.bytes().chain(fraccion.bytes().chain(std::iter::repeat(b'0')).take(k)).collect();
    if fraccion.as_bytes().get(k).is_some_and(|c| *c >= b'5') {
        let mut lleva = true;
        for c in cifras.iter_mut().rev() {
            if *c == b'9' {
                *c = b'0';
            } else {
                *c += 1;
                lleva = false;
                break;
            }
        }
        if lleva {
            cifras.insert(0, b'1');
        }
    }
    let todo: String = cifras.iter().map(|b| char::from(*b)).collect();
    let (e, f) = todo.split_at_checked(todo.len() - k).unwrap_or((&todo, ""));
    let punto = if k == 0 { "" } else { "." };
    let nada = cifras.iter().all(|c| *c == b'0');
    format!("{}{e}{punto}{f}", if nada { "" } else { signo })
}

fn rellenar(valor: &str, ceros: u8) -> String {
    let (signo, cuerpo) = valor.strip_prefix('-').map_or(("", valor), |c| ("-", c));
    let entera = cuerpo.split('.').next().unwrap_or_default().len();
    format!("{signo}{}{cuerpo}", "0".repeat(usize::from(ceros).saturating_sub(entera)))
}

/// A serial number of days as a date. Day 60 of the 1900 system never existed.
fn fecha(serie: f64, dia: bool, hora: bool, desde_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&serie) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "between 0 and the seconds of year 9999")]
    let segundos = (serie * 86_400.0).round() as i64;
    let (dias, resto) = (segundos.div_euclid(86_400), segundos.rem_euclid(86_400));
    let (h, m, s) = (resto / 3600, resto % 3600 / 60, resto % 60);
    let con_hora = hora || resto != 0;
    if !dia || dias == 0 && !desde_1904 {
        return Some(format!("{:02}:{m:02}:{s:02}", if dia { h } else { h + 24 * dias }));
    }
    let desde_1970 = if desde_1904 {
        dias - 24_107
    } else if dias < 60 {
        dias - 25_568
    } else {
        dias - 25_569
    };
    let (anio, mes, dia) = civil(desde_1970);
    let fecha = format!("{anio:04}-{mes:02}-{dia:02}");
    Some(if con_hora { format!("{fecha} {h:02}:{m:02}:{s:02}") } else { fecha })
}

/// Year, month and day of a count of days since 1970 (Hinnant, `civil_from_days`).
fn civil(dias: i64) -> (i64, i64, i64) {
    let z = dias + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let mes = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(mes <= 2), mes, doy - (153 * mp + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(crudo: &str, codigo: &str) -> String {
        celda(crudo, interpretar(codigo), false).texto().into_owned()
    }

    #[test]
    fn a_number_is_read_as_its_cell_shows_it() {
        for (crudo, codigo, mostrado) in [
            ("123", "00000", "00123"),
            ("7", "General", "7"),
            ("0.10000000000000001", "General", "0.1"),
            ("1200", "\"Q\"#,##0.00", "1200.00"),
            ("1200.5", "[$Q-100A]#,##0.00_);[Red]\\(#,##0.00\\)", "1200.50"),
            ("0.154", "0%", "15%"),
            ("0.155", "0%", "16%"),
            ("0.2916", "0.00%", "29.16%"),
            ("2.5", "0", "3"),
            ("-2.5", "0", "-3"),
            ("-0.2", "0", "0"),
            ("1.50", "0.##", "1.5"),
            ("999.999", "0.00", "1000.00"),
            ("1E-3", "General", "0.001"),
            ("1.5E3", "General", "1500"),
            ("no", "0.00", "no"),
        ] {
            assert_eq!(shown(crudo, codigo), mostrado, "{crudo} with {codigo}");
        }
    }

    #[test]
    fn a_percentage_keeps_its_value_and_its_decimals() {
        let Celda::Numero(n) = celda("0.2916", interpretar("0.00%"), false) else { panic!("a number") };
        assert_eq!((n.valor.as_str(), n.decimales, n.porcentaje), ("0.2916", 2, true));
    }

    #[test]
    fn both_systems_of_dates_are_honoured() {
        for (crudo, codigo, de_1904, texto) in [
            ("45176", "yyyy-mm-dd", false, "2023-09-07"),
            ("43714", "d/m/yyyy", true, "2023-09-07"),
            ("45176.411643518521", "dd/mm/yyyy hh:mm", false, "2023-09-07 09:52:46"),
            ("1", "dd/mm/yyyy", false, "1900-01-01"),
            ("59", "dd/mm/yyyy", false, "1900-02-28"),
            ("61", "dd/mm/yyyy", false, "1900-03-01"),
            ("0.5", "hh:mm", false, "12:00:00"),
            ("1.25", "[h]:mm", false, "30:00:00"),
            ("45176", "[$-100A]dddd, d \"de\" mmmm \"de\" yyyy", false, "2023-09-07"),
            ("99999999", "yyyy", false, "99999999"),
        ] {
            assert_eq!(celda(crudo, interpretar(codigo), de_1904).texto(), texto, "{crudo} with {codigo}");
        }
        assert_eq!(celda("45176", incorporado(14), false).texto(), "2023-09-07");
        assert_eq!(incorporado(44), Formato::General, "accounting has no built-in code here");
    }
}
