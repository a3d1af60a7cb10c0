//! «Revisar base» and the rebuilding of projections.

use std::time::Duration;

use almacen::Avance;

use crate::dto::{VerificacionDto, Verificar};
use crate::falla::Falla;
use crate::sesion::Sesion;

/// How often the progress is noted: short beside what a person notices.
const PAUSA: Duration = Duration::from_millis(10);

impl Sesion {
    /// Checks every hash, signature and chain, and the projections against the log.
    ///
    /// # Errors
    /// Those of reading the store; `cancelado`. Damage found is a result, not an error.
    pub fn verificar(&self, pide: Verificar) -> Result<VerificacionDto, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        trabajo.etapa("Revisando los registros guardados", 0);
        let lector = self.lector()?;
        let avance = &Avance::default();
        let revisado = std::thread::scope(|hilos| {
            let hilo = hilos.spawn(move || lector.verificar(avance));
            while !hilo.is_finished() {
                let (hechos, total) = avance.leer();
                trabajo.etapa("Revisando los registros guardados", total);
                if trabajo.avanzar(hechos).is_err() {
                    avance.cancelar();
                }
                std::thread::sleep(PAUSA);
            }
            hilo.join()
        });
        let v = revisado.map_err(|_| Falla::Interno("the verification panicked"))??;
        Ok(VerificacionDto {
            ok: v.problemas.is_empty(),
            asientos: v.asientos,
            raiz_estado: v.raiz_estado.to_string(),
            problemas: v.problemas,
        })
    }

    /// Empties the projections and replays the log. Gives the asientos replayed and the time.
    ///
    /// # Errors
    /// Those of the store; a failure leaves the old projections.
    pub fn reproyectar(&self) -> Result<(u64, u64), Falla> {
        let inicio = std::time::Instant::now();
        let asientos = self.con_escritor(|a| Ok(a.reproyectar(&Avance::default())?))?;
        Ok((asientos, u64::try_from(inicio.elapsed().as_millis()).unwrap_or(u64::MAX)))
    }
}
