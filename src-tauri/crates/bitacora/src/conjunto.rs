//! What a set of asientos means, from zero: the rule of the whole log in one pure function.
//!
//! Storage reaches the same result little by little, in whatever order packages arrive; this is the
//! text it is tested against. It keeps everything in memory, so it is for sets of a test's size.
//!
//! 1. What is malformed is rejected; what has a newer envelope waits.
//! 2. A signature is checked with the key that hashes to the name of the device, whoever presented it.
//! 3. A chain stands from its first asiento on; what comes after a gap waits.
//! 4. The acts of authority that stand settle who may do what; each asiento is judged with that.
//! 5. The admitted writes are folded, cell by cell: a padre counts only inside its own cell, and a cell
//!    belongs to one ámbito and one owner.

use std::collections::{BTreeMap, BTreeSet};

use crate::admision::{Autoridad, Confianza, Espera, Juicio, Llavero, PREFIJO_GAE, SinEfecto, Sobre};
use crate::fusion::{Celda, conflicto};
use crate::{ArbolMerkle, Asiento, Cabeza, ClavePublica, ErrorAsiento, Hash, Opid, hash_de, hoja_de_estado};

/// Body and signature as received.
pub type Registro = (Vec<u8>, [u8; 64]);

/// Name of a cell: ámbito, whether it is GAE's, entity, field.
pub type NombreDeCelda = ([u8; 16], bool, [u8; 16], String);

struct Leido {
    asiento: Asiento,
    sobre: Sobre,
    firmas: BTreeSet<[u8; 64]>,
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
    /// Malformed, over a limit, or with a signature that fails.
    pub rechazados: BTreeSet<Hash>,
    /// Heads of every cell that somebody admitted wrote.
    pub celdas: BTreeMap<NombreDeCelda, Celda>,
}

impl Conjunto {
    /// Judges and folds a set, in any order and with any repetition.
    #[must_use]
    pub fn evaluar(raices: &[[u8; 32]], confianza: &[Confianza], registros: &[Registro]) -> Conjunto {
        let mut c = Conjunto::default();
        let mut llavero = Llavero::default();
        raices.iter().chain(confianza.iter().map(|x| &x.clave)).for_each(|k| {
            llavero.presentar(*k);
        });
        let mut leidos: BTreeMap<Hash, Leido> = BTreeMap::new();
        for (cuerpo, firma) in registros {
            let hash = hash_de(cuerpo);
            match Asiento::decodificar(cuerpo) {
                Ok(asiento) => {
                    let sobre = Sobre::de(&asiento, hash);
                    llavero.presentar_de(&sobre.acto);
                    leidos.entry(hash).or_insert(Leido { asiento, sobre, firmas: BTreeSet::new() }).firmas.insert(*firma);
                }
                Err(ErrorAsiento::MasNuevo { .. }) => {
                    c.en_espera.insert(hash, Espera::VersionNueva);
                }
                Err(_) => {
                    c.rechazados.insert(hash);
                }
            }
        }
        let firmes = c.firmes(&mut leidos, &llavero);
        let actos: Vec<Sobre> =
            firmes.iter().filter_map(|h| leidos.get(h)).map(|l| l.sobre.clone()).filter(|s| s.acto.es_de_autoridad()).collect();
        let autoridad = Autoridad::calcular(raices, confianza, &llavero, &actos);
        for hash in firmes {
            let Some(Leido { asiento, sobre, .. }) = leidos.get(&hash) else { continue };
            match autoridad.juzgar(sobre) {
                Juicio::Admitido => {
                    c.admitidos.insert(hash);
                    c.doblar(hash, asiento);
                }
                Juicio::SinEfecto(causa) => {
                    c.sin_efecto.insert(hash, causa);
                }
                Juicio::EnEspera(causa) => {
                    c.en_espera.insert(hash, causa);
                }
            }
        }
        c
    }

    /// Signed by the key of their device and chained from the first one, without gaps.
    fn firmes(&mut self, leidos: &mut BTreeMap<Hash, Leido>, llavero: &Llavero) -> BTreeSet<Hash> {
        let mut en_orden: Vec<(u64, Hash)> = leidos.iter().map(|(h, l)| (l.asiento.seq, *h)).collect();
        en_orden.sort_unstable();
        let mut firmes: BTreeSet<Hash> = BTreeSet::new();
        for (_, hash) in en_orden {
            let Some(Leido { asiento, firmas, .. }) = leidos.get(&hash) else { continue };
            let clave = llavero.clave(&asiento.disp).and_then(|k| ClavePublica::desde_bytes(k).ok());
            let Some(clave) = clave else {
                self.en_espera.insert(hash, Espera::CredencialDesconocida);
                continue;
            };
            // A courier may have spoilt one copy of it: one good signature is enough.
            if !firmas.iter().any(|f| clave.verificar(&hash, f).is_ok()) {
                self.rechazados.insert(hash);
                leidos.remove(&hash);
                continue;
            }
            let previo = |p: &Leido| (p.asiento.ambito, p.asiento.disp, p.asiento.seq + 1) == (asiento.ambito, asiento.disp, asiento.seq);
            if asiento.seq == 1 || (firmes.contains(&asiento.prev) && leidos.get(&asiento.prev).is_some_and(previo)) {
                firmes.insert(hash);
            } else {
                self.en_espera.insert(hash, Espera::CadenaIncompleta);
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
