//! The fuzz targets over their seeds, over each seed cut and changed, and over what the fuzzer once
//! found (`fuzz/regresiones/<target>/`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/hostiles.rs"]
mod hostiles;
#[path = "../fuzz/objetivos.rs"]
mod objetivos;
#[path = "apoyo/paquetes.rs"]
mod paquetes;
#[path = "apoyo/semillas.rs"]
mod semillas;

use objetivos::OBJETIVOS;
use paquetes::{Azar, abrir_todo, largo};

fn objetivo(nombre: &str) -> objetivos::Objetivo {
    OBJETIVOS.iter().find(|(o, _)| *o == nombre).unwrap().1
}

#[test]
fn the_seeds_are_good_and_so_reach_the_depth_of_each_target() {
    let limites = bitacora::paquete::Limites::default();
    let todas = semillas::semillas();
    for (nombre, _) in OBJETIVOS {
        assert!(todas.iter().any(|(o, _, _)| o == nombre), "{nombre} has no seeds");
    }
    for (objetivo, nombre, bytes) in &todas {
        let bien = match *objetivo {
            "asiento_cbor" => bitacora::Asiento::decodificar(bytes).is_ok(),
            "manifiesto" => bitacora::paquete::Manifiesto::decodificar(bytes, &limites).is_ok(),
            "solicitud" => bitacora::Solicitud::leer(bytes).is_ok(),
            "secuencia" => bitacora::paquete::ParteAbierta::desde_secuencia(bytes[1..].to_vec(), bytes[0].into()).is_ok(),
            _ => bytes[0] < 4 || bitacora::cifrado::es_cifrado(bytes) || abrir_todo(bytes).is_ok(),
        };
        assert!(bien, "{objetivo}/{nombre}");
    }
}

#[test]
fn the_targets_hold_over_seeds_and_their_mutations() {
    let (semilla, por_semilla) = (20_261_126, if largo() { 20_000 } else { 200 });
    let (mut azar, mut n) = (Azar(semilla), 0);
    for (nombre, _, bytes) in semillas::semillas() {
        let probar = objetivo(nombre);
        probar(&bytes);
        for _ in 0..por_semilla {
            let mut mutado = bytes.clone();
            for _ in 0..=azar.menor_que(3) {
                let i = azar.menor_que(mutado.len() as u64) as usize;
                match azar.menor_que(4) {
                    0 => mutado[i] ^= 1 << azar.menor_que(8),
                    1 => mutado[i] = azar.numero() as u8,
                    2 => mutado.truncate(i.max(1)),
                    _ => mutado.insert(i, azar.numero() as u8),
                }
            }
            probar(&mutado);
            n += 1;
        }
    }
    println!("{n} mutations, seed {semilla}: 0 panics");
}

#[test]
fn what_the_fuzzer_once_found_stays_fixed() {
    let raiz = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regresiones");
    let mut n = 0;
    for carpeta in std::fs::read_dir(&raiz).unwrap().flatten().filter(|c| c.path().is_dir()) {
        let probar = objetivo(&carpeta.file_name().to_string_lossy());
        for archivo in std::fs::read_dir(carpeta.path()).unwrap().flatten() {
            probar(&std::fs::read(archivo.path()).unwrap());
            n += 1;
        }
    }
    println!("{n} files of {}", raiz.display());
}

#[test]
#[should_panic(expected = "accepted in another spelling")]
fn a_target_would_notice_a_reader_that_forgives() {
    let cuerpos = paquetes::asientos(2);
    let escrito = bitacora::Asiento::decodificar(&cuerpos[0].0).unwrap().codificar().unwrap();
    objetivos::una_sola_forma(&escrito, &cuerpos[0].0);
    let mut perdonado = cuerpos[0].0.clone();
    perdonado.push(0);
    objetivos::una_sola_forma(&escrito, &perdonado);
}
