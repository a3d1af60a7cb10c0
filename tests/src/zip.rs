//! ZIP files for the tests, well made or hostile: each part says what its headers declare.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// One part.
#[derive(Clone, Debug)]
pub struct Parte {
    nombre: String,
    empacado: Vec<u8>,
    abierto: u64,
    crc: u32,
    metodo: u16,
    banderas: u16,
}

impl Parte {
    /// A part as any program would write it.
    ///
    /// # Panics
    /// Never: it is written to memory.
    #[must_use]
    pub fn new(nombre: &str, contenido: &[u8]) -> Self {
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
        deflate.write_all(contenido).unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(contenido);
        Parte {
            nombre: nombre.to_owned(),
            empacado: deflate.finish().unwrap(),
            abierto: contenido.len() as u64,
            crc: crc.sum(),
            metodo: 8,
            banderas: 0,
        }
    }

    /// Its headers say another open size.
    #[must_use]
    pub fn declarando(mut self, abierto: u64) -> Self {
        self.abierto = abierto;
        self
    }

    /// Its headers say that it has a password.
    #[must_use]
    pub fn cifrada(mut self) -> Self {
        self.banderas = 1;
        self
    }
}

/// The file.
///
/// # Panics
/// With more than 65,535 parts.
#[must_use]
pub fn zip(partes: &[Parte]) -> Vec<u8> {
    let (mut salida, mut directorio) = (Vec::new(), Vec::new());
    let u32le = |n: u64| u32::try_from(n.min(u64::from(u32::MAX))).unwrap().to_le_bytes();
    for p in partes {
        let lugar = salida.len() as u64;
        let largo = u16::try_from(p.nombre.len()).unwrap().to_le_bytes();
        let comun = [
            &20u16.to_le_bytes()[..],
            &p.banderas.to_le_bytes(),
            &p.metodo.to_le_bytes(),
            &[0; 4],
            &p.crc.to_le_bytes(),
            &u32le(p.empacado.len() as u64),
            &u32le(p.abierto),
            &largo,
            &[0; 2],
        ]
        .concat();
        salida.extend([b"PK\x03\x04", &comun[..], p.nombre.as_bytes(), &p.empacado].concat());
        directorio.extend([b"PK\x01\x02", &20u16.to_le_bytes()[..], &comun, &[0; 10], &u32le(lugar), p.nombre.as_bytes()].concat());
    }
    let n = u16::try_from(partes.len()).unwrap().to_le_bytes();
    let (inicio, largo) = (u32le(salida.len() as u64), u32le(directorio.len() as u64));
    salida.extend(directorio);
    salida.extend([b"PK\x05\x06", &[0; 4][..], &n, &n, &largo, &inicio, &[0; 2]].concat());
    salida
}

/// A workbook of one sheet whose rows are this XML, with parts added or put in the place of those of
/// the same name.
#[must_use]
pub fn xlsx(filas: &str, otras: Vec<Parte>) -> Vec<u8> {
    let hoja = format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{filas}</sheetData></worksheet>"
    );
    let libro = "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Hoja1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let vecinas = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let mut partes = vec![
        Parte::new("[Content_Types].xml", b"<Types/>"),
        Parte::new("xl/workbook.xml", libro.as_bytes()),
        Parte::new("xl/_rels/workbook.xml.rels", vecinas.as_bytes()),
        Parte::new("xl/worksheets/sheet1.xml", hoja.as_bytes()),
    ];
    partes.retain(|p| !otras.iter().any(|o| o.nombre == p.nombre));
    partes.extend(otras);
    zip(&partes)
}

/// A row of inline texts.
#[must_use]
pub fn fila(numero: u32, textos: &[&str]) -> String {
    let celdas: String = textos
        .iter()
        .enumerate()
        .map(|(i, t)| {
            format!("<c r=\"{}{numero}\" t=\"inlineStr\"><is><t>{t}</t></is></c>", char::from(b'A' + u8::try_from(i).unwrap_or(0)))
        })
        .collect();
    format!("<row r=\"{numero}\">{celdas}</row>")
}
