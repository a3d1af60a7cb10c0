//! Where a line is cut: its leading mark, and the marks inside it (rules 3, 4 and 6).

use super::Tramo;
use crate::interpretacion::marcas::{self, Familia, Marca, es_guion, es_vineta_segura};
use crate::interpretacion::plegado::plegar;
use crate::interpretacion::{Linea, es_blanco};

/// Cuts the lines into pieces. The flag says that a cut was taken on thin evidence.
pub(super) fn cortar(lineas: &[Linea]) -> (Vec<Tramo<'_>>, bool) {
    let usa_guion = lineas.iter().any(|l| l.texto.trim_start_matches(es_blanco).starts_with(es_guion));
    let mut corte = Corte { tramos: Vec::with_capacity(lineas.len()), numero: 0, letra: 0, siguiente: None, usa_guion, con_duda: false };
    let con_texto: Vec<&Linea> = lineas.iter().filter(|l| !super::esta_en_blanco(&l.texto)).collect();
    for (i, linea) in con_texto.iter().enumerate() {
        corte.siguiente = con_texto.get(i + 1).and_then(|l| numero_de(l));
        corte.linea(linea);
    }
    if let [unico] = corte.tramos.as_slice()
        && unico.sin_marca()
        && unico.texto.matches(';').count() >= 2
    {
        let unico = unico.clone();
        corte.tramos =
            unico.texto.split_inclusive(';').filter(|p| !super::esta_en_blanco(p)).map(|texto| Tramo { texto, ..unico.clone() }).collect();
    }
    (corte.tramos, corte.con_duda)
}

struct Corte<'a> {
    tramos: Vec<Tramo<'a>>,
    /// Last number and letter of the running sequences.
    numero: u32,
    letra: u32,
    /// Number that opens the next line: what must come between tells true marks from false ones.
    siguiente: Option<u32>,
    usa_guion: bool,
    con_duda: bool,
}

fn numero_de(linea: &Linea) -> Option<u32> {
    let marca = marcas::leer(&linea.texto).filter(|m| m.familia == Familia::Numero).or_else(|| marcas::desnudo(&linea.texto));
    marca.map(|m| m.valor).or_else(|| linea.item.and_then(|i| i.ordinal))
}

/// A mark found inside a line.
#[derive(Clone, Copy)]
struct Candidato {
    en: usize,
    marca: Marca,
    /// It follows the end of a sentence or a wide gap.
    firme: bool,
}

impl<'a> Corte<'a> {
    fn linea(&mut self, linea: &'a Linea) {
        let texto = linea.texto.as_str();
        let cortes = self.cortes_de(texto);
        let mut desde = 0;
        let mut primero = true;
        for hasta in cortes.into_iter().chain([texto.len()]) {
            let Some(parte) = texto.get(desde..hasta) else { continue };
            desde = hasta;
            if super::esta_en_blanco(parte) {
                continue;
            }
            self.tramo(parte, linea, primero);
            primero = false;
        }
    }

    fn tramo(&mut self, parte: &'a str, linea: &'a Linea, primero: bool) {
        let item = linea.item.filter(|_| primero);
        let mut marca = marcas::leer(parte).or_else(|| self.desnudo(parte)).map(|m| self.letra_o_romano(m));
        let mut consumido = marca.map_or(0, |m| m.largo);
        // «4) 4. Pago», «• 1. Pago», «1.\t? Pago»: the second mark says nothing new.
        if let Some(m) = marca
            && let Some(resto) = parte.get(consumido..)
            && let Some(otra) = marcas::leer(resto)
        {
            let repetida = otra.familia == Familia::Numero && (m.familia != Familia::Numero || otra.valor == m.valor);
            let adorno = matches!(otra.familia, Familia::Vineta | Familia::Guion)
                || m.familia == Familia::Vineta && otra.familia == Familia::Compuesta;
            if repetida || adorno {
                consumido += otra.largo;
                if repetida && matches!(m.familia, Familia::Vineta | Familia::Guion) {
                    marca = Some(Marca { largo: consumido, ..otra });
                }
            }
        }
        match marca.map(|m| (m.familia, m.valor)) {
            Some((Familia::Numero, v)) => (self.numero, self.letra) = (v, 0),
            Some((Familia::Minuscula | Familia::Mayuscula, v)) => self.letra = v,
            Some((Familia::Compuesta | Familia::Romano | Familia::Vineta | Familia::Guion | Familia::Html, _)) | None => {}
        }
        let signo = parte.get(..consumido).unwrap_or("").chars().filter(|c| !es_blanco(*c)).collect();
        let texto = parte.get(consumido..).unwrap_or("");
        if let Some(i) = item {
            marca = Some(Marca { familia: Familia::Html, valor: i.ordinal.unwrap_or(0), niveles: 1, largo: consumido });
            if let Some(n) = i.ordinal {
                self.numero = n;
            }
        }
        self.tramos.push(Tramo { marca, signo, texto, item, profundidad: linea.profundidad });
    }

    /// A bare number is a mark when it is the next of the list, or the first and 2 follows it.
    fn desnudo(&self, parte: &str) -> Option<Marca> {
        marcas::desnudo(parte)
            .filter(|m| if m.valor == 1 { self.siguiente == Some(2) } else { self.numero > 0 && m.valor == self.numero.saturating_add(1) })
    }

    /// «i)» after «h)» is the letter, not the Roman number.
    fn letra_o_romano(&self, m: Marca) -> Marca {
        if m.familia == Familia::Romano && m.valor == 1 && self.letra == 8 {
            let familia = self
                .tramos
                .iter()
                .rev()
                .find_map(|t| t.marca.filter(|x| matches!(x.familia, Familia::Minuscula | Familia::Mayuscula)))
                .map_or(Familia::Minuscula, |x| x.familia);
            return Marca { familia, valor: 9, ..m };
        }
        m
    }

    fn cortes_de(&mut self, texto: &str) -> Vec<usize> {
        let propia = marcas::leer(texto);
        let inicio = propia.map_or(0, |m| m.largo);
        let (numeros, letras, vinetas) = self.candidatos(texto, inicio);
        let mut cortes = vinetas;
        let propio = propia.filter(|m| m.familia == Familia::Numero).map(|m| m.valor);
        let desde = propio.unwrap_or(if propia.is_none() { self.numero } else { 0 });
        cortes.extend(self.secuencia(&numeros, desde, propio));
        let propia_letra = propia.filter(|m| m.familia == Familia::Minuscula).map(|m| m.valor);
        cortes.extend(self.secuencia(&letras, propia_letra.unwrap_or(0), propia_letra));
        cortes.sort_unstable();
        cortes.dedup();
        cortes
    }

    /// Rule 4: the next number, after a sentence end or a wide gap. A whole sequence from one, of
    /// three or more, is also taken without them, with doubt.
    fn secuencia(&mut self, candidatos: &[Candidato], desde: u32, propio: Option<u32>) -> Vec<usize> {
        let elegir = |inicio: u32, debiles: bool| {
            let mut espera = inicio.saturating_add(1);
            let mut elegidos = Vec::new();
            for c in candidatos.iter().filter(|c| c.firme || debiles) {
                if c.marca.valor == espera {
                    elegidos.push(c.en);
                    espera = espera.saturating_add(1);
                }
            }
            elegidos
        };
        let completa = elegir(propio.unwrap_or(0), true);
        let arranca = propio.is_none_or(|p| p == 1);
        let firmes = elegir(desde, false);
        // «7. … , 8. …» and the next line is 9: the comma did not end a sentence, the count does.
        if let (Some(p), Some(s)) = (propio, self.siguiente)
            && s > p.saturating_add(1)
            && candidatos.first().is_some_and(|c| c.marca.familia == Familia::Numero)
        {
            let todas = elegir(p, true);
            if p + u32::try_from(todas.len()).unwrap_or(u32::MAX) >= s - 1 {
                return todas.into_iter().take((s - p - 1) as usize).collect();
            }
        }
        if arranca && completa.len() + usize::from(propio.is_some()) >= 3 && completa.len() > firmes.len() {
            self.con_duda = true;
            return completa;
        }
        if propio.is_none() && firmes.is_empty() {
            let nueva = elegir(0, false);
            return if nueva.len() >= 2 { nueva } else { Vec::new() };
        }
        // Without a mark of its own and nothing before, a lone «1.» is not a list.
        if propio.is_none() && desde == 0 && firmes.len() < 2 { Vec::new() } else { firmes }
    }

    fn candidatos(&self, texto: &str, inicio: usize) -> (Vec<Candidato>, Vec<Candidato>, Vec<usize>) {
        let (mut numeros, mut letras, mut vinetas) = (Vec::new(), Vec::new(), Vec::new());
        let mut blancos = 3usize;
        let mut previo: Option<char> = None;
        let mut pegado: Option<char> = None;
        for (en, c) in texto.char_indices() {
            if es_blanco(c) {
                blancos += 1;
                pegado = Some(c);
                continue;
            }
            if en >= inicio && previo.is_some() {
                let fin_de_frase = previo.is_some_and(|p| matches!(p, '.' | ';' | ':' | '!' | '?'));
                let separado = blancos > 0 || pegado.is_some_and(|p| matches!(p, ';' | ')'));
                if (c.is_ascii_digit() || c == '(')
                    && separado
                    && let Some(resto) = texto.get(en..)
                    && let Some(marca) = marcas::leer(resto)
                    && marca.familia == Familia::Numero
                    && cerrada(resto, marca)
                    && !remite(texto.get(..en).unwrap_or(""))
                {
                    numeros.push(Candidato { en, marca, firme: fin_de_frase || blancos >= 3 });
                } else if (c.is_ascii_lowercase() || c == '(')
                    && separado
                    && let Some(resto) = texto.get(en..)
                    && resto.as_bytes().get(1..4).is_some_and(|b| b.contains(&b')'))
                    && let Some(marca) = marcas::leer(resto)
                    && (marca.familia == Familia::Minuscula || marca.familia == Familia::Romano && marca.valor == 1)
                    && previo != Some(',')
                    && !remite(texto.get(..en).unwrap_or(""))
                {
                    let valor = if marca.familia == Familia::Romano { 9 } else { marca.valor };
                    letras.push(Candidato { en, marca: Marca { valor, ..marca }, firme: fin_de_frase || blancos >= 3 });
                } else if self.vineta(texto, en, c, blancos, fin_de_frase) {
                    vinetas.push(en);
                }
            }
            previo = Some(c);
            pegado = Some(c);
            blancos = 0;
        }
        (numeros, letras, vinetas)
    }

    /// A bullet inside a line: the sure ones anywhere; a dash only where dashes mark this list.
    fn vineta(&self, texto: &str, en: usize, c: char, blancos: usize, fin_de_frase: bool) -> bool {
        let segura = es_vineta_segura(c);
        if !(segura || self.usa_guion && es_guion(c)) {
            return false;
        }
        let Some(resto) = texto.get(en + c.len_utf8()..) else { return false };
        let sigue = resto.trim_start_matches(es_blanco).chars().next();
        let hueco = resto.starts_with(es_blanco);
        if !sigue.is_some_and(char::is_alphanumeric) {
            return false;
        }
        if segura {
            return true;
        }
        let mayuscula = sigue.is_some_and(char::is_uppercase);
        hueco && mayuscula && (fin_de_frase || c == '—' && blancos == 0)
    }
}

/// The number is closed by `.` or `)`: «3      Firmar» counts at the start of a line only.
fn cerrada(resto: &str, marca: Marca) -> bool {
    let signo = resto.get(..marca.largo).unwrap_or("");
    let sigue = resto.get(marca.largo..).and_then(|r| r.chars().next());
    let con_punto = signo.contains(['.', ')'])
        || signo.trim_end_matches(es_blanco).ends_with('-') && signo.trim_end_matches(es_blanco).len() < 4 && !signo.contains(' ');
    let pegada = !signo.ends_with(es_blanco);
    con_punto
        && sigue.is_some_and(|c| c.is_alphabetic() || matches!(c, '¿' | '"' | '“' | '(' | '¡'))
        && (!pegada || sigue.is_some_and(char::is_uppercase))
}

/// The word before a number makes it a reference: «artículo 2.», «paso 3.», «No. 4.».
fn remite(antes: &str) -> bool {
    let antes = antes.trim_end_matches(es_blanco);
    let palabra = antes.rsplit(es_blanco).next().unwrap_or("");
    if palabra.len() > 16 {
        return false;
    }
    let palabra = plegar(palabra);
    let palabra = palabra.trim_start_matches(['(', '"', '¿']);
    matches!(
        palabra.trim_end_matches(['.', ',', ':']),
        "no" | "num"
            | "numero"
            | "art"
            | "arto"
            | "articulo"
            | "articulos"
            | "inciso"
            | "incisos"
            | "literal"
            | "literales"
            | "numeral"
            | "numerales"
            | "actividad"
            | "paso"
            | "anexo"
            | "zona"
            | "tel"
            | "de"
            | "del"
            | "la"
            | "el"
            | "al"
            | "a"
            | "y"
            | "e"
            | "o"
            | "en"
            | "con"
            | "los"
            | "las"
    ) && !palabra.ends_with(':')
        || palabra == "no."
}
