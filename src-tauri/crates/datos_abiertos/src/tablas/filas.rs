//! A trámite as rows of the tables.

use std::borrow::Cow;

use dominio::Dato;

use super::{ColumnaDeTabla, Tabla, TipoDeColumna, TramiteEnTablas, es_interna};

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Valor<'a> {
    /// Nobody has said.
    Nada,
    /// Text.
    Texto(Cow<'a, str>),
    /// Decimal digits, perhaps with sign and point.
    Numero(Cow<'a, str>),
    /// Yes or no.
    Logico(bool),
}

impl Valor<'_> {
    /// As a text of the CSV, before neutralising.
    #[must_use]
    pub fn texto(&self) -> &str {
        match self {
            Valor::Nada => "",
            Valor::Texto(t) | Valor::Numero(t) => t,
            Valor::Logico(true) => "si",
            Valor::Logico(false) => "no",
        }
    }
}

/// Amount with two decimals of whole centavos.
pub(super) fn centavos(n: i64) -> String {
    format!("{}{}.{:02}", if n < 0 { "-" } else { "" }, n.unsigned_abs() / 100, n.unsigned_abs() % 100)
}

/// Plain decimal digits: what a column of numbers may hold.
pub(super) fn es_decimal(t: &str) -> bool {
    let (e, f) = t.strip_prefix('-').unwrap_or(t).split_once('.').map_or((t.trim_start_matches('-'), None), |(e, f)| (e, Some(f)));
    let cifras = |x: &str| !x.is_empty() && x.bytes().all(|b| b.is_ascii_digit());
    cifras(e) && f.is_none_or(cifras)
}

/// The cell as its column holds it; `None` when the column cannot give it back exactly.
fn valor<'a>(columna: &ColumnaDeTabla, dato: &'a Dato) -> Option<Valor<'a>> {
    match (columna.tipo, dato) {
        (_, Dato::Nulo) => Some(Valor::Nada),
        // An empty text is a value that an empty cell cannot tell from none.
        (TipoDeColumna::Texto, Dato::Texto(t)) if !t.is_empty() => Some(Valor::Texto(Cow::Borrowed(t))),
        (TipoDeColumna::Entero, Dato::Entero(n)) => Some(Valor::Numero(Cow::Owned(n.to_string()))),
        (TipoDeColumna::Dinero, Dato::Entero(n)) => Some(Valor::Numero(Cow::Owned(centavos(*n)))),
        (TipoDeColumna::Decimal, Dato::Texto(t)) if es_decimal(t) => Some(Valor::Numero(Cow::Borrowed(t))),
        (TipoDeColumna::Logico, Dato::Logico(b)) => Some(Valor::Logico(*b)),
        (TipoDeColumna::Lista, Dato::Texto(t)) => {
            let esta = columna.campo.is_some_and(|c| c.opciones().iter().any(|o| o.id == t));
            esta.then(|| Valor::Texto(Cow::Borrowed(t)))
        }
        (
            TipoDeColumna::Texto
            | TipoDeColumna::Entero
            | TipoDeColumna::Dinero
            | TipoDeColumna::Decimal
            | TipoDeColumna::Logico
            | TipoDeColumna::Lista,
            Dato::Texto(_) | Dato::Entero(_) | Dato::Logico(_),
        ) => None,
    }
}

/// The columns of every table, made once for a whole export.
#[derive(Debug)]
pub struct Columnas(Vec<(Tabla, Vec<ColumnaDeTabla>)>);

impl Default for Columnas {
    fn default() -> Self {
        Columnas(Tabla::TODAS.into_iter().map(|t| (t, t.columnas())).collect())
    }
}

impl Columnas {
    pub(super) fn de(&self, tabla: Tabla) -> &[ColumnaDeTabla] {
        self.0.iter().find(|(t, _)| *t == tabla).map_or(&[], |(_, c)| c)
    }
}

/// Every row that a trámite puts in the tables, in order.
pub fn en_filas<'a>(columnas: &Columnas, t: &'a TramiteEnTablas, mut recibe: impl FnMut(Tabla, &[Valor<'a>])) {
    let texto = |t: &'a str| if t.is_empty() { Valor::Nada } else { Valor::Texto(Cow::Borrowed(t)) };
    let numero = |n: usize| Valor::Numero(Cow::Owned(n.to_string()));
    let (institucion, codigo) = (t.institucion.as_str(), t.codigo());
    let mut otros: Vec<(Tabla, Option<usize>, &'a str, &'a Dato)> = Vec::new();
    let mut lugares = std::collections::BTreeMap::new();
    let de_tramite = std::iter::once((Tabla::Tramites, None, None, &t.celdas));
    let de_filas = t.filas.iter().filter_map(|f| Some((Tabla::de_clase(&f.clase)?, Some(f), f.requisito, &f.celdas)));
    for (tabla, fila, requisito, celdas) in de_tramite.chain(de_filas) {
        let lugar = fila.map(|_| {
            let n = lugares.entry(tabla).or_insert(0usize);
            *n += 1;
            *n
        });
        let propias = columnas.de(tabla);
        let mut valores = Vec::with_capacity(propias.len());
        for c in propias {
            valores.push(match (c.id, lugar) {
                ("institucion", _) if c.llave => texto(institucion),
                ("codigo" | "tramite", _) if c.llave => texto(codigo),
                ("orden", Some(n)) if c.llave => numero(n),
                ("requisito", _) if c.campo.is_none() => requisito.map_or(Valor::Nada, |n| numero(n as usize)),
                _ => celdas.get(c.id).and_then(|d| valor(c, d)).unwrap_or(Valor::Nada),
            });
        }
        recibe(tabla, &valores);
        for (campo, dato) in celdas {
            let columna = propias.iter().find(|c| c.id == campo && (c.campo.is_some() || c.id == "codigo"));
            if *dato != Dato::Nulo && !es_interna(campo) && columna.is_none_or(|c| valor(c, dato).is_none()) {
                otros.push((tabla, lugar, campo, dato));
            }
        }
    }
    for (tabla, lugar, campo, dato) in otros {
        let (tipo, valor) = match dato {
            Dato::Nulo => continue,
            Dato::Texto(t) => ("texto", Valor::Texto(Cow::Borrowed(t.as_str()))),
            Dato::Entero(n) => ("entero", Valor::Texto(Cow::Owned(n.to_string()))),
            Dato::Logico(b) => ("logico", Valor::Texto(Cow::Borrowed(if *b { "si" } else { "no" }))),
        };
        let fila = lugar.map_or(Valor::Nada, numero);
        recibe(Tabla::Otros, &[texto(institucion), texto(codigo), texto(tabla.nombre()), fila, texto(campo), texto(tipo), valor]);
    }
}
