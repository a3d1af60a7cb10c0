//! Breaks a text into lines no wider than a measure, with Spanish hyphenation.
//!
//! Lines are ragged right and filled greedily. A word is hyphenated only when it is wider than the
//! measure, or in a narrow column when the line would be left too short; a word that no hyphen can
//! tame (a code, a link) is broken between characters: nothing ever passes the margin.

use hypher::Lang;

use crate::color::Color;
use crate::fuente::{Fuentes, Peso, a_puntos, con_kerning};
use crate::texto::{CORTE_INVISIBLE, Texto, Voz, imprimible};

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Letra {
    pub tam: f32,
    pub peso: Peso,
    pub color: Color,
}

impl Letra {
    pub(crate) const fn new(tam: f32, peso: Peso, color: Color) -> Self {
        Letra { tam, peso, color }
    }

    fn con_voz(self, voz: Voz) -> Letra {
        match voz {
            Voz::Normal => self,
            Voz::Fuerte => Letra { peso: Peso::Fuerte, ..self },
            Voz::Tenue => Letra { color: crate::color::TINTA_2, ..self },
        }
    }
}

/// A run of one line, `x` from the start of the line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tirada {
    pub x: f32,
    pub texto: String,
    pub letra: Letra,
    pub ancho: f32,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Linea {
    pub tiradas: Vec<Tirada>,
    pub ancho: f32,
}

/// What follows a word.
#[derive(Clone, Copy, PartialEq)]
enum Tras {
    Espacio,
    Nada,
    Parrafo,
}

/// A stretch that does not break by itself.
struct Palabra {
    letras: Vec<(char, usize)>,
    ancho: f32,
    tras: Tras,
}

/// In narrow columns, hyphenate when more than this part of the line would stay empty.
const HUECO_TOLERADO: f32 = 0.3;
/// Wider than this, a ragged edge is better than a hyphen.
const COLUMNA_ANGOSTA: f32 = 150.0;
/// Rounding room in points.
const HOLGURA: f32 = 0.01;

struct Partidor<'a> {
    fuentes: &'a Fuentes,
    letras: Vec<Letra>,
    ancho: f32,
    lineas: Vec<Linea>,
    actual: Vec<(char, usize)>,
    x: f32,
}

/// The lines of `texto` within `ancho` points. An empty text gives no lines.
pub(crate) fn partir(texto: &Texto, letra: Letra, ancho: f32, fuentes: &Fuentes) -> Vec<Linea> {
    let letras: Vec<Letra> = texto.0.iter().map(|t| letra.con_voz(t.voz)).collect();
    let mut corrido: Vec<(char, usize)> = Vec::new();
    for (i, t) in texto.0.iter().enumerate() {
        corrido.extend(imprimible(&t.texto, fuentes).chars().map(|c| (c, i)));
    }
    let mut p = Partidor { fuentes, letras, ancho: ancho.max(1.0), lineas: Vec::new(), actual: Vec::new(), x: 0.0 };
    for palabra in palabras(&corrido, &p) {
        p.poner(palabra);
    }
    p.cerrar();
    while p.lineas.last().is_some_and(|l| l.tiradas.is_empty()) {
        p.lineas.pop();
    }
    p.lineas
}

/// The lines of a title: as many as [`partir`] needs, but of similar length.
pub(crate) fn equilibrar(texto: &Texto, letra: Letra, ancho: f32, fuentes: &Fuentes) -> Vec<Linea> {
    let lineas = partir(texto, letra, ancho, fuentes);
    if lineas.len() < 2 {
        return lineas;
    }
    let (palabra, _) = medidas(texto, letra, fuentes);
    let (mut angosto, mut bastante) = (palabra.min(ancho), ancho);
    let mut mejor = lineas;
    for _ in 0..8 {
        let medio = f32::midpoint(angosto, bastante);
        let intento = partir(texto, letra, medio, fuentes);
        if intento.len() == mejor.len() {
            mejor = intento;
            bastante = medio;
        } else {
            angosto = medio;
        }
    }
    mejor
}

/// Width of the longest word and of the whole text on one line.
pub(crate) fn medidas(texto: &Texto, letra: Letra, fuentes: &Fuentes) -> (f32, f32) {
    let lineas = partir(texto, letra, 1.0e6, fuentes);
    let natural = lineas.iter().map(|l| l.ancho).fold(0.0, f32::max);
    let palabra = lineas
        .iter()
        .flat_map(|l| &l.tiradas)
        .flat_map(|t| t.texto.split(' ').map(|w| fuentes.ancho(w, t.letra.peso, t.letra.tam)))
        .fold(0.0, f32::max);
    (palabra, natural)
}

/// A line may break after these without a space.
fn corta_despues(c: char, siguiente: Option<char>) -> bool {
    let sigue_palabra = siguiente.is_some_and(char::is_alphanumeric);
    match c {
        '/' | '—' | '–' => sigue_palabra,
        '-' | '_' | '?' | '&' | '=' => siguiente.is_some_and(char::is_alphabetic),
        _ => false,
    }
}

fn palabras(corrido: &[(char, usize)], p: &Partidor<'_>) -> Vec<Palabra> {
    let mut salida: Vec<Palabra> = Vec::new();
    let mut letras: Vec<(char, usize)> = Vec::new();
    let cerrar = |letras: &mut Vec<(char, usize)>, tras: Tras, salida: &mut Vec<Palabra>| {
        if letras.is_empty() && tras != Tras::Parrafo {
            // A second space, or a space after an invisible break: the gap belongs to the word before.
            if let Some(u) = salida.last_mut()
                && tras == Tras::Espacio
                && u.tras == Tras::Nada
            {
                u.tras = Tras::Espacio;
            }
            return;
        }
        let ancho = p.medir(letras);
        salida.push(Palabra { letras: std::mem::take(letras), ancho, tras });
    };
    let mut resto = corrido.iter().peekable();
    while let Some(&(c, i)) = resto.next() {
        match c {
            '\n' => cerrar(&mut letras, Tras::Parrafo, &mut salida),
            ' ' => cerrar(&mut letras, Tras::Espacio, &mut salida),
            CORTE_INVISIBLE => cerrar(&mut letras, Tras::Nada, &mut salida),
            otro => {
                letras.push((otro, i));
                if letras.len() > 1 && corta_despues(otro, resto.peek().map(|(c, _)| *c)) {
                    cerrar(&mut letras, Tras::Nada, &mut salida);
                }
            }
        }
    }
    cerrar(&mut letras, Tras::Espacio, &mut salida);
    salida
}

impl Partidor<'_> {
    fn letra(&self, i: usize) -> Letra {
        self.letras.get(i).copied().unwrap_or(Letra::new(9.0, Peso::Normal, crate::color::TINTA))
    }

    fn medir(&self, letras: &[(char, usize)]) -> f32 {
        grupos(letras).map(|(i, texto)| self.fuentes.ancho(&texto, self.letra(i).peso, self.letra(i).tam)).sum()
    }

    /// How much wider two characters are together than apart: kerning may also push them apart.
    fn junta(&self, a: Option<&(char, usize)>, b: Option<&(char, usize)>) -> f32 {
        match (a, b) {
            (Some(a), Some(b)) if a.1 == b.1 && con_kerning(self.letra(a.1).tam) => {
                let l = self.letra(a.1);
                a_puntos(i32::from(self.fuentes.de(l.peso).par(a.0, b.0)), l.tam)
            }
            _ => 0.0,
        }
    }

    fn espacio(&self) -> f32 {
        self.actual.last().map_or(0.0, |(_, i)| self.fuentes.ancho(" ", self.letra(*i).peso, self.letra(*i).tam))
    }

    fn poner(&mut self, palabra: Palabra) {
        let Palabra { mut letras, mut ancho, tras } = palabra;
        loop {
            let desde = self.x + self.junta(self.actual.last(), letras.first());
            if desde + ancho <= self.ancho + HOLGURA {
                self.x = desde + ancho;
                break;
            }
            let libre = self.ancho - desde;
            let al_inicio = self.actual.is_empty();
            let debe = ancho > self.ancho;
            if (debe || (self.ancho < COLUMNA_ANGOSTA && libre > self.ancho * HUECO_TOLERADO))
                && let Some(n) = self.guion(&letras, libre)
            {
                let resto = letras.split_off(n);
                let i = letras.last().map_or(0, |l| l.1);
                if letras.last().is_none_or(|l| l.0 != '-') {
                    letras.push(('-', i));
                }
                self.actual.append(&mut letras);
                letras = resto;
            } else if debe && al_inicio {
                let n = self.caben(&letras);
                let resto = letras.split_off(n);
                self.actual.append(&mut letras);
                letras = resto;
            } else if al_inicio {
                self.x = desde + ancho;
                break;
            }
            self.cerrar();
            ancho = self.medir(&letras);
        }
        self.actual.append(&mut letras);
        match tras {
            Tras::Espacio => {
                let e = self.espacio();
                if let Some((_, i)) = self.actual.last().copied() {
                    self.actual.push((' ', i));
                    self.x += e;
                }
            }
            Tras::Nada => {}
            Tras::Parrafo => self.cerrar(),
        }
    }

    /// How many characters go before a hyphen so that they fit in `libre`.
    fn guion(&self, letras: &[(char, usize)], libre: f32) -> Option<usize> {
        let inicio = letras.iter().position(|(c, _)| c.is_alphabetic())?;
        let nucleo: String = letras.iter().skip(inicio).map(|(c, _)| *c).take_while(|c| c.is_alphabetic()).collect();
        let largo = nucleo.chars().count();
        // The rest must be punctuation: links and codes are not words. hypher panics on words over
        // 45 bytes; no Spanish word is that long.
        if largo < 6 || nucleo.len() > 40 || letras.iter().skip(inicio + largo).any(|(c, _)| c.is_alphanumeric()) {
            return None;
        }
        let mut corte = None;
        let mut puestas = inicio;
        for silaba in hypher::hyphenate(&nucleo.to_lowercase(), Lang::Spanish) {
            puestas += silaba.chars().count();
            if puestas >= inicio + 2 && puestas + 3 <= inicio + largo {
                let trozo = letras.get(..puestas)?;
                let guion = trozo.last().map(|(_, i)| ('-', *i));
                let con_guion = self.medir(trozo) + self.junta(trozo.last(), guion.as_ref()) + self.medir(guion.as_slice());
                if con_guion <= libre {
                    corte = Some(puestas);
                }
            }
        }
        corte
    }

    /// How many characters fit in an empty line; at least one.
    fn caben(&self, letras: &[(char, usize)]) -> usize {
        let mut ancho = 0.0;
        let mut anterior = None;
        for (n, letra) in letras.iter().enumerate() {
            let l = self.letra(letra.1);
            ancho += a_puntos(i32::from(self.fuentes.de(l.peso).avance(letra.0)), l.tam) + self.junta(anterior, Some(letra));
            anterior = Some(letra);
            if ancho > self.ancho {
                return n.max(1);
            }
        }
        letras.len()
    }

    fn cerrar(&mut self) {
        while self.actual.last().is_some_and(|l| l.0 == ' ') {
            self.actual.pop();
        }
        let letras = std::mem::take(&mut self.actual);
        self.x = 0.0;
        let mut linea = Linea::default();
        for (i, texto) in grupos(&letras) {
            let letra = self.letra(i);
            let ancho = self.fuentes.ancho(&texto, letra.peso, letra.tam);
            // A no-break space did its work: on paper, and when copied, it is a space.
            let texto = texto.replace('\u{a0}', " ");
            linea.tiradas.push(Tirada { x: linea.ancho, texto, letra, ancho });
            linea.ancho += ancho;
        }
        self.lineas.push(linea);
    }
}

/// Stretches of one voice.
fn grupos(letras: &[(char, usize)]) -> impl Iterator<Item = (usize, String)> + '_ {
    letras.chunk_by(|a, b| a.1 == b.1).filter_map(|g| g.first().map(|(_, i)| (*i, g.iter().map(|(c, _)| *c).collect())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LETRA: Letra = Letra::new(9.0, Peso::Normal, crate::color::TINTA);

    fn lineas(texto: &str, ancho: f32) -> Vec<String> {
        let t = Texto::from(texto);
        let fuentes = Fuentes::leer().unwrap();
        partir(&t, LETRA, ancho, fuentes).iter().map(|l| l.tiradas.iter().map(|t| t.texto.as_str()).collect()).collect()
    }

    #[test]
    fn una_palabra_larga_se_parte_por_silabas() {
        assert_eq!(lineas("simplificación administrativa", 55.0), ["simplifica-", "ción admi-", "nistrativa"]);
        assert_eq!(lineas("(desburocratización)", 60.0), ["(desburocrati-", "zación)"], "punctuation stays with its syllable");
    }

    #[test]
    fn a_pair_that_kerning_pushes_apart_does_not_pass_the_margin() {
        // «o-» is wider than «o» and «-»: a title once passed its margin by the difference.
        let fuentes = Fuentes::leer().unwrap();
        let ancho = 60.953_682;
        let ls = partir(&Texto::from("ñññsññlñobña"), Letra { tam: 11.676_125, ..LETRA }, ancho, fuentes);
        assert!(ls.len() > 1 && ls.iter().all(|l| l.ancho <= ancho + HOLGURA), "{ls:?}");
    }

    #[test]
    fn en_una_columna_ancha_no_hay_guiones() {
        let t = lineas("Dictamen de opinión ambiental para importación de productos de refrigeración y aire acondicionado", 180.0);
        assert!(t.len() > 2 && t.iter().all(|l| !l.ends_with('-')), "{t:?}");
    }

    #[test]
    fn una_cifra_no_se_separa_de_su_unidad() {
        let t = lineas("Plazo de 30\u{a0}días\u{a0}hábiles", 80.0);
        assert_eq!(t, ["Plazo de", "30 días hábiles"], "and the copied text has plain spaces");
    }

    #[test]
    fn un_enlace_se_parte_despues_de_sus_barras() {
        let t = lineas("https://tramites.gob.gt/ministerio/licencia", 110.0);
        assert!(t.len() > 1, "{t:?}");
        assert!(t.iter().take(t.len() - 1).all(|l| l.ends_with('/')), "{t:?}");
        assert_eq!(t.concat(), "https://tramites.gob.gt/ministerio/licencia");
    }

    #[test]
    fn un_salto_de_linea_se_respeta_y_los_espacios_de_sobra_no() {
        assert_eq!(lineas("uno   dos \n\n tres", 200.0), ["uno dos", "", "tres"]);
        assert!(lineas("   \n ", 200.0).is_empty());
    }

    #[test]
    fn los_renglones_de_un_titulo_se_parecen() {
        let fuentes = Fuentes::leer().unwrap();
        let t = Texto::from("MARN registra 104 trámites; 78 tienen posibles hallazgos por revisar");
        let corrido = partir(&t, LETRA, 270.0, fuentes);
        let parejo = equilibrar(&t, LETRA, 270.0, fuentes);
        let desigual = |ls: &[Linea]| ls.iter().map(|l| l.ancho).fold(0.0, f32::max) - ls.iter().map(|l| l.ancho).fold(f32::MAX, f32::min);
        assert_eq!(corrido.len(), parejo.len());
        assert!(desigual(&parejo) < desigual(&corrido) / 2.0, "{} against {}", desigual(&parejo), desigual(&corrido));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
        #[test]
        fn nothing_passes_the_margin_and_nothing_is_lost(
            texto in "([a-zñáéíóúA-ZÑ0-9 .,;:()/«»—-]|\\n|[a-zñ]{1,60}|\u{202e}|👍){0,80}",
            ancho in 16.0_f32..500.0,
            tam in 6.0_f32..12.0,
        ) {
            let fuentes = Fuentes::leer().unwrap();
            let t = Texto::from(texto.as_str());
            let letra = Letra { tam, ..LETRA };
            let ls = partir(&t, letra, ancho, fuentes);
            for l in &ls {
                prop_assert!(l.ancho <= ancho + 0.05, "{} > {ancho}: {:?}", l.ancho, l.tiradas);
                let suma: f32 = l.tiradas.iter().map(|t| t.ancho).sum();
                prop_assert!((suma - l.ancho).abs() < 0.01);
            }
            // Without hyphens and spaces the letters are those of the text, in their order.
            let solo = |s: &str| s.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '\u{200b}').collect::<String>();
            let puestas: String = ls.iter().flat_map(|l| &l.tiradas).map(|t| t.texto.as_str()).collect();
            prop_assert_eq!(solo(&puestas), solo(&imprimible(&texto, fuentes)));
        }
    }
}
