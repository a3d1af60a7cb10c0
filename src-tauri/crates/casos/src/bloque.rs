//! What the grid of the inventory writes at once: a pasted block, trámites typed at the end, a copy.
//!
//! One operation each, so that one «Deshacer» takes all of it back. Cells of trámites that are there
//! carry the padres that the screen showed; a new trámite gets the next free code, which is never that
//! of another one, retired ones included.

use std::collections::{BTreeMap, BTreeSet};

use almacen::{Consultas, EntidadLeida, Escritura, Instalacion, Operacion, Tx};
use dominio::ficha::EstadoTramite;
use dominio::instituciones::Institucion;
use dominio::{Dato, campos};
use uuid::Uuid;

use crate::dto::{Creados, FallaDeCampo, GuardarBloque, Hecho, PorId, ValorDto};
use crate::falla::Falla;
use crate::guardar::{MAX_CELDAS, entidad_propia, ordenados, padres, revisar_codigo, validar};
use crate::inventario::siguiente_codigo;
use crate::sesion::{Sesion, clase, institucion_de, sin_prefijo, uuid};

mod masivo;

/// Cells of one block, and trámites that it may add.
const MAX_DEL_BLOQUE: usize = 8_000;
const MAX_NUEVAS: usize = 2_000;
/// Rows that a copy takes along.
const COPIADAS: &[&str] = &["requisito", "paso", "base_legal", "tiempo", "volumen"];
/// What names one trámite and no other, or belongs to its own life.
const PROPIOS: &[&str] = &["codigo", "id_catalogo", "estado", "importacion", "actualizado_en_fuente"];

/// Gives the codes of new trámites, without asking the store for each one.
struct Codigos {
    prefijo: String,
    siguiente: u64,
    dados: BTreeSet<String>,
}

impl Codigos {
    fn de(c: &Consultas<'_>, institucion: &Institucion) -> Result<Codigos, Falla> {
        let primero = siguiente_codigo(c, institucion)?;
        let prefijo = format!("{}-", institucion.sigla);
        let siguiente = primero.strip_prefix(&prefijo).and_then(|n| n.parse().ok()).unwrap_or(1);
        Ok(Codigos { prefijo, siguiente, dados: BTreeSet::new() })
    }

    fn dar(&mut self) -> String {
        loop {
            let codigo = format!("{}{:04}", self.prefijo, self.siguiente);
            self.siguiente += 1;
            if self.dados.insert(dominio::texto::plegar(&codigo)) {
                return codigo;
            }
        }
    }

    /// False when another row of the same block has it.
    fn tomar(&mut self, codigo: &str) -> bool {
        self.dados.insert(dominio::texto::plegar(codigo))
    }
}

/// Appends writes in asientos of at most 2,000, each entity whole in one of them when it fits.
pub(crate) fn escribir_por_partes(tx: &mut Tx<'_>, ambito: Uuid, grupos: Vec<Vec<Escritura>>, motivo: &str) -> Result<(), Falla> {
    let mut parte: Vec<Escritura> = Vec::new();
    for grupo in grupos {
        if !parte.is_empty() && parte.len() + grupo.len() > MAX_CELDAS {
            tx.escribir(ambito, std::mem::take(&mut parte), motivo)?;
        }
        parte.extend(grupo);
        while parte.len() > MAX_CELDAS {
            let resto = parte.split_off(MAX_CELDAS);
            tx.escribir(ambito, std::mem::replace(&mut parte, resto), motivo)?;
        }
    }
    tx.escribir(ambito, parte, motivo)?;
    Ok(())
}

impl Sesion {
    /// Writes a block of the grid: cells that change and trámites that are new, all or none.
    ///
    /// # Errors
    /// `campos_invalidos` naming `celdas.N.…` or `nuevas.N.…`; `no_existe`; `conflicto_pendiente`.
    pub fn guardar_bloque(&self, pide: GuardarBloque) -> Result<Hecho<Creados>, Falla> {
        if pide.celdas.len() > MAX_DEL_BLOQUE || pide.nuevas.len() > MAX_NUEVAS || (pide.celdas.is_empty() && pide.nuevas.is_empty()) {
            return Err(Falla::campo("celdas", "Un bloque lleva hasta 8,000 datos y 2,000 trámites nuevos. Péguelo por partes."));
        }
        let ids: Vec<Uuid> = pide.nuevas.iter().map(|_| self.id_nuevo()).collect();
        let op = match (pide.celdas.is_empty(), pide.nuevas.len()) {
            (true, 1) => Operacion::CrearTramite,
            (true, _) => Operacion::CrearTramites,
            (false, 0) => Operacion::GuardarFicha,
            (false, _) => Operacion::PegarBloque,
        };
        self.escribir(op, |tx, instalacion| {
            let mut fallas = Vec::new();
            let (ambito, mut grupos) = cambios(tx, instalacion, &pide, &mut fallas)?;
            let ambito = if pide.nuevas.is_empty() {
                ambito
            } else {
                let institucion = institucion_de(instalacion, pide.institucion.as_deref())?;
                if ambito.is_some_and(|a| a != institucion.id) {
                    return Err(Falla::campo("celdas", "Un bloque no puede abarcar dos instituciones."));
                }
                grupos.extend(nuevas(tx, instalacion, institucion, &pide.nuevas, &ids, &mut fallas)?);
                Some(institucion.id)
            };
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            if let Some(ambito) = ambito {
                escribir_por_partes(tx, ambito, grupos, "")?;
            }
            Ok(Creados { ids: ids.iter().map(Uuid::to_string).collect() })
        })
    }

    /// A copy of a trámite with its requisitos, pasos, norms and times: another code, «(copia)» in the
    /// name, first state. Decisions, flags and attachments stay with the first one.
    ///
    /// # Errors
    /// `no_existe`; `sin_permiso` for one that this file does not write.
    pub fn duplicar_tramite(&self, pide: PorId) -> Result<Hecho<Creados>, Falla> {
        let id = uuid(&pide.id, "el trámite")?;
        let nuevo = self.id_nuevo();
        self.escribir(Operacion::DuplicarTramite, |tx, instalacion| {
            let c = tx.consultas();
            let ficha = c.ficha(id)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
            let original = entidad_propia(&c, instalacion, id)?;
            let institucion = dominio::instituciones::por_id(original.ambito)
                .ok_or_else(|| Falla::NoExiste { que: "la institución del trámite".to_owned() })?;
            let clase_tramite = clase(instalacion, "tramite");
            let mut celdas: Vec<Escritura> = original
                .celdas
                .iter()
                .filter(|(campo, _)| !PROPIOS.contains(&campo.as_str()) && *campo != "nombre" && campos::campo("tramite", campo).is_some())
                .filter(|(_, celda)| !celda.valor.esta_vacio())
                .map(|(campo, celda)| Escritura::nueva(nuevo, &clase_tramite, campo, celda.valor.clone()))
                .collect();
            celdas.push(Escritura::nueva(nuevo, &clase_tramite, "codigo", siguiente_codigo(&c, institucion)?));
            celdas.push(Escritura::nueva(nuevo, &clase_tramite, "nombre", nombre_de_copia(&original)));
            celdas.push(Escritura::nueva(nuevo, &clase_tramite, "estado", EstadoTramite::Identificado.as_str()));
            let nombres: BTreeMap<Uuid, Uuid> =
                std::iter::once((id, nuevo)).chain(ficha.filas.iter().map(|f| (f.id, self.id_nuevo()))).collect();
            let mut grupos = vec![celdas];
            for fila in ficha.filas.iter().filter(|f| COPIADAS.contains(&sin_prefijo(&f.clase))) {
                let (Some(copia), Some(padre)) = (nombres.get(&fila.id), fila.padre.and_then(|p| nombres.get(&p))) else { continue };
                let mut celdas: Vec<Escritura> = fila
                    .celdas
                    .iter()
                    .filter(|(campo, celda)| !matches!(campo.as_str(), "padre" | "borrado") && !celda.valor.esta_vacio())
                    .map(|(campo, celda)| Escritura::nueva(*copia, &fila.clase, campo, celda.valor.clone()))
                    .collect();
                celdas.push(Escritura::nueva(*copia, &fila.clase, "padre", padre.to_string()));
                grupos.push(celdas);
            }
            escribir_por_partes(tx, original.ambito, grupos, "")?;
            Ok(Creados { ids: vec![nuevo.to_string()] })
        })
    }
}

/// What the program adds to the name of a copy.
pub(crate) const COLA: &str = " (copia)";

/// The name with «(copia)», cut so that it still fits.
fn nombre_de_copia(original: &EntidadLeida) -> String {
    const MAXIMO: usize = 250;
    let nombre = original.valor("nombre").and_then(Dato::texto).unwrap_or_default();
    let corto: String = nombre.chars().take(MAXIMO - COLA.chars().count()).collect();
    format!("{}{COLA}", corto.trim_end())
}

/// Writes of the cells of a block, and the institution they belong to.
fn cambios(
    tx: &Tx<'_>,
    instalacion: &Instalacion,
    pide: &GuardarBloque,
    fallas: &mut Vec<FallaDeCampo>,
) -> Result<(Option<Uuid>, Vec<Vec<Escritura>>), Falla> {
    let mut ambito = None;
    let mut vistas = BTreeSet::new();
    let mut leidas: BTreeMap<Uuid, EntidadLeida> = BTreeMap::new();
    let mut grupos = Vec::new();
    for (n, celda) in pide.celdas.iter().enumerate() {
        let id = uuid(&celda.entidad, "el dato")?;
        if !vistas.insert((id, celda.campo.as_str())) {
            return Err(Falla::campo("celdas", "El mismo dato viene dos veces en un solo cambio."));
        }
        let entidad = match leidas.entry(id) {
            std::collections::btree_map::Entry::Occupied(o) => o.into_mut(),
            std::collections::btree_map::Entry::Vacant(v) => v.insert(entidad_propia(&tx.consultas(), instalacion, id)?),
        };
        if sin_prefijo(&entidad.clase) != "tramite" {
            return Err(Falla::campo("celdas", "El inventario solo cambia datos de los trámites."));
        }
        if *ambito.get_or_insert(entidad.ambito) != entidad.ambito {
            return Err(Falla::campo("celdas", "Un bloque no puede abarcar dos instituciones."));
        }
        let antes = fallas.len();
        let valor = validar(&entidad.clase, &celda.campo, &celda.valor.0, fallas);
        if let (Some(valor), "codigo") = (&valor, celda.campo.as_str()) {
            revisar_codigo(tx, entidad, valor, fallas)?;
        }
        nombrar(fallas, antes, &format!("celdas.{n}"));
        let Some(valor) = valor else { continue };
        let padres = padres(celda)?;
        let igual = entidad.celdas.get(&celda.campo).map_or(&Dato::Nulo, |c| &c.valor) == &valor;
        if igual && padres == ordenados(entidad.padres(&celda.campo)) {
            continue;
        }
        let clase = entidad.clase.clone();
        grupos.push(vec![Escritura { entidad: id, clase, campo: celda.campo.clone(), valor, padres }]);
    }
    Ok((ambito, grupos))
}

/// Says of which row of the block the last failures are.
fn nombrar(fallas: &mut [FallaDeCampo], desde: usize, fila: &str) {
    for falla in fallas.iter_mut().skip(desde) {
        falla.campo = format!("{fila}.{}", falla.campo);
    }
}

/// Writes of each new trámite, in order.
fn nuevas(
    tx: &Tx<'_>,
    instalacion: &Instalacion,
    institucion: &Institucion,
    filas: &[BTreeMap<String, ValorDto>],
    ids: &[Uuid],
    fallas: &mut Vec<FallaDeCampo>,
) -> Result<Vec<Vec<Escritura>>, Falla> {
    let c = tx.consultas();
    let clase = clase(instalacion, "tramite");
    let mut codigos = Codigos::de(&c, institucion)?;
    let mut grupos = Vec::with_capacity(filas.len());
    for (n, (fila, id)) in filas.iter().zip(ids).enumerate() {
        let antes = fallas.len();
        let mut celdas = Vec::new();
        let mut codigo = None;
        if fila.get("nombre").is_none_or(|v| v.0.esta_vacio()) {
            fallas.push(FallaDeCampo {
                campo: "tramite.nombre".to_owned(),
                mensaje: "Escriba el nombre del trámite. Es el que verá la ciudadanía.".to_owned(),
            });
        }
        for (campo, ValorDto(valor)) in fila {
            if valor.esta_vacio() {
                continue;
            }
            let Some(valor) = validar(&clase, campo, valor, fallas) else { continue };
            if campo == "codigo" {
                let texto = valor.texto().unwrap_or_default().to_owned();
                if c.tramite_con_codigo(institucion.id, &texto)?.is_some() || !codigos.tomar(&texto) {
                    fallas.push(FallaDeCampo {
                        campo: "tramite.codigo".to_owned(),
                        mensaje: format!("Ya hay un trámite con el código {texto}. Escriba otro."),
                    });
                }
                codigo = Some(texto);
            } else {
                celdas.push(Escritura::nueva(*id, &clase, campo, valor));
            }
        }
        nombrar(fallas, antes, &format!("nuevas.{n}"));
        let codigo = codigo.unwrap_or_else(|| codigos.dar());
        celdas.push(Escritura::nueva(*id, &clase, "codigo", codigo));
        celdas.push(Escritura::nueva(*id, &clase, "estado", EstadoTramite::Identificado.as_str()));
        grupos.push(celdas);
    }
    Ok(grupos)
}
