//! Before and after of the trámites of an institution: each one, by unit and all together.

use std::collections::BTreeMap;

use almacen::Consultas;
use dominio::fase::HechosDeRediseno;
use dominio::ficha::{EstadoTramite, VersionPaso};
use dominio::metodos::cifra::Proporcion;
use dominio::rediseno::medidas::{Comparada, Medida};
use dominio::texto::plegar;
use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use uuid::Uuid;

use super::leer::{breve, porcentaje};
use super::{Leido, entero};
use crate::costos::explicar::ver;
use crate::dto::{MedidaBreve, PedirRedisenos, RedisenoEnLista, RedisenosDto, Sentido, SumaDeMedida, SumaDeRediseno};
use crate::falla::Falla;
use crate::sesion::{Sesion, institucion_de};

/// States from which a trámite belongs to the redesign.
const EN_JUEGO: &[EstadoTramite] = &[
    EstadoTramite::Priorizado,
    EstadoTramite::EnDiagnostico,
    EstadoTramite::EnRediseno,
    EstadoTramite::RedisenoAprobado,
    EstadoTramite::EnImplementacion,
    EstadoTramite::Implementado,
    EstadoTramite::EnMejoraContinua,
];

/// Adds up what can be compared. Two units of one measure are two different things: the one that more trámites have is
/// summed, and how many are left out is said by the count.
fn sumar(nombre: Option<String>, de: &[&[Comparada]]) -> SumaDeRediseno {
    let medidas = Medida::TODOS
        .iter()
        .map(|m| {
            let suyas: Vec<&Comparada> =
                de.iter().filter_map(|c| c.iter().find(|c| c.medida == *m)).filter(|c| c.diferencia.is_some()).collect();
            let mut por_unidad: BTreeMap<&str, usize> = BTreeMap::new();
            for c in &suyas {
                *por_unidad.entry(c.antes.unidad.as_str()).or_default() += 1;
            }
            let unidad = por_unidad.iter().max_by_key(|(u, n)| (**n, std::cmp::Reverse(**u))).map(|(u, _)| *u).unwrap_or_default();
            let iguales: Vec<&&Comparada> = suyas.iter().filter(|c| c.antes.unidad == unidad).collect();
            let total = |lado: fn(&Comparada) -> Option<&BigRational>| {
                iguales.iter().filter_map(|c| lado(c)).fold(BigRational::zero(), |t, v| t + v)
            };
            let antes = total(|c| c.antes.valor.as_ref().map(|r| &r.probable));
            let despues = total(|c| c.despues.valor.as_ref().map(|r| &r.probable));
            let anual = total(|c| c.anual.as_ref().and_then(|a| a.valor.as_ref()).map(|r| &r.probable));
            let hay_anual = iguales.iter().any(|c| c.anual.as_ref().is_some_and(|a| a.valor.is_some()));
            let diferencia = &antes - &despues;
            let hay = !iguales.is_empty();
            let proporcion = (hay && !antes.is_zero())
                .then(|| porcentaje(&Proporcion::new(diferencia.clone(), antes.clone(), "(antes − después) / antes, sumados")));
            SumaDeMedida {
                comparables: u32::try_from(iguales.len()).unwrap_or(u32::MAX),
                de: u32::try_from(de.len()).unwrap_or(u32::MAX),
                breve: MedidaBreve {
                    medida: *m,
                    nombre: m.etiqueta().to_owned(),
                    de_ley: m.es_de_ley(),
                    unidad: unidad.to_owned(),
                    antes: hay.then(|| ver(&antes, unidad)),
                    despues: hay.then(|| ver(&despues, unidad)),
                    sentido: if !hay {
                        Sentido::SinDato
                    } else if diferencia.is_zero() {
                        Sentido::Igual
                    } else if diferencia.is_positive() {
                        Sentido::Mejora
                    } else {
                        Sentido::Empeora
                    },
                    diferencia: hay.then(|| ver(&diferencia, unidad)),
                    porcentaje: proporcion,
                    sin_comparar: (!hay).then(|| "Ningún trámite tiene los dos lados.".to_owned()),
                    anual: hay_anual.then(|| ver(&anual, unidad)),
                },
            }
        })
        .collect();
    SumaDeRediseno { nombre, tramites: u32::try_from(de.len()).unwrap_or(u32::MAX), medidas }
}

/// A trámite in this state has begun its redesign, or is past it.
pub(crate) fn es_de_rediseno(e: EstadoTramite) -> bool {
    EN_JUEGO.contains(&e) && !matches!(e, EstadoTramite::Priorizado | EstadoTramite::EnDiagnostico)
}

/// Trámites of an institution that were selected.
fn en_juego(c: &Consultas<'_>, ambito: Uuid) -> Result<Vec<Uuid>, Falla> {
    let mut ids = Vec::new();
    for estado in EN_JUEGO {
        let filtro = almacen::FiltroTramites { ambito: Some(ambito), estado: Some(*estado), ..almacen::FiltroTramites::default() };
        ids.extend(c.tramites_que_pasan(&filtro)?);
    }
    Ok(ids)
}

/// What the completion rule of the phase asks (`dominio.md` §2), over the trámites that were selected.
pub(crate) fn hechos_de_rediseno(c: &Consultas<'_>, ambito: Uuid, hoy: Date) -> Result<HechosDeRediseno, Falla> {
    let mut h = HechosDeRediseno::default();
    for id in en_juego(c, ambito)? {
        let leido = Leido::leer(c, &id.to_string(), hoy)?;
        let suyas = leido.comparar(&leido.guardados().aplicar_a_requisitos(&leido.ficha));
        let hay = |v: VersionPaso| leido.ficha.pasos.iter().any(|p| p.version.unwrap_or(VersionPaso::Actual) == v);
        h.seleccionados += 1;
        h.sin_dos_versiones += u64::from(!(hay(VersionPaso::Actual) && hay(VersionPaso::Propuesta)));
        h.requisitos_sin_decidir += leido.ficha.requisitos.iter().filter(|r| r.nivel == 0 && r.accion.is_none()).count() as u64;
        h.sin_medidas += u64::from(suyas.iter().any(|x| x.medida.es_de_ley() && x.diferencia.is_none()));
        h.sin_aprobacion += u64::from(!leido.filas("entrega_rediseno").any(|e| !super::texto(e, "aprobada_el").is_empty()));
    }
    Ok(h)
}

fn en_lista(leido: &Leido, suyas: &[Comparada]) -> RedisenoEnLista {
    let (t, fila) = (&leido.ficha.tramite, &leido.leida.fila);
    let principales = leido.ficha.requisitos.iter().filter(|r| r.nivel == 0);
    RedisenoEnLista {
        tramite: fila.id.to_string(),
        codigo: fila.codigo.clone(),
        nombre: fila.nombre.clone(),
        unidad: t.unidad_ejecutora.clone(),
        estado: t.estado.unwrap_or(EstadoTramite::Priorizado),
        decididos: u32::try_from(principales.clone().filter(|r| r.accion.is_some()).count()).unwrap_or(u32::MAX),
        requisitos: u32::try_from(principales.count()).unwrap_or(u32::MAX),
        con_propuesta: leido.ficha.pasos.iter().any(|p| p.version == Some(VersionPaso::Propuesta)),
        entregada: leido.filas("entrega_rediseno").filter_map(|e| entero(e, "version")).max(),
        medidas: suyas.iter().map(breve).collect(),
    }
}

/// The redesigns of an institution that are under way, by code: at most `cuantos`.
pub(crate) fn redisenos_en_curso(c: &Consultas<'_>, ambito: Uuid, hoy: Date, cuantos: usize) -> Result<Vec<RedisenoEnLista>, Falla> {
    let mut filas = Vec::new();
    for estado in EN_JUEGO.iter().filter(|e| es_de_rediseno(**e)) {
        let filtro = almacen::FiltroTramites { ambito: Some(ambito), estado: Some(*estado), ..almacen::FiltroTramites::default() };
        for id in c.tramites_que_pasan(&filtro)? {
            if filas.len() == cuantos {
                break;
            }
            let leido = Leido::leer(c, &id.to_string(), hoy)?;
            let suyas = leido.comparar(&leido.guardados().aplicar_a_requisitos(&leido.ficha));
            filas.push(en_lista(&leido, &suyas));
        }
    }
    filas.sort_by(|a, b| a.codigo.cmp(&b.codigo));
    Ok(filas)
}

/// Before and after of every trámite of an institution that was prioritised, as of a day.
pub(crate) fn redisenos_leidos(c: &Consultas<'_>, ambito: Uuid, corte: Date) -> Result<RedisenosDto, Falla> {
    let mut filas = Vec::new();
    let mut comparadas: Vec<(Option<String>, Vec<Comparada>)> = Vec::new();
    for id in en_juego(c, ambito)? {
        let leido = Leido::leer(c, &id.to_string(), corte)?;
        let suyas = leido.comparar(&leido.guardados().aplicar_a_requisitos(&leido.ficha));
        filas.push(en_lista(&leido, &suyas));
        comparadas.push((leido.ficha.tramite.unidad_ejecutora.clone(), suyas));
    }
    filas.sort_by(|a, b| a.codigo.cmp(&b.codigo));
    let mut por_unidad: BTreeMap<String, (String, Vec<&[Comparada]>)> = BTreeMap::new();
    for (unidad, suyas) in &comparadas {
        let nombre = unidad.as_deref().map(str::trim).filter(|u| !u.is_empty()).unwrap_or("Sin unidad anotada");
        por_unidad.entry(plegar(nombre)).or_insert_with(|| (nombre.to_owned(), Vec::new())).1.push(suyas);
    }
    let todas: Vec<&[Comparada]> = comparadas.iter().map(|(_, s)| s.as_slice()).collect();
    Ok(RedisenosDto {
        corte: corte.to_string(),
        filas,
        unidades: por_unidad.into_values().map(|(nombre, de)| sumar(Some(nombre), &de)).collect(),
        total: sumar(None, &todas),
    })
}

impl Sesion {
    /// Before and after of every trámite of an institution that was prioritised.
    ///
    /// # Errors
    /// `no_existe` for an unknown institution.
    pub fn redisenos(&self, pide: PedirRedisenos) -> Result<RedisenosDto, Falla> {
        let corte = self.hoy();
        self.leer(|c| redisenos_leidos(&c, institucion_de(&c.instalacion()?, pide.institucion.as_deref())?.id, corte))
    }
}
