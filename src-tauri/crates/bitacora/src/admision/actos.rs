//! The acts of an asiento, read from `tipo` and `datos`.

use sha2::{Digest, Sha256};

use super::{INTERNO, NACIONAL, Rol};
use crate::cbor::{LectorCbor, PROFUNDIDAD_MAXIMA};
use crate::{Asiento, Cbor, ErrorAsiento, Escritura, Hash, Opid, Retiro, Valor, dispositivo_de};

/// Longest name or post in a `nombrar`, characters.
const NOMBRE_MAXIMO: usize = 200;

/// What an asiento does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acto {
    /// An ordinary save.
    Celdas,
    /// A retirement.
    Borrar,
    /// Choice of a value among several.
    Resolver,
    /// Two entities that are one.
    Unificar,
    /// Freeze of a version.
    Entrega,
    /// Answer of GAE: `firma` when it signs, otherwise it proposes.
    Dictamen {
        /// Final.
        firma: bool,
    },
    /// A credencial.
    Nombrar(Box<Nombramiento>),
    /// End of a credencial.
    Revocar(Box<Revocacion>),
    /// A device that goes on for another.
    Rama(Box<Rama>),
    /// Withdrawal of bodies; in effect with the signature of the other side.
    Retirar(Box<Retiro>),
    /// A known tipo whose `datos` are not what it needs: never counts.
    MalFormado,
    /// A tipo of a newer version.
    Desconocido,
}

/// `nombrar`.datos: gives a device a person, a role and an ámbito.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nombramiento {
    /// Public key of the device.
    pub clave: [u8; 32],
    /// Public key for encryption.
    pub clave_age: Option<[u8; 32]>,
    /// Person.
    pub actor: [u8; 16],
    /// Name.
    pub nombre: String,
    /// Post.
    pub cargo: String,
    /// Role given.
    pub rol: Rol,
    /// Institution; `nacional` for all, only with a role of GAE.
    pub ambito: [u8; 16],
    /// First number of its chain that counts; 1 admits what was written before.
    pub desde_seq: u64,
}

/// `revocar`.datos.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocacion {
    /// Device dismissed.
    pub disp: [u8; 16],
    /// Chain that `ultimo_seq` speaks of.
    pub ambito: [u8; 16],
    /// Last number that counts there.
    pub ultimo_seq: u64,
    /// Last number that counts in its other chains; a chain that is not listed counts for nothing.
    pub otros: Vec<([u8; 16], u64)>,
}

/// `rama`.datos: the device that signs goes on for another one, whose file was restored or copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rama {
    /// The other device.
    pub disp_anterior: [u8; 16],
    /// Public key of the new one, so that others can check its signatures.
    pub clave: [u8; 32],
    /// Signature of [`hash_de_rama`] by the previous key, when it was still there.
    pub firma_anterior: Option<[u8; 64]>,
}

/// `unificar`.datos: two entities that are one. The smaller stands, whoever joins them and wherever.
///
/// What the act does is in its writes, like any other's: the values of the greater one in the cells of the
/// smaller, what pointed to it pointing to the smaller, and its retirement. So it folds everywhere in the
/// same way, both histories stay, and undoing it is another write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unificacion {
    /// The one that stands.
    pub queda: [u8; 16],
    /// The one that is retired.
    pub otra: [u8; 16],
}

/// What the previous key signs to hand over its credencial.
#[must_use]
pub fn hash_de_rama(clave_nueva: &[u8; 32]) -> Hash {
    Hash(Sha256::new().chain_update(b"diligencia/rama/v1\0").chain_update(clave_nueva).finalize().into())
}

fn de<const N: usize>(datos: &Cbor, clave: &str) -> Option<[u8; N]> {
    datos.get(clave).and_then(Cbor::bytes).and_then(|b| b.try_into().ok())
}

fn natural(datos: &Cbor, clave: &str) -> Option<u64> {
    datos.get(clave).and_then(Cbor::entero).and_then(|n| u64::try_from(n).ok())
}

fn nombre(datos: &Cbor, clave: &str) -> Option<String> {
    let texto = datos.get(clave).and_then(Cbor::texto)?;
    (texto.chars().count() <= NOMBRE_MAXIMO).then(|| texto.to_owned())
}

fn texto(t: &str) -> Cbor {
    Cbor::Texto(t.to_owned())
}

impl Acto {
    /// Reads the act of an asiento.
    #[must_use]
    pub fn de(asiento: &Asiento) -> Acto {
        let datos = &asiento.datos;
        match asiento.tipo.as_str() {
            "celdas" => Acto::Celdas,
            "borrar" => Acto::Borrar,
            "resolver" => Acto::Resolver,
            "unificar" => Unificacion::leer(asiento).map_or(Acto::MalFormado, |_| Acto::Unificar),
            "entrega" => Acto::Entrega,
            "retirar" => Retiro::leer(asiento).map_or(Acto::MalFormado, |r| Acto::Retirar(Box::new(r))),
            "dictamen" => match datos.get("paso").and_then(Cbor::texto) {
                Some("propone") => Acto::Dictamen { firma: false },
                Some("firma") => Acto::Dictamen { firma: true },
                _ => Acto::MalFormado,
            },
            "nombrar" => Nombramiento::leer(datos).map_or(Acto::MalFormado, |n| Acto::Nombrar(Box::new(n))),
            "revocar" => Revocacion::leer(datos, asiento.ambito).map_or(Acto::MalFormado, |r| Acto::Revocar(Box::new(r))),
            "rama" => {
                // Only the owner of the key may present it, and only as the first thing it says.
                let suya = Rama::leer(datos).filter(|r| dispositivo_de(&r.clave) == asiento.disp && asiento.seq == 1);
                suya.map_or(Acto::MalFormado, |r| Acto::Rama(Box::new(r)))
            }
            _ => Acto::Desconocido,
        }
    }

    /// Whether it may change what others are worth.
    #[must_use]
    pub const fn es_de_autoridad(&self) -> bool {
        matches!(self, Acto::Nombrar(_) | Acto::Revocar(_) | Acto::Rama(_) | Acto::Retirar(_))
    }
}

/// Whether a body may hold an act of authority: reads the envelope up to `tipo` and no cells, so that
/// a rebuild finds the few that matter without decoding everything twice.
#[must_use]
pub fn puede_ser_de_autoridad(cuerpo: &[u8]) -> bool {
    tipo_de(cuerpo).is_ok_and(|tipo| matches!(tipo, "nombrar" | "revocar" | "rama" | "retirar"))
}

fn tipo_de(cuerpo: &[u8]) -> Result<&str, ErrorAsiento> {
    let mut l = LectorCbor::new(cuerpo);
    l.mapa()?;
    for clave in 0..10 {
        if l.uint()? != clave {
            return Err(l.no("keys of a map out of order, missing or unknown"));
        }
        l.valor(PROFUNDIDAD_MAXIMA)?;
    }
    l.uint()?;
    l.texto()
}

impl Nombramiento {
    fn leer(datos: &Cbor) -> Option<Nombramiento> {
        Some(Nombramiento {
            clave: de(datos, "clave")?,
            clave_age: de(datos, "clave_age"),
            actor: de(datos, "actor")?,
            nombre: nombre(datos, "nombre")?,
            cargo: nombre(datos, "cargo")?,
            rol: Rol::de_numero(natural(datos, "rol")?)?,
            ambito: de(datos, "ambito")?,
            desde_seq: natural(datos, "desde_seq").filter(|s| *s >= 1)?,
        })
    }

    /// As `datos` of an asiento.
    #[must_use]
    pub fn a_datos(&self) -> Vec<(Cbor, Cbor)> {
        let mut datos = vec![
            (texto("clave"), Cbor::Bytes(self.clave.to_vec())),
            (texto("actor"), Cbor::Bytes(self.actor.to_vec())),
            (texto("nombre"), texto(&self.nombre)),
            (texto("cargo"), texto(&self.cargo)),
            (texto("rol"), Cbor::Entero(i64::from(self.rol.numero()))),
            (texto("ambito"), Cbor::Bytes(self.ambito.to_vec())),
            (texto("desde_seq"), Cbor::Entero(i64::try_from(self.desde_seq).unwrap_or(i64::MAX))),
        ];
        if let Some(age) = self.clave_age {
            datos.push((texto("clave_age"), Cbor::Bytes(age.to_vec())));
        }
        datos
    }

    /// A role of a committee needs an institution; one of GAE may have one or all.
    pub(crate) fn ambito_posible(&self) -> bool {
        self.ambito != INTERNO && (self.rol.es_de_gae() || self.ambito != NACIONAL)
    }
}

impl Revocacion {
    fn leer(datos: &Cbor, ambito_del_acto: [u8; 16]) -> Option<Revocacion> {
        let otros = match datos.get("otros") {
            None => Vec::new(),
            Some(lista) => lista
                .lista()?
                .iter()
                .map(|par| {
                    let [ambito, seq] = par.lista()? else { return None };
                    Some((ambito.bytes()?.try_into().ok()?, u64::try_from(seq.entero()?).ok()?))
                })
                .collect::<Option<Vec<_>>>()?,
        };
        Some(Revocacion {
            disp: de(datos, "disp")?,
            ambito: de(datos, "ambito").unwrap_or(ambito_del_acto),
            ultimo_seq: natural(datos, "ultimo_seq")?,
            otros,
        })
    }

    /// As `datos` of an asiento.
    #[must_use]
    pub fn a_datos(&self, causa: &str) -> Vec<(Cbor, Cbor)> {
        let numero = |n: u64| Cbor::Entero(i64::try_from(n).unwrap_or(i64::MAX));
        let otros = self.otros.iter().map(|(a, n)| Cbor::Lista(vec![Cbor::Bytes(a.to_vec()), numero(*n)])).collect();
        vec![
            (texto("disp"), Cbor::Bytes(self.disp.to_vec())),
            (texto("ambito"), Cbor::Bytes(self.ambito.to_vec())),
            (texto("ultimo_seq"), numero(self.ultimo_seq)),
            (texto("otros"), Cbor::Lista(otros)),
            (texto("causa"), texto(causa)),
        ]
    }

    /// Last number of a chain that counts.
    #[must_use]
    pub fn ultimo_en(&self, ambito: &[u8; 16]) -> u64 {
        if *ambito == self.ambito {
            return self.ultimo_seq;
        }
        self.otros.iter().find(|(a, _)| a == ambito).map_or(0, |(_, n)| *n)
    }
}

impl Unificacion {
    /// The act of an asiento; `None` when it does not retire the greater one.
    #[must_use]
    pub fn leer(asiento: &Asiento) -> Option<Unificacion> {
        let (queda, otra) = (de(&asiento.datos, "queda")?, de(&asiento.datos, "otra")?);
        let retirada = |op: &Escritura| op.ent == otra && op.campo == "borrado" && op.valor == Valor::Logico(true);
        (queda < otra && asiento.ops.iter().any(retirada)).then_some(Unificacion { queda, otra })
    }

    /// As `datos` of an asiento, with the heads that its retirement covers, in order.
    #[must_use]
    pub fn a_datos(&self, cubre: impl IntoIterator<Item = Opid>) -> Vec<(Cbor, Cbor)> {
        let cubre = cubre.into_iter().map(|o| Cbor::Bytes(o.a_bytes().to_vec())).collect();
        vec![
            (texto("queda"), Cbor::Bytes(self.queda.to_vec())),
            (texto("otra"), Cbor::Bytes(self.otra.to_vec())),
            (texto("cubre"), Cbor::Lista(cubre)),
        ]
    }
}

impl Rama {
    fn leer(datos: &Cbor) -> Option<Rama> {
        Some(Rama { disp_anterior: de(datos, "disp_anterior")?, clave: de(datos, "clave")?, firma_anterior: de(datos, "firma_anterior") })
    }
}
