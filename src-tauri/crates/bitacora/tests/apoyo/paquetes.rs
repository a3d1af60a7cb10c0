//! Small packages for the tests, and a source of numbers that a seed repeats.
#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::LazyLock;

use bitacora::paquete::{Acuse, Autor, Cabecera, Destinatario, Empacador, Limites, PaqueteAbierto, Sellado};
use bitacora::{Asiento, Cabo, Cbor, ClaveDispositivo, ErrorPaquete, Escritura, Hash, Opid, Valor, hash_de};

/// splitmix64: enough for tests, and the same on every machine.
pub struct Azar(pub u64);

impl Azar {
    pub fn numero(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn menor_que(&mut self, n: u64) -> u64 {
        self.numero() % n
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.numero() as u8)
    }
}

/// The device of all of them; made once, which a fuzz target notices.
pub fn clave() -> &'static ClaveDispositivo {
    static CLAVE: LazyLock<ClaveDispositivo> = LazyLock::new(|| ClaveDispositivo::desde_semilla([1; 32]));
    &CLAVE
}

pub const AMBITO: [u8; 16] = [2; 16];

/// The header of a package by [`clave`].
pub fn cabecera() -> Cabecera {
    static CABECERA: LazyLock<Cabecera> = LazyLock::new(hacer_cabecera);
    CABECERA.clone()
}

fn hacer_cabecera() -> Cabecera {
    let mut hasta = Acuse::default();
    hasta.agregar(AMBITO, clave().dispositivo(), Cabo { seq: 3, hash: Hash([9; 32]) });
    hasta.agregar(AMBITO, clave().dispositivo(), Cabo { seq: 3, hash: Hash([8; 32]) });
    hasta.agregar([3; 16], [4; 16], Cabo { seq: 1, hash: Hash([7; 32]) });
    let mut desde = Acuse::default();
    desde.agregar(AMBITO, clave().dispositivo(), Cabo { seq: 1, hash: Hash([6; 32]) });
    Cabecera {
        app: "0.1.0".to_owned(),
        ambitos: BTreeSet::from([AMBITO, [3; 16]]),
        de: Autor { clave: clave().publica(), clave_age: clave().clave_age(), cred: Hash::CERO, nombre: "Ana López".to_owned() },
        para: BTreeSet::from([Destinatario { clave_age: Some(clave().clave_age()), persona: Some([5; 16]) }]),
        desde,
        acuse: hasta.clone(),
        hasta,
        nota: "Inventario de diciembre".to_owned(),
    }
}

/// `n` ordinary saves of one device, chained and signed: (cuerpo, firma).
pub fn asientos(n: u64) -> Vec<(Vec<u8>, [u8; 64])> {
    let (clave, mut azar, mut prev) = (clave(), Azar(7), Hash::CERO);
    let campos = ["nombre", "descripcion", "tiempo_real", "costo", "base_legal", "requisito", "orden"];
    let palabras = ["licencia", "ambiental", "solicitud", "fotocopia", "certificación", "vigente", "dirección", "expediente"];
    (1..=n)
        .map(|seq| {
            let campo = campos[azar.menor_que(7) as usize];
            let valor = match campo {
                "tiempo_real" | "costo" => Valor::Entero(azar.menor_que(50_000) as i64),
                _ => Valor::Texto((0..4).map(|_| palabras[azar.menor_que(8) as usize]).collect::<Vec<_>>().join(" ")),
            };
            let mut ent: [u8; 16] = [0; 16];
            ent[..6].copy_from_slice(&(1_800_000_000_000u64 + seq).to_be_bytes()[2..]);
            ent[6..].copy_from_slice(&azar.bytes::<10>());
            let padres = if azar.menor_que(3) == 0 { vec![Opid { asiento: Hash(azar.bytes()), indice: 0 }] } else { vec![] };
            let asiento = Asiento {
                ambito: AMBITO,
                disp: clave.dispositivo(),
                seq,
                prev,
                visto: [].into(),
                hlc: (1_800_000_000_000 + seq * 1_000) << 16,
                actor: [5; 16],
                rol: 255,
                cred: Hash::CERO,
                tipo: "celdas".to_owned(),
                motivo: String::new(),
                ops: vec![Escritura { ent, clase: "tramite".to_owned(), campo: campo.to_owned(), valor, padres }],
                datos: Cbor::Mapa(vec![(Cbor::Texto("op".to_owned()), Cbor::Texto("guardar_ficha".to_owned()))]),
            };
            let cuerpo = asiento.codificar().unwrap();
            prev = hash_de(&cuerpo);
            let firma = clave.firmar(&prev);
            (cuerpo, firma)
        })
        .collect()
}

/// A package with these entries and attachments, and what the writer says of it.
pub fn empacar(entradas: &[(Vec<u8>, [u8; 64])], adjuntos: &[&[u8]]) -> (Vec<u8>, Sellado) {
    let mut empacador = Empacador::en_memoria(Limites::default()).unwrap();
    for (cuerpo, firma) in entradas {
        empacador.agregar(cuerpo, firma).unwrap();
    }
    for mut adjunto in adjuntos.iter().copied() {
        empacador.adjuntar(&mut adjunto).unwrap();
    }
    let mut bytes = Vec::new();
    let sellado = empacador.escribir(cabecera(), &mut bytes, |h| clave().firmar(h)).unwrap();
    assert_eq!(sellado.bytes, bytes.len() as u64, "the writer knows its size");
    (bytes, sellado)
}

/// A small one with everything in it.
pub fn pequeno() -> Vec<u8> {
    empacar(&asientos(3), &[b"%PDF-1.7 acta", b"otro"]).0
}

/// Opens the package and everything inside it.
pub fn abrir_todo(bytes: &[u8]) -> Result<u64, ErrorPaquete> {
    let mut paquete = PaqueteAbierto::abrir(Cursor::new(bytes), &Limites::default())?;
    let mut n = 0;
    for i in 0..paquete.partes() {
        n += paquete.parte(i)?.iter().count() as u64;
    }
    for adjunto in paquete.manifiesto().adjuntos.clone() {
        if let Some(mut lector) = paquete.adjunto(&adjunto.sha256)? {
            std::io::copy(&mut lector, &mut std::io::sink())?;
        }
    }
    Ok(n)
}

/// Whether the long variants of the tests were asked for.
pub fn largo() -> bool {
    std::env::var_os("DILIGENCIA_LARGO").is_some_and(|v| v == "1")
}
