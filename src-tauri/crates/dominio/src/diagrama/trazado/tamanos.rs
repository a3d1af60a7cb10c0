//! What each node takes up: its box, what is written beside it, its documents, and where arrows touch it.
#![allow(clippy::indexing_slicing, reason = "places are made here, within lists made here; thousands of random graphs walk them")]

use super::super::grafo::{ClaseDeNodo, Grafo, Nodo};
use super::caminos::{Esquina, vertical};
use super::figura::Figura;
use super::medidas::{
    LINEA_ARISTA, LINEA_DOCUMENTO, LINEA_NODO, TAM_ARISTA, TAM_DOCUMENTO, TAM_NODO, alto_de_lineas, ancho_de_lineas, partir,
};

/// Distance between two arrows that touch the same side.
const ENTRE_PUERTOS: i32 = 10;
/// What the number and the sign of a box stand out of it.
const SALIENTE: i32 = 9;

/// A node measured from its centre.
#[derive(Clone, Debug, Default)]
pub(super) struct Medida {
    pub ancho: i32,
    pub alto: i32,
    /// Lines inside.
    pub lineas: Vec<String>,
    /// Lines outside: gateways, events.
    pub fuera: Vec<String>,
    /// Lines of the documents.
    pub documentos: [Vec<String>; 2],
    /// Free height that it needs above and below its centre.
    pub arriba: i32,
    pub abajo: i32,
    /// Width that its column needs at the left and at the right of its centre.
    pub medio: [i32; 2],
    /// Its question stands at the left of an arrow that leaves upwards.
    pub pregunta_a_la_izquierda: bool,
    /// How far above the centre the first text over a gateway may begin: its tip, or what the arrows at its right say.
    pub techo: i32,
    /// What labels at its right need beyond the centre.
    pub franja: i32,
}

impl Medida {
    fn hacer_sitio(&mut self, lados: [i32; 2]) {
        self.medio.iter_mut().zip(lados).for_each(|(m, l)| *m = (*m).max(l));
    }
}

/// Where the arrows of a node touch it.
#[derive(Clone, Debug, Default)]
pub(super) struct Puertos {
    /// Arrow, and how far below the centre it touches the left side.
    pub izquierda: Vec<(usize, i32)>,
    /// The same of the right side.
    pub derecha: Vec<(usize, i32)>,
    /// Arrow that touches it from above or below, and whether it leaves.
    pub arriba: Option<(usize, bool)>,
    pub abajo: Option<(usize, bool)>,
}

/// Whether the text of the node is written beside it.
pub(super) fn por_fuera(clase: ClaseDeNodo) -> bool {
    Figura::de(clase) != Figura::Caja
}

/// Lines of what each arrow says.
pub(super) fn rotulos(grafo: &Grafo) -> Vec<Vec<String>> {
    grafo.aristas().iter().map(|a| partir(&a.texto, TAM_ARISTA, 96, 4)).collect()
}

/// Which side each arrow touches, in the order that makes them cross least next to the node.
pub(super) fn puertos(grafo: &Grafo, caminos: &[Vec<Esquina>], rotulos: &[Vec<String>]) -> Vec<Puertos> {
    let mut salida = vec![Puertos::default(); grafo.nodos().len()];
    for (e, camino) in caminos.iter().enumerate() {
        let (a, n) = (&grafo.aristas()[e], camino.len());
        if vertical(camino, 0) {
            let baja = camino[1].1 > camino[0].1;
            let lado = if baja { &mut salida[a.de].abajo } else { &mut salida[a.de].arriba };
            *lado = Some((e, true));
        } else {
            salida[a.de].derecha.push((e, 0));
        }
        if vertical(camino, n - 2) {
            let por_abajo = camino[n - 2].1 > camino[n - 1].1;
            let lado = if por_abajo { &mut salida[a.a].abajo } else { &mut salida[a.a].arriba };
            *lado = Some((e, false));
        } else {
            salida[a.a].izquierda.push((e, 0));
        }
    }
    // Up first, straight on, down last; among those that turn the same way, the one that goes farthest is outermost.
    let clave = |camino: &[Esquina], de_regreso: bool| {
        let en = |k: usize| if de_regreso { camino[camino.len() - 1 - k] } else { camino[k] };
        let base = en(0).1;
        if camino.len() < 3 {
            return (0_i64, 0_i64, 0_i64);
        }
        let d = |p: Esquina| i64::try_from(p.1).unwrap_or(0) - i64::try_from(base).unwrap_or(0);
        let x = i64::try_from(en(1).0.abs_diff(en(0).0)).unwrap_or(0);
        let giro = d(en(2)).signum();
        // Of two that go up in different channels, the one that turns first is above.
        (giro, if giro < 0 { x } else { -x }, d(en(2)))
    };
    for p in &mut salida {
        for (lista, al_llegar) in [(&mut p.derecha, false), (&mut p.izquierda, true)] {
            lista.sort_by_key(|(e, _)| (clave(&caminos[*e], al_llegar), *e));
            let mut y = 0;
            let mut recta = None;
            for (k, (e, dy)) in lista.iter_mut().enumerate() {
                let letras = if al_llegar { 0 } else { alto_de_lineas(&rotulos[*e], LINEA_ARISTA) };
                if k > 0 {
                    y += ENTRE_PUERTOS.max(if letras > 0 { letras + 6 } else { 0 });
                }
                *dy = y;
                if caminos[*e].len() == 2 {
                    recta = Some(y);
                }
            }
            let centro = recta.unwrap_or(y / 2);
            lista.iter_mut().for_each(|(_, dy)| *dy -= centro);
        }
    }
    salida
}

/// Lines of a box and its width: the narrowest in which the text is not too tall.
fn caja(texto: &str) -> (i32, Vec<String>) {
    for (ancho, tope) in [(116, 3), (148, 4), (188, 5)] {
        let lineas = partir(texto, TAM_NODO, ancho - 16, usize::MAX - 1);
        if lineas.len() <= tope {
            return (ancho, lineas);
        }
    }
    (236, partir(texto, TAM_NODO, 220, 8))
}

/// Measures a node with its arrows.
pub(super) fn medir(nodo: &Nodo, p: &Puertos, rotulos: &[Vec<String>]) -> Medida {
    let mut m = Medida::default();
    let puertos = p.izquierda.iter().chain(&p.derecha).map(|(_, dy)| dy.abs()).max().unwrap_or(0);
    match Figura::de(nodo.clase) {
        Figura::Caja => {
            (m.ancho, m.lineas) = caja(&nodo.texto);
            // The sign of paper, system or subprocess stands on the lower side.
            let signo = if nodo.clase == ClaseDeNodo::Tarea { 0 } else { 4 };
            let alto = (alto_de_lineas(&m.lineas, LINEA_NODO) + 16 + signo).max(44).max(2 * (puertos + 8));
            m.alto = alto + alto % 2;
        }
        Figura::Rombo => {
            m.ancho = 44_i32.max(2 * (puertos + 8));
            m.alto = m.ancho;
        }
        Figura::Circulo => {
            m.ancho = 28_i32.max(2 * (puertos + 4));
            m.alto = m.ancho;
        }
    }
    let (mx, my) = (m.ancho / 2, m.alto / 2);
    (m.arriba, m.abajo, m.medio) = (my + SALIENTE, my + SALIENTE, [mx, mx]);
    let dicho = |(e, dy): &(usize, i32)| if rotulos[*e].is_empty() { 0 } else { alto_de_lineas(&rotulos[*e], LINEA_ARISTA) + 5 - dy };
    m.techo = p.derecha.iter().map(dicho).fold(my, i32::max);
    let mut arriba_de_todo = m.techo;
    if por_fuera(nodo.clase) {
        let rombo = Figura::de(nodo.clase) == Figura::Rombo;
        m.pregunta_a_la_izquierda = rombo && p.arriba.is_some();
        m.fuera = partir(&nodo.texto, TAM_NODO, if m.pregunta_a_la_izquierda { 88 } else { 108 }, 7);
        let (w, h) = (ancho_de_lineas(&m.fuera, TAM_NODO), alto_de_lineas(&m.fuera, LINEA_NODO));
        if h > 0 {
            m.hacer_sitio(if m.pregunta_a_la_izquierda { [w + 6, 0] } else { [w / 2 + 2; 2] });
            if rombo {
                arriba_de_todo = m.techo + h + 4;
            } else {
                m.abajo = m.abajo.max(my + h + 5);
            }
        }
    }
    m.arriba = m.arriba.max(arriba_de_todo + 4);
    for (k, texto) in [&nodo.entra, &nodo.sale].into_iter().enumerate() {
        if let Some(t) = texto {
            m.documentos[k] = partir(t, TAM_DOCUMENTO, (m.ancho - 16).max(84), 2);
        }
    }
    let mut documentos = 0;
    for lineas in m.documentos.iter().filter(|l| !l.is_empty()) {
        m.abajo += alto_de_lineas(lineas, LINEA_DOCUMENTO).max(14) + 3;
        documentos = documentos.max((ancho_de_lineas(lineas, TAM_DOCUMENTO) + 16) / 2 + 1);
    }
    m.hacer_sitio([documentos; 2]);
    for (extremo, hacia_abajo) in [(p.arriba, false), (p.abajo, true)] {
        if let Some((e, true)) = extremo
            && let lineas = &rotulos[e]
            && !lineas.is_empty()
        {
            let (w, h) = (ancho_de_lineas(lineas, TAM_ARISTA), alto_de_lineas(lineas, LINEA_ARISTA));
            m.hacer_sitio([0, w + 7]);
            let lado = if hacia_abajo { &mut m.abajo } else { &mut m.arriba };
            *lado = (*lado).max(if hacia_abajo { my } else { m.techo } + h + 6);
        }
    }
    for (e, dy) in &p.derecha {
        if !rotulos[*e].is_empty() {
            m.arriba = m.arriba.max(alto_de_lineas(&rotulos[*e], LINEA_ARISTA) + 6 - dy);
            m.franja = m.franja.max(mx + ancho_de_lineas(&rotulos[*e], TAM_ARISTA) + 8);
        }
    }
    m
}
