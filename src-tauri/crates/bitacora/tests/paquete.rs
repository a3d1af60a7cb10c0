//! The package: what goes in comes out, equal input gives equal bytes, and any change is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/paquetes.rs"]
mod paquetes;

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use bitacora::paquete::{
    Acuse, Cabecera, CodigoPaquete, Destinatario, Empacador, Limite, Limites, Manifiesto, PaqueteAbierto, hash_de_manifiesto,
};
use bitacora::{Cabo, ClaveDispositivo, ErrorAsiento, ErrorPaquete, Hash, hash_de};
use paquetes::{Azar, abrir_todo, asientos, cabecera, clave, empacar, largo, pequeno};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

#[test]
fn what_goes_in_comes_out() {
    let (entradas, acta) = (asientos(200), b"%PDF-1.7 acta".as_slice());
    let (bytes, sellado) = empacar(&entradas, &[acta, b"", acta]);
    let mut paquete = PaqueteAbierto::abrir(Cursor::new(&bytes), &Limites::default()).unwrap();
    assert_eq!(paquete.manifiesto(), &sellado.manifiesto);
    assert_eq!(paquete.manifiesto().cabecera, cabecera());
    assert_eq!((paquete.hash(), paquete.codigo(), paquete.bytes()), (sellado.hash, sellado.codigo, bytes.len() as u64));
    assert_eq!(paquete.manifiesto().n, 200);
    let salidas: Vec<_> = paquete.parte(0).unwrap().iter().map(|e| (e.cuerpo.to_vec(), *e.firma)).collect();
    assert_eq!(salidas, entradas, "same bytes, same order");
    assert_eq!(sellado.manifiesto.adjuntos.len(), 2, "the same attachment twice travels once");
    for adjunto in &sellado.manifiesto.adjuntos {
        let mut leido = Vec::new();
        paquete.adjunto(&adjunto.sha256).unwrap().unwrap().read_to_end(&mut leido).unwrap();
        assert!(leido == acta || leido.is_empty());
    }
    assert!(paquete.adjunto(&Hash([1; 32])).unwrap().is_none());
    assert_eq!(paquete.parte(1).unwrap_err(), ErrorPaquete::Incompleto { parte: 2, de: 3, codigo: sellado.codigo });
}

#[test]
fn equal_input_gives_equal_bytes_wherever_they_wait() {
    let (entradas, adjuntos) = (asientos(50), [b"uno".as_slice(), b"dos"]);
    let (bytes, _) = empacar(&entradas, &adjuntos);
    let mut archivo = tempfile::tempfile().unwrap();
    archivo.write_all(b"something before").unwrap();
    let mut empacador = Empacador::new(archivo, Limites::default()).unwrap();
    entradas.iter().for_each(|(cuerpo, firma)| empacador.agregar(cuerpo, firma).unwrap());
    // Attachments are sorted by hash, so that their order of arrival leaves no trace.
    adjuntos.into_iter().rev().for_each(|mut a| assert!(empacador.adjuntar(&mut a).is_ok()));
    let mut otros = Vec::new();
    empacador.escribir(cabecera(), &mut otros, |h| clave().firmar(h)).unwrap();
    assert_eq!(otros, bytes);
}

#[test]
fn the_bytes_of_the_format_are_pinned() {
    // Without parts, so that another version of zstd may compress otherwise.
    let (bytes, sellado) = empacar(&[], &[b"acta"]);
    assert_eq!(sellado.hash.to_string(), "f6cbffb995b25b0fd57987ef7110d84b70bb03b0e221c03a9e4a6952fda78d1f");
    let sha256: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(
        sha256, "0641655609b7a8f1e2030ada3c3e92740e56f5c0f5d1c0cc961d50b3b5f9baca",
        "packages of this version would no longer open in the field"
    );
}

#[test]
fn it_is_encrypted_when_every_addressee_has_a_key() {
    let mut cabecera = cabecera();
    assert_eq!(cabecera.claves_para_cifrar(), Some(vec![clave().clave_age()]));
    assert!(cabecera.es_para(&clave().clave_age()) && !cabecera.es_para(&[1; 32]));
    cabecera.para.insert(Destinatario { clave_age: None, persona: Some([6; 16]) });
    assert_eq!(cabecera.claves_para_cifrar(), None, "one is not known: signed only");
    cabecera.para.clear();
    assert_eq!(cabecera.claves_para_cifrar(), None);
}

#[test]
fn a_package_may_hold_no_entries() {
    let (bytes, _) = empacar(&[], &[]);
    assert_eq!(abrir_todo(&bytes), Ok(0), "an acuse alone is worth sending");
}

#[test]
fn an_attachment_may_travel_in_another_package() {
    let mut empacador = Empacador::en_memoria(Limites::default()).unwrap();
    empacador.nombrar_adjunto(Hash([4; 32]), 1_000);
    let mut bytes = Vec::new();
    let sellado = empacador.escribir(cabecera(), &mut bytes, |h| clave().firmar(h)).unwrap();
    assert!(!sellado.manifiesto.adjuntos[0].incluido);
    let mut paquete = PaqueteAbierto::abrir(Cursor::new(&bytes), &Limites::default()).unwrap();
    assert!(paquete.adjunto(&Hash([4; 32])).unwrap().is_none());
}

#[test]
fn an_attachment_that_was_named_and_then_added_travels() {
    let mut empacador = Empacador::en_memoria(Limites::default()).unwrap();
    let sha256 = empacador.adjuntar(&mut b"acta".as_slice()).unwrap();
    empacador.nombrar_adjunto(sha256, 4);
    let mut otro = Empacador::en_memoria(Limites::default()).unwrap();
    otro.nombrar_adjunto(sha256, 4);
    otro.adjuntar(&mut b"acta".as_slice()).unwrap();
    for empacador in [empacador, otro] {
        let sellado = empacador.escribir(cabecera(), &mut Vec::new(), |h| clave().firmar(h)).unwrap();
        assert!(sellado.manifiesto.adjuntos[0].incluido);
    }
}

#[test]
fn entries_are_cut_into_parts_under_the_limits() {
    let entrada = vec![0x5a; 900 * 1024];
    let mut azar = Azar(3);
    let mut empacador = Empacador::en_memoria(Limites::default()).unwrap();
    for _ in 0..10 {
        let mut cuerpo = entrada.clone();
        cuerpo.iter_mut().step_by(2).for_each(|b| *b = azar.numero() as u8);
        empacador.agregar(&cuerpo, &[7; 64]).unwrap();
    }
    assert!(empacador.bytes() > 4 << 20, "an estimate for cutting into volumes");
    let mut bytes = Vec::new();
    let sellado = empacador.escribir(cabecera(), &mut bytes, |h| clave().firmar(h)).unwrap();
    assert!(sellado.manifiesto.partes.len() > 1);
    assert_eq!(sellado.manifiesto.partes.iter().map(|p| p.n).sum::<u64>(), 10);
    assert_eq!(abrir_todo(&bytes), Ok(10));
}

#[test]
fn the_writer_keeps_the_limits_too() {
    let limites = Limites { adjunto: 10, parte_abierta: 2_000, partes: 2, ..Limites::default() };
    let mut empacador = Empacador::en_memoria(limites).unwrap();
    let excede = |que| move |e: ErrorPaquete| matches!(e, ErrorPaquete::LimiteExcedido { que: q, .. } if q == que);
    assert!(empacador.adjuntar(&mut [0; 11].as_slice()).is_err_and(excede(Limite::Adjunto)));
    assert!(empacador.agregar(&[0; 3_000], &[0; 64]).is_err_and(excede(Limite::ParteAbierta)));
    let mut empacador = Empacador::en_memoria(limites).unwrap();
    for _ in 0..3 {
        empacador.agregar(&[0; 1_500], &[0; 64]).unwrap();
    }
    let sin_firmar = |_: &Hash| [0; 64];
    assert!(empacador.escribir(cabecera(), &mut Vec::new(), sin_firmar).is_err_and(excede(Limite::Partes)));
}

#[test]
fn a_package_is_not_written_with_a_signature_that_is_not_the_authors() {
    let otra = ClaveDispositivo::desde_semilla([2; 32]);
    let empacador = Empacador::en_memoria(Limites::default()).unwrap();
    let mut bytes = Vec::new();
    let error = empacador.escribir(cabecera(), &mut bytes, |h| otra.firmar(h)).unwrap_err();
    assert_eq!(error, ErrorPaquete::Manifiesto(ErrorAsiento::FirmaInvalida));
    assert!(bytes.is_empty(), "nothing was written");
}

#[test]
fn one_signature_cannot_serve_as_another() {
    let (bytes, sellado) = empacar(&asientos(1), &[]);
    let codificado = sellado.manifiesto.codificar(&Limites::default()).unwrap();
    assert_ne!(hash_de(&codificado), hash_de_manifiesto(&codificado));
    let firma = bytes.windows(64).position(|t| *t == clave().firmar(&sellado.hash)).unwrap();
    // The CRC is put right, so that only the prefix can tell.
    let mut cambiado = bytes.clone();
    let otra = clave().firmar(&hash_de(&codificado));
    cambiado[firma..firma + 64].copy_from_slice(&otra);
    let (antes, despues) = (crc(&bytes[firma..firma + 64]), crc(&otra));
    for i in 0..cambiado.len() - 4 {
        if cambiado[i..i + 4] == antes {
            cambiado[i..i + 4].copy_from_slice(&despues);
        }
    }
    assert_eq!(abrir_todo(&cambiado), Err(ErrorPaquete::Manifiesto(ErrorAsiento::FirmaInvalida)));
}

fn crc(bytes: &[u8]) -> [u8; 4] {
    crc32fast::hash(bytes).to_le_bytes()
}

#[test]
fn a_package_cut_at_any_length_is_refused_and_names_what_is_missing() {
    let bytes = pequeno();
    let mut incompletos = 0;
    for largo in 0..bytes.len() {
        let error = abrir_todo(&bytes[..largo]).expect_err("a cut package");
        incompletos += u32::from(matches!(error, ErrorPaquete::Incompleto { de: 3, .. }));
    }
    println!("{} lengths refused, {incompletos} of them name the part that is missing", bytes.len());
    assert!(incompletos > 500, "a stick taken out too early says which part did not arrive");
    assert_eq!(abrir_todo(&bytes), Ok(3), "whole, it opens");
    let mut de_mas = bytes;
    de_mas.push(0);
    assert!(abrir_todo(&de_mas).is_err());
}

#[test]
fn every_bit_flip_is_refused() {
    let bytes = pequeno();
    let (semilla, intentos) = (20_261_124, if largo() { 50_000 } else { 2_000 });
    let mut azar = Azar(semilla);
    for _ in 0..intentos {
        let (byte, bit) = (azar.menor_que(bytes.len() as u64) as usize, azar.menor_que(8));
        let mut cambiado = bytes.clone();
        cambiado[byte] ^= 1 << bit;
        assert!(abrir_todo(&cambiado).is_err(), "accepted with bit {bit} of byte {byte} changed");
    }
    println!("{intentos} flips over {} bytes, seed {semilla}: 0 accepted", bytes.len());
}

#[test]
fn every_bit_of_the_structure_counts() {
    // All the bits of all the bytes that are not the content of a part: none is free.
    let bytes = empacar(&[], &[]).0;
    for byte in 0..bytes.len() {
        for bit in 0..8 {
            let mut cambiado = bytes.clone();
            cambiado[byte] ^= 1 << bit;
            assert!(abrir_todo(&cambiado).is_err(), "accepted with bit {bit} of byte {byte} changed");
        }
    }
    println!("{} bits: 0 free", bytes.len() * 8);
}

/// A medium that notes how much is asked of it at once.
struct Medidor {
    bytes: Cursor<Vec<u8>>,
    mayor: usize,
}

impl Read for Medidor {
    fn read(&mut self, destino: &mut [u8]) -> std::io::Result<usize> {
        let n = self.bytes.read(destino)?;
        self.mayor = self.mayor.max(n);
        Ok(n)
    }
}

impl Seek for Medidor {
    fn seek(&mut self, a: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(a)
    }
}

#[test]
fn a_large_package_is_verified_in_small_pieces() {
    let (bytes, _) = empacar(&asientos(5), &[&vec![7; 20 << 20]]);
    let mut medidor = Medidor { bytes: Cursor::new(bytes), mayor: 0 };
    PaqueteAbierto::abrir(&mut medidor, &Limites::default()).unwrap();
    assert!(medidor.mayor <= 64 * 1024, "{} bytes held at once", medidor.mayor);
}

/// A medium that changes after it was verified.
struct Traidor {
    bytes: Cursor<Vec<u8>>,
    despues: Vec<u8>,
    lecturas: usize,
}

impl Read for Traidor {
    fn read(&mut self, destino: &mut [u8]) -> std::io::Result<usize> {
        self.bytes.read(destino)
    }
}

impl Seek for Traidor {
    fn seek(&mut self, a: SeekFrom) -> std::io::Result<u64> {
        self.lecturas += 1;
        if self.lecturas == 4 {
            *self.bytes.get_mut() = self.despues.clone();
        }
        self.bytes.seek(a)
    }
}

#[test]
fn a_medium_that_changes_after_the_check_is_noticed() {
    let (bytes, sellado) = empacar(&asientos(3), &[b"acta firmada"]);
    let dentro = |aguja: &[u8]| bytes.windows(aguja.len()).position(|t| t == aguja).unwrap();
    let cambiar = |i: usize| {
        let mut despues = bytes.clone();
        despues[i] ^= 1;
        let traidor = Traidor { bytes: Cursor::new(bytes.clone()), despues, lecturas: 0 };
        PaqueteAbierto::abrir(traidor, &Limites::default()).unwrap()
    };
    let mut paquete = cambiar(dentro(&[0x28, 0xb5, 0x2f, 0xfd]) + 40);
    assert!(matches!(paquete.parte(0), Err(ErrorPaquete::Incompleto { parte: 1, de: 2, .. })));
    let mut paquete = cambiar(dentro(b"acta firmada"));
    let sha256 = sellado.manifiesto.adjuntos[0].sha256;
    let mut leido = Vec::new();
    let error = paquete.adjunto(&sha256).unwrap().unwrap().read_to_end(&mut leido).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
}

#[test]
fn the_code_is_read_aloud_and_the_name_holds_nothing_strange() {
    let codigo = CodigoPaquete([0xa1, 0xb2, 0xc3, 0xd4]);
    assert_eq!(codigo.to_string(), "a1b2-c3d4");
    assert_eq!(codigo.nombre_de_archivo("MARN", "2021-12-03"), "MARN_2021-12-03_a1b2c3d4.dlg");
    assert_eq!(codigo.nombre_de_archivo("../../Año\u{202e} NUL:", "2021/12-03"), "AONUL_202112-03_a1b2c3d4.dlg");
    assert_eq!(codigo.nombre_de_archivo("ñ", "x"), "PAQUETE__a1b2c3d4.dlg");
    for dicho in ["a1b2-c3d4", " A1B2C3D4 "] {
        assert_eq!(dicho.parse(), Ok(codigo));
    }
    for malo in ["a1b2-c3d", "g1b2-c3d4", "+1b2c3d4", "a1b2c3d4e"] {
        assert!(malo.parse::<CodigoPaquete>().is_err(), "{malo}");
    }
}

#[test]
fn fourteen_thousand_entries_fit_in_the_agreed_size() {
    let entradas = asientos(14_800);
    let crudos: usize = entradas.iter().map(|(c, f)| c.len() + f.len()).sum();
    let (bytes, sellado) = empacar(&entradas, &[]);
    println!("14,800 entries: {crudos} bytes open, {} packed in {} parts", bytes.len(), sellado.manifiesto.partes.len());
    assert!(bytes.len() < 2_500 * 1024, "{} bytes, the target is 2.5 MiB", bytes.len());
}

fn acuse() -> impl Strategy<Value = Acuse> {
    let cabo = (1u64..1 << 40, any::<[u8; 32]>()).prop_map(|(seq, h)| Cabo { seq, hash: Hash(h) });
    proptest::collection::vec((0u8..3, 0u8..3, cabo), 0..8).prop_map(|v| {
        let mut acuse = Acuse::default();
        v.into_iter().for_each(|(a, d, cabo)| acuse.agregar([a; 16], [d; 16], cabo));
        acuse
    })
}

fn cualquier_cabecera() -> impl Strategy<Value = Cabecera> {
    let quien = (any::<Option<[u8; 32]>>(), any::<[u8; 16]>());
    let para =
        proptest::collection::btree_set(quien.prop_map(|(clave_age, persona)| Destinatario { clave_age, persona: Some(persona) }), 0..5);
    (para, acuse(), acuse(), acuse(), "[^\\x00]{0,40}", "[0-9]\\.[0-9]{1,3}").prop_map(|(para, desde, hasta, acuse, nota, app)| {
        let mut c = cabecera();
        (c.para, c.desde, c.hasta, c.acuse, c.nota, c.app) = (para, desde, hasta, acuse, nota, app);
        c
    })
}

proptest! {
    #[test]
    fn any_package_opens_to_what_was_put_in(
        cabecera in cualquier_cabecera(),
        entradas in proptest::collection::vec((proptest::collection::vec(any::<u8>(), 0..400), any::<[u8; 32]>()), 0..40),
        adjuntos in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..300), 0..4),
    ) {
        let firma = |mitad: &[u8; 32]| -> [u8; 64] { std::array::from_fn(|i| mitad[i % 32]) };
        // A low cut, so that the ordinary case has several parts.
        let limites = Limites { parte_abierta: 1_000, ..Limites::default() };
        let mut empacador = Empacador::en_memoria(limites).unwrap();
        entradas.iter().for_each(|(c, f)| empacador.agregar(c, &firma(f)).unwrap());
        adjuntos.iter().for_each(|a| assert!(empacador.adjuntar(&mut a.as_slice()).is_ok()));
        let mut bytes = Vec::new();
        let sellado = empacador.escribir(cabecera.clone(), &mut bytes, |h| clave().firmar(h)).unwrap();
        let codificado = sellado.manifiesto.codificar(&limites).unwrap();
        prop_assert_eq!(&Manifiesto::decodificar(&codificado, &limites).unwrap(), &sellado.manifiesto);

        let mut paquete = PaqueteAbierto::abrir(Cursor::new(&bytes), &limites).unwrap();
        prop_assert_eq!(&paquete.manifiesto().cabecera, &cabecera);
        let mut salidas = Vec::new();
        for i in 0..paquete.partes() {
            salidas.extend(paquete.parte(i).unwrap().iter().map(|e| (e.cuerpo.to_vec(), *e.firma)));
        }
        prop_assert_eq!(salidas, entradas.iter().map(|(c, f)| (c.clone(), firma(f))).collect::<Vec<_>>());
        for adjunto in &sellado.manifiesto.adjuntos {
            let mut leido = Vec::new();
            paquete.adjunto(&adjunto.sha256).unwrap().unwrap().read_to_end(&mut leido).unwrap();
            prop_assert!(adjuntos.contains(&leido));
        }
    }
}
