//! Probable duplicates inside one institution: trámites whose names say the same.
//!
//! It reads names only, and only points: a person decides whether two are one. It is a criterion of the
//! tool, not of the law. Lists of requisitos or pasos that repeat are R12 ([`crate::reglas`]).
//!
//! Two names are alike when they are made of the same words, whatever their order, number, accents, links
//! («de», «la», «para») or formulas of request («solicitud de»), a word misspelt by one letter included. A
//! word more, another word, a figure, a single letter or a Roman numeral tells them apart: «Licencia de
//! exportador» and «Licencia de importador», «Tipo A» and «Tipo B» are two trámites on purpose.

use std::collections::{BTreeSet, HashMap};

use crate::razon::Razon;
use crate::texto::plegar;

/// A word in more names than these says nothing about which are alike, except in names that are equal.
const PALABRA_COMUN: usize = 400;
/// Letters from which one of difference is a slip and not another word.
const LARGO_CON_ERRATA: usize = 5;
/// Links, and what names of trámites begin with without saying which they are.
const SIN_SENTIDO: &[&str] = &[
    "a",
    "al",
    "ante",
    "con",
    "de",
    "del",
    "e",
    "el",
    "en",
    "la",
    "las",
    "lo",
    "los",
    "o",
    "para",
    "por",
    "que",
    "se",
    "su",
    "sus",
    "un",
    "una",
    "y",
    "emision",
    "extension",
    "gestion",
    "obtencion",
    "otorgamiento",
    "solicitar",
    "solicitud",
    "tramite",
];

/// Two names that say the same, by their place in the list asked about; `una < otra`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pareja {
    /// The first.
    pub una: usize,
    /// The second.
    pub otra: usize,
    /// Words written the same, out of those of both; n of n when there is no slip.
    pub parecido: Razon,
}

impl Pareja {
    /// The words are the same, letter by letter.
    #[must_use]
    pub const fn mismo_nombre(&self) -> bool {
        self.parecido.numerador == self.parecido.denominador
    }
}

struct Nombre {
    palabras: BTreeSet<String>,
    distintivas: BTreeSet<String>,
}

/// A figure, one letter, or a Roman numeral.
fn es_distintiva(palabra: &str) -> bool {
    palabra.len() == 1 || palabra.bytes().any(|b| b.is_ascii_digit()) || palabra.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

impl Nombre {
    fn de(nombre: &str) -> Nombre {
        let plegado = plegar(nombre);
        let plegado = sin_numeral(&plegado);
        let mut palabras = BTreeSet::new();
        let mut distintivas = BTreeSet::new();
        let mut ultima = "";
        for palabra in plegado.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()) {
            ultima = palabra;
            if SIN_SENTIDO.contains(&palabra) {
                continue;
            }
            if es_distintiva(palabra) {
                distintivas.insert(palabra.to_owned());
            } else {
                palabras.insert(singular(palabra).to_owned());
            }
        }
        // «a» and «e» are links inside a sentence and names of a type at its end.
        if ultima.len() == 1 {
            distintivas.insert(ultima.to_owned());
        }
        Nombre { palabras, distintivas }
    }

    /// Words in common when both say the same; `None` when some word of one is not in the other.
    fn parecido(&self, otro: &Nombre) -> Option<Razon> {
        if self.distintivas != otro.distintivas || self.palabras.len() != otro.palabras.len() {
            return None;
        }
        let mut sueltas: Vec<&String> = otro.palabras.difference(&self.palabras).collect();
        for palabra in self.palabras.difference(&otro.palabras) {
            let lugar = sueltas.iter().position(|s| es_errata(palabra, s))?;
            sueltas.swap_remove(lugar);
        }
        let iguales = self.palabras.intersection(&otro.palabras).count() + self.distintivas.len();
        let todas = self.palabras.len() + self.distintivas.len();
        Some(Razon::new(2 * iguales as u64, 2 * todas as u64))
    }
}

/// One letter changed, missing, added, or exchanged with the next.
fn es_errata(una: &str, otra: &str) -> bool {
    let (una, otra) = if una.len() <= otra.len() { (una.as_bytes(), otra.as_bytes()) } else { (otra.as_bytes(), una.as_bytes()) };
    if una.len() < LARGO_CON_ERRATA || otra.len() - una.len() > 1 {
        return false;
    }
    let antes = una.iter().zip(otra).take_while(|(a, b)| a == b).count();
    let resto = |de: &[u8], desde: usize| de.get(antes + desde..).unwrap_or_default().to_vec();
    if una.len() < otra.len() {
        return resto(una, 0) == resto(otra, 1);
    }
    let cambiadas = una.get(antes) == otra.get(antes + 1) && una.get(antes + 1) == otra.get(antes);
    resto(una, 1) == resto(otra, 1) || (cambiadas && resto(una, 2) == resto(otra, 2))
}

/// Without the number of a list in front («131. Renovación…»): it is of the list, not of the name.
fn sin_numeral(nombre: &str) -> &str {
    let resto = nombre.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    if resto.len() < nombre.trim_start().len() && resto.starts_with(['.', ')', '-']) { resto } else { nombre }
}

fn singular(palabra: &str) -> &str {
    let corta = palabra.strip_suffix("es").filter(|p| p.ends_with(['n', 'r', 'l', 'd'])).or_else(|| palabra.strip_suffix('s'));
    corta.filter(|c| c.len() > 3).unwrap_or(palabra)
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
            if let Some(parecido) = leidos.get(j).and_then(|otro| nombre.parecido(otro)) {
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
    fn a_slip_or_a_formula_of_request_is_a_pair_and_another_word_is_not() {
        assert_eq!(pares(&["Autorización de exportación de productos", "Autorisación de exportación de productos"]), [(0, 1)]);
        assert_eq!(pares(&["Licencia de caza", "Solicitud de licencias para la caza"]), [(0, 1)]);
        assert_eq!(pares(&["131. Renovación del registro", "12) Renovación del registro"]), [(0, 1)], "numbers of a list");
        assert_eq!(pares(&["Registro de establecimientos", "Registro de establecimeintos"]), [(0, 1)]);
        // Real names of the national catalogue that a proportion of letters took for the same.
        assert_eq!(pares(&["Licencia de Registro de Exportador de Sustancias", "Licencia de Registro de Importador de Sustancias"]), []);
        assert_eq!(pares(&["Registro de plaguicidas", "Registro de fertilizantes"]), []);
        assert_eq!(pares(&["Renovación de licencia", "Licencia"]), []);
        assert_eq!(pares(&["Inscripción de centros", "Reinscripción de centros"]), []);
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
        assert_eq!(pares(&["", "", "de la", "¡!", "solicitud", "solicitud"]), []);
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
