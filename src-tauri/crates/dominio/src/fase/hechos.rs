//! Stored facts of an institution, gathered by the caller for the completion rules.
//!
//! A phase whose facts no module captures yet is `None`: its conditions are then unmet and say so,
//! instead of passing by absence.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Fase;
use crate::comite::{DocumentoDeConformacion, Integrante, RolComite, roles_obligatorios};
use crate::ficha::EstadoTramite;

/// Members that a committee needs, by default.
pub const MINIMO_INTEGRANTES: u64 = 3;

/// One training event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capacitacion {
    /// Date.
    pub fecha: Option<Date>,
    /// About the law or the guide.
    pub tema_ley_o_guia: bool,
    /// Minutes, more than 0 to count.
    pub minutos: u64,
    /// Attendance list attached.
    pub lista: bool,
}

/// Attendance over all events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asistencia {
    /// Events.
    pub eventos: Vec<Capacitacion>,
    /// Distinct active members who attended at least one event.
    pub asistentes: u64,
}

/// Facts of the ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HechosDePriorizacion {
    /// Trámites without score or «sin dato» in some criterion.
    pub sin_puntaje: u64,
    /// Ranking frozen with its version of weights.
    pub congelado: bool,
    /// Manual moves without reason.
    pub movimientos_sin_motivo: u64,
    /// Acta attached.
    pub acta: bool,
}

/// Facts of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HechosDePlan {
    /// Sections neither filled nor «no aplica» with a reason.
    pub secciones_pendientes: u64,
    /// Budget with a row, or a zero with its justification.
    pub presupuesto: bool,
    /// Selected trámites.
    pub seleccionados: u64,
    /// Of them, without an acción that has responsible and dates.
    pub sin_accion: u64,
    /// Approval document attached.
    pub aprobacion: bool,
}

/// Facts of the diagnóstico.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HechosDeDiagnostico {
    /// Selected trámites.
    pub seleccionados: u64,
    /// Of them, with some of the four areas unanswered.
    pub areas_pendientes: u64,
    /// Open findings of severity alta in them.
    pub hallazgos_altos_abiertos: u64,
}

/// Facts of the rediseño.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HechosDeRediseno {
    /// Selected trámites.
    pub seleccionados: u64,
    /// Of them, without pasos of both versions.
    pub sin_dos_versiones: u64,
    /// Requisitos without decision.
    pub requisitos_sin_decidir: u64,
    /// Trámites without the four measures on both sides with unit and source.
    pub sin_medidas: u64,
    /// Trámites without approval date and file.
    pub sin_aprobacion: u64,
}

/// Facts of the implementación.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HechosDeImplementacion {
    /// Acciones in all.
    pub acciones: u64,
    /// Neither finished nor cancelled with a reason.
    pub acciones_abiertas: u64,
    /// Reforms not yet in force.
    pub reformas_no_vigentes: u64,
    /// Measures without an observed value after the start.
    pub medidas_sin_valor: u64,
    /// Report to GAE in the period.
    pub informe_en_el_periodo: bool,
}

/// Facts of the mejora continua.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HechosDeMejora {
    /// Implemented trámites.
    pub implementados: u64,
    /// Of them, without a review in the last twelve months.
    pub sin_revision_reciente: u64,
    /// Of them, without a date for the next one.
    pub sin_fecha_siguiente: u64,
}

/// Stored facts of one institution, gathered by the caller. `hoy` is an argument: there is no
/// clock here. `None` is "no data of this phase yet".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HechosDeFase {
    /// Day of the evaluation.
    pub hoy: Date,
    /// Documents that create the committee.
    pub documentos: Vec<DocumentoDeConformacion>,
    /// Members, past ones included.
    pub integrantes: Vec<Integrante>,
    /// Roles that need a titular.
    pub roles_obligatorios: Vec<RolComite>,
    /// Members needed.
    pub minimo_integrantes: u64,
    /// The first phase is in a state that counts.
    pub conformacion_cuenta: bool,
    /// Training.
    pub capacitacion: Option<Asistencia>,
    /// Percentage of active members who must have attended.
    pub asistencia_minima: u64,
    /// Closing date of the inventory.
    pub inventario_cerrado_el: Option<Date>,
    /// Trámites by state (class `interno` left out by the caller).
    pub tramites: BTreeMap<EstadoTramite, u64>,
    /// Signed declaration that the institution has no trámites.
    pub sin_tramites_declarado: bool,
    /// Import flags still pending.
    pub banderas_pendientes: u64,
    /// Ranking.
    pub priorizacion: Option<HechosDePriorizacion>,
    /// Plan.
    pub plan: Option<HechosDePlan>,
    /// Diagnóstico.
    pub diagnostico: Option<HechosDeDiagnostico>,
    /// Rediseño.
    pub rediseno: Option<HechosDeRediseno>,
    /// Implementación.
    pub implementacion: Option<HechosDeImplementacion>,
    /// Mejora continua.
    pub mejora: Option<HechosDeMejora>,
}

impl HechosDeFase {
    /// An institution of which nothing is known, with the default thresholds of `dominio.md` §2.
    #[must_use]
    pub fn vacios(hoy: Date) -> Self {
        HechosDeFase {
            hoy,
            documentos: Vec::new(),
            integrantes: Vec::new(),
            roles_obligatorios: roles_obligatorios(),
            minimo_integrantes: MINIMO_INTEGRANTES,
            conformacion_cuenta: false,
            capacitacion: None,
            asistencia_minima: 80,
            inventario_cerrado_el: None,
            tramites: BTreeMap::new(),
            sin_tramites_declarado: false,
            banderas_pendientes: 0,
            priorizacion: None,
            plan: None,
            diagnostico: None,
            rediseno: None,
            implementacion: None,
            mejora: None,
        }
    }

    /// True when the phase has at least one fact: what moves it to `en_proceso`.
    #[must_use]
    pub fn hay_hechos(&self, fase: Fase) -> bool {
        match fase {
            Fase::ConformacionComite => !self.documentos.is_empty() || !self.integrantes.is_empty(),
            Fase::CapacitacionComite => self.capacitacion.as_ref().is_some_and(|c| !c.eventos.is_empty()),
            Fase::Inventario => {
                self.inventario_cerrado_el.is_some() || self.sin_tramites_declarado || self.tramites.values().any(|n| *n > 0)
            }
            Fase::Priorizacion => self.priorizacion.is_some(),
            Fase::PlanInstitucional => self.plan.is_some(),
            Fase::Diagnostico => self.diagnostico.is_some(),
            Fase::Rediseno => self.rediseno.is_some(),
            Fase::Implementacion => self.implementacion.is_some(),
            Fase::MejoraContinua => self.mejora.is_some(),
        }
    }

    pub(super) fn en_estado(&self, estado: EstadoTramite) -> u64 {
        self.tramites.get(&estado).copied().unwrap_or(0)
    }

    pub(super) fn activos(&self) -> u64 {
        self.integrantes.iter().filter(|i| i.activo(self.hoy)).count() as u64
    }
}
