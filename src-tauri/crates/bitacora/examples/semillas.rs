//! Writes the seeds and the dictionary of the fuzz targets; see `fuzz/README.md`.
//!
//! `cargo run -p bitacora --example semillas` puts them in `fuzz/corpus/` and `fuzz/bitacora.dict`;
//! another folder may be given.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a tool of the tests: it fails by stopping")]

#[path = "../tests/apoyo/hostiles.rs"]
mod hostiles;
#[path = "../tests/apoyo/paquetes.rs"]
mod paquetes;
#[path = "../tests/apoyo/semillas.rs"]
mod semillas;

use std::path::PathBuf;

fn main() {
    let carpeta = std::env::args_os().nth(1).map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz"), PathBuf::from);
    let todas = semillas::semillas();
    for (objetivo, nombre, bytes) in &todas {
        let destino = carpeta.join("corpus").join(objetivo);
        std::fs::create_dir_all(&destino).unwrap();
        std::fs::write(destino.join(nombre), bytes).unwrap();
    }
    std::fs::write(carpeta.join("bitacora.dict"), semillas::diccionario()).unwrap();
    println!("{} seeds in {}", todas.len(), carpeta.join("corpus").display());
}
