//! The 704 real records: everything arrives, nothing is lost, and lists and times are split as
//! the reading of sixty of them, one by one, says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use datos_abiertos::catalogo::{FilaDelCatalogo, Forma, Formato, Lectura, Limites, TramiteImportado, interpretar, leer};
use datos_abiertos::html;
use dominio::interpretacion::listas;

fn bytes(nombre: &str) -> Vec<u8> {
    let ruta = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/datos").join(nombre);
    std::fs::read(&ruta).unwrap_or_else(|e| panic!("{}: {e}", ruta.display()))
}

fn lectura(nombre: &str) -> Lectura {
    leer(&bytes(nombre), None, Limites::default()).unwrap()
}

fn todas() -> Vec<FilaDelCatalogo> {
    let mut filas = lectura("catalogo_2023.csv").filas;
    filas.extend(lectura("catalogo_muestra.json").filas);
    filas
}

#[test]
fn los_704_registros_llegan() {
    let csv = lectura("catalogo_2023.csv");
    assert_eq!((csv.formato, csv.forma, csv.delimitador), (Formato::Csv, Forma::ExportacionPublica, Some(',')));
    assert_eq!((csv.filas.len(), csv.rechazadas.len(), csv.columnas.len(), csv.columnas_desconocidas().count()), (665, 0, 15, 0));
    let json = lectura("catalogo_muestra.json");
    assert_eq!((json.formato, json.forma), (Formato::Json, Forma::ExportacionPublica));
    assert_eq!((json.filas.len(), json.rechazadas.len(), json.columnas_desconocidas().count()), (39, 0, 0));
    let siglas: BTreeMap<_, usize> = csv.filas.iter().map(interpretar).fold(BTreeMap::new(), |mut m, t| {
        *m.entry(t.sigla.unwrap()).or_default() += 1;
        m
    });
    let esperadas = [("MAGA", 234), ("MARN", 104), ("MCD", 58), ("MEM", 92), ("MICIVI", 158), ("MIDES", 6), ("MINECO", 13)];
    assert_eq!(siglas.iter().map(|(s, n)| (s.as_str(), *n)).collect::<Vec<_>>(), esperadas);
    let ids: HashSet<_> = todas().iter().map(|f| interpretar(f).ficha.tramite.id_catalogo.unwrap()).collect();
    assert_eq!(ids.len(), 704);
}

#[test]
fn cada_caracter_de_cada_campo_se_conserva() {
    // The CSV is rebuilt field by field from the originals, quoting as its writer did.
    let crudo = String::from_utf8(bytes("catalogo_2023.csv")).unwrap();
    let fuente = crudo.strip_prefix('\u{feff}').unwrap_or(&crudo).replace("\r\n", "\n");
    let sin_signos = |t: &str| t.chars().filter(|c| !matches!(c, '"' | ',' | '\n' | '\r')).count();
    let lectura = lectura("catalogo_2023.csv");
    let encabezado: usize = lectura.columnas.iter().map(|c| sin_signos(&c.encabezado)).sum();
    let campos: usize = lectura.filas.iter().flat_map(|f| &f.originales).map(|o| sin_signos(&o.texto)).sum();
    assert_eq!(encabezado + campos, sin_signos(&fuente));
    // Every field is found in the source after the one before it.
    let mut desde = 0;
    for o in lectura.filas.iter().flat_map(|f| &f.originales) {
        let citado = o.texto.replace("\r\n", "\n").replace('"', "\"\"");
        let p = fuente[desde..].find(&citado).unwrap_or_else(|| panic!("{citado:?}"));
        desde += p + citado.len();
    }
    let json: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_slice(&bytes("catalogo_muestra.json")).unwrap();
    for (objeto, fila) in json.iter().zip(self::lectura("catalogo_muestra.json").filas) {
        let con_valor: Vec<_> = objeto.iter().filter(|(_, v)| !v.is_null()).collect();
        assert_eq!(con_valor.len(), fila.originales.len());
        for ((clave, valor), original) in con_valor.into_iter().zip(&fila.originales) {
            let texto = valor.as_str().map_or_else(|| valor.to_string(), str::to_owned);
            assert_eq!((clave.as_str(), texto.as_str()), (&*original.encabezado, original.texto.as_str()));
        }
        let t = interpretar(&fila);
        assert!(t.originales.iter().zip(&fila.originales).all(|((c, x), o)| **c == *o.columna && *x == o.texto));
    }
}

#[test]
fn ninguna_lista_pierde_texto_y_las_cuentas_cuadran() {
    let mut enteras = Vec::new();
    for fila in todas() {
        let t = interpretar(&fila);
        for columna in ["requisitos", "instrucciones"] {
            let lineas = html::lineas(fila.texto(columna).unwrap());
            let lista = listas::dividir(&lineas);
            assert!(lista.cubre(&lineas), "{:?} {columna}", t.ficha.tramite.id_catalogo);
            // In order: each row is found after the one before it.
            let total: String = lineas.iter().flat_map(|l| l.texto.chars()).filter(|c| !dominio::interpretacion::es_blanco(*c)).collect();
            let mut desde = 0;
            for f in &lista.filas {
                let inicio: String = f.texto.chars().filter(|c| !dominio::interpretacion::es_blanco(*c)).take(12).collect();
                let p = total[desde..].find(&inicio).unwrap_or_else(|| panic!("{:?} {columna} {inicio:?}", t.ficha.tramite.id_catalogo));
                desde += p + inicio.len();
            }
            if lista.filas.is_empty() && lista.notas.is_empty() {
                assert!(total.is_empty());
            }
            if lista.banderas.contains(&dominio::interpretacion::banderas::CodigoBandera::TextoNoDividido) {
                enteras.push((t.ficha.tramite.id_catalogo, columna));
            }
        }
        assert_eq!(t.banderas.len(), t.avisos.len());
        assert_eq!(t.ficha.tramite.banderas.len(), t.banderas.len());
        assert!(t.ficha.tiempos.iter().all(|x| x.texto_original.is_some()));
    }
    assert!(enteras.is_empty(), "{enteras:?}");
}

#[test]
fn los_casos_conocidos_de_la_fuente() {
    use dominio::interpretacion::banderas::CodigoBandera::PosibleTruncado;
    let uno = |id: &str| todas().iter().find(|f| f.texto("id") == Some(id)).map(interpretar).unwrap();
    let cortado = |t: &TramiteImportado, campo: &str| t.banderas.iter().any(|b| b.codigo == PosibleTruncado && b.campo == campo);
    // GD Sacatepéquez 2632 ends in «-Decreto»; the link of MSPAS 2810 ends in «DE%».
    assert!(cortado(&uno("2632"), "base_legal"));
    let cementerio = uno("2810");
    assert!(cortado(&cementerio, "enlace"));
    assert!(
        cementerio.ficha.pasos.len() == 5 && cementerio.ficha.pasos.iter().all(|p| p.nivel == 0 && p.grupo.is_none()),
        "two lists are one"
    );
    // MINFIN 1487 has no marks and two semicolons.
    assert_eq!(uno("1487").ficha.requisitos.len(), 3);
    // MINDEF 2567: two routes are two groups of four steps, after one sentence that opens them.
    let grupos: Vec<_> = uno("2567").ficha.pasos.into_iter().map(|p| p.grupo).collect();
    assert_eq!(grupos.iter().filter(|g| g.as_deref() == Some("En línea")).count(), 4);
    assert_eq!(grupos.iter().filter(|g| g.as_deref() == Some("Presencial")).count(), 4);
    assert_eq!(grupos.len(), 9);
    // GD Chiquimula 2808: «1-Es personal».
    let chiquimula = uno("2808");
    assert_eq!(chiquimula.ficha.requisitos.iter().map(|r| r.texto.as_str()).collect::<Vec<_>>(), ["Es personal", "DPI en buen estado"]);
}

/// Expected times in the short form of `revision_60.csv`.
fn tiempos(t: &TramiteImportado) -> String {
    let uno = |x: &dominio::Tiempo| match (&x.componentes, &x.minimo, &x.maximo, x.unidad) {
        (Some(c), ..) => c.clone(),
        (None, Some(a), Some(b), Some(u)) if a == b => format!("{a} {u}"),
        (None, Some(a), Some(b), Some(u)) => format!("{a}-{b} {u}"),
        _ => "sin_interpretar".to_owned(),
    };
    t.ficha.tiempos.iter().map(uno).collect::<Vec<_>>().join(" | ")
}

#[test]
fn al_menos_el_95_por_ciento_de_lo_revisado_a_mano_sale_igual() {
    let revision = String::from_utf8(bytes("revision_60.csv")).unwrap();
    let por_id: BTreeMap<i64, TramiteImportado> =
        todas().iter().map(interpretar).map(|t| (t.ficha.tramite.id_catalogo.unwrap(), t)).collect();
    let filas: Vec<Vec<String>> = revision.lines().skip(1).map(campos).collect();
    assert_eq!(filas.len(), 60);
    let mut fallas: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for f in &filas {
        let t = &por_id[&f[0].parse().unwrap()];
        let requisitos: Vec<&str> = t.ficha.requisitos.iter().map(|r| r.texto.as_str()).collect();
        let pasos: Vec<&str> = t.ficha.pasos.iter().map(|p| p.texto.as_str()).collect();
        for (que, textos, n, primero, ultimo) in [("requisitos", &requisitos, &f[1], &f[2], &f[3]), ("pasos", &pasos, &f[4], &f[5], &f[6])]
        {
            let bien = textos.len().to_string() == *n
                && textos.first().is_none_or(|x| x.starts_with(primero.as_str()))
                && textos.last().is_none_or(|x| x.starts_with(ultimo.as_str()));
            if !bien {
                fallas.entry(que).or_default().push(format!("{} se esperaban {n} y salieron {}: {textos:#?}", f[0], textos.len()));
            }
        }
        if tiempos(t) != f[7] {
            fallas.entry("tiempos").or_default().push(format!("{} se esperaba {:?} y salió {:?}", f[0], f[7], tiempos(t)));
        }
    }
    for (que, lista) in &fallas {
        println!("{que}: {} de 60 difieren", lista.len());
        lista.iter().for_each(|l| println!("  {l}"));
    }
    for (que, lista) in &fallas {
        assert!(lista.len() * 20 <= 60, "{que}: {} de 60 difieren", lista.len());
    }
}

/// Fields of a line of the revision, which has no line breaks inside.
fn campos(linea: &str) -> Vec<String> {
    let mut salida = vec![String::new()];
    let mut dentro = false;
    for c in linea.chars() {
        match c {
            '"' => dentro = !dentro,
            ',' if !dentro => salida.push(String::new()),
            _ => salida.last_mut().unwrap().push(c),
        }
    }
    salida
}
