//! The parts of a document that lead to others: contents, links, remarks, signatures, letterhead, code.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "apoyo/galeria.rs"]
mod galeria;
#[path = "apoyo/geometria.rs"]
mod geometria;

use std::sync::atomic::AtomicBool;

use galeria::{parrafo, titulo};
use geometria::{documento, revisar, textos};
use informes::lienzo::Marca;
use informes::modelo::{Bloque, Celda, Columna, Fila, Orientacion, Tabla};
use informes::texto::Texto;
use informes::{Documento, Maquetado, exportar_pdf, previsualizar};
use lopdf::Object;
use proptest::prelude::*;

fn maquetar(bloques: Vec<Bloque>) -> Maquetado {
    let m = previsualizar(&documento(bloques)).unwrap();
    revisar(&m);
    m
}

fn pagina_de(m: &Maquetado, que: &str) -> usize {
    m.paginas.iter().rposition(|p| p.texto().contains(que)).unwrap_or_else(|| panic!("{que} is nowhere")) + 1
}

/// `n` headings with text between, and the table of contents first.
fn con_indice(n: usize, niveles: u8) -> Vec<Bloque> {
    let mut bloques = vec![Bloque::Indice { titulo: "Contenido".to_owned(), niveles }];
    for i in 0..n {
        bloques.push(titulo(1 + u8::try_from(i % 3).unwrap(), &format!("Hallazgo {i}; sus cifras")));
        bloques.extend((0..i % 9).map(|_| parrafo("Un renglón de texto que acompaña al título.")));
        if i % 5 == 4 {
            bloques.push(Bloque::Salto(if i % 2 == 0 { Orientacion::Horizontal } else { Orientacion::Vertical }));
        }
    }
    bloques
}

#[test]
fn the_contents_tell_the_page_of_each_heading_and_lead_to_it() {
    for (n, niveles) in [(3, 1), (30, 2), (200, 3)] {
        let m = maquetar(con_indice(n, niveles));
        let mut vistos = 0;
        for p in &m.paginas {
            for (i, marca) in p.marcas.iter().enumerate() {
                let Marca::Enlace { destino, .. } = marca else { continue };
                let k: usize = destino.nombre.strip_prefix("titulo·").unwrap().parse().unwrap();
                let Some(Marca::Texto(numero)) = p.marcas.get(i + 1) else { panic!("no number after {destino:?}") };
                assert_eq!(numero.texto, destino.pagina.to_string(), "the number that is read is the page that opens");
                assert_eq!(destino.pagina, pagina_de(&m, &format!("Hallazgo {k}; ")), "heading {k}");
                vistos += 1;
            }
        }
        assert_eq!(vistos, (0..n).filter(|i| i % 3 < usize::from(niveles)).count());
    }
}

#[test]
fn links_open_pages_of_this_file_and_nothing_else() {
    let mut bloques = con_indice(20, 3);
    bloques
        .insert(1, parrafo(Texto::from("Vea ").enlace("la tabla del final", "tabla").y(" y ").enlace("lo que no existe", "nada").y(".")));
    bloques.push(Bloque::Destino("tabla".to_owned()));
    bloques.push(Bloque::Tabla(galeria::tabla_con_grupos()));
    let d = documento(bloques);
    let m = previsualizar(&d).unwrap();
    let pdf = exportar(&d);
    let doc = lopdf::Document::load_mem(&pdf).unwrap();
    let paginas = doc.get_pages();
    let mut leidos = 0;
    for (n, id) in &paginas {
        let Ok(anotaciones) = doc.get_dictionary(*id).unwrap().get(b"Annots").and_then(Object::as_array) else { continue };
        let dichos = m.paginas[*n as usize - 1]
            .marcas
            .iter()
            .filter_map(|x| if let Marca::Enlace { destino, .. } = x { Some(destino) } else { None });
        for (a, dicho) in anotaciones.iter().zip(dichos) {
            let a = a.as_dict().unwrap();
            assert_eq!(a.get(b"Subtype").unwrap().as_name().unwrap(), b"Link");
            assert!(a.get(b"A").is_err(), "a destination, never an action");
            let destino = a.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
            assert_eq!(paginas[&u32::try_from(dicho.pagina).unwrap()], destino);
            leidos += 1;
        }
    }
    let suyos = 20 + 1 + 8;
    assert_eq!(leidos, suyos, "twenty headings, the table, the remarks of its eight rows; a name that no block has is no link");
    assert_eq!(pagina_de(&m, "Trámites y requisitos por institución"), m.paginas.len());
}

fn exportar(d: &Documento) -> Vec<u8> {
    exportar_pdf(d, &mut |_| {}, &AtomicBool::new(false)).unwrap().bytes
}

/// The numbers of the remarks marked and printed on a page, in their order.
fn notas(p: &informes::Pagina) -> (Vec<u32>, Vec<u32>) {
    let mut marcadas = Vec::new();
    for m in &p.marcas {
        if let Marca::Enlace { destino, .. } = m
            && let Some(n) = destino.nombre.strip_prefix("nota·").and_then(|n| n.parse().ok())
            && !marcadas.contains(&n)
        {
            marcadas.push(n);
        }
    }
    let escritas: Vec<u32> = textos(p).iter().filter_map(|t| t.texto.strip_prefix("remisión·")?.split(' ').next()?.parse().ok()).collect();
    (marcadas, escritas)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn each_remark_is_at_the_foot_of_the_page_of_its_mark(
        renglones in prop::collection::vec((1..200_usize, prop::option::of(0..40_u32)), 1..120),
    ) {
        let mut orden = Vec::new();
        let bloques = renglones.iter().map(|(palabras, nota)| {
            let texto = Texto::from("ocote ".repeat(*palabras));
            parrafo(match nota {
                Some(n) => {
                    if !orden.contains(n) {
                        orden.push(*n);
                    }
                    let k = orden.iter().position(|o| o == n).unwrap() + 1;
                    texto.al_pie(&format!("remisión·{k} {}", "al acuerdo ".repeat(*n as usize)))
                }
                None => texto,
            })
        }).collect();
        let m = maquetar(bloques);
        let mut vistas = 0;
        for p in &m.paginas {
            let (marcadas, escritas) = notas(p);
            prop_assert_eq!(&marcadas, &escritas, "what is marked on a page is told at its foot");
            let nuevas = marcadas.iter().filter(|n| **n > vistas).count();
            prop_assert!(marcadas.iter().filter(|n| **n > vistas).copied().eq(vistas + 1..=vistas + u32::try_from(nuevas).unwrap()), "numbers run");
            vistas += u32::try_from(nuevas).unwrap();
        }
        prop_assert_eq!(vistas as usize, orden.len());
    }
}

#[test]
fn a_remark_longer_than_its_room_goes_on_below_the_next_page() {
    let largo = format!("remisión·1 {}fin·de·la·nota", "al acuerdo gubernativo que corresponde ".repeat(400));
    let m = maquetar(vec![parrafo(Texto::from("Texto").al_pie(&largo)), parrafo("Sigue")]);
    assert!(m.paginas.len() > 2, "{} pages", m.paginas.len());
    let todo: String = m.paginas.iter().map(informes::Pagina::texto).collect();
    assert!(todo.contains("fin·de·la·nota"), "nothing of it is lost");
    assert_eq!(pagina_de(&m, "Sigue"), 1, "the text goes on beside it");
}

#[test]
fn the_same_remark_keeps_its_number_and_is_told_once_a_page() {
    let filas = (0..200).map(|i| Fila::new(vec![Celda::from(Texto::from(format!("f{i}")).al_pie("remisión·1 sin fecha registrada"))]));
    let m =
        maquetar(vec![Bloque::Tabla(Tabla { columnas: vec![Columna::texto("Código", 1)], filas: filas.collect(), ..Tabla::default() })]);
    assert!(m.paginas.len() > 3);
    for p in &m.paginas {
        assert_eq!(notas(p), (vec![1], vec![1]));
    }
}

#[test]
fn signatures_are_never_parted() {
    for n in 20..60 {
        let mut bloques: Vec<Bloque> = (0..n).map(|_| parrafo("Un renglón de texto.")).collect();
        bloques.push(galeria::firmas());
        let m = maquetar(bloques);
        let paginas: Vec<usize> = ["Ana Lucía", "José María", "Asesoría Jurídica"].iter().map(|q| pagina_de(&m, q)).collect();
        assert!(paginas.windows(2).all(|p| p[0] == p[1]), "signatures on pages {paginas:?} after {n} lines");
    }
}

#[test]
fn the_letterhead_stands_once_above_the_text_and_the_code_on_cover_or_end() {
    let imagenes = |p: &informes::Pagina| p.marcas.iter().filter(|m| matches!(m, Marca::Imagen { .. })).count();
    for con_portada in [true, false] {
        let mut d = documento(galeria::bloques(con_portada));
        d.marco.membrete = Some(galeria::membrete());
        d.marco.qr = Some("Diligencia · 3f9a12bc77de0142".to_owned());
        let m = previsualizar(&d).unwrap();
        revisar(&m);
        let con_logo: Vec<usize> = m.paginas.iter().map(imagenes).collect();
        assert_eq!((con_logo[0], con_logo[1..].iter().sum::<usize>()), (1, 0), "{con_logo:?}");
        let primera = textos(&m.paginas[0]);
        let membrete = primera.iter().find(|t| t.texto == "Gobierno de Guatemala").unwrap();
        let contenido = primera.iter().find(|t| t.texto == "Contenido" || t.texto == "Informe consolidado").unwrap();
        assert!(membrete.y < contenido.y - 20.0, "above everything else");
        let modulos = |p: &informes::Pagina| {
            p.marcas.iter().filter(|m| matches!(m, Marca::Rectangulo { alto, .. } if (1.9..3.0).contains(alto))).count()
        };
        let donde = if con_portada { 0 } else { m.paginas.len() - 1 };
        assert!(modulos(&m.paginas[donde]) > 150, "the code is drawn on page {}", donde + 1);
        let pdf = exportar(&d);
        let doc = lopdf::Document::load_mem(&pdf).unwrap();
        let imagenes = doc
            .objects
            .values()
            .filter_map(|o| o.as_stream().ok())
            .filter(|s| s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image"));
        let formas: Vec<bool> = imagenes.map(|s| s.dict.get(b"SMask").is_ok()).collect();
        assert_eq!(formas.len(), 2, "pixels and their mask, once");
    }
}

#[test]
fn a_full_first_page_leaves_room_for_its_letterhead() {
    let mut d = documento(vec![parrafo("ocote ".repeat(1_500))]);
    d.marco.membrete = Some(galeria::membrete());
    d.bloques.insert(0, titulo(1, &"título sin fin ".repeat(400)));
    revisar(&previsualizar(&d).unwrap());
}
