//! Headers of the six known exports, compared without case, accents, spaces or punctuation.

use std::sync::Arc;

use dominio::interpretacion::plegar;

use super::directos;

/// A column of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columna {
    /// Known name, or the header in identifier form.
    pub normalizada: Arc<str>,
    /// Header as written.
    pub encabezado: Arc<str>,
    /// Whether its meaning is known.
    pub conocida: bool,
}

/// Which export it is, by its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forma {
    /// A. Public export: id, instrucciones, tiempo_de_respuesta, fecha_actualizado.
    ExportacionPublica,
    /// B. Bulk CSV: moneda, no id.
    CargaMasiva,
    /// C. Bulk CSV with long headers and Pasos.
    CargaMasivaLarga,
    /// D. The site's JSON, with English keys.
    Sitio,
    /// E. Converted CSV: Requerimientos, URL Catálogo.
    Convertida,
    /// F. Open data of 2023: id, institución, nombre, categoría, descripción, enlace.
    DatosAbiertos,
    /// Known columns in another combination.
    Otra,
}

/// Known headers, folded to letters and digits, and the name each one gets.
const ALIAS: &[(&str, &str)] = &[
    ("id", "id"),
    ("idcatalogo", "id"),
    ("institucion", "institucion"),
    ("nombreinstitucion", "institucion"),
    ("entidad", "institucion"),
    ("institution", "institucion"),
    ("institutionname", "institucion"),
    ("direccionunidadejecutoradepartamento", "unidad_ejecutora"),
    ("direccionunidadejecutora", "unidad_ejecutora"),
    ("unidadejecutora", "unidad_ejecutora"),
    ("nombre", "nombre"),
    ("name", "nombre"),
    ("tramite", "nombre"),
    ("nombretramite", "nombre"),
    ("nombredeltramite", "nombre"),
    ("categoria", "categoria"),
    ("category", "categoria"),
    ("categoryname", "categoria"),
    ("subcategoria", "subcategoria"),
    ("subcategorias", "subcategoria"),
    ("subcategories", "subcategoria"),
    ("subcategory", "subcategoria"),
    ("descripcion", "descripcion"),
    ("description", "descripcion"),
    ("instrucciones", "instrucciones"),
    ("pasos", "instrucciones"),
    ("instructions", "instrucciones"),
    ("requisitos", "requisitos"),
    ("requerimientos", "requisitos"),
    ("requirements", "requisitos"),
    ("costo", "costo"),
    ("cost", "costo"),
    ("codigomoneda", "codigo_moneda"),
    ("moneda", "codigo_moneda"),
    ("currency", "codigo_moneda"),
    ("currencycode", "codigo_moneda"),
    ("tipodecosto", "tipo_de_costo"),
    ("tipocosto", "tipo_de_costo"),
    ("typeofcost", "tipo_de_costo"),
    ("descripcioncosto", "costo_descripcion"),
    ("descripciondelcosto", "costo_descripcion"),
    ("variablecostdescription", "costo_descripcion"),
    ("tiempoderespuesta", "tiempo_de_respuesta"),
    ("tiemporespuesta", "tiempo_de_respuesta"),
    ("timeresponse", "tiempo_de_respuesta"),
    ("documentoobtenible", "documento_obtenible"),
    ("resultado", "documento_obtenible"),
    ("typeofdocumentobtainable", "documento_obtenible"),
    ("typeofdocumentobtainablename", "documento_obtenible"),
    ("enlace", "enlace"),
    ("url", "enlace"),
    ("link", "enlace"),
    ("urlcatalogo", "enlace_catalogo"),
    ("respaldolegal", "respaldo_legal"),
    ("normativa", "respaldo_legal"),
    ("baselegal", "respaldo_legal"),
    ("normative", "respaldo_legal"),
    ("fechaactualizado", "fecha_actualizado"),
    ("fechaactualizacion", "fecha_actualizado"),
    ("fechadeactualizacion", "fecha_actualizado"),
    ("updatedat", "fecha_actualizado"),
    ("updateddate", "fecha_actualizado"),
    // Of the sheets that offices keep.
    ("dependencia", "institucion"),
    ("ministerio", "institucion"),
    ("nombredelainstitucion", "institucion"),
    ("institucionresponsable", "institucion"),
    ("direccion", "unidad_ejecutora"),
    ("unidad", "unidad_ejecutora"),
    ("unidadadministrativa", "unidad_ejecutora"),
    ("unidadresponsable", "unidad_ejecutora"),
    ("departamento", "unidad_ejecutora"),
    ("direccionounidadejecutora", "unidad_ejecutora"),
    ("direccionounidad", "unidad_ejecutora"),
    ("tramites", "nombre"),
    ("servicio", "nombre"),
    ("tramiteoservicio", "nombre"),
    ("nombredelservicio", "nombre"),
    ("nombredeltramiteoservicio", "nombre"),
    ("nombretramiteoservicio", "nombre"),
    ("nombredelprocedimiento", "nombre"),
    ("procedimiento", "instrucciones"),
    ("pasosaseguir", "instrucciones"),
    ("pasosdeltramite", "instrucciones"),
    ("instruccionesopasos", "instrucciones"),
    ("pasoslistaenunacelda", "instrucciones"),
    ("requisitosdeltramite", "requisitos"),
    ("documentosrequeridos", "requisitos"),
    ("requisitossolicitados", "requisitos"),
    ("requisitoslistaenunacelda", "requisitos"),
    ("costoq", "costo"),
    ("costoenq", "costo"),
    ("costoquetzales", "costo"),
    ("costoenquetzales", "costo"),
    ("arancel", "costo"),
    ("tarifa", "costo"),
    ("precio", "costo"),
    ("costodeltramite", "costo"),
    ("tiempo", "tiempo_de_respuesta"),
    ("plazo", "tiempo_de_respuesta"),
    ("plazoderespuesta", "tiempo_de_respuesta"),
    ("tiempoderesolucion", "tiempo_de_respuesta"),
    ("tiempodeentrega", "tiempo_de_respuesta"),
    ("duracion", "tiempo_de_respuesta"),
    ("tiempoderespuestadias", "tiempo_de_respuesta"),
    ("documentoqueseobtiene", "documento_obtenible"),
    ("documentoqueseentrega", "documento_obtenible"),
    ("productofinal", "documento_obtenible"),
    ("producto", "documento_obtenible"),
    ("documentoobtenido", "documento_obtenible"),
    ("paginaweb", "enlace"),
    ("sitioweb", "enlace"),
    ("enlaceweb", "enlace"),
    ("fundamentolegal", "respaldo_legal"),
    ("marcolegal", "respaldo_legal"),
    ("sustentolegal", "respaldo_legal"),
    ("fundamentojuridico", "respaldo_legal"),
    ("baselegalcitasenunacelda", "respaldo_legal"),
    ("ultimaactualizacion", "fecha_actualizado"),
    ("numerodecatalogo", "id"),
    ("numeroenelcatalogonacional", "id"),
    ("comosecalculaelcosto", "costo_descripcion"),
    ("comosecalculauncostovariable", "costo_descripcion"),
];

/// The column of a header.
pub(crate) fn de(encabezado: &str) -> Columna {
    let llano = plegar(encabezado);
    let clave: String = llano.chars().filter(char::is_ascii_alphanumeric).collect();
    let conocida = ALIAS.iter().find(|(a, _)| *a == clave).map(|(_, c)| *c).or_else(|| directos::de_clave(&clave));
    let normalizada: Arc<str> = match conocida {
        Some(c) => c.into(),
        None => identificador(&llano).into(),
    };
    Columna { normalizada, encabezado: encabezado.into(), conocida: conocida.is_some() }
}

fn identificador(llano: &str) -> String {
    let mut salida = String::new();
    for c in llano.chars() {
        if c.is_ascii_alphanumeric() {
            salida.push(c);
        } else if !salida.is_empty() && !salida.ends_with('_') {
            salida.push('_');
        }
        if salida.len() >= 40 {
            break;
        }
    }
    let limpio = salida.trim_end_matches('_');
    if limpio.is_empty() { "columna".to_owned() } else { limpio.to_owned() }
}

/// Columns of a header row; repeated ones get a suffix, and only the first keeps its meaning.
pub(crate) fn de_encabezados<'a>(encabezados: impl Iterator<Item = &'a str>) -> Vec<Columna> {
    let mut salida: Vec<Columna> = Vec::new();
    for e in encabezados {
        let nueva = sin_repetir(de(e), &salida);
        salida.push(nueva);
    }
    salida
}

/// The same column with a suffix when its name is taken.
pub(crate) fn sin_repetir(columna: Columna, otras: &[Columna]) -> Columna {
    let ocupada = |n: &str| otras.iter().any(|c| &*c.normalizada == n);
    if !ocupada(&columna.normalizada) {
        return columna;
    }
    let libre = (2u32..).map(|k| format!("{}_{k}", columna.normalizada)).find(|n| !ocupada(n)).unwrap_or_default();
    Columna { normalizada: libre.into(), conocida: false, ..columna }
}

/// A header is known when it has the name and one more known column.
pub(crate) fn reconocidas(columnas: &[Columna]) -> bool {
    columnas.iter().any(|c| c.conocida && &*c.normalizada == "nombre") && columnas.iter().filter(|c| c.conocida).count() >= 2
}

pub(crate) fn forma(columnas: &[Columna]) -> Forma {
    let tiene = |n: &str| columnas.iter().any(|c| c.conocida && &*c.normalizada == n);
    let dice = |n: &str| columnas.iter().any(|c| plegar(&c.encabezado) == n);
    if dice("name") || dice("requirements") {
        Forma::Sitio
    } else if dice("url catalogo") || dice("requerimientos") {
        Forma::Convertida
    } else if tiene("unidad_ejecutora") || dice("pasos") {
        Forma::CargaMasivaLarga
    } else if tiene("id") && tiene("instrucciones") {
        Forma::ExportacionPublica
    } else if tiene("instrucciones") && tiene("requisitos") {
        Forma::CargaMasiva
    } else if tiene("id") && tiene("enlace") && tiene("descripcion") {
        Forma::DatosAbiertos
    } else {
        Forma::Otra
    }
}
