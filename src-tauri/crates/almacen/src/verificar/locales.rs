//! What lives outside the log: attachments on disk, and the tables of this computer alone.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::{ClaseDeProblema, PROBLEMAS_POR_CLASE, Problema};
use crate::jueces::DispositivoDeConfianza;
use crate::{Avance, FallaAlmacen, adjunto};

type R<T> = Result<T, FallaAlmacen>;

/// Reads every attachment that a row names. Gives how many there are.
pub(super) fn revisar_adjuntos(con: &Connection, ruta: &Path, avance: &Avance, problemas: &mut Vec<Problema>) -> R<u64> {
    let nombrados = adjunto::nombrados(con)?;
    let mut malos = Vec::new();
    for (sha256, nombre) in &nombrados {
        if avance.cancelado() {
            return Err(FallaAlmacen::Cancelado);
        }
        if adjunto::leer(ruta, sha256).is_err() {
            let cual = if nombre.is_empty() { sha256.get(..8).unwrap_or(sha256) } else { nombre };
            malos.push(format!("El adjunto «{cual}» está dañado o falta."));
        }
    }
    let sobran = malos.len().saturating_sub(PROBLEMAS_POR_CLASE);
    let adjunto = |que: String| Problema::new(ClaseDeProblema::Adjunto, que);
    problemas.extend(malos.into_iter().take(PROBLEMAS_POR_CLASE).map(adjunto));
    if sobran > 0 {
        problemas.push(adjunto(format!("Hay {sobran} adjuntos más dañados o que faltan.")));
    }
    Ok(nombrados.len() as u64)
}

/// Each row of this computer's own tables carries its SHA-256.
pub(super) fn revisar_locales(con: &Connection, problemas: &mut Vec<Problema>) -> R<()> {
    let tablas = [
        ("SELECT clave, texto, suma FROM base.borrador", "Lo que estaba escribiendo en"),
        ("SELECT clave, valor, suma FROM base.preferencia", "La preferencia"),
    ];
    for (sql, que) in tablas {
        let mut consulta = con.prepare(sql)?;
        let mut filas = consulta.query([])?;
        while let Some(fila) = filas.next()? {
            let (clave, texto): (String, String) = (fila.get(0)?, fila.get(1)?);
            if suma_local(&clave, &texto).as_slice() != fila.get_ref(2)?.as_blob().unwrap_or_default() {
                problemas.push(Problema::new(ClaseDeProblema::Local, format!("{que} «{clave}» cambió sin que Diligencia lo escribiera.")));
            }
        }
    }
    let mut consulta = con.prepare("SELECT disp, suma FROM base.confianza_local")?;
    let sumas: HashMap<[u8; 16], Vec<u8>> = consulta.query_map([], |f| Ok((f.get(0)?, f.get(1)?)))?.collect::<Result<_, _>>()?;
    for quien in DispositivoDeConfianza::todos(con)? {
        let disp = bitacora::dispositivo_de(&quien.clave);
        if sumas.get(&disp).is_none_or(|s| s.as_slice() != quien.suma()) {
            let que = format!("La confianza en la computadora {} cambió sin que Diligencia la escribiera.", super::corto(disp));
            problemas.push(Problema::new(ClaseDeProblema::Local, que));
        }
    }
    Ok(())
}

/// Sum of a draft or a preference.
pub(crate) fn suma_local(clave: &str, texto: &str) -> [u8; 32] {
    Sha256::new().chain_update(clave).chain_update([0]).chain_update(texto).finalize().into()
}
