//! Reading what came: decode and check signatures, on other threads while the writer goes on.
//!
//! It knows no table. What it gives is in the order in which it came, whatever thread read it.

use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, sync_channel};

use bitacora::{Asiento, ClavePublica, ErrorAsiento, Firmado, Hash, Llavero, Talon, verificar_lote};

use super::Registro;
use crate::FallaAlmacen;

type R<T> = Result<T, FallaAlmacen>;

/// With fewer, a thread costs more than it saves.
const SIN_HILOS: usize = 64;
/// The first stretch is short, so that the writer has something to do soon; the next ones double up to
/// what checking together gains most from.
const PRIMER_TRAMO: usize = 32;
const TRAMO_MAXIMO: usize = 1_024;
/// Stretches read and not yet written, per thread: bounds memory.
const ADELANTO: usize = 2;

/// An asiento read and checked away from the writer.
pub(super) struct Leido {
    pub hash: Hash,
    pub registro: Registro,
    pub que: Lectura,
}

pub(super) enum Lectura {
    Malo,
    Nuevo,
    SinClave(Box<Asiento>),
    Firmado(Box<Asiento>, Vec<u32>),
    /// What is left of a withdrawn one; `true` when the signature was right, `false` without its key.
    Talon(Talon, bool),
}

/// A stub is checked one by one: there are few.
fn leer_talon(talon: Talon, firma: &[u8; 64], llavero: &Llavero) -> Lectura {
    match llavero.clave(&talon.disp).and_then(|k| ClavePublica::desde_bytes(k).ok()) {
        None => Lectura::Talon(talon, false),
        Some(clave) if clave.verificar(&talon.hash, firma).is_ok() => Lectura::Talon(talon, true),
        Some(_) => Lectura::Malo,
    }
}

pub(super) fn leer_uno(hash: &Hash, (cuerpo, firma): &Registro, llavero: &Llavero) -> Lectura {
    if let Some(talon) = Talon::decodificar(cuerpo) {
        return leer_talon(talon, firma, llavero);
    }
    match Asiento::decodificar_con_posiciones(cuerpo) {
        Ok((asiento, posiciones)) => {
            let clave = llavero.clave(&asiento.disp).and_then(|k| ClavePublica::desde_bytes(k).ok());
            match clave {
                None => Lectura::SinClave(Box::new(asiento)),
                Some(clave) if clave.verificar(hash, firma).is_ok() => Lectura::Firmado(Box::new(asiento), posiciones),
                Some(_) => Lectura::Malo,
            }
        }
        Err(ErrorAsiento::MasNuevo { .. }) => Lectura::Nuevo,
        Err(_) => Lectura::Malo,
    }
}

/// Decodes a stretch and checks its signatures together.
fn leer_tramo(nuevos: Vec<(Hash, Registro)>, llavero: &Llavero, semilla: &[u8; 32]) -> Vec<Leido> {
    let mut leidos: Vec<Leido> = Vec::with_capacity(nuevos.len());
    // Making a key ready to check with costs as much as a part of a check: once per device.
    let mut claves: HashMap<[u8; 16], Option<ClavePublica>> = HashMap::new();
    for (hash, registro) in nuevos {
        if let Some(talon) = Talon::decodificar(&registro.0) {
            let que = leer_talon(talon, &registro.1, llavero);
            leidos.push(Leido { hash, registro, que });
            continue;
        }
        let que = match Asiento::decodificar_con_posiciones(&registro.0) {
            Ok((asiento, posiciones)) => {
                let disp = asiento.disp;
                let clave = claves.entry(disp).or_insert_with(|| llavero.clave(&disp).and_then(|k| ClavePublica::desde_bytes(k).ok()));
                match clave {
                    None => Lectura::SinClave(Box::new(asiento)),
                    Some(_) => Lectura::Firmado(Box::new(asiento), posiciones),
                }
            }
            Err(ErrorAsiento::MasNuevo { .. }) => Lectura::Nuevo,
            Err(_) => Lectura::Malo,
        };
        leidos.push(Leido { hash, registro, que });
    }
    let mut firmados: Vec<Firmado<'_>> = Vec::with_capacity(leidos.len());
    let mut lugares: Vec<usize> = Vec::with_capacity(leidos.len());
    for (lugar, leido) in leidos.iter().enumerate() {
        if let Lectura::Firmado(asiento, _) = &leido.que
            && let Some(Some(clave)) = claves.get(&asiento.disp)
        {
            firmados.push(Firmado { clave, hash: leido.hash, firma: leido.registro.1 });
            lugares.push(lugar);
        }
    }
    for mala in verificar_lote(&firmados, semilla) {
        if let Some(leido) = lugares.get(mala).and_then(|i| leidos.get_mut(*i)) {
            leido.que = Lectura::Malo;
        }
    }
    leidos
}

/// Reads `nuevos` and gives each to `poner`, in order. On several threads the next stretches are read
/// while `poner` writes.
pub(super) fn en_orden(nuevos: Vec<(Hash, Registro)>, llavero: &Llavero, mut poner: impl FnMut(Leido) -> R<()>) -> R<()> {
    static HILOS: LazyLock<usize> = LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from).min(4));
    let mut semilla = [0u8; 32];
    // Who could foresee the coefficients of a batch could build bad signatures that cancel each other.
    getrandom::fill(&mut semilla).map_err(|_| FallaAlmacen::danado("the system gives no randomness"))?;
    if nuevos.len() < SIN_HILOS || *HILOS < 2 {
        return leer_tramo(nuevos, llavero, &semilla).into_iter().try_for_each(poner);
    }
    let (tramos, lectores) = (partir(nuevos), *HILOS - 1);
    let cuantos = tramos.len();
    // Each thread reads one stretch of every `lectores`, so the writer knows whom to ask for the next.
    let mut turnos: Vec<Vec<Vec<(Hash, Registro)>>> = (0..lectores).map(|_| Vec::new()).collect();
    for (i, tramo) in tramos.into_iter().enumerate() {
        if let Some(turno) = turnos.get_mut(i % lectores) {
            turno.push(tramo);
        }
    }
    std::thread::scope(|ambito| {
        let mut reciben: Vec<Receiver<Vec<Leido>>> = Vec::with_capacity(lectores);
        let mut obreros = Vec::with_capacity(lectores);
        for turno in turnos {
            let (manda, recibe) = sync_channel(ADELANTO);
            let semilla = &semilla;
            reciben.push(recibe);
            obreros.push(ambito.spawn(move || {
                // A writer that stopped hears no more.
                let _ = turno.into_iter().try_for_each(|tramo| manda.send(leer_tramo(tramo, llavero, semilla)));
            }));
        }
        let escrito = reciben.iter().cycle().take(cuantos).try_for_each(|recibe| match recibe.recv() {
            Ok(leidos) => leidos.into_iter().try_for_each(&mut poner),
            Err(_) => Err(FallaAlmacen::danado("a thread that checks signatures ended early")),
        });
        drop(reciben);
        for obrero in obreros {
            obrero.join().map_err(|_| FallaAlmacen::danado("a thread that checks signatures panicked"))?;
        }
        escrito
    })
}

/// Stretches of growing length.
fn partir(nuevos: Vec<(Hash, Registro)>) -> Vec<Vec<(Hash, Registro)>> {
    let mut tramos = Vec::new();
    let mut largo = PRIMER_TRAMO;
    let mut resto = nuevos;
    while !resto.is_empty() {
        let cola = resto.split_off(largo.min(resto.len()));
        tramos.push(std::mem::replace(&mut resto, cola));
        largo = (largo * 2).min(TRAMO_MAXIMO);
    }
    tramos
}
