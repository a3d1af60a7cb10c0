//! The 22 departamentos as tiles, each with its word.

use dominio::territorio::{COLUMNAS, DEPARTAMENTOS, FILAS};

use super::tramas::{color_de, tinta_sobre};
use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::grafico::{CasillaDeMapa, SIN_DATO, Serie, palabra};
use crate::lienzo::Marca;
use crate::maquetacion::linea::{Letra, partir};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea, redondeado};
use crate::maquetacion::tabla::base;
use crate::modelo::Alineacion;
use crate::palabras::numero;
use crate::texto::Texto;

const AIRE: f32 = 3.0;
const ANCHO_MAYOR: f32 = 66.0;

pub(super) fn piezas(estados: &[Serie], casillas: &[CasillaDeMapa], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let w = (ancho / f32::from(COLUMNAS) - AIRE).min(ANCHO_MAYOR);
    let h = (w * 0.72).max(27.0);
    let tam = (w / 7.0).min(7.4);
    let interlinea = tam * 1.25;
    let letra_del_estado = |k: usize| char::from(b'A' + u8::try_from(k % 26).unwrap_or(0));
    let mut marcas = Vec::new();
    let mut con_letra = false;
    for d in DEPARTAMENTOS {
        let (x, y) = (f32::from(d.columna) * (w + AIRE), f32::from(d.fila) * (h + AIRE));
        let suya = casillas.iter().find(|c| c.codigo == d.codigo);
        let estado = suya.and_then(|c| estados.get(c.estado));
        let (fondo, tinta) = estado.map_or((color::FONDO, color::TINTA_2), |e| (color_de(e.tono), tinta_sobre(e.tono)));
        if estado.is_none() {
            marcas.push(redondeado(x, y, w, h, 3.0, color::LINEA));
            marcas.push(redondeado(x + 0.6, y + 0.6, w - 1.2, h - 1.2, 2.4, fondo));
        } else {
            marcas.push(redondeado(x, y, w, h, 3.0, fondo));
        }
        let util = w - 6.0;
        let nombre = [d.nombre, d.corto].into_iter().find(|n| fuentes.ancho(n, Peso::Medio, tam) <= util).unwrap_or(d.corto);
        let mut en = y + 3.0;
        // A short name is at most nine letters: on the narrowest tile it shrinks rather than breaks.
        let cabe = (util / fuentes.ancho(nombre, Peso::Medio, tam).max(1.0)).min(1.0);
        for l in partir(&Texto::from(nombre), Letra::new(tam * cabe, Peso::Medio, tinta), util + 0.5, fuentes).iter().take(1) {
            marcas_de_linea(l, x + 3.0, en + base(interlinea, tam), util, Alineacion::Izquierda, &mut marcas);
        }
        en += interlinea;
        let dicho = suya.map_or(SIN_DATO, |c| palabra(estados, c.estado, &c.texto));
        let letra = Letra::new(tam * 0.92, Peso::Normal, tinta);
        // At most what is left of the tile, and a word is not broken: else the letter of its state, told in the key.
        let caben = ((h - 4.0 - interlinea) / interlinea).floor().max(1.0) as usize;
        let entera = dicho.split(' ').all(|p| fuentes.ancho(p, letra.peso, letra.tam) <= util);
        let mut lineas = partir(&Texto::from(dicho), letra, util, fuentes);
        if let Some(c) = suya
            && (!entera || lineas.len() > caben)
        {
            con_letra = true;
            lineas = partir(&Texto::from(letra_del_estado(c.estado).to_string()), letra, util, fuentes);
        }
        for l in lineas.iter().take(caben) {
            marcas_de_linea(l, x + 3.0, en + base(interlinea, letra.tam), util, Alineacion::Izquierda, &mut marcas);
            en += interlinea;
        }
    }
    let alto = f32::from(FILAS) * (h + AIRE) - AIRE;
    let mapa = Pieza { alto, antes: 6.0, marcas, ..Pieza::default() };
    vec![mapa, clave(estados, casillas, con_letra, &letra_del_estado, ancho, fuentes)]
}

/// Each state with how many departamentos have it.
fn clave(
    estados: &[Serie],
    casillas: &[CasillaDeMapa],
    con_letra: bool,
    letra_de: &dyn Fn(usize) -> char,
    ancho: f32,
    fuentes: &Fuentes,
) -> Pieza {
    let dibujada = |c: &&CasillaDeMapa| dominio::territorio::departamento(&c.codigo).is_some();
    let letra = Letra::new(8.0, Peso::Normal, color::TINTA_2);
    let mut marcas = Vec::new();
    let (mut x, mut y) = (0.0_f32, 0.0_f32);
    let mut entradas: Vec<(Option<&Serie>, String)> = estados
        .iter()
        .enumerate()
        .map(|(k, e)| {
            let cuantos = casillas.iter().filter(dibujada).filter(|c| c.estado == k).count() as u64;
            let antes = if con_letra { format!("{} · ", letra_de(k)) } else { String::new() };
            (Some(e), format!("{antes}{}: {}", e.nombre, numero(cuantos)))
        })
        .collect();
    let con_dato = casillas.iter().filter(dibujada).filter(|c| c.estado < estados.len()).count();
    if con_dato < DEPARTAMENTOS.len() {
        entradas.push((None, format!("{SIN_DATO}: {}", DEPARTAMENTOS.len() - con_dato)));
    }
    for (estado, dicho) in entradas {
        let lineas = partir(&Texto::from(dicho), letra, ancho - 14.0, fuentes);
        let w = lineas.iter().map(|l| l.ancho).fold(0.0, f32::max);
        if x > 0.0 && x + w + 14.0 > ancho {
            x = 0.0;
            y += 12.0;
        }
        let (relleno, borde) = match estado {
            Some(e) => (color_de(e.tono), None),
            None => (color::FONDO, Some((color::LINEA_2, 0.5))),
        };
        marcas.push(Marca::Rectangulo { x, y: y + 2.2, ancho: 8.0, alto: 8.0, relleno: Some(relleno), borde });
        for (i, l) in lineas.iter().enumerate() {
            y += if i > 0 { 12.0 } else { 0.0 };
            marcas_de_linea(l, x + 12.0, y + base(12.0, letra.tam), ancho, Alineacion::Izquierda, &mut marcas);
        }
        x += w + 26.0;
    }
    Pieza { alto: y + 12.0, antes: 6.0, marcas, ..Pieza::default() }
}
