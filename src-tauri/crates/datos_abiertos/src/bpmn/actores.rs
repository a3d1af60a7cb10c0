//! Whose a lane is and who does a task, guessed from their names when no data of ours says it.

use dominio::diagrama::ClaseDeCarril;
use dominio::ficha::ActorPaso;
use dominio::texto::plegar;

use super::modelo::{CarrilDeModelo, Modelo, NodoDeFlujo};
use super::propio;

/// Beginnings of words by which diagrams call the person who asks, folded; Spanish and English.
const PERSONAS: [&str; 14] = [
    "usuari",
    "solicitante",
    "ciudadan",
    "interesad",
    "contribuyente",
    "peticionari",
    "requirente",
    "client",
    "persona",
    "administrad",
    "customer",
    "applicant",
    "citizen",
    "user",
];
/// And the systems.
const SISTEMAS: [&str; 6] = ["sistema", "system", "plataforma", "portal", "process engine", "software"];

fn alguna(nombre: &str, palabras: &[&str]) -> bool {
    let plano = plegar(nombre);
    palabras.iter().any(|p| plano.starts_with(p) || plano.contains(&format!(" {p}")))
}

/// Whose a lane is.
pub(super) fn clase_de_carril(m: &Modelo<'_>, carril: Option<&CarrilDeModelo>, pool: &str) -> ClaseDeCarril {
    if let Some(c) = carril {
        let dicha = propio::extension(m.doc, c.elemento, "carril").and_then(|x| m.doc.atributo(x, "clase")?.parse().ok());
        if let Some(clase) = dicha {
            return clase;
        }
    }
    let nombre = carril.map(|c| c.nombre.as_str()).filter(|n| !n.trim().is_empty()).unwrap_or(pool);
    if alguna(nombre, &PERSONAS) {
        ClaseDeCarril::Persona
    } else if alguna(nombre, &SISTEMAS) {
        ClaseDeCarril::Sistema
    } else {
        ClaseDeCarril::Unidad
    }
}

/// Who does an activity.
pub(super) fn actor(nodo: &NodoDeFlujo<'_>, clase: ClaseDeCarril) -> ActorPaso {
    match clase {
        ClaseDeCarril::Persona => ActorPaso::Usuario,
        ClaseDeCarril::OtraEntidad => ActorPaso::OtraEntidad,
        ClaseDeCarril::Sistema => ActorPaso::Sistema,
        ClaseDeCarril::Unidad if matches!(nodo.tipo, "serviceTask" | "scriptTask" | "businessRuleTask") => ActorPaso::Sistema,
        ClaseDeCarril::Unidad => ActorPaso::Institucion,
    }
}
