//! A plan, read strictly, from dated facts or from counts; what cannot be is refused where it is.

use std::ops::RangeInclusive;

use dominio::metodos::avance_plan::{Conteos, CuentaDePeriodo, Medida, Periodo, acumular, contar};
use dominio::metodos::exacto::entero;
use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::Zero;
use serde_json::{Map, Value};

use super::super::lector::{Fallas, Lector, NO_NEGATIVO, PARTE};
use crate::falla::Falla;

/// A count; the bound keeps sums of ten thousand of them whole.
const CUENTA: RangeInclusive<i64> = 0..=1_000_000_000_000;

/// A period with its code.
pub(super) struct PeriodoLeido {
    pub codigo: String,
    pub dias: Periodo,
}

/// The whole input, counted.
pub(super) struct Plan {
    pub corte: Date,
    pub periodos: Vec<PeriodoLeido>,
    pub conteos: Conteos,
}

pub(super) fn leer(objeto: &Map<String, Value>) -> Result<Plan, Falla> {
    Fallas::leer(objeto, |o| {
        let corte = o.fecha("corte");
        let periodos = periodos(o, corte);
        let cuantos = o.crudo().get("periodos").and_then(Value::as_array).map_or(0, Vec::len);
        if o.hay("medidas") == o.hay("conteos") {
            o.falla("medidas", "Indique las medidas o los conteos: uno de los dos, y solo uno.");
        }
        let medidas = o.filas_opcionales("medidas", |m| medida(m, corte));
        let conteos = o.objeto_opcional("conteos", |c| contados(c, cuantos));
        let conteos = if o.hay("conteos") {
            conteos?
        } else {
            let dias: Vec<Periodo> = periodos.iter().map(|p| p.dias).collect();
            contar(&medidas, &dias)
        };
        Some(Plan { corte: corte?, periodos, conteos })
    })
}

/// The periods that could be read.
fn periodos(o: &mut Lector<'_>, corte: Option<Date>) -> Vec<PeriodoLeido> {
    let mut anterior = None::<Date>;
    o.filas_opcionales("periodos", |p| {
        let codigo = p.codigo();
        let (desde, hasta) = (p.fecha("desde"), p.fecha("hasta"));
        if desde.zip(anterior).is_some_and(|(d, a)| d <= a) {
            p.falla("desde", "El período debe empezar después de que termine el anterior.");
        }
        if desde.zip(hasta).is_some_and(|(d, h)| h < d) {
            p.falla("hasta", "El período no puede terminar antes de empezar.");
        }
        if hasta.zip(corte).is_some_and(|(h, c)| h > c) {
            p.falla("hasta", "El período no puede terminar después del corte.");
        }
        anterior = anterior.max(hasta).max(desde);
        Some(PeriodoLeido { codigo: codigo?, dias: Periodo { desde: desde?, hasta: hasta? } })
    })
}

/// A medida as it was known at the cut-off.
fn medida(o: &mut Lector<'_>, corte: Option<Date>) -> Option<Medida> {
    o.codigo();
    let prevista = o.fecha("prevista");
    let [cumplida, verificada, abandonada] = ["cumplida", "verificada", "abandonada"].map(|c| o.fecha_opcional(c));
    let avance = o.cero_o("avance", &PARTE);
    // Its facts are judged also when the declared progress could not be read, which is noted.
    let avance = avance.unwrap_or_else(BigRational::zero);
    let m = Medida { prevista: prevista?, cumplida, verificada, abandonada, avance }.al(corte?);
    if m.cumplida.is_some() && m.abandonada.is_some() {
        o.falla("abandonada", "Una medida cumplida no puede estar abandonada.");
    }
    if m.cumplida.is_none() && m.verificada.is_some() {
        o.falla("verificada", "No se puede verificar una medida que no está cumplida.");
    }
    Some(m)
}

/// Counts already made, for a plan with so many periods.
fn contados(o: &mut Lector<'_>, cuantos: usize) -> Option<Conteos> {
    let medidas = o.entero("medidas", CUENTA);
    let abandonadas = o.entero("abandonadas", CUENTA);
    let base = medidas.zip(abandonadas).map(|(m, a)| m - a);
    if base.is_some_and(|b| b < 0) {
        o.falla("abandonadas", "No puede haber más abandonadas que medidas.");
    }
    let base = base.filter(|b| *b >= 0);
    let periodos = periodos_contados(o, cuantos);
    let terminadas = terminadas(o, cuantos, periodos.as_deref());
    if base.zip(terminadas).is_some_and(|(b, t)| t > b) {
        o.falla("terminadas", "No puede haber más terminadas que medidas sin abandonar.");
    }
    let verificadas = o.entero_opcional("verificadas", CUENTA);
    if verificadas.flatten().zip(terminadas).is_some_and(|(v, t)| v > t) {
        o.falla("verificadas", "No puede haber más verificadas que terminadas.");
    }
    let suma_avance = o.numero_opcional("suma_avance", &NO_NEGATIVO);
    if suma_avance.as_ref().zip(base).is_some_and(|(s, b)| *s > entero(b)) {
        o.falla("suma_avance", "La suma de avances no puede pasar del número de medidas sin abandonar.");
    }
    let periodos = periodos?;
    Some(Conteos {
        medidas: medidas?,
        abandonadas: abandonadas?,
        terminadas: terminadas?,
        verificadas: verificadas?,
        suma_avance,
        acumulado: acumular(&periodos),
        periodos,
    })
}

/// Those declared, which must be those of the periods; without periods they must be declared.
fn terminadas(o: &mut Lector<'_>, cuantos: usize, periodos: Option<&[CuentaDePeriodo]>) -> Option<i64> {
    if cuantos == 0 {
        return o.entero("terminadas", CUENTA);
    }
    let declaradas = o.entero_opcional("terminadas", CUENTA)?;
    let suma: Option<i64> = periodos.map(|p| p.iter().map(CuentaDePeriodo::cumplidas).sum());
    if declaradas.zip(suma).is_some_and(|(d, s)| d != s) {
        o.falla("terminadas", "No es la suma de lo cumplido en los períodos.");
    }
    declaradas.or(suma)
}

/// What one period hands to the next.
#[derive(Clone, Copy, Default)]
struct Arrastre {
    /// Due and not done.
    atrasadas: i64,
    /// Done and not yet due.
    anticipadas: i64,
}

fn periodos_contados(o: &mut Lector<'_>, cuantos: usize) -> Option<Vec<CuentaDePeriodo>> {
    let dados = o.crudo().get("periodos").and_then(Value::as_array).map_or(0, Vec::len);
    // After a faulty period nothing is known of the next ones.
    let mut arrastre = Some(Arrastre::default());
    let mut primero = true;
    let cuentas = o.filas_opcionales("periodos", |p| {
        let cuenta = periodo_contado(p, primero, arrastre);
        primero = false;
        arrastre = cuenta
            .zip(arrastre)
            .map(|(c, a)| Arrastre { atrasadas: c.atrasadas_al_final(), anticipadas: a.anticipadas + c.anticipadas - c.cumplidas_antes });
        cuenta
    });
    if dados != cuantos {
        o.falla("periodos", "Los conteos deben tener los mismos períodos que el plan.");
    }
    (cuentas.len() == cuantos).then_some(cuentas)
}

/// A period that follows from the one before; `None` when anything in it is faulty.
fn periodo_contado(p: &mut Lector<'_>, primero: bool, arrastre: Option<Arrastre>) -> Option<CuentaDePeriodo> {
    let previstas = p.entero("previstas", CUENTA);
    let previstas_cumplidas = p.entero("previstas_cumplidas", CUENTA);
    let [cumplidas_antes, anticipadas, atrasadas_cumplidas] =
        ["cumplidas_antes", "anticipadas", "atrasadas_cumplidas"].map(|c| p.entero_opcional(c, CUENTA).map(Option::unwrap_or_default));
    let declaradas = p.entero_opcional("atrasadas_al_inicio", CUENTA);
    let exigir = |cumple: bool, campo: &str, mensaje: &str| {
        if !cumple {
            p.falla(campo, mensaje);
        }
        cumple
    };
    let sigue = primero || declaradas.flatten().zip(arrastre).is_none_or(|(d, a)| d == a.atrasadas);
    let mut bien = exigir(sigue, "atrasadas_al_inicio", "No son las atrasadas con que terminó el período anterior.");
    let atrasadas_al_inicio = declaradas.and_then(|d| d.or(arrastre.map(|a| a.atrasadas)));
    let cabe = |parte: Option<i64>, todo: Option<i64>| parte.zip(todo).is_none_or(|(x, y)| x <= y);
    bien &= exigir(cabe(cumplidas_antes, previstas), "cumplidas_antes", "No pueden ser más que las previstas.");
    let por_cumplir = previstas.zip(cumplidas_antes).map(|(p, c)| p - c).filter(|n| *n >= 0);
    let mensaje = "No pueden ser más que las previstas que faltaban por cumplir.";
    bien &= exigir(cabe(previstas_cumplidas, por_cumplir), "previstas_cumplidas", mensaje);
    bien &= exigir(cabe(atrasadas_cumplidas, atrasadas_al_inicio), "atrasadas_cumplidas", "No pueden ser más que las atrasadas al inicio.");
    // Each one was counted when it was done, as anticipada of an earlier period: otherwise the cumulative rate
    // would have done what `terminadas` does not have.
    if bien {
        let mensaje = "No pueden ser más que las anticipadas de los períodos anteriores.";
        bien = exigir(cabe(cumplidas_antes, arrastre.map(|a| a.anticipadas)), "cumplidas_antes", mensaje);
    }
    let cuenta = CuentaDePeriodo {
        previstas: previstas?,
        cumplidas_antes: cumplidas_antes?,
        previstas_cumplidas: previstas_cumplidas?,
        anticipadas: anticipadas?,
        atrasadas_al_inicio: atrasadas_al_inicio?,
        atrasadas_cumplidas: atrasadas_cumplidas?,
    };
    bien.then_some(cuenta)
}
