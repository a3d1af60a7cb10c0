//! A line of the cost table: money, hours and trips of one thing, costed by the Standard Cost Model.

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::{Escenario, EstadoDeCifra, Explicada, Falta, Insumo, Lado, Rango, hoja};
use crate::metodos::costo_administrativo::{Actividad, Datos, Obligacion, costear};

/// A line, per case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linea {
    /// Code.
    pub codigo: &'static str,
    /// For people.
    pub nombre: &'static str,
    /// Who bears it.
    pub lado: Lado,
    /// It is time put into money: the switch «sin costo de oportunidad» leaves it out.
    pub oportunidad: bool,
    /// Money.
    pub dinero: Explicada,
    /// Hours, if it takes any.
    pub horas: Option<Explicada>,
    /// Trips, if it takes any.
    pub viajes: Option<Explicada>,
}

/// What a line of the person's side is made of, before it is costed.
#[derive(Clone, Debug)]
pub(super) struct Borrador {
    pub codigo: &'static str,
    pub nombre: &'static str,
    pub oportunidad: bool,
    pub formula: &'static str,
    pub horas: Option<Explicada>,
    pub viajes: Option<Explicada>,
    /// Money an hour, when hours are put into money.
    pub tarifa: Option<Rango>,
    /// Money paid.
    pub externos: Option<Rango>,
    pub insumos: Vec<Insumo>,
    pub faltan: Vec<Falta>,
    /// Why it is left out of the money.
    pub fuera: Option<String>,
    pub nota: Option<String>,
}

impl Borrador {
    pub(super) const fn nuevo(codigo: &'static str, nombre: &'static str, formula: &'static str) -> Self {
        Borrador {
            codigo,
            nombre,
            oportunidad: false,
            formula,
            horas: None,
            viajes: None,
            tarifa: None,
            externos: None,
            insumos: Vec::new(),
            faltan: Vec::new(),
            fuera: None,
            nota: None,
        }
    }

    /// Takes an input, or says that it is missing.
    pub(super) fn tomar(&mut self, insumo: Result<Insumo, Falta>) -> Option<Rango> {
        match insumo {
            Ok(i) => {
                let valor = i.valor.clone();
                self.insumos.push(i);
                Some(valor)
            }
            Err(f) => {
                self.faltan.push(f);
                None
            }
        }
    }

    fn actividad(&self, e: Escenario) -> Actividad {
        let de = |r: Option<&Rango>| r.map_or_else(BigRational::zero, |r| r.en(e).clone());
        let cifra = |x: &Option<Explicada>| de(x.as_ref().and_then(|x| x.valor.as_ref().or(x.conocido.as_ref())));
        Actividad {
            codigo: self.codigo.to_owned(),
            horas: if self.tarifa.is_some() { cifra(&self.horas) } else { BigRational::zero() },
            tarifa_hora: de(self.tarifa.as_ref()),
            gastos_generales: BigRational::zero(),
            externos: de(self.externos.as_ref()),
            viajes: cifra(&self.viajes),
            proporcion_bau: BigRational::zero(),
        }
    }
}

/// Costs the drafts: one obligation of one case, the three scenarios one after the other.
pub(super) fn costear_lineas(borradores: Vec<Borrador>) -> Vec<Linea> {
    let caso = |e: Escenario| {
        let obligacion = Obligacion {
            codigo: "caso".to_owned(),
            poblacion: BigRational::one(),
            frecuencia_anual: BigRational::one(),
            cumplimiento: BigRational::one(),
            actividades: borradores.iter().map(|b| b.actividad(e)).collect(),
        };
        let costo = costear(&Datos { hoja: hoja(), variacion: None, obligaciones: vec![obligacion] });
        costo.obligaciones.into_iter().flat_map(|o| o.actividades).map(|a| a.costo_unitario.valor).collect::<Vec<_>>()
    };
    let (bajos, probables, altos) = (caso(Escenario::Bajo), caso(Escenario::Probable), caso(Escenario::Alto));
    borradores
        .into_iter()
        .zip(bajos.into_iter().zip(probables).zip(altos))
        .map(|(b, ((bajo, probable), alto))| {
            let dinero = match b.fuera {
                Some(razon) => Explicada::fuera("GTQ", b.formula, razon),
                None => {
                    let hay = b.tarifa.is_some() || b.externos.is_some();
                    let mut faltan = b.faltan;
                    let (mut insumos, mut ajenas) = (Vec::new(), Vec::new());
                    // What its hours and trips need, its money needs too.
                    for x in [&b.horas, &b.viajes].into_iter().flatten() {
                        insumos.extend(x.insumos.iter().cloned());
                        ajenas.extend(x.faltan.iter().filter(|f| !faltan.contains(f)).cloned());
                    }
                    insumos.extend(b.insumos);
                    faltan.extend(ajenas);
                    let valor = hay.then_some(Rango { bajo, probable, alto });
                    Explicada { nota: b.nota, ..Explicada::nueva(valor, "GTQ", b.formula, insumos, faltan) }
                }
            };
            Linea {
                codigo: b.codigo,
                nombre: b.nombre,
                lado: Lado::Persona,
                oportunidad: b.oportunidad,
                dinero,
                horas: b.horas,
                viajes: b.viajes,
            }
        })
        .collect()
}

/// True when nothing of it is missing: computed, or left out on purpose.
#[must_use]
pub fn completa(x: &Explicada) -> bool {
    x.estado != EstadoDeCifra::SinDato
}
