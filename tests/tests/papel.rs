//! Reports opened by the readers that people have: poppler, MuPDF and pdf.js, and checked by qpdf.
//!
//! Each says what it thinks of a file on its error stream or in its answer; here none of them may say anything.

#[path = "../../src-tauri/crates/informes/tests/apoyo/galeria.rs"]
mod galeria;
#[path = "../../src-tauri/crates/informes/tests/apoyo/geometria.rs"]
mod geometria;
#[path = "../../src-tauri/crates/informes/tests/apoyo/muestra.rs"]
mod muestra;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;

use informes::lienzo::Marca;
use informes::modelo::{Bloque, Celda, Columna, Fila, Tabla, Tono};
use informes::texto::Texto;
use informes::{Documento, exportar_pdf, previsualizar};
use pruebas::lectores::{callado, con_mupdf, con_pdfjs, sin_quejas};

fn documentos() -> Vec<(&'static str, Documento)> {
    let completo = |con_portada| {
        let mut d = geometria::documento(galeria::bloques(con_portada));
        d.marco.membrete = Some(galeria::membrete());
        d.marco.qr = Some("Diligencia · 3f9a12bc77de0142".to_owned());
        d
    };
    vec![
        ("galeria", completo(true)),
        ("sin-portada", completo(false)),
        ("avance", informes::avance::componer(&muestra::cifras(104), &[])),
        ("avance-vacio", informes::avance::componer(&muestra::cifras(0), &[])),
        ("hostil", hostil()),
    ]
}

fn hostil() -> Documento {
    let textos = [
        "x".repeat(10_000),
        "\u{202e}al revés\u{2066}".to_owned(),
        "👩‍👩‍👧‍👦 familia, 日本, nin\u{303}o, x\u{301}\u{301}".to_owned(),
        "\0\u{1}\u{7f}\u{9f}\r\n\t".to_owned(),
        ") Tj ET Q <</S/JavaScript/JS(app.alert(1))>> endstream endobj".to_owned(),
        "<script>alert(1)</script> &amp; ]]>".to_owned(),
        "\\( \\) \\ ( ) \\051".to_owned(),
    ];
    let filas = textos.iter().map(|t| Fila::new(vec![t.as_str().into(), Celda::estado(Tono::Mal, t), t.as_str().into()]));
    let columnas = vec![Columna::justa("A"), Columna::texto("B", 1), Columna::numero("C")];
    let mut bloques = vec![Bloque::Tabla(Tabla { columnas, filas: filas.collect(), ..Tabla::default() })];
    for t in &textos {
        bloques.push(galeria::titulo(1, t));
        bloques.push(galeria::parrafo(Texto::from(t.as_str()).al_pie(t)));
    }
    let mut d = geometria::documento(bloques);
    d.metadatos.titulo.clone_from(&textos[4]);
    d.metadatos.autor.clone_from(&textos[2]);
    d
}

/// Writes them all, and gives each with its file.
fn escritos(carpeta: &Path) -> Vec<(PathBuf, Documento)> {
    let escribir = |(nombre, d): (&str, Documento)| {
        let archivo = carpeta.join(format!("{nombre}.pdf"));
        std::fs::write(&archivo, exportar_pdf(&d, &mut |_| {}, &AtomicBool::new(false)).unwrap().bytes).unwrap();
        (archivo, d)
    };
    documentos().into_iter().map(escribir).collect()
}

#[test]
fn qpdf_and_poppler_find_nothing_to_say() {
    let carpeta = tempfile::tempdir().unwrap();
    for (archivo, _) in escritos(carpeta.path()) {
        sin_quejas(&archivo);
    }
}

#[test]
fn the_text_is_copied_in_reading_order() {
    let carpeta = tempfile::tempdir().unwrap();
    for (archivo, d) in escritos(carpeta.path()) {
        let texto = callado("pdftotext", &["-raw", "-enc", "UTF-8"], &archivo.with_extension("pdf"));
        assert!(texto.is_empty(), "without a name for the output, pdftotext writes beside the file");
        let copiado = std::fs::read_to_string(archivo.with_extension("txt")).unwrap();
        let solo = |s: &str| s.chars().filter(|c| !c.is_whitespace() && *c != '\u{c}').collect::<String>();
        // As pages were drawn, so they are read; poppler joins words that a hyphen parts.
        let sin_guion = |s: String| s.replace('-', "");
        let dicho: String = previsualizar(&d)
            .unwrap()
            .paginas
            .iter()
            .flat_map(|p| {
                p.marcas.iter().filter_map(|m| if let Marca::Texto(t) = m { Some(solo(&t.texto)) } else { None }).collect::<Vec<_>>()
            })
            .collect();
        let (copiado, dicho) = (sin_guion(solo(&copiado)), sin_guion(dicho));
        let letras = |s: &str| {
            s.chars().fold(std::collections::BTreeMap::new(), |mut m, c| {
                *m.entry(c).or_insert(0usize) += 1;
                m
            })
        };
        assert_eq!(letras(&copiado), letras(&dicho), "{}: every character can be copied", archivo.display());
    }
    let copiado = std::fs::read_to_string(carpeta.path().join("galeria.txt")).unwrap();
    let mut desde = 0;
    for frase in [
        "59 de 66 instituciones tienen",
        "Contenido",
        "El porcentaje se calcula sobre las 66 instituciones",
        "Las gobernaciones concentran lo pendiente",
        "Trámites y requisitos por institución",
        "Gobernación 1",
        "Gobernación 8",
        "Ana Lucía Ñáñez Güitz",
    ] {
        // After the contents, each thing comes after the one before.
        let en = copiado[desde..].find(frase).unwrap_or_else(|| panic!("{frase:?} does not follow in {copiado}"));
        desde += en;
    }
}

#[test]
fn mupdf_finds_nothing_to_say() {
    let carpeta = tempfile::tempdir().unwrap();
    for (archivo, _) in escritos(carpeta.path()) {
        assert!(con_mupdf(&archivo).contains("Página 1 de "), "{}", archivo.display());
    }
    let texto = Command::new("mutool").args(["draw", "-q", "-F", "txt"]).arg(carpeta.path().join("hostil.pdf")).output().unwrap();
    let texto = String::from_utf8_lossy(&texto.stdout).into_owned();
    assert!(texto.contains("niño") && texto.contains("[U+202E]al revés[U+2066]"), "copied as it is seen");
}

#[test]
fn pdfjs_opens_every_page_and_every_link_stays_inside() {
    let carpeta = tempfile::tempdir().unwrap();
    let escritos = escritos(carpeta.path());
    let (bien, dichos) = con_pdfjs(&escritos.iter().map(|(a, _)| a.as_path()).collect::<Vec<_>>());
    assert!(bien, "{:?}", dichos.iter().map(|d| &d["avisos"]).collect::<Vec<_>>());
    for (dicho, (archivo, d)) in dichos.iter().zip(&escritos) {
        let m = previsualizar(d).unwrap();
        assert_eq!(dicho["paginas"], m.paginas.len(), "{}", archivo.display());
        for e in dicho["enlaces"].as_array().unwrap() {
            let destino = e["destino"].as_u64().unwrap();
            assert!(e["url"].is_null() && (1..=m.paginas.len() as u64).contains(&destino), "{e}");
        }
        let textos = dicho["textos"].as_array().unwrap();
        assert!(textos.iter().all(|t| t.as_str().unwrap().contains("Página ")), "{}", archivo.display());
    }
    assert!(!dichos[0]["enlaces"].as_array().unwrap().is_empty(), "the contents lead to their pages");
}

#[test]
fn a_broken_file_is_seen_as_broken() {
    // The readers above would be worth nothing if they never complained.
    let carpeta = tempfile::tempdir().unwrap();
    let archivo = carpeta.path().join("roto.pdf");
    let mut bytes = exportar_pdf(&documentos().remove(0).1, &mut |_| {}, &AtomicBool::new(false)).unwrap().bytes;
    let en = bytes.len() / 2;
    bytes[en..en + 400].fill(b'?');
    bytes.truncate(bytes.len() - 300);
    std::fs::write(&archivo, bytes).unwrap();
    assert!(!Command::new("qpdf").arg("--check").arg(&archivo).output().unwrap().status.success());
    let mupdf = Command::new("mutool").args(["draw", "-q", "-F", "txt", "-o", "/dev/null"]).arg(&archivo).output().unwrap();
    assert!(String::from_utf8_lossy(&mupdf.stderr).lines().any(|l| !l.contains("ICC support")));
    assert!(!con_pdfjs(&[&archivo]).0);
}
