//! R2, R3 and R6: sworn statements, legalised signatures and legalised copies.
//!
//! The law presumes good faith: a statement in the form, a plain signature and a plain copy are
//! enough. R2 rests on article 13; the article of the signatures was not read, so R3 does not name
//! one. The exceptions that the law makes for signatures (desistimiento, transacción, disposición
//! de derechos) keep R3 silent; the one that public registries invoke for copies is not confirmed,
//! so R6 only lowers its voice.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::AccionRequisito;

use super::lectura::{Disparo, Fila, Lectura, Papel, atenuar, patron};
use super::{Hallazgo, Regla};

static JURADA: LazyLock<Regex> = LazyLock::new(|| patron(r"\b(?:acta (?:notarial )?de )?(?:la )?declaracion(?:es)? jurad[ao]s?\b"));
static FIRMA: LazyLock<Regex> = LazyLock::new(|| {
    patron(concat!(
        r"\bfirm(?:as?|ad[oa]s?)(?: [\w()/-]+){0,8}?,? \(?(?:y )?(?:debidamente )?(?:legaliz|autentic)ad[ao]s?\b",
        r"|\b(?:legaliz(?:a|ar|ara|acion)|autenticas?|autenticar|autenticacion)(?: de)?(?: la| las| su| sus)? firmas?\b"
    ))
});
static OTRO_DOCUMENTO: LazyLock<Regex> =
    LazyLock::new(|| patron(r"copia|testimonio|escritura|\bactas?\b|\bdpi\b|constancia|certific|patente|titulo"));
static DISPOSICION: LazyLock<Regex> = LazyLock::new(|| {
    patron(r"\b(?:desist|transaccion|disposicion(?:es)? de derechos|cesion|cede|cedente|endos|traspaso|renuncia de derechos)")
});
static COPIA: LazyLock<Regex> = LazyLock::new(|| {
    patron(concat!(
        r"\b(?:foto)?copias?(?: [\w()/-]+,?){0,7}? \(?(?:simplemente |debidamente )?(?:legaliz|autentic)ad[ao]s?\b",
        r"|\b(?:legaliz|autentic|certific)ad[ao]s?(?: [\w()/-]+){0,3}? (?:por|ante) (?:un |una |el |la )?(?:notari[oa]|abogad[oa])s?\b"
    ))
});
static COPIA_CORTA: LazyLock<Regex> = LazyLock::new(|| patron(r"^((?:foto)?copias?) \(?(?:legaliz|autentic)ad[ao]s?$"));
static APOSTILLA: LazyLock<Regex> = LazyLock::new(|| {
    patron(r"\bapostillad[ao]s?(?: [\w()/-]+,?){0,10}? (?:traducid|traduccion|legalizad|protocoliz|protocolac|autenticad)\w*")
});
static REGISTRO_PUBLICO: LazyLock<Regex> =
    LazyLock::new(|| patron(r"\bregistros? publicos?\b|\barticulo 16\b|\bregistro de telecomunicaciones\b"));

pub(super) fn r2(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    // GD Guatemala issues declaraciones juradas: in its steps they are the product, not a requisito.
    let es_el_producto = JURADA.is_match(l.nombre.as_str().as_bytes()) || JURADA.is_match(l.resultado.as_str().as_bytes());
    for fila in l.filas.iter().filter(|f| f.tiene(Disparo::Jurada) && (f.papel == Papel::Requisito || !es_el_producto)) {
        let Some(rango) = fila.buscar(&JURADA, |_, r| !fila.negado(r.start)) else { continue };
        let mut h = fila.hallar(Regla::R2, rango.clone(), "se pide declaración jurada");
        h.accion_sugerida = fila.accion(AccionRequisito::Sustituir);
        h.texto_propuesto = fila.sustituido(rango, "manifestación en el formulario de solicitud");
        hallazgos.push(h);
    }
}

/// The legalised signature in a row, if any.
fn firma_legalizada(fila: &Fila<'_>) -> Option<Range<usize>> {
    fila.buscar(&FIRMA, |t, r| !OTRO_DOCUMENTO.is_match(t.as_bytes()) && !fila.negado(r.start))
}

pub(super) fn r3(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    if DISPOSICION.is_match(l.nombre.as_str().as_bytes()) {
        return;
    }
    for fila in l.filas.iter().filter(|f| f.tiene(Disparo::Legalizar) && f.exige_al_usuario() && !DISPOSICION.is_match(f.bytes())) {
        let Some(rango) = firma_legalizada(fila) else { continue };
        let mut h = fila.hallar(Regla::R3, rango.clone(), "se pide legalizar la firma");
        h.accion_sugerida = fila.accion(AccionRequisito::Sustituir);
        let corta =
            matches!(fila.tramo(rango.clone()), "firma legalizada" | "firma autenticada" | "firmas legalizadas" | "firmas autenticadas");
        h.texto_propuesto = if corta { fila.sustituido(rango.start..rango.end, "firma") } else { None };
        hallazgos.push(h);
    }
}

pub(super) fn r6(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    for fila in l.filas.iter().filter(|f| (f.tiene(Disparo::Legalizar) || f.tiene(Disparo::Apostilla)) && f.exige_al_usuario()) {
        // «Firma autenticada por notario» belongs to R3.
        let firma = firma_legalizada(fila);
        let copia = fila.buscar(&COPIA, |t, r| {
            let de_la_firma = firma.as_ref().is_some_and(|f| r.start < f.end && f.start < r.end);
            !de_la_firma && !t.contains("firma") && !t.contains("simple o ") && !t.contains("simple u ") && !fila.negado(r.start)
        });
        let (rango, mensaje) = match copia {
            Some(r) => (r, "se pide copia legalizada"),
            None => match fila.buscar(&APOSTILLA, |t, _| !t.contains(" o ")) {
                Some(r) => (r, "se pide otra formalidad para un documento ya apostillado"),
                None => continue,
            },
        };
        let mut h = fila.hallar(Regla::R6, rango.clone(), mensaje);
        if REGISTRO_PUBLICO.is_match(fila.bytes()) {
            h = atenuar(h, "la ficha invoca un registro público, excepción por confirmar");
        }
        h.accion_sugerida = fila.accion(AccionRequisito::Sustituir);
        // A proposal that would leave another legalised copy in the row is no proposal.
        let otra = COPIA.is_match(fila.despues(&rango));
        let corta = COPIA_CORTA
            .captures(fila.tramo(rango.clone()).as_bytes())
            .and_then(|c| c.get(1))
            .map(|m| String::from_utf8_lossy(m.as_bytes()).into_owned())
            .filter(|_| !otra);
        h.texto_propuesto =
            corta.and_then(|copia| fila.sustituido(rango, &format!("{copia} simple{}", if copia.ends_with('s') { "s" } else { "" })));
        hallazgos.push(h);
    }
}
