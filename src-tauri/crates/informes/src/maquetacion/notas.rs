//! Remarks at the foot: their numbers, before any page is filled.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::modelo::{Bloque, Documento};
use crate::texto::Texto;

/// What the name of a remark starts with; its number follows.
pub(crate) const NOTA: &str = "nota·";

/// The remarks of a document, by number from 1.
#[derive(Debug, Default)]
pub(crate) struct Notas(Vec<String>);

impl Notas {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn texto(&self, numero: u32) -> &str {
        usize::try_from(numero).ok().and_then(|n| self.0.get(n.checked_sub(1)?)).map_or("", String::as_str)
    }
}

/// The document with the number of each remark in the place of its mark. Without remarks, the same document.
pub(crate) fn numerar(documento: &Documento) -> (Cow<'_, Documento>, Notas) {
    let mut hay = false;
    for bloque in &documento.bloques {
        textos(bloque, &mut |t| hay = hay || t.0.iter().any(|t| t.nota.is_some()));
    }
    if !hay {
        return (Cow::Borrowed(documento), Notas::default());
    }
    let mut propio = documento.clone();
    let mut notas = Notas::default();
    let mut numeros: HashMap<String, usize> = HashMap::new();
    for bloque in &mut propio.bloques {
        textos_mut(bloque, &mut |t| {
            for tramo in &mut t.0 {
                let Some(nota) = &tramo.nota else { continue };
                let n = *numeros.entry(nota.clone()).or_insert_with(|| {
                    notas.0.push(nota.clone());
                    notas.0.len()
                });
                tramo.texto = n.to_string();
                tramo.enlace = Some(format!("{NOTA}{n}"));
            }
        });
    }
    (Cow::Owned(propio), notas)
}

/// Every text of a block that may carry a remark, in reading order.
macro_rules! recorrer {
    ($nombre:ident, $bloque:ty, $texto:ty, $iter:ident) => {
        fn $nombre(bloque: $bloque, f: &mut dyn FnMut($texto)) {
            match bloque {
                Bloque::Parrafo { texto, .. } | Bloque::Nota { texto, .. } => f(texto),
                Bloque::Lista { elementos, .. } => elementos.$iter().for_each(f),
                Bloque::Ficha(pares) => pares.$iter().for_each(|(_, t)| f(t)),
                Bloque::Tabla(t) => t.filas.$iter().flat_map(|x| x.celdas.$iter()).for_each(|c| f($iter!(c))),
                Bloque::Juntos(bloques) => bloques.$iter().for_each(|b| $nombre(b, f)),
                Bloque::Portada(_)
                | Bloque::Titulo { .. }
                | Bloque::Cifras(_)
                | Bloque::Grafico(_)
                | Bloque::Diagrama(_)
                | Bloque::Salto(_)
                | Bloque::Indice { .. }
                | Bloque::Destino(_)
                | Bloque::Firmas(_) => {}
            }
        }
    };
}

macro_rules! iter {
    ($c:ident) => {
        &$c.texto
    };
}
macro_rules! iter_mut {
    ($c:ident) => {
        &mut $c.texto
    };
}
recorrer!(textos, &Bloque, &Texto, iter);
recorrer!(textos_mut, &mut Bloque, &mut Texto, iter_mut);
