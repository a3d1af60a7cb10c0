//! Undo and redo: through restarts, in order, and never over somebody's later work.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use almacen::{Almacen, Avance, Escritura, FallaAlmacen, FiltroTramites, Operacion};
use apoyo::{Lugar, MARN};
use dominio::Dato;
use uuid::Uuid;

fn nombre(almacen: &Almacen, id: Uuid) -> Dato {
    almacen.consultas().entidad(id).unwrap().unwrap().celdas["nombre"].valor.clone()
}

fn visibles(almacen: &Almacen) -> u64 {
    almacen.consultas().tramites(&FiltroTramites { cuantos: 1, ..FiltroTramites::default() }).unwrap().total
}

fn sano(almacen: &Almacen) {
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Uno", &["Copia del DPI"]);
    lugar.cambiar(&mut almacen, id, "nombre", "Dos");
    lugar.cambiar(&mut almacen, id, "nombre", "Tres");
    almacen.cerrar().unwrap();
    let mut almacen = lugar.abrir();
    let a = lugar.autor();
    almacen.deshacer(&a).unwrap();
    assert_eq!(nombre(&almacen, id), Dato::from("Dos"));
    drop(almacen);
    let mut almacen = lugar.abrir();
    let a = lugar.autor();
    almacen.deshacer(&a).unwrap();
    assert_eq!(nombre(&almacen, id), Dato::from("Uno"));
    let a = lugar.autor();
    assert_eq!(almacen.deshacer(&a).unwrap().valor, Operacion::CrearTramite);
    assert_eq!(visibles(&almacen), 0, "undoing the creation retires the trámite");
    let a = lugar.autor();
    assert!(matches!(almacen.deshacer(&a), Err(FallaAlmacen::NadaQueDeshacer)));
    drop(almacen);
    let mut almacen = lugar.abrir();
    for esperado in [Operacion::CrearTramite, Operacion::GuardarFicha, Operacion::GuardarFicha] {
        let a = lugar.autor();
        assert_eq!(almacen.rehacer(&a).unwrap().valor, esperado);
    }
    assert_eq!(nombre(&almacen, id), Dato::from("Tres"));
    assert_eq!(visibles(&almacen), 1);
    let a = lugar.autor();
    assert!(matches!(almacen.rehacer(&a), Err(FallaAlmacen::NadaQueDeshacer)));
    // And back again: undo of what was redone.
    let a = lugar.autor();
    almacen.deshacer(&a).unwrap();
    assert_eq!(nombre(&almacen, id), Dato::from("Dos"));
    sano(&almacen);
}

#[test]
fn a_new_change_after_undo_leaves_nothing_to_redo() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Uno", &[]);
    lugar.cambiar(&mut almacen, id, "nombre", "Dos");
    let a = lugar.autor();
    almacen.deshacer(&a).unwrap();
    assert!(almacen.consultas().por_rehacer().unwrap().is_some());
    lugar.cambiar(&mut almacen, id, "nombre", "Otro camino");
    assert!(almacen.consultas().por_rehacer().unwrap().is_none());
    let a = lugar.autor();
    almacen.deshacer(&a).unwrap();
    assert_eq!(nombre(&almacen, id), Dato::from("Uno"));
}

#[test]
fn undo_restores_the_rows_of_a_retirement_and_of_an_addition() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Uno", &["Primero", "Segundo", "Tercero"]);
    let filas: Vec<Uuid> = almacen.consultas().descendientes(id, false).unwrap().iter().map(|f| f.id).collect();
    let cuantas = |a: &Almacen| a.consultas().fila_tramite(id).unwrap().unwrap().requisitos;
    lugar.guardar(&mut almacen, Operacion::RetirarFilas, |tx| tx.borrar(MARN, &filas[..2], "ya no se piden").map(|_| ())).unwrap();
    assert_eq!(cuantas(&almacen), 1);
    let nueva = lugar.id();
    let celdas = vec![
        Escritura::nueva(nueva, "requisito", "padre", id.to_string()),
        Escritura::nueva(nueva, "requisito", "orden", "a9"),
        Escritura::nueva(nueva, "requisito", "texto", "Cuarto"),
    ];
    lugar.guardar(&mut almacen, Operacion::AgregarFilas, |tx| tx.escribir(MARN, celdas, "").map(|_| ())).unwrap();
    assert_eq!(cuantas(&almacen), 2);
    let a = lugar.autor();
    almacen.deshacer(&a).unwrap();
    assert_eq!(cuantas(&almacen), 1);
    let a = lugar.autor();
    almacen.deshacer(&a).unwrap();
    assert_eq!(cuantas(&almacen), 3);
    let a = lugar.autor();
    almacen.rehacer(&a).unwrap();
    assert_eq!(cuantas(&almacen), 1);
    sano(&almacen);
}

#[test]
fn an_import_is_undone_whole_and_counted() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Escrito a mano", &[]);
    let lote = lugar.id();
    let tramites: Vec<_> = (0..90).map(|i| lugar.celdas_de_tramite(&format!("Importado {i}"), &["Copia del DPI", "Pago"])).collect();
    let ids: Vec<Uuid> = tramites.iter().map(|(id, _)| *id).collect();
    let importar = |tx: &mut almacen::Tx<'_>| {
        tx.lote(lote);
        for (_, celdas) in tramites {
            tx.escribir(MARN, celdas, "")?;
        }
        Ok(())
    };
    let hecho = lugar.guardar(&mut almacen, Operacion::Importar, importar).unwrap();
    assert_eq!(hecho.asientos.len(), 90, "one asiento per trámite");
    let operacion = almacen.consultas().operacion(lote).unwrap().unwrap();
    assert_eq!((operacion.asientos, operacion.operacion), (90, Some(Operacion::Importar)));
    assert_eq!(visibles(&almacen), 91);
    // A change that was undone does not count; one that stands is a person's work and stays.
    lugar.cambiar(&mut almacen, ids[5], "nombre", "Corregido");
    let a = lugar.autor();
    let hecho = almacen.deshacer_lote(lote, &a).unwrap().valor;
    assert_eq!((hecho.retirados, hecho.conservados), (89, 1));
    assert_eq!(visibles(&almacen), 2, "the one typed by hand and the one that a person changed");
    let a = lugar.autor();
    assert_eq!(almacen.deshacer(&a).unwrap().valor, Operacion::DeshacerImportacion);
    assert_eq!(visibles(&almacen), 91);
    let a = lugar.autor();
    almacen.deshacer(&a).unwrap();
    let a = lugar.autor();
    assert_eq!(almacen.deshacer_lote(lote, &a).unwrap().valor.retirados, 90);
    assert_eq!(visibles(&almacen), 1);
    assert!(almacen.consultas().operacion(lote).unwrap().unwrap().deshecha);
    let a = lugar.autor();
    assert!(matches!(almacen.deshacer_lote(lote, &a), Err(FallaAlmacen::NadaQueDeshacer)));
    // Undoing the undone import brings it back.
    let a = lugar.autor();
    assert_eq!(almacen.deshacer(&a).unwrap().valor, Operacion::DeshacerImportacion);
    assert_eq!(visibles(&almacen), 91);
    assert!(!almacen.consultas().operacion(lote).unwrap().unwrap().deshecha);
    sano(&almacen);
}

#[test]
fn undo_refuses_what_another_operation_changed_later() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Uno", &[]);
    lugar.cambiar(&mut almacen, id, "nombre", "Dos");
    let lote = lugar.id();
    // An import that touches the same cell afterwards, and cannot be reached by «Deshacer» first.
    let padres = almacen.consultas().entidad(id).unwrap().unwrap().padres("nombre");
    let e = Escritura { padres, ..Escritura::nueva(id, "tramite", "nombre", "Importado") };
    lugar
        .guardar(&mut almacen, Operacion::Sembrar, |tx| {
            tx.lote(lote);
            tx.escribir(MARN, vec![e], "").map(|_| ())
        })
        .unwrap();
    let a = lugar.autor();
    let falla = almacen.deshacer(&a).unwrap_err();
    assert!(matches!(falla, FallaAlmacen::CambiadoDespues { cuantas: 1, .. }), "{falla:?}");
    assert_eq!(nombre(&almacen, id), Dato::from("Importado"), "nothing was written");
}

#[test]
fn the_history_of_a_cell_tells_who_when_before_and_after() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Uno", &["Copia del DPI"]);
    lugar.cambiar(&mut almacen, id, "nombre", "Dos");
    let a = lugar.autor();
    almacen.deshacer(&a).unwrap();
    let historia = almacen.consultas().historial_de_celda(id, "nombre").unwrap();
    let pares: Vec<_> = historia.iter().map(|v| (v.antes.clone(), v.despues.clone(), v.operacion)).collect();
    assert_eq!(
        pares,
        [
            (Dato::from("Dos"), Dato::from("Uno"), Some(Operacion::Deshacer)),
            (Dato::from("Uno"), Dato::from("Dos"), Some(Operacion::GuardarFicha)),
            (Dato::Nulo, Dato::from("Uno"), Some(Operacion::CrearTramite)),
        ]
    );
    assert_eq!(historia[0].actor, Uuid::from_u128(7));
    assert_eq!(historia[0].ms, lugar.ms);
    assert_eq!(historia[0].motivo, "Se deshizo: Cambió datos de la ficha");
    assert_eq!(almacen.consultas().historial_de_entidad(id).unwrap().len(), 8);
    let operaciones = almacen.consultas().operaciones(0, 10).unwrap();
    assert_eq!(operaciones.total, 3);
    assert_eq!(operaciones.filas.iter().map(|o| o.deshecha).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(operaciones.filas[1].tramite_nombre.as_deref(), Some("Uno"));
}
