//! `bpmn ver`, `importar`, `dibujar` and `exportar --formato bpmn` through the real console, and the reader of another.

use std::path::Path;
use std::process::Command;

use pruebas::{Puesto, datos, raiz};
use serde_json::{Value, json};

fn referencia(nombre: &str) -> String {
    datos().join("bpmn").join(nombre).to_string_lossy().into_owned()
}

fn tramite(puesto: &Puesto) -> String {
    let csv = puesto.archivo("uno.csv", "Trámite,Requisitos\nLicencia de aguas,1. Solicitud\n");
    puesto.json(&["importar", csv.to_str().unwrap(), "--institucion", "MARN"]);
    puesto.json(&["tramites"])["tramites"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn ver_gives_the_contract_to_the_letter() {
    let puesto = Puesto::new();
    let visto = puesto.json(&["bpmn", "ver", &referencia("referencia-C.2.0.bpmn")]);
    let esperado = json!({
        "procesos": 4, "participantes": 4, "carriles": 2, "actividades": 12, "compuertas": 3, "eventos": 14, "flujos": 25,
        "mensajes": 5, "objetos_de_datos": 0, "con_di": true, "no_reconocidos": [], "avisos": visto["avisos"],
    });
    assert_eq!(visto, esperado);
    let claves: Vec<&str> = visto.as_object().unwrap().keys().map(String::as_str).collect();
    let contrato = [
        "procesos",
        "participantes",
        "carriles",
        "actividades",
        "compuertas",
        "eventos",
        "flujos",
        "mensajes",
        "objetos_de_datos",
        "con_di",
        "no_reconocidos",
        "avisos",
    ];
    let mut ordenadas = contrato.to_vec();
    ordenadas.sort_unstable();
    let mut hay = claves;
    hay.sort_unstable();
    assert_eq!(hay, ordenadas);
    let ajeno = puesto.json(&["bpmn", "ver", &referencia("referencia-A.4.1.bpmn")]);
    assert!(
        ajeno["no_reconocidos"].as_array().unwrap().contains(&json!({ "elemento": "signavio:signavioMetaData", "cuantos": 34 })),
        "{ajeno}"
    );
}

#[test]
fn a_bad_file_ends_with_2_and_names_its_place() {
    let puesto = Puesto::new();
    let malo = puesto.carpeta().join("malo.bpmn");
    std::fs::write(&malo, "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>\n<process></definitions>").unwrap();
    for orden in [vec!["bpmn", "ver", malo.to_str().unwrap()], vec!["bpmn", "dibujar", malo.to_str().unwrap(), "--salida", "x.svg"]] {
        let salida = puesto.correr(&[orden.as_slice(), &["--json"]].concat());
        assert_eq!(salida.codigo, 2);
        let falla = salida.falla();
        assert_eq!(falla["codigo"], "archivo_no_reconocido");
        assert!(falla["mensaje"].as_str().unwrap().contains("línea 2, columna 10"), "{falla}");
    }
    assert_eq!(puesto.correr(&["bpmn", "ver", "no-esta.bpmn", "--json"]).codigo, 2);
}

/// Taken, drawn, written, opened by another reader without a warning, and taken again as it was.
#[test]
fn each_reference_file_goes_round() {
    let puesto = Puesto::comite("MARN");
    let id = tramite(&puesto);
    let mut escritos = Vec::new();
    for e in std::fs::read_dir(datos().join("bpmn")).unwrap() {
        let ruta = e.unwrap().path();
        if ruta.extension().is_none_or(|x| x != "bpmn") {
            continue;
        }
        let nombre = ruta.file_stem().unwrap().to_string_lossy().into_owned();
        let archivo = ruta.to_str().unwrap();
        let svg = puesto.carpeta().join(format!("{nombre}.svg"));
        let dibujo = puesto.json(&["bpmn", "dibujar", archivo, "--salida", svg.to_str().unwrap()]);
        assert!(dibujo["nodos"].as_u64().unwrap() > 0);
        let texto = std::fs::read_to_string(&svg).unwrap();
        assert_eq!((texto.matches("<title").count() > 0, texto.contains("<desc")), (true, true), "{nombre}");

        let tomado = puesto.json(&["bpmn", "importar", archivo, "--tramite", &id, "--como", "actual"]);
        let pasos = tomado["pasos"].as_u64().unwrap();
        assert!(pasos > 0, "{nombre}: {tomado}");
        let carpeta = puesto.carpeta().join(&nombre);
        let hecho = puesto.json(&["exportar", "--formato", "bpmn", "--salida", carpeta.to_str().unwrap()]);
        let propio = hecho["archivos"][0].as_str().unwrap().to_owned();
        let vuelta = puesto.json(&["bpmn", "importar", &propio, "--tramite", &id, "--como", "actual"]);
        assert_eq!((&vuelta["pasos"], &vuelta["conservados"], &vuelta["nuevos"]), (&json!(pasos), &json!(pasos), &json!(0)), "{nombre}");
        let svg = carpeta.join("propio.svg");
        puesto.json(&["bpmn", "dibujar", "--tramite", &id, "--salida", svg.to_str().unwrap()]);
        escritos.push((propio, pasos));
    }
    assert_eq!(escritos.len(), 14);
    let abiertos = revisar(escritos.iter().map(|(a, _)| a.as_str()));
    for ((archivo, _), otro) in escritos.iter().zip(&abiertos) {
        let nuestra = puesto.json(&["bpmn", "ver", archivo]);
        assert_eq!(otro["avisos"], json!([]), "{archivo}: the independent reader has nothing to say");
        let suma = |v: &Value, campos: &[&str]| campos.iter().map(|c| v[*c].as_u64().unwrap()).sum::<u64>();
        assert_eq!(suma(otro, &["nodos"]), suma(&nuestra, &["actividades", "compuertas", "eventos"]), "{archivo}: the same nodes");
        assert_eq!(
            (&otro["flujos"], &otro["carriles"]),
            (&nuestra["flujos"], &nuestra["carriles"]),
            "{archivo}: the same arrows and lanes"
        );
        assert_eq!(otro["sin_elemento"], json!(0), "{archivo}: the drawing points at what is there");
        let valido = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(datos().join("bpmn/xsd/BPMN20.xsd"))
            .arg(archivo)
            .output()
            .unwrap();
        assert!(valido.status.success(), "{archivo}: {}", String::from_utf8_lossy(&valido.stderr));
    }
}

fn revisar<'a>(archivos: impl Iterator<Item = &'a str>) -> Vec<Value> {
    let guion: &Path = &raiz().join("tests/e2e/bpmn/revisar.mjs");
    let salida = Command::new("node").arg(guion).args(archivos).output().unwrap();
    assert!(salida.status.success(), "{}{}", String::from_utf8_lossy(&salida.stdout), String::from_utf8_lossy(&salida.stderr));
    String::from_utf8_lossy(&salida.stdout).lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}
