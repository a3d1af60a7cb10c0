//! `ahp` (`metodos.md` §3.8).

use dominio::metodos::ahp::{Juicio, MAXIMO, MetodoPrioridad, Prioridades, TABLA_RI, globales, pares, priorizar};
use dominio::metodos::cifra::Aviso;
use dominio::metodos::exacto::{decimal, entero};
use num_rational::BigRational;
use num_traits::One;
use serde_json::{Map, Value, json};

use super::cifras::{avisos, cifra};
use super::lector::{Fallas, Lector, Lugar, POSITIVO};
use crate::falla::Falla;

/// Elements and the judgements about them.
struct Grupo {
    elementos: Vec<String>,
    juicios: Vec<Juicio>,
}

/// Alternatives and the judgements under each criterion, in the order of the criteria.
struct Jerarquia {
    elementos: Vec<String>,
    por_criterio: Vec<Vec<Juicio>>,
}

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let (metodo, criterios, alternativas) = Fallas::leer(objeto, |o| {
        let metodo = o.elegir_o("metodo_prioridad", MetodoPrioridad::TODOS, MetodoPrioridad::as_str, MetodoPrioridad::VectorPropio);
        let mut codigos = None;
        let criterios = o.objeto("criterios", |c| {
            let elementos = elementos(c);
            let juicios = c.filas("juicios", 1, |j| juicio(j, elementos.as_ref().map(Vec::len)));
            codigos.clone_from(&elementos);
            Some(Grupo { elementos: elementos?, juicios })
        });
        let alternativas = o.objeto_opcional("alternativas", |a| jerarquia(a, codigos.as_deref()));
        Some((metodo?, criterios?, alternativas))
    })?;
    Ok(a_json(metodo, &criterios, alternativas.as_ref()))
}

fn elementos(o: &mut Lector<'_>) -> Option<Vec<String>> {
    let leidos = o.codigos("elementos")?;
    if !(1..=MAXIMO).contains(&leidos.len()) {
        o.falla("elementos", "Se comparan de 1 a 9 elementos.");
    }
    Some(leidos)
}

fn jerarquia(o: &mut Lector<'_>, criterios: Option<&[String]>) -> Option<Jerarquia> {
    let elementos = elementos(o);
    let n = elementos.as_ref().map(Vec::len);
    // Without readable criteria there is no telling which keys should be here.
    let Some(criterios) = criterios else {
        o.pasar_por_alto("por_criterio");
        return None;
    };
    let por_criterio = o.por_codigo("por_criterio", criterios, |o, _, valor, lugar| {
        o.objeto_en(valor, lugar, |c| Some(c.filas("juicios", 1, |j| juicio(j, n))))
    });
    Some(Jerarquia { elementos: elementos?, por_criterio: por_criterio?.into_iter().collect::<Option<_>>()? })
}

fn juicio(o: &mut Lector<'_>, n: Option<usize>) -> Option<Juicio> {
    o.texto_opcional("persona");
    let peso = o.uno_o("peso", &POSITIVO);
    let lugar = o.en("matriz");
    let filas = o.valores("matriz")?;
    let n = n.unwrap_or(filas.len());
    let celdas: Option<Vec<Vec<(&Value, Lugar)>>> = filas
        .iter()
        .map(|(fila, lugar)| {
            let celdas = fila.as_array()?;
            Some(celdas.iter().enumerate().map(|(j, v)| (v, lugar.indice(j))).collect())
        })
        .collect();
    let Some(celdas) = celdas.filter(|filas| filas.len() == n && filas.iter().all(|f| f.len() == n)) else {
        o.poner(&lugar, format!("La matriz debe tener {n} filas de {n} celdas."));
        return None;
    };
    let mut leidas: Vec<Vec<Option<BigRational>>> = Vec::with_capacity(n);
    for (i, fila) in celdas.iter().enumerate() {
        leidas.push(fila.iter().enumerate().map(|(j, (v, lugar))| celda(o, v, lugar, i == j)).collect());
    }
    let en = |i: usize, j: usize| leidas.get(i).and_then(|f| f.get(j)).cloned().flatten();
    let triangulo: Vec<Option<BigRational>> = pares(n)
        .map(|(i, j)| {
            let (arriba, abajo) = (en(i, j)?, en(j, i)?);
            if !(&arriba * abajo).is_one()
                && let Some((_, lugar)) = celdas.get(j).and_then(|f| f.get(i))
            {
                o.poner(lugar, "Debe ser el recíproco exacto de la celda opuesta: si una es 3, la otra es 1/3.");
            }
            Some(arriba)
        })
        .collect();
    Some(Juicio { peso: peso?, triangulo: triangulo.into_iter().collect::<Option<_>>()? })
}

/// A judgement on the scale, or the 1 of the diagonal.
fn celda(o: &Lector<'_>, valor: &Value, lugar: &Lugar, diagonal: bool) -> Option<BigRational> {
    let leida = o.razon_en(valor, lugar)?;
    let mensaje = if diagonal { "En la diagonal, cada elemento vale 1 frente a sí mismo." } else { "Debe estar entre 1/9 y 9." };
    let nueve = entero(9);
    let bien = if diagonal { leida.is_one() } else { leida <= nueve && &leida * nueve >= BigRational::one() };
    if !bien {
        o.poner(lugar, mensaje);
    }
    bien.then_some(leida)
}

fn a_json(metodo: MetodoPrioridad, criterios: &Grupo, alternativas: Option<&Jerarquia>) -> Value {
    let mut lista: Vec<Aviso> = Vec::new();
    let pesos = priorizar(criterios.elementos.len(), &criterios.juicios, metodo);
    lista.extend(pesos.aviso("criterios", &criterios.elementos));
    let alternativas = alternativas.map(|a| {
        let bajo: Vec<Prioridades> = a.por_criterio.iter().map(|j| priorizar(a.elementos.len(), j, metodo)).collect();
        for (codigo, p) in criterios.elementos.iter().zip(&bajo) {
            lista.extend(p.aviso(&format!("alternativas.por_criterio.{codigo}"), &a.elementos));
        }
        let (global, posiciones) = globales(&pesos, &bajo);
        let global: Vec<Value> = a
            .elementos
            .iter()
            .zip(global.iter().zip(posiciones))
            .map(|(codigo, (prioridad, posicion))| json!({ "codigo": codigo, "prioridad": cifra(prioridad), "posicion": posicion }))
            .collect();
        let por_criterio: Map<String, Value> =
            criterios.elementos.iter().zip(&bajo).map(|(codigo, p)| (codigo.clone(), de_prioridades(p, &a.elementos))).collect();
        json!({ "por_criterio": por_criterio, "global": global })
    });
    let formula = match metodo {
        MetodoPrioridad::VectorPropio => "vector propio principal, normalizado",
        MetodoPrioridad::MediaGeometrica => "media geométrica por fila, normalizada",
    };
    json!({
        "metodo": "ahp", "version": 1, "formula": formula, "metodo_prioridad": metodo.as_str(), "tabla_ri": TABLA_RI,
        "criterios": de_prioridades(&pesos, &criterios.elementos),
        "alternativas": alternativas,
        "advertencias": avisos(&lista),
    })
}

fn de_prioridades(p: &Prioridades, codigos: &[String]) -> Value {
    let elementos: Vec<Value> = codigos
        .iter()
        .zip(p.prioridades.iter().zip(&p.posiciones))
        .map(|(codigo, (prioridad, posicion))| json!({ "codigo": codigo, "prioridad": cifra(prioridad), "posicion": posicion }))
        .collect();
    let dispersion: Vec<Value> = p
        .dispersion
        .iter()
        .map(|d| {
            json!({
                "a": codigos.get(d.par.0), "b": codigos.get(d.par.1), "minimo": decimal(&d.minimo), "maximo": decimal(&d.maximo),
                "media_geometrica": decimal(&d.media_geometrica), "razon_max_min": decimal(&d.razon_max_min),
            })
        })
        .collect();
    let por_revisar = p.por_revisar.map(|(i, j)| json!({ "a": codigos.get(i), "b": codigos.get(j) }));
    json!({
        "elementos": elementos, "lambda_max": cifra(&p.lambda_max), "ci": cifra(&p.ci), "ri": decimal(&p.ri), "cr": cifra(&p.cr),
        "consistente": p.consistente, "por_revisar": por_revisar, "dispersion": dispersion,
    })
}
