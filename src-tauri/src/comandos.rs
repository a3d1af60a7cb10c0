//! The table of `casos` as Tauri commands, one each, so that permissions can tell them apart.
//!
//! Every command takes `{ pide: <request> }`. The request arrives as JSON and is read where every
//! other door reads it ([`casos::puerta`]), so a malformed one is answered as `campos_invalidos`
//! and not in Tauri's own English. The shell adds its own: files ([`crate::dialogos`]) and the
//! window ([`crate::ventana`]).

use std::sync::Arc;

use casos::dto::*;
use casos::falla::Falla;
use casos::puerta::{guardar_puerta, leer_peticion};
use casos::sesion::Sesion;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tauri::State;

macro_rules! como_comandos_de_tauri {
    ($($modo:ident $nombre:ident: $pide:ty => $da:ty;)*) => {
        $(
            #[tauri::command(async)]
            async fn $nombre(sesion: State<'_, Arc<Sesion>>, pide: Option<Value>) -> Result<$da, FallaDto> {
                atender::<$pide, $da>(&sesion, pide, |sesion, pide| sesion.$nombre(pide)).await
            }
        )*

        /// Answers every command of the table and the shell's own.
        pub fn todos() -> impl Fn(tauri::ipc::Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![
                $($nombre,)*
                crate::dialogos::elegir_archivo,
                crate::dialogos::elegir_destino,
                crate::dialogos::elegir_carpeta,
                crate::dialogos::abrir_carpeta,
                crate::dialogos::abrir_exportado
            ]
        }
    };
}
casos::con_comandos!(como_comandos_de_tauri);

/// Runs one verb off the window's thread.
async fn atender<P, D>(sesion: &Arc<Sesion>, pide: Option<Value>, verbo: fn(&Sesion, P) -> Result<D, Falla>) -> Result<D, FallaDto>
where
    P: DeserializeOwned + 'static,
    D: Send + 'static,
{
    let sesion = Arc::clone(sesion);
    en_otro_hilo(move || {
        let pide = leer_peticion(&pide.map(|p| p.to_string()).unwrap_or_default())?;
        verbo(&sesion, pide)
    })
    .await
}

/// Runs a command on a worker thread, so that a long one never delays the next; a panic inside
/// becomes `interno`.
pub async fn en_otro_hilo<D: Send + 'static>(f: impl FnOnce() -> Result<D, Falla> + Send + 'static) -> Result<D, FallaDto> {
    let trabajo = tauri::async_runtime::spawn_blocking(move || guardar_puerta(f));
    trabajo.await.unwrap_or_else(|_| Err(Falla::Interno("a worker thread ended before its command").a_dto()))
}
