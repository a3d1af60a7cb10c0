//! Writing a report: the paper, its page for a browser or its tables, whole or not at all.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use datos_abiertos::sueltas::{self, Suelta};
use dominio::texto::plegar;
use sha2::{Digest, Sha256};

use super::Compuesto;
use crate::dto::{AdjuntoListo, FormatoDeInforme, InformeHecho, PedirInforme};
use crate::falla::Falla;
use crate::sesion::Sesion;
use crate::trabajos::Trabajo;
use crate::{entrada, salida};

/// A report as the bytes of its file.
pub(super) struct Archivo {
    pub bytes: Vec<u8>,
    pub paginas: u32,
}

/// The file of a document in the form asked for.
pub(super) fn archivo(documento: &informes::Documento, formato: FormatoDeInforme, trabajo: &Trabajo) -> Result<Archivo, Falla> {
    match formato {
        FormatoDeInforme::Pdf => pdf(documento, trabajo),
        FormatoDeInforme::Html => {
            trabajo.etapa("Escribiendo la página", 0);
            Ok(Archivo { bytes: informes::html::escribir(documento)?.into_bytes(), paginas: 0 })
        }
        FormatoDeInforme::Tablas => {
            trabajo.etapa("Escribiendo las tablas", 0);
            Ok(Archivo { bytes: tablas(documento, trabajo)?, paginas: 0 })
        }
    }
}

/// The name of a CSV: its number and the first words of its caption, in letters that every system takes.
fn nombre_de_csv(n: usize, titulo: &str) -> String {
    let limpio: String = plegar(titulo).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let partes: Vec<&str> = limpio.split('-').filter(|p| !p.is_empty()).take(6).collect();
    format!("csv/{n:02}-{}.csv", partes.join("-"))
}

/// Every table of the document: one workbook, one CSV each, what they are and their sums.
fn tablas(documento: &informes::Documento, trabajo: &Trabajo) -> Result<Vec<u8>, Falla> {
    let falla = |e| {
        tracing::error!("{e}");
        Falla::Interno("the tables of a report could not be written")
    };
    let recogidas = informes::tablas::recoger(documento);
    let sueltas: Vec<Suelta<'_>> = recogidas.iter().map(|t| Suelta { titulo: &t.titulo, columnas: &t.columnas, filas: &t.filas }).collect();
    let m = &documento.metadatos;
    let mut leeme = format!(
        "{}\r\n{}\r\n{}\r\n{}\r\n\r\nTablas del informe, en el mismo orden. «tablas.xlsx» las tiene todas, una por hoja; la carpeta «csv» tiene una por archivo, \
         en UTF-8. Los números van sin separador de miles. Un apóstrofo al principio de un texto evita que una hoja de cálculo lo \
         tome por fórmula. «SUMAS.txt» tiene el SHA-256 de cada archivo.\r\n\r\n",
        m.titulo, documento.marco.encabezado, documento.marco.corte, documento.marco.pie
    );
    let mut archivos = vec![("tablas.xlsx".to_owned(), sueltas::libro(&m.titulo, &sueltas).map_err(falla)?)];
    trabajo.revisar()?;
    for (n, t) in sueltas.iter().enumerate() {
        let nombre = nombre_de_csv(n + 1, t.titulo);
        leeme.push_str(&format!("{nombre}: {} ({} filas)\r\n", t.titulo, t.filas.len()));
        archivos.push((nombre, sueltas::csv(t).into_bytes()));
    }
    trabajo.revisar()?;
    archivos.insert(0, ("LEEME.txt".to_owned(), format!("\u{feff}{leeme}").into_bytes()));
    let sumas: String = archivos
        .iter()
        .map(|(nombre, bytes)| {
            let suma: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
            format!("{suma}  {nombre}\n")
        })
        .collect();
    archivos.push(("SUMAS.txt".to_owned(), sumas.into_bytes()));
    sueltas::comprimir(&archivos).map_err(falla)
}

fn pdf(documento: &informes::Documento, trabajo: &Trabajo) -> Result<Archivo, Falla> {
    let cancelar = AtomicBool::new(false);
    let mut avisar = |p: informes::Progreso| {
        trabajo.etapa("Escribiendo las páginas", p.total as u64);
        if trabajo.avanzar(p.hechas as u64).is_err() {
            cancelar.store(true, std::sync::atomic::Ordering::Relaxed);
        }
    };
    let pdf = informes::exportar_pdf(documento, &mut avisar, &cancelar)?;
    Ok(Archivo { bytes: pdf.bytes, paginas: u32::try_from(pdf.paginas).unwrap_or(u32::MAX) })
}

impl Sesion {
    /// Writes the report at the destination that the person chose.
    ///
    /// # Errors
    /// Those of [`Sesion::vista_previa_informe`]; `sin_permiso` for another handle; `disco_lleno`.
    pub fn exportar_informe(&self, pide: PedirInforme) -> Result<InformeHecho, Falla> {
        let manija = pide.destino.clone().ok_or_else(|| Falla::campo("destino", "Elija dónde guardar el informe."))?;
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let destino = self.ruta_de_escritura(&manija)?;
        let hecho = self.informe_en(&pide, &destino, &trabajo)?;
        self.anotar_exportado(&manija, destino);
        Ok(hecho)
    }

    /// The same at a path (the console).
    ///
    /// # Errors
    /// Those of [`Sesion::exportar_informe`].
    pub fn informe_en_ruta(&self, pide: &PedirInforme, destino: &Path) -> Result<InformeHecho, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        self.informe_en(pide, destino, &trabajo)
    }

    /// Writes the paper in a private folder, for the system's viewer, which prints it. The folder goes away
    /// when the program closes.
    ///
    /// # Errors
    /// Those of [`Sesion::vista_previa_informe`]; `disco_lleno`.
    pub fn imprimir_informe(&self, pide: PedirInforme) -> Result<AdjuntoListo, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let llave = crate::contexto::token_al_azar().ok_or(Falla::Interno("the system gave no randomness"))?;
        let carpeta = std::env::temp_dir().join(format!("diligencia-{llave}"));
        salida::carpeta_privada(&carpeta)?;
        self.anotar_temporal(carpeta.clone());
        let ruta = carpeta.join(format!("{}.pdf", pide.tipo));
        let hecho = self.informe_en(&PedirInforme { formato: None, ..pide }, &ruta, &trabajo)?;
        self.anotar_exportado(&llave, ruta);
        Ok(AdjuntoListo { id: llave, nombre: hecho.archivo, bytes: hecho.bytes })
    }

    fn informe_en(&self, pide: &PedirInforme, destino: &Path, trabajo: &Trabajo) -> Result<InformeHecho, Falla> {
        let inicio = std::time::Instant::now();
        trabajo.etapa("Reuniendo las cifras", 0);
        let compuesto = self.componer(pide, trabajo)?;
        trabajo.revisar()?;
        self.escribir_informe(pide, &compuesto, destino, trabajo, inicio)
    }

    /// Writes a report that was composed, and notes it.
    pub(super) fn escribir_informe(
        &self,
        pide: &PedirInforme,
        compuesto: &Compuesto,
        destino: &Path,
        trabajo: &Trabajo,
        inicio: std::time::Instant,
    ) -> Result<InformeHecho, Falla> {
        let formato = pide.formato.unwrap_or_default();
        let Archivo { bytes, paginas } = archivo(&compuesto.documento, formato, trabajo)?;
        trabajo.revisar()?;
        salida::escribir(destino, &bytes)?;
        let hecho = InformeHecho {
            archivo: entrada::nombre(destino),
            formato,
            paginas,
            bytes: bytes.len() as u64,
            ms: u64::try_from(inicio.elapsed().as_millis()).unwrap_or(u64::MAX),
            corte: compuesto.corte.to_string(),
            codigo: compuesto.codigo.clone(),
            cifras_sha256: compuesto.cifras_sha256.clone(),
        };
        self.anotar_informe(pide, &hecho, &compuesto.institucion, &compuesto.tramite);
        Ok(hecho)
    }
}
