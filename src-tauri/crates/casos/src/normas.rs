//! The catalogue of norms: what the citations of an inventory lean on, gathered by type, number and year.
//!
//! A norm is an entity of the institution (class `norma`) whose identity is derived from those three, so
//! that two laptops that write about the same norm write the same cells. Marking it as repealed marks
//! every citation of it in the same operation: rule R13 then points at each one.

use std::collections::{BTreeMap, BTreeSet};

use almacen::{CitaDeNorma, Consultas, EntidadLeida, Operacion};
use dominio::Dato;
use dominio::ficha::{BaseLegal, Suficiencia, TipoNorma, VigenciaNorma};
use uuid::Uuid;

use crate::dto::{FallaDeCampo, GuardarNorma, Hecho, ListarNormas, Nada, NormaDto, NormasDto};
use crate::falla::Falla;
use crate::guardar::{MAX_CELDAS, cambio};
use crate::sesion::{Sesion, ambito_de, clase, institucion_de};

/// What tells a norm from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Clave {
    tipo: String,
    numero: String,
    anio: i64,
}

impl Clave {
    /// `None` for a citation that nobody can tell apart.
    fn de(cita: &CitaDeNorma) -> Option<Clave> {
        let numero = cita.numero.trim().trim_start_matches('0');
        let identificada = !numero.is_empty() && cita.tipo_norma.parse::<TipoNorma>().is_ok_and(|t| t != TipoNorma::SinIdentificar);
        cita.anio.filter(|_| identificada).map(|anio| Clave { tipo: cita.tipo_norma.clone(), numero: numero.to_owned(), anio })
    }

    /// Identity of its entity in an institution.
    fn id(&self, ambito: Uuid) -> Uuid {
        Uuid::new_v5(&ambito, format!("norma/{}/{}/{}", self.tipo, self.numero, self.anio).as_bytes())
    }
}

fn texto(e: Option<&EntidadLeida>, campo: &str) -> String {
    e.and_then(|e| e.valor(campo)).and_then(Dato::texto).unwrap_or_default().to_owned()
}

/// What the catalogue says, or what all its citations say when the catalogue says nothing.
fn vigencia(entidad: Option<&EntidadLeida>, citas: &[&CitaDeNorma]) -> VigenciaNorma {
    if let Ok(v) = texto(entidad, "vigente").parse() {
        return v;
    }
    let dichas: BTreeSet<&str> = citas.iter().map(|c| c.vigente.as_str()).collect();
    match dichas.into_iter().collect::<Vec<_>>()[..] {
        [una] => una.parse().unwrap_or(VigenciaNorma::NoSabe),
        _ => VigenciaNorma::NoSabe,
    }
}

fn por_norma(citas: &[CitaDeNorma]) -> BTreeMap<Clave, Vec<&CitaDeNorma>> {
    let mut grupos: BTreeMap<Clave, Vec<&CitaDeNorma>> = BTreeMap::new();
    for cita in citas {
        if let Some(clave) = Clave::de(cita) {
            grupos.entry(clave).or_default().push(cita);
        }
    }
    grupos
}

fn norma_dto(c: &Consultas<'_>, ambito: Uuid, clave: &Clave, citas: &[&CitaDeNorma]) -> Result<NormaDto, Falla> {
    let entidad = c.entidad(clave.id(ambito))?;
    let entidad = entidad.as_ref();
    let vigente = vigencia(entidad, citas);
    let tipo_norma = clave.tipo.parse().unwrap_or(TipoNorma::SinIdentificar);
    let unicos = |f: &dyn Fn(&&&CitaDeNorma) -> bool| citas.iter().filter(f).map(|c| c.tramite).collect::<BTreeSet<_>>().len() as u64;
    Ok(NormaDto {
        tipo_norma,
        numero: clave.numero.clone(),
        anio: clave.anio,
        nombre: texto(entidad, "nombre"),
        fecha: texto(entidad, "fecha"),
        vigente_desde: texto(entidad, "vigente_desde"),
        vigente_hasta: texto(entidad, "vigente_hasta"),
        derogada_por: texto(entidad, "derogada_por"),
        vigente,
        suficiente: BaseLegal { tipo_norma: Some(tipo_norma), ..BaseLegal::default() }.suficiente() == Suficiencia::Si,
        tramites: unicos(&|_| true),
        requisitos: citas.iter().filter(|c| c.de_requisito).count() as u64,
        citas: citas.len() as u64,
        por_marcar: citas.iter().filter(|c| vigente != VigenciaNorma::NoSabe && c.vigente != vigente.as_str()).count() as u64,
    })
}

impl Sesion {
    /// Norms that the citations name, most cited first.
    ///
    /// # Errors
    /// `no_existe` for an unknown institution; `campos_invalidos` at GAE without one.
    pub fn normas(&self, pide: ListarNormas) -> Result<NormasDto, Falla> {
        self.leer(|c| {
            let instalacion = c.instalacion()?;
            let Some(ambito) = ambito_de(&instalacion, pide.institucion.as_deref())? else {
                return Ok(NormasDto { normas: Vec::new(), sin_identificar: 0 });
            };
            let citas = c.citas_de_normas(Some(ambito))?;
            let grupos = por_norma(&citas);
            let identificadas: usize = grupos.values().map(Vec::len).sum();
            let mut normas = grupos.iter().map(|(clave, citas)| norma_dto(&c, ambito, clave, citas)).collect::<Result<Vec<_>, _>>()?;
            normas.sort_by(|a, b| b.tramites.cmp(&a.tramites).then(b.citas.cmp(&a.citas)));
            Ok(NormasDto { normas, sin_identificar: (citas.len() - identificadas) as u64 })
        })
    }

    /// Writes what is known of a norm and marks its validity in every citation of it: one operation.
    ///
    /// # Errors
    /// `campos_invalidos` with every wrong field; `no_existe` when nothing cites it; `conflicto_pendiente`.
    pub fn guardar_norma(&self, pide: GuardarNorma) -> Result<Hecho<Nada>, Falla> {
        self.escribir(Operacion::CambiarNorma, |tx, instalacion| {
            let ambito = institucion_de(instalacion, pide.institucion.as_deref())?.id;
            let clave = Clave {
                tipo: pide.tipo_norma.as_str().to_owned(),
                numero: pide.numero.trim().trim_start_matches('0').to_owned(),
                anio: pide.anio,
            };
            let c = tx.consultas();
            let todas = c.citas_de_normas(Some(ambito))?;
            let mut grupos = por_norma(&todas);
            let citas = grupos.remove(&clave).ok_or_else(|| Falla::NoExiste { que: "la norma: ninguna cita la menciona ya".to_owned() })?;
            let id = clave.id(ambito);
            let previa = c.entidad(id)?;
            let clase_norma = clase(instalacion, "norma");
            let mut fallas = Vec::new();
            let mut celdas = Vec::new();
            let valores: [(&str, Dato); 9] = [
                ("tipo_norma", clave.tipo.as_str().into()),
                ("numero", clave.numero.as_str().into()),
                ("anio", Dato::Entero(clave.anio)),
                ("nombre", pide.nombre.as_str().into()),
                ("fecha", pide.fecha.as_str().into()),
                ("vigente_desde", pide.vigente_desde.as_str().into()),
                ("vigente_hasta", pide.vigente_hasta.as_str().into()),
                ("derogada_por", pide.derogada_por.as_str().into()),
                ("vigente", pide.vigente.as_str().into()),
            ];
            for (campo, valor) in valores {
                let valor = if valor.esta_vacio() { Dato::Nulo } else { valor };
                match dominio::campos::validar("norma", campo, &valor) {
                    Err(e) => fallas.push(FallaDeCampo { campo: format!("norma.{campo}"), mensaje: e.mensaje() }),
                    Ok(valor) => celdas.extend(cambio(previa.as_ref(), id, &clase_norma, campo, valor)),
                }
            }
            if let (Ok(desde), Ok(hasta)) =
                (pide.vigente_desde.parse::<jiff::civil::Date>(), pide.vigente_hasta.parse::<jiff::civil::Date>())
                && hasta < desde
            {
                let mensaje = "El último día en que obligó no puede ser anterior al primero.".to_owned();
                fallas.push(FallaDeCampo { campo: "norma.vigente_hasta".to_owned(), mensaje });
            }
            if !fallas.is_empty() {
                return Err(Falla::Campos(fallas));
            }
            for cita in citas.iter().filter(|c| c.vigente != pide.vigente.as_str()) {
                let Some(fila) = c.entidad(cita.id)? else { continue };
                let clase_fila = fila.clase.clone();
                celdas.extend(cambio(Some(&fila), cita.id, &clase_fila, "vigente", pide.vigente.as_str().into()));
            }
            for parte in celdas.chunks(MAX_CELDAS) {
                tx.escribir(ambito, parte.to_vec(), "")?;
            }
            Ok(Nada {})
        })
    }
}
