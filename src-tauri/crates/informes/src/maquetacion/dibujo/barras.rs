//! Horizontal bars: plain, and split by series.

use super::{ALTO_DE_BARRA, INTERLINEA, TAM, tramas};
use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::grafico::{Barra, Serie};
use crate::lienzo::Marca;
use crate::maquetacion::linea::{Letra, partir};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea};
use crate::maquetacion::tabla::base;
use crate::modelo::Alineacion;
use crate::palabras::numero;
use crate::texto::Texto;

/// Width of the labels' column and of the bars' track.
pub(super) fn columnas<'a>(rotulos: impl Iterator<Item = &'a str>, ancho: f32, fuentes: &Fuentes) -> (f32, f32) {
    let mayor = rotulos.map(|r| fuentes.ancho(r, Peso::Normal, TAM)).fold(0.0, f32::max);
    let rotulo = (mayor + 10.0).min(ancho * 0.42);
    (rotulo, ancho - rotulo)
}

pub(super) fn rotulo_de(rotulo: &str, ancho: f32, fuentes: &Fuentes) -> (Vec<Marca>, f32) {
    let lineas = partir(&Texto::from(rotulo), Letra::new(TAM, Peso::Normal, color::TINTA), ancho - 8.0, fuentes);
    let alto = (lineas.len().max(1) as f32 * INTERLINEA).max(ALTO_DE_BARRA) + 6.0;
    let mut marcas = Vec::new();
    for (i, l) in lineas.iter().enumerate() {
        marcas_de_linea(l, 0.0, 3.0 + i as f32 * INTERLINEA + base(INTERLINEA, TAM), ancho, Alineacion::Izquierda, &mut marcas);
    }
    (marcas, alto)
}

pub(super) fn simples(barras: &[Barra], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let (rotulo, via) = columnas(barras.iter().map(|b| b.rotulo.as_str()), ancho, fuentes);
    let escrito = |b: &Barra| if b.texto.is_empty() { numero(b.valor) } else { b.texto.clone() };
    let letra = Letra::new(TAM, Peso::Medio, color::TINTA);
    let cola = barras.iter().map(|b| fuentes.ancho(&escrito(b), Peso::Medio, TAM)).fold(0.0, f32::max).min(via * 0.5).max(20.0) + 8.0;
    let mayor = barras.iter().map(|b| b.valor).max().unwrap_or(0).max(1);
    let pista = (via - cola).max(20.0);
    barras
        .iter()
        .enumerate()
        .map(|(i, b)| {
            let (mut marcas, alto_rotulo) = rotulo_de(&b.rotulo, rotulo, fuentes);
            let largo = pista * (b.valor as f64 / mayor as f64) as f32;
            let texto = partir(&Texto::from(escrito(b)), letra, (cola - 6.0).max(20.0), fuentes);
            let alto = alto_rotulo.max(texto.len() as f32 * INTERLINEA + 6.0);
            let y = 3.0;
            if largo > 0.0 {
                marcas.push(Marca::Rectangulo {
                    x: rotulo,
                    y,
                    ancho: largo.max(0.8),
                    alto: ALTO_DE_BARRA,
                    relleno: Some(color::ACENTO),
                    borde: None,
                });
            }
            for (j, l) in texto.iter().enumerate() {
                let en = y + j as f32 * INTERLINEA + base(INTERLINEA, TAM);
                marcas_de_linea(l, rotulo + largo + 6.0, en, cola, Alineacion::Izquierda, &mut marcas);
            }
            marcas.push(Marca::Linea { desde: (rotulo, 0.0), hasta: (rotulo, alto), color: color::LINEA_2, grosor: 0.6 });
            Pieza { alto, antes: if i == 0 { 6.0 } else { 0.0 }, marcas, ..Pieza::default() }
        })
        .collect()
}

pub(super) fn apiladas(series: &[Serie], barras: &[(String, Vec<u64>)], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    if barras.is_empty() || series.is_empty() {
        return Vec::new();
    }
    let mut salida = vec![clave(series, ancho, fuentes)];
    let (rotulo, via) = columnas(barras.iter().map(|b| b.0.as_str()), ancho, fuentes);
    let suma = |b: &[u64]| b.iter().take(series.len()).fold(0u64, |s, v| s.saturating_add(*v));
    let mayor = barras.iter().map(|b| suma(&b.1)).max().unwrap_or(0).max(1);
    let cola = fuentes.ancho(&numero(mayor), Peso::Medio, TAM) + 10.0;
    let pista = (via - cola).max(20.0);
    for (i, (nombre, valores)) in barras.iter().enumerate() {
        let (mut marcas, alto) = rotulo_de(nombre, rotulo, fuentes);
        let mut x = rotulo;
        for (v, s) in valores.iter().zip(series) {
            let largo = pista * (*v as f64 / mayor as f64) as f32;
            if *v == 0 {
                continue;
            }
            tramas::rellenar(x, 3.0, largo, ALTO_DE_BARRA, s.tono, &mut marcas);
            // The value inside its part when it fits, in the ink that reads on it.
            let texto = numero(*v);
            let w = fuentes.ancho(&texto, Peso::Medio, 7.8);
            if w + 6.0 <= largo {
                let letra = Letra::new(7.8, Peso::Medio, tramas::tinta_sobre(s.tono));
                let (medio, relleno) = (x + (largo - w) / 2.0 - 1.5, Some(tramas::color_de(s.tono)));
                marcas.push(Marca::Rectangulo { x: medio, y: 4.0, ancho: w + 3.0, alto: ALTO_DE_BARRA - 2.0, relleno, borde: None });
                for l in partir(&Texto::from(texto), letra, largo, fuentes) {
                    marcas_de_linea(&l, x, 3.0 + base(ALTO_DE_BARRA, 7.8), largo, Alineacion::Centro, &mut marcas);
                }
            }
            x += largo;
        }
        for l in partir(&Texto::from(numero(suma(valores))), Letra::new(TAM, Peso::Medio, color::TINTA), cola, fuentes) {
            marcas_de_linea(&l, x + 6.0, 3.0 + base(ALTO_DE_BARRA, TAM), cola, Alineacion::Izquierda, &mut marcas);
        }
        marcas.push(Marca::Linea { desde: (rotulo, 0.0), hasta: (rotulo, alto), color: color::LINEA_2, grosor: 0.6 });
        salida.push(Pieza { alto, antes: if i == 0 { 4.0 } else { 0.0 }, marcas, ..Pieza::default() });
    }
    salida
}

pub(super) fn clave(series: &[Serie], ancho: f32, fuentes: &Fuentes) -> Pieza {
    let letra = Letra::new(8.2, Peso::Normal, color::TINTA_2);
    let mut marcas = Vec::new();
    let (mut x, mut y) = (0.0_f32, 0.0_f32);
    for s in series {
        let lineas = partir(&Texto::from(s.nombre.as_str()), letra, ancho - 20.0, fuentes);
        let w = lineas.iter().map(|l| l.ancho).fold(0.0, f32::max);
        if x > 0.0 && x + w + 16.0 > ancho {
            x = 0.0;
            y += 12.0;
        }
        tramas::rellenar(x, y + 2.0, 9.0, 8.0, s.tono, &mut marcas);
        for (i, l) in lineas.iter().enumerate() {
            if i > 0 {
                y += 12.0;
            }
            marcas_de_linea(l, x + 13.0, y + base(12.0, 8.2), ancho, Alineacion::Izquierda, &mut marcas);
        }
        x += w + 28.0;
    }
    Pieza { alto: y + 12.0, antes: 5.0, marcas, ..Pieza::default() }
}
