//! Backups, restoring, recovering and attachments, through the verbs and with a fixed clock.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use std::path::Path;
use std::sync::Arc;

use apoyo::{AHORA, DIA, abrir as sesion, comite};
use casos::Sesion;
use casos::dto::*;
use casos::falla::CodigoFalla;
use casos::importar::OpcionesDeImportacion;
use casos::respaldos::Ocasion;

const HORA: u64 = 3_600_000;

fn tramite(s: &Sesion, nombre: &str) {
    s.crear_tramite(CrearTramite { nombre: nombre.to_owned(), codigo: None, institucion: None }).unwrap();
}

fn codigo<T: std::fmt::Debug>(r: Result<T, casos::falla::Falla>) -> (CodigoFalla, String) {
    let dto = r.unwrap_err().a_dto();
    (dto.codigo, dto.mensaje)
}

#[test]
fn la_copia_automatica_espera_cuatro_horas_y_no_repite_lo_que_ya_tiene() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    assert!(s.respaldar_si_toca(Ocasion::Periodica).unwrap().is_some(), "there was none");
    assert!(s.respaldar_si_toca(Ocasion::Cierre).unwrap().is_none(), "nothing new");
    tramite(&s, "Licencia ambiental");
    assert!(s.respaldar_si_toca(Ocasion::Periodica).unwrap().is_none(), "the last one is of a moment ago");
    s.cerrar().unwrap();
    let s = sesion(carpeta.path(), AHORA + 5 * HORA);
    assert!(s.respaldar_si_toca(Ocasion::Periodica).unwrap().is_some());
    tramite(&s, "Otra licencia");
    let al_cerrar = s.respaldar_si_toca(Ocasion::Cierre).unwrap().unwrap();
    assert_eq!((al_cerrar.motivo.as_deref(), al_cerrar.motivo_texto.as_str()), (Some("automatico"), "Automática"));
    assert!(s.respaldos(Nada {}).unwrap().al_dia);
}

#[test]
fn antes_de_importar_se_copia_una_vez_por_hora_y_un_archivo_malo_no_copia_nada() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let csv = |n: u32| {
        let ruta = carpeta.path().join(format!("{n}.csv"));
        let fila = format!("id,institucion,nombre,requisitos\n{n},MARN,Licencia número {n},1. DPI\n");
        std::fs::write(&ruta, fila).unwrap();
        ruta
    };
    let mala = carpeta.path().join("mala.csv");
    std::fs::write(&mala, "hola mundo").unwrap();
    assert!(s.importar_ruta(&mala, &OpcionesDeImportacion::default()).is_err());
    assert_eq!(s.respaldos(Nada {}).unwrap().copias, []);
    s.importar_ruta(&csv(1), &OpcionesDeImportacion { seco: true, ..OpcionesDeImportacion::default() }).unwrap();
    assert_eq!(s.respaldos(Nada {}).unwrap().copias, [], "a rehearsal changes nothing");
    let antes = s.verificar(Verificar::default()).unwrap().asientos;
    s.importar_ruta(&csv(2), &OpcionesDeImportacion::default()).unwrap();
    s.importar_ruta(&csv(3), &OpcionesDeImportacion::default()).unwrap();
    let copias = s.respaldos(Nada {}).unwrap().copias;
    assert_eq!(copias.len(), 1, "{copias:?}");
    assert_eq!((copias[0].asientos, copias[0].motivo.as_deref()), (Some(antes), Some("antes-de-importar")));
    s.cerrar().unwrap();
    let s = sesion(carpeta.path(), AHORA + 2 * HORA);
    s.importar_ruta(&csv(4), &OpcionesDeImportacion::default()).unwrap();
    assert!(s.respaldos(Nada {}).unwrap().copias[0].asientos.unwrap() > antes);
}

#[test]
fn sin_copia_en_otro_disco_avisa_a_los_siete_dias() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    assert!(!s.respaldos(Nada {}).unwrap().falta_otro_disco, "a new file has nothing to lose yet");
    let aqui = carpeta.path().join("aqui.dlgb");
    s.respaldar_en_ruta(&aqui).unwrap();
    s.cerrar().unwrap();
    let s = sesion(carpeta.path(), AHORA + 8 * DIA + HORA);
    let r = s.respaldos(Nada {}).unwrap();
    assert_eq!((r.falta_otro_disco, r.dias_sin_otro_disco, r.otro_disco), (true, 8, None), "the same disk does not count");
    // A disk of memory is another device.
    let otro = Path::new("/dev/shm");
    if !otro.is_dir() {
        println!("no ejecutada: aquí no hay otro disco");
        return;
    }
    let otro = tempfile::tempdir_in(otro).unwrap();
    let hecho = s.respaldar_en_ruta(&otro.path().join("copia.dlgb")).unwrap();
    assert!(hecho.comprobada.is_some());
    let r = s.respaldos(Nada {}).unwrap();
    assert!(!r.falta_otro_disco && r.otro_disco.is_some());
    s.cerrar().unwrap();
    let s = sesion(carpeta.path(), AHORA + 16 * DIA);
    assert!(s.respaldos(Nada {}).unwrap().falta_otro_disco, "a week later again");
}

#[test]
fn la_consola_no_reemplaza_una_copia_y_el_dialogo_si() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let salida = carpeta.path().join("copia.dlgb");
    s.respaldar_en_ruta(&salida).unwrap();
    let antes = std::fs::read(&salida).unwrap();
    assert_eq!(codigo(s.respaldar_en_ruta(&salida)).0, CodigoFalla::CamposInvalidos);
    assert_eq!(std::fs::read(&salida).unwrap(), antes);
    assert_eq!(codigo(s.respaldar_en_ruta(&s.ruta_base())).0, CodigoFalla::CamposInvalidos, "never over the data file");
    tramite(&s, "Licencia");
    let destino = s.registrar_destino(&salida).unwrap();
    let hecho = s.crear_respaldo(CrearRespaldo { destino: Some(destino), trabajo: None }).unwrap();
    assert_eq!(hecho.asientos, Some(s.verificar(Verificar::default()).unwrap().asientos));
    assert_ne!(std::fs::read(&salida).unwrap(), antes);
}

#[test]
fn restaurar_dice_cuanto_queda_apartado_y_los_lectores_ven_lo_nuevo() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    tramite(&s, "Licencia ambiental");
    let copia = s.crear_respaldo(CrearRespaldo::default()).unwrap();
    tramite(&s, "Escrito después");
    assert_eq!(s.listar_tramites(ListarTramites::default()).unwrap().total, 2);
    let prevista = s.prever_restauracion(ElegirCopia { copia: Some(copia.nombre.clone()), archivo: None }).unwrap();
    assert_eq!((prevista.despues, prevista.propia), (Some(1), true));
    let hecha = s.restaurar(Restaurar { copia: Some(copia.nombre.clone()), archivo: None, trabajo: None }).unwrap();
    assert_eq!((Some(hecha.asientos), hecha.despues, hecha.dispositivo_nuevo), (copia.asientos, Some(1), true));
    assert!(hecha.apartado.as_deref().is_some_and(|a| a.starts_with("diligencia.dlgb.apartada-2026-11-21_06")), "{hecha:?}");
    assert_eq!(s.listar_tramites(ListarTramites::default()).unwrap().total, 1, "readers of before were let go");
    let v = s.verificar(Verificar::default()).unwrap();
    assert_eq!((v.ok, v.asientos, v.raiz_estado), (true, hecha.asientos + 1, hecha.raiz_estado), "one act of the new device");
    tramite(&s, "Se sigue trabajando");
    let historial = s.historial(ListarHistorial::default()).unwrap();
    assert!(historial.operaciones.iter().any(|o| o.frase.starts_with("Continuó el trabajo")), "{historial:?}");
    assert!(carpeta.path().join(hecha.apartado.unwrap()).is_file());
}

#[test]
fn una_copia_de_otra_base_danada_o_que_no_existe_se_rehusa() {
    let (una, otra) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let s = comite(una.path());
    let ajena = {
        let s = sesion(otra.path(), AHORA + 1);
        let pide = CrearInstalacion { como: ComoInstalacion::Gae, institucion: None, demo: false, persona: String::new(), trabajo: None };
        s.crear_instalacion(pide).unwrap();
        let ruta = otra.path().join("ajena.dlgb");
        s.respaldar_en_ruta(&ruta).unwrap();
        ruta
    };
    let antes = s.verificar(Verificar::default()).unwrap();
    let (c, mensaje) = codigo(s.restaurar_ruta(&ajena));
    assert_eq!(c, CodigoFalla::RespaldoNoVerificado);
    assert!(mensaje.contains("otra base") && mensaje.contains("No se cambió nada"), "{mensaje}");
    let texto = una.path().join("texto.dlgb");
    std::fs::write(&texto, "hola").unwrap();
    assert_eq!(codigo(s.restaurar_ruta(&texto)).0, CodigoFalla::ArchivoNoReconocido);
    assert_eq!(codigo(s.restaurar_ruta(&una.path().join("no.dlgb"))).0, CodigoFalla::NoExiste);
    for nombre in ["../../etc/passwd", "diligencia.dlgb", ""] {
        let pide = Restaurar { copia: Some(nombre.to_owned()), archivo: None, trabajo: None };
        assert_eq!(codigo(s.restaurar(pide)).0, CodigoFalla::NoExiste, "a name is never a path: {nombre}");
    }
    assert_eq!(codigo(s.restaurar(Restaurar::default())).0, CodigoFalla::CamposInvalidos);
    assert_eq!(s.verificar(Verificar::default()).unwrap(), antes);
}

#[test]
fn un_archivo_danado_se_recupera_desde_la_ventana() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    tramite(&s, "Licencia ambiental");
    s.crear_respaldo(CrearRespaldo::default()).unwrap();
    tramite(&s, "Escrito después");
    let asientos = s.verificar(Verificar::default()).unwrap().asientos;
    s.cerrar().unwrap();
    let mut bytes = std::fs::read(s.ruta_base()).unwrap();
    bytes[100..4096].fill(0xab);
    std::fs::write(s.ruta_base(), &bytes).unwrap();
    let s = sesion(carpeta.path(), AHORA + HORA);
    let (c, mensaje) = codigo(s.estado_inicial(Nada {}));
    assert_eq!(c, CodigoFalla::ArchivoDanado);
    assert!(mensaje.contains("«Recuperar»"), "{mensaje}");
    let r = s.respaldos(Nada {}).unwrap();
    assert_eq!((r.copias.len(), r.falta_otro_disco), (1, false), "the list does not need the file");
    let hecha = s.recuperar(ConTrabajo::default()).unwrap();
    assert_eq!((hecha.asientos, hecha.faltan_total, hecha.rescatados), (asientos, 0, 1));
    assert_eq!(hecha.copia, Some(r.copias[0].nombre.clone()));
    assert!(s.verificar(Verificar::default()).unwrap().ok);
    assert_eq!(s.listar_tramites(ListarTramites::default()).unwrap().total, 2);
}

#[test]
fn al_recuperar_se_reunen_los_paquetes_de_la_carpeta_y_se_nombra_cada_uno() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    tramite(&s, "Licencia ambiental");
    let copia = s.crear_respaldo(CrearRespaldo::default()).unwrap();
    for nombre in ["Escrito después", "Y este también", "Y este último"] {
        tramite(&s, nombre);
    }
    let sano = s.verificar(Verificar::default()).unwrap();
    // One beside the data file with everything, one with the backups that nobody can read, one of another institution.
    let exportar = casos::intercambio::paquete::Exportar::default();
    s.exportar_paquete(&carpeta.path().join("MARN.DLG"), &exportar).unwrap();
    s.cerrar().unwrap();
    let de_copias = almacen::respaldo::carpeta(&s.ruta_base());
    std::fs::write(de_copias.join("roto.dlg"), b"PK\x03\x04 esto no es un paquete").unwrap();
    let otra = tempfile::tempdir().unwrap();
    let o = sesion(otra.path(), AHORA + 1);
    let pide = CrearInstalacion {
        como: ComoInstalacion::Comite,
        institucion: Some("MAGA".to_owned()),
        demo: false,
        persona: "Beto".to_owned(),
        trabajo: None,
    };
    o.crear_instalacion(pide).unwrap();
    tramite(&o, "De otra institución");
    o.exportar_paquete(&carpeta.path().join("ajeno.dlg"), &exportar).unwrap();
    // Nothing is read of the data file: only its first page is left.
    let bytes = std::fs::read(s.ruta_base()).unwrap();
    std::fs::write(s.ruta_base(), &bytes[..4096]).unwrap();

    let s = sesion(carpeta.path(), AHORA + HORA);
    let hecha = s.recuperar(ConTrabajo::default()).unwrap();
    assert_eq!((hecha.copia.as_deref(), hecha.rescatados), (Some(copia.nombre.as_str()), 0));
    let nombres: Vec<&str> = hecha.paquetes.iter().map(|p| p.archivo.as_str()).collect();
    assert_eq!(nombres, ["MARN.DLG", "ajeno.dlg", "roto.dlg"]);
    assert_eq!((hecha.paquetes[0].nuevos, hecha.paquetes[0].rechazados, &hecha.paquetes[0].problema), (3, 0, &None));
    assert!(hecha.paquetes[1].problema.as_deref().unwrap().contains("MAGA"), "{:?}", hecha.paquetes[1]);
    assert!(hecha.paquetes[2].problema.is_some());
    assert_eq!((hecha.faltan_total, hecha.faltan.len()), (0, 0));
    assert_eq!(s.listar_tramites(ListarTramites::default()).unwrap().total, 4);
    let v = s.verificar(Verificar::default()).unwrap();
    assert!(v.ok && v.asientos >= sano.asientos, "{v:?}");
}

#[test]
fn unas_tablas_danadas_se_reconstruyen() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    tramite(&s, "Licencia ambiental");
    let sano = s.verificar(Verificar::default()).unwrap();
    assert_eq!(sano.remedio, Remedio::Ninguno);
    let hechas = s.reconstruir(ConTrabajo::default()).unwrap();
    assert_eq!(hechas.asientos, sano.asientos);
    assert_eq!(s.verificar(Verificar::default()).unwrap(), sano);
}

#[test]
fn una_evidencia_se_abre_con_un_nombre_del_programa_y_un_ejecutable_se_rehusa() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = sesion(carpeta.path(), AHORA);
    let pide = CrearInstalacion { como: ComoInstalacion::Gae, institucion: None, demo: false, persona: String::new(), trabajo: None };
    s.crear_instalacion(pide).unwrap();
    let mover = |evidencia: &Path, a| {
        let pide = MoverFase {
            institucion: Some("MARN".to_owned()),
            fase: Fase::ConformacionComite,
            a,
            fecha: None,
            evidencia: None,
            motivo: None,
        };
        s.mover_fase_con(&pide, Some(evidencia))
    };
    let archivo = |nombre: &str, bytes: &[u8]| {
        let ruta = carpeta.path().join(nombre);
        std::fs::write(&ruta, bytes).unwrap();
        ruta
    };
    for (nombre, bytes) in [("acta.pdf", &b"MZ\x90\0"[..]), ("acta.pdf.txt", b"#!/bin/sh\n"), ("acta.docx", b"PK\x03\x04nada")] {
        let (c, mensaje) = codigo(mover(&archivo(nombre, bytes), EstadoFase::EnProceso));
        assert_eq!(c, CodigoFalla::ArchivoNoReconocido, "{nombre}: {mensaje}");
    }
    mover(&archivo("acta\u{202E}fdp.exe", b"%PDF-1.7 acta"), EstadoFase::EnProceso).unwrap();
    let lector = almacen::Lector::abrir(&s.ruta_base()).unwrap();
    let adjuntos = lector.consultas().por_clase("gae_adjunto", None).unwrap();
    assert_eq!((adjuntos.len(), lector.adjuntos_huerfanos().unwrap()), (1, Vec::new()), "what was refused left nothing");
    let listo = s.abrir_adjunto(PorId { id: adjuntos[0].id.to_string() }).unwrap();
    assert_eq!((listo.nombre.as_str(), listo.bytes), ("actafdp.exe", 13));
    let ruta = s.ruta_exportada(&listo.id).unwrap();
    let nombre = ruta.file_name().unwrap().to_string_lossy().into_owned();
    assert!(nombre.starts_with("adjunto-") && nombre.ends_with(".pdf") && nombre.len() == "adjunto-01234567.pdf".len(), "{nombre}");
    assert_eq!(std::fs::read(&ruta).unwrap(), b"%PDF-1.7 acta");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let modo = |r: &Path| std::fs::metadata(r).unwrap().permissions().mode() & 0o777;
        assert_eq!((modo(&ruta), modo(ruta.parent().unwrap())), (0o600, 0o700));
    }
    assert_eq!(codigo(s.abrir_adjunto(PorId { id: "../../x".to_owned() })).0, CodigoFalla::NoExiste);
    s.cerrar().unwrap();
    assert!(!ruta.exists(), "the copy goes away on closing");
}

#[test]
fn la_clave_va_al_llavero_despues_de_abrir_y_se_dice_donde_esta() {
    let carpeta = tempfile::tempdir().unwrap();
    let llavero = Arc::new(almacen::llavero::LlaveroEnMemoria::default());
    let con_llavero = || apoyo::abrir_con(carpeta.path(), AHORA, llavero.clone());
    comite(carpeta.path()).cerrar().unwrap();
    let s = con_llavero();
    let dice = |s: &Sesion| (s.estado_inicial(Nada {}).unwrap().instalacion.unwrap().custodia, s.identidad().unwrap().custodia);
    let dispositivo = s.identidad().unwrap().dispositivo;
    assert_eq!(dice(&s), ("archivo".to_owned(), "archivo".to_owned()));
    llavero.fallar(Some(almacen::llavero::FallaDeLlavero::Cerrado));
    let (c, mensaje) = codigo(s.llevar_clave_al_llavero());
    assert_eq!(c, CodigoFalla::LlaveroCerrado);
    assert!(mensaje.contains("llavero"), "{mensaje}");
    tramite(&s, "Se trabaja igual");
    llavero.fallar(None);
    assert!(s.llevar_clave_al_llavero().unwrap());
    assert!(s.llevar_clave_al_llavero().unwrap(), "twice is once");
    assert_eq!(dice(&s), ("llavero".to_owned(), "llavero".to_owned()));
    s.cerrar().unwrap();
    let s = con_llavero();
    assert_eq!(s.identidad().unwrap().dispositivo, dispositivo);
    s.cerrar().unwrap();
    // Where nobody can open it, everything is read and nothing is written.
    let s = sesion(carpeta.path(), AHORA + 1);
    assert_eq!(s.listar_tramites(ListarTramites::default()).unwrap().total, 1);
    let (c, mensaje) = codigo(s.crear_tramite(CrearTramite { nombre: "No se guarda".to_owned(), codigo: None, institucion: None }));
    assert_eq!(c, CodigoFalla::LlaveroCerrado);
    assert!(mensaje.contains("se pueden leer"), "{mensaje}");
    let s = con_llavero();
    s.mudar_clave(casos::intercambio::identidad::Custodia::Archivo).unwrap();
    assert_eq!((s.identidad().unwrap().dispositivo, llavero.cuantas()), (dispositivo, 0));
}

#[test]
fn cada_dia_se_revisa_una_parte_y_lo_hallado_se_dice_hasta_recuperar() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    for i in 0..60 {
        tramite(&s, &format!("Trámite {i}"));
    }
    s.crear_respaldo(CrearRespaldo::default()).unwrap();
    let asientos = s.verificar(Verificar::default()).unwrap().asientos;
    s.cerrar().unwrap();
    let danos = |s: &Sesion| s.estado_inicial(Nada {}).unwrap().instalacion.unwrap().danos_hallados;
    let mut vistos = 0;
    for dia in 0..30 {
        let s = sesion(carpeta.path(), AHORA + dia * DIA);
        vistos += s.revisar_tramo_si_toca().unwrap().unwrap().asientos;
        assert!(s.revisar_tramo_si_toca().unwrap().is_none(), "once a day");
        assert_eq!(danos(&s), 0);
        s.cerrar().unwrap();
    }
    assert_eq!(vistos, asientos, "in thirty days all of it");
    // An entry in the middle of the file: the open looks at the last one only.
    let base = carpeta.path().join("diligencia.dlgb");
    let mut bytes = std::fs::read(&base).unwrap();
    // The text as it stands in a body, after the byte of CBOR that says how long it is.
    let escrito = [&[0x6a], "Trámite 7".as_bytes()].concat();
    let lugar = bytes.windows(escrito.len()).position(|v| v == escrito).unwrap();
    bytes[lugar + 1] ^= 1;
    std::fs::write(&base, bytes).unwrap();
    let mut hallados = 0;
    for dia in 30..60 {
        let s = sesion(carpeta.path(), AHORA + dia * DIA);
        hallados += s.revisar_tramo_si_toca().unwrap().unwrap().problemas.len() as u64;
        assert_eq!(danos(&s), hallados, "it stays said");
        s.cerrar().unwrap();
    }
    assert_eq!(hallados, 1);
    let s = sesion(carpeta.path(), AHORA + 61 * DIA);
    s.recuperar(ConTrabajo::default()).unwrap();
    assert_eq!(danos(&s), 0, "another file");
    assert!(s.verificar(Verificar::default()).unwrap().ok);
}

/// A package over 50 MiB, of three scanned documents, and a GAE folder to take it in.
fn paquete_grande(carpeta: &Path) -> (std::path::PathBuf, Sesion) {
    let gae = |nombre: &str, ms: u64| {
        let s = sesion(&carpeta.join(nombre), ms);
        let pide = CrearInstalacion { como: ComoInstalacion::Gae, institucion: None, demo: false, persona: String::new(), trabajo: None };
        s.crear_instalacion(pide).unwrap();
        s
    };
    let s = gae("una", AHORA);
    for (i, institucion) in ["MARN", "MAGA", "MINEX"].into_iter().enumerate() {
        let mut acta = b"%PDF-1.7 acta".to_vec();
        acta.resize(20 << 20, u8::try_from(i).unwrap());
        let ruta = carpeta.join("acta.pdf");
        std::fs::write(&ruta, acta).unwrap();
        let pide = MoverFase {
            institucion: Some(institucion.to_owned()),
            fase: Fase::ConformacionComite,
            a: EstadoFase::EnProceso,
            fecha: None,
            evidencia: None,
            motivo: None,
        };
        s.mover_fase_con(&pide, Some(&ruta)).unwrap();
    }
    let paquete = carpeta.join("grande.dlg");
    let e = s.exportar_paquete(&paquete, &casos::intercambio::paquete::Exportar::default()).unwrap();
    assert!(e.bytes > 50 << 20);
    (paquete, gae("otra", AHORA + 1))
}

#[test]
#[cfg(unix)]
fn un_paquete_grande_no_se_abre_si_el_proceso_que_lo_lee_primero_no_dice_que_esta_bien() {
    let carpeta = tempfile::tempdir().unwrap();
    let (paquete, s) = paquete_grande(carpeta.path());
    // A child that talks and says nothing of ours.
    s.hospedar_hijo_en("/bin/echo".into());
    let antes = s.verificar(Verificar::default()).unwrap();
    let (c, mensaje) = codigo(s.importar_paquete(&paquete, false));
    assert_eq!(c, CodigoFalla::LimiteExcedido);
    assert!(mensaje.contains("más memoria o más tiempo") && mensaje.contains("No se importó nada"), "{mensaje}");
    assert_eq!(s.verificar(Verificar::default()).unwrap(), antes, "nothing was written, backups aside");
    // A small one cannot hold enough to hurt, and does not ask.
    let chico = carpeta.path().join("chico.dlg");
    s.exportar_paquete(&chico, &casos::intercambio::paquete::Exportar::default()).unwrap();
    assert_eq!(s.importar_paquete(&chico, true).unwrap().nuevos, 0);
}
