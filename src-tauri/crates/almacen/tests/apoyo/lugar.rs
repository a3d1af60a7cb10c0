//! Builders that read as the domain, over real temporary files.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use almacen::{Almacen, Aperturas, Autor, Avance, Escritura, FallaAlmacen, Hecho, NuevaBase, Operacion, Tx};
use dominio::Dato;
use tempfile::TempDir;
use uuid::Uuid;

/// The institution of the tests.
pub const MARN: Uuid = Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0a01);

/// A folder with a data file, closed and opened at will.
pub struct Lugar {
    pub carpeta: TempDir,
    pub siguiente: u128,
    pub ms: u64,
}

impl Lugar {
    pub fn new() -> Lugar {
        Lugar { carpeta: tempfile::tempdir().unwrap(), siguiente: 1, ms: 1_800_000_000_000 }
    }

    pub fn ruta(&self) -> PathBuf {
        self.carpeta.path().join("datos").join("diligencia.dlgb")
    }

    pub fn aperturas(&self) -> Aperturas {
        aperturas(self.carpeta.path())
    }

    pub fn crear(&self) -> Almacen {
        Almacen::crear(&self.ruta(), &self.aperturas(), &nueva()).unwrap()
    }

    pub fn abrir(&self) -> Almacen {
        Almacen::abrir(&self.ruta(), &self.aperturas(), &Avance::default()).unwrap()
    }

    /// A new identity, in order of time like the real ones.
    pub fn id(&mut self) -> Uuid {
        self.siguiente += 1;
        Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + self.siguiente)
    }

    pub fn autor(&mut self) -> Autor {
        self.ms += 1_000;
        Autor { actor: Uuid::from_u128(7), ms: self.ms }
    }

    pub fn guardar(
        &mut self,
        almacen: &mut Almacen,
        op: Operacion,
        f: impl FnOnce(&mut Tx<'_>) -> Result<(), FallaAlmacen>,
    ) -> Result<Hecho<()>, FallaAlmacen> {
        let autor = self.autor();
        almacen.transar(op, &autor, f)
    }

    /// A trámite with its requisitos, as one save.
    pub fn tramite(&mut self, almacen: &mut Almacen, nombre: &str, requisitos: &[&str]) -> Uuid {
        let (id, escrituras) = self.celdas_de_tramite(nombre, requisitos);
        self.guardar(almacen, Operacion::CrearTramite, |tx| tx.escribir(MARN, escrituras, "").map(|_| ())).unwrap();
        id
    }

    pub fn celdas_de_tramite(&mut self, nombre: &str, requisitos: &[&str]) -> (Uuid, Vec<Escritura>) {
        let id = self.id();
        let mut celdas = vec![
            Escritura::nueva(id, "tramite", "codigo", format!("MARN-{:04}", self.siguiente)),
            Escritura::nueva(id, "tramite", "nombre", nombre),
            Escritura::nueva(id, "tramite", "estado", "identificado"),
        ];
        for (i, texto) in requisitos.iter().enumerate() {
            let fila = self.id();
            celdas.push(Escritura::nueva(fila, "requisito", "padre", id.to_string()));
            celdas.push(Escritura::nueva(fila, "requisito", "orden", format!("a{i}")));
            celdas.push(Escritura::nueva(fila, "requisito", "texto", *texto));
        }
        (id, celdas)
    }

    /// One cell over what it holds now.
    pub fn cambiar(&mut self, almacen: &mut Almacen, entidad: Uuid, campo: &str, valor: impl Into<Dato>) -> Hecho<()> {
        let leida = almacen.consultas().entidad(entidad).unwrap().expect("the entity is there");
        let escritura = Escritura { padres: leida.padres(campo), ..Escritura::nueva(entidad, &leida.clase, campo, valor) };
        self.guardar(almacen, Operacion::GuardarFicha, |tx| tx.escribir(MARN, vec![escritura], "").map(|_| ())).unwrap()
    }
}

pub fn aperturas(carpeta: &Path) -> Aperturas {
    Aperturas {
        carpeta_usuario: carpeta.join("usuario"),
        programa: "pruebas".to_owned(),
        espera: Duration::from_millis(300),
        ahora_ms: 1_800_000_000_000,
        llavero: std::sync::Arc::new(almacen::llavero::SinLlavero),
    }
}

pub fn nueva() -> NuevaBase {
    NuevaBase {
        base: Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0001),
        gae: false,
        institucion: Some(MARN),
        demo: false,
        actor: Uuid::from_u128(7),
    }
}

/// Every table of the data file as text, to compare two moments.
pub fn tablas(ruta: &Path) -> Vec<(String, Vec<String>)> {
    let con = rusqlite::Connection::open_with_flags(ruta, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let nombres = [
        "asiento",
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
    let mut todas = Vec::new();
    for tabla in nombres {
        todas.push((tabla.to_owned(), filas(&con, &format!("SELECT * FROM {tabla}"))));
    }
    con.execute_batch("CREATE VIRTUAL TABLE temp.palabras USING fts5vocab ('main', 'busqueda', 'row')").unwrap();
    todas.push(("busqueda".to_owned(), filas(&con, "SELECT * FROM temp.palabras")));
    todas
}

fn filas(con: &rusqlite::Connection, sql: &str) -> Vec<String> {
    let mut consulta = con.prepare(sql).unwrap();
    let columnas = consulta.column_count();
    let mut filas: Vec<String> = consulta
        .query_map([], |f| {
            let valores: Result<Vec<rusqlite::types::Value>, _> = (0..columnas).map(|i| f.get(i)).collect();
            Ok(format!("{:?}", valores?))
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    filas.sort();
    filas
}

/// SHA-256 of the main file.
pub fn huella(ruta: &Path) -> Vec<u8> {
    use sha2::Digest;
    sha2::Sha256::digest(std::fs::read(ruta).unwrap()).to_vec()
}

/// Makes the data file as the program of that schema would have left it: its migrations and its log.
pub fn a_esquema(ruta: &Path, version: u32) {
    let vieja = ruta.with_extension("vieja");
    let con = rusqlite::Connection::open(&vieja).unwrap();
    con.execute_batch("PRAGMA application_id = 0x444C4742; PRAGMA journal_mode = WAL").unwrap();
    let carpeta = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations");
    let mut archivos: Vec<PathBuf> =
        std::fs::read_dir(carpeta).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "sql")).collect();
    archivos.sort();
    for archivo in archivos.iter().take(usize::try_from(version).unwrap()) {
        con.execute_batch(&std::fs::read_to_string(archivo).unwrap()).unwrap();
    }
    con.execute("ATTACH ? AS nueva", [ruta.to_str().unwrap()]).unwrap();
    con.execute_batch(&format!(
        "INSERT INTO meta SELECT * FROM nueva.meta WHERE clave <> 'proyector';
         INSERT INTO asiento SELECT * FROM nueva.asiento;
         INSERT INTO dispositivo SELECT * FROM nueva.dispositivo;
         INSERT INTO adjunto SELECT * FROM nueva.adjunto;
         INSERT INTO borrador SELECT * FROM nueva.borrador;
         INSERT INTO preferencia SELECT * FROM nueva.preferencia;
         DETACH nueva;
         PRAGMA user_version = {version};
         PRAGMA wal_checkpoint(TRUNCATE)"
    ))
    .unwrap();
    con.close().unwrap();
    std::fs::rename(vieja, ruta).unwrap();
}
