//! The table of contents, and where each link leads once the pages are known.

use std::collections::HashMap;

use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::lienzo::{Destino, Maquetado, Marca, TextoPuesto};
use crate::maquetacion::cuaderno::Lugar;
use crate::maquetacion::linea::{Letra, partir};
use crate::maquetacion::notas::NOTA;
use crate::maquetacion::pieza::{Pieza, marcas_de_linea};
use crate::maquetacion::tabla::base;
use crate::modelo::{Alineacion, Bloque};
use crate::texto::Texto;

/// What the name of a heading starts with; its place among all headings, from 0, follows.
pub(crate) const TITULO: &str = "titulo·";
/// What stands where the number of the page goes, until it is known: as wide as numbers get.
const HUECO: &str = "0000";
/// From one leader dot to the next.
const PASO_DE_PUNTOS: f32 = 4.2;

/// The headings of a document, in reading order.
pub(crate) fn titulos(bloques: &[Bloque]) -> Vec<(u8, &str)> {
    let mut salida = Vec::new();
    for b in bloques {
        match b {
            Bloque::Titulo { nivel, texto, .. } => salida.push(((*nivel).clamp(1, 3), texto.as_str())),
            Bloque::Juntos(dentro) => salida.append(&mut titulos(dentro)),
            Bloque::Portada(_)
            | Bloque::Parrafo { .. }
            | Bloque::Lista { .. }
            | Bloque::Ficha(_)
            | Bloque::Cifras(_)
            | Bloque::Tabla(_)
            | Bloque::Grafico(_)
            | Bloque::Diagrama(_)
            | Bloque::Nota { .. }
            | Bloque::Salto(_)
            | Bloque::Indice { .. }
            | Bloque::Destino(_)
            | Bloque::Firmas(_) => {}
        }
    }
    salida
}

/// One entry a heading, each whole.
pub(crate) fn piezas(niveles: u8, titulos: &[(u8, &str)], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let entran: Vec<(usize, u8, &str)> =
        titulos.iter().enumerate().filter(|(_, (n, _))| *n <= niveles.clamp(1, 3)).map(|(i, (n, t))| (i, *n, *t)).collect();
    let ultima = entran.len().saturating_sub(1);
    entran
        .iter()
        .enumerate()
        .map(|(k, (i, nivel, texto))| {
            let mut p = entrada(*i, *nivel, texto, ancho, fuentes);
            // A first level stays with the first of its second ones, and the last entry is not alone.
            let baja = entran.get(k + 1).is_some_and(|(_, n, _)| n > nivel);
            p.pegada = baja || k + 1 == ultima;
            p.antes = match (k, nivel) {
                (0, _) => 2.0,
                (_, 1) => 7.0,
                _ => 1.0,
            };
            p
        })
        .collect()
}

fn entrada(i: usize, nivel: u8, texto: &str, ancho: f32, fuentes: &Fuentes) -> Pieza {
    let (letra, interlinea, sangria) = match nivel {
        1 => (Letra::new(9.8, Peso::Medio, color::TINTA), 14.0, 0.0),
        2 => (Letra::new(9.2, Peso::Normal, color::TINTA), 13.0, 14.0),
        _ => (Letra::new(8.6, Peso::Normal, color::TINTA_2), 12.2, 28.0),
    };
    let numero = fuentes.ancho(HUECO, Peso::Normal, letra.tam);
    let lineas = partir(&Texto::from(texto), letra, ancho - sangria - numero - 26.0, fuentes);
    let alto = lineas.len().max(1) as f32 * interlinea;
    let mut marcas = Vec::new();
    for (k, l) in lineas.iter().enumerate() {
        marcas_de_linea(l, sangria, k as f32 * interlinea + base(interlinea, letra.tam), ancho, Alineacion::Izquierda, &mut marcas);
    }
    let y = alto - interlinea + base(interlinea, letra.tam);
    // Dots stand on one grid for all entries, from the right.
    let desde = sangria + lineas.last().map_or(0.0, |l| l.ancho) + 6.0;
    let mut x = ancho - numero - 6.0;
    while x > desde {
        marcas.push(Marca::Rectangulo { x, y: y - 0.9, ancho: 0.9, alto: 0.9, relleno: Some(color::LINEA_2), borde: None });
        x -= PASO_DE_PUNTOS;
    }
    let destino = Destino { nombre: format!("{TITULO}{i}"), pagina: 0, y: 0.0 };
    marcas.push(Marca::Enlace { x: 0.0, y: 0.0, ancho, alto, destino });
    let texto = HUECO.to_owned();
    marcas.push(Marca::Texto(TextoPuesto {
        x: ancho - numero,
        y,
        tam: letra.tam,
        peso: Peso::Normal,
        color: letra.color,
        ancho: numero,
        texto,
    }));
    Pieza { alto, marcas, ..Pieza::default() }
}

/// Tells each link its page, and each entry of the table of contents its number. A link that leads nowhere goes away.
pub(crate) fn resolver(maquetado: &mut Maquetado, lugares: &HashMap<String, Vec<Lugar>>, fuentes: &Fuentes) {
    if lugares.is_empty() {
        return;
    }
    for (i, pagina) in maquetado.paginas.iter_mut().enumerate() {
        let mut numero: Option<usize> = None;
        pagina.marcas.retain_mut(|m| match m {
            Marca::Enlace { destino, .. } => {
                let suyos = lugares.get(destino.nombre.as_str()).map(Vec::as_slice).unwrap_or_default();
                // A remark is looked for at the foot of the same page.
                let aqui = suyos.iter().find(|l| destino.nombre.starts_with(NOTA) && l.pagina == i + 1);
                let Some(lugar) = aqui.or(suyos.first()) else { return false };
                (destino.pagina, destino.y) = (lugar.pagina, lugar.y);
                numero = destino.nombre.starts_with(TITULO).then_some(lugar.pagina);
                true
            }
            Marca::Texto(t) => {
                if let Some(n) = numero.take().filter(|_| t.texto == HUECO) {
                    let derecha = t.x + t.ancho;
                    t.texto = n.to_string();
                    t.ancho = fuentes.ancho(&t.texto, t.peso, t.tam);
                    t.x = derecha - t.ancho;
                }
                true
            }
            Marca::Rectangulo { .. } | Marca::Linea { .. } | Marca::Poligono { .. } | Marca::Imagen { .. } => true,
        });
    }
}
