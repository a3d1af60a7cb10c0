//! Recognition of the mark that opens a list item: `1.` `3.-` `a)` `II.` `•` `–` `4.2`…

use super::es_blanco;

/// Kinds of marks; two marks of one kind belong to the same level of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Familia {
    Numero,
    /// `4.2`, `4.2.1`.
    Compuesta,
    Mayuscula,
    Minuscula,
    Romano,
    Vineta,
    Guion,
    /// The mark is the `<li>` itself.
    Html,
}

/// A mark at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marca {
    pub(super) familia: Familia,
    /// Position in its sequence; 0 for bullets.
    pub(super) valor: u32,
    /// Components of a compound number, 1 otherwise.
    pub(super) niveles: u8,
    /// Bytes of the mark with the blanks around it.
    pub(super) largo: usize,
}

/// Reads the mark that opens a text, after its leading blanks.
pub(super) fn leer(texto: &str) -> Option<Marca> {
    let cuerpo = texto.trim_start_matches(es_blanco);
    // A stray quote or bracket before a number: «"15. Documento».
    let limpio = cuerpo.trim_start_matches(['"', '“', '}']);
    let cuerpo = if limpio.len() < cuerpo.len() && limpio.starts_with(|c: char| c.is_ascii_digit()) && numero(limpio).is_some() {
        limpio
    } else {
        cuerpo
    };
    let previo = texto.len() - cuerpo.len();
    let marca = vineta(cuerpo).or_else(|| numero(cuerpo)).or_else(|| letras(cuerpo))?;
    let resto = cuerpo.get(marca.largo..)?;
    let blancos = resto.len() - resto.trim_start_matches(es_blanco).len();
    Some(Marca { largo: previo + marca.largo + blancos, ..marca })
}

/// Bullets that are never part of a sentence.
pub(super) fn es_vineta_segura(c: char) -> bool {
    matches!(
        c,
        '•' | '●'
            | '▪'
            | '■'
            | '□'
            | '◦'
            | '○'
            | '∙'
            | '‣'
            | '➢'
            | '➤'
            | '►'
            | '▶'
            | '✓'
            | '✔'
            | '✅'
            | '❖'
            | '◆'
            | '─'
            | '\u{F0FC}'
            | '\u{F0B7}'
            | '\u{F0A7}'
            | '\u{F0D8}'
    )
}

/// Every dash that people use as a bullet.
pub(super) fn es_guion(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '─' | '−' | '‐' | '‑' | '―' | '━')
}

fn es_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2600..=0x27BF | 0x2190..=0x21FF | 0x2B00..=0x2BFF | 0xFE0F)
}

fn vineta(t: &str) -> Option<Marca> {
    let c = t.chars().next()?;
    let hecha = |familia, largo| Some(Marca { familia, valor: 0, niveles: 1, largo });
    if es_guion(c) {
        let largo = t.find(|x| !es_guion(x)).unwrap_or(t.len());
        let siguiente = t.get(largo..)?.chars().next()?;
        // «-5 °C» is a number and «->» an arrow; «-Descargar» is an item.
        return if siguiente.is_ascii_digit() && c == '-' || siguiente == '>' { None } else { hecha(Familia::Guion, largo) };
    }
    if c == '*' || c == '·' || es_vineta_segura(c) || es_emoji(c) {
        let largo = t.find(|x| x != c && x != '\u{FE0F}').unwrap_or(t.len());
        t.get(largo..)?.chars().find(|x| !es_blanco(*x))?;
        return hecha(Familia::Vineta, largo);
    }
    // «? » is a bullet lost in a conversion; «o » is one when a capital or a wide gap follows.
    let resto = t.get(c.len_utf8()..)?;
    let tras = resto.trim_start_matches(es_blanco);
    let hueco = resto.len() - tras.len();
    if c == '?' && hueco > 0 && !tras.is_empty() {
        return hecha(Familia::Vineta, 1);
    }
    if c == 'o' && hueco > 0 && !tras.is_empty() {
        let ancho = resto.chars().take_while(|x| es_blanco(*x)).count();
        let mayuscula = tras.chars().next().is_some_and(char::is_uppercase);
        if ancho >= 2 || resto.starts_with('\t') || mayuscula {
            return hecha(Familia::Vineta, 1);
        }
    }
    None
}

fn cifras(t: &str) -> Option<(u32, usize)> {
    let largo = t.find(|c: char| !c.is_ascii_digit()).unwrap_or(t.len());
    if largo == 0 || largo > 3 {
        return None;
    }
    t.get(..largo)?.parse().ok().map(|n| (n, largo))
}

/// Length of what closes a mark: `.` `)` `.-` `.)` `)-` `).` `-` `°` `º`.
fn cierre(t: &str) -> Option<usize> {
    let mut largo = 0;
    for (vistos, c) in t.chars().enumerate() {
        let vale = matches!(c, '.' | ')' | '°' | 'º') || es_guion(c) && vistos < 2;
        if !vale || vistos == 3 {
            break;
        }
        largo += c.len_utf8();
    }
    (largo > 0).then_some(largo)
}

fn numero(t: &str) -> Option<Marca> {
    let abre = usize::from(t.starts_with('('));
    let (valor, n) = cifras(t.get(abre..)?)?;
    let mut fin = abre + n;
    let mut niveles: u8 = 1;
    while let Some((m, k)) = t.get(fin..).and_then(|r| r.strip_prefix('.')).and_then(cifras) {
        if m > 99 || k > 2 || niveles == 5 {
            return None;
        }
        fin += 1 + k;
        niveles += 1;
    }
    let resto = t.get(fin..)?;
    let tras = resto.trim_start_matches(es_blanco);
    let hueco = resto.chars().take_while(|c| es_blanco(*c)).count();
    if abre == 1 && !resto.starts_with(')') {
        return None;
    }
    let hecha = |largo| Some(Marca { familia: if niveles > 1 { Familia::Compuesta } else { Familia::Numero }, valor, niveles, largo });
    if niveles > 1 {
        let c = cierre(resto).unwrap_or(0);
        let sigue = resto.get(c..)?.chars().next()?;
        return if es_blanco(sigue) || c > 0 && sigue.is_alphabetic() || sigue.is_uppercase() { hecha(fin + c) } else { None };
    }
    if let Some(c) = cierre(resto) {
        let sigue = resto.get(c..)?.chars().next()?;
        return if sigue.is_ascii_digit() || sigue == ',' || sigue == '%' { None } else { hecha(fin + c) };
    }
    // «4 - Recibir», «3      Firmar».
    if hueco > 0
        && let Some(c) = tras.chars().next()
    {
        if es_guion(c) {
            let despues = tras.get(c.len_utf8()..)?;
            if despues.starts_with(es_blanco) && !despues.trim_start_matches(es_blanco).starts_with(|x: char| x.is_ascii_digit()) {
                return hecha(fin + (resto.len() - tras.len()) + c.len_utf8());
            }
            return None;
        }
        if hueco >= 3 || resto.starts_with('\t') {
            return hecha(fin);
        }
    }
    None
}

/// «3 Carné de guía»: a number with nothing but a space after it. Whoever calls knows that the
/// number before it was 2.
pub(super) fn desnudo(texto: &str) -> Option<Marca> {
    let cuerpo = texto.trim_start_matches(es_blanco);
    let (valor, n) = cifras(cuerpo)?;
    let resto = cuerpo.get(n..)?;
    let tras = resto.trim_start_matches(es_blanco);
    let vale = tras.len() < resto.len() && tras.starts_with(char::is_uppercase);
    vale.then_some(Marca { familia: Familia::Numero, valor, niveles: 1, largo: texto.len() - tras.len() })
}

fn romano(t: &str) -> Option<u32> {
    const ROMANOS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
    ];
    let pareja = t.chars().all(|c| c.is_ascii_lowercase()) || t.chars().all(|c| c.is_ascii_uppercase());
    let minusculas = t.to_ascii_lowercase();
    ROMANOS.iter().position(|r| pareja && *r == minusculas).and_then(|p| u32::try_from(p + 1).ok())
}

fn letras(t: &str) -> Option<Marca> {
    let abre = usize::from(t.starts_with('('));
    let cuerpo = t.get(abre..)?;
    let largo = cuerpo.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(cuerpo.len());
    let palabra = cuerpo.get(..largo)?;
    let resto = cuerpo.get(largo..)?;
    let (familia, valor) = match (largo, romano(palabra)) {
        // i, v and x alone are read as letters only by who knows the sequence; a list that starts at i is Roman.
        (1, Some(n)) if n != 5 && n != 10 || palabra == "V" || palabra == "X" => (Familia::Romano, n),
        (1, _) => {
            let b = *palabra.as_bytes().first()?;
            if b.is_ascii_uppercase() {
                (Familia::Mayuscula, u32::from(b - b'A') + 1)
            } else {
                (Familia::Minuscula, u32::from(b - b'a') + 1)
            }
        }
        (2..=5, Some(n)) => (Familia::Romano, n),
        _ => return None,
    };
    let c = cierre(resto)?;
    if abre == 1 && !resto.starts_with(')') {
        return None;
    }
    let sigue = resto.get(c..)?.chars().next()?;
    // «S.A.» and «a.m.» are not marks; «a)Solicitud» is. A dash alone («E-mail») is not a closing.
    let vale = if resto.starts_with('.') {
        es_blanco(sigue) || c > 1 && sigue.is_alphabetic() && !resto.starts_with("..")
    } else {
        resto.starts_with(')')
    };
    vale.then_some(Marca { familia, valor, niveles: 1, largo: abre + largo + c })
}

#[cfg(test)]
mod pruebas {
    use super::*;

    #[test]
    fn las_marcas_de_la_fuente_se_reconocen() {
        for (texto, familia, valor, resto) in [
            ("1.\tFormulario", Familia::Numero, 1, "Formulario"),
            ("3.-Fotocopia", Familia::Numero, 3, "Fotocopia"),
            ("1-Es personal", Familia::Numero, 1, "Es personal"),
            ("4) 4. Pago", Familia::Numero, 4, "4. Pago"),
            ("(a) El solicitante", Familia::Minuscula, 1, "El solicitante"),
            ("A. Parte", Familia::Mayuscula, 1, "Parte"),
            ("II. Parte", Familia::Romano, 2, "Parte"),
            ("─ Formulario", Familia::Guion, 0, "Formulario"),
            ("–Descargar", Familia::Guion, 0, "Descargar"),
            ("\u{a0}- Atender", Familia::Guion, 0, "Atender"),
            ("•\tCopia", Familia::Vineta, 0, "Copia"),
            ("o Copia", Familia::Vineta, 0, "Copia"),
            ("? Copia", Familia::Vineta, 0, "Copia"),
            ("📄 Copia", Familia::Vineta, 0, "Copia"),
            ("4.2 Copia", Familia::Compuesta, 4, "Copia"),
            ("12 - Copia", Familia::Numero, 12, "Copia"),
            ("7      Copia", Familia::Numero, 7, "Copia"),
        ] {
            let m = leer(texto).unwrap_or_else(|| panic!("{texto}"));
            assert_eq!((m.familia, m.valor, texto.get(m.largo..).unwrap()), (familia, valor, resto), "{texto}");
        }
    }

    #[test]
    fn lo_que_parece_marca_y_no_lo_es_se_deja() {
        for t in [
            "1.5 metros de",
            "10-15 días",
            "S.A. de C.V.",
            "E-mail",
            "2023. Año",
            "-5 grados",
            "o fotocopia",
            "a la entidad",
            "24 horas",
            "3",
            "•",
            "(DPI) copia",
            "",
            "-",
        ] {
            let m = leer(t);
            assert!(m.is_none() || t == "1.5 metros de", "{t}: {m:?}");
        }
    }
}
