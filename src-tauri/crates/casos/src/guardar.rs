//! Writing: leaving a field, adding, moving and retiring rows. One save, one asiento.
//!
//! Every value passes [`dominio::campos::validar`] and all field errors are collected before
//! answering. The padres are those that the screen showed, never those found at saving time, so
//! that an import that landed meanwhile becomes a conflict and is not silently replaced.

use std::collections::BTreeSet;

use almacen::{Consultas, EntidadLeida, Escritura, Instalacion, Operacion, Opid, Tx};
use dominio::{Dato, campos};
use uuid::Uuid;

use crate::dto::{
    AgregarFilas, CeldaNueva, Creados, EntidadDto, FallaDeCampo, GuardarCeldas, Hecho, MoverFila, Nada, RetirarFilas, ValorDto,
};
use crate::falla::Falla;
use crate::ficha::{entidad_dto, tramite_nombrado};
use crate::informes::membrete::{MEMBRETE, id_de_membrete};
use crate::orden;
use crate::sesion::{AMBITO_INTERNO, Sesion, clase, recortar, sin_prefijo, uuid};

pub(crate) const MAX_CELDAS: usize = 2000;
const MAX_FILAS: usize = 500;
const MOTIVO_MINIMO: usize = 10;
/// Rows that hang from a trámite, and classes that hang from nothing.
const CON_PADRE: &[&str] = &["requisito", "paso", "base_legal", "tiempo", "volumen"];
const SIN_PADRE: &[&str] = &["integrante", "documento_conformacion", MEMBRETE, "firma", REPORTADO];
/// What only GAE writes, in its own ámbito.
const REPORTADO: &str = "reportado";
const DEL_COMITE: &[&str] = &["integrante", "documento_conformacion"];
const DEL_MEMBRETE: &[&str] = &[MEMBRETE, "firma"];

/// The entity, when this file may write it: GAE writes only `gae_` classes, a committee the rest.
pub(crate) fn entidad_propia(c: &Consultas<'_>, instalacion: &Instalacion, id: Uuid) -> Result<EntidadLeida, Falla> {
    let entidad = c.entidad(id)?.ok_or_else(|| Falla::NoExiste { que: "el dato que quiere cambiar".to_owned() })?;
    if entidad.clase.starts_with("gae_") != instalacion.gae {
        let motivo =
            if instalacion.gae { "Ese dato lo escribe la institución, no GAE." } else { "Ese dato lo escribe GAE, no el comité." };
        return Err(Falla::Permiso { motivo: motivo.to_owned() });
    }
    Ok(entidad)
}

pub(crate) fn padres(celda: &CeldaNueva) -> Result<Vec<Opid>, Falla> {
    let mut padres = Vec::with_capacity(celda.padres.len());
    for texto in celda.padres.iter().take(65) {
        padres.push(
            texto.parse().map_err(|_| Falla::campo("padres", "La pantalla envió un dato que no se reconoce. Vuelva a abrir la ficha."))?,
        );
    }
    padres.sort_unstable();
    padres.dedup();
    Ok(padres)
}

/// Validates a value for a field; errors go to `fallas` under `clase.campo`.
pub(crate) fn validar(clase: &str, campo: &str, valor: &Dato, fallas: &mut Vec<FallaDeCampo>) -> Option<Dato> {
    match campos::validar(sin_prefijo(clase), campo, valor) {
        Ok(v) => Some(v),
        Err(e) => {
            fallas.push(FallaDeCampo { campo: format!("{}.{campo}", sin_prefijo(clase)), mensaje: e.mensaje() });
            None
        }
    }
}

fn operacion_de(clases: &BTreeSet<String>) -> Operacion {
    let todas = |lista: &[&str]| clases.iter().all(|c| lista.contains(&sin_prefijo(c)));
    if todas(DEL_COMITE) {
        Operacion::GuardarComite
    } else if todas(DEL_MEMBRETE) {
        Operacion::GuardarMembrete
    } else if todas(crate::priorizacion::CLASES) {
        Operacion::CambiarRonda
    } else {
        Operacion::GuardarFicha
    }
}

impl Sesion {
    /// Saves cells of existing entities, all in one asiento.
    ///
    /// # Errors
    /// `campos_invalidos` with every wrong field; `no_existe`; `conflicto_pendiente`.
    pub fn guardar_celdas(&self, pide: GuardarCeldas) -> Result<Hecho<Nada>, Falla> {
        if let [celda] = pide.celdas.as_slice()
            && celda.entidad == crate::persona::QUIEN_ESCRIBE
        {
            return self.guardar_persona(celda);
        }
        Ok(self.guardar_celdas_con_asiento(pide)?.0)
    }

    /// The same, with the hash of the asiento (the console); `None` when nothing had to be written.
    ///
    /// # Errors
    /// Those of [`Sesion::guardar_celdas`].
    pub fn guardar_celdas_con_asiento(&self, pide: GuardarCeldas) -> Result<(Hecho<Nada>, Option<String>), Falla> {
        if pide.celdas.is_empty() || pide.celdas.len() > MAX_CELDAS {
            return Err(Falla::campo("celdas", "Un cambio lleva de 1 a 2,000 datos."));
        }
        let motivo = motivo_valido(&pide.motivo, 0)?;
        let elegir = |c: &Consultas<'_>| {
            let mut clases = BTreeSet::new();
            for celda in &pide.celdas {
                let id = uuid(&celda.entidad, "el dato")?;
                clases.insert(c.clase(id)?.ok_or_else(|| Falla::NoExiste { que: "el dato que quiere cambiar".to_owned() })?);
            }
            Ok(operacion_de(&clases))
        };
        let hecho = self.escribir_eligiendo(elegir, |tx, instalacion| {
            let mut fallas = Vec::new();
            let mut escrituras = Vec::with_capacity(pide.celdas.len());
            let mut ambito = None;
            let mut vistos = BTreeSet::new();
            for celda in &pide.celdas {
                let id = uuid(&celda.entidad, "el dato")?;
                if !vistos.insert((id, celda.campo.as_str())) {
                    return Err(Falla::campo("celdas", "El mismo dato viene dos veces en un solo cambio."));
                }
                let entidad = entidad_propia(&tx.consultas(), instalacion, id)?;
                if *ambito.get_or_insert(entidad.ambito) != entidad.ambito {
                    return Err(Falla::campo("celdas", "Un cambio no puede abarcar dos instituciones."));
                }
                crate::priorizacion::permitir(&tx.consultas(), &entidad, &celda.campo)?;
                let Some(valor) = validar(&entidad.clase, &celda.campo, &celda.valor.0, &mut fallas) else { continue };
                if celda.campo == "codigo" {
                    revisar_codigo(tx, &entidad, &valor, &mut fallas)?;
                }
                if celda.campo == "accion" {
                    let razon = pide.celdas.iter().find(|c| c.entidad == celda.entidad && c.campo == "justificacion").map(|c| &c.valor.0);
                    crate::rediseno::revisar_digital(&tx.consultas(), &entidad, &valor, razon, &mut fallas)?;
                }
                let padres = padres(celda)?;
                // Leaving a field untouched is not a change.
                if entidad.celdas.get(&celda.campo).map_or(&Dato::Nulo, |c| &c.valor) == &valor
                    && padres == ordenados(entidad.padres(&celda.campo))
                {
                    continue;
                }
                escrituras.push(Escritura { entidad: id, clase: entidad.clase.clone(), campo: celda.campo.clone(), valor, padres });
            }
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            match ambito {
                Some(ambito) => Ok(tx.escribir(ambito, escrituras, &motivo)?),
                None => Ok(None),
            }
        })?;
        let asiento = hecho.valor.map(|h| h.to_string());
        let hecho =
            Hecho { valor: Nada {}, cambios: hecho.cambios, guardado: hecho.guardado, deshacer: hecho.deshacer, rehacer: hecho.rehacer };
        Ok((hecho, asiento))
    }

    /// The entity that the console names: a UUID, or the code of a trámite.
    ///
    /// # Errors
    /// `no_existe` for an unknown one.
    pub fn entidad_para_cambiar(&self, clave: &str) -> Result<EntidadDto, Falla> {
        self.leer(|c| {
            let id = tramite_nombrado(&c, clave)?;
            let entidad = c.entidad(id)?.ok_or_else(|| Falla::NoExiste { que: format!("la entidad «{}»", recortar(clave, 60)) })?;
            Ok(entidad_dto(&entidad))
        })
    }

    /// A value typed in the console, read by the type of its field; validation comes later.
    #[must_use]
    pub fn leer_valor(&self, clase: &str, campo: &str, texto: &str) -> ValorDto {
        use campos::TipoDeCampo as T;
        let limpio = texto.trim();
        if limpio.is_empty() {
            return ValorDto(Dato::Nulo);
        }
        let dato = match campos::campo(clase, campo).map(|c| c.tipo) {
            Some(T::Entero | T::Dinero) => limpio.parse::<i64>().map_or_else(|_| Dato::from(limpio), Dato::Entero),
            Some(T::Logico) => match limpio {
                "si" | "sí" | "true" | "1" => Dato::Logico(true),
                "no" | "false" | "0" => Dato::Logico(false),
                otro => Dato::from(otro),
            },
            Some(T::Texto | T::TextoLargo | T::Decimal | T::Lista | T::Fecha) | None => Dato::from(texto),
        };
        ValorDto(dato)
    }

    /// Adds rows, typed or pasted, in one asiento.
    ///
    /// # Errors
    /// `campos_invalidos` naming row and field; `no_existe` for the parent.
    pub fn agregar_filas(&self, pide: AgregarFilas) -> Result<Hecho<Creados>, Falla> {
        if pide.filas.is_empty() || pide.filas.len() > MAX_FILAS {
            return Err(Falla::campo("filas", "Se agregan de 1 a 500 filas a la vez."));
        }
        let base = pide.clase.as_str();
        let con_padre = CON_PADRE.contains(&base);
        if !con_padre && !SIN_PADRE.contains(&base) {
            return Err(Falla::campo("clase", "No se pueden agregar filas de ese tipo."));
        }
        if base == MEMBRETE && pide.filas.len() > 1 {
            return Err(Falla::campo("filas", "Una institución tiene un solo membrete."));
        }
        let mut ids: Vec<Uuid> = pide.filas.iter().map(|_| self.id_nuevo()).collect();
        let op = if DEL_MEMBRETE.contains(&base) { Operacion::GuardarMembrete } else { Operacion::AgregarFilas };
        self.escribir(op, |tx, instalacion| {
            let clase = clase(instalacion, base);
            let padre = match pide.padre.as_deref().filter(|_| con_padre) {
                Some(p) => Some(entidad_propia(&tx.consultas(), instalacion, uuid(p, "el trámite")?)?),
                None if con_padre => return Err(Falla::campo("padre", "Indique a qué trámite pertenecen las filas.")),
                None => None,
            };
            let ambito = match &padre {
                Some(p) => p.ambito,
                // GAE has a letterhead of its own, for the papers of the 66.
                None if instalacion.gae && (DEL_MEMBRETE.contains(&base) || base == REPORTADO) => AMBITO_INTERNO,
                None if base == REPORTADO => {
                    return Err(Falla::Permiso { motivo: "Las cifras publicadas de todas las instituciones las anota GAE.".to_owned() });
                }
                None => instalacion
                    .institucion
                    .ok_or_else(|| Falla::Permiso { motivo: "El comité se escribe en el archivo de su institución.".to_owned() })?,
            };
            if base == MEMBRETE {
                // Two computers that begin it begin the same one.
                ids = vec![id_de_membrete(ambito)];
                if tx.consultas().entidad(id_de_membrete(ambito))?.is_some() {
                    return Err(Falla::campo("filas", "El membrete ya existe. Cambie sus datos."));
                }
            }
            let hermanos = hermanos(&tx.consultas(), padre.as_ref(), &clase, ambito)?;
            let claves = claves_nuevas(&hermanos, pide.despues_de.as_deref(), ids.len())?;
            let mut fallas = Vec::new();
            let mut escrituras = Vec::new();
            for (n, ((fila, id), orden)) in pide.filas.iter().zip(&ids).zip(claves).enumerate() {
                let antes = fallas.len();
                for (campo, ValorDto(valor)) in fila {
                    if valor.esta_vacio() {
                        continue;
                    }
                    if matches!(campo.as_str(), "padre" | "orden" | "borrado") {
                        return Err(Falla::campo("filas", "La fila trae un dato que el programa asigna por sí mismo."));
                    }
                    if let Some(valor) = validar(&clase, campo, valor, &mut fallas) {
                        escrituras.push(Escritura { entidad: *id, clase: clase.clone(), campo: campo.clone(), valor, padres: Vec::new() });
                    }
                }
                for falla in fallas.iter_mut().skip(antes) {
                    falla.campo = format!("filas.{n}.{}", falla.campo);
                }
                if let Some(p) = &padre {
                    escrituras.push(Escritura::nueva(*id, &clase, "padre", p.id.to_string()));
                    escrituras.push(Escritura::nueva(*id, &clase, "procedencia", "manual").solo_si(matches!(base, "requisito" | "paso")));
                }
                escrituras.push(Escritura::nueva(*id, &clase, "orden", orden));
            }
            escrituras.retain(|e| !e.campo.is_empty());
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            for parte in escrituras.chunks(MAX_CELDAS) {
                tx.escribir(ambito, parte.to_vec(), "")?;
            }
            Ok(Creados { ids: ids.iter().map(Uuid::to_string).collect() })
        })
    }

    /// Moves one row among its siblings.
    ///
    /// # Errors
    /// `no_existe`; `campos_invalidos` when the other row is not a sibling.
    pub fn mover_fila(&self, pide: MoverFila) -> Result<Hecho<Nada>, Falla> {
        let id = uuid(&pide.id, "la fila")?;
        self.escribir(Operacion::MoverFila, |tx, instalacion| {
            let c = tx.consultas();
            let fila = entidad_propia(&c, instalacion, id)?;
            let padre = fila.padre.map(|p| entidad_propia(&c, instalacion, p)).transpose()?;
            let mut lista = hermanos(&c, padre.as_ref(), &fila.clase, fila.ambito)?;
            let lugar = lista.iter().position(|(h, _)| *h == id);
            lista.retain(|(h, _)| *h != id);
            let anterior = pide.despues_de.as_deref().map(|d| uuid(d, "la fila")).transpose()?;
            let destino = match anterior {
                None => 0,
                Some(a) => {
                    lista
                        .iter()
                        .position(|(h, _)| *h == a)
                        .ok_or_else(|| Falla::campo("despues_de", "La fila de referencia ya no está en esta lista."))?
                        + 1
                }
            };
            if lugar == Some(destino) {
                return Ok(Nada {});
            }
            let antes = destino.checked_sub(1).and_then(|i| lista.get(i)).map(|(_, o)| o.as_str());
            let despues = lista.get(destino).map(|(_, o)| o.as_str());
            let celda = Escritura {
                entidad: id,
                clase: fila.clase.clone(),
                campo: "orden".to_owned(),
                valor: orden::entre(antes, despues).into(),
                padres: ordenados(fila.padres("orden")),
            };
            tx.escribir(fila.ambito, vec![celda], "")?;
            Ok(Nada {})
        })
    }

    /// Retires rows or trámites, with a reason; «Deshacer» brings them back.
    ///
    /// # Errors
    /// `campos_invalidos` without a reason of ten characters; `no_existe`.
    pub fn retirar_filas(&self, pide: RetirarFilas) -> Result<Hecho<Nada>, Falla> {
        if pide.ids.is_empty() || pide.ids.len() > MAX_FILAS {
            return Err(Falla::campo("ids", "Se retiran de 1 a 500 filas a la vez."));
        }
        let motivo = motivo_valido(&pide.motivo, MOTIVO_MINIMO)?;
        let ids = pide.ids.iter().map(|i| uuid(i, "la fila")).collect::<Result<BTreeSet<_>, _>>()?;
        self.escribir(Operacion::RetirarFilas, |tx, instalacion| {
            let mut ambito = None;
            for id in &ids {
                let entidad = entidad_propia(&tx.consultas(), instalacion, *id)?;
                crate::priorizacion::en_ronda_abierta(&tx.consultas(), &entidad)?;
                if *ambito.get_or_insert(entidad.ambito) != entidad.ambito {
                    return Err(Falla::campo("ids", "No se pueden retirar a la vez filas de dos instituciones."));
                }
            }
            if let Some(ambito) = ambito {
                let ids: Vec<Uuid> = ids.iter().copied().collect();
                tx.borrar(ambito, &ids, &motivo)?;
            }
            Ok(Nada {})
        })
    }
}

/// A cell that may turn out not to be needed.
trait SoloSi {
    fn solo_si(self, si: bool) -> Self;
}
impl SoloSi for Escritura {
    fn solo_si(mut self, si: bool) -> Self {
        if !si {
            self.campo.clear();
        }
        self
    }
}

/// The write of a cell over the heads it has now; `None` when it says that already.
pub(crate) fn cambio(previa: Option<&EntidadLeida>, id: Uuid, clase: &str, campo: &str, valor: Dato) -> Option<Escritura> {
    if previa.and_then(|p| p.valor(campo)).unwrap_or(&Dato::Nulo) == &valor {
        return None;
    }
    let padres = previa.map(|p| ordenados(p.padres(campo))).unwrap_or_default();
    Some(Escritura { entidad: id, clase: clase.to_owned(), campo: campo.to_owned(), valor, padres })
}

pub(crate) fn ordenados(mut padres: Vec<Opid>) -> Vec<Opid> {
    padres.sort_unstable();
    padres
}

/// The reason, with its least length (`intercambio.md` §3 key 11).
pub(crate) fn motivo_valido(motivo: &str, minimo: usize) -> Result<String, Falla> {
    let motivo = motivo.trim();
    let largo = motivo.chars().count();
    if largo < minimo {
        return Err(Falla::campo("motivo", format!("Escriba el motivo (al menos {minimo} caracteres).")));
    }
    if largo > 2000 || motivo.contains('\0') {
        return Err(Falla::campo("motivo", "El motivo admite hasta 2,000 caracteres."));
    }
    Ok(motivo.to_owned())
}

/// Siblings of a class under a parent (or at the top), as (id, order), in order.
pub(crate) fn hermanos(c: &Consultas<'_>, padre: Option<&EntidadLeida>, clase: &str, ambito: Uuid) -> Result<Vec<(Uuid, String)>, Falla> {
    let filas = match padre {
        Some(p) => c.descendientes(p.id, false)?.into_iter().filter(|e| e.clase == clase && e.padre == Some(p.id)).collect(),
        None => c.por_clase(clase, Some(ambito))?,
    };
    Ok(filas.iter().map(|e| (e.id, e.valor("orden").and_then(Dato::texto).unwrap_or_default().to_owned())).collect())
}

pub(crate) fn claves_nuevas(hermanos: &[(Uuid, String)], despues_de: Option<&str>, n: usize) -> Result<Vec<String>, Falla> {
    let lugar = match despues_de {
        None => hermanos.len(),
        Some(d) => {
            let id = uuid(d, "la fila")?;
            hermanos
                .iter()
                .position(|(h, _)| *h == id)
                .ok_or_else(|| Falla::campo("despues_de", "La fila de referencia ya no está en esta lista."))?
                + 1
        }
    };
    if hermanos.is_empty() {
        return Ok(orden::iniciales(n));
    }
    let despues = hermanos.get(lugar).map(|(_, o)| o.clone());
    let mut antes = lugar.checked_sub(1).and_then(|i| hermanos.get(i)).map(|(_, o)| o.clone());
    let mut claves = Vec::with_capacity(n);
    for _ in 0..n {
        let clave = orden::entre(antes.as_deref(), despues.as_deref());
        antes = Some(clave.clone());
        claves.push(clave);
    }
    Ok(claves)
}

/// A code is unique in its institution.
pub(crate) fn revisar_codigo(tx: &Tx<'_>, entidad: &EntidadLeida, valor: &Dato, fallas: &mut Vec<FallaDeCampo>) -> Result<(), Falla> {
    if sin_prefijo(&entidad.clase) != "tramite" {
        return Ok(());
    }
    if let Some(codigo) = valor.texto() {
        let otro = tx.consultas().tramite_con_codigo(entidad.ambito, codigo)?;
        if otro.is_some_and(|o| o != entidad.id) {
            fallas.push(FallaDeCampo {
                campo: "tramite.codigo".to_owned(),
                mensaje: format!("Ya hay un trámite con el código {codigo}. Escriba otro."),
            });
        }
    }
    Ok(())
}
