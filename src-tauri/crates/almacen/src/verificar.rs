//! «Revisar base»: every hash, signature and chain, the projections rebuilt and compared, the
//! attachments by SHA-256 and this computer's own tables by the sum of each row.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use bitacora::{Cabo, Hash};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::proyeccion::{self, TABLAS};
use crate::{Consultas, FallaAlmacen};

mod forma;
mod locales;
mod registro;
mod retirados;
mod tramo;

pub(crate) use locales::suma_local;
use registro::{Claves, RegistroRevisado};
pub use tramo::TramoRevisado;

type R<T> = Result<T, FallaAlmacen>;

/// Sentences of one kind after which the rest is only counted.
const PROBLEMAS_POR_CLASE: usize = 20;

/// Row of `meta` with the names of asientos whose previous one a recovery could not find.
pub(crate) const META_RECUPERADOS: &str = "recuperados";

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

/// What kind of damage, which decides what a person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaseDeProblema {
    /// The pages of the file: «Recuperar».
    Estructura,
    /// An asiento, its signature or its chain: «Recuperar».
    Registro,
    /// A computed table: «Reconstruir las tablas».
    Tablas,
    /// An attachment that is missing or altered.
    Adjunto,
    /// A draft or a preference of this computer.
    Local,
}

/// One thing found, in Spanish, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problema {
    /// Kind.
    pub clase: ClaseDeProblema,
    /// What was found and where, one sentence.
    pub que: String,
    /// What to do about it, one sentence.
    pub hacer: &'static str,
}

impl Problema {
    /// A problem with what its kind says to do about it.
    #[must_use]
    pub fn new(clase: ClaseDeProblema, que: String) -> Problema {
        let hacer = match clase {
            ClaseDeProblema::Estructura | ClaseDeProblema::Registro => {
                "Use «Recuperar»: reúne la última copia comprobada con lo que todavía se lee."
            }
            ClaseDeProblema::Tablas => "Use «Reconstruir las tablas».",
            ClaseDeProblema::Adjunto => "Restaure una copia que lo tenga o vuelva a adjuntar el documento.",
            ClaseDeProblema::Local => "Se puede seguir trabajando; revise lo que estaba escribiendo y sus preferencias.",
        };
        Problema { clase, que, hacer }
    }
}

/// Result of «Revisar base».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verificacion {
    /// Asientos checked.
    pub asientos: u64,
    /// Attachments checked by their SHA-256.
    pub adjuntos: u64,
    /// Root of the set of asientos.
    pub raiz_asientos: bitacora::Hash,
    /// Root of the state.
    pub raiz_estado: bitacora::Hash,
    /// One Spanish sentence a problem; empty when all is well.
    pub problemas: Vec<String>,
    /// The same, taken apart for the screen.
    pub detalle: Vec<Problema>,
    /// Asientos of which only the stub is left, because two persons withdrew them.
    pub retirados: u64,
    /// What is known and no new damage: asientos that a recovery could not find, or that were withdrawn.
    pub avisos: Vec<String>,
}

impl Verificacion {
    /// One more problem, in words and taken apart.
    pub(crate) fn agregar(&mut self, problema: Problema) {
        self.problemas.push(format!("{} {}", problema.que, problema.hacer));
        self.detalle.push(problema);
    }
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
    let visto = verificar_todo(ruta, avance);
    if let Err(FallaAlmacen::Sqlite(error)) = visto {
        return Err(FallaAlmacen::Danado { detalle: error.to_string() });
    }
    visto
}

fn verificar_todo(ruta: &Path, avance: &Avance) -> R<Verificacion> {
    let con = taller(ruta)?;
    let corte = con.unchecked_transaction()?;
    let (mut problemas, mut avisos) = (Vec::new(), Vec::new());
    con_danos(revisar_estructura(&con, &mut problemas), &mut problemas)?;
    con_danos(forma::revisar_forma(&con, &mut problemas), &mut problemas)?;
    if con_danos(crate::meta::entera(&con, "base"), &mut problemas)? == Some(false) {
        let que = "Los datos que dicen de quién es este archivo están dañados.".to_owned();
        problemas.push(Problema::new(ClaseDeProblema::Estructura, que));
    }
    let asientos = con_danos(revisar_asientos(&con, avance, &mut problemas, &mut avisos), &mut problemas)?.unwrap_or(0);
    con_danos(revisar_proyeccion(&con, avance, &mut problemas), &mut problemas)?;
    let adjuntos = con_danos(locales::revisar_adjuntos(&con, ruta, avance, &mut problemas), &mut problemas)?.unwrap_or(0);
    con_danos(locales::revisar_locales(&con, &mut problemas), &mut problemas)?;
    let retirados = con_danos(retirados::revisar(&con, &mut problemas), &mut problemas)?.unwrap_or(0);
    let consultas = Consultas::new(&con);
    let raiz_asientos = con_danos(consultas.raiz_asientos(), &mut problemas)?.unwrap_or(Hash::CERO);
    let raiz_estado = con_danos(consultas.raiz_estado(), &mut problemas)?.unwrap_or(Hash::CERO);
    drop(corte);
    let detalle = sin_repetir(problemas);
    let frases = detalle.iter().map(|p| format!("{} {}", p.que, p.hacer)).collect();
    Ok(Verificacion { asientos, adjuntos, raiz_asientos, raiz_estado, problemas: frases, detalle, retirados, avisos })
}

/// Damage met on the way is a line of the result; the rest of the file is looked at all the same.
fn con_danos<T>(hecho: R<T>, problemas: &mut Vec<Problema>) -> R<Option<T>> {
    match hecho {
        Ok(valor) => Ok(Some(valor)),
        Err(FallaAlmacen::Danado { .. } | FallaAlmacen::NoReconocido { .. } | FallaAlmacen::Sqlite(_)) => {
            problemas.push(Problema::new(ClaseDeProblema::Estructura, "Una parte del archivo no se puede leer.".to_owned()));
            Ok(None)
        }
        Err(otra) => Err(otra),
    }
}

fn sin_repetir(problemas: Vec<Problema>) -> Vec<Problema> {
    let mut vistos = std::collections::HashSet::new();
    problemas.into_iter().filter(|p| vistos.insert(p.que.clone())).collect()
}

/// `integrity_check` of SQLite over the attached file.
pub(crate) fn revisar_estructura(con: &Connection, problemas: &mut Vec<Problema>) -> R<()> {
    let mut consulta = con.prepare("PRAGMA base.integrity_check(20)")?;
    let filas: Vec<String> = consulta.query_map([], |f| f.get(0))?.collect::<Result<_, _>>()?;
    problemas.extend(
        filas
            .into_iter()
            .filter(|f| f != "ok")
            .map(|f| Problema::new(ClaseDeProblema::Estructura, format!("El archivo tiene un daño en su estructura: {f}."))),
    );
    Ok(())
}

/// Every hash, signature and chain of the attached file. Gives how many asientos it looked at.
///
/// Chains are trees: both branches of a cloned computer pass, so what is asked is that `prev` is held.
/// An asiento whose `prev` a recovery could not find is known by name (`meta.recuperados`): it is told
/// in `avisos` and is no new damage.
pub(crate) fn revisar_asientos(con: &Connection, avance: &Avance, problemas: &mut Vec<Problema>, avisos: &mut Vec<String>) -> R<u64> {
    let total: i64 = con.query_row("SELECT count(*) FROM base.asiento", [], |f| f.get(0))?;
    avance.poner_total(total.cast_unsigned() * 2);
    let mut claves = Claves::new(con, "base");
    let sueltos = sin_anterior(con)?;
    let mut cabos: HashMap<Hash, ([u8; 16], [u8; 16], Cabo)> = HashMap::new();
    let mut malos: Vec<String> = Vec::new();
    let mut consulta = con.prepare(&registro::consulta("base", "ORDER BY n"))?;
    let mut filas = consulta.query([])?;
    let (mut hechos, mut retirados) = (0u64, 0u64);
    while let Some(fila) = filas.next()? {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        hechos += 1;
        avance.poner_hechos(hechos);
        let RegistroRevisado { n, hash, lugar, talon } = registro::revisar(fila, &mut claves, &mut malos)?;
        let Some(asiento) = lugar else { continue };
        retirados += u64::from(talon.is_some());
        let previo = if asiento.seq == 1 {
            Some(Cabo::default())
        } else {
            cabos.get(&asiento.prev).filter(|(a, d, _)| (*a, *d) == (asiento.ambito, asiento.disp)).map(|(_, _, c)| *c)
        };
        match previo.filter(|p| asiento.seq == p.seq + 1 && asiento.prev == p.hash).map(|p| Cabo { seq: p.seq + 1, hash }) {
            Some(cabo) => {
                cabos.insert(hash, (asiento.ambito, asiento.disp, cabo));
            }
            _ if sueltos.contains(&hash) => {
                // A package may have brought it later, under a greater number.
                if !esta(con, &asiento.prev)? {
                    avisos.push(format!(
                        "Antes del registro {n} falta al menos uno de la computadora {}, que no se pudo recuperar.",
                        corto(asiento.disp)
                    ));
                }
                cabos.insert(hash, (asiento.ambito, asiento.disp, Cabo { seq: asiento.seq, hash }));
            }
            _ => malos.push(format!("El registro {n} no sigue al anterior de su computadora.")),
        }
    }
    avisos.extend(aviso_de_retirados(retirados));
    let sobran = malos.len().saturating_sub(PROBLEMAS_POR_CLASE);
    problemas.extend(malos.into_iter().take(PROBLEMAS_POR_CLASE).map(de_registro));
    if sobran > 0 {
        problemas.push(de_registro(format!("Hay {sobran} problemas más en los registros.")));
    }
    Ok(hechos)
}

/// What withdrawn bodies mean for whoever checks an entrega of before.
fn aviso_de_retirados(cuantos: u64) -> Option<String> {
    let de = match cuantos {
        0 => return None,
        1 => "Hay 1 registro retirado por la coordinación y la GAE: ya no está su contenido".to_owned(),
        n => format!("Hay {n} registros retirados por la coordinación y la GAE: ya no está su contenido"),
    };
    Some(format!(
        "{de} y sí su huella y su firma. La raíz de los registros se puede calcular como antes; la raíz del estado de las entregas anteriores que los incluían ya no se puede volver a calcular. Las copias de respaldo hechas antes y los paquetes ya enviados todavía tienen ese contenido."
    ))
}

fn de_registro(que: String) -> Problema {
    Problema::new(ClaseDeProblema::Registro, que)
}

fn revisar_proyeccion(con: &Connection, avance: &Avance, problemas: &mut Vec<Problema>) -> R<()> {
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
    if proyeccion::rehacer(con, &paso).is_err() {
        let que = "No se pudieron recalcular las tablas, porque hay registros dañados.".to_owned();
        problemas.push(Problema::new(ClaseDeProblema::Registro, que));
        return Ok(());
    }
    let tablas = |que: String| Problema::new(ClaseDeProblema::Tablas, que);
    for tabla in TABLAS {
        if difieren(con, &format!("main.{tabla}"), &format!("base.{tabla}"))? {
            problemas.push(tablas(format!("La tabla «{tabla}» no corresponde a los registros.")));
        }
    }
    con.execute_batch(
        "CREATE VIRTUAL TABLE temp.palabras_nuevas USING fts5vocab ('main', 'busqueda', 'row');
         CREATE VIRTUAL TABLE temp.palabras_base USING fts5vocab ('base', 'busqueda', 'row');",
    )?;
    if difieren(con, "temp.palabras_nuevas", "temp.palabras_base")? {
        problemas.push(tablas("El índice de búsqueda no corresponde a los registros.".to_owned()));
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

fn esta(con: &Connection, hash: &Hash) -> R<bool> {
    Ok(con.prepare_cached("SELECT 1 FROM base.asiento WHERE hash = ?")?.exists([hash.0])?)
}

/// Asientos that a recovery kept although the one before them was lost.
fn sin_anterior(con: &Connection) -> R<HashSet<Hash>> {
    let lista: Option<String> =
        con.query_row("SELECT valor FROM base.meta WHERE clave = ?", [META_RECUPERADOS], |f| f.get(0)).optional()?;
    Ok(lista.unwrap_or_default().split_whitespace().filter_map(|h| h.parse().ok()).collect())
}

/// First eight hexadecimal digits of a device: how people tell computers apart.
pub(crate) fn corto(disp: [u8; 16]) -> String {
    disp.iter().take(4).map(|b| format!("{b:02x}")).collect()
}
