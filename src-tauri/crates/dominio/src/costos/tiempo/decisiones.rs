//! What the decisions of a ficha say: «cumple / no cumple: paso 2, 30 %».
//!
//! Results are parted with «/». Each may name the paso it goes to («paso 2») and how often it happens («30 %»). The one
//! result without a percentage has the rest. «a la vez: 3 / 4» says that those steps run together.

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::super::rutas::Ruta;
use super::super::{Confianza, Falta, Insumo, Origen, Rango};
use super::arbol::Tramo;
use crate::ficha::Ficha;
use crate::metodos::exacto::{Decimal, entero, mostrado};
use crate::texto::plegar;

/// A way out of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Camino {
    /// Place of the decision in the route, from 0.
    pub desde: usize,
    /// As written.
    pub resultado: String,
    /// Place of the step it goes to; `None` when it goes on to the next.
    pub hacia: Option<usize>,
    /// How often; `None` when nobody said.
    pub probabilidad: Option<BigRational>,
}

/// What the decisions of a route give.
#[derive(Clone, Debug, Default)]
pub struct Leidas {
    /// Stretches that do not cross.
    pub tramos: Vec<Tramo>,
    /// Ways out, in order.
    pub caminos: Vec<Camino>,
    /// Probabilities, as inputs.
    pub insumos: Vec<Insumo>,
    /// What is missing.
    pub faltan: Vec<Falta>,
    /// What a reader must know.
    pub notas: Vec<String>,
}

/// A result as written: how often, and the number of the paso that it names.
fn leer_resultado(texto: &str) -> (Option<BigRational>, Option<usize>) {
    let plano = plegar(texto);
    let porcentaje = plano.split_once('%').and_then(|(antes, _)| {
        let numero: String = antes.trim_end().chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        Decimal::leer(&numero.chars().rev().collect::<String>()).map(|d| d.valor / entero(100))
    });
    let paso = plano.split_once("paso ").and_then(|(_, despues)| {
        let digitos: String = despues.trim_start().chars().take_while(char::is_ascii_digit).collect();
        digitos.parse().ok()
    });
    (porcentaje, paso)
}

/// What the decision of one step says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dicho {
    /// The steps that run together, first and last; `None` when they are not those that follow, one after the other.
    ALaVez(Option<(usize, usize)>),
    /// The ways out.
    Caminos {
        /// In order.
        caminos: Vec<Camino>,
        /// Numbers of steps that are named and not in this route.
        fuera: Vec<usize>,
    },
}

/// What the step at `k` decides, if it decides anything.
#[must_use]
pub fn dicho(ruta: &Ruta<'_>, k: usize) -> Option<Dicho> {
    let paso = ruta.pasos.get(k)?.paso;
    let texto = paso.resultados.as_deref().filter(|_| paso.decision)?;
    let lugar = |numero: usize| ruta.pasos.iter().position(|p| p.numero == numero);
    if let Some(lista) = plegar(texto).strip_prefix("a la vez:") {
        let lugares: Option<Vec<usize>> = lista.split('/').map(|n| lugar(n.trim().parse().ok()?)).collect();
        let seguidos = |l: &Vec<usize>| l.len() >= 2 && l.iter().enumerate().all(|(i, x)| *x == k + 1 + i);
        return Some(Dicho::ALaVez(lugares.filter(seguidos).map(|l| (k + 1, k + l.len()))));
    }
    let (mut caminos, mut fuera) = (Vec::new(), Vec::new());
    for parte in texto.split('/').map(str::trim).filter(|t| !t.is_empty()) {
        let (probabilidad, paso) = leer_resultado(parte);
        let hacia = paso.and_then(|n| {
            let l = lugar(n);
            if l.is_none() {
                fuera.push(n);
            }
            l
        });
        caminos.push(Camino { desde: k, resultado: parte.to_owned(), hacia: hacia.filter(|l| *l != k + 1), probabilidad });
    }
    Some(Dicho::Caminos { caminos, fuera })
}

/// Reads the decisions of a route.
#[must_use]
pub fn leer(ficha: &Ficha, ruta: &Ruta<'_>) -> Leidas {
    let mut salida = Leidas::default();
    for (k, p) in ruta.pasos.iter().enumerate() {
        let mut caminos = match dicho(ruta, k) {
            None => continue,
            Some(Dicho::ALaVez(Some((desde, hasta)))) => {
                salida.tramos.push(Tramo::ALaVez { desde, hasta });
                continue;
            }
            Some(Dicho::ALaVez(None)) => {
                salida.faltan.push(Falta::celda(
                    p.paso.id,
                    "resultados",
                    format!("Lo que va a la vez después del {} debe nombrar los pasos que siguen, uno tras otro.", p.nombre()),
                ));
                continue;
            }
            Some(Dicho::Caminos { caminos, fuera }) => {
                for n in fuera {
                    let que = format!("El {} lleva al paso {n}, que no está en esta ruta.", p.nombre());
                    salida.faltan.push(Falta::celda(p.paso.id, "resultados", que));
                }
                caminos
            }
        };
        if caminos.iter().all(|c| c.hacia.is_none()) {
            salida.notas.push(format!("Los resultados del {} no dicen a qué paso llevan: no cambian el tiempo.", p.nombre()));
        } else {
            completar(ficha, ruta, k, &mut caminos, &mut salida);
        }
        salida.caminos.append(&mut caminos);
    }
    let cruzan = salida.tramos.iter().enumerate().any(|(i, a)| salida.tramos.iter().skip(i + 1).any(|b| a.cruza(b)));
    if cruzan {
        salida.tramos.clear();
        salida.faltan.push(Falta::otra("Los regresos y saltos de las decisiones se cruzan: no hay un orden en que se puedan calcular."));
    }
    salida
}

/// Fills in probabilities and adds the stretches of one decision.
fn completar(ficha: &Ficha, ruta: &Ruta<'_>, k: usize, caminos: &mut [Camino], salida: &mut Leidas) {
    let Some(p) = ruta.pasos.get(k) else { return };
    let t = &ficha.tramite;
    let es_regreso = |c: &Camino| c.hacia.is_some_and(|h| h <= k);
    let regresos = |r: &Ruta<'_>| {
        let lleva = |q: &super::super::rutas::PasoDeRuta<'_>| {
            let atras = |parte: &str| leer_resultado(parte).1.is_some_and(|n| n <= q.numero);
            q.paso.decision && q.paso.resultados.as_deref().is_some_and(|x| x.split('/').any(atras))
        };
        r.pasos.iter().filter(|q| lleva(q)).count()
    };
    // The ficha counts how many are returned; with one place from which they are, that is its probability.
    if ruta.unica
        && regresos(ruta) == 1
        && let Some((previos, anual)) = t.volumen_previos.zip(t.volumen_anual).filter(|(p, a)| *p >= 0 && p < a)
        && let Some(c) = caminos.iter_mut().find(|c| es_regreso(c) && c.probabilidad.is_none())
    {
        let valor = entero(previos) / entero(anual);
        salida.insumos.push(Insumo {
            nombre: "Solicitudes devueltas con previo ÷ solicitudes del año".to_owned(),
            valor: Rango::fijo(valor.clone()),
            unidad: "1".to_owned(),
            origen: Origen::Celda { entidad: t.id, campo: "volumen_previos" },
            confianza: Confianza::Estimado,
            fuente: None,
            fecha: t.volumen_anio.map(|a| a.to_string()),
        });
        c.probabilidad = Some(valor);
    }
    let falta = |que: String| Falta::celda(p.paso.id, "resultados", que);
    let dicho: BigRational = caminos.iter().filter_map(|c| c.probabilidad.clone()).fold(BigRational::zero(), |a, b| a + b);
    let callados = caminos.iter().filter(|c| c.probabilidad.is_none()).count();
    if callados > 1 {
        salida.faltan.push(falta(format!("Los resultados del {} no dicen con qué frecuencia ocurren.", p.nombre())));
        return;
    }
    if callados == 0 && !dicho.is_one() || dicho > BigRational::one() {
        let suma = mostrado(&(dicho * entero(100)), 2);
        salida.faltan.push(falta(format!("Los resultados del {} suman {suma} %, no 100 %.", p.nombre())));
        return;
    }
    for c in caminos.iter_mut() {
        if c.probabilidad.is_none() {
            c.probabilidad = Some(BigRational::one() - &dicho);
        }
        if let Some(valor) = c.probabilidad.clone() {
            salida.insumos.push(Insumo {
                nombre: format!("Frecuencia de «{}» en el {}", c.resultado, p.nombre()),
                valor: Rango::fijo(valor),
                unidad: "1".to_owned(),
                origen: Origen::Celda { entidad: p.paso.id, campo: "resultados" },
                confianza: Confianza::Estimado,
                fuente: None,
                fecha: None,
            });
        }
    }
    let atras: Vec<&Camino> = caminos.iter().filter(|c| es_regreso(c)).collect();
    let adelante: Vec<&Camino> = caminos.iter().filter(|c| c.hacia.is_some_and(|h| h > k)).collect();
    if atras.len() > 1 || adelante.len() > 1 {
        let que = format!("El {} regresa o salta a más de un paso: anote un solo regreso y un solo salto por decisión.", p.nombre());
        salida.faltan.push(falta(que));
        return;
    }
    let mut queda = BigRational::one();
    if let Some((hacia, r)) = atras.first().and_then(|c| c.hacia.zip(c.probabilidad.clone())) {
        if r >= BigRational::one() {
            salida.faltan.push(falta(format!("El {} regresa siempre: el trámite no terminaría.", p.nombre())));
            return;
        }
        queda -= &r;
        salida.tramos.push(Tramo::Regreso { desde: hacia, hasta: k, probabilidad: r });
    }
    if let Some((hacia, s)) = adelante.first().and_then(|c| c.hacia.zip(c.probabilidad.clone())) {
        salida.tramos.push(Tramo::Salto { desde: k + 1, hasta: hacia - 1, probabilidad: s / queda });
    }
}
