//! The packages that lie beside a recovered data file and with its backups: what somebody sent, or this
//! computer once wrote, may hold what the damaged file no longer gives.
//!
//! Each goes through the same door as any package, so nothing enters that an import would refuse, and each
//! is reported by name: what it brought, or why it was of no use.

use std::path::{Path, PathBuf};

use almacen::{Faltante, respaldo};

use super::nombre_de_ambito;
use crate::dto::{FaltanteDto, PaqueteReunido, RecuperadaDto};
use crate::entrada;
use crate::falla::Falla;
use crate::sesion::Sesion;
use crate::trabajos::Trabajo;

impl Sesion {
    /// Takes in every package of the two folders and brings the report of the recovery up to date.
    pub(super) fn reunir_paquetes(&self, recuperada: &mut RecuperadaDto, faltaban: &[Faltante], trabajo: &Trabajo) -> Result<(), Falla> {
        let paquetes = paquetes_de(&self.ruta_base());
        trabajo.etapa("Reuniendo los paquetes de la carpeta", paquetes.len() as u64);
        for (hechos, ruta) in paquetes.iter().enumerate() {
            // The recovery stands: who cancels now only leaves packages for later.
            if trabajo.avanzar(hechos as u64).is_err() {
                recuperada.paquetes.push(sin_leer(ruta, "No se leyó porque usted canceló. Puede importarlo después."));
                continue;
            }
            let reunido = match self.importar_paquete(ruta, false) {
                Ok(r) => PaqueteReunido {
                    archivo: entrada::nombre(ruta),
                    nuevos: r.nuevos,
                    conocidos: r.conocidos,
                    en_espera: r.en_espera,
                    rechazados: r.rechazados,
                    problema: None,
                },
                Err(falla) => sin_leer(ruta, &falla.a_dto().mensaje),
            };
            recuperada.paquetes.push(reunido);
        }
        if recuperada.paquetes.iter().any(|p| p.nuevos > 0) {
            let (asientos, raiz, faltan) = self.leer(|c| Ok((c.asientos()?, c.raiz_estado()?, c.que_sigue_faltando(faltaban)?)))?;
            recuperada.asientos = asientos;
            recuperada.raiz_estado = raiz.to_string();
            poner_faltan(recuperada, &faltan);
            recuperada.adjuntos_faltan = self.lector()?.adjuntos_faltantes()?;
        }
        Ok(())
    }
}

/// What is missing, in the words of the report.
pub(super) fn poner_faltan(recuperada: &mut RecuperadaDto, faltan: &[Faltante]) {
    recuperada.faltan = faltan
        .iter()
        .map(|f| FaltanteDto {
            ambito: nombre_de_ambito(f.ambito),
            dispositivo: f.dispositivo.chars().take(8).collect(),
            desde: f.desde,
            hasta: f.hasta,
        })
        .collect();
    recuperada.faltan_total = faltan.iter().map(|f| f.hasta - f.desde + 1).sum();
}

fn sin_leer(ruta: &Path, problema: &str) -> PaqueteReunido {
    PaqueteReunido {
        archivo: entrada::nombre(ruta),
        nuevos: 0,
        conocidos: 0,
        en_espera: 0,
        rechazados: 0,
        problema: Some(problema.to_owned()),
    }
}

/// The `.dlg` files of the folder of the data file and of the one of its backups, in order of name. A folder
/// that cannot be read has none.
fn paquetes_de(base: &Path) -> Vec<PathBuf> {
    let carpeta = base.parent().filter(|c| !c.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut paquetes = Vec::new();
    for carpeta in [carpeta.to_owned(), respaldo::carpeta(base)] {
        let Ok(entradas) = std::fs::read_dir(carpeta) else { continue };
        let mut suyos: Vec<PathBuf> = entradas
            .flatten()
            .filter(|e| e.file_type().is_ok_and(|t| t.is_file()))
            .map(|e| e.path())
            .filter(|r| r.extension().is_some_and(|x| x.eq_ignore_ascii_case("dlg")))
            .collect();
        suyos.sort();
        paquetes.append(&mut suyos);
    }
    paquetes
}
