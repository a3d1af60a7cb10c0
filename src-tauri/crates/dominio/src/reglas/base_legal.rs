//! R1: something is asked and no ley nor acuerdo gubernativo was found that supports it (Art. 5).
//!
//! It reads the structured base of the sheet and of each requisito, and the texts that admit that
//! something is not in the norm. A base inherited from the sheet is a pending task, not a finding.
//! Whether an acuerdo ministerial can ever be enough is not settled: the answer stays «posible».

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::{AccionRequisito, BaseLegal, Suficiencia, TipoNorma};
use crate::texto;

use super::lectura::{Disparo, Lectura, atenuar, nuevo, patron};
use super::{Hallazgo, Regla, Severidad};

static FUERA_DE_NORMA: LazyLock<Regex> = LazyLock::new(|| {
    patron(concat!(
        r"\bno (?:esta|estan|se encuentra|se encuentran|figura|aparece|consta|viene)(?: \w+){0,3}? (?:en|dentro de) (?:la |el |las |los |esta |dicha )?(?:norma|normativa|ley|reglamento|legislacion)\b",
        r"|\bno (?:lo |la )?(?:exige|establece|contempla|regula|indica) (?:la |el |en la |en el )(?:norma|normativa|ley|reglamento|legislacion)\b",
        r"|\b(?:sin|no (?:tiene|cuenta con|posee)) (?:base|sustento|respaldo|fundamento) legal\b"
    ))
});
static ORDEN_JUDICIAL: LazyLock<Regex> = LazyLock::new(|| patron(r"\b(?:orden (?:de juez|judicial)|sentencia|tratado)\b"));

pub(super) fn r1(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    let t = &l.ficha.tramite;
    let del_tramite: Vec<&BaseLegal> = l.ficha.base_legal_del_tramite().collect();
    hallazgos.extend(juzgar(&del_tramite, "trámite").map(|j| j.hallazgo("tramite", t.id, None)));

    for (i, r) in l.ficha.requisitos.iter().enumerate() {
        let propias: Vec<&BaseLegal> = l.ficha.base_legal.iter().filter(|b| b.requisito == Some(r.id)).collect();
        if propias.is_empty() {
            continue;
        }
        hallazgos.extend(juzgar(&propias, "requisito").map(|j| {
            let mut h = j.hallazgo("requisito", r.id, super::lectura::posicion(i));
            h.accion_sugerida = Some(AccionRequisito::RequiereReforma);
            h
        }));
    }

    for fila in l.requisitos().filter(|f| f.tiene(Disparo::FueraDeNorma)) {
        if let Some(rango) = fila.buscar(&FUERA_DE_NORMA, |_, _| true) {
            let fragmento = fila.cita_textual(rango);
            let mensaje = "el propio texto dice que este requisito no está en la norma".to_owned();
            let mut h = nuevo(Regla::R1, fila.clase, fila.entidad, fila.campo, fila.posicion, fragmento, mensaje);
            h.accion_sugerida = fila.accion(AccionRequisito::Eliminar);
            hallazgos.push(h);
        }
    }
}

struct Juicio {
    fragmento: String,
    sin_identificar: bool,
    excepcion: bool,
    de_que: &'static str,
}

/// `None` when one of the norms is enough.
fn juzgar(bases: &[&BaseLegal], de_que: &'static str) -> Option<Juicio> {
    if bases.iter().any(|b| b.suficiente() == Suficiencia::Si) {
        return None;
    }
    let sin_identificar = !bases.is_empty() && bases.iter().all(|b| b.suficiente() == Suficiencia::NoSabe);
    let excepcion = bases.iter().any(|b| {
        matches!(b.tipo_norma, Some(TipoNorma::Convenio | TipoNorma::ReglamentoTecnico))
            || ORDEN_JUDICIAL.is_match(texto::plegar(&b.texto).as_bytes())
    });
    // Sorted, so that moving a norm up or down does not reopen a decision.
    let mut citas: Vec<&str> = bases.iter().map(|b| b.texto.trim()).filter(|c| !c.is_empty()).collect();
    citas.sort_by_cached_key(|c| texto::normalizar(c));
    Some(Juicio { fragmento: citas.join("; "), sin_identificar, excepcion, de_que })
}

impl Juicio {
    fn hallazgo(self, clase: &'static str, entidad: uuid::Uuid, fila: Option<u32>) -> Hallazgo {
        let mensaje = if self.sin_identificar {
            format!("norma sin identificar; no se sabe si una ley o un acuerdo gubernativo respalda este {}", self.de_que)
        } else {
            format!("no se encontró ley ni acuerdo gubernativo que respalde este {}", self.de_que)
        };
        let mut h = nuevo(Regla::R1, clase, entidad, "base_legal", fila, self.fragmento, mensaje);
        if self.sin_identificar {
            h.severidad = Severidad::Media;
        }
        if self.excepcion { atenuar(h, "se cita un tratado, un reglamento técnico o una orden judicial") } else { h }
    }
}
