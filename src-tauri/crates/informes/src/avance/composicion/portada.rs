//! Cover, executive page and notes on method.

use super::{corto, entrada, nota, parrafo, seccion, subtitulo};
use crate::avance::cifras::{CifrasDeAvance, HallazgosDeRegla};
use crate::modelo::{Bloque, Cifra, Portada, Tono};
use crate::palabras::{cuantos, de, fecha_larga, numero, porcentaje, porcentaje_con_base};
use crate::texto::Texto;
use dominio::Razon;
use dominio::formato::{con_articulo, enumerar};

/// How many missing things the executive page names.
const FALTANTES_EN_RESUMEN: usize = 4;

/// The finding of the whole report, in a sentence.
pub(super) fn titular(c: &CifrasDeAvance) -> String {
    let n = c.inventario.tramites;
    if n == 0 {
        return format!("{} todavía no registra trámites en su inventario", corto(c));
    }
    let tramites = cuantos(n, "trámite", "trámites");
    match (c.con_hallazgos.numerador, c.con_hallazgos.denominador) {
        (_, 0) => format!("{} registra {tramites} en su inventario", corto(c)),
        (0, _) => format!("{} registra {tramites} y ninguno tiene posibles hallazgos abiertos", corto(c)),
        (1, _) => format!("{} registra {tramites}; uno tiene posibles hallazgos por revisar", corto(c)),
        (k, _) if k == n => format!("{} registra {tramites} y todos tienen posibles hallazgos por revisar", corto(c)),
        (k, _) => format!("{} registra {tramites}; {} tienen posibles hallazgos por revisar", corto(c), numero(k)),
    }
}

pub(super) fn portada(c: &CifrasDeAvance) -> Bloque {
    let mut datos = vec![("Institución".to_owned(), c.institucion.clone())];
    let mut dato = |rotulo: &str, valor: String| {
        if !valor.trim().is_empty() {
            datos.push((rotulo.to_owned(), valor));
        }
    };
    dato("Tipo", c.tipo.clone());
    dato("Fecha de corte", fecha_larga(c.corte));
    dato("Fases que cuentan", format!("{} de las que aplican", porcentaje_con_base(c.avance)));
    dato("Trámites en inventario", numero(c.inventario.tramites));
    dato("Último cambio que cuenta", dominio::formato::fecha_y_hora(c.momento));
    dato("Código del estado", c.codigo.clone());
    let mut avisos = Vec::new();
    if c.demostracion {
        avisos.push((Tono::Aviso, "Datos de demostración: las cifras de este informe no son oficiales.".to_owned()));
    }
    if !c.credencial.is_empty() {
        avisos.push((Tono::Neutro, c.credencial.clone()));
    }
    Bloque::Portada(Portada {
        sobretitulo: "Informe de avance".to_owned(),
        institucion: c.institucion.clone(),
        titulo: titular(c),
        subtitulo: format!(
            "Simplificación de requisitos y trámites administrativos, Decreto 5-2021. Cifras con corte al {}.",
            fecha_larga(c.corte)
        ),
        datos,
        avisos,
    })
}

/// What the authority should know, on one page.
pub(super) fn ejecutiva(c: &CifrasDeAvance) -> Vec<Bloque> {
    let mut bloques = vec![seccion("Lo que la autoridad debe saber", "Resumen para la autoridad"), entrada(resumen(c))];
    let i = &c.inventario;
    bloques.push(Bloque::Cifras(vec![
        Cifra {
            rotulo: "Fases que cuentan".to_owned(),
            valor: porcentaje(c.avance),
            base: format!("{} fases que aplican", de(c.avance)),
            razon: Some(c.avance),
        },
        Cifra {
            rotulo: "Fichas completas".to_owned(),
            valor: porcentaje(i.fichas_completas),
            base: format!("{} trámites", de(i.fichas_completas)),
            razon: Some(i.fichas_completas),
        },
        Cifra {
            rotulo: "Base legal suficiente".to_owned(),
            valor: porcentaje(i.con_base_legal),
            base: format!("{} trámites citan una ley o un acuerdo gubernativo", de(i.con_base_legal)),
            razon: Some(i.con_base_legal),
        },
        Cifra {
            rotulo: "Con posibles hallazgos".to_owned(),
            valor: porcentaje(c.con_hallazgos),
            base: format!("{} trámites", de(c.con_hallazgos)),
            razon: Some(c.con_hallazgos),
        },
    ]));
    bloques.extend(super::rediseno::preguntas(c));
    bloques.push(subtitulo("Qué se encontró"));
    let encontrado = encontrado(c);
    if encontrado.is_empty() {
        bloques.push(parrafo("Sin información registrada."));
    } else {
        bloques.push(Bloque::Lista { numerada: false, elementos: encontrado });
    }
    bloques.push(subtitulo("Qué falta"));
    if c.faltantes.is_empty() {
        bloques.push(parrafo("No hay pendientes señalados a la fecha de corte."));
    } else {
        let mut elementos: Vec<Texto> = c.faltantes.iter().take(FALTANTES_EN_RESUMEN).map(|f| Texto::from(f.as_str())).collect();
        let resto = c.faltantes.len().saturating_sub(FALTANTES_EN_RESUMEN);
        if resto > 0 {
            let resto = cuantos(u64::try_from(resto).unwrap_or(u64::MAX), "pendiente más", "pendientes más");
            elementos.push(Texto::default().tenue(&format!("Y {resto}, en las notas de método.")));
        }
        bloques.push(Bloque::Lista { numerada: true, elementos });
    }
    bloques.push(nota(
        Tono::Curso,
        Texto::default()
            .fuerte("Un posible hallazgo no es una infracción. ")
            .y("Es una señal que la herramienta encuentra en el texto de un trámite; \
             Asesoría Jurídica decide si procede, con base en la ley."),
    ));
    bloques
}

fn resumen(c: &CifrasDeAvance) -> Texto {
    let i = &c.inventario;
    let corte = fecha_larga(c.corte);
    if i.tramites == 0 {
        return Texto::default()
            .y(&format!("Al {corte}, {} no tiene trámites registrados. ", con_articulo(&c.institucion)))
            .y(&format!("Cuentan {} fases de la guía.", de(c.avance)));
    }
    Texto::default()
        .y(&format!("Al {corte}, {} registra ", con_articulo(&c.institucion)))
        .fuerte(&cuantos(i.tramites, "trámite", "trámites"))
        .y(&format!(", con {} y {}. ", cuantos(i.requisitos, "requisito", "requisitos"), cuantos(i.pasos, "paso", "pasos")))
        .y("Del proceso de la guía cuentan ")
        .fuerte(&format!("{} fases", de(c.avance)))
        .y(&match i.cerrado_el {
            Some(f) => format!("; el comité cerró el inventario el {}.", fecha_larga(f)),
            None => "; el inventario sigue abierto.".to_owned(),
        })
}

/// The rule with most open findings.
pub(super) fn mas_frecuente(c: &CifrasDeAvance) -> Option<&HallazgosDeRegla> {
    c.reglas.iter().filter(|r| r.abiertos() > 0).max_by(|a, b| a.abiertos().cmp(&b.abiertos()).then(b.regla.cmp(&a.regla)))
}

/// Open findings of all rules.
pub(super) fn abiertos(c: &CifrasDeAvance) -> u64 {
    c.reglas.iter().fold(0, |s, r| s.saturating_add(r.abiertos()))
}

fn encontrado(c: &CifrasDeAvance) -> Vec<Texto> {
    let mut salida = Vec::new();
    let total = abiertos(c);
    let alta = c.reglas.iter().fold(0u64, |s, r| s.saturating_add(r.alta));
    if total > 0 {
        let plural = if total == 1 { "" } else { "s" };
        salida.push(Texto::default().fuerte(&cuantos(total, "posible hallazgo abierto", "posibles hallazgos abiertos")).y(&format!(
            " en {} trámites; {} de severidad alta.",
            de(c.con_hallazgos),
            numero(alta)
        )));
        if let Some(r) = mas_frecuente(c) {
            salida.push(
                Texto::default()
                    .y(if plural.is_empty() { "Es " } else { "El más frecuente: " })
                    .fuerte(&format!("{} ({})", r.titulo, r.regla))
                    .y(&format!(", en {} trámites ({}).", de(r.tramites), porcentaje(r.tramites))),
            );
        }
    }
    let i = &c.inventario;
    let mut proporcion = |r: Razon, frase: &str| {
        if r.denominador > 0 {
            salida.push(Texto::default().y(frase).fuerte(&format!("{} trámites", de(r))).y(&format!(" ({}).", porcentaje(r))));
        }
    };
    proporcion(i.tiempos_legibles, "El tiempo de respuesta se entiende en ");
    proporcion(i.costos_conocidos, "El costo está definido en ");
    if i.banderas_pendientes > 0 {
        salida.push(
            Texto::default()
                .y(if i.banderas_pendientes == 1 { "Queda " } else { "Quedan " })
                .fuerte(&cuantos(i.banderas_pendientes, "señal de importación", "señales de importación"))
                .y(" por revisar: textos que la lectura automática no pudo asegurar."),
        );
    }
    if !c.roles_vacantes.is_empty() {
        let roles: Vec<&str> = c.roles_vacantes.iter().map(String::as_str).collect();
        salida.push(Texto::default().y("El comité no tiene titular en: ").fuerte(&enumerar(&roles)).y("."));
    }
    salida
}

/// What the figures mean and where they come from.
pub(super) fn metodo(c: &CifrasDeAvance) -> Vec<Bloque> {
    let mut bloques = vec![
        seccion("Notas de método", "Notas de método"),
        subtitulo("Cómo leer las cifras"),
        Bloque::Lista {
            numerada: false,
            elementos: vec![
                Texto::default()
                    .fuerte("Corte. ")
                    .y(&format!("Todas las cifras corresponden al {}. ", fecha_larga(c.corte)))
                    .y("Lo registrado después no se cuenta."),
                Texto::default()
                    .fuerte("Porcentajes. ")
                    .y("Cada porcentaje lleva su numerador y su denominador. Se redondea a un decimal; «n/d» significa que no hay \
                     sobre qué calcular."),
                Texto::default()
                    .fuerte("Fases. ")
                    .y("Una fase cuenta cuando está entregada o aprobada; las que no aplican salen del denominador. ")
                    .y("Las condiciones de cierre son criterio de la herramienta."),
                Texto::default()
                    .fuerte("Ficha. ")
                    .y("«Datos» es la cantidad de campos llenos sobre los que la ficha pide para ese trámite. La ficha está completa \
                     cuando no falta ninguno y no quedan señales de importación."),
                Texto::default()
                    .fuerte("Requisitos y pasos. ")
                    .y("Se cuentan los de primer nivel de la situación actual; los incisos de un requisito no se cuentan aparte."),
                Texto::default().fuerte("Raya (—). ").y("El dato no se ha registrado o no se pudo entender."),
            ],
        },
        subtitulo("Qué es un posible hallazgo"),
        parrafo(
            "Es el resultado de una regla que busca en la ficha lo que el Decreto 5-2021 restringe o lo que impide entender el \
             trámite. La severidad alta se reserva a las reglas que citan un artículo; «calidad del dato» señala información que \
             falta o está fuera de lugar. Ninguna regla concluye que un requisito sea ilegal: una persona acepta o descarta cada \
             posible hallazgo y deja su razón.",
        ),
        subtitulo("De dónde vienen los datos"),
        parrafo("Fichas registradas por la institución en Diligencia. Texto de origen: Catálogo Nacional de Trámites, GAE."),
    ];
    if c.por_confirmar {
        bloques.push(parrafo("La lista de 66 instituciones que GAE acompaña está «por confirmar por GAE»."));
    }
    if !c.codigo.is_empty() {
        bloques.push(parrafo(
            Texto::default()
                .y("El código ")
                .fuerte(&c.codigo)
                .y(" identifica los datos con que se calculó este informe: lo registrado hasta su corte. En Informes, «Verificar un documento» dice si un archivo los tiene, y con el mismo corte se imprime de nuevo igual."),
        ));
    }
    if !c.credencial.is_empty() {
        bloques.push(parrafo(format!("Credencial: {}.", c.credencial.trim_end_matches('.'))));
    }
    if c.demostracion {
        bloques.push(nota(
            Tono::Aviso,
            Texto::default()
                .fuerte("Datos de demostración. ")
                .y("Este informe sirve para conocer la herramienta; no lo use como reporte oficial."),
        ));
    }
    if c.faltantes.len() > FALTANTES_EN_RESUMEN {
        bloques.push(subtitulo("Todos los pendientes"));
        bloques.push(Bloque::Lista { numerada: true, elementos: c.faltantes.iter().map(|f| Texto::from(f.as_str())).collect() });
    }
    bloques
}
