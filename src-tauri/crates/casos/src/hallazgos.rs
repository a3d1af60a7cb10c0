//! Possible findings as a list, and what a person decides about each.

use std::collections::{BTreeMap, BTreeSet};

use almacen::{Escritura, FichaLeida, FiltroHallazgos, HallazgoLeido, Operacion};
use dominio::Dato;
use dominio::reglas::EstadoHallazgo;
use dominio::texto::plegar;
use uuid::Uuid;

use crate::dto::{
    AgruparHallazgos, ConteoPorRegla, DecidirHallazgo, GrupoDeHallazgos, Hecho, ListarHallazgos, Nada, PaginaHallazgos, TextoRepetido,
};
use crate::falla::Falla;
use crate::ficha::hallazgo_dto;
use crate::guardar::{MAX_CELDAS, ordenados};
use crate::inventario::{cuantos, regla};
use crate::sesion::{Sesion, ambito_de, clase, uuid};

/// Letters of a reason to discard (`dominio.md` §4.2).
const JUSTIFICACION_MINIMA: usize = 10;
/// Findings of one decision.
const MAXIMO: usize = 500;
/// Texts shown of each group.
const TEXTOS: usize = 4;

pub(crate) fn conteo_dto(c: &almacen::ConteoDeRegla) -> ConteoPorRegla {
    ConteoPorRegla {
        regla: c.regla.clone(),
        titulo: c.regla.parse::<dominio::reglas::Regla>().map(|r| r.titulo().to_owned()).unwrap_or_default(),
        abiertos: c.abiertos,
        tramites: c.tramites,
        severidad: c.severidad,
    }
}

impl Sesion {
    /// Findings, worst first, with the open ones counted by rule.
    ///
    /// # Errors
    /// `campos_invalidos` for an unknown rule; `no_existe` for an unknown institution.
    pub fn hallazgos(&self, pide: ListarHallazgos) -> Result<PaginaHallazgos, Falla> {
        let regla = pide.regla.as_deref().map(regla).transpose()?.map(|r| r.as_str().to_owned());
        self.leer(|c| {
            let ambito = ambito_de(&c.instalacion()?, pide.institucion.as_deref())?;
            let filtro = FiltroHallazgos {
                ambito,
                regla: regla.clone(),
                estado: pide.estado,
                tramite: None,
                unidad: pide.unidad.clone(),
                severidad: pide.severidad,
                desde: pide.desde,
                cuantos: cuantos(pide.cuantos),
            };
            let pagina = c.hallazgos(&filtro)?;
            Ok(PaginaHallazgos {
                total: pagina.total,
                por_regla: c.conteo_por_regla(ambito)?.iter().map(conteo_dto).collect(),
                hallazgos: pagina.filas.iter().map(hallazgo_dto).collect(),
            })
        })
    }

    /// The findings of a rule that say the same together: «el documento lo posee una entidad pública (RENAP)».
    ///
    /// # Errors
    /// `campos_invalidos` for an unknown rule; `no_existe` for an unknown institution.
    pub fn agrupar_hallazgos(&self, pide: AgruparHallazgos) -> Result<Vec<GrupoDeHallazgos>, Falla> {
        let regla = regla(&pide.regla)?.as_str().to_owned();
        self.leer(|c| {
            let filtro = FiltroHallazgos {
                ambito: ambito_de(&c.instalacion()?, pide.institucion.as_deref())?,
                regla: Some(regla.clone()),
                estado: pide.estado,
                tramite: None,
                unidad: pide.unidad.clone(),
                severidad: None,
                desde: 0,
                cuantos: u32::MAX,
            };
            Ok(grupos(&c.hallazgos(&filtro)?.filas))
        })
    }

    /// Accepts, discards (with a reason) or reopens findings, of one trámite or of many, all or none.
    ///
    /// # Errors
    /// `no_existe` when the text that fired it changed meanwhile; `campos_invalidos` without reason.
    pub fn decidir_hallazgo(&self, pide: DecidirHallazgo) -> Result<Hecho<Nada>, Falla> {
        let justificacion = pide.justificacion.trim().to_owned();
        let letras = justificacion.chars().filter(|c| c.is_alphabetic()).count();
        if pide.estado == EstadoHallazgo::Descartado && letras < JUSTIFICACION_MINIMA {
            return Err(Falla::campo(
                "justificacion",
                "Explique por qué se descarta (al menos 10 letras). Quedará en el historial con su nombre.",
            ));
        }
        if justificacion.chars().count() > 2000 {
            return Err(Falla::campo("justificacion", "La justificación admite hasta 2,000 caracteres."));
        }
        if pide.ids.is_empty() || pide.ids.len() > MAXIMO {
            return Err(Falla::campo("ids", "Se decide sobre 1 a 500 posibles hallazgos a la vez."));
        }
        let perdido = || Falla::NoExiste { que: "ese posible hallazgo: el texto que lo originó cambió".to_owned() };
        let mut por_tramite: BTreeMap<Uuid, BTreeSet<&str>> = BTreeMap::new();
        for id in &pide.ids {
            let tramite = uuid(id.split('|').nth(1).unwrap_or(""), "el trámite")?;
            por_tramite.entry(tramite).or_default().insert(id);
        }
        let pedidos: Vec<(Uuid, &str, Uuid)> =
            por_tramite.iter().flat_map(|(t, ids)| ids.iter().map(|id| (*t, *id, self.id_nuevo()))).collect();
        self.escribir(Operacion::DecidirHallazgo, |tx, instalacion| {
            let c = tx.consultas();
            let clase = clase(instalacion, "decision_hallazgo");
            // By institution: an asiento is of one.
            let mut por_ambito: BTreeMap<Uuid, Vec<Escritura>> = BTreeMap::new();
            let mut abierta: Option<(Uuid, FichaLeida)> = None;
            for (tramite, pedido, nuevo) in &pedidos {
                if abierta.as_ref().is_none_or(|(t, _)| t != tramite) {
                    abierta = Some((*tramite, c.ficha(*tramite)?.ok_or_else(perdido)?));
                }
                let Some((_, ficha)) = &abierta else { continue };
                let escrituras = por_ambito.entry(ficha.tramite.ambito).or_default();
                let leido = ficha.hallazgos.iter().find(|h| h.hallazgo.clave(*tramite) == *pedido).ok_or_else(perdido)?;
                let id = leido.decision.unwrap_or(*nuevo);
                let previa = match leido.decision {
                    Some(d) => c.entidad(d)?,
                    None => None,
                };
                let mut celdas: Vec<(&str, Dato)> =
                    vec![("estado", pide.estado.as_str().into()), ("justificacion", justificacion.clone().into())];
                if previa.is_none() {
                    celdas.extend([
                        ("padre", Dato::from(tramite.to_string())),
                        ("regla", leido.hallazgo.regla.as_str().into()),
                        ("donde", leido.hallazgo.entidad.to_string().into()),
                        ("campo", leido.hallazgo.campo.into()),
                        ("huella", leido.hallazgo.huella_hex().into()),
                    ]);
                }
                escrituras.extend(
                    celdas
                        .into_iter()
                        .map(|(campo, valor)| Escritura {
                            entidad: id,
                            clase: clase.clone(),
                            campo: campo.to_owned(),
                            valor: if valor.esta_vacio() { Dato::Nulo } else { valor },
                            padres: previa.as_ref().map(|p| ordenados(p.padres(campo))).unwrap_or_default(),
                        })
                        .filter(|e| !(e.valor == Dato::Nulo && e.padres.is_empty())),
                );
            }
            for (ambito, escrituras) in por_ambito {
                for parte in escrituras.chunks(MAX_CELDAS) {
                    tx.escribir(ambito, parte.to_vec(), &justificacion)?;
                }
            }
            Ok(Nada {})
        })
    }
}

/// Most findings first.
fn grupos(hallazgos: &[HallazgoLeido]) -> Vec<GrupoDeHallazgos> {
    let mut por_mensaje: BTreeMap<&str, Vec<&HallazgoLeido>> = BTreeMap::new();
    for h in hallazgos {
        por_mensaje.entry(&h.hallazgo.mensaje).or_default().push(h);
    }
    let mut grupos: Vec<GrupoDeHallazgos> = por_mensaje
        .into_iter()
        .map(|(que, suyos)| {
            // «Patente de Comercio» and «patente de comercio» are one text, shown as first written.
            let mut textos: Vec<TextoRepetido> = Vec::new();
            let mut lugares: BTreeMap<String, usize> = BTreeMap::new();
            for h in &suyos {
                let lugar = *lugares.entry(plegar(&h.hallazgo.fragmento)).or_insert(textos.len());
                match textos.get_mut(lugar) {
                    Some(texto) => texto.veces += 1,
                    None => textos.push(TextoRepetido { texto: h.hallazgo.fragmento.clone(), veces: 1 }),
                }
            }
            textos.sort_by_key(|t| std::cmp::Reverse(t.veces));
            textos.truncate(TEXTOS);
            GrupoDeHallazgos {
                que: que.to_owned(),
                hallazgos: suyos.len() as u64,
                tramites: suyos.iter().map(|h| h.tramite).collect::<BTreeSet<_>>().len() as u64,
                textos,
                ids: suyos.iter().take(MAXIMO).map(|h| h.hallazgo.clave(h.tramite)).collect(),
            }
        })
        .collect();
    grupos.sort_by_key(|g| std::cmp::Reverse(g.hallazgos));
    grupos
}
