//! Search as you type: words by their beginning, accents ignored, exact spellings first.

use std::collections::HashSet;

use dominio::texto::{Plegado, plegar};
use rusqlite::params;

use super::{Consultas, R};
use crate::tipos::{FilaTramite, Hallado};

/// Names ranked one by one; beyond them the order is that of entry.
const RANGO_MAXIMO: usize = 300;
/// Characters of a fragment.
const FRAGMENTO: usize = 120;
const ABRE: char = '\u{2068}';
const CIERRA: char = '\u{2069}';

/// What a person typed, read as words.
pub(crate) struct Busqueda {
    /// As typed, lower case: to prefer exact spellings.
    exactas: Vec<String>,
    /// Folded.
    plegadas: Vec<String>,
    /// Whole text folded, to match codes.
    texto: String,
}

impl Busqueda {
    /// `None` when there is no word to look for.
    pub fn leer(texto: &str) -> Option<Busqueda> {
        let exactas: Vec<String> =
            texto.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).take(12).map(str::to_lowercase).collect();
        let plegadas: Vec<String> = exactas.iter().map(|p| plegar(p)).collect();
        if exactas.is_empty() { None } else { Some(Busqueda { exactas, plegadas, texto: plegar(texto) }) }
    }

    /// FTS5 expression over words of two letters or more; `None` when all have one.
    fn expresion(&self) -> Option<String> {
        let partes: Vec<String> = self.exactas.iter().filter(|p| p.chars().count() > 1).map(|p| format!("\"{p}\" *")).collect();
        if partes.is_empty() { None } else { Some(partes.join(" AND ")) }
    }

    /// Whether each one-letter word begins some word of an already folded text.
    fn letras_en(&self, plegado: &[u8]) -> bool {
        self.plegadas.iter().all(|p| {
            let letra = p.as_bytes().first();
            let mut dentro = false;
            plegado.iter().any(|b| {
                let empieza = !dentro;
                dentro = b.is_ascii_alphanumeric();
                empieza && Some(b) == letra
            })
        })
    }
}

fn inicio_de_palabra(plegado: &str, palabra: &str) -> Option<usize> {
    plegado.match_indices(palabra).map(|(i, _)| i).find(|i| {
        let antes = plegado.get(..*i).and_then(|t| t.chars().next_back());
        antes.is_none_or(|c| !c.is_alphanumeric())
    })
}

impl Consultas<'_> {
    /// Every trámite that matches, in order of entry.
    pub(super) fn hallados(&self, busqueda: &Busqueda) -> R<Vec<i64>> {
        match busqueda.expresion() {
            Some(expresion) => self.por_indice(&expresion),
            None => self.por_letra(busqueda),
        }
    }

    fn por_indice(&self, expresion: &str) -> R<Vec<i64>> {
        let mut consulta = self.con.prepare_cached("SELECT rowid FROM busqueda WHERE busqueda MATCH ?")?;
        let filas = consulta.query_map([expresion], |f| f.get(0))?;
        Ok(filas.collect::<Result<_, _>>()?)
    }

    // One letter begins some word of almost every requisito, so it looks only at names.
    fn por_letra(&self, busqueda: &Busqueda) -> R<Vec<i64>> {
        let mut consulta = self.con.prepare_cached("SELECT id, nombre_clave FROM tramite INDEXED BY tramite_nombre WHERE visible = 1")?;
        let mut filas = consulta.query([])?;
        let mut ids: Vec<i64> = Vec::new();
        while let Some(fila) = filas.next()? {
            if busqueda.letras_en(fila.get_ref(1)?.as_bytes().unwrap_or_default()) {
                ids.push(fila.get(0)?);
            }
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// Matches with the best first: the code, then names (exact spelling, then beginning), then the rest.
    pub(super) fn por_relevancia(&self, busqueda: &Busqueda, pasa: impl Fn(&i64) -> bool) -> R<Vec<i64>> {
        let mut todos = self.hallados(busqueda)?;
        todos.retain(|id| pasa(id));
        let por_nombre = match busqueda.expresion() {
            Some(expresion) => self.primeros_por_nombre(&expresion, &todos)?,
            None => todos.iter().copied().take(RANGO_MAXIMO).collect(),
        };
        let mut mejores: Vec<(Rango, i64)> = Vec::with_capacity(por_nombre.len());
        let mut consulta = self.con.prepare_cached("SELECT codigo_clave, nombre, nombre_clave FROM tramite WHERE id = ?")?;
        for id in por_nombre {
            let rango = consulta.query_row(params![id], |f| {
                Ok(Rango::de(busqueda, f.get_ref(0)?.as_str()?, f.get_ref(1)?.as_str()?, f.get_ref(2)?.as_str()?))
            })?;
            mejores.push((rango, id));
        }
        mejores.sort();
        let primeros: HashSet<i64> = mejores.iter().map(|(_, id)| *id).collect();
        let mut ids: Vec<i64> = mejores.into_iter().map(|(_, id)| id).collect();
        ids.extend(todos.into_iter().filter(|id| !primeros.contains(id)));
        Ok(ids)
    }

    /// The first matches by code or name that are among `permitidos` (ascending).
    fn primeros_por_nombre(&self, expresion: &str, permitidos: &[i64]) -> R<Vec<i64>> {
        let mut consulta = self.con.prepare_cached("SELECT rowid FROM busqueda WHERE busqueda MATCH ?")?;
        let mut filas = consulta.query([format!("{{codigo nombre}} : ({expresion})")])?;
        let mut ids = Vec::new();
        while let Some(fila) = filas.next()? {
            let id = fila.get(0)?;
            if permitidos.binary_search(&id).is_ok() {
                ids.push(id);
                if ids.len() == RANGO_MAXIMO {
                    break;
                }
            }
        }
        Ok(ids)
    }

    /// Where the words are, with a fragment that marks them: the code when it is what was typed, then
    /// the name, then the row of the ficha that holds most of them.
    pub(super) fn hallado_en(&self, fila: &FilaTramite, busqueda: &Busqueda) -> R<Option<(Hallado, String)>> {
        let codigo = resaltar(&fila.codigo, busqueda).map(|f| (Hallado::Codigo, f));
        if plegar(&fila.codigo).starts_with(&busqueda.texto) && codigo.is_some() {
            return Ok(codigo);
        }
        if let Some(fragmento) = resaltar(&fila.nombre, busqueda) {
            return Ok(Some((Hallado::Nombre, fragmento)));
        }
        if codigo.is_some() {
            return Ok(codigo);
        }
        let mut mejor: Option<(usize, Hallado, String)> = None;
        for (hallado, texto) in self.textos_de(fila.id)? {
            let cuantas = palabras_en(&texto, busqueda);
            if cuantas > mejor.as_ref().map_or(0, |(n, _, _)| *n) {
                mejor = Some((cuantas, hallado, texto));
            }
        }
        Ok(mejor.and_then(|(_, hallado, texto)| resaltar_lo_que_haya(&texto, busqueda).map(|f| (hallado, f))))
    }

    fn textos_de(&self, tramite: uuid::Uuid) -> R<Vec<(Hallado, String)>> {
        let mut consulta = self.con.prepare_cached(include_str!("textos.sql"))?;
        let mut filas = consulta.query([tramite.into_bytes()])?;
        let mut cuerpos = crate::proyeccion::Cuerpos::new(self.con);
        let mut textos = Vec::new();
        while let Some(fila) = filas.next()? {
            let hallado =
                if fila.get_ref(2)?.as_str().unwrap_or_default().ends_with("base_legal") { Hallado::Norma } else { Hallado::Requisito };
            match crate::valor::de_columna(fila.get_ref(1)?)? {
                crate::valor::Columna::Aqui(dato) => textos.extend(dato.texto().map(|t| (hallado, t.to_owned()))),
                crate::valor::Columna::EnCuerpo(posicion) => textos.push((hallado, cuerpos.texto(fila.get(0)?, posicion)?)),
            }
        }
        Ok(textos)
    }
}

/// Smaller is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rango {
    no_es_codigo: bool,
    no_es_exacta: bool,
    no_empieza: bool,
    codigo: String,
}

impl Rango {
    fn de(busqueda: &Busqueda, codigo_clave: &str, nombre: &str, nombre_clave: &str) -> Rango {
        let minusculas = nombre.to_lowercase();
        Rango {
            no_es_codigo: !codigo_clave.starts_with(&busqueda.texto),
            no_es_exacta: !busqueda.exactas.iter().all(|p| inicio_de_palabra(&minusculas, p).is_some()),
            no_empieza: !nombre_clave.starts_with(&busqueda.texto),
            codigo: codigo_clave.to_owned(),
        }
    }
}

fn palabras_en(texto: &str, busqueda: &Busqueda) -> usize {
    let plegado = Plegado::new(texto);
    busqueda.plegadas.iter().filter(|p| inicio_de_palabra(plegado.as_str(), p).is_some()).count()
}

/// The text with its matches between U+2068 and U+2069; `None` unless every word is there.
pub(super) fn resaltar(texto: &str, busqueda: &Busqueda) -> Option<String> {
    if palabras_en(texto, busqueda) < busqueda.plegadas.len() { None } else { resaltar_lo_que_haya(texto, busqueda) }
}

fn resaltar_lo_que_haya(texto: &str, busqueda: &Busqueda) -> Option<String> {
    let plegado = Plegado::new(texto);
    let mut rangos: Vec<std::ops::Range<usize>> = busqueda
        .plegadas
        .iter()
        .filter_map(|p| inicio_de_palabra(plegado.as_str(), p).map(|i| plegado.rango_original(i..i + p.len())))
        .collect();
    rangos.sort_by_key(|r| (r.start, r.end));
    let primero = rangos.first()?.start;
    // A window that starts a little before the first match, at a blank when there is one.
    let holgura = FRAGMENTO / 4;
    let mut desde = texto.get(..primero)?.char_indices().rev().take(holgura).last().map_or(primero, |(i, _)| i);
    if desde > 0 {
        desde += texto.get(desde..primero)?.find(' ').map_or(0, |i| i + 1);
    }
    let hasta = texto.get(desde..)?.char_indices().nth(FRAGMENTO).map_or(texto.len(), |(i, _)| desde + i);
    let mut fragmento = String::new();
    if desde > 0 {
        fragmento.push('…');
    }
    let mut cursor = desde;
    for rango in rangos {
        if rango.start < cursor || rango.end > hasta {
            continue;
        }
        fragmento.push_str(texto.get(cursor..rango.start)?);
        fragmento.push(ABRE);
        fragmento.push_str(texto.get(rango.clone())?);
        fragmento.push(CIERRA);
        cursor = rango.end;
    }
    fragmento.push_str(texto.get(cursor..hasta)?);
    if hasta < texto.len() {
        fragmento.push('…');
    }
    Some(fragmento)
}
