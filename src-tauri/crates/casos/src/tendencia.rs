//! Open findings through time: the log is folded again, stopping at a few dates to count.

use almacen::Avance;
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::contexto::{dia_en_guatemala, fin_del_dia};
use crate::dto::{PedirTendencia, PuntoDeTendencia, TendenciaDto};
use crate::falla::Falla;
use crate::hallazgos::conteo_dto;
use crate::sesion::{Sesion, ambito_de};
use crate::verificar::con_avance;

/// Points of a trend.
const PUNTOS: usize = 12;

/// The dates to count at, oldest first: the last is `hoy`, and they go back by days, weeks, months or
/// quarters, the finest that reaches `primera` in twelve points.
pub(crate) fn cortes(primera: Date, hoy: Date) -> Vec<Date> {
    let pasos: [Span; 5] = [1.day(), 7.days(), 1.month(), 3.months(), 1.year()];
    let mut fechas = Vec::new();
    for paso in pasos {
        fechas = vec![hoy];
        for k in 1..PUNTOS {
            let Some(fecha) = i64::try_from(k).ok().and_then(|k| paso.checked_mul(k).ok()).and_then(|s| hoy.checked_sub(s).ok()) else {
                break;
            };
            fechas.push(fecha);
            if fecha <= primera {
                fechas.reverse();
                return fechas;
            }
        }
    }
    fechas.reverse();
    fechas
}

impl Sesion {
    /// Open findings by rule at up to twelve dates, from before the first change until today.
    ///
    /// # Errors
    /// `no_existe` for an unknown institution; `cancelado`.
    pub fn tendencia_hallazgos(&self, pide: PedirTendencia) -> Result<TendenciaDto, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let hoy = self.hoy();
        let (ambito, primera) = self.leer(|c| {
            let ambito = ambito_de(&c.instalacion()?, pide.institucion.as_deref())?;
            Ok((ambito, c.primer_cambio()?.map_or(hoy, dia_en_guatemala)))
        })?;
        let fechas = cortes(primera, hoy);
        let fines: Vec<u64> = fechas.iter().map(|f| fin_del_dia(*f)).collect();
        let lector = self.lector()?;
        let conteos = con_avance(&trabajo, "Leyendo el historial", move |a: &Avance| lector.hallazgos_en(&fines, ambito, a))??;
        let puntos: Vec<PuntoDeTendencia> = fechas
            .iter()
            .zip(&conteos)
            .map(|(corte, conteo)| PuntoDeTendencia {
                corte: corte.to_string(),
                abiertos: conteo.iter().map(|c| c.abiertos).sum(),
                por_regla: conteo.iter().map(conteo_dto).collect(),
            })
            .collect();
        let reglas = puntos.iter().flat_map(|p| &p.por_regla).map(|c| (c.regla.clone(), c.titulo.clone())).collect();
        Ok(TendenciaDto { puntos, reglas })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_dates_reach_the_first_change_by_the_finest_step() {
        let hoy = date(2026, 11, 25);
        assert_eq!(cortes(hoy, hoy), [date(2026, 11, 24), hoy]);
        assert_eq!(cortes(date(2026, 11, 22), hoy), [22, 23, 24, 25].map(|d| date(2026, 11, d)));
        assert_eq!(cortes(date(2026, 10, 30), hoy).first(), Some(&date(2026, 10, 28)), "weeks");
        assert_eq!(cortes(date(2026, 5, 1), hoy).first(), Some(&date(2026, 4, 25)), "months");
        let anios = cortes(date(2001, 1, 1), hoy);
        assert_eq!((anios.len(), anios.last()), (12, Some(&hoy)), "what is older than eleven years is in the first point");
    }
}
