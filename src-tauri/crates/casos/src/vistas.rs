//! Saved views of the inventory: filters, order and columns with a name, kept in this computer.
//!
//! They are preferences: never exported. The store keeps short texts, so the list is cut in pieces;
//! all of them are written in one transaction, and a list that cannot be read is an empty one.

use std::collections::BTreeSet;

use crate::dto::{Nada, VistasDto};
use crate::falla::Falla;
use crate::sesion::Sesion;

/// Preference of each piece: `vistas_000`, `vistas_001`…
const PREFIJO: &str = "vistas_";
/// Characters of a preference.
const TROZO: usize = 200;
const MAX_TROZOS: usize = 200;
const MAX_VISTAS: usize = 40;
const MAX_NOMBRE: usize = 60;

/// Whether a preference is a piece of the views: nothing else reads it.
pub(crate) fn es_trozo(clave: &str) -> bool {
    clave.starts_with(PREFIJO)
}

impl Sesion {
    /// The saved views, in their order, and the columns of now.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn vistas(&self, _: Nada) -> Result<VistasDto, Falla> {
        // Ordered by name of the piece, which is its number.
        let texto: String =
            self.leer(|c| Ok(c.preferencias()?))?.into_iter().filter(|(clave, _)| es_trozo(clave)).map(|(_, trozo)| trozo).collect();
        Ok(serde_json::from_str(&texto).unwrap_or_default())
    }

    /// Keeps the whole list of views, and the columns of now.
    ///
    /// # Errors
    /// `campos_invalidos` for a name that is empty, long or repeated, and for too many views.
    pub fn guardar_vistas(&self, pide: VistasDto) -> Result<Nada, Falla> {
        if pide.vistas.len() > MAX_VISTAS {
            return Err(Falla::campo("vistas", format!("Se guardan hasta {MAX_VISTAS} vistas. Borre una que ya no use.")));
        }
        let mut nombres = BTreeSet::new();
        for vista in &pide.vistas {
            let largo = vista.nombre.trim().chars().count();
            if largo == 0 || largo > MAX_NOMBRE {
                return Err(Falla::campo("nombre", format!("Escriba el nombre de la vista, de 1 a {MAX_NOMBRE} caracteres.")));
            }
            if !nombres.insert(dominio::texto::plegar(vista.nombre.trim())) {
                return Err(Falla::campo("nombre", format!("Ya hay una vista llamada «{}». Escriba otro nombre.", vista.nombre.trim())));
            }
        }
        let texto = serde_json::to_string(&pide).map_err(|_| Falla::Interno("views are not JSON"))?;
        let letras: Vec<char> = texto.chars().collect();
        if letras.len() > TROZO * MAX_TROZOS {
            return Err(Falla::campo("vistas", "Las vistas guardadas ocupan demasiado. Borre una que ya no use."));
        }
        let mut trozos = letras.chunks(TROZO);
        let antes = self.leer(|c| Ok(c.preferencias()?))?;
        let sobrantes = antes.keys().filter(|clave| es_trozo(clave)).count();
        let piezas: Vec<(String, Option<String>)> = (0..letras.len().div_ceil(TROZO).max(sobrantes))
            .map(|n| (format!("{PREFIJO}{n:03}"), trozos.next().map(|t| t.iter().collect())))
            .collect();
        self.con_escritor(|a| Ok(a.guardar_preferencias(&piezas)?))?;
        Ok(Nada {})
    }
}
