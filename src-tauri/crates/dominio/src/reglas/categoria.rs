//! R12: the category or the text seem to belong to another trámite.
//!
//! Three independent signs: the name speaks of another category, a list is (almost) that of a
//! trámite of another family (storage tells, see [`super::copias`]), or a block of the same list
//! is pasted twice.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::Razon;
use crate::texto::{self, Plegado};

use super::copias::PARECIDO_MINIMO;
use super::lectura::Lectura;
use super::{Hallazgo, Regla};

/// Lines that must repeat together to be a pasted block.
const BLOQUE_MINIMO: usize = 4;

pub(super) fn r12(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    hallazgos.extend(otra_categoria(l));
    hallazgos.extend(copia(l));
    for (clase, campo) in [("requisito", "requisitos"), ("paso", "pasos")] {
        if let Some(primera) = bloque_repetido(l, clase) {
            let mensaje = format!("categoría o texto copiado de otro trámite (un bloque de {campo} está repetido)");
            hallazgos.push(l.de_la_ficha(Regla::R12, campo, primera, &mensaje));
        }
    }
}

/// The name hits words of another category and neither name nor description hits its own.
fn otra_categoria(l: &Lectura<'_>) -> Option<Hallazgo> {
    let t = &l.ficha.tramite;
    let listas = l.ctx.listas;
    let propia = listas.bit_de_categoria(t.categoria.as_deref()?)?;
    let nombre = t.nombre.as_deref().unwrap_or_default();
    let descripcion = t.descripcion.as_deref().unwrap_or_default();
    let en_nombre = listas.categorias_en(&l.nombre);
    let plegada = Plegado::new(descripcion);
    let en_descripcion = listas.categorias_en(&plegada);
    if en_nombre.iter().chain(&en_descripcion).any(|(_, c)| c & propia != 0) {
        return None;
    }
    let (rango, conjunto, original, plegado, donde) = match en_nombre.first() {
        Some((r, c)) => (r, *c, nombre, &l.nombre, "el nombre"),
        None => {
            let (r, c) = dos_veces(&en_descripcion)?;
            (r, c, descripcion, &plegada, "la descripción")
        }
    };
    let fragmento = original.get(plegado.rango_original(rango.clone())).unwrap_or_default();
    let mensaje = format!("categoría o texto copiado de otro trámite ({donde} habla de «{}»)", listas.primera_categoria(conjunto));
    Some(l.de_la_ficha(Regla::R12, "categoria", fragmento, &mensaje))
}

/// A description mentions many things in passing: only a category named by two phrases counts.
fn dos_veces(hallados: &[(Range<usize>, u64)]) -> Option<(&Range<usize>, u64)> {
    hallados.iter().enumerate().find_map(|(i, (r, c))| hallados.iter().skip(i + 1).find_map(|(_, d)| (c & d != 0).then_some((r, c & d))))
}

/// The list of another trámite, as storage found it.
fn copia(l: &Lectura<'_>) -> Option<Hallazgo> {
    let c = l.ctx.copia_de.as_ref()?;
    let suficiente = u64::from(c.comunes) * PARECIDO_MINIMO.denominador >= u64::from(c.total) * PARECIDO_MINIMO.numerador;
    if c.total == 0 || !suficiente {
        return None;
    }
    let razon = Razon::new(u64::from(c.comunes), u64::from(c.total));
    let mensaje = format!(
        "categoría o texto copiado de otro trámite ({} de {} líneas de {}, {} %, son las de {})",
        c.comunes,
        c.total,
        c.campo,
        razon.porcentaje(0).unwrap_or_default(),
        c.codigo
    );
    Some(l.de_la_ficha(Regla::R12, c.campo, &c.codigo, &mensaje))
}

/// First line of a block of [`BLOQUE_MINIMO`] lines that appears twice under the same heading.
fn bloque_repetido<'a>(l: &Lectura<'a>, clase: &str) -> Option<&'a str> {
    let filas: Vec<_> = l.filas.iter().filter(|f| f.clase == clase && f.campo == "texto").collect();
    if filas.len() < 2 * BLOQUE_MINIMO {
        return None;
    }
    let lineas: Vec<(u64, u64)> = filas.iter().map(|f| (texto::huella(f.grupo), texto::huella_normal(&f.plegado))).collect();
    let mut vistos: BTreeMap<&[(u64, u64)], usize> = BTreeMap::new();
    for (i, bloque) in lineas.windows(BLOQUE_MINIMO).enumerate() {
        match vistos.get(bloque) {
            Some(antes) if i - antes >= BLOQUE_MINIMO => return filas.get(*antes).map(|f| f.original),
            Some(_) => {}
            None => {
                vistos.insert(bloque, i);
            }
        }
    }
    None
}
