//! Tables of any shape as CSV and as a workbook, and a ZIP of files: the twin of a report.
//!
//! The same care as [`crate::tablas`]: no text is ever a formula, times are fixed, the same data give the same bytes.
//! A cell that is a plain number («1,234», «−3», «89.39») is written as a number; everything else is text.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::tablas::csv::neutralizar;

/// Characters of a cell of a workbook.
const CELDA: usize = 32_767;
const CORTE: &str = "… (texto completo en el CSV)";
/// Characters of the name of a sheet.
const NOMBRE: usize = 31;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suelta<'a> {
    /// What it is.
    pub titulo: &'a str,
    /// Heads.
    pub columnas: &'a [String],
    /// Rows.
    pub filas: &'a [Vec<String>],
}

/// Why the files could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FallaDeSueltas {
    /// The workbook.
    #[error("the workbook could not be written: {0}")]
    Libro(#[from] XlsxError),
    /// The ZIP.
    #[error("the archive could not be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// Memory as a file.
    #[error("the archive could not be written: {0}")]
    Escritura(#[from] std::io::Error),
}

/// The digits of a plain number, with its sign and its point; `None` for anything else.
fn numero(texto: &str) -> Option<String> {
    let (signo, resto) = match texto.strip_prefix(['−', '-']) {
        Some(r) => ("-", r),
        None => ("", texto.strip_prefix('+').unwrap_or(texto)),
    };
    let (entera, decimales) = match resto.split_once('.') {
        Some((e, d)) => (e, Some(d)),
        None => (resto, None),
    };
    let digitos = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let mut grupos = entera.split(',');
    let primero = grupos.next().filter(|g| digitos(g))?;
    let demas: Vec<&str> = grupos.collect();
    let bien = if demas.is_empty() {
        // «007» is a code, not a number.
        primero == "0" || !primero.starts_with('0')
    } else {
        primero.len() <= 3 && !primero.starts_with('0') && demas.iter().all(|g| g.len() == 3 && digitos(g))
    };
    if !bien || entera.len() > 18 || decimales.is_some_and(|d| !digitos(d) || d.len() > 9) {
        return None;
    }
    let punto = decimales.map(|d| format!(".{d}")).unwrap_or_default();
    Some(format!("{signo}{primero}{}{punto}", demas.concat()))
}

fn campo(salida: &mut String, texto: &str) {
    salida.push('"');
    salida.push_str(&texto.replace('"', "\"\""));
    salida.push('"');
}

/// A table as CSV: UTF-8 with its mark, CRLF, every field quoted.
#[must_use]
pub fn csv(t: &Suelta<'_>) -> String {
    let mut salida = String::from("\u{FEFF}");
    let mut renglon = |celdas: &[String]| {
        for (i, c) in celdas.iter().enumerate() {
            if i > 0 {
                salida.push(',');
            }
            match numero(c) {
                Some(n) => campo(&mut salida, &n),
                None => campo(&mut salida, &neutralizar(c)),
            }
        }
        salida.push_str("\r\n");
    };
    renglon(t.columnas);
    t.filas.iter().for_each(|f| renglon(f));
    salida
}

/// The name of a sheet: what a workbook takes, and no other sheet has.
fn nombre_de_hoja(n: usize, titulo: &str, usados: &mut BTreeSet<String>) -> String {
    let limpio: String =
        titulo.chars().filter(|c| !c.is_control() && !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')).collect();
    let numerado = format!("{n} {}", limpio.trim());
    let mut nombre: String = numerado.chars().take(NOMBRE).collect();
    if !usados.insert(nombre.to_lowercase()) {
        nombre = format!("Tabla {n}");
        usados.insert(nombre.to_lowercase());
    }
    nombre
}

/// The tables as one workbook, a sheet each.
///
/// # Errors
/// [`FallaDeSueltas::Libro`] over the rows or columns of a sheet.
pub fn libro(titulo: &str, tablas: &[Suelta<'_>]) -> Result<Vec<u8>, FallaDeSueltas> {
    let mut libro = Workbook::new();
    let fecha = ExcelDateTime::from_ymd(2021, 6, 1)?;
    libro.set_properties(&DocProperties::new().set_title(titulo).set_author("Diligencia").set_creation_datetime(&fecha));
    let cabeza = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x17_45_7F))
        .set_font_color(Color::White);
    let texto = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    let cifra = Format::new().set_align(FormatAlign::Top);
    let mut usados = BTreeSet::new();
    for (n, t) in tablas.iter().enumerate() {
        let hoja = libro.add_worksheet().set_name(nombre_de_hoja(n + 1, t.titulo, &mut usados))?;
        hoja.write_string_with_format(0, 0, t.titulo, &Format::new().set_bold().set_font_size(13))?;
        for (i, c) in t.columnas.iter().enumerate() {
            let columna = u16::try_from(i).unwrap_or(u16::MAX);
            let largo = t.filas.iter().filter_map(|f| f.get(i)).map(|x| x.chars().count()).chain([c.chars().count()]).max().unwrap_or(0);
            let ancho = u32::try_from(largo.clamp(8, 60)).unwrap_or(60);
            hoja.set_column_width(columna, f64::from(ancho) + 2.0)?;
            hoja.write_string_with_format(2, columna, c, &cabeza)?;
        }
        for (k, f) in t.filas.iter().enumerate() {
            let fila = u32::try_from(k).unwrap_or(u32::MAX).saturating_add(3);
            for (i, c) in f.iter().enumerate() {
                let columna = u16::try_from(i).unwrap_or(u16::MAX);
                match numero(c).and_then(|x| x.parse::<f64>().ok()) {
                    // A workbook holds numbers as floats; the CSV keeps the digits.
                    Some(x) => drop(hoja.write_number_with_format(fila, columna, x, &cifra)?),
                    None if c.chars().count() > CELDA => {
                        let corto: String = c.chars().take(CELDA - CORTE.chars().count()).collect();
                        hoja.write_string_with_format(fila, columna, format!("{corto}{CORTE}"), &texto)?;
                    }
                    None => drop(hoja.write_string_with_format(fila, columna, c, &texto)?),
                }
            }
        }
        hoja.set_freeze_panes(3, 0)?;
    }
    if tablas.is_empty() {
        libro.add_worksheet().write_string(0, 0, "Sin tablas")?;
    }
    Ok(libro.save_to_buffer()?)
}

/// Files as one ZIP with fixed times, in the order given.
///
/// # Errors
/// [`FallaDeSueltas::Zip`], which files in memory do not reach.
pub fn comprimir(archivos: &[(String, Vec<u8>)]) -> Result<Vec<u8>, FallaDeSueltas> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (nombre, bytes) in archivos {
        // A workbook is compressed already.
        let metodo = if nombre.ends_with(".xlsx") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let como = SimpleFileOptions::default().compression_method(metodo).last_modified_time(DateTime::default());
        zip.start_file(nombre.as_str(), como)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_number_and_a_code_is_not() {
        for (texto, dice) in [
            ("0", Some("0")),
            ("1,234", Some("1234")),
            ("−3", Some("-3")),
            ("+12", Some("12")),
            ("89.39", Some("89.39")),
            ("1,234,567.5", Some("1234567.5")),
        ] {
            assert_eq!(numero(texto).as_deref(), dice, "{texto}");
        }
        for texto in
            ["", "007", "1,23", "12,3456", "1.", ".5", "1e5", "89.4 % (59 de 66)", "2026-11-20", "6.1.1", "Q 5.00", "--3", "+", "١٢"]
        {
            assert_eq!(numero(texto), None, "{texto}");
        }
    }

    #[test]
    fn no_text_of_a_table_is_a_formula() {
        let columnas = vec!["Trámite".to_owned(), "Total".to_owned()];
        let filas = vec![vec!["=HYPERLINK(\"x\")".to_owned(), "1,200".to_owned()], vec!["@a".to_owned(), "-".to_owned()]];
        let t = Suelta { titulo: "Prueba", columnas: &columnas, filas: &filas };
        assert_eq!(csv(&t), "\u{FEFF}\"Trámite\",\"Total\"\r\n\"'=HYPERLINK(\"\"x\"\")\",\"1200\"\r\n\"'@a\",\"'-\"\r\n");
    }

    #[test]
    fn the_same_tables_give_the_same_bytes() {
        let columnas = vec!["A".to_owned()];
        let filas = vec![vec!["1".to_owned()]];
        let tablas = [
            Suelta { titulo: "Una [tabla]: con * signos / y un nombre larguísimo que no cabe", columnas: &columnas, filas: &filas },
            Suelta { titulo: "", columnas: &columnas, filas: &filas },
        ];
        let hacer = || {
            comprimir(&[("tablas.xlsx".to_owned(), libro("Informe", &tablas).unwrap()), ("1.csv".to_owned(), csv(&tablas[0]).into_bytes())])
                .unwrap()
        };
        assert_eq!(hacer(), hacer());
        assert!(hacer().starts_with(b"PK"));
    }
}
