//! The Credential Manager of Windows: it is open while the person's session is, and never asks.

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::api::CredentialStore;
use keyring_core::{Entry, Error};

use super::{APLICACION, FallaDeLlavero, LlaveroDelSistema, Semilla, rotulo};

type R<T> = Result<T, FallaDeLlavero>;

/// The generic credentials of the person.
#[derive(Debug, Default)]
pub(super) struct Credenciales;

/// `Local`: it stays on this computer. The usual `Enterprise` would travel with a roaming profile, and a
/// key that is on two computers makes two histories.
fn entrada(nombre: &str) -> R<Entry> {
    let tienda: Arc<CredentialStore> = windows_native_keyring_store::Store::new().map_err(falla)?;
    Entry::new_in_store_with_modifiers(&tienda, APLICACION, nombre, &HashMap::from([("persistence", "Local")])).map_err(falla)
}

impl LlaveroDelSistema for Credenciales {
    fn leer(&self, nombre: &str) -> R<Option<Semilla>> {
        match entrada(nombre)?.get_secret() {
            Ok(bytes) => {
                let bytes = zeroize::Zeroizing::new(bytes);
                let semilla: [u8; 32] = bytes.as_slice().try_into().map_err(|_| FallaDeLlavero::NoResponde)?;
                Ok(Some(Semilla::new(semilla)))
            }
            Err(Error::NoEntry) => Ok(None),
            Err(e) => Err(falla(e)),
        }
    }

    fn guardar(&self, nombre: &str, semilla: &Semilla) -> R<()> {
        let entrada = entrada(nombre)?;
        entrada.set_secret(semilla.as_slice()).map_err(falla)?;
        let rotulo = rotulo(nombre);
        // The comment is only for whoever looks at the list.
        let _ = entrada.update_attributes(&HashMap::from([("comment", rotulo.as_str())]));
        Ok(())
    }

    fn borrar(&self, nombre: &str) -> R<()> {
        match entrada(nombre)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(e) => Err(falla(e)),
        }
    }
}

// Foreign, open list of errors: locked, and the rest.
#[allow(clippy::wildcard_enum_match_arm, clippy::needless_pass_by_value)]
fn falla(error: Error) -> FallaDeLlavero {
    match error {
        Error::NoStorageAccess(_) => FallaDeLlavero::Cerrado,
        _ => FallaDeLlavero::NoResponde,
    }
}
