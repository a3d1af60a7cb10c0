//! Which asientos count: a pure function of the set, the pinned roots and the local trust.
//!
//! An asiento that is well formed, signed and chained may still come from a stranger, from somebody
//! who was dismissed, or from a person whose role does not allow that act. This module owns the role
//! table (`Rol` × `tipo` × owner of the classes × ámbito) and the chain of credenciales that ends in
//! a pinned root or in the trust of this computer. Order of arrival and wall clock are not inputs.
//!
//! It refuses to look at cells (the owner of an entity is read from the name of its class, so that a
//! program that does not know a class judges like a newer one) and does not store anything.
//!
//! Callers: `almacen`, on each own write, on each import and on each rebuild.
//!
//! Authority never climbs: root › jefe › coordinación › integrante, and asesores under the jefe. An act of one
//! rank only gives or takes rights below it, so the ranks are settled one by one, from the top, and
//! no circle of mutual appointments or dismissals can exist.

mod actos;
mod autoridad;

pub use actos::{Acto, Nombramiento, Rama, Revocacion, Unificacion, hash_de_rama, puede_ser_de_autoridad};
pub use autoridad::{Autoridad, Confianza, Credencial, Llavero};

use crate::{Asiento, Hash};

/// Ámbito of what travels to everybody: credenciales of GAE and catalogues. Fixed for ever.
pub const NACIONAL: [u8; 16] = *b"\x01\x98\0\0\0\0\x70\0\x80\0\0\0\0\0\0\x01";
/// Ámbito of GAE's own work, which never leaves GAE. Fixed for ever.
pub const INTERNO: [u8; 16] = *b"\x01\x98\0\0\0\0\x70\0\x80\0\0\0\0\0\0\x02";
/// Public keys of GAE's roots, pinned here when its custodians have held their ceremony. Until then
/// the first credenciales rest on local trust, which every screen says.
pub const RAICES: &[[u8; 32]] = &[];
/// Prefix of the classes that belong to GAE.
pub const PREFIJO_GAE: &str = "gae_";

/// The role that an asiento may claim (key 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rol {
    /// Member of a committee.
    Integrante,
    /// Coordinates a committee.
    Coordinador,
    /// Adviser of GAE.
    Asesor,
    /// Head of GAE's advisers.
    Jefe,
}

impl Rol {
    /// All, in the order of their numbers.
    pub const TODOS: [Rol; 4] = [Rol::Integrante, Rol::Coordinador, Rol::Asesor, Rol::Jefe];

    /// Number as signed.
    #[must_use]
    pub const fn numero(self) -> u8 {
        match self {
            Rol::Integrante => 0,
            Rol::Coordinador => 1,
            Rol::Asesor => 2,
            Rol::Jefe => 3,
        }
    }

    /// From its number; `None` for 255 («sin credencial») and anything else.
    #[must_use]
    pub const fn de_numero(numero: u64) -> Option<Rol> {
        match numero {
            0 => Some(Rol::Integrante),
            1 => Some(Rol::Coordinador),
            2 => Some(Rol::Asesor),
            3 => Some(Rol::Jefe),
            _ => None,
        }
    }

    /// Identifier in console and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Rol::Integrante => "integrante",
            Rol::Coordinador => "coordinador",
            Rol::Asesor => "asesor",
            Rol::Jefe => "jefe",
        }
    }

    /// Whether it is a role of GAE and not of a committee.
    #[must_use]
    pub const fn es_de_gae(self) -> bool {
        matches!(self, Rol::Asesor | Rol::Jefe)
    }
}

/// Number that an asiento without credencial claims.
pub const SIN_CREDENCIAL: u8 = 255;

/// Who owns the classes of the writes of an asiento.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duenos {
    /// Some class belongs to the institution.
    pub institucion: bool,
    /// Some class belongs to GAE.
    pub gae: bool,
}

/// What is looked at to judge an asiento: its envelope and its act, without cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sobre {
    /// Name of the asiento.
    pub hash: Hash,
    /// Boundary of its chain.
    pub ambito: [u8; 16],
    /// Device that signed.
    pub disp: [u8; 16],
    /// Number in its chain.
    pub seq: u64,
    /// Person claimed.
    pub actor: [u8; 16],
    /// Role claimed.
    pub rol: u8,
    /// Credencial claimed.
    pub cred: Hash,
    /// Owners of the classes it writes.
    pub duenos: Duenos,
    /// The act.
    pub acto: Acto,
}

impl Sobre {
    /// The envelope of an asiento.
    #[must_use]
    pub fn de(asiento: &Asiento, hash: Hash) -> Sobre {
        let gae = |c: &str| c.starts_with(PREFIJO_GAE);
        Sobre {
            hash,
            ambito: asiento.ambito,
            disp: asiento.disp,
            seq: asiento.seq,
            actor: asiento.actor,
            rol: asiento.rol,
            cred: asiento.cred,
            duenos: Duenos { institucion: asiento.ops.iter().any(|op| !gae(&op.clase)), gae: asiento.ops.iter().any(|op| gae(&op.clase)) },
            acto: Acto::de(asiento),
        }
    }
}

/// What an asiento whose signature and chain are right is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Juicio {
    /// Counts for the projection.
    Admitido,
    /// Stored and forwarded, changes nothing.
    SinEfecto(SinEfecto),
    /// Kept apart and tried again when a credencial arrives.
    EnEspera(Espera),
}

/// Why a stored asiento changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SinEfecto {
    /// The role may not do this act on these classes in this ámbito.
    SinPermiso,
    /// A kind of act of a newer version.
    TipoDesconocido,
}

impl SinEfecto {
    /// Identifier as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            SinEfecto::SinPermiso => "sin_permiso",
            SinEfecto::TipoDesconocido => "tipo_desconocido",
        }
    }
}

/// Why an asiento waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Espera {
    /// Nobody whom this computer believes has named the device.
    CredencialDesconocida,
    /// Written after the device was dismissed.
    CredencialRevocada,
    /// The previous asiento of its chain is not here.
    CadenaIncompleta,
    /// A newer envelope.
    VersionNueva,
    /// The stub of a withdrawn asiento without the two acts that withdraw it.
    RetiroIncompleto,
}

impl Espera {
    /// All, in order.
    pub const TODAS: [Espera; 5] = [
        Espera::CredencialDesconocida,
        Espera::CredencialRevocada,
        Espera::CadenaIncompleta,
        Espera::VersionNueva,
        Espera::RetiroIncompleto,
    ];

    /// Identifier as stored: the code of `intercambio.md` §12.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Espera::CredencialDesconocida => "credencial_desconocida",
            Espera::CredencialRevocada => "credencial_revocada",
            Espera::CadenaIncompleta => "cadena_incompleta",
            Espera::VersionNueva => "archivo_mas_nuevo",
            Espera::RetiroIncompleto => "retiro_incompleto",
        }
    }
}

/// With which right somebody acts, once the credencial was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calidad {
    /// A pinned root, or the trust that stands for it while no root is pinned.
    Raiz,
    /// A credencial claimed in the asiento, for that ámbito.
    Rol(Rol),
    /// Work «sin credencial» that counts: by local trust, or because a credencial came later.
    Suelto {
        /// Of a GAE device.
        gae: bool,
    },
}

/// The role table (`intercambio.md` §8). Ámbito and device were already matched with the credencial.
///
/// The column «resolver, unificar» speaks of the cells of an institution: an adviser resolves what
/// advisers wrote (`gae_` classes), otherwise a conflict between two of them could never end.
pub(crate) fn permite(calidad: Calidad, sobre: &Sobre) -> bool {
    let Duenos { institucion, gae } = sobre.duenos;
    let es_institucion = sobre.ambito != NACIONAL && sobre.ambito != INTERNO;
    // Nobody has both rights, so an asiento that mixes owners is nobody's.
    let escribe = match calidad {
        Calidad::Raiz => !institucion,
        Calidad::Rol(rol) => {
            if rol.es_de_gae() {
                !institucion
            } else {
                !gae && es_institucion
            }
        }
        Calidad::Suelto { gae: de_gae } => {
            if de_gae {
                !institucion
            } else {
                !gae && es_institucion
            }
        }
    };
    if !escribe {
        return false;
    }
    match &sobre.acto {
        Acto::Celdas | Acto::Borrar | Acto::Resolver | Acto::Unificar | Acto::Rama(_) => true,
        Acto::Entrega => calidad == Calidad::Rol(Rol::Coordinador),
        Acto::Dictamen { firma } => match calidad {
            Calidad::Rol(Rol::Jefe) => true,
            Calidad::Rol(Rol::Asesor) => !firma,
            Calidad::Rol(Rol::Integrante | Rol::Coordinador) | Calidad::Raiz | Calidad::Suelto { .. } => false,
        },
        Acto::Nombrar(n) => match calidad {
            Calidad::Raiz => sobre.ambito == NACIONAL && n.rol != Rol::Integrante && n.ambito_posible(),
            Calidad::Rol(Rol::Jefe) => sobre.ambito == NACIONAL && matches!(n.rol, Rol::Coordinador | Rol::Asesor) && n.ambito_posible(),
            Calidad::Rol(Rol::Coordinador) => n.rol == Rol::Integrante && n.ambito == sobre.ambito,
            Calidad::Rol(Rol::Integrante | Rol::Asesor) | Calidad::Suelto { .. } => false,
        },
        // Whom it reaches is looked at where the ranks are settled: a dismissal only goes downwards.
        Acto::Revocar(_) => match calidad {
            Calidad::Raiz | Calidad::Rol(Rol::Jefe) => sobre.ambito == NACIONAL,
            Calidad::Rol(Rol::Coordinador) => es_institucion,
            Calidad::Rol(Rol::Integrante | Rol::Asesor) | Calidad::Suelto { .. } => false,
        },
        // Each of the two signs alone; that both are needed is looked at in [`crate::retiro`].
        Acto::Retirar(_) => matches!(calidad, Calidad::Rol(Rol::Coordinador | Rol::Jefe)) && es_institucion,
        Acto::MalFormado | Acto::Desconocido => false,
    }
}
