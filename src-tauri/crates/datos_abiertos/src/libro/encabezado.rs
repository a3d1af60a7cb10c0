//! From a sheet to records: where the headers are, what each column means, and the rows below.
//!
//! A sheet that people made has titles above its headers, blank columns and a column or two that
//! nobody else has. The header row is the one, among the first 20, with most known columns
//! ([`buscar`]); each column gets a meaning proposed by its header ([`proponer`]), which a person may
//! change; and the rows below become the same records as those of the catalogue ([`lectura`]), so
//! they are interpreted, compared and stored by one path. A column without meaning is kept to the
//! last character beside the rest.

use std::collections::HashSet;

use dominio::campos;
use dominio::interpretacion::plegar;
use sha2::{Digest, Sha256};

use super::{Celda, Fila, FormatoDeLibro, Hoja, Libro, letras};
use crate::catalogo::codificacion::Codificacion;
use crate::catalogo::columnas::{self, Columna};
use crate::catalogo::{FilaDelCatalogo, FilaRechazada, Formato, Lectura, MotivoDeRechazo, Original, directos};

/// Rows among which the headers are searched.
const BUSQUEDA: usize = 20;

/// What a column may mean: identifier of the catalogue's column or of the ficha's field, and label.
#[must_use]
pub fn destinos() -> Vec<(&'static str, &'static str)> {
    let mut todos: Vec<(&'static str, &'static str)> = vec![
        ("id", "Número en el catálogo nacional"),
        ("institucion", "Institución"),
        ("nombre", "Nombre del trámite"),
        ("unidad_ejecutora", "Dirección o unidad ejecutora"),
        ("categoria", "Categoría"),
        ("subcategoria", "Subcategorías"),
        ("descripcion", "Descripción"),
        ("instrucciones", "Pasos (lista en una celda)"),
        ("requisitos", "Requisitos (lista en una celda)"),
        ("costo", "Costo"),
        ("codigo_moneda", "Moneda"),
        ("tipo_de_costo", "Tipo de costo (fijo o variable)"),
        ("costo_descripcion", "Cómo se calcula el costo"),
        ("tiempo_de_respuesta", "Tiempo de respuesta"),
        ("documento_obtenible", "Documento que se obtiene"),
        ("enlace", "Enlace"),
        ("respaldo_legal", "Base legal (citas en una celda)"),
        ("fecha_actualizado", "Fecha de actualización"),
    ];
    todos.extend(directos::campos().map(|c| (c.campo, c.etiqueta)));
    todos
}

/// Where the headers of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encabezado {
    /// Place among the rows of the sheet, from 0.
    pub lugar: usize,
    /// Row of the sheet, from 1.
    pub fila: u32,
    /// Known columns, each counted once.
    pub conocidas: usize,
}

fn conocidas(fila: &Fila) -> HashSet<std::sync::Arc<str>> {
    fila.celdas.iter().map(|c| columnas::de(&c.texto())).filter(|c| c.conocida).map(|c| c.normalizada).collect()
}

/// The header row: the one with most known columns among the first 20, the name of the trámite
/// among them. `None` when no row has the name and one more.
#[must_use]
pub fn buscar(hoja: &Hoja) -> Option<Encabezado> {
    let mut mejor: Option<Encabezado> = None;
    for (lugar, fila) in hoja.filas.iter().take(BUSQUEDA).enumerate() {
        let vistas = conocidas(fila);
        let gana = mejor.is_none_or(|m| vistas.len() > m.conocidas);
        if vistas.contains("nombre") && vistas.len() >= 2 && gana {
            mejor = Some(Encabezado { lugar, fila: fila.numero, conocidas: vistas.len() });
        }
    }
    mejor
}

/// A header row that a person points at by its row of the sheet.
#[must_use]
pub fn en_fila(hoja: &Hoja, numero: u32) -> Option<Encabezado> {
    let lugar = hoja.filas.iter().position(|f| f.numero == numero)?;
    let conocidas = conocidas(hoja.filas.get(lugar)?).len();
    Some(Encabezado { lugar, fila: numero, conocidas })
}

/// One column and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asignacion {
    /// Column of the sheet, from 0.
    pub columna: usize,
    /// Header as written, on one line; the letters of the column when it has none.
    pub encabezado: String,
    /// One of [`destinos`]; `None` keeps the column as it is.
    pub destino: Option<String>,
}

fn encabezado_de(hoja: &Hoja, lugar: usize, columna: usize) -> String {
    let en = |lugar: usize| hoja.filas.get(lugar).map(|f| f.celda(columna).texto()).unwrap_or_default();
    let junto = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let propio = junto(&en(lugar));
    // A header that takes two rows leaves its column blank in the second one.
    let texto = if propio.is_empty() && lugar > 0 { junto(&en(lugar - 1)) } else { propio };
    if texto.is_empty() { letras(columna) } else { texto.chars().take(120).collect() }
}

/// The meaning of each column by its header; a meaning is given once, to the first that asks.
#[must_use]
pub fn proponer(hoja: &Hoja, encabezado: Encabezado) -> Vec<Asignacion> {
    let ancho = hoja.filas.iter().skip(encabezado.lugar).map(|f| f.celdas.len()).max().unwrap_or(0);
    let mut dados = HashSet::new();
    (0..ancho)
        .map(|columna| {
            let texto = encabezado_de(hoja, encabezado.lugar, columna);
            let c = columnas::de(&texto);
            let destino = (c.conocida && dados.insert(c.normalizada.clone())).then(|| c.normalizada.to_string());
            Asignacion { columna, encabezado: texto, destino }
        })
        .filter(|a| hoja.filas.iter().skip(encabezado.lugar).any(|f| !f.celda(a.columna).esta_vacia()))
        .collect()
}

/// Name of the shape of a sheet: the same headers in the same order, whatever their capitals and
/// accents, give the same 16 digits. The mapping of a shape is remembered by it.
#[must_use]
pub fn forma(asignaciones: &[Asignacion]) -> String {
    let mut suma = Sha256::new();
    for a in asignaciones {
        suma.update(plegar(&a.encabezado).chars().filter(char::is_ascii_alphanumeric).collect::<String>().as_bytes());
        suma.update([0x1F]);
    }
    suma.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// The rows below the headers as records, each with every column that has something.
#[must_use]
pub fn lectura(libro: &Libro, hoja: &Hoja, encabezado: Encabezado, asignaciones: &[Asignacion]) -> Lectura {
    let conocidos: HashSet<&str> = destinos().into_iter().map(|(id, _)| id).collect();
    let mut columnas: Vec<Columna> = Vec::with_capacity(asignaciones.len());
    for a in asignaciones {
        let propia = columnas::de(&a.encabezado);
        let nueva = match a.destino.as_deref().filter(|d| conocidos.contains(d)) {
            Some(d) => Columna { normalizada: d.into(), conocida: true, ..propia },
            // What a person left without meaning must not take one by its header later on.
            None if propia.conocida => Columna { normalizada: format!("columna_{}", propia.normalizada).into(), conocida: false, ..propia },
            None => propia,
        };
        columnas.push(columnas::sin_repetir(nueva, &columnas));
    }
    let mut lectura = Lectura {
        formato: match libro.formato {
            FormatoDeLibro::Xlsx => Formato::Xlsx,
            FormatoDeLibro::Ods => Formato::Ods,
            FormatoDeLibro::Csv => Formato::Csv,
        },
        forma: columnas::forma(&columnas),
        codificacion: if libro.codificacion == Codificacion::Windows1252.etiqueta() {
            Codificacion::Windows1252
        } else {
            Codificacion::Utf8
        },
        delimitador: libro.delimitador,
        columnas,
        filas: Vec::new(),
        rechazadas: Vec::new(),
    };
    let titulos: Vec<String> = asignaciones.iter().map(|a| plegar(&a.encabezado)).collect();
    for fila in hoja.filas.iter().skip(encabezado.lugar + 1) {
        let textos: Vec<_> = asignaciones.iter().map(|a| fila.celda(a.columna).texto()).collect();
        if textos.iter().all(|t| t.trim().is_empty()) {
            continue;
        }
        let nombre = lectura.columnas.iter().position(|c| c.conocida && &*c.normalizada == "nombre");
        let nombre = nombre.and_then(|k| textos.get(k)).map_or("", |t| t.trim());
        let escritas: Vec<&str> = textos.iter().map(|t| t.trim()).filter(|t| !t.is_empty()).collect();
        let repite = textos.iter().zip(&titulos).filter(|(t, _)| !t.trim().is_empty()).all(|(t, e)| plegar(t.trim()) == *e);
        let motivo = if repite {
            Some(MotivoDeRechazo::RepiteEncabezado)
        } else if escritas.len() >= 3 && escritas.windows(2).all(|v| matches!(v, [a, b] if a == b)) {
            Some(MotivoDeRechazo::Titulo)
        } else if nombre.is_empty() {
            Some(MotivoDeRechazo::SinNombre)
        } else {
            None
        };
        if let Some(motivo) = motivo {
            let texto = textos.join("\t");
            lectura.rechazadas.push(FilaRechazada { numero: fila.numero, linea: fila.numero, motivo, texto });
            continue;
        }
        let originales = lectura
            .columnas
            .iter()
            .zip(textos)
            .map(|(c, t)| Original { columna: c.normalizada.clone(), encabezado: c.encabezado.clone(), texto: t.into_owned() })
            .collect();
        lectura.filas.push(FilaDelCatalogo { numero: fila.numero, linea: fila.numero, originales });
    }
    lectura
}

/// True for a sheet in which the import would find a table.
#[must_use]
pub fn es_tabla(hoja: &Hoja) -> bool {
    buscar(hoja).is_some()
}

/// Label of a field or of a catalogue's column, for people.
#[must_use]
pub fn etiqueta(destino: &str) -> &str {
    destinos()
        .into_iter()
        .find(|(id, _)| *id == destino)
        .map(|(_, e)| e)
        .or_else(|| campos::campo("tramite", destino).map(|c| c.etiqueta))
        .unwrap_or(destino)
}

/// Some filled cells of a column, for the preview: at most three different ones, cut at 80.
#[must_use]
pub fn muestras(hoja: &Hoja, encabezado: Encabezado, columna: usize) -> Vec<String> {
    let mut vistas: Vec<String> = Vec::new();
    for fila in hoja.filas.iter().skip(encabezado.lugar + 1) {
        let celda: &Celda = fila.celda(columna);
        let corta: String = celda.texto().trim().chars().take(80).collect();
        if !corta.is_empty() && !vistas.contains(&corta) {
            vistas.push(corta);
            if vistas.len() == 3 {
                break;
            }
        }
    }
    vistas
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Hoja {
        let filas = rows.iter().enumerate().filter(|(_, r)| r.iter().any(|c| !c.is_empty())).map(|(i, r)| Fila {
            numero: u32::try_from(i + 1).unwrap(),
            oculta: false,
            celdas: r.iter().map(|c| if c.is_empty() { Celda::Vacia } else { Celda::Texto((*c).to_owned()) }).collect(),
        });
        Hoja { nombre: "Hoja1".to_owned(), oculta: false, filas: filas.collect() }
    }

    fn messy() -> Hoja {
        sheet(&[
            &["MINISTERIO DE AMBIENTE", "MINISTERIO DE AMBIENTE", "MINISTERIO DE AMBIENTE"],
            &["Inventario de trámites", "", ""],
            &["", "", ""],
            &["No.", "NOMBRE  DEL\nTRÁMITE", "Costo (Q)", "Requisitos", "Observación interna"],
            &["1", "Licencia ambiental", "100.00", "1. DPI", "revisar"],
            &["No.", "Nombre del trámite", "COSTO (Q)", "Requisitos", "Observación interna"],
            &["Sección B", "Sección B", "Sección B", "Sección B", "Sección B"],
            &["2", "", "50", "", ""],
            &["TOTAL", "", "150", "", ""],
            &["3", "Registro de abejas", "", "", ""],
        ])
    }

    #[test]
    fn the_header_is_found_below_the_titles_and_columns_get_their_meaning() {
        let hoja = messy();
        let e = buscar(&hoja).unwrap();
        assert_eq!((e.fila, e.lugar, e.conocidas), (4, 2, 3), "row of the sheet; blank rows are not rows");
        let mapa: Vec<_> = proponer(&hoja, e).into_iter().map(|a| (a.encabezado, a.destino)).collect();
        let d = |t: &str| Some(t.to_owned());
        assert_eq!(
            mapa,
            [
                ("No.".to_owned(), None),
                ("NOMBRE DEL TRÁMITE".to_owned(), d("nombre")),
                ("Costo (Q)".to_owned(), d("costo")),
                ("Requisitos".to_owned(), d("requisitos")),
                ("Observación interna".to_owned(), None),
            ]
        );
    }

    #[test]
    fn every_row_below_is_a_record_or_is_refused_with_its_reason() {
        let hoja = messy();
        let e = buscar(&hoja).unwrap();
        let l = lectura(&Libro::default(), &hoja, e, &proponer(&hoja, e));
        assert_eq!(
            l.filas.iter().map(|f| (f.numero, f.texto("nombre").unwrap())).collect::<Vec<_>>(),
            [(5, "Licencia ambiental"), (10, "Registro de abejas")]
        );
        let motivos: Vec<_> = l.rechazadas.iter().map(|r| (r.numero, r.motivo.clone())).collect();
        assert_eq!(
            motivos,
            [
                (6, MotivoDeRechazo::RepiteEncabezado),
                (7, MotivoDeRechazo::Titulo),
                (8, MotivoDeRechazo::SinNombre),
                (9, MotivoDeRechazo::SinNombre)
            ]
        );
        assert_eq!(l.filas[0].texto("observacion_interna"), Some("revisar"), "an unknown column is kept");
    }

    #[test]
    fn the_shape_of_a_sheet_ignores_capitals_and_accents_and_not_order() {
        let de = |t: &[&str]| {
            let hoja = sheet(&[t, &["x", "y"]]);
            forma(&proponer(&hoja, en_fila(&hoja, 1).unwrap()))
        };
        assert_eq!(de(&["Trámite", "Costo"]), de(&["TRAMITE", " costo "]));
        assert_ne!(de(&["Trámite", "Costo"]), de(&["Costo", "Trámite"]));
    }

    #[test]
    fn a_person_may_take_a_meaning_away() {
        let hoja = messy();
        let e = buscar(&hoja).unwrap();
        let mut mapa = proponer(&hoja, e);
        mapa[2].destino = None;
        mapa[4].destino = Some("sistemas".to_owned());
        let l = lectura(&Libro::default(), &hoja, e, &mapa);
        assert_eq!((l.filas[0].texto("costo"), l.filas[0].texto("columna_costo")), (None, Some("100.00")));
        assert_eq!(l.filas[0].texto("sistemas"), Some("revisar"));
    }

    #[test]
    fn every_meaning_has_one_name() {
        let ids: Vec<_> = destinos().into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), ids.iter().collect::<HashSet<_>>().len(), "{ids:?}");
        assert_eq!(etiqueta("costo"), "Costo");
        assert_eq!(etiqueta("visitas"), "Visitas de la persona usuaria");
    }
}
