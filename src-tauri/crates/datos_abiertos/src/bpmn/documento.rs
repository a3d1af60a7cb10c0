//! A BPMN file as it came, with a tree of places over it.
//!
//! Nothing is copied out of the text: an element is where it begins and ends in it. So comments,
//! processing instructions, foreign extensions, the order of attributes and every space stay as they
//! were, an untouched file is written back byte for byte, and a change replaces its span alone
//! ([`Documento::con_cambios`]).

use std::borrow::Cow;
use std::ops::Range;

use super::codificacion::Codificacion;
use super::falla::{FallaDeBpmn, Lugar};
use super::xml;

/// Namespaces known here, by their place in `DIRECCIONES`.
pub mod espacio {
    /// None.
    pub const NINGUNO: u32 = 0;
    /// Model of BPMN 2.0.
    pub const MODELO: u32 = 1;
    /// Diagram interchange of BPMN 2.0.
    pub const BPMNDI: u32 = 2;
    /// Bounds and points.
    pub const DC: u32 = 3;
    /// Waypoints.
    pub const DI: u32 = 4;
    /// Ours.
    pub const DLG: u32 = 5;
    /// `xml:`.
    pub const XML: u32 = 6;
    /// Their addresses, in that order.
    pub const DIRECCIONES: [&str; 7] = [
        "",
        "http://www.omg.org/spec/BPMN/20100524/MODEL",
        "http://www.omg.org/spec/BPMN/20100524/DI",
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
        super::super::DLG,
        "http://www.w3.org/XML/1998/namespace",
    ];
}

/// Most of a file.
#[derive(Clone, Copy, Debug)]
pub struct LimitesDeBpmn {
    /// Bytes.
    pub bytes: u64,
    /// Elements one inside another.
    pub hondura: usize,
    /// Elements.
    pub elementos: usize,
    /// Attributes of one element.
    pub atributos: usize,
}

impl Default for LimitesDeBpmn {
    fn default() -> Self {
        LimitesDeBpmn { bytes: 20 << 20, hondura: 200, elementos: 500_000, atributos: 1_000 }
    }
}

/// An attribute, as places of the text.
#[derive(Clone, Debug)]
pub(super) struct Atributo {
    pub espacio: u32,
    pub local: Range<usize>,
    /// Between the quotes, as written.
    pub valor: Range<usize>,
}

/// An element, as places of the text.
#[derive(Clone, Debug)]
pub(super) struct Elemento {
    pub espacio: u32,
    pub nombre: Range<usize>,
    pub local: Range<usize>,
    pub padre: Option<usize>,
    /// From its «<» to its last «>».
    pub todo: Range<usize>,
    /// Between its tags; empty for `<a/>`.
    pub dentro: Range<usize>,
    pub atributos: Range<usize>,
    /// Place in the list after its last descendant.
    pub hasta: usize,
}

/// A BPMN file that was read.
#[derive(Debug)]
pub struct Documento {
    pub(super) original: Vec<u8>,
    pub(super) texto: String,
    pub(super) codificacion: Codificacion,
    pub(super) otra_declarada: Option<String>,
    pub(super) elementos: Vec<Elemento>,
    pub(super) atributos: Vec<Atributo>,
}

impl Documento {
    /// Reads a file within the usual limits.
    ///
    /// # Errors
    /// [`FallaDeBpmn`], with what and where; nothing was taken.
    pub fn leer(bytes: &[u8]) -> Result<Documento, FallaDeBpmn> {
        Documento::leer_con(bytes, LimitesDeBpmn::default())
    }

    /// Reads a file within limits. Time and memory follow its size.
    ///
    /// # Errors
    /// [`FallaDeBpmn`], with what and where; nothing was taken.
    pub fn leer_con(bytes: &[u8], limites: LimitesDeBpmn) -> Result<Documento, FallaDeBpmn> {
        xml::leer(bytes, limites)
    }

    /// The bytes, as they came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.original
    }

    /// Its text.
    #[must_use]
    pub fn texto(&self) -> &str {
        &self.texto
    }

    /// The encoding that it declares, when it is not the one with which it was read.
    #[must_use]
    pub fn otra_declarada(&self) -> Option<&str> {
        self.otra_declarada.as_deref()
    }

    /// The bytes with the text of some spans replaced; spans are of [`Documento::texto`], in order and apart.
    /// What is outside them stays byte for byte. `None` when the spans cross or split a character.
    #[must_use]
    pub fn con_cambios(&self, cambios: &[(Range<usize>, String)]) -> Option<Vec<u8>> {
        let mut salida = self.codificacion.marca().to_vec();
        let mut desde = 0;
        for (lugar, nuevo) in cambios {
            salida.extend(self.codificacion.codificar(self.texto.get(desde..lugar.start)?));
            // A file that declares ISO-8859-1 and is ASCII stays so.
            let nuevo = if self.otra_declarada.is_some() && !nuevo.is_ascii() {
                nuevo.chars().fold(String::new(), |mut t, c| {
                    if c.is_ascii() {
                        t.push(c)
                    } else {
                        t.push_str(&format!("&#{};", u32::from(c)))
                    }
                    t
                })
            } else {
                nuevo.clone()
            };
            salida.extend(self.codificacion.codificar(&nuevo));
            desde = lugar.end.max(lugar.start);
        }
        salida.extend(self.codificacion.codificar(self.texto.get(desde..)?));
        Some(salida)
    }

    /// How many elements it has.
    #[must_use]
    pub fn cantidad_de_elementos(&self) -> usize {
        self.elementos.len()
    }

    /// Where in the text an element is, whole; for a change.
    #[must_use]
    pub fn tramo(&self, elemento: usize) -> Option<Range<usize>> {
        self.elementos.get(elemento).map(|e| e.todo.clone())
    }

    pub(super) fn de(&self, lugar: &Range<usize>) -> &str {
        self.texto.get(lugar.clone()).unwrap_or_default()
    }

    /// Local name of an element of the model; empty for the others, so that it equals no name.
    pub(super) fn modelo(&self, i: usize) -> &str {
        self.elementos.get(i).filter(|e| e.espacio == espacio::MODELO).map_or("", |e| self.de(&e.local))
    }

    /// An attribute without a namespace.
    pub(super) fn atributo(&self, i: usize, nombre: &str) -> Option<Cow<'_, str>> {
        self.atributo_de(i, espacio::NINGUNO, nombre)
    }

    pub(super) fn atributo_de(&self, i: usize, ns: u32, nombre: &str) -> Option<Cow<'_, str>> {
        let e = self.elementos.get(i)?;
        let propios = self.atributos.get(e.atributos.clone())?;
        let a = propios.iter().find(|a| a.espacio == ns && self.de(&a.local) == nombre)?;
        Some(xml::valor_de_atributo(self.de(&a.valor)))
    }

    /// The children of an element, in order.
    pub(super) fn hijos(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let hasta = self.elementos.get(i).map_or(0, |e| e.hasta);
        let mut siguiente = i + 1;
        std::iter::from_fn(move || {
            if siguiente >= hasta {
                return None;
            }
            let este = siguiente;
            siguiente = self.elementos.get(este).map_or(hasta, |e| e.hasta);
            Some(este)
        })
    }

    /// The children of the model with a name.
    pub(super) fn hijos_de<'d>(&'d self, i: usize, nombre: &'d str) -> impl Iterator<Item = usize> + 'd {
        self.hijos(i).filter(move |h| self.modelo(*h) == nombre)
    }

    /// The text of an element and of what is in it, with its references resolved.
    pub(super) fn contenido(&self, i: usize) -> String {
        self.elementos.get(i).map(|e| xml::texto_de(self.de(&e.dentro))).unwrap_or_default()
    }

    /// Where an element begins.
    pub(super) fn lugar(&self, i: usize) -> Lugar {
        Lugar::de(&self.texto, self.elementos.get(i).map_or(0, |e| e.todo.start))
    }
}
