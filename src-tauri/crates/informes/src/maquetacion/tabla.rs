//! Tables: rows that stay whole, the head on every page.

mod anchos;

use std::rc::Rc;

use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::lienzo::Marca;
use crate::maquetacion::cuaderno::Cuaderno;
use crate::maquetacion::linea::{Letra, Linea, partir};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea, redondeado};
use crate::modelo::{Alineacion, Celda, Columna, Densidad, Fila, Tabla, TipoDeFila, Tono};
use crate::texto::Texto;

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
            Densidad::Compacta => (7.8_f32, 10.0_f32, 4.0_f32, 3.0_f32),
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

/// A table turned into pieces; its head is left in `cuaderno` to be repeated.
pub(crate) fn piezas(tabla: &Tabla, cuaderno: &mut Cuaderno<'_>, fuentes: &Fuentes) -> Vec<Pieza> {
    let hoja = cuaderno.hoja();
    let ancho = hoja.util();
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

    let cabeza = cabeza(&tabla.columnas, &anchos, m, fuentes);
    let alto_cabeza = cabeza.alto;
    let numero = cuaderno.cabezas.len();
    cuaderno.cabezas.push(cabeza.clone());
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
        let mut trozos = fila(f, tabla, &anchos, m, libre.max(cuerpo / 2.0), fuentes);
        match f.tipo {
            TipoDeFila::Grupo => {
                let texto = f.celdas.first().map(|c| c.texto.clone()).unwrap_or_default().tenue(" · continúa");
                grupo = fila(&Fila::grupo(texto), tabla, &anchos, m, cuerpo, fuentes)
                    .into_iter()
                    .next()
                    .filter(|g| g.alto < cuerpo / 4.0)
                    .map(Rc::new);
            }
            TipoDeFila::Total => grupo = None,
            TipoDeFila::Normal => trozos.iter_mut().for_each(|t| t.grupo.clone_from(&grupo)),
        }
        for t in &mut trozos {
            t.cabeza = Some(numero);
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

fn cabeza(columnas: &[Columna], anchos: &[f32], m: Medidas, fuentes: &Fuentes) -> Pieza {
    let letra = letra_de_cabeza(m);
    let celdas: Vec<Vec<Linea>> =
        columnas.iter().zip(anchos).map(|(c, w)| partir(&Texto::from(c.titulo.as_str()), letra, w - 2.0 * m.margen_x, fuentes)).collect();
    let lineas = celdas.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let alto = lineas as f32 * m.interlinea + 2.0 * m.margen_y + 1.0;
    let ancho: f32 = anchos.iter().sum();
    let mut marcas = vec![
        Marca::Rectangulo { x: 0.0, y: 0.0, ancho, alto, relleno: Some(color::FONDO), borde: None },
        Marca::Linea { desde: (0.0, alto), hasta: (ancho, alto), color: color::LINEA_2, grosor: 0.8 },
    ];
    let mut x = 0.0;
    for ((c, w), ls) in columnas.iter().zip(anchos).zip(&celdas) {
        // Heads rest on the line: short ones go to the last row.
        let arriba = m.margen_y + (lineas - ls.len()) as f32 * m.interlinea;
        for (i, l) in ls.iter().enumerate() {
            let y = arriba + i as f32 * m.interlinea + base(m.interlinea, m.tam);
            marcas_de_linea(l, x + m.margen_x, y, w - 2.0 * m.margen_x, c.alineacion, &mut marcas);
        }
        x += w;
    }
    Pieza { alto, marcas, ..Pieza::default() }
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

/// A cell with its lines, in its place in the row.
struct Casilla {
    x: f32,
    ancho: f32,
    alineacion: Alineacion,
    insignia: Option<Tono>,
    lineas: Vec<Linea>,
}

fn fila(f: &Fila, tabla: &Tabla, anchos: &[f32], m: Medidas, cuerpo: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let letra = letra_de_celda(f.tipo, m);
    let total: f32 = anchos.iter().sum();
    let vacia = Celda::default();
    let mut celdas: Vec<Casilla> = Vec::with_capacity(anchos.len());
    let mut x = 0.0;
    for (i, (c, w)) in tabla.columnas.iter().zip(anchos).enumerate() {
        let (celda, w, alineacion) = if f.tipo == TipoDeFila::Grupo {
            (f.celdas.first().unwrap_or(&vacia), total, Alineacion::Izquierda)
        } else {
            (f.celdas.get(i).unwrap_or(&vacia), *w, c.alineacion)
        };
        let util = w - 2.0 * m.margen_x;
        let (insignia, lineas) = match celda.insignia {
            Some(t) => {
                let (_, tinta) = tinta_de(t);
                let una = partir(&celda.texto, Letra::new(m.tam * 0.94, Peso::Medio, tinta), util - 2.0 * ORLA, fuentes);
                if una.len() == 1 { (Some(t), una) } else { (None, partir(&celda.texto, letra, util, fuentes)) }
            }
            None => (None, partir(&celda.texto, letra, util, fuentes)),
        };
        celdas.push(Casilla { x, ancho: w, alineacion, insignia, lineas });
        if f.tipo == TipoDeFila::Grupo {
            break;
        }
        x += w;
    }
    let lineas = celdas.iter().map(|c| c.lineas.len()).max().unwrap_or(0).max(1);
    let caben = (((cuerpo - 2.0 * m.margen_y) / m.interlinea).floor().max(1.0) as usize).max(1);
    let mut salida = Vec::new();
    let mut desde = 0;
    while desde < lineas {
        let hasta = (desde + caben).min(lineas);
        salida.push(trozo_de_fila(&celdas, desde, hasta, f.tipo, total, m, hasta == lineas));
        desde = hasta;
    }
    salida
}

fn trozo_de_fila(celdas: &[Casilla], desde: usize, hasta: usize, tipo: TipoDeFila, ancho: f32, m: Medidas, ultimo: bool) -> Pieza {
    let alto = (hasta - desde) as f32 * m.interlinea + 2.0 * m.margen_y;
    let mut marcas = Vec::new();
    match tipo {
        TipoDeFila::Normal => {}
        TipoDeFila::Grupo => {
            marcas.push(Marca::Rectangulo { x: 0.0, y: 0.0, ancho, alto, relleno: Some(color::ACENTO_SUAVE), borde: None });
        }
        TipoDeFila::Total => marcas.push(Marca::Linea { desde: (0.0, 0.0), hasta: (ancho, 0.0), color: color::TINTA_2, grosor: 0.8 }),
    }
    for Casilla { x, ancho: w, alineacion, insignia, lineas } in celdas {
        for (i, l) in lineas.iter().skip(desde).take(hasta - desde).enumerate() {
            let y = m.margen_y + i as f32 * m.interlinea;
            let (mut en, mut util) = (x + m.margen_x, w - 2.0 * m.margen_x);
            if let Some(t) = insignia {
                let (fondo, _) = tinta_de(*t);
                let alto_i = (m.interlinea + m.margen_y).min(m.interlinea + 2.0);
                marcas.push(redondeado(en, y + (m.interlinea - alto_i) / 2.0, l.ancho + 2.0 * ORLA, alto_i, 2.5, fondo));
                en += ORLA;
                util = l.ancho;
            }
            marcas_de_linea(l, en, y + base(m.interlinea, m.tam), util, *alineacion, &mut marcas);
        }
    }
    if ultimo {
        marcas.push(Marca::Linea { desde: (0.0, alto), hasta: (ancho, alto), color: color::LINEA, grosor: 0.5 });
    }
    Pieza { alto, marcas, ..Pieza::default() }
}
