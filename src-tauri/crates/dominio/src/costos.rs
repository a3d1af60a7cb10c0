//! Costs and time of one trámite: what its ficha and the parameters of the institution give together.
//!
//! It owns what goes into each figure, what is missing and why, and the three scenarios of whatever has a range. It
//! refuses to compute by itself what a method already computes ([`crate::metodos`]), and to invent a value: a datum
//! that nobody wrote is a [`Falta`] that names it, never a zero. Callers: `casos::costos`.

pub mod calendario;
pub mod institucion;
pub mod linea;
pub mod parametros;
pub mod persona;
pub mod rutas;
pub mod tiempo;
pub mod totales;

use num_rational::BigRational;
use uuid::Uuid;

use crate::cerrado;
use crate::metodos::cifra::Hoja;

cerrado! {
    /// How much a datum is to be believed.
    Confianza {
        Medido = "medido" / "Medido", Publicado = "publicado" / "Publicado o con fuente escrita", Estimado = "estimado" / "Estimado",
        PorOmision = "por_omision" / "Valor por omisión",
    }
}
cerrado! {
    /// Whether a figure could be computed.
    EstadoDeCifra { Calculada = "calculada" / "Calculada", SinDato = "sin_dato" / "Sin dato", NoIncluida = "no_incluida" / "No se incluye" }
}
cerrado! {
    /// Who bears a cost.
    Lado { Persona = "persona" / "La persona usuaria", Institucion = "institucion" / "La institución" }
}

/// A value with its least and its greatest; the three are equal when nobody gave a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rango {
    /// Least.
    pub bajo: BigRational,
    /// Most likely.
    pub probable: BigRational,
    /// Greatest.
    pub alto: BigRational,
}

impl Rango {
    /// Without range.
    #[must_use]
    pub fn fijo(valor: BigRational) -> Self {
        Rango { bajo: valor.clone(), alto: valor.clone(), probable: valor }
    }

    /// One value for each scenario: low, likely, high.
    #[must_use]
    pub fn de(f: impl Fn(Escenario) -> BigRational) -> Self {
        Rango { bajo: f(Escenario::Bajo), probable: f(Escenario::Probable), alto: f(Escenario::Alto) }
    }

    /// The value of a scenario.
    #[must_use]
    pub fn en(&self, e: Escenario) -> &BigRational {
        match e {
            Escenario::Bajo => &self.bajo,
            Escenario::Probable => &self.probable,
            Escenario::Alto => &self.alto,
        }
    }

    /// Nobody gave a range.
    #[must_use]
    pub fn es_fijo(&self) -> bool {
        self.bajo == self.alto
    }

    /// Scenario by scenario; with values of 0 or more the scenarios keep their order.
    #[must_use]
    pub fn por(&self, otro: &Rango) -> Rango {
        Rango::de(|e| self.en(e) * otro.en(e))
    }

    /// Scenario by scenario.
    #[must_use]
    pub fn mas(&self, otro: &Rango) -> Rango {
        Rango::de(|e| self.en(e) + otro.en(e))
    }
}

/// One of the three sets of values that are costed: every low one together, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escenario {
    /// All low.
    Bajo,
    /// All likely.
    Probable,
    /// All high.
    Alto,
}

/// Where a datum comes from, to find who wrote it and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origen {
    /// A cell of the ficha.
    Celda {
        /// Entity.
        entidad: Uuid,
        /// Field.
        campo: &'static str,
    },
    /// A row of the catalogue of parameters.
    Parametro(Uuid),
    /// Nobody wrote it: the only default that the product has.
    PorOmision,
    /// Counted or derived from other data of the ficha.
    Contado,
}

/// A datum that goes into a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insumo {
    /// For people.
    pub nombre: String,
    /// Its value.
    pub valor: Rango,
    /// Its unit.
    pub unidad: String,
    /// Where it is.
    pub origen: Origen,
    /// How much it is to be believed.
    pub confianza: Confianza,
    /// Where it came from, if somebody said so.
    pub fuente: Option<String>,
    /// Date of the source.
    pub fecha: Option<String>,
}

/// Something that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Falta {
    /// A sentence for people.
    pub que: String,
    /// Code of the parameter to be written.
    pub parametro: Option<String>,
    /// What that parameter is called.
    pub nombre: Option<String>,
    /// Cell of the ficha to be filled.
    pub celda: Option<(Uuid, &'static str)>,
}

impl Falta {
    /// A cell of the ficha.
    pub fn celda(entidad: Uuid, campo: &'static str, que: impl Into<String>) -> Self {
        Falta { que: que.into(), parametro: None, nombre: None, celda: Some((entidad, campo)) }
    }

    /// A parameter.
    #[must_use]
    pub fn parametro(codigo: &str) -> Self {
        Falta::parametro_llamado(codigo, parametros::nombre_de(codigo))
    }

    /// A parameter whose code does not give its whole name: «Dirección» inside a code has no accent.
    #[must_use]
    pub fn parametro_llamado(codigo: &str, nombre: String) -> Self {
        Falta { que: format!("Falta el parámetro «{nombre}»."), parametro: Some(codigo.to_owned()), nombre: Some(nombre), celda: None }
    }

    /// Something that no cell would mend.
    pub fn otra(que: impl Into<String>) -> Self {
        Falta { que: que.into(), parametro: None, nombre: None, celda: None }
    }
}

/// A figure with everything that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explicada {
    /// Computed, unknown or left out.
    pub estado: EstadoDeCifra,
    /// The value; `None` unless computed.
    pub valor: Option<Rango>,
    /// The part that is known when something is missing.
    pub conocido: Option<Rango>,
    /// `GTQ`, `h`, `viaje`, `dia`…
    pub unidad: String,
    /// In words.
    pub formula: String,
    /// What goes in.
    pub insumos: Vec<Insumo>,
    /// What is missing.
    pub faltan: Vec<Falta>,
    /// What else a reader must know.
    pub nota: Option<String>,
    /// The likely total as shown, less its parts as shown.
    pub diferencia: Option<BigRational>,
}

impl Explicada {
    /// A figure that is known when nothing is missing.
    #[must_use]
    pub fn nueva(valor: Option<Rango>, unidad: &str, formula: &str, insumos: Vec<Insumo>, faltan: Vec<Falta>) -> Self {
        let completo = faltan.is_empty() && valor.is_some();
        Explicada {
            estado: if completo { EstadoDeCifra::Calculada } else { EstadoDeCifra::SinDato },
            conocido: if completo { None } else { valor.clone() },
            valor: if completo { valor } else { None },
            unidad: unidad.to_owned(),
            formula: formula.to_owned(),
            insumos,
            faltan,
            nota: None,
            diferencia: None,
        }
    }

    /// A figure that is left out, with its reason.
    #[must_use]
    pub fn fuera(unidad: &str, formula: &str, razon: impl Into<String>) -> Self {
        Explicada { estado: EstadoDeCifra::NoIncluida, nota: Some(razon.into()), ..Explicada::nueva(None, unidad, formula, vec![], vec![]) }
    }

    /// The same with a note.
    #[must_use]
    pub fn con_nota(self, nota: impl Into<String>) -> Self {
        Explicada { nota: Some(nota.into()), ..self }
    }
}

/// Quetzales, two decimals, rates unrounded.
#[must_use]
pub fn hoja() -> Hoja {
    Hoja { moneda: "GTQ".to_owned(), decimales: None, decimales_tasa: None, modo: crate::metodos::cifra::ModoDeTasa::SinRedondear }
}
