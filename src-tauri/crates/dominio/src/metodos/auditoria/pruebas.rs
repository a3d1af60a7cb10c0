use TipoDeHallazgo as T;

use super::super::exacto::leer_razon;
use super::*;

fn d(t: &str) -> Decimal {
    Decimal::leer(t).unwrap()
}
fn producto(factores: &[(&str, Option<&str>)], producto: &str) -> FilaDeProducto {
    let factores = factores.iter().map(|(v, m)| Factor { valor: leer_razon(v).unwrap(), mostrado: m.map(d) }).collect();
    FilaDeProducto { lugar: Lugar::default(), factores, producto: d(producto) }
}
fn sin(factores: &[&str], total: &str) -> FilaDeProducto {
    producto(&factores.iter().map(|f| (*f, None)).collect::<Vec<_>>(), total)
}
fn suma(sumandos: &[&str], total: &str) -> Suma {
    Suma { lugar: Lugar::default(), sumandos: sumandos.iter().map(|s| d(s)).collect(), total: d(total) }
}
fn por_ciento(n: Option<&str>, den: &str, p: &str) -> Porcentaje {
    Porcentaje { lugar: Lugar::default(), numerador: n.map(d), denominador: d(den), porcentaje: d(p) }
}
/// What was found: kind, expected as shown, difference as shown.
fn hallado(a: &Auditoria) -> Vec<(T, &str, &str)> {
    let de = |c: &Option<Cifra>| c.as_ref().map(Cifra::mostrado).unwrap_or_default();
    a.hallazgos.iter().map(|h| (h.tipo, &*de(&h.esperado).leak(), &*de(&h.diferencia).leak())).collect()
}

/// 25 CFR 519–558, burden table published in the Federal Register: eleven rows of its parts.
#[test]
fn o02_once_filas_ocho_bien_y_tres_por_revisar() {
    let filas = vec![
        sin(&["7", "80", "75"], "42000"),
        sin(&["33", "5", "75"], "12375"),
        sin(&["2", "30", "75"], "4500"),
        sin(&["20", "0.5", "15"], "150"),
        sin(&["7", "40", "40"], "11200"),
        sin(&["33", "10", "40"], "13200"),
        sin(&["2", "20", "40"], "1600"),
        sin(&["13726", "1"], "13726"),
        sin(&["112615", "0.83"], "36178"),
        sin(&["36178", "35"], "694742"),
        sin(&["13726", "45"], "325203"),
    ];
    let a = auditar(&Declarado { filas, ..Declarado::default() });
    assert_eq!((a.revisadas, a.correctas), ([11, 0, 0, 0], 8));
    assert_eq!(
        hallado(&a),
        [
            (T::ProductoNoCoincide, "93,470", "-57,292"),
            (T::ProductoNoCoincide, "1,266,230", "-571,488"),
            (T::ProductoNoCoincide, "617,670", "-292,467"),
        ]
    );
}

#[test]
fn o04_o08_y_o09_productos_y_redondeo_previo() {
    let filas = vec![sin(&["12", "100"], "1000"), sin(&["38908", "62"], "6600000"), sin(&["27060", "225", "230/24"], "6000000")];
    let a = auditar(&Declarado { filas, sumas: vec![suma(&["6.6", "8.5", "4.5"], "21")], ..Declarado::default() });
    assert_eq!(
        hallado(&a),
        [
            (T::ProductoNoCoincide, "1,200", "-200"),
            (T::ProductoNoCoincide, "2,412,296", "4,187,704"),
            (T::ProductoNoCoincide, "58,348,125", "-52,348,125"),
            (T::RedondeoPrevio, "20", "1"),
        ]
    );
}

/// Percentages of GAE's report of December 2021.
#[test]
fn o26_porcentajes_del_informe_de_diciembre_de_2021() {
    let porcentajes = vec![
        por_ciento(Some("59"), "66", "89"),
        por_ciento(Some("59"), "59", "100"),
        por_ciento(None, "66", "65"),
        por_ciento(None, "66", "61"),
        por_ciento(Some("45"), "66", "65"),
        por_ciento(Some("14"), "48", "29.16"),
        por_ciento(None, "66", "66"),
        por_ciento(Some("3"), "0", "0"),
    ];
    let a = auditar(&Declarado { porcentajes, ..Declarado::default() });
    assert_eq!(
        hallado(&a),
        [
            (T::PorcentajeNoCoincide, "68", "-3"),
            (T::PorcentajeNoCoincide, "29.17", "-0.01"),
            (T::PorcentajeImposible, "", ""),
            (T::DenominadorCero, "", ""),
        ]
    );
    let c: Vec<_> = a.inferencias.iter().map(|i| (i.indice, i.candidatos.clone())).collect();
    assert_eq!(c, [(2, vec![43]), (3, vec![40]), (6, vec![])]);
    assert_eq!(a.correctas, 4);
}

#[test]
fn o27_las_identidades_de_consolidacion_son_sumas() {
    let sumas = vec![
        suma(&["84", "626"], "710"),
        suma(&["294", "78", "338"], "710"),
        suma(&["131", "442"], "573"),
        suma(&["27", "110"], "137"),
        suma(&["4", "11", "15", "32"], "62"),
        suma(&["20", "22", "15", "6"], "63"),
        suma(&["7", "10", "9", "4"], "30"),
    ];
    let porcentajes = vec![por_ciento(Some("30"), "63", "47.62")];
    let a = auditar(&Declarado { sumas, porcentajes, ..Declarado::default() });
    assert_eq!((a.correctas, a.hallazgos.len()), (8, 0));
}

#[test]
fn una_hoja_que_mezcla_reglas_no_tiene_ninguna_fila_mala_por_si_sola() {
    let filas = vec![
        producto(&[("4000/10560", Some("0.379")), ("45", None)], "17.05"),
        producto(&[("5200/10560", Some("0.492")), ("40", None)], "19.68"),
    ];
    let a = auditar(&Declarado { filas, ..Declarado::default() });
    assert_eq!(a.correctas, 2);
    assert_eq!(a.reglas_por_fila, [vec![ModoDeTasa::SinRedondear], vec![ModoDeTasa::TasaRedondeada]]);
    assert_eq!(a.hallazgos.len(), 1);
    assert_eq!((a.hallazgos[0].tipo, a.hallazgos[0].indices.clone()), (T::MezclaDeReglas, Some((vec![0], vec![1]))));
}

#[test]
fn un_factor_se_muestra_mal_y_un_reparto_no_suma_cien() {
    let filas = vec![producto(&[("1/3", Some("0.34")), ("3", None)], "1")];
    let reparto = |p: &[&str]| Reparto { lugar: Lugar::default(), porcentajes: p.iter().map(|x| d(x)).collect() };
    let repartos = vec![reparto(&["33.3", "33.3", "33.3"]), reparto(&["50", "48"]), reparto(&["94.65", "5.35"])];
    let a = auditar(&Declarado { filas, repartos, ..Declarado::default() });
    assert_eq!(hallado(&a), [(T::FactorMalMostrado, "0.33", "0.01"), (T::RepartoNoSuma100, "100", "-2")]);
    assert_eq!((a.hallazgos[1].encontrado.as_deref(), a.correctas), (Some("98"), 2));
}

#[test]
fn un_denominador_enorme_no_se_recorre() {
    let a = auditar(&Declarado { porcentajes: vec![por_ciento(None, "999999999999999", "50")], ..Declarado::default() });
    assert_eq!(a.inferencias[0].candidatos.len(), CANDIDATOS);
}
