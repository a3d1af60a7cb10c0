//! Bad input is told apart, each kind with its own words; the six shapes of columns are known.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use datos_abiertos::catalogo::{Codificacion, FallaDeLectura, Forma, Formato, Limites, MotivoDeRechazo, interpretar, leer};
use dominio::ficha::{Moneda, TipoCosto};
use dominio::interpretacion::banderas::CodigoBandera;

fn falla(bytes: &[u8]) -> FallaDeLectura {
    let f = leer(bytes, None, Limites::default()).unwrap_err();
    assert!(f.mensaje().ends_with('.') && !f.mensaje().contains("  "), "{}", f.mensaje());
    f
}

#[test]
fn every_bad_file_has_its_own_failure() {
    assert_eq!(falla(b""), FallaDeLectura::Vacio);
    assert_eq!(falla(b" \r\n "), FallaDeLectura::Vacio);
    assert_eq!(falla(b"PK\x03\x04zzzz"), FallaDeLectura::EsZip);
    assert_eq!(falla(b"%PDF-1.7"), FallaDeLectura::EsPdf);
    assert_eq!(falla(b"\x89PNG\r\n"), FallaDeLectura::NoEsTexto);
    assert_eq!(falla(b"\xFF\xFEn\0o\0"), FallaDeLectura::Utf16);
    assert_eq!(falla(b"n\0o\0m\0b\0r\0e\0"), FallaDeLectura::Utf16);
    assert_eq!(falla(b"id,nombre\n1,a\0b and much more text than that so that it is no UTF-16"), FallaDeLectura::Nulo { linea: 2 });
    assert_eq!(falla(b"id,nombre\n1,\"sin cierre\n2,b\n"), FallaDeLectura::ComillasSinCerrar { linea: 2 });
    assert_eq!(falla(b"hola\nmundo\n"), FallaDeLectura::SinEncabezado { vistos: vec!["hola".into()] });
    assert_eq!(falla(b"id,nombre\n1,a\x81b\xf3\n"), FallaDeLectura::ByteDesconocido { linea: 2, columna: 4, byte: 0x81 });
    assert!(matches!(falla(b"{\"a\": 1}"), FallaDeLectura::JsonDeOtraForma { visto } if visto.contains("«a»")));
    assert!(matches!(falla(b"[{\"lat\": 1, \"lon\": 2}]"), FallaDeLectura::JsonDeOtraForma { .. }));
    assert!(matches!(falla(b"[1, 2]"), FallaDeLectura::JsonDeOtraForma { .. }));
    assert_eq!(falla(b"[\n {\"id\": 1,\n"), FallaDeLectura::JsonTruncado { linea: 3, columna: 0 });
    assert!(matches!(falla(b"[\n {\"id\" 1}]"), FallaDeLectura::NoEsJson { linea: 2, columna: 8, .. }));
    assert!(matches!(leer(b"hola", Some(Formato::Json), Limites::default()).unwrap_err(), FallaDeLectura::NoEsJson { linea: 1, .. }));
}

#[test]
fn limits_hold() {
    let pocos = Limites { bytes: 40, filas: 2, columnas: 3 };
    assert_eq!(leer(&[b'a'; 41], None, pocos).unwrap_err(), FallaDeLectura::DemasiadoGrande { bytes: 41, limite: 40 });
    assert_eq!(leer(b"id,nombre\n1,a\n2,b\n3,c\n", None, pocos).unwrap_err(), FallaDeLectura::DemasiadasFilas { limite: 2 });
    assert_eq!(leer(b"id,nombre,a,b\n", None, pocos).unwrap_err(), FallaDeLectura::DemasiadasColumnas { columnas: 4, limite: 3 });
    assert_eq!(leer(b"[{},{},{}]", None, pocos).unwrap_err(), FallaDeLectura::DemasiadasFilas { limite: 2 });
}

#[test]
fn windows_1252_with_semicolons_is_detected() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252
        .encode("Institución;Nombre;Descripción;Enlace;id\r\nMARN;Licencia año «€»;Algo, con coma;https://x.gt;7\r\n");
    let l = leer(&bytes, None, Limites::default()).unwrap();
    assert_eq!((l.codificacion, l.delimitador, l.forma, l.filas.len()), (Codificacion::Windows1252, Some(';'), Forma::DatosAbiertos, 1));
    assert_eq!(l.filas[0].texto("nombre"), Some("Licencia año «€»"));
    let l = leer("\u{feff}sep=\t\nid\tnombre\n1\tUno\n".as_bytes(), None, Limites::default()).unwrap();
    assert_eq!((l.codificacion, l.delimitador, l.filas[0].linea), (Codificacion::Utf8ConMarca, Some('\t'), 3));
}

#[test]
fn the_six_shapes_are_known() {
    for (encabezado, forma) in [
        (
            "id,institución,nombre,categoria,subcategoria,descripcion,instrucciones,requisitos,costo,codigo_moneda,tiempo_de_respuesta,documento_obtenible,enlace,respaldo_legal,fecha_actualizado",
            Forma::ExportacionPublica,
        ),
        (
            "institucion;nombre;categoria;subcategoria;moneda;descripcion;instrucciones;requisitos;costo;tiempo_de_respuesta;documento_obtenible;enlace;respaldo_legal",
            Forma::CargaMasiva,
        ),
        (
            "Institución,Dirección / Unidad Ejecutora / Departamento,Trámite,Descripción,Pasos,Requisitos,Costo,Tiempo de respuesta,Categoría,Subcategoría",
            Forma::CargaMasivaLarga,
        ),
        (
            "ID,Institución,Trámite,URL,URL Catálogo,Descripción,Normativa,Requerimientos,Pasos,Costo,Descripción Costo,Tiempo de Respuesta,Resultado,Categoría",
            Forma::Convertida,
        ),
        ("id,institución,nombre,categoría,descripción,enlace", Forma::DatosAbiertos),
    ] {
        let l = leer(encabezado.as_bytes(), None, Limites::default()).unwrap();
        assert_eq!((l.forma, l.columnas_desconocidas().count(), l.total()), (forma, 0, 0), "{encabezado}");
    }
}

#[test]
fn the_site_json_is_flattened() {
    let texto = r#"[{"id": 9, "name": "Licencia de caza", "description": "Para cazar en temporada con arma registrada", "institution": {"id": 3, "name": "Consejo -CONAP-"},
      "subcategories": ["Ambiente", "Fauna"], "instructions": "1. Ir\n2. Pagar", "requirements": "<ul><li>DPI</li></ul>", "typeOfCost": "variable", "cost": null,
      "variableCostDescription": "Q150 por módulo", "currency": {"code": "USD"}, "timeResponse": "2 a 3 días", "typeOfDocumentObtainable": "Licencia", "normative": "Decreto 36-04", "url": "https://conap.gob.gt", "extra": 1.50}]"#;
    let l = leer(texto.as_bytes(), None, Limites::default()).unwrap();
    assert_eq!(l.forma, Forma::Sitio);
    assert_eq!(l.columnas_desconocidas().map(|c| &*c.encabezado).collect::<Vec<_>>(), ["institution.id", "extra"]);
    let t = interpretar(&l.filas[0]);
    assert_eq!(
        (t.sigla.as_deref(), t.institucion_texto.as_str(), t.nombre.as_str()),
        (Some("CONAP"), "Consejo -CONAP-", "Licencia de caza")
    );
    let f = &t.ficha;
    assert_eq!((f.requisitos.len(), f.pasos.len(), f.tiempos.len(), f.base_legal.len()), (1, 2, 1, 1));
    assert_eq!(
        (f.tramite.costo_tipo, f.tramite.costo_moneda, f.tramite.costo_descripcion.as_deref()),
        (Some(TipoCosto::Variable), Some(Moneda::Usd), Some("Q150 por módulo"))
    );
    assert_eq!(f.tramite.subcategoria.as_deref(), Some("Ambiente; Fauna"));
    assert!(t.originales.contains(&("extra".to_owned(), "1.50".to_owned())), "numbers keep their text");
}

#[test]
fn records_that_cannot_be_read_are_listed() {
    let l = leer(b"id,nombre\n1,Uno\n2,\n3,Tres,sobra\n,\n\n5,Cinco\n", None, Limites::default()).unwrap();
    assert_eq!((l.filas.len(), l.rechazadas.len(), l.total()), (2, 3, 5));
    assert_eq!(
        l.rechazadas.iter().map(|r| (r.linea, r.motivo.clone())).collect::<Vec<_>>(),
        [(3, MotivoDeRechazo::SinNombre), (4, MotivoDeRechazo::CamposDeMas { campos: 3, columnas: 2 }), (5, MotivoDeRechazo::SinTexto)]
    );
    assert_eq!(l.rechazadas[1].texto, "3\tTres\tsobra");
    let l = leer(b"[{\"id\":1,\"nombre\":\"Uno\"}, 7, {\"id\":2}]", None, Limites::default()).unwrap();
    assert_eq!((l.filas.len(), l.rechazadas.iter().map(|r| r.texto.as_str()).collect::<Vec<_>>()), (1, vec!["7", "{\"id\":2}"]));
}

#[test]
fn the_traps_of_the_source_raise_their_flag() {
    let largo = "x".repeat(250);
    let csv = format!(
        "id,nombre,descripcion,requisitos,instrucciones,costo,codigo_moneda,tiempo_de_respuesta,enlace\nx,LICENCIA DE PESCA,Licencia de pesca,4,Pendiente,0,GTQ,indefinido,{largo}\n"
    );
    let t = interpretar(&leer(csv.as_bytes(), None, Limites::default()).unwrap().filas[0]);
    for (codigo, campo) in [
        (CodigoBandera::NombreEnMayusculas, "nombre"),
        (CodigoBandera::DescripcionIgualAlNombre, "descripcion"),
        (CodigoBandera::SinContenido, "requisitos"),
        (CodigoBandera::Relleno, "pasos"),
        (CodigoBandera::CostoCeroDudoso, "costo_monto"),
        (CodigoBandera::Indefinido, "tiempos"),
        (CodigoBandera::PosibleTruncado, "enlace"),
        (CodigoBandera::EnlaceNoReconocido, "enlace"),
        (CodigoBandera::IdNoReconocido, "id_catalogo"),
    ] {
        let b = t.banderas.iter().find(|b| b.codigo == codigo && b.campo == campo);
        assert!(b.is_some(), "{codigo} {campo}: {:?}", t.banderas);
        assert_eq!(t.ficha.tramite.banderas.get(&b.unwrap().celda()).map(String::as_str), Some("pendiente"));
    }
    assert!(t.avisos.iter().all(|a| a.mensaje.ends_with('.')));
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        if let Ok(l) = leer(&bytes, None, Limites::default()) {
            l.filas.iter().for_each(|f| { let _ = interpretar(f); });
        }
    }
    #[test]
    fn any_fields_are_interpreted(campos in proptest::collection::vec("(\\PC|\n|<li>|<p>|1\\. |- |días|Decreto ){0,30}", 9)) {
        let cabeza = "id,institucion,nombre,descripcion,instrucciones,requisitos,costo,tiempo_de_respuesta,respaldo_legal\n";
        let fila = campos.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect::<Vec<_>>().join(",");
        let l = leer(format!("{cabeza}{fila}\n").as_bytes(), None, Limites::default()).unwrap();
        proptest::prop_assert_eq!(l.total(), 1);
        for f in &l.filas {
            let t = interpretar(f);
            proptest::prop_assert!(t.originales.iter().zip(&campos).all(|((_, x), c)| x == c));
        }
    }
}
