//! The worked examples that people may load: those of `ejemplos/` that carry a title and a source. The rest are for
//! the tests (`tests/tests/metodos.rs`).

use serde::Deserialize;
use serde_json::Value;

use crate::dto::EjemploDeMetodo;
use crate::falla::Falla;

/// Every method in the order of `metodos.md`, with its file.
const ARCHIVOS: [(&str, &str); 13] = [
    ("costo_administrativo", include_str!("ejemplos/costo_administrativo.json")),
    ("ces", include_str!("ejemplos/ces.json")),
    ("abc", include_str!("ejemplos/abc.json")),
    ("antes_despues", include_str!("ejemplos/antes_despues.json")),
    ("ponderado", include_str!("ejemplos/ponderado.json")),
    ("ahp", include_str!("ejemplos/ahp.json")),
    ("pareto", include_str!("ejemplos/pareto.json")),
    ("flujo", include_str!("ejemplos/flujo.json")),
    ("cpm", include_str!("ejemplos/cpm.json")),
    ("pert", include_str!("ejemplos/pert.json")),
    ("little", include_str!("ejemplos/little.json")),
    ("avance_plan", include_str!("ejemplos/avance_plan.json")),
    ("auditoria", include_str!("ejemplos/auditoria.json")),
];

#[derive(Deserialize)]
struct Guardado {
    titulo: Option<String>,
    fuente: Option<String>,
    entrada: Value,
}

pub(super) fn todos() -> Result<Vec<EjemploDeMetodo>, Falla> {
    let mut lista = Vec::new();
    for (metodo, texto) in ARCHIVOS {
        let guardados: Vec<Guardado> =
            serde_json::from_str(texto).map_err(|_| Falla::Interno("a shipped example is not what it should be"))?;
        for g in guardados {
            if let (Some(titulo), Some(fuente)) = (g.titulo, g.fuente) {
                lista.push(EjemploDeMetodo { metodo: metodo.to_owned(), titulo, fuente, entrada: g.entrada });
            }
        }
    }
    Ok(lista)
}
