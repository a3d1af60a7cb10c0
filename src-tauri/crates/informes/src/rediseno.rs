//! The ficha de rediseño: one trámite before and after, requisito by requisito, with the acts that the law asks for.

mod composicion;

use jiff::civil::{Date, DateTime};

pub use composicion::componer;

use crate::diagrama::Diagrama;
use crate::huella::{Renglones, sha256};

/// Version of the canonical text; it changes when its form does.
const VERSION: &str = "rediseno/1";

/// Everything that the ficha prints, computed by who asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct CifrasDeRediseno {
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
    /// Code of the trámite.
    pub tramite_codigo: String,
    /// Its name.
    pub tramite: String,
    /// Unit that runs it.
    pub unidad: String,
    /// Its state, in words.
    pub estado: String,
    /// The version that this paper is; `None` is a draft.
    pub entrega: Option<EntregaDelPapel>,
    /// What is missing, in a draft.
    pub faltan: Vec<String>,
    /// Chosen scenario and why.
    pub escenario: Option<(String, String)>,
    /// The measures, those of the law first.
    pub medidas: Vec<MedidaDelPapel>,
    /// The requisitos, in order.
    pub requisitos: Vec<RequisitoDelPapel>,
    /// Today's and the proposed one, by route.
    pub diagramas: Vec<Diagrama>,
    /// Acts, the heaviest first.
    pub actos: Vec<ActoDelPapel>,
    /// Reforms that are followed.
    pub reformas: Vec<ReformaDelPapel>,
}

/// A delivered version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntregaDelPapel {
    /// Number.
    pub version: i64,
    /// SHA-256 of its content.
    pub huella: String,
    /// Day.
    pub fecha: Option<Date>,
    /// Who.
    pub quien: String,
    /// Day of its approval.
    pub aprobada_el: Option<Date>,
    /// Name of the file that approves it.
    pub archivo: String,
}

/// What a change is for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cambio {
    /// Less.
    Mejora,
    /// The same.
    Igual,
    /// More.
    Empeora,
    /// Not known.
    SinDato,
}

impl Cambio {
    pub(crate) const fn palabra(self) -> &'static str {
        match self {
            Cambio::Mejora => "Mejora",
            Cambio::Igual => "Igual",
            Cambio::Empeora => "Empeora",
            Cambio::SinDato => "Sin dato",
        }
    }
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MedidaDelPapel {
    /// Name.
    pub nombre: String,
    /// One of the four of the law.
    pub de_ley: bool,
    /// Today, with its unit; empty: not known.
    pub antes: String,
    /// As proposed; empty: not known.
    pub despues: String,
    /// Before less after, with its unit; empty: not comparable.
    pub diferencia: String,
    /// «56.0 % (5 de 9)»; empty from zero.
    pub porcentaje: String,
    /// What the change is.
    pub cambio: Cambio,
    /// In a year, with its unit.
    pub anual: String,
    /// Where both sides come from, or why they cannot be compared.
    pub fuente: String,
}

/// A requisito.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequisitoDelPapel {
    /// Number; empty for what hangs from another.
    pub numero: String,
    /// What is asked.
    pub texto: String,
    /// Decision, in words; empty: not decided.
    pub accion: String,
    /// It is asked only in some cases.
    pub condicional: bool,
    /// It is asked no more.
    pub se_va: bool,
    /// Why.
    pub justificacion: String,
    /// What stands in its place.
    pub queda: String,
    /// Act that it needs.
    pub acto: String,
}

/// A legal act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActoDelPapel {
    /// Its name.
    pub nombre: String,
    /// The norm that is changed.
    pub norma: String,
    /// Who may sign it.
    pub firma: String,
    /// Why this act.
    pub por_que: String,
    /// Numbers of the requisitos.
    pub requisitos: String,
    /// Draft.
    pub borrador: String,
}

/// A reform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReformaDelPapel {
    /// Its name.
    pub nombre: String,
    /// Norm that is changed.
    pub norma: String,
    /// Where it is, in words.
    pub estado: String,
    /// Days in that state.
    pub dias: i64,
    /// Number and date of publication.
    pub publicada: String,
}

/// Hash of what the paper says.
#[must_use]
pub fn cifras_sha256(c: &CifrasDeRediseno) -> String {
    let mut t = Renglones::default();
    let si = |b: bool| if b { "si" } else { "no" };
    let dia = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    t.poner("version", &[VERSION]);
    t.poner("institucion", &[&c.institucion, &c.sigla, si(c.demostracion), &c.credencial, &c.codigo]);
    t.poner("tramite", &[&c.tramite_codigo, &c.tramite, &c.unidad, &c.estado]);
    if let Some(e) = &c.entrega {
        t.poner("entrega", &[&e.version.to_string(), &e.huella, &dia(e.fecha), &e.quien, &dia(e.aprobada_el), &e.archivo]);
    }
    if let Some((nombre, motivo)) = &c.escenario {
        t.poner("escenario", &[nombre, motivo]);
    }
    for f in &c.faltan {
        t.poner("falta", &[f]);
    }
    for m in &c.medidas {
        t.poner(
            "medida",
            &[&m.nombre, si(m.de_ley), &m.antes, &m.despues, &m.diferencia, &m.porcentaje, m.cambio.palabra(), &m.anual, &m.fuente],
        );
    }
    for r in &c.requisitos {
        t.poner("requisito", &[&r.numero, &r.texto, &r.accion, si(r.condicional), si(r.se_va), &r.justificacion, &r.queda, &r.acto]);
    }
    for d in &c.diagramas {
        t.poner("diagrama", &[&d.titulo, &dominio::diagrama::texto::corrida(&d.ruta)]);
    }
    for a in &c.actos {
        t.poner("acto", &[&a.nombre, &a.norma, &a.firma, &a.por_que, &a.requisitos, &a.borrador]);
    }
    for r in &c.reformas {
        t.poner("reforma", &[&r.nombre, &r.norma, &r.estado, &r.dias.to_string(), &r.publicada]);
    }
    sha256(&t.0)
}
