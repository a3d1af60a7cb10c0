//! Days of one type as days of the other, through the calendar, and the instant at which work ends.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use crate::calendario::{Calendario, Computo, Plazo, UnidadDePlazo, vence};
use crate::ficha::UnidadTiempo;
use crate::metodos::exacto::entero;

/// Years around a day that the calendar holds.
const ANIOS: i16 = 20;
/// Minutes of a day, as the ficha counts waits.
pub const MINUTOS_DIA: i64 = 1_440;

/// The national calendar around a day.
#[must_use]
pub fn alrededor(dia: Date) -> Calendario {
    Calendario::nacional(dia.year().saturating_sub(1), dia.year().saturating_add(ANIOS))
}

/// A time as days of the type wanted, counted from a day on the calendar: there is no factor between them.
///
/// # Errors
/// A sentence that says why it has no such days.
pub fn dias_en(valor: &BigRational, de: UnidadTiempo, habiles: bool, desde: Date) -> Result<BigRational, String> {
    let unidad = match (de, habiles) {
        (UnidadTiempo::DiasHabiles, true) | (UnidadTiempo::DiasCalendario, false) => return Ok(valor.clone()),
        (UnidadTiempo::DiasHabiles, false) => UnidadDePlazo::DiasHabiles,
        (UnidadTiempo::DiasCalendario, true) => UnidadDePlazo::DiasCalendario,
        (UnidadTiempo::Semanas, _) => UnidadDePlazo::Semanas,
        (UnidadTiempo::Meses, _) => UnidadDePlazo::Meses,
        (UnidadTiempo::Anios, _) => UnidadDePlazo::Anios,
        (UnidadTiempo::DiasSinEspecificar, _) => {
            return Err("El tiempo de respuesta dice «días» sin decir si son hábiles o calendario.".to_owned());
        }
        (UnidadTiempo::Minutos | UnidadTiempo::Horas, _) => {
            return Err("El tiempo de respuesta es menor de un día: no se costea por día de espera.".to_owned());
        }
        (UnidadTiempo::Desconocida, _) => return Err("El tiempo de respuesta no tiene unidad.".to_owned()),
    };
    let cantidad = valor.is_integer().then(|| valor.to_integer().to_u32()).flatten();
    let cantidad =
        cantidad.ok_or_else(|| "El tiempo de respuesta no es un número entero: no se puede contar en el calendario.".to_owned())?;
    let calendario = alrededor(desde);
    let fin = vence(desde, Plazo { cantidad, unidad }, Computo::DesdeElDiaSiguiente, &calendario).map_err(|e| e.mensaje())?;
    if habiles {
        calendario.dias_habiles_entre(desde, fin).map(|n| entero(i64::from(n))).map_err(|e| e.mensaje())
    } else {
        Ok(entero(dias_entre(desde, fin)))
    }
}

/// Calendar days from one day to another.
#[must_use]
pub fn dias_entre(desde: Date, hasta: Date) -> i64 {
    desde.until(hasta).map_or(0, |s| i64::from(s.get_days()))
}

/// The day on which a chain of waits and works ends. A wait runs on every day; work is done on working days only: what
/// would fall on another day waits for the next working one.
///
/// # Errors
/// A sentence when the calendar does not reach.
pub fn terminar(desde: Date, cadena: &[(BigRational, BigRational)]) -> Result<Date, String> {
    let calendario = alrededor(desde);
    let dia = entero(MINUTOS_DIA);
    let fuera = || "La fecha queda fuera del calendario.".to_owned();
    let fecha = |minutos: &BigRational| {
        let dias = (minutos / &dia).floor().to_integer().to_i64().ok_or_else(fuera)?;
        desde.checked_add(Span::new().try_days(dias).map_err(|_| fuera())?).map_err(|_| fuera())
    };
    let mut ahora = BigRational::zero();
    let habil = |t: &BigRational| calendario.es_dia_habil(fecha(t)?).map_err(|e| e.mensaje());
    let siguiente = |t: &BigRational| ((t / &dia).floor() + entero(1)) * &dia;
    for (espera, trabajo) in cadena {
        ahora += espera;
        let mut queda = trabajo.clone();
        while queda > BigRational::zero() {
            while !habil(&ahora)? {
                ahora = siguiente(&ahora);
            }
            let hoy = (siguiente(&ahora) - &ahora).min(queda.clone());
            ahora += &hoy;
            queda -= hoy;
        }
    }
    // Ending exactly at midnight is ending on the day that closes.
    let resto = &ahora - (&ahora / &dia).floor() * &dia;
    let ultimo = if resto.is_zero() && !ahora.is_zero() { &ahora - entero(1) } else { ahora };
    fecha(&ultimo)
}

/// The day after so many days.
#[must_use]
pub fn mas_dias(desde: Date, dias: i64) -> Option<Date> {
    desde.checked_add(dias.days()).ok()
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn los_dias_habiles_se_vuelven_de_calendario_solo_con_los_feriados() {
        let v = entero(5);
        // The example of the rule: 5 working days from Thursday 2026-09-10 end on the 18th, 8 calendar days later.
        assert_eq!(dias_en(&v, UnidadTiempo::DiasHabiles, false, date(2026, 9, 10)), Ok(entero(8)));
        assert_eq!(dias_en(&entero(8), UnidadTiempo::DiasCalendario, true, date(2026, 9, 10)), Ok(entero(5)));
        assert!(dias_en(&v, UnidadTiempo::DiasSinEspecificar, true, date(2026, 9, 10)).unwrap_err().contains("hábiles"));
    }

    #[test]
    fn el_trabajo_espera_al_dia_habil_siguiente() {
        let dia = MINUTOS_DIA;
        // Friday 2026-09-11, a wait of a day, then an hour of work: Saturday and Sunday pass, Monday it is done.
        assert_eq!(terminar(date(2026, 9, 11), &[(entero(dia), entero(60))]), Ok(date(2026, 9, 14)));
        // A day more would end on 15 September, a feriado.
        assert_eq!(terminar(date(2026, 9, 11), &[(entero(4 * dia), entero(60))]), Ok(date(2026, 9, 16)));
        assert_eq!(terminar(date(2026, 9, 11), &[(entero(0), entero(60))]), Ok(date(2026, 9, 11)));
    }
}
