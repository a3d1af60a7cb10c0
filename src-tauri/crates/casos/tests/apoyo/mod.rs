//! A session over a folder of its own, with a fixed clock and seeded identities.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![allow(dead_code, unreachable_pub, reason = "each test takes what it needs")]

pub mod rediseno;

use std::path::Path;
use std::sync::Arc;

use almacen::llavero::{LlaveroDelSistema, SinLlavero};
use casos::contexto::{Identificadores, RelojFijo};
use casos::dto::{ComoInstalacion, CrearInstalacion, Hecho, InstalacionDto};
use casos::{OpcionesDeSesion, Sesion};

/// 2026-11-21 12:00 UTC.
pub const AHORA: u64 = 1_795_262_400_000;
pub const DIA: u64 = 86_400_000;

pub fn abrir(carpeta: &Path, ms: u64) -> Sesion {
    abrir_con(carpeta, ms, Arc::new(SinLlavero))
}

pub fn abrir_con(carpeta: &Path, ms: u64, llavero: Arc<dyn LlaveroDelSistema>) -> Sesion {
    Sesion::abrir(OpcionesDeSesion {
        carpeta: carpeta.to_owned(),
        base: None,
        programa: "pruebas".to_owned(),
        reloj: Arc::new(RelojFijo::new(ms)),
        ids: Identificadores::semilla(ms),
        llavero,
    })
}

pub fn crear(sesion: &Sesion, como: ComoInstalacion, institucion: Option<&str>, demo: bool) -> Hecho<InstalacionDto> {
    let pide =
        CrearInstalacion { como, institucion: institucion.map(str::to_owned), demo, persona: "Ana López".to_owned(), trabajo: None };
    sesion.crear_instalacion(pide).unwrap()
}

/// The committee of MARN.
pub fn comite(carpeta: &Path) -> Sesion {
    let sesion = abrir(carpeta, AHORA);
    crear(&sesion, ComoInstalacion::Comite, Some("MARN"), false);
    sesion
}
