//! Equal sets give equal states, whatever the order, the repetitions, the packages and the restarts;
//! and nothing that arrived is lost. The pure reading of the whole set says what the state must be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "apoyo/lugar.rs"]
mod apoyo;
#[path = "../../bitacora/tests/apoyo/mundo.rs"]
mod mundo;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use almacen::{Almacen, Avance, DispositivoDeConfianza, FallaAlmacen, Incorporado, Procedencia};
use apoyo::{aperturas, nueva};
use bitacora::admision::{NACIONAL, Unificacion};
use bitacora::conjunto::Conjunto;
use bitacora::fusion::Celda;
use bitacora::{Asiento, Cabeza, Cbor, Confianza, Hash, Opid, Rol, Valor, hash_de};
use mundo::{Equipo, Registro, baja, equipo, nombramiento};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// SplitMix64: enough to shuffle, and the same for the same seed.
struct Azar(u64);

impl Azar {
    fn dado(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(n).unwrap()).unwrap()
    }
}

const AMBITO: [u8; 16] = apoyo::MARN.into_bytes();

/// In memory where there is such a place: what is proved here is not the disk.
fn carpeta() -> tempfile::TempDir {
    let memoria = Path::new("/dev/shm");
    if memoria.is_dir() { tempfile::tempdir_in(memoria).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// A data file that trusts GAE's device, copied for each case: making one costs more than a case.
struct Molde {
    carpeta: tempfile::TempDir,
    gae: [u8; 32],
}

impl Molde {
    fn new() -> Molde {
        let carpeta = carpeta();
        let gae = equipo(1).publica();
        let mut almacen = Almacen::crear(&ruta(carpeta.path()), &aperturas(carpeta.path()), &nueva()).unwrap();
        let confianza =
            DispositivoDeConfianza { clave: gae, clave_age: None, nombre: "GAE".to_owned(), ambito: None, propio: false, ms: 1 };
        almacen.confiar(&confianza, &Avance::default()).unwrap();
        almacen.cerrar().unwrap();
        Molde { carpeta, gae }
    }

    fn confianza(&self) -> Vec<Confianza> {
        vec![Confianza { clave: self.gae, ambito: None }]
    }

    fn copia(&self) -> Receptor {
        let carpeta = carpeta();
        std::fs::create_dir_all(ruta(carpeta.path()).parent().unwrap()).unwrap();
        std::fs::create_dir_all(carpeta.path().join("usuario")).unwrap();
        std::fs::copy(ruta(self.carpeta.path()), ruta(carpeta.path())).unwrap();
        for archivo in std::fs::read_dir(self.carpeta.path().join("usuario")).unwrap().flatten() {
            std::fs::copy(archivo.path(), carpeta.path().join("usuario").join(archivo.file_name())).unwrap();
        }
        let almacen = Almacen::abrir(&ruta(carpeta.path()), &aperturas(carpeta.path()), &Avance::default()).unwrap();
        Receptor { carpeta, almacen: Some(almacen) }
    }
}

fn ruta(carpeta: &Path) -> PathBuf {
    carpeta.join("datos").join("diligencia.dlgb")
}

struct Receptor {
    carpeta: tempfile::TempDir,
    almacen: Option<Almacen>,
}

impl Receptor {
    fn almacen(&mut self) -> &mut Almacen {
        self.almacen.as_mut().unwrap()
    }

    fn recibir(&mut self, paquete: &[Registro]) -> Incorporado {
        let mut lotes = vec![paquete.to_vec()];
        let de = Procedencia { ms: 1_800_000_000_000, ..Procedencia::default() };
        let informe = self.almacen().incorporar::<FallaAlmacen>(&de, &Avance::default(), || Ok(lotes.pop())).unwrap();
        assert_eq!(informe.total(), paquete.len() as u64, "the report adds up: {informe:?}");
        informe
    }

    fn reabrir(&mut self) {
        drop(self.almacen.take());
        self.almacen = Some(Almacen::abrir(&ruta(self.carpeta.path()), &aperturas(self.carpeta.path()), &Avance::default()).unwrap());
    }

    /// Names of all that it holds: stored and waiting.
    fn tiene(&mut self) -> (BTreeSet<Hash>, BTreeSet<Hash>) {
        let con = rusqlite::Connection::open(ruta(self.carpeta.path())).unwrap();
        let leer = |sql: &str| -> BTreeSet<Hash> {
            con.prepare(sql).unwrap().query_map([], |f| Ok(Hash(f.get(0)?))).unwrap().collect::<Result<_, _>>().unwrap()
        };
        (leer("SELECT hash FROM asiento"), leer("SELECT hash FROM espera"))
    }
}

/// A device with what it has seen: it names as padres the heads that it knew.
struct Autor {
    equipo: Equipo,
    vistas: BTreeMap<(u8, &'static str), Celda>,
    oidos: usize,
}

/// The whole life of some devices, as signed asientos in the order they were written.
fn vida(azar: &mut Azar, equipos: usize, actos: usize) -> Vec<Registro> {
    let mut dado = |n: usize| azar.dado(n);
    let mut registros: Vec<Registro> = Vec::new();
    let mut gae = equipo(1);
    // The first is the coordinator; of the others some are named early, some late, some never.
    let (alta, cred) = gae.nombrar(NACIONAL, &nombramiento(&equipo(10), Rol::Coordinador, AMBITO));
    registros.push(alta);
    let mut autores: Vec<Autor> =
        (0..equipos).map(|i| Autor { equipo: equipo(10 + u8::try_from(i).unwrap()), vistas: BTreeMap::new(), oidos: 0 }).collect();
    autores[0].equipo = equipo(10).con(Rol::Coordinador, cred);
    for _ in 0..actos {
        let quien = dado(equipos);
        match dado(20) {
            0 if quien > 0 => {
                let n = nombramiento(&autores[quien].equipo, Rol::Integrante, AMBITO);
                registros.push(autores[0].equipo.nombrar(AMBITO, &n).0);
            }
            1 if quien > 0 && dado(3) == 0 => {
                let ultimo = autores[quien].equipo.cabos.get(&AMBITO).map_or(0, |c| c.seq);
                let hasta = ultimo.saturating_sub(dado(3) as u64);
                let r = baja(&autores[quien].equipo, AMBITO, hasta);
                registros.push(autores[0].equipo.revocar(AMBITO, &r).0);
            }
            2 => {
                // A cloned computer: its chain goes on from an earlier place.
                let e = &mut autores[quien].equipo;
                if let Some(cabo) = e.cabos.get(&AMBITO).copied().filter(|_| dado(4) == 0) {
                    let (r, _) = escribir(&mut autores[quien], dado(3), dado(3), dado(5), dado(2) == 0);
                    registros.push(r);
                    autores[quien].equipo.cabos.insert(AMBITO, cabo);
                }
            }
            3..=6 => {
                // Catches up with everything written so far.
                let desde = autores[quien].oidos;
                for (cuerpo, _) in registros.iter().skip(desde) {
                    ver(&mut autores[quien].vistas, &Asiento::decodificar(cuerpo).unwrap(), hash_de(cuerpo));
                }
                autores[quien].oidos = registros.len();
            }
            7 => {
                let (r, _) = escribir_como_otro(&mut autores[quien], dado(3), dado(3), dado(5));
                registros.push(r);
            }
            8 if dado(3) == 0 => {
                let (r, hash) = unificar(&mut autores[quien], dado(2), dado(3), dado(5));
                ver(&mut autores[quien].vistas, &Asiento::decodificar(&r.0).unwrap(), hash);
                registros.push(r);
            }
            _ => {
                let (r, hash) = escribir(&mut autores[quien], dado(3), dado(3), dado(5), dado(12) == 0);
                ver(&mut autores[quien].vistas, &Asiento::decodificar(&r.0).unwrap(), hash);
                registros.push(r);
            }
        }
    }
    registros
}

const CAMPOS: [&str; 3] = ["nombre", "codigo", "horario"];

fn escribir(a: &mut Autor, ent: usize, campo: usize, valor: usize, borrar: bool) -> (Registro, Hash) {
    let ent = 200 + u8::try_from(ent).unwrap();
    let (campo, clase) = (if borrar { "borrado" } else { CAMPOS[campo] }, "tramite");
    let padres: Vec<Opid> = a.vistas.get(&(ent, campo)).map(|c| c.cabezas().iter().map(|h| h.opid).collect()).unwrap_or_default();
    let mut op = mundo::op(ent, clase, campo, 0, &padres);
    op.valor = if borrar { Valor::Logico(true) } else { Valor::Texto(format!("valor {valor}")) };
    if !borrar {
        return a.equipo.celdas(AMBITO, vec![op]);
    }
    let mut cubre: Vec<Opid> =
        a.vistas.iter().filter(|((e, c), _)| *e == ent && *c != "borrado").flat_map(|(_, c)| c.cabezas()).map(|h| h.opid).collect();
    cubre.sort_unstable();
    let cubre = cubre.iter().map(|o| Cbor::Bytes(o.a_bytes().to_vec())).collect();
    a.equipo.asentar(AMBITO, "borrar", vec![op], vec![(Cbor::Texto("cubre".to_owned()), Cbor::Lista(cubre))])
}

/// Joins an entity with the next one: one value beside those of the first, and the second retired.
fn unificar(a: &mut Autor, ent: usize, campo: usize, valor: usize) -> (Registro, Hash) {
    let (queda, otra) = (200 + u8::try_from(ent).unwrap(), 201 + u8::try_from(ent).unwrap());
    let de = |a: &Autor, campo: Option<&str>| -> Vec<Opid> {
        let suyas = a.vistas.iter().filter(|((e, c), _)| *e == otra && campo.map_or(*c != "borrado", |x| x == *c));
        let mut opids: Vec<Opid> = suyas.flat_map(|(_, c)| c.cabezas()).map(|h| h.opid).collect();
        opids.sort_unstable();
        opids
    };
    let mut reunida = mundo::op(queda, "tramite", CAMPOS[campo], 0, &[]);
    reunida.valor = Valor::Texto(format!("valor {valor}"));
    let mut retirada = mundo::op(otra, "tramite", "borrado", 0, &de(a, Some("borrado")));
    retirada.valor = Valor::Logico(true);
    let datos = Unificacion { queda: [queda; 16], otra: [otra; 16] }.a_datos(de(a, None));
    a.equipo.asentar(AMBITO, "unificar", vec![reunida, retirada], datos)
}

/// Tries to supersede what is not its own: another cell, GAE's classes.
fn escribir_como_otro(a: &mut Autor, ent: usize, campo: usize, valor: usize) -> (Registro, Hash) {
    let ent = 200 + u8::try_from(ent).unwrap();
    let padres: Vec<Opid> = a.vistas.values().flat_map(Celda::cabezas).map(|h| h.opid).take(8).collect();
    let clase = if valor == 0 { "gae_tramite" } else { "tramite" };
    let mut op = mundo::op(ent, clase, CAMPOS[campo], 0, &padres);
    op.padres.dedup();
    op.valor = Valor::Texto(format!("ajeno {valor}"));
    a.equipo.celdas(AMBITO, vec![op])
}

fn ver(vistas: &mut BTreeMap<(u8, &'static str), Celda>, asiento: &Asiento, hash: Hash) {
    for (i, op) in asiento.ops.iter().enumerate() {
        let Some(campo) = CAMPOS.iter().chain(&["borrado"]).find(|c| **c == op.campo) else { continue };
        let opid = Opid { asiento: hash, indice: u16::try_from(i).unwrap() };
        let cabeza = Cabeza { opid, hlc: asiento.hlc, disp: asiento.disp, valor: op.valor.clone() };
        vistas.entry((op.ent[0], campo)).or_default().admitir(cabeza, &op.padres);
    }
}

/// Delivers a set in some order, with repetitions, in packages, with restarts.
fn repartir(azar: &mut Azar, r: &mut Receptor, registros: &[Registro]) {
    let mut dado = |n: usize| azar.dado(n);
    let mut orden: Vec<usize> = (0..registros.len()).collect();
    if dado(4) > 0 {
        for i in (1..orden.len()).rev() {
            orden.swap(i, dado(i + 1));
        }
    }
    for _ in 0..dado(1 + registros.len() / 2) {
        let repetido = orden[dado(orden.len())];
        orden.insert(dado(orden.len()), repetido);
    }
    let mut resto = orden.as_slice();
    while !resto.is_empty() {
        let (paquete, cola) = resto.split_at((1 + dado(40)).min(resto.len()));
        r.recibir(&paquete.iter().map(|i| registros[*i].clone()).collect::<Vec<_>>());
        if dado(10) == 0 {
            r.reabrir();
        }
        resto = cola;
    }
}

fn caso(molde: &Molde, semilla: u64, equipos: usize, actos: usize) -> Result<(), TestCaseError> {
    let mut azar = Azar(semilla);
    let registros = vida(&mut azar, equipos, actos);
    let debe = Conjunto::evaluar(&[], &molde.confianza(), &registros);
    prop_assert!(debe.rechazados.is_empty());
    let todos: BTreeSet<Hash> = registros.iter().map(|(c, _)| hash_de(c)).collect();
    for _ in 0..2 {
        let mut r = molde.copia();
        repartir(&mut azar, &mut r, &registros);
        let (guardados, esperan) = r.tiene();
        prop_assert_eq!(&(&guardados | &esperan), &todos, "nothing that arrived is lost");
        prop_assert!(guardados.is_disjoint(&esperan));
        prop_assert!(debe.admitidos.is_subset(&guardados), "what counts is stored");
        prop_assert_eq!(r.almacen().consultas().raiz_estado().unwrap(), debe.raiz_estado(), "equal sets, equal states");
        // Delivering everything once more changes nothing.
        let otra = r.recibir(&registros);
        prop_assert_eq!((otra.conocidos, otra.nuevos), (registros.len() as u64, 0));
        prop_assert_eq!(r.almacen().consultas().raiz_estado().unwrap(), debe.raiz_estado());
        if semilla.is_multiple_of(32) {
            let v = r.almacen().verificar(&Avance::default()).unwrap();
            prop_assert_eq!(v.problemas, Vec::<String>::new(), "rebuilt = incremental");
        }
    }
    Ok(())
}

fn correr(nombre: &str, equipos: std::ops::RangeInclusive<usize>, actos: std::ops::RangeInclusive<usize>, cortos: u32) {
    let casos = if std::env::var_os("DILIGENCIA_LARGO").is_some() { cortos * 100 } else { cortos };
    let molde = Molde::new();
    let config = Config { cases: casos, max_shrink_iters: 200, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&(any::<u64>(), equipos, actos), |(semilla, equipos, actos)| caso(&molde, semilla, equipos, actos))
        .unwrap();
    println!("{nombre}: {casos} casos");
}

#[test]
fn two_and_three_devices_converge() {
    correr("2 y 3 equipos", 2..=3, 1..=60, 1_000);
}

#[test]
fn up_to_six_devices_converge() {
    correr("hasta 6 equipos", 2..=6, 1..=200, 1_000);
}
