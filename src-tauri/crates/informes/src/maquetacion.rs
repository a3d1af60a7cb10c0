//! From blocks to pages.
//!
//! Each block becomes [`pieza::Pieza`]s, what cannot be split; a notebook of sheets takes them one
//! after another, keeps glued ones together and repeats the heads of tables. The furniture of the
//! page («página n de m») is drawn last, when m is known.

mod bloques;
mod diagrama;
pub(crate) mod dibujo;
mod linea;
mod marco;
mod pieza;
mod tabla;

use crate::FallaDeInforme;
use crate::fuente::Fuentes;
use crate::lienzo::Maquetado;
use crate::modelo::{Bloque, Documento};
use pieza::{Cuaderno, Pieza};

/// The pages of a document.
///
/// # Errors
///
/// [`FallaDeInforme::Fuente`] if an embedded font cannot be read.
pub fn maquetar(documento: &Documento) -> Result<Maquetado, FallaDeInforme> {
    let fuentes = Fuentes::leer()?;
    let mut cuaderno = Cuaderno::new();
    let mut pendientes: Vec<Pieza> = Vec::new();
    for bloque in &documento.bloques {
        match bloque {
            Bloque::Portada(p) => {
                cuaderno.poner(std::mem::take(&mut pendientes));
                let (marcas, marcador) = marco::portada(p, cuaderno.hoja(), fuentes);
                cuaderno.pagina_entera(marcas, Some(marcador));
            }
            Bloque::Salto(orientacion) => {
                cuaderno.poner(std::mem::take(&mut pendientes));
                cuaderno.saltar(*orientacion);
            }
            Bloque::Titulo { .. }
            | Bloque::Parrafo { .. }
            | Bloque::Lista { .. }
            | Bloque::Ficha(_)
            | Bloque::Cifras(_)
            | Bloque::Tabla(_)
            | Bloque::Grafico(_)
            | Bloque::Diagrama(_)
            | Bloque::Nota { .. }
            | Bloque::Indice { .. }
            | Bloque::Destino(_)
            | Bloque::Firmas(_)
            | Bloque::Juntos(_) => pendientes.append(&mut bloques::piezas(bloque, &mut cuaderno, fuentes)),
        }
    }
    cuaderno.poner(pendientes);
    let mut maquetado = cuaderno.maquetado;
    marco::vestir(&mut maquetado, documento, fuentes);
    Ok(maquetado)
}
