//! Probable duplicates inside one institution: trámites whose names say the same.
//!
//! It reads names only, and only points: a person decides whether two are one. It is a criterion of the
//! tool, not of the law. Lists of requisitos or pasos that repeat are R12 ([`crate::reglas`]).
//!
//! Two names are alike when they share the same words, whatever their order, number, accents or links
//! («de», «la», «para»), or when the pieces of three letters of those words are at least 85 % the same
//! (coefficient of Dice). A figure, a single letter or a Roman numeral that differs tells them apart:
//! «Licencia tipo A» and «Licencia tipo B» are two trámites on purpose.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::razon::Razon;
use crate::texto::plegar;

/// Least likeness of two names, over 100.
pub const PARECIDO_MINIMO: u64 = 85;
/// A word in more names than these says nothing about which are alike, except in names that are equal.
const PALABRA_COMUN: usize = 400;
const ENLACES: &[&str] = &[
    "a", "al", "ante", "con", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o", "para", "por", "que", "se", "su", "sus", "un",
    "una", "y",
];

/// Two names that say the same, by their place in the list asked about; `una < otra`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pareja {
    /// The first.
    pub una: usize,
    /// The second.
    pub otra: usize,
    /// Pieces of three letters in common, twice, out of those of both; n of n when the words are the same.
    pub parecido: Razon,
}

impl Pareja {
    /// The words are the same.
    #[must_use]
    pub const fn mismo_nombre(&self) -> bool {
        self.parecido.numerador == self.parecido.denominador
    }
}

struct Nombre {
    palabras: BTreeSet<String>,
    distintivas: BTreeSet<String>,
    trios: BTreeMap<[u8; 3], u64>,
}

/// A figure, one letter, or a Roman numeral.
fn es_distintiva(palabra: &str) -> bool {
    palabra.len() == 1 || palabra.bytes().any(|b| b.is_ascii_digit()) || palabra.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

impl Nombre {
    fn de(nombre: &str) -> Nombre {
        let plegado = plegar(nombre);
        let mut palabras = BTreeSet::new();
        let mut distintivas = BTreeSet::new();
        for palabra in plegado.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()) {
            // «a» and «e» are links inside a sentence and names of a type at its end.
            if es_distintiva(palabra) && !ENLACES.contains(&palabra) {
                distintivas.insert(palabra.to_owned());
            } else if !ENLACES.contains(&palabra) {
                palabras.insert(singular(palabra).to_owned());
            }
        }
        if let Some(ultima) = plegado.split(|c: char| !c.is_ascii_alphanumeric()).rfind(|p| !p.is_empty())
            && ultima.len() == 1
        {
            distintivas.insert(ultima.to_owned());
        }
        let mut trios = BTreeMap::new();
        for palabra in &palabras {
            for trio in format!(" {palabra} ").as_bytes().windows(3) {
                if let Ok(trio) = <[u8; 3]>::try_from(trio) {
                    *trios.entry(trio).or_insert(0) += 1;
                }
            }
        }
        Nombre { palabras, distintivas, trios }
    }

    fn parecido(&self, otro: &Nombre) -> Razon {
        let suma = |n: &Nombre| n.trios.values().sum::<u64>();
        if self.palabras == otro.palabras {
            return Razon::new(suma(self) * 2, suma(self) * 2);
        }
        let comunes: u64 = self.trios.iter().map(|(trio, n)| (*n).min(otro.trios.get(trio).copied().unwrap_or(0))).sum();
        Razon::new(2 * comunes, suma(self) + suma(otro))
    }
}

fn singular(palabra: &str) -> &str {
    match palabra.strip_suffix('s') {
        Some(resto) if resto.len() > 3 => resto,
        _ => palabra,
    }
}

/// Pairs of `nombres` that say the same, the most alike first; at most `maximo`. Names of two institutions
/// are not to be asked about together.
#[must_use]
pub fn parejas(nombres: &[&str], maximo: usize) -> Vec<Pareja> {
    let leidos: Vec<Nombre> = nombres.iter().map(|n| Nombre::de(n)).collect();
    let mut con_palabra: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut iguales: HashMap<(&BTreeSet<String>, &BTreeSet<String>), Vec<usize>> = HashMap::new();
    for (i, nombre) in leidos.iter().enumerate().filter(|(_, n)| !n.palabras.is_empty()) {
        for palabra in &nombre.palabras {
            con_palabra.entry(palabra).or_default().push(i);
        }
        iguales.entry((&nombre.palabras, &nombre.distintivas)).or_default().push(i);
    }
    let mut halladas = Vec::new();
    for (i, nombre) in leidos.iter().enumerate() {
        let por_palabra = nombre.palabras.iter().filter_map(|p| con_palabra.get(p.as_str())).filter(|l| l.len() <= PALABRA_COMUN);
        // A name repeated in the whole inventory is shown with its next ones, not with all of them.
        let por_nombre = iguales.get(&(&nombre.palabras, &nombre.distintivas)).into_iter();
        let candidatos: BTreeSet<usize> =
            por_palabra.flatten().copied().chain(por_nombre.flat_map(|l| siguientes(l, i))).filter(|j| *j > i).collect();
        for j in candidatos {
            let Some(otro) = leidos.get(j).filter(|o| o.distintivas == nombre.distintivas) else { continue };
            let parecido = nombre.parecido(otro);
            if parecido.numerador * 100 >= parecido.denominador * PARECIDO_MINIMO {
                halladas.push(Pareja { una: i, otra: j, parecido });
            }
        }
    }
    // a/b against c/d without dividing.
    halladas.sort_by(|x, y| {
        (y.parecido.numerador * x.parecido.denominador)
            .cmp(&(x.parecido.numerador * y.parecido.denominador))
            .then((x.una, x.otra).cmp(&(y.una, y.otra)))
    });
    halladas.truncate(maximo);
    halladas
}

/// The few that come after `i` in a sorted list.
fn siguientes(lista: &[usize], i: usize) -> impl Iterator<Item = usize> + '_ {
    let desde = lista.partition_point(|j| *j <= i);
    lista.get(desde..).unwrap_or_default().iter().take(5).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pares(nombres: &[&str]) -> Vec<(usize, usize)> {
        parejas(nombres, 100).iter().map(|p| (p.una, p.otra)).collect()
    }

    #[test]
    fn the_same_words_in_another_order_or_number_are_a_pair() {
        let p = parejas(&["Licencia de caza", "LICENCIAS PARA LA CAZA", "Permiso de pesca"], 10);
        assert_eq!((p.len(), p[0].una, p[0].otra, p[0].mismo_nombre()), (1, 0, 1, true));
        assert_eq!(pares(&["Constancia de no afiliación", "Afiliacion: constancia de no"]), [(0, 1)]);
    }

    #[test]
    fn a_misspelt_name_is_a_pair_and_another_object_is_not() {
        assert_eq!(pares(&["Autorización de exportación de productos", "Autorisación de exportación de productos"]), [(0, 1)]);
        assert_eq!(pares(&["Registro de plaguicidas", "Registro de fertilizantes"]), []);
        assert_eq!(pares(&["Renovación de licencia", "Licencia"]), []);
    }

    #[test]
    fn a_type_a_figure_or_a_numeral_tells_them_apart() {
        assert_eq!(pares(&["Licencia tipo A", "Licencia tipo B"]), []);
        assert_eq!(pares(&["Categoría 1 de establecimientos", "Categoría 2 de establecimientos"]), []);
        assert_eq!(pares(&["Instrumento ambiental II", "Instrumento ambiental III"]), []);
        assert_eq!(pares(&["Licencia tipo A", "Licencias de tipo A"]), [(0, 1)]);
    }

    #[test]
    fn names_without_words_are_no_pair() {
        assert_eq!(pares(&["", "", "12", "12", "de la", "¡!"]), []);
    }

    #[test]
    fn one_name_twenty_thousand_times_is_answered_too() {
        let nombres = vec!["Trámite de prueba"; 20_000];
        assert_eq!(parejas(&nombres, 50).len(), 50);
    }

    proptest! {
        #[test]
        fn a_pair_does_not_depend_on_order_and_the_likeness_is_a_proportion(
            nombres in prop::collection::vec("(licencia|registro|permiso|de|caza|pesca|tipo|a|ii|9| ){1,6}", 2..8)
        ) {
            let directas: Vec<&str> = nombres.iter().map(String::as_str).collect();
            let inversas: Vec<&str> = directas.iter().rev().copied().collect();
            let n = directas.len() - 1;
            let unas: BTreeSet<_> = pares(&directas).into_iter().collect();
            let otras: BTreeSet<_> = pares(&inversas).into_iter().map(|(a, b)| (n - b, n - a)).collect();
            prop_assert_eq!(unas, otras);
            for p in parejas(&directas, 100) {
                prop_assert!(p.una < p.otra && p.parecido.numerador <= p.parecido.denominador && p.parecido.denominador > 0);
            }
        }
    }
}
