//! Who performs a step, when the words leave no doubt.

use super::plegado::plegar;
use crate::ficha::ActorPaso;

/// Subjects that open a step written in the third person.
const USUARIO: [&str; 13] = [
    "el usuario",
    "la usuaria",
    "usuario ",
    "el interesado",
    "interesado ",
    "el solicitante",
    "solicitante ",
    "el proponente",
    "el ciudadano",
    "el contribuyente",
    "el requirente",
    "el administrado",
    "la persona interesada",
];
const INSTITUCION: [&str; 34] = [
    "el oficial",
    "oficial ",
    "el gestor",
    "la gestora",
    "el director",
    "director ",
    "el jefe",
    "jefe ",
    "la jefa",
    "asistente ",
    "el asistente",
    "la asistente",
    "secretaria ",
    "la secretaria",
    "el profesional",
    "profesional ",
    "el asesor",
    "asesor ",
    "el procurador",
    "procurador ",
    "el notificador",
    "notificador ",
    "el tecnico",
    "tecnico ",
    "el analista",
    "analista ",
    "la unidad",
    "el departamento",
    "departamento de",
    "la direccion",
    "recepcionista",
    "el encargado",
    "encargado ",
    "el personal",
];
const SISTEMA: [&str; 2] = ["el sistema", "sistema "];
/// Infinitives and commands that only the user of a service can obey.
const PROPIOS: [&str; 8] = ["descargar", "descargue", "llenar", "llene", "comprar", "imprimir", "imprima", "ingresar a la pagina"];

/// The actor of a step, `None` when the text does not make it sure.
#[must_use]
pub fn actor(texto: &str) -> Option<ActorPaso> {
    let inicio: String = texto.chars().take(60).collect();
    let llano = plegar(&inicio);
    let empieza = |lista: &[&str]| lista.iter().any(|p| llano.starts_with(p));
    if empieza(&USUARIO) || empieza(&PROPIOS) {
        Some(ActorPaso::Usuario)
    } else if empieza(&INSTITUCION) {
        Some(ActorPaso::Institucion)
    } else if empieza(&SISTEMA) {
        Some(ActorPaso::Sistema)
    } else {
        None
    }
}

#[cfg(test)]
mod pruebas {
    use super::*;

    #[test]
    fn el_actor_se_dice_solo_cuando_es_seguro() {
        for (texto, quien) in [
            ("El Usuario ingresa a las instalaciones", Some(ActorPaso::Usuario)),
            ("Descargar y llenar formulario", Some(ActorPaso::Usuario)),
            ("Oficial Receptor del Departamento recibe", Some(ActorPaso::Institucion)),
            ("Secretaria de Gestión de Personal traslada", Some(ActorPaso::Institucion)),
            ("Realizar el pago", None),
            ("Recibe, revisa y paga en línea", None),
        ] {
            assert_eq!(actor(texto), quien, "{texto}");
        }
    }
}
