//! What tells the series of a chart apart without colour: a hatch each.

use crate::color::{self, Color};
use crate::lienzo::Marca;
use crate::modelo::Tono;

/// From one line of a hatch to the next.
const PASO: f32 = 3.4;

/// Colour of a series: enough difference in lightness to survive a black and white printer.
pub(super) const fn color_de(tono: Tono) -> Color {
    match tono {
        Tono::Neutro => Color(0xe3, 0xe8, 0xee),
        Tono::Curso => color::CELESTE,
        Tono::Hecho => color::ACENTO,
        Tono::Bien => color::BIEN,
        Tono::Aviso => Color(0xe6, 0xb4, 0x50),
        Tono::Mal => color::MAL,
    }
}

/// The ink that reads on the colour of a series.
pub(super) const fn tinta_sobre(tono: Tono) -> Color {
    match tono {
        Tono::Hecho | Tono::Bien | Tono::Mal => color::HOJA,
        Tono::Neutro | Tono::Curso | Tono::Aviso => color::TINTA,
    }
}

/// Which way the lines of a hatch run.
#[derive(Clone, Copy, PartialEq)]
enum Sentido {
    Sube,
    Baja,
    Llano,
}

/// A rectangle in the colour and the hatch of a series.
pub(super) fn rellenar(x: f32, y: f32, ancho: f32, alto: f32, tono: Tono, marcas: &mut Vec<Marca>) {
    if ancho <= 0.0 || alto <= 0.0 {
        return;
    }
    let borde = (tono == Tono::Neutro).then_some((color::LINEA_2, 0.5));
    marcas.push(Marca::Rectangulo { x, y, ancho, alto, relleno: Some(color_de(tono)), borde });
    let (sentidos, tinta): (&[Sentido], Color) = match tono {
        Tono::Neutro | Tono::Hecho => (&[], color::HOJA),
        Tono::Curso => (&[Sentido::Sube], color::ACENTO_2),
        Tono::Bien => (&[Sentido::Baja], color::HOJA),
        Tono::Aviso => (&[Sentido::Llano], color::AVISO),
        Tono::Mal => (&[Sentido::Sube, Sentido::Baja], color::HOJA),
    };
    for s in sentidos {
        for (desde, hasta) in rayas(x, y, ancho, alto, *s) {
            marcas.push(Marca::Linea { desde, hasta, color: tinta, grosor: 0.5 });
        }
    }
}

type Punto = (f32, f32);

fn rayas(x: f32, y: f32, ancho: f32, alto: f32, sentido: Sentido) -> Vec<(Punto, Punto)> {
    let mut salida = Vec::new();
    let mut c = PASO / 2.0;
    if sentido == Sentido::Llano {
        while c < alto {
            salida.push(((x, y + c), (x + ancho, y + c)));
            c += PASO;
        }
        return salida;
    }
    // Lines at 45°: each enters through the left or the bottom side and leaves through the top or the right one.
    while c < ancho + alto {
        let (u0, v0) = if c < alto { (0.0, c) } else { (c - alto, alto) };
        let (u1, v1) = if c < ancho { (c, 0.0) } else { (ancho, c - ancho) };
        let espejo = |v: f32| if sentido == Sentido::Sube { v } else { alto - v };
        salida.push(((x + u0, y + espejo(v0)), (x + u1, y + espejo(v1))));
        c += PASO * std::f32::consts::SQRT_2;
    }
    salida
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hatch_leaves_its_rectangle() {
        for tono in [Tono::Neutro, Tono::Curso, Tono::Hecho, Tono::Bien, Tono::Aviso, Tono::Mal] {
            for (ancho, alto) in [(1.0, 9.0), (60.0, 9.0), (7.2, 7.2)] {
                let mut marcas = Vec::new();
                rellenar(10.0, 20.0, ancho, alto, tono, &mut marcas);
                for m in marcas.iter().skip(1) {
                    let Marca::Linea { desde, hasta, .. } = m else { panic!("{m:?}") };
                    for (x, y) in [desde, hasta] {
                        let dentro = (9.99..=10.01 + ancho).contains(x) && (19.99..=20.01 + alto).contains(y);
                        assert!(dentro, "{tono:?}: {x}, {y}");
                    }
                }
            }
        }
    }
}
