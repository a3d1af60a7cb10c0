//! Writing a package: entries one by one, cut into parts, then all of it in one pass.
//!
//! Equal entries in equal order with an equal header give equal bytes. Closed parts and attachments
//! wait in storage that the caller gives (memory or a private temporary file), because the manifest
//! goes first and names their hashes.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use sha2::{Digest, Sha256};
use zstd::bulk::Compressor;
use zstd::stream::raw::CParameter;

use super::error::no_mas;
use super::parte::escribir_entrada;
use super::zip::{self, Ficha};
use super::{
    AdjuntoDeclarado, Cabecera, CodigoPaquete, ErrorPaquete, Limite, Limites, Manifiesto, ParteDeclarada, hash_de_manifiesto,
    nombre_de_parte,
};
use crate::Hash;

/// Where a part is cut, open bytes. Well under the limit of the format: whoever imports holds a few
/// open parts at once, and one that does not compress still fits stored.
const CORTE: usize = 4 * 1024 * 1024;
/// Level of zstd. Hashes and signatures do not compress: 14,800 entries take 2.13 MB at 3, 2.08 MB at
/// 9, and 2.00 MB at 19 for ten times the time.
const NIVEL: i32 = 9;
/// 2²³ bytes: the window that readers admit.
const VENTANA_LOG: u32 = 23;

/// Bytes kept aside until the package is written.
#[derive(Clone, Copy, Debug)]
struct Guardado {
    desde: u64,
    bytes: u64,
    crc: u32,
}

/// A package being filled. `A` keeps the closed parts and the attachments meanwhile.
pub struct Empacador<A> {
    aparte: A,
    escritos: u64,
    limites: Limites,
    compresor: Compressor<'static>,
    abierta: Vec<u8>,
    n_abierta: u64,
    partes: Vec<(ParteDeclarada, Guardado)>,
    adjuntos: BTreeMap<Hash, (AdjuntoDeclarado, Option<Guardado>)>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sellado {
    /// The manifest.
    pub manifiesto: Manifiesto,
    /// Its hash.
    pub hash: Hash,
    /// Code of the package.
    pub codigo: CodigoPaquete,
    /// Bytes of the file, before encryption.
    pub bytes: u64,
}

impl Empacador<Cursor<Vec<u8>>> {
    /// Keeps everything in memory until it is written.
    ///
    /// # Errors
    /// As [`Empacador::new`].
    pub fn en_memoria(limites: Limites) -> Result<Self, ErrorPaquete> {
        Empacador::new(Cursor::new(Vec::new()), limites)
    }
}

impl<A: Read + Write + Seek> Empacador<A> {
    /// Keeps closed parts and attachments in `aparte`, from its present position on.
    ///
    /// # Errors
    /// [`ErrorPaquete::Medio`].
    pub fn new(mut aparte: A, limites: Limites) -> Result<Self, ErrorPaquete> {
        let escritos = aparte.stream_position()?;
        let mut compresor = Compressor::new(NIVEL)?;
        compresor.set_parameter(CParameter::ChecksumFlag(true))?;
        compresor.set_parameter(CParameter::WindowLog(VENTANA_LOG))?;
        Ok(Empacador {
            aparte,
            escritos,
            limites,
            compresor,
            abierta: Vec::new(),
            n_abierta: 0,
            partes: Vec::new(),
            adjuntos: BTreeMap::new(),
        })
    }

    /// Adds an entry, exactly as stored.
    ///
    /// # Errors
    /// [`ErrorPaquete::LimiteExcedido`] and [`ErrorPaquete::Medio`].
    pub fn agregar(&mut self, cuerpo: &[u8], firma: &[u8; 64]) -> Result<(), ErrorPaquete> {
        // Head of the pair, head of the body, head of the signature.
        const CABEZAS: usize = 1 + 9 + 2;
        let entrada = cuerpo.len() + firma.len() + CABEZAS;
        let corte = CORTE.min(usize::try_from(self.limites.parte_abierta).unwrap_or(CORTE));
        if self.n_abierta > 0 && self.abierta.len() + entrada > corte {
            self.cerrar_parte()?;
        }
        escribir_entrada(&mut self.abierta, cuerpo, firma);
        self.n_abierta += 1;
        no_mas(Limite::ParteAbierta, self.abierta.len() as u64, self.limites.parte_abierta)
    }

    /// Adds an attachment that travels; gives its SHA-256. Adding the same bytes twice adds one.
    ///
    /// # Errors
    /// [`ErrorPaquete::LimiteExcedido`] and [`ErrorPaquete::Medio`].
    pub fn adjuntar(&mut self, contenido: &mut dyn Read) -> Result<Hash, ErrorPaquete> {
        let desde = self.escritos;
        self.aparte.seek(SeekFrom::Start(desde))?;
        let (mut sha, mut crc, mut bytes) = (Sha256::new(), crc32fast::Hasher::new(), 0u64);
        let mut tramo = vec![0u8; 64 * 1024];
        loop {
            let n = match contenido.read(&mut tramo) {
                Ok(0) => break,
                Ok(n) => n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e.into()),
            };
            let leido = tramo.get(..n).unwrap_or_default();
            bytes += n as u64;
            no_mas(Limite::Adjunto, bytes, self.limites.adjunto)?;
            sha.update(leido);
            crc.update(leido);
            self.aparte.write_all(leido)?;
        }
        let sha256 = Hash(sha.finalize().into());
        // Known already: what was just written is overwritten by the next one.
        if !self.adjuntos.get(&sha256).is_some_and(|(_, guardado)| guardado.is_some()) {
            self.escritos += bytes;
            let guardado = Guardado { desde, bytes, crc: crc.finalize() };
            self.adjuntos.insert(sha256, (AdjuntoDeclarado { sha256, bytes, incluido: true }, Some(guardado)));
        }
        Ok(sha256)
    }

    /// Names an attachment that does not travel here.
    pub fn nombrar_adjunto(&mut self, sha256: Hash, bytes: u64) {
        self.adjuntos.entry(sha256).or_insert((AdjuntoDeclarado { sha256, bytes, incluido: false }, None));
    }

    /// About how many bytes the file would have now: for whoever cuts an export into volumes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.escritos.saturating_add(self.abierta.len() as u64)
    }

    fn cerrar_parte(&mut self) -> Result<(), ErrorPaquete> {
        if self.n_abierta == 0 {
            return Ok(());
        }
        let bytes = self.compresor.compress(&self.abierta)?;
        no_mas(Limite::Parte, bytes.len() as u64, self.limites.parte)?;
        no_mas(Limite::Partes, self.partes.len() as u64 + 1, self.limites.partes)?;
        self.aparte.seek(SeekFrom::Start(self.escritos))?;
        self.aparte.write_all(&bytes)?;
        let guardado = Guardado { desde: self.escritos, bytes: bytes.len() as u64, crc: crc32fast::hash(&bytes) };
        let declarada = ParteDeclarada {
            bytes: guardado.bytes,
            bytes_abierto: self.abierta.len() as u64,
            n: self.n_abierta,
            sha256: Hash(Sha256::digest(&bytes).into()),
        };
        self.escritos += guardado.bytes;
        self.partes.push((declarada, guardado));
        self.abierta.clear();
        self.n_abierta = 0;
        Ok(())
    }

    /// Writes the whole package. `firmar` receives the hash of the manifest and must sign with the
    /// private half of `cabecera.de.clave`.
    ///
    /// # Errors
    /// [`ErrorPaquete::LimiteExcedido`], [`ErrorPaquete::Manifiesto`] (also when the signature does not
    /// verify: nothing is written then) and [`ErrorPaquete::Medio`].
    pub fn escribir(
        mut self,
        cabecera: Cabecera,
        salida: &mut dyn Write,
        firmar: impl FnOnce(&Hash) -> [u8; 64],
    ) -> Result<Sellado, ErrorPaquete> {
        self.cerrar_parte()?;
        let partes: Vec<ParteDeclarada> = self.partes.iter().map(|(p, _)| p.clone()).collect();
        let n = partes.iter().map(|p| p.n).sum();
        let adjuntos = self.adjuntos.values().map(|(a, _)| *a).collect();
        let manifiesto = Manifiesto { cabecera, n, partes, adjuntos };
        let codificado = manifiesto.codificar(&self.limites)?;
        let hash = hash_de_manifiesto(&codificado);
        let firma = firmar(&hash);
        crate::ClavePublica::desde_bytes(&manifiesto.cabecera.de.clave)?.verificar(&hash, &firma)?;

        let piezas = self.partes.iter().enumerate().map(|(i, (_, guardado))| (nombre_de_parte(i), *guardado));
        let adjuntos = self.adjuntos.values().filter_map(|(a, guardado)| Some((a.entrada(), (*guardado)?)));
        let piezas: Vec<(String, Guardado)> = piezas.chain(adjuntos).collect();
        let nombres = [("manifiesto.cbor", codificado.len() as u64), ("manifiesto.firma", firma.len() as u64)];
        let todas = nombres.into_iter().chain(piezas.iter().map(|(nombre, g)| (nombre.as_str(), g.bytes)));
        let bytes = todas.fold(zip::FIN, |suma, (nombre, b)| suma + zip::ocupa(nombre, b) + zip::ocupa_en_directorio(nombre));
        no_mas(Limite::Paquete, bytes, self.limites.paquete)?;

        let mut libro = Libro { salida, desde: 0, directorio: Vec::new(), entradas: 0 };
        libro.entrada("manifiesto.cbor", codificado.len() as u64, crc32fast::hash(&codificado), &mut codificado.as_slice())?;
        libro.entrada("manifiesto.firma", firma.len() as u64, crc32fast::hash(&firma), &mut firma.as_slice())?;
        for (nombre, guardado) in &piezas {
            self.aparte.seek(SeekFrom::Start(guardado.desde))?;
            libro.entrada(nombre, guardado.bytes, guardado.crc, &mut self.aparte)?;
        }
        libro.cerrar()?;
        Ok(Sellado { manifiesto, hash, codigo: CodigoPaquete::de(&hash), bytes })
    }
}

/// The ZIP as it goes out.
struct Libro<'s> {
    salida: &'s mut dyn Write,
    desde: u64,
    directorio: Vec<u8>,
    entradas: u16,
}

impl Libro<'_> {
    fn entrada(&mut self, nombre: &str, bytes: u64, crc: u32, contenido: &mut dyn Read) -> Result<(), ErrorPaquete> {
        let ficha = Ficha { nombre: nombre.to_owned(), bytes: corto(bytes)?, crc };
        self.salida.write_all(&ficha.local())?;
        let copiados = io::copy(&mut contenido.take(bytes), self.salida)?;
        if copiados != bytes {
            return Err(ErrorPaquete::Medio(io::ErrorKind::UnexpectedEof));
        }
        self.directorio.extend_from_slice(&ficha.central(corto(self.desde)?));
        self.desde += zip::ocupa(nombre, bytes);
        self.entradas += 1;
        Ok(())
    }

    fn cerrar(self) -> Result<(), ErrorPaquete> {
        self.salida.write_all(&self.directorio)?;
        self.salida.write_all(&zip::fin(self.entradas, corto(self.directorio.len() as u64)?, corto(self.desde)?))?;
        Ok(())
    }
}

fn corto(n: u64) -> Result<u32, ErrorPaquete> {
    u32::try_from(n).map_err(|_| ErrorPaquete::LimiteExcedido { que: Limite::Paquete, hay: n, maximo: u64::from(u32::MAX) })
}
