//! Devices with fixed keys that write signed asientos, as GAE and committees would.
#![allow(dead_code, missing_docs, reason = "each test uses a part")]

use bitacora::admision::{NACIONAL, Nombramiento, Revocacion, SIN_CREDENCIAL, hash_de_rama};
use bitacora::{Asiento, Cabo, Cbor, ClaveDispositivo, Confianza, Escritura, Hash, Opid, Rol, Valor, hash_de};
use std::collections::BTreeMap;

pub const MARN: [u8; 16] = [0xAA; 16];
pub const MAGA: [u8; 16] = [0xBB; 16];

pub type Registro = (Vec<u8>, [u8; 64]);

/// A device: its key, its person, its chains, and the credencial it relies on.
pub struct Equipo {
    pub clave: ClaveDispositivo,
    pub actor: [u8; 16],
    pub rol: u8,
    pub cred: Hash,
    pub cabos: BTreeMap<[u8; 16], Cabo>,
    pub hlc: u64,
}

pub fn equipo(n: u8) -> Equipo {
    Equipo {
        clave: ClaveDispositivo::desde_semilla([n; 32]),
        actor: [n; 16],
        rol: SIN_CREDENCIAL,
        cred: Hash::CERO,
        cabos: BTreeMap::new(),
        hlc: u64::from(n),
    }
}

pub fn op(ent: u8, clase: &str, campo: &str, valor: i64, padres: &[Opid]) -> Escritura {
    let mut padres = padres.to_vec();
    padres.sort_unstable();
    Escritura { ent: [ent; 16], clase: clase.to_owned(), campo: campo.to_owned(), valor: Valor::Entero(valor), padres }
}

impl Equipo {
    pub fn publica(&self) -> [u8; 32] {
        self.clave.publica()
    }

    pub fn disp(&self) -> [u8; 16] {
        self.clave.dispositivo()
    }

    /// Claims a credencial from now on.
    pub fn con(mut self, rol: Rol, cred: Hash) -> Equipo {
        self.rol = rol.numero();
        self.cred = cred;
        self
    }

    pub fn confianza(&self, ambito: Option<[u8; 16]>) -> Confianza {
        Confianza { clave: self.publica(), ambito }
    }

    /// The next asiento of this device in that ámbito.
    pub fn asentar(&mut self, ambito: [u8; 16], tipo: &str, ops: Vec<Escritura>, datos: Vec<(Cbor, Cbor)>) -> (Registro, Hash) {
        let cabo = self.cabos.get(&ambito).copied().unwrap_or_default();
        self.hlc += 1 << 16;
        let asiento = Asiento {
            ambito,
            disp: self.disp(),
            seq: cabo.seq + 1,
            prev: cabo.hash,
            visto: BTreeMap::new(),
            hlc: self.hlc,
            actor: self.actor,
            rol: self.rol,
            cred: self.cred,
            tipo: tipo.to_owned(),
            motivo: "acta 4 del comité".to_owned(),
            ops,
            datos: Cbor::Mapa(datos),
        };
        let cuerpo = asiento.codificar().unwrap();
        let hash = hash_de(&cuerpo);
        self.cabos.insert(ambito, Cabo { seq: asiento.seq, hash });
        let firma = self.clave.firmar(&hash);
        ((cuerpo, firma), hash)
    }

    pub fn celdas(&mut self, ambito: [u8; 16], ops: Vec<Escritura>) -> (Registro, Hash) {
        self.asentar(ambito, "celdas", ops, Vec::new())
    }

    pub fn nombrar(&mut self, ambito: [u8; 16], n: &Nombramiento) -> (Registro, Hash) {
        self.asentar(ambito, "nombrar", Vec::new(), n.a_datos())
    }

    pub fn revocar(&mut self, ambito: [u8; 16], r: &Revocacion) -> (Registro, Hash) {
        self.asentar(ambito, "revocar", Vec::new(), r.a_datos("equipo perdido"))
    }

    /// Goes on for another device, whose key may sign the handover.
    pub fn rama(&mut self, ambito: [u8; 16], anterior: &Equipo, entrega: bool) -> (Registro, Hash) {
        let t = |s: &str| Cbor::Texto(s.to_owned());
        let mut datos =
            vec![(t("disp_anterior"), Cbor::Bytes(anterior.disp().to_vec())), (t("clave"), Cbor::Bytes(self.publica().to_vec()))];
        if entrega {
            datos.push((t("firma_anterior"), Cbor::Bytes(anterior.clave.firmar(&hash_de_rama(&self.publica())).to_vec())));
        }
        self.asentar(ambito, "rama", Vec::new(), datos)
    }
}

pub fn nombramiento(e: &Equipo, rol: Rol, ambito: [u8; 16]) -> Nombramiento {
    Nombramiento {
        clave: e.publica(),
        clave_age: None,
        actor: e.actor,
        nombre: "Ana López".to_owned(),
        cargo: "Planificación".to_owned(),
        rol,
        ambito,
        desde_seq: 1,
    }
}

pub fn baja(e: &Equipo, ambito: [u8; 16], ultimo_seq: u64) -> Revocacion {
    Revocacion { disp: e.disp(), ambito, ultimo_seq, otros: Vec::new() }
}

/// A root, a jefe, an adviser for all, a coordinator and a member of MARN, each already named.
pub struct Mundo {
    pub raiz: Equipo,
    pub jefe: Equipo,
    pub asesor: Equipo,
    pub coordinador: Equipo,
    pub integrante: Equipo,
    pub altas: Vec<Registro>,
}

impl Mundo {
    pub fn new() -> Mundo {
        Mundo::de(MARN)
    }

    /// The same people in another institution.
    pub fn de(institucion: [u8; 16]) -> Mundo {
        let (mut raiz, jefe, asesor, coordinador, integrante) = (equipo(1), equipo(2), equipo(3), equipo(4), equipo(5));
        let (r1, h) = raiz.nombrar(NACIONAL, &nombramiento(&jefe, Rol::Jefe, NACIONAL));
        let mut jefe = jefe.con(Rol::Jefe, h);
        let (r2, h) = jefe.nombrar(NACIONAL, &nombramiento(&asesor, Rol::Asesor, NACIONAL));
        let asesor = asesor.con(Rol::Asesor, h);
        let (r3, h) = jefe.nombrar(NACIONAL, &nombramiento(&coordinador, Rol::Coordinador, institucion));
        let mut coordinador = coordinador.con(Rol::Coordinador, h);
        let (r4, h) = coordinador.nombrar(institucion, &nombramiento(&integrante, Rol::Integrante, institucion));
        let integrante = integrante.con(Rol::Integrante, h);
        Mundo { raiz, jefe, asesor, coordinador, integrante, altas: vec![r1, r2, r3, r4] }
    }

    pub fn raices(&self) -> [[u8; 32]; 1] {
        [self.raiz.publica()]
    }
}
