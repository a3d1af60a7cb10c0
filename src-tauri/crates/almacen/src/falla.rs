//! Everything that can go wrong with the data file, one variant per thing the caller can do about it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// Why the data file could not be opened, read or written. The text is for the log; the Spanish
/// sentence is chosen by the caller from the variant.
#[derive(Debug, thiserror::Error)]
pub enum FallaAlmacen {
    /// Another process has the file open.
    #[error("the data file is in use by {quien}")]
    EnUso {
        /// `pid programa`, as its owner wrote it; empty when unknown.
        quien: String,
    },
    /// The file exists and must not be overwritten.
    #[error("the data file already exists: {}", ruta.display())]
    YaExiste {
        /// Where.
        ruta: PathBuf,
    },
    /// No such data file.
    #[error("no data file at {}", ruta.display())]
    NoExisteBase {
        /// Where.
        ruta: PathBuf,
    },
    /// The file is something else.
    #[error("not a data file of this program: {}", ruta.display())]
    NoReconocido {
        /// Where.
        ruta: PathBuf,
    },
    /// A newer program wrote it: read only.
    #[error("schema {de} is newer than {conocida}, the last this program knows")]
    MasNuevo {
        /// Schema of the file.
        de: u32,
        /// Last schema this program knows.
        conocida: u32,
    },
    /// The bytes are damaged.
    #[error("the data file is damaged: {detalle}")]
    Danado {
        /// What SQLite or the chain said.
        detalle: String,
    },
    /// The safe settings did not take, so nothing will be written.
    #[error("setting {ajuste} is {hay} and must be {debe}")]
    AjusteInseguro {
        /// Which pragma.
        ajuste: &'static str,
        /// What was read back.
        hay: String,
        /// What must be.
        debe: &'static str,
    },
    /// No space.
    #[error("the disk is full")]
    DiscoLleno,
    /// The device fails while it is read or written: more space would not help.
    #[error("the disk failed while reading or writing")]
    DiscoDanado,
    /// The folder or the file cannot be written.
    #[error("the data file cannot be written")]
    SoloLectura,
    /// A migration or its copy did not pass the checks; the file is as it was.
    #[error("migration from schema {de} failed: {detalle}")]
    MigracionFallida {
        /// Schema of the file.
        de: u32,
        /// What failed.
        detalle: String,
    },
    /// A backup did not pass its check: a new one does not count, an old one is not restored.
    #[error("backup not verified: {detalle}")]
    RespaldoNoVerificado {
        /// What failed.
        detalle: String,
    },
    /// A good copy, of another data file.
    #[error("the copy belongs to another data file: {}", ruta.display())]
    RespaldoAjeno {
        /// Where.
        ruta: PathBuf,
    },
    /// Nothing with this identity.
    #[error("no entity {id}")]
    NoExiste {
        /// What was asked.
        id: Uuid,
    },
    /// A plain save on a cell with two values.
    #[error("cell {entidad}.{campo} has several different values")]
    ConflictoPendiente {
        /// Entity.
        entidad: Uuid,
        /// Field.
        campo: String,
    },
    /// Only two of one kind and of one institution, neither inside the other, can be joined.
    #[error("{una} and {otra} cannot be joined")]
    NoSonLoMismo {
        /// The one that would stand.
        una: Uuid,
        /// The other one.
        otra: Uuid,
    },
    /// That asiento cannot be withdrawn.
    #[error("the entry {asiento} cannot be withdrawn: {causa:?}")]
    NoRetirable {
        /// Which one.
        asiento: bitacora::Hash,
        /// Why.
        causa: crate::retirar::CausaNoRetirable,
    },
    /// The role of this device may not do this act here.
    #[error("the role {rol} may not do this act")]
    SinPermiso {
        /// 0 integrante · 1 coordinador · 2 asesor · 3 jefe · 255 sin credencial.
        rol: u8,
        /// The credencial was taken away.
        revocada: bool,
    },
    /// The counts of what was taken in do not add up to what was announced: nothing was kept.
    #[error("the report of what was taken in does not add up")]
    InformeNoCuadra,
    /// Too many entries wait for somebody to accredit their computers.
    #[error("the waiting room is full")]
    EsperaLlena,
    /// The entry to write breaks a limit of the format.
    #[error("the entry breaks a limit of the format: {0}")]
    Asiento(#[from] bitacora::ErrorAsiento),
    /// Nothing to undo or redo.
    #[error("nothing to undo or redo")]
    NadaQueDeshacer,
    /// Undoing would destroy a later change.
    #[error("{cuantas} cells changed later, first {entidad}.{campo}")]
    CambiadoDespues {
        /// Entity of the first one.
        entidad: Uuid,
        /// Field of the first one.
        campo: String,
        /// How many cells.
        cuantas: u64,
    },
    /// The attachment is over 25 MiB.
    #[error("attachment of {bytes} bytes is over the limit")]
    AdjuntoExcede {
        /// Its size.
        bytes: u64,
    },
    /// The attachment's file is missing or its content changed.
    #[error("attachment {sha256} is missing or altered")]
    AdjuntoAlterado {
        /// Hexadecimal name.
        sha256: String,
    },
    /// The bytes are of none of the kinds that are kept as attachments, or carry macros.
    #[error("attachment of a kind that is not accepted")]
    AdjuntoNoReconocido,
    /// The device key file is unreadable.
    #[error("the device key file is not readable: {}", ruta.display())]
    ClaveIlegible {
        /// Where.
        ruta: PathBuf,
    },
    /// The key is, or should go, in a keyring that does not give it now.
    #[error("the key of this computer: {falla}")]
    LlaveroCerrado {
        /// What the keyring answered.
        falla: crate::llavero::FallaDeLlavero,
    },
    /// The person cancelled.
    #[error("cancelled")]
    Cancelado,
    /// The operating system refused a file operation that has no better name.
    #[error("file operation on {} failed: {error}", ruta.display())]
    Archivo {
        /// Where.
        ruta: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// SQLite refused for a reason that is a defect of this program.
    #[error("SQLite: {0}")]
    Sqlite(rusqlite::Error),
}

impl FallaAlmacen {
    pub(crate) fn danado(detalle: &str) -> Self {
        FallaAlmacen::Danado { detalle: detalle.to_owned() }
    }

    /// A file operation that failed, under the name the caller can act on.
    pub(crate) fn de_archivo(ruta: &Path, error: std::io::Error) -> Self {
        // Foreign list of kinds: the ones that the caller can act on, and the rest.
        #[allow(clippy::wildcard_enum_match_arm)]
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => FallaAlmacen::DiscoLleno,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => FallaAlmacen::SoloLectura,
            _ if es_del_aparato(&error) => FallaAlmacen::DiscoDanado,
            _ => FallaAlmacen::Archivo { ruta: ruta.to_owned(), error },
        }
    }
}

impl FallaAlmacen {
    /// SQLite says «cannot open» also when there is no room for the file: the folder itself is asked, so that nobody
    /// is sent to look at permissions on a full disk.
    pub(crate) fn con_sonda(self, ruta: &Path) -> Self {
        if !matches!(self, FallaAlmacen::SoloLectura) {
            return self;
        }
        let sonda = crate::cerrojo::al_lado(ruta, ".sonda");
        let probar = || -> std::io::Result<()> {
            let mut archivo = std::fs::File::create(&sonda)?;
            std::io::Write::write_all(&mut archivo, b"?")?;
            archivo.sync_all()
        };
        let fallo = probar().err();
        let _ = std::fs::remove_file(&sonda);
        match fallo.map(|e| FallaAlmacen::de_archivo(ruta, e)) {
            Some(otra @ (FallaAlmacen::DiscoLleno | FallaAlmacen::DiscoDanado)) => otra,
            _ => self,
        }
    }
}

impl From<rusqlite::Error> for FallaAlmacen {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        use rusqlite::ErrorCode as C;
        let Some(codigo) = error.sqlite_error_code() else {
            // Values are stored by this crate alone and in one shape: another shape is damage.
            let otra_forma = matches!(
                error,
                E::FromSqlConversionFailure(..) | E::IntegralValueOutOfRange(..) | E::InvalidColumnType(..) | E::Utf8Error(..)
            );
            return if otra_forma { FallaAlmacen::Danado { detalle: error.to_string() } } else { FallaAlmacen::Sqlite(error) };
        };
        // Foreign enum of SQLite's codes: the ones that the caller can act on, and the rest.
        #[allow(clippy::wildcard_enum_match_arm)]
        match codigo {
            C::DiskFull => FallaAlmacen::DiscoLleno,
            C::SystemIoFailure => de_entrada_y_salida(&error),
            C::ReadOnly | C::PermissionDenied | C::CannotOpen => FallaAlmacen::SoloLectura,
            C::DatabaseCorrupt => FallaAlmacen::Danado { detalle: error.to_string() },
            C::NotADatabase => FallaAlmacen::NoReconocido { ruta: PathBuf::new() },
            C::DatabaseBusy | C::DatabaseLocked => FallaAlmacen::EnUso { quien: String::new() },
            C::OperationInterrupted => FallaAlmacen::Cancelado,
            C::Unknown if esquema_danado(&error.to_string()) => FallaAlmacen::Danado { detalle: error.to_string() },
            _ => FallaAlmacen::Sqlite(error),
        }
    }
}

/// Whether the system says that the device itself failed. The standard library has no name for it.
#[must_use]
pub fn es_del_aparato(error: &std::io::Error) -> bool {
    /// EIO, ENXIO, ENODEV, EREMOTEIO: the same numbers on Linux and macOS but the last.
    const UNIX: &[i32] = &[5, 6, 19, 121];
    /// ERROR_WRITE_FAULT, ERROR_READ_FAULT, ERROR_GEN_FAILURE, ERROR_CRC, ERROR_SECTOR_NOT_FOUND,
    /// ERROR_NOT_READY, ERROR_IO_DEVICE, ERROR_DISK_OPERATION_FAILED.
    const WINDOWS: &[i32] = &[29, 30, 31, 23, 27, 21, 1117, 1127];
    error.raw_os_error().is_some_and(|n| if cfg!(windows) { WINDOWS } else { UNIX }.contains(&n))
}

/// What an error of input or output of SQLite means. Only the room for its index of shared memory ends as
/// one of these for want of space; every other write says «full» by itself.
fn de_entrada_y_salida(error: &rusqlite::Error) -> FallaAlmacen {
    use rusqlite::ffi::{SQLITE_IOERR_NOMEM, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMSIZE};
    match error.sqlite_error().map(|e| e.extended_code) {
        Some(SQLITE_IOERR_SHMSIZE | SQLITE_IOERR_SHMMAP) => FallaAlmacen::DiscoLleno,
        Some(SQLITE_IOERR_NOMEM) => FallaAlmacen::Archivo { ruta: PathBuf::new(), error: ErrorKind::OutOfMemory.into() },
        _ => FallaAlmacen::DiscoDanado,
    }
}

/// Every statement of this crate is fixed and tested: when SQLite does not know a name in one, it is the
/// stored schema that says something else. (What people search for is text of FTS5, not a statement.)
fn esquema_danado(mensaje: &str) -> bool {
    const SENALES: [&str; 6] =
        ["no such ", "unknown function", "has no column named", "syntax error", "unrecognized token", "wrong number of arguments"];
    !mensaje.contains("fts5:") && SENALES.iter().any(|s| mensaje.contains(s))
}
