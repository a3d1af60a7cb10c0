//! Why a workbook is not read, and what a person should know of one that was.

use thiserror::Error;

/// Why a workbook is not taken. Nothing of it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FallaDeLibro {
    /// Over the limit of size.
    #[error("{bytes} bytes, the limit is {limite}")]
    Grande {
        /// Size of the file.
        bytes: u64,
        /// Most that is accepted.
        limite: u64,
    },
    /// An `.xls` or `.xlsb`, whatever its name says.
    #[error("a workbook of the old binary kind")]
    LibroViejo,
    /// Macros inside.
    #[error("a workbook with macros")]
    ConMacros,
    /// A password.
    #[error("an encrypted workbook")]
    Cifrado,
    /// Its name says a workbook and its bytes are none, nor a text.
    #[error("named as a workbook and is none")]
    NoEsLibro,
    /// A ZIP that holds no workbook.
    #[error("a ZIP that is no workbook")]
    OtroZip,
    /// The container or a part of it is broken.
    #[error("damaged at {parte}")]
    Danado {
        /// Part.
        parte: String,
    },
    /// Too many parts.
    #[error("{partes} parts, the limit is {limite}")]
    DemasiadasPartes {
        /// Parts of the ZIP.
        partes: usize,
        /// Most that is accepted.
        limite: usize,
    },
    /// Grows too much when opened.
    #[error("opens to {abierto} bytes, the limit is {limite}")]
    CreceDemasiado {
        /// Declared, or reached, bytes.
        abierto: u64,
        /// Most that is accepted.
        limite: u64,
    },
    /// Two parts of the same name.
    #[error("part {parte} is there twice")]
    ParteRepetida {
        /// Name.
        parte: String,
    },
    /// A document type declaration, which no program of spreadsheets writes.
    #[error("part {parte} declares a document type")]
    Doctype {
        /// Name.
        parte: String,
    },
    /// XML that is not well formed, or nested too deep.
    #[error("part {parte} is not well-formed XML")]
    Xml {
        /// Name.
        parte: String,
    },
    /// Over the limit of sheets.
    #[error("more than {limite} sheets")]
    DemasiadasHojas {
        /// Most that is accepted.
        limite: usize,
    },
    /// Over the limit of rows.
    #[error("more than {limite} rows")]
    DemasiadasFilas {
        /// Most that is accepted.
        limite: usize,
    },
    /// Something written too far to the right.
    #[error("column {columna}, the limit is {limite}")]
    DemasiadasColumnas {
        /// Letters of the column.
        columna: String,
        /// Most that is accepted.
        limite: usize,
    },
    /// A cell over the limit of characters.
    #[error("cell {celda} of {hoja} has over {limite} characters")]
    TextoLargo {
        /// Sheet.
        hoja: String,
        /// Place.
        celda: String,
        /// Most that is accepted.
        limite: usize,
    },
    /// A NUL inside a text.
    #[error("NUL in cell {celda} of {hoja}")]
    Nulo {
        /// Sheet.
        hoja: String,
        /// Place.
        celda: String,
    },
    /// Nothing in any sheet.
    #[error("nothing in any sheet")]
    Vacio,
    /// A text file that could not be read.
    #[error(transparent)]
    Texto(#[from] crate::catalogo::FallaDeLectura),
    /// Nobody listens to what is read.
    #[error("the reader of the rows went away")]
    Salida,
}

impl FallaDeLibro {
    /// What happened and what to do, for the person.
    #[must_use]
    pub fn mensaje(&self) -> String {
        const GUARDE: &str = "Ábralo en su programa de hojas de cálculo y guárdelo como «Libro de Excel (.xlsx)».";
        match self {
            FallaDeLibro::Grande { bytes, limite } => format!(
                "El archivo pesa {} MB y el máximo es {} MB. Divídalo en partes e impórtelas una por una.",
                bytes.div_ceil(1 << 20),
                limite >> 20
            ),
            FallaDeLibro::LibroViejo => format!("Es un libro de Excel de formato antiguo (.xls o .xlsb). {GUARDE}"),
            FallaDeLibro::ConMacros => {
                format!("El libro trae macros (.xlsm), y Diligencia no abre libros con macros. {GUARDE}")
            }
            FallaDeLibro::Cifrado => "El libro tiene contraseña. Ábralo con ella, guárdelo sin contraseña e impórtelo otra vez.".to_owned(),
            FallaDeLibro::NoEsLibro => {
                "El nombre dice que es un libro de hojas de cálculo, pero su contenido no lo es: puede estar dañado o ser otra cosa con ese \
                 nombre. Pida que se lo envíen de nuevo."
                    .to_owned()
            }
            FallaDeLibro::OtroZip => {
                "Es un archivo comprimido que no contiene una hoja de cálculo. Elija un libro .xlsx u .ods, un CSV o un JSON.".to_owned()
            }
            FallaDeLibro::Danado { .. } | FallaDeLibro::Xml { .. } => {
                format!("El libro está dañado o incompleto y no se puede leer. {GUARDE}")
            }
            FallaDeLibro::DemasiadasPartes { partes, limite } => {
                format!(
                    "El libro tiene {partes} partes por dentro y se admiten {limite}. Copie solo la hoja del inventario a un libro nuevo."
                )
            }
            FallaDeLibro::CreceDemasiado { limite, .. } => format!(
                "El libro ocupa más de {} MB al abrirse. Copie solo la hoja del inventario a un libro nuevo, o divídalo en partes.",
                limite >> 20
            ),
            FallaDeLibro::ParteRepetida { .. } | FallaDeLibro::Doctype { .. } => {
                format!(
                    "El libro está armado de una manera que ningún programa de hojas de cálculo usa, y no se abrió por seguridad. {GUARDE}"
                )
            }
            FallaDeLibro::DemasiadasHojas { limite } => {
                format!("El libro tiene más de {limite} hojas. Copie solo la del inventario a un libro nuevo.")
            }
            FallaDeLibro::DemasiadasFilas { limite } => {
                format!("El libro tiene más de {limite} filas escritas. Divídalo en partes e impórtelas una por una.")
            }
            FallaDeLibro::DemasiadasColumnas { columna, limite } => format!(
                "Hay algo escrito en la columna {columna} y se leen {limite} columnas. Borre lo que está tan a la derecha, o copie el inventario a un libro nuevo."
            ),
            FallaDeLibro::TextoLargo { hoja, celda, limite } => {
                format!("La celda {celda} de la hoja «{hoja}» tiene más de {limite} caracteres. Acorte ese texto.")
            }
            FallaDeLibro::Nulo { hoja, celda } => {
                format!("La celda {celda} de la hoja «{hoja}» tiene un carácter nulo. Escríbala otra vez.")
            }
            FallaDeLibro::Vacio => "El libro no tiene nada escrito. Elija otro archivo.".to_owned(),
            FallaDeLibro::Texto(f) => f.mensaje(),
            FallaDeLibro::Salida => "Se dejó de leer el libro antes de terminar.".to_owned(),
        }
    }

    /// True when the remedy is less of it.
    #[must_use]
    pub const fn es_limite(&self) -> bool {
        matches!(
            self,
            FallaDeLibro::Grande { .. }
                | FallaDeLibro::DemasiadasPartes { .. }
                | FallaDeLibro::CreceDemasiado { .. }
                | FallaDeLibro::DemasiadasHojas { .. }
                | FallaDeLibro::DemasiadasFilas { .. }
                | FallaDeLibro::DemasiadasColumnas { .. }
                | FallaDeLibro::TextoLargo { .. }
        )
    }
}

/// Something of a workbook that the person should know; it was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AvisoDeLibro {
    /// The sheet is not shown.
    HojaOculta {
        /// Sheet.
        hoja: String,
    },
    /// Rows that the sheet hides, or filters out.
    FilasOcultas {
        /// Sheet.
        hoja: String,
        /// How many with something in them.
        cuantas: u32,
    },
    /// Columns that the sheet hides.
    ColumnasOcultas {
        /// Sheet.
        hoja: String,
        /// Letters.
        cuales: String,
    },
    /// Merged cells, unfolded: each cell of the group got the text.
    Combinadas {
        /// Sheet.
        hoja: String,
        /// Groups.
        cuantas: u32,
    },
    /// A formula without a kept value.
    FormulaSinValor {
        /// Sheet.
        hoja: String,
        /// Place.
        celda: String,
    },
    /// `#N/A` and the like.
    ErrorDeCelda {
        /// Sheet.
        hoja: String,
        /// Place.
        celda: String,
        /// As shown.
        valor: String,
    },
    /// More notices of the same sheet than are listed.
    MasAvisos {
        /// Sheet.
        hoja: String,
        /// How many more.
        cuantos: u32,
    },
    /// Links to other files, which were not followed.
    VinculosExternos,
    /// The text is Windows-1252 and not UTF-8.
    Windows1252,
}

impl AvisoDeLibro {
    /// Stable identifier.
    #[must_use]
    pub const fn codigo(&self) -> &'static str {
        match self {
            AvisoDeLibro::HojaOculta { .. } => "hoja_oculta",
            AvisoDeLibro::FilasOcultas { .. } => "filas_ocultas",
            AvisoDeLibro::ColumnasOcultas { .. } => "columnas_ocultas",
            AvisoDeLibro::Combinadas { .. } => "celdas_combinadas",
            AvisoDeLibro::FormulaSinValor { .. } => "formula_sin_valor",
            AvisoDeLibro::ErrorDeCelda { .. } => "error_de_celda",
            AvisoDeLibro::MasAvisos { .. } => "mas_avisos",
            AvisoDeLibro::VinculosExternos => "vinculos_externos",
            AvisoDeLibro::Windows1252 => "windows_1252",
        }
    }

    /// Sheet it speaks of; empty when of the whole file.
    #[must_use]
    pub fn hoja(&self) -> &str {
        match self {
            AvisoDeLibro::HojaOculta { hoja }
            | AvisoDeLibro::FilasOcultas { hoja, .. }
            | AvisoDeLibro::ColumnasOcultas { hoja, .. }
            | AvisoDeLibro::Combinadas { hoja, .. }
            | AvisoDeLibro::FormulaSinValor { hoja, .. }
            | AvisoDeLibro::ErrorDeCelda { hoja, .. }
            | AvisoDeLibro::MasAvisos { hoja, .. } => hoja,
            AvisoDeLibro::VinculosExternos | AvisoDeLibro::Windows1252 => "",
        }
    }

    /// What it means, for the person.
    #[must_use]
    pub fn mensaje(&self) -> String {
        match self {
            AvisoDeLibro::HojaOculta { hoja } => format!("La hoja «{hoja}» está oculta en el libro; se leyó igual."),
            AvisoDeLibro::FilasOcultas { hoja, cuantas } => {
                format!("La hoja «{hoja}» tiene {cuantas} filas ocultas o filtradas; se leyeron igual.")
            }
            AvisoDeLibro::ColumnasOcultas { hoja, cuales } => {
                format!("La hoja «{hoja}» tiene columnas ocultas ({cuales}); se leyeron igual.")
            }
            AvisoDeLibro::Combinadas { hoja, cuantas } => {
                format!("La hoja «{hoja}» tiene {cuantas} grupos de celdas combinadas; cada celda del grupo tomó el mismo texto.")
            }
            AvisoDeLibro::FormulaSinValor { hoja, celda } => format!(
                "La celda {celda} de «{hoja}» tiene una fórmula sin resultado guardado y se tomó como vacía. Abra el libro, guárdelo e impórtelo otra vez."
            ),
            AvisoDeLibro::ErrorDeCelda { hoja, celda, valor } => {
                format!("La celda {celda} de «{hoja}» muestra {valor} y se tomó como vacía.")
            }
            AvisoDeLibro::MasAvisos { hoja, cuantos } => format!("La hoja «{hoja}» tiene {cuantos} avisos más como estos."),
            AvisoDeLibro::VinculosExternos => "El libro tiene vínculos a otros archivos; no se siguieron.".to_owned(),
            AvisoDeLibro::Windows1252 => {
                "El texto no está en UTF-8 y se leyó como Windows-1252. Compruebe que las tildes y la ñ se vean bien.".to_owned()
            }
        }
    }
}
