//! What every page must keep, read from the marks.
#![allow(dead_code, reason = "each test binary uses its part")]

use informes::lienzo::{Marca, TextoPuesto};
use informes::modelo::{Bloque, Documento, Marco, Metadatos};
use informes::{Maquetado, Pagina};

/// A document around some blocks.
#[must_use]
pub fn documento(bloques: Vec<Bloque>) -> Documento {
    Documento {
        metadatos: Metadatos {
            titulo: "Prueba".to_owned(),
            autor: "Institución".to_owned(),
            tema: "Prueba".to_owned(),
            palabras_clave: vec![],
            fecha: jiff::civil::date(2026, 11, 20).at(10, 42, 0, 0),
            idioma: "es-GT".to_owned(),
            identificador: "0123456789abcdef0123456789abcdef".to_owned(),
        },
        marco: Marco {
            encabezado: "Institución de prueba".to_owned(),
            corte: "Corte al 20 de noviembre de 2026".to_owned(),
            pie: "código 0123456789abcdef".to_owned(),
            banda: None,
            ..Marco::default()
        },
        bloques,
    }
}

/// The runs of text of a page.
#[must_use]
pub fn textos(pagina: &Pagina) -> Vec<&TextoPuesto> {
    pagina.marcas.iter().filter_map(|m| if let Marca::Texto(t) = m { Some(t) } else { None }).collect()
}

/// Nothing outside the margins, no text over another, every character with a glyph.
pub fn revisar(m: &Maquetado) {
    let fuentes = informes::fuente::Fuentes::leer().unwrap();
    let lado = 54.0 - 0.6;
    for (i, p) in m.paginas.iter().enumerate() {
        let n = i + 1;
        let mut cajas = Vec::new();
        for t in textos(p) {
            assert!(
                t.x >= lado && t.x + t.ancho <= p.ancho - lado,
                "page {n}: {:?} spans {}..{} of {}",
                t.texto,
                t.x,
                t.x + t.ancho,
                p.ancho
            );
            let (arriba, abajo) = (t.y - t.tam * 0.73, t.y + t.tam * 0.22);
            assert!(arriba >= 0.0 && abajo <= p.alto - 20.0, "page {n}: {:?} at {} of {}", t.texto, t.y, p.alto);
            let medido = fuentes.ancho(&t.texto, t.peso, t.tam);
            assert!((medido - t.ancho).abs() < 0.05, "page {n}: {:?} says {} and measures {medido}", t.texto, t.ancho);
            for c in t.texto.chars() {
                assert!(fuentes.tiene(c), "page {n}: no glyph for {c:?}");
            }
            if !t.texto.trim().is_empty() {
                cajas.push((arriba, abajo, t.x, t.x + t.ancho, t.texto.as_str()));
            }
        }
        cajas.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (k, a) in cajas.iter().enumerate() {
            for b in cajas.iter().skip(k + 1).take_while(|b| b.0 < a.1 - 0.3) {
                let junto = a.2 < b.3 - 0.3 && b.2 < a.3 - 0.3;
                assert!(!junto, "page {n}: {:?} and {:?} overlap", a.4, b.4);
            }
        }
        for m in &p.marcas {
            let (x0, y0, x1, y1) = match m {
                Marca::Rectangulo { x, y, ancho, alto, .. } => (*x, *y, x + ancho, y + alto),
                Marca::Linea { desde, hasta, .. } => {
                    (desde.0.min(hasta.0), desde.1.min(hasta.1), desde.0.max(hasta.0), desde.1.max(hasta.1))
                }
                Marca::Poligono { puntos, .. } => puntos
                    .iter()
                    .fold((f32::MAX, f32::MAX, 0.0_f32, 0.0_f32), |c, (x, y)| (c.0.min(*x), c.1.min(*y), c.2.max(*x), c.3.max(*y))),
                Marca::Imagen { x, y, ancho, alto, .. } | Marca::Enlace { x, y, ancho, alto, .. } => (*x, *y, x + ancho, y + alto),
                Marca::Texto(_) => continue,
            };
            assert!(x0 >= -0.1 && y0 >= -0.1 && x1 <= p.ancho + 0.1 && y1 <= p.alto + 0.1, "page {n}: {m:?} leaves the sheet");
        }
    }
}
