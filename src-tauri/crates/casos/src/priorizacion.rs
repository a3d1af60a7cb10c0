//! Prioritisation: rounds, criteria, votes, the ranking, the selection and its closing.
//!
//! A round and what belongs to it are entities without parent that name it in `ronda`. Notes are cells of one
//! `puntaje` for each person and trámite, whose identity is derived from the two, so that two laptops that rate the
//! same write the same cells. What the round computes is never stored while it is open; closing it writes the place
//! of each trámite, which is what a later report says whatever is edited afterwards.

mod acta;
mod cuadro;
mod escala;
mod leer;
mod pareto;
mod rondas;
mod votos;

use almacen::{Consultas, EntidadLeida, Instalacion};
use dominio::Dato;
use dominio::priorizacion::EstadoRonda;
use uuid::Uuid;

use crate::falla::Falla;
use crate::guardar::entidad_propia;
use crate::sesion::{Sesion, sin_prefijo, uuid};

pub(crate) use cuadro::Cargada;
pub(crate) use rondas::{hechos_de_priorizacion, ultima_cerrada};

/// Classes whose cells a person edits one by one.
pub(crate) const CLASES: &[&str] = &["priorizacion", "criterio", "votante"];
/// Classes that belong to a round, or are one.
pub(crate) const DE_RONDA: &[&str] = &["priorizacion", "criterio", "votante", "puntaje", "seleccion_manual", "puesto"];
const RONDA: &str = "ronda";

fn texto<'e>(e: &'e EntidadLeida, campo: &str) -> &'e str {
    e.valor(campo).and_then(Dato::texto).unwrap_or_default()
}

fn estado(e: &EntidadLeida) -> EstadoRonda {
    texto(e, "estado").parse().unwrap_or(EstadoRonda::Abierta)
}

/// The cell that holds the note under a criterion, and the one that says why.
fn celda_de_nota(codigo: &str) -> (String, String) {
    (format!("c_{codigo}"), format!("r_{codigo}"))
}

/// The cell that says what the notes of a person under a criterion are based on.
fn celda_de_base(codigo: &str) -> String {
    format!("b_{codigo}")
}

/// The cell of a comparison; codes have no double underscore.
fn celda_de_par(primero: &str, segundo: &str) -> String {
    format!("p_{primero}__{segundo}")
}

/// The round that an entity is of, or is.
pub(crate) fn ronda_de(e: &EntidadLeida) -> Option<Uuid> {
    if sin_prefijo(&e.clase) == "priorizacion" { Some(e.id) } else { texto(e, RONDA).parse().ok() }
}

fn cerrada() -> Falla {
    Falla::Transicion { motivo: "Esa ronda de priorización está cerrada y ya no cambia. Inicie otra ronda; esta se conserva.".to_owned() }
}

/// Refuses a change of what belongs to a closed round; other classes pass.
pub(crate) fn en_ronda_abierta(c: &Consultas<'_>, e: &EntidadLeida) -> Result<(), Falla> {
    if !CLASES.contains(&sin_prefijo(&e.clase)) {
        return Ok(());
    }
    let ronda = ronda_de(e).map(|r| c.entidad(r)).transpose()?.flatten();
    if ronda.is_some_and(|r| estado(&r) == EstadoRonda::Cerrada) { Err(cerrada()) } else { Ok(()) }
}

/// Refuses a cell that the program writes by itself, or of a closed round; other classes pass.
pub(crate) fn permitir(c: &Consultas<'_>, e: &EntidadLeida, campo: &str) -> Result<(), Falla> {
    let base = sin_prefijo(&e.clase);
    if CLASES.contains(&base) && dominio::campos::campo(base, campo).is_some_and(|declarado| !declarado.editable) {
        return Err(Falla::campo("celdas", "Ese dato lo escribe el programa."));
    }
    en_ronda_abierta(c, e)
}

/// The open round that a request names, to be written.
fn abierta(c: &Consultas<'_>, instalacion: &Instalacion, id: &str) -> Result<EntidadLeida, Falla> {
    let ronda = entidad_propia(c, instalacion, uuid(id, "la ronda")?)?;
    if sin_prefijo(&ronda.clase) != "priorizacion" {
        return Err(Falla::NoExiste { que: "la ronda de priorización".to_owned() });
    }
    if estado(&ronda) == EstadoRonda::Cerrada { Err(cerrada()) } else { Ok(ronda) }
}

impl Sesion {
    /// A round read and its ranking prepared.
    fn cuadro(&self, institucion: Option<&str>, ronda: Option<&str>) -> Result<std::sync::Arc<Cargada>, Falla> {
        self.cuadro_guardado(institucion, ronda, |c| cuadro::cargar(c, institucion, ronda))
    }
}
