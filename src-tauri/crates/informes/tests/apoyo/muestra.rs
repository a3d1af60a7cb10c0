//! Realistic figures for tests and for looking at the paper: 104 trámites of a ministry.
#![allow(dead_code, reason = "each test binary uses its part")]

use dominio::Razon;
use dominio::fase::{EstadoFase, Fase};
use dominio::ficha::EstadoTramite;
use dominio::reglas::{EstadoHallazgo, Severidad};
use informes::avance::{
    AvanceDeFase, CambioDeFicha, CifrasDeAvance, Condicion, DetalleDeHallazgo, FilaDeTramite, HallazgosDeRegla, Integrante,
    ResumenDeInventario,
};
use jiff::civil::date;

const NOMBRES: [&str; 13] = [
    "Licencia ambiental para instrumentos categoría B2, de moderado a bajo impacto ambiental potencial",
    "Inscripción de consultores ambientales individuales",
    "Renovación de licencia de consultor ambiental",
    "Dictamen de opinión ambiental para importación de productos de refrigeración y aire acondicionado que contengan sustancias \
     agotadoras de la capa de ozono",
    "Registro de entes generadores de aguas residuales",
    "Estudio técnico de aguas residuales",
    "Denuncia ambiental",
    "Permiso de exportación de desechos sólidos no peligrosos para su reciclaje",
    "Constancia de fianza de cumplimiento",
    "Certificación de resolución",
    "Ampliación y actualización de instrumento ambiental",
    "Audiencia pública: señalización y entrega de informe",
    "Desistimiento",
];
const CATEGORIAS: [&str; 5] = ["Medio Ambiente", "Licencias y permisos", "Registros", "Comercio e industria", ""];
const TIEMPOS: [&str; 6] = ["10 días hábiles", "de 20 a 30 días hábiles", "", "1 mes + 15 días", "4 a 36 horas", "Inmediato"];
const COSTOS: [&str; 5] = ["Gratuito", "Q 50.00", "Q 1,234.50", "", "Variable: según el área del proyecto, Acuerdo Ministerial 105-2008"];
const REGLAS: [(&str, &str, &str, Severidad, &str, &str); 6] = [
    (
        "R6",
        "Pide copia legalizada",
        "principio de buena fe, artículo 3 del Decreto 5-2021",
        Severidad::Media,
        "Posible hallazgo: se pide copia legalizada.",
        "Fotocopia legalizada del documento personal de identificación (DPI) del representante legal, autenticada por notario",
    ),
    (
        "R2",
        "Pide una declaración jurada",
        "artículo 13 del Decreto 5-2021",
        Severidad::Alta,
        "Posible hallazgo: se pide declaración jurada.",
        "Acta notarial de declaración jurada donde conste que la información es verídica",
    ),
    (
        "R5",
        "Pide un documento que el Estado ya tiene",
        "",
        Severidad::Media,
        "Posible hallazgo: el documento lo posee una entidad pública (SAT).",
        "Constancia del Registro Tributario Unificado (RTU) actualizada",
    ),
    (
        "R1",
        "No se encontró ley ni acuerdo gubernativo que lo respalde",
        "artículo 5 del Decreto 5-2021",
        Severidad::Alta,
        "Posible hallazgo: no se encontró ley ni acuerdo gubernativo que respalde este requisito.",
        "",
    ),
    (
        "R8",
        "Formalidad sin efecto en la decisión",
        "artículos 3 y 23 del Decreto 5-2021",
        Severidad::Baja,
        "Posible hallazgo: formalidad sin efecto en la decisión.",
        "foliado de adelante hacia atrás, en fólder con gancho, dos juegos firmados y sellados",
    ),
    (
        "R9",
        "El tiempo de respuesta falta o no se entiende",
        "",
        Severidad::Dato,
        "Posible hallazgo: el tiempo de respuesta falta o no se entiende.",
        ".....",
    ),
];

/// Figures of a ministry with `n` trámites.
#[must_use]
pub fn cifras(n: u64) -> CifrasDeAvance {
    let i = |k: u64, m: usize| usize::try_from(k).unwrap() % m;
    let tramites: Vec<FilaDeTramite> = (0..n)
        .map(|k| FilaDeTramite {
            codigo: format!("MARN-{:04}", k + 1),
            nombre: NOMBRES[i(k * 7 + k / 13, 13)].to_owned(),
            categoria: CATEGORIAS[i(k * k + k / 3, 11).min(i(k, 5))].to_owned(),
            estado: if k % 9 == 4 { EstadoTramite::FichaCompleta } else { EstadoTramite::Identificado },
            requisitos: 2 + (k * 5) % 17 + u64::from(k == 3) * 9,
            pasos: 1 + (k * 3) % 13,
            tiempo: TIEMPOS[i(k * 5 + 1, 6)].to_owned(),
            costo: COSTOS[i(k * 3 + k / 5, 5)].to_owned(),
            completitud: Razon::new(11 + (k * 7) % 13, 24),
            hallazgos: 0,
        })
        .collect();
    let mut hallazgos = Vec::new();
    let mut tramites = tramites;
    for (k, t) in (0u64..).zip(&mut tramites) {
        for (j, (regla, _, _, severidad, mensaje, fragmento)) in (0u64..).zip(REGLAS) {
            if (k * 11 + j * 7) % 5 < 2 && k % 4 != 3 {
                t.hallazgos += 1;
                let descartado = (k + j) % 23 == 0;
                hallazgos.push(DetalleDeHallazgo {
                    codigo: t.codigo.clone(),
                    tramite: t.nombre.clone(),
                    regla: regla.to_owned(),
                    severidad,
                    estado: if descartado { EstadoHallazgo::Descartado } else { EstadoHallazgo::Abierto },
                    mensaje: mensaje.to_owned(),
                    donde: if j == 5 { "Tiempo de respuesta".to_owned() } else { format!("Requisito {}", 1 + (k + j) % 9) },
                    fragmento: fragmento.to_owned(),
                    justificacion: if descartado { "El Acuerdo Gubernativo 137-2016 lo exige.".to_owned() } else { String::new() },
                });
            }
        }
    }
    let reglas = REGLAS.iter().map(|(regla, titulo, base, severidad, _, _)| {
        let de_la_regla: Vec<_> = hallazgos.iter().filter(|h| h.regla == *regla).collect();
        let abiertos = de_la_regla.iter().filter(|h| h.estado == EstadoHallazgo::Abierto).count() as u64;
        let si = |s: Severidad| if *severidad == s { abiertos } else { 0 };
        HallazgosDeRegla {
            regla: (*regla).to_owned(),
            titulo: (*titulo).to_owned(),
            base: (*base).to_owned(),
            alta: si(Severidad::Alta),
            media: si(Severidad::Media),
            baja: si(Severidad::Baja),
            dato: si(Severidad::Dato),
            tramites: Razon::new(abiertos, n),
            decididos: de_la_regla.len() as u64 - abiertos,
        }
    });
    let reglas: Vec<_> = reglas.collect();
    let con = tramites.iter().filter(|t| t.hallazgos > 0).count() as u64;
    let completas = tramites.iter().filter(|t| t.estado == EstadoTramite::FichaCompleta).count() as u64;
    let mut por_categoria: Vec<(String, u64)> =
        CATEGORIAS.iter().map(|c| ((*c).to_owned(), tramites.iter().filter(|t| t.categoria == *c).count() as u64)).collect();
    por_categoria.retain(|(_, n)| *n > 0);
    por_categoria.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    CifrasDeAvance {
        institucion: "Ministerio de Ambiente y Recursos Naturales".to_owned(),
        sigla: "MARN".to_owned(),
        tipo: "Ministerio".to_owned(),
        por_confirmar: true,
        corte: date(2026, 11, 20),
        momento: date(2026, 11, 20).at(16, 42, 7, 0),
        demostracion: true,
        credencial: "Sin credencial de GAE".to_owned(),
        codigo: "3f9a12bc77de0142".to_owned(),
        comite: vec![
            Integrante {
                cargo: "Viceministra de Ambiente".to_owned(),
                rol: "Autoridad superior".to_owned(),
                nombre: "Ana Lucía Ñáñez Güitz".to_owned(),
            },
            Integrante {
                cargo: "Director de Planificación, Monitoreo y Evaluación".to_owned(),
                rol: "Coordinación del comité, delegado ante GAE".to_owned(),
                nombre: "José María Pérez Solórzano".to_owned(),
            },
            Integrante {
                cargo: "Asesora Jurídica".to_owned(), rol: "Asesoría jurídica".to_owned(), nombre: "Ixchel Tzoc Yat".to_owned()
            },
        ],
        documentos: vec!["Acuerdo Ministerial 12-2026, 3 de marzo de 2026".to_owned()],
        roles_vacantes: vec!["Informática".to_owned(), "Planificación".to_owned()],
        fases: fases(n),
        avance: Razon::new(2, 9),
        inventario: ResumenDeInventario {
            tramites: n,
            requisitos: tramites.iter().map(|t| t.requisitos).sum(),
            pasos: tramites.iter().map(|t| t.pasos).sum(),
            por_categoria,
            por_estado: vec![(EstadoTramite::Identificado, n - completas), (EstadoTramite::FichaCompleta, completas)],
            fichas_completas: Razon::new(completas, n),
            tiempos_legibles: Razon::new(tramites.iter().filter(|t| !t.tiempo.is_empty()).count() as u64, n),
            costos_conocidos: Razon::new(tramites.iter().filter(|t| !t.costo.is_empty()).count() as u64, n),
            con_base_legal: Razon::new(n / 3, n),
            banderas_pendientes: n / 2,
            cerrado_el: None,
        },
        reglas,
        con_hallazgos: Razon::new(con, n),
        tramites,
        hallazgos,
        cambios: vec![CambioDeFicha {
            fecha: date(2026, 11, 19),
            codigo: "MARN-0001".to_owned(),
            tramite: NOMBRES[0].to_owned(),
            dato: "Requisito 5: nombre".to_owned(),
            antes: "Acta notarial de declaración jurada".to_owned(),
            ahora: "Manifestación de la persona en el formulario, bajo su responsabilidad".to_owned(),
        }],
        cambios_en_total: 3,
        faltantes: vec![
            "Nombre titular de Informática y de Planificación en el comité.".to_owned(),
            "Complete la ficha de 93 trámites; a 61 les falta solo la base legal.".to_owned(),
            "Revise 52 señales de importación.".to_owned(),
            "Adjunte el acta de cierre del inventario.".to_owned(),
        ],
        priorizacion: None,
        redisenos: Vec::new(),
        suma: Vec::new(),
        comparacion: None,
    }
}

fn fases(n: u64) -> Vec<AvanceDeFase> {
    let condicion = |texto: &str, cumple: bool| Condicion { texto: texto.to_owned(), cumple };
    Fase::TODOS
        .iter()
        .enumerate()
        .map(|(i, fase)| {
            let (estado, condiciones) = match i {
                0 => (
                    EstadoFase::Aprobada,
                    vec![
                        condicion("Documento de conformación con archivo", true),
                        condicion("Al menos 3 integrantes activos (hay 3)", true),
                    ],
                ),
                1 => (EstadoFase::Entregada, vec![condicion("Asistencia de al menos 80 % del comité (3 de 3)", true)]),
                2 => (
                    EstadoFase::EnProceso,
                    vec![
                        condicion("Al menos un trámite registrado", n > 0),
                        condicion("Ningún trámite en «identificado» (hay 92)", false),
                        condicion("Ninguna señal de importación pendiente (hay 52)", false),
                        condicion("Inventario cerrado por el comité", false),
                    ],
                ),
                _ => (EstadoFase::NoIniciada, vec![condicion("La fase anterior cuenta", false)]),
            };
            AvanceDeFase {
                fase: *fase,
                codigo_guia: (i < 4).then(|| format!("6.1.{}", i + 1)),
                estado,
                fecha: (i < 3).then(|| date(2026, 3 + i8::try_from(i).unwrap(), 12)),
                cumplidas: Razon::new(condiciones.iter().filter(|c| c.cumple).count() as u64, condiciones.len() as u64),
                condiciones,
                regla: "condiciones de cierre cumplidas sobre todas las de la fase, versión 1".to_owned(),
                evidencias: u64::from(i == 0),
            }
        })
        .collect()
}
