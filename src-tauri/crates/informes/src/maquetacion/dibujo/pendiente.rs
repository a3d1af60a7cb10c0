//! Two moments side by side: a line a label, its figure at each end.

use super::TAM;
use crate::color::{self, Color};
use crate::fuente::{Fuentes, Peso};
use crate::grafico::Cambio;
use crate::lienzo::Marca;
use crate::maquetacion::linea::{Letra, partir};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea, redondeado};
use crate::maquetacion::tabla::base;
use crate::modelo::Alineacion;
use crate::palabras::numero;
use crate::texto::Texto;

const INTERLINEA: f32 = 11.4;

pub(super) fn piezas(antes: &str, despues: &str, lineas: &[Cambio], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    if lineas.is_empty() {
        return Vec::new();
    }
    let letra = Letra::new(TAM * 0.95, Peso::Normal, color::TINTA);
    let cifra =
        lineas.iter().flat_map(|l| [l.antes, l.despues]).map(|v| fuentes.ancho(&numero(v), Peso::Medio, letra.tam)).fold(0.0, f32::max);
    let rotulo = lineas.iter().map(|l| fuentes.ancho(&l.rotulo, letra.peso, letra.tam)).fold(0.0, f32::max) + 2.0;
    let rotulo = rotulo.min(ancho * 0.34);
    // Figures by the first point; figures and labels by the second one.
    let izquierda = cifra + 10.0;
    let derecha = ancho - rotulo - cifra - 18.0;
    let (mayor, menor) = lineas.iter().flat_map(|l| [l.antes, l.despues]).fold((0, u64::MAX), |(a, b), v| (a.max(v), b.min(v)));
    let textos: Vec<_> = lineas.iter().map(|l| partir(&Texto::from(l.rotulo.as_str()), letra, rotulo, fuentes)).collect();
    let suyos: f32 = textos.iter().map(|t| t.len().max(1) as f32 * INTERLINEA).sum();
    let campo = (suyos * 1.8).max(96.0);
    let cabeza = 18.0;
    let rango = (mayor - menor).max(1) as f32;
    let y_de = |v: u64| cabeza + 8.0 + (campo - 16.0) * ((mayor - v) as f32 / rango);

    let mut marcas = Vec::new();
    let titulo = Letra::new(8.2, Peso::Medio, color::TINTA_2);
    let medio = f32::midpoint(izquierda, derecha);
    for (texto, x, w, lado) in
        [(antes, 0.0, medio - 6.0, Alineacion::Izquierda), (despues, medio + 6.0, ancho - medio - 6.0, Alineacion::Izquierda)]
    {
        // The first heads its figures; the second starts over its axis when it fits there.
        let una = partir(&Texto::from(texto), titulo, w, fuentes);
        let x = if x > 0.0 { x.max((derecha - 4.0).min(ancho - una.first().map_or(0.0, |l| l.ancho))) } else { x };
        if let Some(l) = una.first() {
            marcas_de_linea(l, x, base(12.0, titulo.tam), w, lado, &mut marcas);
        }
    }
    for x in [izquierda, derecha] {
        marcas.push(Marca::Linea { desde: (x, cabeza), hasta: (x, cabeza + campo), color: color::LINEA_2, grosor: 0.6 });
    }
    let primero = separar(&lineas.iter().map(|l| (y_de(l.antes), INTERLINEA)).collect::<Vec<_>>());
    let altos: Vec<(f32, f32)> = lineas.iter().zip(&textos).map(|(l, t)| (y_de(l.despues), t.len().max(1) as f32 * INTERLINEA)).collect();
    let segundo = separar(&altos);
    let mut fondo = cabeza + campo;
    for ((l, t), (a, b)) in lineas.iter().zip(&textos).zip(primero.iter().zip(&segundo)) {
        let (tinta, grosor): (Color, f32) = match l.despues.cmp(&l.antes) {
            std::cmp::Ordering::Greater => (color::ACENTO, 1.4),
            std::cmp::Ordering::Equal => (color::LINEA_2, 1.0),
            std::cmp::Ordering::Less => (color::MAL, 1.4),
        };
        let (y0, y1) = (y_de(l.antes), y_de(l.despues));
        marcas.push(Marca::Linea { desde: (izquierda, y0), hasta: (derecha, y1), color: tinta, grosor });
        for (x, y) in [(izquierda, y0), (derecha, y1)] {
            marcas.push(redondeado(x - 2.2, y - 2.2, 4.4, 4.4, 2.2, tinta));
        }
        let fuerte = Letra { peso: Peso::Medio, ..letra };
        for v in partir(&Texto::from(numero(l.antes)), fuerte, cifra + 1.0, fuentes) {
            marcas_de_linea(&v, 0.0, a + base(INTERLINEA, letra.tam), cifra, Alineacion::Derecha, &mut marcas);
        }
        for v in partir(&Texto::from(numero(l.despues)), fuerte, cifra + 1.0, fuentes) {
            marcas_de_linea(&v, derecha + 8.0, b + base(INTERLINEA, letra.tam), cifra, Alineacion::Derecha, &mut marcas);
        }
        for (k, r) in t.iter().enumerate() {
            let y = b + k as f32 * INTERLINEA + base(INTERLINEA, letra.tam);
            marcas_de_linea(r, derecha + cifra + 14.0, y, rotulo, Alineacion::Izquierda, &mut marcas);
        }
        fondo = fondo.max(b + t.len().max(1) as f32 * INTERLINEA).max(a + INTERLINEA);
    }
    vec![Pieza { alto: fondo + 2.0, antes: 6.0, marcas, ..Pieza::default() }]
}

/// Tops of labels whose middles want to be at the given heights, none over another.
fn separar(deseos: &[(f32, f32)]) -> Vec<f32> {
    let mut orden: Vec<usize> = (0..deseos.len()).collect();
    let de = |i: usize| deseos.get(i).copied().unwrap_or_default();
    orden.sort_by(|a, b| de(*a).0.total_cmp(&de(*b).0).then(a.cmp(b)));
    let mut salida = vec![0.0; deseos.len()];
    let mut libre = 14.0_f32;
    for i in orden {
        let (centro, alto) = de(i);
        let y = (centro - INTERLINEA / 2.0).max(libre);
        if let Some(s) = salida.get_mut(i) {
            *s = y;
        }
        libre = y + alto;
    }
    salida
}
