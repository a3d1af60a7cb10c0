//! Tracks: in which order the parallel stretches of a channel or a corridor go, so that they cross least and none runs
//! over another.
#![allow(clippy::indexing_slicing, reason = "places are made here, within lists made here; thousands of random graphs walk them")]

/// A stretch that runs along a channel (or a corridor) with its two ends, each of which leaves it sideways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tramo {
    /// Arrow it belongs to.
    pub arista: usize,
    /// Which of its stretches.
    pub parte: usize,
    /// Ends along the channel, and whether each leaves it towards the later tracks (right, or down).
    pub extremos: [(i32, bool); 2],
}

impl Tramo {
    pub fn intervalo(&self) -> (i32, i32) {
        let [(a, _), (b, _)] = self.extremos;
        (a.min(b), a.max(b))
    }

    fn dentro(&self, x: i32) -> bool {
        let (a, b) = self.intervalo();
        a < x && x < b
    }

    /// Crossings between the two when `self` has the earlier track.
    pub fn cruces_antes_de(&self, otro: &Tramo) -> u32 {
        let mut n = 0;
        for (x, despues) in self.extremos {
            n += u32::from(despues && otro.dentro(x));
        }
        for (x, despues) in otro.extremos {
            n += u32::from(!despues && self.dentro(x));
        }
        n
    }

    /// What they must cross whatever their order.
    pub fn cruces_forzados(&self, otro: &Tramo) -> u32 {
        self.cruces_antes_de(otro).min(otro.cruces_antes_de(self))
    }

    /// With `self` earlier, its way out runs over the other's way in.
    pub fn encima_de(&self, otro: &Tramo) -> bool {
        self.extremos.iter().any(|(x, d)| *d && otro.extremos.iter().any(|(y, e)| !*e && x == y))
    }

    fn costo_antes_de(&self, otro: &Tramo) -> u32 {
        self.cruces_antes_de(otro) + if self.encima_de(otro) { 10_000 } else { 0 }
    }
}

/// Track of each stretch, how many there are, and the pairs that run over each other because no order avoids it (the
/// place of the one whose way out has to move, and of the other).
pub(super) struct Pistas {
    pub pista: Vec<usize>,
    pub cuantas: usize,
    pub encimados: Vec<(usize, usize)>,
}

/// Orders the stretches of one channel. `margen`: how far apart two must be to share a track.
pub(super) fn ordenar(tramos: &[Tramo], margen: i32) -> Pistas {
    let n = tramos.len();
    let mut orden: Vec<usize> = Vec::with_capacity(n);
    for i in 0..n {
        // Where it costs least among those already placed; the last such place, which keeps the order of the table.
        let mut costo: i64 = orden.iter().map(|j| i64::from(tramos[i].costo_antes_de(&tramos[*j]))).sum();
        let (mut mejor, mut lugar) = (costo, 0);
        for (k, &j) in orden.iter().enumerate() {
            costo += i64::from(tramos[j].costo_antes_de(&tramos[i])) - i64::from(tramos[i].costo_antes_de(&tramos[j]));
            if costo <= mejor {
                (mejor, lugar) = (costo, k + 1);
            }
        }
        orden.insert(lugar, i);
    }
    // Each one once more in its best place, until nothing improves; a few rounds are enough.
    let rondas = if n <= 64 { 6 } else { 1 };
    for _ in 0..rondas {
        let mut mejoro = false;
        for i in 0..n {
            let Some(actual) = orden.iter().position(|j| *j == i) else { continue };
            orden.remove(actual);
            let mut costo: i64 = orden.iter().map(|j| i64::from(tramos[i].costo_antes_de(&tramos[*j]))).sum();
            let (mut mejor, mut lugar, mut ahora) = (costo, 0, costo);
            for (k, &j) in orden.iter().enumerate() {
                costo += i64::from(tramos[j].costo_antes_de(&tramos[i])) - i64::from(tramos[i].costo_antes_de(&tramos[j]));
                if costo < mejor {
                    (mejor, lugar) = (costo, k + 1);
                }
                if k + 1 == actual {
                    ahora = costo;
                }
            }
            let donde = if mejor < ahora { lugar } else { actual };
            mejoro |= mejor < ahora;
            orden.insert(donde, i);
        }
        if !mejoro {
            break;
        }
    }
    let mut pista = vec![0; n];
    let mut cuantas = 0;
    let mut encimados = Vec::new();
    for (k, &i) in orden.iter().enumerate() {
        let (a, b) = tramos[i].intervalo();
        let mut p = 0;
        for &j in &orden[..k] {
            let (c, d) = tramos[j].intervalo();
            if a - margen < d && c - margen < b || a == c || b == d || tramos[i].encima_de(&tramos[j]) {
                p = p.max(pista[j] + 1);
            }
            if tramos[j].encima_de(&tramos[i]) {
                encimados.push((j, i));
            }
        }
        pista[i] = p;
        cuantas = cuantas.max(p + 1);
    }
    Pistas { pista, cuantas, encimados }
}
