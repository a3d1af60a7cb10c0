//! Withdrawal of a body that must not exist: who asks for it, when it takes effect, and what stays.
//!
//! Two persons are needed, one who coordinates the institution and one who heads GAE's advisers; each
//! writes a `retirar` in the ámbito of the institution that names the same [`Talon`]s. With both, whatever
//! came first, the body of each is replaced by its stub: the name, the place in the chain and the kind of
//! act, and nothing that its author typed. The name still proves the chain and the signature, which covers
//! the name and not the body.
//!
//! A stub says where it stands in a chain without the bytes that would prove it. That is why the acts name
//! the whole stub and not only its hash: whoever never had the body takes it from two signatures. A machine
//! that does have the body believes the body: a `retirar` that tells it otherwise does nothing there.
//!
//! Only acts that write cells may be withdrawn. Authority (`nombrar`, `revocar`, `rama`, `retirar`) and what
//! was delivered and answered (`entrega`, `dictamen`) stand: they say who may do what and which roots were
//! approved, and a record of that cannot have holes. So nothing that a `retirar` needs to be judged can be
//! withdrawn by another one.

use std::collections::BTreeMap;

use crate::admision::{Acto, Autoridad, INTERNO, Juicio, NACIONAL, Rol, Sobre};
use crate::asiento::{BORRAR, CELDAS, DATOS_MAXIMO, RESOLVER, SEQ_MAXIMO, UNIFICAR};
use crate::cbor::{self, LectorCbor};
use crate::{Asiento, Cbor, ErrorAsiento, Hash};

/// What a stub says in the place of the version of the envelope: far over any that will be, so that a
/// program that does not know stubs keeps it whole as something newer.
pub const VERSION_TALON: u64 = 1_000;
/// Most asientos that one act may name.
pub const RETIRO_MAXIMO: usize = 500;
/// Tipo of the act.
pub const RETIRAR: &str = "retirar";
/// Tipos whose body may be withdrawn.
const RETIRABLES: [&str; 4] = [CELDAS, BORRAR, RESOLVER, UNIFICAR];
/// Largest stub, bytes: the fields below with their heads fit in half of it.
const TALON_MAXIMO: usize = 512;

/// Whether the body of an act of this kind may be withdrawn.
#[must_use]
pub fn es_retirable(tipo: &str) -> bool {
    RETIRABLES.contains(&tipo)
}

/// What stays of a withdrawn asiento, and what the acts that withdraw it name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Talon {
    /// Its name: the hash of the body that is gone.
    pub hash: Hash,
    /// Boundary of its chain: an institution.
    pub ambito: [u8; 16],
    /// Device that signed it.
    pub disp: [u8; 16],
    /// Number in its chain.
    pub seq: u64,
    /// Previous one of its chain.
    pub prev: Hash,
    /// Its clock.
    pub hlc: u64,
    /// What kind of act it was.
    pub tipo: String,
}

impl Talon {
    /// The stub of an asiento; `None` when that kind of act, or that ámbito, admits no withdrawal.
    #[must_use]
    pub fn de(asiento: &Asiento, hash: Hash) -> Option<Talon> {
        let Asiento { ambito, disp, seq, prev, hlc, ref tipo, .. } = *asiento;
        Talon { hash, ambito, disp, seq, prev, hlc, tipo: tipo.clone() }.revisado()
    }

    fn revisado(self) -> Option<Talon> {
        let cadena = (1..=SEQ_MAXIMO).contains(&self.seq) && (self.seq == 1) == (self.prev == Hash::CERO);
        // Nobody coordinates what is national or GAE's own, so nobody could sign with the jefe.
        let de_institucion = self.ambito != NACIONAL && self.ambito != INTERNO;
        (cadena && de_institucion && self.hlc < 1 << 63 && es_retirable(&self.tipo)).then_some(self)
    }

    /// Canonical bytes, in the place of the body.
    #[must_use]
    pub fn codificar(&self) -> Vec<u8> {
        let mut d = Vec::with_capacity(160);
        cbor::mapa(&mut d, 8);
        cbor::uint(&mut d, 0);
        cbor::uint(&mut d, VERSION_TALON);
        cbor::uint(&mut d, 1);
        cbor::bytes(&mut d, &self.ambito);
        cbor::uint(&mut d, 2);
        cbor::bytes(&mut d, &self.disp);
        cbor::uint(&mut d, 3);
        cbor::uint(&mut d, self.seq);
        cbor::uint(&mut d, 4);
        cbor::bytes(&mut d, &self.prev.0);
        cbor::uint(&mut d, 5);
        cbor::uint(&mut d, self.hlc);
        cbor::uint(&mut d, 6);
        cbor::texto(&mut d, &self.tipo);
        cbor::uint(&mut d, 7);
        cbor::bytes(&mut d, &self.hash.0);
        d
    }

    /// Reads a stub; `None` for anything else, a body included.
    #[must_use]
    pub fn decodificar(bytes: &[u8]) -> Option<Talon> {
        if bytes.len() > TALON_MAXIMO { None } else { Talon::leer(bytes).ok().and_then(Talon::revisado) }
    }

    fn leer(bytes: &[u8]) -> Result<Talon, ErrorAsiento> {
        let mut l = LectorCbor::new(bytes);
        let forma = l.mapa()? == 8;
        let clave = |l: &mut LectorCbor<'_>, n: u64| if l.uint()? == n { Ok(()) } else { Err(l.no("keys of a stub out of order")) };
        clave(&mut l, 0)?;
        if !forma || l.uint()? != VERSION_TALON {
            return Err(l.no("not a stub"));
        }
        clave(&mut l, 1)?;
        let ambito = l.bytes_de()?;
        clave(&mut l, 2)?;
        let disp = l.bytes_de()?;
        clave(&mut l, 3)?;
        let seq = l.uint()?;
        clave(&mut l, 4)?;
        let prev = Hash(l.bytes_de()?);
        clave(&mut l, 5)?;
        let hlc = l.uint()?;
        clave(&mut l, 6)?;
        let tipo = l.texto()?.to_owned();
        clave(&mut l, 7)?;
        let hash = Hash(l.bytes_de()?);
        l.fin()?;
        Ok(Talon { hash, ambito, disp, seq, prev, hlc, tipo })
    }

    fn a_cbor(&self) -> Cbor {
        let numero = |n: u64| Cbor::Entero(i64::try_from(n).unwrap_or(i64::MAX));
        Cbor::Lista(vec![
            Cbor::Bytes(self.hash.0.to_vec()),
            Cbor::Bytes(self.disp.to_vec()),
            numero(self.seq),
            Cbor::Bytes(self.prev.0.to_vec()),
            numero(self.hlc),
            Cbor::Texto(self.tipo.clone()),
        ])
    }

    fn de_cbor(ambito: [u8; 16], valor: &Cbor) -> Option<Talon> {
        let [hash, disp, seq, prev, hlc, tipo] = valor.lista()? else { return None };
        let talon = Talon {
            hash: Hash::desde_bytes(hash.bytes()?)?,
            ambito,
            disp: disp.bytes()?.try_into().ok()?,
            seq: u64::try_from(seq.entero()?).ok()?,
            prev: Hash::desde_bytes(prev.bytes()?)?,
            hlc: u64::try_from(hlc.entero()?).ok()?,
            tipo: tipo.texto()?.to_owned(),
        };
        talon.revisado()
    }
}

/// Name of what travels or is stored: that of a stub is the one it stands for.
#[must_use]
pub fn nombre_de(cuerpo: &[u8]) -> Hash {
    Talon::decodificar(cuerpo).map_or_else(|| crate::hash_de(cuerpo), |t| t.hash)
}

/// `retirar`.datos: the asientos to withdraw, all of the ámbito of the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retiro {
    /// What must go.
    pub talones: Vec<Talon>,
}

impl Retiro {
    pub(crate) fn leer(asiento: &Asiento) -> Option<Retiro> {
        let lista = asiento.datos.get("asientos").and_then(Cbor::lista)?;
        let cabe = (1..=RETIRO_MAXIMO).contains(&lista.len()) && asiento.ops.is_empty();
        let talones = lista.iter().map(|t| Talon::de_cbor(asiento.ambito, t)).collect::<Option<Vec<_>>>()?;
        cabe.then_some(Retiro { talones })
    }

    /// As `datos` of an asiento. More than [`RETIRO_MAXIMO`] make one that never counts.
    #[must_use]
    pub fn a_datos(&self) -> Vec<(Cbor, Cbor)> {
        debug_assert!(self.talones.len() * 200 <= DATOS_MAXIMO, "fits by the limit above");
        vec![(Cbor::Texto("asientos".to_owned()), Cbor::Lista(self.talones.iter().map(Talon::a_cbor).collect()))]
    }
}

/// Who asked for the withdrawal of one asiento: the admitted acts, the smallest name of each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Firmas {
    /// Act of the coordination.
    pub coordinacion: Option<Hash>,
    /// Act of the head of GAE's advisers.
    pub gae: Option<Hash>,
}

impl Firmas {
    /// Both are there: the withdrawal is in effect.
    #[must_use]
    pub const fn completas(&self) -> bool {
        self.coordinacion.is_some() && self.gae.is_some()
    }
}

/// Every withdrawal that somebody who may has asked for. A pure function of the acts and the authority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retiros(BTreeMap<Talon, Firmas>);

/// Person and act.
type Firmante = ([u8; 16], Hash);

impl Retiros {
    /// `actos`: those of the set whose signature and chain are right, in any order; others than `retirar` are
    /// not looked at.
    #[must_use]
    pub fn calcular(autoridad: &Autoridad, actos: &[Sobre]) -> Retiros {
        let mut lados: BTreeMap<&Talon, [Vec<Firmante>; 2]> = BTreeMap::new();
        for sobre in actos {
            let Acto::Retirar(retiro) = &sobre.acto else { continue };
            if autoridad.juzgar(sobre) != Juicio::Admitido {
                continue;
            }
            // Admitted, so the role it claims is the one its credencial gives.
            let lado = usize::from(sobre.rol == Rol::Jefe.numero());
            for talon in &retiro.talones {
                if let Some(firmantes) = lados.entry(talon).or_default().get_mut(lado) {
                    firmantes.push((sobre.actor, sobre.hash));
                }
            }
        }
        Retiros(lados.into_iter().map(|(talon, lados)| (talon.clone(), firmas_de(lados))).collect())
    }

    /// The withdrawals in effect.
    pub fn vigentes(&self) -> impl Iterator<Item = (&Talon, &Firmas)> {
        self.0.iter().filter(|(_, f)| f.completas())
    }

    /// Those that lack a signature.
    pub fn pendientes(&self) -> impl Iterator<Item = (&Talon, &Firmas)> {
        self.0.iter().filter(|(_, f)| !f.completas())
    }

    /// Whether exactly this stub is in effect.
    #[must_use]
    pub fn vigente(&self, talon: &Talon) -> bool {
        self.0.get(talon).is_some_and(Firmas::completas)
    }

    /// Who asked for it so far.
    #[must_use]
    pub fn firmas(&self, talon: &Talon) -> Firmas {
        self.0.get(talon).copied().unwrap_or_default()
    }

    /// Nobody asked for any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The smallest pair of two persons; one person who holds both roles is not two.
fn firmas_de([mut coordinacion, mut gae]: [Vec<Firmante>; 2]) -> Firmas {
    coordinacion.sort_by_key(|(_, hash)| *hash);
    gae.sort_by_key(|(_, hash)| *hash);
    let pares = coordinacion.iter().flat_map(|c| gae.iter().map(move |g| (c, g)));
    if let Some((c, g)) = pares.into_iter().find(|((una, _), (otra, _))| una != otra) {
        return Firmas { coordinacion: Some(c.1), gae: Some(g.1) };
    }
    // Only one side, or the same person on both: the coordination is told, the other is still missing.
    let coordino = coordinacion.first().map(|f| f.1);
    Firmas { coordinacion: coordino, gae: if coordino.is_some() { None } else { gae.first().map(|f| f.1) } }
}
