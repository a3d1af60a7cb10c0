//! What each fuzz target does with its bytes, and what must hold whatever they are. The ordinary
//! tests run the same functions over the seeds and over what the fuzzer once found.
#![allow(dead_code, reason = "each target uses one")]

use bitacora::cifrado::{self, es_cifrado};
use bitacora::palabras::{coinciden, palabras_de};
use bitacora::paquete::{Limites, Manifiesto, ParteAbierta};
use bitacora::{Asiento, Solicitud};

use crate::hostiles::{con_manifiesto, con_parte, secuencia as en_secuencia};
use crate::paquetes::{abrir_todo, clave};

/// What takes the bytes.
pub type Objetivo = fn(&[u8]);

/// By name, for the replay.
pub const OBJETIVOS: &[(&str, Objetivo)] = &[
    ("asiento_cbor", asiento_cbor),
    ("manifiesto", manifiesto),
    ("paquete_bytes", paquete_bytes),
    ("secuencia", secuencia),
    ("solicitud", solicitud),
];

/// The invariant of every reader of canonical bytes.
pub fn una_sola_forma(escrito: &[u8], leido: &[u8]) {
    assert_eq!(escrito, leido, "accepted in another spelling");
}

/// A body: what is accepted has one spelling.
pub fn asiento_cbor(datos: &[u8]) {
    if let Ok((asiento, posiciones)) = Asiento::decodificar_con_posiciones(datos) {
        let (otra_vez, mismas) = asiento.codificar_con_posiciones().expect("what was read can be written");
        una_sola_forma(&otra_vez, datos);
        assert_eq!(mismas, posiciones);
    }
}

/// A manifest: what is accepted has one spelling. Then inside a package, well signed.
pub fn manifiesto(datos: &[u8]) {
    let limites = Limites::default();
    if let Ok(manifiesto) = Manifiesto::decodificar(datos, &limites) {
        let otra_vez = manifiesto.codificar(&limites).expect("what was read can be written");
        una_sola_forma(&otra_vez, datos);
        let _ = abrir_todo(&con_manifiesto(datos, vec![]).escribir());
    }
}

/// A whole file. With a first byte of 1 to 3 the rest is a part inside a package that is otherwise
/// good, since no fuzzer gets past the hashes and the signature by itself.
pub fn paquete_bytes(datos: &[u8]) {
    match datos.split_first() {
        Some((&n @ 1..=3, parte)) if !parte.is_empty() => {
            let abierto = tamano_declarado(parte);
            let _ = abrir_todo(&con_parte(parte, abierto, u64::from(n)));
        }
        _ if es_cifrado(datos) => {
            let _ = cifrado::descifrar(datos, clave().secreto_age(), &mut std::io::sink(), 1 << 24);
        }
        _ => {
            let _ = abrir_todo(datos);
        }
    }
}

/// The size in a zstd header, where our writer puts it; the manifest must agree with it.
fn tamano_declarado(marco: &[u8]) -> u64 {
    let leer = |desde: usize, n: usize| {
        let bytes = marco.get(desde..desde + n).unwrap_or_default();
        bytes.iter().rev().fold(0u64, |acc, b| acc << 8 | u64::from(*b))
    };
    let descriptor = marco.get(4).copied().unwrap_or_default();
    let desde = if descriptor & 0x20 == 0 { 6 } else { 5 };
    match descriptor >> 6 {
        0 => leer(desde, 1),
        1 => leer(desde, 2) + 256,
        2 => leer(desde, 4),
        _ => leer(desde, 8),
    }
}

/// An open part; the first byte says how many entries. What is accepted has one spelling.
pub fn secuencia(datos: &[u8]) {
    let Some((&n, resto)) = datos.split_first() else { return };
    if let Ok(parte) = ParteAbierta::desde_secuencia(resto.to_vec(), u64::from(n)) {
        assert_eq!(parte.len(), usize::from(n));
        let entradas: Vec<_> = parte.iter().map(|e| (e.cuerpo.to_vec(), *e.firma)).collect();
        una_sola_forma(&en_secuencia(&entradas), resto);
        entradas.iter().for_each(|(cuerpo, _)| asiento_cbor(cuerpo));
    }
}

/// A request file, and its words.
pub fn solicitud(datos: &[u8]) {
    if let Ok(solicitud) = Solicitud::leer(datos) {
        assert!(!solicitud.nombre.trim().is_empty());
        assert!(coinciden(datos, &palabras_de(datos).join(" ")));
    }
    let dicho = String::from_utf8_lossy(datos);
    let _ = coinciden(datos, &dicho);
}
