//! The PDF canvas.
//!
//! Text goes in as glyph numbers of embedded, cut fonts: nothing of a text ever reaches the syntax
//! of the page. No JavaScript, actions, links or attached files are written. Identifiers and dates
//! come from the document, so equal documents give equal bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use printpdf::{
    Color as ColorPdf, FontId, Line, LinePoint, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, Point, Polygon,
    PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};
use sha2::{Digest, Sha256};

use crate::color::Color;
use crate::fuente::{Fuentes, Peso, con_kerning};
use crate::lienzo::{Lienzo, Maquetado, Marca, TextoPuesto};
use crate::maquetacion::maquetar;
use crate::modelo::{Documento, Metadatos};
use crate::{FallaDeInforme, subconjunto};

/// A finished PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub paginas: usize,
}

/// How far the export has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progreso {
    /// Pages drawn.
    pub hechas: usize,
    /// Pages in all; 0 while they are being laid out.
    pub total: usize,
}

/// The PDF of a document.
///
/// `avisar` is called before the layout, after each page and at the end; `cancelar` is looked at
/// as often.
///
/// # Errors
///
/// [`FallaDeInforme::Cancelado`], [`FallaDeInforme::Fuente`] or [`FallaDeInforme::Escritura`].
pub fn exportar_pdf(documento: &Documento, avisar: &mut dyn FnMut(Progreso), cancelar: &AtomicBool) -> Result<Pdf, FallaDeInforme> {
    let seguir = || if cancelar.load(Ordering::Relaxed) { Err(FallaDeInforme::Cancelado) } else { Ok(()) };
    seguir()?;
    avisar(Progreso { hechas: 0, total: 0 });
    let maquetado = maquetar(documento)?;
    seguir()?;
    let total = maquetado.paginas.len();
    let mut hoja = HojaPdf::new(Fuentes::leer()?);
    for (i, p) in maquetado.paginas.iter().enumerate() {
        seguir()?;
        hoja.pagina(p.ancho, p.alto);
        p.marcas.iter().for_each(|m| hoja.marca(m));
        avisar(Progreso { hechas: i + 1, total });
    }
    hoja.cerrar();
    seguir()?;
    let bytes = escribir(hoja, &maquetado, &documento.metadatos)?;
    seguir()?;
    Ok(Pdf { bytes, paginas: total })
}

/// What the canvas holds while it is drawn on.
struct HojaPdf {
    fuentes: &'static Fuentes,
    paginas: Vec<PdfPage>,
    usados: BTreeMap<Peso, BTreeSet<char>>,
    alto: f32,
    en_texto: bool,
    letra: Option<(Peso, f32)>,
    relleno: Option<Color>,
    trazo: Option<(Color, f32)>,
}

impl HojaPdf {
    fn new(fuentes: &'static Fuentes) -> Self {
        HojaPdf {
            fuentes,
            paginas: Vec::new(),
            usados: BTreeMap::new(),
            alto: 0.0,
            en_texto: false,
            letra: None,
            relleno: None,
            trazo: None,
        }
    }

    fn op(&mut self, op: Op) {
        if let Some(p) = self.paginas.last_mut() {
            p.ops.push(op);
        }
    }

    fn dejar_texto(&mut self) {
        if self.en_texto {
            self.en_texto = false;
            self.op(Op::EndTextSection);
        }
    }

    fn cerrar(&mut self) {
        self.dejar_texto();
    }

    fn rellenar(&mut self, color: Color) {
        if self.relleno != Some(color) {
            self.relleno = Some(color);
            self.op(Op::SetFillColor { col: pdf_color(color) });
        }
    }

    fn trazar(&mut self, color: Color, grosor: f32) {
        if self.trazo != Some((color, grosor)) {
            self.trazo = Some((color, grosor));
            self.op(Op::SetOutlineColor { col: pdf_color(color) });
            self.op(Op::SetOutlineThickness { pt: Pt(grosor) });
        }
    }

    fn punto(&self, (x, y): (f32, f32)) -> Point {
        Point { x: Pt(x), y: Pt(centesimas(self.alto - y)) }
    }

    fn texto(&mut self, t: &TextoPuesto) {
        self.usados.entry(t.peso).or_default().extend(t.texto.chars());
        self.rellenar(t.color);
        if !self.en_texto {
            self.en_texto = true;
            self.op(Op::StartTextSection);
        }
        if self.letra != Some((t.peso, t.tam)) {
            self.letra = Some((t.peso, t.tam));
            self.op(Op::SetFont { font: PdfFontHandle::External(id_de(t.peso)), size: Pt(t.tam) });
        }
        let y = centesimas(self.alto - t.y);
        self.op(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(t.x), Pt(y)) });
        let items = self.items(t);
        self.op(Op::ShowText { items });
    }

    /// The run, with the nearer pairs of large letters.
    fn items(&self, t: &TextoPuesto) -> Vec<TextItem> {
        if !con_kerning(t.tam) {
            return vec![TextItem::Text(t.texto.clone())];
        }
        let fuente = self.fuentes.de(t.peso);
        let mut items = Vec::new();
        let mut tramo = String::new();
        let mut anterior: Option<char> = None;
        for c in t.texto.chars() {
            let par = anterior.map_or(0, |a| fuente.par(a, c));
            if par != 0 {
                items.push(TextItem::Text(std::mem::take(&mut tramo)));
                items.push(TextItem::Offset(f32::from(-par)));
            }
            tramo.push(c);
            anterior = Some(c);
        }
        items.push(TextItem::Text(tramo));
        items
    }
}

impl Lienzo for HojaPdf {
    fn pagina(&mut self, ancho: f32, alto: f32) {
        self.dejar_texto();
        self.alto = alto;
        self.letra = None;
        self.relleno = None;
        self.trazo = None;
        let caja = || Rect::from_wh(Pt(ancho), Pt(alto));
        self.paginas.push(PdfPage { media_box: caja(), trim_box: caja(), crop_box: caja(), ops: Vec::new() });
    }

    fn marca(&mut self, marca: &Marca) {
        match marca {
            Marca::Texto(t) => self.texto(t),
            Marca::Rectangulo { x, y, ancho, alto, relleno, borde } => {
                self.dejar_texto();
                let modo = match (relleno, borde) {
                    (Some(_), Some(_)) => PaintMode::FillStroke,
                    (Some(_), None) => PaintMode::Fill,
                    (None, Some(_)) => PaintMode::Stroke,
                    (None, None) => return,
                };
                if let Some(c) = relleno {
                    self.rellenar(*c);
                }
                if let Some((c, g)) = borde {
                    self.trazar(*c, *g);
                }
                let mut rectangle = Rect::from_xywh(Pt(*x), Pt(centesimas(self.alto - y - alto)), Pt(*ancho), Pt(*alto));
                rectangle.mode = Some(modo);
                self.op(Op::DrawRectangle { rectangle });
            }
            Marca::Linea { desde, hasta, color, grosor } => {
                self.dejar_texto();
                self.trazar(*color, *grosor);
                let points = [desde, hasta].map(|p| LinePoint { p: self.punto(*p), bezier: false }).to_vec();
                self.op(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Marca::Poligono { puntos, relleno } => {
                self.dejar_texto();
                self.rellenar(*relleno);
                let points = puntos.iter().map(|p| LinePoint { p: self.punto(*p), bezier: false }).collect();
                let polygon = Polygon { rings: vec![PolygonRing { points }], mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
                self.op(Op::DrawPolygon { polygon });
            }
            Marca::Imagen { .. } | Marca::Enlace { .. } => {}
        }
    }
}

fn centesimas(v: f32) -> f32 {
    (v * 100.0).round() / 100.0
}

fn pdf_color(c: Color) -> ColorPdf {
    let parte = |v: u8| (f32::from(v) / 255.0 * 1000.0).round() / 1000.0;
    ColorPdf::Rgb(Rgb { r: parte(c.0), g: parte(c.1), b: parte(c.2), icc_profile: None })
}

fn id_de(peso: Peso) -> FontId {
    FontId(format!("F{}", peso.valor()))
}

/// The font cut to what the document uses, named with the tag that PDF asks of a subset.
fn fuente_de(peso: Peso, fuentes: &Fuentes, usados: &BTreeSet<char>) -> Result<PdfFont, FallaDeInforme> {
    let falla = || FallaDeInforme::Fuente { nombre: peso.nombre() };
    let mut fuente = ParsedFont::from_bytes(peso.bytes(), 0, &mut Vec::new()).ok_or_else(falla)?;
    let glifos: BTreeSet<u16> = usados.iter().filter_map(|c| fuentes.de(peso).glifo(*c)).collect();
    fuente.original_bytes = subconjunto::recortar(peso.bytes(), &glifos).ok_or_else(falla)?;
    let mut huella = Sha256::new();
    glifos.iter().for_each(|g| huella.update(g.to_be_bytes()));
    let etiqueta: String = huella.finalize().iter().take(6).map(|b| char::from(b'A' + b % 26)).collect();
    fuente.font_name = Some(format!("{etiqueta}+{}", peso.nombre()));
    Ok(PdfFont::new(fuente))
}

fn escribir(hoja: HojaPdf, maquetado: &Maquetado, meta: &Metadatos) -> Result<Vec<u8>, FallaDeInforme> {
    let mut doc = PdfDocument::new(&meta.titulo);
    for (peso, usados) in &hoja.usados {
        doc.resources.fonts.map.insert(id_de(*peso), fuente_de(*peso, hoja.fuentes, usados)?);
    }
    doc.pages = hoja.paginas;
    let info = &mut doc.metadata.info;
    info.author.clone_from(&meta.autor);
    info.subject.clone_from(&meta.tema);
    info.keywords.clone_from(&meta.palabras_clave);
    info.creator = "Diligencia".to_owned();
    info.producer = "Diligencia, con printpdf".to_owned();
    info.identifier.clone_from(&meta.identificador);
    crate::pdf::cierre::cerrar(&doc, maquetado, meta)
}

mod cierre;
