//! The reports as documents: which there are, their figures gathered in one snapshot, their preview, their
//! export, their batch and the code that says which data they were printed from.
//!
//! The figures come from the same functions that the screens use; printing changes nothing in the data
//! file, so a report can be printed while another program has it. What this computer exported is noted
//! beside the file ([`registro`]), never in it.

mod avance;
pub(crate) mod corte;
mod disponibles;
mod exportar;
mod lote;
pub(crate) mod membrete;
mod papel;
mod registro;
mod vista;

use almacen::Consultas;
use jiff::civil::Date;

use crate::dto::PedirInforme;
use crate::falla::Falla;
use crate::sesion::{Sesion, recortar};
use crate::trabajos::Trabajo;

pub(crate) use corte::{codigo_del_papel, momento_de};
pub(crate) use vista::Previsto;

/// A report ready to be laid out.
pub(crate) struct Compuesto {
    pub documento: informes::Documento,
    pub codigo: String,
    pub cifras_sha256: String,
    /// Cut-off of the figures.
    pub corte: Date,
    /// Sigla of the institution; empty for the 66.
    pub institucion: String,
    /// Code of the trámite; empty when it is not about one.
    pub tramite: String,
}

/// What the papers say of the credential of this computer.
pub(crate) fn credencial_en_palabras(c: &Consultas<'_>) -> Result<String, Falla> {
    Ok(match crate::instalacion::credencial(c)? {
        "sin_credencial" => "Sin credencial de GAE",
        "de_baja" => "Computadora dada de baja",
        _ => "Con credencial",
    }
    .to_owned())
}

impl Sesion {
    /// The report as a document, whatever its type.
    fn componer(&self, pide: &PedirInforme, trabajo: &Trabajo) -> Result<Compuesto, Falla> {
        match pide.tipo.as_str() {
            "avance" => self.avance(pide, trabajo),
            "priorizacion" => self.acta_de_priorizacion(pide),
            "calculos" => self.anexo_de_calculos(pide),
            "rediseno" => self.ficha_de_rediseno(pide),
            otro => {
                let hay: Vec<&str> = disponibles::TIPOS.iter().map(|t| t.tipo).collect();
                let mensaje =
                    format!("Los informes disponibles son: {}. Usted pidió «{}».", dominio::formato::enumerar(&hay), recortar(otro, 40));
                Err(Falla::campo("tipo", mensaje))
            }
        }
    }
}
