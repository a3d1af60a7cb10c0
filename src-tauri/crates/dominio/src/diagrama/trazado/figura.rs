//! The shape of a node, and where its outline is.

use super::super::grafo::ClaseDeNodo;
use super::Caja;

/// How a node is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figura {
    /// A task.
    Caja,
    /// A gateway.
    Rombo,
    /// An event.
    Circulo,
}

impl Figura {
    /// The shape of a class of nodes.
    #[must_use]
    pub const fn de(clase: ClaseDeNodo) -> Self {
        match clase {
            ClaseDeNodo::Tarea | ClaseDeNodo::Manual | ClaseDeNodo::Servicio | ClaseDeNodo::Subproceso => Figura::Caja,
            ClaseDeNodo::Exclusiva | ClaseDeNodo::Paralela | ClaseDeNodo::Compuerta => Figura::Rombo,
            ClaseDeNodo::Inicio | ClaseDeNodo::Fin | ClaseDeNodo::Espera | ClaseDeNodo::Mensaje | ClaseDeNodo::Evento => Figura::Circulo,
        }
    }

    /// Half the width of the shape at `d` points above or below its centre. Gateways and events are as wide as tall.
    #[must_use]
    pub fn medio_ancho(self, caja: Caja, d: i32) -> i32 {
        let medio = caja.ancho / 2;
        match self {
            Figura::Caja => medio,
            Figura::Rombo => (medio - d.abs()).max(0),
            Figura::Circulo => (medio * medio - d * d).max(0).isqrt(),
        }
    }
}
