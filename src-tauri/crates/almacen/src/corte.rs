//! The data file as it stood at a past moment: a private copy of the log up to it, projected anew.
//!
//! A report reprinted at a past cut-off must give the figures of then. The log holds them, so nothing
//! is stored for it: the entries up to the cut-off are folded into a temporary database.

use bitacora::{Asiento, Talon, ms_de};
use rusqlite::{Connection, params};

use uuid::Uuid;

use crate::esquema::MIGRACIONES;
use crate::jueces::{self, Jueces};
use crate::proyeccion::{self, Proyector};
use crate::tipos::ConteoDeRegla;
use crate::valor::hash_de;
use crate::verificar::taller;
use crate::{Avance, Consultas, FallaAlmacen};

/// A temporary database with the entries whose clock is at or before `hasta_ms`; it goes away when closed.
///
/// # Errors
/// [`FallaAlmacen::Cancelado`]; [`FallaAlmacen::Danado`] naming the entry.
pub(crate) fn al_corte(ruta: &std::path::Path, hasta_ms: u64, avance: &Avance) -> Result<Connection, FallaAlmacen> {
    let con = taller(ruta)?;
    {
        let corte = con.unchecked_transaction()?;
        preparar(&corte)?;
        let mut poner =
            corte.prepare("INSERT INTO main.asiento (n, hash, ambito, disp, seq, cuerpo, firma) VALUES (?, ?, ?, ?, ?, ?, ?)")?;
        let mut consulta = corte.prepare("SELECT n, hash, ambito, disp, seq, cuerpo, firma FROM base.asiento ORDER BY n")?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            if avance.cancelado() {
                return Err(FallaAlmacen::Cancelado);
            }
            let n: i64 = fila.get(0)?;
            let cuerpo = fila.get_ref(5)?.as_blob().unwrap_or_default();
            if ms_de(hlc_en(n, cuerpo)?) <= hasta_ms {
                let hash = hash_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
                let (ambito, disp, seq): ([u8; 16], [u8; 16], i64) = (fila.get(2)?, fila.get(3)?, fila.get(4)?);
                let firma: [u8; 64] = fila.get(6)?;
                poner.execute(params![n, hash.0, ambito, disp, seq, cuerpo, firma])?;
            }
        }
        drop(filas);
        drop(consulta);
        drop(poner);
        proyeccion::rehacer(&corte, avance)?;
        corte.commit()?;
    }
    con.execute("DETACH base", [])?;
    Ok(con)
}

/// Empty tables, with what the log does not hold: who this computer is and whom it trusts.
fn preparar(con: &Connection) -> Result<(), FallaAlmacen> {
    for (_, sql) in MIGRACIONES {
        con.execute_batch(sql)?;
    }
    con.execute_batch(
        "INSERT INTO main.meta SELECT * FROM base.meta;
         INSERT INTO main.dispositivo SELECT * FROM base.dispositivo;
         INSERT INTO main.confianza_local SELECT * FROM base.confianza_local;",
    )?;
    Ok(())
}

/// Open findings by rule at the end of each of `cortes` (milliseconds since 1970, ascending): the log is
/// folded once, stopping to count. What counts is what counts today: an entry that a later act dismissed
/// is not brought back.
///
/// # Errors
/// [`FallaAlmacen::Cancelado`]; [`FallaAlmacen::Danado`] naming the entry.
pub(crate) fn hallazgos_en(
    ruta: &std::path::Path,
    cortes: &[u64],
    ambito: Option<Uuid>,
    avance: &Avance,
) -> Result<Vec<Vec<ConteoDeRegla>>, FallaAlmacen> {
    let con = taller(ruta)?;
    let corte = con.unchecked_transaction()?;
    preparar(&corte)?;
    let orden = por_fecha(&corte, cortes.last().copied().unwrap_or(0), avance)?;
    avance.poner_total(orden.len() as u64);
    let mut leer = corte.prepare("SELECT hash, cuerpo FROM base.asiento WHERE n = ?")?;
    let mut poner = corte.prepare("INSERT INTO main.asiento (n, hash, ambito, disp, seq, cuerpo, firma) SELECT n, hash, ambito, disp, seq, cuerpo, firma FROM base.asiento WHERE n = ?")?;
    let jueces = Jueces::con_actos(&corte, proyeccion::actos_de_autoridad(&corte, "base.asiento", avance)?)?;
    let mut proyector = Proyector::new(&corte);
    let mut pendientes = orden.into_iter().peekable();
    let (mut conteos, mut hechos) = (Vec::with_capacity(cortes.len()), 0u64);
    for hasta in cortes {
        while let Some((_, n)) = pendientes.next_if(|(ms, _)| ms <= hasta) {
            if avance.cancelado() {
                return Err(FallaAlmacen::Cancelado);
            }
            poner.execute([n])?;
            let (hash, cuerpo) = leer.query_row([n], |f| Ok((f.get::<_, [u8; 32]>(0)?, f.get::<_, Vec<u8>>(1)?)))?;
            hechos += 1;
            avance.poner_hechos(hechos);
            if Talon::decodificar(&cuerpo).is_some() {
                crate::retirar::juzgar(&corte, n)?;
                continue;
            }
            let hash = bitacora::Hash(hash);
            let (asiento, posiciones) =
                Asiento::decodificar_con_posiciones(&cuerpo).map_err(|e| FallaAlmacen::Danado { detalle: format!("entry {n}: {e}") })?;
            let sobre = bitacora::admision::Sobre::de(&asiento, hash);
            if jueces::anotar(&corte, n, &sobre.acto, jueces.juzgar(&sobre))? {
                proyector.doblar(n, hash, asiento, &posiciones)?;
            }
        }
        proyector.derivar()?;
        conteos.push(Consultas::new(&corte).conteo_por_regla(ambito)?);
    }
    Ok(conteos)
}

/// What a paper printed at a past moment would say of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RaizAlCorte {
    /// Milliseconds since 1970 of the cut-off.
    pub hasta: u64,
    /// Clock of the last entry that counts; 0 when none does.
    pub ultimo: u64,
    /// Entries that count.
    pub asientos: u64,
    /// Root of them.
    pub raiz: bitacora::Hash,
}

/// Entries and root of the log up to each of `cortes` (milliseconds since 1970, ascending). An empty list
/// asks for the end of every day that has an entry, `fin_del_dia` giving it from a clock. The log is read once.
///
/// # Errors
/// [`FallaAlmacen::Cancelado`]; [`FallaAlmacen::Danado`] naming the entry.
pub(crate) fn raices(
    ruta: &std::path::Path,
    cortes: &[u64],
    fin_del_dia: impl Fn(u64) -> u64,
    avance: &Avance,
) -> Result<Vec<RaizAlCorte>, FallaAlmacen> {
    let con = crate::esquema::abrir_lectura(ruta)?;
    let mut consulta = con.prepare("SELECT n, hash, cuerpo FROM asiento ORDER BY n")?;
    let mut filas = consulta.query([])?;
    let mut todos: Vec<(u64, bitacora::Hash)> = Vec::new();
    while let Some(fila) = filas.next()? {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        let ms = ms_de(hlc_en(fila.get(0)?, fila.get_ref(2)?.as_blob().unwrap_or_default())?);
        todos.push((ms, hash_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?));
    }
    todos.sort_unstable();
    let dias: Vec<u64> = if cortes.is_empty() {
        let mut dias: Vec<u64> = todos.iter().map(|(ms, _)| fin_del_dia(*ms)).collect();
        dias.dedup();
        dias
    } else {
        cortes.to_vec()
    };
    avance.poner_total(dias.len() as u64);
    let mut salida = Vec::with_capacity(dias.len());
    for (k, hasta) in dias.into_iter().enumerate() {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        let cuentan = todos.partition_point(|(ms, _)| *ms <= hasta);
        let hasta_aqui = todos.get(..cuentan).unwrap_or_default();
        salida.push(RaizAlCorte {
            hasta,
            ultimo: hasta_aqui.last().map_or(0, |(ms, _)| *ms),
            asientos: cuentan as u64,
            raiz: bitacora::raiz_asientos(hasta_aqui.iter().map(|(_, h)| *h).collect()),
        });
        avance.poner_hechos(k as u64 + 1);
    }
    Ok(salida)
}

/// Entries up to `hasta`, by their clock and then as they came.
fn por_fecha(con: &Connection, hasta: u64, avance: &Avance) -> Result<Vec<(u64, i64)>, FallaAlmacen> {
    let mut consulta = con.prepare("SELECT n, cuerpo FROM base.asiento ORDER BY n")?;
    let mut filas = consulta.query([])?;
    let mut orden = Vec::new();
    while let Some(fila) = filas.next()? {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        let n: i64 = fila.get(0)?;
        let ms = ms_de(hlc_en(n, fila.get_ref(1)?.as_blob().unwrap_or_default())?);
        if ms <= hasta {
            orden.push((ms, n));
        }
    }
    orden.sort_unstable();
    Ok(orden)
}

/// The clock of a stored asiento, or of what is left of it.
fn hlc_en(n: i64, cuerpo: &[u8]) -> Result<u64, FallaAlmacen> {
    if let Some(talon) = Talon::decodificar(cuerpo) {
        return Ok(talon.hlc);
    }
    Asiento::decodificar(cuerpo).map(|a| a.hlc).map_err(|e| FallaAlmacen::Danado { detalle: format!("entry {n}: {e}") })
}
