//! `make bench`, the part without a window: each figure beside its floor, measured in the same run
//! on the same disk.
//!
//! * a durable save of one field through the whole path, beside a bare one-row commit;
//! * search as you type over 19,800 trámites;
//! * import of 20,000 catalogue rows, beside only reading the same file (again in the bench `importar`,
//!   with the allocator of the system).
//!
//! The data file of 66 institutions × 300 trámites is made once in `target/banco` and used by the
//! bench of the window too. Ends with exit code 1 when a figure is over its limit.

#[path = "comun/importacion.rs"]
mod importacion;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use casos::dto::{CeldaNueva, GuardarCeldas, ListarTramites, PorId, ValorDto};
use importacion::{Linea, crear, importar, linea, sesion};

const GUARDADOS: usize = 600;

#[global_allocator]
static ASIGNADOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let carpeta = carpeta();
    let mut todo_bien = true;
    // `cargo bench -p pruebas -- guardar` measures only that.
    let pedidas: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let medidas: [(&str, Medida); 3] = [("guardar", guardar), ("buscar", buscar), ("importar", importar)];
    for (nombre, medir) in medidas {
        if !pedidas.is_empty() && !pedidas.iter().any(|p| p == nombre) {
            continue;
        }
        for linea in medir(&carpeta) {
            println!("{}", linea.texto);
            todo_bien &= linea.bien;
        }
    }
    if todo_bien { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Measures over the folder of the bench.
type Medida = fn(&Path) -> Vec<Linea>;

/// On the disk of the build, never in memory: `fsync` must cost what it costs.
fn carpeta() -> PathBuf {
    let carpeta = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("banco");
    std::fs::create_dir_all(&carpeta).unwrap();
    carpeta
}

/// The data file of 66 × 300, made the first time.
fn sembrada(carpeta: &Path) -> PathBuf {
    let datos = carpeta.join("datos");
    let marca = carpeta.join("datos.lista");
    if !marca.exists() {
        let _ = std::fs::remove_dir_all(&datos);
        std::fs::create_dir_all(&datos).unwrap();
        let sesion = sesion(&datos);
        crear(&sesion);
        let inicio = Instant::now();
        let hecho = sesion.sembrar(66, 300, 15, 1).unwrap();
        sesion.cerrar().unwrap();
        println!("Se sembraron {} trámites en {:.0} s.", hecho.tramites, inicio.elapsed().as_secs_f64());
        std::fs::write(&marca, "").unwrap();
    }
    datos
}

fn ms(d: Duration) -> f64 {
    d.as_secs_f64() * 1000.0
}

fn percentil(tiempos: &mut [Duration], parte: usize) -> f64 {
    tiempos.sort_unstable();
    ms(tiempos[(tiempos.len() * parte / 100).min(tiempos.len() - 1)])
}

/// (b) The path of one field: request, rules, authority, asiento, signature, projections, findings,
/// commit; against one row in one table with the same durability. They take turns, so that a busy
/// moment of the disk falls on both.
fn guardar(carpeta: &Path) -> Vec<Linea> {
    let sesion = sesion(&sembrada(carpeta));
    let lista = sesion.listar_tramites(ListarTramites { cuantos: 500, desde: 4000, ..Default::default() }).unwrap();
    let piso = carpeta.join("piso.sqlite");
    let _ = std::fs::remove_file(&piso);
    let desnuda = rusqlite::Connection::open(&piso).unwrap();
    desnuda
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT) STRICT")
        .unwrap();
    assert_eq!(lista.filas.len(), 500, "the seeded inventory is listed");
    let (mut propios, mut desnudos) = (Vec::new(), Vec::new());
    // Another text in each run: saving what is already there writes nothing.
    let ahora = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    for vuelta in 0..GUARDADOS {
        let id = &lista.filas[vuelta % lista.filas.len()].id;
        let ficha = sesion.abrir_ficha(PorId { id: id.clone() }).unwrap();
        let requisito = &ficha.requisitos[vuelta % ficha.requisitos.len()];
        let celda = CeldaNueva {
            entidad: requisito.id.clone(),
            campo: "texto".to_owned(),
            valor: ValorDto(dominio::Dato::Texto(format!("Fotocopia simple del DPI, vuelta {vuelta} de {ahora}"))),
            padres: requisito.celdas.get("texto").map(|c| c.padres.clone()).unwrap_or_default(),
        };
        let inicio = Instant::now();
        let hecho = sesion.guardar_celdas(GuardarCeldas { celdas: vec![celda], motivo: String::new() }).unwrap();
        propios.push(inicio.elapsed());
        assert!(hecho.guardado.is_some(), "the save wrote an asiento");
        let inicio = Instant::now();
        desnuda.execute("INSERT INTO t (v) VALUES (?1)", [format!("Fotocopia simple del DPI, vuelta {vuelta} de {ahora}")]).unwrap();
        desnudos.push(inicio.elapsed());
    }
    sesion.cerrar().unwrap();
    let (mediana, base) = (percentil(&mut propios, 50), percentil(&mut desnudos, 50));
    let (p99, p99_base) = (percentil(&mut propios, 99), percentil(&mut desnudos, 99));
    vec![
        linea(
            "b  guardar un dato, mediana",
            format!("{mediana:.2} ms; desnudo {base:.2} ms: ×{:.2}", mediana / base),
            "×3",
            mediana <= 3.0 * base,
        ),
        linea("b  guardar un dato, p99", format!("{p99:.2} ms; desnudo {p99_base:.2} ms"), "10 ms", p99 <= 10.0),
    ]
}

/// (c) Every prefix of what people type, as the screen asks for it.
fn buscar(carpeta: &Path) -> Vec<Linea> {
    let sesion = sesion(&sembrada(carpeta));
    let total = sesion.listar_tramites(ListarTramites::default()).unwrap().total;
    let palabras = [
        "licencia ambiental",
        "autorización de agua",
        "constancia rtu",
        "registro de abejas",
        "renovación temporal",
        "zona protegida",
        "xilófono",
    ];
    let mut tiempos = Vec::new();
    let mut peor = (Duration::ZERO, String::new());
    for palabra in palabras {
        let letras: Vec<char> = palabra.chars().collect();
        for hasta in 1..=letras.len() {
            let texto: String = letras[..hasta].iter().collect();
            for _ in 0..3 {
                let inicio = Instant::now();
                sesion.listar_tramites(ListarTramites { texto: texto.clone(), cuantos: 100, ..Default::default() }).unwrap();
                let tardo = inicio.elapsed();
                if tardo > peor.0 {
                    peor = (tardo, texto.clone());
                }
                tiempos.push(tardo);
            }
        }
    }
    sesion.cerrar().unwrap();
    let (mediana, p99) = (percentil(&mut tiempos, 50), percentil(&mut tiempos, 99));
    let valor = format!("{p99:.2} ms (mediana {mediana:.2}; peor {:.2} «{}»)", ms(peor.0), peor.1);
    vec![linea(&format!("c  buscar mientras se escribe en {total} trámites, p99"), valor, "10 ms", p99 <= 10.0)]
}
