//! The phases at up to twelve cut-offs, by the dates of their facts.

use dominio::fase::Fase;
use dominio::formato;
use dominio::tablero::{Fila, cifras};

use super::Tablero;
use super::vista::breve;
use crate::dto::{PedirTablero, PedirTendenciaDelTablero, PuntoDelTablero, TendenciaDelTablero};
use crate::falla::Falla;
use crate::fases::fecha;
use crate::sesion::Sesion;
use crate::tendencia::cortes;

impl Sesion {
    /// The board through time: numerators and denominators of each phase at up to twelve cut-offs.
    ///
    /// A filter by state chooses the institutions by how they are at the last cut-off, so that every point is of the
    /// same ones.
    ///
    /// # Errors
    /// `campos_invalidos` for dates that do not exist or go backwards.
    pub fn tendencia_tablero(&self, pide: PedirTendenciaDelTablero) -> Result<TendenciaDelTablero, Falla> {
        let hoy = self.hoy();
        let hasta = fecha("hasta", pide.hasta.as_deref())?.unwrap_or(hoy);
        let desde = fecha("desde", pide.desde.as_deref())?;
        if desde.is_some_and(|d| d > hasta) {
            return Err(Falla::campo("desde", format!("La primera fecha debe ser anterior a la última ({hasta}).")));
        }
        let pedido = Tablero::pedido(&PedirTablero { corte: Some(hasta.to_string()), comparar: None, ..pide.tablero }, hoy)?;
        self.leer(|c| {
            let libro = self.libro(&c)?;
            let primera = desde.or_else(|| libro.primer_hecho()).unwrap_or(hasta).min(hasta);
            let ultimas = libro.filas(&c, hasta, hoy)?;
            let suyas: Vec<uuid::Uuid> = pedido.filtro.pasan(&ultimas).iter().map(|f| f.institucion).collect();
            let mut puntos = Vec::new();
            for corte in cortes(primera, hasta) {
                let filas = libro.filas(&c, corte, hoy)?;
                let dentro: Vec<&Fila> = filas.iter().filter(|f| suyas.contains(&f.institucion)).collect();
                puntos.push(PuntoDelTablero { corte: corte.to_string(), fases: cifras(&dentro).iter().map(|c| breve(c.razon)).collect() });
            }
            Ok(TendenciaDelTablero { titular: titular(&puntos), puntos, demostracion: libro.demo })
        })
    }
}

/// The phase that moved most, in one sentence.
fn titular(puntos: &[PuntoDelTablero]) -> String {
    let (Some(primero), Some(ultimo)) = (puntos.first(), puntos.last()) else { return String::new() };
    let cambio = |i: usize| -> Option<(u64, u64)> { Some((primero.fases.get(i)?.numerador, ultimo.fases.get(i)?.numerador)) };
    let mayor = Fase::TODOS
        .iter()
        .enumerate()
        .filter_map(|(i, fase)| cambio(i).map(|(a, b)| (*fase, a, b)))
        .filter(|(_, a, b)| a != b)
        // The first one in the guide when two moved the same.
        .max_by_key(|(fase, a, b)| (a.abs_diff(*b), std::cmp::Reverse(*fase)));
    let dia = |t: &str| t.parse().map(formato::fecha_larga).unwrap_or_default();
    match mayor {
        Some((fase, a, b)) => format!(
            "{} pasó de {a} a {} entre el {} y el {}",
            fase.etiqueta(),
            formato::plural(b, "institución", "instituciones"),
            dia(&primero.corte),
            dia(&ultimo.corte)
        ),
        None => format!("Ninguna fase cambió entre el {} y el {}", dia(&primero.corte), dia(&ultimo.corte)),
    }
}
