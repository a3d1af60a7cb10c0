//! Our pasos written as BPMN and read back: the same pasos, the same bytes, and files that others accept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::Command;

use datos_abiertos::bpmn::{Documento, PorEscribir, RutaDibujada, a_grafo, a_pasos, contar, escribir, escribir_ficha};
use dominio::diagrama::{Arista, Carril, ClaseDeCarril, ClaseDeNodo, Grafo, Nodo, trazado::trazar};
use dominio::ficha::{AccionPaso, ActorPaso, AgregaValor, Canal, Ficha, Paso, Procedencia, Tramite, VersionPaso};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use uuid::Uuid;

fn datos() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/datos/bpmn")
}

fn nodo(clave: &str, carril: usize, clase: ClaseDeNodo, texto: &str, paso: Option<Uuid>) -> Nodo {
    Nodo { clave: clave.into(), carril, clase, texto: texto.into(), paso, numero: None, marca: None, entra: None, sale: None }
}

/// A drawing of some pasos that does not depend on how the table is drawn: one after another, with a wait where
/// there is one, and a pair of gateways after each decision.
fn grafo(pasos: &[&Paso]) -> Grafo {
    let mut carriles: Vec<Carril> = Vec::new();
    let mut carril = |p: &Paso| {
        let (nombre, clase) = match p.actor {
            Some(ActorPaso::Usuario) => ("Persona usuaria".to_owned(), ClaseDeCarril::Persona),
            Some(ActorPaso::Sistema) => (p.sistema.clone().unwrap_or("Sistema".into()), ClaseDeCarril::Sistema),
            Some(ActorPaso::OtraEntidad) => (p.unidad.clone().unwrap_or("Otra entidad".into()), ClaseDeCarril::OtraEntidad),
            Some(ActorPaso::Institucion) | None => (p.unidad.clone().unwrap_or_default(), ClaseDeCarril::Unidad),
        };
        let igual = carriles.iter().position(|c| c.nombre == nombre && c.clase == clase);
        igual.unwrap_or_else(|| {
            carriles.push(Carril { nombre, clase });
            carriles.len() - 1
        })
    };
    let (mut nodos, mut aristas) = (Vec::<Nodo>::new(), Vec::<Arista>::new());
    let mut ultimo: Option<usize> = None;
    let mut de_paso: Vec<usize> = Vec::new();
    let enlazar = |nodos: &mut Vec<Nodo>, aristas: &mut Vec<Arista>, ultimo: &mut Option<usize>, n: Nodo| {
        nodos.push(n);
        let este = nodos.len() - 1;
        if let Some(de) = ultimo.replace(este) {
            aristas.push(Arista { de, a: este, texto: String::new(), regreso: false });
        }
        este
    };
    for (k, p) in pasos.iter().enumerate() {
        let c = carril(p);
        if k == 0 {
            enlazar(&mut nodos, &mut aristas, &mut ultimo, nodo("inicio", c, ClaseDeNodo::Inicio, "", None));
        }
        if p.espera_minutos.is_some() {
            enlazar(&mut nodos, &mut aristas, &mut ultimo, nodo(&format!("e{k}"), c, ClaseDeNodo::Espera, "Espera", Some(p.id)));
        }
        let clase = match p.actor {
            Some(ActorPaso::Sistema) => ClaseDeNodo::Servicio,
            _ if p.sistema.is_none() => ClaseDeNodo::Manual,
            _ => ClaseDeNodo::Tarea,
        };
        let mut n = nodo(&format!("p{k}"), c, clase, &p.texto, Some(p.id));
        (n.entra, n.sale) = (p.documento_entrada.clone(), p.documento_salida.clone());
        de_paso.push(enlazar(&mut nodos, &mut aristas, &mut ultimo, n));
        if p.decision {
            let g = enlazar(&mut nodos, &mut aristas, &mut ultimo, nodo(&format!("d{k}"), c, ClaseDeNodo::Exclusiva, "", Some(p.id)));
            aristas.push(Arista { de: g, a: de_paso[0], texto: "no cumple".into(), regreso: true });
        }
        if k + 1 == pasos.len() {
            enlazar(&mut nodos, &mut aristas, &mut ultimo, nodo("fin", c, ClaseDeNodo::Fin, "Listo", None));
        }
    }
    Grafo::nuevo(carriles, nodos, aristas).unwrap()
}

/// Every third paso that the version has is left out of the drawing when asked.
fn escrito(ficha: &Ficha, version: VersionPaso, omite: bool) -> Vec<u8> {
    let propios: Vec<&Paso> = ficha.pasos.iter().filter(|p| p.version.unwrap_or(VersionPaso::Actual) == version).collect();
    let dibujados: Vec<&Paso> = propios.iter().enumerate().filter(|(k, _)| !omite || k % 3 != 2).map(|(_, p)| *p).collect();
    let (a, b) = (grafo(&dibujados), grafo(&dibujados[dibujados.len() / 2..]));
    let (ta, tb) = (trazar(&a), trazar(&b));
    let rutas = [
        RutaDibujada { nombre: Some("En línea"), grafo: &a, trazado: &ta },
        RutaDibujada { nombre: Some("Presencial"), grafo: &b, trazado: &tb },
    ];
    let cuantas = if omite { 2 } else { 1 };
    escribir(&PorEscribir { ficha, version, institucion: "Ministerio de Pruebas & Cía.", rutas: &rutas[..cuantas] })
}

fn texto() -> impl Strategy<Value = String> {
    "[ a-zñÑáé0-9<>&\"'/%\n\t\\[\\]_:.·»—😀-]{1,24}"
}

prop_compose! {
    fn un_paso()(
        ids in (any::<u128>(), any::<[Option<u128>; 1]>(), prop::collection::vec(any::<u128>(), 0..3)),
        textos in (texto(), prop::option::of(texto()), prop::option::of(texto()), prop::option::of(texto()), prop::option::of(texto())),
        docs in (prop::option::of(texto()), prop::option::of(texto())),
        numeros in any::<(Option<u16>, Option<u16>, Option<u16>, Option<u16>)>(),
        listas in (
            prop::option::of(prop::sample::select(VersionPaso::TODOS)),
            prop::option::of(prop::sample::select(ActorPaso::TODOS)),
            prop::option::of(prop::sample::select(Canal::TODOS)),
            prop::option::of(prop::sample::select(AgregaValor::TODOS)),
            prop::option::of(prop::sample::select(AccionPaso::TODOS)),
            prop::option::of(prop::sample::select(Procedencia::TODOS)),
        ),
        decision in any::<bool>(),
        nivel in 0i64..2,
    ) -> Paso {
        let n = |x: Option<u16>| x.map(i64::from);
        Paso {
            id: Uuid::from_u128(ids.0),
            version: listas.0,
            nivel,
            grupo: textos.1,
            texto: textos.0,
            actor: listas.1,
            canal: listas.2,
            unidad: textos.2,
            duracion_minutos: n(numeros.0),
            duracion_minima: n(numeros.1),
            duracion_maxima: n(numeros.2),
            espera_minutos: n(numeros.3),
            agrega_valor: listas.3,
            decision,
            resultados: textos.3,
            sistema: textos.4,
            documento_entrada: docs.0,
            documento_salida: docs.1,
            requisitos: ids.2.into_iter().map(Uuid::from_u128).collect(),
            origen: ids.1[0].map(Uuid::from_u128),
            accion: listas.4,
            procedencia: listas.5,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lo_escrito_vuelve_igual_y_se_escribe_igual(pasos in prop::collection::vec(un_paso(), 0..9), omite in any::<bool>()) {
        let tramite = Tramite { id: Uuid::from_u128(7), nombre: Some("Licencia \"B2\" <nueva>".into()), ..Tramite::default() };
        let ficha = Ficha { tramite, pasos, ..Ficha::default() };
        for version in [VersionPaso::Actual, VersionPaso::Propuesta] {
            let primero = escrito(&ficha, version, omite);
            let doc = Documento::leer(&primero).unwrap();
            prop_assert_eq!(doc.con_cambios(&[]).unwrap(), primero.clone());
            let leidos = a_pasos(&doc, version);
            prop_assert!(leidos.exacto);
            let esperados: Vec<Paso> = ficha.pasos.iter().filter(|p| p.version.unwrap_or(VersionPaso::Actual) == version).cloned().collect();
            prop_assert_eq!(&leidos.pasos, &esperados);
            let otra = Ficha { pasos: leidos.pasos, ..ficha.clone() };
            prop_assert_eq!(escrito(&otra, version, omite), primero);
            let c = contar(&doc);
            prop_assert!(c.no_reconocidos.is_empty());
            prop_assert!(c.avisos.iter().all(|a| matches!(a.codigo, "ciclo")), "{:?}", c.avisos);
            let _ = a_grafo(&doc);

            // And with the drawing of the table itself.
            let propio = escribir_ficha(&ficha, version, "MARN");
            let leidos = a_pasos(&Documento::leer(&propio).unwrap(), version);
            prop_assert!(leidos.exacto);
            prop_assert_eq!(&leidos.pasos, &esperados);
            prop_assert_eq!(escribir_ficha(&Ficha { pasos: leidos.pasos, ..ficha.clone() }, version, "MARN"), propio);
        }
    }
}

fn ejemplo() -> Ficha {
    let paso = |n: u128, texto: &str, actor, unidad: &str| Paso {
        id: Uuid::from_u128(0x0190_a6c2_7e1f_7b3a_9c55_3f2a_1d4e_0000 + n),
        version: Some(VersionPaso::Actual),
        texto: texto.into(),
        actor: Some(actor),
        unidad: (!unidad.is_empty()).then(|| unidad.to_owned()),
        ..Paso::default()
    };
    let mut pasos = vec![
        paso(1, "Presentar la solicitud", ActorPaso::Usuario, ""),
        paso(2, "Revisar los requisitos", ActorPaso::Institucion, "Ventanilla"),
        paso(3, "Registrar el pago", ActorPaso::Sistema, ""),
        paso(4, "Emitir la resolución", ActorPaso::Institucion, "Asesoría Jurídica"),
        paso(5, "Recoger la licencia", ActorPaso::Usuario, ""),
    ];
    pasos[0].documento_entrada = Some("Formulario".into());
    pasos[1].decision = true;
    pasos[1].resultados = Some("cumple / no cumple: paso 1, 30 %".into());
    pasos[1].documento_entrada = Some("Expediente".into());
    pasos[1].agrega_valor = Some(AgregaValor::Obligatorio);
    pasos[3].espera_minutos = Some(2_880);
    pasos[3].documento_entrada = Some("Expediente".into());
    pasos[3].documento_salida = Some("Resolución".into());
    pasos[3].agrega_valor = Some(AgregaValor::Si);
    let tramite =
        Tramite { id: Uuid::from_u128(9), codigo: Some("MARN-1".into()), nombre: Some("Licencia ambiental".into()), ..Tramite::default() };
    Ficha { tramite, pasos, ..Ficha::default() }
}

/// Runs a program over a file, and gives what it says when it is not happy.
fn acepta(programa: &str, argumentos: &[&str], archivo: &Path) {
    let salida =
        Command::new(programa).args(argumentos).arg(archivo).output().unwrap_or_else(|e| panic!("{programa} (see .ci/preparar): {e}"));
    assert!(salida.status.success(), "{programa} {}: {}", archivo.display(), String::from_utf8_lossy(&salida.stderr));
}

#[test]
fn what_is_written_is_valid_against_the_schemas_of_the_omg() {
    let carpeta = tempfile::tempdir().unwrap();
    let esquema = datos().join("xsd/BPMN20.xsd");
    let validar = |archivo: &Path| acepta("xmllint", &["--noout", "--nonet", "--schema", esquema.to_str().unwrap()], archivo);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut fichas = vec![ejemplo()];
    for _ in 0..12 {
        let pasos = prop::collection::vec(un_paso(), 1..12).new_tree(&mut runner).unwrap().current();
        fichas.push(Ficha { pasos, ..ejemplo() });
    }
    for (n, ficha) in fichas.iter().enumerate() {
        for omite in [false, true] {
            let archivo = carpeta.path().join(format!("{n}-{omite}.bpmn"));
            std::fs::write(&archivo, escrito(ficha, VersionPaso::Actual, omite)).unwrap();
            validar(&archivo);
        }
        let archivo = carpeta.path().join(format!("{n}-tabla.bpmn"));
        std::fs::write(&archivo, escribir_ficha(ficha, VersionPaso::Actual, "MARN")).unwrap();
        validar(&archivo);
    }
    // The net catches: an element that the schema does not have.
    let malo = carpeta.path().join("malo.bpmn");
    let texto = String::from_utf8(escrito(&ejemplo(), VersionPaso::Actual, false)).unwrap();
    std::fs::write(&malo, texto.replacen("<startEvent", "<inventado/><startEvent", 1)).unwrap();
    let salida = Command::new("xmllint").args(["--noout", "--schema"]).arg(&esquema).arg(&malo).output().unwrap();
    assert!(!salida.status.success(), "the schema refuses what it does not have");
    if let Ok(destino) = std::env::var("DILIGENCIA_BPMN_EJEMPLO") {
        std::fs::write(destino, escribir_ficha(&ejemplo(), VersionPaso::Actual, "MARN")).unwrap();
    }
}

#[test]
fn los_pasos_de_otro_programa_se_toman_con_su_notacion() {
    let doc = Documento::leer(
        br#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><laneSet id="l">
        <lane id="l1" name="Solicitante"><flowNodeRef>s</flowNodeRef><flowNodeRef>a</flowNodeRef></lane>
        <lane id="l2" name="Ventanilla"><flowNodeRef>b</flowNodeRef><flowNodeRef>g</flowNodeRef><flowNodeRef>e</flowNodeRef></lane></laneSet>
        <startEvent id="s"/><task id="a" name="Presentar la solicitud"/><userTask id="b" name="Revisar los requisitos"/>
        <exclusiveGateway id="g" name="Cumple?"/><intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <serviceTask id="c" name="Emitir"/><parallelGateway id="pg"/><task id="d1" name="Notificar"/><task id="d2" name="Archivar"/><parallelGateway id="pj"/>
        <task id="z" name="Entregar"/><endEvent id="e"/>
        <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
        <sequenceFlow id="f3" sourceRef="b" targetRef="g"/><sequenceFlow id="f4" name="s/c" sourceRef="g" targetRef="t"/>
        <sequenceFlow id="f5" name="no cumple" sourceRef="g" targetRef="a"/><sequenceFlow id="f6" sourceRef="t" targetRef="c"/>
        <sequenceFlow id="f7" sourceRef="c" targetRef="pg"/><sequenceFlow id="f8" sourceRef="pg" targetRef="d1"/>
        <sequenceFlow id="f9" sourceRef="pg" targetRef="d2"/><sequenceFlow id="fa" sourceRef="d1" targetRef="pj"/>
        <sequenceFlow id="fb" sourceRef="d2" targetRef="pj"/><sequenceFlow id="fc" sourceRef="pj" targetRef="z"/>
        <sequenceFlow id="fd" sourceRef="z" targetRef="e"/></process></definitions>"#,
    )
    .unwrap();
    let leidos = a_pasos(&doc, VersionPaso::Propuesta);
    assert!(!leidos.exacto);
    let filas: Vec<_> = leidos
        .pasos
        .iter()
        .map(|p| (p.texto.as_str(), p.actor.unwrap().as_str(), p.unidad.as_deref(), p.resultados.as_deref(), p.espera_minutos))
        .collect();
    assert_eq!(
        filas,
        [
            ("Presentar la solicitud", "usuario", None, None, None),
            ("Revisar los requisitos", "institucion", Some("Ventanilla"), Some("s-c / no cumple: paso 1"), None),
            ("Emitir", "sistema", None, Some("a la vez: 4 / 5"), Some(2_880)),
            ("Notificar", "institucion", None, None, None),
            ("Archivar", "institucion", None, None, None),
            ("Entregar", "institucion", None, None, None),
        ]
    );
    assert!(leidos.pasos.iter().all(|p| p.version == Some(VersionPaso::Propuesta) && p.id.is_nil()));
    assert_eq!(leidos.avisos, [], "all of it had a place");
}

#[test]
fn each_reference_file_gives_rows_and_says_what_had_no_place() {
    for e in std::fs::read_dir(datos()).unwrap() {
        let ruta = e.unwrap().path();
        if ruta.extension().is_none_or(|x| x != "bpmn") {
            continue;
        }
        let doc = Documento::leer(&std::fs::read(&ruta).unwrap()).unwrap();
        let leidos = a_pasos(&doc, VersionPaso::Actual);
        println!("{}: {} pasos", ruta.file_name().unwrap().display(), leidos.pasos.len());
        for (n, p) in leidos.pasos.iter().enumerate() {
            println!("  {} {:?} {:?} {:?} {:?}", n + 1, p.texto, p.actor.map(|a| a.as_str()), p.unidad, p.resultados);
        }
        for a in leidos.avisos {
            println!("  - {}: {}", a.codigo, a.mensaje);
        }
        assert!(!leidos.pasos.is_empty());
        let grafo = a_grafo(&doc);
        let t = trazar(&grafo);
        assert_eq!(t.nodos.len(), grafo.nodos().len());
        let defectos = dominio::diagrama::trazado::revision::defectos(&grafo, &t);
        assert!(defectos.is_empty(), "{}: {defectos:?}", ruta.display());
    }
}

/// Another program renames a task and moves an arrow: the flow as it is now wins, and the minutes stay.
#[test]
fn un_archivo_nuestro_que_otro_cambio_conserva_lo_que_no_cambio() {
    let mut ficha = ejemplo();
    ficha.pasos[1].duracion_minutos = Some(20);
    let original = String::from_utf8(escrito(&ficha, VersionPaso::Actual, false)).unwrap();
    let renombrado = original.replace("name=\"Revisar los requisitos\"", "name=\"Revisar todo\"");
    let leidos = a_pasos(&Documento::leer(renombrado.as_bytes()).unwrap(), VersionPaso::Actual);
    assert!(leidos.exacto, "a name is the text of its paso");
    assert_eq!((leidos.pasos[1].texto.as_str(), leidos.pasos[1].duracion_minutos), ("Revisar todo", Some(20)));
    assert_eq!(leidos.pasos[1].resultados, ficha.pasos[1].resultados);
    let cambiado = original.replace("name=\"no cumple\"", "name=\"incompleto\"");
    let leidos = a_pasos(&Documento::leer(cambiado.as_bytes()).unwrap(), VersionPaso::Actual);
    assert!(!leidos.exacto);
    assert_eq!(leidos.pasos[1].duracion_minutos, Some(20));
    assert_eq!(leidos.pasos[1].id, ficha.pasos[1].id);
    assert!(leidos.pasos[1].resultados.as_deref().unwrap().contains("incompleto: paso 1"), "{:?}", leidos.pasos[1].resultados);
    assert_eq!(leidos.pasos[3].espera_minutos, Some(2_880), "the wait is not counted twice");
}
