//! Inserting and nothing else: the rows that the program wrote, copied from the file that it made into an
//! empty one of the same schema, with the same indexes and durability. No rule is evaluated, nothing is
//! looked up, nothing is compared with what was there.

use std::path::Path;
use std::time::{Duration, Instant};

use bitacora::{Asiento, Valor};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

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
pub struct Tabla {
    nombre: &'static str,
    columnas: &'static str,
    pub por: &'static str,
}

const fn tabla(nombre: &'static str, columnas: &'static str, por: &'static str) -> Tabla {
    Tabla { nombre, columnas, por }
}

pub const BITACORA: [Tabla; 4] = [
    tabla("asiento", "n, hash, ambito, disp, seq, cuerpo, firma, recibido_de", "n"),
    tabla("entidad", "id, uuid, clase, ambito, gae, padre, nacida, borrado, nacida_hlc", "id"),
    tabla("celda", "entidad, campo, n, indice, hlc, valor", "entidad"),
    tabla("superado", "entidad, campo, opid", "entidad"),
];
pub const INVENTARIO: [Tabla; 4] = [
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
    pub fn leer(&self, con: &Connection, desde: i64, hasta: i64) -> Vec<Vec<Value>> {
        let sql = format!("SELECT {} FROM {} WHERE {} BETWEEN ? AND ?", self.columnas, self.nombre, self.por);
        let mut consulta = con.prepare(&sql).unwrap();
        let ancho = consulta.column_count();
        let filas = consulta.query_map([desde, hasta], |f| (0..ancho).map(|i| f.get(i)).collect()).unwrap();
        filas.collect::<Result<_, _>>().unwrap()
    }

    pub fn poner(&self, con: &Connection, filas: &[Vec<Value>]) {
        let signos = vec!["?"; self.columnas.split(',').count()].join(", ");
        let mut insertar = con.prepare_cached(&format!("INSERT INTO {} ({}) VALUES ({signos})", self.nombre, self.columnas)).unwrap();
        for fila in filas {
            insertar.execute(params_from_iter(fila)).unwrap();
        }
    }
}

/// An empty file of the schema of the program.
pub fn vacia(ruta: &Path) -> Connection {
    let con = Connection::open(ruta).unwrap();
    con.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; PRAGMA cell_size_check = ON;
         PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 20000",
    )
    .unwrap();
    let migraciones = pruebas::raiz().join("migrations");
    for sql in ["0001_bitacora.sql", "0002_proyeccion.sql", "0003_intercambio.sql", "0004_proyeccion.sql", "0005_proyeccion.sql"] {
        con.execute_batch(&std::fs::read_to_string(migraciones.join(sql)).unwrap()).unwrap();
    }
    con
}

/// What the search index holds of a trámite: its rowid; código, nombre, requisitos and normas.
pub type Indexado = (i64, [String; 4]);

/// The text of the trámite that an asiento mints, if it mints one.
pub fn texto(con: &Connection, cuerpo: &[u8]) -> Option<Indexado> {
    let a = Asiento::decodificar(cuerpo).unwrap();
    let de = |clase: &str, campo: &str| {
        let suyas = a.ops.iter().filter(|op| op.clase.strip_prefix("gae_").unwrap_or(&op.clase) == clase && op.campo == campo);
        let textos = suyas.filter_map(|op| if let Valor::Texto(t) = &op.valor { Some(t.as_str()) } else { None });
        textos.collect::<Vec<_>>().join("\n")
    };
    let raiz = a.ops.iter().find(|op| matches!(op.clase.as_str(), "tramite" | "gae_tramite"))?;
    let mut id = con.prepare_cached("SELECT id FROM tramite WHERE uuid = ?").unwrap();
    let rowid = id.query_row([raiz.ent], |f| f.get(0)).unwrap();
    Some((rowid, [de("tramite", "codigo"), de("tramite", "nombre"), de("requisito", "texto"), de("base_legal", "texto")]))
}

/// Writes what was read, between `BEGIN` and `COMMIT` of the caller.
pub fn poner(
    con: &Connection,
    bitacora: &[(Vec<Vec<Value>>, Tabla)],
    inventario: &[(Vec<Vec<Value>>, Tabla)],
    textos: &[Indexado],
    tardo: &mut Poner,
) {
    let medir = |tardo: &mut Duration, poner: &dyn Fn()| {
        let inicio = Instant::now();
        poner();
        *tardo += inicio.elapsed();
    };
    medir(&mut tardo.bitacora, &|| bitacora.iter().for_each(|(filas, t)| t.poner(con, filas)));
    medir(&mut tardo.inventario, &|| inventario.iter().for_each(|(filas, t)| t.poner(con, filas)));
    medir(&mut tardo.busqueda, &|| {
        let sql = "INSERT INTO busqueda (rowid, codigo, nombre, requisitos, normas) VALUES (?, ?, ?, ?, ?)";
        let mut insertar = con.prepare_cached(sql).unwrap();
        for (rowid, [a, b, c, d]) in textos {
            insertar.execute(rusqlite::params![rowid, a, b, c, d]).unwrap();
        }
    });
}

/// Commits and empties the log of writes.
pub fn confirmar(con: &Connection, tardo: &mut Poner) {
    let inicio = Instant::now();
    con.execute_batch("COMMIT").unwrap();
    tardo.confirmar += inicio.elapsed();
}

/// The checkpoint at the end.
pub fn asentar(con: &Connection, tardo: &mut Poner) {
    let inicio = Instant::now();
    con.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    tardo.confirmar += inicio.elapsed();
}
