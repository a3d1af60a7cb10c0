//! The inventory's filter and order as SQL, with every value bound.

use rusqlite::types::Value;

use crate::proyeccion::derivar::rango;
use crate::tipos::{Completa, FiltroTramites, Orden};

/// Conditions of a filter without its text, and their values.
pub(super) struct Condiciones {
    pub sql: String,
    pub valores: Vec<Value>,
    /// Only `visible = 1`: every indexed trámite passes.
    pub abiertas: bool,
}

const CON_REGLA: &str = "EXISTS (SELECT 1 FROM hallazgo h WHERE h.tramite = t.id AND h.regla = ? AND h.estado = 'abierto')";
const CON_VALOR: &str = "EXISTS (SELECT 1 FROM celda c WHERE c.entidad = t.id AND c.campo = ? AND c.valor = ?)";
const SIN_VALOR: &str =
    "NOT EXISTS (SELECT 1 FROM celda c WHERE c.entidad = t.id AND c.campo = ? AND c.valor IS NOT NULL AND c.valor <> '')";
/// Something of the trámite or of what hangs from it was written at or after a moment.
const ESCRITO_DESDE: &str = include_str!("escrito_desde.sql");

pub(super) fn condiciones(filtro: &FiltroTramites) -> Condiciones {
    let mut c = Condiciones { sql: "t.visible = 1".to_owned(), valores: Vec::new(), abiertas: true };
    let mut poner = |condicion: &str, valores: Vec<Value>| {
        c.sql.push_str(" AND ");
        c.sql.push_str(condicion);
        c.valores.extend(valores);
        c.abiertas = false;
    };
    let texto = |t: &str| Value::Text(t.to_owned());
    if let Some(ambito) = filtro.ambito {
        poner("t.ambito = ?", vec![Value::Blob(ambito.as_bytes().to_vec())]);
    }
    if let Some(categoria) = &filtro.categoria {
        poner("t.categoria = ?", vec![texto(categoria)]);
    }
    if let Some(unidad) = &filtro.unidad {
        poner("t.unidad = ?", vec![texto(unidad)]);
    }
    if let Some(estado) = filtro.estado {
        poner("t.estado = ?", vec![texto(estado.as_str())]);
    }
    if let Some(regla) = &filtro.regla {
        poner(CON_REGLA, vec![texto(regla)]);
    }
    if let Some(severidad) = filtro.severidad {
        poner("t.severidad >= ?", vec![Value::Integer(rango(severidad))]);
    }
    if filtro.con_banderas {
        poner("t.banderas > 0", Vec::new());
    }
    if filtro.con_conflictos {
        poner("t.conflictos > 0", Vec::new());
    }
    match filtro.completa {
        Some(Completa::Si) => poner("t.con_dato = t.exigidos", Vec::new()),
        Some(Completa::No) => poner("t.con_dato < t.exigidos", Vec::new()),
        None => {}
    }
    if let Some(importacion) = filtro.importacion {
        poner("t.importacion = ?", vec![Value::Blob(importacion.as_bytes().to_vec())]);
    }
    for condicion in &filtro.condiciones {
        match &condicion.valor {
            Some(valor) => poner(CON_VALOR, vec![texto(&condicion.campo), texto(valor)]),
            None => poner(SIN_VALOR, vec![texto(&condicion.campo)]),
        }
    }
    // The clock of a cell is 48 bits of milliseconds and 16 of a counter.
    let hlc = |ms: u64| Value::Integer((ms.min((1 << 46) - 1) << 16).cast_signed());
    if let Some(ms) = filtro.cambiado_desde {
        poner(ESCRITO_DESDE, vec![hlc(ms), hlc(ms)]);
    }
    if let Some(ms) = filtro.sin_cambios_desde {
        poner(&format!("NOT {ESCRITO_DESDE}"), vec![hlc(ms), hlc(ms)]);
    }
    c
}

fn columna(orden: Orden) -> &'static str {
    match orden {
        Orden::Relevancia | Orden::Codigo => "t.codigo_clave",
        Orden::Nombre => "t.nombre_clave",
        Orden::Unidad => "t.unidad",
        Orden::Categoria => "t.categoria",
        Orden::Requisitos => "t.requisitos",
        Orden::Pasos => "t.pasos",
        Orden::Completitud => "(t.con_dato * 10000 / max(t.exigidos, 1))",
        Orden::Hallazgos => "t.hallazgos",
        Orden::Estado => "t.estado",
    }
}

/// The order as SQL: the first column, those that break its ties, then the code and the entry, so that
/// two pages never share a row.
pub(super) fn clausula(filtro: &FiltroTramites) -> String {
    let sentido = |descendente: bool| if descendente { "DESC" } else { "ASC" };
    let primero = sentido(filtro.descendente);
    let unica = filtro.luego.is_empty();
    if unica && matches!(filtro.orden, Orden::Relevancia | Orden::Codigo | Orden::Nombre) {
        // The index of codes, or of names, read in one direction.
        return format!("{} {primero}, t.id {primero}", columna(filtro.orden));
    }
    let mut partes = vec![format!("{} {primero}", columna(filtro.orden))];
    partes.extend(filtro.luego.iter().map(|(orden, descendente)| format!("{} {}", columna(*orden), sentido(*descendente))));
    partes.push("t.codigo_clave, t.id".to_owned());
    partes.join(", ")
}
