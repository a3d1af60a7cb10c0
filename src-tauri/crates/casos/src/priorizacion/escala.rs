//! What a round does not count because it is out of its scale.
//!
//! No screen of this program writes such values, but a package may bring them: another program signed it, or a later
//! version with other rules. They are kept as they came, count for nothing, and each is told, so that nobody reads a
//! ranking without knowing what was left out of it.

use almacen::EntidadLeida;
use dominio::Dato;
use dominio::campos;
use dominio::metodos::exacto::{Decimal, entero};
use dominio::priorizacion::Origen;
use dominio::priorizacion::criterios::Umbrales;
use dominio::priorizacion::orden::MAXIMA;
use num_rational::BigRational;

use super::cuadro::CriterioCargado;
use super::votos::saaty;
use super::{celda_de_par, texto};
use crate::sesion::{recortar, sin_prefijo};

/// Highest points of a criterion.
pub(super) const MAXIMO_DE_PUNTOS: i64 = 1_000;
/// Highest cut.
const MAXIMO_DE_CORTE: i64 = 100_000;
/// How many are told one by one.
const DICHOS: usize = 12;
/// Letters of a value that are told.
const LETRAS: usize = 40;

fn como_texto(valor: &Dato) -> String {
    match valor {
        Dato::Texto(t) => recortar(t, LETRAS),
        Dato::Entero(n) => n.to_string(),
        Dato::Logico(si) => if *si { "sí" } else { "no" }.to_owned(),
        Dato::Nulo => "sin dato".to_owned(),
    }
}

/// The number of a cell `peso`: as the edge of the catalogue reads it; `None` for any other thing.
fn leido(e: &EntidadLeida) -> Option<BigRational> {
    let valor = e.valor("peso")?;
    campos::validar(sin_prefijo(&e.clase), "peso", valor).ok()?;
    Decimal::leer(valor.texto()?.trim()).map(|d| d.valor)
}

/// Points of a criterion, 0 to 1,000; 0 when it has none or they are out of scale.
pub(super) fn puntos(e: &EntidadLeida) -> BigRational {
    leido(e).filter(|v| *v <= entero(MAXIMO_DE_PUNTOS)).unwrap_or_else(|| entero(0))
}

/// What the vote of a person counts, over 0; 1 when it has none or it is out of scale.
pub(super) fn peso_de_voto(e: &EntidadLeida) -> BigRational {
    leido(e).filter(|v| *v > entero(0)).unwrap_or_else(|| entero(1))
}

/// A note, 1 to 5.
pub(super) fn nota(valor: &Dato) -> Option<u8> {
    match valor {
        Dato::Entero(n) => u8::try_from(*n).ok().filter(|n| (1..=MAXIMA).contains(n)),
        Dato::Nulo | Dato::Logico(_) | Dato::Texto(_) => None,
    }
}

/// Written, and not what counts.
fn escrito<'e>(e: &'e EntidadLeida, campo: &str) -> Option<&'e Dato> {
    e.valor(campo).filter(|v| !v.esta_vacio())
}

/// Collects what does not count, in sentences.
#[derive(Default)]
pub(crate) struct FueraDeEscala(Vec<String>);

impl FueraDeEscala {
    pub(super) fn ronda(&mut self, e: &EntidadLeida) {
        if let Some(v) = escrito(e, "corte").filter(|v| !matches!(v, Dato::Entero(0..=MAXIMO_DE_CORTE))) {
            self.0.push(format!("El corte de la selección dice «{}» y debe ser de 0 a 100,000: cuenta como 0.", como_texto(v)));
        }
    }

    pub(super) fn criterio(&mut self, c: &CriterioCargado) {
        let e = &c.entidad;
        if let Some(v) = escrito(e, "peso").filter(|_| leido(e).is_none_or(|p| p > entero(MAXIMO_DE_PUNTOS))) {
            self.0.push(format!("Los puntos de «{}» dicen «{}» y deben ser de 0 a 1,000: cuentan como 0.", c.nombre, como_texto(v)));
        }
        if let Some(v) =
            escrito(e, "umbrales").filter(|v| c.origen != Origen::Personas && v.texto().is_none_or(|t| Umbrales::leer(t).is_err()))
        {
            self.0.push(format!(
                "Los límites de «{}» dicen «{}» y deben ser cuatro números que suben: el inventario no le da notas.",
                c.nombre,
                como_texto(v)
            ));
        }
    }

    pub(super) fn votante(&mut self, e: &EntidadLeida, criterios: &[CriterioCargado]) {
        let nombre = recortar(texto(e, "nombre"), LETRAS);
        if let Some(v) = escrito(e, "peso").filter(|_| leido(e).is_none_or(|p| p <= entero(0))) {
            self.0.push(format!("El peso del voto de {nombre} dice «{}» y debe ser mayor que 0: cuenta como 1.", como_texto(v)));
        }
        for (i, a) in criterios.iter().enumerate() {
            for b in criterios.iter().skip(i + 1) {
                let valor = escrito(e, &celda_de_par(&a.codigo, &b.codigo));
                if let Some(v) = valor.filter(|v| v.texto().and_then(saaty).is_none()) {
                    self.0.push(format!(
                        "La comparación de {nombre} entre «{}» y «{}» dice «{}» y va de 1/9 a 9: no cuenta.",
                        a.nombre,
                        b.nombre,
                        como_texto(v)
                    ));
                }
            }
        }
    }

    pub(super) fn nota(&mut self, persona: &EntidadLeida, tramite: &str, criterio: &str, valor: &Dato) {
        self.0.push(format!(
            "La nota de {} a {tramite} en «{criterio}» dice «{}» y va de 1 a 5: no cuenta.",
            recortar(texto(persona, "nombre"), LETRAS),
            como_texto(valor)
        ));
    }

    /// The first of them, and how many more.
    pub(super) fn dichos(&self) -> Vec<String> {
        let mut dichos: Vec<String> = self.0.iter().take(DICHOS).cloned().collect();
        let resto = self.0.len().saturating_sub(DICHOS) as u64;
        if resto > 0 {
            dichos.push(format!("Y {} más fuera de escala.", dominio::formato::plural(resto, "dato", "datos")));
        }
        dichos
    }
}
