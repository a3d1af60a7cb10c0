//! The second door for writing: asientos that another computer signed.
//!
//! They are appended exactly as they came, or wait, or are refused; nothing of theirs is written in any
//! other way. Everything of one package happens in one transaction, and what each of its asientos
//! became is counted so that the counts add up to it.
//!
//! Chains are appended in their order. An asiento that cannot be judged yet (its signer is unknown, a
//! previous one is missing, its envelope is newer) goes to the waiting room `espera`, which is tried
//! again whenever something arrives. When an act of authority changes who counts, what was stored
//! before is judged again and, if anything differs, the projection is made anew.
//!
//! Reading and checking is [`leer`], on other threads while this one writes; waiting is [`espera`].

use std::collections::{BTreeMap, BTreeSet, HashSet};

use bitacora::admision::{Espera, Juicio};
use bitacora::{Asiento, Hash, Sobre, Talon, ms_de, nombre_de};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::almacen::{Almacen, poner_meta};
use crate::jueces::{self, DispositivoDeConfianza, Jueces};
use crate::proyeccion::{self, Proyector};
use crate::retirar;
use crate::tipos::Cambio;
use crate::{Avance, FallaAlmacen};

mod espera;
mod leer;
mod talones;

use leer::{Lectura, Leido};

type R<T> = Result<T, FallaAlmacen>;

/// Body and signature, as they travel.
pub type Registro = (Vec<u8>, [u8; 64]);

/// Most asientos that may wait, per ámbito.
pub const ESPERA_MAXIMA: u64 = 200_000;
/// Most bytes that may wait, per ámbito.
pub const ESPERA_BYTES: u64 = 256 * 1024 * 1024;
/// A clock further ahead than this is kept but does not move the local one: 24 hours.
const ADELANTO_MAXIMO_MS: u64 = 24 * 3_600_000;

/// The head of one chain, as a package declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaboDeclarado {
    /// Boundary.
    pub ambito: [u8; 16],
    /// Device.
    pub disp: [u8; 16],
    /// Number.
    pub seq: u64,
    /// Name.
    pub hash: Hash,
}

/// Where a batch of asientos came from.
#[derive(Clone, Debug, Default)]
pub struct Procedencia {
    /// Device that packed it.
    pub de: Option<[u8; 16]>,
    /// Keys that the package presents besides those of its acts (its sender's).
    pub claves: Vec<[u8; 32]>,
    /// What the sender holds.
    pub acuse: Vec<CaboDeclarado>,
    /// Attachments that the package names: SHA-256, bytes, and whether they are on this disk now.
    pub adjuntos: Vec<(Hash, u64, bool)>,
    /// Now, milliseconds since 1970.
    pub ms: u64,
    /// How many asientos were announced; when the report does not add up to it, nothing is kept.
    pub anunciados: Option<u64>,
    /// Only say what would happen.
    pub seco: bool,
    /// Give the root of the state and the open conflicts afterwards. Both read every cell of the file, so
    /// whoever takes in many packages asks for them once, with the last one.
    pub con_raiz: bool,
}

/// What became of the asientos of a package. The four counts add up to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incorporado {
    /// Appended now, those without effect included.
    pub nuevos: u64,
    /// Already here (stored or waiting).
    pub conocidos: u64,
    /// Kept apart.
    pub en_espera: u64,
    /// Refused.
    pub rechazados: u64,
    /// Of the new ones, how many change nothing.
    pub sin_efecto: u64,
    /// That were waiting from before and were appended now.
    pub admitidos_de_espera: u64,
    /// Why the ones of this package wait.
    pub causas: BTreeMap<&'static str, u64>,
    /// Devices whose clock runs over a day ahead, with the milliseconds.
    pub relojes: BTreeMap<[u8; 16], u64>,
    /// Devices with two histories.
    pub bifurcados: BTreeSet<[u8; 16]>,
    /// What the screens must read again.
    pub cambios: BTreeSet<Cambio>,
    /// Cells with two or more different values, in the whole file, afterwards; 0 when not asked.
    pub conflictos: u64,
    /// Root of the state afterwards; `None` when not asked.
    pub raiz_estado: Option<Hash>,
}

impl Incorporado {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.nuevos + self.conocidos + self.en_espera + self.rechazados
    }
}

impl Almacen {
    /// Appends what another computer signed. `lote` is called until it gives `None`.
    ///
    /// # Errors
    /// Those of `lote`, and of the store; nothing is kept then. [`FallaAlmacen::EsperaLlena`].
    pub fn incorporar<E: From<FallaAlmacen>>(
        &mut self,
        de: &Procedencia,
        avance: &Avance,
        mut lote: impl FnMut() -> Result<Option<Vec<Registro>>, E>,
    ) -> Result<Incorporado, E> {
        self.en_tanda(|almacen| almacen.incorporar_dentro(de, avance, &mut lote))
    }

    fn incorporar_dentro<E: From<FallaAlmacen>>(
        &mut self,
        de: &Procedencia,
        avance: &Avance,
        lote: &mut impl FnMut() -> Result<Option<Vec<Registro>>, E>,
    ) -> Result<Incorporado, E> {
        let transaccion = self.con.transaction_with_behavior(TransactionBehavior::Immediate).map_err(FallaAlmacen::from)?;
        let mut obra = Obra::new(&transaccion, self.jueces.clone(), self.disp, self.hlc, de);
        de.claves.iter().for_each(|clave| {
            obra.jueces.llavero.presentar(*clave);
        });
        let mut hechos = 0;
        while let Some(registros) = lote()? {
            if avance.cancelado() {
                return Err(FallaAlmacen::Cancelado.into());
            }
            hechos += registros.len() as u64;
            obra.recibir(registros)?;
            avance.poner_hechos(hechos);
        }
        obra.reintentar()?;
        let mut cierre = obra.cerrar(&self.jueces, avance)?;
        if de.anunciados.is_some_and(|n| n != cierre.informe.total()) {
            return Err(FallaAlmacen::InformeNoCuadra.into());
        }
        if de.con_raiz {
            let consultas = crate::Consultas::new(&transaccion);
            cierre.informe.conflictos = consultas.conflictos(None)?.len() as u64;
            cierre.informe.raiz_estado = Some(consultas.raiz_estado()?);
        }
        if de.seco {
            return Ok(cierre.informe);
        }
        transaccion.commit().map_err(FallaAlmacen::from)?;
        Ok(self.asumir(cierre))
    }

    /// What this computer knows once the transaction stands.
    fn asumir(&mut self, cierre: Cierre) -> Incorporado {
        let Cierre { informe, jueces, hlc } = cierre;
        self.jueces = jueces;
        self.hlc = hlc;
        self.marcar_lo_ultimo();
        self.limpiar_si_toca();
        self.hay_ajenos = self.hay_ajenos || informe.nuevos + informe.admitidos_de_espera > 0;
        informe
    }

    /// Notes the last asiento outside the database, as after an own save: a file that lacks it went back
    /// in time, or lost the end of its log of pages.
    fn marcar_lo_ultimo(&mut self) {
        let ultimo = self.con.query_row("SELECT n, hash FROM asiento ORDER BY n DESC LIMIT 1", [], |f| Ok((f.get(0)?, Hash(f.get(1)?))));
        if let Ok((n, hash)) = ultimo {
            self.marca.poner(n, &hash);
        }
    }

    /// Believes a device on this computer only, and tries the waiting room again. Gives how many
    /// asientos that were waiting count now.
    ///
    /// # Errors
    /// Those of the store.
    pub fn confiar(&mut self, quien: &DispositivoDeConfianza, avance: &Avance) -> R<Incorporado> {
        let de = Procedencia { ms: quien.ms, ..Procedencia::default() };
        let transaccion = self.con.transaction_with_behavior(TransactionBehavior::Immediate)?;
        quien.poner(&transaccion)?;
        let jueces = Jueces::cargar(&transaccion)?;
        let mut obra = Obra::new(&transaccion, jueces, self.disp, self.hlc, &de);
        obra.reintentar()?;
        let cierre = obra.cerrar(&self.jueces, avance)?;
        transaccion.commit()?;
        Ok(self.asumir(cierre))
    }
}

impl Almacen {
    /// Judges everything again, stored and waiting: after an own act of authority.
    ///
    /// # Errors
    /// Those of the store.
    pub fn rejuzgar(&mut self, avance: &Avance) -> R<Incorporado> {
        let de = Procedencia { ms: ms_de(self.hlc), ..Procedencia::default() };
        let transaccion = self.con.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut obra = Obra::new(&transaccion, self.jueces.clone(), self.disp, self.hlc, &de);
        obra.reintentar()?;
        let cierre = obra.cerrar(&Jueces::default(), avance)?;
        transaccion.commit()?;
        Ok(self.asumir(cierre))
    }
}

/// What one transaction leaves.
struct Cierre {
    informe: Incorporado,
    jueces: Jueces,
    hlc: u64,
}

/// What is asked of an asiento, or of what is left of it, before it is appended.
#[derive(Clone, Copy)]
struct Lugar {
    ambito: [u8; 16],
    disp: [u8; 16],
    seq: u64,
    prev: Hash,
    hlc: u64,
}

impl Lugar {
    fn de(a: &Asiento) -> Lugar {
        Lugar { ambito: a.ambito, disp: a.disp, seq: a.seq, prev: a.prev, hlc: a.hlc }
    }

    fn de_talon(t: &Talon) -> Lugar {
        Lugar { ambito: t.ambito, disp: t.disp, seq: t.seq, prev: t.prev, hlc: t.hlc }
    }
}

struct Obra<'c> {
    con: &'c Connection,
    jueces: Jueces,
    proyector: Proyector<'c>,
    propio: [u8; 16],
    hlc: u64,
    de: &'c Procedencia,
    informe: Incorporado,
    /// Hashes of this package that wait; where each ends is known only at the end.
    esperan: BTreeSet<Hash>,
    /// How much waits in each ámbito: asientos and bytes.
    ocupado: BTreeMap<Option<[u8; 16]>, (u64, u64)>,
    hubo_actos: bool,
    /// Stubs taken for good until the acts that come after them can be read.
    supuestos: BTreeSet<Talon>,
    /// What was folded is not what the log holds now: everything is folded again.
    de_nuevo: bool,
    /// Devices whose key is noted already.
    presentados: HashSet<[u8; 16]>,
}

impl<'c> Obra<'c> {
    fn new(con: &'c Connection, jueces: Jueces, propio: [u8; 16], hlc: u64, de: &'c Procedencia) -> Self {
        Obra {
            con,
            jueces,
            proyector: Proyector::new(con),
            propio,
            hlc,
            de,
            informe: Incorporado::default(),
            esperan: BTreeSet::new(),
            ocupado: BTreeMap::new(),
            hubo_actos: false,
            supuestos: BTreeSet::new(),
            de_nuevo: false,
            presentados: HashSet::new(),
        }
    }

    fn recibir(&mut self, registros: Vec<Registro>) -> R<()> {
        // Keys first: an act later in the batch may present the signer of an earlier one.
        for (cuerpo, _) in &registros {
            if bitacora::admision::puede_ser_de_autoridad(cuerpo)
                && let Ok(asiento) = Asiento::decodificar(cuerpo)
            {
                self.jueces.llavero.presentar_de(&bitacora::Acto::de(&asiento));
            }
        }
        let mut nuevos = Vec::with_capacity(registros.len());
        let mut vistos = BTreeSet::new();
        let mut repetidos = Vec::new();
        for registro in registros {
            let hash = nombre_de(&registro.0);
            if !vistos.insert(hash) {
                // Perhaps the good copy of a spoilt one: it is looked at once the first is in its place.
                repetidos.push(registro);
            } else if self.guardado(&hash)? || (self.en_espera(&hash, &registro.1)? && !self.releva_talon(&hash, &registro)?) {
                self.informe.conocidos += 1;
            } else {
                nuevos.push((hash, registro));
            }
        }
        let llavero = self.jueces.llavero.clone();
        leer::en_orden(nuevos, &llavero, |leido| self.poner(leido))?;
        if repetidos.is_empty() { Ok(()) } else { self.recibir(repetidos) }
    }

    fn poner(&mut self, leido: Leido) -> R<()> {
        let Leido { hash, registro, que } = leido;
        let (registro, que) = self.sin_cuerpo(hash, registro, que);
        match que {
            Lectura::Malo => self.informe.rechazados += 1,
            Lectura::Nuevo => self.esperar(&hash, &registro, None, Espera::VersionNueva)?,
            Lectura::SinClave(asiento) => self.esperar(&hash, &registro, Some(Lugar::de(&asiento)), Espera::CredencialDesconocida)?,
            Lectura::Talon(talon, false) => {
                self.esperar(&hash, &registro, Some(Lugar::de_talon(&talon)), Espera::CredencialDesconocida)?;
            }
            Lectura::Talon(talon, true) => match self.agregar_talon(&talon, &registro)? {
                Some(causa) => self.esperar(&hash, &registro, Some(Lugar::de_talon(&talon)), causa)?,
                None => self.informe.nuevos += 1,
            },
            Lectura::Firmado(asiento, posiciones) => match self.agregar(hash, &registro, asiento, &posiciones)? {
                Some((causa, asiento)) => self.esperar(&hash, &registro, Some(Lugar::de(&asiento)), causa)?,
                None => self.informe.nuevos += 1,
            },
        }
        Ok(())
    }

    fn guardado(&self, hash: &Hash) -> R<bool> {
        Ok(self.con.prepare_cached("SELECT 1 FROM asiento WHERE hash = ?")?.exists([hash.0])?)
    }

    fn en_espera(&self, hash: &Hash, firma: &[u8; 64]) -> R<bool> {
        Ok(self.con.prepare_cached("SELECT 1 FROM espera WHERE hash = ? AND firma = ?")?.exists(params![hash.0, firma])?)
    }

    /// Appends a signed asiento when its chain and its authority allow; otherwise gives it back with why it
    /// waits.
    fn agregar(&mut self, hash: Hash, registro: &Registro, asiento: Box<Asiento>, posiciones: &[u32]) -> R<Option<(Espera, Box<Asiento>)>> {
        if !self.sigue(&Lugar::de(&asiento))? {
            return Ok(Some((Espera::CadenaIncompleta, asiento)));
        }
        let sobre = Sobre::de(&asiento, hash);
        let juicio = self.jueces.juzgar(&sobre);
        if let Juicio::EnEspera(causa) = juicio {
            return Ok(Some((causa, asiento)));
        }
        self.presentar(&Lugar::de(&asiento))?;
        let (cuerpo, firma) = registro;
        self.con
            .prepare_cached("INSERT INTO asiento (hash, ambito, disp, seq, cuerpo, firma, recibido_de) VALUES (?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![hash.0, asiento.ambito, asiento.disp, asiento.seq.cast_signed(), cuerpo, firma, self.de.de])?;
        let n = self.con.last_insert_rowid();
        if jueces::anotar(self.con, n, &sobre.acto, juicio)? {
            self.proyector.doblar(n, hash, *asiento, posiciones)?;
        } else {
            self.informe.sin_efecto += 1;
        }
        if sobre.acto.es_de_autoridad() {
            self.jueces.sumar(sobre);
            self.hubo_actos = true;
        }
        Ok(None)
    }

    /// Whether the one before it is here; the first needs none.
    fn sigue(&self, asiento: &Lugar) -> R<bool> {
        if asiento.seq == 1 {
            return Ok(true);
        }
        let mut consulta = self.con.prepare_cached("SELECT 1 FROM asiento WHERE hash = ? AND ambito = ? AND disp = ? AND seq = ?")?;
        Ok(consulta.exists(params![asiento.prev.0, asiento.ambito, asiento.disp, asiento.seq.cast_signed() - 1])?)
    }

    /// Notes the key of the device, a second branch, and a clock that runs ahead.
    fn presentar(&mut self, asiento: &Lugar) -> R<()> {
        if let Some(clave) = self.jueces.llavero.clave(&asiento.disp)
            && self.presentados.insert(asiento.disp)
        {
            self.con
                .prepare_cached("INSERT OR IGNORE INTO dispositivo (disp, clave) VALUES (?, ?)")?
                .execute(params![asiento.disp, clave])?;
        }
        let gemelo = self.con.prepare_cached("SELECT 1 FROM asiento WHERE ambito = ? AND disp = ? AND seq = ?")?.exists(params![
            asiento.ambito,
            asiento.disp,
            asiento.seq.cast_signed()
        ])?;
        if gemelo {
            self.informe.bifurcados.insert(asiento.disp);
        }
        let adelanto = ms_de(asiento.hlc).saturating_sub(self.de.ms);
        if adelanto > ADELANTO_MAXIMO_MS {
            let peor = self.informe.relojes.entry(asiento.disp).or_default();
            *peor = (*peor).max(adelanto);
        } else {
            self.hlc = self.hlc.max(asiento.hlc);
        }
        Ok(())
    }

    /// Judges again what an act of authority may have changed, derives, and says what happened.
    fn cerrar(mut self, previos: &Jueces, avance: &Avance) -> R<Cierre> {
        self.anotar_causas()?;
        let retirados = retirar::aplicar(self.con, &self.jueces)?;
        let distintos = if self.hubo_actos || previos.autoridad != self.jueces.autoridad { self.rejuzgar(previos)? } else { false };
        if distintos || retirados || self.de_nuevo {
            retirar::rehacer(self.con, avance)?;
            self.informe.cambios = proyeccion::todo_cambio();
        } else {
            self.proyector.derivar()?;
            self.informe.cambios = self.proyector.cambios();
        }
        if let Some(de) = self.de.de.filter(|de| *de != self.propio) {
            self.con.execute("DELETE FROM acuse WHERE de = ?", [de])?;
            let mut poner = self.con.prepare("INSERT OR REPLACE INTO acuse (de, ambito, disp, hash, seq, ms) VALUES (?, ?, ?, ?, ?, ?)")?;
            for c in &self.de.acuse {
                poner.execute(params![de, c.ambito, c.disp, c.hash.0, c.seq.cast_signed(), self.de.ms.cast_signed()])?;
            }
        }
        for (sha256, tamano, presente) in &self.de.adjuntos {
            self.con
                .prepare_cached(
                    "INSERT INTO adjunto (sha256, tamano, estado) VALUES (?1, ?2, ?3)
                     ON CONFLICT (sha256) DO UPDATE SET estado = 'presente' WHERE excluded.estado = 'presente'",
                )?
                .execute(params![sha256.0, tamano.cast_signed(), if *presente { "presente" } else { "falta" }])?;
        }
        poner_meta(self.con, "hlc", &self.hlc.to_string())?;
        Ok(Cierre { informe: self.informe, jueces: self.jueces, hlc: self.hlc })
    }

    /// Whether some stored asiento is worth something else than what is noted. Only the devices about
    /// which the authority changed are looked at.
    fn rejuzgar(&self, previos: &Jueces) -> R<bool> {
        let mut consulta = self.con.prepare(
            "SELECT a.n, a.hash, a.cuerpo, j.causa
             FROM (SELECT DISTINCT ambito FROM asiento) x
             CROSS JOIN asiento a ON a.ambito = x.ambito AND a.disp = ?
             LEFT JOIN juicio j ON j.n = a.n",
        )?;
        for disp in self.guardados()? {
            if !self.jueces.autoridad.difiere_en(&previos.autoridad, &disp) {
                continue;
            }
            let mut filas = consulta.query([disp])?;
            while let Some(fila) = filas.next()? {
                let cuerpo = fila.get_ref(2)?.as_blob().unwrap_or_default();
                // What is withdrawn is worth nothing, whoever wrote it.
                if Talon::decodificar(cuerpo).is_some() {
                    continue;
                }
                let sobre = jueces::sobre_de(fila.get(0)?, fila.get_ref(1)?.as_blob().unwrap_or_default(), cuerpo)?;
                let hay: Option<String> = fila.get(3)?;
                if jueces::causa_de(self.jueces.juzgar(&sobre)) != hay.as_deref() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn guardados(&self) -> R<Vec<[u8; 16]>> {
        let mut consulta = self.con.prepare("SELECT disp FROM dispositivo ORDER BY disp")?;
        let filas = consulta.query_map([], |f| f.get(0))?;
        Ok(filas.collect::<Result<_, _>>()?)
    }
}
