//! The shapes that cross the boundary of this crate: what callers write, and rows as read.

use std::collections::{BTreeMap, BTreeSet};

use bitacora::{Hash, Opid};
use dominio::Dato;
use dominio::reglas::{EstadoHallazgo, Hallazgo, Severidad};
use uuid::Uuid;

mod inventario;
mod tablero;

pub use inventario::*;
pub use tablero::*;

/// Who writes and when. The clock is an argument; the role is not: it is that of the credencial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Autor {
    /// Person's UUID.
    pub actor: Uuid,
    /// Milliseconds since 1970, UTC.
    pub ms: u64,
}

/// One cell to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escritura {
    /// Entity (UUIDv7, minted by the caller; UUIDv5 where the model says so).
    pub entidad: Uuid,
    /// `tramite`, `requisito`, `gae_tramite`…
    pub clase: String,
    /// Field.
    pub campo: String,
    /// New value; `Nulo` empties it.
    pub valor: Dato,
    /// Heads that the screen showed; empty for a cell nobody wrote.
    pub padres: Vec<Opid>,
}

impl Escritura {
    /// A cell that nobody wrote before.
    #[must_use]
    pub fn nueva(entidad: Uuid, clase: &str, campo: &str, valor: impl Into<Dato>) -> Self {
        Escritura { entidad, clase: clase.to_owned(), campo: campo.to_owned(), valor: valor.into(), padres: Vec::new() }
    }
}

/// Kind of thing that the screen must read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaseDeCambio {
    /// A ficha: its row, its cells.
    Tramite,
    /// A phase of an institution.
    Fase,
    /// Figures of an institution.
    Institucion,
    /// A member or document of the committee.
    Integrante,
    /// The list of imports, or the rows that wait.
    Importacion,
    /// Figures of progress.
    Avance,
    /// Findings of a trámite.
    Hallazgo,
    /// A round of prioritisation or anything of it.
    Priorizacion,
    /// Any other class; Historial always changes.
    Otro,
}

impl ClaseDeCambio {
    /// Identifier as the screens know it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ClaseDeCambio::Tramite => "tramite",
            ClaseDeCambio::Fase => "fase",
            ClaseDeCambio::Institucion => "institucion",
            ClaseDeCambio::Integrante => "integrante",
            ClaseDeCambio::Importacion => "importacion",
            ClaseDeCambio::Avance => "avance",
            ClaseDeCambio::Hallazgo => "hallazgo",
            ClaseDeCambio::Priorizacion => "priorizacion",
            ClaseDeCambio::Otro => "otro",
        }
    }
}

/// One thing that changed, filled by the projections and never by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cambio {
    /// Kind of thing.
    pub entidad: ClaseDeCambio,
    /// Which one; `None` when many (over 200 of a kind).
    pub id: Option<Uuid>,
}

/// Result of a write.
#[derive(Clone, Debug, PartialEq)]
pub struct Hecho<T> {
    /// What the closure gave.
    pub valor: T,
    /// What the screens must read again.
    pub cambios: BTreeSet<Cambio>,
    /// Asientos written, in order; empty when nothing had to be written.
    pub asientos: Vec<Hash>,
}

// ---------------------------------------------------------------- installation

/// What this data file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instalacion {
    /// Identity of the data file.
    pub base: Uuid,
    /// True in a GAE file, false in a committee's.
    pub gae: bool,
    /// Institution of a committee.
    pub institucion: Option<Uuid>,
    /// Demonstration data.
    pub demo: bool,
    /// The person who works here.
    pub actor: Uuid,
}

// ---------------------------------------------------------------- ficha

/// One cell as shown, with its heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Celda {
    /// Value of the greatest head.
    pub valor: Dato,
    /// Every head: the padres of the next write.
    pub padres: Vec<Opid>,
    /// Two or more different values.
    pub conflicto: bool,
}

/// One entity with its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntidadLeida {
    /// Identity.
    pub id: Uuid,
    /// Class.
    pub clase: String,
    /// Institution whose log holds it.
    pub ambito: Uuid,
    /// Parent named by its cell `padre`.
    pub padre: Option<Uuid>,
    /// Covered by a retirement.
    pub oculta: bool,
    /// Retired by one person and edited by another: shown.
    pub borrado_y_editado: bool,
    /// By field.
    pub celdas: BTreeMap<String, Celda>,
}

impl EntidadLeida {
    /// The bridge to the rules: shown values only.
    #[must_use]
    pub fn entidad(&self) -> dominio::Entidad {
        dominio::Entidad {
            id: self.id,
            clase: self.clase.clone(),
            celdas: self.celdas.iter().map(|(campo, celda)| (campo.clone(), celda.valor.clone())).collect(),
        }
    }

    /// Heads of a field; empty for a field nobody wrote.
    #[must_use]
    pub fn padres(&self, campo: &str) -> Vec<Opid> {
        self.celdas.get(campo).map(|c| c.padres.clone()).unwrap_or_default()
    }

    /// Shown value of a field.
    #[must_use]
    pub fn valor(&self, campo: &str) -> Option<&Dato> {
        self.celdas.get(campo).map(|c| &c.valor)
    }
}

/// A trámite with its rows, as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct FichaLeida {
    /// Its row of the inventory.
    pub fila: FilaTramite,
    /// The trámite itself.
    pub tramite: EntidadLeida,
    /// Visible descendants (requisitos, pasos, base legal, tiempos, decisions), by (orden, id).
    pub filas: Vec<EntidadLeida>,
    /// Findings, open first, worst first.
    pub hallazgos: Vec<HallazgoLeido>,
}

/// Neighbours by code within the institution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vecinos {
    /// Previous.
    pub anterior: Option<Uuid>,
    /// Next.
    pub siguiente: Option<Uuid>,
}

// ---------------------------------------------------------------- findings

/// A finding with its decision and its trámite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HallazgoLeido {
    /// Trámite.
    pub tramite: Uuid,
    /// Its code.
    pub tramite_codigo: String,
    /// Its name.
    pub tramite_nombre: String,
    /// What the rule said.
    pub hallazgo: Hallazgo,
    /// Open, accepted or discarded.
    pub estado: EstadoHallazgo,
    /// Reason of the decision.
    pub justificacion: Option<String>,
    /// Entity `decision_hallazgo` that holds the decision, to write over it.
    pub decision: Option<Uuid>,
}

/// What findings to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FiltroHallazgos {
    /// Institution.
    pub ambito: Option<Uuid>,
    /// Rule.
    pub regla: Option<String>,
    /// State; `None` = open.
    pub estado: Option<EstadoHallazgo>,
    /// Only of this trámite.
    pub tramite: Option<Uuid>,
    /// Only of trámites of this unit.
    pub unidad: Option<String>,
    /// Only of this severity.
    pub severidad: Option<Severidad>,
    /// First, from 0.
    pub desde: u32,
    /// How many.
    pub cuantos: u32,
}

/// Open findings of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConteoDeRegla {
    /// `R2`.
    pub regla: String,
    /// Open findings.
    pub abiertos: u64,
    /// Trámites where they stand.
    pub tramites: u64,
    /// Worst severity.
    pub severidad: Severidad,
}

// ---------------------------------------------------------------- history

/// One past value of a cell, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionDeCelda {
    /// Entity.
    pub entidad: Uuid,
    /// Field.
    pub campo: String,
    /// Name of the write.
    pub opid: Opid,
    /// Value before: that of the greatest padre; `Nulo` when nobody had written.
    pub antes: Dato,
    /// Value written.
    pub despues: Dato,
    /// Person.
    pub actor: Uuid,
    /// Role claimed.
    pub rol: u8,
    /// Milliseconds, UTC.
    pub ms: u64,
    /// Reason.
    pub motivo: String,
    /// Operation; `None` when a newer version wrote one that this one does not know.
    pub operacion: Option<Operacion>,
}

pub use crate::operacion::Operacion;

/// What undoing an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoteDeshecho {
    /// Trámites retired.
    pub retirados: u64,
    /// Trámites left because a person changed them later.
    pub conservados: u64,
}

/// One operation of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperacionLeida {
    /// Number of its first asiento in this file.
    pub n: u64,
    /// Its key: the `lote`, or the first half of its only hash.
    pub clave: Uuid,
    /// What it was; `None` when a newer version wrote one that this one does not know.
    pub operacion: Option<Operacion>,
    /// Trámite it touched, when only one.
    pub tramite: Option<Uuid>,
    /// Its present name.
    pub tramite_nombre: Option<String>,
    /// Institution of the first asiento.
    pub ambito: Uuid,
    /// Cells written.
    pub celdas: u64,
    /// Asientos written.
    pub asientos: u64,
    /// Person.
    pub actor: Uuid,
    /// Milliseconds, UTC.
    pub ms: u64,
    /// Reason.
    pub motivo: String,
    /// Undone by a later operation that stands.
    pub deshecha: bool,
}

// ---------------------------------------------------------------- other rows

/// An attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjuntoLeido {
    /// Entity of class `adjunto`.
    pub id: Uuid,
    /// Hexadecimal name of its bytes.
    pub sha256: String,
    /// Bytes.
    pub tamano: u64,
    /// Name as chosen.
    pub nombre: String,
    /// Media type.
    pub tipo: String,
}

/// A trámite already there that a record of an import may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidato {
    /// Trámite.
    pub id: Uuid,
    /// Institution.
    pub ambito: Uuid,
    /// Number in the catalogue.
    pub id_catalogo: Option<i64>,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// [`crate::huella_de_originales`] of what it keeps.
    pub originales: Hash,
    /// Retired.
    pub oculta: bool,
}

/// A draft that a crash left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Borrador {
    /// `entidad.campo`.
    pub clave: String,
    /// The text.
    pub texto: String,
    /// Milliseconds, UTC.
    pub ms: u64,
}

/// What the inventory measures of one trámite.
#[derive(Clone, Debug, PartialEq)]
pub struct MedidasLeidas {
    /// Identity.
    pub id: Uuid,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// State.
    pub estado: dominio::ficha::EstadoTramite,
    /// Requisitos of the first level.
    pub requisitos: u64,
    /// Open findings.
    pub hallazgos: u64,
    /// The trámite with the cells that measure it, then its times.
    pub entidades: Vec<dominio::Entidad>,
}
