//! Progress: phases counted over institutions, always with numerator, denominator and rule.
//!
//! A phase counts when its state is in `estados_que_cuentan`. The denominator is the institutions
//! to which the phase applies, except in the training, which GAE counts over the committees
//! already formed. What GAE reported stands beside what is computed, with the difference in
//! institutions; it never replaces it.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::Razon;
use crate::cerrado;
use crate::fase::{EstadoFase, Fase};
use crate::instituciones::TipoInstitucion;

/// Version of the counting rule.
pub const REGLA_VERSION: u32 = 1;

cerrado! {
    /// Rule of the denominator.
    ReglaDenominador {
        Instituciones = "instituciones" / "Instituciones a las que aplica la fase",
        ComitesConformados = "comites_conformados" / "Instituciones con comité conformado",
    }
}

impl Fase {
    /// Over what the phase is counted.
    #[must_use]
    pub const fn regla_denominador(self) -> ReglaDenominador {
        match self {
            Fase::CapacitacionComite => ReglaDenominador::ComitesConformados,
            Fase::ConformacionComite
            | Fase::Inventario
            | Fase::Priorizacion
            | Fase::PlanInstitucional
            | Fase::Diagnostico
            | Fase::Rediseno
            | Fase::Implementacion
            | Fase::MejoraContinua => ReglaDenominador::Instituciones,
        }
    }
}

/// The states of one institution; a phase that is not there has not started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FasesDeInstitucion {
    /// Which.
    pub institucion: Uuid,
    /// Its kind, for the pending lists.
    pub tipo: TipoInstitucion,
    /// State of each phase.
    pub estados: BTreeMap<Fase, EstadoFase>,
}

impl FasesDeInstitucion {
    /// State of a phase.
    #[must_use]
    pub fn estado(&self, fase: Fase) -> EstadoFase {
        self.estados.get(&fase).copied().unwrap_or(EstadoFase::NoIniciada)
    }
}

/// One phase over all institutions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvanceDeFase {
    /// Which.
    pub fase: Fase,
    /// Institutions that count / institutions of the denominator.
    pub razon: Razon,
    /// Rule of the denominator.
    pub regla: ReglaDenominador,
    /// In `en_proceso`: shown, never added to the numerator.
    pub en_proceso: u64,
    /// The same ratio by kind of institution.
    pub por_tipo: BTreeMap<TipoInstitucion, Razon>,
    /// Institutions of the denominator that do not count yet, in the order given.
    pub pendientes: Vec<Uuid>,
}

impl AvanceDeFase {
    /// How many are pending of each kind; kinds without pending ones are left out.
    #[must_use]
    pub fn pendientes_por_tipo(&self) -> BTreeMap<TipoInstitucion, u64> {
        self.por_tipo.iter().map(|(t, r)| (*t, r.denominador - r.numerador)).filter(|(_, n)| *n > 0).collect()
    }
}

/// Every phase, in the guide's order.
#[must_use]
pub fn tablero(instituciones: &[FasesDeInstitucion], estados_que_cuentan: &[EstadoFase]) -> Vec<AvanceDeFase> {
    Fase::TODOS.iter().map(|fase| avance_de_fase(*fase, instituciones, estados_que_cuentan)).collect()
}

/// One phase over the institutions.
#[must_use]
pub fn avance_de_fase(fase: Fase, instituciones: &[FasesDeInstitucion], estados_que_cuentan: &[EstadoFase]) -> AvanceDeFase {
    let regla = fase.regla_denominador();
    let mut avance =
        AvanceDeFase { fase, razon: Razon::new(0, 0), regla, en_proceso: 0, por_tipo: BTreeMap::new(), pendientes: Vec::new() };
    for institucion in instituciones {
        let estado = institucion.estado(fase);
        let dentro = match regla {
            ReglaDenominador::Instituciones => true,
            ReglaDenominador::ComitesConformados => estados_que_cuentan.contains(&institucion.estado(Fase::ConformacionComite)),
        };
        if estado == EstadoFase::NoAplica || !dentro {
            continue;
        }
        let cuenta = estados_que_cuentan.contains(&estado);
        let por_tipo = avance.por_tipo.entry(institucion.tipo).or_default();
        for razon in [&mut avance.razon, por_tipo] {
            razon.denominador += 1;
            razon.numerador += u64::from(cuenta);
        }
        avance.en_proceso += u64::from(estado == EstadoFase::EnProceso);
        if !cuenta {
            avance.pendientes.push(institucion.institucion);
        }
    }
    avance
}

/// Phases that count / phases that apply, of one institution.
#[must_use]
pub fn avance_de_institucion(estados: &BTreeMap<Fase, EstadoFase>, estados_que_cuentan: &[EstadoFase]) -> Razon {
    let mut razon = Razon::new(0, 0);
    for fase in Fase::TODOS {
        let estado = estados.get(fase).copied().unwrap_or(EstadoFase::NoIniciada);
        if estado != EstadoFase::NoAplica {
            razon.denominador += 1;
            razon.numerador += u64::from(estados_que_cuentan.contains(&estado));
        }
    }
    razon
}

/// A percentage that somebody published, with its source and date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reportado {
    /// Phase it speaks of.
    pub fase: Fase,
    /// Whole percentage, as published.
    pub porcentaje: u64,
    /// Where.
    pub fuente: &'static str,
    /// Cut-off, `AAAA-MM-DD`.
    pub corte: &'static str,
}

const INFORME_2021: &str = "Informe de GAE del tercer cuatrimestre de 2021";

/// What GAE reported for December 2021.
pub const REPORTADO_2021: &[Reportado] = &[
    Reportado { fase: Fase::ConformacionComite, porcentaje: 89, fuente: INFORME_2021, corte: "2021-12-31" },
    Reportado { fase: Fase::CapacitacionComite, porcentaje: 100, fuente: INFORME_2021, corte: "2021-12-31" },
    Reportado { fase: Fase::Inventario, porcentaje: 65, fuente: INFORME_2021, corte: "2021-12-31" },
    Reportado { fase: Fase::Priorizacion, porcentaje: 61, fuente: INFORME_2021, corte: "2021-12-31" },
];

/// A reported percentage beside the computed ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contraste {
    /// What was published.
    pub reportado: Reportado,
    /// What the states give.
    pub calculado: Razon,
    /// Institutions that the published percentage amounts to, over the same denominator.
    pub equivale_a: u64,
    /// `calculado.numerador − equivale_a`, in institutions.
    pub diferencia: i64,
}

/// Puts a reported percentage beside the computed ratio.
#[must_use]
pub fn contrastar(reportado: Reportado, calculado: Razon) -> Contraste {
    let equivale_a = (2 * reportado.porcentaje * calculado.denominador + 100) / 200;
    let diferencia = i64::try_from(calculado.numerador).unwrap_or(i64::MAX) - i64::try_from(equivale_a).unwrap_or(i64::MAX);
    Contraste { reportado, calculado, equivale_a, diferencia }
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use crate::fase::ESTADOS_QUE_CUENTAN;
    use crate::instituciones;
    use proptest::prelude::*;
    use serde_json::Value;

    /// States of December 2021 with the reported pending counts by kind; which institution of each
    /// kind is pending is unknown, so any choice of the right size serves.
    fn diciembre_de_2021(informe: &Value) -> Vec<FasesDeInstitucion> {
        let mut todas: Vec<FasesDeInstitucion> = instituciones::todas()
            .iter()
            .map(|i| FasesDeInstitucion { institucion: i.id, tipo: i.tipo, estados: BTreeMap::new() })
            .collect();
        for fase in informe["fases"].as_array().unwrap() {
            let cual: Fase = fase["fase"].as_str().unwrap().parse().unwrap();
            let por_tipo = &fase["pendientes_reportados"]["por_tipo"];
            let mut restan: BTreeMap<TipoInstitucion, u64> =
                TipoInstitucion::TODOS.iter().map(|t| (*t, por_tipo[t.as_str()].as_u64().unwrap_or(0))).collect();
            let sin_comite = cual == Fase::CapacitacionComite;
            for i in &mut todas {
                let quedan = restan.entry(i.tipo).or_default();
                let pendiente = if sin_comite { i.estado(Fase::ConformacionComite) != EstadoFase::Aprobada } else { *quedan > 0 };
                *quedan = quedan.saturating_sub(u64::from(pendiente));
                i.estados.insert(cual, if pendiente { EstadoFase::EnProceso } else { EstadoFase::Aprobada });
            }
        }
        todas
    }

    #[test]
    fn avance_de_2021_da_59_de_66() {
        let informe: Value = serde_json::from_str(include_str!("../datos/informe_2021.json")).unwrap();
        let tablero = tablero(&diciembre_de_2021(&informe), ESTADOS_QUE_CUENTAN);
        let cifras: Vec<_> = tablero
            .iter()
            .take(4)
            .map(|a| (a.razon.numerador, a.razon.denominador, a.razon.porcentaje(2).unwrap(), a.regla.as_str()))
            .collect();
        assert_eq!(
            cifras,
            [
                (59, 66, "89.39".to_owned(), "instituciones"),
                (59, 59, "100.00".to_owned(), "comites_conformados"),
                (45, 66, "68.18".to_owned(), "instituciones"),
                (45, 66, "68.18".to_owned(), "instituciones"),
            ]
        );
        for a in &tablero[..4] {
            let codigo = a.fase.codigo_guia().unwrap();
            let esperado = &informe["valores_esperados"][codigo];
            assert_eq!(crate::formato::porcentaje(a.razon, 1), esperado["texto"].as_str().unwrap(), "{codigo}");
            if let Some(por_tipo) = informe["valores_esperados"].get(format!("{codigo}_por_tipo")) {
                for (tipo, r) in &a.por_tipo {
                    let e = &por_tipo[tipo.as_str()];
                    assert_eq!(
                        (r.numerador, r.denominador),
                        (e["numerador"].as_u64().unwrap(), e["denominador"].as_u64().unwrap()),
                        "{codigo} {tipo}"
                    );
                }
            }
        }
        let gobernaciones = BTreeMap::from([(TipoInstitucion::Gobernacion, 7)]);
        assert_eq!(tablero[0].pendientes_por_tipo(), gobernaciones);
        assert_eq!(tablero[0].pendientes.len(), 7);
        assert_eq!(tablero[0].en_proceso, 7, "partial work is shown and not added");
        let inventario = BTreeMap::from([
            (TipoInstitucion::Secretaria, 3),
            (TipoInstitucion::Comision, 2),
            (TipoInstitucion::OtraDependencia, 2),
            (TipoInstitucion::Gobernacion, 14),
        ]);
        assert_eq!(tablero[2].pendientes_por_tipo(), inventario);
        assert_eq!(tablero[4].razon, Razon::new(0, 66), "a phase that nobody started");
    }

    #[test]
    fn lo_reportado_va_junto_a_lo_calculado_con_su_diferencia() {
        let informe: Value = serde_json::from_str(include_str!("../datos/informe_2021.json")).unwrap();
        let tablero = tablero(&diciembre_de_2021(&informe), ESTADOS_QUE_CUENTAN);
        let contrastes: Vec<_> = REPORTADO_2021
            .iter()
            .map(|r| {
                let calculado = tablero.iter().find(|a| a.fase == r.fase).unwrap().razon;
                let c = contrastar(*r, calculado);
                (r.porcentaje, c.equivale_a, c.diferencia)
            })
            .collect();
        assert_eq!(contrastes, [(89, 59, 0), (100, 59, 0), (65, 43, 2), (61, 40, 5)]);
        for (r, fase) in REPORTADO_2021.iter().zip(informe["fases"].as_array().unwrap()) {
            assert_eq!(r.porcentaje, fase["reportado"]["porcentaje"].as_u64().unwrap());
            assert_eq!(r.fase.as_str(), fase["fase"].as_str().unwrap());
        }
    }

    #[test]
    fn una_fase_que_no_aplica_sale_del_denominador() {
        let una = |estado| FasesDeInstitucion {
            institucion: Uuid::from_u128(1),
            tipo: TipoInstitucion::Comision,
            estados: BTreeMap::from([(Fase::Inventario, estado)]),
        };
        let lista = [una(EstadoFase::NoAplica), una(EstadoFase::Entregada), una(EstadoFase::Observada)];
        assert_eq!(avance_de_fase(Fase::Inventario, &lista, ESTADOS_QUE_CUENTAN).razon, Razon::new(1, 2));
        assert_eq!(avance_de_fase(Fase::Inventario, &lista, &[EstadoFase::Aprobada]).razon, Razon::new(0, 2));
        assert_eq!(avance_de_institucion(&lista[0].estados, ESTADOS_QUE_CUENTAN), Razon::new(0, 8));
        assert_eq!(avance_de_institucion(&lista[1].estados, ESTADOS_QUE_CUENTAN), Razon::new(1, 9));
    }

    #[test]
    fn sin_comites_la_capacitacion_no_tiene_porcentaje() {
        let nadie = [FasesDeInstitucion { institucion: Uuid::nil(), tipo: TipoInstitucion::Ministerio, estados: BTreeMap::new() }];
        let avance = avance_de_fase(Fase::CapacitacionComite, &nadie, ESTADOS_QUE_CUENTAN);
        assert_eq!(avance.razon.porcentaje(1), None, "0/0 is n/d, never 0 nor 100");
    }

    proptest! {
        #[test]
        fn los_conteos_por_tipo_suman_el_total(estados in proptest::collection::vec((0usize..6, 0usize..6, 0usize..5), 0..80)) {
            let lista: Vec<_> = estados
                .into_iter()
                .enumerate()
                .map(|(i, (a, b, t))| FasesDeInstitucion {
                    institucion: Uuid::from_u128(i as u128),
                    tipo: TipoInstitucion::TODOS[t],
                    estados: BTreeMap::from([(Fase::ConformacionComite, EstadoFase::TODOS[a]), (Fase::CapacitacionComite, EstadoFase::TODOS[b])]),
                })
                .collect();
            for a in tablero(&lista, ESTADOS_QUE_CUENTAN) {
                let suma = a.por_tipo.values().fold((0, 0), |s, r| (s.0 + r.numerador, s.1 + r.denominador));
                prop_assert_eq!(suma, (a.razon.numerador, a.razon.denominador));
                prop_assert_eq!(a.pendientes.len() as u64, a.razon.denominador - a.razon.numerador);
                prop_assert_eq!(a.pendientes_por_tipo().values().sum::<u64>(), a.razon.denominador - a.razon.numerador);
            }
        }
    }
}
