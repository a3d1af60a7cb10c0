//! The cut-off of a report: the data file as it stood at the end of a day, and the code that says so.
//!
//! The code on each page is the root of the entries whose clock is at or before the end of the cut-off, so
//! the same paper printed again, whatever was written later, carries the same code and the same moment.

use almacen::{Avance, Consultas};
use dominio::formato;
use jiff::civil::{Date, DateTime};

use crate::contexto::{dia_en_guatemala, fin_del_dia};
use crate::falla::Falla;
use crate::fases::fecha;
use crate::sesion::Sesion;
use crate::trabajos::Trabajo;
use crate::verificar::con_avance;

/// Hexadecimal digits of the code.
pub(crate) const DIGITOS: usize = 16;

/// A moment as people in Guatemala read it.
fn en_guatemala(ms: u64) -> DateTime {
    jiff::Timestamp::from_millisecond(i64::try_from(ms).unwrap_or(0) - 6 * 3_600_000)
        .map(|t| t.to_zoned(jiff::tz::TimeZone::UTC).datetime())
        .unwrap_or_else(|_| dia_en_guatemala(ms).to_datetime(jiff::civil::Time::midnight()))
}

/// The moment of the last change that the figures hold, as people in Guatemala read it: what a paper says
/// of its time, because it is the same whenever the paper is printed.
pub(crate) fn momento_de(c: &Consultas<'_>) -> Result<DateTime, Falla> {
    Ok(en_guatemala(c.momento_mas_reciente()?.unwrap_or(0)))
}

/// The code of a root: its first digits.
pub(crate) fn codigo_de(raiz: almacen::Hash) -> String {
    raiz.to_string().chars().take(DIGITOS).collect()
}

/// The code that `verificar` checks: first digits of the root of the log, as far as this snapshot reaches.
pub(crate) fn codigo_del_papel(c: &Consultas<'_>) -> Result<String, Falla> {
    Ok(codigo_de(c.raiz_asientos()?))
}

/// The cut-off asked for: today when none is.
pub(crate) fn leer_corte(corte: Option<&str>, hoy: Date) -> Result<Date, Falla> {
    let corte = fecha("corte", corte)?.unwrap_or(hoy);
    if corte > hoy {
        return Err(Falla::campo("corte", format!("La fecha de corte no puede ser posterior a hoy ({}).", formato::fecha_larga(hoy))));
    }
    Ok(corte)
}

/// The earlier cut-off that a report is compared with.
pub(crate) fn leer_comparacion(comparar: Option<&str>, corte: Date) -> Result<Option<Date>, Falla> {
    let antes = fecha("comparar", comparar)?;
    match antes {
        Some(a) if a >= corte => Err(Falla::campo(
            "comparar",
            format!("Para decir qué cambió, elija una fecha anterior al corte ({}).", formato::fecha_larga(corte)),
        )),
        otro => Ok(otro),
    }
}

impl Sesion {
    /// Reads the data file as it stood at the end of `corte`, in one snapshot. Today's is the file as it
    /// is, unless another computer's clock runs ahead: what is not yet of today does not count today.
    pub(crate) fn en_corte<T>(
        &self,
        corte: Date,
        trabajo: &Trabajo,
        f: impl FnOnce(Consultas<'_>) -> Result<T, Falla>,
    ) -> Result<T, Falla> {
        let fin = fin_del_dia(corte);
        let al_dia = corte >= self.hoy() && self.leer(|c| Ok(c.momento_mas_reciente()?.is_none_or(|ms| ms <= fin)))?;
        if al_dia {
            return self.leer(f);
        }
        // Today's figures under an earlier date would be a false document: those of then are replayed.
        let lector = self.lector()?;
        let de_entonces = con_avance(trabajo, "Leyendo los datos de esa fecha", move |a: &Avance| lector.al_corte(fin, a))??;
        de_entonces.en_un_corte(f)
    }
}
