//! (e) Import of 20,000 catalogue rows, beside only reading the same file. Measured by two benches: with
//! the allocator of the console and with that of the system, which is the window's.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use casos::dto::{ComoInstalacion, CrearInstalacion};
use casos::importar::OpcionesDeImportacion;
use casos::{OpcionesDeSesion, Sesion};
use datos_abiertos::catalogo::{Limites, interpretar, leer};
use pruebas::datos;

const FILAS: usize = 20_000;

/// One figure with its limit.
pub struct Linea {
    pub texto: String,
    pub bien: bool,
}

pub fn linea(que: &str, valor: String, limite: &str, bien: bool) -> Linea {
    let signo = if bien { "bien" } else { "SOBRE EL LÍMITE" };
    Linea { texto: format!("{que:<58} {valor:>34}   límite {limite:<12} {signo}"), bien }
}

pub fn sesion(carpeta: &Path) -> Sesion {
    Sesion::abrir(OpcionesDeSesion::new(carpeta.to_owned(), None, "el banco de medidas"))
}

pub fn crear(sesion: &Sesion) {
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

/// (e) The real catalogue over and over under new identifiers, until it has 20,000 rows.
pub fn importar(carpeta: &Path) -> Vec<Linea> {
    let bytes = catalogo_grande();
    let archivo = carpeta.join("catalogo_20000.csv");
    std::fs::write(&archivo, &bytes).unwrap();

    let (inicio, mio) = (Instant::now(), de_este_hilo());
    let lectura = leer(&bytes, None, Limites::default()).unwrap();
    let leido = inicio.elapsed();
    assert_eq!(lectura.total(), FILAS);
    let inicio = Instant::now();
    let requisitos: usize = lectura.filas.iter().map(|f| interpretar(f).ficha.requisitos.len()).sum();
    let interpretado = leido + inicio.elapsed();
    let leyendo = de_este_hilo() - mio;
    drop(lectura);

    let destino = carpeta.join("importado");
    let _ = std::fs::remove_dir_all(&destino);
    std::fs::create_dir_all(&destino).unwrap();
    let sesion = sesion(&destino);
    crear(&sesion);
    let inicio = Instant::now();
    let (procesador, mio) = (procesador(), de_este_hilo());
    let hecho = sesion.importar_ruta(&archivo, &OpcionesDeImportacion::default()).unwrap();
    let importado = inicio.elapsed();
    let (procesador, escribiendo) = (self::procesador() - procesador, de_este_hilo() - mio);
    assert_eq!(hecho.filas, FILAS as u64);
    sesion.cerrar().unwrap();
    let _ = std::fs::remove_dir_all(&destino);
    let veces = importado.as_secs_f64() / interpretado.as_secs_f64();
    let valor = format!("{:.1} s; leer {:.1} s: ×{veces:.2}", importado.as_secs_f64(), interpretado.as_secs_f64());
    vec![
        linea(&format!("e  importar {FILAS} filas ({requisitos} requisitos)"), valor, "×6", veces <= 6.0),
        linea(
            "e  (procesador: el hilo que escribe, todos; leer)",
            format!("{escribiendo:.1} s, {procesador:.1} s; {leyendo:.1} s"),
            "—",
            true,
        ),
        linea("e  (de leer, separar el CSV en celdas)", format!("{:.2} s", leido.as_secs_f64()), "—", true),
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

/// Seconds of processor used by this program until now, its threads together (Linux).
fn procesador() -> f64 {
    let texto = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let campos = texto.rsplit(')').next().unwrap_or_default().split_whitespace();
    // utime and stime, in hundredths.
    campos.skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The same of the thread that asks.
fn de_este_hilo() -> f64 {
    let texto = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    texto.split_whitespace().next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
