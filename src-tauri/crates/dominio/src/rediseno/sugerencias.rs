//! The checklist of simplification, applied to the data of one trámite: each suggestion carries the evidence that was
//! found and nothing else. In the order in which they are to be thought of: what is removed need not be joined, and
//! what is joined need not be put on a screen.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::aplicar::{Accion, actuales};
use crate::cerrado;
use crate::ficha::{AccionPaso, AccionRequisito, ActorPaso, AgregaValor, Canal, EmisorPublico, EstadoTramite, Ficha, FormaRequisito, Paso};
use crate::reglas::{Hallazgo, Regla};
use crate::texto::plegar;

cerrado! {
    /// A principle of simplification.
    Principio {
        Eliminar = "eliminar" / "Quitar lo que no hace falta", Unir = "unir" / "Unir lo que se repite", ALaVez = "a_la_vez" / "Hacer a la vez",
        PedirUnaVez = "pedir_una_vez" / "Pedir una sola vez", BuenaFe = "buena_fe" / "Presumir la buena fe",
        Interoperar = "interoperar" / "Consultar entre entidades", Digitalizar = "digitalizar" / "Digitalizar al final",
    }
}

impl Principio {
    /// What it asks, in a sentence.
    #[must_use]
    pub const fn pregunta(self) -> &'static str {
        match self {
            Principio::Eliminar => "¿Qué pasaría si no se pidiera o no se hiciera?",
            Principio::Unir => "¿Se puede hacer o pedir una sola vez?",
            Principio::ALaVez => "¿Uno necesita de verdad lo que entrega el otro?",
            Principio::PedirUnaVez => "¿La institución ya tiene este dato?",
            Principio::BuenaFe => "¿Basta la palabra de la persona, y comprobar después?",
            Principio::Interoperar => "¿Puede preguntarlo la institución en lugar de la persona?",
            Principio::Digitalizar => "Lo que quedó después de simplificar, ¿puede hacerse sin papel?",
        }
    }
}

/// Something that the data suggest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sugerencia {
    /// Principle.
    pub principio: Principio,
    /// What to do.
    pub texto: String,
    /// What was found in the data.
    pub evidencia: String,
    /// The rows it speaks of, the one that changes first.
    pub filas: Vec<Uuid>,
    /// What the tick would record; `None` when a person must think it out.
    pub accion: Option<Accion>,
    /// The one it would be joined with.
    pub con: Option<Uuid>,
    /// Draft of what stands in its place.
    pub texto_propuesto: Option<String>,
    /// It waits for the approval of the redesign.
    pub espera_aprobacion: bool,
}

impl Sugerencia {
    fn nueva(principio: Principio, texto: String, evidencia: String, filas: Vec<Uuid>, accion: Option<Accion>) -> Self {
        Sugerencia { principio, texto, evidencia, filas, accion, con: None, texto_propuesto: None, espera_aprobacion: false }
    }
}

fn corto(t: &str) -> String {
    let limpio: String = t.split_whitespace().collect::<Vec<_>>().join(" ");
    if limpio.chars().count() <= 70 {
        return limpio;
    }
    let recortado: String = limpio.chars().take(68).collect();
    format!("{}…", recortado.trim_end())
}

/// Requisitos that no paso says it reads; empty when no paso says what it reads at all.
#[must_use]
pub fn sin_uso(ficha: &Ficha) -> Vec<Uuid> {
    if actuales(ficha).all(|p| p.requisitos.is_empty()) {
        return Vec::new();
    }
    let usado = |id: Uuid| actuales(ficha).any(|p| p.requisitos.contains(&id));
    ficha.requisitos.iter().filter(|r| r.nivel == 0 && !usado(r.id)).map(|r| r.id).collect()
}

/// Pasos of today that only read requisitos that would no longer be asked.
#[must_use]
pub fn pasos_sin_razon(ficha: &Ficha, se_van: &[Uuid]) -> Vec<Uuid> {
    let sobra = |p: &&Paso| !p.requisitos.is_empty() && p.requisitos.iter().all(|r| se_van.contains(r)) && !p.decision;
    actuales(ficha).filter(sobra).map(|p| p.id).collect()
}

/// What the data of a ficha suggest, with its open findings.
#[must_use]
pub fn sugerir(ficha: &Ficha, hallazgos: &[Hallazgo]) -> Vec<Sugerencia> {
    let mut salida = Vec::new();
    de_requisitos(ficha, hallazgos, &mut salida);
    de_pasos(ficha, &mut salida);
    digitales(ficha, &mut salida);
    salida.sort_by_key(|s| Principio::TODOS.iter().position(|p| *p == s.principio));
    salida
}

fn de_requisitos(ficha: &Ficha, hallazgos: &[Hallazgo], salida: &mut Vec<Sugerencia>) {
    let ociosos = sin_uso(ficha);
    let mut por_texto: BTreeMap<String, Uuid> = BTreeMap::new();
    for r in ficha.requisitos.iter().filter(|r| r.nivel == 0) {
        let que = corto(&r.texto);
        let suyos = |regla: Regla| hallazgos.iter().find(|h| h.entidad == r.id && h.regla == regla);
        if ociosos.contains(&r.id) {
            salida.push(Sugerencia::nueva(
                Principio::Eliminar,
                format!("Quitar «{que}»."),
                "Ningún paso dice que lo usa para decidir.".to_owned(),
                vec![r.id],
                Some(Accion::Requisito(AccionRequisito::Eliminar)),
            ));
        } else if let Some(h) = suyos(Regla::R1).or_else(|| suyos(Regla::R8)).or_else(|| suyos(Regla::R13)) {
            salida.push(Sugerencia {
                texto_propuesto: h.texto_propuesto.clone(),
                ..Sugerencia::nueva(
                    Principio::Eliminar,
                    format!("Quitar «{que}», o buscar la norma que lo sostiene."),
                    h.mensaje.clone(),
                    vec![r.id],
                    Some(Accion::Requisito(h.accion_sugerida.unwrap_or(AccionRequisito::Eliminar))),
                )
            });
        }
        if let Some(h) = [Regla::R2, Regla::R3, Regla::R4, Regla::R6].into_iter().find_map(suyos) {
            salida.push(Sugerencia {
                texto_propuesto: h.texto_propuesto.clone(),
                ..Sugerencia::nueva(
                    Principio::BuenaFe,
                    format!("Cambiar «{que}» por una manifestación de la persona en el formulario."),
                    h.mensaje.clone(),
                    vec![r.id],
                    Some(Accion::Requisito(h.accion_sugerida.unwrap_or(AccionRequisito::Sustituir))),
                )
            });
        }
        match r.emisor_publico {
            Some(EmisorPublico::MismaInstitucion) => salida.push(Sugerencia::nueva(
                Principio::PedirUnaVez,
                format!("No pedir «{que}»: buscarlo en la propia institución."),
                "La ficha dice que lo emite esta misma institución.".to_owned(),
                vec![r.id],
                Some(Accion::Requisito(AccionRequisito::Eliminar)),
            )),
            Some(EmisorPublico::Si) => {
                salida.push(interoperar(r.id, &que, r.emisor.as_deref(), "La ficha dice que lo emite una entidad pública."))
            }
            Some(EmisorPublico::No) => {}
            None => {
                if let Some(h) = suyos(Regla::R5) {
                    salida.push(interoperar(r.id, &que, r.emisor.as_deref(), &h.mensaje));
                }
            }
        }
        let clave = plegar(&r.texto);
        if clave.chars().filter(|c| c.is_alphabetic()).count() >= 5 {
            match por_texto.get(&clave) {
                Some(primero) => salida.push(Sugerencia {
                    con: Some(*primero),
                    ..Sugerencia::nueva(
                        Principio::Unir,
                        format!("Pedir «{que}» una sola vez."),
                        "El mismo texto está dos veces en la lista.".to_owned(),
                        vec![r.id, *primero],
                        Some(Accion::Requisito(AccionRequisito::Fusionar)),
                    )
                }),
                None => {
                    por_texto.insert(clave, r.id);
                }
            }
        }
    }
}

fn interoperar(id: Uuid, que: &str, emisor: Option<&str>, evidencia: &str) -> Sugerencia {
    let a_quien = emisor.map(str::trim).filter(|e| !e.is_empty()).map_or_else(String::new, |e| format!(" a {e}"));
    Sugerencia::nueva(
        Principio::Interoperar,
        format!("Consultar «{que}»{a_quien} en lugar de pedirlo."),
        evidencia.to_owned(),
        vec![id],
        Some(Accion::Requisito(AccionRequisito::ConsultarEntreEntidades)),
    )
}

fn de_pasos(ficha: &Ficha, salida: &mut Vec<Sugerencia>) {
    let pasos: Vec<&Paso> = actuales(ficha).filter(|p| p.nivel == 0).collect();
    for (i, p) in pasos.iter().enumerate() {
        if p.agrega_valor == Some(AgregaValor::No) {
            salida.push(Sugerencia::nueva(
                Principio::Eliminar,
                format!("Quitar el paso {}, «{}».", i + 1, corto(&p.texto)),
                "La ficha dice que no agrega valor y que ninguna norma lo obliga.".to_owned(),
                vec![p.id],
                Some(Accion::Paso(AccionPaso::Eliminar)),
            ));
        }
    }
    for (i, par) in pasos.windows(2).enumerate() {
        let [a, b] = par else { continue };
        if a.decision || b.decision {
            continue;
        }
        let misma_ruta = a.grupo.as_deref().map(plegar) == b.grupo.as_deref().map(plegar);
        let unidad = |p: &Paso| p.unidad.as_deref().map(plegar).filter(|u| !u.is_empty());
        let interno = |p: &Paso| matches!(p.actor, Some(ActorPaso::Institucion | ActorPaso::Sistema));
        let (numero, siguiente) = (i + 1, i + 2);
        if misma_ruta && a.actor.is_some() && a.actor == b.actor && unidad(a).is_some() && unidad(a) == unidad(b) {
            salida.push(Sugerencia {
                con: Some(a.id),
                ..Sugerencia::nueva(
                    Principio::Unir,
                    format!("Hacer de una vez los pasos {numero} y {siguiente}."),
                    format!("Los hace la misma unidad, «{}», uno tras otro.", a.unidad.as_deref().unwrap_or_default().trim()),
                    vec![b.id, a.id],
                    Some(Accion::Paso(AccionPaso::Fusionar)),
                )
            });
        } else if misma_ruta && interno(a) && interno(b) && unidad(a).is_some() && unidad(b).is_some() {
            let pasa = |p: Option<&str>| p.map(plegar).filter(|t| !t.is_empty());
            let (da, recibe) = (pasa(a.documento_salida.as_deref()), pasa(b.documento_entrada.as_deref()));
            if let (Some(da), Some(recibe)) = (da, recibe)
                && da != recibe
            {
                salida.push(Sugerencia::nueva(
                    Principio::ALaVez,
                    format!("Hacer a la vez los pasos {numero} y {siguiente}."),
                    format!(
                        "Los hacen dos unidades, y el paso {siguiente} recibe «{}», no lo que entrega el {numero}.",
                        corto(b.documento_entrada.as_deref().unwrap_or_default())
                    ),
                    vec![b.id, a.id],
                    None,
                ));
            }
        }
    }
}

fn digitales(ficha: &Ficha, salida: &mut Vec<Sugerencia>) {
    let aprobado = matches!(
        ficha.tramite.estado,
        Some(
            EstadoTramite::RedisenoAprobado
                | EstadoTramite::EnImplementacion
                | EstadoTramite::Implementado
                | EstadoTramite::EnMejoraContinua
        )
    );
    let papel: Vec<Uuid> = ficha
        .requisitos
        .iter()
        .filter(|r| r.nivel == 0)
        .filter(|r| matches!(r.forma, Some(FormaRequisito::Original | FormaRequisito::CopiaSimple | FormaRequisito::CopiaLegalizada)))
        .map(|r| r.id)
        .collect();
    if !papel.is_empty() {
        let n = papel.len();
        let cuantos = if n == 1 { "Un requisito se pide en papel.".to_owned() } else { format!("{n} requisitos se piden en papel.") };
        salida.push(Sugerencia {
            espera_aprobacion: !aprobado,
            ..Sugerencia::nueva(
                Principio::Digitalizar,
                "Recibir en digital los requisitos que queden.".to_owned(),
                cuantos,
                papel,
                Some(Accion::Requisito(AccionRequisito::Digitalizar)),
            )
        });
    }
    let presencial: Vec<Uuid> = actuales(ficha)
        .filter(|p| p.nivel == 0 && p.actor == Some(ActorPaso::Usuario) && p.canal == Some(Canal::Presencial))
        .map(|p| p.id)
        .collect();
    if !presencial.is_empty() {
        let n = presencial.len();
        let cuantos =
            if n == 1 { "Un paso obliga a ir a una oficina.".to_owned() } else { format!("{n} pasos obligan a ir a una oficina.") };
        salida.push(Sugerencia {
            espera_aprobacion: !aprobado,
            ..Sugerencia::nueva(Principio::Digitalizar, "Ofrecer en línea los pasos que queden.".to_owned(), cuantos, presencial, None)
        });
    }
}
