//! What changed since an earlier cut-off, in words and in rows.

use super::cifras::CifrasDeConsolidado;
use super::composicion::{con_base, con_signo};
use crate::modelo::{Bloque, Celda, Columna, Densidad, Fila, Tabla};
use crate::palabras::{fecha_corta, numero};
use crate::piezas::{o_raya, titulo};
use crate::texto::Texto;

pub(super) fn cambios(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let Some(k) = &c.cambio else { return Vec::new() };
    let mut bloques = vec![titulo(k.titular.clone(), "Qué cambió")];
    bloques.push(Bloque::Lista { numerada: false, elementos: k.parrafos.iter().map(|p| Texto::from(p.as_str())).collect() });
    bloques.push(Bloque::Tabla(Tabla {
        titulo: Some("Cada fase en los dos cortes".to_owned()),
        columnas: vec![
            Columna::texto("Fase", 6).que_encabeza(),
            Columna::numero(&format!("Al {}", fecha_corta(k.desde))),
            Columna::numero(&format!("Al {}", fecha_corta(c.corte))),
            Columna::numero("Diferencia"),
        ],
        filas: k
            .fases
            .iter()
            .map(|(f, antes, ahora)| {
                let d = ahora.numerador.cast_signed() - antes.numerador.cast_signed();
                Fila::new(vec![
                    Celda::from(f.etiqueta()),
                    Celda::from(con_base(*antes)),
                    Celda::from(con_base(*ahora)),
                    Celda::from(con_signo(d)),
                ])
            })
            .collect(),
        densidad: Densidad::Compacta,
        alternativa: "Porcentaje con su base en el corte anterior y en este.".to_owned(),
        ..Tabla::default()
    }));
    if !k.movimientos.is_empty() {
        bloques.push(Bloque::Tabla(Tabla {
            titulo: Some("Fases que se movieron".to_owned()),
            columnas: vec![
                Columna::texto("Fase", 4).que_une(),
                Columna::texto("Institución", 7).que_encabeza(),
                Columna::justa("De"),
                Columna::justa("A"),
                Columna::justa("Fecha"),
            ],
            filas: k
                .movimientos
                .iter()
                .map(|m| {
                    Fila::new(vec![
                        Celda::from(m.fase.etiqueta()),
                        Celda::from(Texto::default().fuerte(&m.sigla).tenue(&format!("  {}", m.nombre))),
                        Celda::from(m.de.etiqueta()),
                        Celda::from(m.a.etiqueta()),
                        o_raya(&m.fecha.map(fecha_corta).unwrap_or_default()),
                    ])
                })
                .collect(),
            densidad: Densidad::Compacta,
            alternativa: "Fase, institución, estado anterior, estado nuevo y fecha del hecho.".to_owned(),
            ..Tabla::default()
        }));
    }
    if !k.tramites.is_empty() {
        bloques.push(Bloque::Tabla(Tabla {
            titulo: Some("Trámites que entraron o salieron".to_owned()),
            columnas: vec![Columna::texto("Institución", 6).que_encabeza(), Columna::numero("Agregados"), Columna::numero("Retirados")],
            filas: k
                .tramites
                .iter()
                .map(|(sigla, nombre, mas, menos)| {
                    Fila::new(vec![
                        Celda::from(Texto::default().fuerte(sigla).tenue(&format!("  {nombre}"))),
                        Celda::from(numero(*mas)),
                        Celda::from(numero(*menos)),
                    ])
                })
                .collect(),
            densidad: Densidad::Compacta,
            alternativa: "Trámites agregados y retirados por institución.".to_owned(),
            ..Tabla::default()
        }));
    }
    bloques
}
