//! Helpers of the tests over the whole: where things are, and the real console.

pub mod apagon;
pub mod azar;
pub mod lectores;
pub mod zip;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Root of the repository.
#[must_use]
pub fn raiz() -> PathBuf {
    let aqui = Path::new(env!("CARGO_MANIFEST_DIR"));
    aqui.parent().unwrap_or(aqui).to_owned()
}

/// Files kept for the tests.
#[must_use]
pub fn datos() -> PathBuf {
    raiz().join("tests").join("datos")
}

/// Every file below a folder whose name ends in one of `extensiones`, in order.
///
/// # Panics
/// When the folder cannot be read: a test over nothing would pass.
#[must_use]
pub fn archivos(carpeta: &Path, extensiones: &[&str]) -> Vec<PathBuf> {
    let mut encontrados = Vec::new();
    let mut pendientes = vec![carpeta.to_owned()];
    while let Some(actual) = pendientes.pop() {
        let entradas = std::fs::read_dir(&actual).unwrap_or_else(|e| panic!("{}: {e}", actual.display()));
        for ruta in entradas.flatten().map(|e| e.path()) {
            let extension = ruta.extension().and_then(|e| e.to_str()).unwrap_or_default();
            if ruta.is_dir() {
                pendientes.push(ruta);
            } else if extensiones.contains(&extension) {
                encontrados.push(ruta);
            }
        }
    }
    encontrados.sort();
    encontrados
}

/// The console that cargo built beside this test.
///
/// # Panics
/// When it is not there: `make test-nucleo` builds it first.
#[must_use]
pub fn consola() -> PathBuf {
    let prueba = std::env::current_exe().unwrap_or_default();
    let ruta =
        prueba.parent().and_then(Path::parent).unwrap_or(Path::new("")).join(format!("diligencia-cli{}", std::env::consts::EXE_SUFFIX));
    assert!(ruta.exists(), "{} is not built: run `cargo build --workspace` (or `make test-nucleo`)", ruta.display());
    ruta
}

/// One workplace of the console: a data folder of its own, with or without a data file.
pub struct Puesto {
    carpeta: tempfile::TempDir,
}

/// What a run of the console gave.
pub struct Salida {
    /// Exit code; −1 when a signal ended it.
    pub codigo: i32,
    /// Standard output.
    pub salida: String,
    /// Standard error.
    pub error: String,
}

impl Salida {
    /// Runs a prepared command and waits.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn de(orden: &mut Command) -> Self {
        let Output { status, stdout, stderr } = orden.output().unwrap_or_else(|e| panic!("the console did not start: {e}"));
        Salida {
            codigo: status.code().unwrap_or(-1),
            salida: String::from_utf8_lossy(&stdout).into_owned(),
            error: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }

    /// The JSON object of `--json`.
    ///
    /// # Panics
    /// When the command did not end well, or printed anything else.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        assert!(self.codigo == 0 || self.codigo == 4, "exit {}: {}{}", self.codigo, self.salida, self.error);
        serde_json::from_str(&self.salida).unwrap_or_else(|e| panic!("exactly one JSON object ({e}): {}", self.salida))
    }

    /// The failure that `--json` writes as the last line of standard error.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn falla(&self) -> serde_json::Value {
        let linea = self.error.lines().rev().find(|l| l.starts_with('{')).unwrap_or_default();
        serde_json::from_str(linea).unwrap_or_else(|e| panic!("a failure as JSON ({e}): {}", self.error))
    }
}

impl Default for Puesto {
    fn default() -> Self {
        Self::new()
    }
}

impl Puesto {
    /// An empty workplace.
    ///
    /// # Panics
    /// When there is no room for a temporary folder.
    #[must_use]
    pub fn new() -> Self {
        Self { carpeta: tempfile::tempdir().unwrap_or_else(|e| panic!("temporary folder: {e}")) }
    }

    /// A workplace with the data file of the committee of an institution.
    #[must_use]
    pub fn comite(institucion: &str) -> Self {
        let puesto = Self::new();
        puesto.json(&["crear", "--como", "comite", "--institucion", institucion]);
        puesto
    }

    /// A workplace with GAE's data file.
    #[must_use]
    pub fn gae() -> Self {
        let puesto = Self::new();
        puesto.json(&["crear", "--como", "gae"]);
        puesto
    }

    /// Another workplace with the same files.
    ///
    /// # Panics
    /// When they cannot be copied.
    #[must_use]
    pub fn copia(&self) -> Self {
        let otro = Self::new();
        let mut pendientes = vec![PathBuf::new()];
        while let Some(carpeta) = pendientes.pop() {
            for entrada in std::fs::read_dir(self.carpeta().join(&carpeta)).into_iter().flatten().flatten() {
                let ruta = carpeta.join(entrada.file_name());
                let hecho = if entrada.path().is_dir() {
                    pendientes.push(ruta.clone());
                    std::fs::create_dir(otro.carpeta().join(&ruta))
                } else {
                    std::fs::copy(entrada.path(), otro.carpeta().join(&ruta)).map(|_| ())
                };
                hecho.unwrap_or_else(|e| panic!("{}: {e}", ruta.display()));
            }
        }
        otro
    }

    /// Folder of this workplace.
    #[must_use]
    pub fn carpeta(&self) -> &Path {
        self.carpeta.path()
    }

    /// The data file.
    #[must_use]
    pub fn base(&self) -> PathBuf {
        self.carpeta().join("base.dlgb")
    }

    /// A file of this workplace with some content.
    ///
    /// # Panics
    /// When it cannot be written.
    #[must_use]
    pub fn archivo(&self, nombre: &str, contenido: impl AsRef<[u8]>) -> PathBuf {
        let ruta = self.carpeta().join(nombre);
        std::fs::write(&ruta, contenido).unwrap_or_else(|e| panic!("{}: {e}", ruta.display()));
        ruta
    }

    /// The console over this workplace, to be run by the caller.
    #[must_use]
    pub fn orden(&self, argumentos: &[&str]) -> Command {
        let mut orden = Command::new(consola());
        orden.env("DILIGENCIA_DATOS", self.carpeta().join("carpeta")).arg("--base").arg(self.base()).args(argumentos);
        orden
    }

    /// Runs the console and waits.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn correr(&self, argumentos: &[&str]) -> Salida {
        Salida::de(&mut self.orden(argumentos))
    }

    /// Runs with `--json` and gives the object.
    pub fn json(&self, argumentos: &[&str]) -> serde_json::Value {
        self.correr(&[&["--json"], argumentos].concat()).json()
    }

    /// Runs with `--json`, expects that exit code, and gives the failure.
    pub fn falla(&self, codigo: i32, argumentos: &[&str]) -> serde_json::Value {
        let salida = self.correr(&[&["--json"], argumentos].concat());
        assert_eq!(salida.codigo, codigo, "exit of {argumentos:?}: {}{}", salida.salida, salida.error);
        salida.falla()
    }

    /// Bytes of the data file and what stands beside it, to see that a command changed nothing.
    #[must_use]
    pub fn huella(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut partes: Vec<_> = std::fs::read_dir(self.carpeta())
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .filter(|r| r.file_name().is_some_and(|n| n.to_string_lossy().starts_with("base.dlgb")))
            // The shared-memory index of SQLite is no content: readers write marks in it.
            .filter(|r| !r.to_string_lossy().ends_with("-shm"))
            .map(|r| (r.clone(), std::fs::read(&r).unwrap_or_default()))
            .filter(|(_, bytes)| !bytes.is_empty())
            .collect();
        partes.sort();
        partes
    }
}
