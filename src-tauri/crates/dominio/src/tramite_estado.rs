//! The journey of one trámite: which state follows which, who moves it and what it needs.
//!
//! The table is `dominio.md` §11, literally, and a test compares it with a copy of that text. It
//! says what is allowed; writing the change (with author, date, reason and evidence) is of the
//! caller.
//!
//! Callers: `casos` (movements and buttons), [`crate::fase`] (whose movements obey the same
//! [`Quien`] and [`Impedimento`]).

use crate::cerrado;
use crate::ficha::EstadoTramite as E;

cerrado! {
    /// Who performs a transition: C, G and S of `dominio.md` §11.
    Quien { Comite = "comite" / "El comité de la institución", Gae = "gae" / "La asesoría de GAE", Sistema = "sistema" / "El programa" }
}

cerrado! {
    /// A fact that must be there before a transition.
    Exigencia {
        Motivo = "motivo" / "Escriba el motivo del cambio.",
        Archivo = "archivo" / "Adjunte el archivo que lo respalda.",
        FichaCompleta = "ficha_completa" / "Complete la ficha y resuelva los avisos de importación.",
        FichaIncompleta = "ficha_incompleta" / "La ficha tiene todos sus datos: este cambio solo procede cuando uno obligatorio quedó vacío.",
        OrdenCongelado = "orden_congelado" / "Cierre la priorización: el orden todavía puede cambiar.",
        ReglaDeLaFase = "regla_de_la_fase" / "Cumpla antes las condiciones de la fase.",
        NormaOActa = "norma_o_acta" / "Indique la norma o el acta que suprime el trámite.",
    }
}

/// One allowed movement of a trámite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movimiento {
    /// Target state.
    pub a: E,
    /// Who performs it.
    pub quien: Quien,
    /// Text of the button: verb and thing.
    pub accion: &'static str,
    /// What must be there, in the order in which it is asked.
    pub exige: &'static [Exigencia],
}

/// Why a transition cannot be done, with the way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impedimento {
    /// The table has no such movement.
    #[error("transition from {de} to {a} is not in the table")]
    NoPermitido {
        /// Label of the present state.
        de: &'static str,
        /// Label of the asked state.
        a: &'static str,
        /// Labels of the states that can follow.
        permitidos: Vec<&'static str>,
    },
    /// The movement exists and another role performs it.
    #[error("only {0} performs this transition")]
    NoLeCorresponde(Quien),
    /// A fact is missing.
    #[error("missing fact: {0}")]
    Falta(Exigencia),
    /// Conditions of the phase that are not met, as people read them.
    #[error("{} conditions are not met", .0.len())]
    Condiciones(Vec<String>),
}

impl Impedimento {
    /// The sentence that people read.
    #[must_use]
    pub fn mensaje(&self) -> String {
        match self {
            Impedimento::NoPermitido { de, a, permitidos } if permitidos.is_empty() => {
                format!("No se puede pasar de «{de}» a «{a}». Desde «{de}» no hay otro estado.")
            }
            Impedimento::NoPermitido { de, a, permitidos } => {
                let nombres: Vec<String> = permitidos.iter().map(|p| format!("«{p}»")).collect();
                let nombres: Vec<&str> = nombres.iter().map(String::as_str).collect();
                format!("No se puede pasar de «{de}» a «{a}». Desde «{de}» puede pasar a {}.", crate::formato::alternativas(&nombres))
            }
            Impedimento::NoLeCorresponde(Quien::Comite) => "Este cambio le corresponde al comité de la institución.".to_owned(),
            Impedimento::NoLeCorresponde(Quien::Gae) => "Este cambio le corresponde a la asesoría de GAE.".to_owned(),
            Impedimento::NoLeCorresponde(Quien::Sistema) => "El programa hace este cambio cuando los datos lo permiten.".to_owned(),
            Impedimento::Falta(exigencia) => exigencia.etiqueta().to_owned(),
            Impedimento::Condiciones(faltan) => match faltan.as_slice() {
                [una] => format!("Falta cumplir una condición: {una}."),
                varias => format!("Faltan {} condiciones: {}.", varias.len(), varias.join("; ")),
            },
        }
    }
}

const MOTIVO: &[Exigencia] = &[Exigencia::Motivo];
const SUPRIMIR: Movimiento =
    Movimiento { a: E::Suprimido, quien: Quien::Comite, accion: "Suprimir trámite", exige: &[Exigencia::NormaOActa, Exigencia::Motivo] };
const FASE: &[Exigencia] = &[Exigencia::ReglaDeLaFase];

const fn comite(a: E, accion: &'static str, exige: &'static [Exigencia]) -> Movimiento {
    Movimiento { a, quien: Quien::Comite, accion, exige }
}
const fn sistema(a: E, accion: &'static str, exige: &'static [Exigencia]) -> Movimiento {
    Movimiento { a, quien: Quien::Sistema, accion, exige }
}

const DE_IDENTIFICADO: &[Movimiento] = &[comite(E::FichaCompleta, "Marcar la ficha completa", &[Exigencia::FichaCompleta]), SUPRIMIR];
const DE_FICHA_COMPLETA: &[Movimiento] = &[
    sistema(E::Priorizado, "Priorizar trámite", &[Exigencia::OrdenCongelado]),
    sistema(E::EnCartera, "Dejar en cartera", &[Exigencia::OrdenCongelado]),
    comite(E::Identificado, "Volver a identificado", &[Exigencia::FichaIncompleta]),
    SUPRIMIR,
];
const DE_PRIORIZADO: &[Movimiento] = &[comite(E::EnDiagnostico, "Iniciar diagnóstico", FASE), SUPRIMIR];
const DE_EN_CARTERA: &[Movimiento] = &[comite(E::Priorizado, "Priorizar trámite", MOTIVO), SUPRIMIR];
const DE_EN_DIAGNOSTICO: &[Movimiento] = &[comite(E::EnRediseno, "Iniciar rediseño", FASE), SUPRIMIR];
const DE_EN_REDISENO: &[Movimiento] = &[
    comite(E::RedisenoAprobado, "Aprobar rediseño", &[Exigencia::ReglaDeLaFase, Exigencia::Archivo]),
    comite(E::EnDiagnostico, "Volver al diagnóstico", MOTIVO),
    SUPRIMIR,
];
const DE_REDISENO_APROBADO: &[Movimiento] = &[comite(E::EnImplementacion, "Iniciar implementación", FASE), SUPRIMIR];
const DE_EN_IMPLEMENTACION: &[Movimiento] =
    &[comite(E::Implementado, "Marcar implementado", FASE), comite(E::EnRediseno, "Volver al rediseño", MOTIVO), SUPRIMIR];
const DE_IMPLEMENTADO: &[Movimiento] = &[comite(E::EnMejoraContinua, "Pasar a mejora continua", FASE), SUPRIMIR];
const DE_EN_MEJORA_CONTINUA: &[Movimiento] = &[comite(E::EnDiagnostico, "Abrir un ciclo nuevo", MOTIVO), SUPRIMIR];
const DE_SUPRIMIDO: &[Movimiento] = &[comite(E::Identificado, "Reactivar trámite", MOTIVO)];

/// Every movement out of a state, in the order of the table.
#[must_use]
pub const fn siguientes(de: E) -> &'static [Movimiento] {
    match de {
        E::Identificado => DE_IDENTIFICADO,
        E::FichaCompleta => DE_FICHA_COMPLETA,
        E::Priorizado => DE_PRIORIZADO,
        E::EnCartera => DE_EN_CARTERA,
        E::EnDiagnostico => DE_EN_DIAGNOSTICO,
        E::EnRediseno => DE_EN_REDISENO,
        E::RedisenoAprobado => DE_REDISENO_APROBADO,
        E::EnImplementacion => DE_EN_IMPLEMENTACION,
        E::Implementado => DE_IMPLEMENTADO,
        E::EnMejoraContinua => DE_EN_MEJORA_CONTINUA,
        E::Suprimido => DE_SUPRIMIDO,
    }
}

/// The movement from `de` to `a`, when `quien` may perform it.
///
/// # Errors
///
/// [`Impedimento::NoPermitido`], naming the allowed states, when the table does not have it;
/// [`Impedimento::NoLeCorresponde`] when it belongs to another role.
pub fn transicion(de: E, a: E, quien: Quien) -> Result<&'static Movimiento, Impedimento> {
    let opciones = siguientes(de);
    let hallado = opciones.iter().find(|m| m.a == a).ok_or_else(|| Impedimento::NoPermitido {
        de: de.etiqueta(),
        a: a.etiqueta(),
        permitidos: opciones.iter().map(|m| m.a.etiqueta()).collect(),
    })?;
    if hallado.quien == quien { Ok(hallado) } else { Err(Impedimento::NoLeCorresponde(hallado.quien)) }
}

/// [`transicion`], and then every fact that it needs, asked in order to `consta`.
///
/// # Errors
///
/// Those of [`transicion`], or [`Impedimento::Falta`] with the first fact that is not there.
pub fn mover(de: E, a: E, quien: Quien, consta: impl Fn(Exigencia) -> bool) -> Result<&'static Movimiento, Impedimento> {
    let movimiento = transicion(de, a, quien)?;
    movimiento.exige.iter().find(|e| !consta(**e)).map_or(Ok(movimiento), |e| Err(Impedimento::Falta(*e)))
}

#[cfg(test)]
mod pruebas {
    use super::*;

    /// `dominio.md` §11, row by row.
    const TABLA: &[(&str, &str, &str)] = &[
        ("identificado", "ficha_completa", "C"),
        ("ficha_completa", "priorizado", "S"),
        ("ficha_completa", "en_cartera", "S"),
        ("en_cartera", "priorizado", "C"),
        ("en_rediseno", "en_diagnostico", "C"),
        ("en_implementacion", "en_rediseno", "C"),
        ("en_mejora_continua", "en_diagnostico", "C"),
        ("priorizado", "en_diagnostico", "C"),
        ("en_diagnostico", "en_rediseno", "C"),
        ("en_rediseno", "rediseno_aprobado", "C"),
        ("rediseno_aprobado", "en_implementacion", "C"),
        ("en_implementacion", "implementado", "C"),
        ("implementado", "en_mejora_continua", "C"),
        ("suprimido", "identificado", "C"),
        ("ficha_completa", "identificado", "C"),
    ];

    fn letra(q: Quien) -> &'static str {
        match q {
            Quien::Comite => "C",
            Quien::Gae => "G",
            Quien::Sistema => "S",
        }
    }

    #[test]
    fn la_tabla_del_tramite_es_la_del_documento() {
        let mut permitidas = 0;
        for de in E::TODOS {
            for a in E::TODOS {
                let en_el_documento = TABLA.iter().find(|(d, h, _)| *d == de.as_str() && *h == a.as_str()).map(|t| t.2);
                let suprime = (*a == E::Suprimido && *de != E::Suprimido).then_some("C");
                let esperado = en_el_documento.or(suprime);
                for quien in Quien::TODOS {
                    let salida = transicion(*de, *a, *quien);
                    assert_eq!(salida.is_ok(), esperado == Some(letra(*quien)), "{de} → {a} by {quien}");
                    permitidas += usize::from(salida.is_ok());
                }
            }
        }
        assert_eq!(permitidas, TABLA.len() + 10, "ten states may be suppressed");
    }

    #[test]
    fn un_estado_que_no_sigue_se_rechaza_y_nombra_los_que_si() {
        let e = transicion(E::Priorizado, E::Implementado, Quien::Comite).expect_err("not in the table");
        assert_eq!(
            e.mensaje(),
            "No se puede pasar de «Priorizado» a «Implementado». Desde «Priorizado» puede pasar a «En diagnóstico» o «Suprimido»."
        );
    }

    #[test]
    fn lo_que_hace_el_programa_no_lo_hace_el_comite() {
        assert_eq!(transicion(E::FichaCompleta, E::Priorizado, Quien::Comite), Err(Impedimento::NoLeCorresponde(Quien::Sistema)));
    }

    #[test]
    fn aprobar_el_rediseno_pide_la_regla_y_despues_el_archivo() {
        let con = |hechos: &'static [Exigencia]| mover(E::EnRediseno, E::RedisenoAprobado, Quien::Comite, |e| hechos.contains(&e));
        assert_eq!(con(&[Exigencia::Archivo]), Err(Impedimento::Falta(Exigencia::ReglaDeLaFase)));
        assert_eq!(con(&[Exigencia::ReglaDeLaFase]), Err(Impedimento::Falta(Exigencia::Archivo)));
        assert!(con(&[Exigencia::ReglaDeLaFase, Exigencia::Archivo]).is_ok());
    }

    #[test]
    fn desde_identificado_se_llega_a_todos_los_estados() {
        let mut alcanzados = vec![E::Identificado];
        let mut i = 0;
        while let Some(de) = alcanzados.get(i).copied() {
            for m in siguientes(de) {
                if !alcanzados.contains(&m.a) {
                    alcanzados.push(m.a);
                }
            }
            i += 1;
        }
        assert_eq!(alcanzados.len(), E::TODOS.len());
    }
}
