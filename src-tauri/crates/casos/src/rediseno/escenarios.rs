//! Scenarios: saved whole, chosen or discarded with a reason.

use std::collections::BTreeSet;

use almacen::{Escritura, Operacion};
use dominio::Dato;
use dominio::rediseno::EstadoEscenario;
use dominio::rediseno::aplicar::Cambios;
use uuid::Uuid;

use super::{FALTA_RAZON_DIGITAL, JUSTIFICACION_MINIMA, Leido, estado, letras};
use crate::dto::{Creados, DecidirEscenario, FallaDeCampo, GuardarEscenario, Hecho, Nada};
use crate::falla::Falla;
use crate::guardar::{MAX_CELDAS, cambio, entidad_propia, motivo_valido};
use crate::sesion::{Sesion, clase, sin_prefijo, uuid};

const MAX_ESCENARIOS: usize = 20;

/// What cannot be saved without a reason.
pub(super) fn sin_razon(leido: &Leido, cambios: &Cambios) -> Vec<FallaDeCampo> {
    if leido.aprobado() {
        return Vec::new();
    }
    let falta =
        |d: &dominio::rediseno::aplicar::Decision| d.accion.es_digital() && letras(d.justificacion.as_deref()) < JUSTIFICACION_MINIMA;
    cambios
        .decisiones
        .iter()
        .enumerate()
        .filter(|(_, d)| falta(d))
        .map(|(i, _)| FallaDeCampo { campo: format!("decisiones.{i}.justificacion"), mensaje: FALTA_RAZON_DIGITAL.to_owned() })
        .collect()
}

impl Sesion {
    /// Saves a scenario whole, in one operation.
    ///
    /// # Errors
    /// `campos_invalidos` naming the decision; `no_existe`; `transicion_no_permitida` for the chosen one.
    pub fn guardar_escenario(&self, pide: GuardarEscenario) -> Result<Hecho<Creados>, Falla> {
        let corte = self.hoy();
        let nuevo = self.id_nuevo();
        self.escribir(Operacion::GuardarEscenario, |tx, instalacion| {
            let c = tx.consultas();
            let leido = Leido::propio(&c, instalacion, &pide.tramite, corte)?;
            let nombre = dominio::campos::validar("escenario", "nombre", &Dato::from(pide.nombre.trim()))
                .map_err(|e| Falla::campo("nombre", e.mensaje()))?;
            if nombre.esta_vacio() {
                return Err(Falla::campo("nombre", "Escriba el nombre del escenario."));
            }
            let previa = match &pide.id {
                None => {
                    if leido.filas("escenario").count() >= MAX_ESCENARIOS {
                        return Err(Falla::campo("nombre", "Un trámite lleva hasta 20 escenarios. Descarte o cambie uno de los que hay."));
                    }
                    None
                }
                Some(id) => {
                    let id = uuid(id, "el escenario")?;
                    let hallada = leido.filas("escenario").find(|e| e.id == id);
                    Some(hallada.ok_or_else(|| Falla::NoExiste { que: "el escenario".to_owned() })?)
                }
            };
            if previa.is_some_and(|e| estado(e) == EstadoEscenario::Elegido) {
                let motivo = "Ese escenario ya es la propuesta. Cópielo con otro nombre para probar más cambios.".to_owned();
                return Err(Falla::Transicion { motivo });
            }
            let cambios = leido.cambios(&pide.decisiones, pide.arancel, pide.costo_indirecto)?;
            let fallas = sin_razon(&leido, &cambios);
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            let id = previa.map_or(nuevo, |e| e.id);
            let clase_escenario = clase(instalacion, "escenario");
            let mut escrituras: Vec<Escritura> = Vec::new();
            let mut poner = |campo: &str, valor: Dato| escrituras.extend(cambio(previa, id, &clase_escenario, campo, valor));
            poner("padre", leido.id().to_string().into());
            poner("nombre", nombre);
            poner("arancel", pide.arancel.map_or(Dato::Nulo, Dato::Entero));
            poner("costo_indirecto", pide.costo_indirecto.map_or(Dato::Nulo, Dato::Entero));
            if previa.is_none() {
                poner("estado", EstadoEscenario::Borrador.as_str().into());
            }
            escrituras.extend(decisiones(&leido, id, &clase(instalacion, "decision_escenario"), &cambios));
            for parte in escrituras.chunks(MAX_CELDAS) {
                tx.escribir(leido.leida.tramite.ambito, parte.to_vec(), "")?;
            }
            Ok(Creados { ids: vec![id.to_string()] })
        })
    }

    /// Chooses a scenario as the propuesta, or discards it. Choosing writes what it decides on the requisitos and the
    /// pasos, in one operation that can be undone.
    ///
    /// # Errors
    /// `campos_invalidos` without a reason, or naming the decision that the ficha no longer allows; `no_existe`.
    pub fn decidir_escenario(&self, pide: DecidirEscenario) -> Result<Hecho<Nada>, Falla> {
        let motivo = motivo_valido(&pide.motivo, JUSTIFICACION_MINIMA)?;
        let id = uuid(&pide.id, "el escenario")?;
        let corte = self.hoy();
        let operacion = if pide.elegir { Operacion::ElegirEscenario } else { Operacion::GuardarEscenario };
        self.escribir(operacion, |tx, instalacion| {
            let c = tx.consultas();
            let escenario = entidad_propia(&c, instalacion, id)?;
            let tramite = escenario.padre.filter(|_| sin_prefijo(&escenario.clase) == "escenario");
            let tramite = tramite.ok_or_else(|| Falla::NoExiste { que: "el escenario".to_owned() })?;
            let leido = Leido::propio(&c, instalacion, &tramite.to_string(), corte)?;
            let destino = if pide.elegir { EstadoEscenario::Elegido } else { EstadoEscenario::Descartado };
            if estado(&escenario) == destino {
                let motivo = format!("El escenario ya está {}.", destino.etiqueta().to_lowercase());
                return Err(Falla::Transicion { motivo });
            }
            if pide.elegir && leido.aprobado() {
                let motivo = "El rediseño ya está aprobado. Vuelva el trámite a «En rediseño» para cambiar la propuesta.".to_owned();
                return Err(Falla::Transicion { motivo });
            }
            let mut escrituras: Vec<Escritura> = Vec::new();
            let mut poner = |e: &almacen::EntidadLeida, campo: &str, valor: Dato| {
                escrituras.extend(cambio(Some(e), e.id, &e.clase, campo, valor));
            };
            poner(&escenario, "estado", destino.as_str().into());
            poner(&escenario, "motivo", motivo.as_str().into());
            if pide.elegir {
                for otro in leido.filas("escenario").filter(|e| e.id != id && estado(e) == EstadoEscenario::Elegido) {
                    poner(otro, "estado", EstadoEscenario::Borrador.as_str().into());
                }
                let cambios = leido.cambios_de(&escenario);
                cambios.comprobar(&leido.ficha).map_err(|e| Falla::campo("id", e.motivo.etiqueta()))?;
                escrituras.extend(super::elegir::decidir_filas(&leido, &cambios));
                super::elegir::escribir_propuesta(self, tx, instalacion, &leido, &cambios, &motivo)?;
            }
            for parte in escrituras.chunks(MAX_CELDAS) {
                tx.escribir(leido.leida.tramite.ambito, parte.to_vec(), &motivo)?;
            }
            Ok(Nada {})
        })
    }
}

/// The rows of the decisions; those of before that are not among them lose their action.
fn decisiones(leido: &Leido, escenario: Uuid, clase: &str, cambios: &Cambios) -> Vec<Escritura> {
    let mut escrituras = Vec::new();
    let mut vistas = BTreeSet::new();
    for d in &cambios.decisiones {
        let id = Uuid::new_v5(&escenario, d.donde.as_bytes());
        vistas.insert(id);
        let previa = leido.filas("decision_escenario").find(|e| e.id == id);
        let mut poner = |campo: &str, valor: Dato| escrituras.extend(cambio(previa, id, clase, campo, valor));
        let texto = |t: &Option<String>| t.as_deref().map_or(Dato::Nulo, Dato::from);
        let numero = |n: Option<i64>| n.map_or(Dato::Nulo, Dato::Entero);
        poner("padre", escenario.to_string().into());
        poner("donde", d.donde.to_string().into());
        poner("accion", d.accion.as_str().into());
        poner("con", d.con.map_or(Dato::Nulo, |c| c.to_string().into()));
        poner("texto", texto(&d.texto));
        poner("duracion_minutos", numero(d.duracion));
        poner("espera_minutos", numero(d.espera));
        poner("justificacion", texto(&d.justificacion));
    }
    for e in leido.filas("decision_escenario").filter(|e| e.padre == Some(escenario) && !vistas.contains(&e.id)) {
        escrituras.extend(cambio(Some(e), e.id, &e.clase, "accion", Dato::Nulo));
    }
    escrituras
}
