//! A diagram as marks: the same places as on the screen, scaled to the sheet.
//!
//! When its smallest text would be under 6.5 points the drawing is cut into bands, between columns; each band repeats
//! the lanes, says which one it continues, and shows with a head where each arrow goes on. A drawing taller than a
//! sheet is made smaller still: its route in words, below, keeps the size of text.

use dominio::diagrama::trazado::figura::Figura;
use dominio::diagrama::trazado::medidas;
use dominio::diagrama::{Caja, ClaseDeNodo, Marca as MarcaDePaso, Punto, Rotulo};

use crate::color::{self, Color};
use crate::diagrama::Diagrama;
use crate::fuente::{Fuentes, Peso};
use crate::grafico::Dibujo;
use crate::lienzo::{Marca, TextoPuesto};
use crate::maquetacion::linea::Letra;
use crate::maquetacion::pieza::{Hoja, Pieza, redondeado};
use crate::maquetacion::tabla::{SIN_INFORMACION, parrafo};
use crate::texto::{Texto, imprimible};

/// Points of paper for each point of the drawing (1/96 inch).
const NATURAL: f32 = 0.75;
/// The smallest text of a drawing is that of documents.
const MENOR: f32 = 6.5 / medidas::TAM_DOCUMENTO;
/// Room at a cut for the heads of the arrows that go on.
const ORILLA: i32 = 14;
const CONTORNO: Color = Color(0x54, 0x65, 0x7a);
const FLECHA: Color = Color(0x5b, 0x6b, 0x7d);
const TACHADO: Color = Color(0x7d, 0x1d, 0x16);

pub(crate) fn piezas(d: &Diagrama, hoja: Hoja, fuentes: &Fuentes) -> Vec<Pieza> {
    let ancho = hoja.util();
    let menor =
        |texto: &str, antes| parrafo(&Texto::from(texto), Letra::new(8.0, Peso::Normal, color::TINTA_2), 11.0, ancho, antes, fuentes);
    let mut titulo = parrafo(&Texto::from(d.titulo.as_str()), Letra::new(10.6, Peso::Medio, color::TINTA), 14.0, ancho, 16.0, fuentes);
    titulo.pegada = true;
    let mut salida = vec![titulo];
    if d.grafo.nodos().is_empty() {
        salida.push(menor(SIN_INFORMACION, 3.0));
    } else {
        let (escala, bandas) = bandas(d, ancho, hoja.cuerpo() - 60.0);
        for (k, (desde, hasta)) in bandas.iter().copied().enumerate() {
            let banda = Banda { d, fuentes, escala, desde, hasta, numero: k, ultima: k + 1 == bandas.len() };
            salida.push(banda.pieza());
        }
        salida.extend(clave(d).map(|c| menor(&c, 4.0)));
        salida.extend(d.ruta.iter().enumerate().map(|(k, l)| menor(&l.completa(), if k == 0 { 8.0 } else { 2.0 })));
    }
    salida.push(menor(&d.fuente, 6.0));
    salida
}

/// The whole drawing at its natural size, for what is not cut into sheets.
pub(crate) fn entero(d: &Diagrama, fuentes: &Fuentes) -> Dibujo {
    let t = &d.trazado;
    let banda = Banda { d, fuentes, escala: NATURAL, desde: t.encabezado, hasta: t.ancho, numero: 0, ultima: true };
    let pieza = banda.pieza();
    Dibujo { ancho: t.ancho.max(1) as f32 * NATURAL, alto: pieza.alto, marcas: pieza.marcas }
}

/// The key in words, of what the drawing has.
fn clave(d: &Diagrama) -> Option<String> {
    let hay = |m| d.grafo.nodos().iter().any(|n| n.marca == Some(m));
    let mut partes: Vec<String> =
        MarcaDePaso::TODOS.iter().filter(|m| hay(**m)).map(|m| format!("{} {}", signo(*m), m.etiqueta().to_lowercase())).collect();
    if d.grafo.aristas().iter().any(|a| a.regreso) {
        partes.push("línea discontinua: regresa a un paso anterior".to_owned());
    }
    (!partes.is_empty()).then(|| format!("Signos: {}.", partes.join(" · ")))
}

const fn signo(m: MarcaDePaso) -> &'static str {
    match m {
        MarcaDePaso::Eliminado => "−",
        MarcaDePaso::Cambiado => "~",
        MarcaDePaso::Nuevo => "+",
    }
}

/// Scale, and from where to where each band goes.
fn bandas(d: &Diagrama, ancho: f32, alto: f32) -> (f32, Vec<(i32, i32)>) {
    let t = &d.trazado;
    let por_alto = alto / t.alto.max(1) as f32;
    let una = NATURAL.min(ancho / t.ancho.max(1) as f32);
    if una >= MENOR {
        return (una.min(por_alto), vec![(t.encabezado, t.ancho)]);
    }
    let escala = MENOR.min(por_alto);
    // What a number of points holds, without its fraction.
    #[expect(clippy::cast_possible_truncation, reason = "a sheet has a few thousand points")]
    let caben = ((ancho / escala) as i32 - t.encabezado - 2 * ORILLA).max(60);
    let mut cortes = vec![t.encabezado];
    while let Some(desde) = cortes.last().copied().filter(|x| x + caben < t.ancho) {
        let tope = desde + caben;
        cortes.push((desde + caben / 3..=tope).rev().find(|x| libre(d, *x)).unwrap_or(tope));
    }
    cortes.push(t.ancho);
    (escala, cortes.windows(2).filter_map(|p| Some((*p.first()?, *p.last()?))).collect())
}

/// Nothing but arrows that run across is at this height of the width.
fn libre(d: &Diagrama, x: i32) -> bool {
    let t = &d.trazado;
    let sueltos = t.rotulos.iter().flatten().chain(t.documentos.iter().flatten().flatten());
    let cajas = t.nodos.iter().chain(sueltos).chain(t.trazos.iter().filter_map(|t| t.rotulo.as_ref()));
    let vertical = |p: &[Punto]| matches!(p, [a, b] if a.x == b.x && (a.x - x).abs() < 4);
    cajas.into_iter().all(|r| x < r.caja.x - 2 || x > r.caja.x + r.caja.ancho + 2)
        && !t.trazos.iter().any(|t| t.puntos.windows(2).any(vertical))
}

struct Banda<'d> {
    d: &'d Diagrama,
    fuentes: &'d Fuentes,
    escala: f32,
    desde: i32,
    hasta: i32,
    numero: usize,
    ultima: bool,
}

/// How a text is set in the drawing.
#[derive(Clone, Copy)]
struct Escrito {
    tam: f32,
    cada: i32,
    peso: Peso,
    color: Color,
    centrado: bool,
    tachado: bool,
}

impl Banda<'_> {
    fn pieza(&self) -> Pieza {
        let t = &self.d.trazado;
        let mut m = Vec::new();
        let aviso = 10.0;
        let e = |v: i32| v as f32 * self.escala;
        let derecha = self.x(self.hasta) + if self.ultima { 0.0 } else { e(ORILLA) };
        for (k, c) in t.carriles.iter().enumerate() {
            let (y, alto) = (e(c.caja.y), e(c.caja.alto));
            let relleno = Some(if k % 2 == 1 { Color(0xfa, 0xfb, 0xfd) } else { color::HOJA });
            m.push(Marca::Rectangulo { x: 0.0, y, ancho: derecha, alto, relleno, borde: Some((color::LINEA, 0.6)) });
            let encabezado = Some(color::FONDO);
            m.push(Marca::Rectangulo { x: 0.0, y, ancho: e(t.encabezado), alto, relleno: encabezado, borde: Some((color::LINEA, 0.6)) });
            let caja = Caja { ancho: t.encabezado, ..c.caja };
            let letra =
                Escrito { tam: medidas::TAM_CARRIL, cada: medidas::LINEA_CARRIL, peso: Peso::Medio, color: color::TINTA_2, ..NORMAL };
            self.texto(&mut m, &Rotulo { caja, lineas: c.lineas.clone() }, letra, Some(0.0));
        }
        for regreso in [true, false] {
            for (a, trazo) in self.d.grafo.aristas().iter().zip(&t.trazos).filter(|(a, _)| a.regreso == regreso) {
                self.flecha(&mut m, &trazo.puntos, a.regreso);
            }
        }
        for (i, r) in t.nodos.iter().enumerate().filter(|(_, r)| self.tiene(r.caja)) {
            self.nodo(&mut m, i, r);
        }
        let letra = Escrito { tam: medidas::TAM_ARISTA, cada: medidas::LINEA_ARISTA, color: color::TINTA_2, centrado: false, ..NORMAL };
        for r in t.trazos.iter().filter_map(|t| t.rotulo.as_ref()).filter(|r| self.tiene(r.caja)) {
            self.texto(&mut m, r, letra, None);
        }
        let mut pie = Vec::new();
        if self.numero > 0 {
            pie.push(format!("Viene de la parte {}", self.numero));
        }
        if !self.ultima {
            pie.push(format!("Sigue en la parte {}", self.numero + 2));
        }
        let alto = e(t.alto);
        if !pie.is_empty() {
            let texto = format!("Parte {}. {}.", self.numero + 1, pie.join(". "));
            m.push(self.puesto(&texto, (0.0, alto + aviso - 1.0), 7.0, Peso::Normal, color::TINTA_2));
        }
        Pieza { alto: alto + if pie.is_empty() { 2.0 } else { aviso + 2.0 }, antes: 8.0, marcas: m, ..Pieza::default() }
    }

    fn x(&self, x: i32) -> f32 {
        let orilla = if self.numero == 0 { 0 } else { ORILLA };
        (x - self.desde + self.d.trazado.encabezado + orilla) as f32 * self.escala
    }

    fn y(&self, y: i32) -> f32 {
        y as f32 * self.escala
    }

    fn tiene(&self, caja: Caja) -> bool {
        let medio = caja.x + caja.ancho / 2;
        (self.desde..self.hasta).contains(&medio)
    }

    fn puesto(&self, texto: &str, (x, y): (f32, f32), tam: f32, peso: Peso, color: Color) -> Marca {
        let texto = imprimible(texto, self.fuentes).into_owned();
        Marca::Texto(TextoPuesto { x, y, tam, peso, color, ancho: self.fuentes.ancho(&texto, peso, tam), texto })
    }

    fn texto(&self, m: &mut Vec<Marca>, r: &Rotulo, letra: Escrito, desde: Option<f32>) {
        let tam = letra.tam * self.escala;
        let arriba = r.caja.y as f32 + (r.caja.alto as f32 - r.lineas.len() as f32 * letra.cada as f32) / 2.0;
        let izquierda = desde.unwrap_or_else(|| self.x(r.caja.x));
        for (k, linea) in r.lineas.iter().enumerate() {
            let ancho = self.fuentes.ancho(&imprimible(linea, self.fuentes), letra.peso, tam);
            let y = (arriba + letra.cada as f32 * (k as f32 + 0.5) + letra.tam * 0.36) * self.escala;
            let x = izquierda + if letra.centrado { (r.caja.ancho as f32 * self.escala - ancho) / 2.0 } else { 0.0 };
            m.push(self.puesto(linea, (x, y), tam, letra.peso, letra.color));
            if letra.tachado {
                let en = y - tam * 0.3;
                m.push(Marca::Linea { desde: (x, en), hasta: (x + ancho, en), color: letra.color, grosor: 0.6 });
            }
        }
    }

    fn flecha(&self, m: &mut Vec<Marca>, puntos: &[Punto], regreso: bool) {
        let tinta = if regreso { color::MAL } else { FLECHA };
        let grosor = 0.9;
        for par in puntos.windows(2) {
            let [a, b] = par else { continue };
            if a.x.max(b.x) < self.desde || a.x.min(b.x) > self.hasta || a.x == b.x && !(self.desde..self.hasta).contains(&a.x) {
                continue;
            }
            let sigue = |x: i32| x > self.hasta && !self.ultima || x < self.desde && self.numero > 0;
            let borde = |x: i32| match (sigue(x), x > self.hasta) {
                (true, true) => self.hasta + ORILLA,
                (true, false) => self.desde - ORILLA,
                (false, _) => x,
            };
            let (p, q) = ((self.x(borde(a.x)), self.y(a.y)), (self.x(borde(b.x)), self.y(b.y)));
            linea(m, p, q, tinta, grosor, regreso);
            // Where it goes on: a head at the edge of the band.
            if sigue(b.x) {
                self.cabeza(m, q, (q.0 - p.0, q.1 - p.1), tinta);
            }
        }
        if let [.., de, a] = puntos
            && (self.desde..=self.hasta).contains(&a.x)
        {
            self.cabeza(m, (self.x(a.x), self.y(a.y)), ((a.x - de.x) as f32, (a.y - de.y) as f32), tinta);
        }
    }

    fn cabeza(&self, m: &mut Vec<Marca>, (x, y): (f32, f32), (dx, dy): (f32, f32), tinta: Color) {
        let (ux, uy) = if dx.abs() > dy.abs() { (dx.signum(), 0.0) } else { (0.0, dy.signum()) };
        let (largo, medio) = (8.0 * self.escala, 3.8 * self.escala);
        let (bx, by) = (x - largo * ux, y - largo * uy);
        m.push(Marca::Poligono {
            puntos: vec![(x, y), (bx + medio * uy, by + medio * ux), (bx - medio * uy, by - medio * ux)],
            relleno: tinta,
        });
    }

    fn nodo(&self, m: &mut Vec<Marca>, i: usize, r: &Rotulo) {
        let Some(n) = self.d.grafo.nodos().get(i) else { return };
        let (contorno, fondo, tinta) = match n.marca {
            None => (CONTORNO, color::HOJA, color::TINTA),
            Some(MarcaDePaso::Eliminado) => (color::MAL, color::MAL_SUAVE, TACHADO),
            Some(MarcaDePaso::Nuevo) => (color::BIEN, color::BIEN_SUAVE, color::TINTA),
            Some(MarcaDePaso::Cambiado) => (color::AVISO, color::AVISO_SUAVE, color::TINTA),
        };
        let letra = Escrito { color: tinta, tachado: n.marca == Some(MarcaDePaso::Eliminado), ..NORMAL };
        let e = self.escala;
        let (x, y, w, h) = (self.x(r.caja.x), self.y(r.caja.y), r.caja.ancho as f32 * e, r.caja.alto as f32 * e);
        let (cx, cy) = (x + w / 2.0, y + h / 2.0);
        match Figura::de(n.clase) {
            Figura::Caja => {
                m.push(redondeado(x - 0.45, y - 0.45, w + 0.9, h + 0.9, 6.0 * e + 0.45, contorno));
                m.push(redondeado(x + 0.45, y + 0.45, w - 0.9, h - 0.9, 6.0 * e - 0.45, fondo));
                self.texto(m, r, letra, None);
                if let Some(numero) = n.numero {
                    self.ficha(m, &numero.to_string(), (x + 8.0 * e, y), (color::HOJA, contorno, contorno));
                }
                if let Some(marca) = n.marca {
                    self.ficha(m, signo(marca), (x + w - 24.0 * e, y), (contorno, contorno, color::HOJA));
                }
            }
            Figura::Rombo => {
                let rombo = |d: f32| vec![(cx, y + d), (x + w - d, cy), (cx, y + h - d), (x + d, cy)];
                m.push(Marca::Poligono { puntos: rombo(0.0), relleno: color::ACENTO });
                m.push(Marca::Poligono { puntos: rombo(1.3), relleno: color::ACENTO_SUAVE });
                let s = 5.5 * e;
                let (a, b) = match n.clase {
                    ClaseDeNodo::Paralela => (((cx - s, cy), (cx + s, cy)), ((cx, cy - s), (cx, cy + s))),
                    ClaseDeNodo::Inicio
                    | ClaseDeNodo::Fin
                    | ClaseDeNodo::Tarea
                    | ClaseDeNodo::Manual
                    | ClaseDeNodo::Servicio
                    | ClaseDeNodo::Subproceso
                    | ClaseDeNodo::Espera
                    | ClaseDeNodo::Mensaje
                    | ClaseDeNodo::Evento
                    | ClaseDeNodo::Exclusiva
                    | ClaseDeNodo::Compuerta => (((cx - s, cy - s), (cx + s, cy + s)), ((cx - s, cy + s), (cx + s, cy - s))),
                };
                for (desde, hasta) in [a, b] {
                    m.push(Marca::Linea { desde, hasta, color: color::ACENTO, grosor: 1.5 });
                }
            }
            Figura::Circulo => {
                let grosor = if n.clase == ClaseDeNodo::Fin { 2.0 } else { 0.9 };
                m.push(redondeado(x, y, w, h, w / 2.0, if n.clase == ClaseDeNodo::Inicio { color::BIEN } else { contorno }));
                m.push(redondeado(x + grosor, y + grosor, w - 2.0 * grosor, h - 2.0 * grosor, w / 2.0 - grosor, fondo));
                if n.clase == ClaseDeNodo::Espera {
                    for hasta in [(cx, cy - 7.0 * e), (cx + 4.5 * e, cy + 2.5 * e)] {
                        m.push(Marca::Linea { desde: (cx, cy), hasta, color: contorno, grosor: 0.9 });
                    }
                }
            }
        }
        if let Some(Some(fuera)) = self.d.trazado.rotulos.get(i) {
            let peso = if Figura::de(n.clase) == Figura::Rombo { Peso::Medio } else { Peso::Normal };
            self.texto(m, fuera, Escrito { peso, ..letra }, None);
        }
        for (k, r) in self.d.trazado.documentos.get(i).into_iter().flatten().enumerate() {
            let Some(r) = r else { continue };
            let (x, y) = (self.x(r.caja.x + 1), self.y(r.caja.y + (r.caja.alto - 13) / 2));
            let borde = Some((color::TINTA_2, 0.7));
            let relleno = Some(if k == 1 { color::TINTA_2 } else { color::HOJA });
            m.push(Marca::Rectangulo { x, y, ancho: 9.0 * e, alto: 12.0 * e, relleno, borde });
            let texto = Rotulo { caja: Caja { x: r.caja.x + 16, ancho: r.caja.ancho - 16, ..r.caja }, lineas: r.lineas.clone() };
            let letra =
                Escrito { tam: medidas::TAM_DOCUMENTO, cada: medidas::LINEA_DOCUMENTO, color: color::TINTA_2, centrado: false, ..NORMAL };
            self.texto(m, &texto, letra, None);
        }
    }

    /// A chip half out of the upper side of a box.
    fn ficha(&self, m: &mut Vec<Marca>, texto: &str, (x, y): (f32, f32), (fondo, contorno, tinta): (Color, Color, Color)) {
        let tam = 9.5 * self.escala;
        let ancho = self.fuentes.ancho(texto, Peso::Fuerte, tam);
        let (w, h) = ((ancho + 8.0 * self.escala).max(16.0 * self.escala), 15.0 * self.escala);
        m.push(redondeado(x, y - h / 2.0, w, h, h / 2.0, contorno));
        m.push(redondeado(x + 0.6, y - h / 2.0 + 0.6, w - 1.2, h - 1.2, h / 2.0 - 0.6, fondo));
        m.push(self.puesto(texto, (x + (w - ancho) / 2.0, y + tam * 0.36), tam, Peso::Fuerte, tinta));
    }
}

const NORMAL: Escrito =
    Escrito { tam: medidas::TAM_NODO, cada: medidas::LINEA_NODO, peso: Peso::Normal, color: color::TINTA, centrado: true, tachado: false };

/// A line, in strokes when it is rework.
fn linea(m: &mut Vec<Marca>, p: (f32, f32), q: (f32, f32), color: Color, grosor: f32, guiones: bool) {
    if !guiones {
        m.push(Marca::Linea { desde: p, hasta: q, color, grosor });
        return;
    }
    let largo = (q.0 - p.0).abs() + (q.1 - p.1).abs();
    let en = |d: f32| (p.0 + (q.0 - p.0) * d / largo, p.1 + (q.1 - p.1) * d / largo);
    let mut d = 0.0;
    while d < largo {
        m.push(Marca::Linea { desde: en(d), hasta: en((d + 3.2).min(largo)), color, grosor });
        d += 5.4;
    }
}
