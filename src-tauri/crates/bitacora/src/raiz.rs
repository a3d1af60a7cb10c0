//! Roots: one hash for a whole set, as in RFC 6962.

use sha2::{Digest, Sha256};

use crate::{Hash, Opid, Valor};

/// Merkle tree of RFC 6962 fed leaf by leaf: memory grows with the logarithm of the count.
#[derive(Clone, Debug, Default)]
pub struct ArbolMerkle {
    // Complete subtrees from left to right, each with its height.
    pila: Vec<(u32, [u8; 32])>,
}

impl ArbolMerkle {
    /// Adds a leaf already hashed.
    pub fn hoja(&mut self, hoja: [u8; 32]) {
        let mut nodo = (0, hoja);
        while let Some((altura, izquierda)) = self.pila.pop_if(|(altura, _)| *altura == nodo.0) {
            nodo = (altura + 1, unir(&izquierda, &nodo.1));
        }
        self.pila.push(nodo);
    }

    /// Root of what was added; SHA-256 of nothing for an empty tree.
    #[must_use]
    pub fn raiz(mut self) -> Hash {
        let Some((_, mut derecha)) = self.pila.pop() else { return Hash(Sha256::digest([]).into()) };
        while let Some((_, izquierda)) = self.pila.pop() {
            derecha = unir(&izquierda, &derecha);
        }
        Hash(derecha)
    }
}

fn unir(izquierda: &[u8; 32], derecha: &[u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update([1]).chain_update(izquierda).chain_update(derecha).finalize().into()
}

/// Root of a set of asientos, in any order.
#[must_use]
pub fn raiz_asientos(mut hashes: Vec<Hash>) -> Hash {
    hashes.sort_unstable();
    hashes.dedup();
    let mut arbol = ArbolMerkle::default();
    hashes.iter().for_each(|h| arbol.hoja(Sha256::new().chain_update([0]).chain_update(h.0).finalize().into()));
    arbol.raiz()
}

/// Leaf of one head for `raiz_estado`: SHA-256(0 ‖ ent ‖ len ‖ campo ‖ opid ‖ SHA-256(valor)), with
/// `len` one byte. Leaves are fed in order of (ent, campo, opid).
#[must_use]
pub fn hoja_de_estado(ent: &[u8; 16], campo: &str, opid: &Opid, valor: &Valor) -> [u8; 32] {
    let largo = u8::try_from(campo.len()).unwrap_or(u8::MAX);
    Sha256::new()
        .chain_update([0])
        .chain_update(ent)
        .chain_update([largo])
        .chain_update(campo)
        .chain_update(opid.a_bytes())
        .chain_update(Sha256::digest(valor.codificar()))
        .finalize()
        .into()
}
