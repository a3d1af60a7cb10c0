//! Pieces: what cannot be split between pages, and the sheets they fall on.

use std::rc::Rc;

use crate::color::Color;
use crate::lienzo::{Destino, Marca, TextoPuesto};
use crate::maquetacion::linea::Linea;
use crate::modelo::{Alineacion, Orientacion};

/// A part that stays whole. Its marks count from its own top left corner.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pieza {
    pub alto: f32,
    /// White above; none at the top of a page.
    pub antes: f32,
    /// Must be on the same page as the next one.
    pub pegada: bool,
    pub marcas: Vec<Marca>,
    /// Number of the head to repeat when this piece opens a page.
    pub cabeza: Option<usize>,
    /// The row of its group, repeated under the head when this piece opens a page.
    pub grupo: Option<Rc<Pieza>>,
    /// What takes its place when it opens a page: the same row, saying what it shares with those of the page before.
    pub si_abre: Option<Rc<Pieza>>,
    pub marcador: Option<(String, u8)>,
    /// Names that links lead to.
    pub anclas: Vec<String>,
}

/// Size of a sheet and its margins, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hoja {
    pub ancho: f32,
    pub alto: f32,
    pub lado: f32,
    pub arriba: f32,
    pub abajo: f32,
}

impl Hoja {
    pub(crate) const fn carta(orientacion: Orientacion) -> Hoja {
        match orientacion {
            Orientacion::Vertical => Hoja { ancho: 612.0, alto: 792.0, lado: 54.0, arriba: 76.0, abajo: 60.0 },
            Orientacion::Horizontal => Hoja { ancho: 792.0, alto: 612.0, lado: 54.0, arriba: 70.0, abajo: 54.0 },
        }
    }

    /// Width of the text.
    pub(crate) const fn util(&self) -> f32 {
        self.ancho - 2.0 * self.lado
    }

    /// Height of the text.
    pub(crate) const fn cuerpo(&self) -> f32 {
        self.alto - self.arriba - self.abajo
    }
}

/// A piece taller than a page, cut between its lines of text.
///
/// The last resort for what has no parts of its own (a title of pages, a label without end); rows
/// and paragraphs are cut before, by those who know their lines.
pub(super) fn rebanar(pieza: Pieza, cuerpo: f32) -> Vec<Pieza> {
    let mut renglones: Vec<(f32, f32)> =
        pieza.marcas.iter().filter_map(|m| if let Marca::Texto(t) = m { Some((t.y, t.tam)) } else { None }).collect();
    renglones.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut cortes = vec![0.0_f32];
    for (y, tam) in renglones {
        if y + tam * 0.3 - cortes.last().copied().unwrap_or(0.0) > cuerpo {
            cortes.push(y - tam);
        }
    }
    let mut salida: Vec<Pieza> = Vec::with_capacity(cortes.len());
    for (i, desde) in cortes.iter().copied().enumerate() {
        let hasta = cortes.get(i + 1).copied().unwrap_or(pieza.alto.min(desde + cuerpo));
        let dentro = |y: f32| y >= desde && y < hasta;
        let marcas = pieza.marcas.iter().filter_map(|m| recortar(m, desde, hasta, dentro)).map(|m| mover(m, 0.0, -desde)).collect();
        salida.push(Pieza {
            alto: hasta - desde,
            antes: if i == 0 { pieza.antes } else { 0.0 },
            marcas,
            cabeza: pieza.cabeza,
            grupo: pieza.grupo.clone(),
            si_abre: None,
            marcador: if i == 0 { pieza.marcador.clone() } else { None },
            anclas: if i == 0 { pieza.anclas.clone() } else { Vec::new() },
            pegada: false,
        });
    }
    salida
}

/// What of a mark falls between two heights.
fn recortar(marca: &Marca, desde: f32, hasta: f32, dentro: impl Fn(f32) -> bool) -> Option<Marca> {
    let cabe = match marca {
        Marca::Texto(t) => dentro(t.y),
        Marca::Linea { desde: a, hasta: b, .. } => dentro(a.1) && dentro(b.1),
        Marca::Poligono { puntos, .. } => puntos.iter().all(|p| dentro(p.1)),
        Marca::Imagen { y, alto, .. } | Marca::Enlace { y, alto, .. } => dentro(*y) && dentro(y + alto),
        Marca::Rectangulo { x, y, ancho, alto, relleno, borde } => {
            let (arriba, abajo) = (y.max(desde), (y + alto).min(hasta));
            let (x, ancho, relleno, borde) = (*x, *ancho, *relleno, *borde);
            return (abajo > arriba).then_some(Marca::Rectangulo { x, y: arriba, ancho, alto: abajo - arriba, relleno, borde });
        }
    };
    cabe.then(|| marca.clone())
}

fn r(v: f32) -> f32 {
    (v * 100.0).round() / 100.0
}

/// The mark moved by `(dx, dy)`, to the hundredth of a point.
pub(crate) fn mover(marca: Marca, dx: f32, dy: f32) -> Marca {
    match marca {
        Marca::Texto(t) => Marca::Texto(TextoPuesto { x: r(t.x + dx), y: r(t.y + dy), ancho: r(t.ancho), ..t }),
        Marca::Rectangulo { x, y, ancho, alto, relleno, borde } => {
            Marca::Rectangulo { x: r(x + dx), y: r(y + dy), ancho: r(ancho), alto: r(alto), relleno, borde }
        }
        Marca::Linea { desde, hasta, color, grosor } => {
            Marca::Linea { desde: (r(desde.0 + dx), r(desde.1 + dy)), hasta: (r(hasta.0 + dx), r(hasta.1 + dy)), color, grosor }
        }
        Marca::Imagen { x, y, ancho, alto, imagen } => Marca::Imagen { x: r(x + dx), y: r(y + dy), ancho: r(ancho), alto: r(alto), imagen },
        Marca::Enlace { x, y, ancho, alto, destino } => {
            Marca::Enlace { x: r(x + dx), y: r(y + dy), ancho: r(ancho), alto: r(alto), destino }
        }
        Marca::Poligono { puntos, relleno } => {
            Marca::Poligono { puntos: puntos.into_iter().map(|(x, y)| (r(x + dx), r(y + dy))).collect(), relleno }
        }
    }
}

/// The marks of one line with its baseline at `y`, leaning inside `ancho`.
pub(crate) fn marcas_de_linea(linea: &Linea, x: f32, y: f32, ancho: f32, alineacion: Alineacion, salida: &mut Vec<Marca>) {
    marcas_de_linea_propia(linea.clone(), x, y, ancho, alineacion, salida);
}

/// As [`marcas_de_linea`], of a line that is drawn once.
pub(crate) fn marcas_de_linea_propia(linea: Linea, x: f32, y: f32, ancho: f32, alineacion: Alineacion, salida: &mut Vec<Marca>) {
    let libre = (ancho - linea.ancho).max(0.0);
    let dx = match alineacion {
        Alineacion::Izquierda => 0.0,
        Alineacion::Derecha => libre,
        Alineacion::Centro => libre / 2.0,
    };
    for t in linea.tiradas {
        if let Some(nombre) = t.enlace {
            let destino = Destino { nombre, pagina: 0, y: 0.0 };
            let (alto, arriba) = (t.letra.tam * 1.1, t.letra.sube + t.letra.tam * 0.85);
            salida.push(Marca::Enlace { x: x + dx + t.x, y: y - arriba, ancho: t.ancho, alto, destino });
        }
        salida.push(Marca::Texto(TextoPuesto {
            x: x + dx + t.x,
            y: y - t.letra.sube,
            tam: t.letra.tam,
            peso: t.letra.peso,
            color: t.letra.color,
            ancho: t.ancho,
            texto: t.texto,
        }));
    }
}

/// A rectangle with round corners.
pub(crate) fn redondeado(x: f32, y: f32, ancho: f32, alto: f32, radio: f32, relleno: Color) -> Marca {
    let radio = radio.min(ancho / 2.0).min(alto / 2.0).max(0.0);
    let mut puntos = Vec::with_capacity(24);
    let centros = [
        (x + ancho - radio, y + radio, -90.0_f32),
        (x + ancho - radio, y + alto - radio, 0.0),
        (x + radio, y + alto - radio, 90.0),
        (x + radio, y + radio, 180.0),
    ];
    for (cx, cy, desde) in centros {
        for paso in 0..=5_u8 {
            let a = (desde + 18.0 * f32::from(paso)).to_radians();
            puntos.push((cx + radio * a.cos(), cy + radio * a.sin()));
        }
    }
    Marca::Poligono { puntos, relleno }
}
