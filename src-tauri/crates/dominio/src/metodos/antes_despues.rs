//! The legal measures of a simplification and its extras, before and after (`metodos.md` §2.3, 2.4 and 2.5).
//!
//! `diferencia = antes − despues`, so that a positive one is a reduction; what gets worse is shown as worse. A cost
//! with a validity is also compared per year and in ten years. The quick table counts loads of one unit cost each
//! (Spain's *método simplificado*, its structure only: the unit costs are GAE's, in quetzales).
//!
//! A headline is never accepted as the product of its inputs: that is [`super::auditoria`].

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::cifra::{Aviso, Cifra, CodigoDeAviso, Proporcion};
use super::exacto::entero;

/// A measure on both sides, in one unit by construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medida {
    /// Code.
    pub codigo: String,
    /// Of both sides.
    pub unidad: String,
    /// 0 or more.
    pub antes: BigRational,
    /// 0 or more.
    pub despues: BigRational,
    /// Whether it is multiplied by the transactions.
    pub por_transaccion: bool,
    /// Years that each side is valid, above 0.
    pub validez: Option<(BigRational, BigRational)>,
}

/// A side of the quick table: unit costs and quantities.
pub type Cargas = Vec<(BigRational, BigRational)>;

/// The quick table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimacion {
    /// Currency.
    pub moneda: String,
    /// Persons, 0 or more.
    pub poblacion: BigRational,
    /// Times a year, 0 or more.
    pub frecuencia_anual: BigRational,
    /// Before.
    pub antes: Cargas,
    /// After.
    pub despues: Cargas,
}

/// A measure, compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparacion {
    /// Code.
    pub codigo: String,
    /// Before.
    pub antes: Cifra,
    /// After.
    pub despues: Cifra,
    /// Before less after.
    pub diferencia: Cifra,
    /// Of before.
    pub porcentaje: Proporcion,
    /// Before, after and their difference, times the transactions.
    pub totales: Option<[Cifra; 3]>,
    /// By years of validity.
    pub normalizado: Option<Normalizado>,
}

/// A cost by its years of validity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalizado {
    /// A year, before.
    pub anual_antes: Cifra,
    /// A year, after.
    pub anual_despues: Cifra,
    /// Ten years, before.
    pub diez_anios_antes: Cifra,
    /// Ten years, after.
    pub diez_anios_despues: Cifra,
    /// Reduction of the yearly cost.
    pub porcentaje: Proporcion,
}

/// The quick table, computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CargasComparadas {
    /// A case, before.
    pub unitario_antes: Cifra,
    /// A case, after.
    pub unitario_despues: Cifra,
    /// A year, before.
    pub total_antes: Cifra,
    /// A year, after.
    pub total_despues: Cifra,
    /// Before less after.
    pub ahorro_total: Cifra,
    /// Of the initial cost.
    pub porcentaje: Proporcion,
}

/// The comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AntesYDespues {
    /// In the order of the input.
    pub medidas: Vec<Comparacion>,
    /// The quick table, if given.
    pub cargas: Option<CargasComparadas>,
    /// In the order of the result.
    pub avisos: Vec<Aviso>,
}

/// Compares both sides. `transacciones` is there if any measure is multiplied by them.
#[must_use]
pub fn comparar(medidas: &[Medida], transacciones: Option<&BigRational>, cargas: Option<&Estimacion>) -> AntesYDespues {
    let mut avisos = Vec::new();
    let mut empeora = |peor: bool, campo: String, mensaje: &str| {
        if peor {
            avisos.push(Aviso::new(CodigoDeAviso::Empeora, campo, mensaje));
        }
    };
    let medidas = medidas
        .iter()
        .enumerate()
        .map(|(i, m)| {
            let c = medida(m, transacciones);
            let por_anio = c.normalizado.as_ref().is_some_and(|n| n.porcentaje.numerador.is_negative());
            let en_si = c.diferencia.valor.is_negative();
            let mensaje = if en_si { "El valor después es mayor que antes." } else { "El costo anual después es mayor que antes." };
            empeora(en_si || por_anio, format!("medidas[{i}]"), mensaje);
            c
        })
        .collect();
    let cargas = cargas.map(estimar);
    let peor = cargas.as_ref().is_some_and(|c| c.ahorro_total.valor.is_negative());
    empeora(peor, "cargas".to_owned(), "El costo después es mayor que antes.");
    AntesYDespues { medidas, cargas, avisos }
}

fn medida(m: &Medida, transacciones: Option<&BigRational>) -> Comparacion {
    let cifra = |valor: BigRational| Cifra::new(valor, &m.unidad);
    let diferencia = &m.antes - &m.despues;
    let por_anio = |costo: &BigRational, validez: &BigRational| costo / validez;
    Comparacion {
        codigo: m.codigo.clone(),
        antes: cifra(m.antes.clone()),
        despues: cifra(m.despues.clone()),
        porcentaje: Proporcion::new(diferencia.clone(), m.antes.clone(), "(antes − después) / antes"),
        totales: transacciones.filter(|_| m.por_transaccion).map(|t| [cifra(&m.antes * t), cifra(&m.despues * t), cifra(&diferencia * t)]),
        normalizado: m.validez.as_ref().map(|(validez_antes, validez_despues)| {
            let (antes, despues) = (por_anio(&m.antes, validez_antes), por_anio(&m.despues, validez_despues));
            Normalizado {
                diez_anios_antes: cifra(entero(10) * &antes),
                diez_anios_despues: cifra(entero(10) * &despues),
                anual_antes: cifra(antes.clone()),
                anual_despues: cifra(despues.clone()),
                porcentaje: Proporcion::new(&antes - despues, antes, "(anual antes − anual después) / anual antes"),
            }
        }),
        diferencia: cifra(diferencia),
    }
}

fn estimar(e: &Estimacion) -> CargasComparadas {
    let cifra = |valor: BigRational| Cifra::new(valor, &e.moneda);
    let unitario = |lado: &Cargas| lado.iter().fold(BigRational::zero(), |t, (costo, cantidad)| t + costo * cantidad);
    let (antes, despues) = (unitario(&e.antes), unitario(&e.despues));
    let casos = &e.frecuencia_anual * &e.poblacion;
    let (total_antes, total_despues) = (&antes * &casos, &despues * &casos);
    let ahorro = &total_antes - &total_despues;
    CargasComparadas {
        unitario_antes: cifra(antes),
        unitario_despues: cifra(despues),
        porcentaje: Proporcion::new(ahorro.clone(), total_antes.clone(), "ahorro / costo inicial"),
        total_antes: cifra(total_antes),
        total_despues: cifra(total_despues),
        ahorro_total: cifra(ahorro),
    }
}
