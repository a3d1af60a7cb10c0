//! The acta of a phase, from the facts of the report `avance`.

use super::avance::PedidoDeAvance;
use super::disponibles::CON_ACTA;
use super::membrete::MembreteLeido;
use super::{Compuesto, avance};
use crate::dto::PedirInforme;
use crate::falla::Falla;
use crate::sesion::{Sesion, institucion_de};
use crate::trabajos::Trabajo;

impl Sesion {
    /// The acta of one of the phases that have one.
    pub(super) fn acta(&self, pide: &PedirInforme, trabajo: &Trabajo) -> Result<Compuesto, Falla> {
        let hay: Vec<&str> = CON_ACTA.iter().map(|f| f.as_str()).collect();
        let fase = pide
            .fase
            .filter(|f| CON_ACTA.contains(f))
            .ok_or_else(|| Falla::campo("fase", format!("Tienen acta las fases: {}.", dominio::formato::enumerar(&hay))))?;
        let pedido = PedidoDeAvance::leer(&PedirInforme { comparar: None, secciones: Vec::new(), ..pide.clone() }, self.hoy())?;
        let corte = pedido.corte();
        self.en_corte(corte, trabajo, |c| {
            let instalacion = c.instalacion()?;
            let i = institucion_de(&instalacion, pide.institucion.as_deref())?;
            let membrete = MembreteLeido::leer(&c, &instalacion, i.id)?.para_papel(&c)?;
            let cifras = avance::cifras(self, &c, &instalacion, i, corte, false)?;
            Ok(Compuesto {
                documento: informes::acta::componer(&cifras, fase),
                cifras_sha256: informes::cifras_sha256(&cifras),
                codigo: cifras.codigo,
                corte,
                institucion: cifras.sigla,
                tramite: String::new(),
                membrete,
            })
        })
    }
}
