//! The asiento: one signed, immutable record, its bytes and every limit of its format.
//!
//! `cuerpo` is canonical CBOR with keys 0–13; `hash = SHA-256("diligencia/asiento/v1" ‖ 0 ‖ cuerpo)`.
//! This module owns the two directions and refuses, with the limit that was broken, anything that
//! is not exactly that. It does not judge authority nor order, and does not know what a trámite is.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::cbor::{self, Cbor, LectorCbor};
use crate::{ErrorAsiento, Hash, Opid};

/// Version of the envelope that this program writes and understands.
pub const VERSION: u64 = 1;
/// Largest body.
pub const CUERPO_MAXIMO: usize = 1024 * 1024;
/// Most writes of one asiento.
pub const OPS_MAXIMO: usize = 2_000;
/// Most padres of one write.
pub const PADRES_MAXIMO: usize = 64;
/// Most entries of `visto`.
pub const VISTO_MAXIMO: usize = 512;
/// Longest `clase`, bytes.
pub const CLASE_MAXIMO: usize = 40;
/// Longest `campo`, bytes.
pub const CAMPO_MAXIMO: usize = 64;
/// Longest text of a cell, bytes.
pub const TEXTO_MAXIMO: usize = 64 * 1024;
/// Greatest absolute value of an integer cell: 2⁵³ − 1.
pub const ENTERO_MAXIMO: i64 = (1 << 53) - 1;
/// Longest reason, characters.
pub const MOTIVO_MAXIMO: usize = 2_000;
/// Shortest reason of the acts that need one, characters.
pub const MOTIVO_MINIMO: usize = 10;
/// Longest `tipo`, bytes.
pub const TIPO_MAXIMO: usize = 32;
/// Largest `datos`, bytes.
pub const DATOS_MAXIMO: usize = 128 * 1024;
/// Deepest `datos`, itself included.
pub const DATOS_PROFUNDIDAD: usize = 3;
/// Most heads that a retirement may cover.
pub const CUBRE_MAXIMO: usize = 2_000;
/// Greatest number in a chain: 2⁴⁰.
pub const SEQ_MAXIMO: u64 = 1 << 40;

const PREFIJO: &[u8] = b"diligencia/asiento/v1\0";

/// Tipo of an ordinary save.
pub const CELDAS: &str = "celdas";
/// Tipo of a retirement.
pub const BORRAR: &str = "borrar";
/// Tipo of the resolution of a conflict.
pub const RESOLVER: &str = "resolver";

/// Tipo of the act that joins two entities that are one.
pub const UNIFICAR: &str = "unificar";

/// Tipos that need a reason of at least [`MOTIVO_MINIMO`] characters.
const CON_MOTIVO: &[&str] = &[BORRAR, RESOLVER, UNIFICAR, "dictamen", "revocar", "retirar"];
/// Tipos that need at least one write.
const CON_OPS: &[&str] = &[CELDAS, BORRAR, RESOLVER];

/// The value of one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Valor {
    /// Empty.
    #[default]
    Nulo,
    /// Yes or no.
    Logico(bool),
    /// |n| ≤ 2⁵³ − 1.
    Entero(i64),
    /// At most 64 KiB of UTF-8 without U+0000.
    Texto(String),
}

impl Valor {
    /// Canonical CBOR of the value: equal values have equal bytes.
    #[must_use]
    pub fn codificar(&self) -> Vec<u8> {
        let mut destino = Vec::new();
        self.escribir(&mut destino);
        destino
    }

    fn escribir(&self, destino: &mut Vec<u8>) {
        match self {
            Valor::Nulo => cbor::nulo(destino),
            Valor::Logico(b) => cbor::logico(destino, *b),
            Valor::Entero(n) => cbor::entero(destino, *n),
            Valor::Texto(t) => cbor::texto(destino, t),
        }
    }

    fn revisar(&self) -> Result<(), ErrorAsiento> {
        match self {
            Valor::Nulo | Valor::Logico(_) => Ok(()),
            Valor::Entero(n) => no_mas("integer of a cell", n.unsigned_abs(), ENTERO_MAXIMO.unsigned_abs()),
            Valor::Texto(t) => {
                if t.contains('\0') {
                    return Err(ErrorAsiento::Regla { que: "text holds U+0000" });
                }
                no_mas("text of a cell, bytes", t.len() as u64, TEXTO_MAXIMO as u64)
            }
        }
    }
}

/// One cell write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escritura {
    /// Entity.
    pub ent: [u8; 16],
    /// Class, `[a-z][a-z0-9_]*`.
    pub clase: String,
    /// Field, `[a-z][a-z0-9_]*`.
    pub campo: String,
    /// Value.
    pub valor: Valor,
    /// Writes of the same cell that the author saw and replaces, sorted, without repeats.
    pub padres: Vec<Opid>,
}

/// The body of an asiento.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asiento {
    /// Boundary of the chain: an institution, `nacional` or `interno`.
    pub ambito: [u8; 16],
    /// Device: first 16 bytes of SHA-256 of its public key.
    pub disp: [u8; 16],
    /// 1, 2, 3… per (ambito, disp).
    pub seq: u64,
    /// Hash of the previous one of this chain; zeros when `seq` is 1.
    pub prev: Hash,
    /// Heads of other devices that changed since `prev`: (seq, first 8 bytes of the hash).
    pub visto: Visto,
    /// 48 bits of milliseconds, 16 of counter.
    pub hlc: u64,
    /// Person.
    pub actor: [u8; 16],
    /// Role claimed.
    pub rol: u8,
    /// Credencial relied on; zeros with role 255.
    pub cred: Hash,
    /// Kind of act.
    pub tipo: String,
    /// Reason.
    pub motivo: String,
    /// Cell writes.
    pub ops: Vec<Escritura>,
    /// What the kind of act needs: a map.
    pub datos: Cbor,
}

impl Asiento {
    /// Checks every limit and gives the canonical bytes.
    ///
    /// # Errors
    /// [`ErrorAsiento::Excede`] and [`ErrorAsiento::Regla`].
    pub fn codificar(&self) -> Result<Vec<u8>, ErrorAsiento> {
        self.codificar_con_posiciones().map(|(cuerpo, _)| cuerpo)
    }

    /// Like [`Asiento::codificar`], with the byte where the value of each write starts: storage
    /// reads long texts from the body itself.
    ///
    /// # Errors
    /// As [`Asiento::codificar`].
    pub fn codificar_con_posiciones(&self) -> Result<(Vec<u8>, Vec<u32>), ErrorAsiento> {
        let mut posiciones = Vec::with_capacity(self.ops.len());
        let mut d = Vec::with_capacity(256 + self.ops.len() * 96);
        cbor::mapa(&mut d, 14);
        cbor::uint(&mut d, 0);
        cbor::uint(&mut d, VERSION);
        cbor::uint(&mut d, 1);
        cbor::bytes(&mut d, &self.ambito);
        cbor::uint(&mut d, 2);
        cbor::bytes(&mut d, &self.disp);
        cbor::uint(&mut d, 3);
        cbor::uint(&mut d, self.seq);
        cbor::uint(&mut d, 4);
        cbor::bytes(&mut d, &self.prev.0);
        cbor::uint(&mut d, 5);
        cbor::mapa(&mut d, self.visto.len());
        for (disp, (seq, corto)) in &self.visto {
            cbor::bytes(&mut d, disp);
            cbor::lista(&mut d, 2);
            cbor::uint(&mut d, *seq);
            cbor::bytes(&mut d, corto);
        }
        cbor::uint(&mut d, 6);
        cbor::uint(&mut d, self.hlc);
        cbor::uint(&mut d, 7);
        cbor::bytes(&mut d, &self.actor);
        cbor::uint(&mut d, 8);
        cbor::uint(&mut d, u64::from(self.rol));
        cbor::uint(&mut d, 9);
        cbor::bytes(&mut d, &self.cred.0);
        cbor::uint(&mut d, 10);
        cbor::texto(&mut d, &self.tipo);
        cbor::uint(&mut d, 11);
        cbor::texto(&mut d, &self.motivo);
        cbor::uint(&mut d, 12);
        cbor::lista(&mut d, self.ops.len());
        for op in &self.ops {
            cbor::mapa(&mut d, 5);
            cbor::uint(&mut d, 0);
            cbor::bytes(&mut d, &op.ent);
            cbor::uint(&mut d, 1);
            cbor::texto(&mut d, &op.clase);
            cbor::uint(&mut d, 2);
            cbor::texto(&mut d, &op.campo);
            cbor::uint(&mut d, 3);
            posiciones.push(u32::try_from(d.len()).unwrap_or(u32::MAX));
            op.valor.escribir(&mut d);
            cbor::uint(&mut d, 4);
            cbor::lista(&mut d, op.padres.len());
            op.padres.iter().for_each(|p| cbor::bytes(&mut d, &p.a_bytes()));
        }
        cbor::uint(&mut d, 13);
        let antes = d.len();
        self.datos.escribir(&mut d);
        self.revisar(d.len(), d.len() - antes)?;
        Ok((d, posiciones))
    }

    /// Reads and checks a body.
    ///
    /// # Errors
    /// Every variant of [`ErrorAsiento`] but the ones about keys, signatures and chains.
    pub fn decodificar(cuerpo: &[u8]) -> Result<Asiento, ErrorAsiento> {
        Asiento::decodificar_con_posiciones(cuerpo).map(|(asiento, _)| asiento)
    }

    /// Like [`Asiento::decodificar`], with the byte where the value of each write starts.
    ///
    /// # Errors
    /// As [`Asiento::decodificar`].
    pub fn decodificar_con_posiciones(cuerpo: &[u8]) -> Result<(Asiento, Vec<u32>), ErrorAsiento> {
        no_mas("body, bytes", cuerpo.len() as u64, CUERPO_MAXIMO as u64)?;
        let mut l = LectorCbor::new(cuerpo);
        let pares = l.mapa()?;
        clave(&mut l, 0)?;
        let v = l.uint()?;
        if v > VERSION {
            return Err(ErrorAsiento::MasNuevo { v });
        }
        if v != VERSION || pares != 14 {
            return Err(l.no("an asiento of version 1 has exactly the keys 0 to 13"));
        }
        clave(&mut l, 1)?;
        let ambito = l.bytes_de()?;
        clave(&mut l, 2)?;
        let disp = l.bytes_de()?;
        clave(&mut l, 3)?;
        let seq = l.uint()?;
        clave(&mut l, 4)?;
        let prev = Hash(l.bytes_de()?);
        clave(&mut l, 5)?;
        let visto = leer_visto(&mut l)?;
        clave(&mut l, 6)?;
        let hlc = l.uint()?;
        clave(&mut l, 7)?;
        let actor = l.bytes_de()?;
        clave(&mut l, 8)?;
        let rol = u8::try_from(l.uint()?).map_err(|_| l.no("role over 255"))?;
        clave(&mut l, 9)?;
        let cred = Hash(l.bytes_de()?);
        clave(&mut l, 10)?;
        let tipo = l.texto()?.to_owned();
        clave(&mut l, 11)?;
        let motivo = l.texto()?.to_owned();
        clave(&mut l, 12)?;
        let (ops, posiciones) = leer_ops(&mut l)?;
        clave(&mut l, 13)?;
        let antes = l.posicion();
        let datos = l.valor(DATOS_PROFUNDIDAD)?;
        let bytes_datos = l.posicion() - antes;
        l.fin()?;
        let asiento = Asiento { ambito, disp, seq, prev, visto, hlc, actor, rol, cred, tipo, motivo, ops, datos };
        asiento.revisar(cuerpo.len(), bytes_datos)?;
        Ok((asiento, posiciones))
    }

    fn revisar(&self, bytes: usize, bytes_datos: usize) -> Result<(), ErrorAsiento> {
        no_mas("body, bytes", bytes as u64, CUERPO_MAXIMO as u64)?;
        no_mas("seq", self.seq, SEQ_MAXIMO)?;
        regla(self.seq >= 1, "seq starts at 1")?;
        regla((self.seq == 1) == (self.prev == Hash::CERO), "prev is zeros exactly when seq is 1")?;
        no_mas("entries of visto", self.visto.len() as u64, VISTO_MAXIMO as u64)?;
        regla(self.visto.values().all(|(seq, _)| (1..=SEQ_MAXIMO).contains(seq)), "visto names a seq that cannot be")?;
        regla(!self.visto.contains_key(&self.disp), "visto names other devices only")?;
        no_mas("hlc", self.hlc, (1 << 63) - 1)?;
        regla(matches!(self.rol, 0..=3 | 255), "role out of the list")?;
        regla((self.rol == 255) == (self.cred == Hash::CERO), "cred is zeros exactly with role 255")?;
        no_mas("tipo, bytes", self.tipo.len() as u64, TIPO_MAXIMO as u64)?;
        let largo = self.motivo.chars().count();
        no_mas("motivo, characters", largo as u64, MOTIVO_MAXIMO as u64)?;
        regla(!self.motivo.contains('\0') && !self.tipo.contains('\0'), "text holds U+0000")?;
        regla(largo >= MOTIVO_MINIMO || !CON_MOTIVO.contains(&self.tipo.as_str()), "this act needs a reason of 10 characters")?;
        no_mas("ops", self.ops.len() as u64, OPS_MAXIMO as u64)?;
        regla(!self.ops.is_empty() || !CON_OPS.contains(&self.tipo.as_str()), "this act needs at least one write")?;
        let mut celdas: Vec<([u8; 16], &str)> = Vec::with_capacity(self.ops.len());
        for op in &self.ops {
            revisar_nombre("clase, bytes", &op.clase, CLASE_MAXIMO)?;
            revisar_nombre("campo, bytes", &op.campo, CAMPO_MAXIMO)?;
            op.valor.revisar()?;
            no_mas("padres", op.padres.len() as u64, PADRES_MAXIMO as u64)?;
            regla(op.padres.is_sorted_by(|a, b| a < b), "padres out of order or repeated")?;
            celdas.push((op.ent, &op.campo));
        }
        celdas.sort_unstable();
        regla(celdas.is_sorted_by(|a, b| a < b), "a celda appears twice in one asiento")?;
        no_mas("datos, bytes", bytes_datos as u64, DATOS_MAXIMO as u64)?;
        regla(matches!(self.datos, Cbor::Mapa(_)), "datos is a map")?;
        regla(hondura(&self.datos) <= DATOS_PROFUNDIDAD, "datos is too deep")?;
        if self.tipo == BORRAR {
            self.revisar_borrar()?;
        }
        Ok(())
    }

    fn revisar_borrar(&self) -> Result<(), ErrorAsiento> {
        regla(
            self.ops.iter().all(|op| op.campo == "borrado" && matches!(op.valor, Valor::Logico(true))),
            "borrar writes borrado = true and nothing else",
        )?;
        let cubre = self.datos.get("cubre").and_then(Cbor::lista);
        let cubre = cubre.ok_or(ErrorAsiento::Regla { que: "borrar needs datos.cubre" })?;
        no_mas("cubre", cubre.len() as u64, CUBRE_MAXIMO as u64)?;
        regla(cubre.iter().all(|c| c.bytes().is_some_and(|b| b.len() == 34)), "cubre holds opids")?;
        regla(cubre.is_sorted_by(|a, b| a.bytes() < b.bytes()), "cubre out of order or repeated")
    }

    /// Heads that a retirement covers; empty for other acts.
    #[must_use]
    pub fn cubre(&self) -> Vec<Opid> {
        let cubre = self.datos.get("cubre").and_then(Cbor::lista).unwrap_or_default();
        cubre.iter().filter_map(|c| c.bytes().and_then(Opid::desde_bytes)).collect()
    }
}

/// Name of a body.
#[must_use]
pub fn hash_de(cuerpo: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update(PREFIJO).chain_update(cuerpo).finalize().into())
}

fn clave(l: &mut LectorCbor<'_>, esperada: u64) -> Result<(), ErrorAsiento> {
    if l.uint()? == esperada { Ok(()) } else { Err(l.no("keys of a map out of order, missing or unknown")) }
}

/// Heads of other devices: (seq, first 8 bytes of the hash) by device.
pub type Visto = BTreeMap<[u8; 16], (u64, [u8; 8])>;

fn leer_visto(l: &mut LectorCbor<'_>) -> Result<Visto, ErrorAsiento> {
    let n = l.mapa()?;
    no_mas("entries of visto", n, VISTO_MAXIMO as u64)?;
    let mut visto = BTreeMap::new();
    for _ in 0..n {
        let disp: [u8; 16] = l.bytes_de()?;
        if visto.last_key_value().is_some_and(|(anterior, _)| *anterior >= disp) {
            return Err(l.no("keys of a map out of order or repeated"));
        }
        if l.lista()? != 2 {
            return Err(l.no("visto holds pairs"));
        }
        let seq = l.uint()?;
        visto.insert(disp, (seq, l.bytes_de()?));
    }
    Ok(visto)
}

/// The text of a write, read from the body of its asiento where its value starts.
///
/// # Errors
/// [`ErrorAsiento::NoCanonico`] when there is no text there.
pub fn texto_en(cuerpo: &[u8], posicion: u32) -> Result<&str, ErrorAsiento> {
    let desde = usize::try_from(posicion).unwrap_or(usize::MAX);
    let tramo = cuerpo.get(desde..).ok_or(ErrorAsiento::NoCanonico { que: "offset over the body", posicion: desde })?;
    LectorCbor::new(tramo).texto()
}

fn leer_ops(l: &mut LectorCbor<'_>) -> Result<(Vec<Escritura>, Vec<u32>), ErrorAsiento> {
    let n = l.lista()?;
    no_mas("ops", n, OPS_MAXIMO as u64)?;
    let mut ops = Vec::with_capacity(usize::try_from(n).unwrap_or(0));
    let mut posiciones = Vec::with_capacity(ops.capacity());
    for _ in 0..n {
        if l.mapa()? != 5 {
            return Err(l.no("a write has exactly the keys 0 to 4"));
        }
        clave(l, 0)?;
        let ent = l.bytes_de()?;
        clave(l, 1)?;
        let clase = l.texto()?.to_owned();
        clave(l, 2)?;
        let campo = l.texto()?.to_owned();
        clave(l, 3)?;
        posiciones.push(u32::try_from(l.posicion()).unwrap_or(u32::MAX));
        let valor = match l.valor(0)? {
            Cbor::Nulo => Valor::Nulo,
            Cbor::Logico(b) => Valor::Logico(b),
            Cbor::Entero(n) => Valor::Entero(n),
            Cbor::Texto(t) => Valor::Texto(t),
            Cbor::Bytes(_) | Cbor::Lista(_) | Cbor::Mapa(_) => return Err(l.no("value of a cell of another type")),
        };
        clave(l, 4)?;
        let cuantos = l.lista()?;
        no_mas("padres", cuantos, PADRES_MAXIMO as u64)?;
        let mut padres = Vec::new();
        for _ in 0..cuantos {
            padres.push(Opid::desde_bytes(l.bytes()?).ok_or_else(|| l.no("a padre has 34 bytes"))?);
        }
        ops.push(Escritura { ent, clase, campo, valor, padres });
    }
    Ok((ops, posiciones))
}

fn no_mas(que: &'static str, hay: u64, maximo: u64) -> Result<(), ErrorAsiento> {
    if hay > maximo { Err(ErrorAsiento::Excede { que, hay, maximo }) } else { Ok(()) }
}

fn regla(cumple: bool, que: &'static str) -> Result<(), ErrorAsiento> {
    if cumple { Ok(()) } else { Err(ErrorAsiento::Regla { que }) }
}

fn revisar_nombre(que: &'static str, nombre: &str, maximo: usize) -> Result<(), ErrorAsiento> {
    no_mas(que, nombre.len() as u64, maximo as u64)?;
    let mut letras = nombre.bytes();
    let bien =
        letras.next().is_some_and(|b| b.is_ascii_lowercase()) && letras.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    regla(bien, "clase and campo are [a-z][a-z0-9_]*")
}

fn hondura(valor: &Cbor) -> usize {
    match valor {
        Cbor::Lista(items) => 1 + items.iter().map(hondura).max().unwrap_or(0),
        Cbor::Mapa(pares) => 1 + pares.iter().map(|(k, v)| hondura(k).max(hondura(v))).max().unwrap_or(0),
        Cbor::Nulo | Cbor::Logico(_) | Cbor::Entero(_) | Cbor::Bytes(_) | Cbor::Texto(_) => 0,
    }
}
