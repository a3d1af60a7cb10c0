//! The board over real files: the demonstration of December 2021, both voices, cut-offs, what changed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking")]

mod apoyo;

use std::path::Path;

use apoyo::{AHORA, abrir, crear};
use casos::Sesion;
use casos::dto::*;
use casos::falla::CodigoFalla;
use dominio::fase::{EstadoFase, Fase};

fn demostracion(carpeta: &Path) -> Sesion {
    let sesion = abrir(carpeta, AHORA);
    crear(&sesion, ComoInstalacion::Gae, None, true);
    sesion
}

fn al(corte: &str) -> PedirTablero {
    PedirTablero { corte: Some(corte.to_owned()), ..PedirTablero::default() }
}

fn fase(t: &TableroDto, cual: Fase) -> &FaseDelTablero {
    t.fases.iter().find(|f| f.fase == cual).unwrap()
}

#[test]
fn la_demostracion_da_las_cifras_del_informe_de_2021() {
    let carpeta = tempfile::tempdir().unwrap();
    let antes = std::time::Instant::now();
    let sesion = abrir(carpeta.path(), AHORA);
    let guardado = crear(&sesion, ComoInstalacion::Gae, None, true).guardado.unwrap();
    println!("demonstration in {:?}", antes.elapsed());
    assert!(guardado.starts_with("2026-11-21T"), "saved now, whatever the day of its facts: {guardado}");
    let t = sesion.tablero(al("2021-12-31")).unwrap();
    let cuatro: Vec<_> =
        t.fases[..4].iter().map(|f| (f.numerador, f.denominador, f.porcentaje.clone().unwrap(), f.reportado.clone().unwrap())).collect();
    let esperadas = [(59, 66, "89.39", "89"), (59, 59, "100.00", "100"), (45, 66, "68.18", "65"), (45, 66, "68.18", "61")];
    assert_eq!(cuatro, esperadas.map(|(n, d, p, r)| (n, d, p.to_owned(), r.to_owned())));
    assert_eq!(t.fases[..4].iter().map(|f| f.diferencia.unwrap()).collect::<Vec<_>>(), [0, 0, 2, 5], "in institutions");
    assert_eq!(t.pendientes["conformacion_comite"].iter().map(|(t, n)| (t.as_str(), *n)).collect::<Vec<_>>(), [("gobernacion", 7)]);
    let inventario: Vec<_> = t.pendientes["inventario"].iter().map(|(t, n)| (t.as_str(), *n)).collect();
    assert_eq!(inventario, [("comision", 2), ("gobernacion", 14), ("otra_dependencia", 2), ("secretaria", 3)]);
    assert_eq!(t.pendientes["priorizacion"], t.pendientes["inventario"]);
    assert!(t.demostracion && t.asignacion_ficticia && t.aviso.as_ref().unwrap().contains("ficticio"));
    assert_eq!(t.titular, "59 de 66 instituciones tienen comité; el inventario se detiene en las gobernaciones");
    assert_eq!(t.acompanamiento.iter().find(|c| c.clave == "reuniones_de_trabajo").unwrap().valor, 72);
    assert_eq!((t.instituciones, t.total, t.filas.len()), (66, 66, 66));
    let parrafo = t.listas.iter().find(|l| l.fase == Fase::Inventario && l.tipo.is_none()).unwrap();
    assert_eq!(
        parrafo.texto,
        "6.1.3 Inventario de trámites: 68.18 % (45 de 66 instituciones). Quedan 21 pendientes: 3 secretarías, 2 comisiones, 2 otras dependencias y 14 gobernaciones departamentales."
    );
    let gobernaciones =
        t.listas.iter().find(|l| l.fase == Fase::ConformacionComite && l.tipo == Some(TipoInstitucion::Gobernacion)).unwrap();
    assert!(gobernaciones.cuantas == 7 && gobernaciones.texto.contains("Gobernación Departamental de Izabal"), "{}", gobernaciones.texto);
    assert_eq!(t.mapa.len(), 22);
    assert_eq!(t.mapa.iter().filter(|m| m.estados[2] == EstadoFase::Entregada || m.estados[2] == EstadoFase::Aprobada).count(), 8);
    assert!(t.filas.iter().map(|f| f.tramites).sum::<u64>() >= 120, "real trámites of the catalogue");
    // The log itself is of 2021, and the program goes on today.
    let historial = sesion.historial(ListarHistorial::default()).unwrap();
    assert!(historial.operaciones.iter().all(|o| o.cuando.starts_with("2021-")), "every operation is of the scenario");
    assert!(sesion.verificar(Verificar::default()).unwrap().ok);
    assert_eq!(sesion.tablero(PedirTablero::default()).unwrap().corte, "2026-11-21");
}

#[test]
fn la_demostracion_se_ve_crecer_por_la_fecha_de_los_hechos() {
    let carpeta = tempfile::tempdir().unwrap();
    let sesion = demostracion(carpeta.path());
    let numeradores: Vec<u64> = ["2021-09-08", "2021-09-30", "2021-10-31", "2021-11-30", "2021-12-31"]
        .map(|c| sesion.tablero(al(c)).unwrap().fases[0].numerador)
        .into();
    assert_eq!(numeradores[0], 0, "before the first fact there was nothing");
    assert!(numeradores.windows(2).all(|w| w[0] < w[1] || w[1] == 59), "{numeradores:?}");
    let t = sesion.tendencia_tablero(PedirTendenciaDelTablero { hasta: Some("2021-12-31".to_owned()), ..Default::default() }).unwrap();
    assert!((2..=12).contains(&t.puntos.len()), "{}", t.puntos.len());
    let ultimo = t.puntos.last().unwrap();
    assert_eq!((ultimo.corte.as_str(), ultimo.fases[0].numerador, ultimo.fases[2].numerador), ("2021-12-31", 59, 45));
    for p in &t.puntos {
        let tablero = sesion.tablero(al(&p.corte)).unwrap();
        assert_eq!(p.fases[2].numerador, tablero.fases[2].numerador, "the trend and the board say the same on {}", p.corte);
    }
}

#[test]
fn que_cambio_cuenta_lo_mismo_que_los_dos_tableros() {
    let carpeta = tempfile::tempdir().unwrap();
    let sesion = demostracion(carpeta.path());
    let pide = PedirCambios {
        desde: "2021-10-31".to_owned(),
        hasta: Some("2021-12-31".to_owned()),
        institucion: None,
        con_hallazgos: true,
        trabajo: None,
    };
    let c = sesion.que_cambio(pide.clone()).unwrap();
    let (a, b) = (sesion.tablero(al("2021-10-31")).unwrap(), sesion.tablero(al("2021-12-31")).unwrap());
    for f in &c.fases {
        let (x, y) = (fase(&a, f.fase), fase(&b, f.fase));
        assert_eq!((f.antes.numerador, f.ahora.numerador), (x.numerador, y.numerador), "{}", f.nombre);
        let entraron = c.movimientos.iter().filter(|m| m.fase == f.fase && m.cuenta && m.a.cuenta()).count() as i64;
        let salieron = c.movimientos.iter().filter(|m| m.fase == f.fase && m.cuenta && m.de.cuenta()).count() as i64;
        assert_eq!(f.diferencia, entraron - salieron, "{}", f.nombre);
    }
    let agregados: u64 = c.tramites.iter().map(|t| t.agregados).sum();
    let tramites = |t: &TableroDto| t.filas.iter().map(|f| f.tramites).sum::<u64>();
    assert_eq!(agregados, tramites(&b) - tramites(&a));
    assert!(agregados > 50, "two imports of the scenario fall between");
    let hallazgos = c.hallazgos.unwrap();
    assert!(hallazgos.iter().map(|h| h.ahora).sum::<u64>() > hallazgos.iter().map(|h| h.antes).sum::<u64>());
    assert!(c.parrafos.iter().any(|p| p.contains("Inventario de trámites: de ")), "{:?}", c.parrafos);
    let marn = sesion.que_cambio(PedirCambios { institucion: Some("MARN".to_owned()), con_hallazgos: false, ..pide.clone() }).unwrap();
    assert!(!marn.movimientos.is_empty() && marn.movimientos.iter().all(|m| m.sigla == "MARN"));
    let al_reves = PedirCambios { desde: "2022-01-01".to_owned(), con_hallazgos: false, ..pide };
    assert_eq!(sesion.que_cambio(al_reves).unwrap_err().a_dto().codigo, CodigoFalla::CamposInvalidos);
}

#[test]
fn cada_cifra_lista_tantas_filas_como_dice_con_cualquier_filtro() {
    let carpeta = tempfile::tempdir().unwrap();
    let sesion = demostracion(carpeta.path());
    let filtros = [
        al("2021-12-31"),
        PedirTablero { tipos: vec![TipoInstitucion::Gobernacion, TipoInstitucion::Comision], ..al("2021-12-31") },
        PedirTablero { fase: Some(Fase::Inventario), estados: vec![EstadoFase::EnProceso, EstadoFase::NoIniciada], ..al("2021-12-31") },
        PedirTablero { buscar: Some("gobernacion izabal".to_owned()), ..al("2021-11-30") },
        PedirTablero { departamentos: vec!["Petén".to_owned(), "Sololá".to_owned()], ..al("2021-12-31") },
        PedirTablero { buscar: Some("nadie se llama así".to_owned()), ..al("2021-12-31") },
    ];
    for filtro in filtros {
        let t = sesion.tablero(PedirTablero { cuantos: Some(1), ..filtro.clone() }).unwrap();
        assert_eq!(t.filas.len() as u64, t.total.min(1), "the window does not change the figures");
        for f in &t.fases {
            for (cuales, cifra) in [
                (Cuales::Base, f.denominador),
                (Cuales::Cuentan, f.numerador),
                (Cuales::Pendientes, f.pendientes),
                (Cuales::EnProceso, f.en_proceso),
                (Cuales::Observadas, f.observadas),
                (Cuales::NoIniciadas, f.no_iniciadas),
                (Cuales::Declarado, f.declarado),
                (Cuales::ConEvidencia, f.con_evidencia),
                (Cuales::Verificado, f.verificado),
                (Cuales::NoAplica, f.no_aplica),
            ] {
                let d = sesion.detalle_tablero(PedirDetalle { tablero: filtro.clone(), fase: f.fase, tipo: None, cuales }).unwrap();
                assert_eq!((d.total, d.filas.len() as u64), (cifra, cifra), "{} {}", f.nombre, cuales.as_str());
            }
            for por_tipo in &f.por_tipo {
                let pide = PedirDetalle { tablero: filtro.clone(), fase: f.fase, tipo: Some(por_tipo.tipo), cuales: Cuales::Cuentan };
                assert_eq!(sesion.detalle_tablero(pide).unwrap().total, por_tipo.numerador);
            }
        }
    }
    let con_filtro = sesion.tablero(PedirTablero { tipos: vec![TipoInstitucion::Ministerio], ..al("2021-12-31") }).unwrap();
    assert_eq!(con_filtro.fases[0].reportado, None, "what was reported is of the 66, not of a part");
}

#[test]
fn lo_reportado_despues_del_corte_no_aparece_y_el_de_antes_lleva_su_fecha() {
    let carpeta = tempfile::tempdir().unwrap();
    let sesion = demostracion(carpeta.path());
    let antes = sesion.tablero(al("2021-11-30")).unwrap();
    assert_eq!((&antes.fases[0].reportado, antes.acompanamiento.len()), (&None, 0));
    let despues = sesion.tablero(al("2022-04-30")).unwrap();
    let comite = &despues.fases[0];
    assert_eq!((comite.reportado.as_deref(), comite.reportado_corte.as_deref(), comite.diferencia), (Some("89"), Some("2021-12-31"), None));
}

#[test]
fn una_institucion_se_ve_entera_desde_el_tablero() {
    let carpeta = tempfile::tempdir().unwrap();
    let sesion = demostracion(carpeta.path());
    let i = sesion.institucion(PedirInstitucion { institucion: "marn".to_owned(), corte: Some("2021-12-31".to_owned()) }).unwrap();
    assert_eq!(i.institucion.sigla, "MARN");
    assert_eq!(i.tramites_por_estado.iter().map(|x| x.cuantos).sum::<u64>(), i.fila.tramites);
    assert!(i.copias_de_referencia && i.asignacion_ficticia);
    assert!(!i.primeros_tramites.is_empty() && !i.hallazgos.is_empty());
    let comite = &i.fases[0];
    assert_eq!(
        (comite.celda.estado, comite.dice_gae, comite.dice_la_institucion),
        (EstadoFase::Aprobada, Some(EstadoFase::Aprobada), None)
    );
    assert_eq!((comite.evidencias.len(), comite.movimientos.len()), (1, 3));
    assert_eq!(comite.movimientos[0].a, EstadoFase::Aprobada, "newest first");
    let observada = sesion.institucion(PedirInstitucion { institucion: "GD-11".to_owned(), corte: None }).unwrap();
    assert_eq!(observada.fases[4].celda.estado, EstadoFase::Observada);
    assert!(observada.fases[4].movimientos[0].motivo.contains("completar"));
    let nadie = PedirInstitucion { institucion: "XYZ".to_owned(), corte: None };
    assert_eq!(sesion.institucion(nadie).unwrap_err().a_dto().codigo, CodigoFalla::NoExiste);
}

#[test]
fn quitar_la_demostracion_deja_una_copia_y_la_primera_pregunta() {
    let carpeta = tempfile::tempdir().unwrap();
    let sesion = demostracion(carpeta.path());
    let asientos = sesion.verificar(Verificar::default()).unwrap().asientos;
    let q = sesion.quitar_demostracion(QuitarDemostracion::default()).unwrap();
    assert!(q.mensaje.contains(&q.copia) && Path::new(&q.copia).is_file());
    assert!(sesion.estado_inicial(Nada {}).unwrap().instalacion.is_none(), "first start again");
    let copia = almacen::Lector::abrir(Path::new(&q.copia)).unwrap();
    assert_eq!(copia.en_un_corte(|c| c.asientos()).unwrap(), asientos);
    crear(&sesion, ComoInstalacion::Gae, None, false);
    let real = sesion.tablero(PedirTablero::default()).unwrap();
    assert!(!real.demostracion && !real.asignacion_ficticia && real.aviso.is_none());
    assert_eq!((real.fases[0].numerador, real.fases[0].denominador), (0, 66));
    let rehusa = sesion.quitar_demostracion(QuitarDemostracion::default()).unwrap_err().a_dto();
    assert_eq!(rehusa.codigo, CodigoFalla::SinPermiso, "real data is not put away");
    assert!(sesion.hay_base());
}

#[test]
fn un_movimiento_deshecho_no_vuelve_en_ningun_corte() {
    let carpeta = tempfile::tempdir().unwrap();
    let sesion = abrir(carpeta.path(), AHORA);
    crear(&sesion, ComoInstalacion::Gae, None, false);
    let mover = |a: EstadoFase, dia: &str| {
        let pide = MoverFase {
            institucion: Some("MARN".to_owned()),
            fase: Fase::Inventario,
            a,
            fecha: Some(dia.to_owned()),
            evidencia: None,
            motivo: Some("Se anota lo recibido".to_owned()),
        };
        let acta = carpeta.path().join("acta.txt");
        std::fs::write(&acta, "Acta de cierre").unwrap();
        sesion.mover_fase_con(&pide, (a == EstadoFase::Entregada).then_some(acta.as_path())).unwrap();
    };
    let estado = |corte: &str| {
        let pide = PedirTablero { buscar: Some("MARN".to_owned()), ..al(corte) };
        let c = sesion.tablero(pide).unwrap().filas[0].celdas[2].clone();
        (c.estado, c.evidencias, c.verificacion)
    };
    mover(EstadoFase::EnProceso, "2026-11-10");
    mover(EstadoFase::Entregada, "2026-11-05");
    assert_eq!(estado("2026-11-06"), (EstadoFase::Entregada, 1, NivelDeVerificacion::ConEvidencia));
    sesion.deshacer(Nada {}).unwrap();
    assert_eq!(estado("2026-11-06"), (EstadoFase::NoIniciada, 0, NivelDeVerificacion::Nada), "its fact never was");
    assert_eq!(estado("2026-11-21").0, EstadoFase::EnProceso);
    sesion.rehacer(Nada {}).unwrap();
    assert_eq!(estado("2026-11-06").0, EstadoFase::Entregada);
    mover(EstadoFase::Aprobada, "2026-11-20");
    assert_eq!(estado("2026-11-21").2, NivelDeVerificacion::Verificado);
}

#[test]
fn gae_anota_lo_que_publico_y_queda_junto_a_lo_calculado_de_esa_fecha() {
    let carpeta = tempfile::tempdir().unwrap();
    let sesion = demostracion(carpeta.path());
    let fila = |porcentaje: &str| {
        let celdas = [
            ("fase", "inventario"),
            ("corte", "2022-04-30"),
            ("porcentaje", porcentaje),
            ("fuente", "Informe de GAE del primer cuatrimestre de 2022"),
        ];
        let fila = celdas.map(|(campo, valor)| (campo.to_owned(), ValorDto(dominio::Dato::from(valor)))).into();
        AgregarFilas { padre: None, clase: "reportado".to_owned(), despues_de: None, filas: vec![fila] }
    };
    sesion.agregar_filas(fila("70.5")).unwrap();
    let t = sesion.tablero(al("2022-04-30")).unwrap();
    let inventario = fase(&t, Fase::Inventario);
    assert_eq!(inventario.reportado.as_deref(), Some("70.5"));
    assert_eq!(inventario.reportado_fuente.as_deref(), Some("Informe de GAE del primer cuatrimestre de 2022"));
    // 70.5 % of 66 is 46.53 institutions: 47 against the 45 computed.
    assert_eq!((inventario.numerador, inventario.equivale_a, inventario.diferencia), (45, Some(47), Some(-2)));
    assert_eq!(fase(&t, Fase::Priorizacion).reportado_corte.as_deref(), Some("2021-12-31"), "the others keep their last one");
    assert_eq!(fase(&sesion.tablero(al("2021-12-31")).unwrap(), Fase::Inventario).reportado.as_deref(), Some("65"));
    sesion.agregar_filas(fila("71")).unwrap();
    let lista = sesion.reportados(Nada {}).unwrap();
    let dichas: Vec<_> =
        lista.iter().map(|r| (r.corte.as_str(), r.fase, r.porcentaje.as_str(), r.entidad.is_some(), r.reemplazado)).collect();
    assert_eq!(
        dichas[..4],
        [
            ("2022-04-30", Fase::Inventario, "71", true, false),
            ("2022-04-30", Fase::Inventario, "70.5", true, true),
            ("2021-12-31", Fase::ConformacionComite, "89", false, false),
            ("2021-12-31", Fase::CapacitacionComite, "100", false, false),
        ]
    );
    assert_eq!(lista.len(), 6);
    let ultima = lista[0].entidad.as_ref().unwrap().id.clone();
    sesion.retirar_filas(RetirarFilas { ids: vec![ultima], motivo: "Se escribió por error".to_owned() }).unwrap();
    assert_eq!(fase(&sesion.tablero(al("2022-04-30")).unwrap(), Fase::Inventario).reportado.as_deref(), Some("70.5"));
    for malo in ["70.555", "101", "setenta"] {
        assert_eq!(sesion.agregar_filas(fila(malo)).unwrap_err().a_dto().codigo, CodigoFalla::CamposInvalidos, "{malo}");
    }
    let otra = tempfile::tempdir().unwrap();
    let comite = apoyo::comite(otra.path());
    assert_eq!(comite.agregar_filas(fila("70.5")).unwrap_err().a_dto().codigo, CodigoFalla::SinPermiso, "a committee does not");
    assert!(comite.reportados(Nada {}).unwrap().is_empty());
}
