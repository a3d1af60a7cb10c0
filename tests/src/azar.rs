//! Chance with a seed: the same seed draws the same numbers, so a failing trial can be repeated.

/// SplitMix64: small, fast and good enough to choose where to cut.
#[derive(Clone, Debug)]
pub struct Azar(u64);

impl Azar {
    /// Draws from a seed.
    #[must_use]
    pub fn new(semilla: u64) -> Self {
        Azar(semilla)
    }

    /// Draws of one trial, apart from those of the others.
    #[must_use]
    pub fn de_ensayo(semilla: u64, ensayo: u64) -> Self {
        let mut azar = Azar(semilla ^ ensayo.wrapping_mul(0xa076_1d64_78bd_642f));
        azar.siguiente();
        azar
    }

    /// The next 64 bits.
    pub fn siguiente(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limite`; 0 when there is none.
    pub fn menor(&mut self, limite: u64) -> u64 {
        self.siguiente().checked_rem(limite).unwrap_or(0)
    }

    /// One of two.
    pub fn moneda(&mut self) -> bool {
        self.siguiente() & 1 == 1
    }
}

/// True when the long variants were asked for (`DILIGENCIA_LARGO=1`).
#[must_use]
pub fn largo() -> bool {
    std::env::var_os("DILIGENCIA_LARGO").is_some_and(|v| v == "1")
}

/// The seed of this run: `DILIGENCIA_SEMILLA`; otherwise the same each time in the ordinary run, and
/// another one each time in the long one, which looks where nobody looked before. Tests print it.
///
/// # Panics
/// When the variable is no number.
#[must_use]
pub fn semilla() -> u64 {
    match std::env::var("DILIGENCIA_SEMILLA") {
        Ok(texto) => texto.trim().parse().unwrap_or_else(|_| panic!("DILIGENCIA_SEMILLA is no number: {texto}")),
        Err(_) if !largo() => 238_192_039,
        Err(_) => std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(1, |d| u64::from(d.subsec_nanos()) + d.as_secs() * 1_000_003),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_trials_differ() {
        let diez = |mut a: Azar| (0..10).map(|_| a.menor(1000)).collect::<Vec<_>>();
        assert_eq!(diez(Azar::new(7)), diez(Azar::new(7)));
        assert_ne!(diez(Azar::de_ensayo(7, 1)), diez(Azar::de_ensayo(7, 2)));
        assert_eq!(Azar::new(1).menor(0), 0);
    }
}
