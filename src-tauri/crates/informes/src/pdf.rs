//! The PDF of a document.
//!
//! printpdf makes the fonts, their widths, their way back to text and the tree of pages; the operators of the pages are
//! written here ([`contenido`]), because a long table has millions of them. No JavaScript, actions, addresses or attached
//! files are written: the only links go to other pages of the same file. Identifiers and dates come from the document, so
//! equal documents give equal bytes.

mod cierre;
mod contenido;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use printpdf::{FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, Pt, Rect, TextItem};
use sha2::{Digest, Sha256};

use crate::fuente::{Fuentes, Peso};
use crate::lienzo::{Lienzo, Maquetado};
use crate::maquetacion::maquetar;
use crate::modelo::{Documento, Metadatos};
use crate::{FallaDeInforme, subconjunto};
use contenido::{Contenido, nombre_de};

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
    if cancelar.load(Ordering::Relaxed) {
        return Err(FallaDeInforme::Cancelado);
    }
    avisar(Progreso { hechas: 0, total: 0 });
    imprimir(&maquetar(documento)?, &documento.metadatos, avisar, cancelar)
}

/// The PDF of pages already laid out, as [`crate::previsualizar`] gives them.
///
/// # Errors
///
/// As [`exportar_pdf`].
pub fn imprimir(
    maquetado: &Maquetado,
    metadatos: &Metadatos,
    avisar: &mut dyn FnMut(Progreso),
    cancelar: &AtomicBool,
) -> Result<Pdf, FallaDeInforme> {
    let seguir = || if cancelar.load(Ordering::Relaxed) { Err(FallaDeInforme::Cancelado) } else { Ok(()) };
    seguir()?;
    let total = maquetado.paginas.len();
    let mut contenido = Contenido::new(Fuentes::leer()?);
    for (i, p) in maquetado.paginas.iter().enumerate() {
        seguir()?;
        contenido.pagina(p.ancho, p.alto);
        p.marcas.iter().for_each(|m| contenido.marca(m));
        avisar(Progreso { hechas: i + 1, total });
    }
    contenido.terminar();
    seguir()?;
    if let Some(falla) = contenido.falla.take() {
        return Err(falla);
    }
    let bytes = escribir(contenido, maquetado, metadatos)?;
    seguir()?;
    Ok(Pdf { bytes, paginas: total })
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

fn escribir(contenido: Contenido, maquetado: &Maquetado, meta: &Metadatos) -> Result<Vec<u8>, FallaDeInforme> {
    let mut doc = PdfDocument::new(&meta.titulo);
    // printpdf learns from the operators which characters each font needs; it is shown each of them once, on a page
    // whose content is then replaced.
    let mut muestra = vec![Op::StartTextSection];
    for (peso, usados) in &contenido.usados {
        let id = FontId(nombre_de(*peso).to_owned());
        doc.resources.fonts.map.insert(id.clone(), fuente_de(*peso, contenido.fuentes, usados)?);
        muestra.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) });
        muestra.push(Op::ShowText { items: vec![TextItem::Text(usados.iter().collect())] });
    }
    muestra.push(Op::EndTextSection);
    let hojas = contenido.hojas.iter().map(|h| {
        let caja = || Rect::from_wh(Pt(h.ancho), Pt(h.alto));
        PdfPage { media_box: caja(), trim_box: caja(), crop_box: caja(), ops: std::mem::take(&mut muestra) }
    });
    doc.pages = hojas.collect();
    let info = &mut doc.metadata.info;
    info.author.clone_from(&meta.autor);
    info.subject.clone_from(&meta.tema);
    info.keywords.clone_from(&meta.palabras_clave);
    info.creator = "Diligencia".to_owned();
    info.producer = "Diligencia, con printpdf".to_owned();
    info.identifier.clone_from(&meta.identificador);
    cierre::cerrar(&doc, contenido, &maquetado.marcadores, meta)
}
