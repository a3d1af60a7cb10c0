//! Kinds of attachment, decided by the first bytes and never by the name (`seguridad.md` §2.4).
//!
//! A ZIP is looked at through its central directory: the names of its entries say what it is and
//! whether it carries macros. Nothing inside is opened.

/// What is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TipoDeAdjunto {
    /// PDF.
    Pdf,
    /// PNG image.
    Png,
    /// JPEG image.
    Jpeg,
    /// Word document without macros.
    Docx,
    /// Excel workbook without macros.
    Xlsx,
    /// OpenDocument text without macros.
    Odt,
    /// UTF-8 text.
    Texto,
}

impl TipoDeAdjunto {
    /// Every kind.
    pub const TODOS: &'static [TipoDeAdjunto] = &[
        TipoDeAdjunto::Pdf,
        TipoDeAdjunto::Png,
        TipoDeAdjunto::Jpeg,
        TipoDeAdjunto::Docx,
        TipoDeAdjunto::Xlsx,
        TipoDeAdjunto::Odt,
        TipoDeAdjunto::Texto,
    ];

    /// Extension of the file that the viewer opens.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            TipoDeAdjunto::Pdf => "pdf",
            TipoDeAdjunto::Png => "png",
            TipoDeAdjunto::Jpeg => "jpg",
            TipoDeAdjunto::Docx => "docx",
            TipoDeAdjunto::Xlsx => "xlsx",
            TipoDeAdjunto::Odt => "odt",
            TipoDeAdjunto::Texto => "txt",
        }
    }

    /// Media type, as the cell `tipo` keeps it.
    #[must_use]
    pub const fn medio(self) -> &'static str {
        match self {
            TipoDeAdjunto::Pdf => "application/pdf",
            TipoDeAdjunto::Png => "image/png",
            TipoDeAdjunto::Jpeg => "image/jpeg",
            TipoDeAdjunto::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            TipoDeAdjunto::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            TipoDeAdjunto::Odt => "application/vnd.oasis.opendocument.text",
            TipoDeAdjunto::Texto => "text/plain",
        }
    }

    /// Recognises the bytes; `None` for anything outside the list and for documents with macros.
    #[must_use]
    pub fn reconocer(bytes: &[u8]) -> Option<TipoDeAdjunto> {
        if bytes.starts_with(b"%PDF-") {
            Some(TipoDeAdjunto::Pdf)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(TipoDeAdjunto::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(TipoDeAdjunto::Jpeg)
        } else if bytes.starts_with(b"PK\x03\x04") {
            documento(bytes)
        } else if es_texto(bytes) {
            Some(TipoDeAdjunto::Texto)
        } else {
            None
        }
    }
}

/// UTF-16 with its mark of order, as some programs write their diagrams.
fn de_utf16(bytes: &[u8]) -> Option<String> {
    let (cuerpo, mayor_primero) = match bytes {
        [0xFE, 0xFF, cuerpo @ ..] => (cuerpo, true),
        [0xFF, 0xFE, cuerpo @ ..] => (cuerpo, false),
        _ => return None,
    };
    let (pares, sobra) = cuerpo.as_chunks::<2>();
    let unidades = pares.iter().map(|p| if mayor_primero { u16::from_be_bytes(*p) } else { u16::from_le_bytes(*p) });
    sobra.is_empty().then(|| char::decode_utf16(unidades).collect::<Result<String, _>>().ok()).flatten()
}

/// UTF-8, or UTF-16 with its mark, that a person could have typed: no control characters, nothing that a system would run.
fn es_texto(bytes: &[u8]) -> bool {
    let ancho = de_utf16(bytes);
    let Some(texto) = ancho.as_deref().or_else(|| std::str::from_utf8(bytes).ok()) else { return false };
    let programa = ["MZ", "#!", "\u{7f}ELF"].iter().any(|p| texto.starts_with(p));
    let cuerpo = texto.strip_prefix('\u{feff}').unwrap_or(texto);
    !cuerpo.trim().is_empty() && !programa && cuerpo.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{0c}'))
}

/// Entries that carry programs.
fn lleva_programa(nombre: &str) -> bool {
    let n = nombre.to_ascii_lowercase();
    n.ends_with("vbaproject.bin")
        || n.ends_with("vbadata.xml")
        || n.contains("macrosheets/")
        || n.starts_with("basic/")
        || n.starts_with("scripts/")
        || [".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".jar", ".sh"].iter().any(|e| n.ends_with(e))
}

fn documento(bytes: &[u8]) -> Option<TipoDeAdjunto> {
    let nombres = entradas(bytes)?;
    if nombres.iter().any(|n| lleva_programa(n)) {
        return None;
    }
    let hay = |nombre: &str| nombres.iter().any(|n| n == nombre);
    if hay("[Content_Types].xml") {
        return match (hay("word/document.xml"), hay("xl/workbook.xml")) {
            (true, false) => Some(TipoDeAdjunto::Docx),
            (false, true) => Some(TipoDeAdjunto::Xlsx),
            (true, true) | (false, false) => None,
        };
    }
    // The standard puts the type first, stored, at a fixed place, so that it can be told by its bytes.
    let tipo = TipoDeAdjunto::Odt.medio().as_bytes();
    let fin = 38 + tipo.len();
    (bytes.get(30..38) == Some(b"mimetype") && bytes.get(38..fin) == Some(tipo) && bytes.get(fin..fin + 2) == Some(b"PK"))
        .then_some(TipoDeAdjunto::Odt)
}

fn u16_en(bytes: &[u8], en: usize) -> Option<usize> {
    bytes.get(en..en.checked_add(2)?)?.try_into().ok().map(|b| usize::from(u16::from_le_bytes(b)))
}

fn u32_en(bytes: &[u8], en: usize) -> Option<usize> {
    bytes.get(en..en.checked_add(4)?)?.try_into().ok().and_then(|b| usize::try_from(u32::from_le_bytes(b)).ok())
}

/// Names of the central directory; `None` when it does not read to its end.
fn entradas(bytes: &[u8]) -> Option<Vec<String>> {
    const FIN: usize = 22;
    // The end record is in the last 64 KiB, after the directory.
    let desde = bytes.len().checked_sub(FIN)?;
    let hasta = desde.saturating_sub(usize::from(u16::MAX));
    let fin = (hasta..=desde).rev().find(|i| bytes.get(*i..*i + 4) == Some(b"PK\x05\x06"))?;
    let (cuantas, mut en) = (u16_en(bytes, fin + 10)?, u32_en(bytes, fin + 16)?);
    let mut nombres = Vec::new();
    for _ in 0..cuantas {
        if bytes.get(en..en.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (nombre, extra, nota) = (u16_en(bytes, en + 28)?, u16_en(bytes, en + 30)?, u16_en(bytes, en + 32)?);
        nombres.push(String::from_utf8_lossy(bytes.get(en + 46..en + 46 + nombre)?).into_owned());
        en = en.checked_add(46 + nombre + extra + nota)?;
    }
    (en <= fin && !nombres.is_empty()).then_some(nombres)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ZIP of stored entries, as small as the format allows.
    fn zip(entradas: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut cuerpo, mut directorio) = (Vec::new(), Vec::new());
        let n16 = |n: usize| u16::try_from(n).unwrap().to_le_bytes();
        let n32 = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
        for (nombre, bytes) in entradas {
            let en = cuerpo.len();
            cuerpo.extend([b"PK\x03\x04".as_slice(), &[0; 14], &n32(bytes.len()), &n32(bytes.len()), &n16(nombre.len()), &[0; 2]].concat());
            cuerpo.extend([nombre.as_bytes(), bytes].concat());
            directorio.extend([b"PK\x01\x02".as_slice(), &[0; 16], &n32(bytes.len()), &n32(bytes.len()), &n16(nombre.len())].concat());
            directorio.extend([[0u8; 12].as_slice(), &n32(en), nombre.as_bytes()].concat());
        }
        let fin = [
            b"PK\x05\x06".as_slice(),
            &[0; 4],
            &n16(entradas.len()),
            &n16(entradas.len()),
            &n32(directorio.len()),
            &n32(cuerpo.len()),
            &[0; 2],
        ]
        .concat();
        [cuerpo, directorio, fin].concat()
    }

    fn tipo(bytes: &[u8]) -> Option<TipoDeAdjunto> {
        TipoDeAdjunto::reconocer(bytes)
    }

    #[test]
    fn each_kind_of_the_list_is_told_by_its_bytes() {
        let odt = TipoDeAdjunto::Odt.medio().as_bytes();
        let casos: &[(Vec<u8>, TipoDeAdjunto)] = &[
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3".to_vec(), TipoDeAdjunto::Pdf),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), TipoDeAdjunto::Png),
            (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), TipoDeAdjunto::Jpeg),
            (zip(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]), TipoDeAdjunto::Docx),
            (zip(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]), TipoDeAdjunto::Xlsx),
            (zip(&[("mimetype", odt), ("content.xml", b"<x/>")]), TipoDeAdjunto::Odt),
            ("Acta número 4, sesión del año 2026\r\n\tpunto único".as_bytes().to_vec(), TipoDeAdjunto::Texto),
        ];
        for (bytes, esperado) in casos {
            assert_eq!(tipo(bytes), Some(*esperado));
        }
        assert_eq!(casos.len(), TipoDeAdjunto::TODOS.len());
    }

    #[test]
    fn programs_macros_and_everything_else_are_refused() {
        let con = |mas: &str| zip(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"), (mas, b"x")]);
        let odt = TipoDeAdjunto::Odt.medio().as_bytes();
        for (que, bytes) in [
            ("a Windows program", b"MZ\x90\0\x03".to_vec()),
            ("a Windows program of text", b"MZ esto es texto".to_vec()),
            ("a Linux program", b"\x7fELF\x02\x01\x01\0".to_vec()),
            ("a macOS program", b"\xcf\xfa\xed\xfe\x07\0\0\x01".to_vec()),
            ("a script", b"#!/bin/sh\nrm -rf /\n".to_vec()),
            ("macros in Word", con("word/vbaProject.bin")),
            ("macros in Word, other letters", con("word/VBAPROJECT.BIN")),
            ("old macros in Excel", con("xl/macrosheets/sheet1.xml")),
            ("a program inside", con("word/embeddings/instalar.exe")),
            ("macros in OpenDocument", zip(&[("mimetype", odt), ("Basic/Standard/Module1.xml", b"x")])),
            ("a plain ZIP", zip(&[("hola.txt", b"x")])),
            ("a ZIP without its end", con("x.xml")[..60].to_vec()),
            ("the old Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
            ("a program file of this house", b"SQLite format 3\0".to_vec()),
            ("nothing", Vec::new()),
            ("only spaces", b"  \r\n ".to_vec()),
            ("text of another encoding", b"a\xf1o".to_vec()),
            ("text with a bell", b"hola\x07".to_vec()),
            ("a GIF", b"GIF89a\x01\0".to_vec()),
        ] {
            assert_eq!(tipo(&bytes), None, "{que}");
        }
    }

    #[test]
    fn a_cut_document_never_panics() {
        let entero = zip(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]);
        // Shorter than its mark it is the text «PK».
        for corte in 3..entero.len() {
            assert_eq!(tipo(&entero[..corte]), None, "cut at {corte}");
        }
        for i in 0..entero.len() {
            for bit in 0..8 {
                let mut torcido = entero.clone();
                torcido[i] ^= 1 << bit;
                let _ = tipo(&torcido);
            }
        }
    }
}
