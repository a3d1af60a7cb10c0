//! A plan, read strictly, from dated facts or from counts; what cannot be is refused where it is.

use std::ops::RangeInclusive;

use dominio::metodos::avance_plan::{Conteos, CuentaDePeriodo, Medida, Periodo, acumular, contar};
use dominio::metodos::exacto::entero;
use jiff::civil::Date;
use num_traits::Zero;
use serde_json::{Map, Value};

use super::super::entrada::{self, Fallas, Objeto};
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
    let mut fallas = Fallas::default();
    let raiz = Objeto::raiz(objeto);
    raiz.solo(&["corte", "periodos", "medidas", "conteos"], &mut fallas);
    let corte = raiz.fecha("corte", &mut fallas);
    let (cuantos, periodos) = periodos(&raiz, corte, &mut fallas);
    let medidas = raiz.si_hay("medidas").map(|v| medidas(v, corte, &mut fallas));
    let conteos = raiz.si_hay("conteos").map(|v| contados(v, cuantos, &mut fallas));
    if medidas.is_some() == conteos.is_some() {
        fallas.poner("medidas", "Indique las medidas o los conteos: uno de los dos, y solo uno.");
    }
    let armar = || {
        let periodos = periodos?;
        let dias: Vec<Periodo> = periodos.iter().map(|p| p.dias).collect();
        let conteos = match medidas {
            Some(m) => contar(&m, &dias),
            None => conteos??,
        };
        Some(Plan { corte: corte?, periodos, conteos })
    };
    fallas.en_orden(armar(), objeto)
}

/// How many periods were given, and the periods if all of them are right.
fn periodos(raiz: &Objeto<'_>, corte: Option<Date>, fallas: &mut Fallas) -> (usize, Option<Vec<PeriodoLeido>>) {
    let lista = raiz.si_hay("periodos").map_or_else(Vec::new, |v| entrada::objetos(v, "periodos", 0, fallas));
    let (mut leidos, mut codigos, mut anterior) = (Vec::with_capacity(lista.len()), Vec::new(), None::<Date>);
    for o in &lista {
        o.solo(&["codigo", "nombre", "desde", "hasta"], fallas);
        let codigo = o.codigo(true, fallas);
        let (desde, hasta) = (o.fecha("desde", fallas), o.fecha("hasta", fallas));
        if desde.zip(anterior).is_some_and(|(d, a)| d <= a) {
            fallas.poner(o.ruta("desde"), "El período debe empezar después de que termine el anterior.");
        }
        if desde.zip(hasta).is_some_and(|(d, h)| h < d) {
            fallas.poner(o.ruta("hasta"), "El período no puede terminar antes de empezar.");
        }
        if hasta.zip(corte).is_some_and(|(h, c)| h > c) {
            fallas.poner(o.ruta("hasta"), "El período no puede terminar después del corte.");
        }
        anterior = anterior.max(hasta).max(desde);
        codigos.push((codigo.clone(), o.ruta("codigo")));
        leidos.push(codigo.zip(desde.zip(hasta)).map(|(codigo, (desde, hasta))| PeriodoLeido { codigo, dias: Periodo { desde, hasta } }));
    }
    entrada::codigos(codigos.iter().filter_map(|(c, ruta)| Some((c.as_deref()?, ruta.clone()))), fallas);
    (lista.len(), leidos.into_iter().collect())
}

/// The medidas as they were known at the cut-off.
fn medidas(valor: &Value, corte: Option<Date>, fallas: &mut Fallas) -> Vec<Medida> {
    let lista = entrada::objetos(valor, "medidas", 0, fallas);
    let (mut leidas, mut codigos) = (Vec::with_capacity(lista.len()), Vec::new());
    for o in &lista {
        o.solo(&["codigo", "nombre", "prevista", "cumplida", "verificada", "abandonada", "avance"], fallas);
        codigos.push((o.codigo(true, fallas), o.ruta("codigo")));
        let prevista = o.fecha("prevista", fallas);
        let [cumplida, verificada, abandonada] = ["cumplida", "verificada", "abandonada"].map(|c| o.fecha_si_hay(c, fallas));
        let avance = if o.si_hay("avance").is_some() { o.parte("avance", fallas) } else { None };
        let avance = avance.unwrap_or_else(num_rational::BigRational::zero);
        let Some((prevista, corte)) = prevista.zip(corte) else { continue };
        let m = Medida { prevista, cumplida, verificada, abandonada, avance }.al(corte);
        if m.cumplida.is_some() && m.abandonada.is_some() {
            fallas.poner(o.ruta("abandonada"), "Una medida cumplida no puede estar abandonada.");
        }
        if m.cumplida.is_none() && m.verificada.is_some() {
            fallas.poner(o.ruta("verificada"), "No se puede verificar una medida que no está cumplida.");
        }
        leidas.push(m);
    }
    entrada::codigos(codigos.iter().filter_map(|(c, ruta)| Some((c.as_deref()?, ruta.clone()))), fallas);
    leidas
}

/// Counts already made, for a plan with so many periods.
fn contados(valor: &Value, cuantos: usize, fallas: &mut Fallas) -> Option<Conteos> {
    let o = entrada::objeto(valor, "conteos".to_owned(), fallas)?;
    o.solo(&["medidas", "abandonadas", "terminadas", "verificadas", "suma_avance", "periodos"], fallas);
    let medidas = o.entero("medidas", CUENTA, fallas);
    let abandonadas = o.entero("abandonadas", CUENTA, fallas);
    let base = medidas.zip(abandonadas).map(|(m, a)| m - a);
    if base.is_some_and(|b| b < 0) {
        fallas.poner(o.ruta("abandonadas"), "No puede haber más abandonadas que medidas.");
    }
    let base = base.filter(|b| *b >= 0);
    let periodos = periodos_contados(&o, cuantos, fallas);
    let terminadas = terminadas(&o, cuantos, periodos.as_deref(), fallas);
    if base.zip(terminadas).is_some_and(|(b, t)| t > b) {
        fallas.poner(o.ruta("terminadas"), "No puede haber más terminadas que medidas sin abandonar.");
    }
    let verificadas = o.entero_si_hay("verificadas", CUENTA, fallas);
    if verificadas.flatten().zip(terminadas).is_some_and(|(v, t)| v > t) {
        fallas.poner(o.ruta("verificadas"), "No puede haber más verificadas que terminadas.");
    }
    let suma_avance = if o.si_hay("suma_avance").is_some() { Some(o.cantidad("suma_avance", fallas)?) } else { None };
    if suma_avance.as_ref().zip(base).is_some_and(|(s, b)| *s > entero(b)) {
        fallas.poner(o.ruta("suma_avance"), "La suma de avances no puede pasar del número de medidas sin abandonar.");
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
fn terminadas(o: &Objeto<'_>, cuantos: usize, periodos: Option<&[CuentaDePeriodo]>, fallas: &mut Fallas) -> Option<i64> {
    if cuantos == 0 {
        return o.entero("terminadas", CUENTA, fallas);
    }
    let declaradas = o.entero_si_hay("terminadas", CUENTA, fallas)?;
    let suma: Option<i64> = periodos.map(|p| p.iter().map(CuentaDePeriodo::cumplidas).sum());
    if declaradas.zip(suma).is_some_and(|(d, s)| d != s) {
        fallas.poner(o.ruta("terminadas"), "No es la suma de lo cumplido en los períodos.");
    }
    declaradas.or(suma)
}

fn periodos_contados(o: &Objeto<'_>, cuantos: usize, fallas: &mut Fallas) -> Option<Vec<CuentaDePeriodo>> {
    let lista = match o.si_hay("periodos") {
        None => Vec::new(),
        Some(v) => {
            let lista = entrada::objetos(v, &o.ruta("periodos"), 0, fallas);
            if lista.len() != v.as_array().map_or(0, Vec::len) {
                return None;
            }
            lista
        }
    };
    if lista.len() != cuantos {
        fallas.poner(o.ruta("periodos"), "Los conteos deben tener los mismos períodos que el plan.");
        return None;
    }
    // What one period leaves late, the next one begins with; after a faulty one nothing is known.
    let mut arrastre = Some(0);
    let mut cuentas = Vec::with_capacity(lista.len());
    for (i, p) in lista.iter().enumerate() {
        let cuenta = periodo_contado(p, i == 0, arrastre, fallas);
        arrastre = cuenta.map(|c| c.atrasadas_al_final());
        cuentas.push(cuenta);
    }
    cuentas.into_iter().collect()
}

/// A period whose late stock comes from the one before; `None` when anything in it is faulty.
fn periodo_contado(p: &Objeto<'_>, primero: bool, arrastre: Option<i64>, fallas: &mut Fallas) -> Option<CuentaDePeriodo> {
    const OTROS: [&str; 3] = ["cumplidas_antes", "anticipadas", "atrasadas_cumplidas"];
    p.solo(&[&["previstas", "previstas_cumplidas", "atrasadas_al_inicio"][..], &OTROS].concat(), fallas);
    let previstas = p.entero("previstas", CUENTA, fallas);
    let previstas_cumplidas = p.entero("previstas_cumplidas", CUENTA, fallas);
    let [cumplidas_antes, anticipadas, atrasadas_cumplidas] = OTROS.map(|c| Some(p.entero_si_hay(c, CUENTA, fallas)?.unwrap_or(0)));
    let declaradas = p.entero_si_hay("atrasadas_al_inicio", CUENTA, fallas);
    let no_siguen = !primero && declaradas.flatten().zip(arrastre).is_some_and(|(d, a)| d != a);
    if no_siguen {
        fallas.poner(p.ruta("atrasadas_al_inicio"), "No son las atrasadas con que terminó el período anterior.");
    }
    let atrasadas_al_inicio = declaradas.and_then(|d| d.or(arrastre));
    let mut mal = no_siguen;
    let mut no_pasa = |campo: &str, parte: Option<i64>, todo: Option<i64>, mensaje: &str| {
        if parte.zip(todo).is_some_and(|(x, y)| x > y) {
            fallas.poner(p.ruta(campo), mensaje);
            mal = true;
        }
    };
    no_pasa("cumplidas_antes", cumplidas_antes, previstas, "No pueden ser más que las previstas.");
    let por_cumplir = previstas.zip(cumplidas_antes).map(|(p, c)| p - c).filter(|n| *n >= 0);
    no_pasa("previstas_cumplidas", previstas_cumplidas, por_cumplir, "No pueden ser más que las previstas que faltaban por cumplir.");
    no_pasa("atrasadas_cumplidas", atrasadas_cumplidas, atrasadas_al_inicio, "No pueden ser más que las atrasadas al inicio.");
    let cuenta = CuentaDePeriodo {
        previstas: previstas?,
        cumplidas_antes: cumplidas_antes?,
        previstas_cumplidas: previstas_cumplidas?,
        anticipadas: anticipadas?,
        atrasadas_al_inicio: atrasadas_al_inicio?,
        atrasadas_cumplidas: atrasadas_cumplidas?,
    };
    (!mal).then_some(cuenta)
}
