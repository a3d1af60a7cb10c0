//! What hostile or newer asientos may do to a data file that takes them in: nothing to its state, and
//! nothing of them is lost that a later credencial or version could make good.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;
#[path = "../../bitacora/tests/apoyo/mundo.rs"]
mod mundo;

use almacen::{Almacen, Avance, DispositivoDeConfianza, Exportacion, FallaAlmacen, Incorporado, Procedencia};
use apoyo::Lugar;
use bitacora::admision::{NACIONAL, SIN_CREDENCIAL};
use bitacora::paquete::{Limites, PaqueteAbierto};
use bitacora::{Cbor, Opid, Rol, Valor, hash_de};
use mundo::{Equipo, MAGA, Mundo, Registro, baja, equipo, nombramiento, op};
use std::io::Cursor;

const MARN: [u8; 16] = apoyo::MARN.into_bytes();
const AHORA: u64 = 1_800_000_000_000;

struct Casa {
    lugar: Lugar,
    almacen: Almacen,
    m: Mundo,
    /// The institution's own word, that nobody else may change.
    base: Opid,
}

/// A coordinator's file that already took in who is who, and one value of the institution.
fn casa() -> Casa {
    let lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let mut m = Mundo::de(MARN);
    let gae =
        DispositivoDeConfianza { clave: m.raiz.publica(), clave_age: None, nombre: "GAE".to_owned(), ambito: None, propio: false, ms: 1 };
    almacen.confiar(&gae, &Avance::default()).unwrap();
    let (r, h) = m.coordinador.celdas(MARN, vec![texto(1, "tramite", "nombre", "Licencia ambiental", &[])]);
    let altas: Vec<Registro> = m.altas.iter().cloned().chain([r]).collect();
    let informe = recibir(&mut almacen, &altas);
    assert_eq!((informe.nuevos, informe.sin_efecto), (altas.len() as u64, 0), "{informe:?}");
    Casa { lugar, almacen, m, base: Opid { asiento: h, indice: 0 } }
}

fn texto(ent: u8, clase: &str, campo: &str, valor: &str, padres: &[Opid]) -> bitacora::Escritura {
    let mut op = op(ent, clase, campo, 0, padres);
    op.valor = Valor::Texto(valor.to_owned());
    op
}

fn recibir(almacen: &mut Almacen, registros: &[Registro]) -> Incorporado {
    let mut lotes = vec![registros.to_vec()];
    let de = Procedencia { ms: AHORA, ..Procedencia::default() };
    let informe = almacen.incorporar::<FallaAlmacen>(&de, &Avance::default(), || Ok(lotes.pop())).unwrap();
    assert_eq!(informe.total(), registros.len() as u64, "{informe:?}");
    informe
}

impl Casa {
    /// Takes it in; the state stays as it was and the file is in order.
    fn sin_cambios(&mut self, registros: &[Registro]) -> Incorporado {
        let antes = self.almacen.consultas().raiz_estado().unwrap();
        let informe = recibir(&mut self.almacen, registros);
        assert_eq!(self.almacen.consultas().raiz_estado().unwrap(), antes, "{informe:?}");
        let v = self.almacen.verificar(&Avance::default()).unwrap();
        assert_eq!(v.problemas, Vec::<String>::new());
        informe
    }

    fn nombre(&self) -> String {
        let e = self.almacen.consultas().entidad(uuid::Uuid::from_bytes([1; 16])).unwrap().unwrap();
        e.valor("nombre").and_then(|v| v.texto().map(str::to_owned)).unwrap()
    }
}

#[test]
fn a_forged_coordinator_changes_nothing() {
    let mut c = casa();
    let yo = nombramiento(&c.m.integrante, Rol::Coordinador, MARN);
    let (falso, hash) = c.m.integrante.nombrar(MARN, &yo);
    c.m.integrante.rol = Rol::Coordinador.numero();
    c.m.integrante.cred = hash;
    let (uso, _) = c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Otra cosa", &[c.base])]);
    let informe = c.sin_cambios(&[falso, uso]);
    assert_eq!((informe.sin_efecto, informe.en_espera), (1, 1), "{informe:?}");
    // Another «GAE», of somebody's own making.
    let mut otra = equipo(90);
    let intruso = equipo(91);
    let (alta, h) = otra.nombrar(NACIONAL, &nombramiento(&intruso, Rol::Coordinador, MARN));
    let (uso, _) = intruso.con(Rol::Coordinador, h).celdas(MARN, vec![texto(1, "tramite", "nombre", "Otra cosa", &[c.base])]);
    assert_eq!(c.sin_cambios(&[alta, uso]).en_espera, 2);
    assert_eq!(c.nombre(), "Licencia ambiental");
}

#[test]
fn a_dismissed_signer_waits_and_what_came_before_stands() {
    let mut c = casa();
    let (antes, _) = c.m.integrante.celdas(MARN, vec![texto(2, "tramite", "nombre", "Permiso de tala", &[])]);
    let (revocar, _) = c.m.coordinador.revocar(MARN, &baja(&c.m.integrante, MARN, 1));
    recibir(&mut c.almacen, &[antes, revocar]);
    let (despues, _) = c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Otra cosa", &[c.base])]);
    let informe = c.sin_cambios(&[despues]);
    assert_eq!(informe.causas.get("credencial_revocada"), Some(&1), "{informe:?}");
}

#[test]
fn a_dismissal_that_comes_late_takes_back_what_it_stops() {
    let mut c = casa();
    let (uno, h) = c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Corregido", &[c.base])]);
    let (dos, _) =
        c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Después de la baja", &[Opid { asiento: h, indice: 0 }])]);
    recibir(&mut c.almacen, &[uno, dos]);
    assert_eq!(c.nombre(), "Después de la baja");
    let (revocar, _) = c.m.coordinador.revocar(MARN, &baja(&c.m.integrante, MARN, 1));
    recibir(&mut c.almacen, &[revocar]);
    assert_eq!(c.nombre(), "Corregido");
    assert_eq!(c.almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

#[test]
fn a_gap_waits_and_is_filled_later() {
    let mut c = casa();
    let (uno, h1) = c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Uno", &[c.base])]);
    let (dos, h2) = c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Dos", &[Opid { asiento: h1, indice: 0 }])]);
    let (tres, _) = c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Tres", &[Opid { asiento: h2, indice: 0 }])]);
    recibir(&mut c.almacen, &[uno]);
    let informe = c.sin_cambios(&[tres]);
    assert_eq!(informe.causas.get("cadena_incompleta"), Some(&1), "{informe:?}");
    let informe = recibir(&mut c.almacen, &[dos]);
    assert_eq!((informe.nuevos, informe.admitidos_de_espera), (1, 1), "{informe:?}");
    assert_eq!(c.nombre(), "Tres");
}

impl Casa {
    fn cabezas(&self, campo: &str) -> usize {
        self.almacen.consultas().entidad(uuid::Uuid::from_bytes([1; 16])).unwrap().unwrap().padres(campo).len()
    }
}

#[test]
fn two_histories_under_one_key_stay_both_and_are_said() {
    let mut c = casa();
    let cabos = c.m.integrante.cabos.clone();
    let (a, _) = c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Rama A", &[c.base])]);
    c.m.integrante.cabos = cabos;
    let (b, _) = c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Rama B", &[c.base])]);
    assert!(recibir(&mut c.almacen, &[a]).bifurcados.is_empty());
    let informe = recibir(&mut c.almacen, &[b]);
    assert_eq!(informe.bifurcados, [c.m.integrante.disp()].into());
    assert_eq!(c.cabezas("nombre"), 2, "neither vanished");
    assert_eq!(c.almacen.consultas().conflictos(None).unwrap().len(), 1);
}

#[test]
fn a_clock_ahead_is_kept_and_said_and_moves_nobody() {
    let mut c = casa();
    c.m.integrante.hlc = (AHORA + 10 * 365 * 86_400_000) << 16;
    let (r, _) = c.m.integrante.celdas(MARN, vec![texto(3, "tramite", "nombre", "Del futuro", &[])]);
    let informe = recibir(&mut c.almacen, &[r]);
    assert_eq!(informe.nuevos, 1, "nothing is lost");
    assert!(informe.relojes[&c.m.integrante.disp()] > 9 * 365 * 86_400_000);
    // What is written here afterwards has today's clock.
    let id = c.lugar.tramite(&mut c.almacen, "Escrito aquí", &[]);
    let ms = c.almacen.consultas().historial_de_entidad(id).unwrap()[0].ms;
    assert!(ms < AHORA + 2 * 86_400_000, "{ms}");
}

#[test]
fn padres_of_others_and_other_owners_supersede_nothing() {
    let mut c = casa();
    let ajeno = equipo(40);
    let (alta, h) = c.m.jefe.nombrar(NACIONAL, &nombramiento(&ajeno, Rol::Coordinador, MAGA));
    let mut ajeno = ajeno.con(Rol::Coordinador, h);
    let base = c.base;
    let todos: Vec<Registro> = vec![
        alta,
        ajeno.celdas(MAGA, vec![texto(1, "tramite", "nombre", "De otra institución", &[base])]).0,
        c.m.asesor.celdas(MARN, vec![texto(1, "gae_tramite", "nombre", "De GAE", &[base])]).0,
        c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "codigo", "X", &[base])]).0,
        c.m.integrante.celdas(MARN, vec![texto(1, "gae_tramite", "nombre", "Con clase ajena", &[base])]).0,
        c.m.asesor.celdas(MARN, vec![texto(1, "tramite", "nombre", "GAE en lo ajeno", &[base])]).0,
        c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "horario", "8", &[]), texto(1, "gae_x", "y", "z", &[base])]).0,
    ];
    let informe = recibir(&mut c.almacen, &todos);
    assert_eq!((informe.nuevos, informe.sin_efecto), (7, 3), "{informe:?}");
    assert_eq!((c.nombre().as_str(), c.cabezas("nombre")), ("Licencia ambiental", 1));
    assert_eq!(c.almacen.verificar(&Avance::default()).unwrap().problemas, Vec::<String>::new());
}

#[test]
fn a_signature_or_a_credencial_of_another_does_not_pass() {
    let mut c = casa();
    let (bueno, _) = c.m.integrante.celdas(MARN, vec![texto(1, "tramite", "nombre", "Otra cosa", &[c.base])]);
    let mut alterado = bueno.clone();
    alterado.1[5] ^= 1;
    assert_eq!(c.sin_cambios(&[alterado.clone()]).rechazados, 1);
    // The spoilt copy does not hide the good one.
    assert_eq!(recibir(&mut c.almacen, &[alterado, bueno]).nuevos, 1);
    let mut intruso = equipo(30).con(Rol::Coordinador, c.m.coordinador.cred);
    intruso.actor = c.m.coordinador.actor;
    let (r, _) = intruso.celdas(MARN, vec![texto(1, "tramite", "nombre", "Prestada", &[])]);
    assert_eq!(c.sin_cambios(&[r]).en_espera, 1);
}

#[test]
fn a_stranger_cannot_fill_the_log_for_ever() {
    let mut c = casa();
    let mut extrano = equipo(99);
    // It presents its own key, so that its signatures can be checked: that is not being believed.
    let anterior = equipo(98);
    let (rama, _) = extrano.rama(MARN, &anterior, true);
    let muchos: Vec<Registro> = std::iter::once(rama)
        .chain((0..500).map(|n| extrano.celdas(MARN, vec![texto(u8::try_from(n % 200).unwrap(), "tramite", "nombre", "Basura", &[])]).0))
        .collect();
    let antes = c.almacen.consultas().asientos().unwrap();
    let informe = c.sin_cambios(&muchos);
    assert_eq!(informe.en_espera, 501, "{informe:?}");
    assert_eq!(c.almacen.consultas().asientos().unwrap(), antes, "the log, which is never deleted, has none of it");
}

/// Bytes of an envelope of version 2: the second byte of the body is the value of key 0… and so on.
fn de_la_version_2(e: &mut Equipo) -> Registro {
    let (mut r, _) = e.celdas(MARN, vec![texto(5, "tramite", "nombre", "De 2030", &[])]);
    assert_eq!(r.0[..3], [0xae, 0x00, 0x01], "a map of 14, key 0, version 1");
    r.0[2] = 2;
    r.1 = e.clave.firmar(&hash_de(&r.0));
    r
}

#[test]
fn what_a_newer_version_wrote_is_kept_verbatim_counted_and_forwarded() {
    let mut c = casa();
    let (acto, _) = c.m.integrante.asentar(MARN, "acto_de_2030", vec![texto(6, "tramite", "nombre", "X", &[])], Vec::new());
    let (clase, _) = c.m.integrante.celdas(MARN, vec![texto(7, "clase_de_2030", "campo_de_2030", "valor", &[])]);
    let (datos, _) = c.m.integrante.asentar(
        MARN,
        "celdas",
        vec![texto(8, "tramite", "campo_de_2030", "valor", &[])],
        vec![(Cbor::Texto("extra_de_2030".to_owned()), Cbor::Entero(7))],
    );
    let nueva = de_la_version_2(&mut c.m.integrante);
    let todos = [acto, clase, datos, nueva.clone()];
    let informe = recibir(&mut c.almacen, &todos);
    assert_eq!((informe.nuevos, informe.sin_efecto, informe.en_espera), (3, 1, 1), "{informe:?}");
    assert_eq!(informe.causas.get("archivo_mas_nuevo"), Some(&1));
    assert_eq!(c.almacen.consultas().de_version_nueva().unwrap(), 2, "one act without effect and one envelope that waits");
    // Out again, byte by byte.
    let mut salida = Vec::new();
    let pide = Exportacion { ambitos: [MARN].into(), app: "pruebas".to_owned(), nombre: "Ana".to_owned(), ..Exportacion::default() };
    c.almacen.empaquetar(&pide, Cursor::new(Vec::new()), &mut salida, &Avance::default()).unwrap();
    let mut paquete = PaqueteAbierto::abrir(Cursor::new(&salida), &Limites::default()).unwrap();
    let mut salieron: Vec<Registro> = Vec::new();
    for i in 0..paquete.partes() {
        salieron.extend(paquete.parte(i).unwrap().iter().map(|e| (e.cuerpo.to_vec(), *e.firma)));
    }
    for registro in &todos[..3] {
        assert!(salieron.contains(registro), "kept and forwarded untouched");
    }
    // Another file that takes them in through this one reaches the same state.
    let mut otra = casa();
    recibir(&mut otra.almacen, &salieron);
    assert_eq!(otra.almacen.consultas().raiz_estado().unwrap(), c.almacen.consultas().raiz_estado().unwrap());
}

#[test]
fn an_own_act_without_right_is_refused_and_leaves_no_trace() {
    let mut lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let antes = almacen.consultas().asientos().unwrap();
    let otro = equipo(50);
    for (tipo, datos) in [
        ("nombrar", nombramiento(&otro, Rol::Integrante, MARN).a_datos()),
        ("revocar", baja(&otro, MARN, 1).a_datos("no trabaja aquí")),
        ("entrega", Vec::new()),
        ("acto_inventado", Vec::new()),
    ] {
        let hecho = lugar.guardar(&mut almacen, almacen::Operacion::Nombrar, |tx| {
            tx.actuar(apoyo::MARN, tipo, "con un motivo suficiente", datos).map(|_| ())
        });
        assert!(matches!(hecho, Err(FallaAlmacen::SinPermiso { rol: SIN_CREDENCIAL, revocada: false })), "{tipo}: {hecho:?}");
    }
    let gae = almacen::Escritura::nueva(lugar.id(), "gae_observacion", "texto", "no es mío");
    let hecho = lugar.guardar(&mut almacen, almacen::Operacion::GuardarFicha, |tx| tx.escribir(apoyo::MARN, vec![gae], "").map(|_| ()));
    assert!(matches!(hecho, Err(FallaAlmacen::SinPermiso { .. })));
    assert_eq!(almacen.consultas().asientos().unwrap(), antes);
}

#[test]
fn a_report_that_does_not_add_up_leaves_nothing() {
    let mut c = casa();
    let (r, _) = c.m.integrante.celdas(MARN, vec![texto(9, "tramite", "nombre", "Uno de dos", &[])]);
    let antes = c.almacen.consultas().asientos().unwrap();
    let mut lotes = vec![vec![r]];
    let de = Procedencia { ms: AHORA, anunciados: Some(2), ..Procedencia::default() };
    let hecho = c.almacen.incorporar::<FallaAlmacen>(&de, &Avance::default(), || Ok(lotes.pop()));
    assert!(matches!(hecho, Err(FallaAlmacen::InformeNoCuadra)), "{hecho:?}");
    assert_eq!(c.almacen.consultas().asientos().unwrap(), antes, "undone whole");
}

#[test]
fn a_body_over_its_limits_or_not_canonical_is_refused_alone() {
    let mut c = casa();
    let (bueno, _) = c.m.integrante.celdas(MARN, vec![texto(9, "tramite", "nombre", "Bueno", &[])]);
    let mut malos: Vec<Registro> = Vec::new();
    for corte in [0, 1, 40, bueno.0.len() - 1] {
        malos.push((bueno.0[..corte].to_vec(), bueno.1));
    }
    malos.push(([bueno.0.as_slice(), &[0]].concat(), bueno.1));
    malos.push((vec![0xff; 2_000_000], bueno.1));
    malos.push((vec![0x9f; 100_000], bueno.1));
    let cuantos = malos.len() as u64;
    malos.push(bueno);
    let informe = recibir(&mut c.almacen, &malos);
    assert_eq!((informe.rechazados, informe.nuevos), (cuantos, 1), "{informe:?}");
}
