//! «Revisar base» and the rebuilding of projections.

use std::collections::BTreeMap;
use std::time::Duration;

use almacen::{Avance, ClaseDeProblema, FallaAlmacen, Problema, TramoRevisado};

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

/// Preference of this computer: the day of the last look, the next stretch, and the bad entries found.
const REVISION: &str = "revision_diaria";
/// Parts of the log, one a day.
pub const TRAMOS: u64 = 30;

/// How the daily looks go.
#[derive(Default)]
pub(crate) struct RevisionDiaria {
    dia: String,
    siguiente: u64,
    /// Bad entries found since this data file is the one it is.
    pub danos: u64,
}

impl RevisionDiaria {
    pub fn leer(preferencias: &BTreeMap<String, String>) -> RevisionDiaria {
        let texto = preferencias.get(REVISION).map(String::as_str).unwrap_or_default();
        match texto.split(' ').collect::<Vec<_>>().as_slice() {
            [dia, siguiente, danos] => {
                RevisionDiaria { dia: (*dia).to_owned(), siguiente: siguiente.parse().unwrap_or(0), danos: danos.parse().unwrap_or(0) }
            }
            _ => RevisionDiaria::default(),
        }
    }

    fn a_texto(&self) -> String {
        format!("{} {} {}", self.dia, self.siguiente, self.danos)
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
            retirados: v.retirados,
            adjuntos: v.adjuntos,
        })
    }

    /// Looks at one thirtieth of the log, once a day (the window does it in the background), so that a disk
    /// that spoils what nobody reads is known while there are good copies. `None` when today's is done.
    ///
    /// # Errors
    /// Those of the store; a damaged file is a result.
    pub fn revisar_tramo_si_toca(&self) -> Result<Option<TramoRevisado>, Falla> {
        let hoy = self.hoy().to_string();
        let previa = self.leer(|c| Ok(RevisionDiaria::leer(&c.preferencias()?)))?;
        if previa.dia == hoy {
            return Ok(None);
        }
        let lector = self.lector()?;
        let visto = match lector.revisar_tramo(previa.siguiente, TRAMOS, &Avance::default()) {
            Err(FallaAlmacen::Danado { .. }) => {
                let que = "Una parte de los registros no se puede leer.".to_owned();
                TramoRevisado { asientos: 0, problemas: vec![Problema::new(ClaseDeProblema::Registro, que)] }
            }
            otro => otro?,
        };
        let nueva = RevisionDiaria {
            dia: hoy,
            siguiente: (previa.siguiente + 1) % TRAMOS,
            // What was found stays said until the file is another one.
            danos: previa.danos + visto.problemas.len() as u64,
        };
        self.con_escritor(|a| Ok(a.guardar_preferencia(REVISION, &nueva.a_texto())?))?;
        Ok(Some(visto))
    }

    /// Another file took the place of the one that was looked at.
    pub(crate) fn olvidar_danos(&self) -> Result<(), Falla> {
        self.con_escritor(|a| Ok(a.guardar_preferencia(REVISION, "")?))
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
