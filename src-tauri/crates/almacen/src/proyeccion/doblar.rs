//! Folding one asiento into `entidad`, `celda` and `superado`.
//!
//! The writes of an asiento are gathered by entity first. Rows of entities that nobody knew, and all the
//! new cells, go in several to a statement and in the order of their key: an import writes millions, and
//! one statement per row costs more than the row. A trámite minted whole by one asiento is derived from
//! the asiento itself ([`Proyector::encolar`]), without reading back what was just written.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use bitacora::admision::PREFIJO_GAE;
use bitacora::{Asiento, Escritura, Hash, Opid};
use rusqlite::{OptionalExtension, Statement, params};
use uuid::Uuid;

use super::{Ent, FilaEntidad, HONDURA, Lugar, Proyector, uuid_de_valor};
use crate::FallaAlmacen;
use crate::tipos::{Cambio, ClaseDeCambio};
use crate::valor::EnColumna;

type R<T> = Result<T, FallaAlmacen>;

/// Entities kept in memory while folding; a rebuild goes over many more.
const ENTIDADES_RECORDADAS: usize = 200_000;
/// Missing parents kept in memory; with more, the table is asked.
const PADRES_ESPERADOS: usize = 50_000;
/// Trámites that one write mints before they are derived on other threads.
const MINADOS_SIN_COLA: usize = 1;

/// What a transaction knows about what was there before it.
#[derive(Default)]
pub(super) struct Llegada {
    /// Whether an ámbito had nothing before this transaction: what is not in memory is not in the file.
    recientes: HashMap<[u8; 16], bool>,
    /// Parents named by rows folded here that had not arrived.
    esperados: HashSet<(Lugar, Uuid)>,
    /// Something known was dropped from memory to make room.
    entidades_olvidadas: bool,
    esperados_olvidados: bool,
}

/// The writes of one asiento on one entity.
struct Grupo<'a> {
    uuid: Uuid,
    /// The smallest name, so that the order of arrival does not matter.
    clase: &'a str,
    /// Whether the cell `padre` is written, and what it says.
    con_padre: bool,
    padre: Option<Uuid>,
    /// Some write replaces another one: the entity was there when it was made.
    con_padres: bool,
    id: i64,
    borrado: i64,
    nueva: bool,
}

/// The entities of an asiento, in the order they appear; and for each write, its entity.
struct Grupos<'a> {
    lista: Vec<Grupo<'a>>,
    de: Vec<usize>,
}

impl<'a> Grupos<'a> {
    fn de(asiento: &'a Asiento) -> Grupos<'a> {
        let mut lista: Vec<Grupo<'a>> = Vec::new();
        let mut de = Vec::with_capacity(asiento.ops.len());
        let mut lugares: HashMap<[u8; 16], usize> = HashMap::new();
        let mut previa: Option<([u8; 16], usize)> = None;
        for op in &asiento.ops {
            // The writes of an entity come together.
            let lugar = match previa {
                Some((la_misma, lugar)) if la_misma == op.ent => lugar,
                _ => *lugares.entry(op.ent).or_insert_with(|| {
                    lista.push(Grupo::new(op));
                    lista.len() - 1
                }),
            };
            previa = Some((op.ent, lugar));
            de.push(lugar);
            if let Some(grupo) = lista.get_mut(lugar) {
                grupo.sumar(op);
            }
        }
        Grupos { lista, de }
    }

    fn de_op(&self, indice: usize) -> R<&Grupo<'a>> {
        let grupo = self.de.get(indice).and_then(|lugar| self.lista.get(*lugar));
        grupo.ok_or_else(|| FallaAlmacen::danado("an entity vanished while folding"))
    }
}

impl<'a> Grupo<'a> {
    fn new(op: &'a Escritura) -> Grupo<'a> {
        Grupo {
            uuid: Uuid::from_bytes(op.ent),
            clase: &op.clase,
            con_padre: false,
            padre: None,
            con_padres: false,
            id: 0,
            borrado: 0,
            nueva: false,
        }
    }

    fn sumar(&mut self, op: &'a Escritura) {
        self.clase = self.clase.min(&op.clase);
        self.con_padres |= !op.padres.is_empty();
        if op.campo == "padre" {
            self.con_padre = true;
            self.padre = uuid_de_valor(&op.valor);
        }
    }

    fn conocida(&mut self, ent: &Ent) {
        (self.id, self.borrado) = (ent.id, ent.borrado);
    }
}

/// One row of `celda`, before it is written.
struct CeldaNueva<'a> {
    entidad: i64,
    campo: &'a str,
    indice: u16,
    valor: EnColumna<'a>,
}

impl Proyector<'_> {
    /// Folds one asiento: heads, retirements, the operation it belongs to.
    pub fn doblar(&mut self, n: i64, hash: Hash, asiento: Asiento, posiciones: &[u32]) -> R<()> {
        if self.entidades.len() > ENTIDADES_RECORDADAS {
            self.entidades.clear();
            self.llegada.entidades_olvidadas = true;
        }
        // Admission refused an asiento that mixes owners, so its first class speaks for all.
        self.lugar = Lugar { ambito: asiento.ambito, gae: asiento.ops.first().is_some_and(|op| op.clase.starts_with(PREFIJO_GAE)) };
        // Asked of the first asiento of each ámbito, before any other of this transaction is in the log.
        self.es_reciente(n)?;
        let mut grupos = Grupos::de(&asiento);
        self.presentar(n, asiento.hlc, &mut grupos.lista)?;
        let mut raices: BTreeSet<Uuid> = BTreeSet::new();
        let mut por_borrado: BTreeSet<Uuid> = BTreeSet::new();
        let mut celdas: Vec<CeldaNueva<'_>> = Vec::with_capacity(asiento.ops.len());
        for (i, (op, posicion)) in asiento.ops.iter().zip(posiciones).enumerate() {
            let grupo = grupos.de_op(i)?;
            let indice = u16::try_from(i).unwrap_or(u16::MAX);
            let es_cabeza = if grupo.nueva {
                self.superar(grupo.id, op)?;
                true
            } else {
                self.relevar(grupo.id, op)?;
                !self.superado(grupo.id, &op.campo, &Opid { asiento: hash, indice })?
            };
            if es_cabeza {
                let valor = EnColumna { valor: &op.valor, posicion: *posicion };
                celdas.push(CeldaNueva { entidad: grupo.id, campo: &op.campo, indice, valor });
            }
            if op.campo == "borrado" || grupo.borrado != 0 {
                por_borrado.insert(grupo.uuid);
            }
        }
        self.poner_celdas(n, asiento.hlc.cast_signed(), celdas)?;
        self.anotar_para_el_tablero(n, hash, &asiento)?;
        if let Some(raiz) = self.minado_entero(n, &asiento, &grupos)? {
            raices.insert(raiz.uuid);
            self.anotar(&grupos, &raices);
            self.anotar_operacion(n, hash, &asiento, &raices)?;
            return self.encolar(raiz, asiento);
        }
        for grupo in grupos.lista.iter().filter(|g| g.con_padre && !g.nueva) {
            // Both the family it leaves and the one it joins change.
            self.subir(grupo.uuid, &mut raices, &mut por_borrado)?;
            self.reubicar(grupo.uuid)?;
        }
        for grupo in &grupos.lista {
            self.subir(grupo.uuid, &mut raices, &mut por_borrado)?;
        }
        self.revisar_borrados(por_borrado)?;
        self.anotar(&grupos, &raices);
        self.anotar_operacion(n, hash, &asiento, &raices)
    }

    /// Makes sure that every entity of the asiento has its row, and marks the ones minted here.
    fn presentar(&mut self, n: i64, hlc: u64, grupos: &mut [Grupo<'_>]) -> R<()> {
        let mut por_poner: Vec<&mut Grupo<'_>> = Vec::with_capacity(grupos.len());
        for grupo in grupos.iter_mut() {
            // Who replaces something writes on what is there; who does not, most likely on what is not.
            let ent = match self.entidades.get(&(self.lugar, grupo.uuid)) {
                Some(ent) => Some(ent.clone()),
                None if grupo.con_padres => self.conocer(grupo.uuid)?,
                None => None,
            };
            match ent {
                Some(ent) => self.reconocer(grupo, ent)?,
                None => por_poner.push(grupo),
            }
        }
        let mut resto = por_poner.as_mut_slice();
        while !resto.is_empty() {
            let cuantas = tamano_de_lote(resto.len());
            let (tramo, cola) = resto.split_at_mut(cuantas);
            self.poner_entidades(n, hlc, tramo)?;
            resto = cola;
        }
        for grupo in grupos.iter().filter(|g| g.nueva) {
            if let Some(padre) = grupo.padre {
                self.esperar_padre(padre)?;
            }
        }
        Ok(())
    }

    /// Inserts the rows of several entities; those that were there already are left as they are.
    fn poner_entidades(&mut self, n: i64, hlc: u64, grupos: &mut [&mut Grupo<'_>]) -> R<()> {
        let lugar = self.lugar;
        let mut insertar = self.con.prepare_cached(match grupos.len() {
            16 => include_str!("entidad_nueva_16.sql"),
            4 => include_str!("entidad_nueva_4.sql"),
            _ => include_str!("entidad_nueva.sql"),
        })?;
        let mut enlace = Enlace::new();
        enlace.poner(&mut insertar, lugar.ambito)?;
        enlace.poner(&mut insertar, lugar.gae)?;
        enlace.poner(&mut insertar, n)?;
        enlace.poner(&mut insertar, hlc.cast_signed())?;
        for grupo in grupos.iter() {
            enlace.poner(&mut insertar, grupo.uuid.as_bytes().as_slice())?;
            enlace.poner(&mut insertar, grupo.clase)?;
            enlace.poner(&mut insertar, grupo.padre.as_ref().map(|p| p.as_bytes().as_slice()))?;
        }
        let puestas = insertar.raw_execute()?;
        drop(insertar);
        let todas = puestas == grupos.len();
        let primera = self.con.last_insert_rowid() - i64::try_from(grupos.len()).unwrap_or(0) + 1;
        for (grupo, id) in grupos.iter_mut().zip(primera..) {
            if todas {
                let clase = self.nombre_de_clase(grupo.clase);
                (grupo.id, grupo.nueva) = (id, true);
                self.entidades
                    .insert((lugar, grupo.uuid), Ent { id, uuid: grupo.uuid, clase, lugar, padre: grupo.padre, borrado: 0, nacida: n });
                continue;
            }
            let Some(ent) = self.conocer(grupo.uuid)? else {
                return Err(FallaAlmacen::danado("an entity vanished while folding"));
            };
            grupo.nueva = ent.nacida == n;
            self.reconocer(grupo, ent)?;
        }
        Ok(())
    }

    /// The smaller class wins.
    fn reconocer(&mut self, grupo: &mut Grupo<'_>, ent: Ent) -> R<()> {
        grupo.conocida(&ent);
        if *grupo.clase < *ent.clase {
            let clase = self.nombre_de_clase(grupo.clase);
            self.con.prepare_cached("UPDATE entidad SET clase = ? WHERE id = ?")?.execute(params![&*clase, ent.id])?;
            self.entidades.insert((self.lugar, grupo.uuid), Ent { clase, ..ent });
        }
        Ok(())
    }

    /// One shared copy of each name of class.
    fn nombre_de_clase(&mut self, clase: &str) -> Rc<str> {
        match self.clases.get(clase) {
            Some(nombre) => Rc::clone(nombre),
            None => {
                let nombre: Rc<str> = clase.into();
                self.clases.insert(Rc::clone(&nombre));
                nombre
            }
        }
    }

    pub(super) fn conocer(&mut self, uuid: Uuid) -> R<Option<Ent>> {
        let lugar = self.lugar;
        if let Some(ent) = self.entidades.get(&(lugar, uuid)) {
            return Ok(Some(ent.clone()));
        }
        let fila = self
            .con
            .prepare_cached("SELECT id, clase, padre, borrado, nacida FROM entidad WHERE uuid = ? AND ambito = ? AND gae = ?")?
            .query_row(params![uuid.into_bytes(), lugar.ambito, lugar.gae], |fila| {
                let clase: Rc<str> = fila.get_ref(1)?.as_str()?.into();
                Ok((fila.get(0)?, clase, fila.get::<_, Option<[u8; 16]>>(2)?, fila.get(3)?, fila.get(4)?))
            })
            .optional()?;
        let ent = fila.map(|(id, clase, padre, borrado, nacida)| {
            let clase = self.nombre_de_clase(&clase);
            Ent { id, uuid, clase, lugar, padre: padre.map(Uuid::from_bytes), borrado, nacida }
        });
        if let Some(ent) = &ent {
            self.entidades.insert((lugar, uuid), ent.clone());
        }
        Ok(ent)
    }

    /// New heads, in the order of their key.
    fn poner_celdas(&self, n: i64, hlc: i64, mut celdas: Vec<CeldaNueva<'_>>) -> R<()> {
        celdas.sort_unstable_by(|a, b| (a.entidad, a.campo).cmp(&(b.entidad, b.campo)));
        let mut resto = celdas.as_slice();
        while !resto.is_empty() {
            let (tramo, cola) = resto.split_at(tamano_de_lote(resto.len()));
            let mut insertar = self.con.prepare_cached(match tramo.len() {
                16 => include_str!("celda_nueva_16.sql"),
                4 => include_str!("celda_nueva_4.sql"),
                _ => include_str!("celda_nueva.sql"),
            })?;
            let mut enlace = Enlace::new();
            enlace.poner(&mut insertar, n)?;
            enlace.poner(&mut insertar, hlc)?;
            for celda in tramo {
                enlace.poner(&mut insertar, celda.entidad)?;
                enlace.poner(&mut insertar, celda.campo)?;
                enlace.poner(&mut insertar, celda.indice)?;
                enlace.poner(&mut insertar, &celda.valor)?;
            }
            insertar.raw_execute()?;
            resto = cola;
        }
        Ok(())
    }

    /// The row of a trámite minted whole by this asiento, with everything it has. `None` when anything
    /// else is involved, or when rows that arrived before would be missing from what the asiento says.
    fn minado_entero(&mut self, n: i64, asiento: &Asiento, grupos: &Grupos<'_>) -> R<Option<FilaEntidad>> {
        let mut raices = grupos.lista.iter().filter(|g| g.nueva && super::es_tramite(g.clase));
        let (Some(raiz), None) = (raices.next(), raices.next()) else { return Ok(None) };
        self.minados += 1;
        let entero = self.minados > MINADOS_SIN_COLA
            && asiento.ops.iter().all(|op| op.campo != "borrado")
            && grupos.lista.iter().all(|g| g.nueva && self.cuelga_de(g.uuid, raiz.uuid));
        if !entero || self.alguien_esperaba(n, grupos)? {
            return Ok(None);
        }
        Ok(Some(FilaEntidad {
            id: raiz.id,
            uuid: raiz.uuid,
            clase: raiz.clase.to_owned(),
            ambito: Uuid::from_bytes(self.lugar.ambito),
            padre: raiz.padre,
            borrado: 0,
        }))
    }

    /// Whether a chain of parents among the entities in memory reaches `raiz`.
    fn cuelga_de(&self, desde: Uuid, raiz: Uuid) -> bool {
        let mut actual = Some(desde);
        for _ in 0..HONDURA {
            match actual {
                Some(uuid) if uuid == raiz => return true,
                Some(uuid) => actual = self.entidades.get(&(self.lugar, uuid)).and_then(|e| e.padre),
                None => return false,
            }
        }
        false
    }

    /// Whether an entity may be in the file; false only when memory can tell.
    pub fn puede_estar(&self, lugar: Lugar, uuid: Uuid) -> bool {
        let reciente = self.llegada.recientes.get(&lugar.ambito) == Some(&true) && !self.llegada.entidades_olvidadas;
        !reciente || self.entidades.contains_key(&(lugar, uuid))
    }

    /// Notes a parent that is not here.
    pub(super) fn esperar_padre(&mut self, padre: Uuid) -> R<()> {
        if self.conocer(padre)?.is_some() {
            return Ok(());
        }
        if self.llegada.esperados.len() >= PADRES_ESPERADOS {
            self.llegada.esperados.clear();
            self.llegada.esperados_olvidados = true;
        }
        self.llegada.esperados.insert((self.lugar, padre));
        Ok(())
    }

    /// Whether a row that arrived before this asiento named one of its entities as its parent.
    ///
    /// In an ámbito that had nothing before this transaction, memory answers; otherwise the index of
    /// parents does, once per entity: never a walk over the whole table.
    fn alguien_esperaba(&mut self, n: i64, grupos: &Grupos<'_>) -> R<bool> {
        if self.es_reciente(n)? && !self.llegada.esperados_olvidados {
            return Ok(grupos.lista.iter().any(|g| self.llegada.esperados.contains(&(self.lugar, g.uuid))));
        }
        let mut consulta = self.con.prepare_cached("SELECT 1 FROM entidad WHERE padre = ? AND ambito = ? AND gae = ? AND nacida <> ?")?;
        for grupo in &grupos.lista {
            if consulta.exists(params![grupo.uuid.as_bytes().as_slice(), self.lugar.ambito, self.lugar.gae, n])? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the ámbito of the asiento being folded had nothing before this transaction.
    fn es_reciente(&mut self, n: i64) -> R<bool> {
        if let Some(reciente) = self.llegada.recientes.get(&self.lugar.ambito) {
            return Ok(*reciente);
        }
        // By the chain's index: `+n` keeps the planner from walking the log instead.
        let habia = self.con.prepare_cached("SELECT 1 FROM asiento WHERE ambito = ? AND +n < ?")?.exists(params![self.lugar.ambito, n])?;
        self.llegada.recientes.insert(self.lugar.ambito, !habia);
        Ok(!habia)
    }

    /// Tells the screens what changed.
    fn anotar(&mut self, grupos: &Grupos<'_>, raices: &BTreeSet<Uuid>) {
        let ambito = Some(Uuid::from_bytes(self.lugar.ambito));
        let mut cambio = |entidad, id| self.cambios.insert(Cambio { entidad, id });
        for uuid in raices {
            cambio(ClaseDeCambio::Tramite, Some(*uuid));
            cambio(ClaseDeCambio::Avance, ambito);
            cambio(ClaseDeCambio::Institucion, ambito);
        }
        for grupo in &grupos.lista {
            let id = Some(grupo.uuid);
            let clase = match self.entidades.get(&(self.lugar, grupo.uuid)) {
                Some(ent) => &*ent.clase,
                None => grupo.clase,
            };
            match clase.strip_prefix(PREFIJO_GAE).unwrap_or(clase) {
                "fase" => {
                    cambio(ClaseDeCambio::Fase, id);
                    cambio(ClaseDeCambio::Avance, ambito);
                }
                "integrante" | "documento_conformacion" => {
                    cambio(ClaseDeCambio::Integrante, id);
                    cambio(ClaseDeCambio::Avance, ambito);
                }
                "importacion" | "fila_en_espera" => {
                    cambio(ClaseDeCambio::Importacion, id);
                }
                // A vote moves the whole ranking: which of its parts changed says nothing to a screen.
                "priorizacion" | "criterio" | "votante" | "puntaje" | "puesto" | "seleccion_manual" => {
                    cambio(ClaseDeCambio::Priorizacion, None);
                    cambio(ClaseDeCambio::Avance, ambito);
                }
                "tramite" | "requisito" | "paso" | "base_legal" | "tiempo" | "volumen" | "adjunto" | "decision_hallazgo" => {}
                // They hang from a trámite, which is told above.
                "escenario" | "decision_escenario" | "reforma" | "entrega_rediseno" => {}
                _ => {
                    cambio(ClaseDeCambio::Otro, id);
                }
            }
        }
    }
}

/// How many rows go in the next statement: 16, 4 or 1.
fn tamano_de_lote(quedan: usize) -> usize {
    match quedan {
        16.. => 16,
        4.. => 4,
        _ => 1,
    }
}

/// Binds one parameter after another.
pub(super) struct Enlace(usize);

impl Enlace {
    pub fn new() -> Self {
        Enlace(1)
    }

    pub fn poner(&mut self, en: &mut Statement<'_>, valor: impl rusqlite::ToSql) -> R<()> {
        en.raw_bind_parameter(self.0, valor)?;
        self.0 += 1;
        Ok(())
    }
}
