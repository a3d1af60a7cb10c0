//! Writes the sample report, to look at it: `cargo run -p informes --example muestra -- informe.pdf [trámites]`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a tool for developers, over fixed data")]

#[path = "../tests/apoyo/muestra.rs"]
mod muestra;

use std::sync::atomic::AtomicBool;

fn main() {
    let mut argumentos = std::env::args().skip(1);
    let destino = argumentos.next().unwrap_or_else(|| "informe.pdf".to_owned());
    let n = argumentos.next().map_or(104, |n| n.parse().unwrap());
    let inicio = std::time::Instant::now();
    let documento = informes::avance::componer(&muestra::cifras(n), &[]);
    let pdf = informes::exportar_pdf(&documento, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    println!("{} páginas, {} bytes, {} ms", pdf.paginas, pdf.bytes.len(), inicio.elapsed().as_millis());
    std::fs::write(destino, pdf.bytes).unwrap();
}
