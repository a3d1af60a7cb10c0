//! Why a package is refused: one variant for each thing that the person can do about it.

use std::io;

use super::CodigoPaquete;
use crate::ErrorAsiento;

/// Which limit was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limite {
    /// Bytes of the file.
    Paquete,
    /// Entries of the ZIP.
    Entradas,
    /// Parts.
    Partes,
    /// Asientos in all.
    Asientos,
    /// Bytes of all the parts once open.
    Abierto,
    /// Bytes of the manifest.
    Manifiesto,
    /// Addressees.
    Destinatarios,
    /// Bytes of the header of an encrypted package.
    CabeceraCifrada,
    /// Bytes of one part as stored.
    Parte,
    /// Bytes of one part once open.
    ParteAbierta,
    /// Bytes of the window of zstd.
    Ventana,
    /// Bytes of one attachment.
    Adjunto,
    /// Bytes of all the attachments that travel.
    Adjuntos,
    /// Bytes of a request file.
    Solicitud,
}

/// One variant per refusal of the format. Nothing was kept: the caller's data stay as they were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErrorPaquete {
    /// The first bytes are of another kind of file.
    #[error("not a package")]
    NoReconocido,
    /// Over a limit, declared or found.
    #[error("{que:?} is {hay}, the limit is {maximo}")]
    LimiteExcedido {
        /// Which limit.
        que: Limite,
        /// What was declared or found; at least, when reading stopped there.
        hay: u64,
        /// The limit.
        maximo: u64,
    },
    /// Not the structure that the writer of this format makes.
    #[error("structure refused at byte {posicion}: {que}")]
    Estructura {
        /// What was expected or found.
        que: &'static str,
        /// Byte of the file or of the open part.
        posicion: u64,
    },
    /// A part or an attachment that the manifest promises is missing, cut or another.
    #[error("part {parte} of {de} of package {codigo} is missing or damaged")]
    Incompleto {
        /// Its number, from 1: first the parts, then the attachments that travel.
        parte: u64,
        /// How many travel.
        de: u64,
        /// Code of the package.
        codigo: CodigoPaquete,
    },
    /// The manifest or its signature is not acceptable: nobody answers for this package.
    #[error("manifest: {0}")]
    Manifiesto(ErrorAsiento),
    /// Written by a newer version. To be kept whole until the program is updated.
    #[error("version {v} of the format, written by application {app}")]
    MasNuevo {
        /// Version of the format found.
        v: u64,
        /// Version of the application that wrote it; empty when it cannot be read.
        app: String,
    },
    /// Encrypted in a way that is not admitted: passphrase, SSH key, plugin.
    #[error("encryption not admitted: {que}")]
    CifradoNoAdmitido {
        /// Which one.
        que: &'static str,
    },
    /// No own key opens it.
    #[error("encrypted for somebody else")]
    CifradoParaOtro,
    /// The medium failed while reading or writing.
    #[error("input or output failed: {0}")]
    Medio(io::ErrorKind),
}

impl ErrorPaquete {
    /// Stable code and detail; the detail is empty for the codes that need none.
    #[must_use]
    pub const fn codigo(&self) -> (&'static str, &'static str) {
        match self {
            ErrorPaquete::NoReconocido => ("archivo_no_reconocido", ""),
            ErrorPaquete::LimiteExcedido { que, .. } => match que {
                Limite::Parte | Limite::ParteAbierta | Limite::Ventana => ("limite_excedido", "parte"),
                Limite::Adjunto => ("adjunto_excede", ""),
                Limite::Paquete
                | Limite::Entradas
                | Limite::Partes
                | Limite::Asientos
                | Limite::Abierto
                | Limite::Manifiesto
                | Limite::Destinatarios
                | Limite::CabeceraCifrada
                | Limite::Adjuntos
                | Limite::Solicitud => ("limite_excedido", "paquete"),
            },
            ErrorPaquete::Estructura { .. } => ("paquete_alterado", "estructura"),
            ErrorPaquete::Incompleto { .. } => ("paquete_incompleto", ""),
            ErrorPaquete::Manifiesto(_) => ("paquete_alterado", "manifiesto"),
            ErrorPaquete::MasNuevo { .. } => ("archivo_mas_nuevo", "paquete"),
            ErrorPaquete::CifradoNoAdmitido { .. } => ("archivo_no_reconocido", "cifrado"),
            ErrorPaquete::CifradoParaOtro => ("paquete_para_otro", "cifrado"),
            ErrorPaquete::Medio(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => ("disco_lleno", ""),
            ErrorPaquete::Medio(io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => ("solo_lectura", ""),
            ErrorPaquete::Medio(io::ErrorKind::ResourceBusy) => ("archivo_en_uso", ""),
            ErrorPaquete::Medio(_) => ("medio_no_confiable", ""),
        }
    }
}

impl From<io::Error> for ErrorPaquete {
    fn from(e: io::Error) -> Self {
        ErrorPaquete::Medio(e.kind())
    }
}

pub(crate) fn no_mas(que: Limite, hay: u64, maximo: u64) -> Result<(), ErrorPaquete> {
    if hay > maximo { Err(ErrorPaquete::LimiteExcedido { que, hay, maximo }) } else { Ok(()) }
}
