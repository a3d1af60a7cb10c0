//! The tables as a workbook, and the empty one that people fill.
//!
//! Text is always a string cell, so no text is ever a formula; numbers are numbers with their format;
//! there are no links, macros or times of today, and the same data give the same bytes. Each sheet has
//! the Spanish label above the identifier, both frozen, and a filter.

use std::collections::BTreeMap;

use dominio::campos::Campo;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, Formula,
    Workbook, Worksheet, XlsxError,
};

use super::filas::{Columnas, Valor};
use super::{ColumnaDeTabla, LEEME, Tabla, TipoDeColumna, TramiteEnTablas, en_filas};

/// Characters of a cell; longer texts are cut here, and only here.
const CELDA: usize = 32_767;
const CORTE: &str = "… (texto completo en el CSV)";
/// Rows of the template with validation.
const FILAS_DE_PLANTILLA: u32 = 2_000;
/// Rows of the two headers.
const ENCABEZADOS: u32 = 2;

/// A workbook as bytes, with the places whose text did not fit.
#[derive(Clone, Debug)]
pub struct LibroEscrito {
    /// Bytes of the `.xlsx`.
    pub bytes: Vec<u8>,
    /// `Trámites!M7` of each cut text.
    pub cortados: Vec<String>,
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct FallaDeEscritura(#[from] XlsxError);

struct Formatos {
    etiqueta: Format,
    identificador: Format,
    texto: Format,
    dinero: Format,
    entero: Format,
}

impl Formatos {
    fn new() -> Self {
        let claro = Format::new().set_align(FormatAlign::Top);
        Formatos {
            etiqueta: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x1F_3A_5F))
                .set_font_color(Color::White),
            identificador: Format::new().set_italic().set_font_color(Color::RGB(0x59_59_59)).set_background_color(Color::RGB(0xEE_F2_F7)),
            // Format «text», so that a code typed with leading zeros keeps them.
            texto: claro.clone().set_num_format("@"),
            dinero: claro.clone().set_num_format("0.00"),
            entero: claro.set_num_format("0"),
        }
    }

    fn de(&self, tipo: TipoDeColumna) -> &Format {
        match tipo {
            TipoDeColumna::Dinero => &self.dinero,
            TipoDeColumna::Entero => &self.entero,
            TipoDeColumna::Texto | TipoDeColumna::Decimal | TipoDeColumna::Logico | TipoDeColumna::Lista => &self.texto,
        }
    }
}

fn ancho(c: &ColumnaDeTabla) -> f64 {
    match (c.id, c.tipo) {
        ("texto" | "descripcion" | "nombre" | "valor", _) => 50.0,
        (_, TipoDeColumna::Texto) => 24.0,
        (_, TipoDeColumna::Lista) => 18.0,
        (_, TipoDeColumna::Entero | TipoDeColumna::Decimal | TipoDeColumna::Dinero | TipoDeColumna::Logico) => 14.0,
    }
}

fn columna(i: usize) -> u16 {
    u16::try_from(i).unwrap_or(u16::MAX)
}

fn libro_nuevo(titulo: &str) -> Result<Workbook, XlsxError> {
    let mut libro = Workbook::new();
    // A fixed moment: the same data must give the same bytes.
    let fecha = ExcelDateTime::from_ymd(2021, 6, 1)?;
    libro.set_properties(&DocProperties::new().set_title(titulo).set_author("Diligencia").set_creation_datetime(&fecha));
    Ok(libro)
}

fn leeme(libro: &mut Workbook, titulo: &str, lineas: &[String]) -> Result<(), XlsxError> {
    let hoja = libro.add_worksheet().set_name("Léame")?;
    hoja.set_column_width(0, 110)?;
    hoja.write_string_with_format(0, 0, titulo, &Format::new().set_bold().set_font_size(14))?;
    let linea = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (i, texto) in lineas.iter().enumerate() {
        hoja.write_string_with_format(u32::try_from(i).unwrap_or(u32::MAX) + 2, 0, texto, &linea)?;
    }
    Ok(())
}

fn encabezar(hoja: &mut Worksheet, columnas: &[ColumnaDeTabla], f: &Formatos) -> Result<(), XlsxError> {
    hoja.set_row_height(0, 32)?;
    for (i, c) in columnas.iter().enumerate() {
        hoja.write_string_with_format(0, columna(i), c.etiqueta, &f.etiqueta)?;
        hoja.write_string_with_format(1, columna(i), c.id, &f.identificador)?;
        hoja.set_column_width(columna(i), ancho(c))?;
        hoja.set_column_format(columna(i), f.de(c.tipo))?;
    }
    hoja.set_freeze_panes(ENCABEZADOS, 2)?;
    Ok(())
}

/// A decimal that a double gives back digit by digit.
fn exacto(texto: &str) -> Option<f64> {
    let doble: f64 = texto.parse().ok()?;
    let cifras = texto.bytes().filter(u8::is_ascii_digit).count();
    (cifras <= 15 && format!("{doble}") == texto).then_some(doble)
}

fn escribir_celda(hoja: &mut Worksheet, fila: u32, i: u16, c: &ColumnaDeTabla, v: &Valor<'_>, f: &Formatos) -> Result<bool, XlsxError> {
    match v {
        Valor::Nada => return Ok(false),
        Valor::Logico(b) => {
            hoja.write_string(fila, i, if *b { "si" } else { "no" })?;
        }
        Valor::Numero(t) => {
            let doble = match c.tipo {
                // Two decimals are those of the format.
                TipoDeColumna::Dinero => t.parse::<f64>().ok().filter(|_| t.len() <= 16),
                TipoDeColumna::Entero | TipoDeColumna::Decimal | TipoDeColumna::Texto | TipoDeColumna::Logico | TipoDeColumna::Lista => {
                    exacto(t)
                }
            };
            match (doble, c.tipo) {
                // The general format, so that each number keeps its own decimals.
                (Some(n), TipoDeColumna::Decimal) => hoja.write_number_with_format(fila, i, n, &Format::new())?,
                (Some(n), tipo) => hoja.write_number_with_format(fila, i, n, f.de(tipo))?,
                (None, _) => hoja.write_string(fila, i, t.as_ref())?,
            };
        }
        Valor::Texto(t) => {
            if t.len() > CELDA && t.encode_utf16().count() > CELDA {
                let mut cabe = CELDA - CORTE.encode_utf16().count();
                let corto: String = t.chars().take_while(|x| cabe.checked_sub(x.len_utf16()).map(|r| cabe = r).is_some()).collect();
                hoja.write_string(fila, i, format!("{corto}{CORTE}"))?;
                return Ok(true);
            }
            hoja.write_string(fila, i, t.as_ref())?;
        }
    }
    Ok(false)
}

/// Compression of the workbook: a quarter of the work of the usual one for a tenth more of bytes.
const COMPRESION: u8 = 3;

/// The inventory as a workbook, whose rows are put as the trámites come.
///
/// The sheets are held in memory: the library can send them to temporary files, with a tenth of the
/// memory, but panics when one of those cannot grow, and a full disk must be an error like any other.
pub struct Escritor {
    libro: Workbook,
    formatos: Formatos,
    columnas: Columnas,
    hojas: BTreeMap<Tabla, (Worksheet, u32)>,
    tramites: u64,
    cortados: Vec<String>,
}

impl std::fmt::Debug for Escritor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Escritor").field("tramites", &self.tramites).finish_non_exhaustive()
    }
}

impl Escritor {
    /// A workbook with its headers and no trámite.
    ///
    /// # Errors
    /// [`FallaDeEscritura`], which the names of our own sheets do not reach.
    pub fn nuevo() -> Result<Self, FallaDeEscritura> {
        let (formatos, columnas) = (Formatos::new(), Columnas::default());
        let mut libro = libro_nuevo("Inventario de trámites")?;
        libro.set_zip_compression_level(COMPRESION);
        let mut hojas: BTreeMap<Tabla, (Worksheet, u32)> = BTreeMap::new();
        for tabla in Tabla::TODAS {
            let mut hoja = Worksheet::new();
            hoja.set_name(tabla.hoja())?;
            encabezar(&mut hoja, columnas.de(tabla), &formatos)?;
            hojas.insert(tabla, (hoja, ENCABEZADOS));
        }
        Ok(Escritor { libro, formatos, columnas, hojas, tramites: 0, cortados: Vec::new() })
    }

    /// Adds the rows of one trámite.
    ///
    /// # Errors
    /// [`FallaDeEscritura`] over the rows of a sheet.
    pub fn poner(&mut self, t: &TramiteEnTablas) -> Result<(), FallaDeEscritura> {
        let Escritor { formatos, columnas, hojas, cortados, .. } = self;
        let mut falla = None;
        en_filas(columnas, t, |tabla, valores| {
            let Some((hoja, fila)) = hojas.get_mut(&tabla) else { return };
            for (i, (c, v)) in columnas.de(tabla).iter().zip(valores).enumerate() {
                match escribir_celda(hoja, *fila, columna(i), c, v, formatos) {
                    Ok(true) => cortados.push(format!("{}!{}{}", tabla.hoja(), crate::libro::letras(i), *fila + 1)),
                    Ok(false) => {}
                    Err(e) => falla = Some(e),
                }
            }
            *fila += 1;
        });
        self.tramites += 1;
        falla.map_or(Ok(()), |e| Err(e.into()))
    }

    /// The whole workbook.
    ///
    /// # Errors
    /// [`FallaDeEscritura`], which the limits of our own data do not reach.
    pub fn terminar(self) -> Result<LibroEscrito, FallaDeEscritura> {
        let Escritor { mut libro, columnas, hojas, tramites, cortados, .. } = self;
        let mut lineas: Vec<String> = LEEME.iter().map(|l| (*l).to_owned()).collect();
        lineas.push(format!("Trámites: {tramites}."));
        if !cortados.is_empty() {
            lineas.push(format!("No caben en una celda, y su texto completo está solo en el CSV: {}.", cortados.join(", ")));
        }
        leeme(&mut libro, "Inventario de trámites", &lineas)?;
        for (tabla, (mut hoja, fila)) in hojas {
            let ultima = columna(columnas.de(tabla).len() - 1);
            hoja.autofilter(1, 0, fila.saturating_sub(1).max(1), ultima)?;
            libro.push_worksheet(hoja);
        }
        Ok(LibroEscrito { bytes: libro.save_to_buffer()?, cortados })
    }
}

/// A workbook to be filled: the same sheets, empty, with lists to choose from, limits, and help on each
/// column; and a sheet with a filled example.
///
/// # Errors
/// [`FallaDeEscritura`].
pub fn plantilla() -> Result<Vec<u8>, FallaDeEscritura> {
    let formatos = Formatos::new();
    let mut libro = libro_nuevo("Plantilla del inventario de trámites")?;
    let lineas = [
        "Llene una fila por trámite en la hoja «Trámites», y una fila por requisito, paso, norma, tiempo y volumen en las demás hojas.",
        "En esas hojas, la columna «Código del trámite» repite el código, o el nombre exacto, que escribió en «Trámites».",
        "Si no tiene códigos, deje esa columna vacía en «Trámites» y use el nombre en las demás: el programa asigna los códigos.",
        "La columna «Institución» puede quedar vacía: se toma la de su comité.",
        "Al elegir una celda aparece para qué sirve. Las listas se abren con la flecha de la celda.",
        "No cambie la segunda fila de cada hoja: es la que el programa reconoce. La hoja «Ejemplo» no se importa.",
    ];
    leeme(&mut libro, "Plantilla del inventario de trámites", &lineas.map(str::to_owned))?;
    let mut listas: Vec<&'static Campo> = Vec::new();
    for tabla in Tabla::TODAS.into_iter().filter(|t| *t != Tabla::Otros) {
        let columnas: Vec<ColumnaDeTabla> = de_plantilla(tabla);
        let mut hoja = Worksheet::new();
        hoja.set_name(tabla.hoja())?;
        encabezar(&mut hoja, &columnas, &formatos)?;
        for (i, c) in columnas.iter().enumerate() {
            if let Some(campo) = c.campo.filter(|_| c.tipo == TipoDeColumna::Lista) {
                listas.push(campo);
            }
            let validacion = validacion(c, listas.len())?;
            hoja.add_data_validation(ENCABEZADOS, columna(i), ENCABEZADOS + FILAS_DE_PLANTILLA - 1, columna(i), &validacion)?;
        }
        libro.push_worksheet(hoja);
    }
    ejemplo(libro.add_worksheet(), &formatos)?;
    let hoja = libro.add_worksheet().set_name("Listas")?;
    for (i, campo) in listas.iter().enumerate() {
        hoja.write_string_with_format(0, columna(i), campo.etiqueta, &formatos.etiqueta)?;
        hoja.set_column_width(columna(i), 24)?;
        for (n, opcion) in campo.opciones().iter().enumerate() {
            hoja.write_string(u32::try_from(n + 1).unwrap_or(u32::MAX), columna(i), opcion.etiqueta)?;
        }
    }
    Ok(libro.save_to_buffer()?)
}

/// Columns that people fill: what an import or a transition writes is left out.
fn de_plantilla(tabla: Tabla) -> Vec<ColumnaDeTabla> {
    tabla.columnas().into_iter().filter(|c| c.campo.is_none_or(|f| f.editable)).collect()
}

fn recortado(texto: &str, n: usize) -> String {
    let corto: String = texto.chars().take(n).collect();
    if texto.chars().count() > n { format!("{}…", corto.chars().take(n - 1).collect::<String>()) } else { corto }
}

/// `lista`: how many lists there are so far, this column's included.
fn validacion(c: &ColumnaDeTabla, lista: usize) -> Result<DataValidation, XlsxError> {
    let base = DataValidation::new().set_input_title(recortado(c.etiqueta, 32))?.set_input_message(recortado(c.descripcion, 255))?;
    let limites = |c: &ColumnaDeTabla| {
        let campo = c.campo?;
        Some((i32::try_from(campo.minimo).ok()?, i32::try_from(campo.maximo?).ok()?))
    };
    let con_regla = match c.tipo {
        TipoDeColumna::Lista => {
            let (letras, n) = (crate::libro::letras(lista.saturating_sub(1)), c.campo.map_or(0, |f| f.opciones().len()));
            let formula = Formula::new(format!("=Listas!${letras}$2:${letras}${}", n + 1));
            base.allow_list_formula(formula)
                .set_error_title("No está en la lista")?
                .set_error_message("Elija una opción de la lista de la celda.")?
        }
        TipoDeColumna::Entero => {
            let (minimo, maximo) = limites(c).unwrap_or((1, 1_000_000));
            base.allow_whole_number(DataValidationRule::Between(minimo, maximo))
                .set_error_title("Debe ser un número")?
                .set_error_message(format!("Escriba un número entero de {minimo} a {maximo}, sin letras."))?
        }
        TipoDeColumna::Dinero | TipoDeColumna::Decimal => base
            .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
            .set_error_title("Debe ser un número")?
            .set_error_message("Escriba solo el número, con punto para los decimales.")?,
        TipoDeColumna::Logico => base
            .allow_list_strings(&["si", "no"])?
            .set_error_title("No está en la lista")?
            .set_error_message("Elija «si» o «no», o deje la celda vacía.")?,
        TipoDeColumna::Texto => match c.campo.and_then(|f| f.maximo).and_then(|m| u32::try_from(m).ok()) {
            Some(maximo) => base
                .allow_text_length(DataValidationRule::LessThanOrEqualTo(maximo))
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title("Texto largo")?
                .set_error_message(format!("El texto pasa de {maximo} caracteres. Puede dejarlo, pero conviene acortarlo."))?,
            None => base,
        },
    };
    Ok(con_regla)
}

/// One filled trámite, table under table, with the examples of the form.
fn ejemplo(hoja: &mut Worksheet, f: &Formatos) -> Result<(), XlsxError> {
    hoja.set_name("Ejemplo")?;
    hoja.set_column_range_width(0, 40, 24)?;
    let titulo = Format::new().set_bold().set_font_size(12);
    hoja.write_string_with_format(0, 0, "Un trámite lleno, para ver cómo se escribe cada dato. Esta hoja no se importa.", &titulo)?;
    let mut fila = 2;
    for tabla in Tabla::TODAS.into_iter().filter(|t| *t != Tabla::Otros) {
        hoja.write_string_with_format(fila, 0, format!("Hoja «{}»", tabla.hoja()), &titulo)?;
        for (i, c) in de_plantilla(tabla).iter().enumerate() {
            hoja.write_string_with_format(fila + 1, columna(i), c.etiqueta, &f.etiqueta)?;
            hoja.write_string_with_format(fila + 2, columna(i), texto_de_ejemplo(c), &f.texto)?;
        }
        fila += 4;
    }
    Ok(())
}

/// What the example has in a column.
fn texto_de_ejemplo(c: &ColumnaDeTabla) -> &'static str {
    match (c.id, c.tipo) {
        ("institucion", _) => "MSPAS",
        ("codigo" | "tramite", _) if c.llave => "MSPAS-0012",
        ("orden", _) => "1",
        ("requisito", _) => "1",
        (_, TipoDeColumna::Logico) => "no",
        _ => c.campo.map_or("", |f| f.ejemplo),
    }
}
