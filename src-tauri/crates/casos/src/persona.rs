//! The name of whoever writes: one cell of the entity that is the actor of the log.
//!
//! The window does not know that entity, so it names it with a word; who writes is never an
//! argument. The name is one cell of one person on one computer: it is saved over what is there.

use almacen::{Escritura, Operacion};
use dominio::{Dato, campos};

use crate::dto::{CambioDto, CeldaNueva, Hecho, Nada, ValorDto};
use crate::falla::Falla;
use crate::sesion::{AMBITO_INTERNO, Sesion, clase};

/// What the window writes in `entidad` to speak of the person at the keyboard.
pub(crate) const QUIEN_ESCRIBE: &str = "persona";

impl Sesion {
    pub(crate) fn guardar_persona(&self, celda: &CeldaNueva) -> Result<Hecho<Nada>, Falla> {
        if celda.campo != "nombre" {
            return Err(Falla::campo("campo", "De quien escribe solo se cambia el nombre."));
        }
        let ValorDto(valor) = &celda.valor;
        let nombre = if *valor == Dato::Nulo {
            Dato::Nulo
        } else {
            campos::validar("persona", "nombre", valor).map_err(|e| Falla::campo("persona.nombre", e.mensaje()))?
        };
        let mut hecho = self.escribir(Operacion::GuardarPersona, |tx, instalacion| {
            let leida = tx.consultas().entidad(instalacion.actor)?;
            if leida.as_ref().and_then(|e| e.valor("nombre")).unwrap_or(&Dato::Nulo) == &nombre {
                return Ok(Nada {});
            }
            let escritura = Escritura {
                entidad: instalacion.actor,
                clase: clase(instalacion, "persona"),
                campo: "nombre".to_owned(),
                valor: nombre.clone(),
                padres: leida.map(|e| e.padres("nombre")).unwrap_or_default(),
            };
            tx.escribir(instalacion.institucion.unwrap_or(AMBITO_INTERNO), vec![escritura], "")?;
            Ok(Nada {})
        })?;
        if hecho.guardado.is_some() {
            hecho.cambios.push(CambioDto { entidad: "persona".to_owned(), id: None });
        }
        Ok(hecho)
    }
}
