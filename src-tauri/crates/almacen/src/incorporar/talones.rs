//! What is left of withdrawn asientos, as it comes in.
//!
//! A stub is appended only when the two acts that name it count. One of them may come after it in the same
//! chain, and then each needs the other: the stubs that all acts here would support are supposed, what can
//! be read is read, and the ones that turn out to lack an act are taken back with all that rested on them.

use std::collections::BTreeSet;

use bitacora::admision::{Espera, puede_ser_de_autoridad};
use bitacora::{Acto, Hash, Sobre, Talon};
use rusqlite::params;

use super::leer::{Lectura, leer_uno};
use super::{Lugar, Obra, Registro};
use crate::FallaAlmacen;
use crate::proyeccion::Proyector;
use crate::retirar;

type R<T> = Result<T, FallaAlmacen>;

/// The waiting stubs, by their first bytes.
const ESPERAN: &str = "SELECT hash, firma, disp, cuerpo FROM espera WHERE substr(cuerpo, 1, 5) = x'A8001903E8' ORDER BY hash, firma";

impl Obra<'_> {
    /// A body whose withdrawal is in effect is never written: its stub takes its place from here on.
    pub(super) fn sin_cuerpo(&self, hash: Hash, registro: Registro, que: Lectura) -> (Registro, Lectura) {
        let (talon, firmado) = match &que {
            Lectura::Firmado(asiento, _) => (Talon::de(asiento, hash), true),
            Lectura::SinClave(asiento) => (Talon::de(asiento, hash), false),
            Lectura::Talon(..) | Lectura::Nuevo | Lectura::Malo => (None, false),
        };
        match talon.filter(|t| self.jueces.retiros.vigente(t)) {
            Some(talon) => ((talon.codificar(), registro.1), Lectura::Talon(talon, firmado)),
            None => (registro, que),
        }
    }

    /// Whether what came is the body of a stub that waits: then the stub gives way.
    pub(super) fn releva_talon(&self, hash: &Hash, (cuerpo, firma): &Registro) -> R<bool> {
        if Talon::decodificar(cuerpo).is_some() {
            return Ok(false);
        }
        let mut consulta = self.con.prepare_cached("SELECT cuerpo FROM espera WHERE hash = ? AND firma = ?")?;
        let espera: Vec<u8> = consulta.query_row(params![hash.0, firma], |f| f.get(0))?;
        match Talon::decodificar(&espera) {
            // In effect: the stub is what stays.
            Some(talon) if !self.jueces.retiros.vigente(&talon) => {
                self.sacar(hash, Some(firma))?;
                Ok(true)
            }
            Some(_) | None => Ok(false),
        }
    }

    /// Appends a signed stub, or says why it waits.
    pub(super) fn agregar_talon(&mut self, talon: &Talon, (cuerpo, firma): &Registro) -> R<Option<Espera>> {
        let lugar = Lugar::de_talon(talon);
        if !self.sigue(&lugar)? {
            return Ok(Some(Espera::CadenaIncompleta));
        }
        if !self.jueces.retiros.vigente(talon) && !self.supuestos.contains(talon) {
            return Ok(Some(Espera::RetiroIncompleto));
        }
        self.presentar(&lugar)?;
        self.con
            .prepare_cached("INSERT INTO asiento (hash, ambito, disp, seq, cuerpo, firma, recibido_de) VALUES (?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![talon.hash.0, talon.ambito, talon.disp, talon.seq.cast_signed(), cuerpo, firma, self.de.de])?;
        retirar::juzgar(self.con, self.con.last_insert_rowid())?;
        // One that is only supposed gets its row at the end, when its acts are known.
        retirar::anotar(self.con, talon, &self.jueces.retiros.firmas(talon))?;
        Ok(None)
    }

    /// A program that knew no stubs kept them under the hash of their own bytes.
    pub(super) fn renombrar_talones(&mut self) -> R<()> {
        for (hash, firma, disp, cuerpo) in self.talones_en_espera()? {
            let (Some(talon), None) = (Talon::decodificar(&cuerpo), disp) else { continue };
            self.sacar(&hash, Some(&firma))?;
            if !self.guardado(&talon.hash)? && !self.en_espera(&talon.hash, &firma)? {
                self.ocupado.clear();
                self.esperar(&talon.hash, &(cuerpo, firma), Some(Lugar::de_talon(&talon)), Espera::RetiroIncompleto)?;
                // It was here before this package.
                self.esperan.remove(&talon.hash);
            }
        }
        Ok(())
    }

    /// Stubs and acts that need each other.
    pub(super) fn suponer_talones(&mut self) -> R<()> {
        let mut sin_apoyo: BTreeSet<Talon> = BTreeSet::new();
        loop {
            let posibles: BTreeSet<Talon> = self.talones_posibles()?.into_iter().filter(|t| !sin_apoyo.contains(t)).collect();
            if posibles.is_empty() {
                return Ok(());
            }
            let antes = (
                self.informe.clone(),
                self.esperan.clone(),
                self.ocupado.clone(),
                self.jueces.clone(),
                self.hlc,
                self.hubo_actos,
                self.presentados.clone(),
            );
            self.con.execute_batch("SAVEPOINT talones")?;
            self.supuestos.clone_from(&posibles);
            self.reintentar_cadenas()?;
            self.supuestos.clear();
            let mut puestos = Vec::new();
            for talon in posibles {
                if self.guardado(&talon.hash)? {
                    puestos.push(talon);
                }
            }
            let faltos: Vec<&Talon> = puestos.iter().filter(|t| !self.jueces.retiros.vigente(t)).collect();
            if faltos.is_empty() {
                self.con.execute_batch("RELEASE talones")?;
                return Ok(());
            }
            sin_apoyo.extend(faltos.into_iter().cloned());
            self.con.execute_batch("ROLLBACK TO talones; RELEASE talones")?;
            (self.informe, self.esperan, self.ocupado, self.jueces, self.hlc, self.hubo_actos, self.presentados) = antes;
            // What it remembers was undone with the tables.
            self.proyector = Proyector::new(self.con);
            self.de_nuevo = true;
        }
    }

    /// Waiting stubs that every act here, waiting ones too, would put in effect.
    fn talones_posibles(&self) -> R<BTreeSet<Talon>> {
        let esperan: BTreeSet<Talon> =
            self.talones_en_espera()?.into_iter().filter_map(|(_, _, _, cuerpo)| Talon::decodificar(&cuerpo)).collect();
        if esperan.is_empty() {
            return Ok(esperan);
        }
        let retiros = self.jueces.retiros_con(self.actos_en_espera()?);
        Ok(esperan.into_iter().filter(|t| retiros.vigente(t)).collect())
    }

    /// Signed acts of withdrawal that wait.
    fn actos_en_espera(&self) -> R<Vec<Sobre>> {
        let mut consulta = self.con.prepare_cached("SELECT hash, cuerpo, firma FROM espera WHERE disp IS NOT NULL ORDER BY hash")?;
        let mut filas = consulta.query([])?;
        let mut actos = Vec::new();
        while let Some(fila) = filas.next()? {
            if !puede_ser_de_autoridad(fila.get_ref(1)?.as_blob().unwrap_or_default()) {
                continue;
            }
            let hash = Hash(fila.get(0)?);
            if let Lectura::Firmado(asiento, _) = leer_uno(&hash, &(fila.get(1)?, fila.get(2)?), &self.jueces.llavero) {
                let sobre = Sobre::de(&asiento, hash);
                if matches!(sobre.acto, Acto::Retirar(_)) {
                    actos.push(sobre);
                }
            }
        }
        Ok(actos)
    }

    #[allow(clippy::type_complexity)]
    fn talones_en_espera(&self) -> R<Vec<(Hash, [u8; 64], Option<[u8; 16]>, Vec<u8>)>> {
        let mut consulta = self.con.prepare_cached(ESPERAN)?;
        let filas = consulta.query_map([], |f| Ok((Hash(f.get(0)?), f.get(1)?, f.get(2)?, f.get(3)?)))?;
        Ok(filas.collect::<Result<_, _>>()?)
    }
}
