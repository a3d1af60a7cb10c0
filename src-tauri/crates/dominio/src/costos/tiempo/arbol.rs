//! From stretches of a list of steps to the tree of the flow, and how many times each step is expected to be done.

use num_rational::BigRational;
use num_traits::One;

use crate::metodos::flujo::{Clase, Nodo};

/// A stretch of the list that is not just one step after the other. Places from 0, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tramo {
    /// Done again with a probability below 1.
    Regreso {
        /// First.
        desde: usize,
        /// The decision.
        hasta: usize,
        /// Of going back.
        probabilidad: BigRational,
    },
    /// Skipped with a probability.
    Salto {
        /// First skipped.
        desde: usize,
        /// Last skipped.
        hasta: usize,
        /// Of skipping.
        probabilidad: BigRational,
    },
    /// Each step of it at the same time as the others.
    ALaVez {
        /// First.
        desde: usize,
        /// Last.
        hasta: usize,
    },
}

impl Tramo {
    /// Its ends.
    #[must_use]
    pub const fn extremos(&self) -> (usize, usize) {
        match self {
            Tramo::Regreso { desde, hasta, .. } | Tramo::Salto { desde, hasta, .. } | Tramo::ALaVez { desde, hasta } => (*desde, *hasta),
        }
    }

    /// Two stretches of which each has a part of the other only: no tree has them.
    #[must_use]
    pub const fn cruza(&self, otro: &Tramo) -> bool {
        let ((a, b), (c, d)) = (self.extremos(), otro.extremos());
        (a < c && c <= b && b < d) || (c < a && a <= d && d < b)
    }
}

/// The tree of `n` steps with stretches that do not cross.
#[must_use]
pub fn armar(n: usize, tramos: &[Tramo], tarea: &dyn Fn(usize) -> Nodo) -> Nodo {
    let mut orden: Vec<&Tramo> = tramos.iter().collect();
    // The widest outside; of two as wide, what may be skipped holds what may be repeated.
    orden.sort_by_key(|t| {
        let (d, h) = t.extremos();
        (d, std::cmp::Reverse(h), !matches!(t, Tramo::Salto { .. }))
    });
    secuencia(parte(0, n, &orden, tarea))
}

const fn sin_codigo(clase: Clase) -> Nodo {
    Nodo { codigo: None, clase }
}

fn secuencia(mut nodos: Vec<Nodo>) -> Nodo {
    match (nodos.len(), nodos.pop()) {
        (1, Some(uno)) => uno,
        (_, ultimo) => {
            nodos.extend(ultimo);
            sin_codigo(Clase::Secuencia(nodos))
        }
    }
}

/// Steps from `desde` up to before `fin`.
fn parte(desde: usize, fin: usize, tramos: &[&Tramo], tarea: &dyn Fn(usize) -> Nodo) -> Vec<Nodo> {
    let mut nodos = Vec::new();
    let mut i = desde;
    while i < fin {
        let cual = tramos.iter().position(|t| {
            let (d, h) = t.extremos();
            d == i && h < fin
        });
        let Some((k, tramo)) = cual.and_then(|k| Some((k, *tramos.get(k)?))) else {
            nodos.push(tarea(i));
            i += 1;
            continue;
        };
        let resto: Vec<&Tramo> = tramos.iter().enumerate().filter(|(j, _)| *j != k).map(|(_, t)| *t).collect();
        let (d, h) = tramo.extremos();
        nodos.push(match tramo {
            Tramo::Regreso { probabilidad, .. } => {
                sin_codigo(Clase::Retrabajo(probabilidad.clone(), Box::new(secuencia(parte(d, h + 1, &resto, tarea)))))
            }
            Tramo::Salto { probabilidad, .. } => {
                let sigue = BigRational::one() - probabilidad;
                let cuerpo = secuencia(parte(d, h + 1, &resto, tarea));
                sin_codigo(Clase::Xor(vec![(probabilidad.clone(), None), (sigue, Some(cuerpo))]))
            }
            Tramo::ALaVez { .. } => sin_codigo(Clase::And((d..=h).map(|x| secuencia(parte(x, x + 1, &resto, tarea))).collect())),
        });
        i = h + 1;
    }
    nodos
}

/// Times that each task of the tree is expected to be done, in the order of the tasks.
#[must_use]
pub fn veces(raiz: &Nodo, n: usize) -> Vec<BigRational> {
    let mut salida = Vec::with_capacity(n);
    contar(raiz, &BigRational::one(), &mut salida);
    salida
}

fn contar(nodo: &Nodo, factor: &BigRational, salida: &mut Vec<BigRational>) {
    match &nodo.clase {
        Clase::Tarea(_) => salida.push(factor.clone()),
        Clase::Secuencia(hijos) | Clase::And(hijos) => hijos.iter().for_each(|h| contar(h, factor, salida)),
        Clase::Xor(ramas) => {
            for (p, rama) in ramas {
                if let Some(rama) = rama {
                    contar(rama, &(factor * p), salida);
                }
            }
        }
        Clase::Retrabajo(r, cuerpo) => contar(cuerpo, &(factor / (BigRational::one() - r)), salida),
    }
}
