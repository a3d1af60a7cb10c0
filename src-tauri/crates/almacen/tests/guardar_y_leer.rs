//! The write path and what it leaves to read, on real files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use almacen::{Avance, ClaseDeCambio, Escritura, FallaAlmacen, FiltroTramites, Operacion};
use apoyo::{Lugar, MARN, huella, tablas};
use dominio::Dato;

#[test]
fn a_saved_tramite_is_read_back_after_reopening() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Licencia ambiental", &["Declaración jurada del representante", "Copia del DPI"]);
    drop(almacen);
    let almacen = lugar.abrir();
    let ficha = almacen.consultas().ficha(id).unwrap().expect("the trámite is there");
    assert_eq!(ficha.tramite.valor("nombre"), Some(&Dato::from("Licencia ambiental")));
    assert_eq!(ficha.filas.len(), 2, "both requisitos hang from it");
    assert_eq!(ficha.fila.requisitos, 2);
    assert!(ficha.hallazgos.iter().any(|h| h.hallazgo.regla.as_str() == "R2"), "the sworn statement is a possible finding");
    assert_eq!(u64::from(ficha.fila.hallazgos), ficha.hallazgos.len() as u64);
}

#[test]
fn a_save_tells_what_changed() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Licencia ambiental", &[]);
    let hecho = lugar.cambiar(&mut almacen, id, "nombre", "Licencia ambiental B2");
    assert_eq!(hecho.asientos.len(), 1);
    assert!(hecho.cambios.iter().any(|c| c.entidad == ClaseDeCambio::Tramite && c.id == Some(id)));
    assert!(hecho.cambios.iter().any(|c| c.entidad == ClaseDeCambio::Avance && c.id == Some(MARN)));
}

#[test]
fn nothing_written_leaves_no_asiento() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let antes = almacen.consultas().asientos().unwrap();
    let hecho = lugar.guardar(&mut almacen, Operacion::GuardarFicha, |tx| tx.escribir(MARN, vec![], "").map(|_| ())).unwrap();
    assert!(hecho.asientos.is_empty() && hecho.cambios.is_empty());
    assert_eq!(almacen.consultas().asientos().unwrap(), antes);
}

#[test]
fn rollback_leaves_no_asiento() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia ambiental", &[]);
    let antes = tablas(&lugar.ruta());
    let (_, escrituras) = lugar.celdas_de_tramite("Otra licencia", &["Uno"]);
    let falla = lugar.guardar(&mut almacen, Operacion::CrearTramite, |tx| {
        tx.escribir(MARN, escrituras, "")?;
        Err(FallaAlmacen::Cancelado)
    });
    assert!(matches!(falla, Err(FallaAlmacen::Cancelado)));
    assert_eq!(tablas(&lugar.ruta()), antes);
    // The chain goes on from the last asiento that stands.
    lugar.tramite(&mut almacen, "Tercera licencia", &[]);
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

#[test]
fn a_save_under_a_head_that_moved_keeps_both_values_as_a_conflict() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Licencia ambiental", &[]);
    let mostradas = almacen.consultas().entidad(id).unwrap().unwrap().padres("nombre");
    lugar.cambiar(&mut almacen, id, "nombre", "Importada");
    let tarde = Escritura { padres: mostradas, ..Escritura::nueva(id, "tramite", "nombre", "Escrita") };
    lugar.guardar(&mut almacen, Operacion::GuardarFicha, |tx| tx.escribir(MARN, vec![tarde], "").map(|_| ())).unwrap();
    let celda = almacen.consultas().entidad(id).unwrap().unwrap().celdas["nombre"].clone();
    assert!(celda.conflicto, "two people wrote the same cell: both values must stay");
    assert_eq!(celda.padres.len(), 2);
    assert_eq!(celda.valor, Dato::from("Escrita"), "the latest is shown first");
    assert_eq!(almacen.consultas().fila_tramite(id).unwrap().unwrap().conflictos, 1);
    // A plain save does not choose for the person; a resolution with its reason does.
    let simple = Escritura { padres: celda.padres.clone(), ..Escritura::nueva(id, "tramite", "nombre", "Otra") };
    let falla = lugar.guardar(&mut almacen, Operacion::GuardarFicha, |tx| tx.escribir(MARN, vec![simple.clone()], "").map(|_| ()));
    assert!(matches!(falla, Err(FallaAlmacen::ConflictoPendiente { .. })));
    lugar.guardar(&mut almacen, Operacion::GuardarFicha, |tx| tx.resolver(MARN, vec![simple], "acta 4 del comité").map(|_| ())).unwrap();
    let celda = almacen.consultas().entidad(id).unwrap().unwrap().celdas["nombre"].clone();
    assert!(!celda.conflicto && celda.padres.len() == 1);
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

#[test]
fn search_ignores_accents_and_prefers_the_exact_spelling() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Ano de servicio", &[]);
    let exacta = lugar.tramite(&mut almacen, "Año de servicio", &[]);
    let por_requisito = lugar.tramite(&mut almacen, "Constancia", &["Certificación del año anterior"]);
    let buscar = |texto: &str| {
        let filtro = FiltroTramites { texto: texto.to_owned(), cuantos: 10, ..FiltroTramites::default() };
        almacen.consultas().tramites(&filtro).unwrap()
    };
    let pagina = buscar("año");
    assert_eq!(pagina.total, 3);
    assert_eq!(pagina.filas[0].id, exacta, "the exact spelling ranks first");
    assert_eq!(pagina.filas[2].id, por_requisito);
    assert_eq!(pagina.filas[2].fragmento.as_deref(), Some("Certificación del \u{2068}año\u{2069} anterior"));
    assert_eq!(buscar("CERTIFICACION").total, 1);
    assert_eq!(buscar("a").total, 2, "one letter looks at names only");
    assert_eq!(buscar("marn-0002").filas[0].codigo, "MARN-0002");
    assert_eq!(buscar("\"*)(").total, 3, "without words it lists everything");
}

#[test]
fn reading_commands_leave_the_hash_of_the_file() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Licencia ambiental", &["Copia legalizada del DPI"]);
    almacen.cerrar().unwrap();
    let antes = huella(&lugar.ruta());
    {
        let lector = almacen::Lector::abrir(&lugar.ruta()).unwrap();
        lector.en_un_corte::<_, FallaAlmacen>(|c| c.ficha(id)).unwrap().unwrap();
        lector.consultas().historial_de_entidad(id).unwrap();
        assert_eq!(lector.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
    }
    assert_eq!(huella(&lugar.ruta()), antes);
    // Opening for writing without writing changes nothing either.
    drop(lugar.abrir());
    assert_eq!(huella(&lugar.ruta()), antes);
}

#[test]
fn the_second_process_waits_and_then_says_who_has_the_file() {
    let lugar = Lugar::new();
    let _almacen = lugar.crear();
    let segundo = almacen::Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default());
    let Err(FallaAlmacen::EnUso { quien }) = segundo else { panic!("two writers at once") };
    assert_eq!(quien, format!("pruebas (proceso {})", std::process::id()));
}

#[test]
fn a_retired_tramite_is_hidden_until_somebody_edits_it_and_comes_back_with_undo() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Licencia ambiental", &["Copia del DPI"]);
    let fila = almacen.consultas().descendientes(id, false).unwrap()[0].clone();
    let todas = |a: &almacen::Almacen| a.consultas().tramites(&FiltroTramites { cuantos: 9, ..FiltroTramites::default() }).unwrap().total;
    lugar.guardar(&mut almacen, Operacion::RetirarFilas, |tx| tx.borrar(MARN, &[id], "duplicado del 12").map(|_| ())).unwrap();
    assert_eq!(todas(&almacen), 0);
    assert!(almacen.consultas().ficha(id).unwrap().is_none());
    // Somebody edits a row of it without having seen the retirement.
    lugar.cambiar(&mut almacen, fila.id, "texto", "Copia simple del DPI");
    assert_eq!(todas(&almacen), 1, "an edit that the retirement did not see keeps the trámite visible");
    assert!(almacen.consultas().fila_tramite(id).unwrap().unwrap().borrado_y_editado);
    let autor = lugar.autor();
    assert_eq!(almacen.deshacer(&autor).unwrap().valor, Operacion::GuardarFicha);
    let autor = lugar.autor();
    assert_eq!(almacen.deshacer(&autor).unwrap().valor, Operacion::RetirarFilas);
    let leida = almacen.consultas().fila_tramite(id).unwrap().unwrap();
    assert!(!leida.borrado_y_editado);
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

#[test]
fn a_large_import_that_also_touches_what_it_made_leaves_the_same_tables_as_a_rebuild() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Escrito a mano", &["Uno", "Dos", "Tres", "Cuatro"]);
    let lineas = ["Copia del documento", "Boleta de pago", "Declaración jurada", "Patente de comercio", "Solicitud escrita"];
    let nombres = ["Licencia de construcción", "Certificación de ingresos", "Registro de empresas"];
    let tramites: Vec<_> = (0..400).map(|i| lugar.celdas_de_tramite(&format!("{} {i}", nombres[i % 3]), &lineas[..i % 6])).collect();
    let ids: Vec<_> = tramites.iter().map(|(id, _)| *id).collect();
    let fila = lugar.id();
    let importar = |tx: &mut almacen::Tx<'_>| {
        for (_, celdas) in tramites {
            tx.escribir(MARN, celdas, "")?;
        }
        let leida = tx.consultas().entidad(ids[5])?.expect("it was just written");
        let nombre = Escritura { padres: leida.padres("nombre"), ..Escritura::nueva(ids[5], "tramite", "nombre", "Cambiado") };
        tx.escribir(MARN, vec![nombre], "")?;
        let celda = |campo: &str, valor: String| Escritura::nueva(fila, "requisito", campo, valor);
        tx.escribir(MARN, vec![celda("padre", ids[10].to_string()), celda("texto", "Agregado".to_owned())], "")?;
        tx.borrar(MARN, &[ids[20]], "repetido en el archivo").map(|_| ())
    };
    let hecho = lugar.guardar(&mut almacen, Operacion::Importar, importar).unwrap();
    assert_eq!(hecho.asientos.len(), 403);
    assert!(hecho.cambios.iter().any(|c| c.entidad == ClaseDeCambio::Tramite && c.id.is_none()), "many are told as many");
    let pagina = almacen.consultas().tramites(&FiltroTramites { cuantos: 500, ..FiltroTramites::default() }).unwrap();
    assert_eq!(pagina.total, 400, "399 of the import and the one by hand");
    assert_eq!(almacen.consultas().fila_tramite(ids[5]).unwrap().unwrap().nombre, "Cambiado");
    assert_eq!(almacen.consultas().fila_tramite(ids[10]).unwrap().unwrap().requisitos, 5);
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
    let antes = tablas(&lugar.ruta());
    almacen.reproyectar(&Avance::default()).unwrap();
    assert!(tablas(&lugar.ruta()) == antes);
}

#[test]
fn rows_that_arrive_before_their_tramite_are_found_by_it() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let tramites: Vec<_> = (0..5).map(|i| lugar.celdas_de_tramite(&format!("Licencia {i}"), &["Uno"])).collect();
    let esperado = tramites[4].0;
    let huerfana = lugar.id();
    let importar = |tx: &mut almacen::Tx<'_>| {
        let celda = |campo: &str, valor: String| Escritura::nueva(huerfana, "requisito", campo, valor);
        tx.escribir(MARN, vec![celda("padre", esperado.to_string()), celda("texto", "Llegó antes".to_owned())], "")?;
        tramites.into_iter().try_for_each(|(_, celdas)| tx.escribir(MARN, celdas, "").map(|_| ()))
    };
    lugar.guardar(&mut almacen, Operacion::Importar, importar).unwrap();
    assert_eq!(almacen.consultas().fila_tramite(esperado).unwrap().unwrap().requisitos, 2);
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}
