//! Possible findings as a list, and what a person decides about each.

use std::collections::BTreeSet;

use almacen::{Escritura, FiltroHallazgos, Operacion};
use dominio::Dato;
use dominio::reglas::EstadoHallazgo;

use crate::dto::{ConteoPorRegla, DecidirHallazgo, Hecho, ListarHallazgos, Nada, PaginaHallazgos};
use crate::falla::Falla;
use crate::ficha::hallazgo_dto;
use crate::guardar::ordenados;
use crate::inventario::{cuantos, regla};
use crate::sesion::{Sesion, ambito_de, clase, uuid};

/// Letters of a reason to discard (`dominio.md` §4.2).
const JUSTIFICACION_MINIMA: usize = 10;
/// Findings of one decision.
const MAXIMO: usize = 200;

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

    /// Accepts, discards (with a reason) or reopens findings of one trámite, all or none.
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
            return Err(Falla::campo("ids", "Se decide sobre 1 a 200 posibles hallazgos a la vez."));
        }
        let perdido = || Falla::NoExiste { que: "ese posible hallazgo: el texto que lo originó cambió".to_owned() };
        let tramites =
            pide.ids.iter().map(|id| uuid(id.split('|').nth(1).unwrap_or(""), "el trámite")).collect::<Result<BTreeSet<_>, _>>()?;
        let [tramite] = tramites.into_iter().collect::<Vec<_>>()[..] else {
            return Err(Falla::campo("ids", "Los posibles hallazgos deben ser del mismo trámite."));
        };
        let ids: BTreeSet<&String> = pide.ids.iter().collect();
        let nuevos: Vec<uuid::Uuid> = ids.iter().map(|_| self.id_nuevo()).collect();
        self.escribir(Operacion::DecidirHallazgo, |tx, instalacion| {
            let c = tx.consultas();
            let ficha = c.ficha(tramite)?.ok_or_else(perdido)?;
            let clase = clase(instalacion, "decision_hallazgo");
            let mut escrituras = Vec::new();
            for (pedido, nuevo) in ids.iter().zip(&nuevos) {
                let leido = ficha.hallazgos.iter().find(|h| h.hallazgo.clave(tramite) == **pedido).ok_or_else(perdido)?;
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
            tx.escribir(ficha.tramite.ambito, escrituras, &justificacion)?;
            Ok(Nada {})
        })
    }
}
