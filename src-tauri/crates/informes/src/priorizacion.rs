//! The acta of a round of prioritisation: what was decided, with which criteria, by whom and why.

mod composicion;

use dominio::Razon;
use dominio::priorizacion::Movida;
use jiff::civil::{Date, DateTime};

pub use composicion::componer;

use crate::huella::{Renglones, sha256};

/// Version of the canonical text; it changes when its form does.
const VERSION: &str = "priorizacion/2";

/// Everything that the acta prints, computed by who asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CifrasDePriorizacion {
    /// Full name.
    pub institucion: String,
    /// Acronym.
    pub sigla: String,
    /// Moment of the figures, Guatemala time.
    pub momento: DateTime,
    /// Not official.
    pub demostracion: bool,
    /// «Con credencial»…
    pub credencial: String,
    /// Code that `verificar` checks.
    pub codigo: String,
    /// Name of the round.
    pub ronda: String,
    /// Number of the round.
    pub numero: i64,
    /// Day it was closed; `None` is a draft.
    pub cerrada_el: Option<Date>,
    /// Who set the weights.
    pub pesos_de: String,
    /// How they were set, with the consistency when pairs were compared.
    pub modo_pesos: String,
    /// How the selection was cut, in words.
    pub corte: String,
    /// How firm the first place is.
    pub firmeza: String,
    /// Selected over those that count.
    pub seleccionados: Razon,
    /// Comparable over those that count.
    pub comparables: Razon,
    /// The criteria.
    pub criterios: Vec<CriterioDelActa>,
    /// Who rated.
    pub personas: Vec<PersonaDelActa>,
    /// The ranking, in order.
    pub puestos: Vec<PuestoDelActa>,
    /// Moves by hand.
    pub movimientos: Vec<MovimientoDelActa>,
    /// What is missing, in a draft.
    pub faltan: Vec<String>,
    /// What changed since it was closed; empty when nothing did.
    pub cambio: String,
    /// Why people gave their notes.
    pub razones: Vec<RazonDeNota>,
}

/// Why a person gave a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RazonDeNota {
    /// Code of the trámite.
    pub codigo: String,
    /// Criterion.
    pub criterio: String,
    /// Who.
    pub persona: String,
    /// The note.
    pub nota: String,
    /// Why.
    pub razon: String,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterioDelActa {
    /// Name.
    pub nombre: String,
    /// What it asks.
    pub definicion: String,
    /// Where its notes come from.
    pub origen: String,
    /// Notes 1, 3 and 5, or the thresholds.
    pub escala: String,
    /// Points.
    pub puntos: String,
    /// Percentage, one decimal.
    pub peso: String,
    /// Trámites with a note.
    pub con_dato: Razon,
}

/// Somebody who rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonaDelActa {
    /// Name.
    pub nombre: String,
    /// Post.
    pub cargo: String,
    /// Weight of the vote.
    pub peso: String,
    /// Notes given over those asked.
    pub notas: Razon,
    /// Criterion and what the notes under it are based on.
    pub bases: Vec<(String, String)>,
}

/// A trámite in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PuestoDelActa {
    /// `1`, `2 (empate)`; empty: no comparable.
    pub posicion: String,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Over 100, two decimals; empty without data.
    pub puntaje: String,
    /// Criteria with data.
    pub completitud: Razon,
    /// In the selection.
    pub seleccionado: bool,
    /// Moved by hand.
    pub a_mano: Option<Movida>,
    /// Notes in the order of the criteria; empty is «sin dato», `*` marks those of the inventory.
    pub notas: Vec<String>,
    /// The furthest two notes are two or more apart.
    pub desacuerdo: bool,
}

/// A move by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovimientoDelActa {
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// In or out.
    pub hacia: Movida,
    /// Why.
    pub razon: String,
    /// Who wrote it.
    pub quien: String,
    /// When.
    pub cuando: Option<Date>,
}

fn razon(r: Razon) -> String {
    format!("{}/{}", r.numerador, r.denominador)
}

/// 64 hexadecimal characters that change when any printed figure or text changes; the moment is left out.
#[must_use]
pub fn cifras_sha256(c: &CifrasDePriorizacion) -> String {
    let mut t = Renglones::default();
    let si = |b: bool| if b { "si" } else { "no" };
    t.poner("version", &[VERSION]);
    t.poner("institucion", &[&c.institucion, &c.sigla, si(c.demostracion), &c.credencial, &c.codigo]);
    t.poner("ronda", &[&c.ronda, &c.numero.to_string(), &c.cerrada_el.map(|d| d.to_string()).unwrap_or_default()]);
    t.poner("como", &[&c.pesos_de, &c.modo_pesos, &c.corte, &c.firmeza]);
    t.poner("razones", &[&razon(c.seleccionados), &razon(c.comparables)]);
    for k in &c.criterios {
        t.poner("criterio", &[&k.nombre, &k.definicion, &k.origen, &k.escala, &k.puntos, &k.peso, &razon(k.con_dato)]);
    }
    for p in &c.personas {
        t.poner("persona", &[&p.nombre, &p.cargo, &p.peso, &razon(p.notas)]);
        for (criterio, base) in &p.bases {
            t.poner("base", &[criterio, base]);
        }
    }
    for p in &c.puestos {
        let a_mano = p.a_mano.map_or("", Movida::as_str);
        t.poner(
            "puesto",
            &[&p.posicion, &p.codigo, &p.nombre, &p.puntaje, &razon(p.completitud), si(p.seleccionado), a_mano, si(p.desacuerdo)],
        );
        t.poner("notas", &p.notas.iter().map(String::as_str).collect::<Vec<_>>());
    }
    for m in &c.movimientos {
        let cuando = m.cuando.map(|d| d.to_string()).unwrap_or_default();
        t.poner("movimiento", &[&m.codigo, &m.nombre, m.hacia.as_str(), &m.razon, &m.quien, &cuando]);
    }
    for f in &c.faltan {
        t.poner("falta", &[f]);
    }
    for r in &c.razones {
        t.poner("razon", &[&r.codigo, &r.criterio, &r.persona, &r.nota, &r.razon]);
    }
    t.poner("cambio", &[&c.cambio]);
    sha256(&t.0)
}
