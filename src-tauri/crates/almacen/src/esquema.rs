//! Schema, identity and settings of the data file.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::cerrojo::al_lado;
use crate::claves::sincronizar_carpeta;
use crate::respaldo::{self, Motivo};
use crate::{Avance, FallaAlmacen};

type R<T> = Result<T, FallaAlmacen>;

/// `DLGB`, in the header of every data file.
pub(crate) const APLICACION: i32 = 0x444C_4742;
/// Number of the last migration.
pub(crate) const ESQUEMA: u32 = 7;
/// Pages of the log after which a commit copies them into the main file.
pub(crate) const PUNTO_DE_CONTROL: u32 = 200;
/// The same, while a large write runs.
pub(crate) const PUNTO_DE_CONTROL_MASIVO: u32 = 20_000;
/// Memory for pages of the file, as SQLite takes it: negative, in KiB. More did not make a save faster.
pub(crate) const PAGINAS: i32 = -8_000;

/// Numbered files, in order; a released one never changes (`migrations/SUMAS`).
pub(crate) const MIGRACIONES: &[(&str, &str)] = &[
    ("0001_bitacora.sql", include_str!("../../../../migrations/0001_bitacora.sql")),
    ("0002_proyeccion.sql", include_str!("../../../../migrations/0002_proyeccion.sql")),
    ("0003_intercambio.sql", include_str!("../../../../migrations/0003_intercambio.sql")),
    ("0004_proyeccion.sql", include_str!("../../../../migrations/0004_proyeccion.sql")),
    ("0005_proyeccion.sql", include_str!("../../../../migrations/0005_proyeccion.sql")),
    ("0006_retirar.sql", include_str!("../../../../migrations/0006_retirar.sql")),
    ("0007_proyeccion.sql", include_str!("../../../../migrations/0007_proyeccion.sql")),
];

pub(crate) fn migraciones() -> Migrations<'static> {
    Migrations::new(MIGRACIONES.iter().map(|(_, sql)| M::up(sql)).collect())
}

/// Opens for writing an existing file and applies the settings, reading back the ones that protect saves.
pub(crate) fn abrir_escritura(ruta: &Path, crear: bool) -> R<Connection> {
    let mut modo = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if crear {
        modo |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let con = Connection::open_with_flags(ruta, modo)?;
    comunes(&con)?;
    if crear {
        con.pragma_update(None, "application_id", APLICACION)?;
    }
    let diario: String = con.query_row("PRAGMA journal_mode = WAL", [], |f| f.get(0))?;
    exigir("journal_mode", &diario, "wal")?;
    con.pragma_update(None, "synchronous", "FULL")?;
    if cfg!(target_os = "macos") {
        con.pragma_update(None, "fullfsync", true)?;
        con.pragma_update(None, "checkpoint_fullfsync", true)?;
    }
    con.pragma_update(None, "secure_delete", "FAST")?;
    con.pragma_update(None, "wal_autocheckpoint", PUNTO_DE_CONTROL)?;
    con.pragma_update(None, "cache_size", PAGINAS)?;
    let sincronia: i64 = con.query_row("PRAGMA synchronous", [], |f| f.get(0))?;
    exigir("synchronous", &sincronia.to_string(), "2")?;
    let claves: i64 = con.query_row("PRAGMA foreign_keys", [], |f| f.get(0))?;
    exigir("foreign_keys", &claves.to_string(), "1")?;
    Ok(con)
}

/// Opens for reading; never changes the main file, not even when it is the last to close.
///
/// Reading in WAL mode needs room beside the file for the shared-memory index. Where there is none (a full
/// disk, a folder that cannot be written) and no log of pages is left, nobody is writing and the file
/// alone is the whole truth: it is read as it lies, so that what was saved can be taken elsewhere.
pub(crate) fn abrir_lectura(ruta: &Path) -> R<Connection> {
    let quieta = || !std::fs::metadata(al_lado(ruta, "-wal")).is_ok_and(|m| m.len() > 0);
    let banderas = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match abrir_para_leer(ruta, banderas) {
        Err(FallaAlmacen::DiscoLleno | FallaAlmacen::DiscoDanado | FallaAlmacen::SoloLectura) if quieta() => {
            abrir_para_leer(Path::new(&uri(ruta, "mode=ro&immutable=1")?), banderas | OpenFlags::SQLITE_OPEN_URI)
        }
        otro => otro,
    }
}

fn abrir_para_leer(ruta: &Path, banderas: OpenFlags) -> R<Connection> {
    let con = Connection::open_with_flags(ruta, banderas)?;
    con.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    comunes(&con)?;
    con.pragma_update(None, "query_only", true)?;
    con.pragma_update(None, "cache_size", PAGINAS)?;
    // The first read is where the index is made.
    con.query_row("PRAGMA schema_version", [], |_| Ok(()))?;
    Ok(con)
}

/// A path as an address of SQLite, with its parameters.
pub(crate) fn uri(ruta: &Path, modo: &str) -> R<String> {
    let absoluta = std::path::absolute(ruta).map_err(|e| FallaAlmacen::de_archivo(ruta, e))?;
    let nombre = absoluta.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let nombre = if cfg!(windows) { format!("/{}", nombre.replace('\\', "/")) } else { nombre };
    Ok(format!("file:{nombre}?{modo}"))
}

fn comunes(con: &Connection) -> R<()> {
    con.set_prepared_statement_cache_capacity(192);
    con.busy_timeout(Duration::from_secs(5))?;
    con.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    con.pragma_update(None, "trusted_schema", false)?;
    con.pragma_update(None, "foreign_keys", true)?;
    con.pragma_update(None, "cell_size_check", true)?;
    // PRAGMA mmap_size answers with a row.
    con.query_row("PRAGMA mmap_size = 0", [], |_| Ok(()))
        .or_else(|e| if e == rusqlite::Error::QueryReturnedNoRows { Ok(()) } else { Err(e) })?;
    Ok(())
}

fn exigir(ajuste: &'static str, hay: &str, debe: &'static str) -> R<()> {
    if hay == debe { Ok(()) } else { Err(FallaAlmacen::AjusteInseguro { ajuste, hay: hay.to_owned(), debe }) }
}

/// Whether the file is ours and of a version this program knows. Gives its version.
pub(crate) fn identificar(con: &Connection, ruta: &Path) -> R<u32> {
    let ajena = || FallaAlmacen::NoReconocido { ruta: ruta.to_owned() };
    let aplicacion: i32 = con.query_row("PRAGMA application_id", [], |f| f.get(0)).map_err(|e| con_ruta(e.into(), ruta))?;
    let de: u32 = con.query_row("PRAGMA user_version", [], |f| f.get(0))?;
    if aplicacion != APLICACION || de == 0 {
        return Err(ajena());
    }
    if de > ESQUEMA {
        return Err(FallaAlmacen::MasNuevo { de, conocida: ESQUEMA });
    }
    Ok(de)
}

/// SQLite does not know the path it failed on.
pub(crate) fn con_ruta(falla: FallaAlmacen, ruta: &Path) -> FallaAlmacen {
    if let FallaAlmacen::NoReconocido { .. } = falla { FallaAlmacen::NoReconocido { ruta: ruta.to_owned() } } else { falla }
}

/// Why a migration stopped: a full disk or a damaged file keep their own names.
pub(crate) fn falla_al_migrar(de: u32, error: rusqlite_migration::Error) -> FallaAlmacen {
    let fallida = |detalle: String| FallaAlmacen::MigracionFallida { de, detalle };
    if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
        let falla = FallaAlmacen::from(err);
        return if let FallaAlmacen::Sqlite(otra) = falla { fallida(otra.to_string()) } else { falla };
    }
    fallida(error.to_string())
}

/// Kind, name and text that made it.
pub(crate) type Objeto = (String, String, String);

/// Tables, indexes, views and triggers of an open file (`main`, or `base` in a workshop).
pub(crate) fn objetos(con: &Connection, base: &str) -> R<Vec<Objeto>> {
    let sql = format!(
        "SELECT type, name, sql FROM {base}.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%' ORDER BY type, name"
    );
    let mut consulta = con.prepare(&sql)?;
    let filas = consulta.query_map([], |f| Ok((f.get(0)?, f.get(1)?, f.get(2)?)))?;
    Ok(filas.collect::<Result<_, _>>()?)
}

/// The same for a new file of a version: what a copy that comes from outside must have, so that no
/// foreign trigger or view enters with it.
pub(crate) fn objetos_de_version(de: u32) -> R<Vec<Objeto>> {
    let con = Connection::open_in_memory()?;
    for (_, sql) in MIGRACIONES.iter().take(de as usize) {
        con.execute_batch(sql)?;
    }
    objetos(&con, "main")
}

/// Migrates a copy, checks it, and swaps it for the file; the old file stays as a verified backup.
///
/// At any cut, the data file is either the old one or the new one. A failure leaves no half copy that
/// would go on filling the disk.
pub(crate) fn migrar(ruta: &Path, de: u32, ms: u64, avance: &Avance) -> R<()> {
    let nueva = al_lado(ruta, ".migrando");
    let hecho = migrar_en(ruta, &nueva, de, ms, avance);
    if hecho.is_err() {
        let _ = borrar_base(&nueva);
    }
    hecho
}

fn migrar_en(ruta: &Path, nueva: &Path, de: u32, ms: u64, avance: &Avance) -> R<()> {
    let falla = |detalle: String| FallaAlmacen::MigracionFallida { de, detalle };
    borrar_base(nueva)?;
    // What the log of pages holds goes into the file, which is about to be replaced.
    cerrar_del_todo(abrir_escritura(ruta, false)?)?;
    respaldo::en_carpeta(ruta, Motivo::AntesDeMigrar(de), ms, avance)?;
    let antes = {
        let original = abrir_lectura(ruta)?;
        let corte = original.unchecked_transaction()?;
        let antes = resumen(&corte)?;
        respaldo::copiar(&corte, nueva, avance)?;
        antes
    };
    // A log left by a reader of another process would be applied over the new file.
    let diario = al_lado(ruta, "-wal");
    if std::fs::metadata(&diario).is_ok_and(|m| m.len() > 0) {
        return Err(falla("another program is reading the file".to_owned()));
    }
    let mut migrada = abrir_escritura(nueva, false)?;
    migraciones().to_latest(&mut migrada).map_err(|e| falla_al_migrar(de, e))?;
    if migrada.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(falla("foreign keys do not hold".to_owned()));
    }
    let integra: String = migrada.query_row("PRAGMA integrity_check", [], |f| f.get(0))?;
    if integra != "ok" || resumen(&migrada)? != antes {
        return Err(falla("the migrated copy does not hold the same entries".to_owned()));
    }
    cerrar_del_todo(migrada)?;
    std::fs::File::open(nueva).and_then(|f| f.sync_all()).map_err(|e| FallaAlmacen::de_archivo(nueva, e))?;
    std::fs::rename(nueva, ruta).map_err(|e| FallaAlmacen::de_archivo(ruta, e))?;
    let carpeta = ruta.parent().unwrap_or(Path::new("."));
    sincronizar_carpeta(carpeta).map_err(|e| FallaAlmacen::de_archivo(carpeta, e))
}

/// Count and root of the log.
fn resumen(con: &Connection) -> R<(u64, bitacora::Hash)> {
    let consultas = crate::Consultas::new(con);
    Ok((consultas.asientos()?, consultas.raiz_asientos()?))
}

/// Moves everything into the main file and closes, so that no `-wal` is left.
pub(crate) fn cerrar_del_todo(con: Connection) -> R<()> {
    let punto = punto_de_control(&con);
    con.close().map_err(|(_, e)| e)?;
    punto
}

/// Copies the log of pages into the main file and empties it.
pub(crate) fn punto_de_control(con: &Connection) -> R<()> {
    Ok(con.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}

/// Removes a leftover copy and its companions.
pub(crate) fn borrar_base(ruta: &Path) -> R<()> {
    quitar(ruta)?;
    borrar_lo_de_al_lado(ruta)
}

/// Removes what SQLite keeps beside a file.
pub(crate) fn borrar_lo_de_al_lado(ruta: &Path) -> R<()> {
    ["-wal", "-shm", "-journal"].iter().try_for_each(|fin| quitar(&al_lado(ruta, fin)))
}

fn quitar(archivo: &Path) -> R<()> {
    match std::fs::remove_file(archivo) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(FallaAlmacen::de_archivo(archivo, e)),
        _ => Ok(()),
    }
}
