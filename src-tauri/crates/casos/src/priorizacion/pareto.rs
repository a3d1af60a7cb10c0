//! Few trámites, most of the burden.

use dominio::Razon;
use dominio::metodos::exacto::{entero, mostrado};
use dominio::metodos::pareto::{self, Clase};
use dominio::priorizacion::Origen;
use num_traits::Zero;

use super::cuadro::medidos;
use crate::dto::{CargaDeTramite, FilaDePareto, ParetoDto, PedirPareto};
use crate::falla::Falla;
use crate::inventario::razon;
use crate::sesion::{Sesion, institucion_de};

const MAX_FILAS: usize = 500;

impl Sesion {
    /// The burden of each trámite: its requests per year by what each one costs to the people.
    ///
    /// # Errors
    /// `campos_invalidos` at GAE without an institution.
    pub fn pareto(&self, pide: PedirPareto) -> Result<ParetoDto, Falla> {
        let (origen, unidad, formula, cosa) = match pide.carga {
            CargaDeTramite::Requisitos => (Origen::Requisitos, "requisito", "solicitudes al año × número de requisitos", "requisitos"),
            CargaDeTramite::Quetzales => (Origen::Costo, "GTQ", "solicitudes al año × arancel", "Q"),
            CargaDeTramite::Dias => (Origen::Tiempo, "dia", "solicitudes al año × días de respuesta", "días"),
        };
        let tramites = self.leer(|c| medidos(&c, institucion_de(&c.instalacion()?, pide.institucion.as_deref())?.id))?;
        // The code alone may be repeated; the place in the list is not.
        let montos: Vec<(String, _)> = tramites
            .iter()
            .enumerate()
            .filter_map(|(i, t)| Some((format!("{i:09}"), entero(t.medidas.volumen?) * t.medidas.valor(origen)?)))
            .collect();
        let sin_dato = tramites.len() - montos.len();
        let total = dominio::metodos::exacto::sumar(montos.iter().map(|(_, m)| m));
        let de = |n: usize, d: usize, regla: &str| razon(Razon::new(n as u64, d as u64), regla, None);
        let con_unidad = |m: &num_rational::BigRational| {
            let n = mostrado(m, if origen == Origen::Costo { 2 } else { 0 });
            if origen == Origen::Costo { format!("Q {n}") } else { format!("{n} {cosa}") }
        };
        let sin_dato = de(sin_dato, tramites.len(), "trámites sin volumen o sin ese dato / trámites que cuentan");
        if total.is_zero() {
            let pocos = de(0, montos.len(), "trámites de la clase A / trámites con dato");
            return Ok(ParetoDto { formula: formula.to_owned(), total: con_unidad(&total), sin_dato, filas: Vec::new(), pocos });
        }
        let p = pareto::ordenar(unidad, &[entero(80), entero(95)], &montos);
        let por_ciento = |r: &dominio::metodos::cifra::Proporcion| r.porcentaje().map(|c| c.mostrado()).unwrap_or_default();
        let pocos = p.elementos.iter().filter(|e| e.clase == Clase::A).count();
        Ok(ParetoDto {
            formula: formula.to_owned(),
            total: con_unidad(&total),
            sin_dato,
            pocos: de(pocos, montos.len(), "trámites que suman el 80 % / trámites con dato"),
            filas: p
                .elementos
                .iter()
                .take(MAX_FILAS)
                .filter_map(|e| {
                    let t = tramites.get(e.codigo.parse::<usize>().ok()?)?;
                    Some(FilaDePareto {
                        tramite: t.id.to_string(),
                        codigo: t.codigo.clone(),
                        nombre: t.nombre.clone(),
                        monto: con_unidad(&e.monto.valor),
                        participacion: por_ciento(&e.participacion),
                        acumulado: por_ciento(&e.acumulado_porcentaje),
                        clase: e.clase.as_str().to_owned(),
                    })
                })
                .collect(),
        })
    }
}
