//! The same document as one page for a browser: everything inside, nothing loaded, nothing run.
//!
//! It says what the paper says, with the structure that a PDF of ours does not carry: headings in order, heads of
//! columns and of rows, captions, alternative texts, a table of contents with links. Every text is escaped, and marks
//! that turn the reading order around are shown, not obeyed. Charts and diagrams are the same marks as on paper, as SVG.

mod bloques;
mod dibujos;
mod tablas;
mod texto;

use std::fmt::Write as _;

use crate::FallaDeInforme;
use crate::modelo::{Bloque, Documento};
use texto::{escapar, ficha_de_enlace};

const ESTILO: &str = include_str!("html/estilo.css");
/// Nothing may be loaded: the page is whole.
const POLITICA: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// A page being written.
struct Pagina {
    salida: String,
    /// Headings of the contents: level from 2, identifier, text.
    titulos: Vec<(u8, String, String)>,
    /// Level of the last heading, so that none is skipped.
    nivel: u8,
    /// Remarks at the foot, in order.
    notas: Vec<String>,
    /// Drawings so far, for their identifiers.
    dibujos: usize,
    /// Where the contents go: after the cover.
    tras_portada: usize,
}

impl Pagina {
    fn escribir(&mut self, texto: &str) {
        self.salida.push_str(texto);
    }

    /// A heading of the document (1 to 3), one level below the title of the page and never two below the last.
    fn titulo(&mut self, nivel: u8, texto: &str, en_indice: bool) {
        let nivel = (nivel + 1).min(self.nivel + 1).min(6);
        self.nivel = nivel;
        let id = format!("s{}", self.titulos.len() + 1);
        // Writing to a String never fails.
        let _ = writeln!(self.salida, "<h{nivel} id=\"{id}\">{}</h{nivel}>", escapar(texto));
        self.titulos.push((if en_indice { nivel } else { u8::MAX }, id, texto.to_owned()));
    }
}

/// The document as one self-contained page, UTF-8.
///
/// # Errors
///
/// [`FallaDeInforme::Fuente`] if an embedded font, whose advances place the texts of the charts, cannot be read.
pub fn escribir(documento: &Documento) -> Result<String, FallaDeInforme> {
    let mut p = Pagina { salida: String::new(), titulos: Vec::new(), nivel: 1, notas: Vec::new(), dibujos: 0, tras_portada: 0 };
    let con_portada = documento.bloques.iter().any(|b| matches!(b, Bloque::Portada(_)));
    if !con_portada {
        p.escribir(&format!("<h1>{}</h1>\n", escapar(&documento.metadatos.titulo)));
        p.tras_portada = p.salida.len();
    }
    bloques::todos(&mut p, &documento.bloques)?;
    Ok(entera(documento, &p))
}

fn entera(d: &Documento, p: &Pagina) -> String {
    let m = &d.metadatos;
    let mut s = String::with_capacity(p.salida.len() + ESTILO.len() + 8192);
    s.push_str("<!DOCTYPE html>\n");
    let _ = write!(
        s,
        "<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLITICA}\">\n<title>{}</title>\n<meta name=\"author\" content=\"{}\">\n\
         <meta name=\"description\" content=\"{}\">\n<meta name=\"keywords\" content=\"{}\">\n<meta name=\"generator\" content=\"Diligencia\">\n\
         <style>\n{ESTILO}</style>\n</head>\n<body>\n",
        escapar(&m.idioma),
        escapar(&m.titulo),
        escapar(&m.autor),
        escapar(&m.tema),
        escapar(&m.palabras_clave.join(", ")),
    );
    s.push_str("<a class=\"salto\" href=\"#contenido\">Ir al contenido</a>\n<header>\n");
    if let Some(banda) = &d.marco.banda {
        let _ = writeln!(s, "<p class=\"banda\">{}</p>", escapar(banda));
    }
    s.push_str("<div class=\"cabeza\">\n");
    if let Some(membrete) = &d.marco.membrete {
        s.push_str("<div class=\"membrete\">");
        if let Some(logo) = &membrete.logo {
            let _ = write!(s, "<img src=\"{}\" alt=\"{}\">", logo.data_uri(), escapar(&logo.alternativa));
        }
        let lineas: Vec<String> = membrete.lineas.iter().map(|l| escapar(l)).collect();
        let _ = writeln!(s, "<p>{}</p></div>", lineas.join("<br>"));
    }
    let _ = writeln!(s, "<p>{}</p><p>{}</p>\n</div>\n</header>", escapar(&d.marco.encabezado), escapar(&d.marco.corte));
    let (portada, cuerpo) = p.salida.split_at(p.tras_portada);
    let _ = writeln!(s, "<main id=\"contenido\">\n{portada}");
    indice(&mut s, p);
    s.push_str(cuerpo);
    if !p.notas.is_empty() {
        s.push_str("<section aria-label=\"Notas al pie\" class=\"notas\">\n<ol>\n");
        for (i, nota) in p.notas.iter().enumerate() {
            let n = i + 1;
            let _ = writeln!(
                s,
                "<li id=\"nota{n}\">{} <a href=\"#ref{n}\" aria-label=\"Volver a la nota {n} en el texto\">↩</a></li>",
                escapar(nota)
            );
        }
        s.push_str("</ol>\n</section>\n");
    }
    let _ = write!(s, "</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n", escapar(&d.marco.pie));
    s
}

/// The table of contents: two levels, as nested lists.
fn indice(s: &mut String, p: &Pagina) {
    let titulos: Vec<_> = p.titulos.iter().filter(|(n, _, _)| *n <= 3).collect();
    if titulos.len() < 2 {
        return;
    }
    s.push_str("<nav aria-label=\"Contenido\">\n<p class=\"nombre\">Contenido</p>\n<ol>\n");
    let mut dentro = false;
    for (i, (nivel, id, texto)) in titulos.iter().enumerate() {
        let hijo = *nivel == 3 && i > 0;
        if hijo && !dentro {
            s.push_str("<ol>\n");
        } else if !hijo && dentro {
            s.push_str("</li>\n</ol>\n</li>\n");
        } else if i > 0 {
            s.push_str("</li>\n");
        }
        dentro = hijo;
        let _ = write!(s, "<li><a href=\"#{id}\">{}</a>", escapar(texto));
    }
    s.push_str(if dentro { "</li>\n</ol>\n</li>\n" } else { "</li>\n" });
    s.push_str("</ol>\n</nav>\n");
}

/// Where a link leads, as an identifier of the page.
fn destino(nombre: &str) -> String {
    ficha_de_enlace(nombre)
}
