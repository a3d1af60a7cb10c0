//! The document: what each part *is*, with no idea of where it falls on paper.
//!
//! A second output (HTML, a spreadsheet) can be made from the same [`Documento`]; nothing here
//! speaks of points, fonts or pages, except the turn of the sheet that a wide table needs.

use jiff::civil::DateTime;

use crate::diagrama::Diagrama;
use crate::grafico::Grafico;
use crate::imagen::Imagen;
use crate::texto::Texto;

/// A whole report.
#[derive(Clone, Debug, PartialEq)]
pub struct Documento {
    /// What the file says of itself.
    pub metadatos: Metadatos,
    /// What is repeated on every page.
    pub marco: Marco,
    /// The parts, in reading order.
    pub bloques: Vec<Bloque>,
}

/// What the file says of itself. All of it comes from the data: no clock is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadatos {
    /// Title of the document.
    pub titulo: String,
    /// Institution that makes it.
    pub autor: String,
    /// One line of what it is about.
    pub tema: String,
    /// Words to find it by.
    pub palabras_clave: Vec<String>,
    /// Moment of the figures, Guatemala time (UTC−6).
    pub fecha: DateTime,
    /// BCP 47; `es-GT`.
    pub idioma: String,
    /// 32 hexadecimal characters derived from the figures: the identity of the file.
    pub identificador: String,
}

/// What is repeated on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marco {
    /// Running head, left: the institution.
    pub encabezado: String,
    /// Running head, right: the cut-off.
    pub corte: String,
    /// Foot, left: the code that `verificar` checks, and notices such as the missing credential.
    pub pie: String,
    /// A band across the top of each page, «Datos de demostración».
    pub banda: Option<String>,
    /// Letterhead of the first page.
    pub membrete: Option<Membrete>,
    /// What a QR code on the first page says, for whoever holds the paper and not the file; `None` draws none.
    /// At most [`crate::qr::LARGO_MAXIMO`] bytes.
    pub qr: Option<String>,
}

/// The letterhead of an institution: data, never part of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Membrete {
    /// The State, the institution, the office: one a line, the first one heavier. At most four are printed.
    pub lineas: Vec<String>,
    /// Its emblem.
    pub logo: Option<Imagen>,
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Bloque {
    /// The first page; takes a sheet of its own.
    Portada(Portada),
    /// A heading. Level 1 and 2 enter the bookmarks.
    Titulo {
        /// 1 to 3.
        nivel: u8,
        /// The finding, as a sentence.
        texto: String,
        /// Short name for the bookmark; the text itself when `None`.
        marcador: Option<String>,
    },
    /// Running text.
    Parrafo {
        /// The text.
        texto: Texto,
        /// Its weight in the page.
        estilo: EstiloDeParrafo,
    },
    /// Items.
    Lista {
        /// Numbers instead of points.
        numerada: bool,
        /// The items.
        elementos: Vec<Texto>,
    },
    /// Label and value, one a line.
    Ficha(Vec<(String, Texto)>),
    /// Figures side by side, each with its base.
    Cifras(Vec<Cifra>),
    /// Rows and columns.
    Tabla(Tabla),
    /// A drawing of figures with its table.
    Grafico(Grafico),
    /// The drawing of a procedure with its route in words.
    Diagrama(Box<Diagrama>),
    /// A remark set apart.
    Nota {
        /// What kind of remark.
        tono: Tono,
        /// The text.
        texto: Texto,
    },
    /// New sheet, upright or turned.
    Salto(Orientacion),
    /// Parts that stay on one page when they fit in one.
    Juntos(Vec<Bloque>),
    /// The table of contents: every heading of the document, with its page and a link to it.
    Indice {
        /// Its own heading.
        titulo: String,
        /// Levels that enter: 1 to 3.
        niveles: u8,
    },
    /// Where a link of this name leads ([`Texto::enlace`]): the part that follows. Nothing is drawn.
    Destino(String),
    /// Lines to sign on, kept whole.
    Firmas(Vec<Firma>),
}

/// A line to sign on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Firma {
    /// Who signs; an empty name leaves the line to be filled by hand.
    pub nombre: String,
    /// As what.
    pub cargo: String,
    /// Of which institution.
    pub institucion: String,
}

/// The first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Portada {
    /// Above the title: what kind of document this is.
    pub sobretitulo: String,
    /// The institution.
    pub institucion: String,
    /// The finding.
    pub titulo: String,
    /// One sentence below it.
    pub subtitulo: String,
    /// Label and value at the foot: cut-off, code, phases…
    pub datos: Vec<(String, String)>,
    /// Remarks: demonstration, no credential.
    pub avisos: Vec<(Tono, String)>,
}

/// How a paragraph weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EstiloDeParrafo {
    /// Body.
    #[default]
    Normal,
    /// The lead: larger.
    Entrada,
    /// Sources and small print.
    Menor,
}

/// A figure with its base: never a bare number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cifra {
    /// What it counts.
    pub rotulo: String,
    /// The figure.
    pub valor: String,
    /// Its base: «59 de 66 instituciones».
    pub base: String,
    /// Numerator and denominator for the bar; `None` draws no bar.
    pub razon: Option<dominio::Razon>,
}

/// What a remark or a state means; always shown with a word, never by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tono {
    /// Plain.
    #[default]
    Neutro,
    /// In course, or information.
    Curso,
    /// Done.
    Hecho,
    /// Improved.
    Bien,
    /// Needs a person.
    Aviso,
    /// Needs a person soon.
    Mal,
}

/// How the sheet lies (letter size).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientacion {
    /// 612 × 792 points.
    #[default]
    Vertical,
    /// 792 × 612 points.
    Horizontal,
}

/// Rows and columns. The head is repeated on each page; rows are never split unless taller than a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tabla {
    /// Caption above; kept with the first rows.
    pub titulo: Option<String>,
    /// The columns.
    pub columnas: Vec<Columna>,
    /// The rows.
    pub filas: Vec<Fila>,
    /// Letter size of the cells.
    pub densidad: Densidad,
    /// What an empty table says; «Sin información registrada» when empty.
    pub vacia: String,
    /// A second row of heads, above: what several columns have in common. Empty = none.
    pub grupos: Vec<GrupoDeColumnas>,
    /// What the table says, for whoever cannot see its shape. Not printed: other outputs carry it.
    pub alternativa: String,
}

/// A head over several columns; they are told in order, and what they do not cover has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrupoDeColumnas {
    /// The head; empty leaves a blank over its columns.
    pub titulo: String,
    /// How many columns it covers, from 1.
    pub columnas: u16,
}

impl GrupoDeColumnas {
    /// A head over the next `columnas` columns.
    #[must_use]
    pub fn new(titulo: &str, columnas: u16) -> Self {
        GrupoDeColumnas { titulo: titulo.to_owned(), columnas }
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columna {
    /// Its head.
    pub titulo: String,
    /// How wide.
    pub ancho: Ancho,
    /// Where its text leans.
    pub alineacion: Alineacion,
    /// Its cells are the heads of their rows (`scope="row"` in other outputs).
    pub encabeza: bool,
    /// Consecutive rows with the same text show it once; a page that opens inside them says it again.
    pub une: bool,
}

impl Columna {
    /// A text column that takes `peso` shares of what the fitted columns leave.
    #[must_use]
    pub fn texto(titulo: &str, peso: u16) -> Self {
        Columna { titulo: titulo.to_owned(), ancho: Ancho::Partes(peso), alineacion: Alineacion::Izquierda, encabeza: false, une: false }
    }

    /// A text column as wide as its content.
    #[must_use]
    pub fn justa(titulo: &str) -> Self {
        Columna { titulo: titulo.to_owned(), ancho: Ancho::Contenido, alineacion: Alineacion::Izquierda, encabeza: false, une: false }
    }

    /// A column of figures, as wide as its content, leaning right.
    #[must_use]
    pub fn numero(titulo: &str) -> Self {
        Columna { titulo: titulo.to_owned(), ancho: Ancho::Contenido, alineacion: Alineacion::Derecha, encabeza: false, une: false }
    }

    /// The same column, whose cells are the heads of their rows.
    #[must_use]
    pub fn que_encabeza(self) -> Self {
        Columna { encabeza: true, ..self }
    }

    /// The same column, where consecutive rows with the same text show it once, over all of them.
    #[must_use]
    pub fn que_une(self) -> Self {
        Columna { une: true, ..self }
    }
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ancho {
    /// As wide as its content, within reason.
    Contenido,
    /// Shares of what the others leave.
    Partes(u16),
}

/// Where the text of a column leans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alineacion {
    /// Text.
    #[default]
    Izquierda,
    /// Figures.
    Derecha,
    /// States.
    Centro,
}

/// Letter size of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Densidad {
    /// A matrix that must be seen in few pages.
    Minima,
    /// Long lists.
    Compacta,
    /// Short tables.
    #[default]
    Comoda,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fila {
    /// Its cells; missing ones are blank, those in excess are dropped. A cell that spans columns takes the place of the
    /// ones it covers: they are not written.
    pub celdas: Vec<Celda>,
    /// What the row is.
    pub tipo: TipoDeFila,
}

impl Fila {
    /// An ordinary row.
    #[must_use]
    pub fn new(celdas: Vec<Celda>) -> Self {
        Fila { celdas, tipo: TipoDeFila::Normal }
    }

    /// A row that heads those below it; its first cell spans the table.
    #[must_use]
    pub fn grupo(texto: impl Into<Texto>) -> Self {
        Fila { celdas: vec![Celda::from(texto.into())], tipo: TipoDeFila::Grupo }
    }

    /// The sum at the foot.
    #[must_use]
    pub fn total(celdas: Vec<Celda>) -> Self {
        Fila { celdas, tipo: TipoDeFila::Total }
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TipoDeFila {
    /// Data.
    #[default]
    Normal,
    /// Heads the rows below; stays with the next one.
    Grupo,
    /// Sum.
    Total,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Celda {
    /// Its text.
    pub texto: Texto,
    /// Drawn as a state (a word on its colour) when set.
    pub insignia: Option<Tono>,
    /// How many columns it covers; 0 and 1 are its own.
    pub abarca: u16,
    /// What it says in full when paper has room for a letter only: pages and sheets say this instead. Empty = the text.
    pub completa: String,
}

impl Celda {
    /// A state: a word on its colour.
    #[must_use]
    pub fn estado(tono: Tono, palabra: &str) -> Self {
        Celda { insignia: Some(tono), ..Celda::from(palabra) }
    }

    /// The same cell over `columnas` columns, its own the first.
    #[must_use]
    pub fn que_abarca(self, columnas: u16) -> Self {
        Celda { abarca: columnas, ..self }
    }

    /// The same cell, whose letter stands for these words.
    #[must_use]
    pub fn por(self, completa: &str) -> Self {
        Celda { completa: completa.to_owned(), ..self }
    }
}

impl From<Texto> for Celda {
    fn from(texto: Texto) -> Self {
        Celda { texto, insignia: None, abarca: 1, completa: String::new() }
    }
}

impl From<&str> for Celda {
    fn from(texto: &str) -> Self {
        Celda::from(Texto::from(texto))
    }
}

impl From<String> for Celda {
    fn from(texto: String) -> Self {
        Celda::from(Texto::from(texto))
    }
}
