//! What the inventory measures of every trámite that counts, read at once: for the ranking.

use std::collections::{BTreeMap, HashMap};

use dominio::{Dato, Entidad};
use rusqlite::params;
use uuid::Uuid;

use super::{Consultas, R};
use crate::proyeccion::Cuerpos;
use crate::tipos::MedidasLeidas;
use crate::valor::{Columna, de_columna, natural, uuid_de};

impl Consultas<'_> {
    /// Trámites that count, by code, each with some cells of its own and of its times. Long texts are not read.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn medidas(&self, ambito: Option<Uuid>) -> R<Vec<MedidasLeidas>> {
        let ambito = params![ambito.map(Uuid::into_bytes)];
        let mut consulta = self.con.prepare_cached(include_str!("medidas_tramites.sql"))?;
        let mut filas = consulta.query(ambito)?;
        let mut leidas: Vec<MedidasLeidas> = Vec::new();
        let mut lugar: HashMap<Uuid, usize> = HashMap::new();
        while let Some(f) = filas.next()? {
            let id = uuid_de(f.get_ref(0)?.as_blob().unwrap_or_default())?;
            lugar.insert(id, leidas.len());
            leidas.push(MedidasLeidas {
                id,
                codigo: f.get(1)?,
                nombre: f.get(2)?,
                estado: f.get::<_, String>(3)?.parse().unwrap_or(dominio::ficha::EstadoTramite::Identificado),
                requisitos: natural(f.get(4)?),
                hallazgos: natural(f.get(5)?),
                entidades: vec![Entidad { id, clase: "tramite".to_owned(), celdas: BTreeMap::new() }],
            });
        }
        let mut cuerpos = Cuerpos::new(self.con);
        let mut consulta = self.con.prepare_cached(include_str!("medidas_celdas.sql"))?;
        let mut filas = consulta.query(ambito)?;
        while let Some(f) = filas.next()? {
            let tramite = uuid_de(f.get_ref(0)?.as_blob().unwrap_or_default())?;
            let id = uuid_de(f.get_ref(1)?.as_blob().unwrap_or_default())?;
            let Some(leida) = lugar.get(&tramite).and_then(|i| leidas.get_mut(*i)) else { continue };
            let campo: String = f.get(2)?;
            let valor = match de_columna(f.get_ref(4)?)? {
                Columna::Aqui(dato) => dato,
                Columna::EnCuerpo(posicion) => Dato::Texto(cuerpos.texto(f.get(3)?, posicion)?),
            };
            let entidad = match leida.entidades.iter().position(|e| e.id == id) {
                Some(i) => i,
                None => {
                    let padre = BTreeMap::from([("padre".to_owned(), Dato::Texto(tramite.to_string()))]);
                    leida.entidades.push(Entidad { id, clase: "tiempo".to_owned(), celdas: padre });
                    leida.entidades.len() - 1
                }
            };
            if let Some(e) = leida.entidades.get_mut(entidad)
                && e.celdas.insert(campo.clone(), valor).is_some()
            {
                // Two heads: which one is shown is said in one place.
                let mostrado = self.celdas_de(id, &[&campo])?.remove(&campo).map_or(Dato::Nulo, |c| c.valor);
                e.celdas.insert(campo, mostrado);
            }
        }
        Ok(leidas)
    }
}
