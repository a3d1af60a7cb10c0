//! What a diagram says, before anybody knows where it goes: lanes, nodes and arrows.

use uuid::Uuid;

use crate::cerrado;

cerrado! {
    /// Who a lane belongs to.
    ClaseDeCarril { Persona = "persona" / "Persona", Unidad = "unidad" / "Unidad", OtraEntidad = "otra_entidad" / "Otra entidad", Sistema = "sistema" / "Sistema" }
}
cerrado! {
    /// What a node is; each has its shape and its element of BPMN 2.0.
    ClaseDeNodo {
        Inicio = "inicio" / "Inicio", Fin = "fin" / "Fin", Tarea = "tarea" / "Paso", Manual = "manual" / "Paso en papel",
        Servicio = "servicio" / "Paso automático", Subproceso = "subproceso" / "Subproceso", Espera = "espera" / "Espera",
        Mensaje = "mensaje" / "Mensaje", Evento = "evento" / "Evento", Exclusiva = "exclusiva" / "Decisión", Paralela = "paralela" / "A la vez",
        Compuerta = "compuerta" / "Compuerta",
    }
}
cerrado! {
    /// What the propuesta does with it. Always with a word and a sign, never colour alone.
    Marca { Eliminado = "eliminado" / "Se elimina", Cambiado = "cambiado" / "Cambia", Nuevo = "nuevo" / "Nuevo" }
}

/// A lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carril {
    /// As people call it.
    pub nombre: String,
    /// Whose it is.
    pub clase: ClaseDeCarril,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodo {
    /// Stable name, unique in the graph; never decides where the node goes.
    pub clave: String,
    /// Place of its lane in [`Grafo::carriles`].
    pub carril: usize,
    /// What it is.
    pub clase: ClaseDeNodo,
    /// What it says: the paso, the question, the wait.
    pub texto: String,
    /// The paso it comes from.
    pub paso: Option<Uuid>,
    /// Number of the paso, as the table shows it.
    pub numero: Option<usize>,
    /// What the propuesta does with it.
    pub marca: Option<Marca>,
    /// Document that it takes.
    pub entra: Option<String>,
    /// Document that it gives.
    pub sale: Option<String>,
}

/// An arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arista {
    /// Place of the node it leaves.
    pub de: usize,
    /// Place of the node it reaches.
    pub a: usize,
    /// What must happen to go this way; empty when there is no other.
    pub texto: String,
    /// It goes back to an earlier node: rework.
    pub regreso: bool,
}

/// A diagram without places. Indices are always within bounds: [`Grafo::nuevo`] sees to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grafo {
    carriles: Vec<Carril>,
    nodos: Vec<Nodo>,
    aristas: Vec<Arista>,
}

/// Why lanes, nodes and arrows are not a graph.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FallaDeGrafo {
    /// A node in a lane that is not there.
    #[error("node {0} is in a lane that is not there")]
    SinCarril(usize),
    /// An arrow that leaves or reaches nothing.
    #[error("arrow {0} has an end that is not there")]
    SinExtremo(usize),
}

impl Grafo {
    /// A graph whose every index points at something.
    ///
    /// # Errors
    /// [`FallaDeGrafo`] naming the first node or arrow that does not.
    pub fn nuevo(carriles: Vec<Carril>, nodos: Vec<Nodo>, aristas: Vec<Arista>) -> Result<Self, FallaDeGrafo> {
        if let Some(i) = nodos.iter().position(|n| n.carril >= carriles.len()) {
            return Err(FallaDeGrafo::SinCarril(i));
        }
        if let Some(i) = aristas.iter().position(|a| a.de >= nodos.len() || a.a >= nodos.len()) {
            return Err(FallaDeGrafo::SinExtremo(i));
        }
        Ok(Grafo { carriles, nodos, aristas })
    }

    /// Lanes, from top to bottom.
    #[must_use]
    pub fn carriles(&self) -> &[Carril] {
        &self.carriles
    }

    /// Nodes, in the order of the table.
    #[must_use]
    pub fn nodos(&self) -> &[Nodo] {
        &self.nodos
    }

    /// Arrows, in the order of the table.
    #[must_use]
    pub fn aristas(&self) -> &[Arista] {
        &self.aristas
    }
}
