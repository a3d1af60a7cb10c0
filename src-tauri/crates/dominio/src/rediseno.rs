//! The redesign of one trámite: what the committee decides, what it changes, and what the law asks for it.
//!
//! A scenario is a set of decisions over the requisitos and pasos of today. Applied, it gives the ficha as it would be;
//! measured on both sides, it says what the person and the institution gain. Nothing computed is stored.

pub mod actos;
pub mod aplicar;
pub mod medidas;
pub mod sugerencias;

#[cfg(test)]
mod pruebas;

use crate::cerrado;

cerrado! {
    /// State of a scenario.
    EstadoEscenario { Borrador = "borrador" / "En estudio", Elegido = "elegido" / "Elegido", Descartado = "descartado" / "Descartado" }
}
cerrado! {
    /// State of a reform (`dominio.md` §11).
    EstadoReforma {
        Propuesta = "propuesta" / "Propuesta", EnDictamen = "en_dictamen" / "En dictamen", EnFirma = "en_firma" / "En firma",
        Publicada = "publicada" / "Publicada", Vigente = "vigente" / "Vigente", Desistida = "desistida" / "Desistida",
    }
}
cerrado! {
    /// The legal act by which a requisito may change. It follows from the norm that asks for it: what a norm made, one of
    /// its rank unmakes.
    ActoLegal {
        ReformaConstitucional = "reforma_constitucional" / "Reforma de la Constitución",
        Ley = "ley" / "Ley que reforma otra ley",
        AcuerdoGubernativo = "acuerdo_gubernativo" / "Acuerdo gubernativo",
        AcuerdoMinisterial = "acuerdo_ministerial" / "Acuerdo ministerial",
        ResolucionRegional = "resolucion_regional" / "Resolución del órgano regional",
        EnmiendaDeConvenio = "enmienda_de_convenio" / "Enmienda del convenio",
        DisposicionInterna = "disposicion_interna" / "Disposición interna",
        PorIdentificar = "por_identificar" / "Falta identificar la norma",
    }
}

impl EstadoReforma {
    /// The states that may follow (`dominio.md` §11): any before «vigente» may be given up.
    #[must_use]
    pub const fn siguientes(self) -> &'static [EstadoReforma] {
        use EstadoReforma as E;
        match self {
            E::Propuesta => &[E::EnDictamen, E::Desistida],
            E::EnDictamen => &[E::EnFirma, E::Desistida],
            E::EnFirma => &[E::Publicada, E::Desistida],
            E::Publicada => &[E::Vigente, E::Desistida],
            E::Vigente | E::Desistida => &[],
        }
    }
}
