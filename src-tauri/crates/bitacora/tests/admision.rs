//! Who may do what: the whole role table, and what a credencial, a dismissal and a branch change.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "apoyo/mundo.rs"]
mod mundo;

use bitacora::admision::{Espera, INTERNO, NACIONAL, SinEfecto, Unificacion};
use bitacora::conjunto::Conjunto;
use bitacora::{Cbor, Hash, Opid, Retiro, Rol, Talon};
use mundo::{Equipo, MAGA, MARN, Mundo, Registro, baja, equipo, nombramiento, op};
use proptest::prelude::*;

fn t(s: &str) -> Cbor {
    Cbor::Texto(s.to_owned())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fin {
    Cuenta,
    SinPermiso,
    Espera,
}

/// What became of one asiento over the set that names everybody.
fn fin(m: &Mundo, extra: &[Registro], hash: Hash) -> Fin {
    let todo: Vec<Registro> = m.altas.iter().chain(extra).cloned().collect();
    let c = Conjunto::evaluar(&m.raices(), &[], &todo);
    assert!(c.rechazados.is_empty(), "every signature here is right");
    if c.admitidos.contains(&hash) {
        Fin::Cuenta
    } else if c.sin_efecto.get(&hash) == Some(&SinEfecto::SinPermiso) {
        Fin::SinPermiso
    } else {
        assert!(c.en_espera.contains_key(&hash));
        Fin::Espera
    }
}

const ACTOS: [&str; 13] = [
    "celdas",
    "borrar",
    "resolver",
    "unificar",
    "entrega",
    "propone",
    "firma",
    "nombrar_integrante",
    "nombrar_coordinador",
    "nombrar_asesor",
    "nombrar_jefe",
    "revocar",
    "retirar",
];

fn acto(e: &mut Equipo, que: &str, ambito: [u8; 16], clase: &str) -> (Registro, Hash) {
    let otro = equipo(77);
    let (ops, datos): (Vec<_>, Vec<(Cbor, Cbor)>) = (vec![op(9, clase, "plazo", 8, &[])], Vec::new());
    let alta = |rol: Rol| {
        let donde = if rol.es_de_gae() { NACIONAL } else { MARN };
        nombramiento(&otro, rol, donde).a_datos()
    };
    match que {
        "borrar" => {
            let mut ops = vec![op(9, clase, "borrado", 0, &[])];
            ops[0].valor = bitacora::Valor::Logico(true);
            e.asentar(ambito, "borrar", ops, vec![(t("cubre"), Cbor::Lista(Vec::new()))])
        }
        "unificar" => {
            let mut ops = vec![op(9, clase, "borrado", 0, &[])];
            ops[0].valor = bitacora::Valor::Logico(true);
            e.asentar(ambito, "unificar", ops, Unificacion { queda: [0; 16], otra: [9; 16] }.a_datos([]))
        }
        "propone" | "firma" => e.asentar(ambito, "dictamen", Vec::new(), vec![(t("paso"), t(que))]),
        "entrega" => e.asentar(ambito, "entrega", Vec::new(), datos),
        "nombrar_integrante" => e.asentar(ambito, "nombrar", Vec::new(), alta(Rol::Integrante)),
        "nombrar_coordinador" => e.asentar(ambito, "nombrar", Vec::new(), alta(Rol::Coordinador)),
        "nombrar_asesor" => e.asentar(ambito, "nombrar", Vec::new(), alta(Rol::Asesor)),
        "nombrar_jefe" => e.asentar(ambito, "nombrar", Vec::new(), alta(Rol::Jefe)),
        "revocar" => e.asentar(ambito, "revocar", Vec::new(), baja(&otro, MARN, 1).a_datos("ya no trabaja aquí")),
        "retirar" => {
            let talon = Talon { hash: Hash([7; 32]), ambito, disp: [8; 16], seq: 1, prev: Hash::CERO, hlc: 1, tipo: "celdas".to_owned() };
            e.asentar(ambito, "retirar", Vec::new(), Retiro { talones: vec![talon] }.a_datos())
        }
        otro => e.asentar(ambito, otro, ops, datos),
    }
}

/// The table of the document, by hand: role, act, own ámbito or another's or national, owner of the class.
fn permitido(quien: &str, que: &str, ambito: [u8; 16], gae: bool) -> bool {
    let propio = ambito == MARN;
    match (quien, que) {
        ("integrante" | "coordinador", "celdas" | "borrar" | "resolver" | "unificar") => propio && !gae,
        ("coordinador", "entrega" | "nombrar_integrante" | "revocar") => propio,
        // Advisers write, retire and join only what is GAE's, in any ámbito.
        ("asesor" | "jefe", "celdas" | "borrar" | "resolver" | "unificar") => gae,
        ("asesor", "propone") | ("jefe", "propone" | "firma") => true,
        ("coordinador", "retirar") => propio,
        // GAE writes no cell of an institution, but signs there what must go.
        ("jefe", "retirar") => ambito == MARN || ambito == MAGA,
        ("jefe", "nombrar_coordinador" | "nombrar_asesor" | "revocar") => ambito == NACIONAL,
        _ => false,
    }
}

#[test]
fn the_role_table_holds_for_every_role_act_ambito_and_owner() {
    let mut casos = 0;
    for quien in ["integrante", "coordinador", "asesor", "jefe"] {
        for que in ACTOS {
            for ambito in [MARN, MAGA, NACIONAL, INTERNO] {
                for clase in ["tramite", "gae_observacion"] {
                    let mut m = Mundo::new();
                    let e = match quien {
                        "integrante" => &mut m.integrante,
                        "coordinador" => &mut m.coordinador,
                        "asesor" => &mut m.asesor,
                        _ => &mut m.jefe,
                    };
                    let (registro, hash) = acto(e, que, ambito, clase);
                    let fue = fin(&m, &[registro], hash);
                    let debe = permitido(quien, que, ambito, clase.starts_with("gae_"));
                    assert_eq!(fue == Fin::Cuenta, debe, "{quien} {que} {clase} in {:02x}: {fue:?}", ambito[0]);
                    casos += 1;
                }
            }
        }
    }
    assert_eq!(casos, 4 * 13 * 4 * 2);
}

#[test]
fn one_asiento_that_mixes_owners_is_nobodys() {
    for quien in 0..4 {
        let mut m = Mundo::new();
        let ops = vec![op(1, "tramite", "plazo", 1, &[]), op(2, "gae_observacion", "texto", 2, &[])];
        let e = [&mut m.integrante, &mut m.coordinador, &mut m.asesor, &mut m.jefe].into_iter().nth(quien).unwrap();
        let (registro, hash) = e.celdas(MARN, ops);
        assert_eq!(fin(&m, &[registro], hash), Fin::SinPermiso);
    }
}

#[test]
fn work_without_credencial_waits_and_counts_once_somebody_names_its_device() {
    let mut m = Mundo::new();
    let mut nueva = equipo(20);
    let previos: Vec<(Registro, Hash)> =
        (0..500).map(|n| nueva.celdas(MARN, vec![op(u8::try_from(n % 250).unwrap(), "tramite", "plazo", n, &[])])).collect();
    let registros: Vec<Registro> = previos.iter().map(|(r, _)| r.clone()).collect();
    assert_eq!(fin(&m, &registros, previos[0].1), Fin::Espera, "nobody believes it yet");
    let (alta, _) = m.coordinador.nombrar(MARN, &nombramiento(&nueva, Rol::Integrante, MARN));
    let todo: Vec<Registro> = registros.iter().cloned().chain([alta]).collect();
    let todo: Vec<Registro> = m.altas.iter().cloned().chain(todo).collect();
    let c = Conjunto::evaluar(&m.raices(), &[], &todo);
    assert!(previos.iter().all(|(_, hash)| c.admitidos.contains(hash)), "desde_seq = 1: nobody types again");
}

#[test]
fn work_without_credencial_never_delivers_names_nor_answers() {
    let mut m = Mundo::new();
    let mut suelto = equipo(20);
    let (alta, _) = m.jefe.nombrar(NACIONAL, &nombramiento(&suelto, Rol::Coordinador, MARN));
    for que in ["entrega", "nombrar_integrante", "revocar", "firma"] {
        let (registro, hash) = acto(&mut suelto, que, MARN, "tramite");
        assert_ne!(fin(&m, &[alta.clone(), registro], hash), Fin::Cuenta, "{que} needs the credencial claimed");
        suelto = equipo(20);
    }
}

#[test]
fn nobody_names_himself_coordinator() {
    let mut m = Mundo::new();
    let yo = nombramiento(&m.integrante, Rol::Coordinador, MARN);
    let (falso, hash) = m.integrante.nombrar(MARN, &yo);
    assert_eq!(fin(&m, std::slice::from_ref(&falso), hash), Fin::SinPermiso);
    m.integrante.rol = Rol::Coordinador.numero();
    m.integrante.cred = hash;
    let (entrega, h) = m.integrante.asentar(MARN, "entrega", Vec::new(), Vec::new());
    assert_ne!(fin(&m, &[falso, entrega], h), Fin::Cuenta);
}

#[test]
fn a_borrowed_credencial_or_another_person_does_not_count() {
    let mut m = Mundo::new();
    let mut intruso = equipo(30).con(Rol::Coordinador, m.coordinador.cred);
    intruso.actor = m.coordinador.actor;
    let (r, h) = intruso.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    assert_eq!(fin(&m, &[r], h), Fin::Espera, "the credencial names another device");
    m.integrante.actor = [0x99; 16];
    let (r, h) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    assert_ne!(fin(&m, &[r], h), Fin::Cuenta, "the credencial names another person");
}

#[test]
fn a_dismissal_stops_what_comes_after_and_keeps_what_came_before() {
    let mut m = Mundo::new();
    let hechos: Vec<(Registro, Hash)> = (0..5).map(|n| m.integrante.celdas(MARN, vec![op(n, "tramite", "plazo", 1, &[])])).collect();
    let (revocar, _) = m.coordinador.revocar(MARN, &baja(&m.integrante, MARN, 3));
    let todo: Vec<Registro> = hechos.iter().map(|(r, _)| r.clone()).chain([revocar]).collect();
    for (n, (_, hash)) in hechos.iter().enumerate() {
        let debe = if n < 3 { Fin::Cuenta } else { Fin::Espera };
        assert_eq!(fin(&m, &todo, *hash), debe, "asiento {}", n + 1);
    }
    // Claiming nothing does not help either.
    m.integrante.rol = bitacora::admision::SIN_CREDENCIAL;
    m.integrante.cred = Hash::CERO;
    let (r, h) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    let todo: Vec<Registro> = todo.into_iter().chain([r]).collect();
    assert_eq!(fin(&m, &todo, h), Fin::Espera);
}

#[test]
fn a_dismissed_coordinator_cannot_go_on_as_a_loose_device() {
    let mut m = Mundo::new();
    let baja = baja(&m.coordinador, MARN, 1);
    let (revocar, _) = m.jefe.revocar(NACIONAL, &baja);
    let (como_antes, h1) = m.coordinador.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    m.coordinador.rol = bitacora::admision::SIN_CREDENCIAL;
    m.coordinador.cred = Hash::CERO;
    let (suelto, h2) = m.coordinador.celdas(MARN, vec![op(1, "tramite", "plazo", 2, &[])]);
    for h in [h1, h2] {
        assert_eq!(fin(&m, &[revocar.clone(), como_antes.clone(), suelto.clone()], h), Fin::Espera);
    }
}

#[test]
fn a_dismissal_only_goes_downwards() {
    let mut m = Mundo::new();
    let contra_jefe = baja(&m.jefe, NACIONAL, 0);
    let (falsa, _) = m.coordinador.revocar(MARN, &contra_jefe);
    let (otra, _) = m.integrante.revocar(MARN, &baja(&m.coordinador, MARN, 0));
    let (r1, h1) = m.jefe.celdas(MARN, vec![op(1, "gae_observacion", "texto", 1, &[])]);
    let (r2, h2) = m.coordinador.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    let todo = [falsa, otra, r1, r2];
    assert_eq!(fin(&m, &todo, h1), Fin::Cuenta);
    assert_eq!(fin(&m, &todo, h2), Fin::Cuenta);
}

#[test]
fn a_coordinator_of_another_institution_does_not_dismiss() {
    let mut m = Mundo::new();
    let ajeno = equipo(40);
    let (alta, h) = m.jefe.nombrar(NACIONAL, &nombramiento(&ajeno, Rol::Coordinador, MAGA));
    let mut ajeno = ajeno.con(Rol::Coordinador, h);
    let (revocar, _) = ajeno.revocar(MAGA, &baja(&m.integrante, MARN, 0));
    let (r, h) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    assert_eq!(fin(&m, &[alta, revocar, r], h), Fin::Cuenta);
}

#[test]
fn a_branch_goes_on_only_with_the_signature_of_the_key_before() {
    for entrega in [true, false] {
        let m = Mundo::new();
        let mut nueva = equipo(50);
        nueva.actor = m.integrante.actor;
        let (rama, hr) = nueva.rama(MARN, &m.integrante, entrega);
        let mut nueva = nueva.con(Rol::Integrante, m.integrante.cred);
        let (r, h) = nueva.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
        let debe = if entrega { Fin::Cuenta } else { Fin::Espera };
        assert_eq!(fin(&m, &[rama.clone(), r.clone()], hr), debe);
        assert_eq!(fin(&m, &[rama, r], h), debe);
    }
}

#[test]
fn a_branch_of_a_dismissed_device_needs_a_new_credencial() {
    let mut m = Mundo::new();
    let (revocar, _) = m.coordinador.revocar(MARN, &baja(&m.integrante, MARN, 0));
    let mut nueva = equipo(50);
    nueva.actor = m.integrante.actor;
    let (rama, hr) = nueva.rama(MARN, &m.integrante, true);
    assert_eq!(fin(&m, &[revocar, rama], hr), Fin::Espera, "a stolen key could branch too");
}

#[test]
fn local_trust_admits_cells_of_its_institution_and_nothing_else() {
    let mut beto = equipo(60);
    let confianza = [beto.confianza(Some(MARN))];
    let cuenta =
        |r: &Registro, h: Hash, c: &[bitacora::Confianza]| Conjunto::evaluar(&[], c, std::slice::from_ref(r)).admitidos.contains(&h);
    let (r, h) = beto.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    assert!(cuenta(&r, h, &confianza) && !cuenta(&r, h, &[]));
    let mut beto = equipo(60);
    let (r, h) = beto.celdas(MAGA, vec![op(1, "tramite", "plazo", 1, &[])]);
    assert!(!cuenta(&r, h, &confianza), "another institution");
    let mut beto = equipo(60);
    let (r, h) = beto.celdas(MARN, vec![op(1, "gae_observacion", "texto", 1, &[])]);
    assert!(!cuenta(&r, h, &confianza), "GAE's classes");
    let mut beto = equipo(60);
    let (r, h) = acto(&mut beto, "entrega", MARN, "tramite");
    assert!(!cuenta(&r, h, &confianza), "a delivery needs a credencial");
}

#[test]
fn while_no_root_is_pinned_a_trusted_gae_device_gives_the_first_credenciales() {
    let mut gae = equipo(70);
    let ana = equipo(71);
    let (alta, h) = gae.nombrar(NACIONAL, &nombramiento(&ana, Rol::Coordinador, MARN));
    let mut ana = ana.con(Rol::Coordinador, h);
    let (entrega, h) = ana.asentar(MARN, "entrega", Vec::new(), Vec::new());
    let todo = [alta, entrega];
    let confianza = [gae.confianza(None)];
    assert!(Conjunto::evaluar(&[], &confianza, &todo).admitidos.contains(&h));
    assert!(!Conjunto::evaluar(&[], &[], &todo).admitidos.contains(&h), "without that trust it waits");
    let raiz = equipo(1).publica();
    assert!(!Conjunto::evaluar(&[raiz], &confianza, &todo).admitidos.contains(&h), "with a pinned root only its chain names");
}

#[test]
fn an_unknown_act_is_kept_without_effect_and_its_chain_goes_on() {
    let mut m = Mundo::new();
    let (nuevo, hn) = m.integrante.asentar(MARN, "acto_de_2030", vec![op(1, "tramite", "plazo", 1, &[])], Vec::new());
    let (despues, hd) = m.integrante.celdas(MARN, vec![op(2, "tramite", "plazo", 1, &[])]);
    let todo: Vec<Registro> = m.altas.iter().cloned().chain([nuevo, despues]).collect();
    let c = Conjunto::evaluar(&m.raices(), &[], &todo);
    assert_eq!(c.sin_efecto.get(&hn), Some(&SinEfecto::TipoDesconocido));
    assert!(c.admitidos.contains(&hd));
}

#[test]
fn a_gap_waits_for_what_is_missing() {
    let mut m = Mundo::new();
    let (uno, _) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    let (_, _) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 2, &[])]);
    let (tres, h3) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 3, &[])]);
    let todo: Vec<Registro> = m.altas.iter().cloned().chain([uno, tres]).collect();
    assert_eq!(Conjunto::evaluar(&m.raices(), &[], &todo).en_espera.get(&h3), Some(&Espera::CadenaIncompleta));
}

#[test]
fn both_branches_of_a_cloned_computer_stay() {
    let mut m = Mundo::new();
    let (uno, _) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    let cabos = m.integrante.cabos.clone();
    let (a, ha) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 2, &[])]);
    m.integrante.cabos = cabos;
    let (b, hb) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 3, &[])]);
    let todo = [uno, a, b];
    assert_eq!((fin(&m, &todo, ha), fin(&m, &todo, hb)), (Fin::Cuenta, Fin::Cuenta));
}

#[test]
fn a_spoilt_copy_does_not_hide_the_good_one() {
    let mut m = Mundo::new();
    let (bueno, h) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 1, &[])]);
    let malo = (bueno.0.clone(), [7u8; 64]);
    for todo in [[malo.clone(), bueno.clone()], [bueno.clone(), malo.clone()]] {
        assert_eq!(fin(&m, &todo, h), Fin::Cuenta);
    }
    let todo: Vec<Registro> = m.altas.iter().cloned().chain([malo]).collect();
    assert!(Conjunto::evaluar(&m.raices(), &[], &todo).rechazados.contains(&h));
}

#[test]
fn padres_of_another_cell_or_without_right_supersede_nothing() {
    let mut m = Mundo::new();
    let (base, h) = m.coordinador.celdas(MARN, vec![op(1, "tramite", "plazo", 10, &[]), op(1, "tramite", "costo", 50, &[])]);
    let plazo = Opid { asiento: h, indice: 0 };
    // Another cell of the same entity names it, another institution does, and GAE does.
    let (otra_celda, _) = m.integrante.celdas(MARN, vec![op(1, "tramite", "nombre", 1, &[plazo])]);
    let ajeno = equipo(40);
    let (alta, hc) = m.jefe.nombrar(NACIONAL, &nombramiento(&ajeno, Rol::Coordinador, MAGA));
    let mut ajeno = ajeno.con(Rol::Coordinador, hc);
    let (otra_institucion, _) = ajeno.celdas(MAGA, vec![op(1, "tramite", "plazo", 99, &[plazo])]);
    let (de_gae, _) = m.asesor.celdas(MARN, vec![op(1, "gae_tramite", "plazo", 98, &[plazo])]);
    let todo: Vec<Registro> = m.altas.iter().cloned().chain([base, otra_celda, alta, otra_institucion, de_gae]).collect();
    let c = Conjunto::evaluar(&m.raices(), &[], &todo);
    let celda = &c.celdas[&(MARN, false, [1; 16], "plazo".to_owned())];
    assert_eq!(celda.cabezas().iter().map(|x| x.opid).collect::<Vec<_>>(), [plazo], "10 is still what the institution says");
    assert!(c.conflictos().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Any order and any repetition of the same set means the same.
    #[test]
    fn the_meaning_does_not_depend_on_order_nor_repetition(orden in prop::collection::vec(any::<prop::sample::Index>(), 40), quita in any::<u16>()) {
        let mut m = Mundo::new();
        let mut registros = m.altas.clone();
        let (r, h) = m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 10, &[])]);
        registros.push(r);
        let base = Opid { asiento: h, indice: 0 };
        registros.push(m.integrante.celdas(MARN, vec![op(1, "tramite", "plazo", 8, &[base])]).0);
        registros.push(m.coordinador.celdas(MARN, vec![op(1, "tramite", "plazo", 15, &[base])]).0);
        registros.push(m.asesor.celdas(MARN, vec![op(7, "gae_observacion", "texto", 1, &[])]).0);
        registros.push(m.coordinador.revocar(MARN, &baja(&m.integrante, MARN, 2)).0);
        registros.push(m.integrante.celdas(MARN, vec![op(1, "tramite", "costo", 1, &[])]).0);
        let mut nueva = equipo(50);
        nueva.actor = m.coordinador.actor;
        registros.push(nueva.rama(MARN, &m.coordinador, true).0);
        registros.push(nueva.celdas(MARN, vec![op(3, "tramite", "plazo", 1, &[])]).0);
        // Some of them never arrived, the same ones in both.
        let llegaron: Vec<Registro> = registros.into_iter().enumerate().filter(|(i, _)| quita & (1 << i) == 0 || *i > 15).map(|(_, r)| r).collect();
        prop_assume!(!llegaron.is_empty());
        let mut barajado: Vec<Registro> = orden.iter().map(|i| llegaron[i.index(llegaron.len())].clone()).collect();
        barajado.extend(llegaron.iter().rev().cloned());
        let uno = Conjunto::evaluar(&m.raices(), &[], &llegaron);
        let otro = Conjunto::evaluar(&m.raices(), &[], &barajado);
        prop_assert_eq!(uno.raiz_estado(), otro.raiz_estado());
        prop_assert_eq!(uno, otro);
    }
}

#[test]
fn an_act_that_joins_must_retire_the_greater_one() {
    let retira = |ent: u8| {
        let mut ops = vec![op(ent, "tramite", "borrado", 0, &[])];
        ops[0].valor = bitacora::Valor::Logico(true);
        ops
    };
    let datos = |queda: u8, otra: u8| Unificacion { queda: [queda; 16], otra: [otra; 16] }.a_datos([]);
    for (ops, datos, cuenta) in [
        (retira(9), datos(8, 9), true),
        (retira(8), datos(9, 8), false),
        (retira(9), datos(9, 9), false),
        (retira(8), datos(8, 9), false),
        (vec![op(9, "tramite", "borrado", 1, &[])], datos(8, 9), false),
        (retira(9), Vec::new(), false),
        (Vec::new(), datos(8, 9), false),
    ] {
        let mut m = Mundo::new();
        let (registro, hash) = m.integrante.asentar(MARN, "unificar", ops.clone(), datos);
        assert_eq!(fin(&m, &[registro], hash) == Fin::Cuenta, cuenta, "{ops:?}");
    }
}
