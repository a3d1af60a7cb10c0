//! `diligencia-cli`: the same verbs as the window, without a desktop (`consola.md` is its contract).
//!
//! `main` reads the command line, runs one verb and turns an error into an exit code: 0 done,
//! 2 bad input, 3 damaged or newer file, 4 done but something needs a person, 1 anything else.
//! With `--json`, stdout holds exactly one JSON object; on failure stderr holds the error.

mod argumentos;
#[cfg(feature = "servidor_pruebas")]
mod http;
mod intercambio;
mod ordenes;
#[cfg(feature = "servidor_pruebas")]
mod servidor;

use std::io::{Read, Write};
use std::process::ExitCode;

use argumentos::Argumentos;
use casos::falla::Falla;
use casos::{OpcionesDeSesion, Sesion, carpeta_de_datos};
use clap::Parser;
use clap::error::{ContextKind, ErrorKind};

#[global_allocator]
static ASIGNADOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    if let Some(codigo) = casos::proceso_hijo::atender() {
        return codigo;
    }
    let argumentos = match Argumentos::try_parse() {
        Ok(argumentos) => argumentos,
        Err(error) if !error.use_stderr() => {
            print!("{error}");
            return ExitCode::SUCCESS;
        }
        Err(error) => return fallar(&Falla::campo("orden", no_se_entiende(&error)), std::env::args().any(|a| a == "--json")),
    };
    // It opens no data file, and its contract is JSON with or without `--json`.
    if let argumentos::Orden::Calcular { metodo } = &argumentos.orden {
        return calcular(metodo);
    }
    let sesion = Sesion::abrir(OpcionesDeSesion::new(carpeta_de_datos(), argumentos.base.clone(), "diligencia-cli"));
    let sesion = std::sync::Arc::new(sesion);
    let para_detener = std::sync::Arc::clone(&sesion);
    // Ctrl-C asks the running job to stop at its next item, so that it leaves nothing half done; a
    // verb without a job ends at once. Failing to install it only loses the courtesy.
    let _ = ctrlc::set_handler(move || {
        if !para_detener.cancelar_todo() {
            std::process::exit(130);
        }
    });
    #[cfg(feature = "servidor_pruebas")]
    if let argumentos::Orden::Servir { puerto, direccion, ui, .. } = &argumentos.orden {
        return servir(sesion, &argumentos, *puerto, direccion, ui.clone());
    }
    let resultado = ordenes::cumplir(&sesion, &argumentos);
    let cierre = sesion.cerrar();
    match resultado.and_then(|r| cierre.map(|()| r)) {
        Ok(hecho) => {
            // A reader that went away (`| head`) is not a failure of what was done.
            let salida = if argumentos.json { format!("{}\n", hecho.json) } else { hecho.texto };
            let _ = std::io::stdout().lock().write_all(salida.as_bytes());
            ExitCode::from(if hecho.danado {
                3
            } else if hecho.espera_a_alguien {
                4
            } else {
                0
            })
        }
        Err(falla) => fallar(&falla, argumentos.json),
    }
}

fn calcular(metodo: &str) -> ExitCode {
    let mut json = Vec::new();
    let limite = casos::calcular::LIMITE as u64 + 1;
    if std::io::stdin().lock().take(limite).read_to_end(&mut json).is_err() {
        json.clear();
    }
    match casos::calcular::calcular(metodo, &json) {
        Ok(valor) => {
            let _ = writeln!(std::io::stdout().lock(), "{valor}");
            ExitCode::SUCCESS
        }
        Err(falla) => fallar(&falla, true),
    }
}

/// What is wrong with the command line, in the words of this program and not of its parser.
fn no_se_entiende(error: &clap::Error) -> String {
    let de = |clave| error.get(clave).map(ToString::to_string);
    let que = match (de(ContextKind::InvalidSubcommand), de(ContextKind::InvalidArg), de(ContextKind::InvalidValue)) {
        (Some(orden), _, _) => format!("No existe la orden «{orden}»."),
        (None, Some(dato), Some(valor)) if !valor.is_empty() => format!("El valor «{valor}» no sirve para {dato}."),
        (None, Some(dato), _) if error.kind() == ErrorKind::MissingRequiredArgument => format!("Falta un dato: {dato}."),
        (None, Some(dato), _) => format!("No se reconoció «{dato}»."),
        (None, None, _) => "Falta la orden.".to_owned(),
    };
    format!("{que} No se cambió nada. Vea las órdenes y sus datos con: diligencia-cli --help")
}

fn fallar(falla: &Falla, json: bool) -> ExitCode {
    let dto = falla.a_dto();
    if json {
        let cuerpo = serde_json::json!({ "codigo": dto.codigo, "mensaje": dto.mensaje, "campos": dto.campos, "incidente": dto.incidente });
        eprintln!("{cuerpo}");
    } else {
        eprintln!("{}", dto.mensaje);
        for c in dto.campos.iter().filter(|c| c.mensaje != dto.mensaje) {
            eprintln!("  {}: {}", c.campo, c.mensaje);
        }
    }
    ExitCode::from(u8::try_from(dto.codigo.salida()).unwrap_or(1))
}

#[cfg(feature = "servidor_pruebas")]
fn servir(
    sesion: std::sync::Arc<Sesion>,
    argumentos: &Argumentos,
    puerto: u16,
    direccion: &str,
    ui: Option<std::path::PathBuf>,
) -> ExitCode {
    if !matches!(direccion, "127.0.0.1" | "localhost") {
        return fallar(&Falla::Permiso { motivo: "El anfitrión de pruebas solo atiende en 127.0.0.1.".to_owned() }, argumentos.json);
    }
    let carpeta = std::env::temp_dir().join(format!("diligencia-pruebas-{}", std::process::id()));
    match servidor::servir(sesion, puerto, ui, carpeta) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::from(1)
        }
    }
}
