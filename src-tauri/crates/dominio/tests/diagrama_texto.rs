//! The route in words says the same as the graph.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first thing that is wrong")]

#[path = "comun/flujos.rs"]
#[allow(dead_code, reason = "shared with the layout")]
mod flujos;

use dominio::diagrama::texto::{Linea, corrida, ruta, ruta_con};
use dominio::diagrama::{ClaseDeNodo, Grafo};
use flujos::{Azar, arista, carriles, cualquiera, flujo, nodo};

/// Arrows between lines as somebody who hears the route would draw them.
fn releer(lineas: &[Linea]) -> Vec<(usize, usize)> {
    let con_numero = |n: usize| lineas.iter().position(|l| l.numero == Some(n)).unwrap();
    let mut salida = Vec::new();
    for (k, l) in lineas.iter().enumerate() {
        for d in &l.destinos {
            let t = d.texto.trim_end_matches('.');
            let hacia = if t.is_empty() || t.ends_with("sigue") || t == "Sigue" {
                k + 1
            } else if t.to_lowercase().ends_with("termina") {
                lineas.len() - 1
            } else if let Some((_, n)) = t.rsplit_once("al paso ").filter(|(_, n)| n.parse::<usize>().is_ok()) {
                con_numero(n.parse().unwrap())
            } else {
                // Gateways have no number to be called by: the structure says which one.
                d.linea
            };
            salida.push((k, hacia));
        }
    }
    salida
}

fn completa(g: &Grafo) -> Vec<Linea> {
    let lineas = ruta(g);
    let mut nodos: Vec<usize> = lineas.iter().flat_map(|l| l.nodos.clone()).collect();
    nodos.sort_unstable();
    assert_eq!(nodos, (0..g.nodos().len()).collect::<Vec<_>>(), "each node is told once");
    let mut aristas: Vec<usize> =
        lineas.iter().flat_map(|l| l.internas.iter().copied().chain(l.destinos.iter().map(|d| d.arista))).collect();
    aristas.sort_unstable();
    assert_eq!(aristas, (0..g.aristas().len()).collect::<Vec<_>>(), "each arrow is told once");
    for (k, l) in lineas.iter().enumerate() {
        for d in &l.destinos {
            let a = &g.aristas()[d.arista];
            assert!(l.nodos.contains(&a.de) && lineas[d.linea].nodos.contains(&a.a), "line {k}");
        }
        for e in &l.internas {
            let a = &g.aristas()[*e];
            let donde = l.nodos.iter().position(|n| *n == a.de).unwrap();
            assert_eq!(l.nodos.get(donde + 1), Some(&a.a), "what is not said is the order of the line");
        }
    }
    lineas
}

#[test]
fn la_ruta_leida_de_vuelta_es_el_mismo_grafo() {
    let mut azar = Azar(77);
    for _ in 0..1_000 {
        let mut g = flujo(&mut azar, 60);
        let mut nodos = g.nodos().to_vec();
        let tareas = nodos.iter_mut().filter(|n| matches!(n.clase, ClaseDeNodo::Tarea | ClaseDeNodo::Manual | ClaseDeNodo::Servicio));
        tareas.enumerate().for_each(|(k, n)| n.numero = Some(k + 1));
        g = Grafo::nuevo(g.carriles().to_vec(), nodos, g.aristas().to_vec()).unwrap();
        let lineas = completa(&g);
        let dichas: Vec<(usize, usize)> =
            lineas.iter().enumerate().flat_map(|(k, l)| l.destinos.iter().map(move |d| (k, d.linea))).collect();
        assert_eq!(releer(&lineas), dichas, "{}", corrida(&lineas));
        completa(&cualquiera(&mut azar, 20));
    }
}

#[test]
fn el_ejemplo_se_lee_como_una_persona_lo_diria() {
    let paso = |k: usize, carril, texto: &str| {
        let mut n = nodo(k, carril, ClaseDeNodo::Tarea, texto);
        n.numero = Some(k);
        n
    };
    let g = Grafo::nuevo(
        carriles(2),
        vec![
            nodo(0, 0, ClaseDeNodo::Inicio, "Inicio"),
            paso(1, 0, "Llenar formulario"),
            paso(2, 0, "Presentar"),
            nodo(9, 1, ClaseDeNodo::Espera, "2 días"),
            paso(3, 1, "Recibir expediente"),
            nodo(9, 1, ClaseDeNodo::Exclusiva, "¿Cumple?"),
            paso(4, 1, "Firmar"),
            nodo(9, 1, ClaseDeNodo::Fin, "Fin"),
        ],
        vec![
            arista(0, 1, "", false),
            arista(1, 2, "", false),
            arista(2, 3, "", false),
            arista(3, 4, "", false),
            arista(4, 5, "", false),
            arista(5, 2, "Falta documento (30 %)", true),
            arista(5, 6, "Cumple", false),
            arista(6, 7, "", false),
        ],
    )
    .unwrap();
    let lineas = ruta_con(&g, &|n| (n.numero == Some(3)).then(|| "20 min".to_owned()));
    insta::assert_snapshot!(corrida(&lineas), @r"
    Inicio, Persona.
    Paso 1 de 4, Persona: Llenar formulario.
    Paso 2 de 4, Persona: Presentar.
    Paso 3 de 4, Unidad de trámites 1: Recibir expediente (20 min; espera de 2 días). ¿Cumple? Si falta documento (30 %), vuelve al paso 2. Si cumple, sigue.
    Paso 4 de 4, Unidad de trámites 1: Firmar.
    Fin, Unidad de trámites 1.
    ");
}
