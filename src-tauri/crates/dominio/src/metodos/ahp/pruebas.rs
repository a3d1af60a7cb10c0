use num_traits::Signed;
use proptest::prelude::*;

use super::super::exacto::{decimal, entero, leer_razon};
use super::*;

fn uno(triangulo: Vec<BigRational>) -> Vec<Juicio> {
    vec![Juicio { peso: entero(1), triangulo }]
}
fn de(textos: &[&str]) -> Vec<BigRational> {
    textos.iter().map(|t| leer_razon(t).unwrap()).collect()
}
fn vistas(p: &Prioridades) -> Vec<String> {
    p.prioridades.iter().map(Cifra::mostrado).collect()
}

proptest! {
    /// Of a consistent matrix, a_ij = w_i / w_j, both methods give w back, and nothing contradicts itself.
    #[test]
    fn una_matriz_consistente_da_cr_cero_y_sus_propios_pesos(w in prop::collection::vec(1i64..=9, 1..=9)) {
        let triangulo = |w: &[i64]| pares(w.len()).map(|(i, j)| entero(w[i]) / entero(w[j])).collect::<Vec<_>>();
        let suma = entero(w.iter().sum());
        for metodo in MetodoPrioridad::TODOS {
            let p = priorizar(w.len(), &uno(triangulo(&w)), *metodo);
            prop_assert_eq!((decimal(&p.ci.valor), decimal(&p.cr.valor), p.consistente), ("0".to_owned(), "0".to_owned(), true));
            for (p, w) in p.prioridades.iter().zip(&w) {
                prop_assert!((&p.valor - entero(*w) / &suma).abs() < leer_razon("0.000000001").unwrap());
            }
            for (i, a) in w.iter().enumerate() {
                prop_assert_eq!(p.posiciones[i], 1 + w.iter().filter(|b| *b > a).count());
            }
        }
    }

    /// Any judgements give positive weights that add up to one, and a λmax that is not below n.
    #[test]
    fn los_pesos_suman_uno(n in 3usize..=9, juicios in prop::collection::vec((1i64..=9, any::<bool>()), 36)) {
        let t = juicios.iter().take(n * (n - 1) / 2).map(|(a, menos)| if *menos { entero(1) / entero(*a) } else { entero(*a) }).collect();
        for metodo in MetodoPrioridad::TODOS {
            let p = priorizar(n, &uno(Clone::clone(&t)), *metodo);
            let suma = p.prioridades.iter().fold(entero(0), |t, p| t + &p.valor);
            prop_assert!((suma - entero(1)).abs() < leer_razon("0.000000001").unwrap());
            prop_assert!(p.prioridades.iter().all(|p| p.valor.is_positive()));
            prop_assert!(p.lambda_max.valor > entero(i64::try_from(n).unwrap()) - leer_razon("0.000000001").unwrap());
            prop_assert_eq!(p.por_revisar.is_some(), !p.consistente);
        }
    }
}

#[test]
fn el_juicio_que_mas_se_aparta_es_el_que_se_senala() {
    // a is 3 of b and b 3 of c: that a is a ninth of c is the contradiction.
    let p = priorizar(4, &uno(de(&["3", "1/9", "9", "3", "3", "3"])), MetodoPrioridad::VectorPropio);
    assert_eq!((p.consistente, p.por_revisar), (false, Some((0, 2))));
    let elementos = ["a", "b", "c", "d"].map(str::to_owned);
    assert!(p.aviso("criterios", &elementos).unwrap().mensaje.ends_with("Revise primero la comparación entre a y c."));
}

#[test]
fn o17_los_puntajes_directos_se_dividen_entre_su_suma() {
    let d = directos(&[2, 4, 3, 0].map(entero)).unwrap();
    assert_eq!(d, [de(&["2/9"]), de(&["4/9"]), de(&["3/9"]), de(&["0"])].concat());
    assert_eq!(directos(&[entero(0)]), None);
}

#[test]
fn quien_pesa_mas_en_el_grupo_pesa_mas_en_la_media() {
    let juicio = |peso: i64, a: &str| Juicio { peso: entero(peso), triangulo: de(&[a]) };
    let p = priorizar(2, &[juicio(3, "1"), juicio(1, "9")], MetodoPrioridad::VectorPropio);
    // 9^(1/4) = √3.
    assert_eq!(decimal(&p.dispersion[0].media_geometrica), "1.7320508076");
    assert_eq!(vistas(&p), ["0.6340", "0.3660"]);
}
