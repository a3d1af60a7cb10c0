use num_traits::Signed;
use proptest::prelude::*;

use super::*;

fn criterios(pesos: &[i64], sentidos: &[bool]) -> Vec<Criterio> {
    let suma = entero(pesos.iter().sum());
    let criterio = |(i, (p, mas)): (usize, (&i64, &bool))| Criterio {
        codigo: format!("C{i}"),
        peso: entero(*p) / &suma,
        sentido: if *mas { Sentido::MasEsMejor } else { Sentido::MenosEsMejor },
        escala: Some((entero(0), entero(60))),
    };
    pesos.iter().zip(sentidos).enumerate().map(criterio).collect()
}
fn alternativas(notas: &[Vec<i64>], m: usize) -> Vec<Alternativa> {
    let una = |(j, n): (usize, &Vec<i64>)| Alternativa {
        codigo: format!("T{j}"),
        // One in seven is «sin dato».
        puntajes: n.iter().take(m).map(|x| (x % 7 != 6).then(|| entero(*x))).collect(),
    };
    notas.iter().enumerate().map(una).collect()
}
/// What a permutation of the criteria may not change.
fn esencia(o: &Orden) -> Vec<(String, Option<usize>, Option<BigRational>)> {
    o.filas.iter().map(|f| (f.codigo.clone(), f.posicion, f.puntaje.as_ref().map(|p| p.valor.clone()))).collect()
}

proptest! {
    #[test]
    fn permutar_los_criterios_con_sus_pesos_no_cambia_el_orden(
        pesos in prop::collection::vec(1i64..50, 1..6),
        mas in prop::collection::vec(any::<bool>(), 6),
        notas in prop::collection::vec(prop::collection::vec(0i64..=60, 6), 1..8),
        giro in 0usize..6,
    ) {
        let (mut c, mut a) = (criterios(&pesos, &mas), alternativas(&notas, pesos.len()));
        let antes = ordenar(&c, Normalizacion::Escala, &a);
        let giro = giro % c.len();
        c.rotate_left(giro);
        a.iter_mut().for_each(|a| a.puntajes.rotate_left(giro));
        let despues = ordenar(&c, Normalizacion::Escala, &a);
        prop_assert_eq!(esencia(&antes), esencia(&despues));
        prop_assert_eq!(antes.sensibilidad.map(|s| s.cambio.valor.abs()), despues.sensibilidad.map(|s| s.cambio.valor.abs()));
    }

    #[test]
    fn cambiar_la_unidad_de_un_criterio_no_cambia_nada(
        pesos in prop::collection::vec(1i64..50, 1..6),
        mas in prop::collection::vec(any::<bool>(), 6),
        notas in prop::collection::vec(prop::collection::vec(0i64..=60, 6), 1..8),
        factor in 1i64..1000,
    ) {
        let (mut c, mut a) = (criterios(&pesos, &mas), alternativas(&notas, pesos.len()));
        let antes = ordenar(&c, Normalizacion::Escala, &a);
        c[0].escala = Some((entero(0), entero(60 * factor)));
        a.iter_mut().for_each(|a| a.puntajes[0] = a.puntajes[0].as_ref().map(|x| x * entero(factor)));
        prop_assert_eq!(antes, ordenar(&c, Normalizacion::Escala, &a));
    }

    /// The sensitivity means what it says: with that weight, and the others in proportion, the two are level.
    #[test]
    fn con_el_peso_critico_el_rival_alcanza_al_primero(
        pesos in prop::collection::vec(1i64..50, 2..6),
        notas in prop::collection::vec(prop::collection::vec(0i64..=5, 6), 2..8),
    ) {
        let mut c = criterios(&pesos, &[true; 6]);
        let a = alternativas(&notas, pesos.len());
        let o = ordenar(&c, Normalizacion::Ninguna, &a);
        if let Some(s) = o.sensibilidad {
            let resto = (entero(1) - &s.peso_critico) / (entero(1) - &s.peso_actual);
            for c in &mut c {
                c.peso = if c.codigo == s.criterio { s.peso_critico.clone() } else { &c.peso * &resto };
            }
            let despues = ordenar(&c, Normalizacion::Ninguna, &a);
            let de = |codigo: &str| despues.filas.iter().find(|f| f.codigo == codigo).unwrap().puntaje.clone().unwrap().valor;
            prop_assert_eq!(de(&s.rival), de(&o.primeros[0]));
        }
    }
}

#[test]
fn los_empates_comparten_posicion_y_lo_que_no_compara_va_al_final() {
    let c = criterios(&[1, 1], &[true, true]);
    let nota = |codigo: &str, x: Option<i64>, y: Option<i64>| Alternativa {
        codigo: codigo.to_owned(),
        puntajes: vec![x.map(entero), y.map(entero)],
    };
    let a = [
        nota("Z", Some(5), None),
        nota("D", Some(1), Some(1)),
        nota("B", Some(2), Some(4)),
        nota("A", Some(4), Some(2)),
        nota("N", None, None),
    ];
    let o = ordenar(&c, Normalizacion::Ninguna, &a);
    let visto: Vec<_> = o.filas.iter().map(|f| (f.codigo.as_str(), f.posicion)).collect();
    assert_eq!(visto, [("A", Some(1)), ("B", Some(1)), ("D", Some(3)), ("N", None), ("Z", None)]);
    assert_eq!((o.primeros, o.empates), (vec!["A".to_owned(), "B".to_owned()], vec![vec!["A".to_owned(), "B".to_owned()]]));
    let codigos: Vec<_> = o.avisos.iter().map(|a| a.codigo).collect();
    assert_eq!(codigos, [CodigoDeAviso::NoComparable, CodigoDeAviso::EmpateEnPrimerLugar]);
    assert!(o.sensibilidad.is_none() && o.filas[3].puntaje.is_none() && o.filas[4].puntaje.is_some());
}

#[test]
fn un_lider_que_gana_en_todo_es_estable_y_sin_dato_no_hay_sensibilidad() {
    let c = criterios(&[1, 1, 1], &[true; 3]);
    let gana = alternativas(&[vec![5, 5, 5], vec![1, 1, 1]], 3);
    let o = ordenar(&c, Normalizacion::Ninguna, &gana);
    assert_eq!((o.sensibilidad, o.avisos[0].codigo), (None, CodigoDeAviso::PrimerLugarEstable));
    let falta = alternativas(&[vec![5, 5, 5], vec![1, 1, 6]], 3);
    let o = ordenar(&c, Normalizacion::Ninguna, &falta);
    assert_eq!((o.sensibilidad, o.avisos[0].codigo), (None, CodigoDeAviso::SensibilidadNoDisponible));
}

/// The formula of the document, with its quotients: the change of a weight `w` below 1 that levels leader and rival,
/// whose difference is `d` under its criterion and `total` over all.
fn cambio(w: &BigRational, d: &BigRational, total: &BigRational) -> Option<BigRational> {
    let resto = (total - w * d) / (entero(1) - w);
    if *d == resto {
        return None;
    }
    let cambio = -total / (d - resto);
    let critico = w + &cambio;
    (!critico.is_negative() && critico <= entero(1)).then_some(cambio)
}

/// O-13, derived: weights .3, .4, .3 and differences 2, −2, 1, which weigh 0.1.
#[test]
fn o13_lo_que_tendria_que_cambiar_cada_peso() {
    let decimas = |n: i64| entero(n) / entero(10);
    let de = |w: i64, d: i64| super::super::exacto::decimal(&cambio(&decimas(w), &entero(d), &decimas(1)).unwrap());
    assert_eq!([de(3, 2), de(4, -2), de(3, 1)], ["-0.0368421053", "0.0285714286", "-0.0777777778"]);
}

/// The whole answer by the document's formulas, one rival and one criterion after the other.
fn a_mano(c: &[Criterio], a: &[Alternativa], o: &Orden) -> Option<(String, String, BigRational)> {
    let nota = |x: &BigRational, c: &Criterio| match (&c.escala, c.sentido) {
        (Some((minimo, maximo)), Sentido::MasEsMejor) => (x - minimo) / (maximo - minimo),
        (Some((minimo, maximo)), Sentido::MenosEsMejor) => (maximo - x) / (maximo - minimo),
        (None, _) => x.clone(),
    };
    let notas = |a: &Alternativa| -> Vec<BigRational> { a.puntajes.iter().zip(c).map(|(x, c)| nota(x.as_ref().unwrap(), c)).collect() };
    let lider = notas(a.iter().find(|a| a.codigo == o.primeros[0]).unwrap());
    let mut mejor: Option<(String, String, BigRational)> = None;
    for (k, criterio) in c.iter().enumerate().filter(|(_, c)| c.peso != entero(1)) {
        for rival in a.iter().filter(|a| a.codigo != o.primeros[0]) {
            let d: Vec<BigRational> = lider.iter().zip(notas(rival)).map(|(l, r)| l - r).collect();
            let total = d.iter().zip(c).fold(entero(0), |t, (d, c)| t + d * &c.peso);
            let Some(x) = cambio(&criterio.peso, &d[k], &total) else { continue };
            if mejor.as_ref().is_none_or(|(.., m)| x.abs() < m.abs()) {
                mejor = Some((criterio.codigo.clone(), rival.codigo.clone(), x));
            }
        }
    }
    mejor
}

proptest! {
    /// In whole numbers of either width, what comes out is what the document's formulas give.
    #[test]
    fn lo_entero_da_lo_mismo_que_las_formulas(
        pesos in prop::collection::vec(0i64..50, 2..6),
        mas in prop::collection::vec(any::<bool>(), 6),
        notas in prop::collection::vec(prop::collection::vec(0i64..=60, 6), 2..8),
        ancho in prop_oneof![Just(1i64), Just(1_000_003), Just(9_007_199_254_740_881)],
    ) {
        prop_assume!(pesos.iter().sum::<i64>() > 0);
        let mut c = criterios(&pesos, &mas);
        // Scales of no common divisor do not fit in 128 bits.
        for (k, c) in c.iter_mut().enumerate() {
            c.escala = Some((entero(-1), entero(60) + entero(i64::try_from(k).unwrap()) / entero(ancho)));
        }
        let puntajes = |n: &Vec<i64>| n.iter().take(pesos.len()).map(|x| Some(entero(*x) / entero(ancho))).collect();
        let a: Vec<_> = notas.iter().enumerate().map(|(j, n)| Alternativa { codigo: format!("T{j}"), puntajes: puntajes(n) }).collect();
        let o = ordenar(&c, Normalizacion::Escala, &a);
        let dada = o.sensibilidad.as_ref().map(|s| (s.criterio.clone(), s.rival.clone(), s.cambio.valor.clone()));
        if o.primeros.len() == 1 {
            prop_assert_eq!(dada, a_mano(&c, &a, &o));
        }
        for f in &o.filas {
            let suma = f.aportes.iter().flatten().fold(entero(0), |t, x| t + x);
            prop_assert_eq!(&f.puntaje.as_ref().unwrap().valor, &suma, "the parts are the whole");
        }
    }
}
