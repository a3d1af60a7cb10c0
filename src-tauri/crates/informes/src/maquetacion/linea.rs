//! Breaks a text into lines no wider than a measure, with Spanish hyphenation.
//!
//! Lines are ragged right and filled greedily. A word is hyphenated only when it is wider than the
//! measure, or in a narrow column when the line would be left too short; never a sigla, a code or a
//! figure, unless it has no line where it fits. A word that no hyphen can tame (a code, a link) is
//! broken between characters: nothing ever passes the margin. A figure keeps its unit beside it, and
//! the last line of a text is never a word of two letters alone.

mod union;

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
    /// How far above the baseline: the mark of a remark.
    pub sube: f32,
}

impl Letra {
    pub(crate) const fn new(tam: f32, peso: Peso, color: Color) -> Self {
        Letra { tam, peso, color, sube: 0.0 }
    }

    fn con_voz(self, voz: Voz) -> Letra {
        match voz {
            Voz::Normal => self,
            Voz::Fuerte => Letra { peso: Peso::Fuerte, ..self },
            Voz::Tenue => Letra { color: crate::color::TINTA_2, ..self },
        }
    }

    /// The same letter, small and raised.
    pub(crate) fn volada(self) -> Letra {
        Letra { tam: self.tam * 0.66, sube: self.tam * 0.33, ..self }
    }
}

/// A run of one line, `x` from the start of the line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tirada {
    pub x: f32,
    pub texto: String,
    pub letra: Letra,
    pub ancho: f32,
    /// Where it leads, by name.
    pub enlace: Option<String>,
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
    /// A space where the line breaks only if there is no other way.
    Unido,
    Nada,
    Parrafo,
}

/// A stretch that does not break by itself, in bytes of the running text.
#[derive(Clone, Copy)]
struct Palabra {
    desde: usize,
    hasta: usize,
    ancho: f32,
    tras: Tras,
}

/// A word, or what of it fits, in its line.
#[derive(Clone, Copy)]
struct Trozo {
    desde: usize,
    hasta: usize,
    ancho: f32,
    espacio: bool,
}

/// A line: its pieces are up to `hasta` of all of them.
#[derive(Clone, Copy)]
struct Renglon {
    hasta: usize,
    ancho: f32,
    guion: bool,
}

/// In narrow columns, hyphenate when more than this part of the line would stay empty.
const HUECO_TOLERADO: f32 = 0.3;
/// Wider than this, a ragged edge is better than a hyphen.
const COLUMNA_ANGOSTA: f32 = 150.0;
/// Rounding room in points.
const HOLGURA: f32 = 0.01;
/// Bytes of a word that is surely longer than a line.
const LARGA: usize = 2_000;
/// A last line with a word of no more letters than these is lonely.
const VIUDA: usize = 2;

/// The voices of a text, one after another in one string.
struct Corrido<'a> {
    texto: &'a str,
    /// Where each voice ends, and its letter.
    voces: &'a [(usize, Letra)],
    fuentes: &'a Fuentes,
}

struct Partidor<'a> {
    corrido: Corrido<'a>,
    ancho: f32,
    /// The part of a line that may stay empty before a word is hyphenated.
    hueco: f32,
    trozos: Vec<Trozo>,
    renglones: Vec<Renglon>,
    /// First piece of the line being filled.
    inicio: usize,
    x: f32,
}

/// The lines of `texto` within `ancho` points. An empty text gives no lines.
pub(crate) fn partir(texto: &Texto, letra: Letra, ancho: f32, fuentes: &Fuentes) -> Vec<Linea> {
    partir_con(texto, letra, ancho, HUECO_TOLERADO, fuentes)
}

/// As [`partir`], for heads: a word is hyphenated only when it is wider than its column.
pub(crate) fn partir_cabeza(texto: &Texto, letra: Letra, ancho: f32, fuentes: &Fuentes) -> Vec<Linea> {
    partir_con(texto, letra, ancho, 1.0, fuentes)
}

fn partir_con(texto: &Texto, letra: Letra, ancho: f32, hueco: f32, fuentes: &Fuentes) -> Vec<Linea> {
    let ancho = ancho.max(1.0);
    if let [t] = texto.0.as_slice()
        && t.nota.is_none()
        && t.enlace.is_none()
    {
        let corrido = imprimible(&t.texto, fuentes);
        let voces = [(corrido.len(), letra.con_voz(t.voz))];
        let mut p = Partidor::new(Corrido { texto: &corrido, voces: &voces, fuentes }, ancho, hueco);
        p.llenar();
        return p.lineas(&[None]);
    }
    let mut corrido = String::new();
    let mut voces = Vec::with_capacity(texto.0.len());
    let mut enlaces = Vec::with_capacity(texto.0.len());
    for t in &texto.0 {
        corrido.push_str(&imprimible(&t.texto, fuentes));
        let suya = letra.con_voz(t.voz);
        voces.push((corrido.len(), if t.nota.is_some() { suya.volada() } else { suya }));
        enlaces.push(t.enlace.as_deref());
    }
    let mut p = Partidor::new(Corrido { texto: &corrido, voces: &voces, fuentes }, ancho, hueco);
    p.llenar();
    p.lineas(&enlaces)
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

impl Corrido<'_> {
    /// The voices of a stretch: where each part starts and ends, its number and its letter.
    fn partes(&self, desde: usize, hasta: usize) -> impl Iterator<Item = (usize, usize, usize, Letra)> + '_ {
        let mut a = 0;
        self.voces.iter().enumerate().filter_map(move |(i, (b, letra))| {
            let (de, a_) = (a.max(desde), (*b).min(hasta));
            a = *b;
            (de < a_).then_some((de, a_, i, *letra))
        })
    }

    fn entre(&self, desde: usize, hasta: usize) -> &str {
        self.texto.get(desde..hasta).unwrap_or_default()
    }

    fn letra_en(&self, byte: usize) -> Letra {
        let suya = self.voces.iter().find(|(hasta, _)| byte < *hasta).or(self.voces.last());
        suya.map_or(Letra::new(9.0, Peso::Normal, crate::color::TINTA), |(_, l)| *l)
    }

    fn medir(&self, desde: usize, hasta: usize) -> f32 {
        if let [(_, l)] = self.voces {
            return self.fuentes.ancho(self.entre(desde, hasta), l.peso, l.tam);
        }
        self.partes(desde, hasta).map(|(a, b, _, l)| self.fuentes.ancho(self.entre(a, b), l.peso, l.tam)).sum()
    }

    /// How much wider two stretches are together than apart: kerning may also push them apart.
    fn junta(&self, hasta: usize, desde: usize) -> f32 {
        let l = self.letra_en(desde);
        if !con_kerning(l.tam) {
            return 0.0;
        }
        let mismo = self.partes(hasta.saturating_sub(1), desde + 1).count() < 2;
        match (self.entre(0, hasta).chars().next_back(), self.entre(desde, self.texto.len()).chars().next()) {
            (Some(a), Some(b)) if mismo => a_puntos(i32::from(self.fuentes.de(l.peso).par(a, b)), l.tam),
            _ => 0.0,
        }
    }

    fn palabras(&self) -> Vec<Palabra> {
        let mut salida: Vec<Palabra> = Vec::with_capacity(self.texto.len() / 6 + 1);
        let mut desde = 0;
        let mut cerrar = |desde: usize, hasta: usize, tras: Tras| {
            if desde == hasta && tras != Tras::Parrafo {
                // A second space, or a space after an invisible break: the gap belongs to the word before.
                if let Some(u) = salida.last_mut()
                    && tras == Tras::Espacio
                    && u.tras == Tras::Nada
                {
                    u.tras = Tras::Espacio;
                }
                return;
            }
            salida.push(Palabra { desde, hasta, ancho: self.medir(desde, hasta), tras });
        };
        let mut resto = self.texto.char_indices().peekable();
        let mut anterior = None;
        while let Some((i, c)) = resto.next() {
            let fin = i + c.len_utf8();
            let previa = anterior.replace(c);
            match c {
                '\n' => cerrar(desde, i, Tras::Parrafo),
                ' ' => cerrar(desde, i, Tras::Espacio),
                CORTE_INVISIBLE => cerrar(desde, i, Tras::Nada),
                otro => {
                    if i > desde && corta_despues(otro, previa, resto.peek().map(|(_, c)| *c)) {
                        cerrar(desde, fin, Tras::Nada);
                    } else {
                        continue;
                    }
                }
            }
            desde = fin;
        }
        cerrar(desde, self.texto.len(), Tras::Espacio);
        for i in 1..salida.len() {
            if let Some([a, b]) = salida.get_mut(i - 1..=i)
                && a.tras == Tras::Espacio
                && union::van_juntas(self.entre(a.desde, a.hasta), self.entre(b.desde, b.hasta))
            {
                a.tras = Tras::Unido;
            }
        }
        salida
    }
}

/// A line may break after these without a space; not inside a date or a range of figures.
fn corta_despues(c: char, anterior: Option<char>, siguiente: Option<char>) -> bool {
    let sigue_palabra = siguiente.is_some_and(char::is_alphanumeric);
    match c {
        '/' | '—' | '–' => {
            let entre_cifras = anterior.is_some_and(|c| c.is_ascii_digit()) && siguiente.is_some_and(|c| c.is_ascii_digit());
            sigue_palabra && !entre_cifras
        }
        '-' | '_' | '?' | '&' | '=' => siguiente.is_some_and(char::is_alphabetic),
        _ => false,
    }
}

impl<'a> Partidor<'a> {
    fn new(corrido: Corrido<'a>, ancho: f32, hueco: f32) -> Self {
        Partidor { corrido, ancho, hueco, trozos: Vec::new(), renglones: Vec::new(), inicio: 0, x: 0.0 }
    }

    fn llenar(&mut self) {
        let palabras = self.corrido.palabras();
        self.trozos.reserve(palabras.len() + 4);
        for (i, p) in palabras.iter().enumerate() {
            if p.tras == Tras::Unido && self.trozos.len() > self.inicio && i.checked_sub(1).is_none_or(|k| !unida(&palabras, k)) {
                self.juntar(&palabras, i);
            }
            self.poner(*p);
            if p.tras == Tras::Parrafo {
                self.sin_viuda();
            }
        }
        self.cerrar(false);
        self.sin_viuda();
    }

    /// Goes to a new line when a figure and its unit do not fit here and do fit there.
    fn juntar(&mut self, palabras: &[Palabra], i: usize) {
        let mut ancho = 0.0;
        for p in palabras.iter().skip(i) {
            ancho += p.ancho;
            if p.tras != Tras::Unido {
                break;
            }
            ancho += self.espacio(p.hasta);
        }
        if self.x + ancho > self.ancho + HOLGURA && ancho <= self.ancho {
            self.cerrar(false);
        }
    }

    fn espacio(&self, hasta: usize) -> f32 {
        // The space is set in its own voice, which may be that of the next word.
        let l = self.corrido.letra_en(hasta);
        a_puntos(i32::from(self.corrido.fuentes.de(l.peso).avance(' ')), l.tam)
    }

    fn poner(&mut self, palabra: Palabra) {
        let Palabra { mut desde, hasta, mut ancho, tras } = palabra;
        loop {
            let al_inicio = self.trozos.len() == self.inicio;
            let anterior = self.trozos.last().filter(|t| !al_inicio && !t.espacio).map(|t| t.hasta);
            let en = self.x + anterior.map_or(0.0, |a| if desde < hasta { self.corrido.junta(a, desde) } else { 0.0 });
            if en + ancho <= self.ancho + HOLGURA {
                self.x = en + ancho;
                break;
            }
            let libre = self.ancho - en;
            let debe = ancho > self.ancho;
            let mut quitado = 0.0;
            if (debe || (self.ancho < COLUMNA_ANGOSTA && libre > self.ancho * self.hueco))
                && let Some(corte) = self.guion(desde, hasta, libre, debe)
            {
                self.x = en + self.con_guion(desde, corte);
                self.trozos.push(Trozo { desde, hasta: corte, ancho: 0.0, espacio: false });
                desde = corte;
                self.cerrar(true);
            } else if debe && al_inicio {
                let corte = self.caben(desde, hasta);
                self.x = self.corrido.medir(desde, corte);
                quitado = self.x;
                self.trozos.push(Trozo { desde, hasta: corte, ancho: self.x, espacio: false });
                desde = corte;
                self.cerrar(false);
            } else if al_inicio {
                self.x = en + ancho;
                break;
            } else {
                self.cerrar(false);
            }
            // What is left of a word without end is not measured again for each of its lines: kerning aside, it is known.
            ancho = if hasta - desde > LARGA { (ancho - quitado).max(self.ancho + 1.0) } else { self.corrido.medir(desde, hasta) };
        }
        let espacio = matches!(tras, Tras::Espacio | Tras::Unido) && hasta > 0;
        if desde < hasta {
            self.trozos.push(Trozo { desde, hasta, ancho, espacio });
        }
        if espacio {
            self.x += self.espacio(hasta);
        }
        if tras == Tras::Parrafo {
            self.cerrar(false);
        }
    }

    /// Width of the start of a word with its hyphen.
    fn con_guion(&self, desde: usize, corte: usize) -> f32 {
        let l = self.corrido.letra_en(corte.saturating_sub(1));
        let f = self.corrido.fuentes.de(l.peso);
        let ultima = self.corrido.entre(desde, corte).chars().next_back();
        let junta = if con_kerning(l.tam) { ultima.map_or(0, |u| i32::from(f.par(u, '-'))) } else { 0 };
        self.corrido.medir(desde, corte) + a_puntos(i32::from(f.avance('-')) + junta, l.tam)
    }

    /// Where to cut a word so that its start and a hyphen fit in `libre`.
    fn guion(&self, desde: usize, hasta: usize, libre: f32, debe: bool) -> Option<usize> {
        let palabra = self.corrido.entre(desde, hasta);
        let inicio = palabra.find(char::is_alphabetic)?;
        let resto = palabra.get(inicio..)?;
        let nucleo = resto.get(..resto.find(|c: char| !c.is_alphabetic()).unwrap_or(resto.len()))?;
        if nucleo.len() > 40 {
            return None;
        }
        let largo = nucleo.chars().count();
        // The rest must be punctuation: links and codes are not words. hypher panics on words over
        // 45 bytes; no Spanish word is that long.
        let ajena = |s: Option<&str>| s.is_some_and(|s| s.contains(char::is_alphanumeric));
        if largo < 6 || ajena(palabra.get(..inicio)) || ajena(resto.get(nucleo.len()..)) {
            return None;
        }
        // A sigla, or a name with capitals inside, is read as a whole.
        if !debe && nucleo.chars().skip(1).any(char::is_uppercase) {
            return None;
        }
        let mut corte = None;
        let (mut bytes, mut letras) = (0, 0);
        for silaba in hypher::hyphenate(&nucleo.to_lowercase(), Lang::Spanish) {
            letras += silaba.chars().count();
            bytes = nucleo.char_indices().nth(letras).map_or(nucleo.len(), |(i, _)| i).max(bytes);
            let hasta = desde + inicio + bytes;
            if letras >= 2 && letras + 3 <= largo && self.con_guion(desde, hasta) <= libre {
                corte = Some(hasta);
            }
        }
        corte
    }

    /// Where a word must be cut for its start to fit in an empty line; after one character at least.
    fn caben(&self, desde: usize, hasta: usize) -> usize {
        let mut ancho = 0.0;
        let mut anterior: Option<(char, f32)> = None;
        for (i, c) in self.corrido.entre(desde, hasta).char_indices() {
            let l = self.corrido.letra_en(desde + i);
            let f = self.corrido.fuentes.de(l.peso);
            ancho += a_puntos(i32::from(f.avance(c)), l.tam);
            if let Some((a, tam)) = anterior
                && con_kerning(l.tam)
                && (tam - l.tam).abs() < f32::EPSILON
            {
                ancho += a_puntos(i32::from(f.par(a, c)).max(0), l.tam);
            }
            anterior = Some((c, l.tam));
            if ancho > self.ancho && i > 0 {
                return desde + i;
            }
        }
        // What does not fit as a whole must lose something, or the caller would not end.
        let ultima = self.corrido.entre(desde, hasta).char_indices().next_back().map_or(0, |(i, _)| i);
        if ancho > self.ancho && ultima > 0 { desde + ultima } else { hasta }
    }

    fn cerrar(&mut self, guion: bool) {
        if let Some(t) = self.trozos.get_mut(self.inicio..).and_then(<[Trozo]>::last_mut)
            && t.espacio
        {
            t.espacio = false;
            self.x -= {
                let hasta = t.hasta;
                self.espacio(hasta)
            };
        }
        self.inicio = self.trozos.len();
        self.renglones.push(Renglon { hasta: self.inicio, ancho: self.x, guion });
        self.x = 0.0;
    }

    /// A last word of two letters takes the one before it to its line.
    fn sin_viuda(&mut self) {
        let [.., antes, ultimo] = self.renglones.as_slice() else { return };
        let desde = self.renglones.len().checked_sub(3).and_then(|k| self.renglones.get(k)).map_or(0, |r| r.hasta);
        let Some([sola]) = self.trozos.get(antes.hasta..ultimo.hasta) else { return };
        let corta = self.corrido.entre(sola.desde, sola.hasta).chars().filter(|c| c.is_alphanumeric()).count() <= VIUDA;
        let Some([.., penultima, movida]) = self.trozos.get(desde..antes.hasta) else { return };
        // The line above keeps a word, ends in a whole one, and had a space where it broke.
        let hueco = self.corrido.entre(movida.hasta, sola.desde);
        if !corta || antes.guion || !penultima.espacio || hueco.is_empty() || hueco.contains(|c| c != ' ') {
            return;
        }
        let (espacio, movido, resta) = (self.espacio(movida.hasta), movida.ancho, self.espacio(penultima.hasta));
        let (nuevo, quedan) = (ultimo.ancho + espacio + movido, antes.hasta - 1);
        if nuevo > self.ancho || movido == 0.0 || antes.ancho - movido - resta < self.ancho * 0.4 {
            return;
        }
        if let Some([.., antes, ultimo]) = self.renglones.get_mut(..) {
            antes.hasta = quedan;
            antes.ancho -= movido + resta;
            ultimo.ancho = nuevo;
        }
        if let Some([penultima, movida]) = quedan.checked_sub(1).and_then(|k| self.trozos.get_mut(k..=quedan)) {
            penultima.espacio = false;
            movida.espacio = true;
        }
    }

    fn lineas(mut self, enlaces: &[Option<&str>]) -> Vec<Linea> {
        let mut desde = 0;
        let mut vacias = 0;
        let mut salida = Vec::with_capacity(self.renglones.len());
        for r in std::mem::take(&mut self.renglones) {
            let trozos = self.trozos.get(desde..r.hasta).unwrap_or_default();
            desde = r.hasta;
            if trozos.is_empty() {
                vacias += 1;
                continue;
            }
            // Empty lines count only when something follows.
            salida.extend((0..std::mem::take(&mut vacias)).map(|_| Linea::default()));
            salida.push(if self.corrido.voces.len() == 1 { self.una_voz(trozos, r) } else { self.varias_voces(trozos, r, enlaces) });
        }
        salida
    }

    fn una_voz(&self, trozos: &[Trozo], r: Renglon) -> Linea {
        let (a, b) = (trozos.first().map_or(0, |t| t.desde), trozos.last().map_or(0, |t| t.hasta));
        let mut texto = String::with_capacity(b.saturating_sub(a) + 1);
        for t in trozos {
            escribir(self.corrido.entre(t.desde, t.hasta), &mut texto);
            if t.espacio {
                texto.push(' ');
            }
        }
        if r.guion {
            texto.push('-');
        }
        let letra = self.corrido.letra_en(a);
        Linea { tiradas: vec![Tirada { x: 0.0, texto, letra, ancho: r.ancho, enlace: None }], ancho: r.ancho }
    }

    fn varias_voces(&self, trozos: &[Trozo], r: Renglon, enlaces: &[Option<&str>]) -> Linea {
        let mut linea = Linea::default();
        let mut actual: Option<(usize, Letra, String)> = None;
        let mut cerrar = |abierta: Option<(usize, Letra, String)>| {
            if let Some((i, letra, texto)) = abierta {
                let ancho = self.corrido.fuentes.ancho(&texto, letra.peso, letra.tam);
                let enlace = enlaces.get(i).copied().flatten().map(str::to_owned);
                linea.tiradas.push(Tirada { x: linea.ancho, texto, letra, ancho, enlace });
                linea.ancho += ancho;
            }
        };
        let mut decir = |actual: &mut Option<(usize, Letra, String)>, i: usize, letra: Letra, dicho: &str| {
            if actual.as_ref().is_none_or(|x| x.0 != i) {
                cerrar(actual.take());
                *actual = Some((i, letra, String::new()));
            }
            if let Some((_, _, texto)) = actual {
                escribir(dicho, texto);
            }
        };
        for t in trozos {
            for (a, b, i, letra) in self.corrido.partes(t.desde, t.hasta) {
                decir(&mut actual, i, letra, self.corrido.entre(a, b));
            }
            if t.espacio {
                let i = self.corrido.voces.iter().position(|(hasta, _)| t.hasta < *hasta).unwrap_or(self.corrido.voces.len() - 1);
                decir(&mut actual, i, self.corrido.letra_en(t.hasta), " ");
            }
        }
        if r.guion
            && let Some((_, _, texto)) = &mut actual
        {
            texto.push('-');
        }
        cerrar(actual);
        linea
    }
}

/// The word before goes on in this one.
fn unida(palabras: &[Palabra], k: usize) -> bool {
    palabras.get(k).is_some_and(|p| p.tras == Tras::Unido)
}

/// A no-break space did its work: on paper, and when copied, it is a space.
fn escribir(texto: &str, salida: &mut String) {
    if texto.contains('\u{a0}') {
        salida.extend(texto.chars().map(|c| if c == '\u{a0}' { ' ' } else { c }));
    } else {
        salida.push_str(texto);
    }
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
    fn una_fecha_no_se_parte() {
        assert_eq!(lineas("Hasta 31/01/2022, 5-2021", 60.0), ["Hasta", "31/01/2022,", "5-2021"]);
    }

    #[test]
    fn un_salto_de_linea_se_respeta_y_los_espacios_de_sobra_no() {
        assert_eq!(lineas("uno   dos \n\n tres", 200.0), ["uno dos", "", "tres"]);
        assert!(lineas("   \n ", 200.0).is_empty());
    }

    #[test]
    fn una_sigla_no_se_parte_ni_un_codigo_ni_una_cifra() {
        let t = lineas("Pregunte en SEGEPLAN o en INSIVUMEH con MARN-00012 y Q 1,234.50 en caja", 70.0);
        for entera in ["SEGEPLAN", "INSIVUMEH", "Q 1,234.50"] {
            assert!(t.iter().any(|l| l.contains(entera)), "{entera} is parted: {t:?}");
        }
        assert!(t.iter().all(|l| !l.ends_with('-') || l.ends_with("MARN-")), "{t:?}");
    }

    #[test]
    fn el_ultimo_renglon_no_es_una_palabra_de_dos_letras() {
        for ancho in 60..200_u16 {
            let t = lineas("El comité revisa las fichas y la autoridad superior las firma en su día y da fe", f32::from(ancho));
            assert!(t.len() < 2 || t.last().unwrap().len() > 2, "{ancho}: {t:?}");
        }
        assert_eq!(lineas("uno dos \n a", 200.0), ["uno dos", "a"], "a paragraph does not lend its words to the next");
    }

    #[test]
    fn la_marca_de_una_nota_va_volada_y_pegada_a_su_palabra() {
        let mut t = Texto::from("Según el registro").al_pie("Corte al 20 de noviembre.").y(" hay 104.");
        t.0[1].texto = "12".to_owned();
        let ls = partir(&t, LETRA, 300.0, Fuentes::leer().unwrap());
        let [antes, marca, despues] = ls[0].tiradas.as_slice() else { panic!("{ls:?}") };
        assert_eq!((antes.texto.as_str(), marca.texto.as_str(), despues.texto.as_str()), ("Según el registro", "12", " hay 104."));
        assert!(marca.letra.sube > 2.0 && marca.letra.tam < 6.5);
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
