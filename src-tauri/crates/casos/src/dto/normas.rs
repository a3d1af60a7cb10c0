//! The catalogue of norms that an inventory leans on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Lists the norms cited in an institution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListarNormas {
    /// UUID, codigo or sigla (GAE).
    pub institucion: Option<String>,
}

/// A norm: what it is, since when it is in force, and what leans on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NormaDto {
    /// Type.
    pub tipo_norma: dominio::ficha::TipoNorma,
    /// Its number, without the year.
    pub numero: String,
    /// Its year.
    pub anio: i64,
    /// Its name, if somebody wrote it.
    pub nombre: String,
    /// Date of publication, `AAAA-MM-DD`.
    pub fecha: String,
    /// First day in force.
    pub vigente_desde: String,
    /// Last day in force.
    pub vigente_hasta: String,
    /// The norm that repealed it.
    pub derogada_por: String,
    /// In force, repealed, or nobody said.
    pub vigente: dominio::ficha::VigenciaNorma,
    /// A law or an acuerdo gubernativo: enough to ask for a requisito (article 5).
    pub suficiente: bool,
    /// Trámites that cite it.
    pub tramites: u64,
    /// Requisitos that cite it as their own basis.
    pub requisitos: u64,
    /// Citations in all.
    pub citas: u64,
    /// Citations that say another thing about its validity.
    pub por_marcar: u64,
}

/// Norms by how much leans on them, and the citations that name none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NormasDto {
    /// Most cited first.
    pub normas: Vec<NormaDto>,
    /// Citations without number or year: nobody can say which norm they are.
    pub sin_identificar: u64,
}

/// Writes what is known of a norm and marks its validity in every citation of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuardarNorma {
    /// UUID, codigo or sigla; only GAE.
    pub institucion: Option<String>,
    /// Type, as the citations have it.
    pub tipo_norma: dominio::ficha::TipoNorma,
    /// Number, as the citations have it.
    pub numero: String,
    /// Year, as the citations have it.
    pub anio: i64,
    /// Name; may be empty.
    pub nombre: String,
    /// `AAAA-MM-DD` or empty.
    pub fecha: String,
    /// `AAAA-MM-DD` or empty.
    pub vigente_desde: String,
    /// `AAAA-MM-DD` or empty.
    pub vigente_hasta: String,
    /// May be empty.
    pub derogada_por: String,
    /// What every citation of it will say.
    pub vigente: dominio::ficha::VigenciaNorma,
}
