//! The phases of an institution: facts gathered from the file, states, movements, the board.

use std::collections::BTreeMap;

use almacen::{Consultas, EntidadLeida, Escritura, FiltroTramites, Instalacion, Operacion, Tx};
use dominio::Dato;
use dominio::avance;
use dominio::comite::{self, DocumentoDeConformacion, Integrante};
use dominio::fase::{self, ESTADOS_QUE_CUENTAN, EstadoFase, Fase, HechosDeFase, MovimientoDeFase};
use dominio::tablero::{Movimiento, Vigente, estado_de};
use dominio::tramite_estado::{Impedimento, Quien};
use jiff::civil::Date;
use uuid::Uuid;

use crate::adjuntos::ArchivoAdjunto;
use crate::dto::{CerrarInventario, ComiteDto, CondicionDto, EvidenciaDto, FaseDto, Hecho, MoverFase, Nada, Recorrido, TransicionDto};
use crate::falla::Falla;
use crate::ficha::entidad_dto;
use crate::guardar::{motivo_valido, ordenados};
use crate::inventario::razon;
use crate::sesion::{Sesion, clase, institucion_de};
use crate::tablero::con_hechos_propios;

/// Reads a date of a request.
pub(crate) fn fecha(campo: &str, texto: Option<&str>) -> Result<Option<Date>, Falla> {
    texto
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(|t| {
            t.parse::<Date>().map_err(|_| {
                Falla::campo(campo, format!("La fecha debe existir y escribirse AAAA-MM-DD, por ejemplo 2026-11-21. Usted escribió «{t}»."))
            })
        })
        .transpose()
}

/// The stored state of one phase, with its entity.
pub(crate) struct FaseLeida {
    pub estado: EstadoFase,
    pub fecha: Option<Date>,
    pub entidad: Option<EntidadLeida>,
}

fn texto(e: Option<&EntidadLeida>, campo: &str) -> Option<String> {
    e.and_then(|e| e.valor(campo)).and_then(Dato::texto).map(str::to_owned)
}

/// The state that stands, with the entity of whoever owns this file: the institution and GAE each have
/// theirs under the same identifier, and none writes on the other's.
pub(crate) fn leer_fase(c: &Consultas<'_>, instalacion: &Instalacion, ambito: Uuid, fase: Fase) -> Result<FaseLeida, Falla> {
    let mut vigente = Vigente::default();
    for m in c.movimientos_de_fase(Some(ambito))?.into_iter().filter(|m| m.fase == fase) {
        let movimiento = Some(Movimiento { a: m.estado, fecha: m.fecha, evidencias: m.evidencias, reloj: m.reloj });
        if m.gae { vigente.gae = movimiento } else { vigente.institucion = movimiento }
    }
    let propia = clase(instalacion, "fase");
    let entidad = c.entidades_de(fase::id_de_fase(ambito, fase), ambito)?.into_iter().find(|e| e.clase == propia);
    let celda = estado_de(vigente);
    Ok(FaseLeida { estado: celda.estado, fecha: celda.fecha, entidad })
}

/// Facts of an institution for the completion rules.
pub(crate) fn hechos(c: &Consultas<'_>, instalacion: &Instalacion, ambito: Uuid, hoy: Date) -> Result<HechosDeFase, Falla> {
    let entidades = |base: &str| c.por_clase(&clase(instalacion, base), Some(ambito));
    let mut h = HechosDeFase::vacios(hoy);
    h.integrantes = entidades("integrante")?.iter().map(|e| Integrante::desde_entidad(&e.entidad())).collect();
    h.documentos = entidades("documento_conformacion")?.iter().map(|e| DocumentoDeConformacion::desde_entidad(&e.entidad())).collect();
    h.conformacion_cuenta = leer_fase(c, instalacion, ambito, Fase::ConformacionComite)?.estado.cuenta();
    let inventario = leer_fase(c, instalacion, ambito, Fase::Inventario)?.entidad;
    h.inventario_cerrado_el = texto(inventario.as_ref(), "cerrado_el").and_then(|t| t.parse().ok());
    let facetas = c.facetas(Some(ambito))?;
    h.tramites = facetas.estados.iter().filter_map(|(e, n)| Some((e.parse().ok()?, *n))).collect();
    h.banderas_pendientes = facetas.con_banderas;
    h.priorizacion = crate::priorizacion::hechos_de_priorizacion(c, instalacion, ambito)?;
    let empezado = h.tramites.iter().any(|(e, n)| *n > 0 && crate::rediseno::es_de_rediseno(*e));
    h.rediseno = if empezado { Some(crate::rediseno::hechos_de_rediseno(c, ambito, hoy)?) } else { None };
    Ok(h)
}

/// The state that people see: a phase with facts has started, whoever remembered to say so (§11: S).
pub(crate) fn estado_visible(leida: &FaseLeida, fase: Fase, hechos: &HechosDeFase) -> EstadoFase {
    if leida.estado == EstadoFase::NoIniciada && hechos.hay_hechos(fase) { EstadoFase::EnProceso } else { leida.estado }
}

fn quien(instalacion: &Instalacion) -> Quien {
    if instalacion.gae { Quien::Gae } else { Quien::Comite }
}

fn falla_de(impedimento: &Impedimento) -> Falla {
    let motivo = impedimento.mensaje();
    match impedimento {
        Impedimento::NoPermitido { .. } => Falla::Transicion { motivo },
        Impedimento::NoLeCorresponde(_) => Falla::Permiso { motivo },
        Impedimento::Falta(_) | Impedimento::Condiciones(_) => Falla::Evidencia { motivo },
    }
}

/// Whether this file may record the movement, and what it still needs.
///
/// A committee moves what is its own and the rule decides. GAE moves what is its own, and records
/// what an institution without the program delivered: then the file that proves it is needed, since
/// the facts of the rule are not in GAE's file.
fn permitir(
    instalacion: &Instalacion,
    de: EstadoFase,
    a: EstadoFase,
    motivo: &str,
    condiciones: &[fase::Condicion],
    hay_hechos: bool,
    con_evidencia: bool,
) -> Result<&'static MovimientoDeFase, Impedimento> {
    let propio = fase::buscar_movimiento(de, a, quien(instalacion));
    match propio {
        Ok(m) => {
            fase::transicion(de, a, m.quien, motivo, condiciones)?;
            Ok(m)
        }
        Err(Impedimento::NoLeCorresponde(Quien::Sistema)) if hay_hechos || instalacion.gae => {
            fase::buscar_movimiento(de, a, Quien::Sistema)
        }
        Err(Impedimento::NoLeCorresponde(Quien::Comite)) if instalacion.gae => {
            let m = fase::buscar_movimiento(de, a, Quien::Comite)?;
            if m.exige_regla && !con_evidencia {
                return Err(Impedimento::Falta(dominio::tramite_estado::Exigencia::Archivo));
            }
            Ok(m)
        }
        Err(otro) => Err(otro),
    }
}

fn destino(fase: Fase) -> Option<String> {
    match fase {
        Fase::ConformacionComite => Some("comite".to_owned()),
        Fase::Inventario => Some("inventario".to_owned()),
        Fase::Priorizacion => Some("priorizacion".to_owned()),
        Fase::Rediseno => Some("rediseno".to_owned()),
        Fase::CapacitacionComite | Fase::PlanInstitucional | Fase::Diagnostico | Fase::Implementacion | Fase::MejoraContinua => None,
    }
}

fn fase_dto(c: &Consultas<'_>, instalacion: &Instalacion, ambito: Uuid, fase: Fase, hechos: &HechosDeFase) -> Result<FaseDto, Falla> {
    let leida = leer_fase(c, instalacion, ambito, fase)?;
    let estado = estado_visible(&leida, fase, hechos);
    let condiciones = fase::condiciones(fase, hechos);
    let cumplidas = condiciones.iter().filter(|x| x.cumple).count() as u64;
    let transiciones = fase::movimientos(estado)
        .iter()
        .filter(|m| m.quien == quien(instalacion) || m.quien == Quien::Sistema || instalacion.gae)
        .map(|m| TransicionDto {
            a: m.a,
            accion: m.accion.to_owned(),
            // The reason is asked for in the dialog, so it is not an impediment yet.
            impedimento: permitir(instalacion, estado, m.a, "motivo por escribir", &condiciones, hechos.hay_hechos(fase), true)
                .err()
                .map(|i| i.mensaje()),
        })
        .collect();
    let evidencias = evidencias_de(leida.entidad.as_ref());
    let adjuntos: Vec<EvidenciaDto> = evidencias
        .iter()
        .filter_map(|id| c.adjunto(*id).ok().flatten())
        .map(|a| EvidenciaDto { id: a.id.to_string(), nombre: a.nombre })
        .collect();
    Ok(FaseDto {
        fase,
        nombre: fase.etiqueta().to_owned(),
        codigo_guia: fase.codigo_guia().map(str::to_owned),
        proposito: fase.proposito().to_owned(),
        estado,
        transiciones,
        cumplidas: razon(
            dominio::Razon::new(cumplidas, condiciones.len() as u64),
            "condiciones cumplidas / condiciones de la regla de la fase",
            Some(hechos.hoy.to_string()),
        ),
        condiciones: condiciones.into_iter().map(|x| CondicionDto { texto: x.texto, cumple: x.cumple }).collect(),
        regla_version: fase::REGLA_VERSION,
        fecha: leida.fecha.map(|f| f.to_string()),
        evidencias: adjuntos.iter().map(|a| a.nombre.clone()).collect(),
        adjuntos,
        destino: destino(fase),
    })
}

pub(crate) fn evidencias_de(e: Option<&EntidadLeida>) -> Vec<Uuid> {
    texto(e, "evidencia").and_then(|t| serde_json::from_str::<Vec<Uuid>>(&t).ok()).unwrap_or_default()
}

/// Phases of an institution and its progress, for Recorrido, Inicio and the report.
pub(crate) fn recorrido(c: &Consultas<'_>, instalacion: &Instalacion, ambito: Uuid, hoy: Date) -> Result<Recorrido, Falla> {
    let hechos = hechos(c, instalacion, ambito, hoy)?;
    let fases = Fase::TODOS.iter().map(|f| fase_dto(c, instalacion, ambito, *f, &hechos)).collect::<Result<Vec<_>, _>>()?;
    let estados: BTreeMap<Fase, EstadoFase> = fases.iter().map(|f| (f.fase, f.estado)).collect();
    let avance = avance::avance_de_institucion(&estados, ESTADOS_QUE_CUENTAN);
    Ok(Recorrido { fases, avance: razon(avance, "fases entregadas o aprobadas / fases que aplican", Some(hoy.to_string())) })
}

/// A movement that was asked for, read and checked, with its file.
struct PasoDeFase {
    institucion: Option<String>,
    fase: Fase,
    a: EstadoFase,
    dia: Date,
    motivo: String,
    adjunto: Option<(ArchivoAdjunto, Uuid)>,
}

impl PasoDeFase {
    fn leer(pide: &MoverFase, hoy: Date, adjunto: Option<(ArchivoAdjunto, Uuid)>) -> Result<PasoDeFase, Falla> {
        let dia = fecha("fecha", pide.fecha.as_deref())?.unwrap_or(hoy);
        if dia > hoy {
            return Err(Falla::campo("fecha", format!("La fecha {dia} aún no llega. Escriba la fecha en que ocurrió.")));
        }
        let motivo = motivo_valido(pide.motivo.as_deref().unwrap_or(""), 0)?;
        Ok(PasoDeFase { institucion: pide.institucion.clone(), fase: pide.fase, a: pide.a, dia, motivo, adjunto })
    }

    /// Writes it inside a save. Gives the state it left.
    fn dar(&self, tx: &mut Tx<'_>, instalacion: &Instalacion, hoy: Date) -> Result<EstadoFase, Falla> {
        let institucion = institucion_de(instalacion, self.institucion.as_deref())?;
        let c = tx.consultas();
        let hechos = hechos(&c, instalacion, institucion.id, hoy)?;
        let leida = leer_fase(&c, instalacion, institucion.id, self.fase)?;
        // GAE's reference copies are no fact of the institution: it moves from what the board shows.
        let con_hechos = if instalacion.gae { con_hechos_propios(&c, institucion.id, self.fase)? } else { hechos.hay_hechos(self.fase) };
        let de = if leida.estado == EstadoFase::NoIniciada && con_hechos { EstadoFase::EnProceso } else { leida.estado };
        let condiciones = fase::condiciones(self.fase, &hechos);
        permitir(instalacion, de, self.a, &self.motivo, &condiciones, con_hechos, self.adjunto.is_some()).map_err(|i| falla_de(&i))?;
        let id = fase::id_de_fase(institucion.id, self.fase);
        let clase_fase = clase(instalacion, "fase");
        let celda = |campo: &str, valor: Dato| Escritura {
            entidad: id,
            clase: clase_fase.clone(),
            campo: campo.to_owned(),
            valor,
            padres: leida.entidad.as_ref().map(|e| ordenados(e.padres(campo))).unwrap_or_default(),
        };
        let mut celdas = vec![celda("estado", self.a.as_str().into()), celda("fecha", self.dia.to_string().into())];
        if leida.entidad.is_none() {
            celdas.push(celda("fase", self.fase.as_str().into()));
        }
        if let Some((archivo, id_adjunto)) = &self.adjunto {
            let mut evidencias = evidencias_de(leida.entidad.as_ref());
            evidencias.push(*id_adjunto);
            let lista = serde_json::to_string(&evidencias).map_err(|_| Falla::Interno("evidence list is not JSON"))?;
            celdas.extend(archivo.guardar(tx, *id_adjunto, &clase(instalacion, "adjunto"))?);
            celdas.push(celda("evidencia", lista.into()));
        }
        tx.escribir(institucion.id, celdas, &self.motivo)?;
        Ok(de)
    }
}

impl Sesion {
    /// The nine phases of the own institution.
    ///
    /// # Errors
    /// `campos_invalidos` in a GAE file, which has no institution of its own.
    pub fn recorrido(&self, _: Nada) -> Result<Recorrido, Falla> {
        let hoy = self.hoy();
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let institucion = institucion_de(&instalacion, None)?;
            recorrido(&c, &instalacion, institucion.id, hoy)
        })
    }

    /// The committee: members, documents, vacant roles.
    ///
    /// # Errors
    /// `campos_invalidos` in a GAE file.
    pub fn comite(&self, _: Nada) -> Result<ComiteDto, Falla> {
        let hoy = self.hoy();
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let ambito = institucion_de(&instalacion, None)?.id;
            let integrantes = c.por_clase(&clase(&instalacion, "integrante"), Some(ambito))?;
            let documentos = c.por_clase(&clase(&instalacion, "documento_conformacion"), Some(ambito))?;
            let hechos: Vec<Integrante> = integrantes.iter().map(|e| Integrante::desde_entidad(&e.entidad())).collect();
            Ok(ComiteDto {
                integrantes: integrantes.iter().map(entidad_dto).collect(),
                documentos: documentos.iter().map(entidad_dto).collect(),
                roles_vacantes: comite::roles_vacantes(&comite::roles_obligatorios(), &hechos, hoy)
                    .into_iter()
                    .map(|r| r.etiqueta().to_owned())
                    .collect(),
            })
        })
    }

    /// Moves a phase; the evidence, when there is one, is kept in the same transaction.
    ///
    /// # Errors
    /// `transicion_no_permitida`, `sin_permiso`, `falta_evidencia`, `campos_invalidos`.
    pub fn mover_fase(&self, pide: MoverFase) -> Result<Hecho<Nada>, Falla> {
        let evidencia = pide.evidencia.as_deref().map(|id| self.ruta_de_lectura(id)).transpose()?;
        let hecho = self.mover_fase_con(&pide, evidencia.as_deref())?;
        Ok(Hecho { valor: Nada {}, cambios: hecho.cambios, guardado: hecho.guardado, deshacer: hecho.deshacer, rehacer: hecho.rehacer })
    }

    /// The same with the path of the evidence (the console). Gives the state it left.
    ///
    /// # Errors
    /// Those of [`Sesion::mover_fase`].
    pub fn mover_fase_con(&self, pide: &MoverFase, evidencia: Option<&std::path::Path>) -> Result<Hecho<EstadoFase>, Falla> {
        let hoy = self.hoy();
        let adjunto = evidencia.map(ArchivoAdjunto::leer).transpose()?.map(|a| (a, self.id_nuevo()));
        let paso = PasoDeFase::leer(pide, hoy, adjunto)?;
        self.escribir(Operacion::MoverFase, |tx, instalacion| paso.dar(tx, instalacion, hoy))
    }

    /// Several movements one after another in one save, all or none (the demonstration).
    pub(crate) fn mover_fases(&self, pasos: Vec<(MoverFase, Option<ArchivoAdjunto>)>) -> Result<(), Falla> {
        let hoy = self.hoy();
        let leer = |(pide, adjunto): &(MoverFase, Option<ArchivoAdjunto>)| {
            PasoDeFase::leer(pide, hoy, adjunto.clone().map(|a| (a, self.id_nuevo())))
        };
        let pasos: Vec<PasoDeFase> = pasos.iter().map(leer).collect::<Result<_, _>>()?;
        self.escribir(Operacion::MoverFase, |tx, instalacion| {
            pasos.iter().try_for_each(|paso| paso.dar(tx, instalacion, hoy).map(|_| ()))
        })?;
        Ok(())
    }

    /// Closes or reopens the inventory of the own institution: the fact that its phase needs.
    ///
    /// # Errors
    /// `campos_invalidos` for a date that does not exist or has not come.
    pub fn cerrar_inventario(&self, pide: CerrarInventario) -> Result<Hecho<Nada>, Falla> {
        let hoy = self.hoy();
        let dia = fecha("fecha", pide.fecha.as_deref())?;
        if dia.is_some_and(|d| d > hoy) {
            return Err(Falla::campo("fecha", "La fecha de cierre aún no llega. Escriba la fecha del acta."));
        }
        self.escribir(Operacion::CerrarInventario, |tx, instalacion| {
            let institucion = institucion_de(instalacion, None)?;
            let leida = leer_fase(&tx.consultas(), instalacion, institucion.id, Fase::Inventario)?;
            let celda = Escritura {
                entidad: fase::id_de_fase(institucion.id, Fase::Inventario),
                clase: clase(instalacion, "fase"),
                campo: "cerrado_el".to_owned(),
                valor: dia.map_or(Dato::Nulo, |d| d.to_string().into()),
                padres: leida.entidad.as_ref().map(|e| ordenados(e.padres("cerrado_el"))).unwrap_or_default(),
            };
            tx.escribir(institucion.id, vec![celda], "")?;
            Ok(Nada {})
        })
    }
}

/// Trámites of an institution by code, all of them, for the report.
pub(crate) fn todos_los_tramites(c: &Consultas<'_>, ambito: Uuid) -> Result<Vec<almacen::FilaTramite>, Falla> {
    let filtro = FiltroTramites { ambito: Some(ambito), orden: almacen::Orden::Codigo, cuantos: u32::MAX, ..FiltroTramites::default() };
    Ok(c.tramites(&filtro)?.filas)
}
