//! «Recuperar»: the newest good backup and every asiento still readable in a damaged file, in a new
//! file; what is missing is named by device and number.
//!
//! The damaged file is not opened as a database: its pages are searched for asientos
//! ([`rescate`]), each of which proves itself by hash and signature. It is set aside, never
//! overwritten. There is no «borrar y empezar».

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use bitacora::{Asiento, Cbor, ClavePublica, Hash, dispositivo_de};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::almacen::{Almacen, Aperturas, poner_meta};
use crate::cerrojo::{Cerrojo, al_lado};
use crate::jueces::DispositivoDeConfianza;
use crate::respaldo::{self, comprobar};
use crate::restaurar::sustituir;
use crate::valor::hash_de;
use crate::verificar::{META_RECUPERADOS, suma_local};
use crate::{Avance, Consultas, FallaAlmacen, adjunto, claves, esquema};

mod rescate;

use rescate::{Hallado, Rescate, Sitio};

type R<T> = Result<T, FallaAlmacen>;

/// Asientos that are known to have existed and could not be recovered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Faltante {
    /// Boundary of the chain.
    pub ambito: Uuid,
    /// Device, hexadecimal.
    pub dispositivo: String,
    /// First number.
    pub desde: u64,
    /// Last number.
    pub hasta: u64,
}

/// What a recovery did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recuperada {
    /// Asientos of the new file.
    pub asientos: u64,
    /// Backup that it starts from; `None` when no good one was found.
    pub copia: Option<String>,
    /// Asientos read from the damaged file that the backup did not have.
    pub rescatados: u64,
    /// What is missing, by chain.
    pub faltan: Vec<Faltante>,
    /// Backups that did not pass their check.
    pub copias_malas: Vec<String>,
    /// Where the damaged file is now.
    pub apartado: Option<PathBuf>,
    /// Attachments that rows name and are nowhere, by the name people gave them.
    pub adjuntos_faltan: Vec<String>,
}

impl Almacen {
    /// Recovers the data file `ruta`. The caller has closed it.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExisteBase`]; [`FallaAlmacen::NoReconocido`] when neither the file nor a
    /// backup says what it was; [`FallaAlmacen::EnUso`], [`FallaAlmacen::DiscoLleno`],
    /// [`FallaAlmacen::Cancelado`]: the file is as it was.
    pub fn recuperar(ruta: &Path, aperturas: &Aperturas, avance: &Avance) -> R<(Almacen, Recuperada)> {
        Self::recuperar_en(ruta, aperturas, avance).map_err(|e| e.con_sonda(ruta))
    }

    fn recuperar_en(ruta: &Path, aperturas: &Aperturas, avance: &Avance) -> R<(Almacen, Recuperada)> {
        if !ruta.is_file() {
            return Err(FallaAlmacen::NoExisteBase { ruta: ruta.to_owned() });
        }
        let cerrojo = Cerrojo::tomar(ruta, &aperturas.programa, aperturas.espera)?;
        let nueva = al_lado(ruta, ".recuperando");
        esquema::borrar_base(&nueva)?;
        let hecha = rescate::leer(ruta, avance).and_then(|r| reunir(ruta, &nueva, &aperturas.carpeta_usuario, r, avance));
        let mut hecha = match hecha {
            Ok(hecha) => hecha,
            Err(falla) => {
                // What failed is the news; a leftover is removed by the next attempt.
                let _ = esquema::borrar_base(&nueva);
                return Err(falla);
            }
        };
        hecha.apartado = sustituir(ruta, &nueva, aperturas.ahora_ms)?;
        let mut almacen = Almacen::abrir_con(ruta, aperturas, avance, cerrojo)?;
        let nombrados = adjunto::nombrados(&almacen.con)?;
        if let Some(copia) = &hecha.copia {
            adjunto::copiar_todos(&respaldo::carpeta(ruta).join(copia), ruta, &nombrados, avance)?;
        }
        hecha.adjuntos_faltan = adjunto::faltantes(ruta, &nombrados);
        anotar_adjuntos(&mut almacen.con, ruta, nombrados.keys())?;
        Ok((almacen, hecha))
    }
}

/// Makes the new file at `nueva` and verifies it.
fn reunir(ruta: &Path, nueva: &Path, carpeta: &Path, rescate: Rescate, avance: &Avance) -> R<Recuperada> {
    let (copia, copias_malas) = empezar(ruta, nueva, &rescate, avance)?;
    let mut con = esquema::abrir_escritura(nueva, false)?;
    let transaccion = con.transaction()?;
    poner_meta(&transaccion, "proyector", "")?;
    let conocidas = claves_de(&transaccion, &rescate)?;
    let conocidos: HashSet<Hash> = {
        let mut consulta = transaccion.prepare("SELECT hash FROM asiento")?;
        let mut filas = consulta.query([])?;
        let mut conocidos = HashSet::new();
        while let Some(fila) = filas.next()? {
            conocidos.insert(hash_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?);
        }
        conocidos
    };
    let nuevos = verificados(&rescate, &conocidos, &conocidas, avance)?;
    for (disp, clave) in &conocidas {
        transaccion.execute("INSERT OR IGNORE INTO dispositivo (disp, clave) VALUES (?, ?)", params![disp, clave])?;
    }
    let mut poner =
        transaccion.prepare("INSERT INTO asiento (hash, ambito, disp, seq, cuerpo, firma, recibido_de) VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    for (asiento, hallado) in &nuevos {
        poner.execute(params![
            hallado.hash.0,
            asiento.ambito,
            asiento.disp,
            asiento.seq.cast_signed(),
            hallado.cuerpo,
            hallado.firma,
            hallado.recibido_de
        ])?;
    }
    drop(poner);
    // What this computer wrote under earlier keys counts here, as before.
    let instalacion = Consultas::new(&transaccion).instalacion()?;
    for (disp, clave) in &conocidas {
        if claves::fue_propia(carpeta, instalacion.base, disp) {
            DispositivoDeConfianza::propio(*clave, &instalacion).poner(&transaccion)?;
        }
    }
    for quien in &rescate.confianza {
        quien.poner(&transaccion)?;
    }
    let faltan = faltantes(&transaccion, &rescate)?;
    copiar_locales(&transaccion, ruta);
    transaccion.commit()?;
    esquema::cerrar_del_todo(con)?;
    let resumen = comprobar::comprobar(nueva, avance)?;
    std::fs::File::options()
        .read(true)
        .write(true)
        .open(nueva)
        .and_then(|f| f.sync_all())
        .map_err(|e| FallaAlmacen::de_archivo(nueva, e))?;
    Ok(Recuperada {
        asientos: resumen.asientos,
        copia,
        rescatados: nuevos.len() as u64,
        faltan,
        copias_malas,
        apartado: None,
        adjuntos_faltan: Vec::new(),
    })
}

/// The new file starts from the newest backup that passes its check now; without any, from the
/// identity that the damaged file still tells.
fn empezar(ruta: &Path, nueva: &Path, rescate: &Rescate, avance: &Avance) -> R<(Option<String>, Vec<String>)> {
    let mut malas = Vec::new();
    for copia in respaldo::lista(ruta)? {
        match comprobar::comprobar(&copia.ruta, avance) {
            Ok(resumen) if rescate.base().is_none_or(|b| b == resumen.base) => {
                std::fs::copy(&copia.ruta, nueva).map_err(|e| FallaAlmacen::de_archivo(nueva, e))?;
                let mut con = esquema::abrir_escritura(nueva, false)?;
                migrar(&mut con, resumen.esquema)?;
                esquema::cerrar_del_todo(con)?;
                return Ok((Some(copia.nombre), malas));
            }
            Err(falla @ (FallaAlmacen::Cancelado | FallaAlmacen::DiscoLleno)) => return Err(falla),
            Ok(_) | Err(_) => malas.push(copia.nombre),
        }
    }
    if rescate.base().is_none() || !rescate.meta.contains_key("actor") {
        return Err(FallaAlmacen::NoReconocido { ruta: ruta.to_owned() });
    }
    let mut con = esquema::abrir_escritura(nueva, true)?;
    migrar(&mut con, 0)?;
    for (clave, valor) in &rescate.meta {
        poner_meta(&con, clave, valor)?;
    }
    esquema::cerrar_del_todo(con)?;
    Ok((None, malas))
}

fn migrar(con: &mut Connection, de: u32) -> R<()> {
    esquema::migraciones().to_latest(con).map_err(|e| esquema::falla_al_migrar(de, e))
}

/// Public keys: of the backup, of the damaged file, and those that asientos carry. Each is its own
/// proof, since a device is named by the digest of its key.
fn claves_de(con: &Connection, rescate: &Rescate) -> R<HashMap<[u8; 16], [u8; 32]>> {
    let mut consulta = con.prepare("SELECT disp, clave FROM dispositivo")?;
    let mut claves: HashMap<[u8; 16], [u8; 32]> = consulta.query_map([], |f| Ok((f.get(0)?, f.get(1)?)))?.collect::<Result<_, _>>()?;
    claves.extend(&rescate.dispositivos);
    for hallado in rescate.asientos.values() {
        let Ok(asiento) = Asiento::decodificar(&hallado.cuerpo) else { continue };
        let clave = asiento.datos.get("clave").and_then(Cbor::bytes).and_then(|b| <[u8; 32]>::try_from(b).ok());
        claves.extend(clave.map(|c| (dispositivo_de(&c), c)));
    }
    Ok(claves)
}

/// Asientos of the damaged file that are well formed, signed and not in the backup, in the order of
/// their clocks (which is the order of each chain).
fn verificados<'r>(
    rescate: &'r Rescate,
    conocidos: &HashSet<Hash>,
    claves: &HashMap<[u8; 16], [u8; 32]>,
    avance: &Avance,
) -> R<Vec<(Sitio, &'r Hallado)>> {
    let mut publicas: HashMap<[u8; 16], Option<ClavePublica>> = HashMap::new();
    let mut nuevos = Vec::new();
    for hallado in rescate.asientos.values().filter(|h| !conocidos.contains(&h.hash)) {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        let Some(asiento) = Sitio::de(&hallado.cuerpo) else { continue };
        let clave =
            publicas.entry(asiento.disp).or_insert_with(|| claves.get(&asiento.disp).and_then(|c| ClavePublica::desde_bytes(c).ok()));
        if clave.is_some_and(|c| c.verificar(&hallado.hash, &hallado.firma).is_ok()) {
            nuevos.push((asiento, hallado));
        }
    }
    nuevos.sort_by_key(|(a, _)| (a.hlc, a.disp, a.ambito, a.seq));
    Ok(nuevos)
}

/// Numbers that are known to have existed and are not in the new file; notes in it the asientos whose
/// previous one is among them, so that the gap is known and is no new damage.
fn faltantes(con: &Connection, rescate: &Rescate) -> R<Vec<Faltante>> {
    let mut hay: BTreeMap<([u8; 16], [u8; 16]), BTreeSet<u64>> = BTreeMap::new();
    let mut debe = rescate.existieron.clone();
    let mut hashes: HashSet<Hash> = HashSet::new();
    let mut sueltos: Vec<String> = Vec::new();
    let mut consulta = con.prepare("SELECT hash, cuerpo FROM asiento ORDER BY n")?;
    let mut filas = consulta.query([])?;
    while let Some(fila) = filas.next()? {
        let hash = hash_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?;
        let asiento = Sitio::de(fila.get_ref(1)?.as_blob().unwrap_or_default())
            .ok_or_else(|| FallaAlmacen::danado("an entry is neither a body nor a stub"))?;
        if asiento.seq > 1 && !hashes.contains(&asiento.prev) {
            sueltos.push(hash.to_string());
        }
        hashes.insert(hash);
        for (disp, (seq, _)) in &asiento.visto {
            debe.entry((asiento.ambito, *disp)).or_default().insert(*seq);
        }
        hay.entry((asiento.ambito, asiento.disp)).or_default().insert(asiento.seq);
    }
    if !sueltos.is_empty() {
        poner_meta(con, META_RECUPERADOS, &sueltos.join(" "))?;
    }
    let mut faltan = Vec::new();
    let vacio = BTreeSet::new();
    let cadenas: BTreeSet<&([u8; 16], [u8; 16])> = hay.keys().chain(debe.keys()).collect();
    for cadena in cadenas {
        let (tiene, hubo) = (hay.get(cadena).unwrap_or(&vacio), debe.get(cadena).unwrap_or(&vacio));
        let ultimo = tiene.last().max(hubo.last()).copied().unwrap_or(0);
        let mut desde = 1;
        for seq in tiene.iter().copied().chain([ultimo + 1]) {
            if seq > desde {
                let dispositivo = Uuid::from_bytes(cadena.1).simple().to_string();
                faltan.push(Faltante { ambito: Uuid::from_bytes(cadena.0), dispositivo, desde, hasta: seq - 1 });
            }
            desde = seq + 1;
        }
    }
    Ok(faltan)
}

impl Consultas<'_> {
    /// Of what was missing after a recovery, what still is: packages may have brought some of it.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn que_sigue_faltando(&self, faltaban: &[Faltante]) -> R<Vec<Faltante>> {
        let mut consulta =
            self.con.prepare("SELECT DISTINCT seq FROM asiento WHERE ambito = ? AND disp = ? AND seq BETWEEN ? AND ? ORDER BY seq")?;
        let mut faltan = Vec::new();
        for f in faltaban {
            let Ok(disp) = f.dispositivo.parse::<Uuid>() else { continue };
            let mut filas =
                consulta.query(params![f.ambito.into_bytes(), disp.into_bytes(), f.desde.cast_signed(), f.hasta.cast_signed()])?;
            let mut desde = f.desde;
            while let Some(fila) = filas.next()? {
                let seq = fila.get::<_, i64>(0)?.cast_unsigned();
                if seq > desde {
                    faltan.push(Faltante { desde, hasta: seq - 1, ..f.clone() });
                }
                desde = seq + 1;
            }
            if desde <= f.hasta {
                faltan.push(Faltante { desde, ..f.clone() });
            }
        }
        Ok(faltan)
    }
}

/// Drafts, preferences and the waiting room that the damaged file still gives, each row proved by its
/// own sum or name.
fn copiar_locales(con: &Connection, ruta: &Path) {
    // As much as can be read: what cannot is not worth stopping a recovery.
    let Ok(danada) = esquema::abrir_lectura(ruta) else { return };
    let leer = |sql: &str, poner: &str| -> rusqlite::Result<()> {
        let mut consulta = danada.prepare(sql)?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            let (clave, texto, ms): (String, String, i64) = (fila.get(0)?, fila.get(1)?, fila.get(2)?);
            if suma_local(&clave, &texto).as_slice() == fila.get_ref(3)?.as_blob().unwrap_or_default() {
                con.execute(poner, params![clave, texto, suma_local(&clave, &texto), ms])?;
            }
        }
        Ok(())
    };
    let _ = leer(
        "SELECT clave, texto, ms, suma FROM borrador",
        "INSERT OR REPLACE INTO borrador (clave, texto, suma, ms) VALUES (?1, ?2, ?3, ?4)",
    );
    let esperan = || -> rusqlite::Result<()> {
        let mut consulta = danada.prepare("SELECT hash, firma, ambito, disp, seq, cuerpo, causa, de, recibido FROM espera")?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            let cuerpo: Vec<u8> = fila.get(5)?;
            let nombres = [bitacora::nombre_de(&cuerpo), bitacora::hash_de(&cuerpo)];
            let suyo = fila.get_ref(0)?.as_blob().unwrap_or_default().to_vec();
            if nombres.iter().any(|n| n.0.as_slice() == suyo) {
                let valores = (0..9).map(|i| fila.get::<_, rusqlite::types::Value>(i)).collect::<Result<Vec<_>, _>>()?;
                con.execute(
                    "INSERT OR IGNORE INTO espera (hash, firma, ambito, disp, seq, cuerpo, causa, de, recibido) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rusqlite::params_from_iter(valores),
                )?;
            }
        }
        Ok(())
    };
    let _ = esperan();
    let _ = leer(
        "SELECT clave, valor, 0, suma FROM preferencia",
        "INSERT OR REPLACE INTO preferencia (clave, valor, suma) VALUES (?1, ?2, ?3)",
    );
}

/// Rows of `adjunto` for the attachments that recovered cells name.
fn anotar_adjuntos<'n>(con: &mut Connection, ruta: &Path, nombres: impl Iterator<Item = &'n String>) -> R<()> {
    let transaccion = con.transaction()?;
    for nombre in nombres {
        let Ok(hash) = nombre.parse::<Hash>() else { continue };
        let esta = transaccion.query_row("SELECT 1 FROM adjunto WHERE sha256 = ?", [hash.0], |_| Ok(())).optional()?.is_some();
        if let (false, Ok(bytes)) = (esta, adjunto::leer(ruta, nombre)) {
            let tamano = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            transaccion.execute("INSERT INTO adjunto (sha256, tamano, estado) VALUES (?, ?, 'presente')", params![hash.0, tamano])?;
        }
    }
    Ok(transaccion.commit()?)
}
