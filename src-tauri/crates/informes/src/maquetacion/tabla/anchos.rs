//! Widths of the columns, from what is in them.
//!
//! Fitted columns take what their text asks for; the others share the rest. When all do not fit,
//! fitted columns shrink towards their longest word, and then everything shrinks: the sum is always
//! the width of the sheet.

use super::fila::repartidas;
use super::{Medidas, ORLA, letra_de_cabeza, letra_de_celda};
use crate::fuente::Fuentes;
use crate::maquetacion::linea::medidas;
use crate::modelo::{Ancho, Tabla, TipoDeFila};
use crate::texto::Texto;

/// Rows that are measured to size the columns; the rest adapts.
const FILAS_MEDIDAS: usize = 400;

/// Below this a table does not have the width of a sheet.
const ANGOSTA: f32 = 320.0;

/// Widths of the columns; they add up to `ancho`.
pub(super) fn repartir(tabla: &Tabla, m: Medidas, ancho: f32, fuentes: &Fuentes) -> Vec<f32> {
    let n = tabla.columnas.len();
    let mut minimos = vec![0.0_f32; n];
    let mut naturales = vec![0.0_f32; n];
    let mut anotar = |i: usize, palabra: f32, natural: f32| {
        if let (Some(a), Some(b)) = (minimos.get_mut(i), naturales.get_mut(i)) {
            *a = a.max(palabra);
            *b = b.max(natural);
        }
    };
    for (i, c) in tabla.columnas.iter().enumerate() {
        let (palabra, natural) = medidas(&Texto::from(c.titulo.as_str()), letra_de_cabeza(m), fuentes);
        // A head may take two lines before it widens its column.
        anotar(i, palabra, natural.min(palabra.max(natural * 0.6)));
    }
    // The longest word of a head over several columns fits in their sum.
    let mut desde = 0_usize;
    for g in &tabla.grupos {
        let cuantas = usize::from(g.columnas.max(1));
        let (palabra, natural) = medidas(&Texto::from(g.titulo.as_str()), letra_de_cabeza(m), fuentes);
        let natural = natural.min(palabra.max(natural * 0.6));
        (desde..desde.saturating_add(cuantas).min(n)).for_each(|i| anotar(i, palabra / cuantas as f32, natural / cuantas as f32));
        desde = desde.saturating_add(cuantas);
    }
    let paso = tabla.filas.len().div_ceil(FILAS_MEDIDAS).max(1);
    for f in tabla.filas.iter().filter(|f| f.tipo != TipoDeFila::Grupo).step_by(paso) {
        for (c, i, abarca) in repartidas(f, n) {
            // A cell over several columns adapts to them.
            if abarca > 1 {
                continue;
            }
            let orla = if c.insignia.is_some() { 2.0 * ORLA } else { 0.0 };
            let (palabra, natural) = medidas(&c.texto, letra_de_celda(f.tipo, m), fuentes);
            anotar(i, if c.insignia.is_some() { natural + orla } else { palabra }, natural + orla);
        }
    }
    let aire = 2.0 * m.margen_x + 0.5;
    let partes: u32 = tabla.columnas.iter().map(|c| if let Ancho::Partes(p) = c.ancho { u32::from(p.max(1)) } else { 0 }).sum();
    // What each column would like, and what it can live with.
    let tope = ancho * if partes > 0 { 0.3 } else { 1.0 };
    let quiere: Vec<f32> = naturales.iter().map(|w| (w + aire).min(tope)).collect();
    let minimo_justo = ancho / n as f32;
    let puede: Vec<f32> = minimos.iter().zip(&quiere).map(|(w, q)| (w + aire).min(minimo_justo).min(*q)).collect();

    let es_parte = |i: usize| tabla.columnas.get(i).is_some_and(|c| matches!(c.ancho, Ancho::Partes(_)));
    let suma = |v: &[f32], parte: bool| v.iter().enumerate().filter(|(i, _)| es_parte(*i) == parte).map(|(_, w)| *w).sum::<f32>();
    let justos = suma(&quiere, false);
    // Shares need room to breathe: at least their longest word, and half of the sheet when they are text.
    // A table beside its chart is narrow, and its heads need what little there is.
    let aire_de_partes = if ancho > ANGOSTA { ancho * 0.35 } else { suma(&puede, true) * 1.1 };
    let reserva = if partes > 0 { suma(&puede, true).max(aire_de_partes) } else { 0.0 };
    let disponible = (ancho - reserva).max(0.0);
    let minimos_justos = suma(&puede, false);
    let mut anchos: Vec<f32> = Vec::with_capacity(n);
    // 0 = all as wanted, 1 = all at their minimum.
    let apretar = if justos > disponible { ((justos - disponible) / (justos - minimos_justos).max(0.01)).min(1.0) } else { 0.0 };
    for ((q, p), c) in quiere.iter().zip(&puede).zip(&tabla.columnas) {
        anchos.push(match c.ancho {
            Ancho::Contenido => q - (q - p) * apretar,
            Ancho::Partes(_) => 0.0,
        });
    }
    let usado: f32 = anchos.iter().sum();
    if partes > 0 {
        let libre = (ancho - usado).max(0.0);
        repartir_partes(tabla, &puede, libre, &mut anchos);
    }
    // Whatever happened above, the sum is the width of the sheet.
    let total: f32 = anchos.iter().sum();
    if partes == 0 && total < ancho {
        let extra = (ancho - total) / n as f32;
        anchos.iter_mut().for_each(|w| *w += extra);
    } else if total > ancho {
        // No column below the letter's own width.
        let suelo = (m.tam * 1.3 + 2.0 * m.margen_x).min(ancho / n as f32);
        let sobra: f32 = anchos.iter().map(|w| (w - suelo).max(0.0)).sum();
        let factor = if sobra > 0.0 { ((ancho - suelo * n as f32) / sobra).clamp(0.0, 1.0) } else { 0.0 };
        anchos.iter_mut().for_each(|w| *w = suelo + (*w - suelo).max(0.0) * factor);
    }
    anchos
}

/// Shares of `libre`, none below its longest word while there is room.
fn repartir_partes(tabla: &Tabla, puede: &[f32], libre: f32, anchos: &mut [f32]) {
    let mut fijas: Vec<Option<f32>> = vec![None; anchos.len()];
    loop {
        let usado: f32 = fijas.iter().flatten().sum();
        let pesos: f32 = tabla
            .columnas
            .iter()
            .zip(&fijas)
            .map(|(c, f)| match (c.ancho, f) {
                (Ancho::Partes(p), None) => f32::from(p.max(1)),
                (Ancho::Partes(_), Some(_)) | (Ancho::Contenido, _) => 0.0,
            })
            .sum();
        let unidad = if pesos > 0.0 { (libre - usado).max(0.0) / pesos } else { 0.0 };
        let mut cambio = false;
        for (((c, f), minimo), w) in tabla.columnas.iter().zip(fijas.iter_mut()).zip(puede).zip(anchos.iter_mut()) {
            if let Ancho::Partes(p) = c.ancho {
                match f {
                    Some(v) => *w = *v,
                    None => {
                        *w = unidad * f32::from(p.max(1));
                        if *w + 0.01 < *minimo && pesos > f32::from(p.max(1)) {
                            *f = Some(*minimo);
                            cambio = true;
                        }
                    }
                }
            }
        }
        if !cambio {
            return;
        }
    }
}
