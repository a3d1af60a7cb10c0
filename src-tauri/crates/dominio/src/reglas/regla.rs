//! The closed list of rules, with the words that people read about each one.

use crate::cerrado;

use super::Severidad;

cerrado! {
    /// One of the fifteen rules; `etiqueta` is the title of the finding.
    Regla {
        R1 = "R1" / "Sin ley ni acuerdo gubernativo que lo respalde",
        R2 = "R2" / "Pide una declaración jurada",
        R3 = "R3" / "Pide legalizar una firma",
        R4 = "R4" / "Pide una denuncia para reponer un documento",
        R5 = "R5" / "Pide un documento que el Estado ya tiene",
        R6 = "R6" / "Pide una copia legalizada",
        R7 = "R7" / "Deja abierta la lista de requisitos",
        R8 = "R8" / "Exige una formalidad sin efecto en la decisión",
        R9 = "R9" / "El tiempo de respuesta falta o no se entiende",
        R10 = "R10" / "El costo falta o no coincide con el texto",
        R11 = "R11" / "El contenido está en otro campo",
        R12 = "R12" / "La categoría o el texto parecen de otro trámite",
        R13 = "R13" / "Pide algo en desuso",
        R14 = "R14" / "Muchos pasos para pocos requisitos",
        R15 = "R15" / "El archivo por inactividad no sigue los tres meses",
    }
}

/// What a finding shows when no article was read for it.
const CRITERIO: &str = "criterio de la herramienta";

impl Regla {
    /// Short title («Pide una declaración jurada»).
    #[must_use]
    pub const fn titulo(self) -> &'static str {
        self.etiqueta()
    }

    /// Version of the rule; grows when its trigger or its severity changes.
    #[must_use]
    pub const fn version(self) -> u32 {
        1
    }

    /// Legal ground as it may be shown: an article only when its text was read, the principle of
    /// article 3 when that is what `dominio.md` names, and otherwise that it is our criterion.
    #[must_use]
    pub const fn fundamento(self) -> &'static str {
        match self {
            Regla::R1 | Regla::R7 => "artículo 5 del Decreto 5-2021",
            Regla::R2 => "artículo 13 del Decreto 5-2021",
            Regla::R15 => "artículo 28 del Decreto 5-2021",
            Regla::R3 | Regla::R4 => "Decreto 5-2021 (número de artículo por confirmar)",
            Regla::R5 => "principio de coordinación, artículo 3 del Decreto 5-2021",
            Regla::R6 => "principio de presunción de buena fe, artículo 3 del Decreto 5-2021",
            Regla::R8 => "artículos 3 y 23 del Decreto 5-2021",
            Regla::R9 | Regla::R10 => "principio de transparencia, artículo 3 del Decreto 5-2021",
            Regla::R13 => "principio de simplicidad, artículo 3 del Decreto 5-2021",
            Regla::R14 => "principio de consolidación, artículo 3 del Decreto 5-2021",
            Regla::R11 | Regla::R12 => CRITERIO,
        }
    }

    /// What the committee can do about it, one sentence.
    #[must_use]
    pub const fn que_hacer(self) -> &'static str {
        match self {
            Regla::R1 => "Busque la ley o el acuerdo gubernativo que lo exige. Si no existe, quite el requisito o proponga la reforma.",
            Regla::R2 => "Sustitúyala por una manifestación de la persona en el formulario.",
            Regla::R3 => "Acepte la firma sin legalizar.",
            Regla::R4 => "Quite la denuncia; basta que la persona explique la pérdida en el formulario.",
            Regla::R5 => "Consulte el dato a la entidad que lo emite en lugar de pedirlo.",
            Regla::R6 => "Acepte una copia simple, o el original solo para comparar.",
            Regla::R7 => "Escriba la lista completa y cerrada de lo que se pide.",
            Regla::R8 => "Quite la formalidad o explique en qué cambia la decisión.",
            Regla::R9 => "Escriba el tiempo con su unidad: días hábiles o días calendario. Si no existe plazo, márquelo.",
            Regla::R10 => "Escriba el costo y la norma que lo fija, o marque que es gratuito.",
            Regla::R11 => "Mueva el contenido a su campo.",
            Regla::R12 => "Corrija la categoría o el texto.",
            Regla::R13 => "Quite el requisito o cámbielo por el documento vigente.",
            Regla::R14 => "Una los pasos que hace la misma unidad o que no agregan valor.",
            Regla::R15 => "Ajuste el plazo de archivo a los tres meses del artículo 28; cierre o notifique los expedientes inactivos.",
        }
    }

    /// Severity before exceptions (`dominio.md` §5, column Sev.).
    #[must_use]
    pub const fn severidad(self) -> Severidad {
        match self {
            Regla::R1 | Regla::R2 | Regla::R3 | Regla::R4 | Regla::R7 => Severidad::Alta,
            Regla::R5 | Regla::R6 | Regla::R13 | Regla::R15 => Severidad::Media,
            Regla::R8 | Regla::R14 => Severidad::Baja,
            Regla::R9 | Regla::R10 | Regla::R11 | Regla::R12 => Severidad::Dato,
        }
    }
}
