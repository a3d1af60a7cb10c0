//! R15: an archive term for idle files that is not the three months of article 28, or idle files.

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::ficha::Suficiencia;

use super::lectura::{Disparo, Fila, Lectura, atenuar, patron};
use super::{Hallazgo, Regla};

static INACTIVIDAD: LazyLock<Regex> = LazyLock::new(|| {
    patron(
        r"\binactiv|\bsin movimiento\b|\babandon|\bcaduc|\bfalta de (?:interes|seguimiento)\b|\bno (?:se )?(?:presente|presenta|subsane|subsana|complete|completa|atienda|atiende|recoja|recoge|retire|retira|cumpla)\w*",
    )
});
static PLAZO: LazyLock<Regex> = LazyLock::new(|| {
    patron(
        r"\b(\d+|un|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|dieciocho|veinte|treinta|sesenta|noventa)(?: \(\d+\))? (mes(?:es)?|dias?|semanas?|anos?)\b",
    )
});

pub(super) fn r15(l: &Lectura<'_>, hallazgos: &mut Vec<Hallazgo>) {
    for fila in &l.filas {
        hallazgos.extend(plazo_de_archivo(fila));
    }
    if let Some(descripcion) = l.ficha.tramite.descripcion.as_deref() {
        hallazgos.extend(plazo_de_archivo(&Fila::suelta("tramite", l.ficha.tramite.id, "descripcion", None, descripcion)));
    }
    for (b, norma) in l.ficha.base_legal.iter().zip(&l.normas) {
        let hallado = plazo_de_archivo(norma);
        // A special law may set another term.
        let especial = b.suficiente() == Suficiencia::Si;
        hallazgos
            .extend(hallado.map(|h| if especial && h.severidad == Regla::R15.severidad() { atenuar(h, "con base citada") } else { h }));
    }
    if let Some(n) = l.ficha.tramite.volumen_inactivos_3m.filter(|n| *n > 0) {
        let que =
            if n == 1 { "hay 1 expediente devuelto e inactivo".to_owned() } else { format!("hay {n} expedientes devueltos e inactivos") };
        hallazgos.push(l.de_la_ficha(Regla::R15, "volumen_inactivos_3m", &n.to_string(), &format!("{que} por más de tres meses")));
    }
}

fn plazo_de_archivo(fila: &Fila<'_>) -> Option<Hallazgo> {
    if !fila.tiene(Disparo::Archivar) || !INACTIVIDAD.is_match(fila.bytes()) {
        return None;
    }
    let rango = fila.buscar(&PLAZO, |t, _| !son_tres_meses(t))?;
    Some(fila.hallar(Regla::R15, rango, "el archivo por inactividad no sigue los tres meses"))
}

fn son_tres_meses(plazo: &str) -> bool {
    let mut partes = plazo.split(' ');
    let cantidad = partes.next().unwrap_or_default();
    let unidad = partes.next_back().unwrap_or_default();
    (matches!(cantidad, "3" | "tres") && unidad.starts_with("mes")) || (matches!(cantidad, "90" | "noventa") && unidad.starts_with("dia"))
}
