//! The real console over the real catalogue: shapes, exit codes and counts of `diligencia-cli`.
//!
//! Golden figures were counted from the sheets with another program: 665 records of seven
//! ministries (MARN 104, MAGA 234), 39 of sixteen institutions in the sample.

use pruebas::{Puesto, datos};
use serde_json::{Value, json};

fn catalogo() -> String {
    datos().join("catalogo_2023.csv").to_string_lossy().into_owned()
}

fn muestra() -> String {
    datos().join("catalogo_muestra.json").to_string_lossy().into_owned()
}

/// A committee of MARN with the real catalogue inside.
fn marn() -> (Puesto, Value) {
    let puesto = Puesto::comite("MARN");
    let importado = puesto.json(&["importar", &catalogo()]);
    (puesto, importado)
}

fn n(valor: &Value) -> u64 {
    valor.as_u64().unwrap_or_else(|| panic!("a count: {valor}"))
}

fn suma_de_filas(importado: &Value) -> u64 {
    ["nuevas", "iguales", "actualizadas", "en_espera", "rechazadas"].iter().map(|c| n(&importado[*c])).sum()
}

#[test]
fn crear_says_what_it_made_and_never_overwrites() {
    let puesto = Puesto::new();
    let hecho = puesto.json(&["crear", "--como", "comite", "--institucion", "MARN"]);
    assert_eq!(hecho["instituciones"], 1);
    assert!(hecho["dispositivo"].as_str().is_some_and(|d| !d.is_empty()));
    assert!(hecho["base"].as_str().is_some_and(|b| b.ends_with("base.dlgb")));
    let antes = puesto.huella();
    let _ = puesto.falla(2, &["crear", "--como", "comite", "--institucion", "MAGA"]);
    assert_eq!(antes, puesto.huella(), "what was there stays");
    assert_eq!(Puesto::new().json(&["crear", "--como", "gae"])["instituciones"], 66);
}

#[test]
fn an_unknown_institution_is_named_in_the_refusal() {
    let puesto = Puesto::new();
    let falla = puesto.falla(2, &["crear", "--como", "comite", "--institucion", "NASA"]);
    assert!(falla["mensaje"].as_str().is_some_and(|m| m.contains("NASA")), "{falla}");
    assert!(!puesto.base().exists(), "no data file is left behind");
}

#[test]
fn without_a_data_file_every_command_says_how_to_make_one() {
    for argumentos in [&["tramites"][..], &["hallazgos"], &["tablero"], &["verificar"]] {
        let puesto = Puesto::new();
        let salida = puesto.correr(&[&["--json"], argumentos].concat());
        assert_ne!(salida.codigo, 0, "{argumentos:?}");
        assert!(salida.falla()["mensaje"].as_str().is_some_and(|m| m.contains("Créelo")), "{}", salida.error);
        assert_eq!(salida.salida, "", "nothing on standard output");
    }
}

#[test]
fn a_committee_takes_its_104_tramites_and_the_other_561_wait() {
    let (puesto, importado) = marn();
    assert_eq!(importado["filas"], 665);
    assert_eq!(importado["nuevas"], 104);
    assert_eq!(importado["en_espera"], 561, "rows of other institutions wait, they are not lost");
    assert_eq!(suma_de_filas(&importado), 665);
    assert_eq!(importado["por_institucion"], json!({ "MARN": 104 }));
    assert!(n(&importado["requisitos"]) > 104 && n(&importado["pasos"]) > 104);
    assert_eq!(puesto.json(&["tramites"])["total"], 104);
}

#[test]
fn gae_takes_all_704_records_of_both_exports() {
    let puesto = Puesto::gae();
    let csv = puesto.json(&["importar", &catalogo()]);
    assert_eq!((n(&csv["filas"]), suma_de_filas(&csv)), (665, 665));
    assert_eq!(csv["por_institucion"]["MAGA"], 234);
    assert_eq!(csv["por_institucion"]["MIDES"], 6);
    let json = puesto.json(&["importar", &muestra()]);
    assert_eq!((n(&json["filas"]), suma_de_filas(&json)), (39, 39));
    let guardadas = n(&puesto.json(&["tramites"])["total"]) + n(&csv["en_espera"]) + n(&json["en_espera"]);
    assert_eq!(guardadas, 704, "every record is a trámite or waits for a person");
}

#[test]
fn importing_twice_changes_nothing_and_a_dry_run_neither() {
    let puesto = Puesto::comite("MARN");
    let antes = puesto.huella();
    let seco = puesto.json(&["importar", &catalogo(), "--seco"]);
    assert_eq!((n(&seco["nuevas"]), n(&seco["en_espera"])), (104, 561));
    assert_eq!(seco["importacion"], Value::Null);
    assert_eq!(antes, puesto.huella(), "a dry run leaves the file as it was");
    let _ = puesto.json(&["importar", &catalogo()]);
    let otra = puesto.json(&["importar", &catalogo()]);
    assert_eq!((n(&otra["nuevas"]), n(&otra["iguales"])), (0, 104));
    assert_eq!(puesto.json(&["tramites"])["total"], 104);
}

#[test]
fn undoing_an_import_retires_what_it_brought() {
    let (puesto, importado) = marn();
    let id = importado["importacion"].as_str().unwrap();
    assert_eq!(puesto.json(&["deshacer-importacion", id])["retiradas"], 104);
    assert_eq!(puesto.json(&["tramites"])["total"], 0);
    assert_eq!(puesto.json(&["verificar"])["ok"], true);
}

#[test]
fn search_ignores_accents_and_capitals() {
    let (puesto, _) = marn();
    let con = puesto.json(&["tramites", "--buscar", "ACTUALIZACIÓN DE INSTRUMENTOS"]);
    let sin = puesto.json(&["tramites", "--buscar", "actualizacion de instrumentos"]);
    assert!(n(&con["total"]) >= 1);
    assert_eq!(con["total"], sin["total"]);
    let primero = &con["tramites"][0];
    for campo in ["id", "codigo", "nombre", "institucion", "requisitos", "pasos", "completitud", "hallazgos"] {
        assert!(!primero[campo].is_null(), "{campo} in {primero}");
    }
    assert!(primero["completitud"].is_string(), "decimals are strings");
    assert_eq!(puesto.json(&["tramites", "--limite", "3"])["tramites"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_change_is_one_asiento_and_its_history_says_who_when_before_and_after() {
    let (puesto, _) = marn();
    let lista = puesto.json(&["tramites", "--buscar", "Adición de Proponente"]);
    let id = lista["tramites"][0]["id"].as_str().unwrap().to_owned();
    let ficha = puesto.json(&["tramite", &id]);
    assert_eq!(ficha["campos"]["nombre"], "Adición de Proponente");
    let asientos = n(&puesto.json(&["verificar"])["asientos"]);

    let hecho =
        puesto.json(&["cambiar", &id, "unidad_ejecutora=Ventanilla Única", "responsable=Dirección", "--motivo", "Lo pidió la Dirección"]);
    assert_eq!(hecho["cambios"], 2);
    assert_eq!(hecho["asiento"].as_str().map(str::len), Some(64), "{hecho}");
    assert_eq!(n(&puesto.json(&["verificar"])["asientos"]), asientos + 1, "one save, one asiento");

    let ficha = puesto.json(&["tramite", &id, "--historial"]);
    assert_eq!(ficha["campos"]["unidad_ejecutora"], "Ventanilla Única");
    let cambio =
        ficha["historial"].as_array().unwrap().iter().find(|h| h["campo"] == "unidad_ejecutora" && h["despues"] == "Ventanilla Única");
    let cambio = cambio.unwrap_or_else(|| panic!("the change is in the history: {ficha}"));
    assert_eq!(cambio["motivo"], "Lo pidió la Dirección");
    assert!(cambio["cuando"].as_str().is_some_and(|c| c.ends_with('Z') && c.contains('T')), "RFC 3339 in UTC: {cambio}");

    let requisito = ficha["requisitos"][0]["id"].as_str().unwrap();
    let _ = puesto.json(&["cambiar", requisito, "texto=Copia simple del DPI"]);
    assert_eq!(puesto.json(&["tramite", &id])["requisitos"][0]["texto"], "Copia simple del DPI");
}

#[test]
fn a_field_that_does_not_exist_changes_nothing() {
    let (puesto, _) = marn();
    let id = puesto.json(&["tramites", "--limite", "1"])["tramites"][0]["id"].as_str().unwrap().to_owned();
    let antes = puesto.huella();
    assert_eq!(puesto.falla(2, &["cambiar", &id, "inventado=1"])["codigo"], "campos_invalidos");
    assert_eq!(puesto.falla(2, &["cambiar", &id, "nombre=Bien escrito", "costo_monto=mucho"])["codigo"], "campos_invalidos");
    assert_eq!(puesto.falla(2, &["cambiar", "no-existe", "nombre=Algo largo"])["codigo"], "no_existe");
    assert_eq!(antes, puesto.huella());
}

#[test]
fn findings_add_up_and_cite_their_article() {
    let (puesto, _) = marn();
    let todos = puesto.json(&["hallazgos"]);
    let por_regla: u64 = todos["por_regla"].as_object().unwrap().values().map(n).sum();
    assert!(n(&todos["total"]) > 0);
    assert_eq!(n(&todos["total"]), por_regla);
    let r2 = puesto.json(&["hallazgos", "--regla", "R2"]);
    assert_eq!(r2["total"], todos["por_regla"].get("R2").cloned().unwrap_or(json!(0)));
    for hallazgo in todos["hallazgos"].as_array().unwrap() {
        for campo in ["regla", "tramite", "donde", "mensaje", "fundamento"] {
            assert!(hallazgo[campo].as_str().is_some_and(|t| !t.is_empty()), "{campo} in {hallazgo}");
        }
        let mensaje = hallazgo["mensaje"].as_str().unwrap().to_lowercase();
        assert!(!mensaje.contains("ilegal"), "never a verdict: {mensaje}");
    }
}

#[test]
fn a_phase_refuses_an_illegal_movement_and_a_missing_evidence() {
    let (puesto, _) = marn();
    let antes = puesto.huella();
    let falla = puesto.falla(2, &["fase", "MARN", "inventario", "aprobada"]);
    assert_eq!(falla["codigo"], "transicion_no_permitida");
    assert_eq!(antes, puesto.huella());
    let falla = puesto.falla(2, &["fase", "MARN", "inventario", "entregada"]);
    assert_eq!(falla["codigo"], "falta_evidencia");
    assert!(falla["mensaje"].as_str().is_some_and(|m| m.contains("cierre del inventario")), "it says what is missing: {falla}");
    assert_eq!(antes, puesto.huella());
    assert_eq!(puesto.falla(2, &["fase", "MARN", "fase_inventada", "en_proceso"])["codigo"], "campos_invalidos");
}

#[test]
fn the_board_counts_over_66_with_its_rule() {
    let puesto = Puesto::gae();
    let tablero = puesto.json(&["tablero", "--corte", "2026-11-21"]);
    assert_eq!(tablero["corte"], "2026-11-21");
    let fases = tablero["fases"].as_array().unwrap();
    assert_eq!(fases.len(), 9);
    for fase in fases {
        // Training is counted over the committees that exist: none yet, and nothing is divided by zero.
        let sin_comites = fase["fase"] == "capacitacion_comite";
        assert_eq!(fase["denominador"], if sin_comites { 0 } else { 66 }, "{fase}");
        assert_eq!(fase["porcentaje"], if sin_comites { Value::Null } else { json!("0.00") }, "{fase}");
        assert_eq!(fase["regla"], if sin_comites { "comites_conformados" } else { "instituciones" }, "{fase}");
    }
    let codigos: Vec<_> = fases.iter().filter_map(|f| f["codigo_guia"].as_str()).collect();
    assert_eq!(codigos, ["6.1.1", "6.1.2", "6.1.3", "6.1.4"], "only four phases may show a number");
}

#[test]
fn the_report_is_a_pdf_that_reads_back() {
    let (puesto, _) = marn();
    let pdf = puesto.carpeta().join("avance.pdf");
    let antes = puesto.huella();
    let hecho = puesto.json(&["informe", "avance", "--salida", &pdf.to_string_lossy()]);
    assert_eq!(antes, puesto.huella(), "printing changes nothing in the file");
    assert_eq!(n(&hecho["bytes"]), std::fs::metadata(&pdf).unwrap().len());
    assert_eq!(hecho["cifras_sha256"].as_str().map(str::len), Some(64));

    let texto = std::process::Command::new("pdftotext").args(["-layout"]).arg(&pdf).arg("-").output().unwrap();
    let texto = String::from_utf8(texto.stdout).unwrap();
    let paginas = n(&hecho["paginas"]);
    for esperado in ["Ministerio de Ambiente y Recursos Naturales", "104", &format!("de {paginas}")] {
        assert!(texto.contains(esperado), "«{esperado}» in the PDF:\n{}", texto.chars().take(3000).collect::<String>());
    }
    let revision = std::process::Command::new("qpdf").arg("--check").arg(&pdf).output().unwrap();
    assert!(revision.status.success(), "{}", String::from_utf8_lossy(&revision.stderr));
    let crudo = std::fs::read(&pdf).unwrap();
    for prohibido in [&b"/JavaScript"[..], b"/OpenAction", b"/EmbeddedFile", b"/AA "] {
        assert!(!crudo.windows(prohibido.len()).any(|v| v == prohibido), "{}", String::from_utf8_lossy(prohibido));
    }

    let otra = puesto.carpeta().join("otra.pdf");
    let repetido = puesto.json(&["informe", "avance", "--salida", &otra.to_string_lossy()]);
    for campo in ["cifras_sha256", "codigo", "paginas"] {
        assert_eq!(hecho[campo], repetido[campo], "equal data gives the same {campo}, whenever it is printed");
    }

    // A past cut-off gives what was recorded then (nothing, in a file made today); a future one is refused.
    let pasado = puesto.json(&["informe", "avance", "--salida", &otra.to_string_lossy(), "--corte", "2021-12-31"]);
    assert_ne!(pasado["cifras_sha256"], hecho["cifras_sha256"]);
    assert_eq!(
        puesto.falla(2, &["informe", "avance", "--salida", &otra.to_string_lossy(), "--corte", "2999-01-01"])["codigo"],
        "campos_invalidos"
    );
}

#[test]
fn the_tables_rebuilt_from_the_log_say_the_same() {
    let (puesto, _) = marn();
    let foto = |p: &Puesto| (p.json(&["tramites", "--limite", "500"]), p.json(&["hallazgos"]), p.json(&["tablero"]));
    let antes = foto(&puesto);
    let verificado = puesto.json(&["verificar"]);
    assert_eq!((&verificado["ok"], &verificado["problemas"]), (&json!(true), &json!([])));
    assert_eq!(verificado["raiz_estado"].as_str().map(str::len), Some(64));
    let rehecho = puesto.json(&["reproyectar"]);
    assert_eq!(rehecho["asientos"], verificado["asientos"]);
    assert_eq!(antes, foto(&puesto), "rebuilt = incremental");
    assert_eq!(puesto.json(&["verificar"])["raiz_estado"], verificado["raiz_estado"]);
}

#[test]
fn undo_and_redo_survive_the_end_of_the_process() {
    let (puesto, _) = marn();
    let id = puesto.json(&["tramites", "--limite", "1"])["tramites"][0]["id"].as_str().unwrap().to_owned();
    let nombre = |p: &Puesto| p.json(&["tramite", &id])["campos"]["nombre"].clone();
    let antes = nombre(&puesto);
    let _ = puesto.json(&["cambiar", &id, "nombre=Otro nombre del trámite"]);
    let _ = puesto.json(&["deshacer"]);
    assert_eq!(nombre(&puesto), antes);
    let _ = puesto.json(&["rehacer"]);
    assert_eq!(nombre(&puesto), "Otro nombre del trámite");
}

#[test]
fn seeded_data_is_the_same_for_the_same_seed() {
    let sembrar = |semilla: &str| {
        let puesto = Puesto::gae();
        let argumentos = ["sembrar", "--instituciones", "2", "--tramites", "5", "--requisitos", "3", "--semilla", semilla];
        let hecho = puesto.json(&argumentos);
        assert_eq!((n(&hecho["tramites"]), n(&hecho["requisitos"])), (10, 30));
        let nombres: Vec<_> =
            puesto.json(&["tramites"])["tramites"].as_array().unwrap().iter().map(|t| (t["codigo"].clone(), t["nombre"].clone())).collect();
        nombres
    };
    assert_eq!(sembrar("1"), sembrar("1"));
    assert_ne!(sembrar("1"), sembrar("2"));
}

#[test]
fn reading_never_changes_the_file() {
    let (puesto, _) = marn();
    let id = puesto.json(&["tramites", "--limite", "1"])["tramites"][0]["id"].as_str().unwrap().to_owned();
    let antes = puesto.huella();
    for argumentos in [
        &["tramites", "--buscar", "ambiental"][..],
        &["tramite", &id, "--historial"],
        &["hallazgos", "--regla", "R5"],
        &["tablero"],
        &["verificar"],
        &["importar", &muestra(), "--seco"],
    ] {
        let _ = puesto.json(argumentos);
        assert_eq!(antes, puesto.huella(), "{argumentos:?} changed the file");
    }
}

#[test]
fn people_read_spanish_and_machines_read_one_object() {
    let (puesto, _) = marn();
    let para_personas = puesto.correr(&["tramites", "--limite", "2"]);
    assert_eq!(para_personas.codigo, 0);
    assert!(para_personas.salida.contains("trámites"), "{}", para_personas.salida);
    assert!(serde_json::from_str::<Value>(&para_personas.salida).is_err());
    let mala = puesto.correr(&["tramite", "no-existe"]);
    assert_eq!(mala.codigo, 2);
    assert!(!mala.error.contains("Error:") && mala.error.contains("no-existe"), "{}", mala.error);
    let desconocida = puesto.correr(&["inventada"]);
    assert_eq!(desconocida.codigo, 2);
    assert!(desconocida.error.contains("No existe la orden «inventada»"), "{}", desconocida.error);
    assert!(puesto.correr(&["tramites", "--limite", "muchos"]).error.contains("«muchos»"));
    assert_eq!(puesto.falla(2, &["inventada"])["codigo"], "campos_invalidos");
    assert!(puesto.correr(&["--help"]).salida.contains("Importa un inventario"));
}

#[test]
fn the_test_host_serves_only_this_computer() {
    let puesto = Puesto::comite("MARN");
    assert_eq!(puesto.correr(&["servir"]).codigo, 2, "without --solo-pruebas");
    let salida = puesto.correr(&["servir", "--solo-pruebas", "--direccion", "0.0.0.0"]);
    assert_eq!(salida.codigo, 2, "{}", salida.error);
}
