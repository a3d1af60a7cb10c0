use super::*;
use crate::costos::rutas::rutas;
use uuid::Uuid;

fn paso(n: u128, actor: ActorPaso, unidad: &str, texto: &str) -> Paso {
    Paso {
        id: Uuid::from_u128(n),
        texto: texto.to_owned(),
        actor: Some(actor),
        unidad: (!unidad.is_empty()).then(|| unidad.to_owned()),
        ..Paso::default()
    }
}

fn decide(p: Paso, resultados: &str) -> Paso {
    Paso { decision: true, resultados: Some(resultados.to_owned()), ..p }
}

fn de(pasos: Vec<Paso>, version: VersionPaso) -> Grafo {
    let ficha = Ficha { pasos, ..Ficha::default() };
    let rutas = rutas(&ficha, version);
    grafo(&ficha, &rutas[0])
}

fn flechas(g: &Grafo) -> Vec<String> {
    let nombre = |i: usize| {
        let n = &g.nodos()[i];
        n.numero.map_or_else(|| format!("{}", n.clase), |k| k.to_string())
    };
    g.aristas()
        .iter()
        .map(|a| format!("{}>{}{}{}", nombre(a.de), nombre(a.a), if a.texto.is_empty() { "" } else { " " }, a.texto))
        .collect()
}

use ActorPaso::{Institucion, Sistema, Usuario};

#[test]
fn una_decision_lleva_a_cada_resultado_y_el_regreso_se_dice() {
    let g = de(
        vec![
            paso(1, Institucion, "Ventanilla", "Recibir"),
            decide(Paso { espera_minutos: Some(2_880), ..paso(2, Usuario, "", "Revisar") }, "cumple / no cumple: paso 1, 30 %"),
            paso(3, Sistema, "", "Emitir"),
        ],
        VersionPaso::Actual,
    );
    assert_eq!(g.carriles().iter().map(|c| c.nombre.as_str()).collect::<Vec<_>>(), ["Persona", "Ventanilla", "Sistema"]);
    assert_eq!(
        flechas(&g),
        ["espera>2", "2>exclusiva", "inicio>1", "1>espera", "exclusiva>3 Cumple", "3>fin", "exclusiva>1 No cumple (30 %)"]
    );
    assert!(g.aristas().iter().filter(|a| a.regreso).count() == 1);
    let textos: Vec<&str> = g.nodos().iter().map(|n| n.texto.as_str()).collect();
    assert!(textos.contains(&"¿Cumple?") && textos.contains(&"2 días"), "{textos:?}");
}

#[test]
fn lo_que_va_a_la_vez_se_abre_y_se_cierra() {
    let g = de(
        vec![
            decide(paso(1, Institucion, "A", "Repartir"), "a la vez: 2 / 3"),
            paso(2, Institucion, "B", "Dictaminar"),
            paso(3, Institucion, "C", "Inspeccionar"),
            paso(4, Institucion, "A", "Resolver"),
        ],
        VersionPaso::Actual,
    );
    assert_eq!(flechas(&g), ["inicio>1", "1>paralela", "paralela>2", "paralela>3", "2>paralela", "3>paralela", "paralela>4", "4>fin"]);
}

#[test]
fn un_resultado_sin_paso_sigue_y_uno_que_no_existe_conserva_su_texto() {
    let g = de(
        vec![
            decide(paso(1, Institucion, "A", "¿Está completo? Revisar"), "sí / no / rara vez: paso 99"),
            paso(2, Institucion, "A", "Firmar"),
        ],
        VersionPaso::Actual,
    );
    assert_eq!(flechas(&g), ["1>exclusiva", "inicio>1", "exclusiva>2 Sí", "exclusiva>2 No", "exclusiva>2 Rara vez paso 99", "2>fin"]);
    assert_eq!(g.nodos()[2].texto, "¿Está completo?");
}

#[test]
fn los_subpasos_no_son_cajas_y_sus_decisiones_no_se_pierden() {
    let sub = Paso { nivel: 1, ..decide(paso(2, Institucion, "A", "Cotejar"), "bien / mal: paso 1") };
    let g = de(vec![paso(1, Institucion, "A", "Recibir"), sub, paso(3, Institucion, "A", "Firmar")], VersionPaso::Actual);
    assert_eq!(flechas(&g), ["1>exclusiva", "inicio>1", "exclusiva>3 Bien", "3>fin", "exclusiva>1 Mal"]);
    assert_eq!(g.nodos()[1].clase, ClaseDeNodo::Subproceso);
}

#[test]
fn las_marcas_dicen_que_hace_la_propuesta() {
    let propuesta = |n, origen: Option<u128>, texto: &str| Paso {
        version: Some(VersionPaso::Propuesta),
        origen: origen.map(Uuid::from_u128),
        ..paso(n, Institucion, "A", texto)
    };
    let pasos = vec![
        paso(1, Institucion, "A", "Recibir"),
        Paso { accion: Some(AccionPaso::Automatizar), ..paso(2, Institucion, "A", "Consultar") },
        Paso { accion: Some(AccionPaso::Fusionar), ..paso(3, Institucion, "A", "Foliar") },
        paso(4, Institucion, "A", "Sellar"),
        propuesta(5, Some(1), "Recibir"),
        propuesta(6, Some(2), "Consultar en línea"),
        propuesta(7, None, "Avisar"),
    ];
    let marcas = |v| de(pasos.clone(), v).nodos().iter().filter(|n| n.numero.is_some()).map(|n| n.marca).collect::<Vec<_>>();
    use Marca::{Cambiado, Eliminado, Nuevo};
    assert_eq!(marcas(VersionPaso::Actual), [None, Some(Cambiado), Some(Eliminado), Some(Eliminado)]);
    assert_eq!(marcas(VersionPaso::Propuesta), [None, Some(Cambiado), Some(Nuevo)]);
    let solo: Vec<Paso> = pasos.iter().take(1).cloned().collect();
    assert_eq!(de(solo, VersionPaso::Actual).nodos()[1].marca, None, "without a propuesta nothing is removed");
}

#[test]
fn los_resultados_y_las_duraciones_se_leen() {
    for (escrito, leido) in [
        ("no cumple: paso 2, 30 %", "No cumple (30 %)"),
        ("falta documento (12.5%), vuelve al paso 1", "Falta documento (12.5 %)"),
        ("paso 4", ""),
        ("80 %: paso 4", "80 %"),
        ("Primer paso listo", "Primer paso listo"),
    ] {
        assert_eq!(resultado(escrito, true), leido);
    }
    for (minutos, leido) in [(45, "45 min"), (180, "3 h"), (1_440, "1 día"), (1_680, "1 día 4 h"), (0, "0 min"), (2_880, "2 días")] {
        assert_eq!(duracion(minutos), leido);
    }
}

#[test]
fn una_ruta_sin_pasos_no_tiene_nodos() {
    assert_eq!(de(vec![], VersionPaso::Actual), Grafo::default());
}
