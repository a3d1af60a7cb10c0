//! Withdrawal of bodies over the stored log: the act, its effect, what is left of them in the file, and
//! who asked for it.
//!
//! When it takes effect is `bitacora::retiro`. Here the body becomes its stub in the transaction that
//! brings the second act, and the projection is made anew without it. What SQLite leaves in free pages and
//! in the log of pages goes right after: the file is written again whole (`VACUUM`). A cut between the
//! two is seen at the next open, by a row of `meta`. Backups made before, and what was sent, still hold it.

use std::collections::BTreeSet;

use bitacora::retiro::{Firmas, RETIRAR};
use bitacora::{Asiento, Escritura, Hash, Retiro, Rol, Talon, Valor, ms_de};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::almacen::{Almacen, poner_meta};
use crate::jueces::Jueces;
use crate::proyeccion;
use crate::tx::Tx;
use crate::valor::hash_de;
use crate::{Avance, Consultas, FallaAlmacen};

type R<T> = Result<T, FallaAlmacen>;

/// Row of `meta` that says that the file must be written again, because a body was replaced in it, and then the
/// attachments that the body named, by SHA-256.
pub(crate) const META_LIMPIEZA: &str = "limpieza";
/// What `juicio` says of a withdrawn asiento.
pub(crate) const RETIRADO: &str = "retirado";

/// Why an asiento cannot be withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CausaNoRetirable {
    /// It is not in this file.
    NoEsta,
    /// It gives or takes authority, or it delivers or answers: that stands.
    DeAutoridad,
    /// It is national or GAE's own: nobody coordinates it.
    SinInstitucion,
}

/// One of the two acts that withdraw an asiento.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActoDeRetiro {
    /// Its name.
    pub hash: Hash,
    /// Person.
    pub actor: Uuid,
    /// Role claimed.
    pub rol: u8,
    /// Milliseconds, UTC.
    pub ms: u64,
    /// Why.
    pub motivo: String,
}

/// A withdrawal that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetiroLeido {
    /// What must go.
    pub asiento: Hash,
    /// Its institution.
    pub ambito: Uuid,
    /// When it was written, milliseconds, UTC.
    pub ms: u64,
    /// Both signatures are there.
    pub vigente: bool,
    /// The body is (or never was) in this file: only its stub is.
    pub sin_cuerpo: bool,
    /// Act of the coordination.
    pub coordinacion: Option<ActoDeRetiro>,
    /// Act of the head of GAE's advisers.
    pub gae: Option<ActoDeRetiro>,
}

/// Replaces the bodies whose withdrawal is in effect, stored or waiting, and notes the acts. True when the
/// projection must be made anew.
pub(crate) fn aplicar(con: &Connection, jueces: &Jueces) -> R<bool> {
    let (mut cambio, mut documentos) = (false, BTreeSet::new());
    for (talon, firmas) in jueces.retiros.vigentes() {
        let cuerpo: Option<Vec<u8>> =
            con.prepare_cached("SELECT cuerpo FROM asiento WHERE hash = ?")?.query_row([talon.hash.0], |f| f.get(0)).optional()?;
        if let Some(cuerpo) = cuerpo
            && es_de(&cuerpo, talon)
        {
            anotar(con, talon, firmas)?;
            if Talon::decodificar(&cuerpo).is_none() {
                con.prepare_cached("UPDATE asiento SET cuerpo = ?2 WHERE hash = ?1")?.execute(params![talon.hash.0, talon.codificar()])?;
                documentos.extend(documentos_de(&cuerpo));
                cambio = true;
            }
        }
        cambio |= aplicar_en_espera(con, talon)?;
    }
    if cambio {
        // What an earlier one left to do is still to be done.
        documentos.extend(por_limpiar(con)?.unwrap_or_default());
        let lista: Vec<String> = std::iter::once("1".to_owned()).chain(documentos.iter().map(Hash::to_string)).collect();
        poner_meta(con, META_LIMPIEZA, &lista.join(" "))?;
    }
    Ok(cambio)
}

/// Attachments that a body names: the document may be what must not exist.
fn documentos_de(cuerpo: &[u8]) -> Vec<Hash> {
    let ops = Asiento::decodificar(cuerpo).map(|a| a.ops).unwrap_or_default();
    let de = |op: &Escritura| match &op.valor {
        Valor::Texto(t) if op.campo == "sha256" => t.parse().ok(),
        Valor::Texto(_) | Valor::Nulo | Valor::Logico(_) | Valor::Entero(_) => None,
    };
    ops.iter().filter_map(de).collect()
}

/// What is left to do after a withdrawal: `None` when nothing, and the attachments otherwise.
fn por_limpiar(con: &Connection) -> R<Option<Vec<Hash>>> {
    let nota = crate::meta::leer(con, META_LIMPIEZA)?.unwrap_or_default();
    let mut palabras = nota.split_whitespace();
    Ok((palabras.next() == Some("1")).then(|| palabras.filter_map(|h| h.parse().ok()).collect()))
}

/// A body that waits goes too, whatever it waits for.
fn aplicar_en_espera(con: &Connection, talon: &Talon) -> R<bool> {
    let mut consulta = con.prepare_cached("SELECT firma, cuerpo FROM espera WHERE hash = ?")?;
    let filas = consulta.query_map([talon.hash.0], |f| Ok((f.get(0)?, f.get(1)?)))?;
    let esperan: Vec<([u8; 64], Vec<u8>)> = filas.collect::<Result<_, _>>()?;
    let mut cambio = false;
    for (firma, cuerpo) in esperan {
        if Talon::decodificar(&cuerpo).is_none() && es_de(&cuerpo, talon) {
            con.prepare_cached("UPDATE espera SET cuerpo = ?3 WHERE hash = ?1 AND firma = ?2")?.execute(params![
                talon.hash.0,
                firma,
                talon.codificar()
            ])?;
            cambio = true;
        }
    }
    Ok(cambio)
}

/// Whether a stub is what its two acts say of that body, or of the stub that is there already.
fn es_de(cuerpo: &[u8], talon: &Talon) -> bool {
    match Talon::decodificar(cuerpo) {
        Some(otro) => otro == *talon,
        None => Asiento::decodificar(cuerpo).is_ok_and(|a| Talon::de(&a, talon.hash).as_ref() == Some(talon)),
    }
}

/// Notes which acts ordered it, once.
pub(crate) fn anotar(con: &Connection, talon: &Talon, firmas: &Firmas) -> R<()> {
    let (Some(coordinacion), Some(gae)) = (firmas.coordinacion, firmas.gae) else { return Ok(()) };
    con.prepare_cached("INSERT OR IGNORE INTO retirado (hash, coordinacion, gae, talon) VALUES (?, ?, ?, ?)")?.execute(params![
        talon.hash.0,
        coordinacion.0,
        gae.0,
        talon.codificar()
    ])?;
    Ok(())
}

/// Notes that a stored stub is worth nothing.
pub(crate) fn juzgar(con: &Connection, n: i64) -> R<()> {
    con.prepare_cached("INSERT INTO juicio (n, causa) VALUES (?, ?)")?.execute(params![n, RETIRADO])?;
    Ok(())
}

/// Empties the projection and makes it anew, with what is withdrawn by now gone. Gives the asientos.
pub(crate) fn rehacer(con: &Connection, avance: &Avance) -> R<u64> {
    let jueces = Jueces::con_actos(con, proyeccion::actos_de_autoridad(con, "asiento", avance)?)?;
    aplicar(con, &jueces)?;
    proyeccion::vaciar(con)?;
    proyeccion::rehacer_con(con, &jueces, avance)
}

impl Tx<'_> {
    /// Asks for the withdrawal of an asiento (tipo `retirar`), with the role this device has there. Asking
    /// again for what this side asked already writes nothing.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoRetirable`], [`FallaAlmacen::SinPermiso`]; [`FallaAlmacen::Asiento`] when `motivo` has
    /// under 10 characters.
    pub fn retirar(&mut self, asiento: Hash, motivo: &str) -> R<()> {
        let no = |causa| FallaAlmacen::NoRetirable { asiento, causa };
        let cuerpo: Option<Vec<u8>> =
            self.con.prepare("SELECT cuerpo FROM asiento WHERE hash = ?")?.query_row([asiento.0], |f| f.get(0)).optional()?;
        let cuerpo = cuerpo.ok_or(no(CausaNoRetirable::NoEsta))?;
        if Talon::decodificar(&cuerpo).is_some() {
            return Ok(());
        }
        let leido = Asiento::decodificar(&cuerpo).map_err(|e| FallaAlmacen::Danado { detalle: e.to_string() })?;
        if !bitacora::retiro::es_retirable(&leido.tipo) {
            return Err(no(CausaNoRetirable::DeAutoridad));
        }
        let talon = Talon::de(&leido, asiento).ok_or(no(CausaNoRetirable::SinInstitucion))?;
        let rol = self.jueces.autoridad.credencial(&self.disp, &talon.ambito).map(|c| c.datos.rol);
        let firmas = self.jueces.retiros.firmas(&talon);
        if (rol == Some(Rol::Coordinador) && firmas.coordinacion.is_some()) || (rol == Some(Rol::Jefe) && firmas.gae.is_some()) {
            return Ok(());
        }
        let datos = Retiro { talones: vec![talon] }.a_datos();
        self.actuar(Uuid::from_bytes(leido.ambito), RETIRAR, motivo, datos).map(|_| ())
    }
}

impl Almacen {
    /// Writes the file again whole when a body was replaced in it, so that no page keeps its bytes. It
    /// already stands: what cannot be done now is tried at the next open.
    pub(crate) fn limpiar_si_toca(&mut self) {
        let _ = self.limpiar();
    }

    fn limpiar(&mut self) -> R<()> {
        let Some(documentos) = por_limpiar(&self.con)? else { return Ok(()) };
        for documento in documentos {
            self.quitar_documento(&documento)?;
        }
        // Statements kept for later would hold the file.
        self.con.flush_prepared_statement_cache();
        self.con.execute_batch("VACUUM")?;
        let ocupado: i64 = self.con.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |f| f.get(0))?;
        if ocupado == 0 {
            let transaccion = self.con.transaction()?;
            poner_meta(&transaccion, META_LIMPIEZA, "")?;
            transaccion.commit()?;
        }
        Ok(())
    }
}

impl Almacen {
    /// Removes an attachment that nothing here names any more.
    fn quitar_documento(&mut self, documento: &Hash) -> R<()> {
        let nombre = documento.to_string();
        let sql = "SELECT 1 FROM celda WHERE campo = 'sha256' AND lower(valor) = ?";
        if self.con.prepare(sql)?.exists([&nombre])? {
            return Ok(());
        }
        crate::adjunto::quitar(&self.ruta, &nombre)?;
        self.con.execute("DELETE FROM adjunto WHERE sha256 = ?", [documento.0])?;
        Ok(())
    }
}

impl Consultas<'_> {
    /// Every withdrawal asked for, in effect or waiting for the other signature.
    ///
    /// # Errors
    /// Those of the store.
    pub fn retiros(&self) -> R<Vec<RetiroLeido>> {
        let jueces = Jueces::cargar(self.con)?;
        let todos = jueces.retiros.pendientes().chain(jueces.retiros.vigentes());
        let mut leidos = todos.map(|(talon, firmas)| self.leer_retiro(talon, firmas)).collect::<R<Vec<_>>>()?;
        leidos.sort_by_key(|r| (r.vigente, std::cmp::Reverse(r.ms), r.asiento));
        Ok(leidos)
    }

    /// The withdrawal of one asiento, if anybody asked for it.
    ///
    /// # Errors
    /// Those of the store.
    pub fn retiro(&self, asiento: Hash) -> R<Option<RetiroLeido>> {
        // Two acts may say different things of one name; the one in effect speaks.
        Ok(self.retiros()?.into_iter().filter(|r| r.asiento == asiento).max_by_key(|r| r.vigente))
    }

    /// How many stored asientos have only their stub.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn retirados(&self) -> R<u64> {
        let n: i64 = self.con.prepare_cached("SELECT count(*) FROM retirado")?.query_row([], |f| f.get(0))?;
        Ok(crate::valor::natural(n))
    }

    fn leer_retiro(&self, talon: &Talon, firmas: &Firmas) -> R<RetiroLeido> {
        let sin_cuerpo = self.con.prepare_cached("SELECT 1 FROM retirado WHERE hash = ?")?.exists([talon.hash.0])?;
        let acto = |hash: Option<Hash>| hash.map(|h| acto_de(self.con, h)).transpose().map(Option::flatten);
        Ok(RetiroLeido {
            asiento: talon.hash,
            ambito: Uuid::from_bytes(talon.ambito),
            ms: ms_de(talon.hlc),
            vigente: firmas.completas(),
            sin_cuerpo,
            coordinacion: acto(firmas.coordinacion)?,
            gae: acto(firmas.gae)?,
        })
    }
}

fn acto_de(con: &Connection, hash: Hash) -> R<Option<ActoDeRetiro>> {
    let cuerpo: Option<Vec<u8>> =
        con.prepare_cached("SELECT cuerpo FROM asiento WHERE hash = ?")?.query_row([hash.0], |f| f.get(0)).optional()?;
    let asiento = cuerpo.map(|c| Asiento::decodificar(&c)).transpose().map_err(|e| FallaAlmacen::Danado { detalle: e.to_string() })?;
    Ok(asiento.map(|a| ActoDeRetiro { hash, actor: Uuid::from_bytes(a.actor), rol: a.rol, ms: ms_de(a.hlc), motivo: a.motivo }))
}

/// The act of the coordination that withdrew a stored asiento, for its place in a history.
pub(crate) fn quien_retiro(con: &Connection, n: i64) -> R<Option<ActoDeRetiro>> {
    let acto: Option<Vec<u8>> = con
        .prepare_cached("SELECT r.coordinacion FROM asiento a JOIN retirado r ON r.hash = a.hash WHERE a.n = ?")?
        .query_row([n], |f| f.get(0))
        .optional()?;
    match acto {
        Some(hash) => acto_de(con, hash_de(&hash)?),
        None => Ok(None),
    }
}
