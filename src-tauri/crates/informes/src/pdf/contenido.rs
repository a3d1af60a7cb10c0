//! The operators of the pages.
//!
//! Text goes in as glyph numbers of the embedded fonts, each of its bytes escaped where a string asks for it: nothing of
//! a text ever reaches the syntax of the page. Coordinates are whole hundredths of a point, so that equal marks give
//! equal bytes on any machine.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::FallaDeInforme;
use crate::color::Color;
use crate::fuente::{Fuentes, Peso, con_kerning};
use crate::imagen::Imagen;
use crate::lienzo::{Lienzo, Marca, TextoPuesto};

/// A page that is finished: its size and its operators, compressed.
#[derive(Debug)]
pub(super) struct Hoja {
    pub ancho: f32,
    pub alto: f32,
    pub flujo: Vec<u8>,
}

/// A place that leads to another: page from 0, corners `[left, bottom, right, top]`, and where it leads.
#[derive(Debug)]
pub(super) struct Salto {
    pub hoja: usize,
    pub caja: [f32; 4],
    pub pagina: usize,
    pub y: f32,
}

/// The canvas of the PDF.
pub(super) struct Contenido {
    pub fuentes: &'static Fuentes,
    pub hojas: Vec<Hoja>,
    /// Characters used of each weight.
    pub usados: BTreeMap<Peso, BTreeSet<char>>,
    pub imagenes: Vec<Imagen>,
    pub saltos: Vec<Salto>,
    /// The first page that could not be compressed, if any: memory that does not lie never gives one.
    pub falla: Option<FallaDeInforme>,
    abierta: Option<(f32, f32)>,
    bytes: Vec<u8>,
    /// Characters under 0x180 used of each weight: most of them, told without a search.
    latinos: [[bool; LATINOS]; 3],
    en_texto: bool,
    letra: Option<(Peso, f32)>,
    relleno: Option<Color>,
    trazo: Option<(Color, f32)>,
}

const LATINOS: usize = 0x180;

/// The name of a font in the pages.
pub(super) fn nombre_de(peso: Peso) -> &'static str {
    match peso {
        Peso::Normal => "F400",
        Peso::Medio => "F600",
        Peso::Fuerte => "F700",
    }
}

impl Contenido {
    pub(super) fn new(fuentes: &'static Fuentes) -> Self {
        Contenido {
            fuentes,
            hojas: Vec::new(),
            usados: BTreeMap::new(),
            imagenes: Vec::new(),
            saltos: Vec::new(),
            falla: None,
            abierta: None,
            bytes: Vec::with_capacity(64 * 1024),
            latinos: [[false; LATINOS]; 3],
            en_texto: false,
            letra: None,
            relleno: None,
            trazo: None,
        }
    }

    /// Ends the open page.
    pub(super) fn cerrar(&mut self) {
        self.dejar_texto();
        let Some((ancho, alto)) = self.abierta.take() else { return };
        let mut compresor = ZlibEncoder::new(Vec::with_capacity(self.bytes.len() / 4), Compression::new(6));
        match compresor.write_all(&self.bytes).and_then(|()| compresor.finish()) {
            Ok(flujo) => self.hojas.push(Hoja { ancho, alto, flujo }),
            Err(e) => self.falla = Some(FallaDeInforme::Escritura { detalle: e.to_string() }),
        }
        self.bytes.clear();
    }

    /// No more pages: the characters used are known.
    pub(super) fn terminar(&mut self) {
        self.cerrar();
        for (peso, usados) in Peso::TODOS.into_iter().zip(&self.latinos) {
            let suyos = (0u32..).zip(usados).filter(|(_, u)| **u).filter_map(|(c, _)| char::from_u32(c));
            let todos = self.usados.entry(peso).or_default();
            todos.extend(suyos);
            if todos.is_empty() {
                self.usados.remove(&peso);
            }
        }
    }

    fn dejar_texto(&mut self) {
        if self.en_texto {
            self.en_texto = false;
            self.bytes.extend_from_slice(b"ET\n");
        }
    }

    fn rellenar(&mut self, color: Color) {
        if self.relleno != Some(color) {
            self.relleno = Some(color);
            self.color(color, b"rg\n");
        }
    }

    fn trazar(&mut self, color: Color, grosor: f32) {
        if self.trazo.map(|t| t.0) != Some(color) {
            self.color(color, b"RG\n");
        }
        if self.trazo.is_none_or(|t| t.1.to_bits() != grosor.to_bits()) {
            self.numeros(&[grosor], b"w\n");
        }
        self.trazo = Some((color, grosor));
    }

    fn color(&mut self, Color(r, g, b): Color, operador: &[u8]) {
        for v in [r, g, b] {
            // Thousandths, as short as they can be written.
            let milesimas = (u32::from(v) * 1000 + 127) / 255;
            decimal(&mut self.bytes, i64::from(milesimas), 3);
            self.bytes.push(b' ');
        }
        self.bytes.extend_from_slice(operador);
    }

    fn numeros(&mut self, valores: &[f32], operador: &[u8]) {
        for v in valores {
            decimal(&mut self.bytes, centesimas(*v), 2);
            self.bytes.push(b' ');
        }
        self.bytes.extend_from_slice(operador);
    }

    /// From the top, as marks count, to the bottom, as the page does.
    fn y(&self, y: f32) -> f32 {
        self.abierta.map_or(0.0, |a| a.1) - y
    }

    fn usar(&mut self, peso: Peso, c: char) {
        let fila = match peso {
            Peso::Normal => 0,
            Peso::Medio => 1,
            Peso::Fuerte => 2,
        };
        if let Some(u) = self.latinos.get_mut(fila).and_then(|f| f.get_mut(c as usize)) {
            *u = true;
        } else {
            self.usados.entry(peso).or_default().insert(c);
        }
    }

    fn texto(&mut self, t: &TextoPuesto) {
        self.rellenar(t.color);
        if !self.en_texto {
            self.en_texto = true;
            self.bytes.extend_from_slice(b"BT\n");
        }
        if self.letra != Some((t.peso, t.tam)) {
            self.letra = Some((t.peso, t.tam));
            self.bytes.push(b'/');
            self.bytes.extend_from_slice(nombre_de(t.peso).as_bytes());
            self.bytes.push(b' ');
            // Thousandths: a hundredth of a size is seen at the end of a long line.
            decimal(&mut self.bytes, (t.tam * 1000.0).round() as i64, 3);
            self.bytes.extend_from_slice(b" Tf\n");
        }
        self.bytes.extend_from_slice(b"1 0 0 1 ");
        self.numeros(&[t.x, self.y(t.y)], b"Tm\n");
        let fuente = self.fuentes.de(t.peso);
        let junta = con_kerning(t.tam);
        if junta {
            self.bytes.push(b'[');
        }
        self.bytes.push(b'(');
        let mut anterior: Option<char> = None;
        for c in t.texto.chars() {
            self.usar(t.peso, c);
            if junta {
                let par = anterior.map_or(0, |a| fuente.par(a, c));
                if par != 0 {
                    self.bytes.push(b')');
                    decimal(&mut self.bytes, i64::from(-par), 0);
                    self.bytes.push(b'(');
                }
                anterior = Some(c);
            }
            for b in fuente.glifo(c).unwrap_or(0).to_be_bytes() {
                match b {
                    b'(' | b')' | b'\\' => self.bytes.extend_from_slice(&[b'\\', b]),
                    b'\r' => self.bytes.extend_from_slice(b"\\r"),
                    otro => self.bytes.push(otro),
                }
            }
        }
        self.bytes.extend_from_slice(if junta { b")]TJ\n" } else { b")Tj\n" });
    }

    fn imagen(&mut self, caja: [f32; 4], imagen: &Imagen) {
        let k = self.imagenes.iter().position(|i| i == imagen).unwrap_or_else(|| {
            self.imagenes.push(imagen.clone());
            self.imagenes.len() - 1
        });
        let [x, y, ancho, alto] = caja;
        self.bytes.extend_from_slice(b"q ");
        self.numeros(&[ancho, 0.0, 0.0, alto, x, self.y(y + alto)], b"cm ");
        self.bytes.extend_from_slice(format!("/I{k} Do Q\n").as_bytes());
    }
}

impl Lienzo for Contenido {
    fn pagina(&mut self, ancho: f32, alto: f32) {
        self.cerrar();
        self.abierta = Some((ancho, alto));
        self.letra = None;
        self.relleno = None;
        self.trazo = None;
    }

    fn marca(&mut self, marca: &Marca) {
        if let Marca::Texto(t) = marca {
            self.texto(t);
            return;
        }
        match marca {
            Marca::Texto(_) => {}
            Marca::Rectangulo { x, y, ancho, alto, relleno, borde } => {
                let operador: &[u8] = match (relleno, borde) {
                    (Some(_), Some(_)) => b"re B\n",
                    (Some(_), None) => b"re f\n",
                    (None, Some(_)) => b"re S\n",
                    (None, None) => return,
                };
                self.dejar_texto();
                if let Some(c) = relleno {
                    self.rellenar(*c);
                }
                if let Some((c, g)) = borde {
                    self.trazar(*c, *g);
                }
                self.numeros(&[*x, self.y(y + alto), *ancho, *alto], operador);
            }
            Marca::Linea { desde, hasta, color, grosor } => {
                self.dejar_texto();
                self.trazar(*color, *grosor);
                self.numeros(&[desde.0, self.y(desde.1)], b"m ");
                self.numeros(&[hasta.0, self.y(hasta.1)], b"l S\n");
            }
            Marca::Poligono { puntos, relleno } => {
                self.dejar_texto();
                self.rellenar(*relleno);
                for (i, (x, y)) in puntos.iter().enumerate() {
                    self.numeros(&[*x, self.y(*y)], if i == 0 { b"m " } else { b"l " });
                }
                self.bytes.extend_from_slice(b"h f\n");
            }
            Marca::Imagen { x, y, ancho, alto, imagen } => {
                self.dejar_texto();
                self.imagen([*x, *y, *ancho, *alto], imagen);
            }
            Marca::Enlace { x, y, ancho, alto, destino } => {
                let caja = [*x, self.y(y + alto), x + ancho, self.y(*y)];
                self.saltos.push(Salto { hoja: self.hojas.len(), caja, pagina: destino.pagina, y: destino.y });
            }
        }
    }
}

/// Whole hundredths.
fn centesimas(v: f32) -> i64 {
    // A sheet has some tens of thousands of them.
    (v * 100.0).round() as i64
}

/// `n` tenths, hundredths… written without trailing zeros: `12.5`, `-3`, `.25`.
fn decimal(salida: &mut Vec<u8>, n: i64, decimales: u32) {
    let mut cifras = [0u8; 24];
    let mut en = cifras.len();
    let mut resto = n.unsigned_abs();
    let mut faltan = decimales;
    let mut escrita = false;
    while resto > 0 || faltan > 0 {
        let cifra = (resto % 10) as u8;
        resto /= 10;
        if faltan > 0 {
            faltan -= 1;
            escrita = escrita || cifra != 0;
            if escrita {
                en -= 1;
                if let Some(c) = cifras.get_mut(en) {
                    *c = b'0' + cifra;
                }
                if faltan == 0 {
                    en -= 1;
                    if let Some(c) = cifras.get_mut(en) {
                        *c = b'.';
                    }
                }
            }
            continue;
        }
        en -= 1;
        if let Some(c) = cifras.get_mut(en) {
            *c = b'0' + cifra;
        }
    }
    if n < 0 {
        salida.push(b'-');
    }
    match cifras.get(en..) {
        Some([]) | None => salida.push(b'0'),
        Some(escritas) => salida.extend_from_slice(escritas),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escrito(n: i64, decimales: u32) -> String {
        let mut salida = Vec::new();
        decimal(&mut salida, n, decimales);
        String::from_utf8(salida).unwrap()
    }

    #[test]
    fn numbers_are_written_short_and_exact() {
        let casos = [(0, "0"), (5, ".05"), (50, ".5"), (100, "1"), (-1, "-.01"), (-12_340, "-123.4"), (79_200, "792"), (61_199, "611.99")];
        for (n, espera) in casos {
            assert_eq!(escrito(n, 2), espera);
        }
        assert_eq!((escrito(1000, 3), escrito(71, 3), escrito(-40, 0)), ("1".to_owned(), ".071".to_owned(), "-40".to_owned()));
        for n in -3_000..3_000 {
            let v: f64 = escrito(n, 2).parse().unwrap();
            assert!((v * 100.0 - n as f64).abs() < 1e-6, "{n} is written {v}");
        }
    }
}
