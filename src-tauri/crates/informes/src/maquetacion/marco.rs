//! The cover, the letterhead and the furniture of the pages.

use crate::color;
use crate::fuente::{Fuentes, Peso};
use crate::lienzo::{Maquetado, Marca};
use crate::maquetacion::linea::{Letra, equilibrar, partir};
use crate::maquetacion::pieza::{Hoja, Pieza, marcas_de_linea, mover, redondeado};
use crate::maquetacion::tabla::{base, tinta_de};
use crate::modelo::{Alineacion, Bloque, Documento, Marco, Membrete, Orientacion, Portada};
use crate::qr;
use crate::texto::Texto;

struct Pluma<'a> {
    fuentes: &'a Fuentes,
    marcas: Vec<Marca>,
}

impl Pluma<'_> {
    /// Writes a text and gives where it ends.
    fn texto(&mut self, texto: &str, letra: Letra, interlinea: f32, x: f32, y: f32, ancho: f32) -> f32 {
        let lineas = partir(&Texto::from(texto), letra, ancho, self.fuentes);
        for (i, l) in lineas.iter().enumerate() {
            let en = y + i as f32 * interlinea + base(interlinea, letra.tam);
            marcas_de_linea(l, x, en, ancho, Alineacion::Izquierda, &mut self.marcas);
        }
        y + lineas.len() as f32 * interlinea
    }

    /// The first line that fits, with an ellipsis when there was more.
    fn renglon(&mut self, texto: &str, letra: Letra, x: f32, y: f32, ancho: f32, alineacion: Alineacion) {
        let puntos = self.fuentes.ancho("…", letra.peso, letra.tam);
        let todas = partir(&Texto::from(texto), letra, ancho, self.fuentes);
        let lineas = if todas.len() > 1 {
            let corta = partir(&Texto::from(texto), letra, ancho - puntos, self.fuentes);
            let primera: String = corta.first().map(|l| l.tiradas.iter().map(|t| t.texto.as_str()).collect()).unwrap_or_default();
            partir(&Texto::from(format!("{}…", primera.trim_end_matches('-'))), letra, ancho, self.fuentes)
        } else {
            todas
        };
        if let Some(l) = lineas.first() {
            marcas_de_linea(l, x, y, ancho, alineacion, &mut self.marcas);
        }
    }
}

/// The first page, in page coordinates, and its bookmark.
pub(crate) fn portada(p: &Portada, marco: &Marco, hoja: Hoja, fuentes: &Fuentes) -> (Vec<Marca>, (String, u8)) {
    let mut pluma = Pluma { fuentes, marcas: Vec::new() };
    let x = hoja.lado + 14.0;
    let ancho = hoja.ancho - x - hoja.lado - 10.0;
    // A deep blue spine.
    let lomo = 26.0;
    pluma.marcas.push(Marca::Rectangulo { x: 0.0, y: 0.0, ancho: lomo, alto: hoja.alto, relleno: Some(color::ACENTO), borde: None });
    let lista = Marca::Rectangulo { x: lomo, y: 0.0, ancho: 4.0, alto: hoja.alto, relleno: Some(color::MARCA), borde: None };
    pluma.marcas.push(lista);

    let baja = marco.membrete.as_ref().map_or(0.0, |m| (membrete(m, &mut pluma, x, 42.0, ancho) - 62.0).max(0.0));
    marca(x, 92.0 + baja, 17.0, &mut pluma.marcas);
    pluma.texto(&p.sobretitulo, Letra::new(10.6, Peso::Medio, color::ACENTO), 17.0, x + 25.0, 92.0 + baja, ancho - 25.0);
    let mut y = pluma.texto(&p.institucion, Letra::new(13.5, Peso::Normal, color::TINTA_2), 18.0, x, 146.0 + baja, ancho) + 10.0;
    let largo = p.titulo.chars().count();
    let (tam, interlinea) = match largo {
        0..=70 => (31.0, 37.0),
        71..=120 => (26.0, 32.0),
        121..=220 => (20.0, 26.0),
        _ => (14.0, 19.0),
    };
    let titulo = equilibrar(&Texto::from(p.titulo.as_str()), Letra::new(tam, Peso::Fuerte, color::TINTA), ancho, fuentes);
    for l in &titulo {
        marcas_de_linea(l, x, y + base(interlinea, tam), ancho, Alineacion::Izquierda, &mut pluma.marcas);
        y += interlinea;
    }
    y += 18.0;
    pluma.marcas.push(Marca::Rectangulo { x, y, ancho: 54.0, alto: 3.0, relleno: Some(color::ACENTO), borde: None });
    y += 18.0;
    y = pluma.texto(&p.subtitulo, Letra::new(11.6, Peso::Normal, color::TINTA_2), 17.4, x, y, ancho) + 22.0;

    for (tono, texto) in &p.avisos {
        let (fondo, tinta) = tinta_de(*tono);
        let letra = Letra::new(9.4, Peso::Medio, tinta);
        let lineas = partir(&Texto::from(texto.as_str()), letra, ancho - 24.0, fuentes);
        let alto = lineas.len() as f32 * 13.2 + 13.0;
        pluma.marcas.push(redondeado(x, y, ancho, alto, 5.0, fondo));
        pluma.texto(texto, letra, 13.2, x + 12.0, y + 6.5, ancho - 24.0);
        y += alto + 8.0;
    }

    // The data sit at the foot, and grow upwards; the code stands at their right.
    let en_pie = hoja.alto - hoja.abajo - 22.0;
    let mut util = ancho;
    if let Some(mut marcas) =
        marco.qr.as_deref().and_then(|t| qr::marcas(t, x + ancho - LADO_DEL_CODIGO, en_pie - LADO_DEL_CODIGO, LADO_DEL_CODIGO))
    {
        pluma.marcas.append(&mut marcas);
        util -= LADO_DEL_CODIGO + 14.0;
    }
    let ancho = util;
    let rotulo = Letra::new(8.8, Peso::Medio, color::TINTA_2);
    let valor = Letra::new(9.8, Peso::Normal, color::TINTA);
    let columna = 150.0;
    let altos: Vec<f32> = p
        .datos
        .iter()
        .map(|(_, v)| partir(&Texto::from(v.as_str()), valor, ancho - columna, fuentes).len().max(1) as f32 * 13.6 + 8.0)
        .collect();
    let pie = en_pie;
    let mut y = (pie - altos.iter().sum::<f32>()).max(y);
    for ((r, v), alto) in p.datos.iter().zip(altos) {
        if y + alto > pie + 1.0 {
            break;
        }
        pluma.marcas.push(Marca::Linea { desde: (x, y), hasta: (x + ancho, y), color: color::LINEA, grosor: 0.6 });
        pluma.texto(r, rotulo, 13.6, x, y + 4.0, columna - 10.0);
        pluma.texto(v, valor, 13.6, x + columna, y + 4.0, ancho - columna);
        y += alto;
    }
    let marcas = pluma.marcas.into_iter().map(|m| mover(m, 0.0, 0.0)).collect();
    (marcas, (p.sobretitulo.clone(), 1))
}

/// Side of the QR code, with its white, in points: 28 mm.
const LADO_DEL_CODIGO: f32 = 79.0;
/// Lines of a letterhead that are printed.
const LINEAS_DE_MEMBRETE: usize = 4;
const ALTO_DEL_LOGO: f32 = 46.0;

/// Draws a letterhead with its top at `y` and gives where it ends.
fn membrete(m: &Membrete, pluma: &mut Pluma<'_>, x: f32, y: f32, ancho: f32) -> f32 {
    let mut izquierda = 0.0;
    let mut alto = 0.0_f32;
    if let Some(logo) = &m.logo {
        // A wide emblem takes at most a third of the line.
        let proporcion = logo.ancho() as f32 / logo.alto().max(1) as f32;
        let w = (ALTO_DEL_LOGO * proporcion).min(ancho / 3.0);
        let h = w / proporcion;
        pluma.marcas.push(Marca::Imagen { x, y, ancho: w, alto: h, imagen: logo.clone() });
        izquierda = w + 12.0;
        alto = h;
    }
    let lineas: Vec<&String> = m.lineas.iter().filter(|l| !l.trim().is_empty()).take(LINEAS_DE_MEMBRETE).collect();
    let suyo = lineas.len() as f32 * 12.6;
    let mut en = y + (alto - suyo).max(0.0) / 2.0;
    for (i, l) in lineas.iter().enumerate() {
        let letra = if i == 0 { Letra::new(10.0, Peso::Fuerte, color::TINTA) } else { Letra::new(9.0, Peso::Normal, color::TINTA_2) };
        pluma.renglon(l, letra, x + izquierda, en + base(12.6, letra.tam), ancho - izquierda, Alineacion::Izquierda);
        en += 12.6;
    }
    y + alto.max(suyo)
}

fn con_portada(documento: &Documento) -> bool {
    matches!(documento.bloques.first(), Some(Bloque::Portada(_)))
}

/// Room that the letterhead takes from the text of the first page; none when there is a cover to carry it.
pub(crate) fn alto_de_membrete(documento: &Documento, fuentes: &Fuentes) -> f32 {
    let Some(m) = documento.marco.membrete.as_ref().filter(|_| !con_portada(documento)) else { return 0.0 };
    membrete(m, &mut Pluma { fuentes, marcas: Vec::new() }, 0.0, 0.0, Hoja::carta(Orientacion::Vertical).util()) + 16.0
}

/// The QR code of a document that has no cover: after everything else, with what it says beside it.
pub(crate) fn codigo_al_final(documento: &Documento, hoja: Hoja, fuentes: &Fuentes) -> Option<Pieza> {
    let texto = documento.marco.qr.as_deref().filter(|_| !con_portada(documento))?;
    let marcas = qr::marcas(texto, 0.0, 0.0, LADO_DEL_CODIGO)?;
    let mut pluma = Pluma { fuentes, marcas };
    let letra = Letra::new(8.0, Peso::Normal, color::TINTA_2);
    pluma.texto(texto, letra, 11.0, LADO_DEL_CODIGO + 8.0, 9.0, hoja.util() - LADO_DEL_CODIGO - 8.0);
    Some(Pieza { alto: LADO_DEL_CODIGO, antes: 16.0, marcas: pluma.marcas, ..Pieza::default() })
}

/// The mark of the product: a square with a lighter corner.
fn marca(x: f32, y: f32, lado: f32, marcas: &mut Vec<Marca>) {
    marcas.push(redondeado(x, y, lado, lado, lado * 0.2, color::ACENTO));
    let m = lado * 0.86;
    let (x2, y2) = (x + lado, y + lado);
    marcas.push(Marca::Poligono { puntos: vec![(x2 - 1.0, y2 - m), (x2 - 1.0, y2 - 1.0), (x2 - m, y2 - 1.0)], relleno: color::MARCA });
}

/// Draws on every page what repeats: band, running head, foot with code and «página n de m».
pub(crate) fn vestir(maquetado: &mut Maquetado, documento: &Documento, fuentes: &Fuentes) {
    let total = maquetado.paginas.len();
    let es_portada = con_portada(documento);
    let marco = &documento.marco;
    for (i, pagina) in maquetado.paginas.iter_mut().enumerate() {
        let (ancho, alto) = (pagina.ancho, pagina.alto);
        let lado = 54.0;
        let util = ancho - 2.0 * lado;
        let mut pluma = Pluma { fuentes, marcas: Vec::new() };
        let cubierta = i == 0 && es_portada;
        let x = if cubierta { lado + 14.0 } else { lado };
        let util = if cubierta { util - 24.0 } else { util };
        if let Some(banda) = &marco.banda {
            let (fondo, tinta) = tinta_de(crate::modelo::Tono::Aviso);
            let desde = if cubierta { 30.0 } else { 0.0 };
            pluma.marcas.push(Marca::Rectangulo { x: desde, y: 0.0, ancho: ancho - desde, alto: 20.0, relleno: Some(fondo), borde: None });
            pluma.renglon(banda, Letra::new(8.4, Peso::Medio, tinta), x, 13.2, util, Alineacion::Izquierda);
        }
        let letra = Letra::new(8.0, Peso::Normal, color::TINTA_2);
        if !cubierta {
            let derecha = fuentes.ancho(&marco.corte, Peso::Normal, 8.0).min(util * 0.45) + 2.0;
            pluma.renglon(&marco.encabezado, letra, x, 46.0, util - derecha - 16.0, Alineacion::Izquierda);
            pluma.renglon(&marco.corte, letra, x + util - derecha, 46.0, derecha, Alineacion::Derecha);
            pluma.marcas.push(Marca::Linea { desde: (x, 54.0), hasta: (x + util, 54.0), color: color::LINEA, grosor: 0.6 });
        }
        if let Some(m) = marco.membrete.as_ref().filter(|_| i == 0 && !es_portada) {
            membrete(m, &mut pluma, x, 68.0, util);
        }
        let y = alto - 34.0;
        let numero = format!("Página {} de {}", i + 1, total);
        let derecha = fuentes.ancho(&numero, Peso::Normal, 8.0) + 2.0;
        pluma.marcas.push(Marca::Linea { desde: (x, y - 13.0), hasta: (x + util, y - 13.0), color: color::LINEA, grosor: 0.6 });
        pluma.renglon(&marco.pie, letra, x, y, util - derecha - 16.0, Alineacion::Izquierda);
        pluma.renglon(&numero, letra, x + util - derecha, y, derecha, Alineacion::Derecha);
        pagina.marcas.extend(pluma.marcas.into_iter().map(|m| mover(m, 0.0, 0.0)));
    }
}
