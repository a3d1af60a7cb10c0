//! The inventory: pages, filters, figures, neighbours and codes.

use std::collections::{BTreeMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use uuid::Uuid;

use super::busqueda::Busqueda;
use super::{Consultas, R};
use crate::proyeccion::derivar::severidad_de;
use crate::tipos::{Candidato, Cifras, Facetas, FilaTramite, FiltroTramites, Orden, Pagina, Vecinos};
use crate::valor::{hash_de, natural, uuid_de};

mod celdas;
mod filtro;

use filtro::{Condiciones, clausula, condiciones};

const FILA: &str = include_str!("fila_tramite.sql");

impl Consultas<'_> {
    /// Visible trámites, those that figures leave out included: an index answers it.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn cuantos_tramites(&self) -> R<u64> {
        let n: i64 = self.con.prepare_cached("SELECT count(*) FROM tramite WHERE visible = 1")?.query_row([], |f| f.get(0))?;
        Ok(n.unsigned_abs())
    }

    /// A page of visible trámites.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn tramites(&self, filtro: &FiltroTramites) -> R<Pagina<FilaTramite>> {
        let condiciones = condiciones(filtro);
        match Busqueda::leer(&filtro.texto) {
            None => self.pagina_sin_texto(filtro, &condiciones),
            Some(busqueda) => self.pagina_con_texto(filtro, &condiciones, &busqueda),
        }
    }

    fn pagina_sin_texto(&self, filtro: &FiltroTramites, condiciones: &Condiciones) -> R<Pagina<FilaTramite>> {
        let sql = format!("SELECT count(*) FROM tramite t WHERE {}", condiciones.sql);
        let total: i64 = self.con.prepare_cached(&sql)?.query_row(params_from_iter(&condiciones.valores), |f| f.get(0))?;
        let sql = format!("{FILA} WHERE {} ORDER BY {} LIMIT ? OFFSET ?", condiciones.sql, clausula(filtro));
        let mut consulta = self.con.prepare_cached(&sql)?;
        let pagina = [Value::Integer(i64::from(filtro.cuantos)), Value::Integer(i64::from(filtro.desde))];
        let mut filas = consulta.query(params_from_iter(condiciones.valores.iter().chain(&pagina)))?;
        let mut leidas = Vec::new();
        while let Some(fila) = filas.next()? {
            leidas.push(leer_fila(fila)?);
        }
        Ok(Pagina { total: natural(total), filas: leidas })
    }

    fn pagina_con_texto(&self, filtro: &FiltroTramites, condiciones: &Condiciones, busqueda: &Busqueda) -> R<Pagina<FilaTramite>> {
        let permitidos =
            if condiciones.abiertas { None } else { Some(self.numeros(condiciones, None)?.into_iter().collect::<HashSet<i64>>()) };
        let pasa = |id: &i64| permitidos.as_ref().is_none_or(|p| p.contains(id));
        let ids: Vec<i64> = if filtro.orden == Orden::Relevancia {
            self.por_relevancia(busqueda, pasa)?
        } else {
            let hallados: HashSet<i64> = self.hallados(busqueda)?.into_iter().collect();
            let mut ids = self.numeros(condiciones, Some(filtro))?;
            ids.retain(|id| hallados.contains(id));
            ids
        };
        let desde = filtro.desde as usize;
        let sql = format!("{FILA} WHERE t.id = ?");
        let mut consulta = self.con.prepare_cached(&sql)?;
        let mut leidas = Vec::new();
        for id in ids.iter().skip(desde).take(filtro.cuantos as usize) {
            let mut filas = consulta.query([id])?;
            if let Some(fila) = filas.next()? {
                let mut leida = leer_fila(fila)?;
                if let Some((hallado, fragmento)) = self.hallado_en(&leida, busqueda)? {
                    (leida.hallado, leida.fragmento) = (Some(hallado), Some(fragmento));
                }
                leidas.push(leida);
            }
        }
        Ok(Pagina { total: ids.len() as u64, filas: leidas })
    }

    fn numeros(&self, condiciones: &Condiciones, orden: Option<&FiltroTramites>) -> R<Vec<i64>> {
        let orden = orden.map(|f| format!(" ORDER BY {}", clausula(f))).unwrap_or_default();
        let sql = format!("SELECT t.id FROM tramite t WHERE {}{orden}", condiciones.sql);
        let mut consulta = self.con.prepare_cached(&sql)?;
        let filas = consulta.query_map(params_from_iter(&condiciones.valores), |f| f.get(0))?;
        Ok(filas.collect::<Result<_, _>>()?)
    }

    /// Every trámite that the filter lets through, in its order, whatever page it asks for.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn tramites_que_pasan(&self, filtro: &FiltroTramites) -> R<Vec<Uuid>> {
        let condiciones = condiciones(filtro);
        let mut numeros = self.numeros(&condiciones, Some(filtro))?;
        if let Some(busqueda) = Busqueda::leer(&filtro.texto) {
            let hallados: HashSet<i64> = self.hallados(&busqueda)?.into_iter().collect();
            numeros.retain(|n| hallados.contains(n));
        }
        let mut consulta = self.con.prepare_cached("SELECT uuid FROM tramite WHERE id = ?")?;
        numeros.into_iter().map(|n| Ok(Uuid::from_bytes(consulta.query_row([n], |f| f.get::<_, [u8; 16]>(0))?))).collect()
    }

    /// One row; hidden ones are `None`.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn fila_tramite(&self, id: Uuid) -> R<Option<FilaTramite>> {
        let sql = format!("{FILA} WHERE t.uuid = ? AND t.visible = 1");
        let mut consulta = self.con.prepare_cached(&sql)?;
        let mut filas = consulta.query([id.into_bytes()])?;
        filas.next()?.map(leer_fila).transpose()
    }

    /// Values to filter by.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn facetas(&self, ambito: Option<Uuid>) -> R<Facetas> {
        // One pass over the rows: five GROUP BY would read them five times.
        let mut consulta = self.con.prepare_cached(
            "SELECT ambito, categoria, estado, banderas > 0, unidad FROM tramite WHERE visible = 1 AND (?1 IS NULL OR ambito = ?1)",
        )?;
        let mut filas = consulta.query(params![ambito.map(Uuid::into_bytes)])?;
        let mut categorias: BTreeMap<String, u64> = BTreeMap::new();
        let mut estados: BTreeMap<String, u64> = BTreeMap::new();
        let mut instituciones: BTreeMap<Uuid, u64> = BTreeMap::new();
        let mut unidades: BTreeMap<String, u64> = BTreeMap::new();
        let mut con_banderas = 0;
        while let Some(fila) = filas.next()? {
            *instituciones.entry(uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?).or_default() += 1;
            contar(&mut categorias, fila.get_ref(1)?.as_str().unwrap_or_default());
            contar(&mut estados, fila.get_ref(2)?.as_str().unwrap_or_default());
            con_banderas += u64::from(fila.get::<_, bool>(3)?);
            contar(&mut unidades, fila.get_ref(4)?.as_str().unwrap_or_default());
        }
        let mut reglas = self.conteo_por_regla(ambito)?;
        reglas.sort_by_key(|r| r.regla.parse::<dominio::reglas::Regla>().ok());
        Ok(Facetas {
            categorias: categorias.into_iter().filter(|(categoria, _)| !categoria.is_empty()).collect(),
            estados: estados.into_iter().collect(),
            reglas: reglas.into_iter().map(|r| (r.regla, r.tramites)).collect(),
            unidades: unidades.into_iter().filter(|(unidad, _)| !unidad.is_empty()).collect(),
            instituciones: instituciones.into_iter().collect(),
            con_banderas,
        })
    }

    /// Figures of one institution, or of all.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn cifras(&self, ambito: Option<Uuid>) -> R<Cifras> {
        let sql = concat!(include_str!("cifras.sql"), " WHERE visible = 1 AND (?1 IS NULL OR ambito = ?1)");
        Ok(self.con.prepare_cached(sql)?.query_row(params![ambito.map(Uuid::into_bytes)], leer_cifras)?)
    }

    /// Figures of each institution that has trámites.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn cifras_por_ambito(&self) -> R<BTreeMap<Uuid, Cifras>> {
        let sql = concat!(include_str!("cifras.sql"), " WHERE visible = 1 GROUP BY ambito");
        let mut consulta = self.con.prepare_cached(sql)?;
        let mut filas = consulta.query([])?;
        let mut cifras = BTreeMap::new();
        while let Some(fila) = filas.next()? {
            cifras.insert(uuid_de(fila.get_ref("ambito")?.as_blob().unwrap_or_default())?, leer_cifras(fila)?);
        }
        Ok(cifras)
    }

    /// Neighbours of a trámite by code within its institution.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn vecinos(&self, id: Uuid) -> R<Vecinos> {
        let propia: Option<([u8; 16], String, i64)> = self
            .con
            .prepare_cached("SELECT ambito, codigo_clave, id FROM tramite WHERE uuid = ?")?
            .query_row([id.into_bytes()], |f| Ok((f.get(0)?, f.get(1)?, f.get(2)?)))
            .optional()?;
        let Some((ambito, clave, numero)) = propia else { return Ok(Vecinos::default()) };
        let uno = |sql: &str| -> R<Option<Uuid>> {
            let uuid: Option<[u8; 16]> =
                self.con.prepare_cached(sql)?.query_row(params![ambito, clave, numero], |f| f.get(0)).optional()?;
            Ok(uuid.map(Uuid::from_bytes))
        };
        Ok(Vecinos {
            anterior: uno(
                "SELECT uuid FROM tramite WHERE ambito = ?1 AND visible = 1 AND (codigo_clave, id) < (?2, ?3) ORDER BY codigo_clave DESC, id DESC LIMIT 1",
            )?,
            siguiente: uno(
                "SELECT uuid FROM tramite WHERE ambito = ?1 AND visible = 1 AND (codigo_clave, id) > (?2, ?3) ORDER BY codigo_clave, id LIMIT 1",
            )?,
        })
    }

    /// The visible trámite with this code (case and accents ignored) in this institution.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn tramite_con_codigo(&self, ambito: Uuid, codigo: &str) -> R<Option<Uuid>> {
        let mut consulta = self
            .con
            .prepare_cached("SELECT uuid FROM tramite WHERE ambito = ? AND codigo_clave = ? AND visible = 1 ORDER BY id LIMIT 1")?;
        let clave = dominio::texto::plegar(codigo);
        let uuid: Option<[u8; 16]> = consulta.query_row(params![ambito.into_bytes(), clave], |f| f.get(0)).optional()?;
        Ok(uuid.map(Uuid::from_bytes))
    }

    /// Visible trámites with this code anywhere (the console names them so).
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn tramites_con_codigo(&self, codigo: &str) -> R<Vec<Uuid>> {
        let mut consulta = self.con.prepare_cached("SELECT uuid FROM tramite WHERE codigo_clave = ? AND visible = 1 ORDER BY id")?;
        let filas = consulta.query_map([dominio::texto::plegar(codigo)], |f| f.get::<_, [u8; 16]>(0))?;
        Ok(filas.map(|u| u.map(Uuid::from_bytes)).collect::<Result<_, _>>()?)
    }

    /// Greatest number after `prefijo` among the codes of an institution, hidden ones included:
    /// `MARN-0104` with `MARN-` gives 104; 0 when there is none.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn ultimo_codigo(&self, ambito: Uuid, prefijo: &str) -> R<u64> {
        let clave = dominio::texto::plegar(prefijo);
        let hasta = format!("{clave}\u{10ffff}");
        let mut consulta =
            self.con.prepare_cached("SELECT codigo_clave FROM tramite WHERE ambito = ? AND codigo_clave >= ? AND codigo_clave < ?")?;
        let mut filas = consulta.query(params![ambito.into_bytes(), clave, hasta])?;
        let mut ultimo = 0;
        while let Some(fila) = filas.next()? {
            let codigo = fila.get_ref(0)?.as_str().unwrap_or_default();
            let numero = codigo.strip_prefix(clave.as_str()).and_then(|n| n.parse::<u64>().ok());
            ultimo = ultimo.max(numero.unwrap_or(0));
        }
        Ok(ultimo)
    }

    /// Trámites of an institution that a record of an import may be, retired ones included, by id.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn candidatos(&self, ambito: Uuid) -> R<Vec<Candidato>> {
        let mut consulta = self.con.prepare_cached(
            "SELECT uuid, ambito, id_catalogo, codigo, nombre, originales, visible FROM tramite WHERE ambito = ? ORDER BY uuid",
        )?;
        let mut filas = consulta.query([ambito.into_bytes()])?;
        let mut candidatos = Vec::new();
        while let Some(fila) = filas.next()? {
            candidatos.push(Candidato {
                id: uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?,
                ambito: uuid_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?,
                id_catalogo: fila.get(2)?,
                codigo: fila.get(3)?,
                nombre: fila.get(4)?,
                originales: hash_de(fila.get_ref(5)?.as_blob().unwrap_or_default())?,
                oculta: !fila.get::<_, bool>(6)?,
            });
        }
        Ok(candidatos)
    }
}

fn contar(cuentas: &mut BTreeMap<String, u64>, valor: &str) {
    match cuentas.get_mut(valor) {
        Some(n) => *n += 1,
        None => {
            cuentas.insert(valor.to_owned(), 1);
        }
    }
}

fn leer_cifras(f: &Row<'_>) -> rusqlite::Result<Cifras> {
    let n = |columna: &str| -> rusqlite::Result<u64> { Ok(natural(f.get::<_, Option<i64>>(columna)?.unwrap_or(0))) };
    Ok(Cifras {
        tramites: n("tramites")?,
        fichas_completas: n("fichas_completas")?,
        requisitos: n("requisitos")?,
        pasos: n("pasos")?,
        con_hallazgos: n("con_hallazgos")?,
        con_banderas: n("con_banderas")?,
        hallazgos: n("hallazgos")?,
        filas: n("filas")?,
    })
}

fn leer_fila(fila: &Row<'_>) -> R<FilaTramite> {
    let n = |columna: &str| -> R<u32> { Ok(fila.get(columna)?) };
    let estado: String = fila.get("estado")?;
    Ok(FilaTramite {
        id: uuid_de(fila.get_ref("uuid")?.as_blob().unwrap_or_default())?,
        ambito: uuid_de(fila.get_ref("ambito")?.as_blob().unwrap_or_default())?,
        clase_entidad: if fila.get("gae")? { "gae_tramite" } else { "tramite" }.to_owned(),
        codigo: fila.get("codigo")?,
        nombre: fila.get("nombre")?,
        unidad: fila.get("unidad")?,
        categoria: fila.get("categoria")?,
        clase: fila.get("clase")?,
        estado: estado.parse().unwrap_or(dominio::ficha::EstadoTramite::Identificado),
        id_catalogo: fila.get("id_catalogo")?,
        requisitos: n("requisitos")?,
        pasos: n("pasos")?,
        tiempo: fila.get("tiempo")?,
        costo: fila.get("costo")?,
        completitud: dominio::Razon::new(natural(fila.get("con_dato")?), natural(fila.get("exigidos")?)),
        hallazgos: n("hallazgos")?,
        severidad: fila.get::<_, Option<i64>>("severidad")?.map(severidad_de),
        banderas: n("banderas")?,
        importacion: fila.get::<_, Option<[u8; 16]>>("importacion")?.map(Uuid::from_bytes),
        borrado_y_editado: fila.get("editado")?,
        conflictos: n("conflictos")?,
        fragmento: None,
        hallado: None,
    })
}
