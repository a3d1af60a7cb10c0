//! The records of a file, interpreted on one thread while another writes them.

use std::sync::mpsc;

use datos_abiertos::catalogo::{self, FilaDelCatalogo, TramiteImportado};

use super::hojas::Leida;
use crate::falla::Falla;
use crate::trabajos::Trabajo;

/// Records handed to the writer at once: waking a thread costs as much as storing a row.
const POR_ENTREGA: usize = 16;
/// Deliveries made ahead of the writer.
const ADELANTO: usize = 8;

/// A record before it is classified.
pub(super) enum Registro {
    PorInterpretar(FilaDelCatalogo),
    EnTablas(Box<TramiteImportado>),
}

impl Registro {
    fn interpretar(self) -> TramiteImportado {
        match self {
            Registro::PorInterpretar(fila) => catalogo::interpretar(&fila),
            Registro::EnTablas(registro) => *registro,
        }
    }
}

pub(super) fn registros_de(leida: &mut Leida) -> Vec<Registro> {
    let filas = std::mem::take(&mut leida.lectura.filas).into_iter().map(Registro::PorInterpretar);
    filas.chain(leida.tablas.take().unwrap_or_default().into_iter().map(|t| Registro::EnTablas(Box::new(t)))).collect()
}

/// Interprets on another thread, in order, and hands each record over. Stops when either side does.
pub(super) fn interpretar_en_orden(
    filas: Vec<Registro>,
    trabajo: &Trabajo,
    mut recibe: impl FnMut(TramiteImportado) -> Result<(), Falla>,
) -> Result<(), Falla> {
    let total = filas.len() as u64;
    trabajo.etapa("Incorporando trámites", total);
    std::thread::scope(|hilos| {
        let (envia, recibidos) = mpsc::sync_channel(ADELANTO);
        hilos.spawn(move || {
            let mut filas = filas.into_iter();
            loop {
                let tanda: Vec<TramiteImportado> = filas.by_ref().take(POR_ENTREGA).map(Registro::interpretar).collect();
                if tanda.is_empty() || envia.send(tanda).is_err() {
                    break;
                }
            }
        });
        let mut n = 0;
        let mut resultado = Ok(());
        for t in recibidos.iter().flatten() {
            n += 1;
            resultado = recibe(t).and_then(|()| trabajo.avanzar(n));
            if resultado.is_err() {
                break;
            }
        }
        drop(recibidos);
        resultado?;
        // A panic of the other thread must not look like a shorter file.
        if n == total { Ok(()) } else { Err(Falla::Interno("the interpreter stopped before the end")) }
    })
}
