//! Why a file, or one of its records, could not be read.

use thiserror::Error;

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FallaDeLectura {
    /// No bytes, or only blanks.
    #[error("the file is empty")]
    Vacio,
    /// Over the limit of size.
    #[error("{bytes} bytes, the limit is {limite}")]
    DemasiadoGrande {
        /// Size of the file.
        bytes: usize,
        /// Most that is accepted.
        limite: usize,
    },
    /// Over the limit of records.
    #[error("more than {limite} records")]
    DemasiadasFilas {
        /// Most that is accepted.
        limite: usize,
    },
    /// Over the limit of columns.
    #[error("{columnas} columns, the limit is {limite}")]
    DemasiadasColumnas {
        /// Columns of the file.
        columnas: usize,
        /// Most that is accepted.
        limite: usize,
    },
    /// A workbook or another compressed file.
    #[error("a ZIP file (workbook or compressed folder)")]
    EsZip,
    /// A PDF.
    #[error("a PDF file")]
    EsPdf,
    /// An image, an old workbook or a program.
    #[error("not a text file")]
    NoEsTexto,
    /// A NUL byte.
    #[error("NUL byte at line {linea}")]
    Nulo {
        /// Line, from 1.
        linea: usize,
    },
    /// UTF-16.
    #[error("UTF-16 text")]
    Utf16,
    /// A byte that neither UTF-8 nor Windows-1252 explains.
    #[error("byte {byte:#04x} at line {linea}, column {columna} belongs to no known encoding")]
    ByteDesconocido {
        /// Line, from 1.
        linea: usize,
        /// Column in bytes, from 1.
        columna: usize,
        /// The byte.
        byte: u8,
    },
    /// Not JSON at that place.
    #[error("not JSON at line {linea}, column {columna}: {que}")]
    NoEsJson {
        /// Line, from 1.
        linea: usize,
        /// Column, from 1.
        columna: usize,
        /// What the parser says, in English.
        que: String,
    },
    /// JSON that ends before its end.
    #[error("JSON cut off at line {linea}, column {columna}")]
    JsonTruncado {
        /// Line, from 1.
        linea: usize,
        /// Column, from 1.
        columna: usize,
    },
    /// Valid JSON that is not a list of trámites.
    #[error("JSON of another shape: {visto}")]
    JsonDeOtraForma {
        /// What was found instead, in Spanish.
        visto: String,
    },
    /// No header row with the columns of the catalogue.
    #[error("no known header; first row: {vistos:?}")]
    SinEncabezado {
        /// First columns of the first row.
        vistos: Vec<String>,
    },
    /// A quote that never closes.
    #[error("quote opened at line {linea} never closes")]
    ComillasSinCerrar {
        /// Line where it opened, from 1.
        linea: usize,
    },
}

impl FallaDeLectura {
    /// Stable identifier.
    #[must_use]
    pub const fn codigo(&self) -> &'static str {
        match self {
            FallaDeLectura::Vacio => "archivo_vacio",
            FallaDeLectura::DemasiadoGrande { .. } => "archivo_demasiado_grande",
            FallaDeLectura::DemasiadasFilas { .. } => "demasiadas_filas",
            FallaDeLectura::DemasiadasColumnas { .. } => "demasiadas_columnas",
            FallaDeLectura::EsZip => "archivo_zip",
            FallaDeLectura::EsPdf => "archivo_pdf",
            FallaDeLectura::NoEsTexto => "archivo_no_es_texto",
            FallaDeLectura::Nulo { .. } => "byte_nulo",
            FallaDeLectura::Utf16 => "utf16",
            FallaDeLectura::ByteDesconocido { .. } => "byte_desconocido",
            FallaDeLectura::NoEsJson { .. } => "no_es_json",
            FallaDeLectura::JsonTruncado { .. } => "json_truncado",
            FallaDeLectura::JsonDeOtraForma { .. } => "json_de_otra_forma",
            FallaDeLectura::SinEncabezado { .. } => "sin_encabezado",
            FallaDeLectura::ComillasSinCerrar { .. } => "comillas_sin_cerrar",
        }
    }

    /// What happened and what to do, for the person.
    #[must_use]
    pub fn mensaje(&self) -> String {
        match self {
            FallaDeLectura::Vacio => "El archivo está vacío. Descárguelo de nuevo o elija otro.".to_owned(),
            FallaDeLectura::DemasiadoGrande { bytes, limite } => {
                format!("El archivo pesa {} y el máximo es {}. Divídalo en partes e impórtelas una por una.", mega(*bytes), mega(*limite))
            }
            FallaDeLectura::DemasiadasFilas { limite } => {
                format!("El archivo tiene más de {} filas. Divídalo en partes e impórtelas una por una.", miles(*limite))
            }
            FallaDeLectura::DemasiadasColumnas { columnas, limite } => {
                format!("El archivo tiene {columnas} columnas y el máximo es {limite}. Revise que sea una exportación del catálogo.")
            }
            FallaDeLectura::EsZip => {
                "El archivo es un libro de Excel o un ZIP, no un CSV ni un JSON. Ábralo y guárdelo como «CSV UTF-8».".to_owned()
            }
            FallaDeLectura::EsPdf => "El archivo es un PDF. Use la exportación del catálogo en CSV o JSON.".to_owned(),
            FallaDeLectura::NoEsTexto => "El archivo no es de texto. Use la exportación del catálogo en CSV o JSON.".to_owned(),
            FallaDeLectura::Nulo { linea } => {
                format!("El archivo tiene un carácter nulo en la línea {linea}; está dañado o no es de texto. Descárguelo de nuevo.")
            }
            FallaDeLectura::Utf16 => "El archivo está en UTF-16. Ábralo y guárdelo como «CSV UTF-8».".to_owned(),
            FallaDeLectura::ByteDesconocido { linea, columna, byte } => {
                format!(
                    "En la línea {linea}, columna {columna}, hay un carácter que no se puede leer (byte {byte:02X}). Guarde el archivo como «CSV UTF-8»."
                )
            }
            FallaDeLectura::NoEsJson { linea, columna, .. } => {
                format!("El archivo no es un JSON válido: el error está en la línea {linea}, columna {columna}.")
            }
            FallaDeLectura::JsonTruncado { linea, columna } => {
                format!("El archivo JSON está cortado: termina de pronto en la línea {linea}, columna {columna}. Descárguelo de nuevo.")
            }
            FallaDeLectura::JsonDeOtraForma { visto } => {
                format!(
                    "El archivo es un JSON, pero no una lista de trámites: {visto}. Use la exportación del Catálogo Nacional de Trámites."
                )
            }
            FallaDeLectura::SinEncabezado { vistos } => {
                let lista = vistos.iter().map(|v| format!("«{v}»")).collect::<Vec<_>>().join(", ");
                format!(
                    "La primera fila no tiene los encabezados del catálogo (se leyó {lista}). Debe tener al menos el nombre del trámite y otra columna conocida."
                )
            }
            FallaDeLectura::ComillasSinCerrar { linea } => {
                format!("En la línea {linea} se abren comillas que nunca se cierran. Corrija esa línea y vuelva a importar.")
            }
        }
    }
}

fn mega(bytes: usize) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}

fn miles(n: usize) -> String {
    let t = n.to_string();
    let corte = t.len().saturating_sub(3);
    match (t.get(..corte), t.get(corte..)) {
        (Some(a), Some(b)) if !a.is_empty() => format!("{a},{b}"),
        _ => t,
    }
}

/// Why a record is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MotivoDeRechazo {
    /// A JSON element that is not an object.
    #[error("not an object")]
    NoEsObjeto,
    /// No field has text.
    #[error("no text in any field")]
    SinTexto,
    /// No name: it cannot be told what trámite it is.
    #[error("no name")]
    SinNombre,
    /// The headers once more, as long sheets repeat them.
    #[error("the headers again")]
    RepiteEncabezado,
    /// One text over the whole row: the title of a section.
    #[error("a title")]
    Titulo,
    /// A row of another table whose trámite is not in the file.
    #[error("row of {tabla} cites {cita:?}, which is not there")]
    SinTramite {
        /// Sheet.
        tabla: &'static str,
        /// Trámite that it cites.
        cita: String,
    },
    /// A CSV record with more fields than the header.
    #[error("{campos} fields for {columnas} columns")]
    CamposDeMas {
        /// Fields of the record.
        campos: usize,
        /// Columns of the header.
        columnas: usize,
    },
}

impl MotivoDeRechazo {
    /// What happened and what to do, for the person.
    #[must_use]
    pub fn mensaje(&self) -> String {
        match self {
            MotivoDeRechazo::NoEsObjeto => "El elemento no es una ficha.".to_owned(),
            MotivoDeRechazo::SinTexto => "La fila no trae ningún texto.".to_owned(),
            MotivoDeRechazo::SinNombre => "La fila no trae el nombre del trámite.".to_owned(),
            MotivoDeRechazo::RepiteEncabezado => "La fila repite los encabezados.".to_owned(),
            MotivoDeRechazo::Titulo => "La fila es un título: trae el mismo texto en todas sus celdas.".to_owned(),
            MotivoDeRechazo::SinTramite { tabla, cita } => {
                format!("La fila de «{tabla}» es del trámite «{cita}», que no está en el archivo.")
            }
            MotivoDeRechazo::CamposDeMas { campos, columnas } => {
                format!("La fila trae {campos} campos y el encabezado tiene {columnas}: puede faltarle una comilla.")
            }
        }
    }
}
