//! What a method hands back: figures with their unit, totals with the line of their rounding, proportions
//! that carry their rule, and warnings from a closed list.
//!
//! It owns how many decimals each unit shows (`metodos.md` §3.2) and the difference between a shown total and
//! its shown parts (rule 6); parts are never adjusted to hide it. Callers: every method beside it.

use std::borrow::Cow;

use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::Zero;

use super::exacto::{decimal, entero, mostrado, redondear};
use crate::cerrado;

/// Decimals of deviations and standard errors, whatever their unit.
const DE_DESVIACION: usize = 4;

cerrado! {
    /// A rate chain (`metodos.md`, rule 3).
    ModoDeTasa { SinRedondear = "sin_redondear" / "Sin redondear", TasaRedondeada = "tasa_redondeada" / "Tasa redondeada" }
}

/// True for a currency: three capital letters.
#[must_use]
pub fn es_moneda(unidad: &str) -> bool {
    unidad.len() == 3 && unidad.bytes().all(|b| b.is_ascii_uppercase())
}

/// Decimals that a value of this unit shows.
fn decimales_de(unidad: &str, valor: &BigRational) -> usize {
    match unidad {
        "1" => 4,
        "h" | "min" | "dia" | "dia_habil" | "dia_calendario" | "%" => 2,
        u if es_moneda(u) => 2,
        u => match u.split_once('/') {
            Some((m, "h")) if es_moneda(m) => 2,
            Some((m, "min")) if es_moneda(m) => 4,
            _ if (valor.numer() % valor.denom()).is_zero() => 0,
            _ => 2,
        },
    }
}

/// A figure: exact, with its unit and how many decimals people see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cifra {
    /// Exact value.
    pub valor: BigRational,
    /// `GTQ`, `GTQ/h`, `h`, `caso`, `%`, `1`…
    pub unidad: String,
    /// Decimals shown.
    pub decimales: usize,
}

impl Cifra {
    /// A figure with the decimals of its unit.
    #[must_use]
    pub fn new(valor: BigRational, unidad: &str) -> Self {
        let decimales = decimales_de(unidad, &valor);
        Cifra { valor, unidad: unidad.to_owned(), decimales }
    }

    /// A deviation or a standard error.
    #[must_use]
    pub fn desviacion(valor: BigRational, unidad: &str) -> Self {
        Cifra { valor, unidad: unidad.to_owned(), decimales: DE_DESVIACION }
    }

    /// A figure of a sheet that does not say its unit.
    #[must_use]
    pub fn sin_unidad(valor: BigRational, decimales: usize) -> Self {
        Cifra { valor, unidad: String::new(), decimales }
    }

    /// The value as a decimal text.
    #[must_use]
    pub fn valor(&self) -> String {
        decimal(&self.valor)
    }

    /// The value for people, without unit.
    #[must_use]
    pub fn mostrado(&self) -> String {
        mostrado(&self.valor, self.decimales)
    }

    /// The value that people see, as a number.
    fn redonda(&self) -> BigRational {
        redondear(&self.valor, self.decimales)
    }
}

/// A total that was computed from exact parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The total.
    pub cifra: Cifra,
    /// The total as shown, less the parts as shown.
    pub diferencia: BigRational,
}

impl Total {
    /// Compares a total with the parts that stand above it.
    pub fn new<'c>(cifra: Cifra, partes: impl IntoIterator<Item = &'c Cifra>) -> Self {
        let visible = partes.into_iter().fold(BigRational::zero(), |t, p| t + p.redonda());
        let diferencia = cifra.redonda() - visible;
        Total { cifra, diferencia }
    }

    /// The warning, when the shown parts do not add up to the shown total.
    #[must_use]
    pub fn aviso(&self, campo: &str) -> Option<Aviso> {
        (!self.diferencia.is_zero()).then(|| {
            Aviso::new(
                CodigoDeAviso::DiferenciaPorRedondeo,
                campo,
                format!("La suma de las partes que se muestran difiere del total en {} por redondeo.", decimal(&self.diferencia)),
            )
        })
    }
}

/// Numerator over denominator, with the rule that says what each one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proporcion {
    /// Numerator.
    pub numerador: BigRational,
    /// Denominator; zero leaves the proportion undefined.
    pub denominador: BigRational,
    /// What is divided by what.
    pub regla: Cow<'static, str>,
    /// Last day of the facts that were counted, when they have dates.
    pub corte: Option<Date>,
}

impl Proporcion {
    /// A proportion as given.
    #[must_use]
    pub fn new(numerador: BigRational, denominador: BigRational, regla: impl Into<Cow<'static, str>>) -> Self {
        Proporcion { numerador, denominador, regla: regla.into(), corte: None }
    }

    /// The same, with the last day of its facts.
    #[must_use]
    pub fn al(self, corte: Date) -> Self {
        Proporcion { corte: Some(corte), ..self }
    }

    /// In percent; `None` when the denominator is zero: never 0, 100 or infinity.
    #[must_use]
    pub fn porcentaje(&self) -> Option<Cifra> {
        (!self.denominador.is_zero()).then(|| Cifra::new(entero(100) * &self.numerador / &self.denominador, "%"))
    }
}

cerrado! {
    /// What a person should know beside a result (`metodos.md` §3.2).
    CodigoDeAviso {
        TasaRedondeada = "tasa_redondeada" / "La tasa se redondeó antes de multiplicarla.",
        DiferenciaPorRedondeo = "diferencia_por_redondeo" / "Las partes que se muestran no suman el total que se muestra.",
        EsperaNoCuenta = "espera_no_cuenta" / "La espera no detiene la actividad: no tiene costo.",
        Empeora = "empeora" / "Empeora.",
        EmpateEnPrimerLugar = "empate_en_primer_lugar" / "Hay empate en el primer lugar.",
        NoComparable = "no_comparable" / "Faltan demasiados datos para comparar.",
        SensibilidadNoDisponible = "sensibilidad_no_disponible" / "Faltan datos para calcular la sensibilidad.",
        PrimerLugarEstable = "primer_lugar_estable" / "Ningún cambio de un solo peso cambia el primer lugar.",
        Inconsistente = "inconsistente" / "Los juicios se contradicen.",
        SimulacionNoConcuerda = "simulacion_no_concuerda" / "La media de la simulación queda lejos del valor esperado. Pida más corridas.",
        RutasTruncadas = "rutas_truncadas" / "Hay más rutas que las que se listan.",
        RutasCompartenActividades = "rutas_comparten_actividades" / "Hay rutas que comparten actividades. La probabilidad conjunta supone que son independientes y es solo una aproximación.",
    }
}

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aviso {
    /// Which.
    pub codigo: CodigoDeAviso,
    /// Path of the input or of the result.
    pub campo: String,
    /// For people.
    pub mensaje: String,
}

impl Aviso {
    /// A warning.
    pub fn new(codigo: CodigoDeAviso, campo: impl Into<String>, mensaje: impl Into<String>) -> Self {
        Aviso { codigo, campo: campo.into(), mensaje: mensaje.into() }
    }

    /// A warning that says what its code says.
    pub fn de(codigo: CodigoDeAviso, campo: impl Into<String>) -> Self {
        Aviso::new(codigo, campo, codigo.etiqueta())
    }
}

/// How the money of one sheet is shown, and which rate is multiplied (rule 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hoja {
    /// Currency; a sheet never mixes two.
    pub moneda: String,
    /// Decimals of money and of summed hours, when 2 is not wanted.
    pub decimales: Option<usize>,
    /// Decimals of rates, when those of their unit are not wanted.
    pub decimales_tasa: Option<usize>,
    /// Whether the rate is rounded before it is multiplied.
    pub modo: ModoDeTasa,
}

impl Hoja {
    /// A sum of money.
    #[must_use]
    pub fn dinero(&self, valor: BigRational) -> Cifra {
        self.con(Cifra::new(valor, &self.moneda), self.decimales)
    }

    /// Summed hours.
    #[must_use]
    pub fn horas(&self, valor: BigRational) -> Cifra {
        self.con(Cifra::new(valor, "h"), self.decimales)
    }

    /// Money per `tiempo` (`h`, `min`).
    #[must_use]
    pub fn tasa(&self, valor: BigRational, tiempo: &str) -> Cifra {
        self.con(Cifra::new(valor, &format!("{}/{tiempo}", self.moneda)), self.decimales_tasa)
    }

    /// The rate that is multiplied: the exact one, or the one that the sheet shows.
    #[must_use]
    pub fn usada(&self, tasa: &Cifra) -> Cifra {
        match self.modo {
            ModoDeTasa::SinRedondear => tasa.clone(),
            ModoDeTasa::TasaRedondeada => Cifra { valor: tasa.redonda(), ..tasa.clone() },
        }
    }

    /// The warning of the mode.
    #[must_use]
    pub fn aviso(&self) -> Option<Aviso> {
        let codigo = CodigoDeAviso::TasaRedondeada;
        (self.modo == ModoDeTasa::TasaRedondeada).then(|| Aviso::de(codigo, "modo_tasa"))
    }

    fn con(&self, cifra: Cifra, decimales: Option<usize>) -> Cifra {
        Cifra { decimales: decimales.unwrap_or(cifra.decimales), ..cifra }
    }
}

#[cfg(test)]
mod pruebas {
    use proptest::prelude::*;

    use super::super::exacto::leer_razon;
    use super::*;

    fn de(t: &str) -> BigRational {
        leer_razon(t).unwrap()
    }

    #[test]
    fn cada_unidad_muestra_sus_decimales() {
        for (valor, unidad, visto) in [
            ("1040", "caso", "1,040"),
            ("8.5", "caso", "8.50"),
            ("120", "caso/dia", "120"),
            ("4", "dia", "4.00"),
            ("0.12", "GTQ/min", "0.1200"),
            ("41.17", "GTQ/h", "41.17"),
            ("2/3", "1", "0.6667"),
            ("72", "USD", "72.00"),
            ("3", "paso", "3"),
            ("3", "Usd", "3"),
        ] {
            assert_eq!(Cifra::new(de(valor), unidad).mostrado(), visto, "{valor} {unidad}");
        }
    }

    /// ED 1845-0099: 6.6, 8.5 and 4.5 are shown 7, 9 and 5, and their total 20.
    #[test]
    fn un_total_dice_cuanto_difiere_de_sus_partes_visibles() {
        let horas = |t: &str| Cifra { decimales: 0, ..Cifra::new(de(t), "h") };
        let total = Total::new(horas("19.6"), &["6.6", "8.5", "4.5"].map(horas));
        assert_eq!((total.cifra.mostrado().as_str(), decimal(&total.diferencia).as_str()), ("20", "-1"));
        assert_eq!(total.aviso("total.horas_anuales").unwrap().codigo, CodigoDeAviso::DiferenciaPorRedondeo);
    }

    proptest! {
        /// Rule 6 for any parts: the shown total is the sum of the shown parts, or the line says by how much it is not.
        #[test]
        fn un_total_es_la_suma_de_lo_visible_o_dice_la_diferencia(partes in prop::collection::vec((-9_999i64..9_999, 1i64..99), 0..9), k in 0usize..=6) {
            let partes: Vec<Cifra> = partes.iter().map(|(n, d)| Cifra::sin_unidad(entero(*n) / entero(*d), k)).collect();
            let exacto = partes.iter().fold(BigRational::zero(), |t, p| t + &p.valor);
            let total = Total::new(Cifra::sin_unidad(exacto, k), &partes);
            let leer = |c: &Cifra| super::super::exacto::Decimal::leer(&c.mostrado().replace(',', "")).unwrap().valor;
            let visible = partes.iter().fold(BigRational::zero(), |t, p| t + leer(p));
            prop_assert_eq!(leer(&total.cifra), visible + &total.diferencia);
            prop_assert_eq!(total.aviso("total").is_some(), !total.diferencia.is_zero());
        }
    }

    #[test]
    fn un_denominador_cero_no_da_porcentaje() {
        assert_eq!(Proporcion::new(de("1"), de("0"), "r").porcentaje(), None);
        assert_eq!(Proporcion::new(de("59"), de("66"), "r").porcentaje().unwrap().mostrado(), "89.39");
    }
}
