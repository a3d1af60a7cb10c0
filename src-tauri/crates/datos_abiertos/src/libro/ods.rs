//! OpenDocument, read: one part holds every sheet, and equal rows and cells are written once with a
//! count, which is never believed beyond the limits.

use std::collections::HashMap;

use super::formatos;
use super::xml::{Elemento, Suceso, Xml};
use super::zip::Zip;
use super::{AvisoDeLibro, Celda, FallaDeLibro, Fila, FormatoDeLibro, LimitesDeLibro, Medidor, Numero, Sumidero, letras};

const TIPO: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
const AVISOS: u32 = 40;

pub(super) fn leer(zip: &Zip<'_>, limites: &LimitesDeLibro, salida: &mut dyn Sumidero) -> Result<(), FallaDeLibro> {
    let falta = |parte: &str| FallaDeLibro::Danado { parte: parte.to_owned() };
    if !zip.parte("mimetype").ok_or_else(|| falta("mimetype"))?.principio(100)?.starts_with(TIPO) {
        return Err(FallaDeLibro::OtroZip);
    }
    if let Some(p) = zip.parte("META-INF/manifest.xml")
        && p.texto()?.contains("encryption-data")
    {
        return Err(FallaDeLibro::Cifrado);
    }
    let texto = zip.parte("content.xml").ok_or_else(|| falta("content.xml"))?.texto()?;
    salida.libro(FormatoDeLibro::Ods, "", None)?;
    let mut medidor = Medidor::new(limites);
    let mut xml = Xml::new(&texto, "content.xml");
    let (mut hojas, mut ocultas) = (0, HashMap::new());
    loop {
        match xml.siguiente()? {
            Suceso::Abre(e) if e.nombre() == "style" && e.atributo("family").as_deref() == Some("table") => {
                let nombre = e.atributo("name").unwrap_or_default().into_owned();
                ocultas.insert(nombre, se_oculta(&mut xml)?);
            }
            Suceso::Abre(e) if e.nombre() == "tracked-changes" => xml.saltar()?,
            Suceso::Abre(e) if e.nombre() == "table" => {
                hojas += 1;
                if hojas > limites.hojas {
                    return Err(FallaDeLibro::DemasiadasHojas { limite: limites.hojas });
                }
                let nombre: String = e.atributo("name").unwrap_or_default().chars().take(100).collect();
                let oculta = e.atributo("style-name").and_then(|s| ocultas.get(&*s)).copied().unwrap_or(false);
                salida.hoja(&nombre, oculta)?;
                if oculta {
                    salida.aviso(AvisoDeLibro::HojaOculta { hoja: nombre.clone() })?;
                }
                Hoja { nombre, medidor: &mut medidor, salida: &mut *salida, pendientes: Vec::new(), combinadas: 0, ocultas: 0, avisos: 0 }
                    .leer(&mut xml)?;
            }
            Suceso::Fin => break,
            Suceso::Abre(_) | Suceso::Cierra | Suceso::Texto(_) => {}
        }
    }
    if medidor.filas == 0 { Err(FallaDeLibro::Vacio) } else { Ok(()) }
}

/// Whether a style of tables hides them.
fn se_oculta(xml: &mut Xml<'_>) -> Result<bool, FallaDeLibro> {
    let (mut oculta, mut dentro) = (false, 1usize);
    while dentro > 0 {
        match xml.siguiente()? {
            Suceso::Abre(e) => {
                oculta |= e.nombre() == "table-properties" && e.atributo("display").as_deref() == Some("false");
                dentro += 1;
            }
            Suceso::Cierra => dentro -= 1,
            Suceso::Texto(_) => {}
            Suceso::Fin => break,
        }
    }
    Ok(oculta)
}

/// A merged cell that goes down over the rows that follow.
struct Pendiente {
    hasta: u32,
    columnas: (usize, usize),
    valor: Celda,
}

struct Hoja<'a, 'l> {
    nombre: String,
    medidor: &'a mut Medidor<'l>,
    salida: &'a mut dyn Sumidero,
    pendientes: Vec<Pendiente>,
    combinadas: u32,
    ocultas: u32,
    avisos: u32,
}

impl Hoja<'_, '_> {
    fn leer(mut self, xml: &mut Xml<'_>) -> Result<(), FallaDeLibro> {
        let (mut numero, mut dentro) = (0u32, 1usize);
        while dentro > 0 {
            match xml.siguiente()? {
                Suceso::Abre(e) if e.nombre() == "table-row" => {
                    let veces: u32 = e.entero("number-rows-repeated").unwrap_or(1).max(1);
                    let oculta = e.atributo("visibility").is_some_and(|v| v != "visible");
                    let celdas = self.fila(xml, numero + 1)?;
                    if celdas.iter().any(|c| !c.esta_vacia()) {
                        for n in 0..veces {
                            self.entregar(numero.saturating_add(n + 1), oculta, celdas.clone())?;
                        }
                    }
                    numero = numero.saturating_add(veces);
                }
                Suceso::Abre(e) if e.nombre() == "shapes" || e.nombre() == "forms" => xml.saltar()?,
                Suceso::Abre(_) => dentro += 1,
                Suceso::Cierra => dentro -= 1,
                Suceso::Texto(_) => {}
                Suceso::Fin => break,
            }
        }
        let hoja = || self.nombre.clone();
        if self.ocultas > 0 {
            self.salida.aviso(AvisoDeLibro::FilasOcultas { hoja: hoja(), cuantas: self.ocultas })?;
        }
        if self.combinadas > 0 {
            self.salida.aviso(AvisoDeLibro::Combinadas { hoja: hoja(), cuantas: self.combinadas })?;
        }
        if self.avisos > AVISOS {
            self.salida.aviso(AvisoDeLibro::MasAvisos { hoja: hoja(), cuantos: self.avisos - AVISOS })?;
        }
        Ok(())
    }

    fn fila(&mut self, xml: &mut Xml<'_>, numero: u32) -> Result<Vec<Celda>, FallaDeLibro> {
        let mut celdas: Vec<Celda> = Vec::new();
        let mut columna = 0usize;
        loop {
            match xml.siguiente()? {
                Suceso::Abre(e) if matches!(e.nombre(), "table-cell" | "covered-table-cell") => {
                    let veces: usize = e.entero("number-columns-repeated").unwrap_or(1).max(1);
                    let celda = self.celda(xml, &e, numero, columna)?;
                    if celda != Celda::Vacia {
                        self.medidor.columna(columna.saturating_add(veces - 1))?;
                        let ancho: usize = e.entero("number-columns-spanned").unwrap_or(1).max(1);
                        let alto: u32 = e.entero("number-rows-spanned").unwrap_or(1).max(1);
                        let derecha = columna.saturating_add(ancho.max(veces) - 1).min(self.medidor.limites.columnas - 1);
                        if ancho > 1 || alto > 1 {
                            self.combinadas += 1;
                        }
                        if alto > 1 {
                            let hasta = numero.saturating_add(alto - 1);
                            self.pendientes.push(Pendiente { hasta, columnas: (columna, derecha), valor: celda.clone() });
                        }
                        celdas.resize(celdas.len().max(derecha + 1), Celda::Vacia);
                        for lugar in celdas.iter_mut().take(derecha + 1).skip(columna) {
                            *lugar = celda.clone();
                        }
                    }
                    columna = columna.saturating_add(veces);
                }
                Suceso::Abre(_) => xml.saltar()?,
                Suceso::Cierra | Suceso::Fin => return Ok(celdas),
                Suceso::Texto(_) => {}
            }
        }
    }

    fn celda(&mut self, xml: &mut Xml<'_>, e: &Elemento<'_>, numero: u32, columna: usize) -> Result<Celda, FallaDeLibro> {
        let tipo = e.atributo("value-type").unwrap_or_default().into_owned();
        let valor = e.atributo("value").or_else(|| e.atributo("date-value")).or_else(|| e.atributo("time-value"));
        let valor = valor.or_else(|| e.atributo("boolean-value")).or_else(|| e.atributo("string-value")).map(|v| v.into_owned());
        let formula = e.atributo("formula").is_some();
        let texto = parrafos(xml)?;
        let sitio = format!("{}{numero}", letras(columna));
        let celda = match tipo.as_str() {
            "" if formula && texto.is_empty() => {
                self.avisar(AvisoDeLibro::FormulaSinValor { hoja: self.nombre.clone(), celda: sitio.clone() })?;
                Celda::SinValor
            }
            "float" | "currency" | "percentage" => numero_de(valor.as_deref().unwrap_or_default(), &texto, tipo == "percentage"),
            "date" => Celda::Fecha(valor.unwrap_or(texto).replace('T', " ")),
            "time" => Celda::Fecha(texto),
            "boolean" => Celda::Logico(valor.as_deref() == Some("true")),
            _ if formula && texto.starts_with('#') || texto.starts_with("Err:") => {
                self.avisar(AvisoDeLibro::ErrorDeCelda { hoja: self.nombre.clone(), celda: sitio.clone(), valor: texto.clone() })?;
                Celda::Error(texto)
            }
            _ => Celda::Texto(if texto.is_empty() { valor.unwrap_or_default() } else { texto }),
        };
        if let Celda::Texto(t) | Celda::Fecha(t) = &celda {
            if t.is_empty() {
                return Ok(Celda::Vacia);
            }
            self.medidor.texto(t, &self.nombre, numero, columna)?;
        }
        Ok(celda)
    }

    fn avisar(&mut self, aviso: AvisoDeLibro) -> Result<(), FallaDeLibro> {
        self.avisos += 1;
        if self.avisos <= AVISOS { self.salida.aviso(aviso) } else { Ok(()) }
    }

    fn entregar(&mut self, numero: u32, oculta: bool, mut celdas: Vec<Celda>) -> Result<(), FallaDeLibro> {
        self.pendientes.retain(|p| p.hasta >= numero);
        for p in &self.pendientes {
            let (izquierda, derecha) = p.columnas;
            celdas.resize(celdas.len().max(derecha + 1), Celda::Vacia);
            for lugar in celdas.iter_mut().take(derecha + 1).skip(izquierda) {
                *lugar = p.valor.clone();
            }
        }
        self.medidor.fila()?;
        self.ocultas += u32::from(oculta);
        self.salida.fila(Fila { numero, oculta, celdas })
    }
}

/// Number by its value; its decimals are those of the text that the sheet shows.
fn numero_de(valor: &str, mostrado: &str, porcentaje: bool) -> Celda {
    let cifras: String = mostrado.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
    match formatos::celda(valor, formatos::Formato::General, false) {
        Celda::Numero(n) => {
            let visto = cifras.parse::<f64>().is_ok() && !cifras.is_empty();
            let decimales = if visto { formatos::decimales(&cifras) } else { n.decimales };
            let mostrado = match (visto, porcentaje) {
                (true, true) => format!("{cifras}%"),
                (true, false) => cifras,
                (false, _) => n.valor.clone(),
            };
            Celda::Numero(Numero { valor: n.valor, mostrado, decimales, porcentaje })
        }
        otra @ (Celda::Vacia | Celda::Texto(_) | Celda::Fecha(_) | Celda::Logico(_) | Celda::Error(_) | Celda::SinValor) => otra,
    }
}

/// The paragraphs of a cell, one a line; notes and drawings are left out.
fn parrafos(xml: &mut Xml<'_>) -> Result<String, FallaDeLibro> {
    let (mut texto, mut dentro, mut varios) = (String::new(), 1usize, false);
    let mut en_parrafo = 0usize;
    while dentro > 0 {
        match xml.siguiente()? {
            Suceso::Abre(e) => match e.nombre() {
                "annotation" | "frame" | "shapes" => xml.saltar()?,
                "p" | "h" => {
                    if varios {
                        texto.push('\n');
                    }
                    varios = true;
                    dentro += 1;
                    en_parrafo = dentro;
                }
                "s" => {
                    texto.push_str(&" ".repeat(e.entero::<usize>("c").unwrap_or(1).min(1000)));
                    dentro += 1;
                }
                "tab" => {
                    texto.push('\t');
                    dentro += 1;
                }
                "line-break" => {
                    texto.push('\n');
                    dentro += 1;
                }
                _ => dentro += 1,
            },
            Suceso::Cierra => {
                dentro -= 1;
                if dentro < en_parrafo {
                    en_parrafo = 0;
                }
            }
            Suceso::Texto(t) if en_parrafo > 0 => texto.push_str(&t),
            Suceso::Texto(_) => {}
            Suceso::Fin => break,
        }
    }
    Ok(texto)
}
