//! Log files: one a day in `registros/` of the data folder, the last ten kept.
//!
//! They hold codes, counts and incidents. No field content: a panic is logged by its place alone,
//! because its message may quote a value.

use std::path::Path;

use anyhow::Context as _;
use tracing_appender::rolling::{RollingFileAppender, Rotation};

const ARCHIVOS: usize = 10;

/// Starts the log and prunes old files.
pub fn iniciar(datos: &Path) -> anyhow::Result<()> {
    let carpeta = datos.join("registros");
    let archivo = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("diligencia")
        .filename_suffix("log")
        .max_log_files(ARCHIVOS)
        .build(&carpeta)
        .with_context(|| format!("No se pudo escribir el registro en {}.", carpeta.display()))?;
    tracing_subscriber::fmt()
        .with_writer(archivo)
        .with_ansi(false)
        .with_max_level(tracing::Level::INFO)
        .try_init()
        .map_err(|error| anyhow::anyhow!("log: {error}"))?;
    std::panic::set_hook(Box::new(|panico| {
        let donde = panico.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(donde, "panic");
    }));
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "start");
    Ok(())
}
