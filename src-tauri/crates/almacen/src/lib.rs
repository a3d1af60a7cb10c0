//! The data file: SQLite, the log, and the projections that screens read.
//!
//! It owns the schema, the only write path ([`Almacen::transar`]), the projections written in the
//! same transaction, and every query. It refuses to know about windows, forms or people's rights:
//! callers (`casos` in this workspace) decide what may be written; this crate makes it durable,
//! signed, chained and findable. The log is the truth; every projection can be dropped and rebuilt
//! ([`Almacen::reproyectar`]).
//!
//! Only this crate names `rusqlite`.

pub mod adjunto;
mod almacen;
mod cerrojo;
pub mod claves;
mod consultas;
mod corte;
mod deshacer;
mod empaquetar;
mod esquema;
mod falla;
mod incorporar;
mod jueces;
pub mod llavero;
mod meta;
mod operacion;
mod preferencias;
mod proyeccion;
mod rama;
mod recuperar;
pub mod respaldo;
mod restaurar;
mod retirar;
mod tipos;
mod transar;
mod tx;
mod unificar;
mod valor;
mod verificar;

pub use crate::almacen::{Almacen, Aperturas, Lector, NuevaBase};
pub use bitacora::{Hash, Opid};
pub use claves::Custodia;
pub use consultas::Consultas;
pub use consultas::conflictos::{Conflicto, ValorEnConflicto};
pub use corte::RaizAlCorte;
pub use empaquetar::{Exportacion, FallaDeEmpaque};
pub use falla::{FallaAlmacen, es_del_aparato};
pub use incorporar::{CaboDeclarado, ESPERA_BYTES, ESPERA_MAXIMA, Incorporado, Procedencia, Registro};
pub use jueces::DispositivoDeConfianza;
pub use proyeccion::derivar::huella_de_originales;
pub use rama::CausaDeRama;
pub use recuperar::{Faltante, Recuperada};
pub use restaurar::{Prevista, Restaurada};
pub use retirar::{ActoDeRetiro, CausaNoRetirable, RetiroLeido};
pub use tipos::*;
pub use tx::Tx;
pub use verificar::{Avance, ClaseDeProblema, Problema, TramoRevisado, Verificacion};
