//! The tables as one JSON: a list of trámites, each with its rows inside. Decimals are strings.

use serde_json::{Map, Value, json};

use super::filas::{Columnas, Valor};
use super::leer::{FilaDeTexto, TablaDeTextos};
use super::{Tabla, TipoDeColumna, TramiteEnTablas, en_filas};

/// What the first key says, so that no other list is taken for one of these.
pub const FORMATO: &str = "diligencia-inventario";

fn valor(tipo: TipoDeColumna, v: &Valor<'_>) -> Option<Value> {
    match v {
        Valor::Nada => None,
        Valor::Texto(t) => Some(Value::from(t.as_ref())),
        // Whole numbers are numbers; decimals and amounts, strings.
        Valor::Numero(n) if tipo != TipoDeColumna::Entero => Some(Value::from(n.as_ref())),
        Valor::Numero(n) => {
            Some(n.parse::<i64>().ok().filter(|i| i.to_string() == n.as_ref()).map_or_else(|| Value::from(n.as_ref()), Value::from))
        }
        Valor::Logico(b) => Some(Value::from(*b)),
    }
}

/// One trámite as an object: its columns, and a list for each table that has rows.
#[must_use]
pub fn tramite(columnas: &Columnas, t: &TramiteEnTablas) -> Value {
    let mut objeto = Map::new();
    let mut listas: Vec<(Tabla, Vec<Value>)> = Vec::new();
    en_filas(columnas, t, |tabla, valores| {
        let propias = columnas.de(tabla);
        let pares = propias.iter().zip(valores).filter_map(|(c, v)| Some((c.id.to_owned(), valor(c.tipo, v)?)));
        if tabla == Tabla::Tramites {
            objeto.extend(pares);
        } else {
            // The trámite that holds the row already says these two.
            let fila: Map<String, Value> = pares.filter(|(id, _)| id != "institucion" && id != "tramite").collect();
            match listas.iter_mut().find(|(x, _)| *x == tabla) {
                Some((_, filas)) => filas.push(Value::Object(fila)),
                None => listas.push((tabla, vec![Value::Object(fila)])),
            }
        }
    });
    objeto.extend(listas.into_iter().map(|(tabla, filas)| (tabla.nombre().to_owned(), Value::Array(filas))));
    Value::Object(objeto)
}

/// The whole inventory, one trámite a line.
#[must_use]
pub fn escribir(tramites: &[TramiteEnTablas]) -> String {
    let columnas = Columnas::default();
    let mut salida = format!("{{\n\"formato\": {}, \"version\": 1,\n\"tramites\": [", json!(FORMATO));
    for (i, t) in tramites.iter().enumerate() {
        salida.push_str(if i == 0 { "\n" } else { ",\n" });
        salida.push_str(&tramite(&columnas, t).to_string());
    }
    salida.push_str("\n]\n}\n");
    salida
}

fn texto(v: &Value) -> String {
    match v {
        Value::String(t) => t.clone(),
        Value::Bool(true) => "si".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Null => String::new(),
        otro @ (Value::Number(_) | Value::Array(_) | Value::Object(_)) => otro.to_string(),
    }
}

/// The tables of a JSON of these; `None` for any other JSON.
#[must_use]
pub fn leer(contenido: &str) -> Option<Vec<TablaDeTextos>> {
    if !contenido.get(..200.min(contenido.len())).or(Some(contenido))?.contains(FORMATO) {
        return None;
    }
    let todo: Value = serde_json::from_str(contenido).ok()?;
    if todo.get("formato")?.as_str()? != FORMATO {
        return None;
    }
    let mut tablas: Vec<TablaDeTextos> = Tabla::TODAS.into_iter().map(TablaDeTextos::de_columnas).collect();
    let mut agregar = |tabla: Tabla, numero: usize, objeto: &Map<String, Value>, llave: Option<(&str, &str)>| {
        let Some(destino) = tablas.iter_mut().find(|t| t.tabla == tabla) else { return };
        for id in objeto
            .keys()
            .filter(|k| !Tabla::TODAS.iter().any(|t| t.nombre() == k.as_str() && objeto.get(k.as_str()).is_some_and(Value::is_array)))
        {
            if !destino.columnas.contains(id) {
                destino.columnas.push(id.clone());
            }
        }
        let celda = |id: &String| match (id.as_str(), llave) {
            ("institucion", Some((i, _))) => i.to_owned(),
            ("tramite", Some((_, t))) => t.to_owned(),
            _ => objeto.get(id).map(texto).unwrap_or_default(),
        };
        destino
            .filas
            .push(FilaDeTexto { numero: u32::try_from(numero).unwrap_or(u32::MAX), celdas: destino.columnas.iter().map(celda).collect() });
    };
    for (i, t) in todo.get("tramites")?.as_array()?.iter().enumerate() {
        let objeto = t.as_object()?;
        agregar(Tabla::Tramites, i + 1, objeto, None);
        // A trámite without a code is cited by a name of its own: nothing else names it.
        let de = |id: &str| objeto.get(id).map(texto).unwrap_or_default();
        let (institucion, codigo) = (de("institucion"), de("codigo"));
        let cita = if codigo.is_empty() { de("nombre") } else { codigo };
        for tabla in Tabla::TODAS.into_iter().skip(1) {
            for fila in objeto.get(tabla.nombre()).and_then(Value::as_array).into_iter().flatten() {
                if let Some(fila) = fila.as_object() {
                    agregar(tabla, i + 1, fila, Some((&institucion, &cita)));
                }
            }
        }
    }
    Some(tablas)
}
