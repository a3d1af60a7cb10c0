//! The nine phases and the committee.

use super::{base_de, menor, nota, o_raya, parrafo, seccion, subtitulo};
use crate::avance::cifras::{AvanceDeFase, CifrasDeAvance};
use crate::modelo::{Bloque, Celda, Columna, Densidad, Fila, Tabla, Tono};
use crate::palabras::{cuantos, de, fecha_corta, fecha_larga};
use crate::texto::Texto;
use dominio::fase::{EstadoFase, SIN_HECHOS};
use dominio::formato::enumerar;

const fn tono(estado: EstadoFase) -> Tono {
    match estado {
        EstadoFase::NoIniciada | EstadoFase::NoAplica => Tono::Neutro,
        EstadoFase::EnProceso => Tono::Curso,
        EstadoFase::Entregada | EstadoFase::Aprobada => Tono::Hecho,
        EstadoFase::Observada => Tono::Aviso,
    }
}

/// Who says that a phase counts: the institution alone, a file with it, or GAE. Never one figure for the three.
fn respaldo(f: &AvanceDeFase) -> Celda {
    match (f.estado, f.evidencias) {
        (EstadoFase::Aprobada, _) => Celda::from("Verificado"),
        (EstadoFase::Entregada, 0) => Celda::from("Declarado"),
        (EstadoFase::Entregada, _) => Celda::from("Con evidencia"),
        (EstadoFase::NoIniciada | EstadoFase::EnProceso | EstadoFase::Observada | EstadoFase::NoAplica, _) => o_raya(""),
    }
}

/// The first phase that is neither delivered nor out of the count.
fn siguiente(c: &CifrasDeAvance) -> Option<&AvanceDeFase> {
    c.fases.iter().find(|f| matches!(f.estado, EstadoFase::NoIniciada | EstadoFase::EnProceso | EstadoFase::Observada))
}

pub(super) fn fases(c: &CifrasDeAvance) -> Vec<Bloque> {
    let cuentan = match c.avance.numerador {
        1 => format!("Cuenta {} fases", de(c.avance)),
        _ => format!("Cuentan {} fases", de(c.avance)),
    };
    let titulo = match siguiente(c) {
        Some(f) if f.estado == EstadoFase::Observada => format!("{cuentan}; hay observaciones en {}", f.fase.etiqueta()),
        Some(f) => format!("{cuentan}; sigue {}", f.fase.etiqueta()),
        None => cuentan,
    };
    let con_respaldo = c.fases.iter().any(|f| matches!(f.estado, EstadoFase::Entregada | EstadoFase::Aprobada));
    let filas = c
        .fases
        .iter()
        .map(|f| {
            let mut condiciones = Texto::default();
            // A phase without facts says so in each condition; on paper, once.
            let mut sin_hechos = false;
            for (i, k) in f.condiciones.iter().enumerate() {
                let salto = if i == 0 { "" } else { "\n" };
                let texto = k.texto.strip_suffix(SIN_HECHOS);
                sin_hechos |= texto.is_some();
                let texto = texto.unwrap_or(&k.texto);
                condiciones = if k.cumple {
                    condiciones.tenue(&format!("{salto}✓\u{a0}{texto}"))
                } else {
                    condiciones.y(&format!("{salto}○\u{a0}{texto}"))
                };
            }
            if sin_hechos {
                condiciones = condiciones.tenue("\nTodavía no hay datos de esta fase.");
            }
            if condiciones.is_empty() {
                condiciones = condiciones.tenue("—");
            }
            let mut celdas = vec![
                o_raya(f.codigo_guia.as_deref().unwrap_or_default()),
                Celda::from(Texto::default().fuerte(f.fase.etiqueta())),
                Celda::estado(tono(f.estado), f.estado.etiqueta()),
                o_raya(&f.fecha.map(fecha_corta).unwrap_or_default()),
                base_de(f.cumplidas),
            ];
            if con_respaldo {
                celdas.push(respaldo(f));
            }
            celdas.push(Celda::from(condiciones));
            Fila::new(celdas)
        })
        .collect();
    let mut columnas = vec![
        Columna::justa("Guía"),
        Columna::texto("Fase", 5).que_encabeza(),
        Columna::justa("Estado"),
        Columna::justa("Fecha"),
        Columna::texto("Condiciones cumplidas", 3),
    ];
    if con_respaldo {
        columnas.push(Columna::justa("Respaldo"));
    }
    columnas.push(Columna::texto("Condiciones de cierre (✓ cumplida, ○ pendiente)", 9));
    let mut bloques = vec![
        seccion(&titulo, "Fases de la guía"),
        Bloque::Tabla(Tabla { titulo: None, columnas, filas, densidad: Densidad::Compacta, vacia: String::new(), ..Tabla::default() }),
    ];
    let mut reglas: Vec<&str> = c.fases.iter().map(|f| f.regla.as_str()).filter(|r| !r.is_empty()).collect();
    reglas.sort_unstable();
    reglas.dedup();
    let regla = if reglas.is_empty() { String::new() } else { format!(" Regla: {}.", reglas.join("; ")) };
    bloques.push(menor(format!(
        "Cuentan las fases entregadas o aprobadas, sobre las que aplican. Solo cuatro fases tienen código confirmado en la guía.{regla} Corte al {}.",
        fecha_larga(c.corte)
    )));
    bloques
}

pub(super) fn comite(c: &CifrasDeAvance) -> Vec<Bloque> {
    let n = u64::try_from(c.comite.len()).unwrap_or(u64::MAX);
    let titulo = match n {
        0 => "Comité: sin integrantes registrados".to_owned(),
        _ => format!("Comité: {}", cuantos(n, "integrante", "integrantes")),
    };
    let mut bloques = vec![subtitulo(&titulo)];
    let documentos: Vec<&str> = c.documentos.iter().map(String::as_str).collect();
    bloques.push(parrafo(if documentos.is_empty() {
        "No hay documento de conformación registrado.".to_owned()
    } else {
        format!("Conformación: {}.", enumerar(&documentos))
    }));
    bloques.push(Bloque::Tabla(Tabla {
        titulo: None,
        columnas: vec![Columna::texto("Nombre", 4), Columna::texto("Cargo", 4), Columna::texto("Rol en el comité", 4)],
        filas: c.comite.iter().map(|i| Fila::new(vec![o_raya(&i.nombre), o_raya(&i.cargo), o_raya(&i.rol)])).collect(),
        densidad: Densidad::Comoda,
        vacia: String::new(),
        ..Tabla::default()
    }));
    if !c.roles_vacantes.is_empty() {
        let roles: Vec<&str> = c.roles_vacantes.iter().map(String::as_str).collect();
        bloques.push(nota(Tono::Aviso, Texto::default().fuerte("Sin titular: ").y(&enumerar(&roles)).y(".")));
    }
    bloques
}
