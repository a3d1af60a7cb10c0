//! The child: works without pause and, after each thing is done, says its number with one write.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use almacen::{Almacen, Aperturas, Autor, Avance, Escritura, FallaAlmacen, NuevaBase, Operacion};
use casos::dto::{ComoInstalacion, CrearInstalacion, ListarTramites, PedirInforme};
use casos::importar::OpcionesDeImportacion;
use casos::{OpcionesDeSesion, Sesion};
use rusqlite::Connection;
use uuid::Uuid;

const PAPEL: &str = "DILIGENCIA_HIJO";
const LUGAR: &str = "DILIGENCIA_HIJO_LUGAR";
const VECES: &str = "DILIGENCIA_HIJO_VECES";

/// Rows of each import.
pub const FILAS: u64 = 8;
/// Saves of the file that is reported on or copied.
pub const GUARDADOS: u64 = 6;
/// What a search finds of them.
pub const EN_HOJA: &str = "licencia hoja";
/// Every how many saves one carries an attachment.
pub const CADA_ADJUNTO: u64 = 5;

/// What the child does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Papel {
    /// Makes the data file, then saves, with attachments.
    Guardar,
    /// Makes the data file, then imports sheets.
    Importar,
    /// Opens files of the first schema, one after another.
    Migrar,
    /// Writes reports.
    Exportar,
    /// Makes verified copies.
    Respaldar,
    /// A bare table of SQLite with these settings: (`journal_mode`, `synchronous`).
    Control(&'static str, &'static str),
}

/// Every settings of the controls.
const CONTROLES: &[Papel] =
    &[Papel::Control("WAL", "FULL"), Papel::Control("WAL", "NORMAL"), Papel::Control("DELETE", "OFF"), Papel::Control("DELETE", "FULL")];

impl Papel {
    pub fn nombre(self) -> String {
        format!("{self:?}")
    }

    fn de(nombre: &str) -> Papel {
        let propios = [Papel::Guardar, Papel::Importar, Papel::Migrar, Papel::Exportar, Papel::Respaldar];
        *propios.iter().chain(CONTROLES).find(|p| p.nombre() == nombre).unwrap()
    }
}

/// What the child said.
#[derive(Clone, Debug)]
pub struct Dicho {
    /// Last number acknowledged.
    pub hecho: Option<u64>,
    /// Which device it writes as.
    pub equipo: Option<u64>,
    /// Last file that was laid ready for a migration.
    pub listo: u64,
    /// The first one: those before it belong to another child.
    pub primero: u64,
}

impl Default for Dicho {
    fn default() -> Self {
        Dicho { hecho: None, equipo: None, listo: 0, primero: u64::MAX }
    }
}

impl Dicho {
    /// Takes one line.
    pub fn oir(&mut self, linea: &str) {
        if let Some(n) = linea.strip_prefix("hecho ") {
            self.hecho = Some(n.trim().parse().unwrap());
        } else if let Some(n) = linea.strip_prefix("listo ") {
            self.listo = n.trim().parse().unwrap();
            self.primero = self.primero.min(self.listo);
        } else if let Some(n) = linea.strip_prefix("equipo ") {
            self.equipo = Some(n.trim().parse().unwrap());
        }
    }
}

/// A place for a child: what is watched in `datos`, the rest outside.
pub struct Lugar {
    carpeta: tempfile::TempDir,
}

impl Lugar {
    /// With what the role needs beforehand.
    pub fn para(papel: Papel) -> Lugar {
        let lugar = Lugar { carpeta: tempfile::tempdir().unwrap() };
        std::fs::create_dir(lugar.datos()).unwrap();
        match papel {
            Papel::Migrar => vieja(lugar.raiz()),
            Papel::Exportar | Papel::Respaldar => guardar(&lugar.datos(), GUARDADOS, false),
            Papel::Guardar | Papel::Importar | Papel::Control(..) => {}
        }
        lugar
    }

    pub fn raiz(&self) -> &Path {
        self.carpeta.path()
    }

    /// The folder that is watched, under its real name.
    pub fn datos(&self) -> PathBuf {
        self.carpeta.path().canonicalize().unwrap().join("datos")
    }

    /// The child, to be started by the caller, perhaps through another program.
    pub fn orden(&self, papel: Papel, veces: u64, delante: &[String]) -> Command {
        let prueba = std::env::current_exe().unwrap();
        let mut orden = match delante {
            [] => Command::new(&prueba),
            [programa, argumentos @ ..] => {
                let mut orden = Command::new(programa);
                orden.args(argumentos).arg(&prueba);
                orden
            }
        };
        orden
            .args(["hijo::child_that_works_until_it_is_stopped", "--exact", "--nocapture", "--test-threads=1"])
            .env(PAPEL, papel.nombre())
            .env(LUGAR, self.raiz())
            .env(VECES, veces.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        // A group of its own, to be killed with the programs that it runs.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut orden, 0);
        orden
    }

    /// Starts a child, kills it `pausa` after its first acknowledgement, and gives what it had said.
    pub fn matar_tras(&self, papel: Papel, pausa: Duration) -> Dicho {
        let mut hijo = self.orden(papel, u64::MAX, &[]).spawn().unwrap();
        let mut dicho = Dicho::default();
        let mut muerte = None;
        for linea in BufReader::new(hijo.stdout.take().unwrap()).lines() {
            dicho.oir(&linea.unwrap());
            if dicho.hecho.is_some() && muerte.is_none() {
                muerte = Some(matar_luego(&hijo, pausa));
            }
        }
        hijo.wait().unwrap();
        muerte.unwrap_or_else(|| panic!("the child acknowledged nothing: {dicho:?}")).join().unwrap();
        dicho
    }
}

fn matar_luego(hijo: &Child, pausa: Duration) -> std::thread::JoinHandle<()> {
    let grupo = format!("-{}", hijo.id());
    std::thread::spawn(move || {
        std::thread::sleep(pausa);
        assert!(Command::new("kill").args(["-9", "--", &grupo]).status().unwrap().success());
    })
}

/// As an ordinary test it does nothing: it needs the place that its parent prepares.
#[test]
fn child_that_works_until_it_is_stopped() {
    let Ok(papel) = std::env::var(PAPEL) else { return };
    let lugar = PathBuf::from(std::env::var_os(LUGAR).unwrap());
    let veces: u64 = std::env::var(VECES).unwrap().parse().unwrap();
    let datos = lugar.join("datos");
    match Papel::de(&papel) {
        Papel::Guardar => guardar(&datos, veces, true),
        Papel::Importar => importar(&lugar, veces),
        Papel::Migrar => migrar(&lugar, veces),
        Papel::Exportar => exportar(&datos, veces),
        Papel::Respaldar => respaldar(&datos, veces),
        Papel::Control(diario, sincronia) => control(&datos, diario, sincronia, veces),
    }
}

fn decir(que: &str, n: u64) {
    let mut salida = std::io::stdout().lock();
    salida.write_all(format!("\n{que} {n}\n").as_bytes()).unwrap();
    salida.flush().unwrap();
}

/// The institution of the tests, as in the catalogue.
pub fn marn() -> Uuid {
    dominio::instituciones::buscar("MARN").unwrap().id
}

/// The folder of the session, which the child has to make.
pub fn casa(datos: &Path) -> PathBuf {
    datos.join("casa")
}

pub fn base(datos: &Path) -> PathBuf {
    casa(datos).join("diligencia.dlgb")
}

/// A device in short.
pub fn equipo(dispositivo: [u8; 16]) -> u64 {
    u64::from_be_bytes(dispositivo[..8].try_into().unwrap())
}

pub fn aperturas(datos: &Path) -> Aperturas {
    Aperturas {
        carpeta_usuario: casa(datos),
        programa: "pruebas".to_owned(),
        espera: Duration::from_secs(2),
        ahora_ms: 1_800_000_000_000,
        llavero: std::sync::Arc::new(almacen::llavero::SinLlavero),
    }
}

/// The session of the window over a folder.
pub fn sesion(datos: &Path) -> Sesion {
    Sesion::abrir(OpcionesDeSesion::new(casa(datos), None, "pruebas"))
}

/// Entity number `fila` of save `n`.
pub fn id(n: u64, fila: u64) -> Uuid {
    Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + u128::from(n * 16 + fila))
}

/// The attachment of a save: longer than a page, different each time.
pub fn acta(n: u64) -> Vec<u8> {
    format!("%PDF-1.4\n% acta {n}\n{}\n%%EOF\n", "x".repeat(6000)).into_bytes()
}

/// Saves one trámite as number `n`; every third also touches the one before, every fifth carries a file.
pub fn guardar_uno(almacen: &mut Almacen, n: u64) -> Result<(), FallaAlmacen> {
    let autor = Autor { actor: Uuid::from_u128(7), ms: 1_800_000_000_000 + n * 1_000 };
    almacen
        .transar::<_, FallaAlmacen>(Operacion::CrearTramite, &autor, |tx| {
            let mut celdas = vec![
                Escritura::nueva(id(n, 0), "tramite", "codigo", format!("MARN-{n:05}")),
                Escritura::nueva(id(n, 0), "tramite", "nombre", format!("Trámite número {n}")),
                Escritura::nueva(id(n, 0), "tramite", "estado", "identificado"),
                Escritura::nueva(id(n, 1), "requisito", "padre", id(n, 0).to_string()),
                Escritura::nueva(id(n, 1), "requisito", "orden", "a0"),
                Escritura::nueva(id(n, 1), "requisito", "texto", "Declaración jurada y copia del DPI"),
            ];
            if n.is_multiple_of(3)
                && let Some(leida) = tx.consultas().entidad(id(n - 1, 0))?
            {
                let nombre = Escritura::nueva(id(n - 1, 0), "tramite", "nombre", format!("Trámite número {}, revisado", n - 1));
                celdas.push(Escritura { padres: leida.padres("nombre"), ..nombre });
            }
            if n.is_multiple_of(CADA_ADJUNTO) {
                let acta = acta(n);
                let suma = tx.adjuntar(&acta)?;
                celdas.extend([
                    Escritura::nueva(id(n, 2), "adjunto", "sha256", suma),
                    Escritura::nueva(id(n, 2), "adjunto", "tamano", i64::try_from(acta.len()).unwrap()),
                    Escritura::nueva(id(n, 2), "adjunto", "nombre", "acta.pdf"),
                    Escritura::nueva(id(n, 2), "adjunto", "tipo", "application/pdf"),
                ]);
            }
            tx.escribir(marn(), celdas, "").map(|_| ())
        })
        .map(|_| ())
}

pub fn guardar(datos: &Path, veces: u64, decirlo: bool) {
    let nueva = NuevaBase {
        base: Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0001),
        gae: false,
        institucion: Some(marn()),
        demo: false,
        actor: Uuid::from_u128(7),
    };
    let ruta = base(datos);
    let mut almacen = if ruta.exists() {
        Almacen::abrir(&ruta, &aperturas(datos), &Avance::default()).unwrap()
    } else {
        Almacen::crear(&ruta, &aperturas(datos), &nueva).unwrap()
    };
    let antes = almacen.consultas().asientos().unwrap();
    if decirlo {
        decir("equipo", equipo(almacen.dispositivo()));
    }
    for n in 0..=veces {
        if n > 0 {
            guardar_uno(&mut almacen, antes + n).unwrap();
        }
        if decirlo {
            decir("hecho", antes + n);
        }
    }
    almacen.cerrar().unwrap();
}

/// The sheet of import `k`.
pub fn hoja(k: u64) -> String {
    let mut texto = "id,institución,nombre,descripcion,requisitos,instrucciones,tiempo_de_respuesta\n".to_owned();
    for fila in 0..FILAS {
        let n = k * 100 + fila;
        texto += &format!(
            "{n},Ministerio de Ambiente y Recursos Naturales -MARN-,Licencia de la hoja {k} fila {fila},Descripción de prueba,1. Fotocopia de DPI 2. Recibo,1. Pagar 2. Presentar,30 días hábiles\n"
        );
    }
    texto
}

fn importar(lugar: &Path, veces: u64) {
    let datos = lugar.join("datos");
    let sesion = sesion(&datos);
    if !sesion.hay_base() {
        crear(&sesion);
    }
    let hay = |s: &Sesion| s.listar_tramites(ListarTramites { texto: EN_HOJA.to_owned(), ..ListarTramites::default() }).unwrap().total;
    let antes = hay(&sesion) / FILAS;
    decir("equipo", u64::from_str_radix(&sesion.dispositivo().unwrap()[..16], 16).unwrap());
    decir("hecho", antes);
    for k in 1..=veces {
        let archivo = lugar.join("hoja.csv");
        std::fs::write(&archivo, hoja(antes + k)).unwrap();
        let hecho = sesion.importar_ruta(&archivo, &OpcionesDeImportacion::default()).unwrap();
        assert_eq!(hecho.nuevas, FILAS);
        decir("hecho", antes + k);
    }
    sesion.cerrar().unwrap();
}

fn crear(sesion: &Sesion) {
    sesion
        .crear_instalacion(CrearInstalacion {
            como: ComoInstalacion::Comite,
            institucion: Some("MARN".to_owned()),
            demo: false,
            persona: "Ana López".to_owned(),
            trabajo: None,
        })
        .unwrap();
}

/// A data file of the first schema, with its device key and its mark, outside the watched folder.
pub fn vieja(raiz: &Path) {
    let hoy = raiz.join("hoy");
    std::fs::create_dir(&hoy).unwrap();
    guardar(&hoy, 20, false);
    let (de, datos) = (casa(&hoy), raiz.join("datos"));
    std::fs::create_dir(casa(&datos)).unwrap();
    std::fs::rename(de.join("adjuntos"), datos.join("adjuntos")).unwrap();
    for entrada in std::fs::read_dir(&de).unwrap().flatten() {
        let nombre = entrada.file_name().into_string().unwrap();
        if nombre.starts_with("dispositivo") || nombre.starts_with("marca") {
            std::fs::rename(entrada.path(), casa(&datos).join(nombre)).unwrap();
        }
    }
    let con = Connection::open(raiz.join("vieja.dlgb")).unwrap();
    con.execute_batch(&std::fs::read_to_string(pruebas::raiz().join("migrations/0001_bitacora.sql")).unwrap()).unwrap();
    con.execute("ATTACH ? AS hoy", [base(&hoy).to_string_lossy()]).unwrap();
    con.execute_batch(
        "INSERT INTO meta SELECT * FROM hoy.meta WHERE clave <> 'proyector';
         INSERT INTO dispositivo SELECT disp, clave FROM hoy.dispositivo;
         INSERT INTO asiento (n, hash, ambito, disp, seq, cuerpo, firma) SELECT n, hash, ambito, disp, seq, cuerpo, firma FROM hoy.asiento;
         DETACH hoy;
         PRAGMA application_id = 0x444C4742;
         PRAGMA user_version = 1;",
    )
    .unwrap();
    con.pragma_update(None, "journal_mode", "WAL").unwrap();
    con.close().unwrap();
}

/// File number `k` of the role that migrates.
pub fn por_migrar(datos: &Path, k: u64) -> PathBuf {
    datos.join(format!("base-{k}.dlgb"))
}

fn migrar(lugar: &Path, veces: u64) {
    let datos = lugar.join("datos");
    let vieja = std::fs::read(lugar.join("vieja.dlgb")).unwrap();
    let desde = (1..).find(|k| !por_migrar(&datos, *k).exists()).unwrap();
    for k in (desde..).take(usize::try_from(veces).unwrap_or(usize::MAX)) {
        let ruta = por_migrar(&datos, k);
        let mut archivo = std::fs::File::create(&ruta).unwrap();
        archivo.write_all(&vieja).unwrap();
        archivo.sync_all().unwrap();
        std::fs::File::open(&datos).unwrap().sync_all().unwrap();
        decir("listo", k);
        let almacen = Almacen::abrir(&ruta, &aperturas(&datos), &Avance::default()).unwrap();
        decir("hecho", k);
        almacen.cerrar().unwrap();
    }
}

/// Report number `k`.
pub fn informe(datos: &Path, k: u64) -> PathBuf {
    datos.join(format!("informe-{k}.pdf"))
}

fn exportar(datos: &Path, veces: u64) {
    let sesion = sesion(datos);
    let pide = PedirInforme { tipo: "avance".to_owned(), secciones: vec!["fases".to_owned()], ..PedirInforme::default() };
    let desde = (1..).find(|k| !informe(datos, *k).exists()).unwrap();
    for k in (desde..).take(usize::try_from(veces).unwrap_or(usize::MAX)) {
        sesion.informe_en_ruta(&pide, &informe(datos, k)).unwrap();
        decir("hecho", k);
    }
    sesion.cerrar().unwrap();
}

/// Copy number `k`.
pub fn copia(datos: &Path, k: u64) -> PathBuf {
    datos.join(format!("copia-{k}.dlgb"))
}

fn respaldar(datos: &Path, veces: u64) {
    let desde = (1..).find(|k| !copia(datos, *k).exists()).unwrap();
    for k in (desde..).take(usize::try_from(veces).unwrap_or(usize::MAX)) {
        let hecho = Command::new(pruebas::consola())
            .env("DILIGENCIA_DATOS", casa(datos))
            .arg("--base")
            .arg(base(datos))
            .arg("respaldar")
            .arg("--salida")
            .arg(copia(datos, k))
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(hecho.success(), "copy {k}");
        decir("hecho", k);
    }
}

/// The file of a control.
pub fn tabla(datos: &Path) -> PathBuf {
    datos.join("tabla.db")
}

/// What the product must never offer: the same kind of work with settings that do not protect it.
fn control(datos: &Path, diario: &str, sincronia: &str, veces: u64) {
    let con = Connection::open(tabla(datos)).unwrap();
    con.pragma_update(None, "journal_mode", diario).unwrap();
    con.pragma_update(None, "synchronous", "FULL").unwrap();
    con.execute_batch("CREATE TABLE guardado (n INTEGER PRIMARY KEY, marca TEXT NOT NULL UNIQUE, relleno BLOB NOT NULL); CREATE TABLE cuenta (total INTEGER NOT NULL); INSERT INTO cuenta VALUES (0);")
        .unwrap();
    std::fs::File::open(datos).unwrap().sync_all().unwrap();
    con.pragma_update(None, "synchronous", sincronia).unwrap();
    con.pragma_update(None, "wal_autocheckpoint", 200).unwrap();
    for n in 1..=veces {
        con.execute_batch(&format!(
            "BEGIN IMMEDIATE;
             INSERT INTO guardado VALUES ({n}, printf('%08x', {n} * 2654435761 % 4294967296), randomblob(900));
             UPDATE cuenta SET total = {n};
             COMMIT;"
        ))
        .unwrap();
        decir("hecho", n);
    }
}
