//! A part of the log a day: a bad disk spoils what nobody has read for months, and the good backups thin out.
//!
//! A stretch is a run of consecutive asientos, so that looking at it reads that part of the file and not all
//! of it. What is not looked at here (chains, tables, attachments) is «Revisar base».

use super::registro::{self, Claves};
use super::{Avance, Problema, de_registro};
use crate::almacen::Lector;
use crate::valor::natural;
use crate::{Consultas, FallaAlmacen};

/// What a look at a part of the log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TramoRevisado {
    /// Asientos looked at.
    pub asientos: u64,
    /// One a bad asiento.
    pub problemas: Vec<Problema>,
}

impl Lector {
    /// Checks name, form and signature of part `cual` of `partes` of the log (0 is the first; more than there
    /// are begin again).
    ///
    /// # Errors
    /// [`FallaAlmacen::Cancelado`]; [`FallaAlmacen::Danado`] when the pages cannot be read.
    pub fn revisar_tramo(&self, cual: u64, partes: u64, avance: &Avance) -> Result<TramoRevisado, FallaAlmacen> {
        let con = self.conexion();
        let (total, partes) = (Consultas::new(con).asientos()?, partes.max(1));
        let cual = cual % partes;
        let (desde, hasta) = (total * cual / partes + 1, total * (cual + 1) / partes);
        let (mut visto, mut malos) = (TramoRevisado { asientos: 0, problemas: Vec::new() }, Vec::new());
        let mut claves = Claves::new(con, "main");
        let mut consulta = con.prepare(&registro::consulta("main", "WHERE n BETWEEN ? AND ? ORDER BY n"))?;
        let mut filas = consulta.query([desde.cast_signed(), hasta.cast_signed()])?;
        while let Some(fila) = filas.next()? {
            if avance.cancelado() {
                return Err(FallaAlmacen::Cancelado);
            }
            registro::revisar(fila, &mut claves, &mut malos)?;
            visto.asientos += 1;
        }
        // Rows that a damaged tree of pages no longer gives.
        let esperados = natural(i64::try_from(hasta + 1 - desde).unwrap_or(0));
        if visto.asientos < esperados {
            malos.push(format!("Entre los registros {desde} y {hasta} faltan {}.", esperados - visto.asientos));
        }
        visto.problemas = malos.into_iter().map(de_registro).collect();
        Ok(visto)
    }
}
