//! Encrypted packages: only the addressee opens them, and only one kind of encryption is admitted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/paquetes.rs"]
mod paquetes;

use std::io::{BufReader, Read, Write};

use bitacora::cifrado::{self, Cifrador, Descifrador, clave_age_valida, es_cifrado};
use bitacora::paquete::Limite;
use bitacora::{ClaveDispositivo, ErrorPaquete};
use paquetes::{Azar, abrir_todo, asientos, clave, empacar, largo, pequeno};
use proptest::prelude::*;

fn cifrar(contenido: &[u8], destinatarios: &[[u8; 32]]) -> Vec<u8> {
    let mut cifrador = Cifrador::new(Vec::new(), destinatarios).unwrap();
    cifrador.write_all(contenido).unwrap();
    cifrador.terminar().unwrap()
}

fn descifrar(cifrado: &[u8], clave: &ClaveDispositivo) -> Result<Vec<u8>, ErrorPaquete> {
    let mut abierto = Vec::new();
    cifrado::descifrar(cifrado, clave.secreto_age(), &mut abierto, 1 << 31)?;
    Ok(abierto)
}

fn otra() -> ClaveDispositivo {
    ClaveDispositivo::desde_semilla([2; 32])
}

#[test]
fn the_key_that_receives_follows_from_the_seed_of_the_device() {
    // SHA-256 of the prefix and the seed, times the base point, by an implementation of RFC 7748
    // apart from this one.
    let hex: String = clave().clave_age().iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(hex, "44bdc868f5da9250bdccb21f931b3a9ad9952f8e8e38782acad906b9555ce155");
    assert_ne!(clave().clave_age(), otra().clave_age());
    assert_eq!(format!("{:?}", clave().secreto_age()), "SecretoAge { .. }", "a key never prints its secret");
}

#[test]
fn each_addressee_opens_it_and_nobody_else() {
    let tercera = ClaveDispositivo::desde_semilla([3; 32]);
    let bytes = pequeno();
    let cifrado = cifrar(&bytes, &[clave().clave_age(), otra().clave_age()]);
    assert!(es_cifrado(&cifrado) && !es_cifrado(&bytes));
    assert!(descifrar(&cifrado, clave()) == Ok(bytes.clone()));
    assert!(descifrar(&cifrado, &otra()) == Ok(bytes));
    assert_eq!(descifrar(&cifrado, &tercera), Err(ErrorPaquete::CifradoParaOtro));
    assert_eq!(abrir_todo(&cifrado), Err(ErrorPaquete::NoReconocido), "it is decrypted first");
}

#[test]
fn thirty_two_addressees_fit_and_no_more() {
    let claves: Vec<_> = (0..33).map(|n| ClaveDispositivo::desde_semilla([n; 32])).collect();
    let publicas: Vec<_> = claves.iter().map(ClaveDispositivo::clave_age).collect();
    let cifrado = cifrar(b"contenido", &publicas[..32]);
    assert_eq!(descifrar(&cifrado, &claves[31]).unwrap(), b"contenido");
    let error = Cifrador::new(Vec::new(), &publicas).err().unwrap();
    assert!(matches!(error, ErrorPaquete::LimiteExcedido { que: Limite::Destinatarios, hay: 33, maximo: 32 }), "{error}");
    assert!(Cifrador::new(Vec::new(), &[]).is_err(), "for nobody");
}

#[test]
fn keys_of_small_order_cannot_receive() {
    // The points of order 1, 2, 4 and 8 of Curve25519 and of its twist, and p − 1, p, p + 1:
    // https://cr.yp.to/ecdh.html#validate
    for hex in [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ] {
        let clave: Vec<u8> = (0..64).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect();
        let clave: [u8; 32] = clave.try_into().unwrap();
        assert!(!clave_age_valida(&clave), "{hex}");
        let error = Cifrador::new(Vec::new(), &[clave]).err().unwrap();
        assert_eq!(error.codigo(), ("archivo_no_reconocido", "cifrado"));
    }
    assert!(clave_age_valida(&clave().clave_age()));
}

/// A header of these lines, with a good ending and some content.
fn cabecera(lineas: &str) -> Vec<u8> {
    let mac = "A".repeat(43);
    [format!("age-encryption.org/v1\n{lineas}--- {mac}\n").into_bytes(), vec![7; 100]].concat()
}

#[test]
fn every_other_encryption_ends_in_its_code() {
    let receta = format!("-> X25519 {}\n{}\n", "A".repeat(43), "A".repeat(43));
    let scrypt = |factor: &str| cabecera(&format!("-> scrypt {} {factor}\n{}\n", "A".repeat(22), "A".repeat(43)));
    let no_admitido = ("archivo_no_reconocido", "cifrado");
    let estructura = ("paquete_alterado", "estructura");
    let casos = [
        ("passphrase with work factor 30", scrypt("30"), no_admitido),
        ("passphrase with work factor 255", scrypt("255"), no_admitido),
        (
            "passphrase beside a good recipient",
            cabecera(&format!("{receta}-> scrypt {} 30\n{}\n", "A".repeat(22), "A".repeat(43))),
            no_admitido,
        ),
        ("SSH, Ed25519", cabecera("-> ssh-ed25519 AAAAAA AAAA\nAAAA\n"), no_admitido),
        ("SSH, RSA", cabecera("-> ssh-rsa AAAAAA\nAAAA\n"), no_admitido),
        ("a plugin", cabecera("-> yubikey AAAAAA\nAAAA\n"), no_admitido),
        ("after-quantum", cabecera("-> mlkem768x25519 AAAA\nAAAA\n"), no_admitido),
        ("noise twice", cabecera(&format!("{receta}-> a-grease\n\n-> b-grease\n\n")), no_admitido),
        ("noise that is no base64", cabecera(&format!("{receta}-> a-grease\n=\n")), estructura),
        (
            "noise without end",
            cabecera(&format!("{receta}-> a-grease\n{}", format!("{}\n", "A".repeat(64)).repeat(2_000))),
            ("limite_excedido", "paquete"),
        ),
        ("noise alone", cabecera("-> a-grease\n\n"), estructura),
        ("no recipients", cabecera(""), estructura),
        ("33 recipients", cabecera(&receta.repeat(33)), ("limite_excedido", "paquete")),
        ("a header over 64 KiB", cabecera(&format!("-> {}\n", "a".repeat(70_000))), ("limite_excedido", "paquete")),
        ("a header without end", [b"age-encryption.org/v1\n".to_vec(), vec![b'a'; 1 << 20]].concat(), ("limite_excedido", "paquete")),
        ("a header cut", b"age-encryption.org/v1\n-> X25519".to_vec(), estructura),
        ("only the first line", b"age-encryption.org/v1\n".to_vec(), estructura),
        ("a share too many", cabecera(&format!("-> X25519 {} {}\n{}\n", "A".repeat(43), "A".repeat(43), "A".repeat(43))), estructura),
        ("a share of 31 bytes", cabecera(&format!("-> X25519 {}\n{}\n", "A".repeat(42), "A".repeat(43))), estructura),
        (
            "a wrapped key of two lines",
            cabecera(&format!("-> X25519 {}\n{}\n{}\n", "A".repeat(43), "A".repeat(64), "A".repeat(43))),
            estructura,
        ),
        ("a share of small order", cabecera(&receta), estructura),
        (
            "lines of Windows",
            cabecera(&receta).iter().flat_map(|b| if *b == b'\n' { vec![b'\r', b'\n'] } else { vec![*b] }).collect(),
            ("archivo_no_reconocido", ""),
        ),
        ("another version", b"age-encryption.org/v2\n".to_vec(), ("archivo_no_reconocido", "")),
        ("armoured", b"-----BEGIN AGE ENCRYPTED FILE-----\n".to_vec(), ("archivo_no_reconocido", "")),
        ("nothing", vec![], ("archivo_no_reconocido", "")),
    ];
    for (nombre, bytes, codigo) in &casos {
        let desde = std::time::Instant::now();
        let error = descifrar(bytes, clave()).expect_err(nombre);
        assert_eq!(error.codigo(), *codigo, "{nombre}: {error}");
        // A passphrase with work factor 30 would take hours.
        assert!(desde.elapsed() < std::time::Duration::from_secs(5), "{nombre}");
    }
    println!("{} headers refused", casos.len());
}

#[test]
fn every_bit_flip_of_an_encrypted_package_is_refused() {
    let cifrado = cifrar(&pequeno(), &[clave().clave_age(), otra().clave_age()]);
    assert_eq!(descifrar(&cifrado, clave()).and_then(|b| abrir_todo(&b)), Ok(3), "unchanged, it opens");
    let (semilla, intentos) = (20_261_125, if largo() { 50_000 } else { 2_000 });
    let mut azar = Azar(semilla);
    let mut en_lo_ajeno = 0;
    for n in 0..intentos {
        let (byte, bit) = (azar.menor_que(cifrado.len() as u64) as usize, azar.menor_que(8));
        let mut cambiado = cifrado.clone();
        cambiado[byte] ^= 1 << bit;
        let resultado = descifrar(&cambiado, clave()).and_then(|b| abrir_todo(&b));
        assert!(resultado.is_err(), "accepted with bit {bit} of byte {byte} changed");
        if n % 20 == 0 {
            en_lo_ajeno += u32::from(matches!(descifrar(&cambiado, &otra()), Err(ErrorPaquete::Estructura { .. })));
        }
    }
    println!("{intentos} flips over {} bytes, seed {semilla}: 0 accepted", cifrado.len());
    assert!(en_lo_ajeno > 0, "the other addressee sees them as well");
}

#[test]
fn an_encrypted_package_cut_at_any_length_is_refused() {
    let cifrado = cifrar(&pequeno(), &[clave().clave_age()]);
    for largo in 0..cifrado.len() {
        assert!(descifrar(&cifrado[..largo], clave()).is_err(), "accepted at {largo}");
    }
    assert!(descifrar(&cifrado, clave()).is_ok(), "whole, it opens");
    let mut de_mas = cifrado;
    de_mas.push(0);
    assert!(descifrar(&de_mas, clave()).is_err());
}

#[test]
fn a_cut_between_blocks_is_noticed_only_at_the_end_and_is_noticed() {
    // Blocks of 64 KiB and 16 bytes: a cut exactly there leaves every block good.
    let contenido = vec![9; 200 * 1024];
    let cifrado = cifrar(&contenido, &[clave().clave_age()]);
    let cabecera = cifrado.len() - contenido.len() - 4 * 16;
    let cortado = &cifrado[..cabecera + 2 * (64 * 1024 + 16)];
    let mut lector = Descifrador::new(BufReader::new(cortado), clave().secreto_age()).unwrap();
    let mut leido = Vec::new();
    assert!(lector.read_to_end(&mut leido).is_err(), "what was read before the end is no package");
    assert!(matches!(descifrar(cortado, clave()), Err(ErrorPaquete::Estructura { .. })));
}

#[test]
fn decrypting_stops_at_the_limit() {
    let cifrado = cifrar(&vec![0; 300_000], &[clave().clave_age()]);
    let mut abierto = Vec::new();
    let error = cifrado::descifrar(cifrado.as_slice(), clave().secreto_age(), &mut abierto, 100_000).unwrap_err();
    assert!(matches!(error, ErrorPaquete::LimiteExcedido { que: Limite::Paquete, .. }));
    assert!(abierto.len() <= 100_000);
}

#[test]
fn a_whole_package_goes_and_comes_back_encrypted() {
    let (bytes, _) = empacar(&asientos(500), &[&[1; 100_000]]);
    let cifrado = cifrar(&bytes, &[otra().clave_age()]);
    assert_eq!(descifrar(&cifrado, &otra()).and_then(|b| abrir_todo(&b)), Ok(500));
    assert!(bytes.windows(15).any(|t| t == b"manifiesto.cbor"));
    assert!(!cifrado.windows(15).any(|t| t == b"manifiesto.cbor"), "nothing is left to read");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_content_goes_and_comes_back(contenido in proptest::collection::vec(any::<u8>(), 0..200_000), semilla in any::<[u8; 32]>()) {
        let clave = ClaveDispositivo::desde_semilla(semilla);
        prop_assert!(descifrar(&cifrar(&contenido, &[clave.clave_age()]), &clave) == Ok(contenido));
    }
}
