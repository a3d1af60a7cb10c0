//! Every read, over one connection: the writer's, a reader's, or inside a write.

use std::collections::BTreeMap;

use bitacora::{ArbolMerkle, Hash, Opid, hoja_de_estado, raiz_asientos};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use crate::FallaAlmacen;
use crate::jueces::DispositivoDeConfianza;
use crate::proyeccion::Cuerpos;
use crate::tipos::{AdjuntoLeido, Borrador, Instalacion};
use crate::valor::{Columna, a_valor, de_columna, hash_de, natural, uuid_de};

mod busqueda;
pub(crate) mod conflictos;
mod entidades;
mod hallazgos;
pub(crate) mod historia;
mod inventario;
mod medidas;
mod normas;
mod tablero;

pub(crate) type R<T> = Result<T, FallaAlmacen>;

/// Reads over one connection. Cheap to make and to copy.
#[derive(Clone, Copy)]
pub struct Consultas<'c> {
    pub(crate) con: &'c Connection,
}

impl<'c> Consultas<'c> {
    pub(crate) fn new(con: &'c Connection) -> Self {
        Consultas { con }
    }

    /// What this data file is.
    ///
    /// # Errors
    /// [`FallaAlmacen::Danado`] when its identity cannot be read.
    pub fn instalacion(&self) -> R<Instalacion> {
        let mut consulta = self.con.prepare_cached("SELECT clave, valor FROM meta")?;
        let filas = consulta.query_map([], |f| Ok((f.get::<_, String>(0)?, f.get::<_, String>(1)?)))?;
        let meta: BTreeMap<String, String> = filas.collect::<Result<_, _>>()?;
        let de = |clave: &str| meta.get(clave).map(String::as_str).unwrap_or_default();
        let uuid =
            |clave: &str| de(clave).parse::<Uuid>().map_err(|_| FallaAlmacen::danado("the identity of the data file cannot be read"));
        Ok(Instalacion {
            base: uuid("base")?,
            gae: de("como") == "gae",
            institucion: de("institucion").parse().ok(),
            demo: de("demo") == "1",
            actor: uuid("actor")?,
        })
    }

    /// This device's name, as noted at the last open for writing.
    ///
    /// # Errors
    /// [`crate::FallaAlmacen::Sqlite`].
    pub fn dispositivo(&self) -> R<[u8; 16]> {
        let nombre: Option<String> =
            self.con.prepare_cached("SELECT valor FROM meta WHERE clave = 'dispositivo'")?.query_row([], |f| f.get(0)).optional()?;
        Ok(nombre.and_then(|n| n.parse::<Uuid>().ok()).unwrap_or_default().into_bytes())
    }

    /// Asientos in the log.
    ///
    /// # Errors
    /// Only from SQLite, like every read of this type.
    pub fn asientos(&self) -> R<u64> {
        // The log has no gaps and is never deleted, so its last number is its count.
        let n: Option<i64> = self.con.prepare_cached("SELECT max(n) FROM asiento")?.query_row([], |f| f.get(0))?;
        Ok(natural(n.unwrap_or(0)))
    }

    /// Root of the set of asientos (first 16 hexadecimal digits go on paper).
    ///
    /// # Errors
    /// [`FallaAlmacen::Danado`].
    pub fn raiz_asientos(&self) -> R<Hash> {
        let mut consulta = self.con.prepare_cached("SELECT hash FROM asiento")?;
        let mut filas = consulta.query([])?;
        let mut hashes = Vec::new();
        while let Some(fila) = filas.next()? {
            hashes.push(hash_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?);
        }
        Ok(raiz_asientos(hashes))
    }

    /// Root of the state: every head of every cell.
    ///
    /// # Errors
    /// [`FallaAlmacen::Danado`].
    pub fn raiz_estado(&self) -> R<Hash> {
        let mut consulta = self.con.prepare(include_str!("consultas/estado.sql"))?;
        let mut filas = consulta.query([])?;
        let mut arbol = ArbolMerkle::default();
        let mut cuerpos = Cuerpos::new(self.con);
        let mut de_entidad: Vec<(String, Opid, [u8; 32])> = Vec::new();
        let mut actual: Option<Uuid> = None;
        let mut volcar = |grupo: &mut Vec<(String, Opid, [u8; 32])>| {
            grupo.sort_unstable();
            grupo.drain(..).for_each(|(_, _, hoja)| arbol.hoja(hoja));
        };
        while let Some(fila) = filas.next()? {
            let ent = uuid_de(fila.get_ref(0)?.as_blob().unwrap_or_default())?;
            if actual != Some(ent) {
                volcar(&mut de_entidad);
                cuerpos = Cuerpos::new(self.con);
                actual = Some(ent);
            }
            let campo: String = fila.get(1)?;
            let n: i64 = fila.get(2)?;
            let opid = Opid { asiento: hash_de(fila.get_ref(4)?.as_blob().unwrap_or_default())?, indice: fila.get(3)? };
            let valor = match de_columna(fila.get_ref(5)?)? {
                Columna::Aqui(dato) => dato,
                Columna::EnCuerpo(posicion) => dominio::Dato::Texto(cuerpos.texto(n, posicion)?),
            };
            let hoja = hoja_de_estado(ent.as_bytes(), &campo, &opid, &a_valor(valor));
            de_entidad.push((campo, opid, hoja));
        }
        volcar(&mut de_entidad);
        Ok(arbol.raiz())
    }

    /// An attachment by its entity of class `adjunto`.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn adjunto(&self, id: Uuid) -> R<Option<AdjuntoLeido>> {
        let Some(e) = self.entidad(id)?.filter(|e| e.clase.ends_with("adjunto")) else { return Ok(None) };
        let texto = |campo: &str| e.valor(campo).and_then(dominio::Dato::texto).unwrap_or_default().to_owned();
        let tamano = natural(e.valor("tamano").and_then(dominio::Dato::entero).unwrap_or(0));
        Ok(Some(AdjuntoLeido { id, sha256: texto("sha256"), tamano, nombre: texto("nombre"), tipo: texto("tipo") }))
    }

    /// With what right this computer writes: the role of its credencial, if any, and whether it was
    /// dismissed.
    ///
    /// # Errors
    /// [`FallaAlmacen::Danado`].
    pub fn credencial_propia(&self) -> R<(Option<bitacora::Rol>, bool)> {
        let i = self.instalacion()?;
        let ambito = i.institucion.filter(|_| !i.gae).map_or(bitacora::admision::NACIONAL, Uuid::into_bytes);
        let (disp, autoridad) = (self.dispositivo()?, crate::jueces::Jueces::cargar(self.con)?.autoridad);
        let rol = autoridad.credencial(&disp, &ambito).filter(|c| c.datos.actor == i.actor.into_bytes()).map(|c| c.datos.rol);
        Ok((rol, autoridad.revocado(&disp)))
    }

    /// How many asientos only a newer version understands: acts stored without effect, and envelopes
    /// that wait.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn de_version_nueva(&self) -> R<u64> {
        let sql = "SELECT (SELECT count(*) FROM juicio WHERE causa = 'tipo_desconocido')
                        + (SELECT count(*) FROM espera WHERE causa = 'archivo_mas_nuevo')";
        Ok(natural(self.con.prepare_cached(sql)?.query_row([], |f| f.get(0))?))
    }

    /// Devices that this computer believes, its own included.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn de_confianza(&self) -> R<Vec<DispositivoDeConfianza>> {
        DispositivoDeConfianza::todos(self.con)
    }

    /// Drafts of this computer, oldest first.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn borradores(&self) -> R<Vec<Borrador>> {
        let mut consulta = self.con.prepare_cached("SELECT clave, texto, ms FROM borrador ORDER BY ms, clave")?;
        let filas =
            consulta.query_map([], |f| Ok(Borrador { clave: f.get(0)?, texto: f.get(1)?, ms: f.get::<_, i64>(2)?.cast_unsigned() }))?;
        Ok(filas.collect::<Result<_, _>>()?)
    }

    /// Preferences of this computer.
    ///
    /// # Errors
    /// Only from SQLite.
    pub fn preferencias(&self) -> R<BTreeMap<String, String>> {
        let mut consulta = self.con.prepare_cached("SELECT clave, valor FROM preferencia")?;
        let filas = consulta.query_map([], |f| Ok((f.get(0)?, f.get(1)?)))?;
        Ok(filas.collect::<Result<_, _>>()?)
    }
}
