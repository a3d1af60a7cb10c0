//! Every report, from the data of the demonstrations and of a trámite that was redesigned: what its pages show, read
//! from their operators; what four readers think of it; its text in reading order; its sections in the order asked for.

#[path = "../../src-tauri/crates/casos/tests/apoyo/mod.rs"]
mod apoyo;
#[path = "../../src-tauri/crates/informes/tests/apoyo/operadores.rs"]
mod operadores;

use std::path::{Path, PathBuf};

use apoyo::{AHORA, abrir, crear};
use casos::Sesion;
use casos::dto::{CalculosPedidos, ComoInstalacion, Fase, FormatoDeInforme, Nada, PedirInforme, VersionPaso};
use pruebas::lectores::{callado, con_mupdf, con_pdfjs, sin_quejas};

fn informe(tipo: &str) -> PedirInforme {
    PedirInforme { tipo: tipo.to_owned(), formato: Some(FormatoDeInforme::Pdf), ..PedirInforme::default() }
}

/// The two files that papers are printed from, with a trámite delivered for approval in the committee's.
struct Casas {
    comite: Sesion,
    gae: Sesion,
    tramite: String,
    _carpetas: [tempfile::TempDir; 2],
}

fn casas() -> Casas {
    let carpetas = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let comite = abrir(carpetas[0].path(), AHORA);
    crear(&comite, ComoInstalacion::Comite, Some("MARN"), true);
    let tramite = apoyo::rediseno::listo(&comite).id;
    let gae = abrir(carpetas[1].path(), AHORA);
    crear(&gae, ComoInstalacion::Gae, None, true);
    Casas { comite, gae, tramite, _carpetas: carpetas }
}

/// Every report: its name, whose it is and how it is asked for.
fn todos(c: &Casas) -> Vec<(&'static str, &Sesion, PedirInforme)> {
    let calculos = CalculosPedidos { tramite: c.tramite.clone(), version: VersionPaso::Actual, desde: None, semilla: None, corridas: None };
    let del_tramite = |tipo| PedirInforme { tramite: Some(c.tramite.clone()), ..informe(tipo) };
    let acta = |fase| PedirInforme { fase: Some(fase), ..informe("acta") };
    let corte = Some("2021-12-31".to_owned());
    let comparar = Some("2021-10-31".to_owned());
    let de_marn = PedirInforme { institucion: Some("MARN".to_owned()), corte: corte.clone(), ..informe("avance") };
    vec![
        ("avance", &c.comite, PedirInforme { comparar: Some("2026-11-01".to_owned()), ..informe("avance") }),
        ("ficha", &c.comite, del_tramite("ficha")),
        ("ficha-de-otro", &c.comite, PedirInforme { tramite: Some("MARN-0001".to_owned()), ..informe("ficha") }),
        ("priorizacion", &c.comite, informe("priorizacion")),
        ("calculos", &c.comite, PedirInforme { calculos: Some(calculos), ..informe("calculos") }),
        ("rediseno", &c.comite, del_tramite("rediseno")),
        ("acta-comite", &c.comite, acta(Fase::ConformacionComite)),
        ("acta-inventario", &c.comite, acta(Fase::Inventario)),
        ("acta-priorizacion", &c.comite, acta(Fase::Priorizacion)),
        ("consolidado", &c.gae, PedirInforme { corte: corte.clone(), comparar, ..informe("consolidado") }),
        ("avance-de-2021", &c.gae, de_marn),
    ]
}

/// Points from which a text is a heading.
const TITULO: f32 = 12.5;

/// What each page shows, in the order in which poppler copies it.
fn copiado(archivo: &Path) -> Vec<String> {
    let texto = callado("pdftotext", &["-raw", "-enc", "UTF-8"], archivo);
    assert!(texto.is_empty(), "without a name for the output, pdftotext writes beside the file");
    let copiado = std::fs::read_to_string(archivo.with_extension("txt")).unwrap();
    copiado.split('\u{c}').map(apretado).collect()
}

/// Without blanks nor the hyphens of line ends, which poppler joins.
fn apretado(texto: &str) -> String {
    texto.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

#[test]
fn every_report_is_well_drawn_well_read_and_well_formed() {
    let casas = casas();
    let hay: Vec<String> = casas.gae.informes_disponibles(Nada {}).unwrap().into_iter().map(|i| i.tipo).collect();
    let salida = tempfile::tempdir().unwrap();
    let mut escritos: Vec<(&str, PathBuf)> = Vec::new();
    let mut vistos = Vec::new();
    for (nombre, sesion, pide) in todos(&casas) {
        let archivo = salida.path().join(format!("{nombre}.pdf"));
        sesion.informe_en_ruta(&pide, &archivo).unwrap_or_else(|e| panic!("{nombre}: {e:?}"));
        println!("{nombre}");
        let hojas = operadores::leer(&std::fs::read(&archivo).unwrap());
        operadores::revisar(&hojas);
        sin_quejas(&archivo);
        assert!(con_mupdf(&archivo).contains("Página 1 de "), "{nombre}");
        // Headings go down the page, or on to the next column, and are copied in that order.
        let paginas = copiado(&archivo);
        for (n, (hoja, texto)) in hojas.iter().zip(&paginas).enumerate() {
            let (mut alto, mut derecha, mut desde) = (hoja.alto, 0.0, 0);
            for t in hoja.tiradas.iter().filter(|t| t.tam >= TITULO) {
                assert!(t.y <= alto + 0.1 || t.x >= derecha, "{nombre}, page {}: {:?} is drawn after what is under it", n + 1, t.texto);
                let titulo = apretado(&t.texto);
                let lugar = texto[desde..].find(&titulo);
                desde += lugar.unwrap_or_else(|| panic!("{nombre}, page {}: {:?} does not follow in {texto}", n + 1, t.texto));
                (alto, derecha) = (t.y, t.x + t.ancho);
            }
        }
        let todo = paginas.concat();
        assert!(todo.contains('á') && todo.contains('ó') && todo.contains('·'), "{nombre}: {todo}");
        vistos.push(pide.tipo.clone());
        escritos.push((nombre, archivo));
    }
    assert!(hay.iter().all(|t| vistos.contains(t)), "a report is missing here: {hay:?}");
    let (bien, dichos) = con_pdfjs(&escritos.iter().map(|(_, a)| a.as_path()).collect::<Vec<_>>());
    assert!(bien, "{:?}", dichos.iter().map(|d| &d["avisos"]).collect::<Vec<_>>());
    for (dicho, (nombre, _)) in dichos.iter().zip(&escritos) {
        let paginas = dicho["paginas"].as_u64().unwrap();
        for e in dicho["enlaces"].as_array().unwrap() {
            assert!(e["url"].is_null() && (1..=paginas).contains(&e["destino"].as_u64().unwrap()), "{nombre}: {e}");
        }
    }
}

/// The bookmarks of a report with these sections.
fn titulos(s: &Sesion, tipo: &str, secciones: &[String]) -> Vec<String> {
    let pide = PedirInforme { secciones: secciones.to_vec(), formato: None, ..informe(tipo) };
    let previsto = s.vista_previa_informe(pide).unwrap_or_else(|e| panic!("{secciones:?}: {e:?}"));
    previsto.marcadores.into_iter().map(|m| m.titulo).filter(|t| t != "Contenido").collect()
}

#[test]
fn the_sections_come_in_the_order_asked_for() {
    let casas = casas();
    for (sesion, tipo) in [(&casas.comite, "avance"), (&casas.gae, "consolidado")] {
        let disponible = sesion.informes_disponibles(Nada {}).unwrap().into_iter().find(|i| i.tipo == tipo).unwrap();
        let ids: Vec<String> = disponible.secciones.into_iter().map(|s| s.id).collect();
        let solas: Vec<Vec<String>> = ids.iter().map(|id| titulos(sesion, tipo, std::slice::from_ref(id))).collect();
        // The cover, the summary and the notes are in every one.
        let de_todas = |t: &String| solas.iter().all(|s| s.contains(t));
        let propios = |titulos: &[String]| titulos.iter().filter(|t| !de_todas(t)).cloned().collect::<Vec<_>>();
        assert!(solas.iter().filter(|s| !propios(s).is_empty()).count() >= 4, "{solas:?}");
        // Forwards, backwards, and every third one.
        let n = ids.len();
        for orden in [(0..n).collect::<Vec<_>>(), (0..n).rev().collect(), (0..n).map(|i| (i * 3 + 1) % n).collect()] {
            let pedidas: Vec<String> = orden.iter().map(|i| ids[*i].clone()).collect();
            let esperados: Vec<String> = orden.iter().filter_map(|i| propios(&solas[*i]).into_iter().next()).collect();
            // Each by its heading: the long detail of one may be an annex, after all of them.
            let dados: Vec<String> = titulos(sesion, tipo, &pedidas).into_iter().filter(|t| esperados.contains(t)).collect();
            assert_eq!(dados, esperados, "{tipo} {pedidas:?}");
        }
    }
}
