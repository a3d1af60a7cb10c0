//! `make bench`, the part of exchange: the work of 66 institutions (and of 406) taken in from packages
//! by one GAE file, every asiento authenticated; beside it, in the same run, its floors: only decoding,
//! hashing and checking signatures, and only inserting the same rows.
//!
//! One committee is seeded through the ordinary write path (300 trámites × 15 requisitos); the others
//! are the same work under their own ámbito, identifiers and key, signed anew.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use almacen::{Almacen, Aperturas, Autor, Avance, FallaAlmacen, NuevaBase, Operacion, Procedencia, Registro};
use bitacora::admision::{NACIONAL, Nombramiento};
use bitacora::paquete::{Acuse, Cabecera, Empacador, Limites, PaqueteAbierto};
use bitacora::{Asiento, Cabo, ClaveDispositivo, ClavePublica, Firmado, Hash, Opid, Rol, hash_de, verificar_lote};
use casos::dto::{ComoInstalacion, CrearInstalacion};
use casos::{OpcionesDeSesion, Sesion};
use uuid::Uuid;

const TRAMITES: u32 = 300;
const REQUISITOS: u32 = 15;

#[global_allocator]
static ASIGNADOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let carpeta = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("banco-intercambio");
    let _ = std::fs::remove_dir_all(&carpeta);
    std::fs::create_dir_all(&carpeta).unwrap();
    let modelo = modelo(&carpeta);
    let mut bien = true;
    let mut linea = |que: &str, valor: String, limite: &str, cumple: bool| {
        println!("{que:<58} {valor:>34}   límite {limite:<12} {}", if cumple { "bien" } else { "SOBRE EL LÍMITE" });
        bien &= cumple;
    };
    let paquetes: Vec<Vec<u8>> = (0..406).map(|i| empacar(&modelo, i)).collect();
    let mib = |n: usize| n as f64 / 1_048_576.0;
    let uno = paquetes[0].len();
    linea("f  historia de una institución, empacada", format!("{:.2} MiB", mib(uno)), "2.5 MiB", mib(uno) <= 2.5);

    let (tardo, pico, base) = incorporar(&carpeta, "66", &paquetes[..66], 66);
    let piso_leer = solo_leer(&paquetes[..66]);
    let piso_poner = solo_poner(&carpeta, &paquetes[..66]);
    let pisos = piso_leer + piso_poner;
    let veces = tardo.as_secs_f64() / pisos.as_secs_f64();
    let asientos = modelo.len() * 66;
    linea(
        &format!("g  incorporar 66 instituciones ({asientos} asientos)"),
        format!("{:.1} s", tardo.as_secs_f64()),
        "25 s",
        tardo.as_secs_f64() <= 25.0,
    );
    linea(
        "g  beside its floors (leer y verificar + solo insertar)",
        format!("{:.1} + {:.1} s: ×{veces:.2}", piso_leer.as_secs_f64(), piso_poner.as_secs_f64()),
        "×1.5",
        veces <= 1.5,
    );
    linea("g  memoria máxima mientras se incorporan", format!("{pico} MiB"), "300 MiB", pico <= 300);
    let (una, n) = reproyectar_una(&carpeta, &paquetes[0]);
    linea(
        &format!("h  reproyectar una institución ({n} asientos)"),
        format!("{:.2} s", una.as_secs_f64()),
        "1 s",
        una.as_secs_f64() <= 1.0,
    );
    drop(base);

    let (todas, _, _) = incorporar(&carpeta, "406", &paquetes, 406);
    let (por_66, por_406) = (tardo.as_secs_f64() / 66.0, todas.as_secs_f64() / 406.0);
    linea(
        "i  406 instituciones, tiempo por institución",
        format!("{por_406:.3} s; con 66 {por_66:.3} s: ×{:.2}", por_406 / por_66),
        "×1.3",
        por_406 <= 1.3 * por_66,
    );
    let _ = std::fs::remove_dir_all(&carpeta);
    if bien { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The asientos of one committee, in the order they were written.
fn modelo(carpeta: &Path) -> Vec<Asiento> {
    let datos = carpeta.join("modelo");
    std::fs::create_dir_all(&datos).unwrap();
    let sesion = Sesion::abrir(OpcionesDeSesion::new(datos.clone(), None, "el banco de medidas"));
    let pide = CrearInstalacion {
        como: ComoInstalacion::Comite,
        institucion: Some("MARN".to_owned()),
        demo: false,
        persona: "Ana López".to_owned(),
        trabajo: None,
    };
    sesion.crear_instalacion(pide).unwrap();
    sesion.sembrar(1, TRAMITES, REQUISITOS, 1).unwrap();
    sesion.cerrar().unwrap();
    let con = rusqlite::Connection::open(datos.join("diligencia.dlgb")).unwrap();
    let mut consulta = con.prepare("SELECT cuerpo FROM asiento ORDER BY n").unwrap();
    let cuerpos: Vec<Vec<u8>> = consulta.query_map([], |f| f.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    cuerpos.iter().map(|c| Asiento::decodificar(c).unwrap()).collect()
}

fn clave(i: usize) -> ClaveDispositivo {
    let mut semilla = [9u8; 32];
    semilla[..8].copy_from_slice(&(i as u64).to_be_bytes());
    ClaveDispositivo::desde_semilla(semilla)
}

fn ambito(i: usize) -> [u8; 16] {
    let mut a = [0xA0u8; 16];
    a[..8].copy_from_slice(&(i as u64 + 1).to_be_bytes());
    a
}

/// The same identifiers moved to another institution.
fn mover(id: [u8; 16], i: usize) -> [u8; 16] {
    let mut otro = id;
    for (b, x) in otro[10..].iter_mut().zip((i as u64 * 0x9E37_79B9_7F4A).to_be_bytes()[2..].iter()) {
        *b ^= x;
    }
    otro
}

fn empacar(modelo: &[Asiento], i: usize) -> Vec<u8> {
    let clave = clave(i);
    let mut cabo = Cabo::default();
    let mut nombres: std::collections::HashMap<Hash, Hash> = std::collections::HashMap::new();
    let mut empacador = Empacador::en_memoria(Limites::default()).unwrap();
    // The chain of the model starts at 1 and the names of its asientos change with each signer.
    let mut previo = Hash::CERO;
    for original in modelo {
        let mut a = original.clone();
        let viejo = hash_de(&original.codificar().unwrap());
        (a.ambito, a.disp, a.actor) = (ambito(i), clave.dispositivo(), [7; 16]);
        (a.seq, a.prev) = (cabo.seq + 1, previo);
        a.visto.clear();
        for op in &mut a.ops {
            op.ent = mover(op.ent, i);
            if op.campo == "padre"
                && let bitacora::Valor::Texto(t) = &op.valor
            {
                op.valor = bitacora::Valor::Texto(Uuid::from_bytes(mover(t.parse::<Uuid>().unwrap().into_bytes(), i)).to_string());
            }
            op.padres = op.padres.iter().map(|p| Opid { asiento: nombres[&p.asiento], indice: p.indice }).collect();
            op.padres.sort_unstable();
        }
        let cuerpo = a.codificar().unwrap();
        let hash = hash_de(&cuerpo);
        nombres.insert(viejo, hash);
        empacador.agregar(&cuerpo, &clave.firmar(&hash)).unwrap();
        previo = hash;
        cabo = Cabo { seq: a.seq, hash };
    }
    let cabecera = Cabecera {
        app: "banco".to_owned(),
        ambitos: [ambito(i), NACIONAL].into(),
        de: bitacora::paquete::Autor {
            clave: clave.publica(),
            clave_age: clave.clave_age(),
            cred: Hash::CERO,
            nombre: "Ana López".to_owned(),
        },
        para: Default::default(),
        desde: Acuse::default(),
        hasta: Acuse::default(),
        acuse: Acuse::default(),
        nota: String::new(),
    };
    let mut salida = Vec::new();
    empacador.escribir(cabecera, &mut salida, |h| clave.firmar(h)).unwrap();
    salida
}

fn abrir_gae(carpeta: &Path, nombre: &str, cuantas: usize) -> Almacen {
    let lugar = carpeta.join(nombre);
    let aperturas = Aperturas {
        carpeta_usuario: lugar.clone(),
        programa: "banco".to_owned(),
        espera: Duration::from_secs(5),
        ahora_ms: 1_800_000_000_000,
        llavero: std::sync::Arc::new(almacen::llavero::SinLlavero),
    };
    let actor = Uuid::from_u128(5);
    let nueva = NuevaBase { base: Uuid::from_u128(cuantas as u128), gae: true, institucion: None, demo: false, actor };
    let mut almacen = Almacen::crear(&lugar.join("gae.dlgb"), &aperturas, &nueva).unwrap();
    let autor = Autor { actor, ms: 1_800_000_000_000 };
    almacen
        .transar::<_, FallaAlmacen>(Operacion::Nombrar, &autor, |tx| {
            for i in 0..cuantas {
                let n = Nombramiento {
                    clave: clave(i).publica(),
                    clave_age: None,
                    actor: [7; 16],
                    nombre: "Ana López".to_owned(),
                    cargo: String::new(),
                    rol: Rol::Coordinador,
                    ambito: ambito(i),
                    desde_seq: 1,
                };
                tx.actuar(Uuid::from_bytes(NACIONAL), "nombrar", "", n.a_datos())?;
            }
            Ok(())
        })
        .unwrap();
    almacen
}

fn importar(almacen: &mut Almacen, bytes: &[u8]) {
    let mut paquete = PaqueteAbierto::abrir(Cursor::new(bytes), &Limites::default()).unwrap();
    let de = Procedencia { ms: 1_800_000_000_000, ..Procedencia::default() };
    let mut i = 0;
    let informe = almacen
        .incorporar::<FallaAlmacen>(&de, &Avance::default(), || {
            if i == paquete.partes() {
                return Ok(None);
            }
            i += 1;
            Ok(Some(paquete.parte(i - 1).unwrap().iter().map(|e| (e.cuerpo.to_vec(), *e.firma)).collect()))
        })
        .unwrap();
    assert_eq!((informe.nuevos, informe.sin_efecto), (paquete.manifiesto().n, 0), "{informe:?}");
}

/// Packages are read from the disk one by one, as they would come.
fn incorporar(carpeta: &Path, nombre: &str, paquetes: &[Vec<u8>], cuantas: usize) -> (Duration, u64, PathBuf) {
    let buzon = carpeta.join(format!("buzon-{nombre}"));
    std::fs::create_dir_all(&buzon).unwrap();
    for (i, p) in paquetes.iter().enumerate() {
        std::fs::write(buzon.join(format!("{i:03}.dlg")), p).unwrap();
    }
    let mut almacen = abrir_gae(carpeta, nombre, cuantas);
    let quieto = memoria();
    reiniciar_pico();
    let inicio = Instant::now();
    for i in 0..paquetes.len() {
        importar(&mut almacen, &std::fs::read(buzon.join(format!("{i:03}.dlg"))).unwrap());
    }
    let tardo = inicio.elapsed();
    // What this bench itself holds (the packages that it made) is not the program's.
    let pico = pico().saturating_sub(quieto) / 1024 + 12;
    assert_eq!(almacen.consultas().cuantos_tramites().unwrap(), cuantas as u64 * u64::from(TRAMITES));
    almacen.cerrar().unwrap();
    std::fs::remove_dir_all(&buzon).unwrap();
    (tardo, pico, carpeta.join(nombre).join("gae.dlgb"))
}

/// Decode, hash and verify, on the same two cores.
fn solo_leer(paquetes: &[Vec<u8>]) -> Duration {
    let inicio = Instant::now();
    for (i, p) in paquetes.iter().enumerate() {
        let mut paquete = PaqueteAbierto::abrir(Cursor::new(p), &Limites::default()).unwrap();
        let publica = ClavePublica::desde_bytes(&clave(i).publica()).unwrap();
        for parte in 0..paquete.partes() {
            let parte = paquete.parte(parte).unwrap();
            let entradas: Vec<Registro> = parte.iter().map(|e| (e.cuerpo.to_vec(), *e.firma)).collect();
            std::thread::scope(|hilos| {
                for tramo in entradas.chunks(entradas.len().div_ceil(2)) {
                    let publica = &publica;
                    hilos.spawn(move || {
                        let firmados: Vec<Firmado<'_>> = tramo
                            .iter()
                            .map(|(cuerpo, firma)| {
                                assert!(Asiento::decodificar(cuerpo).is_ok());
                                Firmado { clave: publica, hash: hash_de(cuerpo), firma: *firma }
                            })
                            .collect();
                        assert!(verificar_lote(&firmados, &[3; 32]).is_empty());
                    });
                }
            });
        }
    }
    inicio.elapsed()
}

/// The same rows into the same tables, with the same indexes and durability, and nothing else: the log,
/// the entities and their cells.
fn solo_poner(carpeta: &Path, paquetes: &[Vec<u8>]) -> Duration {
    let ruta = carpeta.join("piso.sqlite");
    let mut con = rusqlite::Connection::open(&ruta).unwrap();
    con.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 20000",
    )
    .unwrap();
    let migraciones = pruebas::raiz().join("migrations");
    for sql in ["0001_bitacora.sql", "0002_proyeccion.sql", "0003_intercambio.sql", "0004_proyeccion.sql"] {
        con.execute_batch(&std::fs::read_to_string(migraciones.join(sql)).unwrap()).unwrap();
    }
    let mut tardo = Duration::ZERO;
    for p in paquetes {
        let mut paquete = PaqueteAbierto::abrir(Cursor::new(p), &Limites::default()).unwrap();
        let mut filas: Vec<(Hash, Registro, Asiento)> = Vec::new();
        for parte in 0..paquete.partes() {
            for e in paquete.parte(parte).unwrap().iter() {
                filas.push((hash_de(e.cuerpo), (e.cuerpo.to_vec(), *e.firma), Asiento::decodificar(e.cuerpo).unwrap()));
            }
        }
        let inicio = Instant::now();
        let tx = con.transaction().unwrap();
        {
            let mut asiento =
                tx.prepare_cached("INSERT INTO asiento (hash, ambito, disp, seq, cuerpo, firma) VALUES (?, ?, ?, ?, ?, ?)").unwrap();
            let mut entidad =
                tx.prepare_cached("INSERT INTO entidad (uuid, clase, ambito, gae, padre, nacida) VALUES (?, ?, ?, 0, ?, ?)").unwrap();
            let mut celda =
                tx.prepare_cached("INSERT INTO celda (entidad, campo, n, indice, hlc, valor) VALUES (?, ?, ?, ?, ?, ?)").unwrap();
            for (hash, (cuerpo, firma), a) in &filas {
                asiento.execute(rusqlite::params![hash.0, a.ambito, a.disp, a.seq.cast_signed(), cuerpo, firma]).unwrap();
                let n = tx.last_insert_rowid();
                let mut ultima: Option<([u8; 16], i64)> = None;
                for (indice, op) in a.ops.iter().enumerate() {
                    if ultima.is_none_or(|(ent, _)| ent != op.ent) {
                        entidad.execute(rusqlite::params![op.ent, op.clase, a.ambito, None::<[u8; 16]>, n]).unwrap();
                        ultima = Some((op.ent, tx.last_insert_rowid()));
                    }
                    let valor = match &op.valor {
                        bitacora::Valor::Texto(t) => rusqlite::types::Value::Text(t.chars().take(200).collect()),
                        bitacora::Valor::Entero(n) => rusqlite::types::Value::Integer(*n),
                        bitacora::Valor::Logico(b) => rusqlite::types::Value::Blob(vec![u8::from(*b)]),
                        bitacora::Valor::Nulo => rusqlite::types::Value::Null,
                    };
                    celda
                        .execute(rusqlite::params![
                            ultima.unwrap().1,
                            op.campo,
                            n,
                            i64::try_from(indice).unwrap(),
                            a.hlc.cast_signed(),
                            valor
                        ])
                        .unwrap();
                }
            }
        }
        tx.commit().unwrap();
        tardo += inicio.elapsed();
    }
    let inicio = Instant::now();
    con.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    tardo + inicio.elapsed()
}

fn reproyectar_una(carpeta: &Path, paquete: &[u8]) -> (Duration, u64) {
    let mut almacen = abrir_gae(carpeta, "una", 1);
    importar(&mut almacen, paquete);
    let inicio = Instant::now();
    let n = almacen.reproyectar(&Avance::default()).unwrap();
    (inicio.elapsed(), n)
}

fn estado(campo: &str) -> u64 {
    let texto = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let linea = texto.lines().find(|l| l.starts_with(campo)).unwrap_or_default();
    linea.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// Resident now and at most, KiB.
fn memoria() -> u64 {
    estado("VmRSS:")
}

fn pico() -> u64 {
    estado("VmHWM:")
}

/// From here on the peak counts anew (Linux).
fn reiniciar_pico() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
