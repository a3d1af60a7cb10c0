//! Reading the file that a person chose: size looked at before and while reading.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::falla::{Falla, FallaDeEntrada};

/// Largest catalogue file that is read: 20,000 rows of the real catalogue are about 62 MiB.
pub const LIMITE_CATALOGO: u64 = 128 * 1024 * 1024;
/// Largest piece of evidence (`seguridad.md` §2.4).
pub const LIMITE_ADJUNTO: u64 = 25 * 1024 * 1024;

/// The whole file, refusing folders, files over `limite` and media that fail.
///
/// # Errors
/// [`Falla::Entrada`] with what is wrong; nothing is kept.
pub fn leer(ruta: &Path, limite: u64) -> Result<Vec<u8>, Falla> {
    let falla = |f: FallaDeEntrada| Falla::Entrada(f);
    const CAUSAS: [(std::io::ErrorKind, FallaDeEntrada); 3] = [
        (std::io::ErrorKind::NotFound, FallaDeEntrada::NoEsta),
        (std::io::ErrorKind::PermissionDenied, FallaDeEntrada::SinPermiso),
        (std::io::ErrorKind::IsADirectory, FallaDeEntrada::EsCarpeta),
    ];
    let io =
        |e: &std::io::Error| CAUSAS.iter().find(|(causa, _)| *causa == e.kind()).map_or(FallaDeEntrada::Medio, |(_, falla)| falla.clone());
    let archivo = File::open(ruta).map_err(|e| falla(io(&e)))?;
    let datos = archivo.metadata().map_err(|e| falla(io(&e)))?;
    if datos.is_dir() {
        return Err(falla(FallaDeEntrada::EsCarpeta));
    }
    let mib = |b: u64| b.div_ceil(1024 * 1024);
    if datos.len() > limite {
        return Err(falla(FallaDeEntrada::Grande { tiene: mib(datos.len()), limite: mib(limite) }));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(datos.len()).unwrap_or(0));
    // One byte over the limit is read on purpose: a file that grows meanwhile is still refused.
    archivo.take(limite + 1).read_to_end(&mut bytes).map_err(|e| falla(io(&e)))?;
    if bytes.len() as u64 > limite {
        return Err(falla(FallaDeEntrada::Grande { tiene: mib(bytes.len() as u64), limite: mib(limite) }));
    }
    Ok(bytes)
}

/// Name of the file for people and for the record, without its folder.
#[must_use]
pub fn nombre(ruta: &Path) -> String {
    ruta.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_else(|| "archivo".to_owned())
}

/// Longest name of an attachment that is kept, characters.
const NOMBRE_MAXIMO: usize = 120;

/// Name of an attachment for people: without folders, control or bidirectional marks, and short. It
/// is never used as a path: the file is kept under its SHA-256 and opened under another name.
#[must_use]
pub fn nombre_de_adjunto(ruta: &Path) -> String {
    let crudo = nombre(ruta);
    let limpio: String = crudo
        .chars()
        .filter(|c| {
            !c.is_control() && !matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        })
        .map(|c| if matches!(c, '/' | '\\' | ':') { '-' } else { c })
        .take(NOMBRE_MAXIMO)
        .collect();
    let limpio = limpio.trim_matches(['.', ' ']);
    if limpio.is_empty() { "documento".to_owned() } else { limpio.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_attachment_is_harmless_and_short() {
        for (crudo, limpio) in [
            ("acta 4.pdf", "acta 4.pdf"),
            ("..", "archivo"),
            ("C:secreto.pdf", "C-secreto.pdf"),
            ("acta\u{202E}fdp.exe", "actafdp.exe"),
            ("CON", "CON"),
            ("acta.pdf.exe", "acta.pdf.exe"),
            (" .. ", "documento"),
        ] {
            assert_eq!(nombre_de_adjunto(Path::new(crudo)), limpio, "{crudo}");
        }
        assert_eq!(nombre_de_adjunto(Path::new(&"ñ".repeat(300))).chars().count(), 120);
    }

    #[test]
    fn a_folder_a_missing_file_and_a_huge_one_are_named() {
        let carpeta = tempfile::tempdir().unwrap();
        let es = |r: Result<Vec<u8>, Falla>, f: FallaDeEntrada| assert!(matches!(r, Err(Falla::Entrada(x)) if x == f));
        es(leer(carpeta.path(), 10), FallaDeEntrada::EsCarpeta);
        es(leer(&carpeta.path().join("nada.csv"), 10), FallaDeEntrada::NoEsta);
        let grande = carpeta.path().join("grande.csv");
        File::create(&grande).unwrap().set_len(500 * 1024 * 1024).unwrap();
        es(leer(&grande, LIMITE_CATALOGO), FallaDeEntrada::Grande { tiene: 500, limite: 128 });
    }
}
