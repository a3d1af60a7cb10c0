//! The letterhead, the people who sign and the order of the sections: data of each institution.

use almacen::{Consultas, EntidadLeida, Instalacion};
use dominio::Dato;
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

impl MembreteLeido {
    pub fn leer(c: &Consultas<'_>, instalacion: &Instalacion, ambito: Uuid) -> Result<Self, Falla> {
        let entidad = c.entidad(id_de_membrete(ambito))?;
        let firmas = c.por_clase(&clase(instalacion, "firma"), Some(ambito))?;
        Ok(MembreteLeido { entidad, firmas })
    }
}

impl Sesion {
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
