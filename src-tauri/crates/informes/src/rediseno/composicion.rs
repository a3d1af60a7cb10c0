//! The ficha de rediseño as a document.

use super::{Cambio, CifrasDeRediseno, MedidaDelPapel, cifras_sha256};
use crate::modelo::{
    Bloque, Celda, Cifra, Columna, Densidad, Documento, EstiloDeParrafo, Fila, Marco, Metadatos, Orientacion, Tabla, Tono,
};
use crate::palabras::{cuantos, fecha_larga};
use crate::piezas::{menor, o_raya, titulo};
use crate::texto::Texto;

/// The document.
#[must_use]
pub fn componer(c: &CifrasDeRediseno) -> Documento {
    let mut bloques = encabezado(c);
    bloques.extend(medidas(c));
    if !c.diagramas.is_empty() {
        bloques.push(Bloque::Salto(Orientacion::Horizontal));
        bloques.push(titulo("El recorrido, antes y después", "Diagramas"));
        bloques.extend(c.diagramas.iter().map(|d| Bloque::Diagrama(Box::new(d.clone()))));
        bloques.push(Bloque::Salto(Orientacion::Vertical));
    }
    bloques.extend(requisitos(c));
    bloques.extend(actos(c));
    bloques.extend(reformas(c));
    bloques.extend(firmas(c));
    bloques.extend(metodo());
    Documento { metadatos: metadatos(c), marco: marco(c), bloques }
}

fn nombre_del_documento(c: &CifrasDeRediseno) -> &'static str {
    if c.entrega.is_none() { "Borrador de la ficha de rediseño" } else { "Ficha de rediseño" }
}

fn metadatos(c: &CifrasDeRediseno) -> Metadatos {
    let demo = if c.demostracion { " (datos de demostración)" } else { "" };
    Metadatos {
        titulo: format!("{} · {} · {}{demo}", nombre_del_documento(c), c.tramite_codigo, c.tramite),
        autor: c.institucion.clone(),
        tema: "Rediseño de un trámite, Decreto 5-2021".to_owned(),
        palabras_clave: ["rediseño de trámites", "Decreto 5-2021", c.sigla.as_str(), c.tramite_codigo.as_str(), c.codigo.as_str()]
            .into_iter()
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect(),
        fecha: c.momento,
        idioma: "es-GT".to_owned(),
        identificador: cifras_sha256(c).chars().take(32).collect(),
    }
}

fn marco(c: &CifrasDeRediseno) -> Marco {
    let mut pie = vec![nombre_del_documento(c).to_owned()];
    pie.extend(c.entrega.as_ref().map(|e| format!("versión {}", e.version)));
    pie.extend((!c.codigo.is_empty()).then(|| format!("código {}", c.codigo)));
    pie.extend((!c.credencial.is_empty()).then(|| c.credencial.clone()));
    pie.extend(c.demostracion.then(|| "datos de demostración".to_owned()));
    let banda = if c.demostracion {
        Some("Datos de demostración: las cifras de este documento no son oficiales".to_owned())
    } else {
        c.entrega.is_none().then(|| "Borrador: lo que dice no se ha entregado y puede cambiar".to_owned())
    };
    Marco {
        encabezado: c.institucion.clone(),
        corte: format!("Cifras al {}", fecha_larga(c.momento.date())),
        pie: pie.join(" · "),
        banda,
        ..Marco::default()
    }
}

/// «de 9 a 4 pasos, de 6 a 2 requisitos»: what is known of the first two measures that change.
fn hallazgo(c: &CifrasDeRediseno) -> String {
    let cambian = c.medidas.iter().filter(|m| m.de_ley && m.cambio != Cambio::SinDato && m.cambio != Cambio::Igual).take(2);
    let partes: Vec<String> = cambian.map(|m| format!("de {} a {}", sin_unidad_repetida(&m.antes, &m.despues), m.despues)).collect();
    match partes.as_slice() {
        [] => "sin cambios todavía".to_owned(),
        varias => varias.join(", "),
    }
}

/// «9 pasos» and «4 pasos» are read «de 9 a 4 pasos».
fn sin_unidad_repetida<'t>(antes: &'t str, despues: &str) -> &'t str {
    let unidad = |t: &str| t.split_once(['\u{a0}', ' ']).map(|(_, u)| u.trim_end_matches('s').to_owned());
    match antes.split_once(['\u{a0}', ' ']) {
        Some((cifra, _)) if unidad(antes) == unidad(despues) && cifra != "Q" => cifra,
        Some(_) | None => antes,
    }
}

fn encabezado(c: &CifrasDeRediseno) -> Vec<Bloque> {
    let raya = |t: &str| -> Texto { if t.is_empty() { "—".into() } else { t.into() } };
    let mut ficha = vec![
        ("Institución".to_owned(), c.institucion.as_str().into()),
        ("Trámite".to_owned(), format!("{} · {}", c.tramite_codigo, c.tramite).into()),
        ("Unidad ejecutora".to_owned(), raya(&c.unidad)),
        ("Estado".to_owned(), c.estado.as_str().into()),
    ];
    match &c.entrega {
        None => ficha.push(("Entrega".to_owned(), "Sin entregar".into())),
        Some(e) => {
            let fecha = e.fecha.map(fecha_larga).unwrap_or_default();
            ficha.push(("Entrega".to_owned(), format!("Versión {}, {fecha}, por {}", e.version, e.quien).into()));
            let aprobacion = match e.aprobada_el {
                Some(d) => format!("{}, con «{}»", fecha_larga(d), e.archivo),
                None => "Pendiente".to_owned(),
            };
            ficha.push(("Aprobación".to_owned(), aprobacion.into()));
            ficha.push(("Huella del contenido".to_owned(), e.huella.as_str().into()));
        }
    }
    if let Some((nombre, motivo)) = &c.escenario {
        ficha.push(("Escenario elegido".to_owned(), Texto::default().fuerte(nombre).y(&format!(". {motivo}"))));
    }
    let cifras: Vec<Cifra> = c
        .medidas
        .iter()
        .filter(|m| m.de_ley)
        .map(|m| Cifra {
            rotulo: m.nombre.clone(),
            valor: if m.despues.is_empty() { "Sin dato".to_owned() } else { m.despues.clone() },
            base: match (m.antes.is_empty(), m.porcentaje.is_empty()) {
                (true, _) => "sin dato de hoy".to_owned(),
                (false, true) => format!("hoy {}", m.antes),
                (false, false) => format!("hoy {}; cambia {}", m.antes, m.porcentaje),
            },
            razon: None,
        })
        .collect();
    let mut bloques = vec![
        Bloque::Parrafo { texto: Texto::from(nombre_del_documento(c)), estilo: EstiloDeParrafo::Menor },
        titulo(format!("{}: {}", c.tramite, hallazgo(c)), "Ficha de rediseño"),
        Bloque::Ficha(ficha),
        Bloque::Cifras(cifras),
    ];
    if c.entrega.is_none() && !c.faltan.is_empty() {
        bloques.push(Bloque::Nota { tono: Tono::Aviso, texto: format!("Falta para entregarlo. {}", c.faltan.join(" ")).into() });
    }
    let ahorro: Vec<String> = c
        .medidas
        .iter()
        .filter(|m| !m.anual.is_empty() && m.cambio == Cambio::Mejora)
        .map(|m| format!("{} ({})", m.anual, m.nombre.to_lowercase()))
        .collect();
    if !ahorro.is_empty() {
        let texto = format!("En un año, con las solicitudes que anota la ficha: {}.", ahorro.join("; "));
        bloques.push(Bloque::Nota { tono: Tono::Bien, texto: texto.into() });
    }
    bloques
}

fn tono(c: Cambio) -> Tono {
    match c {
        Cambio::Mejora => Tono::Bien,
        Cambio::Igual | Cambio::SinDato => Tono::Neutro,
        Cambio::Empeora => Tono::Mal,
    }
}

fn medidas(c: &CifrasDeRediseno) -> Vec<Bloque> {
    let fila = |m: &MedidaDelPapel| {
        let mut nombre = Texto::default().fuerte(&m.nombre);
        if !m.fuente.is_empty() {
            nombre = nombre.tenue(&format!("\n{}", m.fuente));
        }
        Fila::new(vec![
            Celda::from(nombre),
            o_raya(&m.antes),
            o_raya(&m.despues),
            o_raya(&m.diferencia),
            o_raya(&m.porcentaje),
            Celda::estado(tono(m.cambio), m.cambio.palabra()),
        ])
    };
    let (ley, extras): (Vec<_>, Vec<_>) = c.medidas.iter().partition(|m| m.de_ley);
    let mut filas = vec![Fila::grupo("Las cuatro medidas de la ley")];
    filas.extend(ley.into_iter().map(fila));
    if !extras.is_empty() {
        filas.push(Fila::grupo("Además"));
        filas.extend(extras.into_iter().map(fila));
    }
    vec![
        titulo("Antes y después", "Comparación"),
        Bloque::Tabla(Tabla {
            titulo: None,
            columnas: vec![
                Columna::texto("Medida", 6),
                Columna::numero("Hoy"),
                Columna::numero("Propuesta"),
                Columna::numero("Cambio"),
                Columna::numero("Del valor de hoy"),
                Columna::justa("Resultado"),
            ],
            filas,
            densidad: Densidad::Compacta,
            vacia: String::new(),
            ..Tabla::default()
        }),
        menor("Primero el cambio absoluto y después el porcentaje sobre el valor de hoy. Desde cero no hay porcentaje."),
    ]
}

fn requisitos(c: &CifrasDeRediseno) -> Vec<Bloque> {
    let cuantos_hay =
        |pasa: &dyn Fn(&super::RequisitoDelPapel) -> bool| c.requisitos.iter().filter(|r| !r.numero.is_empty() && pasa(r)).count() as u64;
    let (todos, quedan) = (cuantos_hay(&|_| true), cuantos_hay(&|r| !r.se_va));
    let (siempre, quedan_siempre) = (cuantos_hay(&|r| !r.condicional), cuantos_hay(&|r| !r.condicional && !r.se_va));
    let filas = c
        .requisitos
        .iter()
        .map(|r| {
            let mut que = Texto::from(r.texto.as_str());
            if !r.queda.is_empty() {
                que = que.tenue(&format!("\nEn su lugar: {}", r.queda));
            }
            let decision = if r.accion.is_empty() {
                if r.numero.is_empty() { o_raya("") } else { Celda::estado(Tono::Aviso, "Sin decidir") }
            } else {
                Celda::from(r.accion.as_str())
            };
            Fila::new(vec![o_raya(&r.numero), Celda::from(que), decision, o_raya(&r.justificacion), o_raya(&r.acto)])
        })
        .collect();
    let hallazgo = if todos == 0 {
        "No se piden requisitos".to_owned()
    } else if siempre == todos {
        format!("De {} quedan {quedan}", cuantos(todos, "requisito", "requisitos"))
    } else {
        // The measure counts those that are always asked; the list below has them all.
        format!("De {} quedan {quedan}; de los {siempre} que se piden siempre, {quedan_siempre}", cuantos(todos, "requisito", "requisitos"))
    };
    vec![
        titulo(hallazgo, "Requisitos"),
        Bloque::Tabla(Tabla {
            titulo: None,
            columnas: vec![
                Columna::numero("N.º"),
                Columna::texto("Requisito", 5),
                Columna::texto("Decisión", 2),
                Columna::texto("Razón", 4),
                Columna::texto("Acto que necesita", 3),
            ],
            filas,
            densidad: Densidad::Compacta,
            vacia: "La ficha no tiene requisitos.".to_owned(),
            ..Tabla::default()
        }),
    ]
}

fn actos(c: &CifrasDeRediseno) -> Vec<Bloque> {
    if c.actos.is_empty() {
        return vec![titulo("Ninguna decisión necesita un acto legal", "Actos legales")];
    }
    let mut bloques = vec![
        titulo(format!("El cambio necesita {}", cuantos(c.actos.len() as u64, "acto legal", "actos legales")), "Actos legales"),
        menor(
            "El tipo de acto sale del rango de la norma que hoy exige cada requisito. Los textos son borradores: Asesoría Jurídica decide.",
        ),
    ];
    for a in &c.actos {
        bloques.push(Bloque::Titulo { nivel: 2, texto: a.nombre.clone(), marcador: None });
        bloques.push(Bloque::Ficha(vec![
            ("Norma que cambia".to_owned(), if a.norma.is_empty() { "Ninguna la exige".into() } else { a.norma.as_str().into() }),
            ("Quién la firma".to_owned(), a.firma.as_str().into()),
            ("Requisitos".to_owned(), a.requisitos.as_str().into()),
            ("Por qué".to_owned(), a.por_que.as_str().into()),
        ]));
        bloques.extend(
            a.borrador
                .split("\n\n")
                .filter(|p| !p.trim().is_empty())
                .map(|p| Bloque::Parrafo { texto: p.into(), estilo: EstiloDeParrafo::Normal }),
        );
    }
    bloques
}

fn reformas(c: &CifrasDeRediseno) -> Vec<Bloque> {
    if c.reformas.is_empty() {
        return Vec::new();
    }
    let filas = c
        .reformas
        .iter()
        .map(|r| {
            Fila::new(vec![
                Celda::from(r.nombre.as_str()),
                o_raya(&r.norma),
                Celda::from(r.estado.as_str()),
                Celda::from(r.dias.to_string()),
                o_raya(&r.publicada),
            ])
        })
        .collect();
    vec![Bloque::Tabla(Tabla {
        titulo: Some("Reformas en seguimiento".to_owned()),
        columnas: vec![
            Columna::texto("Acto", 3),
            Columna::texto("Norma", 5),
            Columna::texto("Estado", 2),
            Columna::numero("Días en él"),
            Columna::texto("Publicación", 3),
        ],
        filas,
        densidad: Densidad::Compacta,
        vacia: String::new(),
        ..Tabla::default()
    })]
}

fn firmas(c: &CifrasDeRediseno) -> Vec<Bloque> {
    if c.entrega.is_none() {
        return Vec::new();
    }
    let linea = "\n____________________________________";
    let firmantes = ["Coordinación del comité", "Unidad dueña del trámite", "Asesoría Jurídica", "Autoridad superior"]
        .map(|quien| (quien.to_owned(), Texto::from(linea)));
    vec![Bloque::Juntos(vec![titulo("Firmas", "Firmas"), Bloque::Ficha(firmantes.to_vec())])]
}

fn metodo() -> Vec<Bloque> {
    vec![
        Bloque::Titulo { nivel: 2, texto: "Cómo se cuenta".to_owned(), marcador: None },
        menor(
            "Pasos: los de nivel 0 de cada versión. Requisitos: los de nivel 0 que se piden siempre; los que dependen de un caso se cuentan aparte. \
             Lo que requiere una reforma se sigue pidiendo hasta que la norma esté vigente. Costo: lo que la persona paga, sin poner en quetzales su \
             tiempo. Tiempo: el mayor del rango, en la misma unidad de los dos lados. Cada cifra se calcula con fracciones exactas y se redondea solo al \
             mostrarla.",
        ),
    ]
}

#[cfg(test)]
mod pruebas {
    use super::sin_unidad_repetida;

    #[test]
    fn la_unidad_se_dice_una_vez() {
        assert_eq!(sin_unidad_repetida("9\u{a0}pasos", "4\u{a0}pasos"), "9");
        assert_eq!(sin_unidad_repetida("2\u{a0}pasos", "1\u{a0}paso"), "2");
        assert_eq!(sin_unidad_repetida("5\u{a0}días", "20\u{a0}minutos"), "5\u{a0}días");
        assert_eq!(sin_unidad_repetida("Q\u{a0}74.50", "Q\u{a0}18.00"), "Q\u{a0}74.50");
    }
}
