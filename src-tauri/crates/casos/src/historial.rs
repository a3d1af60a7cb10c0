//! History: of one cell, of the whole file, and moving along it (undo and redo).

use std::collections::BTreeMap;

use almacen::{Autor, Consultas, OperacionLeida};
use uuid::Uuid;

use crate::contexto::rfc3339;
use crate::dto::{
    BorradorDto, GuardarBorrador, Hecho, ImportacionDeshecha, ListarHistorial, Nada, OperacionDto, PaginaHistorial, PorCelda, PorId,
    ValorDto, VersionDeCelda,
};
use crate::falla::Falla;
use crate::instalacion::nombre_de_persona;
use crate::inventario::cuantos;
use crate::sesion::{Sesion, a_hecho, frase_de, uuid};

/// What people read when nobody wrote a name.
const SIN_NOMBRE: &str = "sin nombre";

/// Names of persons, each looked up once.
pub(crate) struct Nombres<'c>(Consultas<'c>, BTreeMap<Uuid, String>);

impl<'c> Nombres<'c> {
    pub(crate) fn new(c: Consultas<'c>) -> Self {
        Nombres(c, BTreeMap::new())
    }
    pub(crate) fn de(&mut self, actor: Uuid) -> Result<String, Falla> {
        if let Some(n) = self.1.get(&actor) {
            return Ok(n.clone());
        }
        let nombre = nombre_de_persona(&self.0, actor)?;
        let nombre = if nombre.is_empty() { SIN_NOMBRE.to_owned() } else { nombre };
        self.1.insert(actor, nombre.clone());
        Ok(nombre)
    }
}

pub(crate) fn operacion_dto(o: &OperacionLeida, nombres: &mut Nombres<'_>) -> Result<OperacionDto, Falla> {
    Ok(OperacionDto {
        n: o.n,
        frase: frase_de(o.operacion).to_owned(),
        tramite: o.tramite.map(|t| t.to_string()),
        tramite_nombre: o.tramite_nombre.clone(),
        celdas: u32::try_from(o.celdas).unwrap_or(u32::MAX),
        quien: nombres.de(o.actor)?,
        cuando: rfc3339(o.ms),
        motivo: o.motivo.clone(),
        deshecha: o.deshecha,
    })
}

fn version_dto(v: &almacen::VersionDeCelda, nombres: &mut Nombres<'_>) -> Result<VersionDeCelda, Falla> {
    Ok(VersionDeCelda {
        campo: v.campo.clone(),
        entidad: v.entidad.to_string(),
        antes: ValorDto(v.antes.clone()),
        despues: ValorDto(v.despues.clone()),
        quien: nombres.de(v.actor)?,
        cuando: rfc3339(v.ms),
        motivo: v.motivo.clone(),
        operacion: frase_de(v.operacion).to_owned(),
    })
}

impl Sesion {
    /// Past values of one cell, newest first.
    ///
    /// # Errors
    /// `no_existe` for a text that is no identifier.
    pub fn historial_de_celda(&self, pide: PorCelda) -> Result<Vec<VersionDeCelda>, Falla> {
        let id = uuid(&pide.entidad, "el dato")?;
        self.leer(|c| {
            let mut nombres = Nombres::new(c);
            c.historial_de_celda(id, &pide.campo)?.iter().map(|v| version_dto(v, &mut nombres)).collect()
        })
    }

    /// Past values of every cell of a trámite and its rows, newest first (the console).
    ///
    /// # Errors
    /// `no_existe` for an unknown id or code.
    pub fn historial_de_tramite(&self, clave: &str) -> Result<Vec<VersionDeCelda>, Falla> {
        self.leer(|c| {
            let id = crate::ficha::tramite_nombrado(&c, clave)?;
            let mut nombres = Nombres::new(c);
            c.historial_de_entidad(id)?.iter().map(|v| version_dto(v, &mut nombres)).collect()
        })
    }

    /// Operations of the whole file, newest first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn historial(&self, pide: ListarHistorial) -> Result<PaginaHistorial, Falla> {
        self.leer(|c| {
            let pagina = c.operaciones(pide.desde, cuantos(pide.cuantos))?;
            let mut nombres = Nombres::new(c);
            let operaciones = pagina.filas.iter().map(|o| operacion_dto(o, &mut nombres)).collect::<Result<_, _>>()?;
            Ok(PaginaHistorial { total: pagina.total, operaciones })
        })
    }

    /// Undoes the last operation that stands, with new entries that restore what was before.
    ///
    /// # Errors
    /// When there is nothing to undo, or something was changed later.
    pub fn deshacer(&self, _: Nada) -> Result<Hecho<Nada>, Falla> {
        self.mover_pila(|almacen, autor| Ok(almacen.deshacer(autor)?))
    }

    /// Redoes the last operation undone.
    ///
    /// # Errors
    /// When there is nothing to redo.
    pub fn rehacer(&self, _: Nada) -> Result<Hecho<Nada>, Falla> {
        self.mover_pila(|almacen, autor| Ok(almacen.rehacer(autor)?))
    }

    fn mover_pila(
        &self,
        f: impl FnOnce(&mut almacen::Almacen, &Autor) -> Result<almacen::Hecho<almacen::Operacion>, Falla>,
    ) -> Result<Hecho<Nada>, Falla> {
        let ms = self.ahora();
        self.con_escritor(|almacen| {
            let actor = almacen.consultas().instalacion()?.actor;
            let hecho = f(almacen, &Autor { actor, ms })?;
            a_hecho(almacen, almacen::Hecho { valor: Nada {}, cambios: hecho.cambios, asientos: hecho.asientos }, ms)
        })
    }

    /// Undoes a whole import with new entries: its trámites are retired, nothing is erased, and
    /// those that a person changed later stay.
    ///
    /// # Errors
    /// `no_existe` for an unknown import; `transicion_no_permitida` when nothing of it can be undone.
    pub fn deshacer_importacion(&self, pide: PorId) -> Result<Hecho<ImportacionDeshecha>, Falla> {
        let lote = uuid(&pide.id, "la importación")?;
        let ms = self.ahora();
        self.con_escritor(|almacen| {
            let c = almacen.consultas();
            let actor = c.instalacion()?.actor;
            let es_importacion = c.operacion(lote)?.is_some_and(|o| o.operacion == Some(almacen::Operacion::Importar));
            if !es_importacion {
                return Err(Falla::NoExiste { que: format!("la importación «{lote}»") });
            }
            let hecho = almacen.deshacer_lote(lote, &Autor { actor, ms })?;
            let valor = ImportacionDeshecha { retiradas: hecho.valor.retirados, conservadas: hecho.valor.conservados };
            a_hecho(almacen, almacen::Hecho { valor, cambios: hecho.cambios, asientos: hecho.asientos }, ms)
        })
    }

    /// Drafts that a crash left.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn borradores(&self, _: Nada) -> Result<Vec<BorradorDto>, Falla> {
        self.leer(|c| {
            Ok(c.borradores()?.into_iter().map(|b| BorradorDto { clave: b.clave, texto: b.texto, cuando: rfc3339(b.ms) }).collect())
        })
    }

    /// Keeps (or discards) the text being typed, only on this computer.
    ///
    /// # Errors
    /// `campos_invalidos` over the limits.
    pub fn guardar_borrador(&self, pide: GuardarBorrador) -> Result<Nada, Falla> {
        if pide.clave.is_empty() || pide.clave.len() > 200 {
            return Err(Falla::campo("clave", "La clave del borrador tiene de 1 a 200 caracteres."));
        }
        if pide.texto.as_ref().is_some_and(|t| t.len() > 64 * 1024) {
            return Err(Falla::campo("texto", "El texto es demasiado largo para guardarlo como borrador (64 KB)."));
        }
        let ms = self.ahora();
        self.con_escritor(|a| Ok(a.guardar_borrador(&pide.clave, pide.texto.as_deref(), ms)?))?;
        Ok(Nada {})
    }
}
