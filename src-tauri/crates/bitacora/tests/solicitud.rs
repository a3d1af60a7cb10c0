//! The request of an alta and the eight words.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/paquetes.rs"]
mod paquetes;

use std::collections::BTreeSet;

use bitacora::palabras::{coinciden, palabras_de};
use bitacora::solicitud::{SOLICITUD_MAXIMA, hash_de_solicitud};
use bitacora::{ClaveDispositivo, ErrorAsiento, ErrorPaquete, Solicitud, cbor, hash_de};
use paquetes::{Azar, clave, largo};
use proptest::prelude::*;

fn solicitud() -> Solicitud {
    Solicitud {
        nombre: "María José Ixcot Tzoc".to_owned(),
        cargo: "Coordinadora del comité".to_owned(),
        institucion: Some([7; 16]),
        actor: [5; 16],
        clave: clave().publica(),
        clave_age: clave().clave_age(),
    }
}

/// A file of this body, signed over `hash`.
fn archivo(cuerpo: &[u8], hash: bitacora::Hash) -> Vec<u8> {
    let mut d = Vec::new();
    cbor::lista(&mut d, 2);
    cbor::bytes(&mut d, cuerpo);
    cbor::bytes(&mut d, &clave().firmar(&hash));
    d
}

fn cuerpo() -> Vec<u8> {
    let archivo = solicitud().firmar(clave()).unwrap();
    archivo[3..archivo.len() - 66].to_vec()
}

/// The body with some bytes changed for others, signed after the change.
fn cambiada(de: &[u8], a: &[u8]) -> Result<Solicitud, ErrorPaquete> {
    let cuerpo = cuerpo();
    let i = cuerpo.windows(de.len()).position(|t| t == de).expect("the bytes to change are there");
    let cambiado = [&cuerpo[..i], a, &cuerpo[i + de.len()..]].concat();
    Solicitud::leer(&archivo(&cambiado, hash_de_solicitud(&cambiado)))
}

#[test]
fn a_request_is_read_as_it_was_written_and_always_the_same() {
    for institucion in [Some([7; 16]), None] {
        let solicitud = Solicitud { institucion, ..solicitud() };
        let archivo = solicitud.firmar(clave()).unwrap();
        assert_eq!(Solicitud::leer(&archivo), Ok(solicitud.clone()));
        assert_eq!(solicitud.firmar(clave()).unwrap(), archivo, "so that the words can be read again");
    }
}

#[test]
fn a_request_names_the_keys_that_sign_it() {
    let otra = ClaveDispositivo::desde_semilla([2; 32]);
    assert!(solicitud().firmar(&otra).is_err());
    let ajena = Solicitud { clave_age: otra.clave_age(), ..solicitud() };
    assert!(ajena.firmar(clave()).is_err());
    let con_la_de_otro = cambiada(&clave().publica(), &otra.publica());
    assert_eq!(con_la_de_otro, Err(ErrorPaquete::Manifiesto(ErrorAsiento::FirmaInvalida)), "who asks must hold the key");
}

#[test]
fn a_signature_of_something_else_is_no_request() {
    let cuerpo = cuerpo();
    assert!(Solicitud::leer(&archivo(&cuerpo, hash_de_solicitud(&cuerpo))).is_ok(), "the arrangement is a good request");
    for hash in [hash_de(&cuerpo), bitacora::paquete::hash_de_manifiesto(&cuerpo)] {
        assert_eq!(Solicitud::leer(&archivo(&cuerpo, hash)), Err(ErrorPaquete::Manifiesto(ErrorAsiento::FirmaInvalida)));
    }
}

#[test]
fn other_bytes_are_refused() {
    let manifiesto = |r: Result<Solicitud, ErrorPaquete>| matches!(r, Err(ErrorPaquete::Manifiesto(_)));
    assert!(cambiada(b"ficha", b"ficha").is_ok(), "the arrangement changes nothing by itself");
    assert_eq!(cambiada(b"ficha", b"fecha"), Err(ErrorPaquete::NoReconocido));
    assert_eq!(cambiada(&[1, 1, 2], &[1, 2, 2]), Err(ErrorPaquete::MasNuevo { v: 2, app: String::new() }));
    assert!(manifiesto(cambiada(&[1, 1, 2], &[1, 0, 2])));
    assert!(manifiesto(cambiada(&[0xa8, 0], &[0xa9, 0])), "a key more");
    assert!(manifiesto(cambiada(&[0xa8, 0], &[0xbf, 0])), "indefinite");
    assert!(manifiesto(cambiada(&[1, 1, 2], &[1, 0x18, 1, 2])), "not in its shortest form");
    assert!(manifiesto(cambiada(&[1, 1, 2], &[1, 0xf9, 0x3c, 0, 2])), "a float");
    assert!(manifiesto(cambiada(&clave().publica(), &[0; 32])), "a key of small order");
    assert!(manifiesto(cambiada(&clave().clave_age(), &[0; 32])), "a key that cannot receive");
    assert!(manifiesto(cambiada("María José Ixcot Tzoc".as_bytes(), "María\0José Ixcot Tzoc".as_bytes())));
    let nombre = |t: &str| {
        let mut d = Vec::new();
        cbor::texto(&mut d, t);
        d
    };
    let de = nombre(&solicitud().nombre);
    assert!(manifiesto(cambiada(&de, &nombre(&"ñ".repeat(201)))));
    assert!(cambiada(&de, &nombre(&"ñ".repeat(200))).is_ok(), "the limit is in characters");
    assert!(manifiesto(cambiada(&de, &nombre("  "))), "somebody asks");
}

#[test]
fn a_file_of_another_kind_or_too_large_is_refused() {
    for bytes in [vec![], b"PK\x03\x04".to_vec(), b"age-encryption.org/v1".to_vec(), vec![0x81; 100_000]] {
        assert_eq!(Solicitud::leer(&bytes), Err(ErrorPaquete::NoReconocido));
    }
    let grande = [vec![0x82, 0x59, 0x50, 0], vec![0; SOLICITUD_MAXIMA]].concat();
    assert!(matches!(Solicitud::leer(&grande), Err(ErrorPaquete::LimiteExcedido { .. })));
    let archivo = solicitud().firmar(clave()).unwrap();
    for largo in 0..archivo.len() {
        assert!(Solicitud::leer(&archivo[..largo]).is_err(), "cut at {largo}");
    }
    assert!(Solicitud::leer(&[archivo, vec![0]].concat()).is_err(), "bytes after the end");
}

#[test]
fn every_bit_flip_of_a_request_is_refused() {
    let archivo = solicitud().firmar(clave()).unwrap();
    for byte in 0..archivo.len() {
        for bit in 0..8 {
            let mut cambiado = archivo.clone();
            cambiado[byte] ^= 1 << bit;
            assert!(Solicitud::leer(&cambiado).is_err(), "accepted with bit {bit} of byte {byte} changed");
        }
    }
    println!("{} bits of a request: 0 free", archivo.len() * 8);
}

#[test]
fn the_words_are_the_first_88_bits_of_the_hash() {
    // By another program, from the published list.
    let esperadas = ["rechazo", "oeste", "tórax", "asno", "cebolla", "jarra", "carne", "retiro"];
    assert_eq!(palabras_de(b"diligencia"), esperadas);
}

#[test]
fn the_list_has_2048_words_that_differ_without_accents() {
    let lista: Vec<&str> = include_str!("../src/palabras/es.txt").lines().filter(|l| !l.starts_with('#')).collect();
    assert_eq!(lista.len(), 2_048);
    assert_eq!((lista[0], lista[2_047]), ("ábaco", "zurdo"));
    let sin_acento = |c| "áéíóúñ".chars().position(|a| a == c).map_or(c, |i| char::from(b"aeioun"[i]));
    let plegadas: BTreeSet<String> = lista.iter().map(|p| p.chars().map(sin_acento).collect()).collect();
    assert_eq!(plegadas.len(), 2_048, "two words that sound alike on a telephone would be one");
    assert!(plegadas.iter().all(|p| p.bytes().all(|b| b.is_ascii_lowercase())), "composed letters: the list is NFC");
    let cuatro: BTreeSet<&str> = plegadas.iter().map(|p| &p[..p.len().min(4)]).collect();
    assert_eq!(cuatro.len(), 2_048);
    // Every word is reached, so the list and the eleven bits agree.
    let mut azar = Azar(11);
    let dichas: BTreeSet<&str> = (0..if largo() { 20_000 } else { 4_000 }).flat_map(|_| palabras_de(&azar.bytes::<32>())).collect();
    assert!(dichas.len() == 2_048, "{} of 2,048 words in 4,000 files", dichas.len());
}

#[test]
fn words_are_compared_as_people_say_them() {
    let archivo = solicitud().firmar(clave()).unwrap();
    let palabras = palabras_de(&archivo);
    assert!(coinciden(&archivo, &palabras.join(" ")));
    assert!(coinciden(&archivo, &format!("  1. {} ", palabras.map(str::to_uppercase).join(", "))));
    let descompuestas: String = palabras
        .join(" ")
        .chars()
        .flat_map(|c| match c {
            'á' => vec!['a', '\u{301}'],
            'é' => vec!['e', '\u{301}'],
            'í' => vec!['i', '\u{301}'],
            'ó' => vec!['o', '\u{301}'],
            'ú' => vec!['u', '\u{301}'],
            'ñ' => vec!['n', '\u{303}'],
            otra => vec![otra],
        })
        .collect();
    assert!(coinciden(&archivo, &descompuestas));
    assert!(!coinciden(&archivo, &palabras[..7].join(" ")), "one missing");
    assert!(!coinciden(&archivo, &[palabras.as_slice(), &["ábaco"]].concat().join(" ")), "one more");
    let mut cruzadas = palabras;
    cruzadas.swap(0, 1);
    assert!(!coinciden(&archivo, &cruzadas.join(" ")), "another order");
    assert!(!coinciden(&archivo, ""));
    let otro = Solicitud { cargo: "Coordinador".to_owned(), ..solicitud() }.firmar(clave()).unwrap();
    assert!(!coinciden(&otro, &palabras.join(" ")), "another file has other words");
}

proptest! {
    #[test]
    fn any_request_goes_and_comes_back(nombre in "[A-Za-zñáéíóú]{1,60}", cargo in "[^\\x00]{0,60}", institucion in any::<Option<[u8; 16]>>(), actor in any::<[u8; 16]>(), semilla in any::<[u8; 32]>()) {
        let clave = ClaveDispositivo::desde_semilla(semilla);
        let solicitud = Solicitud { nombre, cargo, institucion, actor, clave: clave.publica(), clave_age: clave.clave_age() };
        let archivo = solicitud.firmar(&clave).unwrap();
        prop_assert!(archivo.len() < SOLICITUD_MAXIMA);
        prop_assert_eq!(Solicitud::leer(&archivo), Ok(solicitud));
    }

    #[test]
    fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Solicitud::leer(&bytes).is_err());
    }
}
