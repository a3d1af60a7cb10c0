//! What a drawing must be, and how many times its arrows cross: for tests and for measuring.

use super::super::grafo::Grafo;
use super::figura::Figura;
use super::{Caja, Punto, Trazado};

/// How many times stretches of different arrows cross. Ends that touch do not count as crossing.
#[must_use]
pub fn cruces<'p>(lineas: impl IntoIterator<Item = &'p [Punto]>) -> usize {
    let (mut hs, mut vs) = (Vec::new(), Vec::new());
    for (e, puntos) in lineas.into_iter().enumerate() {
        for par in puntos.windows(2) {
            let [a, b] = par else { continue };
            if a.y == b.y {
                hs.push((a.y, a.x.min(b.x), a.x.max(b.x), e));
            } else {
                vs.push((a.x, a.y.min(b.y), a.y.max(b.y), e));
            }
        }
    }
    hs.iter().map(|(y, x1, x2, e)| vs.iter().filter(|(x, y1, y2, f)| e != f && x1 < x && x < x2 && y1 < y && y < y2).count()).sum()
}

/// Crossings of a drawing.
#[must_use]
pub fn cruces_de(trazado: &Trazado) -> usize {
    cruces(trazado.trazos.iter().map(|t| t.puntos.as_slice()))
}

fn se_tocan(a: Caja, b: Caja) -> bool {
    a.x < b.x + b.ancho && b.x < a.x + a.ancho && a.y < b.y + b.alto && b.y < a.y + a.alto
}

fn dentro(a: Caja, b: Caja) -> bool {
    a.x >= b.x && a.y >= b.y && a.x + a.ancho <= b.x + b.ancho && a.y + a.alto <= b.y + b.alto
}

/// Whether a stretch passes through the inside of a shape.
fn atraviesa(a: Punto, b: Punto, caja: Caja, figura: Figura) -> bool {
    let (x1, x2, y1, y2) = (a.x.min(b.x), a.x.max(b.x), a.y.min(b.y), a.y.max(b.y));
    let (cx, cy) = (caja.x + caja.ancho / 2, caja.y + caja.alto / 2);
    let alto = caja.alto / 2;
    if a.y == b.y {
        let d = a.y - cy;
        let medio = figura.medio_ancho(caja, d);
        d.abs() < alto && medio > 0 && x1 < cx + medio && x2 > cx - medio
    } else {
        // Gateways and events are as wide as tall: the same rule turned.
        let d = a.x - cx;
        let medio = if figura == Figura::Caja { alto } else { figura.medio_ancho(caja, d) };
        d.abs() < caja.ancho / 2 && medio > 0 && y1 < cy + medio && y2 > cy - medio
    }
}

/// Everything that is wrong with a drawing, in sentences; nothing when it is right.
#[must_use]
pub fn defectos(grafo: &Grafo, t: &Trazado) -> Vec<String> {
    let mut mal = Vec::new();
    let n = grafo.nodos().len();
    if t.nodos.len() != n || t.rotulos.len() != n || t.documentos.len() != n || t.trazos.len() != grafo.aristas().len() {
        mal.push("the lists do not follow the graph".to_owned());
        return mal;
    }
    let hoja = Caja { x: 0, y: 0, ancho: t.ancho, alto: t.alto };
    let figura = |i: usize| grafo.nodos().get(i).map_or(Figura::Caja, |n| Figura::de(n.clase));
    let encabezados = t.carriles.iter().map(|c| Caja { ancho: t.encabezado, ..c.caja });
    let nodos = t.nodos.iter().enumerate().map(|(i, r)| (format!("node {i}"), r.caja, figura(i)));
    let textos = t.rotulos.iter().enumerate().filter_map(|(i, r)| Some((format!("text of node {i}"), r.as_ref()?.caja, Figura::Caja)));
    let documentos = t
        .documentos
        .iter()
        .enumerate()
        .flat_map(|(i, d)| d.iter().flatten().map(move |r| (format!("document of node {i}"), r.caja, Figura::Caja)));
    let flechas =
        t.trazos.iter().enumerate().filter_map(|(i, r)| Some((format!("text of arrow {i}"), r.rotulo.as_ref()?.caja, Figura::Caja)));
    let cosas: Vec<(String, Caja, Figura)> = encabezados
        .enumerate()
        .map(|(i, c)| (format!("heading {i}"), c, Figura::Caja))
        .chain(nodos)
        .chain(textos)
        .chain(documentos)
        .chain(flechas)
        .collect();
    for (k, (que, caja, _)) in cosas.iter().enumerate() {
        if !dentro(*caja, hoja) {
            mal.push(format!("{que} is outside"));
        }
        for (otro, suya, _) in cosas.iter().skip(k + 1) {
            if se_tocan(*caja, *suya) {
                mal.push(format!("{que} is over {otro}"));
            }
        }
    }
    for (i, (nodo, r)) in grafo.nodos().iter().zip(&t.nodos).enumerate() {
        let documentos = t.documentos.iter().skip(i).take(1).flatten().flatten();
        for suya in documentos.chain(t.rotulos.iter().skip(i).take(1).flatten()).chain(std::iter::once(r)) {
            if t.carriles.get(nodo.carril).is_none_or(|c| !dentro(suya.caja, c.caja)) {
                mal.push(format!("node {i} is not in its lane"));
            }
        }
    }
    let mut tramos: Vec<(usize, Punto, Punto)> = Vec::new();
    for (e, (a, trazo)) in grafo.aristas().iter().zip(&t.trazos).enumerate() {
        let (Some(primero), Some(ultimo)) = (trazo.puntos.first(), trazo.puntos.last()) else {
            mal.push(format!("arrow {e} has no points"));
            continue;
        };
        for (p, nodo) in [(primero, a.de), (ultimo, a.a)] {
            if t.nodos.get(nodo).is_none_or(|r| !en_el_borde(*p, r.caja, figura(nodo))) {
                mal.push(format!("arrow {e} does not touch node {nodo}"));
            }
        }
        if trazo.puntos.len() < 2 {
            mal.push(format!("arrow {e} is a point"));
        }
        for par in trazo.puntos.windows(2) {
            let [p, q] = par else { continue };
            if (p.x == q.x) == (p.y == q.y) {
                mal.push(format!("arrow {e} is not orthogonal"));
            }
            if p.x < 0 || p.y < 0 || p.x > t.ancho || p.y > t.alto || q.x < 0 || q.y < 0 || q.x > t.ancho || q.y > t.alto {
                mal.push(format!("arrow {e} is outside"));
            }
            for (que, caja, f) in &cosas {
                if atraviesa(*p, *q, *caja, *f) {
                    mal.push(format!("arrow {e} passes through {que}"));
                }
            }
            tramos.push((e, *p, *q));
        }
    }
    for (k, (e, a, b)) in tramos.iter().enumerate() {
        for (f, c, d) in tramos.iter().skip(k + 1).filter(|(f, ..)| f != e) {
            let en_fila = a.y == b.y && c.y == d.y && a.y == c.y && a.x.min(b.x).max(c.x.min(d.x)) < a.x.max(b.x).min(c.x.max(d.x));
            let en_columna = a.x == b.x && c.x == d.x && a.x == c.x && a.y.min(b.y).max(c.y.min(d.y)) < a.y.max(b.y).min(c.y.max(d.y));
            if en_fila || en_columna {
                mal.push(format!("arrows {e} and {f} run over each other"));
            }
        }
    }
    mal
}

fn en_el_borde(p: Punto, caja: Caja, figura: Figura) -> bool {
    let (dx, dy) = (p.x - (caja.x + caja.ancho / 2), p.y - (caja.y + caja.alto / 2));
    let de_lado = dx.abs() == figura.medio_ancho(caja, dy) && dy.abs() <= caja.alto / 2;
    let de_punta = dy.abs() == caja.alto / 2 && dx.abs() <= if figura == Figura::Caja { caja.ancho / 2 } else { 0 };
    de_lado || de_punta
}
