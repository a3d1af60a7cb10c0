//! Tables as HTML: caption, heads with their scope, one body a group.

use std::fmt::Write as _;

use super::Pagina;
use super::bloques::clase;
use super::texto::escapar;
use crate::modelo::{Alineacion, Celda, Fila, Tabla, TipoDeFila};
use crate::unidas::{filas_que_cubre, unidas};

/// What an empty table says.
const SIN_INFORMACION: &str = "Sin información registrada";

impl Pagina {
    /// A table; `nombre` is what it is called when it has no caption of its own.
    pub(super) fn tabla(&mut self, t: &Tabla, nombre: Option<&str>) {
        let titulo = t.titulo.as_deref().or(nombre);
        if t.filas.is_empty() {
            if let Some(titulo) = titulo {
                self.escribir(&format!("<p class=\"leyenda\">{}</p>\n", escapar(titulo)));
            }
            let vacia = if t.vacia.is_empty() { SIN_INFORMACION } else { &t.vacia };
            self.escribir(&format!("<p class=\"tenue\">{}.</p>\n", escapar(vacia.trim_end_matches('.'))));
            return;
        }
        // A table wider than the screen scrolls by itself, also with the keyboard; then it needs a name.
        let dicho = titulo.or_else(|| Some(t.alternativa.as_str()).filter(|a| !a.is_empty())).unwrap_or("Tabla");
        self.dibujos += 1;
        let numero = self.dibujos;
        let mut s =
            format!("<div class=\"tabla\" role=\"region\" tabindex=\"0\" aria-label=\"{}, tabla {numero}\">\n<table>\n", escapar(dicho));
        let oculta = if titulo.is_none() { " class=\"oculta\"" } else { "" };
        let explica = match titulo {
            Some(_) if !t.alternativa.is_empty() => format!("<span class=\"oculta\">. {}</span>", escapar(&t.alternativa)),
            _ => String::new(),
        };
        // Writing to a String never fails.
        let _ = writeln!(s, "<caption{oculta}>{}{explica}</caption>", escapar(dicho));
        s.push_str("<thead>\n");
        if !t.grupos.is_empty() {
            s.push_str("<tr>");
            for g in &t.grupos {
                let n = g.columnas.max(1);
                let _ = if g.titulo.trim().is_empty() {
                    write!(s, "<td colspan=\"{n}\"></td>")
                } else {
                    write!(s, "<th scope=\"colgroup\" colspan=\"{n}\">{}</th>", escapar(&g.titulo))
                };
            }
            s.push_str("</tr>\n");
        }
        s.push_str("<tr>");
        for c in &t.columnas {
            let lado = lado(c.alineacion);
            let _ = if c.titulo.trim().is_empty() {
                write!(s, "<td{lado}></td>")
            } else {
                write!(s, "<th scope=\"col\"{lado}>{}</th>", escapar(&c.titulo))
            };
        }
        s.push_str("</tr>\n</thead>\n<tbody>\n");
        self.escribir(&s);
        for (i, f) in t.filas.iter().enumerate() {
            self.fila(t, i, f);
        }
        self.escribir("</tbody>\n</table>\n</div>\n");
    }

    fn fila(&mut self, t: &Tabla, i: usize, f: &Fila) {
        let n = t.columnas.len();
        match f.tipo {
            TipoDeFila::Grupo => {
                let dicho = f.celdas.first().map(|c| self.celda(c)).unwrap_or_default();
                self.escribir(&format!(
                    "</tbody>\n<tbody>\n<tr class=\"grupo\"><th scope=\"rowgroup\" colspan=\"{n}\">{dicho}</th></tr>\n"
                ));
                return;
            }
            TipoDeFila::Total => self.escribir("<tr class=\"total\">"),
            TipoDeFila::Normal => self.escribir("<tr>"),
        }
        let arriba = unidas(t, i);
        let mut columna = 0usize;
        for c in &f.celdas {
            let Some(declarada) = t.columnas.get(columna) else { break };
            let abarca = usize::from(c.abarca.max(1)).min(n - columna);
            let ancho = if abarca > 1 { format!(" colspan=\"{abarca}\"") } else { String::new() };
            // One with that above: it is there, over this row.
            if arriba.get(columna) == Some(&true) {
                columna += 1;
                continue;
            }
            let cubre = if declarada.une { filas_que_cubre(t, i, columna) } else { 1 };
            let ancho = if cubre > 1 { format!("{ancho} rowspan=\"{cubre}\"") } else { ancho };
            let dicho = self.celda(c);
            let lado = lado(declarada.alineacion);
            // An empty head heads nothing.
            if declarada.encabeza && !c.texto.is_empty() {
                self.escribir(&format!("<th scope=\"row\"{ancho}{lado}>{dicho}</th>"));
            } else {
                self.escribir(&format!("<td{ancho}{lado}>{dicho}</td>"));
            }
            columna += abarca;
        }
        for _ in columna..n {
            self.escribir("<td></td>");
        }
        self.escribir("</tr>\n");
    }

    fn celda(&mut self, c: &Celda) -> String {
        let dicho = if c.completa.is_empty() { self.texto(&c.texto) } else { escapar(&c.completa) };
        match c.insignia {
            Some(tono) => format!("<span class=\"estado {}\">{dicho}</span>", clase(tono)),
            None => dicho,
        }
    }
}

const fn lado(a: Alineacion) -> &'static str {
    match a {
        Alineacion::Izquierda => "",
        Alineacion::Derecha => " class=\"n\"",
        Alineacion::Centro => " class=\"c\"",
    }
}
