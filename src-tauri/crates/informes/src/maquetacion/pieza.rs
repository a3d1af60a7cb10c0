//! Pieces: what cannot be split between pages, and the sheets they fall on.

use std::rc::Rc;

use crate::color::Color;
use crate::lienzo::{Maquetado, Marca, Marcador, Pagina, TextoPuesto};
use crate::maquetacion::linea::Linea;
use crate::modelo::{Alineacion, Orientacion};

/// A part that stays whole. Its marks count from its own top left corner.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pieza {
    pub alto: f32,
    /// White above; none at the top of a page.
    pub antes: f32,
    /// Must be on the same page as the next one.
    pub pegada: bool,
    pub marcas: Vec<Marca>,
    /// Number of the head to repeat when this piece opens a page.
    pub cabeza: Option<usize>,
    /// The row of its group, repeated under the head when this piece opens a page.
    pub grupo: Option<Rc<Pieza>>,
    pub marcador: Option<(String, u8)>,
}

/// Size of a sheet and its margins, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hoja {
    pub ancho: f32,
    pub alto: f32,
    pub lado: f32,
    pub arriba: f32,
    pub abajo: f32,
}

impl Hoja {
    pub(crate) const fn carta(orientacion: Orientacion) -> Hoja {
        match orientacion {
            Orientacion::Vertical => Hoja { ancho: 612.0, alto: 792.0, lado: 54.0, arriba: 76.0, abajo: 60.0 },
            Orientacion::Horizontal => Hoja { ancho: 792.0, alto: 612.0, lado: 54.0, arriba: 70.0, abajo: 54.0 },
        }
    }

    /// Width of the text.
    pub(crate) const fn util(&self) -> f32 {
        self.ancho - 2.0 * self.lado
    }

    /// Height of the text.
    pub(crate) const fn cuerpo(&self) -> f32 {
        self.alto - self.arriba - self.abajo
    }
}

/// The sheets being filled.
#[derive(Debug)]
pub(crate) struct Cuaderno {
    pub maquetado: Maquetado,
    hoja: Hoja,
    y: f32,
    abierta: bool,
    pub cabezas: Vec<Pieza>,
}

impl Cuaderno {
    pub(crate) fn new() -> Self {
        Cuaderno { maquetado: Maquetado::default(), hoja: Hoja::carta(Orientacion::Vertical), y: 0.0, abierta: false, cabezas: Vec::new() }
    }

    pub(crate) const fn hoja(&self) -> Hoja {
        self.hoja
    }

    /// The next piece opens a sheet of this shape.
    pub(crate) fn saltar(&mut self, orientacion: Orientacion) {
        self.hoja = Hoja::carta(orientacion);
        self.abierta = false;
    }

    fn abrir(&mut self) {
        self.maquetado.paginas.push(Pagina { ancho: self.hoja.ancho, alto: self.hoja.alto, marcas: Vec::new() });
        self.y = self.hoja.arriba;
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

    fn fondo(&self) -> f32 {
        self.hoja.alto - self.hoja.abajo
    }

    /// Places pieces; a chain of glued ones goes to the next page together when it does not fit.
    pub(crate) fn poner(&mut self, piezas: Vec<Pieza>) {
        let mut resto = piezas.into_iter().peekable();
        while resto.peek().is_some() {
            let mut cadena: Vec<Pieza> = Vec::new();
            while let Some(p) = resto.next() {
                let sigue = p.pegada && resto.peek().is_some();
                cadena.push(p);
                if !sigue {
                    break;
                }
            }
            self.poner_cadena(cadena);
        }
    }

    fn poner_cadena(&mut self, cadena: Vec<Pieza>) {
        let alto: f32 = cadena.iter().enumerate().map(|(i, p)| p.alto + if i == 0 { 0.0 } else { p.antes }).sum();
        let primera_antes = cadena.first().map_or(0.0, |p| p.antes);
        let cabeza = cadena.first().map_or(0.0, |p| self.alto_de_cabeza(p));
        let antes = if self.abierta && self.y > self.hoja.arriba { primera_antes } else { 0.0 };
        let cabe_aqui = self.abierta && self.y + antes + alto <= self.fondo() + 0.01;
        if !cabe_aqui && alto + cabeza <= self.hoja.cuerpo() + 0.01 {
            self.abierta = false;
        }
        for p in cadena {
            let cuerpo = self.hoja.cuerpo() - self.alto_de_cabeza(&p);
            if p.alto > cuerpo {
                rebanar(p, cuerpo.max(self.hoja.cuerpo() / 2.0)).into_iter().for_each(|r| self.poner_una(r));
            } else {
                self.poner_una(p);
            }
        }
    }

    fn alto_de_cabeza(&self, pieza: &Pieza) -> f32 {
        let cabeza = pieza.cabeza.and_then(|k| self.cabezas.get(k)).map_or(0.0, |c| c.alto);
        cabeza + pieza.grupo.as_ref().map_or(0.0, |g| g.alto)
    }

    fn poner_una(&mut self, pieza: Pieza) {
        let antes = if self.abierta && self.y > self.hoja.arriba { pieza.antes } else { 0.0 };
        if !self.abierta || self.y + antes + pieza.alto > self.fondo() + 0.01 {
            self.abrir();
            if let Some(c) = pieza.cabeza.and_then(|k| self.cabezas.get(k)).cloned() {
                self.asentar(c);
            }
            if let Some(g) = &pieza.grupo {
                self.asentar(g.as_ref().clone());
            }
        } else {
            self.y += antes;
        }
        self.asentar(pieza);
    }

    fn asentar(&mut self, pieza: Pieza) {
        self.marcar(pieza.marcador);
        let (dx, dy) = (self.hoja.lado, self.y);
        self.y += pieza.alto;
        if let Some(pagina) = self.maquetado.paginas.last_mut() {
            pagina.marcas.extend(pieza.marcas.into_iter().map(|m| mover(m, dx, dy)));
        }
    }
}

/// A piece taller than a page, cut between its lines of text.
///
/// The last resort for what has no parts of its own (a title of pages, a label without end); rows
/// and paragraphs are cut before, by those who know their lines.
fn rebanar(pieza: Pieza, cuerpo: f32) -> Vec<Pieza> {
    let mut renglones: Vec<(f32, f32)> =
        pieza.marcas.iter().filter_map(|m| if let Marca::Texto(t) = m { Some((t.y, t.tam)) } else { None }).collect();
    renglones.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut cortes = vec![0.0_f32];
    for (y, tam) in renglones {
        if y + tam * 0.3 - cortes.last().copied().unwrap_or(0.0) > cuerpo {
            cortes.push(y - tam);
        }
    }
    let mut salida: Vec<Pieza> = Vec::with_capacity(cortes.len());
    for (i, desde) in cortes.iter().copied().enumerate() {
        let hasta = cortes.get(i + 1).copied().unwrap_or(pieza.alto.min(desde + cuerpo));
        let dentro = |y: f32| y >= desde && y < hasta;
        let marcas = pieza.marcas.iter().filter_map(|m| recortar(m, desde, hasta, dentro)).map(|m| mover(m, 0.0, -desde)).collect();
        salida.push(Pieza {
            alto: hasta - desde,
            antes: if i == 0 { pieza.antes } else { 0.0 },
            marcas,
            cabeza: pieza.cabeza,
            grupo: pieza.grupo.clone(),
            marcador: if i == 0 { pieza.marcador.clone() } else { None },
            pegada: false,
        });
    }
    salida
}

/// What of a mark falls between two heights.
fn recortar(marca: &Marca, desde: f32, hasta: f32, dentro: impl Fn(f32) -> bool) -> Option<Marca> {
    let cabe = match marca {
        Marca::Texto(t) => dentro(t.y),
        Marca::Linea { desde: a, hasta: b, .. } => dentro(a.1) && dentro(b.1),
        Marca::Poligono { puntos, .. } => puntos.iter().all(|p| dentro(p.1)),
        Marca::Imagen { y, alto, .. } | Marca::Enlace { y, alto, .. } => dentro(*y) && dentro(y + alto),
        Marca::Rectangulo { x, y, ancho, alto, relleno, borde } => {
            let (arriba, abajo) = (y.max(desde), (y + alto).min(hasta));
            let (x, ancho, relleno, borde) = (*x, *ancho, *relleno, *borde);
            return (abajo > arriba).then_some(Marca::Rectangulo { x, y: arriba, ancho, alto: abajo - arriba, relleno, borde });
        }
    };
    cabe.then(|| marca.clone())
}

fn r(v: f32) -> f32 {
    (v * 100.0).round() / 100.0
}

/// The mark moved by `(dx, dy)`, to the hundredth of a point.
pub(crate) fn mover(marca: Marca, dx: f32, dy: f32) -> Marca {
    match marca {
        Marca::Texto(t) => Marca::Texto(TextoPuesto { x: r(t.x + dx), y: r(t.y + dy), ancho: r(t.ancho), ..t }),
        Marca::Rectangulo { x, y, ancho, alto, relleno, borde } => {
            Marca::Rectangulo { x: r(x + dx), y: r(y + dy), ancho: r(ancho), alto: r(alto), relleno, borde }
        }
        Marca::Linea { desde, hasta, color, grosor } => {
            Marca::Linea { desde: (r(desde.0 + dx), r(desde.1 + dy)), hasta: (r(hasta.0 + dx), r(hasta.1 + dy)), color, grosor }
        }
        Marca::Imagen { x, y, ancho, alto, imagen } => Marca::Imagen { x: r(x + dx), y: r(y + dy), ancho: r(ancho), alto: r(alto), imagen },
        Marca::Enlace { x, y, ancho, alto, destino } => {
            Marca::Enlace { x: r(x + dx), y: r(y + dy), ancho: r(ancho), alto: r(alto), destino }
        }
        Marca::Poligono { puntos, relleno } => {
            Marca::Poligono { puntos: puntos.into_iter().map(|(x, y)| (r(x + dx), r(y + dy))).collect(), relleno }
        }
    }
}

/// The marks of one line with its baseline at `y`, leaning inside `ancho`.
pub(crate) fn marcas_de_linea(linea: &Linea, x: f32, y: f32, ancho: f32, alineacion: Alineacion, salida: &mut Vec<Marca>) {
    let libre = (ancho - linea.ancho).max(0.0);
    let dx = match alineacion {
        Alineacion::Izquierda => 0.0,
        Alineacion::Derecha => libre,
        Alineacion::Centro => libre / 2.0,
    };
    for t in &linea.tiradas {
        salida.push(Marca::Texto(TextoPuesto {
            x: x + dx + t.x,
            y,
            tam: t.letra.tam,
            peso: t.letra.peso,
            color: t.letra.color,
            ancho: t.ancho,
            texto: t.texto.clone(),
        }));
    }
}

/// A rectangle with round corners.
pub(crate) fn redondeado(x: f32, y: f32, ancho: f32, alto: f32, radio: f32, relleno: Color) -> Marca {
    let radio = radio.min(ancho / 2.0).min(alto / 2.0).max(0.0);
    let mut puntos = Vec::with_capacity(24);
    let centros = [
        (x + ancho - radio, y + radio, -90.0_f32),
        (x + ancho - radio, y + alto - radio, 0.0),
        (x + radio, y + alto - radio, 90.0),
        (x + radio, y + radio, 180.0),
    ];
    for (cx, cy, desde) in centros {
        for paso in 0..=5_u8 {
            let a = (desde + 18.0 * f32::from(paso)).to_radians();
            puntos.push((cx + radio * a.cos(), cy + radio * a.sin()));
        }
    }
    Marca::Poligono { puntos, relleno }
}
