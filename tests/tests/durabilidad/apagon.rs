//! Power cuts over what a child really wrote, with the controls that show that the simulator sees.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use pruebas::apagon::{Disco, Sobreviviente, Suceso, leer, traza::LLAMADAS};
use pruebas::azar::{Azar, largo, semilla};

use crate::hijo::{Dicho, Lugar, Papel};
use crate::revision::{Falta, revisar};

/// A recorded piece of work.
struct Grabacion {
    papel: Papel,
    datos: PathBuf,
    log: String,
    inicial: Vec<(PathBuf, Sobreviviente)>,
    sucesos: Vec<Suceso>,
}

/// What the trials found.
#[derive(Debug, Default)]
struct Cuenta {
    cortes: u64,
    perdidos: u64,
    danados: u64,
    a_medias: u64,
}

fn contenido(carpeta: &Path) -> Vec<(PathBuf, Sobreviviente)> {
    let (mut partes, mut pendientes) = (Vec::new(), vec![carpeta.to_owned()]);
    while let Some(actual) = pendientes.pop() {
        for ruta in std::fs::read_dir(&actual).unwrap().map(|e| e.unwrap().path()) {
            let que = if ruta.is_dir() {
                pendientes.push(ruta.clone());
                Sobreviviente::Carpeta
            } else {
                Sobreviviente::Archivo(std::fs::read(&ruta).unwrap())
            };
            partes.push((ruta.strip_prefix(carpeta).unwrap().to_owned(), que));
        }
    }
    partes
}

/// A recording of before, to repeat its trials.
const TRAZA: &str = "DILIGENCIA_TRAZA";

/// Runs the child under strace and reads what it did; or reads again what a failing run kept.
fn grabar(papel: Papel, veces: u64) -> Grabacion {
    if let Some(guardada) = std::env::var_os(TRAZA) {
        return releer(papel, Path::new(&guardada));
    }
    let lugar = Lugar::para(papel);
    let (datos, registro, inicial) = (lugar.datos(), lugar.raiz().join("traza"), contenido(&lugar.datos()));
    let delante = ["strace", "-f", "-y", "-xx", "-a", "0", "-s", "67108864", "--seccomp-bpf", "-e", &format!("trace={LLAMADAS}"), "-o"];
    let mut delante: Vec<String> = delante.iter().map(ToString::to_string).collect();
    delante.push(registro.to_string_lossy().into_owned());
    let hecho = lugar.orden(papel, veces, &delante).output().unwrap();
    assert!(hecho.status.success(), "{papel:?} under strace: {}", String::from_utf8_lossy(&hecho.stdout));
    let log = std::fs::read_to_string(&registro).unwrap();
    let sucesos = leer(&log, &datos).unwrap_or_else(|e| panic!("{papel:?}: {e}"));
    Grabacion { papel, datos, log, inicial, sucesos }
}

fn releer(papel: Papel, guardada: &Path) -> Grabacion {
    let leido = |nombre: &str| std::fs::read_to_string(guardada.join(nombre)).unwrap();
    let (datos, log, inicial) = (PathBuf::from(leido("carpeta")), leido("traza"), contenido(&guardada.join("inicial")));
    let sucesos = leer(&log, &datos).unwrap();
    Grabacion { papel, datos, log, inicial, sucesos }
}

impl Grabacion {
    /// Keeps the recording outside the temporary folder of the test. Gives where.
    fn conservar(&self, semilla: u64) -> PathBuf {
        let lugar = std::env::temp_dir().join(format!("diligencia-apagon-{:?}-{semilla}", self.papel));
        std::fs::create_dir_all(lugar.join("inicial")).unwrap();
        std::fs::write(lugar.join("carpeta"), self.datos.to_string_lossy().as_bytes()).unwrap();
        std::fs::write(lugar.join("traza"), &self.log).unwrap();
        escribir(&lugar.join("inicial"), &self.inicial.iter().cloned().collect());
        lugar
    }
}

fn escribir(carpeta: &Path, quedan: &BTreeMap<PathBuf, Sobreviviente>) {
    for (ruta, que) in quedan {
        match que {
            Sobreviviente::Carpeta => std::fs::create_dir_all(carpeta.join(ruta)).unwrap(),
            Sobreviviente::Archivo(bytes) => std::fs::write(carpeta.join(ruta), bytes).unwrap(),
        }
    }
}

/// Cuts the recording `cortes` times and checks what is left of each.
fn probar(grabacion: &Grabacion, cortes: u64, semilla: u64, mut juzgar: impl FnMut(u64, usize, Falta)) -> Cuenta {
    let sucesos = &grabacion.sucesos;
    let primero = sucesos.iter().position(|s| matches!(s, Suceso::Anuncio(a) if a.contains("hecho"))).unwrap();
    let mut lugares: Vec<(usize, u64)> = (0..cortes)
        .map(|ensayo| {
            let lejos = Azar::de_ensayo(semilla, ensayo).menor((sucesos.len() - primero) as u64);
            (primero + 1 + usize::try_from(lejos).unwrap(), ensayo)
        })
        .collect();
    lugares.sort_unstable();
    let mut disco = Disco::new(grabacion.inicial.iter().cloned());
    let (mut dicho, mut aplicados, mut cuenta) = (Dicho::default(), 0, Cuenta { cortes, ..Cuenta::default() });
    for (corte, ensayo) in lugares {
        for suceso in &sucesos[aplicados..corte] {
            disco.aplicar(suceso).unwrap();
            if let Suceso::Anuncio(texto) = suceso {
                texto.lines().for_each(|l| dicho.oir(l));
            }
        }
        aplicados = corte;
        let carpeta = tempfile::tempdir().unwrap();
        escribir(carpeta.path(), &disco.cortar(&mut Azar::de_ensayo(!semilla, ensayo)));
        if let Err(falta) = revisar(grabacion.papel, carpeta.path(), &dicho) {
            match &falta {
                Falta::Perdido(_) => cuenta.perdidos += 1,
                Falta::Danado(_) => cuenta.danados += 1,
                Falta::AMedias(_) => cuenta.a_medias += 1,
            }
            juzgar(ensayo, corte, falta);
        }
    }
    cuenta
}

fn cortar(papel: Papel, veces: u64, ordinarios: u64, largos: u64) {
    let (inicio, semilla, cortes) = (Instant::now(), semilla(), if largo() { largos } else { ordinarios });
    let grabacion = grabar(papel, if largo() { veces * 4 } else { veces });
    let grabado = inicio.elapsed();
    let cuenta = probar(&grabacion, cortes, semilla, |ensayo, corte, falta| {
        let cerca = &grabacion.sucesos[corte.saturating_sub(6)..corte];
        let cerca: Vec<String> = cerca.iter().map(|s| format!("{s:?}").chars().take(160).collect()).collect();
        let guardada = grabacion.conservar(semilla);
        panic!(
            "{papel:?}, trial {ensayo}, cut at {corte} of {}: {falta:?}\nlast: {cerca:#?}\nrepeat with DILIGENCIA_SEMILLA={semilla} {TRAZA}={}",
            grabacion.sucesos.len(),
            guardada.display()
        );
    });
    println!(
        "{papel:?}: {cuenta:?} over {} events; seed {semilla}; recorded in {grabado:?}, all in {:?}",
        grabacion.sucesos.len(),
        inicio.elapsed()
    );
}

#[test]
fn no_acknowledged_save_is_lost_when_the_power_goes() {
    cortar(Papel::Guardar, 60, 100, 1_700);
}

#[test]
fn imports_are_whole_or_absent_when_the_power_goes() {
    cortar(Papel::Importar, 10, 70, 1_200);
}

#[test]
fn a_migration_leaves_the_old_file_or_the_new_one_when_the_power_goes() {
    cortar(Papel::Migrar, 4, 50, 900);
}

#[test]
fn a_report_is_complete_or_absent_when_the_power_goes() {
    cortar(Papel::Exportar, 6, 30, 500);
}

#[test]
fn a_backup_is_verified_or_absent_when_the_power_goes() {
    cortar(Papel::Respaldar, 4, 50, 700);
}

fn controlar(diario: &'static str, sincronia: &'static str) -> Cuenta {
    let (semilla, cortes) = (semilla(), if largo() { 500 } else { 120 });
    let grabacion = grabar(Papel::Control(diario, sincronia), 120);
    let cuenta = probar(&grabacion, cortes, semilla, |_, _, _| {});
    println!("control {diario}+{sincronia}: {cuenta:?}; seed {semilla}");
    cuenta
}

#[test]
fn the_simulator_sees_what_unsafe_settings_lose() {
    let cuenta = controlar("WAL", "NORMAL");
    assert!(cuenta.perdidos * 5 >= cuenta.cortes, "WAL+NORMAL must lose acknowledged saves, or the simulator is blind: {cuenta:?}");
    let cuenta = controlar("DELETE", "OFF");
    assert!(cuenta.danados * 2 >= cuenta.cortes, "DELETE+OFF must corrupt, or the simulator is blind: {cuenta:?}");
    let cuenta = controlar("DELETE", "FULL");
    assert!(cuenta.perdidos > 0, "DELETE+FULL must lose some, or the simulator takes removals as durable: {cuenta:?}");
    let cuenta = controlar("WAL", "FULL");
    assert_eq!((cuenta.perdidos, cuenta.danados, cuenta.a_medias), (0, 0, 0), "the same table with the safe settings loses nothing");
}
