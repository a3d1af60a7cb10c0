//! Yearly cost, hours and trips that an obligation puts on its users: the Standard Cost Model (`metodos.md` §2.1).
//!
//! `tarifa_cargada = tarifa_hora × (1 + gastos_generales)`, `costo_unitario = tarifa_cargada × horas + externos`,
//! price P = Σ costo_unitario, quantity Q = poblacion × frecuencia_anual × cumplimiento, yearly cost = P × Q. The
//! carga leaves out the share that people would do anyway (*business as usual*).
//!
//! Published source of the model: *International Standard Cost Model Manual*, SCM Network (2005).

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::cifra::{Aviso, Cifra, Hoja, Total};

/// What one activity takes, each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actividad {
    /// Code.
    pub codigo: String,
    /// Hours, 0 or more.
    pub horas: BigRational,
    /// Money per hour, 0 or more.
    pub tarifa_hora: BigRational,
    /// Share added to the rate, 0 to 10 (0.55 is 55 %).
    pub gastos_generales: BigRational,
    /// Money paid to others, 0 or more.
    pub externos: BigRational,
    /// Trips, 0 or more.
    pub viajes: BigRational,
    /// Share that people would do anyway, 0 to 1.
    pub proporcion_bau: BigRational,
}

/// An obligation: its activities and how many times a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligacion {
    /// Code.
    pub codigo: String,
    /// How many are obliged, 0 or more.
    pub poblacion: BigRational,
    /// Times a year, 0 or more.
    pub frecuencia_anual: BigRational,
    /// Share that complies, 0 to 1.
    pub cumplimiento: BigRational,
    /// At least one.
    pub actividades: Vec<Actividad>,
}

/// What is costed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datos {
    /// Currency, decimals and rate mode.
    pub hoja: Hoja,
    /// Share by which the quantity may vary, above 0 and up to 1.
    pub variacion: Option<BigRational>,
    /// At least one.
    pub obligaciones: Vec<Obligacion>,
}

/// An activity, costed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActividadCosteada {
    /// Code.
    pub codigo: String,
    /// As multiplied.
    pub tarifa_cargada: Cifra,
    /// Each time.
    pub horas: Cifra,
    /// Each time.
    pub costo_unitario: Cifra,
    /// A year.
    pub horas_anuales: Cifra,
    /// A year.
    pub viajes_anuales: Cifra,
    /// A year.
    pub costo_anual: Cifra,
}

/// An obligation, costed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObligacionCosteada {
    /// Code.
    pub codigo: String,
    /// Q, cases a year.
    pub cantidad: Cifra,
    /// P, money a case.
    pub precio: Cifra,
    /// A year.
    pub horas_anuales: Cifra,
    /// A year.
    pub viajes_anuales: Cifra,
    /// P × Q.
    pub costo_anual: Cifra,
    /// Without what people would do anyway.
    pub carga_anual: Cifra,
    /// In the order of the input.
    pub actividades: Vec<ActividadCosteada>,
}

/// The yearly cost if the quantity varies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rango {
    /// Share.
    pub variacion: BigRational,
    /// With fewer cases.
    pub bajo: Cifra,
    /// With more cases.
    pub alto: Cifra,
}

/// The cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costo {
    /// In the order of the input.
    pub obligaciones: Vec<ObligacionCosteada>,
    /// Hours of every obligation.
    pub horas_anuales: Total,
    /// Trips of every obligation.
    pub viajes_anuales: Cifra,
    /// Cost of every obligation.
    pub costo_anual: Total,
    /// Burden of every obligation.
    pub carga_anual: Total,
    /// When a variation was given.
    pub rango: Option<Rango>,
    /// In the order of the result.
    pub avisos: Vec<Aviso>,
}

/// The cost of some obligations.
#[must_use]
pub fn costear(datos: &Datos) -> Costo {
    let hoja = &datos.hoja;
    let obligaciones: Vec<ObligacionCosteada> = datos.obligaciones.iter().map(|o| obligacion(o, hoja)).collect();
    let suma = |de: fn(&ObligacionCosteada) -> &Cifra| obligaciones.iter().fold(BigRational::zero(), |t, o| t + &de(o).valor);
    let horas_anuales = Total::new(hoja.horas(suma(|o| &o.horas_anuales)), obligaciones.iter().map(|o| &o.horas_anuales));
    let costo_anual = Total::new(hoja.dinero(suma(|o| &o.costo_anual)), obligaciones.iter().map(|o| &o.costo_anual));
    let carga_anual = Total::new(hoja.dinero(suma(|o| &o.carga_anual)), obligaciones.iter().map(|o| &o.carga_anual));
    let viajes_anuales = Cifra::new(suma(|o| &o.viajes_anuales), "viaje");
    let rango = datos.variacion.clone().map(|variacion| Rango {
        bajo: hoja.dinero(&costo_anual.cifra.valor * (BigRational::one() - &variacion)),
        alto: hoja.dinero(&costo_anual.cifra.valor * (BigRational::one() + &variacion)),
        variacion,
    });
    let totales = [(&horas_anuales, "total.horas_anuales"), (&costo_anual, "total.costo_anual"), (&carga_anual, "total.carga_anual")];
    let avisos = hoja.aviso().into_iter().chain(totales.iter().filter_map(|(t, campo)| t.aviso(campo))).collect();
    Costo { obligaciones, horas_anuales, viajes_anuales, costo_anual, carga_anual, rango, avisos }
}

fn obligacion(o: &Obligacion, hoja: &Hoja) -> ObligacionCosteada {
    let cantidad = &o.poblacion * &o.frecuencia_anual * &o.cumplimiento;
    let cero = BigRational::zero;
    let (mut precio, mut horas, mut viajes, mut carga) = (cero(), cero(), cero(), cero());
    let actividades = o
        .actividades
        .iter()
        .map(|a| {
            let exacta = &a.tarifa_hora * (BigRational::one() + &a.gastos_generales);
            let tarifa_cargada = hoja.usada(&hoja.tasa(exacta, "h"));
            let costo = &tarifa_cargada.valor * &a.horas + &a.externos;
            precio += &costo;
            horas += &a.horas;
            viajes += &a.viajes;
            carga += &costo * (BigRational::one() - &a.proporcion_bau);
            ActividadCosteada {
                codigo: a.codigo.clone(),
                tarifa_cargada,
                horas: Cifra::new(a.horas.clone(), "h"),
                horas_anuales: hoja.horas(&a.horas * &cantidad),
                viajes_anuales: Cifra::new(&a.viajes * &cantidad, "viaje"),
                costo_anual: hoja.dinero(&costo * &cantidad),
                costo_unitario: hoja.dinero(costo),
            }
        })
        .collect();
    ObligacionCosteada {
        codigo: o.codigo.clone(),
        horas_anuales: hoja.horas(horas * &cantidad),
        viajes_anuales: Cifra::new(viajes * &cantidad, "viaje"),
        costo_anual: hoja.dinero(&precio * &cantidad),
        carga_anual: hoja.dinero(carga * &cantidad),
        precio: hoja.dinero(precio),
        cantidad: Cifra::new(cantidad, "caso"),
        actividades,
    }
}

#[cfg(test)]
mod pruebas {
    use proptest::prelude::*;

    use super::super::cifra::ModoDeTasa;
    use super::super::exacto::entero;
    use super::*;

    fn actividad(horas: BigRational, tarifa: i64, externos: i64) -> Actividad {
        Actividad {
            codigo: "A".to_owned(),
            horas,
            tarifa_hora: entero(tarifa),
            gastos_generales: BigRational::zero(),
            externos: entero(externos),
            viajes: BigRational::one(),
            proporcion_bau: BigRational::zero(),
        }
    }
    fn costo(frecuencia: BigRational, poblacion: i64, actividades: Vec<Actividad>, decimales: usize) -> Costo {
        let hoja = Hoja { moneda: "GTQ".to_owned(), decimales: Some(decimales), decimales_tasa: None, modo: ModoDeTasa::SinRedondear };
        let una = |actividad: Actividad| Obligacion {
            codigo: actividad.codigo.clone(),
            poblacion: entero(poblacion),
            frecuencia_anual: frecuencia.clone(),
            cumplimiento: BigRational::one(),
            actividades: vec![actividad],
        };
        costear(&Datos { hoja, variacion: None, obligaciones: actividades.into_iter().map(una).collect() })
    }

    proptest! {
        /// Metamorphic property of O-04c: cost(f, t) = cost(k·f, t/k).
        #[test]
        fn repetir_k_veces_la_k_parte_cuesta_lo_mismo(f in 0i64..5000, t in 0i64..5000, tarifa in 0i64..900, n in 1i64..400, d in 1i64..400) {
            let k = entero(n) / entero(d);
            let (antes, despues) = (
                costo(entero(f), 7, vec![actividad(entero(t), tarifa, 0)], 2),
                costo(entero(f) * &k, 7, vec![actividad(entero(t) / k, tarifa, 0)], 2),
            );
            prop_assert_eq!(antes.costo_anual, despues.costo_anual);
            prop_assert_eq!(antes.horas_anuales, despues.horas_anuales);
        }

        /// Rule 6: the shown total is the sum of its shown parts, or the line of the rounding says by how much it is not.
        #[test]
        fn un_total_coincide_con_sus_partes_o_lo_dice(horas in prop::collection::vec(0i64..100_000, 1..6), decimales in 0usize..=6) {
            let partes = horas.iter().map(|h| actividad(entero(*h) / entero(700), 13, 1)).collect();
            let c = costo(entero(3), 11, partes, decimales);
            for (total, campo) in [(&c.costo_anual, "total.costo_anual"), (&c.horas_anuales, "total.horas_anuales")] {
                prop_assert_eq!(c.avisos.iter().any(|a| a.campo == campo), !total.diferencia.is_zero());
            }
            let visible = c.obligaciones.iter().fold(BigRational::zero(), |t, o| t + super::super::exacto::redondear(&o.costo_anual.valor, decimales));
            prop_assert_eq!(super::super::exacto::redondear(&c.costo_anual.cifra.valor, decimales), visible + &c.costo_anual.diferencia);
        }
    }
}
