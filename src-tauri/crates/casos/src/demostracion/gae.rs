//! The demonstration of GAE: September to December 2021, as its four-month report counts it.
//!
//! The counts are the report's: 59 committees of 66, 59 trained, 45 inventories, 45 rankings, and the
//! pending ones of each kind. Which institution is in which state is unknown and here it is invented: the
//! file says so wherever it is read. The trámites are rows of the public catalogue, as GAE's reference
//! copies. Everything goes through the ordinary verbs with the clock of those days, so that the log, the
//! trend and every past cut-off are of 2021.

use std::path::Path;

use dominio::fase::{EstadoFase, Fase};
use jiff::civil::Date;
use serde::Deserialize;

use crate::adjuntos::ArchivoAdjunto;
use crate::contexto::fin_del_dia;
use crate::dto::MoverFase;
use crate::falla::Falla;
use crate::importar;
use crate::sesion::Sesion;
use crate::trabajos::Trabajo;

const FASES: &str = include_str!("../../datos/demo_gae/fases.json");
/// Day of each import, name of its file, its bytes.
const CATALOGO: &[(&str, &str, &[u8])] = &[
    ("2021-10-07", "catalogo_ambiente_y_energia.csv", include_bytes!("../../datos/demo_gae/catalogo_2021-10-07.csv")),
    ("2021-10-28", "catalogo_agricultura_y_economia.csv", include_bytes!("../../datos/demo_gae/catalogo_2021-10-28.csv")),
    ("2021-11-18", "catalogo_varias_instituciones.json", include_bytes!("../../datos/demo_gae/catalogo_2021-11-18.json")),
    ("2021-12-09", "catalogo_comunicaciones_y_cultura.csv", include_bytes!("../../datos/demo_gae/catalogo_2021-12-09.csv")),
];

/// The day on which the file of the demonstration was made.
pub(crate) const INICIO: Date = jiff::civil::date(2021, 9, 1);
const MOTIVO: &str = "Demostración: se pide completar lo observado";
const EVIDENCIA: &str = "Documento de demostración. No es evidencia de ninguna institución.\n";

#[derive(Deserialize)]
struct Jornada {
    fecha: String,
    pasos: Vec<Paso>,
}

#[derive(Deserialize)]
struct Paso {
    fase: Fase,
    a: EstadoFase,
    instituciones: Vec<String>,
}

/// Ten in the morning in Guatemala of a day.
pub(crate) fn media_manana(dia: Date) -> u64 {
    fin_del_dia(dia) - 14 * 3_600_000
}

/// The file that stands for the proof of a phase.
fn evidencia(fase: Fase) -> Result<ArchivoAdjunto, Falla> {
    let nombre = format!("{} (demostración).txt", fase.etiqueta());
    ArchivoAdjunto::de_bytes(Path::new(&nombre), format!("{EVIDENCIA}{}\n", fase.evidencia()).into_bytes())
}

impl Sesion {
    /// Writes the demonstration of GAE, day by day. The session's clock stays at the last day written.
    ///
    /// # Errors
    /// Those of each verb; `cancelado`; a broken data file of the product is `interno`.
    pub(crate) fn escribir_demostracion_de_gae(&self, trabajo: &Trabajo) -> Result<(), Falla> {
        let rota = |_| Falla::Interno("the demonstration of GAE cannot be read");
        let jornadas: Vec<Jornada> = serde_json::from_str(FASES).map_err(rota)?;
        let total = (jornadas.len() + CATALOGO.len()) as u64;
        trabajo.etapa("Escribiendo la demostración", total);
        let mut hechas = 0;
        for jornada in &jornadas {
            let dia: Date = jornada.fecha.parse().map_err(|_| Falla::Interno("a day of the demonstration is not a date"))?;
            self.fijar_reloj(media_manana(dia));
            for (_, nombre, bytes) in CATALOGO.iter().filter(|(fecha, ..)| *fecha == jornada.fecha) {
                importar::importar_bytes(self, bytes, nombre, None, trabajo)?;
                hechas += 1;
                trabajo.etapa("Escribiendo la demostración", total);
                trabajo.avanzar(hechas)?;
            }
            self.mover_fases_de_demostracion(jornada)?;
            hechas += 1;
            trabajo.avanzar(hechas)?;
        }
        Ok(())
    }

    /// All the movements of a day, one after another, in one save.
    fn mover_fases_de_demostracion(&self, jornada: &Jornada) -> Result<(), Falla> {
        let mut pasos = Vec::new();
        for paso in &jornada.pasos {
            let prueba = if paso.a == EstadoFase::Entregada { Some(evidencia(paso.fase)?) } else { None };
            for institucion in &paso.instituciones {
                let pide = MoverFase {
                    institucion: Some(institucion.clone()),
                    fase: paso.fase,
                    a: paso.a,
                    fecha: Some(jornada.fecha.clone()),
                    evidencia: None,
                    motivo: (paso.a == EstadoFase::Observada).then(|| MOTIVO.to_owned()),
                };
                pasos.push((pide, prueba.clone()));
            }
        }
        self.mover_fases(pasos)
    }
}
