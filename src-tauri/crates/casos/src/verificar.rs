//! «Revisar base» and the rebuilding of projections.

use std::time::Duration;

use almacen::{Avance, ClaseDeProblema};

use crate::dto::{ProblemaDto, Remedio, VerificacionDto, Verificar};
use crate::falla::Falla;
use crate::sesion::Sesion;
use crate::trabajos::Trabajo;

/// How often the progress is noted: short beside what a person notices.
const PAUSA: Duration = Duration::from_millis(10);

/// Runs long work of the store on its own thread while the job tells its progress and passes on a
/// cancel.
pub(crate) fn con_avance<T: Send>(trabajo: &Trabajo, etapa: &'static str, f: impl FnOnce(&Avance) -> T + Send) -> Result<T, Falla> {
    let avance = &Avance::default();
    trabajo.etapa(etapa, 0);
    std::thread::scope(|hilos| {
        let hilo = hilos.spawn(move || f(avance));
        while !hilo.is_finished() {
            let (hechos, total) = avance.leer();
            trabajo.etapa(etapa, total);
            if trabajo.avanzar(hechos).is_err() {
                avance.cancelar();
            }
            std::thread::sleep(PAUSA);
        }
        hilo.join()
    })
    .map_err(|_| Falla::Interno("long work of the store panicked"))
}

fn remedio(clase: ClaseDeProblema) -> Remedio {
    match clase {
        ClaseDeProblema::Estructura | ClaseDeProblema::Registro => Remedio::Recuperar,
        ClaseDeProblema::Tablas => Remedio::Reconstruir,
        ClaseDeProblema::Adjunto => Remedio::Adjuntos,
        ClaseDeProblema::Local => Remedio::Local,
    }
}

/// Which remedy comes first when several are needed.
fn peso(remedio: Remedio) -> u8 {
    match remedio {
        Remedio::Ninguno => 0,
        Remedio::Local => 1,
        Remedio::Adjuntos => 2,
        Remedio::Reconstruir => 3,
        Remedio::Recuperar => 4,
    }
}

impl Sesion {
    /// Checks every hash, signature and chain, and the projections against the log.
    ///
    /// # Errors
    /// Those of reading the store; `cancelado`. Damage found is a result, not an error.
    pub fn verificar(&self, pide: Verificar) -> Result<VerificacionDto, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        trabajo.etapa("Revisando los registros guardados", 0);
        let lector = self.lector()?;
        let carpeta = self.aperturas().carpeta_usuario;
        let v = con_avance(&trabajo, "Revisando los registros guardados", move |avance| lector.verificar_aqui(&carpeta, avance))??;
        Ok(VerificacionDto {
            ok: v.problemas.is_empty(),
            asientos: v.asientos,
            raiz_estado: v.raiz_estado.to_string(),
            remedio: v.detalle.iter().map(|p| remedio(p.clase)).max_by_key(|r| peso(*r)).unwrap_or(Remedio::Ninguno),
            detalle: v
                .detalle
                .iter()
                .map(|p| ProblemaDto { que: p.que.clone(), hacer: p.hacer.to_owned(), remedio: remedio(p.clase) })
                .collect(),
            problemas: v.problemas,
            avisos: v.avisos,
            adjuntos: v.adjuntos,
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
