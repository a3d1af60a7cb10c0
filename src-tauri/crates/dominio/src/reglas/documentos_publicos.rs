//! R5: a document that a public body already holds, or that this very institution issues.
//!
//! The phrases and their issuers are an editable list ([`super::ListasDeReglas`]). A row speaks once
//! of each issuer. Identity that is shown and not handed in, and a number that is written down
//! («número de DPI»), are not documents and keep the rule silent.

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::{AccionRequisito, EmisorPublico, Requisito};

use super::lectura::{Fila, Lectura, atenuar, nuevo, patron, posicion};
use super::{Hallazgo, Regla, Severidad};

static SE_MUESTRA: LazyLock<Regex> =
    LazyLock::new(|| patron(r"\b(?:mostrar|mostrando|exhibir|exhibiendo|a la vista|identificarse|identificandose|portar|presentarse)\b"));
static COPIA: LazyLock<Regex> = LazyLock::new(|| patron(r"copia"));
static ES_DATO: LazyLock<Regex> = LazyLock::new(|| patron(r"\b(?:numeros?|nos?\.?|datos|codigo)(?: unico)? (?:de|del)(?: su| la| el)? ?$"));
static PROPIO: LazyLock<Regex> = LazyLock::new(|| {
    patron(
        r"\b(?:emitid|extendid|otorgad|expedid|proporcionad)[oa]s? por (?:este|esta|la misma|el mismo) (?:ministerio|institucion|dependencia|direccion|secretaria|gobernacion|entidad|hospital)\b",
    )
});
static FORMULARIO: LazyLock<Regex> = LazyLock::new(|| patron(r"\b(?:formularios?|solicitud|boletas?|formatos?)\b"));

pub(super) fn r5(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    let mut filas = l.filas.iter().filter(|f| f.clase == "requisito" && f.campo == "texto");
    for (i, r) in l.ficha.requisitos.iter().enumerate() {
        let Some(fila) = filas.next() else { break };
        let antes = hallazgos.len();
        por_frase(l, fila, hallazgos);
        if hallazgos.len() == antes {
            hallazgos.extend(por_emisor(l, r, i).or_else(|| por_texto_propio(fila)));
        }
    }
}

fn por_frase(l: &Lectura<'_>, fila: &Fila<'_>, hallazgos: &mut Vec<Hallazgo>) {
    let mut vistos: Vec<&str> = Vec::new();
    for (rango, documento) in l.ctx.listas.documentos_en(&fila.plegado) {
        let antes = fila.tramo(rango.start.saturating_sub(24)..rango.start);
        let solo_se_muestra = documento.identidad && SE_MUESTRA.is_match(fila.bytes()) && !COPIA.is_match(fila.bytes());
        if vistos.contains(&documento.emisor.as_str()) || solo_se_muestra || ES_DATO.is_match(antes.as_bytes()) || fila.negado(rango.start)
        {
            continue;
        }
        vistos.push(&documento.emisor);
        let propio = es_propio(l, documento.siglas.iter().map(String::as_str));
        let mut h = fila.hallar(Regla::R5, rango, &mensaje(propio, &documento.emisor));
        if propio {
            h.severidad = if h.severidad == Severidad::Baja { Severidad::Media } else { Severidad::Alta };
        }
        h.accion_sugerida = Some(AccionRequisito::ConsultarEntreEntidades);
        hallazgos.push(h);
    }
}

/// What a person recorded in «Quién lo emite» speaks even when no phrase of the list is in the text.
fn por_emisor(l: &Lectura<'_>, r: &Requisito, i: usize) -> Option<Hallazgo> {
    let propio = match r.emisor_publico? {
        EmisorPublico::Si => false,
        EmisorPublico::MismaInstitucion => true,
        EmisorPublico::No => return None,
    };
    let emisor = r.emisor.as_deref().unwrap_or("una entidad pública");
    let mut h = nuevo(Regla::R5, "requisito", r.id, "emisor_publico", posicion(i), r.texto.clone(), mensaje(propio, emisor));
    if propio {
        h.severidad = Severidad::Alta;
    }
    h.accion_sugerida = Some(AccionRequisito::ConsultarEntreEntidades);
    let citada = l.ficha.base_legal.iter().any(|b| b.requisito == Some(r.id) && b.suficiente() == crate::ficha::Suficiencia::Si);
    Some(if citada { atenuar(h, "con base citada") } else { h })
}

/// «Emitida por este Ministerio», unless it is the form itself.
fn por_texto_propio(fila: &Fila<'_>) -> Option<Hallazgo> {
    let rango = fila.buscar(&PROPIO, |_, _| true).filter(|_| !FORMULARIO.is_match(fila.bytes()))?;
    let mut h = fila.hallar(Regla::R5, rango, &mensaje(true, ""));
    h.severidad = if h.severidad == Severidad::Baja { Severidad::Media } else { Severidad::Alta };
    h.accion_sugerida = Some(AccionRequisito::ConsultarEntreEntidades);
    Some(h)
}

fn es_propio<'s>(l: &Lectura<'_>, mut siglas: impl Iterator<Item = &'s str>) -> bool {
    !l.ctx.sigla.is_empty() && siglas.any(|s| s.eq_ignore_ascii_case(l.ctx.sigla))
}

fn mensaje(propio: bool, emisor: &str) -> String {
    if propio {
        "el documento lo emite esta misma institución".to_owned()
    } else {
        format!("el documento lo posee una entidad pública ({emisor})")
    }
}
