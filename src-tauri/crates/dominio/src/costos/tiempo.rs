//! The flow of one route as its pasos tell it: expected time, where it goes, what decides it, and how sure it is.
//!
//! A paso follows the other; a decision whose results name a paso goes back to it or jumps to it, with the
//! probability that the ficha gives; «a la vez» is the only way to say that steps run together. Nothing is guessed: a
//! paso without its minutes, or a result without its probability, is named as missing.

pub mod arbol;
pub mod decisiones;

use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::{One, Zero};

use self::arbol::{Tramo, armar, veces};
use self::decisiones::Camino;
use super::calendario::{MINUTOS_DIA, dias_entre, terminar};
use super::rutas::Ruta;
use super::{Confianza, Escenario, Explicada, Falta, Insumo, Origen, Rango};
use crate::ficha::Ficha;
use crate::metodos::cifra::Proporcion;
use crate::metodos::cpm::{self, Cpm, Red};
use crate::metodos::exacto::entero;
use crate::metodos::flujo::simulacion::{Simulacion, simular};
use crate::metodos::flujo::{Clase, Duracion, Nodo, TipoDeNodo, esperar};
use crate::metodos::pert::{self, Estimacion, Pert};

/// What is asked of a flow.
#[derive(Clone, Copy, Debug)]
pub struct Peticion {
    /// Day on which the request comes in.
    pub desde: Date,
    /// Seed of the simulation.
    pub semilla: u64,
    /// Runs of the simulation; without at least two there is none.
    pub corridas: u32,
}

/// A step with its times, in minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasoMedido {
    /// Place in the route, from 0.
    pub lugar: usize,
    /// Work, once.
    pub trabajo: Option<Rango>,
    /// Wait before it, once. The first step has none: the request begins there.
    pub espera: Option<BigRational>,
    /// Times a case, as expected.
    pub veces: BigRational,
    /// Work and wait that are known, times `veces`.
    pub esperado: BigRational,
}

/// Probabilities of ending within some terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ATiempo {
    /// The net with three estimates, in calendar days.
    pub pert: Pert,
    /// The terms, in calendar days, with the day each one is.
    pub plazos: Vec<(BigRational, Date)>,
}

/// The flow of a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flujo {
    /// Work, in hours.
    pub proceso: Explicada,
    /// From start to end, in calendar days.
    pub ciclo: Explicada,
    /// Work over cycle; `None` when any time is missing.
    pub eficiencia: Option<Proporcion>,
    /// In order.
    pub pasos: Vec<PasoMedido>,
    /// Ways out of the decisions, in order.
    pub caminos: Vec<Camino>,
    /// Place of the step that takes most of the cycle.
    pub cuello: Option<usize>,
    /// Times of each step in its place; `None` when a time is missing.
    pub red: Option<Cpm>,
    /// In minutes.
    pub simulacion: Option<Simulacion>,
    /// Why the simulation and the formula differ.
    pub diferencia: Option<&'static str>,
    /// With three estimates.
    pub a_tiempo: Option<ATiempo>,
    /// Day on which a request that is never returned ends.
    pub termina: Result<Date, String>,
    /// What a reader must know.
    pub notas: Vec<String>,
}

fn dias(minutos: &BigRational) -> BigRational {
    minutos / entero(MINUTOS_DIA)
}

/// The wait before a step; the first one has none.
fn espera(ruta: &Ruta<'_>, i: usize) -> Result<BigRational, Falta> {
    let Some(p) = ruta.pasos.get(i) else { return Ok(BigRational::zero()) };
    match p.paso.espera_minutos.filter(|m| *m >= 0) {
        Some(m) => Ok(entero(m)),
        None if i == 0 => Ok(BigRational::zero()),
        None => Err(Falta::celda(p.paso.id, "espera_minutos", format!("Falta la espera antes del {}.", p.nombre()))),
    }
}

fn tarea(ruta: &Ruta<'_>, i: usize, e: Escenario) -> Nodo {
    let p = ruta.pasos.get(i);
    let proceso = p.and_then(super::rutas::PasoDeRuta::minutos).map_or_else(BigRational::zero, |r| r.en(e).clone());
    let ciclo = &proceso + espera(ruta, i).unwrap_or_else(|_| BigRational::zero());
    Nodo { codigo: p.map(|p| p.numero.to_string()), clase: Clase::Tarea(Duracion { proceso, ciclo }) }
}

/// The net: one after the other, except those that run together.
fn red_de(n: usize, tramos: &[Tramo]) -> Option<Red> {
    let juntos: Vec<(usize, usize)> =
        tramos.iter().filter_map(|t| if let Tramo::ALaVez { desde, hasta } = t { Some((*desde, *hasta)) } else { None }).collect();
    let de = |i: usize| juntos.iter().find(|(d, h)| (*d..=*h).contains(&i));
    let predecesoras = (0..n)
        .map(|i| {
            let antes = de(i).map_or(i, |(d, _)| *d).checked_sub(1);
            let Some(antes) = antes else { return Vec::new() };
            de(antes).map_or_else(|| vec![antes], |(d, h)| (*d..=*h).collect())
        })
        .collect();
    Red::nueva(predecesoras).ok()
}

/// The flow of a route of a ficha.
#[must_use]
pub fn flujo(ficha: &Ficha, ruta: &Ruta<'_>, pide: Peticion) -> Flujo {
    let leidas = decisiones::leer(ficha, ruta);
    let n = ruta.pasos.len();
    let (mut de_trabajo, mut de_ciclo, mut insumos) = (leidas.faltan.clone(), Vec::new(), leidas.insumos.clone());
    let mut esperas = Vec::new();
    for (i, p) in ruta.pasos.iter().enumerate() {
        match p.insumo_minutos() {
            Ok(x) => insumos.push(x),
            Err(f) => de_trabajo.push(f),
        }
        match espera(ruta, i) {
            Ok(m) if !m.is_zero() => esperas.push(Insumo {
                nombre: format!("Espera antes del {}", p.nombre()),
                valor: Rango::fijo(m),
                unidad: "min".to_owned(),
                origen: Origen::Celda { entidad: p.paso.id, campo: "espera_minutos" },
                confianza: Confianza::Estimado,
                fuente: None,
                fecha: None,
            }),
            Ok(_) => {}
            Err(f) => de_ciclo.push(f),
        }
    }
    if n == 0 {
        de_trabajo.push(Falta::otra("No hay pasos en esta versión."));
    }
    let faltan_ciclo: Vec<Falta> = de_trabajo.iter().cloned().chain(de_ciclo).collect();
    let completo = faltan_ciclo.is_empty();
    let arbol = |e: Escenario| armar(n, &leidas.tramos, &|i| tarea(ruta, i, e));
    let de = |e: Escenario| esperar(&arbol(e)).into_iter().next().map(|f| f.duracion);
    let todos = [Escenario::Bajo, Escenario::Probable, Escenario::Alto].map(de);
    let en = |f: fn(&Duracion) -> BigRational| match &todos {
        [Some(b), Some(p), Some(a)] if n > 0 => Some(Rango { bajo: f(b), probable: f(p), alto: f(a) }),
        _ => None,
    };
    let raiz = arbol(Escenario::Probable);
    let formula = "secuencia: suma; decisión: Σ probabilidad × camino; regreso: T ÷ (1 − probabilidad); a la vez: el mayor";
    let proceso = Explicada::nueva(en(|d| &d.proceso / entero(60)), "h", formula, insumos.clone(), de_trabajo);
    insumos.extend(esperas);
    let ciclo = Explicada::nueva(en(|d| dias(&d.ciclo)), "dia_calendario", formula, insumos, faltan_ciclo)
        .con_nota("Un día son 1,440 minutos, como en la ficha. Es un valor esperado: cada caso puede tardar más o menos.");
    let factores = veces(&raiz, n);
    let pasos: Vec<PasoMedido> = ruta
        .pasos
        .iter()
        .enumerate()
        .map(|(lugar, p)| {
            let (trabajo, espera) = (p.minutos(), espera(ruta, lugar).ok());
            let veces = factores.get(lugar).cloned().unwrap_or_else(BigRational::one);
            let una =
                trabajo.as_ref().map_or_else(BigRational::zero, |r| r.probable.clone()) + espera.clone().unwrap_or_else(BigRational::zero);
            PasoMedido { lugar, trabajo, espera, esperado: una * &veces, veces }
        })
        .collect();
    // The first among equals: max_by would give the last.
    let cuello = pasos.iter().rev().filter(|p| !p.esperado.is_zero()).max_by(|a, b| a.esperado.cmp(&b.esperado)).map(|p| p.lugar);
    let duracion = todos.get(1).cloned().flatten().filter(|_| completo && n > 0);
    let red = red_de(n, &leidas.tramos);
    let tiempos = red.as_ref().filter(|_| completo && n > 0).map(|r| {
        let duraciones: Vec<BigRational> = pasos.iter().map(|p| dias(&p.esperado)).collect();
        cpm::calcular(r, &duraciones)
    });
    let simulacion =
        duracion.as_ref().filter(|_| pide.corridas >= 2).and_then(|d| simular(&raiz, &d.ciclo, pide.semilla, pide.corridas).ok());
    let diferencia = simulacion.as_ref().map(|s| explicar(s, &raiz));
    let a_tiempo = red.as_ref().filter(|_| completo && n > 0).and_then(|r| probabilidades(ficha, ruta, &pasos, r, pide.desde));
    let termina = termina(&pasos, tiempos.as_ref(), pide.desde);
    Flujo {
        eficiencia: duracion.map(|d| Proporcion::new(d.proceso, d.ciclo, "minutos de trabajo / minutos de principio a fin")),
        proceso,
        ciclo,
        pasos,
        caminos: leidas.caminos,
        cuello,
        red: tiempos,
        simulacion,
        diferencia,
        a_tiempo,
        termina,
        notas: leidas.notas,
    }
}

fn explicar(s: &Simulacion, raiz: &Nodo) -> &'static str {
    let filas = esperar(raiz);
    let hay = |t: TipoDeNodo| filas.iter().any(|f| f.tipo == t);
    match (s.concuerda, hay(TipoDeNodo::Xor) || hay(TipoDeNodo::Retrabajo)) {
        (true, false) => "Sin decisiones que cambien el camino, cada caso tarda lo mismo: la simulación da el valor de la fórmula.",
        (true, true) => "La media de la simulación queda cerca del valor de la fórmula. Lo que las separa es el azar de las corridas.",
        (false, _) if hay(TipoDeNodo::And) => {
            "La fórmula toma el mayor de los valores esperados de lo que va a la vez, y aquí varían: el tiempo real es mayor. Use la media de la simulación."
        }
        (false, _) => "La media de la simulación queda lejos del valor de la fórmula. Pida más corridas.",
    }
}

/// Chances, when some step has its shortest and its longest work.
fn probabilidades(ficha: &Ficha, ruta: &Ruta<'_>, pasos: &[PasoMedido], red: &Red, desde: Date) -> Option<ATiempo> {
    let tres = ruta.pasos.iter().any(|p| p.paso.duracion_minima.is_some() && p.paso.duracion_maxima.is_some());
    if !tres {
        return None;
    }
    let estimaciones: Option<Vec<Estimacion>> = pasos
        .iter()
        .map(|p| {
            let (trabajo, espera) = (p.trabajo.as_ref()?, p.espera.as_ref()?);
            let de = |e: Escenario| dias(&((trabajo.en(e) + espera) * &p.veces));
            Some(Estimacion { a: de(Escenario::Bajo), m: de(Escenario::Probable), b: de(Escenario::Alto) })
        })
        .collect();
    let mut plazos = Vec::new();
    let t = &ficha.tramite;
    if let Some((n, unidad)) = t.plazo_legal.zip(t.plazo_legal_unidad)
        && let Ok(d) = super::calendario::dias_en(&entero(n), unidad, false, desde)
        && let Some(dia) = num_traits::ToPrimitive::to_i64(&d.to_integer()).and_then(|x| super::calendario::mas_dias(desde, x))
    {
        plazos.push((d, dia));
    }
    let estimaciones = estimaciones?;
    let esperada = pert::calcular(red, &estimaciones, &[]).rutas.first().map(|r| r.duracion.clone())?;
    // The days around the expected one, so that the curve is seen even without a legal term.
    let medio = num_traits::ToPrimitive::to_i64(&esperada.ceil().to_integer())?;
    for d in [medio.saturating_sub(1), medio, medio.saturating_add(1), medio.saturating_add(3)] {
        if d > 0
            && !plazos.iter().any(|(x, _)| *x == entero(d))
            && let Some(dia) = super::calendario::mas_dias(desde, d)
        {
            plazos.push((entero(d), dia));
        }
    }
    plazos.sort();
    let solo: Vec<BigRational> = plazos.iter().map(|(d, _)| d.clone()).collect();
    Some(ATiempo { pert: pert::calcular(red, &estimaciones, &solo), plazos })
}

/// The end of a request that is never returned: the steps of the critical path, each once, on the calendar.
fn termina(pasos: &[PasoMedido], red: Option<&Cpm>, desde: Date) -> Result<Date, String> {
    let sin = || "Falta el tiempo de algún paso.".to_owned();
    let ruta = red.and_then(|c| c.rutas_criticas.rutas.first()).ok_or_else(sin)?;
    let cadena: Option<Vec<(BigRational, BigRational)>> = ruta
        .iter()
        .map(|i| {
            let p = pasos.get(*i)?;
            Some((p.espera.clone()?, p.trabajo.as_ref()?.probable.clone()))
        })
        .collect();
    terminar(desde, &cadena.ok_or_else(sin)?)
}

/// Days from the request to a day.
#[must_use]
pub fn dias_hasta(desde: Date, hasta: Date) -> i64 {
    dias_entre(desde, hasta)
}

#[cfg(test)]
mod pruebas;
