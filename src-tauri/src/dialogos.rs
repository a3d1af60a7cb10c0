//! Open and save dialogs: the page gets an opaque handle for one use, never a path.
//!
//! In debug builds two environment variables answer instead of the person, so that the real window
//! can be driven by a test: `DILIGENCIA_PRUEBA_ABRIR` and `DILIGENCIA_PRUEBA_GUARDAR`, each a path.
//! A release build does not contain them (a test of the binary looks for the names).

use std::path::PathBuf;
use std::sync::Arc;

use casos::dto::FallaDto;
use casos::falla::Falla;
use casos::sesion::Sesion;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager as _, State};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder};

use crate::comandos::en_otro_hilo;

/// What the chosen file is for: it decides the title and the filter of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TipoDeArchivo {
    /// An inventory to import.
    Catalogo,
    /// Evidence of a phase.
    Evidencia,
    /// A report.
    Pdf,
    /// A report as one page for a browser.
    Pagina,
    /// The tables of a report.
    Tablas,
    /// A backup: to restore it, or where to keep one.
    Respaldo,
    /// Where to write a workbook.
    Libro,
    /// Where to write CSV.
    Csv,
    /// Where to write JSON.
    Json,
    /// A folder to create, with several files in it.
    Carpeta,
    /// A diagram in BPMN 2.0.
    Bpmn,
}

impl TipoDeArchivo {
    fn titulo(self, para_guardar: bool) -> &'static str {
        match (self, para_guardar) {
            (Self::Catalogo, false) => "Elija el inventario que desea importar",
            (Self::Evidencia, false) => "Elija el documento de respaldo",
            (Self::Pdf, false) => "Elija un documento PDF",
            (Self::Respaldo, false) => "Elija la copia que desea restaurar",
            (Self::Respaldo, true) => "Elija dónde guardar la copia: una memoria u otro disco",
            (Self::Catalogo | Self::Evidencia | Self::Pdf, true) => "Elija dónde guardar el documento",
            (Self::Libro | Self::Csv | Self::Json | Self::Pagina | Self::Tablas, false) => "Elija un archivo",
            (Self::Libro | Self::Csv | Self::Json | Self::Pagina | Self::Tablas, true) => "Elija dónde guardar el archivo",
            (Self::Bpmn, false) => "Elija el diagrama BPMN que desea abrir",
            (Self::Bpmn, true) => "Elija dónde guardar el diagrama",
            (Self::Carpeta, _) => "Elija dónde crear la carpeta, y su nombre",
        }
    }

    fn filtro(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Catalogo => ("Inventario (Excel, ODS, CSV o JSON)", &["xlsx", "ods", "csv", "json", "txt"]),
            Self::Evidencia => ("Documentos", &["pdf", "png", "jpg", "jpeg", "docx", "xlsx", "odt", "txt"]),
            Self::Pdf => ("Documento PDF", &["pdf"]),
            Self::Pagina => ("Página web", &["html"]),
            Self::Tablas => ("Tablas comprimidas", &["zip"]),
            Self::Respaldo => ("Copia de Diligencia", &["dlgb"]),
            Self::Libro => ("Libro de Excel", &["xlsx"]),
            Self::Csv => ("CSV", &["csv"]),
            Self::Json => ("JSON", &["json"]),
            Self::Carpeta => ("Carpeta", &[]),
            Self::Bpmn => ("Diagrama BPMN 2.0", &["bpmn", "xml"]),
        }
    }
}

/// A file that the person chose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArchivoElegido {
    /// Handle, for one use, valid for ten minutes.
    pub id: String,
    /// Name to show, without its folder.
    pub nombre: String,
}

/// Asks for a file to read; `null` when the person closes the dialog.
#[tauri::command(async)]
pub async fn elegir_archivo(
    app: AppHandle,
    sesion: State<'_, Arc<Sesion>>,
    tipo: TipoDeArchivo,
) -> Result<Option<ArchivoElegido>, FallaDto> {
    let sesion = Arc::clone(&sesion);
    en_otro_hilo(move || {
        let Some(ruta) = preguntar_abrir(&app, tipo) else { return Ok(None) };
        let id = sesion.registrar_archivo(&ruta)?;
        Ok(Some(ArchivoElegido { id, nombre: nombre_de(&ruta) }))
    })
    .await
}

/// Asks where to write; the name is only a suggestion. `null` when the person closes the dialog.
#[tauri::command(async)]
pub async fn elegir_destino(
    app: AppHandle,
    sesion: State<'_, Arc<Sesion>>,
    nombre_sugerido: String,
    tipo: TipoDeArchivo,
) -> Result<Option<ArchivoElegido>, FallaDto> {
    let sesion = Arc::clone(&sesion);
    en_otro_hilo(move || {
        let Some(ruta) = preguntar_guardar(&app, &nombre_seguro(&nombre_sugerido), tipo) else { return Ok(None) };
        let id = sesion.registrar_destino(&ruta)?;
        Ok(Some(ArchivoElegido { id, nombre: nombre_de(&ruta) }))
    })
    .await
}

/// Asks for a folder where several files will be written; `null` when the person closes the dialog.
#[tauri::command(async)]
pub async fn elegir_carpeta(app: AppHandle, sesion: State<'_, Arc<Sesion>>) -> Result<Option<ArchivoElegido>, FallaDto> {
    let sesion = Arc::clone(&sesion);
    en_otro_hilo(move || {
        let Some(ruta) = preguntar_carpeta(&app) else { return Ok(None) };
        let id = sesion.registrar_carpeta(&ruta)?;
        Ok(Some(ArchivoElegido { id, nombre: nombre_de(&ruta) }))
    })
    .await
}

/// Shows in the system's file manager the folder of a document that this run has just written.
#[tauri::command(async)]
pub async fn abrir_carpeta(sesion: State<'_, Arc<Sesion>>, id: String) -> Result<(), FallaDto> {
    let sesion = Arc::clone(&sesion);
    en_otro_hilo(move || {
        let ruta = sesion.ruta_exportada(&id).ok_or_else(|| Falla::NoExiste { que: "la carpeta del documento".to_owned() })?;
        let carpeta = if ruta.is_dir() { Some(ruta.as_path()) } else { ruta.parent() };
        let carpeta = carpeta.ok_or_else(|| Falla::NoExiste { que: "la carpeta del documento".to_owned() })?;
        tauri_plugin_opener::open_path(carpeta, None::<&str>).map_err(|error| {
            tracing::warn!("the system did not show the folder: {error}");
            Falla::NoExiste { que: "un programa para mostrar esa carpeta en la computadora".to_owned() }
        })
    })
    .await
}

/// Opens with the system's viewer a document that this run has just written.
#[tauri::command(async)]
pub async fn abrir_exportado(sesion: State<'_, Arc<Sesion>>, id: String) -> Result<(), FallaDto> {
    let sesion = Arc::clone(&sesion);
    en_otro_hilo(move || {
        let ruta = sesion.ruta_exportada(&id).ok_or_else(|| Falla::NoExiste { que: "el documento exportado".to_owned() })?;
        tauri_plugin_opener::open_path(&ruta, None::<&str>).map_err(|error| {
            tracing::warn!("the system viewer did not open: {error}");
            Falla::NoExiste { que: "un programa para abrir este documento en la computadora".to_owned() }
        })
    })
    .await
}

fn preguntar_abrir(app: &AppHandle, tipo: TipoDeArchivo) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(ruta) = std::env::var_os("DILIGENCIA_PRUEBA_ABRIR") {
        return Some(ruta.into());
    }
    dialogo(app, tipo, false).blocking_pick_file()?.into_path().ok()
}

fn preguntar_carpeta(app: &AppHandle) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(ruta) = std::env::var_os("DILIGENCIA_PRUEBA_GUARDAR") {
        return Some(ruta.into());
    }
    let dialogo = dialogo(app, TipoDeArchivo::Carpeta, true).set_title("Elija la carpeta donde guardar los informes");
    dialogo.blocking_pick_folder()?.into_path().ok()
}

fn preguntar_guardar(app: &AppHandle, nombre: &str, tipo: TipoDeArchivo) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(ruta) = std::env::var_os("DILIGENCIA_PRUEBA_GUARDAR") {
        return Some(ruta.into());
    }
    let mut ruta = dialogo(app, tipo, true).set_file_name(nombre).blocking_save_file()?.into_path().ok()?;
    // Some dialogs return the name as typed; without its extension no viewer would open it.
    if ruta.extension().is_none()
        && let Some(extension) = tipo.filtro().1.first()
    {
        ruta.set_extension(extension);
    }
    Some(ruta)
}

fn dialogo(app: &AppHandle, tipo: TipoDeArchivo, para_guardar: bool) -> FileDialogBuilder<tauri::Wry> {
    let (nombre, extensiones) = tipo.filtro();
    let mut dialogo = app.dialog().file().set_title(tipo.titulo(para_guardar));
    if !extensiones.is_empty() {
        dialogo = dialogo.add_filter(nombre, extensiones);
    }
    if let Ok(documentos) = app.path().document_dir() {
        dialogo = dialogo.set_directory(documentos);
    }
    if let Some(ventana) = app.get_webview_window(crate::ventana::PRINCIPAL) {
        dialogo = dialogo.set_parent(&ventana);
    }
    dialogo
}

fn nombre_de(ruta: &std::path::Path) -> String {
    ruta.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A file name that the page suggests, made harmless: no folders, no control or bidirectional
/// marks, nothing that Windows refuses, at most 120 characters.
fn nombre_seguro(nombre: &str) -> String {
    let limpio: String = nombre
        .chars()
        .filter(|c| {
            !c.is_control() && !matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        })
        .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '-' } else { c })
        .take(120)
        .collect();
    let limpio = limpio.trim_matches(['.', ' ']);
    if limpio.is_empty() { "documento".to_owned() } else { limpio.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggested_name_never_leaves_its_folder() {
        assert_eq!(nombre_seguro("Informe de avance MARN.pdf"), "Informe de avance MARN.pdf");
        assert_eq!(nombre_seguro("../../etc/passwd"), "-..-etc-passwd");
        assert_eq!(nombre_seguro("C:\\Windows\\x"), "C--Windows-x");
        assert_eq!(nombre_seguro("a\u{202E}fdp.exe"), "afdp.exe");
        assert_eq!(nombre_seguro(" .. "), "documento");
        assert_eq!(nombre_seguro(&"ñ".repeat(300)).chars().count(), 120);
    }
}
