//! The board in sentences: what it found, and the pending lists as text to paste.

use crate::fase::Fase;
use crate::formato;
use crate::instituciones::TipoInstitucion;
use crate::tablero::{CifraDeFase, Cuales, Fila, filas_de};

/// Name of a kind for one or several.
const fn nombre_de(tipo: TipoInstitucion, varias: bool) -> &'static str {
    match (tipo, varias) {
        (TipoInstitucion::Ministerio, false) => "ministerio",
        (TipoInstitucion::Ministerio, true) => "ministerios",
        (TipoInstitucion::Secretaria, false) => "secretaría",
        (TipoInstitucion::Secretaria, true) => "secretarías",
        (TipoInstitucion::Comision, false) => "comisión",
        (TipoInstitucion::Comision, true) => "comisiones",
        (TipoInstitucion::OtraDependencia, false) => "otra dependencia",
        (TipoInstitucion::OtraDependencia, true) => "otras dependencias",
        (TipoInstitucion::Gobernacion, false) => "gobernación departamental",
        (TipoInstitucion::Gobernacion, true) => "gobernaciones departamentales",
    }
}

/// «14 gobernaciones departamentales», «1 comisión».
#[must_use]
pub fn cuantas(tipo: TipoInstitucion, n: u64) -> String {
    format!("{n} {}", nombre_de(tipo, n != 1))
}

/// What the board found, in one sentence: the committees, and in which kind the inventory is behind.
#[must_use]
pub fn titular(cifras: &[CifraDeFase]) -> String {
    let de = |fase: Fase| cifras.iter().find(|c| c.fase == fase);
    let (Some(comite), Some(inventario)) = (de(Fase::ConformacionComite), de(Fase::Inventario)) else { return String::new() };
    if comite.razon.denominador == 0 {
        return "Ninguna institución cumple el filtro".to_owned();
    }
    let tienen = if comite.razon.numerador == 1 { "institución tiene" } else { "instituciones tienen" };
    let inicio = format!("{} de {} {tienen} comité", comite.razon.numerador, comite.razon.denominador);
    let pendientes = inventario.pendientes_por_tipo();
    let total: u64 = pendientes.values().sum();
    if total == 0 {
        return format!("{inicio}; ninguna tiene pendiente el inventario");
    }
    match pendientes.iter().max_by_key(|(_, n)| **n) {
        // More than half of what is missing is of one kind: that is the finding.
        Some((tipo, n)) if *n * 2 > total && pendientes.len() > 1 => {
            let articulo = if *tipo == TipoInstitucion::Ministerio { "los" } else { "las" };
            let quienes = nombre_de(*tipo, true).trim_end_matches(" departamentales");
            format!("{inicio}; el inventario se detiene en {articulo} {quienes}")
        }
        _ => format!("{inicio}; {} de {} entregaron su inventario", inventario.razon.numerador, inventario.razon.denominador),
    }
}

/// The pending institutions of a phase and kind, by name: a line to paste in a report.
#[must_use]
pub fn lista_de_pendientes(filas: &[&Fila], fase: Fase, tipo: TipoInstitucion) -> Option<String> {
    let mut nombres: Vec<&str> = filas_de(filas, fase, Cuales::Pendientes, Some(tipo)).map(|f| f.nombre.as_str()).collect();
    if nombres.is_empty() {
        return None;
    }
    nombres.sort_by_key(|n| crate::texto::plegar(n));
    let n = nombres.len() as u64;
    let codigo = fase.codigo_guia().map(|c| format!("{c} ")).unwrap_or_default();
    Some(format!("Pendientes de {codigo}{}: {}. {}.", fase.etiqueta(), cuantas(tipo, n), nombres.join("; ")))
}

/// The paragraph of a phase: percentage with its base, and how many of each kind are pending.
#[must_use]
pub fn parrafo_de_pendientes(cifra: &CifraDeFase) -> String {
    let codigo = cifra.fase.codigo_guia().map(|c| format!("{c} ")).unwrap_or_default();
    let base = match cifra.regla {
        crate::avance::ReglaDenominador::Instituciones => "instituciones",
        crate::avance::ReglaDenominador::ComitesConformados => "comités conformados",
    };
    let Some(porcentaje) = cifra.razon.porcentaje(2) else {
        return format!("{codigo}{}: n/d, porque no hay {base} que contar.", cifra.fase.etiqueta());
    };
    let cabeza = format!(
        "{codigo}{}: {} % ({} de {} {base}).",
        cifra.fase.etiqueta(),
        formato::decimal(&porcentaje),
        cifra.razon.numerador,
        cifra.razon.denominador
    );
    let partes: Vec<String> = cifra.pendientes_por_tipo().into_iter().map(|(t, n)| cuantas(t, n)).collect();
    let total = cifra.de(Cuales::Pendientes);
    match total {
        0 => format!("{cabeza} No queda ninguna pendiente."),
        1 => format!("{cabeza} Queda pendiente {}.", formato::enumerar(&partes.iter().map(String::as_str).collect::<Vec<_>>())),
        _ => format!("{cabeza} Quedan {total} pendientes: {}.", formato::enumerar(&partes.iter().map(String::as_str).collect::<Vec<_>>())),
    }
}
