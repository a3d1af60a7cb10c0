//! Schema, identity, settings, migrations and refusals.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use almacen::{Almacen, Avance, FallaAlmacen, Lector};
use apoyo::{Lugar, a_esquema, huella, nueva, tablas};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

fn cruda(lugar: &Lugar) -> Connection {
    Connection::open(lugar.ruta()).unwrap()
}

#[test]
fn the_schema_is_the_reviewed_one() {
    let lugar = Lugar::new();
    drop(lugar.crear());
    let con = cruda(&lugar);
    let mut consulta = con.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name").unwrap();
    let esquema: Vec<String> = consulta.query_map([], |f| f.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    insta::assert_snapshot!(esquema.join("\n\n"));
}

#[test]
fn released_migrations_match_their_sums() {
    let carpeta = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations");
    let sumas = std::fs::read_to_string(carpeta.join("SUMAS")).unwrap();
    let mut archivos: Vec<String> = std::fs::read_dir(&carpeta)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|n| n.ends_with(".sql"))
        .collect();
    archivos.sort();
    let esperadas: Vec<String> = archivos
        .iter()
        .map(|n| {
            let suma = Sha256::digest(std::fs::read(carpeta.join(n)).unwrap());
            format!("{}  {n}", suma.iter().map(|b| format!("{b:02x}")).collect::<String>())
        })
        .collect();
    assert_eq!(sumas.lines().collect::<Vec<_>>(), esperadas, "a released migration never changes");
}

#[test]
fn every_table_is_strict() {
    let lugar = Lugar::new();
    drop(lugar.crear());
    let con = cruda(&lugar);
    let mut consulta = con
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let flojas: Vec<String> = consulta.query_map([], |f| f.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(flojas, Vec::<String>::new());
}

#[test]
fn the_log_refuses_update_and_delete() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia ambiental", &["Copia del DPI"]);
    drop(almacen);
    let con = cruda(&lugar);
    for sql in ["UPDATE asiento SET seq = 9", "DELETE FROM asiento", "UPDATE asiento SET recibido_de = zeroblob(16)"] {
        let falla = con.execute(sql, []).unwrap_err().to_string();
        assert!(falla.contains("the log is never"), "{sql}: {falla}");
    }
}

#[test]
fn the_settings_that_protect_saves_took() {
    let lugar = Lugar::new();
    drop(lugar.crear());
    let con = cruda(&lugar);
    let uno = |sql: &str| con.query_row(sql, [], |f| f.get::<_, i64>(0)).unwrap();
    assert_eq!(uno("PRAGMA application_id"), 0x444C_4742);
    assert_eq!(uno("PRAGMA user_version"), 7);
    assert_eq!(con.query_row("PRAGMA journal_mode", [], |f| f.get::<_, String>(0)).unwrap(), "wal");
}

#[test]
fn a_newer_file_is_refused_and_untouched() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia ambiental", &[]);
    almacen.cerrar().unwrap();
    cruda(&lugar).pragma_update(None, "user_version", 8).unwrap();
    let antes = huella(&lugar.ruta());
    let abierta = Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default());
    assert!(matches!(abierta, Err(FallaAlmacen::MasNuevo { de: 8, conocida: 7 })));
    assert!(matches!(Lector::abrir(&lugar.ruta()), Err(FallaAlmacen::MasNuevo { .. })));
    assert_eq!(huella(&lugar.ruta()), antes);
}

#[test]
fn other_files_are_not_recognised_and_untouched() {
    let lugar = Lugar::new();
    std::fs::create_dir_all(lugar.ruta().parent().unwrap()).unwrap();
    let otra = |contenido: &[u8]| {
        std::fs::write(lugar.ruta(), contenido).unwrap();
        let falla = Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default()).err().unwrap();
        assert_eq!(std::fs::read(lugar.ruta()).unwrap(), contenido, "a file that is not ours stays as it was");
        falla
    };
    let ajena = otra(&b"<!DOCTYPE html><title>esto no es una base</title>".repeat(40));
    assert!(matches!(&ajena, FallaAlmacen::NoReconocido { ruta } if *ruta == lugar.ruta()), "{ajena:?}");
    assert!(matches!(otra(b""), FallaAlmacen::NoReconocido { .. }));
    std::fs::remove_file(lugar.ruta()).unwrap();
    Connection::open(lugar.ruta()).unwrap().execute_batch("CREATE TABLE t (a); PRAGMA user_version = 2").unwrap();
    assert!(matches!(Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default()), Err(FallaAlmacen::NoReconocido { .. })));
    std::fs::remove_file(lugar.ruta()).unwrap();
    assert!(matches!(Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default()), Err(FallaAlmacen::NoExisteBase { .. })));
    assert!(matches!(Lector::abrir(&lugar.ruta()), Err(FallaAlmacen::NoExisteBase { .. })));
}

#[test]
fn creating_never_overwrites() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia ambiental", &[]);
    almacen.cerrar().unwrap();
    let antes = huella(&lugar.ruta());
    assert!(matches!(Almacen::crear(&lugar.ruta(), &lugar.aperturas(), &nueva()), Err(FallaAlmacen::YaExiste { .. })));
    assert_eq!(huella(&lugar.ruta()), antes);
}

#[test]
fn an_older_file_is_migrated_through_a_verified_copy() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let id = lugar.tramite(&mut almacen, "Licencia ambiental", &["Copia del DPI", "Declaración jurada"]);
    lugar.cambiar(&mut almacen, id, "nombre", "Licencia ambiental B2");
    almacen.cerrar().unwrap();
    let antes = tablas(&lugar.ruta());
    for version in 1..=4 {
        a_esquema(&lugar.ruta(), version);
        assert!(
            matches!(Lector::abrir(&lugar.ruta()), Err(FallaAlmacen::MigracionFallida { de, .. }) if de == version),
            "reading never migrates"
        );
        drop(lugar.abrir());
        assert_eq!(tablas(&lugar.ruta()), antes, "the migrated file tells the same");
        let copias = almacen::respaldo::lista(&lugar.ruta()).unwrap();
        let motivo = Some(almacen::respaldo::Motivo::AntesDeMigrar(version));
        let copia = copias.iter().find(|c| c.motivo == motivo).unwrap_or_else(|| panic!("a backup of {version}: {copias:?}"));
        assert_eq!(copia.ficha.as_ref().unwrap().asientos, 2, "the old file stays as a verified backup, complete");
        let copia = Connection::open(&copia.ruta).unwrap();
        assert_eq!(copia.query_row("SELECT count(*) FROM asiento", [], |f| f.get::<_, i64>(0)).unwrap(), 2);
        assert_eq!(copia.query_row("PRAGMA user_version", [], |f| f.get::<_, u32>(0)).unwrap(), version);
    }
}

#[test]
fn a_file_of_another_projector_is_rebuilt_at_open() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia ambiental", &["Declaración jurada"]);
    almacen.cerrar().unwrap();
    let antes = tablas(&lugar.ruta());
    cruda(&lugar).execute_batch("UPDATE meta SET valor = '0' WHERE clave = 'proyector'; UPDATE tramite SET nombre = 'otra cosa'").unwrap();
    drop(lugar.abrir());
    assert_eq!(tablas(&lugar.ruta()), antes);
}

#[test]
fn damage_of_the_last_asiento_is_seen_at_open() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia ambiental", &[]);
    almacen.cerrar().unwrap();
    let con = cruda(&lugar);
    con.execute_batch("DROP TRIGGER asiento_no_se_cambia; UPDATE asiento SET cuerpo = cast(replace(cast(cuerpo AS TEXT), 'Licencia', 'Lisencia') AS BLOB)")
        .unwrap();
    drop(con);
    assert!(matches!(Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default()), Err(FallaAlmacen::Danado { .. })));
}

#[test]
fn the_device_key_stays_out_of_the_database_and_a_lost_one_is_minted_again() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let antes = almacen.dispositivo();
    lugar.tramite(&mut almacen, "Licencia ambiental", &[]);
    almacen.cerrar().unwrap();
    let clave = almacen::claves::ruta_de_clave(&lugar.aperturas().carpeta_usuario, nueva().base);
    let semilla = std::fs::read_to_string(&clave).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&clave).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let bytes: Vec<u8> = (0..32).map(|i| u8::from_str_radix(&semilla[i * 2..i * 2 + 2], 16).unwrap()).collect();
    let archivo = std::fs::read(lugar.ruta()).unwrap();
    assert!(!archivo.windows(32).any(|v| v == bytes), "a copied database has no key");
    assert_eq!(lugar.abrir().dispositivo(), antes);
    std::fs::remove_file(&clave).unwrap();
    let mut almacen = lugar.abrir();
    assert_ne!(almacen.dispositivo(), antes, "without its key this is another device");
    lugar.tramite(&mut almacen, "Otra licencia", &[]);
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
    std::fs::write(&clave, "no es una clave").unwrap();
    drop(almacen);
    let abierta = Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default());
    assert!(matches!(abierta, Err(FallaAlmacen::ClaveIlegible { .. })), "an unreadable key is never overwritten");
}

#[test]
fn a_restored_copy_goes_on_as_another_device() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia ambiental", &[]);
    almacen.cerrar().unwrap();
    let copia = std::fs::read(lugar.ruta()).unwrap();
    let mut almacen = lugar.abrir();
    let antes = almacen.dispositivo();
    lugar.tramite(&mut almacen, "Escrita después de la copia", &[]);
    almacen.cerrar().unwrap();
    std::fs::write(lugar.ruta(), copia).unwrap();
    let mut almacen = lugar.abrir();
    assert_ne!(almacen.dispositivo(), antes, "the same key would give two histories to one chain");
    lugar.tramite(&mut almacen, "Escrita en la copia", &[]);
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

/// A file with something written, with its form changed from outside.
fn con_la_forma_de(danino: &str) -> (Lugar, Vec<String>) {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia", &["DPI"]);
    almacen.cerrar().unwrap();
    let con = rusqlite::Connection::open(lugar.ruta()).unwrap();
    con.execute_batch(danino).unwrap();
    con.close().unwrap();
    let problemas = almacen::Lector::abrir(&lugar.ruta()).unwrap().verificar(&Avance::default()).unwrap().problemas;
    (lugar, problemas)
}

#[test]
fn a_trigger_a_view_an_index_or_a_table_that_is_not_as_it_was_made_is_named() {
    assert_eq!(con_la_forma_de("SELECT 1").1, Vec::<String>::new(), "untouched");
    for (danino, nombre) in [
        ("CREATE TRIGGER espia AFTER INSERT ON asiento BEGIN SELECT 1; END", "Sobra el disparador «espia»"),
        ("DROP TRIGGER asiento_no_se_borra", "Falta el disparador «asiento_no_se_borra»"),
        (
            "DROP TRIGGER asiento_no_se_borra; CREATE TRIGGER asiento_no_se_borra BEFORE DELETE ON asiento BEGIN SELECT 1; END",
            "No es como Diligencia lo hizo: el disparador «asiento_no_se_borra»",
        ),
        ("CREATE VIEW ventana AS SELECT * FROM meta", "Sobra la vista «ventana»"),
        ("DROP INDEX asiento_cadena", "Falta el índice «asiento_cadena»"),
        ("CREATE TABLE aparte (x)", "Sobra la tabla «aparte»"),
        ("ALTER TABLE borrador ADD COLUMN otra TEXT", "No es como Diligencia lo hizo: la tabla «borrador»"),
    ] {
        let (lugar, problemas) = con_la_forma_de(danino);
        assert!(problemas.iter().any(|p| p.starts_with(nombre)), "{danino}: {problemas:?}");
        // The way out that the sentence offers.
        let (almacen, _) = almacen::Almacen::recuperar(&lugar.ruta(), &lugar.aperturas(), &Avance::default()).unwrap();
        assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new(), "{danino}");
        assert_eq!(almacen.consultas().asientos().unwrap(), 1);
    }
}
