//! `make bench`, the board: 66 institutions × 300 trámites and 406 × 300, as people use it.
//!
//! * the whole board (figures, pending lists, map, the first 70 rows), at today and at past cut-offs, with and
//!   without filters, the file unchanged between two of them;
//! * the same right after a save, when everything that the board knew has to be read again;
//! * one institution opened whole;
//! * beside the floor: plain SQL that reads the same rows (institutions, movements of phases, sums of
//!   trámites, days with data) and computes nothing.
//!
//! The files are made once in `target/banco`. Ends with exit code 1 when a figure is over its limit.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use almacen::{Almacen, Aperturas, Autor, Avance, Escritura, Operacion};
use casos::dto::{ComoInstalacion, CrearInstalacion, CrearTramite, PedirInstitucion, PedirTablero, TipoInstitucion};
use casos::{OpcionesDeSesion, Sesion};
use dominio::fase::{EstadoFase, Fase, id_de_fase};
use pruebas::azar::Azar;
use uuid::Uuid;

const TRAMITES: u32 = 300;
/// Boards asked for in each measure.
const VECES: usize = 400;
/// Saves, each followed by a board.
const GUARDADOS: usize = 60;
/// Name of the file's format: a new one makes the files again.
const VERSION: &str = "tablero-1";

#[global_allocator]
static ASIGNADOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let carpeta = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("banco");
    std::fs::create_dir_all(&carpeta).unwrap();
    let mut bien = true;
    let mut linea = |que: String, valor: String, limite: &str, cumple: bool| {
        let signo = if cumple { "bien" } else { "SOBRE EL LÍMITE" };
        println!("{que:<66} {valor:>44}   límite {limite:<8} {signo}");
        bien &= cumple;
    };
    let (mut medianas, mut pisos) = (Vec::new(), Vec::new());
    for (cuantas, limite) in [(66usize, 16.0), (406, 30.0)] {
        let base = preparar(&carpeta, cuantas);
        let sesion = abrir(&base);
        let piso = piso(&base);
        let quieto = serie(VECES, |i| mirar(&sesion, i));
        let tras_guardar = serie(GUARDADOS, |i| tras_guardar(&sesion, i));
        let de = |d: &Serie| format!("{:.2} ms (p50 {:.2}; piso SQL {:.2})", ms(d.p99), ms(d.p50), ms(piso));
        let asked = format!("{limite} ms");
        linea(format!("t  tablero de {cuantas} × {TRAMITES}, sin cambios entre dos, p99"), de(&quieto), &asked, ms(quieto.p99) <= limite);
        let que = format!("t  tablero de {cuantas} × {TRAMITES}, puesto al día tras guardar, p99");
        linea(que, de(&tras_guardar), &asked, ms(tras_guardar.p99) <= limite);
        let instituciones = sesion.tablero(PedirTablero::default()).unwrap().filas;
        let abrir = serie(instituciones.len().min(120), |i| {
            let pide = PedirInstitucion { institucion: instituciones[i].institucion.clone(), corte: None };
            let inicio = Instant::now();
            let una = sesion.institucion(pide).unwrap();
            let tardo = inicio.elapsed();
            assert_eq!(una.fila.tramites, instituciones[i].tramites);
            tardo
        });
        let valor = format!("{:.2} ms (p50 {:.2})", ms(abrir.peor), ms(abrir.p50));
        linea(format!("t  abrir una institución entre {cuantas}, la peor"), valor, "50 ms", ms(abrir.peor) <= 50.0);
        medianas.push((quieto.p50, tras_guardar.p50));
        pisos.push(piso);
    }
    let veces = |a: Duration, b: Duration| b.as_secs_f64() / a.as_secs_f64();
    let (quieto, leido) = (veces(medianas[0].0, medianas[1].0), veces(medianas[0].1, medianas[1].1));
    linea("t  tiempo de 406 entre tiempo de 66, sin cambios".to_owned(), format!("{quieto:.2} veces"), "2", quieto <= 2.0);
    // Beside it, how reading every row with plain SQL grows.
    let del_piso = veces(pisos[0], pisos[1]);
    let valor = format!("{leido:.2} veces (piso SQL {del_piso:.2})");
    linea("t  tiempo de 406 entre tiempo de 66, tras guardar".to_owned(), valor, "2", leido <= 2.0);
    if bien { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn ms(d: Duration) -> f64 {
    d.as_secs_f64() * 1e3
}

struct Serie {
    p50: Duration,
    p99: Duration,
    peor: Duration,
}

fn serie(veces: usize, mut una: impl FnMut(usize) -> Duration) -> Serie {
    una(0);
    let mut todas: Vec<Duration> = (0..veces).map(&mut una).collect();
    todas.sort_unstable();
    let en = |p: usize| todas[(todas.len() * p / 100).min(todas.len() - 1)];
    Serie { p50: en(50), p99: en(99), peor: *todas.last().unwrap() }
}

/// The board as somebody looks at it: today, past cut-offs, a comparison, a kind, a search.
fn mirar(sesion: &Sesion, i: usize) -> Duration {
    let dia = |m: usize| Some(format!("2021-{m:02}-28"));
    let comun = PedirTablero { cuantos: Some(70), ..PedirTablero::default() };
    let pide = match i % 5 {
        0 => comun,
        1 => PedirTablero { corte: dia(9 + i % 4), ..comun },
        2 => PedirTablero { tipos: vec![TipoInstitucion::Gobernacion, TipoInstitucion::Ministerio], ..comun },
        3 => PedirTablero { buscar: Some("departamental".to_owned()), ..comun },
        _ => PedirTablero { comparar: dia(9 + i % 4), fase: Some(Fase::Inventario), estados: vec![EstadoFase::EnProceso], ..comun },
    };
    let inicio = Instant::now();
    let t = sesion.tablero(pide).unwrap();
    let tardo = inicio.elapsed();
    assert!(t.total > 0 && t.fases.len() == 9);
    tardo
}

/// A save and then the board, which reads again only the institution that was touched.
fn tras_guardar(sesion: &Sesion, i: usize) -> Duration {
    let pide = CrearTramite { nombre: format!("Licencia de medida {i}"), codigo: None, institucion: Some("MARN".to_owned()) };
    sesion.crear_tramite(pide).unwrap();
    let inicio = Instant::now();
    let t = sesion.tablero(PedirTablero { cuantos: Some(70), ..PedirTablero::default() }).unwrap();
    let tardo = inicio.elapsed();
    assert!(t.total > 0);
    tardo
}

fn abrir(base: &Path) -> Sesion {
    Sesion::abrir(OpcionesDeSesion::new(base.parent().unwrap().to_owned(), Some(base.to_owned()), "el banco de medidas"))
}

/// The rows that the board reads, with nothing computed: the best of twenty.
fn piso(base: &Path) -> Duration {
    let con = rusqlite::Connection::open_with_flags(base, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let consultas = [
        "SELECT e.ambito, c.campo, c.valor FROM entidad e CROSS JOIN celda c ON c.entidad = e.id
         WHERE e.clase IN ('gae_institucion', 'institucion') AND e.padre IS NULL",
        "SELECT * FROM movimiento_fase ORDER BY hlc, n",
        "SELECT * FROM suma_tramites",
        "SELECT ambito, gae, max(dia) FROM dia_con_datos GROUP BY ambito, gae",
    ];
    (0..20)
        .map(|_| {
            let inicio = Instant::now();
            for sql in consultas {
                let mut consulta = con.prepare_cached(sql).unwrap();
                let mut filas = consulta.query([]).unwrap();
                let mut vistos = 0usize;
                while let Some(fila) = filas.next().unwrap() {
                    vistos += fila.get_ref(0).map_or(0, |_| 1);
                }
                assert!(vistos > 0);
            }
            inicio.elapsed()
        })
        .min()
        .unwrap()
}

/// The data file of `cuantas` × 300, made the first time: trámites through the ordinary write path, and of each
/// institution its phases, month by month.
fn preparar(carpeta: &Path, cuantas: usize) -> PathBuf {
    let datos = carpeta.join(format!("tablero-{cuantas}"));
    let (base, marca) = (datos.join("diligencia.dlgb"), datos.join("lista"));
    if std::fs::read_to_string(&marca).is_ok_and(|v| v == VERSION) {
        return base;
    }
    let _ = std::fs::remove_dir_all(&datos);
    std::fs::create_dir_all(&datos).unwrap();
    let inicio = Instant::now();
    let sesion = abrir(&base);
    let pide =
        CrearInstalacion { como: ComoInstalacion::Gae, institucion: None, demo: false, persona: "Ana López".to_owned(), trabajo: None };
    sesion.crear_instalacion(pide).unwrap();
    sesion.sembrar(u32::try_from(cuantas).unwrap(), TRAMITES, 2, 1).unwrap();
    let ids: Vec<Uuid> = sesion.tablero(PedirTablero::default()).unwrap().filas.iter().map(|f| f.institucion.parse().unwrap()).collect();
    assert_eq!(ids.len(), cuantas);
    sesion.cerrar().unwrap();
    mover(&datos, &base, &ids);
    std::fs::write(&marca, VERSION).unwrap();
    println!("{cuantas} instituciones × {TRAMITES} trámites, hechas en {:.0} s.", inicio.elapsed().as_secs_f64());
    base
}

/// From three to eight phases of each institution, three movements each, as GAE records them.
fn mover(datos: &Path, base: &Path, ids: &[Uuid]) {
    let ahora = 1_795_262_400_000;
    let aperturas = Aperturas {
        carpeta_usuario: datos.to_owned(),
        programa: "el banco de medidas".to_owned(),
        espera: Duration::from_secs(5),
        ahora_ms: ahora,
        llavero: almacen::llavero::del_sistema(),
    };
    let mut almacen = Almacen::abrir(base, &aperturas, &Avance::default()).unwrap();
    let autor = Autor { actor: almacen.consultas().instalacion().unwrap().actor, ms: ahora };
    let mut azar = Azar::new(11);
    almacen
        .transar::<_, almacen::FallaAlmacen>(Operacion::Sembrar, &autor, |tx| {
            for id in ids {
                let llega = 3 + azar.menor(6) as usize;
                for (k, fase) in Fase::TODOS.iter().take(llega).enumerate() {
                    for (paso, estado) in [EstadoFase::EnProceso, EstadoFase::Entregada, EstadoFase::Aprobada].iter().enumerate() {
                        if k + 1 == llega && paso as u64 > azar.menor(3) {
                            break;
                        }
                        let entidad = id_de_fase(*id, *fase);
                        let leida = tx.consultas().entidad(entidad)?;
                        let dia = format!("2021-{:02}-{:02}", 9 + (k / 2).min(3), 1 + paso * 9 + azar.menor(9) as usize);
                        let celda = |campo: &str, valor: &str| Escritura {
                            padres: leida.as_ref().map(|e| e.padres(campo)).unwrap_or_default(),
                            ..Escritura::nueva(entidad, "gae_fase", campo, valor)
                        };
                        let celdas = vec![celda("estado", estado.as_str()), celda("fecha", &dia)];
                        tx.escribir(*id, celdas, "")?;
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    almacen.cerrar().unwrap();
}
