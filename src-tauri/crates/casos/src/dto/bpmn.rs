//! Requests and results of the diagrams in BPMN 2.0.

pub use dominio::ficha::VersionPaso;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is in a BPMN file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExaminarBpmn {
    /// Handle of the chosen file.
    pub archivo: String,
}

/// How many times an element that is not known here appears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoReconocidoDto {
    /// As written in the file.
    pub elemento: String,
    /// How many.
    pub cuantos: u64,
}

/// Something that a person should know of a diagram; it was read all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AvisoDeBpmnDto {
    /// Stable identifier.
    pub codigo: String,
    /// Sentence.
    pub mensaje: String,
}

/// What a file holds, over the whole of it, sub-processes included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CuentaDeBpmn {
    /// Processes.
    pub procesos: u64,
    /// Pools.
    pub participantes: u64,
    /// Lanes.
    pub carriles: u64,
    /// Tasks, sub-processes and calls.
    pub actividades: u64,
    /// Gateways.
    pub compuertas: u64,
    /// Events.
    pub eventos: u64,
    /// Arrows of the flow.
    pub flujos: u64,
    /// Arrows between pools.
    pub mensajes: u64,
    /// Data objects drawn.
    pub objetos_de_datos: u64,
    /// It brings a drawing.
    pub con_di: bool,
    /// What is not known here.
    pub no_reconocidos: Vec<NoReconocidoDto>,
    /// What is odd.
    pub avisos: Vec<AvisoDeBpmnDto>,
}

/// A paso that an import would bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PasoDeDiagrama {
    /// Number in the table.
    pub numero: u32,
    /// What is done.
    pub texto: String,
    /// Who does it, as people read it; empty when nobody says.
    pub actor: String,
    /// Unit.
    pub unidad: String,
    /// Results of the decision, in the notation of the table.
    pub resultados: String,
}

/// A file looked at before it is imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BpmnExaminado {
    /// Name of the file.
    pub archivo: String,
    /// What it holds.
    pub cuenta: CuentaDeBpmn,
    /// The pasos that it would bring.
    pub pasos: Vec<PasoDeDiagrama>,
    /// What has no place in the table, and stays only in the file.
    pub sin_lugar: Vec<AvisoDeBpmnDto>,
    /// Written by this program and untouched: every field comes back as it was.
    pub propio: bool,
}

/// Takes the pasos of a file as a version of the procedure of a trámite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportarBpmn {
    /// Handle of the chosen file.
    pub archivo: String,
    /// Trámite, by id or code.
    pub tramite: String,
    /// Which version of its procedure.
    pub como: VersionPaso,
}

/// What an import did. It was one operation: one «Deshacer» takes all of it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BpmnImportado {
    /// Pasos that the version has now.
    pub pasos: u32,
    /// Of them, new ones.
    pub nuevos: u32,
    /// Pasos that were there and are those of the file.
    pub conservados: u32,
    /// Pasos that were there and are not in the file: retired.
    pub retirados: u32,
    /// The file as it came, attached to the trámite.
    pub adjunto: String,
    /// What it holds.
    pub cuenta: CuentaDeBpmn,
    /// What has no place in the table, and stays only in the attached file.
    pub sin_lugar: Vec<AvisoDeBpmnDto>,
}

/// Writes the procedure of a trámite as BPMN 2.0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportarBpmn {
    /// Trámite, by id or code.
    pub tramite: String,
    /// Which version of its procedure.
    pub version: VersionPaso,
    /// Handle of the destination.
    pub destino: String,
}
