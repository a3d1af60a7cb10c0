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
