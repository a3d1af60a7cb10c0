//! Conflicts: every value with who wrote it, when and why; a person chooses and says the reason.

use almacen::{Consultas, Escritura, Operacion};
use dominio::{Dato, campos};
use uuid::Uuid;

use super::elegir::con_su_razon;
use super::nombre_de_dispositivo;
use crate::contexto::rfc3339;
use crate::dto::{Hecho, Nada, ValorDto};
use crate::falla::Falla;
use crate::guardar::{entidad_propia, motivo_valido};
use crate::historial::Nombres;
use crate::sesion::{Sesion, ambito_de, recortar, sin_prefijo};

/// Shortest reason to resolve (`intercambio.md` §3 key 11).
const MOTIVO_MINIMO: usize = 10;

/// One value of a cell in conflict.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ValorEnConflicto {
    /// The value.
    pub valor: ValorDto,
    /// Person, or «sin nombre».
    pub quien: String,
    /// Moment, RFC 3339 UTC.
    pub cuando: String,
    /// Computer.
    pub dispositivo: String,
    /// Reason.
    pub motivo: String,
    /// The one that screens show meanwhile.
    pub mostrado: bool,
}

/// A cell that waits for a person.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Conflicto {
    /// `entidad:campo`, to name it in `resolver`.
    pub id: String,
    /// Entity.
    pub entidad: String,
    /// Field; `borrado` when somebody retired what somebody else edited.
    pub campo: String,
    /// Label of the field.
    pub etiqueta: String,
    /// Code of its trámite, or empty.
    pub tramite: String,
    /// Every value, the shown one first.
    pub valores: Vec<ValorEnConflicto>,
}

impl Sesion {
    /// Open conflicts.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn listar_conflictos(&self, institucion: Option<&str>) -> Result<Vec<Conflicto>, Falla> {
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let ambito = ambito_de(&instalacion, institucion)?;
            let mut nombres = Nombres::new(c);
            let mut salida = Vec::new();
            for x in c.conflictos(ambito)? {
                let tramite = c.tramite_de(x.entidad)?.map(|t| c.ficha(t)).transpose()?.flatten();
                let mut valores = Vec::new();
                for v in x.valores {
                    valores.push(ValorEnConflicto {
                        valor: ValorDto(v.valor),
                        quien: nombres.de(v.actor)?,
                        cuando: rfc3339(v.ms),
                        dispositivo: nombre_de_dispositivo(&v.disp),
                        motivo: v.motivo,
                        mostrado: v.mostrado,
                    });
                }
                salida.push(Conflicto {
                    id: format!("{}:{}", x.entidad, x.campo),
                    entidad: x.entidad.to_string(),
                    etiqueta: campos::campo(sin_prefijo(&x.clase), &x.campo).map_or_else(|| x.campo.clone(), |d| d.etiqueta.to_owned()),
                    campo: x.campo,
                    tramite: tramite.map(|t| t.fila.codigo).unwrap_or_default(),
                    valores,
                });
            }
            Ok(salida)
        })
    }

    /// Writes the chosen value (one of them, or a new one) over every value shown, with its reason.
    /// For a row retired by one and edited by another, `true` retires it and `false` keeps it.
    ///
    /// Gives the hexadecimal name of the asiento.
    ///
    /// # Errors
    /// `no_existe` for what is not in conflict; `campos_invalidos` for the value or the reason; `permiso` for what
    /// this file does not write.
    pub fn resolver(&self, id: &str, valor: &str, motivo: &str) -> Result<String, Falla> {
        let no_existe = || Falla::NoExiste { que: format!("el conflicto «{}»", recortar(id, 120)) };
        let (entidad, campo) = id.split_once(':').ok_or_else(no_existe)?;
        let entidad: Uuid = entidad.parse().map_err(|_| no_existe())?;
        let (_, asiento) = self.decidir(entidad, campo, motivo, |_, conflicto| {
            if campo == "borrado" {
                return Ok(Dato::Logico(matches!(valor.trim(), "true" | "si" | "sí" | "1")));
            }
            let escrito = self.leer_valor(sin_prefijo(&conflicto.clase), campo, valor).0;
            // One of the values that are there is always accepted: it was valid when it was written.
            match conflicto.valores.iter().find(|v| v.valor == escrito) {
                Some(v) => Ok(v.valor.clone()),
                None if escrito == Dato::Nulo => Ok(Dato::Nulo),
                None => campos::validar(sin_prefijo(&conflicto.clase), campo, &escrito)
                    .map_err(|e| Falla::campo(&format!("{}.{campo}", sin_prefijo(&conflicto.clase)), e.mensaje())),
            }
        })?;
        Ok(asiento)
    }

    /// The decision of the console and of the window: `elegir` says the value.
    pub(super) fn decidir(
        &self,
        entidad: Uuid,
        campo: &str,
        motivo: &str,
        elegir: impl FnOnce(&Consultas<'_>, &almacen::Conflicto) -> Result<Dato, Falla>,
    ) -> Result<(Hecho<Nada>, String), Falla> {
        let motivo = motivo_valido(motivo, MOTIVO_MINIMO)?;
        let mut asiento = None;
        let hecho = self.escribir(Operacion::Resolver, |tx, instalacion| {
            let consultas = tx.consultas();
            let conflicto = consultas.conflictos(None)?.into_iter().find(|x| x.entidad == entidad && x.campo == campo);
            let conflicto = conflicto
                .ok_or_else(|| Falla::NoExiste { que: format!("el conflicto «{}»", recortar(&format!("{entidad}:{campo}"), 120)) })?;
            entidad_propia(&consultas, instalacion, entidad)?;
            let dato = elegir(&consultas, &conflicto)?;
            if campo == "borrado" && dato == Dato::Logico(true) {
                asiento = tx.borrar(conflicto.ambito, &[entidad], &motivo)?.last().copied();
                return Ok(Nada {});
            }
            let razon = con_su_razon(&consultas, &conflicto, &dato)?;
            let mut padres: Vec<_> = conflicto.valores.iter().map(|v| v.opid).collect();
            padres.sort_unstable();
            let escritura = Escritura { entidad, clase: conflicto.clase, campo: campo.to_owned(), valor: dato, padres };
            let escrituras = std::iter::once(escritura).chain(razon).collect();
            asiento = Some(tx.resolver(conflicto.ambito, escrituras, &motivo)?);
            Ok(Nada {})
        })?;
        let asiento = asiento.map(|h| h.to_string()).ok_or(Falla::Interno("a resolution wrote nothing"))?;
        Ok((hecho, asiento))
    }
}
