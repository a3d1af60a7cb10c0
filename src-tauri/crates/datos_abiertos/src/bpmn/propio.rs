//! Our own data in a diagram: what it is called under `dlg:`, read and written in one place.
//!
//! It lives only inside `extensionElements`, so that any other program may drop it and still have the
//! diagram. What BPMN itself says (name of the task, lane, arrows, documents) is written in BPMN; the
//! `dlg:paso` of a task has the fields as the table holds them. `estructura` of `dlg:version` is the
//! fingerprint of the flow when it was written: while it holds, the table comes back exactly; when
//! another program changed the flow, the flow as it is now wins ([`super::pasos`]).

use std::str::FromStr;

use dominio::ficha::Paso;
use dominio::metodos::exacto::Decimal;
use num_rational::BigRational;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::documento::{Documento, espacio};
use super::modelo::{Especie, Modelo};

/// The child of `extensionElements` of ours with a name.
pub(super) fn extension(doc: &Documento, elemento: usize, nombre: &str) -> Option<usize> {
    doc.hijos_de(elemento, "extensionElements")
        .flat_map(|x| doc.hijos(x))
        .find(|h| doc.elementos.get(*h).is_some_and(|e| e.espacio == espacio::DLG && doc.de(&e.local) == nombre))
}

/// How often a way is taken, as we wrote it: «30» of a hundred.
pub(super) fn probabilidad(doc: &Documento, flujo: usize) -> Option<BigRational> {
    let texto = doc.atributo(extension(doc, flujo, "flujo")?, "probabilidad")?;
    leer_porcentaje(&texto)
}

fn leer_porcentaje(texto: &str) -> Option<BigRational> {
    Decimal::leer(texto.trim()).map(|d| d.valor / BigRational::from_integer(100.into()))
}

fn lista<T: ToString>(valor: Option<T>) -> Option<String> {
    valor.map(|v| v.to_string())
}

/// The fields of a paso as attributes, in order; without those that are empty. `texto` is the name of the task.
pub(super) fn campos(p: &Paso) -> Vec<(&'static str, String)> {
    let numero = |n: Option<i64>| n.map(|n| n.to_string());
    let requisitos = p.requisitos.iter().map(Uuid::to_string).collect::<Vec<_>>().join(" ");
    let todos: [(&'static str, Option<String>); 21] = [
        ("id", Some(p.id.to_string())),
        ("version", lista(p.version)),
        ("nivel", (p.nivel != 0).then(|| p.nivel.to_string())),
        ("grupo", p.grupo.clone()),
        ("actor", lista(p.actor)),
        ("canal", lista(p.canal)),
        ("unidad", p.unidad.clone()),
        ("duracion_minutos", numero(p.duracion_minutos)),
        ("duracion_minima", numero(p.duracion_minima)),
        ("duracion_maxima", numero(p.duracion_maxima)),
        ("espera_minutos", numero(p.espera_minutos)),
        ("agrega_valor", lista(p.agrega_valor)),
        ("decision", p.decision.then(|| "true".to_owned())),
        ("resultados", p.resultados.clone()),
        ("sistema", p.sistema.clone()),
        ("documento_entrada", p.documento_entrada.clone()),
        ("documento_salida", p.documento_salida.clone()),
        ("requisitos", (!requisitos.is_empty()).then_some(requisitos)),
        ("origen", lista(p.origen)),
        ("accion", lista(p.accion)),
        ("procedencia", lista(p.procedencia)),
    ];
    todos.into_iter().filter_map(|(campo, valor)| valor.map(|v| (campo, v))).collect()
}

/// A paso from a `dlg:paso`, with the name of its task.
pub(super) fn leer_paso(doc: &Documento, elemento: usize, texto: String) -> Paso {
    fn de<T: FromStr>(doc: &Documento, e: usize, campo: &str) -> Option<T> {
        doc.atributo(e, campo).and_then(|v| v.trim().parse().ok())
    }
    let texto_de = |campo| doc.atributo(elemento, campo).map(std::borrow::Cow::into_owned);
    Paso {
        id: de(doc, elemento, "id").unwrap_or_default(),
        version: de(doc, elemento, "version"),
        nivel: de(doc, elemento, "nivel").unwrap_or_default(),
        grupo: texto_de("grupo"),
        texto,
        actor: de(doc, elemento, "actor"),
        canal: de(doc, elemento, "canal"),
        unidad: texto_de("unidad"),
        duracion_minutos: de(doc, elemento, "duracion_minutos"),
        duracion_minima: de(doc, elemento, "duracion_minima"),
        duracion_maxima: de(doc, elemento, "duracion_maxima"),
        espera_minutos: de(doc, elemento, "espera_minutos"),
        agrega_valor: de(doc, elemento, "agrega_valor"),
        decision: doc.atributo(elemento, "decision").is_some_and(|v| v.trim() == "true"),
        resultados: texto_de("resultados"),
        sistema: texto_de("sistema"),
        documento_entrada: texto_de("documento_entrada"),
        documento_salida: texto_de("documento_salida"),
        requisitos: doc.atributo(elemento, "requisitos").map(|t| t.split(' ').filter_map(|u| u.parse().ok()).collect()).unwrap_or_default(),
        origen: de(doc, elemento, "origen"),
        accion: de(doc, elemento, "accion"),
        procedencia: de(doc, elemento, "procedencia"),
    }
}

/// Fingerprint of the flow: nodes, arrows, what they say, and lanes; not the places of the drawing, nor the names
/// of tasks, which are the text of their paso wherever they are.
pub(super) fn estructura(m: &Modelo<'_>) -> String {
    let mut lineas: Vec<String> = Vec::new();
    for n in &m.nodos {
        let nombre = if n.especie == Especie::Actividad { "" } else { n.nombre.as_str() };
        lineas.push(format!("n\u{1f}{}\u{1f}{}\u{1f}{nombre}", n.id, n.tipo));
    }
    for f in &m.flujos {
        let id = |n: Option<usize>| n.and_then(|n| m.nodos.get(n)).map_or("", |n| n.id.as_str());
        lineas.push(format!("f\u{1f}{}\u{1f}{}\u{1f}{}", id(f.de), id(f.a), f.nombre));
    }
    for c in &m.carriles {
        let mut refs: Vec<&str> = c.refs.iter().filter_map(|n| m.nodos.get(*n)).map(|n| n.id.as_str()).collect();
        refs.sort_unstable();
        lineas.push(format!("c\u{1f}{}\u{1f}{}", c.nombre, refs.join("\u{1f}")));
    }
    lineas.sort_unstable();
    Sha256::digest(lineas.join("\n")).iter().take(16).fold(String::new(), |t, b| format!("{t}{b:02x}"))
}
