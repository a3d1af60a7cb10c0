//! Lines to sign on, kept whole.

use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::lienzo::Marca;
use crate::maquetacion::linea::{Letra, partir};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea};
use crate::maquetacion::tabla::base;
use crate::modelo::{Alineacion, Firma};
use crate::texto::Texto;

/// Room above the rule for the hand.
const MANO: f32 = 46.0;
const INTERLINEA: f32 = 11.6;

pub(crate) fn piezas(firmas: &[Firma], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    // Two side by side; three where the sheet is turned.
    let por_fila = if ancho > 600.0 { 3 } else { 2 };
    let aire = 28.0;
    let w = (ancho - aire * (por_fila - 1) as f32) / por_fila as f32;
    let filas = firmas.chunks(por_fila).count();
    let mut salida: Vec<Pieza> = firmas
        .chunks(por_fila)
        .map(|grupo| {
            let mut marcas = Vec::new();
            let mut alto = MANO;
            for (j, f) in grupo.iter().enumerate() {
                let x = j as f32 * (w + aire);
                marcas.push(Marca::Linea { desde: (x, MANO), hasta: (x + w, MANO), color: color::TINTA_2, grosor: 0.7 });
                let mut y = MANO + 3.0;
                let partes = [
                    (f.nombre.as_str(), Letra::new(9.2, Peso::Medio, color::TINTA)),
                    (f.cargo.as_str(), Letra::new(8.6, Peso::Normal, color::TINTA_2)),
                    (f.institucion.as_str(), Letra::new(8.6, Peso::Normal, color::TINTA_2)),
                ];
                for (texto, letra) in partes {
                    for l in partir(&Texto::from(texto), letra, w, fuentes) {
                        marcas_de_linea(&l, x, y + base(INTERLINEA, letra.tam), w, Alineacion::Izquierda, &mut marcas);
                        y += INTERLINEA;
                    }
                }
                alto = alto.max(y);
            }
            Pieza { alto: alto + 4.0, antes: 14.0, marcas, ..Pieza::default() }
        })
        .collect();
    salida.iter_mut().take(filas.saturating_sub(1)).for_each(|p| p.pegada = true);
    salida
}
