//! `servir --solo-pruebas`: the command table over loopback HTTP, for the browser tests.
//!
//! It binds 127.0.0.1 only, asks for a random token and checks `Host`, serves the built page from
//! a folder and stands in for the window's file dialogs (uploads in, downloads out). The feature
//! that compiles it is off in installers.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use casos::Sesion;
use casos::falla::Falla;
use casos::puerta;

use crate::http::{self, Peticion, Respuesta};

const LIMITE_SUBIDA: u64 = 600 * 1024 * 1024;

/// The window's policy, with this host as the only place to talk to: a screen that breaks it here
/// breaks it there.
const POLITICA: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
                        connect-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'none'";

struct Anfitrion {
    sesion: Arc<Sesion>,
    token: String,
    host: String,
    interfaz: Option<PathBuf>,
    carpeta: PathBuf,
}

/// Serves until the process is told to stop. Prints the address, with its token, on one line.
///
/// # Errors
/// When the port cannot be bound.
pub fn servir(sesion: Arc<Sesion>, puerto: u16, interfaz: Option<PathBuf>, carpeta: PathBuf) -> anyhow::Result<()> {
    let direccion = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), puerto);
    let escucha = TcpListener::bind(direccion).map_err(|e| anyhow::anyhow!("no se pudo abrir el puerto {puerto}: {e}"))?;
    let puerto = escucha.local_addr()?.port();
    let token = casos::contexto::token_al_azar().ok_or_else(|| anyhow::anyhow!("el sistema no dio números al azar"))?;
    std::fs::create_dir_all(&carpeta)?;
    let anfitrion = Anfitrion { sesion, token: token.clone(), host: format!("127.0.0.1:{puerto}"), interfaz, carpeta };
    println!("http://127.0.0.1:{puerto}/?token={token}");
    http::atender(&escucha, move |peticion| anfitrion.atender(peticion))?;
    Ok(())
}

impl Anfitrion {
    fn atender(&self, peticion: &mut Peticion) -> Respuesta {
        if peticion.cabecera("Host") != Some(self.host.as_str()) {
            return Respuesta::texto(403, "host");
        }
        let ruta = peticion.ruta.clone();
        if peticion.metodo == "GET" && !ruta.starts_with("/destino/") {
            return self.pagina(&ruta);
        }
        let esperado = format!("Bearer {}", self.token);
        if peticion.cabecera("Authorization") != Some(esperado.as_str()) {
            return Respuesta::texto(401, "token");
        }
        let (estado, bytes) = match (peticion.metodo.as_str(), ruta.as_str()) {
            ("POST", r) if r.starts_with("/comando/") => {
                let nombre = r.trim_start_matches("/comando/");
                peticion.cuerpo(puerta::LIMITE_PETICION as u64 + 1).and_then(|b| String::from_utf8(b).ok()).map_or_else(
                    || (400, "{}".to_owned().into_bytes()),
                    |json| match puerta::despachar(&self.sesion, nombre, &json) {
                        Ok(valor) => (200, valor.to_string().into_bytes()),
                        Err(falla) => (422, serde_json::to_vec(&falla).unwrap_or_default()),
                    },
                )
            }
            ("POST", "/archivo") => self.subir(peticion),
            ("POST", "/destino") => {
                let ruta = self.carpeta.join(nombre_seguro(&peticion.consulta));
                responder_manija(self.sesion.registrar_destino(&ruta), &ruta)
            }
            ("POST", "/carpeta") => self.carpeta(),
            ("GET", r) => self.bajar(r.trim_start_matches("/destino/")),
            _ => (404, Vec::new()),
        };
        Respuesta::json(estado, bytes)
    }

    fn subir(&self, peticion: &mut Peticion) -> (u16, Vec<u8>) {
        let ruta = self.carpeta.join(nombre_seguro(&peticion.consulta));
        let Some(bytes) = peticion.cuerpo(LIMITE_SUBIDA) else { return (413, Vec::new()) };
        if std::fs::write(&ruta, bytes).is_err() {
            return (500, Vec::new());
        }
        responder_manija(self.sesion.registrar_archivo(&ruta), &ruta)
    }

    /// A folder of its own, where a person would have chosen one.
    fn carpeta(&self) -> (u16, Vec<u8>) {
        let Some(nombre) = casos::contexto::token_al_azar() else { return (500, Vec::new()) };
        let ruta = self.carpeta.join(nombre);
        if std::fs::create_dir_all(&ruta).is_err() {
            return (500, Vec::new());
        }
        responder_manija(self.sesion.registrar_carpeta(&ruta), Path::new("informes"))
    }

    /// What was exported: a file, or the names of those of a folder, one a line.
    fn bajar(&self, id: &str) -> (u16, Vec<u8>) {
        let Some(ruta) = self.sesion.ruta_exportada(id) else { return (404, Vec::new()) };
        if ruta.is_dir() {
            let mut nombres: Vec<String> =
                std::fs::read_dir(&ruta).into_iter().flatten().flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
            nombres.sort();
            return (200, nombres.join("\n").into_bytes());
        }
        std::fs::read(&ruta).map_or((404, Vec::new()), |bytes| (200, bytes))
    }

    fn pagina(&self, ruta: &str) -> Respuesta {
        let archivo = self.interfaz.as_deref().and_then(|raiz| dentro(raiz, ruta));
        match archivo.and_then(|a| std::fs::read(&a).ok().map(|bytes| (a, bytes))) {
            Some((archivo, bytes)) => Respuesta { estado: 200, tipo: tipo_de(&archivo), politica: Some(POLITICA), bytes },
            None => Respuesta::texto(404, "no existe"),
        }
    }
}

fn responder_manija(manija: Result<String, Falla>, ruta: &Path) -> (u16, Vec<u8>) {
    match manija {
        Ok(id) => (200, serde_json::json!({ "id": id, "nombre": casos::entrada::nombre(ruta) }).to_string().into_bytes()),
        Err(falla) => (422, serde_json::to_vec(&falla.a_dto()).unwrap_or_default()),
    }
}

/// The `nombre` of the query, reduced to a bare file name of harmless characters.
fn nombre_seguro(consulta: &str) -> String {
    let crudo = consulta.split('&').find_map(|p| p.strip_prefix("nombre=")).unwrap_or("archivo");
    let limpio: String = crudo.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    let limpio = limpio.trim_start_matches('.').to_owned();
    if limpio.is_empty() { "archivo".to_owned() } else { limpio }
}

fn dentro(raiz: &Path, ruta: &str) -> Option<PathBuf> {
    let relativa = Path::new(ruta.trim_start_matches('/'));
    let limpia = relativa.components().all(|c| matches!(c, Component::Normal(_)));
    if !limpia {
        return None;
    }
    let archivo = if relativa.as_os_str().is_empty() { raiz.join("index.html") } else { raiz.join(relativa) };
    archivo.is_file().then_some(archivo)
}

fn tipo_de(archivo: &Path) -> &'static str {
    match archivo.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json; charset=utf-8",
        _ => "application/octet-stream",
    }
}
