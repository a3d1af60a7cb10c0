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
    rechaza(&puesto, &puesto.archivo("foto.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), no_reconocido, "hojas de cálculo");
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

/// One thing done on a disk of its own with so many KiB left, then done again with room.
#[cfg(target_os = "linux")]
const EN_DISCO_LLENO: &str = r#"
    set -eu
    cli=$1; disco=$2; base=$3; resultado=$4; libres=$5; shift 5
    mount -t tmpfs -o size=6m tmpfs "$disco"
    cp "$base" "$disco/base.dlgb"
    hay=$(( $(stat -f -c '%a * %S' "$disco") / 1024 - libres ))
    head -c "${hay}K" /dev/zero >"$disco/relleno" || true
    set +e
    "$cli" --json --base "$disco/base.dlgb" "$@" >"$resultado/salida" 2>"$resultado/error"
    echo $? >"$resultado/codigo"
    ls -A "$disco" >"$resultado/quedan"
    "$cli" --json --base "$disco/base.dlgb" informe avance --salida "$resultado/afuera.pdf" >/dev/null 2>"$resultado/afuera"
    rm -f "$disco/relleno" "$disco"/copia.dlgb*
    "$cli" --json --base "$disco/base.dlgb" verificar >"$resultado/verificado" 2>&1
    "$cli" --json --base "$disco/base.dlgb" tramites >"$resultado/tramites" 2>&1
    "$cli" --json --base "$disco/base.dlgb" "$@" >"$resultado/otra" 2>&1
    echo $? >>"$resultado/codigo"
"#;

/// What a thing done on a full disk left: its first answer, whether the file verified, how many
/// trámites, what stayed on the disk, and the exit of the second try.
#[cfg(target_os = "linux")]
struct EnDiscoLleno {
    primera: Salida,
    segunda: i32,
    tramites: u64,
    quedan: String,
    afuera: bool,
}

#[cfg(target_os = "linux")]
fn en_disco_lleno(puesto: &Puesto, libres: u32, argumentos: &[&str]) -> EnDiscoLleno {
    let disco = puesto.carpeta().join("disco");
    let resultado = puesto.carpeta().join(format!("resultado-{libres}"));
    std::fs::create_dir_all(&disco).unwrap();
    std::fs::create_dir_all(&resultado).unwrap();
    let hecho = Command::new("unshare")
        .args(["--map-root-user", "--mount", "bash", "-c", EN_DISCO_LLENO, "bash"])
        .arg(pruebas::consola())
        .args([&disco, &puesto.base(), &resultado])
        .arg(libres.to_string())
        .args(argumentos.iter().map(|a| a.replace("@disco", &disco.to_string_lossy())))
        .env("DILIGENCIA_DATOS", puesto.carpeta().join("carpeta"))
        .output()
        .unwrap();
    assert!(hecho.status.success(), "{}", String::from_utf8_lossy(&hecho.stderr));
    let lee = |nombre: &str| std::fs::read_to_string(resultado.join(nombre)).unwrap();
    let de = |nombre: &str| -> serde_json::Value { serde_json::from_str(&lee(nombre)).unwrap_or_else(|e| panic!("{e}: {}", lee(nombre))) };
    assert_eq!(de("verificado")["ok"], true, "{libres} KiB: what was acknowledged verifies: {}", lee("verificado"));
    let codigos: Vec<i32> = lee("codigo").lines().map(|l| l.parse().unwrap()).collect();
    EnDiscoLleno {
        primera: Salida { codigo: codigos[0], salida: lee("salida"), error: lee("error") },
        segunda: codigos[1],
        tramites: de("tramites")["total"].as_u64().unwrap(),
        quedan: lee("quedan"),
        afuera: resultado.join("afuera.pdf").exists(),
    }
}

/// The same thing with the disk filled to different heights.
#[cfg(target_os = "linux")]
fn con_el_disco_lleno(argumentos: &[&str], mut revisar_hecho: impl FnMut(&EnDiscoLleno, bool)) {
    let puesto = Puesto::comite("MARN");
    let _ = puesto.json(&["sembrar", "--instituciones", "1", "--tramites", "8", "--requisitos", "3"]);
    let id = puesto.json(&["tramites", "--limite", "1"])["tramites"][0]["id"].as_str().unwrap().to_owned();
    let argumentos: Vec<&str> = argumentos.iter().map(|a| if *a == "@id" { id.as_str() } else { *a }).collect();
    let (mut llenos, mut bien) = (0, 0);
    for libres in [0, 12, 40, 100, 180, 300, 3000] {
        let visto = en_disco_lleno(&puesto, libres, &argumentos);
        let hecho = visto.primera.codigo == 0;
        if hecho {
            bien += 1;
        } else {
            llenos += 1;
            assert_eq!(visto.primera.codigo, 1, "{libres} KiB: {}", visto.primera.error);
            revisar(&visto.primera.falla(), &["disco_lleno"], "espacio");
        }
        assert_eq!(visto.segunda, 0, "{libres} KiB: with room it works");
        assert!(!visto.quedan.contains(".parcial"), "{libres} KiB: {}", visto.quedan);
        assert!(visto.afuera, "{libres} KiB: what was saved can be taken elsewhere");
        revisar_hecho(&visto, hecho);
    }
    assert!(llenos >= 2 && bien >= 1, "the disk was full and was not: {llenos} and {bien}");
    println!("{argumentos:?}: 7 heights, {llenos} full, {bien} with room");
}

#[cfg(target_os = "linux")]
#[test]
fn a_save_on_a_full_disk_is_said_and_works_again_with_room() {
    let texto = format!("descripcion={}", "Se atiende en la ventanilla ambiental. ".repeat(40));
    con_el_disco_lleno(&["cambiar", "@id", &texto], |visto, _| assert_eq!(visto.tramites, 8));
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_on_a_full_disk_leaves_no_half_file() {
    con_el_disco_lleno(&["informe", "avance", "--salida", "@disco/informe.pdf"], |visto, hecho| {
        assert_eq!(visto.quedan.contains("informe.pdf"), hecho, "{}", visto.quedan);
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_batch_on_a_full_disk_leaves_whole_files_or_none() {
    con_el_disco_lleno(&["lote", "avance", "--carpeta", "@disco"], |visto, hecho| {
        assert_eq!(visto.quedan.contains("avance-MIN-MARN"), hecho, "{}", visto.quedan);
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_backup_on_a_full_disk_leaves_no_half_copy() {
    con_el_disco_lleno(&["respaldar", "--salida", "@disco/copia.dlgb"], |visto, hecho| {
        assert_eq!(visto.quedan.contains("copia.dlgb"), hecho, "{}", visto.quedan);
    });
}

#[cfg(target_os = "linux")]
#[test]
fn an_import_on_a_full_disk_leaves_nothing_behind() {
    let puesto = Puesto::new();
    let fila = |n: u32| {
        format!(
            "{n},Ministerio de Ambiente y Recursos Naturales -MARN-,Licencia {n},Descripción,1. Copia de DPI,1. Pagar,30 días hábiles\n"
        )
    };
    let hoja = "id,institución,nombre,descripcion,requisitos,instrucciones,tiempo_de_respuesta\n".to_owned();
    let hoja = puesto.archivo("hoja.csv", hoja + &(1..=60).map(fila).collect::<String>());
    con_el_disco_lleno(&["importar", &hoja.to_string_lossy()], |visto, hecho| {
        assert_eq!(visto.tramites > 8, hecho, "an import that did not fit leaves nothing behind");
    });
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
