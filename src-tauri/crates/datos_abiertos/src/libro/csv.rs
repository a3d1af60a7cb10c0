//! A CSV with anything above its header: the same records as the catalogue's reader, as a sheet.

use super::{AvisoDeLibro, Celda, FallaDeLibro, Fila, FormatoDeLibro, LimitesDeLibro, Medidor, Sumidero};
use crate::catalogo::codificacion::{self, Codificacion};
use crate::catalogo::lectura_csv::{Registro, Registros, declarado, detectar};

pub(super) fn leer(bytes: &[u8], limites: &LimitesDeLibro, salida: &mut dyn Sumidero) -> Result<(), FallaDeLibro> {
    codificacion::primeros_bytes(bytes)?;
    let (texto, codificacion) = codificacion::decodificar(bytes)?;
    let (delimitador, cuerpo, linea) = match declarado(&texto) {
        Some((c, resto)) => (c, resto, 2),
        None => (detectar(&texto), &*texto, 1),
    };
    salida.libro(FormatoDeLibro::Csv, codificacion.etiqueta(), Some(delimitador))?;
    salida.hoja("CSV", false)?;
    let mut medidor = Medidor::new(limites);
    for registro in Registros::nuevo(cuerpo, delimitador, linea) {
        let Registro { linea, campos } = registro?;
        let escritas = campos.iter().rposition(|c| !c.trim().is_empty()).map_or(0, |p| p + 1);
        if escritas == 0 {
            continue;
        }
        medidor.fila()?;
        medidor.columna(escritas - 1)?;
        let celdas =
            campos.into_iter().take(escritas).map(|c| if c.is_empty() { Celda::Vacia } else { Celda::Texto(c.into_owned()) }).collect();
        salida.fila(Fila { numero: u32::try_from(linea).unwrap_or(u32::MAX), oculta: false, celdas })?;
    }
    if medidor.filas == 0 {
        return Err(FallaDeLibro::Vacio);
    }
    if codificacion == Codificacion::Windows1252 {
        salida.aviso(AvisoDeLibro::Windows1252)?;
    }
    Ok(())
}
