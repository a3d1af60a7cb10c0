//! The arithmetic audit of a sheet that somebody chose: products, totals and percentages that do not
//! add up, each with its cell, what was expected, what is there and the difference.

use std::path::Path;

use datos_abiertos::libro::encabezado::{self, Encabezado};
use datos_abiertos::libro::{Hoja, Libro, auditoria};
use dominio::metodos::cifra::Cifra;
use dominio::texto::plegar;

use crate::dto::{AuditarHoja, AuditoriaDto, ValorPorRevisar};
use crate::entrada;
use crate::falla::Falla;
use crate::importar::hojas::abrir_libro;
use crate::sesion::{Sesion, recortar};
use crate::trabajos::Trabajo;

/// The audit of a sheet; below its headers, when it is known where they are.
pub(crate) fn auditar(hoja: &Hoja, encabezado: Option<Encabezado>) -> AuditoriaDto {
    let a = auditoria::revisar(hoja, encabezado.map_or_else(|| primera_con_numeros(hoja), |e| e.lugar + 1));
    let por_revisar = a
        .auditoria
        .hallazgos
        .iter()
        .zip(&a.columnas)
        .map(|(h, columna)| ValorPorRevisar {
            tipo: h.tipo.as_str().to_owned(),
            fila: h.lugar.fila,
            columna: columna.clone(),
            etiqueta: recortar(h.lugar.etiqueta.as_deref().unwrap_or_default(), 80),
            esperado: h.esperado.as_ref().map(Cifra::mostrado),
            encontrado: h.encontrado.clone(),
            diferencia: h.diferencia.as_ref().map(Cifra::mostrado),
            mensaje: h.tipo.etiqueta().to_owned(),
        })
        .collect();
    AuditoriaDto {
        hoja: hoja.nombre.clone(),
        revisados: a.auditoria.revisadas.iter().sum::<usize>() as u64,
        correctos: a.auditoria.correctas as u64,
        por_revisar,
    }
}

/// The row after the first one without numbers that has one with numbers below: a sheet of figures
/// need not have the headers of an inventory.
fn primera_con_numeros(hoja: &Hoja) -> usize {
    let con_numeros = |f: &datos_abiertos::libro::Fila| f.celdas.iter().any(|c| matches!(c, datos_abiertos::libro::Celda::Numero(_)));
    hoja.filas.iter().position(con_numeros).unwrap_or(0)
}

fn elegir<'l>(libro: &'l Libro, pedida: Option<&str>) -> Result<&'l Hoja, Falla> {
    let falta = || Falla::HojaSinTabla {
        pedida: pedida.unwrap_or_default().to_owned(),
        hojas: libro.hojas.iter().map(|h| h.nombre.clone()).collect(),
    };
    match pedida {
        Some(p) => {
            let por_numero = || libro.hojas.get(p.trim().parse::<usize>().ok()?.checked_sub(1)?);
            libro.hojas.iter().find(|h| plegar(&h.nombre).trim() == plegar(p).trim()).or_else(por_numero).ok_or_else(falta)
        }
        None => {
            let numeros = |h: &&Hoja| {
                let celdas = h.filas.iter().flat_map(|f| &f.celdas);
                (celdas.filter(|c| matches!(c, datos_abiertos::libro::Celda::Numero(_))).count(), !h.oculta)
            };
            libro.hojas.iter().rev().max_by_key(numeros).ok_or_else(falta)
        }
    }
}

impl Sesion {
    /// Computes again what a sheet declares.
    ///
    /// # Errors
    /// Those of reading the file.
    pub fn auditar_hoja(&self, pide: AuditarHoja) -> Result<AuditoriaDto, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let ruta = self.ruta_de_lectura(&pide.archivo)?;
        self.auditar_en(&ruta, pide.hoja.as_deref(), &trabajo)
    }

    /// The same at a path (the console). Needs no data file.
    ///
    /// # Errors
    /// Those of reading the file.
    pub fn auditar_en_ruta(&self, ruta: &Path, hoja: Option<&str>) -> Result<AuditoriaDto, Falla> {
        let trabajo = self.trabajos.empezar(Some("consola"))?;
        self.auditar_en(ruta, hoja, &trabajo)
    }

    fn auditar_en(&self, ruta: &Path, pedida: Option<&str>, trabajo: &Trabajo) -> Result<AuditoriaDto, Falla> {
        let bytes = entrada::leer(ruta, entrada::LIMITE_CATALOGO)?;
        let libro = abrir_libro(self, &bytes, trabajo)?;
        let hoja = elegir(&libro, pedida)?;
        Ok(auditar(hoja, encabezado::buscar(hoja)))
    }
}
