//! Figures that GAE published, kept beside the computed ones and never in their place.
//!
//! Those of December 2021 come with the program; later ones are rows that GAE writes (class
//! `gae_reportado`: phase, cut-off, percentage, source) with the ordinary verbs of rows.

use std::cmp::Reverse;
use std::collections::HashSet;

use almacen::{Consultas, EntidadLeida, Instalacion};
use dominio::Dato;
use dominio::avance::{Reportado, centesimas_de, reportado_2021};
use dominio::fase::Fase;
use jiff::civil::Date;

use crate::dto::{Nada, ReportadoDto};
use crate::falla::Falla;
use crate::ficha::entidad_dto;
use crate::sesion::Sesion;

/// Class of the rows.
pub(crate) const CLASE: &str = "gae_reportado";

/// Everything reported, by cut-off, with the row of those that GAE wrote. A committee's file has none: its board is of
/// one institution.
fn leer_con_filas(c: &Consultas<'_>, instalacion: &Instalacion) -> Result<Vec<(Reportado, Option<EntidadLeida>)>, Falla> {
    if !instalacion.gae {
        return Ok(Vec::new());
    }
    let mut todos: Vec<_> = reportado_2021().into_iter().map(|r| (r, None)).collect();
    for e in c.por_clase(CLASE, None)? {
        let texto = |campo: &str| e.valor(campo).and_then(Dato::texto).unwrap_or_default();
        let (Ok(fase), Ok(corte), Some(centesimas)) =
            (texto("fase").parse::<Fase>(), texto("corte").parse::<Date>(), centesimas_de(texto("porcentaje")))
        else {
            continue;
        };
        todos.push((Reportado { fase, centesimas, fuente: texto("fuente").to_owned(), corte }, Some(e)));
    }
    // Two figures for one phase and date: the one written last stands, because the sort keeps their order.
    todos.sort_by_key(|(r, _)| r.corte);
    Ok(todos)
}

/// Everything reported, by cut-off.
pub(super) fn leer(c: &Consultas<'_>, instalacion: &Instalacion) -> Result<Vec<Reportado>, Falla> {
    Ok(leer_con_filas(c, instalacion)?.into_iter().map(|(r, _)| r).collect())
}

impl Sesion {
    /// What GAE published of every phase, the newest cut-off first, then by phase.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn reportados(&self, _: Nada) -> Result<Vec<ReportadoDto>, Falla> {
        let leidos = self.leer(|c| leer_con_filas(&c, &c.instalacion()?))?;
        let mut vistos = HashSet::new();
        let mut todos: Vec<(Date, ReportadoDto)> = Vec::new();
        // The last one of a phase and day is the one that stands.
        for (r, entidad) in leidos.into_iter().rev() {
            let dto = ReportadoDto {
                entidad: entidad.as_ref().map(entidad_dto),
                fase: r.fase,
                corte: r.corte.to_string(),
                porcentaje: r.porcentaje(),
                fuente: r.fuente,
                reemplazado: !vistos.insert((r.corte, r.fase)),
            };
            todos.push((r.corte, dto));
        }
        todos.sort_by_key(|(corte, r)| (Reverse(*corte), r.fase as usize));
        Ok(todos.into_iter().map(|(_, r)| r).collect())
    }
}

/// The last figure of a phase at or before a cut-off.
pub(super) fn vigente(todos: &[Reportado], fase: Fase, corte: Date) -> Option<&Reportado> {
    todos.iter().rev().find(|r| r.fase == fase && r.corte <= corte)
}
