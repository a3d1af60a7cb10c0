//! Canonical CBOR (RFC 8949 §4.2.1) restricted to what an asiento may hold.
//!
//! Shortest integers, definite lengths, keys in bytewise order of their encodings, no duplicates;
//! no floats, no tags, no undefined. The reader refuses every other spelling of the same data, so
//! that decoding and encoding again gives the same bytes. It owns no meaning: limits and shapes of
//! an asiento live in [`crate::asiento`].

use crate::ErrorAsiento;

/// Deepest nesting that any asiento may have.
pub const PROFUNDIDAD_MAXIMA: usize = 6;

/// A generic value, for `datos`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cbor {
    /// Null.
    Nulo,
    /// Boolean.
    Logico(bool),
    /// Integer, from −2⁶³ to 2⁶³ − 1.
    Entero(i64),
    /// Byte string.
    Bytes(Vec<u8>),
    /// Text without U+0000.
    Texto(String),
    /// Array.
    Lista(Vec<Cbor>),
    /// Map, in canonical order once encoded.
    Mapa(Vec<(Cbor, Cbor)>),
}

impl Cbor {
    /// Entry of a map by a text key.
    #[must_use]
    pub fn get(&self, clave: &str) -> Option<&Cbor> {
        let Cbor::Mapa(pares) = self else { return None };
        pares.iter().find(|(k, _)| matches!(k, Cbor::Texto(t) if t == clave)).map(|(_, v)| v)
    }

    /// The text, when it is one.
    #[must_use]
    pub fn texto(&self) -> Option<&str> {
        if let Cbor::Texto(t) = self { Some(t) } else { None }
    }

    /// The bytes, when it is a byte string.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        if let Cbor::Bytes(b) = self { Some(b) } else { None }
    }

    /// The integer, when it is one.
    #[must_use]
    pub fn entero(&self) -> Option<i64> {
        if let Cbor::Entero(n) = self { Some(*n) } else { None }
    }

    /// The items, when it is an array.
    #[must_use]
    pub fn lista(&self) -> Option<&[Cbor]> {
        if let Cbor::Lista(l) = self { Some(l) } else { None }
    }

    /// Appends the canonical encoding; maps are put in order here.
    pub fn escribir(&self, destino: &mut Vec<u8>) {
        match self {
            Cbor::Nulo => nulo(destino),
            Cbor::Logico(b) => logico(destino, *b),
            Cbor::Entero(n) => entero(destino, *n),
            Cbor::Bytes(b) => bytes(destino, b),
            Cbor::Texto(t) => texto(destino, t),
            Cbor::Lista(items) => {
                lista(destino, items.len());
                items.iter().for_each(|i| i.escribir(destino));
            }
            Cbor::Mapa(pares) => {
                let mut codificados: Vec<(Vec<u8>, &Cbor)> = pares
                    .iter()
                    .map(|(k, v)| {
                        let mut clave = Vec::new();
                        k.escribir(&mut clave);
                        (clave, v)
                    })
                    .collect();
                codificados.sort_by(|a, b| a.0.cmp(&b.0));
                mapa(destino, codificados.len());
                for (clave, valor) in codificados {
                    destino.extend_from_slice(&clave);
                    valor.escribir(destino);
                }
            }
        }
    }
}

// ---------------------------------------------------------------- writing

fn cabeza(destino: &mut Vec<u8>, mayor: u8, n: u64) {
    let tipo = mayor << 5;
    if let Ok(corto) = u8::try_from(n) {
        if corto < 24 {
            destino.push(tipo | corto);
        } else {
            destino.extend_from_slice(&[tipo | 24, corto]);
        }
    } else if let Ok(n) = u16::try_from(n) {
        destino.push(tipo | 25);
        destino.extend_from_slice(&n.to_be_bytes());
    } else if let Ok(n) = u32::try_from(n) {
        destino.push(tipo | 26);
        destino.extend_from_slice(&n.to_be_bytes());
    } else {
        destino.push(tipo | 27);
        destino.extend_from_slice(&n.to_be_bytes());
    }
}

/// Appends an unsigned integer.
pub fn uint(destino: &mut Vec<u8>, n: u64) {
    cabeza(destino, 0, n);
}

/// Appends an integer.
pub fn entero(destino: &mut Vec<u8>, n: i64) {
    // CBOR stores −1 − n for negatives, which is the bitwise complement.
    if n < 0 { cabeza(destino, 1, (!n).cast_unsigned()) } else { cabeza(destino, 0, n.cast_unsigned()) }
}

/// Appends a byte string.
pub fn bytes(destino: &mut Vec<u8>, b: &[u8]) {
    cabeza(destino, 2, b.len() as u64);
    destino.extend_from_slice(b);
}

/// Appends a text string.
pub fn texto(destino: &mut Vec<u8>, t: &str) {
    cabeza(destino, 3, t.len() as u64);
    destino.extend_from_slice(t.as_bytes());
}

/// Appends the head of an array.
pub fn lista(destino: &mut Vec<u8>, n: usize) {
    cabeza(destino, 4, n as u64);
}

/// Appends the head of a map; the caller writes the pairs in canonical order.
pub fn mapa(destino: &mut Vec<u8>, n: usize) {
    cabeza(destino, 5, n as u64);
}

/// Appends a boolean.
pub fn logico(destino: &mut Vec<u8>, b: bool) {
    destino.push(if b { 0xf5 } else { 0xf4 });
}

/// Appends null.
pub fn nulo(destino: &mut Vec<u8>) {
    destino.push(0xf6);
}

// ---------------------------------------------------------------- reading

/// Reads canonical CBOR from a slice; every refusal says at which byte.
#[derive(Clone, Debug)]
pub struct LectorCbor<'b> {
    todo: &'b [u8],
    posicion: usize,
}

type R<T> = Result<T, ErrorAsiento>;

impl<'b> LectorCbor<'b> {
    /// From the first byte.
    #[must_use]
    pub fn new(todo: &'b [u8]) -> Self {
        LectorCbor { todo, posicion: 0 }
    }

    /// Position of the next byte.
    #[must_use]
    pub fn posicion(&self) -> usize {
        self.posicion
    }

    /// A refusal here.
    #[must_use]
    pub fn no(&self, que: &'static str) -> ErrorAsiento {
        ErrorAsiento::NoCanonico { que, posicion: self.posicion }
    }

    fn byte(&mut self) -> R<u8> {
        let b = *self.todo.get(self.posicion).ok_or_else(|| self.no("bytes end here"))?;
        self.posicion += 1;
        Ok(b)
    }

    fn tomar(&mut self, n: u64) -> R<&'b [u8]> {
        let n = usize::try_from(n).map_err(|_| self.no("length over the body"))?;
        let hasta = self.posicion.checked_add(n).ok_or_else(|| self.no("length over the body"))?;
        let tramo = self.todo.get(self.posicion..hasta).ok_or_else(|| self.no("length over the body"))?;
        self.posicion = hasta;
        Ok(tramo)
    }

    fn argumento(&mut self, info: u8) -> R<u64> {
        let (n, minimo) = match info {
            0..=23 => return Ok(u64::from(info)),
            24 => (u64::from(self.byte()?), 24),
            25 => (self.grande(2)?, 1 << 8),
            26 => (self.grande(4)?, 1 << 16),
            27 => (self.grande(8)?, 1 << 32),
            _ => return Err(self.no("indefinite or reserved length")),
        };
        if n < minimo { Err(self.no("integer not in its shortest form")) } else { Ok(n) }
    }

    fn grande(&mut self, n: u64) -> R<u64> {
        Ok(self.tomar(n)?.iter().fold(0, |acc, b| acc << 8 | u64::from(*b)))
    }

    fn de_mayor(&mut self, mayor: u8, que: &'static str) -> R<u64> {
        let inicial = self.byte()?;
        if inicial >> 5 != mayor {
            return Err(self.no(que));
        }
        self.argumento(inicial & 31)
    }

    /// An unsigned integer.
    pub fn uint(&mut self) -> R<u64> {
        self.de_mayor(0, "an unsigned integer was expected")
    }

    /// A byte string.
    pub fn bytes(&mut self) -> R<&'b [u8]> {
        let n = self.de_mayor(2, "a byte string was expected")?;
        self.tomar(n)
    }

    /// A byte string of exactly `N` bytes.
    pub fn bytes_de<const N: usize>(&mut self) -> R<[u8; N]> {
        let tramo = self.bytes()?;
        tramo.try_into().map_err(|_| self.no("a byte string of another length"))
    }

    /// A text string: UTF-8 without U+0000.
    pub fn texto(&mut self) -> R<&'b str> {
        let n = self.de_mayor(3, "a text was expected")?;
        self.utf8(n)
    }

    fn utf8(&mut self, n: u64) -> R<&'b str> {
        let tramo = self.tomar(n)?;
        let t = std::str::from_utf8(tramo).map_err(|_| self.no("text is not UTF-8"))?;
        if t.contains('\0') { Err(self.no("text holds U+0000")) } else { Ok(t) }
    }

    /// A boolean.
    pub fn logico(&mut self) -> R<bool> {
        match self.byte()? {
            0xf4 => Ok(false),
            0xf5 => Ok(true),
            _ => Err(self.no("a boolean was expected")),
        }
    }

    /// Takes a null when the next value is one; otherwise takes nothing.
    pub fn es_nulo(&mut self) -> bool {
        let nulo = self.todo.get(self.posicion) == Some(&0xf6);
        self.posicion += usize::from(nulo);
        nulo
    }

    /// Head of an array.
    pub fn lista(&mut self) -> R<u64> {
        self.de_mayor(4, "an array was expected")
    }

    /// Head of a map.
    pub fn mapa(&mut self) -> R<u64> {
        self.de_mayor(5, "a map was expected")
    }

    /// Any value of the closed set; `hondo` is how many more levels may open.
    pub fn valor(&mut self, hondo: usize) -> R<Cbor> {
        let inicial = self.byte()?;
        let info = inicial & 31;
        match inicial >> 5 {
            0 => {
                let n = self.argumento(info)?;
                i64::try_from(n).map(Cbor::Entero).map_err(|_| self.no("integer over 63 bits"))
            }
            1 => {
                let n = self.argumento(info)?;
                i64::try_from(n).map(|n| Cbor::Entero(!n)).map_err(|_| self.no("integer over 63 bits"))
            }
            2 => {
                let n = self.argumento(info)?;
                Ok(Cbor::Bytes(self.tomar(n)?.to_vec()))
            }
            3 => {
                let n = self.argumento(info)?;
                Ok(Cbor::Texto(self.utf8(n)?.to_owned()))
            }
            4 => {
                let n = self.argumento(info)?;
                let hondo = hondo.checked_sub(1).ok_or_else(|| self.no("nesting too deep"))?;
                let mut items = Vec::new();
                for _ in 0..n {
                    items.push(self.valor(hondo)?);
                }
                Ok(Cbor::Lista(items))
            }
            5 => {
                let n = self.argumento(info)?;
                let hondo = hondo.checked_sub(1).ok_or_else(|| self.no("nesting too deep"))?;
                let mut pares = Vec::new();
                let mut anterior: Option<&[u8]> = None;
                for _ in 0..n {
                    let desde = self.posicion;
                    let clave = self.valor(hondo)?;
                    let codigo = self.todo.get(desde..self.posicion).unwrap_or_default();
                    if anterior.is_some_and(|a| a >= codigo) {
                        return Err(self.no("keys of a map out of order or repeated"));
                    }
                    anterior = Some(codigo);
                    pares.push((clave, self.valor(hondo)?));
                }
                Ok(Cbor::Mapa(pares))
            }
            _ => match inicial {
                0xf4 => Ok(Cbor::Logico(false)),
                0xf5 => Ok(Cbor::Logico(true)),
                0xf6 => Ok(Cbor::Nulo),
                _ => Err(self.no("floats, tags, undefined and other simple values are not allowed")),
            },
        }
    }

    /// Refuses bytes after the end.
    pub fn fin(&self) -> R<()> {
        if self.posicion == self.todo.len() { Ok(()) } else { Err(self.no("bytes after the end")) }
    }
}
