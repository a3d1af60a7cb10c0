//! Backups count only when they were verified; a restore never loses the file of before.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use std::path::{Path, PathBuf};

use almacen::respaldo::{self, Motivo};
use almacen::{Almacen, Aperturas, Avance, Escritura, FallaAlmacen, Operacion};
use apoyo::{Lugar, MARN, huella, tablas};
use rusqlite::Connection;

const HORA: u64 = 3_600_000;

fn copiar(lugar: &Lugar, motivo: Motivo) -> respaldo::Respaldo {
    respaldo::en_carpeta(&lugar.ruta(), motivo, lugar.ms, &Avance::default()).unwrap()
}

fn restaurar(lugar: &Lugar, copia: &Path) -> Result<(Almacen, almacen::Restaurada), FallaAlmacen> {
    Almacen::restaurar(&lugar.ruta(), copia, &aperturas(lugar), &Avance::default())
}

fn aperturas(lugar: &Lugar) -> Aperturas {
    Aperturas { ahora_ms: lugar.ms, ..lugar.aperturas() }
}

/// A data file with two trámites and an attachment.
fn con_datos() -> (Lugar, Almacen) {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Licencia ambiental", &["Copia del DPI", "Declaración jurada"]);
    adjuntar(&mut lugar, &mut almacen, b"%PDF-1.4 acta", "acta.pdf");
    (lugar, almacen)
}

fn adjuntar(lugar: &mut Lugar, almacen: &mut Almacen, bytes: &[u8], nombre: &str) -> String {
    let id = lugar.id();
    let mut sha256 = String::new();
    lugar
        .guardar(almacen, Operacion::MoverFase, |tx| {
            sha256 = tx.adjuntar(bytes)?;
            let celdas =
                vec![Escritura::nueva(id, "adjunto", "sha256", sha256.as_str()), Escritura::nueva(id, "adjunto", "nombre", nombre)];
            tx.escribir(MARN, celdas, "").map(|_| ())
        })
        .unwrap();
    sha256
}

fn ramas(ruta: &Path) -> Vec<bitacora::Asiento> {
    let con = Connection::open(ruta).unwrap();
    let mut consulta = con.prepare("SELECT cuerpo FROM asiento ORDER BY n").unwrap();
    let cuerpos: Vec<Vec<u8>> = consulta.query_map([], |f| f.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    cuerpos.iter().map(|c| bitacora::Asiento::decodificar(c).unwrap()).filter(|a| a.tipo == "rama").collect()
}

fn sin_problemas(almacen: &Almacen) {
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

#[test]
fn a_backup_is_one_plain_file_equal_to_the_data_file() {
    let (lugar, almacen) = con_datos();
    let antes = (almacen.consultas().raiz_asientos().unwrap(), almacen.consultas().raiz_estado().unwrap());
    let hecho = copiar(&lugar, Motivo::Manual);
    let ficha = hecho.ficha.as_ref().unwrap();
    assert_eq!((ficha.raiz_asientos, ficha.raiz_estado, ficha.asientos, ficha.adjuntos), (antes.0, antes.1, 2, 1));
    assert_eq!(tablas(&hecho.ruta), tablas(&lugar.ruta()));
    assert_eq!(respaldo::lista(&lugar.ruta()).unwrap(), std::slice::from_ref(&hecho), "it is listed as it was made");
    let mut nombres: Vec<String> =
        std::fs::read_dir(respaldo::carpeta(&lugar.ruta())).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    nombres.sort();
    let con = |sufijo: &str| format!("{}{sufijo}", hecho.nombre);
    assert_eq!(nombres, ["adjuntos".to_owned(), "diligencia.cerrojo".to_owned(), con(""), con(".comprobada")], "no log, no leftover");
    sin_problemas(&almacen);
}

#[test]
fn a_backup_is_made_while_the_file_is_being_written() {
    let (mut lugar, mut almacen) = con_datos();
    let ruta = lugar.ruta();
    let ms = lugar.ms;
    let hilo = std::thread::spawn(move || {
        (0..6).map(|i| respaldo::en_carpeta(&ruta, Motivo::Automatico, ms + i * 1_000, &Avance::default()).unwrap()).collect::<Vec<_>>()
    });
    let mut escritos = 0;
    while !hilo.is_finished() {
        lugar.tramite(&mut almacen, "Otra licencia", &["Solicitud"]);
        escritos += 1;
    }
    let hechos = hilo.join().unwrap();
    assert!(escritos > 0);
    assert!(hechos.iter().all(|r| r.ficha.as_ref().unwrap().asientos <= 2 + escritos));
    sin_problemas(&almacen);
}

#[test]
fn a_copy_that_differs_from_the_file_does_not_count() {
    let (lugar, almacen) = con_datos();
    drop(almacen);
    // The file itself is damaged in a way that SQLite does not see: the copy is as bad, and says so.
    let con = Connection::open(lugar.ruta()).unwrap();
    let disparador: String = con.query_row("SELECT sql FROM sqlite_schema WHERE name = 'asiento_no_se_cambia'", [], |f| f.get(0)).unwrap();
    con.execute_batch("DROP TRIGGER asiento_no_se_cambia; UPDATE asiento SET firma = zeroblob(64) WHERE n = 1").unwrap();
    con.execute_batch(&disparador).unwrap();
    drop(con);
    let falla = respaldo::en_carpeta(&lugar.ruta(), Motivo::Manual, lugar.ms, &Avance::default()).unwrap_err();
    assert!(matches!(&falla, FallaAlmacen::RespaldoNoVerificado { detalle } if detalle.contains("firma del registro 1")), "{falla:?}");
    assert_eq!(respaldo::lista(&lugar.ruta()).unwrap(), [], "nothing counts");
    assert!(!std::fs::read_dir(respaldo::carpeta(&lugar.ruta())).unwrap().any(|e| e.unwrap().path().to_string_lossy().contains("parcial")));
}

#[test]
fn a_foreign_trigger_in_the_file_is_not_carried_into_a_backup() {
    let (lugar, almacen) = con_datos();
    drop(almacen);
    Connection::open(lugar.ruta())
        .unwrap()
        .execute_batch("CREATE TRIGGER ajeno AFTER INSERT ON asiento BEGIN DELETE FROM borrador; END")
        .unwrap();
    let falla = respaldo::en_carpeta(&lugar.ruta(), Motivo::Manual, lugar.ms, &Avance::default()).unwrap_err();
    assert!(matches!(&falla, FallaAlmacen::RespaldoNoVerificado { .. }), "{falla:?}");
}

#[test]
fn a_cancelled_backup_leaves_nothing() {
    let (lugar, _almacen) = con_datos();
    let avance = Avance::default();
    avance.cancelar();
    let falla = respaldo::en_carpeta(&lugar.ruta(), Motivo::Manual, lugar.ms, &avance).unwrap_err();
    assert!(matches!(falla, FallaAlmacen::Cancelado));
    assert_eq!(respaldo::lista(&lugar.ruta()).unwrap(), []);
}

#[test]
fn nothing_new_since_the_last_needs_no_copy() {
    let (mut lugar, mut almacen) = con_datos();
    assert!(!respaldo::al_dia(&lugar.ruta()).unwrap(), "there is none");
    copiar(&lugar, Motivo::Automatico);
    assert!(respaldo::al_dia(&lugar.ruta()).unwrap());
    lugar.tramite(&mut almacen, "Nueva", &[]);
    assert!(!respaldo::al_dia(&lugar.ruta()).unwrap());
}

#[test]
fn of_two_copies_of_one_second_the_one_just_made_stays() {
    let (mut lugar, mut almacen) = con_datos();
    for (i, motivo) in [Motivo::Manual, Motivo::AntesDeImportar, Motivo::Manual, Motivo::Manual].into_iter().enumerate() {
        lugar.tramite(&mut almacen, "Licencia", &[]);
        let ms = 1_800_000_100_000 + i as u64;
        let hecho = respaldo::en_carpeta(&lugar.ruta(), motivo, ms, &Avance::default()).unwrap();
        let quedan: Vec<String> = respaldo::lista(&lugar.ruta()).unwrap().into_iter().map(|r| r.nombre).collect();
        assert_eq!(quedan, [hecho.nombre], "round {i}");
    }
}

#[test]
fn copies_are_thinned_and_files_of_a_person_stay() {
    let (mut lugar, mut almacen) = con_datos();
    for _ in 0..4 {
        lugar.ms += HORA;
        lugar.tramite(&mut almacen, "Licencia", &[]);
        copiar(&lugar, Motivo::Automatico);
    }
    assert_eq!(respaldo::lista(&lugar.ruta()).unwrap().len(), 1, "of one day, the last");
    let carpeta = respaldo::carpeta(&lugar.ruta());
    let suya = carpeta.join("diligencia para Ana.dlgb");
    // With our name but without our companion: nobody vouches for it, so nobody removes it.
    let imitada = carpeta.join("diligencia_2020-01-01_000000_manual.dlgb");
    for ruta in [&suya, &imitada] {
        std::fs::copy(lugar.ruta(), ruta).unwrap();
    }
    lugar.ms += HORA;
    lugar.tramite(&mut almacen, "Licencia", &[]);
    copiar(&lugar, Motivo::Automatico);
    assert!(suya.exists() && imitada.exists());
    let lista = respaldo::lista(&lugar.ruta()).unwrap();
    assert_eq!(lista.iter().filter(|r| r.ficha.is_some()).count(), 1);
    assert_eq!(lista.iter().filter(|r| r.ficha.is_none()).count(), 1, "listed as not verified");
}

#[test]
fn a_copy_at_a_chosen_place_brings_its_attachments_and_refuses_to_overwrite() {
    let (lugar, almacen) = con_datos();
    let memoria = lugar.carpeta.path().join("memoria");
    std::fs::create_dir(&memoria).unwrap();
    let salida = memoria.join("copia de MARN.dlgb");
    let hecho = respaldo::en_archivo(&lugar.ruta(), &salida, lugar.ms, &Avance::default()).unwrap();
    assert_eq!((hecho.motivo, hecho.ficha.unwrap().adjuntos), (None, 1));
    let antes = huella(&salida);
    assert!(matches!(respaldo::en_archivo(&lugar.ruta(), &salida, lugar.ms, &Avance::default()), Err(FallaAlmacen::YaExiste { .. })));
    assert_eq!(huella(&salida), antes);
    drop(almacen);
    // On another computer: nothing but the stick.
    let otro = Lugar::new();
    let (almacen, hecha) = Almacen::restaurar(&otro.ruta(), &salida, &otro.aperturas(), &Avance::default()).unwrap();
    assert_eq!((hecha.asientos, hecha.apartado, hecha.despues), (2, None, Some(0)));
    assert_eq!(hecha.adjuntos_faltan, Vec::<String>::new());
    sin_problemas(&almacen);
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().adjuntos, 1);
    let [rama] = ramas(&otro.ruta()).try_into().unwrap();
    assert_eq!(rama.datos.get("causa").unwrap().texto(), Some("trasladada"));
    assert!(rama.datos.get("firma_anterior").is_none(), "the key did not travel");
}

#[test]
fn a_restore_sets_the_present_file_aside_and_opens_a_new_device() {
    let (mut lugar, mut almacen) = con_datos();
    let (antes, raiz) = (almacen.dispositivo(), almacen.consultas().raiz_asientos().unwrap());
    let copia = copiar(&lugar, Motivo::Manual);
    lugar.tramite(&mut almacen, "Escrita después", &[]);
    lugar.tramite(&mut almacen, "Escrita después también", &[]);
    almacen.guardar_preferencia("tema", "oscuro").unwrap();
    almacen.cerrar().unwrap();
    let perdida = tablas(&lugar.ruta());
    let prevista = Almacen::prever_restauracion(&lugar.ruta(), &copia.ruta).unwrap();
    assert_eq!((prevista.asientos, prevista.despues, prevista.propia), (2, Some(2), true));
    let (mut almacen, hecha) = restaurar(&lugar, &copia.ruta).unwrap();
    assert_eq!((hecha.asientos, hecha.despues, hecha.raiz_asientos), (2, Some(2), raiz));
    assert_eq!(tablas(hecha.apartado.as_ref().unwrap()), perdida, "what was written later stays in the file set aside");
    assert_ne!(almacen.dispositivo(), antes);
    let [rama] = ramas(&lugar.ruta()).try_into().unwrap();
    assert_eq!((rama.seq, rama.disp, rama.rol), (1, almacen.dispositivo(), 255));
    let bytes = |campo: &str| rama.datos.get(campo).and_then(bitacora::Cbor::bytes).unwrap().to_vec();
    assert_eq!(bytes("disp_anterior"), antes);
    assert_eq!(rama.datos.get("ultimo_seq"), Some(&bitacora::Cbor::Entero(2)));
    assert_eq!(rama.datos.get("causa").unwrap().texto(), Some("restaurada"));
    let clave: [u8; 32] = bytes("clave").try_into().unwrap();
    assert_eq!(bitacora::dispositivo_de(&clave), almacen.dispositivo());
    // The old key hands over: its signature covers the new key and its use.
    let con = Connection::open(lugar.ruta()).unwrap();
    let vieja: [u8; 32] = con.query_row("SELECT clave FROM dispositivo WHERE disp = ?", [antes], |f| f.get(0)).unwrap();
    let mensaje = {
        use sha2::Digest;
        bitacora::Hash(sha2::Sha256::new().chain_update(b"diligencia/rama/v1\0").chain_update(clave).finalize().into())
    };
    let firma: [u8; 64] = bytes("firma_anterior").try_into().unwrap();
    bitacora::ClavePublica::desde_bytes(&vieja).unwrap().verificar(&mensaje, &firma).unwrap();
    drop(con);
    lugar.tramite(&mut almacen, "Escrita en la copia", &[]);
    sin_problemas(&almacen);
    let disp = almacen.dispositivo();
    almacen.cerrar().unwrap();
    let almacen = lugar.abrir();
    assert_eq!((almacen.dispositivo(), ramas(&lugar.ruta()).len()), (disp, 1), "opening again changes nothing");
}

#[test]
fn restoring_the_same_copy_twice_never_reuses_a_key() {
    let (mut lugar, mut almacen) = con_datos();
    let copia = copiar(&lugar, Motivo::Manual);
    lugar.tramite(&mut almacen, "Uno", &[]);
    let mut vistos = vec![almacen.dispositivo()];
    almacen.cerrar().unwrap();
    for vuelta in 0..3 {
        lugar.ms += HORA;
        let (mut almacen, hecha) = restaurar(&lugar, &copia.ruta).unwrap();
        assert!(!vistos.contains(&almacen.dispositivo()), "round {vuelta}: two histories of one chain would follow");
        vistos.push(almacen.dispositivo());
        assert!(hecha.despues.unwrap() >= 1);
        lugar.tramite(&mut almacen, "Otra vez", &[]);
        sin_problemas(&almacen);
        almacen.cerrar().unwrap();
    }
    let aparte = std::fs::read_dir(lugar.ruta().parent().unwrap())
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains("apartada"))
        .count();
    assert_eq!(aparte, 3, "each file of before is there");
}

#[test]
fn restoring_what_is_already_there_keeps_the_device() {
    let (lugar, almacen) = con_datos();
    let copia = copiar(&lugar, Motivo::Manual);
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    let (almacen, hecha) = restaurar(&lugar, &copia.ruta).unwrap();
    assert_eq!((almacen.dispositivo(), hecha.despues, ramas(&lugar.ruta()).len()), (antes, Some(0), 0));
}

#[test]
fn a_copied_folder_and_a_lost_mark_are_another_device() {
    let (mut lugar, almacen) = con_datos();
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    let marca = std::fs::read_dir(lugar.aperturas().carpeta_usuario)
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|r| r.to_string_lossy().contains("marca-"))
        .unwrap();
    let texto = std::fs::read_to_string(&marca).unwrap();
    // A torn mark proves nothing.
    std::fs::write(&marca, &texto[..30]).unwrap();
    assert_eq!(lugar.abrir().dispositivo(), antes);
    // Another computer wrote it.
    let hash = texto.split_whitespace().nth(1).unwrap();
    let sin_suma = format!("{:016} {hash} 0123456789abcdef", 2);
    let suma: String = {
        use sha2::Digest;
        sha2::Sha256::digest(&sin_suma).iter().take(4).map(|b| format!("{b:02x}")).collect()
    };
    std::fs::write(&marca, format!("{sin_suma} {suma}\n")).unwrap();
    let almacen = lugar.abrir();
    if std::path::Path::new("/etc/machine-id").exists() {
        assert_ne!(almacen.dispositivo(), antes);
        let [rama] = ramas(&lugar.ruta()).try_into().unwrap();
        assert_eq!(rama.datos.get("causa").unwrap().texto(), Some("copiada"));
    }
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    std::fs::remove_file(&marca).unwrap();
    let mut almacen = lugar.abrir();
    assert_ne!(almacen.dispositivo(), antes, "the mark is gone and this key had written");
    assert_eq!(ramas(&lugar.ruta()).last().unwrap().datos.get("causa").unwrap().texto(), Some("copiada"));
    lugar.tramite(&mut almacen, "Sigue", &[]);
    sin_problemas(&almacen);
}

#[test]
fn a_cut_between_the_new_key_and_its_first_act_is_finished_at_the_next_open() {
    let (mut lugar, almacen) = con_datos();
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    let usuario = lugar.aperturas().carpeta_usuario;
    let clave = almacen::claves::ruta_de_clave(&usuario, apoyo::nueva().base);
    // As after minting: the old key set aside under its device, a new one, the mark that says so, no act.
    let nombre = |disp: [u8; 16]| uuid::Uuid::from_bytes(disp).simple().to_string();
    let aparte = usuario.join(format!("dispositivo-{}-{}.anterior", apoyo::nueva().base.simple(), nombre(antes)));
    std::fs::rename(&clave, &aparte).unwrap();
    std::fs::write(&clave, "5a".repeat(32)).unwrap();
    let nueva = almacen::claves::cargar(&usuario, apoyo::nueva().base, &almacen::llavero::SinLlavero).unwrap().unwrap().0.dispositivo();
    let marca = usuario.join(format!("marca-{}.txt", apoyo::nueva().base.simple()));
    std::fs::write(&marca, format!("nueva {} restaurada\n", nombre(nueva))).unwrap();
    let mut almacen = lugar.abrir();
    assert_eq!(almacen.dispositivo(), nueva, "no third key");
    let [rama] = ramas(&lugar.ruta()).try_into().unwrap();
    assert_eq!(rama.datos.get("causa").unwrap().texto(), Some("restaurada"));
    assert!(rama.datos.get("firma_anterior").is_some(), "the old key was still here");
    lugar.tramite(&mut almacen, "Sigue", &[]);
    sin_problemas(&almacen);
}

/// Refused with nothing changed.
fn rechaza(lugar: &Lugar, copia: &Path) -> FallaAlmacen {
    let antes = huella(&lugar.ruta());
    let clave = almacen::claves::ruta_de_clave(&lugar.aperturas().carpeta_usuario, apoyo::nueva().base);
    let (antes_clave, copia_antes) = (std::fs::read(&clave).unwrap(), std::fs::read(copia).ok());
    let falla = restaurar(lugar, copia).err().expect("it must be refused");
    assert_eq!(huella(&lugar.ruta()), antes, "the present file is as it was");
    assert_eq!(std::fs::read(&clave).unwrap(), antes_clave);
    assert_eq!(std::fs::read(copia).ok(), copia_antes);
    let sobras: Vec<PathBuf> = std::fs::read_dir(lugar.ruta().parent().unwrap())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|r| ["restaurando", "apartada"].iter().any(|s| r.to_string_lossy().contains(s)))
        .collect();
    assert_eq!(sobras, Vec::<PathBuf>::new());
    falla
}

#[test]
fn a_damaged_foreign_or_newer_copy_is_refused_and_nothing_changes() {
    let (mut lugar, mut almacen) = con_datos();
    let copia = copiar(&lugar, Motivo::Manual);
    lugar.tramite(&mut almacen, "Escrita después", &[]);
    almacen.cerrar().unwrap();
    let con = |nombre: &str, f: &dyn Fn(&Path)| {
        let ruta = lugar.carpeta.path().join(nombre);
        std::fs::copy(&copia.ruta, &ruta).unwrap();
        f(&ruta);
        ruta
    };
    let sql = |texto: &'static str| move |r: &Path| Connection::open(r).unwrap().execute_batch(texto).unwrap();
    let mas_nueva = con("nueva.dlgb", &sql("PRAGMA user_version = 99"));
    assert!(matches!(rechaza(&lugar, &mas_nueva), FallaAlmacen::MasNuevo { de: 99, .. }));
    let ajena = con("ajena.dlgb", &sql("UPDATE meta SET valor = '01970000-0000-7000-8000-000000000099' WHERE clave = 'base'"));
    assert!(matches!(rechaza(&lugar, &ajena), FallaAlmacen::RespaldoAjeno { .. }));
    assert!(!Almacen::prever_restauracion(&lugar.ruta(), &ajena).unwrap().propia);
    let con_gancho = con("gancho.dlgb", &sql("CREATE VIEW v AS SELECT 1"));
    assert!(matches!(rechaza(&lugar, &con_gancho), FallaAlmacen::RespaldoNoVerificado { .. }));
    let otra = con("otra.dlgb", &|r| std::fs::write(r, b"<!DOCTYPE html><title>no</title>".repeat(40)).unwrap());
    assert!(matches!(rechaza(&lugar, &otra), FallaAlmacen::NoReconocido { .. }));
    let cortada = con("cortada.dlgb", &|r| {
        let bytes = std::fs::read(r).unwrap();
        std::fs::write(r, &bytes[..bytes.len() / 2]).unwrap();
    });
    let falla = rechaza(&lugar, &cortada);
    assert!(matches!(falla, FallaAlmacen::RespaldoNoVerificado { .. }), "{falla:?}");
    assert!(matches!(rechaza(&lugar, &lugar.carpeta.path().join("no esta.dlgb")), FallaAlmacen::NoExisteBase { .. }));
}

#[test]
fn a_restored_file_gets_back_its_missing_attachments_and_names_the_ones_nobody_has() {
    let (mut lugar, mut almacen) = con_datos();
    let segunda = adjuntar(&mut lugar, &mut almacen, b"%PDF-1.4 dictamen", "dictamen.pdf");
    let adjuntos = lugar.ruta().parent().unwrap().join("adjuntos");
    // Lost before the copy was made: the copy says that it lacks one.
    std::fs::remove_file(adjuntos.join(&segunda[..2]).join(&segunda)).unwrap();
    let copia = copiar(&lugar, Motivo::Manual);
    assert_eq!((copia.ficha.as_ref().unwrap().adjuntos, copia.ficha.as_ref().unwrap().adjuntos_faltan), (1, 1));
    almacen.cerrar().unwrap();
    std::fs::remove_dir_all(&adjuntos).unwrap();
    let (almacen, hecha) = restaurar(&lugar, &copia.ruta).unwrap();
    assert_eq!(hecha.adjuntos_faltan, ["dictamen.pdf"]);
    let v = almacen.verificar(&Avance::default()).unwrap();
    assert_eq!((v.adjuntos, v.detalle.len()), (2, 1));
    assert!(v.problemas[0].contains("dictamen.pdf"), "{:?}", v.problemas);
}

const CARPETA: &str = "PRUEBA_RESPALDAR_EN";

/// The child: backs up without pause and, after each returns, writes its name.
/// As an ordinary test it does nothing: it needs the folder that its parent prepares.
#[test]
fn child_that_backs_up_until_it_is_killed() {
    let Some(carpeta) = std::env::var_os(CARPETA) else { return };
    let ruta = PathBuf::from(carpeta).join("datos").join("diligencia.dlgb");
    for i in 0.. {
        // A day apart, so that the policy keeps ten of them.
        let ms = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as u64 + i * 86_400_000;
        let hecho = respaldo::en_carpeta(&ruta, Motivo::Automatico, ms, &Avance::default()).unwrap();
        println!("copia {}", hecho.nombre);
        std::io::Write::flush(&mut std::io::stdout()).unwrap();
    }
}

#[test]
fn kill_9_while_backing_up_leaves_no_copy_that_counts_and_is_not_whole() {
    use std::io::BufRead;
    let rondas = if std::env::var_os("DILIGENCIA_LARGO").is_some() { 300 } else { 10 };
    let (mut lugar, mut almacen) = con_datos();
    for _ in 0..20 {
        lugar.tramite(&mut almacen, "Licencia", &["Copia del DPI"]);
    }
    let raiz = almacen.consultas().raiz_asientos().unwrap();
    almacen.cerrar().unwrap();
    let mut reconocidas = 0;
    for ronda in 0..rondas {
        let mut hijo = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["child_that_backs_up_until_it_is_killed", "--exact", "--nocapture", "--test-threads=1"])
            .env(CARPETA, lugar.carpeta.path())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let mut salida = std::io::BufReader::new(hijo.stdout.take().unwrap()).lines();
        let mut dichas = Vec::new();
        // Some time after the first copy, a different one in each round.
        for linea in salida.by_ref() {
            if let Some((_, nombre)) = linea.unwrap().split_once("copia ") {
                dichas.push(nombre.to_owned());
                break;
            }
        }
        std::thread::sleep(std::time::Duration::from_millis(2 + (ronda * 37) % 90));
        hijo.kill().unwrap();
        dichas.extend(salida.map_while(Result::ok).filter_map(|l| Some(l.split_once("copia ")?.1.to_owned())));
        hijo.wait().unwrap();
        let lista = respaldo::lista(&lugar.ruta()).unwrap();
        for copia in &lista {
            let ficha = copia.ficha.as_ref().unwrap_or_else(|| panic!("round {ronda}: {} has its name before its check", copia.nombre));
            assert_eq!(ficha.raiz_asientos, raiz, "round {ronda}");
            assert_eq!(Almacen::prever_restauracion(&lugar.ruta(), &copia.ruta).unwrap().despues, Some(0));
        }
        let ultima = dichas.last().expect("the child told of a copy");
        assert!(lista.iter().any(|c| c.nombre == *ultima), "round {ronda}: {ultima} was told and is not there");
        reconocidas += dichas.len();
    }
    // What was left half made is swept by the next backup, and one of them is restored whole.
    let copia = copiar(&lugar, Motivo::Manual);
    let sobras = std::fs::read_dir(respaldo::carpeta(&lugar.ruta())).unwrap().filter(|e| {
        let nombre = e.as_ref().unwrap().file_name().to_string_lossy().into_owned();
        nombre.contains("parcial")
    });
    assert_eq!(sobras.count(), 0, "no leftovers");
    let (almacen, hecha) = restaurar(&lugar, &copia.ruta).unwrap();
    assert_eq!((hecha.raiz_asientos, hecha.despues), (raiz, Some(0)));
    sin_problemas(&almacen);
    println!("{rondas} kills, {reconocidas} copies told, 0 lost, 0 torn");
}

#[test]
fn neither_a_backup_nor_the_file_set_aside_carries_a_private_key() {
    let (mut lugar, mut almacen) = con_datos();
    let clave = almacen::claves::ruta_de_clave(&lugar.aperturas().carpeta_usuario, apoyo::nueva().base);
    let texto = std::fs::read_to_string(&clave).unwrap();
    let semilla: Vec<u8> = (0..32).map(|i| u8::from_str_radix(&texto[i * 2..i * 2 + 2], 16).unwrap()).collect();
    let copia = copiar(&lugar, Motivo::Manual);
    lugar.tramite(&mut almacen, "Después", &[]);
    almacen.cerrar().unwrap();
    let (almacen, hecha) = restaurar(&lugar, &copia.ruta).unwrap();
    drop(almacen);
    for ruta in [copia.ruta.clone(), respaldo::companera(&copia.ruta), hecha.apartado.unwrap(), lugar.ruta()] {
        let bytes = std::fs::read(&ruta).unwrap();
        assert!(!bytes.windows(32).any(|v| v == semilla), "{}", ruta.display());
        assert!(!bytes.windows(64).any(|v| v == &texto.as_bytes()[..64]), "{}", ruta.display());
    }
    // The old one stays where only this user reads.
    #[cfg(unix)]
    for archivo in std::fs::read_dir(lugar.aperturas().carpeta_usuario).unwrap().map(|e| e.unwrap()) {
        use std::os::unix::fs::PermissionsExt;
        let nombre = archivo.file_name().to_string_lossy().into_owned();
        if nombre.ends_with(".clave") || nombre.ends_with(".anterior") {
            assert_eq!(archivo.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{nombre}");
        }
    }
}

#[test]
fn the_names_and_bytes_of_attachments_never_become_a_path_nor_a_program() {
    let (mut lugar, mut almacen) = con_datos();
    let nombres = ["..", "C:\\Windows\\x.pdf", "acta\u{202E}fdp.exe", &"ñ".repeat(300), "CON", "acta.pdf.exe", "../../etc/passwd"];
    let mut hashes = Vec::new();
    for (i, nombre) in nombres.iter().enumerate() {
        let nombre: String = nombre.chars().take(120).collect();
        hashes.push(adjuntar(&mut lugar, &mut almacen, format!("%PDF-1.4 {i}").as_bytes(), &nombre));
    }
    let lector = almacen.lector().unwrap();
    let carpeta = lugar.carpeta.path().join("visor");
    for hash in &hashes {
        let ruta = lector.adjunto_para_abrir(hash, &carpeta).unwrap();
        assert_eq!(ruta, carpeta.join(format!("adjunto-{}.pdf", &hash[..8])), "nothing of the name people gave it");
        lector.adjunto_para_abrir(hash, &carpeta).unwrap();
    }
    for programa in [&b"MZ\x90\0\x03\0\0\0"[..], b"\x7fELF\x02\x01\x01\0", b"#!/bin/sh\nrm -rf ~\n", b"PK\x03\x04 xlsm"] {
        let falla = lugar.guardar(&mut almacen, Operacion::MoverFase, |tx| tx.adjuntar(programa).map(|_| ()));
        assert!(matches!(falla, Err(FallaAlmacen::AdjuntoNoReconocido)), "{programa:?}");
    }
    assert_eq!(lector.adjuntos_huerfanos().unwrap(), Vec::<String>::new(), "what was refused left nothing");
    // A save that did not finish leaves its file: harmless, and listed.
    let falla = lugar.guardar(&mut almacen, Operacion::MoverFase, |tx| {
        tx.adjuntar(b"%PDF-1.4 a medias")?;
        Err(FallaAlmacen::Cancelado)
    });
    assert!(falla.is_err());
    assert_eq!(almacen.lector().unwrap().adjuntos_huerfanos().unwrap().len(), 1);
    assert_eq!(almacen.lector().unwrap().adjuntos_faltantes().unwrap(), Vec::<String>::new());
    sin_problemas(&almacen);
}
