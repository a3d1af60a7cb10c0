//! Withdrawal: two signatures, what may go, what stays, and the same end in every order.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "apoyo/mundo.rs"]
mod mundo;

use bitacora::admision::{Espera, INTERNO, NACIONAL, SIN_CREDENCIAL};
use bitacora::conjunto::Conjunto;
use bitacora::{Asiento, Hash, Opid, Retiro, Rol, Talon, nombre_de};
use mundo::{Equipo, MARN, Mundo, Registro, baja, equipo, nombramiento, op};
use proptest::prelude::*;

fn talon((cuerpo, _): &Registro, hash: Hash) -> Talon {
    Talon::de(&Asiento::decodificar(cuerpo).unwrap(), hash).unwrap()
}

fn resto(registro: &Registro, hash: Hash) -> Registro {
    (talon(registro, hash).codificar(), registro.1)
}

fn retirar(e: &mut Equipo, talones: &[Talon]) -> Registro {
    e.asentar(MARN, "retirar", Vec::new(), Retiro { talones: talones.to_vec() }.a_datos()).0
}

fn evaluar(m: &Mundo, extra: &[&Registro]) -> Conjunto {
    let todo: Vec<Registro> = m.altas.iter().chain(extra.iter().copied()).cloned().collect();
    Conjunto::evaluar(&m.raices(), &[], &todo)
}

/// a1 by the coordinator, `malo` on top of it, and what she wrote after.
struct Caso {
    m: Mundo,
    a1: Registro,
    malo: Registro,
    h: Hash,
    despues: (Registro, Hash),
}

fn caso() -> Caso {
    let mut m = Mundo::new();
    let (a1, h1) = m.coordinador.celdas(MARN, vec![op(1, "tramite", "plazo", 10, &[])]);
    let opid = Opid { asiento: h1, indice: 0 };
    let (malo, h) = m.coordinador.celdas(MARN, vec![op(1, "tramite", "plazo", 99, &[opid])]);
    let despues = m.coordinador.celdas(MARN, vec![op(2, "tramite", "costo", 5, &[])]);
    Caso { m, a1, malo, h, despues }
}

#[test]
fn a_stub_reads_back_and_nothing_else_is_one() {
    let c = caso();
    let t = talon(&c.malo, c.h);
    let bytes = t.codificar();
    assert_eq!(Talon::decodificar(&bytes), Some(t));
    assert_eq!((nombre_de(&bytes), nombre_de(&c.malo.0)), (c.h, c.h));
    assert!(Talon::decodificar(&c.malo.0).is_none());
    for n in 0..bytes.len() {
        assert!(Talon::decodificar(&bytes[..n]).is_none(), "cut at {n}");
    }
    // A program that knows no stubs takes it for something newer and keeps it whole.
    assert!(matches!(Asiento::decodificar(&bytes), Err(bitacora::ErrorAsiento::MasNuevo { .. })));
}

#[test]
fn one_signature_is_not_enough_and_two_are_in_either_order() {
    let mut c = caso();
    let t = [talon(&c.malo, c.h)];
    let (una, otra) = (retirar(&mut c.m.coordinador, &t), retirar(&mut c.m.jefe, &t));
    let base = [&c.a1, &c.malo, &c.despues.0];
    for solo in [&una, &otra] {
        let fin = evaluar(&c.m, &[base[0], base[1], base[2], solo]);
        assert!(fin.admitidos.contains(&c.h) && fin.retirados.is_empty());
    }
    let fin = evaluar(&c.m, &[base[0], base[1], base[2], &una, &otra]);
    assert_eq!(fin.retirados, [c.h].into());
    assert!(!fin.admitidos.contains(&c.h) && fin.admitidos.contains(&c.despues.1));
    let plazo: Vec<_> = fin.celdas.iter().filter(|(n, _)| n.3 == "plazo").flat_map(|(_, c)| c.cabezas()).collect();
    assert_eq!(plazo.len(), 1, "what it replaced is shown again");
    assert_eq!(plazo[0].valor, bitacora::Valor::Entero(10));
}

#[test]
fn the_stub_holds_the_chain_only_with_both_acts_even_when_one_comes_after_it_in_that_chain() {
    let mut c = caso();
    let t = [talon(&c.malo, c.h)];
    let (una, otra) = (retirar(&mut c.m.coordinador, &t), retirar(&mut c.m.jefe, &t));
    let resto = resto(&c.malo, c.h);
    let con_cuerpo = evaluar(&c.m, &[&c.a1, &c.malo, &c.despues.0, &una, &otra]);
    let con_resto = evaluar(&c.m, &[&c.a1, &resto, &c.despues.0, &una, &otra]);
    assert_eq!(con_resto, con_cuerpo);
    let con_los_dos = evaluar(&c.m, &[&resto, &c.malo, &c.a1, &c.despues.0, &una, &otra]);
    assert_eq!(con_los_dos, con_cuerpo);
    let sin_la_otra = evaluar(&c.m, &[&c.a1, &resto, &c.despues.0, &una]);
    assert_eq!(sin_la_otra.en_espera.get(&c.h), Some(&Espera::RetiroIncompleto));
    assert_eq!(sin_la_otra.en_espera.get(&c.despues.1), Some(&Espera::CadenaIncompleta));
    let mut falsa = resto.clone();
    falsa.1[3] ^= 1;
    assert!(evaluar(&c.m, &[&c.a1, &falsa, &c.despues.0, &una, &otra]).rechazados.contains(&c.h));
}

#[test]
fn nobody_else_may_ask_and_one_person_is_not_two() {
    for quien in ["integrante", "asesor", "suelto"] {
        let mut c = caso();
        let t = [talon(&c.malo, c.h)];
        let gae = retirar(&mut c.m.jefe, &t);
        let una = match quien {
            "integrante" => retirar(&mut c.m.integrante, &t),
            "asesor" => retirar(&mut c.m.asesor, &t),
            _ => {
                (c.m.coordinador.rol, c.m.coordinador.cred) = (SIN_CREDENCIAL, Hash::CERO);
                retirar(&mut c.m.coordinador, &t)
            }
        };
        assert!(evaluar(&c.m, &[&c.a1, &c.malo, &c.despues.0, &una, &gae]).retirados.is_empty(), "{quien}");
    }
    let mut c = caso();
    let t = [talon(&c.malo, c.h)];
    let mut doble = equipo(40);
    doble.actor = c.m.jefe.actor;
    let (alta, cred) = c.m.jefe.nombrar(NACIONAL, &nombramiento(&doble, Rol::Coordinador, MARN));
    let mut doble = doble.con(Rol::Coordinador, cred);
    let (una, otra) = (retirar(&mut doble, &t), retirar(&mut c.m.jefe, &t));
    assert!(evaluar(&c.m, &[&c.a1, &c.malo, &c.despues.0, &alta, &una, &otra]).retirados.is_empty());
    // A coordinator who was dismissed before asking does not count either.
    let mut c = caso();
    let t = [talon(&c.malo, c.h)];
    let (revocar, _) = c.m.jefe.revocar(NACIONAL, &baja(&c.m.coordinador, MARN, 4));
    let (una, otra) = (retirar(&mut c.m.coordinador, &t), retirar(&mut c.m.jefe, &t));
    assert!(evaluar(&c.m, &[&c.a1, &c.malo, &c.despues.0, &revocar, &una, &otra]).retirados.is_empty());
}

#[test]
fn authority_deliveries_and_other_ambitos_cannot_be_withdrawn() {
    let mut c = caso();
    let t = talon(&c.malo, c.h);
    for tipo in ["nombrar", "revocar", "rama", "retirar", "entrega", "dictamen", "otro"] {
        let falso = Talon { tipo: tipo.to_owned(), ..t.clone() };
        assert!(Talon::decodificar(&falso.codificar()).is_none(), "{tipo}");
        let (una, otra) = (retirar(&mut c.m.coordinador, std::slice::from_ref(&falso)), retirar(&mut c.m.jefe, &[falso]));
        assert!(evaluar(&c.m, &[&c.a1, &c.malo, &c.despues.0, &una, &otra]).retirados.is_empty(), "{tipo}");
    }
    for ambito in [NACIONAL, INTERNO] {
        assert!(Talon::decodificar(&Talon { ambito, ..t.clone() }.codificar()).is_none());
    }
    // Saying that a credencial was a save does not take it away from whoever holds it.
    let alta = &c.m.altas[3];
    let hash = nombre_de(&alta.0);
    let a = Asiento::decodificar(&alta.0).unwrap();
    let falso = [Talon { hash, ambito: MARN, disp: a.disp, seq: a.seq, prev: a.prev, hlc: a.hlc, tipo: "celdas".to_owned() }];
    let (una, otra) = (retirar(&mut c.m.coordinador, &falso), retirar(&mut c.m.jefe, &falso));
    let fin = evaluar(&c.m, &[&c.a1, &c.malo, &c.despues.0, &una, &otra]);
    assert!(fin.retirados.is_empty() && fin.admitidos.contains(&hash));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// A log of three hands, some of it withdrawn; one side keeps bodies, another has stubs, some both.
    #[test]
    fn any_union_in_any_order_gives_one_state(
        hechos in prop::collection::vec((0usize..3, 0u8..4, 0i64..5, any::<bool>()), 1..14),
        retirados in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
        como in prop::collection::vec(0u8..3, 14),
        orden in any::<u64>(),
    ) {
        let mut m = Mundo::new();
        let mut ultimo: std::collections::BTreeMap<u8, Opid> = std::collections::BTreeMap::new();
        let mut todos: Vec<(Registro, Hash)> = Vec::new();
        for (quien, ent, valor, encima) in &hechos {
            let padres: Vec<Opid> = ultimo.get(ent).filter(|_| *encima).copied().into_iter().collect();
            let e = match quien { 0 => &mut m.coordinador, 1 => &mut m.integrante, _ => &mut m.jefe };
            let clase = if *quien == 2 { "gae_observacion" } else { "tramite" };
            let (r, h) = e.celdas(MARN, vec![op(*ent, clase, "plazo", *valor, &padres)]);
            ultimo.insert(*ent, Opid { asiento: h, indice: 0 });
            todos.push((r, h));
        }
        let idos: std::collections::BTreeSet<usize> = retirados.iter().map(|i| i.index(todos.len())).collect();
        let talones: Vec<Talon> = idos.iter().map(|i| talon(&todos[*i].0, todos[*i].1)).collect();
        let actos = [retirar(&mut m.coordinador, &talones), retirar(&mut m.jefe, &talones)];
        let entero: Vec<Registro> = m.altas.iter().chain(todos.iter().map(|(r, _)| r)).chain(&actos).cloned().collect();
        let modelo = Conjunto::evaluar(&m.raices(), &[], &entero);
        prop_assert_eq!(modelo.retirados.len(), idos.len());
        let mut otro: Vec<Registro> = m.altas.iter().chain(&actos).cloned().collect();
        for (i, (r, h)) in todos.iter().enumerate() {
            let con_resto = idos.contains(&i);
            if !con_resto || como[i] != 1 { otro.push(r.clone()); }
            if con_resto && como[i] != 0 { otro.push(resto(r, *h)); }
        }
        let mut n = orden;
        for i in (1..otro.len()).rev() {
            n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            otro.swap(i, (n >> 33) as usize % (i + 1));
        }
        let junto = Conjunto::evaluar(&m.raices(), &[], &otro);
        prop_assert_eq!(junto.raiz_estado(), modelo.raiz_estado());
        prop_assert_eq!(junto, modelo);
    }
}
