//! Durations of ISO 8601, as timers write them: whole minutes or nothing.

/// Minutes of «P1DT2H30M». `None` for years and months, whose length depends on the day, for seconds that do not make a
/// minute, and for what is no duration.
pub(super) fn minutos(texto: &str) -> Option<i64> {
    let resto = texto.trim().strip_prefix('P')?;
    let (fecha, hora) = match resto.split_once('T') {
        Some((f, h)) if !h.is_empty() => (f, h),
        Some(_) => return None,
        None => (resto, ""),
    };
    let mut total: i64 = 0;
    let mut alguno = false;
    for (parte, unidades) in [(fecha, [('W', 7 * 24 * 3600), ('D', 24 * 3600), (' ', 0)]), (hora, [('H', 3600), ('M', 60), ('S', 1)])] {
        let mut digitos = String::new();
        for c in parte.chars() {
            if c.is_ascii_digit() {
                digitos.push(c);
                continue;
            }
            let segundos = unidades.iter().find(|(u, s)| *u == c && *s > 0)?.1;
            total = total.checked_add(digitos.parse::<i64>().ok()?.checked_mul(segundos)?)?;
            digitos.clear();
            alguno = true;
        }
        if !digitos.is_empty() {
            return None;
        }
    }
    (alguno && total % 60 == 0).then_some(total / 60)
}

/// The shortest way to write them.
pub(super) fn de_minutos(minutos: i64) -> String {
    match minutos {
        m if m > 0 && m % 1_440 == 0 => format!("P{}D", m / 1_440),
        m if m > 0 && m % 60 == 0 => format!("PT{}H", m / 60),
        m => format!("PT{m}M"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_minutes_or_nothing() {
        let casos = [("PT5M", 5), ("P1D", 1_440), ("P1DT2H30M", 1_590), ("P2W", 20_160), (" PT120S ", 2), ("PT0M", 0)];
        for (texto, espera) in casos {
            assert_eq!(minutos(texto), Some(espera), "{texto}");
            assert_eq!(minutos(&de_minutos(espera)), Some(espera), "{texto} and back");
        }
        for texto in ["", "P", "PT", "P1M", "P1Y", "PT1S", "PT1.5H", "5", "P1H", "PT5", "P99999999999999999999D", "${x}"] {
            assert_eq!(minutos(texto), None, "{texto}");
        }
    }
}
