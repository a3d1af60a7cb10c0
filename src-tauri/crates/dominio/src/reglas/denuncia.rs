//! R4: a police report asked in order to replace a lost document.

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::AccionRequisito;

use super::lectura::{Disparo, Lectura, atenuar, patron};
use super::{Hallazgo, Regla};

static DENUNCIA: LazyLock<Regex> = LazyLock::new(|| patron(r"\bdenuncias?\b"));
static PERDIDA: LazyLock<Regex> =
    LazyLock::new(|| patron(r"\b(?:reposicion(?:es)?|reponer|duplicados?|extravi\w*|robos?|robad[oa]s?|hurtos?|hurtad[oa]s?|perdidas?)\b"));
static ARMA_ROBADA: LazyLock<Regex> =
    LazyLock::new(|| patron(r"\barmas?\b.{0,60}\b(?:rob|hurt)|\b(?:robo|hurto|robad[oa]s?|hurtad[oa]s?)\b.{0,60}\barmas?\b"));

pub(super) fn r4(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    // The trámite is itself a denuncia: it cannot be done without one.
    if DENUNCIA.is_match(l.nombre.as_str().as_bytes()) || DENUNCIA.is_match(l.resultado.as_str().as_bytes()) {
        return;
    }
    let nombre_repone = PERDIDA.is_match(l.nombre.as_str().as_bytes());
    for fila in l.requisitos().filter(|f| f.tiene(Disparo::Denuncia)) {
        if !nombre_repone && !PERDIDA.is_match(fila.bytes()) {
            continue;
        }
        let Some(rango) = fila.buscar(&DENUNCIA, |_, r| !fila.negado(r.start)) else { continue };
        let mut h = fila.hallar(Regla::R4, rango, "se pide denuncia para reponer un documento");
        if ARMA_ROBADA.is_match(fila.bytes()) {
            h = atenuar(h, "trata del robo de un arma, excepción por confirmar");
        }
        h.accion_sugerida = fila.accion(AccionRequisito::Eliminar);
        hallazgos.push(h);
    }
}
