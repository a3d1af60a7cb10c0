//! R12, copies among trámites: which other trámite has almost the same list.
//!
//! Candidates share the lowest or the highest line hash; an end shared by more than
//! [`BLOQUE_INSTITUCIONAL`] visible trámites is boilerplate and names nobody. The answer depends
//! only on the set of trámites, so every change of a list looks again at whoever shared, or now
//! shares, one of its ends.

use std::collections::BTreeSet;

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
    minimas: BTreeSet<(&'static str, i64)>,
    maximas: BTreeSet<(&'static str, i64)>,
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

/// Brings the fingerprints of a trámite up to date; a hidden one has none. `misma` = its code, family
/// and visibility did not change.
pub(super) fn escribir_listas(
    con: &Connection,
    id: i64,
    listas: &[HuellaDeLista; 2],
    visible: bool,
    misma: bool,
    cambiadas: &mut Cambiadas,
) -> R<()> {
    for (campo, lista) in LISTAS.into_iter().zip(listas) {
        let vieja = con
            .prepare_cached("SELECT minima, maxima, lineas FROM tramite_lista WHERE tramite = ? AND campo = ?")?
            .query_row(params![id, campo], |f| Ok((f.get::<_, i64>(0)?, f.get::<_, i64>(1)?, f.get::<_, Vec<u8>>(2)?)))
            .optional()?;
        let nueva = (visible && comparable(lista)).then(|| (lista.minima.cast_signed(), lista.maxima.cast_signed(), en_bytes(lista)));
        if vieja == nueva && misma {
            continue;
        }
        for (minima, maxima, _) in [&vieja, &nueva].into_iter().flatten() {
            cambiadas.tramites.insert(id);
            cambiadas.minimas.insert((campo, *minima));
            cambiadas.maximas.insert((campo, *maxima));
        }
        match nueva {
            _ if vieja == nueva => {}
            Some((minima, maxima, lineas)) => {
                con.prepare_cached("INSERT OR REPLACE INTO tramite_lista (tramite, campo, minima, maxima, lineas) VALUES (?, ?, ?, ?, ?)")?
                    .execute(params![id, campo, minima, maxima, lineas])?;
            }
            None => {
                con.prepare_cached("DELETE FROM tramite_lista WHERE tramite = ? AND campo = ?")?.execute(params![id, campo])?;
            }
        }
    }
    Ok(())
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
const POR_MINIMA: &str = "SELECT tramite FROM tramite_lista WHERE minima = ? AND campo = ? LIMIT ?";
const POR_MAXIMA: &str = "SELECT tramite FROM tramite_lista WHERE maxima = ? AND campo = ? LIMIT ?";

fn grupo(con: &Connection, sql: &str, extremo: i64, campo: &str, tope: usize) -> R<Vec<i64>> {
    let mut consulta = con.prepare_cached(sql)?;
    let tope = i64::try_from(tope).unwrap_or(i64::MAX);
    let filas = consulta.query_map(params![extremo, campo, tope], |f| f.get(0))?;
    Ok(filas.collect::<Result<_, _>>()?)
}

/// Whoever may have a new answer after these changes.
pub(super) fn afectados(con: &Connection, cambiadas: &Cambiadas) -> R<Numeros> {
    let mut afectados = cambiadas.tramites.clone();
    let extremos = cambiadas.minimas.iter().map(|e| (POR_MINIMA, e)).chain(cambiadas.maximas.iter().map(|e| (POR_MAXIMA, e)));
    for (sql, (campo, extremo)) in extremos {
        // One transaction may move many trámites in or out of a group, so the whole group is looked
        // at while it is near the limit; a far larger one names nobody before and after.
        let tope = BLOQUE_INSTITUCIONAL + 1 + cambiadas.tramites.len();
        let miembros = grupo(con, sql, *extremo, campo, tope.saturating_add(1))?;
        if miembros.len() <= tope {
            afectados.extend(miembros);
        }
    }
    Ok(afectados)
}

struct Otra {
    codigo: String,
    uuid: [u8; 16],
    lista: HuellaDeLista,
}

/// The most similar list of another family; `None` when there is none.
pub(super) fn buscar(con: &Connection, id: i64) -> R<Option<CopiaDe>> {
    let propia: Option<(String, bool)> = con
        .prepare_cached("SELECT familia, visible FROM tramite WHERE id = ?")?
        .query_row([id], |f| Ok((f.get(0)?, f.get(1)?)))
        .optional()?;
    let Some((familia, true)) = propia else { return Ok(None) };
    let Ok(familia) = familia.parse::<FamiliaDeResultado>() else { return Ok(None) };
    for campo in LISTAS {
        let Some(lista) = lista_de(con, id, campo)? else { continue };
        let mut candidatos: BTreeSet<i64> = BTreeSet::new();
        for (sql, extremo) in [(POR_MINIMA, lista.minima), (POR_MAXIMA, lista.maxima)] {
            let miembros = grupo(con, sql, extremo.cast_signed(), campo, BLOQUE_INSTITUCIONAL + 1)?;
            if miembros.len() <= BLOQUE_INSTITUCIONAL {
                candidatos.extend(miembros);
            }
        }
        candidatos.remove(&id);
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

fn lista_de(con: &Connection, id: i64, campo: &str) -> R<Option<HuellaDeLista>> {
    let mut consulta = con.prepare_cached("SELECT lineas FROM tramite_lista WHERE tramite = ? AND campo = ?")?;
    Ok(consulta.query_row(params![id, campo], |f| f.get::<_, Vec<u8>>(0)).optional()?.map(|b| desde_bytes(&b)))
}

fn otra_de(con: &Connection, id: i64, campo: &str, familia: FamiliaDeResultado) -> R<Option<Otra>> {
    let mut consulta = con.prepare_cached("SELECT codigo, uuid, familia FROM tramite WHERE id = ?")?;
    let fila: Option<(String, [u8; 16], String)> = consulta.query_row([id], |f| Ok((f.get(0)?, f.get(1)?, f.get(2)?))).optional()?;
    let Some((codigo, uuid, otra)) = fila else { return Ok(None) };
    if !otra.parse::<FamiliaDeResultado>().is_ok_and(|o| familia.es_distinta_de(o)) {
        return Ok(None);
    }
    Ok(lista_de(con, id, campo)?.map(|lista| Otra { codigo, uuid, lista }))
}
