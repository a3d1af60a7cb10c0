//! The one door for writing.

use std::collections::BTreeSet;

use bitacora::{Acto, Sobre};
use rusqlite::{Connection, TransactionBehavior};

use crate::almacen::{Almacen, masivo};
use crate::jueces::Jueces;
use crate::operacion::Operacion;
use crate::proyeccion::{self, Proyector};
use crate::retirar;
use crate::tipos::{Autor, Hecho};
use crate::tx::{ASIENTOS_MASIVO, Tx};
use crate::{Avance, FallaAlmacen};

impl Almacen {
    /// The only write path. Runs `f` inside `BEGIN IMMEDIATE`; on `Ok` derives the projections of
    /// what changed and commits; on `Err`, or when nothing was written, leaves no trace.
    ///
    /// # Errors
    /// Those of `f`, and [`FallaAlmacen::DiscoLleno`], [`FallaAlmacen::SoloLectura`]… from the store.
    pub fn transar<T, E>(&mut self, op: Operacion, autor: &Autor, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<Hecho<T>, E>
    where
        E: From<FallaAlmacen>,
    {
        let grande = matches!(op, Operacion::Importar | Operacion::DeshacerImportacion | Operacion::Sembrar);
        self.transar_con(op, autor, None, grande, f)
    }

    pub(crate) fn transar_con<T, E>(
        &mut self,
        op: Operacion,
        autor: &Autor,
        objetivo: Option<[u8; 16]>,
        grande: bool,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Hecho<T>, E>
    where
        E: From<FallaAlmacen>,
    {
        let grande = grande && !self.esta_en_tanda();
        if grande {
            masivo(&self.con, true)?;
        }
        let hecho = self.transar_dentro(op, autor, objetivo, f);
        if grande {
            let asientos = hecho.as_ref().map_or(0, |h| h.asientos.len());
            // The write already stands (or left no trace): what follows only tunes the connection.
            let _ = self.restaurar_ajustes(asientos);
        }
        hecho
    }

    fn restaurar_ajustes(&self, asientos: usize) -> Result<(), FallaAlmacen> {
        let con = &self.con;
        if asientos >= ASIENTOS_MASIVO {
            return masivo(con, false);
        }
        con.pragma_update(None, "cache_size", crate::esquema::PAGINAS)?;
        con.pragma_update(None, "wal_autocheckpoint", crate::esquema::PUNTO_DE_CONTROL)?;
        Ok(())
    }

    fn transar_dentro<T, E>(
        &mut self,
        op: Operacion,
        autor: &Autor,
        objetivo: Option<[u8; 16]>,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Hecho<T>, E>
    where
        E: From<FallaAlmacen>,
    {
        let transaccion = self.con.transaction_with_behavior(TransactionBehavior::Immediate).map_err(FallaAlmacen::from)?;
        let mut tx = Tx {
            con: &transaccion,
            proyector: Proyector::new(&transaccion),
            clave: &self.clave,
            disp: self.disp,
            base: &self.ruta,
            cabos: self.cabos.clone(),
            hlc: self.hlc,
            hay_ajenos: self.hay_ajenos,
            op,
            autor: *autor,
            lote: None,
            objetivo,
            asientos: Vec::new(),
            ultimo_n: 0,
            jueces: &self.jueces,
            actos: Vec::new(),
        };
        let valor = f(&mut tx)?;
        if tx.asientos.is_empty() {
            return Ok(Hecho { valor, cambios: BTreeSet::new(), asientos: Vec::new() });
        }
        let rehecho = retirar_lo_pedido(&transaccion, tx.jueces, &tx.actos)?;
        if !rehecho {
            tx.proyector.derivar()?;
        }
        let Tx { proyector, cabos, hlc, asientos, ultimo_n, actos, .. } = tx;
        let cambios = if rehecho { proyeccion::todo_cambio() } else { proyector.cambios() };
        transaccion.commit().map_err(FallaAlmacen::from)?;
        actos.into_iter().for_each(|acto| self.jueces.sumar(acto));
        self.cabos = cabos;
        self.hlc = hlc;
        if let Some(ultimo) = asientos.last() {
            self.marca.poner(ultimo_n, ultimo);
        }
        if rehecho {
            self.limpiar_si_toca();
        }
        Ok(Hecho { valor, cambios, asientos })
    }
}

/// When an act written here is the second signature of a withdrawal, the body goes in the same transaction
/// and the projection is made anew without it.
fn retirar_lo_pedido(con: &Connection, jueces: &Jueces, actos: &[Sobre]) -> Result<bool, FallaAlmacen> {
    if !actos.iter().any(|a| matches!(a.acto, Acto::Retirar(_))) {
        return Ok(false);
    }
    let mut jueces = jueces.clone();
    actos.iter().cloned().for_each(|a| jueces.sumar(a));
    if !retirar::aplicar(con, &jueces)? {
        return Ok(false);
    }
    proyeccion::vaciar(con)?;
    proyeccion::rehacer_con(con, &jueces, &Avance::default())?;
    Ok(true)
}
