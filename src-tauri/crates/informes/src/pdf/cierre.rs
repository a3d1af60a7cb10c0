//! What printpdf leaves open: outline tree, language, dates of Guatemala and a fixed identity.

use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use printpdf::{PdfDocument, PdfSaveOptions};

use crate::FallaDeInforme;
use crate::lienzo::{Maquetado, Marcador};
use crate::modelo::Metadatos;

fn falla(e: &lopdf::Error) -> FallaDeInforme {
    FallaDeInforme::Escritura { detalle: e.to_string() }
}

/// The bytes of the file.
pub(super) fn cerrar(doc: &PdfDocument, maquetado: &Maquetado, meta: &Metadatos) -> Result<Vec<u8>, FallaDeInforme> {
    let opciones = PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: None };
    let mut avisos = Vec::new();
    let mut lo = printpdf::to_lopdf_doc(doc, &opciones, &mut avisos);
    if let Some(a) = avisos.iter().find(|a| a.severity == printpdf::PdfParseErrorSeverity::Error) {
        return Err(FallaDeInforme::Escritura { detalle: a.msg.clone() });
    }
    // printpdf says 1.3, but what it writes (CID fonts, Flate) is read by the rules of 1.7.
    "1.7".clone_into(&mut lo.version);
    fechar(&mut lo, meta)?;
    indice(&mut lo, &maquetado.marcadores)?;
    let id = Object::String(meta.identificador.clone().into_bytes(), StringFormat::Hexadecimal);
    lo.trailer.set("ID", vec![id.clone(), id]);
    let catalogo = lo.catalog_mut().map_err(|e| falla(&e))?;
    catalogo.set("Lang", Object::string_literal(meta.idioma.as_str()));
    let mut vista = Dictionary::new();
    vista.set("DisplayDocTitle", true);
    catalogo.set("ViewerPreferences", vista);
    lo.compress();
    let mut bytes = Vec::new();
    lo.save_to(&mut bytes).map_err(|e| FallaDeInforme::Escritura { detalle: e.to_string() })?;
    Ok(bytes)
}

/// Dates of the figures; the keys that belong to print shops go away.
fn fechar(lo: &mut lopdf::Document, meta: &Metadatos) -> Result<(), FallaDeInforme> {
    let f = meta.fecha;
    let fecha = format!("D:{:04}{:02}{:02}{:02}{:02}{:02}-06'00'", f.year(), f.month(), f.day(), f.hour(), f.minute(), f.second());
    let id = lo.trailer.get(b"Info").and_then(Object::as_reference).map_err(|e| falla(&e))?;
    let info = lo.get_object_mut(id).and_then(Object::as_dict_mut).map_err(|e| falla(&e))?;
    info.set("CreationDate", Object::string_literal(fecha.as_str()));
    info.set("ModDate", Object::string_literal(fecha.as_str()));
    info.remove(b"GTS_PDFXVersion");
    info.remove(b"Trapped");
    Ok(())
}

/// The outline: two levels, in reading order.
fn indice(lo: &mut lopdf::Document, marcadores: &[Marcador]) -> Result<(), FallaDeInforme> {
    let paginas = lo.get_pages();
    // Each second level hangs from the last first level before it.
    let ids: Vec<ObjectId> = marcadores.iter().map(|_| lo.new_object_id()).collect();
    let raiz = lo.new_object_id();
    let mut padres: Vec<ObjectId> = Vec::with_capacity(ids.len());
    let mut ultimo_de_primer_nivel = None;
    for (m, id) in marcadores.iter().zip(&ids) {
        if m.nivel <= 1 {
            padres.push(raiz);
            ultimo_de_primer_nivel = Some(*id);
        } else {
            padres.push(ultimo_de_primer_nivel.unwrap_or(raiz));
        }
    }
    let hijos = |de: ObjectId| -> Vec<ObjectId> { ids.iter().zip(&padres).filter(|(_, p)| **p == de).map(|(i, _)| *i).collect() };
    let colgar = |dic: &mut Dictionary, de: ObjectId| {
        let h = hijos(de);
        if let (Some(primero), Some(ultimo)) = (h.first(), h.last()) {
            dic.set("First", *primero);
            dic.set("Last", *ultimo);
            let n = i64::try_from(h.len()).unwrap_or(i64::MAX);
            // The root shows its children; the others start folded.
            dic.set("Count", if de == raiz { n } else { -n });
        }
    };
    let mut nuevos: Vec<(ObjectId, Dictionary)> = Vec::with_capacity(ids.len());
    for ((m, id), padre) in marcadores.iter().zip(&ids).zip(&padres) {
        let Some(pagina) = u32::try_from(m.pagina).ok().and_then(|p| paginas.get(&p)) else { continue };
        let mut dic = Dictionary::new();
        dic.set("Title", lopdf::text_string(&m.titulo));
        dic.set("Parent", *padre);
        dic.set("Dest", vec![Object::Reference(*pagina), "XYZ".into(), Object::Null, Object::Null, Object::Null]);
        let hermanos = hijos(*padre);
        if let Some(en) = hermanos.iter().position(|h| h == id) {
            if let Some(anterior) = en.checked_sub(1).and_then(|k| hermanos.get(k)) {
                dic.set("Prev", *anterior);
            }
            if let Some(siguiente) = hermanos.get(en + 1) {
                dic.set("Next", *siguiente);
            }
        }
        colgar(&mut dic, *id);
        nuevos.push((*id, dic));
    }
    if nuevos.is_empty() {
        return Ok(());
    }
    let mut indice = Dictionary::new();
    indice.set("Type", "Outlines");
    colgar(&mut indice, raiz);
    lo.set_object(raiz, indice);
    for (id, dic) in nuevos {
        lo.set_object(id, dic);
    }
    let catalogo = lo.catalog_mut().map_err(|e| falla(&e))?;
    catalogo.set("Outlines", raiz);
    catalogo.set("PageMode", "UseOutlines");
    Ok(())
}
