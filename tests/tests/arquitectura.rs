//! The walls between crates, and between the page and its host, checked by a machine.
//!
//! Each check is a function over plain data, so that the test can also plant what it must reject.

use std::collections::BTreeSet;
use std::process::Command;

use pruebas::{archivos, raiz};

/// Who of ours may know whom of ours; `pruebas` may know everybody.
const NUESTROS: &[(&str, &[&str])] = &[
    ("dominio", &[]),
    ("bitacora", &[]),
    ("informes", &["dominio"]),
    ("datos_abiertos", &["dominio"]),
    ("almacen", &["dominio", "bitacora"]),
    ("casos", &["dominio", "bitacora", "almacen", "informes", "datos_abiertos"]),
    ("consola", &["casos"]),
    ("diligencia", &["casos"]),
];

/// Libraries that only their owners may name; a trailing `*` stands for any ending.
const SOLO_AQUI: &[(&str, &[&str])] = &[
    ("rusqlite*", &["almacen"]),
    ("printpdf", &["informes"]),
    ("krilla", &["informes"]),
    ("tauri*", &["diligencia"]),
    ("gtk", &["diligencia"]),
    ("calamine", &["datos_abiertos"]),
    ("rust_xlsxwriter", &["datos_abiertos"]),
    ("csv", &["datos_abiertos"]),
    ("flate2", &["datos_abiertos", "informes"]),
    ("rustix", &["casos"]),
    ("quick-xml", &["datos_abiertos"]),
    ("ed25519-*", &["bitacora"]),
    ("age", &["bitacora"]),
    ("bech32", &["bitacora"]),
    ("x25519-dalek", &["bitacora"]),
    ("rand_core", &["bitacora"]),
    // casos: only its tests, that open the archive of tables.
    ("zip", &["bitacora", "datos_abiertos", "casos"]),
    ("zstd", &["bitacora"]),
    ("crc32fast", &["bitacora"]),
    ("zbus", &["almacen"]),
    ("keyring-core", &["almacen"]),
    ("windows-native-keyring-store", &["almacen"]),
    ("ts-rs", &["casos", "dominio"]),
    ("postgres", &["casos"]),
];

/// One line of a `Cargo.toml`.
#[derive(Clone, Debug)]
struct Arista {
    de: String,
    a: String,
    de_desarrollo: bool,
}

fn aristas() -> Vec<Arista> {
    let salida = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(raiz())
        .output()
        .unwrap();
    assert!(salida.status.success(), "{}", String::from_utf8_lossy(&salida.stderr));
    let datos: serde_json::Value = serde_json::from_slice(&salida.stdout).unwrap();
    let paquetes = datos["packages"].as_array().unwrap();
    let de = |p: &serde_json::Value| p["name"].as_str().unwrap().to_owned();
    paquetes
        .iter()
        .flat_map(|p| {
            p["dependencies"].as_array().unwrap().iter().map(move |d| Arista {
                de: de(p),
                a: d["name"].as_str().unwrap().to_owned(),
                de_desarrollo: d["kind"].as_str() == Some("dev"),
            })
        })
        .collect()
}

fn nombra(patron: &str, nombre: &str) -> bool {
    match patron.strip_suffix('*') {
        Some(raiz) => nombre.starts_with(raiz),
        None => nombre == patron,
    }
}

/// The edges that break the rule, each with the line it breaks.
fn violaciones(aristas: &[Arista]) -> Vec<String> {
    let nuestros: BTreeSet<&str> = NUESTROS.iter().map(|(de, _)| *de).chain(["pruebas"]).collect();
    let mut malas = Vec::new();
    for Arista { de, a, de_desarrollo } in aristas.iter().filter(|x| x.de != "pruebas") {
        let permitidas = NUESTROS.iter().find(|(x, _)| x == de);
        let Some((_, permitidas)) = permitidas else {
            malas.push(format!("{de}: a crate that the table does not know"));
            continue;
        };
        // A test may arrange with a neighbour; what ships may not.
        if nuestros.contains(a.as_str()) && !permitidas.contains(&a.as_str()) && !de_desarrollo {
            malas.push(format!("{de} → {a}: {de} may know {permitidas:?}"));
        }
        if let Some((patron, duenos)) = SOLO_AQUI.iter().find(|(patron, _)| nombra(patron, a))
            && !duenos.contains(&de.as_str())
        {
            malas.push(format!("{de} → {a}: only {duenos:?} may name {patron}"));
        }
    }
    malas
}

#[test]
fn crates_know_only_whom_they_may() {
    let aristas = aristas();
    assert!(aristas.iter().any(|x| x.de == "casos" && x.a == "almacen"), "the edges were read");
    assert_eq!(violaciones(&aristas), Vec::<String>::new());
}

#[test]
fn a_planted_edge_is_rejected() {
    let arista = |de: &str, a: &str| Arista { de: de.into(), a: a.into(), de_desarrollo: false };
    for (de, a) in [
        ("dominio", "almacen"),
        ("bitacora", "dominio"),
        ("informes", "almacen"),
        ("consola", "almacen"),
        ("diligencia", "dominio"),
        ("casos", "rusqlite"),
        ("casos", "tauri"),
        ("consola", "tauri-plugin-dialog"),
        ("almacen", "printpdf"),
        ("casos", "consola"),
        ("casos", "age"),
        ("almacen", "zstd"),
        ("casos", "calamine"),
        ("casos", "quick-xml"),
        ("consola", "rust_xlsxwriter"),
        ("datos_abiertos", "rustix"),
        ("almacen", "x25519-dalek"),
        ("casos", "zbus"),
        ("nuevo", "dominio"),
    ] {
        assert_eq!(violaciones(&[arista(de, a)]).len(), 1, "{de} → {a} must be rejected");
    }
    assert!(violaciones(&[arista("casos", "almacen"), arista("almacen", "rusqlite"), arista("pruebas", "rusqlite")]).is_empty());
}

/// Clock, disk, network, environment and chance, which the pure crates receive as arguments.
const IMPUREZAS: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "getrandom",
    "println!",
    "eprintln!",
];

fn impurezas(codigo: &str) -> Vec<&'static str> {
    let sin_pruebas = codigo.split("#[cfg(test)]").next().unwrap_or_default();
    let lineas: Vec<_> = sin_pruebas.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
    IMPUREZAS.iter().copied().filter(|i| lineas.iter().any(|l| l.contains(i))).collect()
}

#[test]
fn the_pure_crates_touch_no_clock_disk_network_or_chance() {
    for caja in ["dominio", "bitacora"] {
        let fuentes = archivos(&raiz().join("src-tauri/crates").join(caja).join("src"), &["rs"]);
        assert!(!fuentes.is_empty());
        for fuente in fuentes {
            let codigo = std::fs::read_to_string(&fuente).unwrap();
            assert_eq!(impurezas(&codigo), Vec::<&str>::new(), "{}", fuente.display());
        }
    }
    assert_eq!(impurezas("fn f() { std::fs::read(x); }"), ["std::fs"], "a planted one is seen");
}

/// Ways for a screen to reach its host past the bridge.
fn atajos(ruta: &str, codigo: &str) -> Vec<String> {
    if ruta.starts_with("ui/src/puente/") || ruta.contains(".test.") {
        return Vec::new();
    }
    let prohibido = ["@tauri-apps", "__TAURI", "fetch(", "XMLHttpRequest", "WebSocket(", "dangerouslySetInnerHTML", "innerHTML"];
    // A letter before makes another word: `refetch()` of the query library is no network call.
    let aparece = |linea: &str, p: &str| {
        linea.match_indices(p).any(|(i, _)| !linea.get(..i).is_some_and(|antes| antes.ends_with(|c: char| c.is_ascii_alphanumeric())))
    };
    codigo
        .lines()
        .filter(|l| !l.trim_start().starts_with("//") && !l.trim_start().starts_with('*'))
        .flat_map(|l| prohibido.iter().filter(|p| aparece(l, p)).map(|p| format!("{ruta}: {p}")).collect::<Vec<_>>())
        .collect()
}

#[test]
fn only_the_bridge_of_the_page_talks_to_the_host() {
    let fuentes = archivos(&raiz().join("ui/src"), &["ts", "tsx"]);
    assert!(fuentes.len() > 10, "the sources were found");
    let hallados: Vec<_> = fuentes
        .iter()
        .flat_map(|f| atajos(&f.strip_prefix(raiz()).unwrap().to_string_lossy().replace('\\', "/"), &std::fs::read_to_string(f).unwrap()))
        .collect();
    assert_eq!(hallados, Vec::<String>::new());
    assert_eq!(atajos("ui/src/pantallas/x.tsx", "import { invoke } from \"@tauri-apps/api/core\";").len(), 1, "a planted one is seen");
    assert_eq!(atajos("ui/src/pantallas/x.tsx", "await fetch(\"/x\")").len(), 1, "a planted one is seen");
}

/// Addresses inside the built page that are names of things and not places to go.
const NOMBRES: &[&str] = &["http://www.w3.org/", "https://react.dev/errors/"];

fn direcciones(texto: &str) -> Vec<String> {
    texto
        .match_indices("://")
        .filter_map(|(i, _)| {
            let inicio = texto.get(..i)?.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |x| x + 1);
            let esquema = texto.get(inicio..i)?;
            // In minified code an identifier may stand before `http`, never letters of it.
            let esquema = ["https", "http", "wss", "ws"].into_iter().find(|e| esquema.ends_with(e))?;
            let resto: String = texto.get(i + 3..)?.chars().take_while(|c| !c.is_whitespace() && !"\"'`)\\<>,;".contains(*c)).collect();
            (!resto.is_empty()).then(|| format!("{esquema}://{resto}"))
        })
        .filter(|d| !NOMBRES.iter().any(|n| d.starts_with(n)))
        .collect()
}

#[test]
fn the_built_page_names_no_place_of_the_network() {
    let pagina = raiz().join("ui/dist");
    assert!(pagina.join("index.html").exists(), "the page is not built: run `make pagina`");
    for archivo in archivos(&pagina, &["html", "js", "css", "svg", "json"]) {
        let texto = std::fs::read_to_string(&archivo).unwrap();
        assert_eq!(direcciones(&texto), Vec::<String>::new(), "{}", archivo.display());
    }
    assert_eq!(direcciones("a=\"https://ejemplo.gt/x.js\""), ["https://ejemplo.gt/x.js"], "a planted one is seen");
    assert!(direcciones("xmlns=\"http://www.w3.org/2000/svg\"").is_empty());
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    let raiz = raiz();
    let espacio = std::fs::read_to_string(raiz.join("Cargo.toml")).unwrap();
    for linea in [
        "unsafe_code = \"forbid\"",
        "non_ascii_idents = \"deny\"",
        "missing_docs = \"warn\"",
        "unwrap_used = \"deny\"",
        "expect_used = \"deny\"",
        "indexing_slicing = \"deny\"",
        "wildcard_enum_match_arm = \"deny\"",
        "dbg_macro = \"deny\"",
    ] {
        assert!(espacio.contains(linea), "Cargo.toml lost `{linea}`");
    }
    let mut cajas = vec![raiz.join("src-tauri/Cargo.toml")];
    // The fuzz targets are a workspace of their own, which the checks of this one do not build.
    let de_fuzz = |r: &std::path::Path| r.ends_with("fuzz/Cargo.toml");
    let manifiestos = archivos(&raiz.join("src-tauri/crates"), &["toml"]).into_iter();
    cajas.extend(manifiestos.filter(|r| r.ends_with("Cargo.toml") && !de_fuzz(r) && r.components().all(|c| c.as_os_str() != "target")));
    assert_eq!(cajas.len(), NUESTROS.len(), "seven crates and the shell");
    for caja in cajas {
        let texto = std::fs::read_to_string(&caja).unwrap();
        assert!(texto.contains("[lints]\nworkspace = true"), "{} does not take the workspace's lints", caja.display());
    }
    // The crate of tests fails by panicking, helpers included, so it keeps its own shorter list.
    let pruebas = std::fs::read_to_string(raiz.join("tests/Cargo.toml")).unwrap();
    for linea in ["unsafe_code = \"forbid\"", "non_ascii_idents = \"deny\"", "dbg_macro = \"deny\"", "todo = \"deny\""] {
        assert!(pruebas.contains(linea), "tests/Cargo.toml lost `{linea}`");
    }
    for nombre in ["clippy.toml", "rustfmt.toml"] {
        let lee = |carpeta: &str| std::fs::read_to_string(raiz.join(carpeta).join(nombre)).unwrap();
        assert_eq!(lee("src-tauri"), lee("tests"), "{nombre}: both folders the same");
    }
}
