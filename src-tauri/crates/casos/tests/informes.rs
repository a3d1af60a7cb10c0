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
    assert_eq!((m.logo.unwrap().nombre.as_str(), m.avisos.len()), ("logo.png", 0));
    assert!(s.historial(ListarHistorial::default()).unwrap().operaciones[0].frase.contains("membrete"));
    s.deshacer(Nada {}).unwrap();
    assert!(s.membrete(PedirMembrete::default()).unwrap().logo.is_none(), "undone like any other datum");
}
