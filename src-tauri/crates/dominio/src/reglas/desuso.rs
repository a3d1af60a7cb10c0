//! R13: something in disuse is asked, or a repealed norm is cited.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::{AccionRequisito, VigenciaNorma};
use crate::texto;

use super::lectura::{Fila, Lectura, nuevo, patron, posicion};
use super::{Hallazgo, Regla};

static HISTORICO: LazyLock<Regex> = LazyLock::new(|| {
    patron(r"\b(?:historic[oa]s?|anterior(?:es)? al? (?:anio |ano )?(?:19|20)\d\d|antes del? (?:anio |ano )?(?:19|20)\d\d)\b")
});

pub(super) fn r13(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    let archivo_historico = HISTORICO.is_match(l.nombre.as_str().as_bytes());
    for fila in l.filas.iter().filter(|f| f.exige_al_usuario() && !archivo_historico) {
        let Some((rango, termino)) = l.ctx.listas.desuso_en(&fila.plegado) else { continue };
        if fila.negado(rango.start) || HISTORICO.is_match(fila.bytes()) {
            continue;
        }
        let mut h = fila.hallar(Regla::R13, rango.clone(), "requisito en desuso");
        h.accion_sugerida = fila.accion(if termino.sustituto.is_some() { AccionRequisito::Sustituir } else { AccionRequisito::Eliminar });
        h.texto_propuesto = termino.sustituto.as_deref().and_then(|s| proponer(fila, rango, s));
        hallazgos.push(h);
    }
    for (i, b) in l.ficha.base_legal.iter().enumerate().filter(|(_, b)| b.vigente == Some(VigenciaNorma::Derogada)) {
        let mensaje = "la norma citada está marcada como derogada".to_owned();
        hallazgos.push(nuevo(Regla::R13, "base_legal", b.id, "vigente", posicion(i), b.texto.clone(), mensaje));
    }
}

/// The row with the current document in place of the old one; `None` when it already asks for it too.
fn proponer(fila: &Fila<'_>, rango: Range<usize>, sustituto: &str) -> Option<String> {
    let plegado = texto::plegar(sustituto);
    let (nombre, sigla) = plegado.split_once('(').map_or((plegado.as_str(), None), |(n, s)| (n.trim_end(), Some(s.trim_end_matches(')'))));
    let fila_plegada = fila.plegado.as_str();
    if fila_plegada.contains(nombre) || sigla.is_some_and(|s| fila_plegada.contains(s)) {
        return None;
    }
    // Every substitute that ships is masculine: «de la cédula» → «del Documento…».
    let antes = fila.tramo(0..rango.start);
    for (viejo, nuevo) in [("de la ", "del "), ("la ", "el "), ("una ", "un ")] {
        if antes.ends_with(viejo) {
            return fila.sustituido(rango.start - viejo.len()..rango.end, &format!("{nuevo}{sustituto}"));
        }
    }
    fila.sustituido(rango, sustituto)
}
