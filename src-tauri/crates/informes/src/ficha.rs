//! The ficha of one trámite: everything that is recorded of it, as the form declares it.

use dominio::Razon;
use jiff::civil::{Date, DateTime};

use crate::avance::DetalleDeHallazgo;
use crate::huella::{Renglones, sha256};
use crate::modelo::{Bloque, Celda, Cifra, Columna, Densidad, Documento, Fila, Marco, Metadatos, Tabla};
use crate::palabras::{de, fecha_larga, numero, porcentaje};
use crate::piezas::{menor, o_raya, parrafo, titulo};
use crate::texto::Texto;

/// Everything the paper prints.
#[derive(Clone, Debug, PartialEq)]
pub struct CifrasDeFicha {
    /// Institution.
    pub institucion: String,
    /// Its sigla.
    pub sigla: String,
    /// Cut-off.
    pub corte: Date,
    /// Moment of the last change that it holds.
    pub momento: DateTime,
    /// Demonstration data.
    pub demostracion: bool,
    /// «Con credencial».
    pub credencial: String,
    /// Code of the log.
    pub codigo: String,
    /// `MARN-0012`.
    pub tramite: String,
    /// Name.
    pub nombre: String,
    /// State, in words.
    pub estado: String,
    /// Response time, as shown.
    pub tiempo: String,
    /// Cost, as shown.
    pub costo: String,
    /// Fields filled over those asked.
    pub completitud: Razon,
    /// Sections of the form.
    pub secciones: Vec<SeccionDeFicha>,
    /// What is missing, one sentence each.
    pub faltan: Vec<String>,
    /// Findings, open first.
    pub hallazgos: Vec<DetalleDeHallazgo>,
    /// Names of the files attached.
    pub adjuntos: Vec<String>,
}

/// A section of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeccionDeFicha {
    /// Its name.
    pub titulo: String,
    /// Label and value of each field with data.
    pub datos: Vec<(String, String)>,
    /// Its lists.
    pub listas: Vec<ListaDeFicha>,
}

/// A list of the ficha: requisitos, pasos, norms…
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListaDeFicha {
    /// «Requisitos».
    pub titulo: String,
    /// Head of the main text.
    pub que: String,
    /// Main text of each row, and the label and value of the rest.
    pub filas: Vec<(String, Vec<(String, String)>)>,
}

/// The identity of the figures.
#[must_use]
pub fn cifras_sha256(c: &CifrasDeFicha) -> String {
    let mut t = Renglones::default();
    t.poner("version", &["ficha/1"]);
    t.poner("tramite", &[&c.institucion, &c.tramite, &c.nombre, &c.estado, &c.corte.to_string(), &c.tiempo, &c.costo]);
    t.poner("completitud", &[&c.completitud.numerador.to_string(), &c.completitud.denominador.to_string()]);
    for s in &c.secciones {
        t.poner("seccion", &[&s.titulo]);
        s.datos.iter().for_each(|(k, v)| t.poner("dato", &[k, v]));
        for l in &s.listas {
            t.poner("lista", &[&l.titulo]);
            for (texto, resto) in &l.filas {
                t.poner("fila", &[texto]);
                resto.iter().for_each(|(k, v)| t.poner("celda", &[k, v]));
            }
        }
    }
    c.faltan.iter().for_each(|f| t.poner("falta", &[f]));
    for h in &c.hallazgos {
        t.poner("hallazgo", &[&h.regla, h.severidad.as_str(), h.estado.as_str(), &h.mensaje, &h.donde, &h.fragmento, &h.justificacion]);
    }
    c.adjuntos.iter().for_each(|a| t.poner("adjunto", &[a]));
    sha256(&t.0)
}

/// The document of the ficha.
#[must_use]
pub fn componer(c: &CifrasDeFicha) -> Documento {
    let requisitos = contar(c, "Requisitos");
    let pasos = contar(c, "Pasos");
    let abiertos = c.hallazgos.iter().filter(|h| h.estado == dominio::reglas::EstadoHallazgo::Abierto).count() as u64;
    let mut bloques = vec![
        titulo(c.nombre.clone(), &c.tramite),
        menor(format!("{} · {} · {}", c.tramite, c.institucion, c.estado)),
        Bloque::Cifras(vec![
            Cifra {
                rotulo: "Datos de la ficha".to_owned(),
                valor: porcentaje(c.completitud),
                base: format!("{} datos que pide la ficha", de(c.completitud)),
                razon: Some(c.completitud),
            },
            cuenta("Requisitos", requisitos, "de primer nivel y sus incisos"),
            cuenta("Pasos", pasos, "de la situación actual y la propuesta"),
            cuenta("Posibles hallazgos", abiertos, "abiertos"),
        ]),
        Bloque::Ficha(vec![("Tiempo de respuesta".to_owned(), o_nada(&c.tiempo)), ("Costo".to_owned(), o_nada(&c.costo))]),
    ];
    for s in &c.secciones {
        if s.datos.is_empty() && s.listas.iter().all(|l| l.filas.is_empty()) {
            bloques.push(Bloque::Titulo { nivel: 2, texto: s.titulo.clone(), marcador: None });
            bloques.push(parrafo("Sin información registrada."));
            continue;
        }
        bloques.push(Bloque::Titulo { nivel: 2, texto: s.titulo.clone(), marcador: None });
        if !s.datos.is_empty() {
            bloques.push(Bloque::Ficha(s.datos.iter().map(|(k, v)| (k.clone(), Texto::from(v.as_str()))).collect()));
        }
        bloques.extend(s.listas.iter().filter(|l| !l.filas.is_empty()).map(lista));
    }
    bloques.push(Bloque::Titulo { nivel: 2, texto: "Posibles hallazgos".to_owned(), marcador: None });
    if c.hallazgos.is_empty() {
        bloques.push(parrafo("Ninguno."));
    } else {
        bloques.push(hallazgos(c));
        bloques.push(menor("Un posible hallazgo es una señal en el texto; Asesoría Jurídica decide si procede, con base en la ley."));
    }
    if !c.adjuntos.is_empty() {
        bloques.push(Bloque::Titulo { nivel: 2, texto: "Archivos adjuntos".to_owned(), marcador: None });
        bloques.push(Bloque::Lista { numerada: false, elementos: c.adjuntos.iter().map(|a| Texto::from(a.as_str())).collect() });
    }
    if !c.faltan.is_empty() {
        bloques.push(Bloque::Titulo { nivel: 2, texto: "Qué falta para la ficha completa".to_owned(), marcador: None });
        bloques.push(Bloque::Lista { numerada: false, elementos: c.faltan.iter().map(|f| Texto::from(f.as_str())).collect() });
    }
    Documento { metadatos: metadatos(c), marco: marco(c), bloques }
}

fn o_nada(texto: &str) -> Texto {
    if texto.is_empty() { Texto::default().tenue("Sin información registrada") } else { Texto::from(texto) }
}

fn contar(c: &CifrasDeFicha, titulo: &str) -> u64 {
    c.secciones.iter().flat_map(|s| &s.listas).filter(|l| l.titulo == titulo).map(|l| l.filas.len() as u64).sum()
}

fn cuenta(rotulo: &str, n: u64, base: &str) -> Cifra {
    Cifra { rotulo: rotulo.to_owned(), valor: numero(n), base: base.to_owned(), razon: None }
}

fn lista(l: &ListaDeFicha) -> Bloque {
    let con_resto = l.filas.iter().any(|(_, r)| !r.is_empty());
    let mut columnas = vec![Columna::numero("N.º"), Columna::texto(&l.que, 6).que_encabeza()];
    if con_resto {
        columnas.push(Columna::texto("Más datos", 5));
    }
    Bloque::Tabla(Tabla {
        titulo: Some(l.titulo.clone()),
        columnas,
        filas: l
            .filas
            .iter()
            .enumerate()
            .map(|(n, (texto, resto))| {
                let mut celdas = vec![Celda::from(numero(n as u64 + 1)), o_raya(texto)];
                if con_resto {
                    let mut t = Texto::default();
                    for (i, (k, v)) in resto.iter().enumerate() {
                        t = t.tenue(&format!("{}{k}: ", if i == 0 { "" } else { "\n" })).y(v);
                    }
                    celdas.push(if t.is_empty() { o_raya("") } else { Celda::from(t) });
                }
                Fila::new(celdas)
            })
            .collect(),
        densidad: Densidad::Compacta,
        alternativa: format!("{}, en su orden, con lo que se registró de cada uno.", l.titulo),
        ..Tabla::default()
    })
}

fn hallazgos(c: &CifrasDeFicha) -> Bloque {
    Bloque::Tabla(Tabla {
        columnas: vec![
            Columna::justa("Regla"),
            Columna::texto("Qué señala", 6).que_encabeza(),
            Columna::texto("Dónde", 3),
            Columna::texto("Texto", 5),
            Columna::texto("Decisión", 4),
        ],
        filas: c
            .hallazgos
            .iter()
            .map(|h| {
                let decision = if h.justificacion.is_empty() {
                    Texto::from(h.estado.etiqueta())
                } else {
                    Texto::from(h.estado.etiqueta()).tenue(&format!("\n{}", h.justificacion))
                };
                Fila::new(vec![
                    Celda::from(Texto::default().fuerte(&h.regla)),
                    Celda::from(h.mensaje.as_str()),
                    o_raya(&h.donde),
                    o_raya(&h.fragmento),
                    Celda::from(decision),
                ])
            })
            .collect(),
        densidad: Densidad::Compacta,
        alternativa: "Regla, qué señala, dónde, el texto y qué decidió una persona.".to_owned(),
        ..Tabla::default()
    })
}

fn metadatos(c: &CifrasDeFicha) -> Metadatos {
    Metadatos {
        titulo: format!("{} · {}", c.tramite, c.nombre),
        autor: c.institucion.clone(),
        tema: "Ficha de un trámite administrativo, Decreto 5-2021".to_owned(),
        palabras_clave: ["trámite", "Decreto 5-2021", c.tramite.as_str(), c.codigo.as_str()].map(str::to_owned).to_vec(),
        fecha: c.momento,
        idioma: "es-GT".to_owned(),
        identificador: cifras_sha256(c).chars().take(32).collect(),
    }
}

fn marco(c: &CifrasDeFicha) -> Marco {
    let mut pie = vec![format!("Ficha de trámite {}", c.tramite), format!("código {}", c.codigo)];
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
