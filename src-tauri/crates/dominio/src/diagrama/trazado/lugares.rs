//! From the grid of ordinals to points: heights first, then the tracks of the channels with those heights, then widths.
#![allow(clippy::indexing_slicing, reason = "places are made here, within lists made here; thousands of random graphs walk them")]

use super::super::grafo::Grafo;
use super::caminos::{Esquina, tramos_de, vertical};
use super::figura::Figura;
use super::filas::Rejilla;
use super::medidas::{
    LINEA_ARISTA, LINEA_CARRIL, LINEA_DOCUMENTO, LINEA_NODO, TAM_ARISTA, TAM_CARRIL, TAM_DOCUMENTO, TAM_NODO, alto_de_lineas,
    ancho_de_lineas, partir,
};
use super::pistas::{Pistas, Tramo, ordenar};
use super::tamanos::{Medida, Puertos, medir, por_fuera, puertos, rotulos};
use super::{Caja, Punto, Rotulo, Trazado, Trazo};

const ENTRE_PISTAS: i32 = 12;
/// From a box to the nearest track, so that the head of an arrow fits.
const AIRE: i32 = 16;

/// Heights: of rows (their centre), of corridors (their first track) and of the borders between lanes.
struct Alturas {
    fila: Vec<i32>,
    corredor: Vec<i32>,
    carril: Vec<i32>,
}

/// The stretches of each channel or corridor.
fn repartir(caminos: &[Vec<Esquina>], canales: bool, cuantos: usize) -> Vec<Vec<Tramo>> {
    let mut salida = vec![Vec::new(); cuantos];
    for (e, camino) in caminos.iter().enumerate() {
        for (es_canal, cual, t) in tramos_de(e, camino) {
            if es_canal == canales {
                salida[cual].push(t);
            }
        }
    }
    salida
}

pub(super) fn poner(grafo: &Grafo, r: &Rejilla, caminos: &[Vec<Esquina>]) -> Trazado {
    let rotulos = rotulos(grafo);
    let mut puertos = puertos(grafo, caminos, &rotulos);
    let medidas: Vec<Medida> = grafo.nodos().iter().zip(&puertos).map(|(n, p)| medir(n, p, &rotulos)).collect();
    let encabezados: Vec<Vec<String>> = grafo.carriles().iter().map(|c| partir(&c.nombre, TAM_CARRIL, 96, 6)).collect();
    let encabezado =
        encabezados.iter().map(|l| ancho_de_lineas(l, TAM_CARRIL) + 20).max().unwrap_or(0).max(if encabezados.is_empty() { 0 } else { 76 });

    let corredores = repartir(caminos, false, r.filas() + 1);
    let pistas_h: Vec<Pistas> = corredores.iter().map(|t| ordenar(t, 1)).collect();
    let alturas = alturas(grafo, r, &medidas, &encabezados, &corredores, &pistas_h);
    // Height of each horizontal stretch: that of its corridor and track, or that of its row and port.
    let mut y_de: Vec<Vec<i32>> = caminos.iter().map(|c| vec![0; c.len()]).collect();
    for (k, (tramos, p)) in corredores.iter().zip(&pistas_h).enumerate() {
        for (t, pista) in tramos.iter().zip(&p.pista) {
            y_de[t.arista][t.parte] = alturas.corredor[k] + ENTRE_PISTAS * a_i32(*pista);
        }
    }
    en_filas(grafo, r, caminos, &puertos, &alturas, &mut y_de);

    let con_alturas = |y_de: &[Vec<i32>]| {
        let mut canales = repartir(caminos, true, r.columnas + 1);
        for t in canales.iter_mut().flatten() {
            // The stretches before and after it are horizontal and give its ends.
            t.extremos[0].0 = y_de[t.arista][t.parte - 1];
            t.extremos[1].0 = y_de[t.arista][t.parte + 1];
        }
        canales
    };
    let mut canales = con_alturas(&y_de);
    let mut pistas_v: Vec<Pistas> = canales.iter().map(|t| ordenar(t, 5)).collect();
    for intento in 0..6 {
        let mut movidos = 0;
        for (tramos, p) in canales.iter().zip(&pistas_v) {
            for &(i, j) in &p.encimados {
                movidos += i32::from(apartar(grafo, caminos, (tramos[i], tramos[j]), intento, &mut puertos, &medidas));
            }
        }
        if movidos == 0 {
            break;
        }
        en_filas(grafo, r, caminos, &puertos, &alturas, &mut y_de);
        canales = con_alturas(&y_de);
        pistas_v = canales.iter().map(|t| ordenar(t, 5)).collect();
    }

    let (columna, canal, ancho) = anchuras(r, &medidas, &pistas_v, encabezado);
    let mut x_de: Vec<Vec<i32>> =
        caminos.iter().map(|c| c.iter().map(|(x, _)| if x % 2 == 1 { columna[x / 2] } else { 0 }).collect()).collect();
    for (c, (tramos, p)) in canales.iter().zip(&pistas_v).enumerate() {
        for (t, pista) in tramos.iter().zip(&p.pista) {
            x_de[t.arista][t.parte] = canal[c] + ENTRE_PISTAS * a_i32(*pista);
        }
    }

    let alto = alturas.carril.last().copied().unwrap_or(0);
    let mut salida = Trazado { ancho, alto, encabezado, ..Trazado::default() };
    for (c, lineas) in encabezados.into_iter().enumerate() {
        let (y, fin) = (alturas.carril[c], alturas.carril[c + 1]);
        salida.carriles.push(Rotulo { caja: Caja { x: 0, y, ancho, alto: fin - y }, lineas });
    }
    for (i, m) in medidas.iter().enumerate() {
        let (cx, cy) = (columna[r.col[i]], alturas.fila[r.fila[i]]);
        let caja = Caja { x: cx - m.ancho / 2, y: cy - m.alto / 2, ancho: m.ancho, alto: m.alto };
        salida.rotulos.push(fuera(grafo, i, m, caja));
        salida.documentos.push(documentos(m, caja));
        salida.nodos.push(Rotulo { caja, lineas: m.lineas.clone() });
    }
    for (e, camino) in caminos.iter().enumerate() {
        let puntos = puntos(grafo, e, camino, &salida.nodos, &x_de[e], &y_de[e]);
        let rotulo = rotulo_de_arista(grafo, e, camino, (&salida.nodos, &medidas), &rotulos[e], &puntos);
        salida.trazos.push(Trazo { puntos, rotulo });
    }
    salida
}

fn a_i32(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX / 1024)
}

/// Heights of the stretches that run along rows: their row, and the port that they touch.
fn en_filas(grafo: &Grafo, r: &Rejilla, caminos: &[Vec<Esquina>], puertos: &[Puertos], alturas: &Alturas, y_de: &mut [Vec<i32>]) {
    for (e, camino) in caminos.iter().enumerate() {
        for (k, par) in camino.windows(2).enumerate() {
            if !vertical(camino, k) && par[0].1 % 2 == 1 {
                y_de[e][k] = alturas.fila[par[0].1 / 2];
            }
        }
    }
    for (i, p) in puertos.iter().enumerate() {
        let y = alturas.fila[r.fila[i]];
        for (e, dy) in &p.derecha {
            y_de[*e][0] = y + dy;
        }
        for (e, dy) in &p.izquierda {
            y_de[*e][caminos[*e].len() - 2] = y + dy;
        }
    }
    debug_assert_eq!(grafo.nodos().len(), puertos.len());
}

/// Moves a port a little where two arrows would run over each other whatever their order. Says whether it could.
fn apartar(
    grafo: &Grafo,
    caminos: &[Vec<Esquina>],
    (i, j): (Tramo, Tramo),
    intento: usize,
    puertos: &mut [Puertos],
    medidas: &[Medida],
) -> bool {
    let cuanto = [4, -4, 3, -3, 5, -5].get(intento).copied().unwrap_or(2);
    for t in [j, i] {
        let camino = &caminos[t.arista];
        let a = &grafo.aristas()[t.arista];
        let llega = t.parte + 3 == camino.len();
        let sale = t.parte == 1;
        for (aplica, nodo, al_llegar) in [(llega, a.a, true), (sale, a.de, false)] {
            if !aplica {
                continue;
            }
            let lista = if al_llegar { &mut puertos[nodo].izquierda } else { &mut puertos[nodo].derecha };
            let tope = medidas[nodo].alto / 2 - 2;
            let ocupados: Vec<i32> = lista.iter().map(|p| p.1).collect();
            if let Some(p) = lista.iter_mut().find(|p| p.0 == t.arista)
                && (p.1 + cuanto).abs() <= tope
                && !ocupados.contains(&(p.1 + cuanto))
            {
                p.1 += cuanto;
                return true;
            }
        }
    }
    false
}

fn alturas(
    grafo: &Grafo,
    r: &Rejilla,
    medidas: &[Medida],
    encabezados: &[Vec<String>],
    corredores: &[Vec<Tramo>],
    pistas: &[Pistas],
) -> Alturas {
    let filas = r.filas();
    let mut arriba = vec![26; filas];
    let mut abajo = vec![26; filas];
    for (i, m) in medidas.iter().enumerate() {
        let f = r.fila[i];
        arriba[f] = arriba[f].max(m.arriba);
        abajo[f] = abajo[f].max(m.abajo);
    }
    let carril_de: Vec<usize> = (0..filas).map(|f| r.primera.iter().filter(|p| **p <= f).count() - 1).collect();
    let es_borde = |k: usize| k == 0 || k == filas || carril_de[k] != carril_de[k - 1];
    let alto_de = |k: usize| match (pistas[k].cuantas, es_borde(k)) {
        (0, true) if k == 0 || k == filas => 10,
        (0, true) => 20,
        (0, false) => 8,
        (n, _) => 2 * AIRE + ENTRE_PISTAS * a_i32(n - 1),
    };
    // A lane is at least as tall as its heading.
    for (c, lineas) in encabezados.iter().enumerate() {
        let (d, h) = (r.primera[c], r.primera[c + 1]);
        let tiene: i32 = (d..h).map(|f| arriba[f] + abajo[f]).sum();
        let falta = alto_de_lineas(lineas, LINEA_CARRIL) + 12 - tiene;
        if falta > 0 {
            arriba[d] += falta / 2 + 1;
            abajo[h - 1] += falta / 2 + 1;
        }
    }
    let mut salida = Alturas { fila: Vec::new(), corredor: Vec::new(), carril: Vec::new() };
    let mut y = 0;
    for k in 0..=filas {
        let (alto, n) = (alto_de(k), pistas[k].cuantas);
        if k == 0 {
            salida.carril.push(0);
        } else if k == filas {
            salida.carril.push(y + alto);
        } else if es_borde(k) {
            let de_arriba = |pista: usize| {
                let mut quienes = corredores[k].iter().zip(&pistas[k].pista).filter(|(_, p)| **p == pista);
                quienes.all(|(t, _)| carril_de.get(r.fila[grafo.aristas()[t.arista].de]).is_some_and(|c| *c < carril_de[k]))
            };
            let antes = (0..n).take_while(|p| de_arriba(*p)).count();
            let borde = match (n, antes) {
                (0, _) => y + alto / 2,
                (_, 0) => y + AIRE / 2,
                _ => y + AIRE + ENTRE_PISTAS * (a_i32(antes) - 1) + if antes == n { AIRE / 2 } else { ENTRE_PISTAS / 2 },
            };
            salida.carril.push(borde);
        }
        salida.corredor.push(y + AIRE);
        y += alto;
        if k < filas {
            y += arriba[k];
            salida.fila.push(y);
            y += abajo[k];
        }
    }
    salida
}

/// Centre of each column, first track of each channel, and the whole width.
fn anchuras(r: &Rejilla, medidas: &[Medida], pistas: &[Pistas], encabezado: i32) -> (Vec<i32>, Vec<i32>, i32) {
    let mut medio = vec![[14, 14]; r.columnas];
    let mut franja = vec![0; r.columnas];
    for (i, m) in medidas.iter().enumerate() {
        medio[r.col[i]].iter_mut().zip(m.medio).for_each(|(x, l)| *x = (*x).max(l));
        franja[r.col[i]] = franja[r.col[i]].max(m.franja);
    }
    let (mut columna, mut canal) = (Vec::new(), Vec::new());
    let mut x = encabezado;
    for (c, p) in pistas.iter().enumerate() {
        let previa = c.checked_sub(1).map_or(0, |k| (franja[k] - medio[k][1]).max(0));
        x += previa + if c == 0 && p.cuantas == 0 { 4 } else { 12 };
        canal.push(x);
        let ultimo = c == r.columnas;
        x += match p.cuantas {
            0 if ultimo => 4,
            0 => 16,
            n => ENTRE_PISTAS * a_i32(n - 1) + if ultimo { 12 } else { AIRE + 2 },
        };
        if let Some([izquierda, derecha]) = medio.get(c) {
            columna.push(x + izquierda);
            x += izquierda + derecha;
        }
    }
    (columna, canal, x)
}

/// What is written beside a gateway or an event.
fn fuera(grafo: &Grafo, i: usize, m: &Medida, caja: Caja) -> Option<Rotulo> {
    let clase = grafo.nodos()[i].clase;
    if !por_fuera(clase) || m.fuera.is_empty() {
        return None;
    }
    let (ancho, alto) = (ancho_de_lineas(&m.fuera, TAM_NODO), alto_de_lineas(&m.fuera, LINEA_NODO));
    let cx = caja.x + caja.ancho / 2;
    let techo = caja.y + caja.alto / 2 - m.techo;
    let (x, y) = match Figura::de(clase) {
        Figura::Rombo if m.pregunta_a_la_izquierda => (cx - 5 - ancho, techo - 2 - alto),
        Figura::Rombo => (cx - ancho / 2, techo - 3 - alto),
        Figura::Caja | Figura::Circulo => (cx - ancho / 2, caja.y + caja.alto + 4),
    };
    Some(Rotulo { caja: Caja { x, y, ancho, alto }, lineas: m.fuera.clone() })
}

/// Documents one under the other, below the node.
fn documentos(m: &Medida, caja: Caja) -> [Option<Rotulo>; 2] {
    let mut y = caja.y + caja.alto + 9;
    if !m.fuera.is_empty() {
        y += alto_de_lineas(&m.fuera, LINEA_NODO);
    }
    let mut poner = |lineas: &Vec<String>| {
        if lineas.is_empty() {
            return None;
        }
        let (ancho, alto) = (ancho_de_lineas(lineas, TAM_DOCUMENTO) + 16, alto_de_lineas(lineas, LINEA_DOCUMENTO).max(14));
        let rotulo = Rotulo { caja: Caja { x: caja.x + (caja.ancho - ancho) / 2, y, ancho, alto }, lineas: lineas.clone() };
        y += alto + 3;
        Some(rotulo)
    };
    let [entra, sale] = &m.documentos;
    [poner(entra), poner(sale)]
}

/// The points of an arrow, from outline to outline.
fn puntos(grafo: &Grafo, e: usize, camino: &[Esquina], nodos: &[Rotulo], x_de: &[i32], y_de: &[i32]) -> Vec<Punto> {
    let a = &grafo.aristas()[e];
    let n = camino.len();
    let (de, al) = (nodos[a.de].caja, nodos[a.a].caja);
    let toca = |caja: Caja, clase, y: i32, derecha: bool| {
        let cx = caja.x + caja.ancho / 2;
        let medio = Figura::de(clase).medio_ancho(caja, y - (caja.y + caja.alto / 2));
        if derecha { cx + medio } else { cx - medio }
    };
    let mut salida = Vec::with_capacity(n);
    salida.push(if vertical(camino, 0) {
        let abajo = camino[1].1 > camino[0].1;
        Punto { x: de.x + de.ancho / 2, y: if abajo { de.y + de.alto } else { de.y } }
    } else {
        Punto { x: toca(de, grafo.nodos()[a.de].clase, y_de[0], true), y: y_de[0] }
    });
    for k in 1..n - 1 {
        // A corner joins the stretch that comes and the one that goes on.
        let (x, y) = if vertical(camino, k) { (x_de[k], y_de[k - 1]) } else { (x_de[k - 1], y_de[k]) };
        salida.push(Punto { x, y });
    }
    salida.push(if vertical(camino, n - 2) {
        let desde_abajo = camino[n - 2].1 > camino[n - 1].1;
        Punto { x: al.x + al.ancho / 2, y: if desde_abajo { al.y + al.alto } else { al.y } }
    } else {
        Punto { x: toca(al, grafo.nodos()[a.a].clase, y_de[n - 2], false), y: y_de[n - 2] }
    });
    // Corners in which nothing turns are no corners.
    let mut limpia: Vec<Punto> = Vec::with_capacity(n);
    for p in salida {
        if limpia.last() == Some(&p) {
            continue;
        }
        if let [.., a, b] = limpia.as_slice()
            && ((a.x == b.x && b.x == p.x && (a.y < b.y) == (b.y < p.y)) || (a.y == b.y && b.y == p.y && (a.x < b.x) == (b.x < p.x)))
        {
            limpia.pop();
        }
        limpia.push(p);
    }
    limpia
}

/// What an arrow says, next to the node it leaves.
fn rotulo_de_arista(
    grafo: &Grafo,
    e: usize,
    camino: &[Esquina],
    (nodos, medidas): (&[Rotulo], &[Medida]),
    lineas: &[String],
    puntos: &[Punto],
) -> Option<Rotulo> {
    if lineas.is_empty() {
        return None;
    }
    let (ancho, alto) = (ancho_de_lineas(lineas, TAM_ARISTA), alto_de_lineas(lineas, LINEA_ARISTA));
    let de = nodos[grafo.aristas()[e].de].caja;
    let cx = de.x + de.ancho / 2;
    let (x, y) = if vertical(camino, 0) {
        let abajo = camino[1].1 > camino[0].1;
        (cx + 5, if abajo { de.y + de.alto + 3 } else { de.y + de.alto / 2 - medidas[grafo.aristas()[e].de].techo - 3 - alto })
    } else {
        (de.x + de.ancho + 3, puntos.first().map_or(0, |p| p.y) - 3 - alto)
    };
    Some(Rotulo { caja: Caja { x, y, ancho, alto }, lineas: lineas.to_vec() })
}
