//! Exhaustive small model of one cell: 3 devices × 4 writes, every interleaving of writing, three ways
//! of knowing each other, and several orders of delivery.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use bitacora::fusion::{Celda, conflicto, mostrado};
use bitacora::{Cabeza, Hash, Opid, Valor};

const EQUIPOS: usize = 3;
const ESCRITURAS: usize = 4;

/// What a device knows when it writes.
#[derive(Clone, Copy, Debug)]
enum Sabe {
    /// Only its own writes: weeks without meeting.
    LoSuyo,
    /// Everything written before.
    Todo,
    /// Everything, every second write; in between, its own.
    AVeces,
}

fn escritura(equipo: usize, n: usize, cuando: usize) -> Cabeza {
    let letra = u8::try_from(equipo * ESCRITURAS + n).unwrap();
    let opid = Opid { asiento: Hash([letra; 32]), indice: 0 };
    // Two devices may write the same value.
    let valor = Valor::Entero(i64::try_from((equipo + n) % 5).unwrap());
    Cabeza { opid, hlc: u64::try_from(cuando).unwrap(), disp: [u8::try_from(equipo).unwrap(); 16], valor }
}

fn historia(orden: &[usize], sabe: Sabe) -> Vec<(Cabeza, Vec<Opid>)> {
    let mut hechas: Vec<(Cabeza, Vec<Opid>)> = Vec::new();
    let mut propias: Vec<Celda> = vec![Celda::default(); EQUIPOS];
    let mut todas = Celda::default();
    let mut cuantas = [0; EQUIPOS];
    for (cuando, equipo) in orden.iter().enumerate() {
        let n = cuantas[*equipo];
        cuantas[*equipo] += 1;
        let cabeza = escritura(*equipo, n, cuando);
        let ve_todo = match sabe {
            Sabe::LoSuyo => false,
            Sabe::Todo => true,
            Sabe::AVeces => n % 2 == 1,
        };
        if ve_todo {
            propias[*equipo] = todas.clone();
        }
        let mut padres: Vec<Opid> = propias[*equipo].cabezas().iter().map(|c| c.opid).collect();
        padres.sort_unstable();
        propias[*equipo].admitir(cabeza.clone(), &padres);
        todas.admitir(cabeza.clone(), &padres);
        hechas.push((cabeza, padres));
    }
    hechas
}

fn entregar<'a>(hechas: impl Iterator<Item = &'a (Cabeza, Vec<Opid>)>) -> Celda {
    let mut celda = Celda::default();
    hechas.for_each(|(cabeza, padres)| celda.admitir(cabeza.clone(), padres));
    celda
}

fn cada_intercalado(quedan: [usize; EQUIPOS], orden: &mut Vec<usize>, f: &mut impl FnMut(&[usize])) {
    if quedan == [0; EQUIPOS] {
        f(orden);
        return;
    }
    for equipo in 0..EQUIPOS {
        if quedan[equipo] > 0 {
            let mut resto = quedan;
            resto[equipo] -= 1;
            orden.push(equipo);
            cada_intercalado(resto, orden, f);
            orden.pop();
        }
    }
}

#[test]
fn every_interleaving_of_three_devices_loses_no_write_and_has_one_meaning() {
    let mut intercalados = 0;
    let mut conflictos = 0;
    cada_intercalado([ESCRITURAS; EQUIPOS], &mut Vec::new(), &mut |orden| {
        intercalados += 1;
        for sabe in [Sabe::LoSuyo, Sabe::Todo, Sabe::AVeces] {
            let hechas = historia(orden, sabe);
            let derecho = entregar(hechas.iter());
            let al_reves = entregar(hechas.iter().rev());
            let por_equipo = entregar((0..EQUIPOS).rev().flat_map(|e| hechas.iter().filter(move |(c, _)| usize::from(c.disp[0]) == e)));
            let dos_veces = entregar(hechas.iter().chain(hechas.iter().rev()));
            for otra in [al_reves, por_equipo, dos_veces] {
                assert_eq!(otra.cabezas(), derecho.cabezas(), "{orden:?} {sabe:?}");
            }
            let cabezas = derecho.cabezas();
            for (cabeza, _) in &hechas {
                let es_cabeza = cabezas.iter().any(|c| c.opid == cabeza.opid);
                let nombrada = hechas.iter().any(|(_, padres)| padres.contains(&cabeza.opid));
                assert!(es_cabeza != nombrada, "a write is a head or somebody replaced it: {orden:?} {sabe:?}");
            }
            let distintos = cabezas.iter().any(|a| cabezas.iter().any(|b| a.valor != b.valor));
            assert_eq!(conflicto(&cabezas), distintos);
            conflictos += usize::from(distintos);
            let mayor = cabezas.iter().max_by_key(|c| (c.hlc, c.disp, c.opid)).unwrap();
            assert_eq!(mostrado(&cabezas).unwrap().opid, mayor.opid);
        }
    });
    // 12! / (4!)³
    assert_eq!(intercalados, 34_650);
    assert!(conflictos > 10_000, "the model has conflicts to decide: {conflictos}");
}
