//! One wrong bit in the data file or in its log of pages: reported, or it changed nothing.
//!
//! `DILIGENCIA_LARGO=1` tries 10,000 instead of 500; `DILIGENCIA_SEMILLA` repeats the draws of a run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use almacen::{Almacen, Avance, FallaAlmacen, Lector, Operacion};
use apoyo::{Lugar, MARN, aperturas};
use rusqlite::{Connection, OpenFlags};

/// A data file as the power left it: part in the main file, part only in the log of pages.
struct Muestra {
    principal: Vec<u8>,
    diario: Vec<u8>,
    /// Files of the user's folder: the key and the mark.
    usuario: Vec<(String, Vec<u8>)>,
    contenido: Vec<String>,
}

const TABLAS: &[&str] = &[
    "meta",
    "asiento",
    "dispositivo",
    "espera",
    "adjunto",
    "borrador",
    "preferencia",
    "confianza_local",
    "entidad",
    "celda",
    "superado",
    "operacion",
    "tramite",
    "tramite_lista",
    "hallazgo",
    "movimiento_fase",
    "suma_tramites",
    "dia_con_datos",
];

/// Every value of every table.
fn contenido(ruta: &Path) -> rusqlite::Result<Vec<String>> {
    let con = Connection::open_with_flags(ruta, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut todo = Vec::new();
    for tabla in TABLAS {
        let mut consulta = con.prepare(&format!("SELECT * FROM {tabla}"))?;
        let columnas = consulta.column_count();
        let mut filas: Vec<String> = consulta
            .query_map([], |f| {
                let valores: Vec<rusqlite::types::Value> = (0..columnas).map(|i| f.get(i)).collect::<Result<_, _>>()?;
                Ok(format!("{tabla} {valores:?}"))
            })?
            .collect::<Result<_, _>>()?;
        filas.sort();
        todo.extend(filas);
    }
    Ok(todo)
}

fn muestra() -> Muestra {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let ids: Vec<_> = (0..24)
        .map(|i| lugar.tramite(&mut almacen, &format!("Licencia ambiental {i}"), &["Declaración jurada", "Copia del DPI", "Recibo"]))
        .collect();
    lugar.cambiar(&mut almacen, ids[0], "unidad_ejecutora", "Ventanilla única");
    lugar.guardar(&mut almacen, Operacion::RetirarFilas, |tx| tx.borrar(MARN, &[ids[1]], "Repetido con otro").map(|_| ())).unwrap();
    almacen.cerrar().unwrap();
    let mut almacen = lugar.abrir();
    for (i, id) in ids.iter().enumerate().skip(2).take(4) {
        lugar.cambiar(&mut almacen, *id, "nombre", format!("Licencia ambiental {i}, corregida"));
    }
    lugar.tramite(&mut almacen, "Permiso de tala", &["Fotocopia del título", "Plano"]);
    // Read while it is open: closing would move the log into the main file.
    let principal = std::fs::read(lugar.ruta()).unwrap();
    let diario = std::fs::read(al_lado(&lugar.ruta(), "-wal")).unwrap();
    let usuario = std::fs::read_dir(lugar.aperturas().carpeta_usuario)
        .unwrap()
        .flatten()
        .map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap()))
        .collect();
    let contenido = contenido(&lugar.ruta()).unwrap();
    assert!(diario.len() > 20_000 && principal.len() > 100_000 && contenido.len() > 300, "a small but real file");
    Muestra { principal, diario, usuario, contenido }
}

fn al_lado(ruta: &Path, sufijo: &str) -> PathBuf {
    let mut nombre = ruta.as_os_str().to_owned();
    nombre.push(sufijo);
    nombre.into()
}

/// What came of one wrong bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Efecto {
    /// Told; SQLite by itself gives other values without a word.
    InformadoYCambiado,
    /// Told.
    Informado,
    /// The file tells the same as before.
    SinCambio,
}

impl Muestra {
    fn poner(&self, carpeta: &Path, principal: &[u8], diario: &[u8]) -> PathBuf {
        let ruta = carpeta.join("datos").join("diligencia.dlgb");
        let usuario = aperturas(carpeta).carpeta_usuario;
        for nueva in [ruta.parent().unwrap(), &usuario] {
            std::fs::create_dir_all(nueva).unwrap();
        }
        std::fs::write(&ruta, principal).unwrap();
        std::fs::write(al_lado(&ruta, "-wal"), diario).unwrap();
        for (nombre, bytes) in &self.usuario {
            std::fs::write(usuario.join(nombre), bytes).unwrap();
        }
        ruta
    }

    /// Reads and verifies, then opens for writing. What is told must have a code; what is not told must
    /// have changed nothing.
    fn probar(&self, principal: &[u8], diario: &[u8]) -> Result<Efecto, String> {
        let carpeta = tempfile::tempdir().unwrap();
        let ruta = self.poner(carpeta.path(), principal, diario);
        let revisado = Lector::abrir(&ruta).and_then(|lector| {
            Ok(lector.verificar_aqui(&aperturas(carpeta.path()).carpeta_usuario, &Avance::default())?.problemas.is_empty())
        });
        let bien = match revisado {
            Ok(bien) => bien,
            Err(falla) => {
                dicha(&falla)?;
                false
            }
        };
        let leido = contenido(&ruta);
        if bien && leido.as_ref() != Ok(&self.contenido) {
            let otra = leido.unwrap_or_default().into_iter().find(|f| !self.contenido.contains(f));
            return Err(format!("the content changed and nobody said so: {otra:?}"));
        }
        let dicho = if leido.is_ok_and(|l| l != self.contenido) { Efecto::InformadoYCambiado } else { Efecto::Informado };
        match Almacen::abrir(&ruta, &aperturas(carpeta.path()), &Avance::default()) {
            Err(falla) => {
                dicha(&falla)?;
                Ok(dicho)
            }
            Ok(_) if bien => Ok(Efecto::SinCambio),
            Ok(_) => Ok(dicho),
        }
    }
}

/// A failure that says damage, or that the file is not one of ours or of this version.
fn dicha(falla: &FallaAlmacen) -> Result<(), String> {
    let dicha = matches!(falla, FallaAlmacen::Danado { .. } | FallaAlmacen::NoReconocido { .. } | FallaAlmacen::MasNuevo { .. });
    if dicha { Ok(()) } else { Err(format!("damage told as something else: {falla:?}")) }
}

/// SplitMix64.
fn azar(estado: &mut u64) -> u64 {
    *estado = estado.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *estado;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn voltear(que: &str, en_diario: bool, ordinarios: u64, largos: u64) {
    let largo = std::env::var_os("DILIGENCIA_LARGO").is_some_and(|v| v == "1");
    let veces = if largo { largos } else { ordinarios };
    let semilla: u64 = std::env::var("DILIGENCIA_SEMILLA").map_or_else(
        // The ordinary run draws the same each time; the long one looks where nobody looked before.
        |_| {
            if largo {
                std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().subsec_nanos().into()
            } else {
                238_192_039
            }
        },
        |s| s.parse().unwrap(),
    );
    let (inicio, muestra, mut estado) = (Instant::now(), muestra(), semilla);
    assert_eq!(muestra.probar(&muestra.principal, &muestra.diario), Ok(Efecto::SinCambio), "without a wrong bit it opens and verifies");
    let (mut cuenta, mut malos) = (BTreeMap::new(), Vec::new());
    for _ in 0..veces {
        let (mut principal, mut diario) = (muestra.principal.clone(), muestra.diario.clone());
        let bytes = if en_diario { &mut diario } else { &mut principal };
        let bit = usize::try_from(azar(&mut estado) % (bytes.len() as u64 * 8)).unwrap();
        bytes[bit / 8] ^= 1 << (bit % 8);
        match muestra.probar(&principal, &diario) {
            Ok(efecto) => *cuenta.entry(efecto).or_insert(0u64) += 1,
            Err(que) => malos.push(format!("byte {} bit {}: {que}", bit / 8, bit % 8)),
        }
    }
    println!("{que}: {veces} wrong bits, {cuenta:?}, {} bad; seed {semilla}; {:?}", malos.len(), inicio.elapsed());
    assert!(malos.is_empty(), "{que}, seed {semilla}, {} of {veces}:\n{}", malos.len(), malos.join("\n"));
    assert!(cuenta.contains_key(&Efecto::InformadoYCambiado), "SQLite alone would have given other values, or this proves nothing");
}

#[test]
fn a_wrong_bit_in_the_data_file_is_told_or_changed_nothing() {
    voltear("data file", false, 250, 5_000);
}

#[test]
fn a_wrong_bit_in_the_log_of_pages_is_told_or_changed_nothing() {
    voltear("log of pages", true, 250, 5_000);
}
