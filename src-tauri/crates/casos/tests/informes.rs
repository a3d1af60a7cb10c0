//! The reports as documents: the cut-off and its code, the exports noted, the batch, the letterhead.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use apoyo::{AHORA, DIA, abrir};
use casos::Sesion;
use casos::dto::*;
use casos::falla::CodigoFalla;

fn tramite(s: &Sesion, nombre: &str) -> String {
    let pide = CrearTramite { nombre: nombre.to_owned(), codigo: None, institucion: None };
    s.crear_tramite(pide).unwrap().valor.ids.remove(0)
}

fn avance(corte: Option<&str>) -> PedirInforme {
    PedirInforme { tipo: "avance".to_owned(), corte: corte.map(str::to_owned), ..PedirInforme::default() }
}

fn buscar(s: &Sesion, codigo: &str, corte: Option<&str>) -> PapelVerificado {
    s.verificar_papel(VerificarPapel { codigo: codigo.to_owned(), corte: corte.map(str::to_owned), trabajo: None }).unwrap()
}

#[test]
fn an_old_cut_off_prints_the_same_paper_whatever_was_written_later() {
    let carpeta = tempfile::tempdir().unwrap();
    let (uno, dos) = (carpeta.path().join("uno.pdf"), carpeta.path().join("dos.pdf"));
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Comite, Some("MARN"), false);
    tramite(&s, "Licencia ambiental");
    let corte = s.vista_previa_informe(avance(None)).map(|_| "2026-11-21").unwrap();
    let primero = s.informe_en_ruta(&avance(None), &uno).unwrap();
    assert_eq!(primero.corte, corte);
    s.cerrar().unwrap();

    let s = abrir(carpeta.path(), AHORA + 3 * DIA);
    tramite(&s, "Licencia de caza");
    let hoy = s.informe_en_ruta(&avance(None), &carpeta.path().join("hoy.pdf")).unwrap();
    assert_ne!((&hoy.codigo, &hoy.cifras_sha256), (&primero.codigo, &primero.cifras_sha256), "two days, two papers");
    let otra_vez = s.informe_en_ruta(&avance(Some(corte)), &dos).unwrap();
    assert_eq!((otra_vez.codigo, otra_vez.cifras_sha256), (primero.codigo.clone(), primero.cifras_sha256));
    assert_eq!(std::fs::read(uno).unwrap(), std::fs::read(dos).unwrap(), "the same bytes");

    let hallado = buscar(&s, &primero.codigo, None);
    assert!(hallado.coincide, "{}", hallado.mensaje);
    assert_eq!(hallado.corte.as_deref(), Some(corte), "found among the days of the log");
    assert_eq!(hallado.exportaciones.len(), 2, "both exports are noted");
    assert!(buscar(&s, &primero.codigo, Some(corte)).coincide);
    let a_deshora = buscar(&s, &primero.codigo, Some("2026-11-22"));
    assert!(a_deshora.coincide, "nothing was written between the two days: the same data");
    let ajeno = buscar(&s, "0123456789abcdef", None);
    assert_eq!((ajeno.coincide, ajeno.problema.as_deref()), (false, Some("raiz_no_coincide")));
    assert!(ajeno.mensaje.contains("no corresponde"), "{}", ajeno.mensaje);
    let falla = s.verificar_papel(VerificarPapel { codigo: "hola".into(), corte: None, trabajo: None }).unwrap_err().a_dto();
    assert_eq!((falla.codigo, falla.campos[0].campo.as_str()), (CodigoFalla::CamposInvalidos, "codigo"));
}

#[test]
fn a_paper_of_the_morning_is_known_in_the_afternoon() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Comite, Some("MARN"), false);
    let manana = s.informe_en_ruta(&avance(None), &carpeta.path().join("a.pdf")).unwrap();
    tramite(&s, "Licencia ambiental");
    let tarde = s.informe_en_ruta(&avance(None), &carpeta.path().join("b.pdf")).unwrap();
    assert_ne!(manana.codigo, tarde.codigo);
    let hallado = buscar(&s, &manana.codigo, Some("2026-11-21"));
    assert!(hallado.coincide && hallado.mensaje.contains("cambios después"), "{}", hallado.mensaje);
    let lista = s.exportaciones(Nada {}).unwrap();
    assert_eq!(lista.iter().map(|e| e.archivo.as_str()).collect::<Vec<_>>(), ["b.pdf", "a.pdf"], "newest first");
    assert_eq!((lista[0].titulo.as_str(), lista[0].institucion.as_str()), ("Informe de avance", "MARN"));
}

#[test]
fn a_batch_writes_each_paper_and_the_list_of_codes_and_stops_whole() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Gae, None, false);
    s.sembrar(3, 2, 2, 1).unwrap();
    let salida = carpeta.path().join("salida");
    std::fs::create_dir(&salida).unwrap();
    let pide = |carpeta: String| PedirLote {
        tipo: "avance".to_owned(),
        instituciones: vec!["MARN".to_owned(), "MSPAS".to_owned(), "MARN".to_owned()],
        secciones: vec!["fases".to_owned()],
        carpeta,
        trabajo: Some("lote".to_owned()),
        ..PedirLote::default()
    };
    let manija = s.registrar_carpeta(&salida).unwrap();
    let h = s.exportar_lote(pide(manija.clone())).unwrap();
    assert_eq!((h.hechos, h.total, h.cancelado), (2, 2, false), "the same institution twice is one");
    let indice = std::fs::read_to_string(salida.join(&h.indice)).unwrap();
    for i in &h.informes {
        let archivo = i.archivo.as_ref().unwrap();
        assert!(std::fs::read(salida.join(archivo)).unwrap().starts_with(b"%PDF"), "{archivo}");
        assert!(indice.contains(i.codigo.as_ref().unwrap()) && indice.contains(archivo), "{indice}");
    }
    let mut nombres: Vec<_> = std::fs::read_dir(&salida).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    nombres.sort();
    assert_eq!(nombres.len(), 3, "two papers and the list, nothing half written: {nombres:?}");
    assert_eq!(s.ruta_exportada(&manija), Some(salida), "«Abrir carpeta» shows it");
    assert_eq!(s.exportar_lote(pide("inventada".to_owned())).unwrap_err().a_dto().codigo, CodigoFalla::SinPermiso);
    let otro = PedirLote { tipo: "consolidado".to_owned(), ..pide(manija) };
    assert_eq!(s.exportar_lote(otro).unwrap_err().a_dto().campos[0].campo, "tipo");
}

#[test]
fn a_batch_stopped_halfway_keeps_what_it_wrote_and_says_which() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Gae, None, false);
    let salida = carpeta.path().join("salida");
    std::fs::create_dir(&salida).unwrap();
    let pide = PedirLote { tipo: "avance".to_owned(), trabajo: Some("lote".to_owned()), ..PedirLote::default() };
    let h = std::thread::scope(|hilos| {
        let lote = hilos.spawn(|| s.lote_en_ruta(&pide, &salida).unwrap());
        // Somebody looks at the progress and stops it once some are done.
        loop {
            let p = s.progreso(PorId { id: "lote".to_owned() }).unwrap();
            if p.total == 66 && p.hechos >= 3 {
                s.cancelar(PorId { id: "lote".to_owned() }).unwrap();
                return lote.join().unwrap();
            }
            assert!(!lote.is_finished(), "it ended before anybody could stop it");
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    });
    assert!(h.cancelado && (3..66).contains(&h.hechos) && h.total == 66, "{} of {}", h.hechos, h.total);
    let indice = std::fs::read_to_string(salida.join(&h.indice)).unwrap();
    let dichos: Vec<&String> = h.informes.iter().filter_map(|i| i.archivo.as_ref()).collect();
    assert_eq!(dichos.len(), h.hechos as usize);
    for archivo in &dichos {
        let bytes = std::fs::read(salida.join(archivo)).unwrap();
        assert!(bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{archivo} is whole");
        assert!(indice.contains(archivo.as_str()), "{indice}");
    }
    assert_eq!(std::fs::read_dir(&salida).unwrap().count(), dichos.len() + 1, "those, the list and nothing else");
    assert_eq!(s.exportaciones(Nada {}).unwrap().len(), dichos.len(), "each is noted with its code");
    // It can be asked for again: nothing of the stopped one is in the way.
    let otra = s.lote_en_ruta(&PedirLote { instituciones: vec!["MARN".to_owned()], ..pide.clone() }, &salida).unwrap();
    assert_eq!((otra.hechos, otra.cancelado), (1, false));
}

/// A picture of two by two.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x02\x08\x02\0\0\0\xfd\xd4\x9a\x73\0\0\0\x10IDAT\x78\xda\x63\x10\x70\x98\0\x44\x0c\x10\x0a\0\x16\x8e\x03\x81\x3f\xaf\xd4\x36\0\0\0\0IEND\xaeB`\x82";

#[test]
fn an_emblem_is_on_the_paper_and_a_wrong_one_says_why_it_is_not() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Comite, Some("MARN"), false);
    let fila = [("lineas".to_owned(), ValorDto("Ministerio".into()))].into();
    s.agregar_filas(AgregarFilas { padre: None, clase: "membrete".to_owned(), despues_de: None, filas: vec![fila] }).unwrap();
    let con_imagen = || {
        let pdf = carpeta.path().join("a.pdf");
        let html = carpeta.path().join("a.html");
        s.informe_en_ruta(&avance(None), &pdf).unwrap();
        s.informe_en_ruta(&PedirInforme { formato: Some(FormatoDeInforme::Html), ..avance(None) }, &html).unwrap();
        let hay = |bytes: Vec<u8>, que: &[u8]| bytes.windows(que.len()).any(|w| w == que);
        let en_pdf = hay(std::fs::read(pdf).unwrap(), b"/Image");
        assert_eq!(en_pdf, hay(std::fs::read(html).unwrap(), b"data:image/png;base64,"), "in both forms or in none");
        en_pdf
    };
    assert!(!con_imagen());
    let mut pesado = PNG.to_vec();
    pesado.resize(1_100_000, 0);
    let casos: [(&str, &[u8], Option<&str>); 5] = [
        ("bueno.png", PNG, None),
        ("foto.png", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9", Some("no es una imagen PNG")),
        ("nota.png", b"No soy una imagen.", Some("no es una imagen PNG")),
        ("cortado.png", &PNG[..60], Some("incompleto o dañado")),
        ("pesado.png", &pesado, Some("pesa más de 1024 KB")),
    ];
    for (nombre, bytes, aviso) in casos {
        let ruta = carpeta.path().join(nombre);
        std::fs::write(&ruta, bytes).unwrap();
        let entidad = s.membrete(PedirMembrete::default()).unwrap().entidad.unwrap();
        let logo = s.adjuntar_archivo(&entidad.id, &ruta).unwrap().valor.ids.remove(0);
        let padres = entidad.celdas.get("logo").map(|c| c.padres.clone()).unwrap_or_default();
        let celda = CeldaNueva { entidad: entidad.id, campo: "logo".to_owned(), valor: ValorDto(logo.as_str().into()), padres };
        s.guardar_celdas(GuardarCeldas { celdas: vec![celda], motivo: String::new() }).unwrap();
        let avisos = s.membrete(PedirMembrete::default()).unwrap().avisos;
        match aviso {
            None => assert!(avisos.is_empty() && con_imagen(), "{nombre}: {avisos:?}"),
            Some(dice) => assert!(avisos.len() == 1 && avisos[0].contains(dice) && !con_imagen(), "{nombre}: {avisos:?}"),
        }
    }
}

#[test]
fn the_letterhead_is_one_whoever_begins_it() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Comite, Some("MARN"), false);
    assert!(s.membrete(PedirMembrete::default()).unwrap().entidad.is_none());
    let fila = |campos: &[(&str, &str)]| campos.iter().map(|(k, v)| ((*k).to_owned(), ValorDto((*v).into()))).collect();
    let agregar = |clase: &str, fila| {
        let pide = AgregarFilas { padre: None, clase: clase.to_owned(), despues_de: None, filas: vec![fila] };
        s.agregar_filas(pide)
    };
    agregar("membrete", fila(&[("lineas", "Ministerio\nDirección de Planificación"), ("telefono", "2423-0500")])).unwrap();
    agregar("firma", fila(&[("nombre", "Ana López"), ("cargo", "Coordinadora")])).unwrap();
    assert!(agregar("membrete", fila(&[("lineas", "Otro")])).is_err(), "there is one");
    let m = s.membrete(PedirMembrete::default()).unwrap();
    assert_eq!(m.firmas.len(), 1);
    let id = m.entidad.unwrap().id;
    let png = carpeta.path().join("logo.png");
    std::fs::write(&png, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0").unwrap();
    let logo = s.adjuntar_archivo(&id, &png).unwrap().valor.ids.remove(0);
    let celda = CeldaNueva { entidad: id, campo: "logo".to_owned(), valor: ValorDto(logo.as_str().into()), padres: vec![] };
    s.guardar_celdas(GuardarCeldas { celdas: vec![celda], motivo: String::new() }).unwrap();
    let m = s.membrete(PedirMembrete::default()).unwrap();
    assert_eq!(m.logo.unwrap().nombre, "logo.png");
    assert!(m.avisos.len() == 1 && m.avisos[0].contains("incompleto o dañado"), "cut after its head: {:?}", m.avisos);
    assert!(s.historial(ListarHistorial::default()).unwrap().operaciones[0].frase.contains("membrete"));
    s.deshacer(Nada {}).unwrap();
    assert!(s.membrete(PedirMembrete::default()).unwrap().logo.is_none(), "undone like any other datum");
}

/// The words of every page, in drawing order.
fn leido(s: &Sesion, pide: &PedirInforme) -> String {
    let mut texto = String::new();
    let mut desde = 0;
    loop {
        let v = s.vista_previa_informe(PedirInforme { desde: Some(desde), cuantos: Some(50), ..pide.clone() }).unwrap();
        for m in v.paginas.iter().flat_map(|p| &p.marcas) {
            if let MarcaDto::Texto { texto: t, .. } = m {
                texto.push_str(t);
                texto.push(' ');
            }
        }
        desde += u32::try_from(v.paginas.len()).unwrap();
        if desde >= v.total {
            return texto.replace('\u{a0}', " ");
        }
    }
}

fn pendientes_de(t: &casos::dto::TableroDto, fase: Fase) -> u64 {
    t.listas.iter().filter(|l| l.fase == fase && l.tipo.is_some()).map(|l| l.cuantas).sum()
}

fn consolidado(formato: FormatoDeInforme) -> PedirInforme {
    PedirInforme { tipo: "consolidado".to_owned(), corte: Some("2021-12-31".to_owned()), formato: Some(formato), ..PedirInforme::default() }
}

/// The demonstration of December 2021 (`datos/informe_2021.json`): the same figures on the board, the paper, the page
/// and the tables, each with its base; what was reported beside them; the fiction said on every page.
#[test]
fn the_consolidado_of_december_2021_says_the_same_in_its_four_forms() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Gae, None, true);
    let t = s.tablero(PedirTablero { corte: Some("2021-12-31".into()), ..PedirTablero::default() }).unwrap();
    let de_la_guia: Vec<_> = t.fases.iter().filter(|f| f.codigo_guia.is_some()).collect();
    let cifras: Vec<(u64, u64, &str)> = de_la_guia.iter().map(|f| (f.numerador, f.denominador, f.porcentaje.as_deref().unwrap())).collect();
    assert_eq!(cifras, [(59, 66, "89.39"), (59, 59, "100.00"), (45, 66, "68.18"), (45, 66, "68.18")]);

    let papel = leido(&s, &consolidado(FormatoDeInforme::Pdf));
    // The executive page and the phases, word for word: what an authority reads first.
    let resumen = PedirInforme { secciones: vec!["fases".into(), "pendientes".into()], ..consolidado(FormatoDeInforme::Pdf) };
    let codigo = s.vista_previa_informe(resumen.clone()).unwrap().codigo;
    insta::assert_snapshot!("consolidado_de_diciembre_de_2021", leido(&s, &resumen).replace(&codigo, "[código]").replace(". ", ".\n"));
    let ruta = carpeta.path().join("c");
    s.informe_en_ruta(&consolidado(FormatoDeInforme::Html), &ruta).unwrap();
    let pagina = std::fs::read_to_string(&ruta).unwrap().replace('\u{a0}', " ");
    s.informe_en_ruta(&consolidado(FormatoDeInforme::Tablas), &ruta).unwrap();
    let tablas = descomprimir(&std::fs::read(&ruta).unwrap());
    let csv: String = tablas.iter().filter(|(n, _)| n.ends_with(".csv")).map(|(_, b)| String::from_utf8_lossy(b).into_owned()).collect();
    for (numerador, denominador, porcentaje) in cifras {
        let base = format!("{numerador} de {denominador}");
        for (donde, texto) in [("paper", &papel), ("page", &pagina), ("tables", &csv)] {
            assert!(texto.contains(&base) && texto.contains(&format!("{porcentaje} %")), "{donde} lacks {base} or {porcentaje}");
        }
    }
    for (donde, texto) in [("paper", &papel), ("page", &pagina)] {
        let junto = texto.split_whitespace().collect::<Vec<_>>().join(" ");
        for frase in [
            "72",
            "reuniones de trabajo",
            "7 gobernaciones departamentales",
            "14 gobernaciones departamentales",
            "65 %",
            "61 %",
            "43 instituciones",
        ] {
            assert!(junto.contains(frase), "the {donde} lacks «{frase}»");
        }
        assert!(junto.contains("2 instituciones más") && junto.contains("5 instituciones más"), "{donde}: the difference in institutions");
    }
    // Each kind lacks on paper as many as in the lists of the board, and names them; nobody is missing a phase in silence.
    let junto = papel.split_whitespace().collect::<Vec<_>>().join(" ").replace("- ", "").to_lowercase();
    let con_entregas = |f: Fase| t.fases.iter().any(|x| x.fase == f && x.numerador > 0);
    for l in t.listas.iter().filter(|l| con_entregas(l.fase)) {
        let Some(tipo) = l.tipo else { continue };
        let grupo = &t.grupos.iter().find(|g| g.tipo == tipo).unwrap().nombre;
        let desde = junto.find(&format!("{} · {} pendientes", l.fase.etiqueta().to_lowercase(), pendientes_de(&t, l.fase))).unwrap();
        assert!(junto[desde..].contains(&format!("{} ({})", grupo.to_lowercase(), l.cuantas)), "{grupo} of {:?}: {}", l.fase, l.cuantas);
    }
    assert!(junto.contains("ninguna de las 66 instituciones ha entregado todavía : rediseño"), "{junto}");
    let v = s.vista_previa_informe(PedirInforme { cuantos: Some(50), ..consolidado(FormatoDeInforme::Pdf) }).unwrap();
    for (n, p) in v.paginas.iter().enumerate() {
        let texto: String =
            p.marcas.iter().filter_map(|m| if let MarcaDto::Texto { texto, .. } = m { Some(texto.as_str()) } else { None }).collect();
        assert!(texto.contains("ficticio") && texto.contains(&v.codigo), "page {} says that it is fiction, and its code", n + 1);
    }
    let de_comite = tempfile::tempdir().unwrap();
    let c = apoyo::comite(de_comite.path());
    assert_eq!(c.vista_previa_informe(consolidado(FormatoDeInforme::Pdf)).unwrap_err().a_dto().codigo, CodigoFalla::SinPermiso);
}

#[test]
fn the_consolidado_of_a_past_date_is_the_same_paper_after_more_is_written() {
    let carpeta = tempfile::tempdir().unwrap();
    let (uno, dos) = (carpeta.path().join("uno.pdf"), carpeta.path().join("dos.pdf"));
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Gae, None, true);
    let antes = s.informe_en_ruta(&consolidado(FormatoDeInforme::Pdf), &uno).unwrap();
    s.sembrar(2, 2, 2, 1).unwrap();
    let despues = s.informe_en_ruta(&consolidado(FormatoDeInforme::Pdf), &dos).unwrap();
    assert_eq!((&antes.codigo, &antes.cifras_sha256), (&despues.codigo, &despues.cifras_sha256));
    assert_eq!(std::fs::read(uno).unwrap(), std::fs::read(dos).unwrap());
    assert!(buscar(&s, &antes.codigo, Some("2021-12-31")).coincide);
}

/// Files of a ZIP that our own writer made, by name.
fn descomprimir(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut f = zip.by_index(i).unwrap();
            let mut contenido = Vec::new();
            std::io::Read::read_to_end(&mut f, &mut contenido).unwrap();
            (f.name().unwrap().into_owned(), contenido)
        })
        .collect()
}

#[test]
fn the_tables_of_a_report_come_with_their_sums() {
    use sha2::{Digest, Sha256};
    let carpeta = tempfile::tempdir().unwrap();
    let s = apoyo::comite(carpeta.path());
    tramite(&s, "=CMD() Licencia");
    let ruta = carpeta.path().join("t.zip");
    s.informe_en_ruta(&PedirInforme { formato: Some(FormatoDeInforme::Tablas), ..avance(None) }, &ruta).unwrap();
    let archivos = descomprimir(&std::fs::read(&ruta).unwrap());
    let de = |nombre: &str| &archivos.iter().find(|(n, _)| n == nombre).unwrap().1;
    let sumas = String::from_utf8(de("SUMAS.txt").clone()).unwrap();
    assert_eq!(sumas.lines().count(), archivos.len() - 1, "one sum a file");
    for linea in sumas.lines() {
        let (suma, nombre) = linea.split_once("  ").unwrap();
        assert_eq!(suma, Sha256::digest(de(nombre)).iter().map(|b| format!("{b:02x}")).collect::<String>(), "{nombre}");
    }
    let tramites = archivos.iter().find(|(n, b)| n.ends_with(".csv") && String::from_utf8_lossy(b).contains("CMD")).unwrap();
    assert!(String::from_utf8_lossy(&tramites.1).contains("\"'=CMD() Licencia\""), "no text is a formula");
    assert!(de("tablas.xlsx").starts_with(b"PK") && !de("LEEME.txt").is_empty());
    let otra = carpeta.path().join("t2.zip");
    s.informe_en_ruta(&PedirInforme { formato: Some(FormatoDeInforme::Tablas), ..avance(None) }, &otra).unwrap();
    assert_eq!(std::fs::read(ruta).unwrap(), std::fs::read(otra).unwrap(), "the same data, the same bytes");
}

#[test]
fn what_changed_is_told_in_words_and_in_figures() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Comite, Some("MARN"), false);
    tramite(&s, "Licencia ambiental");
    s.cerrar().unwrap();
    let s = abrir(carpeta.path(), AHORA + 3 * DIA);
    tramite(&s, "Licencia de caza");
    tramite(&s, "Licencia de pesca");
    let pide = PedirInforme { comparar: Some("2026-11-21".into()), ..avance(None) };
    let texto = leido(&s, &pide).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(texto.contains("2 trámites entraron al inventario") && texto.contains("+2"), "{texto}");
    assert!(texto.contains("21/11/2026") && texto.contains("24/11/2026"), "both cut-offs head the table");
    let igual = PedirInforme { comparar: Some("2026-11-22".into()), corte: Some("2026-11-23".into()), ..avance(None) };
    assert!(leido(&s, &igual).contains("Nada cambió"));
    let al_reves = PedirInforme { comparar: Some("2026-11-24".into()), ..avance(None) };
    assert_eq!(s.vista_previa_informe(al_reves).unwrap_err().a_dto().campos[0].campo, "comparar");
}

#[test]
fn the_letterhead_the_signatures_and_the_order_are_data_of_the_institution() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = apoyo::comite(carpeta.path());
    tramite(&s, "Licencia ambiental");
    let fila = |campos: &[(&str, &str)]| campos.iter().map(|(k, v)| ((*k).to_owned(), ValorDto((*v).into()))).collect();
    let agregar = |clase: &str, fila| {
        s.agregar_filas(AgregarFilas { padre: None, clase: clase.to_owned(), despues_de: None, filas: vec![fila] }).unwrap()
    };
    let antes = s.informe_en_ruta(&avance(None), &carpeta.path().join("a.pdf")).unwrap();
    agregar(
        "membrete",
        fila(&[("lineas", "Unidad de Prueba"), ("sitio", "www.prueba.gob.gt"), ("orden_de_secciones", "inventario fases")]),
    );
    agregar("firma", fila(&[("nombre", "Ixchel Tzoc"), ("cargo", "Directora")]));
    let texto = leido(&s, &avance(None));
    for dato in ["Unidad de Prueba", "www.prueba.gob.gt", "Ixchel Tzoc", "Directora"] {
        assert!(texto.contains(dato), "{dato}");
    }
    let v = s.vista_previa_informe(PedirInforme { cuantos: Some(50), ..avance(None) }).unwrap();
    let lugar = |t: &str| v.marcadores.iter().position(|m| m.titulo == t).unwrap();
    assert!(lugar("Inventario") < lugar("Fases de la guía"), "{:?}", v.marcadores);
    let despues = s.informe_en_ruta(&avance(None), &carpeta.path().join("a.pdf")).unwrap();
    assert_ne!(antes.codigo, despues.codigo, "the letterhead is in the log like any other datum");
    let acta = PedirInforme { tipo: "acta".into(), fase: Some(Fase::Inventario), ..PedirInforme::default() };
    let texto = leido(&s, &acta).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(texto.contains("sigue abierto") && texto.contains("Licencia ambiental"), "an acta never says done what is not: {texto}");
    let sin_acta = PedirInforme { fase: Some(Fase::Rediseno), ..acta };
    assert_eq!(s.vista_previa_informe(sin_acta).unwrap_err().a_dto().campos[0].campo, "fase");
    let ficha = PedirInforme { tipo: "ficha".into(), tramite: Some("MARN-0001".into()), ..PedirInforme::default() };
    assert!(leido(&s, &ficha).contains("Licencia ambiental"));
}
