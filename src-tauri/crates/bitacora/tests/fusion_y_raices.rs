//! The merge rule on its worked examples and in every order, and the roots.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use bitacora::fusion::{Celda, conflicto, mostrado};
use bitacora::{ArbolMerkle, Cabeza, Hash, Opid, Valor, hoja_de_estado, raiz_asientos};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn opid(letra: u8, indice: u16) -> Opid {
    Opid { asiento: Hash([letra; 32]), indice }
}

fn escritura(letra: u8, hlc: u64, n: i64) -> Cabeza {
    Cabeza { opid: opid(letra, 0), hlc, disp: [letra; 16], valor: Valor::Entero(n) }
}

fn nombres(celda: &Celda) -> BTreeSet<Opid> {
    celda.cabezas().into_iter().map(|c| c.opid).collect()
}

/// Plazo = 10 by Ana, before anything else.
fn plazo() -> Celda {
    let mut celda = Celda::default();
    celda.admitir(escritura(b'a', 1, 10), &[]);
    celda
}

#[test]
fn example_2_same_cell_is_a_conflict_until_somebody_resolves_it() {
    let mut celda = plazo();
    celda.admitir(escritura(b'b', 2, 8), &[opid(b'a', 0)]);
    celda.admitir(escritura(b'c', 3, 15), &[opid(b'a', 0)]);
    let cabezas = celda.cabezas();
    assert_eq!(nombres(&celda), [opid(b'b', 0), opid(b'c', 0)].into());
    assert!(conflicto(&cabezas));
    assert_eq!(mostrado(&cabezas).unwrap().valor, Valor::Entero(15), "the greatest (hlc, disp, opid) is shown");
    celda.admitir(escritura(b'd', 4, 8), &[opid(b'b', 0), opid(b'c', 0)]);
    assert_eq!(nombres(&celda), [opid(b'd', 0)].into());
    assert!(!conflicto(&celda.cabezas()));
}

#[test]
fn example_3_same_value_twice_is_not_a_conflict() {
    let mut celda = plazo();
    celda.admitir(escritura(b'b', 2, 8), &[opid(b'a', 0)]);
    celda.admitir(escritura(b'c', 3, 8), &[opid(b'a', 0)]);
    assert_eq!(celda.cabezas().len(), 2, "two authors");
    assert!(!conflicto(&celda.cabezas()), "one value");
}

#[test]
fn example_5_a_late_parent_is_never_shown() {
    let mut celda = Celda::default();
    celda.admitir(escritura(b'c', 3, 20), &[opid(b'b', 0)]);
    celda.admitir(escritura(b'b', 2, 15), &[opid(b'a', 0)]);
    celda.admitir(escritura(b'a', 1, 10), &[]);
    assert_eq!(nombres(&celda), [opid(b'c', 0)].into());
}

#[test]
fn the_root_of_a_tree_is_that_of_rfc_6962() {
    // Test vectors of the reference implementation of Certificate Transparency:
    // https://github.com/google/certificate-transparency (merkle_tree_test.cc).
    let hojas: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    let raiz = |n: usize| {
        let mut arbol = ArbolMerkle::default();
        hojas[..n].iter().for_each(|h| arbol.hoja(Sha256::new().chain_update([0]).chain_update(h).finalize().into()));
        arbol.raiz().to_string()
    };
    assert_eq!(raiz(0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(raiz(1), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assert_eq!(raiz(2), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assert_eq!(raiz(3), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    assert_eq!(raiz(8), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

#[test]
fn the_root_of_a_set_ignores_order_and_repeats() {
    let hashes: Vec<Hash> = (0..20).map(|n| Hash([n; 32])).collect();
    let mut otras = hashes.clone();
    otras.reverse();
    otras.push(hashes[3]);
    assert_eq!(raiz_asientos(hashes.clone()), raiz_asientos(otras));
    assert_ne!(raiz_asientos(hashes[..19].to_vec()), raiz_asientos(hashes));
}

#[test]
fn each_part_of_a_head_moves_its_leaf() {
    let hoja = hoja_de_estado(&[1; 16], "plazo", &opid(1, 0), &Valor::Entero(8));
    assert_ne!(hoja, hoja_de_estado(&[2; 16], "plazo", &opid(1, 0), &Valor::Entero(8)));
    assert_ne!(hoja, hoja_de_estado(&[1; 16], "costo", &opid(1, 0), &Valor::Entero(8)));
    assert_ne!(hoja, hoja_de_estado(&[1; 16], "plazo", &opid(1, 1), &Valor::Entero(8)));
    assert_ne!(hoja, hoja_de_estado(&[1; 16], "plazo", &opid(1, 0), &Valor::Texto("8".to_owned())));
}

#[test]
fn names_are_read_only_as_they_are_written() {
    let nombre = opid(0xab, 513);
    assert_eq!(nombre.to_string().parse::<Opid>(), Ok(nombre));
    assert_eq!(nombre.to_string().len(), 68);
    assert!(nombre.to_string().to_uppercase().parse::<Opid>().is_err());
    assert!("+1".repeat(34).parse::<Opid>().is_err());
    assert!("ab".parse::<Hash>().is_err());
}

// A history: each write names some earlier ones as padres.
fn historia() -> impl Strategy<Value = Vec<(Cabeza, Vec<Opid>)>> {
    prop::collection::vec((0u64..5, 0i64..3, prop::collection::vec(any::<prop::sample::Index>(), 0..3)), 1..12).prop_map(|partes| {
        let mut hechas: Vec<(Cabeza, Vec<Opid>)> = Vec::new();
        for (i, (hlc, n, padres)) in partes.into_iter().enumerate() {
            let letra = u8::try_from(i).unwrap();
            let padres: BTreeSet<Opid> =
                padres.iter().filter(|_| !hechas.is_empty()).map(|p| hechas[p.index(hechas.len())].0.opid).collect();
            hechas.push((escritura(letra, hlc, n), padres.into_iter().collect()));
        }
        hechas
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn order_and_repeats_of_delivery_do_not_matter(hechas in historia(), orden in any::<u64>()) {
        let mut en_orden = Celda::default();
        hechas.iter().for_each(|(c, p)| en_orden.admitir(c.clone(), p));
        let mut barajadas: Vec<_> = hechas.iter().chain(&hechas).collect();
        barajadas.sort_by_key(|(c, _)| Sha256::digest([&orden.to_be_bytes()[..], &c.opid.a_bytes()].concat()).to_vec());
        let mut barajada = Celda::default();
        barajadas.into_iter().for_each(|(c, p)| barajada.admitir(c.clone(), p));
        prop_assert_eq!(&en_orden, &barajada);
        // A write is either a head or named by a later one.
        let nombradas: BTreeSet<Opid> = hechas.iter().flat_map(|(_, p)| p.clone()).collect();
        for (c, _) in &hechas {
            prop_assert_ne!(nombres(&en_orden).contains(&c.opid), nombradas.contains(&c.opid));
        }
    }
}
