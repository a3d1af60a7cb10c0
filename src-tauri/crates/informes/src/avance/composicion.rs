//! The figures turned into a document: which parts, in which order, with which words.

mod hallazgos;
mod inventario;
mod portada;
mod proceso;
mod rediseno;
mod tramites;

use super::Seccion;
use super::cifras::CifrasDeAvance;
use crate::modelo::{Bloque, Celda, Documento, EstiloDeParrafo, Marco, Metadatos, Orientacion, Tono};
use crate::palabras::{fecha_larga, porcentaje_con_base};
use crate::piezas::{menor, o_raya, parrafo};
use crate::texto::Texto;
use dominio::Razon;

/// The document of the report, with its sections in the order given; none = those that come of themselves. The
/// cover, the executive page and the notes on method are always there.
#[must_use]
pub fn componer(c: &CifrasDeAvance, secciones: &[Seccion]) -> Documento {
    let de_base: Vec<Seccion> = Seccion::TODAS.into_iter().filter(|s| s.de_base()).collect();
    let orden = if secciones.is_empty() { &de_base } else { secciones };
    let quiere = |s: Seccion| orden.contains(&s);
    let mut bloques = vec![portada::portada(c), Bloque::Salto(Orientacion::Vertical)];
    bloques.extend(portada::ejecutiva(c));
    for (n, s) in orden.iter().enumerate() {
        let hoja = match s {
            // What belongs to the one before it goes on in its sheet.
            Seccion::Comite if n > 0 => None,
            Seccion::Diagramas => None,
            // A page that only says that there is nothing is a page that nobody needs.
            Seccion::Priorizacion if c.priorizacion.is_none() => None,
            Seccion::Rediseno if c.redisenos.is_empty() => None,
            Seccion::Tramites => Some(Orientacion::Horizontal),
            Seccion::Fases
            | Seccion::Comite
            | Seccion::Inventario
            | Seccion::Hallazgos
            | Seccion::Priorizacion
            | Seccion::Rediseno
            | Seccion::Cambios => Some(Orientacion::Vertical),
        };
        let partes = match s {
            Seccion::Fases => proceso::fases(c),
            Seccion::Comite => proceso::comite(c),
            Seccion::Inventario => inventario::inventario(c),
            Seccion::Hallazgos => hallazgos::por_regla(c),
            Seccion::Priorizacion => rediseno::priorizacion(c),
            Seccion::Rediseno => rediseno::rediseno(c, quiere(Seccion::Diagramas)),
            Seccion::Diagramas => Vec::new(),
            Seccion::Cambios => rediseno::cambios(c),
            Seccion::Tramites => tramites::tramites(c),
        };
        if !partes.is_empty() {
            bloques.extend(hoja.map(Bloque::Salto));
            bloques.extend(partes);
        }
    }
    if quiere(Seccion::Hallazgos) {
        bloques.push(Bloque::Salto(Orientacion::Horizontal));
        bloques.extend(hallazgos::detalle(c));
    }
    bloques.push(Bloque::Salto(Orientacion::Vertical));
    bloques.extend(portada::metodo(c));
    Documento { metadatos: metadatos(c), marco: marco(c), bloques }
}

/// The institution in few words: its sigla, or its name.
fn corto(c: &CifrasDeAvance) -> &str {
    if c.sigla.is_empty() { &c.institucion } else { &c.sigla }
}

fn metadatos(c: &CifrasDeAvance) -> Metadatos {
    let demo = if c.demostracion { " (datos de demostración)" } else { "" };
    Metadatos {
        titulo: format!("Informe de avance · {} · corte al {}{demo}", c.institucion, dominio::formato::fecha_larga(c.corte)),
        autor: c.institucion.clone(),
        tema: "Avance en la simplificación de requisitos y trámites administrativos, Decreto 5-2021".to_owned(),
        palabras_clave: ["simplificación de trámites", "Decreto 5-2021", corto(c), c.codigo.as_str()]
            .into_iter()
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect(),
        fecha: c.momento,
        idioma: "es-GT".to_owned(),
        identificador: super::cifras_sha256(c).chars().take(32).collect(),
    }
}

fn marco(c: &CifrasDeAvance) -> Marco {
    let mut pie = vec!["Informe de avance".to_owned()];
    if !c.codigo.is_empty() {
        pie.push(format!("código {}", c.codigo));
    }
    if !c.credencial.is_empty() {
        pie.push(c.credencial.clone());
    }
    if c.demostracion {
        pie.push("datos de demostración".to_owned());
    }
    Marco {
        encabezado: c.institucion.clone(),
        corte: format!("Corte al {}", fecha_larga(c.corte)),
        pie: pie.join(" · "),
        banda: c.demostracion.then(|| "Datos de demostración: las cifras de este informe no son oficiales".to_owned()),
        ..Marco::default()
    }
}

/// A section's title: the finding, with a short name in the bookmarks.
fn seccion(texto: &str, marcador: &str) -> Bloque {
    Bloque::Titulo { nivel: 1, texto: texto.to_owned(), marcador: Some(marcador.to_owned()) }
}

fn subtitulo(texto: &str) -> Bloque {
    Bloque::Titulo { nivel: 2, texto: texto.to_owned(), marcador: None }
}

fn entrada(texto: impl Into<Texto>) -> Bloque {
    Bloque::Parrafo { texto: texto.into(), estilo: EstiloDeParrafo::Entrada }
}

fn nota(tono: Tono, texto: impl Into<Texto>) -> Bloque {
    Bloque::Nota { tono, texto: texto.into() }
}

fn base_de(r: Razon) -> Celda {
    Celda::from(porcentaje_con_base(r))
}
