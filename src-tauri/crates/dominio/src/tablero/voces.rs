//! Two voices speak of a phase: the institution in its own cells and GAE in its `gae_` cells.
//!
//! Rule (version 1): of each voice, what counts is its last movement whose **fact** is on or before the
//! cut-off. Between both, the later fact stands, and on the same day the one written later. But an institution does not undo what only GAE may leave (`dominio.md` §11): while GAE has
//! the phase as `entregada`, `aprobada` or `no_aplica`, what the institution says is shown as a
//! difference and does not change the state. A phase that nobody moved and has facts of the institution
//! is `en_proceso` since the first of them (§11: S).

use jiff::civil::Date;

use crate::cerrado;
use crate::fase::{EstadoFase, movimientos};
use crate::tablero::Celda;
use crate::tramite_estado::Quien;

cerrado! {
    /// Who says the state of a phase.
    Voz {
        Institucion = "institucion" / "Lo envió la institución",
        Gae = "gae" / "Lo registró GAE",
        Hechos = "hechos" / "Hay datos de la fase",
    }
}

/// One movement of a phase, in the order in which its voice wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movimiento {
    /// State it left.
    pub a: EstadoFase,
    /// Date of the fact.
    pub fecha: Date,
    /// Files that prove the phase after it.
    pub evidencias: u32,
    /// Clock of the log when it was written: what tells two facts of one day apart.
    pub reloj: u64,
}

/// What stands of one voice at a date: the movement written last among those whose fact had come.
#[must_use]
pub fn vigente(escritos: &[Movimiento], corte: Date) -> Option<Movimiento> {
    escritos.iter().rev().find(|m| m.fecha <= corte).copied()
}

/// What both voices leave at a cut-off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vigente {
    /// The institution's.
    pub institucion: Option<Movimiento>,
    /// GAE's.
    pub gae: Option<Movimiento>,
    /// There are facts of the institution in the phase: a member, a trámite, a round.
    pub con_hechos: bool,
    /// Day of the first of them, when it is known.
    pub primer_hecho: Option<Date>,
}

fn puede_dejarlo_la_institucion(estado: EstadoFase) -> bool {
    movimientos(estado).iter().any(|m| m.quien != Quien::Gae)
}

/// The cell that the board shows (rule of this module).
#[must_use]
pub fn estado_de(v: Vigente) -> Celda {
    let con_archivos = |m: &Option<Movimiento>| m.map_or(0, |m| m.evidencias);
    let evidencias = con_archivos(&v.institucion) + con_archivos(&v.gae);
    let de = |m: Movimiento, voz: Voz| (m, voz);
    let elegido = match (v.institucion, v.gae) {
        (None, None) => None,
        (Some(i), None) => Some(de(i, Voz::Institucion)),
        (None, Some(g)) => Some(de(g, Voz::Gae)),
        (Some(i), Some(g)) if (i.fecha, i.reloj) > (g.fecha, g.reloj) && puede_dejarlo_la_institucion(g.a) => Some(de(i, Voz::Institucion)),
        (Some(_), Some(g)) => Some(de(g, Voz::Gae)),
    };
    let difiere = matches!((v.institucion, v.gae), (Some(i), Some(g)) if i.a != g.a);
    match elegido {
        Some((m, voz)) if m.a != EstadoFase::NoIniciada || !v.con_hechos => {
            Celda { estado: m.a, fecha: Some(m.fecha), evidencias, voz: Some(voz), difiere }
        }
        _ if v.con_hechos => {
            Celda { estado: EstadoFase::EnProceso, fecha: v.primer_hecho, evidencias, voz: Some(Voz::Hechos), difiere: false }
        }
        _ => Celda::VACIA,
    }
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use jiff::civil::date;

    fn m(a: EstadoFase, dia: i8) -> Movimiento {
        Movimiento { a, fecha: date(2021, 12, dia), evidencias: u32::from(a.cuenta()), reloj: 0 }
    }

    fn celda(institucion: Option<Movimiento>, gae: Option<Movimiento>) -> (EstadoFase, Option<Voz>, bool) {
        let c = estado_de(Vigente { institucion, gae, ..Vigente::default() });
        (c.estado, c.voz, c.difiere)
    }

    #[test]
    fn la_mas_reciente_vale_y_el_mismo_dia_la_escrita_despues() {
        use EstadoFase::{Aprobada, EnProceso, Entregada, Observada};
        assert_eq!(celda(Some(m(Entregada, 5)), None), (Entregada, Some(Voz::Institucion), false));
        assert_eq!(celda(Some(m(Entregada, 5)), Some(m(Aprobada, 9))), (Aprobada, Some(Voz::Gae), true));
        let despues = |m: Movimiento| Movimiento { reloj: 9, ..m };
        assert_eq!(celda(Some(m(Entregada, 5)), Some(despues(m(Observada, 5)))).0, Observada, "GAE judges what was delivered that day");
        assert_eq!(celda(Some(despues(m(Entregada, 5))), Some(m(Observada, 5))).0, Entregada, "and it is delivered again that day");
        assert_eq!(celda(Some(m(Entregada, 12)), Some(m(Observada, 9))), (Entregada, Some(Voz::Institucion), true), "it corrected it");
        assert_eq!(celda(Some(m(EnProceso, 12)), Some(m(Observada, 9))).0, EnProceso);
    }

    #[test]
    fn la_institucion_no_deshace_lo_que_solo_gae_puede_dejar() {
        use EstadoFase::{Aprobada, EnProceso, Entregada, NoAplica};
        for de_gae in [Aprobada, NoAplica, Entregada] {
            assert_eq!(celda(Some(m(EnProceso, 20)), Some(m(de_gae, 9))), (de_gae, Some(Voz::Gae), true), "{de_gae}");
        }
    }

    #[test]
    fn al_corte_vale_lo_ultimo_escrito_cuyo_hecho_ya_habia_ocurrido() {
        let escritos = [m(EstadoFase::EnProceso, 3), m(EstadoFase::Entregada, 20), m(EstadoFase::Observada, 10)];
        assert_eq!(vigente(&escritos, date(2021, 12, 2)), None);
        assert_eq!(vigente(&escritos, date(2021, 12, 5)).map(|m| m.a), Some(EstadoFase::EnProceso));
        assert_eq!(vigente(&escritos, date(2021, 12, 31)).map(|m| m.a), Some(EstadoFase::Observada), "a correction written later stands");
    }

    #[test]
    fn una_fase_con_datos_esta_en_proceso_aunque_nadie_la_mueva() {
        let hecho = Some(date(2021, 11, 4));
        let c = estado_de(Vigente { con_hechos: true, primer_hecho: hecho, ..Vigente::default() });
        assert_eq!((c.estado, c.fecha, c.voz), (EstadoFase::EnProceso, hecho, Some(Voz::Hechos)));
        let movida = estado_de(Vigente { gae: Some(m(EstadoFase::NoAplica, 9)), institucion: None, con_hechos: true, primer_hecho: hecho });
        assert_eq!(movida.estado, EstadoFase::NoAplica, "what somebody said stands over what can be guessed");
        assert_eq!(estado_de(Vigente::default()), Celda::VACIA);
    }

    #[test]
    fn las_evidencias_de_ambas_voces_se_suman() {
        let (institucion, gae) = (Some(m(EstadoFase::Entregada, 5)), Some(m(EstadoFase::Aprobada, 6)));
        let c = estado_de(Vigente { institucion, gae, ..Vigente::default() });
        assert_eq!(c.evidencias, 2);
    }
}
