//! Findings by rule and one by one.

use super::portada::{abiertos, mas_frecuente};
use super::{base_de, menor, nota, o_raya, parrafo, seccion};
use crate::avance::cifras::{CifrasDeAvance, DetalleDeHallazgo};
use crate::grafico::{Barra, DatosDeGrafico, Grafico};
use crate::modelo::{Bloque, Celda, Columna, Densidad, Fila, Tabla, Tono};
use crate::palabras::{cuantos, de, fecha_larga, numero};
use crate::texto::Texto;
use dominio::reglas::{EstadoHallazgo, Severidad};

const fn tono(severidad: Severidad) -> Tono {
    match severidad {
        Severidad::Alta => Tono::Mal,
        Severidad::Media => Tono::Aviso,
        Severidad::Baja => Tono::Curso,
        Severidad::Dato => Tono::Neutro,
    }
}

/// The label of a severity in a narrow column.
const fn corta(severidad: Severidad) -> &'static str {
    match severidad {
        Severidad::Alta => "Alta",
        Severidad::Media => "Media",
        Severidad::Baja => "Baja",
        Severidad::Dato => "Dato",
    }
}

pub(super) fn por_regla(c: &CifrasDeAvance) -> Vec<Bloque> {
    let total = abiertos(c);
    let titulo = match mas_frecuente(c) {
        None => "No hay posibles hallazgos abiertos".to_owned(),
        Some(r) => format!(
            "{}; lo más frecuente: {}",
            cuantos(total, "posible hallazgo abierto", "posibles hallazgos abiertos"),
            minuscula(&r.titulo)
        ),
    };
    let mut bloques = vec![seccion(&titulo, "Posibles hallazgos por regla")];
    bloques.push(parrafo(format!("Tienen al menos uno {} trámites, con corte al {}.", de(c.con_hallazgos), fecha_larga(c.corte))));
    let mut reglas: Vec<_> = c.reglas.iter().filter(|r| r.abiertos() > 0 || r.decididos > 0).collect();
    reglas.sort_by_key(|r| std::cmp::Reverse(r.abiertos()));
    if reglas.iter().any(|r| r.abiertos() > 0) {
        let barras = reglas.iter().filter(|r| r.abiertos() > 0);
        let barras = barras
            .map(|r| Barra {
                rotulo: format!("{}\u{a0}· {}", r.regla, r.titulo),
                valor: r.abiertos(),
                texto: format!("{} en {}", numero(r.abiertos()), cuantos(r.tramites.numerador, "trámite", "trámites")),
            })
            .collect();
        bloques.push(Bloque::Grafico(Grafico {
            titulo: "Posibles hallazgos abiertos por regla".to_owned(),
            alternativa: "Barras: una por regla, de mayor a menor cantidad de posibles hallazgos abiertos.".to_owned(),
            fuente: format!("Fuente: reglas R1 a R15 sobre las fichas de la institución, corte al {}.", fecha_larga(c.corte)),
            datos: DatosDeGrafico::Barras(barras),
            // The table of the rules follows.
            tabla_aparte: true,
            ..Grafico::default()
        }));
    }
    // Before the table, not after it: a note never opens a page of its own.
    if total > 0 {
        bloques.push(menor(
            "Un trámite puede tener varios posibles hallazgos, por eso los trámites de las reglas no suman el total. \
             «Dato» es calidad del dato; «decididos» son los aceptados o descartados con razón.",
        ));
    }
    let suma = |f: fn(&crate::avance::HallazgosDeRegla) -> u64| c.reglas.iter().fold(0u64, |s, r| s.saturating_add(f(r)));
    let mut filas: Vec<Fila> = reglas
        .iter()
        .map(|r| {
            let que = Texto::from(r.titulo.as_str());
            Fila::new(vec![
                Celda::from(Texto::default().fuerte(&r.regla)),
                Celda::from(if r.base.is_empty() {
                    que.tenue("\nCriterio de la herramienta")
                } else {
                    que.tenue(&format!("\n{}", mayuscula(&r.base)))
                }),
                conteo(r.alta),
                conteo(r.media),
                conteo(r.baja),
                conteo(r.dato),
                Celda::from(Texto::default().fuerte(&numero(r.abiertos()))),
                base_de(r.tramites),
                conteo(r.decididos),
            ])
        })
        .collect();
    if filas.len() > 1 {
        filas.push(Fila::total(vec![
            Celda::default(),
            Celda::from("Total"),
            Celda::from(numero(suma(|r| r.alta))),
            Celda::from(numero(suma(|r| r.media))),
            Celda::from(numero(suma(|r| r.baja))),
            Celda::from(numero(suma(|r| r.dato))),
            Celda::from(numero(total)),
            base_de(c.con_hallazgos),
            Celda::from(numero(suma(|r| r.decididos))),
        ]));
    }
    bloques.push(Bloque::Tabla(Tabla {
        titulo: Some("Por regla y severidad".to_owned()),
        columnas: vec![
            Columna::justa("Regla"),
            Columna::texto("Qué señala", 6),
            Columna::numero("Alta"),
            Columna::numero("Media"),
            Columna::numero("Baja"),
            Columna::numero("Dato"),
            Columna::numero("Abiertos"),
            Columna::numero("Trámites"),
            Columna::numero("Decididos"),
        ],
        filas,
        densidad: Densidad::Compacta,
        vacia: String::new(),
        ..Tabla::default()
    }));
    bloques
}

fn conteo(n: u64) -> Celda {
    if n == 0 { Celda::from(Texto::default().tenue("–")) } else { Celda::from(numero(n)) }
}

/// One row a finding, under the row of its trámite.
pub(super) fn detalle(c: &CifrasDeAvance) -> Vec<Bloque> {
    let n = u64::try_from(c.hallazgos.len()).unwrap_or(u64::MAX);
    let titulo = match n {
        0 => "Detalle de posibles hallazgos".to_owned(),
        _ => format!("Detalle de {} por trámite", cuantos(n, "posible hallazgo", "posibles hallazgos")),
    };
    let mut filas = Vec::new();
    for grupo in c.hallazgos.chunk_by(|a, b| a.codigo == b.codigo) {
        if let Some(h) = grupo.first() {
            let cuenta = cuantos(u64::try_from(grupo.len()).unwrap_or(u64::MAX), "posible hallazgo", "posibles hallazgos");
            filas.push(Fila::grupo(Texto::default().y(&format!("{}  ", h.codigo)).y(&h.tramite).tenue(&format!("  · {cuenta}"))));
        }
        filas.extend(grupo.iter().map(fila_de_detalle));
    }
    let mut bloques = vec![seccion(&titulo, "Detalle de posibles hallazgos")];
    if n > 0 {
        bloques.push(nota(
            Tono::Neutro,
            "Cada fila es una señal para revisar con Asesoría Jurídica, con las palabras de la ficha que la encendieron.",
        ));
    }
    bloques.push(Bloque::Tabla(Tabla {
        titulo: None,
        columnas: vec![
            Columna::justa("Regla").que_une(),
            Columna::justa("Severidad").que_une(),
            Columna::texto("Dónde", 2),
            Columna::texto("Qué se señala", 5),
            Columna::texto("Texto de la ficha", 6),
            Columna::justa("Estado"),
        ],
        filas,
        densidad: Densidad::Compacta,
        vacia: String::new(),
        ..Tabla::default()
    }));
    bloques
}

fn fila_de_detalle(h: &DetalleDeHallazgo) -> Fila {
    let mut mensaje = Texto::from(mayuscula(h.mensaje.strip_prefix("Posible hallazgo: ").unwrap_or(&h.mensaje)));
    if !h.justificacion.is_empty() {
        mensaje = mensaje.tenue(&format!("\nRazón: {}", h.justificacion));
    }
    let fragmento = if h.fragmento.trim().is_empty() { String::new() } else { format!("«{}»", h.fragmento.trim()) };
    Fila::new(vec![
        Celda::from(Texto::default().fuerte(&h.regla)),
        Celda::estado(tono(h.severidad), corta(h.severidad)),
        o_raya(&h.donde),
        Celda::from(mensaje),
        o_raya(&fragmento),
        match h.estado {
            EstadoHallazgo::Abierto => Celda::from("Abierto"),
            EstadoHallazgo::Aceptado => Celda::estado(Tono::Hecho, "Aceptado"),
            EstadoHallazgo::Descartado => Celda::estado(Tono::Neutro, "Descartado"),
        },
    ])
}

fn mayuscula(texto: &str) -> String {
    let mut letras = texto.chars();
    letras.next().map_or_else(String::new, |p| p.to_uppercase().chain(letras).collect())
}

fn minuscula(texto: &str) -> String {
    let mut letras = texto.chars();
    letras.next().map_or_else(String::new, |p| p.to_lowercase().chain(letras).collect())
}
