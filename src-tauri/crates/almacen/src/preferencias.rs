//! Preferences of this computer: short texts by name, each with its own sum; never exported.

use rusqlite::params;

use crate::FallaAlmacen;
use crate::almacen::Almacen;
use crate::verificar::suma_local;

impl Almacen {
    /// Keeps a preference of this computer.
    ///
    /// # Errors
    /// [`FallaAlmacen::DiscoLleno`], [`FallaAlmacen::SoloLectura`].
    pub fn guardar_preferencia(&mut self, clave: &str, valor: &str) -> Result<(), FallaAlmacen> {
        self.guardar_preferencias(&[(clave.to_owned(), Some(valor.to_owned()))])
    }

    /// Keeps several, all or none; `None` forgets one.
    ///
    /// # Errors
    /// [`FallaAlmacen::DiscoLleno`], [`FallaAlmacen::SoloLectura`].
    pub fn guardar_preferencias(&mut self, preferencias: &[(String, Option<String>)]) -> Result<(), FallaAlmacen> {
        let transaccion = self.con.transaction()?;
        {
            let mut poner = transaccion.prepare_cached("INSERT OR REPLACE INTO preferencia (clave, valor, suma) VALUES (?, ?, ?)")?;
            let mut quitar = transaccion.prepare_cached("DELETE FROM preferencia WHERE clave = ?")?;
            for (clave, valor) in preferencias {
                match valor {
                    Some(valor) => poner.execute(params![clave, valor, suma_local(clave, valor)])?,
                    None => quitar.execute([clave])?,
                };
            }
        }
        transaccion.commit()?;
        Ok(())
    }
}
