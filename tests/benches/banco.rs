//! `make bench`, the part without a window: each figure beside its floor, measured in the same run
//! on the same disk.
//!
//! * a durable save of one field through the whole path, beside a bare one-row commit;
//! * search as you type over 19,800 trámites;
//! * import of 20,000 catalogue rows, beside only reading the same file.
//!
//! The data file of 66 institutions × 300 trámites is made once in `target/banco` and used by the
//! bench of the window too. Ends with exit code 1 when a figure is over its limit.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use casos::dto::{CeldaNueva, ComoInstalacion, CrearInstalacion, GuardarCeldas, ListarTramites, PorId, ValorDto};
use casos::importar::OpcionesDeImportacion;
use casos::{OpcionesDeSesion, Sesion};
use datos_abiertos::catalogo::{Limites, interpretar, leer};
use pruebas::datos;

const GUARDADOS: usize = 600;
const FILAS: usize = 20_000;

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

/// One figure with its limit.
struct Linea {
    texto: String,
    bien: bool,
}

fn linea(que: &str, valor: String, limite: &str, bien: bool) -> Linea {
    let signo = if bien { "bien" } else { "SOBRE EL LÍMITE" };
    Linea { texto: format!("{que:<58} {valor:>34}   límite {limite:<12} {signo}"), bien }
}

/// On the disk of the build, never in memory: `fsync` must cost what it costs.
fn carpeta() -> PathBuf {
    let carpeta = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("banco");
    std::fs::create_dir_all(&carpeta).unwrap();
    carpeta
}

fn sesion(carpeta: &Path) -> Sesion {
    Sesion::abrir(OpcionesDeSesion::new(carpeta.to_owned(), None, "el banco de medidas"))
}

fn crear(sesion: &Sesion) {
    sesion
        .crear_instalacion(CrearInstalacion {
            como: ComoInstalacion::Gae,
            institucion: None,
            demo: false,
            persona: String::new(),
            trabajo: None,
        })
        .unwrap();
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

/// (e) The real catalogue over and over under new identifiers, until it has 20,000 rows.
fn importar(carpeta: &Path) -> Vec<Linea> {
    let bytes = catalogo_grande();
    let archivo = carpeta.join("catalogo_20000.csv");
    std::fs::write(&archivo, &bytes).unwrap();

    let inicio = Instant::now();
    let lectura = leer(&bytes, None, Limites::default()).unwrap();
    let leido = inicio.elapsed();
    assert_eq!(lectura.total(), FILAS);
    let inicio = Instant::now();
    let requisitos: usize = lectura.filas.iter().map(|f| interpretar(f).ficha.requisitos.len()).sum();
    let interpretado = leido + inicio.elapsed();
    drop(lectura);

    let destino = carpeta.join("importado");
    let _ = std::fs::remove_dir_all(&destino);
    std::fs::create_dir_all(&destino).unwrap();
    let sesion = sesion(&destino);
    crear(&sesion);
    let inicio = Instant::now();
    let hecho = sesion.importar_ruta(&archivo, &OpcionesDeImportacion::default()).unwrap();
    let importado = inicio.elapsed();
    assert_eq!(hecho.filas, FILAS as u64);
    sesion.cerrar().unwrap();
    let _ = std::fs::remove_dir_all(&destino);
    let veces = importado.as_secs_f64() / interpretado.as_secs_f64();
    let valor = format!("{:.1} s; leer {:.1} s: ×{veces:.2}", importado.as_secs_f64(), interpretado.as_secs_f64());
    vec![
        linea(&format!("e  importar {FILAS} filas ({requisitos} requisitos)"), valor, "×6", veces <= 6.0),
        linea("e  (de ello, separar el CSV en celdas)", format!("{:.2} s", leido.as_secs_f64()), "—", true),
    ]
}

fn catalogo_grande() -> Vec<u8> {
    let real = std::fs::read(datos().join("catalogo_2023.csv")).unwrap();
    let lectura = leer(&real, None, Limites::default()).unwrap();
    let mut csv = String::with_capacity(70 << 20);
    let encabezados: Vec<_> = lectura.columnas.iter().map(|c| c.encabezado.to_string()).collect();
    csv.push_str(&encabezados.join(","));
    csv.push_str("\r\n");
    for n in 0..FILAS {
        let fila = &lectura.filas[n % lectura.filas.len()];
        for (i, original) in fila.originales.iter().enumerate() {
            if i > 0 {
                csv.push(',');
            }
            let nuevo = if &*original.columna == "id" { (n + 1).to_string() } else { original.texto.replace('"', "\"\"") };
            let _ = write!(csv, "\"{nuevo}\"");
        }
        csv.push_str("\r\n");
    }
    csv.into_bytes()
}
