//! Completion rules of the nine phases (`dominio.md` §2), evaluated from stored facts only.
//!
//! Each rule is a list of conditions with the figure that explains it («hay 2»). The order is that
//! of the document; a phase without facts gets its conditions all the same, unmet.

use super::Fase;
use super::hechos::{
    HechosDeDiagnostico, HechosDeFase, HechosDeImplementacion, HechosDeMejora, HechosDePlan, HechosDePriorizacion, HechosDeRediseno,
};
use crate::comite::roles_vacantes;
use crate::ficha::EstadoTramite;
use crate::formato::{entero_sin_signo, enumerar, plural};

/// One condition of a completion rule, with the figure that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condicion {
    /// «Al menos 3 integrantes activos (hay 2)».
    pub texto: String,
    /// Met?
    pub cumple: bool,
}

/// Conditions of the completion rule of `fase`, in the order of `dominio.md` §2. Never empty.
#[must_use]
pub fn condiciones(fase: Fase, hechos: &HechosDeFase) -> Vec<Condicion> {
    match fase {
        Fase::ConformacionComite => conformacion(hechos),
        Fase::CapacitacionComite => capacitacion(hechos),
        Fase::Inventario => inventario(hechos),
        Fase::Priorizacion => hechos.priorizacion.as_ref().map_or_else(|| sin_datos(&PRIORIZACION), priorizacion),
        Fase::PlanInstitucional => hechos.plan.as_ref().map_or_else(|| sin_datos(&PLAN), plan),
        Fase::Diagnostico => hechos.diagnostico.as_ref().map_or_else(|| sin_datos(&DIAGNOSTICO), diagnostico),
        Fase::Rediseno => hechos.rediseno.as_ref().map_or_else(|| sin_datos(&REDISENO), rediseno),
        Fase::Implementacion => hechos.implementacion.as_ref().map_or_else(|| sin_datos(&IMPLEMENTACION), implementacion),
        Fase::MejoraContinua => hechos.mejora.as_ref().map_or_else(|| sin_datos(&MEJORA), mejora),
    }
}

/// Every condition is met.
#[must_use]
pub fn cumple(fase: Fase, hechos: &HechosDeFase) -> bool {
    condiciones(fase, hechos).iter().all(|c| c.cumple)
}

/// What each condition of a phase without any fact ends with.
pub const SIN_HECHOS: &str = " (todavía no hay datos de esta fase)";

const PRIORIZACION: [&str; 4] = [
    "Cada trámite con nota o «sin dato» en cada criterio",
    "Orden cerrado con su versión de pesos",
    "Motivo en cada cambio manual del orden",
    "Acta adjunta",
];
const PLAN: [&str; 4] = [
    "Cada sección llena, o «no aplica» con su motivo",
    "Presupuesto con al menos un renglón, o su justificación",
    "Cada trámite elegido con una acción, responsable y fechas",
    "Documento de aprobación adjunto",
];
const DIAGNOSTICO: [&str; 2] = ["Cuatro áreas respondidas en cada trámite elegido", "Posibles hallazgos de severidad alta resueltos"];
const REDISENO: [&str; 4] = [
    "Pasos de la situación actual y de la propuesta en cada trámite elegido",
    "Decisión en cada requisito",
    "Cuatro medidas, antes y después, con unidad y fuente",
    "Aprobación con fecha y archivo",
];
const IMPLEMENTACION: [&str; 4] = [
    "Cada acción terminada, o cancelada con su motivo",
    "Reformas vigentes",
    "Al menos un valor medido en cada medida",
    "Informe a GAE en el período",
];
const MEJORA: [&str; 2] = ["Revisión de los últimos 12 meses en cada trámite implementado", "Fecha de la siguiente revisión"];

fn sin_datos(textos: &[&str]) -> Vec<Condicion> {
    textos.iter().map(|t| Condicion { texto: format!("{t}{SIN_HECHOS}"), cumple: false }).collect()
}

fn condicion(texto: impl Into<String>, cumple: bool) -> Condicion {
    Condicion { texto: texto.into(), cumple }
}

/// «…» when it is met; «… (faltan 3)» when it is not.
fn ninguno(texto: &str, pendientes: u64) -> Condicion {
    let cumple = pendientes == 0;
    let verbo = if pendientes == 1 { "falta" } else { "faltan" };
    condicion(if cumple { texto.to_owned() } else { format!("{texto} ({verbo} {})", entero_sin_signo(pendientes)) }, cumple)
}

fn conformacion(h: &HechosDeFase) -> Vec<Condicion> {
    let documento = h.documentos.iter().any(|d| d.completo(h.hoy));
    let activos = h.activos();
    let vacantes = roles_vacantes(&h.roles_obligatorios, &h.integrantes, h.hoy);
    let nombres: Vec<&str> = vacantes.iter().map(|r| r.etiqueta()).collect();
    vec![
        condicion(
            match (documento, h.documentos.len()) {
                (true, _) => "Documento de conformación con tipo, número, fecha y archivo".to_owned(),
                (false, 0) => "Documento de conformación con tipo, número, fecha y archivo (no hay ninguno)".to_owned(),
                (false, _) => "Documento de conformación con tipo, número, fecha y archivo (al registrado le falta un dato)".to_owned(),
            },
            documento,
        ),
        condicion(
            format!("Al menos {} activos (hay {activos})", plural(h.minimo_integrantes, "integrante", "integrantes")),
            activos >= h.minimo_integrantes,
        ),
        condicion(
            if vacantes.is_empty() {
                "Titular en cada puesto obligatorio".to_owned()
            } else {
                format!("Titular en cada puesto obligatorio (vacante: {})", enumerar(&nombres))
            },
            vacantes.is_empty(),
        ),
    ]
}

fn capacitacion(h: &HechosDeFase) -> Vec<Condicion> {
    let activos = h.activos();
    let datos = h.capacitacion.clone().unwrap_or_default();
    let evento = datos.eventos.iter().any(|e| e.fecha.is_some_and(|f| f <= h.hoy) && e.tema_ley_o_guia && e.minutos > 0 && e.lista);
    let suficiente = activos > 0 && datos.asistentes.saturating_mul(100) >= h.asistencia_minima.saturating_mul(activos);
    vec![
        condicion("La conformación del comité está entregada o aprobada", h.conformacion_cuenta),
        condicion(
            if datos.eventos.is_empty() {
                "Una capacitación sobre la ley o la guía, con fecha, horas y lista de asistencia (no hay ninguna)"
            } else {
                "Una capacitación sobre la ley o la guía, con fecha, horas y lista de asistencia"
            },
            evento,
        ),
        condicion(
            format!("Asistencia de al menos {} % de integrantes activos ({} de {activos})", h.asistencia_minima, datos.asistentes),
            suficiente,
        ),
    ]
}

fn inventario(h: &HechosDeFase) -> Vec<Condicion> {
    let todos: u64 = h.tramites.values().sum();
    let identificados = h.en_estado(EstadoTramite::Identificado);
    let cerrado = h.inventario_cerrado_el.is_some_and(|f| f <= h.hoy);
    vec![
        condicion("Fecha de cierre del inventario", cerrado),
        condicion(
            match (todos, h.sin_tramites_declarado) {
                (0, false) => "Al menos un trámite, o la declaración firmada de que no hay (no hay ninguno)".to_owned(),
                (0, true) => "Declaración firmada de que la institución no tiene trámites".to_owned(),
                (n, _) => format!("Al menos un trámite (hay {})", entero_sin_signo(n)),
            },
            todos > 0 || h.sin_tramites_declarado,
        ),
        ninguno("Ficha completa en cada trámite", identificados),
        ninguno("Avisos de importación resueltos", h.banderas_pendientes),
    ]
}

fn priorizacion(h: &HechosDePriorizacion) -> Vec<Condicion> {
    let [notas, orden, motivos, acta] = PRIORIZACION;
    vec![ninguno(notas, h.sin_puntaje), condicion(orden, h.congelado), ninguno(motivos, h.movimientos_sin_motivo), condicion(acta, h.acta)]
}

fn plan(h: &HechosDePlan) -> Vec<Condicion> {
    let [secciones, presupuesto, acciones, aprobacion] = PLAN;
    vec![
        ninguno(secciones, h.secciones_pendientes),
        condicion(presupuesto, h.presupuesto),
        elegidos(acciones, h.seleccionados, h.sin_accion),
        condicion(aprobacion, h.aprobacion),
    ]
}

fn diagnostico(h: &HechosDeDiagnostico) -> Vec<Condicion> {
    let [areas, hallazgos] = DIAGNOSTICO;
    vec![elegidos(areas, h.seleccionados, h.areas_pendientes), ninguno(hallazgos, h.hallazgos_altos_abiertos)]
}

fn rediseno(h: &HechosDeRediseno) -> Vec<Condicion> {
    let [pasos, requisitos, medidas, aprobacion] = REDISENO;
    vec![
        elegidos(pasos, h.seleccionados, h.sin_dos_versiones),
        ninguno(requisitos, h.requisitos_sin_decidir),
        elegidos(medidas, h.seleccionados, h.sin_medidas),
        elegidos(aprobacion, h.seleccionados, h.sin_aprobacion),
    ]
}

fn implementacion(h: &HechosDeImplementacion) -> Vec<Condicion> {
    let [acciones, reformas, medidas, informe] = IMPLEMENTACION;
    vec![
        elegidos(acciones, h.acciones, h.acciones_abiertas),
        ninguno(reformas, h.reformas_no_vigentes),
        ninguno(medidas, h.medidas_sin_valor),
        condicion(informe, h.informe_en_el_periodo),
    ]
}

fn mejora(h: &HechosDeMejora) -> Vec<Condicion> {
    let [revision, siguiente] = MEJORA;
    vec![elegidos(revision, h.implementados, h.sin_revision_reciente), elegidos(siguiente, h.implementados, h.sin_fecha_siguiente)]
}

/// «per selected trámite»: with none selected the rule says nothing, so it is not met.
fn elegidos(texto: &str, cuantos: u64, pendientes: u64) -> Condicion {
    if cuantos == 0 { condicion(format!("{texto} (todavía no hay ninguno)"), false) } else { ninguno(texto, pendientes) }
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use crate::comite::{Calidad, DocumentoDeConformacion, Integrante, TipoDocumento, roles_obligatorios};
    use crate::fase::{Asistencia, Capacitacion};
    use jiff::civil::{Date, date};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const HOY: Date = date(2026, 11, 21);

    fn comite_conformado() -> HechosDeFase {
        let mut h = HechosDeFase::vacios(HOY);
        h.documentos.push(DocumentoDeConformacion {
            tipo: Some(TipoDocumento::Acuerdo),
            numero: Some("45-2021".into()),
            fecha: Some(date(2021, 9, 14)),
            archivo: Some("a".repeat(64)),
        });
        h.integrantes = roles_obligatorios().into_iter().map(|rol| Integrante { rol: Some(rol), ..Integrante::default() }).collect();
        h
    }

    fn textos(fase: Fase, h: &HechosDeFase) -> Vec<String> {
        condiciones(fase, h).into_iter().filter(|c| !c.cumple).map(|c| c.texto).collect()
    }

    #[test]
    fn sin_datos_no_se_entrega_ninguna_fase_y_cada_condicion_dice_que_falta() {
        let h = HechosDeFase::vacios(HOY);
        for fase in Fase::TODOS {
            assert!(!cumple(*fase, &h), "{fase} passes without data");
            assert!(!h.hay_hechos(*fase));
            assert!(condiciones(*fase, &h).len() >= 2, "{fase}");
        }
        assert_eq!(textos(Fase::Priorizacion, &h)[3], "Acta adjunta (todavía no hay datos de esta fase)");
    }

    #[test]
    fn el_comite_con_documento_tres_integrantes_y_roles_se_puede_entregar() {
        let h = comite_conformado();
        assert!(cumple(Fase::ConformacionComite, &h));
        assert!(h.hay_hechos(Fase::ConformacionComite));
    }

    #[test]
    fn con_dos_integrantes_faltan_uno_y_sus_roles() {
        let mut h = comite_conformado();
        h.integrantes.truncate(2);
        assert_eq!(
            textos(Fase::ConformacionComite, &h),
            [
                "Al menos 3 integrantes activos (hay 2)",
                "Titular en cada puesto obligatorio (vacante: Planificación, Asesoría jurídica e Informática (TIC))"
            ]
        );
    }

    #[test]
    fn un_documento_sin_archivo_o_con_fecha_futura_no_conforma_comite() {
        let mut h = comite_conformado();
        h.documentos[0].archivo = None;
        assert_eq!(
            textos(Fase::ConformacionComite, &h),
            ["Documento de conformación con tipo, número, fecha y archivo (al registrado le falta un dato)"]
        );
        let mut h = comite_conformado();
        h.documentos[0].fecha = Some(date(2026, 11, 22));
        assert!(!cumple(Fase::ConformacionComite, &h));
    }

    #[test]
    fn la_capacitacion_pide_el_ochenta_por_ciento_de_integrantes_activos() {
        let mut h = comite_conformado();
        h.conformacion_cuenta = true;
        let evento = Capacitacion { fecha: Some(HOY), tema_ley_o_guia: true, minutos: 120, lista: true };
        h.capacitacion = Some(Asistencia { eventos: vec![evento.clone()], asistentes: 4 });
        assert!(cumple(Fase::CapacitacionComite, &h), "4 of 5 is exactly 80 %");
        h.capacitacion = Some(Asistencia { eventos: vec![evento.clone()], asistentes: 3 });
        assert_eq!(textos(Fase::CapacitacionComite, &h), ["Asistencia de al menos 80 % de integrantes activos (3 de 5)"]);
        h.capacitacion = Some(Asistencia { eventos: vec![Capacitacion { minutos: 0, ..evento }], asistentes: 5 });
        assert!(!cumple(Fase::CapacitacionComite, &h), "an event without hours is not one");
        h.conformacion_cuenta = false;
        assert!(textos(Fase::CapacitacionComite, &h).len() == 2);
    }

    #[test]
    fn el_inventario_pide_cierre_fichas_completas_y_avisos_resueltos() {
        let mut h = HechosDeFase::vacios(HOY);
        h.tramites = BTreeMap::from([(EstadoTramite::FichaCompleta, 103), (EstadoTramite::Identificado, 1)]);
        h.banderas_pendientes = 12;
        assert_eq!(
            textos(Fase::Inventario, &h),
            ["Fecha de cierre del inventario", "Ficha completa en cada trámite (falta 1)", "Avisos de importación resueltos (faltan 12)"]
        );
        h.tramites = BTreeMap::from([(EstadoTramite::FichaCompleta, 104)]);
        h.banderas_pendientes = 0;
        h.inventario_cerrado_el = Some(HOY);
        assert!(cumple(Fase::Inventario, &h));
    }

    #[test]
    fn una_institucion_sin_tramites_lo_declara() {
        let mut h = HechosDeFase::vacios(HOY);
        h.inventario_cerrado_el = Some(HOY);
        assert!(!cumple(Fase::Inventario, &h));
        h.sin_tramites_declarado = true;
        assert!(cumple(Fase::Inventario, &h));
    }

    #[test]
    fn las_fases_siguientes_se_cumplen_con_sus_hechos() {
        let mut h = HechosDeFase::vacios(HOY);
        h.priorizacion = Some(HechosDePriorizacion { congelado: true, acta: true, ..Default::default() });
        h.plan = Some(HechosDePlan { presupuesto: true, aprobacion: true, seleccionados: 4, ..Default::default() });
        h.diagnostico = Some(HechosDeDiagnostico { seleccionados: 4, ..Default::default() });
        h.rediseno = Some(HechosDeRediseno { seleccionados: 4, ..Default::default() });
        h.implementacion = Some(HechosDeImplementacion { acciones: 9, informe_en_el_periodo: true, ..Default::default() });
        h.mejora = Some(HechosDeMejora { implementados: 4, ..Default::default() });
        for fase in
            [Fase::Priorizacion, Fase::PlanInstitucional, Fase::Diagnostico, Fase::Rediseno, Fase::Implementacion, Fase::MejoraContinua]
        {
            assert!(cumple(fase, &h), "{fase}: {:?}", textos(fase, &h));
        }
        h.diagnostico = Some(HechosDeDiagnostico::default());
        assert_eq!(
            textos(Fase::Diagnostico, &h),
            ["Cuatro áreas respondidas en cada trámite elegido (todavía no hay ninguno)"],
            "with none selected the phase is not done"
        );
    }

    #[test]
    fn un_suplente_no_deja_sin_vacante() {
        let mut h = comite_conformado();
        h.integrantes[0].calidad = Some(Calidad::Suplente);
        assert_eq!(textos(Fase::ConformacionComite, &h), ["Titular en cada puesto obligatorio (vacante: Autoridad superior)"]);
    }

    proptest! {
        #[test]
        fn una_persona_mas_nunca_deshace_la_conformacion(extra in 0usize..20) {
            let mut h = comite_conformado();
            for _ in 0..extra {
                h.integrantes.push(Integrante::default());
            }
            prop_assert!(cumple(Fase::ConformacionComite, &h));
        }

        #[test]
        fn la_asistencia_se_cuenta_con_enteros(activos in 1u64..40, asistentes in 0u64..40) {
            let mut h = HechosDeFase::vacios(HOY);
            h.conformacion_cuenta = true;
            h.integrantes = vec![Integrante::default(); usize::try_from(activos).unwrap()];
            let evento = Capacitacion { fecha: Some(HOY), tema_ley_o_guia: true, minutos: 60, lista: true };
            h.capacitacion = Some(Asistencia { eventos: vec![evento], asistentes });
            prop_assert_eq!(cumple(Fase::CapacitacionComite, &h), asistentes * 100 >= 80 * activos);
        }
    }
}
