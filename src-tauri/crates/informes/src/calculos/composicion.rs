//! The annex as a document.

use super::{CifrasDeCalculos, Concepto, Cuadro, SeccionDeCalculos, cifras_sha256};
use crate::modelo::{Bloque, Celda, Columna, Densidad, Documento, Fila, Marco, Metadatos, Tabla};
use crate::palabras::fecha_larga;
use crate::piezas::{menor, o_raya};
use crate::texto::Texto;

const NOMBRE: &str = "Anexo de cálculo";

/// The document of the annex.
#[must_use]
pub fn componer(c: &CifrasDeCalculos) -> Documento {
    let mut bloques = encabezado(c);
    bloques.extend(c.secciones.iter().flat_map(seccion));
    bloques.extend(lo_que_falta(c));
    bloques.push(menor(
        "Los dos lados no se suman: el arancel que paga la persona es ingreso de la institución. Un dato que falta no es un cero: la cifra dice «Sin dato» y cuánto se sabe.",
    ));
    Documento { metadatos: metadatos(c), marco: marco(c), bloques }
}

fn metadatos(c: &CifrasDeCalculos) -> Metadatos {
    let demo = if c.demostracion { " (datos de demostración)" } else { "" };
    Metadatos {
        titulo: format!("{NOMBRE} · {} · {}{demo}", c.tramite, c.nombre),
        autor: c.institucion.clone(),
        tema: "Costos y tiempo de un trámite, con sus fórmulas y sus datos".to_owned(),
        palabras_clave: ["costos de trámites", "Decreto 5-2021", c.sigla.as_str(), c.tramite.as_str(), c.codigo.as_str()]
            .into_iter()
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect(),
        fecha: c.momento,
        idioma: "es-GT".to_owned(),
        identificador: cifras_sha256(c).chars().take(32).collect(),
    }
}

fn marco(c: &CifrasDeCalculos) -> Marco {
    let mut pie = vec![NOMBRE.to_owned()];
    pie.extend((!c.codigo.is_empty()).then(|| format!("código {}", c.codigo)));
    pie.extend((!c.credencial.is_empty()).then(|| c.credencial.clone()));
    pie.extend(c.demostracion.then(|| "datos de demostración".to_owned()));
    Marco {
        encabezado: c.institucion.clone(),
        corte: format!("Cifras al {}", fecha_larga(c.corte)),
        pie: pie.join(" · "),
        banda: c.demostracion.then(|| "Datos de demostración: las cifras de este documento no son oficiales".to_owned()),
        ..Marco::default()
    }
}

fn encabezado(c: &CifrasDeCalculos) -> Vec<Bloque> {
    vec![
        menor(NOMBRE),
        Bloque::Titulo { nivel: 1, texto: c.hallazgo.clone(), marcador: Some("Anexo".to_owned()) },
        Bloque::Ficha(vec![
            ("Trámite".to_owned(), format!("{} · {}", c.tramite, c.nombre).into()),
            ("Institución".to_owned(), c.institucion.as_str().into()),
            ("Pasos que se calculan".to_owned(), c.pasos_de.as_str().into()),
            ("La solicitud entra el".to_owned(), fecha_larga(c.desde).into()),
            ("Fecha de corte".to_owned(), fecha_larga(c.corte).into()),
            ("Métodos".to_owned(), c.metodos.as_str().into()),
            ("Redondeo".to_owned(), c.redondeo.as_str().into()),
        ]),
    ]
}

fn seccion(s: &SeccionDeCalculos) -> Vec<Bloque> {
    let mut bloques = vec![Bloque::Titulo { nivel: 1, texto: s.titulo.clone(), marcador: None }];
    bloques.extend(s.notas.iter().map(|n| menor(n.as_str())));
    bloques.extend(s.conceptos.iter().flat_map(concepto));
    bloques.extend(s.cuadros.iter().map(cuadro));
    bloques
}

fn concepto(k: &Concepto) -> Vec<Bloque> {
    let filas = k
        .cifras
        .iter()
        .map(|x| {
            let mut valor = Texto::default().fuerte(&x.valor);
            if !x.exacto.is_empty() {
                valor = valor.tenue(&format!("\nexacto {}", x.exacto));
            }
            Fila::new(vec![Celda::from(x.nombre.as_str()), Celda::from(valor), Celda::from(x.formula.as_str())])
        })
        .collect();
    let cifras = Bloque::Tabla(Tabla {
        titulo: None,
        columnas: vec![Columna::texto("Cifra", 4), Columna::texto("Valor", 4), Columna::texto("Fórmula", 8)],
        filas,
        densidad: Densidad::Compacta,
        vacia: String::new(),
        ..Tabla::default()
    });
    let mut bloques = vec![Bloque::Juntos(vec![Bloque::Titulo { nivel: 3, texto: k.nombre.clone(), marcador: None }, cifras])];
    if !k.insumos.is_empty() {
        let filas = k
            .insumos
            .iter()
            .map(|i| {
                Fila::new(vec![
                    Celda::from(i.nombre.as_str()),
                    Celda::from(i.valor.as_str()),
                    Celda::from(i.confianza.as_str()),
                    o_raya(&i.fuente),
                    o_raya(&i.quien),
                ])
            })
            .collect();
        bloques.push(Bloque::Tabla(Tabla {
            titulo: Some("De qué datos sale".to_owned()),
            columnas: vec![
                Columna::texto("Dato", 5),
                Columna::texto("Valor", 3),
                Columna::texto("Confianza", 2),
                Columna::texto("Fuente y fecha", 4),
                Columna::texto("Quién lo escribió", 3),
            ],
            filas,
            densidad: Densidad::Compacta,
            vacia: String::new(),
            ..Tabla::default()
        }));
    }
    bloques.extend(k.notas.iter().map(|n| menor(n.as_str())));
    if let Some(primera) = k.faltan.first() {
        let otras = match k.faltan.len() {
            1 => String::new(),
            2 => " Y otra cosa; la lista completa está al final.".to_owned(),
            n => format!(" Y {} cosas más; la lista completa está al final.", n - 1),
        };
        bloques.push(menor(format!("Sin todos sus datos: {primera}{otras}")));
    }
    bloques
}

/// Everything that is missing, once.
fn lo_que_falta(c: &CifrasDeCalculos) -> Vec<Bloque> {
    let mut todas: Vec<&str> = Vec::new();
    for falta in c.secciones.iter().flat_map(|s| &s.conceptos).flat_map(|k| &k.faltan) {
        if !todas.contains(&falta.as_str()) {
            todas.push(falta);
        }
    }
    if todas.is_empty() {
        return Vec::new();
    }
    vec![
        Bloque::Titulo { nivel: 1, texto: "Lo que falta para calcularlo todo".to_owned(), marcador: Some("Lo que falta".to_owned()) },
        Bloque::Lista { numerada: true, elementos: todas.into_iter().map(Texto::from).collect() },
    ]
}

fn cuadro(q: &Cuadro) -> Bloque {
    let columnas =
        q.columnas.iter().enumerate().map(|(i, titulo)| if i == 0 { Columna::texto(titulo, 6) } else { Columna::numero(titulo) }).collect();
    Bloque::Tabla(Tabla {
        titulo: Some(q.titulo.clone()),
        columnas,
        filas: q.filas.iter().map(|f| Fila::new(f.iter().map(|t| o_raya(t)).collect())).collect(),
        densidad: Densidad::Compacta,
        vacia: String::new(),
        ..Tabla::default()
    })
}
