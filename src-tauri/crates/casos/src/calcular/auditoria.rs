//! `auditoria` (`metodos.md` §3.15).

use dominio::metodos::auditoria::{
    Auditoria, Cifra, Declarado, Factor, FilaDeProducto, Hallazgo, Lugar, ModoDeTasa, Porcentaje, Reparto, Suma, auditar,
};
use num_traits::Zero;
use serde_json::{Map, Value, json};

use super::entrada::{self, Fallas, Objeto};
use crate::falla::Falla;

pub(super) fn calcular(objeto: &Map<String, Value>) -> Result<Value, Falla> {
    let mut fallas = Fallas::default();
    let declarado = leer(objeto, &mut fallas);
    Ok(a_json(&auditar(&fallas.cerrar(declarado)?)))
}

fn leer(objeto: &Map<String, Value>, fallas: &mut Fallas) -> Declarado {
    let mut d = Declarado::default();
    Objeto::raiz(objeto).recorrer(&["filas", "sumas", "porcentajes", "repartos"], fallas, |campo, valor, ruta, fallas| {
        for o in entrada::objetos(valor, &ruta, 0, fallas) {
            match campo {
                "filas" => d.filas.extend(fila(&o, fallas)),
                "sumas" => d.sumas.extend(suma(&o, fallas)),
                "porcentajes" => d.porcentajes.extend(porcentaje(&o, fallas)),
                _ => d.repartos.extend(reparto(&o, fallas)),
            }
        }
    });
    d
}

/// `fila` and `etiqueta`, which every item may have; false when the field is another.
fn lugar(l: &mut Lugar, campo: &str, valor: &Value, ruta: &str, fallas: &mut Fallas) -> bool {
    match campo {
        "fila" if valor.is_null() => {}
        "etiqueta" if valor.is_null() => {}
        "fila" => l.fila = entrada::entero(valor, ruta, fallas),
        "etiqueta" => l.etiqueta = entrada::texto(valor, ruta, false, fallas),
        _ => return false,
    }
    true
}

fn fila(o: &Objeto<'_>, fallas: &mut Fallas) -> Option<FilaDeProducto> {
    let (mut l, mut factores, mut producto) = (Lugar::default(), Vec::new(), None);
    o.recorrer(&["fila", "etiqueta", "factores", "producto"], fallas, |campo, valor, ruta, fallas| match campo {
        "factores" => factores = entrada::objetos(valor, &ruta, 1, fallas).iter().filter_map(|f| factor(f, fallas)).collect(),
        "producto" => producto = entrada::decimal(valor, &ruta, fallas),
        _ => drop(lugar(&mut l, campo, valor, &ruta, fallas)),
    });
    o.falta("factores", fallas);
    o.falta("producto", fallas);
    Some(FilaDeProducto { lugar: l, factores, producto: producto? })
}

fn factor(o: &Objeto<'_>, fallas: &mut Fallas) -> Option<Factor> {
    let (mut exacto, mut mostrado) = (None, None);
    o.recorrer(&["nombre", "valor", "mostrado"], fallas, |campo, valor, ruta, fallas| match campo {
        "valor" => exacto = entrada::razon(valor, &ruta, fallas),
        "mostrado" if valor.is_null() => {}
        "mostrado" => mostrado = entrada::decimal(valor, &ruta, fallas),
        _ => drop(entrada::texto(valor, &ruta, true, fallas)),
    });
    o.falta("nombre", fallas);
    o.falta("valor", fallas);
    Some(Factor { valor: exacto?, mostrado })
}

fn suma(o: &Objeto<'_>, fallas: &mut Fallas) -> Option<Suma> {
    let (mut l, mut sumandos, mut total) = (Lugar::default(), Vec::new(), None);
    o.recorrer(&["fila", "etiqueta", "sumandos", "total"], fallas, |campo, valor, ruta, fallas| match campo {
        "sumandos" => sumandos = entrada::decimales(valor, &ruta, fallas),
        "total" => total = entrada::decimal(valor, &ruta, fallas),
        _ => drop(lugar(&mut l, campo, valor, &ruta, fallas)),
    });
    o.falta("sumandos", fallas);
    o.falta("total", fallas);
    Some(Suma { lugar: l, sumandos, total: total? })
}

fn porcentaje(o: &Objeto<'_>, fallas: &mut Fallas) -> Option<Porcentaje> {
    let (mut l, mut numerador, mut denominador, mut porcentaje) = (Lugar::default(), None, None, None);
    let (mut sin_numerador, mut ruta_del_denominador) = (false, String::new());
    const CAMPOS: [&str; 6] = ["fila", "etiqueta", "numerador", "denominador", "porcentaje", "regla"];
    o.recorrer(&CAMPOS, fallas, |campo, valor, ruta, fallas| match campo {
        "numerador" if valor.is_null() => sin_numerador = true,
        "numerador" => numerador = entrada::decimal(valor, &ruta, fallas),
        "denominador" => {
            denominador = entrada::decimal(valor, &ruta, fallas);
            ruta_del_denominador = ruta;
        }
        "porcentaje" => porcentaje = entrada::decimal(valor, &ruta, fallas),
        "regla" => drop(entrada::texto(valor, &ruta, true, fallas)),
        _ => drop(lugar(&mut l, campo, valor, &ruta, fallas)),
    });
    ["numerador", "denominador", "porcentaje", "regla"].iter().for_each(|c| o.falta(c, fallas));
    if sin_numerador && denominador.as_ref().is_some_and(|d| !d.valor.is_integer() && !d.valor.is_zero()) {
        fallas.poner(ruta_del_denominador, "Sin numerador, el denominador debe ser un número entero.");
    }
    Some(Porcentaje { lugar: l, numerador, denominador: denominador?, porcentaje: porcentaje? })
}

fn reparto(o: &Objeto<'_>, fallas: &mut Fallas) -> Option<Reparto> {
    let (mut l, mut porcentajes) = (Lugar::default(), Vec::new());
    o.recorrer(&["fila", "etiqueta", "porcentajes"], fallas, |campo, valor, ruta, fallas| match campo {
        "porcentajes" => porcentajes = entrada::decimales(valor, &ruta, fallas),
        _ => drop(lugar(&mut l, campo, valor, &ruta, fallas)),
    });
    o.falta("porcentajes", fallas);
    Some(Reparto { lugar: l, porcentajes })
}

fn cifra(c: &Option<Cifra>) -> Value {
    c.as_ref().map_or(Value::Null, |c| json!({ "valor": c.valor, "mostrado": c.mostrado }))
}

fn hallazgo(h: &Hallazgo) -> Value {
    let mut valor = json!({
        "tipo": h.tipo.as_str(), "seccion": h.seccion.as_str(), "indice": h.indice, "fila": h.lugar.fila, "etiqueta": h.lugar.etiqueta,
        "esperado": cifra(&h.esperado), "encontrado": h.encontrado, "diferencia": cifra(&h.diferencia), "estado": "revisar",
        "mensaje": h.tipo.etiqueta(),
    });
    if let (Some((exactas, redondas)), Some(objeto)) = (&h.indices, valor.as_object_mut()) {
        objeto.insert("indices".to_owned(), json!({ "sin_redondear": exactas, "tasa_redondeada": redondas }));
    }
    valor
}

/// The audit as its contract says.
fn a_json(a: &Auditoria) -> Value {
    let [filas, sumas, porcentajes, repartos] = a.revisadas;
    let inferencias: Vec<Value> =
        a.inferencias.iter().map(|i| json!({ "indice": i.indice, "etiqueta": i.etiqueta, "candidatos": i.candidatos })).collect();
    let reglas: Vec<Vec<&str>> = a.reglas_por_fila.iter().map(|r| r.iter().copied().map(ModoDeTasa::as_str).collect()).collect();
    json!({
        "metodo": "auditoria", "version": 1, "formula": "se recalcula cada valor declarado",
        "revisadas": { "filas": filas, "sumas": sumas, "porcentajes": porcentajes, "repartos": repartos },
        "correctas": a.correctas,
        "hallazgos": a.hallazgos.iter().map(hallazgo).collect::<Vec<_>>(),
        "inferencias": inferencias,
        "reglas_por_fila": reglas,
        "advertencias": [],
    })
}

#[cfg(test)]
mod tests {
    use super::super::calcular;
    use super::*;

    fn run(json: &str) -> Value {
        calcular("auditoria", json.as_bytes()).unwrap()
    }
    fn fields(json: &str) -> Vec<String> {
        match calcular("auditoria", json.as_bytes()) {
            Err(Falla::Campos(c)) => c.into_iter().map(|c| c.campo).collect(),
            otra => panic!("{otra:?}"),
        }
    }

    #[test]
    fn the_example_of_the_contract_to_the_letter() {
        let entra = r#"{"filas":[{"fila":7,"etiqueta":"556","factores":[{"nombre":"horas","valor":"36178"},{"nombre":"tarifa","valor":"35"}],"producto":"694742"}],"sumas":[{"etiqueta":"2023","sumandos":["294","78","338"],"total":"710"}],"porcentajes":[{"etiqueta":"6.1.3","numerador":null,"denominador":"66","porcentaje":"65","regla":"instituciones que completaron / 66"}]}"#;
        let sale = r#"{"metodo":"auditoria","version":1,"formula":"se recalcula cada valor declarado","revisadas":{"filas":1,"sumas":1,"porcentajes":1,"repartos":0},"correctas":2,"hallazgos":[{"tipo":"producto_no_coincide","seccion":"filas","indice":0,"fila":7,"etiqueta":"556","esperado":{"valor":"1266230","mostrado":"1,266,230"},"encontrado":"694742","diferencia":{"valor":"-571488","mostrado":"-571,488"},"estado":"revisar","mensaje":"El producto de los factores no da el valor escrito."}],"inferencias":[{"indice":0,"etiqueta":"6.1.3","candidatos":[43]}],"reglas_por_fila":[[]],"advertencias":[]}"#;
        assert_eq!(run(entra), serde_json::from_str::<Value>(sale).unwrap());
    }

    #[test]
    fn every_faulty_field_is_named_at_once_and_in_order() {
        assert_eq!(fields("[]"), ["entrada"]);
        assert_eq!(fields("no"), ["entrada"]);
        assert_eq!(fields(r#"{"otra":1,"filas":{}}"#), ["otra", "filas"]);
        assert_eq!(
            fields(
                r#"{"filas":[{"factores":[],"producto":7},{"factores":[{"valor":"1/0"}]}],"porcentajes":[{"numerador":null,"denominador":"6.5","porcentaje":"1"}]}"#
            ),
            [
                "filas[0].factores",
                "filas[0].producto",
                "filas[1].factores[0].valor",
                "filas[1].factores[0].nombre",
                "filas[1].producto",
                "porcentajes[0].regla",
                "porcentajes[0].denominador",
            ]
        );
        assert_eq!(
            fields(r#"{"sumas":[{"sumandos":["1","x"],"total":"1","fila":"7"}],"repartos":[3]}"#),
            ["sumas[0].sumandos[1]", "sumas[0].fila", "repartos[0]"]
        );
        assert!(matches!(calcular("otro", b"{}"), Err(Falla::Campos(c)) if c[0].campo == "metodo"));
    }
}
