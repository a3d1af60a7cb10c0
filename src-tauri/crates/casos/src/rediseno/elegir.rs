//! The propuesta: pasos that come from those of today, and decisions on the rows themselves.

use almacen::{EntidadLeida, Escritura, Instalacion, Operacion, Tx};
use dominio::Dato;
use dominio::ficha::{AccionPaso, AccionRequisito, Paso, VersionPaso};
use dominio::rediseno::aplicar::{Accion, Cambios, Decision, actuales};
use uuid::Uuid;

use super::Leido;
use crate::dto::{Creados, Hecho, PorId};
use crate::falla::Falla;
use crate::guardar::{MAX_CELDAS, cambio, claves_nuevas, hermanos};
use crate::sesion::{Sesion, clase};

/// What a scenario decides, on the requisitos and on the pasos of today. What it does not speak of is kept.
pub(super) fn decidir_filas(leido: &Leido, cambios: &Cambios) -> Vec<Escritura> {
    let decision = |id: Uuid| cambios.decisiones.iter().find(|d| d.donde == id);
    let texto = |t: Option<&String>| t.map_or(Dato::Nulo, |t| Dato::from(t.as_str()));
    let mut escrituras = Vec::new();
    let mut poner = |e: &EntidadLeida, campo: &str, valor: Dato| escrituras.extend(cambio(Some(e), e.id, &e.clase, campo, valor));
    for e in leido.filas("requisito") {
        let d = decision(e.id);
        let accion = d.map_or(AccionRequisito::Mantener.as_str(), |d| d.accion.as_str());
        poner(e, "accion", accion.into());
        let Some(d) = d else { continue };
        poner(e, "justificacion", texto(d.justificacion.as_ref()));
        poner(e, "texto_propuesto", texto(d.texto.as_ref()));
        poner(e, "se_une_con", d.con.map_or(Dato::Nulo, |c| c.to_string().into()));
    }
    let hoy: Vec<Uuid> = actuales(&leido.ficha).map(|p| p.id).collect();
    for e in leido.filas("paso").filter(|e| hoy.contains(&e.id)) {
        let accion = decision(e.id).map_or(AccionPaso::Mantener.as_str(), |d| d.accion.as_str());
        poner(e, "accion", accion.into());
    }
    escrituras
}

fn celdas_de(p: &Paso) -> Vec<(&'static str, Dato)> {
    let texto = |t: &Option<String>| t.as_deref().map_or(Dato::Nulo, Dato::from);
    let numero = |n: Option<i64>| n.map_or(Dato::Nulo, Dato::Entero);
    let requisitos: Vec<String> = p.requisitos.iter().map(Uuid::to_string).collect();
    let todas = vec![
        ("version", VersionPaso::Propuesta.as_str().into()),
        ("texto", Dato::from(p.texto.as_str())),
        ("nivel", if p.nivel == 0 { Dato::Nulo } else { Dato::Entero(p.nivel) }),
        ("grupo", texto(&p.grupo)),
        ("actor", p.actor.map_or(Dato::Nulo, |a| a.as_str().into())),
        ("canal", p.canal.map_or(Dato::Nulo, |a| a.as_str().into())),
        ("unidad", texto(&p.unidad)),
        ("duracion_minutos", numero(p.duracion_minutos)),
        ("duracion_minima", numero(p.duracion_minima)),
        ("duracion_maxima", numero(p.duracion_maxima)),
        ("espera_minutos", numero(p.espera_minutos)),
        ("agrega_valor", p.agrega_valor.map_or(Dato::Nulo, |a| a.as_str().into())),
        ("decision", if p.decision { Dato::Logico(true) } else { Dato::Nulo }),
        ("resultados", texto(&p.resultados)),
        ("sistema", texto(&p.sistema)),
        ("documento_entrada", texto(&p.documento_entrada)),
        ("documento_salida", texto(&p.documento_salida)),
        ("requisitos", if requisitos.is_empty() { Dato::Nulo } else { requisitos.join(" ").into() }),
        ("origen", p.origen.map_or(Dato::Nulo, |o| o.to_string().into())),
        ("procedencia", "manual".into()),
    ];
    todas.into_iter().filter(|(_, v)| *v != Dato::Nulo).collect()
}

/// Writes the pasos that the changes give as the propuesta; those that it had are retired in the same operation.
pub(super) fn escribir_propuesta(
    sesion: &Sesion,
    tx: &mut Tx<'_>,
    instalacion: &Instalacion,
    leido: &Leido,
    cambios: &Cambios,
    motivo: &str,
) -> Result<Vec<Uuid>, Falla> {
    let ambito = leido.leida.tramite.ambito;
    let propuesta = |p: &&Paso| p.version == Some(VersionPaso::Propuesta);
    let anteriores: Vec<Uuid> = leido.ficha.pasos.iter().filter(propuesta).map(|p| p.id).collect();
    let despues = cambios.aplicar(&leido.ficha);
    let nuevos: Vec<&Paso> = despues.pasos.iter().filter(propuesta).collect();
    let clase = clase(instalacion, "paso");
    let lista = hermanos(&tx.consultas(), Some(&leido.leida.tramite), &clase, ambito)?;
    let claves = claves_nuevas(&lista, None, nuevos.len())?;
    if !anteriores.is_empty() {
        tx.borrar(ambito, &anteriores, motivo)?;
    }
    let mut ids = Vec::with_capacity(nuevos.len());
    let mut escrituras = Vec::new();
    for (p, orden) in nuevos.into_iter().zip(claves) {
        let id = sesion.id_nuevo();
        ids.push(id);
        escrituras.extend(celdas_de(p).into_iter().map(|(campo, valor)| Escritura::nueva(id, &clase, campo, valor)));
        escrituras.push(Escritura::nueva(id, &clase, "padre", leido.id().to_string()));
        escrituras.push(Escritura::nueva(id, &clase, "orden", orden));
    }
    for parte in escrituras.chunks(MAX_CELDAS) {
        tx.escribir(ambito, parte.to_vec(), motivo)?;
    }
    Ok(ids)
}

impl Sesion {
    /// Begins the propuesta with the pasos of today, leaving out those that were marked to go.
    ///
    /// # Errors
    /// `transicion_no_permitida` when there is one already; `campos_invalidos` without pasos of today.
    pub fn iniciar_propuesta(&self, pide: PorId) -> Result<Hecho<Creados>, Falla> {
        let corte = self.hoy();
        self.escribir(Operacion::IniciarPropuesta, |tx, instalacion| {
            let leido = Leido::propio(&tx.consultas(), instalacion, &pide.id, corte)?;
            if leido.ficha.pasos.iter().any(|p| p.version == Some(VersionPaso::Propuesta)) {
                let motivo = "Ya hay pasos propuestos. Cámbielos en la tabla, o elija un escenario para reemplazarlos.".to_owned();
                return Err(Falla::Transicion { motivo });
            }
            if actuales(&leido.ficha).next().is_none() {
                return Err(Falla::campo("id", "Anote primero los pasos de hoy: la propuesta parte de ellos."));
            }
            let marcado = |p: &Paso| {
                let accion = p.accion.filter(|a| *a == AccionPaso::Eliminar)?;
                Some(Decision {
                    donde: p.id,
                    accion: Accion::Paso(accion),
                    con: None,
                    texto: None,
                    duracion: None,
                    espera: None,
                    justificacion: None,
                })
            };
            let mut cambios = leido.guardados();
            cambios.decisiones.extend(actuales(&leido.ficha).filter_map(marcado));
            let ids = escribir_propuesta(self, tx, instalacion, &leido, &cambios, "")?;
            Ok(Creados { ids: ids.iter().map(Uuid::to_string).collect() })
        })
    }
}
