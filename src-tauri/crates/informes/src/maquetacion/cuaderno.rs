//! The sheets being filled: what goes on which page, heads repeated, remarks at the foot.

use std::collections::HashMap;

use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::lienzo::{Maquetado, Marca, Marcador, Pagina};
use crate::maquetacion::linea::{Letra, partir};
use crate::maquetacion::notas::{NOTA, Notas};
use crate::maquetacion::pieza::{Hoja, Pieza, marcas_de_linea, mover, rebanar};
use crate::maquetacion::tabla::base;
use crate::modelo::{Alineacion, Orientacion};
use crate::texto::Texto;

/// White and rule between the text and the remarks.
const SOBRE_LAS_NOTAS: f32 = 13.0;
const INTERLINEA_DE_NOTA: f32 = 10.2;
/// The remarks take at most this part of a page; the rest of them goes to the next one.
const PARTE_DE_LAS_NOTAS: f32 = 0.4;

/// A named place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Lugar {
    pub pagina: usize,
    pub y: f32,
}

/// The remarks of the page being filled.
#[derive(Debug, Default)]
struct Pie {
    /// Numbers whose remark is on this page, whole or begun.
    puestas: Vec<u32>,
    /// Lines, in order; what does not fit goes to the next page.
    renglones: Vec<Pieza>,
}

impl Pie {
    fn alto(&self) -> f32 {
        if self.renglones.is_empty() { 0.0 } else { SOBRE_LAS_NOTAS + INTERLINEA_DE_NOTA * self.renglones.len() as f32 }
    }
}

/// The sheets being filled.
#[derive(Debug)]
pub(crate) struct Cuaderno<'a> {
    pub maquetado: Maquetado,
    pub cabezas: Vec<Pieza>,
    /// Where each name is: its first place, and each place of a remark.
    pub lugares: HashMap<String, Vec<Lugar>>,
    /// Headings told so far.
    pub titulos: usize,
    hoja: Hoja,
    y: f32,
    abierta: bool,
    pie: Pie,
    notas: &'a Notas,
    /// Lines that each remark takes, by number and width of the sheet.
    largos: HashMap<(u32, u32), usize>,
    fuentes: &'a Fuentes,
    /// Room that the letterhead takes from the first page.
    membrete: f32,
}

impl<'a> Cuaderno<'a> {
    pub(crate) fn new(notas: &'a Notas, membrete: f32, fuentes: &'a Fuentes) -> Self {
        Cuaderno {
            maquetado: Maquetado::default(),
            cabezas: Vec::new(),
            lugares: HashMap::new(),
            titulos: 0,
            hoja: Hoja::carta(Orientacion::Vertical),
            y: 0.0,
            abierta: false,
            pie: Pie::default(),
            notas,
            largos: HashMap::new(),
            fuentes,
            membrete,
        }
    }

    pub(crate) const fn hoja(&self) -> Hoja {
        self.hoja
    }

    /// The next piece opens a sheet of this shape.
    pub(crate) fn saltar(&mut self, orientacion: Orientacion) {
        self.dejar();
        self.hoja = Hoja::carta(orientacion);
    }

    /// Nothing more goes on the open page.
    fn dejar(&mut self) {
        if self.abierta {
            self.asentar_notas();
            self.abierta = false;
        }
    }

    /// No more pieces: what is left of the remarks is printed.
    pub(crate) fn terminar(&mut self) {
        self.dejar();
        while !self.pie.renglones.is_empty() {
            self.abrir();
            self.dejar();
        }
    }

    fn abrir(&mut self) {
        self.dejar();
        self.maquetado.paginas.push(Pagina { ancho: self.hoja.ancho, alto: self.hoja.alto, marcas: Vec::new() });
        self.y = self.hoja.arriba + if self.maquetado.paginas.len() == 1 { self.membrete } else { 0.0 };
        self.abierta = true;
    }

    /// A page given whole, with marks in page coordinates.
    pub(crate) fn pagina_entera(&mut self, marcas: Vec<Marca>, marcador: Option<(String, u8)>) {
        self.abrir();
        self.marcar(marcador);
        if let Some(p) = self.maquetado.paginas.last_mut() {
            p.marcas = marcas;
        }
        self.abierta = false;
    }

    fn marcar(&mut self, marcador: Option<(String, u8)>) {
        if let Some((titulo, nivel)) = marcador {
            self.maquetado.marcadores.push(Marcador { titulo, nivel, pagina: self.maquetado.paginas.len() });
        }
    }

    fn anclar(&mut self, nombre: String, y: f32) {
        let lugar = Lugar { pagina: self.maquetado.paginas.len(), y };
        self.lugares.entry(nombre).or_default().push(lugar);
    }

    fn fondo(&self) -> f32 {
        self.hoja.alto - self.hoja.abajo
    }

    /// Places pieces; a chain of glued ones goes to the next page together when it does not fit.
    pub(crate) fn poner(&mut self, piezas: Vec<Pieza>) {
        let mut resto = piezas.into_iter().peekable();
        let mut cadena: Vec<Pieza> = Vec::new();
        while let Some(p) = resto.next() {
            let sigue = p.pegada && resto.peek().is_some();
            cadena.push(p);
            if !sigue {
                self.poner_cadena(&mut cadena);
            }
        }
    }

    /// Places a piece on the open page when there is room for it; never opens one.
    pub(crate) fn poner_si_cabe(&mut self, pieza: Pieza) {
        let notas = self.alto_de_notas(std::slice::from_ref(&pieza));
        if self.abierta && self.y + pieza.antes + pieza.alto + notas <= self.fondo() + 0.01 {
            self.poner_una(pieza);
        }
    }

    fn poner_cadena(&mut self, cadena: &mut Vec<Pieza>) {
        let alto: f32 = cadena.iter().enumerate().map(|(i, p)| p.alto + if i == 0 { 0.0 } else { p.antes }).sum();
        let primera_antes = cadena.first().map_or(0.0, |p| p.antes);
        let cabeza = cadena.first().map_or(0.0, |p| self.alto_de_cabeza(p));
        let cuerpo = self.hoja.cuerpo();
        let antes = if self.abierta && self.y > self.hoja.arriba { primera_antes } else { 0.0 };
        let notas = self.alto_de_notas(cadena);
        let cabe_aqui = self.abierta && self.y + antes + alto + notas <= self.fondo() + 0.01;
        if !cabe_aqui && alto + cabeza + notas <= cuerpo + 0.01 {
            self.dejar();
        }
        for p in cadena.drain(..) {
            let libre = cuerpo - self.alto_de_cabeza(&p);
            if p.alto > libre {
                rebanar(p, libre.max(cuerpo / 2.0)).into_iter().for_each(|r| self.poner_una(r));
            } else {
                self.poner_una(p);
            }
        }
    }

    fn alto_de_cabeza(&self, pieza: &Pieza) -> f32 {
        let cabeza = pieza.cabeza.and_then(|k| self.cabezas.get(k)).map_or(0.0, |c| c.alto);
        cabeza + pieza.grupo.as_ref().map_or(0.0, |g| g.alto)
    }

    /// Room at the foot of the open page for its remarks and those that these pieces bring.
    fn alto_de_notas(&mut self, piezas: &[Pieza]) -> f32 {
        if self.notas.is_empty() {
            return 0.0;
        }
        let mut nuevas = 0;
        for n in self.nuevas(piezas) {
            let clave = (n, self.hoja.ancho.to_bits());
            let suyos = match self.largos.get(&clave) {
                Some(k) => *k,
                None => self.renglones_de_nota(n).len(),
            };
            self.largos.insert(clave, suyos);
            nuevas += suyos;
        }
        let abiertas = if self.abierta { self.pie.renglones.len() } else { 0 };
        let alto = if nuevas + abiertas == 0 { 0.0 } else { SOBRE_LAS_NOTAS + INTERLINEA_DE_NOTA * (nuevas + abiertas) as f32 };
        alto.min(self.hoja.cuerpo() * PARTE_DE_LAS_NOTAS)
    }

    /// The remarks that these pieces mark and the open page does not have, in order.
    fn nuevas(&self, piezas: &[Pieza]) -> Vec<u32> {
        let mut salida = Vec::new();
        for m in piezas.iter().flat_map(|p| &p.marcas) {
            if let Marca::Enlace { destino, .. } = m
                && let Some(n) = destino.nombre.strip_prefix(NOTA).and_then(|n| n.parse().ok())
                && !(self.abierta && self.pie.puestas.contains(&n))
                && !salida.contains(&n)
            {
                salida.push(n);
            }
        }
        salida
    }

    fn renglones_de_nota(&self, n: u32) -> Vec<Pieza> {
        let letra = Letra::new(7.6, Peso::Normal, color::TINTA_2);
        let (ancho, sangria) = (self.hoja.util(), 11.0);
        let lineas = partir(&Texto::from(self.notas.texto(n)), letra, ancho - sangria, self.fuentes);
        let mut salida: Vec<Pieza> = lineas
            .iter()
            .map(|l| {
                let mut marcas = Vec::new();
                marcas_de_linea(l, sangria, base(INTERLINEA_DE_NOTA, letra.tam), ancho, Alineacion::Izquierda, &mut marcas);
                Pieza { alto: INTERLINEA_DE_NOTA, marcas, ..Pieza::default() }
            })
            .collect();
        if let Some(p) = salida.first_mut() {
            p.anclas.push(format!("{NOTA}{n}"));
            let mut marcas = Vec::new();
            for l in partir(&Texto::from(n.to_string()), letra.volada(), sangria, self.fuentes) {
                marcas_de_linea(&l, 0.0, base(INTERLINEA_DE_NOTA, letra.tam), sangria, Alineacion::Izquierda, &mut marcas);
            }
            marcas.append(&mut p.marcas);
            p.marcas = marcas;
        }
        salida
    }

    fn poner_una(&mut self, mut pieza: Pieza) {
        let antes = if self.abierta && self.y > self.hoja.arriba { pieza.antes } else { 0.0 };
        let notas = self.alto_de_notas(std::slice::from_ref(&pieza));
        if !self.abierta || self.y + antes + pieza.alto + notas > self.fondo() + 0.01 {
            self.abrir();
            if let Some(c) = pieza.cabeza.and_then(|k| self.cabezas.get(k)).cloned() {
                self.asentar(c);
            }
            if let Some(g) = &pieza.grupo {
                self.asentar(g.as_ref().clone());
            }
            if let Some(otra) = pieza.si_abre.take() {
                pieza = Pieza { alto: otra.alto, marcas: otra.marcas.clone(), ..pieza };
            }
            // The first page has less room when it carries the letterhead.
            let libre = self.fondo() - self.y;
            if self.maquetado.paginas.len() == 1 && self.membrete > 0.0 && pieza.alto > libre + 0.01 {
                rebanar(pieza, libre).into_iter().for_each(|r| self.poner_una(r));
                return;
            }
        } else {
            self.y += antes;
        }
        self.asentar(pieza);
    }

    fn asentar(&mut self, pieza: Pieza) {
        if !self.notas.is_empty() {
            for n in self.nuevas(std::slice::from_ref(&pieza)) {
                let mut suyos = self.renglones_de_nota(n);
                self.pie.puestas.push(n);
                self.pie.renglones.append(&mut suyos);
            }
        }
        self.marcar(pieza.marcador);
        for nombre in pieza.anclas {
            self.anclar(nombre, self.y);
        }
        let (dx, dy) = (self.hoja.lado, self.y);
        self.y += pieza.alto;
        if let Some(pagina) = self.maquetado.paginas.last_mut() {
            pagina.marcas.extend(pieza.marcas.into_iter().map(|m| mover(m, dx, dy)));
        }
    }

    /// Prints at the foot of the page the remarks that fit below its text.
    fn asentar_notas(&mut self) {
        let libre = (self.fondo() - self.y).min(self.hoja.cuerpo() * PARTE_DE_LAS_NOTAS) - SOBRE_LAS_NOTAS + 0.01;
        // What a page holds of lines, without its fraction.
        let caben = (libre / INTERLINEA_DE_NOTA).floor().max(0.0) as usize;
        let mut renglones = std::mem::take(&mut self.pie).renglones;
        let quedan = renglones.split_off(caben.min(renglones.len()));
        if !renglones.is_empty() {
            let pie = Pie { puestas: Vec::new(), renglones };
            self.y = self.fondo() - pie.alto();
            let (x, y) = (self.hoja.lado, self.y + 5.0);
            if let Some(p) = self.maquetado.paginas.last_mut() {
                p.marcas.push(mover(Marca::Linea { desde: (x, y), hasta: (x + 110.0, y), color: color::LINEA_2, grosor: 0.6 }, 0.0, 0.0));
            }
            self.y += SOBRE_LAS_NOTAS;
            pie.renglones.into_iter().for_each(|r| self.asentar(r));
        }
        self.pie.renglones = quedan;
    }
}
