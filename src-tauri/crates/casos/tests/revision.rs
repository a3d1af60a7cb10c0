//! The review of an inventory through its verbs: duplicates, two that are one, findings in bulk and through
//! time, attachments.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use std::collections::BTreeMap;
use std::path::Path;

use apoyo::{AHORA, DIA, abrir, comite};
use casos::Sesion;
use casos::dto::*;
use casos::falla::{CodigoFalla, Falla};
use dominio::Dato;
use dominio::reglas::EstadoHallazgo;

fn tramite(s: &Sesion, nombre: &str, requisitos: &[&str], datos: &[(&str, &str)]) -> String {
    let id = s.crear_tramite(CrearTramite { nombre: nombre.to_owned(), codigo: None, institucion: None }).unwrap().valor.ids.remove(0);
    if !requisitos.is_empty() {
        let filas = requisitos.iter().map(|t| BTreeMap::from([("texto".to_owned(), ValorDto(Dato::from(*t)))])).collect();
        s.agregar_filas(AgregarFilas { padre: Some(id.clone()), clase: "requisito".to_owned(), despues_de: None, filas }).unwrap();
    }
    if !datos.is_empty() {
        let celdas = datos
            .iter()
            .map(|(campo, v)| CeldaNueva {
                entidad: id.clone(),
                campo: (*campo).to_owned(),
                valor: ValorDto(Dato::from(*v)),
                padres: vec![],
            })
            .collect();
        s.guardar_celdas(GuardarCeldas { celdas, motivo: String::new() }).unwrap();
    }
    id
}

fn ficha(s: &Sesion, id: &str) -> FichaDto {
    s.abrir_ficha(PorId { id: id.to_owned() }).unwrap()
}

fn dicho<'a>(f: &'a FichaDto, campo: &str) -> &'a str {
    f.tramite.celdas.get(campo).and_then(|c| c.valor.0.texto()).unwrap_or_default()
}

fn textos(f: &FichaDto) -> Vec<&str> {
    f.requisitos.iter().map(|r| r.celdas["texto"].valor.0.texto().unwrap()).collect()
}

fn parejas(s: &Sesion) -> ParejasDto {
    s.posibles_duplicados(Nada {}).unwrap()
}

fn union(una: &str, otra: &str, de_otra: &[&str], sin_repetidas: bool) -> UnirTramites {
    UnirTramites {
        una: una.to_owned(),
        otra: otra.to_owned(),
        de_otra: de_otra.iter().map(|c| (*c).to_owned()).collect(),
        sin_repetidas,
        motivo: "Es el mismo trámite, escrito dos veces".to_owned(),
    }
}

#[test]
fn two_names_that_say_the_same_are_shown_until_somebody_says_that_they_are_two() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let (a, b) = (tramite(&s, "Licencia de caza", &[], &[]), tramite(&s, "LICENCIA PARA LA CAZA", &[], &[]));
    tramite(&s, "Permiso de pesca", &[], &[]);
    let vistas = parejas(&s);
    assert_eq!(vistas.parejas.len(), 1);
    assert_eq!((&vistas.parejas[0].una.id, &vistas.parejas[0].otra.id, vistas.parejas[0].mismo_nombre), (&a, &b, true));
    assert_eq!(vistas.parejas[0].parecido.porcentaje.as_deref(), Some("100.0"));

    let sin_motivo = MarcarDistintos { una: b.clone(), otra: a.clone(), motivo: "no".to_owned() };
    assert_eq!(s.marcar_distintos(sin_motivo).unwrap_err().a_dto().codigo, CodigoFalla::CamposInvalidos);
    let pide = MarcarDistintos { una: b, otra: a, motivo: "Una es de caza mayor".to_owned() };
    let hecho = s.marcar_distintos(pide.clone()).unwrap();
    assert!(hecho.guardado.is_some());
    assert!(s.marcar_distintos(pide).unwrap().guardado.is_none(), "said once");
    assert_eq!((parejas(&s).parejas.len(), parejas(&s).distintas), (0, 1));
    s.deshacer(Nada {}).unwrap();
    assert_eq!((parejas(&s).parejas.len(), parejas(&s).distintas), (1, 0), "undone, it is asked again");
}

#[test]
fn in_the_real_catalogue_no_name_is_taken_for_another_and_those_that_come_twice_are_found() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = abrir(carpeta.path(), AHORA);
    apoyo::crear(&s, ComoInstalacion::Gae, None, false);
    let entrar = |nombre: &str| {
        let ruta = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/datos").join(nombre);
        s.importar_ruta(&ruta, &casos::importar::OpcionesDeImportacion::default()).unwrap().nuevas
    };
    assert_eq!(entrar("catalogo_2023.csv"), 665);
    let nombres = |p: &ParejaDto| format!("{} = {}", p.una.nombre, p.otra.nombre);
    let todas = |s: &Sesion| parejas(s).parejas.iter().map(nombres).collect::<Vec<_>>();
    // A proportion of letters found 66 pairs in one institution alone: exporters and importers, first time and renewal.
    assert_eq!(todas(&s), Vec::<String>::new(), "665 names, each its own");
    // The sample of the site repeats some of them under other identifiers.
    assert_eq!(entrar("catalogo_muestra.json"), 38);
    let vistas = todas(&s);
    assert!(vistas.iter().any(|p| p == "Programa de becas de inglés = Programa de becas de inglés"), "{vistas:#?}");
    assert!(vistas.len() >= 10, "{vistas:#?}");
    assert!(parejas(&s).parejas.iter().all(|p| p.una.institucion == p.otra.institucion));
}

#[test]
fn joining_keeps_the_chosen_values_and_the_rows_of_both_and_one_undo_takes_them_apart() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let a = tramite(&s, "Licencia de caza", &["Copia de DPI", "Solicitud firmada"], &[("horario", "8 a 16"), ("modalidad", "presencial")]);
    let b = tramite(
        &s,
        "Licencia para la caza",
        &["COPIA DE DPI", "Foto reciente"],
        &[("horario", "8 a 12"), ("descripcion", "Autoriza cazar")],
    );
    let prevista = s.prever_union(DosTramites { una: a.clone(), otra: b.clone() }).unwrap();
    assert_eq!(prevista.impedimento, None);
    assert_eq!(prevista.distintos.iter().map(|d| d.campo.as_str()).collect::<Vec<_>>(), ["codigo", "nombre", "horario"]);
    assert_eq!(prevista.gana.len(), 1, "{:?}", prevista.gana);
    assert_eq!(prevista.filas, [FilasDeAmbos { clase: "requisito".to_owned(), de_una: 2, de_otra: 2, repetidas: 1 }]);

    let antes = (ficha(&s, &a), ficha(&s, &b));
    let queda = s.unir_tramites(union(&a, &b, &["horario"], true)).unwrap().valor.ids.remove(0);
    let unida = ficha(&s, &queda);
    assert_eq!((dicho(&unida, "nombre"), dicho(&unida, "horario")), ("Licencia de caza", "8 a 12"), "the first, but for what was chosen");
    assert_eq!((dicho(&unida, "modalidad"), dicho(&unida, "descripcion")), ("presencial", "Autoriza cazar"), "of both");
    assert_eq!(dicho(&unida, "codigo"), dicho(&antes.0, "codigo"));
    assert!(unida.tramite.celdas.values().all(|c| !c.conflicto), "nothing is left to decide");
    let mut juntos = textos(&unida);
    juntos.sort_unstable();
    assert_eq!(juntos, ["Copia de DPI", "Foto reciente", "Solicitud firmada"], "without the one that repeated");
    let lista = s.listar_tramites(ListarTramites::default()).unwrap();
    assert_eq!((lista.total, lista.filas[0].id == queda), (1, true));

    s.deshacer(Nada {}).unwrap();
    for (era, id) in [(&antes.0, &a), (&antes.1, &b)] {
        let es = ficha(&s, id);
        assert_eq!(textos(&es), textos(era));
        for campo in ["codigo", "nombre", "horario", "modalidad", "descripcion"] {
            assert_eq!(dicho(&es, campo), dicho(era, campo), "{campo} of {id}");
        }
    }
    s.rehacer(Nada {}).unwrap();
    assert_eq!(s.listar_tramites(ListarTramites::default()).unwrap().total, 1);
}

#[test]
fn what_cannot_be_joined_says_why_and_changes_nothing() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let (a, b) = (tramite(&s, "Licencia de caza", &[], &[]), tramite(&s, "Licencia de pesca", &[], &[]));
    let codigo = |f: Falla| f.a_dto().codigo;
    assert_eq!(s.prever_union(DosTramites { una: a.clone(), otra: a.clone() }).map_err(codigo), Err(CodigoFalla::CamposInvalidos));
    assert_eq!(
        s.unir_tramites(UnirTramites { motivo: "no".to_owned(), ..union(&a, &b, &[], false) }).map_err(codigo),
        Err(CodigoFalla::CamposInvalidos)
    );
    assert_eq!(
        s.unir_tramites(union(&a, &b, &["visitas"], false)).map_err(codigo),
        Err(CodigoFalla::CamposInvalidos),
        "a datum in which they agree"
    );
    let nadie = uuid::Uuid::from_u128(9).to_string();
    assert_eq!(s.unir_tramites(union(&a, &nadie, &[], false)).map_err(codigo), Err(CodigoFalla::NoExiste));
    assert_eq!(s.listar_tramites(ListarTramites::default()).unwrap().total, 2);
}

#[test]
fn findings_that_say_the_same_are_decided_together_over_many_tramites() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    for n in 0..3 {
        tramite(&s, &format!("Trámite número {n} de prueba"), &["Fotocopia de DPI", "Antecedentes penales"], &[]);
    }
    let pide = || AgruparHallazgos { regla: "R5".to_owned(), institucion: None, unidad: None, estado: None };
    let grupos = s.agrupar_hallazgos(pide()).unwrap();
    assert_eq!(grupos.len(), 2);
    assert!(grupos.iter().all(|g| (g.hallazgos, g.tramites, g.ids.len(), g.textos[0].veces) == (3, 3, 3, 3)), "{grupos:?}");
    let todos: usize = s.hallazgos(ListarHallazgos { regla: Some("R5".to_owned()), ..Default::default() }).unwrap().hallazgos.len();
    assert_eq!(todos, 6);

    let decidir = DecidirHallazgo { ids: grupos[0].ids.clone(), estado: EstadoHallazgo::Aceptado, justificacion: String::new() };
    s.decidir_hallazgo(decidir).unwrap();
    assert_eq!(s.agrupar_hallazgos(pide()).unwrap().len(), 1);
    let aceptados = s.agrupar_hallazgos(AgruparHallazgos { estado: Some(EstadoHallazgo::Aceptado), ..pide() }).unwrap();
    assert_eq!((aceptados.len(), aceptados[0].tramites), (1, 3));
    s.deshacer(Nada {}).unwrap();
    assert_eq!(s.agrupar_hallazgos(pide()).unwrap().len(), 2, "one undo for all");

    let excepcion = DecidirHallazgo { ids: grupos[1].ids.clone(), estado: EstadoHallazgo::Descartado, justificacion: "no".to_owned() };
    assert_eq!(s.decidir_hallazgo(excepcion).unwrap_err().a_dto().codigo, CodigoFalla::CamposInvalidos, "an exception says why");
}

#[test]
fn the_trend_counts_what_was_open_at_the_end_of_each_day() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s, "Licencia de caza", &["Fotocopia de DPI", "Antecedentes penales"], &[]);
    s.cerrar().unwrap();
    let s = abrir(carpeta.path(), AHORA + 2 * DIA);
    let quitar = ficha(&s, &id).requisitos[0].id.clone();
    s.retirar_filas(RetirarFilas { ids: vec![quitar], motivo: "Se consultará a RENAP".to_owned() }).unwrap();
    let t = s.tendencia_hallazgos(PedirTendencia::default()).unwrap();
    let r5 = |p: &PuntoDeTendencia| p.por_regla.iter().find(|r| r.regla == "R5").map_or(0, |r| r.abiertos);
    let vistos: Vec<(&str, u64)> = t.puntos.iter().map(|p| (p.corte.as_str(), r5(p))).collect();
    assert_eq!(vistos, [("2026-11-21", 2), ("2026-11-22", 2), ("2026-11-23", 1)]);
    let ahora = s.hallazgos(ListarHallazgos::default()).unwrap();
    assert_eq!(t.puntos.last().unwrap().por_regla, ahora.por_regla, "the last point is what the screen counts");
    assert!(t.reglas["R5"].contains("Estado"));
}

#[test]
fn a_file_is_attached_once_listed_opened_and_taken_off() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = comite(carpeta.path());
    let id = tramite(&s, "Licencia de caza", &[], &[]);
    let pdf = carpeta.path().join("formulario.pdf");
    std::fs::write(&pdf, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n").unwrap();
    let archivo = s.registrar_archivo(&pdf).unwrap();
    let hecho = s.adjuntar(Adjuntar { tramite: id.clone(), archivo }).unwrap();
    let f = ficha(&s, &id);
    assert_eq!(f.adjuntos.len(), 1);
    assert_eq!((f.adjuntos[0].nombre.as_str(), f.adjuntos[0].bytes, &f.adjuntos[0].id), ("formulario.pdf", 35, &hecho.valor.ids[0]));
    assert_eq!(f.adjuntos[0].tipo, "application/pdf");
    let otra_vez = s.adjuntar_archivo(&id, &pdf).unwrap();
    assert_eq!((otra_vez.guardado, otra_vez.valor), (None, hecho.valor), "the same bytes are there already");
    let listo = s.abrir_adjunto(PorId { id: f.adjuntos[0].id.clone() }).unwrap();
    assert_eq!(listo.bytes, 35);

    let ejecutable = carpeta.path().join("virus.pdf");
    std::fs::write(&ejecutable, b"MZ\x90\0 este programa no es un documento").unwrap();
    assert_eq!(s.adjuntar_archivo(&id, &ejecutable).unwrap_err().a_dto().codigo, CodigoFalla::ArchivoNoReconocido);
    s.retirar_filas(RetirarFilas { ids: vec![f.adjuntos[0].id.clone()], motivo: "Se subió el que no era".to_owned() }).unwrap();
    assert_eq!(ficha(&s, &id).adjuntos, []);
    s.deshacer(Nada {}).unwrap();
    assert_eq!(ficha(&s, &id).adjuntos.len(), 1);
}

#[test]
fn los_volumenes_son_filas_y_lo_que_no_concuerda_se_dice_sin_rehusarlo() {
    let carpeta = tempfile::tempdir().unwrap();
    let s = &comite(carpeta.path());
    let id = tramite(s, "Licencia de exportación", &["DPI"], &[]);
    let fila = |anio: i64, canal: &str, solicitudes: i64, rechazos: i64| {
        BTreeMap::from([
            ("anio".to_owned(), ValorDto(Dato::Entero(anio))),
            ("canal".to_owned(), ValorDto(Dato::from(canal))),
            ("solicitudes".to_owned(), ValorDto(Dato::Entero(solicitudes))),
            ("rechazos".to_owned(), ValorDto(Dato::Entero(rechazos))),
        ])
    };
    let agregar = |filas| {
        s.agregar_filas(AgregarFilas { padre: Some(id.clone()), clase: "volumen".to_owned(), despues_de: None, filas }).map(|h| h.valor.ids)
    };
    let ids = agregar(vec![fila(2025, "presencial", 900, 40), fila(2025, "en_linea", 300, 301), fila(2025, "presencial", 1, 0)]).unwrap();
    let f = ficha(s, &id);
    assert_eq!(f.volumenes.iter().map(|v| v.id.clone()).collect::<Vec<_>>(), ids);
    let dichas: Vec<_> = f.advertencias.iter().map(|a| (a.entidad.as_str(), a.campo.as_str(), a.seccion)).collect();
    assert_eq!(dichas, [(ids[1].as_str(), "rechazos", Seccion::Volumen), (ids[2].as_str(), "canal", Seccion::Volumen)]);
    // A year that cannot be is refused, and nothing of the block is written.
    let mala = agregar(vec![fila(2024, "presencial", 1, 0), fila(1024, "presencial", 1, 0)]).unwrap_err();
    assert_eq!(mala.a_dto().codigo, CodigoFalla::CamposInvalidos);
    assert_eq!(ficha(s, &id).volumenes.len(), 3);
    s.deshacer(Nada {}).unwrap();
    assert_eq!(ficha(s, &id).volumenes.len(), 0);
}
