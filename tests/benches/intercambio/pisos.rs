//! What taking in the packages cannot do without, measured alone and in the same run.
//!
//! *Leer*: open, decode, hash and check the signatures, on the two cores. *Poner*: write into an empty
//! file of the same schema, with the same indexes and durability, **exactly the rows that the program
//! wrote**: the log, the entities and their cells; the rows of `tramite`, `tramite_lista`, `hallazgo` and
//! `operacion`, and the text of the search index. The screens read all of these, so whoever takes in a
//! package must write them. They are copied from the file that the program made, before the clock runs,
//! table by table and in the order of their keys: no rule is evaluated, nothing is looked up, nothing is
//! compared with what was there. One transaction per package, one checkpoint at the end.

use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

use almacen::Registro;
use bitacora::paquete::{Limites, PaqueteAbierto};
use bitacora::{Asiento, ClavePublica, Firmado, hash_de, verificar_lote};
use rusqlite::Connection;

use crate::modelo::{Buzon, ambito, clave};
use crate::piso::{self, BITACORA, INVENTARIO, Indexado, Poner, Tabla, texto};

/// Decode, hash and verify, on the same two cores.
pub fn solo_leer(buzon: &Buzon, cuantas: usize) -> Duration {
    let inicio = Instant::now();
    for i in 0..cuantas {
        let bytes = buzon.leer(i);
        let mut paquete = PaqueteAbierto::abrir(Cursor::new(&bytes), &Limites::default()).unwrap();
        let publica = ClavePublica::desde_bytes(&clave(i).publica()).unwrap();
        for parte in 0..paquete.partes() {
            let parte = paquete.parte(parte).unwrap();
            let entradas: Vec<Registro> = parte.iter().map(|e| (e.cuerpo.to_vec(), *e.firma)).collect();
            std::thread::scope(|hilos| {
                for tramo in entradas.chunks(entradas.len().div_ceil(2)) {
                    let publica = &publica;
                    hilos.spawn(move || {
                        let firmados: Vec<Firmado<'_>> = tramo
                            .iter()
                            .map(|(cuerpo, firma)| {
                                assert!(Asiento::decodificar(cuerpo).is_ok());
                                Firmado { clave: publica, hash: hash_de(cuerpo), firma: *firma }
                            })
                            .collect();
                        assert!(verificar_lote(&firmados, &[3; 32]).is_empty());
                    });
                }
            });
        }
    }
    inicio.elapsed()
}

/// The text of each trámite, from the asientos of a package.
fn textos(con: &Connection, buzon: &Buzon, i: usize) -> Vec<Indexado> {
    let bytes = buzon.leer(i);
    let mut paquete = PaqueteAbierto::abrir(Cursor::new(&bytes), &Limites::default()).unwrap();
    let mut salen = Vec::new();
    for parte in 0..paquete.partes() {
        salen.extend(paquete.parte(parte).unwrap().iter().filter_map(|e| texto(con, e.cuerpo)));
    }
    salen
}

/// The same rows into the same tables, and nothing else.
pub fn solo_poner(carpeta: &Path, base: &Path, buzon: &Buzon, cuantas: usize) -> Poner {
    let hecha = Connection::open(base).unwrap();
    let con = piso::vacia(&carpeta.join("piso.sqlite"));
    let rango = |sql: &str, i: usize| -> (i64, i64) { hecha.query_row(sql, [ambito(i)], |f| Ok((f.get(0)?, f.get(1)?))).unwrap() };
    let mut tardo = Poner::default();
    let mut filas_en_todo = 0;
    for i in 0..cuantas {
        let asientos = rango("SELECT min(n), max(n) FROM asiento WHERE ambito = ?", i);
        let entidades = rango("SELECT min(id), max(id) FROM entidad WHERE ambito = ?", i);
        let leer = |t: &Tabla| {
            let (desde, hasta) = if t.por == "n" { asientos } else { entidades };
            t.leer(&hecha, desde, hasta)
        };
        let (bitacora, inventario) = (BITACORA.map(|t| (leer(&t), t)), INVENTARIO.map(|t| (leer(&t), t)));
        let textos = textos(&hecha, buzon, i);
        filas_en_todo += bitacora.iter().chain(&inventario).map(|(f, _)| f.len()).sum::<usize>();
        con.execute_batch("BEGIN IMMEDIATE").unwrap();
        piso::poner(&con, &bitacora, &inventario, &textos, &mut tardo);
        piso::confirmar(&con, &mut tardo);
    }
    piso::asentar(&con, &mut tardo);
    println!("El piso de insertar escribió {filas_en_todo} filas y {} textos de búsqueda.", cuantas * 300);
    tardo
}
