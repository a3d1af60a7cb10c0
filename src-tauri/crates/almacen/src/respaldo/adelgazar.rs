//! Which backups may go: a pure function over what the folder holds.
//!
//! Kept: the last good one of each of 10 days, of 8 weeks and of 12 months (those that have one, the
//! latest first), the last before each migration, the newest good one, and whatever this program did
//! not make or cannot vouch for.

use std::collections::{BTreeMap, BTreeSet};

use super::nombre::{Motivo, dia, fecha};

/// Days whose last backup is kept.
pub const DIAS: usize = 10;
/// Weeks (from Monday) whose last backup is kept.
pub const SEMANAS: usize = 8;
/// Months whose last backup is kept.
pub const MESES: usize = 12;

/// What the policy looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fichada {
    /// When it was made.
    pub ms: u64,
    /// Why.
    pub motivo: Motivo,
    /// Verified when it was made, and its size is still the one of then.
    pub buena: bool,
}

/// Positions of the backups that may be removed at the moment `ahora`.
///
/// Of two of one moment the later in the list counts as the newer. One dated in the future (a clock that was wrong) is never removed and takes nobody's place.
#[must_use]
pub fn sobran(copias: &[Fichada], ahora: u64) -> Vec<usize> {
    let mut orden: Vec<usize> = (0..copias.len()).collect();
    orden.sort_by_key(|i| copias.get(*i).map(|c| (c.ms, *i)));
    let pasadas: Vec<(usize, Fichada)> =
        orden.iter().rev().filter_map(|i| Some((*i, *copias.get(*i)?))).filter(|(_, c)| c.buena && c.ms <= ahora).collect();
    let mut quedan: BTreeSet<usize> = BTreeSet::new();
    // Newest first: the first of each bucket is its last one.
    let mut retener = |cuantos: usize, cubo: &dyn Fn(u64) -> u64| {
        let mut vistos: BTreeMap<u64, usize> = BTreeMap::new();
        for (i, c) in &pasadas {
            let cubo = cubo(c.ms);
            if vistos.len() == cuantos && !vistos.contains_key(&cubo) {
                break;
            }
            vistos.entry(cubo).or_insert(*i);
        }
        quedan.extend(vistos.into_values());
    };
    retener(DIAS, &dia);
    // 1 January 1970 was a Thursday.
    retener(SEMANAS, &|ms| (dia(ms) + 3) / 7);
    retener(MESES, &|ms| {
        let (anio, mes, _) = fecha(dia(ms));
        anio * 12 + mes
    });
    let mut migraciones: BTreeSet<Motivo> = BTreeSet::new();
    for (i, c) in &pasadas {
        if matches!(c.motivo, Motivo::AntesDeMigrar(_)) && migraciones.insert(c.motivo) {
            quedan.insert(*i);
        }
    }
    let mut sobran: Vec<usize> = pasadas.iter().map(|(i, _)| *i).filter(|i| !quedan.contains(i)).collect();
    sobran.sort_unstable();
    sobran
}

#[cfg(test)]
mod tests {
    use super::*;

    const HORA: u64 = 3_600_000;
    const DIA: u64 = 24 * HORA;
    /// 2026-11-24 18:00 in Guatemala, a Tuesday.
    const AHORA: u64 = 1_795_564_800_000;

    fn copia(hace: u64) -> Fichada {
        Fichada { ms: AHORA - hace, motivo: Motivo::Automatico, buena: true }
    }

    fn quedan(copias: &[Fichada]) -> Vec<u64> {
        let fuera = sobran(copias, AHORA);
        let mut horas: Vec<u64> =
            copias.iter().enumerate().filter(|(i, _)| !fuera.contains(i)).map(|(_, c)| (AHORA - c.ms) / HORA).collect();
        horas.sort_unstable();
        horas
    }

    #[test]
    fn of_one_day_the_last_one_stays() {
        assert_eq!(quedan(&[copia(HORA), copia(2 * HORA), copia(9 * HORA)]), [1]);
        assert_eq!(quedan(&[copia(HORA)]), [1], "the newest good one never goes");
        assert_eq!(quedan(&[]), [0; 0]);
    }

    #[test]
    fn a_year_of_four_hourly_copies_leaves_ten_days_eight_weeks_and_twelve_months() {
        let copias: Vec<Fichada> = (0..365 * 6).map(|i| copia(i * 4 * HORA)).collect();
        let dias: BTreeSet<u64> = quedan(&copias).into_iter().map(|h| dia(AHORA - h * HORA)).collect();
        // 24 Nov … 15 Nov are ten days; weeks end on 22, 15, 8, 1 Nov and 25, 18, 11 Oct (and today);
        // months end on 31 Oct, 30 Sep … 31 Dec (and today).
        assert_eq!(quedan(&copias).len(), dias.len(), "never two of a day");
        assert_eq!(dias.len(), 10 + 5 + 11, "{:?}", dias.iter().map(|d| fecha(*d)).collect::<Vec<_>>());
        for (mes, ultimo) in [(10, 31), (9, 30), (8, 31), (7, 31), (6, 30), (5, 31), (4, 30), (3, 31), (2, 28), (1, 31)] {
            assert!(dias.iter().any(|d| fecha(*d) == (2026, mes, ultimo)), "the last of month {mes}");
        }
        assert!(dias.iter().any(|d| fecha(*d) == (2025, 12, 31)));
    }

    #[test]
    fn thinning_again_removes_nothing_more() {
        let copias: Vec<Fichada> = (0..365 * 6).map(|i| copia(i * 4 * HORA)).collect();
        let fuera = sobran(&copias, AHORA);
        let resto: Vec<Fichada> = copias.iter().enumerate().filter(|(i, _)| !fuera.contains(i)).map(|(_, c)| *c).collect();
        assert_eq!(sobran(&resto, AHORA), Vec::<usize>::new());
    }

    #[test]
    fn the_last_before_each_migration_stays_for_ever() {
        let migrar = |de, hace| Fichada { motivo: Motivo::AntesDeMigrar(de), ..copia(hace) };
        let mut copias: Vec<Fichada> = (0..400).map(|i| copia(i * DIA)).collect();
        copias.extend([migrar(1, 1_000 * DIA), migrar(1, 1_001 * DIA), migrar(2, 700 * DIA)]);
        let horas = quedan(&copias);
        assert!(horas.contains(&(1_000 * 24)) && horas.contains(&(700 * 24)));
        assert!(!horas.contains(&(1_001 * 24)), "only the last of each");
    }

    #[test]
    fn what_cannot_be_vouched_for_is_never_removed_and_protects_nobody() {
        let mala = Fichada { buena: false, ..copia(0) };
        let futura = Fichada { ms: AHORA + 300 * DIA, ..copia(0) };
        let copias = [mala, futura, copia(HORA), copia(2 * HORA)];
        assert_eq!(sobran(&copias, AHORA), [3], "the damaged one is not the last of the day, nor is the one of a wrong clock");
    }

    #[test]
    fn whatever_the_folder_holds_the_newest_good_one_stays() {
        let mut semilla = 7u64;
        let mut azar = |n: u64| {
            semilla = semilla.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (semilla >> 33) % n
        };
        for ronda in 0..500 {
            let copias: Vec<Fichada> = (0..azar(60))
                .map(|_| Fichada {
                    buena: azar(4) > 0,
                    motivo: if azar(9) == 0 { Motivo::AntesDeMigrar(2) } else { Motivo::Automatico },
                    ..copia(azar(900 * 24) * HORA)
                })
                .collect();
            let fuera = sobran(&copias, AHORA);
            let nueva = copias.iter().enumerate().filter(|(_, c)| c.buena).max_by_key(|(i, c)| (c.ms, *i));
            assert!(nueva.is_none_or(|(i, _)| !fuera.contains(&i)), "round {ronda}");
            assert!(copias.len() - fuera.len() <= 10 + 8 + 12 + 1 + copias.iter().filter(|c| !c.buena).count(), "round {ronda}");
        }
    }
}
