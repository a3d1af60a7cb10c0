//! Checking signatures in batches agrees with checking them one by one, and names the bad ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::time::Instant;

use bitacora::{ClaveDispositivo, ClavePublica, Firmado, Hash, verificar_lote};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn firmados<'k>(claves: &'k [(ClaveDispositivo, ClavePublica)], n: usize, datos: u64) -> Vec<Firmado<'k>> {
    let uno = |i: usize| {
        let (clave, publica) = &claves[i % claves.len()];
        let hash = Hash(Sha256::new().chain_update(datos.to_be_bytes()).chain_update(i.to_be_bytes()).finalize().into());
        Firmado { clave: publica, hash, firma: clave.firmar(&hash) }
    };
    (0..n).map(uno).collect()
}

fn claves(n: u8) -> Vec<(ClaveDispositivo, ClavePublica)> {
    let par = |i| {
        let clave = ClaveDispositivo::desde_semilla([i; 32]);
        let publica = ClavePublica::desde_bytes(&clave.publica()).unwrap();
        (clave, publica)
    };
    (1..=n).map(par).collect()
}

#[test]
fn good_signatures_pass_and_the_bad_ones_are_named() {
    let claves = claves(3);
    let mut todas = firmados(&claves, 2_500, 1);
    assert_eq!(verificar_lote(&todas, &[7; 32]), Vec::<usize>::new());
    assert_eq!(verificar_lote(&[], &[7; 32]), Vec::<usize>::new());
    todas[0].firma[3] ^= 1;
    todas[1_023].firma[63] ^= 0x80;
    todas[1_024].hash = Hash([1; 32]);
    todas[2_499].clave = &claves[1].1;
    assert_eq!(verificar_lote(&todas, &[7; 32]), [0, 1_023, 1_024, 2_499]);
}

#[test]
fn errors_that_would_cancel_each_other_do_not() {
    // With the same coefficient for both, +1 and −1 in the scalars add up to nothing.
    let claves = claves(1);
    let mut dos = firmados(&claves, 2, 2);
    dos[0].firma[32] = dos[0].firma[32].wrapping_add(1);
    dos[1].firma[32] = dos[1].firma[32].wrapping_sub(1);
    for semilla in 0..50 {
        assert_eq!(verificar_lote(&dos, &[semilla; 32]), [0, 1]);
    }
}

#[test]
fn a_scalar_over_the_order_is_refused_in_both_ways() {
    // s + L signs the same for a careless check: RFC 8032 §5.1.7 refuses it, ZIP-215 too.
    let claves = claves(1);
    let mut una = firmados(&claves, 1, 3);
    let orden = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0x10,
    ];
    let mut acarreo = 0u16;
    for (byte, suma) in una[0].firma[32..].iter_mut().zip(orden) {
        let total = u16::from(*byte) + suma + acarreo;
        (*byte, acarreo) = (total as u8, total >> 8);
    }
    assert!(una[0].clave.verificar(&una[0].hash, &una[0].firma).is_err());
    assert_eq!(verificar_lote(&una, &[7; 32]), [0]);
}

#[test]
fn a_batch_costs_less_than_one_by_one() {
    let claves = claves(2);
    let todas = firmados(&claves, 14_800, 4);
    let desde = Instant::now();
    assert!(todas.iter().all(|f| f.clave.verificar(&f.hash, &f.firma).is_ok()));
    let una_por_una = desde.elapsed();
    let desde = Instant::now();
    assert!(verificar_lote(&todas, &[7; 32]).is_empty());
    let en_lote = desde.elapsed();
    println!("14,800 signatures: {una_por_una:?} one by one, {en_lote:?} in batches");
    assert!(en_lote < una_por_una, "the batch is for speed");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_batch_agrees_with_one_by_one(
        n in 1usize..40, semilla in any::<[u8; 32]>(), datos in any::<u64>(),
        cambios in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..64, 0u8..8), 0..4),
    ) {
        let claves = claves(3);
        let mut todas = firmados(&claves, n, datos);
        for (cual, byte, bit) in cambios {
            let i = cual.index(todas.len());
            todas[i].firma[byte] ^= 1 << bit;
        }
        let malas: Vec<usize> =
            (0..n).filter(|i| todas[*i].clave.verificar(&todas[*i].hash, &todas[*i].firma).is_err()).collect();
        prop_assert_eq!(verificar_lote(&todas, &semilla), malas);
    }
}
