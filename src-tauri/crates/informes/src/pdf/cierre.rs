//! What printpdf leaves open: content of the pages, pictures, links, outline tree, language, dates of Guatemala and a
//! fixed identity.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use printpdf::{PdfDocument, PdfSaveOptions};

use super::contenido::{Contenido, Salto};
use crate::FallaDeInforme;
use crate::imagen::Imagen;
use crate::lienzo::Marcador;
use crate::modelo::Metadatos;

fn falla(e: &lopdf::Error) -> FallaDeInforme {
    FallaDeInforme::Escritura { detalle: e.to_string() }
}

/// The bytes of the file.
pub(super) fn cerrar(
    doc: &PdfDocument,
    contenido: Contenido,
    marcadores: &[Marcador],
    meta: &Metadatos,
) -> Result<Vec<u8>, FallaDeInforme> {
    let opciones = PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: None };
    let mut avisos = Vec::new();
    let mut lo = printpdf::to_lopdf_doc(doc, &opciones, &mut avisos);
    if let Some(a) = avisos.iter().find(|a| a.severity == printpdf::PdfParseErrorSeverity::Error) {
        return Err(FallaDeInforme::Escritura { detalle: a.msg.clone() });
    }
    // printpdf says 1.3, but what it writes (CID fonts, Flate) is read by the rules of 1.7.
    "1.7".clone_into(&mut lo.version);
    fechar(&mut lo, meta)?;
    let paginas: Vec<ObjectId> = lo.get_pages().into_values().collect();
    let altos: Vec<f32> = contenido.hojas.iter().map(|h| h.alto).collect();
    for (id, hoja) in paginas.iter().zip(contenido.hojas) {
        let suyo = lo.get_dictionary(*id).and_then(|d| d.get(b"Contents")).and_then(Object::as_reference).map_err(|e| falla(&e))?;
        let mut dic = Dictionary::new();
        dic.set("Filter", "FlateDecode");
        lo.set_object(suyo, Stream::new(dic, hoja.flujo));
    }
    imagenes(&mut lo, paginas.first().copied(), &contenido.imagenes)?;
    enlaces(&mut lo, &paginas, &altos, &contenido.saltos)?;
    indice(&mut lo, marcadores)?;
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

/// The pictures, in the dictionary that all pages share.
fn imagenes(lo: &mut lopdf::Document, pagina: Option<ObjectId>, imagenes: &[Imagen]) -> Result<(), FallaDeInforme> {
    let Some(pagina) = pagina.filter(|_| !imagenes.is_empty()) else { return Ok(()) };
    let seguir = |lo: &lopdf::Document, de: ObjectId, clave: &[u8]| {
        lo.get_dictionary(de).and_then(|d| d.get(clave)).and_then(Object::as_reference).map_err(|e| falla(&e))
    };
    let recursos = seguir(lo, pagina, b"Resources")?;
    let compartido = seguir(lo, recursos, b"XObject")?;
    for (k, i) in imagenes.iter().enumerate() {
        let mascara = match i.alfa() {
            Some(a) => Some(lo.add_object(una_imagen(i, a, png::ColorType::Grayscale)?)),
            None => None,
        };
        let mut flujo = una_imagen(i, i.rgb(), png::ColorType::Rgb)?;
        if let Some(m) = mascara {
            flujo.dict.set("SMask", m);
        }
        let id = lo.add_object(flujo);
        lo.get_object_mut(compartido).and_then(Object::as_dict_mut).map_err(|e| falla(&e))?.set(format!("I{k}"), id);
    }
    Ok(())
}

/// Pixels as PDF keeps them: the rows of a PNG with their filters, deflated.
fn una_imagen(i: &Imagen, pixeles: &[u8], color: png::ColorType) -> Result<Stream, FallaDeInforme> {
    let falla = |e: png::EncodingError| FallaDeInforme::Escritura { detalle: e.to_string() };
    let mut archivo = Vec::new();
    let mut codificador = png::Encoder::new(&mut archivo, i.ancho(), i.alto());
    codificador.set_color(color);
    codificador.set_filter(png::Filter::Adaptive);
    let mut escritor = codificador.write_header().map_err(falla)?;
    escritor.write_image_data(pixeles).map_err(falla)?;
    escritor.finish().map_err(falla)?;
    // Signature, then chunks: length, name, data, sum.
    let mut datos = Vec::with_capacity(archivo.len());
    let mut resto = archivo.get(8..).unwrap_or_default();
    while let Some((largo, cola)) = resto.split_first_chunk::<4>() {
        let largo = u32::from_be_bytes(*largo) as usize;
        if cola.starts_with(b"IDAT") {
            datos.extend_from_slice(cola.get(4..4 + largo).unwrap_or_default());
        }
        resto = cola.get(largo + 8..).unwrap_or_default();
    }
    let (espacio, canales) = if color == png::ColorType::Rgb { ("DeviceRGB", 3) } else { ("DeviceGray", 1) };
    let mut filtro = Dictionary::new();
    filtro.set("Predictor", 15);
    filtro.set("Colors", canales);
    filtro.set("Columns", i64::from(i.ancho()));
    let mut dic = Dictionary::new();
    dic.set("Type", "XObject");
    dic.set("Subtype", "Image");
    dic.set("Width", i64::from(i.ancho()));
    dic.set("Height", i64::from(i.alto()));
    dic.set("ColorSpace", espacio);
    dic.set("BitsPerComponent", 8);
    dic.set("Filter", "FlateDecode");
    dic.set("DecodeParms", filtro);
    Ok(Stream::new(dic, datos))
}

/// The places that lead to other pages, without frames.
fn enlaces(lo: &mut lopdf::Document, paginas: &[ObjectId], altos: &[f32], saltos: &[Salto]) -> Result<(), FallaDeInforme> {
    let mut por_hoja: BTreeMap<usize, Vec<Object>> = BTreeMap::new();
    for s in saltos {
        let Some(destino) = s.pagina.checked_sub(1) else { continue };
        let (Some(id), Some(alto)) = (paginas.get(destino), altos.get(destino)) else { continue };
        let mut dic = Dictionary::new();
        dic.set("Type", "Annot");
        dic.set("Subtype", "Link");
        dic.set("Rect", s.caja.map(Object::Real).to_vec());
        dic.set("Border", vec![0.into(), 0.into(), 0.into()]);
        // A little above the line it leads to.
        let arriba = Object::Real((alto - s.y + 8.0).min(*alto));
        dic.set("Dest", vec![Object::Reference(*id), "XYZ".into(), Object::Null, arriba, Object::Null]);
        por_hoja.entry(s.hoja).or_default().push(Object::Dictionary(dic));
    }
    for (hoja, suyos) in por_hoja {
        if let Some(id) = paginas.get(hoja) {
            lo.get_object_mut(*id).and_then(Object::as_dict_mut).map_err(|e| falla(&e))?.set("Annots", suyos);
        }
    }
    Ok(())
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
