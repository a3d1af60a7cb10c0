//! Rows: how the nodes of a lane that share a column are stacked.
//!
//! Sweeps forwards and backwards put each node near the middle of its neighbours. Every sweep is a proposal; the router
//! says which of them crosses least.
#![allow(clippy::indexing_slicing, reason = "places are made here, within lists made here; thousands of random graphs walk them")]

use super::super::grafo::Grafo;

/// Where each node goes.
#[derive(Clone, Debug)]
pub(super) struct Rejilla {
    /// Column of each node.
    pub col: Vec<usize>,
    /// Row of each node.
    pub fila: Vec<usize>,
    /// First row of each lane, and at the end how many rows there are.
    pub primera: Vec<usize>,
    /// How many columns there are.
    pub columnas: usize,
}

impl Rejilla {
    pub fn filas(&self) -> usize {
        self.primera.last().copied().unwrap_or(0)
    }
}

/// Proposals, from the first stacking on.
pub(super) fn proponer(grafo: &Grafo, col: Vec<usize>, atras: &[bool], pasadas: usize) -> Vec<Rejilla> {
    let columnas = col.iter().max().map_or(0, |c| c + 1);
    let carriles = grafo.carriles().len();
    let mut celdas: Vec<Vec<Vec<usize>>> = vec![vec![Vec::new(); carriles]; columnas];
    for (i, n) in grafo.nodos().iter().enumerate() {
        celdas[col[i]][n.carril].push(i);
    }
    let mut primera = vec![0];
    for c in 0..carriles {
        let alto = celdas.iter().map(|x| x[c].len()).max().unwrap_or(0).max(1);
        primera.push(primera[c] + alto);
    }
    let mut fila = vec![0; col.len()];
    for por_carril in &celdas {
        for (c, pila) in por_carril.iter().enumerate() {
            let libre = (primera[c + 1] - primera[c] - pila.len()) / 2;
            for (k, i) in pila.iter().enumerate() {
                fila[*i] = primera[c] + libre + k;
            }
        }
    }
    let n = col.len();
    let (mut antes, mut despues) = (vec![Vec::new(); n], vec![Vec::new(); n]);
    for (e, a) in grafo.aristas().iter().enumerate() {
        if !atras[e] {
            antes[a.a].push(a.de);
            despues[a.de].push(a.a);
        }
    }
    let mut salida = vec![Rejilla { col: col.clone(), fila: fila.clone(), primera: primera.clone(), columnas }];
    for pasada in 0..pasadas {
        let adelante = pasada % 2 == 0;
        let vecinos = |i: usize| if adelante { &antes[i] } else { &despues[i] };
        for k in 0..columnas {
            let x = if adelante { k } else { columnas - 1 - k };
            for c in 0..carriles {
                acomodar(&mut celdas[x][c], &mut fila, (primera[c], primera[c + 1]), &vecinos);
            }
        }
        salida.push(Rejilla { col: col.clone(), fila: fila.clone(), primera: primera.clone(), columnas });
    }
    salida
}

/// Stacks the nodes of one lane and column, each as near as possible to the middle of its neighbours.
fn acomodar<'v>(pila: &mut [usize], fila: &mut [usize], (desde, hasta): (usize, usize), vecinos: &impl Fn(usize) -> &'v Vec<usize>) {
    // In quarters of a row, so that halves are whole numbers.
    let deseo: Vec<i64> = pila
        .iter()
        .map(|&i| {
            let v = vecinos(i);
            let suma: usize = v.iter().map(|j| fila[*j] * 4).sum();
            i64::try_from(if v.is_empty() { fila[i] * 4 } else { suma / v.len() }).unwrap_or(i64::MAX)
        })
        .collect();
    let mut orden: Vec<usize> = (0..pila.len()).collect();
    orden.sort_by_key(|k| (deseo[*k], fila[pila[*k]], pila[*k]));
    let (n, lugares) = (pila.len(), hasta - desde);
    if n == 0 {
        return;
    }
    let nuevos: Vec<usize> = orden.iter().map(|k| pila[*k]).collect();
    if n == lugares {
        for (k, i) in nuevos.iter().enumerate() {
            fila[*i] = desde + k;
        }
    } else {
        // Least distance with the order kept: best[k][r], the first k nodes within the first r rows.
        let lejos = |k: usize, r: usize| (i64::try_from((desde + r) * 4).unwrap_or(i64::MAX) - deseo[orden[k]]).abs();
        let mut mejor = vec![vec![i64::MAX / 4; lugares + 1]; n + 1];
        mejor[0].iter_mut().for_each(|x| *x = 0);
        for k in 1..=n {
            for r in k..=lugares {
                mejor[k][r] = mejor[k][r - 1].min(mejor[k - 1][r - 1] + lejos(k - 1, r - 1));
            }
        }
        let mut r = lugares;
        for k in (1..=n).rev() {
            while r > k && mejor[k][r] == mejor[k][r - 1] {
                r -= 1;
            }
            r -= 1;
            fila[nuevos[k - 1]] = desde + r;
        }
    }
    pila.copy_from_slice(&nuevos);
}
