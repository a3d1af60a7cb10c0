//! Lists to rows: the eight rules of `dominio.md` §4.6, deterministic and without loss.
//!
//! The text of every row, mark, group and note together hold each character of the source (blanks
//! apart). When they do not, the whole text becomes one row marked with doubt: a wrong split that
//! loses words would be worse than no split.

mod cortes;
mod rotulos;

use std::collections::HashMap;

use super::banderas::CodigoBandera;
use super::marcas::{Familia, Marca};
use super::plegado::plegar;
use rotulos::{en_mayusculas, nota, sigue_la_frase, titulo_fijo};

use super::{Linea, compactar, es_blanco, es_relleno, esta_en_blanco};

/// One row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilaDeLista {
    /// Text without its mark, with single spaces.
    pub texto: String,
    /// Nesting, 0 at the top.
    pub nivel: u8,
    /// Heading it stands under, without its colon.
    pub grupo: Option<String>,
    /// Mark as written (`1.`, `•`), empty when it had none.
    pub marca: String,
}

/// A list read from a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lista {
    /// Rows in order.
    pub filas: Vec<FilaDeLista>,
    /// Notes («Nota: …») and statements that there is nothing («Ninguno»).
    pub notas: Vec<String>,
    /// Headings as written, in order.
    pub grupos: Vec<String>,
    /// The split is a guess, or could not be done.
    pub con_duda: bool,
    /// What a person should look at.
    pub banderas: Vec<CodigoBandera>,
}

impl Lista {
    /// Rule 8: rows, marks, groups and notes hold every character of the source, blanks apart.
    #[must_use]
    pub fn cubre(&self, lineas: &[Linea]) -> bool {
        let fuente = suma(lineas.iter().map(|l| l.texto.as_str()));
        let filas = self.filas.iter().flat_map(|f| [f.marca.as_str(), f.texto.as_str()]);
        fuente == suma(filas.chain(self.grupos.iter().map(String::as_str)).chain(self.notas.iter().map(String::as_str)))
    }
}

/// Order-free fingerprint of the characters that are not blank: their number and a mixed sum.
fn suma<'a>(textos: impl Iterator<Item = &'a str>) -> (usize, u64) {
    let mut total = (0usize, 0u64);
    for c in textos.flat_map(str::chars).filter(|c| !es_blanco(*c)) {
        let x = (u64::from(u32::from(c)) + 0x9E37_79B9).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        total = (total.0 + 1, total.1.wrapping_add(x ^ (x >> 29)));
    }
    total
}

/// A piece of a line that stands alone: one item, heading or note.
#[derive(Clone, Debug)]
struct Tramo<'a> {
    marca: Option<Marca>,
    /// Mark as written.
    signo: String,
    texto: &'a str,
    item: Option<super::Item>,
    profundidad: u8,
}

impl Tramo<'_> {
    fn sin_marca(&self) -> bool {
        self.marca.is_none()
    }
    /// First of a numbered list at the top.
    fn abre_cuenta(&self) -> bool {
        self.marca.is_some_and(|m| {
            m.valor == 1 && (m.familia == Familia::Numero || m.familia == Familia::Html && self.item.is_some_and(|i| i.nivel == 0))
        })
    }
    fn termina_en_dos_puntos(&self) -> bool {
        self.texto.trim_end_matches(es_blanco).ends_with(':')
    }
}

/// Divides a text into the rows of a list.
#[must_use]
pub fn dividir(lineas: &[Linea]) -> Lista {
    let total = lineas.iter().map(|l| l.texto.as_str()).collect::<Vec<_>>().join(" ");
    if esta_en_blanco(&total) {
        return Lista::default();
    }
    if let Some(vacia) = sin_contenido(&total) {
        return vacia;
    }
    let (tramos, con_duda) = cortes::cortar(lineas);
    let mut lista = Armador::nuevo(&tramos).armar();
    lista.con_duda |= con_duda;
    if !lista.cubre(lineas) || lista.filas.is_empty() && lista.notas.is_empty() {
        return entera(&total);
    }
    if hay_bloque_repetido(&lista.filas) {
        lista.banderas.push(CodigoBandera::BloqueRepetido);
    }
    lista
}

/// Rule 8, its second half: one row with everything.
fn entera(total: &str) -> Lista {
    let fila = FilaDeLista { texto: compactar(total), ..FilaDeLista::default() };
    Lista { filas: vec![fila], con_duda: true, banderas: vec![CodigoBandera::TextoNoDividido], ..Lista::default() }
}

/// Rule 7: a number, a filler or «Ninguno» are no rows; the text stays as a note.
fn sin_contenido(total: &str) -> Option<Lista> {
    let nota = |bandera: Option<CodigoBandera>| {
        Some(Lista { notas: vec![compactar(total)], banderas: bandera.into_iter().collect(), ..Lista::default() })
    };
    if es_relleno(total) {
        return nota(Some(CodigoBandera::Relleno));
    }
    if !total.chars().any(char::is_alphabetic) {
        return nota(Some(CodigoBandera::SinContenido));
    }
    if total.len() > 60 {
        return None;
    }
    let llano: String = plegar(total).chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect();
    matches!(
        llano.trim(),
        "ninguno" | "ninguna" | "ningun requisito" | "no aplica" | "na" | "no se requiere" | "no tiene" | "no hay" | "sin requisitos"
    )
    .then(|| nota(None))
    .flatten()
}

/// Two neighbouring rows that come again together under the same group: a block pasted twice.
fn hay_bloque_repetido(filas: &[FilaDeLista]) -> bool {
    let mut vistos: HashMap<(&str, &str, &Option<String>), ()> = HashMap::new();
    filas.windows(2).any(|par| match par {
        [a, b] if a.texto.len() + b.texto.len() > 24 => vistos.insert((a.texto.as_str(), b.texto.as_str(), &a.grupo), ()).is_some(),
        _ => false,
    })
}

/// Puts the pieces in their places, keeping the thread of numbering, nesting and headings.
struct Armador<'t, 'a> {
    tramos: &'t [Tramo<'a>],
    lista: Lista,
    grupo: Option<String>,
    /// Group to go back to when the numbering of the level above resumes.
    grupo_exterior: Option<(Option<String>, u32)>,
    pila: Vec<Familia>,
    ultimo_numero: u32,
    ultimo_ordinal: u32,
    /// Extra nesting of an HTML list that hangs from a marked paragraph or a numbered item.
    desfase: u8,
    abierto: Abierto,
    algun_texto_en_minusculas: bool,
    hay_marcas: bool,
    /// The numbering starts again somewhere: the list has parts, and their names are headings.
    hay_partes: bool,
    /// Position of the last item of an HTML list of three or more, when nothing marked follows it.
    fin_de_html: Option<usize>,
}

/// What an unmarked line would continue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Abierto {
    Nada,
    FilaMarcada,
    FilaDeHtml,
    FilaSuelta,
    Nota,
    NotaVacia,
}

impl<'t, 'a> Armador<'t, 'a> {
    fn nuevo(tramos: &'t [Tramo<'a>]) -> Self {
        Armador {
            tramos,
            lista: Lista::default(),
            grupo: None,
            grupo_exterior: None,
            pila: Vec::new(),
            ultimo_numero: 0,
            ultimo_ordinal: 0,
            desfase: 0,
            abierto: Abierto::Nada,
            algun_texto_en_minusculas: tramos.iter().any(|t| !en_mayusculas(t.texto)),
            hay_marcas: tramos.iter().any(|t| !t.sin_marca()),
            hay_partes: tramos.iter().filter(|t| t.abre_cuenta()).count() >= 2,
            fin_de_html: tramos
                .iter()
                .rposition(|t| !t.sin_marca() || t.profundidad > 0)
                .filter(|p| tramos.get(*p).is_some_and(|t| t.profundidad > 0) && tramos.iter().filter(|t| t.item.is_some()).count() >= 3),
        }
    }

    fn armar(mut self) -> Lista {
        for (i, tramo) in self.tramos.iter().enumerate() {
            let siguiente = self.tramos.get(i + 1);
            let anterior = i.checked_sub(1).and_then(|a| self.tramos.get(a));
            if self.fin_de_html.is_some_and(|f| i > f) && tramo.texto.chars().any(char::is_alphanumeric) {
                // Address and telephone of the office after its list: not one more step.
                self.lista.notas.push(con_signo(tramo));
                self.abierto = Abierto::Nota;
                continue;
            }
            self.poner(tramo, anterior, siguiente);
        }
        self.lista
    }

    fn poner(&mut self, t: &'t Tramo<'a>, anterior: Option<&'t Tramo<'a>>, siguiente: Option<&'t Tramo<'a>>) {
        if !t.texto.chars().any(char::is_alphanumeric) {
            return self.suelto(t);
        }
        if let Some(vacia) = nota(t.texto) {
            self.lista.notas.push(con_signo(t));
            self.abierto = if vacia { Abierto::NotaVacia } else { Abierto::Nota };
            return;
        }
        // «** El trámite es gratuito…» is the foot of the list.
        if t.signo.starts_with("**") {
            self.lista.notas.push(con_signo(t));
            self.abierto = Abierto::Nota;
            return;
        }
        let Some(marca) = t.marca else { return self.sin_marca(t, anterior, siguiente) };
        let resume = marca.familia == Familia::Numero && marca.valor == self.ultimo_numero.saturating_add(1);
        if self.abierto == Abierto::NotaVacia && !resume {
            self.lista.notas.push(con_signo(t));
            return;
        }
        if self.es_titulo_marcado(t, marca, siguiente) {
            return self.abrir_grupo(t, con_signo(t));
        }
        if let Some((grupo, numero)) = &self.grupo_exterior
            && resume
            && *numero == self.ultimo_numero
        {
            self.grupo.clone_from(grupo);
            self.grupo_exterior = None;
        }
        let nivel = self.nivel(t, marca, anterior);
        if marca.familia == Familia::Numero && (nivel == 0 || resume) {
            self.ultimo_numero = marca.valor;
        }
        self.fila(t, nivel);
        self.abierto = if t.item.is_some() { Abierto::FilaDeHtml } else { Abierto::FilaMarcada };
    }

    fn fila(&mut self, t: &Tramo<'_>, nivel: u8) {
        self.lista.filas.push(FilaDeLista { texto: compactar(t.texto), nivel, grupo: self.grupo.clone(), marca: t.signo.clone() });
    }

    /// Text without letters or digits (a lone «}» or dash) stays with what it follows.
    fn suelto(&mut self, t: &Tramo<'_>) {
        let texto = con_signo(t);
        match (self.lista.filas.last_mut(), self.lista.notas.last_mut()) {
            (_, Some(n)) if matches!(self.abierto, Abierto::Nota | Abierto::NotaVacia) => agregar(n, &texto),
            (Some(f), _) => agregar(&mut f.texto, &texto),
            (None, Some(n)) => agregar(n, &texto),
            (None, None) => self.lista.notas.push(texto),
        }
    }

    fn sin_marca(&mut self, t: &'t Tramo<'a>, anterior: Option<&'t Tramo<'a>>, siguiente: Option<&'t Tramo<'a>>) {
        let continua = matches!(self.abierto, Abierto::FilaMarcada | Abierto::FilaSuelta | Abierto::FilaDeHtml)
            && anterior.is_some_and(|a| sigue_la_frase(a.texto, t.texto));
        if !continua && self.es_titulo(t, siguiente) {
            return self.abrir_grupo(t, compactar(t.texto));
        }
        match self.abierto {
            Abierto::Nota | Abierto::NotaVacia => {
                if let Some(n) = self.lista.notas.last_mut() {
                    agregar(n, &compactar(t.texto));
                }
            }
            Abierto::FilaMarcada => self.continuar(t),
            Abierto::FilaDeHtml => {
                // A paragraph between «start=1» and «start=2» belongs to the first item.
                let retoma = siguiente
                    .and_then(|s| s.item)
                    .and_then(|i| i.ordinal)
                    .is_some_and(|n| n > 1 && n == self.ultimo_ordinal.saturating_add(1));
                if t.profundidad > 0 || retoma || continua {
                    self.continuar(t);
                } else {
                    self.fila(t, 0);
                    self.abierto = Abierto::FilaSuelta;
                }
            }
            Abierto::FilaSuelta if continua && self.lista.filas.last().is_some_and(|f| f.texto.chars().count() >= 50) => self.continuar(t),
            Abierto::FilaSuelta | Abierto::Nada => {
                self.fila(t, 0);
                self.abierto = Abierto::FilaSuelta;
            }
        }
    }

    fn continuar(&mut self, t: &Tramo<'_>) {
        if let Some(f) = self.lista.filas.last_mut() {
            agregar(&mut f.texto, &compactar(t.texto));
        }
    }

    fn abrir_grupo(&mut self, t: &Tramo<'_>, crudo: String) {
        let limpio = compactar(t.texto);
        let limpio = limpio.trim_end_matches([':', '.', ' ']).trim_start_matches(['"', '“', '.', ' ']).to_owned();
        if self.pila.len() > 1 && t.sin_marca() && !titulo_fijo(&limpio) {
            self.grupo_exterior = Some((self.grupo.clone(), self.ultimo_numero));
        } else {
            self.pila.clear();
            self.grupo_exterior = None;
        }
        self.grupo = Some(limpio);
        self.lista.grupos.push(crudo);
        self.abierto = Abierto::Nada;
        self.desfase = 0;
    }

    /// Rule 5 for a line without mark.
    fn es_titulo(&self, t: &Tramo<'_>, siguiente: Option<&Tramo<'_>>) -> bool {
        let Some(s) = siguiente else { return false };
        let texto = compactar(t.texto);
        let largo = texto.chars().count();
        if texto.ends_with(':') {
            return largo <= 240;
        }
        if titulo_fijo(texto.trim_end_matches(['.', ' '])) {
            return true;
        }
        // «Ambos solicitantes», then the count starts again: the name of a part.
        if self.hay_partes && s.abre_cuenta() && largo <= 90 && !texto.ends_with(['.', ';', ',']) {
            return true;
        }
        let letras = texto.chars().filter(|c| c.is_alphabetic()).count();
        self.hay_marcas
            && self.algun_texto_en_minusculas
            && largo <= 140
            && letras >= 6
            && texto.contains(' ')
            && en_mayusculas(&texto)
            && !s.sin_marca()
    }

    /// Rule 5 for a line with a mark that only opens another list: «A. PERSONA JURÍDICA», then «1.».
    fn es_titulo_marcado(&self, t: &Tramo<'_>, marca: Marca, siguiente: Option<&Tramo<'_>>) -> bool {
        let Some(siguiente) = siguiente else { return false };
        if t.item.is_none() && titulo_fijo(compactar(t.texto).trim_end_matches([':', '.', ' '])) {
            return true;
        }
        let Some(m) = siguiente.marca else {
            // «- Si es Persona Individual:», then plain lines.
            return matches!(marca.familia, Familia::Guion | Familia::Vineta)
                && t.item.is_none()
                && t.termina_en_dos_puntos()
                && t.texto.chars().count() <= 80;
        };
        let caracter = en_mayusculas(t.texto) && self.algun_texto_en_minusculas && compactar(t.texto).contains(' ');
        let abre_otra = m.familia != marca.familia && (m.valor <= 1);
        let letra = matches!(marca.familia, Familia::Mayuscula | Familia::Romano);
        abre_otra
            && t.item.is_none()
            && (letra && (t.termina_en_dos_puntos() || caracter)
                || marca.familia == Familia::Numero && caracter && t.termina_en_dos_puntos())
    }

    /// Nesting of a marked piece; keeps the stack of kinds of marks.
    fn nivel(&mut self, t: &Tramo<'_>, marca: Marca, anterior: Option<&Tramo<'_>>) -> u8 {
        let cuelga = anterior.is_some_and(Tramo::termina_en_dos_puntos);
        if let Some(item) = t.item {
            if item.nivel == 0 {
                let bajo_parrafo = self.pila.first().is_some_and(|f| *f != Familia::Html);
                let bajo_numerado = item.ordinal.is_none()
                    && self.ultimo_ordinal > 0
                    && anterior.is_some_and(|a| a.item.is_some_and(|i| i.ordinal.is_some()));
                if bajo_parrafo && item.ordinal.is_none_or(|n| n == 1) && (cuelga || self.desfase > 0) || bajo_numerado && cuelga {
                    self.desfase = 1;
                } else if item.ordinal.is_some() || anterior.is_none_or(|a| a.profundidad == 0) {
                    self.desfase = if bajo_parrafo && self.desfase > 0 && anterior.is_some_and(|a| a.profundidad > 0) { 1 } else { 0 };
                    if self.desfase == 0 {
                        self.pila.clear();
                        self.pila.push(Familia::Html);
                    }
                }
            }
            if item.nivel == 0 && self.desfase == 0 {
                self.ultimo_ordinal = item.ordinal.unwrap_or(0);
            }
            return item.nivel.saturating_add(self.desfase);
        }
        if marca.familia == Familia::Compuesta {
            return marca.niveles.saturating_sub(1);
        }
        let base = usize::from(t.profundidad);
        if base == 0 && self.pila.first() == Some(&Familia::Html) && !cuelga {
            self.pila.clear();
        }
        self.desfase = 0;
        let posicion = self.pila.iter().position(|f| misma(*f, marca.familia));
        match posicion {
            Some(p) => self.pila.truncate(p + 1),
            None => {
                let anida = match (self.pila.last(), marca.familia) {
                    (None, _) => true,
                    (Some(Familia::Numero | Familia::Mayuscula | Familia::Romano | Familia::Html), _) => true,
                    (Some(Familia::Minuscula), f) => f != Familia::Numero || cuelga || marca.valor == 1,
                    (Some(Familia::Guion | Familia::Vineta | Familia::Compuesta), _) => cuelga,
                };
                if !anida {
                    self.pila.pop();
                }
                self.pila.push(marca.familia);
            }
        }
        u8::try_from(self.pila.len().saturating_sub(1) + base).unwrap_or(u8::MAX)
    }
}

fn misma(a: Familia, b: Familia) -> bool {
    a == b
}

fn con_signo(t: &Tramo<'_>) -> String {
    if t.signo.is_empty() { compactar(t.texto) } else { format!("{} {}", t.signo, compactar(t.texto)).trim_end().to_owned() }
}

fn agregar(destino: &mut String, texto: &str) {
    if !destino.is_empty() && !texto.is_empty() {
        destino.push(' ');
    }
    destino.push_str(texto);
}

#[cfg(test)]
mod pruebas;
