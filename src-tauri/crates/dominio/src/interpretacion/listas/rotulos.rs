//! Headings, notes and broken sentences, told by how a line is written.

use crate::interpretacion::plegado::plegar;
use crate::interpretacion::{es_blanco, esta_en_blanco};

/// `Some(true)` for «Nota:» alone, `Some(false)` for «Nota: text».
pub(super) fn nota(texto: &str) -> Option<bool> {
    let inicio: String = texto.trim_start_matches(es_blanco).chars().take(16).collect();
    let inicio = plegar(&inicio);
    let resto = inicio.strip_prefix("nota")?;
    let resto = resto.strip_prefix('s').unwrap_or(resto).trim_start();
    let resto = resto.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    if !resto.starts_with([':', '.']) {
        return None;
    }
    let tras = texto.split_once([':', '.']).map_or("", |(_, r)| r);
    Some(esta_en_blanco(tras))
}

/// The words that always head a part of a list.
pub(super) fn titulo_fijo(texto: &str) -> bool {
    if texto.len() > 40 {
        return false;
    }
    let llano = plegar(texto);
    let numerado = |p: &str| llano.strip_prefix(p).is_some_and(|r| !r.is_empty() && r.len() <= 2 && r.bytes().all(|b| b.is_ascii_digit()));
    if numerado("paso ") || numerado("fase ") || numerado("etapa ") {
        return true;
    }
    matches!(
        llano.as_str(),
        "en linea"
            | "presencial"
            | "virtual"
            | "de forma presencial"
            | "de forma virtual"
            | "modalidad presencial"
            | "modalidad virtual"
            | "modalidad en linea"
            | "persona individual"
            | "persona juridica"
            | "personas individuales"
            | "personas juridicas"
            | "persona natural"
            | "requisitos"
            | "requisitos generales"
            | "requisitos especificos"
            | "requisitos obligatorios"
            | "requisitos adicionales"
            | "requisitos legales"
            | "requisitos tecnicos"
            | "requisitos administrativos"
            | "procedimiento"
    )
}

/// No lower-case letter, and at least two letters.
pub(super) fn en_mayusculas(texto: &str) -> bool {
    let mut letras = 0usize;
    for c in texto.chars().filter(|c| c.is_alphabetic()) {
        if c.is_lowercase() {
            return false;
        }
        letras += 1;
    }
    letras >= 2
}

/// True when a line break cut a sentence: no full stop before, a small letter after.
pub(super) fn sigue_la_frase(antes: &str, despues: &str) -> bool {
    let fin = antes.trim_end_matches(es_blanco).chars().next_back();
    let inicio = despues.trim_start_matches(es_blanco).chars().next();
    if fin.is_none_or(|c| matches!(c, '.' | ';' | ':' | '!' | '?' | '"' | '”')) {
        return false;
    }
    // «… inscritos en el», then «Registro de la Propiedad»: no line ends in such a word.
    let ultima = antes.trim_end_matches(es_blanco).rsplit(es_blanco).next().unwrap_or("");
    let nexo = matches!(
        ultima,
        "el" | "la" | "los" | "las" | "de" | "del" | "en" | "al" | "a" | "y" | "o" | "con" | "por" | "para" | "que" | "su" | "sus"
    );
    nexo || inicio.is_some_and(char::is_lowercase)
}
