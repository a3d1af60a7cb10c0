//! Which device writes here, and the act that opens a new one.
//!
//! A data file that was restored, copied or moved must not go on under the key of before: two
//! histories of one chain would follow. The mark kept outside the database tells
//! (`claves::Marca`); a new key is minted and its first act in each ámbito where the old device wrote
//! is a `rama`: {disp_anterior, ultimo_seq, ultimo_hash, causa, clave, firma_anterior?}. With the
//! signature of the old key the credencial carries over; whether it does is judged by `bitacora`.

use bitacora::admision::hash_de_rama;
use bitacora::{Cbor, ClaveDispositivo, Hash};
use rusqlite::Connection;
use uuid::Uuid;

use crate::FallaAlmacen;
use crate::almacen::{Almacen, Aperturas, poner_meta};
use crate::claves::{self, Custodia, Marca, MarcaLeida};
use crate::operacion::Operacion;
use crate::tipos::Autor;

type R<T> = Result<T, FallaAlmacen>;

/// Tipo of the act.
pub(crate) const RAMA: &str = "rama";

/// Why a new device was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CausaDeRama {
    /// The data file is older than what this computer wrote.
    Restaurada,
    /// The folder was copied to another computer, or the mark is gone.
    Copiada,
    /// There is no key: another computer, or another user.
    Trasladada,
}

impl CausaDeRama {
    /// Every cause.
    pub const TODAS: &'static [CausaDeRama] = &[CausaDeRama::Restaurada, CausaDeRama::Copiada, CausaDeRama::Trasladada];

    /// As it travels in `datos.causa`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            CausaDeRama::Restaurada => "restaurada",
            CausaDeRama::Copiada => "copiada",
            CausaDeRama::Trasladada => "trasladada",
        }
    }

    const fn motivo(self) -> &'static str {
        match self {
            CausaDeRama::Restaurada => "Se trabaja sobre una copia de respaldo anterior a lo último escrito en este equipo.",
            CausaDeRama::Copiada => "El archivo de datos se copió de otro equipo.",
            CausaDeRama::Trasladada => "El archivo de datos está en un equipo o con un usuario que no tiene la clave anterior.",
        }
    }
}

/// The key to write with, and why it is new when it is.
pub(crate) struct Identidad {
    pub clave: ClaveDispositivo,
    pub custodia: Custodia,
    pub causa: Option<CausaDeRama>,
}

/// Loads or mints the key for this data file. `quedo_diario`: a log of pages was left beside it.
///
/// # Errors
/// [`FallaAlmacen::Danado`], [`FallaAlmacen::ClaveIlegible`], [`FallaAlmacen::LlaveroCerrado`],
/// [`FallaAlmacen::SoloLectura`].
pub(crate) fn identificar(con: &Connection, aperturas: &Aperturas, base: Uuid, marca: &mut Marca, quedo_diario: bool) -> R<Identidad> {
    let carpeta = &aperturas.carpeta_usuario;
    // A key that has just been minted is in its file.
    let nueva = |clave: ClaveDispositivo, causa: CausaDeRama, marca: &mut Marca| -> R<Identidad> {
        marca.poner_nueva(&clave.dispositivo(), causa)?;
        Ok(Identidad { clave, custodia: Custodia::Archivo, causa: Some(causa) })
    };
    let Some((clave, custodia)) = claves::cargar(carpeta, base, aperturas.llavero.as_ref())? else {
        return nueva(claves::crear(carpeta, base)?, CausaDeRama::Trasladada, marca);
    };
    let renovar = |causa: CausaDeRama, marca: &mut Marca| nueva(claves::renovar(carpeta, base, &clave, custodia)?, causa, marca);
    match marca.leer() {
        // A key that has not written yet; also what a cut between minting and its first act leaves.
        MarcaLeida::Nueva { disp, causa } if disp == clave.dispositivo() => Ok(Identidad { clave, custodia, causa: Some(causa) }),
        MarcaLeida::NoEsta if escribio(con, &clave.dispositivo())? => renovar(CausaDeRama::Copiada, marca),
        // A log of pages that lost its end is damage, not a restored copy.
        MarcaLeida::Asiento { hash, .. } if quedo_diario && !esta(con, &hash)? => {
            Err(FallaAlmacen::danado("the log of pages does not hold the last entry that was saved here"))
        }
        MarcaLeida::Asiento { hash, .. } if !esta(con, &hash)? => renovar(CausaDeRama::Restaurada, marca),
        MarcaLeida::Asiento { equipo: Some(equipo), .. } if marca.equipo().is_some_and(|e| e != equipo) => {
            renovar(CausaDeRama::Copiada, marca)
        }
        // A torn mark proves nothing: a power cut leaves one, and the next save writes it again.
        MarcaLeida::NoEsta | MarcaLeida::Rota | MarcaLeida::Nueva { .. } | MarcaLeida::Asiento { .. } => {
            Ok(Identidad { clave, custodia, causa: None })
        }
    }
}

/// Whether an asiento is in the log.
pub(crate) fn esta(con: &Connection, hash: &Hash) -> R<bool> {
    Ok(con.prepare("SELECT 1 FROM asiento WHERE hash = ?")?.exists([hash.0])?)
}

fn escribio(con: &Connection, disp: &[u8; 16]) -> R<bool> {
    Ok(con.prepare("SELECT 1 FROM asiento WHERE disp = ? LIMIT 1")?.exists([disp])?)
}

/// Head of one chain of the old device.
struct Cadena {
    ambito: Uuid,
    seq: i64,
    hash: [u8; 32],
}

fn cadenas(con: &Connection, disp: &[u8; 16]) -> R<Vec<Cadena>> {
    let mut consulta = con.prepare("SELECT ambito, max(seq), hash FROM asiento WHERE disp = ? GROUP BY ambito ORDER BY ambito")?;
    let filas = consulta.query_map([disp], |f| Ok(Cadena { ambito: Uuid::from_bytes(f.get(0)?), seq: f.get(1)?, hash: f.get(2)? }))?;
    Ok(filas.collect::<Result<_, _>>()?)
}

impl Almacen {
    /// Notes which device writes here. When another one wrote before, the first act of the new one
    /// says so in each ámbito where it may write, in the same transaction.
    pub(crate) fn abrir_rama(&mut self, causa: Option<CausaDeRama>, ms: u64) -> R<()> {
        let (disp, publica) = (self.disp, self.clave.publica());
        let anterior = self.consultas().dispositivo()?;
        if anterior == disp {
            return Ok(());
        }
        let nombre = Uuid::from_bytes(disp).simple().to_string();
        let cadenas = cadenas(&self.con, &anterior)?;
        if cadenas.is_empty() {
            return self.poner_dispositivo(&nombre);
        }
        let instalacion = self.consultas().instalacion()?;
        let causa = causa.unwrap_or(CausaDeRama::Trasladada);
        let previa = claves::anterior(&self.carpeta_usuario, instalacion.base, &anterior, self.llavero.as_ref());
        let firma = previa.map(|c| c.firmar(&hash_de_rama(&publica)));
        let autor = Autor { actor: instalacion.actor, ms };
        self.transar_con::<_, FallaAlmacen>(Operacion::AbrirRama, &autor, None, false, |tx| {
            for cadena in cadenas {
                let datos = datos(&anterior, &cadena, causa, &publica, firma.as_ref());
                match tx.asentar(cadena.ambito, RAMA, Vec::new(), causa.motivo(), datos) {
                    // Where the new device has no right yet it writes nothing, so nothing branches.
                    Ok(_) | Err(FallaAlmacen::SinPermiso { .. }) => {}
                    Err(falla) => return Err(falla),
                }
            }
            poner_meta(tx.con, "dispositivo", &nombre)
        })?;
        if self.consultas().dispositivo()? == disp { Ok(()) } else { self.poner_dispositivo(&nombre) }
    }

    /// The value and the sum of `meta` change together or not at all.
    fn poner_dispositivo(&mut self, nombre: &str) -> R<()> {
        let transaccion = self.con.transaction()?;
        poner_meta(&transaccion, "dispositivo", nombre)?;
        Ok(transaccion.commit()?)
    }
}

fn datos(anterior: &[u8; 16], cadena: &Cadena, causa: CausaDeRama, clave: &[u8; 32], firma: Option<&[u8; 64]>) -> Vec<(Cbor, Cbor)> {
    let par = |nombre: &str, valor: Cbor| (Cbor::Texto(nombre.to_owned()), valor);
    let mut datos = vec![
        par("disp_anterior", Cbor::Bytes(anterior.to_vec())),
        par("ultimo_seq", Cbor::Entero(cadena.seq)),
        par("ultimo_hash", Cbor::Bytes(cadena.hash.to_vec())),
        par("causa", Cbor::Texto(causa.as_str().to_owned())),
        par("clave", Cbor::Bytes(clave.to_vec())),
    ];
    datos.extend(firma.map(|f| par("firma_anterior", Cbor::Bytes(f.to_vec()))));
    datos
}
