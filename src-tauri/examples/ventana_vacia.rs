//! An empty Tauri window: the floor that `make bench` compares the program's start and memory with.
//!
//! Same engine, same size, same content policy; a page of one line and no code of ours. It prints
//! `lista` when the page has loaded, like any window that can be used.

use tauri::webview::PageLoadEvent;
use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    let mut contexto = tauri::generate_context!();
    contexto.set_assets(Box::new(Vacia));
    tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "principal", WebviewUrl::default())
                .title("Ventana vacía")
                .inner_size(1366.0, 768.0)
                .on_page_load(|_, suceso| {
                    if suceso.event() == PageLoadEvent::Finished {
                        println!("lista");
                    }
                })
                .build()?;
            Ok(())
        })
        .build(contexto)?
        .run(|_, _| {});
    Ok(())
}

/// The page of one line.
struct Vacia;

impl<R: tauri::Runtime> tauri::Assets<R> for Vacia {
    fn get(&self, _: &tauri::utils::assets::AssetKey) -> Option<std::borrow::Cow<'_, [u8]>> {
        Some(b"<!doctype html><html lang=es><title>Vac&iacute;a</title><p>Lista</p></html>".into())
    }

    fn iter(&self) -> Box<tauri::utils::assets::AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _: &tauri::utils::assets::AssetKey) -> Box<dyn Iterator<Item = tauri::utils::assets::CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}
