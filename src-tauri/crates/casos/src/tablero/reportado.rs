//! Figures that GAE published, kept beside the computed ones and never in their place.
//!
//! Those of December 2021 come with the program; later ones are rows that GAE writes (class
//! `gae_reportado`: phase, cut-off, percentage, source) with the ordinary verbs of rows.

use almacen::{Consultas, Instalacion};
use dominio::Dato;
use dominio::avance::{Reportado, centesimas_de, reportado_2021};
use dominio::fase::Fase;
use jiff::civil::Date;

use crate::falla::Falla;

/// Class of the rows.
pub(crate) const CLASE: &str = "gae_reportado";

/// Everything reported, by cut-off. A committee's file has none: its board is of one institution.
pub(super) fn leer(c: &Consultas<'_>, instalacion: &Instalacion) -> Result<Vec<Reportado>, Falla> {
    if !instalacion.gae {
        return Ok(Vec::new());
    }
    let mut todos = reportado_2021();
    for e in c.por_clase(CLASE, None)? {
        let texto = |campo: &str| e.valor(campo).and_then(Dato::texto).unwrap_or_default();
        let (Ok(fase), Ok(corte), Some(centesimas)) =
            (texto("fase").parse::<Fase>(), texto("corte").parse::<Date>(), centesimas_de(texto("porcentaje")))
        else {
            continue;
        };
        todos.push(Reportado { fase, centesimas, fuente: texto("fuente").to_owned(), corte });
    }
    // Two figures for one phase and date: the one written last stands, because the sort keeps their order.
    todos.sort_by_key(|r| r.corte);
    Ok(todos)
}

/// The last figure of a phase at or before a cut-off.
pub(super) fn vigente(todos: &[Reportado], fase: Fase, corte: Date) -> Option<&Reportado> {
    todos.iter().rev().find(|r| r.fase == fase && r.corte <= corte)
}
