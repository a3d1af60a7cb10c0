//! Rows of the inventory as read, and what can be asked of it.

use dominio::ficha::EstadoTramite;
use dominio::reglas::Severidad;
use uuid::Uuid;

/// Column to sort the inventory by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orden {
    /// Best match first; by code without text.
    #[default]
    Relevancia,
    /// Code.
    Codigo,
    /// Name.
    Nombre,
    /// Unit.
    Unidad,
    /// Category.
    Categoria,
    /// Requisitos.
    Requisitos,
    /// Pasos.
    Pasos,
    /// Completeness.
    Completitud,
    /// Open findings.
    Hallazgos,
    /// State.
    Estado,
}

/// Whether the ficha has everything that the complete one asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completa {
    /// Nothing is missing.
    Si,
    /// Something is.
    No,
}

/// A condition on one cell of the trámite itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CondicionDeCampo {
    /// Field of class `tramite`.
    pub campo: String,
    /// Its value, short enough to be kept in the row (an option of a list); `None`: nobody wrote one.
    pub valor: Option<String>,
}

/// What to list of the inventory. The default lists everything by code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FiltroTramites {
    /// Words as typed; accents ignored, last word by its beginning.
    pub texto: String,
    /// Institution (ámbito).
    pub ambito: Option<Uuid>,
    /// Exact category.
    pub categoria: Option<String>,
    /// State.
    pub estado: Option<EstadoTramite>,
    /// With an open finding of this rule.
    pub regla: Option<String>,
    /// With open findings of at least this severity.
    pub severidad: Option<Severidad>,
    /// With import flags pending.
    pub con_banderas: bool,
    /// Of this import.
    pub importacion: Option<Uuid>,
    /// Exact unit.
    pub unidad: Option<String>,
    /// Complete fichas, or those that lack something.
    pub completa: Option<Completa>,
    /// With some cell that holds two values.
    pub con_conflictos: bool,
    /// Conditions on cells; all must hold.
    pub condiciones: Vec<CondicionDeCampo>,
    /// Some datum of it or of its rows was written at or after this moment (ms, UTC).
    pub cambiado_desde: Option<u64>,
    /// Nothing of it or of its rows was written at or after this moment (ms, UTC).
    pub sin_cambios_desde: Option<u64>,
    /// Order.
    pub orden: Orden,
    /// Greatest first.
    pub descendente: bool,
    /// What tells apart the rows that `orden` leaves equal: column and whether the greatest goes first.
    pub luego: Vec<(Orden, bool)>,
    /// First row, from 0.
    pub desde: u32,
    /// Rows of the page.
    pub cuantos: u32,
}

/// Where a search found the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hallado {
    /// In the code.
    Codigo,
    /// In the name.
    Nombre,
    /// In a requisito.
    Requisito,
    /// In a citation of a norm.
    Norma,
}

/// One row of the inventory.
#[derive(Clone, Debug, PartialEq)]
pub struct FilaTramite {
    /// Trámite.
    pub id: Uuid,
    /// Institution.
    pub ambito: Uuid,
    /// `tramite` or `gae_tramite`.
    pub clase_entidad: String,
    /// Code.
    pub codigo: String,
    /// Name.
    pub nombre: String,
    /// Unit.
    pub unidad: String,
    /// Category.
    pub categoria: String,
    /// Class (`tramite`, `servicio`, `consulta`, `interno`), empty when nobody said.
    pub clase: String,
    /// State.
    pub estado: EstadoTramite,
    /// Number in the national catalogue.
    pub id_catalogo: Option<i64>,
    /// Requisitos at the top level.
    pub requisitos: u32,
    /// Pasos at the top level.
    pub pasos: u32,
    /// Time for people, or empty.
    pub tiempo: String,
    /// Cost for people, or empty.
    pub costo: String,
    /// Fields with data / fields the complete ficha needs.
    pub completitud: dominio::Razon,
    /// Open findings.
    pub hallazgos: u32,
    /// Worst open severity.
    pub severidad: Option<Severidad>,
    /// Import flags pending.
    pub banderas: u32,
    /// Import that created it.
    pub importacion: Option<Uuid>,
    /// Deleted by one and edited by another: a person confirms.
    pub borrado_y_editado: bool,
    /// Cells with two values.
    pub conflictos: u32,
    /// With text: a fragment with the matches between U+2068 and U+2069.
    pub fragmento: Option<String>,
    /// With text: where the fragment is from.
    pub hallado: Option<Hallado>,
}

/// Rows and how many there are in all.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagina<T> {
    /// All rows that match.
    pub total: u64,
    /// This page.
    pub filas: Vec<T>,
}

/// Values to filter by: (value, trámites).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facetas {
    /// Categories, by name.
    pub categorias: Vec<(String, u64)>,
    /// States, by identifier.
    pub estados: Vec<(String, u64)>,
    /// Rules with open findings.
    pub reglas: Vec<(String, u64)>,
    /// Units, by name.
    pub unidades: Vec<(String, u64)>,
    /// Institutions.
    pub instituciones: Vec<(Uuid, u64)>,
    /// Trámites with import flags pending.
    pub con_banderas: u64,
}

/// Figures of an inventory; trámites of class `interno` and state `suprimido` are out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cifras {
    /// Trámites that count.
    pub tramites: u64,
    /// Of them, with every field of the ficha.
    pub fichas_completas: u64,
    /// Sum of requisitos at the top level.
    pub requisitos: u64,
    /// Sum of pasos at the top level.
    pub pasos: u64,
    /// Trámites with at least one open finding.
    pub con_hallazgos: u64,
    /// Trámites with import flags pending.
    pub con_banderas: u64,
    /// Open findings.
    pub hallazgos: u64,
    /// All rows, those that do not count included.
    pub filas: u64,
}

/// A citation of a norm, by what names the norm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitaDeNorma {
    /// Entity of class `base_legal`.
    pub id: Uuid,
    /// Trámite it belongs to.
    pub tramite: Uuid,
    /// It hangs from a requisito, and not from the trámite itself.
    pub de_requisito: bool,
    /// Type, or empty.
    pub tipo_norma: String,
    /// Number, or empty.
    pub numero: String,
    /// Year.
    pub anio: Option<i64>,
    /// What it says about its validity, or empty.
    pub vigente: String,
}
