//! The drawing of a procedure on paper: its text, its parts, its size.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, reason = "tests")]

#[path = "apoyo/geometria.rs"]
mod geometria;

use std::sync::atomic::AtomicBool;

use dominio::diagrama::trazado::trazar;
use dominio::diagrama::{Arista, Carril, ClaseDeCarril, ClaseDeNodo, Grafo, Marca, Nodo, texto};
use geometria::{documento, revisar, textos};
use informes::diagrama::Diagrama;
use informes::modelo::{Bloque, Orientacion};
use informes::{exportar_pdf, previsualizar};

/// `n` pasos that change lane every three, with a wait, a decision and its rework every six.
fn flujo(n: usize) -> Grafo {
    let carriles = ["Persona", "Ventanilla", "Gobernación"];
    let mut nodos = Vec::new();
    let mut aristas: Vec<Arista> = Vec::new();
    let mut suelto: Option<(usize, &str)> = None;
    let mut poner = |nodos: &mut Vec<Nodo>, clase, k: usize, texto: &str, dicho: &'static str| {
        nodos.push(Nodo {
            clave: nodos.len().to_string(),
            carril: (k / 3) % 3,
            clase,
            texto: texto.to_owned(),
            paso: None,
            numero: (clase == ClaseDeNodo::Tarea).then_some(k + 1),
            marca: (clase == ClaseDeNodo::Tarea && k % 7 == 2).then_some([Marca::Eliminado, Marca::Nuevo, Marca::Cambiado][k % 3]),
            entra: None,
            sale: (clase == ClaseDeNodo::Tarea && k % 9 == 4).then(|| "Certificación".to_owned()),
        });
        let este = nodos.len() - 1;
        if let Some((de, t)) = suelto {
            aristas.push(Arista { de, a: este, texto: t.to_owned(), regreso: false });
        }
        suelto = Some((este, dicho));
        if clase == ClaseDeNodo::Exclusiva {
            aristas.push(Arista { de: este, a: este - 3, texto: "Falta documento (30 %)".to_owned(), regreso: true });
        }
    };
    poner(&mut nodos, ClaseDeNodo::Inicio, 0, "Inicio", "");
    for k in 0..n {
        if k % 6 == 4 {
            poner(&mut nodos, ClaseDeNodo::Espera, k, "2 días", "");
        }
        poner(&mut nodos, ClaseDeNodo::Tarea, k, &format!("Revisar el expediente {}", k + 1), "");
        if k % 6 == 5 {
            poner(&mut nodos, ClaseDeNodo::Exclusiva, k, "¿Cumple?", "Cumple");
        }
    }
    poner(&mut nodos, ClaseDeNodo::Fin, n - 1, "Fin", "");
    let carril = |c: &str| Carril { nombre: c.to_owned(), clase: ClaseDeCarril::Unidad };
    Grafo::nuevo(carriles.iter().map(|c| carril(c)).collect(), nodos, aristas).unwrap()
}

fn bloque(grafo: Grafo) -> Bloque {
    Bloque::Diagrama(Box::new(Diagrama {
        titulo: "Situación actual: la persona vuelve dos veces".to_owned(),
        trazado: trazar(&grafo),
        ruta: texto::ruta(&grafo),
        fuente: "Pasos del trámite al 20 de noviembre de 2026.".to_owned(),
        grafo,
    }))
}

#[test]
fn un_diagrama_largo_se_parte_en_bandas_que_se_leen_y_dice_su_ruta() {
    for (n, orientacion) in [(3, Orientacion::Vertical), (24, Orientacion::Vertical), (60, Orientacion::Horizontal)] {
        let m = previsualizar(&documento(vec![Bloque::Salto(orientacion), bloque(flujo(n))])).unwrap();
        revisar(&m);
        let dicho: Vec<_> = m.paginas.iter().flat_map(|p| textos(p)).collect();
        for k in 1..=n {
            assert!(
                dicho.iter().any(|t| t.texto == format!("expediente {k}") || t.texto.ends_with(&format!("expediente {k}"))),
                "paso {k}"
            );
        }
        let partes = dicho.iter().filter(|t| t.texto.starts_with("Parte ")).count();
        assert_eq!(partes > 1, n > 3, "{partes} parts of {n} pasos");
        assert!(dicho.iter().all(|t| t.tam >= 6.1), "text too small for paper: {:?}", dicho.iter().map(|t| t.tam).fold(99.0, f32::min));
        let corrido = dicho.iter().map(|t| t.texto.as_str()).collect::<Vec<_>>().join(" ");
        assert!(corrido.contains("Paso 1 de") && corrido.contains("Signos:"), "the route and the key are printed");
    }
}

#[test]
fn el_pdf_de_un_diagrama_se_escribe() {
    let grafo = Grafo::default();
    let bloques = vec![bloque(flujo(8)), bloque(grafo), bloque(flujo(30))];
    let pdf = exportar_pdf(&documento(bloques), &mut |_| {}, &AtomicBool::new(false)).unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF"));
    if let Ok(donde) = std::env::var("DILIGENCIA_MUESTRA") {
        std::fs::write(donde, &pdf.bytes).unwrap();
    }
}
