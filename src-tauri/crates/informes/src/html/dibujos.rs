//! Charts and diagrams as SVG inside the page, with their title, their description and their table.

use std::fmt::Write as _;

use super::Pagina;
use super::texto::escapar;
use crate::FallaDeInforme;
use crate::diagrama::Diagrama;
use crate::fuente::Fuentes;
use crate::grafico::{self, Dibujo, Grafico};
use crate::lienzo::Marca;

/// Width of a chart, in points: that of the text of a sheet.
const ANCHO: f32 = 500.0;

fn n(v: f32) -> String {
    let redondo = (v * 100.0).round() / 100.0;
    format!("{redondo}")
}

/// The marks as the inside of an SVG.
fn marcas(s: &mut String, marcas: &[Marca]) {
    for m in marcas {
        // Writing to a String never fails.
        let _ = match m {
            Marca::Texto(t) => write!(
                s,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
                n(t.x),
                n(t.y),
                n(t.tam),
                t.peso.valor(),
                t.color.hex(),
                n(t.ancho.max(0.01)),
                escapar(&t.texto)
            ),
            Marca::Rectangulo { x, y, ancho, alto, relleno, borde } => {
                let relleno = relleno.map_or_else(|| "none".to_owned(), |c| c.hex());
                let borde = borde.map_or_else(String::new, |(c, g)| format!(" stroke=\"{}\" stroke-width=\"{}\"", c.hex(), n(g)));
                let lados = [*x, *y, ancho.max(0.0), alto.max(0.0)].map(n);
                let [x, y, ancho, alto] = lados;
                write!(s, "<rect x=\"{x}\" y=\"{y}\" width=\"{ancho}\" height=\"{alto}\" fill=\"{relleno}\"{borde}/>")
            }
            Marca::Linea { desde, hasta, color, grosor } => write!(
                s,
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>",
                n(desde.0),
                n(desde.1),
                n(hasta.0),
                n(hasta.1),
                color.hex(),
                n(*grosor)
            ),
            Marca::Poligono { puntos, relleno } => {
                let puntos: Vec<String> = puntos.iter().map(|(x, y)| format!("{},{}", n(*x), n(*y))).collect();
                write!(s, "<polygon points=\"{}\" fill=\"{}\"/>", puntos.join(" "), relleno.hex())
            }
            Marca::Imagen { x, y, ancho, alto, imagen } => write!(
                s,
                "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" href=\"{}\"/>",
                n(*x),
                n(*y),
                n(*ancho),
                n(*alto),
                imagen.data_uri()
            ),
            Marca::Enlace { .. } => Ok(()),
        };
    }
}

impl Pagina {
    fn svg(&mut self, titulo: &str, descripcion: &str, d: &Dibujo) {
        self.dibujos += 1;
        let k = self.dibujos;
        let (ancho, alto) = (n(d.ancho), n(d.alto));
        let mut s = format!(
            "<svg viewBox=\"0 0 {ancho} {alto}\" width=\"{ancho}\" role=\"img\" aria-labelledby=\"g{k}t g{k}d\">\
             <title id=\"g{k}t\">{}</title><desc id=\"g{k}d\">{}</desc>",
            escapar(titulo),
            escapar(descripcion)
        );
        marcas(&mut s, &d.marcas);
        s.push_str("</svg>\n");
        self.escribir(&s);
    }

    pub(super) fn grafico(&mut self, g: &Grafico) -> Result<(), FallaDeInforme> {
        let dibujo = grafico::dibujar(g, ANCHO)?;
        self.escribir(&format!("<figure>\n<figcaption>{}</figcaption>\n", escapar(&g.titulo)));
        if !dibujo.marcas.is_empty() {
            self.svg(&g.titulo, &g.alternativa, &dibujo);
        }
        if !g.tabla_aparte {
            self.tabla(&g.tabla(), Some(&format!("Las mismas cifras: {}", g.titulo)));
        }
        self.escribir(&format!("<p class=\"menor\">{}</p>\n</figure>\n", escapar(&g.fuente)));
        Ok(())
    }

    pub(super) fn diagrama(&mut self, d: &Diagrama) -> Result<(), FallaDeInforme> {
        self.escribir(&format!("<figure>\n<figcaption>{}</figcaption>\n", escapar(&d.titulo)));
        if !d.grafo.nodos().is_empty() {
            let dibujo = crate::maquetacion::diagrama::entero(d, Fuentes::leer()?);
            self.escribir("<div class=\"tabla\" role=\"region\" tabindex=\"0\" aria-label=\"");
            self.escribir(&format!("{}, dibujo {}\">\n", escapar(&d.titulo), self.dibujos + 1));
            self.svg(&d.titulo, "El recorrido está descrito con palabras debajo del dibujo.", &dibujo);
            self.escribir("</div>\n<ol class=\"ruta\">\n");
            for linea in &d.ruta {
                self.escribir(&format!("<li>{}</li>\n", escapar(&linea.completa())));
            }
            self.escribir("</ol>\n");
        }
        self.escribir(&format!("<p class=\"menor\">{}</p>\n</figure>\n", escapar(&d.fuente)));
        Ok(())
    }
}
