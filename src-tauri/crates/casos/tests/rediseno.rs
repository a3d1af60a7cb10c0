//! The redesign of one trámite through its verbs: tried, chosen, delivered and approved.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use apoyo::rediseno::{Acta, acta, agregar, decision, guardar, hasta, intentar, listo, sin_papel};
use apoyo::{AHORA, DIA, abrir, comite};
use casos::Sesion;
use casos::dto::*;
use casos::falla::{CodigoFalla, Falla};
use dominio::Dato;
use dominio::ficha::{AccionRequisito, EstadoTramite, VersionPaso};

fn rediseno(s: &Sesion, id: &str) -> RedisenoDto {
    s.rediseno(PorId { id: id.to_owned() }).unwrap()
}

fn ensayar(s: &Sesion, a: &Acta, decisiones: Vec<DecisionDto>) -> EnsayoDto {
    s.ensayar_cambios(EnsayarCambios { id: a.id.clone(), decisiones, arancel: None, costo_indirecto: None, explicar: false }).unwrap()
}

fn ver(medidas: &[MedidaBreve], medida: Medida) -> (String, String) {
    let m = medidas.iter().find(|m| m.medida == medida).unwrap();
    (m.antes.clone().unwrap_or_default(), m.despues.clone().unwrap_or_default())
}

fn par(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

fn guardar_escenario(s: &Sesion, a: &Acta, nombre: &str, decisiones: Vec<DecisionDto>) -> Result<String, Falla> {
    let pide =
        GuardarEscenario { tramite: a.id.clone(), id: None, nombre: nombre.to_owned(), arancel: None, costo_indirecto: None, decisiones };
    Ok(s.guardar_escenario(pide)?.valor.ids.remove(0))
}

fn campos(f: Falla) -> Vec<String> {
    f.a_dto().campos.into_iter().map(|c| c.campo).collect()
}

#[test]
fn cada_marca_cambia_las_medidas_y_no_guarda_nada() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    let antes = rediseno(&s, &a.id);
    let nada = ensayar(&s, &a, vec![]);
    assert_eq!(ver(&nada.medidas, Medida::Procedimientos), par("6", "6"));
    assert_eq!(ver(&nada.medidas, Medida::Visitas), par("2", "2"));
    let todo = ensayar(&s, &a, sin_papel(&a));
    assert_eq!(ver(&todo.medidas, Medida::Procedimientos), par("6", "3"));
    assert_eq!(ver(&todo.medidas, Medida::Requisitos), par("3", "1"));
    assert_eq!(ver(&todo.medidas, Medida::Visitas), par("2", "1"));
    assert_eq!(ver(&todo.medidas, Medida::PasosPersona), par("4", "1"));
    assert_eq!(ver(&todo.medidas, Medida::Tiempo), par("5", "1"));
    // Today: 1.25 × (30 + 20 + 1,450) minutes of what may be done twice, and 4,365 of the rest; proposed: without the two
    // pasos of paper the return goes to the first that stays.
    let ciclo = ver(&todo.medidas, Medida::Ciclo);
    assert_eq!(ciclo, par("4.33", "3.29"));
    let anual = todo.medidas.iter().find(|m| m.medida == Medida::Visitas).unwrap();
    assert_eq!(anual.anual.as_deref(), Some("3,200"), "one visit less for each of the 3,200 requests of a year");
    let actos: Vec<(ActoLegal, usize)> = todo.actos.iter().map(|x| (x.acto, x.requisitos.len())).collect();
    assert_eq!(actos, [(ActoLegal::AcuerdoGubernativo, 2)], "one agreement for both");
    assert!(todo.actos[0].borrador.contains("ARTÍCULO 3."), "{}", todo.actos[0].borrador);
    assert_eq!(rediseno(&s, &a.id), antes, "trying writes nothing");
}

#[test]
fn un_ensayo_imposible_dice_donde() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    let probar = |decisiones| {
        s.ensayar_cambios(EnsayarCambios { id: a.id.clone(), decisiones, arancel: None, costo_indirecto: None, explicar: false })
    };
    let casos: Vec<(Vec<DecisionDto>, &str)> = vec![
        (vec![decision(&a.requisitos[0], "volar")], "decisiones.0.accion"),
        (vec![decision(&a.pasos[0], "sustituir")], "decisiones.0.accion"),
        (vec![decision(&a.requisitos[0], "fusionar")], "decisiones.0"),
        (vec![decision(&a.requisitos[0], "eliminar"), decision(&a.requisitos[0], "mantener")], "decisiones.1"),
        (vec![DecisionDto { duracion_minutos: Some(-5), ..decision(&a.pasos[0], "mantener") }], "decisiones.0.duracion_minutos"),
        (vec![DecisionDto { justificacion: Some("no".to_owned()), ..decision(&a.pasos[0], "eliminar") }], "decisiones.0.justificacion"),
        (vec![DecisionDto { con: Some("otro".to_owned()), ..decision(&a.requisitos[0], "fusionar") }], "decisiones.0.con"),
    ];
    for (decisiones, campo) in casos {
        assert_eq!(campos(probar(decisiones.clone()).unwrap_err()), [campo], "{decisiones:?}");
    }
    let ajeno = decision("0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60", "eliminar");
    assert_eq!(campos(probar(vec![ajeno]).unwrap_err()), ["decisiones.0"]);
    let mal = s.ensayar_cambios(EnsayarCambios {
        id: a.id.clone(),
        decisiones: vec![],
        arancel: Some(-1),
        costo_indirecto: Some(-1),
        explicar: false,
    });
    assert_eq!(campos(mal.unwrap_err()), ["arancel", "costo_indirecto"]);
}

#[test]
fn digitalizar_antes_de_aprobar_pide_razon_en_todas_partes() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    let sin = DecisionDto { justificacion: None, ..decision(&a.requisitos[0], "digitalizar") };
    let dicho = ensayar(&s, &a, vec![sin.clone()]);
    assert_eq!(dicho.advertencias[0].codigo, CodigoDeEnsayo::DigitalAntesDeAprobar);
    assert_eq!(campos(guardar_escenario(&s, &a, "Todo en línea", vec![sin]).unwrap_err()), ["decisiones.0.justificacion"]);
    let paso = DecisionDto { justificacion: None, ..decision(&a.pasos[4], "automatizar") };
    assert_eq!(campos(guardar_escenario(&s, &a, "Todo en línea", vec![paso]).unwrap_err()), ["decisiones.0.justificacion"]);
    guardar_escenario(&s, &a, "Todo en línea", vec![decision(&a.requisitos[0], "digitalizar")]).unwrap();
    // On the row itself too.
    let falla = intentar(&s, &a.requisitos[0], &[("accion", Dato::from("digitalizar"))]).unwrap_err();
    assert_eq!(campos(falla), ["requisito.accion"]);
    let con = [("accion", Dato::from("digitalizar")), ("justificacion", Dato::from("La ventanilla ya recibe imágenes."))];
    intentar(&s, &a.requisitos[0], &con).unwrap();
}

#[test]
fn se_elige_un_escenario_entre_varios_y_se_deshace_de_una_vez() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    let corto = guardar_escenario(&s, &a, "Solo sin acta notarial", vec![decision(&a.requisitos[1], "eliminar")]).unwrap();
    let todo = guardar_escenario(&s, &a, "Sin papel, una sola visita", sin_papel(&a)).unwrap();
    let antes = rediseno(&s, &a.id);
    assert_eq!(antes.escenarios.iter().map(|e| e.estado).collect::<Vec<_>>(), [EstadoEscenario::Borrador; 2]);
    assert_eq!(ver(&antes.escenarios[1].medidas, Medida::Procedimientos), par("6", "3"));
    let elegir =
        |id: &str, motivo: &str| s.decidir_escenario(DecidirEscenario { id: id.to_owned(), elegir: true, motivo: motivo.to_owned() });
    assert_eq!(campos(elegir(&todo, "Es mejor").unwrap_err()), ["motivo"]);
    elegir(&todo, "Quita dos visitas sin reformar ninguna ley.").unwrap();
    let despues = rediseno(&s, &a.id);
    assert_eq!(
        despues.propuestos.iter().map(|p| p.texto.as_str()).collect::<Vec<_>>(),
        ["Presentar el expediente", "Revisar el expediente", "Redactar y firmar el acta"]
    );
    assert_eq!(despues.propuestos[0].origen.as_deref(), Some(a.pasos[2].as_str()));
    let acciones: Vec<Option<AccionRequisito>> = despues.requisitos.iter().map(|r| r.accion).collect();
    assert_eq!(
        acciones,
        [Some(AccionRequisito::Mantener), Some(AccionRequisito::Eliminar), Some(AccionRequisito::ConsultarEntreEntidades)]
    );
    assert_eq!(despues.escenarios[1].motivo.as_deref(), Some("Quita dos visitas sin reformar ninguna ley."));
    assert_eq!(despues.medidas.iter().filter(|m| m.breve.de_ley).map(|m| m.breve.sentido).collect::<Vec<_>>(), [Sentido::Mejora; 4]);
    // The chosen one is what was chosen: to try more, it is copied.
    let cambiar = GuardarEscenario {
        tramite: a.id.clone(),
        id: Some(todo.clone()),
        nombre: "Otro".to_owned(),
        arancel: None,
        costo_indirecto: None,
        decisiones: vec![],
    };
    assert_eq!(s.guardar_escenario(cambiar).unwrap_err().a_dto().codigo, CodigoFalla::TransicionNoPermitida);
    // The other one takes its place, whole.
    elegir(&corto, "La gobernación todavía no puede consultar al RENAP.").unwrap();
    let otra = rediseno(&s, &a.id);
    assert_eq!(otra.escenarios.iter().map(|e| e.estado).collect::<Vec<_>>(), [EstadoEscenario::Elegido, EstadoEscenario::Borrador]);
    assert_eq!(otra.propuestos.len(), 6);
    assert_eq!(otra.requisitos[2].accion, Some(AccionRequisito::Mantener));
    s.deshacer(Nada {}).unwrap();
    assert_eq!(rediseno(&s, &a.id).propuestos, despues.propuestos);
    s.deshacer(Nada {}).unwrap();
    assert_eq!(rediseno(&s, &a.id).propuestos, []);
    assert_eq!(rediseno(&s, &a.id).escenarios, antes.escenarios);
}

#[test]
fn guardar_otra_vez_quita_las_marcas_que_ya_no_estan() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    let id = guardar_escenario(&s, &a, "Sin papel", sin_papel(&a)).unwrap();
    let otra = |decisiones| GuardarEscenario {
        tramite: a.id.clone(),
        id: Some(id.clone()),
        nombre: "Sin papel".to_owned(),
        arancel: Some(2_500),
        costo_indirecto: Some(0),
        decisiones,
    };
    s.guardar_escenario(otra(vec![decision(&a.pasos[0], "eliminar")])).unwrap();
    let e = rediseno(&s, &a.id).escenarios.remove(0);
    assert_eq!(e.decisiones, [decision(&a.pasos[0], "eliminar")]);
    assert_eq!(e.arancel, Some(2_500));
    // And back: the row that had lost its action has it again.
    s.guardar_escenario(otra(sin_papel(&a))).unwrap();
    assert_eq!(rediseno(&s, &a.id).escenarios[0].decisiones.len(), 5);
    assert_eq!(s.guardar_escenario(otra(sin_papel(&a))).unwrap().guardado, None, "nothing changed: nothing is written");
}

#[test]
fn un_escenario_cuya_fila_se_retiro_lo_dice_y_no_se_elige() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    let id = guardar_escenario(&s, &a, "Sin papel", sin_papel(&a)).unwrap();
    s.retirar_filas(RetirarFilas { ids: vec![a.requisitos[1].clone()], motivo: "Estaba repetido en la lista".to_owned() }).unwrap();
    let e = rediseno(&s, &a.id).escenarios.remove(0);
    assert!(e.imposible.is_some());
    assert_eq!(e.medidas, []);
    let pide = DecidirEscenario { id, elegir: true, motivo: "Quita dos visitas sin reformar ninguna ley.".to_owned() };
    assert_eq!(campos(s.decidir_escenario(pide).unwrap_err()), ["id"]);
}

#[test]
fn la_propuesta_empieza_por_los_pasos_de_hoy() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    guardar(&s, &a.pasos[0], &[("accion", Dato::from("eliminar"))]);
    let ids = s.iniciar_propuesta(PorId { id: a.id.clone() }).unwrap().valor.ids;
    assert_eq!(ids.len(), 5);
    let d = rediseno(&s, &a.id);
    assert_eq!(d.propuestos[0].texto, "Llenar a mano, foliar y escanear");
    let falla = s.iniciar_propuesta(PorId { id: a.id.clone() }).unwrap_err();
    assert_eq!(falla.a_dto().codigo, CodigoFalla::TransicionNoPermitida);
    // The decision of the fourth paso came along, and it names the right paso.
    let ficha = s.abrir_ficha(PorId { id: a.id.clone() }).unwrap();
    let revisar = ficha.pasos.iter().find(|p| p.id == ids[2]).unwrap();
    assert_eq!(revisar.celdas["resultados"].valor.0, Dato::from("completo / incompleto: paso 1, 20 %"));
    let diagrama = s.diagrama(PedirDiagrama { id: a.id.clone(), version: VersionPaso::Propuesta, decisiones: vec![] }).unwrap();
    assert_eq!(diagrama.rutas.len(), 1);
    let marcados = s.diagrama(PedirDiagrama { id: a.id.clone(), version: VersionPaso::Actual, decisiones: vec![] }).unwrap();
    let eliminados = marcados.rutas[0].nodos.iter().filter(|n| n.marca == Some(Marca::Eliminado)).count();
    assert_eq!(eliminados, 1);
    let ensayo = s.diagrama(PedirDiagrama { id: a.id.clone(), version: VersionPaso::Actual, decisiones: sin_papel(&a) }).unwrap();
    assert!(ensayo.rutas[0].nodos.len() < marcados.rutas[0].nodos.len());
}

#[test]
fn una_reforma_avanza_y_dice_cuanto_lleva() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    let pide = GuardarReforma {
        tramite: a.id.clone(),
        id: None,
        acto: ActoLegal::AcuerdoGubernativo,
        norma: "Acuerdo Gubernativo 229-2014".to_owned(),
        requisitos: vec![a.requisitos[1].clone()],
        texto: "ARTÍCULO 1. Se suprime el requisito.".to_owned(),
        firma: "Presidencia de la República".to_owned(),
    };
    let id = s.guardar_reforma(pide.clone()).unwrap().valor.ids.remove(0);
    let mover = |s: &Sesion, a, numero: &str, fecha: &str, motivo: &str| {
        let (numero, fecha, motivo) = (numero.to_owned(), fecha.to_owned(), motivo.to_owned());
        s.mover_reforma(MoverReforma { id: id.clone(), a, numero, fecha, motivo })
    };
    let salto = mover(&s, EstadoReforma::Vigente, "", "", "").unwrap_err();
    assert!(salto.a_dto().mensaje.contains("En dictamen"), "names the states that may follow: {}", salto.a_dto().mensaje);
    mover(&s, EstadoReforma::EnDictamen, "", "", "").unwrap();
    mover(&s, EstadoReforma::EnFirma, "", "", "").unwrap();
    assert_eq!(campos(mover(&s, EstadoReforma::Publicada, "", "", "").unwrap_err()), ["numero", "fecha"]);
    assert_eq!(campos(mover(&s, EstadoReforma::Publicada, "12-2027", "2027-01-01", "").unwrap_err()), ["fecha"]);
    assert_eq!(campos(mover(&s, EstadoReforma::Desistida, "", "", "tarda").unwrap_err()), ["motivo"]);
    s.cerrar().unwrap();
    let s = abrir(carpeta.path(), AHORA + 9 * DIA);
    let r = rediseno(&s, &a.id).reformas.remove(0);
    assert_eq!((r.estado, r.dias), (EstadoReforma::EnFirma, 9));
    mover(&s, EstadoReforma::Publicada, "112-2026", "2026-11-25", "").unwrap();
    mover(&s, EstadoReforma::Vigente, "", "", "").unwrap();
    let r = rediseno(&s, &a.id).reformas.remove(0);
    assert_eq!((r.estado, r.numero.as_deref(), r.siguientes.len()), (EstadoReforma::Vigente, Some("112-2026"), 0));
    let tarde = s.guardar_reforma(GuardarReforma { id: Some(id.clone()), ..pide }).unwrap_err();
    assert_eq!(tarde.a_dto().codigo, CodigoFalla::TransicionNoPermitida);
}

#[test]
fn lo_que_falta_se_nombra_y_sin_ello_no_se_entrega() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    let codigos = |s: &Sesion| rediseno(s, &a.id).faltan.iter().map(|f| (f.codigo, f.cuantos)).collect::<Vec<_>>();
    assert_eq!(
        codigos(&s),
        [(CodigoDePendiente::PasosPropuestos, 1), (CodigoDePendiente::RequisitosSinDecidir, 3), (CodigoDePendiente::Medidas, 1)]
    );
    let falla = s.entregar_rediseno(PorId { id: a.id.clone() }).unwrap_err().a_dto();
    assert_eq!(falla.codigo, CodigoFalla::FaltaEvidencia);
    assert!(falla.mensaje.contains("Faltan 3 requisitos por decidir."), "{}", falla.mensaje);
    guardar(&s, &a.requisitos[0], &[("accion", Dato::from("requiere_reforma"))]);
    guardar(&s, &a.requisitos[1], &[("accion", Dato::from("mantener"))]);
    guardar(&s, &a.requisitos[2], &[("accion", Dato::from("mantener"))]);
    guardar(&s, &a.id, &[("volumen_quejas", Dato::Nulo)]);
    s.iniciar_propuesta(PorId { id: a.id.clone() }).unwrap();
    assert_eq!(
        codigos(&s),
        [(CodigoDePendiente::DatosDeLaFicha, 1), (CodigoDePendiente::DecisionesSinRazon, 1), (CodigoDePendiente::ReformasSinEscribir, 1)]
    );
}

#[test]
fn se_entrega_una_version_exacta_y_se_aprueba_esa_y_no_otra() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = listo(&s);
    let entregar = |s: &Sesion| s.entregar_rediseno(PorId { id: a.id.clone() });
    let primera = entregar(&s).unwrap().valor.ids.remove(0);
    let repetida = entregar(&s).unwrap_err().a_dto();
    assert_eq!(repetida.codigo, CodigoFalla::TransicionNoPermitida, "the same content twice says so");
    let acuerdo = carpeta.path().join("acuerdo.txt");
    std::fs::write(&acuerdo, "Acuerdo de la autoridad superior.").unwrap();
    let aprobar = |s: &Sesion, id: &str, fecha: &str| s.aprobar_con(id, &acuerdo, fecha);
    assert_eq!(campos(aprobar(&s, &primera, "2026-11-31").unwrap_err()), ["fecha"]);
    assert_eq!(campos(aprobar(&s, &primera, "2026-12-01").unwrap_err()), ["fecha"], "to come");
    assert_eq!(campos(aprobar(&s, &primera, "2026-11-01").unwrap_err()), ["fecha"], "before the delivery");
    // A single letter, and it is another version.
    guardar(&s, &a.requisitos[0], &[("texto", Dato::from("Fotocopia del DPI."))]);
    let d = rediseno(&s, &a.id);
    assert_eq!(d.entregas.iter().map(|e| (e.version, e.vigente)).collect::<Vec<_>>(), [(1, false)]);
    let falla = aprobar(&s, &primera, "2026-11-21").unwrap_err().a_dto();
    assert!(falla.mensaje.contains("cambió después de la versión 1"), "{}", falla.mensaje);
    let segunda = entregar(&s).unwrap().valor.ids.remove(0);
    aprobar(&s, &segunda, "2026-11-21").unwrap();
    let d = rediseno(&s, &a.id);
    assert_eq!(d.estado, EstadoTramite::RedisenoAprobado);
    assert!(!d.digital_espera);
    let e = &d.entregas[0];
    assert_eq!((e.version, e.vigente, e.aprobada_el.as_deref(), e.quien.as_str()), (2, true, Some("2026-11-21"), "Ana López"));
    assert_eq!(e.archivo.as_ref().unwrap().nombre, "acuerdo.txt");
    // The phase counts what its rule asks of the selected trámites.
    let fase = s.recorrido(Nada {}).unwrap().fases.into_iter().find(|f| f.fase == Fase::Rediseno).unwrap();
    assert_eq!(fase.estado, EstadoFase::EnProceso);
    assert!(fase.condiciones.iter().all(|c| c.cumple), "{:?}", fase.condiciones);
    let sin_razon = DecisionDto { justificacion: None, ..decision(&a.requisitos[0], "digitalizar") };
    assert!(ensayar(&s, &a, vec![sin_razon]).advertencias.iter().all(|x| x.codigo != CodigoDeEnsayo::DigitalAntesDeAprobar));
    // Undone, it is in redesign again.
    s.deshacer(Nada {}).unwrap();
    assert_eq!(rediseno(&s, &a.id).estado, EstadoTramite::EnRediseno);
}

#[test]
fn al_rediseno_se_entra_con_los_datos_que_necesita_y_se_sale_con_su_aprobacion() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    hasta(&s, &a.id, EstadoTramite::EnDiagnostico);
    guardar(&s, &a.id, &[("volumen_quejas", Dato::Nulo)]);
    agregar(&s, &a.id, "requisito", &[&[("texto", Dato::from("Declaración jurada ante notario"))]]);
    let mover = |a_estado| s.mover_tramite(MoverTramite { ids: vec![a.id.clone()], a: a_estado, motivo: String::new() });
    let falla = mover(EstadoTramite::EnRediseno).unwrap_err().a_dto();
    assert!(falla.mensaje.contains("severidad alta") && falla.mensaje.contains("Antes del rediseño"), "{}", falla.mensaje);
    let ficha = s.abrir_ficha(PorId { id: a.id.clone() }).unwrap();
    let altos: Vec<String> =
        ficha.hallazgos.iter().filter(|h| h.severidad == dominio::reglas::Severidad::Alta).map(|h| h.id.clone()).collect();
    assert!(!altos.is_empty());
    let ids = altos.clone();
    s.decidir_hallazgo(DecidirHallazgo { ids, estado: dominio::reglas::EstadoHallazgo::Aceptado, justificacion: String::new() }).unwrap();
    guardar(&s, &a.id, &[("volumen_quejas", Dato::Entero(3))]);
    mover(EstadoTramite::EnRediseno).unwrap();
    let falla = mover(EstadoTramite::RedisenoAprobado).unwrap_err().a_dto();
    assert!(falla.mensaje.contains("entregue el rediseño"), "{}", falla.mensaje);
}

#[test]
fn las_sumas_dicen_cuantos_se_pueden_comparar() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    listo(&s);
    let otra = acta(&s);
    hasta(&s, &otra.id, EstadoTramite::Priorizado);
    guardar(&s, &otra.id, &[("unidad_ejecutora", Dato::Nulo)]);
    let d = s.redisenos(PedirRedisenos::default()).unwrap();
    assert_eq!(d.filas.len(), 2);
    assert_eq!(d.unidades.iter().map(|u| u.nombre.as_deref().unwrap()).collect::<Vec<_>>(), ["Gobernación", "Sin unidad anotada"]);
    let pasos = d.total.medidas.iter().find(|m| m.breve.medida == Medida::Procedimientos).unwrap();
    assert_eq!((pasos.comparables, pasos.de), (1, 2));
    assert_eq!((pasos.breve.antes.as_deref(), pasos.breve.despues.as_deref()), (Some("6"), Some("3")));
    let p = pasos.breve.porcentaje.as_ref().unwrap();
    assert_eq!((p.numerador.as_str(), p.denominador.as_str(), p.porcentaje.as_deref()), ("3", "6", Some("50.0")));
}

#[test]
fn las_sugerencias_traen_su_evidencia_y_se_pueden_aplicar() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = acta(&s);
    let d = rediseno(&s, &a.id);
    assert!(d.sugerencias.iter().any(|x| x.principio == Principio::Interoperar && x.texto.contains("RENAP")));
    for x in &d.sugerencias {
        assert!(!x.evidencia.is_empty(), "{x:?}");
        if x.principio != Principio::Digitalizar && !x.decisiones.is_empty() {
            ensayar(&s, &a, x.decisiones.clone());
        }
        assert_eq!(x.espera_aprobacion, x.principio == Principio::Digitalizar);
    }
    guardar(&s, &a.pasos[3], &[("requisitos", Dato::from(a.requisitos[0].as_str()))]);
    let d = rediseno(&s, &a.id);
    assert_eq!(
        d.requisitos.iter().map(|r| (r.usado_en.clone(), r.sin_uso)).collect::<Vec<_>>(),
        [(vec![4], false), (vec![], true), (vec![], true)]
    );
}

/// Everything written on the pages, in order.
fn pagina(s: &Sesion, id: &str) -> String {
    let pide = PedirInforme { tipo: "rediseno".to_owned(), tramite: Some(id.to_owned()), ..PedirInforme::default() };
    let vista = s.vista_previa_informe(pide).unwrap();
    let marcas = vista.paginas.iter().flat_map(|p| &p.marcas);
    marcas.filter_map(|m| if let MarcaDto::Texto { texto, .. } = m { Some(texto.as_str()) } else { None }).collect::<Vec<_>>().join(" ")
}

#[test]
fn la_ficha_de_rediseno_dice_lo_entregado_y_sin_entrega_es_borrador() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = listo(&s);
    let borrador = pagina(&s, &a.id).replace('\u{a0}', " ");
    for dicho in [
        "Borrador: lo que dice no se ha entregado",
        "de 6 a 3 pasos",
        "Situación actual: 6 pasos",
        "Propuesta: 3 pasos",
        "De 3 requisitos quedan 1",
        "El cambio necesita 1 acto legal",
        "Presidencia de la República",
        "3,200 viajes",
    ] {
        assert!(borrador.contains(dicho), "«{dicho}» is not on the page: {borrador}");
    }
    s.entregar_rediseno(PorId { id: a.id.clone() }).unwrap();
    let entregado = pagina(&s, &a.id).replace('\u{a0}', " ");
    let huella = rediseno(&s, &a.id).entregas[0].huella.clone();
    assert!(entregado.contains(&huella[..40]) && entregado.contains("Versión 1,") && !entregado.contains("Borrador"), "{entregado}");
    guardar(&s, &a.requisitos[0], &[("texto", Dato::from("Fotocopia del DPI."))]);
    assert!(pagina(&s, &a.id).contains("Borrador"), "changed after the delivery, the paper is not of that version");
    let sin = PedirInforme { tipo: "rediseno".to_owned(), ..PedirInforme::default() };
    assert_eq!(campos(s.vista_previa_informe(sin).unwrap_err()), ["tramite"]);
    let otro = PedirInforme { tramite: Some("NADA-1".to_owned()), tipo: "rediseno".to_owned(), ..PedirInforme::default() };
    assert_eq!(s.vista_previa_informe(otro).unwrap_err().a_dto().codigo, CodigoFalla::NoExiste);
}

/// The real trámites of the sample, each redesigned with what its own data suggest.
#[test]
fn diez_tramites_reales_se_redisenan_con_sus_sugerencias() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Comite, None, true);
    let todos = s.listar_tramites(ListarTramites { cuantos: 104, ..ListarTramites::default() }).unwrap().filas;
    let mut hechos = 0;
    for t in &todos {
        let d = rediseno(&s, &t.id);
        let mut decisiones: Vec<DecisionDto> = Vec::new();
        for x in d.sugerencias.iter().filter(|x| x.principio != Principio::Digitalizar).flat_map(|x| x.decisiones.clone()) {
            if decisiones.iter().all(|y| y.donde != x.donde && x.con.as_ref() != Some(&y.donde) && y.con.as_ref() != Some(&x.donde)) {
                let razon = Some("Lo sugieren los datos de la ficha.".to_owned());
                decisiones.push(DecisionDto { justificacion: razon, ..x });
            }
        }
        if decisiones.is_empty() || d.actuales.is_empty() {
            continue;
        }
        let quitados =
            decisiones.iter().filter(|x| ["eliminar", "consultar_entre_entidades", "fusionar"].contains(&x.accion.as_str())).count();
        let pide = GuardarEscenario {
            tramite: t.id.clone(),
            nombre: "Lo que sugieren los datos".to_owned(),
            decisiones,
            ..GuardarEscenario::default()
        };
        let id = s.guardar_escenario(pide).unwrap().valor.ids.remove(0);
        s.decidir_escenario(DecidirEscenario { id, elegir: true, motivo: "Es lo que sugieren los datos de la ficha.".to_owned() }).unwrap();
        let d = rediseno(&s, &t.id);
        assert!(!d.propuestos.is_empty(), "{}", t.codigo);
        let (antes, despues) = ver(&d.medidas.iter().map(|m| m.breve.clone()).collect::<Vec<_>>(), Medida::Requisitos);
        let restados = antes.parse::<usize>().unwrap() - despues.parse::<usize>().unwrap();
        assert!(restados <= quitados, "{}: {antes} to {despues} with {quitados} removed", t.codigo);
        let diagrama = s.diagrama(PedirDiagrama { id: t.id.clone(), version: VersionPaso::Propuesta, decisiones: vec![] }).unwrap();
        let dibujados: usize =
            diagrama.rutas.iter().flat_map(|r| &r.nodos).filter(|n| n.numero.is_some() && n.clase != ClaseDeNodo::Exclusiva).count();
        assert!(dibujados > 0, "{}", t.codigo);
        assert!(pagina(&s, &t.id).contains("Ficha de rediseño") || pagina(&s, &t.id).contains("Borrador"), "{}", t.codigo);
        hechos += 1;
        if hechos == 10 {
            break;
        }
    }
    assert_eq!(hechos, 10);
}
