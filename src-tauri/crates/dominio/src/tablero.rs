//! The board: one row an institution, nine cells a row, and every figure counted from those rows.
//!
//! A figure is never kept: [`pertenece`] says whether a row is under it, and the figure is how many
//! rows are. That is why the drill-down of any figure lists exactly as many rows as the figure says.
//!
//! Which state a cell shows is decided by [`vigente`] from what the institution and GAE wrote.

mod cifras;
mod filtro;
mod texto;
mod voces;

use jiff::civil::Date;
use uuid::Uuid;

use crate::Razon;
use crate::cerrado;
use crate::fase::{EstadoFase, Fase};
use crate::instituciones::TipoInstitucion;
use crate::texto::plegar;

pub use cifras::{CifraDeFase, Cuales, cifra_de_fase, cifras, filas_de, pertenece};
pub use filtro::{Filtro, OrdenDelTablero, ordenar};
pub use texto::{cuantas, lista_de_pendientes, parrafo_de_pendientes, titular};
pub use voces::{Movimiento, Vigente, Voz, estado_de, vigente};

cerrado! {
    /// How far the state of a phase is proved: the three figures of the board, and nothing.
    NivelDeVerificacion {
        Nada = "nada" / "No cuenta",
        Declarado = "declarado" / "Declarado",
        ConEvidencia = "con_evidencia" / "Con evidencia",
        Verificado = "verificado" / "Verificado por GAE",
    }
}

/// What one institution has in one phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Celda {
    /// State that stands at the cut-off.
    pub estado: EstadoFase,
    /// Date of the fact.
    pub fecha: Option<Date>,
    /// Files that prove it, from either voice.
    pub evidencias: u32,
    /// Who said it; `None` when nobody did.
    pub voz: Option<Voz>,
    /// The institution and GAE say different things; `estado` is the one that stands.
    pub difiere: bool,
}

impl Celda {
    /// A phase that nobody touched.
    pub const VACIA: Celda = Celda { estado: EstadoFase::NoIniciada, fecha: None, evidencias: 0, voz: None, difiere: false };

    /// The highest of the three figures that this cell reaches.
    #[must_use]
    pub fn verificacion(&self) -> NivelDeVerificacion {
        if self.estado == EstadoFase::Aprobada {
            NivelDeVerificacion::Verificado
        } else if !self.estado.cuenta() {
            NivelDeVerificacion::Nada
        } else if self.evidencias > 0 {
            NivelDeVerificacion::ConEvidencia
        } else {
            NivelDeVerificacion::Declarado
        }
    }
}

/// One institution on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fila {
    /// Which; also the ámbito of its log.
    pub institucion: Uuid,
    /// `MIN-MARN`.
    pub codigo: String,
    /// `MARN`.
    pub sigla: String,
    /// Full name.
    pub nombre: String,
    /// What [`Fila::plegar`] makes of the texts: to order and to search, folded once because boards are looked at often.
    pub plegado: String,
    /// Kind.
    pub tipo: TipoInstitucion,
    /// Departamento of a gobernación.
    pub departamento: Option<String>,
    /// GAE confirmed the row of the list.
    pub confirmada: bool,
    /// One a phase, in the guide's order.
    pub celdas: [Celda; 9],
    /// Day of the last data of it that this file holds, at the cut-off.
    pub datos_del: Option<Date>,
    /// Whose data those are.
    pub datos_de: Option<Voz>,
    /// Trámites that count.
    pub tramites: u64,
    /// Those with every demanded datum and nothing to resolve; `None` at a past cut-off.
    pub fichas_completas: Option<u64>,
    /// Open findings; `None` at a past cut-off.
    pub hallazgos: Option<u64>,
}

impl Fila {
    /// Name, sigla, code and departamento without accents or case, parted by NUL: in the order of the names, and a word
    /// is in it when it is in one of them.
    #[must_use]
    pub fn plegar(nombre: &str, sigla: &str, codigo: &str, departamento: Option<&str>) -> String {
        [nombre, sigla, codigo, departamento.unwrap_or_default()].map(plegar).join("\0")
    }

    /// What it has in a phase.
    #[must_use]
    pub fn celda(&self, fase: Fase) -> Celda {
        self.celdas.get(fase as usize).copied().unwrap_or(Celda::VACIA)
    }

    /// Phases that count / phases that apply.
    #[must_use]
    pub fn avance(&self) -> Razon {
        let aplican = self.celdas.iter().filter(|c| c.estado != EstadoFase::NoAplica);
        aplican.fold(Razon::new(0, 0), |r, c| Razon::new(r.numerador + u64::from(c.estado.cuenta()), r.denominador + 1))
    }
}
