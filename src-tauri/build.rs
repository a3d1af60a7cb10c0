//! Gives Tauri the list of commands, so that one not granted in `capabilities/` is refused.
//!
//! The list is `comandos.generados.txt`, written from the table of `casos` by `make tipos`; without
//! it Tauri would let every window call every command.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=comandos.generados.txt");
    if !std::path::Path::new("../ui/dist/index.html").exists() {
        return Err("the page is not built: run `make pagina` first (the window carries it inside)".into());
    }
    let comandos: Vec<&'static str> = std::fs::read_to_string("comandos.generados.txt")?
        .lines()
        .map(|l| &*l.trim().to_owned().leak())
        .filter(|l| !l.is_empty())
        .collect();
    let manifiesto = tauri_build::AppManifest::new().commands(comandos.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifiesto)).map_err(Into::into)
}
