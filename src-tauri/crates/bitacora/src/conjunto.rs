//! What a set of asientos means, from zero: the rule of the whole log in one pure function.
//!
//! Storage reaches the same result little by little, in whatever order packages arrive; this is the
//! text it is tested against. It keeps everything in memory, so it is for sets of a test's size.
//!
//! 1. What is malformed is rejected; what has a newer envelope waits.
//! 2. A signature is checked with the key that hashes to the name of the device, whoever presented it.
//! 3. A chain stands from its first asiento on; what comes after a gap waits.
//! 4. The acts of authority that stand settle who may do what; each asiento is judged with that.
//!    What two of them withdraw keeps its place in its chain and is worth nothing else ([`crate::retiro`]).
//! 5. The admitted writes are folded, cell by cell: a padre counts only inside its own cell, and a cell
//!    belongs to one ámbito and one owner.

use std::collections::{BTreeMap, BTreeSet};

use crate::admision::{Autoridad, Confianza, Espera, Juicio, Llavero, PREFIJO_GAE, SinEfecto, Sobre};
use crate::fusion::{Celda, conflicto};
use crate::{ArbolMerkle, Asiento, Cabeza, ClavePublica, ErrorAsiento, Hash, Opid, Retiros, Talon, hash_de, hoja_de_estado};

/// Body and signature as received.
pub type Registro = (Vec<u8>, [u8; 64]);

/// Name of a cell: ámbito, whether it is GAE's, entity, field.
pub type NombreDeCelda = ([u8; 16], bool, [u8; 16], String);

struct Leido {
    asiento: Asiento,
    sobre: Sobre,
    firmas: BTreeSet<[u8; 64]>,
}

/// Ámbito and device.
type Cadena = ([u8; 16], [u8; 16]);

/// What a chain is made of: bodies and stubs.
struct Eslabon<'s> {
    cadena: Cadena,
    seq: u64,
    prev: Hash,
    hash: Hash,
    firmas: &'s BTreeSet<[u8; 64]>,
}

/// The meaning of a set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conjunto {
    /// What counts.
    pub admitidos: BTreeSet<Hash>,
    /// Stored without effect.
    pub sin_efecto: BTreeMap<Hash, SinEfecto>,
    /// Waiting.
    pub en_espera: BTreeMap<Hash, Espera>,
    /// In their chain, with a body that two persons withdrew: nothing of it counts.
    pub retirados: BTreeSet<Hash>,
    /// Malformed, over a limit, or with a signature that fails.
    pub rechazados: BTreeSet<Hash>,
    /// Heads of every cell that somebody admitted wrote.
    pub celdas: BTreeMap<NombreDeCelda, Celda>,
}

impl Conjunto {
    /// Judges and folds a set, in any order and with any repetition.
    #[must_use]
    pub fn evaluar(raices: &[[u8; 32]], confianza: &[Confianza], registros: &[Registro]) -> Conjunto {
        let mut leido = Conjunto::default();
        let mut llavero = Llavero::default();
        raices.iter().chain(confianza.iter().map(|x| &x.clave)).for_each(|k| {
            llavero.presentar(*k);
        });
        let mut leidos: BTreeMap<Hash, Leido> = BTreeMap::new();
        let mut talones: BTreeMap<Talon, BTreeSet<[u8; 64]>> = BTreeMap::new();
        for (cuerpo, firma) in registros {
            if let Some(talon) = Talon::decodificar(cuerpo) {
                talones.entry(talon).or_default().insert(*firma);
                continue;
            }
            let hash = hash_de(cuerpo);
            match Asiento::decodificar(cuerpo) {
                Ok(asiento) => {
                    let sobre = Sobre::de(&asiento, hash);
                    llavero.presentar_de(&sobre.acto);
                    leidos.entry(hash).or_insert(Leido { asiento, sobre, firmas: BTreeSet::new() }).firmas.insert(*firma);
                }
                Err(ErrorAsiento::MasNuevo { .. }) => {
                    leido.en_espera.insert(hash, Espera::VersionNueva);
                }
                Err(_) => {
                    leido.rechazados.insert(hash);
                }
            }
        }
        // Who has the body needs no stub.
        talones.retain(|talon, _| !leidos.contains_key(&talon.hash));
        // A `retirar` may come after the stub it needs, in the same chain: all stubs stand at first, and the
        // ones that no pair of acts turns out to name fall, until the rest hold each other.
        loop {
            let mut c = leido.clone();
            let sobran = c.juzgar_todo(raices, confianza, &llavero, &leidos, &talones);
            if sobran.is_empty() {
                return c;
            }
            for talon in sobran {
                leido.en_espera.insert(talon.hash, Espera::RetiroIncompleto);
                talones.remove(&talon);
            }
        }
    }

    /// One round over the stubs that are still believed; gives those of them that nothing supports.
    fn juzgar_todo(
        &mut self,
        raices: &[[u8; 32]],
        confianza: &[Confianza],
        llavero: &Llavero,
        leidos: &BTreeMap<Hash, Leido>,
        talones: &BTreeMap<Talon, BTreeSet<[u8; 64]>>,
    ) -> Vec<Talon> {
        let firmes = self.firmes(leidos, talones, llavero);
        let actos: Vec<Sobre> =
            firmes.iter().filter_map(|h| leidos.get(h)).map(|l| l.sobre.clone()).filter(|s| s.acto.es_de_autoridad()).collect();
        let autoridad = Autoridad::calcular(raices, confianza, llavero, &actos);
        let retiros = Retiros::calcular(&autoridad, &actos);
        let en_pie = talones.keys().filter(|t| firmes.contains(&t.hash));
        let (vigentes, sobran): (Vec<&Talon>, Vec<&Talon>) = en_pie.partition(|t| retiros.vigente(t));
        self.retirados.extend(vigentes.into_iter().map(|t| t.hash));
        for hash in firmes {
            let Some(Leido { asiento, sobre, .. }) = leidos.get(&hash) else { continue };
            if Talon::de(asiento, hash).is_some_and(|t| retiros.vigente(&t)) {
                self.retirados.insert(hash);
                continue;
            }
            match autoridad.juzgar(sobre) {
                Juicio::Admitido => {
                    self.admitidos.insert(hash);
                    self.doblar(hash, asiento);
                }
                Juicio::SinEfecto(causa) => {
                    self.sin_efecto.insert(hash, causa);
                }
                Juicio::EnEspera(causa) => {
                    self.en_espera.insert(hash, causa);
                }
            }
        }
        sobran.into_iter().cloned().collect()
    }

    /// Signed by the key of their device and chained from the first one, without gaps.
    fn firmes(
        &mut self,
        leidos: &BTreeMap<Hash, Leido>,
        talones: &BTreeMap<Talon, BTreeSet<[u8; 64]>>,
        llavero: &Llavero,
    ) -> BTreeSet<Hash> {
        let cuerpos = leidos.iter().map(|(h, l)| Eslabon {
            cadena: (l.asiento.ambito, l.asiento.disp),
            seq: l.asiento.seq,
            prev: l.asiento.prev,
            hash: *h,
            firmas: &l.firmas,
        });
        let restos =
            talones.iter().map(|(t, firmas)| Eslabon { cadena: (t.ambito, t.disp), seq: t.seq, prev: t.prev, hash: t.hash, firmas });
        let mut en_orden: Vec<Eslabon<'_>> = cuerpos.chain(restos).collect();
        en_orden.sort_by_key(|e| (e.seq, e.hash));
        // Two stubs may tell two places for one name: each holds what follows it.
        let mut lugares: BTreeSet<(Hash, Cadena, u64)> = BTreeSet::new();
        let mut firmes: BTreeSet<Hash> = BTreeSet::new();
        for e in en_orden {
            let clave = llavero.clave(&e.cadena.1).and_then(|k| ClavePublica::desde_bytes(k).ok());
            let Some(clave) = clave else {
                self.en_espera.insert(e.hash, Espera::CredencialDesconocida);
                continue;
            };
            // A courier may have spoilt one copy of it: one good signature is enough.
            if !e.firmas.iter().any(|f| clave.verificar(&e.hash, f).is_ok()) {
                self.rechazados.insert(e.hash);
                continue;
            }
            if e.seq == 1 || lugares.contains(&(e.prev, e.cadena, e.seq - 1)) {
                lugares.insert((e.hash, e.cadena, e.seq));
                firmes.insert(e.hash);
                self.en_espera.remove(&e.hash);
            } else if !firmes.contains(&e.hash) {
                self.en_espera.insert(e.hash, Espera::CadenaIncompleta);
            }
        }
        firmes
    }

    fn doblar(&mut self, hash: Hash, asiento: &Asiento) {
        for (indice, op) in asiento.ops.iter().enumerate() {
            let nombre = (asiento.ambito, op.clase.starts_with(PREFIJO_GAE), op.ent, op.campo.clone());
            let opid = Opid { asiento: hash, indice: u16::try_from(indice).unwrap_or(u16::MAX) };
            let cabeza = Cabeza { opid, hlc: asiento.hlc, disp: asiento.disp, valor: op.valor.clone() };
            self.celdas.entry(nombre).or_default().admitir(cabeza, &op.padres);
        }
    }

    /// Root of the state (`intercambio.md` §6).
    #[must_use]
    pub fn raiz_estado(&self) -> Hash {
        let mut hojas: Vec<([u8; 16], &str, Cabeza)> = Vec::new();
        for ((_, _, ent, campo), celda) in &self.celdas {
            hojas.extend(celda.cabezas().into_iter().map(|c| (*ent, campo.as_str(), c)));
        }
        hojas.sort_by(|a, b| (a.0, a.1, a.2.opid).cmp(&(b.0, b.1, b.2.opid)));
        let mut arbol = ArbolMerkle::default();
        hojas.iter().for_each(|(ent, campo, c)| arbol.hoja(hoja_de_estado(ent, campo, &c.opid, &c.valor)));
        arbol.raiz()
    }

    /// Cells with two or more different values.
    #[must_use]
    pub fn conflictos(&self) -> Vec<&NombreDeCelda> {
        self.celdas.iter().filter(|(_, celda)| conflicto(&celda.cabezas())).map(|(nombre, _)| nombre).collect()
    }
}
