//! Priorización and rediseño: what was chosen, and what it changes for people.

use super::{base_de, menor, nota, o_raya, parrafo, seccion, subtitulo};
use crate::avance::cifras::{CifrasDeAvance, MedidaSumada, RedisenoDeAvance};
use crate::modelo::{Bloque, Celda, Columna, Densidad, Fila, Tabla, Tono};
use crate::palabras::{cuantos, de, fecha_corta, fecha_larga};
use crate::rediseno::{Cambio, MedidaDelPapel};
use crate::texto::Texto;

/// Places of the ranking that are printed when more were not selected.
const PUESTOS_MAX: usize = 40;

const SIN_INFORMACION: &str = "Sin información registrada.";

pub(super) fn priorizacion(c: &CifrasDeAvance) -> Vec<Bloque> {
    let Some(p) = &c.priorizacion else {
        return vec![seccion("Todavía no hay una ronda de priorización cerrada", "Priorización"), parrafo(SIN_INFORMACION)];
    };
    let titulo = match p.seleccionados.numerador {
        1 => format!("Se priorizó {} trámites", de(p.seleccionados)),
        _ => format!("Se priorizaron {} trámites", de(p.seleccionados)),
    };
    let cierre = p.cerrada_el.map_or_else(String::new, |d| format!(", cerrada el {}", fecha_larga(d)));
    // The selected ones always; of the rest, the first ones.
    let elegidos = p.puestos.iter().filter(|x| x.seleccionado).count();
    let limite = PUESTOS_MAX.max(elegidos);
    let mut visibles: Vec<_> = p.puestos.iter().filter(|x| x.seleccionado).collect();
    visibles.extend(p.puestos.iter().filter(|x| !x.seleccionado).take(limite - elegidos));
    let filas: Vec<Fila> = visibles
        .iter()
        .map(|x| {
            let nombre = if x.a_mano {
                Texto::from(x.nombre.as_str()).tenue("\nMovido a mano; la razón está en el acta.")
            } else {
                Texto::from(x.nombre.as_str())
            };
            Fila::new(vec![
                o_raya(&x.posicion),
                Celda::from(Texto::default().tenue(&x.codigo.replace('-', "\u{2011}"))),
                Celda::from(nombre),
                o_raya(&x.puntaje),
                if x.seleccionado { Celda::estado(Tono::Hecho, "Seleccionado") } else { Celda::estado(Tono::Neutro, "En cartera") },
            ])
        })
        .collect();
    let resto = p.puestos.len().saturating_sub(visibles.len());
    let mut bloques = vec![
        seccion(&titulo, "Priorización"),
        parrafo(format!("Ronda «{}»{cierre}. Se pudieron comparar {} trámites. {}", p.ronda, de(p.comparables), p.firmeza)),
        Bloque::Tabla(Tabla {
            titulo: Some("Orden de la ronda".to_owned()),
            columnas: vec![
                Columna::numero("Lugar"),
                Columna::justa("Código"),
                Columna::texto("Trámite", 8).que_encabeza(),
                Columna::numero("Puntaje"),
                Columna::justa("Decisión"),
            ],
            filas,
            densidad: Densidad::Compacta,
            vacia: String::new(),
            grupos: Vec::new(),
            alternativa: "Lugar, código, nombre, puntaje sobre 100 y decisión de cada trámite de la ronda.".to_owned(),
        }),
    ];
    let mas = if resto > 0 {
        format!(" No se muestran {} que no fueron seleccionados.", cuantos(resto as u64, "trámite", "trámites"))
    } else {
        String::new()
    };
    bloques.push(menor(format!("Puntaje sobre 100, con los pesos del acta de priorización.{mas}")));
    bloques
}

pub(super) const fn tono(cambio: Cambio) -> Tono {
    match cambio {
        Cambio::Mejora => Tono::Bien,
        Cambio::Igual => Tono::Neutro,
        Cambio::Empeora => Tono::Mal,
        Cambio::SinDato => Tono::Aviso,
    }
}

fn fila(m: &MedidaDelPapel, base: Option<&MedidaSumada>) -> Fila {
    let mut celdas = vec![
        Celda::from(if m.de_ley { Texto::default().fuerte(&m.nombre) } else { Texto::from(m.nombre.as_str()) }),
        o_raya(&m.antes),
        o_raya(&m.despues),
        o_raya(&m.diferencia),
        Celda::estado(tono(m.cambio), m.cambio.palabra()),
        o_raya(&m.anual),
    ];
    if let Some(b) = base {
        celdas.push(base_de(b.comparables));
    }
    Fila::new(celdas)
}

fn columnas(con_base: bool) -> Vec<Columna> {
    let mut columnas = vec![
        Columna::texto("Medida", 5).que_encabeza(),
        Columna::numero("Antes"),
        Columna::numero("Después"),
        Columna::numero("Diferencia"),
        Columna::justa("Cambio"),
        Columna::numero("En un año"),
    ];
    if con_base {
        columnas.push(Columna::texto("Trámites sumados", 3));
    }
    columnas
}

fn uno(r: &RedisenoDeAvance, con_diagramas: bool) -> Vec<Bloque> {
    let version = match (r.version, r.aprobado_el) {
        (Some(v), Some(d)) => format!("versión {v}, aprobada el {}", fecha_corta(d)),
        (Some(v), None) => format!("versión {v} entregada, sin aprobación registrada"),
        (None, _) => "borrador, sin entregar".to_owned(),
    };
    let mut bloques = vec![Bloque::Juntos(vec![
        Bloque::Titulo { nivel: 3, texto: format!("{} · {}", r.codigo, r.nombre), marcador: None },
        menor(format!("{}; {version}.", r.estado)),
        Bloque::Tabla(Tabla {
            columnas: columnas(false),
            filas: r.medidas.iter().map(|m| fila(m, None)).collect(),
            densidad: Densidad::Compacta,
            alternativa: format!("Medidas del trámite {} antes y después de su rediseño.", r.codigo),
            ..Tabla::default()
        }),
    ])];
    if con_diagramas {
        bloques.extend(r.diagramas.iter().map(|d| Bloque::Diagrama(Box::new(d.clone()))));
    }
    bloques
}

pub(super) fn rediseno(c: &CifrasDeAvance, con_diagramas: bool) -> Vec<Bloque> {
    if c.redisenos.is_empty() {
        return vec![seccion("Todavía no hay trámites en rediseño", "Rediseño"), parrafo(SIN_INFORMACION)];
    }
    let medidos = c.redisenos.iter().filter(|r| r.medidas.iter().any(|m| m.cambio != Cambio::SinDato)).count() as u64;
    let total = c.redisenos.len() as u64;
    let titulo = format!("Antes y después medidos en {} trámites priorizados", de(dominio::Razon::new(medidos, total)));
    let mut bloques = vec![seccion(&titulo, "Rediseño: antes y después")];
    bloques.push(Bloque::Tabla(Tabla {
        titulo: Some("Todos los trámites priorizados, sumados".to_owned()),
        columnas: columnas(true),
        filas: c.suma.iter().map(|m| fila(&m.medida, Some(m))).collect(),
        densidad: Densidad::Compacta,
        alternativa: "Suma de cada medida antes y después, y cuántos trámites se pudieron sumar.".to_owned(),
        ..Tabla::default()
    }));
    bloques.push(menor(
        "En negrita, las cuatro medidas de la ley. Se suman solo los trámites que tienen los dos lados medidos en la misma unidad.",
    ));
    let (con, sin): (Vec<_>, Vec<_>) = c.redisenos.iter().partition(|r| r.medidas.iter().any(|m| m.cambio != Cambio::SinDato));
    for r in con {
        bloques.extend(uno(r, con_diagramas));
    }
    if !sin.is_empty() {
        bloques.push(subtitulo("Priorizados sin antes y después medidos"));
        let lista = sin.iter().map(|r| Texto::default().tenue(&r.codigo).y(&format!("  {} ({})", r.nombre, r.estado.to_lowercase())));
        bloques.push(Bloque::Lista { numerada: false, elementos: lista.collect() });
    }
    bloques.extend(normas(c));
    bloques
}

/// Norms to change, with the trámites that wait for each.
fn normas(c: &CifrasDeAvance) -> Vec<Bloque> {
    let filas: Vec<Fila> = c
        .redisenos
        .iter()
        .flat_map(|r| r.normas.iter().map(move |n| (r, n)))
        .map(|(r, n)| {
            Fila::new(vec![
                Celda::from(n.acto.as_str()),
                o_raya(&n.norma),
                o_raya(&n.firma),
                Celda::from(Texto::default().tenue(&r.codigo.replace('-', "\u{2011}"))),
            ])
        })
        .collect();
    if filas.is_empty() {
        return Vec::new();
    }
    vec![
        subtitulo("Normas que deben cambiar"),
        Bloque::Tabla(Tabla {
            columnas: vec![
                Columna::texto("Acto", 4).que_encabeza(),
                Columna::texto("Norma", 5),
                Columna::texto("Quién lo firma", 4),
                Columna::justa("Trámite"),
            ],
            filas,
            densidad: Densidad::Compacta,
            alternativa: "Acto legal necesario, norma que cambia, quién firma y trámite.".to_owned(),
            ..Tabla::default()
        }),
    ]
}

/// The three questions of the authority: what changes for people, what it costs, what norm must change.
pub(super) fn preguntas(c: &CifrasDeAvance) -> Vec<Bloque> {
    if c.redisenos.is_empty() {
        return vec![
            subtitulo("Qué cambia para las personas, qué cuesta y qué norma debe cambiar"),
            nota_suave("Sin información registrada: todavía no hay trámites priorizados con rediseño."),
        ];
    }
    let hay: Vec<&MedidaSumada> = c.suma.iter().filter(|m| m.medida.cambio != Cambio::SinDato).collect();
    let frase = |m: &MedidaSumada| {
        let (que, dato) = (&m.medida.nombre, &m.medida);
        let verbo = match dato.cambio {
            Cambio::Mejora => "baja",
            Cambio::Empeora => "sube",
            Cambio::Igual | Cambio::SinDato => "queda igual,",
        };
        let base = format!(" ({} trámites priorizados)", de(m.comparables));
        let anual = if dato.anual.is_empty() { String::new() } else { format!(" En un año: {}.", dato.anual) };
        Texto::default().fuerte(que).y(&match dato.cambio {
            Cambio::Igual | Cambio::SinDato => format!(" {verbo} en {}{base}.{anual}", dato.antes),
            Cambio::Mejora | Cambio::Empeora => format!(" {verbo} de {} a {}{base}.{anual}", dato.antes, dato.despues),
        })
    };
    let es_dinero = |m: &&&MedidaSumada| m.medida.antes.starts_with('Q') || m.medida.despues.starts_with('Q');
    let mut bloques = vec![subtitulo("Qué cambia para las personas")];
    let cambia: Vec<Texto> = hay.iter().filter(|m| !es_dinero(m)).map(|m| frase(m)).collect();
    bloques.push(lista_o_nada(cambia, "Sin información registrada: ningún trámite tiene medido el antes y el después."));
    bloques.push(subtitulo("Qué cuesta"));
    let cuesta: Vec<Texto> = hay.iter().filter(es_dinero).map(|m| frase(m)).collect();
    bloques.push(lista_o_nada(cuesta, "Sin información registrada: los costos todavía no se pueden comparar."));
    bloques.push(subtitulo("Qué norma debe cambiar"));
    let mut vistas: Vec<(String, Texto)> = Vec::new();
    for n in c.redisenos.iter().flat_map(|r| &r.normas) {
        let clave = format!("{}|{}", n.acto, n.norma);
        if vistas.iter().all(|(k, _)| *k != clave) {
            let norma = if n.norma.is_empty() { String::new() } else { format!(": {}", n.norma) };
            let firma = if n.firma.is_empty() { String::new() } else { format!(". Firma: {}", n.firma) };
            vistas.push((clave, Texto::default().fuerte(&n.acto).y(&format!("{norma}{firma}."))));
        }
    }
    let sin_normas = "Ninguna: lo decidido hasta hoy no necesita cambiar una norma.";
    bloques.push(lista_o_nada(vistas.into_iter().map(|(_, t)| t).collect(), sin_normas));
    bloques
}

fn lista_o_nada(elementos: Vec<Texto>, nada: &str) -> Bloque {
    if elementos.is_empty() {
        return nota_suave(nada);
    }
    Bloque::Lista { numerada: false, elementos }
}

fn nota_suave(texto: &str) -> Bloque {
    Bloque::Parrafo { texto: Texto::default().tenue(texto), estilo: crate::modelo::EstiloDeParrafo::Normal }
}

/// What changed since the earlier cut-off, in words and in a table.
pub(super) fn cambios(c: &CifrasDeAvance) -> Vec<Bloque> {
    let Some(q) = &c.comparacion else { return Vec::new() };
    let cambiaron: Vec<_> = q.cifras.iter().filter(|k| k.antes != k.ahora).collect();
    let periodo = format!("entre el {} y el {}", fecha_larga(q.antes), fecha_larga(c.corte));
    let quieto = cambiaron.is_empty() && q.fases.is_empty() && q.avanzaron.is_empty() && q.entraron.is_empty() && q.salieron.is_empty();
    let titulo = if quieto { format!("Nada cambió {periodo}") } else { format!("Qué cambió {periodo}") };
    let mut bloques = vec![seccion(&titulo, "Qué cambió")];
    let mut frases: Vec<Texto> = q
        .fases
        .iter()
        .map(|f| {
            Texto::default().fuerte(f.fase.etiqueta()).y(&format!(
                " pasó de «{}» a «{}».",
                f.antes.etiqueta().to_lowercase(),
                f.ahora.etiqueta().to_lowercase()
            ))
        })
        .collect();
    for (lista, uno, varios) in [
        (&q.entraron, "trámite entró al inventario", "trámites entraron al inventario"),
        (&q.salieron, "trámite salió del inventario", "trámites salieron del inventario"),
    ] {
        if !lista.is_empty() {
            let primeros: Vec<&str> = lista.iter().take(6).map(|(k, _)| k.as_str()).collect();
            let mas = if lista.len() > 6 { " y otros" } else { "" };
            frases.push(Texto::default().fuerte(&cuantos(lista.len() as u64, uno, varios)).y(&format!(": {}{mas}.", primeros.join(", "))));
        }
    }
    if !q.avanzaron.is_empty() {
        frases.push(Texto::default().fuerte(&cuantos(q.avanzaron.len() as u64, "trámite cambió", "trámites cambiaron")).y(" de estado."));
    }
    for k in &cambiaron {
        frases.push(Texto::default().y(&format!("{}: ", k.que)).fuerte(&diferencia(k)).y(&format!(
            ", de {} a {}.",
            dicha(k, k.antes),
            dicha(k, k.ahora)
        )));
    }
    if !frases.is_empty() {
        bloques.push(Bloque::Lista { numerada: false, elementos: frases });
    }
    bloques.push(Bloque::Tabla(Tabla {
        titulo: Some("Las mismas cifras en los dos cortes".to_owned()),
        columnas: vec![
            Columna::texto("Cifra", 5).que_encabeza(),
            Columna::numero(&format!("Al {}", fecha_corta(q.antes))),
            Columna::numero(&format!("Al {}", fecha_corta(c.corte))),
            Columna::numero("Diferencia"),
        ],
        filas: q
            .cifras
            .iter()
            .map(|k| {
                Fila::new(vec![
                    Celda::from(k.que.as_str()),
                    Celda::from(dicha(k, k.antes)),
                    Celda::from(dicha(k, k.ahora)),
                    Celda::from(diferencia(k)),
                ])
            })
            .collect(),
        densidad: Densidad::Compacta,
        alternativa: "Cada cifra en el corte anterior, en este y su diferencia.".to_owned(),
        ..Tabla::default()
    }));
    if !q.avanzaron.is_empty() {
        bloques.push(Bloque::Tabla(Tabla {
            titulo: Some("Trámites que cambiaron de estado".to_owned()),
            columnas: vec![
                Columna::justa("Código"),
                Columna::texto("Trámite", 7).que_encabeza(),
                Columna::texto("Antes", 3),
                Columna::texto("Ahora", 3),
            ],
            filas: q
                .avanzaron
                .iter()
                .map(|k| {
                    Fila::new(vec![
                        Celda::from(Texto::default().tenue(&k.codigo.replace('-', "\u{2011}"))),
                        Celda::from(k.nombre.as_str()),
                        Celda::from(k.antes.etiqueta()),
                        Celda::from(k.ahora.etiqueta()),
                    ])
                })
                .collect(),
            densidad: Densidad::Compacta,
            alternativa: "Código, nombre y estado en los dos cortes.".to_owned(),
            ..Tabla::default()
        }));
    }
    if quieto {
        bloques.push(nota(Tono::Neutro, "Las cifras y los estados de los dos cortes son los mismos."));
    }
    bloques
}

fn dicha(k: &crate::avance::cifras::CifraComparada, r: dominio::Razon) -> String {
    if k.con_base { de(r) } else { crate::palabras::numero(r.numerador) }
}

fn diferencia(k: &crate::avance::cifras::CifraComparada) -> String {
    let (antes, ahora) = (k.antes.numerador, k.ahora.numerador);
    match ahora.cmp(&antes) {
        std::cmp::Ordering::Greater => format!("+{}", crate::palabras::numero(ahora - antes)),
        std::cmp::Ordering::Less => format!("−{}", crate::palabras::numero(antes - ahora)),
        std::cmp::Ordering::Equal => "0".to_owned(),
    }
}
