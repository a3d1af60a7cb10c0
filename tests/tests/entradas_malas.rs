//! Bad input: each with a clear message and an unchanged data file.

use std::path::Path;
use std::process::Command;

use pruebas::{Puesto, Salida, datos};

/// Refused with that exit and one of those codes, in plain words, and nothing changed.
fn rechaza(puesto: &Puesto, archivo: &Path, codigos: &[&str], dice: &str) {
    let antes = puesto.huella();
    let falla = puesto.falla(2, &["importar", &archivo.to_string_lossy()]);
    revisar(&falla, codigos, dice);
    assert_eq!(antes, puesto.huella(), "{}: the data file is as it was", archivo.display());
}

fn revisar(falla: &serde_json::Value, codigos: &[&str], dice: &str) {
    let codigo = falla["codigo"].as_str().unwrap_or_default();
    assert!(codigos.contains(&codigo), "{codigos:?}: {falla}");
    let mensaje = falla["mensaje"].as_str().unwrap_or_default();
    assert!(mensaje.to_lowercase().contains(dice), "«{dice}» in «{mensaje}»");
    for jerga in ["Error", "panic", "serde", "UTF-8 error", "os error", "SQLITE"] {
        assert!(!mensaje.contains(jerga), "no jargon: {mensaje}");
    }
}

#[test]
fn something_that_is_no_catalogue_is_refused() {
    let puesto = Puesto::comite("MARN");
    let no_reconocido = &["archivo_no_reconocido", "hoja_no_reconocida"];
    rechaza(&puesto, &puesto.archivo("vacio.csv", ""), no_reconocido, "vacío");
    rechaza(&puesto, &puesto.archivo("imagen.json", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), no_reconocido, "");
    rechaza(&puesto, &puesto.archivo("texto.json", "Esto no es JSON"), no_reconocido, "");
    let entero = std::fs::read(datos().join("catalogo_muestra.json")).unwrap();
    rechaza(&puesto, &puesto.archivo("cortado.json", &entero[..entero.len() / 2]), no_reconocido, "");
    rechaza(&puesto, &puesto.archivo("otra_forma.json", r#"{"type":"FeatureCollection","features":[]}"#), no_reconocido, "");
    rechaza(&puesto, &puesto.archivo("otra.csv", "a,b,c\n1,2,3\n"), no_reconocido, "");
}

#[test]
fn a_folder_a_missing_file_and_500_mb_are_refused_by_name() {
    let puesto = Puesto::comite("MARN");
    let carpeta = puesto.carpeta().join("carpeta_de_hojas");
    std::fs::create_dir(&carpeta).unwrap();
    rechaza(&puesto, &carpeta, &["archivo_no_reconocido", "no_existe"], "carpeta");
    rechaza(&puesto, &puesto.carpeta().join("no_esta.csv"), &["no_existe", "archivo_no_reconocido"], "");
    let enorme = puesto.carpeta().join("enorme.csv");
    std::fs::File::create(&enorme).unwrap().set_len(500 * 1024 * 1024).unwrap();
    rechaza(&puesto, &enorme, &["limite_excedido"], "500");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_without_permission_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let puesto = Puesto::comite("MARN");
    let cerrado = puesto.archivo("cerrado.csv", "id,nombre\n");
    std::fs::set_permissions(&cerrado, std::fs::Permissions::from_mode(0o000)).unwrap();
    let antes = puesto.huella();
    let salida = if std::fs::read(&cerrado).is_ok() {
        // The administrator may read everything: give the workplace to nobody and run as nobody.
        assert!(Command::new("chown").args(["-R", "65534:65534"]).arg(puesto.carpeta()).status().unwrap().success());
        let orden = puesto.orden(&["--json", "importar", &cerrado.to_string_lossy()]);
        Salida::de(
            Command::new("setpriv")
                .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
                .arg(orden.get_program())
                .args(orden.get_args())
                .env("DILIGENCIA_DATOS", puesto.carpeta().join("carpeta")),
        )
    } else {
        puesto.correr(&["--json", "importar", &cerrado.to_string_lossy()])
    };
    assert_eq!(salida.codigo, 2, "{}{}", salida.salida, salida.error);
    revisar(&salida.falla(), &["sin_permiso", "archivo_no_reconocido"], "permite");
    assert_eq!(antes, puesto.huella());
}

/// A disk of three megabytes, in a mount of its own: the data file fits, the catalogue does not.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_the_file_opens_again_as_it_was() {
    let puesto = Puesto::comite("MARN");
    let disco = puesto.carpeta().join("disco");
    std::fs::create_dir(&disco).unwrap();
    let guion = r#"
        set -e
        mount -t tmpfs -o size=3m tmpfs "$2"
        cp "$3" "$2/base.dlgb"
        set +e
        "$1" --json --base "$2/base.dlgb" importar "$4" >"$5/salida" 2>"$5/error"
        "$1" --json --base "$2/base.dlgb" tramites >"$5/tramites" 2>&1
    "#;
    let resultado = puesto.carpeta().join("resultado");
    std::fs::create_dir(&resultado).unwrap();
    let hecho = Command::new("unshare")
        .args(["--map-root-user", "--mount", "bash", "-c", guion, "bash"])
        .arg(pruebas::consola())
        .args([&disco, &puesto.base(), &datos().join("catalogo_2023.csv"), &resultado])
        .env("DILIGENCIA_DATOS", puesto.carpeta().join("carpeta"))
        .output()
        .unwrap();
    assert!(hecho.status.success(), "{}", String::from_utf8_lossy(&hecho.stderr));
    let lee = |nombre: &str| std::fs::read_to_string(resultado.join(nombre)).unwrap();
    let salida = Salida { codigo: 1, salida: lee("salida"), error: lee("error") };
    revisar(&salida.falla(), &["disco_lleno"], "espacio");
    let tramites: serde_json::Value = serde_json::from_str(&lee("tramites")).unwrap_or_else(|e| panic!("{e}: {}", lee("tramites")));
    assert_eq!(tramites["total"], 0, "an import that did not fit leaves nothing behind");
}

#[test]
fn a_sheet_of_an_old_excel_is_read_whole() {
    let puesto = Puesto::comite("MARN");
    let filas = "id;institución;nombre;descripcion;requisitos;instrucciones;tiempo_de_respuesta\r\n\
                 9001;Ministerio de Ambiente y Recursos Naturales -MARN-;Autorización de prueba ñandú;Descripción del trámite de prueba;1. Fotocopia de DPI 2. Recibo;1. Pagar 2. Presentar;30 días hábiles\r\n";
    let windows: Vec<u8> = filas.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let importado = puesto.json(&["importar", &puesto.archivo("excel.csv", windows).to_string_lossy()]);
    assert_eq!((&importado["filas"], &importado["nuevas"]), (&1.into(), &1.into()), "{importado}");
    let lista = puesto.json(&["tramites", "--buscar", "nandu"]);
    assert_eq!(lista["tramites"][0]["nombre"], "Autorización de prueba ñandú");
}
