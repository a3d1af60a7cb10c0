//! The preview: the pages as they will be printed, a few at a time.
//!
//! A report of 150 pages is laid out once and kept until something is written or another is asked for, so
//! that turning a page of the preview costs only that page.

use std::sync::Arc;

use informes::{Maquetado, Marca};

use super::Compuesto;
use crate::dto::{MarcaDto, MarcadorDto, PaginaDto, PedirInforme, VistaPrevia};
use crate::falla::Falla;
use crate::sesion::Sesion;

/// Pages that are given when nobody says how many.
const PAGINAS: u32 = 10;
/// Pages given at once, at most.
const PAGINAS_MAX: u32 = 50;

/// A report laid out, as the session keeps it.
pub(crate) struct Previsto {
    maquetado: Maquetado,
    codigo: String,
    cifras_sha256: String,
}

fn marca(m: &Marca) -> MarcaDto {
    match m {
        Marca::Texto(t) => MarcaDto::Texto {
            x: t.x,
            y: t.y,
            tam: t.tam,
            peso: t.peso.valor(),
            color: t.color.hex(),
            ancho: t.ancho,
            texto: t.texto.clone(),
        },
        Marca::Rectangulo { x, y, ancho, alto, relleno, borde } => MarcaDto::Rectangulo {
            x: *x,
            y: *y,
            ancho: *ancho,
            alto: *alto,
            relleno: relleno.map(|c| c.hex()),
            borde: borde.map(|(c, _)| c.hex()),
            grosor: borde.map_or(0.0, |(_, g)| g),
        },
        Marca::Linea { desde, hasta, color, grosor } => {
            MarcaDto::Linea { x1: desde.0, y1: desde.1, x2: hasta.0, y2: hasta.1, color: color.hex(), grosor: *grosor }
        }
        Marca::Imagen { x, y, ancho, alto, imagen } => {
            MarcaDto::Imagen { x: *x, y: *y, ancho: *ancho, alto: *alto, uri: imagen.data_uri(), alternativa: imagen.alternativa.clone() }
        }
        Marca::Enlace { x, y, ancho, alto, destino } => {
            MarcaDto::Enlace { x: *x, y: *y, ancho: *ancho, alto: *alto, pagina: u32::try_from(destino.pagina).unwrap_or(u32::MAX) }
        }
        Marca::Poligono { puntos, relleno } => MarcaDto::Poligono { puntos: puntos.clone(), relleno: relleno.hex() },
    }
}

fn ventana(p: &Previsto, desde: u32, cuantos: u32) -> VistaPrevia {
    let m = &p.maquetado;
    let entero = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let total = entero(m.paginas.len());
    let desde = desde.min(total.saturating_sub(1));
    VistaPrevia {
        paginas: m
            .paginas
            .iter()
            .skip(desde as usize)
            .take(cuantos as usize)
            .map(|p| PaginaDto { ancho: p.ancho, alto: p.alto, marcas: p.marcas.iter().map(marca).collect() })
            .collect(),
        desde,
        total,
        codigo: p.codigo.clone(),
        cifras_sha256: p.cifras_sha256.clone(),
        marcadores: m.marcadores.iter().map(|x| MarcadorDto { titulo: x.titulo.clone(), pagina: entero(x.pagina) }).collect(),
    }
}

impl Sesion {
    /// The pages as they will be printed: those of the window asked for, and the bookmarks of all.
    ///
    /// # Errors
    /// `campos_invalidos` for an unknown type, section or date; `cancelado`.
    pub fn vista_previa_informe(&self, pide: PedirInforme) -> Result<VistaPrevia, Falla> {
        let desde = pide.desde.unwrap_or(0);
        let cuantos = pide.cuantos.unwrap_or(PAGINAS);
        if !(1..=PAGINAS_MAX).contains(&cuantos) {
            return Err(Falla::campo("cuantos", format!("Se muestran de 1 a {PAGINAS_MAX} páginas a la vez.")));
        }
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        trabajo.etapa("Reuniendo las cifras", 0);
        let lo_pedido = PedirInforme { desde: None, cuantos: None, formato: None, destino: None, trabajo: None, ..pide };
        let clave = serde_json::to_string(&lo_pedido).map_err(|_| Falla::Interno("a request is not JSON"))?;
        let previsto = self.previsto_guardado(&clave, || {
            let Compuesto { documento, codigo, cifras_sha256, .. } = self.componer(&lo_pedido, &trabajo)?;
            trabajo.revisar()?;
            trabajo.etapa("Componiendo las páginas", 0);
            Ok(Arc::new(Previsto { maquetado: informes::previsualizar(&documento)?, codigo, cifras_sha256 }))
        })?;
        trabajo.revisar()?;
        Ok(ventana(&previsto, desde, cuantos))
    }
}
