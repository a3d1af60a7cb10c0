//! The figures of December 2021 from the report's own pending counts, and the properties of the board.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::*;
use crate::fase::ESTADOS_QUE_CUENTAN;
use crate::instituciones::{self, TipoInstitucion};
use crate::tablero::{Celda, CifraDeFase, Cuales, Fila, cifra_de_fase, cifras, filas_de};

fn fila(id: u128, tipo: TipoInstitucion) -> Fila {
    Fila {
        institucion: Uuid::from_u128(id),
        codigo: format!("X-{id}"),
        sigla: format!("X{id}"),
        nombre: format!("Institución {id}"),
        plegado: Fila::plegar(&format!("Institución {id}"), "", "", None),
        tipo,
        departamento: None,
        confirmada: false,
        celdas: [Celda::VACIA; 9],
        datos_del: None,
        datos_de: None,
        tramites: 0,
        fichas_completas: None,
        hallazgos: None,
    }
}

fn poner(fila: &mut Fila, fase: Fase, estado: EstadoFase) {
    fila.celdas[fase as usize].estado = estado;
}

fn todas(filas: &[Fila]) -> Vec<&Fila> {
    filas.iter().collect()
}

/// States of December 2021 with the reported pending counts by kind; which institution of each kind is
/// pending is unknown, so any choice of the right size serves.
fn diciembre_de_2021(informe: &Value) -> Vec<Fila> {
    let mut filas: Vec<Fila> = instituciones::todas().iter().map(|i| Fila { institucion: i.id, ..fila(0, i.tipo) }).collect();
    for fase in informe["fases"].as_array().unwrap() {
        let cual: Fase = fase["fase"].as_str().unwrap().parse().unwrap();
        let por_tipo = &fase["pendientes_reportados"]["por_tipo"];
        let mut restan: BTreeMap<TipoInstitucion, u64> =
            TipoInstitucion::TODOS.iter().map(|t| (*t, por_tipo[t.as_str()].as_u64().unwrap_or(0))).collect();
        for f in &mut filas {
            let quedan = restan.entry(f.tipo).or_default();
            let sin_comite = !f.celda(Fase::ConformacionComite).estado.cuenta();
            let pendiente = if cual == Fase::CapacitacionComite { sin_comite } else { *quedan > 0 };
            *quedan = quedan.saturating_sub(u64::from(pendiente));
            poner(f, cual, if pendiente { EstadoFase::EnProceso } else { EstadoFase::Aprobada });
        }
    }
    filas
}

fn informe() -> Value {
    serde_json::from_str(include_str!("../../datos/informe_2021.json")).unwrap()
}

#[test]
fn avance_de_2021_da_59_de_66() {
    let informe = informe();
    let filas = diciembre_de_2021(&informe);
    let tablero = cifras(&todas(&filas));
    let cuatro: Vec<_> = tablero
        .iter()
        .take(4)
        .map(|a| (a.razon.numerador, a.razon.denominador, a.razon.porcentaje(2).unwrap(), a.regla.as_str()))
        .collect();
    assert_eq!(
        cuatro,
        [
            (59, 66, "89.39".to_owned(), "instituciones"),
            (59, 59, "100.00".to_owned(), "comites_conformados"),
            (45, 66, "68.18".to_owned(), "instituciones"),
            (45, 66, "68.18".to_owned(), "instituciones"),
        ]
    );
    for a in &tablero[..4] {
        let codigo = a.fase.codigo_guia().unwrap();
        assert_eq!(crate::formato::porcentaje(a.razon, 1), informe["valores_esperados"][codigo]["texto"].as_str().unwrap(), "{codigo}");
        if let Some(por_tipo) = informe["valores_esperados"].get(format!("{codigo}_por_tipo")) {
            for (tipo, r) in &a.por_tipo {
                let e = &por_tipo[tipo.as_str()];
                let esperada = (e["numerador"].as_u64().unwrap(), e["denominador"].as_u64().unwrap());
                assert_eq!((r.numerador, r.denominador), esperada, "{codigo} {tipo}");
            }
        }
    }
    assert_eq!(tablero[0].pendientes_por_tipo(), BTreeMap::from([(TipoInstitucion::Gobernacion, 7)]));
    assert_eq!((tablero[0].de(Cuales::Pendientes), tablero[0].de(Cuales::EnProceso)), (7, 7), "partial work is shown and not added");
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
    let informe = informe();
    let filas = diciembre_de_2021(&informe);
    let tablero = cifras(&todas(&filas));
    let contrastes: Vec<_> = reportado_2021()
        .iter()
        .map(|r| {
            let c = contrastar(r, tablero.iter().find(|a| a.fase == r.fase).unwrap().razon);
            (r.porcentaje(), c.equivale_a, c.diferencia)
        })
        .collect();
    let esperados = [("89", 59, 0), ("100", 59, 0), ("65", 43, 2), ("61", 40, 5)].map(|(p, e, d)| (p.to_owned(), e, d));
    assert_eq!(contrastes, esperados);
    for (r, fase) in reportado_2021().iter().zip(informe["fases"].as_array().unwrap()) {
        assert_eq!(r.centesimas, fase["reportado"]["porcentaje"].as_u64().unwrap() * 100);
        assert_eq!(r.fase.as_str(), fase["fase"].as_str().unwrap());
    }
    let acompanamiento = &informe["acompanamiento"];
    let de = |clave: &str| ACOMPANAMIENTO_2021.iter().find(|c| c.clave == clave).unwrap();
    assert_eq!(de("reuniones_de_trabajo").valor, acompanamiento["reuniones_de_trabajo"]);
    assert_eq!(de("servidores_publicos_capacitados").valor, acompanamiento["servidores_publicos_capacitados"]["valor"]);
    assert_eq!(de("servidores_publicos_capacitados").nota, acompanamiento["servidores_publicos_capacitados"]["nota"].as_str());
    let webinar = de("webinar_gobierno_electronico");
    assert_eq!((webinar.valor, webinar.de.unwrap()), (633, 1043));
    assert_eq!(acompanamiento["webinar_gobierno_electronico"]["participantes"], 633);
    assert_eq!(acompanamiento["webinar_gobierno_electronico"]["inscritos"], 1043);
}

#[test]
fn un_porcentaje_publicado_se_lee_y_se_escribe_igual() {
    for (texto, centesimas, escrito) in
        [("65", 6500, "65"), ("61.5 %", 6150, "61.5"), ("68.18", 6818, "68.18"), ("0", 0, "0"), ("100", 10_000, "100")]
    {
        assert_eq!(centesimas_de(texto), Some(centesimas), "{texto}");
        let r = Reportado { fase: Fase::Inventario, centesimas, fuente: String::new(), corte: CORTE_2021 };
        assert_eq!(r.porcentaje(), escrito);
    }
    for malo in ["", "-1", "100.01", "101", "68.181", "a", "6,5", "1e2", ".5"] {
        assert_eq!(centesimas_de(malo), None, "{malo}");
    }
}

#[test]
fn una_fase_que_no_aplica_sale_del_denominador() {
    let una = |estado| {
        let mut f = fila(1, TipoInstitucion::Comision);
        poner(&mut f, Fase::Inventario, estado);
        f
    };
    let lista = [una(EstadoFase::NoAplica), una(EstadoFase::Entregada), una(EstadoFase::Observada)];
    let cifra = cifra_de_fase(&todas(&lista), Fase::Inventario);
    assert_eq!(cifra.razon, Razon::new(1, 2));
    assert_eq!((cifra.de(Cuales::NoAplica), cifra.de(Cuales::Observadas), cifra.de(Cuales::FueraDeLaBase)), (1, 1, 1));
    assert_eq!((lista[0].avance(), lista[1].avance()), (Razon::new(0, 8), Razon::new(1, 9)));
    let estados = BTreeMap::from([(Fase::Inventario, EstadoFase::Entregada)]);
    assert_eq!(avance_de_institucion(&estados, ESTADOS_QUE_CUENTAN), lista[1].avance(), "the board and Recorrido say the same");
}

#[test]
fn sin_comites_la_capacitacion_no_tiene_porcentaje() {
    let nadie = [fila(1, TipoInstitucion::Ministerio)];
    let cifra = cifra_de_fase(&todas(&nadie), Fase::CapacitacionComite);
    assert_eq!(cifra.razon.porcentaje(1), None, "0/0 is n/d, never 0 nor 100");
    assert_eq!(cifra.de(Cuales::FueraDeLaBase), 1);
}

/// Random boards: state and files of each cell, kind and departamento of each row.
pub(crate) fn tableros() -> impl Strategy<Value = Vec<Fila>> {
    let celda = (0usize..6, 0u32..3);
    proptest::collection::vec((0usize..5, 0usize..4, proptest::array::uniform9(celda)), 0..60).prop_map(|filas| {
        filas
            .into_iter()
            .enumerate()
            .map(|(i, (tipo, departamento, celdas))| {
                let mut f = fila(i as u128, TipoInstitucion::TODOS[tipo]);
                f.departamento = ["Petén", "Sololá", "Jalapa"].get(departamento).map(|d| (*d).to_owned());
                f.tramites = i as u64 % 7;
                for (c, (estado, evidencias)) in f.celdas.iter_mut().zip(celdas) {
                    (c.estado, c.evidencias) = (EstadoFase::TODOS[estado], evidencias);
                }
                f
            })
            .collect()
    })
}

/// Counted again by hand, with none of the functions of the board.
fn a_mano(filas: &[&Fila], fase: Fase) -> [u64; 8] {
    let mut n = [0; 8];
    for f in filas {
        let c = f.celdas[fase as usize];
        let comite = [EstadoFase::Entregada, EstadoFase::Aprobada].contains(&f.celdas[0].estado);
        if c.estado == EstadoFase::NoAplica {
            n[7] += 1;
            continue;
        }
        if fase == Fase::CapacitacionComite && !comite {
            continue;
        }
        n[0] += 1;
        match c.estado {
            EstadoFase::Entregada | EstadoFase::Aprobada => {
                n[1] += 1;
                n[2] += u64::from(c.evidencias > 0);
                n[3] += u64::from(c.estado == EstadoFase::Aprobada);
            }
            EstadoFase::EnProceso => n[4] += 1,
            EstadoFase::Observada => n[5] += 1,
            EstadoFase::NoIniciada => n[6] += 1,
            EstadoFase::NoAplica => {}
        }
    }
    n
}

fn filtros() -> impl Strategy<Value = crate::tablero::Filtro> {
    (
        proptest::collection::vec(0usize..5, 0..3),
        proptest::collection::vec(0usize..3, 0..2),
        proptest::option::of(0usize..9),
        proptest::collection::vec(0usize..6, 0..3),
        prop_oneof![Just(""), Just("institucion 1"), Just("PETEN"), Just("nada así")],
    )
        .prop_map(|(tipos, departamentos, fase, estados, buscar)| crate::tablero::Filtro {
            tipos: tipos.into_iter().map(|t| TipoInstitucion::TODOS[t]).collect(),
            departamentos: departamentos.into_iter().map(|d| ["peten", "SOLOLÁ", "Jalapa"][d].to_owned()).collect(),
            fase: fase.map(|f| Fase::TODOS[f]),
            estados: estados.into_iter().map(|e| EstadoFase::TODOS[e]).collect(),
            buscar: buscar.to_owned(),
        })
}

proptest! {
    #[test]
    fn cada_cifra_es_el_conteo_de_las_filas_que_lista(filas in tableros(), filtro in filtros()) {
        let pasan = filtro.pasan(&filas);
        for cifra in cifras(&pasan) {
            let [base, cuentan, evidencia, verificado, proceso, observadas, sin_iniciar, no_aplica] = a_mano(&pasan, cifra.fase);
            prop_assert_eq!(cifra.razon, Razon::new(cuentan, base));
            for (cuales, esperado) in [
                (Cuales::Base, base), (Cuales::Cuentan, cuentan), (Cuales::Declarado, cuentan), (Cuales::Pendientes, base - cuentan),
                (Cuales::ConEvidencia, evidencia), (Cuales::Verificado, verificado), (Cuales::EnProceso, proceso),
                (Cuales::Observadas, observadas), (Cuales::NoIniciadas, sin_iniciar), (Cuales::NoAplica, no_aplica),
                (Cuales::FueraDeLaBase, pasan.len() as u64 - base),
            ] {
                prop_assert_eq!(cifra.de(cuales), esperado, "{} {}", cifra.fase, cuales);
                let listadas: Vec<_> = filas_de(&pasan, cifra.fase, cuales, None).collect();
                prop_assert_eq!(listadas.len() as u64, esperado, "{} {}", cifra.fase, cuales);
                let por_tipo: usize = TipoInstitucion::TODOS.iter().map(|t| filas_de(&pasan, cifra.fase, cuales, Some(*t)).count()).sum();
                prop_assert_eq!(por_tipo, listadas.len());
            }
            revisar_tipos(&cifra)?;
        }
    }

    #[test]
    fn lo_filtrado_cumple_el_filtro_y_nada_se_pierde(filas in tableros(), filtro in filtros()) {
        let pasan = filtro.pasan(&filas);
        for f in &pasan {
            prop_assert!(filtro.tipos.is_empty() || filtro.tipos.contains(&f.tipo));
            prop_assert!(filtro.departamentos.is_empty() || f.departamento.is_some());
        }
        let sin_filtro = crate::tablero::Filtro::default();
        prop_assert_eq!(sin_filtro.pasan(&filas).len(), filas.len());
    }

    #[test]
    fn ordenar_no_pierde_ni_repite_filas(filas in tableros(), orden in 0usize..7, descendente: bool) {
        let mut lista = todas(&filas);
        crate::tablero::ordenar(&mut lista, crate::tablero::OrdenDelTablero::TODOS[orden], Some(Fase::Inventario), descendente);
        let mut antes: Vec<_> = filas.iter().map(|f| f.institucion).collect();
        let mut despues: Vec<_> = lista.iter().map(|f| f.institucion).collect();
        antes.sort();
        despues.sort();
        prop_assert_eq!(antes, despues);
    }
}

fn revisar_tipos(cifra: &CifraDeFase) -> Result<(), TestCaseError> {
    let suma = cifra.por_tipo.values().fold((0, 0), |s, r| (s.0 + r.numerador, s.1 + r.denominador));
    prop_assert_eq!(suma, (cifra.razon.numerador, cifra.razon.denominador));
    prop_assert_eq!(cifra.pendientes_por_tipo().values().sum::<u64>(), cifra.de(Cuales::Pendientes));
    Ok(())
}
