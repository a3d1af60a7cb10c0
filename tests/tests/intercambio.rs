//! Two laptops of one committee and GAE, through the real console: enrolment, packages in any order,
//! conflicts and their resolution, and files that must be refused.

use std::path::{Path, PathBuf};

use pruebas::{Puesto, datos};
use serde_json::{Value, json};

fn ruta(puesto: &Puesto, nombre: &str) -> PathBuf {
    puesto.carpeta().join(nombre)
}

fn texto(ruta: &Path) -> String {
    ruta.to_string_lossy().into_owned()
}

fn ficha(puesto: &Puesto) -> String {
    let destino = texto(&ruta(puesto, "equipo.ficha"));
    let hecha = puesto.json(&["identidad", "solicitud", "--salida", &destino]);
    assert_eq!(hecha["palabras"].as_array().map(Vec::len), Some(8), "{hecha}");
    destino
}

/// Exports from one and imports into the other; gives what the import said.
fn enviar(de: &Puesto, a: &Puesto, mas: &[&str]) -> Value {
    let paquete = texto(&ruta(de, "envio.dlg"));
    let _ = de.json(&[&["paquete", "exportar", "--salida", &paquete], mas].concat());
    importar(a, &paquete)
}

fn importar(a: &Puesto, paquete: &str) -> Value {
    let salida = a.correr(&["--json", "paquete", "importar", paquete]);
    assert!(matches!(salida.codigo, 0 | 4), "{}{}", salida.salida, salida.error);
    let r: Value = serde_json::from_str(&salida.salida).unwrap();
    let n = |campo: &str| r[campo].as_u64().unwrap();
    assert_eq!(n("asientos"), n("nuevos") + n("conocidos") + n("en_espera") + n("rechazados"), "the report adds up: {r}");
    assert_eq!(salida.codigo == 4, n("en_espera") + n("rechazados") + n("conflictos") > 0, "4 = something needs a person: {r}");
    r
}

fn raiz(p: &Puesto) -> Value {
    let v = p.json(&["verificar"]);
    assert_eq!(v["ok"], true, "{v}");
    v["raiz_estado"].clone()
}

fn comite(sigla: &str, persona: &str) -> Puesto {
    let puesto = Puesto::new();
    let _ = puesto.json(&["crear", "--como", "comite", "--institucion", sigla, "--persona", persona]);
    puesto
}

/// Two laptops that compared their words and exchanged everything once.
fn ana_y_beto() -> (Puesto, Puesto, String) {
    let (ana, beto) = (comite("MARN", "Ana López"), comite("MARN", "Beto Paz"));
    let _ = ana.json(&["importar", &texto(&datos().join("catalogo_2023.csv"))]);
    let (fa, fb) = (ficha(&ana), ficha(&beto));
    let _ = ana.json(&["identidad", "confiar", &fb]);
    let _ = beto.json(&["identidad", "confiar", &fa]);
    let r = enviar(&ana, &beto, &[]);
    assert_eq!(r["en_espera"], 0, "{r}");
    let _ = enviar(&beto, &ana, &[]);
    let id = ana.json(&["tramites", "--limite", "1"])["tramites"][0]["id"].as_str().unwrap().to_owned();
    (ana, beto, id)
}

#[test]
fn two_laptops_write_apart_meet_and_agree() {
    let (ana, beto, id) = ana_y_beto();
    assert_eq!(beto.json(&["tramites"])["total"], 104);
    assert_eq!(raiz(&ana), raiz(&beto), "equal sets, equal states");

    let _ = ana.json(&["cambiar", &id, "unidad_ejecutora=Ventanilla ambiental", "horario=8:00 a 16:00"]);
    let _ = beto.json(&["cambiar", &id, "unidad_ejecutora=Dirección de Gestión Ambiental", "enlace=https://marn.gob.gt"]);
    let r = enviar(&ana, &beto, &[]);
    assert_eq!((&r["nuevos"], &r["conflictos"]), (&json!(1), &json!(1)), "{r}");
    let r = enviar(&beto, &ana, &[]);
    assert_eq!(r["conflictos"], 1, "{r}");
    assert_eq!(raiz(&ana), raiz(&beto));
    let ficha = ana.json(&["tramite", &id]);
    assert_eq!((&ficha["campos"]["horario"], &ficha["campos"]["enlace"]), (&json!("8:00 a 16:00"), &json!("https://marn.gob.gt")));

    // Both values stay, each with its author; a plain save does not decide.
    let abiertos = ana.json(&["conflictos"]);
    assert_eq!(abiertos["total"], 1, "{abiertos}");
    let conflicto = &abiertos["conflictos"][0];
    assert_eq!(conflicto["campo"], "unidad_ejecutora");
    let mut quienes: Vec<_> = conflicto["valores"].as_array().unwrap().iter().map(|v| v["quien"].as_str().unwrap()).collect();
    quienes.sort_unstable();
    assert_eq!(quienes, ["Ana López", "Beto Paz"]);
    assert_eq!(ana.falla(4, &["cambiar", &id, "unidad_ejecutora=Otra"])["codigo"], "conflicto_pendiente");
    let nombre = conflicto["id"].as_str().unwrap();
    assert_eq!(ana.falla(2, &["resolver", nombre, "--valor", "Ventanilla ambiental", "--motivo", "corto"])["codigo"], "campos_invalidos");
    let _ = ana.json(&["resolver", nombre, "--valor", "Ventanilla ambiental", "--motivo", "Así lo dice el acta 4 del comité"]);
    assert_eq!(ana.json(&["conflictos"])["total"], 0);
    let r = enviar(&ana, &beto, &[]);
    assert_eq!(r["conflictos"], 0, "the decision reaches the other laptop: {r}");
    assert_eq!(raiz(&ana), raiz(&beto));
    assert_eq!(beto.json(&["tramite", &id])["campos"]["unidad_ejecutora"], "Ventanilla ambiental");
    let historial = beto.json(&["tramite", &id, "--historial"]);
    let valores: Vec<_> = historial["historial"].as_array().unwrap().iter().filter(|v| v["campo"] == "unidad_ejecutora").collect();
    assert!(valores.iter().any(|v| v["despues"] == "Dirección de Gestión Ambiental"), "both values are in the history: {valores:?}");
}

#[test]
fn importing_twice_changes_nothing_and_looking_changes_nothing() {
    let (ana, beto, id) = ana_y_beto();
    let _ = ana.json(&["cambiar", &id, "horario=8:00 a 12:00"]);
    let paquete = texto(&ruta(&ana, "envio.dlg"));
    let hecho = ana.json(&["paquete", "exportar", "--salida", &paquete, "--nota", "Lo de la semana"]);
    let antes = beto.huella();
    let visto = beto.json(&["paquete", "ver", &paquete]);
    assert_eq!((&visto["nuevos"], &visto["nota"], &visto["codigo"]), (&json!(1), &json!("Lo de la semana"), &hecho["codigo"]), "{visto}");
    let seco = beto.json(&["paquete", "importar", &paquete, "--seco"]);
    assert_eq!(seco["nuevos"], 1);
    assert_eq!(antes, beto.huella(), "looking at a package changes nothing");
    assert_eq!(importar(&beto, &paquete)["nuevos"], 1);
    let otra = importar(&beto, &paquete);
    assert_eq!((&otra["nuevos"], &otra["conocidos"]), (&json!(0), &otra["asientos"]), "twice changes nothing");
}

#[test]
fn after_a_first_exchange_only_what_is_new_travels_and_it_is_encrypted() {
    let (ana, beto, id) = ana_y_beto();
    let fb = ficha(&beto);
    let _ = ana.json(&["cambiar", &id, "horario=7:30 a 15:30"]);
    let paquete = texto(&ruta(&ana, "para_beto.dlg"));
    let hecho = ana.json(&["paquete", "exportar", "--salida", &paquete, "--para", &fb]);
    assert_eq!((&hecho["asientos"], &hecho["cifrado"]), (&json!(1), &json!(true)), "Beto already declared the rest: {hecho}");
    assert!(std::fs::read(&paquete).unwrap().starts_with(b"age-encryption.org/v1"));
    let carla = comite("MARN", "Carla Ruiz");
    let antes = carla.huella();
    assert_eq!(carla.falla(2, &["paquete", "importar", &paquete])["codigo"], "paquete_para_otro");
    assert_eq!(antes, carla.huella());
    assert_eq!(importar(&beto, &paquete)["nuevos"], 1);
    assert_eq!(beto.json(&["tramite", &id])["campos"]["horario"], "7:30 a 15:30");
}

#[test]
fn what_a_stranger_sends_waits_until_somebody_believes_it() {
    let (ana, beto) = (comite("MARN", "Ana López"), comite("MARN", "Beto Paz"));
    let _ = ana.json(&["importar", &texto(&datos().join("catalogo_2023.csv"))]);
    let r = enviar(&ana, &beto, &[]);
    assert_eq!((&r["nuevos"], &r["en_espera"]), (&json!(0), &r["asientos"]), "{r}");
    assert_eq!(r["causas"]["credencial_desconocida"], r["asientos"]);
    assert_eq!(beto.json(&["tramites"])["total"], 0, "nothing of it is shown");
    let confiado = beto.json(&["identidad", "confiar", &ficha(&ana)]);
    assert_eq!(confiado["admitidos"], r["asientos"], "nothing of it was lost");
    assert_eq!(beto.json(&["tramites"])["total"], 104);
}

#[test]
fn gae_names_a_coordinator_who_names_a_member_and_work_written_before_counts() {
    let gae = Puesto::gae();
    let (ana, beto) = (comite("MARN", "Ana López"), comite("MARN", "Beto Paz"));
    let _ = ana.json(&["importar", &texto(&datos().join("catalogo_2023.csv"))]);
    assert_eq!(ana.json(&["identidad", "ver"])["estado"], "sin_credencial", "it works before enrolment, and says so");
    let alta = texto(&ruta(&gae, "alta.dlg"));
    let nombrada = gae.json(&["identidad", "nombrar", &ficha(&ana), "--rol", "coordinador", "--institucion", "MARN", "--salida", &alta]);
    assert_eq!(nombrada["rol"], "coordinador", "{nombrada}");
    assert_eq!(importar(&ana, &alta)["en_espera"], 1, "GAE is still a stranger there");
    assert_eq!(ana.json(&["identidad", "confiar", &ficha(&gae)])["admitidos"], 1);
    let identidad = ana.json(&["identidad", "ver"]);
    assert_eq!((&identidad["rol"], &identidad["estado"]), (&json!("coordinador"), &json!("con_credencial")), "{identidad}");

    // A coordinator names members, and nobody above.
    let alta_beto = texto(&ruta(&ana, "alta_beto.dlg"));
    let fb = ficha(&beto);
    assert_eq!(
        ana.falla(2, &["identidad", "nombrar", &fb, "--rol", "coordinador", "--salida", &alta_beto])["codigo"],
        "sin_permiso",
        "a coordinator does not name coordinators"
    );
    let _ = ana.json(&["identidad", "nombrar", &fb, "--rol", "integrante", "--salida", &alta_beto]);
    let _ = beto.json(&["identidad", "confiar", &ficha(&gae)]);
    assert_eq!(importar(&beto, &alta_beto)["en_espera"], 0, "GAE's word is enough for Ana's, and hers for Beto's");
    assert_eq!(beto.json(&["identidad", "ver"])["rol"], "integrante");
    assert_eq!(beto.json(&["tramites"])["total"], 104);

    // GAE receives the institution: everything counts, Beto's work «sin credencial» included.
    let _ = beto.json(&["cambiar", "MARN-0001", "horario=8:00 a 16:00"]);
    let r = enviar(&beto, &gae, &[]);
    assert_eq!((&r["en_espera"], &r["sin_efecto"]), (&json!(0), &json!(0)), "{r}");
    assert_eq!(gae.json(&["tramites", "--institucion", "MARN"])["total"], 104);

    // Dismissed: what came before stands, what comes after waits.
    let dispositivo = beto.json(&["identidad", "ver"])["dispositivo"].as_str().unwrap().to_owned();
    let _ = enviar(&beto, &ana, &[]);
    let ultimo = "4000";
    let _ = ana.json(&["identidad", "revocar", &dispositivo, "--ultimo-seq", ultimo, "--motivo", "Ya no trabaja en el comité"]);
    let otra =
        ana.falla(2, &["identidad", "revocar", "00000000000000000000000000000000", "--ultimo-seq", "1", "--motivo", "No existe esta"]);
    assert_eq!(otra["codigo"], "no_existe");
    assert_eq!(ana.json(&["tramite", "MARN-0001"])["campos"]["horario"], "8:00 a 16:00");
    for p in [&ana, &beto, &gae] {
        let _ = raiz(p);
    }
}

#[test]
fn a_dismissal_takes_back_what_was_written_after_it() {
    let gae = Puesto::gae();
    let (ana, beto) = (comite("MARN", "Ana López"), comite("MARN", "Beto Paz"));
    let alta = texto(&ruta(&gae, "alta.dlg"));
    let _ = gae.json(&["identidad", "nombrar", &ficha(&ana), "--rol", "coordinador", "--institucion", "MARN", "--salida", &alta]);
    let _ = ana.json(&["identidad", "confiar", &ficha(&gae)]);
    let _ = importar(&ana, &alta);
    let _ = ana.json(&["importar", &texto(&datos().join("catalogo_2023.csv"))]);
    let alta_beto = texto(&ruta(&ana, "alta_beto.dlg"));
    let _ = ana.json(&["identidad", "nombrar", &ficha(&beto), "--rol", "integrante", "--salida", &alta_beto]);
    let _ = beto.json(&["identidad", "confiar", &ficha(&gae)]);
    let _ = importar(&beto, &alta_beto);
    let antes = beto.json(&["paquete", "exportar", "--salida", &texto(&ruta(&beto, "uno.dlg"))]);
    let _ = beto.json(&["cambiar", "MARN-0001", "horario=de noche"]);
    let _ = enviar(&beto, &ana, &[]);
    assert_eq!(ana.json(&["tramite", "MARN-0001"])["campos"]["horario"], "de noche");
    // Beto's own chain: what he had written before that change.
    let ana_tiene = antes["asientos"].as_u64().unwrap();
    assert!(ana_tiene > 100);
    let dispositivo = beto.json(&["identidad", "ver"])["dispositivo"].as_str().unwrap().to_owned();
    let propio = 2; // crear wrote two asientos: the institution and his name.
    let _ =
        ana.json(&["identidad", "revocar", &dispositivo, "--ultimo-seq", &propio.to_string(), "--motivo", "Equipo perdido en la terminal"]);
    assert_eq!(ana.json(&["tramite", "MARN-0001"])["campos"]["horario"], Value::Null, "what came after the dismissal does not count");
    let _ = raiz(&ana);
    // And on his own computer, once he learns it, he can write no more.
    let _ = enviar(&ana, &beto, &[]);
    assert_eq!(beto.falla(2, &["cambiar", "MARN-0001", "horario=otra vez"])["codigo"], "sin_permiso");
    assert_eq!(beto.json(&["identidad", "ver"])["estado"], "de_baja");
}

#[test]
fn what_is_not_for_this_file_is_refused_and_named() {
    let (ana, maga) = (comite("MARN", "Ana López"), comite("MAGA", "Eva Cux"));
    let paquete = texto(&ruta(&maga, "envio.dlg"));
    let _ = maga.json(&["paquete", "exportar", "--salida", &paquete]);
    let antes = ana.huella();
    let falla = ana.falla(2, &["paquete", "importar", &paquete]);
    assert_eq!(falla["codigo"], "paquete_para_otro");
    assert!(falla["mensaje"].as_str().unwrap().contains("MAGA"), "{falla}");
    assert_eq!(ana.falla(2, &["identidad", "confiar", &ficha(&maga)])["codigo"], "sin_permiso");
    let entero = std::fs::read(&paquete).unwrap();
    for (nombre, bytes, codigos) in [
        ("vacio.dlg", Vec::new(), &["archivo_no_reconocido"][..]),
        ("foto.dlg", b"\x89PNG\r\n\x1a\n0000".to_vec(), &["archivo_no_reconocido"]),
        ("cortado.dlg", entero[..entero.len() / 2].to_vec(), &["paquete_alterado", "paquete_incompleto"]),
        ("alargado.dlg", [entero.as_slice(), b"x"].concat(), &["paquete_alterado"]),
    ] {
        let malo = ana.archivo(nombre, bytes);
        let falla = ana.falla(2, &["paquete", "importar", &texto(&malo)]);
        assert!(codigos.contains(&falla["codigo"].as_str().unwrap()), "{nombre}: {falla}");
    }
    assert_eq!(ana.falla(2, &["paquete", "importar", &texto(&ruta(&ana, "no_esta.dlg"))])["codigo"], "archivo_no_reconocido");
    assert_eq!(antes, ana.huella(), "the data file is as it was");
    let restos: Vec<_> =
        std::fs::read_dir(ana.carpeta()).unwrap().flatten().filter(|e| e.file_name().to_string_lossy().contains("parcial")).collect();
    assert!(restos.is_empty(), "{restos:?}");
}

#[test]
fn a_package_over_fifty_mib_goes_through_a_capped_child_and_a_damaged_one_is_named() {
    let (una, otra) = (Puesto::gae(), Puesto::gae());
    for (i, institucion) in ["MARN", "MAGA", "MINEX"].into_iter().enumerate() {
        let mut acta = b"%PDF-1.7 acta".to_vec();
        acta.resize(20 << 20, u8::try_from(i).unwrap());
        let acta = texto(&una.archivo("acta.pdf", acta));
        let _ = una.json(&["fase", institucion, "conformacion_comite", "en_proceso", "--evidencia", &acta]);
    }
    let paquete = ruta(&una, "grande.dlg");
    let hecho = una.json(&["paquete", "exportar", "--salida", &texto(&paquete)]);
    assert!(hecho["bytes"].as_u64().unwrap() > 50 << 20, "{hecho}");
    let visto = importar(&otra, &texto(&paquete));
    assert_eq!((visto["adjuntos"].as_u64(), visto["adjuntos_que_faltan"].as_u64()), (Some(3), Some(0)), "{visto}");
    // The child names what is wrong; the parent never reads it.
    let mut bytes = std::fs::read(&paquete).unwrap();
    let medio = bytes.len() / 2;
    bytes[medio] ^= 1;
    std::fs::write(&paquete, &bytes).unwrap();
    let limpia = Puesto::gae();
    let antes = limpia.huella();
    let falla = limpia.falla(2, &["paquete", "importar", &texto(&paquete)]);
    assert_eq!(falla["codigo"], "paquete_incompleto", "{falla}");
    assert!(falla["mensaje"].as_str().unwrap().contains("código"), "{falla}");
    assert_eq!(limpia.huella(), antes);
    bytes.truncate(60);
    bytes.resize(51 << 20, 0);
    std::fs::write(&paquete, &bytes).unwrap();
    assert_eq!(limpia.falla(2, &["paquete", "ver", &texto(&paquete)])["codigo"], "paquete_alterado");
    assert_eq!(limpia.huella(), antes);
}

/// Runs `retirar`: exit 0 when it is done, 4 while the other signature is missing.
fn retirar(p: &Puesto, asiento: &str) -> Value {
    let salida = p.correr(&["--json", "retirar", "--asiento", asiento, "--motivo", "Nombra a una persona y su enfermedad"]);
    let r: Value = serde_json::from_str(&salida.salida).unwrap_or_else(|_| panic!("{}{}", salida.salida, salida.error));
    assert_eq!(salida.codigo, if r["estado"] == "retirado" { 0 } else { 4 }, "{r}");
    r
}

#[test]
fn a_body_goes_with_the_signature_of_the_coordination_and_that_of_gae() {
    const MARCA: &str = "Doña Rosa padece asma";
    let gae = Puesto::gae();
    let ana = comite("MARN", "Ana López");
    let alta = texto(&ruta(&gae, "alta.dlg"));
    let _ = gae.json(&["identidad", "nombrar", &ficha(&gae), "--rol", "jefe", "--salida", &alta]);
    let _ = gae.json(&["identidad", "nombrar", &ficha(&ana), "--rol", "coordinador", "--institucion", "MARN", "--salida", &alta]);
    let _ = ana.json(&["identidad", "confiar", &ficha(&gae)]);
    let _ = importar(&ana, &alta);
    let _ = ana.json(&["importar", &texto(&datos().join("catalogo_2023.csv"))]);
    let antes = ana.json(&["cambiar", "MARN-0001", "horario=8:00 a 16:00"]);
    assert_eq!(antes["cambios"], 1);
    let mala = ana.json(&["cambiar", "MARN-0001", &format!("horario={MARCA}")]);
    let asiento = mala["asiento"].as_str().unwrap();
    let _ = enviar(&ana, &gae, &[]);
    assert_eq!(gae.json(&["tramite", "MARN-0001"])["campos"]["horario"], MARCA);

    let corto = ana.falla(2, &["retirar", "--asiento", asiento, "--motivo", "corto"]);
    assert_eq!(corto["codigo"], "campos_invalidos");
    let nada = ana.falla(2, &["retirar", "--asiento", &"0".repeat(64), "--motivo", "No existe ese registro"]);
    assert_eq!(nada["codigo"], "no_existe");

    let r = retirar(&ana, asiento);
    assert_eq!((&r["estado"], &r["falta"], &r["institucion"]), (&json!("pendiente"), &json!("gae"), &json!("MARN")), "{r}");
    assert_eq!(retirar(&ana, asiento), r, "asking again changes nothing");
    let acto = ana.json(&["retiros"]);
    assert_eq!((&acto["total"], &acto["pendientes"]), (&json!(1), &json!(1)), "{acto}");
    assert_eq!(ana.json(&["tramite", "MARN-0001"])["campos"]["horario"], MARCA, "one signature does nothing yet");

    let _ = enviar(&ana, &gae, &[]);
    let r = retirar(&gae, asiento);
    assert_eq!((&r["estado"], &r["falta"], r["firmas"].as_array().unwrap().len()), (&json!("retirado"), &Value::Null, 2), "{r}");
    assert_eq!(retirar(&gae, asiento), r);
    let _ = enviar(&gae, &ana, &["--institucion", "MARN"]);
    assert_eq!(ana.json(&["retiros"])["pendientes"], 0);
    for p in [&ana, &gae] {
        assert_eq!(p.json(&["tramite", "MARN-0001"])["campos"]["horario"], "8:00 a 16:00", "what it replaced is shown again");
        let v = p.json(&["verificar"]);
        assert_eq!((&v["ok"], &v["retirados"]), (&json!(true), &json!(1)), "{v}");
        assert!(v["avisos"][0].as_str().unwrap().contains("ya no se puede volver a calcular"), "{v}");
        let todo = p.json(&["tramite", "MARN-0001", "--historial"]).to_string();
        assert!(!todo.contains(MARCA), "{todo}");
    }

    // A newcomer takes the stub; the act itself stands for ever.
    let beto = comite("MARN", "Beto Paz");
    let _ = beto.json(&["identidad", "confiar", &ficha(&gae)]);
    let recibido = enviar(&ana, &beto, &[]);
    assert_eq!(recibido["en_espera"], 0, "{recibido}");
    assert_eq!(beto.json(&["verificar"])["retirados"], 1);
}
