//! Tables: rows that stay whole, the head on every page.

mod anchos;
mod fila;

use std::rc::Rc;

use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::lienzo::Marca;
use crate::maquetacion::cuaderno::Cuaderno;
use crate::maquetacion::linea::{Letra, Linea, medidas, partir, partir_cabeza};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea};
use crate::modelo::{Alineacion, Densidad, Fila, Tabla, TipoDeFila, Tono};
use crate::texto::Texto;
use crate::unidas::unidas;

use fila::Vecinas;

/// What an empty section says.
pub(crate) const SIN_INFORMACION: &str = "Sin información registrada";

/// Sizes of a table's letter and of the white around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Medidas {
    pub(super) tam: f32,
    interlinea: f32,
    pub(super) margen_x: f32,
    margen_y: f32,
}

impl Medidas {
    fn de(densidad: Densidad, ancho: f32, columnas: usize) -> Medidas {
        let (tam, interlinea, margen_x, margen_y) = match densidad {
            Densidad::Minima => (7.2_f32, 9.0_f32, 3.0_f32, 2.4_f32),
            Densidad::Compacta => (7.8, 10.0, 4.0, 3.0),
            Densidad::Comoda => (8.8, 11.8, 5.0, 4.4),
        };
        // With very many columns the letter shrinks before anything is cut: the widest character
        // of the fonts is about one em.
        let por_columna = ancho / columnas.max(1) as f32;
        let margen_x = margen_x.min(por_columna * 0.15);
        let mayor = ((por_columna - 2.0 * margen_x) / 1.3).max(0.5);
        let escala = (mayor / tam).min(1.0);
        Medidas { tam: tam * escala, interlinea: interlinea * escala, margen_x, margen_y: margen_y * escala }
    }
}

/// A table turned into pieces of `ancho` points; its head is left in `cuaderno` to be repeated.
pub(crate) fn piezas(tabla: &Tabla, ancho: f32, cuaderno: &mut Cuaderno<'_>, fuentes: &Fuentes) -> Vec<Pieza> {
    let hoja = cuaderno.hoja();
    let mut salida = Vec::new();
    if let Some(titulo) = &tabla.titulo {
        let letra = Letra::new(9.6, Peso::Medio, color::TINTA);
        salida.push(parrafo(&Texto::from(titulo.as_str()), letra, 12.6, ancho, 12.0, fuentes));
    }
    if tabla.filas.is_empty() || tabla.columnas.is_empty() {
        let texto = if tabla.vacia.is_empty() { SIN_INFORMACION } else { &tabla.vacia };
        salida.push(parrafo(&Texto::from(texto), Letra::new(9.2, Peso::Normal, color::TINTA_2), 13.0, ancho, 4.0, fuentes));
        return pegar_todas_menos_la_ultima(salida);
    }
    let m = Medidas::de(tabla.densidad, ancho, tabla.columnas.len());
    let anchos = anchos::repartir(tabla, m, ancho, fuentes);

    let cabeza = cabeza(tabla, &anchos, m, fuentes);
    // A head that takes half a page is told once: repeated, it would leave no room for what it heads.
    let se_repite = cabeza.alto <= hoja.cuerpo() / 2.0;
    let alto_cabeza = if se_repite { cabeza.alto } else { 0.0 };
    let numero = se_repite.then(|| {
        cuaderno.cabezas.push(cabeza.clone());
        cuaderno.cabezas.len() - 1
    });
    let antes = if salida.is_empty() { 8.0 } else { 5.0 };
    salida.push(Pieza { antes, ..cabeza });
    for p in &mut salida {
        p.pegada = true;
    }

    let cuerpo = hoja.cuerpo() - alto_cabeza - 1.0;
    let mut grupo: Option<Rc<Pieza>> = None;
    for (i, f) in tabla.filas.iter().enumerate() {
        let sigue_total = tabla.filas.get(i + 1).is_some_and(|s| s.tipo == TipoDeFila::Total);
        // What is left of a page below the head and the row of the group, repeated.
        let libre = cuerpo - grupo.as_ref().map_or(0.0, |g| g.alto);
        let libre = libre.max(cuerpo / 2.0);
        let (arriba, abajo) = (unidas(tabla, i), unidas(tabla, i + 1));
        let entera = Vecinas { abajo: &abajo, ..Vecinas::default() };
        let hacer = |vecinas| fila::piezas(f, vecinas, tabla, &anchos, m, libre, fuentes);
        let mut trozos = if arriba.contains(&true) {
            let unida = Vecinas { arriba: &arriba, ..entera };
            match (hacer(unida), hacer(Vecinas { abre: true, ..unida })) {
                // A row that does not hold in a page says everything itself.
                (mut trozos, mut otros) if trozos.len() == 1 && otros.len() == 1 => {
                    if let Some(t) = trozos.first_mut() {
                        t.si_abre = otros.pop().map(Rc::new);
                    }
                    trozos
                }
                _ => hacer(entera),
            }
        } else {
            hacer(entera)
        };
        match f.tipo {
            TipoDeFila::Grupo => {
                let texto = f.celdas.first().map(|c| c.texto.clone()).unwrap_or_default().tenue(" · continúa");
                grupo = fila::piezas(&Fila::grupo(texto), Vecinas::default(), tabla, &anchos, m, cuerpo, fuentes)
                    .into_iter()
                    .next()
                    .filter(|g| g.alto < cuerpo / 4.0)
                    .map(Rc::new);
            }
            TipoDeFila::Total => grupo = None,
            TipoDeFila::Normal => trozos.iter_mut().for_each(|t| t.grupo.clone_from(&grupo)),
        }
        for t in &mut trozos {
            t.cabeza = numero;
        }
        if (f.tipo == TipoDeFila::Grupo || sigue_total)
            && i + 1 < tabla.filas.len()
            && let Some(u) = trozos.last_mut()
        {
            u.pegada = true;
        }
        salida.append(&mut trozos);
    }
    salida
}

/// The narrowest that a short table may be without breaking a word.
pub(crate) fn ancho_minimo(tabla: &Tabla, fuentes: &Fuentes) -> f32 {
    let m = Medidas::de(tabla.densidad, f32::MAX, tabla.columnas.len());
    let palabra = |texto: &Texto, letra| medidas(texto, letra, fuentes).0;
    let mut anchos: Vec<f32> = tabla.columnas.iter().map(|c| palabra(&Texto::from(c.titulo.as_str()), letra_de_cabeza(m))).collect();
    for f in &tabla.filas {
        for (celda, ancho) in f.celdas.iter().zip(&mut anchos) {
            *ancho = ancho.max(palabra(&celda.texto, letra_de_celda(f.tipo, m)));
        }
    }
    anchos.iter().map(|w| w + 2.0 * m.margen_x + 1.0).sum()
}

fn pegar_todas_menos_la_ultima(mut piezas: Vec<Pieza>) -> Vec<Pieza> {
    let n = piezas.len();
    for p in piezas.iter_mut().take(n.saturating_sub(1)) {
        p.pegada = true;
    }
    piezas
}

/// A text as one piece.
pub(crate) fn parrafo(texto: &Texto, letra: Letra, interlinea: f32, ancho: f32, antes: f32, fuentes: &Fuentes) -> Pieza {
    de_lineas(&partir(texto, letra, ancho, fuentes), letra.tam, interlinea, ancho, antes)
}

/// Lines already broken as one piece.
pub(crate) fn de_lineas(lineas: &[Linea], tam: f32, interlinea: f32, ancho: f32, antes: f32) -> Pieza {
    let mut marcas = Vec::new();
    for (i, l) in lineas.iter().enumerate() {
        marcas_de_linea(l, 0.0, i as f32 * interlinea + base(interlinea, tam), ancho, Alineacion::Izquierda, &mut marcas);
    }
    Pieza { alto: lineas.len() as f32 * interlinea, antes, marcas, ..Pieza::default() }
}

/// Distance from the top of a line to its baseline.
pub(crate) fn base(interlinea: f32, tam: f32) -> f32 {
    (interlinea + tam * crate::fuente::ALTO_DE_MAYUSCULA) / 2.0
}

pub(super) fn letra_de_celda(tipo: TipoDeFila, m: Medidas) -> Letra {
    match tipo {
        TipoDeFila::Normal => Letra::new(m.tam, Peso::Normal, color::TINTA),
        TipoDeFila::Grupo => Letra::new(m.tam, Peso::Medio, color::TINTA),
        TipoDeFila::Total => Letra::new(m.tam, Peso::Fuerte, color::TINTA),
    }
}

pub(super) fn letra_de_cabeza(m: Medidas) -> Letra {
    Letra::new(m.tam, Peso::Medio, color::TINTA_2)
}

/// Room that a state takes beyond its word.
pub(super) const ORLA: f32 = 5.0;

/// The head: the row of the groups, when there is one, over the row of the columns.
fn cabeza(tabla: &Tabla, anchos: &[f32], m: Medidas, fuentes: &Fuentes) -> Pieza {
    let letra = letra_de_cabeza(m);
    let ancho: f32 = anchos.iter().sum();
    let util = |w: f32| w - 2.0 * m.margen_x;
    let mut marcas = Vec::new();
    let mut alto = 0.0;
    if !tabla.grupos.is_empty() {
        let mut cajas: Vec<(f32, f32, Vec<Linea>)> = Vec::new();
        let (mut x, mut resto) = (0.0, anchos);
        for g in &tabla.grupos {
            let (suyos, quedan) = resto.split_at(usize::from(g.columnas.max(1)).min(resto.len()));
            let w: f32 = suyos.iter().sum();
            resto = quedan;
            if w > 0.0 && !g.titulo.trim().is_empty() {
                cajas.push((x, w, partir_cabeza(&Texto::from(g.titulo.as_str()), letra, util(w), fuentes)));
            }
            x += w;
        }
        let lineas = cajas.iter().map(|c| c.2.len()).max().unwrap_or(1).max(1);
        alto = lineas as f32 * m.interlinea + m.margen_y * 1.6;
        for (x, w, ls) in cajas {
            let arriba = m.margen_y + (lineas - ls.len()) as f32 * m.interlinea;
            for (i, l) in ls.iter().enumerate() {
                let y = arriba + i as f32 * m.interlinea + base(m.interlinea, m.tam);
                marcas_de_linea(l, x + m.margen_x, y, util(w), Alineacion::Centro, &mut marcas);
            }
            // What the group covers, without touching its neighbour.
            let (desde, hasta) = ((x + m.margen_x, alto), (x + w - m.margen_x, alto));
            marcas.push(Marca::Linea { desde, hasta, color: color::LINEA_2, grosor: 0.6 });
        }
    }
    let celdas: Vec<Vec<Linea>> =
        tabla.columnas.iter().zip(anchos).map(|(c, w)| partir_cabeza(&Texto::from(c.titulo.as_str()), letra, util(*w), fuentes)).collect();
    let lineas = celdas.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut x = 0.0;
    for ((c, w), ls) in tabla.columnas.iter().zip(anchos).zip(&celdas) {
        // Heads rest on the line: short ones go to the last row.
        let arriba = alto + m.margen_y + (lineas - ls.len()) as f32 * m.interlinea;
        for (i, l) in ls.iter().enumerate() {
            let y = arriba + i as f32 * m.interlinea + base(m.interlinea, m.tam);
            marcas_de_linea(l, x + m.margen_x, y, util(*w), c.alineacion, &mut marcas);
        }
        x += w;
    }
    alto += lineas as f32 * m.interlinea + 2.0 * m.margen_y + 1.0;
    let mut todas = vec![Marca::Rectangulo { x: 0.0, y: 0.0, ancho, alto, relleno: Some(color::FONDO), borde: None }];
    todas.append(&mut marcas);
    todas.push(Marca::Linea { desde: (0.0, alto), hasta: (ancho, alto), color: color::LINEA_2, grosor: 0.8 });
    Pieza { alto, marcas: todas, ..Pieza::default() }
}

/// Surface and letter of a state.
pub(crate) const fn tinta_de(tono: Tono) -> (color::Color, color::Color) {
    match tono {
        Tono::Neutro => (color::Color(0xed, 0xf0, 0xf4), color::TINTA_2),
        Tono::Curso => (color::CELESTE, color::TINTA),
        Tono::Hecho => (color::ACENTO, color::HOJA),
        Tono::Bien => (color::BIEN_SUAVE, color::BIEN),
        Tono::Aviso => (color::AVISO_SUAVE, color::AVISO),
        Tono::Mal => (color::MAL_SUAVE, color::MAL),
    }
}
