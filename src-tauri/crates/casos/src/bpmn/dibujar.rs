//! A diagram as an SVG with our own layout, from a file or from the table of a trámite.

use std::path::Path;

use datos_abiertos::{bpmn, diagrama_svg};
use dominio::costos::rutas::rutas;
use dominio::diagrama::{Arista, Carril, Grafo, Nodo, desde_pasos, texto, trazado};
use dominio::ficha::VersionPaso;

use super::{con_pasos, ficha_de, leer};
use crate::entrada;
use crate::falla::Falla;
use crate::salida;
use crate::sesion::Sesion;

/// Nodes and arrows that are drawn: the layout looks for the fewest crossings, and a larger picture is not read either.
const MAX_NODOS: usize = 1_000;
const MAX_ARISTAS: usize = 2_000;

/// Several graphs in one picture, one below the other, each lane with the name of its route.
fn juntar(partes: Vec<(String, Grafo)>) -> Grafo {
    let (mut carriles, mut nodos, mut aristas) = (Vec::<Carril>::new(), Vec::<Nodo>::new(), Vec::<Arista>::new());
    for (nombre, g) in partes {
        let (c, n) = (carriles.len(), nodos.len());
        carriles.extend(g.carriles().iter().map(|x| Carril { nombre: format!("{nombre} · {}", x.nombre), clase: x.clase }));
        nodos.extend(g.nodos().iter().map(|x| Nodo { clave: format!("{nombre}-{}", x.clave), carril: x.carril + c, ..x.clone() }));
        aristas.extend(g.aristas().iter().map(|x| Arista { de: x.de + n, a: x.a + n, ..x.clone() }));
    }
    Grafo::nuevo(carriles, nodos, aristas).unwrap_or_default()
}

/// What a drawing has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dibujado {
    /// Nodes.
    pub nodos: usize,
    /// Arrows.
    pub flechas: usize,
    /// Lanes.
    pub carriles: usize,
}

fn escribir(titulo: &str, grafo: &Grafo, destino: &Path) -> Result<Dibujado, Falla> {
    let (nodos, flechas) = (grafo.nodos().len(), grafo.aristas().len());
    if nodos == 0 {
        return Err(Falla::campo("archivo", "El diagrama no tiene nada que dibujar. No se escribió ningún archivo."));
    }
    if nodos > MAX_NODOS || flechas > MAX_ARISTAS {
        let que = format!(
            "El diagrama tiene {nodos} figuras y {flechas} flechas; se dibujan hasta {MAX_NODOS} y {MAX_ARISTAS}. No se escribió ningún \
             archivo. Divídalo en partes."
        );
        return Err(Falla::campo("archivo", que));
    }
    let svg = diagrama_svg::escribir(titulo, grafo, &trazado::trazar(grafo), &texto::ruta(grafo));
    salida::escribir(destino, &svg)?;
    Ok(Dibujado { nodos, flechas, carriles: grafo.carriles().len() })
}

impl Sesion {
    /// Draws a file at a path (the console). Needs no data file.
    ///
    /// # Errors
    /// `archivo_no_reconocido`, `limite_excedido`, `campos_invalidos` when there is nothing to draw or too much, and those of
    /// reading and writing the files.
    pub fn dibujar_bpmn(&self, ruta: &Path, destino: &Path) -> Result<Dibujado, Falla> {
        let (_, doc) = leer(ruta)?;
        let c = bpmn::contar(&doc);
        let titulo = format!("{}: {} actividades y {} compuertas", entrada::nombre(ruta), c.actividades, c.compuertas);
        escribir(&titulo, &bpmn::a_grafo(&doc), destino)
    }

    /// Draws a version of the procedure of a trámite, its routes in one picture.
    ///
    /// # Errors
    /// `no_existe`; `campos_invalidos` for a version without pasos; those of writing the file.
    pub fn dibujar_tramite(&self, tramite: &str, version: VersionPaso, destino: &Path) -> Result<Dibujado, Falla> {
        let (titulo, grafo) = self.leer(|c| {
            let (_, ficha) = ficha_de(&c, tramite)?;
            if !con_pasos(&ficha, version) {
                return Err(Falla::campo("version", "Esa versión todavía no tiene pasos. Agréguelos en la ficha."));
            }
            let rutas = rutas(&ficha, version);
            let mut partes: Vec<(String, Grafo)> =
                rutas.iter().map(|r| (r.nombre.clone().unwrap_or_default(), desde_pasos::grafo(&ficha, r))).collect();
            let cuantos = ficha.pasos.iter().filter(|p| p.version.unwrap_or(VersionPaso::Actual) == version && p.nivel == 0).count();
            let nombre = ficha.tramite.nombre.as_deref().unwrap_or("Trámite");
            let titulo = format!("{nombre}. {}: {cuantos} pasos", version.etiqueta());
            let grafo = if partes.len() == 1 { partes.pop().map(|(_, g)| g).unwrap_or_default() } else { juntar(partes) };
            Ok((titulo, grafo))
        })?;
        escribir(&titulo, &grafo, destino)
    }
}
