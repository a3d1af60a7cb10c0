//! The letterhead, the people who sign and the order of the sections: data of each institution.

use almacen::{Consultas, EntidadLeida, Instalacion};
use dominio::Dato;
use informes::imagen::{FallaDeImagen, Imagen, LADO_MAXIMO, PESO_MAXIMO};
use informes::modelo::Firma;
use uuid::Uuid;

use crate::adjuntos::adjuntos_de;
use crate::dto::{MembreteDto, PedirMembrete};
use crate::falla::Falla;
use crate::ficha::entidad_dto;
use crate::sesion::{AMBITO_INTERNO, Sesion, clase, institucion_de};

/// Class of the letterhead.
pub(crate) const MEMBRETE: &str = "membrete";

/// The one letterhead of an institution: the same entity in whatever computer it is begun.
pub(crate) fn id_de_membrete(ambito: Uuid) -> Uuid {
    Uuid::new_v5(&ambito, MEMBRETE.as_bytes())
}

/// What was written of the letterhead of an institution.
pub(crate) struct MembreteLeido {
    entidad: Option<EntidadLeida>,
    firmas: Vec<EntidadLeida>,
}

fn texto(e: &EntidadLeida, campo: &str) -> String {
    e.valor(campo).and_then(Dato::texto).unwrap_or_default().trim().to_owned()
}

/// What a paper takes of the letterhead.
#[derive(Clone, Debug, Default)]
pub(crate) struct MembreteDelPapel {
    pub lineas: Vec<String>,
    /// SHA-256 of the emblem and its name.
    pub logo: Option<(String, String)>,
    pub firmas: Vec<Firma>,
    /// Identifiers of sections, first one first.
    pub orden: Vec<String>,
}

/// Lines of a letterhead, at most.
const LINEAS: usize = 4;

impl MembreteLeido {
    /// What a paper takes of it.
    pub fn para_papel(&self, c: &Consultas<'_>) -> Result<MembreteDelPapel, Falla> {
        let mut m = MembreteDelPapel::default();
        if let Some(e) = &self.entidad {
            let contacto: Vec<String> =
                ["direccion", "telefono", "sitio"].into_iter().map(|k| texto(e, k)).filter(|t| !t.is_empty()).collect();
            let lineas = texto(e, "lineas");
            m.lineas = lineas.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
            m.lineas.truncate(LINEAS - usize::from(!contacto.is_empty()));
            if !contacto.is_empty() {
                m.lineas.push(contacto.join(" · "));
            }
            m.orden = texto(e, "orden_de_secciones").split_whitespace().map(str::to_lowercase).collect();
            if let Ok(id) = texto(e, "logo").parse::<Uuid>() {
                m.logo = c.adjunto(id)?.filter(|a| a.tipo == "image/png").map(|a| (a.sha256, a.nombre));
            }
        }
        m.firmas = self
            .firmas
            .iter()
            .map(|f| Firma { nombre: texto(f, "nombre"), cargo: texto(f, "cargo"), institucion: String::new() })
            .collect();
        Ok(m)
    }

    pub fn leer(c: &Consultas<'_>, instalacion: &Instalacion, ambito: Uuid) -> Result<Self, Falla> {
        let entidad = c.entidad(id_de_membrete(ambito))?;
        let firmas = c.por_clase(&clase(instalacion, "firma"), Some(ambito))?;
        Ok(MembreteLeido { entidad, firmas })
    }
}

impl Sesion {
    /// Why an emblem that says it is a PNG will not be on the papers, and what to do; `None` when it will.
    fn por_que_no_se_imprime(&self, sha256: &str, nombre: &str) -> Result<Option<String>, Falla> {
        let Ok(bytes) = self.lector()?.leer_adjunto(sha256) else {
            return Ok(Some(format!(
                "El archivo del logotipo «{nombre}» no está en esta computadora: los informes salen sin él. Elíjalo de nuevo."
            )));
        };
        Ok(Imagen::de_png(&bytes, nombre).err().map(|falla| match falla {
            FallaDeImagen::Pesada { .. } => {
                format!("El logotipo «{nombre}» pesa más de {} KB y no se imprime. Elija una imagen más liviana.", PESO_MAXIMO / 1024)
            }
            FallaDeImagen::Grande { ancho, alto } => {
                format!("El logotipo «{nombre}» mide {ancho} × {alto} puntos y no se imprime. Elija uno de hasta {LADO_MAXIMO} por lado.")
            }
            FallaDeImagen::NoEsPng { .. } => {
                format!("El logotipo «{nombre}» está incompleto o dañado y no se imprime. Guárdelo de nuevo como PNG y elíjalo otra vez.")
            }
        }))
    }

    /// The letterhead of an institution as it is now, for the papers that are printed only as of today.
    pub(crate) fn membrete_de(&self, institucion: &str) -> Result<MembreteDelPapel, Falla> {
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let i = institucion_de(&instalacion, Some(institucion))?;
            MembreteLeido::leer(&c, &instalacion, i.id)?.para_papel(&c)
        })
    }

    /// The letterhead of an institution; in a GAE file without one named, GAE's own.
    ///
    /// # Errors
    /// `no_existe` for an unknown institution.
    pub fn membrete(&self, pide: PedirMembrete) -> Result<MembreteDto, Falla> {
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let ambito = match &pide.institucion {
                None if instalacion.gae => AMBITO_INTERNO,
                otra => institucion_de(&instalacion, otra.as_deref())?.id,
            };
            let leido = MembreteLeido::leer(&c, &instalacion, ambito)?;
            let (mut logo, mut avisos) = (None, Vec::new());
            if let Some(e) = &leido.entidad {
                let pedido = texto(e, "logo");
                let colgados = adjuntos_de(&c, &c.descendientes(e.id, false)?)?;
                logo = colgados.into_iter().find(|a| a.id == pedido);
                match &logo {
                    None if !pedido.is_empty() => avisos.push("El logotipo elegido ya no está entre los archivos del membrete.".to_owned()),
                    Some(a) if a.tipo != "image/png" => {
                        avisos.push(format!("El logotipo «{}» no es una imagen PNG y no se imprime.", a.nombre));
                    }
                    Some(a) => {
                        if let Some(guardado) = a.id.parse::<Uuid>().ok().map(|id| c.adjunto(id)).transpose()?.flatten() {
                            avisos.extend(self.por_que_no_se_imprime(&guardado.sha256, &a.nombre)?);
                        }
                    }
                    _ => {}
                }
            }
            Ok(MembreteDto {
                entidad: leido.entidad.as_ref().map(entidad_dto),
                logo,
                firmas: leido.firmas.iter().map(entidad_dto).collect(),
                avisos,
            })
        })
    }
}
