//! R7: the list of what is asked stays open («otros requisitos», «sujetos a cambios»).

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::AccionRequisito;

use super::lectura::{Disparo, Lectura, patron};
use super::{Hallazgo, Regla};

static ABIERTA: LazyLock<Regex> = LazyLock::new(|| {
    patron(concat!(
        r"\b(?:cual(?:es)?quiera? )?otros? (?:requisitos?|documentos?|lineamientos?)\b",
        r"|\botr[oa]s? \w+(?: \w+){0,2}? que (?:la |el |los |las )?\w+(?: \w+){0,2}? (?:establezcan?|soliciten?|requieran?|determinen?|consideren?|estimen?)\b",
        r"|\bcual(?:quiera?|esquiera) otr[oa]s?\b|\bentre otr[oa]s\b|\b(?:los|las|y) demas (?:requisitos|documentos)\b",
        r"|\b(?:los|las|lo) que (?:la|el|los|las|se) ?\w*(?: \w+){0,3}? (?:establezcan?|soliciten?|requieran?|determinen?|consideren?|estimen?)\b",
        r"|\bque (?:se )?(?:estimen?|consideren?) (?:necesari|convenient|pertinent|oportun)\w*",
        r"|\bsujet[oa]s? a cambios?\b"
    ))
});

pub(super) fn r7(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    for fila in l.requisitos().filter(|f| f.tiene(Disparo::Abierta)) {
        let Some(rango) = fila.buscar(&ABIERTA, |_, r| !fila.negado(r.start)) else { continue };
        let mut h = fila.hallar(Regla::R7, rango, "el requisito queda abierto");
        h.accion_sugerida = fila.accion(AccionRequisito::Sustituir);
        hallazgos.push(h);
    }
}
