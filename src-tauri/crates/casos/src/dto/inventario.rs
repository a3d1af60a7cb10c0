//! What the grid of the inventory asks for and writes: blocks, bulk changes, copies, saved views.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CeldaNueva, ListarTramites, OrdenTramites, ValorDto};

/// Whether the ficha has everything that the complete one asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CompletitudPedida {
    /// Nothing is missing.
    Completa,
    /// Something is.
    Incompleta,
}

/// A condition on one datum of the trámite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CondicionDeCampo {
    /// Field of class `tramite`.
    pub campo: String,
    /// Option of its list; null: nobody wrote it.
    pub valor: Option<String>,
}

/// One more column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrdenDeColumna {
    /// Which.
    pub orden: OrdenTramites,
    /// Greatest first.
    pub descendente: bool,
}

/// Where a search found the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HalladoEn {
    /// In the code.
    Codigo,
    /// In the name.
    Nombre,
    /// In a requisito.
    Requisito,
    /// In a citation of a norm.
    Norma,
}

/// A block of the grid: cells that change and trámites that are new, in one operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GuardarBloque {
    /// Cells of trámites that are there, at most 8,000.
    pub celdas: Vec<CeldaNueva>,
    /// Cells of each new trámite, at most 2,000; without `codigo` it gets the next free one.
    pub nuevas: Vec<BTreeMap<String, ValorDto>>,
    /// UUID, codigo or sigla of the new ones; only GAE.
    pub institucion: Option<String>,
}

/// Which trámites: named one by one, or all that a filter lets through.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Seleccion {
    /// These, at most 5,000.
    Ids(Vec<String>),
    /// Every one of the list with this filter, whatever its page.
    Filtro(Box<ListarTramites>),
}

/// What a bulk change does to one datum of each trámite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AccionEnBloque {
    /// The same value to all; null empties it.
    Poner(ValorDto),
    /// A text for another wherever it appears, case and accents as written.
    Reemplazar {
        /// What to look for.
        buscar: String,
        /// What to put.
        por: String,
    },
}

/// A bulk change before it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreverBloque {
    /// Which trámites.
    pub seleccion: Seleccion,
    /// Field of class `tramite`.
    pub campo: String,
    /// What to do to it.
    pub accion: AccionEnBloque,
}

/// What a bulk change would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BloquePrevisto {
    /// Trámites selected.
    pub total: u64,
    /// Those that would change.
    pub cambian: u64,
    /// Those that already have that value.
    pub iguales: u64,
    /// Those that cannot change, with the reason; the rest can be changed without them.
    pub impedidos: Vec<CambioImpedido>,
    /// The first ones that change.
    pub muestra: Vec<CambioPrevisto>,
    /// Fingerprint of all that was read: send it back to make exactly this change.
    pub huella: String,
}

/// One trámite before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CambioPrevisto {
    /// UUID.
    pub id: String,
    /// Its code.
    pub codigo: String,
    /// Its name.
    pub nombre: String,
    /// Value now.
    pub antes: ValorDto,
    /// Value then.
    pub despues: ValorDto,
}

/// One trámite that cannot change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CambioImpedido {
    /// Its code.
    pub codigo: String,
    /// Why.
    pub motivo: String,
}

/// Makes a bulk change that was previewed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CambiarBloque {
    /// The change, as previewed.
    pub cambio: PreverBloque,
    /// `huella` of its preview.
    pub huella: String,
    /// Reason; may be empty.
    pub motivo: String,
}

/// What a bulk change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BloqueCambiado {
    /// Trámites that changed.
    pub cambiados: u64,
}

/// A way of looking at the inventory, with a name. It stays in this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VistaDto {
    /// Its name, 1 to 60 characters; not repeated.
    pub nombre: String,
    /// Filters and order, as the address writes them.
    pub filtros: BTreeMap<String, String>,
    /// Columns on screen, in order; empty for the usual ones.
    pub columnas: Vec<String>,
}

/// How this person looks at the inventory: the whole of it at each save.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VistasDto {
    /// Saved views, at most 40.
    pub vistas: Vec<VistaDto>,
    /// Columns on screen without a view, in order; empty for the usual ones.
    pub columnas: Vec<String>,
}
