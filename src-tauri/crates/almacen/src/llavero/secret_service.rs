//! The Secret Service of the session bus (GNOME Keyring, KWallet, KeePassXC), without dialogs.
//!
//! Only five calls are made: `OpenSession`, `ReadAlias`, `SearchItems`, `GetSecret`, `CreateItem` (and
//! `Delete`). `Unlock` and `Prompt` are never called, and those two are what opens a dialog; when a call
//! answers that it would need one, the keyring counts as locked.
//!
//! The session is opened with the `plain` algorithm: the seed crosses a socket that only processes of the
//! same user may open, the same ones that could ask the keyring for it. The encrypted alternative of the
//! protocol (1024-bit Diffie-Hellman, unauthenticated, AES-CBC) protects from nobody else and would bring
//! five crates.
//!
//! Everything runs on a thread of its own that is waited for [`LIMITE`] and then left behind: a bus that
//! accepts and says nothing must not stop a save.

use std::collections::HashMap;
use std::sync::mpsc;
use std::time::Duration;

use zbus::blocking::{Connection, Proxy, connection};
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Type, Value};

use super::{APLICACION, FallaDeLlavero, LlaveroDelSistema, Semilla, rotulo};

type R<T> = Result<T, FallaDeLlavero>;

/// All that is waited for one question to the keyring. A service that the bus has to start took 0.1 s.
const LIMITE: Duration = Duration::from_secs(3);

const DESTINO: &str = "org.freedesktop.secrets";
const RUTA: &str = "/org/freedesktop/secrets";
const SERVICIO: &str = "org.freedesktop.Secret.Service";
const COLECCION: &str = "org.freedesktop.Secret.Collection";
const PIEZA: &str = "org.freedesktop.Secret.Item";
/// How the protocol writes «nothing» where a path is due.
const NADA: &str = "/";

/// The keyring behind the session bus.
#[derive(Debug, Default)]
pub(super) struct ServicioDeSecretos {
    /// Another bus than the session's, for tests.
    bus: Option<String>,
}

/// A secret as it crosses the bus.
#[derive(serde::Serialize, serde::Deserialize, Type)]
struct Secreto {
    sesion: OwnedObjectPath,
    parametros: Vec<u8>,
    valor: Vec<u8>,
    tipo: String,
}

impl Drop for Secreto {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.valor);
    }
}

impl LlaveroDelSistema for ServicioDeSecretos {
    fn leer(&self, nombre: &str) -> R<Option<Semilla>> {
        let nombre = nombre.to_owned();
        self.preguntar(move |s| {
            let Some(pieza) = s.buscar(&nombre)? else { return Ok(None) };
            let secreto: Secreto = s.pieza(&pieza)?.call("GetSecret", &(&s.sesion,)).map_err(falla)?;
            let bytes: [u8; 32] = secreto.valor.as_slice().try_into().map_err(|_| FallaDeLlavero::NoResponde)?;
            Ok(Some(Semilla::new(bytes)))
        })
    }

    fn guardar(&self, nombre: &str, semilla: &Semilla) -> R<()> {
        let (nombre, semilla) = (nombre.to_owned(), semilla.clone());
        self.preguntar(move |s| {
            let coleccion = s.coleccion_abierta()?;
            let rotulo = rotulo(&nombre);
            let propiedades: HashMap<&str, Value<'_>> = HashMap::from([
                ("org.freedesktop.Secret.Item.Label", Value::from(rotulo.as_str())),
                ("org.freedesktop.Secret.Item.Attributes", Value::from(atributos(&nombre))),
            ]);
            let secreto = Secreto {
                sesion: s.sesion.clone(),
                parametros: Vec::new(),
                valor: semilla.to_vec(),
                tipo: "application/octet-stream".to_owned(),
            };
            let coleccion = Proxy::new(&s.con, DESTINO, coleccion.as_ref(), COLECCION).map_err(falla)?;
            let (_, dialogo): (OwnedObjectPath, OwnedObjectPath) =
                coleccion.call("CreateItem", &(propiedades, &secreto, true)).map_err(falla)?;
            sin_dialogo(&dialogo)
        })
    }

    fn borrar(&self, nombre: &str) -> R<()> {
        let nombre = nombre.to_owned();
        self.preguntar(move |s| {
            let Some(pieza) = s.buscar(&nombre)? else { return Ok(()) };
            let dialogo: OwnedObjectPath = s.pieza(&pieza)?.call("Delete", &()).map_err(falla)?;
            sin_dialogo(&dialogo)
        })
    }
}

impl ServicioDeSecretos {
    /// Runs `f` over a fresh connection, on a thread that is not waited for longer than [`LIMITE`].
    fn preguntar<T: Send + 'static>(&self, f: impl FnOnce(&SesionAbierta) -> R<T> + Send + 'static) -> R<T> {
        let (enviar, recibir) = mpsc::sync_channel(1);
        let bus = self.bus.clone();
        let hilo = std::thread::Builder::new().name("llavero".to_owned());
        let lanzado = hilo.spawn(move || {
            // Nobody may be waiting any more; then the answer goes nowhere.
            let _ = enviar.send(SesionAbierta::new(bus.as_deref()).and_then(|s| f(&s)));
        });
        lanzado.map_err(|_| FallaDeLlavero::NoResponde)?;
        recibir.recv_timeout(LIMITE).unwrap_or(Err(FallaDeLlavero::NoResponde))
    }
}

/// A connection with the session in which secrets are handed over.
struct SesionAbierta {
    con: Connection,
    sesion: OwnedObjectPath,
}

impl SesionAbierta {
    fn new(bus: Option<&str>) -> R<SesionAbierta> {
        let constructor = match bus {
            Some(direccion) => connection::Builder::address(direccion),
            None => connection::Builder::session(),
        };
        let con = constructor.and_then(|c| c.method_timeout(LIMITE).build()).map_err(|_| FallaDeLlavero::NoHay)?;
        let (_, sesion): (OwnedValue, OwnedObjectPath) =
            servicio(&con)?.call("OpenSession", &("plain", Value::from(""))).map_err(|e| match falla(e) {
                // The bus answers for a service that is not there and that it cannot start.
                FallaDeLlavero::NoResponde => FallaDeLlavero::NoHay,
                otra @ (FallaDeLlavero::NoHay | FallaDeLlavero::Cerrado) => otra,
            })?;
        Ok(SesionAbierta { con, sesion })
    }

    fn pieza<'a>(&'a self, ruta: &'a ObjectPath<'_>) -> R<Proxy<'a>> {
        Proxy::new(&self.con, DESTINO, ruta, PIEZA).map_err(falla)
    }

    /// The unlocked item of a name. `None` only when the keyring is open: a locked one may hide it.
    fn buscar(&self, nombre: &str) -> R<Option<OwnedObjectPath>> {
        let (abiertas, cerradas): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
            servicio(&self.con)?.call("SearchItems", &(atributos(nombre),)).map_err(falla)?;
        if let Some(pieza) = abiertas.into_iter().next() {
            return Ok(Some(pieza));
        }
        if !cerradas.is_empty() {
            return Err(FallaDeLlavero::Cerrado);
        }
        self.coleccion_abierta().map(|_| None)
    }

    /// The collection where the system keeps what it is given, when it is open.
    fn coleccion_abierta(&self) -> R<OwnedObjectPath> {
        let ruta: OwnedObjectPath = servicio(&self.con)?.call("ReadAlias", &("default",)).map_err(falla)?;
        if ruta.as_str() == NADA {
            return Err(FallaDeLlavero::Cerrado);
        }
        let cerrada: bool =
            Proxy::new(&self.con, DESTINO, ruta.as_ref(), COLECCION).map_err(falla)?.get_property("Locked").map_err(falla)?;
        if cerrada { Err(FallaDeLlavero::Cerrado) } else { Ok(ruta) }
    }
}

fn servicio(con: &Connection) -> R<Proxy<'_>> {
    Proxy::new(con, DESTINO, RUTA, SERVICIO).map_err(falla)
}

fn atributos(nombre: &str) -> HashMap<&str, &str> {
    HashMap::from([("application", APLICACION), ("dispositivo", nombre)])
}

/// A call that would need a dialog was not carried out.
fn sin_dialogo(dialogo: &OwnedObjectPath) -> R<()> {
    if dialogo.as_str() == NADA { Ok(()) } else { Err(FallaDeLlavero::Cerrado) }
}

fn falla(error: zbus::Error) -> FallaDeLlavero {
    let nombre = if let zbus::Error::MethodError(nombre, _, _) = &error { nombre.as_str() } else { "" };
    match nombre {
        "org.freedesktop.Secret.Error.IsLocked" => FallaDeLlavero::Cerrado,
        "org.freedesktop.DBus.Error.ServiceUnknown" | "org.freedesktop.DBus.Error.NameHasNoOwner" => FallaDeLlavero::NoHay,
        _ => FallaDeLlavero::NoResponde,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::os::unix::net::UnixListener;
    use std::time::Instant;

    use super::*;

    fn en(bus: &std::path::Path) -> ServicioDeSecretos {
        ServicioDeSecretos { bus: Some(format!("unix:path={}", bus.display())) }
    }

    #[test]
    fn without_a_bus_there_is_no_keyring_and_nobody_waits() {
        let lugar = tempfile::tempdir().unwrap();
        let antes = Instant::now();
        let llavero = en(&lugar.path().join("no-hay"));
        assert_eq!(llavero.leer("a").unwrap_err(), FallaDeLlavero::NoHay);
        assert_eq!(llavero.guardar("a", &Semilla::default()).unwrap_err(), FallaDeLlavero::NoHay);
        assert!(antes.elapsed() < Duration::from_secs(1), "{:?}", antes.elapsed());
    }

    #[test]
    fn a_bus_that_accepts_and_says_nothing_is_left_after_three_seconds() {
        let lugar = tempfile::tempdir().unwrap();
        let bus = lugar.path().join("mudo");
        let _oido = UnixListener::bind(&bus).unwrap();
        let antes = Instant::now();
        assert_eq!(en(&bus).leer("a").unwrap_err(), FallaDeLlavero::NoResponde);
        assert!(antes.elapsed() >= LIMITE, "it was given its time");
        assert!(antes.elapsed() < LIMITE + Duration::from_secs(2), "{:?}", antes.elapsed());
    }

    /// A whole keyring, where this machine has `dbus-daemon` and `gnome-keyring-daemon`. Where it has none
    /// the run says so, and the long one fails.
    #[test]
    fn a_real_keyring_keeps_gives_back_replaces_and_forgets() {
        let lugar = tempfile::tempdir().unwrap();
        let Some(real) = Real::arrancar(lugar.path()) else {
            assert!(std::env::var_os("DILIGENCIA_LARGO").is_none(), "install dbus and gnome-keyring for the long tests");
            println!("no ejecutada: this machine has no dbus-daemon or no gnome-keyring-daemon");
            return;
        };
        let llavero = ServicioDeSecretos { bus: Some(real.bus.clone()) };
        assert_eq!(llavero.leer("a"), Ok(None), "open and empty");
        for semilla in [[7u8; 32], [9; 32]] {
            llavero.guardar("a", &Semilla::new(semilla)).unwrap();
            assert_eq!(llavero.leer("a").unwrap(), Some(Semilla::new(semilla)), "the last one");
        }
        llavero.guardar("b", &Semilla::new([1; 32])).unwrap();
        llavero.borrar("a").unwrap();
        assert_eq!(llavero.leer("a"), Ok(None));
        assert_eq!(llavero.leer("b").unwrap(), Some(Semilla::new([1; 32])), "another name is another seed");
        llavero.borrar("a").unwrap();

        real.cerrar();
        let antes = Instant::now();
        assert_eq!(llavero.leer("b").unwrap_err(), FallaDeLlavero::Cerrado, "locked is not empty");
        assert_eq!(llavero.leer("a").unwrap_err(), FallaDeLlavero::Cerrado, "what a locked keyring does not show may be in it");
        assert_eq!(llavero.guardar("c", &Semilla::default()).unwrap_err(), FallaDeLlavero::Cerrado);
        assert!(antes.elapsed() < Duration::from_secs(2), "no dialog was waited for: {:?}", antes.elapsed());
    }

    /// A private bus with a keyring of its own, unlocked; both end with it.
    struct Real {
        bus: String,
        procesos: Vec<std::process::Child>,
    }

    impl Real {
        fn arrancar(lugar: &std::path::Path) -> Option<Real> {
            use std::io::{BufRead as _, Write as _};
            use std::process::{Command, Stdio};
            let mut demonio = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address"])
                .env("XDG_RUNTIME_DIR", lugar)
                .env("HOME", lugar)
                .env("XDG_DATA_DIRS", lugar)
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .ok()?;
            let mut bus = String::new();
            std::io::BufReader::new(demonio.stdout.take()?).read_line(&mut bus).ok()?;
            let bus = bus.trim().to_owned();
            let mut real = Real { bus: bus.clone(), procesos: vec![demonio] };
            let mut llavero = Command::new("gnome-keyring-daemon")
                .args(["--foreground", "--unlock", "--components=secrets"])
                .env("DBUS_SESSION_BUS_ADDRESS", &bus)
                .env("HOME", lugar)
                .env("XDG_RUNTIME_DIR", lugar)
                .env("XDG_DATA_HOME", lugar.join("datos"))
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .ok()?;
            llavero.stdin.take()?.write_all(b"clave de prueba").ok()?;
            real.procesos.push(llavero);
            let limite = Instant::now() + Duration::from_secs(10);
            let listo = || SesionAbierta::new(Some(&bus)).and_then(|s| s.coleccion_abierta()).is_ok();
            while !listo() {
                if Instant::now() > limite {
                    return None;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
            Some(real)
        }

        fn cerrar(&self) {
            let sesion = SesionAbierta::new(Some(&self.bus)).unwrap();
            let coleccion = sesion.coleccion_abierta().unwrap();
            let _: (Vec<OwnedObjectPath>, OwnedObjectPath) = servicio(&sesion.con).unwrap().call("Lock", &(vec![coleccion],)).unwrap();
        }
    }

    impl Drop for Real {
        fn drop(&mut self) {
            for proceso in self.procesos.iter_mut().rev() {
                let _ = proceso.kill();
                let _ = proceso.wait();
            }
        }
    }
}
