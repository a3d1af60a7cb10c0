//! `make bench`, the methods: a ranking that follows a weight as it is dragged, an AHP as a judgement is written, and
//! the simulation of a process beside the same model in SimPy.
//!
//! SimPy is looked for in `target/banco/python`, made from PyPI the first time; without it that line says «no
//! ejecutada» and does not count as passed.

#[path = "comun/python.rs"]
mod python;

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use dominio::metodos::ahp::{Juicio, MetodoPrioridad, pares, priorizar};
use dominio::metodos::exacto::{decimal, entero};
use dominio::metodos::flujo::simulacion::simular;
use dominio::metodos::flujo::{Clase, Duracion, Nodo, esperar};
use dominio::metodos::ponderado::tabla::Tabla;
use dominio::metodos::ponderado::{Alternativa, Criterio, Normalizacion, Sentido};
use num_rational::BigRational;
use pruebas::azar::Azar;

const TRAMITES: usize = 2_000;
const CRITERIOS: usize = 12;
const VOTANTES: usize = 9;
/// Positions of the weights as they are dragged: every whole percent of every criterion.
const PASOS: i64 = 100;
const CASOS: u32 = 10_000;
const TAREAS: usize = 60;

#[global_allocator]
static ASIGNADOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let carpeta = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("banco");
    std::fs::create_dir_all(&carpeta).unwrap();
    let mut bien = true;
    let mut linea = |que: &str, valor: String, limite: &str, cumple: bool| {
        let signo = if cumple { "bien" } else { "SOBRE EL LÍMITE" };
        println!("{que:<58} {valor:>34}   límite {limite:<12} {signo}");
        bien &= cumple;
    };
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    let mut azar = Azar::new(7);

    let (criterios, alternativas, preparar) = ordenacion(&mut azar);
    let inicio = Instant::now();
    let tabla = Tabla::new(&criterios, Normalizacion::Escala, &alternativas);
    let preparar = preparar + inicio.elapsed();
    let (p50, p99) = mover(&tabla, &criterios);
    let que = format!("m  ordenar {TRAMITES} × {CRITERIOS} × {VOTANTES} votos al mover un peso, p99");
    linea(&que, format!("{:.2} ms (p50 {:.2} ms)", ms(p99), ms(p50)), "16 ms", ms(p99) <= 16.0);
    linea("m  (una vez: promediar los votos y preparar la tabla)", format!("{:.1} ms", ms(preparar)), "—", true);

    for jueces in [1, VOTANTES] {
        let p99 = comparar(&mut azar, jueces);
        linea(&format!("m  AHP de 9 elementos, jueces: {jueces}, p99"), format!("{:.3} ms", ms(p99)), "1 ms", ms(p99) <= 1.0);
    }

    let proceso = proceso(&mut azar);
    let cerrado = esperar(&proceso)[0].duracion.ciclo.clone();
    let inicio = Instant::now();
    let simulado = simular(&proceso, &cerrado, 1, CASOS).unwrap();
    let tardo = inicio.elapsed();
    assert!(simulado.concuerda, "the closed formula is exact here");
    let valor = format!("{:.1} ms", ms(tardo));
    linea(&format!("m  simular {CASOS} casos de {TAREAS} pasos"), valor, "1000 ms", ms(tardo) <= 1000.0);
    match python::con(&carpeta, "simpy", "simpy==4.1.1") {
        None => linea("m  SimPy", "no ejecutada: falta Python o PyPI".to_owned(), "20×", false),
        Some(python) => {
            let dado = python::correr(&python, SIMPY, &[a_python(&proceso), CASOS.to_string()]);
            let (segundos, media) = dado.split_once(' ').unwrap();
            let (segundos, media): (f64, f64) = (segundos.parse().unwrap(), media.parse().unwrap());
            let suyo: f64 = decimal(&simulado.media).parse().unwrap();
            assert!((media / suyo - 1.0).abs() < 0.02, "the same model: {media} and {suyo}");
            let veces = segundos / tardo.as_secs_f64();
            let valor = format!("SimPy {segundos:.2} s: {veces:.0} veces");
            linea("m  lo mismo, contra el mismo modelo en SimPy", valor, "20×", veces >= 20.0);
        }
    }
    if bien { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Criteria and trámites whose scores are the means of the votes, and how long the means took.
fn ordenacion(azar: &mut Azar) -> (Vec<Criterio>, Vec<Alternativa>, Duration) {
    let criterio = |k: usize| Criterio {
        codigo: format!("C{k}"),
        // 8 % each one, and 12 % the first.
        peso: entero(if k == 0 { 12 } else { 8 }) / entero(100),
        sentido: if k.is_multiple_of(2) { Sentido::MasEsMejor } else { Sentido::MenosEsMejor },
        escala: Some((entero(1), entero(5))),
    };
    let votos: Vec<Vec<i64>> = (0..TRAMITES * CRITERIOS).map(|_| (0..VOTANTES).map(|_| 1 + azar.menor(5) as i64).collect()).collect();
    let inicio = Instant::now();
    let media = |v: &Vec<i64>| Some(entero(v.iter().sum()) / entero(VOTANTES as i64));
    let alternativa = |(j, v): (usize, &[Vec<i64>])| Alternativa { codigo: format!("T{j:05}"), puntajes: v.iter().map(media).collect() };
    let alternativas = votos.chunks(CRITERIOS).enumerate().map(alternativa).collect();
    ((0..CRITERIOS).map(criterio).collect(), alternativas, inicio.elapsed())
}

/// Median and p99 of ranking again, sensitivity included, as each weight goes over its whole range and the others are
/// rescaled in proportion.
fn mover(tabla: &Tabla, criterios: &[Criterio]) -> (Duration, Duration) {
    let uno = entero(1);
    let mut tiempos = Vec::new();
    for k in 0..criterios.len() {
        for paso in 0..=PASOS {
            let inicio = Instant::now();
            let nuevo = entero(paso) / entero(PASOS);
            let resto = (&uno - &nuevo) / (&uno - &criterios[k].peso);
            let peso = |(i, c): (usize, &Criterio)| if i == k { nuevo.clone() } else { &c.peso * &resto };
            let pesos: Vec<BigRational> = criterios.iter().enumerate().map(peso).collect();
            let c = tabla.clasificar(&pesos);
            // What a screen shows at once.
            let visibles: usize = c.puestos.iter().take(50).filter_map(|p| p.puntaje.as_ref()).map(|p| decimal(p).len()).sum();
            tiempos.push(inicio.elapsed());
            assert!(c.puestos.len() == TRAMITES && visibles > 0);
        }
    }
    percentiles(tiempos)
}

/// Judgements without any consistency: the slowest to settle.
fn comparar(azar: &mut Azar, jueces: usize) -> Duration {
    let mut tiempos = Vec::new();
    for _ in 0..1_000 {
        let mut juicio = || {
            let a = entero(1 + azar.menor(9) as i64);
            if azar.moneda() { a } else { a.recip() }
        };
        let juicios: Vec<Juicio> =
            (0..jueces).map(|_| Juicio { peso: entero(1), triangulo: pares(9).map(|_| juicio()).collect() }).collect();
        let inicio = Instant::now();
        let p = priorizar(9, &juicios, MetodoPrioridad::VectorPropio);
        tiempos.push(inicio.elapsed());
        assert_eq!(p.prioridades.len(), 9);
    }
    percentiles(tiempos).1
}

fn percentiles(mut tiempos: Vec<Duration>) -> (Duration, Duration) {
    tiempos.sort_unstable();
    (tiempos[tiempos.len() / 2], tiempos[(tiempos.len() * 99).div_ceil(100) - 1])
}

/// Sixty tasks one after the other: some are done again, some are skipped by half of the cases.
fn proceso(azar: &mut Azar) -> Nodo {
    let nodo = |clase| Nodo { codigo: None, clase };
    let tarea = |i: usize| {
        let ciclo = entero(1 + azar.menor(40) as i64) / entero(4);
        let tarea = nodo(Clase::Tarea(Duracion { proceso: ciclo.clone(), ciclo }));
        match i % 6 {
            0 => nodo(Clase::Retrabajo(entero(1) / entero(5), Box::new(tarea))),
            3 => nodo(Clase::Xor(vec![(entero(1) / entero(2), Some(tarea)), (entero(1) / entero(2), None)])),
            _ => tarea,
        }
    };
    nodo(Clase::Secuencia((0..TAREAS).map(tarea).collect()))
}

/// The process as SimPy's script reads it: kind and duration of each task.
fn a_python(proceso: &Nodo) -> String {
    let Clase::Secuencia(tareas) = &proceso.clase else { return String::new() };
    let mut texto = String::new();
    for tarea in tareas {
        let (tipo, dentro) = match &tarea.clase {
            Clase::Retrabajo(_, cuerpo) => ('r', cuerpo.as_ref()),
            Clase::Xor(ramas) => ('x', ramas[0].1.as_ref().unwrap()),
            _ => ('t', tarea),
        };
        let Clase::Tarea(d) = &dentro.clase else { continue };
        let _ = write!(texto, "{tipo}{} ", decimal(&d.ciclo));
    }
    texto
}

/// Prints the seconds and the mean.
const SIMPY: &str = "
import random, sys, time, simpy
tareas = [(t[0], float(t[1:])) for t in sys.argv[1].split()]
casos = int(sys.argv[2])
assert len(tareas) == 60
azar = random.Random(1)
tiempos = []
def caso(env):
    llego = env.now
    for tipo, dura in tareas:
        if tipo == 'x' and azar.random() >= 0.5:
            continue
        yield env.timeout(dura)
        while tipo == 'r' and azar.random() < 0.2:
            yield env.timeout(dura)
    tiempos.append(env.now - llego)
inicio = time.perf_counter()
env = simpy.Environment()
for _ in range(casos):
    env.process(caso(env))
env.run()
tardo = time.perf_counter() - inicio
print(tardo, sum(tiempos) / len(tiempos))
";
