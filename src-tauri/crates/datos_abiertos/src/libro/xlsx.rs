//! Office Open XML, read: workbook, shared strings, formats, and each sheet row by row.
//!
//! Only kept values are read. The merged ranges of a sheet stand after its rows, so they are looked
//! up first; the declared dimension is ignored.

use std::collections::HashMap;
use std::sync::Arc;

use super::formatos::{self, Formato};
use super::xml::{Elemento, Suceso, Xml};
use super::zip::Zip;
use super::{AvisoDeLibro, Celda, FallaDeLibro, Fila, FormatoDeLibro, LimitesDeLibro, Medidor, Sumidero, letras};

/// Notices of one kind and sheet that are listed; the rest are counted.
const AVISOS: u32 = 40;
/// Merged ranges of a sheet.
const COMBINADAS: usize = 20_000;

struct Hoja {
    nombre: String,
    oculta: bool,
    parte: String,
}

/// What every sheet of the workbook shares.
#[derive(Default)]
struct Comun {
    cadenas: Vec<Arc<str>>,
    formatos: Vec<Formato>,
    desde_1904: bool,
}

pub(super) fn leer(zip: &Zip<'_>, limites: &LimitesDeLibro, salida: &mut dyn Sumidero) -> Result<(), FallaDeLibro> {
    let raiz = relaciones(zip, "_rels/.rels")?.into_values().find(|r| r.ends_with("workbook.xml")).unwrap_or_default();
    let libro = if zip.parte(&raiz).is_some() { raiz } else { "xl/workbook.xml".to_owned() };
    let carpeta = libro.rsplit_once('/').map_or("", |(c, _)| c);
    let nombre = libro.rsplit('/').next().unwrap_or_default();
    let vecinas = relaciones(zip, &format!("{carpeta}/_rels/{nombre}.rels"))?;
    let texto = zip.parte(&libro).ok_or_else(|| FallaDeLibro::Danado { parte: libro.clone() })?.texto()?;
    let (hojas, desde_1904) = hojas(&texto, &libro, carpeta, &vecinas, limites)?;
    let en = |fin: &str| zip.partes().find(|p| p.nombre.ends_with(fin) && p.nombre.starts_with(carpeta));
    let mut comun = Comun { desde_1904, ..Comun::default() };
    if let Some(p) = en("sharedStrings.xml") {
        comun.cadenas = cadenas(&p.texto()?, p.nombre)?;
    }
    if let Some(p) = en("styles.xml") {
        comun.formatos = estilos(&p.texto()?, p.nombre)?;
    }
    salida.libro(FormatoDeLibro::Xlsx, "", None)?;
    let mut medidor = Medidor::new(limites);
    for hoja in &hojas {
        // A chart sheet has no rows, and a sheet whose part is missing neither.
        let Some(parte) = zip.parte(&hoja.parte).filter(|p| !p.nombre.contains("chartsheets/")) else { continue };
        salida.hoja(&hoja.nombre, hoja.oculta)?;
        if hoja.oculta {
            salida.aviso(AvisoDeLibro::HojaOculta { hoja: hoja.nombre.clone() })?;
        }
        LectorDeHoja::new(&hoja.nombre, &comun, &mut medidor, salida).leer(&parte.texto()?, parte.nombre)?;
    }
    if medidor.filas == 0 {
        return Err(FallaDeLibro::Vacio);
    }
    if zip.partes().any(|p| p.nombre.contains("externalLinks/")) {
        salida.aviso(AvisoDeLibro::VinculosExternos)?;
    }
    Ok(())
}

/// Targets of a part by their identifier, as names inside the container.
fn relaciones(zip: &Zip<'_>, nombre: &str) -> Result<HashMap<String, String>, FallaDeLibro> {
    let nombre = nombre.trim_start_matches('/');
    let Some(parte) = zip.parte(nombre) else { return Ok(HashMap::new()) };
    let base = nombre.split_once("_rels/").map_or("", |(b, _)| b);
    let (texto, mut todas) = (parte.texto()?, HashMap::new());
    let mut xml = Xml::new(&texto, parte.nombre);
    loop {
        match xml.siguiente()? {
            Suceso::Abre(e) if e.nombre() == "Relationship" => {
                if let (Some(id), Some(a)) = (e.atributo("Id"), e.atributo("Target")) {
                    todas.insert(id.into_owned(), a.strip_prefix('/').map_or_else(|| format!("{base}{a}"), str::to_owned));
                }
            }
            Suceso::Fin => return Ok(todas),
            Suceso::Abre(_) | Suceso::Cierra | Suceso::Texto(_) => {}
        }
    }
}

fn hojas(
    texto: &str,
    parte: &str,
    carpeta: &str,
    vecinas: &HashMap<String, String>,
    limites: &LimitesDeLibro,
) -> Result<(Vec<Hoja>, bool), FallaDeLibro> {
    let (mut hojas, mut desde_1904) = (Vec::new(), false);
    let mut xml = Xml::new(texto, parte);
    loop {
        match xml.siguiente()? {
            Suceso::Abre(e) if e.nombre() == "workbookPr" => desde_1904 = e.afirma("date1904"),
            Suceso::Abre(e) if e.nombre() == "sheet" => {
                if hojas.len() == limites.hojas {
                    return Err(FallaDeLibro::DemasiadasHojas { limite: limites.hojas });
                }
                let n = hojas.len() + 1;
                let por_id = e.atributo("id").and_then(|id| vecinas.get(&*id).cloned());
                hojas.push(Hoja {
                    nombre: e.atributo("name").map_or_else(|| format!("Hoja {n}"), |n| n.chars().take(100).collect()),
                    oculta: e.atributo("state").is_some_and(|s| s != "visible"),
                    parte: por_id.unwrap_or_else(|| format!("{carpeta}/worksheets/sheet{n}.xml")),
                });
            }
            Suceso::Fin => return Ok((hojas, desde_1904)),
            Suceso::Abre(_) | Suceso::Cierra | Suceso::Texto(_) => {}
        }
    }
}

/// The text of `<si>` or `<is>`: its runs joined, without phonetic guides.
fn texto_rico(xml: &mut Xml<'_>) -> Result<String, FallaDeLibro> {
    let (mut texto, mut dentro) = (String::new(), 1usize);
    while dentro > 0 {
        match xml.siguiente()? {
            Suceso::Abre(e) if e.nombre() == "t" => texto.push_str(&xml.texto()?),
            Suceso::Abre(e) if e.nombre() == "rPh" => xml.saltar()?,
            Suceso::Abre(_) => dentro += 1,
            Suceso::Cierra => dentro -= 1,
            Suceso::Texto(_) => {}
            Suceso::Fin => break,
        }
    }
    Ok(sin_escapes(texto))
}

/// `_x000D_` stands for a character that XML cannot hold; `_x005F_` for its own underscore.
fn sin_escapes(texto: String) -> String {
    if !texto.contains("_x") {
        return texto;
    }
    let (mut salida, mut resto) = (String::with_capacity(texto.len()), texto.as_str());
    while let Some(p) = resto.find("_x") {
        let (antes, desde) = resto.split_at_checked(p).unwrap_or((resto, ""));
        salida.push_str(antes);
        let codigo = desde.get(2..6).filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit()) && desde.get(6..7) == Some("_"));
        let letra = codigo.and_then(|c| u32::from_str_radix(c, 16).ok()).and_then(char::from_u32);
        let tomado = if letra.is_some() { 7 } else { 2 };
        match letra {
            Some(c) => salida.push(c),
            None => salida.push_str("_x"),
        }
        resto = desde.get(tomado..).unwrap_or_default();
    }
    salida.push_str(resto);
    salida
}

fn cadenas(texto: &str, parte: &str) -> Result<Vec<Arc<str>>, FallaDeLibro> {
    // The declared count is not believed: memory grows with what is there.
    let mut todas = Vec::new();
    let mut xml = Xml::new(texto, parte);
    loop {
        match xml.siguiente()? {
            Suceso::Abre(e) if e.nombre() == "si" => todas.push(texto_rico(&mut xml)?.into()),
            Suceso::Fin => return Ok(todas),
            Suceso::Abre(_) | Suceso::Cierra | Suceso::Texto(_) => {}
        }
    }
}

/// Format of each style, by its number.
fn estilos(texto: &str, parte: &str) -> Result<Vec<Formato>, FallaDeLibro> {
    let (mut propios, mut estilos, mut en_celdas) = (HashMap::new(), Vec::new(), false);
    let mut xml = Xml::new(texto, parte);
    loop {
        match xml.siguiente()? {
            Suceso::Abre(e) => match e.nombre() {
                "numFmt" => {
                    if let (Some(id), Some(codigo)) = (e.entero::<u32>("numFmtId"), e.atributo("formatCode")) {
                        propios.insert(id, formatos::interpretar(&codigo));
                    }
                }
                "cellXfs" => en_celdas = true,
                "cellStyles" | "dxfs" | "cellStyleXfs" => en_celdas = false,
                "xf" if en_celdas => {
                    let id = e.entero::<u32>("numFmtId").unwrap_or(0);
                    estilos.push(propios.get(&id).copied().unwrap_or_else(|| formatos::incorporado(id)));
                }
                _ => {}
            },
            Suceso::Fin => return Ok(estilos),
            Suceso::Cierra | Suceso::Texto(_) => {}
        }
    }
}

/// `BC12` as column from 0 and row from 1.
fn lugar(referencia: &str) -> Option<(usize, u32)> {
    let letras = referencia.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (l, n) = referencia.split_at_checked(letras)?;
    if l.is_empty() || l.len() > 3 {
        return None;
    }
    let columna = l.bytes().fold(0, |suma, b| suma * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    Some((columna - 1, n.parse().ok()?))
}

#[derive(Clone, Debug)]
struct Rango {
    filas: (u32, u32),
    columnas: (usize, usize),
    valor: Celda,
}

/// Merged ranges, by their first row. They stand near the end of the part.
fn combinadas(texto: &str, parte: &str, columnas: usize) -> Vec<Rango> {
    let Some(p) = texto.rfind("mergeCells") else { return Vec::new() };
    // The last mention is the closing tag; the opening one is before the first range.
    let desde = texto.get(..p).and_then(|t| t.rfind("mergeCells")).unwrap_or(p);
    let desde = texto.get(..desde).and_then(|t| t.rfind('<')).unwrap_or(desde);
    let trozo = texto.get(desde..).unwrap_or_default();
    let hasta = trozo.rfind("mergeCells").and_then(|f| trozo.get(f..)?.find('>').map(|x| f + x + 1)).unwrap_or(trozo.len());
    let mut rangos = Vec::new();
    let mut xml = Xml::new(trozo.get(..hasta).unwrap_or_default(), parte);
    // What was cut out may be the text of a cell that speaks of `mergeCells`: then there are none.
    while let Ok(suceso) = xml.siguiente() {
        match suceso {
            Suceso::Abre(e) if e.nombre() == "mergeCell" => {
                let Some((a, b)) = e.atributo("ref").and_then(|r| {
                    let (a, b) = r.split_once(':')?;
                    Some((lugar(a)?, lugar(b)?))
                }) else {
                    continue;
                };
                let filas = (a.1.min(b.1), a.1.max(b.1));
                let (izquierda, derecha) = (a.0.min(b.0), a.0.max(b.0).min(columnas.saturating_sub(1)));
                if izquierda <= derecha && rangos.len() < COMBINADAS {
                    rangos.push(Rango { filas, columnas: (izquierda, derecha), valor: Celda::Vacia });
                }
            }
            Suceso::Fin => break,
            Suceso::Abre(_) | Suceso::Cierra | Suceso::Texto(_) => {}
        }
    }
    rangos.sort_by_key(|r| r.filas.0);
    rangos
}

struct LectorDeHoja<'a, 'l> {
    nombre: &'a str,
    comun: &'a Comun,
    medidor: &'a mut Medidor<'l>,
    salida: &'a mut dyn Sumidero,
    filas_ocultas: u32,
    columnas_ocultas: Vec<String>,
    avisos: u32,
}

impl<'a, 'l> LectorDeHoja<'a, 'l> {
    fn new(nombre: &'a str, comun: &'a Comun, medidor: &'a mut Medidor<'l>, salida: &'a mut dyn Sumidero) -> Self {
        LectorDeHoja { nombre, comun, medidor, salida, filas_ocultas: 0, columnas_ocultas: Vec::new(), avisos: 0 }
    }

    fn avisar(&mut self, aviso: AvisoDeLibro) -> Result<(), FallaDeLibro> {
        self.avisos += 1;
        if self.avisos <= AVISOS { self.salida.aviso(aviso) } else { Ok(()) }
    }

    fn leer(mut self, texto: &str, parte: &str) -> Result<(), FallaDeLibro> {
        let mut rangos = combinadas(texto, parte, self.medidor.limites.columnas);
        let combinadas = u32::try_from(rangos.len()).unwrap_or(u32::MAX);
        let (mut activos, mut ultima) = (Vec::new(), 0);
        rangos.reverse();
        let mut xml = Xml::new(texto, parte);
        loop {
            match xml.siguiente()? {
                Suceso::Abre(e) if e.nombre() == "col" => self.columna(&e),
                Suceso::Abre(e) if e.nombre() == "row" => {
                    ultima = e.entero("r").unwrap_or(ultima + 1);
                    let oculta = e.afirma("hidden");
                    let celdas = self.fila(&mut xml, ultima)?;
                    self.entregar(ultima, oculta, celdas, &mut rangos, &mut activos)?;
                }
                Suceso::Fin => break,
                Suceso::Abre(_) | Suceso::Cierra | Suceso::Texto(_) => {}
            }
        }
        let hoja = || self.nombre.to_owned();
        if self.filas_ocultas > 0 {
            self.salida.aviso(AvisoDeLibro::FilasOcultas { hoja: hoja(), cuantas: self.filas_ocultas })?;
        }
        if !self.columnas_ocultas.is_empty() {
            self.salida.aviso(AvisoDeLibro::ColumnasOcultas { hoja: hoja(), cuales: self.columnas_ocultas.join(", ") })?;
        }
        if combinadas > 0 {
            self.salida.aviso(AvisoDeLibro::Combinadas { hoja: hoja(), cuantas: combinadas })?;
        }
        if self.avisos > AVISOS {
            self.salida.aviso(AvisoDeLibro::MasAvisos { hoja: hoja(), cuantos: self.avisos - AVISOS })?;
        }
        Ok(())
    }

    /// `<col min max hidden>`: what is hidden within the columns that are read.
    fn columna(&mut self, e: &Elemento<'_>) {
        let (Some(desde), Some(hasta)) = (e.entero::<usize>("min"), e.entero::<usize>("max")) else { return };
        if e.afirma("hidden") && desde >= 1 && desde <= self.medidor.limites.columnas {
            let hasta = hasta.min(self.medidor.limites.columnas);
            self.columnas_ocultas.push(if desde == hasta {
                letras(desde - 1)
            } else {
                format!("{}–{}", letras(desde - 1), letras(hasta - 1))
            });
        }
    }

    fn fila(&mut self, xml: &mut Xml<'_>, numero: u32) -> Result<Vec<Celda>, FallaDeLibro> {
        let mut celdas: Vec<Celda> = Vec::with_capacity(16);
        let mut columna = 0;
        loop {
            match xml.siguiente()? {
                Suceso::Abre(e) if e.nombre() == "c" => {
                    columna = e.atributo("r").and_then(|r| lugar(&r)).map_or(columna, |(c, _)| c);
                    let celda = self.celda(xml, &e, numero, columna)?;
                    if celda != Celda::Vacia {
                        self.medidor.columna(columna)?;
                        if celdas.len() <= columna {
                            celdas.resize(columna + 1, Celda::Vacia);
                        }
                        if let Some(lugar) = celdas.get_mut(columna) {
                            *lugar = celda;
                        }
                    }
                    columna += 1;
                }
                Suceso::Abre(_) => xml.saltar()?,
                Suceso::Cierra | Suceso::Fin => return Ok(celdas),
                Suceso::Texto(_) => {}
            }
        }
    }

    fn celda(&mut self, xml: &mut Xml<'_>, e: &Elemento<'_>, numero: u32, columna: usize) -> Result<Celda, FallaDeLibro> {
        let tipo = e.atributo("t").unwrap_or_default().into_owned();
        let formato = e.entero::<usize>("s").and_then(|s| self.comun.formatos.get(s)).copied().unwrap_or(Formato::General);
        let (mut valor, mut incrustado, mut formula): (Option<String>, Option<String>, bool) = (None, None, false);
        loop {
            match xml.siguiente()? {
                Suceso::Abre(e) => match e.nombre() {
                    "v" => valor = Some(xml.texto()?),
                    "is" => incrustado = Some(texto_rico(xml)?),
                    "f" => {
                        formula = true;
                        xml.saltar()?;
                    }
                    _ => xml.saltar()?,
                },
                Suceso::Cierra | Suceso::Fin => break,
                Suceso::Texto(_) => {}
            }
        }
        let sitio = || (self.nombre.to_owned(), format!("{}{numero}", letras(columna)));
        // A program that writes a formula and never computes it leaves an empty value.
        let valor = valor.filter(|v| !formula || !v.is_empty());
        let celda = match (tipo.as_str(), valor) {
            ("inlineStr", _) => incrustado.map_or(Celda::Vacia, Celda::Texto),
            (_, None) if formula => {
                let (hoja, celda) = sitio();
                self.avisar(AvisoDeLibro::FormulaSinValor { hoja, celda })?;
                Celda::SinValor
            }
            (_, None) => Celda::Vacia,
            ("s", Some(v)) => {
                let cadena = v.trim().parse::<usize>().ok().and_then(|i| self.comun.cadenas.get(i));
                let cadena =
                    cadena.ok_or_else(|| FallaDeLibro::Danado { parte: format!("{} {}{numero}", self.nombre, letras(columna)) })?;
                Celda::Texto(cadena.to_string())
            }
            // A formula that gives a text.
            ("str", Some(v)) => Celda::Texto(sin_escapes(v)),
            ("b", Some(v)) => Celda::Logico(matches!(v.trim(), "1" | "true")),
            ("e", Some(valor)) => {
                let (hoja, celda) = sitio();
                self.avisar(AvisoDeLibro::ErrorDeCelda { hoja, celda, valor: valor.chars().take(20).collect() })?;
                Celda::Error(valor)
            }
            ("d", Some(v)) => Celda::Fecha(v.trim_end_matches('Z').replace('T', " ")),
            (_, Some(v)) => formatos::celda(&v, formato, self.comun.desde_1904),
        };
        if let Celda::Texto(t) = &celda {
            if t.is_empty() {
                return Ok(Celda::Vacia);
            }
            self.medidor.texto(t, self.nombre, numero, columna)?;
        }
        Ok(celda)
    }

    /// Unfolds the merged ranges that cross the row, and hands it over when something is in it.
    fn entregar(
        &mut self,
        numero: u32,
        oculta: bool,
        mut celdas: Vec<Celda>,
        rangos: &mut Vec<Rango>,
        activos: &mut Vec<Rango>,
    ) -> Result<(), FallaDeLibro> {
        let escrita = celdas.iter().any(|c| !c.esta_vacia());
        activos.retain(|r| r.filas.1 >= numero);
        while rangos.last().is_some_and(|r| r.filas.0 <= numero) {
            let Some(mut rango) = rangos.pop() else { break };
            if rango.filas.0 == numero {
                rango.valor = celdas.get(rango.columnas.0).cloned().unwrap_or_default();
                activos.push(rango);
            }
        }
        // A group that goes down over rows with nothing else makes no rows of its own.
        if !escrita {
            return Ok(());
        }
        for rango in activos.iter().filter(|r| r.valor != Celda::Vacia) {
            let (izquierda, derecha) = rango.columnas;
            if celdas.len() <= derecha {
                celdas.resize(derecha + 1, Celda::Vacia);
            }
            for celda in celdas.iter_mut().take(derecha + 1).skip(izquierda) {
                *celda = rango.valor.clone();
            }
        }
        self.medidor.fila()?;
        self.filas_ocultas += u32::from(oculta);
        self.salida.fila(Fila { numero, oculta, celdas })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_escapes() {
        assert_eq!(lugar("A1"), Some((0, 1)));
        assert_eq!(lugar("XFD1048576"), Some((16_383, 1_048_576)));
        assert_eq!((lugar("AAAA1"), lugar("1"), lugar("A")), (None, None, None));
        assert_eq!(sin_escapes("a_x000D_b_x005F_x000D_ _xyz_ _x".to_owned()), "a\rb_x000D_ _xyz_ _x");
    }

    #[test]
    fn merged_ranges_are_found_at_the_end_whatever_their_prefix() {
        for texto in [
            "<a><sheetData/><mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B3:B2\"/></mergeCells></a>",
            "<x:a><x:sheetData/><x:mergeCells><x:mergeCell ref=\"A1:C1\"></x:mergeCell><x:mergeCell ref=\"B3:B2\"/></x:mergeCells><x:b/></x:a>",
        ] {
            let r = combinadas(texto, "hoja", 200);
            assert_eq!(r.iter().map(|r| (r.filas, r.columnas)).collect::<Vec<_>>(), [((1, 1), (0, 2)), ((2, 3), (1, 1))]);
        }
        assert!(combinadas("<a><sheetData/></a>", "hoja", 200).is_empty());
    }
}
