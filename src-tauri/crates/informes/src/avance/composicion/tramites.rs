//! The table of all trámites.

use super::{menor, o_raya, seccion};
use crate::avance::cifras::{CifrasDeAvance, FilaDeTramite};
use crate::modelo::{Bloque, Celda, Columna, Densidad, Fila, Tabla};
use crate::palabras::{cuantos, de, fecha_larga, numero};
use crate::texto::Texto;

pub(super) fn tramites(c: &CifrasDeAvance) -> Vec<Bloque> {
    let filas_en_total = u64::try_from(c.tramites.len()).unwrap_or(u64::MAX);
    // The list may hold internal or retired trámites, which no figure counts.
    let n = if filas_en_total == 0 { 0 } else { c.inventario.tramites };
    let fuera = filas_en_total.saturating_sub(n);
    let titulo = match n {
        0 => "Trámites del inventario".to_owned(),
        _ => match mas_pesado(c) {
            Some(t) => format!(
                "{}; el que más pide, {}, tiene {}",
                cuantos(n, "trámite", "trámites"),
                t.codigo,
                cuantos(t.requisitos, "requisito", "requisitos")
            ),
            None => cuantos(n, "trámite", "trámites"),
        },
    };
    let filas = c
        .tramites
        .iter()
        .map(|t| {
            Fila::new(vec![
                Celda::from(Texto::default().tenue(&t.codigo.replace('-', "\u{2011}"))),
                Celda::from(t.nombre.as_str()),
                o_raya(&t.categoria),
                Celda::from(t.estado.etiqueta()),
                Celda::from(numero(t.requisitos)),
                Celda::from(numero(t.pasos)),
                o_raya(&t.tiempo),
                o_raya(&t.costo),
                Celda::from(de(t.completitud)),
                if t.hallazgos == 0 {
                    Celda::from(Texto::default().tenue("–"))
                } else {
                    Celda::from(Texto::default().fuerte(&numero(t.hallazgos)))
                },
            ])
        })
        .collect();
    let fuera = match fuera {
        0 => String::new(),
        1 => " La lista incluye un trámite interno o suprimido, que no cuenta.".to_owned(),
        _ => format!(" La lista incluye {} trámites internos o suprimidos, que no cuentan.", numero(fuera)),
    };
    vec![
        seccion(&titulo, "Trámites"),
        Bloque::Tabla(Tabla {
            titulo: None,
            columnas: vec![
                Columna::justa("Código"),
                Columna::texto("Trámite", 10),
                Columna::texto("Categoría", 5),
                Columna::justa("Estado"),
                Columna::numero("Requisitos"),
                Columna::numero("Pasos"),
                Columna::texto("Tiempo de respuesta", 4),
                Columna::texto("Costo", 5),
                Columna::numero("Datos"),
                Columna::numero("Posibles hallazgos"),
            ],
            filas,
            densidad: Densidad::Compacta,
            vacia: String::new(),
            ..Tabla::default()
        }),
        menor(format!(
            "Datos: campos llenos sobre los que pide la ficha.{fuera} Fuente: Catálogo Nacional de Trámites, GAE, y fichas de la institución. Corte al {}.",
            fecha_larga(c.corte)
        )),
    ]
}

/// The trámite with most requisitos, when one stands alone.
fn mas_pesado(c: &CifrasDeAvance) -> Option<&FilaDeTramite> {
    let t = c.tramites.iter().max_by_key(|t| t.requisitos)?;
    let empatados = c.tramites.iter().filter(|o| o.requisitos == t.requisitos).count();
    (t.requisitos > 1 && empatados == 1).then_some(t)
}
