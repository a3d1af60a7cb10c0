//! The XML of a workbook as a plain series of events: local names, texts with their references
//! resolved, a limit of depth, and no document type.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::FallaDeLibro;

/// Deepest nesting: a sheet has seven, a text of OpenDocument some twenty.
const HONDURA: usize = 100;

/// True when the beginning of a part declares a document type.
pub(super) fn declara_tipo(principio: &[u8]) -> bool {
    // UTF-16 would hide the word; no part in UTF-16 is read either (see `Parte::texto`).
    principio.windows(9).any(|v| v.eq_ignore_ascii_case(b"<!DOCTYPE")) || principio.windows(8).any(|v| v.eq_ignore_ascii_case(b"<!ENTITY"))
}

/// What comes next in a part.
pub(super) enum Suceso<'a> {
    /// An element begins.
    Abre(Elemento<'a>),
    /// An element ends; an empty one ends too.
    Cierra,
    /// Text, in as many pieces as references stand in it.
    Texto(Cow<'a, str>),
    /// The part ended.
    Fin,
}

/// An element that begins, with its attributes.
pub(super) struct Elemento<'a>(BytesStart<'a>);

impl Elemento<'_> {
    /// Name without its prefix.
    pub fn nombre(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    pub fn atributo(&self, nombre: &str) -> Option<Cow<'_, str>> {
        self.0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().into_inner() == nombre)
            .and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok())
    }

    /// A whole number in an attribute.
    pub fn entero<T: std::str::FromStr>(&self, nombre: &str) -> Option<T> {
        self.atributo(nombre)?.trim().parse().ok()
    }

    /// An attribute that says yes.
    pub fn afirma(&self, nombre: &str) -> bool {
        self.atributo(nombre).is_some_and(|v| matches!(&*v, "1" | "true" | "on"))
    }
}

/// Walks a part.
pub(super) struct Xml<'a> {
    lector: Reader<&'a [u8]>,
    parte: &'a str,
    hondura: usize,
}

impl<'a> Xml<'a> {
    pub fn new(texto: &'a str, parte: &'a str) -> Self {
        let mut lector = Reader::from_str(texto);
        lector.config_mut().expand_empty_elements = true;
        Xml { lector, parte, hondura: 0 }
    }

    fn malo(&self) -> FallaDeLibro {
        FallaDeLibro::Xml { parte: self.parte.to_owned() }
    }

    pub fn siguiente(&mut self) -> Result<Suceso<'a>, FallaDeLibro> {
        loop {
            let suceso = self.lector.read_event().map_err(|_| self.malo())?;
            return Ok(match suceso {
                Event::Start(e) => {
                    self.hondura += 1;
                    if self.hondura > HONDURA {
                        return Err(self.malo());
                    }
                    Suceso::Abre(Elemento(e))
                }
                Event::Empty(_) => return Err(self.malo()),
                Event::End(_) => {
                    self.hondura = self.hondura.saturating_sub(1);
                    Suceso::Cierra
                }
                Event::Text(t) => Suceso::Texto(t.xml10_content()),
                Event::CData(t) => Suceso::Texto(t.xml10_content()),
                Event::GeneralRef(r) => {
                    let letra = match r.resolve_char_ref() {
                        Ok(Some(c)) => c,
                        Ok(None) => match &*r.xml10_content() {
                            "amp" => '&',
                            "lt" => '<',
                            "gt" => '>',
                            "quot" => '"',
                            "apos" => '\'',
                            _ => return Err(self.malo()),
                        },
                        Err(_) => return Err(self.malo()),
                    };
                    Suceso::Texto(Cow::Owned(letra.to_string()))
                }
                Event::DocType(_) => return Err(FallaDeLibro::Doctype { parte: self.parte.to_owned() }),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
                Event::Eof if self.hondura > 0 => return Err(self.malo()),
                Event::Eof => Suceso::Fin,
            });
        }
    }

    /// The text of the element that has just begun, to its end, inner elements included.
    pub fn texto(&mut self) -> Result<String, FallaDeLibro> {
        let (mut texto, mut dentro) = (String::new(), 1usize);
        while dentro > 0 {
            match self.siguiente()? {
                Suceso::Abre(_) => dentro += 1,
                Suceso::Cierra => dentro -= 1,
                Suceso::Texto(t) => texto.push_str(&t),
                Suceso::Fin => return Err(self.malo()),
            }
        }
        Ok(texto)
    }

    /// Leaves the element that has just begun.
    pub fn saltar(&mut self) -> Result<(), FallaDeLibro> {
        let mut dentro = 1usize;
        while dentro > 0 {
            match self.siguiente()? {
                Suceso::Abre(_) => dentro += 1,
                Suceso::Cierra => dentro -= 1,
                Suceso::Texto(_) => {}
                Suceso::Fin => return Err(self.malo()),
            }
        }
        Ok(())
    }
}
