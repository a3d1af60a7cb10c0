//! CSV by RFC 4180 (`estandares.md` §6): quotes may hold line breaks, a quote that never closes
//! names its line. Written here because the usual reader accepts an open quote in silence.

use std::borrow::Cow;

use super::columnas::{self, Columna};
use super::{Codificacion, FallaDeLectura, FilaDelCatalogo, FilaRechazada, Formato, Lectura, Limites, MotivoDeRechazo, Original};

/// Fields of one record and the line where it begins.
pub(crate) struct Registro<'a> {
    pub(crate) linea: usize,
    pub(crate) campos: Vec<Cow<'a, str>>,
}

/// Walks the records of a text.
pub(crate) struct Registros<'a> {
    texto: &'a str,
    en: usize,
    linea: usize,
    delimitador: char,
    terminado: bool,
}

impl<'a> Registros<'a> {
    pub(crate) fn nuevo(texto: &'a str, delimitador: char, linea: usize) -> Self {
        Registros { texto, en: 0, linea, delimitador, terminado: false }
    }

    fn resto(&self) -> &'a str {
        self.texto.get(self.en..).unwrap_or("")
    }

    fn avanzar(&mut self, n: usize) -> &'a str {
        let tramo = self.texto.get(self.en..self.en + n).unwrap_or("");
        self.en += n;
        self.linea += tramo.bytes().filter(|b| *b == b'\n').count();
        tramo
    }

    fn campo(&mut self) -> Result<Cow<'a, str>, FallaDeLectura> {
        if !self.resto().starts_with('"') {
            return Ok(Cow::Borrowed(self.suelto()));
        }
        let abierta = self.linea;
        self.avanzar(1);
        let mut valor: Cow<'a, str> = Cow::Borrowed("");
        loop {
            let Some(p) = self.resto().find('"') else { return Err(FallaDeLectura::ComillasSinCerrar { linea: abierta }) };
            let tramo = self.avanzar(p);
            juntar(&mut valor, tramo);
            self.avanzar(1);
            if self.resto().starts_with('"') {
                self.avanzar(1);
                valor.to_mut().push('"');
            } else {
                break;
            }
        }
        let cola = self.suelto();
        juntar(&mut valor, cola);
        Ok(valor)
    }

    /// Text to the next delimiter or line break.
    fn suelto(&mut self) -> &'a str {
        let d = self.delimitador;
        let n = self.resto().find([d, '\n', '\r']).unwrap_or(self.resto().len());
        self.avanzar(n)
    }
}

fn juntar<'a>(valor: &mut Cow<'a, str>, tramo: &'a str) {
    if valor.is_empty() {
        *valor = Cow::Borrowed(tramo);
    } else if !tramo.is_empty() {
        valor.to_mut().push_str(tramo);
    }
}

impl<'a> Iterator for Registros<'a> {
    type Item = Result<Registro<'a>, FallaDeLectura>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.terminado || self.resto().is_empty() {
            return None;
        }
        let linea = self.linea;
        let mut campos = Vec::with_capacity(16);
        loop {
            match self.campo() {
                Ok(c) => campos.push(c),
                Err(e) => {
                    self.terminado = true;
                    return Some(Err(e));
                }
            }
            let resto = self.resto();
            if resto.starts_with(self.delimitador) {
                self.avanzar(1);
            } else {
                self.avanzar(if resto.starts_with("\r\n") { 2 } else { usize::from(!resto.is_empty()) });
                return Some(Ok(Registro { linea, campos }));
            }
        }
    }
}

/// `sep=;` on the first line: the delimiter and the text after it.
pub(crate) fn declarado(texto: &str) -> Option<(char, &str)> {
    let (primera, resto) = texto.split_once('\n')?;
    let signo = primera.trim_end_matches('\r').strip_prefix("sep=").or_else(|| primera.trim_end_matches('\r').strip_prefix("SEP="))?;
    let mut letras = signo.chars();
    match (letras.next(), letras.next()) {
        (Some(c), None) if matches!(c, ',' | ';' | '\t' | '|') => Some((c, resto)),
        _ => None,
    }
}

/// The delimiter with the same count in more of the first 50 records; then the higher count.
pub(crate) fn detectar(texto: &str) -> char {
    let candidatos = [',', ';', '\t'];
    let mut cuentas: Vec<[usize; 3]> = vec![[0; 3]];
    let mut dentro = false;
    for c in texto.chars() {
        if c == '"' {
            dentro = !dentro;
        } else if dentro {
            continue;
        } else if c == '\n' {
            if cuentas.len() == 50 {
                break;
            }
            cuentas.push([0; 3]);
        } else if let (Some(k), Some(ultima)) = (candidatos.iter().position(|x| *x == c), cuentas.last_mut())
            && let Some(n) = ultima.get_mut(k)
        {
            *n += 1;
        }
    }
    let puntaje = |k: usize| {
        let propias: Vec<usize> = cuentas.iter().filter_map(|c| c.get(k).copied()).filter(|n| *n > 0).collect();
        propias.iter().map(|n| (propias.iter().filter(|m| *m == n).count(), *n)).max().unwrap_or((0, 0))
    };
    let mut mejor = (',', puntaje(0));
    for (k, c) in candidatos.iter().enumerate().skip(1) {
        let p = puntaje(k);
        if p > mejor.1 {
            mejor = (*c, p);
        }
    }
    mejor.0
}

pub(crate) fn leer(texto: &str, codificacion: Codificacion, limites: Limites) -> Result<Lectura, FallaDeLectura> {
    let (delimitador, cuerpo, linea) = match declarado(texto) {
        Some((c, resto)) => (c, resto, 2),
        None => (detectar(texto), texto, 1),
    };
    let mut registros = Registros::nuevo(cuerpo, delimitador, linea);
    let columnas = encabezado(&mut registros, limites)?;
    let mut lectura = Lectura {
        formato: Formato::Csv,
        forma: columnas::forma(&columnas),
        codificacion,
        delimitador: Some(delimitador),
        columnas,
        filas: Vec::new(),
        rechazadas: Vec::new(),
    };
    for registro in registros {
        let Registro { linea, campos } = registro?;
        if campos.len() <= 1 && campos.first().is_none_or(|c| c.trim().is_empty()) {
            continue;
        }
        if lectura.total() == limites.filas {
            return Err(FallaDeLectura::DemasiadasFilas { limite: limites.filas });
        }
        agregar(&mut lectura, linea, campos);
    }
    Ok(lectura)
}

/// The first record with something in it must be a known header.
fn encabezado(registros: &mut Registros<'_>, limites: Limites) -> Result<Vec<Columna>, FallaDeLectura> {
    for registro in registros.by_ref() {
        let campos = registro?.campos;
        if campos.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        if campos.len() > limites.columnas {
            return Err(FallaDeLectura::DemasiadasColumnas { columnas: campos.len(), limite: limites.columnas });
        }
        let columnas = columnas::de_encabezados(campos.iter().map(AsRef::as_ref));
        if !columnas::reconocidas(&columnas) {
            let vistos = campos.iter().take(4).map(|c| c.trim().chars().take(40).collect()).collect();
            return Err(FallaDeLectura::SinEncabezado { vistos });
        }
        return Ok(columnas);
    }
    Err(FallaDeLectura::Vacio)
}

fn agregar(lectura: &mut Lectura, linea: usize, campos: Vec<Cow<'_, str>>) {
    let numero = u32::try_from(lectura.total() + 1).unwrap_or(u32::MAX);
    let linea = u32::try_from(linea).unwrap_or(u32::MAX);
    let sobran = campos.iter().skip(lectura.columnas.len()).any(|c| !c.trim().is_empty());
    let nombre = lectura.columnas.iter().position(|c| c.conocida && &*c.normalizada == "nombre").and_then(|k| campos.get(k));
    let motivo = if sobran {
        Some(MotivoDeRechazo::CamposDeMas { campos: campos.len(), columnas: lectura.columnas.len() })
    } else if campos.iter().all(|c| c.trim().is_empty()) {
        Some(MotivoDeRechazo::SinTexto)
    } else if nombre.is_none_or(|n| n.trim().is_empty()) {
        Some(MotivoDeRechazo::SinNombre)
    } else {
        None
    };
    if let Some(motivo) = motivo {
        lectura.rechazadas.push(FilaRechazada { numero, linea, motivo, texto: campos.join("\t") });
        return;
    }
    let originales = lectura
        .columnas
        .iter()
        .zip(campos)
        .map(|(c, texto)| Original { columna: c.normalizada.clone(), encabezado: c.encabezado.clone(), texto: texto.into_owned() })
        .collect();
    lectura.filas.push(FilaDelCatalogo { numero, linea, originales });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str, d: char) -> Vec<Vec<String>> {
        Registros::nuevo(text, d, 1).map(|r| r.unwrap().campos.into_iter().map(Cow::into_owned).collect()).collect()
    }

    #[test]
    fn quotes_hold_delimiters_breaks_and_quotes() {
        assert_eq!(fields("a,\"b,\"\"c\"\"\r\nd\",e\r\nf,,\n", ','), [vec!["a", "b,\"c\"\r\nd", "e"], vec!["f", "", ""]]);
        assert_eq!(fields("5\" x,\"y\" z", ','), [["5\" x", "y z"]]);
    }

    #[test]
    fn delimiter_is_the_steadiest_one() {
        assert_eq!(detectar("a;b;c\n1,5;2,5;3\n\"x;\n\";2;3"), ';');
        assert_eq!(detectar("a\tb\n1\t2"), '\t');
        assert_eq!(detectar("a,b\n1,2"), ',');
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_walked(t in "(\\PC|\"|,|\n|\r){0,60}") {
            for r in Registros::nuevo(&t, ',', 1) {
                if r.is_err() { break; }
            }
        }
        #[test]
        fn written_fields_come_back(campos in proptest::collection::vec("(\\PC|\"|,|\n|\r){0,12}", 1..5)) {
            let linea = campos.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect::<Vec<_>>().join(",");
            proptest::prop_assert_eq!(fields(&linea, ','), vec![campos]);
        }
    }
}
