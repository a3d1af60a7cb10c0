//! One stored asiento by itself: its name, its form, its columns and its signature.

use std::collections::HashMap;

use bitacora::{Asiento, ClavePublica, Hash, Talon};
use rusqlite::{Connection, Row};

use crate::FallaAlmacen;
use crate::valor::hash_de;

type R<T> = Result<T, FallaAlmacen>;

/// The query whose rows [`revisar`] understands.
pub(super) fn consulta(base: &str, cuales: &str) -> String {
    format!("SELECT n, hash, ambito, disp, seq, cuerpo, firma FROM {base}.asiento {cuales}")
}

/// Public keys of a file, read once.
pub(super) struct Claves<'c> {
    con: &'c Connection,
    sql: String,
    leidas: HashMap<[u8; 16], Option<ClavePublica>>,
}

impl<'c> Claves<'c> {
    /// `base`: where the file is, `base` in a workshop and `main` alone.
    pub fn new(con: &'c Connection, base: &str) -> Self {
        Claves { con, sql: format!("SELECT clave FROM {base}.dispositivo WHERE disp = ?"), leidas: HashMap::new() }
    }

    fn de(&mut self, disp: [u8; 16]) -> R<Option<ClavePublica>> {
        if let Some(clave) = self.leidas.get(&disp) {
            return Ok(*clave);
        }
        let mut consulta = self.con.prepare(&self.sql)?;
        let mut filas = consulta.query([disp])?;
        let bytes: Option<[u8; 32]> = filas.next()?.map(|f| f.get(0)).transpose()?;
        let clave = bytes.filter(|b| bitacora::dispositivo_de(b) == disp).and_then(|b| ClavePublica::desde_bytes(&b).ok());
        self.leidas.insert(disp, clave);
        Ok(clave)
    }
}

/// What was read of a row.
pub(super) struct RegistroRevisado {
    pub n: i64,
    pub hash: Hash,
    /// `None` when its bytes are not what its name says, or are no asiento.
    pub lugar: Option<Lugar>,
    /// Only its stub is left.
    pub talon: Option<Talon>,
}

/// Where it stands in its chain.
pub(super) struct Lugar {
    pub ambito: [u8; 16],
    pub disp: [u8; 16],
    pub seq: u64,
    pub prev: Hash,
}

/// Checks a row of [`consulta`] and says in words what is wrong with it.
pub(super) fn revisar(fila: &Row<'_>, claves: &mut Claves<'_>, malos: &mut Vec<String>) -> R<RegistroRevisado> {
    let n: i64 = fila.get(0)?;
    let hash = hash_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
    let cuerpo = fila.get_ref(5)?.as_blob().unwrap_or_default();
    if bitacora::nombre_de(cuerpo) != hash {
        malos.push(format!("El contenido del registro {n} no corresponde a su huella."));
        return Ok(RegistroRevisado { n, hash, lugar: None, talon: None });
    }
    let talon = Talon::decodificar(cuerpo);
    let lugar = match &talon {
        Some(t) => Some(Lugar { ambito: t.ambito, disp: t.disp, seq: t.seq, prev: t.prev }),
        None => Asiento::decodificar(cuerpo).ok().map(|a| Lugar { ambito: a.ambito, disp: a.disp, seq: a.seq, prev: a.prev }),
    };
    let Some(asiento) = lugar else {
        malos.push(format!("El registro {n} está mal formado."));
        return Ok(RegistroRevisado { n, hash, lugar: None, talon: None });
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
    Ok(RegistroRevisado { n, hash, lugar: Some(asiento), talon })
}
