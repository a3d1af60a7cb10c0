//! Diligencia: the window.
//!
//! A thin shell: it finds the data folder, opens one window and lets it call the verbs of `casos`,
//! one command each. It decides nothing about trámites, reads no data file and opens no network
//! connection. Everything else has a home of its own:
//!
//! * [`arranque`]: order of start, arguments, the message when there is no display;
//! * [`comandos`]: the table of `casos` as Tauri commands;
//! * [`dialogos`]: open and save dialogs, which give the page a handle and never a path;
//! * [`ventana`]: the one window and what it may not do;
//! * [`registro`]: log files without content.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arranque;
mod comandos;
mod dialogos;
mod registro;
mod ventana;

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before the display is asked for: a child of this same program reads spreadsheets.
    if let Some(codigo) = casos::proceso_hijo::atender() {
        return codigo;
    }
    arranque::iniciar()
}
