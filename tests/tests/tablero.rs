//! The board through the real console: December 2021 as GAE's report counts it, what changed, putting the
//! demonstration away, and a committee's package on GAE's board.

use pruebas::{Puesto, datos};
use serde_json::{Value, json};

fn demostracion() -> Puesto {
    let puesto = Puesto::new();
    let hecho = puesto.json(&["crear", "--como", "gae", "--demo"]);
    assert_eq!(hecho["instituciones"], 66);
    puesto
}

fn fase<'t>(tablero: &'t Value, cual: &str) -> &'t Value {
    tablero["fases"].as_array().unwrap().iter().find(|f| f["fase"] == cual).unwrap()
}

#[test]
fn the_demonstration_gives_the_figures_of_december_2021() {
    let puesto = demostracion();
    let antes = puesto.huella();
    let t = puesto.json(&["tablero", "--corte", "2021-12-31"]);
    assert_eq!(antes, puesto.huella(), "looking changes nothing");
    for (cual, codigo, numerador, denominador, regla, porcentaje, reportado) in [
        ("conformacion_comite", "6.1.1", 59, 66, "instituciones", "89.39", "89"),
        ("capacitacion_comite", "6.1.2", 59, 59, "comites_conformados", "100.00", "100"),
        ("inventario", "6.1.3", 45, 66, "instituciones", "68.18", "65"),
        ("priorizacion", "6.1.4", 45, 66, "instituciones", "68.18", "61"),
    ] {
        let f = fase(&t, cual);
        let esperada = json!([codigo, numerador, denominador, regla, porcentaje, reportado, "2021-12-31"]);
        let dada: Vec<&Value> = ["codigo_guia", "numerador", "denominador", "regla", "porcentaje", "reportado", "reportado_corte"]
            .iter()
            .map(|campo| &f[*campo])
            .collect();
        assert_eq!(json!(dada), esperada, "{cual}");
    }
    assert_eq!(t["pendientes"]["conformacion_comite"], json!({ "gobernacion": 7 }));
    let inventario = json!({ "secretaria": 3, "comision": 2, "otra_dependencia": 2, "gobernacion": 14 });
    assert_eq!((&t["pendientes"]["inventario"], &t["pendientes"]["priorizacion"]), (&inventario, &inventario));
    assert_eq!((&t["demostracion"], &t["asignacion_ficticia"]), (&json!(true), &json!(true)));
    let personas = puesto.correr(&["tablero", "--corte", "2021-12-31"]);
    assert!(personas.salida.contains("59 de 66") && personas.salida.contains("ficticio"), "{}", personas.salida);
    let solo = puesto.json(&["tablero", "--corte", "2021-12-31", "--tipo", "gobernacion"]);
    assert_eq!((&solo["total"], &fase(&solo, "conformacion_comite")["numerador"]), (&json!(22), &json!(15)));
    assert_eq!(puesto.falla(2, &["tablero", "--tipo", "municipalidad"])["codigo"], "campos_invalidos");
    assert_eq!(puesto.json(&["verificar"])["ok"], true);
    let reproyectada = puesto.json(&["reproyectar"]);
    assert!(reproyectada["asientos"].as_u64().is_some_and(|n| n > 500));
    assert_eq!(puesto.json(&["tablero", "--corte", "2021-12-31"]), t, "rebuilt = incremental");

    let cambios = puesto.json(&["que-cambio", "2021-11-30", "2021-12-31"]);
    let del_inventario = cambios["fases"].as_array().unwrap().iter().find(|f| f["fase"] == "inventario").unwrap();
    let en_noviembre = puesto.json(&["tablero", "--corte", "2021-11-30"]);
    assert_eq!(del_inventario["antes"]["numerador"], fase(&en_noviembre, "inventario")["numerador"]);
    assert_eq!(del_inventario["ahora"]["numerador"], 45);
    let marn = puesto.json(&["institucion", "MARN", "--corte", "2021-12-31"]);
    assert_eq!((&marn["institucion"]["sigla"], &marn["fila"]["tramites"]), (&json!("MARN"), &json!(18)));
}

#[test]
fn the_demonstration_goes_away_as_a_copy_and_real_data_does_not() {
    let puesto = demostracion();
    let quitada = puesto.json(&["quitar-demostracion"]);
    let copia = quitada["copia"].as_str().unwrap();
    assert!(std::path::Path::new(copia).is_file() && quitada["mensaje"].as_str().is_some_and(|m| m.contains(copia)));
    assert!(!puesto.base().exists(), "the next start asks the first question");
    let _ = puesto.json(&["crear", "--como", "gae"]);
    let antes = puesto.huella();
    assert_eq!(puesto.falla(2, &["quitar-demostracion"])["codigo"], "sin_permiso");
    assert_eq!(antes, puesto.huella());
}

#[test]
fn what_a_committee_sends_is_on_the_board_beside_what_gae_records() {
    let (marn, gae) = (Puesto::comite("MARN"), Puesto::gae());
    let _ = marn.json(&["importar", &datos().join("catalogo_2023.csv").to_string_lossy()]);
    let solicitud = marn.carpeta().join("equipo.ficha").to_string_lossy().into_owned();
    let _ = marn.json(&["identidad", "solicitud", "--salida", &solicitud]);
    let _ = gae.json(&["identidad", "confiar", &solicitud]);
    let paquete = marn.carpeta().join("envio.dlg").to_string_lossy().into_owned();
    let _ = marn.json(&["paquete", "exportar", "--salida", &paquete]);
    let _ = gae.correr(&["--json", "paquete", "importar", &paquete]);

    let de_marn = |gae: &Puesto| gae.json(&["tablero", "--buscar", "MARN"])["filas"][0].clone();
    let fila = de_marn(&gae);
    assert_eq!((&fila["tramites"], &fila["datos_de"]), (&json!(104), &json!("institucion")));
    let celda = &fila["celdas"][2];
    assert_eq!((&celda["estado"], &celda["voz"], &celda["verificacion"]), (&json!("en_proceso"), &json!("hechos"), &json!("nada")));
    // Partial work is shown and adds to no numerator.
    let tablero = gae.json(&["tablero"]);
    assert_eq!((&fase(&tablero, "inventario")["en_proceso"], &fase(&tablero, "inventario")["numerador"]), (&json!(1), &json!(0)));

    let acta = gae.carpeta().join("acta.txt");
    std::fs::write(&acta, "Acta de cierre del inventario").unwrap();
    let _ = gae.json(&["fase", "MARN", "inventario", "entregada", "--evidencia", &acta.to_string_lossy()]);
    let _ = gae.json(&["fase", "MARN", "inventario", "observada", "--motivo", "Faltan las bases legales"]);
    let celda = de_marn(&gae)["celdas"][2].clone();
    assert_eq!((&celda["estado"], &celda["voz"], &celda["evidencias"]), (&json!("observada"), &json!("gae"), &json!(1)));
    let entera = gae.json(&["institucion", "MARN"]);
    assert_eq!(entera["copias_de_referencia"], false, "its own trámites, as it sent them");
    assert_eq!(entera["fases"][2]["movimientos"][0]["motivo"], "Faltan las bases legales");
    assert_eq!(gae.json(&["verificar"])["ok"], true);
}
