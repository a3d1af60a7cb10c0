//! From blocks to pages.
//!
//! Each block becomes [`pieza::Pieza`]s, what cannot be split; a notebook of sheets takes them one
//! after another, keeps glued ones together, repeats the heads of tables and keeps room for the remarks
//! at the foot. Links, the numbers of the table of contents and the furniture of the page («página n de
//! m») are settled last, when all pages are known.

mod bloques;
mod cuaderno;
pub(crate) mod diagrama;
pub(crate) mod dibujo;
mod firmas;
mod indice;
mod linea;
mod marco;
mod notas;
mod pieza;
mod tabla;

use crate::FallaDeInforme;
use crate::fuente::Fuentes;
use crate::lienzo::Maquetado;
use crate::modelo::{Bloque, Documento};
use cuaderno::Cuaderno;
use pieza::Pieza;

/// The pages of a document.
///
/// # Errors
///
/// [`FallaDeInforme::Fuente`] if an embedded font cannot be read.
pub fn maquetar(documento: &Documento) -> Result<Maquetado, FallaDeInforme> {
    let fuentes = Fuentes::leer()?;
    let (documento, notas) = notas::numerar(documento);
    let titulos = indice::titulos(&documento.bloques);
    let mut cuaderno = Cuaderno::new(&notas, marco::alto_de_membrete(&documento, fuentes), fuentes);
    let mut pendientes: Vec<Pieza> = Vec::new();
    let mut anclas: Vec<String> = Vec::new();
    for bloque in &documento.bloques {
        let mut nuevas = match bloque {
            Bloque::Portada(p) => {
                cuaderno.poner(std::mem::take(&mut pendientes));
                let (marcas, marcador) = marco::portada(p, &documento.marco, cuaderno.hoja(), fuentes);
                cuaderno.pagina_entera(marcas, Some(marcador));
                continue;
            }
            Bloque::Salto(orientacion) => {
                cuaderno.poner(std::mem::take(&mut pendientes));
                cuaderno.saltar(*orientacion);
                continue;
            }
            Bloque::Destino(nombre) => {
                anclas.push(nombre.clone());
                continue;
            }
            Bloque::Indice { titulo, niveles } => {
                let mut piezas = vec![bloques::titulo_suelto(titulo, cuaderno.hoja().util(), fuentes)];
                piezas.append(&mut indice::piezas(*niveles, &titulos, cuaderno.hoja().util(), fuentes));
                piezas
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
            | Bloque::Firmas(_)
            | Bloque::Juntos(_) => bloques::piezas(bloque, &mut cuaderno, fuentes),
        };
        if let Some(p) = nuevas.first_mut() {
            p.anclas.append(&mut anclas);
        }
        pendientes.append(&mut nuevas);
        // A chain that is complete need not wait: long reports stay small in memory.
        if pendientes.last().is_some_and(|p| !p.pegada) {
            cuaderno.poner(std::mem::take(&mut pendientes));
        }
    }
    cuaderno.poner(pendientes);
    // A sheet with the code alone would say nothing that is not at the foot of every page.
    if let Some(codigo) = marco::codigo_al_final(&documento, cuaderno.hoja(), fuentes) {
        cuaderno.poner_si_cabe(codigo);
    }
    cuaderno.terminar();
    let Cuaderno { mut maquetado, lugares, .. } = cuaderno;
    indice::resolver(&mut maquetado, &lugares, fuentes);
    marco::vestir(&mut maquetado, &documento, fuentes);
    Ok(maquetado)
}
