//! Order of start: arguments, display, data folder, log, one instance, window.
//!
//! The window is created before the data file is touched, so a large file never delays it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use casos::dto::Nada;
use casos::respaldos::Ocasion;
use casos::sesion::{OpcionesDeSesion, Sesion};
use clap::Parser;
use sha2::{Digest, Sha256};
use tauri::{AppHandle, Manager as _};

use crate::ventana::Inicio;
use crate::{comandos, registro, ventana};

/// What can be said on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "diligencia",
    version,
    about = "Simplificación de trámites administrativos según el Decreto 5-2021.",
    help_template = "{about}\n\nUso: diligencia [--base RUTA]\n\n{options}\n\nSin pantalla, use diligencia-cli: hace lo mismo desde la consola.",
    disable_help_flag = true,
    disable_version_flag = true
)]
struct Argumentos {
    /// Archivo de datos que se abrirá, en lugar del habitual.
    #[arg(long, value_name = "RUTA")]
    base: Option<PathBuf>,
    /// Muestra esta ayuda.
    #[arg(long = "ayuda", alias = "help", short = 'h', action = clap::ArgAction::Help)]
    ayuda: Option<bool>,
    /// Muestra la versión.
    #[arg(long = "version", short = 'V', action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// Runs the program to its end.
pub fn iniciar() -> ExitCode {
    let inicio = Inicio::ahora();
    let argumentos = match Argumentos::try_parse() {
        Ok(argumentos) => argumentos,
        Err(error) if !error.use_stderr() => {
            print!("{error}");
            return ExitCode::SUCCESS;
        }
        Err(_) => {
            eprintln!("No se reconoció lo que escribió después de «diligencia». Use: diligencia [--base RUTA]");
            return ExitCode::from(2);
        }
    };
    if !hay_pantalla() {
        eprintln!("{SIN_PANTALLA}");
        return ExitCode::FAILURE;
    }
    match abrir(argumentos, inicio) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("start failed: {error:#}");
            eprintln!("No se pudo abrir Diligencia y no se cambió nada. {error:#}");
            ExitCode::FAILURE
        }
    }
}

const SIN_PANTALLA: &str = "\
No hay una pantalla en la que abrir la ventana de Diligencia. No se cambió nada.
Si está en una sesión remota o en un servidor, puede:
  · usar la consola, que hace lo mismo sin ventana:   diligencia-cli --help
  · abrir la ventana en una pantalla virtual:         xvfb-run -a diligencia";

/// Asks for the display before Tauri does, which would end in a panic.
#[cfg(target_os = "linux")]
fn hay_pantalla() -> bool {
    gtk::init().is_ok()
}

/// Only Linux starts programs without a display.
#[cfg(not(target_os = "linux"))]
fn hay_pantalla() -> bool {
    true
}

fn abrir(argumentos: Argumentos, inicio: Inicio) -> anyhow::Result<()> {
    let datos = casos::sesion::carpeta_de_datos();
    std::fs::create_dir_all(&datos).with_context(|| format!("No se pudo crear la carpeta de datos {}.", datos.display()))?;
    registro::iniciar(&datos)?;
    let base = argumentos.base;
    // First of all plugins: a second start must end here, before it touches anything.
    let mut unica = tauri_plugin_single_instance::Builder::new().callback(|app: &AppHandle, _, _| ventana::traer_al_frente(app));
    if let Some(nombre) = nombre_de_instancia(&datos, base.as_deref()) {
        unica = unica.dbus_id(nombre);
    }
    let sesion = Arc::new(Sesion::abrir(OpcionesDeSesion::new(datos.clone(), base, "la ventana de Diligencia")));
    let app = tauri::Builder::default()
        .plugin(unica.build())
        .plugin(tauri_plugin_dialog::init())
        .manage(inicio)
        .manage(sesion)
        .invoke_handler(comandos::todos())
        .setup(move |app| {
            ventana::crear(app.handle(), &datos)?;
            let sesion = Arc::clone(&app.state::<Arc<Sesion>>());
            // While the page loads, the file is opened for reading and its first pages are fetched;
            // the page asks for the same a moment later, and an error is its to show.
            std::thread::spawn(move || {
                let _ = sesion.hay_base().then(|| sesion.estado_inicial(Nada {}));
                cuidar_de_vez_en_cuando(&sesion);
            });
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, suceso| {
        if let tauri::RunEvent::Exit = suceso {
            let sesion = app.state::<Arc<Sesion>>();
            anotar_copia(sesion.respaldar_si_toca(Ocasion::Cierre));
            if let Err(falla) = sesion.cerrar() {
                tracing::error!("the data file did not close well: {falla}");
            }
        }
    });
    Ok(())
}

/// How often the calendar of backups is looked at; looking costs one row.
const ENTRE_MIRADAS: Duration = Duration::from_secs(15 * 60);

/// What waits before the first look at the log: the start is over and the person is reading.
const ANTES_DE_REVISAR: Duration = Duration::from_secs(60);

/// Backups by the calendar and a part of the log a day, for as long as the program runs. The first look
/// waits, so that starting is not slower.
fn cuidar_de_vez_en_cuando(sesion: &Sesion) {
    std::thread::sleep(ANTES_DE_REVISAR);
    loop {
        if sesion.hay_base() {
            revisar_tramo(sesion);
        }
        std::thread::sleep(ENTRE_MIRADAS);
        anotar_copia(sesion.respaldar_si_toca(Ocasion::Periodica));
    }
}

/// What is found is told on the first screen and in Ajustes.
fn revisar_tramo(sesion: &Sesion) {
    match sesion.revisar_tramo_si_toca() {
        Ok(Some(visto)) if visto.problemas.is_empty() => tracing::info!(entries = visto.asientos, "part of the log checked"),
        Ok(Some(visto)) => tracing::error!(entries = visto.asientos, bad = visto.problemas.len(), "part of the log is damaged"),
        Ok(None) => {}
        Err(falla) => tracing::warn!("the part of the log of today was not checked: {falla}"),
    }
}

/// A copy that could not be made is told in Ajustes, by its absence; the log says why.
fn anotar_copia<T>(hecha: Result<Option<T>, casos::falla::Falla>) {
    match hecha {
        Ok(Some(_)) => tracing::info!("backup made and verified"),
        Ok(None) => {}
        Err(falla) => tracing::error!("no backup was made: {falla}"),
    }
}

/// Names another data folder, for tests and for keeping two of them apart.
const VARIABLE_DE_DATOS: &str = "DILIGENCIA_DATOS";

/// Name that tells apart two windows over two data files; none for the usual file.
///
/// It is a name on the session bus: letters and digits only, so the paths enter as a digest.
fn nombre_de_instancia(datos: &Path, base: Option<&Path>) -> Option<String> {
    if base.is_none() && std::env::var_os(VARIABLE_DE_DATOS).is_none() {
        return None;
    }
    let ruta = base.unwrap_or(datos);
    let ruta = std::path::absolute(ruta).unwrap_or_else(|_| ruta.to_owned());
    let huella = Sha256::digest(ruta.as_os_str().as_encoded_bytes());
    let huella: String = huella.iter().take(8).map(|b| format!("{b:02x}")).collect();
    Some(format!("gt.diligencia.escritorio.d{huella}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_data_files_are_two_instances_and_one_file_is_one() {
        let datos = Path::new("datos");
        let a = nombre_de_instancia(datos, Some(Path::new("a.diligencia"))).unwrap();
        let b = nombre_de_instancia(datos, Some(Path::new("b.diligencia"))).unwrap();
        let a_absoluta = nombre_de_instancia(datos, Some(&std::path::absolute("a.diligencia").unwrap())).unwrap();
        assert_ne!(a, b);
        assert_eq!(a, a_absoluta, "the same file by another way of writing it");
        assert!(a.chars().all(|c| c.is_ascii_alphanumeric() || c == '.'), "a name of the session bus: {a}");
    }

    #[test]
    fn the_arguments_are_the_declared_ones() {
        use clap::CommandFactory as _;
        Argumentos::command().debug_assert();
        assert!(Argumentos::try_parse_from(["diligencia", "--base", "x"]).is_ok());
        assert!(Argumentos::try_parse_from(["diligencia", "x"]).is_err());
    }
}
