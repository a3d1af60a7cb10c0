//! The file that is handed over: identity, fonts, bookmarks, nothing active.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, reason = "tests")]

#[path = "apoyo/geometria.rs"]
mod geometria;
#[path = "apoyo/muestra.rs"]
mod muestra;

use std::sync::atomic::{AtomicBool, Ordering};

use informes::avance::componer;
use informes::modelo::{Bloque, EstiloDeParrafo};
use informes::texto::Texto;
use informes::{Documento, FallaDeInforme, Pdf, exportar_pdf};
use lopdf::Document;

fn exportar(documento: &Documento) -> Pdf {
    exportar_pdf(documento, &mut |_| {}, &AtomicBool::new(false)).unwrap()
}

fn abrir(pdf: &Pdf) -> Document {
    Document::load_mem(&pdf.bytes).unwrap()
}

#[test]
fn equal_figures_give_equal_bytes_and_other_figures_do_not() {
    let una = exportar(&componer(&muestra::cifras(30), &[]));
    let otra = exportar(&componer(&muestra::cifras(30), &[]));
    assert!(una == otra, "nothing but the figures may reach the file");
    let mut cifras = muestra::cifras(30);
    cifras.tramites[7].pasos += 1;
    assert!(exportar(&componer(&cifras, &[])).bytes != una.bytes);
}

#[test]
fn the_file_carries_nothing_active_and_no_attachment() {
    let doc = abrir(&exportar(&componer(&muestra::cifras(12), &[])));
    let prohibidas: [&[u8]; 9] =
        [b"JS", b"JavaScript", b"AA", b"OpenAction", b"URI", b"EmbeddedFile", b"EmbeddedFiles", b"Launch", b"AcroForm"];
    for (id, objeto) in &doc.objects {
        let Some(dic) = objeto.as_dict().ok().or_else(|| objeto.as_stream().ok().map(|s| &s.dict)) else { continue };
        for (clave, _) in dic.iter() {
            assert!(!prohibidas.contains(&clave.as_slice()), "object {id:?} has /{}", String::from_utf8_lossy(clave));
        }
    }
}

#[test]
fn hostile_text_never_reaches_the_syntax_of_the_page() {
    let malo = ") Tj ET Q (alert\\)) <</S/JavaScript>> endstream endobj \\ \u{0}\u{202e}";
    let doc = abrir(&exportar(&geometria::documento(vec![
        Bloque::Titulo { nivel: 1, texto: malo.to_owned(), marcador: None },
        Bloque::Parrafo { texto: Texto::from(malo), estilo: EstiloDeParrafo::Normal },
    ])));
    for (_, id) in doc.get_pages() {
        let contenido = doc.get_page_content(id);
        let contenido = String::from_utf8_lossy(&contenido).into_owned();
        assert!(!contenido.contains("alert") && !contenido.contains("JavaScript"), "text must go as glyph numbers");
    }
}

#[test]
fn the_text_can_be_copied_with_its_spanish_signs() {
    let frase = "El año 2026 «pidió» 1,234.50 — güisquil, ñandú, África y ¿qué más? → ≥ 3 ✓";
    let doc = abrir(&exportar(&geometria::documento(vec![
        Bloque::Parrafo { texto: Texto::from(frase), estilo: EstiloDeParrafo::Normal },
        Bloque::Titulo { nivel: 1, texto: "TÍTULO con ÑANDÚ".to_owned(), marcador: None },
    ])));
    let texto = doc.extract_text(&[1]).unwrap().replace('\n', " ");
    let junto: String = texto.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(junto.contains(frase), "{junto}");
    let sin_espacios: String = junto.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(sin_espacios.contains("TÍTULOconÑANDÚ"), "kerned text is copied too: {junto}");
}

#[test]
fn fonts_are_embedded_and_cut() {
    let pdf = exportar(&componer(&muestra::cifras(104), &[]));
    assert!(pdf.bytes.len() < 250_000, "the sample of {} pages takes {} bytes", pdf.paginas, pdf.bytes.len());
    let doc = abrir(&pdf);
    let mut vistas = 0;
    for objeto in doc.objects.values() {
        let Ok(dic) = objeto.as_dict() else { continue };
        if !dic.has_type(b"FontDescriptor") {
            continue;
        }
        vistas += 1;
        let nombre = String::from_utf8(dic.get(b"FontName").unwrap().as_name().unwrap().to_vec()).unwrap();
        let (etiqueta, cara) = nombre.split_once('+').expect("a cut font says so in its name");
        assert!(etiqueta.len() == 6 && etiqueta.bytes().all(|b| b.is_ascii_uppercase()), "{nombre}");
        assert!(cara.starts_with("PublicSans-"), "{nombre}");
        let programa = doc.get_object(dic.get(b"FontFile2").unwrap().as_reference().unwrap()).unwrap().as_stream().unwrap();
        assert!(programa.dict.get(b"Length1").unwrap().as_i64().unwrap() < 45_000, "only the outlines that are used");
    }
    assert_eq!(vistas, 3, "three weights");
}

#[test]
fn the_file_says_what_it_is() {
    let c = muestra::cifras(12);
    let doc = abrir(&exportar(&componer(&c, &[])));
    let info = doc.get_dictionary(doc.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap();
    let texto = |clave: &[u8]| lopdf::decode_text_string(info.get(clave).unwrap()).unwrap();
    assert!(texto(b"Title").contains("Ministerio de Ambiente y Recursos Naturales"));
    assert!(texto(b"Title").contains("(datos de demostración)"), "a demonstration says so outside the pages too");
    assert_eq!(texto(b"Author"), c.institucion);
    assert_eq!(texto(b"CreationDate"), "D:20261120164207-06'00'", "the moment of the figures, not of the clock");
    let catalogo = doc.catalog().unwrap();
    assert_eq!(catalogo.get(b"Lang").unwrap().as_str().unwrap(), b"es-GT");
    assert_eq!(catalogo.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    let ids = doc.trailer.get(b"ID").unwrap().as_array().unwrap();
    assert_eq!(ids[0].as_str().unwrap(), &informes::cifras_sha256(&c).as_bytes()[..32], "the identity comes from the figures");
}

#[test]
fn bookmarks_lead_to_the_pages_of_their_titles() {
    let documento = componer(&muestra::cifras(40), &[]);
    let maquetado = informes::previsualizar(&documento).unwrap();
    let doc = abrir(&exportar(&documento));
    let paginas = doc.get_pages();
    let raiz = doc.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap();
    let mut leidos = Vec::new();
    recorrer(&doc, raiz, 1, &mut leidos);
    let esperados: Vec<(String, u8, lopdf::ObjectId)> =
        maquetado.marcadores.iter().map(|m| (m.titulo.clone(), m.nivel, paginas[&u32::try_from(m.pagina).unwrap()])).collect();
    assert_eq!(leidos, esperados);
    assert!(leidos.iter().any(|(t, n, _)| t == "Trámites" && *n == 1));
    assert!(leidos.iter().any(|(_, n, _)| *n == 2), "two levels");
}

fn recorrer(doc: &Document, id: lopdf::ObjectId, nivel: u8, salida: &mut Vec<(String, u8, lopdf::ObjectId)>) {
    let mut siguiente = doc.get_dictionary(id).unwrap().get(b"First").ok().map(|o| o.as_reference().unwrap());
    while let Some(hijo) = siguiente {
        let dic = doc.get_dictionary(hijo).unwrap();
        assert_eq!(dic.get(b"Parent").unwrap().as_reference().unwrap(), id);
        let titulo = lopdf::decode_text_string(dic.get(b"Title").unwrap()).unwrap();
        let pagina = dic.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        salida.push((titulo, nivel, pagina));
        recorrer(doc, hijo, nivel + 1, salida);
        siguiente = dic.get(b"Next").ok().map(|o| o.as_reference().unwrap());
    }
}

#[test]
fn progress_only_goes_forward_and_a_cancelled_export_gives_nothing() {
    let documento = componer(&muestra::cifras(60), &[]);
    let mut pasos = Vec::new();
    let pdf = exportar_pdf(&documento, &mut |p| pasos.push(p), &AtomicBool::new(false)).unwrap();
    assert!(pasos.windows(2).all(|p| p[0].hechas <= p[1].hechas));
    assert_eq!(pasos.last().unwrap().hechas, pdf.paginas);

    let cancelar = AtomicBool::new(false);
    let falla = exportar_pdf(
        &documento,
        &mut |p| {
            if p.hechas == 3 {
                cancelar.store(true, Ordering::Relaxed);
            }
        },
        &cancelar,
    );
    assert_eq!(falla, Err(FallaDeInforme::Cancelado));
}
