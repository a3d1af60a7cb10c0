//! Spreadsheets through the real console and its child process: messy ones that offices keep, our own
//! tables out and back, texts that would be formulas, and hostile files.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use casos::dto::{DecisionDeFila, Importar, PorId};
use casos::{OpcionesDeSesion, Sesion};
use pruebas::zip::{Parte, fila, xlsx, zip};
use pruebas::{Puesto, datos};
use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::{Value, json};

fn n(v: &Value) -> u64 {
    v.as_u64().unwrap_or_else(|| panic!("a count: {v}"))
}

fn cuadra(importado: &Value) {
    let suma: u64 = ["nuevas", "iguales", "actualizadas", "en_espera", "rechazadas"].iter().map(|c| n(&importado[*c])).sum();
    assert_eq!(n(&importado["filas"]), suma, "the counts add up: {importado}");
}

fn ruta(r: &Path) -> String {
    r.to_string_lossy().into_owned()
}

fn avisos(importado: &Value, codigo: &str) -> Vec<u64> {
    importado["avisos"].as_array().unwrap().iter().filter(|a| a["codigo"] == codigo).map(|a| n(&a["fila"])).collect()
}

/// Three sheets, titles above the headers, merged cells, dates as text, repeated codes, codes with
/// leading zeros, hidden rows, formulas with and without a value, a total that does not add up.
fn libro_de_oficina(puesto: &Puesto) -> PathBuf {
    let mut libro = Workbook::new();
    let portada = libro.add_worksheet();
    portada.set_name("Portada").unwrap();
    portada.write(0, 0, "Ministerio de Ambiente y Recursos Naturales").unwrap();
    let hoja = libro.add_worksheet();
    hoja.set_name("Inventario 2024").unwrap();
    hoja.merge_range(0, 0, 0, 8, "MINISTERIO DE AMBIENTE Y RECURSOS NATURALES", &Format::new()).unwrap();
    hoja.write(1, 0, "Dirección de Gestión Ambiental").unwrap();
    let encabezados = [
        "Código",
        "Nombre del trámite",
        "Costo (Q)",
        "Requisitos",
        "Tiempo de respuesta",
        "Última actualización",
        "Modalidad",
        "Solicitudes por año",
        "Observaciones",
    ];
    for (i, e) in encabezados.iter().enumerate() {
        hoja.write(3, u16::try_from(i).unwrap(), *e).unwrap();
    }
    let filas: [[&str; 9]; 5] = [
        [
            "MARN-0101",
            "Licencia ambiental B2",
            "100.50",
            "1. Copia de DPI\n2. RTU actualizado",
            "15 días hábiles",
            "05/03/2024",
            "Híbrido",
            "1,200",
            "=SUMA(A1)",
        ],
        ["MARN-0101", "Permiso de poda", "0", "1. Copia de DPI", "2 a 3 días", "2024-03-05", "a veces", "12", "'nota"],
        ["00123", "Registro de viveros", "", "", "inmediato", "ayer", "En línea", "", ""],
        ["", "Constancia de reforestación", "Q 25.00", "a) DPI\nb) Solicitud", "", "", "presencial", "30", ""],
        ["TOTAL", "", "125.50", "", "", "", "", "9,999", ""],
    ];
    for (i, f) in filas.iter().enumerate() {
        let fila = u32::try_from(i + 4).unwrap();
        for (j, t) in f.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
            let columna = u16::try_from(j).unwrap();
            match (j, t.replace(',', "").parse::<f64>()) {
                (2 | 7, Ok(x)) => hoja.write_number(fila, columna, x).unwrap(),
                _ => hoja.write_string(fila, columna, *t).unwrap(),
            };
        }
    }
    hoja.write_formula(6, 8, Formula::new("=1+1").set_result("2")).unwrap();
    hoja.set_row_hidden(5).unwrap();
    let anexo = libro.add_worksheet();
    anexo.set_name("Anexo").unwrap();
    anexo.write(0, 0, "Nombre del trámite").unwrap();
    anexo.write(0, 1, "Institución").unwrap();
    anexo.write(1, 0, "Trámite del anexo").unwrap();
    let ruta = puesto.carpeta().join("oficina.xlsx");
    libro.save(&ruta).unwrap();
    ruta
}

#[test]
fn the_workbook_of_an_office_goes_in_with_its_titles_merges_and_oddities() {
    let puesto = Puesto::comite("MARN");
    let libro = libro_de_oficina(&puesto);
    let antes = puesto.huella();
    let seco = puesto.json(&["importar", &ruta(&libro), "--seco"]);
    assert_eq!(antes, puesto.huella(), "a dry run changes nothing");
    cuadra(&seco);
    assert_eq!((n(&seco["filas"]), n(&seco["nuevas"]), n(&seco["rechazadas"])), (5, 4, 1), "the total is no trámite");
    assert_eq!((seco["hoja"].as_str(), seco["formato"].as_str()), (Some("Inventario 2024"), Some("xlsx")));
    assert_eq!(avisos(&seco, "otras_hojas"), [0], "the other sheet with a table is announced");
    assert_eq!((avisos(&seco, "filas_ocultas"), avisos(&seco, "celdas_combinadas")), (vec![0], vec![0]));
    assert_eq!(avisos(&seco, "codigo_repetido"), [6], "row of the sheet");
    assert_eq!((avisos(&seco, "valor_no_reconocido"), avisos(&seco, "fecha_no_reconocida")), (vec![6], vec![7]));
    assert_eq!(avisos(&seco, "suma_no_coincide"), [9], "the total of requests is not the sum of its rows");
    let salida = puesto.correr(&["--json", "importar", &ruta(&libro)]);
    assert_eq!(salida.codigo, 4, "a row was refused and waits");
    let importado: Value = serde_json::from_str(&salida.salida).unwrap();
    let lista = puesto.json(&["tramites"]);
    let codigos: Vec<_> = lista["tramites"].as_array().unwrap().iter().map(|t| t["codigo"].as_str().unwrap().to_owned()).collect();
    assert_eq!(codigos, ["00123", "MARN-0101", "MARN-0102", "MARN-0103"], "leading zeros stay, a repeated code gets a new one");
    let ficha = puesto.json(&["tramite", "MARN-0101"]);
    let campos = &ficha["campos"];
    assert_eq!((&campos["costo_monto"], &campos["volumen_anual"], &campos["modalidad"]), (&json!(10_050), &json!(1200), &json!("hibrido")));
    assert_eq!(campos["actualizado_en_fuente"], "2024-03-05", "a date as text");
    assert_eq!(campos["original_observaciones"], "=SUMA(A1)", "an unknown column is kept to the last character");
    assert_eq!(ficha["requisitos"].as_array().map(Vec::len), Some(2));
    assert_eq!(puesto.json(&["tramite", "00123"])["campos"]["original_observaciones"], "2", "a formula gives its kept value");

    let otra: Value = serde_json::from_str(&puesto.correr(&["--json", "importar", &ruta(&libro)]).salida).unwrap();
    assert_eq!((n(&otra["iguales"]), n(&otra["nuevas"]), n(&otra["actualizadas"])), (4, 0, 0), "again changes nothing: {otra}");
    ida_y_vuelta(&puesto, "MARN");
    let id = importado["importacion"].as_str().unwrap();
    assert_eq!(puesto.json(&["deshacer-importacion", id])["retiradas"], 4, "undone in one step");
    assert_eq!(puesto.json(&["tramites"])["total"], 0);
    assert_eq!(puesto.json(&["verificar"])["ok"], true);
}

/// OpenDocument bytes as an office suite writes them: equal rows once with a count, covered cells.
fn ods() -> Vec<u8> {
    let contenido = "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
        <table:table table:name=\"Hoja1\">\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"string\"><text:p>Institución</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>Trámite</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Costo</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>Visitas</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>MARN</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>Licencia de <text:span>caza</text:span></text:p></table:table-cell>\
        <table:table-cell office:value-type=\"currency\" office:value=\"62.5\"><text:p>Q62.50</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"3\"><text:p>3</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:covered-table-cell/><table:table-cell office:value-type=\"string\"><text:p>Permiso de pesca</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"1022\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
        </table:table></office:spreadsheet></office:body></office:document-content>";
    zip(&[
        Parte::new("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        Parte::new("content.xml", contenido.as_bytes()),
        Parte::new("META-INF/manifest.xml", b"<manifest/>"),
    ])
}

#[test]
fn an_open_document_goes_in() {
    let puesto = Puesto::gae();
    let libro = puesto.archivo("inventario.ods", ods());
    let importado = puesto.json(&["importar", &ruta(&libro)]);
    cuadra(&importado);
    assert_eq!((n(&importado["nuevas"]), importado["formato"].as_str()), (2, Some("ods")));
    assert_eq!(importado["por_institucion"], json!({ "MARN": 2 }), "a merged cell goes down to the second row");
    let ficha = puesto.json(&["tramite", "MARN-0001"]);
    assert_eq!((&ficha["campos"]["costo_monto"], &ficha["campos"]["visitas"]), (&json!(6250), &json!(3)));
    assert_eq!(ficha["campos"]["nombre"], "Licencia de caza");
}

/// A CSV of Windows-1252 with `;`, a title, `sep=`, and a note below.
fn csv_de_windows() -> Vec<u8> {
    let texto = "sep=;\r\nInventario de trámites;;;\r\n;;;\r\nTRÁMITE;Institución;Categoría;Documentos requeridos\r\n\
        \"Licencia de año sabático\";MARN;Educación;\"1. DPI\n2. Constancia; con sello\"\r\nRegistro de señales;\"Ministerio de Nada\";Niñez;\r\n";
    texto.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

#[test]
fn a_csv_of_windows_with_titles_goes_in_and_nothing_is_dropped() {
    let puesto = Puesto::gae();
    let archivo = puesto.archivo("lista.csv", csv_de_windows());
    let salida = puesto.correr(&["--json", "importar", &ruta(&archivo)]);
    assert_eq!(salida.codigo, 4, "{}", salida.error);
    let importado: Value = serde_json::from_str(&salida.salida).unwrap();
    cuadra(&importado);
    assert_eq!((n(&importado["nuevas"]), n(&importado["en_espera"])), (1, 1), "an unknown institution waits");
    assert_eq!((importado["codificacion"].as_str(), importado["delimitador"].as_str()), (Some("Windows-1252"), Some(";")));
    assert_eq!(avisos(&importado, "windows_1252"), [0]);
    let ficha = puesto.json(&["tramite", "MARN-0001"]);
    assert_eq!(ficha["campos"]["nombre"], "Licencia de año sabático");
    assert_eq!(ficha["requisitos"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_a_person_says_of_a_column_is_remembered_for_that_shape() {
    let puesto = Puesto::comite("MARN");
    let archivo = |nombre: &str, tramite: &str| {
        puesto.archivo(nombre, format!("Trámite,Institución,Notas\n{tramite},MARN,SISMAR y una hoja de cálculo\n"))
    };
    let primero = archivo("uno.csv", "Licencia de caza");
    let _ = puesto.json(&["importar", &ruta(&primero), "--mapa", "sistemas=Notas"]);
    let _ = puesto.json(&["importar", &ruta(&archivo("dos.csv", "Permiso de pesca"))]);
    for codigo in ["MARN-0001", "MARN-0002"] {
        assert_eq!(puesto.json(&["tramite", codigo])["campos"]["sistemas"], "SISMAR y una hoja de cálculo", "{codigo}");
    }
    let falla = puesto.falla(2, &["importar", &ruta(&primero), "--mapa", "sistemas=Nada"]);
    assert!(falla["mensaje"].as_str().unwrap().contains("«Notas»"), "the columns that there are: {falla}");
    let falla = puesto.falla(2, &["importar", &ruta(&primero), "--mapa", "color=Notas"]);
    assert!(falla["mensaje"].as_str().unwrap().contains("color"), "{falla}");
    let libro = libro_de_oficina(&puesto);
    let anexo = puesto.json(&["importar", &ruta(&libro), "--hoja", "Anexo", "--seco"]);
    assert_eq!((n(&anexo["filas"]), anexo["hoja"].as_str()), (1, Some("Anexo")), "the sheet that was asked for");
    let _ = puesto.falla(2, &["importar", &ruta(&libro), "--hoja", "Otra"]);
}

fn sesion(puesto: &Puesto) -> Sesion {
    let carpeta = puesto.carpeta().join("carpeta");
    let s = Sesion::abrir(OpcionesDeSesion::new(carpeta, Some(puesto.base()), "una prueba"));
    s.hospedar_hijo_en(pruebas::consola());
    s
}

fn importar(s: &Sesion, archivo: &Path) -> Importar {
    Importar {
        archivo: s.registrar_archivo(archivo).unwrap(),
        trabajo: None,
        institucion: None,
        hoja: None,
        encabezado: None,
        mapa: None,
        desde: None,
        situacion: None,
        decisiones: None,
    }
}

#[test]
fn differences_are_told_field_by_field_and_taken_one_by_one() {
    let puesto = Puesto::comite("MARN");
    let hoja = |costo: &str, descripcion: &str| {
        format!("Código,Trámite,Costo,Descripción\nA-1,Licencia de caza,{costo},{descripcion}\nA-2,Permiso de pesca,5,\n")
    };
    let _ = puesto.json(&["importar", &ruta(&puesto.archivo("a.csv", hoja("10.00", "Autoriza la caza deportiva de temporada")))]);
    let _ = puesto.json(&["cambiar", "A-1", "descripcion=La escribió una persona de la unidad", "--motivo", "corrección"]);
    let nuevo = puesto.archivo("a.csv", hoja("20.00", "Autoriza la caza de temporada en el país"));
    let s = sesion(&puesto);
    let previsto = s.prever_importacion(importar(&s, &nuevo)).unwrap();
    assert_eq!((previsto.actualizadas, previsto.iguales), (1, 1));
    let diferencias = previsto.muestra[0].diferencias.clone().unwrap();
    let de = |campo: &str| diferencias.iter().find(|d| d.campo == campo).unwrap_or_else(|| panic!("{campo} in {diferencias:?}"));
    assert_eq!((de("costo_monto").antes.as_str(), de("costo_monto").despues.as_str(), de("costo_monto").aplica), ("10.00", "20.00", true));
    assert!(!de("descripcion").aplica && de("descripcion").motivo.is_some(), "what a person wrote is only proposed");
    let solo = |fila, aceptar, campos: Option<&[&str]>| {
        let campos = campos.map(|c| c.iter().map(|x| (*x).to_owned()).collect());
        Importar { decisiones: Some(vec![DecisionDeFila { fila, aceptar, campos }]), ..importar(&s, &nuevo) }
    };
    let iguales = Importar { situacion: Some("igual".to_owned()), ..importar(&s, &nuevo) };
    assert_eq!(s.prever_importacion(iguales).unwrap().muestra.len(), 1, "a page of one situation");
    let fila = u32::try_from(previsto.muestra[0].fila).unwrap();
    let hecho = s.importar(solo(fila, false, None)).unwrap().valor;
    assert_eq!((hecho.en_espera, hecho.actualizadas), (1, 0), "left out by a person");
    let hecho = s.importar(solo(fila, true, Some(&["descripcion"]))).unwrap().valor;
    assert_eq!(hecho.actualizadas, 1);
    let ficha = s.ficha_completa("A-1").unwrap();
    let valor = |c: &str| serde_json::to_value(&ficha.tramite[c]).unwrap();
    assert_eq!(
        (valor("descripcion"), valor("costo_monto")),
        (json!("Autoriza la caza de temporada en el país"), json!(1000)),
        "only that field"
    );
    let id = hecho.importacion.unwrap();
    assert!(s.deshacer_importacion(PorId { id }).is_ok());
    s.cerrar().unwrap();
}

/// Out, into an empty file, and out again: equal in every format, and nothing new the second time.
fn ida_y_vuelta(puesto: &Puesto, sigla: &str) {
    for (formato, nombre) in [("json", "inv.json"), ("csv", "inv.csv"), ("xlsx", "inv.xlsx"), ("datapackage", "paquete")] {
        let destino = puesto.carpeta().join(nombre);
        let hecho = puesto.json(&["exportar", "--formato", formato, "--salida", &ruta(&destino)]);
        let archivos: Vec<PathBuf> = hecho["archivos"].as_array().unwrap().iter().map(|a| a.as_str().unwrap().into()).collect();
        assert!(!archivos.is_empty());
        let otro = if sigla.is_empty() { Puesto::gae() } else { Puesto::comite(sigla) };
        let importado = otro.json(&["importar", &ruta(&destino)]);
        cuadra(&importado);
        assert_eq!((n(&importado["nuevas"]), n(&importado["filas"])), (n(&hecho["filas"]), n(&hecho["filas"])), "{formato}: {importado}");
        let otra = otro.json(&["importar", &ruta(&destino)]);
        assert_eq!((n(&otra["iguales"]), &otra["importacion"]), (n(&hecho["filas"]), &Value::Null), "{formato}: again changes nothing");
        let vuelto = otro.carpeta().join(nombre);
        let _ = otro.json(&["exportar", "--formato", formato, "--salida", &ruta(&vuelto)]);
        for a in archivos {
            let relativa = a.strip_prefix(puesto.carpeta()).unwrap();
            let (uno, dos) = (std::fs::read(&a).unwrap(), std::fs::read(otro.carpeta().join(relativa)).unwrap());
            assert!(uno == dos, "{formato}: {} is not equal ({} and {} bytes)", relativa.display(), uno.len(), dos.len());
        }
    }
}

#[test]
fn the_real_catalogue_goes_out_and_comes_back_equal_in_every_format() {
    let puesto = Puesto::gae();
    let csv = puesto.json(&["importar", &ruta(&datos().join("catalogo_2023.csv"))]);
    let json = puesto.json(&["importar", &ruta(&datos().join("catalogo_muestra.json"))]);
    assert_eq!(n(&csv["filas"]) + n(&json["filas"]), 704);
    let _ = puesto.json(&["cambiar", "MARN-0001", "visitas=3", "volumen_anual=1200", "sin_plazo=si", "costo_indirecto=25000"]);
    ida_y_vuelta(&puesto, "");
}

/// Sixty texts that some program of spreadsheets would run.
fn formulas() -> Vec<String> {
    let base = ["=1+1", "+1", "-1+2", "@SUM(1)", "=cmd|'/c calc'!A0", "=HYPERLINK(\"http://x\",\"y\")", "\t=1", "\r=1", "\n=1", "＝1"];
    let antes = ["", "'", " ", "''", "\u{A0}", "\u{3000}"];
    antes.iter().flat_map(|a| base.iter().map(move |b| format!("{a}{b}"))).collect()
}

#[test]
fn sixty_formulas_come_back_identical_and_none_is_a_formula() {
    let textos = formulas();
    assert_eq!(textos.len(), 60);
    let puesto = Puesto::comite("MARN");
    let tramites: Vec<Value> = textos
        .iter()
        .enumerate()
        .map(|(i, t)| json!({ "institucion": "MARN", "codigo": format!("F-{i:02}"), "nombre": format!("Trámite {i} de prueba"), "descripcion": t, "requisitos": [{ "orden": 1, "texto": t }] }))
        .collect();
    let entrada = json!({ "formato": "diligencia-inventario", "version": 1, "tramites": tramites });
    let importado = puesto.json(&["importar", &ruta(&puesto.archivo("f.json", entrada.to_string()))]);
    assert_eq!(n(&importado["nuevas"]), 60);
    for (i, t) in textos.iter().enumerate() {
        assert_eq!(puesto.json(&["tramite", &format!("F-{i:02}")])["campos"]["descripcion"], t.as_str(), "stored as it came");
    }
    ida_y_vuelta(&puesto, "MARN");
    let csv = std::fs::read_to_string(puesto.carpeta().join("inv.csv")).unwrap();
    let campos: Vec<&str> = csv.split("\"\r\n\"").flat_map(|f| f.split("\",\"")).collect();
    assert!(campos.len() > 60 * 30, "{} fields were looked at", campos.len());
    for campo in campos {
        assert!(!campo.starts_with(['=', '+', '@', '\t', '\r', '＝']), "a field that would run: {campo:?}");
    }
    let libro = std::fs::read(puesto.carpeta().join("inv.xlsx")).unwrap();
    let partes = datos_abiertos::libro::zip::Zip::abrir(&libro, &datos_abiertos::libro::LimitesDeLibro::default()).unwrap();
    let mut hojas = 0;
    for parte in partes.partes().filter(|p| p.nombre.contains("worksheets/sheet")) {
        hojas += 1;
        assert!(!parte.texto().unwrap().contains("<f>"), "{}: no formula", parte.nombre);
    }
    assert_eq!(hojas, 8);
    // The program that would run them, over what leaves and over a workbook that does hold one.
    let carpeta = puesto.carpeta();
    let mut control = Workbook::new();
    control.add_worksheet().write_formula(0, 0, Formula::new("=1+1")).unwrap();
    control.save(carpeta.join("control.xlsx")).unwrap();
    std::fs::write(carpeta.join("control.csv"), "\"a\",\"b\"\r\n\"=1+1\",\"x\"\r\n").unwrap();
    let abiertos = abrir_en_libreoffice(carpeta, &["control.xlsx", "control.csv", "inv.xlsx", "inv.csv"]);
    let con_formula = |i: usize| abiertos[i].matches("table:formula=").count();
    assert_eq!((con_formula(0), con_formula(1)), (1, 1), "the program takes as formulas those that are");
    assert_eq!((con_formula(2), con_formula(3)), (0, 0), "and none of what leaves");
    assert!(abiertos[2].contains("Trámite 59 de prueba") && abiertos[3].contains("Trámite 59 de prueba"), "both were read whole");
}

/// The flat text of each file as LibreOffice opens it, without a screen.
fn abrir_en_libreoffice(carpeta: &Path, nombres: &[&str]) -> Vec<String> {
    let (perfil, salida) = (carpeta.join("perfil"), carpeta.join("abiertos"));
    // Fields between quotes are read as if a person had typed them: the worst case.
    let como_si_se_tecleara = "--infilter=CSV:44,34,UTF8,1,,0,false,true,false,false,false,-1,true";
    let convertir = |nombres: &[&str], filtro: &[&str], a: &str| {
        let hecho = std::process::Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", perfil.display()))
            .args(["--headless", "--norestore", "--convert-to", "fods", "--outdir"])
            .arg(salida.join(a))
            .args(filtro)
            .args(nombres.iter().map(|n| carpeta.join(n)))
            .output()
            .expect("soffice (libreoffice-calc-nogui) is installed by `make`");
        assert!(hecho.status.success(), "{}", String::from_utf8_lossy(&hecho.stderr));
    };
    let de = |extension: &str| nombres.iter().copied().filter(|n| n.ends_with(extension)).collect::<Vec<_>>();
    convertir(&de(".xlsx"), &[], "xlsx");
    convertir(&de(".csv"), &[como_si_se_tecleara], "csv");
    nombres
        .iter()
        .map(|n| {
            let (nombre, tipo) = n.rsplit_once('.').unwrap();
            std::fs::read_to_string(salida.join(tipo).join(format!("{nombre}.fods"))).unwrap()
        })
        .collect()
}

#[test]
fn the_filled_template_goes_in_by_its_own_headers() {
    let puesto = Puesto::comite("MARN");
    let plantilla = puesto.carpeta().join("plantilla.xlsx");
    let _ = puesto.json(&["plantilla", "--salida", &ruta(&plantilla)]);
    let falla = puesto.falla(2, &["importar", &ruta(&plantilla)]);
    assert_eq!(falla["codigo"], "hoja_no_reconocida", "empty, it brings nothing: {falla}");
    // The same headers, filled: labels of lists as a person chooses them, no codes, rows by name.
    let mut libro = Workbook::new();
    for (hoja, encabezado, filas) in [
        (
            "Trámites",
            &["institucion", "codigo", "nombre", "modalidad", "sin_plazo"][..],
            vec![["", "", "Licencia de caza", "Híbrido", "no"], ["", "", "Permiso de pesca", "En línea", "si"]],
        ),
        (
            "Requisitos",
            &["institucion", "tramite", "orden", "texto", "tipo"],
            vec![["", "Licencia de caza", "1", "Copia de DPI", "Documento"], ["", "No existe", "1", "Perdido", ""]],
        ),
    ] {
        let h = libro.add_worksheet();
        h.set_name(hoja).unwrap();
        for (i, e) in encabezado.iter().enumerate() {
            h.write_string(1, u16::try_from(i).unwrap(), *e).unwrap();
            for (j, f) in filas.iter().enumerate() {
                h.write_string(u32::try_from(j + 2).unwrap(), u16::try_from(i).unwrap(), f[i]).unwrap();
            }
        }
    }
    let lleno = puesto.carpeta().join("lleno.xlsx");
    libro.save(&lleno).unwrap();
    let salida = puesto.correr(&["--json", "importar", &ruta(&lleno)]);
    let importado: Value = serde_json::from_str(&salida.salida).unwrap_or_else(|_| panic!("{}", salida.error));
    cuadra(&importado);
    assert_eq!((n(&importado["nuevas"]), n(&importado["rechazadas"]), salida.codigo), (2, 1, 4), "a requisito of nobody is refused");
    let ficha = puesto.json(&["tramite", "MARN-0001"]);
    assert_eq!((&ficha["campos"]["modalidad"], &ficha["requisitos"][0]["tipo"]), (&json!("hibrido"), &json!("documento")));
}

/// Refused within half a minute with one of those codes, and the data file is as it was.
fn rechaza(puesto: &Puesto, nombre: &str, bytes: &[u8], codigos: &[&str], dice: &str) {
    let archivo = puesto.archivo(nombre, bytes);
    let (antes, inicio) = (puesto.huella(), Instant::now());
    let falla = puesto.falla(2, &["importar", &ruta(&archivo)]);
    assert!(inicio.elapsed() < Duration::from_secs(35), "{nombre}: {:?}", inicio.elapsed());
    assert!(codigos.iter().any(|c| falla["codigo"] == *c), "{nombre}: {falla}");
    let mensaje = falla["mensaje"].as_str().unwrap_or_default().to_lowercase();
    assert!(mensaje.contains(dice) && mensaje.contains("no se importó nada"), "{nombre}: «{dice}» in {falla}");
    assert_eq!(antes, puesto.huella(), "{nombre}: the data file is as it was");
}

#[test]
fn hostile_workbooks_are_refused_in_plain_words_and_change_nothing() {
    let puesto = Puesto::comite("MARN");
    let (limite, no) = (&["limite_excedido"][..], &["archivo_no_reconocido", "hoja_no_reconocida"][..]);
    let buena = format!("{}{}", fila(1, &["Trámite", "Costo"]), fila(2, &["Licencia", "1"]));
    let parte = |nombre: &str, texto: &str| Parte::new(nombre, texto.as_bytes());
    // The control: without the hostile part, it goes in.
    let sano = puesto.archivo("sano.xlsx", xlsx(&buena, Vec::new()));
    assert_eq!(n(&puesto.json(&["importar", &ruta(&sano), "--seco"])["nuevas"]), 1);

    let ceros = vec![b' '; 40 << 20];
    rechaza(&puesto, "bomba.xlsx", &xlsx(&buena, vec![Parte::new("xl/sharedStrings.xml", &ceros)]), limite, "divídalo");
    rechaza(&puesto, "declara.xlsx", &xlsx(&buena, vec![parte("xl/media/x.png", "x").declarando(52 << 30)]), limite, "mb al abrirse");
    rechaza(&puesto, "miente.xlsx", &xlsx(&buena, vec![parte("xl/sharedStrings.xml", &"x".repeat(9000)).declarando(10)]), no, "dañado");
    let muchas: Vec<Parte> = (0..400).map(|i| parte(&format!("xl/x{i}.xml"), "<a/>")).collect();
    rechaza(&puesto, "partes.xlsx", &xlsx(&buena, muchas), limite, "partes");
    let doble = xlsx(&buena, vec![parte("xl/styles.xml", "<a/>"), parte("XL/Styles.xml", "<a/>")]);
    rechaza(&puesto, "doble.xlsx", &doble, no, "seguridad");
    let doctype = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>";
    rechaza(&puesto, "doctype.xlsx", &xlsx(&buena, vec![parte("xl/sharedStrings.xml", doctype)]), no, "seguridad");
    // Past the beginning that is looked at before parsing, the child refuses it too.
    let tarde = format!("<!--{}--><!DOCTYPE a><sst/>", "-x".repeat(8000));
    rechaza(&puesto, "tarde.xlsx", &xlsx(&buena, vec![parte("xl/sharedStrings.xml", &tarde)]), no, "");
    let risas = format!("<sst><si><t>{}</t></si></sst>", "&lol9;".repeat(10));
    rechaza(&puesto, "risas.xlsx", &xlsx(&buena, vec![parte("xl/sharedStrings.xml", &risas)]), no, "dañado");
    let hojas: String = (0..1_000_000).map(|i| format!("<sheet name=\"h{i}\" sheetId=\"{i}\" r:id=\"rId1\"/>")).collect();
    let muchas = format!("<workbook xmlns:r=\"r\"><sheets>{hojas}</sheets></workbook>");
    rechaza(&puesto, "millon.xlsx", &xlsx(&buena, vec![parte("xl/workbook.xml", &muchas)]), limite, "hojas");
    let lejos = format!("{buena}<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    rechaza(&puesto, "lejos.xlsx", &xlsx(&lejos, Vec::new()), limite, "xfd");
    let hondo = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    rechaza(&puesto, "hondo.xlsx", &xlsx(&hondo, Vec::new()), no, "dañado");
    rechaza(&puesto, "cifrado.xlsx", &xlsx(&buena, vec![parte("xl/styles.xml", "<a/>").cifrada()]), no, "contraseña");
    let ole = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat();
    rechaza(&puesto, "viejo.xlsx", &ole, no, "formato antiguo");
    let con_clave: Vec<u8> = [&ole[..], &"EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    rechaza(&puesto, "clave.xlsx", &con_clave, no, "contraseña");
    rechaza(&puesto, "macros.xlsx", &xlsx(&buena, vec![parte("xl/vbaProject.bin", "x")]), no, "macros");
    rechaza(&puesto, "otro.xlsx", &zip(&[parte("hola.txt", "hola")]), no, "comprimido");
    rechaza(&puesto, "cortado.xlsx", &xlsx(&buena, Vec::new())[..300], no, "dañado");
    rechaza(&puesto, "indice.xlsx", &xlsx("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>999999</v></c></row>", Vec::new()), no, "dañado");
    let largo = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", "ab1 ".repeat(9000));
    rechaza(&puesto, "largo.xlsx", &xlsx(&largo, Vec::new()), limite, "caracteres");
    rechaza(&puesto, "vacio.xlsx", &xlsx("", Vec::new()), no, "nada escrito");
    // A declared dimension of 52 GB of cells costs nothing: it is not believed.
    let dimension = format!("</sheetData><dimension ref=\"A1:XFD1048576\"/><sheetData>{buena}");
    let ancho = puesto.archivo("dimension.xlsx", xlsx(&dimension, Vec::new()));
    assert_eq!(n(&puesto.json(&["importar", &ruta(&ancho), "--seco"])["nuevas"]), 1);
}

#[test]
fn a_child_over_its_memory_is_a_refusal_and_not_a_crash() {
    // Millions of tiny shared strings: within the limits of the container, over those of the process.
    // One block is longer than the window of the packing, so its copies do not pack any better.
    let bloques = if std::env::var_os("DILIGENCIA_LARGO").is_some() { 430 } else { 360 };
    let (mut azar, mut bloque) = (88_172_645_463_325_252u64, String::new());
    for _ in 0..20_000 {
        azar ^= azar << 13;
        azar ^= azar >> 7;
        azar ^= azar << 17;
        bloque.push_str("<si><t>");
        bloque.push(char::from(b'a' + u8::try_from(azar % 26).unwrap()));
        bloque.push_str("</t></si>");
    }
    let texto = format!("<sst>{}</sst>", bloque.repeat(bloques));
    let puesto = Puesto::comite("MARN");
    let buena = format!("{}{}", fila(1, &["Trámite", "Costo"]), fila(2, &["Licencia", "1"]));
    let bytes = xlsx(&buena, vec![Parte::new("xl/sharedStrings.xml", texto.as_bytes())]);
    println!("{} cadenas, {} MiB abiertas, {} MiB empacadas", bloques * 20_000, texto.len() >> 20, bytes.len() >> 20);
    drop(texto);
    rechaza(&puesto, "memoria.xlsx", &bytes, &["hoja_no_reconocida"], "memoria");
}

#[test]
fn calcular_follows_its_contract_and_auditar_names_the_cell() {
    let puesto = Puesto::new();
    let correr = |metodo: &str, entrada: &str| {
        let mut orden = puesto.orden(&["calcular", metodo]);
        let archivo = puesto.archivo("entrada.json", entrada);
        orden.stdin(std::fs::File::open(archivo).unwrap());
        pruebas::Salida::de(&mut orden)
    };
    let salida =
        correr("auditoria", r#"{"porcentajes":[{"etiqueta":"6.1.3","numerador":null,"denominador":"66","porcentaje":"65","regla":"r"}]}"#);
    assert_eq!(salida.codigo, 0, "{}", salida.error);
    let dado: Value = serde_json::from_str(&salida.salida).unwrap();
    assert_eq!(dado["inferencias"], json!([{ "indice": 0, "etiqueta": "6.1.3", "candidatos": [43] }]));
    let mala = correr("auditoria", r#"{"sumas":[{"sumandos":[],"total":1}]}"#);
    assert_eq!((mala.codigo, mala.salida.as_str()), (2, ""));
    let falla: Value = serde_json::from_str(mala.error.lines().last().unwrap()).unwrap();
    assert_eq!(falla["codigo"], "campos_invalidos");
    assert_eq!(
        falla["campos"].as_array().unwrap().iter().map(|c| c["campo"].as_str().unwrap()).collect::<Vec<_>>(),
        ["sumas[0].sumandos", "sumas[0].total"]
    );
    assert_eq!(correr("nada", "{}").codigo, 2);
    assert!(!puesto.base().exists(), "no data file is opened");

    let hoja =
        puesto.archivo("costos.csv", "Trámite,Casos,Horas,Total horas\nA,10,2.5,25\nB,20,3,60\nC,12,100,1000\nD,7,4,28\nTOTAL,49,,1113\n");
    let h = puesto.json(&["auditar", &ruta(&hoja)]);
    assert_eq!(h["por_revisar"].as_array().map(Vec::len), Some(1), "{h}");
    assert_eq!((&h["por_revisar"][0]["fila"], &h["por_revisar"][0]["columna"]), (&json!(4), &json!("D")));
    assert_eq!((&h["por_revisar"][0]["esperado"], &h["por_revisar"][0]["diferencia"]), (&json!("1,200"), &json!("-200")));
}
