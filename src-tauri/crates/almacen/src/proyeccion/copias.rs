//! R12, copies among trámites: which other trámite has almost the same list.
//!
//! Candidates share the lowest or the highest line hash; an end shared by more than
//! [`BLOQUE_INSTITUCIONAL`] visible trámites is boilerplate and names nobody. The answer depends
//! only on the set of trámites, so every change of a list looks again at whoever shared, or now
//! shares, one of its ends.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dominio::reglas::{BLOQUE_INSTITUCIONAL, CopiaDe, FamiliaDeResultado, HuellaDeLista, parecido, son_copia};
use rusqlite::{Connection, OptionalExtension, params};

use super::derivar::{LISTAS, comparable};
use super::tramites::Numeros;
use crate::FallaAlmacen;

type R<T> = Result<T, FallaAlmacen>;

/// Ends of lists that appeared or went away, and the trámites that did it.
#[derive(Default)]
pub(super) struct Cambiadas {
    tramites: Numeros,
    /// By end: how many lists joined its group.
    extremos: BTreeMap<Extremo, usize>,
}

/// Which end of which list, and its hash.
type Extremo = (Lado, &'static str, i64);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Lado {
    Minima,
    Maxima,
}

/// A list as it is stored; `None` when it is too short to be compared.
pub(super) struct Extremos(Option<(i64, i64, Vec<u8>)>);

impl Extremos {
    pub fn de(lista: &HuellaDeLista) -> Extremos {
        Extremos(comparable(lista).then(|| (lista.minima.cast_signed(), lista.maxima.cast_signed(), en_bytes(lista))))
    }
}

/// What the row of a trámite was before it was written now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Previa {
    /// There was none, nor lists.
    Ninguna,
    /// Its code, family and visibility did not change.
    Misma,
    Otra,
}

/// The copy noted in the row of a trámite.
pub(super) fn guardada(con: &Connection, id: i64) -> R<Option<CopiaDe>> {
    let texto: Option<String> =
        con.prepare_cached("SELECT copia FROM tramite WHERE id = ?")?.query_row([id], |f| f.get(0)).optional()?.flatten();
    Ok(texto.as_deref().and_then(leer))
}

fn leer(texto: &str) -> Option<CopiaDe> {
    let mut partes = texto.splitn(4, '\n');
    let (campo, comunes, total) = (partes.next()?, partes.next()?, partes.next()?);
    let campo = LISTAS.into_iter().find(|c| *c == campo)?;
    Some(CopiaDe { codigo: partes.next()?.to_owned(), campo, comunes: comunes.parse().ok()?, total: total.parse().ok()? })
}

/// Notes the copy in the row of a trámite.
pub(super) fn guardar(con: &Connection, id: i64, copia: Option<&CopiaDe>) -> R<()> {
    let texto = copia.map(|c| format!("{}\n{}\n{}\n{}", c.campo, c.comunes, c.total, c.codigo));
    con.prepare_cached("UPDATE tramite SET copia = ? WHERE id = ?")?.execute(params![texto, id])?;
    Ok(())
}

/// Brings the fingerprints of a trámite up to date; a hidden one has none.
pub(super) fn escribir_listas(
    con: &Connection,
    id: i64,
    listas: [Extremos; 2],
    visible: bool,
    previa: Previa,
    cambiadas: &mut Cambiadas,
) -> R<()> {
    for (campo, Extremos(lista)) in LISTAS.into_iter().zip(listas) {
        let vieja = if previa == Previa::Ninguna { None } else { leer_lista(con, id, campo)? };
        let nueva = lista.filter(|_| visible);
        if vieja == nueva && previa != Previa::Otra {
            continue;
        }
        for (lista, entra) in [(&vieja, 0), (&nueva, 1)] {
            let Some((minima, maxima, _)) = lista else { continue };
            cambiadas.tramites.insert(id);
            *cambiadas.extremos.entry((Lado::Minima, campo, *minima)).or_default() += entra;
            *cambiadas.extremos.entry((Lado::Maxima, campo, *maxima)).or_default() += entra;
        }
        match nueva {
            _ if vieja == nueva => {}
            // Never `OR REPLACE`: with foreign keys it opens a savepoint, and the search index answers to each
            // savepoint by writing to the file what it was gathering in memory.
            Some((minima, maxima, lineas)) => {
                let sql = match vieja {
                    None => "INSERT INTO tramite_lista (minima, maxima, lineas, tramite, campo) VALUES (?, ?, ?, ?, ?)",
                    Some(_) => "UPDATE tramite_lista SET minima = ?, maxima = ?, lineas = ? WHERE tramite = ? AND campo = ?",
                };
                con.prepare_cached(sql)?.execute(params![minima, maxima, lineas, id, campo])?;
            }
            None => {
                con.prepare_cached("DELETE FROM tramite_lista WHERE tramite = ? AND campo = ?")?.execute(params![id, campo])?;
            }
        }
    }
    Ok(())
}

fn leer_lista(con: &Connection, id: i64, campo: &str) -> R<Option<(i64, i64, Vec<u8>)>> {
    let mut consulta = con.prepare_cached("SELECT minima, maxima, lineas FROM tramite_lista WHERE tramite = ? AND campo = ?")?;
    Ok(consulta.query_row(params![id, campo], |f| Ok((f.get(0)?, f.get(1)?, f.get(2)?))).optional()?)
}

fn en_bytes(lista: &HuellaDeLista) -> Vec<u8> {
    lista.lineas.iter().flat_map(|l| l.to_be_bytes()).collect()
}

fn desde_bytes(bytes: &[u8]) -> HuellaDeLista {
    let lineas: Vec<u64> = bytes.chunks_exact(8).map(|c| c.iter().fold(0, |n, b| n << 8 | u64::from(*b))).collect();
    HuellaDeLista { minima: lineas.first().copied().unwrap_or(0), maxima: lineas.last().copied().unwrap_or(0), lineas }
}

// Only visible trámites have fingerprints, so the index alone answers: looking at each member's row
// would cost a save more than all the rest of this rule.
const POR_MINIMA: &str = "SELECT tramite FROM tramite_lista WHERE minima = ? AND campo = ?";
const POR_MAXIMA: &str = "SELECT tramite FROM tramite_lista WHERE maxima = ? AND campo = ?";

/// Looks for copies once every list of this transaction is in its place.
pub(super) struct Comparador<'c> {
    con: &'c Connection,
    /// Groups already asked for; empty = boilerplate, which names nobody.
    grupos: HashMap<Extremo, Vec<i64>>,
}

impl<'c> Comparador<'c> {
    pub fn new(con: &'c Connection) -> Self {
        Comparador { con, grupos: HashMap::new() }
    }

    /// Whoever may have a new answer after these changes.
    ///
    /// A group has an answer for its members while it is no larger than [`BLOQUE_INSTITUCIONAL`]. If it
    /// is larger now, by more than those who joined it, it was larger before too: nobody's answer
    /// changed, and its members are not read. So each trámite costs the same, however many have its list.
    pub fn afectados(&mut self, cambiadas: &Cambiadas) -> R<Numeros> {
        let mut afectados = cambiadas.tramites.clone();
        for (extremo, entraron) in &cambiadas.extremos {
            let tope = BLOQUE_INSTITUCIONAL + entraron;
            let miembros = self.miembros(*extremo, tope + 1)?;
            if miembros.len() <= tope {
                afectados.extend(miembros);
            }
        }
        Ok(afectados)
    }

    fn miembros(&self, (lado, campo, hash): Extremo, tope: usize) -> R<Vec<i64>> {
        let mut consulta = self.con.prepare_cached(match lado {
            Lado::Minima => POR_MINIMA,
            Lado::Maxima => POR_MAXIMA,
        })?;
        // Not `LIMIT ?`: SQLite plans such a query again each time another limit is bound.
        let filas = consulta.query_map(params![hash, campo], |f| f.get(0))?;
        Ok(filas.take(tope).collect::<Result<_, _>>()?)
    }

    /// The members of a group small enough to be compared.
    fn grupo(&mut self, extremo: Extremo) -> R<&[i64]> {
        if !self.grupos.contains_key(&extremo) {
            let mut miembros = self.miembros(extremo, BLOQUE_INSTITUCIONAL + 1)?;
            if miembros.len() > BLOQUE_INSTITUCIONAL {
                miembros.clear();
            }
            self.grupos.insert(extremo, miembros);
        }
        Ok(self.grupos.get(&extremo).map(Vec::as_slice).unwrap_or_default())
    }

    /// The most similar list of another family; `None` when there is none.
    pub fn buscar(&mut self, id: i64) -> R<Option<CopiaDe>> {
        let con = self.con;
        let propia: Option<(String, bool)> = con
            .prepare_cached("SELECT familia, visible FROM tramite WHERE id = ?")?
            .query_row([id], |f| Ok((f.get(0)?, f.get(1)?)))
            .optional()?;
        let Some((familia, true)) = propia else { return Ok(None) };
        let Ok(familia) = familia.parse::<FamiliaDeResultado>() else { return Ok(None) };
        for campo in LISTAS {
            let Some((minima, maxima, lineas)) = leer_lista(con, id, campo)? else { continue };
            let mut candidatos: BTreeSet<i64> = BTreeSet::new();
            candidatos.extend(self.grupo((Lado::Minima, campo, minima))?);
            candidatos.extend(self.grupo((Lado::Maxima, campo, maxima))?);
            candidatos.remove(&id);
            if candidatos.is_empty() {
                continue;
            }
            let lista = desde_bytes(&lineas);
            let mut mejor: Option<(Otra, u64, u64)> = None;
            for candidato in candidatos {
                let Some(otra) = otra_de(con, candidato, campo, familia)? else { continue };
                if !son_copia(&lista, &otra.lista) {
                    continue;
                }
                let r = parecido(&lista, &otra.lista);
                let gana = mejor.as_ref().is_none_or(|(m, n, d)| {
                    // Greatest share first, then code and identity: the same answer on every machine.
                    let (a, b) = (r.numerador * d, n * r.denominador);
                    a > b || (a == b && (&otra.codigo, otra.uuid) < (&m.codigo, m.uuid))
                });
                if gana {
                    mejor = Some((otra, r.numerador, r.denominador));
                }
            }
            if let Some((otra, comunes, total)) = mejor {
                let corto = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
                return Ok(Some(CopiaDe { codigo: otra.codigo, campo, comunes: corto(comunes), total: corto(total) }));
            }
        }
        Ok(None)
    }
}

struct Otra {
    codigo: String,
    uuid: [u8; 16],
    lista: HuellaDeLista,
}

fn otra_de(con: &Connection, id: i64, campo: &str, familia: FamiliaDeResultado) -> R<Option<Otra>> {
    let mut consulta = con.prepare_cached("SELECT codigo, uuid, familia FROM tramite WHERE id = ?")?;
    let fila: Option<(String, [u8; 16], String)> = consulta.query_row([id], |f| Ok((f.get(0)?, f.get(1)?, f.get(2)?))).optional()?;
    let Some((codigo, uuid, otra)) = fila else { return Ok(None) };
    if !otra.parse::<FamiliaDeResultado>().is_ok_and(|o| familia.es_distinta_de(o)) {
        return Ok(None);
    }
    Ok(leer_lista(con, id, campo)?.map(|(_, _, lineas)| Otra { codigo, uuid, lista: desde_bytes(&lineas) }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::esquema::MIGRACIONES;

    /// Lists with the same ends, of trámites 1 to `cuantas`.
    fn iguales(cuantas: i64) -> Connection {
        let con = Connection::open_in_memory().unwrap();
        MIGRACIONES.iter().for_each(|(_, sql)| con.execute_batch(sql).unwrap());
        con.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let mut poner = con.prepare("INSERT INTO tramite_lista VALUES (?, 'requisitos', 7, 9, x'00')").unwrap();
        (1..=cuantas).for_each(|id| assert_eq!(poner.execute([id]).unwrap(), 1));
        drop(poner);
        con
    }

    /// How many are looked at again after `cambian` joined (or, with `entran` = 0, left) a group that
    /// has now `quedan`.
    fn vistas(quedan: usize, cambian: usize, entran: usize) -> usize {
        let con = iguales(i64::try_from(quedan).unwrap());
        let mut cambiadas = Cambiadas::default();
        // Those that left have no list any more.
        let desde = if entran == 0 { 1_000_000 } else { 1 };
        cambiadas.tramites.extend((desde..).take(cambian));
        for lado in [Lado::Minima, Lado::Maxima] {
            cambiadas.extremos.insert((lado, "requisitos", if lado == Lado::Minima { 7 } else { 9 }), entran);
        }
        Comparador::new(&con).afectados(&cambiadas).unwrap().len()
    }

    #[test]
    fn a_list_equal_to_thousands_costs_what_a_list_equal_to_a_few_does() {
        let una_mas = |hay: usize| vistas(hay + 1, 1, 1);
        assert_eq!(una_mas(BLOQUE_INSTITUCIONAL - 1), BLOQUE_INSTITUCIONAL, "while the group is compared, all of it");
        assert_eq!(una_mas(BLOQUE_INSTITUCIONAL), BLOQUE_INSTITUCIONAL + 1, "and when it stops being compared");
        assert_eq!([100, 1_000, 10_000].map(una_mas), [1, 1, 1], "afterwards only the new one");
        assert_eq!(vistas(5_000, 300, 300), 300, "a whole inventory at once: its own");
    }

    #[test]
    fn a_group_that_crosses_the_limit_is_looked_at_whole_in_both_directions() {
        assert_eq!(vistas(BLOQUE_INSTITUCIONAL + 15, 15, 15), BLOQUE_INSTITUCIONAL + 15, "it was compared before these came");
        assert_eq!(vistas(BLOQUE_INSTITUCIONAL + 16, 15, 15), 15, "it was not");
        assert_eq!(vistas(BLOQUE_INSTITUCIONAL, 3, 0), BLOQUE_INSTITUCIONAL + 3, "it is compared again");
        assert_eq!(vistas(BLOQUE_INSTITUCIONAL + 1, 3, 0), 3, "it still is not");
    }
}
