//! Charts as marks.
//!
//! Each kind gives its pieces from the top down; on paper they go with the title above, the table of the same figures
//! beside or below, and the source at the end.

mod balas;
mod barras;
mod gantt;
mod mapa;
mod pendiente;
mod tramas;

use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::grafico::{DatosDeGrafico, Dibujo, Grafico};
use crate::lienzo::Marca;
use crate::maquetacion::cuaderno::Cuaderno;
use crate::maquetacion::linea::{Letra, equilibrar};
use crate::maquetacion::pieza::{Pieza, mover};
use crate::maquetacion::tabla::{self, SIN_INFORMACION, de_lineas, parrafo};
use crate::texto::Texto;

const ALTO_DE_BARRA: f32 = 11.0;
const INTERLINEA: f32 = 11.0;
const TAM: f32 = 8.8;
/// Part of the width that a chart takes with its table beside.
const PARTE_DEL_DIBUJO: f32 = 0.56;

/// The drawing alone, in pieces; none when there is nothing to draw.
fn dibujo(g: &Grafico, ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    match &g.datos {
        DatosDeGrafico::Barras(b) => barras::simples(b, ancho, fuentes),
        DatosDeGrafico::BarrasApiladas { series, barras } => barras::apiladas(series, barras, ancho, fuentes),
        DatosDeGrafico::Balas(b) => balas::piezas(b, ancho, fuentes),
        DatosDeGrafico::Pendiente { antes, despues, lineas } => pendiente::piezas(antes, despues, lineas, ancho, fuentes),
        DatosDeGrafico::Mapa { estados, casillas } => mapa::piezas(estados, casillas, ancho, fuentes),
        DatosDeGrafico::Gantt { corte, actividades } => gantt::piezas(*corte, actividades, ancho, fuentes),
    }
}

/// Pieces one below another as one, `x` points from the left.
fn apilar(piezas: Vec<Pieza>, x: f32) -> Pieza {
    let mut todo = Pieza::default();
    for (i, p) in piezas.into_iter().enumerate() {
        todo.alto += if i == 0 { 0.0 } else { p.antes };
        let y = todo.alto;
        todo.marcas.extend(p.marcas.into_iter().map(|m| mover(m, x, y)));
        todo.alto += p.alto;
    }
    todo
}

/// The picture alone.
pub(crate) fn entero(g: &Grafico, ancho: f32, fuentes: &Fuentes) -> Dibujo {
    let p = apilar(dibujo(g, ancho, fuentes), 0.0);
    Dibujo { ancho, alto: p.alto, marcas: p.marcas }
}

/// Title, drawing, table and source.
pub(crate) fn piezas(g: &Grafico, cuaderno: &mut Cuaderno<'_>, fuentes: &Fuentes) -> Vec<Pieza> {
    let ancho = cuaderno.hoja().util();
    let letra = Letra::new(10.6, Peso::Medio, color::TINTA);
    let titulo = de_lineas(&equilibrar(&Texto::from(g.titulo.as_str()), letra, ancho, fuentes), letra.tam, 14.0, ancho, 16.0);
    let mut salida = vec![titulo];
    let entero = dibujo(g, ancho, fuentes);
    if entero.is_empty() {
        let letra = Letra::new(9.2, Peso::Normal, color::TINTA_2);
        salida.push(parrafo(&Texto::from(SIN_INFORMACION), letra, 13.0, ancho, 3.0, fuentes));
    } else if g.tabla_aparte {
        salida.extend(entero);
    } else if let Some(p) = con_tabla_al_lado(g, cuaderno, fuentes) {
        salida.push(p);
    } else {
        salida.extend(entero);
        // What fits in a page is not split before its table.
        let mut de_la_tabla = tabla::piezas(&g.tabla(), ancho, cuaderno, fuentes);
        if let Some(p) = de_la_tabla.first_mut() {
            p.antes = 10.0;
        }
        pegar(&mut salida);
        salida.append(&mut de_la_tabla);
        let fuente = fuente(g, ancho, fuentes);
        if let Some(p) = salida.last_mut() {
            p.pegada = true;
        }
        salida.push(fuente);
        return salida;
    }
    salida.push(fuente(g, ancho, fuentes));
    pegar(&mut salida);
    salida
}

fn fuente(g: &Grafico, ancho: f32, fuentes: &Fuentes) -> Pieza {
    parrafo(&Texto::from(g.fuente.as_str()), Letra::new(7.8, Peso::Normal, color::TINTA_2), 10.5, ancho, 6.0, fuentes)
}

/// The title stays with the first bars and the source with the last ones; a chart that fits in a page is never split.
fn pegar(piezas: &mut [Pieza]) {
    let n = piezas.len();
    for (i, p) in piezas.iter_mut().enumerate() {
        p.pegada = i + 1 < n && (n <= 30 || i < 3 || i + 3 >= n);
    }
}

/// Drawing and table side by side; `None` when they would not stand well together.
fn con_tabla_al_lado(g: &Grafico, cuaderno: &mut Cuaderno<'_>, fuentes: &Fuentes) -> Option<Pieza> {
    let hoja = cuaderno.hoja();
    let (ancho, aire) = (hoja.util(), 22.0);
    let del_dibujo = ancho * PARTE_DEL_DIBUJO;
    let t = g.tabla();
    let de_la_tabla = ancho - del_dibujo - aire;
    // What is told in lines of words or of dates wants the whole width.
    let ancha = match g.datos {
        DatosDeGrafico::Balas(_) | DatosDeGrafico::Gantt { .. } => true,
        DatosDeGrafico::Barras(_)
        | DatosDeGrafico::BarrasApiladas { .. }
        | DatosDeGrafico::Pendiente { .. }
        | DatosDeGrafico::Mapa { .. } => false,
    };
    if ancha || t.filas.len() > 30 || tabla::ancho_minimo(&t, fuentes) > de_la_tabla {
        return None;
    }
    let izquierda = apilar(dibujo(g, del_dibujo, fuentes), 0.0);
    let derecha = apilar(tabla::piezas(&t, de_la_tabla, cuaderno, fuentes), del_dibujo + aire);
    let alto = izquierda.alto.max(derecha.alto);
    // A long table beside a short drawing leaves a hole under it.
    let mapa = matches!(g.datos, DatosDeGrafico::Mapa { .. });
    if alto > hoja.cuerpo() * 0.75 || (!mapa && derecha.alto > izquierda.alto * 1.7 + 40.0) {
        return None;
    }
    let marcas: Vec<Marca> = izquierda.marcas.into_iter().chain(derecha.marcas).collect();
    Some(Pieza { alto, antes: 8.0, marcas, ..Pieza::default() })
}
