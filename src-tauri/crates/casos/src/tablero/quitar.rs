//! Putting the demonstration away: a verified copy stays, and the program asks its first question again.

use std::path::Path;

use almacen::respaldo;

use crate::contexto::rfc3339;
use crate::dto::{DemostracionQuitada, QuitarDemostracion};
use crate::falla::Falla;
use crate::instalacion::borrar_base;
use crate::sesion::Sesion;
use crate::verificar::con_avance;

/// Folder, beside the data file, of the demonstrations that were put away: backups are thinned, these are not.
const CARPETA: &str = "demostraciones";

impl Sesion {
    /// Puts the demonstration away as a verified copy and leaves the person at the first-start question.
    ///
    /// Only for a file made as a demonstration. Nothing is removed before the copy was opened again and
    /// found equal.
    ///
    /// # Errors
    /// `sin_permiso` for a file with real data; those of making a copy, and then nothing was removed.
    pub fn quitar_demostracion(&self, pide: QuitarDemostracion) -> Result<DemostracionQuitada, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        if !self.instalacion()?.demo {
            return Err(Falla::Permiso {
                motivo: "Este archivo no es de demostración: contiene datos reales y no se quita desde aquí.".to_owned(),
            });
        }
        let (ruta, ms) = (self.ruta_base(), self.ahora());
        let carpeta = ruta.parent().unwrap_or(Path::new(".")).join(CARPETA);
        std::fs::create_dir_all(&carpeta).map_err(Falla::Salida)?;
        let momento: String = rfc3339(ms).chars().map(|c| if c == ':' { '-' } else { c }).collect();
        let salida = (0..1_000)
            .map(|n| carpeta.join(if n == 0 { format!("demostracion-{momento}.dlgb") } else { format!("demostracion-{momento}-{n}.dlgb") }))
            .find(|r| !r.exists())
            .ok_or(Falla::Interno("no free name for the copy of the demonstration"))?;
        let copia = {
            let (origen, destino) = (ruta.clone(), salida.clone());
            con_avance(&trabajo, "Guardando una copia de la demostración", move |a| respaldo::en_archivo(&origen, &destino, ms, a))??
        };
        self.sin_base(|| borrar_base(&ruta))?;
        let mensaje = format!(
            "La demostración se guardó comprobada en «{}» y se quitó de aquí. Ahora puede crear el archivo de su institución.",
            copia.ruta.display()
        );
        Ok(DemostracionQuitada { copia: copia.ruta.display().to_string(), bytes: copia.bytes, mensaje })
    }
}
