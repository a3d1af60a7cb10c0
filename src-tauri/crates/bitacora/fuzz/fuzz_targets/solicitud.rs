//! See `objetivos.rs`.
#![no_main]

#[path = "../../tests/apoyo/hostiles.rs"]
mod hostiles;
#[path = "../objetivos.rs"]
mod objetivos;
#[path = "../../tests/apoyo/paquetes.rs"]
mod paquetes;

libfuzzer_sys::fuzz_target!(|datos: &[u8]| objetivos::solicitud(datos));
