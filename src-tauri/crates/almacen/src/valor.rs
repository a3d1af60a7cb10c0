//! Values between the log, SQLite and the rules.

use bitacora::{Hash, Valor};
use dominio::Dato;
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use uuid::Uuid;

use crate::FallaAlmacen;

/// Texts longer than this (bytes) are not copied into `celda`: they are read from the asiento.
pub(crate) const TEXTO_LARGO: usize = 200;

pub(crate) fn a_valor(dato: Dato) -> Valor {
    match dato {
        Dato::Nulo => Valor::Nulo,
        Dato::Logico(b) => Valor::Logico(b),
        Dato::Entero(n) => Valor::Entero(n),
        Dato::Texto(t) => Valor::Texto(t),
    }
}

pub(crate) fn a_dato(valor: Valor) -> Dato {
    match valor {
        Valor::Nulo => Dato::Nulo,
        Valor::Logico(b) => Dato::Logico(b),
        Valor::Entero(n) => Dato::Entero(n),
        Valor::Texto(t) => Dato::Texto(t),
    }
}

/// A value as stored in `celda.valor`, without copying it.
pub(crate) struct EnColumna<'v> {
    pub valor: &'v Valor,
    pub posicion: u32,
}

impl ToSql for EnColumna<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.valor {
            Valor::Nulo => ToSqlOutput::Borrowed(ValueRef::Null),
            Valor::Logico(false) => ToSqlOutput::Borrowed(ValueRef::Blob(&[0])),
            Valor::Logico(true) => ToSqlOutput::Borrowed(ValueRef::Blob(&[1])),
            Valor::Entero(n) => ToSqlOutput::Borrowed(ValueRef::Integer(*n)),
            Valor::Texto(t) if t.len() > TEXTO_LARGO => {
                let [a, b, c, d] = self.posicion.to_be_bytes();
                ToSqlOutput::Owned(Value::Blob(vec![2, a, b, c, d]))
            }
            Valor::Texto(t) => ToSqlOutput::Borrowed(ValueRef::Text(t.as_bytes())),
        })
    }
}

/// What `celda.valor` says: the value, or where to read it.
pub(crate) enum Columna {
    Aqui(Dato),
    EnCuerpo(u32),
}

pub(crate) fn de_columna(valor: ValueRef<'_>) -> Result<Columna, FallaAlmacen> {
    Ok(match valor {
        ValueRef::Null => Columna::Aqui(Dato::Nulo),
        ValueRef::Integer(n) => Columna::Aqui(Dato::Entero(n)),
        ValueRef::Text(t) => Columna::Aqui(Dato::Texto(String::from_utf8_lossy(t).into_owned())),
        ValueRef::Blob([b @ (0 | 1)]) => Columna::Aqui(Dato::Logico(*b == 1)),
        ValueRef::Blob([2, a, b, c, d]) => Columna::EnCuerpo(u32::from_be_bytes([*a, *b, *c, *d])),
        ValueRef::Blob(_) | ValueRef::Real(_) => return Err(FallaAlmacen::danado("a cell holds a value of no known shape")),
    })
}

pub(crate) fn uuid_de(bytes: &[u8]) -> Result<Uuid, FallaAlmacen> {
    Uuid::from_slice(bytes).map_err(|_| FallaAlmacen::danado("an identifier does not have 16 bytes"))
}

pub(crate) fn hash_de(bytes: &[u8]) -> Result<Hash, FallaAlmacen> {
    Hash::desde_bytes(bytes).ok_or_else(|| FallaAlmacen::danado("a hash does not have 32 bytes"))
}

/// Unsigned counts as SQLite keeps them.
pub(crate) fn natural(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}
