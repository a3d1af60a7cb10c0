//! What the program is measured against, in Python: an environment in `target/banco/python`, filled from PyPI the
//! first time.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Python that can import `modulo`, or nothing without Python or PyPI.
pub fn con(carpeta: &Path, modulo: &str, paquete: &str) -> Option<PathBuf> {
    let entorno = carpeta.join("python");
    let programa = entorno.join("bin").join("python");
    let bien = |orden: &mut Command| orden.output().is_ok_and(|s| s.status.success());
    if !bien(Command::new(&programa).args(["-c", &format!("import {modulo}")])) {
        let hecho = bien(Command::new("python3").args(["-m", "venv"]).arg(&entorno))
            && bien(Command::new(&programa).args(["-m", "pip", "install", "--quiet", paquete]));
        if !hecho {
            return None;
        }
    }
    Some(programa)
}

/// What a script prints.
pub fn correr<A: AsRef<OsStr>>(python: &Path, guion: &str, argumentos: &[A]) -> String {
    let salida = Command::new(python).arg("-c").arg(guion).args(argumentos).output().unwrap();
    assert!(salida.status.success(), "{}", String::from_utf8_lossy(&salida.stderr));
    String::from_utf8_lossy(&salida.stdout).trim().to_owned()
}
