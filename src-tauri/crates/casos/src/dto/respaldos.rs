//! Backups, restoring, recovering, «Revisar base» in parts, and attachments.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One backup of the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RespaldoDto {
    /// File name: what the screens use to speak of it.
    pub nombre: String,
    /// When it was made, RFC 3339 UTC.
    pub cuando: String,
    /// `automatico`, `antes-de-importar`, `antes-de-migrar-v2`, `manual`; null for one made at a chosen place.
    pub motivo: Option<String>,
    /// Why, for people: «Antes de importar».
    pub motivo_texto: String,
    /// Size of the file.
    pub bytes: u64,
    /// Asientos it holds; null when nobody checked it.
    pub asientos: Option<u64>,
    /// Attachments kept with it.
    pub adjuntos: u64,
    /// Attachments that the data file named and did not have.
    pub adjuntos_faltan: u64,
    /// When its check passed, RFC 3339 UTC; null: it does not count.
    pub comprobada: Option<String>,
    /// Root of its state, hexadecimal; empty when nobody checked it.
    pub raiz_estado: String,
}

/// The backups, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RespaldosDto {
    /// Newest first.
    pub copias: Vec<RespaldoDto>,
    /// The newest good one holds every asiento.
    pub al_dia: bool,
    /// Last good copy on another disk, RFC 3339 UTC.
    pub otro_disco: Option<String>,
    /// There is none of the last 7 days: show the notice.
    pub falta_otro_disco: bool,
    /// Days since the last one, or since the file was made.
    pub dias_sin_otro_disco: u64,
}

/// Makes a backup.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CrearRespaldo {
    /// Handle of a destination that the person chose; null for the folder of backups.
    pub destino: Option<String>,
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
}

/// Names a copy: one of the folder, or a file that the person chose. Exactly one of the two.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ElegirCopia {
    /// File name of one of the list.
    pub copia: Option<String>,
    /// Handle of a file that the person chose.
    pub archivo: Option<String>,
}

/// What a restore would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestauracionPrevista {
    /// Name of the copy.
    pub nombre: String,
    /// Asientos of the copy.
    pub asientos: u64,
    /// Asientos that would stay only in the file set aside; null when the present file cannot be read.
    pub despues: Option<u64>,
    /// False: it belongs to another data file and would be refused.
    pub propia: bool,
}

/// Restores a copy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Restaurar {
    /// File name of one of the list.
    pub copia: Option<String>,
    /// Handle of a file that the person chose.
    pub archivo: Option<String>,
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
}

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestauradaDto {
    /// Asientos of the copy.
    pub asientos: u64,
    /// Root of the state after it, hexadecimal.
    pub raiz_estado: String,
    /// Name of the file of before, beside the data file; null when there was none.
    pub apartado: Option<String>,
    /// Asientos that stayed only there; null when it could not be read.
    pub despues: Option<u64>,
    /// Attachments that are nowhere, by name.
    pub adjuntos_faltan: Vec<String>,
    /// This computer goes on as a new device.
    pub dispositivo_nuevo: bool,
}

/// Long work without more arguments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConTrabajo {
    /// Id of the job, for `progreso` and `cancelar`.
    pub trabajo: Option<String>,
}

/// Asientos that could not be recovered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FaltanteDto {
    /// Institution, or «GAE», or «nacional».
    pub ambito: String,
    /// First eight hexadecimal digits of the device.
    pub dispositivo: String,
    /// First number.
    pub desde: u64,
    /// Last number.
    pub hasta: u64,
}

/// What a recovery did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecuperadaDto {
    /// Asientos of the recovered file.
    pub asientos: u64,
    /// Root of its state, hexadecimal.
    pub raiz_estado: String,
    /// Backup that it starts from; null when no good one was found.
    pub copia: Option<String>,
    /// Asientos read from the damaged file that the backup did not have.
    pub rescatados: u64,
    /// What is missing, exactly.
    pub faltan: Vec<FaltanteDto>,
    /// How many numbers that is.
    pub faltan_total: u64,
    /// Backups that did not pass their check.
    pub copias_malas: Vec<String>,
    /// Name of the damaged file, beside the data file.
    pub apartado: Option<String>,
    /// Attachments that are nowhere, by name.
    pub adjuntos_faltan: Vec<String>,
    /// Packages that lay in the folder of the file and in that of the backups, and what each brought.
    pub paquetes: Vec<PaqueteReunido>,
}

/// What a package gave to a recovery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaqueteReunido {
    /// Name of the file.
    pub archivo: String,
    /// Entries that were not here.
    pub nuevos: u64,
    /// Entries that were.
    pub conocidos: u64,
    /// Entries that wait for somebody to accredit their computers.
    pub en_espera: u64,
    /// Entries refused.
    pub rechazados: u64,
    /// Why it was of no use; null when it was read.
    pub problema: Option<String>,
}

/// Result of rebuilding the tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reconstruidas {
    /// Asientos replayed.
    pub asientos: u64,
    /// Milliseconds.
    pub ms: u64,
}

/// What a person can do about what «Revisar base» found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Remedio {
    /// Nothing: all is well.
    Ninguno,
    /// Rebuild the tables.
    Reconstruir,
    /// Recover from the newest good backup and what still reads.
    Recuperar,
    /// Attach again, or restore a copy that has them.
    Adjuntos,
    /// Look at drafts and preferences.
    Local,
}

/// One thing that «Revisar base» found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProblemaDto {
    /// What was found and where.
    pub que: String,
    /// What to do.
    pub hacer: String,
    /// The button.
    pub remedio: Remedio,
}

/// An attachment ready for the system's viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdjuntoListo {
    /// Id that the shell opens, in this run only.
    pub id: String,
    /// Name that people gave it.
    pub nombre: String,
    /// Size.
    pub bytes: u64,
}

/// A piece of evidence of a phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenciaDto {
    /// Entity of class `adjunto`, for `abrir_adjunto`.
    pub id: String,
    /// Name that people gave it.
    pub nombre: String,
}
