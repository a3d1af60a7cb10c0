//! Who may do what: credenciales, dismissals and branches, settled rank by rank from the top.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Acto, Calidad, Espera, INTERNO, Juicio, NACIONAL, Nombramiento, Rama, Revocacion, Rol, SIN_CREDENCIAL, SinEfecto, Sobre, hash_de_rama,
    permite,
};
use crate::{ClavePublica, Hash, dispositivo_de};

/// A device that this computer believes without a credencial. Local: never exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confianza {
    /// Public key.
    pub clave: [u8; 32],
    /// Its institution; `None` = GAE.
    pub ambito: Option<[u8; 16]>,
}

/// A credencial that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credencial {
    /// Name of the `nombrar` that gave it.
    pub hash: Hash,
    /// Device.
    pub disp: [u8; 16],
    /// What it says.
    pub datos: Nombramiento,
}

impl Credencial {
    fn alcanza(&self, ambito: &[u8; 16]) -> bool {
        let de_todos = self.datos.rol.es_de_gae() && (self.datos.ambito == NACIONAL || *ambito == INTERNO);
        self.datos.ambito == *ambito || de_todos
    }
}

/// Public keys by device. The name of a device is the hash of its key, so it does not matter who
/// presents one: checking who signed is not believing it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Llavero(BTreeMap<[u8; 16], [u8; 32]>);

impl Llavero {
    /// Notes a key; false when it cannot be one (not a point, or of small order).
    pub fn presentar(&mut self, clave: [u8; 32]) -> bool {
        let disp = dispositivo_de(&clave);
        if self.0.contains_key(&disp) {
            return true;
        }
        let sirve = ClavePublica::desde_bytes(&clave).is_ok();
        if sirve {
            self.0.insert(disp, clave);
        }
        sirve
    }

    /// Notes the key that an act presents, if any.
    pub fn presentar_de(&mut self, acto: &Acto) {
        if let Acto::Nombrar(n) = acto {
            self.presentar(n.clave);
        } else if let Acto::Rama(r) = acto {
            self.presentar(r.clave);
        }
    }

    /// Key of a device.
    #[must_use]
    pub fn clave(&self, disp: &[u8; 16]) -> Option<&[u8; 32]> {
        self.0.get(disp)
    }

    /// All of them.
    pub fn todas(&self) -> impl Iterator<Item = (&[u8; 16], &[u8; 32])> {
        self.0.iter()
    }
}

/// The ranks that give and take rights, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rango {
    Raiz,
    Jefe,
    Coordinador,
}

impl Rango {
    const TODOS: [Rango; 3] = [Rango::Raiz, Rango::Jefe, Rango::Coordinador];

    fn de(calidad: Calidad) -> Option<Rango> {
        match calidad {
            Calidad::Raiz => Some(Rango::Raiz),
            Calidad::Rol(Rol::Jefe) => Some(Rango::Jefe),
            Calidad::Rol(Rol::Coordinador) => Some(Rango::Coordinador),
            Calidad::Rol(Rol::Integrante | Rol::Asesor) | Calidad::Suelto { .. } => None,
        }
    }

    /// Roles that are settled once this rank has spoken.
    const fn resueltos(self) -> &'static [Rol] {
        match self {
            Rango::Raiz => &[Rol::Jefe],
            Rango::Jefe => &[Rol::Coordinador, Rol::Asesor],
            Rango::Coordinador => &[Rol::Integrante],
        }
    }

    /// Whether a dismissal by this rank reaches a role.
    const fn alcanza(self, rol: Rol) -> bool {
        match self {
            Rango::Raiz => true,
            Rango::Jefe => matches!(rol, Rol::Coordinador | Rol::Asesor),
            Rango::Coordinador => matches!(rol, Rol::Integrante),
        }
    }
}

/// A right that the signer may invoke, and the role whose dismissal ends it.
#[derive(Clone, Copy)]
struct Titulo {
    calidad: Calidad,
    /// `None` for local trust and roots.
    por: Option<Rol>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Baja {
    por: Rango,
    /// Institution of the coordinator who dismissed; `None` for a higher rank.
    institucion: Option<[u8; 16]>,
    revocacion: Revocacion,
}

/// Everything needed to judge any asiento. A pure function of what [`Autoridad::calcular`] was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Autoridad {
    raices: BTreeSet<[u8; 16]>,
    confianza: BTreeMap<[u8; 16], Option<[u8; 16]>>,
    credenciales: BTreeMap<[u8; 16], Vec<Credencial>>,
    bajas: BTreeMap<[u8; 16], Vec<Baja>>,
}

impl Autoridad {
    /// Settles the ranks. `actos` are the acts of authority of the set whose signature and chain are
    /// right, in any order; `llavero` holds the key of every device that signed one.
    ///
    /// `raices` are the pinned keys of GAE. While none is pinned, a GAE device trusted on this computer
    /// stands for them here, so that the first credenciales can be given; it is as local as any trust.
    #[must_use]
    pub fn calcular(raices: &[[u8; 32]], confianza: &[Confianza], llavero: &Llavero, actos: &[Sobre]) -> Autoridad {
        let mut a = Autoridad {
            raices: raices.iter().map(dispositivo_de).collect(),
            confianza: confianza.iter().map(|c| (dispositivo_de(&c.clave), c.ambito)).collect(),
            ..Autoridad::default()
        };
        // A branch counts only when the previous key handed over to the new one.
        let mut ramas: Vec<(&Rama, [u8; 16])> = Vec::new();
        for sobre in actos {
            if let Acto::Rama(rama) = &sobre.acto
                && entregada(rama, llavero)
            {
                ramas.push((rama, sobre.disp));
            }
        }
        ramas.sort_by_key(|(_, disp)| *disp);
        a.heredar_confianza(&ramas);
        // The order in which credenciales of one device are listed must not depend on arrival.
        let mut pendientes: Vec<&Sobre> = actos.iter().filter(|x| !matches!(x.acto, Acto::Rama(_))).collect();
        pendientes.sort_by_key(|x| x.hash);
        pendientes.dedup_by_key(|x| x.hash);
        for rango in Rango::TODOS {
            for sobre in &pendientes {
                a.aplicar(rango, sobre);
            }
            for rol in rango.resueltos() {
                a.heredar(*rol, &ramas);
            }
        }
        a
    }

    fn aplicar(&mut self, rango: Rango, sobre: &Sobre) {
        let con_rango = self.titulos(sobre).into_iter().find(|t| Rango::de(t.calidad) == Some(rango));
        let Some(titulo) = con_rango.filter(|t| !self.dado_de_baja(sobre, *t) && permite(t.calidad, sobre)) else { return };
        if let Acto::Nombrar(n) = &sobre.acto {
            // A key of small order would accept signatures that nobody made.
            if ClavePublica::desde_bytes(&n.clave).is_ok() {
                let disp = dispositivo_de(&n.clave);
                self.credenciales.entry(disp).or_default().push(Credencial { hash: sobre.hash, disp, datos: (**n).clone() });
            }
        } else if let Acto::Revocar(r) = &sobre.acto {
            let institucion = (titulo.calidad == Calidad::Rol(Rol::Coordinador)).then_some(sobre.ambito);
            self.bajas.entry(r.disp).or_default().push(Baja { por: rango, institucion, revocacion: (**r).clone() });
        }
    }

    fn heredar_confianza(&mut self, ramas: &[(&Rama, [u8; 16])]) {
        for _ in 0..ramas.len() {
            let antes = self.confianza.len();
            for (rama, disp) in ramas {
                if let Some(ambito) = self.confianza.get(&rama.disp_anterior).copied() {
                    self.confianza.entry(*disp).or_insert(ambito);
                }
            }
            if self.confianza.len() == antes {
                return;
            }
        }
    }

    /// A branch goes on with the credenciales of the device it continues, unless that one was dismissed.
    fn heredar(&mut self, rol: Rol, ramas: &[(&Rama, [u8; 16])]) {
        for _ in 0..ramas.len() {
            let mut cambio = false;
            for (rama, disp) in ramas {
                let suyas: Vec<Credencial> =
                    self.credenciales.get(&rama.disp_anterior).into_iter().flatten().filter(|c| c.datos.rol == rol).cloned().collect();
                for c in suyas {
                    let ya = self.credenciales.get(disp).is_some_and(|v| v.iter().any(|o| o.hash == c.hash));
                    let baja = self.bajas.get(&rama.disp_anterior).into_iter().flatten().any(|b| b.alcanza(&c));
                    if ya || baja {
                        continue;
                    }
                    let mut datos = c.datos;
                    datos.clave = rama.clave;
                    datos.desde_seq = 1;
                    self.credenciales.entry(*disp).or_default().push(Credencial { hash: c.hash, disp: *disp, datos });
                    cambio = true;
                }
            }
            if !cambio {
                return;
            }
        }
    }

    /// Every right that the signer may invoke for this asiento, strongest first.
    fn titulos(&self, sobre: &Sobre) -> Vec<Titulo> {
        let mut titulos = Vec::new();
        let de_confianza = self.confianza.get(&sobre.disp);
        let raiz_local = self.raices.is_empty() && de_confianza == Some(&None) && sobre.acto.es_de_autoridad();
        if self.raices.contains(&sobre.disp) || raiz_local {
            titulos.push(Titulo { calidad: Calidad::Raiz, por: None });
        }
        for c in self.credenciales.get(&sobre.disp).into_iter().flatten() {
            let rol = c.datos.rol;
            if !c.alcanza(&sobre.ambito) || sobre.seq < c.datos.desde_seq {
                continue;
            }
            if sobre.rol == SIN_CREDENCIAL {
                titulos.push(Titulo { calidad: Calidad::Suelto { gae: rol.es_de_gae() }, por: Some(rol) });
            } else if c.hash == sobre.cred && rol.numero() == sobre.rol && c.datos.actor == sobre.actor {
                titulos.push(Titulo { calidad: Calidad::Rol(rol), por: Some(rol) });
            }
        }
        match de_confianza {
            Some(None) => titulos.push(Titulo { calidad: Calidad::Suelto { gae: true }, por: None }),
            Some(Some(ambito)) if *ambito == sobre.ambito => titulos.push(Titulo { calidad: Calidad::Suelto { gae: false }, por: None }),
            Some(Some(_)) | None => {}
        }
        titulos
    }

    /// Whether a dismissal takes this right away from this asiento. Local trust ends with any of them.
    fn dado_de_baja(&self, sobre: &Sobre, titulo: Titulo) -> bool {
        titulo.calidad != Calidad::Raiz
            && self.bajas.get(&sobre.disp).into_iter().flatten().any(|b| {
                titulo.por.is_none_or(|rol| b.por.alcanza(rol))
                    && b.institucion.is_none_or(|i| i == sobre.ambito)
                    && sobre.seq > b.revocacion.ultimo_en(&sobre.ambito)
            })
    }

    /// What an asiento with a right signature and chain is worth.
    #[must_use]
    pub fn juzgar(&self, sobre: &Sobre) -> Juicio {
        let titulos = self.titulos(sobre);
        if titulos.is_empty() {
            return Juicio::EnEspera(Espera::CredencialDesconocida);
        }
        let vigentes: Vec<Titulo> = titulos.into_iter().filter(|t| !self.dado_de_baja(sobre, *t)).collect();
        if vigentes.is_empty() {
            return Juicio::EnEspera(Espera::CredencialRevocada);
        }
        if vigentes.iter().any(|t| permite(t.calidad, sobre)) {
            return Juicio::Admitido;
        }
        Juicio::SinEfecto(if sobre.acto == Acto::Desconocido { SinEfecto::TipoDesconocido } else { SinEfecto::SinPermiso })
    }

    /// Whether a device is believed on this computer only.
    #[must_use]
    pub fn es_de_confianza(&self, disp: &[u8; 16]) -> bool {
        self.confianza.contains_key(disp)
    }

    /// The credencial with which a device writes in an ámbito; `None` = «sin credencial».
    #[must_use]
    pub fn credencial(&self, disp: &[u8; 16], ambito: &[u8; 16]) -> Option<&Credencial> {
        let de_baja = |c: &Credencial| self.bajas.get(disp).into_iter().flatten().any(|b| b.alcanza(c));
        self.credenciales.get(disp)?.iter().filter(|c| c.alcanza(ambito) && !de_baja(c)).max_by_key(|c| (c.datos.rol, c.hash))
    }

    /// Whether another authority may judge something of this device differently.
    #[must_use]
    pub fn difiere_en(&self, otra: &Autoridad, disp: &[u8; 16]) -> bool {
        self.raices != otra.raices
            || self.confianza.get(disp) != otra.confianza.get(disp)
            || self.credenciales.get(disp) != otra.credenciales.get(disp)
            || self.bajas.get(disp) != otra.bajas.get(disp)
    }

    /// Every credencial that counts, those of dismissed devices included, by device.
    pub fn credenciales(&self) -> impl Iterator<Item = &Credencial> {
        self.credenciales.values().flatten()
    }

    /// Whether some dismissal reaches a device.
    #[must_use]
    pub fn revocado(&self, disp: &[u8; 16]) -> bool {
        let suyas = self.credenciales.get(disp);
        self.bajas.get(disp).into_iter().flatten().any(|b| suyas.is_none_or(|v| v.iter().any(|c| b.alcanza(c))))
    }
}

impl Baja {
    fn alcanza(&self, c: &Credencial) -> bool {
        self.por.alcanza(c.datos.rol) && self.institucion.is_none_or(|i| i == c.datos.ambito)
    }
}

fn entregada(rama: &Rama, llavero: &Llavero) -> bool {
    let (Some(anterior), Some(firma)) = (llavero.clave(&rama.disp_anterior), rama.firma_anterior) else { return false };
    ClavePublica::desde_bytes(anterior).and_then(|c| c.verificar(&hash_de_rama(&rama.clave), &firma)).is_ok()
}
