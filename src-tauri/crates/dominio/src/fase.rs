//! The phases of the guide: closed list, states, transitions and completion rules.
//!
//! Only 6.1.1 to 6.1.4 have a confirmed number (`dominio.md` §2), so only they show one. The
//! transitions are §11, literally. The completion rules live in [`condiciones`] and read stored
//! facts only: nobody types a percentage.

mod condiciones;
mod hechos;

use uuid::Uuid;

use crate::cerrado;
use crate::tramite_estado::{Exigencia, Impedimento, Quien};

pub use condiciones::{Condicion, SIN_HECHOS, condiciones, cumple};
pub use hechos::{
    Asistencia, Capacitacion, HechosDeDiagnostico, HechosDeFase, HechosDeImplementacion, HechosDeMejora, HechosDePlan,
    HechosDePriorizacion, HechosDeRediseno, MINIMO_INTEGRANTES,
};

/// Version of the completion rules; a changed rule gets a new number and old reports keep theirs.
pub const REGLA_VERSION: u32 = 1;

cerrado! {
    /// The nine phases (`dominio.md` §2).
    Fase {
        ConformacionComite = "conformacion_comite" / "Conformación de Comité",
        CapacitacionComite = "capacitacion_comite" / "Capacitación de Comité",
        Inventario = "inventario" / "Inventario de trámites",
        Priorizacion = "priorizacion" / "Priorización",
        PlanInstitucional = "plan_institucional" / "Plan institucional",
        Diagnostico = "diagnostico" / "Diagnóstico",
        Rediseno = "rediseno" / "Rediseño",
        Implementacion = "implementacion" / "Implementación, monitoreo y evaluación",
        MejoraContinua = "mejora_continua" / "Mejora continua y sostenibilidad",
    }
}
cerrado! {
    /// State of a phase (`dominio.md` §11).
    EstadoFase {
        NoIniciada = "no_iniciada" / "No iniciada",
        EnProceso = "en_proceso" / "En proceso",
        Entregada = "entregada" / "Entregada",
        Observada = "observada" / "Observada",
        Aprobada = "aprobada" / "Aprobada",
        NoAplica = "no_aplica" / "No aplica",
    }
}

impl Fase {
    /// Number in the guide. Only four were confirmed; the rest is `None`, never invented.
    #[must_use]
    pub const fn codigo_guia(self) -> Option<&'static str> {
        match self {
            Fase::ConformacionComite => Some("6.1.1"),
            Fase::CapacitacionComite => Some("6.1.2"),
            Fase::Inventario => Some("6.1.3"),
            Fase::Priorizacion => Some("6.1.4"),
            Fase::PlanInstitucional | Fase::Diagnostico | Fase::Rediseno | Fase::Implementacion | Fase::MejoraContinua => None,
        }
    }

    /// What it is for, in one sentence.
    #[must_use]
    pub const fn proposito(self) -> &'static str {
        match self {
            Fase::ConformacionComite => "Que personas con nombre y cargo respondan por la simplificación en su institución.",
            Fase::CapacitacionComite => "Que quienes integran el comité conozcan la ley y la guía antes de revisar trámites.",
            Fase::Inventario => "Conocer todos los trámites de la institución con la misma ficha.",
            Fase::Priorizacion => "Decidir por cuáles trámites empezar, con criterios y pesos a la vista.",
            Fase::PlanInstitucional => "Comprometer acciones, fechas, responsables y presupuesto.",
            Fase::Diagnostico => "Ver los límites legales, de tecnología, de infraestructura y de personal de cada trámite elegido.",
            Fase::Rediseno => "Diseñar el trámite mejor: decidir cada requisito y cada paso.",
            Fase::Implementacion => "Poner en marcha lo diseñado y medir si mejoró.",
            Fase::MejoraContinua => "Revisar cada cierto tiempo para que lo ganado no se pierda.",
        }
    }

    /// Proof that the phase leaves.
    #[must_use]
    pub const fn evidencia(self) -> &'static str {
        match self {
            Fase::ConformacionComite => "Acuerdo, acta u oficio, con número, fecha y archivo",
            Fase::CapacitacionComite => "Lista de asistencia de cada capacitación",
            Fase::Inventario => "Acta de cierre del inventario",
            Fase::Priorizacion => "Acta con el orden de los trámites",
            Fase::PlanInstitucional => "Plan aprobado",
            Fase::Diagnostico => "Diagnóstico firmado",
            Fase::Rediseno => "Propuesta aprobada",
            Fase::Implementacion => "Norma publicada, sistema en uso y mediciones",
            Fase::MejoraContinua => "Registro de la revisión",
        }
    }
}

/// States that add to the numerator unless the configuration says otherwise.
pub const ESTADOS_QUE_CUENTAN: &[EstadoFase] = &[EstadoFase::Entregada, EstadoFase::Aprobada];

impl EstadoFase {
    /// Whether a phase in this state adds to the numerator, by default.
    #[must_use]
    pub fn cuenta(self) -> bool {
        ESTADOS_QUE_CUENTAN.contains(&self)
    }
}

/// Identity of the phase of an institution: UUID version 5 of its ámbito and the phase's
/// identifier, so that two laptops that start the same phase do not make two.
#[must_use]
pub fn id_de_fase(ambito: Uuid, fase: Fase) -> Uuid {
    Uuid::new_v5(&ambito, fase.as_str().as_bytes())
}

/// One allowed movement of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovimientoDeFase {
    /// Target state.
    pub a: EstadoFase,
    /// Who performs it.
    pub quien: Quien,
    /// Text of the button.
    pub accion: &'static str,
    /// Needs every condition of the completion rule.
    pub exige_regla: bool,
    /// Needs a written reason.
    pub exige_motivo: bool,
}

const fn movimiento(a: EstadoFase, quien: Quien, accion: &'static str, exige_regla: bool, exige_motivo: bool) -> MovimientoDeFase {
    MovimientoDeFase { a, quien, accion, exige_regla, exige_motivo }
}

const NO_APLICA: MovimientoDeFase = movimiento(EstadoFase::NoAplica, Quien::Gae, "Marcar que no aplica", false, true);
const ENTREGAR: MovimientoDeFase = movimiento(EstadoFase::Entregada, Quien::Comite, "Entregar fase", true, false);

const DE_NO_INICIADA: &[MovimientoDeFase] = &[movimiento(EstadoFase::EnProceso, Quien::Sistema, "Iniciar fase", false, false), NO_APLICA];
const DE_EN_PROCESO: &[MovimientoDeFase] = &[ENTREGAR, NO_APLICA];
const DE_ENTREGADA: &[MovimientoDeFase] = &[
    movimiento(EstadoFase::Observada, Quien::Gae, "Observar fase", false, true),
    movimiento(EstadoFase::Aprobada, Quien::Gae, "Aprobar fase", false, false),
    NO_APLICA,
];
const DE_OBSERVADA: &[MovimientoDeFase] =
    &[movimiento(EstadoFase::EnProceso, Quien::Comite, "Retomar fase", false, false), ENTREGAR, NO_APLICA];
const DE_APROBADA: &[MovimientoDeFase] = &[movimiento(EstadoFase::EnProceso, Quien::Gae, "Reabrir fase", false, true), NO_APLICA];
const DE_NO_APLICA: &[MovimientoDeFase] = &[movimiento(EstadoFase::NoIniciada, Quien::Gae, "Volver a aplicar la fase", false, true)];

/// Every movement out of a state, in the order of `dominio.md` §11.
#[must_use]
pub const fn movimientos(de: EstadoFase) -> &'static [MovimientoDeFase] {
    match de {
        EstadoFase::NoIniciada => DE_NO_INICIADA,
        EstadoFase::EnProceso => DE_EN_PROCESO,
        EstadoFase::Entregada => DE_ENTREGADA,
        EstadoFase::Observada => DE_OBSERVADA,
        EstadoFase::Aprobada => DE_APROBADA,
        EstadoFase::NoAplica => DE_NO_APLICA,
    }
}

/// The movement from `de` to `a`, when `quien` may perform it; its facts are not checked.
///
/// # Errors
///
/// [`Impedimento::NoPermitido`], naming the allowed states; [`Impedimento::NoLeCorresponde`] when
/// the movement belongs to another role.
pub fn buscar_movimiento(de: EstadoFase, a: EstadoFase, quien: Quien) -> Result<&'static MovimientoDeFase, Impedimento> {
    let opciones = movimientos(de);
    let hallado = opciones.iter().find(|m| m.a == a).ok_or_else(|| Impedimento::NoPermitido {
        de: de.etiqueta(),
        a: a.etiqueta(),
        permitidos: opciones.iter().map(|m| m.a.etiqueta()).collect(),
    })?;
    if hallado.quien == quien { Ok(hallado) } else { Err(Impedimento::NoLeCorresponde(hallado.quien)) }
}

/// The new state, when the movement exists, belongs to `quien` and its facts are there.
///
/// `condiciones` is what [`condiciones()`] gave for this phase; it matters only to deliver. Delivering
/// an observed phase needs the rule too: a fact may have been withdrawn meanwhile.
///
/// # Errors
///
/// Those of [`buscar_movimiento`]; [`Impedimento::Falta`] without the reason that the movement
/// needs; [`Impedimento::Condiciones`] with the text of each condition that is not met.
pub fn transicion(de: EstadoFase, a: EstadoFase, quien: Quien, motivo: &str, condiciones: &[Condicion]) -> Result<EstadoFase, Impedimento> {
    let movimiento = buscar_movimiento(de, a, quien)?;
    if movimiento.exige_motivo && motivo.trim().is_empty() {
        return Err(Impedimento::Falta(Exigencia::Motivo));
    }
    if movimiento.exige_regla {
        let faltan: Vec<String> = condiciones.iter().filter(|c| !c.cumple).map(|c| c.texto.clone()).collect();
        if !faltan.is_empty() {
            return Err(Impedimento::Condiciones(faltan));
        }
    }
    Ok(movimiento.a)
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use proptest::prelude::*;

    /// `dominio.md` §11, row by row; `any` is written out.
    const TABLA: &[(&str, &str, &str)] = &[
        ("no_iniciada", "en_proceso", "S"),
        ("en_proceso", "entregada", "C"),
        ("entregada", "observada", "G"),
        ("entregada", "aprobada", "G"),
        ("observada", "en_proceso", "C"),
        ("observada", "entregada", "C"),
        ("aprobada", "en_proceso", "G"),
        ("no_iniciada", "no_aplica", "G"),
        ("en_proceso", "no_aplica", "G"),
        ("entregada", "no_aplica", "G"),
        ("observada", "no_aplica", "G"),
        ("aprobada", "no_aplica", "G"),
        ("no_aplica", "no_iniciada", "G"),
    ];

    fn letra(q: Quien) -> &'static str {
        match q {
            Quien::Comite => "C",
            Quien::Gae => "G",
            Quien::Sistema => "S",
        }
    }

    #[test]
    fn la_tabla_de_la_fase_es_la_del_documento() {
        for de in EstadoFase::TODOS {
            for a in EstadoFase::TODOS {
                for quien in Quien::TODOS {
                    let esperado = TABLA.contains(&(de.as_str(), a.as_str(), letra(*quien)));
                    let salida = transicion(*de, *a, *quien, "Motivo suficiente", &[]);
                    assert_eq!(salida.is_ok(), esperado, "{de} → {a} by {quien}");
                    if esperado {
                        assert_eq!(salida, Ok(*a));
                    }
                }
            }
        }
    }

    #[test]
    fn una_fase_entregada_solo_puede_observarse_o_aprobarse_o_dejar_de_aplicar() {
        let destinos: Vec<_> = movimientos(EstadoFase::Entregada).iter().map(|m| (m.a, m.quien)).collect();
        assert_eq!(destinos, [(EstadoFase::Observada, Quien::Gae), (EstadoFase::Aprobada, Quien::Gae), (EstadoFase::NoAplica, Quien::Gae)]);
    }

    #[test]
    fn observar_reabrir_y_no_aplica_piden_motivo() {
        for (de, a) in [
            (EstadoFase::Entregada, EstadoFase::Observada),
            (EstadoFase::Aprobada, EstadoFase::EnProceso),
            (EstadoFase::EnProceso, EstadoFase::NoAplica),
            (EstadoFase::NoAplica, EstadoFase::NoIniciada),
        ] {
            assert_eq!(transicion(de, a, Quien::Gae, "  ", &[]), Err(Impedimento::Falta(Exigencia::Motivo)), "{de} → {a}");
        }
        assert!(transicion(EstadoFase::Entregada, EstadoFase::Aprobada, Quien::Gae, "", &[]).is_ok());
    }

    #[test]
    fn no_se_entrega_con_condiciones_pendientes_y_se_dice_cuales() {
        let pendientes = [
            Condicion { texto: "Al menos 3 integrantes activos (hay 2)".into(), cumple: false },
            Condicion { texto: "Documento de conformación completo".into(), cumple: true },
        ];
        for de in [EstadoFase::EnProceso, EstadoFase::Observada] {
            let e = transicion(de, EstadoFase::Entregada, Quien::Comite, "", &pendientes).expect_err("one is missing");
            assert_eq!(e.mensaje(), "Falta cumplir una condición: Al menos 3 integrantes activos (hay 2).");
        }
    }

    #[test]
    fn solo_cuatro_fases_muestran_numero() {
        let codigos: Vec<_> = Fase::TODOS.iter().filter_map(|f| f.codigo_guia()).collect();
        assert_eq!(codigos, ["6.1.1", "6.1.2", "6.1.3", "6.1.4"]);
    }

    #[test]
    fn dos_equipos_dan_la_misma_identidad_a_la_fase() {
        let ambito = Uuid::from_u128(7);
        assert_eq!(id_de_fase(ambito, Fase::Inventario), id_de_fase(ambito, Fase::Inventario));
        assert_ne!(id_de_fase(ambito, Fase::Inventario), id_de_fase(ambito, Fase::Priorizacion));
        assert_ne!(id_de_fase(ambito, Fase::Inventario), id_de_fase(Uuid::from_u128(8), Fase::Inventario));
    }

    proptest! {
        #[test]
        fn ningun_recorrido_al_azar_sale_de_la_tabla(pasos in proptest::collection::vec((0usize..6, 0usize..3, any::<bool>(), any::<bool>()), 0..60)) {
            let mut estado = EstadoFase::NoIniciada;
            for (a, quien, con_motivo, cumple) in pasos {
                let (a, quien) = (EstadoFase::TODOS[a], Quien::TODOS[quien]);
                let condiciones = [Condicion { texto: "x".into(), cumple }];
                if let Ok(nuevo) = transicion(estado, a, quien, if con_motivo { "porque sí" } else { "" }, &condiciones) {
                    prop_assert!(TABLA.contains(&(estado.as_str(), nuevo.as_str(), letra(quien))));
                    prop_assert!(nuevo != EstadoFase::Entregada || cumple, "delivered with the rule unmet");
                    estado = nuevo;
                }
            }
        }
    }
}
