//! «Recuperar»: what still reads is kept, what is lost is named exactly, the damaged file stays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use almacen::respaldo::{self, Motivo};
use almacen::{Almacen, Avance, ClaseDeProblema, FallaAlmacen, Recuperada};
use apoyo::{Lugar, tablas};
use rusqlite::Connection;

/// A closed data file of `n` trámites, one with a text of 40 KB; gives the bytes of the file.
fn con_tramites(n: usize) -> (Lugar, Vec<u8>) {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    for i in 0..n {
        let largo = "Requisito con un texto que no cabe en una página. ".repeat(if i == n / 2 { 800 } else { 1 });
        lugar.tramite(&mut almacen, &format!("Licencia número {i}"), &["Copia del DPI", &largo]);
    }
    almacen.guardar_preferencia("tema", "oscuro").unwrap();
    almacen.cerrar().unwrap();
    let bytes = std::fs::read(lugar.ruta()).unwrap();
    (lugar, bytes)
}

fn recuperar(lugar: &Lugar) -> Result<(Almacen, Recuperada), FallaAlmacen> {
    Almacen::recuperar(&lugar.ruta(), &lugar.aperturas(), &Avance::default())
}

fn numeros(hecha: &Recuperada) -> Vec<u64> {
    hecha.faltan.iter().flat_map(|f| f.desde..=f.hasta).collect()
}

fn hashes(ruta: &std::path::Path) -> Vec<Vec<u8>> {
    let con = Connection::open(ruta).unwrap();
    let mut consulta = con.prepare("SELECT hash FROM asiento ORDER BY hash").unwrap();
    consulta.query_map([], |f| f.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Where the body of an asiento holds a text, in the file.
fn donde(bytes: &[u8], texto: &str) -> usize {
    let en: Vec<usize> = bytes.windows(texto.len()).enumerate().filter(|(_, v)| *v == texto.as_bytes()).map(|(i, _)| i).collect();
    // The body stands before a key of 61 bytes («valor»: 0x03) while tables hold the text alone.
    *en.iter().find(|i| bytes[**i - 2] == 0x03 || bytes[**i - 3] == 0x03 || bytes[**i - 4] == 0x03).unwrap()
}

#[test]
fn without_a_header_every_asiento_comes_back() {
    let (lugar, mut bytes) = con_tramites(12);
    let antes = (hashes(&lugar.ruta()), tablas(&lugar.ruta()));
    bytes[..4096].fill(0xff);
    std::fs::write(lugar.ruta(), &bytes).unwrap();
    assert!(Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default()).is_err());
    let (almacen, hecha) = recuperar(&lugar).unwrap();
    assert_eq!((hecha.asientos, hecha.rescatados, hecha.copia.clone()), (12, 12, None));
    assert_eq!(numeros(&hecha), Vec::<u64>::new());
    assert_eq!(hashes(&lugar.ruta()), antes.0);
    assert_eq!(std::fs::read(hecha.apartado.unwrap()).unwrap(), bytes, "the damaged file stays, byte by byte");
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
    let nuevas = tablas(&lugar.ruta());
    for (una, otra) in antes.1.iter().zip(&nuevas) {
        assert_eq!(una, otra, "the same tables, {}", una.0);
    }
}

#[test]
fn the_newest_good_backup_and_what_still_reads_are_united() {
    let (mut lugar, _) = con_tramites(6);
    let buena = respaldo::en_carpeta(&lugar.ruta(), Motivo::Automatico, lugar.ms, &Avance::default()).unwrap();
    let mut almacen = lugar.abrir();
    for i in 0..4 {
        lugar.tramite(&mut almacen, &format!("Posterior {i}"), &["Copia del DPI"]);
    }
    almacen.cerrar().unwrap();
    // A newer backup that rotted meanwhile: it is named and not used.
    let mala = respaldo::en_carpeta(&lugar.ruta(), Motivo::AntesDeImportar, lugar.ms + 86_400_000, &Avance::default()).unwrap();
    let mut podrida = std::fs::read(&mala.ruta).unwrap();
    let en = donde(&podrida, "Posterior 3");
    podrida[en] ^= 1;
    std::fs::write(&mala.ruta, podrida).unwrap();
    let mut bytes = std::fs::read(lugar.ruta()).unwrap();
    let en = donde(&bytes, "Licencia número 1");
    bytes[en] ^= 0x20;
    std::fs::write(lugar.ruta(), &bytes).unwrap();
    let (almacen, hecha) = recuperar(&lugar).unwrap();
    assert_eq!(hecha.copia.as_deref(), Some(buena.nombre.as_str()));
    assert_eq!(hecha.copias_malas, [mala.nombre]);
    assert_eq!((hecha.asientos, hecha.rescatados), (10, 4), "the damaged one is whole in the backup");
    assert_eq!(numeros(&hecha), Vec::<u64>::new());
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
    assert_eq!(almacen.consultas().preferencias().unwrap()["tema"], "oscuro");
}

#[test]
fn a_damaged_entry_is_named_and_the_rest_goes_on() {
    let (mut lugar, mut bytes) = con_tramites(9);
    let en = donde(&bytes, "Licencia número 3");
    bytes[en] ^= 1;
    std::fs::write(lugar.ruta(), &bytes).unwrap();
    let almacen = lugar.abrir();
    let v = almacen.verificar(&Avance::default()).unwrap();
    assert!(v.problemas.iter().any(|p| p.contains("registro 4 no corresponde a su huella") && p.contains("«Recuperar»")), "{v:?}");
    assert!(v.detalle.iter().any(|p| p.clase == ClaseDeProblema::Registro));
    almacen.cerrar().unwrap();
    let (mut almacen, hecha) = recuperar(&lugar).unwrap();
    assert_eq!((hecha.asientos, numeros(&hecha)), (8, vec![4]));
    assert_eq!(hecha.faltan[0].dispositivo.len(), 32);
    let v = almacen.verificar(&Avance::default()).unwrap();
    assert_eq!(v.problemas, Vec::<String>::new(), "a known gap is no new damage");
    assert_eq!(v.avisos.len(), 1, "and is not hidden either: {:?}", v.avisos);
    lugar.tramite(&mut almacen, "Sigue trabajando", &[]);
    almacen.cerrar().unwrap();
    let otra = respaldo::en_carpeta(&lugar.ruta(), Motivo::Manual, lugar.ms, &Avance::default()).unwrap();
    assert_eq!(otra.ficha.unwrap().asientos, 9, "its backups count");
}

#[test]
fn the_last_entry_lost_is_known_by_the_index_and_opens_a_new_device() {
    let (mut lugar, mut bytes) = con_tramites(5);
    let en = donde(&bytes, "Licencia número 4");
    bytes[en] ^= 1;
    std::fs::write(lugar.ruta(), &bytes).unwrap();
    assert!(matches!(Almacen::abrir(&lugar.ruta(), &lugar.aperturas(), &Avance::default()), Err(FallaAlmacen::Danado { .. })));
    let (mut almacen, hecha) = recuperar(&lugar).unwrap();
    assert_eq!((hecha.asientos, numeros(&hecha)), (4, vec![5]));
    assert_eq!(hecha.faltan[0].ambito, apoyo::MARN);
    lugar.tramite(&mut almacen, "Sigue", &[]);
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new(), "number 5 is not written twice");
    assert_eq!(almacen.consultas().asientos().unwrap(), 6, "four, the act of the new device, and one more");
}

#[test]
fn what_is_only_in_the_log_of_pages_is_recovered_too() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    lugar.tramite(&mut almacen, "Primera", &[]);
    // Files as a power cut would leave them: the log of pages has not been emptied.
    let datos = lugar.ruta();
    let diario = datos.with_file_name("diligencia.dlgb-wal");
    lugar.tramite(&mut almacen, "Segunda", &["Copia del DPI"]);
    let (mut base, wal) = (std::fs::read(&datos).unwrap(), std::fs::read(&diario).unwrap());
    assert!(wal.len() > 4096, "the log of pages holds the last saves");
    almacen.cerrar().unwrap();
    base[..100].fill(0);
    std::fs::write(&datos, &base).unwrap();
    std::fs::write(&diario, &wal).unwrap();
    let (almacen, hecha) = recuperar(&lugar).unwrap();
    assert_eq!((hecha.asientos, numeros(&hecha)), (2, vec![]));
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

#[test]
fn what_was_never_one_of_our_files_is_not_recovered() {
    let lugar = Lugar::new();
    std::fs::create_dir_all(lugar.ruta().parent().unwrap()).unwrap();
    std::fs::write(lugar.ruta(), b"otra cosa".repeat(3000)).unwrap();
    assert!(matches!(recuperar(&lugar), Err(FallaAlmacen::NoReconocido { .. })));
    assert_eq!(std::fs::read(lugar.ruta()).unwrap(), b"otra cosa".repeat(3000));
}

/// Whatever byte is damaged: detected or harmless, and recovery names exactly what it lost.
#[test]
fn random_damage_never_panics_and_the_loss_is_exact() {
    let vueltas = if std::env::var_os("DILIGENCIA_LARGO").is_some() { 2_000 } else { 60 };
    let (lugar, bytes) = con_tramites(20);
    let todos = hashes(&lugar.ruta());
    let mut semilla = 20_261_124_u64;
    let mut azar = |n: usize| {
        semilla = semilla.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(semilla >> 33).unwrap() % n
    };
    let (mut enteras, mut con_perdida) = (0, 0);
    for vuelta in 0..vueltas {
        let mut danada = bytes.clone();
        // One bit, or a sector of zeros, as disks do.
        let en = azar(danada.len());
        if vuelta % 2 == 0 {
            danada[en] ^= 1 << azar(8);
        } else {
            let inicio = en / 512 * 512;
            danada[inicio..inicio + 512].fill(0);
        }
        for sufijo in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{sufijo}", lugar.ruta().display()));
        }
        std::fs::write(lugar.ruta(), &danada).unwrap();
        let (almacen, hecha) = recuperar(&lugar).unwrap_or_else(|e| panic!("round {vuelta}, byte {en}: {e}"));
        drop(almacen);
        let quedan: Vec<Vec<u8>> = hashes(&lugar.ruta()).into_iter().filter(|h| todos.contains(h)).collect();
        let perdidos = todos.len() - quedan.len();
        assert_eq!(numeros(&hecha).len(), perdidos, "round {vuelta}, byte {en}: {:?}", hecha.faltan);
        assert!(perdidos <= 6, "round {vuelta}: one sector costs its own rows, not {perdidos}");
        if perdidos == 0 {
            enteras += 1
        } else {
            con_perdida += 1
        };
        std::fs::remove_file(hecha.apartado.unwrap()).unwrap();
    }
    println!("seed 20261124, {vueltas} damages: {enteras} recovered whole, {con_perdida} with an exact loss");
    assert!(enteras > 0 && con_perdida > 0, "the damages were of both kinds");
}

#[test]
fn what_a_package_brought_later_is_no_longer_missing() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    for i in 0..3 {
        lugar.tramite(&mut almacen, &format!("Trámite {i}"), &[]);
    }
    let dispositivo = uuid::Uuid::from_bytes(almacen.dispositivo()).simple().to_string();
    let falta = |dispositivo: &str, desde: u64, hasta: u64| almacen::Faltante {
        ambito: apoyo::MARN,
        dispositivo: dispositivo.to_owned(),
        desde,
        hasta,
    };
    let otro = "00112233445566778899aabbccddeeff";
    for (faltaban, siguen) in [
        (vec![falta(&dispositivo, 2, 2)], vec![]),
        (vec![falta(&dispositivo, 1, 6)], vec![falta(&dispositivo, 4, 6)]),
        (vec![falta(&dispositivo, 5, 9)], vec![falta(&dispositivo, 5, 9)]),
        (vec![falta(otro, 1, 2), falta(&dispositivo, 3, 4)], vec![falta(otro, 1, 2), falta(&dispositivo, 4, 4)]),
    ] {
        assert_eq!(almacen.consultas().que_sigue_faltando(&faltaban).unwrap(), siguen, "{faltaban:?}");
    }
}

#[test]
fn a_part_of_the_log_a_day_goes_over_all_of_it_and_names_what_is_damaged() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    for i in 0..37 {
        lugar.tramite(&mut almacen, &format!("Trámite {i}"), &[]);
    }
    almacen.cerrar().unwrap();
    let mirar = |cual: u64| almacen::Lector::abrir(&lugar.ruta()).unwrap().revisar_tramo(cual, 30, &Avance::default()).unwrap();
    let vistos: Vec<_> = (0..30).map(mirar).collect();
    assert_eq!(vistos.iter().map(|t| t.asientos).sum::<u64>(), 37, "every one once");
    assert!(vistos.iter().all(|t| t.problemas.is_empty() && t.asientos <= 2));
    assert_eq!(mirar(30), mirar(0), "and around again");
    // One wrong bit in one signature, one body that is another's, one row that is gone.
    let con = Connection::open(lugar.ruta()).unwrap();
    con.execute_batch(
        "DROP TRIGGER asiento_no_se_cambia; DROP TRIGGER asiento_no_se_borra;
         UPDATE asiento SET firma = (SELECT firma FROM asiento WHERE n = 6) WHERE n = 5;
         UPDATE asiento SET cuerpo = (SELECT cuerpo FROM asiento WHERE n = 20) WHERE n = 21;
         DELETE FROM asiento WHERE n = 30;",
    )
    .unwrap();
    con.close().unwrap();
    let hallados: Vec<String> = (0..30).flat_map(|i| mirar(i).problemas).map(|p| p.que).collect();
    assert_eq!(hallados.len(), 3, "{hallados:?}");
    assert!(hallados[0].contains("firma del registro 5") && hallados[1].contains("registro 21") && hallados[2].contains("faltan 1"));
}
