//! The figures turned into a document: which parts, in which order, with which words.

use dominio::fase::Fase;
use dominio::{Razon, formato};

use super::cifras::{CifrasDeConsolidado, FaseDelConjunto};
use super::{Seccion, anexos, cambios, matriz, pendientes};
use crate::grafico::{Bala, DatosDeGrafico, Grafico};
use crate::modelo::{
    Bloque, Celda, Cifra, Columna, Densidad, Documento, EstiloDeParrafo, Fila, Marco, Metadatos, Orientacion, Portada, Tabla, Tono,
};
use crate::palabras::{cuantos, de, fecha_corta, fecha_larga, numero, unido};
use crate::piezas::{menor, o_raya, parrafo, titulo};
use crate::texto::Texto;

/// A percentage of the board: two decimals, as GAE's own report is contrasted.
fn porcentaje(r: Razon) -> String {
    unido(&formato::porcentaje(r, 2))
}

pub(super) fn con_base(r: Razon) -> String {
    format!("{} ({})", porcentaje(r), de(r))
}

/// The document of the report. `secciones` empty = those that come of themselves.
#[must_use]
pub fn componer(c: &CifrasDeConsolidado, secciones: &[Seccion]) -> Documento {
    let de_base: Vec<Seccion> = Seccion::TODAS.into_iter().filter(|s| s.de_base()).collect();
    let orden = if secciones.is_empty() { &de_base } else { secciones };
    let mut bloques = vec![portada(c), Bloque::Salto(Orientacion::Vertical)];
    bloques.extend(ejecutiva(c));
    for s in orden {
        let hoja = if matches!(s, Seccion::Matriz) { Orientacion::Horizontal } else { Orientacion::Vertical };
        let partes = match s {
            Seccion::Fases => fases(c),
            Seccion::Matriz => matriz::matriz(c),
            Seccion::Mapa => matriz::mapa(c),
            Seccion::Pendientes => pendientes::pendientes(c),
            Seccion::Respaldo => anexos::respaldo(c),
            Seccion::Tendencia => tendencia(c),
            Seccion::Cambios => cambios::cambios(c),
            Seccion::Inventarios => anexos::inventarios(c),
            Seccion::Anexos => anexos::anexos(c),
        };
        if !partes.is_empty() {
            bloques.push(Bloque::Salto(hoja));
            bloques.extend(partes);
        }
    }
    bloques.push(Bloque::Salto(Orientacion::Vertical));
    bloques.extend(metodo(c));
    Documento { metadatos: metadatos(c), marco: marco(c), bloques }
}

fn metadatos(c: &CifrasDeConsolidado) -> Metadatos {
    let demo = if c.demostracion { " (datos de demostración)" } else { "" };
    Metadatos {
        titulo: format!("Informe consolidado · corte al {}{demo}", formato::fecha_larga(c.corte)),
        autor: "Comisión Presidencial de Gobierno Abierto y Electrónico, GAE".to_owned(),
        tema: "Avance de las instituciones en la simplificación de requisitos y trámites, Decreto 5-2021".to_owned(),
        palabras_clave: ["simplificación de trámites", "Decreto 5-2021", "consolidado", c.codigo.as_str()].map(str::to_owned).to_vec(),
        fecha: c.momento,
        idioma: "es-GT".to_owned(),
        identificador: super::cifras_sha256(c).chars().take(32).collect(),
    }
}

fn marco(c: &CifrasDeConsolidado) -> Marco {
    let mut pie = vec!["Informe consolidado".to_owned(), format!("código {}", c.codigo)];
    if !c.credencial.is_empty() {
        pie.push(c.credencial.clone());
    }
    if c.demostracion {
        pie.push("datos de demostración".to_owned());
    }
    let banda = c
        .ficticia
        .clone()
        .or_else(|| c.demostracion.then(|| "Datos de demostración: las cifras de este informe no son oficiales".to_owned()));
    Marco {
        encabezado: format!("GAE · {}", cuantos(c.instituciones, "institución", "instituciones")),
        corte: format!("Corte al {}", fecha_larga(c.corte)),
        pie: pie.join(" · "),
        banda,
        ..Marco::default()
    }
}

fn portada(c: &CifrasDeConsolidado) -> Bloque {
    let mut datos = vec![
        ("Instituciones".to_owned(), numero(c.instituciones)),
        ("Fecha de corte".to_owned(), fecha_larga(c.corte)),
        ("Último cambio que cuenta".to_owned(), formato::fecha_y_hora(c.momento)),
        ("Código del estado".to_owned(), c.codigo.clone()),
    ];
    for f in con_codigo(c) {
        datos.push((f.fase.etiqueta().to_owned(), format!("{} {}", con_base(f.razon), f.regla)));
    }
    let mut avisos = Vec::new();
    if let Some(aviso) = &c.ficticia {
        avisos.push((Tono::Aviso, aviso.clone()));
    } else if c.demostracion {
        avisos.push((Tono::Aviso, "Datos de demostración: las cifras de este informe no son oficiales.".to_owned()));
    }
    if !c.credencial.is_empty() {
        avisos.push((Tono::Neutro, c.credencial.clone()));
    }
    Bloque::Portada(Portada {
        sobretitulo: "Informe consolidado".to_owned(),
        institucion: "Comisión Presidencial de Gobierno Abierto y Electrónico".to_owned(),
        titulo: c.titular.clone(),
        subtitulo: format!(
            "Simplificación de requisitos y trámites administrativos, Decreto 5-2021. Cifras con corte al {}.",
            fecha_larga(c.corte)
        ),
        datos,
        avisos,
    })
}

fn con_codigo(c: &CifrasDeConsolidado) -> impl Iterator<Item = &FaseDelConjunto> {
    c.fases.iter().filter(|f| f.codigo_guia.is_some())
}

/// «65 % equivale a 43 instituciones; por la lista de pendientes son 45, dos más».
fn contraste(f: &FaseDelConjunto) -> Option<Texto> {
    let r = f.reportada.as_ref()?;
    let mut t = Texto::default().fuerte(f.fase.etiqueta()).y(&format!(": se reportó {}\u{a0}%", r.porcentaje));
    t = match (r.equivale_a, r.diferencia) {
        (Some(n), Some(d)) => {
            let cuanto = cuantos(d.unsigned_abs(), "institución", "instituciones");
            let lado = if d > 0 { "más" } else { "menos" };
            t.y(&format!(", que son {}; se calcula ", cuantos(n, "institución", "instituciones")))
                .fuerte(&con_base(f.razon))
                .y(&format!(", {cuanto} {lado} que lo reportado."))
        }
        _ => {
            let dia = r.corte.map(|d| format!(" al {}", fecha_larga(d))).unwrap_or_default();
            t.y(&format!("{dia}; a este corte se calcula {}.", con_base(f.razon)))
        }
    };
    Some(t)
}

/// What the authority should know.
fn ejecutiva(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let mut bloques = vec![titulo("Lo que la autoridad debe saber", "Resumen")];
    let mut entrada = Texto::default().y(&format!("Al {}, ", fecha_larga(c.corte)));
    let frases: Vec<String> = con_codigo(c)
        .map(|f| {
            let que = match f.fase {
                Fase::ConformacionComite => "tienen comité",
                Fase::CapacitacionComite => "se capacitaron",
                Fase::Inventario => "entregaron su inventario de trámites",
                Fase::Priorizacion => "priorizaron sus trámites",
                Fase::PlanInstitucional | Fase::Diagnostico | Fase::Rediseno | Fase::Implementacion | Fase::MejoraContinua => {
                    "cumplen la fase"
                }
            };
            format!("{} {} {que} ({})", de(f.razon), f.regla, porcentaje(f.razon))
        })
        .collect();
    let dichas: Vec<&str> = frases.iter().map(String::as_str).collect();
    entrada = entrada.y(&formato::enumerar(&dichas)).y(".");
    bloques.push(Bloque::Parrafo { texto: entrada, estilo: EstiloDeParrafo::Entrada });
    bloques.push(Bloque::Cifras(
        con_codigo(c)
            .map(|f| Cifra {
                rotulo: format!("{} {}", f.codigo_guia.clone().unwrap_or_default(), f.fase.etiqueta()),
                valor: porcentaje(f.razon),
                base: format!("{} {}", de(f.razon), f.regla),
                razon: Some(f.razon),
            })
            .collect(),
    ));
    // What agrees is said in one line, so that what does not is seen, and the page is one.
    let (iguales, distintas): (Vec<_>, Vec<_>) = c
        .fases
        .iter()
        .filter(|f| f.reportada.is_some())
        .partition(|f| f.reportada.as_ref().is_some_and(|r| r.equivale_a.is_some() && r.diferencia == Some(0)));
    let mut reportado: Vec<Texto> = distintas.into_iter().filter_map(contraste).collect();
    if !iguales.is_empty() {
        let dichas: Vec<String> =
            iguales.iter().filter_map(|f| Some(format!("{} ({}\u{a0}%)", f.fase.etiqueta(), f.reportada.as_ref()?.porcentaje))).collect();
        let dichas: Vec<&str> = dichas.iter().map(String::as_str).collect();
        reportado.push(Texto::from(format!("Lo reportado coincide con lo calculado en {}.", formato::enumerar(&dichas))));
    }
    if !reportado.is_empty() {
        bloques.push(Bloque::Titulo { nivel: 2, texto: "Lo reportado, junto a lo calculado".to_owned(), marcador: None });
        bloques.push(Bloque::Lista { numerada: false, elementos: reportado });
        let mut fuentes: Vec<String> = c
            .fases
            .iter()
            .filter_map(|f| f.reportada.as_ref())
            .map(|r| format!("{}{}", r.fuente, r.corte.map(|d| format!(", corte al {}", fecha_larga(d))).unwrap_or_default()))
            .collect();
        fuentes.dedup();
        bloques.push(menor(format!("Fuente de lo reportado y del acompañamiento: {}. Este programa no los calcula.", fuentes.join("; "))));
    }
    bloques.push(Bloque::Titulo { nivel: 2, texto: "Quién está pendiente".to_owned(), marcador: None });
    let parrafos: Vec<Texto> = c
        .listas
        .iter()
        .filter(|l| l.tipo.is_none() && l.cuantas > 0 && con_codigo(c).any(|f| f.fase == l.fase))
        .map(|l| Texto::from(l.texto.as_str()))
        .collect();
    bloques.push(if parrafos.is_empty() {
        parrafo("No hay pendientes en las cuatro fases de la guía.")
    } else {
        Bloque::Lista { numerada: false, elementos: parrafos }
    });
    if !c.acompanamiento.is_empty() {
        bloques.push(Bloque::Titulo { nivel: 2, texto: "Acompañamiento de GAE, según lo publicado".to_owned(), marcador: None });
        let mut fuentes: Vec<&str> = c.acompanamiento.iter().map(|a| a.fuente.as_str()).collect();
        fuentes.dedup();
        let elementos = c
            .acompanamiento
            .iter()
            .map(|a| {
                let total = a.de.map(|n| format!(" de {}", numero(n))).unwrap_or_default();
                let t = Texto::default().fuerte(&format!("{}{total}", numero(a.valor))).y(&format!(" {}.", minuscula(&a.nombre)));
                if a.nota.is_empty() { t } else { t.al_pie(&a.nota) }
            })
            .collect();
        bloques.push(Bloque::Lista { numerada: false, elementos });
        // The same source as what was reported is not said twice on the page that must be one.
        if !c.fases.iter().filter_map(|f| f.reportada.as_ref()).any(|r| fuentes.contains(&r.fuente.as_str())) {
            bloques.push(menor(format!("Fuente: {}.", fuentes.join("; "))));
        }
    }
    bloques
}

fn minuscula(texto: &str) -> String {
    let mut letras = texto.chars();
    letras.next().map_or_else(String::new, |l| l.to_lowercase().chain(letras).collect())
}

fn fases(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let con_reportado = c.fases.iter().any(|f| f.reportada.is_some());
    let mut columnas = vec![
        Columna::justa("Guía"),
        Columna::texto("Fase", 6).que_encabeza(),
        Columna::numero("Cuentan"),
        Columna::numero("Porcentaje"),
        Columna::texto("Sobre", 4),
    ];
    if con_reportado {
        columnas.push(Columna::numero("Reportado"));
        columnas.push(Columna::numero("Equivale a"));
        columnas.push(Columna::numero("Diferencia"));
    }
    let filas = c
        .fases
        .iter()
        .map(|f| {
            let mut celdas = vec![
                o_raya(f.codigo_guia.as_deref().unwrap_or_default()),
                Celda::from(f.fase.etiqueta()),
                Celda::from(de(f.razon)),
                Celda::from(porcentaje(f.razon)),
                Celda::from(f.regla.as_str()),
            ];
            if con_reportado {
                let r = f.reportada.as_ref();
                celdas.push(o_raya(&r.map(|r| format!("{}\u{a0}%", r.porcentaje)).unwrap_or_default()));
                celdas.push(o_raya(&r.and_then(|r| r.equivale_a).map(numero).unwrap_or_default()));
                celdas.push(o_raya(&r.and_then(|r| r.diferencia).map(con_signo).unwrap_or_default()));
            }
            Fila::new(celdas)
        })
        .collect();
    let mut bloques = vec![
        titulo("Avance por fase, con su base", "Avance por fase"),
        Bloque::Grafico(Grafico {
            titulo: c.titular.clone(),
            alternativa: "Una barra por fase: instituciones que cuentan sobre las que aplican.".to_owned(),
            fuente: format!("Fuente: tablero de GAE, corte al {}.", fecha_larga(c.corte)),
            que: "Fase".to_owned(),
            medida: "Cuentan".to_owned(),
            datos: DatosDeGrafico::Balas(
                c.fases
                    .iter()
                    .filter(|f| f.razon.denominador > 0)
                    .map(|f| Bala { rotulo: f.fase.etiqueta().to_owned(), logrado: f.razon, meta: None })
                    .collect(),
            ),
            tabla_aparte: true,
        }),
        Bloque::Tabla(Tabla {
            titulo: Some("Calculado y reportado".to_owned()),
            columnas,
            filas,
            densidad: Densidad::Compacta,
            alternativa: "Cada fase con su numerador, su denominador, su porcentaje y lo reportado.".to_owned(),
            ..Tabla::default()
        }),
    ];
    if con_reportado {
        bloques.push(menor("Diferencia: instituciones calculadas menos las que da el porcentaje reportado sobre la misma base. Lo reportado no se corrige ni se mezcla con lo calculado."));
    }
    let n = Fase::TODOS.len();
    let mut columnas = vec![Columna::texto("Tipo de institución", 6).que_encabeza()];
    columnas.extend(Fase::TODOS.iter().map(|f| Columna::numero(matriz::corta(*f))));
    bloques.push(Bloque::Tabla(Tabla {
        titulo: Some("Por tipo de institución".to_owned()),
        columnas,
        filas: c
            .grupos
            .iter()
            .map(|g| {
                let mut celdas = vec![Celda::from(g.nombre.as_str())];
                celdas.extend((0..n).map(|i| Celda::from(g.fases.get(i).map(|r| matriz::breve(*r)).unwrap_or_default())));
                Fila::new(celdas)
            })
            .collect(),
        densidad: Densidad::Compacta,
        alternativa: "Instituciones que cuentan sobre las que aplican, por tipo y fase.".to_owned(),
        ..Tabla::default()
    }));
    bloques
}

pub(super) fn con_signo(n: i64) -> String {
    match n {
        0 => "0".to_owned(),
        n if n > 0 => format!("+{}", numero(n.unsigned_abs())),
        n => format!("−{}", numero(n.unsigned_abs())),
    }
}

fn tendencia(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let t = &c.tendencia;
    let (Some(primero), Some(ultimo)) = (t.puntos.first(), t.puntos.last()) else { return Vec::new() };
    let mut bloques = vec![titulo(t.titular.clone(), "Tendencia")];
    if t.puntos.len() > 1 {
        let lineas = Fase::TODOS
            .iter()
            .enumerate()
            .filter_map(|(i, f)| Some((f, primero.1.get(i)?.numerador, ultimo.1.get(i)?.numerador)))
            .filter(|(_, a, b)| a + b > 0)
            .map(|(f, antes, despues)| crate::grafico::Cambio { rotulo: f.etiqueta().to_owned(), antes, despues })
            .collect();
        bloques.push(Bloque::Grafico(Grafico {
            titulo: format!("Instituciones que cuentan, entre el {} y el {}", fecha_larga(primero.0), fecha_larga(ultimo.0)),
            alternativa: "Una línea por fase: instituciones que cuentan en el primer corte y en el último.".to_owned(),
            fuente: "Fuente: tablero de GAE, por la fecha de cada hecho.".to_owned(),
            que: "Fase".to_owned(),
            medida: "Instituciones".to_owned(),
            datos: DatosDeGrafico::Pendiente { antes: fecha_corta(primero.0), despues: fecha_corta(ultimo.0), lineas },
            tabla_aparte: true,
        }));
    }
    let mut columnas = vec![Columna::justa("Corte").que_encabeza()];
    columnas.extend(Fase::TODOS.iter().map(|f| Columna::numero(matriz::corta(*f))));
    bloques.push(Bloque::Tabla(Tabla {
        titulo: Some("Instituciones que cuentan sobre las que aplican, en cada corte".to_owned()),
        columnas,
        filas: t
            .puntos
            .iter()
            .map(|(d, fases)| {
                let mut celdas = vec![Celda::from(fecha_corta(*d))];
                celdas.extend(fases.iter().map(|r| Celda::from(matriz::breve(*r))));
                Fila::new(celdas)
            })
            .collect(),
        densidad: Densidad::Compacta,
        alternativa: "Un renglón por corte y una columna por fase.".to_owned(),
        ..Tabla::default()
    }));
    bloques
}

fn metodo(c: &CifrasDeConsolidado) -> Vec<Bloque> {
    let mut elementos = vec![
        Texto::default().fuerte("Corte. ").y(&format!("Cada estado es el último cuyo hecho ocurrió hasta el {}.", fecha_larga(c.corte))),
        Texto::default().fuerte("Porcentajes. ").y("Numerador: instituciones cuya fase está entregada o aprobada. Denominador: las instituciones a las que aplica; en la capacitación, los comités conformados. Dos decimales."),
        Texto::default().fuerte("Lo reportado. ").y("Es lo que GAE publicó. Se muestra al lado de lo calculado, con su fuente y su corte, y no lo reemplaza."),
        Texto::default().fuerte("Código. ").y(&format!("{} identifica los datos con que se calculó. En Informes, «Verificar un documento» dice si un archivo los tiene.", c.codigo)),
    ];
    if c.tardios {
        elementos.push(Texto::default().fuerte("Hechos registrados después. ").y("Algunos hechos anteriores al corte se escribieron después de él. Este informe los cuenta, y su código es el de todo lo registrado al imprimirlo."));
    }
    if c.por_confirmar > 0 {
        elementos.push(
            Texto::default()
                .fuerte("Lista de instituciones. ")
                .y(&format!("{} «por confirmar por GAE».", cuantos(c.por_confirmar, "está", "están"))),
        );
    }
    elementos.extend(c.notas.iter().map(|n| Texto::from(n.as_str())));
    if let Some(aviso) = &c.ficticia {
        elementos.push(Texto::default().fuerte(aviso));
    }
    vec![titulo("Notas de método", "Notas de método"), Bloque::Lista { numerada: false, elementos }]
}
