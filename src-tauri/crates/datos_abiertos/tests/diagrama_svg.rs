//! The drawing as a file: well formed, harmless, and with its route in words.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first thing that is wrong")]

use datos_abiertos::diagrama_svg::escribir;
use dominio::costos::rutas::rutas;
use dominio::diagrama::trazado::trazar;
use dominio::diagrama::{Arista, Carril, ClaseDeCarril, ClaseDeNodo, Grafo, Marca, Nodo, desde_pasos, texto};
use dominio::ficha::{AccionPaso, ActorPaso, Ficha, Paso, VersionPaso};
use proptest::prelude::*;
use quick_xml::events::Event;
use uuid::Uuid;

fn leer(svg: &[u8]) -> (Vec<String>, String) {
    let mut lector = quick_xml::Reader::from_reader(svg);
    let (mut nombres, mut textos) = (Vec::new(), String::new());
    loop {
        match lector.read_event().unwrap() {
            Event::Start(e) | Event::Empty(e) => nombres.push(e.name().as_ref().to_owned()),
            Event::Text(t) => textos.push_str(&t),
            Event::Eof => return (nombres, textos),
            Event::End(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

fn paso(n: u128, actor: ActorPaso, unidad: &str, texto: &str) -> Paso {
    Paso {
        id: Uuid::from_u128(n),
        texto: texto.to_owned(),
        actor: Some(actor),
        unidad: (!unidad.is_empty()).then(|| unidad.to_owned()),
        ..Paso::default()
    }
}

fn ejemplo() -> Grafo {
    let decide = |p: Paso, r: &str| Paso { decision: true, resultados: Some(r.to_owned()), ..p };
    let pasos = vec![
        Paso { accion: Some(AccionPaso::Eliminar), ..paso(1, ActorPaso::Usuario, "", "Imprimir y llenar") },
        Paso {
            espera_minutos: Some(2_880),
            documento_entrada: Some("Solicitud".to_owned()),
            ..decide(paso(2, ActorPaso::Institucion, "Ventanilla", "Recibir expediente"), "cumple / falta documento: paso 1, 30 %")
        },
        Paso { documento_salida: Some("Acta".to_owned()), ..paso(3, ActorPaso::Institucion, "Gobernación", "Firmar y sellar") },
    ];
    let ficha = Ficha { pasos, ..Ficha::default() };
    desde_pasos::grafo(&ficha, &rutas(&ficha, VersionPaso::Actual)[0])
}

#[test]
fn el_dibujo_dice_lo_mismo_con_palabras_y_con_signos() {
    let g = ejemplo();
    let svg = escribir("Situación actual: 3 pasos", &g, &trazar(&g), &texto::ruta(&g));
    let (_, textos) = leer(&svg);
    for dicho in [
        "Situación actual: 3 pasos",
        "Paso 2 de 3, Ventanilla: Recibir expediente (espera de 2 días; recibe: Solicitud). ¿Cumple? Si cumple, sigue. Si falta documento (30 %), vuelve al paso 1.",
        "Se elimina",
        "−",
        "Regresa a un paso anterior",
    ] {
        assert!(textos.contains(dicho), "{dicho}: {textos}");
    }
    let crudo = String::from_utf8(svg).unwrap();
    assert!(crudo.contains(r#"role="img" lang="es""#) && crudo.contains("line-through") && crudo.contains("stroke-dasharray"));
    assert!(!textos.contains("Nuevo"), "the key says only what is drawn");
}

#[test]
fn el_dibujo_de_ejemplo_no_cambia_sin_que_se_vea() {
    let g = ejemplo();
    let svg = String::from_utf8(escribir("Situación actual", &g, &trazar(&g), &texto::ruta(&g))).unwrap();
    insta::assert_snapshot!(svg.replace("><", ">\n<"));
}

#[test]
fn un_diagrama_vacio_tambien_es_un_archivo() {
    let g = Grafo::default();
    assert!(leer(&escribir("Sin pasos", &g, &trazar(&g), &texto::ruta(&g))).1.contains("Sin pasos"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn ningun_texto_se_vuelve_parte_del_archivo(t in any::<String>()) {
        let nodo = Nodo {
            clave: "a".to_owned(), carril: 0, clase: ClaseDeNodo::Tarea, texto: t.clone(), paso: None, numero: Some(1),
            marca: Some(Marca::Nuevo), entra: Some(t.clone()), sale: None,
        };
        let otro = Nodo { clave: "b".to_owned(), clase: ClaseDeNodo::Exclusiva, marca: None, ..nodo.clone() };
        let arista = Arista { de: 0, a: 1, texto: t.clone(), regreso: false };
        let carril = Carril { nombre: t.clone(), clase: ClaseDeCarril::Unidad };
        let g = Grafo::nuevo(vec![carril], vec![nodo, otro], vec![arista]).unwrap();
        let (nombres, _) = leer(&escribir(&t, &g, &trazar(&g), &texto::ruta(&g)));
        let conocidos = ["svg", "title", "desc", "rect", "path", "circle", "text", "tspan", "g"];
        prop_assert!(nombres.iter().all(|n| conocidos.contains(&n.as_str())), "{nombres:?}");
    }
}
