//! Writes every part and every chart, to look at them: `cargo run -p informes --example galeria -- salida.pdf`.
#![allow(clippy::unwrap_used, reason = "a tool for developers, over fixed data")]

#[path = "../tests/apoyo/galeria.rs"]
mod galeria;
#[path = "../tests/apoyo/geometria.rs"]
mod geometria;

use std::sync::atomic::AtomicBool;

fn main() {
    let destino = std::env::args().nth(1).unwrap_or_else(|| "galeria.pdf".to_owned());
    let con_portada = std::env::args().nth(2).is_none();
    let mut documento = geometria::documento(galeria::bloques(con_portada));
    documento.marco.membrete = Some(galeria::membrete());
    documento.marco.qr = Some("Diligencia · informe consolidado · 3f9a12bc77de0142".to_owned());
    geometria::revisar(&informes::previsualizar(&documento).unwrap());
    let pdf = informes::exportar_pdf(&documento, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    println!("{} páginas, {} bytes", pdf.paginas, pdf.bytes.len());
    std::fs::write(destino, pdf.bytes).unwrap();
}
