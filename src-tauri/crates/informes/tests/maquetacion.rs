//! Where things fall on paper: margins, heads, overlaps, what stays together.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, reason = "tests")]

#[path = "apoyo/geometria.rs"]
mod geometria;

use geometria::{documento, revisar, textos};
use informes::lienzo::Marca;
use informes::modelo::{Ancho, Bloque, Celda, Columna, Densidad, EstiloDeParrafo, Fila, Orientacion, Tabla, TipoDeFila, Tono};
use informes::texto::Texto;
use informes::{Maquetado, previsualizar};
use proptest::prelude::*;

fn tabla(columnas: Vec<Columna>, filas: Vec<Fila>) -> Bloque {
    Bloque::Tabla(Tabla { titulo: None, columnas, filas, densidad: Densidad::Compacta, vacia: String::new(), ..Tabla::default() })
}

fn maquetar(bloques: Vec<Bloque>) -> Maquetado {
    previsualizar(&documento(bloques)).unwrap()
}

/// Every page that has rows opens with the head of the table.
fn cabeza_en_cada_pagina(m: &Maquetado, cabeza: &str) {
    for (i, p) in m.paginas.iter().enumerate() {
        let t = textos(p);
        let filas = t.iter().filter(|x| x.texto.starts_with("fila·")).count();
        if filas > 0 {
            let y_cabeza = t.iter().find(|x| x.texto == cabeza).unwrap_or_else(|| panic!("page {} has {filas} rows and no head", i + 1)).y;
            assert!(t.iter().filter(|x| x.texto.starts_with("fila·")).all(|x| x.y > y_cabeza), "a row above the head on page {}", i + 1);
        }
    }
}

fn ids(m: &Maquetado) -> Vec<usize> {
    m.paginas
        .iter()
        .flat_map(textos)
        .filter_map(|t| t.texto.strip_prefix("fila·").and_then(|n| n.split(' ').next()).and_then(|n| n.parse().ok()))
        .collect()
}

#[test]
fn ten_thousand_rows_keep_the_head_the_margins_and_the_order() {
    let columnas = vec![Columna::justa("Código"), Columna::texto("Nombre", 3), Columna::numero("Cifra")];
    let filas = (0..10_000)
        .map(|i| {
            Fila::new(vec![format!("fila·{i}").into(), "Certificación de carencia de bienes, ".repeat(1 + i % 4).into(), "1,234".into()])
        })
        .collect();
    let m = maquetar(vec![tabla(columnas, filas)]);
    assert!(m.paginas.len() > 200, "{} pages", m.paginas.len());
    revisar(&m);
    cabeza_en_cada_pagina(&m, "Código");
    assert_eq!(ids(&m), (0..10_000).collect::<Vec<_>>(), "each row once, in order");
    let ultima = textos(m.paginas.last().unwrap());
    assert!(ultima.iter().any(|t| t.texto == format!("Página {0} de {0}", m.paginas.len())), "the last page knows how many there are");
}

#[test]
fn una_fila_mas_alta_que_la_hoja_sigue_en_la_siguiente() {
    let largo = (0..1_500).map(|i| format!("palabra{i}")).collect::<Vec<_>>().join(" ");
    let m = maquetar(vec![tabla(
        vec![Columna::justa("Código"), Columna::texto("Texto", 1)],
        vec![
            Fila::new(vec!["fila·0".into(), "antes".into()]),
            Fila::new(vec!["fila·1".into(), largo.into()]),
            Fila::new(vec!["fila·2".into(), "después".into()]),
        ],
    )]);
    revisar(&m);
    let todo: String = m.paginas.iter().map(informes::Pagina::texto).collect();
    for palabra in ["palabra0 ", "palabra750", "palabra1499", "antes", "después"] {
        assert!(todo.contains(palabra), "{palabra} was lost");
    }
    let con_texto = m.paginas.iter().filter(|p| p.texto().contains("palabra")).count();
    assert!(con_texto > 1, "the row takes several pages");
    for p in m.paginas.iter().filter(|p| p.texto().contains("palabra")) {
        assert!(p.texto().contains("Código"), "its head is on each of them");
    }
}

#[test]
fn el_grupo_se_repite_donde_continua_y_nunca_queda_solo_al_pie() {
    let mut filas = Vec::new();
    for g in 0..40 {
        filas.push(Fila::grupo(format!("grupo·{g} de trámites")));
        filas.extend((0..7).map(|i| Fila::new(vec![format!("fila·{}", g * 7 + i).into(), "Texto".into()])));
    }
    let m = maquetar(vec![tabla(vec![Columna::justa("Código"), Columna::texto("Texto", 1)], filas)]);
    revisar(&m);
    assert!(m.paginas.len() > 3);
    for (i, p) in m.paginas.iter().enumerate() {
        let t: Vec<_> = textos(p).into_iter().filter(|t| t.texto.starts_with("fila·") || t.texto.starts_with("grupo·")).collect();
        assert!(t.first().unwrap().texto.starts_with("grupo·"), "page {} opens without saying whose rows these are", i + 1);
        assert!(t.last().unwrap().texto.starts_with("fila·"), "page {} ends with the row of a group alone", i + 1);
    }
}

#[test]
fn un_titulo_nunca_queda_al_pie() {
    for n in 20..60 {
        let mut bloques: Vec<Bloque> = (0..n).map(|_| parrafo("Un renglón de texto.")).collect();
        bloques.push(Bloque::Titulo { nivel: 2, texto: "Título que sigue".to_owned(), marcador: None });
        bloques.push(tabla(vec![Columna::justa("Código")], vec![Fila::new(vec!["fila·0".into()]), Fila::new(vec!["fila·1".into()])]));
        let m = maquetar(bloques);
        let pagina_de = |que: &str| m.paginas.iter().position(|p| p.texto().contains(que)).unwrap();
        assert_eq!(pagina_de("Título que sigue"), pagina_de("fila·0"), "title and first row are parted with {n} paragraphs before");
    }
}

#[test]
fn un_parrafo_no_deja_un_renglon_solo() {
    for n in 1..45 {
        let mut bloques: Vec<Bloque> = (0..n).map(|_| parrafo("Un renglón.")).collect();
        bloques.push(parrafo(&"zafra caña ".repeat(60)));
        let m = maquetar(bloques);
        for p in &m.paginas {
            let renglones = textos(p).iter().filter(|t| t.texto.contains("zafra")).count();
            assert_ne!(renglones, 1, "one lonely line with {n} paragraphs before");
        }
    }
}

fn parrafo(texto: &str) -> Bloque {
    Bloque::Parrafo { texto: Texto::from(texto), estilo: EstiloDeParrafo::Normal }
}

#[test]
fn una_tabla_vacia_lo_dice() {
    let m = maquetar(vec![tabla(vec![Columna::justa("Código")], vec![])]);
    assert!(m.paginas[0].texto().contains("Sin información registrada"));
}

#[test]
fn las_hojas_giran_y_vuelven() {
    let m = maquetar(vec![
        parrafo("de pie"),
        Bloque::Salto(Orientacion::Horizontal),
        parrafo("acostada"),
        Bloque::Salto(Orientacion::Vertical),
        parrafo("de pie otra vez"),
    ]);
    let formas: Vec<(f32, f32)> = m.paginas.iter().map(|p| (p.ancho, p.alto)).collect();
    assert_eq!(formas, [(612.0, 792.0), (792.0, 612.0), (612.0, 792.0)]);
    revisar(&m);
}

#[test]
fn hostile_text_neither_breaks_a_page_nor_hides() {
    let hostiles = [
        "x".repeat(10_000),
        "\u{202e}al revés\u{2066}".to_owned(),
        "👩‍👩‍👧‍👦 familia".to_owned(),
        "a\u{0301}\u{0301}\u{0301}".to_owned(),
        "\0\u{1}\u{7f}".to_owned(),
        ") Tj ET /JavaScript (alert) <</JS>> endstream".to_owned(),
        "<script>alert(1)</script> & &amp;".to_owned(),
        "\u{a0}".repeat(300),
        "-".repeat(500),
    ];
    let filas = hostiles.iter().map(|h| Fila::new(vec![h.as_str().into(), h.as_str().into(), Celda::estado(Tono::Mal, h)])).collect();
    let mut bloques = vec![tabla(vec![Columna::justa("A"), Columna::texto("B", 1), Columna::numero("C")], filas)];
    for h in &hostiles {
        bloques.push(Bloque::Titulo { nivel: 1, texto: h.clone(), marcador: None });
        bloques.push(parrafo(h));
        bloques.push(Bloque::Nota { tono: Tono::Aviso, texto: Texto::from(h.as_str()) });
        bloques.push(Bloque::Ficha(vec![(h.clone(), Texto::from(h.as_str()))]));
    }
    let m = maquetar(bloques);
    revisar(&m);
    let todo: String = m.paginas.iter().map(informes::Pagina::texto).collect();
    for visible in ["[U+202E]al revés[U+2066]", "[U+0000][U+0001][U+007F]", "<script>", "endstream"] {
        assert!(todo.contains(visible), "{visible} is not seen");
    }
}

fn columna() -> impl Strategy<Value = Columna> {
    ("[A-Za-zñ ]{0,30}", 0..8_u16, 0..3_u8).prop_map(|(t, partes, forma)| match forma {
        0 => Columna { ancho: Ancho::Partes(partes), ..Columna::justa(&t) },
        1 => Columna::numero(&t),
        _ => Columna::justa(&t),
    })
}

fn celda() -> impl Strategy<Value = Celda> {
    prop_oneof![
        6 => "[a-zñáéíóú0-9,.]{0,14}( [a-zñáéíóú0-9,.]{1,14}){0,12}".prop_map(Celda::from),
        2 => "[a-zA-Z0-9]{1,300}".prop_map(Celda::from),
        1 => "[A-Za-z ]{1,16}".prop_map(|t| Celda::estado(Tono::Curso, &t)),
        1 => "([a-z]{1,9}\n){0,12}".prop_map(Celda::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn any_table_stays_within_its_margins_without_overlaps(
        mut columnas in prop::collection::vec(columna(), 1..14),
        filas in prop::collection::vec((prop::collection::vec(celda(), 0..15), 0..12_u8), 0..50),
        apaisada in any::<bool>(),
    ) {
        columnas[0] = Columna::justa("Cabeza");
        let filas: Vec<Fila> = filas.into_iter().enumerate().map(|(i, (mut celdas, tipo))| {
            celdas.insert(0, Celda::from(format!("f{i}")));
            let tipo = match tipo { 0 => TipoDeFila::Grupo, 1 => TipoDeFila::Total, _ => TipoDeFila::Normal };
            Fila { celdas, tipo }
        }).collect();
        let n = filas.len();
        let salto = Bloque::Salto(if apaisada { Orientacion::Horizontal } else { Orientacion::Vertical });
        let m = maquetar(vec![salto, tabla(columnas, filas)]);
        revisar(&m);
        let puestas: Vec<String> = m.paginas.iter().flat_map(textos).map(|t| t.texto.clone()).collect();
        for i in 0..n {
            let id = format!("f{i}");
            // In a very narrow column the id itself may take two lines.
            prop_assert!(puestas.iter().any(|t| t.starts_with(&id) || id.starts_with(t.as_str())), "row {} is missing", i);
        }
    }
}

#[test]
fn lines_and_boxes_stay_on_the_sheet() {
    let m = previsualizar(&documento(vec![parrafo("x")])).unwrap();
    assert!(m.paginas[0].marcas.iter().any(|m| matches!(m, Marca::Linea { .. })), "the running head has its rule");
}
