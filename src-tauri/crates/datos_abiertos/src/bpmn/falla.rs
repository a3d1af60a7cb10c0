//! Why a BPMN file is not read, always with its place.

use thiserror::Error;

/// A place of the text, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lugar {
    /// Line.
    pub linea: u64,
    /// Column.
    pub columna: u64,
}

impl Lugar {
    /// The first character.
    pub const PRINCIPIO: Lugar = Lugar { linea: 1, columna: 1 };

    /// Place of a byte of a text.
    pub(super) fn de(texto: &str, byte: usize) -> Lugar {
        let mut fin = byte.min(texto.len());
        while !texto.is_char_boundary(fin) {
            fin -= 1;
        }
        let antes = texto.get(..fin).unwrap_or_default();
        let linea = antes.bytes().filter(|b| *b == b'\n').count() as u64 + 1;
        let renglon = antes.rsplit('\n').next().unwrap_or_default();
        Lugar { linea, columna: renglon.chars().count() as u64 + 1 }
    }
}

impl std::fmt::Display for Lugar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "línea {}, columna {}", self.linea, self.columna)
    }
}

/// What is wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CausaDeBpmn {
    /// Nothing in it.
    #[error("empty file")]
    Vacio,
    /// Over the limit of size.
    #[error("{bytes} bytes, the limit is {limite}")]
    Grande {
        /// Size.
        bytes: u64,
        /// Most that is accepted.
        limite: u64,
    },
    /// Not a text in XML.
    #[error("not an XML text")]
    NoEsXml,
    /// An encoding that is neither UTF-8 nor UTF-16.
    #[error("encoding {nombre}")]
    Codificacion {
        /// As declared.
        nombre: String,
    },
    /// Bytes that are not of its encoding.
    #[error("bytes that are not {nombre}")]
    Bytes {
        /// Its encoding.
        nombre: &'static str,
    },
    /// A document type declaration.
    #[error("document type declaration")]
    Doctype,
    /// A reference to an entity that is not one of the five of XML.
    #[error("entity {nombre}")]
    Entidad {
        /// Name.
        nombre: String,
    },
    /// A character that XML does not allow.
    #[error("character U+{codigo:04X}")]
    Caracter {
        /// Its number.
        codigo: u32,
    },
    /// Not well-formed.
    #[error("not well-formed: {detalle}")]
    MalFormado {
        /// What, in Spanish.
        detalle: String,
    },
    /// A prefix that nobody declares.
    #[error("prefix {prefijo} is not declared")]
    Prefijo {
        /// The prefix.
        prefijo: String,
    },
    /// Its first element is not `definitions` of BPMN 2.0.
    #[error("root is {nombre}")]
    OtraRaiz {
        /// As written.
        nombre: String,
    },
    /// Nested too deep.
    #[error("deeper than {limite}")]
    Hondo {
        /// Most that is accepted.
        limite: usize,
    },
    /// Too many elements.
    #[error("more than {limite} elements")]
    Muchos {
        /// Most that is accepted.
        limite: usize,
    },
    /// Too many attributes.
    #[error("more than {limite} attributes")]
    MuchosAtributos {
        /// Most that is accepted.
        limite: usize,
    },
}

/// Why a BPMN file is not taken. Nothing of it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{causa} at {}:{}", lugar.linea, lugar.columna)]
pub struct FallaDeBpmn {
    /// What.
    pub causa: CausaDeBpmn,
    /// Where.
    pub lugar: Lugar,
}

impl FallaDeBpmn {
    /// Stable identifier.
    #[must_use]
    pub const fn codigo(&self) -> &'static str {
        match self.causa {
            CausaDeBpmn::Vacio => "bpmn_vacio",
            CausaDeBpmn::Grande { .. } => "bpmn_grande",
            CausaDeBpmn::NoEsXml => "bpmn_no_es_xml",
            CausaDeBpmn::Codificacion { .. } | CausaDeBpmn::Bytes { .. } => "bpmn_codificacion",
            CausaDeBpmn::Doctype => "bpmn_doctype",
            CausaDeBpmn::Entidad { .. } => "bpmn_entidad",
            CausaDeBpmn::Caracter { .. } | CausaDeBpmn::MalFormado { .. } | CausaDeBpmn::Prefijo { .. } => "bpmn_mal_formado",
            CausaDeBpmn::OtraRaiz { .. } => "bpmn_otra_raiz",
            CausaDeBpmn::Hondo { .. } => "bpmn_hondo",
            CausaDeBpmn::Muchos { .. } | CausaDeBpmn::MuchosAtributos { .. } => "bpmn_muchos_elementos",
        }
    }

    /// True when the remedy is less of it.
    #[must_use]
    pub const fn es_limite(&self) -> bool {
        matches!(
            self.causa,
            CausaDeBpmn::Grande { .. } | CausaDeBpmn::Hondo { .. } | CausaDeBpmn::Muchos { .. } | CausaDeBpmn::MuchosAtributos { .. }
        )
    }

    /// What happened, where, and what to do, for the person.
    #[must_use]
    pub fn mensaje(&self) -> String {
        const OTRA: &str = "Expórtelo otra vez como «BPMN 2.0 XML» desde el programa que lo hizo.";
        let que = match &self.causa {
            CausaDeBpmn::Vacio => format!("El archivo está vacío. {OTRA}"),
            CausaDeBpmn::Grande { bytes, limite } => {
                format!("El archivo pesa {} MB y el máximo es {} MB. Divida el diagrama en partes.", bytes.div_ceil(1 << 20), limite >> 20)
            }
            CausaDeBpmn::NoEsXml => format!("El archivo no es un diagrama BPMN: no contiene texto XML. {OTRA}"),
            CausaDeBpmn::Codificacion { nombre } => format!(
                "El archivo está escrito en «{nombre}» y solo se leen UTF-8 y UTF-16, para no confundir las tildes. Guárdelo en UTF-8."
            ),
            CausaDeBpmn::Bytes { nombre } => {
                format!("El archivo dice estar en {nombre}, pero tiene bytes que no lo son. Guárdelo en UTF-8.")
            }
            CausaDeBpmn::Doctype => {
                format!("El archivo declara un tipo de documento (DOCTYPE), que BPMN no usa, y no se abrió por seguridad. {OTRA}")
            }
            CausaDeBpmn::Entidad { nombre } => {
                format!("El archivo usa la entidad «&{nombre};», que BPMN no define, y no se abrió por seguridad. {OTRA}")
            }
            CausaDeBpmn::Caracter { codigo } => {
                format!("El archivo tiene un carácter que XML no admite (U+{codigo:04X}): puede estar dañado. {OTRA}")
            }
            CausaDeBpmn::MalFormado { detalle } => format!("El archivo está dañado o incompleto: {detalle}. {OTRA}"),
            CausaDeBpmn::Prefijo { prefijo } => format!("El archivo usa el prefijo «{prefijo}», que no declara. {OTRA}"),
            CausaDeBpmn::OtraRaiz { nombre } => {
                format!("El archivo es XML, pero no un diagrama BPMN 2.0: empieza con «{nombre}» y no con «definitions» de BPMN. {OTRA}")
            }
            CausaDeBpmn::Hondo { limite } => format!("El archivo tiene más de {limite} niveles, uno dentro de otro. {OTRA}"),
            CausaDeBpmn::Muchos { limite } => format!("El archivo tiene más de {limite} elementos. Divida el diagrama en partes."),
            CausaDeBpmn::MuchosAtributos { limite } => {
                format!("Un elemento del archivo tiene más de {limite} atributos, y no se abrió por seguridad. {OTRA}")
            }
        };
        format!("No se leyó nada ({}). {que}", self.lugar)
    }
}
