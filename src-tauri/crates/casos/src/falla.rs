//! The closed list of errors that cross the boundary, and the Spanish text of each.
//!
//! Inside, verbs return [`Falla`]; at the door it becomes a [`FallaDto`] with a code, a sentence
//! and the fields. Nobody matches on prose: the screen branches on [`CodigoFalla`].

pub mod mensajes;
mod paquete;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dto::{FallaDeCampo, FallaDto};

/// A code exists only if the screen or the console acts on it (`arquitectura.md` §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CodigoFalla {
    /// Fields to correct.
    CamposInvalidos,
    /// The state machine does not allow it.
    TransicionNoPermitida,
    /// The completion rule or the evidence is missing.
    FaltaEvidencia,
    /// Another role does it.
    SinPermiso,
    /// No such thing.
    NoExiste,
    /// Two values wait for a person.
    ConflictoPendiente,
    /// Not a file we read.
    ArchivoNoReconocido,
    /// A sheet or catalogue of another shape.
    HojaNoReconocida,
    /// Too big.
    LimiteExcedido,
    /// A part of the package is missing or damaged.
    PaqueteIncompleto,
    /// The structure or the signature of the package is not right.
    PaqueteAlterado,
    /// Encrypted for somebody else, or of another institution.
    PaqueteParaOtro,
    /// What was read back is not what was written.
    MedioNoConfiable,
    /// The data file is newer than the program.
    ArchivoMasNuevo,
    /// The data file is damaged.
    ArchivoDanado,
    /// A copy did not pass its check, or is of another data file.
    RespaldoNoVerificado,
    /// The data file could not be updated; it is as it was.
    MigracionFallida,
    /// An attachment over 25 MiB.
    AdjuntoExcede,
    /// An attachment is missing or its content changed.
    AdjuntoAlterado,
    /// Another process has the file.
    ArchivoEnUso,
    /// No space.
    DiscoLleno,
    /// The device fails while it is read or written.
    DiscoDanado,
    /// The key of this computer is in a keyring that is locked or does not answer.
    LlaveroCerrado,
    /// Cannot write there.
    SoloLectura,
    /// Remote or removable volume.
    BaseEnRed,
    /// The person cancelled.
    Cancelado,
    /// A defect; details in the log under the incident.
    Interno,
}

/// What can go wrong in a verb. One variant a thing the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Falla {
    /// One or more fields are wrong; all of them at once.
    #[error("invalid fields: {0:?}")]
    Campos(Vec<FallaDeCampo>),
    /// The state machine refuses the movement.
    #[error("transition not allowed: {motivo}")]
    Transicion {
        /// Spanish sentence naming the allowed states.
        motivo: String,
    },
    /// A rule is not met or a file is missing.
    #[error("evidence missing: {motivo}")]
    Evidencia {
        /// Spanish sentence with what is missing.
        motivo: String,
    },
    /// Another role does it, or a handle that was never given.
    #[error("not permitted: {motivo}")]
    Permiso {
        /// Spanish sentence saying who can.
        motivo: String,
    },
    /// The thing named does not exist.
    #[error("does not exist: {que}")]
    NoExiste {
        /// «el trámite», «la institución «X»»…
        que: String,
    },
    /// No data file is open.
    #[error("no data file is open")]
    SinBase,
    /// The data file exists already.
    #[error("the data file exists already: {ruta}")]
    YaExiste {
        /// Path, only shown by the console.
        ruta: String,
    },
    /// The incoming file cannot be read.
    #[error("unreadable incoming file: {0}")]
    Lectura(#[from] datos_abiertos::catalogo::FallaDeLectura),
    /// A workbook that is not read.
    #[error("unreadable workbook: {0}")]
    Libro(#[from] datos_abiertos::libro::FallaDeLibro),
    /// A diagram that is not read.
    #[error("unreadable diagram: {0}")]
    Bpmn(#[from] datos_abiertos::bpmn::FallaDeBpmn),
    /// The child process that reads it gave nothing.
    #[error("child process: {0}")]
    Hijo(#[from] crate::proceso_hijo::FallaDeHijo),
    /// No table with the name of the trámite in the sheet that was asked for, or in any.
    #[error("no table in sheet {pedida:?} of {hojas:?}")]
    HojaSinTabla {
        /// Sheet asked for; empty when any would do.
        pedida: String,
        /// Sheets of the workbook.
        hojas: Vec<String>,
    },
    /// The incoming path cannot be opened.
    #[error("cannot open the incoming file: {0}")]
    Entrada(FallaDeEntrada),
    /// Storage.
    #[error(transparent)]
    Almacen(#[from] almacen::FallaAlmacen),
    /// A package or a request file.
    #[error("package: {0}")]
    Paquete(bitacora::ErrorPaquete),
    /// A large package that the process which read it first refused.
    #[error("package refused aside: {}", codigo.as_str())]
    PaqueteRehusado {
        /// Its code.
        codigo: CodigoFalla,
        /// Its Spanish sentence.
        mensaje: String,
    },
    /// A package of another institution.
    #[error("package of {de} in a file of {propia}")]
    PaqueteDeOtra {
        /// Sigla of the package.
        de: String,
        /// Sigla of this file.
        propia: String,
    },
    /// What was read back is not what was written.
    #[error("the medium did not keep what was written")]
    MedioNoConfiable,
    /// Paper.
    #[error(transparent)]
    Informe(#[from] informes::FallaDeInforme),
    /// The output file could not be written.
    #[error("cannot write the output: {0}")]
    Salida(std::io::Error),
    /// The person cancelled.
    #[error("cancelled")]
    Cancelado,
    /// Undo or redo has nothing to act on, or the value was changed later.
    #[error("cannot undo: {motivo}")]
    Deshacer {
        /// Spanish sentence.
        motivo: String,
    },
    /// A defect of the program.
    #[error("internal: {0}")]
    Interno(&'static str),
}

/// Why a chosen file could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FallaDeEntrada {
    /// It is a folder.
    EsCarpeta,
    /// It is not there.
    NoEsta,
    /// No permission to read.
    SinPermiso,
    /// Larger than the limit, in MiB.
    Grande {
        /// MiB of the file.
        tiene: u64,
        /// MiB allowed.
        limite: u64,
    },
    /// The medium failed while reading.
    Medio,
}

impl std::fmt::Display for FallaDeEntrada {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Falla {
    /// One wrong field.
    #[must_use]
    pub fn campo(campo: &str, mensaje: impl Into<String>) -> Falla {
        Falla::Campos(vec![FallaDeCampo { campo: campo.to_owned(), mensaje: mensaje.into() }])
    }

    /// The error as it crosses the boundary. Details that are not for people go to the log file
    /// under the incident number.
    #[must_use]
    pub fn a_dto(&self) -> FallaDto {
        let codigo = mensajes::codigo(self);
        let con_numero = matches!(codigo, CodigoFalla::Interno | CodigoFalla::ArchivoDanado | CodigoFalla::MigracionFallida);
        let incidente = con_numero.then(|| mensajes::incidente(self));
        if let Some(n) = &incidente {
            tracing::error!(incidente = %n, error = %self, "incident");
        }
        let mensaje = mensajes::mensaje(self, incidente.as_deref());
        let campos = if let Falla::Campos(c) = self { c.clone() } else { Vec::new() };
        FallaDto { codigo, mensaje, campos, incidente }
    }
}

impl CodigoFalla {
    /// Exit code of the console (`consola.md`): 2 bad input, 3 damaged or newer, 4 needs a person, 1 the rest.
    #[must_use]
    pub const fn salida(self) -> i32 {
        match self {
            CodigoFalla::CamposInvalidos
            | CodigoFalla::TransicionNoPermitida
            | CodigoFalla::FaltaEvidencia
            | CodigoFalla::SinPermiso
            | CodigoFalla::NoExiste
            | CodigoFalla::ArchivoNoReconocido
            | CodigoFalla::HojaNoReconocida
            | CodigoFalla::RespaldoNoVerificado
            | CodigoFalla::AdjuntoExcede
            | CodigoFalla::LimiteExcedido
            | CodigoFalla::PaqueteIncompleto
            | CodigoFalla::PaqueteAlterado
            | CodigoFalla::PaqueteParaOtro => 2,
            CodigoFalla::ArchivoMasNuevo | CodigoFalla::ArchivoDanado => 3,
            CodigoFalla::ConflictoPendiente => 4,
            CodigoFalla::ArchivoEnUso
            | CodigoFalla::MigracionFallida
            | CodigoFalla::AdjuntoAlterado
            | CodigoFalla::DiscoLleno
            | CodigoFalla::DiscoDanado
            | CodigoFalla::LlaveroCerrado
            | CodigoFalla::SoloLectura
            | CodigoFalla::MedioNoConfiable
            | CodigoFalla::BaseEnRed
            | CodigoFalla::Cancelado
            | CodigoFalla::Interno => 1,
        }
    }

    /// The code as text, as in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            CodigoFalla::CamposInvalidos => "campos_invalidos",
            CodigoFalla::TransicionNoPermitida => "transicion_no_permitida",
            CodigoFalla::FaltaEvidencia => "falta_evidencia",
            CodigoFalla::SinPermiso => "sin_permiso",
            CodigoFalla::NoExiste => "no_existe",
            CodigoFalla::ConflictoPendiente => "conflicto_pendiente",
            CodigoFalla::ArchivoNoReconocido => "archivo_no_reconocido",
            CodigoFalla::HojaNoReconocida => "hoja_no_reconocida",
            CodigoFalla::LimiteExcedido => "limite_excedido",
            CodigoFalla::PaqueteIncompleto => "paquete_incompleto",
            CodigoFalla::PaqueteAlterado => "paquete_alterado",
            CodigoFalla::PaqueteParaOtro => "paquete_para_otro",
            CodigoFalla::MedioNoConfiable => "medio_no_confiable",
            CodigoFalla::ArchivoMasNuevo => "archivo_mas_nuevo",
            CodigoFalla::ArchivoDanado => "archivo_danado",
            CodigoFalla::RespaldoNoVerificado => "respaldo_no_verificado",
            CodigoFalla::MigracionFallida => "migracion_fallida",
            CodigoFalla::AdjuntoExcede => "adjunto_excede",
            CodigoFalla::AdjuntoAlterado => "adjunto_alterado",
            CodigoFalla::ArchivoEnUso => "archivo_en_uso",
            CodigoFalla::DiscoLleno => "disco_lleno",
            CodigoFalla::DiscoDanado => "disco_danado",
            CodigoFalla::LlaveroCerrado => "llavero_cerrado",
            CodigoFalla::SoloLectura => "solo_lectura",
            CodigoFalla::BaseEnRed => "base_en_red",
            CodigoFalla::Cancelado => "cancelado",
            CodigoFalla::Interno => "interno",
        }
    }
}
