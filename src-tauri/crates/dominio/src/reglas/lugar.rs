//! R11: the content stands in another field (a link or prices in the legal basis, requisitos among the steps).

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::VersionPaso;
use crate::texto;

use super::lectura::{Disparo, Fila, Lectura, nuevo, patron};
use super::{Hallazgo, Regla};

static ENLACE: LazyLock<Regex> = LazyLock::new(|| patron(r"^(?:https?://|www\.)\S+"));
static URL: LazyLock<Regex> = LazyLock::new(|| patron(r"(?:https?://|\bwww\.)\S+"));
static PRECIO: LazyLock<Regex> = LazyLock::new(|| patron(r"(?:\bq\.? ?|\$ ?|\bgtq ?)\d[\d.,]*\d|\b\d[\d.,]* quetzales\b"));
static ES_REQUISITO: LazyLock<Regex> = LazyLock::new(|| {
    patron(
        r"^\W*(?:\w{1,2}[.)-] ?)?(?:(?:original y )?(?:foto)?copias? (?:simple|legalizada|autenticada|completa|de|del|legible)\b|(?:dos|tres|una|[1-3]) (?:foto)?copias?\b)",
    )
});
static SOLO_NUMERO: LazyLock<Regex> = LazyLock::new(|| patron(r"^[\s\W]*\d{1,4}[\s\W]*$"));
static ETIQUETA: LazyLock<Regex> = LazyLock::new(|| patron(r"<[^>]*>"));

pub(super) fn r11(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    let t = &l.ficha.tramite;
    let enlace = texto::plegar(t.enlace.as_deref().unwrap_or_default());
    let enlace_valido = ENLACE.is_match(enlace.as_bytes());
    for norma in &l.normas {
        if norma.tiene(Disparo::Url)
            && !enlace_valido
            && let Some(rango) = norma.buscar(&URL, |_, _| true)
        {
            hallazgos.push(en_otro_campo(norma, rango, "el contenido está en otro campo (el enlace está en la base legal)"));
        }
        if norma.tiene(Disparo::Monto)
            && let Some(rango) = norma.buscar(&PRECIO, |_, _| true)
        {
            hallazgos.push(en_otro_campo(norma, rango, "el contenido está en otro campo (hay precios en la base legal)"));
        }
    }
    for fila in l.filas.iter().filter(|f| f.clase == "paso") {
        if let Some(rango) = fila.buscar(&ES_REQUISITO, |_, _| true).or_else(|| fila.buscar(&SOLO_NUMERO, |_, _| true)) {
            let mensaje = if SOLO_NUMERO.is_match(fila.bytes()) {
                "el paso es solo un número"
            } else {
                "el contenido está en otro campo (hay un requisito entre los pasos)"
            };
            let largo = fila.plegado.as_str().len();
            hallazgos.push(en_otro_campo(fila, rango.start..largo, mensaje));
        }
    }
    let sin_pasos = !l.ficha.pasos.iter().any(|p| p.version != Some(VersionPaso::Propuesta));
    if sin_pasos {
        hallazgos.extend(solo_un_numero(l, "original_instrucciones", "pasos", "los pasos son solo un número"));
    }
    if l.ficha.requisitos.is_empty() {
        hallazgos.extend(solo_un_numero(l, "original_requisitos", "requisitos", "los requisitos son solo un número"));
    }
}

/// The imported text was only a number, so it gave no rows.
fn solo_un_numero(l: &Lectura<'_>, columna: &str, campo: &'static str, mensaje: &str) -> Option<Hallazgo> {
    let crudo = l.ficha.tramite.originales.get(columna)?;
    let plegado = texto::plegar(crudo);
    let sin_etiquetas = ETIQUETA.replace_all(plegado.as_bytes(), &b" "[..]);
    let texto = String::from_utf8_lossy(&sin_etiquetas).trim().to_owned();
    SOLO_NUMERO.is_match(texto.as_bytes()).then(|| l.de_la_ficha(Regla::R11, campo, &texto, mensaje))
}

/// A datum in the wrong field is so whatever the law says.
fn en_otro_campo(fila: &Fila<'_>, rango: std::ops::Range<usize>, mensaje: &str) -> Hallazgo {
    nuevo(Regla::R11, fila.clase, fila.entidad, fila.campo, fila.posicion, fila.cita_textual(rango), mensaje.to_owned())
}
