//! One row: its cells in their places, whole unless it is taller than a page.

use super::{Medidas, ORLA, base, letra_de_celda, tinta_de};
use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::lienzo::Marca;
use crate::maquetacion::linea::{Letra, Linea, medidas, partir};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea_propia, redondeado};
use crate::modelo::{Alineacion, Celda, Fila, Tabla, TipoDeFila, Tono};

/// A cell with its lines, in its place in the row.
struct Casilla {
    x: f32,
    ancho: f32,
    alineacion: Alineacion,
    insignia: Option<Tono>,
    lineas: Vec<Linea>,
}

/// The cells of a row with the columns that each takes: first one and how many. Cells in excess are dropped.
pub(super) fn repartidas(f: &Fila, columnas: usize) -> impl Iterator<Item = (&Celda, usize, usize)> {
    let mut en = 0;
    f.celdas.iter().map_while(move |c| {
        let desde = en;
        // The row that heads a group has one cell, as wide as the table.
        let abarca = if f.tipo == TipoDeFila::Grupo { columnas } else { usize::from(c.abarca.max(1)) };
        en += abarca;
        (desde < columnas).then(|| (c, desde, abarca.min(columnas - desde)))
    })
}

/// What a row shares with its neighbours, by column; empty when it shares nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct Vecinas<'u> {
    /// One with the cell above: its text is there.
    pub arriba: &'u [bool],
    /// One with the cell below: no line between them.
    pub abajo: &'u [bool],
    /// The row opens a page, and the texts that it shares are said again, as what goes on.
    pub abre: bool,
}

impl Vecinas<'_> {
    fn une(columnas: &[bool], i: usize) -> bool {
        columnas.get(i).copied().unwrap_or(false)
    }
}

/// A row in pieces that hold in `cuerpo`: one, unless it is taller.
pub(super) fn piezas(
    f: &Fila,
    vecinas: Vecinas<'_>,
    tabla: &Tabla,
    anchos: &[f32],
    m: Medidas,
    cuerpo: f32,
    fuentes: &Fuentes,
) -> Vec<Pieza> {
    let letra = letra_de_celda(f.tipo, m);
    let total: f32 = anchos.iter().sum();
    let mut celdas: Vec<Casilla> = Vec::with_capacity(anchos.len());
    let (mut x, mut hechas) = (0.0, 0);
    for (celda, desde, abarca) in repartidas(f, anchos.len()) {
        x += anchos.get(hechas..desde).unwrap_or_default().iter().sum::<f32>();
        let w: f32 = anchos.get(desde..desde + abarca).unwrap_or_default().iter().sum();
        hechas = desde + abarca;
        let alineacion = match tabla.columnas.get(desde) {
            Some(c) if abarca == 1 => c.alineacion,
            _ => Alineacion::Izquierda,
        };
        let util = w - 2.0 * m.margen_x;
        let sigue = Vecinas::une(vecinas.arriba, desde);
        if sigue && !vecinas.abre {
            x += w;
            continue;
        }
        // That it goes on is said once, by the first that does, and only where it holds in its line.
        let primera = sigue && vecinas.arriba.iter().position(|u| *u) == Some(desde);
        let dicha = (primera && celda.insignia.is_none()).then(|| celda.texto.clone().tenue(" · continúa"));
        let otra = dicha.filter(|t| medidas(t, letra, fuentes).1 <= util).map(|texto| Celda { texto, ..celda.clone() });
        let celda = otra.as_ref().unwrap_or(celda);
        let (insignia, lineas) = match celda.insignia {
            Some(t) => {
                let (_, tinta) = tinta_de(t);
                let una = partir(&celda.texto, Letra::new(m.tam * 0.94, Peso::Medio, tinta), util - 2.0 * ORLA, fuentes);
                if una.len() == 1 { (Some(t), una) } else { (None, partir(&celda.texto, letra, util, fuentes)) }
            }
            None => (None, partir(&celda.texto, letra, util, fuentes)),
        };
        celdas.push(Casilla { x, ancho: w, alineacion, insignia, lineas });
        x += w;
    }
    let lineas = celdas.iter().map(|c| c.lineas.len()).max().unwrap_or(0).max(1);
    // What a page holds of lines, without its fraction.
    let caben = (((cuerpo - 2.0 * m.margen_y) / m.interlinea).floor().max(1.0) as usize).max(1);
    let mut salida = Vec::with_capacity(lineas.div_ceil(caben));
    let mut desde = 0;
    while desde < lineas {
        let hasta = (desde + caben).min(lineas);
        let mut pieza = trozo(&mut celdas, desde, hasta, f.tipo, total, m);
        if hasta == lineas {
            subrayar(&mut pieza, vecinas.abajo, anchos);
        }
        salida.push(pieza);
        desde = hasta;
    }
    salida
}

/// The line under a row, but for the columns that go on below.
fn subrayar(pieza: &mut Pieza, abajo: &[bool], anchos: &[f32]) {
    let (y, mut x, mut desde) = (pieza.alto, 0.0, 0.0);
    let mut linea = |desde: f32, hasta: f32| {
        if hasta > desde {
            pieza.marcas.push(Marca::Linea { desde: (desde, y), hasta: (hasta, y), color: color::LINEA, grosor: 0.5 });
        }
    };
    for (i, w) in anchos.iter().enumerate() {
        if Vecinas::une(abajo, i) {
            linea(desde, x);
            desde = x + w;
        }
        x += w;
    }
    linea(desde, x);
}

fn trozo(celdas: &mut [Casilla], desde: usize, hasta: usize, tipo: TipoDeFila, ancho: f32, m: Medidas) -> Pieza {
    let alto = (hasta - desde) as f32 * m.interlinea + 2.0 * m.margen_y;
    let mut marcas = Vec::with_capacity(celdas.iter().map(|c| c.lineas.len().min(hasta) + 1).sum::<usize>() + 2);
    match tipo {
        TipoDeFila::Normal => {}
        TipoDeFila::Grupo => {
            marcas.push(Marca::Rectangulo { x: 0.0, y: 0.0, ancho, alto, relleno: Some(color::ACENTO_SUAVE), borde: None });
        }
        TipoDeFila::Total => marcas.push(Marca::Linea { desde: (0.0, 0.0), hasta: (ancho, 0.0), color: color::TINTA_2, grosor: 0.8 }),
    }
    for Casilla { x, ancho: w, alineacion, insignia, lineas } in celdas {
        for (i, l) in lineas.iter_mut().skip(desde).take(hasta - desde).enumerate() {
            let y = m.margen_y + i as f32 * m.interlinea;
            let (mut en, mut util) = (*x + m.margen_x, *w - 2.0 * m.margen_x);
            if let Some(t) = insignia {
                let (fondo, _) = tinta_de(*t);
                let libre = (util - l.ancho - 2.0 * ORLA).max(0.0);
                en += match alineacion {
                    Alineacion::Izquierda => 0.0,
                    Alineacion::Centro => libre / 2.0,
                    Alineacion::Derecha => libre,
                };
                let alto_i = (m.interlinea + m.margen_y).min(m.interlinea + 2.0);
                marcas.push(redondeado(en, y + (m.interlinea - alto_i) / 2.0, l.ancho + 2.0 * ORLA, alto_i, 2.5, fondo));
                en += ORLA;
                util = l.ancho;
            }
            // Each line is drawn once: its words move to the mark instead of being copied.
            let l = std::mem::take(l);
            marcas_de_linea_propia(l, en, y + base(m.interlinea, m.tam), util, *alineacion, &mut marcas);
        }
    }
    Pieza { alto, marcas, ..Pieza::default() }
}
