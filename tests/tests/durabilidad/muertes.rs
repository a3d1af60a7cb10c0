//! kill -9 at random moments: 200 in the ordinary run with those of `interrupciones`, 5,000 in the long one.

use std::time::{Duration, Instant};

use pruebas::azar::{Azar, largo, semilla};

use crate::hijo::{Lugar, Papel};
use crate::revision::revisar;

/// Rounds over one folder before another is begun: files stay small and checks fast.
const POR_CARPETA: u64 = 8;

fn matar(papel: Papel, ordinarias: u64, largas: u64) {
    let (semilla, muertes) = (semilla(), if largo() { largas } else { ordinarias });
    let mut azar = Azar::new(semilla);
    let (inicio, mut lugar, mut confirmados) = (Instant::now(), Lugar::para(papel), 0);
    for ronda in 0..muertes {
        if ronda % POR_CARPETA == 0 {
            lugar = Lugar::para(papel);
        }
        let pausa = Duration::from_micros(3_000 + azar.menor(57_000));
        let dicho = lugar.matar_tras(papel, pausa);
        confirmados += dicho.hecho.unwrap_or_default();
        if let Err(falta) = revisar(papel, &lugar.datos(), &dicho) {
            panic!("{papel:?}, seed {semilla}, round {ronda}, killed {pausa:?} after the first: {falta:?} of {dicho:?}");
        }
    }
    assert!(confirmados > muertes, "the rounds did some work: {confirmados}");
    println!("{papel:?}: {muertes} kills, 0 lost, 0 corrupt, 0 torn; seed {semilla}; {:?}", inicio.elapsed());
}

#[test]
fn kill_9_between_saves_keeps_every_acknowledged_one() {
    matar(Papel::Guardar, 80, 2_000);
}

#[test]
fn kill_9_between_imports_keeps_whole_ones() {
    matar(Papel::Importar, 51, 1_400);
}

#[test]
fn kill_9_during_migrations_leaves_the_old_file_or_the_new_one() {
    matar(Papel::Migrar, 35, 1_000);
}

#[test]
fn kill_9_during_backups_leaves_verified_copies_or_none() {
    matar(Papel::Respaldar, 25, 600);
}
