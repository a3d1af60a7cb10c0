//! Moving a trámite along its states (`dominio.md` §11).

use almacen::{Escritura, FichaLeida, Instalacion, Operacion};
use dominio::Ficha;
use dominio::completitud::completitud;
use dominio::ficha::EstadoTramite;
use dominio::tramite_estado::{Exigencia, Impedimento, Movimiento, Quien, mover, siguientes};

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

/// What the rule of a phase still asks of a trámite that would enter `a`; `None` for a phase whose facts do not exist
/// in this version, whose movement says so.
fn condiciones(leida: &FichaLeida, ficha: &Ficha, a: EstadoTramite) -> Option<Vec<String>> {
    match a {
        // It was selected by a closed round: nothing else is asked to look into it.
        EstadoTramite::EnDiagnostico => Some(Vec::new()),
        EstadoTramite::EnRediseno => Some(crate::rediseno::antes_de_empezar(leida, ficha)),
        EstadoTramite::RedisenoAprobado => {
            let falta = "entregue el rediseño y adjunte la aprobación de esa misma versión, en «Rediseño»".to_owned();
            Some(if crate::rediseno::aprobada_y_vigente(leida, ficha) { Vec::new() } else { vec![falta] })
        }
        EstadoTramite::Identificado
        | EstadoTramite::FichaCompleta
        | EstadoTramite::Priorizado
        | EstadoTramite::EnCartera
        | EstadoTramite::EnImplementacion
        | EstadoTramite::Implementado
        | EstadoTramite::EnMejoraContinua
        | EstadoTramite::Suprimido => None,
    }
}

/// The movement, with the conditions of its phase in words when they are what is missing.
fn intentar(leida: &FichaLeida, ficha: &Ficha, a: EstadoTramite, quien: Quien) -> Result<&'static Movimiento, Impedimento> {
    let pendientes = condiciones(leida, ficha, a);
    let cumplida = pendientes.as_ref().is_some_and(Vec::is_empty);
    mover(estado(ficha), a, quien, |e| consta(ficha, e, cumplida, true)).map_err(|i| match (i, pendientes) {
        (Impedimento::Falta(Exigencia::ReglaDeLaFase), Some(faltan)) if !faltan.is_empty() => Impedimento::Condiciones(faltan),
        (otro, _) => otro,
    })
}

/// Facts that this version can see. Those of later phases arrive with them: until then they are not there, and the
/// movement says so.
fn consta(ficha: &Ficha, exigencia: Exigencia, regla: bool, con_motivo: bool) -> bool {
    match exigencia {
        Exigencia::FichaCompleta => completitud(ficha).es_completa(),
        Exigencia::FichaIncompleta => !completitud(ficha).es_completa(),
        Exigencia::Motivo | Exigencia::NormaOActa => con_motivo,
        // The file of an approval is looked at with the version that it approves.
        Exigencia::ReglaDeLaFase | Exigencia::Archivo => regla,
        Exigencia::OrdenCongelado => false,
    }
}

fn estado(ficha: &Ficha) -> EstadoTramite {
    ficha.tramite.estado.unwrap_or(EstadoTramite::Identificado)
}

/// The movements that the ficha shows: those of the committee, each with its impediment.
pub(crate) fn transiciones(instalacion: &Instalacion, leida: &FichaLeida, ficha: &Ficha) -> Vec<TransicionTramite> {
    let de = estado(ficha);
    siguientes(de)
        .iter()
        .filter(|m| m.quien == quien(instalacion))
        .map(|m| TransicionTramite {
            a: m.a,
            accion: m.accion.to_owned(),
            impedimento: intentar(leida, ficha, m.a, m.quien).err().map(|i| i.mensaje()),
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
                let movimiento = intentar(&leida, &ficha, pide.a, quien(instalacion)).map_err(|i| nombrar(&leida.fila.codigo, &i))?;
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
