//! `make bench`, the paper of the 66: the consolidado of 66 institutions × 300 trámites with every section and an annex
//! an institution, each time in a process of its own that opens the file and reads it for the first time.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use casos::dto::{ComoInstalacion, CrearInstalacion, PedirInforme};
use casos::{OpcionesDeSesion, Sesion};

const INSTITUCIONES: u32 = 66;
const TRAMITES: u32 = 300;
const VECES: usize = 5;
/// Names the folder for the child process.
const CARPETA: &str = "DILIGENCIA_BANCO_CONSOLIDADO";
const SECCIONES: [&str; 8] = ["fases", "matriz", "mapa", "pendientes", "respaldo", "tendencia", "inventarios", "anexos"];

fn main() -> ExitCode {
    if let Some(carpeta) = std::env::var_os(CARPETA) {
        return hijo(Path::new(&carpeta));
    }
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path());
    let pide = CrearInstalacion { como: ComoInstalacion::Gae, institucion: None, demo: false, persona: "Banco".to_owned(), trabajo: None };
    s.crear_instalacion(pide).unwrap();
    s.sembrar(INSTITUCIONES, TRAMITES, 15, 1).unwrap();
    s.cerrar().unwrap();
    let mut medidas: Vec<(u128, u64, u32, u64)> = (0..VECES)
        .map(|_| {
            let salida = Command::new(std::env::current_exe().unwrap()).env(CARPETA, carpeta.path()).output().unwrap();
            assert!(salida.status.success(), "{}", String::from_utf8_lossy(&salida.stderr));
            let texto = String::from_utf8(salida.stdout).unwrap();
            let mut n = texto.split_whitespace().map(|x| x.parse::<u64>().unwrap());
            let mut siguiente = || n.next().unwrap();
            (u128::from(siguiente()), siguiente(), u32::try_from(siguiente()).unwrap(), siguiente())
        })
        .collect();
    medidas.sort_unstable();
    let (ms, _, paginas, bytes) = medidas[VECES / 2];
    let peor = medidas.last().unwrap().0;
    let mib = medidas.iter().map(|m| m.1).max().unwrap() / 1024;
    let mut bien = true;
    let mut linea = |que: &str, valor: String, limite: &str, cumple: bool| {
        let signo = if cumple { "bien" } else { "SOBRE EL LÍMITE" };
        println!("{que:<58} {valor:>34}   límite {limite:<12} {signo}");
        bien &= cumple;
    };
    let que = format!("i  consolidado de {INSTITUCIONES} × {TRAMITES}, {paginas} páginas, {} KB", bytes / 1000);
    linea(&que, format!("{ms} ms (peor {peor} ms)"), "2000 ms", peor <= 2000);
    linea("i  memoria del mismo, la mayor", format!("{mib} MiB"), "300 MiB", mib <= 300);
    if bien { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn abrir(carpeta: &Path) -> Sesion {
    Sesion::abrir(OpcionesDeSesion::new(carpeta.to_owned(), None, "banco"))
}

/// Prints the milliseconds, the largest memory in KiB, the pages and the bytes.
fn hijo(carpeta: &Path) -> ExitCode {
    let inicio = Instant::now();
    let s = abrir(carpeta);
    let pide = PedirInforme { tipo: "consolidado".to_owned(), secciones: SECCIONES.map(str::to_owned).to_vec(), ..PedirInforme::default() };
    let h = s.informe_en_ruta(&pide, &carpeta.join("consolidado.pdf")).unwrap();
    let ms = inicio.elapsed().as_millis();
    let estado = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = estado.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()).unwrap_or(0);
    println!("{ms} {kib} {} {}", h.paginas, h.bytes);
    ExitCode::SUCCESS
}
