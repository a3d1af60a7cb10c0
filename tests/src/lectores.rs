//! The programs with which people open a report, and what they say of one: nothing, when it is well made.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::raiz;

/// What a program prints; it must end well and say nothing on its error stream.
///
/// # Panics
/// When it complains.
#[must_use]
pub fn callado(programa: &str, argumentos: &[&str], archivo: &Path) -> String {
    let salida = Command::new(programa).args(argumentos).arg(archivo).output().unwrap_or_else(|e| panic!("{programa}: {e}"));
    let (dicho, queja) = (String::from_utf8_lossy(&salida.stdout).into_owned(), String::from_utf8_lossy(&salida.stderr).into_owned());
    // Debian builds MuPDF without colour profiles, and it says so of any file.
    let queja = queja.replace("warning: ICC support is not available\n", "");
    assert!(salida.status.success() && queja.is_empty(), "{programa} {}: {queja}{dicho}", archivo.display());
    dicho
}

/// qpdf and poppler find nothing to say, and every font is ours, embedded, cut and with its characters.
///
/// # Panics
/// When they do.
pub fn sin_quejas(archivo: &Path) {
    let dicho = callado("qpdf", &["--check"], archivo);
    assert!(dicho.contains("No syntax or stream encoding errors found"), "{dicho}");
    let _ = callado("pdftoppm", &["-r", "20", "-f", "1", "-l", "6"], archivo);
    let fuentes = callado("pdffonts", &[], archivo);
    let filas: Vec<Vec<&str>> = fuentes.lines().skip(2).map(|l| l.split_whitespace().collect()).collect();
    assert!((2..=3).contains(&filas.len()), "{fuentes}");
    for f in filas {
        // name, CID, TrueType, Identity-H, embedded, subset, to Unicode
        let bien = f.first().is_some_and(|n| n.contains("+PublicSans-")) && f.get(4..7) == Some(&["yes", "yes", "yes"]);
        assert!(bien, "{}: {f:?}", archivo.display());
    }
}

/// The text of every page as MuPDF reads it.
///
/// # Panics
/// When MuPDF complains.
#[must_use]
pub fn con_mupdf(archivo: &Path) -> String {
    let salida = archivo.with_extension("mupdf.txt");
    let _ = callado("mutool", &["draw", "-q", "-F", "txt", "-o", &salida.to_string_lossy()], archivo);
    std::fs::read_to_string(&salida).unwrap_or_else(|e| panic!("{}: {e}", salida.display()))
}

/// What pdf.js says of each file, and whether it found nothing wrong.
///
/// # Panics
/// When node does not start, or says something that is not JSON.
#[must_use]
pub fn con_pdfjs(archivos: &[&Path]) -> (bool, Vec<Value>) {
    let guion = raiz().join("tests/e2e/pdf/abrir.mjs");
    let salida = Command::new("node").arg(guion).args(archivos).output().unwrap_or_else(|e| panic!("node: {e}"));
    let dicho = String::from_utf8_lossy(&salida.stdout).into_owned();
    let leer = |l: &str| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"));
    (salida.status.success(), dicho.lines().map(leer).collect())
}
