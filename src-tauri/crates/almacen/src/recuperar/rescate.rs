//! Asientos out of the pages of a damaged file, without asking SQLite to understand it.
//!
//! A row of `asiento` is found by the shape of its record (the lengths of its columns), wherever it
//! lies in a page, and its body is followed through its overflow pages. What is found proves itself:
//! the hash covers the body. So neither a broken tree, header, page type nor pointer costs more than
//! the rows whose own bytes changed. Format: <https://www.sqlite.org/fileformat2.html>, §1.5, §1.6,
//! §2.1 and §4.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use bitacora::asiento::CUERPO_MAXIMO;
use bitacora::{Hash, Talon, Visto, dispositivo_de};
use uuid::Uuid;

use crate::cerrojo::al_lado;
use crate::jueces::DispositivoDeConfianza;
use crate::{Avance, FallaAlmacen};

type R<T> = Result<T, FallaAlmacen>;

/// A row of `asiento` whose body matches its name.
pub(super) struct Hallado {
    pub hash: Hash,
    pub cuerpo: Vec<u8>,
    pub firma: [u8; 64],
    pub recibido_de: Option<[u8; 16]>,
}

/// Where an asiento, or what is left of it, stands.
pub(super) struct Sitio {
    pub ambito: [u8; 16],
    pub disp: [u8; 16],
    pub seq: u64,
    pub prev: Hash,
    pub hlc: u64,
    pub visto: Visto,
}

impl Sitio {
    /// `None` when it is neither.
    pub fn de(cuerpo: &[u8]) -> Option<Sitio> {
        if let Some(t) = Talon::decodificar(cuerpo) {
            return Some(Sitio { ambito: t.ambito, disp: t.disp, seq: t.seq, prev: t.prev, hlc: t.hlc, visto: Visto::new() });
        }
        let a = bitacora::Asiento::decodificar(cuerpo).ok()?;
        Some(Sitio { ambito: a.ambito, disp: a.disp, seq: a.seq, prev: a.prev, hlc: a.hlc, visto: a.visto })
    }
}

/// What the pages told.
#[derive(Default)]
pub(super) struct Rescate {
    pub asientos: BTreeMap<Hash, Hallado>,
    /// Public keys, each proved by the name of its device.
    pub dispositivos: HashMap<[u8; 16], [u8; 32]>,
    /// Rows of `meta` of the known names.
    pub meta: BTreeMap<String, String>,
    /// Devices that this computer believed, each proved by its own sum.
    pub confianza: Vec<DispositivoDeConfianza>,
    /// (ámbito, device) → numbers that rows or the index of chains name, whatever became of them.
    pub existieron: BTreeMap<([u8; 16], [u8; 16]), BTreeSet<u64>>,
}

impl Rescate {
    /// Identity of the data file.
    pub fn base(&self) -> Option<Uuid> {
        self.meta.get("base")?.parse().ok()
    }
}

/// Columns of `asiento` from `n` (kept in the row's number, so null) to `disp`: 0, 32, 16, 16 bytes.
const FILA: [u8; 4] = [0, 76, 44, 44];
/// A row of `dispositivo`: 16 and 32 bytes.
const CLAVE: [u8; 3] = [3, 44, 76];
/// A row of `confianza_local` with a short name: eight columns, 16 and 32 bytes first.
const CONFIANZA: [u8; 3] = [9, 44, 76];
/// An entry of the index of chains: 16, 16 bytes and two integers.
const CADENA: [u8; 3] = [5, 44, 44];
const META: [&str; 6] = ["base", "como", "institucion", "demo", "actor", "dispositivo"];
/// (ámbito, device, number) that something in the file names.
type Cadenas = BTreeSet<([u8; 16], [u8; 16], u64)>;

/// Pages read at a time.
const TANDA: usize = 256;

/// Searches the data file and its log of pages.
///
/// # Errors
/// [`FallaAlmacen::SoloLectura`], [`FallaAlmacen::Archivo`], [`FallaAlmacen::Cancelado`].
pub(super) fn leer(ruta: &Path, avance: &Avance) -> R<Rescate> {
    let mut lugar = Lugar::abrir(ruta)?;
    let mut rescate = Rescate::default();
    let mut indice = Cadenas::new();
    let total = lugar.paginas();
    avance.poner_total(total);
    let mut hechas = 0;
    for diario in [true, false] {
        let mut pagina = 0u64;
        while let Some(tanda) = lugar.tanda(diario, pagina)? {
            if avance.cancelado() {
                return Err(FallaAlmacen::Cancelado);
            }
            for una in tanda.chunks(lugar.tamano) {
                buscar(una, &mut lugar, &mut rescate, &mut indice)?;
            }
            pagina += TANDA as u64;
            hechas += TANDA as u64;
            avance.poner_hechos(hechas.min(total));
        }
    }
    // Three bytes of shape are little proof: only chains that some row names are believed.
    let cadenas: BTreeSet<([u8; 16], [u8; 16])> = rescate.existieron.keys().copied().collect();
    for (ambito, disp, seq) in indice {
        if cadenas.contains(&(ambito, disp)) || rescate.dispositivos.contains_key(&disp) {
            rescate.existieron.entry((ambito, disp)).or_default().insert(seq);
        }
    }
    Ok(rescate)
}

fn buscar(pagina: &[u8], lugar: &mut Lugar, rescate: &mut Rescate, indice: &mut Cadenas) -> R<()> {
    for en in 0..pagina.len() {
        let Some(resto) = pagina.get(en..) else { break };
        if resto.starts_with(&FILA) && en > 0 {
            if let Some(inicio) = pagina.get(en - 1..) {
                fila(inicio, lugar, rescate, indice)?;
            }
        } else if resto.starts_with(&CLAVE) {
            let (disp, clave) = (de::<16>(resto, 3), de::<32>(resto, 19));
            if let (Some(disp), Some(clave)) = (disp, clave)
                && dispositivo_de(&clave) == disp
            {
                rescate.dispositivos.insert(disp, clave);
            }
        } else if resto.starts_with(&CADENA) {
            let seq = resto.get(3).and_then(|serie| entero(*serie, resto.get(37..)?));
            if let (Some(ambito), Some(disp), Some(seq)) = (de::<16>(resto, 5), de::<16>(resto, 21), seq) {
                indice.insert((ambito, disp, seq));
            }
        } else if resto.starts_with(&CONFIANZA) {
            if let Some(quien) = confianza(resto)
                && !rescate.confianza.contains(&quien)
            {
                rescate.confianza.push(quien);
            }
        } else if resto.first() == Some(&3)
            && let Some((clave, valor)) = meta(resto)
        {
            rescate.meta.entry(clave).or_insert(valor);
        }
    }
    Ok(())
}

fn de<const N: usize>(bytes: &[u8], en: usize) -> Option<[u8; N]> {
    bytes.get(en..en + N)?.try_into().ok()
}

/// A row of `confianza_local`: disp, clave, nombre, ms, suma, ambito, clave_age, propio.
fn confianza(registro: &[u8]) -> Option<DispositivoDeConfianza> {
    let mut en = 1;
    let mut anchos = Vec::new();
    while en < usize::from(CONFIANZA[0]) {
        let (serie, leidos) = varint(registro.get(en..)?)?;
        anchos.push((serie, ancho(serie)?));
        en += leidos;
    }
    let mut partes = Vec::new();
    for (serie, ancho) in anchos {
        partes.push((serie, registro.get(en..en + ancho)?));
        en += ancho;
    }
    let [(_, _), (_, clave), (_, nombre), (serie_ms, ms), (_, suma), (_, ambito), (_, clave_age), (serie_propio, propio)] =
        partes.as_slice()
    else {
        return None;
    };
    let de_entero = |serie: &u64, bytes: &[u8]| u8::try_from(*serie).ok().and_then(|s| entero(s, bytes));
    let quien = DispositivoDeConfianza {
        clave: (*clave).try_into().ok()?,
        clave_age: (*clave_age).try_into().ok(),
        nombre: std::str::from_utf8(nombre).ok()?.to_owned(),
        ambito: (*ambito).try_into().ok(),
        propio: de_entero(serie_propio, propio)? == 1,
        ms: de_entero(serie_ms, ms)?,
    };
    (quien.suma().as_slice() == *suma).then_some(quien)
}

/// A row of `meta`: two texts, the first of them a known name.
fn meta(registro: &[u8]) -> Option<(String, String)> {
    let (clave, valor) = (largo_de_texto(*registro.get(1)?)?, largo_de_texto(*registro.get(2)?)?);
    let nombre = registro.get(3..3 + clave)?;
    let nombre = META.iter().find(|m| m.as_bytes() == nombre)?;
    let valor = std::str::from_utf8(registro.get(3 + clave..3 + clave + valor)?).ok()?;
    let es = match *nombre {
        "como" => matches!(valor, "gae" | "comite"),
        "demo" => matches!(valor, "0" | "1"),
        "institucion" => valor.is_empty() || valor.parse::<Uuid>().is_ok(),
        _ => valor.parse::<Uuid>().is_ok(),
    };
    es.then(|| ((*nombre).to_owned(), valor.to_owned()))
}

fn largo_de_texto(serie: u8) -> Option<usize> {
    (serie >= 13 && serie % 2 == 1 && serie < 128).then(|| usize::from(serie - 13) / 2)
}

/// An unsigned integer of a column, by its serial type.
fn entero(serie: u8, bytes: &[u8]) -> Option<u64> {
    let largo = match serie {
        8 => return Some(0),
        9 => return Some(1),
        1..=4 => usize::from(serie),
        5 => 6,
        6 => 8,
        _ => return None,
    };
    let bytes = bytes.get(..largo)?;
    if bytes.first().is_some_and(|b| b & 0x80 != 0) {
        return None;
    }
    Some(bytes.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

/// A varint and how many bytes it takes.
fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut n = 0u64;
    for (i, b) in bytes.iter().take(8).enumerate() {
        n = n << 7 | u64::from(b & 0x7f);
        if b & 0x80 == 0 {
            return Some((n, i + 1));
        }
    }
    None
}

/// Bytes that a column takes, by its serial type.
fn ancho(serie: u64) -> Option<usize> {
    let n = match serie {
        0 | 8 | 9 => 0,
        1..=4 => serie,
        5 => 6,
        6 | 7 => 8,
        10 | 11 => return None,
        _ => (serie - 12) / 2,
    };
    usize::try_from(n).ok().filter(|n| *n <= CUERPO_MAXIMO)
}

/// A row of `asiento` that begins at `bytes`, in its page.
fn fila(bytes: &[u8], lugar: &mut Lugar, rescate: &mut Rescate, indice: &mut Cadenas) -> R<()> {
    let Some((anchos, cabeza)) = columnas(bytes) else { return Ok(()) };
    let total = cabeza + anchos.iter().map(|(_, a)| a).sum::<usize>();
    // The pages of the log may be newer than the ones of the file, or the other way round after it was
    // emptied: the hash says which belong together.
    for con_diario in [true, false] {
        let Some(registro) = lugar.registro(bytes, total, con_diario)? else { continue };
        if let Some(hallado) = leer_fila(&registro, cabeza, &anchos) {
            if let Some(sitio) = Sitio::de(&hallado.cuerpo) {
                rescate.existieron.entry((sitio.ambito, sitio.disp)).or_default().insert(sitio.seq);
            }
            rescate.asientos.entry(hallado.hash).or_insert(hallado);
            return Ok(());
        }
    }
    // Its body is damaged: its columns still say whose it was.
    let (ambito, disp) = (de::<16>(bytes, cabeza + 32), de::<16>(bytes, cabeza + 48));
    let serie = anchos.get(4).and_then(|(s, _)| u8::try_from(*s).ok());
    let seq = serie.and_then(|s| entero(s, bytes.get(cabeza + 64..)?));
    if let (Some(ambito), Some(disp), Some(seq)) = (ambito, disp, seq) {
        indice.insert((ambito, disp, seq));
    }
    Ok(())
}

/// Serial type and width of each column, and the length of the header, when they are those of a row of
/// `asiento` (a later version may add columns at the end).
fn columnas(bytes: &[u8]) -> Option<(Vec<(u64, usize)>, usize)> {
    let cabeza = usize::from(*bytes.first()?);
    let mut en = 1;
    let mut anchos = Vec::new();
    while en < cabeza {
        let (serie, leidos) = varint(bytes.get(en..)?)?;
        anchos.push((serie, ancho(serie)?));
        en += leidos;
    }
    let es = |i: usize, f: &dyn Fn(u64) -> bool| anchos.get(i).is_some_and(|(s, _)| f(*s));
    let forma = en == cabeza
        && (8..=32).contains(&anchos.len())
        && es(4, &|s| (1..=6).contains(&s) || s == 8 || s == 9)
        && es(5, &|s| s >= 14 && s % 2 == 0)
        && es(6, &|s| s == 140)
        && es(7, &|s| s == 0 || s == 44);
    forma.then_some((anchos, cabeza))
}

fn leer_fila(registro: &[u8], cabeza: usize, anchos: &[(u64, usize)]) -> Option<Hallado> {
    let mut en = cabeza;
    let mut partes = Vec::with_capacity(anchos.len());
    for (_, ancho) in anchos {
        partes.push(registro.get(en..en + ancho)?);
        en += ancho;
    }
    let hash = Hash::desde_bytes(partes.get(1)?)?;
    let cuerpo = *partes.get(5)?;
    if bitacora::nombre_de(cuerpo) != hash {
        return None;
    }
    let firma = (*partes.get(6)?).try_into().ok()?;
    Some(Hallado { hash, cuerpo: cuerpo.to_vec(), firma, recibido_de: (*partes.get(7)?).try_into().ok() })
}

/// The file and its log of pages, page by page.
struct Lugar {
    tamano: usize,
    archivo: File,
    bytes: u64,
    diario: Option<File>,
    /// Frames of the log that belong to a finished save: page → where its newest version begins.
    marcos: Vec<u64>,
    por_pagina: HashMap<u32, u64>,
    ruta: std::path::PathBuf,
}

impl Lugar {
    fn abrir(ruta: &Path) -> R<Lugar> {
        let falla = |e| FallaAlmacen::de_archivo(ruta, e);
        let mut archivo = File::open(ruta).map_err(falla)?;
        let bytes = archivo.metadata().map_err(falla)?.len();
        let mut cabeza = [0u8; 100];
        let leida = leer_hasta(&mut archivo, &mut cabeza).map_err(falla)?;
        // The header may be what is damaged; then the size is the one this program uses.
        let declarado = de::<2>(&cabeza, 16).map_or(0, |b| usize::from(u16::from_be_bytes(b)));
        let tamano = if leida == 100 && declarado.is_power_of_two() && declarado >= 512 { declarado } else { 4_096 };
        let mut lugar = Lugar {
            tamano,
            archivo,
            bytes,
            diario: File::open(al_lado(ruta, "-wal")).ok(),
            marcos: Vec::new(),
            por_pagina: HashMap::new(),
            ruta: ruta.to_owned(),
        };
        lugar.leer_diario();
        Ok(lugar)
    }

    /// Finds the frames up to the last one that ends a save: what came after was never acknowledged.
    fn leer_diario(&mut self) {
        let Some(diario) = &mut self.diario else { return };
        let mut cabeza = [0u8; 32];
        if leer_hasta(diario, &mut cabeza).ok() != Some(32) {
            return;
        }
        let sales = de::<8>(&cabeza, 16);
        let (mut vistos, mut en) = (Vec::new(), 32u64);
        loop {
            let mut marco = [0u8; 24];
            let leido = diario.seek(SeekFrom::Start(en)).and_then(|_| leer_hasta(diario, &mut marco));
            if leido.ok() != Some(24) || de::<8>(&marco, 8) != sales {
                return;
            }
            let pagina = de::<4>(&marco, 0).map_or(0, u32::from_be_bytes);
            vistos.push((pagina, en + 24));
            if de::<4>(&marco, 4) != Some([0; 4]) {
                for (pagina, lugar) in vistos.drain(..) {
                    self.marcos.push(lugar);
                    self.por_pagina.insert(pagina, lugar);
                }
            }
            en += 24 + self.tamano as u64;
        }
    }

    fn paginas(&self) -> u64 {
        self.bytes.div_ceil(self.tamano as u64) + self.marcos.len() as u64
    }

    /// Some pages from the one numbered `desde` (from 0); `None` after the last.
    fn tanda(&mut self, diario: bool, desde: u64) -> R<Option<Vec<u8>>> {
        let falla = |e| FallaAlmacen::de_archivo(&self.ruta, e);
        if diario {
            let desde = usize::try_from(desde).unwrap_or(usize::MAX);
            let marcos: Vec<u64> = self.marcos.iter().skip(desde).take(TANDA).copied().collect();
            let Some(archivo) = self.diario.as_mut().filter(|_| !marcos.is_empty()) else { return Ok(None) };
            let mut todo = Vec::with_capacity(marcos.len() * self.tamano);
            for lugar in marcos {
                let mut pagina = vec![0u8; self.tamano];
                archivo.seek(SeekFrom::Start(lugar)).and_then(|_| leer_hasta(archivo, &mut pagina)).map_err(falla)?;
                todo.append(&mut pagina);
            }
            return Ok(Some(todo));
        }
        let en = desde * self.tamano as u64;
        if en >= self.bytes {
            return Ok(None);
        }
        let mut todo = vec![0u8; self.tamano * TANDA];
        let leidos = self.archivo.seek(SeekFrom::Start(en)).and_then(|_| leer_hasta(&mut self.archivo, &mut todo)).map_err(falla)?;
        todo.truncate(leidos);
        Ok(Some(todo))
    }

    fn pagina(&mut self, numero: u32, con_diario: bool) -> Option<Vec<u8>> {
        let mut pagina = vec![0u8; self.tamano];
        let (archivo, en) = match self.por_pagina.get(&numero).filter(|_| con_diario) {
            Some(en) => (self.diario.as_mut()?, *en),
            None => (&mut self.archivo, u64::from(numero.checked_sub(1)?) * self.tamano as u64),
        };
        let leidos = archivo.seek(SeekFrom::Start(en)).and_then(|_| leer_hasta(archivo, &mut pagina)).ok()?;
        (leidos == self.tamano).then_some(pagina)
    }

    /// The whole record that begins at `bytes` in its page: its local part and its overflow pages.
    fn registro(&mut self, bytes: &[u8], total: usize, con_diario: bool) -> R<Option<Vec<u8>>> {
        let u = self.tamano;
        let minimo = (u - 12) * 32 / 255 - 23;
        let local = if total <= u - 35 {
            total
        } else {
            let k = minimo + (total - minimo) % (u - 4);
            if k <= u - 35 { k } else { minimo }
        };
        let Some(parte) = bytes.get(..local) else { return Ok(None) };
        let mut registro = parte.to_vec();
        if local == total {
            return Ok(Some(registro));
        }
        let mut siguiente = de::<4>(bytes, local).map_or(0, u32::from_be_bytes);
        while registro.len() < total {
            let Some(pagina) = self.pagina(siguiente, con_diario) else { return Ok(None) };
            let falta = (total - registro.len()).min(u - 4);
            let Some(parte) = pagina.get(4..4 + falta) else { return Ok(None) };
            registro.extend_from_slice(parte);
            siguiente = de::<4>(&pagina, 0).map_or(0, u32::from_be_bytes);
        }
        Ok(Some(registro))
    }
}

fn leer_hasta(archivo: &mut File, destino: &mut [u8]) -> std::io::Result<usize> {
    let mut leidos = 0;
    while let Some(resto) = destino.get_mut(leidos..).filter(|r| !r.is_empty()) {
        match archivo.read(resto) {
            Ok(0) => break,
            Ok(n) => leidos += n,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            // A bad sector is read as nothing: what follows may still be good.
            Err(e) if leidos == 0 => return Err(e),
            Err(_) => break,
        }
    }
    Ok(leidos)
}
