//! The whole rule of merge, as pure functions over sets: order of arrival cannot matter.
//!
//! `cabezas(c)` = writes of c minus every opid named in the padres of a write of the same c;
//! `mostrado(c)` = the head with the greatest (hlc, disp, opid); `conflicto(c)` = heads of at least
//! two different values. The store keeps the same two sets in tables; the law that both agree is
//! tested there.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Opid, Valor};

/// A write that nobody replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cabeza {
    /// Its name.
    pub opid: Opid,
    /// Clock of its asiento.
    pub hlc: u64,
    /// Device of its asiento.
    pub disp: [u8; 16],
    /// What it wrote.
    pub valor: Valor,
}

/// The head that is shown: greatest (hlc, disp, opid); `None` for a cell nobody wrote.
#[must_use]
pub fn mostrado(cabezas: &[Cabeza]) -> Option<&Cabeza> {
    cabezas.iter().max_by_key(|c| (c.hlc, c.disp, c.opid))
}

/// Two or more different values wait for a person.
#[must_use]
pub fn conflicto(cabezas: &[Cabeza]) -> bool {
    cabezas.iter().zip(cabezas.iter().skip(1)).any(|(a, b)| a.valor != b.valor)
}

/// One cell: its heads, and every opid that some write of this cell replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Celda {
    cabezas: BTreeMap<Opid, Cabeza>,
    superado: BTreeSet<Opid>,
}

impl Celda {
    /// Admits a write of this cell. Admitting it twice, or in any order, gives the same cell.
    pub fn admitir(&mut self, escritura: Cabeza, padres: &[Opid]) {
        for padre in padres {
            self.cabezas.remove(padre);
            self.superado.insert(*padre);
        }
        if !self.superado.contains(&escritura.opid) {
            self.cabezas.insert(escritura.opid, escritura);
        }
    }

    /// Heads by opid.
    #[must_use]
    pub fn cabezas(&self) -> Vec<Cabeza> {
        self.cabezas.values().cloned().collect()
    }
}
