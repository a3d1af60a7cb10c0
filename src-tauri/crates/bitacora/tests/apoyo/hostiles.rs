//! A generator of hostile packages: its own ZIP writer with every field free, and manifests and
//! parts of any bytes, signed. Left alone it makes what the crate's writer makes.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write;

use bitacora::paquete::{AdjuntoDeclarado, Limites, Manifiesto, ParteDeclarada, hash_de_manifiesto};
use bitacora::{ClaveDispositivo, Hash, cbor};
use sha2::{Digest, Sha256};

use crate::paquetes::{asientos, cabecera, clave};

/// One entry of a ZIP, with what its headers say.
#[derive(Clone)]
pub struct Entrada {
    pub nombre: Vec<u8>,
    pub nombre_central: Vec<u8>,
    pub contenido: Vec<u8>,
    pub antes: Vec<u8>,
    pub banderas: u16,
    pub metodo: u16,
    pub fecha: u32,
    pub crc: u32,
    pub bytes: u32,
    pub extra: Vec<u8>,
    pub extra_central: Vec<u8>,
    pub comentario: Vec<u8>,
    pub atributos: u32,
    pub desde: Option<u32>,
}

pub fn entrada(nombre: &str, contenido: &[u8]) -> Entrada {
    Entrada {
        nombre: nombre.into(),
        nombre_central: nombre.into(),
        contenido: contenido.to_vec(),
        antes: vec![],
        banderas: 0,
        metodo: 0,
        fecha: 0x0021_0000,
        crc: crc32fast::hash(contenido),
        bytes: contenido.len() as u32,
        extra: vec![],
        extra_central: vec![],
        comentario: vec![],
        atributos: 0,
        desde: None,
    }
}

/// A ZIP and its end.
#[derive(Clone, Default)]
pub struct Zip {
    pub entradas: Vec<Entrada>,
    pub antes_del_directorio: Vec<u8>,
    pub antes_del_fin: Vec<u8>,
    pub orden: Option<Vec<usize>>,
    pub cuenta: Option<u16>,
    pub disco: u16,
    pub comentario: Vec<u8>,
    pub cola: Vec<u8>,
}

impl Zip {
    pub fn escribir(&self) -> Vec<u8> {
        let (mut d, mut desdes) = (Vec::new(), Vec::new());
        for e in &self.entradas {
            d.extend_from_slice(&e.antes);
            desdes.push(d.len() as u32);
            d.extend_from_slice(b"PK\x03\x04");
            comun(&mut d, e, &e.nombre, &e.extra);
            d.extend_from_slice(&e.nombre);
            d.extend_from_slice(&e.extra);
            d.extend_from_slice(&e.contenido);
        }
        d.extend_from_slice(&self.antes_del_directorio);
        let directorio = d.len();
        for i in self.orden.clone().unwrap_or_else(|| (0..self.entradas.len()).collect()) {
            let e = &self.entradas[i];
            d.extend_from_slice(b"PK\x01\x02\x0a\0");
            comun(&mut d, e, &e.nombre_central, &e.extra_central);
            d.extend_from_slice(&(e.comentario.len() as u16).to_le_bytes());
            d.extend_from_slice(&[0; 4]);
            d.extend_from_slice(&e.atributos.to_le_bytes());
            d.extend_from_slice(&e.desde.unwrap_or(desdes[i]).to_le_bytes());
            d.extend_from_slice(&e.nombre_central);
            d.extend_from_slice(&e.extra_central);
            d.extend_from_slice(&e.comentario);
        }
        let largo = (d.len() - directorio) as u32;
        d.extend_from_slice(&self.antes_del_fin);
        d.extend_from_slice(b"PK\x05\x06");
        let cuenta = self.cuenta.unwrap_or(self.orden.as_ref().map_or(self.entradas.len(), Vec::len) as u16);
        for n in [self.disco, self.disco, cuenta, cuenta] {
            d.extend_from_slice(&n.to_le_bytes());
        }
        d.extend_from_slice(&largo.to_le_bytes());
        d.extend_from_slice(&(directorio as u32).to_le_bytes());
        d.extend_from_slice(&(self.comentario.len() as u16).to_le_bytes());
        d.extend_from_slice(&self.comentario);
        d.extend_from_slice(&self.cola);
        d
    }
}

fn comun(d: &mut Vec<u8>, e: &Entrada, nombre: &[u8], extra: &[u8]) {
    for n in [10, e.banderas, e.metodo] {
        d.extend_from_slice(&n.to_le_bytes());
    }
    for n in [e.fecha, e.crc, e.bytes, e.bytes] {
        d.extend_from_slice(&n.to_le_bytes());
    }
    d.extend_from_slice(&(nombre.len() as u16).to_le_bytes());
    d.extend_from_slice(&(extra.len() as u16).to_le_bytes());
}

/// The bytes of a manifest with the prefix, signed.
pub fn firmados(manifiesto: &[u8], clave: &ClaveDispositivo) -> Vec<Entrada> {
    let firma = clave.firmar(&hash_de_manifiesto(manifiesto));
    vec![entrada("manifiesto.cbor", manifiesto), entrada("manifiesto.firma", &firma)]
}

/// A ZIP of a signed manifest and these entries.
pub fn con_manifiesto(manifiesto: &[u8], otras: Vec<Entrada>) -> Zip {
    Zip { entradas: firmados(manifiesto, clave()).into_iter().chain(otras).collect(), ..Zip::default() }
}

/// What goes in a part: (stored, open bytes, entries).
pub type Parte = (Vec<u8>, u64, u64);

/// A part of these open bytes, as the crate's writer compresses them.
pub fn comprimir(abierta: &[u8]) -> Vec<u8> {
    let mut compresor = zstd::bulk::Compressor::new(9).unwrap();
    compresor.set_parameter(zstd::stream::raw::CParameter::ChecksumFlag(true)).unwrap();
    compresor.set_parameter(zstd::stream::raw::CParameter::WindowLog(23)).unwrap();
    compresor.compress(abierta).unwrap()
}

pub fn secuencia(pares: &[(Vec<u8>, [u8; 64])]) -> Vec<u8> {
    let mut d = Vec::new();
    for (cuerpo, firma) in pares {
        cbor::lista(&mut d, 2);
        cbor::bytes(&mut d, cuerpo);
        cbor::bytes(&mut d, firma);
    }
    d
}

/// Three good parts of one entry, and the manifest that names them with two attachments.
pub fn tres_partes() -> (Manifiesto, Vec<Entrada>) {
    let partes: Vec<Parte> = asientos(3)
        .into_iter()
        .map(|par| {
            let abierta = secuencia(&[par]);
            (comprimir(&abierta), abierta.len() as u64, 1)
        })
        .collect();
    armar(&partes, &[b"acta".as_slice(), b"evidencia"])
}

/// The manifest of these parts and attachments, and their entries.
pub fn armar(partes: &[Parte], adjuntos: &[&[u8]]) -> (Manifiesto, Vec<Entrada>) {
    let sha = |b: &[u8]| Hash(Sha256::digest(b).into());
    let declaradas = partes
        .iter()
        .map(|(b, bytes_abierto, n)| ParteDeclarada { bytes: b.len() as u64, bytes_abierto: *bytes_abierto, n: *n, sha256: sha(b) })
        .collect();
    let mut con_hash: Vec<(AdjuntoDeclarado, &[u8])> =
        adjuntos.iter().map(|a| (AdjuntoDeclarado { sha256: sha(a), bytes: a.len() as u64, incluido: true }, *a)).collect();
    con_hash.sort();
    let manifiesto = Manifiesto {
        cabecera: cabecera(),
        n: partes.iter().map(|p| p.2).sum(),
        partes: declaradas,
        adjuntos: con_hash.iter().map(|(a, _)| *a).collect(),
    };
    let entradas = partes.iter().enumerate().map(|(i, (b, _, _))| entrada(&bitacora::paquete::nombre_de_parte(i), b));
    let adjuntos = con_hash.iter().map(|(a, b)| entrada(&a.entrada(), b));
    let todas = entradas.chain(adjuntos).collect();
    (manifiesto, todas)
}

/// Encodes a manifest without the limits of the format, to declare what nobody should.
pub fn sin_limites(manifiesto: &Manifiesto) -> Vec<u8> {
    let limites = Limites {
        paquete: u64::MAX,
        entradas: u64::MAX,
        partes: u64::MAX,
        asientos: u64::MAX,
        abierto: u64::MAX,
        manifiesto: u64::MAX,
        parte: u64::MAX,
        parte_abierta: u64::MAX,
        ventana: u64::MAX,
        adjunto: u64::MAX,
        adjuntos: u64::MAX,
    };
    manifiesto.codificar(&limites).unwrap()
}

/// A package of one part of any bytes, well signed.
pub fn con_parte(guardada: &[u8], abierto: u64, n: u64) -> Vec<u8> {
    let (manifiesto, otras) = armar(&[(guardada.to_vec(), abierto, n)], &[]);
    con_manifiesto(&sin_limites(&manifiesto), otras).escribir()
}

/// A zstd frame of `n` zeros that opens to much more than it weighs.
pub fn bomba(n: usize) -> Vec<u8> {
    let mut codificador = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    codificador.include_checksum(true).unwrap();
    codificador.set_pledged_src_size(Some(n as u64)).unwrap();
    let ceros = vec![0; 1 << 20];
    let mut quedan = n;
    while quedan > 0 {
        let cuanto = quedan.min(ceros.len());
        codificador.write_all(&ceros[..cuanto]).unwrap();
        quedan -= cuanto;
    }
    codificador.finish().unwrap()
}
