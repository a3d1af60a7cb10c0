//! Columns: the longest way from the start, arrows that go back left out.
#![allow(clippy::indexing_slicing, reason = "places are made here, within lists made here; thousands of random graphs walk them")]

use super::super::grafo::Grafo;

/// Which arrows do not count for the columns: those that say that they go back, loops, and in a graph that does not say
/// so, those that close a cycle when it is walked in the order of the table.
pub(super) fn hacia_atras(grafo: &Grafo) -> Vec<bool> {
    let n = grafo.nodos().len();
    let mut atras: Vec<bool> = grafo.aristas().iter().map(|a| a.regreso || a.de == a.a).collect();
    let mut salidas: Vec<Vec<usize>> = vec![Vec::new(); n];
    for (e, a) in grafo.aristas().iter().enumerate() {
        if !atras[e] {
            salidas[a.de].push(e);
        }
    }
    let mut con_entrada = vec![false; n];
    for (e, a) in grafo.aristas().iter().enumerate() {
        con_entrada[a.a] |= !atras[e];
    }
    // 0 unseen, 1 open, 2 closed.
    let mut visto = vec![0_u8; n];
    let raices = (0..n).filter(|i| !con_entrada[*i]).chain(0..n);
    for raiz in raices {
        if visto[raiz] != 0 {
            continue;
        }
        visto[raiz] = 1;
        let mut pila = vec![(raiz, 0_usize)];
        while let Some((nodo, k)) = pila.pop() {
            let Some(&e) = salidas[nodo].get(k) else {
                visto[nodo] = 2;
                continue;
            };
            pila.push((nodo, k + 1));
            let a = grafo.aristas()[e].a;
            match visto[a] {
                0 => {
                    visto[a] = 1;
                    pila.push((a, 0));
                }
                1 => atras[e] = true,
                _ => {}
            }
        }
    }
    atras
}

/// The column of each node.
pub(super) fn columnas(grafo: &Grafo, atras: &[bool]) -> Vec<usize> {
    let n = grafo.nodos().len();
    let mut salidas: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut entradas = vec![0_usize; n];
    for (e, a) in grafo.aristas().iter().enumerate() {
        if !atras[e] {
            salidas[a.de].push(a.a);
            entradas[a.a] += 1;
        }
    }
    let mut col = vec![0_usize; n];
    let mut orden = Vec::with_capacity(n);
    let mut faltan = entradas.clone();
    let mut cola: std::collections::VecDeque<usize> = (0..n).filter(|i| entradas[*i] == 0).collect();
    while let Some(i) = cola.pop_front() {
        orden.push(i);
        for &j in &salidas[i] {
            col[j] = col[j].max(col[i] + 1);
            faltan[j] -= 1;
            if faltan[j] == 0 {
                cola.push_back(j);
            }
        }
    }
    // What nothing reaches stands just before what it leads to.
    for &i in orden.iter().rev() {
        if entradas[i] == 0
            && let Some(primera) = salidas[i].iter().map(|j| col[*j]).min()
        {
            col[i] = primera.saturating_sub(1);
        }
    }
    // Nodes without any arrow one after the other, not one upon the other.
    let mut sueltos = vec![0_usize; grafo.carriles().len()];
    let ancho = col.iter().max().map_or(0, |c| c + 1).max(8);
    for i in 0..n {
        if entradas[i] == 0 && salidas[i].is_empty() {
            let lugar = &mut sueltos[grafo.nodos()[i].carril];
            col[i] = *lugar % ancho;
            *lugar += 1;
        }
    }
    let base = col.iter().min().copied().unwrap_or(0);
    col.iter_mut().for_each(|c| *c -= base);
    col
}
