//! Where each thing of a diagram goes: whole points of 1/96 inch from the top left corner.

/// A point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Punto {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// A box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caja {
    /// Left side.
    pub x: i32,
    /// Top side.
    pub y: i32,
    /// Width.
    pub ancho: i32,
    /// Height.
    pub alto: i32,
}

/// Text in its box, already in lines that fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotulo {
    /// Where.
    pub caja: Caja,
    /// From top to bottom.
    pub lineas: Vec<String>,
}

/// An arrow: orthogonal, from the side of a box to the side of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trazo {
    /// At least two; each shares `x` or `y` with the next.
    pub puntos: Vec<Punto>,
    /// What it says.
    pub rotulo: Option<Rotulo>,
}

/// A diagram in its place. Each list follows that of [`super::Grafo`], one for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trazado {
    /// Whole width.
    pub ancho: i32,
    /// Whole height.
    pub alto: i32,
    /// Width of the headings of the lanes, at the left.
    pub encabezado: i32,
    /// Lanes, from side to side, with their heading in lines.
    pub carriles: Vec<Rotulo>,
    /// Shapes, one for each node, whose lines are what is written in it (or beside it, see `rotulos`).
    pub nodos: Vec<Rotulo>,
    /// Text of the nodes that do not hold it inside (gateways, events): where it is written.
    pub rotulos: Vec<Option<Rotulo>>,
    /// Documents taken and given by each node: their sign, with their name.
    pub documentos: Vec<[Option<Rotulo>; 2]>,
    /// Arrows.
    pub trazos: Vec<Trazo>,
}

mod caminos;
mod capas;
pub mod figura;
mod filas;
mod lugares;
pub mod medidas;
mod pistas;
pub mod revision;
mod tamanos;

use super::grafo::{Grafo, Nodo};
use caminos::Permiso;

/// Lays a graph out: columns from left to right, lanes from top to bottom.
///
/// Whole numbers and fixed orders throughout: the same graph gives the same drawing on any machine, and what a node is
/// called ([`Nodo::clave`]) is never looked at. No arrow passes through a box, because arrows only run where there are
/// none. A text that does not fit in the largest box ends with «…»; the route ([`super::texto`]) has all of it.
#[must_use]
pub fn trazar(grafo: &Grafo) -> Trazado {
    let atras = capas::hacia_atras(grafo);
    let col = capas::columnas(grafo, &atras);
    let permisos: Vec<Permiso> = grafo.nodos().iter().map(permiso).collect();
    let (pasadas, vueltas) = match grafo.aristas().len() {
        0..=150 => (6, 3),
        151..=700 => (3, 2),
        _ => (1, 1),
    };
    let mut mejor: Option<((i64, i64), filas::Rejilla, caminos::Enrutado)> = None;
    let mut vistas: Vec<Vec<usize>> = Vec::new();
    for rejilla in filas::proponer(grafo, col, &atras, pasadas) {
        if vistas.contains(&rejilla.fila) {
            continue;
        }
        vistas.push(rejilla.fila.clone());
        let rutas = caminos::enrutar(grafo, &rejilla, &permisos, vueltas);
        if mejor.as_ref().is_none_or(|m| rutas.costo < m.0) {
            mejor = Some((rutas.costo, rejilla, rutas));
        }
    }
    mejor.map_or_else(Trazado::default, |(_, rejilla, rutas)| lugares::poner(grafo, &rejilla, &rutas.caminos))
}

/// Text and documents take the place where an arrow could touch.
fn permiso(nodo: &Nodo) -> Permiso {
    let documentos = nodo.entra.is_some() || nodo.sale.is_some();
    match figura::Figura::de(nodo.clase) {
        figura::Figura::Caja => Permiso { sale_arriba: true, sale_abajo: !documentos, entra_arriba: true, entra_abajo: !documentos },
        // Above is where the question stands: only what leaves may pass, and the question makes way.
        figura::Figura::Rombo => {
            Permiso { sale_arriba: true, sale_abajo: !documentos, entra_arriba: nodo.texto.trim().is_empty(), entra_abajo: !documentos }
        }
        figura::Figura::Circulo => Permiso { sale_arriba: true, sale_abajo: false, entra_arriba: true, entra_abajo: false },
    }
}
