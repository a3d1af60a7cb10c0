//! The XML of a file: its events made a tree, with what the reader of events does not judge.
//!
//! `quick-xml` finds the tags and matches them. Here are judged names, attributes, prefixes, references,
//! characters, what is outside the root, and the limits. Every walk is linear in the size of the file:
//! prefixes are looked up in a table and repeated attributes in a set, so that a file made for it gets
//! nothing by declaring many.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::codificacion::{Decodificado, decodificar};
use super::documento::{Atributo, Documento, Elemento, LimitesDeBpmn, espacio};
use super::falla::{CausaDeBpmn, FallaDeBpmn, Lugar};

/// Something wrong at a byte of the text.
struct Mal(CausaDeBpmn, usize);

fn mal<T>(causa: CausaDeBpmn, byte: usize) -> Result<T, Mal> {
    Err(Mal(causa, byte))
}

fn mal_formado<T>(detalle: impl Into<String>, byte: usize) -> Result<T, Mal> {
    mal(CausaDeBpmn::MalFormado { detalle: detalle.into() }, byte)
}

const fn admite(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// What a reference says; the name without «&» nor «;».
fn referencia(nombre: &str) -> Result<char, CausaDeBpmn> {
    let numero = match nombre.strip_prefix('#') {
        Some(n) => match n.strip_prefix('x') {
            Some(h) => u32::from_str_radix(h, 16),
            None => n.parse(),
        },
        None => {
            return match nombre {
                "amp" => Ok('&'),
                "lt" => Ok('<'),
                "gt" => Ok('>'),
                "quot" => Ok('"'),
                "apos" => Ok('\''),
                _ => Err(CausaDeBpmn::Entidad { nombre: nombre.chars().take(40).collect() }),
            };
        }
    };
    let codigo = numero.map_err(|_| CausaDeBpmn::Entidad { nombre: nombre.chars().take(40).collect() })?;
    char::from_u32(codigo).filter(|c| admite(*c)).ok_or(CausaDeBpmn::Caracter { codigo })
}

/// Calls with each piece of a text between references, and with each reference resolved.
fn por_referencias(texto: &str, base: usize, mut recibe: impl FnMut(&str, Option<char>)) -> Result<(), Mal> {
    let (mut resto, mut lugar) = (texto, base);
    while let Some(n) = resto.find('&') {
        let (antes, desde) = resto.split_at(n);
        let despues = desde.get(1..).unwrap_or_default();
        let Some(fin) = despues.find([';', '&', '<']).filter(|f| despues.as_bytes().get(*f) == Some(&b';')) else {
            return mal_formado("hay un «&» que no empieza una referencia", lugar + n);
        };
        let (nombre, sigue) = despues.split_at(fin);
        let letra = referencia(nombre).map_err(|c| Mal(c, lugar + n))?;
        recibe(antes, Some(letra));
        lugar += n + fin + 2;
        resto = sigue.get(1..).unwrap_or_default();
    }
    recibe(resto, None);
    Ok(())
}

/// Value of an attribute that was judged already: spaces as XML normalises them, references resolved.
pub(super) fn valor_de_atributo(crudo: &str) -> Cow<'_, str> {
    if !crudo.contains(['&', '\t', '\n', '\r']) {
        return Cow::Borrowed(crudo);
    }
    let mut salida = String::with_capacity(crudo.len());
    let _ = por_referencias(crudo, 0, |antes, letra| {
        salida.extend(antes.replace("\r\n", "\n").chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
        salida.extend(letra);
    });
    Cow::Owned(salida)
}

/// The text of a piece that was judged already, without its tags.
pub(super) fn texto_de(crudo: &str) -> String {
    let mut salida = String::new();
    let mut resto = crudo;
    while let Some(n) = resto.find('<') {
        let (antes, desde) = resto.split_at(n);
        let _ = por_referencias(&antes.replace("\r\n", "\n"), 0, |t, c| {
            salida.push_str(t);
            salida.extend(c);
        });
        let (apertura, cierre) = if desde.starts_with("<![CDATA[") {
            ("<![CDATA[", "]]>")
        } else if desde.starts_with("<!--") {
            ("<!--", "-->")
        } else if desde.starts_with("<?") {
            ("<?", "?>")
        } else {
            ("<", ">")
        };
        let cuerpo = desde.get(apertura.len()..).unwrap_or_default();
        let fin = if apertura == "<" { fin_de_etiqueta(cuerpo) } else { cuerpo.find(cierre) };
        let Some(fin) = fin else { return salida };
        if apertura == "<![CDATA[" {
            salida.push_str(cuerpo.get(..fin).unwrap_or_default());
        }
        resto = cuerpo.get(fin + cierre.len()..).unwrap_or_default();
    }
    let _ = por_referencias(&resto.replace("\r\n", "\n"), 0, |t, c| {
        salida.push_str(t);
        salida.extend(c);
    });
    salida
}

/// The «>» of a tag; one inside quotes is none.
fn fin_de_etiqueta(cuerpo: &str) -> Option<usize> {
    let mut comilla = None;
    cuerpo.bytes().position(|b| match (comilla, b) {
        (None, b'"' | b'\'') => {
            comilla = Some(b);
            false
        }
        (None, b'>') => true,
        (Some(c), _) if c == b => {
            comilla = None;
            false
        }
        _ => false,
    })
}

fn es_nombre(nombre: &str) -> bool {
    let inicial = |c: char| c.is_ascii_alphabetic() || c == '_' || (!c.is_ascii() && c.is_alphabetic());
    let resto = |c: char| inicial(c) || c.is_ascii_digit() || matches!(c, '-' | '.') || !c.is_ascii();
    let ncname = |p: &str| p.chars().next().is_some_and(inicial) && p.chars().skip(1).all(resto);
    match nombre.split_once(':') {
        None => ncname(nombre),
        Some((prefijo, local)) => ncname(prefijo) && ncname(local),
    }
}

/// An attribute as written.
struct Crudo {
    nombre: Range<usize>,
    valor: Range<usize>,
}

struct Lector<'t> {
    texto: &'t str,
    limites: LimitesDeBpmn,
    por_direccion: HashMap<String, u32>,
    /// Meanings of each prefix, the last in force.
    prefijos: HashMap<&'t str, Vec<u32>>,
    /// Prefixes declared, with the depth at which each was.
    declarados: Vec<(usize, &'t str)>,
    elementos: Vec<Elemento>,
    atributos: Vec<Atributo>,
    abiertos: Vec<usize>,
}

impl<'t> Lector<'t> {
    fn nuevo(texto: &'t str, limites: LimitesDeBpmn) -> Self {
        let por_direccion = (0u32..).zip(espacio::DIRECCIONES).map(|(n, d)| (d.to_owned(), n)).collect();
        let prefijos = HashMap::from([("xml", vec![espacio::XML]), ("", vec![espacio::NINGUNO])]);
        Lector {
            texto,
            limites,
            por_direccion,
            prefijos,
            declarados: Vec::new(),
            elementos: Vec::new(),
            atributos: Vec::new(),
            abiertos: Vec::new(),
        }
    }

    fn de(&self, lugar: &Range<usize>) -> &'t str {
        self.texto.get(lugar.clone()).unwrap_or_default()
    }

    /// Attributes of a tag, from the end of its name to its «>» or «/>».
    fn crudos(&self, desde: usize, hasta: usize) -> Result<Vec<Crudo>, Mal> {
        let mut salida: Vec<Crudo> = Vec::new();
        let mut i = desde;
        let salta = |i: usize| {
            let resto = self.texto.get(i..hasta).unwrap_or_default();
            hasta - resto.trim_start_matches([' ', '\t', '\n', '\r']).len()
        };
        loop {
            let antes = i;
            i = salta(i);
            if i >= hasta {
                return Ok(salida);
            }
            if antes == i {
                return mal_formado("faltan espacios entre los atributos", i);
            }
            let resto = self.texto.get(i..hasta).unwrap_or_default();
            let Some(largo) = resto.find(['=', ' ', '\t', '\n', '\r']) else {
                return mal_formado("hay un atributo sin valor", i);
            };
            let nombre = i..i + largo;
            if !es_nombre(self.de(&nombre)) {
                return mal_formado("hay un nombre de atributo que XML no admite", i);
            }
            i = salta(i + largo);
            if self.texto.as_bytes().get(i) != Some(&b'=') || i >= hasta {
                return mal_formado("hay un atributo sin valor", nombre.start);
            }
            i = salta(i + 1);
            let Some(comilla) = self.texto.get(i..hasta).and_then(|t| t.chars().next()).filter(|c| matches!(c, '"' | '\'')) else {
                return mal_formado("hay un valor de atributo sin comillas", i.min(hasta));
            };
            let Some(fin) = self.texto.get(i + 1..hasta).and_then(|t| t.find(comilla)) else {
                return mal_formado("hay un valor de atributo sin cerrar", i);
            };
            let valor = i + 1..i + 1 + fin;
            if let Some(n) = self.de(&valor).find('<') {
                return mal_formado("hay un «<» dentro de un atributo", valor.start + n);
            }
            por_referencias(self.de(&valor), valor.start, |_, _| ())?;
            i = valor.end + 1;
            salida.push(Crudo { nombre, valor });
            if salida.len() > self.limites.atributos {
                return mal(CausaDeBpmn::MuchosAtributos { limite: self.limites.atributos }, desde);
            }
        }
    }

    fn resolver(&self, nombre: &Range<usize>, sin_prefijo: Option<u32>) -> Result<(u32, Range<usize>), Mal> {
        let (prefijo, local) = match self.de(nombre).split_once(':') {
            Some((p, _)) => (p, nombre.start + p.len() + 1..nombre.end),
            None => match sin_prefijo {
                Some(n) => return Ok((n, nombre.clone())),
                None => ("", nombre.clone()),
            },
        };
        match self.prefijos.get(prefijo).and_then(|v| v.last()) {
            Some(n) => Ok((*n, local)),
            None => mal(CausaDeBpmn::Prefijo { prefijo: prefijo.chars().take(40).collect() }, nombre.start),
        }
    }

    fn declarar(&mut self, prefijo: &'t str, valor: &Range<usize>) {
        let direccion = valor_de_atributo(self.de(valor)).into_owned();
        let nuevo = u32::try_from(self.por_direccion.len()).unwrap_or(u32::MAX);
        let n = *self.por_direccion.entry(direccion).or_insert(nuevo);
        self.prefijos.entry(prefijo).or_default().push(n);
        self.declarados.push((self.abiertos.len(), prefijo));
    }

    /// Takes a tag that begins at `lugar`; its name has `largo` bytes.
    fn abrir(&mut self, lugar: Range<usize>, largo: usize, vacio: bool) -> Result<(), Mal> {
        if self.abiertos.len() >= self.limites.hondura {
            return mal(CausaDeBpmn::Hondo { limite: self.limites.hondura }, lugar.start);
        }
        if self.elementos.len() >= self.limites.elementos {
            return mal(CausaDeBpmn::Muchos { limite: self.limites.elementos }, lugar.start);
        }
        let nombre = lugar.start + 1..lugar.start + 1 + largo;
        if !es_nombre(self.de(&nombre)) {
            return mal_formado("hay un nombre de elemento que XML no admite", lugar.start);
        }
        let crudos = self.crudos(nombre.end, lugar.end - if vacio { 2 } else { 1 })?;
        for c in &crudos {
            let n = self.de(&c.nombre);
            if n == "xmlns" {
                self.declarar("", &c.valor);
            } else if let Some(prefijo) = n.strip_prefix("xmlns:") {
                if c.valor.is_empty() {
                    return mal_formado("hay un prefijo declarado sin dirección", c.nombre.start);
                }
                self.declarar(prefijo, &c.valor);
            }
        }
        let (propio, local) = self.resolver(&nombre, None)?;
        let primero = self.atributos.len();
        let mut vistos: HashSet<(u32, &str)> = HashSet::new();
        let mut declaraciones: HashSet<&str> = HashSet::new();
        for c in &crudos {
            let n = self.de(&c.nombre);
            if n == "xmlns" || n.starts_with("xmlns:") {
                if !declaraciones.insert(n) {
                    return mal_formado(format!("el atributo «{n}» está repetido"), c.nombre.start);
                }
                continue;
            }
            let (ns, local) = self.resolver(&c.nombre, Some(espacio::NINGUNO))?;
            if !vistos.insert((ns, self.de(&local))) {
                return mal_formado(format!("el atributo «{n}» está repetido"), c.nombre.start);
            }
            self.atributos.push(Atributo { espacio: ns, local, valor: c.valor.clone() });
        }
        if self.abiertos.is_empty() {
            if !self.elementos.is_empty() {
                return mal_formado("hay más de un elemento principal", lugar.start);
            }
            if propio != espacio::MODELO || self.de(&local) != "definitions" {
                return mal(CausaDeBpmn::OtraRaiz { nombre: self.de(&nombre).chars().take(60).collect() }, lugar.start);
            }
        }
        let este = self.elementos.len();
        self.elementos.push(Elemento {
            espacio: propio,
            nombre,
            local,
            padre: self.abiertos.last().copied(),
            dentro: lugar.end..lugar.end,
            todo: lugar,
            atributos: primero..self.atributos.len(),
            hasta: este + 1,
        });
        self.abiertos.push(este);
        Ok(())
    }

    fn cerrar(&mut self, etiqueta: Option<Range<usize>>) {
        let Some(este) = self.abiertos.pop() else { return };
        let hasta = self.elementos.len();
        if let Some(e) = self.elementos.get_mut(este) {
            e.hasta = hasta;
            if let Some(fin) = etiqueta {
                e.dentro = e.dentro.start..fin.start;
                e.todo = e.todo.start..fin.end;
            }
        }
        while let Some((_, prefijo)) = self.declarados.pop_if(|(h, _)| *h >= self.abiertos.len()) {
            if let Some(v) = self.prefijos.get_mut(prefijo) {
                v.pop();
            }
        }
    }

    fn recorrer(&mut self) -> Result<(), Mal> {
        let mut lector = Reader::from_str(self.texto);
        lector.config_mut().check_comments = true;
        let posicion = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        loop {
            let desde = posicion(lector.buffer_position());
            let suceso = match lector.read_event() {
                Ok(s) => s,
                Err(e) => return self.explicar(&e, posicion(lector.error_position()), posicion(lector.buffer_position())),
            };
            let hasta = posicion(lector.buffer_position());
            match suceso {
                Event::Start(e) => self.abrir(desde..hasta, e.name().as_ref().len(), false)?,
                Event::Empty(e) => {
                    self.abrir(desde..hasta, e.name().as_ref().len(), true)?;
                    self.cerrar(None);
                }
                Event::End(_) => self.cerrar(Some(desde..hasta)),
                Event::Text(_) => {
                    let texto = self.de(&(desde..hasta));
                    if self.abiertos.is_empty()
                        && let Some(n) = texto.find(|c: char| !c.is_ascii_whitespace())
                    {
                        if self.elementos.is_empty() {
                            return mal(CausaDeBpmn::NoEsXml, desde + n);
                        }
                        return mal_formado("hay texto después del final", desde + n);
                    }
                    if let Some(n) = texto.find("]]>") {
                        return mal_formado("hay un «]]>» suelto", desde + n);
                    }
                }
                Event::CData(_) => {
                    if self.abiertos.is_empty() {
                        return mal_formado("hay texto fuera del elemento principal", desde);
                    }
                }
                Event::GeneralRef(_) => {
                    let crudo = self.de(&(desde..hasta));
                    let nombre = crudo.trim_start_matches('&').trim_end_matches(';');
                    referencia(nombre).map_err(|c| Mal(c, desde))?;
                    if self.abiertos.is_empty() {
                        return mal_formado("hay texto fuera del elemento principal", desde);
                    }
                }
                Event::DocType(_) => return mal(CausaDeBpmn::Doctype, desde),
                Event::Decl(d) => {
                    if desde != 0 {
                        return mal_formado("la declaración «<?xml» no está al principio", desde);
                    }
                    if d.version().is_err() {
                        return mal_formado("la declaración «<?xml» no dice su versión", desde);
                    }
                }
                Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => return self.terminar(),
            }
        }
    }

    fn terminar(&self) -> Result<(), Mal> {
        match self.abiertos.last().and_then(|i| self.elementos.get(*i)) {
            Some(e) => {
                let nombre: String = self.de(&e.nombre).chars().take(60).collect();
                mal_formado(
                    format!("termina antes de cerrar «{nombre}», que se abrió en {}", Lugar::de(self.texto, e.todo.start)),
                    self.texto.len(),
                )
            }
            None if self.elementos.is_empty() => mal(CausaDeBpmn::NoEsXml, 0),
            None => Ok(()),
        }
    }

    fn explicar(&self, e: &Error, desde: usize, hasta: usize) -> Result<(), Mal> {
        // A document type is refused even if it is broken itself.
        if self.texto.get(desde..).is_some_and(|t| t.get(..9).is_some_and(|c| c.eq_ignore_ascii_case("<!DOCTYPE"))) {
            return mal(CausaDeBpmn::Doctype, desde);
        }
        let detalle = match e {
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                let corto = |t: &str| t.chars().take(60).collect::<String>();
                format!("cierra «{}» donde debía cerrar «{}»", corto(found), corto(expected))
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(n)) => {
                format!("cierra «{}», que no estaba abierto", n.chars().take(60).collect::<String>())
            }
            Error::IllFormed(IllFormedError::DoubleHyphenInComment) => "hay un «--» dentro de un comentario".to_owned(),
            Error::IllFormed(IllFormedError::UnclosedReference) => "hay un «&» que no empieza una referencia".to_owned(),
            Error::IllFormed(IllFormedError::MissingEndTag(_)) => return self.terminar(),
            Error::IllFormed(
                IllFormedError::MissingDeclVersion(_) | IllFormedError::UnknownVersion | IllFormedError::MissingDoctypeName,
            ) => "la declaración del principio está mal escrita".to_owned(),
            Error::Syntax(SyntaxError::InvalidBangMarkup) => "hay un «<!» que no empieza nada conocido".to_owned(),
            Error::Syntax(_) => "una etiqueta, un comentario o un atributo no se cierra".to_owned(),
            Error::Io(_) | Error::InvalidAttr(_) | Error::Encoding(_) | Error::Escape(_) | Error::Namespace(_) => {
                "hay algo que XML no admite".to_owned()
            }
        };
        mal_formado(detalle, if matches!(e, Error::Syntax(_)) { desde } else { desde.min(hasta) })
    }
}

/// Reads a file.
pub(super) fn leer(bytes: &[u8], limites: LimitesDeBpmn) -> Result<Documento, FallaDeBpmn> {
    if bytes.len() as u64 > limites.bytes {
        let causa = CausaDeBpmn::Grande { bytes: bytes.len() as u64, limite: limites.bytes };
        return Err(FallaDeBpmn { causa, lugar: Lugar::PRINCIPIO });
    }
    let Decodificado { texto, codificacion, otra_declarada } = decodificar(bytes)?;
    let falla = |causa, byte| FallaDeBpmn { causa, lugar: Lugar::de(&texto, byte) };
    if texto.trim().is_empty() {
        return Err(falla(CausaDeBpmn::Vacio, 0));
    }
    if !texto.trim_start().starts_with('<') {
        return Err(falla(CausaDeBpmn::NoEsXml, 0));
    }
    if let Some((n, c)) = texto.char_indices().find(|(_, c)| !admite(*c)) {
        return Err(falla(CausaDeBpmn::Caracter { codigo: u32::from(c) }, n));
    }
    let mut lector = Lector::nuevo(&texto, limites);
    if let Err(Mal(causa, byte)) = lector.recorrer() {
        return Err(falla(causa, byte));
    }
    let Lector { elementos, atributos, .. } = lector;
    Ok(Documento { original: bytes.to_vec(), codificacion, otra_declarada, elementos, atributos, texto })
}
