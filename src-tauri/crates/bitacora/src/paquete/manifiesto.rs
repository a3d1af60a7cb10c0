//! The manifest: what a package holds, who made it, for whom and up to where it reaches.
//!
//! Canonical CBOR, a map with the keys 0 to 12 in order:
//!
//! | Key | Field | Type |
//! |---|---|---|
//! | 0 | `formato` | text "dlg" |
//! | 1 | `v` | uint, 1 |
//! | 2 | `app` | text ≤ 32: version of the application |
//! | 3 | `ambitos` | array of bytes 16, sorted, 1 to 1,024 |
//! | 4 | `de` | [clave bytes 32, clave_age bytes 32, cred bytes 32, nombre text ≤ 200 characters] |
//! | 5 | `para` | array ≤ 32 of [clave_age bytes 32 or null, persona bytes 16 or null], sorted |
//! | 6–8 | `desde`, `hasta`, `acuse` | map ambito → map disp → array of [seq, hash], all sorted |
//! | 9 | `n` | uint: asientos in all |
//! | 10 | `partes` | array ≤ 512 of [nombre, bytes, bytes_abierto, n, sha256] |
//! | 11 | `adjuntos` | array of [sha256, bytes, incluido], sorted |
//! | 12 | `nota` | text ≤ 500 characters |
//!
//! What is signed is SHA-256("diligencia/manifiesto/v1" ‖ 0 ‖ bytes), so that the signature serves
//! for nothing else. A higher `v` may have other keys after 2 and is not read further.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::acuse::creciente;
use super::error::no_mas;
use super::{Acuse, ErrorPaquete, Limite, Limites};
use crate::cbor::{self, LectorCbor};
use crate::{ClavePublica, ErrorAsiento, Hash, cifrado};

/// Version of the package that this program writes and understands.
pub const VERSION: u64 = 1;
const FORMATO: &str = "dlg";
const PREFIJO: &[u8] = b"diligencia/manifiesto/v1\0";
/// Longest `app`, bytes.
const APP_MAXIMO: usize = 32;
/// Most ámbitos.
const AMBITOS_MAXIMO: u64 = 1_024;
/// Most addressees: as many as the header of an encrypted package admits.
const DESTINATARIOS_MAXIMO: u64 = cifrado::DESTINATARIOS_MAXIMO as u64;
/// Longest name of the author, characters.
const NOMBRE_MAXIMO: usize = 200;
/// Longest note, characters.
const NOTA_MAXIMO: usize = 500;

/// Who exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Autor {
    /// Public key of the device; the manifest is signed with it.
    pub clave: [u8; 32],
    /// Its X25519 key, to answer encrypted.
    pub clave_age: [u8; 32],
    /// Credencial of the device; zeros without one.
    pub cred: Hash,
    /// Name to show beside the key. Nothing proves it but the credencial.
    pub nombre: String,
}

/// For whom; at least one of the two is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Destinatario {
    /// Key that opens the package when it is encrypted.
    pub clave_age: Option<[u8; 32]>,
    /// Person.
    pub persona: Option<[u8; 16]>,
}

/// One part, as declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParteDeclarada {
    /// Bytes as stored.
    pub bytes: u64,
    /// Bytes once open.
    pub bytes_abierto: u64,
    /// Entries.
    pub n: u64,
    /// SHA-256 of the bytes as stored.
    pub sha256: Hash,
}

/// One attachment, as declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AdjuntoDeclarado {
    /// SHA-256 of its bytes: its name.
    pub sha256: Hash,
    /// Its bytes.
    pub bytes: u64,
    /// Whether it travels in this package.
    pub incluido: bool,
}

impl AdjuntoDeclarado {
    /// Name of its entry in the ZIP.
    #[must_use]
    pub fn entrada(&self) -> String {
        format!("adjuntos/{}", self.sha256)
    }
}

/// Name of the entry of a part; `i` counts from 0, the name from 0001.
#[must_use]
pub fn nombre_de_parte(i: usize) -> String {
    format!("asientos-{:04}.cbor.zst", i + 1)
}

/// What the caller says of a package; the rest of the manifest follows from what is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cabecera {
    /// Version of the application that wrote it.
    pub app: String,
    /// Ámbitos of the entries inside.
    pub ambitos: BTreeSet<[u8; 16]>,
    /// Who exported.
    pub de: Autor,
    /// For whom.
    pub para: BTreeSet<Destinatario>,
    /// What the other side was taken to hold already.
    pub desde: Acuse,
    /// Heads that the other side holds after importing.
    pub hasta: Acuse,
    /// All that the author holds of these ámbitos.
    pub acuse: Acuse,
    /// A word to the reader.
    pub nota: String,
}

impl Cabecera {
    /// Keys to encrypt for: one of each addressee, or `None` when that of somebody is not known (or
    /// there is nobody), and then the package goes signed only.
    #[must_use]
    pub fn claves_para_cifrar(&self) -> Option<Vec<[u8; 32]>> {
        let claves: BTreeSet<[u8; 32]> = self.para.iter().map(|p| p.clave_age).collect::<Option<_>>()?;
        (!claves.is_empty()).then(|| claves.into_iter().collect())
    }

    /// Whether the owner of this X25519 key is an addressee. One that opens a package without being
    /// one was given it by somebody else than its author.
    #[must_use]
    pub fn es_para(&self, clave_age: &[u8; 32]) -> bool {
        self.para.iter().any(|p| p.clave_age.as_ref() == Some(clave_age))
    }
}

/// The whole manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifiesto {
    /// What the author says.
    pub cabecera: Cabecera,
    /// Asientos in all.
    pub n: u64,
    /// Parts, in order.
    pub partes: Vec<ParteDeclarada>,
    /// Attachments that the entries name, by SHA-256.
    pub adjuntos: Vec<AdjuntoDeclarado>,
}

impl Manifiesto {
    /// Attachments that travel in this package.
    pub fn incluidos(&self) -> impl Iterator<Item = &AdjuntoDeclarado> {
        self.adjuntos.iter().filter(|a| a.incluido)
    }

    /// Checks every rule and gives the canonical bytes.
    ///
    /// # Errors
    /// [`ErrorPaquete::Manifiesto`] and [`ErrorPaquete::LimiteExcedido`].
    pub fn codificar(&self, limites: &Limites) -> Result<Vec<u8>, ErrorPaquete> {
        let Cabecera { app, ambitos, de, para, desde, hasta, acuse, nota } = &self.cabecera;
        let mut d = Vec::with_capacity(1_024);
        cbor::mapa(&mut d, 13);
        cbor::uint(&mut d, 0);
        cbor::texto(&mut d, FORMATO);
        cbor::uint(&mut d, 1);
        cbor::uint(&mut d, VERSION);
        cbor::uint(&mut d, 2);
        cbor::texto(&mut d, app);
        cbor::uint(&mut d, 3);
        cbor::lista(&mut d, ambitos.len());
        ambitos.iter().for_each(|a| cbor::bytes(&mut d, a));
        cbor::uint(&mut d, 4);
        cbor::lista(&mut d, 4);
        cbor::bytes(&mut d, &de.clave);
        cbor::bytes(&mut d, &de.clave_age);
        cbor::bytes(&mut d, &de.cred.0);
        cbor::texto(&mut d, &de.nombre);
        cbor::uint(&mut d, 5);
        cbor::lista(&mut d, para.len());
        for quien in para {
            cbor::lista(&mut d, 2);
            opcional(&mut d, quien.clave_age.as_ref().map(<[u8; 32]>::as_slice));
            opcional(&mut d, quien.persona.as_ref().map(<[u8; 16]>::as_slice));
        }
        for (clave, vector) in (6..).zip([desde, hasta, acuse]) {
            cbor::uint(&mut d, clave);
            vector.escribir(&mut d);
        }
        cbor::uint(&mut d, 9);
        cbor::uint(&mut d, self.n);
        cbor::uint(&mut d, 10);
        cbor::lista(&mut d, self.partes.len());
        for (i, parte) in self.partes.iter().enumerate() {
            cbor::lista(&mut d, 5);
            cbor::texto(&mut d, &nombre_de_parte(i));
            cbor::uint(&mut d, parte.bytes);
            cbor::uint(&mut d, parte.bytes_abierto);
            cbor::uint(&mut d, parte.n);
            cbor::bytes(&mut d, &parte.sha256.0);
        }
        cbor::uint(&mut d, 11);
        cbor::lista(&mut d, self.adjuntos.len());
        for adjunto in &self.adjuntos {
            cbor::lista(&mut d, 3);
            cbor::bytes(&mut d, &adjunto.sha256.0);
            cbor::uint(&mut d, adjunto.bytes);
            cbor::logico(&mut d, adjunto.incluido);
        }
        cbor::uint(&mut d, 12);
        cbor::texto(&mut d, nota);
        no_mas(Limite::Manifiesto, d.len() as u64, limites.manifiesto)?;
        self.revisar(limites)?;
        Ok(d)
    }

    /// Reads and checks the bytes of a manifest. The signature is for the caller to check.
    ///
    /// # Errors
    /// [`ErrorPaquete::Manifiesto`], [`ErrorPaquete::LimiteExcedido`] and [`ErrorPaquete::MasNuevo`].
    pub fn decodificar(bytes: &[u8], limites: &Limites) -> Result<Manifiesto, ErrorPaquete> {
        no_mas(Limite::Manifiesto, bytes.len() as u64, limites.manifiesto)?;
        let mut l = LectorCbor::new(bytes);
        let manifiesto = Manifiesto::leer(&mut l, limites)?;
        manifiesto.revisar(limites)?;
        Ok(manifiesto)
    }

    fn leer(l: &mut LectorCbor<'_>, limites: &Limites) -> Result<Manifiesto, ErrorPaquete> {
        let pares = l.mapa()?;
        clave(l, 0)?;
        if l.texto()? != FORMATO {
            return Err(l.no("a manifest says dlg").into());
        }
        clave(l, 1)?;
        let v = l.uint()?;
        if v > VERSION {
            // Only to tell the person what to ask for: a newer manifest may put something else there.
            let app = clave(l, 2).and_then(|()| l.texto().map(str::to_owned)).ok().filter(|t| es_app(t));
            return Err(ErrorPaquete::MasNuevo { v, app: app.unwrap_or_default() });
        }
        if v != VERSION || pares != 13 {
            return Err(l.no("a manifest of version 1 has exactly the keys 0 to 12").into());
        }
        clave(l, 2)?;
        let app = l.texto()?.to_owned();
        clave(l, 3)?;
        let ambitos = leer_ambitos(l)?;
        clave(l, 4)?;
        pareja(l, 4)?;
        let de = Autor { clave: l.bytes_de()?, clave_age: l.bytes_de()?, cred: Hash(l.bytes_de()?), nombre: l.texto()?.to_owned() };
        clave(l, 5)?;
        let para = leer_para(l)?;
        clave(l, 6)?;
        let desde = Acuse::leer(l)?;
        clave(l, 7)?;
        let hasta = Acuse::leer(l)?;
        clave(l, 8)?;
        let acuse = Acuse::leer(l)?;
        clave(l, 9)?;
        let n = l.uint()?;
        clave(l, 10)?;
        let partes = leer_partes(l, limites)?;
        clave(l, 11)?;
        let adjuntos = leer_adjuntos(l)?;
        clave(l, 12)?;
        let nota = l.texto()?.to_owned();
        l.fin()?;
        let cabecera = Cabecera { app, ambitos, de, para, desde, hasta, acuse, nota };
        Ok(Manifiesto { cabecera, n, partes, adjuntos })
    }

    fn revisar(&self, limites: &Limites) -> Result<(), ErrorPaquete> {
        let Cabecera { app, ambitos, de, para, nota, .. } = &self.cabecera;
        regla(es_app(app), "app is a short version")?;
        regla(!ambitos.is_empty(), "a package is of some ámbito")?;
        excede("ambitos", ambitos.len() as u64, AMBITOS_MAXIMO)?;
        ClavePublica::desde_bytes(&de.clave)?;
        excede("nombre, characters", de.nombre.chars().count() as u64, NOMBRE_MAXIMO as u64)?;
        excede("nota, characters", nota.chars().count() as u64, NOTA_MAXIMO as u64)?;
        regla(![&de.nombre, nota].iter().any(|t| t.contains('\0')), "text holds U+0000")?;
        no_mas(Limite::Destinatarios, para.len() as u64, DESTINATARIOS_MAXIMO)?;
        regla(para.iter().all(|p| p.clave_age.is_some() || p.persona.is_some()), "an addressee is somebody")?;
        no_mas(Limite::Partes, self.partes.len() as u64, limites.partes)?;
        no_mas(Limite::Asientos, self.n, limites.asientos)?;
        let (mut n, mut abierto) = (0u64, 0u64);
        for parte in &self.partes {
            no_mas(Limite::Parte, parte.bytes, limites.parte)?;
            no_mas(Limite::ParteAbierta, parte.bytes_abierto, limites.parte_abierta)?;
            n = n.saturating_add(parte.n);
            abierto = abierto.saturating_add(parte.bytes_abierto);
            regla(parte.n > 0 && parte.bytes > 0, "a part holds something")?;
        }
        no_mas(Limite::Abierto, abierto, limites.abierto)?;
        regla(n == self.n, "n is the sum of the parts")?;
        regla(self.adjuntos.is_sorted_by(|a, b| a.sha256 < b.sha256), "attachments out of order or repeated")?;
        self.adjuntos.iter().try_for_each(|a| no_mas(Limite::Adjunto, a.bytes, limites.adjunto))?;
        let viajan = self.incluidos().fold(0u64, |suma, a| suma.saturating_add(a.bytes));
        no_mas(Limite::Adjuntos, viajan, limites.adjuntos)?;
        let entradas = 2 + self.partes.len() as u64 + self.incluidos().count() as u64;
        no_mas(Limite::Entradas, entradas, limites.entradas)
    }
}

/// What the author signs.
#[must_use]
pub fn hash_de_manifiesto(bytes: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update(PREFIJO).chain_update(bytes).finalize().into())
}

impl From<ErrorAsiento> for ErrorPaquete {
    /// What the reader of CBOR and the keys refuse inside a manifest.
    fn from(e: ErrorAsiento) -> Self {
        ErrorPaquete::Manifiesto(e)
    }
}

fn es_app(texto: &str) -> bool {
    (1..=APP_MAXIMO).contains(&texto.len()) && texto.bytes().all(|b| b.is_ascii_alphanumeric() || b".+-".contains(&b))
}

fn opcional(d: &mut Vec<u8>, bytes: Option<&[u8]>) {
    match bytes {
        Some(b) => cbor::bytes(d, b),
        None => cbor::nulo(d),
    }
}

fn leer_opcional<const N: usize>(l: &mut LectorCbor<'_>) -> Result<Option<[u8; N]>, ErrorAsiento> {
    if l.es_nulo() { Ok(None) } else { l.bytes_de().map(Some) }
}

fn leer_ambitos(l: &mut LectorCbor<'_>) -> Result<BTreeSet<[u8; 16]>, ErrorAsiento> {
    let (mut ambitos, mut anterior) = (BTreeSet::new(), None);
    let n = l.lista()?;
    excede("ambitos", n, AMBITOS_MAXIMO)?;
    for _ in 0..n {
        let ambito: [u8; 16] = l.bytes_de()?;
        creciente(l, &mut anterior, ambito)?;
        ambitos.insert(ambito);
    }
    Ok(ambitos)
}

fn leer_para(l: &mut LectorCbor<'_>) -> Result<BTreeSet<Destinatario>, ErrorPaquete> {
    let (mut para, mut anterior) = (BTreeSet::new(), None);
    let n = l.lista()?;
    no_mas(Limite::Destinatarios, n, DESTINATARIOS_MAXIMO)?;
    for _ in 0..n {
        pareja(l, 2)?;
        let quien = Destinatario { clave_age: leer_opcional(l)?, persona: leer_opcional(l)? };
        creciente(l, &mut anterior, quien)?;
        para.insert(quien);
    }
    Ok(para)
}

fn leer_partes(l: &mut LectorCbor<'_>, limites: &Limites) -> Result<Vec<ParteDeclarada>, ErrorPaquete> {
    let mut partes = Vec::new();
    let n = l.lista()?;
    no_mas(Limite::Partes, n, limites.partes)?;
    for i in 0..usize::try_from(n).unwrap_or(usize::MAX) {
        pareja(l, 5)?;
        if l.texto()? != nombre_de_parte(i) {
            return Err(l.no("the name of a part is its number").into());
        }
        let (bytes, bytes_abierto, n) = (l.uint()?, l.uint()?, l.uint()?);
        partes.push(ParteDeclarada { bytes, bytes_abierto, n, sha256: Hash(l.bytes_de()?) });
    }
    Ok(partes)
}

// Those that do not travel are bounded by the size of the manifest, the rest also by the entries.
fn leer_adjuntos(l: &mut LectorCbor<'_>) -> Result<Vec<AdjuntoDeclarado>, ErrorAsiento> {
    let mut adjuntos = Vec::new();
    for _ in 0..l.lista()? {
        pareja(l, 3)?;
        adjuntos.push(AdjuntoDeclarado { sha256: Hash(l.bytes_de()?), bytes: l.uint()?, incluido: l.logico()? });
    }
    Ok(adjuntos)
}

fn clave(l: &mut LectorCbor<'_>, esperada: u64) -> Result<(), ErrorAsiento> {
    if l.uint()? == esperada { Ok(()) } else { Err(l.no("keys of a map out of order, missing or unknown")) }
}

pub(super) fn pareja(l: &mut LectorCbor<'_>, n: u64) -> Result<(), ErrorAsiento> {
    if l.lista()? == n { Ok(()) } else { Err(l.no("an array of another length")) }
}

pub(super) fn regla(cumple: bool, que: &'static str) -> Result<(), ErrorAsiento> {
    if cumple { Ok(()) } else { Err(ErrorAsiento::Regla { que }) }
}

fn excede(que: &'static str, hay: u64, maximo: u64) -> Result<(), ErrorAsiento> {
    if hay > maximo { Err(ErrorAsiento::Excede { que, hay, maximo }) } else { Ok(()) }
}
