//! What changed between two cut-offs of an institution: a comparison of two sets of figures, nothing read anew.

use std::collections::BTreeMap;

use dominio::Razon;

use super::cifras::{CifraComparada, CifrasDeAvance, FaseComparada, FilaDeTramite, QueCambio, TramiteComparado};
use dominio::ficha::EstadoTramite;

fn cifra(que: &str, antes: Razon, ahora: Razon) -> CifraComparada {
    CifraComparada { que: que.to_owned(), antes, ahora, con_base: true }
}

fn cuenta(que: &str, antes: u64, ahora: u64) -> CifraComparada {
    CifraComparada { que: que.to_owned(), antes: Razon::new(antes, antes), ahora: Razon::new(ahora, ahora), con_base: false }
}

fn abiertos(c: &CifrasDeAvance) -> u64 {
    c.reglas.iter().fold(0, |s, r| s.saturating_add(r.abiertos()))
}

fn cuentan(c: &CifrasDeAvance) -> BTreeMap<&str, &FilaDeTramite> {
    c.tramites.iter().filter(|t| t.estado != EstadoTramite::Suprimido).map(|t| (t.codigo.as_str(), t)).collect()
}

/// What changed from the figures of an earlier cut-off to those of this one.
#[must_use]
pub fn que_cambio(antes: &CifrasDeAvance, ahora: &CifrasDeAvance) -> QueCambio {
    let (i, j) = (&antes.inventario, &ahora.inventario);
    let cifras = vec![
        cifra("Fases que cuentan", antes.avance, ahora.avance),
        cuenta("Trámites en el inventario", i.tramites, j.tramites),
        cuenta("Requisitos", i.requisitos, j.requisitos),
        cuenta("Pasos", i.pasos, j.pasos),
        cifra("Fichas completas", i.fichas_completas, j.fichas_completas),
        cifra("Tiempos entendidos", i.tiempos_legibles, j.tiempos_legibles),
        cifra("Costos definidos", i.costos_conocidos, j.costos_conocidos),
        cifra("Con base legal suficiente", i.con_base_legal, j.con_base_legal),
        cuenta("Posibles hallazgos abiertos", abiertos(antes), abiertos(ahora)),
        cifra("Trámites con posibles hallazgos", antes.con_hallazgos, ahora.con_hallazgos),
        cuenta("Señales de importación pendientes", i.banderas_pendientes, j.banderas_pendientes),
        cuenta("Integrantes del comité", antes.comite.len() as u64, ahora.comite.len() as u64),
    ];
    let fases = ahora
        .fases
        .iter()
        .filter_map(|f| {
            let de = antes.fases.iter().find(|g| g.fase == f.fase)?.estado;
            (de != f.estado).then_some(FaseComparada { fase: f.fase, antes: de, ahora: f.estado })
        })
        .collect();
    let (de, a) = (cuentan(antes), cuentan(ahora));
    let par = |t: &FilaDeTramite| (t.codigo.clone(), t.nombre.clone());
    QueCambio {
        antes: antes.corte,
        cifras,
        fases,
        entraron: a.iter().filter(|(k, _)| !de.contains_key(*k)).map(|(_, t)| par(t)).collect(),
        salieron: de.iter().filter(|(k, _)| !a.contains_key(*k)).map(|(_, t)| par(t)).collect(),
        avanzaron: a
            .iter()
            .filter_map(|(k, t)| {
                let antes = de.get(k)?.estado;
                (antes != t.estado).then(|| TramiteComparado { codigo: t.codigo.clone(), nombre: t.nombre.clone(), antes, ahora: t.estado })
            })
            .collect(),
    }
}
