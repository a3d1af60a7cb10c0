//! R10: the fee is missing while the text speaks of paying, or the text gives another amount.
//!
//! Amounts are whole centavos. What each row asks to pay is read as its total («A + B = C» is C,
//! «A + B» is their sum, otherwise each amount is an alternative); unit prices («por millar»),
//! stamps, insurance sums and fines are not the fee. A variable fee with its description is fine.

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::{Moneda, TipoCosto};
use crate::formato::dinero;
use crate::texto;

use super::lectura::{Disparo, Fila, Lectura, Papel, patron};
use super::{Hallazgo, Regla, Severidad};

static PAGO: LazyLock<Regex> = LazyLock::new(|| patron(r"\b(?:pagos?|pagar|pague|boletas?|arancel(?:es)?|timbres?)\b"));
static OTRO_PAGO: LazyLock<Regex> = LazyLock::new(|| {
    patron(concat!(
        r"^boletas? de (?:campo|rechazo|inspeccion|solicitud|verificacion|revision|notificacion|calificacion|ornato|citacion)\b",
        r"|^pagos? (?:de|del|por) (?:consumo|iusi|luz|agua|energia|telefono|impuestos?|salarios?|planilla|ornato)\b"
    ))
});
static MONTO: LazyLock<Regex> =
    LazyLock::new(|| patron(r"(?:(?P<q>\bq|\bgtq)|(?P<usd>\bus ?\$|\busd|\$))\.? ?(?P<n>\d{1,3}(?:, ?\d{3})+(?:\.\d{1,2})?\b|\d[\d.,]*)"));
static CONTEXTO: LazyLock<Regex> = LazyLock::new(|| patron(r"\b(?:pag[aou]|pague|cost|arancel|tarifa|cancel|deposit|boleta|valor|precio)"));
static AJENO: LazyLock<Regex> =
    LazyLock::new(|| patron(r"\b(?:polizas?|seguros?|fianzas?|multas?|capital|cobertura|garantia|salario|patrimonio)\b"));
static POR_UNIDAD: LazyLock<Regex> = LazyLock::new(|| patron(r"^[^.;]{0,12}?\b(?:por|cada|c/u|diarios?|mensual|anual)\b"));
static TIMBRE: LazyLock<Regex> = LazyLock::new(|| patron(r"\btimbres?\b"));

pub(super) fn r10(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    let t = &l.ficha.tramite;
    let descrito = t.costo_descripcion.as_deref().is_some_and(|d| !d.trim().is_empty());
    if t.costo_tipo == Some(TipoCosto::Variable) && descrito {
        return;
    }
    match t.costo_monto {
        Some(monto) if monto > 0 => hallazgos.extend(montos_distintos(l, monto)),
        Some(_) => hallazgos.extend(sin_costo(l, "costo_monto")),
        None => hallazgos.extend(sin_costo(l, "costo_tipo")),
    }
}

/// The fee is unknown or zero and some row speaks of paying.
fn sin_costo(l: &Lectura<'_>, campo: &'static str) -> Option<Hallazgo> {
    // The lowest fragment, so that the order of the rows does not matter.
    let fragmento = l
        .filas
        .iter()
        .filter(|f| f.tiene(Disparo::Pago))
        .filter_map(|f| {
            let rango = f.buscar(&PAGO, |_, r| {
                let desde = f.tramo(r.start..f.plegado.as_str().len());
                // A boleta that only the institution handles is a form, not a payment.
                let de_la_casa = desde.starts_with("boleta") && !desde.starts_with("boleta de pago") && !f.exige_al_usuario();
                !de_la_casa && !OTRO_PAGO.is_match(desde.as_bytes()) && !f.negado(r.start) && !termina_en_libre(f.tramo(0..r.start))
            })?;
            Some(f.cita_textual(rango))
        })
        .min_by_key(|f| texto::normalizar(f))?;
    Some(l.de_la_ficha(Regla::R10, campo, &fragmento, "el costo falta o no coincide con el texto"))
}

/// «Libre de pago», «exento de pago».
fn termina_en_libre(antes: &str) -> bool {
    ["libre de", "exento de", "exenta de", "gratuito"].iter().any(|p| antes.trim_end().ends_with(p))
}

/// The text asks for amounts and none of them, nor their sum, is the fee.
fn montos_distintos(l: &Lectura<'_>, monto: i64) -> Option<Hallazgo> {
    let moneda = l.ficha.tramite.costo_moneda.unwrap_or(Moneda::Gtq);
    let mut totales: Vec<(i64, String)> = Vec::new();
    for fila in l.filas.iter().filter(|f| f.tiene(Disparo::Monto) && (f.papel != Papel::PasoAjeno || f.tiene(Disparo::Pago))) {
        if CONTEXTO.is_match(fila.bytes()) && !AJENO.is_match(fila.bytes()) {
            totales.extend(totales_de(fila, moneda));
        }
    }
    let suma: i64 = totales.iter().fold(0i64, |s, (n, _)| s.saturating_add(*n));
    if totales.is_empty() || suma == monto || totales.iter().any(|(n, _)| *n == monto) {
        return None;
    }
    let (en_texto, fragmento) =
        totales.into_iter().min_by(|a, b| a.0.cmp(&b.0).then_with(|| texto::normalizar(&a.1).cmp(&texto::normalizar(&b.1))))?;
    let mensaje =
        format!("el costo no coincide con el texto ({} en la ficha, {} en el texto)", dinero(monto, moneda), dinero(en_texto, moneda));
    let mut h = l.de_la_ficha(Regla::R10, "costo_monto", &fragmento, &mensaje);
    h.severidad = Severidad::Media;
    Some(h)
}

/// Totals that one row asks to pay, with the fragment of each.
fn totales_de(fila: &Fila<'_>, moneda: Moneda) -> Vec<(i64, String)> {
    let plegado = fila.plegado.as_str();
    let mut grupos: Vec<(Vec<i64>, Option<i64>, std::ops::Range<usize>)> = Vec::new();
    let mut hasta = 0;
    for c in MONTO.captures_iter(fila.bytes()) {
        let (Some(todo), Some(n)) = (c.get(0), c.name("n")) else { continue };
        let de_la_ficha = if c.name("q").is_some() { Moneda::Gtq } else { Moneda::Usd };
        let Some(centavos) = String::from_utf8_lossy(n.as_bytes()).trim_end_matches(['.', ',']).parse::<Cantidad>().ok().map(|c| c.0)
        else {
            continue;
        };
        let antes = plegado.get(todo.start().saturating_sub(30)..todo.start()).unwrap_or_default();
        let despues = plegado.get(todo.end()..(todo.end() + 30).min(plegado.len())).unwrap_or_default();
        if de_la_ficha != moneda
            || centavos == 0
            || POR_UNIDAD.is_match(despues.as_bytes())
            || TIMBRE.is_match(antes.as_bytes())
            || TIMBRE.is_match(despues.as_bytes())
        {
            hasta = todo.end();
            continue;
        }
        let entre = plegado.get(hasta.min(todo.start())..todo.start()).unwrap_or_default().trim_end();
        let fin = todo.start() + todo.as_bytes().iter().rposition(u8::is_ascii_digit).map_or(0, |i| i + 1);
        match grupos.last_mut() {
            Some((_, igual, rango)) if entre.ends_with('=') => {
                *igual = Some(centavos);
                rango.end = fin;
            }
            Some((sumandos, None, rango)) if entre.ends_with('+') => {
                sumandos.push(centavos);
                rango.end = fin;
            }
            _ => grupos.push((vec![centavos], None, todo.start()..fin)),
        }
        hasta = todo.end();
    }
    grupos
        .into_iter()
        .map(|(sumandos, igual, rango)| {
            (igual.unwrap_or_else(|| sumandos.iter().fold(0i64, |s, n| s.saturating_add(*n))), fila.cita_textual(rango))
        })
        .collect()
}

/// Centavos read from «1,000.00», «1.000.00», «1000.0» or «6,25»: the last mark is decimal when
/// one or two digits follow it.
struct Cantidad(i64);

impl std::str::FromStr for Cantidad {
    type Err = std::num::ParseIntError;

    fn from_str(t: &str) -> Result<Self, Self::Err> {
        let (entero, decimales) = match t.rsplit_once(['.', ',']) {
            Some((e, d)) if d.len() <= 2 && !d.is_empty() => (e, d),
            _ => (t, ""),
        };
        let digitos = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
        let quetzales: i64 = digitos(entero).parse()?;
        let centavos: i64 = format!("{decimales:0<2}").parse()?;
        Ok(Cantidad(quetzales.saturating_mul(100).saturating_add(centavos)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn los_montos_del_catalogo_se_leen_en_centavos() {
        for (texto, centavos) in [
            ("1,000.00", 100_000),
            ("1.000.00", 100_000),
            ("1000.0", 100_000),
            ("6,25", 625),
            ("100,000", 10_000_000),
            ("2, 000.00", 200_000),
            ("75", 7_500),
        ] {
            assert_eq!(texto.parse::<Cantidad>().unwrap().0, centavos, "{texto}");
        }
    }
}
