//! The report `consolidado`: the institutions that GAE accompanies.

mod anexos;
mod cambios;
pub mod cifras;
mod composicion;
mod huella;
mod matriz;
mod pendientes;

pub use cifras::{
    Acompanamiento, CambioDelConjunto, CeldaDelConjunto, CifrasDeConsolidado, FaseDelConjunto, FilaDelConjunto, GrupoDelConjunto,
    ListaDelConjunto, MovimientoDelConjunto, Reportada, TendenciaDelConjunto, Tesela,
};
pub use composicion::componer;
pub use huella::cifras_sha256;

/// A section that may be left out. The cover, the executive page and the notes are always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seccion {
    /// Institutions by phases.
    Matriz,
    /// Percentages by phase, calculated beside reported.
    Fases,
    /// Who is pending of what, by type.
    Pendientes,
    /// The departamentos.
    Mapa,
    /// Declared, with evidence, verified; and how old the data are.
    Respaldo,
    /// Counts by cut-off.
    Tendencia,
    /// What changed since an earlier cut-off.
    Cambios,
    /// Inventory totals by institution.
    Inventarios,
    /// One annex an institution.
    Anexos,
}

impl Seccion {
    /// All, in the order of the document.
    pub const TODAS: [Seccion; 9] = [
        Seccion::Fases,
        Seccion::Matriz,
        Seccion::Mapa,
        Seccion::Pendientes,
        Seccion::Respaldo,
        Seccion::Tendencia,
        Seccion::Cambios,
        Seccion::Inventarios,
        Seccion::Anexos,
    ];

    /// From the identifier of the contract.
    #[must_use]
    pub fn desde(id: &str) -> Option<Seccion> {
        Seccion::TODAS.into_iter().find(|s| s.id() == id)
    }

    /// Identifier in the contract.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Seccion::Matriz => "matriz",
            Seccion::Fases => "fases",
            Seccion::Pendientes => "pendientes",
            Seccion::Mapa => "mapa",
            Seccion::Respaldo => "respaldo",
            Seccion::Tendencia => "tendencia",
            Seccion::Cambios => "cambios",
            Seccion::Inventarios => "inventarios",
            Seccion::Anexos => "anexos",
        }
    }

    /// Name for people.
    #[must_use]
    pub const fn titulo(self) -> &'static str {
        match self {
            Seccion::Matriz => "Instituciones y fases",
            Seccion::Fases => "Avance por fase",
            Seccion::Pendientes => "Pendientes por tipo de institución",
            Seccion::Mapa => "Mapa de los departamentos",
            Seccion::Respaldo => "Respaldo y antigüedad de los datos",
            Seccion::Tendencia => "Tendencia",
            Seccion::Cambios => "Qué cambió desde el corte anterior",
            Seccion::Inventarios => "Inventarios por institución",
            Seccion::Anexos => "Anexo por institución",
        }
    }

    /// It comes when nobody chooses.
    #[must_use]
    pub const fn de_base(self) -> bool {
        !matches!(self, Seccion::Anexos)
    }
}
