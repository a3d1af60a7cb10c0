//! The drawing of a procedure, as a part of a report.

use dominio::diagrama::texto::Linea;
use dominio::diagrama::{Grafo, Trazado};

/// A diagram: its title says the finding, its route says in words what is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagrama {
    /// The finding, as a sentence.
    pub titulo: String,
    /// What is drawn.
    pub grafo: Grafo,
    /// Where it goes.
    pub trazado: Trazado,
    /// The same in words, printed below it: the PDF has no structure tree that could hold an alternative.
    pub ruta: Vec<Linea>,
    /// Source and cut-off.
    pub fuente: String,
}
