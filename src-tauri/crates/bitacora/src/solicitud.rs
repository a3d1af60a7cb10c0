//! The request of an alta, `.ficha`: who asks for a credencial, and with which keys.
//!
//! The file is CBOR [cuerpo, firma]; `cuerpo` is canonical CBOR with the keys 0 to 7:
//!
//! | Key | Field | Type |
//! |---|---|---|
//! | 0 | `formato` | text "ficha" |
//! | 1 | `v` | uint, 1 |
//! | 2 | `nombre` | text, 1 to 200 characters |
//! | 3 | `cargo` | text ≤ 200 characters |
//! | 4 | `institucion` | bytes 16, or null for GAE |
//! | 5 | `actor` | bytes 16: UUID of the person |
//! | 6 | `clave` | bytes 32: Ed25519 |
//! | 7 | `clave_age` | bytes 32: X25519 |
//!
//! The signature, by `clave` over SHA-256("diligencia/ficha/v1" ‖ 0 ‖ cuerpo), proves only that who
//! asks holds the key. That the person is who the file says is for two people and eight words:
//! [`crate::palabras`]. Equal data and key give equal bytes, so the words may be read again later.

use sha2::{Digest, Sha256};

use crate::cbor::{self, LectorCbor};
use crate::cifrado::clave_age_valida;
use crate::paquete::{ErrorPaquete, Limite};
use crate::{ClaveDispositivo, ClavePublica, ErrorAsiento, Hash};

/// Largest file.
pub const SOLICITUD_MAXIMA: usize = 16 * 1024;
/// Version that this program writes and understands.
pub const VERSION: u64 = 1;
const FORMATO: &str = "ficha";
const PREFIJO: &[u8] = b"diligencia/ficha/v1\0";
/// First bytes of a file: pair, head of a body of 24 to 255 or of 256 to 65,535 bytes.
const PRIMEROS: [[u8; 2]; 2] = [[0x82, 0x58], [0x82, 0x59]];
const TEXTO_MAXIMO: u64 = 200;

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solicitud {
    /// Full name.
    pub nombre: String,
    /// Post.
    pub cargo: String,
    /// Institution; `None` for GAE.
    pub institucion: Option<[u8; 16]>,
    /// UUID of the person, minted on this computer.
    pub actor: [u8; 16],
    /// Public key of the device.
    pub clave: [u8; 32],
    /// Its X25519 key.
    pub clave_age: [u8; 32],
}

impl Solicitud {
    /// Bytes of the file, signed by the device that asks.
    ///
    /// # Errors
    /// [`ErrorPaquete::Manifiesto`]: a text is too long or empty, or the keys are not those of `clave`.
    pub fn firmar(&self, clave: &ClaveDispositivo) -> Result<Vec<u8>, ErrorPaquete> {
        self.revisar()?;
        regla(self.clave == clave.publica() && self.clave_age == clave.clave_age(), "a request names the keys that sign it")?;
        let cuerpo = self.cuerpo();
        let mut d = Vec::with_capacity(cuerpo.len() + 70);
        cbor::lista(&mut d, 2);
        cbor::bytes(&mut d, &cuerpo);
        cbor::bytes(&mut d, &clave.firmar(&hash_de_solicitud(&cuerpo)));
        Ok(d)
    }

    /// Reads and verifies a file.
    ///
    /// # Errors
    /// [`ErrorPaquete::NoReconocido`], [`ErrorPaquete::LimiteExcedido`], [`ErrorPaquete::MasNuevo`],
    /// and [`ErrorPaquete::Manifiesto`] for the rest: bytes, limits, keys, signature.
    pub fn leer(archivo: &[u8]) -> Result<Solicitud, ErrorPaquete> {
        if !archivo.first_chunk().is_some_and(|p| PRIMEROS.contains(p)) {
            return Err(ErrorPaquete::NoReconocido);
        }
        if archivo.len() > SOLICITUD_MAXIMA {
            let (hay, maximo) = (archivo.len() as u64, SOLICITUD_MAXIMA as u64);
            return Err(ErrorPaquete::LimiteExcedido { que: Limite::Solicitud, hay, maximo });
        }
        let mut l = LectorCbor::new(archivo);
        regla(l.lista()? == 2, "a request is a body and its signature")?;
        let cuerpo = l.bytes()?;
        let firma: [u8; 64] = l.bytes_de()?;
        l.fin()?;
        let solicitud = Solicitud::leer_cuerpo(cuerpo)?;
        solicitud.revisar()?;
        ClavePublica::desde_bytes(&solicitud.clave)?.verificar(&hash_de_solicitud(cuerpo), &firma)?;
        Ok(solicitud)
    }

    fn cuerpo(&self) -> Vec<u8> {
        let mut d = Vec::with_capacity(256);
        cbor::mapa(&mut d, 8);
        cbor::uint(&mut d, 0);
        cbor::texto(&mut d, FORMATO);
        cbor::uint(&mut d, 1);
        cbor::uint(&mut d, VERSION);
        cbor::uint(&mut d, 2);
        cbor::texto(&mut d, &self.nombre);
        cbor::uint(&mut d, 3);
        cbor::texto(&mut d, &self.cargo);
        cbor::uint(&mut d, 4);
        match &self.institucion {
            Some(id) => cbor::bytes(&mut d, id),
            None => cbor::nulo(&mut d),
        }
        cbor::uint(&mut d, 5);
        cbor::bytes(&mut d, &self.actor);
        cbor::uint(&mut d, 6);
        cbor::bytes(&mut d, &self.clave);
        cbor::uint(&mut d, 7);
        cbor::bytes(&mut d, &self.clave_age);
        d
    }

    fn leer_cuerpo(cuerpo: &[u8]) -> Result<Solicitud, ErrorPaquete> {
        let mut l = LectorCbor::new(cuerpo);
        let pares = l.mapa()?;
        clave(&mut l, 0)?;
        if l.texto()? != FORMATO {
            return Err(ErrorPaquete::NoReconocido);
        }
        clave(&mut l, 1)?;
        let v = l.uint()?;
        if v > VERSION {
            return Err(ErrorPaquete::MasNuevo { v, app: String::new() });
        }
        regla(v == VERSION && pares == 8, "a request of version 1 has exactly the keys 0 to 7")?;
        clave(&mut l, 2)?;
        let nombre = l.texto()?.to_owned();
        clave(&mut l, 3)?;
        let cargo = l.texto()?.to_owned();
        clave(&mut l, 4)?;
        let institucion = if l.es_nulo() { None } else { Some(l.bytes_de()?) };
        clave(&mut l, 5)?;
        let actor = l.bytes_de()?;
        clave(&mut l, 6)?;
        let publica = l.bytes_de()?;
        clave(&mut l, 7)?;
        let clave_age = l.bytes_de()?;
        l.fin()?;
        Ok(Solicitud { nombre, cargo, institucion, actor, clave: publica, clave_age })
    }

    fn revisar(&self) -> Result<(), ErrorPaquete> {
        regla(!self.nombre.trim().is_empty(), "a request says who asks")?;
        for (que, texto) in [("nombre, characters", &self.nombre), ("cargo, characters", &self.cargo)] {
            let hay = texto.chars().count() as u64;
            if hay > TEXTO_MAXIMO {
                return Err(ErrorAsiento::Excede { que, hay, maximo: TEXTO_MAXIMO }.into());
            }
            regla(!texto.contains('\0'), "text holds U+0000")?;
        }
        ClavePublica::desde_bytes(&self.clave)?;
        if clave_age_valida(&self.clave_age) { Ok(()) } else { Err(ErrorAsiento::ClaveInvalida.into()) }
    }
}

/// What the device that asks signs.
#[must_use]
pub fn hash_de_solicitud(cuerpo: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update(PREFIJO).chain_update(cuerpo).finalize().into())
}

fn clave(l: &mut LectorCbor<'_>, esperada: u64) -> Result<(), ErrorAsiento> {
    if l.uint()? == esperada { Ok(()) } else { Err(l.no("keys of a map out of order, missing or unknown")) }
}

fn regla(cumple: bool, que: &'static str) -> Result<(), ErrorAsiento> {
    if cumple { Ok(()) } else { Err(ErrorAsiento::Regla { que }) }
}
