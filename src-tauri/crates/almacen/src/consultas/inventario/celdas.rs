//! Some cells of many trámites, with their heads: the columns of the grid.

use std::collections::BTreeMap;

use rusqlite::params;
use uuid::Uuid;

use super::super::{Consultas, R};
use crate::proyeccion::{CabezaLeida, CeldaLeida, Cuerpos, entidad_por_uuid};
use crate::tipos::Celda;
use crate::valor::{Columna, de_columna};

impl Consultas<'_> {
    /// Those fields of an entity that hold something, with the padres of the next write. Nothing else
    /// of it is read: a page of the grid asks for a few columns of a hundred trámites.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn celdas_de(&self, id: Uuid, campos: &[&str]) -> R<BTreeMap<String, Celda>> {
        let mut celdas = BTreeMap::new();
        let Some(fila) = entidad_por_uuid(self.con, id)? else { return Ok(celdas) };
        let mut cuerpos = Cuerpos::new(self.con);
        let mut consulta = self.con.prepare_cached("SELECT n, indice, hlc, valor FROM celda WHERE entidad = ? AND campo = ?")?;
        for campo in campos {
            let mut filas = consulta.query(params![fila.id, campo])?;
            let mut celda = CeldaLeida { campo: (*campo).to_owned(), cabezas: Vec::new() };
            while let Some(cabeza) = filas.next()? {
                let n = cabeza.get(0)?;
                let valor = match de_columna(cabeza.get_ref(3)?)? {
                    Columna::Aqui(dato) => dato,
                    Columna::EnCuerpo(posicion) => dominio::Dato::Texto(cuerpos.texto(n, posicion)?),
                };
                celda.cabezas.push(CabezaLeida { n, indice: cabeza.get(1)?, hlc: cabeza.get(2)?, valor });
            }
            if celda.cabezas.is_empty() {
                continue;
            }
            let (conflicto, padres) = (celda.conflicto(), celda.padres(&mut cuerpos)?);
            celdas.insert((*campo).to_owned(), Celda { valor: celda.mostrado(&mut cuerpos)?, padres, conflicto });
        }
        Ok(celdas)
    }
}
