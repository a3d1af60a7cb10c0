//! R9: nobody can tell from the sheet how long the answer takes.

use crate::ficha::{EstadoLectura, Tiempo, UnidadTiempo};

use super::lectura::{Lectura, nuevo, posicion};
use super::{Hallazgo, Regla};

pub(super) fn r9(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    if l.ficha.tramite.sin_plazo {
        return;
    }
    if l.ficha.tiempos.is_empty() {
        hallazgos.push(l.de_la_ficha(Regla::R9, "tiempo", "", "el tiempo de respuesta falta o no se entiende"));
    }
    for (i, t) in l.ficha.tiempos.iter().enumerate() {
        let Some((campo, mensaje)) = defecto(t) else { continue };
        hallazgos.push(nuevo(Regla::R9, "tiempo", t.id, campo, posicion(i), escrito(t), mensaje.to_owned()));
    }
}

fn defecto(t: &Tiempo) -> Option<(&'static str, &'static str)> {
    let sin_valor = t.minimo.is_none() && t.maximo.is_none() && t.componentes.is_none();
    if sin_valor || t.estado == Some(EstadoLectura::SinInterpretar) {
        return Some(("minimo", "el tiempo de respuesta falta o no se entiende"));
    }
    match t.unidad {
        None if t.componentes.is_some() => None,
        None | Some(UnidadTiempo::Desconocida) => Some(("unidad", "el tiempo de respuesta no tiene unidad")),
        Some(UnidadTiempo::DiasSinEspecificar) => Some(("unidad", "el tiempo no dice si los días son hábiles o calendario")),
        Some(
            UnidadTiempo::Minutos
            | UnidadTiempo::Horas
            | UnidadTiempo::DiasHabiles
            | UnidadTiempo::DiasCalendario
            | UnidadTiempo::Semanas
            | UnidadTiempo::Meses
            | UnidadTiempo::Anios,
        ) => None,
    }
}

/// The time as written in the source, or its value when a person typed it.
fn escrito(t: &Tiempo) -> String {
    match (&t.texto_original, &t.minimo) {
        (Some(original), _) => original.clone(),
        (None, Some(valor)) => valor.clone(),
        (None, None) => String::new(),
    }
}
