//! The order of a flow and its returns: one walk in depth, without recursion, linear in nodes and arrows.

/// A graph by its lists of successors, walked.
pub(super) struct Recorrido {
    /// Nodes in the order of the flow: each before those it leads to, returns apart. Unreached ones at the end.
    pub orden: Vec<usize>,
    /// Arrows (node, place in its list) that go back to a node not yet finished.
    pub regresos: Vec<(usize, usize)>,
    /// Those that are reached.
    pub alcanzados: Vec<bool>,
}

/// Walks from some nodes, in order.
pub(super) fn recorrer(sucesores: &[Vec<usize>], desde: &[usize]) -> Recorrido {
    let n = sucesores.len();
    // 0 not seen, 1 open, 2 finished.
    let mut estado = vec![0u8; n];
    let mut terminados = Vec::with_capacity(n);
    let mut regresos = Vec::new();
    let mut alcanzados = vec![false; n];
    // Starts last to first, and successors last to first: reversed, the first branch comes first.
    let mut bloques: Vec<Vec<usize>> = Vec::new();
    for (vuelta, inicio) in desde.iter().copied().chain(0..n).enumerate() {
        if estado.get(inicio) != Some(&0) {
            continue;
        }
        let de_verdad = vuelta < desde.len();
        let primero = terminados.len();
        let mut pila: Vec<(usize, usize)> = vec![(inicio, sucesores.get(inicio).map_or(0, Vec::len))];
        if let Some(e) = estado.get_mut(inicio) {
            *e = 1;
        }
        while let Some((nodo, quedan)) = pila.last_mut() {
            let nodo = *nodo;
            if *quedan == 0 {
                if let Some(e) = estado.get_mut(nodo) {
                    *e = 2;
                }
                if let Some(a) = alcanzados.get_mut(nodo) {
                    *a = de_verdad;
                }
                terminados.push(nodo);
                pila.pop();
                continue;
            }
            *quedan -= 1;
            let cual = *quedan;
            let Some(siguiente) = sucesores.get(nodo).and_then(|s| s.get(cual)).copied() else { continue };
            match estado.get(siguiente) {
                Some(0) => {
                    if let Some(e) = estado.get_mut(siguiente) {
                        *e = 1;
                    }
                    pila.push((siguiente, sucesores.get(siguiente).map_or(0, Vec::len)));
                }
                Some(1) => regresos.push((nodo, cual)),
                _ => {}
            }
        }
        let mut bloque = terminados.split_off(primero);
        bloque.reverse();
        bloques.push(bloque);
    }
    Recorrido { orden: bloques.into_iter().flatten().collect(), regresos, alcanzados }
}

/// Which strongly connected piece each node is in (Tarjan, without recursion).
pub(super) fn componentes(sucesores: &[Vec<usize>]) -> Vec<usize> {
    const NADA: usize = usize::MAX;
    let n = sucesores.len();
    let (mut numero, mut bajo, mut pieza) = (vec![NADA; n], vec![NADA; n], vec![NADA; n]);
    let (mut cuenta, mut piezas) = (0usize, 0usize);
    let mut abiertos: Vec<usize> = Vec::new();
    let poner = |v: &mut Vec<usize>, i: usize, valor: usize| {
        if let Some(x) = v.get_mut(i) {
            *x = valor;
        }
    };
    let leer = |v: &[usize], i: usize| v.get(i).copied().unwrap_or(NADA);
    for inicio in 0..n {
        if leer(&numero, inicio) != NADA {
            continue;
        }
        let mut pila = vec![(inicio, 0usize)];
        while let Some((nodo, cual)) = pila.pop() {
            if cual == 0 {
                poner(&mut numero, nodo, cuenta);
                poner(&mut bajo, nodo, cuenta);
                cuenta += 1;
                abiertos.push(nodo);
            }
            match sucesores.get(nodo).and_then(|s| s.get(cual)).copied() {
                Some(s) => {
                    pila.push((nodo, cual + 1));
                    if leer(&numero, s) == NADA {
                        pila.push((s, 0));
                    } else if leer(&pieza, s) == NADA {
                        let b = leer(&bajo, nodo).min(leer(&numero, s));
                        poner(&mut bajo, nodo, b);
                    }
                }
                None => {
                    if leer(&bajo, nodo) == leer(&numero, nodo) {
                        while let Some(x) = abiertos.pop() {
                            poner(&mut pieza, x, piezas);
                            if x == nodo {
                                break;
                            }
                        }
                        piezas += 1;
                    }
                    if let Some((padre, _)) = pila.last() {
                        let b = leer(&bajo, *padre).min(leer(&bajo, nodo));
                        let padre = *padre;
                        poner(&mut bajo, padre, b);
                    }
                }
            }
        }
    }
    pieza
}
