//! The national catalogue's public exports (`dominio.md` §4.6).

pub mod codificacion;
pub(crate) mod columnas;
pub(crate) mod directos;
mod falla;
mod interprete;
pub(crate) mod lectura_csv;
mod lectura_json;

use std::sync::Arc;

use dominio::Ficha;
use dominio::interpretacion::banderas::CodigoBandera;

pub use codificacion::Codificacion;
pub use columnas::{Columna, Forma};
pub use falla::{FallaDeLectura, MotivoDeRechazo};
pub use interprete::{interpretar, sigla};

/// Format of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formato {
    /// Comma, semicolon or tab separated values.
    Csv,
    /// An array of objects.
    Json,
    /// A workbook of Excel.
    Xlsx,
    /// A workbook of OpenDocument.
    Ods,
}

impl Formato {
    /// The identifier shown in lists and stored with the import.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Formato::Csv => "csv",
            Formato::Json => "json",
            Formato::Xlsx => "xlsx",
            Formato::Ods => "ods",
        }
    }
}

/// How much is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limites {
    /// Bytes of the file.
    pub bytes: usize,
    /// Records.
    pub filas: usize,
    /// Columns of a CSV, or keys of a JSON record.
    pub columnas: usize,
}

impl Default for Limites {
    /// 128 MiB and 100,000 rows. The security document set 32 MiB, too small for a whole catalogue:
    /// the import must take 20,000 rows, and the 665 real ones weigh 2 MB, so 20,000 weigh 62 MB.
    fn default() -> Self {
        Limites { bytes: 128 << 20, filas: 100_000, columnas: 200 }
    }
}

/// One field of a record, to the last character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Known column (`requisitos`), or the header in identifier form when it is not known.
    pub columna: Arc<str>,
    /// Header or key as written.
    pub encabezado: Arc<str>,
    /// Value as written, before any cleaning.
    pub texto: String,
}

/// One record of the source, uninterpreted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilaDelCatalogo {
    /// Place among the records, from 1.
    pub numero: u32,
    /// Line of the file where it begins, from 1.
    pub linea: u32,
    /// Every field, in the order of the source.
    pub originales: Vec<Original>,
}

impl FilaDelCatalogo {
    /// The text of a known column.
    #[must_use]
    pub fn texto(&self, columna: &str) -> Option<&str> {
        self.originales.iter().find(|o| &*o.columna == columna).map(|o| o.texto.as_str())
    }
}

/// A record that could not be taken; it is listed for a person, never lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilaRechazada {
    /// Place among the records, from 1.
    pub numero: u32,
    /// Line of the file where it begins, from 1.
    pub linea: u32,
    /// Why.
    pub motivo: MotivoDeRechazo,
    /// The record as written, or its fields joined with tabs.
    pub texto: String,
}

/// What was read of a file. `filas` and `rechazadas` together are its records.
#[derive(Clone, Debug)]
pub struct Lectura {
    /// Format found.
    pub formato: Formato,
    /// Which of the known shapes its columns have.
    pub forma: Forma,
    /// Encoding found.
    pub codificacion: Codificacion,
    /// Delimiter of a CSV.
    pub delimitador: Option<char>,
    /// Columns in the order they appear.
    pub columnas: Vec<Columna>,
    /// Records read.
    pub filas: Vec<FilaDelCatalogo>,
    /// Records refused.
    pub rechazadas: Vec<FilaRechazada>,
}

impl Lectura {
    /// Records of the file.
    #[must_use]
    pub fn total(&self) -> usize {
        self.filas.len() + self.rechazadas.len()
    }

    /// Columns with no known meaning; their text is kept beside the rest.
    pub fn columnas_desconocidas(&self) -> impl Iterator<Item = &Columna> {
        self.columnas.iter().filter(|c| !c.conocida)
    }
}

/// A field that asks for a person's eyes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bandera {
    /// Why.
    pub codigo: CodigoBandera,
    /// Field or list of the ficha (`requisitos`, `tiempos`, `costo_monto`).
    pub campo: &'static str,
    /// Text that raised it.
    pub original: String,
}

impl Bandera {
    /// Name of its cell: `bandera_<codigo>_<campo>`.
    #[must_use]
    pub fn celda(&self) -> String {
        format!("bandera_{}_{}", self.codigo, self.campo)
    }
}

/// A flag as a sentence for the person who imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aviso {
    /// Field or list of the ficha.
    pub campo: &'static str,
    /// Code of the flag.
    pub codigo: CodigoBandera,
    /// Spanish sentence: what happened and what to do.
    pub mensaje: &'static str,
    /// Text that raised it.
    pub original: String,
}

/// A record read as a ficha. Nothing here is stored yet: identities are nil.
#[derive(Clone, Debug, PartialEq)]
pub struct TramiteImportado {
    /// Place among the records, from 1.
    pub numero: u32,
    /// Institution as written.
    pub institucion_texto: String,
    /// Sigla between the last hyphens («… -MARN-»).
    pub sigla: Option<String>,
    /// Name with single spaces; empty when the source had none.
    pub nombre: String,
    /// Date and time of the last change in the source, `AAAA-MM-DD HH:MM:SS` or `AAAA-MM-DD`.
    pub actualizado_en_fuente: Option<String>,
    /// The sheet with its rows in order. `tramite.originales` is left empty: see `originales`.
    pub ficha: Ficha,
    /// Known column or identifier of the header → text, to the last character.
    pub originales: Vec<(String, String)>,
    /// Flags.
    pub banderas: Vec<Bandera>,
    /// The same flags as sentences.
    pub avisos: Vec<Aviso>,
    /// The trámite to the last cell, when it came in our own tables and nothing was interpreted.
    pub en_tablas: Option<Box<crate::tablas::TramiteEnTablas>>,
}

/// Reads the bytes of an export.
///
/// The format is decided by the first bytes; `formato` only breaks the tie of a file that could be
/// either. Nothing is interpreted here.
///
/// # Errors
///
/// [`FallaDeLectura`] when the file is not one of the known exports; nothing of it is taken then.
pub fn leer(bytes: &[u8], formato: Option<Formato>, limites: Limites) -> Result<Lectura, FallaDeLectura> {
    if bytes.len() > limites.bytes {
        return Err(FallaDeLectura::DemasiadoGrande { bytes: bytes.len(), limite: limites.bytes });
    }
    codificacion::primeros_bytes(bytes)?;
    let (texto, codificacion) = codificacion::decodificar(bytes)?;
    let inicio = texto.trim_start().chars().next().ok_or(FallaDeLectura::Vacio)?;
    let es_json = match inicio {
        '[' | '{' => true,
        _ => formato == Some(Formato::Json),
    };
    if es_json { lectura_json::leer(&texto, codificacion, limites) } else { lectura_csv::leer(&texto, codificacion, limites) }
}
