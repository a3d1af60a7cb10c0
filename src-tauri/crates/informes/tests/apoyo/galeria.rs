//! Every part that a report may have, with every kind of chart.
#![allow(dead_code, reason = "each test binary uses its part")]

use dominio::Razon;
use dominio::territorio::DEPARTAMENTOS;
use informes::grafico::{Actividad, Bala, Barra, Cambio, CasillaDeMapa, DatosDeGrafico, Grafico, Serie};
use informes::imagen::Imagen;
use informes::modelo::{
    Alineacion, Bloque, Celda, Columna, Densidad, EstiloDeParrafo, Fila, Firma, GrupoDeColumnas, Membrete, Orientacion, Portada, Tabla,
    Tono,
};
use informes::texto::Texto;
use jiff::civil::date;

pub fn titulo(nivel: u8, texto: &str) -> Bloque {
    Bloque::Titulo { nivel, texto: texto.to_owned(), marcador: None }
}

pub fn parrafo(texto: impl Into<Texto>) -> Bloque {
    Bloque::Parrafo { texto: texto.into(), estilo: EstiloDeParrafo::Normal }
}

fn serie(nombre: &str, tono: Tono) -> Serie {
    Serie { nombre: nombre.to_owned(), tono }
}

fn grafico(titulo: &str, datos: DatosDeGrafico) -> Grafico {
    Grafico {
        titulo: titulo.to_owned(),
        alternativa: "Dibujo de las cifras de la tabla.".to_owned(),
        fuente: "Fuente: datos de demostración, corte al 31 de diciembre de 2021.".to_owned(),
        datos,
        ..Grafico::default()
    }
}

/// One chart of each kind.
pub fn graficos() -> Vec<Grafico> {
    let barras = [("Medio ambiente", 32), ("Licencias y permisos", 26), ("Registros", 19), ("Sin categoría", 0)];
    let barras = barras.iter().map(|(r, v)| Barra { rotulo: (*r).to_owned(), valor: *v, texto: String::new() }).collect();
    let apiladas = [
        ("Ministerios", vec![14, 0, 0]),
        ("Secretarías", vec![11, 2, 1]),
        ("Gobernaciones", vec![8, 7, 7]),
        ("Comisiones", vec![4, 2, 0]),
        ("Otras dependencias", vec![8, 2, 0]),
    ];
    let bala = |rotulo: &str, n, d, meta| Bala { rotulo: rotulo.to_owned(), logrado: Razon::new(n, d), meta: Some(meta) };
    let cambio = |rotulo: &str, antes, despues| Cambio { rotulo: rotulo.to_owned(), antes, despues };
    let casillas = DEPARTAMENTOS
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != 20)
        .map(|(i, d)| CasillaDeMapa { codigo: d.codigo.to_owned(), estado: i % 3, texto: String::new() })
        .collect();
    let actividad = |rotulo: &str, desde, hasta, estado: &str, tono| Actividad {
        rotulo: rotulo.to_owned(),
        desde,
        hasta,
        estado: estado.to_owned(),
        tono,
    };
    vec![
        Grafico {
            que: "Categoría".to_owned(),
            medida: "Trámites".to_owned(),
            ..grafico("«Medio ambiente» reúne 32 de 77 trámites", DatosDeGrafico::Barras(barras))
        },
        Grafico {
            que: "Tipo".to_owned(),
            ..grafico(
                "Las gobernaciones concentran lo pendiente",
                DatosDeGrafico::BarrasApiladas {
                    series: vec![serie("Entregado", Tono::Hecho), serie("En curso", Tono::Curso), serie("Sin iniciar", Tono::Neutro)],
                    barras: apiladas.into_iter().map(|(r, v)| (r.to_owned(), v)).collect(),
                },
            )
        },
        Grafico {
            que: "Fase".to_owned(),
            medida: "Instituciones".to_owned(),
            ..grafico(
                "El inventario queda debajo de lo reportado",
                DatosDeGrafico::Balas(vec![
                    bala("6.1.1 Conformación de comité", 59, 66, 59),
                    bala("6.1.2 Capacitación de comité", 59, 59, 59),
                    bala("6.1.3 Inventario de trámites", 45, 66, 43),
                    bala("6.1.4 Priorización", 45, 66, 40),
                ]),
            )
        },
        grafico(
            "En cuatro meses el inventario avanzó y la priorización retrocedió",
            DatosDeGrafico::Pendiente {
                antes: "31 de agosto".to_owned(),
                despues: "31 de diciembre".to_owned(),
                lineas: vec![
                    cambio("Conformación de comité", 51, 59),
                    cambio("Capacitación", 49, 59),
                    cambio("Inventario", 30, 45),
                    cambio("Priorización", 47, 45),
                    cambio("Rediseño", 3, 3),
                ],
            },
        ),
        Grafico {
            medida: "Inventario".to_owned(),
            ..grafico(
                "Siete gobernaciones no tienen comité",
                DatosDeGrafico::Mapa {
                    estados: vec![
                        serie("Sin comité", Tono::Neutro),
                        serie("Con comité, sin inventario", Tono::Curso),
                        serie("Entregado", Tono::Hecho),
                    ],
                    casillas,
                },
            )
        },
        grafico(
            "Dos actividades pasaron de su fecha",
            DatosDeGrafico::Gantt {
                corte: Some(date(2021, 12, 31)),
                actividades: vec![
                    actividad(
                        "Publicar el acuerdo que elimina la copia legalizada",
                        date(2021, 9, 1),
                        date(2021, 10, 15),
                        "Hecho",
                        Tono::Hecho,
                    ),
                    actividad("Formulario en línea", date(2021, 10, 1), date(2022, 1, 31), "En curso", Tono::Curso),
                    actividad("Convenio con RENAP", date(2021, 8, 16), date(2021, 11, 30), "Atrasada", Tono::Mal),
                    actividad("Capacitar ventanillas", date(2022, 2, 1), date(2022, 2, 28), "Por iniciar", Tono::Neutro),
                ],
            },
        ),
    ]
}

/// A table with heads over several columns, a cell over several columns, a group and a total.
pub fn tabla_con_grupos() -> Tabla {
    let filas = (1..=8).map(|i| {
        let n = |k: u64| Celda::from((i * k % 23).to_string());
        let nombre = Celda::from(Texto::from(format!("Gobernación {i}").as_str()).al_pie("Lista de instituciones por confirmar por GAE."));
        if i == 4 {
            return Fila::new(vec![nombre, Celda::from("No presentó informe a la fecha de corte").que_abarca(3), n(5), n(7)]);
        }
        Fila::new(vec![nombre, n(3), n(5), n(7), n(11), Celda::estado(Tono::Aviso, "Observada")])
    });
    let mut filas: Vec<Fila> = std::iter::once(Fila::grupo("Gobernaciones departamentales")).chain(filas).collect();
    filas.push(Fila::total(vec!["Total".into(), "61".into(), "73".into(), "80".into(), "92".into()]));
    Tabla {
        titulo: Some("Trámites y requisitos por institución".to_owned()),
        columnas: vec![
            Columna::texto("Institución", 3).que_encabeza(),
            Columna::numero("Agosto"),
            Columna::numero("Diciembre"),
            Columna::numero("Agosto"),
            Columna::numero("Diciembre"),
            Columna { alineacion: Alineacion::Centro, ..Columna::justa("Estado") },
        ],
        grupos: vec![GrupoDeColumnas::new("", 1), GrupoDeColumnas::new("Trámites en inventario", 2), GrupoDeColumnas::new("Requisitos", 2)],
        filas,
        densidad: Densidad::Comoda,
        ..Tabla::default()
    }
}

/// A small emblem: a disc on a transparent ground.
pub fn emblema() -> Imagen {
    let lado = 96_u32;
    let mut pixeles = Vec::new();
    for y in 0..lado {
        for x in 0..lado {
            let (dx, dy) = (f64::from(x) - 47.5, f64::from(y) - 47.5);
            let r = dx.hypot(dy);
            let color: [u8; 4] = if r > 46.0 {
                [0, 0, 0, 0]
            } else if r > 38.0 {
                [23, 69, 127, 255]
            } else {
                [73, 151, 208, 200]
            };
            pixeles.extend(color);
        }
    }
    let mut archivo = Vec::new();
    let mut codificador = png::Encoder::new(&mut archivo, lado, lado);
    codificador.set_color(png::ColorType::Rgba);
    codificador.write_header().unwrap().write_image_data(&pixeles).unwrap();
    Imagen::de_png(&archivo, "Emblema de la institución").unwrap()
}

pub fn membrete() -> Membrete {
    Membrete {
        lineas: vec![
            "Gobierno de Guatemala".to_owned(),
            "Ministerio de Ambiente y Recursos Naturales".to_owned(),
            "Comité de simplificación de trámites".to_owned(),
        ],
        logo: Some(emblema()),
    }
}

pub fn firmas() -> Bloque {
    let una = |nombre: &str, cargo: &str| Firma {
        nombre: nombre.to_owned(),
        cargo: cargo.to_owned(),
        institucion: "Ministerio de Ambiente y Recursos Naturales".to_owned(),
    };
    Bloque::Firmas(vec![
        una("Ana Lucía Ñáñez Güitz", "Viceministra de Ambiente"),
        una("José María Pérez Solórzano", "Coordinación del comité"),
        una("", "Asesoría Jurídica"),
    ])
}

/// The blocks of a document that has all of them.
pub fn bloques(con_portada: bool) -> Vec<Bloque> {
    let mut salida = Vec::new();
    if con_portada {
        salida.push(Bloque::Portada(Portada {
            sobretitulo: "Informe consolidado".to_owned(),
            institucion: "Comisión Presidencial de Gobierno Abierto y Electrónico".to_owned(),
            titulo: "59 de 66 instituciones tienen comité; el inventario se detiene en las gobernaciones".to_owned(),
            subtitulo: "Simplificación de requisitos y trámites administrativos, Decreto 5-2021.".to_owned(),
            datos: vec![
                ("Fecha de corte".to_owned(), "31 de diciembre de 2021".to_owned()),
                ("Código del estado".to_owned(), "3f9a12bc77de0142".to_owned()),
                ("Instituciones".to_owned(), "66 acompañadas por GAE".to_owned()),
            ],
            avisos: vec![(Tono::Aviso, "Datos de demostración: las cifras de este informe no son oficiales.".to_owned())],
        }));
    }
    salida.push(Bloque::Indice { titulo: "Contenido".to_owned(), niveles: 2 });
    salida.push(titulo(1, "59 de 66 instituciones (89.39 %) conformaron su comité y 45 cerraron su inventario"));
    salida.push(parrafo(
        Texto::from("El porcentaje se calcula sobre las 66 instituciones")
            .al_pie("Lista de instituciones por confirmar por GAE.")
            .y(" que GAE acompaña; la capacitación, sobre los 59 comités conformados")
            .al_pie("Guía para la simplificación, apartado 6.1.2: solo se capacita a un comité que ya existe.")
            .y(". El detalle por tipo está en ")
            .enlace("la tabla por institución", "tabla-de-instituciones")
            .y("."),
    ));
    for g in graficos() {
        salida.push(titulo(2, &g.titulo.clone()));
        salida.push(Bloque::Grafico(g));
    }
    salida.push(Bloque::Salto(Orientacion::Horizontal));
    salida.push(titulo(1, "La matriz de las instituciones va en una hoja apaisada"));
    salida.push(Bloque::Destino("tabla-de-instituciones".to_owned()));
    salida.push(Bloque::Tabla(tabla_con_grupos()));
    salida.push(Bloque::Salto(Orientacion::Vertical));
    salida.push(titulo(1, "Quienes firman dan fe de las cifras"));
    salida.push(firmas());
    salida
}
