//! What taking in the packages cannot do without, measured alone and in the same run.
//!
//! *Leer*: open, decode, hash and check the signatures, on the two cores. *Poner*: write into an empty
//! file of the same schema, with the same indexes and durability, **exactly the rows that the program
//! wrote**: the log, the entities and their cells; the rows of `tramite`, `tramite_lista`, `hallazgo` and
//! `operacion`, and the text of the search index. The screens read all of these, so whoever takes in a
//! package must write them. They are copied from the file that the program made, before the clock runs,
//! table by table and in the order of their keys: no rule is evaluated, nothing is looked up, nothing is
//! compared with what was there. One transaction per package, one checkpoint at the end.

use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

use almacen::Registro;
use bitacora::paquete::{Limites, PaqueteAbierto};
use bitacora::{Asiento, ClavePublica, Firmado, Valor, hash_de, verificar_lote};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::modelo::{Buzon, ambito, clave};

/// Decode, hash and verify, on the same two cores.
pub fn solo_leer(buzon: &Buzon, cuantas: usize) -> Duration {
    let inicio = Instant::now();
    for i in 0..cuantas {
        let bytes = buzon.leer(i);
        let mut paquete = PaqueteAbierto::abrir(Cursor::new(&bytes), &Limites::default()).unwrap();
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

/// Where the time of inserting goes.
#[derive(Default)]
pub struct Poner {
    /// `asiento`, `entidad`, `celda`, `superado`.
    pub bitacora: Duration,
    /// `tramite`, `tramite_lista`, `hallazgo`, `operacion`.
    pub inventario: Duration,
    /// Full text.
    pub busqueda: Duration,
    /// Commits, and the checkpoint at the end.
    pub confirmar: Duration,
}

impl Poner {
    pub fn total(&self) -> Duration {
        self.bitacora + self.inventario + self.busqueda + self.confirmar
    }
}

/// A table, its columns, and the column whose range tells the rows of one institution.
struct Tabla {
    nombre: &'static str,
    columnas: &'static str,
    por: &'static str,
}

const fn tabla(nombre: &'static str, columnas: &'static str, por: &'static str) -> Tabla {
    Tabla { nombre, columnas, por }
}

const BITACORA: [Tabla; 4] = [
    tabla("asiento", "n, hash, ambito, disp, seq, cuerpo, firma, recibido_de", "n"),
    tabla("entidad", "id, uuid, clase, ambito, gae, padre, nacida, borrado", "id"),
    tabla("celda", "entidad, campo, n, indice, hlc, valor", "entidad"),
    tabla("superado", "entidad, campo, opid", "entidad"),
];
const INVENTARIO: [Tabla; 4] = [
    tabla(
        "tramite",
        "id, uuid, ambito, gae, visible, editado, cuenta, codigo, codigo_clave, nombre, nombre_clave, unidad, categoria, clase, estado, \
         id_catalogo, requisitos, pasos, tiempo, costo, con_dato, exigidos, hallazgos, severidad, banderas, conflictos, importacion, \
         originales, copia, familia, indexado",
        "id",
    ),
    tabla("tramite_lista", "tramite, campo, minima, maxima, lineas", "tramite"),
    tabla(
        "hallazgo",
        "tramite, orden, regla, version, severidad, clase, entidad, campo, fila, fragmento, huella, mensaje, accion_sugerida, \
         texto_propuesto, estado, justificacion, decision, visible",
        "tramite",
    ),
    tabla(
        "operacion",
        "n, clave, op, ambito, disp, actor, ms, motivo, asientos, ultimo, celdas, tramite, varios, deshace, deshecha_en",
        "n",
    ),
];

impl Tabla {
    fn leer(&self, con: &Connection, desde: i64, hasta: i64) -> Vec<Vec<Value>> {
        let sql = format!("SELECT {} FROM {} WHERE {} BETWEEN ? AND ?", self.columnas, self.nombre, self.por);
        let mut consulta = con.prepare(&sql).unwrap();
        let ancho = consulta.column_count();
        let filas = consulta.query_map([desde, hasta], |f| (0..ancho).map(|i| f.get(i)).collect()).unwrap();
        filas.collect::<Result<_, _>>().unwrap()
    }

    fn poner(&self, con: &Connection, filas: &[Vec<Value>]) {
        let signos = vec!["?"; self.columnas.split(',').count()].join(", ");
        let mut insertar = con.prepare_cached(&format!("INSERT INTO {} ({}) VALUES ({signos})", self.nombre, self.columnas)).unwrap();
        for fila in filas {
            insertar.execute(params_from_iter(fila)).unwrap();
        }
    }
}

/// rowid, código, nombre, requisitos and normas of each trámite, from the asientos of a package.
fn textos(con: &Connection, buzon: &Buzon, i: usize) -> Vec<(i64, [String; 4])> {
    let bytes = buzon.leer(i);
    let mut paquete = PaqueteAbierto::abrir(Cursor::new(&bytes), &Limites::default()).unwrap();
    let mut id = con.prepare("SELECT id FROM tramite WHERE uuid = ?").unwrap();
    let mut salen = Vec::new();
    for parte in 0..paquete.partes() {
        for e in paquete.parte(parte).unwrap().iter() {
            let a = Asiento::decodificar(e.cuerpo).unwrap();
            let de = |clase: &str, campo: &str| {
                let suyas = a.ops.iter().filter(|op| op.clase == clase && op.campo == campo);
                let textos = suyas.filter_map(|op| if let Valor::Texto(t) = &op.valor { Some(t.as_str()) } else { None });
                textos.collect::<Vec<_>>().join("\n")
            };
            if let Some(raiz) = a.ops.iter().find(|op| op.clase == "tramite") {
                let rowid = id.query_row([raiz.ent], |f| f.get(0)).unwrap();
                salen
                    .push((rowid, [de("tramite", "codigo"), de("tramite", "nombre"), de("requisito", "texto"), de("base_legal", "texto")]));
            }
        }
    }
    salen
}

/// The same rows into the same tables, and nothing else.
pub fn solo_poner(carpeta: &Path, base: &Path, buzon: &Buzon, cuantas: usize) -> Poner {
    let hecha = Connection::open(base).unwrap();
    let con = Connection::open(carpeta.join("piso.sqlite")).unwrap();
    con.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; PRAGMA cell_size_check = ON;
         PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 20000",
    )
    .unwrap();
    let migraciones = pruebas::raiz().join("migrations");
    for sql in ["0001_bitacora.sql", "0002_proyeccion.sql", "0003_intercambio.sql", "0004_proyeccion.sql", "0005_proyeccion.sql"] {
        con.execute_batch(&std::fs::read_to_string(migraciones.join(sql)).unwrap()).unwrap();
    }
    let rango = |sql: &str, i: usize| -> (i64, i64) { hecha.query_row(sql, [ambito(i)], |f| Ok((f.get(0)?, f.get(1)?))).unwrap() };
    let mut tardo = Poner::default();
    let mut filas_en_todo = 0;
    for i in 0..cuantas {
        let asientos = rango("SELECT min(n), max(n) FROM asiento WHERE ambito = ?", i);
        let entidades = rango("SELECT min(id), max(id) FROM entidad WHERE ambito = ?", i);
        let leer = |t: &Tabla| {
            let (desde, hasta) = if t.por == "n" { asientos } else { entidades };
            t.leer(&hecha, desde, hasta)
        };
        let (bitacora, inventario) = (BITACORA.map(|t| (leer(&t), t)), INVENTARIO.map(|t| (leer(&t), t)));
        let textos = textos(&hecha, buzon, i);
        filas_en_todo += bitacora.iter().chain(&inventario).map(|(f, _)| f.len()).sum::<usize>();
        let medir = |tardo: &mut Duration, poner: &dyn Fn()| {
            let inicio = Instant::now();
            poner();
            *tardo += inicio.elapsed();
        };
        con.execute_batch("BEGIN IMMEDIATE").unwrap();
        medir(&mut tardo.bitacora, &|| bitacora.iter().for_each(|(filas, t)| t.poner(&con, filas)));
        medir(&mut tardo.inventario, &|| inventario.iter().for_each(|(filas, t)| t.poner(&con, filas)));
        medir(&mut tardo.busqueda, &|| {
            let sql = "INSERT INTO busqueda (rowid, codigo, nombre, requisitos, normas) VALUES (?, ?, ?, ?, ?)";
            let mut insertar = con.prepare_cached(sql).unwrap();
            for (rowid, [a, b, c, d]) in &textos {
                insertar.execute(rusqlite::params![rowid, a, b, c, d]).unwrap();
            }
        });
        medir(&mut tardo.confirmar, &|| con.execute_batch("COMMIT").unwrap());
    }
    let inicio = Instant::now();
    con.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    tardo.confirmar += inicio.elapsed();
    println!("El piso de insertar escribió {filas_en_todo} filas y {} textos de búsqueda.", cuantas * 300);
    tardo
}
