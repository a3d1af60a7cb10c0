//! Checking many signatures at once, and saying which ones fail.
//!
//! Under ZIP-215 one check and a batch agree by definition, so the answer does not depend on how
//! the signatures were grouped. It owns no chance: the seed is an argument.

use std::convert::Infallible;

use ed25519_zebra::{Signature, batch};
use rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};

use crate::{ClavePublica, Hash};

/// How many signatures share one equation; more gains little and costs memory.
const GRUPO: usize = 1_024;
const PREFIJO: &[u8] = b"diligencia/lote/v1\0";

/// One signature to check.
#[derive(Clone, Copy, Debug)]
pub struct Firmado<'k> {
    /// Key of the device that signed.
    pub clave: &'k ClavePublica,
    /// Hash that was signed.
    pub hash: Hash,
    /// Signature.
    pub firma: [u8; 64],
}

/// Positions of the signatures that do not verify, in order; none when all are good.
///
/// Groups of 1,024 go in one equation; the members of a group that fails are checked one by one.
/// `semilla` are 32 bytes of a good random source: who could foresee them could build bad
/// signatures that cancel each other. The coefficients also depend on everything that is checked,
/// so that a seed used twice still gives others.
#[must_use]
pub fn verificar_lote(firmados: &[Firmado<'_>], semilla: &[u8; 32]) -> Vec<usize> {
    let mut malas = Vec::new();
    for (i, grupo) in firmados.chunks(GRUPO).enumerate() {
        if !grupo_bueno(grupo, semilla) {
            let una_por_una = grupo.iter().enumerate().filter(|(_, f)| f.clave.verificar(&f.hash, &f.firma).is_err());
            malas.extend(una_por_una.map(|(j, _)| i * GRUPO + j));
        }
    }
    malas
}

fn grupo_bueno(grupo: &[Firmado<'_>], semilla: &[u8; 32]) -> bool {
    let mut lote = batch::Verifier::new();
    let mut transcrito = Sha256::new().chain_update(PREFIJO).chain_update(semilla);
    for f in grupo {
        let clave = f.clave.a_bytes();
        transcrito.update(clave);
        transcrito.update(f.hash.0);
        transcrito.update(f.firma);
        lote.queue((clave, Signature::from(f.firma), &f.hash.0));
    }
    lote.verify(Chorro { estado: transcrito.finalize().into(), cuenta: 0 }).is_ok()
}

/// SHA-256 in counter mode: the library asks for a source of chance, and 16 bytes per signature do
/// not justify another crate.
struct Chorro {
    estado: [u8; 32],
    cuenta: u64,
}

impl TryRng for Chorro {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut b = [0; 4];
        self.try_fill_bytes(&mut b)?;
        Ok(u32::from_le_bytes(b))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut b = [0; 8];
        self.try_fill_bytes(&mut b)?;
        Ok(u64::from_le_bytes(b))
    }

    fn try_fill_bytes(&mut self, destino: &mut [u8]) -> Result<(), Infallible> {
        for tramo in destino.chunks_mut(32) {
            let bloque = Sha256::new().chain_update(self.estado).chain_update(self.cuenta.to_be_bytes()).finalize();
            self.cuenta += 1;
            tramo.iter_mut().zip(bloque).for_each(|(d, b)| *d = b);
        }
        Ok(())
    }
}

impl TryCryptoRng for Chorro {}
