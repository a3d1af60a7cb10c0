//! JSON: an array of objects, flat (shape A) or with nested names (shape D).

use std::collections::HashMap;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columnas::{self, Columna};
use super::{Codificacion, FallaDeLectura, FilaDelCatalogo, FilaRechazada, Formato, Lectura, Limites, MotivoDeRechazo, Original};

/// Keys and raw values in the order of the source, repeated keys included.
struct Pares<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pares<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializador: D) -> Result<Self, D::Error> {
        struct Visita;
        impl<'de> Visitor<'de> for Visita {
            type Value = Pares<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut mapa: A) -> Result<Self::Value, A::Error> {
                let mut pares = Vec::new();
                while let Some(par) = mapa.next_entry()? {
                    pares.push(par);
                }
                Ok(Pares(pares))
            }
        }
        deserializador.deserialize_map(Visita)
    }
}

pub(super) fn leer(texto: &str, codificacion: Codificacion, limites: Limites) -> Result<Lectura, FallaDeLectura> {
    if !texto.trim_start().starts_with('[') {
        // Tell broken JSON from sound JSON of another shape.
        let todo: &RawValue = serde_json::from_str(texto).map_err(|e| falla(&e))?;
        return Err(FallaDeLectura::JsonDeOtraForma { visto: visto(todo.get()) });
    }
    let elementos: Vec<&RawValue> = serde_json::from_str(texto).map_err(|e| falla(&e))?;
    if elementos.len() > limites.filas {
        return Err(FallaDeLectura::DemasiadasFilas { limite: limites.filas });
    }
    let mut registro = Registro { columnas: Vec::new(), por_clave: HashMap::new(), limites };
    let mut lectura = Lectura {
        formato: Formato::Json,
        forma: columnas::Forma::Otra,
        codificacion,
        delimitador: None,
        columnas: Vec::new(),
        filas: Vec::with_capacity(elementos.len()),
        rechazadas: Vec::new(),
    };
    let (mut linea, mut visto_hasta) = (1usize, texto.as_ptr() as usize);
    for (i, elemento) in elementos.iter().enumerate() {
        let crudo = elemento.get();
        let aqui = crudo.as_ptr() as usize;
        let desde = visto_hasta - texto.as_ptr() as usize;
        linea += texto.get(desde..aqui - texto.as_ptr() as usize).map_or(0, |t| t.bytes().filter(|b| *b == b'\n').count());
        visto_hasta = aqui;
        let numero = u32::try_from(i + 1).unwrap_or(u32::MAX);
        let en = u32::try_from(linea).unwrap_or(u32::MAX);
        match registro.leer(crudo)? {
            Ok(originales) => lectura.filas.push(FilaDelCatalogo { numero, linea: en, originales }),
            Err(motivo) => lectura.rechazadas.push(FilaRechazada { numero, linea: en, motivo, texto: crudo.to_owned() }),
        }
    }
    if !elementos.is_empty() && !columnas::reconocidas(&registro.columnas) {
        let claves: Vec<String> = registro.columnas.iter().take(4).map(|c| format!("«{}»", c.encabezado)).collect();
        let visto =
            if claves.is_empty() { "sus elementos no son fichas".to_owned() } else { format!("sus fichas tienen {}", claves.join(", ")) };
        return Err(FallaDeLectura::JsonDeOtraForma { visto });
    }
    lectura.forma = columnas::forma(&registro.columnas);
    lectura.columnas = registro.columnas;
    Ok(lectura)
}

fn falla(e: &serde_json::Error) -> FallaDeLectura {
    let (linea, columna) = (e.line(), e.column());
    if e.is_eof() {
        FallaDeLectura::JsonTruncado { linea, columna }
    } else {
        FallaDeLectura::NoEsJson { linea, columna, que: e.to_string() }
    }
}

/// What a JSON is instead of a list, in Spanish.
fn visto(crudo: &str) -> String {
    match crudo.trim_start().chars().next() {
        Some('{') => match serde_json::from_str::<Pares<'_>>(crudo) {
            Ok(Pares(p)) => {
                let claves: Vec<String> = p.iter().take(4).map(|(c, _)| format!("«{}»", c.chars().take(40).collect::<String>())).collect();
                if claves.is_empty() { "es un objeto vacío".to_owned() } else { format!("es un objeto con {}", claves.join(", ")) }
            }
            Err(_) => "es un objeto".to_owned(),
        },
        Some('"') => "es un texto".to_owned(),
        Some('t' | 'f' | 'n') => "es un valor suelto".to_owned(),
        _ => "es un número".to_owned(),
    }
}

struct Registro {
    columnas: Vec<Columna>,
    por_clave: HashMap<String, usize>,
    limites: Limites,
}

impl Registro {
    fn leer(&mut self, crudo: &str) -> Result<Result<Vec<Original>, MotivoDeRechazo>, FallaDeLectura> {
        let Ok(Pares(pares)) = serde_json::from_str::<Pares<'_>>(crudo) else { return Ok(Err(MotivoDeRechazo::NoEsObjeto)) };
        let mut originales: Vec<Original> = Vec::with_capacity(pares.len());
        for (clave, valor) in &pares {
            self.campo(clave, valor.get(), 0, &mut originales)?;
        }
        if originales.iter().all(|o| o.texto.trim().is_empty()) {
            return Ok(Err(MotivoDeRechazo::SinTexto));
        }
        let nombre = originales.iter().find(|o| &*o.columna == "nombre");
        Ok(if nombre.is_none_or(|o| o.texto.trim().is_empty()) { Err(MotivoDeRechazo::SinNombre) } else { Ok(originales) })
    }

    /// Strings are undone, objects are flattened (`institution.name`), the rest stays as written.
    fn campo(&mut self, clave: &str, crudo: &str, hondo: usize, salida: &mut Vec<Original>) -> Result<(), FallaDeLectura> {
        let texto = match crudo.chars().next() {
            Some('n') => return Ok(()),
            Some('"') => serde_json::from_str::<String>(crudo).unwrap_or_else(|_| crudo.to_owned()),
            Some('{') if hondo < 3 => {
                if let Ok(Pares(pares)) = serde_json::from_str::<Pares<'_>>(crudo) {
                    for (sub, valor) in &pares {
                        self.campo(&format!("{clave}.{sub}"), valor.get(), hondo + 1, salida)?;
                    }
                    return Ok(());
                }
                crudo.to_owned()
            }
            _ => crudo.to_owned(),
        };
        let columna = self.columna(clave, salida)?;
        salida.push(Original { columna: columna.normalizada, encabezado: columna.encabezado, texto });
        Ok(())
    }

    fn columna(&mut self, clave: &str, puestos: &[Original]) -> Result<Columna, FallaDeLectura> {
        let conocida = self.por_clave.get(clave).and_then(|k| self.columnas.get(*k)).cloned();
        if let Some(c) = conocida
            && !puestos.iter().any(|o| o.columna == c.normalizada)
        {
            return Ok(c);
        }
        // A key repeated in one record keeps the same column for its second value in every record.
        if let Some(c) = self.columnas.iter().find(|c| &*c.encabezado == clave && !puestos.iter().any(|o| o.columna == c.normalizada)) {
            return Ok(c.clone());
        }
        let nueva = columnas::sin_repetir(columnas::de(clave), &self.columnas);
        if self.columnas.len() == self.limites.columnas {
            return Err(FallaDeLectura::DemasiadasColumnas { columnas: self.columnas.len() + 1, limite: self.limites.columnas });
        }
        self.por_clave.entry(clave.to_owned()).or_insert(self.columnas.len());
        self.columnas.push(nueva.clone());
        Ok(nueva)
    }
}
