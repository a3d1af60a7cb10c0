//! The annex of calculations of a trámite: every figure of its costs and its flow, with what it is made of.

mod composicion;

use jiff::civil::{Date, DateTime};

pub use composicion::componer;

use crate::huella::{Renglones, sha256};

/// Version of the canonical text; it changes when its form does.
const VERSION: &str = "calculos/1";

/// Everything that the annex prints, computed by who asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CifrasDeCalculos {
    /// Full name.
    pub institucion: String,
    /// Acronym.
    pub sigla: String,
    /// Moment of the figures, Guatemala time.
    pub momento: DateTime,
    /// Day of the figures.
    pub corte: Date,
    /// Not official.
    pub demostracion: bool,
    /// «Con credencial»…
    pub credencial: String,
    /// Code that `verificar` checks.
    pub codigo: String,
    /// Code of the trámite.
    pub tramite: String,
    /// Its name.
    pub nombre: String,
    /// «Situación actual», «Propuesta».
    pub pasos_de: String,
    /// The finding, as a sentence.
    pub hallazgo: String,
    /// Day on which the request comes in.
    pub desde: Date,
    /// Methods with their version.
    pub metodos: String,
    /// How every figure is rounded.
    pub redondeo: String,
    /// Costs, then flow.
    pub secciones: Vec<SeccionDeCalculos>,
}

/// Things that are explained together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeccionDeCalculos {
    /// What it holds, as a heading.
    pub titulo: String,
    /// What a reader must know before its figures.
    pub notas: Vec<String>,
    /// What is explained.
    pub conceptos: Vec<Concepto>,
    /// Tables of what needs no explanation of its own.
    pub cuadros: Vec<Cuadro>,
}

/// One concept: its figures and what they are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concepto {
    /// Name.
    pub nombre: String,
    /// Its figures.
    pub cifras: Vec<CifraDelAnexo>,
    /// What they are made of, once each.
    pub insumos: Vec<InsumoDelAnexo>,
    /// What is missing.
    pub faltan: Vec<String>,
    /// What else a reader must know.
    pub notas: Vec<String>,
}

/// A figure as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CifraDelAnexo {
    /// «Una solicitud, quetzales».
    pub nombre: String,
    /// As shown, with its range.
    pub valor: String,
    /// With at most ten decimals; empty when nothing was computed.
    pub exacto: String,
    /// In words.
    pub formula: String,
}

/// What goes into a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InsumoDelAnexo {
    /// Name.
    pub nombre: String,
    /// As shown, with its range.
    pub valor: String,
    /// How much it is to be believed.
    pub confianza: String,
    /// Where it comes from and its date.
    pub fuente: String,
    /// Who wrote it and when.
    pub quien: String,
}

/// A plain table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuadro {
    /// Caption.
    pub titulo: String,
    /// Heads; the first column is of text, the rest are of figures.
    pub columnas: Vec<String>,
    /// Cells.
    pub filas: Vec<Vec<String>>,
}

/// 64 hexadecimal characters that change when any printed figure or text changes; the moment is left out.
#[must_use]
pub fn cifras_sha256(c: &CifrasDeCalculos) -> String {
    let mut t = Renglones::default();
    let demo = if c.demostracion { "si" } else { "no" };
    t.poner("version", &[VERSION]);
    t.poner("institucion", &[&c.institucion, &c.sigla, demo, &c.credencial, &c.codigo]);
    t.poner("tramite", &[&c.tramite, &c.nombre, &c.pasos_de, &c.hallazgo]);
    t.poner("como", &[&c.corte.to_string(), &c.desde.to_string(), &c.metodos, &c.redondeo]);
    for s in &c.secciones {
        t.poner("seccion", &[&s.titulo]);
        s.notas.iter().for_each(|n| t.poner("nota", &[n]));
        for k in &s.conceptos {
            t.poner("concepto", &[&k.nombre]);
            k.cifras.iter().for_each(|x| t.poner("cifra", &[&x.nombre, &x.valor, &x.exacto, &x.formula]));
            k.insumos.iter().for_each(|x| t.poner("insumo", &[&x.nombre, &x.valor, &x.confianza, &x.fuente, &x.quien]));
            k.faltan.iter().for_each(|x| t.poner("falta", &[x]));
            k.notas.iter().for_each(|x| t.poner("nota", &[x]));
        }
        for q in &s.cuadros {
            t.poner("cuadro", &[&q.titulo]);
            for fila in std::iter::once(&q.columnas).chain(&q.filas) {
                t.poner("fila", &fila.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
    }
    sha256(&t.0)
}
