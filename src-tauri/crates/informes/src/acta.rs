//! The acta of a phase: what the committee leaves on record, with lines to sign. Its facts are those of the report
//! `avance`.

use dominio::fase::Fase;
use dominio::formato::{de_la_institucion, enumerar};

use crate::avance::{AvanceDeFase, CifrasDeAvance};
use crate::modelo::{Bloque, Celda, Columna, Densidad, Documento, EstiloDeParrafo, Fila, Firma, Marco, Metadatos, Tabla, Tono};
use crate::palabras::{cuantos, de, fecha_larga, porcentaje_con_base};
use crate::piezas::{menor, o_raya, parrafo, titulo};
use crate::texto::Texto;

/// «Acta de conformación del comité».
#[must_use]
pub const fn nombre(fase: Fase) -> &'static str {
    match fase {
        Fase::ConformacionComite => "Acta de conformación del comité",
        Fase::Inventario => "Acta de cierre del inventario de trámites",
        Fase::Priorizacion => "Acta de priorización de trámites",
        Fase::CapacitacionComite
        | Fase::PlanInstitucional
        | Fase::Diagnostico
        | Fase::Rediseno
        | Fase::Implementacion
        | Fase::MejoraContinua => "Acta",
    }
}

/// The document of the acta of a phase.
#[must_use]
pub fn componer(c: &CifrasDeAvance, fase: Fase) -> Documento {
    let que = nombre(fase);
    let avance = c.fases.iter().find(|f| f.fase == fase);
    let mut bloques = vec![
        titulo(que, que),
        Bloque::Parrafo { texto: Texto::default().fuerte(&c.institucion), estilo: EstiloDeParrafo::Entrada },
        parrafo(format!(
            "El Comité de Simplificación de Requisitos y Trámites Administrativos {} deja constancia de lo siguiente, según lo registrado al {}, en cumplimiento del Decreto 5-2021.",
            de_la_institucion(&c.institucion),
            fecha_larga(c.corte)
        )),
    ];
    bloques.extend(match fase {
        Fase::ConformacionComite => conformacion(c),
        Fase::Inventario => inventario(c),
        Fase::Priorizacion
        | Fase::CapacitacionComite
        | Fase::PlanInstitucional
        | Fase::Diagnostico
        | Fase::Rediseno
        | Fase::Implementacion
        | Fase::MejoraContinua => priorizacion(c),
    });
    bloques.extend(condiciones(avance));
    bloques.push(Bloque::Titulo { nivel: 2, texto: "Firmas".to_owned(), marcador: None });
    bloques.push(parrafo("Lugar y fecha: ____________________________________________"));
    let mut firmas: Vec<Firma> = c
        .comite
        .iter()
        .map(|i| Firma {
            nombre: i.nombre.clone(),
            cargo: if i.cargo.is_empty() { i.rol.clone() } else { i.cargo.clone() },
            institucion: String::new(),
        })
        .collect();
    // An acta without members is signed by hand.
    firmas.extend(std::iter::repeat_n(Firma::default(), 3usize.saturating_sub(firmas.len())));
    bloques.push(Bloque::Firmas(firmas));
    Documento { metadatos: metadatos(c, que), marco: marco(c, que), bloques }
}

fn metadatos(c: &CifrasDeAvance, que: &str) -> Metadatos {
    Metadatos {
        titulo: format!("{que} · {} · {}", c.institucion, dominio::formato::fecha_larga(c.corte)),
        autor: c.institucion.clone(),
        tema: "Constancia del Comité de Simplificación, Decreto 5-2021".to_owned(),
        palabras_clave: ["acta", "Decreto 5-2021", c.codigo.as_str()].map(str::to_owned).to_vec(),
        fecha: c.momento,
        idioma: "es-GT".to_owned(),
        identificador: crate::cifras_sha256(c).chars().take(32).collect(),
    }
}

fn marco(c: &CifrasDeAvance, que: &str) -> Marco {
    let mut pie = vec![que.to_owned(), format!("código {}", c.codigo)];
    if !c.credencial.is_empty() {
        pie.push(c.credencial.clone());
    }
    Marco {
        encabezado: c.institucion.clone(),
        corte: format!("Corte al {}", fecha_larga(c.corte)),
        pie: pie.join(" · "),
        banda: c.demostracion.then(|| "Datos de demostración: este documento no es oficial".to_owned()),
        ..Marco::default()
    }
}

fn punto(orden: &str, texto: Texto) -> Bloque {
    let mut t = Texto::default().fuerte(&format!("{orden}. "));
    t.0.extend(texto.0);
    Bloque::Parrafo { texto: t, estilo: EstiloDeParrafo::Normal }
}

fn integrantes(c: &CifrasDeAvance) -> Bloque {
    Bloque::Tabla(Tabla {
        titulo: Some("Integrantes".to_owned()),
        columnas: vec![Columna::texto("Nombre", 4).que_encabeza(), Columna::texto("Cargo", 4), Columna::texto("Papel en el comité", 4)],
        filas: c.comite.iter().map(|i| Fila::new(vec![o_raya(&i.nombre), o_raya(&i.cargo), o_raya(&i.rol)])).collect(),
        densidad: Densidad::Comoda,
        alternativa: "Nombre, cargo y papel de cada integrante.".to_owned(),
        ..Tabla::default()
    })
}

fn conformacion(c: &CifrasDeAvance) -> Vec<Bloque> {
    let documentos: Vec<&str> = c.documentos.iter().map(String::as_str).collect();
    let mut bloques = vec![
        punto(
            "Primero",
            Texto::from(if documentos.is_empty() {
                "Todavía no hay un documento de conformación registrado.".to_owned()
            } else {
                format!("El comité se conformó por {}.", enumerar(&documentos))
            }),
        ),
        punto(
            "Segundo",
            Texto::from(match c.comite.len() {
                0 => "Todavía no hay integrantes registrados.".to_owned(),
                1 => "Lo integra una persona.".to_owned(),
                n => format!("Lo integran {n} personas."),
            }),
        ),
    ];
    if !c.comite.is_empty() {
        bloques.push(integrantes(c));
    }
    if !c.roles_vacantes.is_empty() {
        let roles: Vec<&str> = c.roles_vacantes.iter().map(String::as_str).collect();
        bloques.push(punto("Tercero", Texto::from(format!("Quedan por nombrar: {}.", enumerar(&roles)))));
    }
    bloques
}

fn inventario(c: &CifrasDeAvance) -> Vec<Bloque> {
    let i = &c.inventario;
    let cierre = match i.cerrado_el {
        Some(d) => format!("El comité cerró el inventario de trámites el {}.", fecha_larga(d)),
        None => "El inventario de trámites sigue abierto: el comité todavía no lo cierra.".to_owned(),
    };
    let mut bloques = vec![
        punto("Primero", Texto::from(cierre)),
        punto(
            "Segundo",
            Texto::default().y("Registra ").fuerte(&cuantos(i.tramites, "trámite", "trámites")).y(&format!(
                ", con {} y {}.",
                cuantos(i.requisitos, "requisito", "requisitos"),
                cuantos(i.pasos, "paso", "pasos")
            )),
        ),
        punto("Tercero", Texto::from(format!("Tienen la ficha completa {} trámites.", porcentaje_con_base(i.fichas_completas)))),
    ];
    bloques.push(Bloque::Tabla(Tabla {
        titulo: Some("Trámites del inventario".to_owned()),
        columnas: vec![
            Columna::justa("Código"),
            Columna::texto("Trámite", 8).que_encabeza(),
            Columna::texto("Estado", 3),
            Columna::numero("Datos"),
        ],
        filas: c
            .tramites
            .iter()
            .map(|t| {
                Fila::new(vec![
                    Celda::from(Texto::default().tenue(&t.codigo.replace('-', "\u{2011}"))),
                    Celda::from(t.nombre.as_str()),
                    Celda::from(t.estado.etiqueta()),
                    Celda::from(de(t.completitud)),
                ])
            })
            .collect(),
        densidad: Densidad::Compacta,
        alternativa: "Código, nombre, estado y datos llenos de cada trámite.".to_owned(),
        ..Tabla::default()
    }));
    bloques
}

fn priorizacion(c: &CifrasDeAvance) -> Vec<Bloque> {
    let Some(p) = &c.priorizacion else {
        return vec![punto("Primero", Texto::from("Todavía no hay una ronda de priorización cerrada. Sin información registrada."))];
    };
    let dia = p.cerrada_el.map_or_else(String::new, |d| format!(" el {}", fecha_larga(d)));
    vec![
        punto("Primero", Texto::from(format!("El comité cerró{dia} la ronda de priorización «{}».", p.ronda))),
        punto(
            "Segundo",
            Texto::default().y("Se seleccionaron ").fuerte(&format!("{} trámites", de(p.seleccionados))).y(&format!(". {}", p.firmeza)),
        ),
        Bloque::Tabla(Tabla {
            titulo: Some("Trámites seleccionados".to_owned()),
            columnas: vec![
                Columna::numero("Lugar"),
                Columna::justa("Código"),
                Columna::texto("Trámite", 8).que_encabeza(),
                Columna::numero("Puntaje"),
            ],
            filas: p
                .puestos
                .iter()
                .filter(|x| x.seleccionado)
                .map(|x| {
                    Fila::new(vec![
                        o_raya(&x.posicion),
                        Celda::from(Texto::default().tenue(&x.codigo.replace('-', "\u{2011}"))),
                        Celda::from(x.nombre.as_str()),
                        o_raya(&x.puntaje),
                    ])
                })
                .collect(),
            densidad: Densidad::Compacta,
            alternativa: "Lugar, código, nombre y puntaje de cada trámite seleccionado.".to_owned(),
            ..Tabla::default()
        }),
        menor(
            "Los criterios, los pesos, las notas y los cambios hechos a mano están en el acta detallada de la ronda («Acta de priorización»).",
        ),
    ]
}

/// The conditions of the phase: an acta never says done what is not.
fn condiciones(avance: Option<&AvanceDeFase>) -> Vec<Bloque> {
    let Some(f) = avance else { return Vec::new() };
    let faltan: Vec<Texto> = f.condiciones.iter().filter(|k| !k.cumple).map(|k| Texto::from(k.texto.as_str())).collect();
    let mut bloques = vec![parrafo(format!(
        "La fase «{}» está «{}» y cumple {} condiciones de cierre.",
        f.fase.etiqueta(),
        f.estado.etiqueta().to_lowercase(),
        de(f.cumplidas)
    ))];
    if !faltan.is_empty() {
        bloques.push(Bloque::Nota {
            tono: Tono::Aviso,
            texto: Texto::default()
                .fuerte("Falta para cerrar la fase: ")
                .y(&faltan.iter().map(Texto::plano).collect::<Vec<_>>().join("; "))
                .y("."),
        });
    }
    bloques
}
