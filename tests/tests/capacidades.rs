//! What the window may do: the commands of the table, granted one by one, and nothing else.
//!
//! `DILIGENCIA_REGENERAR=1` (in `make tipos`) writes the two derived files before comparing.

use std::path::PathBuf;

use casos::comandos::TODOS;
use pruebas::{archivos, raiz};
use serde_json::{Value, json};

/// Commands of the shell itself, beside the table of `casos`.
const DEL_CASCARON: &[&str] = &["elegir_archivo", "elegir_destino", "elegir_carpeta", "abrir_carpeta", "abrir_exportado"];

fn comandos() -> Vec<&'static str> {
    TODOS.iter().map(|c| c.nombre).chain(DEL_CASCARON.iter().copied()).collect()
}

fn cascaron(nombre: &str) -> PathBuf {
    raiz().join("src-tauri").join(nombre)
}

fn leer(nombre: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(cascaron(nombre)).unwrap()).unwrap()
}

fn lista() -> String {
    comandos().iter().map(|c| format!("{c}\n")).collect()
}

fn capacidad() -> Value {
    let permisos: Vec<_> = comandos().iter().map(|c| format!("allow-{}", c.replace('_', "-"))).collect();
    json!({
        "identifier": "principal",
        "description": "The one window: each command it may call, by name. No permission of a plugin.",
        "windows": ["principal"],
        "permissions": permisos,
    })
}

#[test]
fn the_list_of_commands_and_the_capability_are_the_table() {
    let escrita = serde_json::to_string_pretty(&capacidad()).unwrap() + "\n";
    if std::env::var_os("DILIGENCIA_REGENERAR").is_some() {
        std::fs::write(cascaron("comandos.generados.txt"), lista()).unwrap();
        std::fs::write(cascaron("capabilities/principal.json"), &escrita).unwrap();
    }
    let tipos = "run `make tipos`: the table of commands changed";
    assert_eq!(std::fs::read_to_string(cascaron("comandos.generados.txt")).unwrap(), lista(), "{tipos}");
    assert_eq!(leer("capabilities/principal.json"), capacidad(), "{tipos}");
}

#[test]
fn there_is_one_capability_and_it_names_one_window() {
    assert_eq!(archivos(&cascaron("capabilities"), &["json", "toml"]), [cascaron("capabilities/principal.json")]);
    let configuracion = leer("tauri.conf.json");
    assert_eq!(configuracion["app"]["security"]["capabilities"], json!(["principal"]));
    assert_eq!(configuracion["app"]["windows"], json!([]), "the window is created in code, with its refusals");
}

#[test]
fn the_content_policy_has_no_exceptions() {
    let configuracion = leer("tauri.conf.json");
    let seguridad = &configuracion["app"]["security"];
    assert_eq!(
        seguridad["csp"],
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
         connect-src ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; frame-src 'none'"
    );
    assert_eq!(seguridad["dangerousDisableAssetCspModification"], true, "Tauri adds no nonce or hash to it");
    assert_eq!(seguridad["freezePrototype"], true);
    assert_eq!(configuracion["app"]["withGlobalTauri"], false);
}

#[test]
fn what_answers_a_dialog_for_the_tests_exists_only_in_debug_builds() {
    let mut vistos = 0;
    for fuente in archivos(&cascaron("src"), &["rs"]) {
        let codigo = std::fs::read_to_string(&fuente).unwrap();
        let lineas: Vec<_> = codigo.lines().collect();
        for (i, _) in lineas.iter().enumerate().filter(|(_, l)| l.contains("DILIGENCIA_PRUEBA") && !l.trim_start().starts_with("//")) {
            vistos += 1;
            assert_eq!(lineas[i - 1].trim(), "#[cfg(debug_assertions)]", "{}:{}", fuente.display(), i + 1);
        }
    }
    assert_eq!(vistos, 3, "one to open, one to save, one for a folder");
    let publicado = pruebas::consola().with_file_name("diligencia").to_string_lossy().replace("/debug/", "/release/");
    if let Ok(binario) = std::fs::read(publicado) {
        let nombre = b"DILIGENCIA_PRUEBA";
        assert!(!binario.windows(nombre.len()).any(|v| v == nombre), "the release binary answers dialogs by itself");
    }
}
