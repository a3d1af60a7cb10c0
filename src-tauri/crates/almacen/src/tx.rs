//! What a write may do. Only [`crate::Almacen::transar`] makes one.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use bitacora::admision::{Espera, PREFIJO_GAE, SIN_CREDENCIAL};
use bitacora::asiento::{BORRAR, CELDAS, CUBRE_MAXIMO, OPS_MAXIMO, RESOLVER};
use bitacora::{Asiento, Cabo, Cbor, ClaveDispositivo, Hash, Juicio, Opid, Sobre, Visto, hash_de, siguiente_hlc};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::almacen::Almacen;
use crate::jueces::{self, Jueces};
use crate::operacion::Operacion;
use crate::proyeccion::{self, Lugar, Proyector, cabezas_con_nombre};
use crate::tipos::{Autor, Escritura};
use crate::valor::a_valor;
use crate::{Consultas, FallaAlmacen};

type R<T> = Result<T, FallaAlmacen>;

/// Trámites in one write from which the connection is set for large writes.
pub(crate) const ASIENTOS_MASIVO: usize = 64;

/// A write in progress: nothing is kept until the closure returns `Ok`.
pub struct Tx<'a> {
    pub(crate) con: &'a Connection,
    pub(crate) proyector: Proyector<'a>,
    pub(crate) clave: &'a ClaveDispositivo,
    pub(crate) disp: [u8; 16],
    pub(crate) base: &'a Path,
    pub(crate) cabos: HashMap<[u8; 16], Cabo>,
    pub(crate) hlc: u64,
    pub(crate) hay_ajenos: bool,
    pub(crate) op: Operacion,
    pub(crate) autor: Autor,
    pub(crate) lote: Option<[u8; 16]>,
    pub(crate) objetivo: Option<[u8; 16]>,
    pub(crate) asientos: Vec<Hash>,
    pub(crate) ultimo_n: i64,
    pub(crate) jueces: &'a Jueces,
    /// Acts of authority written here: they count from the next write on.
    pub(crate) actos: Vec<Sobre>,
}

impl Tx<'_> {
    /// Reads inside the write; cells are current, figures of trámites touched here are those of before.
    #[must_use]
    pub fn consultas(&self) -> Consultas<'_> {
        Consultas::new(self.con)
    }

    /// Names the group of asientos of this operation (an import's UUID). Without it the crate names one.
    pub fn lote(&mut self, lote: Uuid) {
        self.lote = Some(lote.into_bytes());
    }

    /// Appends one asiento of tipo `celdas`. With no writes it does nothing and gives `None`.
    ///
    /// `padres` are the heads that the screen showed, not those of now: when something landed in
    /// between, both values stay and wait for a person.
    ///
    /// # Errors
    /// [`FallaAlmacen::ConflictoPendiente`] when a cell already holds several different values;
    /// [`FallaAlmacen::Asiento`] over a limit.
    pub fn escribir(&mut self, ambito: Uuid, escrituras: Vec<Escritura>, motivo: &str) -> R<Option<Hash>> {
        // What nobody wrote cannot be in conflict: an import asks once per entity, not once per cell.
        let mut ultima: Option<(Uuid, bool)> = None;
        for e in &escrituras {
            let existe = match ultima {
                Some((id, existe)) if id == e.entidad => existe,
                _ => self.existe(ambito, e)?,
            };
            ultima = Some((e.entidad, existe));
            if existe && self.en_conflicto(ambito, e)? {
                return Err(FallaAlmacen::ConflictoPendiente { entidad: e.entidad, campo: e.campo.clone() });
            }
        }
        self.escribir_sin_preguntar(ambito, escrituras, motivo)
    }

    /// Appends one asiento of tipo `resolver`: a person chose a value among several, and says why.
    ///
    /// # Errors
    /// [`FallaAlmacen::Asiento`] when `motivo` has under 10 characters or over a limit.
    pub fn resolver(&mut self, ambito: Uuid, escrituras: Vec<Escritura>, motivo: &str) -> R<Hash> {
        let ops = escrituras.into_iter().map(a_op).collect();
        self.asentar(ambito, RESOLVER, ops, motivo, Vec::new())
    }

    pub(crate) fn escribir_sin_preguntar(&mut self, ambito: Uuid, escrituras: Vec<Escritura>, motivo: &str) -> R<Option<Hash>> {
        if escrituras.is_empty() {
            return Ok(None);
        }
        let ops = escrituras.into_iter().map(a_op).collect();
        self.asentar(ambito, CELDAS, ops, motivo, Vec::new()).map(Some)
    }

    fn existe(&self, ambito: Uuid, e: &Escritura) -> R<bool> {
        let lugar = Lugar { ambito: ambito.into_bytes(), gae: e.clase.starts_with(PREFIJO_GAE) };
        if !self.proyector.puede_estar(lugar, e.entidad) {
            return Ok(false);
        }
        let mut consulta = self.con.prepare_cached("SELECT 1 FROM entidad WHERE uuid = ? AND ambito = ? AND gae = ?")?;
        Ok(consulta.exists(params![e.entidad.into_bytes(), ambito.into_bytes(), e.clase.starts_with(PREFIJO_GAE)])?)
    }

    fn en_conflicto(&self, ambito: Uuid, e: &Escritura) -> R<bool> {
        let mut consulta = self.con.prepare_cached(include_str!("tx_valores.sql"))?;
        let gae = e.clase.starts_with(PREFIJO_GAE);
        let cabezas: i64 = consulta.query_row(params![e.entidad.into_bytes(), e.campo, ambito.into_bytes(), gae], |f| f.get(0))?;
        Ok(cabezas > 1 && self.difieren(e)?)
    }

    fn difieren(&self, e: &Escritura) -> R<bool> {
        let Some(entidad) = self.consultas().entidad(e.entidad)? else { return Ok(false) };
        Ok(entidad.celdas.get(&e.campo).is_some_and(|c| c.conflicto))
    }

    /// Retires entities with all they hold (tipo `borrar`, `datos.cubre`): reversible.
    ///
    /// # Errors
    /// [`FallaAlmacen::NoExiste`]; [`FallaAlmacen::Asiento`] when `motivo` has under 10 characters.
    pub fn borrar(&mut self, ambito: Uuid, entidades: &[Uuid], motivo: &str) -> R<Vec<Hash>> {
        let mut hechos = Vec::new();
        let mut ops: Vec<bitacora::Escritura> = Vec::new();
        let mut cubre: BTreeSet<Opid> = BTreeSet::new();
        let mut pendientes: Vec<Uuid> = entidades.iter().rev().copied().collect();
        let mut partidas: BTreeSet<Uuid> = BTreeSet::new();
        let mut vistas: BTreeSet<Uuid> = BTreeSet::new();
        while let Some(uuid) = pendientes.pop() {
            if vistas.contains(&uuid) {
                continue;
            }
            let fila = proyeccion::entidad_por_uuid(self.con, uuid)?.ok_or(FallaAlmacen::NoExiste { id: uuid })?;
            let hijas = proyeccion::descendientes(self.con, uuid, fila.lugar(), false)?;
            let mut suyos: BTreeSet<Opid> =
                proyeccion::opids_de(self.con, fila.id)?.into_iter().filter(|(campo, _)| campo != "borrado").map(|(_, o)| o).collect();
            for hija in &hijas {
                suyos.extend(proyeccion::opids_de(self.con, hija.id)?.into_iter().map(|(_, o)| o));
            }
            if suyos.len() > CUBRE_MAXIMO && !hijas.is_empty() && partidas.insert(uuid) {
                // Too much for one act: its rows are retired first, each covering its own.
                pendientes.push(uuid);
                pendientes.extend(hijas.iter().filter(|h| h.padre == Some(uuid)).map(|h| h.uuid));
                continue;
            }
            if !ops.is_empty() && (cubre.len() + suyos.len() > CUBRE_MAXIMO || ops.len() == OPS_MAXIMO || partidas.contains(&uuid)) {
                hechos.push(self.asentar_borrado(ambito, &mut ops, &mut cubre, motivo)?);
                if partidas.contains(&uuid) {
                    // Its rows are hidden only now: what it must cover is smaller.
                    pendientes.push(uuid);
                    continue;
                }
            }
            vistas.insert(uuid);
            cubre.append(&mut suyos);
            let mut padres: Vec<Opid> = cabezas_con_nombre(self.con, fila.id, "borrado")?.into_iter().map(|c| c.opid).collect();
            padres.sort_unstable();
            ops.push(bitacora::Escritura {
                ent: uuid.into_bytes(),
                clase: fila.clase,
                campo: "borrado".to_owned(),
                valor: bitacora::Valor::Logico(true),
                padres,
            });
        }
        if !ops.is_empty() {
            hechos.push(self.asentar_borrado(ambito, &mut ops, &mut cubre, motivo)?);
        }
        Ok(hechos)
    }

    fn asentar_borrado(&mut self, ambito: Uuid, ops: &mut Vec<bitacora::Escritura>, cubre: &mut BTreeSet<Opid>, motivo: &str) -> R<Hash> {
        let cubre = std::mem::take(cubre).into_iter().map(|o| Cbor::Bytes(o.a_bytes().to_vec())).collect();
        let datos = vec![(Cbor::Texto("cubre".to_owned()), Cbor::Lista(cubre))];
        self.asentar(ambito, BORRAR, std::mem::take(ops), motivo, datos)
    }

    /// Stores bytes under their SHA-256 (durable before the commit) and gives the name, hexadecimal.
    /// The caller writes the entity of class `adjunto`.
    ///
    /// # Errors
    /// [`FallaAlmacen::AdjuntoExcede`], [`FallaAlmacen::DiscoLleno`].
    pub fn adjuntar(&mut self, bytes: &[u8]) -> R<String> {
        let suma = crate::adjunto::guardar_reconocido(self.base, bytes)?;
        let tamano = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        self.con.execute(
            "INSERT INTO adjunto (sha256, tamano, estado) VALUES (?, ?, 'presente') ON CONFLICT (sha256) DO UPDATE SET estado = 'presente'",
            params![suma.0, tamano],
        )?;
        Ok(suma.to_string())
    }

    /// Appends an act without cells (`nombrar`, `revocar`, `rama`…).
    ///
    /// # Errors
    /// [`FallaAlmacen::SinPermiso`]; [`FallaAlmacen::Asiento`] over a limit.
    pub fn actuar(&mut self, ambito: Uuid, tipo: &str, motivo: &str, datos: Vec<(Cbor, Cbor)>) -> R<Hash> {
        self.asentar(ambito, tipo, Vec::new(), motivo, datos)
    }

    /// Builds, signs, appends and folds one asiento.
    pub(crate) fn asentar(
        &mut self,
        ambito: Uuid,
        tipo: &str,
        ops: Vec<bitacora::Escritura>,
        motivo: &str,
        mut datos: Vec<(Cbor, Cbor)>,
    ) -> R<Hash> {
        let texto = |t: &str| Cbor::Texto(t.to_owned());
        datos.push((texto("op"), texto(self.op.as_str())));
        if let Some(lote) = self.lote {
            datos.push((texto("lote"), Cbor::Bytes(lote.to_vec())));
        }
        if let Some(objetivo) = self.objetivo {
            let clave = if self.op == Operacion::Rehacer { "rehace" } else { "deshace" };
            datos.push((texto(clave), Cbor::Bytes(objetivo.to_vec())));
        }
        let ambito = ambito.into_bytes();
        let cabo = match self.cabos.get(&ambito) {
            Some(cabo) => *cabo,
            None => Almacen::cabo(self.con, &ambito, &self.disp)?,
        };
        let credencial = self.jueces.autoridad.credencial(&self.disp, &ambito);
        let credencial = credencial.filter(|c| c.datos.actor == self.autor.actor.into_bytes());
        let asiento = Asiento {
            ambito,
            disp: self.disp,
            seq: cabo.seq + 1,
            prev: cabo.hash,
            visto: if self.hay_ajenos { self.visto(&ambito, &cabo)? } else { Visto::new() },
            hlc: siguiente_hlc(self.hlc, self.autor.ms),
            actor: self.autor.actor.into_bytes(),
            rol: credencial.map_or(SIN_CREDENCIAL, |c| c.datos.rol.numero()),
            cred: credencial.map_or(Hash::CERO, |c| c.hash),
            tipo: tipo.to_owned(),
            motivo: motivo.to_owned(),
            ops,
            datos: Cbor::Mapa(datos),
        };
        let (cuerpo, posiciones) = asiento.codificar_con_posiciones()?;
        let hash = hash_de(&cuerpo);
        let sobre = Sobre::de(&asiento, hash);
        let juicio = self.jueces.juzgar(&sobre);
        if juicio != Juicio::Admitido {
            let revocada = juicio == Juicio::EnEspera(Espera::CredencialRevocada);
            return Err(FallaAlmacen::SinPermiso { rol: asiento.rol, revocada });
        }
        let firma = self.clave.firmar(&hash);
        self.con
            .prepare_cached("INSERT INTO asiento (hash, ambito, disp, seq, cuerpo, firma) VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![hash.0, ambito, self.disp, asiento.seq.cast_signed(), cuerpo, firma])?;
        let n = self.con.last_insert_rowid();
        jueces::anotar(self.con, n, &sobre.acto, juicio)?;
        if sobre.acto.es_de_autoridad() {
            self.actos.push(sobre);
        }
        let (seq, hlc) = (asiento.seq, asiento.hlc);
        self.proyector.doblar(n, hash, asiento, &posiciones)?;
        self.cabos.insert(ambito, Cabo { seq, hash });
        self.hlc = hlc;
        self.ultimo_n = n;
        // The second asiento of an operation joins the first by its name.
        self.lote.get_or_insert(hash.medio());
        self.asientos.push(hash);
        Ok(hash)
    }

    /// Heads of other devices that arrived after this device's last asiento here.
    fn visto(&self, ambito: &[u8; 16], cabo: &Cabo) -> R<Visto> {
        let mut consulta = self.con.prepare_cached(include_str!("tx_visto.sql"))?;
        let mut filas = consulta.query(params![ambito, self.disp, cabo.hash.0])?;
        let mut visto = Visto::new();
        while let Some(fila) = filas.next()? {
            visto.insert(fila.get(0)?, (fila.get::<_, i64>(1)?.cast_unsigned(), Hash(fila.get(2)?).corto()));
        }
        Ok(visto)
    }
}

pub(crate) fn a_op(e: Escritura) -> bitacora::Escritura {
    let mut padres = e.padres;
    padres.sort_unstable();
    padres.dedup();
    bitacora::Escritura { ent: e.entidad.into_bytes(), clase: e.clase, campo: e.campo, valor: a_valor(e.valor), padres }
}
