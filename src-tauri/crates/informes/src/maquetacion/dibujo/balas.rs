//! What was reached of what was to be reached: a bar inside its track, with the mark of the goal.

use super::{ALTO_DE_BARRA, INTERLINEA, TAM, barras};
use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::grafico::Bala;
use crate::lienzo::Marca;
use crate::maquetacion::bloques::proporcion;
use crate::maquetacion::linea::{Letra, partir};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea};
use crate::maquetacion::tabla::base;
use crate::modelo::Alineacion;
use crate::palabras::{de, numero, porcentaje};
use crate::texto::Texto;
use dominio::Razon;

pub(super) fn piezas(balas: &[Bala], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let escrito = |b: &Bala| {
        let meta = b.meta.map(|m| format!(" · meta {}", numero(m))).unwrap_or_default();
        format!("{} · {}{meta}", porcentaje(b.logrado), de(b.logrado))
    };
    let (rotulo, via) = barras::columnas(balas.iter().map(|b| b.rotulo.as_str()), ancho, fuentes);
    let letra = Letra::new(TAM * 0.92, Peso::Medio, color::TINTA);
    let cola = balas.iter().map(|b| fuentes.ancho(&escrito(b), letra.peso, letra.tam)).fold(0.0, f32::max).min(via * 0.5) + 9.0;
    let pista = (via - cola).max(20.0);
    balas
        .iter()
        .enumerate()
        .map(|(i, b)| {
            let (mut marcas, alto) = barras::rotulo_de(&b.rotulo, rotulo, fuentes);
            let lineas = partir(&Texto::from(escrito(b)), letra, cola - 8.0, fuentes);
            let alto = alto.max(lineas.len() as f32 * INTERLINEA + 6.0);
            let y = 3.0;
            marcas.push(Marca::Rectangulo {
                x: rotulo,
                y,
                ancho: pista,
                alto: ALTO_DE_BARRA,
                relleno: Some(color::ACENTO_SUAVE),
                borde: None,
            });
            let largo = pista * proporcion(b.logrado);
            if largo > 0.0 {
                let (y, alto) = (y + 3.0, ALTO_DE_BARRA - 6.0);
                marcas.push(Marca::Rectangulo { x: rotulo, y, ancho: largo, alto, relleno: Some(color::ACENTO), borde: None });
            }
            if let Some(m) = b.meta {
                let x = rotulo + pista * proporcion(Razon::new(m, b.logrado.denominador));
                let (desde, hasta) = ((x, y - 1.5), (x, y + ALTO_DE_BARRA + 1.5));
                marcas.push(Marca::Linea { desde, hasta, color: color::TINTA, grosor: 1.6 });
            }
            for (j, l) in lineas.iter().enumerate() {
                let en = y + j as f32 * INTERLINEA + base(INTERLINEA, letra.tam);
                marcas_de_linea(l, rotulo + pista + 8.0, en, cola, Alineacion::Izquierda, &mut marcas);
            }
            Pieza { alto, antes: if i == 0 { 6.0 } else { 0.0 }, marcas, ..Pieza::default() }
        })
        .collect()
}
