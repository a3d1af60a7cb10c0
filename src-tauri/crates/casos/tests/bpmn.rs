//! A diagram of another program becomes pasos, comes back as a diagram, and one undo takes it away.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use std::path::{Path, PathBuf};

use apoyo::comite;
use casos::Sesion;
use casos::dto::*;
use casos::falla::CodigoFalla;

fn referencia(nombre: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/datos/bpmn").join(nombre)
}

fn tramite(s: &Sesion) -> String {
    let pide = CrearTramite { nombre: "Licencia de aguas".to_owned(), codigo: None, institucion: None };
    s.crear_tramite(pide).unwrap().valor.ids.remove(0)
}

fn pasos(s: &Sesion, id: &str) -> Vec<(String, String)> {
    let ficha = s.abrir_ficha(PorId { id: id.to_owned() }).unwrap();
    let json = serde_json::to_value(&ficha).unwrap();
    let mut filas = Vec::new();
    fn buscar(v: &serde_json::Value, filas: &mut Vec<(String, String)>) {
        match v {
            serde_json::Value::Object(o) => {
                if o.get("clase").and_then(|c| c.as_str()) == Some("paso") && o.contains_key("celdas") {
                    let texto = o["celdas"].to_string();
                    filas.push((o["id"].as_str().unwrap_or_default().to_owned(), texto));
                }
                o.values().for_each(|v| buscar(v, filas));
            }
            serde_json::Value::Array(a) => a.iter().for_each(|v| buscar(v, filas)),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) | serde_json::Value::String(_) => {}
        }
    }
    buscar(&json, &mut filas);
    filas
}

#[test]
fn un_diagrama_ajeno_se_toma_en_una_operacion_y_un_deshacer_lo_quita() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s);
    let hecho = s.importar_bpmn_de(&referencia("referencia-C.3.0.bpmn"), &id, VersionPaso::Actual).unwrap();
    assert_eq!((hecho.valor.pasos, hecho.valor.nuevos, hecho.valor.retirados), (6, 6, 0));
    assert!(!hecho.valor.sin_lugar.is_empty(), "what has no place is told");
    assert_eq!(pasos(&s, &id).len(), 6);
    let ficha = s.abrir_ficha(PorId { id: id.clone() }).unwrap();
    let json = serde_json::to_value(&ficha).unwrap().to_string();
    assert!(json.contains("referencia-C.3.0.bpmn"), "the file is attached: {}", &json[..400.min(json.len())]);

    // Another file takes their place; the six are retired in the same operation.
    let otro = s.importar_bpmn_de(&referencia("referencia-A.2.0.bpmn"), &id, VersionPaso::Actual).unwrap().valor;
    assert_eq!((otro.pasos, otro.nuevos, otro.retirados), (4, 4, 6));
    assert_eq!(pasos(&s, &id).len(), 4);
    s.deshacer(Nada {}).unwrap();
    assert_eq!(pasos(&s, &id).len(), 6, "one undo brings the six back and takes the four away");
    s.rehacer(Nada {}).unwrap();
    assert_eq!(pasos(&s, &id).len(), 4);
    // The proposed version is another list.
    let propuesta = s.importar_bpmn_de(&referencia("referencia-A.1.0.bpmn"), &id, VersionPaso::Propuesta).unwrap().valor;
    assert_eq!((propuesta.pasos, propuesta.retirados), (3, 0));
    assert_eq!(pasos(&s, &id).len(), 7);
}

#[test]
fn lo_que_se_exporta_vuelve_con_la_misma_identidad() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s);
    s.importar_bpmn_de(&referencia("referencia-C.2.0.bpmn"), &id, VersionPaso::Actual).unwrap();
    let antes = pasos(&s, &id);
    let salida = carpeta.path().join("bpmn");
    let hecho = s.exportar_en_ruta(FormatoDeInventario::Bpmn, &salida, None).unwrap();
    assert_eq!((hecho.filas, hecho.archivos.len()), (1, 1));
    let bytes = std::fs::read(&hecho.archivos[0]).unwrap();
    let vuelta = s.importar_bpmn_de(Path::new(&hecho.archivos[0]), &id, VersionPaso::Actual).unwrap().valor;
    assert_eq!((vuelta.nuevos, vuelta.retirados, vuelta.conservados as usize), (0, 0, antes.len()));
    let ids = |v: &[(String, String)]| v.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&pasos(&s, &id)), ids(&antes), "the same rows, in the same order");
    let otra = s.exportar_en_ruta(FormatoDeInventario::Bpmn, &carpeta.path().join("otra"), None).unwrap();
    assert_eq!(std::fs::read(&otra.archivos[0]).unwrap(), bytes, "and the same bytes");
}

#[test]
fn a_file_that_is_no_diagram_changes_nothing_and_says_where() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s);
    let malo = carpeta.path().join("malo.bpmn");
    std::fs::write(&malo, "<?xml version='1.0'?>\n<!DOCTYPE x [<!ENTITY a 'b'>]>\n<x>&a;</x>").unwrap();
    let e = s.importar_bpmn_de(&malo, &id, VersionPaso::Actual).unwrap_err().a_dto();
    assert_eq!(e.codigo, CodigoFalla::ArchivoNoReconocido);
    assert!(e.mensaje.contains("línea 2, columna 1"), "{}", e.mensaje);
    let vacio = carpeta.path().join("vacio.bpmn");
    std::fs::write(&vacio, "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>").unwrap();
    assert_eq!(s.importar_bpmn_de(&vacio, &id, VersionPaso::Actual).unwrap_err().a_dto().codigo, CodigoFalla::CamposInvalidos);
    assert_eq!(pasos(&s, &id), []);
    let ausente = s.importar_bpmn_de(&referencia("referencia-A.1.0.bpmn"), "NO-HAY", VersionPaso::Actual).unwrap_err().a_dto();
    assert_eq!(ausente.codigo, CodigoFalla::NoExiste);
}

#[test]
fn the_window_looks_takes_and_writes_through_handles() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s);
    let archivo = s.registrar_archivo(&referencia("referencia-A.4.1.bpmn")).unwrap();
    let visto = s.examinar_bpmn(ExaminarBpmn { archivo: archivo.clone() }).unwrap();
    assert_eq!((visto.cuenta.participantes, visto.cuenta.carriles, visto.cuenta.mensajes), (2, 3, 2));
    assert!(!visto.propio);
    let hecho = s.importar_bpmn(ImportarBpmn { archivo, tramite: id.clone(), como: VersionPaso::Propuesta }).unwrap().valor;
    assert_eq!(hecho.pasos as usize, visto.pasos.len());
    let svg = carpeta.path().join("a.svg");
    let d = s.dibujar_tramite(&id, VersionPaso::Propuesta, &svg).unwrap();
    assert!(d.nodos > visto.pasos.len());
    let texto = std::fs::read_to_string(&svg).unwrap();
    assert!(texto.contains("<title") && texto.contains("<desc"), "a title, and the route in the description");
}
