//! Backups, restoring and recovering through the real console.

use pruebas::{Puesto, datos};
use serde_json::Value;

fn con_inventario() -> Puesto {
    let puesto = Puesto::comite("MARN");
    let csv = puesto.archivo("uno.csv", "id,institucion,nombre,requisitos\n1,MARN,Licencia ambiental,1. DPI 2. Declaración jurada\n");
    puesto.json(&["importar", &csv.to_string_lossy()]);
    puesto
}

fn otro_tramite(puesto: &Puesto, nombre: &str) {
    let csv = puesto.archivo("otro.csv", format!("id,institucion,nombre,requisitos\n99,MARN,{nombre},1. Solicitud\n"));
    puesto.json(&["importar", &csv.to_string_lossy()]);
}

fn total(puesto: &Puesto) -> Value {
    puesto.json(&["tramites"])["total"].clone()
}

#[test]
fn una_copia_se_comprueba_no_reemplaza_y_se_restaura() {
    let puesto = con_inventario();
    let salida = puesto.carpeta().join("copia en la memoria ñ.dlgb");
    let salida = salida.to_string_lossy().into_owned();
    let hecha = puesto.json(&["respaldar", "--salida", &salida]);
    let verificado = puesto.json(&["verificar"]);
    assert_eq!((&hecha["asientos"], &hecha["raiz_estado"]), (&verificado["asientos"], &verificado["raiz_estado"]));
    assert_eq!(hecha["bytes"], std::fs::metadata(&salida).unwrap().len());
    let falla = puesto.falla(2, &["respaldar", "--salida", &salida]);
    assert_eq!(falla["codigo"], "campos_invalidos", "it does not overwrite: {falla}");
    otro_tramite(&puesto, "Escrito después");
    assert_eq!(total(&puesto), 2);
    let restaurada = puesto.json(&["restaurar", &salida]);
    assert_eq!((&restaurada["asientos"], &restaurada["raiz_estado"]), (&hecha["asientos"], &hecha["raiz_estado"]));
    assert_eq!(restaurada["dispositivo_nuevo"], true);
    let apartado = restaurada["apartado"].as_str().unwrap();
    assert!(puesto.carpeta().join(apartado).is_file(), "the file of before is beside: {apartado}");
    assert_eq!(total(&puesto), 1);
    assert_eq!(puesto.json(&["verificar"])["ok"], true);
    // And what was set aside is a data file like any other: nothing of it was lost.
    let vuelta = puesto.json(&["restaurar", &puesto.carpeta().join(apartado).to_string_lossy()]);
    assert_eq!(total(&puesto), 2);
    assert!(vuelta["despues"].as_u64().unwrap() >= 1, "the act of the new device stays in the other file");
}

#[test]
fn la_importacion_deja_una_copia_que_se_lista_y_se_restaura() {
    let puesto = con_inventario();
    let lista = puesto.json(&["respaldos"]);
    let copia = &lista["copias"][0];
    assert_eq!((&copia["motivo"], copia["comprobada"].is_string()), (&"antes-de-importar".into(), true), "{lista}");
    let ruta = puesto.carpeta().join("respaldos").join(copia["nombre"].as_str().unwrap());
    puesto.json(&["restaurar", &ruta.to_string_lossy()]);
    assert_eq!(total(&puesto), 0, "as it was before the import");
    let texto = puesto.correr(&["respaldos"]);
    assert!(texto.salida.contains("Antes de importar") && texto.salida.contains("comprobada"), "{}", texto.salida);
}

#[test]
fn lo_que_no_es_una_copia_buena_se_rehusa_y_nada_cambia() {
    let puesto = con_inventario();
    let otra = Puesto::comite("MINEDUC");
    let ajena = otra.carpeta().join("ajena.dlgb").to_string_lossy().into_owned();
    otra.json(&["respaldar", "--salida", &ajena]);
    let buena = puesto.carpeta().join("buena.dlgb").to_string_lossy().into_owned();
    puesto.json(&["respaldar", "--salida", &buena]);
    let bytes = std::fs::read(&buena).unwrap();
    let danada = puesto.archivo("danada.dlgb", &bytes[..bytes.len() - 4096 * 3]).to_string_lossy().into_owned();
    let texto = puesto.archivo("texto.dlgb", "hola").to_string_lossy().into_owned();
    let antes = puesto.huella();
    for (ruta, codigo) in [
        (ajena.as_str(), "respaldo_no_verificado"),
        (&danada, "respaldo_no_verificado"),
        (&texto, "archivo_no_reconocido"),
        ("/no/existe.dlgb", "no_existe"),
    ] {
        let falla = puesto.falla(2, &["restaurar", ruta]);
        assert_eq!(falla["codigo"], codigo, "{ruta}: {falla}");
    }
    let nueva = puesto.archivo("nueva.dlgb", con_version(&bytes, 99)).to_string_lossy().into_owned();
    assert_eq!(puesto.falla(3, &["restaurar", &nueva])["codigo"], "archivo_mas_nuevo");
    assert_eq!(antes, puesto.huella());
}

/// The same file with another `user_version` (offset 60 of the header).
fn con_version(bytes: &[u8], version: u32) -> Vec<u8> {
    let mut otra = bytes.to_vec();
    otra[60..64].copy_from_slice(&version.to_be_bytes());
    otra
}

#[test]
fn un_dano_se_dice_con_3_y_se_recupera_con_la_perdida_exacta() {
    let puesto = con_inventario();
    otro_tramite(&puesto, "Autorización de tala");
    let asientos = puesto.json(&["verificar"])["asientos"].as_u64().unwrap();
    let mut bytes = std::fs::read(puesto.base()).unwrap();
    let aguja = "Autorización de tala".as_bytes();
    for en in 0..bytes.len() - aguja.len() {
        if bytes[en..].starts_with(aguja) {
            bytes[en] ^= 1;
        }
    }
    std::fs::write(puesto.base(), &bytes).unwrap();
    let salida = puesto.correr(&["--json", "verificar"]);
    assert_eq!(salida.codigo, 3, "{}{}", salida.salida, salida.error);
    let v: Value = serde_json::from_str(&salida.salida).unwrap();
    assert_eq!((&v["ok"], &v["remedio"]), (&false.into(), &"recuperar".into()), "{v}");
    assert!(v["problemas"][0].as_str().unwrap().contains("«Recuperar»"), "{v}");
    let recuperada = puesto.correr(&["--json", "recuperar"]);
    assert_eq!(recuperada.codigo, 4, "done, and something needs a person: {}{}", recuperada.salida, recuperada.error);
    let r: Value = serde_json::from_str(&recuperada.salida).unwrap();
    assert_eq!((r["asientos"].as_u64(), &r["faltan_total"]), (Some(asientos - 1), &1.into()), "{r}");
    assert_eq!(std::fs::read(puesto.carpeta().join(r["apartado"].as_str().unwrap())).unwrap(), bytes);
    let v = puesto.json(&["verificar"]);
    assert_eq!((&v["ok"], v["avisos"].as_array().unwrap().len()), (&true.into(), 1), "{v}");
    assert_eq!(total(&puesto), 1);
}

#[test]
fn una_copia_de_todo_el_catalogo_de_una_institucion_se_comprueba_entera() {
    let puesto = Puesto::comite("MARN");
    puesto.json(&["importar", &datos().join("catalogo_2023.csv").to_string_lossy(), "--institucion", "MARN"]);
    let inicio = std::time::Instant::now();
    let salida = puesto.carpeta().join("copia.dlgb");
    let hecha = puesto.json(&["respaldar", "--salida", &salida.to_string_lossy()]);
    println!("backup of {} asientos, {} bytes: {} ms", hecha["asientos"], hecha["bytes"], inicio.elapsed().as_millis());
    let otro = Puesto::new();
    let restaurada = otro.json(&["restaurar", &salida.to_string_lossy()]);
    assert_eq!((&restaurada["raiz_estado"], &restaurada["apartado"]), (&hecha["raiz_estado"], &Value::Null), "on another computer");
    assert_eq!(total(&otro), total(&puesto));
}
