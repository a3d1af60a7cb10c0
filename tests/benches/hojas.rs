//! `make bench`, spreadsheets: a workbook of 20,000 rows in and out, beside openpyxl on the same file
//! and beside only parsing it with the same reader.
//!
//! Python and openpyxl are looked for in `target/banco/python`, made from PyPI the first time; without
//! them those two lines say «no ejecutada» and do not count as passed.

#[path = "comun/piso.rs"]
mod piso;
#[path = "comun/python.rs"]
mod python;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use casos::dto::{ComoInstalacion, CrearInstalacion, FormatoDeInventario};
use casos::importar::OpcionesDeImportacion;
use casos::{OpcionesDeSesion, Sesion};
use datos_abiertos::catalogo::{Limites, leer};
use datos_abiertos::libro::{self, Libro, LimitesDeLibro};
use piso::{Poner, Tabla};
use pruebas::datos;

const FILAS: usize = 20_000;

#[global_allocator]
static ASIGNADOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let carpeta = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("banco");
    std::fs::create_dir_all(&carpeta).unwrap();
    let archivo = libro_grande(&carpeta);
    let python = python::con(&carpeta, "openpyxl", "openpyxl==3.1.5");
    let mut bien = true;
    let mut linea = |que: &str, valor: String, limite: &str, cumple: bool| {
        let signo = if cumple { "bien" } else { "SOBRE EL LÍMITE" };
        println!("{que:<58} {valor:>34}   límite {limite:<12} {signo}");
        bien &= cumple;
    };

    let bytes = std::fs::read(&archivo).unwrap();
    let inicio = Instant::now();
    let mut leido = Libro::default();
    libro::leer(&bytes, &LimitesDeLibro::default(), &mut leido).unwrap();
    let parseo = inicio.elapsed();
    assert_eq!(leido.hojas[0].filas.len(), FILAS + 1);
    drop((leido, bytes));

    let (importado, memoria, destino) = importar(&carpeta, &archivo);
    let veces = importado.as_secs_f64() / parseo.as_secs_f64();
    let valor = format!("{:.1} s; leerlo {:.2} s: ×{veces:.1}", importado.as_secs_f64(), parseo.as_secs_f64());
    linea(&format!("h  importar un XLSX de {FILAS} filas, guardado"), valor, "×4", veces <= 4.0);
    linea("h  memoria máxima del proceso al importar", format!("{memoria} MiB"), "300 MiB", memoria <= 300);

    let piso = solo_poner(&carpeta, &carpeta.join("hojas").join("diligencia.dlgb"));
    let con_piso = importado.as_secs_f64() / (parseo + piso).as_secs_f64();
    let valor = format!("leer {:.2} s + insertar {:.1} s: ×{con_piso:.2}", parseo.as_secs_f64(), piso.as_secs_f64());
    linea("h  lo mismo, contra leerlo e insertar sus filas sin más", valor, "—", true);

    let salida = carpeta.join("salida.xlsx");
    let inicio = Instant::now();
    let hecho = destino.exportar_en_ruta(FormatoDeInventario::Xlsx, &salida, None).unwrap();
    let exportado = inicio.elapsed();
    assert_eq!(hecho.filas, FILAS as u64);
    destino.cerrar().unwrap();

    match python {
        None => linea("h  openpyxl", "no ejecutada: falta Python o PyPI".to_owned(), "10×", false),
        Some(python) => {
            let suyo = openpyxl(&python, LEER, &archivo, &salida);
            let veces = suyo.as_secs_f64() / importado.as_secs_f64();
            let valor = format!("openpyxl {:.1} s: {veces:.1} veces", suyo.as_secs_f64());
            linea("h  importar, contra openpyxl que solo lee", valor, "10×", veces >= 10.0);
            let suyo = openpyxl(&python, COPIAR, &salida, &carpeta.join("suyo.xlsx"));
            let veces = suyo.as_secs_f64() / exportado.as_secs_f64();
            let valor = format!("{:.1} s; openpyxl {:.1} s: {veces:.1} veces", exportado.as_secs_f64(), suyo.as_secs_f64());
            linea(&format!("h  exportar {FILAS} trámites a XLSX, contra openpyxl"), valor, "10×", veces >= 10.0);
        }
    }
    if bien { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The real catalogue over and over under new identifiers, as a workbook.
fn libro_grande(carpeta: &Path) -> PathBuf {
    let ruta = carpeta.join("catalogo_20000.xlsx");
    if ruta.exists() {
        return ruta;
    }
    let real = std::fs::read(datos().join("catalogo_2023.csv")).unwrap();
    let lectura = leer(&real, None, Limites::default()).unwrap();
    let mut libro = rust_xlsxwriter::Workbook::new();
    let hoja = libro.add_worksheet();
    for (i, c) in lectura.columnas.iter().enumerate() {
        hoja.write_string(0, u16::try_from(i).unwrap(), &*c.encabezado).unwrap();
    }
    for n in 0..FILAS {
        let fila = u32::try_from(n + 1).unwrap();
        for (i, o) in lectura.filas[n % lectura.filas.len()].originales.iter().enumerate() {
            let columna = u16::try_from(i).unwrap();
            if &*o.columna == "id" {
                hoja.write_number(fila, columna, f64::from(fila)).unwrap();
            } else {
                let texto: String = o.texto.chars().take(32_000).collect();
                hoja.write_string(fila, columna, texto).unwrap();
            }
        }
    }
    libro.save(&ruta).unwrap();
    ruta
}

/// Time of the import, greatest memory of this process, and the session that holds what came in.
fn importar(carpeta: &Path, archivo: &Path) -> (Duration, u64, Sesion) {
    let destino = carpeta.join("hojas");
    let _ = std::fs::remove_dir_all(&destino);
    std::fs::create_dir_all(&destino).unwrap();
    let sesion = Sesion::abrir(OpcionesDeSesion::new(destino, None, "el banco de medidas"));
    let consola = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("release").join("diligencia-cli");
    assert!(consola.exists(), "{} is not built: run `make bench`", consola.display());
    sesion.hospedar_hijo_en(consola);
    sesion
        .crear_instalacion(CrearInstalacion {
            como: ComoInstalacion::Gae,
            institucion: None,
            demo: false,
            persona: String::new(),
            trabajo: None,
        })
        .unwrap();
    // What was used so far is not the import's.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let inicio = Instant::now();
    let hecho = sesion.importar_ruta(archivo, &OpcionesDeImportacion::default()).unwrap();
    let tardo = inicio.elapsed();
    assert_eq!(hecho.filas, FILAS as u64);
    (tardo, memoria_maxima(), sesion)
}

/// Trámites of each round of the floor: bounds its memory, and is not timed.
const TANDA: i64 = 500;

/// The rows that the import left, into an empty file in one transaction, as the import writes them.
fn solo_poner(carpeta: &Path, base: &Path) -> Duration {
    let hecha = rusqlite::Connection::open_with_flags(base, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let ruta = carpeta.join("piso_hojas.sqlite");
    for resto in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{resto}", ruta.display()));
    }
    let con = piso::vacia(&ruta);
    let ultimo: i64 = hecha.query_row("SELECT max(n) FROM asiento", [], |f| f.get(0)).unwrap();
    let mut tardo = Poner::default();
    con.execute_batch("BEGIN IMMEDIATE").unwrap();
    for desde in (1..=ultimo).step_by(TANDA as usize) {
        let asientos = (desde, desde + TANDA - 1);
        let sql = "SELECT ifnull(min(id), 0), ifnull(max(id), -1) FROM entidad WHERE nacida BETWEEN ? AND ?";
        let entidades: (i64, i64) = hecha.query_row(sql, [asientos.0, asientos.1], |f| Ok((f.get(0)?, f.get(1)?))).unwrap();
        let leer = |t: Tabla| {
            let (a, b) = if t.por == "n" { asientos } else { entidades };
            (t.leer(&hecha, a, b), t)
        };
        let (bitacora, inventario) = (piso::BITACORA.map(leer), piso::INVENTARIO.map(leer));
        let mut cuerpos = hecha.prepare_cached("SELECT cuerpo FROM asiento WHERE n BETWEEN ? AND ?").unwrap();
        let cuerpos = cuerpos.query_map([asientos.0, asientos.1], |f| f.get::<_, Vec<u8>>(0)).unwrap();
        let textos: Vec<_> = cuerpos.filter_map(|c| piso::texto(&hecha, &c.unwrap())).collect();
        piso::poner(&con, &bitacora, &inventario, &textos, &mut tardo);
    }
    piso::confirmar(&con, &mut tardo);
    piso::asentar(&con, &mut tardo);
    tardo.total()
}

/// Peak resident memory of this process, MiB; 0 where it is not told.
fn memoria_maxima() -> u64 {
    let estado = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = estado.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

const LEER: &str = "
import sys, time, openpyxl
inicio = time.perf_counter()
libro = openpyxl.load_workbook(sys.argv[1], data_only=True)
n = sum(1 for hoja in libro for fila in hoja.iter_rows(values_only=True) for c in fila if c is not None)
assert n > 1000
print(time.perf_counter() - inicio)
";

/// Reads first, and measures only the writing of the same cells.
const COPIAR: &str = "
import sys, time, openpyxl
viejo = openpyxl.load_workbook(sys.argv[1], data_only=True, read_only=True)
hojas = [(h.title, [list(f) for f in h.iter_rows(values_only=True)]) for h in viejo]
inicio = time.perf_counter()
nuevo = openpyxl.Workbook()
nuevo.remove(nuevo.active)
for titulo, filas in hojas:
    hoja = nuevo.create_sheet(titulo)
    for fila in filas:
        hoja.append(fila)
nuevo.save(sys.argv[2])
print(time.perf_counter() - inicio)
";

fn openpyxl(python: &Path, guion: &str, a: &Path, b: &Path) -> Duration {
    let segundos: f64 = python::correr(python, guion, &[a, b]).parse().unwrap();
    Duration::from_secs_f64(segundos)
}
