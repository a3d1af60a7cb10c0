//! What a machine holds: the heads of each chain, several for a device with two histories.

use std::collections::{BTreeMap, BTreeSet};

use super::manifiesto::{pareja, regla};
use crate::cbor::{self, LectorCbor};
use crate::{Cabo, ErrorAsiento, Hash};

/// A vector: the heads of each (ambito, disp). A chain has one; a forked device has several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acuse(BTreeMap<[u8; 16], Dispositivos>);

/// Heads by device, within an ámbito.
type Dispositivos = BTreeMap<[u8; 16], BTreeSet<Cabo>>;

impl Acuse {
    /// Adds a head.
    pub fn agregar(&mut self, ambito: [u8; 16], disp: [u8; 16], cabo: Cabo) {
        self.0.entry(ambito).or_default().entry(disp).or_default().insert(cabo);
    }

    /// Heads of a device in an ámbito, by (seq, hash); none when nothing of it is held.
    pub fn cabos(&self, ambito: &[u8; 16], disp: &[u8; 16]) -> impl Iterator<Item = &Cabo> {
        self.0.get(ambito).and_then(|d| d.get(disp)).into_iter().flatten()
    }

    /// Every head as (ambito, disp, head), in order.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8; 16], &[u8; 16], &Cabo)> {
        let por_dispositivo = self.0.iter().flat_map(|(ambito, d)| d.iter().map(move |(disp, cabos)| (ambito, disp, cabos)));
        por_dispositivo.flat_map(|(ambito, disp, cabos)| cabos.iter().map(move |c| (ambito, disp, c)))
    }

    /// Whether it names no head.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn escribir(&self, d: &mut Vec<u8>) {
        cbor::mapa(d, self.0.len());
        for (ambito, dispositivos) in &self.0 {
            cbor::bytes(d, ambito);
            cbor::mapa(d, dispositivos.len());
            for (disp, cabos) in dispositivos {
                cbor::bytes(d, disp);
                cbor::lista(d, cabos.len());
                for cabo in cabos {
                    cbor::lista(d, 2);
                    cbor::uint(d, cabo.seq);
                    cbor::bytes(d, &cabo.hash.0);
                }
            }
        }
    }

    pub(super) fn leer(l: &mut LectorCbor<'_>) -> Result<Self, ErrorAsiento> {
        let mut acuse = Acuse::default();
        let mut ambito_anterior: Option<[u8; 16]> = None;
        for _ in 0..l.mapa()? {
            let ambito: [u8; 16] = l.bytes_de()?;
            creciente(l, &mut ambito_anterior, ambito)?;
            let mut disp_anterior: Option<[u8; 16]> = None;
            let dispositivos = l.mapa()?;
            regla(dispositivos > 0, "a vector names no empty ámbito")?;
            for _ in 0..dispositivos {
                let disp: [u8; 16] = l.bytes_de()?;
                creciente(l, &mut disp_anterior, disp)?;
                let mut cabo_anterior: Option<Cabo> = None;
                let cabos = l.lista()?;
                regla(cabos > 0, "a vector names no device without heads")?;
                for _ in 0..cabos {
                    pareja(l, 2)?;
                    let cabo = Cabo { seq: l.uint()?, hash: Hash(l.bytes_de()?) };
                    regla((1..=crate::asiento::SEQ_MAXIMO).contains(&cabo.seq), "a vector names a seq that cannot be")?;
                    creciente(l, &mut cabo_anterior, cabo)?;
                    acuse.agregar(ambito, disp, cabo);
                }
            }
        }
        Ok(acuse)
    }
}

pub(super) fn creciente<T: Ord + Copy>(l: &LectorCbor<'_>, anterior: &mut Option<T>, este: T) -> Result<(), ErrorAsiento> {
    if anterior.replace(este).is_some_and(|a| a >= este) { Err(l.no("items out of order or repeated")) } else { Ok(()) }
}
