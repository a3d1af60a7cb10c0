//! Charts: the drawing and its table say the same figures, and nothing leaves its place.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "apoyo/galeria.rs"]
mod galeria;
#[path = "apoyo/geometria.rs"]
mod geometria;

use dominio::Razon;
use dominio::territorio::DEPARTAMENTOS;
use geometria::{documento, revisar};
use informes::grafico::{Actividad, Bala, Barra, Cambio, CasillaDeMapa, DatosDeGrafico, Dibujo, Grafico, Serie, dibujar};
use informes::lienzo::Marca;
use informes::modelo::{Bloque, Orientacion, Tono};
use informes::previsualizar;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// Corners of what a mark covers.
fn caja(m: &Marca) -> (f32, f32, f32, f32) {
    match m {
        Marca::Texto(t) => (t.x, t.y - t.tam * 0.73, t.x + t.ancho, t.y + t.tam * 0.22),
        Marca::Rectangulo { x, y, ancho, alto, .. } | Marca::Imagen { x, y, ancho, alto, .. } | Marca::Enlace { x, y, ancho, alto, .. } => {
            (*x, *y, x + ancho, y + alto)
        }
        Marca::Linea { desde, hasta, .. } => (desde.0.min(hasta.0), desde.1.min(hasta.1), desde.0.max(hasta.0), desde.1.max(hasta.1)),
        Marca::Poligono { puntos, .. } => {
            puntos.iter().fold((1e9, 1e9, -1e9, -1e9), |c, (x, y)| (c.0.min(*x), c.1.min(*y), c.2.max(*x), c.3.max(*y)))
        }
    }
}

fn dentro(d: &Dibujo) {
    for m in &d.marcas {
        let (x0, y0, x1, y1) = caja(m);
        let bien = x0 >= -0.1 && y0 >= -1.6 && x1 <= d.ancho + 0.1 && y1 <= d.alto + 1.6;
        assert!(bien, "{m:?} leaves the {} × {} of its chart", d.ancho, d.alto);
    }
    let textos: Vec<_> = d.marcas.iter().filter(|m| matches!(m, Marca::Texto(t) if !t.texto.trim().is_empty())).collect();
    for (i, a) in textos.iter().enumerate() {
        for b in &textos[i + 1..] {
            let (p, q) = (caja(a), caja(b));
            let aparte = p.2 <= q.0 + 0.3 || q.2 <= p.0 + 0.3 || p.3 <= q.1 + 0.3 || q.3 <= p.1 + 0.3;
            assert!(aparte, "{a:?} and {b:?} overlap");
        }
    }
}

/// What a drawing says, its lines joined.
fn dicho(d: &Dibujo) -> String {
    d.marcas.iter().filter_map(|m| if let Marca::Texto(t) = m { Some(t.texto.as_str()) } else { None }).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_figure_of_the_table_is_written_in_the_drawing() {
    for g in galeria::graficos() {
        let d = dibujar(&g, 480.0).unwrap();
        dentro(&d);
        let (tabla, dicho) = (g.tabla(), dicho(&d).replace('\u{a0}', " "));
        for f in &tabla.filas {
            for (celda, columna) in f.celdas.iter().zip(&tabla.columnas) {
                let cifra = celda.texto.plano().replace('\u{a0}', " ");
                // Dates and differences are read from lengths and slopes; a part of zero takes no room in its bar.
                let leida = !matches!(columna.titulo.as_str(), "Desde" | "Hasta" | "Cambio") && cifra != "0";
                assert!(!leida || dicho.contains(&cifra), "{:?}: {cifra:?} of {:?} is not in {dicho:?}", g.titulo, columna.titulo);
            }
        }
    }
}

#[test]
fn the_same_specification_gives_the_same_drawing() {
    for g in galeria::graficos() {
        assert_eq!(dibujar(&g, 300.0).unwrap(), dibujar(&g, 300.0).unwrap());
    }
}

#[test]
fn the_length_of_each_bar_is_its_figure() {
    let valores = [40_u64, 10, 0, 25];
    let barras = valores.iter().map(|v| Barra { rotulo: "Barra".to_owned(), valor: *v, texto: String::new() }).collect();
    let d = dibujar(&Grafico { datos: DatosDeGrafico::Barras(barras), ..Grafico::default() }, 400.0).unwrap();
    let largos: Vec<f32> =
        d.marcas.iter().filter_map(|m| if let Marca::Rectangulo { ancho, .. } = m { Some(*ancho) } else { None }).collect();
    assert_eq!(largos.len(), 3, "no bar for zero");
    for (largo, v) in largos.iter().zip([40.0, 10.0, 25.0]) {
        assert!((largo / largos[0] - v / 40.0).abs() < 0.001, "{largo} for {v}");
    }
}

#[test]
fn every_departamento_is_a_tile_with_its_word() {
    let Some(g) = galeria::graficos().into_iter().find(|g| matches!(g.datos, DatosDeGrafico::Mapa { .. })) else { panic!("no map") };
    let tabla = g.tabla();
    assert_eq!(tabla.filas.len(), 22);
    let jalapa = tabla.filas.iter().find(|f| f.celdas[0].texto.plano() == "Jalapa").unwrap();
    assert_eq!(jalapa.celdas[1].texto.plano(), "Sin dato", "what is not known is told, not left out");
    for ancho in [150.0, 280.0, 480.0] {
        let d = dibujar(&g, ancho).unwrap();
        dentro(&d);
        let dicho = dicho(&d);
        for dep in DEPARTAMENTOS {
            assert!(dicho.contains(dep.nombre) || dicho.contains(dep.corto), "{} is not named at {ancho} points", dep.nombre);
        }
        assert!(dicho.contains("Entregado: 6") && dicho.contains("Sin dato: 1"), "{dicho}");
    }
}

fn texto() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-zñáA-Z0-9 ]{0,30}", 1 => "[a-zñ]{40,120}", 1 => "\\PC{0,12}"]
}

fn tono() -> impl Strategy<Value = Tono> {
    prop::sample::select(vec![Tono::Neutro, Tono::Curso, Tono::Hecho, Tono::Bien, Tono::Aviso, Tono::Mal])
}

fn valor() -> impl Strategy<Value = u64> {
    prop_oneof![4 => 0..200_u64, 1 => Just(0), 1 => 1_000..9_000_000_000_u64]
}

fn dia() -> impl Strategy<Value = Date> {
    (2019..2031_i16, 1..13_i8, 1..29_i8).prop_map(|(a, m, d)| date(a, m, d))
}

fn datos() -> impl Strategy<Value = DatosDeGrafico> {
    let serie = || (texto(), tono()).prop_map(|(nombre, tono)| Serie { nombre, tono });
    let barra =
        (texto(), valor(), prop_oneof![Just(String::new()), texto()]).prop_map(|(rotulo, valor, texto)| Barra { rotulo, valor, texto });
    let bala = (texto(), 0..90_u64, 0..90_u64, prop::option::of(0..200_u64)).prop_map(|(rotulo, n, d, meta)| Bala {
        rotulo,
        logrado: Razon::new(n.min(d), d),
        meta,
    });
    let cambio = (texto(), valor(), valor()).prop_map(|(rotulo, antes, despues)| Cambio { rotulo, antes, despues });
    let casilla = ("[0-2][0-9]", 0..5_usize, texto()).prop_map(|(codigo, estado, texto)| CasillaDeMapa { codigo, estado, texto });
    let actividad = (texto(), dia(), dia(), texto(), tono()).prop_map(|(rotulo, desde, hasta, estado, tono)| Actividad {
        rotulo,
        desde,
        hasta,
        estado,
        tono,
    });
    prop_oneof![
        prop::collection::vec(barra, 0..12).prop_map(DatosDeGrafico::Barras),
        (prop::collection::vec(serie(), 0..6), prop::collection::vec((texto(), prop::collection::vec(valor(), 0..7)), 0..9))
            .prop_map(|(series, barras)| DatosDeGrafico::BarrasApiladas { series, barras }),
        prop::collection::vec(bala, 0..9).prop_map(DatosDeGrafico::Balas),
        ("[a-z0-9 ]{0,20}", "[a-z0-9 ]{0,20}", prop::collection::vec(cambio, 0..9))
            .prop_map(|(antes, despues, lineas)| DatosDeGrafico::Pendiente { antes, despues, lineas }),
        (prop::collection::vec(serie(), 0..5), prop::collection::vec(casilla, 0..25))
            .prop_map(|(estados, casillas)| DatosDeGrafico::Mapa { estados, casillas }),
        (prop::option::of(dia()), prop::collection::vec(actividad, 0..9))
            .prop_map(|(corte, actividades)| DatosDeGrafico::Gantt { corte, actividades }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, max_shrink_iters: 300, ..ProptestConfig::default() })]
    #[test]
    fn any_figures_stay_in_their_chart(datos in datos(), ancho in 260.0_f32..680.0, apaisada in any::<bool>()) {
        let g = Grafico { titulo: "Título".to_owned(), fuente: "Fuente".to_owned(), datos, ..Grafico::default() };
        dentro(&dibujar(&g, ancho).unwrap());
        let salto = Bloque::Salto(if apaisada { Orientacion::Horizontal } else { Orientacion::Vertical });
        revisar(&previsualizar(&documento(vec![salto, Bloque::Grafico(g)])).unwrap());
    }
}
