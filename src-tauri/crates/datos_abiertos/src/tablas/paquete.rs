//! `datapackage.json`: what each CSV holds, by the Data Package standard, version 2
//! (`estandares.md` §4), generated from [`Tabla::columnas`] and never by hand.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{ColumnaDeTabla, LEEME, Tabla, TipoDeColumna};

/// One file of the package.
#[derive(Clone, Copy, Debug)]
pub struct Recurso<'a> {
    /// Table.
    pub tabla: Tabla,
    /// Path inside the folder.
    pub ruta: &'a str,
    /// Bytes.
    pub bytes: &'a [u8],
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn suma(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

fn campo(c: &ColumnaDeTabla, obligatorio: bool) -> Value {
    let tipo = match c.tipo {
        TipoDeColumna::Texto | TipoDeColumna::Lista => "string",
        TipoDeColumna::Entero => "integer",
        TipoDeColumna::Decimal | TipoDeColumna::Dinero => "number",
        TipoDeColumna::Logico => "boolean",
    };
    let mut campo = json!({ "name": c.id, "type": tipo, "title": c.etiqueta, "description": c.descripcion });
    let mut restricciones = serde_json::Map::new();
    if obligatorio {
        restricciones.insert("required".to_owned(), Value::Bool(true));
    }
    if let (Some(declarado), TipoDeColumna::Lista) = (c.campo, c.tipo) {
        let opciones: Vec<&str> = declarado.opciones().iter().map(|o| o.id).collect();
        restricciones.insert("enum".to_owned(), json!(opciones));
    }
    if let Some(objeto) = campo.as_object_mut() {
        if c.tipo == TipoDeColumna::Logico {
            objeto.insert("trueValues".to_owned(), json!(["si"]));
            objeto.insert("falseValues".to_owned(), json!(["no"]));
        }
        if !restricciones.is_empty() {
            objeto.insert("constraints".to_owned(), Value::Object(restricciones));
        }
    }
    campo
}

fn esquema(tabla: Tabla) -> Value {
    let columnas = tabla.columnas();
    let llave: Vec<&str> = columnas.iter().filter(|c| c.llave).map(|c| c.id).collect();
    // The rest is named by its row only when it is of a list.
    let siempre = |c: &ColumnaDeTabla| c.llave && c.id != "fila";
    let mut esquema = json!({
        "fields": columnas.iter().map(|c| campo(c, siempre(c))).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if let Some(objeto) = esquema.as_object_mut() {
        if tabla != Tabla::Otros {
            objeto.insert("primaryKey".to_owned(), json!(llave));
        }
        if tabla != Tabla::Tramites {
            let a = json!({ "resource": Tabla::Tramites.nombre(), "fields": ["institucion", "codigo"] });
            objeto.insert("foreignKeys".to_owned(), json!([{ "fields": ["institucion", "tramite"], "reference": a }]));
        }
    }
    esquema
}

/// The description of the package. Its identity is that of its content: the same data give the same
/// bytes, and there is no moment of today in it.
#[must_use]
pub fn describir(recursos: &[Recurso<'_>]) -> String {
    let mut todo = Sha256::new();
    recursos.iter().for_each(|r| todo.update(Sha256::digest(r.bytes)));
    let huella: [u8; 32] = todo.finalize().into();
    let mut id = [0; 16];
    id.iter_mut().zip(huella).for_each(|(a, b)| *a = b);
    let lista: Vec<Value> = recursos
        .iter()
        .map(|r| {
            json!({
                "name": r.tabla.nombre(), "path": r.ruta, "type": "table", "title": r.tabla.hoja(), "format": "csv", "mediatype": "text/csv",
                "encoding": "utf-8", "bytes": r.bytes.len(), "hash": format!("sha256:{}", suma(r.bytes)),
                "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
                "schema": esquema(r.tabla),
            })
        })
        .collect();
    let paquete = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "inventario-de-tramites",
        "id": uuid::Builder::from_custom_bytes(id).into_uuid().to_string(),
        "title": "Inventario de trámites",
        "description": LEEME.join(" "),
        "version": "1.0.0",
        "licenses": [{ "name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Atribución 4.0 Internacional" }],
        "contributors": [{ "title": "Comité de Simplificación de la institución", "roles": ["creator"] }],
        "sources": [{ "title": "Catálogo Nacional de Trámites, GAE" }],
        "resources": lista,
    });
    format!("{paquete:#}\n")
}

/// `LEEME.txt`, for a text editor of twenty years from now.
#[must_use]
pub fn leeme() -> String {
    let mut texto = String::new();
    for linea in LEEME.iter().chain(&["Cada archivo es un CSV en UTF-8, separado por comas. «datapackage.json» explica cada columna."]) {
        texto.push_str(linea);
        texto.push_str("\r\n");
    }
    texto
}
