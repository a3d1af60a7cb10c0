//! Which way each arrow goes, before lengths are known.
//!
//! The drawing is a grid of ordinals. Even `x` are channels between columns, odd ones are columns; even `y` are
//! corridors between rows, odd ones are rows. A way is a chain of corners in that grid. Along a channel or a corridor
//! there are never boxes; along a row or a column only where its cells are empty. So whatever way is chosen, no arrow
//! passes through a box: it is so by construction and not by repair.
#![allow(clippy::indexing_slicing, reason = "places are made here, within lists made here; thousands of random graphs walk them")]

use super::super::grafo::Grafo;
use super::figura::Figura;
use super::filas::Rejilla;
use super::pistas::Tramo;

pub(super) type Esquina = (usize, usize);

const CRUCE: i64 = 60;
const DOBLEZ: i64 = 7;
const OCUPADO: i64 = 9;

/// What may leave or enter a node from above and below.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Permiso {
    pub sale_arriba: bool,
    pub sale_abajo: bool,
    pub entra_arriba: bool,
    pub entra_abajo: bool,
}

struct Malla {
    nx: usize,
    ny: usize,
    nodo: Vec<bool>,
    h: Vec<u16>,
    v: Vec<u16>,
    /// Stretches along columns, ends included: only one at a time.
    columna: Vec<u16>,
    canales: Vec<Vec<Tramo>>,
    corredores: Vec<Vec<Tramo>>,
}

pub(super) struct Enrutado {
    pub caminos: Vec<Vec<Esquina>>,
    /// Crossings, and then turns and length.
    pub costo: (i64, i64),
}

fn entre(a: usize, b: usize) -> std::ops::Range<usize> {
    let (a, b) = (a.min(b), a.max(b));
    a + 1..b.max(a + 1)
}

fn a_i32(x: usize) -> i32 {
    i32::try_from(x).unwrap_or(i32::MAX)
}

/// The stretches of a way that run along channels and corridors, with which kind each is.
pub(super) fn tramos_de(arista: usize, camino: &[Esquina]) -> Vec<(bool, usize, Tramo)> {
    let mut salida = Vec::new();
    for (k, par) in camino.windows(2).enumerate() {
        let ((xa, ya), (xb, yb)) = (par[0], par[1]);
        let antes = k.checked_sub(1).map(|p| camino[p]);
        let despues = camino.get(k + 2).copied();
        if vertical(camino, k) {
            if xa % 2 == 0 {
                let lado = |p: Option<Esquina>| p.is_some_and(|(x, _)| x > xa);
                let t = Tramo { arista, parte: k, extremos: [(a_i32(ya), lado(antes)), (a_i32(yb), lado(despues))] };
                salida.push((true, xa / 2, t));
            }
        } else if ya % 2 == 0 {
            let lado = |p: Option<Esquina>| p.is_some_and(|(_, y)| y > ya);
            let t = Tramo { arista, parte: k, extremos: [(a_i32(xa), lado(antes)), (a_i32(xb), lado(despues))] };
            salida.push((false, ya / 2, t));
        }
    }
    salida
}

/// Whether a stretch of a way is vertical. Stretches alternate, and one without length is told from its neighbours.
pub(super) fn vertical(camino: &[Esquina], k: usize) -> bool {
    let primero_vertical = camino.windows(2).enumerate().find_map(|(j, p)| {
        let igual_x = p[0].0 == p[1].0;
        let igual_y = p[0].1 == p[1].1;
        (igual_x != igual_y).then_some(igual_x == j.is_multiple_of(2))
    });
    primero_vertical.unwrap_or(false) == k.is_multiple_of(2)
}

impl Malla {
    fn nueva(r: &Rejilla) -> Self {
        let (nx, ny) = (2 * r.columnas + 1, 2 * r.filas() + 1);
        let mut nodo = vec![false; nx * ny];
        for (c, f) in r.col.iter().zip(&r.fila) {
            nodo[(2 * c + 1) * ny + 2 * f + 1] = true;
        }
        let llena = || vec![0; nx * ny];
        Malla {
            nx,
            ny,
            nodo,
            h: llena(),
            v: llena(),
            columna: llena(),
            canales: vec![Vec::new(); r.columnas + 1],
            corredores: vec![Vec::new(); r.filas() + 1],
        }
    }

    fn poner(&mut self, arista: usize, camino: &[Esquina], quitar: bool) {
        let mover = |n: &mut u16| *n = if quitar { n.saturating_sub(1) } else { n.saturating_add(1) };
        for (k, par) in camino.windows(2).enumerate() {
            let ((xa, ya), (xb, yb)) = (par[0], par[1]);
            if vertical(camino, k) {
                entre(ya, yb).for_each(|y| mover(&mut self.v[xa * self.ny + y]));
                if xa % 2 == 1 {
                    (ya.min(yb)..=ya.max(yb)).for_each(|y| mover(&mut self.columna[xa * self.ny + y]));
                }
            } else {
                entre(xa, xb).for_each(|x| mover(&mut self.h[x * self.ny + ya]));
            }
        }
        for (es_canal, cual, t) in tramos_de(arista, camino) {
            let lista = if es_canal { &mut self.canales[cual] } else { &mut self.corredores[cual] };
            if quitar {
                lista.retain(|o| o.arista != arista || o.parte != t.parte);
            } else {
                lista.push(t);
            }
        }
    }

    /// What a way would cost, or nothing when it cannot be taken; gives up once it is over `tope`.
    fn costo(&self, camino: &[Esquina], tope: i64) -> Option<(i64, i64)> {
        let mut cruces = 0;
        let doblez = i64::try_from(camino.len()).ok()? * DOBLEZ;
        let mut largo = 0;
        for (k, par) in camino.windows(2).enumerate() {
            let ((xa, ya), (xb, yb)) = (par[0], par[1]);
            if vertical(camino, k) {
                for y in entre(ya, yb) {
                    cruces += i64::from(self.h[xa * self.ny + y]);
                    if xa % 2 == 1 && self.nodo[xa * self.ny + y] {
                        return None;
                    }
                }
                if xa % 2 == 1 && (ya.min(yb)..=ya.max(yb)).any(|y| self.columna[xa * self.ny + y] > 0) {
                    return None;
                }
                largo += 3 * i64::try_from(ya.abs_diff(yb)).ok()?;
            } else {
                for x in entre(xa, xb) {
                    cruces += i64::from(self.v[x * self.ny + ya]);
                    if ya % 2 == 1 && (self.h[x * self.ny + ya] > 0 || x % 2 == 1 && self.nodo[x * self.ny + ya]) {
                        return None;
                    }
                }
                largo += i64::try_from(xa.abs_diff(xb)).ok()?;
            }
            if cruces * CRUCE + doblez + largo > tope {
                return None;
            }
        }
        for (es_canal, cual, t) in tramos_de(usize::MAX, camino) {
            let lista = if es_canal { &self.canales[cual] } else { &self.corredores[cual] };
            for o in lista {
                cruces += i64::from(t.cruces_forzados(o));
            }
            if cruces * CRUCE + doblez + largo > tope {
                return None;
            }
        }
        Some((cruces, doblez + largo))
    }

    /// Corridors that a node reaches straight up or down.
    fn alcanza(&self, (x, y): Esquina, abajo: bool) -> Vec<usize> {
        let mut salida = Vec::new();
        let mut aqui = y;
        loop {
            aqui = if abajo { aqui + 1 } else { aqui - 1 };
            if self.columna[x * self.ny + aqui] > 0 || aqui % 2 == 1 && self.nodo[x * self.ny + aqui] {
                return salida;
            }
            if aqui % 2 == 0 {
                salida.push(aqui);
            }
            if aqui == 0 || aqui + 1 >= self.ny || salida.len() > 24 {
                return salida;
            }
        }
    }

    /// Every way worth looking at.
    fn candidatos(&self, a: Esquina, b: Esquina, permiso_a: Permiso, permiso_b: Permiso, ver: &mut dyn FnMut(&[Esquina])) {
        let ((xa, ya), (xb, yb)) = (a, b);
        let (der, izq) = (xa + 1, xb - 1);
        if xa < xb {
            if ya == yb {
                ver(&[a, b]);
            }
            for m in (der..=izq).step_by(2) {
                // Turning far from both ends only helps where both rows are free, and not many times over.
                if m - der > 40 && izq - m > 40 {
                    continue;
                }
                ver(&[a, (m, ya), (m, yb), b]);
            }
        }
        if der != izq {
            let (lo, hi) = (ya.min(yb), ya.max(yb));
            let cerca = 14;
            for y in 0..self.ny {
                let fuera = y + cerca < lo || y > hi + cerca || (y > lo + cerca && y + cerca < hi);
                if !(fuera && y != 0 && y != self.ny - 1) && y != ya && y != yb {
                    ver(&[a, (der, ya), (der, y), (izq, y), (izq, yb), b]);
                }
            }
        }
        let desde = |p: (bool, bool), e: Esquina| {
            let mut v = Vec::new();
            if p.0 {
                v.extend(self.alcanza(e, false));
            }
            if p.1 {
                v.extend(self.alcanza(e, true));
            }
            v
        };
        let salen = desde((permiso_a.sale_arriba, permiso_a.sale_abajo), a);
        let entran = if a == b { Vec::new() } else { desde((permiso_b.entra_arriba, permiso_b.entra_abajo), b) };
        for &y in &salen {
            if a != b {
                ver(&[a, (xa, y), (izq, y), (izq, yb), b]);
            }
            if entran.contains(&y) && xa != xb {
                ver(&[a, (xa, y), (xb, y), b]);
            }
        }
        for &y in &entran {
            ver(&[a, (der, ya), (der, y), (xb, y), b]);
        }
        if a == b {
            for y in desde((permiso_b.entra_arriba, permiso_b.entra_abajo), b) {
                ver(&[a, (der, ya), (der, y), (xb, y), b]);
            }
        }
    }
}

/// Ways of all arrows. `permisos` says what each node allows above and below.
pub(super) fn enrutar(grafo: &Grafo, r: &Rejilla, permisos: &[Permiso], pasadas: usize) -> Enrutado {
    let mut malla = Malla::nueva(r);
    debug_assert!(malla.nx > 0);
    let sitio = |i: usize| (2 * r.col[i] + 1, 2 * r.fila[i] + 1);
    let aristas = grafo.aristas();
    let mut orden: Vec<usize> = (0..aristas.len()).collect();
    let largo = |e: usize| {
        let (a, b) = (sitio(aristas[e].de), sitio(aristas[e].a));
        (b.0 <= a.0, a.0.abs_diff(b.0) + a.1.abs_diff(b.1))
    };
    orden.sort_by_key(|e| (largo(*e), *e));
    let mut caminos: Vec<Vec<Esquina>> = vec![Vec::new(); aristas.len()];
    // How many arrows each gateway sends to its right: one is free, more of them crowd.
    let mut derecha = vec![0_i64; grafo.nodos().len()];
    for _ in 0..pasadas {
        let mut cambio = false;
        for &e in &orden {
            let arista = &aristas[e];
            let (a, b) = (sitio(arista.de), sitio(arista.a));
            let vuelve = b.0 <= a.0;
            let rombo = Figura::de(grafo.nodos()[arista.de].clase) == Figura::Rombo;
            let mut permiso_a = permisos[arista.de];
            if !rombo && (!vuelve || !arista.texto.is_empty()) {
                (permiso_a.sale_arriba, permiso_a.sale_abajo) = (false, false);
            }
            let previo = std::mem::take(&mut caminos[e]);
            if !previo.is_empty() {
                malla.poner(e, &previo, true);
                derecha[arista.de] -= i64::from(!vertical(&previo, 0));
            }
            let mut mejor: Option<(i64, Vec<Esquina>)> = None;
            let recargo = if rombo { derecha[arista.de] * 2 * OCUPADO } else { 0 };
            malla.candidatos(a, b, permiso_a, permisos[arista.a], &mut |camino| {
                let tope = mejor.as_ref().map_or(i64::MAX, |m| m.0);
                let Some((cruces, resto)) = malla.costo(camino, tope) else { return };
                let por_el_lado = !vertical(camino, 0);
                let de_arriba = vertical(camino, camino.len() - 2);
                let mas = if por_el_lado { recargo + if vuelve && rombo { OCUPADO } else { 0 } } else { 0 }
                    + if de_arriba && !vuelve { 2 * OCUPADO } else { 0 };
                let total = cruces * CRUCE + resto + mas;
                if total < tope {
                    mejor = Some((total, camino.to_vec()));
                }
            });
            if let Some((_, camino)) = mejor {
                cambio |= camino != previo;
                malla.poner(e, &camino, false);
                derecha[arista.de] += i64::from(!vertical(&camino, 0));
                caminos[e] = camino;
            }
        }
        if !cambio {
            break;
        }
    }
    let mut cruces = 0;
    let mut resto = 0;
    for (e, camino) in caminos.iter().enumerate() {
        malla.poner(e, camino, true);
        if let Some((c, l)) = malla.costo(camino, i64::MAX) {
            cruces += c;
            resto += l;
        }
        malla.poner(e, camino, false);
    }
    Enrutado { caminos, costo: (cruces / 2, resto) }
}
