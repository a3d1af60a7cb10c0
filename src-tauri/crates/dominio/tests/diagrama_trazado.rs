//! What every drawing of a diagram must be, over thousands of flows made by chance.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first thing that is wrong")]

#[path = "comun/flujos.rs"]
mod flujos;

use dominio::diagrama::trazado::revision::{cruces_de, defectos};
use dominio::diagrama::trazado::trazar;
use dominio::diagrama::{ClaseDeNodo, Grafo, Trazado};
use flujos::{Azar, arista, carriles, cualquiera, flujo, nodo};
use proptest::prelude::*;

fn sin_defectos(grafo: &Grafo) -> Trazado {
    let t = trazar(grafo);
    let mal = defectos(grafo, &t);
    assert!(mal.is_empty(), "{:?} with {} nodes", mal.iter().take(5).collect::<Vec<_>>(), grafo.nodos().len());
    t
}

#[test]
fn dos_mil_flujos_se_dibujan_sin_que_nada_se_encime() {
    let mut azar = Azar(2_021);
    let (mut cruces, mut flechas) = (0, 0);
    for _ in 0..2_000 {
        let g = flujo(&mut azar, 80);
        let t = sin_defectos(&g);
        cruces += cruces_de(&t);
        flechas += g.aristas().len();
    }
    println!("{cruces} crossings in {flechas} arrows");
    assert!(cruces * 10 < flechas, "{cruces} crossings in {flechas} arrows: they would not be followed by eye");
}

#[test]
fn cualquier_grafo_ajeno_se_dibuja_sin_que_nada_se_encime() {
    let mut azar = Azar(5);
    for _ in 0..1_000 {
        sin_defectos(&cualquiera(&mut azar, 24));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn el_mismo_grafo_da_el_mismo_dibujo_y_las_claves_no_cuentan(semilla in 1_u64.., tope in 1_usize..40) {
        let g = flujo(&mut Azar(semilla), tope);
        let t = sin_defectos(&g);
        prop_assert_eq!(&t, &trazar(&g.clone()));
        let mut nodos = g.nodos().to_vec();
        let n = nodos.len();
        nodos.iter_mut().enumerate().for_each(|(k, x)| x.clave = format!("otra {}", n - k));
        let otro = Grafo::nuevo(g.carriles().to_vec(), nodos, g.aristas().to_vec()).unwrap();
        prop_assert_eq!(&t, &trazar(&otro), "a name moved something");
    }

    #[test]
    fn un_grafo_ajeno_nunca_detiene_el_dibujo(semilla in 1_u64.., tope in 0_usize..14) {
        sin_defectos(&cualquiera(&mut Azar(semilla), tope));
    }
}

#[test]
fn un_grafo_vacio_y_uno_sin_flechas_se_dibujan() {
    sin_defectos(&Grafo::default());
    let t = sin_defectos(&Grafo::nuevo(carriles(3), vec![], vec![]).unwrap());
    assert_eq!(t.carriles.len(), 3, "the lanes are there although nobody works in them");
    sin_defectos(&Grafo::nuevo(carriles(1), (0..12).map(|k| nodo(k, 0, ClaseDeNodo::Tarea, "Suelto")).collect(), vec![]).unwrap());
}

#[test]
fn quinientos_nodos_de_cualquier_forma_se_dibujan() {
    let tareas = |n: usize, c: usize| (0..n).map(|k| nodo(k, k % c, ClaseDeNodo::Tarea, "Revisar")).collect::<Vec<_>>();
    let estrella = (1..500).map(|k| arista(0, k, "", false)).collect();
    sin_defectos(&Grafo::nuevo(carriles(1), tareas(500, 1), estrella).unwrap());
    let cadena = (1..500).map(|k| arista(k - 1, k, "", false)).chain((0..100).map(|k| arista(k * 5 + 4, k * 5, "No", true))).collect();
    sin_defectos(&Grafo::nuevo(carriles(4), tareas(500, 4), cadena).unwrap());
    let mut azar = Azar(9);
    let revuelto = (0..700).map(|_| arista(azar.menor(500), azar.menor(500), "", false)).collect();
    sin_defectos(&Grafo::nuevo(carriles(4), tareas(500, 4), revuelto).unwrap());
}
