//! What a copy must pass before it counts: identity, structure, every asiento, roots.

use std::path::Path;

use bitacora::Hash;
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use crate::valor::{hash_de, natural};
use crate::verificar::{revisar_asientos, revisar_estructura, taller};
use crate::{Avance, Consultas, FallaAlmacen, esquema};

type R<T> = Result<T, FallaAlmacen>;

/// What a data file holds, to compare two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resumen {
    pub base: Uuid,
    pub esquema: u32,
    pub asientos: u64,
    pub ultimo: Hash,
    pub raiz_asientos: Hash,
    /// Zeros when the schema is older: its tables are not the ones this program reads.
    pub raiz_estado: Hash,
}

impl Resumen {
    pub fn de(con: &Connection) -> R<Resumen> {
        let consultas = Consultas::new(con);
        // In a workshop the file is attached as `base`; alone it is `main`.
        let adjunta = con.prepare("SELECT 1 FROM pragma_database_list WHERE name = 'base'")?.exists([])?;
        let de = if adjunta { "PRAGMA base.user_version" } else { "PRAGMA user_version" };
        let esquema: u32 = con.query_row(de, [], |f| f.get(0))?;
        let (asientos, ultimo) = cuantos_y_ultimo(con)?;
        Ok(Resumen {
            base: consultas.instalacion()?.base,
            esquema,
            asientos,
            ultimo,
            raiz_asientos: consultas.raiz_asientos()?,
            raiz_estado: if esquema == esquema::ESQUEMA { consultas.raiz_estado()? } else { Hash::CERO },
        })
    }
}

/// Asientos of the file and the name of the last one (zeros without any).
pub(crate) fn cuantos_y_ultimo(con: &Connection) -> R<(u64, Hash)> {
    let asientos: i64 = con.query_row("SELECT count(*) FROM asiento", [], |f| f.get(0))?;
    let ultimo: Option<Vec<u8>> = con.query_row("SELECT hash FROM asiento ORDER BY n DESC LIMIT 1", [], |f| f.get(0)).optional()?;
    Ok((natural(asientos), ultimo.map_or(Ok(Hash::CERO), |b| hash_de(&b))?))
}

/// Opens a file read-only and checks it whole: ours, of a version this program knows, with exactly the
/// tables and triggers of that version, `integrity_check`, every hash, signature and chain.
///
/// # Errors
/// [`FallaAlmacen::NoReconocido`], [`FallaAlmacen::MasNuevo`], [`FallaAlmacen::RespaldoNoVerificado`],
/// [`FallaAlmacen::Cancelado`].
pub(crate) fn comprobar(ruta: &Path, avance: &Avance) -> R<Resumen> {
    let no = |detalle: String| FallaAlmacen::RespaldoNoVerificado { detalle };
    {
        let lectura = esquema::abrir_lectura(ruta).map_err(|e| esquema::con_ruta(e, ruta))?;
        let de = match esquema::identificar(&lectura, ruta) {
            Err(FallaAlmacen::Danado { detalle }) => return Err(no(detalle)),
            otro => otro?,
        };
        if esquema::objetos(&lectura, "main")? != esquema::objetos_de_version(de)? {
            return Err(no("its tables and triggers are not the ones of its version".to_owned()));
        }
    }
    let revisar = || -> R<(Resumen, Vec<String>)> {
        let con = taller(ruta)?;
        let corte = con.unchecked_transaction()?;
        let mut problemas = Vec::new();
        revisar_estructura(&con, &mut problemas)?;
        if problemas.is_empty() {
            revisar_asientos(&con, avance, &mut problemas, &mut Vec::new())?;
        }
        let resumen = Resumen::de(&con)?;
        drop(corte);
        Ok((resumen, problemas.into_iter().map(|p| p.que).collect()))
    };
    match revisar() {
        Ok((resumen, problemas)) if problemas.is_empty() => Ok(resumen),
        Ok((_, problemas)) => Err(no(problemas.join(" "))),
        Err(FallaAlmacen::Danado { detalle }) => Err(no(detalle)),
        Err(otra) => Err(otra),
    }
}
