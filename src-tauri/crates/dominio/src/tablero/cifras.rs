//! Figures counted from rows.

use std::collections::BTreeMap;

use crate::Razon;
use crate::avance::ReglaDenominador;
use crate::cerrado;
use crate::fase::{EstadoFase, Fase};
use crate::instituciones::TipoInstitucion;
use crate::tablero::{Celda, Fila};

cerrado! {
    /// Which rows are under a figure of a phase.
    Cuales {
        Base = "base" / "Instituciones de la base",
        Cuentan = "cuentan" / "Cuentan",
        Pendientes = "pendientes" / "Pendientes",
        EnProceso = "en_proceso" / "En proceso",
        Observadas = "observadas" / "Observadas",
        NoIniciadas = "no_iniciadas" / "No iniciadas",
        Declarado = "declarado" / "Declarado por la institución",
        ConEvidencia = "con_evidencia" / "Con evidencia",
        Verificado = "verificado" / "Verificado por GAE",
        NoAplica = "no_aplica" / "No aplica",
        FueraDeLaBase = "fuera_de_la_base" / "Fuera de la base",
    }
}

/// Whether a row is in the denominator of a phase.
fn en_la_base(fila: &Fila, fase: Fase) -> bool {
    let dentro = match fase.regla_denominador() {
        ReglaDenominador::Instituciones => true,
        ReglaDenominador::ComitesConformados => fila.celda(Fase::ConformacionComite).estado.cuenta(),
    };
    dentro && fila.celda(fase).estado != EstadoFase::NoAplica
}

/// Whether a row is under a figure: every number of the board is a count of this.
#[must_use]
pub fn pertenece(fila: &Fila, fase: Fase, cuales: Cuales) -> bool {
    es_de(fila.celda(fase), en_la_base(fila, fase), cuales)
}

fn es_de(celda: Celda, dentro: bool, cuales: Cuales) -> bool {
    match cuales {
        Cuales::NoAplica => celda.estado == EstadoFase::NoAplica,
        Cuales::FueraDeLaBase => !dentro,
        Cuales::Base => dentro,
        Cuales::Cuentan | Cuales::Declarado => dentro && celda.estado.cuenta(),
        Cuales::Pendientes => dentro && !celda.estado.cuenta(),
        Cuales::EnProceso => dentro && celda.estado == EstadoFase::EnProceso,
        Cuales::Observadas => dentro && celda.estado == EstadoFase::Observada,
        Cuales::NoIniciadas => dentro && celda.estado == EstadoFase::NoIniciada,
        Cuales::ConEvidencia => dentro && celda.estado.cuenta() && celda.evidencias > 0,
        Cuales::Verificado => dentro && celda.estado == EstadoFase::Aprobada,
    }
}

/// The rows under a figure, in the order given.
pub fn filas_de<'f>(filas: &[&'f Fila], fase: Fase, cuales: Cuales, tipo: Option<TipoInstitucion>) -> impl Iterator<Item = &'f Fila> {
    filas.iter().copied().filter(move |f| tipo.is_none_or(|t| f.tipo == t) && pertenece(f, fase, cuales))
}

/// One phase over the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CifraDeFase {
    /// Which.
    pub fase: Fase,
    /// Rows that count / rows of the base.
    pub razon: Razon,
    /// Rule of the base.
    pub regla: ReglaDenominador,
    /// How many rows under each name.
    pub cuantas: BTreeMap<Cuales, u64>,
    /// The same ratio by kind; kinds without rows in the base are left out.
    pub por_tipo: BTreeMap<TipoInstitucion, Razon>,
}

impl CifraDeFase {
    /// Rows under a name.
    #[must_use]
    pub fn de(&self, cuales: Cuales) -> u64 {
        self.cuantas.get(&cuales).copied().unwrap_or(0)
    }

    /// Pending rows of each kind; kinds without any are left out.
    #[must_use]
    pub fn pendientes_por_tipo(&self) -> BTreeMap<TipoInstitucion, u64> {
        self.por_tipo.iter().map(|(t, r)| (*t, r.denominador - r.numerador)).filter(|(_, n)| *n > 0).collect()
    }
}

/// One phase over the rows.
#[must_use]
pub fn cifra_de_fase(filas: &[&Fila], fase: Fase) -> CifraDeFase {
    // A board of hundreds counts some fifty thousand times: by place, and named once at the end.
    let mut n = [0; Cuales::TODOS.len()];
    let mut tipos = [Razon::new(0, 0); TipoInstitucion::TODOS.len()];
    for fila in filas {
        let (celda, dentro) = (fila.celda(fase), en_la_base(fila, fase));
        for (cuales, suma) in Cuales::TODOS.iter().zip(&mut n) {
            *suma += u64::from(es_de(celda, dentro, *cuales));
        }
        if let Some(razon) = tipos.get_mut(fila.tipo as usize).filter(|_| es_de(celda, dentro, Cuales::Base)) {
            razon.denominador += 1;
            razon.numerador += u64::from(es_de(celda, dentro, Cuales::Cuentan));
        }
    }
    let cuantas: BTreeMap<Cuales, u64> = Cuales::TODOS.iter().copied().zip(n).collect();
    let por_tipo = TipoInstitucion::TODOS.iter().copied().zip(tipos).filter(|(_, r)| r.denominador > 0).collect();
    let de = |c: Cuales| cuantas.get(&c).copied().unwrap_or(0);
    CifraDeFase { fase, razon: Razon::new(de(Cuales::Cuentan), de(Cuales::Base)), regla: fase.regla_denominador(), cuantas, por_tipo }
}

/// Every phase over the rows, in the guide's order.
#[must_use]
pub fn cifras(filas: &[&Fila]) -> Vec<CifraDeFase> {
    Fase::TODOS.iter().map(|fase| cifra_de_fase(filas, *fase)).collect()
}
