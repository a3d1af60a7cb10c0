//! The inventory as plain tables, out and back without losing a cell (`estandares.md` §4–§7).
//!
//! Seven tables: trámites, requisitos, pasos, base legal, tiempos, volúmenes, and one for whatever the others have
//! no column for (raw texts of an import, its flags, fields of a newer version). A trámite is named by
//! its institution and its code, never by an identity of one computer, so an inventory that goes into
//! another file comes out again byte by byte. Columns are those that `dominio::campos` declares: the
//! CSV, the workbook, the JSON, the template and the description of the package read them from
//! [`Tabla::columnas`], and none of them has a list of its own.
//!
//! It refuses to know where the trámites come from and where the bytes go. Callers: `casos` (export,
//! import, template).

pub mod csv;
mod filas;
pub mod json;
pub mod leer;
pub mod paquete;
pub mod xlsx;

use std::collections::BTreeMap;

use dominio::Dato;
use dominio::campos::{self, Campo, TipoDeCampo};

pub use filas::{Columnas, Valor, en_filas};

/// A trámite with its rows, as the tables hold it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TramiteEnTablas {
    /// Sigla of its institution.
    pub institucion: String,
    /// Cells of the trámite, `codigo` included; never those of the plumbing ([`es_interna`]).
    pub celdas: BTreeMap<String, Dato>,
    /// Rows in the order of their list.
    pub filas: Vec<FilaEnTablas>,
}

/// One row below a trámite.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilaEnTablas {
    /// `requisito`, `paso`, `base_legal`, `tiempo`, `volumen`.
    pub clase: String,
    /// Of a norm, the requisito it belongs to: its place among them, from 1.
    pub requisito: Option<u32>,
    /// Cells.
    pub celdas: BTreeMap<String, Dato>,
}

impl TramiteEnTablas {
    /// Code, or nothing.
    #[must_use]
    pub fn codigo(&self) -> &str {
        self.celdas.get("codigo").and_then(Dato::texto).unwrap_or_default()
    }

    /// Rows of a class.
    pub fn de_clase<'a>(&'a self, clase: &'a str) -> impl Iterator<Item = &'a FilaEnTablas> {
        self.filas.iter().filter(move |f| f.clase == clase)
    }
}

/// Cells that hold the thing together and say nothing of it.
#[must_use]
pub fn es_interna(campo: &str) -> bool {
    matches!(campo, "padre" | "orden" | "borrado" | "importacion")
}

/// One of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tabla {
    /// One row a trámite.
    Tramites,
    /// What is asked of the user.
    Requisitos,
    /// What is done.
    Pasos,
    /// Norms, of the trámite or of a requisito.
    BaseLegal,
    /// Times.
    Tiempos,
    /// Requests by year and channel.
    Volumenes,
    /// Cells without a column of their own.
    Otros,
}

/// How the cells of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TipoDeColumna {
    /// Text, neutralised in a CSV.
    Texto,
    /// Whole number.
    Entero,
    /// Decimal number, as text of digits.
    Decimal,
    /// Amount with two decimals; stored as whole centavos.
    Dinero,
    /// `si` or `no`.
    Logico,
    /// One of a closed list.
    Lista,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct ColumnaDeTabla {
    /// Identifier, the header of the CSV.
    pub id: &'static str,
    /// Spanish label.
    pub etiqueta: &'static str,
    /// How its cells are written.
    pub tipo: TipoDeColumna,
    /// Part of the key.
    pub llave: bool,
    /// What it holds, for the description of the package.
    pub descripcion: &'static str,
    /// The declaration of its field.
    pub campo: Option<&'static Campo>,
}

const fn llave(id: &'static str, etiqueta: &'static str, tipo: TipoDeColumna, descripcion: &'static str) -> ColumnaDeTabla {
    ColumnaDeTabla { id, etiqueta, tipo, llave: true, descripcion, campo: None }
}

const INSTITUCION: ColumnaDeTabla =
    llave("institucion", "Institución", TipoDeColumna::Texto, "Sigla de la institución. Vacía: la de quien importa.");
const CODIGO: ColumnaDeTabla = llave(
    "codigo",
    "Código interno",
    TipoDeColumna::Texto,
    "Identifica el trámite dentro de su institución. Vacío: el programa asigna uno al importar.",
);
const TRAMITE: ColumnaDeTabla =
    llave("tramite", "Código del trámite", TipoDeColumna::Texto, "Código, o nombre exacto, del trámite al que pertenece la fila.");
const ORDEN: ColumnaDeTabla = llave("orden", "Orden", TipoDeColumna::Entero, "Lugar de la fila en su lista, desde 1.");

impl Tabla {
    /// Every table, in the order of the workbook.
    pub const TODAS: [Tabla; 7] =
        [Tabla::Tramites, Tabla::Requisitos, Tabla::Pasos, Tabla::BaseLegal, Tabla::Tiempos, Tabla::Volumenes, Tabla::Otros];
    /// The tables of rows that hang from a trámite; norms come after the requisitos that they may cite.
    pub const DE_FILAS: [Tabla; 5] = [Tabla::Requisitos, Tabla::Pasos, Tabla::BaseLegal, Tabla::Tiempos, Tabla::Volumenes];

    /// Name of its file and of its resource.
    #[must_use]
    pub const fn nombre(self) -> &'static str {
        match self {
            Tabla::Tramites => "tramites",
            Tabla::Requisitos => "requisitos",
            Tabla::Pasos => "pasos",
            Tabla::BaseLegal => "base_legal",
            Tabla::Tiempos => "tiempos",
            Tabla::Volumenes => "volumenes",
            Tabla::Otros => "otros_datos",
        }
    }

    /// Name of its sheet.
    #[must_use]
    pub const fn hoja(self) -> &'static str {
        match self {
            Tabla::Tramites => "Trámites",
            Tabla::Requisitos => "Requisitos",
            Tabla::Pasos => "Pasos",
            Tabla::BaseLegal => "Base legal",
            Tabla::Tiempos => "Tiempos",
            Tabla::Volumenes => "Volúmenes",
            Tabla::Otros => "Otros datos",
        }
    }

    /// Class of its entities; empty for the table of the rest.
    #[must_use]
    pub const fn clase(self) -> &'static str {
        match self {
            Tabla::Tramites => "tramite",
            Tabla::Requisitos => "requisito",
            Tabla::Pasos => "paso",
            Tabla::BaseLegal => "base_legal",
            Tabla::Tiempos => "tiempo",
            Tabla::Volumenes => "volumen",
            Tabla::Otros => "",
        }
    }

    /// The table of a class.
    #[must_use]
    pub fn de_clase(clase: &str) -> Option<Tabla> {
        Tabla::TODAS.into_iter().find(|t| !t.clase().is_empty() && t.clase() == clase)
    }

    /// Its columns, key first, in the order of every format.
    #[must_use]
    pub fn columnas(self) -> Vec<ColumnaDeTabla> {
        let mut columnas = match self {
            Tabla::Tramites => vec![INSTITUCION, CODIGO],
            Tabla::Requisitos | Tabla::Pasos | Tabla::Tiempos | Tabla::Volumenes => vec![INSTITUCION, TRAMITE, ORDEN],
            Tabla::BaseLegal => {
                let requisito = ColumnaDeTabla {
                    id: "requisito",
                    etiqueta: "Requisito al que pertenece",
                    tipo: TipoDeColumna::Entero,
                    llave: false,
                    descripcion: "Orden del requisito que respalda la norma. Vacío: respalda el trámite.",
                    campo: None,
                };
                vec![INSTITUCION, TRAMITE, ORDEN, requisito]
            }
            Tabla::Otros => {
                let texto = |id, etiqueta, descripcion| llave(id, etiqueta, TipoDeColumna::Texto, descripcion);
                vec![
                    INSTITUCION,
                    TRAMITE,
                    texto("tabla", "Tabla", "Tabla a la que pertenece el dato."),
                    llave("fila", "Fila", TipoDeColumna::Entero, "Orden de la fila en esa tabla. Vacío en la de trámites."),
                    texto("campo", "Campo", "Nombre del dato."),
                    texto("tipo", "Tipo", "Forma del dato: texto, entero o logico."),
                    ColumnaDeTabla { llave: false, ..texto("valor", "Valor", "El dato, sin cambios.") },
                ]
            }
        };
        if self != Tabla::Otros {
            let propios = campos::de_clase(self.clase()).filter(|c| !es_interna(c.campo) && c.campo != "codigo");
            columnas.extend(propios.map(|c| ColumnaDeTabla {
                id: c.campo,
                etiqueta: c.etiqueta,
                tipo: tipo(c.tipo),
                llave: false,
                descripcion: c.ayuda,
                campo: Some(c),
            }));
        }
        columnas
    }
}

const fn tipo(t: TipoDeCampo) -> TipoDeColumna {
    match t {
        TipoDeCampo::Texto | TipoDeCampo::TextoLargo | TipoDeCampo::Fecha => TipoDeColumna::Texto,
        TipoDeCampo::Entero => TipoDeColumna::Entero,
        TipoDeCampo::Decimal => TipoDeColumna::Decimal,
        TipoDeCampo::Dinero => TipoDeColumna::Dinero,
        TipoDeCampo::Lista => TipoDeColumna::Lista,
        TipoDeCampo::Logico => TipoDeColumna::Logico,
    }
}

/// Words of the explanation that goes with every format.
pub(crate) const LEEME: [&str; 7] = [
    "Inventario de trámites exportado por Diligencia.",
    "Cada trámite se nombra por su institución y su código; las demás tablas lo citan con esas dos columnas.",
    "La primera fila trae el nombre de cada columna para las personas; la segunda, su identificador. No cambie la segunda.",
    "Los montos están en la moneda de su columna, con dos decimales. Las fechas se escriben AAAA-MM-DD. Una celda vacía significa que nadie lo ha dicho.",
    "La hoja «Otros datos» guarda lo que no tiene columna propia, como los textos originales de una importación.",
    "El archivo se puede importar otra vez en Diligencia sin perder datos.",
    "Datos del Catálogo Nacional de Trámites: crédito a la Comisión GAE.",
];
