//! The parts of a document as HTML.

use std::fmt::Write as _;

use super::texto::escapar;
use super::{Pagina, destino};
use crate::FallaDeInforme;
use crate::modelo::{Bloque, Cifra, EstiloDeParrafo, Firma, Portada, Tono};

/// The class of a remark or a state.
pub(super) const fn clase(tono: Tono) -> &'static str {
    match tono {
        Tono::Neutro => "neutro",
        Tono::Curso => "curso",
        Tono::Hecho => "hecho",
        Tono::Bien => "bien",
        Tono::Aviso => "aviso",
        Tono::Mal => "mal",
    }
}

pub(super) fn todos(p: &mut Pagina, bloques: &[Bloque]) -> Result<(), FallaDeInforme> {
    bloques.iter().try_for_each(|b| uno(p, b))
}

fn uno(p: &mut Pagina, bloque: &Bloque) -> Result<(), FallaDeInforme> {
    match bloque {
        Bloque::Portada(x) => portada(p, x),
        Bloque::Titulo { nivel, texto, .. } => p.titulo(*nivel, texto, *nivel <= 2),
        Bloque::Parrafo { texto, estilo } => {
            let clase = match estilo {
                EstiloDeParrafo::Normal => "",
                EstiloDeParrafo::Entrada => " class=\"entrada\"",
                EstiloDeParrafo::Menor => " class=\"menor\"",
            };
            let dicho = p.texto(texto);
            p.escribir(&format!("<p{clase}>{dicho}</p>\n"));
        }
        Bloque::Lista { numerada, elementos } => {
            let etiqueta = if *numerada { "ol" } else { "ul" };
            p.escribir(&format!("<{etiqueta}>\n"));
            for e in elementos {
                let dicho = p.texto(e);
                p.escribir(&format!("<li>{dicho}</li>\n"));
            }
            p.escribir(&format!("</{etiqueta}>\n"));
        }
        Bloque::Ficha(filas) => {
            p.escribir("<dl>\n");
            for (rotulo, valor) in filas {
                let dicho = p.texto(valor);
                p.escribir(&format!("<div><dt>{}</dt><dd>{dicho}</dd></div>\n", escapar(rotulo)));
            }
            p.escribir("</dl>\n");
        }
        Bloque::Cifras(cifras) => {
            p.escribir("<ul class=\"cifras\">\n");
            cifras.iter().for_each(|c| cifra(p, c));
            p.escribir("</ul>\n");
        }
        Bloque::Tabla(t) => p.tabla(t, None),
        Bloque::Grafico(g) => p.grafico(g)?,
        Bloque::Diagrama(d) => p.diagrama(d)?,
        Bloque::Nota { tono, texto } => {
            let dicho = p.texto(texto);
            p.escribir(&format!("<p class=\"nota {}\" role=\"note\">{dicho}</p>\n", clase(*tono)));
        }
        // Sheets and the index of pages are of paper; the page has its own contents.
        Bloque::Salto(_) | Bloque::Indice { .. } => {}
        Bloque::Juntos(dentro) => todos(p, dentro)?,
        Bloque::Destino(nombre) => p.escribir(&format!("<span id=\"{}\"></span>\n", destino(nombre))),
        Bloque::Firmas(firmas) => {
            p.escribir("<ul class=\"firmas\">\n");
            firmas.iter().for_each(|f| firma(p, f));
            p.escribir("</ul>\n");
        }
    }
    Ok(())
}

fn portada(p: &mut Pagina, x: &Portada) {
    let mut s = format!(
        "<div class=\"portada\">\n<p class=\"sobretitulo\">{}</p>\n<p class=\"institucion\">{}</p>\n<h1>{}</h1>\n<p class=\"entrada\">{}</p>\n",
        escapar(&x.sobretitulo),
        escapar(&x.institucion),
        escapar(&x.titulo),
        escapar(&x.subtitulo)
    );
    for (tono, aviso) in &x.avisos {
        // Writing to a String never fails.
        let _ = writeln!(s, "<p class=\"nota {}\" role=\"note\">{}</p>", clase(*tono), escapar(aviso));
    }
    s.push_str("<dl>\n");
    for (rotulo, valor) in &x.datos {
        let _ = writeln!(s, "<div><dt>{}</dt><dd>{}</dd></div>", escapar(rotulo), escapar(valor));
    }
    s.push_str("</dl>\n</div>\n");
    p.escribir(&s);
    p.nivel = 1;
    p.tras_portada = p.salida.len();
}

fn cifra(p: &mut Pagina, c: &Cifra) {
    let barra = c.razon.filter(|r| r.denominador > 0).map(|r| {
        let mil = u128::from(r.numerador) * 1000 / u128::from(r.denominador);
        format!(
            "<span class=\"barra\" aria-hidden=\"true\"><span style=\"width:{}.{}%\"></span></span>",
            mil.min(1000) / 10,
            mil.min(1000) % 10
        )
    });
    p.escribir(&format!(
        "<li><span class=\"rotulo\">{}</span> <strong>{}</strong> <span class=\"base\">{}</span>{}</li>\n",
        escapar(&c.rotulo),
        escapar(&c.valor),
        escapar(&c.base),
        barra.unwrap_or_default()
    ));
}

fn firma(p: &mut Pagina, f: &Firma) {
    let nombre = if f.nombre.trim().is_empty() { "Nombre y firma".to_owned() } else { escapar(&f.nombre) };
    let resto: Vec<String> = [&f.cargo, &f.institucion].into_iter().filter(|t| !t.trim().is_empty()).map(|t| escapar(t)).collect();
    p.escribir(&format!("<li><strong>{nombre}</strong><br>{}</li>\n", resto.join("<br>")));
}
