//! Device keys and signatures: Ed25519 under ZIP-215, so that one-by-one and batch checks agree
//! (the batch is [`crate::lote`]).

use ed25519_zebra::{Signature, SigningKey, VerificationKey, VerificationKeyBytes};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use crate::cifrado::SecretoAge;
use crate::{ErrorAsiento, Hash};

/// The key pair of one person on one computer; wiped from memory when dropped.
pub struct ClaveDispositivo {
    clave: SigningKey,
    age: SecretoAge,
}

impl ClaveDispositivo {
    /// From 32 secret bytes of a good random source. The caller wipes its copy.
    #[must_use]
    pub fn desde_semilla(mut semilla: [u8; 32]) -> Self {
        let clave = SigningKey::from(semilla);
        let age = SecretoAge::de_semilla(&semilla);
        semilla.zeroize();
        ClaveDispositivo { clave, age }
    }

    /// What opens the packages encrypted for this device. It follows from the same seed, so that
    /// one file of key is all that a person must keep.
    #[must_use]
    pub fn secreto_age(&self) -> &SecretoAge {
        &self.age
    }

    /// Public half of [`ClaveDispositivo::secreto_age`].
    #[must_use]
    pub fn clave_age(&self) -> [u8; 32] {
        self.age.publica()
    }

    /// Public half.
    #[must_use]
    pub fn publica(&self) -> [u8; 32] {
        VerificationKeyBytes::from(&self.clave).into()
    }

    /// Name of the device.
    #[must_use]
    pub fn dispositivo(&self) -> [u8; 16] {
        dispositivo_de(&self.publica())
    }

    /// Signature of the hash of an asiento, of a manifest or of a request; each has its own prefix.
    #[must_use]
    pub fn firmar(&self, hash: &Hash) -> [u8; 64] {
        self.clave.sign(&hash.0).to_bytes()
    }
}

impl Drop for ClaveDispositivo {
    fn drop(&mut self) {
        self.clave.zeroize();
    }
}

impl std::fmt::Debug for ClaveDispositivo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClaveDispositivo").finish_non_exhaustive()
    }
}

/// First 16 bytes of SHA-256 of a public key.
#[must_use]
pub fn dispositivo_de(publica: &[u8; 32]) -> [u8; 16] {
    Hash(Sha256::digest(publica).into()).medio()
}

/// A public key ready to check many signatures.
#[derive(Clone, Copy, Debug)]
pub struct ClavePublica(VerificationKey);

impl ClavePublica {
    /// Reads a public key.
    ///
    /// # Errors
    /// [`ErrorAsiento::ClaveInvalida`]: not a point, or of small order (such a key would accept a
    /// signature that nobody made).
    pub fn desde_bytes(publica: &[u8; 32]) -> Result<Self, ErrorAsiento> {
        let clave = VerificationKey::try_from(*publica).map_err(|_| ErrorAsiento::ClaveInvalida)?;
        // With R = identity and s = 0 the cofactored equation reads [8][k]A = 0, which holds exactly
        // when A has small order. No list of eight points to copy wrongly.
        let mut universal = [0u8; 64];
        if let Some(primero) = universal.first_mut() {
            *primero = 1;
        }
        if clave.verify(&Signature::from(universal), b"diligencia/orden").is_ok() {
            return Err(ErrorAsiento::ClaveInvalida);
        }
        Ok(ClavePublica(clave))
    }

    /// Checks the signature of an asiento by its hash (ZIP-215).
    ///
    /// # Errors
    /// [`ErrorAsiento::FirmaInvalida`].
    pub fn verificar(&self, hash: &Hash, firma: &[u8; 64]) -> Result<(), ErrorAsiento> {
        self.0.verify(&Signature::from(*firma), &hash.0).map_err(|_| ErrorAsiento::FirmaInvalida)
    }

    /// Its bytes, for a batch.
    pub(crate) fn a_bytes(self) -> VerificationKeyBytes {
        self.0.into()
    }
}
