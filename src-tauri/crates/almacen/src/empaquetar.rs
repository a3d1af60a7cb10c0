//! What leaves this computer: the asientos that another one may lack, exactly as they are stored.
//!
//! It chooses by chains. With the heads that the other side declared, only what comes after them
//! goes; without them, or with any doubt (a head that is not here, a device with two histories), the
//! whole chain goes: sending twice costs little, leaving something out costs trust. Nothing here
//! moves a mark of progress: only a declaration received from the other side does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek, Write};

use bitacora::admision::{INTERNO, NACIONAL};
use bitacora::paquete::{Acuse, Autor, Cabecera, Destinatario, Empacador, Limites, Sellado};
use bitacora::{Cabo, ErrorPaquete, Hash};
use rusqlite::{Connection, params};

use crate::almacen::Almacen;
use crate::{Avance, Consultas, FallaAlmacen};

type R<T> = Result<T, FallaAlmacen>;

/// What to put in a package.
#[derive(Clone, Debug, Default)]
pub struct Exportacion {
    /// Institutions; `nacional` is always added, `interno` never.
    pub ambitos: BTreeSet<[u8; 16]>,
    /// Addressees; empty = whoever holds it.
    pub para: BTreeSet<Destinatario>,
    /// Device whose last declaration says what it lacks; `None` = everything.
    pub segun: Option<[u8; 16]>,
    /// Version of this program.
    pub app: String,
    /// Name of whoever exports.
    pub nombre: String,
    /// Words for the addressee.
    pub nota: String,
}

/// Why a package could not be made: the store, or the package itself.
#[derive(Debug, thiserror::Error)]
pub enum FallaDeEmpaque {
    /// The store.
    #[error(transparent)]
    Almacen(#[from] FallaAlmacen),
    /// The package.
    #[error(transparent)]
    Paquete(#[from] ErrorPaquete),
}

impl From<rusqlite::Error> for FallaDeEmpaque {
    fn from(e: rusqlite::Error) -> Self {
        FallaDeEmpaque::Almacen(e.into())
    }
}

/// Ámbito and device.
type Cadena = ([u8; 16], [u8; 16]);

impl Consultas<'_> {
    /// The heads of every chain held: what this computer can say that it has.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn acuse(&self) -> R<Acuse> {
        let mut acuse = Acuse::default();
        let mut consulta = self.con.prepare(include_str!("cabos.sql"))?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            let cabo = Cabo { seq: fila.get::<_, i64>(2)?.cast_unsigned(), hash: Hash(fila.get(3)?) };
            acuse.agregar(fila.get(0)?, fila.get(1)?, cabo);
        }
        Ok(acuse)
    }
}

impl Almacen {
    /// Writes a package signed by this device to `salida`; closed parts wait in `aparte` meanwhile.
    ///
    /// # Errors
    /// [`FallaDeEmpaque`]; [`FallaAlmacen::Cancelado`].
    pub fn empaquetar<A: Read + Write + Seek>(
        &self,
        pide: &Exportacion,
        aparte: A,
        salida: &mut dyn Write,
        avance: &Avance,
    ) -> Result<Sellado, FallaDeEmpaque> {
        let corte = self.con.unchecked_transaction()?;
        let mut ambitos: BTreeSet<[u8; 16]> = pide.ambitos.clone();
        ambitos.insert(NACIONAL);
        ambitos.remove(&INTERNO);
        let acuse = Consultas::new(&corte).acuse()?;
        let (desde, cortes) = lo_que_ya_tiene(&corte, pide.segun)?;
        let mut empacador = Empacador::new(aparte, Limites::default())?;
        let mut hasta = Acuse::default();
        let mut hechos = 0;
        for cadena in cadenas(&corte, &ambitos)? {
            let desde_seq = if bifurcada(&corte, cadena)? { 0 } else { cortes.get(&cadena).copied().unwrap_or(0) };
            let mut consulta = corte
                .prepare_cached("SELECT seq, hash, cuerpo, firma FROM asiento WHERE ambito = ? AND disp = ? AND seq > ? ORDER BY seq, n")?;
            let mut filas = consulta.query(params![cadena.0, cadena.1, desde_seq.cast_signed()])?;
            let mut ultimo = None;
            while let Some(fila) = filas.next()? {
                if avance.cancelado() {
                    return Err(FallaAlmacen::Cancelado.into());
                }
                empacador.agregar(fila.get_ref(2)?.as_blob().unwrap_or_default(), &fila.get(3)?)?;
                ultimo = Some(Cabo { seq: fila.get::<_, i64>(0)?.cast_unsigned(), hash: Hash(fila.get(1)?) });
                hechos += 1;
                avance.poner_hechos(hechos);
            }
            if let Some(cabo) = ultimo {
                hasta.agregar(cadena.0, cadena.1, cabo);
            }
        }
        for (sha256, tamano) in adjuntos(&corte, &ambitos, &cortes)? {
            match crate::adjunto::leer(&self.ruta, &sha256.to_string()) {
                Ok(bytes) => {
                    empacador.adjuntar(&mut bytes.as_slice())?;
                }
                // Named but not here: the other side learns that it is missing.
                Err(_) => empacador.nombrar_adjunto(sha256, tamano),
            }
        }
        let credencial = ambitos.iter().find_map(|a| self.jueces.autoridad.credencial(&self.disp, a));
        let cabecera = Cabecera {
            app: pide.app.clone(),
            ambitos,
            de: Autor {
                clave: self.clave.publica(),
                clave_age: self.clave.clave_age(),
                cred: credencial.map_or(Hash::CERO, |c| c.hash),
                nombre: pide.nombre.clone(),
            },
            para: pide.para.clone(),
            desde,
            hasta,
            acuse,
            nota: pide.nota.clone(),
        };
        Ok(empacador.escribir(cabecera, salida, |hash| self.clave.firmar(hash))?)
    }
}

/// What a device declared, and from which number on each chain must go to it.
fn lo_que_ya_tiene(con: &Connection, segun: Option<[u8; 16]>) -> R<(Acuse, BTreeMap<Cadena, u64>)> {
    let (mut acuse, mut cortes) = (Acuse::default(), BTreeMap::new());
    let Some(de) = segun else { return Ok((acuse, cortes)) };
    let mut consulta = con.prepare("SELECT ambito, disp, seq, hash FROM acuse WHERE de = ?")?;
    let mut filas = consulta.query([de])?;
    while let Some(fila) = filas.next()? {
        let cadena: Cadena = (fila.get(0)?, fila.get(1)?);
        let cabo = Cabo { seq: fila.get::<_, i64>(2)?.cast_unsigned(), hash: Hash(fila.get(3)?) };
        acuse.agregar(cadena.0, cadena.1, cabo);
        // A head that is not here is of another history: the whole chain goes.
        if con.prepare_cached("SELECT 1 FROM asiento WHERE hash = ?")?.exists([cabo.hash.0])? {
            let corte: &mut u64 = cortes.entry(cadena).or_default();
            *corte = (*corte).max(cabo.seq);
        }
    }
    Ok((acuse, cortes))
}

/// Chains in the order in which they are best taken in: `nacional` first, and in each ámbito the devices
/// that name others before the ones they name.
fn cadenas(con: &Connection, ambitos: &BTreeSet<[u8; 16]>) -> R<Vec<Cadena>> {
    let mut consulta = con.prepare(include_str!("cadenas.sql"))?;
    let mut salida = Vec::new();
    for ambito in std::iter::once(&NACIONAL).chain(ambitos.iter().filter(|a| **a != NACIONAL)) {
        let filas = consulta.query_map([ambito], |f| f.get::<_, [u8; 16]>(0))?;
        for disp in filas {
            salida.push((*ambito, disp?));
        }
    }
    Ok(salida)
}

/// Whether a device has two histories in an ámbito.
fn bifurcada(con: &Connection, (ambito, disp): Cadena) -> R<bool> {
    let mut consulta = con.prepare_cached("SELECT count(*) > count(DISTINCT seq) FROM asiento WHERE ambito = ? AND disp = ?")?;
    Ok(consulta.query_row(params![ambito, disp], |f| f.get(0))?)
}

/// Attachments named by what goes.
fn adjuntos(con: &Connection, ambitos: &BTreeSet<[u8; 16]>, cortes: &BTreeMap<Cadena, u64>) -> R<BTreeMap<Hash, u64>> {
    let mut consulta = con.prepare(include_str!("adjuntos_de.sql"))?;
    let mut salida = BTreeMap::new();
    for ambito in ambitos {
        let mut filas = consulta.query([ambito])?;
        while let Some(fila) = filas.next()? {
            let (disp, seq): ([u8; 16], i64) = (fila.get(1)?, fila.get(2)?);
            if seq.cast_unsigned() <= cortes.get(&(*ambito, disp)).copied().unwrap_or(0) {
                continue;
            }
            if let Some(sha256) = fila.get_ref(0)?.as_str().ok().and_then(|t| t.parse().ok()) {
                salida.insert(sha256, crate::valor::natural(fila.get::<_, Option<i64>>(3)?.unwrap_or(0)));
            }
        }
    }
    Ok(salida)
}
