//! The key in the system's keyring: the same device, nothing lost when either place is, and never a dialog.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod apoyo {
    #[path = "lugar.rs"]
    mod lugar;
    pub use lugar::*;
}

use std::path::PathBuf;
use std::sync::Arc;

use almacen::llavero::{FallaDeLlavero, LlaveroDelSistema, LlaveroEnMemoria};
use almacen::{Almacen, Aperturas, Avance, Custodia, FallaAlmacen, Lector};
use apoyo::{Lugar, nueva};

/// A place, its keyring, and a data file with something written.
struct Mundo {
    lugar: Lugar,
    llavero: Arc<LlaveroEnMemoria>,
}

impl Mundo {
    fn new() -> (Mundo, Almacen) {
        let mut mundo = Mundo { lugar: Lugar::new(), llavero: Arc::new(LlaveroEnMemoria::default()) };
        let mut almacen = Almacen::crear(&mundo.lugar.ruta(), &mundo.aperturas(), &nueva()).unwrap();
        mundo.lugar.tramite(&mut almacen, "Licencia", &["DPI"]);
        (mundo, almacen)
    }

    /// The same with the key in the keyring.
    fn mudado() -> (Mundo, Almacen) {
        let (mundo, mut almacen) = Mundo::new();
        mudar(&mut almacen).unwrap();
        (mundo, almacen)
    }

    fn aperturas(&self) -> Aperturas {
        Aperturas { llavero: self.llavero.clone(), ..self.lugar.aperturas() }
    }

    fn abrir(&self) -> Result<Almacen, FallaAlmacen> {
        Almacen::abrir(&self.lugar.ruta(), &self.aperturas(), &Avance::default())
    }

    fn clave(&self) -> PathBuf {
        almacen::claves::ruta_de_clave(&self.aperturas().carpeta_usuario, nueva().base)
    }

    fn nota(&self) -> PathBuf {
        self.clave().with_extension("llavero")
    }
}

/// As the window does it.
fn mudar(almacen: &mut Almacen) -> Result<(), FallaAlmacen> {
    let Some(mudanza) = almacen.preparar_mudanza()? else { return Ok(()) };
    let llevada = mudanza.llevar()?;
    almacen.concluir_mudanza(&llevada)
}

fn causa_de_la_ultima_rama(almacen: &Almacen) -> Option<String> {
    let con = rusqlite::Connection::open_with_flags(almacen.ruta(), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let cuerpo: Vec<u8> = con.query_row("SELECT cuerpo FROM asiento ORDER BY n DESC LIMIT 1", [], |f| f.get(0)).unwrap();
    let asiento = bitacora::Asiento::decodificar(&cuerpo).unwrap();
    (asiento.tipo == "rama").then(|| {
        let firmada = if asiento.datos.get("firma_anterior").is_some() { " firmada" } else { "" };
        format!("{}{firmada}", asiento.datos.get("causa").unwrap().texto().unwrap())
    })
}

fn sin_problemas(almacen: &Almacen) {
    assert_eq!(almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

#[test]
fn a_key_that_moves_to_the_keyring_is_the_same_device_and_leaves_no_seed_in_the_folder() {
    let (mut mundo, mut almacen) = Mundo::new();
    let (antes, semilla) = (almacen.dispositivo(), std::fs::read_to_string(mundo.clave()).unwrap());
    assert_eq!(almacen.custodia(), Custodia::Archivo, "a key is born in its file");
    mudar(&mut almacen).unwrap();
    assert_eq!((almacen.custodia(), mundo.llavero.cuantas()), (Custodia::Llavero, 1));
    assert_eq!(almacen::claves::custodia_en(&mundo.aperturas().carpeta_usuario, nueva().base), Custodia::Llavero);
    for _ in 0..2 {
        almacen.cerrar().unwrap();
        almacen = mundo.abrir().unwrap();
        assert_eq!((almacen.dispositivo(), almacen.custodia()), (antes, Custodia::Llavero));
        mundo.lugar.tramite(&mut almacen, "Otra", &[]);
        assert!(almacen.preparar_mudanza().unwrap().is_none(), "there is nothing to move");
    }
    for archivo in std::fs::read_dir(mundo.aperturas().carpeta_usuario).unwrap() {
        let bytes = std::fs::read(archivo.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(semilla.trim()));
    }
    sin_problemas(&almacen);
}

#[test]
fn a_cut_at_any_step_of_the_move_leaves_the_same_device() {
    let (mundo, mut almacen) = Mundo::new();
    let (antes, semilla) = (almacen.dispositivo(), std::fs::read(mundo.clave()).unwrap());
    // The keyring has it and nothing was noted.
    almacen.preparar_mudanza().unwrap().unwrap().llevar().unwrap();
    almacen.cerrar().unwrap();
    almacen = mundo.abrir().unwrap();
    assert_eq!((almacen.dispositivo(), almacen.custodia()), (antes, Custodia::Archivo));
    // It was noted and the file is still there: the file is the key, even of a keyring that is locked.
    mudar(&mut almacen).unwrap();
    almacen.cerrar().unwrap();
    std::fs::write(mundo.clave(), &semilla).unwrap();
    mundo.llavero.fallar(Some(FallaDeLlavero::Cerrado));
    almacen = mundo.abrir().unwrap();
    assert_eq!((almacen.dispositivo(), almacen.custodia()), (antes, Custodia::Archivo));
    mundo.llavero.fallar(None);
    mudar(&mut almacen).unwrap();
    assert!(!mundo.clave().exists(), "the move is finished the next time");
}

#[test]
fn the_file_stays_when_the_keyring_fails_or_does_not_give_back_what_it_took() {
    let (mundo, mut almacen) = Mundo::new();
    for falla in [FallaDeLlavero::NoHay, FallaDeLlavero::Cerrado, FallaDeLlavero::NoResponde] {
        mundo.llavero.fallar(Some(falla));
        assert!(matches!(mudar(&mut almacen), Err(FallaAlmacen::LlaveroCerrado { falla: f }) if f == falla));
    }
    mundo.llavero.fallar(None);
    mundo.llavero.olvidar_lo_que_reciba(true);
    assert!(matches!(mudar(&mut almacen), Err(FallaAlmacen::LlaveroCerrado { .. })), "it said yes and kept other bytes");
    assert_eq!((almacen.custodia(), mundo.clave().exists(), mundo.nota().exists()), (Custodia::Archivo, true, false));
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    assert_eq!(mundo.abrir().unwrap().dispositivo(), antes);
}

#[test]
fn a_locked_keyring_stops_writing_not_reading_and_costs_no_credencial() {
    let (mundo, almacen) = Mundo::mudado();
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    for falla in [FallaDeLlavero::NoHay, FallaDeLlavero::Cerrado, FallaDeLlavero::NoResponde] {
        mundo.llavero.fallar(Some(falla));
        assert!(matches!(mundo.abrir(), Err(FallaAlmacen::LlaveroCerrado { .. })));
        assert_eq!(Lector::abrir(&mundo.lugar.ruta()).unwrap().consultas().asientos().unwrap(), 1, "it is still read");
        assert!(!mundo.clave().exists(), "no other key is minted");
    }
    mundo.llavero.fallar(None);
    let almacen = mundo.abrir().unwrap();
    assert_eq!(almacen.dispositivo(), antes);
    sin_problemas(&almacen);
}

#[test]
fn a_keyring_that_lost_the_key_costs_a_new_device_and_no_entry() {
    let (mut mundo, almacen) = Mundo::mudado();
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    mundo.llavero.vaciar();
    let mut almacen = mundo.abrir().unwrap();
    assert_ne!(almacen.dispositivo(), antes);
    assert_eq!(causa_de_la_ultima_rama(&almacen).as_deref(), Some("trasladada"), "without the signature of the lost key");
    assert_eq!(almacen.consultas().asientos().unwrap(), 2, "what was written, and the act of the new device");
    let nuevo = almacen.dispositivo();
    mudar(&mut almacen).unwrap();
    almacen.cerrar().unwrap();
    let mut almacen = mundo.abrir().unwrap();
    assert_eq!((almacen.dispositivo(), almacen.custodia()), (nuevo, Custodia::Llavero));
    mundo.lugar.tramite(&mut almacen, "Sigue", &[]);
    sin_problemas(&almacen);
}

#[test]
fn a_folder_of_another_computer_and_a_data_file_alone_have_no_key() {
    let (mundo, almacen) = Mundo::mudado();
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    // The note of another computer, in a keyring that happens to have the key (a synchronised one).
    let nota = std::fs::read_to_string(mundo.nota()).unwrap();
    let mut partes: Vec<&str> = nota.split_whitespace().collect();
    partes.truncate(2);
    partes.push("0123456789abcdef");
    std::fs::write(mundo.nota(), partes.join(" ")).unwrap();
    let almacen = mundo.abrir().unwrap();
    assert_ne!(almacen.dispositivo(), antes);
    almacen.cerrar().unwrap();
    assert_eq!(mundo.llavero.cuantas(), 1, "the old seed is not touched");

    // The data file in another folder, with the same keyring.
    let (mundo, almacen) = Mundo::mudado();
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    let aperturas = Aperturas { carpeta_usuario: mundo.lugar.carpeta.path().join("otra"), ..mundo.aperturas() };
    let almacen = Almacen::abrir(&mundo.lugar.ruta(), &aperturas, &Avance::default()).unwrap();
    assert_ne!(almacen.dispositivo(), antes);
    assert_eq!(causa_de_la_ultima_rama(&almacen).as_deref(), Some("trasladada"));
    sin_problemas(&almacen);
}

#[test]
fn a_file_that_went_back_in_time_is_another_device_that_the_key_of_the_keyring_hands_over_to() {
    let (mut mundo, almacen) = Mundo::mudado();
    let antes = almacen.dispositivo();
    almacen.cerrar().unwrap();
    let vieja = std::fs::read(mundo.lugar.ruta()).unwrap();
    let mut almacen = mundo.abrir().unwrap();
    mundo.lugar.tramite(&mut almacen, "Lo que se pierde de vista", &[]);
    almacen.cerrar().unwrap();
    std::fs::write(mundo.lugar.ruta(), vieja).unwrap();
    let mut almacen = mundo.abrir().unwrap();
    assert_ne!(almacen.dispositivo(), antes);
    assert_eq!(causa_de_la_ultima_rama(&almacen).as_deref(), Some("restaurada firmada"));
    assert_eq!(almacen.custodia(), Custodia::Archivo, "the new key is born in its file");
    mudar(&mut almacen).unwrap();
    assert_eq!(mundo.llavero.cuantas(), 2);
    mundo.lugar.tramite(&mut almacen, "Sigue", &[]);
    sin_problemas(&almacen);
}

#[test]
fn who_wants_the_key_in_the_file_has_it_there_and_it_stays() {
    let (mundo, mut almacen) = Mundo::mudado();
    let antes = almacen.dispositivo();
    mundo.llavero.fallar(Some(FallaDeLlavero::Cerrado));
    assert!(matches!(almacen.mudar_clave(Custodia::Archivo), Err(FallaAlmacen::LlaveroCerrado { .. })));
    assert_eq!(almacen.custodia(), Custodia::Llavero, "it is where it was");
    mundo.llavero.fallar(None);
    almacen.mudar_clave(Custodia::Archivo).unwrap();
    assert_eq!((almacen.custodia(), mundo.llavero.cuantas()), (Custodia::Archivo, 0));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(mundo.clave()).unwrap().permissions().mode() & 0o777, 0o600);
    }
    almacen.cerrar().unwrap();
    let mut almacen = mundo.abrir().unwrap();
    assert_eq!(almacen.dispositivo(), antes);
    assert!(almacen.preparar_mudanza().unwrap().is_none(), "nobody moves it again");
    almacen.mudar_clave(Custodia::Llavero).unwrap();
    assert_eq!((almacen.custodia(), mundo.clave().exists()), (Custodia::Llavero, false), "until that person does");
    let nombre = uuid::Uuid::from_bytes(antes).simple().to_string();
    assert!(mundo.llavero.leer(&nombre).unwrap().is_some());
}
