//! Citations of law to one row for each norm (`dominio.md` §4.4).
//!
//! The texts of the rows together hold the whole citation: what is not recognised stays in a row
//! `sin_identificar` for a person to name.

use std::sync::LazyLock;

use regex::Regex;

use super::plegado::{Plegado, plegar};
use super::{compactar, es_relleno, esta_en_blanco, marcas};
use crate::ficha::{BaseLegal, TipoNorma};

/// One norm of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NormaLeida {
    /// Its part of the citation, as written.
    pub texto: String,
    /// Kind.
    pub tipo: TipoNorma,
    /// Number.
    pub numero: Option<String>,
    /// Year, four digits.
    pub anio: Option<i64>,
    /// Articles, as written.
    pub articulos: Option<String>,
    /// The reading left a doubt.
    pub con_duda: bool,
}

impl NormaLeida {
    /// The row of a ficha, with a nil identity.
    #[must_use]
    pub fn a_base_legal(&self) -> BaseLegal {
        BaseLegal {
            texto: self.texto.clone(),
            tipo_norma: Some(self.tipo),
            numero: self.numero.clone(),
            anio: self.anio,
            articulos: self.articulos.clone(),
            con_duda: self.con_duda,
            ..BaseLegal::default()
        }
    }
}

/// Reads the norms of a citation, one line or several.
#[must_use]
pub fn leer(texto: &str) -> Vec<NormaLeida> {
    if es_relleno(texto) {
        return Vec::new();
    }
    let mut salida = Vec::new();
    for linea in texto.lines().filter(|l| !esta_en_blanco(l)) {
        let sin_marca = marcas::leer(linea).filter(|m| m.valor < 40).and_then(|m| linea.get(m.largo..)).unwrap_or(linea);
        if !sin_marca.chars().any(char::is_alphanumeric) {
            // A lone sign belongs to what it follows.
            match salida.last_mut() {
                Some(NormaLeida { texto, .. }) => *texto = format!("{texto} {}", compactar(linea)),
                None => salida.push(de_tramo(linea, None)),
            }
            continue;
        }
        de_linea(sin_marca, &mut salida);
    }
    salida
}

static ANCLA: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)(?:",
        r"(?P<dl>decreto[ -]+ley(?: y su reglamento)?)|",
        r"(?P<dg>decreto gubernativo)|",
        r"(?P<d>decretos?|dto\.?)|",
        r"(?P<ag>acuerdos? gubernativos?|a\.? ?g\.?)|",
        r"(?P<am>acuerdos? ministerial(?:es)?|a\.? ?m\.?)|",
        r"(?P<ao>acuerdo de directorio|acuerdo de direccion)|(?P<ax>acuerdo)|",
        r"(?P<nt>norma tecnica)|",
        r"(?P<re>resolucion(?: ministerial| de junta directiva| comieco)?)|",
        r"(?P<ci>circular|procedimiento)|",
        r"(?P<co>convenio)",
        r")[ ,]*(?:de la |del? )?(?:numero|num\.?|no\.?|nro\.?|#)?[ .]*",
        r"(?P<num>s/n|(?:[a-z]{2,8}[-/ ]){0,3}[0-9]{1,5}(?:,[0-9]{3}|[0-9])*(?: ?[a-z]|-[a-z])?(?: ?[-/] ?[0-9]{1,4})*(?:[. ][0-9]{4})?)",
        r"(?P<fin>[^0-9a-z]|$)",
    ))
    .ok()
});
static TECNICO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:(?:reglamento tecnico[a-z ]{0,40}?[: ]*)?(?:rtca|rt)|reglamento tecnico centro ?americano)[ :]*(?:no\.? ?)?(?P<num>[0-9]{2}[.-][0-9]{2}\.[0-9]{2}:(?P<a>[0-9]{2}))").ok()
});
static CONSTITUCION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?-u)\b(?:constitucion politica(?: de la republica)?(?: de guatemala)?|cprg)\b").ok());
static ARTICULOS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:articulos?|arts?\.?|artos?\.?)[ :]*(?P<lista>[0-9]{1,4}(?:[ ,;o]|\by\b|\bal?\b|\be\b|bis|literal(?:es)?|incisos?|[a-z]\)|[0-9])*)").ok()
});

/// A norm found in a line, by character position.
#[derive(Clone, Debug)]
struct Ancla {
    desde: usize,
    hasta: usize,
    tipo: TipoNorma,
    numero: Option<String>,
    anio: Option<i64>,
    con_duda: bool,
}

fn anclas(llano: &str) -> Vec<Ancla> {
    let mut salida: Vec<Ancla> = Vec::new();
    if let Some(re) = TECNICO.as_ref() {
        for c in re.captures_iter(llano) {
            let (Some(todo), Some(num)) = (c.get(0), c.name("num")) else { continue };
            let anio = c.name("a").and_then(|a| a.as_str().parse::<i64>().ok());
            let (anio, con_duda) = siglo(anio);
            salida.push(Ancla {
                desde: todo.start(),
                hasta: todo.end(),
                tipo: TipoNorma::ReglamentoTecnico,
                numero: Some(num.as_str().to_owned()),
                anio,
                con_duda,
            });
        }
    }
    if let Some(re) = CONSTITUCION.as_ref() {
        salida.extend(re.find_iter(llano).map(|m| Ancla {
            desde: m.start(),
            hasta: m.end(),
            tipo: TipoNorma::Constitucion,
            numero: None,
            anio: Some(1985),
            con_duda: false,
        }));
    }
    if let Some(re) = ANCLA.as_ref() {
        for c in re.captures_iter(llano) {
            let (Some(todo), Some(num)) = (c.get(0), c.name("num")) else { continue };
            let hasta = c.name("fin").map_or(todo.end(), |f| f.start());
            let tiene = |n: &str| c.name(n).is_some();
            let tipo = if tiene("dl") {
                TipoNorma::DecretoLey
            } else if tiene("dg") || tiene("ax") {
                TipoNorma::SinIdentificar
            } else if tiene("d") {
                TipoNorma::LeyDecreto
            } else if tiene("ag") {
                TipoNorma::AcuerdoGubernativo
            } else if tiene("am") {
                TipoNorma::AcuerdoMinisterial
            } else if tiene("nt") {
                TipoNorma::NormaTecnica
            } else if tiene("re") {
                TipoNorma::Resolucion
            } else if tiene("co") {
                TipoNorma::Convenio
            } else {
                TipoNorma::Otro
            };
            if salida.iter().any(|a| a.desde < hasta && todo.start() < a.hasta) {
                continue;
            }
            salida.push(numerada(todo.start(), hasta, tipo, num.as_str()));
        }
    }
    salida.sort_by_key(|a| a.desde);
    salida
}

/// Number and year out of `94-96`, `sit-355-2005`, `284 a-2012`, `650`, `s/n`.
fn numerada(desde: usize, hasta: usize, tipo: TipoNorma, crudo: &str) -> Ancla {
    let mut ancla = Ancla { desde, hasta, tipo, numero: None, anio: None, con_duda: false };
    if crudo == "s/n" {
        ancla.con_duda = true;
        return ancla;
    }
    // «37 2019» and «63.2017»: the hyphen was left out.
    if !crudo.contains(['-', '/'])
        && let Some((antes, anio)) = crudo.rsplit_once(['.', ' '])
        && antes.bytes().all(|b| b.is_ascii_digit())
        && let Ok(a @ 1871..=2099) = anio.parse::<i64>()
    {
        (ancla.numero, ancla.anio, ancla.con_duda) = (Some(antes.to_owned()), Some(a), true);
        return ancla;
    }
    let junto: String = crudo.chars().filter(|c| *c != ' ').collect();
    let Some((antes, anio)) = junto.rsplit_once(['-', '/']).filter(|(a, _)| a.contains(|c: char| c.is_ascii_digit())) else {
        // A norm without year: «Decreto 650», or a year cut off.
        ancla.numero = Some(junto.to_uppercase());
        ancla.con_duda = true;
        return ancla;
    };
    ancla.numero = Some(antes.to_uppercase());
    match (anio.len(), anio.parse::<i64>().ok()) {
        (4, Some(a)) if (1871..=2099).contains(&a) => ancla.anio = Some(a),
        (2, a) => (ancla.anio, ancla.con_duda) = siglo(a),
        // «Decreto 5-202»: not guessed.
        _ => {
            ancla.tipo = TipoNorma::SinIdentificar;
            ancla.numero = None;
            ancla.con_duda = true;
        }
    }
    ancla
}

/// Two-digit years: 30–99 are of the last century, 00–29 of this one, with doubt.
fn siglo(dos: Option<i64>) -> (Option<i64>, bool) {
    match dos {
        Some(a) if a >= 30 => (Some(1900 + a), false),
        Some(a) => (Some(2000 + a), true),
        None => (None, true),
    }
}

fn de_linea(linea: &str, salida: &mut Vec<NormaLeida>) {
    let plegado = Plegado::nuevo(linea);
    let llano = plegado.llano.as_str();
    let todas = anclas(llano);
    // «Reformas al Acuerdo …», «reformado por …» name another norm inside the name of this one.
    let propias: Vec<&Ancla> = todas.iter().enumerate().filter(|(i, a)| *i == 0 || !es_mencion(llano, a.desde)).map(|(_, a)| a).collect();
    if propias.is_empty() {
        for (a, b) in por_enumeracion(llano) {
            let tramo = plegado.tramo(a, b);
            if !esta_en_blanco(tramo) {
                salida.push(de_tramo(tramo, None));
            }
        }
        return;
    }
    let cortes = cortes(llano, &propias);
    let mut desde = 0;
    for (i, ancla) in propias.iter().enumerate() {
        let hasta = cortes.get(i).copied().unwrap_or(plegado.largo());
        salida.push(de_tramo(plegado.tramo(desde, hasta), Some(ancla)));
        desde = hasta;
    }
}

fn es_mencion(llano: &str, desde: usize) -> bool {
    let antes = llano.get(..desde).unwrap_or("").trim_end();
    // The last three words: «reformas al», «reformado por el», «y sus reformas contenidas en».
    let mut palabras = antes.rsplit(' ');
    let nexo = palabras.next().is_some_and(|p| matches!(p, "al" | "a" | "del" | "por" | "en" | "el" | "la" | "los"));
    nexo && palabras
        .take(3)
        .any(|p| p.starts_with("reforma") || p.starts_with("modifica") || p.starts_with("deroga") || p.starts_with("contenid"))
}

/// A line of several nicknames numbered inside: «1. Constitución… 2. Ley de…».
fn por_enumeracion(llano: &str) -> Vec<(usize, usize)> {
    let mut cortes = vec![0];
    let mut desde = 0;
    while let Some(p) = llano.get(desde..).and_then(|r| r.find("; ")) {
        desde += p + 2;
        cortes.push(desde);
    }
    cortes.push(llano.len());
    cortes.windows(2).filter_map(|v| v.first().copied().zip(v.get(1).copied())).filter(|(a, b)| a < b).collect()
}

/// Where each norm's part of the line ends. The name of a norm comes before its number or after
/// it; the line says which by how it begins.
fn cortes(llano: &str, anclas: &[&Ancla]) -> Vec<usize> {
    let nombre_antes = anclas.first().is_some_and(|a| !solo_articulos(llano.get(..a.desde).unwrap_or("")));
    let mut salida = Vec::new();
    for par in anclas.windows(2) {
        let [a, b] = par else { continue };
        let medio = llano.get(a.hasta..b.desde).unwrap_or("");
        let inicio_b = b.desde - prefacio(medio);
        let medio = llano.get(a.hasta..inicio_b).unwrap_or("");
        let corte = separador_fuerte(medio, nombre_antes).map_or_else(
            || {
                if nombre_antes { separador_debil(medio).map_or(inicio_b, |p| a.hasta + p) } else { inicio_b }
            },
            |p| a.hasta + p,
        );
        salida.push(corte.clamp(a.hasta, b.desde));
    }
    salida
}

/// The text before the first norm is only its articles, or nothing.
fn solo_articulos(antes: &str) -> bool {
    let resto = antes.trim();
    resto.is_empty()
        || resto.chars().all(|c| !c.is_ascii_alphabetic())
        || ["articulo", "art.", "art ", "arts", "con base", "literal"].iter().any(|p| resto.starts_with(p)) && resto.len() < 200
}

/// Length of «artículos 3 y 5 del », «y el », «; » at the end of what is between two norms.
fn prefacio(medio: &str) -> usize {
    let desde_articulos = ["articulo", "arts.", "art."].iter().filter_map(|p| medio.rfind(p)).max().filter(|p| {
        let cola = medio.get(*p..).unwrap_or("").trim_end();
        !cola.contains(". ") && (cola.ends_with("del") || cola.ends_with("de la") || cola.ends_with("de")) && cola.len() < 160
    });
    if let Some(p) = desde_articulos {
        return medio.len() - p;
    }
    // «/ 3, 5 y 25 del Acuerdo»: bare numbers after a bar.
    if let Some(p) = medio.rfind("/ ") {
        let cola = medio.get(p + 2..).unwrap_or("").trim_end();
        if cola.starts_with(|c: char| c.is_ascii_digit()) && cola.ends_with("del") {
            return medio.len() - p - 2;
        }
    }
    let sin = medio.trim_end_matches([' ', '(']);
    for nexo in [" y el", " y la", " y", " e", " el", " del"] {
        if sin.ends_with(nexo) {
            return medio.len() - (sin.len() - nexo.len() + 1);
        }
    }
    medio.len() - sin.len()
}

/// Position after the separator that surely ends a norm.
fn separador_fuerte(medio: &str, primero: bool) -> Option<usize> {
    let mut hallados = Vec::new();
    for (patron, largo) in [("; ", 2), (";", 1), (" / ", 3), ("\u{1} ", 0), (" - ", 1), ("). ", 3), (". ", 2), (").", 2)] {
        let mut desde = 0;
        while let Some(p) = medio.get(desde..).and_then(|r| r.find(patron)) {
            let en = desde + p;
            let antes = medio.get(..en).unwrap_or("");
            // «No. », «Dr. » and the like do not end a norm.
            let abrevia = patron == ". " && ["no", "num", "dto", "art", "s"].iter().any(|a| antes.rsplit([' ', '(']).next() == Some(*a));
            // «Decreto 44-2003. Aprueba el Protocolo…»: the name comes after its number and a full stop.
            let pegado = !primero && en == 0 && medio.len() > 8 && !medio.get(patron.len()..).is_some_and(|r| r.contains(['.', ';', '/']));
            if !abrevia && !pegado {
                hallados.push(en + largo);
            }
            desde = en + patron.len();
        }
    }
    if primero { hallados.into_iter().min() } else { hallados.into_iter().max() }
}

/// Position after the first comma or closing bracket, or where the name of another norm begins.
fn separador_debil(medio: &str) -> Option<usize> {
    let signos = [", ", ") "].iter().filter_map(|s| medio.find(s).map(|p| p + s.len()));
    let nombres =
        ["reglamento ", "ley ", "codigo ", "convenio ", "listado ", "disposiciones ", "normas ", "manual ", "tarifas ", "tarifario "]
            .iter()
            .filter_map(|n| medio.find(n).filter(|p| *p > 0 && !remite_a_otra(medio.get(..*p).unwrap_or(""))));
    signos.chain(nombres).min()
}

/// «…, que contiene la Ley…», «y su reglamento»: still the same norm.
fn remite_a_otra(antes: &str) -> bool {
    antes.trim_end().rsplit(' ').next().is_some_and(|p| matches!(p, "la" | "el" | "su" | "sus" | "de" | "del" | "al" | "y"))
}

fn de_tramo(tramo: &str, ancla: Option<&Ancla>) -> NormaLeida {
    let texto = compactar(tramo);
    let llano = plegar(&texto);
    let articulos = articulos(&texto);
    match ancla {
        Some(a) => {
            let anio = a.anio.or_else(|| if a.numero.is_none() { anio_de_fecha(&llano) } else { None });
            NormaLeida { tipo: a.tipo, numero: a.numero.clone(), anio, articulos, con_duda: a.con_duda, texto }
        }
        None => {
            let tipo = por_nombre(&llano);
            NormaLeida { tipo, numero: None, anio: None, articulos, con_duda: tipo != TipoNorma::SinIdentificar, texto }
        }
    }
}

/// The last year of a date written in words: «del 5 de marzo de 1971».
fn anio_de_fecha(llano: &str) -> Option<i64> {
    llano.split(|c: char| !c.is_ascii_digit()).filter(|p| p.len() == 4).filter_map(|p| p.parse().ok()).find(|a| (1871..=2099).contains(a))
}

/// Kind told by the name alone. A nickname of a law («Código de Trabajo») is not one.
fn por_nombre(llano: &str) -> TipoNorma {
    let empieza = |p: &str| llano.trim_start_matches(|c: char| !c.is_ascii_alphanumeric()).starts_with(p);
    if empieza("acuerdo gubernativo") {
        TipoNorma::AcuerdoGubernativo
    } else if empieza("acuerdo ministerial") {
        TipoNorma::AcuerdoMinisterial
    } else if empieza("decreto ley") {
        TipoNorma::DecretoLey
    } else if empieza("convenio") || empieza("convencion") || empieza("protocolo de") || empieza("tratado") || llano.contains("marpol") {
        TipoNorma::Convenio
    } else if empieza("norma tecnica") {
        TipoNorma::NormaTecnica
    } else if empieza("reglamento tecnico") || empieza("rtca") {
        TipoNorma::ReglamentoTecnico
    } else if empieza("resolucion") {
        TipoNorma::Resolucion
    } else if empieza("manual") {
        TipoNorma::Manual
    } else if empieza("tarifario") || empieza("tarifas") {
        TipoNorma::Tarifario
    } else if empieza("circular")
        || empieza("plan de")
        || empieza("procedimiento")
        || empieza("instructivo")
        || empieza("acuerdo de directorio")
    {
        TipoNorma::Otro
    } else {
        TipoNorma::SinIdentificar
    }
}

fn articulos(texto: &str) -> Option<String> {
    let plegado = Plegado::nuevo(texto);
    let mut partes: Vec<String> = Vec::new();
    if let Some(re) = ARTICULOS.as_ref() {
        for c in re.captures_iter(&plegado.llano) {
            if let Some(m) = c.name("lista") {
                partes.push(limpia(plegado.tramo(m.start(), m.end())));
            }
        }
    }
    if partes.is_empty() {
        // «3, 5 y 25 del Acuerdo Gubernativo 408-99», after a bar.
        let inicio = plegado.llano.trim_start();
        let corrido = plegado.largo() - inicio.len();
        if inicio.starts_with(|c: char| c.is_ascii_digit())
            && let Some(p) = inicio.find(" del ")
            && inicio
                .get(..p)
                .is_some_and(|t| t.len() < 160 && t.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | 'y' | 'a' | 'l')))
        {
            partes.push(limpia(plegado.tramo(corrido, corrido + p)));
        }
    }
    partes.retain(|p| !p.is_empty());
    (!partes.is_empty()).then(|| partes.join("; "))
}

fn limpia(lista: &str) -> String {
    let t = compactar(lista);
    let mut t = t.as_str();
    loop {
        let corto = t
            .trim_end_matches([',', ';', ' ', 'o'])
            .trim_end_matches(" y")
            .trim_end_matches(" a")
            .trim_end_matches(" al")
            .trim_end_matches(" e");
        if corto.len() == t.len() {
            return t.to_owned();
        }
        t = corto;
    }
}

#[cfg(test)]
mod pruebas;
