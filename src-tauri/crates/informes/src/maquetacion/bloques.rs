//! Every kind of block as pieces.

use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::lienzo::Marca;
use crate::maquetacion::cuaderno::Cuaderno;
use crate::maquetacion::linea::{Letra, equilibrar, partir};
use crate::maquetacion::pieza::{Pieza, marcas_de_linea, redondeado};
use crate::maquetacion::tabla::{base, de_lineas, tinta_de};
use crate::maquetacion::{diagrama, dibujo, firmas, indice, tabla};
use crate::modelo::{Alineacion, Bloque, Cifra, EstiloDeParrafo, Tono};
use crate::texto::Texto;

pub(crate) fn piezas(bloque: &Bloque, cuaderno: &mut Cuaderno<'_>, fuentes: &Fuentes) -> Vec<Pieza> {
    let ancho = cuaderno.hoja().util();
    match bloque {
        Bloque::Titulo { nivel, texto, marcador } => {
            let mut p = titulo(*nivel, texto, marcador.as_deref(), ancho, fuentes);
            p.anclas.push(format!("{}{}", indice::TITULO, cuaderno.titulos));
            cuaderno.titulos += 1;
            vec![p]
        }
        Bloque::Parrafo { texto, estilo } => corrido(texto, *estilo, ancho, fuentes),
        Bloque::Lista { numerada, elementos } => lista(*numerada, elementos, ancho, fuentes),
        Bloque::Ficha(pares) => ficha(pares, ancho, fuentes),
        Bloque::Cifras(cifras) => tarjetas(cifras, ancho, fuentes),
        Bloque::Tabla(t) => tabla::piezas(t, ancho, cuaderno, fuentes),
        Bloque::Grafico(g) => dibujo::piezas(g, cuaderno, fuentes),
        Bloque::Diagrama(d) => diagrama::piezas(d, cuaderno.hoja(), fuentes),
        Bloque::Nota { tono, texto } => nota(*tono, texto, ancho, fuentes),
        Bloque::Firmas(f) => firmas::piezas(f, ancho, fuentes),
        Bloque::Juntos(bloques) => {
            let mut salida: Vec<Pieza> = Vec::new();
            let mut anclas = Vec::new();
            for b in bloques {
                if let Bloque::Destino(nombre) = b {
                    anclas.push(nombre.clone());
                }
                let mut nuevas = piezas(b, cuaderno, fuentes);
                if let Some(p) = nuevas.first_mut() {
                    p.anclas.append(&mut anclas);
                }
                salida.append(&mut nuevas);
            }
            let n = salida.len();
            salida.iter_mut().take(n.saturating_sub(1)).for_each(|p| p.pegada = true);
            salida
        }
        // These make sheets or need all headings; `maquetar` takes them before they get here.
        Bloque::Portada(_) | Bloque::Salto(_) | Bloque::Indice { .. } | Bloque::Destino(_) => Vec::new(),
    }
}

/// A heading that the table of contents does not list: its own.
pub(crate) fn titulo_suelto(texto: &str, ancho: f32, fuentes: &Fuentes) -> Pieza {
    titulo(1, texto, None, ancho, fuentes)
}

fn titulo(nivel: u8, texto: &str, marcador: Option<&str>, ancho: f32, fuentes: &Fuentes) -> Pieza {
    let (letra, interlinea, antes, despues) = match nivel {
        0 | 1 => (Letra::new(17.0, Peso::Fuerte, color::TINTA), 21.5, 26.0, 8.0),
        2 => (Letra::new(12.5, Peso::Fuerte, color::ACENTO), 16.5, 20.0, 4.0),
        _ => (Letra::new(10.2, Peso::Medio, color::TINTA), 13.5, 12.0, 2.0),
    };
    let lineas = equilibrar(&Texto::from(texto), letra, ancho, fuentes);
    let mut p = de_lineas(&lineas, letra.tam, interlinea, ancho, antes);
    p.alto += despues;
    p.pegada = true;
    if nivel <= 2 {
        p.marcador = Some((marcador.unwrap_or(texto).to_owned(), nivel.max(1)));
    }
    p
}

fn corrido(texto: &Texto, estilo: EstiloDeParrafo, ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let (letra, interlinea, antes) = match estilo {
        EstiloDeParrafo::Normal => (Letra::new(9.6, Peso::Normal, color::TINTA), 14.0, 7.0),
        EstiloDeParrafo::Entrada => (Letra::new(11.2, Peso::Normal, color::TINTA_2), 16.4, 4.0),
        EstiloDeParrafo::Menor => (Letra::new(8.0, Peso::Normal, color::TINTA_2), 11.0, 5.0),
    };
    // Lines longer than about 95 characters tire the eye.
    renglones(texto, letra, interlinea, 0.0, ancho.min(540.0), antes, fuentes)
}

/// One piece a line, with the first two and the last two together.
fn renglones(texto: &Texto, letra: Letra, interlinea: f32, x: f32, ancho: f32, antes: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let lineas = partir(texto, letra, ancho, fuentes);
    let n = lineas.len();
    lineas
        .iter()
        .enumerate()
        .map(|(i, l)| {
            let mut marcas = Vec::new();
            marcas_de_linea(l, x, base(interlinea, letra.tam), ancho, Alineacion::Izquierda, &mut marcas);
            let pegada = i + 1 < n && (i == 0 || i + 2 == n);
            Pieza { alto: interlinea, antes: if i == 0 { antes } else { 0.0 }, pegada, marcas, ..Pieza::default() }
        })
        .collect()
}

fn lista(numerada: bool, elementos: &[Texto], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let letra = Letra::new(9.6, Peso::Normal, color::TINTA);
    let sangria = if numerada { 20.0 } else { 13.0 };
    let mut salida = Vec::new();
    for (i, e) in elementos.iter().enumerate() {
        let antes = if i == 0 { 6.0 } else { 3.4 };
        let mut ps = renglones(e, letra, 13.6, sangria, ancho.min(540.0) - sangria, antes, fuentes);
        if let Some(p) = ps.first_mut() {
            let signo = if numerada { format!("{}.", i + 1) } else { "•".to_owned() };
            let l = partir(&Texto::from(signo), Letra::new(9.6, Peso::Medio, color::ACENTO_2), sangria, fuentes);
            for linea in &l {
                marcas_de_linea(linea, if numerada { 0.0 } else { 2.0 }, base(13.6, 9.6), sangria, Alineacion::Izquierda, &mut p.marcas);
            }
        }
        salida.append(&mut ps);
    }
    salida
}

fn ficha(pares: &[(String, Texto)], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let rotulo = Letra::new(9.0, Peso::Medio, color::TINTA_2);
    let valor = Letra::new(9.6, Peso::Normal, color::TINTA);
    let columna = (ancho * 0.3).min(170.0);
    let n = pares.len();
    pares
        .iter()
        .enumerate()
        .map(|(i, (r, v))| {
            let izquierda = partir(&Texto::from(r.as_str()), rotulo, columna - 12.0, fuentes);
            let derecha = partir(v, valor, ancho - columna, fuentes);
            let alto = izquierda.len().max(derecha.len()).max(1) as f32 * 13.6 + 7.0;
            let mut marcas = Vec::new();
            for (j, l) in izquierda.iter().enumerate() {
                marcas_de_linea(l, 0.0, 3.5 + j as f32 * 13.6 + base(13.6, 9.6), columna, Alineacion::Izquierda, &mut marcas);
            }
            for (j, l) in derecha.iter().enumerate() {
                marcas_de_linea(l, columna, 3.5 + j as f32 * 13.6 + base(13.6, 9.6), ancho - columna, Alineacion::Izquierda, &mut marcas);
            }
            marcas.push(Marca::Linea { desde: (0.0, alto), hasta: (ancho, alto), color: color::LINEA, grosor: 0.5 });
            Pieza { alto, antes: if i == 0 { 7.0 } else { 0.0 }, pegada: i == 0 && n > 1, marcas, ..Pieza::default() }
        })
        .collect()
}

fn tarjetas(cifras: &[Cifra], ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let por_fila = match cifras.len() {
        0..=4 => cifras.len().max(1),
        5 | 6 | 9 => 3,
        _ => 4,
    };
    let aire = 10.0;
    let w = (ancho - aire * (por_fila - 1) as f32) / por_fila as f32;
    cifras
        .chunks(por_fila)
        .enumerate()
        .map(|(i, grupo)| {
            let dentro = w - 22.0;
            let partes: Vec<_> = grupo
                .iter()
                .map(|c| {
                    let una = |t: &str, l: Letra| partir(&Texto::from(t), l, dentro, fuentes);
                    // A long figure shrinks until it takes one line.
                    let mut tam = 20.0_f32;
                    let mut valor = una(&c.valor, Letra::new(tam, Peso::Fuerte, color::TINTA));
                    while valor.len() > 1 && tam > 11.0 {
                        tam -= 1.5;
                        valor = una(&c.valor, Letra::new(tam, Peso::Fuerte, color::TINTA));
                    }
                    (
                        una(&c.rotulo, Letra::new(8.8, Peso::Medio, color::TINTA_2)),
                        valor,
                        tam,
                        una(&c.base, Letra::new(8.2, Peso::Normal, color::TINTA_2)),
                        c.razon,
                    )
                })
                .collect();
            let arriba = partes.iter().map(|p| p.0.len()).max().unwrap_or(1) as f32 * 11.4;
            let medio = partes.iter().map(|p| p.1.len()).max().unwrap_or(1) as f32 * 26.0;
            let abajo = partes.iter().map(|p| p.3.len()).max().unwrap_or(0) as f32 * 10.8;
            let con_barra = partes.iter().any(|p| p.4.is_some());
            let alto = 10.0 + arriba + medio + abajo + if con_barra { 13.0 } else { 0.0 } + 9.0;
            let mut marcas = Vec::new();
            for (j, (rotulo, valor, tam, pie, razon)) in partes.iter().enumerate() {
                let x = j as f32 * (w + aire);
                marcas.push(redondeado(x, 0.0, w, alto, 6.0, color::LINEA));
                marcas.push(redondeado(x + 0.7, 0.7, w - 1.4, alto - 1.4, 5.4, color::HOJA));
                let mut poner = |ls: &[crate::maquetacion::linea::Linea], y: f32, paso: f32, tam: f32| {
                    for (k, l) in ls.iter().enumerate() {
                        let en = y + k as f32 * paso + base(paso, tam);
                        marcas_de_linea(l, x + 11.0, en, dentro, Alineacion::Izquierda, &mut marcas);
                    }
                };
                poner(rotulo, 10.0, 11.4, 8.8);
                poner(valor, 10.0 + arriba, 26.0, *tam);
                poner(pie, 10.0 + arriba + medio, 10.8, 8.2);
                if let Some(r) = razon {
                    let y = alto - 15.0;
                    marcas.push(redondeado(x + 11.0, y, dentro, 3.6, 1.8, color::Color(0xe6, 0xea, 0xf0)));
                    let lleno = dentro * proporcion(*r);
                    if lleno > 0.0 {
                        marcas.push(redondeado(x + 11.0, y, lleno, 3.6, 1.8, color::ACENTO));
                    }
                }
            }
            Pieza { alto, antes: if i == 0 { 12.0 } else { aire }, marcas, ..Pieza::default() }
        })
        .collect()
}

/// From 0 to 1; 0 without a base.
pub(crate) fn proporcion(r: dominio::Razon) -> f32 {
    if r.denominador == 0 { 0.0 } else { (r.numerador as f64 / r.denominador as f64).clamp(0.0, 1.0) as f32 }
}

fn nota(tono: Tono, texto: &Texto, ancho: f32, fuentes: &Fuentes) -> Vec<Pieza> {
    let (fondo, filo) = match tono {
        Tono::Neutro => (color::FONDO, color::LINEA_2),
        Tono::Curso | Tono::Hecho => (color::ACENTO_SUAVE, color::ACENTO),
        Tono::Bien | Tono::Aviso | Tono::Mal => tinta_de(tono),
    };
    let letra = Letra::new(9.2, Peso::Normal, color::TINTA);
    let lineas = partir(texto, letra, ancho - 30.0, fuentes);
    // A remark longer than a page continues in another box.
    let por_caja = 40;
    let cajas = lineas.chunks(por_caja).count();
    lineas
        .chunks(por_caja)
        .enumerate()
        .map(|(i, ls)| {
            let alto = ls.len() as f32 * 13.2 + 16.0;
            let mut marcas = vec![
                Marca::Rectangulo { x: 0.0, y: 0.0, ancho, alto, relleno: Some(fondo), borde: None },
                Marca::Rectangulo { x: 0.0, y: 0.0, ancho: 3.0, alto, relleno: Some(filo), borde: None },
            ];
            for (j, l) in ls.iter().enumerate() {
                marcas_de_linea(l, 15.0, 8.0 + j as f32 * 13.2 + base(13.2, 9.2), ancho - 30.0, Alineacion::Izquierda, &mut marcas);
            }
            Pieza { alto, antes: if i == 0 { 12.0 } else { 0.0 }, pegada: i + 1 < cajas && i == 0, marcas, ..Pieza::default() }
        })
        .collect()
}
