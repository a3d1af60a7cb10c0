//! Keys, signatures, the chain and its clock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use bitacora::{Asiento, Cabo, Cbor, ClaveDispositivo, ClavePublica, ErrorAsiento, Hash, dispositivo_de, ms_de, siguiente_hlc};

fn hex<const N: usize>(t: &str) -> [u8; N] {
    let bytes: Vec<u8> = (0..t.len()).step_by(2).map(|i| u8::from_str_radix(&t[i..i + 2], 16).unwrap()).collect();
    bytes.try_into().unwrap()
}

#[test]
fn keys_are_those_of_rfc_8032() {
    // https://www.rfc-editor.org/rfc/rfc8032#section-7.1, test 1.
    let clave = ClaveDispositivo::desde_semilla(hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    assert_eq!(clave.publica(), hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    assert_eq!(clave.dispositivo(), dispositivo_de(&clave.publica()));
    assert!(!format!("{clave:?}").contains("9d61"), "a key never prints its secret");
}

#[test]
fn small_order_keys_are_refused() {
    // The eight points of small order, and spellings of them that ZIP-215 would accept.
    for clave in [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ] {
        assert!(matches!(ClavePublica::desde_bytes(&hex(clave)), Err(ErrorAsiento::ClaveInvalida)), "{clave}");
    }
    let no_es_punto = hex("0200000000000000000000000000000000000000000000000000000000000000");
    assert!(matches!(ClavePublica::desde_bytes(&no_es_punto), Err(ErrorAsiento::ClaveInvalida)));
}

#[test]
fn a_signature_of_another_device_does_not_verify() {
    let (una, otra) = (ClaveDispositivo::desde_semilla([1; 32]), ClaveDispositivo::desde_semilla([2; 32]));
    let hash = Hash([5; 32]);
    let publica = ClavePublica::desde_bytes(&una.publica()).unwrap();
    assert!(publica.verificar(&hash, &una.firmar(&hash)).is_ok());
    assert_eq!(publica.verificar(&hash, &otra.firmar(&hash)), Err(ErrorAsiento::FirmaInvalida));
    assert_eq!(publica.verificar(&Hash([6; 32]), &una.firmar(&hash)), Err(ErrorAsiento::FirmaInvalida));
}

fn asiento(seq: u64, prev: Hash) -> Asiento {
    Asiento {
        ambito: [0; 16],
        disp: [0; 16],
        seq,
        prev,
        visto: [].into(),
        hlc: 0,
        actor: [0; 16],
        rol: 255,
        cred: Hash::CERO,
        tipo: "celdas".to_owned(),
        motivo: String::new(),
        ops: vec![],
        datos: Cbor::Mapa(vec![]),
    }
}

#[test]
fn a_chain_follows_number_by_number_and_hash_by_hash() {
    let (h1, h2) = (Hash([1; 32]), Hash([2; 32]));
    let uno = Cabo::default().seguir(&asiento(1, Hash::CERO), h1).unwrap();
    assert_eq!(uno.seguir(&asiento(2, h1), h2), Ok(Cabo { seq: 2, hash: h2 }));
    assert_eq!(uno.seguir(&asiento(3, h1), h2), Err(ErrorAsiento::CadenaRota { seq: 3 }), "a gap");
    assert_eq!(uno.seguir(&asiento(2, h2), h2), Err(ErrorAsiento::CadenaRota { seq: 2 }), "another previous one");
}

#[test]
fn the_clock_never_goes_back() {
    let a = siguiente_hlc(0, 1_000);
    assert_eq!(ms_de(a), 1_000);
    assert_eq!(siguiente_hlc(a, 1_000), a + 1, "twice in one millisecond");
    assert_eq!(siguiente_hlc(a, 10), a + 1, "a wall clock ten years behind");
    assert!(siguiente_hlc(a, u64::MAX) < 1 << 63, "a wall clock out of reason still fits");
}
