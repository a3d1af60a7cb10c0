//! `flujo` (`metodos.md` §3.10).

mod lectura;

use dominio::metodos::cifra::{Aviso, Cifra, CodigoDeAviso, Proporcion};
use dominio::metodos::exacto::decimal;
use dominio::metodos::flujo::simulacion::{Simulacion, simular};
use dominio::metodos::flujo::{Fila, TipoDeNodo, esperar};
use num_rational::BigRational;
use serde_json::{Map, Value, json};

use self::lectura::{Corridas, Entrada};
use super::cifras::{avisos, cifra, proporcion};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let e = lectura::leer(objeto)?;
    let filas = esperar(&e.raiz);
    let Some(todo) = filas.first() else { return Err(Falla::campo("raiz", "Falta este dato.")) };
    let corrida = match &e.simulacion {
        None => None,
        Some(c) => match simular(&e.raiz, &todo.duracion.ciclo, c.semilla, c.corridas) {
            Ok(s) => Some((c, s)),
            Err(_) => {
                let mensaje = "La simulación recorrería demasiadas tareas. Pida menos corridas o revise las probabilidades de retrabajo.";
                return Err(Falla::campo("simulacion.corridas", mensaje));
            }
        },
    };
    Ok(a_json(&e, &filas, todo, corrida))
}

fn a_json(e: &Entrada, filas: &[Fila], todo: &Fila, corrida: Option<(&Corridas, Simulacion)>) -> Value {
    let (proceso, ciclo) = (e.unidad_proceso.as_str(), e.unidad_ciclo.as_str());
    let de = |v: &BigRational, unidad: &str| cifra(&Cifra::new(v.clone(), unidad));
    let nodo = |f: &Fila| {
        json!({
            "ruta": f.ruta, "tipo": f.tipo.as_str(), "codigo": f.codigo,
            "proceso": de(&f.duracion.proceso, proceso), "ciclo": de(&f.duracion.ciclo, ciclo),
        })
    };
    let aviso = corrida.as_ref().filter(|(_, s)| !s.concuerda).map(|_| {
        let (codigo, campo) = (CodigoDeAviso::SimulacionNoConcuerda, "simulacion");
        // The one formula that is not exact: the mean of a maximum is not the maximum of the means.
        if filas.iter().any(|f| f.tipo == TipoDeNodo::And) {
            let mensaje = "La fórmula toma el máximo de los valores esperados de las ramas, y aquí las ramas varían: el tiempo real es mayor. Use la media de la simulación.";
            return Aviso::new(codigo, campo, mensaje);
        }
        Aviso::de(codigo, campo)
    });
    let (horas_proceso, horas_ciclo) =
        (&todo.duracion.proceso * e.unidad_proceso.horas(&e.horas_por_dia), &todo.duracion.ciclo * e.unidad_ciclo.horas(&e.horas_por_dia));
    let regla = format!("horas de proceso / horas de ciclo (1 dia = {} h)", decimal(&e.horas_por_dia));
    json!({
        "metodo": "flujo", "version": 1, "formula": todo.tipo.formula(),
        "proceso": de(&todo.duracion.proceso, proceso), "ciclo": de(&todo.duracion.ciclo, ciclo),
        "eficiencia": proporcion(&Proporcion::new(horas_proceso, horas_ciclo, regla)),
        "nodos": filas.iter().map(nodo).collect::<Vec<_>>(),
        "simulacion": corrida.map(|(c, s)| simulacion(c, &s, ciclo)),
        "horas_por_dia": decimal(&e.horas_por_dia),
        "advertencias": avisos(aviso.as_slice()),
    })
}

fn simulacion(c: &Corridas, s: &Simulacion, unidad: &str) -> Value {
    let de = |v: &BigRational| cifra(&Cifra::new(v.clone(), unidad));
    json!({
        "semilla": c.semilla, "corridas": c.corridas, "media": de(&s.media), "p50": de(&s.p50), "p90": de(&s.p90),
        "minimo": de(&s.minimo), "maximo": de(&s.maximo), "error_estandar": cifra(&Cifra::desviacion(s.error_estandar.clone(), unidad)),
        "diferencia": s.diferencia.as_ref().map_or_else(|| json!({ "valor": null, "mostrado": "n/d", "unidad": "%" }), |d| cifra(&Cifra::new(d.clone(), "%"))),
        "concuerda": s.concuerda,
    })
}
