//! Two entities that are one: the smaller identity stands, and the act can be undone.
//!
//! It owns what the act `unificar` writes. In the cells of the one that stands, the values of the other are
//! one more head beside its own, so that where both say something different a person decides between them,
//! like in any conflict. What pointed to the other one (its rows by their `padre`, any reference) points to
//! the one that stands. The other is retired, with its history, and comes back whole when the act is undone.
//!
//! It does not look for pairs, does not decide between values, and refuses while either has a cell with two
//! values: in one act a cell is written once, and a value would vanish.
//!
//! What another device wrote meanwhile in the retired one stays in sight («borrado y editado»), as after any
//! retirement.

use bitacora::admision::Unificacion;
use bitacora::asiento::{BORRAR, RESOLVER, UNIFICAR};
use bitacora::{Asiento, Hash, Opid, Valor};
use dominio::Dato;
use rusqlite::params;
use uuid::Uuid;

use crate::almacen::Almacen;
use crate::deshacer::numeros_de;
use crate::operacion::Operacion;
use crate::proyeccion::{self, FilaEntidad, asiento_de};
use crate::tipos::{Autor, EntidadLeida, Escritura, Hecho, LoteDeshecho, OperacionLeida};
use crate::tx::{Tx, a_op};
use crate::valor::a_dato;
use crate::{Consultas, FallaAlmacen};

type R<T> = Result<T, FallaAlmacen>;

/// Cells that say where an entity hangs and whether it stands: they are not joined.
const DE_LUGAR: &[&str] = &["padre", "orden", "borrado"];

impl Tx<'_> {
    /// Joins two entities of one class and one place (tipo `unificar`). Gives the identity that stands.
    /// Cells where both say something different are in conflict afterwards; `resolver` in the same write
    /// decides them in the same operation.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExiste`] when one is not there or is retired; [`FallaAlmacen::NoSonLoMismo`];
    /// [`FallaAlmacen::ConflictoPendiente`] while either has a cell with two values;
    /// [`FallaAlmacen::Asiento`] when `motivo` has under 10 characters.
    pub fn unificar(&mut self, ambito: Uuid, una: Uuid, otra: Uuid, motivo: &str) -> R<(Uuid, Hash)> {
        let (queda, otra) = (una.min(otra), una.max(otra));
        let (fila_queda, fila_otra) = (self.presente(queda)?, self.presente(otra)?);
        let mismo_lugar = fila_queda.lugar() == fila_otra.lugar() && fila_queda.ambito == ambito;
        let cuelga = fila_queda.padre == Some(otra) || fila_otra.padre == Some(queda);
        if queda == otra || fila_queda.clase != fila_otra.clase || !mismo_lugar || cuelga {
            return Err(FallaAlmacen::NoSonLoMismo { una: queda, otra });
        }
        let (celdas_queda, celdas_otra) = (self.sin_conflictos(queda)?, self.sin_conflictos(otra)?);
        let mut escrituras = valores_reunidos(queda, &celdas_queda, &celdas_otra);
        escrituras.extend(self.referencias(&fila_otra, queda)?);
        escrituras.push(Escritura { padres: celdas_otra.padres("borrado"), ..Escritura::nueva(otra, &fila_otra.clase, "borrado", true) });
        let mut cubre: Vec<Opid> =
            proyeccion::opids_de(self.con, fila_otra.id)?.into_iter().filter(|(campo, _)| campo != "borrado").map(|(_, o)| o).collect();
        cubre.sort_unstable();
        let datos = Unificacion { queda: queda.into_bytes(), otra: otra.into_bytes() }.a_datos(cubre);
        let hash = self.asentar(ambito, UNIFICAR, escrituras.into_iter().map(a_op).collect(), motivo, datos)?;
        Ok((queda, hash))
    }

    /// Does again one act of an operation that joined two.
    fn repetir(&mut self, asiento: &Asiento) -> R<()> {
        let ambito = Uuid::from_bytes(asiento.ambito);
        if let Some(que) = Unificacion::leer(asiento).filter(|_| asiento.tipo == UNIFICAR) {
            self.unificar(ambito, Uuid::from_bytes(que.queda), Uuid::from_bytes(que.otra), &asiento.motivo)?;
        } else if asiento.tipo == BORRAR {
            let retiradas = asiento.ops.iter().filter(|op| op.campo == "borrado" && op.valor == Valor::Logico(true));
            let retiradas: Vec<Uuid> = retiradas.map(|op| Uuid::from_bytes(op.ent)).collect();
            self.borrar(ambito, &retiradas, &asiento.motivo)?;
        } else if asiento.tipo == RESOLVER {
            let mut decididas = Vec::with_capacity(asiento.ops.len());
            for op in &asiento.ops {
                let entidad = self.presente(Uuid::from_bytes(op.ent))?.uuid;
                let leida = Consultas::new(self.con).entidad(entidad)?.ok_or(FallaAlmacen::NoExiste { id: entidad })?;
                let padres = leida.padres(&op.campo);
                decididas.push(Escritura { padres, ..Escritura::nueva(entidad, &op.clase, &op.campo, a_dato(op.valor.clone())) });
            }
            self.resolver(ambito, decididas, &asiento.motivo)?;
        }
        Ok(())
    }

    fn presente(&self, id: Uuid) -> R<FilaEntidad> {
        proyeccion::entidad_por_uuid(self.con, id)?.filter(|f| f.borrado != 2).ok_or(FallaAlmacen::NoExiste { id })
    }

    fn sin_conflictos(&self, id: Uuid) -> R<EntidadLeida> {
        let entidad = Consultas::new(self.con).entidad(id)?.ok_or(FallaAlmacen::NoExiste { id })?;
        match entidad.celdas.iter().find(|(_, celda)| celda.conflicto) {
            Some((campo, _)) => Err(FallaAlmacen::ConflictoPendiente { entidad: id, campo: campo.clone() }),
            None => Ok(entidad),
        }
    }

    /// The cells in sight of the same place that name `otra`, naming `queda`.
    fn referencias(&self, otra: &FilaEntidad, queda: Uuid) -> R<Vec<Escritura>> {
        let lugar = otra.lugar();
        let mut consulta = self.con.prepare_cached(include_str!("unificar_referencias.sql"))?;
        let filas = consulta.query_map(params![lugar.ambito, lugar.gae, otra.uuid.to_string(), otra.id], |f| {
            Ok((Uuid::from_bytes(f.get(0)?), f.get::<_, String>(1)?, f.get::<_, String>(2)?))
        })?;
        let mut escrituras = Vec::new();
        for fila in filas.collect::<Result<Vec<_>, _>>()? {
            let (entidad, clase, campo) = fila;
            let leida = Consultas::new(self.con).entidad(entidad)?.ok_or(FallaAlmacen::NoExiste { id: entidad })?;
            if leida.celdas.get(&campo).is_some_and(|c| c.conflicto) {
                return Err(FallaAlmacen::ConflictoPendiente { entidad, campo });
            }
            let padres = leida.padres(&campo);
            escrituras.push(Escritura { padres, ..Escritura::nueva(entidad, &clase, &campo, queda.to_string()) });
        }
        Ok(escrituras)
    }
}

/// What the other one says and the one that stands does not: over an empty cell it takes its place; beside
/// another value it is one more head.
fn valores_reunidos(queda: Uuid, suya: &EntidadLeida, otra: &EntidadLeida) -> Vec<Escritura> {
    let vacia = |d: &Dato| *d == Dato::Nulo || *d == Dato::Texto(String::new());
    let mut escrituras = Vec::new();
    for (campo, celda) in otra.celdas.iter().filter(|(campo, c)| !DE_LUGAR.contains(&campo.as_str()) && !vacia(&c.valor)) {
        let propia = suya.celdas.get(campo);
        if propia.is_some_and(|p| p.valor == celda.valor) {
            continue;
        }
        let padres = if propia.is_none_or(|p| vacia(&p.valor)) { suya.padres(campo) } else { Vec::new() };
        escrituras.push(Escritura { padres, ..Escritura::nueva(queda, &suya.clase, campo, celda.valor.clone()) });
    }
    escrituras
}

impl Almacen {
    /// Takes apart what an operation joined, however long ago and by whomever: the other one comes back with
    /// its rows, and the one that stood goes back to its own values. What somebody changed since stays as it
    /// is. `operacion` is its key, as Historial gives it.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExiste`], [`FallaAlmacen::NadaQueDeshacer`] when it is already apart,
    /// [`FallaAlmacen::CambiadoDespues`] when nothing is left as it was joined.
    pub fn separar(&mut self, operacion: Uuid, autor: &Autor) -> R<Hecho<LoteDeshecho>> {
        let leida = self.consultas().operacion(operacion)?.filter(|o| o.operacion == Some(Operacion::Unificar));
        let Some(leida) = leida else { return Err(FallaAlmacen::NoExiste { id: operacion }) };
        if leida.deshecha {
            return Err(FallaAlmacen::NadaQueDeshacer);
        }
        self.invertir(Operacion::Deshacer, &leida, &leida, true, autor)
    }

    /// Joins again what was taken apart, act by act as the operation did it: the inverse of an inverse would
    /// choose between the values.
    pub(crate) fn reunir_otra_vez(&mut self, leida: &OperacionLeida, autor: &Autor) -> R<Hecho<()>> {
        let numeros = numeros_de(&self.con, leida)?;
        let asientos = numeros.iter().map(|n| asiento_de(&self.con, *n)).collect::<R<Vec<_>>>()?;
        if !asientos.iter().any(|a| Unificacion::leer(a).is_some()) {
            return Err(FallaAlmacen::NadaQueDeshacer);
        }
        self.transar_con(Operacion::Rehacer, autor, Some(leida.clave.into_bytes()), false, |tx| {
            asientos.iter().try_for_each(|asiento| tx.repetir(asiento).map_err(cambiado))
        })
    }
}

/// Why two that were joined cannot be joined any more: somebody changed them since.
fn cambiado(falla: FallaAlmacen) -> FallaAlmacen {
    let (entidad, campo) = if let FallaAlmacen::NoExiste { id } = falla {
        (id, "borrado".to_owned())
    } else if let FallaAlmacen::NoSonLoMismo { una, .. } = falla {
        (una, "padre".to_owned())
    } else if let FallaAlmacen::ConflictoPendiente { entidad, campo } = falla {
        (entidad, campo)
    } else {
        return falla;
    };
    FallaAlmacen::CambiadoDespues { entidad, campo, cuantas: 1 }
}
