//! Prioritisation: which trámites to simplify first, by criteria that a committee can defend.
//!
//! A *ronda* has criteria with points, voters with votes, a cut and moves by hand with their reason. What the
//! inventory knows is rated by thresholds ([`criterios`]); what it does not know is rated by people. The ranking
//! ([`orden`]) is the weighted sum of `metodos.md` §2.8 on a scale of 0 to 5, shown over 100 (`dominio.md` §6).
//!
//! The criteria and thresholds are proposals of this product and are editable: the guide of the Comisión GAE sets
//! none, and nothing here may be shown as if it did.

pub mod criterios;
pub mod orden;

pub use criterios::{BIBLIOTECA, Eje, Medidas, Origen, Plantilla, Umbrales};
pub use orden::{Celda, Corte, Cuadro, Lugar, Participante, Renglon};

use crate::cerrado;

cerrado! {
    /// Whether a round still takes votes.
    EstadoRonda { Abierta = "abierta" / "Abierta", Cerrada = "cerrada" / "Cerrada" }
}
cerrado! {
    /// How the weights of a round were set.
    ModoDePesos { Puntos = "puntos" / "Por puntos", Ahp = "ahp" / "Por comparación de pares (AHP)" }
}
cerrado! {
    /// What a move by hand does with a trámite.
    Movida { Dentro = "dentro" / "Entra a la selección", Fuera = "fuera" / "Sale de la selección" }
}
cerrado! {
    /// How the selection is cut.
    ModoDeCorte { Puntaje = "puntaje" / "Desde un puntaje", Primeros = "primeros" / "Los primeros de la lista" }
}
