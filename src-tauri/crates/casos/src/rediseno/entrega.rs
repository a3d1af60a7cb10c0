//! Delivery and approval: an exact version, by the hash of its content, and the file that approves it.

use std::collections::BTreeMap;

use almacen::{Consultas, EntidadLeida, Escritura, FichaLeida, Operacion};
use dominio::campos::{self, Exigencia};
use dominio::costos::parametros::Vigentes;
use dominio::ficha::{AccionRequisito, EstadoTramite, VersionPaso};
use dominio::rediseno::aplicar::actuales;
use dominio::rediseno::medidas::Comparada;
use dominio::rediseno::{EstadoEscenario, EstadoReforma};
use dominio::reglas::{EstadoHallazgo, Severidad};
use dominio::{Dato, Ficha};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{JUSTIFICACION_MINIMA, Leido, entero, estado, letras, no_vacio, texto};
use crate::adjuntos::ArchivoAdjunto;
use crate::dto::{AdjuntoDto, AprobarRediseno, CodigoDePendiente, Creados, EntregaDto, FaltaDeRediseno, Hecho, Nada, PorId};
use crate::falla::Falla;
use crate::guardar::{cambio, entidad_propia};
use crate::historial::Nombres;
use crate::sesion::{Sesion, clase, sin_prefijo, uuid};

/// Rows that a delivery holds.
const CONTENIDO: &[&str] = &["requisito", "paso", "base_legal", "tiempo", "volumen"];

fn celdas(e: &EntidadLeida) -> BTreeMap<&str, Value> {
    let propia = |c: &str| c == "estado" || c.starts_with("original_") || c.starts_with("bandera_");
    let valor = |v: &Dato| match v {
        Dato::Nulo => Value::Null,
        Dato::Logico(b) => json!(b),
        Dato::Entero(n) => json!(n),
        Dato::Texto(t) => json!(t),
    };
    e.celdas.iter().filter(|(c, v)| !propia(c) && v.valor != Dato::Nulo).map(|(c, v)| (c.as_str(), valor(&v.valor))).collect()
}

/// The content of a redesign, always in the same bytes: what is approved is this and nothing else. The state of the
/// trámite and that of its reforms move on after the approval, so they are not in it.
fn contenido(leido: &Leido) -> Vec<u8> {
    let fila = |e: &EntidadLeida| json!({"clase": sin_prefijo(&e.clase), "id": e.id.to_string(), "celdas": celdas(e)});
    let mut filas: Vec<Value> = Vec::new();
    for base in CONTENIDO {
        filas.extend(leido.filas(base).map(fila));
    }
    let elegido = leido.filas("escenario").find(|e| estado(e) == EstadoEscenario::Elegido);
    if let Some(e) = elegido {
        filas.push(fila(e));
        filas.extend(leido.filas("decision_escenario").filter(|d| d.padre == Some(e.id)).map(fila));
    }
    let todo = json!({"diligencia": "rediseno", "formato": 1, "tramite": fila(&leido.leida.tramite), "filas": filas});
    let mut bytes = serde_json::to_vec_pretty(&todo).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn suma(bytes: &[u8]) -> String {
    almacen::Hash(Sha256::digest(bytes).into()).to_string()
}

/// SHA-256 of the present content.
pub(super) fn huella(leido: &Leido) -> String {
    suma(&contenido(leido))
}

pub(super) fn de(c: &Consultas<'_>, leido: &Leido) -> Result<Vec<EntregaDto>, Falla> {
    let actual = huella(leido);
    let mut nombres = Nombres::new(*c);
    let mut salida = Vec::new();
    for e in leido.filas("entrega_rediseno") {
        let quien = match c.historial_de_celda(e.id, "huella")?.first() {
            Some(v) => nombres.de(v.actor)?,
            None => String::new(),
        };
        let archivo = match texto(e, "archivo").parse::<Uuid>() {
            Ok(id) => c.adjunto(id)?.map(|a| AdjuntoDto { id: a.id.to_string(), nombre: a.nombre, tipo: a.tipo, bytes: a.tamano }),
            Err(_) => None,
        };
        salida.push(EntregaDto {
            id: e.id.to_string(),
            version: entero(e, "version").unwrap_or(0),
            huella: texto(e, "huella").to_owned(),
            fecha: texto(e, "fecha").to_owned(),
            quien,
            vigente: texto(e, "huella") == actual,
            aprobada_el: no_vacio(texto(e, "aprobada_el")),
            archivo,
        });
    }
    salida.sort_by(|a, b| b.version.cmp(&a.version).then_with(|| a.id.cmp(&b.id)));
    Ok(salida)
}

/// Data that the redesign needs (level «Antes del rediseño») and that nobody wrote: of the trámite and of its pasos of
/// today. What the redesign itself decides is asked for elsewhere.
fn datos_que_faltan(leido: &Leido) -> usize {
    let vacio = |e: &EntidadLeida, campo: &str| e.valor(campo).is_none_or(Dato::esta_vacio);
    let pide = |c: &&campos::Campo| c.exigencia == Exigencia::Rediseno && c.campo != "accion";
    let del_tramite = campos::de_clase("tramite").filter(pide).filter(|c| vacio(&leido.leida.tramite, c.campo)).count();
    let hoy: Vec<Uuid> = actuales(&leido.ficha).map(|p| p.id).collect();
    let de_pasos = leido
        .filas("paso")
        .filter(|e| hoy.contains(&e.id))
        .map(|e| campos::de_clase("paso").filter(pide).filter(|c| vacio(e, c.campo)).count())
        .sum::<usize>();
    del_tramite + de_pasos
}

pub(super) fn faltan(leido: &Leido, medidas: &[Comparada]) -> Vec<FaltaDeRediseno> {
    let mut salida = Vec::new();
    let mut decir = |codigo, n: usize, uno: &str, varios: &str| {
        if n > 0 {
            let texto = if n == 1 { uno.to_owned() } else { varios.replace("{n}", &n.to_string()) };
            salida.push(FaltaDeRediseno { codigo, texto, cuantos: u32::try_from(n).unwrap_or(u32::MAX) });
        }
    };
    let f = &leido.ficha;
    let hay = |v: VersionPaso| f.pasos.iter().any(|p| p.version.unwrap_or(VersionPaso::Actual) == v);
    decir(CodigoDePendiente::DatosDeLaFicha, datos_que_faltan(leido), "Falta un dato de la ficha.", "Faltan {n} datos de la ficha.");
    decir(CodigoDePendiente::PasosActuales, usize::from(!hay(VersionPaso::Actual)), "Faltan los pasos de hoy.", "");
    decir(CodigoDePendiente::PasosPropuestos, usize::from(!hay(VersionPaso::Propuesta)), "Faltan los pasos propuestos.", "");
    let elegidos = leido.filas("escenario").filter(|e| estado(e) == EstadoEscenario::Elegido).count();
    decir(
        CodigoDePendiente::DosElegidos,
        elegidos.saturating_sub(1),
        "Dos computadoras eligieron un escenario distinto y la propuesta tiene los pasos de los dos: copie el que deba quedar y elija la copia.",
        "Varias computadoras eligieron escenarios distintos y la propuesta tiene los pasos de todos: copie el que deba quedar y elija la copia.",
    );
    let principales = || f.requisitos.iter().filter(|r| r.nivel == 0);
    let sin_decidir = principales().filter(|r| r.accion.is_none()).count();
    decir(CodigoDePendiente::RequisitosSinDecidir, sin_decidir, "Falta decidir un requisito.", "Faltan {n} requisitos por decidir.");
    let sin_razon = principales()
        .filter(|r| r.accion.is_some_and(|a| a != AccionRequisito::Mantener))
        .filter(|r| letras(r.justificacion.as_deref()) < JUSTIFICACION_MINIMA)
        .count();
    decir(CodigoDePendiente::DecisionesSinRazon, sin_razon, "Falta la razón de una decisión.", "Faltan las razones de {n} decisiones.");
    let con_reforma = |id: Uuid| {
        leido
            .filas("reforma")
            .any(|e| super::reformas::estado(e) != EstadoReforma::Desistida && super::reformas::requisitos(e).any(|r| r == id))
    };
    let sin_reforma = principales().filter(|r| r.accion == Some(AccionRequisito::RequiereReforma) && !con_reforma(r.id)).count();
    decir(
        CodigoDePendiente::ReformasSinEscribir,
        sin_reforma,
        "Falta escribir la reforma que necesita un requisito.",
        "Faltan escribir las reformas que necesitan {n} requisitos.",
    );
    let sin_medir = medidas.iter().filter(|c| c.medida.es_de_ley() && c.diferencia.is_none()).count();
    decir(CodigoDePendiente::Medidas, sin_medir, "Falta comparar una de las cuatro medidas.", "Faltan comparar {n} de las cuatro medidas.");
    salida
}

fn sin_parametros(leida: &FichaLeida, ficha: &Ficha) -> Leido {
    let vigentes = Vigentes::elegir(vec![], leida.tramite.id, jiff::civil::Date::ZERO);
    Leido { leida: leida.clone(), ficha: ficha.clone(), vigentes, corte: jiff::civil::Date::ZERO }
}

/// What a trámite still lacks to enter the redesign: what its diagnóstico must have settled, and the data of the level
/// «Antes del rediseño». The four areas of the diagnóstico are not asked for: this version does not hold them.
pub(crate) fn antes_de_empezar(leida: &FichaLeida, ficha: &Ficha) -> Vec<String> {
    let alta = leida.hallazgos.iter().filter(|h| h.estado == EstadoHallazgo::Abierto && h.hallazgo.severidad == Severidad::Alta).count();
    let datos = datos_que_faltan(&sin_parametros(leida, ficha));
    let mut faltan = Vec::new();
    match alta {
        0 => {}
        1 => faltan.push("decida el posible hallazgo de severidad alta".to_owned()),
        n => faltan.push(format!("decida los {n} posibles hallazgos de severidad alta")),
    }
    match datos {
        0 => {}
        1 => faltan.push("complete el dato marcado «Antes del rediseño»".to_owned()),
        n => faltan.push(format!("complete los {n} datos marcados «Antes del rediseño»")),
    }
    faltan
}

/// The last delivered version is the present content and has its approval.
pub(crate) fn aprobada_y_vigente(leida: &FichaLeida, ficha: &Ficha) -> bool {
    let leido = sin_parametros(leida, ficha);
    let actual = huella(&leido);
    leido.filas("entrega_rediseno").any(|e| texto(e, "huella") == actual && !texto(e, "aprobada_el").is_empty())
}

impl Sesion {
    /// Delivers the redesign as it is now: version, hash and content stay in the record.
    ///
    /// # Errors
    /// `falta_evidencia` naming what is missing; `transicion_no_permitida` when that very content is delivered already.
    pub fn entregar_rediseno(&self, pide: PorId) -> Result<Hecho<Creados>, Falla> {
        let hoy = self.hoy();
        let id = self.id_nuevo();
        self.escribir(Operacion::EntregarRediseno, |tx, instalacion| {
            let leido = Leido::propio(&tx.consultas(), instalacion, &pide.id, hoy)?;
            let medidas = leido.comparar(&leido.guardados().aplicar_a_requisitos(&leido.ficha));
            let faltan: Vec<String> = faltan(&leido, &medidas).into_iter().map(|f| f.texto).collect();
            if !faltan.is_empty() {
                return Err(Falla::Evidencia { motivo: format!("El rediseño todavía no se puede entregar. {}", faltan.join(" ")) });
            }
            let bytes = contenido(&leido);
            let huella = suma(&bytes);
            if leido.filas("entrega_rediseno").any(|e| texto(e, "huella") == huella) {
                return Err(Falla::Transicion {
                    motivo: "Este mismo contenido ya está entregado: no ha cambiado nada desde entonces.".to_owned(),
                });
            }
            let version = leido.filas("entrega_rediseno").filter_map(|e| entero(e, "version")).max().unwrap_or(0) + 1;
            let suma = tx.adjuntar(&bytes)?;
            let clase = clase(instalacion, "entrega_rediseno");
            let nombre = format!("rediseno-{}-v{version}.json", leido.leida.fila.codigo);
            let celdas = vec![
                Escritura::nueva(id, &clase, "padre", leido.id().to_string()),
                Escritura::nueva(id, &clase, "version", version),
                Escritura::nueva(id, &clase, "huella", huella.as_str()),
                Escritura::nueva(id, &clase, "fecha", hoy.to_string()),
                Escritura::nueva(id, &clase, "sha256", suma),
                Escritura::nueva(id, &clase, "tamano", i64::try_from(bytes.len()).unwrap_or(i64::MAX)),
                Escritura::nueva(id, &clase, "nombre", nombre),
                Escritura::nueva(id, &clase, "tipo", "text/plain"),
            ];
            tx.escribir(leido.leida.tramite.ambito, celdas, "")?;
            Ok(Creados { ids: vec![id.to_string()] })
        })
    }

    /// Approves a delivered version with the file that says so, and moves the trámite to `rediseno_aprobado`.
    ///
    /// # Errors
    /// `transicion_no_permitida` when the content changed since, or the trámite is not in redesign; those of reading
    /// the file; `campos_invalidos` with a date that is not or is to come.
    pub fn aprobar_rediseno(&self, pide: AprobarRediseno) -> Result<Hecho<Nada>, Falla> {
        let ruta = self.ruta_de_lectura(&pide.archivo)?;
        self.aprobar_con(&pide.entrega, &ruta, &pide.fecha)
    }

    /// The same with the path (the console).
    ///
    /// # Errors
    /// Those of [`Sesion::aprobar_rediseno`].
    pub fn aprobar_con(&self, entrega: &str, ruta: &std::path::Path, fecha: &str) -> Result<Hecho<Nada>, Falla> {
        let id = uuid(entrega, "la entrega")?;
        let hoy = self.hoy();
        let fecha: jiff::civil::Date =
            fecha.trim().parse().map_err(|_| Falla::campo("fecha", "Escriba la fecha de la aprobación, como 2026-11-20."))?;
        if fecha > hoy {
            return Err(Falla::campo("fecha", "La fecha de la aprobación no puede ser futura."));
        }
        let archivo = ArchivoAdjunto::leer(ruta)?;
        let nuevo = self.id_nuevo();
        self.escribir(Operacion::AprobarRediseno, |tx, instalacion| {
            let c = tx.consultas();
            let entrega = entidad_propia(&c, instalacion, id)?;
            let tramite = entrega.padre.filter(|_| sin_prefijo(&entrega.clase) == "entrega_rediseno");
            let tramite = tramite.ok_or_else(|| Falla::NoExiste { que: "la entrega".to_owned() })?;
            let leido = Leido::propio(&c, instalacion, &tramite.to_string(), hoy)?;
            if leido.ficha.tramite.estado != Some(EstadoTramite::EnRediseno) {
                let motivo = "El trámite no está en rediseño: su estado debe ser «En rediseño» para aprobarlo.".to_owned();
                return Err(Falla::Transicion { motivo });
            }
            if texto(&entrega, "huella") != huella(&leido) {
                let version = entero(&entrega, "version").unwrap_or(0);
                let motivo = format!("El rediseño cambió después de la versión {version}. Entregue la versión actual y apruebe esa.");
                return Err(Falla::Transicion { motivo });
            }
            if fecha < texto(&entrega, "fecha").parse().unwrap_or(fecha) {
                return Err(Falla::campo("fecha", "La aprobación no puede ser anterior a la entrega."));
            }
            let clase_adjunto = clase(instalacion, "adjunto");
            let mut celdas = archivo.guardar(tx, nuevo, &clase_adjunto)?;
            celdas.push(Escritura::nueva(nuevo, &clase_adjunto, "padre", tramite.to_string()));
            celdas.extend(cambio(Some(&entrega), id, &entrega.clase, "aprobada_el", fecha.to_string().into()));
            celdas.extend(cambio(Some(&entrega), id, &entrega.clase, "archivo", nuevo.to_string().into()));
            let t = &leido.leida.tramite;
            celdas.extend(cambio(Some(t), t.id, &t.clase, "estado", EstadoTramite::RedisenoAprobado.as_str().into()));
            tx.escribir(t.ambito, celdas, "")?;
            Ok(Nada {})
        })
    }
}
