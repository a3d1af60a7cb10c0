//! Flujo: the expected time of a process that is a tree, and how much of it is work.
//!
//! `secuencia: Σ T · xor: Σ p T · and: max T · retrabajo: T / (1 − r)` (`metodos.md` §2.11; the formulas are
//! those of Dumas and others, *Fundamentals of Business Process Management*, on flow analysis). Time of
//! process (work) and time of cycle (work and waiting) go through the same ones.
//!
//! The maximum of expected values is exact only if the branches do not vary; [`simulacion`] tells when it
//! is not. Owns the tree and its numbers; both times are each in one unit. Callers: `casos::calcular`.

pub mod simulacion;

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::exacto::entero;
use crate::cerrado;

cerrado! {
    /// Kind of node.
    TipoDeNodo { Tarea = "tarea" / "Tarea", Secuencia = "secuencia" / "Secuencia", And = "and" / "En paralelo", Xor = "xor" / "Una de varias", Retrabajo = "retrabajo" / "Retrabajo" }
}

cerrado! {
    /// Unit of a duration. A day is of the hours that the model declares.
    Unidad { Minuto = "min" / "minutos", Hora = "h" / "horas", Dia = "dia" / "días" }
}

impl Unidad {
    /// Hours in one.
    #[must_use]
    pub fn horas(self, horas_por_dia: &BigRational) -> BigRational {
        match self {
            Unidad::Minuto => entero(60).recip(),
            Unidad::Hora => BigRational::one(),
            Unidad::Dia => horas_por_dia.clone(),
        }
    }
}

impl TipoDeNodo {
    /// The closed formula, for people.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        match self {
            TipoDeNodo::Tarea => "T",
            TipoDeNodo::Secuencia => "suma de los hijos",
            TipoDeNodo::And => "max de las ramas",
            TipoDeNodo::Xor => "Σ probabilidad × rama",
            TipoDeNodo::Retrabajo => "T / (1 − r)",
        }
    }
}

/// A time of work and a time from start to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duracion {
    /// Work.
    pub proceso: BigRational,
    /// Work and waiting.
    pub ciclo: BigRational,
}

impl Duracion {
    fn cero() -> Self {
        Duracion { proceso: BigRational::zero(), ciclo: BigRational::zero() }
    }

    fn por(&self, factor: &BigRational) -> Self {
        Duracion { proceso: &self.proceso * factor, ciclo: &self.ciclo * factor }
    }

    fn mas(&self, otra: &Self) -> Self {
        Duracion { proceso: &self.proceso + &otra.proceso, ciclo: &self.ciclo + &otra.ciclo }
    }
}

/// What a node does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clase {
    /// Work with its waiting.
    Tarea(Duracion),
    /// One after the other; at least one.
    Secuencia(Vec<Nodo>),
    /// All at once; at least two.
    And(Vec<Nodo>),
    /// One of them, with probabilities that add up to exactly 1; `None` does nothing.
    Xor(Vec<(BigRational, Option<Nodo>)>),
    /// Done again with a probability of at least 0 and below 1.
    Retrabajo(BigRational, Box<Nodo>),
}

/// A part of the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodo {
    /// Only a task must have one.
    pub codigo: Option<String>,
    /// What it does.
    pub clase: Clase,
}

impl Nodo {
    /// Kind.
    #[must_use]
    pub const fn tipo(&self) -> TipoDeNodo {
        match self.clase {
            Clase::Tarea(_) => TipoDeNodo::Tarea,
            Clase::Secuencia(_) => TipoDeNodo::Secuencia,
            Clase::And(_) => TipoDeNodo::And,
            Clase::Xor(_) => TipoDeNodo::Xor,
            Clase::Retrabajo(..) => TipoDeNodo::Retrabajo,
        }
    }
}

/// A node with its expected times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fila {
    /// Where it is: «raiz.ramas[1].nodo».
    pub ruta: String,
    /// Kind.
    pub tipo: TipoDeNodo,
    /// Its code.
    pub codigo: Option<String>,
    /// Expected times.
    pub duracion: Duracion,
}

/// Every node with its expected times, each one before its children; the first is the whole.
#[must_use]
pub fn esperar(raiz: &Nodo) -> Vec<Fila> {
    let mut filas = Vec::new();
    bajar(raiz, "raiz".to_owned(), &mut filas);
    filas
}

fn bajar(nodo: &Nodo, ruta: String, filas: &mut Vec<Fila>) -> Duracion {
    let lugar = filas.len();
    filas.push(Fila { ruta: ruta.clone(), tipo: nodo.tipo(), codigo: nodo.codigo.clone(), duracion: Duracion::cero() });
    let duracion = match &nodo.clase {
        Clase::Tarea(d) => d.clone(),
        Clase::Secuencia(hijos) => sumar(hijos.iter().enumerate().map(|(i, h)| bajar(h, format!("{ruta}.hijos[{i}]"), filas)).collect()),
        Clase::And(ramas) => {
            let todas = ramas.iter().enumerate().map(|(i, r)| bajar(r, format!("{ruta}.ramas[{i}]"), filas));
            todas.fold(Duracion::cero(), |x, y| Duracion { proceso: x.proceso.max(y.proceso), ciclo: x.ciclo.max(y.ciclo) })
        }
        Clase::Xor(ramas) => {
            let parte = |(i, (p, n)): (usize, &(BigRational, Option<Nodo>))| {
                n.as_ref().map(|n| bajar(n, format!("{ruta}.ramas[{i}].nodo"), filas).por(p))
            };
            sumar(ramas.iter().enumerate().filter_map(parte).collect())
        }
        Clase::Retrabajo(r, cuerpo) => bajar(cuerpo, format!("{ruta}.cuerpo"), filas).por(&(BigRational::one() - r).recip()),
    };
    if let Some(fila) = filas.get_mut(lugar) {
        fila.duracion = duracion.clone();
    }
    duracion
}

/// Adds in pairs: one after the other, each sum of a thousand reworks would carry the denominators of
/// all the ones before.
fn sumar(mut partes: Vec<Duracion>) -> Duracion {
    while partes.len() > 1 {
        partes = partes
            .chunks(2)
            .map(|par| match par {
                [x, y] => x.mas(y),
                otras => otras.first().cloned().unwrap_or_else(Duracion::cero),
            })
            .collect();
    }
    partes.pop().unwrap_or_else(Duracion::cero)
}

#[cfg(test)]
pub(super) mod pruebas {
    use super::super::exacto::{decimal, leer_razon};
    use super::*;
    use proptest::prelude::*;

    pub fn tarea(proceso: &str, ciclo: &str) -> Nodo {
        let d = |t| leer_razon(t).unwrap();
        de(Clase::Tarea(Duracion { proceso: d(proceso), ciclo: d(ciclo) }))
    }
    pub fn de(clase: Clase) -> Nodo {
        Nodo { codigo: None, clase }
    }
    pub fn xor(ramas: &[(&str, Option<Nodo>)]) -> Nodo {
        de(Clase::Xor(ramas.iter().map(|(p, n)| (leer_razon(p).unwrap(), n.clone())).collect()))
    }
    pub fn retrabajo(r: &str, cuerpo: Nodo) -> Nodo {
        de(Clase::Retrabajo(leer_razon(r).unwrap(), Box::new(cuerpo)))
    }
    /// O-18(i): AND( XOR(20 % t1, 80 % t4), loop(t2, 30 %) then t3 ), cycle in days.
    pub fn o18() -> Nodo {
        let xor = xor(&[("0.20", Some(tarea("1", "1"))), ("0.80", Some(tarea("2", "4")))]);
        let secuencia = de(Clase::Secuencia(vec![retrabajo("0.30", tarea("2", "2")), tarea("3", "3")]));
        de(Clase::And(vec![xor, secuencia]))
    }
    /// Any tree: of sequences and parallel branches, or `con_azar` of sequences, choices and reworks.
    pub fn arbol(con_azar: bool) -> impl Strategy<Value = Nodo> {
        let hoja = (0i64..50, 0i64..50).prop_map(|(p, e)| de(Clase::Tarea(Duracion { proceso: entero(p), ciclo: entero(p + e) })));
        // What varies is kept shallow and not rare: a branch that a thousand runs may miss proves nothing.
        hoja.prop_recursive(if con_azar { 2 } else { 4 }, 24, 3, move |n| {
            let varios = proptest::collection::vec(n.clone(), 2..4);
            let sin = prop_oneof![varios.clone().prop_map(|v| de(Clase::Secuencia(v))), varios.clone().prop_map(|v| de(Clase::And(v)))];
            if !con_azar {
                return sin.boxed();
            }
            let cien = |p: i64| BigRational::new(p.into(), 100.into());
            prop_oneof![
                varios.prop_map(|v| de(Clase::Secuencia(v))),
                (20i64..=80, n.clone(), proptest::option::of(n.clone()))
                    .prop_map(move |(p, a, b)| de(Clase::Xor(vec![(cien(p), Some(a)), (cien(100 - p), b)]))),
                (0i64..60, n).prop_map(move |(r, c)| de(Clase::Retrabajo(cien(r), Box::new(c)))),
            ]
            .boxed()
        })
    }

    #[test]
    fn o18_da_5_86() {
        let filas = esperar(&o18());
        let vistas: Vec<_> = filas.iter().map(|f| (f.ruta.as_str(), decimal(&f.duracion.proceso), decimal(&f.duracion.ciclo))).collect();
        let fila = |r, p: &str, c: &str| (r, p.to_owned(), c.to_owned());
        assert_eq!(
            vistas,
            [
                fila("raiz", "5.8571428571", "5.8571428571"),
                fila("raiz.ramas[0]", "1.8", "3.4"),
                fila("raiz.ramas[0].ramas[0].nodo", "1", "1"),
                fila("raiz.ramas[0].ramas[1].nodo", "2", "4"),
                fila("raiz.ramas[1]", "5.8571428571", "5.8571428571"),
                fila("raiz.ramas[1].hijos[0]", "2.8571428571", "2.8571428571"),
                fila("raiz.ramas[1].hijos[0].cuerpo", "2", "2"),
                fila("raiz.ramas[1].hijos[1]", "3", "3"),
            ]
        );
    }

    #[test]
    fn una_rama_vacia_no_tarda_y_no_da_fila() {
        let filas = esperar(&xor(&[("0.75", None), ("0.25", Some(tarea("4", "8")))]));
        assert_eq!(filas.len(), 2);
        assert_eq!((decimal(&filas[0].duracion.proceso), decimal(&filas[0].duracion.ciclo)), ("1".into(), "2".into()));
    }

    #[test]
    fn mil_retrabajos_distintos_se_suman_exactos() {
        let hijos = (1..=1_000).map(|i| retrabajo(&format!("0.{i:07}"), tarea("1", "1"))).collect();
        let total = esperar(&de(Clase::Secuencia(hijos)))[0].duracion.ciclo.clone();
        assert!(total > entero(1_000) && total < entero(1_001));
    }

    proptest! {
        #[test]
        fn el_trabajo_no_pasa_del_ciclo_y_cada_parte_cabe_en_el_todo(n in arbol(true)) {
            let filas = esperar(&n);
            prop_assert!(filas.iter().all(|f| f.duracion.proceso <= f.duracion.ciclo));
            let todo = |hijos: Vec<Nodo>| esperar(&de(Clase::Secuencia(hijos)))[0].duracion.ciclo.clone();
            prop_assert_eq!(todo(vec![n.clone(), n.clone()]), &filas[0].duracion.ciclo * entero(2));
            prop_assert_eq!(esperar(&de(Clase::And(vec![n.clone(), n])))[0].duracion.ciclo.clone(), filas[0].duracion.ciclo.clone());
        }
    }
}
