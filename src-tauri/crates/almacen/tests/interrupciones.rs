//! kill -9 between saves and in the middle of imports: acknowledged work is never lost or torn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use almacen::{Almacen, Avance, Escritura, FallaAlmacen, FiltroTramites, Operacion};
use apoyo::{Lugar, MARN, aperturas};

const CARPETA: &str = "PRUEBA_MORIR_EN";
const RONDAS: u64 = 25;

/// The child: saves without pause and, after each commit returns, writes the number of the save.
/// As an ordinary test it does nothing: it needs the folder that its parent prepares.
#[test]
fn child_that_saves_until_it_is_killed() {
    let Some(carpeta) = std::env::var_os(CARPETA) else { return };
    let carpeta = std::path::PathBuf::from(carpeta);
    let ruta = carpeta.join("datos").join("diligencia.dlgb");
    let mut almacen = Almacen::abrir(&ruta, &aperturas(&carpeta), &Avance::default()).unwrap();
    let mut lugar = Lugar::new();
    let mut numero = almacen.consultas().asientos().unwrap();
    lugar.siguiente = u128::from(numero) * 100;
    lugar.ms += numero * 1_000;
    loop {
        let importar = numero % 5 == 4;
        let cuantos = if importar { 8 } else { 1 };
        let lote = lugar.id();
        let tramites: Vec<Vec<Escritura>> =
            (0..cuantos).map(|_| lugar.celdas_de_tramite("Licencia", &["Declaración jurada", "Copia del DPI"]).1).collect();
        let op = if importar { Operacion::Importar } else { Operacion::CrearTramite };
        let autor = lugar.autor();
        almacen
            .transar::<_, FallaAlmacen>(op, &autor, |tx| {
                tx.lote(lote);
                tramites.into_iter().try_for_each(|celdas| tx.escribir(MARN, celdas, "").map(|_| ()))
            })
            .unwrap();
        numero += cuantos;
        println!("guardado {numero}");
        std::io::stdout().flush().unwrap();
    }
}

#[test]
fn kill_9_between_saves_keeps_every_acknowledged_one() {
    let lugar = Lugar::new();
    lugar.crear().cerrar().unwrap();
    let mut confirmado = 0;
    for ronda in 0..RONDAS {
        let mut hijo = Command::new(std::env::current_exe().unwrap())
            .args(["child_that_saves_until_it_is_killed", "--exact", "--nocapture", "--test-threads=1"])
            .env(CARPETA, lugar.carpeta.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let salida = BufReader::new(hijo.stdout.take().unwrap());
        let mut muerte = None;
        for linea in salida.lines() {
            let linea = linea.unwrap();
            let Some((_, numero)) = linea.split_once("guardado ") else { continue };
            confirmado = numero.trim().parse().unwrap();
            // Some time after the first acknowledgement, a different one in each round.
            muerte.get_or_insert_with(|| {
                let id = hijo.id();
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_millis(3 + (ronda * 37) % 58));
                    Command::new("kill").args(["-9", &id.to_string()]).status().unwrap()
                })
            });
        }
        hijo.wait().unwrap();
        muerte.expect("the child acknowledged something").join().unwrap();
        let almacen = lugar.abrir();
        let hay = almacen.consultas().asientos().unwrap();
        assert!(hay >= confirmado, "round {ronda}: {confirmado} acknowledged, {hay} kept");
        let visibles = almacen.consultas().tramites(&FiltroTramites { cuantos: 1, ..FiltroTramites::default() }).unwrap().total;
        assert_eq!(visibles, hay, "an import is there whole or not at all");
        let operaciones = almacen.consultas().operaciones(0, 500).unwrap();
        assert!(operaciones.filas.iter().all(|o| matches!(o.asientos, 1 | 8)), "no torn operation");
        if ronda % 8 == 0 {
            assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
        }
    }
    assert!(confirmado > 2 * RONDAS, "the rounds did some work");
}

#[test]
fn a_leftover_of_an_interrupted_creation_does_not_block() {
    let lugar = Lugar::new();
    std::fs::create_dir_all(lugar.ruta().parent().unwrap()).unwrap();
    let mut sobra = lugar.ruta().into_os_string();
    sobra.push(".nueva");
    std::fs::write(sobra, b"a medias").unwrap();
    let almacen = lugar.crear();
    assert_eq!(almacen.consultas().instalacion().unwrap().institucion, Some(MARN));
}

#[test]
fn an_attachment_is_kept_once_under_its_content() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.id();
    let mut nombre = String::new();
    lugar
        .guardar(&mut almacen, Operacion::MoverFase, |tx| {
            nombre = tx.adjuntar(b"acta de conformacion")?;
            assert_eq!(tx.adjuntar(b"acta de conformacion")?, nombre);
            let e = |campo: &str, valor: dominio::Dato| Escritura::nueva(id, "adjunto", campo, valor);
            let celdas = vec![
                e("sha256", nombre.as_str().into()),
                e("tamano", 20.into()),
                e("nombre", "acta.pdf".into()),
                e("tipo", "application/pdf".into()),
            ];
            tx.escribir(MARN, celdas, "").map(|_| ())
        })
        .unwrap();
    let leido = almacen.consultas().adjunto(id).unwrap().unwrap();
    assert_eq!((leido.tamano, leido.nombre.as_str()), (20, "acta.pdf"));
    assert_eq!(almacen.leer_adjunto(&nombre).unwrap(), b"acta de conformacion");
    let archivo = lugar.ruta().parent().unwrap().join("adjuntos").join(&nombre[..2]).join(&nombre);
    std::fs::write(&archivo, b"otra cosa").unwrap();
    assert!(matches!(almacen.leer_adjunto(&nombre), Err(FallaAlmacen::AdjuntoAlterado { .. })));
    assert!(matches!(almacen.leer_adjunto("../../etc/passwd"), Err(FallaAlmacen::AdjuntoAlterado { .. })));
    let grande = vec![0; 25 * 1024 * 1024 + 1];
    let falla = lugar.guardar(&mut almacen, Operacion::MoverFase, |tx| tx.adjuntar(&grande).map(|_| ()));
    assert!(matches!(falla, Err(FallaAlmacen::AdjuntoExcede { .. })));
}

#[test]
fn drafts_and_preferences_are_local_and_outlive_a_rebuild() {
    let lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let antes = almacen.consultas().asientos().unwrap();
    almacen.guardar_borrador("a.nombre", Some("Licen"), 5).unwrap();
    almacen.guardar_borrador("b.nombre", Some("Otro"), 4).unwrap();
    almacen.guardar_borrador("a.nombre", Some("Licencia"), 6).unwrap();
    almacen.guardar_preferencia("tema", "oscuro").unwrap();
    almacen.reproyectar(&Avance::default()).unwrap();
    let claves: Vec<String> = almacen.consultas().borradores().unwrap().into_iter().map(|b| b.texto).collect();
    assert_eq!(claves, ["Otro", "Licencia"], "oldest first");
    almacen.guardar_borrador("b.nombre", None, 7).unwrap();
    assert_eq!(almacen.consultas().borradores().unwrap().len(), 1);
    assert_eq!(almacen.consultas().preferencias().unwrap()["tema"], "oscuro");
    assert_eq!(almacen.consultas().asientos().unwrap(), antes, "nothing local enters the log");
}

#[test]
fn a_folder_that_cannot_be_written_is_said_plainly() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia", &[]);
    almacen.cerrar().unwrap();
    // The place of the lock is taken by a folder: works also when the tests run as root.
    let mut cerrojo = lugar.ruta().into_os_string();
    cerrojo.push(".cerrojo");
    std::fs::remove_file(&cerrojo).unwrap();
    std::fs::create_dir(&cerrojo).unwrap();
    let falla = Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default()).err().unwrap();
    assert!(matches!(falla, FallaAlmacen::Archivo { .. } | FallaAlmacen::SoloLectura), "{falla:?}");
}

#[test]
fn a_large_tramite_is_retired_in_several_acts_and_comes_back_whole() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Licencia", &[]);
    for bloque in 0..3 {
        let mut celdas = Vec::new();
        for i in 0..300 {
            let fila = lugar.id();
            let e = |campo: &str, valor: String| Escritura::nueva(fila, "requisito", campo, valor);
            celdas.extend([
                e("padre", id.to_string()),
                e("orden", format!("{bloque}{i:03}")),
                e("texto", format!("Requisito {bloque} {i}")),
            ]);
        }
        lugar.guardar(&mut almacen, Operacion::AgregarFilas, |tx| tx.escribir(MARN, celdas, "").map(|_| ())).unwrap();
    }
    assert_eq!(almacen.consultas().fila_tramite(id).unwrap().unwrap().requisitos, 900);
    let hecho = lugar.guardar(&mut almacen, Operacion::RetirarFilas, |tx| tx.borrar(MARN, &[id], "ya no se presta").map(|_| ())).unwrap();
    assert!(hecho.asientos.len() > 1, "2,703 heads do not fit in one act");
    assert!(almacen.consultas().fila_tramite(id).unwrap().is_none());
    let autor = lugar.autor();
    almacen.deshacer(&autor).unwrap();
    assert_eq!(almacen.consultas().fila_tramite(id).unwrap().unwrap().requisitos, 900);
    assert_eq!(
        almacen.consultas().operaciones(0, 9).unwrap().filas[1].asientos,
        hecho.asientos.len() as u64,
        "one operation of several asientos"
    );
}
