//! Round trips of the tables: every declared field, every format, arbitrary values.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "helpers of tests fail by panicking"
)]

use std::collections::BTreeMap;

use calamine::{Data, Reader};
use datos_abiertos::libro::{self, Libro, LimitesDeLibro};
use datos_abiertos::tablas::leer::{self, TablaDeTextos};
use datos_abiertos::tablas::{Columnas, FilaEnTablas, Tabla, TramiteEnTablas, csv, en_filas, json, xlsx};
use dominio::Dato;
use dominio::campos::{self, Campo, TipoDeCampo};
use proptest::prelude::*;

/// The value `n` of a field: every option of a list, and so on.
fn value(c: &Campo, n: usize, texto: &str) -> Dato {
    match c.tipo {
        TipoDeCampo::Entero => Dato::Entero(i64::try_from(n).unwrap()),
        TipoDeCampo::Dinero => Dato::Entero(i64::try_from(n * 37).unwrap()),
        TipoDeCampo::Logico => Dato::Logico(n.is_multiple_of(2)),
        TipoDeCampo::Lista => {
            let opciones = c.opciones();
            Dato::from(opciones[n % opciones.len()].id)
        }
        TipoDeCampo::Decimal => Dato::from(["4", "0.5", "36.25", "1.50", "007", "123456789012345678.9"][n % 6]),
        TipoDeCampo::Texto | TipoDeCampo::TextoLargo | TipoDeCampo::Fecha => Dato::from(texto),
    }
}

fn cells(clase: &str, n: usize, texto: &str) -> BTreeMap<String, Dato> {
    let propios = campos::de_clase(clase).filter(|c| !datos_abiertos::tablas::es_interna(c.campo));
    propios.map(|c| (c.campo.to_owned(), value(c, n, texto))).collect()
}

/// Two trámites with every field of every class, unknown fields and values of another shape included.
fn full(textos: &[String]) -> Vec<TramiteEnTablas> {
    let texto = |i: usize| textos.get(i % textos.len().max(1)).map_or("á", String::as_str);
    (0..2usize)
        .map(|n| {
            let mut celdas = cells("tramite", n + 1, texto(n));
            celdas.insert("codigo".into(), Dato::from(format!("MARN-{n:04}")));
            celdas.insert("original_requisitos".into(), Dato::from(texto(n + 1)));
            celdas.insert("campo_de_una_version_nueva".into(), Dato::Entero(-7));
            celdas.insert("visitas".into(), Dato::from(texto(n + 2)));
            let fila = |clase: &str, i: usize, requisito| {
                let mut celdas = cells(clase, i, texto(i));
                celdas.insert("campo_nuevo".into(), Dato::Logico(i % 2 == 1));
                FilaEnTablas { clase: clase.into(), requisito, celdas }
            };
            let mut filas: Vec<FilaEnTablas> = Vec::new();
            for clase in ["requisito", "paso"] {
                filas.extend((0..12).map(|i| fila(clase, i, None)));
            }
            filas.extend([
                fila("base_legal", 1, None),
                fila("base_legal", 2, Some(3)),
                fila("tiempo", 1, None),
                fila("tiempo", 5, None),
                fila("volumen", 3, None),
            ]);
            TramiteEnTablas { institucion: "MARN".into(), celdas, filas }
        })
        .collect()
}

fn texts() -> Vec<String> {
    let difficult = [
        "á ñ ü K'iche' ʼ « » — € \u{200F}derecha",
        "=1+1",
        "'=1",
        "''@x",
        "O'Brien",
        " con blancos ",
        "línea 1\nlínea 2\ttab",
        "retorno\r\nde carro\r",
        "\"comillas\", comas; y <etiquetas> & _x000D_ _x005F_",
        "00123",
        "1,234.50",
        "2024-01-05",
        "si",
    ];
    difficult.iter().map(|t| (*t).to_owned()).collect()
}

fn to_csv(tramites: &[TramiteEnTablas]) -> Vec<(Tabla, String)> {
    let columnas = Columnas::default();
    let mut textos: Vec<(Tabla, String)> = Tabla::TODAS.into_iter().map(|t| (t, csv::encabezado(&t.columnas()))).collect();
    for t in tramites {
        en_filas(&columnas, t, |tabla, valores| {
            let (_, salida) = textos.iter_mut().find(|(x, _)| *x == tabla).unwrap();
            csv::fila(salida, &tabla.columnas(), valores);
        });
    }
    textos
}

fn from_csv(textos: &[(Tabla, String)]) -> Vec<TablaDeTextos> {
    textos.iter().map(|(t, x)| leer::de_csv(*t, x).unwrap().expect("our headers are known")).collect()
}

fn together(tablas: &[TablaDeTextos]) -> Vec<TramiteEnTablas> {
    let lectura = leer::juntar(tablas);
    assert!(lectura.huerfanas.is_empty(), "{:?}", lectura.huerfanas);
    lectura
        .tramites
        .into_iter()
        .map(|t| {
            assert_eq!(t.avisos, Vec::new(), "everything was read");
            t.tramite
        })
        .collect()
}

fn workbook(bytes: &[u8]) -> Libro {
    let mut libro = Libro::default();
    libro::leer(bytes, &LimitesDeLibro::default(), &mut libro).unwrap();
    libro
}

fn en_xlsx(tramites: &[TramiteEnTablas]) -> xlsx::LibroEscrito {
    let mut escritor = xlsx::Escritor::nuevo().unwrap();
    tramites.iter().for_each(|t| escritor.poner(t).unwrap());
    escritor.terminar().unwrap()
}

#[test]
fn every_field_comes_back_from_csv_and_the_second_export_has_the_same_bytes() {
    let tramites = full(&texts());
    let primera = to_csv(&tramites);
    let vuelta = together(&from_csv(&primera));
    assert_eq!(vuelta, tramites);
    assert_eq!(to_csv(&vuelta), primera);
}

#[test]
fn every_field_comes_back_from_json_and_the_second_export_has_the_same_bytes() {
    let tramites = full(&texts());
    let primera = json::escribir(&tramites);
    let vuelta = together(&json::leer(&primera).unwrap());
    assert_eq!(vuelta, tramites);
    assert_eq!(json::escribir(&vuelta), primera);
    assert!(json::leer("[{\"nombre\":\"x\"}]").is_none(), "the catalogue's JSON is another");
}

#[test]
fn every_field_comes_back_from_the_workbook_and_the_same_data_give_the_same_bytes() {
    let tramites = full(&texts());
    let primera = en_xlsx(&tramites);
    assert!(primera.cortados.is_empty());
    let vuelta = together(&leer::de_libro(&workbook(&primera.bytes)).expect("our workbook is known"));
    assert_eq!(vuelta, tramites);
    assert_eq!(en_xlsx(&vuelta).bytes, primera.bytes);
}

#[test]
fn another_reader_finds_the_same_cells_and_no_formula() {
    let tramites = full(&texts());
    let bytes = en_xlsx(&tramites).bytes;
    let mut otro = calamine::Xlsx::new(std::io::Cursor::new(&bytes)).unwrap();
    let propio = workbook(&bytes);
    let mut vistas = 0;
    for hoja in &propio.hojas {
        assert_eq!(otro.worksheet_formula(&hoja.nombre).unwrap().used_cells().count(), 0, "{}: no formula", hoja.nombre);
        let rango = otro.worksheet_range(&hoja.nombre).unwrap();
        for fila in &hoja.filas {
            for (i, celda) in fila.celdas.iter().enumerate() {
                let suya = rango.get_value((fila.numero - 1, u32::try_from(i).unwrap())).unwrap_or(&Data::Empty);
                let texto = match suya {
                    Data::Float(x) => format!("{x}"),
                    Data::Int(x) => x.to_string(),
                    otra => otra.to_string(),
                };
                let nuestro = match celda {
                    libro::Celda::Numero(n) => n.valor.clone(),
                    otra => otra.texto().into_owned(),
                };
                assert_eq!(nuestro, texto, "{} {}{}", hoja.nombre, libro::letras(i), fila.numero);
                vistas += 1;
            }
        }
    }
    assert!(vistas > 1000, "{vistas} cells were compared");
}

#[test]
fn a_text_over_the_cell_is_cut_only_in_the_workbook_and_listed() {
    let mut tramites = full(&["ok".to_owned()]);
    tramites[0].celdas.insert("descripcion".into(), Dato::from("ñ".repeat(40_000)));
    let hecho = en_xlsx(&tramites);
    assert_eq!(hecho.cortados.len(), 1);
    assert!(hecho.cortados[0].starts_with("Trámites!"), "{:?}", hecho.cortados);
    assert_eq!(together(&from_csv(&to_csv(&tramites))), tramites);
}

#[test]
fn a_row_without_its_tramite_is_refused_whole_and_a_bad_cell_is_kept() {
    let columnas = |t: Tabla| t.columnas().iter().map(|c| c.id).collect::<Vec<_>>();
    let tramites = "institucion,codigo,nombre,visitas,modalidad\r\nMARN,A-1,Licencia,muchas,Híbrido\r\n";
    let requisitos =
        "institucion,tramite,orden,texto\r\nMARN,A-1,2,DPI\r\nMARN,A-1,1,RTU\r\nMARN,A-9,1,Perdido\r\nMARN,licencia,3,Por nombre\r\n";
    assert!(columnas(Tabla::Requisitos).contains(&"texto"));
    let tablas = [leer::de_csv(Tabla::Tramites, tramites).unwrap().unwrap(), leer::de_csv(Tabla::Requisitos, requisitos).unwrap().unwrap()];
    let lectura = leer::juntar(&tablas);
    let t = &lectura.tramites[0];
    assert_eq!((t.fila, t.avisos.len(), t.avisos[0].campo.as_str()), (2, 1, "visitas"));
    assert_eq!(t.tramite.celdas.get("original_visitas"), Some(&Dato::from("muchas")), "nothing is dropped");
    assert_eq!(t.tramite.celdas.get("modalidad"), Some(&Dato::from("hibrido")), "a label is understood");
    let orden: Vec<_> = t.tramite.filas.iter().map(|f| f.celdas["texto"].texto().unwrap()).collect();
    assert_eq!(orden, ["RTU", "DPI", "Por nombre"]);
    assert_eq!(lectura.huerfanas.len(), 1);
    assert_eq!((lectura.huerfanas[0].fila, lectura.huerfanas[0].cita.as_str()), (4, "A-9"));
}

#[test]
fn the_template_is_known_by_its_own_headers_and_its_example_is_not_data() {
    let libro = workbook(&xlsx::plantilla().unwrap());
    let tablas = leer::de_libro(&libro).expect("the template is one of our workbooks");
    assert_eq!(tablas.len(), 6);
    assert!(leer::juntar(&tablas).tramites.is_empty(), "it is empty");
    let ejemplo = libro.hojas.iter().find(|h| h.nombre == "Ejemplo").unwrap();
    assert!(ejemplo.filas.len() >= 18, "six tables with headers and a row");
    let listas = libro.hojas.iter().find(|h| h.nombre == "Listas").unwrap();
    assert!(listas.filas[0].celdas.len() > 15);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn arbitrary_texts_come_back_from_every_format(textos in prop::collection::vec("\\PC{1,12}|[ -~\\t\\n\\r]{1,12}", 1..8)) {
        let tramites = full(&textos);
        prop_assert_eq!(&together(&from_csv(&to_csv(&tramites))), &tramites);
        prop_assert_eq!(&together(&json::leer(&json::escribir(&tramites)).unwrap()), &tramites);
        let libro = workbook(&en_xlsx(&tramites).bytes);
        prop_assert_eq!(&together(&leer::de_libro(&libro).unwrap()), &tramites);
    }
}
