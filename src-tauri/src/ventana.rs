//! The one window, and what it may not do: navigate away, open others, download.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use casos::sesion::Sesion;
use tauri::webview::{Color, NewWindowResponse};
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// Label of the window; `capabilities/principal.json` names it.
pub const PRINCIPAL: &str = "principal";

/// `--fondo` of the light theme, painted until the page draws.
const FONDO: Color = Color(0xf5, 0xf7, 0xfa, 0xff);

/// What decides the first screen is asked as soon as the document begins, while its files are still
/// being read; `ui/src/puente/tauri.ts` takes the answer, or the failure, from here.
const PRIMERA_PREGUNTA: &str = r#"
{
  const respuesta = window.__TAURI_INTERNALS__.invoke("estado_inicial", { pide: {} });
  respuesta.catch(() => {});
  window.primeraPregunta = respuesta;
}
"#;

/// What the page asks for to say that its first screen is built and takes keys
/// (`ui/src/puente/tauri.ts`). There is no such file: the question is the message.
const AVISO_DE_PANTALLA: &str = "/primera-pantalla";

/// Creates the window; the page begins to load before this returns.
pub fn crear(app: &AppHandle, datos: &Path) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, PRINCIPAL, WebviewUrl::default())
        .title("Diligencia")
        .inner_size(1366.0, 768.0)
        .min_inner_size(960.0, 600.0)
        .background_color(FONDO)
        .data_directory(datos.join("ventana"))
        .devtools(cfg!(debug_assertions))
        // The page moves rows by drag and drop; a dropped link is stopped by `on_navigation`.
        .disable_drag_drop_handler()
        .on_navigation(es_de_la_aplicacion)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .initialization_script(PRIMERA_PREGUNTA)
        .on_web_resource_request({
            let app = app.clone();
            move |pide, responde| {
                if pide.uri().path() == AVISO_DE_PANTALLA {
                    *responde.body_mut() = Cow::Borrowed(&[]);
                    primera_pantalla(&app);
                }
            }
        })
        .on_document_title_changed(seguir_titulo)
        .build()?;
    Ok(())
}

/// The window is named as the screen it shows, so that the bar of tasks tells two of them apart.
#[expect(clippy::needless_pass_by_value, reason = "the signature is Tauri's")]
fn seguir_titulo(ventana: WebviewWindow, titulo: String) {
    if titulo.is_empty() {
        return;
    }
    if let Err(error) = ventana.set_title(&titulo) {
        tracing::warn!("the window could not take its title: {error}");
    }
}

/// From here on the program can be used.
///
/// The log keeps how long it took, which is what `make bench` reads. Only now is the data file
/// opened for writing, which verifies it: reading it for the first screen did not need that.
fn primera_pantalla(app: &AppHandle) {
    let inicio = app.state::<Inicio>();
    if inicio.llego.swap(true, Ordering::Relaxed) {
        return;
    }
    tracing::info!(ms = u64::try_from(inicio.desde.elapsed().as_millis()).unwrap_or(u64::MAX), "first screen");
    if let Some(ventana) = app.get_webview_window(PRINCIPAL)
        && let Err(error) = ventana.set_focus()
    {
        tracing::warn!("the window could not take the focus: {error}");
    }
    let sesion = Arc::clone(&app.state::<Arc<Sesion>>());
    tauri::async_runtime::spawn_blocking(move || {
        if sesion.hay_base()
            && let Err(falla) = sesion.preparar_escritura()
        {
            tracing::warn!("not ready to write: {falla}");
            return;
        }
        if sesion.hay_base() {
            match sesion.llevar_clave_al_llavero() {
                Ok(en_llavero) => tracing::info!(en_llavero, "key of this computer"),
                Err(falla) => tracing::info!("the key of this computer stays in its file: {falla}"),
            }
        }
    });
}

/// When the program began, and whether its first screen has come.
pub struct Inicio {
    desde: Instant,
    llego: AtomicBool,
}

impl Inicio {
    /// The program begins now.
    pub fn ahora() -> Self {
        Self { desde: Instant::now(), llego: AtomicBool::new(false) }
    }
}

/// Shows and focuses the window: somebody started the program again.
pub fn traer_al_frente(app: &AppHandle) {
    if let Some(ventana) = app.get_webview_window(PRINCIPAL) {
        let hecho = ventana.unminimize().and_then(|()| ventana.show()).and_then(|()| ventana.set_focus());
        if let Err(error) = hecho {
            tracing::warn!("the window could not be brought forward: {error}");
        }
    }
}

/// Whether an address is the built page: `tauri://localhost`, or its form on Windows.
fn es_de_la_aplicacion(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_built_page_may_be_visited() {
        let va = |url: &str| es_de_la_aplicacion(&Url::parse(url).unwrap());
        assert!(va("tauri://localhost/index.html#/ficha/1"));
        for url in [
            "https://tramites.gob.gt/",
            "http://localhost/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "tauri://otro/",
            "https://tauri.localhost.ejemplo.gt/",
            "javascript:alert(1)",
        ] {
            assert!(!va(url), "{url}");
        }
    }
}
