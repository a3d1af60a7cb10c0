//! The tree of a process, read strictly: what is wrong is named by the path of its node.

use dominio::metodos::exacto::entero;
use dominio::metodos::flujo::{Clase, Duracion, Nodo, TipoDeNodo, Unidad};
use num_rational::BigRational;
use num_traits::Zero;
use serde_json::{Map, Value};

use super::super::entrada::{self, Fallas, Objeto};
use crate::falla::Falla;

/// How many times, and with which stream of chance.
pub(super) struct Corridas {
    pub semilla: u64,
    pub corridas: u32,
}

/// The whole input.
pub(super) struct Entrada {
    pub unidad_proceso: Unidad,
    pub unidad_ciclo: Unidad,
    pub horas_por_dia: BigRational,
    pub simulacion: Option<Corridas>,
    pub raiz: Nodo,
}

pub(super) fn leer(objeto: &Map<String, Value>) -> Result<Entrada, Falla> {
    let mut fallas = Fallas::default();
    let raiz = Objeto::raiz(objeto);
    raiz.solo(&["unidad_proceso", "unidad_ciclo", "horas_por_dia", "simulacion", "raiz"], &mut fallas);
    let unidad_proceso = unidad(&raiz, "unidad_proceso", &mut fallas);
    let unidad_ciclo = unidad(&raiz, "unidad_ciclo", &mut fallas);
    let horas_por_dia = horas_por_dia(&raiz, &mut fallas);
    let simulacion = raiz.si_hay("simulacion").and_then(|v| corridas(v, &mut fallas));
    // With a unit that is not known the tree is still read: what is wrong in it is told at once.
    let factor = match (unidad_proceso, unidad_ciclo, &horas_por_dia) {
        (Some(p), Some(c), Some(h)) => p.horas(h) / c.horas(h),
        _ => entero(1),
    };
    let arbol = raiz.exigir("raiz", &mut fallas).and_then(|v| nodo(v, "raiz".to_owned(), &factor, &mut fallas));
    let leida = || {
        Some(Entrada {
            unidad_proceso: unidad_proceso?,
            unidad_ciclo: unidad_ciclo?,
            horas_por_dia: horas_por_dia?,
            simulacion,
            raiz: arbol?,
        })
    };
    fallas.en_orden(leida(), objeto)
}

fn unidad(raiz: &Objeto<'_>, campo: &str, fallas: &mut Fallas) -> Option<Unidad> {
    let leida = raiz.exigir(campo, fallas)?.as_str().and_then(|t| t.parse().ok());
    if leida.is_none() {
        fallas.poner(campo, "Debe ser «min», «h» o «dia».");
    }
    leida
}

fn horas_por_dia(raiz: &Objeto<'_>, fallas: &mut Fallas) -> Option<BigRational> {
    let leidas = raiz.cantidad("horas_por_dia", fallas)?;
    if leidas.is_zero() || leidas > entero(24) {
        fallas.poner("horas_por_dia", "Debe ser mayor que 0 y no pasar de 24.");
        return None;
    }
    Some(leidas)
}

fn corridas(valor: &Value, fallas: &mut Fallas) -> Option<Corridas> {
    let o = entrada::objeto(valor, "simulacion".to_owned(), fallas)?;
    o.solo(&["semilla", "corridas"], fallas);
    let semilla = o.entero("semilla", 0..=(1 << 53) - 1, fallas);
    let corridas = o.entero("corridas", 100..=1_000_000, fallas);
    Some(Corridas { semilla: u64::try_from(semilla?).ok()?, corridas: u32::try_from(corridas?).ok()? })
}

/// A node and all under it; `factor` turns the unit of the process into that of the cycle. The depth is
/// bounded by that of the JSON.
fn nodo(valor: &Value, ruta: String, factor: &BigRational, fallas: &mut Fallas) -> Option<Nodo> {
    let o = entrada::objeto(valor, ruta, fallas)?;
    let Some(tipo) = o.exigir("tipo", fallas)?.as_str().and_then(|t| t.parse::<TipoDeNodo>().ok()) else {
        fallas.poner(o.ruta("tipo"), "Debe ser «tarea», «secuencia», «and», «xor» o «retrabajo».");
        return None;
    };
    let propios: &[&str] = match tipo {
        TipoDeNodo::Tarea => &["proceso", "ciclo", "espera"],
        TipoDeNodo::Secuencia => &["hijos"],
        TipoDeNodo::And | TipoDeNodo::Xor => &["ramas"],
        TipoDeNodo::Retrabajo => &["probabilidad", "cuerpo"],
    };
    o.solo(&[&["tipo", "codigo", "nombre"], propios].concat(), fallas);
    let codigo = o.codigo(tipo == TipoDeNodo::Tarea, fallas);
    let clase = match tipo {
        TipoDeNodo::Tarea => Clase::Tarea(tarea(&o, factor, fallas)?),
        TipoDeNodo::Secuencia => Clase::Secuencia(nodos(&o, "hijos", 1, factor, fallas)?),
        TipoDeNodo::And => Clase::And(nodos(&o, "ramas", 2, factor, fallas)?),
        TipoDeNodo::Xor => Clase::Xor(alternativas(&o, factor, fallas)?),
        TipoDeNodo::Retrabajo => {
            let r = o.parte("probabilidad", fallas);
            if r.as_ref() == Some(&entero(1)) {
                fallas.poner(o.ruta("probabilidad"), "Debe ser menor que 1: con 1 no terminaría nunca.");
            }
            let cuerpo = o.exigir("cuerpo", fallas).and_then(|v| nodo(v, o.ruta("cuerpo"), factor, fallas));
            Clase::Retrabajo(r?, Box::new(cuerpo?))
        }
    };
    Some(Nodo { codigo, clase })
}

fn tarea(o: &Objeto<'_>, factor: &BigRational, fallas: &mut Fallas) -> Option<Duracion> {
    let proceso = o.cantidad("proceso", fallas);
    let espera = o.cantidad_o("espera", BigRational::zero(), fallas);
    if o.si_hay("ciclo").is_some() {
        if o.si_hay("espera").is_some() {
            fallas.poner(o.ruta("ciclo"), "Indique el ciclo o la espera, no los dos.");
        }
        let ciclo = o.cantidad("ciclo", fallas);
        return Some(Duracion { proceso: proceso?, ciclo: ciclo? });
    }
    let proceso = proceso?;
    Some(Duracion { ciclo: &proceso * factor + espera?, proceso })
}

/// Nodes of a list: `None` when some is faulty.
fn nodos(o: &Objeto<'_>, campo: &str, minimo: usize, factor: &BigRational, fallas: &mut Fallas) -> Option<Vec<Nodo>> {
    let lista = entrada::lista(o.exigir(campo, fallas)?, &o.ruta(campo), minimo, fallas);
    let leidos: Vec<(Option<Nodo>, String)> =
        lista.into_iter().map(|(v, ruta)| (nodo(v, ruta.clone(), factor, fallas), format!("{ruta}.codigo"))).collect();
    let con_codigo = leidos.iter().filter_map(|(n, ruta)| Some((n.as_ref()?.codigo.as_deref()?, ruta.clone())));
    entrada::codigos(con_codigo, fallas);
    leidos.into_iter().map(|(n, _)| n).collect()
}

fn alternativas(o: &Objeto<'_>, factor: &BigRational, fallas: &mut Fallas) -> Option<Vec<(BigRational, Option<Nodo>)>> {
    let lista = entrada::lista(o.exigir("ramas", fallas)?, &o.ruta("ramas"), 1, fallas);
    let leidas: Vec<(Option<BigRational>, Option<Option<Nodo>>)> = lista
        .into_iter()
        .map(|(v, ruta)| {
            let Some(rama) = entrada::objeto(v, ruta, fallas) else { return (None, None) };
            rama.solo(&["probabilidad", "nodo"], fallas);
            let p = rama.parte("probabilidad", fallas);
            let n = match rama.exigir("nodo", fallas) {
                None => None,
                Some(Value::Null) => Some(None),
                Some(v) => nodo(v, rama.ruta("nodo"), factor, fallas).map(Some),
            };
            (p, n)
        })
        .collect();
    // A sum is judged only when every part of it could be read.
    let suma = leidas.iter().map(|(p, _)| p.clone()).sum::<Option<BigRational>>();
    if !leidas.is_empty() && suma.is_some_and(|s| s != entero(1)) {
        fallas.poner(o.ruta("ramas"), "Las probabilidades de las ramas deben sumar exactamente 1.");
    }
    leidas.into_iter().map(|(p, n)| Some((p?, n?))).collect()
}
