//! Exchange: who this computer is, whom it believes, what it gives and takes, and what a person must
//! decide afterwards.
//!
//! The bytes are `bitacora`'s, the rows are `almacen`'s; here is the order of the steps and what
//! people are told. Paths come from the console or from a dialog, never from a page.

pub(crate) mod aparte;
pub mod conflictos;
mod elegir;
pub mod identidad;
pub mod paquete;
pub mod retiro;

use almacen::FallaDeEmpaque;
use dominio::instituciones;
use uuid::Uuid;

use crate::falla::Falla;

impl From<FallaDeEmpaque> for Falla {
    fn from(f: FallaDeEmpaque) -> Self {
        match f {
            FallaDeEmpaque::Almacen(a) => Falla::Almacen(a),
            FallaDeEmpaque::Paquete(p) => Falla::Paquete(p),
        }
    }
}

/// Hexadecimal name of a device.
pub(crate) fn nombre_de_dispositivo(disp: &[u8; 16]) -> String {
    Uuid::from_bytes(*disp).simple().to_string()
}

/// Sigla of an institution, «GAE» for its own ámbitos, or the identifier.
pub(crate) fn sigla(ambito: &[u8; 16]) -> String {
    let id = Uuid::from_bytes(*ambito);
    match instituciones::por_id(id) {
        Some(i) => i.sigla.clone(),
        None if id == crate::sesion::AMBITO_NACIONAL || id == crate::sesion::AMBITO_INTERNO => "GAE".to_owned(),
        None => id.to_string(),
    }
}
