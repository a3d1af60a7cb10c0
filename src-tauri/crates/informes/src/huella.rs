//! The canonical text of the figures of a report, and its hash: what makes two papers the same paper.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// One value a line, `name<TAB>value`, with line feeds and tabs of the values escaped.
#[derive(Default)]
pub(crate) struct Renglones(pub(crate) String);

impl Renglones {
    pub(crate) fn poner(&mut self, nombre: &str, valores: &[&str]) {
        self.0.push_str(nombre);
        for v in valores {
            self.0.push('\t');
            for c in v.chars() {
                match c {
                    '\\' => self.0.push_str("\\\\"),
                    '\n' => self.0.push_str("\\n"),
                    '\t' => self.0.push_str("\\t"),
                    otro => self.0.push(otro),
                }
            }
        }
        self.0.push('\n');
    }
}

/// 64 hexadecimal characters.
pub(crate) fn sha256(texto: &str) -> String {
    let mut salida = String::with_capacity(64);
    for b in Sha256::digest(texto.as_bytes()) {
        // Writing to a String never fails.
        let _ = write!(salida, "{b:02x}");
    }
    salida
}
