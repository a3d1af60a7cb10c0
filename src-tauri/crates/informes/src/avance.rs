//! The report `avance` of one institution.

pub mod cifras;
mod composicion;
mod huella;

pub use cifras::{
    AvanceDeFase, CambioDeFicha, CifrasDeAvance, Condicion, DetalleDeHallazgo, FilaDeTramite, HallazgosDeRegla, Integrante,
    ResumenDeInventario,
};
pub use composicion::componer;
pub use huella::cifras_sha256;

/// A section that may be left out. The cover, the executive page and the notes are always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seccion {
    /// The nine phases.
    Fases,
    /// The committee.
    Comite,
    /// The inventory in counts.
    Inventario,
    /// Findings by rule and in detail.
    Hallazgos,
    /// Table of all trámites.
    Tramites,
}

impl Seccion {
    /// All, in the order of the document.
    pub const TODAS: [Seccion; 5] = [Seccion::Fases, Seccion::Comite, Seccion::Inventario, Seccion::Hallazgos, Seccion::Tramites];

    /// From the identifier of the contract: `fases`, `comite`, `inventario`, `hallazgos`, `tramites`.
    #[must_use]
    pub fn desde(id: &str) -> Option<Seccion> {
        Seccion::TODAS.into_iter().find(|s| s.id() == id)
    }

    /// Identifier in the contract.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Seccion::Fases => "fases",
            Seccion::Comite => "comite",
            Seccion::Inventario => "inventario",
            Seccion::Hallazgos => "hallazgos",
            Seccion::Tramites => "tramites",
        }
    }
}
