//! Figures as the contract shows them (`metodos.md` §3.2): exact value, value for people, unit.

use dominio::metodos::exacto::{decimal, entero, mostrado};
use num_rational::BigRational;
use num_traits::Zero;
use serde_json::{Value, json};

/// Decimals of deviations and standard errors, whatever their unit.
pub(super) const DE_DESVIACION: usize = 4;

/// How every figure is rounded, for people.
pub(super) const REDONDEO: &str = "Se calcula con fracciones exactas. Cada cifra se redondea solo al mostrarla, y la mitad sube.";

/// Decimals that a figure shows in its unit.
fn decimales(unidad: &str, valor: &BigRational) -> usize {
    let moneda = |t: &str| t.len() == 3 && t.bytes().all(|b| b.is_ascii_uppercase());
    match unidad {
        "1" => 4,
        "h" | "min" | "dia" | "dia_habil" | "dia_calendario" | "%" => 2,
        otra if moneda(otra) || otra.strip_suffix("/h").is_some_and(moneda) => 2,
        otra if otra.strip_suffix("/min").is_some_and(moneda) => 4,
        _ if valor.is_integer() => 0,
        _ => 2,
    }
}

/// A figure with the decimals of its unit.
pub(super) fn cifra(valor: &BigRational, unidad: &str) -> Value {
    cifra_con(valor, unidad, decimales(unidad, valor))
}

/// A figure with so many decimals.
pub(super) fn cifra_con(valor: &BigRational, unidad: &str, decimales: usize) -> Value {
    json!({ "valor": decimal(valor), "mostrado": mostrado(valor, decimales), "unidad": unidad })
}

/// A percentage with what it is taken from; «n/d» over zero, never 0 nor 100.
pub(super) fn proporcion(numerador: &BigRational, denominador: &BigRational, regla: &str, corte: Option<String>) -> Value {
    let valor = (!denominador.is_zero()).then(|| entero(100) * numerador / denominador);
    json!({
        "numerador": decimal(numerador), "denominador": decimal(denominador), "regla": regla, "corte": corte, "unidad": "%",
        "valor": valor.as_ref().map(decimal),
        "mostrado": valor.as_ref().map_or_else(|| "n/d".to_owned(), |v| mostrado(v, 2)),
    })
}

/// Something that the reader should know; `codigo` is from the closed list of the contract.
pub(super) fn aviso(codigo: &str, campo: &str, mensaje: &str) -> Value {
    json!({ "codigo": codigo, "campo": campo, "mensaje": mensaje })
}

/// What stands beside the figures: the formula in words, how they are rounded, what they do not say.
pub(super) fn explicacion(calculo: &str, alcance: &str) -> Value {
    json!({ "calculo": calculo, "redondeo": REDONDEO, "alcance": alcance })
}

#[cfg(test)]
pub(super) mod pruebas {
    use super::super::calcular;
    use super::*;
    use crate::falla::Falla;
    use dominio::metodos::exacto::leer_razon;

    pub fn run(metodo: &str, json: &str) -> Value {
        calcular(metodo, json.as_bytes()).unwrap()
    }
    /// Paths of what is wrong, in order.
    pub fn fields(metodo: &str, json: &str) -> Vec<String> {
        match calcular(metodo, json.as_bytes()) {
            Err(Falla::Campos(c)) => {
                assert!(c.iter().all(|c| !c.mensaje.trim().is_empty()));
                c.into_iter().map(|c| c.campo).collect()
            }
            otra => panic!("{otra:?}"),
        }
    }
    /// The answer has all that the document writes: lists whole and in order, other fields besides.
    /// Messages are free text and only have to be there.
    pub fn holds(salida: &Value, documento: &str) {
        compare(salida, &serde_json::from_str(documento).unwrap(), "");
    }
    fn compare(salida: &Value, esperado: &Value, ruta: &str) {
        match (salida, esperado) {
            (Value::Object(s), Value::Object(e)) => {
                for (k, v) in e {
                    let tiene = s.get(k).unwrap_or_else(|| panic!("{ruta}.{k} is missing"));
                    if k == "mensaje" {
                        assert!(tiene.as_str().is_some_and(|t| !t.is_empty()), "{ruta}.{k}");
                    } else {
                        compare(tiene, v, &format!("{ruta}.{k}"));
                    }
                }
            }
            (Value::Array(s), Value::Array(e)) => {
                assert_eq!(s.len(), e.len(), "{ruta}: {salida}");
                s.iter().zip(e).enumerate().for_each(|(i, (s, e))| compare(s, e, &format!("{ruta}[{i}]")));
            }
            _ => assert_eq!(salida, esperado, "{ruta}"),
        }
    }
    /// The element of a list with a code.
    pub fn find<'v>(lista: &'v Value, codigo: &str) -> &'v Value {
        lista.as_array().unwrap().iter().find(|v| v["codigo"] == codigo).unwrap()
    }

    /// Negative control: the comparison with the document must not let a wrong digit through.
    #[test]
    #[should_panic(expected = ".total[0].valor")]
    fn a_wrong_digit_does_not_hold() {
        holds(&json!({ "total": [{ "valor": "27" }] }), r#"{"total":[{"valor":"28"}]}"#);
    }

    #[test]
    fn each_unit_shows_its_decimals() {
        let shown = |t: &str, u: &str| cifra(&leer_razon(t).unwrap(), u)["mostrado"].as_str().unwrap().to_owned();
        let cases = [
            ("1234.5", "GTQ", "1,234.50"),
            ("2", "GTQ/h", "2.00"),
            ("2", "GTQ/min", "2.0000"),
            ("2", "dia_habil", "2.00"),
            ("2", "1", "2.0000"),
            ("2", "caso", "2"),
            ("2.345", "caso", "2.35"),
            ("2", "semana", "2"),
        ];
        for (valor, unidad, esperado) in cases {
            assert_eq!(shown(valor, unidad), esperado, "{unidad}");
        }
        assert_eq!(proporcion(&entero(0), &entero(0), "r", None)["mostrado"], "n/d");
    }
}
