//! «Revisar base»: every hash, signature and chain, and the projections rebuilt and compared.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use bitacora::{Asiento, Cabo, ClavePublica, Hash};
use rusqlite::{Connection, OpenFlags};

use crate::proyeccion::{self, TABLAS};
use crate::valor::hash_de;
use crate::{Consultas, FallaAlmacen};

type R<T> = Result<T, FallaAlmacen>;

/// Sentences of one kind after which the rest is only counted.
const PROBLEMAS_POR_CLASE: usize = 20;

/// How a long job goes, and how to stop it. Shared between threads.
#[derive(Debug, Default)]
pub struct Avance {
    hechos: AtomicU64,
    total: AtomicU64,
    cancelado: AtomicBool,
}

impl Avance {
    /// Items done and total (0 = unknown).
    #[must_use]
    pub fn leer(&self) -> (u64, u64) {
        (self.hechos.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks the job to stop at its next item; a cancelled job leaves nothing behind.
    pub fn cancelar(&self) {
        self.cancelado.store(true, Ordering::Relaxed);
    }

    /// True once somebody asked to stop.
    #[must_use]
    pub fn cancelado(&self) -> bool {
        self.cancelado.load(Ordering::Relaxed)
    }

    /// Notes the total.
    pub fn poner_total(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }

    /// Notes how many are done.
    pub fn poner_hechos(&self, hechos: u64) {
        self.hechos.store(hechos, Ordering::Relaxed);
    }
}

/// Result of «Revisar base».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verificacion {
    /// Asientos checked.
    pub asientos: u64,
    /// Root of the set of asientos.
    pub raiz_asientos: bitacora::Hash,
    /// Root of the state.
    pub raiz_estado: bitacora::Hash,
    /// One Spanish sentence a problem; empty when all is well.
    pub problemas: Vec<String>,
}

/// The temporary database where the projection is rebuilt, with the data file attached as `base`.
pub(crate) fn taller(ruta: &Path) -> R<Connection> {
    let modo =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    // An empty name is a private database on disk that goes away when closed.
    let con = Connection::open_with_flags("", modo)?;
    con.set_prepared_statement_cache_capacity(192);
    con.busy_timeout(std::time::Duration::from_secs(5))?;
    con.execute("ATTACH ? AS base", [crate::esquema::uri(ruta, "mode=ro")?])?;
    con.pragma_update(None, "journal_mode", "OFF").or_else(|_| con.pragma_update(None, "synchronous", "OFF"))?;
    Ok(con)
}

/// Checks a data file without changing a byte of it.
pub(crate) fn verificar(ruta: &Path, avance: &Avance) -> R<Verificacion> {
    // The statements of this file are fixed and tested: one that SQLite no longer understands means that
    // the tables are not as they were written.
    verificar_todo(ruta, avance).map_err(|falla| match falla {
        FallaAlmacen::Sqlite(error) => FallaAlmacen::Danado { detalle: error.to_string() },
        otra => otra,
    })
}

fn verificar_todo(ruta: &Path, avance: &Avance) -> R<Verificacion> {
    let con = taller(ruta)?;
    let corte = con.unchecked_transaction()?;
    let mut problemas = Vec::new();
    revisar_integridad(&con, &mut problemas)?;
    if !crate::meta::entera(&con, "base")? {
        problemas.push("Los datos que dicen de quién es este archivo están dañados.".to_owned());
    }
    let asientos = revisar_asientos(&con, avance, &mut problemas)?;
    revisar_proyeccion(&con, avance, &mut problemas)?;
    let consultas = Consultas::new(&con);
    let raiz_asientos = consultas.raiz_asientos()?;
    let raiz_estado = consultas.raiz_estado()?;
    drop(corte);
    Ok(Verificacion { asientos, raiz_asientos, raiz_estado, problemas })
}

fn revisar_integridad(con: &Connection, problemas: &mut Vec<String>) -> R<()> {
    let mut consulta = con.prepare("PRAGMA base.integrity_check(20)")?;
    let filas: Vec<String> = consulta.query_map([], |f| f.get(0))?.collect::<Result<_, _>>()?;
    problemas.extend(filas.into_iter().filter(|f| f != "ok").map(|f| format!("El archivo tiene un daño en su estructura: {f}.")));
    Ok(())
}

struct Claves<'c> {
    con: &'c Connection,
    leidas: HashMap<[u8; 16], Option<ClavePublica>>,
}

impl Claves<'_> {
    fn de(&mut self, disp: [u8; 16]) -> R<Option<ClavePublica>> {
        if let Some(clave) = self.leidas.get(&disp) {
            return Ok(*clave);
        }
        let mut consulta = self.con.prepare("SELECT clave FROM base.dispositivo WHERE disp = ?")?;
        let mut filas = consulta.query([disp])?;
        let bytes: Option<[u8; 32]> = filas.next()?.map(|f| f.get(0)).transpose()?;
        let clave = bytes.filter(|b| bitacora::dispositivo_de(b) == disp).and_then(|b| ClavePublica::desde_bytes(&b).ok());
        self.leidas.insert(disp, clave);
        Ok(clave)
    }
}

fn revisar_asientos(con: &Connection, avance: &Avance, problemas: &mut Vec<String>) -> R<u64> {
    let total: i64 = con.query_row("SELECT count(*) FROM base.asiento", [], |f| f.get(0))?;
    avance.poner_total(total.cast_unsigned() * 2);
    let mut claves = Claves { con, leidas: HashMap::new() };
    // A tree: both branches of a cloned computer pass, so what is asked is that `prev` is held.
    let mut cabos: HashMap<Hash, ([u8; 16], [u8; 16], Cabo)> = HashMap::new();
    let mut malos: Vec<String> = Vec::new();
    let mut consulta = con.prepare("SELECT n, hash, ambito, disp, seq, cuerpo, firma FROM base.asiento ORDER BY n")?;
    let mut filas = consulta.query([])?;
    let mut hechos = 0u64;
    while let Some(fila) = filas.next()? {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        hechos += 1;
        avance.poner_hechos(hechos);
        let n: i64 = fila.get(0)?;
        let hash = hash_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
        let cuerpo = fila.get_ref(5)?.as_blob().unwrap_or_default();
        if bitacora::hash_de(cuerpo) != hash {
            malos.push(format!("El contenido del registro {n} no corresponde a su huella."));
            continue;
        }
        let Ok(asiento) = Asiento::decodificar(cuerpo) else {
            malos.push(format!("El registro {n} está mal formado."));
            continue;
        };
        let columnas: ([u8; 16], [u8; 16], i64) = (fila.get(2)?, fila.get(3)?, fila.get(4)?);
        if columnas != (asiento.ambito, asiento.disp, asiento.seq.cast_signed()) {
            malos.push(format!("Las columnas del registro {n} no corresponden a su contenido."));
        }
        let firma: [u8; 64] = fila.get(6)?;
        match claves.de(asiento.disp)? {
            None => malos.push(format!("No está la clave de la computadora que escribió el registro {n}.")),
            Some(clave) if clave.verificar(&hash, &firma).is_err() => malos.push(format!("La firma del registro {n} no corresponde.")),
            Some(_) => {}
        }
        let previo = if asiento.seq == 1 {
            Some(Cabo::default())
        } else {
            cabos.get(&asiento.prev).filter(|(a, d, _)| (*a, *d) == (asiento.ambito, asiento.disp)).map(|(_, _, c)| *c)
        };
        match previo.map(|p| p.seguir(&asiento, hash)) {
            Some(Ok(cabo)) => {
                cabos.insert(hash, (asiento.ambito, asiento.disp, cabo));
            }
            _ => malos.push(format!("El registro {n} no sigue al anterior de su computadora.")),
        }
    }
    let sobran = malos.len().saturating_sub(PROBLEMAS_POR_CLASE);
    problemas.extend(malos.into_iter().take(PROBLEMAS_POR_CLASE));
    if sobran > 0 {
        problemas.push(format!("Hay {sobran} problemas más en los registros."));
    }
    Ok(hechos)
}

fn revisar_proyeccion(con: &Connection, avance: &Avance, problemas: &mut Vec<String>) -> R<()> {
    for (nombre, sql) in crate::esquema::MIGRACIONES {
        // The log and the local tables are those of the file; the projection is made anew.
        if nombre.ends_with("_proyeccion.sql") {
            con.execute_batch(sql)?;
        }
    }
    let paso = Avance::default();
    if avance.cancelado() {
        return Err(FallaAlmacen::Cancelado);
    }
    // Unqualified names find the new tables first and, for the log, the only one there is: the file's.
    if let Err(falla) = proyeccion::rehacer(con, &paso) {
        problemas.push(format!("No se pudieron recalcular las tablas: {falla}."));
        return Ok(());
    }
    for tabla in TABLAS {
        if difieren(con, &format!("main.{tabla}"), &format!("base.{tabla}"))? {
            problemas.push(format!("La tabla «{tabla}» no corresponde a los registros. Use «Reconstruir las tablas»."));
        }
    }
    con.execute_batch(
        "CREATE VIRTUAL TABLE temp.palabras_nuevas USING fts5vocab ('main', 'busqueda', 'row');
         CREATE VIRTUAL TABLE temp.palabras_base USING fts5vocab ('base', 'busqueda', 'row');",
    )?;
    if difieren(con, "temp.palabras_nuevas", "temp.palabras_base")? {
        problemas.push("El índice de búsqueda no corresponde a los registros. Use «Reconstruir las tablas».".to_owned());
    }
    let (_, total) = avance.leer();
    avance.poner_hechos(total);
    Ok(())
}

fn difieren(con: &Connection, una: &str, otra: &str) -> R<bool> {
    let sql = format!(
        "SELECT EXISTS (SELECT * FROM {una} EXCEPT SELECT * FROM {otra}) OR EXISTS (SELECT * FROM {otra} EXCEPT SELECT * FROM {una})"
    );
    Ok(con.query_row(&sql, [], |f| f.get(0))?)
}
