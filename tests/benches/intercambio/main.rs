//! `make bench`, the part of exchange: the work of 66 institutions (and of 406) taken in from packages
//! by one GAE file, every asiento authenticated; beside it, in the same run, its floors ([`pisos`]): only
//! decoding, hashing and checking signatures, and only inserting the same rows.
//!
//! The packages are made by [`modelo`]. `cargo bench -p pruebas --bench intercambio -- 20 corto` takes
//! in twenty institutions and measures nothing else.

mod modelo;
#[path = "../comun/piso.rs"]
mod piso;
mod pisos;

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use almacen::{Almacen, Aperturas, Autor, Avance, FallaAlmacen, NuevaBase, Operacion, Procedencia};
use bitacora::Rol;
use bitacora::admision::{NACIONAL, Nombramiento};
use bitacora::paquete::{Limites, PaqueteAbierto};
use modelo::{Buzon, TRAMITES, ambito, clave};
use uuid::Uuid;

#[global_allocator]
static ASIGNADOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The institutions of the Executive, and those with 340 municipalities more.
const POCAS: usize = 66;
const MUCHAS: usize = 406;

fn main() -> ExitCode {
    let pedido: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let pocas = pedido.iter().find_map(|a| a.parse().ok()).unwrap_or(POCAS);
    let corto = pedido.iter().any(|a| a == "corto");
    let carpeta = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("banco-intercambio");
    let _ = std::fs::remove_dir_all(&carpeta);
    std::fs::create_dir_all(&carpeta).unwrap();
    let mut bien = true;
    let mut linea = |que: &str, valor: String, limite: &str, cumple: bool| {
        println!("{que:<58} {valor:>34}   límite {limite:<12} {}", if cumple { "bien" } else { "SOBRE EL LÍMITE" });
        bien &= cumple;
    };
    let buzon = Buzon::llenar(&carpeta, if corto { pocas } else { MUCHAS.max(pocas) });
    let mib = |n: usize| n as f64 / 1_048_576.0;
    let uno = buzon.leer(0).len();
    linea("f  historia de una institución, empacada", format!("{:.2} MiB", mib(uno)), "2.5 MiB", mib(uno) <= 2.5);

    let (tardo, pico, base) = incorporar(&carpeta, &buzon, pocas);
    let asientos = buzon.asientos * pocas;
    linea(
        &format!("g  incorporar {pocas} instituciones ({asientos} asientos)"),
        format!("{:.1} s", tardo.as_secs_f64()),
        "25 s",
        tardo.as_secs_f64() <= 25.0,
    );
    linea("g  memoria máxima mientras se incorporan", format!("{pico} MiB"), "300 MiB", pico <= 300);
    if corto {
        return if bien { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let leer = pisos::solo_leer(&buzon, pocas);
    let poner = pisos::solo_poner(&carpeta, &base, &buzon, pocas);
    let veces = tardo.as_secs_f64() / (leer + poner.total()).as_secs_f64();
    linea(
        "g  junto a sus pisos (leer y verificar + solo insertar)",
        format!("{:.1} + {:.1} s: ×{veces:.2}", leer.as_secs_f64(), poner.total().as_secs_f64()),
        "×1.5",
        veces <= 1.5,
    );
    linea("g  (de solo insertar: registro, entidades y celdas)", format!("{:.1} s", poner.bitacora.as_secs_f64()), "—", true);
    linea(
        "g  (inventario, hallazgos, listas y operaciones; búsqueda)",
        format!("{:.1} s; {:.1} s", poner.inventario.as_secs_f64(), poner.busqueda.as_secs_f64()),
        "—",
        true,
    );
    linea("g  (confirmar y pasar el diario al archivo)", format!("{:.1} s", poner.confirmar.as_secs_f64()), "—", true);
    let (una, n) = reproyectar_una(&carpeta, &buzon);
    linea(
        &format!("h  reproyectar una institución ({n} asientos)"),
        format!("{:.2} s", una.as_secs_f64()),
        "1 s",
        una.as_secs_f64() <= 1.0,
    );
    std::fs::remove_dir_all(base.parent().unwrap()).unwrap();

    let (todas, _, _) = incorporar(&carpeta, &buzon, MUCHAS);
    let (por_66, por_406) = (tardo.as_secs_f64() / pocas as f64, todas.as_secs_f64() / MUCHAS as f64);
    linea(
        &format!("i  {MUCHAS} instituciones, tiempo por institución"),
        format!("{por_406:.3} s; con {pocas} {por_66:.3} s: ×{:.2}", por_406 / por_66),
        "×1.3",
        por_406 <= 1.3 * por_66,
    );
    let _ = std::fs::remove_dir_all(&carpeta);
    if bien { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A GAE file that has named the coordinators of `cuantas` institutions.
fn abrir_gae(carpeta: &Path, nombre: &str, cuantas: usize) -> Almacen {
    let lugar = carpeta.join(nombre);
    let aperturas = Aperturas {
        carpeta_usuario: lugar.clone(),
        programa: "banco".to_owned(),
        espera: Duration::from_secs(5),
        llavero: std::sync::Arc::new(almacen::llavero::SinLlavero),
        ahora_ms: 1_900_000_000_000,
    };
    let actor = Uuid::from_u128(5);
    let nueva = NuevaBase { base: Uuid::from_u128(cuantas as u128), gae: true, institucion: None, demo: false, actor };
    let mut almacen = Almacen::crear(&lugar.join("gae.dlgb"), &aperturas, &nueva).unwrap();
    let autor = Autor { actor, ms: 1_900_000_000_000 };
    almacen
        .transar::<_, FallaAlmacen>(Operacion::Nombrar, &autor, |tx| {
            for i in 0..cuantas {
                let n = Nombramiento {
                    clave: clave(i).publica(),
                    clave_age: None,
                    actor: [7; 16],
                    nombre: "Ana López".to_owned(),
                    cargo: String::new(),
                    rol: Rol::Coordinador,
                    ambito: ambito(i),
                    desde_seq: 1,
                };
                tx.actuar(Uuid::from_bytes(NACIONAL), "nombrar", "", n.a_datos())?;
            }
            Ok(())
        })
        .unwrap();
    almacen
}

fn importar(almacen: &mut Almacen, bytes: &[u8]) {
    let mut paquete = PaqueteAbierto::abrir(Cursor::new(bytes), &Limites::default()).unwrap();
    let de = Procedencia { ms: 1_900_000_000_000, anunciados: Some(paquete.manifiesto().n), ..Procedencia::default() };
    let mut i = 0;
    let informe = almacen
        .incorporar::<FallaAlmacen>(&de, &Avance::default(), || {
            if i == paquete.partes() {
                return Ok(None);
            }
            i += 1;
            Ok(Some(paquete.parte(i - 1).unwrap().iter().map(|e| (e.cuerpo.to_vec(), *e.firma)).collect()))
        })
        .unwrap();
    assert_eq!((informe.nuevos, informe.sin_efecto), (paquete.manifiesto().n, 0), "{informe:?}");
}

/// Packages are read from the disk one by one, as they would come; each is its own durable transaction.
fn incorporar(carpeta: &Path, buzon: &Buzon, cuantas: usize) -> (Duration, u64, PathBuf) {
    let nombre = format!("gae-{cuantas}");
    let mut almacen = abrir_gae(carpeta, &nombre, cuantas);
    let quieto = memoria();
    reiniciar_pico();
    let (inicio, procesador) = (Instant::now(), procesador());
    almacen
        .en_tanda::<_, FallaAlmacen>(|almacen| {
            (0..cuantas).for_each(|i| importar(almacen, &buzon.leer(i)));
            Ok(())
        })
        .unwrap();
    let tardo = inicio.elapsed();
    println!("{cuantas} instituciones: {:.1} s de procesador.", self::procesador() - procesador);
    // What this bench itself holds (what it made the packages with) is not the program's.
    let pico = pico().saturating_sub(quieto) / 1024 + 12;
    assert_eq!(almacen.consultas().cuantos_tramites().unwrap(), cuantas as u64 * u64::from(TRAMITES));
    almacen.cerrar().unwrap();
    (tardo, pico, carpeta.join(nombre).join("gae.dlgb"))
}

fn reproyectar_una(carpeta: &Path, buzon: &Buzon) -> (Duration, u64) {
    let mut almacen = abrir_gae(carpeta, "una", 1);
    importar(&mut almacen, &buzon.leer(0));
    let inicio = Instant::now();
    let n = almacen.reproyectar(&Avance::default()).unwrap();
    (inicio.elapsed(), n)
}

fn estado(campo: &str) -> u64 {
    let texto = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let linea = texto.lines().find(|l| l.starts_with(campo)).unwrap_or_default();
    linea.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// Seconds of processor used by this program until now, its threads together (Linux).
fn procesador() -> f64 {
    let texto = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let campos = texto.rsplit(')').next().unwrap_or_default().split_whitespace();
    // utime and stime, in hundredths.
    campos.skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Resident now and at most, KiB.
fn memoria() -> u64 {
    estado("VmRSS:")
}

fn pico() -> u64 {
    estado("VmHWM:")
}

/// From here on the peak counts anew (Linux).
fn reiniciar_pico() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
