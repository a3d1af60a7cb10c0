//! Citations of norms in visible fichas, with the trámite that each belongs to.

use std::collections::HashMap;

use rusqlite::params;
use uuid::Uuid;

use super::{Consultas, R};
use crate::tipos::CitaDeNorma;
use crate::valor::uuid_de;

impl Consultas<'_> {
    /// Every citation of an institution, or of all. Its text is not read: what names the norm is short.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn citas_de_normas(&self, ambito: Option<Uuid>) -> R<Vec<CitaDeNorma>> {
        let mut consulta = self.con.prepare_cached(include_str!("citas.sql"))?;
        let mut filas = consulta.query(params![ambito.map(Uuid::into_bytes)])?;
        let mut por_id: HashMap<Uuid, CitaDeNorma> = HashMap::new();
        while let Some(fila) = filas.next()? {
            let id = uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?;
            let tramite = uuid_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
            let de_requisito = fila.get(2)?;
            let cita = por_id.entry(id).or_insert_with(|| CitaDeNorma {
                id,
                tramite,
                de_requisito,
                tipo_norma: String::new(),
                numero: String::new(),
                anio: None,
                vigente: String::new(),
            });
            let valor = fila.get_ref(4)?;
            let texto = || valor.as_str().unwrap_or_default().to_owned();
            match fila.get_ref(3)?.as_str().unwrap_or_default() {
                "tipo_norma" => cita.tipo_norma = texto(),
                "numero" => cita.numero = texto(),
                "vigente" => cita.vigente = texto(),
                _ => cita.anio = valor.as_i64().ok(),
            }
        }
        let mut citas: Vec<CitaDeNorma> = por_id.into_values().collect();
        citas.sort_by_key(|c| c.id);
        Ok(citas)
    }
}
