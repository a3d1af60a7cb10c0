//! The committee as the report prints it.

use almacen::{Consultas, Instalacion};
use dominio::comite::RolComite;
use dominio::{Dato, formato};
use informes::avance::Integrante;
use jiff::civil::Date;

use crate::falla::Falla;
use crate::sesion::clase;

pub(in crate::informes) fn integrantes(
    c: &Consultas<'_>,
    instalacion: &Instalacion,
    ambito: uuid::Uuid,
    hoy: Date,
) -> Result<Vec<Integrante>, Falla> {
    let filas = c.por_clase(&clase(instalacion, "integrante"), Some(ambito))?;
    let texto = |e: &almacen::EntidadLeida, campo: &str| e.valor(campo).and_then(Dato::texto).unwrap_or_default().to_owned();
    Ok(filas
        .iter()
        .filter(|e| dominio::comite::Integrante::desde_entidad(&e.entidad()).activo(hoy))
        .map(|e| Integrante {
            cargo: texto(e, "cargo"),
            rol: texto(e, "rol").parse::<RolComite>().map(|r| r.etiqueta().to_owned()).unwrap_or_default(),
            nombre: texto(e, "nombre"),
        })
        .collect())
}

pub(in crate::informes) fn documentos(c: &Consultas<'_>, instalacion: &Instalacion, ambito: uuid::Uuid) -> Result<Vec<String>, Falla> {
    let filas = c.por_clase(&clase(instalacion, "documento_conformacion"), Some(ambito))?;
    Ok(filas
        .iter()
        .map(|e| {
            let d = dominio::comite::DocumentoDeConformacion::desde_entidad(&e.entidad());
            let tipo = d.tipo.map_or("Documento", |t| t.etiqueta());
            let numero = e.valor("numero").and_then(Dato::texto).unwrap_or("sin número");
            let dia = d.fecha.map_or_else(|| "sin fecha".to_owned(), formato::fecha_larga);
            format!("{tipo} {numero}, {dia}")
        })
        .collect())
}
