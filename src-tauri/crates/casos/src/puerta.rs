//! The door: a command by name with a JSON request, and a JSON answer.
//!
//! The test host and the contract tests come in here; the shell's Tauri commands call the same
//! methods of [`Sesion`]. Requests are read strictly (unknown or missing fields are
//! `campos_invalidos`) and limited in size before they are read; a panic below becomes `interno`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::dto::*;
use crate::falla::Falla;
use crate::sesion::Sesion;

/// Largest request in bytes (`seguridad.md` §1).
pub const LIMITE_PETICION: usize = 2 * 1024 * 1024;

/// Reads a request strictly.
///
/// # Errors
/// `campos_invalidos` naming the place, or `limite_excedido`.
pub fn leer_peticion<T: DeserializeOwned>(json: &str) -> Result<T, Falla> {
    if json.len() > LIMITE_PETICION {
        return Err(Falla::campo("peticion", "La petición es demasiado grande. Divídala en varias."));
    }
    let texto = if json.trim().is_empty() { "{}" } else { json };
    // serde would also take a list for a struct, field by field in order: that is nobody's contract.
    if !texto.trim_start().starts_with('{') {
        return Err(Falla::campo("peticion", "La petición debe ser un objeto JSON."));
    }
    serde_json::from_str(texto).map_err(|e| {
        Falla::campo("peticion", format!("La petición no tiene la forma esperada (línea {}, columna {}): {e}.", e.line(), e.column()))
    })
}

/// Runs a verb so that a panic inside becomes `interno` and never crosses the boundary.
///
/// # Errors
/// The verb's own error, as it crosses the boundary.
pub fn guardar_puerta<T>(verbo: impl FnOnce() -> Result<T, Falla>) -> Result<T, FallaDto> {
    match catch_unwind(AssertUnwindSafe(verbo)) {
        Ok(Ok(valor)) => Ok(valor),
        Ok(Err(falla)) => Err(falla.a_dto()),
        Err(_) => Err(Falla::Interno("a verb panicked").a_dto()),
    }
}

fn a_json<T: Serialize>(valor: &T) -> Result<Value, Falla> {
    serde_json::to_value(valor).map_err(|_| Falla::Interno("a result is not JSON"))
}

macro_rules! como_despacho {
    ($($modo:ident $nombre:ident: $pide:ty => $da:ty;)*) => {
        /// Runs the command `nombre` with the JSON request `json`.
        ///
        /// # Errors
        /// The command's own error; `no_existe` for a name outside the table.
        pub fn despachar(sesion: &Sesion, nombre: &str, json: &str) -> Result<Value, FallaDto> {
            match nombre {
                $(stringify!($nombre) => guardar_puerta(|| {
                    let pide: $pide = leer_peticion(json)?;
                    let da: $da = sesion.$nombre(pide)?;
                    a_json(&da)
                }),)*
                _ => Err(Falla::NoExiste { que: format!("la orden «{nombre}»") }.a_dto()),
            }
        }
    };
}
crate::con_comandos!(como_despacho);
