//! Killed, interrupted and contended: half work leaves no trace (`durabilidad` kills many more times).

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use pruebas::{Puesto, datos};

fn catalogo() -> String {
    datos().join("catalogo_2023.csv").to_string_lossy().into_owned()
}

fn empezar(puesto: &Puesto, argumentos: &[&str]) -> Child {
    puesto.orden(argumentos).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn an_import_killed_at_any_moment_is_whole_or_absent() {
    let completa = {
        let puesto = Puesto::gae();
        let inicio = Instant::now();
        let _ = puesto.json(&["importar", &catalogo()]);
        inicio.elapsed()
    };
    let mut ausentes = 0;
    for decima in 1..=9_u32 {
        let puesto = Puesto::gae();
        let mut proceso = empezar(&puesto, &["importar", &catalogo()]);
        std::thread::sleep(completa * decima / 10);
        proceso.kill().unwrap();
        proceso.wait().unwrap();
        let total = puesto.json(&["tramites"])["total"].as_u64().unwrap();
        assert!(total == 0 || total >= 660, "half an import stayed: {total}");
        ausentes += u32::from(total == 0);
        let verificado = puesto.json(&["verificar"]);
        assert_eq!(verificado["ok"], true, "{verificado}");
        let otra = puesto.json(&["importar", &catalogo()]);
        assert_eq!(otra["nuevas"].as_u64().unwrap() + otra["iguales"].as_u64().unwrap() + otra["en_espera"].as_u64().unwrap(), 665);
    }
    assert!(ausentes > 0, "no kill fell inside the import: this test proved nothing");
}

#[test]
fn the_second_writer_waits_and_is_told_who_has_the_file() {
    let puesto = Puesto::comite("MARN");
    let mut anfitrion = empezar(&puesto, &["servir", "--solo-pruebas"]);
    let mut linea = String::new();
    BufReader::new(anfitrion.stdout.take().unwrap()).read_line(&mut linea).unwrap();
    assert!(linea.starts_with("http://127.0.0.1:"), "{linea}");
    // It takes the file with its first write.
    let (base, token) = linea.trim().strip_prefix("http://").unwrap().split_once("/?token=").unwrap();
    let creado = pedir(base, token, "crear_tramite", r#"{"nombre":"Trámite de prueba","codigo":null,"institucion":null}"#);
    assert!(creado.starts_with("HTTP/1.1 200"), "{creado}");
    let inicio = Instant::now();
    let falla = puesto.falla(1, &["importar", &catalogo()]);
    let esperado = inicio.elapsed();
    anfitrion.kill().unwrap();
    anfitrion.wait().unwrap();
    assert_eq!(falla["codigo"], "archivo_en_uso", "{falla}");
    assert!(esperado >= Duration::from_secs(4) && esperado < Duration::from_secs(12), "about five seconds: {esperado:?}");
    let _ = puesto.json(&["importar", &catalogo()]);
}

/// One command of the test host, over a socket: the answer as it came.
fn pedir(anfitrion: &str, token: &str, comando: &str, cuerpo: &str) -> String {
    let mut conexion = TcpStream::connect(anfitrion).unwrap();
    let largo = cuerpo.len();
    write!(
        conexion,
        "POST /comando/{comando} HTTP/1.1\r\nHost: {anfitrion}\r\nAuthorization: Bearer {token}\r\nContent-Length: {largo}\r\nConnection: close\r\n\r\n{cuerpo}"
    )
    .unwrap();
    let mut respuesta = String::new();
    conexion.read_to_string(&mut respuesta).unwrap();
    respuesta
}

#[cfg(unix)]
#[test]
fn an_interrupted_report_leaves_no_file() {
    let puesto = Puesto::gae();
    let _ = puesto.json(&["sembrar", "--instituciones", "1", "--tramites", "400", "--requisitos", "10"]);
    let pdf = puesto.carpeta().join("informe.pdf");
    for ms in [5, 20, 60, 120] {
        let proceso = empezar(&puesto, &["informe", "avance", "--institucion", "MARN", "--salida", &pdf.to_string_lossy()]);
        std::thread::sleep(Duration::from_millis(ms));
        let _ = std::process::Command::new("kill").args(["-INT", &proceso.id().to_string()]).status();
        let _ = proceso.wait_with_output().unwrap();
        let restos: Vec<_> = std::fs::read_dir(puesto.carpeta())
            .unwrap()
            .flatten()
            .map(|e| e.file_name())
            .filter(|n| n.to_string_lossy().contains("parcial"))
            .collect();
        assert!(restos.is_empty(), "{restos:?}");
        if pdf.exists() {
            assert!(
                std::fs::read(&pdf).unwrap().ends_with(b"%%EOF\n") || std::fs::read(&pdf).unwrap().ends_with(b"%%EOF"),
                "whole or absent"
            );
            std::fs::remove_file(&pdf).unwrap();
        }
    }
}

#[test]
fn a_batch_killed_at_any_moment_leaves_only_whole_papers_and_its_list() {
    let puesto = Puesto::gae();
    let mut a_medias = 0;
    let notadas = || puesto.json(&["exportaciones"])["exportaciones"].as_array().unwrap().len();
    for (vuelta, ms) in [120, 300, 600, 1_000].into_iter().enumerate() {
        let carpeta = puesto.carpeta().join(format!("lote-{vuelta}"));
        std::fs::create_dir(&carpeta).unwrap();
        let ruta = carpeta.to_string_lossy().into_owned();
        let antes = notadas();
        let mut proceso = empezar(&puesto, &["lote", "avance", "--carpeta", &ruta]);
        std::thread::sleep(Duration::from_millis(ms));
        proceso.kill().unwrap();
        proceso.wait().unwrap();
        let hechos: Vec<_> = std::fs::read_dir(&carpeta).unwrap().flatten().map(|e| e.path()).collect();
        let papeles: Vec<_> = hechos.iter().filter(|p| p.extension().is_some_and(|e| e == "pdf")).collect();
        for p in &papeles {
            let bytes = std::fs::read(p).unwrap();
            assert!(bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{} is whole", p.display());
        }
        a_medias += usize::from((1..66).contains(&papeles.len()));
        // The list of exports is read: every paper is in it, but for that of the last moment.
        let nuevas = notadas() - antes;
        assert!(nuevas == papeles.len() || nuevas + 1 == papeles.len(), "{nuevas} of {}", papeles.len());
        assert_eq!(puesto.json(&["verificar"])["ok"], true);
        let otra = puesto.json(&["lote", "avance", "--carpeta", &ruta, "--instituciones", "MARN,MSPAS"]);
        assert_eq!((&otra["hechos"], &otra["cancelado"]), (&2.into(), &false.into()));
    }
    assert!(a_medias > 0, "no kill fell inside the batch: this test proved nothing");
}
