//! Notes and comparisons that persons give.

use std::collections::BTreeMap;

use almacen::{Consultas, EntidadLeida, Escritura, Instalacion, Operacion};
use dominio::Dato;
use dominio::metodos::ahp;
use dominio::priorizacion::Origen;
use dominio::priorizacion::orden::MAXIMA;
use uuid::Uuid;

use super::cuadro::de_ronda;
use super::{RONDA, abierta, celda_de_base, celda_de_nota, celda_de_par, texto};
use crate::dto::{Calificar, Comparar, FallaDeCampo, Hecho, Nada};
use crate::falla::Falla;
use crate::guardar::{MAX_CELDAS, cambio};
use crate::sesion::{Sesion, clase, uuid};

const MAX_NOTAS: usize = 500;
const RAZON_MINIMA: usize = 10;
const RAZON_MAXIMA: usize = 500;

fn votante(c: &Consultas<'_>, instalacion: &Instalacion, ronda: &EntidadLeida, id: &str) -> Result<EntidadLeida, Falla> {
    let id = uuid(id, "la persona")?;
    de_ronda(c, instalacion, ronda.ambito, "votante", ronda.id)?
        .into_iter()
        .find(|v| v.id == id)
        .ok_or_else(|| Falla::NoExiste { que: "la persona en esta ronda".to_owned() })
}

impl Sesion {
    /// Writes the notes of one person, all or none. To correct a note of the inventory a reason is needed.
    ///
    /// # Errors
    /// `campos_invalidos` naming each note that is not; `no_existe`; `transicion_no_permitida` in a closed round.
    pub fn calificar(&self, pide: Calificar) -> Result<Hecho<Nada>, Falla> {
        if pide.notas.is_empty() && pide.bases.is_empty() || pide.notas.len() > MAX_NOTAS {
            return Err(Falla::campo("notas", "Se guardan de 1 a 500 notas a la vez."));
        }
        self.escribir(Operacion::Calificar, |tx, instalacion| {
            let c = tx.consultas();
            let ronda = abierta(&c, instalacion, &pide.ronda)?;
            let persona = votante(&c, instalacion, &ronda, &pide.votante)?;
            let criterios = de_ronda(&c, instalacion, ronda.ambito, "criterio", ronda.id)?;
            let clase_puntaje = clase(instalacion, "puntaje");
            let mut fallas = Vec::new();
            // The same cell twice in one asiento is refused by the log: the last one stands.
            let mut celdas: BTreeMap<(Uuid, String), Dato> = BTreeMap::new();
            for (i, n) in pide.notas.iter().enumerate() {
                let mut mal = |campo: &str, mensaje: String| fallas.push(FallaDeCampo { campo: format!("notas.{i}.{campo}"), mensaje });
                let tramite = uuid(&n.tramite, "el trámite")?;
                let fila =
                    c.fila_tramite(tramite)?.ok_or_else(|| Falla::NoExiste { que: "el trámite (puede haberse retirado)".to_owned() })?;
                if fila.ambito != ronda.ambito {
                    mal("tramite", "El trámite es de otra institución.".to_owned());
                    continue;
                }
                let Some(criterio) = criterios.iter().find(|e| texto(e, "codigo") == n.criterio) else {
                    mal("criterio", "Ese criterio ya no está en la ronda.".to_owned());
                    continue;
                };
                if n.nota.is_some_and(|x| !(1..=MAXIMA).contains(&x)) {
                    mal("nota", "La nota es un número entero de 1 a 5.".to_owned());
                    continue;
                }
                let razon = n.razon.trim();
                let letras = razon.chars().count();
                let corrige = n.nota.is_some() && texto(criterio, "origen").parse() != Ok(Origen::Personas);
                if corrige && letras < RAZON_MINIMA {
                    mal("razon", "Para corregir una nota del inventario escriba por qué, con al menos 10 letras.".to_owned());
                    continue;
                }
                if letras > RAZON_MAXIMA {
                    mal("razon", format!("La razón tiene {letras} letras y caben {RAZON_MAXIMA}. Acórtela."));
                    continue;
                }
                let (nota, por_que) = celda_de_nota(&n.criterio);
                celdas.insert((tramite, nota), n.nota.map_or(Dato::Nulo, |x| Dato::Entero(i64::from(x))));
                celdas.insert((tramite, por_que), if razon.is_empty() || n.nota.is_none() { Dato::Nulo } else { razon.into() });
            }
            let mut escrituras: Vec<Escritura> = Vec::new();
            for (codigo, base) in &pide.bases {
                let base = base.trim();
                let largo = base.chars().count();
                let mut mal = |mensaje: String| fallas.push(FallaDeCampo { campo: format!("bases.{codigo}"), mensaje });
                if !criterios.iter().any(|e| texto(e, "codigo") == codigo) {
                    mal("Ese criterio ya no está en la ronda.".to_owned());
                } else if largo > RAZON_MAXIMA {
                    mal(format!("El texto tiene {largo} letras y caben {RAZON_MAXIMA}. Acórtelo."));
                } else {
                    let dato = if base.is_empty() { Dato::Nulo } else { base.into() };
                    escrituras.extend(cambio(Some(&persona), persona.id, &persona.clase, &celda_de_base(codigo), dato));
                }
            }
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            let mut anterior: Option<(Uuid, Uuid, Option<EntidadLeida>)> = None;
            for ((tramite, campo), valor) in celdas {
                if anterior.as_ref().is_none_or(|(t, ..)| *t != tramite) {
                    let id = Uuid::new_v5(&ronda.id, format!("puntaje/{}/{tramite}", persona.id).as_bytes());
                    let previa = c.entidad(id)?;
                    for (campo, valor) in [(RONDA, ronda.id), ("votante", persona.id), ("tramite", tramite)] {
                        escrituras.extend(cambio(previa.as_ref(), id, &clase_puntaje, campo, Dato::Texto(valor.to_string())));
                    }
                    anterior = Some((tramite, id, previa));
                }
                if let Some((_, id, previa)) = &anterior {
                    escrituras.extend(cambio(previa.as_ref(), *id, &clase_puntaje, &campo, valor));
                }
            }
            for parte in escrituras.chunks(MAX_CELDAS) {
                tx.escribir(ronda.ambito, parte.to_vec(), "")?;
            }
            Ok(Nada {})
        })
    }

    /// Writes how much more one criterion matters than another to a person, on Saaty's scale.
    ///
    /// # Errors
    /// `campos_invalidos` for another value or criterion; `no_existe`; `transicion_no_permitida` in a closed round.
    pub fn comparar(&self, pide: Comparar) -> Result<Hecho<Nada>, Falla> {
        self.escribir(Operacion::Calificar, |tx, instalacion| {
            let c = tx.consultas();
            let ronda = abierta(&c, instalacion, &pide.ronda)?;
            let persona = votante(&c, instalacion, &ronda, &pide.votante)?;
            let criterios = de_ronda(&c, instalacion, ronda.ambito, "criterio", ronda.id)?;
            if criterios.len() > ahp::MAXIMO {
                let mensaje = format!("Se comparan de dos en dos hasta {} criterios. Esta ronda tiene {}.", ahp::MAXIMO, criterios.len());
                return Err(Falla::campo("primero", mensaje));
            }
            let lugar = |codigo: &str, campo: &str| {
                criterios
                    .iter()
                    .position(|e| texto(e, "codigo") == codigo)
                    .ok_or_else(|| Falla::campo(campo, "Ese criterio ya no está en la ronda."))
            };
            let (i, j) = (lugar(&pide.primero, "primero")?, lugar(&pide.segundo, "segundo")?);
            if i == j {
                return Err(Falla::campo("segundo", "Compare dos criterios distintos."));
            }
            let valor = match pide.valor.as_deref().map(str::trim) {
                None | Some("") => None,
                Some(v) => Some(saaty(v).ok_or_else(|| Falla::campo("valor", "Elija de 1 a 9, o de 1/2 a 1/9."))?),
            };
            // The pair is written in the order of the criteria.
            let (primero, segundo, valor) = if i < j {
                (&pide.primero, &pide.segundo, valor)
            } else {
                (&pide.segundo, &pide.primero, valor.map(|(n, al_reves)| (n, !al_reves && n != 1)))
            };
            let dato = valor.map_or(Dato::Nulo, |(n, al_reves)| if al_reves { format!("1/{n}").into() } else { n.to_string().into() });
            let escritura = cambio(Some(&persona), persona.id, &persona.clase, &celda_de_par(primero, segundo), dato);
            tx.escribir(ronda.ambito, escritura.into_iter().collect(), "")?;
            Ok(Nada {})
        })
    }
}

/// `3` → (3, false); `1/3` → (3, true).
pub(super) fn saaty(valor: &str) -> Option<(u8, bool)> {
    let uno_a_nueve = |t: &str| t.parse::<u8>().ok().filter(|n| (1..=9).contains(n));
    match valor.strip_prefix("1/") {
        Some(n) => uno_a_nueve(n).map(|n| (n, n != 1)),
        None => uno_a_nueve(valor).map(|n| (n, false)),
    }
}
