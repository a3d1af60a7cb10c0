//! The waiting room: what cannot be judged yet is kept apart, and tried again whenever something arrives.

use std::collections::BTreeSet;

use bitacora::admision::{Espera, Juicio};
use bitacora::{Asiento, Hash, Sobre, Talon};
use rusqlite::{OptionalExtension, params};

use super::leer::{Lectura, leer_uno};
use super::{ESPERA_BYTES, ESPERA_MAXIMA, Lugar, Obra, Registro};
use crate::FallaAlmacen;

type R<T> = Result<T, FallaAlmacen>;

/// Ámbito and device.
type Cadena = ([u8; 16], [u8; 16]);
/// What waits: its chain, its number, its name and its signature.
type Candidato = (Cadena, i64, Hash, [u8; 64]);

impl Obra<'_> {
    pub(super) fn esperar(&mut self, hash: &Hash, (cuerpo, firma): &Registro, asiento: Option<Lugar>, causa: Espera) -> R<()> {
        let (ambito, disp, seq) = (asiento.map(|a| a.ambito), asiento.map(|a| a.disp), asiento.map(|a| a.seq.cast_signed()));
        let (cuantos, bytes) = match self.ocupado.get(&ambito) {
            Some(ocupado) => *ocupado,
            None => self
                .con
                .prepare_cached("SELECT count(*), coalesce(sum(length(cuerpo)), 0) FROM espera WHERE ambito IS ?")?
                .query_row([ambito], |f| Ok((f.get::<_, i64>(0)?.cast_unsigned(), f.get::<_, i64>(1)?.cast_unsigned())))?,
        };
        let ocupado = (cuantos + 1, bytes + cuerpo.len() as u64);
        if ocupado.0 > ESPERA_MAXIMA || ocupado.1 > ESPERA_BYTES {
            return Err(FallaAlmacen::EsperaLlena);
        }
        self.ocupado.insert(ambito, ocupado);
        self.con
            .prepare_cached(
                "INSERT INTO espera (hash, firma, ambito, disp, seq, cuerpo, causa, de, recibido) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![hash.0, firma, ambito, disp, seq, cuerpo, causa.as_str(), self.de.de, self.de.ms.cast_signed()])?;
        self.esperan.insert(*hash);
        Ok(())
    }

    /// Tries the waiting room until nothing more can leave it.
    pub(super) fn reintentar(&mut self) -> R<()> {
        self.renombrar_talones()?;
        self.reintentar_cadenas()?;
        self.suponer_talones()
    }

    pub(super) fn reintentar_cadenas(&mut self) -> R<()> {
        loop {
            let mut movidos = false;
            // Where a chain stops, what follows it cannot move either.
            let mut parada: Option<(Cadena, i64)> = None;
            for (cadena, seq, hash, firma) in self.candidatos()? {
                if parada.is_some_and(|(c, s)| c == cadena && seq > s) {
                    continue;
                }
                if self.reintentar_uno(&hash, &firma)? {
                    movidos = true;
                    parada = None;
                } else if parada.is_none_or(|(c, _)| c != cadena) {
                    parada = Some((cadena, seq));
                }
            }
            if !movidos {
                return Ok(());
            }
        }
    }

    /// What waits and may be decided now, in the order of the chains.
    fn candidatos(&self) -> R<Vec<Candidato>> {
        let mut consulta = self.con.prepare_cached(
            "SELECT hash, firma, disp, ambito, seq FROM espera WHERE disp IS NOT NULL ORDER BY ambito, disp, seq, hash, firma",
        )?;
        let mut filas = consulta.query([])?;
        let mut salen = Vec::new();
        while let Some(fila) = filas.next()? {
            let disp = fila.get(2)?;
            if self.jueces.llavero.clave(&disp).is_some() {
                salen.push(((fila.get(3)?, disp), fila.get(4)?, Hash(fila.get(0)?), fila.get(1)?));
            }
        }
        Ok(salen)
    }

    fn reintentar_uno(&mut self, hash: &Hash, firma: &[u8; 64]) -> R<bool> {
        let cuerpo: Option<Vec<u8>> = self
            .con
            .prepare_cached("SELECT cuerpo FROM espera WHERE hash = ? AND firma = ?")?
            .query_row(params![hash.0, firma], |f| f.get(0))
            .optional()?;
        let Some(cuerpo) = cuerpo else { return Ok(false) };
        if self.guardado(hash)? {
            // Another copy of it, with a signature that was right, came in meanwhile.
            self.sacar(hash, None)?;
            return Ok(true);
        }
        let registro = (cuerpo, *firma);
        let que = leer_uno(hash, &registro, &self.jueces.llavero);
        let (registro, que) = self.sin_cuerpo(*hash, registro, que);
        let espera_aun = match que {
            Lectura::Firmado(asiento, posiciones) => self.agregar(*hash, &registro, asiento, &posiciones)?.is_some(),
            Lectura::Talon(talon, true) => self.agregar_talon(&talon, &registro)?.is_some(),
            Lectura::Talon(_, false) | Lectura::SinClave(_) | Lectura::Nuevo | Lectura::Malo => {
                self.sacar(hash, Some(firma))?;
                self.rechazar_de_espera(hash)?;
                return Ok(true);
            }
        };
        if espera_aun {
            return Ok(false);
        }
        self.sacar(hash, None)?;
        if self.esperan.remove(hash) {
            self.informe.nuevos += 1;
        } else {
            self.informe.admitidos_de_espera += 1;
        }
        Ok(true)
    }

    pub(super) fn sacar(&self, hash: &Hash, firma: Option<&[u8; 64]>) -> R<()> {
        self.con
            .prepare_cached("DELETE FROM espera WHERE hash = ?1 AND (?2 IS NULL OR firma = ?2)")?
            .execute(params![hash.0, firma.map(<[u8; 64]>::as_slice)])?;
        Ok(())
    }

    /// A signature that fails is no reason to wait; another copy may still be good.
    fn rechazar_de_espera(&mut self, hash: &Hash) -> R<()> {
        let queda = self.con.prepare_cached("SELECT 1 FROM espera WHERE hash = ?")?.exists([hash.0])?;
        if !queda && self.esperan.remove(hash) {
            self.informe.rechazados += 1;
        }
        Ok(())
    }

    pub(super) fn anotar_causas(&mut self) -> R<()> {
        // The cause may have changed since each was put there: the name of its signer is known now, say.
        // What follows one that waits, waits for the same; only a hole is a missing link.
        let mut enteros: BTreeSet<Hash> = BTreeSet::new();
        for (_, _, hash, firma) in self.candidatos()? {
            let mut consulta = self.con.prepare_cached("SELECT cuerpo FROM espera WHERE hash = ? AND firma = ?")?;
            let cuerpo: Vec<u8> = consulta.query_row(params![hash.0, firma], |f| f.get(0))?;
            let talon = Talon::decodificar(&cuerpo);
            let asiento = if talon.is_some() { None } else { Asiento::decodificar(&cuerpo).ok() };
            let Some(lugar) = talon.as_ref().map(Lugar::de_talon).or_else(|| asiento.as_ref().map(Lugar::de)) else { continue };
            let sigue = enteros.contains(&lugar.prev) || self.sigue(&lugar)?;
            if sigue {
                enteros.insert(hash);
            }
            let causa = match asiento.map(|a| self.jueces.juzgar(&Sobre::de(&a, hash))) {
                None if sigue => Espera::RetiroIncompleto,
                Some(Juicio::EnEspera(causa)) if sigue => causa,
                None | Some(Juicio::EnEspera(_) | Juicio::Admitido | Juicio::SinEfecto(_)) => Espera::CadenaIncompleta,
            };
            self.con.prepare_cached("UPDATE espera SET causa = ?3 WHERE hash = ?1 AND firma = ?2 AND causa <> ?3")?.execute(params![
                hash.0,
                firma,
                causa.as_str()
            ])?;
        }
        for hash in &self.esperan {
            let causa: Option<String> =
                self.con.prepare_cached("SELECT causa FROM espera WHERE hash = ? LIMIT 1")?.query_row([hash.0], |f| f.get(0)).optional()?;
            let Some(causa) = causa.and_then(|c| Espera::TODAS.into_iter().find(|e| e.as_str() == c)) else { continue };
            *self.informe.causas.entry(causa.as_str()).or_default() += 1;
            self.informe.en_espera += 1;
        }
        Ok(())
    }
}
