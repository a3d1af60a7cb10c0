//! Looking for many phrases at once, as whole words, in folded text.

use std::ops::Range;

use crate::texto;

/// Phrases compiled for search, each with its value; the longest one at a place wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IndiceDeFrases<T> {
    /// Stems of each phrase, sorted by first stem and then longest first.
    frases: Vec<(Vec<String>, T)>,
    /// Which first stems may exist: most words of a text are refused here.
    filtro: [u64; 16],
}

impl<T: Copy> IndiceDeFrases<T> {
    pub(super) fn new<'s>(frases: impl Iterator<Item = (&'s str, T)>) -> Self {
        let mut lista: Vec<(Vec<String>, T)> = frases
            .map(|(f, valor)| (palabras(&texto::plegar(f)).map(|(_, p)| raiz(p).to_owned()).collect::<Vec<_>>(), valor))
            .filter(|(f, _)| !f.is_empty())
            .collect();
        lista.sort_by(|(a, _), (b, _)| a.first().cmp(&b.first()).then(b.len().cmp(&a.len())).then(a.cmp(b)));
        lista.dedup_by(|(a, _), (b, _)| a == b);
        let mut filtro = [0u64; 16];
        for (f, _) in &lista {
            if let Some(celda) = f.first().and_then(|p| filtro.get_mut(casilla(p) / 64)) {
                *celda |= 1 << (f.first().map_or(0, |p| casilla(p)) % 64);
            }
        }
        IndiceDeFrases { frases: lista, filtro }
    }

    /// Every phrase in the text, from left to right and without overlaps.
    pub(super) fn buscar(&self, plegado: &str) -> Vec<(Range<usize>, T)> {
        let mut hallados = Vec::new();
        let mut hasta = 0;
        for (inicio, palabra) in palabras(plegado) {
            if inicio < hasta {
                continue;
            }
            let primera = raiz(palabra);
            let c = casilla(primera);
            if self.filtro.get(c / 64).is_none_or(|bits| bits & (1 << (c % 64)) == 0) {
                continue;
            }
            let desde = self.frases.partition_point(|(f, _)| f.first().is_some_and(|p| p.as_str() < primera));
            let candidatas = self.frases.iter().skip(desde).take_while(|(f, _)| f.first().is_some_and(|p| p == primera));
            for (frase, valor) in candidatas {
                if let Some(fin) = coincide(plegado, inicio, frase) {
                    hallados.push((inicio..fin, *valor));
                    hasta = fin;
                    break;
                }
            }
        }
        hallados
    }
}

/// End of the phrase that starts at `inicio`, if all its words follow.
fn coincide(plegado: &str, inicio: usize, frase: &[String]) -> Option<usize> {
    let mut fin = inicio;
    let mut siguientes = palabras(plegado.get(inicio..)?);
    for esperada in frase {
        let (donde, palabra) = siguientes.next()?;
        let donde = inicio + donde;
        // A full stop, a comma or a colon between two words breaks the phrase.
        let separador = plegado.get(fin..donde)?;
        if raiz(palabra) != esperada || separador.contains(['.', ',', ';', ':']) {
            return None;
        }
        fin = donde + palabra.len();
    }
    Some(fin)
}

/// Words of a folded text with the place where they start.
fn palabras(plegado: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = plegado.as_bytes();
    let es_letra = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let mut i = 0;
    std::iter::from_fn(move || {
        while bytes.get(i).is_some_and(|b| !es_letra(*b)) {
            i += 1;
        }
        let inicio = i;
        while bytes.get(i).is_some_and(|b| es_letra(*b)) {
            i += 1;
        }
        (i > inicio).then(|| (inicio, plegado.get(inicio..i).unwrap_or_default()))
    })
}

/// The word without the mark of plural: «certificaciones», «certificación» → `certificacion`.
fn raiz(palabra: &str) -> &str {
    if palabra.len() < 4 {
        return palabra;
    }
    let sin_s = palabra.strip_suffix('s').unwrap_or(palabra);
    sin_s.strip_suffix('e').filter(|r| r.len() >= 3).unwrap_or(sin_s)
}

fn casilla(palabra: &str) -> usize {
    let b = palabra.as_bytes();
    let letra = |i: usize| usize::from(b.get(i).copied().unwrap_or(0));
    (letra(0) * 37 + letra(1) * 11 + letra(2) + b.len() * 131) % 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gana_la_frase_mas_larga_y_el_plural_no_importa() {
        let indice = IndiceDeFrases::new([("cédula", 1), ("cédula de notificación", 2), ("patente de comercio", 3)].into_iter());
        let valores = |t: &str| indice.buscar(&texto::plegar(t)).into_iter().map(|(_, v)| v).collect::<Vec<_>>();
        assert_eq!(valores("Cédulas de notificación"), [2], "the longer phrase covers the shorter");
        assert_eq!(valores("su cédula. De notificación"), [1], "a full stop breaks the phrase");
        assert_eq!(valores("PATENTES DE COMERCIO y cedula"), [3, 1], "plural, case and accents do not matter");
        assert!(valores("parapatente de comercio").is_empty(), "only whole words");
    }
}
