//! What the board reads: every institution at once, a few rows each.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rusqlite::types::ValueRef;
use uuid::Uuid;

use super::{Consultas, R};
use crate::operacion::Operacion;
use crate::proyeccion::tablero::dia_de;
use crate::proyeccion::{Cuerpos, operacion_de};
use crate::tipos::{InstitucionLeida, MovimientoLeido, PrimerHecho, SumaDeTramites};
use crate::valor::{Columna, de_columna, natural, uuid_de};

/// The date of a number of days since 1970.
fn fecha(dias: i64) -> Date {
    let dias = i32::try_from(dias).unwrap_or(0);
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(dias)).unwrap_or(Date::ZERO)
}

/// Days since 1970 of a date.
fn dias(fecha: Date) -> i64 {
    jiff::civil::date(1970, 1, 1).until(fecha).map_or(0, |s| i64::from(s.get_days()))
}

impl Consultas<'_> {
    /// Institutions whose data changed after an asiento of the log (0: since always), by the order in which they
    /// came here: an old asiento that a package brings is new. The ambitos that are no institution come too.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn ambitos_desde(&self, asiento: u64) -> R<BTreeSet<Uuid>> {
        let mut consulta = self.con.prepare_cached("SELECT ambito FROM asiento WHERE n > ?")?;
        let mut filas = consulta.query([asiento.cast_signed()])?;
        let mut leidos = BTreeSet::new();
        while let Some(fila) = filas.next()? {
            leidos.insert(uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?);
        }
        Ok(leidos)
    }

    /// Institutions named in the file. What GAE wrote goes over what a committee wrote. `de` limits them to one.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn instituciones_del_archivo(&self, de: Option<Uuid>) -> R<Vec<InstitucionLeida>> {
        let donde = if de.is_some() { " AND e.ambito = ?" } else { "" };
        let sql = format!("{}{donde} ORDER BY e.gae, c.hlc", include_str!("instituciones.sql"));
        let mut consulta = self.con.prepare_cached(&sql)?;
        let mut filas = consulta.query(rusqlite::params_from_iter(de.map(Uuid::into_bytes)))?;
        let mut cuerpos = Cuerpos::new(self.con);
        let mut todas: BTreeMap<Uuid, InstitucionLeida> = BTreeMap::new();
        // By owner and clock: the last one to write a cell stays.
        while let Some(fila) = filas.next()? {
            let id = uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?;
            let leida = todas.entry(id).or_insert_with(|| InstitucionLeida { id, ..InstitucionLeida::default() });
            let campo = fila.get_ref(1)?.as_str().unwrap_or_default();
            if campo == "confirmada" {
                leida.confirmada = matches!(fila.get_ref(3)?, ValueRef::Blob([1]));
                continue;
            }
            let texto = match de_columna(fila.get_ref(3)?)? {
                Columna::Aqui(dato) => dato.texto().unwrap_or_default().to_owned(),
                Columna::EnCuerpo(posicion) => cuerpos.texto(fila.get(2)?, posicion)?,
            };
            match campo {
                "codigo" => leida.codigo = texto,
                "sigla" => leida.sigla = texto,
                "nombre" => leida.nombre = texto,
                "tipo" => leida.tipo = texto,
                "departamento" => leida.departamento = Some(texto).filter(|t| !t.is_empty()),
                _ => {}
            }
        }
        Ok(todas.into_values().collect())
    }

    /// Movements of phases that stand, in the order of their clock: an undone one is not there, and an undo
    /// is not a movement. `de` limits them to one institution.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn movimientos_de_fase(&self, de: Option<Uuid>) -> R<Vec<MovimientoLeido>> {
        let donde = if de.is_some() { " WHERE ambito = ?" } else { "" };
        let sql = format!("{}{donde} ORDER BY hlc, n", include_str!("movimientos.sql"));
        let mut consulta = self.con.prepare_cached(&sql)?;
        let mut filas = consulta.query(rusqlite::params_from_iter(de.map(Uuid::into_bytes)))?;
        let mut leidos: Vec<([u8; 16], MovimientoLeido)> = Vec::new();
        // By institution: an undo that could not touch one of them left its movement standing.
        let mut deshechas: BTreeSet<(Uuid, [u8; 16])> = BTreeSet::new();
        let mut archivos: BTreeMap<(Uuid, bool, &str), u32> = BTreeMap::new();
        while let Some(fila) = filas.next()? {
            let ambito = uuid_de(fila.get_ref(1)?.as_blob().unwrap_or_default())?;
            if let Some(deshace) = fila.get::<_, Option<[u8; 16]>>(8)? {
                match operacion_de(fila.get_ref(6)?.as_str().unwrap_or_default()) {
                    Some(Operacion::Deshacer) => deshechas.insert((ambito, deshace)),
                    Some(Operacion::Rehacer) => deshechas.remove(&(ambito, deshace)),
                    _ => false,
                };
                continue;
            }
            let gae: bool = fila.get(2)?;
            let hlc = fila.get::<_, i64>(9)?.cast_unsigned();
            let Ok(fase) = fila.get_ref(3)?.as_str().unwrap_or_default().parse::<dominio::fase::Fase>() else { continue };
            let Some(estado) = fila.get_ref(4)?.as_str().ok().and_then(|e| e.parse().ok()) else { continue };
            let dicha = fila.get_ref(5)?.as_str().ok().and_then(|f| f.parse().ok());
            let acumulado = archivos.entry((ambito, gae, fase.as_str())).or_default();
            if let Some(evidencias) = fila.get::<_, Option<u32>>(7)? {
                *acumulado = evidencias;
            }
            let movimiento = MovimientoLeido {
                ambito,
                gae,
                fase,
                estado,
                fecha: dicha.unwrap_or_else(|| fecha(dia_de(hlc))),
                evidencias: *acumulado,
                reloj: hlc,
                n: natural(fila.get(0)?),
            };
            leidos.push((fila.get(10)?, movimiento));
        }
        Ok(leidos.into_iter().filter(|(clave, m)| !deshechas.contains(&(m.ambito, *clave))).map(|(_, m)| m).collect())
    }

    /// Trámites that count, by institution, owner, day and state.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn sumas_de_tramites(&self, de: Option<Uuid>) -> R<Vec<SumaDeTramites>> {
        let donde = if de.is_some() { " WHERE ambito = ?" } else { "" };
        let sql = format!("SELECT ambito, gae, alta, estado, tramites, completas, hallazgos FROM suma_tramites{donde}");
        let mut consulta = self.con.prepare_cached(&sql)?;
        let mut filas = consulta.query(rusqlite::params_from_iter(de.map(Uuid::into_bytes)))?;
        let mut leidas = Vec::new();
        while let Some(fila) = filas.next()? {
            let Some(estado) = fila.get_ref(3)?.as_str().ok().and_then(|e| e.parse().ok()) else { continue };
            leidas.push(SumaDeTramites {
                ambito: uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?,
                gae: fila.get(1)?,
                alta: fecha(fila.get(2)?),
                estado,
                tramites: natural(fila.get(4)?),
                completas: natural(fila.get(5)?),
                hallazgos: natural(fila.get(6)?),
            });
        }
        Ok(leidas)
    }

    /// The last day, at or before `hasta`, on which somebody wrote about an institution: its own, then GAE.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn ultimos_dias_de(&self, ambito: Uuid, hasta: Date) -> R<[Option<Date>; 2]> {
        let mut consulta = self.con.prepare_cached("SELECT max(dia) FROM dia_con_datos WHERE ambito = ? AND gae = ? AND dia <= ?")?;
        let mut uno = |gae: bool| -> R<Option<Date>> {
            let dia: Option<i64> = consulta.query_row(rusqlite::params![ambito.into_bytes(), gae, dias(hasta)], |f| f.get(0))?;
            Ok(dia.map(fecha))
        };
        Ok([uno(false)?, uno(true)?])
    }

    /// The last day, at or before `hasta`, on which somebody wrote about each institution: (institution,
    /// by GAE, day).
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn ultimos_dias(&self, hasta: Date) -> R<Vec<(Uuid, bool, Date)>> {
        let mut consulta = self.con.prepare_cached(include_str!("ultimos_dias.sql"))?;
        let mut filas = consulta.query([dias(hasta)])?;
        let mut leidos = Vec::new();
        while let Some(fila) = filas.next()? {
            leidos.push((uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?, fila.get(1)?, fecha(fila.get(2)?)));
        }
        Ok(leidos)
    }

    /// The first entity of each of `clases` that each institution wrote and that is not retired. `de` limits them
    /// to one institution.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn primeros_hechos(&self, clases: &[&str], de: Option<Uuid>) -> R<Vec<PrimerHecho>> {
        let donde = if de.is_some() { " AND ambito = ?2" } else { "" };
        let mut consulta = self.con.prepare_cached(&format!(
            "SELECT ambito, min(nacida_hlc) FROM entidad WHERE clase = ?1 AND padre IS NULL AND borrado <> 2{donde} GROUP BY ambito"
        ))?;
        let mut leidos = Vec::new();
        for clase in clases {
            let mut filas = match de {
                Some(ambito) => consulta.query(rusqlite::params![clase, ambito.into_bytes()])?,
                None => consulta.query([clase])?,
            };
            while let Some(fila) = filas.next()? {
                leidos.push(PrimerHecho {
                    ambito: uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?,
                    clase: (*clase).to_owned(),
                    dia: fecha(dia_de(fila.get::<_, i64>(1)?.cast_unsigned())),
                });
            }
        }
        Ok(leidos)
    }

    /// Movements of one phase that stand, with the reason that each was written with, in the order of their
    /// clock.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn movimientos_de_una_fase(&self, ambito: Uuid, fase: dominio::fase::Fase) -> R<Vec<(MovimientoLeido, String)>> {
        self.movimientos_de_fase(Some(ambito))?
            .into_iter()
            .filter(|m| m.fase == fase)
            .map(|m| Ok((m, crate::proyeccion::asiento_o_talon(self.con, m.n.cast_signed())?.map(|a| a.motivo).unwrap_or_default())))
            .collect()
    }

    /// The entities of one identifier in an institution: its own and GAE's, that order.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn entidades_de(&self, id: Uuid, ambito: Uuid) -> R<Vec<crate::EntidadLeida>> {
        let mut consulta = self.con.prepare_cached("SELECT id FROM entidad WHERE uuid = ? AND ambito = ? ORDER BY gae")?;
        let numeros: Vec<i64> = consulta.query_map([id.into_bytes(), ambito.into_bytes()], |f| f.get(0))?.collect::<Result<_, _>>()?;
        let mut cuerpos = Cuerpos::new(self.con);
        let mut leidas = Vec::new();
        for numero in numeros {
            if let Some(fila) = crate::proyeccion::entidad_por_id(self.con, numero)? {
                leidas.push(self.leer(fila, &mut cuerpos)?);
            }
        }
        Ok(leidas)
    }

    /// Cells with two values in the trámites of an institution.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn conflictos_en_tramites(&self, ambito: Uuid) -> R<u64> {
        let sql = "SELECT coalesce(sum(conflictos), 0) FROM tramite WHERE ambito = ? AND visible = 1";
        Ok(natural(self.con.prepare_cached(sql)?.query_row([ambito.into_bytes()], |f| f.get(0))?))
    }

    /// Trámites that counted and were retired or suppressed after a moment and until another (milliseconds since
    /// 1970): (institution, GAE's copies, how many).
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Danado`].
    pub fn tramites_retirados(&self, despues_de: u64, hasta: u64) -> R<Vec<(Uuid, bool, u64)>> {
        let reloj = |ms: u64| (ms.min((1 << 46) - 1) << 16).cast_signed();
        let mut consulta = self.con.prepare_cached(include_str!("tramites_retirados.sql"))?;
        let mut filas = consulta.query([reloj(despues_de.saturating_add(1)), reloj(hasta.saturating_add(1))])?;
        let mut leidos = Vec::new();
        while let Some(fila) = filas.next()? {
            leidos.push((uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?, fila.get(1)?, natural(fila.get(2)?)));
        }
        Ok(leidos)
    }
}
