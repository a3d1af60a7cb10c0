//! The conflicts as the window shows them: where each one is in words, mine, theirs and what was before.
//!
//! The decision is the same of the console ([`super::conflictos`]). A note takes its reason along: who chooses between
//! two notes chooses what one person said, not a note of one with the reason of another.

use std::collections::BTreeMap;

use almacen::{Conflicto, Consultas, EntidadLeida, Escritura, ValorEnConflicto};
use dominio::{Dato, campos};
use uuid::Uuid;

use crate::contexto::rfc3339;
use crate::dto::{ConflictoDto, Hecho, LugarEnRonda, Nada, PedirConflictos, ResolverConflicto, ValorDto, ValorEnDuda};
use crate::falla::Falla;
use crate::guardar::ordenados;
use crate::historial::Nombres;
use crate::priorizacion::ronda_de;
use crate::sesion::{Sesion, ambito_de, sin_prefijo, uuid};

/// What is called a field without declaration: the cells that a round names after its criteria.
fn etiqueta(clase: &str, campo: &str) -> String {
    let fija = match campo.split_once('_') {
        _ if campo == "borrado" => "Retirar o conservar",
        Some(("c", _)) => "Nota",
        Some(("r", _)) => "Razón de la nota",
        Some(("b", _)) => "En qué se basan las notas",
        Some(("p", _)) => "Comparación de dos criterios",
        _ => campo,
    };
    campos::campo(clase, campo).map_or(fija, |c| c.etiqueta).to_owned()
}

/// The cell of the reason that goes with a note.
fn razon_de(clase: &str, campo: &str) -> Option<String> {
    campo.strip_prefix("c_").filter(|_| clase == "puntaje").map(|codigo| format!("r_{codigo}"))
}

/// Reads names once for a list of conflicts.
struct Lugares<'c> {
    c: Consultas<'c>,
    /// Names of the criteria of each round, by code.
    criterios: BTreeMap<Uuid, BTreeMap<String, String>>,
}

impl Lugares<'_> {
    fn texto(&self, id: &str, campo: &str) -> Result<String, Falla> {
        let Ok(id) = id.parse() else { return Ok(String::new()) };
        let leida = self.c.entidad(id)?;
        Ok(leida.as_ref().and_then(|e| e.valor(campo)).and_then(Dato::texto).unwrap_or_default().to_owned())
    }

    fn criterio(&mut self, ronda: Uuid, e: &EntidadLeida, codigo: &str) -> Result<Option<String>, Falla> {
        if let std::collections::btree_map::Entry::Vacant(v) = self.criterios.entry(ronda) {
            let clase = if e.clase.starts_with("gae_") { "gae_criterio" } else { "criterio" };
            let mut suyos = BTreeMap::new();
            for c in self.c.por_clase(clase, Some(e.ambito))? {
                let de = |campo: &str| c.valor(campo).and_then(Dato::texto).unwrap_or_default().to_owned();
                if ronda_de(&c) == Some(ronda) {
                    suyos.insert(de("codigo"), de("nombre"));
                }
            }
            v.insert(suyos);
        }
        Ok(self.criterios.get(&ronda).and_then(|s| s.get(codigo)).cloned())
    }

    /// Where the cell is, and in words; `None` when what it speaks of is no longer in the round.
    fn de(&mut self, e: &EntidadLeida, campo: &str) -> Result<Option<(Option<LugarEnRonda>, String)>, Falla> {
        let propio = |c: &str| e.valor(c).and_then(Dato::texto).unwrap_or_default().to_owned();
        let clase = sin_prefijo(&e.clase);
        let Some(ronda) = ronda_de(e).filter(|_| crate::priorizacion::DE_RONDA.contains(&clase)) else {
            let tramite = self.c.tramite_de(e.id)?;
            let codigo = tramite.map(|t| self.texto(&t.to_string(), "codigo")).transpose()?.unwrap_or_default();
            return Ok(Some((None, codigo)));
        };
        let mut lugar = LugarEnRonda { ronda: ronda.to_string(), ..LugarEnRonda::default() };
        let donde = match clase {
            "criterio" => {
                lugar.criterio = propio("codigo");
                propio("nombre")
            }
            "votante" => {
                lugar.votante = e.id.to_string();
                let (primero, segundo) = match (campo.strip_prefix("p_").and_then(|p| p.split_once("__")), campo.strip_prefix("b_")) {
                    (Some((a, b)), _) => (a, b),
                    (None, Some(c)) => (c, ""),
                    (None, None) => ("", ""),
                };
                let mut dichos = vec![propio("nombre")];
                for codigo in [primero, segundo].into_iter().filter(|c| !c.is_empty()) {
                    let Some(nombre) = self.criterio(ronda, e, codigo)? else { return Ok(None) };
                    dichos.push(format!("«{nombre}»"));
                }
                (lugar.criterio, lugar.segundo) = (primero.to_owned(), segundo.to_owned());
                dichos.join(", ")
            }
            "puntaje" => {
                (lugar.votante, lugar.tramite) = (propio("votante"), propio("tramite"));
                let mut dichos = vec![self.texto(&lugar.votante, "nombre")?, self.texto(&lugar.tramite, "codigo")?];
                if let Some(codigo) = campo.strip_prefix("c_").or_else(|| campo.strip_prefix("r_")) {
                    let Some(nombre) = self.criterio(ronda, e, codigo)? else { return Ok(None) };
                    lugar.criterio = codigo.to_owned();
                    dichos.push(format!("«{nombre}»"));
                }
                dichos.join(", ")
            }
            "seleccion_manual" | "puesto" => {
                lugar.tramite = propio("tramite");
                self.texto(&lugar.tramite, "codigo")?
            }
            _ => String::new(),
        };
        Ok(Some((Some(lugar), donde)))
    }
}

/// What the first of the values wrote over.
fn antes(c: &Consultas<'_>, conflicto: &Conflicto) -> Result<Dato, Falla> {
    let primera = conflicto.valores.iter().min_by_key(|v| (v.ms, v.opid)).map(|v| v.opid);
    let versiones = c.historial_de_celda(conflicto.entidad, &conflicto.campo)?;
    Ok(versiones.into_iter().find(|v| Some(v.opid) == primera).map_or(Dato::Nulo, |v| v.antes))
}

/// What was written as the reason in the same asiento as a note.
fn razon_escrita(c: &Consultas<'_>, entidad: Uuid, campo: &str, nota: &ValorEnConflicto) -> Result<Option<Dato>, Falla> {
    let versiones = c.historial_de_celda(entidad, campo)?;
    Ok(versiones.into_iter().find(|v| v.opid.asiento == nota.opid.asiento).map(|v| v.despues))
}

/// The write that leaves the reason of a note as who gave the chosen note left it.
pub(super) fn con_su_razon(c: &Consultas<'_>, conflicto: &Conflicto, valor: &Dato) -> Result<Option<Escritura>, Falla> {
    let Some(campo) = razon_de(sin_prefijo(&conflicto.clase), &conflicto.campo) else { return Ok(None) };
    let Some(e) = c.entidad(conflicto.entidad)? else { return Ok(None) };
    let Some(elegida) = conflicto.valores.iter().find(|v| v.valor == *valor) else { return Ok(None) };
    let padres = ordenados(e.padres(&campo));
    let suya = razon_escrita(c, e.id, &campo, elegida)?;
    // A reason that came with another of the notes does not explain this one.
    let de_otra = padres.iter().any(|p| conflicto.valores.iter().any(|v| v.opid.asiento == p.asiento && v.opid != elegida.opid));
    let nueva = match suya {
        Some(suya) => suya,
        None if de_otra => Dato::Nulo,
        None => return Ok(None),
    };
    let dudosa = e.celdas.get(&campo).is_some_and(|x| x.conflicto);
    if !dudosa && e.valor(&campo).unwrap_or(&Dato::Nulo) == &nueva {
        return Ok(None);
    }
    Ok(Some(Escritura { entidad: e.id, clase: e.clase, campo, valor: nueva, padres }))
}

impl Sesion {
    /// Cells that wait for a person, of a file, a round or a trámite.
    ///
    /// # Errors
    /// `no_existe` for an unknown institution or identifier; `permiso` for another institution.
    pub fn conflictos(&self, pide: PedirConflictos) -> Result<Vec<ConflictoDto>, Falla> {
        let ronda = pide.ronda.as_deref().map(|r| uuid(r, "la ronda")).transpose()?;
        let tramite = pide.tramite.as_deref().map(|t| uuid(t, "el trámite")).transpose()?;
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let aqui = c.dispositivo()?;
            let todos = c.conflictos(ambito_de(&instalacion, pide.institucion.as_deref())?)?;
            let dudosa = |id: Uuid, campo: &str| todos.iter().any(|x| x.entidad == id && x.campo == campo);
            let mut nombres = Nombres::new(c);
            let mut lugares = Lugares { c, criterios: BTreeMap::new() };
            let mut salida = Vec::new();
            for x in &todos {
                let clase = sin_prefijo(&x.clase);
                let Some(e) = c.entidad(x.entidad)? else { continue };
                if ronda.is_some() && ronda_de(&e) != ronda || tramite.is_some() && c.tramite_de(x.entidad)? != tramite {
                    continue;
                }
                // It is chosen with its note.
                if x.campo.strip_prefix("r_").is_some_and(|codigo| clase == "puntaje" && dudosa(x.entidad, &format!("c_{codigo}"))) {
                    continue;
                }
                let Some((lugar, donde)) = lugares.de(&e, &x.campo)? else { continue };
                let mut valores = Vec::new();
                for v in &x.valores {
                    let razon = match razon_de(clase, &x.campo) {
                        Some(campo) if v.motivo.is_empty() => razon_escrita(&c, e.id, &campo, v)?,
                        _ => None,
                    };
                    valores.push(ValorEnDuda {
                        valor: ValorDto(v.valor.clone()),
                        quien: nombres.de(v.actor)?,
                        cuando: rfc3339(v.ms),
                        motivo: razon.as_ref().and_then(Dato::texto).unwrap_or(&v.motivo).to_owned(),
                        de_aqui: v.disp == aqui,
                        mostrado: v.mostrado,
                    });
                }
                salida.push(ConflictoDto {
                    entidad: e.id.to_string(),
                    clase: clase.to_owned(),
                    etiqueta: etiqueta(clase, &x.campo),
                    campo: x.campo.clone(),
                    donde,
                    lugar,
                    valores,
                    antes: ValorDto(antes(&c, x)?),
                    propio: e.clase.starts_with("gae_") == instalacion.gae,
                });
            }
            Ok(salida)
        })
    }

    /// Leaves one value, and in the history all of them with the reason.
    ///
    /// # Errors
    /// `no_existe` for what is not in conflict; `campos_invalidos` for the value or the reason; `permiso` for what
    /// this file does not write.
    pub fn resolver_conflicto(&self, pide: ResolverConflicto) -> Result<Hecho<Nada>, Falla> {
        let entidad = uuid(&pide.entidad, "el dato")?;
        let (hecho, _) = self.decidir(entidad, &pide.campo, &pide.motivo, |c, conflicto| {
            let pedido = &pide.valor.0;
            let esta = conflicto.valores.iter().any(|v| v.valor == *pedido);
            let clase = sin_prefijo(&conflicto.clase);
            if pide.campo == "borrado" {
                return Ok(Dato::Logico(*pedido == Dato::Logico(true)));
            }
            if esta || *pedido == Dato::Nulo || antes(c, conflicto)? == *pedido {
                return Ok(pedido.clone());
            }
            campos::validar(clase, &pide.campo, pedido).map_err(|e| Falla::campo(&format!("{clase}.{}", pide.campo), e.mensaje()))
        })?;
        Ok(hecho)
    }
}
