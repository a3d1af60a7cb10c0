//! One change to one datum of many trámites: preview with before and after, then one operation.
//!
//! The preview is not a promise that is kept by luck: it gives a fingerprint of every head it read, and
//! the change is refused when the same question no longer gives the same answer.

use std::collections::BTreeSet;

use almacen::{Celda, Consultas, Escritura, FilaTramite, Instalacion, Operacion};
use dominio::Dato;
use dominio::campos::{Campo, TipoDeCampo};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::escribir_por_partes;
use crate::dto::{
    AccionEnBloque, BloqueCambiado, BloquePrevisto, CambiarBloque, CambioImpedido, CambioPrevisto, Hecho, PreverBloque, Seleccion, ValorDto,
};
use crate::falla::Falla;
use crate::guardar::{motivo_valido, ordenados};
use crate::inventario::{campo_de_tramite, filtro_de};
use crate::sesion::{Sesion, uuid};

/// Trámites of one change.
const MAXIMO: usize = 5_000;
/// Rows of the preview.
const MUESTRA: usize = 200;
/// Characters of what is looked for.
const MAX_BUSCADO: usize = 200;

/// One trámite that changes.
struct Cambio {
    fila: FilaTramite,
    antes: Dato,
    despues: Dato,
    padres: Vec<almacen::Opid>,
}

#[derive(Default)]
struct Calculo {
    total: u64,
    iguales: u64,
    cambios: Vec<Cambio>,
    impedidos: Vec<CambioImpedido>,
    huella: Sha256,
}

fn seleccionados(c: &Consultas<'_>, seleccion: &Seleccion) -> Result<Vec<Uuid>, Falla> {
    let ids = match seleccion {
        Seleccion::Ids(ids) => {
            let mut vistos = BTreeSet::new();
            let leidos = ids.iter().take(MAXIMO + 1).map(|i| uuid(i, "el trámite")).collect::<Result<Vec<_>, _>>()?;
            leidos.into_iter().filter(|i| vistos.insert(*i)).collect()
        }
        Seleccion::Filtro(pide) => c.tramites_que_pasan(&filtro_de(c, pide)?)?,
    };
    if ids.is_empty() || ids.len() > MAXIMO {
        return Err(Falla::campo("seleccion", "Se cambian de 1 a 5,000 trámites a la vez. Use un filtro más estrecho."));
    }
    Ok(ids)
}

fn campo_editable(nombre: &str) -> Result<&'static Campo, Falla> {
    let campo = campo_de_tramite(nombre)?;
    if !campo.editable || campo.campo == "codigo" {
        return Err(Falla::campo("campo", format!("«{}» no se cambia en varios trámites a la vez.", campo.etiqueta)));
    }
    Ok(campo)
}

/// The value after the change; an error is the reason why this trámite cannot have it.
fn despues(campo: &Campo, accion: &AccionEnBloque, antes: &Dato) -> Result<Dato, String> {
    let nuevo = match accion {
        AccionEnBloque::Poner(ValorDto(valor)) => valor.clone(),
        AccionEnBloque::Reemplazar { buscar, por } => match antes {
            Dato::Texto(t) if t.contains(buscar.as_str()) => Dato::from(t.replace(buscar.as_str(), por).trim()),
            Dato::Texto(_) | Dato::Nulo | Dato::Logico(_) | Dato::Entero(_) => return Ok(antes.clone()),
        },
    };
    dominio::campos::validar("tramite", campo.campo, &nuevo).map_err(|e| e.mensaje())
}

fn calcular(c: &Consultas<'_>, instalacion: &Instalacion, pide: &PreverBloque) -> Result<Calculo, Falla> {
    let campo = campo_editable(&pide.campo)?;
    match &pide.accion {
        AccionEnBloque::Poner(ValorDto(valor)) => {
            if let Err(e) = dominio::campos::validar("tramite", campo.campo, valor) {
                return Err(Falla::campo("accion", e.mensaje()));
            }
        }
        AccionEnBloque::Reemplazar { buscar, por } => {
            if !matches!(campo.tipo, TipoDeCampo::Texto | TipoDeCampo::TextoLargo) {
                return Err(Falla::campo("accion", format!("«{}» no es un texto: elija el valor nuevo.", campo.etiqueta)));
            }
            let largo = buscar.chars().count();
            if largo == 0 || largo > MAX_BUSCADO || por.chars().count() > MAX_BUSCADO {
                return Err(Falla::campo("accion", "Escriba qué texto se busca, de 1 a 200 caracteres."));
            }
        }
    }
    let mut calculo = Calculo::default();
    for id in seleccionados(c, &pide.seleccion)? {
        let fila =
            c.fila_tramite(id)?.ok_or_else(|| Falla::NoExiste { que: "uno de los trámites (puede haberse retirado)".to_owned() })?;
        let celda = c.celdas_de(id, &[campo.campo])?.remove(campo.campo);
        calculo.sumar(instalacion, campo, &pide.accion, fila, celda);
    }
    let ambitos: BTreeSet<Uuid> = calculo.cambios.iter().map(|c| c.fila.ambito).collect();
    if ambitos.len() > 1 {
        return Err(Falla::campo("seleccion", "No se pueden cambiar a la vez trámites de dos instituciones. Filtre por una."));
    }
    Ok(calculo)
}

impl Calculo {
    fn sumar(&mut self, instalacion: &Instalacion, campo: &Campo, accion: &AccionEnBloque, fila: FilaTramite, celda: Option<Celda>) {
        self.total += 1;
        self.huella.update(fila.id.as_bytes());
        let (antes, padres, conflicto) = celda.map_or((Dato::Nulo, Vec::new(), false), |c| (c.valor, c.padres, c.conflicto));
        for padre in &padres {
            self.huella.update(padre.to_string().as_bytes());
        }
        let mut impedir = |motivo: String| self.impedidos.push(CambioImpedido { codigo: fila.codigo.clone(), motivo });
        if fila.clase_entidad.starts_with("gae_") != instalacion.gae {
            impedir("Lo escribe la institución, no este archivo.".to_owned());
        } else if conflicto {
            impedir("Tiene dos valores. Elija uno en su ficha antes de cambiarlo.".to_owned());
        } else {
            match despues(campo, accion, &antes) {
                Err(motivo) => impedir(motivo),
                Ok(despues) if despues == antes => self.iguales += 1,
                Ok(despues) => self.cambios.push(Cambio { fila, antes, despues, padres }),
            }
        }
    }

    fn huella(&self) -> String {
        self.huella.clone().finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
    }
}

impl Sesion {
    /// What a bulk change would do: how many, before and after of the first ones, what it cannot do.
    ///
    /// # Errors
    /// `campos_invalidos` for the field, the value or the selection.
    pub fn prever_bloque(&self, pide: PreverBloque) -> Result<BloquePrevisto, Falla> {
        self.leer(|c| {
            let calculo = calcular(&c, &c.instalacion()?, &pide)?;
            let huella = calculo.huella();
            Ok(BloquePrevisto {
                total: calculo.total,
                cambian: calculo.cambios.len() as u64,
                iguales: calculo.iguales,
                muestra: calculo
                    .cambios
                    .into_iter()
                    .take(MUESTRA)
                    .map(|c| CambioPrevisto {
                        id: c.fila.id.to_string(),
                        codigo: c.fila.codigo,
                        nombre: c.fila.nombre,
                        antes: ValorDto(c.antes),
                        despues: ValorDto(c.despues),
                    })
                    .collect(),
                impedidos: calculo.impedidos,
                huella,
            })
        })
    }

    /// Makes a bulk change exactly as it was previewed: one operation, one «Deshacer».
    ///
    /// # Errors
    /// `campos_invalidos` when the inventory changed since the preview, and those of the preview.
    pub fn cambiar_bloque(&self, pide: CambiarBloque) -> Result<Hecho<BloqueCambiado>, Falla> {
        let motivo = motivo_valido(&pide.motivo, 0)?;
        self.escribir(Operacion::CambiarEnBloque, |tx, instalacion| {
            let calculo = calcular(&tx.consultas(), instalacion, &pide.cambio)?;
            if calculo.huella() != pide.huella {
                return Err(Falla::campo("huella", "El inventario cambió desde la vista previa. Revísela otra vez; no se cambió nada."));
            }
            let campo = campo_editable(&pide.cambio.campo)?.campo;
            let Some(ambito) = calculo.cambios.first().map(|c| c.fila.ambito) else { return Ok(BloqueCambiado { cambiados: 0 }) };
            let cambiados = calculo.cambios.len() as u64;
            let grupos = calculo.cambios.into_iter().map(|c| {
                vec![Escritura {
                    entidad: c.fila.id,
                    clase: c.fila.clase_entidad,
                    campo: campo.to_owned(),
                    valor: c.despues,
                    padres: ordenados(c.padres),
                }]
            });
            escribir_por_partes(tx, ambito, grupos.collect(), &motivo)?;
            Ok(BloqueCambiado { cambiados })
        })
    }
}
