//! What is left by an interruption or lies in the way: nothing blocks, nothing is overwritten. The kills
//! themselves are in `tests/tests/durabilidad`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use almacen::{Almacen, Avance, Escritura, FallaAlmacen, Operacion};
use apoyo::{Lugar, MARN};

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
