//! Findings: pages worst first, and counts by rule.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use dominio::reglas::{EstadoHallazgo, Hallazgo, Regla};
use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};
use uuid::Uuid;

use super::{Consultas, R};
use crate::FallaAlmacen;
use crate::proyeccion::derivar::severidad_de;
use crate::tipos::{ConteoDeRegla, FiltroHallazgos, HallazgoLeido, Pagina};
use crate::valor::{natural, uuid_de};

const FILA: &str = include_str!("hallazgo.sql");

impl Consultas<'_> {
    /// A page of findings: worst first, then by rule, then by trámite.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn hallazgos(&self, filtro: &FiltroHallazgos) -> R<Pagina<HallazgoLeido>> {
        let estado = filtro.estado.unwrap_or(EstadoHallazgo::Abierto);
        if filtro.ambito.is_some() || filtro.tramite.is_some() || filtro.unidad.is_some() || filtro.severidad.is_some() {
            let leidos = self.hallazgos_de(filtro, false)?;
            let total = leidos.len() as u64;
            let filas = leidos.into_iter().skip(filtro.desde as usize).take(filtro.cuantos as usize).collect();
            return Ok(Pagina { total, filas });
        }
        // The index is by (state, rule, severity): pages are cut group by group, so that a large
        // inventory is never sorted whole.
        let mut grupos = self.grupos(estado, filtro.regla.as_deref())?;
        grupos.sort_by_key(|(regla, severidad, _)| (std::cmp::Reverse(*severidad), regla.parse::<Regla>().ok()));
        let total = grupos.iter().map(|(_, _, n)| n).sum();
        let mut saltar = u64::from(filtro.desde);
        let mut faltan = u64::from(filtro.cuantos);
        let mut leidos = Vec::new();
        let sql = format!(
            "{FILA} WHERE h.visible = 1 AND h.estado = ?1 AND h.regla = ?2 AND h.severidad = ?3 ORDER BY h.tramite, h.orden LIMIT ?4 OFFSET ?5"
        );
        let mut consulta = self.con.prepare_cached(&sql)?;
        for (regla, severidad, n) in grupos {
            if faltan == 0 {
                break;
            }
            if saltar >= n {
                saltar -= n;
                continue;
            }
            let mut filas = consulta.query(params![estado.as_str(), regla, severidad, faltan.cast_signed(), saltar.cast_signed()])?;
            saltar = 0;
            while let Some(fila) = filas.next()? {
                leidos.push(leer(fila)?);
                faltan -= 1;
            }
        }
        Ok(Pagina { total, filas: leidos })
    }

    fn grupos(&self, estado: EstadoHallazgo, regla: Option<&str>) -> R<Vec<(String, i64, u64)>> {
        let mut consulta = self.con.prepare_cached(include_str!("hallazgo_grupos.sql"))?;
        let filas = consulta.query_map(params![estado.as_str(), regla], |f| Ok((f.get(0)?, f.get(1)?, natural(f.get(2)?))))?;
        Ok(filas.collect::<Result<_, _>>()?)
    }

    /// All findings of one institution or trámite, sorted; with `todos` in any state, open first.
    pub(super) fn hallazgos_de(&self, filtro: &FiltroHallazgos, todos: bool) -> R<Vec<HallazgoLeido>> {
        let mut sql = format!("{FILA} WHERE t.visible = 1");
        let mut valores = Vec::new();
        if let Some(tramite) = filtro.tramite {
            sql.push_str(" AND t.uuid = ?");
            valores.push(Value::Blob(tramite.as_bytes().to_vec()));
        }
        if let Some(ambito) = filtro.ambito {
            sql.push_str(" AND t.ambito = ?");
            valores.push(Value::Blob(ambito.as_bytes().to_vec()));
        }
        if let Some(regla) = &filtro.regla {
            sql.push_str(" AND h.regla = ?");
            valores.push(Value::Text(regla.clone()));
        }
        if let Some(unidad) = &filtro.unidad {
            sql.push_str(" AND t.unidad = ?");
            valores.push(Value::Text(unidad.clone()));
        }
        if let Some(severidad) = filtro.severidad {
            sql.push_str(" AND h.severidad = ?");
            valores.push(Value::Integer(crate::proyeccion::derivar::rango(severidad)));
        }
        if !todos {
            sql.push_str(" AND h.estado = ?");
            valores.push(Value::Text(filtro.estado.unwrap_or(EstadoHallazgo::Abierto).as_str().to_owned()));
        }
        sql.push_str(" ORDER BY t.codigo_clave, t.id, h.orden");
        let mut consulta = self.con.prepare_cached(&sql)?;
        let mut filas = consulta.query(params_from_iter(valores))?;
        let mut leidos = Vec::new();
        while let Some(fila) = filas.next()? {
            leidos.push(leer(fila)?);
        }
        leidos.sort_by_key(|h: &HallazgoLeido| {
            (h.estado, std::cmp::Reverse(crate::proyeccion::derivar::rango(h.hallazgo.severidad)), h.hallazgo.regla)
        });
        Ok(leidos)
    }

    /// Open findings by rule, most first.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn conteo_por_regla(&self, ambito: Option<Uuid>) -> R<Vec<ConteoDeRegla>> {
        let sql = if ambito.is_some() { include_str!("conteo_de_ambito.sql") } else { include_str!("conteo.sql") };
        let mut consulta = self.con.prepare_cached(sql)?;
        let valores: Vec<Value> = ambito.iter().map(|a| Value::Blob(a.as_bytes().to_vec())).collect();
        let mut filas = consulta.query(params_from_iter(valores))?;
        let mut por_regla: BTreeMap<String, (ConteoDeRegla, std::collections::HashSet<i64>)> = BTreeMap::new();
        while let Some(fila) = filas.next()? {
            let regla = fila.get_ref(0)?.as_str().unwrap_or_default();
            let severidad = severidad_de(fila.get(1)?);
            if !por_regla.contains_key(regla) {
                let vacio = ConteoDeRegla { regla: regla.to_owned(), abiertos: 0, tramites: 0, severidad };
                por_regla.insert(regla.to_owned(), (vacio, std::collections::HashSet::new()));
            }
            let Some((conteo, tramites)) = por_regla.get_mut(regla) else { continue };
            conteo.abiertos += 1;
            conteo.severidad = conteo.severidad.min(severidad);
            tramites.insert(fila.get(2)?);
        }
        let mut conteos: Vec<ConteoDeRegla> =
            por_regla.into_values().map(|(conteo, tramites)| ConteoDeRegla { tramites: tramites.len() as u64, ..conteo }).collect();
        conteos.sort_by_key(|c| (std::cmp::Reverse(c.abiertos), c.regla.parse::<Regla>().ok()));
        Ok(conteos)
    }
}

// The classes that a rule may name are fixed; a stored one that is not there is damage.
const CLASES: [&str; 5] = ["tramite", "requisito", "paso", "base_legal", "tiempo"];

/// The field as a name that lives for ever. Names come from the rules of this program or of an older
/// one, so the few that are not declared as fields of a form («pasos») are kept once.
fn nombre_fijo(clase: &str, campo: &str) -> &'static str {
    static OTROS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    if let Some(declarado) = dominio::campos::campo(clase, campo) {
        return declarado.campo;
    }
    let mut otros = OTROS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(visto) = otros.get(campo) {
        return visto;
    }
    let nuevo: &'static str = Box::leak(campo.to_owned().into_boxed_str());
    otros.insert(nuevo);
    nuevo
}

fn leer(fila: &Row<'_>) -> R<HallazgoLeido> {
    let texto = |columna: &str| -> R<String> { Ok(fila.get(columna)?) };
    let clase = texto("clase")?;
    let campo = texto("campo")?;
    let regla = texto("regla")?;
    let danado = || FallaAlmacen::danado("a finding names a rule or a class out of the list");
    let accion: Option<String> = fila.get("accion_sugerida")?;
    Ok(HallazgoLeido {
        tramite: uuid_de(fila.get_ref("tramite_uuid")?.as_blob().unwrap_or_default())?,
        tramite_codigo: texto("tramite_codigo")?,
        tramite_nombre: texto("tramite_nombre")?,
        hallazgo: Hallazgo {
            regla: regla.parse().map_err(|_| danado())?,
            version: fila.get("version")?,
            severidad: severidad_de(fila.get("severidad")?),
            clase: CLASES.into_iter().find(|c| *c == clase).ok_or_else(danado)?,
            entidad: uuid_de(fila.get_ref("entidad")?.as_blob().unwrap_or_default())?,
            campo: nombre_fijo(&clase, &campo),
            fila: fila.get("fila")?,
            fragmento: texto("fragmento")?,
            huella: fila.get::<_, i64>("huella")?.cast_unsigned(),
            mensaje: texto("mensaje")?,
            accion_sugerida: accion.and_then(|a| a.parse().ok()),
            texto_propuesto: fila.get("texto_propuesto")?,
        },
        estado: texto("estado")?.parse().unwrap_or(EstadoHallazgo::Abierto),
        justificacion: fila.get("justificacion")?,
        decision: fila.get::<_, Option<[u8; 16]>>("decision")?.map(Uuid::from_bytes),
    })
}
