//! Work on bytes of strangers in a process of its own, capped in memory and time.
//!
//! The child is this same program under a hidden first argument ([`atender`], first thing in every
//! `main`). It gets its bytes by standard input, with an empty environment and nothing open, puts its
//! limits on itself before it reads the first of them, and writes frames by standard output. The
//! parent ([`ejecutar`]) gives the bytes, reads the frames with the reader of the task and kills the
//! child when it is over its time or the person cancels. It believes neither the exit code nor the
//! frames: a task ends well only when its reader found a well-formed end.
//!
//! Limits: on Unix, address space over what the program itself takes, and processor time; on every
//! system, wall time by the parent. On Windows there is no memory limit yet (`seguridad.md` §7): the
//! reader's own limits, which allocate nothing by a declared size, hold there too.
//!
//! Callers: the import of spreadsheets, and that of packages over 50 MiB.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use datos_abiertos::libro::{self, LimitesDeLibro, marco};

use crate::trabajos::Trabajo;

/// What a child can do. Its name is the hidden first argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tarea {
    /// A spreadsheet by standard input; its rows as frames ([`marco`]) by standard output.
    Hojas,
    /// A package as standard input; one line about it by standard output.
    Paquete,
}

impl Tarea {
    const TODAS: [Tarea; 2] = [Tarea::Hojas, Tarea::Paquete];

    const fn nombre(self) -> &'static str {
        match self {
            Tarea::Hojas => "hijo-hojas",
            Tarea::Paquete => "hijo-paquete",
        }
    }

    /// Most that it may take.
    const fn topes(self) -> Topes {
        match self {
            Tarea::Hojas => Topes { memoria: 512 << 20, tiempo: Duration::from_secs(30) },
            // 2 GiB at the pace of a slow stick, and five million entries.
            Tarea::Paquete => Topes { memoria: 1 << 30, tiempo: Duration::from_secs(300) },
        }
    }
}

/// Most that a child may take.
#[derive(Clone, Copy, Debug)]
struct Topes {
    memoria: u64,
    tiempo: Duration,
}

/// Why a child gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FallaDeHijo {
    /// The program could not start itself.
    #[error("the child did not start: {0}")]
    NoArranca(std::io::ErrorKind),
    /// Over its time.
    #[error("the child was over its time")]
    Tiempo,
    /// It ended before it was done: over its memory, or a defect.
    #[error("the child ended before it was done")]
    Murio,
    /// It refused the file, and says why to the person.
    #[error("refused by the child: {mensaje}")]
    Rechazado {
        /// Spanish sentence.
        mensaje: String,
        /// The remedy is less of it.
        limite: bool,
    },
    /// The person cancelled.
    #[error("cancelled")]
    Cancelado,
}

// ---------------------------------------------------------------- the child

/// Does the work of a child when this process was started as one; `None` for a person's.
#[must_use]
pub fn atender() -> Option<ExitCode> {
    let primero = std::env::args_os().nth(1)?;
    let tarea = Tarea::TODAS.into_iter().find(|t| primero == t.nombre())?;
    limitarse(tarea.topes());
    let hecho = match tarea {
        Tarea::Hojas => hojas(),
        Tarea::Paquete => crate::intercambio::aparte::hijo(),
    };
    Some(if hecho.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The standard input of this process as the file that the parent gave.
pub(crate) fn entrada_como_archivo() -> std::io::Result<File> {
    #[cfg(unix)]
    let suya = std::os::fd::AsFd::as_fd(&std::io::stdin()).try_clone_to_owned()?;
    #[cfg(windows)]
    let suya = std::os::windows::io::AsHandle::as_handle(&std::io::stdin()).try_clone_to_owned()?;
    Ok(File::from(suya))
}

fn hojas() -> std::io::Result<()> {
    let limites = LimitesDeLibro::default();
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(limites.bytes + 1).read_to_end(&mut bytes)?;
    let salida = BufWriter::with_capacity(1 << 18, std::io::stdout().lock());
    let mut escritor = marco::Escritor::new(salida).map_err(std::io::Error::other)?;
    let leido = libro::leer(&bytes, &limites, &mut escritor);
    escritor.cerrar(leido).map_err(std::io::Error::other)
}

/// Puts the limits on this process. One that cannot be put does not stop the work: the parent's
/// clock and the limits of the reader still hold.
#[cfg(unix)]
fn limitarse(topes: Topes) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let poner = |que: Resource, n: u64| {
        let _ = setrlimit(que, Rlimit { current: Some(n), maximum: Some(n) });
    };
    poner(Resource::As, topes.memoria + ocupado());
    poner(Resource::Cpu, topes.tiempo.as_secs());
    poner(Resource::Core, 0);
    poner(Resource::Nofile, 16);
}

#[cfg(not(unix))]
fn limitarse(_: Topes) {}

/// Address space that the program takes before it does anything: the libraries of the window alone
/// are some hundreds of MiB, which are not the file's.
#[cfg(unix)]
fn ocupado() -> u64 {
    let paginas = std::fs::read_to_string("/proc/self/statm").ok().and_then(|t| t.split(' ').next()?.parse::<u64>().ok());
    paginas.unwrap_or(0) * rustix::param::page_size() as u64
}

// ---------------------------------------------------------------- the parent

/// How often the clock and the person are looked at.
const PULSO: Duration = Duration::from_millis(20);

/// What a child reads.
pub(crate) enum Entrada<'a> {
    /// Bytes, through a pipe.
    Bytes(&'a [u8]),
    /// An open file, which the child may read from any place.
    Archivo(File),
}

/// Runs a task over `entrada` in a child of `programa`, and gives what `leer` found in its frames.
///
/// # Errors
/// [`FallaDeHijo`]; the child is gone in every case.
pub(crate) fn ejecutar<T: Send>(
    programa: &Path,
    tarea: Tarea,
    entrada: Entrada<'_>,
    trabajo: &Trabajo,
    leer: impl FnOnce(&mut dyn Read) -> Result<T, FallaDeHijo> + Send,
) -> Result<T, FallaDeHijo> {
    let mut orden = Command::new(programa);
    let (bytes, suya) = match entrada {
        Entrada::Bytes(bytes) => (Some(bytes), Stdio::piped()),
        Entrada::Archivo(archivo) => (None, Stdio::from(archivo)),
    };
    orden.arg(tarea.nombre()).env_clear().stdin(suya).stdout(Stdio::piped()).stderr(Stdio::null());
    // The allocator of the console reserves a GiB of addresses at once, which the limit would refuse.
    orden.env("MIMALLOC_ARENA_RESERVE", "32768");
    if cfg!(windows) {
        orden.envs(std::env::var_os("SystemRoot").map(|v| ("SystemRoot", v)));
    }
    let mut hijo = Vigilado(orden.spawn().map_err(|e| FallaDeHijo::NoArranca(e.kind()))?);
    let (entrada, Some(salida)) = (hijo.0.stdin.take(), hijo.0.stdout.take()) else { return Err(FallaDeHijo::Murio) };
    let limite = Instant::now() + tarea.topes().tiempo;
    std::thread::scope(|hilos| {
        // A child that refuses at once closes its end: what is left to write is no failure.
        if let (Some(mut entrada), Some(bytes)) = (entrada, bytes) {
            hilos.spawn(move || drop(entrada.write_all(bytes)));
        }
        let (avisa, avisado) = mpsc::channel();
        hilos.spawn(move || drop(avisa.send(leer(&mut BufReader::with_capacity(1 << 18, salida)))));
        let hecho = loop {
            match avisado.recv_timeout(PULSO) {
                Ok(leido) => break leido,
                Err(RecvTimeoutError::Timeout) if trabajo.cancelado() => break Err(FallaDeHijo::Cancelado),
                Err(RecvTimeoutError::Timeout) if Instant::now() > limite => break Err(FallaDeHijo::Tiempo),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break Err(FallaDeHijo::Murio),
            }
        };
        // Both threads end when the child does.
        hijo.terminar();
        hecho
    })
}

/// A child that does not outlive its call, whatever way it ends.
struct Vigilado(Child);

impl Vigilado {
    fn terminar(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Vigilado {
    fn drop(&mut self) {
        self.terminar();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn run(programa: &str, trabajo: &Trabajo) -> Result<Vec<u8>, FallaDeHijo> {
        ejecutar(Path::new(programa), Tarea::Hojas, Entrada::Bytes(b""), trabajo, |salida| {
            let mut todo = Vec::new();
            salida.read_to_end(&mut todo).map_err(|_| FallaDeHijo::Murio)?;
            Ok(todo)
        })
    }

    #[test]
    fn a_child_that_does_not_exist_is_named_and_one_that_only_talks_is_heard() {
        assert_eq!(run("/no/existe", &Trabajo::default()), Err(FallaDeHijo::NoArranca(std::io::ErrorKind::NotFound)));
        assert_eq!(run("/bin/echo", &Trabajo::default()), Ok(b"hijo-hojas\n".to_vec()));
    }

    #[test]
    fn a_person_who_cancels_does_not_wait_for_the_child() {
        let carpeta = tempfile::tempdir().unwrap();
        let guion = carpeta.path().join("dormilon");
        std::fs::write(&guion, "#!/bin/sh\nexec /bin/sleep 600\n").unwrap();
        std::fs::set_permissions(&guion, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let trabajo = Trabajo::default();
        trabajo.cancelar();
        let inicio = Instant::now();
        assert_eq!(run(&guion.to_string_lossy(), &trabajo), Err(FallaDeHijo::Cancelado));
        assert!(inicio.elapsed() < Duration::from_secs(10), "the child was killed");
    }
}
