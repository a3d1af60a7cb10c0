//! A workbook of any kind as one neutral table: sheets, rows and cells with their place of origin.
//!
//! Owns the reading of XLSX, ODS and plain CSV into [`Libro`]: cached values only, merged cells
//! unfolded, hidden rows and columns read and announced, the decimals that a number shows kept
//! beside its value. Nothing is interpreted: what a column means is decided in [`encabezado`].
//!
//! It refuses, before any parsing, a ZIP with too many parts, too large or too dense once open,
//! encrypted or with repeated names ([`revisar`], `seguridad.md` §2.2), and while parsing any part
//! with DOCTYPE. Formulas are never evaluated. A sheet is walked row by row and the dimension it
//! declares is ignored, so a cell in XFD1048576 costs one refusal and not the rectangle before it.
//!
//! Callers: the capped child process of `casos` ([`leer`] into a [`marco::Escritor`]), and the tests
//! (into a [`Libro`]).

pub mod auditoria;
mod csv;
pub mod encabezado;
mod falla;
mod formatos;
pub mod marco;
mod ods;
mod xlsx;
mod xml;
pub mod zip;

use std::borrow::Cow;

pub use falla::{AvisoDeLibro, FallaDeLibro};

/// Kind of workbook, found by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatoDeLibro {
    /// Office Open XML, without macros.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// Separated values.
    Csv,
}

impl FormatoDeLibro {
    /// The identifier shown in lists and stored with the import.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            FormatoDeLibro::Xlsx => "xlsx",
            FormatoDeLibro::Ods => "ods",
            FormatoDeLibro::Csv => "csv",
        }
    }
}

/// How much of a workbook is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitesDeLibro {
    /// Bytes of the file.
    pub bytes: u64,
    /// Parts of the ZIP.
    pub partes: usize,
    /// Bytes of all the parts once open.
    pub abierto: u64,
    /// Open size of a part over its packed size, for parts over 1 MiB.
    pub densidad: u64,
    /// Sheets.
    pub hojas: usize,
    /// Rows with something in them, all sheets together.
    pub filas: usize,
    /// Columns.
    pub columnas: usize,
    /// Characters of a cell.
    pub caracteres: usize,
}

impl Default for LimitesDeLibro {
    /// Those of `seguridad.md` §2.2, except the open size: 20,000 rows of the real catalogue, which
    /// the import must take, are 90 MiB once open, so 64 MiB would refuse them.
    fn default() -> Self {
        LimitesDeLibro {
            bytes: 128 << 20,
            partes: 200,
            abierto: 192 << 20,
            densidad: 100,
            hojas: 100,
            filas: 100_000,
            columnas: 200,
            caracteres: 32_767,
        }
    }
}

/// One cell as it was kept in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Celda {
    /// Nothing.
    #[default]
    Vacia,
    /// Text, to the last character.
    Texto(String),
    /// A number, as value and as shown.
    Numero(Numero),
    /// `AAAA-MM-DD`, `AAAA-MM-DD HH:MM:SS` or `HH:MM:SS`.
    Fecha(String),
    /// True or false.
    Logico(bool),
    /// `#N/A`, `#DIV/0!`: reads as nothing, with a notice.
    Error(String),
    /// A formula that no program ever computed: reads as nothing, with a notice.
    SinValor,
}

/// A number: its value and how the sheet shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numero {
    /// Decimal text, shortest form; for a percentage, the underlying value (`0.15`).
    pub valor: String,
    /// With the decimals and leading zeros of its format, and `%`; no thousands, no currency.
    pub mostrado: String,
    /// Decimals shown.
    pub decimales: u8,
    /// Shown as a percentage.
    pub porcentaje: bool,
}

impl Celda {
    /// The cell as text: what a person sees, without thousands or currency.
    #[must_use]
    pub fn texto(&self) -> Cow<'_, str> {
        match self {
            Celda::Texto(t) | Celda::Fecha(t) => Cow::Borrowed(t),
            Celda::Numero(n) => Cow::Borrowed(&n.mostrado),
            Celda::Logico(true) => Cow::Borrowed("si"),
            Celda::Logico(false) => Cow::Borrowed("no"),
            Celda::Vacia | Celda::Error(_) | Celda::SinValor => Cow::Borrowed(""),
        }
    }

    /// True when nothing was written in it, blanks included.
    #[must_use]
    pub fn esta_vacia(&self) -> bool {
        match self {
            Celda::Vacia => true,
            Celda::Texto(t) => t.trim().is_empty(),
            Celda::Numero(_) | Celda::Fecha(_) | Celda::Logico(_) | Celda::Error(_) | Celda::SinValor => false,
        }
    }
}

/// A row with something in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fila {
    /// Row of the sheet, or line of the CSV, from 1.
    pub numero: u32,
    /// Not shown by the sheet.
    pub oculta: bool,
    /// From the first column; shorter than the sheet when the rest is empty.
    pub celdas: Vec<Celda>,
}

impl Fila {
    /// The cell of a column, from 0.
    #[must_use]
    pub fn celda(&self, columna: usize) -> &Celda {
        const NADA: &Celda = &Celda::Vacia;
        self.celdas.get(columna).unwrap_or(NADA)
    }
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hoja {
    /// Name on its tab.
    pub nombre: String,
    /// Not shown by the workbook.
    pub oculta: bool,
    /// Rows with something in them, in order.
    pub filas: Vec<Fila>,
}

impl Hoja {
    /// Columns of the widest row.
    #[must_use]
    pub fn columnas(&self) -> usize {
        self.filas.iter().map(|f| f.celdas.len()).max().unwrap_or(0)
    }
}

/// A whole workbook in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Libro {
    /// Kind.
    pub formato: FormatoDeLibro,
    /// Encoding of a CSV, for people; empty otherwise.
    pub codificacion: String,
    /// Delimiter of a CSV.
    pub delimitador: Option<char>,
    /// Sheets in the order of their tabs.
    pub hojas: Vec<Hoja>,
    /// What the person should know.
    pub avisos: Vec<AvisoDeLibro>,
}

impl Default for Libro {
    fn default() -> Self {
        Libro { formato: FormatoDeLibro::Xlsx, codificacion: String::new(), delimitador: None, hojas: Vec::new(), avisos: Vec::new() }
    }
}

/// Receives a workbook bit by bit, so that the child process never holds it whole.
pub trait Sumidero {
    /// Kind, encoding and delimiter; once, before anything else.
    ///
    /// # Errors
    /// [`FallaDeLibro::Salida`] when nobody listens any more.
    fn libro(&mut self, formato: FormatoDeLibro, codificacion: &str, delimitador: Option<char>) -> Result<(), FallaDeLibro>;
    /// A sheet begins.
    ///
    /// # Errors
    /// [`FallaDeLibro::Salida`].
    fn hoja(&mut self, nombre: &str, oculta: bool) -> Result<(), FallaDeLibro>;
    /// A row of the sheet that began last.
    ///
    /// # Errors
    /// [`FallaDeLibro::Salida`].
    fn fila(&mut self, fila: Fila) -> Result<(), FallaDeLibro>;
    /// Something the person should know.
    ///
    /// # Errors
    /// [`FallaDeLibro::Salida`].
    fn aviso(&mut self, aviso: AvisoDeLibro) -> Result<(), FallaDeLibro>;
}

impl Sumidero for Libro {
    fn libro(&mut self, formato: FormatoDeLibro, codificacion: &str, delimitador: Option<char>) -> Result<(), FallaDeLibro> {
        self.formato = formato;
        codificacion.clone_into(&mut self.codificacion);
        self.delimitador = delimitador;
        Ok(())
    }
    fn hoja(&mut self, nombre: &str, oculta: bool) -> Result<(), FallaDeLibro> {
        self.hojas.push(Hoja { nombre: nombre.to_owned(), oculta, filas: Vec::new() });
        Ok(())
    }
    fn fila(&mut self, fila: Fila) -> Result<(), FallaDeLibro> {
        let hoja = self.hojas.last_mut().ok_or(FallaDeLibro::Danado { parte: "hoja".to_owned() })?;
        hoja.filas.push(fila);
        Ok(())
    }
    fn aviso(&mut self, aviso: AvisoDeLibro) -> Result<(), FallaDeLibro> {
        self.avisos.push(aviso);
        Ok(())
    }
}

/// Letters of a column, from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn letras(columna: usize) -> String {
    let mut n = columna + 1;
    let mut salida = Vec::new();
    while n > 0 {
        let resto = (n - 1) % 26;
        salida.push(char::from(b'A' + u8::try_from(resto).unwrap_or(0)));
        n = (n - 1) / 26;
    }
    salida.iter().rev().collect()
}

/// Decides what the bytes are and refuses, without parsing, what is never read.
///
/// # Errors
/// [`FallaDeLibro`] with what it is and the way out.
pub fn revisar(bytes: &[u8], limites: &LimitesDeLibro) -> Result<FormatoDeLibro, FallaDeLibro> {
    if bytes.len() as u64 > limites.bytes {
        return Err(FallaDeLibro::Grande { bytes: bytes.len() as u64, limite: limites.bytes });
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // Both an old workbook and a new one with a password are kept in this container.
        let cifrado: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let esta = bytes.windows(cifrado.len()).any(|v| v == cifrado);
        return Err(if esta { FallaDeLibro::Cifrado } else { FallaDeLibro::LibroViejo });
    }
    if !(bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")) {
        return Ok(FormatoDeLibro::Csv);
    }
    let zip = zip::Zip::abrir(bytes, limites)?;
    let tiene = |nombre: &str| zip.parte(nombre).is_some();
    if zip.partes().any(|p| p.nombre.ends_with("vbaProject.bin")) {
        return Err(FallaDeLibro::ConMacros);
    }
    let formato = if tiene("xl/workbook.xml") || tiene("_rels/.rels") && zip.partes().any(|p| p.nombre.ends_with("workbook.xml")) {
        FormatoDeLibro::Xlsx
    } else if tiene("content.xml") && tiene("mimetype") {
        FormatoDeLibro::Ods
    } else if zip.partes().any(|p| p.nombre.ends_with("workbook.bin")) {
        return Err(FallaDeLibro::LibroViejo);
    } else {
        return Err(FallaDeLibro::OtroZip);
    };
    for parte in zip.partes().filter(|p| p.es_xml()) {
        if xml::declara_tipo(&parte.principio(8 << 10)?) {
            return Err(FallaDeLibro::Doctype { parte: parte.nombre.to_owned() });
        }
    }
    Ok(formato)
}

/// Reads a workbook into `salida`, which gets everything that was read before a failure too.
///
/// # Errors
/// [`FallaDeLibro`]; nothing of what `salida` got should be used then.
pub fn leer(bytes: &[u8], limites: &LimitesDeLibro, salida: &mut dyn Sumidero) -> Result<(), FallaDeLibro> {
    match revisar(bytes, limites)? {
        FormatoDeLibro::Csv => csv::leer(bytes, limites, salida),
        FormatoDeLibro::Xlsx => xlsx::leer(&zip::Zip::abrir(bytes, limites)?, limites, salida),
        FormatoDeLibro::Ods => ods::leer(&zip::Zip::abrir(bytes, limites)?, limites, salida),
    }
}

/// Counts what is read against the limits.
struct Medidor<'l> {
    limites: &'l LimitesDeLibro,
    filas: usize,
}

impl<'l> Medidor<'l> {
    fn new(limites: &'l LimitesDeLibro) -> Self {
        Medidor { limites, filas: 0 }
    }

    fn fila(&mut self) -> Result<(), FallaDeLibro> {
        self.filas += 1;
        if self.filas > self.limites.filas {
            return Err(FallaDeLibro::DemasiadasFilas { limite: self.limites.filas });
        }
        Ok(())
    }

    fn columna(&self, columna: usize) -> Result<(), FallaDeLibro> {
        if columna >= self.limites.columnas {
            return Err(FallaDeLibro::DemasiadasColumnas { columna: letras(columna), limite: self.limites.columnas });
        }
        Ok(())
    }

    fn texto(&self, texto: &str, hoja: &str, fila: u32, columna: usize) -> Result<(), FallaDeLibro> {
        let lugar = || format!("{}{fila}", letras(columna));
        if texto.len() > self.limites.caracteres && texto.chars().count() > self.limites.caracteres {
            return Err(FallaDeLibro::TextoLargo { hoja: hoja.to_owned(), celda: lugar(), limite: self.limites.caracteres });
        }
        if texto.contains('\0') {
            return Err(FallaDeLibro::Nulo { hoja: hoja.to_owned(), celda: lugar() });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_the_sheet() {
        for (n, l) in [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR"), (16_383, "XFD")] {
            assert_eq!(letras(n), l);
        }
    }
}
