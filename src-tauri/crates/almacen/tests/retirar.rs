//! Withdrawal over a real file: what goes, what stays, in which transaction, and how it travels.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;
#[path = "../../bitacora/tests/apoyo/mundo.rs"]
mod mundo;

use std::io::Cursor;

use almacen::{
    Almacen, Autor, Avance, CausaNoRetirable, DispositivoDeConfianza, Exportacion, FallaAlmacen, Incorporado, Operacion, Procedencia,
};
use apoyo::Lugar;
use bitacora::admision::NACIONAL;
use bitacora::conjunto::Conjunto;
use bitacora::paquete::{Limites, PaqueteAbierto};
use bitacora::{Asiento, Confianza, Hash, Opid, Retiro, Rol, Talon, Valor};
use mundo::{Equipo, Mundo, Registro, nombramiento, op};
use proptest::prelude::*;
use uuid::Uuid;

const MARN: [u8; 16] = apoyo::MARN.into_bytes();
const AHORA: u64 = 1_800_000_000_000;
/// What must not be anywhere in the file.
const MARCA: &str = "PadecimientoSecretoDeDoniaRosa";

struct Casa {
    lugar: Lugar,
    almacen: Almacen,
    m: Mundo,
}

fn confianza(m: &Mundo) -> DispositivoDeConfianza {
    DispositivoDeConfianza { clave: m.raiz.publica(), clave_age: None, nombre: "GAE".to_owned(), ambito: None, propio: false, ms: 1 }
}

/// A committee's file that knows who is who.
fn casa() -> Casa {
    let lugar = Lugar::new();
    let mut almacen = lugar.crear();
    let m = Mundo::de(MARN);
    almacen.confiar(&confianza(&m), &Avance::default()).unwrap();
    recibir(&mut almacen, &m.altas);
    Casa { lugar, almacen, m }
}

fn recibir(almacen: &mut Almacen, registros: &[Registro]) -> Incorporado {
    let mut lotes = vec![registros.to_vec()];
    let de = Procedencia { ms: AHORA, ..Procedencia::default() };
    let informe = almacen.incorporar::<FallaAlmacen>(&de, &Avance::default(), || Ok(lotes.pop())).unwrap();
    assert_eq!(informe.total(), registros.len() as u64, "{informe:?}");
    informe
}

fn texto(ent: u8, campo: &str, valor: &str, padres: &[Opid]) -> bitacora::Escritura {
    let mut op = op(ent, "tramite", campo, 0, padres);
    op.valor = Valor::Texto(valor.to_owned());
    op
}

fn talon((cuerpo, _): &Registro) -> Talon {
    Talon::de(&Asiento::decodificar(cuerpo).unwrap(), bitacora::hash_de(cuerpo)).unwrap()
}

fn resto(registro: &Registro) -> Registro {
    (talon(registro).codificar(), registro.1)
}

fn retirar(e: &mut Equipo, talones: &[Talon]) -> Registro {
    e.asentar(MARN, "retirar", Vec::new(), Retiro { talones: talones.to_vec() }.a_datos()).0
}

/// Times that the mark is in any of the files of the database.
fn apariciones(lugar: &Lugar, que: &str) -> usize {
    ["", "-wal"]
        .iter()
        .filter_map(|final_| std::fs::read(format!("{}{final_}", lugar.ruta().display())).ok())
        .map(|bytes| bytes.windows(que.len()).filter(|v| *v == que.as_bytes()).count())
        .sum()
}

fn en_orden(almacen: &Almacen) -> almacen::Verificacion {
    let v = almacen.verificar(&Avance::default()).unwrap();
    assert_eq!(v.problemas, Vec::<String>::new());
    v
}

struct Malo {
    previos: Vec<Registro>,
    malo: Registro,
    hash: Hash,
    actos: [Registro; 2],
}

/// A name, then one that must not be there, then another over it, and who withdraws the second.
fn malo(m: &mut Mundo) -> Malo {
    let (uno, h1) = m.coordinador.celdas(MARN, vec![texto(1, "codigo", "MARN-1", &[]), texto(1, "nombre", "Licencia ambiental", &[])]);
    let largo = format!("{MARCA} {}", "y más de lo mismo. ".repeat(900));
    let padre = Opid { asiento: h1, indice: 1 };
    let (malo, hash) = m.integrante.celdas(MARN, vec![texto(1, "nombre", MARCA, &[padre]), texto(1, "observaciones", &largo, &[])]);
    let (otro, _) = m.integrante.celdas(MARN, vec![texto(2, "nombre", "Permiso de tala", &[])]);
    let t = [talon(&malo)];
    let actos = [retirar(&mut m.coordinador, &t), retirar(&mut m.jefe, &t)];
    Malo { previos: vec![uno, otro], malo, hash, actos }
}

#[test]
fn two_signatures_take_the_body_out_of_the_file() {
    for [primero, segundo] in [[0, 1], [1, 0]] {
        let mut c = casa();
        let Malo { previos, malo, hash, actos } = malo(&mut c.m);
        recibir(&mut c.almacen, &[previos[0].clone(), malo.clone(), previos[1].clone()]);
        let antes = en_orden(&c.almacen);
        assert!(apariciones(&c.lugar, MARCA) > 0, "the mark is there to be found");
        recibir(&mut c.almacen, &[actos[primero].clone()]);
        let pendiente = c.almacen.consultas().retiro(hash).unwrap().unwrap();
        assert!(!pendiente.vigente && !pendiente.sin_cuerpo);
        assert_eq!((pendiente.coordinacion.is_some(), pendiente.gae.is_some()), (primero == 0, primero == 1));
        assert_eq!(en_orden(&c.almacen).retirados, 0);

        recibir(&mut c.almacen, &[actos[segundo].clone()]);
        let hecho = c.almacen.consultas().retiro(hash).unwrap().unwrap();
        assert!(hecho.vigente && hecho.sin_cuerpo);
        assert_eq!(hecho.gae.unwrap().motivo, "acta 4 del comité");
        let v = en_orden(&c.almacen);
        assert_eq!(v.retirados, 1);
        assert!(
            v.avisos.iter().any(|a| a.contains("ya no se puede volver a calcular") && a.contains("copias de respaldo")),
            "{:?}",
            v.avisos
        );
        assert_ne!(v.raiz_estado, antes.raiz_estado);
        let e = c.almacen.consultas().entidad(Uuid::from_bytes([1; 16])).unwrap().unwrap();
        assert_eq!(e.valor("nombre").and_then(|v| v.texto().map(str::to_owned)).unwrap(), "Licencia ambiental");
        assert!(e.valor("observaciones").is_none());
        assert_eq!(apariciones(&c.lugar, MARCA), 0, "in no page and in no log of pages");

        // The whole body again, and the acts again: nothing comes back.
        let otra = recibir(&mut c.almacen, &[malo.clone(), actos[0].clone(), actos[1].clone(), resto(&malo)]);
        assert_eq!((otra.nuevos, otra.conocidos), (0, 4), "{otra:?}");
        c.almacen.reproyectar(&Avance::default()).unwrap();
        en_orden(&c.almacen);
        drop(c.almacen);
        let abierta = c.lugar.abrir();
        assert_eq!((en_orden(&abierta).raiz_estado, apariciones(&c.lugar, MARCA)), (v.raiz_estado, 0));
    }
}

#[test]
fn the_log_lets_a_withdrawn_body_become_its_stub_once_and_nothing_else() {
    let mut c = casa();
    let Malo { previos, malo, hash, actos } = malo(&mut c.m);
    recibir(&mut c.almacen, &[previos[0].clone(), malo, previos[1].clone(), actos[0].clone(), actos[1].clone()]);
    drop(c.almacen);
    let con = rusqlite::Connection::open(c.lugar.ruta()).unwrap();
    for sql in [
        "UPDATE asiento SET cuerpo = x'00'",
        "UPDATE asiento SET cuerpo = cuerpo",
        "UPDATE asiento SET cuerpo = (SELECT talon FROM retirado)",
        "UPDATE asiento SET firma = zeroblob(64) WHERE hash IN (SELECT hash FROM retirado)",
        "UPDATE retirado SET gae = zeroblob(32)",
        "DELETE FROM retirado",
        "DELETE FROM asiento",
    ] {
        assert!(con.execute(sql, []).unwrap_err().to_string().contains("never"), "{sql}");
    }
    let n: i64 = con.query_row("SELECT count(*) FROM asiento WHERE hash = ?", [hash.0], |f| f.get(0)).unwrap();
    assert_eq!(n, 1);
}

#[test]
fn a_body_emptied_by_hand_is_said() {
    let mut c = casa();
    let Malo { previos, malo, .. } = malo(&mut c.m);
    recibir(&mut c.almacen, &[previos[0].clone(), malo.clone(), previos[1].clone()]);
    drop(c.almacen);
    let con = rusqlite::Connection::open(c.lugar.ruta()).unwrap();
    let t = talon(&malo);
    con.execute(
        "INSERT INTO retirado (hash, coordinacion, gae, talon) VALUES (?, randomblob(32), randomblob(32), ?)",
        rusqlite::params![t.hash.0, t.codificar()],
    )
    .unwrap();
    con.execute("UPDATE asiento SET cuerpo = ?2 WHERE hash = ?1", rusqlite::params![t.hash.0, t.codificar()]).unwrap();
    drop(con);
    let v = c.lugar.abrir().verificar(&Avance::default()).unwrap();
    assert!(v.problemas.iter().any(|p| p.contains("no están las dos firmas")), "{:?}", v.problemas);
}

/// A package of everything that this file has, taken in by another.
fn pasar(de: &Almacen, a: &mut Almacen) -> Incorporado {
    let pide = Exportacion { ambitos: [MARN].into(), app: "1.0.0".to_owned(), nombre: "Ana".to_owned(), ..Exportacion::default() };
    let mut bytes = Vec::new();
    de.empaquetar(&pide, Cursor::new(Vec::new()), &mut bytes, &Avance::default()).unwrap();
    assert!(!bytes.windows(MARCA.len()).any(|v| v == MARCA.as_bytes()));
    let mut paquete = PaqueteAbierto::abrir(Cursor::new(bytes), &Limites::default()).unwrap();
    let mut registros: Vec<Registro> = Vec::new();
    for i in 0..paquete.manifiesto().partes.len() {
        let parte = paquete.parte(i).unwrap();
        registros.extend(parte.iter().map(|e| (e.cuerpo.to_vec(), *e.firma)));
    }
    recibir(a, &registros)
}

#[test]
fn the_stub_is_what_travels_and_the_other_side_ends_equal() {
    let mut c = casa();
    // Of the coordinator's own chain too: her act comes after the stub that it makes.
    let (propio, _) = c.m.coordinador.celdas(MARN, vec![texto(3, "nombre", MARCA, &[])]);
    let Malo { previos, malo, actos, .. } = malo(&mut c.m);
    let t = [talon(&propio)];
    let mas = [retirar(&mut c.m.jefe, &t), retirar(&mut c.m.coordinador, &t)];
    recibir(&mut c.almacen, &[propio.clone(), previos[0].clone(), malo.clone(), previos[1].clone()]);
    recibir(&mut c.almacen, &[actos[0].clone(), mas[1].clone(), actos[1].clone(), mas[0].clone()]);
    let origen = en_orden(&c.almacen);
    assert_eq!(origen.retirados, 2);

    // One who never had anything.
    let mut nueva = casa();
    let informe = pasar(&c.almacen, &mut nueva.almacen);
    assert_eq!((informe.en_espera, informe.rechazados), (0, 0), "{informe:?}");
    let v = en_orden(&nueva.almacen);
    assert_eq!((v.raiz_estado, v.raiz_asientos, v.retirados), (origen.raiz_estado, origen.raiz_asientos, 2));
    assert_eq!(v.raiz_asientos, origen.raiz_asientos);

    // One who still has the bodies: they go once both acts are here.
    let mut vieja = casa();
    recibir(&mut vieja.almacen, &[propio, previos[0].clone(), malo, previos[1].clone()]);
    assert!(apariciones(&vieja.lugar, MARCA) > 0);
    pasar(&c.almacen, &mut vieja.almacen);
    assert_eq!(en_orden(&vieja.almacen).raiz_estado, origen.raiz_estado);
    assert_eq!(apariciones(&vieja.lugar, MARCA), 0);
}

#[test]
fn a_stub_without_both_acts_waits_and_the_body_may_still_come() {
    let mut c = casa();
    let Malo { previos, malo, actos, .. } = malo(&mut c.m);
    let informe = recibir(&mut c.almacen, &[previos[0].clone(), resto(&malo), previos[1].clone(), actos[0].clone()]);
    assert_eq!(informe.causas.get("retiro_incompleto"), Some(&1), "{informe:?}");
    assert_eq!((informe.nuevos, informe.en_espera), (2, 2), "the next one of its chain waits too");
    assert_eq!(en_orden(&c.almacen).retirados, 0);
    let con_cuerpo = recibir(&mut c.almacen, std::slice::from_ref(&malo));
    assert_eq!((con_cuerpo.nuevos, con_cuerpo.admitidos_de_espera), (1, 1), "{con_cuerpo:?}");
    let informe = recibir(&mut c.almacen, &[actos[1].clone()]);
    assert_eq!(informe.nuevos, 1);
    assert_eq!((en_orden(&c.almacen).retirados, apariciones(&c.lugar, MARCA)), (1, 0));

    // Stubs that need each other's acts, with one of them missing: what rested on them is taken back.
    let mut c = casa();
    let (propio, _) = c.m.coordinador.celdas(MARN, vec![texto(3, "nombre", MARCA, &[])]);
    let t = [talon(&propio)];
    let actos = [retirar(&mut c.m.coordinador, &t), retirar(&mut c.m.jefe, &t)];
    let informe = recibir(&mut c.almacen, &[resto(&propio), actos[0].clone()]);
    assert_eq!((informe.nuevos, informe.en_espera), (0, 2), "{informe:?}");
    let informe = recibir(&mut c.almacen, &[actos[1].clone()]);
    assert_eq!((informe.nuevos, informe.admitidos_de_espera), (1, 2), "{informe:?}");
    assert_eq!(en_orden(&c.almacen).retirados, 1);
    let mut falsa = resto(&propio);
    falsa.1[0] ^= 1;
    assert_eq!(recibir(&mut casa().almacen, &[falsa]).rechazados, 1);
}

#[test]
fn a_body_that_waits_goes_too_and_one_that_comes_late_is_never_written() {
    let mut c = casa();
    let mut otra = mundo::equipo(60);
    let (malo, _) = otra.celdas(MARN, vec![texto(4, "nombre", MARCA, &[])]);
    assert_eq!(recibir(&mut c.almacen, std::slice::from_ref(&malo)).en_espera, 1);
    let t = [talon(&malo)];
    let actos = [retirar(&mut c.m.coordinador, &t), retirar(&mut c.m.jefe, &t)];
    recibir(&mut c.almacen, &actos);
    assert_eq!(apariciones(&c.lugar, MARCA), 0, "nor in the waiting room");
    let (alta, _) = c.m.coordinador.nombrar(MARN, &nombramiento(&otra, Rol::Integrante, MARN));
    assert_eq!(recibir(&mut c.almacen, &[alta]).admitidos_de_espera, 1);
    assert_eq!(en_orden(&c.almacen).retirados, 1);

    let mut c = casa();
    let Malo { previos, malo, actos, .. } = malo_de(&mut c.m);
    recibir(&mut c.almacen, &[actos[1].clone(), previos[0].clone(), actos[0].clone()]);
    assert_eq!(recibir(&mut c.almacen, &[malo]).nuevos, 1);
    assert_eq!((en_orden(&c.almacen).retirados, apariciones(&c.lugar, MARCA)), (1, 0));
}

fn malo_de(m: &mut Mundo) -> Malo {
    malo(m)
}

/// The device of this file with a credencial, and the other side's act.
fn acreditar(c: &mut Casa, rol: Rol) -> Autor {
    let mut yo = mundo::equipo(7);
    yo.actor = Uuid::from_u128(7).into_bytes();
    let mut n = nombramiento(&yo, rol, if rol.es_de_gae() { NACIONAL } else { MARN });
    n.clave = c.almacen.clave_publica();
    let quien = if rol == Rol::Jefe { &mut c.m.raiz } else { &mut c.m.jefe };
    let (alta, _) = quien.nombrar(NACIONAL, &n);
    assert_eq!(recibir(&mut c.almacen, &[alta]).nuevos, 1);
    Autor { actor: Uuid::from_u128(7), ms: AHORA }
}

fn pedir(c: &mut Casa, autor: &Autor, que: Hash) -> Result<usize, FallaAlmacen> {
    let motivo = "Nombra a una persona enferma";
    c.almacen.transar(Operacion::Retirar, autor, |tx| tx.retirar(que, motivo)).map(|h| h.asientos.len())
}

#[test]
fn an_own_act_that_completes_it_takes_the_body_out_at_once() {
    for rol in [Rol::Coordinador, Rol::Jefe] {
        let mut c = casa();
        let autor = acreditar(&mut c, rol);
        let Malo { previos, malo, hash, actos } = malo(&mut c.m);
        recibir(&mut c.almacen, &[previos[0].clone(), malo, previos[1].clone()]);
        assert_eq!(pedir(&mut c, &autor, hash).unwrap(), 1);
        assert_eq!(pedir(&mut c, &autor, hash).unwrap(), 0, "asked already");
        assert!(!c.almacen.consultas().retiro(hash).unwrap().unwrap().vigente);
        let mut d = casa();
        let autor = acreditar(&mut d, rol);
        let Malo { previos, malo, hash, .. } = malo_de(&mut d.m);
        let otra = if rol == Rol::Jefe { actos[0].clone() } else { actos[1].clone() };
        assert_eq!(hash, talon(&malo).hash);
        let mas = if rol == Rol::Jefe { vec![previos[0].clone(), malo, otra] } else { vec![previos[0].clone(), otra, malo] };
        recibir(&mut d.almacen, &mas);
        assert_eq!(pedir(&mut d, &autor, hash).unwrap(), 1);
        assert_eq!((en_orden(&d.almacen).retirados, apariciones(&d.lugar, MARCA)), (1, 0));
        assert_eq!(pedir(&mut d, &autor, hash).unwrap(), 0, "gone already");
        assert!(d.almacen.deshacer(&autor).is_err(), "what is gone cannot be put back");
    }
}

#[test]
fn what_cannot_be_withdrawn_is_refused_by_name_and_nothing_is_written() {
    let mut c = casa();
    let autor = acreditar(&mut c, Rol::Coordinador);
    let raiz = c.almacen.consultas().raiz_asientos().unwrap();
    let alta = bitacora::nombre_de(&c.m.altas[3].0);
    let casos = [(alta, CausaNoRetirable::DeAutoridad), (Hash([9; 32]), CausaNoRetirable::NoEsta)];
    for (que, debe) in casos {
        let falla = pedir(&mut c, &autor, que).unwrap_err();
        assert!(matches!(falla, FallaAlmacen::NoRetirable { asiento, causa } if asiento == que && causa == debe), "{falla:?}");
    }
    let mut integrante = casa();
    let autor = acreditar(&mut integrante, Rol::Integrante);
    let Malo { previos, malo, hash, .. } = malo(&mut integrante.m);
    recibir(&mut integrante.almacen, &[previos[0].clone(), malo]);
    assert!(matches!(pedir(&mut integrante, &autor, hash), Err(FallaAlmacen::SinPermiso { .. })));
    assert_eq!(c.almacen.consultas().raiz_asientos().unwrap(), raiz);
}

#[test]
fn a_cut_before_the_file_was_written_again_is_made_good_at_the_next_open() {
    let mut c = casa();
    let Malo { previos, malo, actos, .. } = malo(&mut c.m);
    recibir(&mut c.almacen, &[previos[0].clone(), malo, previos[1].clone(), actos[0].clone()]);
    // A reader in the middle of something keeps the log of pages from being emptied.
    let lector = c.almacen.lector().unwrap();
    lector
        .en_un_corte::<_, FallaAlmacen>(|l| {
            l.asientos()?;
            recibir(&mut c.almacen, &[actos[1].clone()]);
            assert!(apariciones(&c.lugar, MARCA) > 0, "still in the pages that the reader sees");
            Ok(())
        })
        .unwrap();
    assert_eq!(en_orden(&c.almacen).retirados, 1, "the act stands all the same");
    drop(lector);
    drop(c.almacen);
    drop(c.lugar.abrir());
    assert_eq!(apariciones(&c.lugar, MARCA), 0);
}

#[test]
fn the_document_that_it_named_goes_too_unless_somebody_else_names_it() {
    let documento = |texto: &str| format!("%PDF-1.7\n{texto}\n%%EOF\n");
    for compartido in [false, true] {
        let mut c = casa();
        let mut suma = String::new();
        let autor = Autor { actor: Uuid::from_u128(7), ms: AHORA };
        let hecho = c.almacen.transar::<_, FallaAlmacen>(Operacion::Adjuntar, &autor, |tx| {
            suma = tx.adjuntar(documento(MARCA).as_bytes())?;
            let celdas = ["sha256", "nombre"].map(|campo| {
                almacen::Escritura::nueva(
                    Uuid::from_bytes([8; 16]),
                    "adjunto",
                    campo,
                    if campo == "sha256" { suma.clone() } else { "acta".to_owned() },
                )
            });
            tx.escribir(apoyo::MARN, celdas.to_vec(), "").map(|h| h.unwrap())
        });
        let hash = hecho.unwrap().valor;
        if compartido {
            let ops = vec![bitacora::Escritura { clase: "adjunto".to_owned(), ..texto(9, "sha256", &suma, &[]) }];
            recibir(&mut c.almacen, &[c.m.coordinador.celdas(MARN, ops).0]);
        }
        let con = rusqlite::Connection::open(c.lugar.ruta()).unwrap();
        let cuerpo: Vec<u8> = con.query_row("SELECT cuerpo FROM asiento WHERE hash = ?", [hash.0], |f| f.get(0)).unwrap();
        drop(con);
        let t = [talon(&(cuerpo, [0; 64]))];
        recibir(&mut c.almacen, &[retirar(&mut c.m.coordinador, &t), retirar(&mut c.m.jefe, &t)]);
        assert_eq!(c.almacen.leer_adjunto(&suma).is_ok(), compartido);
        assert_eq!(en_orden(&c.almacen).retirados, 1);
    }
}

#[test]
fn a_recovery_keeps_the_stub_and_a_backup_with_the_body_does_not_bring_it_back() {
    for con_copia in [false, true] {
        let mut c = casa();
        let Malo { previos, malo, actos, .. } = malo(&mut c.m);
        recibir(&mut c.almacen, &[previos[0].clone(), malo, previos[1].clone()]);
        if con_copia {
            almacen::respaldo::en_carpeta(&c.lugar.ruta(), almacen::respaldo::Motivo::Manual, AHORA, &Avance::default()).unwrap();
        }
        recibir(&mut c.almacen, &actos);
        let antes = en_orden(&c.almacen);
        drop(c.almacen);
        let (almacen, _) = Almacen::recuperar(&c.lugar.ruta(), &c.lugar.aperturas(), &Avance::default()).unwrap();
        let v = en_orden(&almacen);
        assert_eq!((v.retirados, v.raiz_asientos, v.raiz_estado), (1, antes.raiz_asientos, antes.raiz_estado));
        assert_eq!(apariciones(&c.lugar, MARCA), 0);
    }
}

#[test]
fn the_history_of_a_cell_says_who_withdrew_and_why() {
    let mut c = casa();
    let Malo { previos, malo, hash, actos } = malo(&mut c.m);
    let encima = Opid { asiento: hash, indice: 0 };
    let (despues, _) = c.m.integrante.celdas(MARN, vec![texto(1, "nombre", "Licencia corregida", &[encima])]);
    recibir(&mut c.almacen, &[previos[0].clone(), malo, previos[1].clone(), despues]);
    recibir(&mut c.almacen, &actos);
    let versiones = c.almacen.consultas().historial_de_celda(Uuid::from_bytes([1; 16]), "nombre").unwrap();
    let ida = versiones.iter().find(|v| v.operacion == Some(Operacion::Retirar)).expect("its place is told");
    assert_eq!((ida.actor, ida.motivo.as_str()), (Uuid::from_bytes(c.m.coordinador.actor), "acta 4 del comité"));
    assert!(versiones.iter().all(|v| v.despues.texto().is_none_or(|t| !t.contains(MARCA))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// In every order and cut into packages in every way, a file ends as the rule says of the whole set.
    #[test]
    fn every_order_ends_in_the_same_file_without_the_body(orden in any::<u64>(), corte in 1usize..6, con_cuerpo in any::<[bool; 2]>()) {
        let mut c = casa();
        let (propio, _) = c.m.coordinador.celdas(MARN, vec![texto(3, "nombre", MARCA, &[])]);
        let Malo { previos, malo, actos, .. } = malo(&mut c.m);
        let t = [talon(&propio)];
        let mas = [retirar(&mut c.m.jefe, &t), retirar(&mut c.m.coordinador, &t)];
        let elegir = |r: &Registro, entero: bool| if entero { r.clone() } else { resto(r) };
        let mut todo = vec![elegir(&propio, con_cuerpo[0]), elegir(&malo, con_cuerpo[1])];
        todo.extend(previos.into_iter().chain(actos).chain(mas));
        let mut n = orden;
        for i in (1..todo.len()).rev() {
            n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            todo.swap(i, (n >> 33) as usize % (i + 1));
        }
        for tramo in todo.chunks(corte) {
            recibir(&mut c.almacen, tramo);
        }
        let modelo: Vec<Registro> = c.m.altas.iter().chain(&todo).cloned().collect();
        let modelo = Conjunto::evaluar(&[], &[Confianza { clave: c.m.raiz.publica(), ambito: None }], &modelo);
        let v = en_orden(&c.almacen);
        prop_assert_eq!((v.raiz_estado, v.retirados), (modelo.raiz_estado(), 2));
        prop_assert_eq!(apariciones(&c.lugar, MARCA), 0);
    }
}
