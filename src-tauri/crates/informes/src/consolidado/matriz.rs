//! The matrix of institutions and phases, and the map.

use dominio::fase::{EstadoFase, Fase};

use super::cifras::CifrasDeConsolidado;
use crate::grafico::{CasillaDeMapa, DatosDeGrafico, Grafico, Serie};
use crate::modelo::{Alineacion, Bloque, Celda, Columna, Densidad, Fila, GrupoDeColumnas, Tabla, Tono};
use crate::palabras::{cuantos, fecha_larga, numero};
use crate::piezas::{menor, parrafo, titulo};
use crate::texto::Texto;

/// Head of a column of 50 points.
pub(super) const fn corta(fase: Fase) -> &'static str {
    match fase {
        Fase::ConformacionComite => "Comité",
        Fase::CapacitacionComite => "Capaci\u{ad}tación",
        Fase::Inventario => "Inven\u{ad}tario",
        Fase::Priorizacion => "Priori\u{ad}zación",
        Fase::PlanInstitucional => "Plan",
        Fase::Diagnostico => "Diagnós\u{ad}tico",
        Fase::Rediseno => "Rediseño",
        Fase::Implementacion => "Imple\u{ad}menta\u{ad}ción",
        Fase::MejoraContinua => "Mejora",
    }
}

pub(super) const fn tono(estado: EstadoFase) -> Tono {
    match estado {
        EstadoFase::NoIniciada | EstadoFase::NoAplica => Tono::Neutro,
        EstadoFase::EnProceso => Tono::Curso,
        EstadoFase::Entregada => Tono::Hecho,
        EstadoFase::Aprobada => Tono::Bien,
        EstadoFase::Observada => Tono::Aviso,
    }
}

/// «59/66», for columns that hold nothing longer; the sentence with «de» is in the text.
pub(super) fn breve(r: dominio::Razon) -> String {
    format!("{}/{}", r.numerador, r.denominador)
}

/// The letter of a state in the matrix.
const fn letra(estado: EstadoFase) -> &'static str {
    match estado {
        EstadoFase::NoIniciada => "–",
        EstadoFase::NoAplica => "n/a",
        EstadoFase::EnProceso => "P",
        EstadoFase::Entregada => "E",
        EstadoFase::Aprobada => "A",
        EstadoFase::Observada => "O",
    }
}

/// A state in the matrix: a letter on its colour, so that a row takes one line and the 66 are seen together. Nothing
/// begun is a quiet dash, so that what was done is seen.
fn celda(estado: EstadoFase) -> Celda {
    match estado {
        EstadoFase::NoIniciada => Celda::from(Texto::default().tenue(letra(estado))),
        EstadoFase::NoAplica => Celda::from(Texto::default().tenue(letra(estado))).por(estado.etiqueta()),
        EstadoFase::EnProceso | EstadoFase::Entregada | EstadoFase::Aprobada | EstadoFase::Observada => {
            Celda::estado(tono(estado), letra(estado)).por(estado.etiqueta())
        }
    }
}

/// «A: aprobada. E: entregada…»
fn leyenda(corte: jiff::civil::Date) -> Texto {
    let mut t = Texto::default();
    let todos = [
        EstadoFase::Aprobada,
        EstadoFase::Entregada,
        EstadoFase::Observada,
        EstadoFase::EnProceso,
        EstadoFase::NoIniciada,
        EstadoFase::NoAplica,
    ];
    for (n, e) in todos.into_iter().enumerate() {
        let separa = if n == 0 { "" } else { "   ·   " };
        t = t.y(separa).fuerte(letra(e)).y(&format!("\u{a0}{}", e.etiqueta().to_lowercase()));
    }
    t.y(&format!(". Cuentan A y E. Corte al {}.", fecha_larga(corte)))
}

pub(super) fn matriz(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let mut columnas = vec![Columna::texto("Institución", 28).que_encabeza()];
    columnas.extend(Fase::TODOS.iter().map(|f| Columna { alineacion: Alineacion::Centro, ..Columna::texto(corta(*f), 4) }));
    columnas.push(Columna::numero("Cuentan"));
    let mut filas = Vec::with_capacity(c.filas.len() + c.grupos.len() * 2 + 1);
    for (n, g) in c.grupos.iter().enumerate() {
        filas.push(Fila::grupo(
            Texto::default().fuerte(&g.nombre).tenue(&format!("  · {}", cuantos(g.instituciones, "institución", "instituciones"))),
        ));
        for f in c.filas.iter().filter(|f| f.grupo == n) {
            let mut celdas = vec![Celda::from(Texto::default().fuerte(&f.sigla.replace('-', "\u{2011}")).y(&format!("  {}", f.nombre)))];
            celdas.extend(f.celdas.iter().map(|x| celda(x.estado)));
            celdas.push(Celda::from(breve(f.avance)));
            filas.push(Fila::new(celdas));
        }
    }
    let mut total = vec![Celda::from("Cuentan, sobre las que aplican")];
    total.extend(c.fases.iter().map(|f| Celda::from(breve(f.razon))));
    total.push(Celda::default());
    filas.push(Fila::total(total));
    let cuentan = c.filas.iter().filter(|f| f.avance.numerador > 0).count() as u64;
    vec![
        titulo(
            format!("{} de {} instituciones tienen al menos una fase que cuenta", numero(cuentan), numero(c.instituciones)),
            "Instituciones y fases",
        ),
        menor(leyenda(c.corte)),
        Bloque::Tabla(Tabla {
            columnas,
            filas,
            densidad: Densidad::Minima,
            grupos: vec![
                GrupoDeColumnas::new("", 1),
                GrupoDeColumnas::new("Guía 6.1.1 a 6.1.4", 4),
                GrupoDeColumnas::new("Fases siguientes", 5),
                GrupoDeColumnas::new("", 1),
            ],
            alternativa: "Una fila por institución, agrupadas por tipo, y el estado de cada una en las nueve fases.".to_owned(),
            ..Tabla::default()
        }),
    ]
}

/// The states of the tiles, from the least to the most advanced.
const ESTADOS: [(EstadoFase, &str, Tono); 5] = [
    (EstadoFase::NoIniciada, "No iniciada", Tono::Neutro),
    (EstadoFase::EnProceso, "En proceso", Tono::Curso),
    (EstadoFase::Observada, "Observada", Tono::Aviso),
    (EstadoFase::Entregada, "Entregada", Tono::Hecho),
    (EstadoFase::Aprobada, "Aprobada", Tono::Bien),
];

pub(super) fn mapa(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let mut bloques = vec![titulo("Las gobernaciones departamentales, en el mapa", "Mapa de los departamentos")];
    if c.mapa.iter().all(|m| m.estados.is_empty()) {
        bloques.push(parrafo("Sin información registrada."));
        return bloques;
    }
    for fase in [Fase::ConformacionComite, Fase::Inventario] {
        let lugar = Fase::TODOS.iter().position(|f| *f == fase).unwrap_or(0);
        let suyas: Vec<(&str, EstadoFase)> = c
            .mapa
            .iter()
            .filter_map(|m| Some((m.codigo.as_str(), *m.estados.get(lugar)?)))
            .filter(|(_, e)| *e != EstadoFase::NoAplica)
            .collect();
        let cuentan = suyas.iter().filter(|(_, e)| e.cuenta()).count() as u64;
        bloques.push(Bloque::Grafico(Grafico {
            titulo: format!("{}: cuentan {} de {} departamentos", fase.etiqueta(), numero(cuentan), numero(suyas.len() as u64)),
            alternativa: format!("Mapa de teselas: cada departamento con el estado de su gobernación en {}.", fase.etiqueta()),
            fuente: format!("Fuente: tablero de GAE, corte al {}.", fecha_larga(c.corte)),
            que: "Departamento".to_owned(),
            medida: "Estado".to_owned(),
            datos: DatosDeGrafico::Mapa {
                estados: ESTADOS.iter().map(|(_, nombre, tono)| Serie { nombre: (*nombre).to_owned(), tono: *tono }).collect(),
                casillas: suyas
                    .iter()
                    .map(|(codigo, estado)| CasillaDeMapa {
                        codigo: (*codigo).to_owned(),
                        estado: ESTADOS.iter().position(|(e, _, _)| e == estado).unwrap_or(0),
                        texto: String::new(),
                    })
                    .collect(),
            },
            tabla_aparte: false,
        }));
    }
    bloques
}
