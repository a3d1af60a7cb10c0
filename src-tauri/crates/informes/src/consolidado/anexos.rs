//! What each institution has: data, inventory, and its annex.

use dominio::Razon;
use dominio::fase::{EstadoFase, Fase};
use dominio::tablero::NivelDeVerificacion;

use super::cifras::{CifrasDeConsolidado, FilaDelConjunto};
use super::matriz::tono;
use crate::modelo::{Bloque, Celda, Columna, Densidad, Fila, Tabla};
use crate::palabras::{cuantos, de, fecha_corta, fecha_larga, numero};
use crate::piezas::{menor, o_raya, parrafo, titulo};
use crate::texto::Texto;

/// Data older than this are worth a call.
const DIAS_VIEJOS: u32 = 90;

fn por_grupo(c: &CifrasDeConsolidado, fila: impl Fn(&FilaDelConjunto) -> Fila) -> Vec<Fila> {
    let mut filas = Vec::with_capacity(c.filas.len() + c.grupos.len());
    for (n, g) in c.grupos.iter().enumerate() {
        filas.push(Fila::grupo(Texto::default().fuerte(&g.nombre)));
        filas.extend(c.filas.iter().filter(|f| f.grupo == n).map(&fila));
    }
    filas
}

/// Declared, with evidence, verified: three figures, never one; and how old the data are.
pub(super) fn respaldo(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let viejas = c.filas.iter().filter(|f| f.dias.is_none_or(|d| d > DIAS_VIEJOS)).count() as u64;
    let titular = match viejas {
        0 => format!("Todas las instituciones tienen datos de los últimos {DIAS_VIEJOS} días"),
        n => format!("{} sin datos de los últimos {DIAS_VIEJOS} días", cuantos(n, "institución", "instituciones")),
    };
    let n = |x: u64| Celda::from(numero(x));
    let mut bloques = vec![
        titulo(titular, "Respaldo y antigüedad"),
        Bloque::Tabla(Tabla {
            titulo: Some("Declarado, con evidencia y verificado por GAE".to_owned()),
            columnas: vec![
                Columna::texto("Fase", 6).que_encabeza(),
                Columna::numero("Declarado"),
                Columna::numero("Con evidencia"),
                Columna::numero("Verificado"),
                Columna::numero("Pendientes"),
                Columna::numero("En proceso"),
                Columna::numero("Observadas"),
                Columna::numero("No iniciadas"),
                Columna::numero("No aplica"),
            ],
            filas: c
                .fases
                .iter()
                .map(|f| {
                    Fila::new(vec![
                        Celda::from(f.fase.etiqueta()),
                        n(f.declarado),
                        n(f.con_evidencia),
                        n(f.verificado),
                        n(f.pendientes),
                        n(f.en_proceso),
                        n(f.observadas),
                        n(f.no_iniciadas),
                        n(f.no_aplica),
                    ])
                })
                .collect(),
            densidad: Densidad::Compacta,
            alternativa: "Instituciones por fase según quién respalda su estado.".to_owned(),
            ..Tabla::default()
        }),
        menor(
            "Declarado: el estado cuenta, lo respalde quien lo respalde. Con evidencia: además hay un archivo. Verificado: GAE lo aprobó. Son tres cifras distintas y nunca se suman.",
        ),
    ];
    let edad = |f: &FilaDelConjunto| match (f.datos_del, f.dias) {
        (Some(d), Some(n)) => (fecha_corta(d), numero(u64::from(n))),
        _ => (String::new(), String::new()),
    };
    bloques.push(Bloque::Tabla(Tabla {
        titulo: Some("De cuándo son los datos de cada institución".to_owned()),
        columnas: vec![
            Columna::justa("Sigla"),
            Columna::texto("Institución", 8).que_encabeza(),
            Columna::justa("Último dato"),
            Columna::numero("Días"),
            Columna::texto("De quién", 3),
        ],
        filas: por_grupo(c, |f| {
            let (dia, dias) = edad(f);
            Fila::new(vec![
                Celda::from(Texto::default().tenue(&f.sigla)),
                Celda::from(f.nombre.as_str()),
                o_raya(&dia),
                o_raya(&dias),
                o_raya(&f.datos_de),
            ])
        }),
        densidad: Densidad::Compacta,
        alternativa: "Día del último dato de cada institución y cuántos días tenía en el corte.".to_owned(),
        ..Tabla::default()
    }));
    bloques
}

pub(super) fn inventarios(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let suma = |f: fn(&FilaDelConjunto) -> u64| c.filas.iter().map(f).fold(0u64, u64::saturating_add);
    let tramites = suma(|f| f.tramites);
    let con = c.filas.iter().filter(|f| f.tramites > 0).count() as u64;
    let titular = match tramites {
        0 => "Ninguna institución tiene trámites registrados en este archivo".to_owned(),
        n => format!("{} en {}", cuantos(n, "trámite", "trámites"), de(Razon::new(con, c.instituciones)) + " instituciones"),
    };
    let mut bloques = vec![titulo(titular, "Inventarios por institución")];
    if tramites == 0 {
        bloques.push(parrafo("Sin información registrada."));
        return bloques;
    }
    // A past cut-off does not know them: a column of dashes says nothing.
    let con_hoy = c.filas.iter().any(|f| f.fichas_completas.is_some());
    let mut columnas = vec![Columna::justa("Sigla"), Columna::texto("Institución", 8).que_encabeza(), Columna::numero("Trámites")];
    if con_hoy {
        columnas.push(Columna::numero("Fichas completas"));
        columnas.push(Columna::numero("Posibles hallazgos"));
    }
    let o = |x: Option<u64>| o_raya(&x.map(numero).unwrap_or_default());
    let mut filas = por_grupo(c, |f| {
        let mut celdas =
            vec![Celda::from(Texto::default().tenue(&f.sigla)), Celda::from(f.nombre.as_str()), Celda::from(numero(f.tramites))];
        if con_hoy {
            celdas.push(o(f.fichas_completas));
            celdas.push(o(f.hallazgos));
        }
        Fila::new(celdas)
    });
    let mut total = vec![Celda::default(), Celda::from("Total"), Celda::from(numero(tramites))];
    if con_hoy {
        total.push(Celda::from(numero(suma(|f| f.fichas_completas.unwrap_or(0)))));
        total.push(Celda::from(numero(suma(|f| f.hallazgos.unwrap_or(0)))));
    }
    filas.push(Fila::total(total));
    bloques.push(Bloque::Tabla(Tabla {
        columnas,
        filas,
        densidad: Densidad::Compacta,
        alternativa: "Trámites de cada institución.".to_owned(),
        ..Tabla::default()
    }));
    bloques.push(menor(format!("Cuentan los trámites que no son internos ni están suprimidos. Corte al {}.", fecha_larga(c.corte))));
    bloques
}

pub(super) fn anexos(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let mut bloques = vec![titulo("Anexo: cada institución", "Anexo por institución")];
    for f in &c.filas {
        let hechas: Vec<Fila> = Fase::TODOS
            .iter()
            .zip(&f.celdas)
            .map(|(fase, x)| {
                let nivel = if x.nivel == NivelDeVerificacion::Nada { "" } else { x.nivel.etiqueta() };
                let mut respaldo = Texto::from(nivel);
                if x.difiere {
                    respaldo = respaldo.y(if nivel.is_empty() { "" } else { ". " }).fuerte("La institución y GAE dicen cosas distintas");
                }
                Fila::new(vec![
                    Celda::from(fase.etiqueta()),
                    if x.estado == EstadoFase::NoIniciada {
                        Celda::from(Texto::default().tenue(x.estado.etiqueta()))
                    } else {
                        Celda::estado(tono(x.estado), x.estado.etiqueta())
                    },
                    o_raya(&x.fecha.map(fecha_corta).unwrap_or_default()),
                    if respaldo.is_empty() { o_raya("") } else { Celda::from(respaldo) },
                ])
            })
            .collect();
        let datos = match (f.datos_del, f.dias) {
            (Some(d), Some(n)) => {
                format!("Último dato: {}, {} antes del corte ({}).", fecha_larga(d), cuantos(u64::from(n), "día", "días"), f.datos_de)
            }
            _ => "Sin datos de esta institución en el archivo.".to_owned(),
        };
        let inventario = match (f.tramites, f.fichas_completas, f.hallazgos) {
            (0, _, _) => "Inventario: sin información registrada.".to_owned(),
            (n, Some(k), Some(h)) => format!(
                "Inventario: {}, {} y {}.",
                cuantos(n, "trámite", "trámites"),
                cuantos(k, "ficha completa", "fichas completas"),
                cuantos(h, "posible hallazgo", "posibles hallazgos")
            ),
            (n, _, _) => format!("Inventario: {}.", cuantos(n, "trámite", "trámites")),
        };
        bloques.push(Bloque::Juntos(vec![
            Bloque::Titulo { nivel: 2, texto: format!("{} · {}", f.sigla, f.nombre), marcador: Some(f.sigla.clone()) },
            parrafo(format!("Cuentan {} fases que aplican. {datos} {inventario}", de(f.avance))),
            Bloque::Tabla(Tabla {
                columnas: vec![
                    Columna::texto("Fase", 6).que_encabeza(),
                    Columna::justa("Estado"),
                    Columna::justa("Fecha"),
                    Columna::texto("Respaldo", 5),
                ],
                filas: hechas,
                densidad: Densidad::Compacta,
                alternativa: format!("Estado de {} en cada fase.", f.sigla),
                ..Tabla::default()
            }),
        ]));
    }
    bloques
}
