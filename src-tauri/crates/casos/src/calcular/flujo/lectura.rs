//! The tree of a process, read strictly: what is wrong is named by the path of its node.

use dominio::metodos::exacto::entero;
use dominio::metodos::flujo::{Clase, Duracion, Nodo, TipoDeNodo, Unidad};
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use serde_json::{Map, Value};

use super::super::lector::{Fallas, Lector, MENOS_DE_UNO, NO_NEGATIVO, PARTE, Rango};
use crate::falla::Falla;

const HORAS_POR_DIA: Rango =
    Rango { admite: |v: &BigRational| v.is_positive() && *v <= entero(24), mensaje: "Debe ser mayor que 0 y no pasar de 24." };

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
    Fallas::leer(objeto, |o| {
        let [unidad_proceso, unidad_ciclo] = ["unidad_proceso", "unidad_ciclo"].map(|c| o.elegir(c, Unidad::TODOS, Unidad::as_str));
        let horas_por_dia = o.numero("horas_por_dia", &HORAS_POR_DIA);
        let simulacion = o.objeto_opcional("simulacion", |s| {
            // JSON numbers above 2^53 are not whole in every program.
            let semilla = s.entero("semilla", 0..=(1 << 53) - 1);
            let corridas = s.entero("corridas", 100..=1_000_000);
            Some(Corridas { semilla: u64::try_from(semilla?).ok()?, corridas: u32::try_from(corridas?).ok()? })
        });
        // With a unit that is not known the tree is still read: what is wrong in it is told at once.
        let factor = match (unidad_proceso, unidad_ciclo, &horas_por_dia) {
            (Some(p), Some(c), Some(h)) => p.horas(h) / c.horas(h),
            _ => BigRational::one(),
        };
        let raiz = o.objeto("raiz", |n| nodo(n, &factor));
        Some(Entrada {
            unidad_proceso: unidad_proceso?,
            unidad_ciclo: unidad_ciclo?,
            horas_por_dia: horas_por_dia?,
            simulacion,
            raiz: raiz?,
        })
    })
}

/// A node and all under it; `factor` turns the unit of the process into that of the cycle. The depth is
/// bounded by that of the JSON.
fn nodo(o: &mut Lector<'_>, factor: &BigRational) -> Option<Nodo> {
    let Some(tipo) = o.elegir("tipo", TipoDeNodo::TODOS, TipoDeNodo::as_str) else {
        o.ilegible();
        return None;
    };
    let obligatorio = tipo == TipoDeNodo::Tarea;
    let codigo = if obligatorio { o.codigo() } else { o.codigo_opcional() };
    let clase = match tipo {
        TipoDeNodo::Tarea => Clase::Tarea(tarea(o, factor)?),
        TipoDeNodo::Secuencia => Clase::Secuencia(o.filas("hijos", 1, |n| nodo(n, factor))),
        TipoDeNodo::And => Clase::And(o.filas("ramas", 2, |n| nodo(n, factor))),
        TipoDeNodo::Xor => Clase::Xor(alternativas(o, factor)),
        TipoDeNodo::Retrabajo => {
            let r = o.numero("probabilidad", &MENOS_DE_UNO);
            let cuerpo = o.objeto("cuerpo", |n| nodo(n, factor));
            Clase::Retrabajo(r?, Box::new(cuerpo?))
        }
    };
    (codigo.is_some() || !obligatorio).then_some(Nodo { codigo, clase })
}

fn tarea(o: &mut Lector<'_>, factor: &BigRational) -> Option<Duracion> {
    let proceso = o.numero("proceso", &NO_NEGATIVO);
    let ciclo = o.numero_opcional("ciclo", &NO_NEGATIVO);
    let espera = o.cero_o("espera", &NO_NEGATIVO);
    if o.hay("ciclo") && o.hay("espera") {
        o.falla("ciclo", "Indique el ciclo o la espera, no los dos.");
    }
    let proceso = proceso?;
    let ciclo = if o.hay("ciclo") { ciclo? } else { &proceso * factor + espera? };
    Some(Duracion { proceso, ciclo })
}

/// The branches of a choice. The list may hold fewer than it should when some is faulty, which is noted.
fn alternativas(o: &mut Lector<'_>, factor: &BigRational) -> Vec<(BigRational, Option<Nodo>)> {
    let (mut suma, mut leidas) = (Some(BigRational::zero()), 0);
    let cuantas = o.crudo().get("ramas").and_then(Value::as_array).map_or(0, Vec::len);
    let ramas = o.filas("ramas", 1, |rama| {
        leidas += 1;
        let probabilidad = rama.numero("probabilidad", &PARTE);
        suma = suma.take().zip(probabilidad.as_ref()).map(|(t, p)| t + p);
        let nodo = rama.objeto_o_nulo("nodo", |n| nodo(n, factor));
        Some((probabilidad?, nodo?))
    });
    // A sum is judged only when every part of it could be read.
    if cuantas > 0 && leidas == cuantas && suma.is_some_and(|s| !s.is_one()) {
        o.falla("ramas", "Las probabilidades de las ramas deben sumar exactamente 1.");
    }
    ramas
}
