//! `make bench`: (e) once more, with the allocator of the system, as the window runs. The console and the
//! other benches have their own.

#[path = "comun/importacion.rs"]
mod importacion;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let carpeta = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("banco-importar");
    std::fs::create_dir_all(&carpeta).unwrap();
    let mut bien = true;
    for linea in importacion::importar(&carpeta) {
        println!("{}  [asignador del sistema]", linea.texto);
        bien &= linea.bien;
    }
    let _ = std::fs::remove_dir_all(&carpeta);
    if bien { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
