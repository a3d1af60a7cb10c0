//! The packages that the bench takes in: one committee is seeded through the ordinary write path
//! (300 trámites × 15 requisitos); every institution then has that work as its own.
//!
//! Its own ámbito, identifiers and key, signed anew. Its own words: each text says what the unit of that
//! institution asks, the same text always in the same way, except the lines that all of them share (DPI,
//! RTU, payment), so that lists are alike inside an institution and among institutions only as real ones
//! are. And its own hours: each trámite was typed at some moment of half a year, so that identifiers,
//! which begin with the time, mix with those of the other institutions as they would.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use bitacora::admision::NACIONAL;
use bitacora::paquete::{Acuse, Autor, Cabecera, Empacador, Limites};
use bitacora::{Asiento, Cabo, ClaveDispositivo, Hash, Opid, Valor, hash_de};
use casos::dto::{ComoInstalacion, CrearInstalacion};
use casos::{OpcionesDeSesion, Sesion};
use pruebas::azar::Azar;
use uuid::Uuid;

pub const TRAMITES: u32 = 300;
const REQUISITOS: u32 = 15;
const SEMILLA: u64 = 5_2021;
/// Half a year, milliseconds.
const MEDIO_ANIO: u64 = 182 * 24 * 3_600_000;

/// Lines that every institution asks with the same words.
const DE_TODAS: &[&str] = &["(DPI)", "(RTU)", "Comprobante de pago"];
const UNIDADES: &[&str] = &[
    "la Dirección de Atención al Ciudadano",
    "el Departamento de Licencias",
    "la Unidad de Registro",
    "la Ventanilla Única",
    "la Dirección Técnica",
    "la Subdirección de Control",
    "el Departamento Jurídico",
    "la Delegación Departamental",
    "la Secretaría General",
    "la Unidad de Inspección",
    "el Viceministerio del ramo",
];
const MODOS: &[&str] =
    &["según el formato", "en original y copia, formato", "vigente, conforme al instructivo", "con sello de recepción, referencia"];

/// Packages on the disk, one per institution.
pub struct Buzon {
    carpeta: PathBuf,
    /// How many each one holds.
    pub asientos: usize,
}

impl Buzon {
    pub fn llenar(carpeta: &Path, cuantas: usize) -> Buzon {
        let modelo = modelo(carpeta);
        let buzon = Buzon { carpeta: carpeta.join("buzon"), asientos: modelo.len() };
        std::fs::create_dir_all(&buzon.carpeta).unwrap();
        for i in 0..cuantas {
            std::fs::write(buzon.ruta(i), empacar(&modelo, i)).unwrap();
        }
        println!("Semilla {SEMILLA}: {cuantas} paquetes de {} asientos.", modelo.len());
        buzon
    }

    pub fn leer(&self, i: usize) -> Vec<u8> {
        std::fs::read(self.ruta(i)).unwrap()
    }

    fn ruta(&self, i: usize) -> PathBuf {
        self.carpeta.join(format!("{i:03}.dlg"))
    }
}

/// The asientos of one committee, in the order they were written.
fn modelo(carpeta: &Path) -> Vec<Asiento> {
    let datos = carpeta.join("modelo");
    std::fs::create_dir_all(&datos).unwrap();
    let sesion = Sesion::abrir(OpcionesDeSesion::new(datos.clone(), None, "el banco de medidas"));
    let pide = CrearInstalacion {
        como: ComoInstalacion::Comite,
        institucion: Some("MARN".to_owned()),
        demo: false,
        persona: "Ana López".to_owned(),
        trabajo: None,
    };
    sesion.crear_instalacion(pide).unwrap();
    sesion.sembrar(1, TRAMITES, REQUISITOS, 1).unwrap();
    sesion.cerrar().unwrap();
    let con = rusqlite::Connection::open(datos.join("diligencia.dlgb")).unwrap();
    let mut consulta = con.prepare("SELECT cuerpo FROM asiento ORDER BY n").unwrap();
    let cuerpos: Vec<Vec<u8>> = consulta.query_map([], |f| f.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    cuerpos.iter().map(|c| Asiento::decodificar(c).unwrap()).collect()
}

pub fn clave(i: usize) -> ClaveDispositivo {
    let mut semilla = [9u8; 32];
    semilla[..8].copy_from_slice(&(i as u64).to_be_bytes());
    ClaveDispositivo::desde_semilla(semilla)
}

pub fn ambito(i: usize) -> [u8; 16] {
    let mut a = [0xA0u8; 16];
    a[..8].copy_from_slice(&(i as u64 + 1).to_be_bytes());
    a
}

/// The same identifier minted by another institution, `mas` milliseconds later.
fn mover(id: [u8; 16], i: usize, mas: u64) -> [u8; 16] {
    let mut otro = id;
    let ms = id[..6].iter().fold(0u64, |n, b| n << 8 | u64::from(*b)) + mas;
    otro[..6].copy_from_slice(&ms.to_be_bytes()[2..]);
    for (b, x) in otro[10..].iter_mut().zip((i as u64 * 0x9E37_79B9_7F4A).to_be_bytes()[2..].iter()) {
        *b ^= x;
    }
    otro
}

/// A text in the words of institution `i`; always the same for the same text.
fn decir(texto: &str, i: usize) -> String {
    if DE_TODAS.iter().any(|t| texto.contains(t)) {
        return texto.to_owned();
    }
    let suma = texto.bytes().fold(SEMILLA, |n, b| n.wrapping_mul(31).wrapping_add(u64::from(b)));
    let mut azar = Azar::de_ensayo(suma, i as u64);
    let mut de = |lista: &'static [&'static str]| lista[usize::try_from(azar.menor(lista.len() as u64)).unwrap()];
    let (modo, unidad) = (de(MODOS), de(UNIDADES));
    format!("{texto}, {modo} {:03}-{:02} de {unidad}", i + 1, azar.menor(40))
}

fn empacar(modelo: &[Asiento], i: usize) -> Vec<u8> {
    let clave = clave(i);
    let mut azar = Azar::de_ensayo(SEMILLA, i as u64);
    let mut momentos: Vec<u64> = modelo.iter().map(|_| azar.menor(MEDIO_ANIO)).collect();
    momentos.sort_unstable();
    let mut cabo = Cabo::default();
    let mut nombres: HashMap<Hash, Hash> = HashMap::new();
    let mut movidos: HashMap<[u8; 16], [u8; 16]> = HashMap::new();
    let mut empacador = Empacador::en_memoria(Limites::default()).unwrap();
    // The chain of the model starts at 1 and the names of its asientos change with each signer.
    let mut previo = Hash::CERO;
    for (original, mas) in modelo.iter().zip(momentos) {
        let mut a = original.clone();
        let viejo = hash_de(&original.codificar().unwrap());
        (a.ambito, a.disp, a.actor) = (ambito(i), clave.dispositivo(), [7; 16]);
        (a.seq, a.prev) = (cabo.seq + 1, previo);
        a.hlc += mas << 16;
        a.visto.clear();
        for op in &mut a.ops {
            op.ent = *movidos.entry(op.ent).or_insert_with(|| mover(op.ent, i, mas));
            if let Valor::Texto(t) = &mut op.valor {
                match op.campo.as_str() {
                    "padre" => {
                        let padre = t.parse::<Uuid>().unwrap().into_bytes();
                        *t = Uuid::from_bytes(*movidos.entry(padre).or_insert_with(|| mover(padre, i, mas))).to_string();
                    }
                    "texto" | "nombre" | "descripcion" => *t = decir(t, i),
                    _ => {}
                }
            }
            op.padres = op.padres.iter().map(|p| Opid { asiento: nombres[&p.asiento], indice: p.indice }).collect();
            op.padres.sort_unstable();
        }
        let cuerpo = a.codificar().unwrap();
        let hash = hash_de(&cuerpo);
        nombres.insert(viejo, hash);
        empacador.agregar(&cuerpo, &clave.firmar(&hash)).unwrap();
        previo = hash;
        cabo = Cabo { seq: a.seq, hash };
    }
    let cabecera = Cabecera {
        app: "banco".to_owned(),
        ambitos: [ambito(i), NACIONAL].into(),
        de: Autor { clave: clave.publica(), clave_age: clave.clave_age(), cred: Hash::CERO, nombre: "Ana López".to_owned() },
        para: Default::default(),
        desde: Acuse::default(),
        hasta: Acuse::default(),
        acuse: Acuse::default(),
        nota: String::new(),
    };
    let mut salida = Vec::new();
    empacador.escribir(cabecera, &mut salida, |h| clave.firmar(h)).unwrap();
    salida
}
