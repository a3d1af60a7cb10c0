//! The reports as documents: which there are, their figures gathered in one snapshot, their preview, their
//! export, their batch and the code that says which data they were printed from.
//!
//! The figures come from the same functions that the screens use; printing changes nothing in the data
//! file, so a report can be printed while another program has it. What this computer exported is noted
//! beside the file ([`registro`]), never in it.

mod acta;
mod avance;
mod consolidado;
pub(crate) mod corte;
mod disponibles;
mod exportar;
mod ficha;
mod lote;
pub(crate) mod membrete;
mod papel;
mod registro;
mod vista;

use almacen::Consultas;
use informes::imagen::Imagen;
use informes::modelo::{Bloque, Membrete, Orientacion};
use jiff::civil::Date;

use crate::dto::PedirInforme;
use crate::falla::Falla;
use crate::sesion::{Sesion, recortar};
use crate::trabajos::Trabajo;

pub(crate) use corte::{codigo_del_papel, momento_de};
pub(crate) use membrete::MembreteDelPapel;
pub(crate) use vista::Previsto;

/// A report ready to be laid out.
pub(crate) struct Compuesto {
    pub documento: informes::Documento,
    pub codigo: String,
    pub cifras_sha256: String,
    /// Cut-off of the figures.
    pub corte: Date,
    /// Sigla of the institution; empty for the 66.
    pub institucion: String,
    /// Code of the trámite; empty when it is not about one.
    pub tramite: String,
    /// Head, emblem and people who sign, as of the cut-off.
    pub membrete: MembreteDelPapel,
}

/// Pages from which a report has a table of contents.
const PAGINAS_CON_INDICE: usize = 8;
/// Headings of the second level that the table of contents takes.
const TITULOS_EN_INDICE: usize = 30;

/// What the papers say of the credential of this computer.
pub(crate) fn credencial_en_palabras(c: &Consultas<'_>) -> Result<String, Falla> {
    Ok(match crate::instalacion::credencial(c)? {
        "sin_credencial" => "Sin credencial de GAE",
        "de_baja" => "Computadora dada de baja",
        _ => "Con credencial",
    }
    .to_owned())
}

impl Sesion {
    /// The report as a document, whatever its type.
    fn componer(&self, pide: &PedirInforme, trabajo: &Trabajo) -> Result<Compuesto, Falla> {
        let compuesto = self.componer_tipo(pide, trabajo)?;
        trabajo.revisar()?;
        self.vestir(&pide.tipo, compuesto)
    }

    /// Puts on a document what every report has: letterhead, people who sign, the code for whoever holds only the
    /// paper, and a table of contents when it is long.
    fn vestir(&self, tipo: &str, mut c: Compuesto) -> Result<Compuesto, Falla> {
        let m = &c.membrete;
        let logo = match &m.logo {
            // An emblem that cannot be read is told in the letterhead's screen; the report goes on without it.
            Some((sha256, nombre)) => {
                self.lector()?.leer_adjunto(sha256).ok().and_then(|bytes| Imagen::de_png(&bytes, &format!("Logotipo: {nombre}")).ok())
            }
            None => None,
        };
        if logo.is_some() || !m.lineas.is_empty() {
            c.documento.marco.membrete = Some(Membrete { lineas: m.lineas.clone(), logo });
        }
        let firmado = c.documento.bloques.iter().any(|b| matches!(b, Bloque::Firmas(_)));
        if !firmado && !m.firmas.is_empty() {
            c.documento.bloques.push(Bloque::Firmas(m.firmas.clone()));
        }
        let de = if c.tramite.is_empty() { &c.institucion } else { &c.tramite };
        let qr = format!("Diligencia: {tipo} {de}, corte {}, código {}", c.corte, c.codigo);
        c.documento.marco.qr = Some(qr).filter(|t| t.len() <= informes::qr::LARGO_MAXIMO);
        // Contents follow a cover; a document that begins at once has its bookmarks.
        let con_portada = matches!(c.documento.bloques.first(), Some(Bloque::Portada(_)));
        if con_portada && informes::previsualizar(&c.documento)?.paginas.len() > PAGINAS_CON_INDICE {
            let lugar = c.documento.bloques.iter().position(|b| matches!(b, Bloque::Salto(_))).map_or(0, |i| i + 1);
            let segundos = c.documento.bloques.iter().filter(|b| matches!(b, Bloque::Titulo { nivel: 2, .. })).count();
            // Sixty-six annexes would make contents of three sheets: they are in the bookmarks.
            let niveles = if segundos > TITULOS_EN_INDICE { 1 } else { 2 };
            let indice = [Bloque::Indice { titulo: "Contenido".to_owned(), niveles }, Bloque::Salto(Orientacion::Vertical)];
            c.documento.bloques.splice(lugar..lugar, indice);
        }
        Ok(c)
    }

    fn componer_tipo(&self, pide: &PedirInforme, trabajo: &Trabajo) -> Result<Compuesto, Falla> {
        match pide.tipo.as_str() {
            "avance" => self.avance(pide, trabajo),
            "consolidado" => self.consolidado(pide, trabajo),
            "ficha" => self.ficha_de_tramite(pide, trabajo),
            "acta" => self.acta(pide, trabajo),
            "priorizacion" => self.acta_de_priorizacion(pide),
            "calculos" => self.anexo_de_calculos(pide),
            "rediseno" => self.ficha_de_rediseno(pide),
            otro => {
                let hay: Vec<&str> = disponibles::TIPOS.iter().map(|t| t.tipo).collect();
                let mensaje =
                    format!("Los informes disponibles son: {}. Usted pidió «{}».", dominio::formato::enumerar(&hay), recortar(otro, 40));
                Err(Falla::campo("tipo", mensaje))
            }
        }
    }
}
