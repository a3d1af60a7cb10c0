//! A diagram as an SVG file that explains itself: colours inside, nothing fetched, its route in words as description.
//!
//! Owns how each thing looks; where it goes comes from [`Trazado`], and what it says from [`Grafo`]. A mark is always a
//! sign and a word besides its colour: red, struck and «−» for what goes; green and «+» for what is new; amber and «~»
//! for what changes. Rework is dashed. Callers: `casos` (saving a drawing, the web page of a report).

mod formas;

use std::fmt::Write as _;

use dominio::diagrama::texto::{Linea, corrida};
use dominio::diagrama::trazado::figura::Figura;
use dominio::diagrama::trazado::medidas;
use dominio::diagrama::{Caja, ClaseDeNodo, Grafo, Marca, Nodo, Punto, Rotulo, Trazado, Trazo};

/// Colours, as in the tokens of the page.
mod color {
    pub const TINTA: &str = "#13202f";
    pub const TINTA_2: &str = "#4a5a6d";
    pub const HOJA: &str = "#ffffff";
    pub const FONDO: &str = "#f5f7fa";
    pub const FRANJA: &str = "#fafbfd";
    pub const LINEA: &str = "#dbe2ea";
    pub const FLECHA: &str = "#5b6b7d";
    pub const CONTORNO: &str = "#54657a";
    pub const ACENTO: &str = "#17457f";
    pub const ACENTO_SUAVE: &str = "#e7eff9";
    pub const BIEN: &str = "#1b7a4b";
    pub const BIEN_SUAVE: &str = "#e3f3ea";
    pub const AVISO: &str = "#8a5a00";
    pub const AVISO_SUAVE: &str = "#fdf2d8";
    pub const MAL: &str = "#b0271d";
    pub const MAL_SUAVE: &str = "#fbe7e5";
}

const LETRA: &str = "'Public Sans Variable','Public Sans',system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";
/// Height of the key below the drawing.
const LEYENDA: i32 = 30;

/// The SVG of a diagram.
///
/// `titulo` is the finding («Situación actual: 9 pasos, 3 visitas»); `ruta` is the text route, whole, for whoever
/// cannot see the drawing. The bytes are UTF-8, and the same input gives the same bytes.
#[must_use]
pub fn escribir(titulo: &str, grafo: &Grafo, trazado: &Trazado, ruta: &[Linea]) -> Vec<u8> {
    let mut s = String::new();
    let claves = leyenda(grafo, trazado.alto + 10);
    let ancho = trazado.ancho.max(claves.1).max(1);
    let alto = trazado.alto.max(1) + if claves.0.is_empty() { 0 } else { LEYENDA };
    let _ = write!(
        s,
        r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="es" xml:lang="es" aria-labelledby="titulo descripcion" width="{}" height="{}" viewBox="-1 -1 {} {}" font-family="{LETRA}"><title id="titulo">{}</title><desc id="descripcion">{}</desc>"#,
        ancho + 2,
        alto + 2,
        ancho + 2,
        alto + 2,
        escapar(titulo),
        escapar(&corrida(ruta)),
    );
    let _ = write!(s, r#"<rect x="-1" y="-1" width="{}" height="{}" fill="{}"/>"#, ancho + 2, alto + 2, color::HOJA);
    carriles(&mut s, trazado);
    // Rework below, the way forward above it, boxes above all.
    for regreso in [true, false] {
        for (a, t) in grafo.aristas().iter().zip(&trazado.trazos).filter(|(a, _)| a.regreso == regreso) {
            flecha(&mut s, t, a.regreso);
        }
    }
    for (i, (nodo, puesto)) in grafo.nodos().iter().zip(&trazado.nodos).enumerate() {
        let fuera = trazado.rotulos.get(i).and_then(Option::as_ref);
        let documentos = trazado.documentos.get(i);
        s.push_str("<g>");
        self::nodo(&mut s, nodo, puesto, fuera);
        for (k, r) in documentos.into_iter().flatten().enumerate() {
            if let Some(r) = r {
                formas::documento(&mut s, r, k == 1);
            }
        }
        s.push_str("</g>");
    }
    for t in &trazado.trazos {
        if let Some(r) = &t.rotulo {
            lineas(
                &mut s,
                r,
                &Letra { tam: medidas::TAM_ARISTA, cada: medidas::LINEA_ARISTA, peso: 500, color: color::TINTA_2, ..Letra::default() },
            );
        }
    }
    s.push_str(&claves.0);
    s.push_str("</svg>\n");
    s.into_bytes()
}

fn carriles(s: &mut String, t: &Trazado) {
    for (k, c) in t.carriles.iter().enumerate() {
        let Caja { y, alto, .. } = c.caja;
        if k % 2 == 1 {
            let _ = write!(
                s,
                r#"<rect x="{}" y="{y}" width="{}" height="{alto}" fill="{}"/>"#,
                t.encabezado,
                t.ancho - t.encabezado,
                color::FRANJA
            );
        }
        let _ = write!(s, r#"<rect x="0" y="{y}" width="{}" height="{alto}" fill="{}"/>"#, t.encabezado, color::FONDO);
        let letra = Letra {
            tam: medidas::TAM_CARRIL,
            cada: medidas::LINEA_CARRIL,
            peso: 600,
            color: color::TINTA_2,
            centrada: true,
            ..Letra::default()
        };
        lineas(s, &Rotulo { caja: Caja { ancho: t.encabezado, ..c.caja }, lineas: c.lineas.clone() }, &letra);
    }
    if t.carriles.is_empty() {
        return;
    }
    for c in t.carriles.iter().skip(1) {
        let _ = write!(s, r#"<path d="M0 {0}H{1}" stroke="{2}" fill="none"/>"#, c.caja.y, t.ancho, color::LINEA);
    }
    let _ = write!(
        s,
        r#"<path d="M{0} 0V{1}" stroke="{2}" fill="none"/><rect x="0" y="0" width="{3}" height="{1}" rx="6" fill="none" stroke="{2}"/>"#,
        t.encabezado,
        t.alto,
        color::LINEA,
        t.ancho
    );
}

/// An arrow with its corners softened and its head.
fn flecha(s: &mut String, t: &Trazo, regreso: bool) {
    let tinta = if regreso { color::MAL } else { color::FLECHA };
    let guion = if regreso { r#" stroke-dasharray="5 3.5""# } else { "" };
    let _ = write!(s, r#"<path d="{}" fill="none" stroke="{tinta}" stroke-width="1.4"{guion}/>"#, camino(&t.puntos));
    if let [.., de, a] = t.puntos.as_slice() {
        let (dx, dy) = ((a.x - de.x).signum(), (a.y - de.y).signum());
        // Base of the head, 8 points before its tip and 7 wide.
        let (bx, by) = (a.x - 8 * dx, a.y - 8 * dy);
        let (px, py) = (f64::from(dy) * 3.6, f64::from(dx) * 3.6);
        let _ = write!(
            s,
            r#"<path d="M{} {}L{:.1} {:.1}L{:.1} {:.1}Z" fill="{tinta}"/>"#,
            a.x,
            a.y,
            f64::from(bx) + px,
            f64::from(by) + py,
            f64::from(bx) - px,
            f64::from(by) - py
        );
    }
}

/// Orthogonal path whose corners turn with a radius of 5 where there is room. It stops short of the tip.
fn camino(puntos: &[Punto]) -> String {
    let mut d = String::new();
    let Some(primero) = puntos.first() else { return d };
    let _ = write!(d, "M{} {}", primero.x, primero.y);
    for trio in puntos.windows(3) {
        let [a, b, c] = trio else { continue };
        let largo = |p: &Punto, q: &Punto| (p.x - q.x).abs() + (p.y - q.y).abs();
        let r = 5.min(largo(a, b) / 2).min(largo(b, c) / 2);
        let hacia = |p: &Punto, q: &Punto| Punto { x: p.x + (q.x - p.x).signum() * r, y: p.y + (q.y - p.y).signum() * r };
        let (antes, despues) = (hacia(b, a), hacia(b, c));
        let _ = write!(d, "L{} {}Q{} {} {} {}", antes.x, antes.y, b.x, b.y, despues.x, despues.y);
    }
    if let [.., a, b] = puntos {
        let _ = write!(d, "L{} {}", b.x - 5 * (b.x - a.x).signum(), b.y - 5 * (b.y - a.y).signum());
    }
    d
}

/// Line and ground of a mark.
const fn colores(marca: Option<Marca>) -> (&'static str, &'static str, &'static str) {
    match marca {
        None => (color::CONTORNO, color::HOJA, color::TINTA),
        Some(Marca::Eliminado) => (color::MAL, color::MAL_SUAVE, "#7d1d16"),
        Some(Marca::Nuevo) => (color::BIEN, color::BIEN_SUAVE, color::TINTA),
        Some(Marca::Cambiado) => (color::AVISO, color::AVISO_SUAVE, color::TINTA),
    }
}

const fn signo(marca: Marca) -> &'static str {
    match marca {
        Marca::Eliminado => "−",
        Marca::Nuevo => "+",
        Marca::Cambiado => "~",
    }
}

fn nodo(s: &mut String, n: &Nodo, puesto: &Rotulo, fuera: Option<&Rotulo>) {
    let Caja { x, y, ancho, alto } = puesto.caja;
    let (cx, cy) = (x + ancho / 2, y + alto / 2);
    let (linea, fondo, tinta) = colores(n.marca);
    let tachado = n.marca == Some(Marca::Eliminado);
    match Figura::de(n.clase) {
        Figura::Caja => {
            let grosor = if n.marca.is_some() { "1.5" } else { "1.2" };
            let _ = write!(
                s,
                r#"<rect x="{x}" y="{y}" width="{ancho}" height="{alto}" rx="6" fill="{fondo}" stroke="{linea}" stroke-width="{grosor}"/>"#
            );
            if n.clase == ClaseDeNodo::Subproceso {
                formas::mas(s, cx, y + alto, linea);
            }
            lineas(
                s,
                puesto,
                &Letra { tam: medidas::TAM_NODO, cada: medidas::LINEA_NODO, peso: 500, color: tinta, centrada: true, tachada: tachado },
            );
        }
        Figura::Rombo => {
            let r = ancho / 2;
            let (linea, fondo) = if n.marca.is_some() { (linea, fondo) } else { (color::ACENTO, color::ACENTO_SUAVE) };
            let _ = write!(
                s,
                r#"<path d="M{cx} {y}L{} {cy}L{cx} {}L{x} {cy}Z" fill="{fondo}" stroke="{linea}" stroke-width="1.3" stroke-linejoin="round"/>"#,
                cx + r,
                y + alto
            );
            formas::en_el_rombo(s, n.clase, cx, cy, linea);
        }
        Figura::Circulo => {
            let linea = match (n.marca, n.clase) {
                (Some(_), _) => linea,
                (None, ClaseDeNodo::Inicio) => color::BIEN,
                (None, ClaseDeNodo::Fin) => color::TINTA,
                (None, _) => color::CONTORNO,
            };
            let grosor = if n.clase == ClaseDeNodo::Fin { "3" } else { "1.4" };
            let dentro = if n.clase == ClaseDeNodo::Fin { 1 } else { 0 };
            let _ = write!(
                s,
                r#"<circle cx="{cx}" cy="{cy}" r="{}" fill="{fondo}" stroke="{linea}" stroke-width="{grosor}"/>"#,
                ancho / 2 - dentro
            );
            formas::en_el_circulo(s, n.clase, cx, cy, linea);
        }
    }
    if let Some(r) = fuera {
        let peso = if Figura::de(n.clase) == Figura::Rombo { 600 } else { 500 };
        let color = if n.marca.is_some() { tinta } else { color::TINTA };
        lineas(s, r, &Letra { tam: medidas::TAM_NODO, cada: medidas::LINEA_NODO, peso, color, centrada: true, tachada: tachado });
    }
    if Figura::de(n.clase) == Figura::Caja {
        if let Some(numero) = n.numero {
            formas::ficha(s, (x + 8, y), &numero.to_string(), color::HOJA, linea, if n.marca.is_some() { linea } else { color::TINTA_2 });
        }
        formas::soporte(s, n.clase, (x + ancho - 16, y + alto), linea);
        if let Some(m) = n.marca {
            formas::ficha(s, (x + ancho - 24, y), signo(m), linea, linea, color::HOJA);
        }
    }
}

/// How a text is drawn.
#[derive(Clone, Copy)]
struct Letra {
    tam: f32,
    cada: i32,
    peso: u16,
    color: &'static str,
    centrada: bool,
    tachada: bool,
}

impl Default for Letra {
    fn default() -> Self {
        Letra { tam: 11.5, cada: 14, peso: 400, color: color::TINTA, centrada: false, tachada: false }
    }
}

/// Lines of a text, centred in height within their box.
fn lineas(s: &mut String, r: &Rotulo, letra: &Letra) {
    let n = i32::try_from(r.lineas.len()).unwrap_or(0);
    let (x, ancla) = if letra.centrada { (r.caja.x + r.caja.ancho / 2, r#" text-anchor="middle""#) } else { (r.caja.x, "") };
    let tachada = if letra.tachada { r#" text-decoration="line-through""# } else { "" };
    let arriba = f64::from(r.caja.y) + f64::from(r.caja.alto - n * letra.cada) / 2.0;
    let _ = write!(s, r#"<text font-size="{}" font-weight="{}" fill="{}"{ancla}{tachada}>"#, letra.tam, letra.peso, letra.color);
    for (k, linea) in r.lineas.iter().enumerate() {
        // The baseline: the middle of the line plus 0.36 of the size, half the height of a capital.
        let y = arriba + f64::from(letra.cada) * (f64::from(u32::try_from(k).unwrap_or(0)) + 0.5) + f64::from(letra.tam) * 0.36;
        let _ = write!(s, r#"<tspan x="{x}" y="{y:.1}">{}</tspan>"#, escapar(linea));
    }
    s.push_str("</text>");
}

/// The key, from the height `base` on: only what the drawing has. Gives its marks and its width.
fn leyenda(grafo: &Grafo, base: i32) -> (String, i32) {
    let mut s = String::new();
    let mut x = 4;
    let hay = |m| grafo.nodos().iter().any(|n| n.marca == Some(m));
    let palabra = |s: &mut String, x: &mut i32, texto: &str| {
        let letra = Letra { tam: 11.0, cada: 14, color: color::TINTA_2, ..Letra::default() };
        let ancho = medidas::ancho(texto, 11.0);
        lineas(s, &Rotulo { caja: Caja { x: *x, y: base, ancho, alto: 14 }, lineas: vec![texto.to_owned()] }, &letra);
        *x += ancho + 18;
    };
    for m in [Marca::Eliminado, Marca::Nuevo, Marca::Cambiado].into_iter().filter(|m| hay(*m)) {
        let (linea, ..) = colores(Some(m));
        formas::ficha(&mut s, (x, base + 7), signo(m), linea, linea, color::HOJA);
        x += 22;
        palabra(&mut s, &mut x, m.etiqueta());
    }
    if grafo.aristas().iter().any(|a| a.regreso) {
        let _ = write!(
            s,
            r#"<path d="M{x} {0}h20" stroke="{1}" stroke-width="1.4" stroke-dasharray="5 3.5" fill="none"/><path d="M{2} {0}l-8 -3.6v7.2Z" fill="{1}"/>"#,
            base + 7,
            color::MAL,
            x + 28
        );
        x += 34;
        palabra(&mut s, &mut x, "Regresa a un paso anterior");
    }
    for (clase, texto) in [(ClaseDeNodo::Manual, "En papel"), (ClaseDeNodo::Servicio, "Automático")] {
        if grafo.nodos().iter().any(|n| n.clase == clase) {
            formas::soporte(&mut s, clase, (x + 8, base + 7), color::CONTORNO);
            x += 22;
            palabra(&mut s, &mut x, texto);
        }
    }
    if s.is_empty() { (s, 0) } else { (s, x) }
}

/// Text within XML: what could end an element or an attribute, and what XML 1.0 does not allow, comes out harmless.
fn escapar(t: &str) -> String {
    let mut s = String::with_capacity(t.len());
    for c in t.chars() {
        match c {
            '&' => s.push_str("&amp;"),
            '<' => s.push_str("&lt;"),
            '>' => s.push_str("&gt;"),
            '"' => s.push_str("&quot;"),
            '\'' => s.push_str("&#39;"),
            '\t' | '\n' => s.push(c),
            c if c < ' ' || ('\u{7f}'..='\u{9f}').contains(&c) || matches!(c, '\u{fffe}' | '\u{ffff}') => s.push('\u{fffd}'),
            c => s.push(c),
        }
    }
    s
}
