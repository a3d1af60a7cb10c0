//! Just enough HTTP/1.1 for a browser on this same computer: one request a connection, one thread
//! a connection, nothing kept open.
//!
//! A browser opens more connections than it uses and keeps them idle. A pool of threads that read
//! from them can leave a request waiting for ever behind idle ones, which a test sees as a screen
//! that never finishes loading; here an idle connection only holds its own thread.

use std::io::{self, BufRead as _, BufReader, Read, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// Longest line of a request, and most header lines.
const LINEA: u64 = 16 * 1024;
const CABECERAS: usize = 100;
/// A connection that says nothing is closed.
const ESPERA: Duration = Duration::from_secs(60);

/// A request whose body has not been read yet.
pub struct Peticion {
    /// `GET`, `POST`…
    pub metodo: String,
    /// Path, without the query.
    pub ruta: String,
    /// What stands after `?`; empty when nothing does.
    pub consulta: String,
    cabeceras: Vec<(String, String)>,
    lector: BufReader<TcpStream>,
}

/// What is answered.
pub struct Respuesta {
    /// Status.
    pub estado: u16,
    /// Media type.
    pub tipo: &'static str,
    /// Content policy of a page.
    pub politica: Option<&'static str>,
    /// Body.
    pub bytes: Vec<u8>,
}

impl Respuesta {
    /// A JSON answer.
    pub fn json(estado: u16, bytes: Vec<u8>) -> Self {
        Self { estado, tipo: "application/json; charset=utf-8", politica: None, bytes }
    }

    /// A word of plain text.
    pub fn texto(estado: u16, texto: &str) -> Self {
        Self { estado, tipo: "text/plain; charset=utf-8", politica: None, bytes: texto.as_bytes().to_vec() }
    }
}

impl Peticion {
    fn leer(conexion: TcpStream) -> io::Result<Self> {
        conexion.set_read_timeout(Some(ESPERA))?;
        let mut lector = BufReader::new(conexion);
        let primera = linea(&mut lector)?;
        let mut partes = primera.split(' ');
        let (Some(metodo), Some(url)) = (partes.next(), partes.next()) else { return Err(mala()) };
        let (ruta, consulta) = url.split_once('?').unwrap_or((url, ""));
        let (metodo, ruta, consulta) = (metodo.to_owned(), ruta.to_owned(), consulta.to_owned());
        let mut cabeceras = Vec::new();
        loop {
            let una = linea(&mut lector)?;
            if una.is_empty() {
                return Ok(Self { metodo, ruta, consulta, cabeceras, lector });
            }
            let (nombre, valor) = una.split_once(':').ok_or_else(mala)?;
            cabeceras.push((nombre.trim().to_owned(), valor.trim().to_owned()));
            if cabeceras.len() > CABECERAS {
                return Err(mala());
            }
        }
    }

    /// A header, whatever its capitals.
    pub fn cabecera(&self, nombre: &str) -> Option<&str> {
        self.cabeceras.iter().find(|(n, _)| n.eq_ignore_ascii_case(nombre)).map(|(_, v)| v.as_str())
    }

    /// The body; `None` when it is over the limit or does not arrive whole.
    pub fn cuerpo(&mut self, limite: u64) -> Option<Vec<u8>> {
        let largo: u64 = self.cabecera("Content-Length").map_or(Ok(0), str::parse).ok()?;
        if largo > limite {
            return None;
        }
        let mut bytes = Vec::new();
        (&mut self.lector).take(largo).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 == largo).then_some(bytes)
    }

    fn responder(self, respuesta: &Respuesta) -> io::Result<()> {
        let Respuesta { estado, tipo, politica, bytes } = respuesta;
        let politica = politica.map(|p| format!("Content-Security-Policy: {p}\r\n")).unwrap_or_default();
        let mut conexion = self.lector.into_inner();
        write!(
            conexion,
            "HTTP/1.1 {estado} -\r\nContent-Type: {tipo}\r\nContent-Length: {}\r\n{politica}Connection: close\r\n\r\n",
            bytes.len()
        )?;
        conexion.write_all(bytes)?;
        conexion.flush()
    }
}

fn mala() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

fn linea(lector: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut bytes = Vec::new();
    lector.take(LINEA).read_until(b'\n', &mut bytes)?;
    let texto = String::from_utf8(bytes).map_err(|_| mala())?;
    texto.strip_suffix("\r\n").map(str::to_owned).ok_or_else(mala)
}

/// Answers connections until the process ends.
///
/// # Errors
/// Those of accepting connections.
pub fn atender(puerto: &TcpListener, responder: impl Fn(&mut Peticion) -> Respuesta + Send + Sync + 'static) -> io::Result<()> {
    let responder = Arc::new(responder);
    for conexion in puerto.incoming() {
        let (conexion, responder) = (conexion?, Arc::clone(&responder));
        std::thread::spawn(move || {
            // A browser that goes away before its answer is no news.
            if let Ok(mut peticion) = Peticion::leer(conexion) {
                let respuesta = responder(&mut peticion);
                let _ = peticion.responder(&respuesta);
            }
        });
    }
    Ok(())
}
