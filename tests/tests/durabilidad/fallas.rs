//! Each n-th failing call of the real console: no panic, a coded sentence, the file intact, the retry works.
//!
//! A small C library (`falla.c`), built here and loaded with `LD_PRELOAD`, makes one call fail: no
//! space, a broken disk, a short write, or no space from then on. n goes up until no call is reached.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use pruebas::azar::{Azar, largo, semilla};
use pruebas::{Puesto, Salida};
use serde_json::Value;

use crate::hijo;

/// How a call fails.
const TIPOS: &[&str] = &["enospc", "eio", "corta", "lleno"];
/// Calls tried of each kind in the ordinary run.
const ORDINARIAS: u64 = 9;
/// Codes that say plainly what happened: a full disk is never told as a broken one, nor the other way
/// round. A file that could not be opened is told as a folder that cannot be written, since SQLite does not
/// say more; nor does it say why a sync or a truncation failed, so those are always a disk that fails.
fn codigos_de(tipo: &str, llamada: &str) -> &'static [&'static str] {
    match tipo {
        "eio" => &["disco_danado", "solo_lectura"],
        _ if llamada.contains("sync") || llamada == "ftruncate" => &["disco_lleno", "disco_danado"],
        _ => &["disco_lleno", "solo_lectura"],
    }
}
/// What may stay beside the data file when something failed.
const RESTOS: &[&str] = &[".parcial", ".nueva", ".migrando", ".restaurando", ".recuperando", ".sonda"];

/// One thing that people do, and how to see what came of it.
struct Flujo {
    /// State before, copied for each attempt.
    antes: Puesto,
    /// Arguments, given the workplace.
    argumentos: fn(&Puesto) -> Vec<String>,
    /// Says whether it was done (`true`), or nothing of it (`false`); fails on anything in between.
    hecho: fn(&Puesto) -> bool,
}

fn biblioteca(carpeta: &Path) -> PathBuf {
    let fuente = pruebas::raiz().join("tests/tests/durabilidad/falla.c");
    let salida = carpeta.join("falla.so");
    let cc = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&salida).arg(&fuente).arg("-ldl").output().unwrap();
    assert!(cc.status.success(), "{}", String::from_utf8_lossy(&cc.stderr));
    salida
}

struct Intento {
    salida: Salida,
    /// The call that failed, when one was reached.
    fallo: Option<String>,
    llamadas: u64,
}

fn intentar(puesto: &Puesto, argumentos: &[String], so: &Path, tipo: &str, n: u64) -> Intento {
    let notas = tempfile::tempdir().unwrap();
    let argumentos: Vec<&str> = std::iter::once("--json").chain(argumentos.iter().map(String::as_str)).collect();
    let mut orden = puesto.orden(&argumentos);
    orden
        .env("LD_PRELOAD", so)
        .env("FALLA_CARPETA", puesto.carpeta())
        .env("FALLA_TIPO", tipo)
        .env("FALLA_N", n.to_string())
        .env("FALLA_AVISO", notas.path().join("aviso"))
        .env("FALLA_CUENTA", notas.path().join("cuenta"));
    let salida = Salida::de(&mut orden);
    let cuenta = std::fs::read_to_string(notas.path().join("cuenta")).unwrap_or_default();
    let fallo = std::fs::read_to_string(notas.path().join("aviso")).ok();
    Intento { salida, fallo, llamadas: cuenta.parse().unwrap_or(0) }
}

fn revisar_falla(salida: &Salida, tipo: &str, llamada: &str) -> Result<(), String> {
    if salida.codigo != 1 {
        return Err(format!("exit {}", salida.codigo));
    }
    let linea = salida.error.lines().rev().find(|l| l.starts_with('{')).ok_or("no coded failure")?;
    let falla: Value = serde_json::from_str(linea).map_err(|e| e.to_string())?;
    let (codigo, mensaje) = (falla["codigo"].as_str().unwrap_or_default(), falla["mensaje"].as_str().unwrap_or_default());
    if !codigos_de(tipo, llamada).contains(&codigo) {
        return Err(format!("code of {tipo}: {falla}"));
    }
    let jerga = ["Error", "panic", "os error", "SQLITE", "errno"].iter().find(|j| mensaje.contains(**j));
    match jerga {
        Some(jerga) => Err(format!("jargon «{jerga}»: {mensaje}")),
        None if mensaje.len() < 20 => Err(format!("no sentence: {mensaje}")),
        None => Ok(()),
    }
}

fn restos(carpeta: &Path) -> Vec<String> {
    let mut hallados = Vec::new();
    for entrada in std::fs::read_dir(carpeta).unwrap().flatten() {
        let nombre = entrada.file_name().to_string_lossy().into_owned();
        if entrada.path().is_dir() {
            hallados.extend(restos(&entrada.path()));
        } else if RESTOS.iter().any(|r| nombre.contains(r)) {
            hallados.push(nombre);
        }
    }
    hallados
}

/// One attempt from a fresh state. Gives the call that failed.
fn probar(flujo: &Flujo, so: &Path, tipo: &str, n: u64) -> Result<Option<String>, String> {
    let puesto = flujo.antes.copia();
    let argumentos = (flujo.argumentos)(&puesto);
    let Intento { salida, fallo, .. } = intentar(&puesto, &argumentos, so, tipo, n);
    let Some(fallo) = fallo else { return Ok(None) };
    let contexto = |que: String| format!("{tipo} at call {n} ({fallo}): {que}\n{}{}", salida.salida, salida.error);
    if salida.error.contains("panicked") || !(0..=4).contains(&salida.codigo) {
        return Err(contexto(format!("exit {}", salida.codigo)));
    }
    let confirmado = salida.codigo == 0 || salida.codigo == 4;
    if !confirmado {
        revisar_falla(&salida, tipo, &fallo).map_err(contexto)?;
    }
    let quedan = restos(puesto.carpeta());
    if !quedan.is_empty() {
        return Err(contexto(format!("left behind: {quedan:?}")));
    }
    if confirmado && !(flujo.hecho)(&puesto) {
        return Err(contexto("acknowledged and not there".to_owned()));
    }
    if flujo.antes.base().exists() && !puesto.base().exists() {
        return Err(contexto("the data file is gone".to_owned()));
    }
    sano(&puesto).map_err(contexto)?;
    if !(flujo.hecho)(&puesto) {
        let otra = puesto.correr(&[&["--json"], argumentos.iter().map(String::as_str).collect::<Vec<_>>().as_slice()].concat());
        if otra.codigo != 0 || !(flujo.hecho)(&puesto) {
            return Err(contexto(format!("the retry: exit {} {}{}", otra.codigo, otra.salida, otra.error)));
        }
        sano(&puesto).map_err(contexto)?;
    }
    Ok(Some(fallo))
}

fn sano(puesto: &Puesto) -> Result<(), String> {
    if !puesto.base().exists() {
        return Ok(());
    }
    // Opened for writing first: what a crash left is taken up there.
    let abierto = puesto.correr(&["--json", "reproyectar"]);
    let visto = puesto.correr(&["--json", "verificar"]);
    if abierto.codigo == 0 && visto.codigo == 0 && visto.json()["ok"] == true {
        return Ok(());
    }
    Err(format!("the file: {}{}{}{}", abierto.salida, abierto.error, visto.salida, visto.error))
}

fn recorrer(nombre: &str, flujo: &Flujo) {
    let (inicio, semilla, taller) = (Instant::now(), semilla(), tempfile::tempdir().unwrap());
    let so = biblioteca(taller.path());
    let mut azar = Azar::new(semilla);
    let (mut intentos, mut malos) = (0, Vec::new());
    for tipo in TIPOS {
        let puesto = flujo.antes.copia();
        let entero = intentar(&puesto, &(flujo.argumentos)(&puesto), &so, tipo, 0);
        assert!((flujo.hecho)(&puesto), "without fault it works: {}{}", entero.salida.salida, entero.salida.error);
        let total = entero.llamadas;
        assert!(total > 0, "{tipo}: the calls are seen");
        let cuales: Vec<u64> = if largo() {
            (1..=total + 3).collect()
        } else {
            // A spread over the whole length, at another place each run, and one past the end.
            (0..ORDINARIAS).map(|i| 1 + (total * i + azar.menor(total)) / ORDINARIAS).chain([total + 50]).collect()
        };
        let mut alcanzados = 0;
        for n in cuales {
            intentos += 1;
            match probar(flujo, &so, tipo, n) {
                Ok(fallo) => alcanzados += u64::from(fallo.is_some()),
                Err(que) => malos.push(que),
            }
        }
        assert!(alcanzados + malos.len() as u64 > 0, "{tipo}: faults were reached: {alcanzados}");
    }
    println!("{nombre}: {intentos} attempts, {} bad; seed {semilla}; {:?}", malos.len(), inicio.elapsed());
    assert!(malos.is_empty(), "{nombre}, seed {semilla}: {} of {intentos}\n{}", malos.len(), malos.join("\n---\n"));
}

fn con_tramites() -> Puesto {
    let puesto = Puesto::comite("MARN");
    let hoja = puesto.archivo("hoja.csv", hijo::hoja(1));
    let _ = puesto.json(&["importar", &hoja.to_string_lossy()]);
    let _ = puesto.archivo("otra.csv", hijo::hoja(2));
    puesto
}

fn primero(puesto: &Puesto) -> String {
    puesto.json(&["tramites", "--limite", "1"])["tramites"][0]["id"].as_str().unwrap().to_owned()
}

fn ruta(puesto: &Puesto, nombre: &str) -> String {
    puesto.carpeta().join(nombre).to_string_lossy().into_owned()
}

#[test]
fn a_save_survives_each_failing_call() {
    recorrer(
        "cambiar",
        &Flujo {
            antes: con_tramites(),
            argumentos: |p| vec!["cambiar".to_owned(), primero(p), "unidad_ejecutora=Ventanilla ambiental".to_owned()],
            hecho: |p| p.json(&["tramite", &primero(p)])["campos"]["unidad_ejecutora"] == "Ventanilla ambiental",
        },
    );
}

#[test]
fn an_import_survives_each_failing_call() {
    recorrer(
        "importar",
        &Flujo {
            antes: con_tramites(),
            argumentos: |p| vec!["importar".to_owned(), ruta(p, "otra.csv")],
            hecho: |p| match p.json(&["tramites"])["total"].as_u64() {
                Some(8) => false,
                Some(16) => true,
                otro => panic!("half an import: {otro:?}"),
            },
        },
    );
}

#[test]
fn a_report_survives_each_failing_call() {
    recorrer(
        "informe",
        &Flujo {
            antes: con_tramites(),
            argumentos: |p| vec!["informe".to_owned(), "avance".to_owned(), "--salida".to_owned(), ruta(p, "informe.pdf")],
            hecho: |p| match std::fs::read(p.carpeta().join("informe.pdf")) {
                Ok(bytes) => {
                    assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "half a report");
                    true
                }
                Err(_) => false,
            },
        },
    );
}

#[test]
fn a_workbook_survives_each_failing_call() {
    recorrer(
        "exportar",
        &Flujo {
            antes: con_tramites(),
            argumentos: |p| {
                ["exportar", "--formato", "xlsx", "--salida"].map(str::to_owned).into_iter().chain([ruta(p, "inv.xlsx")]).collect()
            },
            hecho: |p| match std::fs::read(p.carpeta().join("inv.xlsx")) {
                Ok(bytes) => {
                    let mut libro = datos_abiertos::libro::Libro::default();
                    datos_abiertos::libro::leer(&bytes, &Default::default(), &mut libro).expect("half a workbook");
                    true
                }
                Err(_) => false,
            },
        },
    );
}

#[test]
fn a_backup_survives_each_failing_call() {
    recorrer(
        "respaldar",
        &Flujo {
            antes: con_tramites(),
            argumentos: |p| vec!["respaldar".to_owned(), "--salida".to_owned(), ruta(p, "copia.dlgb")],
            hecho: |p| {
                let copia = p.carpeta().join("copia.dlgb");
                copia.exists() && {
                    let visto = Salida::de(Command::new(pruebas::consola()).args(["--json", "verificar", "--base"]).arg(&copia));
                    assert_eq!(visto.json()["ok"], true, "a copy under its final name verifies: {}", visto.salida);
                    true
                }
            },
        },
    );
}

#[test]
fn a_restoration_survives_each_failing_call() {
    let antes = con_tramites();
    let _ = antes.json(&["respaldar", "--salida", &ruta(&antes, "copia.dlgb")]);
    let _ = antes.json(&["cambiar", &primero(&antes), "unidad_ejecutora=Ventanilla ambiental"]);
    recorrer(
        "restaurar",
        &Flujo {
            antes,
            argumentos: |p| vec!["restaurar".to_owned(), ruta(p, "copia.dlgb")],
            hecho: |p| p.json(&["tramite", &primero(p)])["campos"]["unidad_ejecutora"].is_null(),
        },
    );
}

#[test]
fn a_new_installation_survives_each_failing_call() {
    recorrer(
        "crear",
        &Flujo {
            antes: Puesto::new(),
            argumentos: |_| ["crear", "--como", "comite", "--institucion", "MARN"].map(str::to_owned).to_vec(),
            hecho: |p| p.base().exists() && p.json(&["verificar"])["asientos"].as_u64() >= Some(1),
        },
    );
}

#[test]
fn a_migration_survives_each_failing_call() {
    let antes = Puesto::new();
    let raiz = antes.carpeta().join("preparar");
    std::fs::create_dir_all(raiz.join("datos")).unwrap();
    hijo::vieja(&raiz);
    std::fs::rename(raiz.join("vieja.dlgb"), antes.base()).unwrap();
    std::fs::rename(hijo::casa(&raiz.join("datos")), antes.carpeta().join("carpeta")).unwrap();
    std::fs::rename(raiz.join("datos/adjuntos"), antes.carpeta().join("adjuntos")).unwrap();
    std::fs::remove_dir_all(raiz).unwrap();
    recorrer(
        "migrar",
        &Flujo {
            antes,
            argumentos: |_| vec!["cambiar".to_owned(), hijo::id(1, 0).to_string(), "unidad_ejecutora=Ventanilla ambiental".to_owned()],
            hecho: |p| {
                let visto = p.correr(&["--json", "tramite", &hijo::id(1, 0).to_string()]);
                visto.codigo == 0 && visto.json()["campos"]["unidad_ejecutora"] == "Ventanilla ambiental"
            },
        },
    );
}

#[test]
fn the_check_of_a_failure_rejects_what_it_must() {
    let dicho = |codigo: i32, error: &str| Salida { codigo, salida: String::new(), error: error.to_owned() };
    let bien = r#"{"codigo":"disco_lleno","mensaje":"No hay espacio en el disco. Libere espacio e intente de nuevo."}"#;
    assert_eq!(revisar_falla(&dicho(1, bien), "enospc", "write"), Ok(()));
    assert!(revisar_falla(&dicho(1, bien), "eio", "write").is_err(), "a broken disk told as a full one");
    let roto = bien.replace("disco_lleno", "disco_danado");
    assert_eq!(revisar_falla(&dicho(1, &roto), "eio", "write"), Ok(()));
    assert!(revisar_falla(&dicho(1, &roto), "enospc", "write").is_err(), "a full disk told as a broken one");
    for (codigo, error) in [
        (101, bien),
        (1, "thread 'main' panicked at"),
        (1, r#"{"codigo":"interno","mensaje":"No se pudo completar la acción y no se cambió nada."}"#),
        (1, r#"{"codigo":"disco_lleno","mensaje":"os error 28: No space left on device"}"#),
        (1, r#"{"codigo":"disco_lleno","mensaje":""}"#),
    ] {
        assert!(revisar_falla(&dicho(codigo, error), "enospc", "write").is_err(), "{codigo} {error}");
    }
    let puesto = Puesto::new();
    let _ = puesto.archivo("informe.pdf.77.parcial", "a medias");
    assert_eq!(restos(puesto.carpeta()).len(), 1, "a planted leftover is seen");
}
