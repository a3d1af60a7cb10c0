//! `ponderado` and its sensitivity (`metodos.md` §3.7).

use dominio::metodos::exacto::{decimal, sumar};
use dominio::metodos::ponderado::{Alternativa, Criterio, Fila, Normalizacion, Orden, Sentido, ordenar};
use num_rational::BigRational;
use num_traits::One;
use serde_json::{Map, Value, json};

use super::cifras::{avisos, cifra, cifra_o_nulo, decimal_o_nulo, proporcion};
use super::lector::{CUALQUIERA, Fallas, Lector, PARTE};
use crate::falla::Falla;

/// What the scores of a criterion are checked against: its code, and its scale if it could be read.
type Columna = (Option<String>, Option<(BigRational, BigRational)>);

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let (criterios, normalizacion, alternativas) = Fallas::leer(objeto, |o| {
        let normalizacion = o.elegir_o("normalizacion", Normalizacion::TODOS, Normalizacion::as_str, Normalizacion::Ninguna);
        let mut columnas: Vec<Columna> = Vec::new();
        let mut pesos = Vec::new();
        let criterios = o.filas("criterios", 1, |c| criterio(c, normalizacion, &mut columnas, &mut pesos));
        // Only weights that are each in order can be asked to add up.
        let legibles: Option<Vec<BigRational>> = pesos.into_iter().collect();
        if legibles.as_ref().is_some_and(|p| !p.is_empty() && !sumar(p).is_one()) {
            o.falla("criterios", "Los pesos de los criterios deben sumar exactamente 1.");
        }
        // Where a criterion has no readable code, which keys should be there cannot be told.
        let codigos: Option<Vec<String>> = columnas.iter().map(|(codigo, _)| codigo.clone()).collect();
        let alternativas = o.filas("alternativas", 1, |a| alternativa(a, codigos.as_deref(), &columnas));
        Some((criterios, normalizacion?, alternativas))
    })?;
    Ok(a_json(&criterios, &ordenar(&criterios, normalizacion, &alternativas)))
}

fn criterio(
    o: &mut Lector<'_>,
    normalizacion: Option<Normalizacion>,
    columnas: &mut Vec<Columna>,
    pesos: &mut Vec<Option<BigRational>>,
) -> Option<Criterio> {
    let codigo = o.codigo();
    let peso = o.numero("peso", &PARTE);
    pesos.push(peso.clone());
    let sentido = o.elegir_o("sentido", Sentido::TODOS, Sentido::as_str, Sentido::MasEsMejor);
    if normalizacion == Some(Normalizacion::Ninguna) && sentido == Some(Sentido::MenosEsMejor) {
        o.falla("sentido", "Para que menos sea mejor, los puntajes deben normalizarse con su escala.");
    }
    if normalizacion == Some(Normalizacion::Escala) && !o.hay("escala") {
        o.falla("escala", "Para normalizar hace falta la escala del criterio.");
    }
    let escala = o.objeto_opcional("escala", |e| e.numero("minimo", &CUALQUIERA).zip(e.numero("maximo", &CUALQUIERA)));
    let escala = match escala {
        Some((minimo, maximo)) if minimo >= maximo => {
            o.falla("escala", "El mínimo de la escala debe ser menor que el máximo.");
            None
        }
        otra => otra,
    };
    columnas.push((codigo.clone(), escala.clone()));
    Some(Criterio { codigo: codigo?, peso: peso?, sentido: sentido?, escala })
}

fn alternativa(o: &mut Lector<'_>, codigos: Option<&[String]>, columnas: &[Columna]) -> Option<Alternativa> {
    let codigo = o.codigo();
    let Some(codigos) = codigos else {
        o.pasar_por_alto("puntajes");
        return None;
    };
    let puntajes = o.por_codigo("puntajes", codigos, |o, i, valor, lugar| {
        if valor.is_null() {
            return Some(None);
        }
        let leido = o.numero_en(valor, &lugar, &CUALQUIERA)?;
        let escala = columnas.get(i).and_then(|(_, escala)| escala.as_ref());
        if escala.is_some_and(|(minimo, maximo)| leido < *minimo || leido > *maximo) {
            o.poner(&lugar, "Está fuera de la escala del criterio.");
        }
        Some(Some(leido))
    });
    Some(Alternativa { codigo: codigo?, puntajes: puntajes?.into_iter().collect::<Option<_>>()? })
}

fn a_json(criterios: &[Criterio], o: &Orden) -> Value {
    let sensibilidad = o.sensibilidad.as_ref().map(|s| {
        json!({
            "criterio": s.criterio, "rival": s.rival, "peso_actual": decimal(&s.peso_actual), "peso_critico": decimal(&s.peso_critico),
            "cambio": cifra(&s.cambio),
        })
    });
    json!({
        "metodo": "ponderado", "version": 1, "formula": "Σ peso × puntaje",
        "alternativas": o.filas.iter().map(|f| de_fila(f, criterios)).collect::<Vec<_>>(),
        "primeros": o.primeros, "empates": o.empates, "sensibilidad": sensibilidad,
        "advertencias": avisos(&o.avisos),
    })
}

fn de_fila(f: &Fila, criterios: &[Criterio]) -> Value {
    let aportes: Map<String, Value> =
        criterios.iter().zip(&f.aportes).map(|(c, a)| (c.codigo.clone(), decimal_o_nulo(a.as_ref()))).collect();
    json!({
        "codigo": f.codigo, "puntaje": cifra_o_nulo(f.puntaje.as_ref()), "posicion": f.posicion, "comparable": f.comparable,
        "completitud": proporcion(&f.completitud), "aportes": aportes,
    })
}
