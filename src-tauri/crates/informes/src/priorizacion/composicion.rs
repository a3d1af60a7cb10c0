//! The acta as a document.

use super::{CifrasDePriorizacion, PuestoDelActa, RazonDeNota, cifras_sha256};
use crate::modelo::{
    Bloque, Celda, Cifra, Columna, Densidad, Documento, EstiloDeParrafo, Fila, Marco, Metadatos, Orientacion, Tabla, Tono,
};
use crate::palabras::{cuantos, de, fecha_corta, fecha_larga, porcentaje, porcentaje_con_base};
use crate::piezas::{menor, o_raya, parrafo, titulo};
use crate::texto::Texto;
use dominio::priorizacion::Movida;

/// Criteria that a turned sheet shows with a column each.
const MAX_COLUMNAS: usize = 12;

/// The document of the acta.
#[must_use]
pub fn componer(c: &CifrasDePriorizacion) -> Documento {
    let mut bloques = encabezado(c);
    bloques.extend(como_se_decidio(c));
    bloques.extend(orden(c));
    bloques.extend(a_mano(c));
    bloques.extend(firmas(c));
    bloques.extend(notas(c));
    bloques.push(Bloque::Salto(Orientacion::Vertical));
    bloques.extend(metodo(c));
    Documento { metadatos: metadatos(c), marco: marco(c), bloques }
}

fn borrador(c: &CifrasDePriorizacion) -> bool {
    c.cerrada_el.is_none()
}

fn nombre_del_documento(c: &CifrasDePriorizacion) -> &'static str {
    if borrador(c) { "Borrador del acta de priorización" } else { "Acta de priorización" }
}

fn corte(c: &CifrasDePriorizacion) -> jiff::civil::Date {
    c.cerrada_el.unwrap_or_else(|| c.momento.date())
}

fn metadatos(c: &CifrasDePriorizacion) -> Metadatos {
    let demo = if c.demostracion { " (datos de demostración)" } else { "" };
    Metadatos {
        titulo: format!("{} · {} · {}{demo}", nombre_del_documento(c), c.institucion, c.ronda),
        autor: c.institucion.clone(),
        tema: "Selección de trámites para simplificar, Decreto 5-2021".to_owned(),
        palabras_clave: ["priorización de trámites", "Decreto 5-2021", c.sigla.as_str(), c.codigo.as_str()]
            .into_iter()
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect(),
        fecha: c.momento,
        idioma: "es-GT".to_owned(),
        identificador: cifras_sha256(c).chars().take(32).collect(),
    }
}

fn marco(c: &CifrasDePriorizacion) -> Marco {
    let mut pie = vec![nombre_del_documento(c).to_owned()];
    pie.extend((!c.codigo.is_empty()).then(|| format!("código {}", c.codigo)));
    pie.extend((!c.credencial.is_empty()).then(|| c.credencial.clone()));
    pie.extend(c.demostracion.then(|| "datos de demostración".to_owned()));
    let banda = if c.demostracion {
        Some("Datos de demostración: las cifras de este documento no son oficiales".to_owned())
    } else {
        borrador(c).then(|| "Borrador: la ronda sigue abierta y el orden puede cambiar".to_owned())
    };
    Marco {
        encabezado: c.institucion.clone(),
        corte: format!("Cifras al {}", fecha_larga(corte(c))),
        pie: pie.join(" · "),
        banda,
        ..Marco::default()
    }
}

fn encabezado(c: &CifrasDePriorizacion) -> Vec<Bloque> {
    let elegidos = match c.seleccionados.numerador {
        0 => "Ningún trámite queda seleccionado".to_owned(),
        1 => "Un trámite queda seleccionado para simplificar".to_owned(),
        n => format!("{} quedan seleccionados para simplificar", cuantos(n, "trámite", "trámites")),
    };
    let mut bloques = vec![
        Bloque::Parrafo { texto: Texto::from(nombre_del_documento(c)), estilo: EstiloDeParrafo::Menor },
        titulo(format!("{}: {elegidos}", c.ronda), "Acta"),
        Bloque::Ficha(vec![
            ("Institución".to_owned(), c.institucion.as_str().into()),
            ("Ronda".to_owned(), format!("{} (número {})", c.ronda, c.numero).into()),
            ("Cierre".to_owned(), c.cerrada_el.map_or_else(|| "Abierta todavía".to_owned(), fecha_larga).into()),
            ("Pesos fijados por".to_owned(), if c.pesos_de.is_empty() { "—".into() } else { c.pesos_de.as_str().into() }),
            ("Cómo se fijaron".to_owned(), c.modo_pesos.as_str().into()),
            ("Corte de la selección".to_owned(), c.corte.as_str().into()),
        ]),
        Bloque::Cifras(vec![
            Cifra {
                rotulo: "Seleccionados".to_owned(),
                valor: porcentaje(c.seleccionados),
                base: format!("{} trámites", de(c.seleccionados)),
                razon: Some(c.seleccionados),
            },
            Cifra {
                rotulo: "Comparables".to_owned(),
                valor: porcentaje(c.comparables),
                base: format!("{} trámites", de(c.comparables)),
                razon: Some(c.comparables),
            },
        ]),
    ];
    if borrador(c) && !c.faltan.is_empty() {
        bloques.push(Bloque::Nota { tono: Tono::Aviso, texto: format!("Falta para cerrar la ronda. {}", c.faltan.join(" ")).into() });
    }
    if !c.cambio.is_empty() {
        bloques.push(Bloque::Nota { tono: Tono::Aviso, texto: c.cambio.as_str().into() });
    }
    if !c.firmeza.is_empty() {
        bloques.push(Bloque::Nota { tono: Tono::Neutro, texto: c.firmeza.as_str().into() });
    }
    bloques
}

fn como_se_decidio(c: &CifrasDePriorizacion) -> Vec<Bloque> {
    let filas = c
        .criterios
        .iter()
        .map(|k| {
            let mut nombre = Texto::default().fuerte(&k.nombre);
            if !k.definicion.is_empty() {
                nombre = nombre.tenue(&format!("\n{}", k.definicion));
            }
            Fila::new(vec![
                Celda::from(nombre),
                Celda::from(k.origen.as_str()),
                o_raya(&k.escala),
                Celda::from(k.puntos.as_str()),
                Celda::from(format!("{} %", k.peso)),
                Celda::from(porcentaje_con_base(k.con_dato)),
            ])
        })
        .collect();
    let personas = c
        .personas
        .iter()
        .map(|p| {
            Fila::new(vec![
                Celda::from(p.nombre.as_str()),
                o_raya(&p.cargo),
                Celda::from(p.peso.as_str()),
                Celda::from(porcentaje_con_base(p.notas)),
            ])
        })
        .collect();
    let mut bloques = vec![
        titulo(format!("Se compararon con {}", cuantos(c.criterios.len() as u64, "criterio", "criterios")), "Criterios"),
        menor(
            "Criterios, puntos y umbrales son una propuesta de esta herramienta que el comité puede cambiar; la guía metodológica no los fija.",
        ),
        Bloque::Tabla(Tabla {
            titulo: None,
            columnas: vec![
                Columna::texto("Criterio", 6),
                Columna::texto("De dónde sale la nota", 3),
                Columna::texto("Escala de 1 a 5", 6),
                Columna::numero("Puntos"),
                Columna::numero("Peso"),
                Columna::texto("Con dato", 3),
            ],
            filas,
            densidad: Densidad::Compacta,
            vacia: "La ronda no tiene criterios.".to_owned(),
            ..Tabla::default()
        }),
        Bloque::Tabla(Tabla {
            titulo: Some("Personas que calificaron".to_owned()),
            columnas: vec![
                Columna::texto("Nombre", 4),
                Columna::texto("Cargo", 4),
                Columna::numero("Peso del voto"),
                Columna::texto("Notas dadas", 2),
            ],
            filas: personas,
            densidad: Densidad::Compacta,
            vacia: "Ningún criterio se calificó a mano.".to_owned(),
            ..Tabla::default()
        }),
    ];
    let bases: Vec<Fila> = c
        .personas
        .iter()
        .flat_map(|p| p.bases.iter().map(move |(k, b)| Fila::new(vec![p.nombre.as_str().into(), k.as_str().into(), b.as_str().into()])))
        .collect();
    if !bases.is_empty() {
        bloques.push(Bloque::Tabla(Tabla {
            titulo: Some("En qué se basan las notas de las personas".to_owned()),
            columnas: vec![Columna::texto("Persona", 3).que_une(), Columna::texto("Criterio", 3), Columna::texto("Se basa en", 6)],
            filas: bases,
            densidad: Densidad::Compacta,
            vacia: String::new(),
            ..Tabla::default()
        }));
    }
    bloques
}

fn seleccion(p: &PuestoDelActa) -> Celda {
    match (p.seleccionado, p.a_mano) {
        (true, None) => Celda::estado(Tono::Hecho, "Seleccionado"),
        (true, Some(_)) => Celda::estado(Tono::Aviso, "Entra a mano"),
        (false, Some(Movida::Fuera)) => Celda::estado(Tono::Aviso, "Sale a mano"),
        (false, _) => o_raya(""),
    }
}

fn orden(c: &CifrasDePriorizacion) -> Vec<Bloque> {
    let fila = |p: &PuestoDelActa| {
        Fila::new(vec![
            o_raya(&p.posicion),
            Celda::from(p.codigo.as_str()),
            Celda::from(p.nombre.as_str()),
            o_raya(&p.puntaje),
            Celda::from(de(p.completitud)),
            seleccion(p),
        ])
    };
    let (con, sin): (Vec<_>, Vec<_>) = c.puestos.iter().partition(|p| !p.posicion.is_empty());
    let mut filas: Vec<Fila> = con.into_iter().map(fila).collect();
    if !sin.is_empty() {
        filas.push(Fila::grupo(format!(
            "No comparables: menos del 60 % de los criterios tiene dato ({})",
            cuantos(sin.len() as u64, "trámite", "trámites")
        )));
        filas.extend(sin.into_iter().map(fila));
    }
    vec![
        titulo("El orden que resulta", "Orden"),
        Bloque::Tabla(Tabla {
            titulo: None,
            columnas: vec![
                Columna::numero("Lugar"),
                Columna::justa("Código"),
                Columna::texto("Trámite", 8),
                Columna::numero("Puntaje"),
                Columna::justa("Datos"),
                Columna::justa("Selección"),
            ],
            filas,
            densidad: Densidad::Compacta,
            vacia: "No hay trámites en el inventario.".to_owned(),
            ..Tabla::default()
        }),
    ]
}

fn a_mano(c: &CifrasDePriorizacion) -> Vec<Bloque> {
    if c.movimientos.is_empty() {
        return vec![parrafo("Ningún trámite se movió a mano.")];
    }
    let filas = c
        .movimientos
        .iter()
        .map(|m| {
            Fila::new(vec![
                Celda::from(m.codigo.as_str()),
                Celda::from(m.nombre.as_str()),
                Celda::from(m.hacia.etiqueta()),
                Celda::from(m.razon.as_str()),
                o_raya(&m.quien),
                o_raya(&m.cuando.map(fecha_corta).unwrap_or_default()),
            ])
        })
        .collect();
    vec![Bloque::Tabla(Tabla {
        titulo: Some("Movimientos a mano, con su razón".to_owned()),
        columnas: vec![
            Columna::justa("Código"),
            Columna::texto("Trámite", 4),
            Columna::texto("Movimiento", 2),
            Columna::texto("Razón", 5),
            Columna::texto("Quién", 2),
            Columna::justa("Fecha"),
        ],
        filas,
        densidad: Densidad::Compacta,
        vacia: String::new(),
        ..Tabla::default()
    })]
}

fn firmas(c: &CifrasDePriorizacion) -> Vec<Bloque> {
    let firmantes: Vec<(String, Texto)> = c
        .personas
        .iter()
        .map(|p| {
            let cargo = if p.cargo.is_empty() { String::new() } else { format!(", {}", p.cargo) };
            (format!("{}{cargo}", p.nombre), Texto::from("\n____________________________________"))
        })
        .collect();
    if firmantes.is_empty() || borrador(c) {
        return Vec::new();
    }
    vec![Bloque::Juntos(vec![titulo("Firmas", "Firmas"), Bloque::Ficha(firmantes)])]
}

fn notas(c: &CifrasDePriorizacion) -> Vec<Bloque> {
    let mostrados = c.criterios.len().min(MAX_COLUMNAS);
    if mostrados == 0 || c.puestos.is_empty() {
        return Vec::new();
    }
    let mut bloques = vec![
        Bloque::Salto(Orientacion::Horizontal),
        titulo("Las notas de cada trámite", "Anexo: notas"),
        menor("* nota que da el inventario · — sin dato · ≠ dos personas difieren en dos puntos o más."),
    ];
    // Groups of criteria that fit on a turned sheet.
    for (parte, grupo) in c.criterios.chunks(MAX_COLUMNAS).enumerate() {
        let desde = parte * MAX_COLUMNAS;
        let mut columnas = vec![Columna::justa("Código"), Columna::texto("Trámite", 6)];
        columnas.extend(grupo.iter().map(|k| Columna { alineacion: crate::modelo::Alineacion::Derecha, ..Columna::texto(&k.nombre, 2) }));
        let filas = c
            .puestos
            .iter()
            .map(|p| {
                let nombre = if p.desacuerdo { format!("{} ≠", p.nombre) } else { p.nombre.clone() };
                let mut celdas = vec![Celda::from(p.codigo.as_str()), Celda::from(nombre)];
                celdas.extend((0..grupo.len()).map(|k| o_raya(p.notas.get(desde + k).map_or("", String::as_str))));
                Fila::new(celdas)
            })
            .collect();
        bloques.push(Bloque::Tabla(Tabla {
            titulo: None,
            columnas,
            filas,
            densidad: Densidad::Compacta,
            vacia: String::new(),
            ..Tabla::default()
        }));
    }
    if !c.razones.is_empty() {
        let fila = |r: &RazonDeNota| {
            Fila::new([&r.codigo, &r.criterio, &r.persona, &r.nota, &r.razon].into_iter().map(|t| Celda::from(t.as_str())).collect())
        };
        bloques.push(Bloque::Tabla(Tabla {
            titulo: Some("La razón de cada nota, donde la persona la escribió".to_owned()),
            columnas: vec![
                Columna::justa("Código").que_une(),
                Columna::texto("Criterio", 3),
                Columna::texto("Persona", 3),
                Columna::numero("Nota"),
                Columna::texto("Razón", 7),
            ],
            filas: c.razones.iter().map(fila).collect(),
            densidad: Densidad::Compacta,
            vacia: String::new(),
            ..Tabla::default()
        }));
    }
    bloques
}

fn metodo(c: &CifrasDePriorizacion) -> Vec<Bloque> {
    vec![
        titulo("Cómo se calculan estas cifras", "Método"),
        Bloque::Lista {
            numerada: false,
            elementos: [
                "Peso de un criterio = sus puntos / la suma de los puntos.",
                "Nota del grupo = promedio de las notas de las personas, según el peso de su voto. Quien no corrige la nota del inventario la sostiene.",
                "Puntaje = suma de (peso × nota / 5) × 100, sobre los criterios con dato. Se calcula exacto y se muestra con dos decimales, redondeado al más cercano.",
                "Un trámite con menos del 60 % de los criterios con dato no se compara: va al final, sin lugar.",
                "Los empates comparten el lugar; dentro de un empate van primero los de más solicitudes al año, luego los de más requisitos, luego por código.",
                "Los días hábiles cuentan como 1.4 días, el mes como 30 y el año como 365, solo para ordenar.",
            ]
            .into_iter()
            .map(Texto::from)
            .collect(),
        },
        menor(format!(
            "Suma ponderada, regla priorizacion/1 de esta herramienta. Cifras al {}.",
            fecha_larga(corte(c))
        )),
    ]
}
