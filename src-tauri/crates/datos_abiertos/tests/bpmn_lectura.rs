//! Reading of BPMN: the reference files of the working group, and files that are broken or made to hurt.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::time::{Duration, Instant};

use datos_abiertos::bpmn::{Documento, LimitesDeBpmn, a_grafo, contar};
use proptest::prelude::*;

const MODELO: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

fn bytes(nombre: &str) -> Vec<u8> {
    let ruta = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/datos/bpmn").join(nombre);
    std::fs::read(&ruta).unwrap_or_else(|e| panic!("{}: {e}", ruta.display()))
}

/// Processes, pools, lanes, activities, gateways, events, flows, messages, data objects; counted apart, with
/// `xml.etree` of Python over the names of the elements.
const REFERENCIAS: [(&str, [u64; 9]); 14] = [
    ("camunda-A.4.0.bpmn", [2, 1, 2, 8, 0, 9, 13, 2, 0]),
    ("camunda-B.2.0.bpmn", [4, 2, 2, 41, 8, 45, 85, 2, 1]),
    ("referencia-A.1.0.bpmn", [1, 0, 0, 3, 0, 2, 4, 0, 0]),
    ("referencia-A.2.0.bpmn", [1, 0, 0, 4, 2, 2, 9, 0, 0]),
    ("referencia-A.2.1.bpmn", [1, 0, 0, 4, 2, 2, 11, 0, 0]),
    ("referencia-A.3.0.bpmn", [1, 0, 0, 5, 0, 5, 8, 0, 0]),
    ("referencia-A.4.0.bpmn", [2, 1, 2, 8, 0, 9, 13, 2, 0]),
    ("referencia-A.4.1.bpmn", [2, 2, 3, 8, 0, 9, 13, 2, 0]),
    ("referencia-B.1.0.bpmn", [4, 2, 2, 13, 5, 11, 26, 2, 1]),
    ("referencia-B.2.0.bpmn", [4, 2, 2, 41, 8, 45, 85, 2, 1]),
    ("referencia-C.1.0.bpmn", [2, 2, 4, 9, 3, 9, 20, 5, 0]),
    ("referencia-C.1.1.bpmn", [1, 0, 0, 5, 2, 3, 10, 0, 3]),
    ("referencia-C.2.0.bpmn", [4, 4, 2, 12, 3, 14, 25, 5, 0]),
    ("referencia-C.3.0.bpmn", [1, 0, 0, 5, 3, 6, 15, 0, 0]),
];

#[test]
fn cada_archivo_de_referencia_se_cuenta_como_lo_cuenta_otro() {
    let todos = std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/datos/bpmn")).unwrap();
    let cuantos = todos.filter(|e| e.as_ref().unwrap().path().extension().is_some_and(|x| x == "bpmn")).count();
    assert_eq!(cuantos, REFERENCIAS.len(), "every reference file is in the table");
    for (nombre, espera) in REFERENCIAS {
        let doc = Documento::leer(&bytes(nombre)).unwrap_or_else(|e| panic!("{nombre}: {e}"));
        let c = contar(&doc);
        let hay =
            [c.procesos, c.participantes, c.carriles, c.actividades, c.compuertas, c.eventos, c.flujos, c.mensajes, c.objetos_de_datos];
        assert_eq!(hay, espera, "{nombre}");
        assert!(c.con_di, "{nombre} brings its drawing");
        let malos: Vec<_> =
            c.avisos.iter().filter(|a| !matches!(a.codigo, "codificacion" | "varios_inicios" | "inalcanzable" | "ciclo")).collect();
        assert!(malos.is_empty(), "{nombre}: reference files have nothing broken, {malos:?}");
    }
}

#[test]
fn an_untouched_file_is_written_back_byte_for_byte() {
    for (nombre, _) in REFERENCIAS {
        let original = bytes(nombre);
        let doc = Documento::leer(&original).unwrap();
        assert_eq!(doc.bytes(), original);
        assert_eq!(doc.con_cambios(&[]).unwrap(), original, "{nombre}: decoded and encoded");
        let ultimo = doc.cantidad_de_elementos() - 1;
        let tramo = doc.tramo(ultimo).unwrap();
        let igual = doc.texto()[tramo.clone()].to_owned();
        assert_eq!(doc.con_cambios(&[(tramo, igual)]).unwrap(), original, "{nombre}: a span replaced by itself");
    }
}

#[test]
fn a_change_leaves_the_rest_as_it_was_in_utf8_utf16_and_declared_latin() {
    let texto =
        format!("<?xml version=\"1.0\"?>\r\n<!-- ñ -->\n<b:definitions   xmlns:b='{MODELO}'><b:process id='p'/><?x y?></b:definitions>\n");
    let utf16 = |t: &str, mayor: bool| -> Vec<u8> {
        let marca = if mayor { [0xFE, 0xFF] } else { [0xFF, 0xFE] };
        let cuerpo = t.encode_utf16().flat_map(|u| if mayor { u.to_be_bytes() } else { u.to_le_bytes() });
        marca.into_iter().chain(cuerpo).collect()
    };
    for original in [texto.clone().into_bytes(), utf16(&texto, true), utf16(&texto, false)] {
        let doc = Documento::leer(&original).unwrap();
        assert_eq!(doc.con_cambios(&[]).unwrap(), original);
        let tramo = doc.tramo(1).unwrap();
        let cambiado = doc.con_cambios(&[(tramo, "<b:process id='q' name='ü'/>".to_owned())]).unwrap();
        let otra_vez = Documento::leer(&cambiado).unwrap();
        assert_eq!(otra_vez.texto(), texto.replace("<b:process id='p'/>", "<b:process id='q' name='ü'/>"));
    }
    let latin = format!("<?xml version='1.0' encoding='ISO-8859-1'?><definitions xmlns='{MODELO}'><process/></definitions>");
    let doc = Documento::leer(latin.as_bytes()).unwrap();
    assert_eq!(doc.otra_declarada(), Some("ISO-8859-1"));
    let cambiado = doc.con_cambios(&[(doc.tramo(1).unwrap(), "<process name='ñ'/>".to_owned())]).unwrap();
    assert!(cambiado.is_ascii(), "a file that declares ISO-8859-1 stays ASCII");
    assert!(String::from_utf8(cambiado).unwrap().contains("&#241;"));
}

#[test]
fn a_broken_file_is_refused_and_the_place_is_named() {
    let d = |dentro: &str| format!("<definitions xmlns=\"{MODELO}\">\n{dentro}\n</definitions>").into_bytes();
    let risas = "<!DOCTYPE l [<!ENTITY a \"ja\"><!ENTITY b \"&a;&a;&a;\">]>\n<definitions>&b;</definitions>";
    let hondo = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
    let atributos: String = (0..1200).map(|n| format!(" a{n}=''")).collect();
    let latin1 = [b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<definitions name=\"a\xF1o\"/>".as_slice()].concat();
    let utf8_malo = [format!("<definitions xmlns=\"{MODELO}\" name=\"").as_bytes(), b"a\xF1o\"/>".as_slice()].concat();
    let casos: Vec<(&str, Vec<u8>, &str, u64, u64)> = vec![
        ("empty", vec![], "bpmn_vacio", 1, 1),
        ("blank", b" \n ".to_vec(), "bpmn_vacio", 1, 1),
        ("binary", b"PK\x03\x04\0\0\xFF\xFE".to_vec(), "bpmn_no_es_xml", 1, 7),
        ("text", b"hola".to_vec(), "bpmn_no_es_xml", 1, 1),
        (
            "truncated",
            d("<process id='p'>").split(|b| *b == b'/').take(7).collect::<Vec<_>>().join(&b'/').strip_suffix(b"\n<").unwrap().to_vec(),
            "bpmn_mal_formado",
            2,
            17,
        ),
        ("cut inside a tag", d("<process id='p")[..72].to_vec(), "bpmn_mal_formado", 2, 1),
        ("doctype", b"<?xml version='1.0'?>\n<!DOCTYPE html>\n<definitions/>".to_vec(), "bpmn_doctype", 2, 1),
        ("doctype, unclosed", b"<!DOCTYPE html [".to_vec(), "bpmn_doctype", 1, 1),
        ("billion laughs", risas.as_bytes().to_vec(), "bpmn_doctype", 1, 1),
        ("external entity", b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>".to_vec(), "bpmn_doctype", 1, 1),
        ("entity without doctype", d("<process>&nbsp;</process>"), "bpmn_entidad", 2, 10),
        ("entity in an attribute", d("<process name='a&foo;'/>"), "bpmn_entidad", 2, 17),
        ("loose ampersand", d("<process name='A & B'/>"), "bpmn_mal_formado", 2, 18),
        ("loose ampersand in text", d("<process>A & B</process>"), "bpmn_mal_formado", 2, 12),
        ("latin-1 with a tilde", latin1, "bpmn_codificacion", 1, 31),
        ("utf-8 that is not", utf8_malo, "bpmn_codificacion", 1, 73),
        ("shift-jis", b"<?xml version='1.0' encoding='Shift_JIS'?><definitions/>".to_vec(), "bpmn_codificacion", 1, 31),
        ("utf-32", b"\xFF\xFE\0\0<\0\0\0".to_vec(), "bpmn_codificacion", 1, 1),
        ("odd utf-16", b"\xFF\xFE<\0a\0/\0>\0\n".to_vec(), "bpmn_codificacion", 1, 5),
        ("mismatched tags", d("<process><task></process></task>"), "bpmn_mal_formado", 2, 16),
        ("closes what is not open", format!("<definitions xmlns='{MODELO}'/>\n</x>").into_bytes(), "bpmn_mal_formado", 2, 1),
        ("two roots", format!("<definitions xmlns='{MODELO}'/>\n<definitions xmlns='{MODELO}'/>").into_bytes(), "bpmn_mal_formado", 2, 1),
        ("text after the end", format!("<definitions xmlns='{MODELO}'/>\n x").into_bytes(), "bpmn_mal_formado", 2, 2),
        ("repeated attribute", d("<process id='a' id='b'/>"), "bpmn_mal_formado", 2, 17),
        ("attribute without quotes", d("<process id=a/>"), "bpmn_mal_formado", 2, 13),
        ("attribute without value", d("<process id/>"), "bpmn_mal_formado", 2, 10),
        ("lower than in an attribute", d("<process id='<'/>"), "bpmn_mal_formado", 2, 14),
        ("name that begins with a digit", d("<1process/>"), "bpmn_mal_formado", 2, 1),
        ("comment with two hyphens", d("<!-- a -- b -->"), "bpmn_mal_formado", 2, 8),
        ("undeclared prefix", d("<x:process/>"), "bpmn_mal_formado", 2, 2),
        ("control character", d("<process name='\u{1}'/>"), "bpmn_mal_formado", 2, 16),
        ("reference to a control character", d("<process name='&#0;'/>"), "bpmn_mal_formado", 2, 16),
        ("other root", format!("<a xmlns='{MODELO}'/>").into_bytes(), "bpmn_otra_raiz", 1, 1),
        ("other namespace", b"\n <definitions xmlns='http://example.org'/>".to_vec(), "bpmn_otra_raiz", 2, 2),
        ("no namespace", b"<definitions/>".to_vec(), "bpmn_otra_raiz", 1, 1),
        ("page", b"<html><body/></html>".to_vec(), "bpmn_otra_raiz", 1, 1),
        ("too deep", d(&hondo), "bpmn_hondo", 2, 598),
        ("too many attributes", d(&format!("<process{atributos}/>")), "bpmn_muchos_elementos", 2, 9),
    ];
    let mut malos = Vec::new();
    for (que, archivo, codigo, linea, columna) in casos {
        let e = Documento::leer(&archivo).err().unwrap_or_else(|| panic!("{que}: was read"));
        if (e.codigo(), e.lugar.linea, e.lugar.columna) != (codigo, linea, columna) {
            malos.push(format!("{que}: {codigo} {linea}:{columna} was expected; {} {e}", e.codigo()));
            continue;
        }
        let mensaje = e.mensaje();
        assert!(mensaje.contains(&format!("línea {linea}, columna {columna}")), "{que}: {mensaje}");
        assert!(mensaje.starts_with("No se leyó nada"), "{que}: says what was kept");
    }
    assert!(malos.is_empty(), "{malos:#?}");
}

#[test]
fn lo_raro_se_avisa_y_no_detiene() {
    let d = |dentro: &str| {
        format!("<d:definitions xmlns:d=\"{MODELO}\" xmlns:i=\"http://www.omg.org/spec/BPMN/20100524/DI\">{dentro}</d:definitions>")
    };
    let casos = [
        ("", "sin_proceso"),
        ("<d:process id='p'><d:task id='a'/><d:sequenceFlow id='f' sourceRef='a' targetRef='no'/></d:process>", "flujo_sin_extremo"),
        ("<d:process id='p'><d:task id='a'/><d:task id='a'/></d:process>", "id_repetido"),
        ("<d:process id='p'><d:startEvent id='a'/><d:startEvent id='b'/></d:process>", "varios_inicios"),
        ("<d:process id='p'><d:startEvent id='a'/><d:task id='b'/></d:process>", "inalcanzable"),
        ("<d:process id='p'/><i:BPMNDiagram><i:BPMNPlane><i:BPMNShape bpmnElement='no'/></i:BPMNPlane></i:BPMNDiagram>", "di_sin_elemento"),
        (
            "<d:process id='p'/><d:collaboration><d:messageFlow id='m' sourceRef='x' targetRef='y'/></d:collaboration>",
            "mensaje_sin_extremo",
        ),
        (
            "<d:process id='p'><d:startEvent id='s'/><d:task id='a'/><d:task id='b'/><d:task id='c'/>\
             <d:sequenceFlow id='f0' sourceRef='s' targetRef='a'/><d:sequenceFlow id='f1' sourceRef='a' targetRef='b'/>\
             <d:sequenceFlow id='f2' sourceRef='b' targetRef='c'/><d:sequenceFlow id='f3' sourceRef='c' targetRef='a'/>\
             <d:sequenceFlow id='f4' sourceRef='c' targetRef='b'/></d:process>",
            "ciclo",
        ),
    ];
    for (dentro, codigo) in casos {
        let doc = Documento::leer(d(dentro).as_bytes()).unwrap();
        let avisos = contar(&doc).avisos;
        assert!(avisos.iter().any(|a| a.codigo == codigo), "{codigo}: {avisos:?}");
        let _ = a_grafo(&doc);
    }
    // One return is rework: no finding.
    let uno = "<d:process id='p'><d:startEvent id='s'/><d:task id='a'/><d:task id='b'/><d:sequenceFlow id='f0' sourceRef='s' targetRef='a'/>\
               <d:sequenceFlow id='f1' sourceRef='a' targetRef='b'/><d:sequenceFlow id='f2' sourceRef='b' targetRef='a'/></d:process>";
    assert_eq!(contar(&Documento::leer(d(uno).as_bytes()).unwrap()).avisos, []);
}

#[test]
fn what_is_foreign_is_named_and_bpsim_and_ours_stay() {
    let texto = format!(
        "<definitions xmlns='{MODELO}' xmlns:q='http://q' xmlns:dlg='urn:x-diligencia:gt:bpmn/1'><process id='p'><extensionElements>\
         <q:cosa><q:dentro/></q:cosa><dlg:version/></extensionElements><q:cosa/><inventado><task id='no'/></inventado>\
         <task id='t'/></process><choreography id='c'><choreographyTask id='x'/></choreography></definitions>"
    );
    let c = contar(&Documento::leer(texto.as_bytes()).unwrap());
    let hay: Vec<_> = c.no_reconocidos.iter().map(|n| (n.elemento.as_str(), n.cuantos)).collect();
    assert_eq!(hay, [("choreographyTask", 1), ("inventado", 1), ("q:cosa", 2)]);
    assert_eq!(c.actividades, 1, "what is inside a foreign element is its own");
}

/// 5 MB of tasks in a ring, with lanes, pools and chords; and the shapes that make careless readers slow.
#[test]
fn five_megabytes_and_cycles_take_bounded_time() {
    let anillo = |n: usize| {
        let mut t = format!("<definitions xmlns='{MODELO}'><process id='p'><laneSet id='l'>");
        for k in 0..n / 10 {
            t += &format!("<lane id='l{k}'><flowNodeRef>t{k}</flowNodeRef></lane>");
        }
        t += "</laneSet>";
        for k in 0..n {
            t += &format!("<task id='t{k}' name='Tarea {k}'/><sequenceFlow id='f{k}' sourceRef='t{k}' targetRef='t{}'/>", (k + 1) % n);
            t += &format!("<sequenceFlow id='g{k}' sourceRef='t{k}' targetRef='t{}'/>", (k * 7) % n);
        }
        t + "</process></definitions>"
    };
    let procesos = |n: usize| {
        let muchos: String = (0..n).map(|k| format!("<process id='p{k}'><task id='t{k}'/></process>")).collect();
        let pools: String = (0..n).map(|k| format!("<participant id='x{k}' processRef='p{k}'/>")).collect();
        format!("<definitions xmlns='{MODELO}'>{muchos}<collaboration id='c'>{pools}</collaboration></definitions>")
    };
    let prefijos = |n: usize| {
        let declara: String = (0..900).map(|k| format!(" xmlns:p{k}='u{k}'")).collect();
        let usa: String = (0..n).map(|k| format!("<p{}:a/>", k % 900)).collect();
        format!("<definitions xmlns='{MODELO}'{declara}>{usa}</definitions>")
    };
    for (que, texto) in [("ring", anillo(27_000)), ("processes", procesos(45_000)), ("prefixes", prefijos(400_000))] {
        assert!(texto.len() > 3_500_000, "{que}: {} bytes", texto.len());
        let antes = Instant::now();
        let doc = Documento::leer(texto.as_bytes()).unwrap();
        let leido = antes.elapsed();
        let _ = contar(&doc);
        let contado = antes.elapsed();
        let grafo = a_grafo(&doc);
        println!(
            "{que}: {} MB, read {leido:?}, counted {contado:?}, graph {:?}, {} nodes",
            texto.len() >> 20,
            antes.elapsed(),
            grafo.nodos().len()
        );
        assert!(antes.elapsed() < Duration::from_secs(20), "{que} took {:?}", antes.elapsed());
    }
    let chico = LimitesDeBpmn { elementos: 10, bytes: 1_000, ..LimitesDeBpmn::default() };
    assert_eq!(Documento::leer_con(procesos(100).as_bytes(), chico).unwrap_err().codigo(), "bpmn_grande");
    let chico = LimitesDeBpmn { elementos: 10, ..LimitesDeBpmn::default() };
    assert_eq!(Documento::leer_con(procesos(100).as_bytes(), chico).unwrap_err().codigo(), "bpmn_muchos_elementos");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to the bytes on the way, the answer is a document or a refusal with its place.
    #[test]
    fn flipped_bytes_never_panic(cual in 0..REFERENCIAS.len(), golpes in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![any::<u8>(), 0x20u8..0x7F, prop::sample::select(b"<>&\"'/=: -![".to_vec())]), 1..8), corte in prop::option::of(any::<prop::sample::Index>())) {
        let mut archivo = bytes(REFERENCIAS[cual].0);
        for (donde, valor) in golpes {
            let n = donde.index(archivo.len());
            archivo[n] = valor;
        }
        if let Some(c) = corte {
            archivo.truncate(c.index(archivo.len()));
        }
        match Documento::leer(&archivo) {
            Ok(doc) => {
                let _ = contar(&doc);
                let _ = a_grafo(&doc);
                prop_assert_eq!(doc.con_cambios(&[]).unwrap(), archivo);
            }
            Err(e) => prop_assert!(e.lugar.linea >= 1 && e.lugar.columna >= 1 && !e.mensaje().is_empty()),
        }
    }
}
