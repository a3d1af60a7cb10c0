//! The signed append-only log: canonical bytes, chain, signatures, merge.
//!
//! It owns the format of an asiento to the last byte, the rule that decides what a cell shows, and
//! the roots that name a whole set; and the bytes in which asientos travel (the package, its
//! encryption, the request of an alta). It refuses to know about SQLite, files, clocks or randomness
//! (seeds, milliseconds and bytes are arguments), and about trámites: entities and fields are
//! opaque text, so that an old version carries what a newer one wrote.
//!
//! Callers: `almacen` (append, verify, export, import) and `casos`.

pub mod admision;
pub mod asiento;
pub mod cadena;
pub mod cbor;
pub mod cifrado;
pub mod clave;
pub mod conjunto;
pub mod error;
pub mod fusion;
pub mod lote;
pub mod nombre;
pub mod palabras;
pub mod paquete;
pub mod raiz;
pub mod retiro;
pub mod solicitud;

pub use admision::{Acto, Autoridad, Confianza, Credencial, Juicio, Llavero, Rol, Sobre};
pub use asiento::{Asiento, Escritura, Valor, Visto, hash_de, texto_en};
pub use cadena::{Cabo, ms_de, siguiente_hlc};
pub use cbor::Cbor;
pub use clave::{ClaveDispositivo, ClavePublica, dispositivo_de};
pub use error::ErrorAsiento;
pub use fusion::Cabeza;
pub use lote::{Firmado, verificar_lote};
pub use nombre::{Hash, NombreInvalido, Opid};
pub use paquete::ErrorPaquete;
pub use raiz::{ArbolMerkle, hoja_de_estado, raiz_asientos};
pub use retiro::{Retiro, Retiros, Talon, nombre_de};
pub use solicitud::Solicitud;
