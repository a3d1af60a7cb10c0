//! Two that are one: what the act leaves, how it is undone, and that everybody sees the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use almacen::{Almacen, Avance, Escritura, FallaAlmacen, FiltroTramites, Operacion};
use apoyo::{Lugar, MARN};
use dominio::Dato;
use uuid::Uuid;

const MOTIVO: &str = "Son el mismo trámite, escrito en dos equipos";

fn unificar(lugar: &mut Lugar, almacen: &mut Almacen, una: Uuid, otra: Uuid) -> Result<Uuid, FallaAlmacen> {
    let autor = lugar.autor();
    almacen.transar(Operacion::Unificar, &autor, |tx| tx.unificar(MARN, una, otra, MOTIVO)).map(|h| h.valor.0)
}

fn celda(almacen: &Almacen, id: Uuid, campo: &str) -> (Dato, bool) {
    let celda = almacen.consultas().entidad(id).unwrap().unwrap().celdas[campo].clone();
    (celda.valor, celda.conflicto)
}

fn visibles(almacen: &Almacen) -> u64 {
    almacen.consultas().tramites(&FiltroTramites { cuantos: 1, ..FiltroTramites::default() }).unwrap().total
}

fn requisitos(almacen: &Almacen, id: Uuid) -> u32 {
    almacen.consultas().fila_tramite(id).unwrap().unwrap().requisitos
}

fn sano(almacen: &Almacen) {
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

/// Two trámites that say the same and different things, and a row elsewhere that points to the second.
fn dos(lugar: &mut Lugar, almacen: &mut Almacen) -> (Uuid, Uuid, Uuid) {
    let a = lugar.tramite(almacen, "Licencia ambiental", &["DPI", "Solicitud"]);
    let b = lugar.tramite(almacen, "Licencia ambiental B2", &["Plano"]);
    lugar.cambiar(almacen, b, "unidad_ejecutora", "Ventanilla");
    let tercero = lugar.tramite(almacen, "Otro", &[]);
    lugar.cambiar(almacen, tercero, "tramite_previo", b.to_string());
    (a, b, tercero)
}

#[test]
fn the_smaller_stands_with_the_values_of_both_and_their_rows() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let (a, b, tercero) = dos(&mut lugar, &mut almacen);
    // Whichever is named first.
    assert_eq!(unificar(&mut lugar, &mut almacen, b, a).unwrap(), a);
    assert_eq!(celda(&almacen, a, "unidad_ejecutora"), (Dato::from("Ventanilla"), false), "it was empty here");
    assert!(celda(&almacen, a, "nombre").1, "both say something different: a person decides");
    assert_eq!(celda(&almacen, a, "estado"), (Dato::from("identificado"), false), "both say the same");
    assert_eq!((requisitos(&almacen, a), visibles(&almacen)), (3, 2));
    assert_eq!(celda(&almacen, tercero, "tramite_previo").0, Dato::from(a.to_string()));
    assert!(almacen.consultas().entidad(b).unwrap().unwrap().oculta);
    let historia = almacen.consultas().historial_de_entidad(b).unwrap();
    assert!(historia.iter().any(|v| v.despues == Dato::from("Ventanilla")), "its history stays");
    sano(&almacen);
    let estado = almacen.consultas().raiz_estado().unwrap();
    almacen.reproyectar(&Avance::default()).unwrap();
    assert_eq!(almacen.consultas().raiz_estado().unwrap(), estado, "rebuilt = incremental");
}

#[test]
fn undoing_gives_back_both_as_they_were_and_redoing_joins_them_again() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let (a, b, tercero) = dos(&mut lugar, &mut almacen);
    let fotos = |almacen: &Almacen| -> Vec<(String, String)> {
        let mut todo = Vec::new();
        for id in [a, b, tercero] {
            let consultas = almacen.consultas();
            let filas = consultas.descendientes(id, false).unwrap();
            for e in std::iter::once(consultas.entidad(id).unwrap().unwrap()).chain(filas) {
                let celdas = e.celdas.iter().filter(|(c, v)| *c != "borrado" && v.valor != Dato::Nulo);
                todo.extend(celdas.map(|(c, v)| (format!("{} {} {c}", e.id, e.oculta), format!("{:?} {}", v.valor, v.conflicto))));
            }
        }
        todo
    };
    let antes = fotos(&almacen);
    unificar(&mut lugar, &mut almacen, a, b).unwrap();
    let juntos = fotos(&almacen);
    assert_ne!(antes, juntos);
    for _ in 0..2 {
        let autor = lugar.autor();
        assert_eq!(almacen.deshacer(&autor).unwrap().valor, Operacion::Unificar);
        assert_eq!(fotos(&almacen), antes);
        assert_eq!(visibles(&almacen), 3);
        let autor = lugar.autor();
        assert_eq!(almacen.rehacer(&autor).unwrap().valor, Operacion::Unificar);
        assert_eq!(fotos(&almacen), juntos, "the two values wait for a person again");
    }
    sano(&almacen);
}

#[test]
fn values_decided_in_the_same_operation_go_back_too() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let (a, b, _) = dos(&mut lugar, &mut almacen);
    let autor = lugar.autor();
    let decidir = |tx: &mut almacen::Tx<'_>| -> Result<(), FallaAlmacen> {
        tx.unificar(MARN, a, b, MOTIVO)?;
        let leida = tx.consultas().entidad(a)?.unwrap();
        let elegidos = [("nombre", "Licencia ambiental, tipo B2"), ("codigo", "MARN-A")]
            .map(|(c, v)| Escritura { padres: leida.padres(c), ..Escritura::nueva(a, "tramite", c, v) });
        tx.resolver(MARN, elegidos.into(), "Se eligió al reunirlos").map(|_| ())
    };
    let hecho = almacen.transar(Operacion::Unificar, &autor, decidir).unwrap();
    assert_eq!(hecho.asientos.len(), 2);
    assert_eq!(celda(&almacen, a, "nombre"), (Dato::from("Licencia ambiental, tipo B2"), false));
    let autor = lugar.autor();
    almacen.deshacer(&autor).unwrap();
    assert_eq!(celda(&almacen, a, "nombre"), (Dato::from("Licencia ambiental"), false));
    assert_eq!(celda(&almacen, b, "nombre"), (Dato::from("Licencia ambiental B2"), false));
    assert_eq!(visibles(&almacen), 3);
    sano(&almacen);
}

#[test]
fn taking_apart_a_week_later_keeps_what_was_written_since() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let (a, b, _) = dos(&mut lugar, &mut almacen);
    unificar(&mut lugar, &mut almacen, a, b).unwrap();
    let clave = almacen.consultas().operaciones(0, 1).unwrap().filas[0].clave;
    let leida = almacen.consultas().entidad(a).unwrap().unwrap();
    let nombre = Escritura { padres: leida.padres("nombre"), ..Escritura::nueva(a, "tramite", "nombre", "Escrito después") };
    lugar.guardar(&mut almacen, Operacion::Resolver, |tx| tx.resolver(MARN, vec![nombre], "Lo decidió el comité").map(|_| ())).unwrap();
    let autor = lugar.autor();
    assert!(matches!(almacen.separar(lugar.id(), &autor), Err(FallaAlmacen::NoExiste { .. })));
    almacen.separar(clave, &autor).unwrap();
    assert_eq!(celda(&almacen, a, "nombre").0, Dato::from("Escrito después"), "the work of a person stays");
    assert_eq!((visibles(&almacen), requisitos(&almacen, a), requisitos(&almacen, b)), (3, 2, 1));
    let autor = lugar.autor();
    assert!(matches!(almacen.separar(clave, &autor), Err(FallaAlmacen::NadaQueDeshacer)));
    sano(&almacen);
}

#[test]
fn what_must_not_be_joined_is_refused_and_leaves_no_trace() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let (a, b, tercero) = dos(&mut lugar, &mut almacen);
    let fila = almacen.consultas().descendientes(a, false).unwrap()[0].id;
    let hay = almacen.consultas().asientos().unwrap();
    for (una, otra) in [(a, a), (a, fila)] {
        assert!(matches!(unificar(&mut lugar, &mut almacen, una, otra), Err(FallaAlmacen::NoSonLoMismo { .. })));
    }
    let nadie = lugar.id();
    assert!(matches!(unificar(&mut lugar, &mut almacen, a, nadie), Err(FallaAlmacen::NoExiste { id }) if id == nadie));
    let autor = lugar.autor();
    let corto = almacen.transar(Operacion::Unificar, &autor, |tx| tx.unificar(MARN, a, b, "corto"));
    assert!(matches!(corto, Err(FallaAlmacen::Asiento(_))));
    assert_eq!(almacen.consultas().asientos().unwrap(), hay);
    // A cell with two values: one of them would vanish.
    let conflicto = Escritura::nueva(tercero, "tramite", "nombre", "Dos historias");
    lugar.guardar(&mut almacen, Operacion::GuardarFicha, |tx| tx.escribir(MARN, vec![conflicto], "").map(|_| ())).unwrap();
    assert!(celda(&almacen, tercero, "nombre").1);
    assert!(matches!(unificar(&mut lugar, &mut almacen, a, tercero), Err(FallaAlmacen::ConflictoPendiente { .. })));
    unificar(&mut lugar, &mut almacen, a, b).unwrap();
    assert!(matches!(unificar(&mut lugar, &mut almacen, a, b), Err(FallaAlmacen::NoExiste { id }) if id == b), "already joined");
    sano(&almacen);
}

#[test]
fn an_edit_of_the_retired_one_stays_in_sight() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let (a, b, _) = dos(&mut lugar, &mut almacen);
    let nombre = almacen.consultas().entidad(b).unwrap().unwrap().padres("nombre");
    unificar(&mut lugar, &mut almacen, a, b).unwrap();
    let tarde = Escritura { padres: nombre, ..Escritura::nueva(b, "tramite", "nombre", "Escrito sin saberlo") };
    lugar.guardar(&mut almacen, Operacion::GuardarFicha, |tx| tx.escribir(MARN, vec![tarde], "").map(|_| ())).unwrap();
    let vista = almacen.consultas().entidad(b).unwrap().unwrap();
    assert!(vista.borrado_y_editado && !vista.oculta);
    assert_eq!(visibles(&almacen), 3);
    sano(&almacen);
}
