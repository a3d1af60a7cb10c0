//! From tables of texts, whatever format they came in, to trámites.
//!
//! A table is known by its headers, which are identifiers. Every cell is read by the type of its
//! column; what cannot be a value of it is kept as raw text of the trámite and told. A row whose
//! trámite is not in the tables is refused, whole, with its reason.

use std::collections::{BTreeMap, HashMap};

use dominio::Dato;
use dominio::interpretacion::costos::{self, Monto};
use dominio::interpretacion::plegar;

use super::csv::restituir;
use super::{ColumnaDeTabla, FilaEnTablas, Tabla, TipoDeColumna, TramiteEnTablas, es_interna};
use crate::catalogo::lectura_csv::{Registros, detectar};
use crate::catalogo::{FallaDeLectura, directos};
use crate::libro::{Hoja, Libro};

/// Rows among which the header is searched.
const BUSQUEDA: usize = 20;

/// A table of texts with its headers.
#[derive(Clone, Debug)]
pub struct TablaDeTextos {
    /// Which.
    pub tabla: Tabla,
    /// Identifiers, as they came.
    pub columnas: Vec<String>,
    /// Rows.
    pub filas: Vec<FilaDeTexto>,
}

/// A row of texts.
#[derive(Clone, Debug)]
pub struct FilaDeTexto {
    /// Row of the sheet or line of the file.
    pub numero: u32,
    /// As many as columns.
    pub celdas: Vec<String>,
}

impl TablaDeTextos {
    /// An empty table with all its columns.
    #[must_use]
    pub fn de_columnas(tabla: Tabla) -> Self {
        TablaDeTextos { tabla, columnas: tabla.columnas().iter().map(|c| c.id.to_owned()).collect(), filas: Vec::new() }
    }
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvisoDeTabla {
    /// Table.
    pub tabla: Tabla,
    /// Row of the sheet or line of the file.
    pub fila: u32,
    /// Column.
    pub campo: String,
    /// Text that is no value of it.
    pub original: String,
}

/// A row that belongs to no trámite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilaHuerfana {
    /// Table.
    pub tabla: Tabla,
    /// Row of the sheet or line of the file.
    pub fila: u32,
    /// The trámite that it cites.
    pub cita: String,
    /// The row, its cells joined with tabs.
    pub texto: String,
}

/// A trámite with the row where it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct TramiteLeido {
    /// Row of the sheet or line of the file.
    pub fila: u32,
    /// The trámite.
    pub tramite: TramiteEnTablas,
    /// What could not be read of it.
    pub avisos: Vec<AvisoDeTabla>,
}

/// Everything that the tables held.
#[derive(Clone, Debug, Default)]
pub struct LecturaDeTablas {
    /// Trámites, in order.
    pub tramites: Vec<TramiteLeido>,
    /// Rows without a trámite.
    pub huerfanas: Vec<FilaHuerfana>,
}

/// The tables of one of our workbooks; `None` when it is any other.
#[must_use]
pub fn de_libro(libro: &Libro) -> Option<Vec<TablaDeTextos>> {
    let tablas: Vec<TablaDeTextos> = libro.hojas.iter().filter_map(tabla_de_hoja).collect();
    let tiene = |t: Tabla| tablas.iter().any(|x| x.tabla == t);
    // A sheet called «Trámites» is common; one beside «Requisitos» with our identifiers is ours.
    (tiene(Tabla::Tramites) && tablas.len() > 1).then_some(tablas)
}

fn tabla_de_hoja(hoja: &Hoja) -> Option<TablaDeTextos> {
    let tabla = Tabla::TODAS.into_iter().find(|t| plegar(t.hoja()) == plegar(hoja.nombre.trim()))?;
    let lugar = hoja.filas.iter().take(BUSQUEDA).position(|f| {
        let vistos: Vec<String> = f.celdas.iter().map(|c| c.texto().trim().to_owned()).collect();
        es_encabezado(tabla, vistos.iter().map(String::as_str))
    })?;
    let columnas: Vec<String> = hoja.filas.get(lugar)?.celdas.iter().map(|c| c.texto().trim().to_owned()).collect();
    let filas = hoja
        .filas
        .iter()
        .skip(lugar + 1)
        .map(|f| FilaDeTexto { numero: f.numero, celdas: (0..columnas.len()).map(|i| f.celda(i).texto().into_owned()).collect() });
    Some(TablaDeTextos { tabla, filas: filas.filter(|f| f.celdas.iter().any(|c| !c.trim().is_empty())).collect(), columnas })
}

/// The key of a table, and one column more, in the same row.
fn es_encabezado<'a>(tabla: Tabla, celdas: impl Iterator<Item = &'a str> + Clone) -> bool {
    let tiene = |id: &str| celdas.clone().any(|c| c == id);
    let propia = match tabla {
        Tabla::Tramites => "nombre",
        Tabla::Requisitos | Tabla::Pasos | Tabla::BaseLegal => "texto",
        Tabla::Tiempos => "unidad",
        Tabla::Volumenes => "solicitudes",
        Tabla::Otros => "valor",
    };
    let llave = if tabla == Tabla::Tramites { "codigo" } else { "tramite" };
    tiene("institucion") && tiene(llave) && tiene(propia)
}

/// One of our CSV; `None` when its headers are not those of the table.
///
/// # Errors
/// [`FallaDeLectura`] for quotes that never close.
pub fn de_csv(tabla: Tabla, contenido: &str) -> Result<Option<TablaDeTextos>, FallaDeLectura> {
    let contenido = contenido.strip_prefix('\u{FEFF}').unwrap_or(contenido);
    let mut registros = Registros::nuevo(contenido, detectar(contenido), 1);
    let Some(primero) = registros.next() else { return Ok(None) };
    let columnas: Vec<String> = primero?.campos.iter().map(|c| c.trim().to_owned()).collect();
    if !es_encabezado(tabla, columnas.iter().map(String::as_str)) {
        return Ok(None);
    }
    let tipos: Vec<Option<TipoDeColumna>> = {
        let propias = tabla.columnas();
        columnas.iter().map(|id| propias.iter().find(|c| c.id == id).map(|c| c.tipo)).collect()
    };
    let mut filas = Vec::new();
    for registro in registros {
        let registro = registro?;
        if registro.campos.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        let celda = |i: usize| {
            let crudo = registro.campos.get(i).map(AsRef::as_ref).unwrap_or_default();
            // A column that this version does not know is text.
            let es_texto = tipos.get(i).copied().flatten().is_none_or(|t| t == TipoDeColumna::Texto);
            if es_texto { restituir(crudo).to_owned() } else { crudo.to_owned() }
        };
        let numero = u32::try_from(registro.linea).unwrap_or(u32::MAX);
        filas.push(FilaDeTexto { numero, celdas: (0..columnas.len()).map(celda).collect() });
    }
    Ok(Some(TablaDeTextos { tabla, columnas, filas }))
}

fn dato(columna: Option<&ColumnaDeTabla>, texto: &str) -> Option<Dato> {
    let Some(columna) = columna else { return Some(Dato::from(texto)) };
    let limpio = texto.trim();
    Some(match columna.tipo {
        TipoDeColumna::Texto => Dato::from(texto),
        TipoDeColumna::Entero => Dato::Entero(directos::entero(limpio)?),
        TipoDeColumna::Decimal => Dato::from(super::filas::es_decimal(limpio).then_some(limpio)?),
        TipoDeColumna::Dinero => Dato::Entero(centavos(limpio)?),
        TipoDeColumna::Logico => Dato::Logico(directos::logico(limpio)?),
        TipoDeColumna::Lista => Dato::from(directos::opcion(columna.campo?, limpio)?),
    })
}

fn centavos(texto: &str) -> Option<i64> {
    let (signo, cuerpo) = texto.strip_prefix('-').map_or((1, texto), |c| (-1, c));
    match costos::leer_monto(cuerpo) {
        Monto::Centavos(n, _) => Some(signo * n),
        Monto::Ambiguo | Monto::NoEsMonto => None,
    }
}

/// Puts the tables together.
#[must_use]
pub fn juntar(tablas: &[TablaDeTextos]) -> LecturaDeTablas {
    let mut lectura = LecturaDeTablas::default();
    let mut por_cita: HashMap<(String, String), usize> = HashMap::new();
    let de = |tabla: Tabla| tablas.iter().filter(move |t| t.tabla == tabla);
    for tabla in de(Tabla::Tramites) {
        let propias = propias(tabla);
        for fila in &tabla.filas {
            let (celdas, avisos) = celdas(tabla, &propias, fila);
            let institucion = celda(tabla, fila, "institucion").trim().to_owned();
            let mut tramite = TramiteEnTablas { institucion, celdas, filas: Vec::new() };
            let codigo = celda(tabla, fila, "codigo").trim();
            if !codigo.is_empty() {
                tramite.celdas.insert("codigo".to_owned(), Dato::from(codigo));
            }
            let lugar = lectura.tramites.len();
            let nombre = tramite.celdas.get("nombre").and_then(Dato::texto).unwrap_or_default();
            for cita in [codigo, nombre] {
                if !cita.trim().is_empty() {
                    por_cita.entry((plegar(&tramite.institucion), plegar(cita.trim()))).or_insert(lugar);
                }
            }
            lectura.tramites.push(TramiteLeido { fila: fila.numero, tramite, avisos });
        }
    }
    for clase in Tabla::DE_FILAS {
        // Place in the tables, trámite, and the order that the row says.
        let mut filas: Vec<(usize, i64, u32, FilaEnTablas, Vec<AvisoDeTabla>)> = Vec::new();
        for tabla in de(clase) {
            let propias = propias(tabla);
            for fila in &tabla.filas {
                let Some(lugar) = citado(&por_cita, tabla, fila) else {
                    lectura.huerfanas.push(huerfana(tabla, fila));
                    continue;
                };
                let (celdas, avisos) = celdas(tabla, &propias, fila);
                let entero = |id: &str| directos::entero(celda(tabla, fila, id).trim());
                let requisito = entero("requisito").and_then(|n| u32::try_from(n).ok()).filter(|_| clase == Tabla::BaseLegal);
                let nueva = FilaEnTablas { clase: clase.clase().to_owned(), requisito, celdas };
                filas.push((lugar, entero("orden").unwrap_or(i64::MAX), fila.numero, nueva, avisos));
            }
        }
        filas.sort_by_key(|(lugar, orden, ..)| (*lugar, *orden));
        for (lugar, _, _, fila, avisos) in filas {
            if let Some(t) = lectura.tramites.get_mut(lugar) {
                t.tramite.filas.push(fila);
                t.avisos.extend(avisos);
            }
        }
    }
    for tabla in de(Tabla::Otros) {
        for fila in &tabla.filas {
            let de_tramite = citado(&por_cita, tabla, fila).and_then(|l| lectura.tramites.get_mut(l));
            let puesto = de_tramite.and_then(|t| otro(&mut t.tramite, |id| celda(tabla, fila, id)));
            if puesto.is_none() {
                lectura.huerfanas.push(huerfana(tabla, fila));
            }
        }
    }
    for t in &mut lectura.tramites {
        guardar_ilegibles(t);
    }
    lectura
}

fn celda<'t>(tabla: &TablaDeTextos, fila: &'t FilaDeTexto, id: &str) -> &'t str {
    tabla.columnas.iter().position(|c| c == id).and_then(|i| fila.celdas.get(i)).map_or("", String::as_str)
}

fn citado(por_cita: &HashMap<(String, String), usize>, tabla: &TablaDeTextos, fila: &FilaDeTexto) -> Option<usize> {
    let institucion = plegar(celda(tabla, fila, "institucion").trim());
    por_cita.get(&(institucion, plegar(celda(tabla, fila, "tramite").trim()))).copied()
}

fn huerfana(tabla: &TablaDeTextos, fila: &FilaDeTexto) -> FilaHuerfana {
    let cita = celda(tabla, fila, "tramite").trim().to_owned();
    FilaHuerfana { tabla: tabla.tabla, fila: fila.numero, cita, texto: fila.celdas.join("\t") }
}

/// The declaration of each column of a table: `Err` for what is no datum, `Ok(None)` for one of a newer
/// version, which is kept as text.
type Propia = Result<Option<ColumnaDeTabla>, ()>;

fn propias(tabla: &TablaDeTextos) -> Vec<Propia> {
    let declaradas = tabla.tabla.columnas();
    let valido =
        |id: &str| !id.is_empty() && id.len() <= 60 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    tabla
        .columnas
        .iter()
        .map(|id| {
            let columna = declaradas.iter().find(|c| c.id == id).copied();
            let sin_campo = columna.is_some_and(|c| c.campo.is_none());
            if sin_campo || es_interna(id) || !valido(id) { Err(()) } else { Ok(columna) }
        })
        .collect()
}

/// Cells of a row by the type of their columns, without the key.
fn celdas(tabla: &TablaDeTextos, propias: &[Propia], fila: &FilaDeTexto) -> (BTreeMap<String, Dato>, Vec<AvisoDeTabla>) {
    let (mut celdas, mut avisos) = (BTreeMap::new(), Vec::new());
    for ((id, texto), columna) in tabla.columnas.iter().zip(&fila.celdas).zip(propias) {
        let Ok(columna) = columna else { continue };
        if texto.is_empty() {
            continue;
        }
        match dato(columna.as_ref(), texto) {
            Some(d) => drop(celdas.insert(id.clone(), d)),
            None if texto.trim().is_empty() => {}
            None => avisos.push(AvisoDeTabla { tabla: tabla.tabla, fila: fila.numero, campo: id.clone(), original: texto.clone() }),
        }
    }
    (celdas, avisos)
}

/// Puts a cell of the table of the rest in its place.
fn otro<'t>(t: &mut TramiteEnTablas, de: impl Fn(&str) -> &'t str) -> Option<()> {
    let dato = match de("tipo").trim() {
        "texto" | "" => Dato::from(de("valor")),
        "entero" => Dato::Entero(de("valor").trim().parse().ok()?),
        "logico" => Dato::Logico(directos::logico(de("valor"))?),
        _ => return None,
    };
    let campo = de("campo").trim();
    if campo.is_empty() || es_interna(campo) {
        return None;
    }
    let tabla = Tabla::TODAS.into_iter().find(|x| x.nombre() == de("tabla").trim())?;
    if tabla == Tabla::Tramites {
        t.celdas.insert(campo.to_owned(), dato);
    } else {
        let n = usize::try_from(directos::entero(de("fila").trim())?).ok()?.checked_sub(1)?;
        let fila = t.filas.iter_mut().filter(|f| f.clase == tabla.clase()).nth(n)?;
        fila.celdas.insert(campo.to_owned(), dato);
    }
    Some(())
}

/// What could not be read stays beside the trámite, to the last character.
fn guardar_ilegibles(t: &mut TramiteLeido) {
    for a in &t.avisos {
        let campo = match a.tabla {
            Tabla::Tramites => format!("original_{}", a.campo),
            otra @ (Tabla::Requisitos | Tabla::Pasos | Tabla::BaseLegal | Tabla::Tiempos | Tabla::Volumenes | Tabla::Otros) => {
                format!("original_{}_{}_{}", otra.clase(), a.fila, a.campo)
            }
        };
        t.tramite.celdas.entry(campo.chars().take(60).collect()).or_insert_with(|| Dato::from(a.original.as_str()));
    }
}
