//! Which words a line must not part: a figure and what it counts, an abbreviation and its number.
//!
//! Real Academia Española, *Ortografía de la lengua española* (2010), III.5: a symbol stays with its figure, and an
//! abbreviation with what it introduces.

/// Before a figure.
const ANTES: [&str; 22] = [
    "q",
    "q.",
    "us$",
    "$",
    "n.º",
    "n.°",
    "no.",
    "núm.",
    "nº",
    "art.",
    "arts.",
    "artículo",
    "artículos",
    "pág.",
    "págs.",
    "inciso",
    "inc.",
    "literal",
    "lit.",
    "numeral",
    "fase",
    "paso",
];

/// After a figure.
const DESPUES: [&str; 31] = [
    "%",
    "‰",
    "día",
    "días",
    "mes",
    "meses",
    "año",
    "años",
    "hora",
    "horas",
    "minuto",
    "minutos",
    "h",
    "min",
    "semana",
    "semanas",
    "quetzales",
    "km",
    "m",
    "m²",
    "cm",
    "mm",
    "kg",
    "g",
    "kb",
    "mb",
    "trámite",
    "trámites",
    "requisitos",
    "pasos",
    "copias",
];

fn es_cifra(palabra: &str) -> bool {
    let nucleo = palabra.trim_matches(['(', ')', '«', '»']);
    nucleo.starts_with(|c: char| c.is_ascii_digit())
        && nucleo.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | '–'))
}

/// `a` and `b`, with a space between, stay on one line when they fit in one.
pub(super) fn van_juntas(a: &str, b: &str) -> bool {
    // Most words have neither a figure before nor after: look no further.
    let cifra_antes = a.ends_with(|c: char| c.is_ascii_digit());
    let cifra_despues = b.starts_with(|c: char| c.is_ascii_digit());
    if cifra_antes && es_cifra(a) {
        let unidad = b.trim_end_matches(['.', ',', ';', ':', ')', '»']);
        if unidad.len() <= 10 && DESPUES.contains(&unidad.to_lowercase().as_str()) {
            return true;
        }
    }
    if cifra_despues && es_cifra(b.trim_end_matches(['.', ',', ';', ':', ')', '»'])) && a.len() <= 12 {
        let voz = a.trim_start_matches(['(', '«']).to_lowercase();
        return ANTES.contains(&voz.as_str());
    }
    false
}

#[cfg(test)]
mod tests {
    use super::van_juntas;

    #[test]
    fn una_cifra_va_con_su_unidad_y_una_abreviatura_con_su_numero() {
        for (a, b) in
            [("30", "días"), ("(89.4", "%)"), ("Q", "1,234.50"), ("artículo", "5"), ("(Art.", "13,"), ("N.º", "5-2021"), ("2", "copias.")]
        {
            assert!(van_juntas(a, b), "{a} {b}");
        }
        for (a, b) in [("días", "hábiles"), ("de", "30"), ("30", "de"), ("MARN-0001", "días"), ("la", "fase"), ("5", "Licencia")] {
            assert!(!van_juntas(a, b), "{a} {b}");
        }
    }
}
