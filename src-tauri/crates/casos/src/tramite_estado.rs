//! Moving a trámite along its states (`dominio.md` §11).

use almacen::{Escritura, Instalacion, Operacion};
use dominio::Ficha;
use dominio::completitud::completitud;
use dominio::ficha::EstadoTramite;
use dominio::tramite_estado::{Exigencia, Impedimento, Quien, mover, siguientes};

use crate::dto::{Hecho, MoverTramite, Nada, TransicionTramite};
use crate::falla::Falla;
use crate::ficha::ficha_de_dominio;
use crate::guardar::{motivo_valido, ordenados};
use crate::sesion::{Sesion, uuid};

const MAX: usize = 500;
const MOTIVO_MINIMO: usize = 10;

fn quien(instalacion: &Instalacion) -> Quien {
    // In GAE's file trámites are its own reference copies, so it moves them as a committee would.
    let _ = instalacion;
    Quien::Comite
}

fn pide_motivo(exige: &[Exigencia]) -> bool {
    exige.iter().any(|e| matches!(e, Exigencia::Motivo | Exigencia::NormaOActa))
}

/// Facts that this version can see. The ranking, the rule of later phases and their files arrive
/// with those phases: until then they are not there, and the movement says so.
fn consta(ficha: &Ficha, exigencia: Exigencia, con_motivo: bool) -> bool {
    match exigencia {
        Exigencia::FichaCompleta => completitud(ficha).es_completa(),
        Exigencia::FichaIncompleta => !completitud(ficha).es_completa(),
        Exigencia::Motivo | Exigencia::NormaOActa => con_motivo,
        Exigencia::OrdenCongelado | Exigencia::ReglaDeLaFase | Exigencia::Archivo => false,
    }
}

fn estado(ficha: &Ficha) -> EstadoTramite {
    ficha.tramite.estado.unwrap_or(EstadoTramite::Identificado)
}

/// The movements that the ficha shows: those of the committee, each with its impediment.
pub(crate) fn transiciones(instalacion: &Instalacion, ficha: &Ficha) -> Vec<TransicionTramite> {
    let de = estado(ficha);
    siguientes(de)
        .iter()
        .filter(|m| m.quien == quien(instalacion))
        .map(|m| TransicionTramite {
            a: m.a,
            accion: m.accion.to_owned(),
            impedimento: mover(de, m.a, m.quien, |e| consta(ficha, e, true)).err().map(|i| i.mensaje()),
            pide_motivo: pide_motivo(m.exige),
        })
        .collect()
}

impl Sesion {
    /// Moves trámites to another state, all in one operation or none.
    ///
    /// # Errors
    /// `transicion_no_permitida`, `sin_permiso`, `falta_evidencia` naming the first trámite that
    /// cannot move; `campos_invalidos` without the reason.
    pub fn mover_tramite(&self, pide: MoverTramite) -> Result<Hecho<Nada>, Falla> {
        if pide.ids.is_empty() || pide.ids.len() > MAX {
            return Err(Falla::campo("ids", "Se mueven de 1 a 500 trámites a la vez."));
        }
        let ids = pide.ids.iter().map(|i| uuid(i, "el trámite")).collect::<Result<std::collections::BTreeSet<_>, _>>()?;
        let motivo = motivo_valido(&pide.motivo, 0)?;
        self.escribir(Operacion::GuardarFicha, |tx, instalacion| {
            for id in &ids {
                let leida =
                    tx.consultas().ficha(*id)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
                let ficha = ficha_de_dominio(&leida);
                let de = estado(&ficha);
                if de == pide.a {
                    continue;
                }
                let movimiento =
                    mover(de, pide.a, quien(instalacion), |e| consta(&ficha, e, true)).map_err(|i| nombrar(&leida.fila.codigo, &i))?;
                if pide_motivo(movimiento.exige) {
                    motivo_valido(&motivo, MOTIVO_MINIMO)?;
                }
                let celda = Escritura {
                    entidad: *id,
                    clase: leida.tramite.clase.clone(),
                    campo: "estado".to_owned(),
                    valor: pide.a.as_str().into(),
                    padres: ordenados(leida.tramite.padres("estado")),
                };
                tx.escribir(leida.tramite.ambito, vec![celda], &motivo)?;
            }
            Ok(Nada {})
        })
    }
}

fn nombrar(codigo: &str, impedimento: &Impedimento) -> Falla {
    let motivo = format!("{codigo}: {}", impedimento.mensaje());
    match impedimento {
        Impedimento::NoPermitido { .. } => Falla::Transicion { motivo },
        Impedimento::NoLeCorresponde(_) => Falla::Permiso { motivo },
        Impedimento::Falta(_) | Impedimento::Condiciones(_) => Falla::Evidencia { motivo },
    }
}
