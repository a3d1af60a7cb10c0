//! What the finished file shows, read from its operators: margins, overlaps, heads, spans, hostile text.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "apoyo/galeria.rs"]
mod galeria;
#[path = "apoyo/geometria.rs"]
mod geometria;
#[path = "apoyo/muestra.rs"]
mod muestra;
#[path = "apoyo/operadores.rs"]
mod operadores;

use std::sync::atomic::AtomicBool;

use geometria::documento;
use informes::lienzo::Marca;
use informes::modelo::{Ancho, Bloque, Celda, Columna, Densidad, Fila, GrupoDeColumnas, Orientacion, Tabla, TipoDeFila, Tono};
use informes::texto::Texto;
use informes::{Documento, exportar_pdf, previsualizar};
use proptest::prelude::*;

fn exportar(d: &Documento) -> Vec<u8> {
    exportar_pdf(d, &mut |_| {}, &AtomicBool::new(false)).unwrap().bytes
}

/// The pages of a document as the file has them: the same runs, in the same places, as the layout said.
fn paginas(d: &Documento) -> Vec<operadores::Hoja> {
    let hojas = operadores::leer(&exportar(d));
    let dichas = previsualizar(d).unwrap();
    assert_eq!(hojas.len(), dichas.paginas.len());
    for (h, p) in hojas.iter().zip(&dichas.paginas) {
        let textos: Vec<_> = p.marcas.iter().filter_map(|m| if let Marca::Texto(t) = m { Some(t) } else { None }).collect();
        assert_eq!(h.tiradas.len(), textos.len());
        for (t, m) in h.tiradas.iter().zip(textos) {
            assert_eq!(t.texto, m.texto);
            let cerca = |a: f32, b: f32| (a - b).abs() < 0.06;
            assert!(
                cerca(t.x, m.x) && cerca(t.y, p.alto - m.y) && (t.ancho - m.ancho).abs() < 0.06 + m.ancho * 0.0002,
                "{t:?} is not {m:?}"
            );
        }
    }
    operadores::revisar(&hojas);
    hojas
}

#[test]
fn every_report_shows_what_was_laid_out() {
    paginas(&informes::avance::componer(&muestra::cifras(104), &[]));
    let mut d = documento(galeria::bloques(true));
    d.marco.membrete = Some(galeria::membrete());
    d.marco.qr = Some("Diligencia · 3f9a12bc77de0142".to_owned());
    paginas(&d);
    d.bloques.remove(0);
    paginas(&d);
}

#[test]
fn ten_thousand_rows_with_spans_keep_their_heads_and_the_head_is_never_last() {
    let filas = (0..10_000).map(|i| {
        let id = Celda::from(format!("f{i}"));
        if i % 7 == 3 {
            Fila::new(vec![
                id,
                Celda::from("Certificación de carencia de bienes de la familia ".repeat(1 + i % 3)).que_abarca(2),
                "9".into(),
            ])
        } else {
            Fila::new(vec![id, "Texto corto".into(), "Registros".into(), "1,234".into()])
        }
    });
    let d = documento(vec![Bloque::Tabla(Tabla {
        columnas: vec![Columna::justa("Código"), Columna::texto("Nombre", 3), Columna::texto("Clase", 1), Columna::numero("Cifra")],
        grupos: vec![GrupoDeColumnas::new("", 1), GrupoDeColumnas::new("Descripción", 2)],
        filas: filas.collect(),
        densidad: Densidad::Compacta,
        ..Tabla::default()
    })]);
    let hojas = paginas(&d);
    let mut siguiente = 0;
    for (i, h) in hojas.iter().enumerate() {
        let cuerpo: Vec<&str> = h.tiradas.iter().map(|t| t.texto.as_str()).collect();
        assert_eq!(cuerpo[..2], ["Descripción", "Código"], "page {} opens with both rows of heads", i + 1);
        let ids: Vec<usize> = cuerpo.iter().filter_map(|t| t.strip_prefix('f').and_then(|n| n.parse().ok())).collect();
        assert!(!ids.is_empty(), "page {} has a head and no row", i + 1);
        for id in ids {
            assert_eq!(id, siguiente, "each row once, in order");
            siguiente += 1;
        }
    }
    assert_eq!(siguiente, 10_000);
}

#[test]
fn a_cell_over_many_rows_is_said_once_a_page() {
    // Runs of 1 to 90 rows: some within a page, some over several.
    let mut filas = Vec::new();
    let mut de = Vec::new();
    for tanda in 0.. {
        for _ in 0..=(tanda * 37) % 90 {
            de.push(tanda);
            filas.push(Fila::new(vec![format!("Grupo {tanda}").into(), "Igual".into(), format!("f{}", filas.len()).into()]));
        }
        if filas.len() >= 10_000 {
            break;
        }
    }
    let d = documento(vec![Bloque::Tabla(Tabla {
        columnas: vec![Columna::texto("Institución", 1).que_une(), Columna::justa("Clase").que_une(), Columna::texto("Nombre", 2)],
        filas,
        densidad: Densidad::Compacta,
        ..Tabla::default()
    })]);
    let mut siguiente = 0;
    let mut seguidas = 0;
    for (i, h) in paginas(&d).iter().enumerate() {
        let dichas = |que: &str| h.tiradas.iter().filter(|t| t.texto.starts_with(que)).count();
        let ids: Vec<usize> = h.tiradas.iter().filter_map(|t| t.texto.strip_prefix('f').and_then(|n| n.parse().ok())).collect();
        assert_eq!(ids, (siguiente..siguiente + ids.len()).collect::<Vec<_>>(), "each row once, in order");
        let tandas: std::collections::BTreeSet<i32> = ids.iter().map(|id| de[*id]).collect();
        assert_eq!((dichas("Grupo "), dichas("Igual")), (tandas.len(), tandas.len()), "page {}", i + 1);
        let sigue = siguiente > 0 && de[siguiente] == de[siguiente - 1];
        let continua = h.tiradas.iter().filter(|t| t.texto.contains("continúa")).count();
        assert_eq!(continua, usize::from(sigue), "page {} opens with what goes on", i + 1);
        seguidas += usize::from(sigue);
        siguiente += ids.len();
    }
    assert!(siguiente >= 10_000 && seguidas > 20, "{siguiente} rows, {seguidas} pages that open inside a run");
    // What is read as values keeps every one of them.
    let sueltas = informes::tablas::recoger(&d);
    assert!(sueltas[0].filas.iter().zip(&de).all(|(f, tanda)| f[0] == format!("Grupo {tanda}") && f[1] == "Igual"));
}

#[test]
fn a_head_never_stays_alone_at_the_foot() {
    for n in 30..50 {
        let mut bloques: Vec<Bloque> = (0..n).map(|_| galeria::parrafo("Un renglón de texto.")).collect();
        let mut t = galeria::tabla_con_grupos();
        t.titulo = Some("Título de la tabla".to_owned());
        bloques.push(Bloque::Tabla(t));
        for h in paginas(&documento(bloques)) {
            let tiene = |que: &str| h.tiradas.iter().any(|t| t.texto.starts_with(que));
            let cabeza = tiene("Título de la tabla") || tiene("Institución") && tiene("Agosto");
            assert!(!cabeza || tiene("Gobernación "), "a head without rows after {n} lines");
        }
    }
}

/// What a person, a sheet or an attack may leave in a text.
fn hostil() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zñáéíóúA-Z0-9 .,;:%/-]{0,60}",
        2 => "[ -~]{0,40}",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{9f}]{1,12}",
        1 => "[\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}-\u{200f}]{1,8}",
        1 => "[aenou][\u{300}-\u{308}]{1,6}",
        1 => "\\PC{0,30}",
        1 => "[a-zA-Zñ]{300,900}",
        1 => Just(") Tj ET Q endstream endobj <</S/JavaScript/JS(app.alert(1))>> %PDF".to_owned()),
        1 => Just("<script>alert(1)</script>&amp;]]></a>".to_owned()),
        1 => Just("\\r\\n(\\050\\) \u{5c}\u{28}\u{29}".to_owned()),
    ]
}

/// The same, and a word without end.
fn muy_hostil() -> impl Strategy<Value = String> {
    prop_oneof![5 => hostil(), 1 => Just("x".repeat(10_000))]
}

fn celda() -> impl Strategy<Value = Celda> {
    (hostil(), 0..5_u16, any::<bool>(), any::<bool>()).prop_map(|(t, abarca, nota, insignia)| {
        let mut texto = Texto::from(t.as_str());
        if nota && abarca == 0 {
            texto = texto.al_pie(&t);
        }
        Celda { texto, insignia: insignia.then_some(Tono::Aviso), abarca, ..Celda::default() }
    })
}

fn columna() -> impl Strategy<Value = Columna> {
    (hostil(), 0..6_u16, 0..3_u8, any::<bool>()).prop_map(|(t, partes, forma, une)| {
        let columna = match forma {
            0 => Columna { ancho: Ancho::Partes(partes), ..Columna::justa(&t) },
            1 => Columna::numero(&t),
            _ => Columna::justa(&t),
        };
        Columna { une, ..columna }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 12, ..ProptestConfig::default() })]

    #[test]
    fn texto_pdf(
        textos in prop::collection::vec(muy_hostil(), 1..5),
        filas in prop::collection::vec((prop::collection::vec(celda(), 0..7), 0..9_u8, 1..5_usize), 0..12),
        columnas in prop::collection::vec(columna(), 1..8),
        grupos in prop::collection::vec((hostil(), 0..4_u16), 0..4),
        apaisada in any::<bool>(),
    ) {
        // Rows that repeat, so that some cells are one over several.
        let filas = filas.into_iter().flat_map(|(celdas, tipo, veces)| {
            let tipo = match tipo { 0 => TipoDeFila::Grupo, 1 => TipoDeFila::Total, _ => TipoDeFila::Normal };
            std::iter::repeat_n(Fila { celdas, tipo }, veces)
        });
        let t = &textos[0];
        let mut d = documento(vec![
            Bloque::Salto(if apaisada { Orientacion::Horizontal } else { Orientacion::Vertical }),
            Bloque::Indice { titulo: t.clone(), niveles: 3 },
            Bloque::Titulo { nivel: 1, texto: t.clone(), marcador: Some(t.clone()) },
            galeria::parrafo(Texto::from(t.as_str()).al_pie(t).enlace(t, t)),
            Bloque::Lista { numerada: apaisada, elementos: textos.iter().map(|t| Texto::from(t.as_str()).fuerte(t)).collect() },
            Bloque::Nota { tono: Tono::Mal, texto: Texto::from(t.as_str()) },
            Bloque::Ficha(textos.iter().map(|t| (t.clone(), Texto::from(t.as_str()))).collect()),
            Bloque::Destino(t.clone()),
            Bloque::Tabla(Tabla {
                titulo: Some(t.clone()),
                columnas,
                grupos: grupos.into_iter().map(|(t, columnas)| GrupoDeColumnas { titulo: t, columnas }).collect(),
                filas: filas.collect(),
                ..Tabla::default()
            }),
        ]);
        d.metadatos.titulo.clone_from(t);
        d.marco.encabezado.clone_from(t);
        d.marco.pie.clone_from(t);
        d.marco.banda = Some(t.clone());
        let hojas = paginas(&d);
        // A mark that turns the reading order, a control or a half of an accent never reaches the text that is copied.
        for c in hojas.iter().flat_map(|h| &h.tiradas).flat_map(|t| t.texto.chars()) {
            prop_assert!(!c.is_control() && !('\u{202a}'..='\u{202e}').contains(&c) && !('\u{2066}'..='\u{2069}').contains(&c), "{:?}", c);
            prop_assert!(!('\u{300}'..='\u{36f}').contains(&c), "a loose accent: {:?}", c);
        }
    }
}

#[test]
fn una_tilde_suelta_se_copia_compuesta() {
    let d = documento(vec![galeria::parrafo("El nin\u{303}o y la cigu\u{308}en\u{303}a; A\u{301}frica")]);
    let hojas = paginas(&d);
    assert!(hojas[0].tiradas.iter().any(|t| t.texto == "El niño y la cigüeña; África"), "{:?}", hojas[0].tiradas);
}

#[test]
fn sixty_pages_take_at_most_400_kb() {
    let d = informes::avance::componer(&muestra::cifras(290), &[]);
    let pdf = exportar_pdf(&d, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    assert!((60..90).contains(&pdf.paginas), "{} pages", pdf.paginas);
    assert!(pdf.bytes.len() <= 400_000 * pdf.paginas / 60, "{} pages take {} bytes", pdf.paginas, pdf.bytes.len());
}
