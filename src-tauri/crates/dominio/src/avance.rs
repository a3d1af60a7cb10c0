//! Progress: phases counted over institutions, always with numerator, denominator and rule.
//!
//! A phase counts when its state is in `estados_que_cuentan`. The denominator is the institutions
//! to which the phase applies, except in the training, which GAE counts over the committees
//! already formed. What GAE reported stands beside what is computed, with the difference in
//! institutions; it never replaces it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::Razon;
use crate::cerrado;
use crate::fase::{EstadoFase, Fase};

/// Version of the counting rule.
pub const REGLA_VERSION: u32 = 1;

cerrado! {
    /// Rule of the denominator.
    ReglaDenominador {
        Instituciones = "instituciones" / "Instituciones a las que aplica la fase",
        ComitesConformados = "comites_conformados" / "Instituciones con comité conformado",
    }
}

impl Fase {
    /// Over what the phase is counted.
    #[must_use]
    pub const fn regla_denominador(self) -> ReglaDenominador {
        match self {
            Fase::CapacitacionComite => ReglaDenominador::ComitesConformados,
            Fase::ConformacionComite
            | Fase::Inventario
            | Fase::Priorizacion
            | Fase::PlanInstitucional
            | Fase::Diagnostico
            | Fase::Rediseno
            | Fase::Implementacion
            | Fase::MejoraContinua => ReglaDenominador::Instituciones,
        }
    }
}

/// Phases that count / phases that apply, of one institution.
#[must_use]
pub fn avance_de_institucion(estados: &BTreeMap<Fase, EstadoFase>, estados_que_cuentan: &[EstadoFase]) -> Razon {
    let mut razon = Razon::new(0, 0);
    for fase in Fase::TODOS {
        let estado = estados.get(fase).copied().unwrap_or(EstadoFase::NoIniciada);
        if estado != EstadoFase::NoAplica {
            razon.denominador += 1;
            razon.numerador += u64::from(estados_que_cuentan.contains(&estado));
        }
    }
    razon
}

/// A percentage that somebody published, with its source and date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reportado {
    /// Phase it speaks of.
    pub fase: Fase,
    /// Hundredths of a percent: 6500 is 65 %.
    pub centesimas: u64,
    /// Where.
    pub fuente: String,
    /// Cut-off.
    pub corte: Date,
}

impl Reportado {
    /// As published: without decimals when it had none, `65`, `65.5`, `65.25`.
    #[must_use]
    pub fn porcentaje(&self) -> String {
        let (entero, resto) = (self.centesimas / 100, self.centesimas % 100);
        match resto {
            0 => entero.to_string(),
            r if r % 10 == 0 => format!("{entero}.{}", r / 10),
            r => format!("{entero}.{r:02}"),
        }
    }
}

/// Reads a percentage between 0 and 100 with at most two decimals, as hundredths.
#[must_use]
pub fn centesimas_de(texto: &str) -> Option<u64> {
    let limpio = texto.trim().trim_end_matches('%').trim_end();
    let (entero, decimales) = limpio.split_once('.').unwrap_or((limpio, ""));
    let digitos = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if entero.is_empty() || entero.len() > 3 || decimales.len() > 2 || !digitos(entero) || !digitos(decimales) {
        return None;
    }
    let centesimas = entero.parse::<u64>().ok()? * 100 + format!("{decimales:0<2}").parse::<u64>().ok()?;
    (centesimas <= 10_000).then_some(centesimas)
}

/// Where the figures of December 2021 were published.
pub const INFORME_2021: &str = "Informe de GAE del tercer cuatrimestre de 2021";
/// Their cut-off.
pub const CORTE_2021: Date = jiff::civil::date(2021, 12, 31);

/// What GAE reported for December 2021.
#[must_use]
pub fn reportado_2021() -> Vec<Reportado> {
    [(Fase::ConformacionComite, 89), (Fase::CapacitacionComite, 100), (Fase::Inventario, 65), (Fase::Priorizacion, 61)]
        .map(|(fase, p)| Reportado { fase, centesimas: p * 100, fuente: INFORME_2021.to_owned(), corte: CORTE_2021 })
        .into()
}

/// A figure of the follow-up that GAE reported: this program does not compute it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CifraPublicada {
    /// Identifier.
    pub clave: &'static str,
    /// What it counts.
    pub nombre: &'static str,
    /// How many.
    pub valor: u64,
    /// Out of how many, when it was said.
    pub de: Option<u64>,
    /// What to know before repeating it.
    pub nota: Option<&'static str>,
}

/// The follow-up of the last four months of 2021, as reported.
pub const ACOMPANAMIENTO_2021: &[CifraPublicada] = &[
    CifraPublicada { clave: "reuniones_de_trabajo", nombre: "Reuniones de trabajo con las instituciones", valor: 72, de: None, nota: None },
    CifraPublicada {
        clave: "servidores_publicos_capacitados",
        nombre: "Servidores públicos capacitados",
        valor: 8741,
        de: None,
        nota: Some("Suma varias temáticas, no solo el Decreto 5-2021; el informe no las separa."),
    },
    CifraPublicada {
        clave: "webinar_gobierno_electronico",
        nombre: "Participantes en el webinar de gobierno electrónico, de los inscritos",
        valor: 633,
        de: Some(1043),
        nota: None,
    },
];

/// A reported percentage beside the computed ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contraste {
    /// Institutions that the published percentage amounts to, over the same denominator.
    pub equivale_a: u64,
    /// `calculado.numerador − equivale_a`, in institutions.
    pub diferencia: i64,
}

/// Puts a reported percentage beside the computed ratio.
#[must_use]
pub fn contrastar(reportado: &Reportado, calculado: Razon) -> Contraste {
    let equivale_a = (2 * reportado.centesimas * calculado.denominador + 10_000) / 20_000;
    let diferencia = i64::try_from(calculado.numerador).unwrap_or(i64::MAX) - i64::try_from(equivale_a).unwrap_or(i64::MAX);
    Contraste { equivale_a, diferencia }
}

#[cfg(test)]
mod pruebas;
