//! Small shapes: signs of gateways and events, the sheet of a document, the chip of a number or a mark.

use std::fmt::Write as _;

use dominio::diagrama::trazado::medidas;
use dominio::diagrama::{Caja, ClaseDeNodo, Rotulo};

use super::{Letra, color, escapar, lineas};

/// A chip on the upper side of a box: it stands half out of it.
pub(super) fn ficha(s: &mut String, (x, y): (i32, i32), texto: &str, fondo: &str, linea: &str, tinta: &str) {
    let ancho = (medidas::ancho(texto, 9.5) + 8).max(16);
    let _ = write!(
        s,
        r#"<rect x="{x}" y="{}" width="{ancho}" height="15" rx="7.5" fill="{fondo}" stroke="{linea}"/><text x="{}" y="{}" font-size="9.5" font-weight="700" fill="{tinta}" text-anchor="middle">{}</text>"#,
        f64::from(y) - 7.5,
        f64::from(x) + f64::from(ancho) / 2.0,
        f64::from(y) + 3.5,
        escapar(texto)
    );
}

/// Whether a paso is done on paper or by a system: a small sign on its lower side.
pub(super) fn soporte(s: &mut String, clase: ClaseDeNodo, (cx, cy): (i32, i32), linea: &str) {
    match clase {
        ClaseDeNodo::Manual => {
            let _ = write!(s, r#"<circle cx="{cx}" cy="{cy}" r="8" fill="{}" stroke="{linea}"/>"#, color::HOJA);
            // A sheet with its lines.
            let _ = write!(
                s,
                r#"<path d="M{} {}h4.5l2.5 2.5v6.5h-7zM{} {}h4M{} {}h4" fill="none" stroke="{linea}" stroke-width="1" stroke-linejoin="round"/>"#,
                f64::from(cx) - 3.5,
                f64::from(cy) - 4.5,
                cx - 2,
                cy,
                cx - 2,
                cy + 2
            );
        }
        ClaseDeNodo::Servicio => {
            let _ = write!(s, r#"<circle cx="{cx}" cy="{cy}" r="8" fill="{}" stroke="{linea}"/>"#, color::HOJA);
            // A wheel: a ring with eight teeth.
            let _ = write!(
                s,
                r#"<circle cx="{cx}" cy="{cy}" r="3.9" fill="none" stroke="{linea}" stroke-width="2" stroke-dasharray="1.6 1.463"/><circle cx="{cx}" cy="{cy}" r="2.3" fill="none" stroke="{linea}" stroke-width="1.2"/>"#
            );
        }
        ClaseDeNodo::Inicio
        | ClaseDeNodo::Fin
        | ClaseDeNodo::Tarea
        | ClaseDeNodo::Subproceso
        | ClaseDeNodo::Espera
        | ClaseDeNodo::Mensaje
        | ClaseDeNodo::Evento
        | ClaseDeNodo::Exclusiva
        | ClaseDeNodo::Paralela
        | ClaseDeNodo::Compuerta => {}
    }
}

/// The sign of a subprocess.
pub(super) fn mas(s: &mut String, cx: i32, fondo: i32, linea: &str) {
    let _ = write!(
        s,
        r#"<rect x="{}" y="{}" width="12" height="12" rx="2" fill="{}" stroke="{linea}"/><path d="M{} {}h6M{cx} {}v6" stroke="{linea}" stroke-width="1.2"/>"#,
        cx - 6,
        fondo - 6,
        color::HOJA,
        cx - 3,
        fondo,
        fondo - 3
    );
}

/// What a gateway has in its middle.
pub(super) fn en_el_rombo(s: &mut String, clase: ClaseDeNodo, cx: i32, cy: i32, linea: &str) {
    let _ = match clase {
        ClaseDeNodo::Paralela => {
            write!(s, r#"<path d="M{} {cy}h16M{cx} {}v16" stroke="{linea}" stroke-width="2.4" stroke-linecap="round"/>"#, cx - 8, cy - 8)
        }
        ClaseDeNodo::Exclusiva => write!(
            s,
            r#"<path d="M{} {}l10 10m0 -10l-10 10" stroke="{linea}" stroke-width="2.2" stroke-linecap="round" fill="none"/>"#,
            cx - 5,
            cy - 5
        ),
        ClaseDeNodo::Inicio
        | ClaseDeNodo::Fin
        | ClaseDeNodo::Tarea
        | ClaseDeNodo::Manual
        | ClaseDeNodo::Servicio
        | ClaseDeNodo::Subproceso
        | ClaseDeNodo::Espera
        | ClaseDeNodo::Mensaje
        | ClaseDeNodo::Evento
        | ClaseDeNodo::Compuerta => write!(s, r#"<circle cx="{cx}" cy="{cy}" r="7" fill="none" stroke="{linea}" stroke-width="2"/>"#),
    };
}

/// What an event has in its middle.
pub(super) fn en_el_circulo(s: &mut String, clase: ClaseDeNodo, cx: i32, cy: i32, linea: &str) {
    let _ = match clase {
        ClaseDeNodo::Espera => write!(
            s,
            r#"<circle cx="{cx}" cy="{cy}" r="10" fill="none" stroke="{linea}" stroke-width="0.9"/><path d="M{cx} {}v6l4 3" fill="none" stroke="{linea}" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"/>"#,
            cy - 6
        ),
        ClaseDeNodo::Mensaje => write!(
            s,
            r#"<circle cx="{cx}" cy="{cy}" r="11" fill="none" stroke="{linea}" stroke-width="0.9"/><path d="M{} {}h12v9h-12zl6 5l6 -5" fill="none" stroke="{linea}" stroke-linejoin="round"/>"#,
            cx - 6,
            cy - 4
        ),
        ClaseDeNodo::Evento => write!(s, r#"<circle cx="{cx}" cy="{cy}" r="11" fill="none" stroke="{linea}" stroke-width="0.9"/>"#),
        ClaseDeNodo::Inicio
        | ClaseDeNodo::Fin
        | ClaseDeNodo::Tarea
        | ClaseDeNodo::Manual
        | ClaseDeNodo::Servicio
        | ClaseDeNodo::Subproceso
        | ClaseDeNodo::Exclusiva
        | ClaseDeNodo::Paralela
        | ClaseDeNodo::Compuerta => Ok(()),
    };
}

/// A document: a sheet with a folded corner, empty when it is taken and full when it is given.
pub(super) fn documento(s: &mut String, r: &Rotulo, sale: bool) {
    let (x, y) = (r.caja.x, r.caja.y + (r.caja.alto - 13) / 2);
    let relleno = if sale { color::TINTA_2 } else { color::HOJA };
    let _ = write!(
        s,
        r#"<path d="M{} {y}h6l4 4v9h-10z" fill="{relleno}" stroke="{}" stroke-linejoin="round"/><path d="M{} {y}v4h4" fill="none" stroke="{}"/>"#,
        x + 1,
        color::TINTA_2,
        x + 7,
        if sale { color::HOJA } else { color::TINTA_2 }
    );
    let texto = Rotulo { caja: Caja { x: r.caja.x + 16, ancho: r.caja.ancho - 16, ..r.caja }, lineas: r.lineas.clone() };
    lineas(s, &texto, &Letra { tam: medidas::TAM_DOCUMENTO, cada: medidas::LINEA_DOCUMENTO, color: color::TINTA_2, ..Letra::default() });
}
