//! Packages that only their addressees can open: age v1, X25519 recipients and nothing else.
//!
//! It owns what is admitted: the whole header is read here, in its one spelling, before the library
//! sees it, so that passphrases, SSH keys and plugins end before any key is derived, and the number
//! of recipients and the length of the header are bounded. age hides and does not prove who sent:
//! sign first, then encrypt. It is the only place that names the library, whose fresh keys come
//! from the system; deriving and opening take nothing but their arguments.
//!
//! Format: <https://c2sp.org/age>.

use std::fmt;
use std::io::{self, BufRead, Chain, Cursor, Read, Write};
use std::str::FromStr;

use age::{DecryptError, Decryptor, Encryptor, stream};
use bech32::{ToBase32, Variant};
use sha2::{Digest, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, Zeroizing};

use crate::paquete::{ErrorPaquete, Limite};

/// First bytes of an encrypted package.
pub const PRIMEROS_BYTES: &[u8] = b"age-encryption.org/v1";
/// Largest header, bytes.
pub const CABECERA_MAXIMA: usize = 64 * 1024;
/// Most recipients.
pub const DESTINATARIOS_MAXIMO: usize = 32;

const PREFIJO: &[u8] = b"diligencia/age/v1\0";
const PRIMERA_LINEA: &[u8] = b"age-encryption.org/v1\n";
/// 32 bytes in base64 without padding: a share, a wrapped key, the MAC of the header.
const BASE64_DE_32: usize = 43;
/// Characters of a full line in the body of a stanza.
const LINEA: usize = 64;

/// The X25519 secret of a device; wiped from memory when dropped.
pub struct SecretoAge(Zeroizing<[u8; 32]>);

impl SecretoAge {
    /// SHA-256("diligencia/age/v1" ‖ 0 ‖ seed of the device).
    pub(crate) fn de_semilla(semilla: &[u8; 32]) -> Self {
        SecretoAge(Zeroizing::new(Sha256::new().chain_update(PREFIJO).chain_update(semilla).finalize().into()))
    }

    /// Public half.
    #[must_use]
    pub fn publica(&self) -> [u8; 32] {
        PublicKey::from(&StaticSecret::from(*self.0)).to_bytes()
    }

    fn identidad(&self) -> Option<age::x25519::Identity> {
        let mut texto = bech32::encode("age-secret-key-", self.0.as_slice().to_base32(), Variant::Bech32).ok()?;
        let identidad = age::x25519::Identity::from_str(&texto).ok();
        texto.zeroize();
        identidad
    }
}

impl fmt::Debug for SecretoAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretoAge").finish_non_exhaustive()
    }
}

/// Whether a public key can receive: not a point of small order, for which everybody knows the
/// shared secret.
#[must_use]
pub fn clave_age_valida(publica: &[u8; 32]) -> bool {
    // Any secret will do: clamping makes it a multiple of 8, which takes a small order to zero.
    StaticSecret::from([1; 32]).diffie_hellman(&PublicKey::from(*publica)).was_contributory()
}

/// Whether a file begins as an encrypted package does.
#[must_use]
pub fn es_cifrado(primeros: &[u8]) -> bool {
    primeros.starts_with(PRIMEROS_BYTES)
}

/// Encrypts what is written to it; ends only with [`Cifrador::terminar`].
pub struct Cifrador<W: Write>(stream::StreamWriter<W>);

impl<W: Write> Cifrador<W> {
    /// For these public keys; writes the header at once.
    ///
    /// # Errors
    /// [`ErrorPaquete::LimiteExcedido`] with more than 32, [`ErrorPaquete::CifradoNoAdmitido`] with
    /// none or with a key of small order, [`ErrorPaquete::Medio`].
    pub fn new(salida: W, destinatarios: &[[u8; 32]]) -> Result<Self, ErrorPaquete> {
        let (hay, maximo) = (destinatarios.len() as u64, DESTINATARIOS_MAXIMO as u64);
        if hay > maximo {
            return Err(ErrorPaquete::LimiteExcedido { que: Limite::Destinatarios, hay, maximo });
        }
        if hay == 0 {
            return Err(ErrorPaquete::CifradoNoAdmitido { que: "for nobody" });
        }
        let receptor = |clave: &[u8; 32]| {
            // The library panics when asked to encrypt to a point of small order.
            if !clave_age_valida(clave) {
                return None;
            }
            let texto = bech32::encode("age", clave.to_base32(), Variant::Bech32).ok()?;
            age::x25519::Recipient::from_str(&texto).ok()
        };
        let receptores: Option<Vec<_>> = destinatarios.iter().map(receptor).collect();
        let receptores = receptores.ok_or(ErrorPaquete::CifradoNoAdmitido { que: "a key that cannot receive" })?;
        let cifrador = Encryptor::with_recipients(receptores.iter().map(|r| r as &dyn age::Recipient));
        let cifrador = cifrador.map_err(|_| ErrorPaquete::CifradoNoAdmitido { que: "recipients" })?;
        Ok(Cifrador(cifrador.wrap_output(salida)?))
    }

    /// Writes the last block and gives the writer back.
    ///
    /// # Errors
    /// [`ErrorPaquete::Medio`].
    pub fn terminar(self) -> Result<W, ErrorPaquete> {
        Ok(self.0.finish()?)
    }
}

impl<W: Write> Write for Cifrador<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Decrypts as it is read. Bytes that were altered or cut end in [`io::ErrorKind::InvalidData`] or
/// [`io::ErrorKind::UnexpectedEof`]; what was read before is no package until the end is reached.
pub struct Descifrador<R: BufRead>(stream::StreamReader<Chain<Cursor<Vec<u8>>, R>>);

impl<R: BufRead> Descifrador<R> {
    /// With the own secret.
    ///
    /// # Errors
    /// [`ErrorPaquete::NoReconocido`], [`ErrorPaquete::CifradoNoAdmitido`],
    /// [`ErrorPaquete::LimiteExcedido`], [`ErrorPaquete::Estructura`] when the header was altered or
    /// cut, [`ErrorPaquete::CifradoParaOtro`], [`ErrorPaquete::Medio`].
    pub fn new(mut entrada: R, secreto: &SecretoAge) -> Result<Self, ErrorPaquete> {
        let cabecera = leer_cabecera(&mut entrada)?;
        let largo = cabecera.len() as u64;
        let no = |que| ErrorPaquete::Estructura { que, posicion: largo };
        let refuse = |e: DecryptError| match e {
            DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed => ErrorPaquete::CifradoParaOtro,
            DecryptError::Io(e) if !matches!(e.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData) => {
                ErrorPaquete::Medio(e.kind())
            }
            DecryptError::DecryptionFailed
            | DecryptError::ExcessiveWork { .. }
            | DecryptError::InvalidHeader
            | DecryptError::InvalidMac
            | DecryptError::Io(_)
            | DecryptError::UnknownFormat => no("the header of the encryption was altered or cut"),
        };
        let identidad = secreto.identidad().ok_or(ErrorPaquete::CifradoParaOtro)?;
        let descifrador = Decryptor::new_buffered(Cursor::new(cabecera).chain(entrada)).map_err(refuse)?;
        let lector = descifrador.decrypt(std::iter::once(&identidad as &dyn age::Identity)).map_err(refuse)?;
        Ok(Descifrador(lector))
    }
}

impl<R: BufRead> Read for Descifrador<R> {
    fn read(&mut self, destino: &mut [u8]) -> io::Result<usize> {
        self.0.read(destino)
    }
}

/// Decrypts a whole package into `salida`, at most `maximo` bytes of it.
///
/// # Errors
/// As [`Descifrador::new`]; [`ErrorPaquete::Estructura`] when the content was altered or cut,
/// [`ErrorPaquete::LimiteExcedido`] beyond `maximo`.
pub fn descifrar<R: BufRead>(entrada: R, secreto: &SecretoAge, salida: &mut dyn Write, maximo: u64) -> Result<u64, ErrorPaquete> {
    let mut lector = Descifrador::new(entrada, secreto)?;
    let mut tramo = Zeroizing::new(vec![0u8; 64 * 1024]);
    let mut escritos = 0u64;
    loop {
        let n = match lector.read(&mut tramo) {
            Ok(0) => return Ok(escritos),
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) if matches!(e.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData) => {
                return Err(ErrorPaquete::Estructura { que: "the encrypted content was altered or cut", posicion: escritos });
            }
            Err(e) => return Err(e.into()),
        };
        escritos += n as u64;
        if escritos > maximo {
            return Err(ErrorPaquete::LimiteExcedido { que: Limite::Paquete, hay: escritos, maximo });
        }
        salida.write_all(tramo.get(..n).unwrap_or_default())?;
    }
}

/// Reads the header and refuses all but X25519 stanzas in their one spelling, and the one stanza of
/// noise («…-grease») that the library itself adds so that readers keep ignoring what they must.
fn leer_cabecera(entrada: &mut dyn BufRead) -> Result<Vec<u8>, ErrorPaquete> {
    let mut cabecera = Vec::new();
    entrada.take(PRIMERA_LINEA.len() as u64).read_to_end(&mut cabecera)?;
    if cabecera != PRIMERA_LINEA {
        return Err(ErrorPaquete::NoReconocido);
    }
    let (mut recetas, mut con_ruido) = (0, false);
    loop {
        let desde = cabecera.len();
        let no = |que| ErrorPaquete::Estructura { que, posicion: desde as u64 };
        let esta = linea(entrada, &mut cabecera)?;
        if esta.strip_prefix("--- ").is_some_and(es_base64_de_32) {
            return if recetas > 0 { Ok(cabecera) } else { Err(no("an encrypted package has recipients")) };
        }
        let receta = esta.strip_prefix("-> ").ok_or_else(|| no("not a recipient nor the end of the header"))?;
        match receta.split(' ').next().unwrap_or_default() {
            "X25519" => {}
            "scrypt" => return Err(ErrorPaquete::CifradoNoAdmitido { que: "passphrase" }),
            "ssh-rsa" | "ssh-ed25519" => return Err(ErrorPaquete::CifradoNoAdmitido { que: "SSH key" }),
            ruido if ruido.ends_with("-grease") && !con_ruido => {
                con_ruido = true;
                saltar_ruido(entrada, &mut cabecera)?;
                continue;
            }
            _ => return Err(ErrorPaquete::CifradoNoAdmitido { que: "another kind of recipient" }),
        }
        if !receta.strip_prefix("X25519 ").is_some_and(es_base64_de_32) {
            return Err(no("a recipient carries one share of 32 bytes"));
        }
        recetas += 1;
        if recetas > DESTINATARIOS_MAXIMO {
            let (hay, maximo) = (recetas as u64, DESTINATARIOS_MAXIMO as u64);
            return Err(ErrorPaquete::LimiteExcedido { que: Limite::Destinatarios, hay, maximo });
        }
        if !es_base64_de_32(&linea(entrada, &mut cabecera)?) {
            return Err(no("a recipient carries one wrapped key of 32 bytes"));
        }
    }
}

/// The body of a stanza ends with the first line of fewer than 64 characters.
fn saltar_ruido(entrada: &mut dyn BufRead, cabecera: &mut Vec<u8>) -> Result<(), ErrorPaquete> {
    loop {
        let desde = cabecera.len() as u64;
        let esta = linea(entrada, cabecera)?;
        if esta.len() > LINEA || !es_base64(&esta) {
            return Err(ErrorPaquete::Estructura { que: "a line of a recipient is base64 of at most 64", posicion: desde });
        }
        if esta.len() < LINEA {
            return Ok(());
        }
    }
}

/// Appends one line with its end to `cabecera`, and gives it without.
fn linea(entrada: &mut dyn BufRead, cabecera: &mut Vec<u8>) -> Result<String, ErrorPaquete> {
    let desde = cabecera.len();
    let queda = CABECERA_MAXIMA.saturating_sub(desde) as u64;
    entrada.take(queda).read_until(b'\n', cabecera)?;
    let leida = cabecera.get(desde..).unwrap_or_default();
    if let Some(leida) = leida.strip_suffix(b"\n") {
        return Ok(String::from_utf8_lossy(leida).into_owned());
    }
    if leida.len() as u64 == queda {
        let (hay, maximo) = (CABECERA_MAXIMA as u64 + 1, CABECERA_MAXIMA as u64);
        return Err(ErrorPaquete::LimiteExcedido { que: Limite::CabeceraCifrada, hay, maximo });
    }
    Err(ErrorPaquete::Estructura { que: "the header of the encryption ends here", posicion: cabecera.len() as u64 })
}

fn es_base64(texto: &str) -> bool {
    texto.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
}

fn es_base64_de_32(texto: &str) -> bool {
    texto.len() == BASE64_DE_32 && es_base64(texto)
}
