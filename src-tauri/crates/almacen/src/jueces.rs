//! The authority over the stored log: loaded once, asked for every asiento, refreshed by each act.
//!
//! What the rules say is `bitacora::admision`; this module only brings them what is stored: the acts
//! that name, dismiss or continue devices, the keys seen, and the local trust.

use bitacora::admision::{Acto, Juicio, RAICES};
use bitacora::{Asiento, Autoridad, Confianza, Llavero, Retiros, Sobre};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::FallaAlmacen;
use crate::tipos::Instalacion;
use crate::valor::hash_de;

type R<T> = Result<T, FallaAlmacen>;

/// Who counts, as far as this data file knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Jueces {
    pub llavero: Llavero,
    pub autoridad: Autoridad,
    /// What somebody who may has asked to withdraw.
    pub retiros: Retiros,
    confianza: Vec<Confianza>,
    actos: Vec<Sobre>,
}

impl Jueces {
    /// Reads the acts noted in `acto`, the keys and the trust.
    pub fn cargar(con: &Connection) -> R<Jueces> {
        let mut actos = Vec::new();
        let mut consulta = con.prepare("SELECT a.n, a.hash, a.cuerpo FROM acto x JOIN asiento a ON a.n = x.n ORDER BY x.n")?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            actos.push(sobre_de(
                fila.get(0)?,
                fila.get_ref(1)?.as_blob().unwrap_or_default(),
                fila.get_ref(2)?.as_blob().unwrap_or_default(),
            )?);
        }
        Jueces::con_actos(con, actos)
    }

    /// The same over acts already read, while the table is being rebuilt.
    pub fn con_actos(con: &Connection, actos: Vec<Sobre>) -> R<Jueces> {
        let mut jueces = Jueces { actos, ..Jueces::default() };
        let mut consulta = con.prepare("SELECT clave FROM dispositivo")?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            jueces.llavero.presentar(fila.get(0)?);
        }
        let mut consulta = con.prepare("SELECT clave, ambito FROM confianza_local")?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            let clave = fila.get(0)?;
            jueces.llavero.presentar(clave);
            jueces.confianza.push(Confianza { clave, ambito: fila.get(1)? });
        }
        for sobre in &jueces.actos {
            jueces.llavero.presentar_de(&sobre.acto);
        }
        jueces.calcular();
        Ok(jueces)
    }

    fn calcular(&mut self) {
        self.autoridad = Autoridad::calcular(RAICES, &self.confianza, &self.llavero, &self.actos);
        self.retiros = Retiros::calcular(&self.autoridad, &self.actos);
    }

    /// An act of authority was stored: what follows is judged with it.
    pub fn sumar(&mut self, sobre: Sobre) {
        self.llavero.presentar_de(&sobre.acto);
        self.actos.push(sobre);
        self.calcular();
    }

    /// The withdrawals that would be asked for with these acts too.
    pub fn retiros_con(&self, otros: Vec<Sobre>) -> Retiros {
        let actos: Vec<Sobre> = self.actos.iter().cloned().chain(otros).collect();
        Retiros::calcular(&self.autoridad, &actos)
    }

    /// What an asiento is worth now.
    pub fn juzgar(&self, sobre: &Sobre) -> Juicio {
        self.autoridad.juzgar(sobre)
    }
}

/// The envelope of a stored body.
pub(crate) fn sobre_de(n: i64, hash: &[u8], cuerpo: &[u8]) -> R<Sobre> {
    let asiento = Asiento::decodificar(cuerpo).map_err(|e| FallaAlmacen::Danado { detalle: format!("entry {n}: {e}") })?;
    Ok(Sobre::de(&asiento, hash_de(hash)?))
}

/// What is stored about an asiento that does not count; `None` for one that does.
pub(crate) fn causa_de(juicio: Juicio) -> Option<&'static str> {
    match juicio {
        Juicio::Admitido => None,
        Juicio::SinEfecto(causa) => Some(causa.as_str()),
        Juicio::EnEspera(causa) => Some(causa.as_str()),
    }
}

/// Notes a stored asiento: whether it is an act of authority, and whether it counts. True when it does.
pub(crate) fn anotar(con: &Connection, n: i64, acto: &Acto, juicio: Juicio) -> R<bool> {
    if acto.es_de_autoridad() {
        con.prepare_cached("INSERT INTO acto (n) VALUES (?)")?.execute([n])?;
    }
    let Some(causa) = causa_de(juicio) else { return Ok(true) };
    con.prepare_cached("INSERT INTO juicio (n, causa) VALUES (?, ?)")?.execute(params![n, causa])?;
    Ok(false)
}

/// A device that this computer believes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DispositivoDeConfianza {
    /// Public key.
    pub clave: [u8; 32],
    /// Key for encryption.
    pub clave_age: Option<[u8; 32]>,
    /// Name of its person.
    pub nombre: String,
    /// Its institution; `None` = GAE.
    pub ambito: Option<[u8; 16]>,
    /// This computer's own, now or before a restore.
    pub propio: bool,
    /// Milliseconds since 1970.
    pub ms: u64,
}

impl DispositivoDeConfianza {
    /// This computer's own device in a data file.
    pub(crate) fn propio(clave: [u8; 32], instalacion: &Instalacion) -> Self {
        DispositivoDeConfianza {
            clave,
            clave_age: None,
            nombre: String::new(),
            ambito: instalacion.institucion.filter(|_| !instalacion.gae).map(Uuid::into_bytes),
            propio: true,
            ms: 0,
        }
    }

    /// SHA-256 that the row carries, so that a damaged one is noticed.
    #[must_use]
    pub fn suma(&self) -> [u8; 32] {
        Sha256::new()
            .chain_update(self.clave)
            .chain_update(self.clave_age.unwrap_or_default())
            .chain_update(self.ambito.unwrap_or_default())
            .chain_update([u8::from(self.propio)])
            .chain_update(self.ms.to_be_bytes())
            .chain_update(self.nombre.as_bytes())
            .finalize()
            .into()
    }

    /// Adds the row, or brings it up to date.
    pub(crate) fn poner(&self, con: &Connection) -> R<()> {
        con.prepare_cached(
            "INSERT OR REPLACE INTO confianza_local (disp, clave, nombre, ms, suma, ambito, clave_age, propio) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            bitacora::dispositivo_de(&self.clave),
            self.clave,
            self.nombre,
            self.ms.cast_signed(),
            self.suma(),
            self.ambito,
            self.clave_age,
            self.propio
        ])?;
        Ok(())
    }

    /// Every row, own devices included.
    pub(crate) fn todos(con: &Connection) -> R<Vec<DispositivoDeConfianza>> {
        let mut consulta = con.prepare("SELECT clave, clave_age, nombre, ambito, propio, ms FROM confianza_local ORDER BY ms, disp")?;
        let filas = consulta.query_map([], |f| {
            Ok(DispositivoDeConfianza {
                clave: f.get(0)?,
                clave_age: f.get(1)?,
                nombre: f.get(2)?,
                ambito: f.get(3)?,
                propio: f.get(4)?,
                ms: f.get::<_, i64>(5)?.cast_unsigned(),
            })
        })?;
        Ok(filas.collect::<Result<_, _>>()?)
    }
}
