//! What one case costs the institution, by activities (`metodos.md` §2.6).
//!
//! `tarifa_minuto = (remuneracion_mensual + beneficios + aportes) / minutos_mes`; labour = Σ minutos × veces × rate;
//! a case = labour + identifiable costs + Σ (costo_anual × parte / total of the driver) / volumen_anual.
//!
//! The structure is that of Peru's methodology of costs of trámites (Decreto Supremo 064-2010-PCM). How many minutes
//! a month has is a parameter with its reason, never assumed: Peru's rule gives 14,400, 22 days of 8 h give 10,560.

use num_rational::BigRational;
use num_traits::Zero;

use super::cifra::{Aviso, Cifra, Hoja, Total};
use super::exacto::{por, sumar};
use crate::cerrado;

cerrado! {
    /// A cost that each case consumes.
    TipoIdentificable { MaterialFungible = "material_fungible" / "Material fungible", ServicioIdentificable = "servicio_identificable" / "Servicio identificable" }
}
cerrado! {
    /// A yearly cost that is shared by a driver.
    TipoNoIdentificable {
        MaterialNoFungible = "material_no_fungible" / "Material no fungible",
        Depreciacion = "depreciacion" / "Depreciación",
        ServicioTerceros = "servicio_terceros" / "Servicio de terceros",
        CostoFijo = "costo_fijo" / "Costo fijo",
    }
}

/// Who works, and what a minute costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Puesto {
    /// Code.
    pub codigo: String,
    /// Money a minute, exact, 0 or more.
    pub tarifa_minuto: BigRational,
}

/// A step of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasoDeTrabajo {
    /// Code.
    pub codigo: String,
    /// Place of its puesto in the list of puestos.
    pub puesto: usize,
    /// Minutes each time, 0 or more.
    pub minutos: BigRational,
    /// Times a case, 0 or more.
    pub veces: BigRational,
}

/// A cost that each case consumes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identificable {
    /// Units a case, 0 or more.
    pub cantidad: BigRational,
    /// Money a unit, 0 or more.
    pub costo_unitario: BigRational,
}

/// A yearly cost, and the share that belongs to the trámite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoIdentificable {
    /// Money a year, 0 or more.
    pub costo_anual: BigRational,
    /// Of the driver, up to its total.
    pub parte: BigRational,
    /// Of the driver, above 0.
    pub total: BigRational,
}

/// What is costed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datos {
    /// Currency, decimals and rate mode.
    pub hoja: Hoja,
    /// Cases a year; above 0 if there are costs to share.
    pub volumen_anual: Option<BigRational>,
    /// Puestos.
    pub puestos: Vec<Puesto>,
    /// At least one.
    pub pasos: Vec<PasoDeTrabajo>,
    /// Consumed by each case.
    pub identificables: Vec<Identificable>,
    /// Shared by a driver.
    pub no_identificables: Vec<NoIdentificable>,
}

/// A rate: exact, and as multiplied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tarifa {
    /// Code of the puesto.
    pub codigo: String,
    /// Exact.
    pub exacta: Cifra,
    /// As multiplied.
    pub usada: Cifra,
}

/// A step, costed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasoCosteado {
    /// Code.
    pub codigo: String,
    /// Code of its puesto.
    pub puesto: String,
    /// Minutes × times.
    pub minutos: Cifra,
    /// Money a case.
    pub costo: Cifra,
}

/// What one case costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostoPorCaso {
    /// Rates, in the order of the input.
    pub puestos: Vec<Tarifa>,
    /// Steps, in the order of the input.
    pub pasos: Vec<PasoCosteado>,
    /// Labour.
    pub mano_de_obra: Total,
    /// Consumed.
    pub identificables: Cifra,
    /// Shared, per case.
    pub no_identificables: Cifra,
    /// The three.
    pub costo_por_caso: Cifra,
    /// `None` without volume.
    pub costo_anual: Option<Cifra>,
    /// In the order of the result.
    pub avisos: Vec<Aviso>,
}

/// The rate of a salary. `minutos_mes` is above 0.
#[must_use]
pub fn tarifa_minuto(
    remuneracion: &BigRational,
    beneficios: &BigRational,
    aportes: &BigRational,
    minutos_mes: &BigRational,
) -> Option<BigRational> {
    (!minutos_mes.is_zero()).then(|| (remuneracion + beneficios + aportes) / minutos_mes)
}

/// The cost of one case.
#[must_use]
pub fn costear(datos: &Datos) -> CostoPorCaso {
    let hoja = &datos.hoja;
    let puestos: Vec<Tarifa> = datos
        .puestos
        .iter()
        .map(|p| {
            let exacta = hoja.tasa(p.tarifa_minuto.clone(), "min");
            Tarifa { codigo: p.codigo.clone(), usada: hoja.usada(&exacta), exacta }
        })
        .collect();
    let pasos: Vec<PasoCosteado> = datos
        .pasos
        .iter()
        .filter_map(|p| {
            let tarifa = puestos.get(p.puesto)?;
            let minutos = &p.minutos * &p.veces;
            let costo = hoja.dinero(&minutos * &tarifa.usada.valor);
            Some(PasoCosteado { codigo: p.codigo.clone(), puesto: tarifa.codigo.clone(), minutos: Cifra::new(minutos, "min"), costo })
        })
        .collect();
    let mano = sumar(pasos.iter().map(|p| &p.costo.valor));
    let consumidos = datos.identificables.iter().fold(BigRational::zero(), |t, i| t + &i.cantidad * &i.costo_unitario);
    let partes: Vec<BigRational> = datos.no_identificables.iter().map(|n| &n.costo_anual * &n.parte / &n.total).collect();
    let repartidos = match &datos.volumen_anual {
        Some(volumen) if !volumen.is_zero() => por(&sumar(&partes), &volumen.recip()),
        _ => BigRational::zero(),
    };
    let caso = sumar([&mano, &consumidos, &repartidos]);
    let mano_de_obra = Total::new(hoja.dinero(mano), pasos.iter().map(|p| &p.costo));
    let avisos = hoja.aviso().into_iter().chain(mano_de_obra.aviso("mano_de_obra")).collect();
    CostoPorCaso {
        costo_anual: datos.volumen_anual.as_ref().map(|v| hoja.dinero(por(&caso, v))),
        identificables: hoja.dinero(consumidos),
        no_identificables: hoja.dinero(repartidos),
        costo_por_caso: hoja.dinero(caso),
        puestos,
        pasos,
        mano_de_obra,
        avisos,
    }
}
