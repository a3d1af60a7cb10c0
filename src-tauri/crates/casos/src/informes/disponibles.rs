//! Which reports there are, declared once: the list of the screen, the help of the console and the
//! messages come from here.

use dominio::fase::Fase;
use informes::avance::Seccion as SeccionDeAvance;
use informes::consolidado::Seccion as SeccionDeConsolidado;

use crate::dto::{AmbitoDeInforme, InformeDisponible, Nada, SeccionDeInforme};
use crate::falla::Falla;
use crate::sesion::Sesion;

/// What a report is, whatever the file.
pub(super) struct Tipo {
    pub tipo: &'static str,
    titulo: &'static str,
    descripcion: &'static str,
    ambito: AmbitoDeInforme,
    /// It reads the figures of a past cut-off.
    con_corte: bool,
    con_comparacion: bool,
    por_lote: bool,
    /// Only in a GAE file, only in a committee's, or in both.
    de: De,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum De {
    Todos,
    Gae,
}

/// Phases with an acta.
pub(super) const CON_ACTA: [Fase; 3] = [Fase::ConformacionComite, Fase::Inventario, Fase::Priorizacion];

/// Every report, in the order of the screen.
pub(super) const TIPOS: [Tipo; 7] = [
    Tipo {
        tipo: "avance",
        titulo: "Informe de avance",
        descripcion: "Dónde va la institución: fases, comité, inventario, posibles hallazgos, priorización y rediseño, con una página para la autoridad.",
        ambito: AmbitoDeInforme::Institucion,
        con_corte: true,
        con_comparacion: true,
        por_lote: true,
        de: De::Todos,
    },
    Tipo {
        tipo: "consolidado",
        titulo: "Informe consolidado",
        descripcion: "Las instituciones que GAE acompaña: avance por fase, quiénes están pendientes, mapa, antigüedad de los datos y un anexo por institución.",
        ambito: AmbitoDeInforme::Conjunto,
        con_corte: true,
        con_comparacion: true,
        por_lote: false,
        de: De::Gae,
    },
    Tipo {
        tipo: "ficha",
        titulo: "Ficha de trámite",
        descripcion: "Todo lo registrado de un trámite: datos, requisitos, pasos, tiempos, costos, base legal y posibles hallazgos.",
        ambito: AmbitoDeInforme::Tramite,
        con_corte: true,
        con_comparacion: false,
        por_lote: false,
        de: De::Todos,
    },
    Tipo {
        tipo: "priorizacion",
        titulo: "Acta de priorización",
        descripcion: "La ronda de priorización: criterios, pesos, notas, orden y cambios hechos a mano con su razón.",
        ambito: AmbitoDeInforme::Institucion,
        con_corte: false,
        con_comparacion: false,
        por_lote: true,
        de: De::Todos,
    },
    Tipo {
        tipo: "calculos",
        titulo: "Anexo de cálculo",
        descripcion: "De dónde sale cada cifra de costo y de tiempo de un trámite: fórmula, datos y fuentes.",
        ambito: AmbitoDeInforme::Tramite,
        con_corte: false,
        con_comparacion: false,
        por_lote: false,
        de: De::Todos,
    },
    Tipo {
        tipo: "rediseno",
        titulo: "Ficha de rediseño",
        descripcion: "Un trámite antes y después: requisitos, pasos, diagramas, medidas y las normas que hay que cambiar.",
        ambito: AmbitoDeInforme::Tramite,
        con_corte: false,
        con_comparacion: false,
        por_lote: false,
        de: De::Todos,
    },
    Tipo {
        tipo: "acta",
        titulo: "Acta de una fase",
        descripcion: "Lo que el comité deja constar al conformarse, al cerrar el inventario o al priorizar, con espacio para firmas.",
        ambito: AmbitoDeInforme::Institucion,
        con_corte: true,
        con_comparacion: false,
        por_lote: false,
        de: De::Todos,
    },
];

/// Name of a type; the identifier itself for one that is not known.
pub(super) fn titulo(tipo: &str) -> &str {
    TIPOS.iter().find(|t| t.tipo == tipo).map_or(tipo, |t| t.titulo)
}

/// Whether a type can be printed for many institutions at once.
pub(super) fn por_lote(tipo: &str) -> bool {
    TIPOS.iter().any(|t| t.tipo == tipo && t.por_lote)
}

fn secciones(tipo: &str) -> Vec<SeccionDeInforme> {
    let seccion = |id: &str, titulo: &str, de_base| SeccionDeInforme { id: id.to_owned(), titulo: titulo.to_owned(), de_base };
    match tipo {
        "avance" => SeccionDeAvance::TODAS.iter().map(|s| seccion(s.id(), s.titulo(), s.de_base())).collect(),
        "consolidado" => SeccionDeConsolidado::TODAS.iter().map(|s| seccion(s.id(), s.titulo(), s.de_base())).collect(),
        _ => Vec::new(),
    }
}

impl Sesion {
    /// The reports that this data file can print.
    ///
    /// # Errors
    /// Those of reading the file.
    pub fn informes_disponibles(&self, _: Nada) -> Result<Vec<InformeDisponible>, Falla> {
        let gae = self.leer(|c| Ok(c.instalacion()?.gae))?;
        Ok(TIPOS
            .iter()
            .filter(|t| gae || t.de == De::Todos)
            .map(|t| InformeDisponible {
                tipo: t.tipo.to_owned(),
                titulo: t.titulo.to_owned(),
                descripcion: t.descripcion.to_owned(),
                ambito: t.ambito,
                secciones: secciones(t.tipo),
                fases: if t.tipo == "acta" { CON_ACTA.to_vec() } else { Vec::new() },
                con_corte: t.con_corte,
                con_comparacion: t.con_comparacion,
                por_lote: t.por_lote && gae,
            })
            .collect())
    }
}
