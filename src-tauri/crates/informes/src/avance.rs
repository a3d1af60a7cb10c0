//! The report `avance` of one institution.

mod cambio;
pub mod cifras;
mod composicion;
mod huella;

pub use cambio::que_cambio;
pub use cifras::{
    AvanceDeFase, CambioDeFicha, CifraComparada, CifrasDeAvance, Condicion, DetalleDeHallazgo, FaseComparada, FilaDeTramite,
    HallazgosDeRegla, Integrante, MedidaSumada, NormaPorCambiar, PriorizacionDeAvance, PuestoDeAvance, QueCambio, RedisenoDeAvance,
    ResumenDeInventario, TramiteComparado,
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
    /// The ranking of the closed round.
    Priorizacion,
    /// The four measures before and after.
    Rediseno,
    /// The drawings of the redesigned trámites; a part of [`Seccion::Rediseno`] that must be asked for.
    Diagramas,
    /// What changed since an earlier cut-off.
    Cambios,
    /// Table of all trámites.
    Tramites,
}

impl Seccion {
    /// All, in the order of the document.
    pub const TODAS: [Seccion; 9] = [
        Seccion::Fases,
        Seccion::Comite,
        Seccion::Inventario,
        Seccion::Hallazgos,
        Seccion::Priorizacion,
        Seccion::Rediseno,
        Seccion::Diagramas,
        Seccion::Cambios,
        Seccion::Tramites,
    ];

    /// From the identifier of the contract.
    #[must_use]
    pub fn desde(id: &str) -> Option<Seccion> {
        Seccion::TODAS.into_iter().find(|s| s.id() == id)
    }

    /// Name for people.
    #[must_use]
    pub const fn titulo(self) -> &'static str {
        match self {
            Seccion::Fases => "Fases de la guía",
            Seccion::Comite => "Comité",
            Seccion::Inventario => "Inventario",
            Seccion::Hallazgos => "Posibles hallazgos",
            Seccion::Priorizacion => "Priorización",
            Seccion::Rediseno => "Rediseño: antes y después",
            Seccion::Diagramas => "Diagramas de los rediseños",
            Seccion::Cambios => "Qué cambió desde el corte anterior",
            Seccion::Tramites => "Lista de trámites",
        }
    }

    /// It comes when nobody chooses.
    #[must_use]
    pub const fn de_base(self) -> bool {
        !matches!(self, Seccion::Diagramas)
    }

    /// Identifier in the contract.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Seccion::Fases => "fases",
            Seccion::Comite => "comite",
            Seccion::Inventario => "inventario",
            Seccion::Hallazgos => "hallazgos",
            Seccion::Priorizacion => "priorizacion",
            Seccion::Rediseno => "rediseno",
            Seccion::Diagramas => "diagramas",
            Seccion::Cambios => "cambios",
            Seccion::Tramites => "tramites",
        }
    }
}
