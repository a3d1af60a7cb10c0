//! R14: many steps, or many for what is asked.

use super::lectura::{Lectura, Papel, cita_ley};
use super::{Hallazgo, Regla};

/// From this number of steps, four for each requisito are many.
const PASOS_NOTABLES: usize = 8;

pub(super) fn r14(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    let pasos = l.ficha.cantidad_de_pasos();
    let requisitos = l.ficha.cantidad_de_requisitos();
    let maximo = usize::try_from(l.ctx.pasos_max).unwrap_or(usize::MAX);
    if pasos < maximo && (pasos < PASOS_NOTABLES || pasos < 4 * requisitos) {
        return;
    }
    let h = l.de_la_ficha(
        Regla::R14,
        "pasos",
        &format!("{pasos} pasos"),
        &format!(
            "muchos pasos para pocos requisitos ({pasos} pasos, {requisitos} {})",
            if requisitos == 1 { "requisito" } else { "requisitos" }
        ),
    );
    let fijados_por_ley = l.filas.iter().any(|f| f.clase == "paso" && f.papel != Papel::Requisito && cita_ley(f.plegado.as_str()));
    hallazgos.push(if fijados_por_ley { super::lectura::atenuar(h, "con base citada") } else { h });
}
