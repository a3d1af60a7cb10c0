//! R8: rituals of paper that do not change the decision (ink, folder, folios, sets, stamps, print-sign-scan).

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::AccionRequisito;

use super::lectura::{Disparo, Lectura, patron};
use super::{Hallazgo, Regla};

static RITUAL: LazyLock<Regex> = LazyLock::new(|| {
    patron(concat!(
        r"\btinta (?:de color )?(?:azul|negra)\b|\bfolders?\b|\bganchos?\b|\bfoliad[oa]s?\b|\bfoli(?:ar|arse|acion)\b|\bletra de molde\b",
        r"|\b(?:dos|tres|cuatro|[2-4])(?: \(\d\))? juegos\b|\bfirmad[oa]s?,? y sellad[oa]s?\b",
        r"|\bimpr(?:imir|ima|ime|imirlo|imirla|esos?)\b[^.]{0,80}\bfirm\w+[^.]{0,80}\b(?:escane\w*|digitali\w*|subir\w*|cargar\w*)"
    ))
});
static EXCEPCION: LazyLock<Regex> =
    LazyLock::new(|| patron(r"\bpapel (?:de seguridad|sellado especial)\b|\bcadena de custodia\b|\bembala"));
static DEL_EMPAQUE: LazyLock<Regex> = LazyLock::new(|| patron(r"folder|gancho|foli|juegos"));

pub(super) fn r8(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    for fila in l.filas.iter().filter(|f| f.tiene(Disparo::Formalidad) && f.exige_al_usuario() && !EXCEPCION.is_match(f.bytes())) {
        let Some(rango) = fila.buscar(&RITUAL, |_, r| !fila.negado(r.start)) else { continue };
        let de_empaque = DEL_EMPAQUE.is_match(fila.tramo(rango.clone()).as_bytes());
        let firmado = fila.tramo(rango.clone()).starts_with("firmad") && fila.tramo(rango.clone()).contains("sellad");
        let mut h = fila.hallar(Regla::R8, rango.clone(), "formalidad sin efecto en la decisión");
        h.accion_sugerida = fila.accion(if de_empaque { AccionRequisito::Eliminar } else { AccionRequisito::Sustituir });
        if firmado {
            let palabra = fila.tramo(rango.clone()).split([' ', ',']).next().unwrap_or("firmado").to_owned();
            h.texto_propuesto = fila.sustituido(rango, &palabra);
        }
        hallazgos.push(h);
    }
}
