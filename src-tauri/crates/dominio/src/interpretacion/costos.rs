//! Fees written by hand. Money is whole centavos; an empty fee is «no se sabe», never zero.

use super::banderas::CodigoBandera;
use super::plegado::plegar;
use super::{compactar, es_relleno, esta_en_blanco};
use crate::ficha::{Moneda, TipoCosto};

/// A fee read from the columns of cost, currency and description of the cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostoLeido {
    /// Fixed, variable, free or unknown.
    pub tipo: TipoCosto,
    /// Amount in centavos.
    pub monto: Option<i64>,
    /// Currency; only when there is an amount or a variable fee.
    pub moneda: Option<Moneda>,
    /// How a variable fee is computed.
    pub descripcion: Option<String>,
    /// What a person should look at.
    pub banderas: Vec<CodigoBandera>,
}

/// What can be read in an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Monto {
    /// Centavos, and the currency when the text names it.
    Centavos(i64, Option<Moneda>),
    /// It has more than one reading: `1.234,50`, `1,234`.
    Ambiguo,
    /// It is not an amount.
    NoEsMonto,
}

/// Reads `6,25`, `62.5`, `100`, `Q 1,234.50`, `US$ 10`.
#[must_use]
pub fn leer_monto(texto: &str) -> Monto {
    let llano = plegar(texto);
    let mut resto = llano.trim().trim_end_matches('.').trim();
    let mut moneda = None;
    for (signo, m) in [
        ("quetzales", Moneda::Gtq),
        ("gtq", Moneda::Gtq),
        ("dolares", Moneda::Usd),
        ("usd", Moneda::Usd),
        ("us$", Moneda::Usd),
        ("q.", Moneda::Gtq),
        ("q", Moneda::Gtq),
        ("$", Moneda::Usd),
    ] {
        if let Some(r) = resto.strip_prefix(signo).or_else(|| resto.strip_suffix(signo)) {
            (resto, moneda) = (r.trim(), Some(m));
            break;
        }
    }
    if resto.is_empty() || !resto.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        return Monto::NoEsMonto;
    }
    let comas = resto.matches(',').count();
    let puntos = resto.matches('.').count();
    let (entera, decimal) = match (comas, puntos) {
        (0, 0) => (resto.to_owned(), ""),
        (0, 1) | (1, 0) => match resto.split_once(['.', ',']) {
            Some((e, d)) if (1..=2).contains(&d.len()) => (e.to_owned(), d),
            _ => return Monto::Ambiguo,
        },
        // `1,234.50`, `1,234,567.5`, `1,234,567`: commas in groups of three, one point after them.
        (_, 0 | 1) => {
            let (e, d) = resto.split_once('.').unwrap_or((resto, ""));
            let mut grupos = e.split(',');
            let primero = grupos.next().is_some_and(|g| (1..=3).contains(&g.len()));
            if !primero || !grupos.all(|g| g.len() == 3) || d.len() > 2 || puntos == 1 && d.is_empty() {
                return Monto::Ambiguo;
            }
            (e.replace(',', ""), d)
        }
        _ => return Monto::Ambiguo,
    };
    let entera = if entera.is_empty() { "0" } else { entera.as_str() };
    let centavos = match decimal.len() {
        0 => Some(0),
        1 => decimal.parse::<i64>().ok().map(|d| d * 10),
        _ => decimal.parse::<i64>().ok(),
    };
    match (entera.parse::<i64>().ok().and_then(|e| e.checked_mul(100)), centavos) {
        (Some(e), Some(c)) => e.checked_add(c).map_or(Monto::NoEsMonto, |t| Monto::Centavos(t, moneda)),
        _ => Monto::NoEsMonto,
    }
}

/// Currency by its code or its name.
#[must_use]
pub fn leer_moneda(texto: &str) -> Option<Moneda> {
    match plegar(texto).trim() {
        "gtq" | "q" | "q." | "quetzal" | "quetzales" => Some(Moneda::Gtq),
        "usd" | "us$" | "$" | "dolar" | "dolares" => Some(Moneda::Usd),
        _ => None,
    }
}

/// Numbers typed to fill the box: `987654321`, `123456789`, `999999`.
fn es_ficticio(centavos: i64) -> bool {
    let n = (centavos / 100).to_string();
    let paso = |d: i16| n.len() >= 6 && n.as_bytes().windows(2).all(|p| matches!(p, [a, b] if i16::from(*b) - i16::from(*a) == d));
    paso(1) || paso(-1) || paso(0)
}

/// Reads a fee. `tipo` is the column of the site's own JSON (`fixed`, `variable`).
#[must_use]
pub fn leer(costo: Option<&str>, moneda: Option<&str>, descripcion: Option<&str>, tipo: Option<&str>) -> CostoLeido {
    let descripcion = descripcion.map(compactar).filter(|d| !d.is_empty() && !es_relleno(d));
    let mut leido = CostoLeido { tipo: TipoCosto::NoSabe, monto: None, moneda: None, descripcion, banderas: Vec::new() };
    let divisa = moneda.filter(|m| !esta_en_blanco(m)).map(|m| leer_moneda(m).ok_or(()));
    let tipo = tipo.map(plegar);
    if tipo.as_deref().is_some_and(|t| t.trim() == "variable") {
        leido.tipo = TipoCosto::Variable;
        leido.moneda = divisa.and_then(Result::ok);
    }
    let Some(crudo) = costo.filter(|c| !esta_en_blanco(c)) else { return leido };
    match leer_monto(crudo) {
        Monto::Centavos(0, _) => leido.banderas.push(CodigoBandera::CostoCeroDudoso),
        Monto::Centavos(c, _) if es_ficticio(c) => leido.banderas.push(CodigoBandera::CostoDudoso),
        Monto::Centavos(c, nombrada) => {
            if leido.tipo == TipoCosto::NoSabe {
                leido.tipo = TipoCosto::Fijo;
            }
            leido.monto = Some(c);
            leido.moneda = nombrada.or(match divisa {
                Some(Ok(m)) => Some(m),
                Some(Err(())) => None,
                None => Some(Moneda::Gtq),
            });
            if leido.moneda.is_none() {
                leido.banderas.push(CodigoBandera::MonedaNoReconocida);
            }
        }
        Monto::Ambiguo => leido.banderas.push(CodigoBandera::CostoAmbiguo),
        Monto::NoEsMonto => de_palabras(crudo, &mut leido),
    }
    leido
}

fn de_palabras(crudo: &str, leido: &mut CostoLeido) {
    let llano = plegar(crudo);
    if es_relleno(crudo) {
        leido.banderas.push(CodigoBandera::Relleno);
    } else if llano.len() < 40
        && (llano.contains("gratuit") || llano.contains("sin costo") || llano.contains("gratis") || llano.starts_with("no tiene costo"))
    {
        leido.tipo = TipoCosto::Gratuito;
    } else {
        // A rule in words («Q150 por módulo», «4 por millar») is how a variable fee is computed.
        leido.tipo = TipoCosto::Variable;
        leido.descripcion = Some(match leido.descripcion.take() {
            Some(d) => format!("{}. {d}", compactar(crudo)),
            None => compactar(crudo),
        });
        leido.banderas.push(CodigoBandera::CostoAmbiguo);
    }
}

#[cfg(test)]
mod pruebas {
    use super::*;

    #[test]
    fn los_montos_de_la_fuente_se_leen_en_centavos() {
        for (t, c) in [
            ("6,25", 625),
            ("62,5", 6250),
            ("100", 10_000),
            ("9,37", 937),
            ("0,6", 60),
            ("12.5", 1250),
            ("Q 1,234.50", 123_450),
            ("1,234,567", 123_456_700),
            ("250000", 25_000_000),
        ] {
            assert!(matches!(leer_monto(t), Monto::Centavos(n, _) if n == c), "{t}: {:?}", leer_monto(t));
        }
        for t in ["1.234,50", "1,234", "1.234", "1,23.4", "1.2.3"] {
            assert_eq!(leer_monto(t), Monto::Ambiguo, "{t}");
        }
        for t in ["", "abc", "Q150 por módulo", "-5", "99999999999999999999"] {
            assert_eq!(leer_monto(t), Monto::NoEsMonto, "{t}");
        }
    }

    #[test]
    fn un_costo_vacio_o_ausente_no_es_cero() {
        for c in [None, Some(""), Some(" ")] {
            let l = leer(c, Some("GTQ"), None, None);
            assert_eq!((l.tipo, l.monto, l.banderas.len()), (TipoCosto::NoSabe, None, 0));
        }
        let cero = leer(Some("0"), Some("GTQ"), None, None);
        assert_eq!((cero.tipo, cero.monto, cero.banderas), (TipoCosto::NoSabe, None, vec![CodigoBandera::CostoCeroDudoso]));
    }

    #[test]
    fn un_costo_con_moneda() {
        let l = leer(Some("6,25"), Some("USD"), None, None);
        assert_eq!((l.tipo, l.monto, l.moneda), (TipoCosto::Fijo, Some(625), Some(Moneda::Usd)));
        let l = leer(Some("987654321"), Some("GTQ"), None, None);
        assert_eq!((l.tipo, l.banderas), (TipoCosto::NoSabe, vec![CodigoBandera::CostoDudoso]));
        let l = leer(None, Some("GTQ"), Some("Q150 por módulo"), Some("variable"));
        assert_eq!((l.tipo, l.descripcion.as_deref()), (TipoCosto::Variable, Some("Q150 por módulo")));
        assert_eq!(leer(Some("Gratuito"), None, None, None).tipo, TipoCosto::Gratuito);
        assert_eq!(leer(Some("5"), Some("EUR"), None, None).banderas, [CodigoBandera::MonedaNoReconocida]);
    }

    proptest::proptest! {
        #[test]
        fn ningun_costo_revienta(t in "\\PC{0,30}", m in "\\PC{0,6}") {
            let _ = leer(Some(&t), Some(&m), Some(&t), Some(&m));
        }
        #[test]
        fn un_monto_escrito_con_coma_vuelve_igual(q in 0i64..10_000_000, c in 0i64..100) {
            proptest::prop_assert_eq!(leer_monto(&format!("{q},{c:02}")), Monto::Centavos(q * 100 + c, None));
        }
    }
}
